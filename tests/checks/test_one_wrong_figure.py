"""One figure printed wrong is told by every identity that contains it, whatever it happens to be worth."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govbudget
from govbudget.checks.engine import reconcile
from tests.checks.cases import HEAD
from tests.reading.helpers import parsed

SUMMARY = """
2024年收支预算总表
单位名称：青禾县图书馆
单位：万元
收入 | | 支出 |
项目 | 预算数 | 项目 | 预算数
一、一般公共预算拨款收入 | 30.00 | 一、教育支出 | 12.00
二、上年结转 | 4.00 | 二、文化旅游体育与传媒支出 | {}
 | | 三、卫生健康支出 | 13.00
收入总计 | 34.00 | 支出总计 | 34.00
"""
SPENT = """
2024年部门支出总表
单位名称：青禾县图书馆
单位：万元
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
 | 合计 | 34.00 | 20.00 | 14.00
205 | 教育支出 | 12.00 | 8.00 | 4.00
207 | 文化旅游体育与传媒支出 | 9.00 | 5.00 | 4.00
210 | 卫生健康支出 | 13.00 | 7.00 | 6.00
"""


def accused(figure: str, spent: str = SPENT) -> set[str]:
    report = reconcile(parsed(HEAD + SUMMARY.format(figure) + spent))
    return {one.rule for one in report.findings if any(operand.raw == figure for operand in one.operands)}


def test_what_is_right_is_not_accused() -> None:
    assert accused("9.00") == set()


@pytest.mark.parametrize("figure", ["19.00", "0.90", "34.00", "43.00", "12.00"])
def test_lines_of_two_tables_whose_totals_agree_must_agree(figure: str) -> None:
    """The document has carried-over money, and neither table says whether it holds it: their totals do."""
    assert {"sum-rows", "same-point"} <= accused(figure)


def test_lines_of_two_tables_whose_totals_differ_need_not_agree() -> None:
    less = SPENT.replace("34.00 | 20.00", "30.00 | 16.00").replace("12.00 | 8.00", "8.00 | 4.00")
    assert "same-point" not in accused("9.00", less)
    verdicts = {
        one.verdict.value
        for one in reconcile(parsed(HEAD + SUMMARY.format("9.00") + less)).results
        if one.rule == "same-point" and "教育" in one.where
    }
    assert verdicts == {"not applicable"}


@pytest.mark.parametrize("amounts", ["12.00 34.00 22.00", "34.00 12.00 22.00", "34.00 34.00 34.00"])
@pytest.mark.parametrize("number", ["一、{}|二、{}|三、{}", "1.{}|2.{}|3.{}", "(一){}|(二){}|(三){}"])
def test_a_numbered_row_that_prints_the_total_makes_no_second_level(number: str, amounts: str) -> None:
    """Twice the total is no sign of two levels where the numbers of the rows say that there is one."""
    names = number.format("教育支出", "文化旅游体育与传媒支出", "卫生健康支出").split("|")
    rows = zip(names, amounts.split(), strict=True)
    table = "2024年支出预算表\n单位：万元\n项目\t预算数\n{}支出总计\t34.00\n"
    text = table.format("".join(f"{name}\t{value}\n" for name, value in rows))
    (finding,) = govbudget.reconcile(govbudget.parse(text)).findings
    assert (finding.rule, finding.difference) == ("sum-rows", 34 - sum(map(Decimal, amounts.split())))
