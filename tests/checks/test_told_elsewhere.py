"""Sentences of final accounts held against what is told or printed elsewhere: budgets used, shares of named wholes."""

from __future__ import annotations

import pytest

from govbudget.checks.engine import reconcile
from govbudget.checks.results import CheckResult, Verdict
from tests.reading.helpers import parsed

TABLE = """
2024年度部门决算公开
财政拨款“三公”经费支出决算表
单位：万元
合计 | | 公务接待费 | | 公务用车运行维护费 |
预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数
5.00 | 3.00 | 1.00 | 0.00 | 4.00 | 3.00
第三部分 2024年度部门决算情况说明
"""
EXPENSES = "七、财政拨款“三公”经费支出决算情况说明\n{}\n"
ITEMS = "五、一般公共预算财政拨款支出决算情况说明\n{}\n"
ITEM = "1.“教育支出（类）普通教育（款）小学教育（项）”。{}"


def results(text: str, rule: str) -> list[CheckResult]:
    return [each for each in reconcile(parsed(TABLE + text)).results if each.rule == rule and each.where]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("年初预算为80万元，支出决算为72万元，完成年初预算的90%。", Verdict.EQUAL),
        ("年初预算为80万元，支出决算为72万元，完成年初预算的95%。", Verdict.INCONSISTENT),
        ("年初预算为30万元，支出决算为20万元，完成年初预算的66.67%。", Verdict.WITHIN_ROUNDING),
        (
            "年初预算为80万元，调整预算为90万元，支出决算为72万元，完成年初预算的90%。",
            Verdict.EQUAL,
        ),
        (
            "年初预算为80万元，全年预算为90万元，支出决算为72万元，完成全年预算的80%。",
            Verdict.EQUAL,
        ),
        ("年初预算为0万元，支出决算为72万元，完成年初预算的100%。", Verdict.NOT_CHECKABLE),
        ("支出决算为72万元，完成年初预算的90%。", Verdict.NOT_CHECKABLE),
    ],
)
def test_a_budget_told_before(sentence: str, verdict: Verdict) -> None:
    (result,) = results(ITEMS.format(ITEM.format(sentence)), "text-completion")
    assert result.verdict is verdict


def test_a_budget_of_another_item_is_no_base() -> None:
    text = (
        ITEM.format("年初预算为80万元，支出决算为72万元，完成年初预算的90%。")
        + "\n2.“教育支出（类）普通教育（款）学前教育（项）”。支出决算为20万元，完成年初预算的50%。"
    )
    assert [each.verdict for each in results(ITEMS.format(text), "text-completion")] == [
        Verdict.EQUAL,
        Verdict.NOT_CHECKABLE,
    ]


@pytest.mark.parametrize(("rate", "verdict"), [("75%", Verdict.EQUAL), ("95%", Verdict.INCONSISTENT)])
def test_a_budget_that_a_table_prints(rate: str, verdict: Verdict) -> None:
    text = EXPENSES.format(f"公务用车运行维护费支出决算为3万元，完成预算的{rate}。")
    (result,) = results(text, "text-completion")
    assert result.verdict is verdict


@pytest.mark.parametrize(("told", "verdict"), [("0", Verdict.EQUAL), ("1.53", Verdict.INCONSISTENT)])
def test_an_official_expense_whose_table_has_it_in_a_column(told: str, verdict: Verdict) -> None:
    (result,) = results(EXPENSES.format(f"公务接待费支出决算为{told}万元。"), "text-table")
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("项目支出20.00万元，占本年支出合计的25%。", Verdict.EQUAL),
        ("项目支出20.00万元，占本年支出的26%。", Verdict.INCONSISTENT),
        ("项目支出20.00万元，占收入合计的26%。", Verdict.NOT_CHECKABLE),
        ("2023年本年支出合计为60万元。项目支出20.00万元，占本年支出合计的25%。", Verdict.EQUAL),
        ("本年支出合计81万元。项目支出20.00万元，占本年支出合计的25%。", Verdict.NOT_CHECKABLE),
    ],
)
def test_a_share_of_a_whole_that_it_names(sentence: str, verdict: Verdict) -> None:
    text = f"三、支出决算情况说明\n本年支出合计80.00万元。\n{sentence}\n"
    (result,) = results(text, "text-share")
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("“教育支出（类）普通教育（款）”支出决算为30.00万元。", Verdict.EQUAL),
        ("“教育支出（类）普通教育（款）”支出决算为31.00万元。", Verdict.INCONSISTENT),
        ("“教育支出（类）普通教育（款）普通教育（项）”支出决算为20.00万元。", None),
    ],
)
def test_a_section_is_not_the_item_of_its_name(sentence: str, verdict: Verdict | None) -> None:
    table = """
支出决算表
单位：万元
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
205 | 教育支出 | 30.00 | 10.00 | 20.00
20502 | 普通教育 | 30.00 | 10.00 | 20.00
2050202 | 小学教育 | 30.00 | 10.00 | 20.00
 | 合计 | 30.00 | 10.00 | 20.00
"""
    text = TABLE.replace("第三部分", f"{table}第三部分")
    found = reconcile(parsed(text + ITEMS.format(sentence))).results
    told = [each.verdict for each in found if each.rule == "text-table" and each.where]
    assert told == ([] if verdict is None else [verdict])


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        # Money is budgeted for guests, and none is spent: that nobody came fits the final figure.
        ("国内公务接待0批次，0人次。", [Verdict.EQUAL, Verdict.EQUAL]),
        ("国内公务接待3批次，其中外事接待0批次。", [Verdict.HINT]),
    ],
)
def test_what_is_counted_is_held_against_final_figures(sentence: str, verdicts: list[Verdict]) -> None:
    found = results(EXPENSES.format(sentence), "expenses-counted")
    assert [each.verdict for each in found] == verdicts
