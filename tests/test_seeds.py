"""The tables of the real disclosures, against readings made by hand (skipped where they are not there).

Each line of `seed_tables.txt` is one printed row: table, line, panel, group, label, code, role, then all its
figures as `column=print`.  A label `~` is a name of the document itself, which stands in its line; a role `~`
is left open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import govbudget
from govbudget.codes import FunctionalCode
from govbudget.model.coordinates import Direction, Fund, Nature, Origin, Statistic, Subject
from govbudget.model.disclosure import BlockKind, Disclosure
from govbudget.model.tables import Figure, FigureStatus, Panel, Row, RowRole, Table, TableKind
from govbudget.money import Amount, Rate, Unit
from govbudget.text import squeeze
from tests.support import needs_shared, seed_text

pytestmark = needs_shared

SEEDS = ("000", "001", "004")


@cache
def read(seed: str) -> Disclosure:
    return govbudget.parse(seed_text(seed))


TABLES = {
    "000": (
        ("SUMMARY", "收支预算总表", 13),
        ("EXPENDITURE", "部门支出总表", 43),
        ("FISCAL_SUMMARY", "财政拨款收支总表", 15),
        ("GENERAL_EXPENDITURE", "一般公共预算支出表", 43),
        ("BASIC_EXPENDITURE", "一般公共预算基本支出表", 92),
        ("OFFICIAL_EXPENSES", "一般公共预算“三公”经费支出表", 21),
    ),
    "001": (
        ("SUMMARY", "2023年预算收支总表", 21),
        ("REVENUE", "2023年预算收入总表", 50),
        ("EXPENDITURE", "2023年预算支出总表", 52),
        ("FISCAL_SUMMARY", "2023年财政拨款收支总表", 19),
        ("GENERAL_EXPENDITURE", "2023年一般公共预算支出预算表（不含上年结转）", 46),
        ("BASIC_EXPENDITURE", "2023年一般公共预算安排基本支出分经济科目表（不含上年结转）", 59),
        ("GOVERNMENT_FUNDS", "2023年政府性基金预算收入表（不含上年结转）", 0),
        ("GOVERNMENT_FUNDS", "2023年政府性基金预算支出表（不含上年结转）", 0),
        ("STATE_CAPITAL", "2023年国有资本经营预算收支预算表（不含上年结转）", 0),
        ("OFFICIAL_EXPENSES", "2023年一般公共预算“三公”经费支出预算表", 0),
        ("AGENCY_OPERATING", "2023年机关运行经费预算财政拨款情况统计表", 4),
        ("PROJECT_EXPENDITURE", "2023年项目支出预算表（本年预算）", 54),
        ("PROJECT_EXPENDITURE", "2023年项目支出预算表（上年结转）", 18),
    ),
    "004": (
        ("SUMMARY", "2020年部门收支总体情况表", 57),
        ("REVENUE", "2020年部门收入总体情况表", 0),
        ("EXPENDITURE", "2020年部门支出总体情况表", 53),
        ("FISCAL_SUMMARY", "2020年财政拨款收支总体情况表", 18),
        ("GENERAL_EXPENDITURE", "2020年一般公共预算支出情况表", 50),
        ("ECONOMIC_EXPENDITURE", "2020年支出经济分类汇总表", 0),
        ("BASIC_EXPENDITURE", "2020年一般公共预算基本支出情况表", 0),
        ("OFFICIAL_EXPENSES", "2020年一般公共预算“三公”经费支出情况表", 4),
        ("GOVERNMENT_FUNDS", "2020年政府性基金预算支出情况表", 0),
    ),
}
YEARS = {"000": 2022, "001": 2023, "004": 2020}
FORM_NUMBERS = {
    "000": ("表1", "表3", "表4", "表5", "表6", "表7"),
    "001": ("预算公开表1", "", "", "", "", "", "", "", "部门公开表9", "预算公开表10", "", "", ""),
    "004": ("", "", "", "", "", "", "", "", "预算09表"),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_table_is_found_with_its_captions(seed: str) -> None:
    """Kind, title, number of figures, form number, unit and year of every table, in order."""
    tables = read(seed).tables
    assert [
        (table.kind.name if table.kind else None, table.title, len(table.figures)) for table in tables
    ] == list(TABLES[seed])
    assert tuple(table.form_number for table in tables) == FORM_NUMBERS[seed]
    assert {table.unit for table in tables} == {Unit.TEN_THOUSAND_YUAN}
    assert {table.fiscal_year for table in tables} == {YEARS[seed]}
    assert [table.index for table in tables] == list(range(1, len(tables) + 1))
    assert [table.is_empty for table in tables] == [count == 0 for _, _, count in TABLES[seed]]


@pytest.mark.parametrize(("seed", "figures", "empty"), [("000", 227, 0), ("001", 323, 4), ("004", 182, 4)])
def test_figures_as_counted_by_hand(seed: str, figures: int, empty: int) -> None:
    """The figures of the tables, and the tables published empty."""
    tables = read(seed).tables
    assert sum(len(table.figures) for table in tables) == figures
    assert sum(table.is_empty for table in tables) == empty


def test_the_department_is_named_by_the_captions() -> None:
    """In 001 and 004 every table names the department, and in all three the disclosure has one."""
    for seed in SEEDS:
        assert read(seed).entity
        assert read(seed).units == ()
    for seed in ("001", "004"):
        assert {table.entity for table in read(seed).tables} == {read(seed).entity}


def readings() -> Iterator[tuple[str, list[str]]]:
    seed = ""
    for line in (Path(__file__).parent / "seed_tables.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            seed = line.strip("[]")
        elif line and not line.startswith("#"):
            yield seed, [part.strip() for part in line.split(" |")]


def row_at(table: Table, line: int, panel: str) -> Row:
    """The row of a table that stands in a line, in the panel that is named."""
    found = [
        row
        for row in table.rows
        if row.place is not None
        and row.place.line == line
        and ("" if row.panel is None else row.panel.value) == panel
    ]
    assert len(found) == 1, (table.title, line, panel, found)
    return found[0]


@pytest.mark.parametrize(
    ("seed", "reading"),
    [
        pytest.param(seed, reading, id="-".join((seed, *filter(None, reading[:3]))))
        for seed, reading in readings()
    ],
)
def test_rows_as_read_by_hand(seed: str, reading: list[str]) -> None:
    """Group, label, code, level and role of a row, and all its figures with their full header paths."""
    number, line, panel, group, label, code, role, *figures = reading
    table = read(seed).tables[int(number) - 1]
    row = row_at(table, int(line), panel)
    printed = seed_text(seed).split("\n")[int(line) - 1].split("\t")
    if label == "~":
        assert row.label
        assert row.label in [squeeze(cell) for cell in printed]
    else:
        assert row.label == label
    assert row.group == group
    assert ("" if row.code is None else row.code.digits) == code
    assert row.level == ({3: 1, 5: 2, 7: 3}[len(code)] if code else None)
    if role != "~":
        assert row.role.value == role
    found = [f"{table.columns[f.column].title}={f.raw}" for f in row.figures if f.column is not None]
    assert found == figures
    for figure in row.figures:
        assert figure.place is not None
        assert figure.place.cell is not None
        assert printed[figure.place.cell - 1].strip() == figure.raw


# --- what every figure has --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_with_decimals_is_a_figure(seed: str) -> None:
    """No number is left out, none is made up: all cells with decimals in the lines of the tables are figures."""
    lines = seed_text(seed).split("\n")
    printed = set()
    for table in read(seed).tables:
        for span in table.spans:
            begin = seed_text(seed).count("\n", 0, span.start)
            for line in range(begin, begin + span.of(seed_text(seed)).count("\n") + 1):
                for cell, text in enumerate(lines[line].split("\t")):
                    if re.fullmatch(r"-?[\d,]+\.\d+(?:E-\d+)?%?", text.strip()):
                        printed.add((line + 1, cell + 1, text.strip()))
    found = {
        (figure.place.line, figure.place.cell, figure.raw)
        for table in read(seed).tables
        for figure in figures(table)
        if figure.place is not None
    }
    assert printed - found == set()
    assert {raw for _, _, raw in found - printed if "." in raw} == set()


def figures(table: Table) -> list[Figure]:
    return [printed.figure for printed in table.figures]


@pytest.mark.parametrize("seed", SEEDS)
def test_values_are_what_is_printed(seed: str) -> None:
    """The Decimal of a figure has the digits and places of its print; percents are rates."""
    for table in read(seed).tables:
        for printed in table.figures:
            figure = printed.figure
            assert printed.column is not None
            bare = figure.raw.replace(",", "").removesuffix("%")
            if printed.column.unit == "%":
                assert figure.value == Rate(Decimal(bare))
                assert figure.status is FigureStatus.RATE
            elif "E" in bare:
                assert figure.value == Amount(Decimal("0.0003"), Unit.TEN_THOUSAND_YUAN)
            else:
                assert figure.value == Amount(Decimal(bare), Unit.TEN_THOUSAND_YUAN)
                assert figure.status is FigureStatus.PRINTED


@pytest.mark.parametrize("seed", SEEDS)
def test_no_part_of_a_table_is_unread(seed: str) -> None:
    """The tables leave no unread text and raise no problem."""
    titles = {table.title for table in read(seed).tables}
    assert [item for item in read(seed).unread if item.where in titles] == []
    assert [problem for problem in read(seed).problems if problem.where in titles] == []
    assert {block.kind for block in read(seed).blocks} <= set(BlockKind) - {BlockKind.UNREAD}


# --- what settles columns ---------------------------------------------------------------------------------


def test_displaced_headers_are_settled_by_sums() -> None:
    """In 004 the headers of two tables stand one cell left of their data; everything else has its header in place."""
    for table in read("004").tables:
        ways = {figure.settled_by for figure in figures(table)}
        if table.kind is TableKind.SUMMARY:
            assert ways == {"row identity", "tie to 2020年财政拨款收支总体情况表"}
        elif table.kind is TableKind.FISCAL_SUMMARY:
            assert ways == {"row identity"}
        else:
            assert ways <= {"header"}
    for seed in ("000", "001"):
        assert {f.settled_by for table in read(seed).tables for f in figures(table)} == {"header"}


def test_a_column_without_a_header_is_named_by_a_tie() -> None:
    """In 004 the fiscal summary proves the name of the column that the summary prints without one."""
    table = read("004").tables[0]
    tied = [column for column in table.columns if column.settled_by.startswith("tie")]
    assert [column.path for column in tied] == [("本年支出小计", "一般公共预算", "其中：财政拨款")]
    assert tied[0].coordinates.fund is Fund.GENERAL_APPROPRIATION
    assert [figure.raw for figure in figures(table) if figure.settled_by.startswith("tie")] == [
        "14,342.1", "12,427.6", "1,423.8", "490.7", "10,637.7", "3,516.5", "7,121.2", "7,546.4", "467.8", "2,623.5",
        "24,979.8",
    ]  # fmt: skip


# --- coordinates and facts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "table", "line", "panel", "column", "expected"),
    [
        ("000", 2, 47, "", "基本支出", {"direction": Direction.EXPENDITURE, "nature": Nature.BASIC, "fund": Fund.ALL}),
        ("000", 2, 47, "", "专项业务支出", {"nature": Nature.PROJECT, "qualifier": "专项业务"}),
        ("000", 3, 71, "revenue", "预算数", {"fund": Fund.GENERAL, "direction": Direction.REVENUE}),
        ("000", 6, 206, "", "上年决算数", {"item": "公务用车运行维护费"}),
        ("001", 1, 90, "expenditure", "上年结转安排", {"origin": Origin.CARRIED_OVER, "nature": Nature.TOTAL}),
        ("001", 2, 131, "", "本年收入/一般公共预算", {"direction": Direction.REVENUE, "origin": Origin.CURRENT}),
        ("001", 4, 231, "revenue", "金额", {"fund": Fund.GENERAL, "origin": Origin.CARRIED_OVER}),
        ("001", 5, 250, "", "2023年预算数/合计", {"origin": Origin.CURRENT, "fund": Fund.GENERAL}),
        ("001", 12, 381, "", "合计", {"nature": Nature.PROJECT, "origin": Origin.CURRENT, "subject": Subject.PROJECT}),
        ("001", 13, 424, "", "合计", {"origin": Origin.CARRIED_OVER}),
        ("004", 1, 16, "expenditure", "部门结转", {"origin": Origin.CARRIED_OVER, "nature": Nature.PROJECT}),
        ("000", 3, 74, "expenditure", "合计", {"fund": Fund.FISCAL, "function": FunctionalCode("204")}),
        ("004", 5, 123, "", "项目支出/小计", {"fund": Fund.GENERAL, "nature": Nature.PROJECT}),
    ],
)  # fmt: skip
def test_coordinates_as_the_words_state_them(
    seed: str, table: int, line: int, panel: str, column: str, expected: dict[str, object]
) -> None:
    """Table, row and column add up to what a figure is about."""
    read_table = read(seed).tables[table - 1]
    row = row_at(read_table, line, panel)
    found = [
        printed.coordinates
        for printed in read_table.figures
        if printed.row is row and printed.column is not None and printed.column.title == column
    ]
    assert len(found) == 1
    assert {name: getattr(found[0], name) for name in expected} == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_leaves_of_facts_add_up_to_the_printed_totals(seed: str) -> None:
    """Per direction, fund and origin, the leaves give the total that the document prints."""
    leaves: dict[object, Decimal] = defaultdict(Decimal)
    totals: dict[object, set[Decimal]] = defaultdict(set)
    for fact in read(seed).facts:
        point = fact.coordinates
        if not isinstance(fact.value, Amount):
            continue
        key = (point.direction, point.fund, point.origin)
        if fact.is_leaf:
            leaves[key] += fact.value.yuan
        if (
            point.subject is Subject.TOTAL
            and point.direction is not None
            and point.nature in (None, Nature.TOTAL)
            and not point.item
            and point.statistic is Statistic.AMOUNT
        ):
            totals[key].add(fact.value.yuan)
    assert len(totals) >= 6
    assert {key: {value} for key, value in leaves.items()} == dict(totals)


@pytest.mark.parametrize("seed", SEEDS)
def test_adding_up_a_column_counts_money_many_times(seed: str) -> None:
    """The column of totals of a table by function adds up to more than its total: levels repeat the money."""
    for table in read(seed).tables:
        if table.kind is not TableKind.EXPENDITURE:
            continue
        amounts = [
            figure.value.yuan
            for figure in figures(table)
            if figure.column == 0 and isinstance(figure.value, Amount)
        ]
        assert sum(amounts) >= 2 * amounts[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_parts_of_a_row_are_the_rows_one_level_down(seed: str) -> None:
    """In tables by code a row is part of the row whose code is the parent of its own, or of total or unit."""
    for table in read(seed).tables:
        for row in table.rows:
            if row.level is None:
                continue
            assert row.parent is not None
            parent = table.rows[row.parent]
            assert row.code is not None
            if parent.code is not None:
                assert row.code.digits.startswith(parent.code.digits)
                assert parent.level == row.level - 1
            else:
                assert parent.role in (RowRole.TOTAL, RowRole.UNIT)


def test_panels_stand_where_tables_stand_side_by_side() -> None:
    """Only summaries have panels, and they have those their headers name."""
    for seed in SEEDS:
        for table in read(seed).tables:
            panels = {row.panel for row in table.rows}
            if table.kind is TableKind.STATE_CAPITAL:
                assert panels == {Panel.REVENUE}  # published empty: one total word
            elif table.kind in (TableKind.SUMMARY, TableKind.FISCAL_SUMMARY):
                wanted = {Panel.REVENUE, Panel.EXPENDITURE}
                assert panels == wanted | ({Panel.ECONOMIC} if seed == "000" and table.index == 1 else set())
            else:
                assert panels <= {None}
