"""What reading PDF files costs, beside pdfplumber's `extract_tables` on the same files: `make bench` prints it.

From file to model, all published documents together, measured in turn with the other library; the median of
three counts.  The accuracy that goes with it is tested in `tests/files/pdf/test_documents.py`.

Marked `long`: a busy machine must not fail `make test`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import govbudget
from tests.benchmarks.test_parse import say
from tests.support import DOCUMENTS

ROUNDS = 3
LIMIT = 6
MEMORY = 400

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not DOCUMENTS.is_dir(),
        reason="needs the published PDF files in ../shared/documents, which are not here",
    ),
]

PATHS = sorted(DOCUMENTS.glob("*.pdf"))

PEAK = """
import resource, sys
import govbudget
for path in sys.argv[1:]:
    govbudget.read(path)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def read_all() -> list[int]:
    return [len(govbudget.read(path).tables) for path in PATHS]


def extract_all(pdfplumber: Any) -> int:
    pages = 0
    for path in PATHS:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_tables()
                page.close()
                pages += 1
    return pages


def timed(action: Any, *arguments: object) -> tuple[float, Any]:
    start = time.perf_counter()
    result = action(*arguments)
    return time.perf_counter() - start, result


def test_a_sixth_of_the_time_of_extract_tables() -> None:
    pytest.importorskip("pypdfium2")
    pdfplumber = pytest.importorskip("pdfplumber")
    read_all()
    ours, theirs, pages = [], [], 0
    for _ in range(ROUNDS):
        took, _ = timed(read_all)
        ours.append(took)
        took, pages = timed(extract_all, pdfplumber)
        theirs.append(took)
    mine, other = median(ours), median(theirs)
    say(
        f"{len(PATHS)} PDF files, {pages} pages: {mine:.2f} s from file to model ({pages / mine:.0f} pages a second), "
        f"extract_tables {other:.2f} s, ratio 1/{other / mine:.1f}"
    )
    assert mine * LIMIT <= other


def test_memory_stays_small(tmp_path: Path) -> None:
    """All documents one after the other, in a process of their own."""
    pytest.importorskip("pypdfium2")
    pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *map(str, PATHS)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    most = int(done.stdout)
    say(f"{len(PATHS)} PDF files: {most} MiB at most")
    assert most <= MEMORY
