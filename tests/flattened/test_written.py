"""What the writer of flattened text renders reads back equal: cells in their rows, whatever the widths and pages."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.forms import FieldRole, FormField, PerformanceForm
from govbudget.model.indicators import Indicator as ReadIndicator
from govbudget.reading.grid import GridRow, RawTable
from govbudget.reading.layouts.flattened import FAMILY
from govbudget.reading.source import split_lines
from govbudget.text import squeeze
from tests.flattened.samples import coded_table, forms, goods_table, panel_table
from tests.writer.flattened import FlatForm, FlatTable, Indicator, flow, printed, spaced, wrap

numbers = st.integers(min_value=0, max_value=10**6)
lengths = st.integers(min_value=20, max_value=60)
TABLES = {"codes": coded_table, "panels": panel_table, "goods": goods_table}


def read(text: str) -> Sequence[RawTable]:
    lines = split_lines(text)
    assert FAMILY.recognises(lines)
    return FAMILY.cut(lines).tables


def data_of(raw: RawTable, table: FlatTable) -> list[GridRow]:
    """The rows below the header, which is checked."""
    header = raw.grid.rows[0].line
    rows = [row for row in raw.grid.rows if row.line > header]
    upper: list[str | None] = []
    lower: list[str | None] = []
    for number, column in enumerate(table.columns):
        before = table.columns[number - 1].path if number else ()
        upper.append(None if before[:1] == column.path[:1] else column.path[0])
        lower.append(column.path[1] if len(column.path) > 1 else None)
    assert raw.grid.rows[0].cells == tuple(upper)
    if any(lower):
        assert raw.grid.rows[1].cells == tuple(lower)
    return rows


@pytest.mark.parametrize("kind", TABLES)
@given(number=numbers, length=lengths)
@settings(max_examples=20)
def test_tables_read_back_cell_by_cell(kind: str, number: int, length: int) -> None:
    """Header, rows, words in their columns; every number in its row, in order, loose where it might be elsewhere."""
    table = TABLES[kind](random.Random(number))
    # Without numbers for its rows, what a page begins with may be a row or the rest of one.
    tables = read(printed([table], length=length if table.numbered else 100_000))
    assert [raw.caption.title for raw in tables] == [table.title]
    raw = tables[0]
    assert (raw.caption.entity, raw.caption.unit) == ("青河县图书馆", govbudget.Unit.TEN_THOUSAND_YUAN)
    rows = data_of(raw, table)
    assert len(rows) == len(table.rows)
    for row, wanted in zip(rows, table.rows, strict=True):
        loose = iter(row.loose)
        for column, cell in enumerate(wanted):
            if cell is None:
                assert row.cells[column] == "", (wanted, row.cells)
            elif row.cells[column]:
                assert row.cells[column] == cell
            else:
                one = next(loose, None)
                assert one is not None, (wanted, row)
                assert one.text == cell, (wanted, row)
                assert column in one.columns
        assert next(loose, None) is None


def placed(row: GridRow) -> tuple[str | None, ...]:
    """A row with each loose cell in the first column that is left for it."""
    cells: list[str | None] = [cell or None for cell in row.cells]
    last = -1
    for one in row.loose:
        last = next(column for column in one.columns if column > last and not cells[column])
        cells[last] = one.text
    return tuple(cells)


@given(number=numbers, length=lengths)
@settings(max_examples=25)
def test_rows_without_numbers_are_read_as_they_could_have_been_printed(number: int, length: int) -> None:
    """Where a page ends in a row of several names the rest may belong to either: what is read is one of the ways."""
    table = goods_table(random.Random(number))
    text = printed([table], length=length)
    rows = data_of(read(text)[0], table)
    assert printed([evolve(table, rows=tuple(map(placed, rows)))], length=length) == text


def words_of(row: Sequence[str | None]) -> tuple[str | None, ...]:
    return row[0], row[2], row[3], row[4]


def test_nearly_all_rows_without_numbers_are_read_back() -> None:
    rows = right = 0
    for number in range(30):
        table = goods_table(random.Random(number))
        found = data_of(read(printed([table], length=25 + number))[0], table)
        rows += len(table.rows)
        right += len({words_of(placed(row)) for row in found} & {words_of(row) for row in table.rows})
    assert 100 * right >= 97 * rows


@given(number=numbers, length=lengths)
def test_loose_cells_know_where_their_pieces_stand(number: int, length: int) -> None:
    text = printed([coded_table(random.Random(number))], length=length)
    for raw in read(text):
        for row in raw.grid.rows:
            for cell in row.loose:
                assert "".join(span.of(text) for span in cell.spans) == cell.text


def fields_of(form: PerformanceForm) -> list[tuple[str, str]]:
    return [(each.name, squeeze(getattr(each, "raw", ""))) for each in form.fields]


def fields_wanted(form: FlatForm) -> list[tuple[str, str]]:
    plan = [("资金支出计划（%）", "".join(form.plan))]
    if len(form.plan) == 4:
        plan += [
            (head, figure)
            for head, figure in zip(("3月底", "6月底", "10月底", "12月底"), form.plan, strict=True)
        ]
    return [
        ("单位", "万元"), ("项目编码", form.code), ("项目名称", form.project), ("预算数", form.total),
        ("财政资金", form.fiscal), ("其他资金", form.other), ("资金用途", form.purpose), *plan,
        *(("绩效目标", goal) for goal in form.goals),
    ]  # fmt: skip


def cells_of(indicator: ReadIndicator) -> tuple[str, ...]:
    return (
        indicator.level2, squeeze(indicator.name), squeeze(indicator.description),
        squeeze(indicator.target.raw), squeeze(indicator.basis),
    )  # fmt: skip


def cells_wanted(indicator: Indicator) -> tuple[str, ...]:
    return indicator.level2, indicator.name, indicator.description, indicator.target, indicator.basis


def printed_row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return flow([wrap(spaced(cell), width) for cell, width in zip(cells, widths, strict=True) if cell])


@given(number=numbers, length=st.integers(min_value=25, max_value=60))
@settings(max_examples=15)
def test_forms_read_back_on_any_pages(number: int, length: int) -> None:
    """Every field, goal and figure of the plan; every indicator with its levels, wrapped and cut as it may be."""
    written = forms(random.Random(number), wild=False)
    found = govbudget.parse(printed(written, length=length)).forms
    assert [form.title for form in found] == [form.title for form in written]
    for form, wanted in zip(found, written, strict=True):
        assert fields_of(form) == fields_wanted(wanted)
        assert form.project == wanted.project
        plan = [each for each in form.fields if isinstance(each, FormField) and each.role is FieldRole.PLAN]
        assert plan[0].raw == " ".join(wanted.plan)
        assert [each.level1 for each in form.indicators] == [each.level1 for each in wanted.indicators]
        assert [cells_of(each) for each in form.indicators] == [
            cells_wanted(each) for each in wanted.indicators
        ]


@given(number=numbers)
@settings(max_examples=15)
def test_what_is_read_would_be_printed_the_same(number: int) -> None:
    """Where texts wrap in every cell a row may be cut in several ways: what is read is one of them."""
    written = forms(random.Random(number), wild=True)
    found = govbudget.parse(printed(written, length=100_000)).forms
    assert len(found) == len(written)
    for form, wanted in zip(found, written, strict=True):
        assert len(form.indicators) == len(wanted.indicators)
        for one, other in zip(form.indicators, wanted.indicators, strict=True):
            here, there = cells_of(one), cells_wanted(other)
            assert here == there or printed_row(here, wanted.widths[1:]) == printed_row(
                there, wanted.widths[1:]
            )


def test_a_first_row_without_a_name() -> None:
    """Its number is the number of the row, and no figure."""
    text = (
        " 部门支出总表\n101 青河县图书馆 预算年度：2024 单位：万元\n\n序号 项目 合计 基本支出 项目支出\n\n"
        "栏次 1 2 3 4\n\n1 9.00 4.00 5.00\n\n2 东馆 9.00 4.00 5.00\n"
    )
    rows = govbudget.parse(text).tables[0].rows
    assert [(row.label, [figure.raw for figure in row.figures]) for row in rows] == [
        ("", ["9.00", "4.00", "5.00"]),
        ("东馆", ["9.00", "4.00", "5.00"]),
    ]
