"""Rows that are gone or printed twice: what is wrong is the sum that had them, and nothing beside it."""

from __future__ import annotations

import pytest

from govbudget.checks.engine import reconcile
from govbudget.checks.outline import missing_of
from govbudget.checks.results import CheckResult, Verdict
from govbudget.checks.view import View
from tests.checks.cases import HEAD
from tests.reading.helpers import parsed

CODED = """
2024年部门支出总表
单位名称：青禾县图书馆
单位：万元
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
 | 合计 | 49.00 | 20.00 | 29.00
205 | 教育支出 | 12.00 | | 12.00
20502 | 普通教育 | 12.00 | | 12.00
2050201 | 学前教育 | 5.00 | | 5.00
2050202 | 小学教育 | 7.00 | | 7.00
207 | 文化旅游体育与传媒支出 | 31.00 | 14.00 | 17.00
20701 | 文化和旅游 | 24.00 | 14.00 | 10.00
2070104 | 图书馆 | 24.00 | 14.00 | 10.00
20702 | 文物 | 7.00 | | 7.00
2070205 | 博物馆 | 7.00 | | 7.00
221 | 住房保障支出 | 6.00 | 6.00 |
22102 | 住房改革支出 | 6.00 | 6.00 |
2210201 | 住房公积金 | 6.00 | 6.00 |
"""
OFFICIAL = """
2024年一般公共预算“三公”经费支出表
单位名称：青禾县图书馆
单位：万元
项目 | 本年预算数
合计 | 9.00
一、因公出国（境）费 |
二、公务接待费 | 1.00
三、公务用车购置及运行费 | 8.00
（一）公务用车购置费 | 6.00
（二）公务用车运行费 | 2.00
"""
SUMMARY = """
2024年收支预算总表
单位名称：青禾县图书馆
单位：万元
收入 | | 支出 |
项目 | 预算数 | 项目 | 预算数
财政拨款 | 30.00 | 一、基本支出 | 18.00
 | | 工资福利支出 | 11.00
 | | 公用经费 | 7.00
 | | 二、项目支出 | 12.00
收入总计 | 30.00 | 支出总计 | 30.00
"""


def without(text: str, start: str) -> str:
    lines = text.splitlines(keepends=True)
    (number,) = [number for number, line in enumerate(lines) if line.startswith(start)]
    return "".join(lines[:number] + lines[number + 1 :])


def twice(text: str, start: str) -> str:
    lines = text.splitlines(keepends=True)
    (number,) = [number for number, line in enumerate(lines) if line.startswith(start)]
    return "".join([*lines[: number + 1], *lines[number:]])


def found(text: str) -> list[CheckResult]:
    return list(reconcile(parsed(HEAD + text)).findings)


def told(text: str) -> set[tuple[str, str, str, str]]:
    return {
        (each.rule, each.where.partition(" / ")[2], str(each.stated), str(each.computed))
        for each in found(text)
    }


@pytest.mark.parametrize("text", [CODED, OFFICIAL, SUMMARY])
def test_the_whole_document_holds(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        # A category: the total is short of it, though its sections are there.
        (
            "205 ",
            {
                ("sum-rows", "合计 / 合计", "49.00", "37.00"),
                ("sum-rows", "合计 / 项目支出", "29.00", "17.00"),
            },
        ),
        # A section beside others: its category is short of it.
        (
            "20702 ",
            {
                ("sum-rows", "文化旅游体育与传媒支出 / 合计", "31.00", "24.00"),
                ("sum-rows", "文化旅游体育与传媒支出 / 项目支出", "17.00", "10.00"),
            },
        ),
        # The only section of its category: nothing is left to compare that with, but the level is short.
        (
            "22102 ",
            {
                ("sum-leaves", "合计 / 合计", "49.00", "43.00"),
                ("sum-leaves", "合计 / 基本支出", "20.00", "14.00"),
            },
        ),
        # The only item of its section, where all others have items.
        (
            "2210201 ",
            {
                ("sum-leaves", "合计 / 合计", "49.00", "43.00"),
                ("sum-leaves", "合计 / 基本支出", "20.00", "14.00"),
            },
        ),
    ],
)
def test_a_code_that_is_gone_is_missed_by_its_level(
    start: str, expected: set[tuple[str, str, str, str]]
) -> None:
    assert told(without(CODED, start)) == expected
    assert {each.note.en for each in found(without(CODED, start)) if each.note} == {
        {
            "205 ": "the row of code 205 is not printed",
            "20702 ": "the row of code 20702 is not printed",
            "22102 ": "the row of code 22102 is not printed",
            "2210201 ": "no row below code 22102 is printed",
        }[start]
    }


