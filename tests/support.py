"""What several tests use: the places of the project, and the real documents that may lie beside it.

The real disclosures are no part of the project: they lie in a folder `shared` beside the checkout,
and tests that need them skip where it is missing.
"""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "govbudget"
EXAMPLES = ROOT / "examples"
EXAMPLE = EXAMPLES / "qinghe-library-2024.txt"

SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
DOCUMENTS = SHARED / "documents"
CODES = SHARED / "codes"

needs_shared = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="needs the real disclosures in ../shared, which are not here"
)


def seed_path(number: str) -> Path:
    """The real disclosure with this number: `seed_path("000")` is ../shared/seeds/000_*.txt."""
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    assert len(found) == 1, f"expected one file {number}_*.txt in {SEEDS}, found {found}"
    return found[0]


def seed_text(number: str) -> str:
    """The text of the real disclosure with this number, as it stands (line ends included)."""
    return seed_path(number).read_bytes().decode("utf-8")


def tracked_files() -> list[Path]:
    """The files under version control, and the new ones that are not ignored."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("needs git and a checkout to tell the project's files")
    paths = [ROOT / name.decode("utf-8") for name in listed.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def module_name(path: Path) -> str:
    """The dotted name of a module of the package: src/govbudget/codes/types.py is govbudget.codes.types."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_modules() -> dict[str, Path]:
    """All modules of the package by dotted name."""
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported_modules(path: Path, *, at_import: bool = False) -> set[str]:
    """The modules a source file imports, anywhere in it, as absolute dotted names.

    `from a import b` counts as `a.b` where that is a module of the package, else as `a`.
    With `at_import`, only what importing the file runs: not what stands inside functions or is there
    for type checkers alone.
    """
    name = module_name(path)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    known = package_modules()
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in _executed(tree) if at_import else ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                anchor = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1])
                base = f"{anchor}.{base}" if base else anchor
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                found.add(inner if inner in known else base)
    return found


def _executed(tree: ast.AST) -> list[ast.AST]:
    """The nodes that run when the module is imported."""
    nodes: list[ast.AST] = []
    todo = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            todo.extend(node.orelse)
            continue
        nodes.append(node)
        todo.extend(ast.iter_child_nodes(node))
    return nodes
