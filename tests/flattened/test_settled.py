"""From flattened text to figures in their columns: proved, or left open, and never wrong."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.tables import FigureStatus, Table
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
