"""Shares whose last place is moved so that they add up to 100."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.checks.results import Verdict

TEXT = """2024年支出总表
单位：万元
项目\t合计
合计\t307.82
第三部分 2024年度单位预算情况说明
二、支出预算情况说明
2024年支出预算307.82万元，其中：教育支出264.87万元，占86.05%，卫生健康支出13.53万元，占4.40%，住房保障支出29.42万元，占{share}%。
"""


@pytest.mark.parametrize(
    ("share", "verdict"),
    [("9.56", Verdict.WITHIN_ROUNDING), ("9.55", Verdict.HINT), ("9.53", Verdict.INCONSISTENT)],
)
def test_a_share_made_to_fit_is_a_hint(share: str, verdict: Verdict) -> None:
    doc = govbudget.parse(TEXT.format(share=share))
    report = govbudget.reconcile(doc)
    found = [each for each in report.results if each.rule == "text-share" and str(each.stated) == share]
    assert [each.verdict for each in found] == [verdict]
