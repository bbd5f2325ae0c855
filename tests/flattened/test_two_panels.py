"""Two panels side by side without numbers for their rows: every name on its side, or what is printed stays open."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.tables import Panel, Table
from govbudget.text import squeeze
from tests.flattened.samples import two_panels
from tests.writer.flattened import FlatTable, printed

numbers = st.integers(0, 10**6)
lengths = st.integers(22, 70)


def entries(table: FlatTable) -> Counter[tuple[Panel, str, tuple[str, ...]]]:
    """What is written on each side."""
    return Counter(
        (panel, row[at] or "", tuple(filter(None, row[at + 1 : at + 2])))
        for row in table.rows
        for panel, at in ((Panel.REVENUE, 0), (Panel.EXPENDITURE, 2))
        if row[at]
    )


def read(table: FlatTable, length: int) -> Table:
    doc = govbudget.parse(printed([table], length=length))
    assert len(doc.tables) == 1
    return doc.tables[0]


def check_known(number: int, length: int) -> None:
    written = two_panels(random.Random(number))
    table = read(written, length)
    found = Counter(
        (row.panel, squeeze(row.label), tuple(figure.raw for figure in row.figures)) for row in table.rows
    )
    assert found == entries(written)
    for row in table.rows:
        for figure in row.figures:
            assert figure.column is not None
            assert table.columns[figure.column].panel is row.panel


@given(number=numbers, length=lengths)
@settings(max_examples=40)
def test_known_names_stand_on_their_side(number: int, length: int) -> None:
    """Whatever the widths of the columns, the blanks, and wherever a page ends."""
    check_known(number, length)


@pytest.mark.long
@given(number=numbers, length=lengths)
@settings(max_examples=1500, deadline=None)
def test_known_names_stand_on_their_side_in_many_tables(number: int, length: int) -> None:
    check_known(number, length)


def check_unknown(number: int) -> tuple[int, int]:
    """How many figures of names that say nothing are right, and how many open; none is wrong."""
    written = two_panels(random.Random(number), known=False)
    table = read(written, 100_000)
    wanted = {(panel, figures[0]) for panel, _, figures in entries(written) if figures}
    right = still_open = 0
    for row in table.rows:
        for figure in row.figures:
            if figure.column is None:
                assert len({table.columns[column].panel for column in figure.alternatives}) == 2
                still_open += 1
            else:
                assert (table.columns[figure.column].panel, figure.raw) in wanted
                right += 1
    return right, still_open


@given(number=numbers)
@settings(max_examples=25)
def test_figures_of_unknown_names_are_settled_by_the_sums_or_open(number: int) -> None:
    check_unknown(number)


def test_sums_settle_nearly_all_of_them() -> None:
    right, still_open = map(sum, zip(*(check_unknown(number) for number in range(40)), strict=True))
    assert right > 20 * still_open
