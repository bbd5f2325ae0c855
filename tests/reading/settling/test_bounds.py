"""Work is bounded and counted in steps: what is beyond a bound is said to be so, the same on every run."""

from __future__ import annotations

import random
from decimal import Decimal
from unittest import mock

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govbudget.laws.sums import SumOfParts
from govbudget.reading.settling import ColumnSum, Item, Line, Outcome, Question, settle, work
from govbudget.reading.settling.work import SOLUTIONS, Meter
from tests.benchmarks.settling import crowded_table, large_table, wide_table
from tests.reading.settling.brute import Assignment
from tests.reading.settling.strategies import tables


def number(value: object) -> Item:
    return Item(Decimal(str(value)).quantize(Decimal("0.01")))


@pytest.mark.parametrize("columns", [2, 3])
def test_thirty_children_with_one_amount_each_stay_within_the_bound(columns: int) -> None:
    """Some groups are settled, some are said to be beyond the bound, and nothing is in a wrong column."""
    question, truth = crowded_table(columns, groups=6)
    answer = settle(question)
    assert answer.steps <= 2 * Meter.of(len(question.lines)).budget + 100_000
    for printed, places in zip(answer.lines, truth, strict=True):
        for one, place in zip(printed, places, strict=True):
            assert place in one.alternatives
    outcomes = {one.outcome for printed in answer.lines for one in printed}
    assert Outcome.SETTLED in outcomes
    if Outcome.UNSETTLED in outcomes:
        assert (answer.solutions, answer.is_exact) == (0, False)


@pytest.mark.parametrize("amounts", [1, 5, 15])
@pytest.mark.parametrize("summed", [False, True])
def test_thirty_columns_without_identities(amounts: int, summed: bool) -> None:
    """Ambiguous, counted exactly as far as the bound, `at least` beyond."""
    question = wide_table(amounts, rows=40, summed=summed)
    answer = settle(question)
    assert answer.steps <= 10_000
    assert all(one.outcome is Outcome.AMBIGUOUS for printed in answer.lines for one in printed)
    exact = {1: 30, 5: 142_506}.get(amounts) if summed else None
    assert (answer.solutions, answer.is_exact) == ((SOLUTIONS, False) if exact is None else (exact, True))


def test_the_same_answer_on_every_run() -> None:
    """Nothing depends on time or on the order of sets."""
    question, _ = crowded_table(3, groups=3)
    assert settle(question) == settle(question)


def test_equal_amounts_are_counted_and_not_listed() -> None:
    """Sixty children of ten in two columns of three hundred: more ways than are counted."""
    lines = (Line((number(300), number(300))), *(Line((number(10),)) for _ in range(60)))
    answer = settle(
        Question(width=2, lines=lines, column_sums=(ColumnSum(SumOfParts(0, tuple(range(1, 61)))),))
    )
    assert (answer.solutions, answer.is_exact) == (SOLUTIONS, False)
    assert answer.lines[0][0].settled_by == "printed in full"
    assert answer.lines[1][0].alternatives == (0, 1)


def test_work_grows_with_the_lines() -> None:
    """Eight times the lines, at most ten times the steps; everything is settled, nothing in a wrong column."""
    steps = []
    for rows in (250, 2_000):
        question, truth = large_table(rows, random.Random(rows))
        answer = settle(question)
        assert [tuple(one.column for one in printed) for printed in answer.lines] == truth
        steps.append(answer.steps)
    assert steps[1] <= 10 * steps[0]


@given(tables(), st.data())
@settings(max_examples=300)
def test_what_a_bound_leaves_settled_is_what_no_bound_settles(
    table: tuple[Question, Assignment], data: st.DataObject
) -> None:
    """However little work is allowed, it only leaves more open: also where a figure contradicts the sums."""
    question, _ = table
    lines = [number for number, line in enumerate(question.lines) if line.items]
    assume(lines)
    if data.draw(st.booleans()):
        line = data.draw(st.sampled_from(lines))
        items = list(question.lines[line].items)
        item = data.draw(st.integers(0, len(items) - 1))
        value = items[item].value
        assert value is not None
        items[item] = Item(
            value + data.draw(st.sampled_from([Decimal("1.00"), Decimal("2.00"), Decimal(700)]))
        )
        others = list(question.lines)
        others[line] = Line(tuple(items))
        question = evolve(question, lines=tuple(others))
    whole = settle(question)
    budget = data.draw(st.integers(0, whole.steps))
    with mock.patch.object(work, "_WORK", budget), mock.patch.object(work, "_WORK_PER_LINE", 0):
        bounded = settle(question)
    for one, other in zip(bounded.lines, whole.lines, strict=True):
        for less, more in zip(one, other, strict=True):
            assert less.column is None or less.column == more.column
            assert less.column is not None or set(more.alternatives) <= set(less.alternatives)
