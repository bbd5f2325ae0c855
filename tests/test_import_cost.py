"""`import govbudget` costs little: no heavy package, no data file, about the time of attrs itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support import PACKAGE

ROUNDS = 12
LIMIT = 2.5

TIMED = """
import time
start = time.perf_counter_ns()
import {module}
print(time.perf_counter_ns() - start)
"""

WATCHED = """
import sys
before = set(sys.modules)
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
import govbudget
for name in sorted({name.partition(".")[0] for name in set(sys.modules) - before}):
    print("module", name)
for path in opened:
    print("opened", path)
"""


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", program],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def timed(module: str) -> int:
    return int(run(TIMED.format(module=module)))


def watched(kind: str) -> list[str]:
    lines = run(WATCHED).splitlines()
    return [line.removeprefix(f"{kind} ") for line in lines if line.startswith(f"{kind} ")]


def test_loads_attrs_and_the_standard_library_alone() -> None:
    loaded = set(watched("module"))
    assert "govbudget" in loaded
    assert loaded - sys.stdlib_module_names <= {"govbudget", "attrs", "attr"}


def test_reads_no_data_file() -> None:
    inside = [Path(name) for name in watched("opened") if PACKAGE in Path(name).parents]
    assert inside, "expected to see at least the package's own modules being opened"
    # Byte code is written under a passing name, so its folder tells it and not its suffix.
    data = [path for path in inside if path.suffix != ".py" and path.parent.name != "__pycache__"]
    assert data == []


def test_takes_little_longer_than_attrs() -> None:
    """Both measured in turn in fresh interpreters; the best of each counts, so that load does not."""
    run("import govbudget")  # writes the byte code
    attrs, ours = (
        min(times)
        for times in zip(*((timed("attrs"), timed("govbudget")) for _ in range(ROUNDS)), strict=True)
    )
    assert ours <= LIMIT * attrs, (
        f"import govbudget takes {ours / attrs:.2f} times as long as import attrs, at most {LIMIT} is allowed "
        f"(best of {ROUNDS}: {ours} ns and {attrs} ns)"
    )


def test_says_nothing() -> None:
    assert run("import govbudget") == ""
