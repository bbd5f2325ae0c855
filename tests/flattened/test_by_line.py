"""Text in which one printed row is one line: read back as written, or left open, never under a wrong column."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.errors import NotADisclosureError
from govbudget.model.tables import FigureStatus, Panel, Table
from govbudget.reading.layouts.flattened.atoms import atoms_of
from govbudget.reading.layouts.flattened.line_headers import sure_header
from govbudget.reading.source import split_lines

HEADERS: Sequence[tuple[Sequence[str], Sequence[str]]] = (
    (("科目编码 科目名称 合计 基本支出 项目支出",), ("合计", "基本支出", "项目支出")),
    (
        ("功能分类科目 2031年预算数", "科目编码 科目名称 合计 基本支出 项目支出"),
        ("合计", "基本支出", "项目支出"),
    ),
    (
        ("科目编码 科目名称 合计", "基本支出", "项目支出", "** ** 1 2 3"),
        ("合计", "基本支出", "项目支出"),
    ),
)
NAMES = ("公共安全支出", "公安", "行政运行", "机关事业单位基本养老保险缴费支出", "信息化建设", "其他公安支出")

Row = tuple[str, str, tuple[str, ...]]
"""Code, name, and an amount for each column, empty where blank."""


def tree(choice: random.Random, *, full: bool) -> list[Row]:
    """Rows that add up: a class, its groups, their items, and the total; 合计 = 基本支出 + 项目支出."""

    def cells(basic: int, project: int) -> tuple[str, ...]:
        values = (basic + project, basic, project)
        return tuple(f"{v / 1:.0f}.{choice.choice(['00'])}" if v or full else "" for v in values)

    groups: list[Row] = []
    total = [0, 0]
    for group in range(choice.randint(1, 3)):
        items: list[Row] = []
        sums = [0, 0]
        for item in range(choice.randint(1, 3)):
            pair = [choice.randint(1, 900), choice.randint(1, 900)]
            pair[choice.randrange(2)] *= choice.randint(0, 1)
            sums = [sums[0] + pair[0], sums[1] + pair[1]]
            items.append((f"2040{group + 1}{item + 1:02}", choice.choice(NAMES), cells(*pair)))
        total = [total[0] + sums[0], total[1] + sums[1]]
        groups += [(f"2040{group + 1}", choice.choice(NAMES), cells(*sums)), *items]
    return [("", "合计", cells(*total)), ("204", "公共安全支出", cells(*total)), *groups]


def printed(rows: Sequence[Row], header: Sequence[str], choice: random.Random, *, split: bool) -> str:
    """The text: rows in lines, long names wrapped, header and number of the page now and then, codes in parts."""
    lines = ["2031年部门支出总表", "单位：万元", *header]
    for number, (code, name, cells) in enumerate(rows):
        if number and choice.random() < 0.15:
            lines += [f"- {number} -", *header]
        shown = " ".join(part for part in (code[:3], code[3:5], code[5:]) if part) if split else code
        figures = " ".join(cell for cell in cells if cell)
        if len(name) > 8 and choice.random() < 0.6:
            lines += [f"{shown} {name[:9]}", *choice.choice([[name[9:], figures], [f"{name[9:]} {figures}"]])]
        else:
            lines.append(f"{shown} {name} {figures}".strip())
    return "\n".join(lines) + "\n"


def read(text: str) -> Table:
    doc = govbudget.parse(text)
    assert len(doc.tables) == 1
    assert not doc.unread
    return doc.tables[0]


def check(table: Table, rows: Sequence[Row], titles: Sequence[str]) -> tuple[int, int]:
    """Assert that nothing is wrong; how many figures are placed, and how many there are."""
    assert [(row.code.digits if row.code else "", row.label) for row in table.rows] == [
        (code, name) for code, name, _ in rows
    ]
    placed = count = 0
    for row, (_, _, cells) in zip(table.rows, rows, strict=True):
        wanted = [(title, cell) for title, cell in zip(titles, cells, strict=True) if cell]
        assert [figure.raw for figure in row.figures] == [cell for _, cell in wanted]
        for figure, (title, _) in zip(row.figures, wanted, strict=True):
            count += 1
            if figure.column is None:
                assert figure.status is FigureStatus.AMBIGUOUS
            else:
                assert table.columns[figure.column].title.endswith(title)
                placed += 1
    return placed, count


@given(
    number=st.integers(0, 10**6),
    header=st.sampled_from(HEADERS),
    full=st.booleans(),
    split=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_no_column_is_wrong(
    number: int, header: tuple[Sequence[str], Sequence[str]], full: bool, split: bool
) -> None:
    """Codes whole or in parts, names wrapped, pages ended anywhere, blanks gone: right or open."""
    choice = random.Random(number)
    rows = tree(choice, full=full)
    lines, titles = header
    placed, count = check(read(printed(rows, lines, choice, split=split)), rows, titles)
    assert count
    if full:
        assert placed == count


def test_most_columns_are_settled() -> None:
    placed = count = 0
    for number in range(15):
        choice = random.Random(number)
        rows = tree(choice, full=False)
        one = check(read(printed(rows, HEADERS[0][0], choice, split=False)), rows, HEADERS[0][1])
        placed, count = placed + one[0], count + one[1]
    assert 4 * placed >= 3 * count


def test_rows_that_run_on_in_one_line() -> None:
    text = (
        "2031年部门支出总表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n"
        "201 公共服务 30.00 10.00 20.00 20103 办公厅事务 30.00 10.00 20.00\n合 计 30.00 10.00 20.00\n"
    )
    rows = [(row.code.digits if row.code else "", row.label) for row in read(text).rows]
    assert [code for code, _ in rows] == ["201", "20103", ""]


def test_panels_side_by_side() -> None:
    text = (
        "2031年部门收支总表\n单位：万元\n收入 支出\n项目 预算数 项目 预算数\n"
        "一、财政拨款收入 30.00 一、一般公共服务支出 10.00\n二、事业收入 二、外交支出\n三、教育支出 20.00\n"
        "收 入 总 计 30.00 支 出 总 计 30.00\n"
    )
    found = [
        (figure.row.label, figure.column.panel if figure.column else None, figure.figure.raw)
        for figure in read(text).figures
    ]
    assert ("三、教育支出", Panel.EXPENDITURE, "20.00") in found
    assert ("一、财政拨款收入", Panel.REVENUE, "30.00") in found
    assert len(found) == 5


@pytest.mark.parametrize(
    "header",
    [
        "科目编码 科目名称 合计 某某费用 支出",
        "合计 科目编码 科目名称 基本支出 项目支出",
        "科目编码 科目名称 合计 基本支出",
    ],
)
def test_a_header_that_is_not_sure_is_not_taken(header: str) -> None:
    """Words nobody knows, columns out of order, fewer columns than numbers."""
    rows = [
        atoms_of(split_lines("201 公共服务 3.00 1.00 2.00")),
        atoms_of(split_lines("合计 3.00 1.00 2.00")),
    ]
    assert sure_header(atoms_of(split_lines(header)), rows) is None
    assert sure_header(atoms_of(split_lines("科目编码 科目名称 合计 基本支出 项目支出")), rows) is not None


@given(
    st.lists(
        st.sampled_from(["合计", "201", "20103", "8.00", "支出", "收入", "\n", " ", "一、", "类", "款", "1"]),
        max_size=60,
    )
)
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_it(pieces: list[str]) -> None:
    text = "2031年部门支出总表\n单位：万元\n科目编码 科目名称 合计 基本支出\n" + " ".join(pieces).replace(
        " \n ", "\n"
    )
    with suppress(NotADisclosureError):
        govbudget.parse(text)


def test_a_title_below_one_of_all_tables_is_nobodys_name() -> None:
    text = (
        "2031年度部门决算表\n支出决算表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n"
        "201 一般公共服务支出 30.00 20.00 10.00\n合计 30.00 20.00 10.00\n"
    )
    (table,) = govbudget.parse(text).tables
    assert (table.title, table.entity) == ("支出决算表", "")
    text = (
        "2031年度部门决算表\n收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n"
        "一、财政拨款收入 30.00 一、教育支出 30.00\n总计 30.00 总计 30.00\n"
    )
    (table,) = govbudget.parse(text).tables
    assert (table.title, table.entity, len(table.figures)) == ("收入支出决算总表", "", 4)


def test_one_row_of_figures_without_a_name_is_open_and_not_lost() -> None:
    text = (
        "2031年部门预算公开\n2031年部门“三公”经费预算表\n编制部门：青禾县文化局 单位:万元\n“三公”经费预算数\n"
        "公务用车购置及运行费\n合计 因公出国(境)费 公务接待费\n小计 购置费 运行费\n11.49 0 2.11 9.38 0 9.38\n其他说明\n"
    )
    (table,) = govbudget.parse(text).tables
    assert [figure.figure.raw for figure in table.figures] == ["11.49", "0", "2.11", "9.38", "0", "9.38"]
    assert {figure.figure.status for figure in table.figures} == {FigureStatus.AMBIGUOUS}


_CENTRED = (
    "2031年度部门决算表\n一般公共预算财政拨款支出决算表\n单位：万元\n"
    "项目\n合计 基本支出 项目支出\n功能分类\n科目名称\n科目编码\n"
    "社会保障和就\n208 10.00 6.00 4.00\n业支出\n行政事业单位\n20805 10.00 6.00 4.00\n养老支出\n机关事业单位\n"
    "2080505 基本养老保险 6.00 6.00 0.00\n缴费支出\n其他行政事业\n2080599 4.00 0.00 4.00\n单位养老支出\n"
    "205 教育支出 20.00 15.00 5.00\n20502 普通教育 20.00 15.00 5.00\n2050201 学前教育 20.00 15.00 5.00\n"
)


def test_names_that_stand_about_their_figures() -> None:
    text = f"{_CENTRED}合计 30.00 21.00 9.00\n注：本表反映支出情况。\n"
    document = govbudget.parse(text)
    (table,) = document.tables
    assert document.problems == ()
    assert [(str(row.code or ""), row.label) for row in table.rows] == [
        ("208", "社会保障和就业支出"),
        ("20805", "行政事业单位养老支出"),
        ("2080505", "机关事业单位基本养老保险缴费支出"),
        ("2080599", "其他行政事业单位养老支出"),
        ("205", "教育支出"),
        ("20502", "普通教育"),
        ("2050201", "学前教育"),
        ("", "合计"),
    ]
    assert [figure.figure.raw for figure in table.figures][6:9] == ["6.00", "6.00", "0.00"]
    assert [column.path[-1] for column in table.columns] == ["合计", "基本支出", "项目支出"]


def test_names_that_could_belong_to_either_row_stay_open() -> None:
    text = f"{_CENTRED}合计 30.00 21.00 9.00\n注：本表反映支出情况。\n".replace("\n养老支出\n", "\n")
    (table,) = govbudget.parse(text).tables
    assert {figure.figure.status for figure in table.figures} == {FigureStatus.AMBIGUOUS}


def test_the_first_line_of_a_wrapped_header_is_no_department() -> None:
    text = (
        "2031年度部门决算表\n一般公共预算财政拨款基本支出决算表\n单位：万元\n经济分\n经济分\n类\n"
        "类科目 科目名称 决算数 科目名称 决算数\n科目编\n编码\n码\n"
        "301 工资福利支出 8.00 302 商品和服务支出 2.00\n30101 基本工资 8.00 30201 办公费 2.00\n"
    )
    assert govbudget.parse(text).entity == ""


def test_the_levels_of_the_code_before_the_total_are_the_headers() -> None:
    text = (
        "2031年度部门决算表\n支出决算表\n单位：万元\n功能分类科目编码 科目名称 合计 基本支出 项目支出\n"
        "类 款 项 合计 30.00 20.00 10.00\n"
        "205 教育支出 20.00 15.00 5.00\n20502 普通教育 20.00 15.00 5.00\n208 社会保障和就业支出 10.00 5.00 5.00\n"
    )
    (table,) = govbudget.parse(text).tables
    assert (table.rows[0].label, [figure.figure.raw for figure in table.figures][:3]) == (
        "合计",
        ["30.00", "20.00", "10.00"],
    )


def test_the_words_of_a_header_side_by_side_are_no_title() -> None:
    text = (
        "2031年度部门决算表\n财政拨款收入支出决算总表\n单位：万元\n收入决算数 支出决算数\n"
        "一般公共预算财 政府性基金预算 国有资本经营预\n"
        "项目 决算数 项目 合计\n政拨款 财政拨款 算财政拨款\n"
        "一、一般公共预算财政拨款 8.00 一、教育支出 8.00 8.00 0.00 0.00\n"
        "总计 8.00 总计 8.00 8.00 0.00 0.00\n"
    )
    (table,) = govbudget.parse(text).tables
    assert (table.title, len(table.figures)) == ("财政拨款收入支出决算总表", 10)
