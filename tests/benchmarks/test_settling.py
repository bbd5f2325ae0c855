"""What settling costs, as ratios within one run: `make bench` measures and prints them.

The floor makes one Decimal of every printed number and adds up every line.  Growth is measured between a
table of 500 lines and one of 16,000.

Marked `long`: a busy machine must not fail `make test`.
"""

from __future__ import annotations

import math
import random
from decimal import Decimal

import pytest

from govbudget.reading.settling import Outcome, Question, settle
from tests.benchmarks.settling import crowded_table, large_table, wide_table
from tests.benchmarks.test_parse import best_of, say

pytestmark = pytest.mark.long


def add_up(question: Question) -> list[Decimal]:
    """The least work on the numbers of a table."""
    return [
        sum((Decimal(str(item.value)) for item in line.items if item.value is not None), Decimal(0))
        for line in question.lines
    ]


def test_two_thousand_rows_of_twelve_columns() -> None:
    """Groups of up to fifteen: settled in a second, and in so many times the floor."""
    question, truth = large_table(2_000, random.Random(1))
    answer = settle(question)
    assert [tuple(one.column for one in line) for line in answer.lines] == truth
    seconds, floor = best_of(5, lambda: settle(question), lambda: add_up(question))
    say(f"2,000 x 12 settled: {seconds:.2f} s, {seconds / floor:.0f} times the floor, {answer.steps} steps")
    assert seconds / floor < 400


def test_growth() -> None:
    """No faster than n log n from 500 to 16,000 rows, with a quarter more for chance."""
    small, _ = large_table(500, random.Random(2))
    large, truth = large_table(16_000, random.Random(2))
    placed = [
        (one.column, column)
        for line, columns in zip(settle(large).lines, truth, strict=True)
        for one, column in zip(line, columns, strict=True)
    ]
    assert not [pair for pair in placed if pair[0] not in (None, pair[1])]
    # A few amounts of some cents can stand in either of two columns: rounding would explain both.
    assert sum(found is None for found, _ in placed) * 1_000 < len(placed)
    few, many = best_of(2, lambda: settle(small), lambda: settle(large))
    growth = 32 * math.log(16_000) / math.log(500)
    say(f"500 to 16,000 rows: {many / few:.1f} times as long; n log n would be {growth:.1f}")
    assert many / few < 1.25 * growth


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("30 children with one amount each", crowded_table(2, groups=20)[0]),
        ("30 columns without identities", wide_table(15, rows=600, summed=False)),
        ("30 columns with sums", wide_table(5, rows=600, summed=True)),
    ],
)
def test_adversarial_tables(name: str, question: Question) -> None:
    """They stay within the bound: not more for a line than the large table takes five times over."""
    usual, _ = large_table(len(question.lines), random.Random(3))
    seconds, measure = best_of(2, lambda: settle(question), lambda: settle(usual))
    answer = settle(question)
    open_figures = sum(one.outcome is not Outcome.SETTLED for line in answer.lines for one in line)
    say(f"{name}: {seconds:.2f} s, {answer.steps} steps, {open_figures} figures open")
    assert seconds < 25 * measure
