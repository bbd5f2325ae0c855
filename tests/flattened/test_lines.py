"""Text of any PDF reader, a printed row to about a line: right or open, and nothing wrong, names and codes included."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

import govbudget
from govbudget.errors import NotADisclosureError
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import FigureStatus, Table
from govbudget.reading.source import split_lines
from govbudget.text import squeeze
from tests.writer.lines import LineTable, Print, Told, any_print, invented, printed


def judged(tables: Sequence[LineTable], doc: Disclosure) -> Counter[str]:
    """How many figures stand where they were written, how many are open; no other is any."""
    told = Counter(
        Told(each.code, squeeze(each.name), each.path, each.raw) for table in tables for each in table.figures
    )
    said: dict[str, set[tuple[str, str]]] = {}
    for each in told:
        said.setdefault(each.raw, set()).add((each.code, each.name))
    found = Counter(total=told.total())
    for table in doc.tables:
        for figure in table.figures:
            row = figure.row
            code, name = row.code.digits if row.code else "", squeeze(row.label)
            if figure.column is None:
                assert figure.figure.status is FigureStatus.AMBIGUOUS
                found["open"] += 1
                # An open figure stands beside its own name, or beside none.
                assert not name or (code, name) in said.get(figure.figure.raw, ()), (name, figure.figure.raw)
                continue
            path = figure.column.path
            fits = [
                each
                for each, count in told.items()
                if count
                and (each.raw, each.code, each.name) == (figure.figure.raw, code, name)
                and each.path[-len(path) :] == path[-len(each.path) :]
            ]
            assert fits, (table.title, code, name, figure.figure.raw, path)
            told[fits[0]] -= 1
            found["right"] += 1
    return found


def read_one(number: int) -> Counter[str]:
    choice = random.Random(number)
    tables = [invented(choice, year=2031 - at) for at in range(choice.randint(1, 3))]
    text = printed(tables, any_print(choice), choice)
    try:
        return judged(tables, govbudget.parse(text))
    except NotADisclosureError:
        return Counter()


@pytest.mark.parametrize("number", range(24))
def test_nothing_is_wrong(number: int) -> None:
    read_one(number)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 1600, 20))
def test_nothing_is_wrong_in_many(first: int) -> None:
    for number in range(first, first + 20):
        read_one(number)


@pytest.mark.parametrize("kind", ["revenue", "expenditure", "basic", "one", "panels"])
def test_what_is_printed_plainly_is_read(kind: str) -> None:
    """Whole names, codes in one piece: all figures of most tables are placed."""
    found: Counter[str] = Counter()
    for number in range(8):
        choice = random.Random(number)
        tables = [invented(choice, kind)]
        found += judged(tables, govbudget.parse(printed(tables, Print(), choice)))
    assert 2 * found["right"] >= found["total"]


def test_words_over_others_are_proved_by_the_sums() -> None:
    """A word over others is not printed as such: the rows that print every column tell which it is."""
    body = (
        "205 教育支出 9.00 5.00 2.00 3.00 4.00\n20501 管理 4.00 1.00 0.50 0.50 3.00\n"
        "20502 教育 5.00 4.00 1.50 2.50 1.00\n"
    )
    for header in (
        "科目编码 科目名称 合计 基本支出 项目支出\n小计 人员经费 公用经费",
        "科目编码 科目名称 2031年预算数\n合计 基本支出 项目支出\n小计 人员经费 公用经费",
        "科目编码 科目名称\n合计\n基本支出\n小计\n人员经费\n公用经费\n项目支出",
    ):
        table = one(f"一般公共预算支出表\n单位：万元\n{header}\n{body}")
        assert [column.path[-1] for column in table.columns] == [
            "合计",
            "小计",
            "人员经费",
            "公用经费",
            "项目支出",
        ]
        assert table.columns[1].path[-2] == "基本支出"
        assert all(figure.column is not None for figure in table.figures)


def test_words_over_others_that_no_sum_tells_stay_open() -> None:
    header = "科目编码 科目名称 合计 基本支出 项目支出\n小计 人员经费 公用经费"
    body = "205 教育支出 9.00 9.00 9.00 0.00 0.00\n20501 管理 9.00 9.00 9.00 0.00 0.00\n"
    table = one(f"一般公共预算支出表\n单位：万元\n{header}\n{body}")
    assert all(each.column is None or each.column.path[-1] == "合计" for each in table.figures)


def test_codes_printed_level_by_level_are_proved_by_the_sums() -> None:
    top = "部门支出总表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n"
    body = (
        "201 一般公共服务支出 9.00 9.00\n40 信访事务 7.00 7.00\n01 行政运行 4.00 4.00\n"
        "50 事业运行 3.00 3.00\n41 其他事务 2.00 2.00\n02 宣传 2.00 2.00\n"
    )
    codes = [row.code.digits if row.code else "" for row in one(top + body).rows]
    assert codes == ["201", "20140", "2014001", "2014050", "20141", "2014102"]
    # No sum says where 01 belongs.
    text = top + "201 一般公共服务支出 9.00 9.00\n40 信访事务 7.00 7.00\n01 行政运行 1.00 1.00\n"
    assert all(row.code is None or row.code.digits == "201" for row in one(text).rows)


def test_a_table_goes_on_under_its_repeated_title() -> None:
    page = f"表3\n{TOP}"
    first = "207 文化支出 9.00 5.00 4.00\n20701 文化 9.00 5.00 4.00\n- 4 -\n"
    table = one(f"{page}{first}{page}2070104 图书馆 9.00 5.00 4.00\n合计 9.00 5.00 4.00\n- 5 -\n")
    assert [row.label for row in table.rows] == ["文化支出", "文化", "图书馆", "合计"]
    # Two tables of one title have a total each.
    whole = "合计 9.00 5.00 4.00\n207 文化支出 9.00 5.00 4.00\n"
    assert len(govbudget.parse(f"{page}{whole}{page}{whole}").tables) == 2


def test_a_unit_above_the_title_is_the_table_s() -> None:
    rows = "科目编码 科目名称 合计 基本支出 项目支出\n207 文化支出 9.00 5.00 4.00\n合计 9.00 5.00 4.00\n"
    doc = govbudget.parse(f"单位名称：青禾县图书馆 单位：万元\n表2\n部门支出总表\n{rows}")
    table = doc.tables[0]
    assert (table.title, table.unit) == ("部门支出总表", govbudget.Unit.TEN_THOUSAND_YUAN)
    assert table.entity == "青禾县图书馆"


def test_a_table_of_another_year_or_unit_proves_nothing() -> None:
    """What came in one year, or to one unit, does not say which column an amount of another stands in."""
    header = "科目编码 科目名称 合计 财政拨款收入 事业收入 其他收入"
    rows = "205 教育支出 60.00 50.00 10.00\n20501 管理 60.00 50.00 10.00\n合计 60.00 50.00 10.00\n"
    known = (
        "收入 支出\n项目 预算数 项目 预算数\n一、财政拨款收入 50.00 一、教育支出 60.00\n二、事业收入 10.00\n"
    )
    total = "收入总计 60.00 支出总计 60.00\n"

    def tied(year: int, unit: str) -> bool:
        first = f"2031年部门收支总表\n单位名称：青禾县图书馆 单位：万元\n{known}{total}"
        second = f"{year}年部门收入总表\n单位名称：{unit} 单位：万元\n{header}\n{rows}"
        table = govbudget.parse(first + second).tables[1]
        return any("部门收支总表" in figure.figure.settled_by for figure in table.figures)

    assert tied(2031, "青禾县图书馆")
    assert not tied(2030, "青禾县图书馆")
    assert not tied(2031, "临江县博物馆")


def one(text: str) -> Table:
    tables = govbudget.parse(text).tables
    assert len(tables) == 1
    return tables[0]


HEAD = "青禾县图书馆 2031 年度部门预算公开"
TOP = "部门支出总表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n"


def test_a_running_head_is_no_part_of_a_table() -> None:
    text = (
        f"{HEAD}\n- 1 -\n{TOP}207 文化支出 9.00 5.00 4.00\n20701 文化 9.00 5.00 4.00\n{HEAD}\n- 2 -\n"
        f"2070104 图书馆 9.00 5.00 4.00\n合计 9.00 5.00 4.00\n{HEAD}\n- 3 -\n"
    )
    table = one(text)
    assert [row.label for row in table.rows] == ["文化支出", "文化", "图书馆", "合计"]
    assert all(figure.column is not None for figure in table.figures)


@pytest.mark.parametrize(
    "body",
    [
        "207 文化支出 9.00 9.00\n与传媒\n20701 文化 9.00 9.00\n合计 9.00 9.00\n",
        "文化体育\n207 9.00 9.00\n与传媒支出\n20701 文化 9.00 9.00\n合计 9.00 9.00\n",
    ],
)
def test_words_that_may_belong_to_either_row_are_left_apart(body: str) -> None:
    """What follows the figures of a row may be the end of its name, or the beginning of the next one."""
    for figure in one(TOP + body).figures:
        assert figure.column is None
        assert figure.row.label == ""


def test_a_total_that_runs_on_is_not_the_row_before_it() -> None:
    """A row without figures goes on in its line with the total: which of the two has them is not said."""
    for figure in one(f"{TOP}207 文化支出 9.00 5.00 4.00\n20701 文化 合计 9.00 5.00 4.00\n").figures:
        assert figure.column is None
        assert figure.row.label == ""


def test_text_that_went_down_the_columns_is_left_apart() -> None:
    """A cell to a paragraph, column after column: names and figures that are near have nothing in common."""
    names, figures = "文化支出 文化 图书馆 博物馆 合计", "5.00 5.00 3.00 2.00 5.00"
    lines = f"部门支出总表 单位：万元 科目名称 合计 {names} {figures}".split()
    doc = govbudget.parse("\n\n".join(lines))
    assert doc.tables
    assert all(each.column is None for table in doc.tables for each in table.figures)
    assert any(problem.kind == "ambiguous columns" for problem in doc.problems)


def test_every_piece_of_scattered_text_is_kept() -> None:
    text = f"{TOP}207 文化支出 9.00 5.00\n4.00\n与传媒\n5.00 文化 3.00\n合计 9.00 5.00 4.00\n"
    table = one(text)
    raws = [figure.figure.raw for figure in table.figures]
    for piece in ("9.00", "5.00", "4.00", "3.00"):
        assert piece in raws
    assert sum(line.text != "" for line in split_lines(text)) > len(table.columns)


def test_a_table_begins_where_its_first_header_cell_is_wrapped_beside_others() -> None:
    """The rest of 功能分类科目 stands below it, and the cells to its right in between."""
    first = "一般公共预算基本支出表\n单位：万元\n科目编码 科目名称 金额\n合计 9.00\n205 教育支出 9.00\n"
    second = (
        "一般公共预算支出表\n单位：万元\n功能分类科 2031年\n目 预算数\n科目编码 科目名称 合计 基本支出 项目支出\n"
        "** ** 1 2 3\n合计 9.00 5.00 4.00\n205 教育支出 9.00 5.00 4.00\n"
    )
    doc = govbudget.parse(first + second)
    assert [table.title for table in doc.tables] == ["一般公共预算基本支出表", "一般公共预算支出表"]
    assert not any(figure.figure.raw == "**" for table in doc.tables for figure in table.figures)
