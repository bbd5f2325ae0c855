"""`amounts`: one row per number or redaction, every field where the contract puts it."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from attrs import evolve

from govbudget.exports.amounts import AmountRow, amount_rows
from govbudget.exports.tidy import tidy_table
from govbudget.model.coordinates import Coordinates, Statistic
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Column, Figure, FigureStatus, Malformed, Redacted, Row, Table
from govbudget.money import Amount, Unit
from govbudget.spans import Place
from tests.exports.sample import mixed, sample, summary

CONTRACT = (
    "document, table_index, table_title, table_kind, fiscal_year, entity, panel, row_index, code, code_kind, "
    "other_codes, group, label, level, column, direction, subject, nature, fund, origin, phase, statistic, raw, "
    "value, unit, value_yuan, status, settled_by, page, line, role, is_leaf, increment"
)


def rows() -> list[AmountRow]:
    return list(amount_rows("a.txt", sample()))


def test_fields_are_those_of_the_contract_in_its_order() -> None:
    assert ", ".join(tidy_table("amounts").fields) == CONTRACT


def test_one_row_per_number_or_redaction() -> None:
    """No row for blanks, strokes and words, none for a table published empty or a grid of words."""
    assert [row.raw for row in rows()] == [
        "1,600.50",
        "3.0E-4",
        "1,600.50",
        "78.00",
        "**",
        "-2.20%",
        "12",
        "1,23.4",
        "5.00",
    ]


def test_panels_side_by_side_come_in_source_order() -> None:
    lines = [(row.line, row.panel) for row in rows() if row.table_index == 1]
    assert lines == [(10, "revenue"), (10, "expenditure"), (11, "revenue")]


def test_every_field_of_a_row() -> None:
    row = rows()[3]
    assert row == AmountRow(
        document="a.txt",
        table_index=2,
        table_title="项目支出表",
        table_kind="project_expenditure",
        fiscal_year=2024,
        entity="青禾县少儿馆",
        panel="",
        row_index=1,
        code="2070104",
        code_kind="functional",
        other_codes="30213 50209",
        group="项目支出",
        label="少儿阅览室改造",
        level=3,
        column="合计",
        direction="",
        subject="project",
        nature="project",
        fund="",
        origin="",
        phase="",
        statistic="amount",
        raw="78.00",
        value=Decimal("78.00"),
        unit="万元",
        value_yuan=Decimal(780000),
        status="printed",
        settled_by="header",
        page=None,
        line=30,
        role="of_which",
        is_leaf=False,
        increment=Decimal("0.01"),
    )


def test_coordinates_add_up() -> None:
    first = rows()[0]
    assert (first.direction, first.subject, first.fund) == ("revenue", "revenue_item", "fiscal appropriation")
    assert rows()[4].origin == "carried over"
    assert rows()[1].phase == "budget"


def test_printed_places_survive() -> None:
    found = rows()[1]
    assert str(found.value) == "0.0003"
    assert found.increment == Decimal("0.0001")
    assert found.value_yuan == 3


def test_redacted() -> None:
    row = rows()[4]
    assert (row.raw, row.value, row.value_yuan, row.increment) == ("**", None, None, None)
    assert (row.status, row.column, row.unit) == ("redacted", "合计/其中：上年结转", "万元")


def test_rate_and_quantity() -> None:
    rate, count = rows()[5], rows()[6]
    assert (str(rate.value), rate.unit, rate.status, rate.value_yuan) == ("-2.20", "%", "rate", None)
    assert (rate.statistic, count.statistic) == ("rate of change", "count")
    assert (count.value, count.unit, count.value_yuan) == (Decimal(12), "台", None)


def test_malformed_has_no_value() -> None:
    row = rows()[7]
    assert (row.raw, row.value, row.status, row.unit) == ("1,23.4", None, "malformed", "万元")
    assert (row.code, row.code_kind, row.level, row.label) == ("020001", "unit", None, "")


def test_open_column_is_empty() -> None:
    row = rows()[8]
    assert (row.status, row.column, row.settled_by, row.unit) == ("ambiguous", "", "", "万元")


def test_what_settled_the_column() -> None:
    """The column's proof shows on each of its figures, the figure's own beside it."""
    assert rows()[1].settled_by == "tie to table 2"
    table = summary()
    figure = evolve(table.rows[2].figures[0], settled_by="row identity")
    proved = evolve(table, rows=(*table.rows[:2], evolve(table.rows[2], cells=(figure,))))
    found = list(amount_rows("a", Disclosure(tables=(proved,))))
    assert found[1].settled_by == "tie to table 2; row identity"


def test_year_and_entity_of_the_document_where_the_table_has_none() -> None:
    assert {row.fiscal_year for row in rows()} == {2024}
    assert [row.entity for row in rows()][-1] == "青禾县图书馆"


def test_a_unit_that_is_not_stated_is_empty() -> None:
    table = Table(
        title="支出总表",
        index=1,
        columns=(Column(path=("合计",)),),
        rows=(Row(index=1, label="a", cells=(Figure(raw="8", value=Amount.parse("8"), column=0),)),),
    )
    (row,) = amount_rows("a", Disclosure(tables=(table,)))
    assert (row.unit, row.value_yuan, row.value, row.page, row.line) == ("", None, Decimal(8), None, None)


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        (Column(path=("数量",), unit="台"), "台"),
        (Column(path=("金额",), unit=Unit.YUAN), "元"),
        (Column(path=("金额",)), "万元"),
        (Column(path=("数量",), coordinates=Coordinates(statistic=Statistic.COUNT)), ""),
        (None, "万元"),
    ],
)
@pytest.mark.parametrize("value", [Redacted("**"), Malformed("1,2")])
def test_what_is_no_number_has_the_unit_its_cell_would_have(
    column: Column | None, unit: str, value: Redacted | Malformed
) -> None:
    figure = Figure(raw="**", value=value, column=None if column is None else 0, status=FigureStatus.REDACTED)
    table = Table(
        title="t",
        index=1,
        unit=Unit.TEN_THOUSAND_YUAN,
        columns=() if column is None else (column,),
        rows=(Row(index=1, label="a", cells=(figure,)),),
    )
    (row,) = amount_rows("a", Disclosure(tables=(table,)))
    assert row.unit == unit


def test_pages_come_before_lines() -> None:
    def row(index: int, page: int, line: int) -> Row:
        place = Place(line, 1, page)
        return Row(
            index=index,
            label=str(index),
            cells=(Figure(raw="1", value=Amount.parse("1"), column=0, place=place),),
        )

    table = Table(title="t", index=1, columns=(Column(path=("a",)),), rows=(row(1, 2, 1), row(2, 1, 9)))
    assert [(r.page, r.line) for r in amount_rows("a", Disclosure(tables=(table,)))] == [(1, 9), (2, 1)]


def test_rows_pickle() -> None:
    assert pickle.loads(pickle.dumps(rows())) == rows()


def test_a_fourth_level_is_no_level_of_the_contract() -> None:
    from govbudget.codes import RevenueCode

    table = mixed()
    rows = (evolve(table.rows[0], code=RevenueCode("103018201")),)
    (first, *_) = amount_rows("a", Disclosure(tables=(evolve(table, rows=rows),)))
    assert (first.code, first.level) == ("103018201", None)
