"""What the wheel holds and says of itself."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

import govbudget
from tests.support import PACKAGE, ROOT

CORE = {"attrs", "babel", "cattrs", "python-dateutil"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return Parser().parsestr(wheel.read(name).decode("utf-8"))


def requirement_name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return match.group().lower()


def test_types_are_published(wheel: zipfile.ZipFile) -> None:
    assert "govbudget/py.typed" in wheel.namelist()


def test_every_file_of_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    files = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files <= set(wheel.namelist())


def test_nothing_but_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {Path(name).parts[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"govbudget"}


def test_core_depends_on_four_packages(metadata: Message) -> None:
    required = metadata.get_all("Requires-Dist") or []
    core = [requirement_name(requirement) for requirement in required if "extra ==" not in requirement]
    assert sorted(core) == sorted(CORE)


def test_metadata(metadata: Message) -> None:
    assert metadata["Name"] == "govbudget"
    assert metadata["Version"] == govbudget.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"


def test_command_is_installed(wheel: zipfile.ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/entry_points.txt")]
    assert "govbudget = govbudget.cli:main" in wheel.read(name).decode("utf-8")


def test_changelog_knows_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{govbudget.__version__}]" in changelog or "## [Unreleased]" in changelog


def test_command_exists() -> None:
    """The entry point names `govbudget.cli:main`; without it the installed command fails."""
    assert callable(importlib.import_module("govbudget.cli").main)
