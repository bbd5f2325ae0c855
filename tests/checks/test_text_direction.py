"""What a sentence says of growing and shrinking, against both years of a table (invented)."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govbudget
from govbudget.checks.results import CheckResult

TABLE = "2024年“三公”经费支出表\n单位：万元\n项目\t2023年预算数\t2024年预算数\n公务接待费\t{}\t{}\n"
TOLD = "六、“三公”经费预算情况说明\n2024年公务接待费预算{}万元，比上年{}万元。\n"


def results(before: str, now: str, told: str, change: str) -> list[CheckResult]:
    doc = govbudget.parse(TABLE.format(before, now) + TOLD.format(told, change))
    return [each for each in govbudget.reconcile(doc).results if each.rule == "text-direction" and each.where]


@pytest.mark.parametrize(
    ("before", "now", "change", "verdict"),
    [
        ("3.00", "2.00", "减少1.00", "equal"),
        ("2.00", "3.00", "增加1.00", "equal"),
        ("3.00", "2.00", "增加1.00", "inconsistent"),
        ("2.00", "3.00", "下降1.00", "inconsistent"),
        ("3.004", "2.00", "减少1.0", "within rounding"),
    ],
)
def test_the_word_fits_the_sign(before: str, now: str, change: str, verdict: str) -> None:
    (result,) = results(before, now, now, change)
    assert result.verdict.value == verdict
    assert len(result.operands) == 3


@pytest.mark.parametrize(
    ("before", "now", "told", "change"),
    [
        ("3.00", "2.00", "2.00", "增加0.40"),  # another base
        ("3.00", "2.00", "5.00", "增加1.00"),  # another figure
        ("", "2.00", "2.00", "增加1.00"),  # one year alone
        ("2.00", "2.00", "2.00", "增加0.00"),  # nothing has no direction
    ],
)
def test_what_may_mean_something_else_is_not_accused(before: str, now: str, told: str, change: str) -> None:
    assert not results(before, now, told, change)


def test_the_difference_is_told_with_its_sign() -> None:
    (result,) = results("3.00", "2.00", "2.00", "增加1.00")
    assert (result.stated, result.computed) == (Decimal("1.00"), Decimal("-1.00"))


def test_a_total_of_more_than_official_expenses_is_none_of_them() -> None:
    text = (
        "2024年“三公”经费及会议费支出预算表\n单位：万元\n"
        "2023年\t\t\t2024年\t\t\n"
        "合计\t“三公”经费\t会议费\t合计\t“三公”经费\t会议费\n"
        "9.00\t3.00\t6.00\t7.00\t2.00\t5.00\n"
        "六、“三公”经费预算情况说明\n2024年“三公”经费预算2.00万元，比上年增加1.00万元。\n"
    )
    doc = govbudget.parse(text)
    assert {fact.agreement.value for fact in doc.facts} == {"single"}
    found = govbudget.reconcile(doc).findings
    assert [(each.rule, str(each.stated), str(each.computed)) for each in found] == [
        ("text-direction", "1.00", "-1.00")
    ]
