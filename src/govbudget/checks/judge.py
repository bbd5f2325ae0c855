"""Judging one identity on printed figures (判定): sums, two printings, limits, rates.

All are reckoned in exact decimals; every printed figure is worth half a unit of its last place more or
less.  Money in different units is converted exactly to the smallest of them; where one figure has a
unit and another has none the comparison is refused, and so it is between different things.

>>> from govbudget.checks.results import Side
>>> from govbudget.money import Amount, Unit
>>> def printed(name, raw, side=Side.COMPUTED):
...     return Operand(name=name, side=side, raw=raw, value=Amount.parse(raw, Unit.TEN_THOUSAND_YUAN))
>>> total, parts = printed("合计", "8.3", Side.STATED), [printed("甲", "5.1"), printed("乙", "3.1")]
>>> result = judge_sum("支出总表", (), total, parts)
>>> result.verdict, result.difference, result.tolerance
(<Verdict.WITHIN_ROUNDING: 'within rounding'>, Decimal('0.1'), Decimal('0.15'))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve

from govbudget.checks.results import CheckResult, Operand, Phrase, Verdict
from govbudget.checks.scale import Scale, total_of
from govbudget.money import EXACT, Interval

__all__ = [
    "judge_exact",
    "judge_limit",
    "judge_rate",
    "judge_same",
    "judge_sum",
    "not_applicable",
    "not_checkable",
]

_ZERO: Final = Decimal(0)
_HALF: Final = Decimal("0.5")
_HUNDRED: Final = Decimal(100)
_PLACES: Final = Decimal("0.0001")

REDACTED: Final = Phrase("有数被隐去", "a figure is redacted")
ZERO_BASE: Final = Phrase("基数为零或可能为零，比率无意义", "the base is or may be zero, so there is no rate")


def not_checkable(
    where: str, coordinates: Sequence[str], note: Phrase, operands: Iterable[Operand] = ()
) -> CheckResult:
    """A result that says why the identity could not be checked."""
    return CheckResult(
        where=where,
        coordinates=tuple(coordinates),
        verdict=Verdict.NOT_CHECKABLE,
        operands=tuple(operands),
        note=note,
    )


def not_applicable(
    where: str, coordinates: Sequence[str], note: Phrase, operands: Iterable[Operand] = ()
) -> CheckResult:
    """A result that says which condition of the identity the document does not fulfil."""
    return CheckResult(
        where=where,
        coordinates=tuple(coordinates),
        verdict=Verdict.NOT_APPLICABLE,
        operands=tuple(operands),
        note=note,
    )


def _verdict(difference: Decimal, tolerance: Decimal) -> Verdict:
    if not difference:
        return Verdict.EQUAL
    return Verdict.WITHIN_ROUNDING if difference.copy_abs() <= tolerance else Verdict.INCONSISTENT


def judge_sum(
    where: str,
    coordinates: Sequence[str],
    total: Operand | None,
    parts: Sequence[Operand],
    *,
    blanks: int = 0,
    signed: bool = False,
    note: Phrase | None = None,
    cause: str = "",
) -> CheckResult:
    """A total against the sum of its parts.

    `blanks` is how many parts are printed empty: they count as nothing as long as one is printed.  Parts
    hidden by stars make the sum not checkable, and the note says what they must carry together; if that
    is certainly below nothing, and the figures are not `signed`, the sum is inconsistent.
    """
    if total is None:
        return not_checkable(where, coordinates, Phrase("合计为空", "the total is blank"), parts)
    operands = (total, *parts)
    if total.value is None:
        return not_checkable(where, coordinates, Phrase("合计被隐去", "the total is redacted"), operands)
    if not parts:
        return not_checkable(where, coordinates, Phrase("各项均为空", "no part is printed"), operands)
    scale = Scale(operands)
    if scale.fault is not None:
        return not_checkable(where, coordinates, scale.fault, operands)
    legible = [part for part in parts if part.value is not None]
    computed, half = total_of(scale, legible)
    stated = scale.value(total)
    tolerance = EXACT.add(half, scale.half(total))
    difference = EXACT.subtract(stated, computed)
    if len(legible) < len(parts):
        return _redacted(
            CheckResult(
                where=where,
                coordinates=tuple(coordinates),
                verdict=Verdict.NOT_CHECKABLE,
                stated=stated,
                computed=computed,
                tolerance=tolerance,
                unit=scale.unit,
                operands=operands,
                blanks=blanks,
            ),
            difference,
            len(parts) - len(legible),
            certain=not signed and EXACT.add(difference, tolerance) < 0,
        )
    return CheckResult(
        where=where,
        coordinates=tuple(coordinates),
        verdict=_verdict(difference, tolerance),
        stated=stated,
        computed=computed,
        tolerance=tolerance,
        unit=scale.unit,
        operands=operands,
        blanks=blanks,
        note=note if note is not None else _blank_note(blanks),
        cause=cause,
    )


def _blank_note(blanks: int) -> Phrase | None:
    if not blanks:
        return None
    return Phrase(
        f"{blanks}项空白按零计", f"{blanks} blank part{'s' if blanks > 1 else ''} counted as nothing"
    )


def _redacted(result: CheckResult, remainder: Decimal, count: int, *, certain: bool) -> CheckResult:
    amount = f"{remainder:f}{result.unit}"
    if certain:
        return evolve(
            result,
            verdict=Verdict.INCONSISTENT,
            note=Phrase(
                f"{count}项被隐去，而其余各项之和已超过合计，被隐去的合计应为{amount}",
                f"{count} hidden; the legible parts exceed the total, the hidden ones would have to be {amount}",
            ),
        )
    return evolve(
        result,
        kind=REDACTED,
        note=Phrase(
            f"{count}项被隐去，合计应为{amount}",
            f"{count} part{'s' if count > 1 else ''} redacted, which must carry {amount} together",
        ),
    )


def judge_same(
    where: str,
    coordinates: Sequence[str],
    stated: Operand,
    computed: Operand | Sequence[Operand],
    *,
    minus: Sequence[Operand] = (),
    apart: bool = False,
    note: Phrase | None = None,
    cause: str = "",
) -> CheckResult:
    """The same thing printed twice, or once as a figure and once as figures that make it up.

    `minus` are taken away from the second side: a change is this year less the base.  Figures that stand
    `apart`, in different tables or forms, are compared only with a unit.

    Two figures printed to the same place must be the same figures: one step apart is a hint, more is
    inconsistent.  At different places, and against a sum, they are compared as intervals.  Where they
    agree only after ten thousand times the one, the note says that the unit has slipped.
    """
    others = (computed,) if isinstance(computed, Operand) else tuple(computed)
    operands = (stated, *others, *minus)
    if any(operand.value is None for operand in operands):
        return not_checkable(where, coordinates, REDACTED, operands)
    scale = Scale(operands, apart=apart)
    if scale.fault is not None:
        return not_checkable(where, coordinates, scale.fault, operands)
    first, first_half = scale.value(stated), scale.half(stated)
    second, second_half = total_of(scale, others)
    taken, taken_half = total_of(scale, minus)
    second = EXACT.subtract(second, taken) if minus else second
    difference = EXACT.subtract(first, second)
    tolerance = EXACT.add(EXACT.add(first_half, second_half), taken_half)
    verdict = _verdict(difference, tolerance)
    if len(others) == 1 and not minus and verdict is Verdict.WITHIN_ROUNDING and first_half == second_half:
        verdict = Verdict.HINT
        note = Phrase("两处相差一个末位单位", "the two printings differ by one step of their last place")
    elif verdict is Verdict.INCONSISTENT and note is None:
        note = _slip(first, second, tolerance)
    return CheckResult(
        where=where,
        coordinates=tuple(coordinates),
        verdict=verdict,
        stated=first,
        computed=second,
        tolerance=tolerance,
        unit=scale.unit,
        operands=operands,
        note=note,
        cause=cause,
    )


def _slip(first: Decimal, second: Decimal, tolerance: Decimal) -> Phrase | None:
    """Whether one is ten thousand times the other, to the places they print."""
    if not first or not second:
        return None
    large, small = (first, second) if first.copy_abs() > second.copy_abs() else (second, first)
    residual = EXACT.subtract(large, EXACT.scaleb(small, 4)).copy_abs()
    if residual <= EXACT.scaleb(tolerance, 4) and residual * 1000 <= large.copy_abs():
        return Phrase("两处恰差一万倍：单位写错", "the two differ by ten thousand times: a slip of the unit")
    return None


def judge_limit(
    where: str,
    coordinates: Sequence[str],
    *,
    stated: Sequence[Operand],
    computed: Sequence[Operand],
    at_least: bool,
    apart: bool = False,
    note: Phrase | None = None,
    cause: str = "",
) -> CheckResult:
    """A limit: `stated` must be at least, or at most, `computed` (sums of each side).

    Inconsistent only where no rounding can explain it; where the intervals overlap and the printed
    figures break the limit it is possible, a hint.
    """
    operands = (*stated, *computed)
    if any(operand.value is None for operand in operands):
        return not_checkable(where, coordinates, REDACTED, operands)
    scale = Scale(operands, apart=apart)
    if scale.fault is not None:
        return not_checkable(where, coordinates, scale.fault, operands)
    left, left_half = total_of(scale, stated)
    right, right_half = total_of(scale, computed)
    difference = EXACT.subtract(left, right)
    tolerance = EXACT.add(left_half, right_half)
    breach = difference.copy_negate() if at_least else difference
    if breach > tolerance:
        verdict = Verdict.INCONSISTENT
    elif breach > 0:
        verdict = Verdict.HINT
        note = Phrase("舍入可能解释的越限", "beyond the limit, as rounding may explain")
    else:
        verdict = Verdict.EQUAL
    return CheckResult(
        where=where,
        coordinates=tuple(coordinates),
        verdict=verdict,
        stated=left,
        computed=right,
        tolerance=tolerance,
        unit=scale.unit,
        operands=operands,
        note=note,
        cause=cause,
    )


def judge_rate(
    where: str,
    coordinates: Sequence[str],
    stated: Operand,
    numerator: Sequence[Operand],
    denominator: Operand,
    *,
    minus: Operand | None = None,
    change: Operand | None = None,
    shrunk: bool = False,
    note: Phrase | None = None,
    cause: str = "",
) -> CheckResult:
    """A printed percentage against its parts: the sum of `numerator`, less `minus`, over `denominator`.

    The computed rate is in percent, rounded half up to four places.  With a `change` the base is what the
    denominator was before it: less the change, or more where it has `shrunk`.
    """
    tops = (*numerator, *(() if minus is None or minus is denominator else (minus,)))
    operands = (stated, *tops, *(() if denominator in tops else (denominator,)))
    if any(operand.value is None for operand in operands):
        return not_checkable(where, coordinates, REDACTED, operands)
    scale = Scale([*tops, denominator])
    if scale.fault is not None:
        return not_checkable(where, coordinates, scale.fault, operands)
    above = Interval.point(_ZERO)
    value = _ZERO
    for operand in numerator:
        above, value = above + scale.interval(operand), EXACT.add(value, scale.value(operand))
    if minus is not None:
        above, value = above - scale.interval(minus), EXACT.subtract(value, scale.value(minus))
    base, below = scale.value(denominator), scale.interval(denominator)
    if change is not None:
        moved, around = scale.value(change), scale.interval(change)
        base = EXACT.add(base, moved) if shrunk else EXACT.subtract(base, moved)
        below = below + around if shrunk else below - around
    rates = above.over(below)
    if rates is None or not base:
        return not_checkable(where, coordinates, ZERO_BASE, operands)
    assert stated.value is not None
    printed = stated.value.value
    # Half up: the tie goes away from zero, as people reckon.
    exact = EXACT.divide(EXACT.multiply(value, _HUNDRED), base.copy_abs())
    shown = exact.quantize(_PLACES, rounding="ROUND_HALF_UP", context=EXACT)
    if below.high < 0:
        rates = -rates
    percent = Interval(EXACT.multiply(rates.low, _HUNDRED), EXACT.multiply(rates.high, _HUNDRED))
    around = Interval.around(printed)
    if printed == exact:
        verdict = Verdict.EQUAL
    elif around.meets(percent):
        verdict = Verdict.WITHIN_ROUNDING
    else:
        verdict = Verdict.INCONSISTENT
    reach = max(EXACT.subtract(percent.high, exact), EXACT.subtract(exact, percent.low))
    tolerance = EXACT.add(EXACT.subtract(around.high, printed), reach)
    return CheckResult(
        where=where,
        coordinates=tuple(coordinates),
        verdict=verdict,
        stated=printed,
        computed=shown,
        tolerance=tolerance.quantize(_PLACES, rounding="ROUND_UP", context=EXACT),
        unit="%",
        operands=operands,
        note=note,
        cause=cause,
    )


def judge_exact(
    where: str,
    coordinates: Sequence[str],
    stated: Operand,
    count: int,
    operands: Iterable[Operand] = (),
    *,
    note: Phrase | None = None,
    cause: str = "",
) -> CheckResult:
    """A printed number of things against how many there are."""
    everything = (stated, *operands)
    if stated.value is None:
        return not_checkable(where, coordinates, Phrase("数量被隐去", "the number is redacted"), everything)
    return CheckResult(
        where=where,
        coordinates=tuple(coordinates),
        verdict=Verdict.EQUAL if stated.value.value == count else Verdict.INCONSISTENT,
        stated=stated.value.value,
        computed=Decimal(count),
        tolerance=_ZERO,
        unit=stated.unit,
        operands=everything,
        note=note,
        cause=cause,
    )
