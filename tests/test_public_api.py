"""The public names: all documented, all with docstrings, the most public ones with an example that runs."""

from __future__ import annotations

import importlib
import inspect
import pickle
import re
from types import ModuleType

import pytest

import govbudget
from tests.support import ROOT, package_modules

REFERENCE = ROOT / "docs" / "reference"
AUTOMODULE = re.compile(r"automodule::?\}?\s+(govbudget[\w.]*)")


def documented_modules() -> list[str]:
    """The modules that have a place on a page of the reference."""
    pages = "\n".join(page.read_text(encoding="utf-8") for page in sorted(REFERENCE.glob("**/*.md")))
    return AUTOMODULE.findall(pages)


DOCUMENTED = documented_modules()


def load(module: str) -> ModuleType:
    return importlib.import_module(module)


def public_names(module: str) -> list[str]:
    return list(getattr(load(module), "__all__", ()))


NAMES = [(module, name) for module in DOCUMENTED for name in public_names(module)]
TOP_NAMES = [name for name in govbudget.__all__ if not name.startswith("__")]


def test_reference_names_each_module_once_and_no_other() -> None:
    assert DOCUMENTED, "docs/reference documents no module"
    assert len(DOCUMENTED) == len(set(DOCUMENTED))
    assert set(DOCUMENTED) <= package_modules().keys()


def test_all_lists_each_name_once() -> None:
    for module in ["govbudget", *DOCUMENTED]:
        names = public_names(module)
        assert len(names) == len(set(names)), f"{module}.__all__ repeats a name"


@pytest.mark.parametrize("module", DOCUMENTED)
def test_documented_module_says_what_it_is(module: str) -> None:
    assert (load(module).__doc__ or "").strip(), f"{module} has no docstring"
    assert public_names(module), f"{module} is documented and has no __all__"


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_public_name_has_a_docstring(module: str, name: str) -> None:
    thing = getattr(load(module), name)
    if inspect.isclass(thing) or inspect.isroutine(thing):
        assert (thing.__doc__ or "").strip(), f"{module}.{name} has no docstring"


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_public_members_have_docstrings(module: str, name: str) -> None:
    thing = getattr(load(module), name)
    if not inspect.isclass(thing) or not thing.__module__.startswith("govbudget"):
        return
    silent = [
        member
        for member, value in vars(thing).items()
        if not member.startswith("_")
        and (inspect.isroutine(value) or isinstance(value, property | classmethod | staticmethod))
        and not (inspect.getdoc(getattr(thing, member)) or "").strip()
    ]
    assert not silent, f"{module}.{name} has members without a docstring: {silent}"


@pytest.mark.parametrize("name", TOP_NAMES)
def test_top_name_is_in_the_reference(name: str) -> None:
    thing = getattr(govbudget, name)
    homes = [
        module
        for module in DOCUMENTED
        if module != "govbudget" and name in public_names(module) and getattr(load(module), name) is thing
    ]
    home = getattr(thing, "__module__", None)
    assert homes or home == "govbudget", (
        f"govbudget.{name} (from {home}) is on no page of docs/reference: add an automodule for its module"
    )


@pytest.mark.parametrize("name", TOP_NAMES)
def test_top_name_has_an_example(name: str) -> None:
    thing = getattr(govbudget, name)
    if not (inspect.isclass(thing) or inspect.isroutine(thing)):
        return
    own = thing.__doc__ or ""
    around = [line for line in (load(thing.__module__).__doc__ or "").splitlines() if ">>>" in line]
    assert ">>>" in own or any(re.search(rf"\b{name}\b", line) for line in around), (
        f"govbudget.{name} has no example that runs, in its docstring or in that of {thing.__module__}"
    )


def test_dir_offers_the_public_names() -> None:
    assert set(govbudget.__all__) <= set(dir(govbudget))


def test_unknown_name_is_an_attribute_error() -> None:
    name = "no_such_name"
    with pytest.raises(AttributeError, match=name):
        getattr(govbudget, name)


@pytest.mark.parametrize("name", TOP_NAMES)
def test_top_name_pickles_by_reference(name: str) -> None:
    thing = getattr(govbudget, name)
    if inspect.isclass(thing) or inspect.isroutine(thing):
        assert pickle.loads(pickle.dumps(thing)) is thing


def test_glossary_names_exist() -> None:
    """The third column of the glossary: types, and members of types, that are in the reference."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    named = re.findall(r"\| `([A-Z]\w+)(?:\.([A-Z_]+))?` \|$", glossary, re.MULTILINE)
    assert named
    types = {name: getattr(load(module), name) for module, name in NAMES}
    missing = [
        name for name, member in named if name not in types or not hasattr(types[name], member or "__doc__")
    ]
    assert not missing, f"the glossary names types that the reference does not have: {missing}"
