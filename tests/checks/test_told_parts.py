"""Parts told of a whole: some of them may be left out, but parts that cannot overlap never exceed it."""

from __future__ import annotations

import pytest

from govbudget.checks.engine import reconcile
from govbudget.checks.results import CheckResult, Verdict
from tests.checks.cases import EXPENDITURE, HEAD
from tests.reading.helpers import parsed

SECTION = """
第三部分 2024年度部门预算情况说明
六、政府采购情况说明
{}
"""


def sums(sentence: str) -> list[CheckResult]:
    report = reconcile(parsed(HEAD + EXPENDITURE + SECTION.format(sentence)))
    return [each for each in report.results if each.rule == "text-sum" and each.where]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("2024年政府采购预算共78.00万元，其中货物60.00万元，服务18.00万元。", Verdict.EQUAL),
        ("2024年政府采购预算共78.00万元，其中货物60.00万元，服务1.80万元。", Verdict.NOT_APPLICABLE),
        ("2024年政府采购预算共78.00万元，其中货物60.00万元，服务81.00万元。", Verdict.INCONSISTENT),
        (
            "2024年政府采购预算共78.00万元，其中货物60.00万元，工程1.00万元，服务17.00万元。",
            Verdict.EQUAL,
        ),
        (
            "2024年政府采购预算共78.00万元，其中货物60.00万元，工程1.00万元，服务16.00万元。",
            Verdict.INCONSISTENT,
        ),
        # Said twice of one kind: the one may hold the other.
        ("2024年政府采购预算共78.00万元，其中货物70.00万元，货物采购60.00万元。", Verdict.NOT_APPLICABLE),
    ],
)
def test_what_may_be_left_out(sentence: str, verdict: Verdict) -> None:
    (result,) = sums(sentence)
    assert result.verdict is verdict
