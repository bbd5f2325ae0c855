"""A table that a page cut in two, its title and header printed again: its sums cannot be checked."""

from __future__ import annotations

import pytest
from attrs import evolve

import govbudget
from govbudget.checks.results import Verdict

FIRST = "2026年支出总表\n单位：万元\n项目\t合计\n合计\t30.00\n教育支出\t12.00\n"
SECOND = "{title}\n单位：万元\n项目\t合计\n{row}\t18.00\n"


@pytest.mark.parametrize(
    ("title", "row", "verdict"),
    [
        ("2026年支出总表", "卫生健康支出", Verdict.NOT_CHECKABLE),
        ("2026年项目支出表", "卫生健康支出", Verdict.INCONSISTENT),
        ("2026年支出总表", "合计", Verdict.INCONSISTENT),
    ],
)
def test_a_sum_of_a_table_that_may_go_on(title: str, row: str, verdict: Verdict) -> None:
    first, second = govbudget.parse(FIRST), govbudget.parse(SECOND.format(title=title, row=row))
    report = govbudget.reconcile(evolve(first, tables=(*first.tables, *second.tables)))
    result = next(each for each in report.results if each.rule == "sum-rows" and each.where)
    assert result.operands[0].raw == "30.00"
    assert result.verdict is verdict
