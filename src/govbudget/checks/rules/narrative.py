"""The narrative against itself: shares, their sum, changes and rates of change, parts and wholes (情况说明自身).

A sentence lists parts and need not list them all.  They are taken for all where the shares it prints of
them make a hundred, or where they are the known parts of a thing: basic and project expenditure,
personnel and operating, this year and carried over, goods, works and services, the three official expenses.
Of such parts even some cannot come to more than their whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Final

from attrs import evolve

from govbudget.checks.judge import judge_rate, judge_same, judge_sum, not_applicable, not_checkable
from govbudget.checks.narrative import Narrative, claim_operand, decreases, is_amount
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side, Verdict
from govbudget.checks.rule import rule
from govbudget.checks.view import View
from govbudget.model.claims import Claim
from govbudget.model.coordinates import Nature, Origin, Phase, Statistic
from govbudget.money import Amount, Quantity, Rate
from govbudget.text import fold

__all__ = ["RULES"]

_HUNDRED: Final = Decimal(100)
_NEARLY_ALL: Final = Decimal("99.5")
_SOME: Final = Phrase("所列各项不一定齐全", "the parts listed need not be all of them")
_CUT: Final = Phrase(
    "比率舍去了小数而仍印出小数位", "the rate is cut to a whole number and printed with decimals"
)
_FITTED: Final = Phrase(
    "为使各比重之和为100而调整了末位", "its last place is moved so that the shares add up to 100"
)
_MORE: Final = Phrase("所列各项之和多于总数", "the parts listed are more than the whole")
_NATURES: Final = {False: {Nature.BASIC, Nature.PROJECT}, True: {Nature.PERSONNEL, Nature.OPERATING}}
_GOODS: Final = ("货物", "工程", "服务")
_BOUGHT: Final = re.compile(
    rf"(?:政府)?(?:采购)?({'|'.join(_GOODS)})类?(?:政府)?(?:采购)?(?:支出|预算|金额|项目)*"
)
_DISJOINT: Final = ("nature", "origin", "procurement")
"""The ways to break a whole down of which no two parts overlap, whether all of them are told or not."""
_PRIOR: Final = (Phase.PRIOR_BUDGET, Phase.PRIOR_ADJUSTED, Phase.PRIOR_FINAL)


@rule(
    "text-share",
    Law.RATE,
    Phrase("所述比重等于部分除以总体", "a share told is the part over the whole"),
    states=Phrase(
        "句中“占…%”等于该项金额除以总额（句中列出的，或按所述名称在他处述及的）。",
        "A share in a sentence is the part's amount over the whole's: the one listed, or the one it names.",
    ),
    applies=Phrase("总额不为零。", "The whole is not zero."),
    needs=Phrase("带部分和总体金额的比重", "a share with the amounts of part and whole"),
    catalogue=("C4.64",),
)
def text_share(view: View) -> Iterator[CheckResult]:
    """Every share whose part and whole are both told."""
    told = view.narrative
    for claim in told.claims:
        if claim.statistic is not Statistic.SHARE or not isinstance(claim.value, Rate) or claim.bound:
            continue
        part, whole = told.about(claim), told.whole(claim) or told.whole_named(claim)
        where, key = told.where(claim), ("share", *told.key(claim))
        stated = claim_operand(claim, Side.STATED)
        if part is None or whole is None or not is_amount(part) or not is_amount(whole):
            note = Phrase("部分或总体的金额未述", "the amount of the part or of the whole is not told")
            yield not_checkable(where, key, note, [stated])
            continue
        top, base = claim_operand(part, Side.COMPUTED), claim_operand(whole, Side.COMPUTED)
        result = judge_rate(where, key, stated, [top], base)
        if result.verdict is Verdict.INCONSISTENT and _is_made_to_fit(told, claim.value, result, whole):
            result = evolve(result, verdict=Verdict.HINT, note=_FITTED)
        yield result


def _is_made_to_fit(told: Narrative, share: Rate, result: CheckResult, whole: Claim) -> bool:
    """Whether a share is less than one step off and the shares of its whole add up to exactly 100.

    Rounded one by one shares may come to 99.99 or 100.01; the last one is then often moved.
    """
    shares = [one.value for one in _shares(told, whole) if isinstance(one.value, Rate)]
    total = sum((one.value for one in shares), Decimal(0))
    return result.difference is not None and total == _HUNDRED and abs(result.difference) < share.increment


def _shares(told: Narrative, whole: Claim) -> list[Claim]:
    return [
        claim
        for claim in told.parts.get(id(whole), ())
        if claim.statistic is Statistic.SHARE and isinstance(claim.value, Rate) and not claim.bound
    ]


@rule(
    "text-shares",
    Law.SUM,
    Phrase("同一总体的各比重之和为100", "the shares of one whole add up to 100"),
    states=Phrase(
        "一句中同一总体各部分的比重之和等于100。", "The shares of one whole in one sentence add up to 100."
    ),
    applies=Phrase("所列部分齐全。", "The parts listed are all there are."),
    needs=Phrase("同一总体的两个以上比重", "two or more shares of one whole"),
    catalogue=("C4.64",),
)
def text_shares(view: View) -> Iterator[CheckResult]:
    """Every whole of which several shares are told."""
    told = view.narrative
    for whole in told.claims:
        shares = _shares(told, whole)
        if len(shares) < 2:
            continue
        where, key = told.where(whole), ("shares", *told.key(whole))
        stated = Operand(name="100%", side=Side.STATED, raw="100", value=Rate(_HUNDRED))
        result = judge_sum(where, key, stated, [claim_operand(share, Side.COMPUTED) for share in shares])
        if result.verdict is Verdict.INCONSISTENT and not _all_told(told, whole, shares):
            result = not_applicable(where, key, _SOME, result.operands)
        yield result


def _all_told(told: Narrative, whole: Claim, shares: Sequence[Claim]) -> bool:
    """Whether the amounts that the shares speak of make up the whole."""
    parts = [part for share in shares if (part := told.about(share)) is not None and is_amount(part)]
    if len(parts) < len(shares) or not is_amount(whole):
        return False
    return _holds(whole, parts)


def _holds(whole: Claim, parts: Sequence[Claim]) -> bool:
    result = judge_sum(
        "", (), claim_operand(whole, Side.STATED), [claim_operand(part, Side.COMPUTED) for part in parts]
    )
    return result.verdict in (Verdict.EQUAL, Verdict.WITHIN_ROUNDING)


@rule(
    "text-sum",
    Law.SUM,
    Phrase("所述总额等于所述各部分之和", "a total told is the sum of the parts told"),
    states=Phrase(
        "句中总额等于其各部分之和：收入＝各来源，支出＝基本＋项目，基本＝人员＋公用，采购＝货物＋工程＋服务。",
        "A total in a sentence is the sum of its parts: sources, basic and project, personnel and operating.",
    ),
    applies=Phrase("所列部分齐全。", "The parts listed are all there are."),
    needs=Phrase("带部分的总额", "a total told with its parts"),
    catalogue=("C1.28", "C4.69"),
)
def text_sum(view: View) -> Iterator[CheckResult]:
    """Every total whose parts are told, for each way they break it down."""
    told = view.narrative
    for whole in told.claims:
        yield from _counted(told, whole)
        if not is_amount(whole):
            continue
        parts = [claim for claim in told.parts.get(id(whole), ()) if is_amount(claim)]
        seen: list[list[Claim]] = []
        for name, members, complete in _ways(told, whole, parts):
            if len(members) < 2 or members in seen:
                continue
            seen.append(members)
            where, key = told.where(whole), ("sum", name, *told.key(whole))
            operands = [claim_operand(part, Side.COMPUTED) for part in members]
            result = judge_sum(where, key, claim_operand(whole, Side.STATED), operands)
            if result.verdict is Verdict.INCONSISTENT and not complete:
                if name in _DISJOINT and _exceeds(result) and _are_apart(name, members):
                    result = evolve(result, note=_MORE)
                else:
                    result = not_applicable(where, key, _SOME, result.operands)
            yield result


def _bought(part: Claim) -> str:
    """Which of goods, works and services the words of a figure name, if it is one of them."""
    named = _BOUGHT.fullmatch(fold(part.subject))
    return "" if named is None else named[1]


def _exceeds(result: CheckResult) -> bool:
    """Whether the parts come to more than their whole."""
    return result.difference is not None and result.difference < 0


def _are_apart(name: str, parts: Sequence[Claim]) -> bool:
    """Whether no two of some parts can hold the same money: each is another part of the one coordinate."""
    told = [_bought(part) if name == "procurement" else getattr(part.coordinates, name) for part in parts]
    return len(set(told)) == len(told)


def _counted(told: Narrative, whole: Claim) -> Iterator[CheckResult]:
    """Things counted in one unit of which the parts are told: kinds may overlap, so more of them is a hint."""
    parts = [
        part
        for part in told.parts.get(id(whole), ())
        if isinstance(part.value, Quantity) and part.unit == whole.unit and not part.bound
    ]
    if len(parts) < 2 or not isinstance(whole.value, Quantity) or whole.bound:
        return
    where, key = told.where(whole), ("count", *told.key(whole))
    operands = [claim_operand(part, Side.COMPUTED) for part in parts]
    result = judge_sum(where, key, claim_operand(whole, Side.STATED), operands)
    if result.verdict is Verdict.INCONSISTENT and result.difference is not None and result.difference < 0:
        yield evolve(result, verdict=Verdict.HINT, note=_MORE)
    elif result.verdict is Verdict.INCONSISTENT:
        yield not_applicable(where, key, _SOME, result.operands)
    else:
        yield result


def _ways(told: Narrative, whole: Claim, parts: Sequence[Claim]) -> Iterator[tuple[str, list[Claim], bool]]:
    """The ways in which parts break a whole down, and whether they are then all there are."""
    shared: list[Claim] = []
    total = Decimal(0)
    for share in told.parts.get(id(whole), ()):
        part = told.about(share)
        if share.statistic is Statistic.SHARE and part in parts and part not in shared and part is not None:
            shared.append(part)
            total += share.value.value
    if shared:
        yield "shares", shared, total >= _NEARLY_ALL
    about = whole.coordinates
    basic = about.nature is Nature.BASIC
    others = {part.coordinates.nature for part in parts} - {None, *_NATURES[basic]}
    for pair in () if others else (_NATURES[basic],):
        members = [part for part in parts if part.coordinates.nature in pair]
        both = {part.coordinates.nature for part in members} == pair and len(members) == 2
        yield "nature", members, both and len(parts) == 2
    members = [
        part
        for part in parts
        if part.coordinates.origin in (Origin.CURRENT, Origin.CARRIED_OVER)
        and part.coordinates.fund in (about.fund, None)
        and not part.coordinates.item
    ]
    both = len(members) == 2 and len({part.coordinates.origin for part in members}) == 2
    yield "origin", members, both and len(parts) == 2
    goods = [part for part in parts if _bought(part)]
    kinds = {_bought(part) for part in goods}
    yield "procurement", goods, len(kinds) == len(goods) == len(parts) == len(_GOODS)
    functions = [
        part
        for part in parts
        if part.coordinates.function is not None
        or (part.coordinates.subject is not None and part.coordinates.subject.value == "function")
    ]
    yield "function", functions, False
    if not any((shared, functions, goods)):
        yield "parts", list(parts), False


@rule(
    "text-change",
    Law.RATE,
    Phrase("所述增减额、增减率与两年的数相符", "changes and rates told fit the figures of both years"),
    states=Phrase(
        "增减额等于两年之差；增减率等于增减额除以上年数，上年数未述的，由本年数与增减额推得。",
        "A change is the difference of both years; a rate is the change over the prior figure, told or implied.",
    ),
    applies=Phrase("上年数不为零。", "The prior year's figure is not zero."),
    needs=Phrase("带本年数的增减额或增减率", "a change or a rate with the figure it speaks of"),
    catalogue=("C4.65", "C4.66"),
)
def text_change(view: View) -> Iterator[CheckResult]:
    """Every figure of which a change or a rate of change is told."""
    told = view.narrative
    groups: dict[int, list[Claim]] = {}
    for claim in told.claims:
        subject = told.about(claim)
        is_open = claim.statistic in (Statistic.CHANGE, Statistic.RATE) and claim.change is None
        if subject is not None and is_amount(subject) and not claim.bound and not is_open:
            groups.setdefault(id(subject), []).append(claim)
    for subject in told.claims:
        if id(subject) in groups:
            yield from _changes(told, subject, groups[id(subject)])


def _changes(told: Narrative, subject: Claim, claims: Sequence[Claim]) -> Iterator[CheckResult]:
    for result in _compared(told, subject, claims):
        yield _cut(result)


def _cut(result: CheckResult) -> CheckResult:
    """A rate that is printed with zeros where its places should be: all of these go back to one habit."""
    printed, exact = result.stated, result.computed
    if result.verdict is not Verdict.INCONSISTENT or result.unit != "%":
        return result
    if not isinstance(printed, Decimal) or not isinstance(exact, Decimal) or printed.as_tuple().exponent == 0:
        return result
    whole = printed == printed.to_integral_value()
    if whole and exact.to_integral_value(ROUND_DOWN) == printed and (exact - printed).copy_abs() < 1:
        return evolve(result, cause="rates-cut-to-whole", note=_CUT)
    return result


def _compared(told: Narrative, subject: Claim, claims: Sequence[Claim]) -> Iterator[CheckResult]:
    priors = [claim for claim in claims if is_amount(claim) and claim.coordinates.phase in _PRIOR]
    for claim in claims:
        if claim.statistic is Statistic.CHANGE and isinstance(claim.value, Amount):
            prior = _beside(priors, claim)
            if prior is not None:
                yield _difference(told, subject, claim, prior)
        if claim.statistic is Statistic.RATE and isinstance(claim.value, Rate):
            changes = [
                one
                for one in claims
                if one.statistic is Statistic.CHANGE
                and isinstance(one.value, Amount)
                and _beside([claim], one)
            ]
            yield _rate(
                told, subject, claim, _beside(priors, claim), changes[0] if len(changes) == 1 else None
            )


def _beside(claims: Sequence[Claim], like: Claim) -> Claim | None:
    """The one claim of some that compares with the same year as another."""
    found = [
        claim
        for claim in claims
        if not claim.compared_with or not like.compared_with or claim.compared_with == like.compared_with
    ]
    return found[0] if len(found) == 1 else None


def _difference(told: Narrative, subject: Claim, claim: Claim, prior: Claim) -> CheckResult:
    now, then = claim_operand(subject, Side.COMPUTED), claim_operand(prior, Side.COMPUTED)
    first, second = (then, now) if decreases(claim) else (now, then)
    key = ("change", *told.key(claim))
    stated = claim_operand(claim, Side.STATED)
    return judge_same(told.where(claim), key, stated, [first], minus=[second])


def _rate(
    told: Narrative, subject: Claim, claim: Claim, prior: Claim | None, change: Claim | None
) -> CheckResult:
    stated, where, key = claim_operand(claim, Side.STATED), told.where(claim), ("rate", *told.key(claim))
    now = claim_operand(subject, Side.COMPUTED)
    if prior is not None:
        base = claim_operand(prior, Side.COMPUTED)
        if change is not None and decreases(change) == decreases(claim):
            return judge_rate(where, key, stated, [claim_operand(change, Side.COMPUTED)], base)
        top, minus = (base, now) if decreases(claim) else (now, base)
        return judge_rate(where, key, stated, [top], base, minus=minus)
    if change is not None:
        moved = claim_operand(change, Side.COMPUTED)
        return judge_rate(where, key, stated, [moved], now, change=moved, shrunk=decreases(change))
    note = Phrase("上年数和增减额均未述", "neither the prior figure nor the change is told")
    return not_checkable(where, key, note, [stated, now])


RULES = (text_share, text_shares, text_sum, text_change)
"""The rules of this module."""
