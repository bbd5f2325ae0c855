"""The house rules that can be read off the syntax trees: one-way imports, no floats, one door each."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.support import imported_modules, package_modules

# Each layer, the first-level names of the package that belong to it, and the layers it may import.
# A layer may always import from itself.
LAYERS: dict[str, tuple[set[str], set[str]]] = {
    "ground": ({"errors", "spans", "text", "money", "period", "codes", "records"}, set()),
    "model": ({"model"}, {"ground"}),
    "laws": ({"laws"}, {"model", "ground"}),
    "reading": ({"reading"}, {"laws", "model", "ground"}),
    "checks": ({"checks"}, {"laws", "model", "ground"}),
    "files": ({"files"}, {"ground"}),
    "exports": ({"exports"}, {"checks", "laws", "model", "ground"}),
    "top": (
        {"", "__main__", "api", "cli"},
        {"ground", "model", "laws", "reading", "checks", "files", "exports"},
    ),
}

# The modules of `reading` that say what reading takes: all that `files` may know of it.
READING_INPUT = {"govbudget.reading.source", "govbudget.reading.intake"}

# A module longer than this is more than one thing (about 400 lines, with some air).
LONGEST_MODULE = 440

MODULES = package_modules()


def layer_of(module: str) -> str:
    first = [*module.split("."), ""][1]
    for layer, (names, _) in LAYERS.items():
        if first in names:
            return layer
    raise AssertionError(f"{module} belongs to no layer: give {first!r} its place in LAYERS")


def trees() -> list[tuple[str, ast.Module]]:
    return [(name, ast.parse(path.read_text(encoding="utf-8"))) for name, path in MODULES.items()]


def test_there_is_something_to_look_at() -> None:
    assert "govbudget" in MODULES
    assert len(MODULES) > 5


@pytest.mark.parametrize(("module", "path"), MODULES.items(), ids=MODULES)
def test_imports_point_one_way(module: str, path: Path) -> None:
    layer = layer_of(module)
    allowed = LAYERS[layer][1] | {layer}
    wrong = []
    for target in imported_modules(path):
        if target.split(".")[0] != "govbudget" or (layer == "files" and target in READING_INPUT):
            continue
        if layer_of(target) not in allowed:
            wrong.append(target)
    assert not wrong, f"{module} is {layer} and may import {sorted(allowed)}, but imports {sorted(wrong)}"


def test_checks_never_import_reading() -> None:
    """Stated apart from the layers: a judge that shares code with the reader repeats its mistakes."""
    for module, path in MODULES.items():
        if layer_of(module) in {"checks", "laws"}:
            assert not [name for name in imported_modules(path) if name.startswith("govbudget.reading")]


def test_no_import_cycle() -> None:
    graph = {
        name: {target for target in imported_modules(path, at_import=True) if target in MODULES} - {name}
        for name, path in MODULES.items()
    }
    while leaves := [name for name, targets in graph.items() if not targets & graph.keys()]:
        for name in leaves:
            del graph[name]
    # A package may gather the names of its own modules; a module importing its package back is the cycle.
    assert not graph, f"modules that import one another in a circle, or depend on such: {sorted(graph)}"


def test_no_float() -> None:
    found = []
    for module, tree in trees():
        refused = {
            id(name)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "isinstance"
            for argument in call.args[1:]
            for name in ast.walk(argument)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
                found.append(f"{module}:{node.lineno}: {node.value!r}")
            if isinstance(node, ast.Name) and node.id in {"float", "complex"} and id(node) not in refused:
                found.append(f"{module}:{node.lineno}: {node.id}")
    assert not found, f"amounts are decimal.Decimal everywhere; floats stand in {found}"


@pytest.mark.parametrize(("module", "path"), MODULES.items(), ids=MODULES)
def test_no_giant_modules(module: str, path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{module} has {lines} lines, at most {LONGEST_MODULE} are one thing"


def test_outside_packages_have_one_door() -> None:
    """attrs is how every record is written; each other outside package is imported by one module alone."""
    doors: dict[str, set[str]] = defaultdict(set)
    for module, path in MODULES.items():
        for target in imported_modules(path):
            outside = target.split(".")[0]
            if outside not in sys.stdlib_module_names and outside not in {"govbudget", "attrs", "attr"}:
                doors[outside].add(module)
    several = {outside: sorted(modules) for outside, modules in doors.items() if len(modules) > 1}
    assert not several, f"outside packages imported in more than one module: {several}"


def test_attrs_under_its_modern_name() -> None:
    old = [module for module, path in MODULES.items() if "attr" in imported_modules(path)]
    assert not old, f"import attrs, not attr, in {old}"
