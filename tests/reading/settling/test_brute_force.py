"""The solver settles exactly what brute force finds settled, on small tables of every kind."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govbudget.money import Interval
from govbudget.reading.settling import Answer, Item, Line, Outcome, Question, Tie, settle
from tests.reading.settling.brute import (
    NOTHING,
    Assignment,
    solutions,
    solutions_without,
    survivors,
)
from tests.reading.settling.strategies import tables


def columns_of(found: list[Assignment], question: Question) -> list[list[tuple[int, ...]]]:
    """For every item of every line the columns that some assignment gives it."""
    return [
        [tuple(sorted({one[line][item] for one in found})) for item in range(len(printed.items))]
        for line, printed in enumerate(question.lines)
    ]


def alternatives(answer: Answer) -> list[list[tuple[int, ...]]]:
    return [[one.alternatives for one in line] for line in answer.lines]


def assert_consistent(answer: Answer) -> None:
    for line in answer.lines:
        for one in line:
            assert (one.column is None) == (one.outcome is not Outcome.SETTLED)
            assert bool(one.settled_by) == (one.outcome is Outcome.SETTLED)
            if one.column is not None:
                assert one.alternatives == (one.column,)


@given(tables())
@settings(max_examples=300)
def test_settled_exactly_where_one_solution_is_found(table: tuple[Question, Assignment]) -> None:
    """One solution: its columns.  Several: what they leave for each figure, and their exact number."""
    question, truth = table
    found = solutions(question)
    assume(found is not None)
    assert found is not None
    answer = settle(question)
    assert_consistent(answer)
    assert answer.is_exact
    assert answer.solutions == len(found)
    assert truth in found
    assert alternatives(answer) == columns_of(found, question)
    assert not answer.doubtful


@given(tables(), st.data())
@settings(max_examples=300)
def test_one_wrong_figure(table: tuple[Question, Assignment], data: st.DataObject) -> None:
    """With one figure wrong no column is wrong, and what is left is what brute force leaves.

    A single amount below nothing may be the wrong one though it fits: then more is left (`test_proofs`).
    """
    question, truth = table
    lines = [number for number, line in enumerate(question.lines) if line.items]
    assume(lines)
    line = data.draw(st.sampled_from(lines))
    items = list(question.lines[line].items)
    item = data.draw(st.integers(0, len(items) - 1))
    value = items[item].value
    assert value is not None
    items[item] = Item(value + data.draw(st.sampled_from([Decimal(700), Decimal("1.00"), Decimal("-2.00")])))
    wrong = evolve(question, lines=(*question.lines[:line], Line(tuple(items)), *question.lines[line + 1 :]))
    found = survivors(wrong)
    assume(found is not None)
    assert found is not None
    answer = settle(wrong)
    assert_consistent(answer)
    if found:
        left = columns_of(found, wrong)
        if wrong.nonnegative and len(wrong.negative) == 1:
            for ones, others in zip(alternatives(answer), left, strict=True):
                assert all(set(own) <= set(one) for one, own in zip(ones, others, strict=True))
        else:
            assert alternatives(answer) == left
        if not solutions(wrong):
            assert (line, item) in answer.doubtful or truth not in found
    else:
        assert any(one.outcome is not Outcome.SETTLED for printed in answer.lines for one in printed)


@given(tables(columns=4, rows=4), st.data())
@settings(max_examples=300)
def test_a_missing_figure(table: tuple[Question, Assignment], data: st.DataObject) -> None:
    """Where no figure can be the wrong one, what every row that can be leaves of the others is settled."""
    question, _ = table
    lines = [number for number, line in enumerate(question.lines) if len(line.items) > 1]
    assume(lines)
    line = data.draw(st.sampled_from(lines))
    items = list(question.lines[line].items)
    del items[data.draw(st.integers(0, len(items) - 1))]
    short = evolve(question, lines=(*question.lines[:line], Line(tuple(items)), *question.lines[line + 1 :]))
    found = survivors(short)
    assume(found is not None)
    answer = settle(short)
    assert_consistent(answer)
    if found:
        assert alternatives(answer) == columns_of(found, short)
        return
    aside = {number: solutions_without(short, number) for number in range(len(short.lines))}
    assume(all(some is not None for some in aside.values()))
    found = [one for some in aside.values() for one in some or ()]
    assert line in [number for number, some in aside.items() if some]
    for number, left in enumerate(columns_of(found, short)):
        for one, columns in zip(answer.lines[number], left, strict=True):
            assert set(columns) <= set(one.alternatives)
            assert one.column is None or not aside[number]


def drawn_tie(question: Question, truth: Assignment, source: str, data: st.DataObject) -> Tie:
    """What a table that keeps its laws may be told of one cell, or of a column in every line."""
    column = data.draw(st.integers(0, question.width - 1))
    printed = [
        dict(zip(places, (item.value for item in line.items), strict=True))
        for places, line in zip(truth, question.lines, strict=True)
    ]
    if data.draw(st.booleans()):
        line = data.draw(st.integers(0, len(printed) - 1))
        value = printed[line].get(column)
        return Tie(source, column, NOTHING if value is None else Interval.around(value), line)
    values = [value for row in printed if (value := row.get(column)) is not None]
    return Tie(source, column, Interval(Decimal(0), max(values)) if values else NOTHING)


@given(tables(), st.data())
@settings(max_examples=300)
def test_ties(table: tuple[Question, Assignment], data: st.DataObject) -> None:
    """A tie leaves what brute force leaves with it; a proof by ties names one."""
    question, truth = table
    ties = [
        drawn_tie(question, truth, f"table {number}", data) for number in range(data.draw(st.integers(1, 3)))
    ]
    tied = evolve(question, ties=tuple(ties))
    found = solutions(tied)
    assume(found is not None)
    assert found is not None
    answer = settle(tied)
    assert_consistent(answer)
    assert not answer.refused
    assert truth in found
    without = settle(question)
    for line_number, (before, after) in enumerate(zip(without.lines, answer.lines, strict=True)):
        for item_number, (one, other) in enumerate(zip(before, after, strict=True)):
            expected = columns_of(found, tied)[line_number][item_number]
            if one.column is not None:
                assert other == one
            else:
                assert other.alternatives == expected
                assert other.column is None or other.settled_by.startswith("tie to table ")
