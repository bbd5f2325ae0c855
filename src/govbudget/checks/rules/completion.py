"""How much of its budget was used (预算完成率): the percentages that final accounts tell of every item.

年初预算为100万元，支出决算为90万元，完成年初预算的90%: the final figure is what the percentage speaks of, and the
budget is told before it, or printed beside the final figure in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from govbudget.checks.judge import judge_rate, not_checkable
from govbudget.checks.narrative import Narrative, claim_operand, is_amount
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side
from govbudget.checks.rule import rule
from govbudget.checks.view import View
from govbudget.model.claims import Claim
from govbudget.model.coordinates import Coordinates, Phase
from govbudget.money import Rate
from govbudget.text import fold

__all__ = ["RULES"]

_COMPLETED: Final = re.compile(r"(?:完成|达)")
_STAGE: Final = re.compile(r"(?:年初|全年|当年|调整后?|的)|(?:支出|收入)?(?:预算|决算|执行)(?:数|额|安排)?")
_UNTOLD: Final = Phrase("预算数未述，表中亦无", "the budget is neither told nor printed in a table")
_FAR: Final = 8
"""How many figures before a percentage its budget may stand."""


@rule(
    "text-completion",
    Law.RATE,
    Phrase(
        "所述完成率等于决算数除以预算数", "a degree of completion told is the final figure over its budget"
    ),
    states=Phrase(
        "“完成年初（全年、调整）预算的…%”等于决算数除以句中或表中的预算数。",
        "A share of the budget used is the final figure over the budget told before it or printed in a table.",
    ),
    applies=Phrase("预算数不为零。", "The budget is not zero."),
    needs=Phrase("带决算数和预算数的完成率", "a degree of completion with final figure and budget"),
    catalogue=("C4.66",),
)
def text_completion(view: View) -> Iterator[CheckResult]:
    """Every percentage of a budget that a final figure is said to be."""
    told = view.narrative
    for position, claim in enumerate(told.claims):
        if not isinstance(claim.value, Rate) or claim.bound or "预算" not in claim.compared_with:
            continue
        final = told.about(claim)
        if claim.statistic is not None or final is None or not is_amount(final):
            continue
        if not _COMPLETED.match(fold(claim.relation)):
            continue
        where, key = told.where(claim), ("completion", *told.key(claim))
        stated, top = claim_operand(claim, Side.STATED), claim_operand(final, Side.COMPUTED)
        wanted = _stages(claim.compared_with)
        budget = _told(told.claims[max(0, position - _FAR) : position], final, wanted)
        base = _printed(told, final, wanted) if budget is None else claim_operand(budget, Side.COMPUTED)
        if base is None:
            yield not_checkable(where, key, _UNTOLD, [stated, top])
        else:
            yield judge_rate(where, key, stated, [top], base)


def _stages(words: str) -> tuple[Phase, ...]:
    """The stages of the budget that the words of a completion may mean."""
    if "调整" in words or "全年" in words:
        return (Phase.ADJUSTED,)
    return (Phase.BUDGET,) if "年初" in words else (Phase.BUDGET, Phase.ADJUSTED)


def _told(before: Sequence[Claim], final: Claim, wanted: Sequence[Phase]) -> Claim | None:
    """The budget told last of the same thing under the same heading."""
    for claim in reversed(before):
        if (claim.section, claim.heading) != (final.section, final.heading):
            return None
        if claim.coordinates.phase in wanted and is_amount(claim) and _thing(claim) == _thing(final):
            return claim
    return None


def _thing(claim: Claim) -> tuple[str, Coordinates]:
    """What a figure is about, whatever the stage."""
    about = claim.coordinates.but(phase=None, base=None, statistic=None, fiscal_year=None, entity="")
    return _STAGE.sub("", fold(claim.subject)), about


def _printed(told: Narrative, final: Claim, wanted: Sequence[Phase]) -> Operand | None:
    """The one budget that the tables print of the same thing."""
    if Phase.BUDGET not in wanted:
        return None
    points = told.points(evolve(final, coordinates=final.coordinates.but(phase=Phase.BUDGET)))
    if not points or any(point.amount.unit is None for point in points):
        return None
    if len({point.amount.yuan for point in points}) > 1 or not told.is_plain(final, points[0]):
        return None
    return points[0].operand(Side.COMPUTED)


RULES = (text_completion,)
"""The rules of this module."""
