"""Weights and scores (分值、得分): what the forms of targets and of self-assessment count for and against."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govbudget.checks.formsheet import FormSheet
from govbudget.checks.judge import judge_limit, judge_rate, judge_sum, not_checkable
from govbudget.checks.remarks import as_hint, hint, passed
from govbudget.checks.results import CheckResult, Law, Number, Operand, Phrase, Side
from govbudget.checks.rule import rule
from govbudget.checks.view import View
from govbudget.model.forms import FormField
from govbudget.model.indicators import Indicator
from govbudget.money import Amount, Quantity, Rate, parse_number
from govbudget.text import fold, squeeze

__all__ = ["RULES"]

_WEIGHTS: Final = ("分值", "权重")
_SCORE: Final = "得分"
_ACTUAL: Final = ("实际完成值", "全年实际值", "完成值", "实际值")
_REASON: Final = ("原因", "改进", "说明")
_TOTAL: Final = "总分"
_HUNDRED: Final = Decimal(100)
_WITHOUT_RATE: Final = Decimal(90)
"""What the targets count for where the rest, for the rate of execution, stands nowhere in the form."""
_LACKING: Final = Phrase("有的指标未印分值", "some indicators print no weight")


def _further(each: Indicator, *words: str) -> str | None:
    """What an indicator prints in the column whose head has one of some words."""
    for cell in each.further:
        if any(word in cell.head for word in words):
            return squeeze(cell.text)
    return None


def _points(text: str | None) -> Quantity | None:
    """A number of points, with 分 or a percent sign or bare."""
    value = None if not text else parse_number(fold(text).rstrip("分%"))
    return None if value is None else Quantity(value)


def _operand(sheet: FormSheet, each: Indicator, side: Side, raw: str, value: Number) -> Operand:
    return Operand(
        name=f"{sheet.name} / {each.name}", side=side, raw=raw, value=value, place=each.place, source=each
    )


def _fields(sheet: FormSheet, ending: str) -> Iterator[tuple[str, FormField]]:
    """The fields of the columns beside the funds, each with the row it belongs to."""
    for field in sheet.form.fields:
        row, _, column = field.name.rpartition("/")
        if isinstance(field, FormField) and fold(column).removeprefix("全年") == ending:
            yield row, field


def _given(sheet: FormSheet, field: FormField, side: Side, value: Number | None) -> Operand:
    return Operand(
        name=f"{sheet.name} / {field.name}",
        side=side,
        raw=field.raw,
        value=value,
        place=field.place,
        source=field,
    )


def _total(sheet: FormSheet, number: int) -> Operand | None:
    """The full points, or the points reached, that a form prints in its row of totals."""
    for field in sheet.form.fields:
        if isinstance(field, FormField) and fold(field.name) in (_TOTAL, "合计"):
            printed = [points for word in field.raw.split() if (points := _points(word)) is not None]
            if len(printed) == 2:
                return _given(sheet, field, Side.STATED, printed[number])
    return None


def _counted(sheet: FormSheet, *words: str) -> tuple[list[Operand], bool]:
    """The points of one column: of the funds and of every indicator, and whether all indicators have theirs."""
    found = [
        _given(sheet, field, Side.COMPUTED, points)
        for _, field in _fields(sheet, _SCORE if words == (_SCORE,) else "分值")
        if (points := _points(field.raw)) is not None
    ]
    whole = True
    for each in sheet.form.indicators:
        raw = _further(each, *words)
        points = _points(raw)
        if points is None:
            whole = False
        else:
            found.append(_operand(sheet, each, Side.COMPUTED, raw or "", points))
    return found, whole and bool(sheet.form.indicators)


@rule(
    "indicator-weights",
    Law.SUM,
    Phrase("各指标分值之和为100", "the weights of all indicators add up to 100"),
    states=Phrase(
        "各指标分值（权重）与预算执行率分值之和等于所印总分，未印总分的为100；执行率分值未印的，各指标之和可为90。",
        "The weights of all indicators and of the rate of execution add up to the printed total, else to 100, or to 90 "
        "where the weight of the rate of execution is not printed.",
    ),
    applies=Phrase(
        "每个指标都印有分值；未印总分的，不符只作提示。",
        "Every indicator prints its weight; where no total is printed a mismatch is a hint.",
    ),
    needs=Phrase("印有分值或权重的指标", "indicators with weights"),
    catalogue=("C6.98", "C6.101"),
)
def indicator_weights(view: View) -> Iterator[CheckResult]:
    """Every form that prints weights: their sum, and, in a self-assessment, the sum of the points reached."""
    for sheet in view.forms:
        for number, words, name in ((0, _WEIGHTS, "weights"), (1, (_SCORE,), "scores")):
            if not any(_further(each, *words) is not None for each in sheet.form.indicators):
                continue
            parts, whole = _counted(sheet, *words)
            printed = _total(sheet, number)
            where, key = f"{sheet.name} / {words[0]}", (sheet.key, name)
            if not whole:
                yield not_checkable(where, key, _LACKING, parts)
            elif printed is not None:
                yield judge_sum(where, key, printed, parts)
            elif number == 0:
                yield _of_hundred(where, key, parts)


def _of_hundred(where: str, key: tuple[str, ...], parts: list[Operand]) -> CheckResult:
    total = sum((part.value.value for part in parts if part.value is not None), Decimal(0))
    full = _WITHOUT_RATE if total == _WITHOUT_RATE else _HUNDRED
    stated = Operand(name=f"{full:f}", side=Side.STATED, raw=f"{full:f}", value=Quantity(full))
    note = Phrase("各指标分值之和不是100", "the weights do not add up to 100")
    return as_hint(judge_sum(where, key, stated, parts), note)


@rule(
    "score-within",
    Law.LIMIT,
    Phrase("得分不超过分值", "a score is at most its weight"),
    states=Phrase("自评表每个指标的得分不超过其分值。", "In a self-assessment no score exceeds its weight."),
    needs=Phrase("印有分值和得分的指标", "indicators with weight and score"),
    catalogue=("C6.101",),
)
def score_within(view: View) -> Iterator[CheckResult]:
    """Every indicator that prints what it counts for and what was reached."""
    for sheet in view.forms:
        for each in sheet.form.indicators:
            full, reached = _further(each, *_WEIGHTS), _further(each, _SCORE)
            if not full or not reached:
                continue
            where = f"{sheet.name} / {each.name}"
            key = (sheet.key, "score", fold(each.name), fold(each.level2))
            weight, score = _points(full), _points(reached)
            if weight is None or score is None:
                yield not_checkable(where, key, Phrase("分值或得分不是数", "weight or score is no number"))
                continue
            yield judge_limit(
                where,
                key,
                stated=[_operand(sheet, each, Side.STATED, reached, score)],
                computed=[_operand(sheet, each, Side.COMPUTED, full, weight)],
                at_least=False,
            )


@rule(
    "execution-rate",
    Law.RATE,
    Phrase(
        "执行率等于执行数除以全年预算数", "a rate of execution is what was spent over the budget of the year"
    ),
    states=Phrase(
        "自评表的执行率等于全年执行数除以全年预算数。",
        "In a self-assessment the rate of execution is the money spent over the budget of the year.",
    ),
    applies=Phrase("全年预算数不为零。", "The budget of the year is not zero."),
    needs=Phrase(
        "印有执行率、执行数和全年预算数的自评表", "a self-assessment with rate, money spent and budget"
    ),
    catalogue=("C6.100",),
)
def execution_rate(view: View) -> Iterator[CheckResult]:
    """Every rate of execution that a form prints in a row of its funds."""
    for sheet in view.forms:
        spent, granted = dict(_fields(sheet, "执行数")), dict(_fields(sheet, "预算数"))
        for row, field in _fields(sheet, "执行率"):
            where, key = f"{sheet.name} / {field.name}", (sheet.key, "execution", fold(row))
            value = parse_number(fold(field.raw).rstrip("%"))
            stated = _given(sheet, field, Side.STATED, None if value is None else Rate(value))
            top, base = (_money(sheet, one.get(row)) for one in (spent, granted))
            if value is None or top is None or base is None:
                if field.raw.strip():
                    note = Phrase("执行数或全年预算数为空", "the money spent or the budget is blank")
                    yield not_checkable(where, key, note, [] if value is None else [stated])
                continue
            yield judge_rate(where, key, stated, [top], base)


def _money(sheet: FormSheet, field: FormField | None) -> Operand | None:
    if field is None or field.funding is None:
        return None
    operand = sheet.operand(field, Side.COMPUTED)
    return operand if operand is not None and isinstance(operand.value, Amount) else None


@rule(
    "target-met",
    Law.IDENTITY,
    Phrase(
        "完成指标的得满分，未得满分的有原因",
        "a target that is met has its full score, a lost point its reason",
    ),
    states=Phrase(
        "自评表中，实际完成值达到指标值的得满分，未达到的扣分并说明原因；不符只作提示。",
        "A target that is met has its full score, one that is missed loses points and gives the reason; else a hint.",
    ),
    needs=Phrase("印有实际完成值、分值和得分的指标", "indicators with actual value, weight and score"),
    catalogue=("C6.102",),
)
def target_met(view: View) -> Iterator[CheckResult]:
    """Every indicator of a self-assessment whose actual value can be held against its target."""
    for sheet in view.forms:
        for each in sheet.form.indicators:
            actual = _further(each, *_ACTUAL)
            full, reached = _points(_further(each, *_WEIGHTS)), _points(_further(each, _SCORE))
            if not actual or full is None or reached is None:
                continue
            where = f"{sheet.name} / {each.name}"
            key = (sheet.key, "met", fold(each.name), fold(each.level2))
            met = each.is_met_by(actual)
            if met is None:
                note = Phrase(
                    "实际完成值无法与指标值比较", "the actual value cannot be held against the target"
                )
                yield not_checkable(where, key, note)
            elif met is (reached.value == full.value) or _further(each, *_REASON):
                yield passed(where, key)
            elif met:
                note = Phrase("已完成而未得满分，未说明原因", "met, yet without its full score or a reason")
                yield hint(where, key, note)
            else:
                note = Phrase("未完成而得满分，未说明原因", "missed, yet with its full score and no reason")
                yield hint(where, key, note)


RULES = (indicator_weights, score_within, execution_rate, target_met)
"""The rules of this module."""
