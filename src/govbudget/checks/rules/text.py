"""The narrative against the tables (情况说明与报表): every amount told that a table prints too.

A sentence has its own unit and its own places.  It is said to contradict a table only where it is clear
which figure it means: the tables print one amount for what it says, and nowhere the amount it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from govbudget.checks.judge import judge_same, not_checkable
from govbudget.checks.narrative import claim_operand, decreases, is_amount
from govbudget.checks.remarks import as_hint
from govbudget.checks.results import CheckResult, Law, Phrase, Side, Verdict
from govbudget.checks.rule import rule
from govbudget.checks.rules.changes import prior_of
from govbudget.checks.view import View
from govbudget.model.claims import DECREASES, INCREASES, Claim
from govbudget.model.coordinates import Statistic
from govbudget.model.tables import TableKind
from govbudget.money import Amount
from govbudget.text import fold

__all__ = ["RULES"]

_ASSETS: Final = re.compile(
    r"(?:.*(?:末|底|止|局|馆|部门|单位))?(?:占有|占用|拥有)?(?:的)?固定资产(?:总额|总值|原值|价值|金额|合计|总计|总)*"
)
_SEVERAL: Final = Phrase(
    "表中有几个数可能与之对应，均不相同",
    "several figures of the tables may be meant, and none of them is the same",
)
_MORE_WORDS: Final = Phrase(
    "句子所指不止于表中此项", "the sentence says more than the tables have a figure for"
)
_OTHER_WAY: Final = Phrase("增减方向与表中相反", "the tables say the opposite direction")
_HELD: Final = (Verdict.EQUAL, Verdict.WITHIN_ROUNDING)
_ELSEWHERE: Final = Phrase(
    "所述金额是表中另一处的数，所指不明",
    "the amount is printed elsewhere in the tables, so it is not clear what is meant",
)


@rule(
    "text-table",
    Law.POINT,
    Phrase("所述金额与表中一致", "an amount told is the one the tables print"),
    states=Phrase(
        "情况说明中的总额、来源、类、基本与项目、人员与公用等金额，与表中同一事项的数一致。",
        "Totals, sources, categories, basic and project, personnel and operating in sentences are those of the tables.",
    ),
    applies=Phrase("句子所指的数在表中只有一个。", "What the sentence means is one figure of the tables."),
    needs=Phrase("表中也印有的金额", "an amount that a table prints too"),
    catalogue=("C4.63", "C4.71"),
)
def text_table(view: View) -> Iterator[CheckResult]:
    """Every amount of the narrative about something that a table prints."""
    told = view.narrative
    for claim in told.claims:
        money = claim.money
        if money is None or not is_amount(claim) or "绩效" in claim.section + claim.heading:
            continue
        points = told.points(claim)
        if not points:
            continue
        stated, where, key = claim_operand(claim, Side.STATED), told.where(claim), ("table", *told.key(claim))
        results = [
            judge_same(f"{where} = {p.sheet.where(p.row, p.column)}", key, stated, p.operand(Side.COMPUTED))
            for p in points
        ]
        held = [each for each in results if each.verdict in _HELD]
        if held:
            yield held[0]
            continue
        values = {point.amount.yuan if point.amount.unit else None for point in points}
        if results[0].verdict is not Verdict.INCONSISTENT:
            yield results[0]
        elif not told.is_plain(claim, points[0]):
            yield not_checkable(where, key, _MORE_WORDS, results[0].operands)
        elif len(values) > 1:
            yield not_checkable(where, key, _SEVERAL, [stated, *(p.operand(Side.COMPUTED) for p in points)])
        elif money.unit is not None and money.yuan in told.printed:
            yield not_checkable(where, key, _ELSEWHERE, results[0].operands)
        else:
            yield results[0]


@rule(
    "assets-told",
    Law.POINT,
    Phrase("所述固定资产金额与资产表一致", "the fixed assets told are those of their table"),
    states=Phrase(
        "情况说明中的固定资产金额等于固定资产表的总额；不符只作提示，因时点可能不同。",
        "The amount of fixed assets told is the total of their table; else a hint, since the days may differ.",
    ),
    needs=Phrase(
        "固定资产表和说明固定资产金额的句子", "a table of fixed assets and a sentence that gives their amount"
    ),
    catalogue=("C4.63",),
)
def assets_told(view: View) -> Iterator[CheckResult]:
    """Every amount of fixed assets in the narrative against the total of the table nearest to the beginning."""
    told = view.narrative
    for sheet in view.of_kind(TableKind.FIXED_ASSETS)[:1]:
        tops = [row for row, printed in enumerate(sheet.table.rows) if printed.parent is None]
        totals = [
            operand
            for row in tops
            for column in sheet.cells[row]
            if (operand := sheet.operand(row, column, Side.COMPUTED)) is not None
            and (operand.value is None or isinstance(operand.value, Amount))
        ]
        for claim in told.claims if len(totals) == 1 else ():
            if is_amount(claim) and _ASSETS.fullmatch(fold(claim.subject)):
                where, key = f"{told.where(claim)} = {sheet.where(tops[0])}", ("assets", *told.key(claim))
                result = judge_same(where, key, claim_operand(claim, Side.STATED), totals[0], apart=True)
                yield as_hint(result, Phrase("与资产表总额不同", "not the total of the table of assets"))


@rule(
    "text-direction",
    Law.POINT,
    Phrase("所述增减方向与表中两年的数相符", "the direction told is that of the two years in the tables"),
    states=Phrase(
        "句中“比上年增加（减少）”的金额若等于表中两年之差，增减方向也应相同。",
        "Where an increase or decrease told is the difference of both years in a table, its direction is too.",
    ),
    applies=Phrase(
        "所述金额等于表中两年之差。", "The amount told is the difference of both years in a table."
    ),
    needs=Phrase(
        "带增减额的金额，及表中两年的数", "a change told of an amount of which a table prints both years"
    ),
    catalogue=("C4.65",),
)
def text_direction(view: View) -> Iterator[CheckResult]:
    """Every change told of an amount that a table prints for this year and one before.

    A change of another size may compare with another base, and says nothing against the tables.
    """
    told = view.narrative
    for claim in told.claims:
        subject = told.about(claim)
        if not _is_change(claim) or subject is None or not is_amount(subject):
            continue
        where, key = told.where(claim), ("direction", *told.key(claim))
        stated = claim_operand(claim, Side.STATED)
        for point in told.points(subject):
            now, then = point.operand(Side.COMPUTED), prior_of(point.sheet, point.row, point.column)
            mine = judge_same("", (), claim_operand(subject, Side.STATED), now)
            if then is None or mine.verdict not in _HELD:
                continue
            before, after = (now, then) if decreases(claim) else (then, now)
            result = judge_same(where, key, stated, [after], minus=[before])
            if result.verdict in _HELD:
                yield result
                break
            if judge_same(where, key, stated, [before], minus=[after]).verdict in _HELD:
                yield evolve(result, note=_OTHER_WAY)
                break


def _is_change(claim: Claim) -> bool:
    """Whether a claim tells an increase or decrease of money, and no nothing."""
    return (
        claim.statistic is Statistic.CHANGE
        and claim.movement in INCREASES | DECREASES
        and claim.money is not None
        and claim.money.value > 0
        and not claim.bound
    )


RULES = (text_table, assets_told, text_direction)
"""The rules of this module."""
