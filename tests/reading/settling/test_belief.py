"""A sum that the rows of a table do not keep proves no column of it."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from govbudget.laws.sums import SumOfParts
from govbudget.reading.settling import ColumnSum, Item, Line, Question, settle
from govbudget.reading.settling.belief import kept_laws

TOTAL = SumOfParts(0, (1, 2, 3))


def line(text: str) -> Line:
    return Line(tuple(Item(Decimal(number)) for number in text.split()))


def question(*rows: str, width: int = 4) -> Question:
    return Question(width=width, lines=tuple(map(line, rows)), row_laws=(TOTAL,))


def test_one_wrong_figure_is_no_wrong_law() -> None:
    right = ("9.00 5.00 4.00", "8.00 7.00 1.00", "4.00 4.00")
    for rows in (right, (*right, "9.00 5.00 3.00"), ("9.00 5.00 3.00", "9.00 5.00 3.00")):
        assert kept_laws(question(*rows)) == ((TOTAL,), frozenset())


def test_a_law_that_more_rows_break_than_keep_is_not_believed() -> None:
    """Two different rows break it and one holds; of two that hold one does not even print a part."""
    broken = ("9.00 5.00 3.00", "8.00 7.00 2.00")
    assert kept_laws(question(*broken, "4.00 4.00")) == ((), frozenset({0, 1}))
    assert kept_laws(question(*broken, "4.00 4.00", "3.00 3.00")) == ((TOTAL,), frozenset())
    assert kept_laws(question(*broken, "4.00 4.00", "0.00")) == ((), frozenset({0, 1}))


def test_a_law_goes_by_itself() -> None:
    laws = (SumOfParts(0, (1, 2)), SumOfParts(2, (3,)))
    lines = tuple(map(line, ("9.00 5.00 4.00 3.00", "8.00 5.00 3.00 2.00")))
    assert kept_laws(Question(width=4, lines=lines, row_laws=laws)) == (laws[:1], frozenset({0, 1}))


def test_a_row_that_breaks_the_law_stays_open_without_it() -> None:
    """Its cells may have been cut wrongly: that it prints every column proves nothing then."""
    answer = settle(question("9.00 5.00 3.00 2.00", "8.00 7.00 2.00 1.00", "7.00 1.00 2.00 3.00"))
    assert all(one.column is None for ones in answer.lines for one in ones)


@given(st.integers(0, 10**6), st.integers(3, 7), st.integers(2, 6))
def test_a_column_told_apart_leads_to_no_wrong_column(number: int, count: int, parts: int) -> None:
    """A column beside the parts is none of them, whatever the header draws; figures are left out at will."""
    rng = random.Random(number)
    width = parts + 2
    apart = rng.randrange(1, width)
    rows: list[dict[int, int]] = []
    for _ in range(count):
        row = {
            column: rng.randrange(1, 10**6)
            for column in range(1, width)
            if column != apart and rng.random() < 0.7
        }
        row[0] = sum(row.values())
        row[apart] = rng.randrange(1, 10**6)
        rows.append(row)
    whole = {column: sum(row.get(column, 0) for row in rows) for column in range(width)}
    table = [{column: value for column, value in whole.items() if value}, *rows]
    answer = settle(
        Question(
            width=width,
            lines=tuple(
                Line(tuple(Item(Decimal(value).scaleb(-2)) for _, value in sorted(row.items())))
                for row in table
            ),
            row_laws=(SumOfParts(0, tuple(range(1, width))),),
            column_sums=(ColumnSum(SumOfParts(0, tuple(range(1, count + 1)))),),
        )
    )
    for row, ones in zip(table, answer.lines, strict=True):
        for column, one in zip(sorted(row), ones, strict=True):
            assert one.column in (None, column), (table, answer)
