"""From flattened text to figures in their columns: proved, or left open, and never wrong."""

from __future__ import annotations

import random

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.tables import FigureStatus, Table
from tests.flattened.counting import Counting
from tests.flattened.samples import expenditure_that_adds_up
from tests.writer.flattened import FlatTable, printed

FIRST = 3
"""The first column of amounts, behind number, code and name."""


def read(table: FlatTable, length: int) -> Table:
    doc = govbudget.parse(printed([table], length=length))
    assert len(doc.tables) == 1
    assert len(doc.tables[0].rows) == len(table.rows)
    return doc.tables[0]


@given(number=st.integers(0, 10**6), length=st.integers(20, 60))
@settings(max_examples=20)
def test_no_column_is_wrong(number: int, length: int) -> None:
    """Every figure is read with its value; what has a column has the right one, what has none says which are left."""
    table = expenditure_that_adds_up(random.Random(number))
    for row, written in zip(read(table, length).rows, table.rows, strict=True):
        wanted = [(column - FIRST, cell) for column, cell in enumerate(written) if column >= FIRST and cell]
        assert [figure.raw for figure in row.figures] == [cell for _, cell in wanted]
        assert ("" if row.code is None else row.code.digits) == (written[1] or "")
        assert row.label == written[2]
        for figure, (column, _) in zip(row.figures, wanted, strict=True):
            if figure.column is None:
                assert figure.status is FigureStatus.AMBIGUOUS
                assert column in figure.alternatives
            else:
                assert figure.column == column
                assert figure.settled_by


def test_most_columns_are_settled() -> None:
    """The sums of a table alone settle nearly all of its figures."""
    figures = [
        figure
        for number in range(12)
        for row in read(expenditure_that_adds_up(random.Random(number)), 40).rows
        for figure in row.figures
    ]
    settled = sum(figure.column is not None for figure in figures)
    assert 10 * settled >= 9 * len(figures)


def check_names_with_digits(number: int, length: int) -> None:
    choice = random.Random(number)
    written = expenditure_that_adds_up(choice)
    rows = [
        (*row[:2], _with_digits(choice, row[2] or "") if row[1] else row[2], *row[3:]) for row in written.rows
    ]
    for row, wanted in zip(read(evolve(written, rows=tuple(rows)), length).rows, rows, strict=True):
        assert row.label == wanted[2]
        assert [figure.raw for figure in row.figures] == [cell for cell in wanted[FIRST:] if cell]


def _with_digits(choice: random.Random, name: str) -> str:
    digits = str(choice.randint(1, 99))
    return choice.choice((f"{digits}号{name}", f"{name}{digits}", f"{name}（{digits}号）", name))


@given(number=st.integers(0, 10**6), length=st.integers(20, 60))
@settings(max_examples=20, deadline=None)
def test_digits_of_a_name_are_no_figure(number: int, length: int) -> None:
    """A name may begin or end with digits, which a wrap may put on a line of their own."""
    check_names_with_digits(number, length)


def cents_of(cell: str) -> int:
    return int(cell.replace(".", ""))


def counted(table: FlatTable) -> Counting:
    rows = {row[1] or "": [cents_of(cell) for cell in row[FIRST:] if cell] for row in table.rows}
    return Counting(rows, len(table.columns) - FIRST)


def check_against_counting(number: int, length: int) -> None:
    written = expenditure_that_adds_up(random.Random(number))
    counting = counted(written)
    doc = govbudget.parse(printed([written], length=length))
    for row in doc.tables[0].rows:
        wanted = counting.alternatives("" if row.code is None else row.code.digits)
        found = [
            set(figure.alternatives) if figure.column is None else {figure.column} for figure in row.figures
        ]
        assert found == wanted
    told = [problem.found for problem in doc.problems if problem.kind == "ambiguous columns"]
    ways = counting.ways
    assert [int(words.split()[0]) for words in told] == ([ways] if ways > 1 else [])


@given(number=st.integers(0, 10**6), length=st.integers(20, 60))
@settings(max_examples=15, deadline=None)
def test_what_is_open_is_what_counting_leaves_open(number: int, length: int) -> None:
    """A table alone, with no tie to anything: every figure keeps the columns that some way to fill the table has."""
    check_against_counting(number, length)


@pytest.mark.long
@given(number=st.integers(0, 10**6), length=st.integers(20, 60))
@settings(max_examples=400, deadline=None)
def test_what_is_open_is_what_counting_leaves_open_in_many_tables(number: int, length: int) -> None:
    check_against_counting(number, length)


@given(number=st.integers(0, 10**6), where=st.integers(0, 10**6), digit=st.integers(1, 9))
@settings(max_examples=30, deadline=None)
def test_a_wrong_figure_moves_no_other(number: int, where: int, digit: int) -> None:
    """One figure made wrong by hand: no column is wrong, and where the sums can see it, it is told."""
    written = expenditure_that_adds_up(random.Random(number))
    cells = [
        (at, column)
        for at, row in enumerate(written.rows)
        for column, cell in enumerate(row)
        if column >= FIRST and cell
    ]
    at, column = cells[where % len(cells)]
    right = written.rows[at][column] or ""
    wrong = str(digit) + right[1:]
    assume(wrong != right)
    rows = [list(row) for row in written.rows]
    rows[at][column] = wrong
    spoilt = evolve(written, rows=tuple(map(tuple, rows)))
    doc = govbudget.parse(printed([spoilt], length=40))
    seen = False
    for row, wanted in zip(doc.tables[0].rows, spoilt.rows, strict=True):
        places = [place - FIRST for place, cell in enumerate(wanted) if place >= FIRST and cell]
        for figure, place in zip(row.figures, places, strict=True):
            seen = seen or figure.column is None
            assert figure.column in (None, place)
    findings = govbudget.reconcile(doc).findings
    assert seen or doc.problems or findings
