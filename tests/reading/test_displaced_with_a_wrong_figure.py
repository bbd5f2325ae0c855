"""A displaced header is settled by sums, and one wrong figure does not take the proof away; two may."""

from __future__ import annotations

import pytest

from govbudget.reading.columns import Layout
from govbudget.reading.grid import Grid, GridRow

HEADER = ("项目", "金额", "项目", "合计", "基本支出", "项目支出")
ROWS = (
    ("财政拨款", "本级", "26.0", "教育支出", "6.0", "5.0", "1.0"),
    ("", "专项", "2.0", "卫生健康支出", "7.0", "4.0", "3.0"),
    ("", "其他", "", "农林水支出", "9.0", "3.0", "6.0"),
    ("", "", "", "住房保障支出", "6.0", "2.0", "4.0"),
    ("合计", "", "28.0", "合计", "28.0", "14.0", "14.0"),
)


def layout(rows: tuple[tuple[str, ...], ...]) -> Layout:
    return Layout.of(Grid([GridRow(cells, line=number) for number, cells in enumerate((HEADER, *rows), 1)]))


def with_figure(
    rows: tuple[tuple[str, ...], ...], row: int, column: int, raw: str
) -> tuple[tuple[str, ...], ...]:
    changed = [list(cells) for cells in rows]
    assert changed[row][column] != raw
    changed[row][column] = raw
    return tuple(tuple(cells) for cells in changed)


def test_the_sums_place_the_header() -> None:
    found = layout(ROWS)
    assert (found.shift, found.open_shifts, found.panels[1].figures) == (1, (), (4, 5, 6))
    assert found.settled == {4, 5, 6}


@pytest.mark.parametrize("row", range(5))
@pytest.mark.parametrize("column", [4, 5, 6])
@pytest.mark.parametrize("raw", ["1.1", "280.0", "93000.5"])
def test_one_wrong_figure_is_set_aside(row: int, column: int, raw: str) -> None:
    found = layout(with_figure(ROWS, row, column, raw))
    assert (found.shift, found.open_shifts, found.panels[1].figures) == (1, (), (4, 5, 6))
    assert found.settled == {4, 5, 6}


def test_two_wrong_figures_prove_nothing() -> None:
    found = layout(with_figure(with_figure(ROWS, 0, 4, "8.0"), 2, 5, "7.7"))
    assert found.settled == frozenset()


def test_rows_of_nothing_prove_nothing() -> None:
    nothing = tuple((*cells[:4], "0.0", "0.0", "0.0") for cells in ROWS[:4])
    found = layout((*with_figure(nothing, 0, 4, "8.0"), ("合计", "", "28.0", "合计", "0.0", "0.0", "0.0")))
    assert found.settled == frozenset()