def test_a_table_that_prints_its_levels_irregularly_is_believed() -> None:
    """Two rows that are not there are the table's habit, and so is a row without a code that may head others."""
    for text in (
        without(without(CODED, "22102 "), "20502 "),
        without(without(CODED, "221 "), "205 "),
        without(without(CODED, "2210201 "), "2070205 "),
        CODED.replace("22102 |", " |"),
        "".join(line for line in CODED.splitlines(keepends=True) if line[:3] not in ("205", "207")).replace(
            "49.00 | 20.00 | 29.00", "6.00 | 6.00 |"
        ),
    ):
        (sheet,) = View(parsed(HEAD + text)).sheets
        assert missing_of(sheet) is None
        assert told(text) == set()


@pytest.mark.parametrize("start", ["205 ", "20502 ", "2050201 ", "221 ", "22102 ", "2210201 "])
def test_a_row_printed_twice_is_counted_twice(start: str) -> None:
    findings = found(twice(CODED, start))
    assert findings
    line = next(
        number
        for number, text in enumerate((HEAD + twice(CODED, start)).lstrip().splitlines(), 1)
        if text.startswith(start)
    )
    assert all({line, line + 1} & set(each.lines) for each in findings)


def test_a_numbered_row_printed_twice_is_no_part_of_itself() -> None:
    assert ("sum-rows", "合计 / 本年预算数", "9.00", "17.00") in told(twice(OFFICIAL, "三、"))


def test_the_parts_of_a_row_that_is_gone_accuse_no_other() -> None:
    """公务用车 is gone: its parts now stand below 公务接待费, which they are no parts of."""
    text = without(OFFICIAL, "三、")
    assert told(text) == {("sum-rows", "合计 / 本年预算数", "9.00", "1.00")}
    reception = [each for each in reconcile(parsed(HEAD + text)).results if "公务接待费" in each.where]
    assert {each.verdict for each in reception if each.rule == "sum-rows"} == {Verdict.NOT_CHECKABLE}


def test_a_part_that_is_gone_accuses_its_own_whole() -> None:
    """Of the rows without a number one is left: the numbered ones make up the total, so it stands below 一、."""
    text = SUMMARY.replace(" | | 工资福利支出 | 11.00\n", "")
    assert told(text) == {
        ("sum-rows", "一、基本支出 / 预算数", "18.00", "7.00"),
        ("sum-leaves", "支出总计 / 预算数", "30.00", "19.00"),
    }


def test_a_head_that_is_gone_lets_its_parts_stand_for_it() -> None:
    text = SUMMARY.replace("财政拨款 | 30.00 | 一、基本支出 | 18.00\n | | 工资", "财政拨款 | 30.00 | 工资")
    assert told(text) == set()


def test_figures_that_stand_further_below_are_leaves() -> None:
    """A figure in the wrong column of its row: the rows above it print none there."""
    text = CODED.replace("住房公积金 | 6.00 | 6.00 |", "住房公积金 | 6.00 | | 6.00")
    assert ("sum-leaves", "合计 / 项目支出", "29.00", "35.00") in told(text)


LISTED = """
2024年收支预算总表
单位名称：青禾县图书馆
单位：万元
收入 | | 支出 | |
项目 | 预算数 | 项目 | 预算数 | 本年支出
财政拨款 | 30.00 | 一、基本支出 | 18.00 | 18.00
 | | 工资福利支出 | 11.00 | 11.00
 | | 公用经费 | 7.00 | 7.00
 | | 二、项目支出 | 12.00 | 10.00
 | | 一般性项目 | 3.00 | 3.00
 | | 专项资金 | 9.00 | 7.00
 | | 1、商品和服务类 | 8.00 | 6.00
 | | 2、资本性支出 | 4.00 | 4.00
收入总计 | 30.00 | 支出总计 | 30.00 | 28.00
"""


def test_lists_below_a_row_without_a_number_may_break_down_its_whole() -> None:
    """1、 and 2、 make up 项目支出 and not 专项资金, whether 一、 is printed or gone."""
    assert told(LISTED) == set()
    gone = LISTED.replace("一、基本支出 | 18.00 | 18.00\n | | 工资", "工资")
    assert gone != LISTED
    assert told(gone) == set()
    assert told(gone.replace("2、资本性支出 | 4.00 | 4.00", "2、资本性支出 | 4.00 | 5.00")) != set()
