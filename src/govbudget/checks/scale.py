"""The common unit of the figures of one identity (统一单位), exact.

Money in different units is converted to the smallest of them.  Where one figure has a unit and another has
none there is no common unit, and so it is with different kinds of things.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from govbudget.checks.results import Operand, Phrase
from govbudget.money import EXACT, Amount, Interval, Quantity, Rate, Unit

__all__ = ["NO_UNIT", "OTHER_UNIT", "Scale", "total_of"]

_ZERO: Final = Decimal(0)
NO_UNIT: Final = Phrase("单位未注明，不能比较", "a unit is not stated, so the comparison is refused")
"""Why figures of which one has no unit are not compared."""
OTHER_UNIT: Final = Phrase(
    "单位不同，不能比较", "the units are of different kinds, so the comparison is refused"
)
"""Why figures of different things are not compared."""


class Scale:
    """The common unit of some operands, and their values and half increments in it; `fault` if there is none."""

    __slots__ = ("fault", "operands", "unit", "units")

    def __init__(self, operands: Sequence[Operand], *, apart: bool = False) -> None:
        self.operands = operands
        self.fault: Phrase | None = None
        self.unit = ""
        units: set[Unit | str | None] = set()
        for operand in operands:
            value = operand.value
            if isinstance(value, Amount):
                units.add(value.unit)
            elif isinstance(value, Rate):
                units.add("%")
            elif value is not None:
                units.add(value.unit or "")
        self.units = units
        if apart and None in units:
            self.fault = NO_UNIT
        elif len(units) == 1:
            unit = next(iter(units))
            self.unit = "" if unit is None else unit.value if isinstance(unit, Unit) else unit
        elif units:
            money = [unit for unit in units if isinstance(unit, Unit)]
            if len(money) == len(units):
                self.unit = min(money, key=lambda unit: unit.exponent).value
            else:
                self.fault = NO_UNIT if None in units or "" in units else OTHER_UNIT

    def value(self, operand: Operand) -> Decimal:
        """The printed number in the common unit."""
        value = operand.value
        assert value is not None
        if len(self.units) == 1 or not isinstance(value, Amount) or value.unit is None:
            return value.value
        return _plain(value.to(Unit(self.unit)).value)

    def half(self, operand: Operand) -> Decimal:
        """Half an increment; a whole number of things counts exactly."""
        value = operand.value
        assert value is not None
        exponent = value.value.as_tuple().exponent
        assert isinstance(exponent, int)
        if isinstance(value, Quantity) and exponent >= 0:
            return _ZERO
        half = Decimal((0, (5,), exponent - 1))
        if len(self.units) == 1 or not isinstance(value, Amount) or value.unit is None:
            return half
        return _plain(EXACT.scaleb(half, value.unit.exponent - Unit(self.unit).exponent))

    def interval(self, operand: Operand) -> Interval:
        """All the values that the print may stand for, in the common unit."""
        value, half = self.value(operand), self.half(operand)
        return Interval(EXACT.subtract(value, half), EXACT.add(value, half))


def _plain(value: Decimal) -> Decimal:
    """The same number without a positive exponent."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1), context=EXACT) if isinstance(exponent, int) and exponent > 0 else value


def total_of(scale: Scale, operands: Iterable[Operand]) -> tuple[Decimal, Decimal]:
    """The sum of some figures, and of their half increments."""
    value = half = _ZERO
    for operand in operands:
        value = EXACT.add(value, scale.value(operand))
        half = EXACT.add(half, scale.half(operand))
    return value, half
