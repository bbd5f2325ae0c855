"""Tables, rows and figures: what breaks what down, and what equality is about."""

from __future__ import annotations

import pickle

import attrs
import pytest

from govbudget.codes import ProcurementCode, RevenueCode, UnitCode
from govbudget.codes.types import Code
from govbudget.model.tables import Blank, Column, Dash, Figure, Row, RowRole, Table, Words
from govbudget.money import Amount
from govbudget.spans import Place
from tests.model.tables import made

TABLE = made(
    [
        ("", "合计", None, ("8.00", "5.00", "3.00")),
        ("205", "教育支出", 0, ("8.00", "5.00", "3.00")),
        ("20502", "普通教育", 1, ("8.00", "5.00", "3.00")),
        ("2050201", "学前教育", 2, ("6.00", "5.00", "1.00")),
        ("2050202", "小学教育", 2, ("2.00", None, "2.00")),
    ],
    (None, 0, 0),
)


def test_figures_know_their_row_and_column() -> None:
    """In print order."""
    assert len(TABLE.figures) == 14
    assert [
        (p.row.label, p.column.title if p.column else None, p.figure.raw) for p in TABLE.figures[9:12]
    ] == [
        ("学前教育", "total", "6.00"),
        ("学前教育", "basic", "5.00"),
        ("学前教育", "project", "1.00"),
    ]
    assert repr(TABLE.figures[0]) == "<合计 | total: 8.00>"


def test_parts_along_rows_and_columns() -> None:
    """The figures of the rows below in the same column, and of the columns within in the same row."""
    total = TABLE.figures[0]
    assert [figure.raw for figure in total.row_parts] == ["8.00"]
    assert [figure.raw for figure in total.column_parts] == ["5.00", "3.00"]
    basic = next(p for p in TABLE.figures if p.row.label == "普通教育" and p.column is TABLE.columns[1])
    assert [figure.raw for figure in basic.row_parts] == ["5.00"], "a blank part is no figure"
    assert [(p.row.label, p.figure.raw) for p in TABLE.figures if p.is_leaf] == [
        ("学前教育", "5.00"),
        ("学前教育", "1.00"),
        ("小学教育", "2.00"),
    ]


@pytest.mark.parametrize(("part", "is_leaf"), [("2.00", True), ("3.00", False), ("4.00", True)])
def test_a_named_part_breaks_down_only_what_it_makes_up(part: str, is_leaf: bool) -> None:
    """A row with 其中 leaves its whole a leaf, unless the rows so named make it up."""
    table = made([("", "公务用车费", None, ("3.00",)), ("205", "其中：购置", 0, (part,))], (None,))
    rows = (table.rows[0], attrs.evolve(table.rows[1], role=RowRole.OF_WHICH))
    assert attrs.evolve(table, rows=rows).figures[0].is_leaf is is_leaf


def test_coordinates_of_a_figure_come_from_table_row_and_column() -> None:
    """The column is nearer than the table."""
    point = TABLE.figures[1].coordinates
    assert point.nature is TABLE.columns[1].coordinates.nature
    assert point.direction is TABLE.coordinates.direction
    assert point.subject is TABLE.rows[0].coordinates.subject


def test_a_figure_of_an_open_column_has_no_parts() -> None:
    """Nor coordinates of a column."""
    row = Row(
        index=1,
        label="甲",
        cells=(Figure(raw="8", value=Amount.parse("8"), column=None, alternatives=(0, 1)),),
    )
    table = Table(title="支出表", columns=TABLE.columns, rows=(row,))
    assert table.figures[0].column is None
    assert table.figures[0].is_leaf
    assert repr(table.figures[0]) == "<甲 | ?: 8>"


@pytest.mark.parametrize(
    ("code", "level"),
    [(TABLE.rows[1].code, 1), (TABLE.rows[2].code, 2), (TABLE.rows[3].code, 3), (None, None), (UnitCode("205"), None),
     (ProcurementCode("A0201"), None), (RevenueCode("103"), 1)],
)  # fmt: skip
def test_levels(code: Code | None, level: int | None) -> None:
    """类, 款, 项 of the classifications; units and goods have none."""
    assert Row(index=1, label="甲", code=code).level == level


def test_cells_by_column() -> None:
    """Absent is not blank, and blank is not a stroke."""
    row = Row(index=1, label="甲", cells=(Blank(0), Dash("—", 1), Words("无", 2)))
    assert [row.cell(number) for number in range(4)] == [Blank(0), Dash("—", 1), Words("无", 2), None]
    assert row.figures == ()
    assert Table(title="甲表", rows=(row,)).is_empty


def test_places_play_no_part_in_equality() -> None:
    """Two tables that print the same are equal wherever they stand."""
    moved = attrs.evolve(
        TABLE,
        place=Place(99),
        rows=tuple(attrs.evolve(row, place=Place(100 + row.index)) for row in TABLE.rows),
    )
    assert moved == TABLE
    assert hash(moved) == hash(TABLE)
    assert pickle.loads(pickle.dumps(moved)).place == Place(99)
    other = attrs.evolve(TABLE, rows=TABLE.rows[:-1])
    assert other != TABLE


def test_tables_read_well() -> None:
    """Number, title, kind, rows, figures, unit."""
    assert repr(TABLE) == "<Table 1 '支出总表' (expenditure): 5 rows, 14 figures, 万元>"
    assert repr(Table(title="甲表")) == "<Table - '甲表' (unrecognised): 0 rows, 0 figures, no unit>"
    assert Column(path=("本年收入", "合计")).title == "本年收入/合计"
