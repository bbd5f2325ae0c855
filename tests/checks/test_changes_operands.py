"""A change names every figure it is reckoned from, the base included."""

from __future__ import annotations

import govbudget
from govbudget.checks.results import CheckResult, Verdict

TABLE = """2024年一般公共预算“三公”经费支出预算表
单位：万元
项目\t2024年预算数\t2023年预算数\t2024年预算数比2023年预算数增减额
合计\t2.40\t{0}\t-0.10
公务接待费\t2.40\t{0}\t-0.10
"""


def changes(base: str) -> list[CheckResult]:
    doc = govbudget.parse(TABLE.format(base))
    return [each for each in govbudget.reconcile(doc).results if each.rule == "change" and each.operands]


def test_the_base_is_among_the_operands() -> None:
    for result in changes("2.80"):
        assert result.verdict is Verdict.INCONSISTENT
        assert [operand.raw for operand in result.operands] == ["-0.10", "2.40", "2.80"]
    assert len(changes("2.80")) == 2


def test_a_redacted_base_is_not_checkable() -> None:
    for result in changes("**"):
        assert result.verdict is Verdict.NOT_CHECKABLE
