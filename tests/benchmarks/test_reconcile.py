"""What reconciling costs, as ratios within one run: against reading, and against the length of the document.

Marked `long`: a busy machine must not fail `make test`.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

import pytest

import govbudget
from govbudget.model.disclosure import Disclosure
from tests.support import EXAMPLE, needs_shared, seed_text

pytestmark = pytest.mark.long

ROUNDS = 12
LIMIT = 2
TIMES = 20
GROWTH = 26


def best(*tasks: Callable[[], object]) -> list[int]:
    """The best time of each task, measured in turn."""
    times = [10**12] * len(tasks)
    gc.collect()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            for number, task in enumerate(tasks):
                start = time.perf_counter_ns()
                task()
                times[number] = min(times[number], time.perf_counter_ns() - start)
    finally:
        gc.enable()
    return times


def reread(text: str) -> Disclosure:
    return govbudget.parse(text)


def ratio(text: str) -> str:
    doc = govbudget.parse(text)
    reading, judging = best(lambda: reread(text), lambda: govbudget.reconcile(doc))
    assert judging <= LIMIT * reading, (
        f"reconciling takes {judging / 10**6:.1f} ms, reading {reading / 10**6:.1f} ms"
    )
    return f"{judging * 100 // reading} % of reading"


def test_the_example() -> None:
    sys.stdout.write(f"example: {ratio(EXAMPLE.read_text(encoding='utf-8'))}\n")


@needs_shared
@pytest.mark.parametrize("seed", ["000", "001", "004"])
def test_the_real_disclosures(seed: str) -> None:
    sys.stdout.write(f"{seed}: {ratio(seed_text(seed))}\n")


def test_linear_in_the_number_of_figures() -> None:
    """Twenty times the tables, forms and sentences take about twenty times as long."""
    text = EXAMPLE.read_text(encoding="utf-8")
    many = "\n\n".join(text.replace("2024", str(2024 - number)) for number in range(TIMES))
    once, often = govbudget.parse(text), govbudget.parse(many)
    assert len(often.tables) >= TIMES * len(once.tables) - TIMES
    short, long = best(lambda: govbudget.reconcile(once), lambda: govbudget.reconcile(often))
    sys.stdout.write(f"{TIMES} times the document: {long * 10 // short / 10} times as long\n")
    assert long <= GROWTH * short
