"""What targets promise (绩效指标的有效性): levels, values and units, duplicates, costs.  Hints, all of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from govbudget.checks.formsheet import FormSheet
from govbudget.checks.judge import judge_limit
from govbudget.checks.remarks import as_hint, hint, passed
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side
from govbudget.checks.rule import rule
from govbudget.checks.view import View
from govbudget.model.forms import FundingPeriod
from govbudget.model.indicators import Indicator, Operator, QuantityTarget
from govbudget.money import Amount, Quantity, Unit
from govbudget.text import fold

__all__ = ["RULES"]

_FIRST: Final = {
    "产出": "产出", "效益": "效益", "效果": "效益", "影响": "效益", "满意": "满意", "成本": "成本",
}  # fmt: skip
_MAY_EXCEED: Final = ("增", "升", "提高", "涨", "比", "超", "完成", "倍")
_HUNDRED: Final = Decimal(100)
_LOWER: Final = (Operator.AT_LEAST, Operator.MORE_THAN)
_UPPER: Final = (Operator.AT_MOST, Operator.LESS_THAN)


@rule(
    "indicator-levels",
    Law.IDENTITY,
    Phrase("二级指标属于其一级指标", "the second level of an indicator belongs under its first"),
    states=Phrase(
        "二级指标属于所印一级指标：数量、质量、时效、成本属产出，经济、社会、生态、可持续属效益；不符只作提示。",
        "Quantity, quality, time and cost stand under output, the benefits under benefit; a mismatch is a hint.",
    ),
    needs=Phrase("印有一级和二级的指标", "indicators with both levels"),
    catalogue=("C6.91",),
)
def indicator_levels(view: View) -> Iterator[CheckResult]:
    """Every form, all its indicators together: merged cells displace the labels of many at once."""
    for sheet in view.forms:
        compared = [
            each
            for each in sheet.form.indicators
            if each.level1_canonical and _FIRST.get(each.level1[:2]) is not None
        ]
        wrong = [each for each in compared if _FIRST[each.level1[:2]] != _FIRST[each.level1_canonical[:2]]]
        if wrong:
            yield hint(
                sheet.name,
                (sheet.key, "levels"),
                Phrase(
                    f"{len(wrong)}个指标的二级不属于所印一级",
                    f"indicators under a first level that their second does not belong to: {len(wrong)}",
                ),
                [_operand(sheet, each) for each in wrong],
            )
        elif compared:
            yield passed(sheet.name, (sheet.key, "levels"))


@rule(
    "indicator-values",
    Law.IDENTITY,
    Phrase("指标值与其单位、符号相合", "the value of a target fits its unit and operator"),
    states=Phrase(
        "百分比在0至100之间（增长、完成类除外），数量不为负；不符只作提示。",
        "Percentages lie between 0 and 100 unless they grow, and no number of things is negative; else a hint.",
    ),
    needs=Phrase("定量指标", "indicators with a number"),
    catalogue=("C6.93", "C6.94"),
)
def indicator_values(view: View) -> Iterator[CheckResult]:
    """Every indicator with a number."""
    for sheet in view.forms:
        seen = False
        for each in sheet.form.indicators:
            target = each.target
            if not isinstance(target, QuantityTarget):
                continue
            seen = True
            over = target.unit == "%" and target.value > _HUNDRED and target.operator not in _UPPER
            if (over and not any(word in each.name for word in _MAY_EXCEED)) or target.value < 0:
                note = Phrase("指标值超出其单位的范围", "the value lies outside what its unit allows")
                yield hint(
                    f"{sheet.name} / {each.name}", _key(sheet, each, "value"), note, [_operand(sheet, each)]
                )
        if seen:
            yield passed(sheet.name, (sheet.key, "values"))


@rule(
    "indicator-duplicates",
    Law.IDENTITY,
    Phrase("同一指标的值不互相矛盾", "one indicator printed twice does not contradict itself"),
    states=Phrase(
        "同一表内同名、同级、同期、同单位的指标，其值可同时满足；矛盾只作提示。",
        "Indicators of one name, level, period and unit can all be met at once; a contradiction is a hint.",
    ),
    needs=Phrase("同名的定量指标", "an indicator printed more than once"),
    catalogue=("C6.96",),
)
def indicator_duplicates(view: View) -> Iterator[CheckResult]:
    """Every name that a form gives to several indicators of one level, period and unit."""
    for sheet in view.forms:
        groups: dict[tuple[object, ...], list[Indicator]] = {}
        for each in sheet.form.indicators:
            if isinstance(each.target, QuantityTarget) and each.name:
                same = (
                    fold(each.name),
                    each.level2_canonical,
                    each.scope,
                    each.target.unit,
                    each.description,
                )
                groups.setdefault(same, []).append(each)
        for members in groups.values():
            if len(members) < 2:
                continue
            where, key = f"{sheet.name} / {members[0].name}", _key(sheet, members[0], "duplicates")
            operands = [_operand(sheet, each) for each in members]
            if any(_contradict(a.target, b.target) for a, b in combinations(members, 2)):
                yield hint(where, key, Phrase("同名指标互相矛盾", "the two contradict each other"), operands)
            else:
                yield passed(where, key, operands)


def _contradict(first: object, second: object) -> bool:
    if not isinstance(first, QuantityTarget) or not isinstance(second, QuantityTarget):
        return False
    for one, other in ((first, second), (second, first)):
        if one.operator in _LOWER and other.operator in (*_UPPER, Operator.EQUAL) and one.value > other.value:
            return True
        if one.operator is Operator.EQUAL and other.operator in _UPPER and one.value > other.value:
            return True
    return first.operator is second.operator is Operator.EQUAL and first.value != second.value


@rule(
    "cost-within-funds",
    Law.LIMIT,
    Phrase("以金额表示的成本指标不超过项目资金", "a cost target in money is at most the project's funds"),
    states=Phrase(
        "成本指标的金额不超过项目总额；超过只作提示。",
        "A cost target in money is at most the project's total; else a hint.",
    ),
    needs=Phrase("以金额表示的成本指标和项目总额", "a cost target in money and the project's total"),
    catalogue=("C6.99",),
)
def cost_within_funds(view: View) -> Iterator[CheckResult]:
    """Every cost target in 元 or 万元 of a form with funds."""
    for sheet in view.forms:
        total = sheet.total(FundingPeriod.WHOLE, Side.COMPUTED) or sheet.annual(Side.COMPUTED)
        if total is None or total.value is None:
            continue
        for each in sheet.form.indicators:
            target = each.target
            if not isinstance(target, QuantityTarget) or "成本" not in each.level2_canonical:
                continue
            unit = next((unit for unit in Unit if unit.value == target.unit), None)
            if unit is None:
                continue
            cost = Operand(
                name=each.name, side=Side.STATED, raw=target.raw, value=Amount(target.value, unit),
                place=each.place, source=each,
            )  # fmt: skip
            result = judge_limit(
                f"{sheet.name} / {each.name}",
                _key(sheet, each, "cost"),
                stated=[cost],
                computed=[total],
                at_least=False,
            )
            yield as_hint(result, Phrase("成本超过项目资金", "the cost exceeds the project's funds"))


def _key(sheet: FormSheet, each: Indicator, what: str) -> tuple[str, ...]:
    scope = "" if each.scope is None else each.scope.value
    return (sheet.key, what, fold(each.name), fold(each.level2), scope)


def _operand(sheet: FormSheet, each: Indicator) -> Operand:
    target = each.target
    value = Quantity(target.value, target.unit) if isinstance(target, QuantityTarget) else None
    return Operand(
        name=f"{sheet.name} / {each.name}",
        side=Side.STATED,
        raw=target.raw,
        value=value,
        place=each.place,
        source=each,
    )


RULES = (indicator_levels, indicator_values, indicator_duplicates, cost_within_funds)
"""The rules of this module."""
