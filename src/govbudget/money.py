"""Numbers as disclosures print them, exact (金额、比率、数量).

A figure is a `decimal.Decimal` from cell to verdict.  The Decimal keeps its printed places, and these
give the **increment**: one unit of the last printed place, the resolution to which the document speaks.
`14,170.22` 万元 has the increment 0.01 万元, so it stands for the interval 14,170.215 to 14,170.225 万元.

A number is a sign, digits in one run or in correct groups of three, decimals, and an exponent at most:
`3.0E-4` is a number (0.0003: the `.0` is how a program wrote it, not a printed place); `1,23.4` is not.
What is not a number is never repaired into one.

>>> amount = Amount.parse("14,170.22", Unit.TEN_THOUSAND_YUAN)
>>> amount.value, amount.increment, amount.yuan
(Decimal('14170.22'), Decimal('0.01'), Decimal('141702200'))
>>> Amount.parse("1,23.4")
Traceback (most recent call last):
    ...
govbudget.errors.AmountError: expected a number such as 1,234.50, found '1,23.4'
"""

from __future__ import annotations

import enum
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final

from attrs import field, frozen

from govbudget.errors import AmountError, UnitError
from govbudget.records import quick
from govbudget.text import fold

__all__ = ["EXACT", "Amount", "Interval", "Quantity", "Rate", "Unit", "parse_number", "plain"]

EXACT: Final = Context(prec=200)
"""The context of every sum and product: wide enough that nothing printed is ever rounded."""

_DOWN: Final = Context(prec=60, rounding=ROUND_FLOOR)
_UP: Final = Context(prec=60, rounding=ROUND_CEILING)

_NUMBER: Final = re.compile(r"([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)?)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?")
_NUMBER_STARTS: Final = frozenset("0123456789+-.０１２３４５６７８９＋－−． \t\r\n\xa0\u3000")
_FULL_WIDTH: Final = {
    **{ord("０") + digit: str(digit) for digit in range(10)},
    ord("，"): ",", ord("．"): ".", ord("－"): "-", ord("−"): "-", ord("＋"): "+", ord("Ｅ"): "E",
    ord("\u3000"): " ", ord("\xa0"): " ",
}  # fmt: skip


def parse_number(text: str) -> Decimal | None:
    """The number a text prints, with its printed places, or None if the text is no number.

    White space around it is allowed, inside it is not.

    >>> parse_number("1,234.50"), parse_number("-3"), parse_number("3.0E-4")
    (Decimal('1234.50'), Decimal('-3'), Decimal('0.0003'))
    >>> [parse_number(text) for text in ("1,23.4", "1 234", "", "-", "12%", "NaN", "2E105")]
    [None, None, None, None, None, None, None]
    """
    if not text or text[0] not in _NUMBER_STARTS:
        return None
    if text.isascii() and text.replace(".", "", 1).isdecimal():
        # Most numbers: digits and at most one point.
        return Decimal(text) if len(text) <= _LONGEST_NUMBER else None
    if not text.isascii():
        text = text.translate(_FULL_WIDTH)
    match = _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST_NUMBER else None
    if match is None:
        return None
    sign, whole, decimals, exponent = match.groups()
    if not whole and not decimals:
        return None
    if exponent is not None:
        # A program's shortest form pads its mantissa to one decimal: that zero is no printed place.
        decimals = (decimals or "").rstrip("0")
    digits = f"{sign}{whole.replace(',', '')}"
    if decimals:
        digits = f"{digits}.{decimals}"
    value = Decimal(digits)
    if exponent is None:
        return value
    return _shifted(value, int(exponent)) if abs(int(exponent)) <= _LARGEST_EXPONENT else None


def _shifted(value: Decimal, exponent: int) -> Decimal:
    """The value times a power of ten, exact, in digits and not in exponents."""
    shifted = value.scaleb(exponent, EXACT)
    return shifted if _exponent(shifted) <= 0 else shifted.quantize(_ONE, context=EXACT)


_ONE: Final = Decimal(1)
_LONGEST_NUMBER: Final = 80
_LARGEST_EXPONENT: Final = 60
"""No sum of money needs more: what has them is a drawn line of digits, or a code with a letter."""


def plain(value: Decimal) -> str:
    """A Decimal in plain digits with its own places, never with an exponent.

    >>> plain(Decimal("3E-4")), plain(Decimal("1E+3")), plain(Decimal("20.20"))
    ('0.0003', '1000', '20.20')
    """
    return format(value, "f")


def _places(value: Decimal) -> tuple[Decimal, int]:
    return value, _exponent(value)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise AmountError("a finite number", str(value))
    return exponent


def _increment(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(_exponent(value), EXACT)


class Unit(enum.Enum):
    """A unit of money (金额单位): 元 yuan and its decimal multiples.

    >>> Unit.parse("万元").factor
    Decimal('10000')
    >>> Unit.find("金额单位：人民币万元")
    <Unit.TEN_THOUSAND_YUAN: '万元'>
    """

    YUAN = "元"
    THOUSAND_YUAN = "千元"
    TEN_THOUSAND_YUAN = "万元"
    MILLION_YUAN = "百万元"
    TEN_MILLION_YUAN = "千万元"
    HUNDRED_MILLION_YUAN = "亿元"

    @property
    def exponent(self) -> int:
        """The power of ten that turns it into yuan."""
        return _EXPONENTS[self]

    @property
    def factor(self) -> Decimal:
        """How many yuan one of it is."""
        return Decimal(10**self.exponent)

    @classmethod
    def parse(cls, text: str) -> Unit:
        """The unit a text names.

        Raises `UnitError` for any other text.

        >>> Unit.parse("美元")
        Traceback (most recent call last):
            ...
        govbudget.errors.UnitError: expected a unit of money such as 元 or 万元, found '美元'
        """
        unit = _UNITS.get(fold(text))
        if unit is None:
            raise UnitError("a unit of money such as 元 or 万元", repr(text))
        return unit

    @classmethod
    def find(cls, text: str) -> Unit | None:
        """The one unit of money that a text ends in or names in brackets, or None."""
        if "元" not in text:
            return None
        folded = fold(text)
        match = _UNIT_AT_END.search(folded) or _UNIT_IN_BRACKETS.search(folded)
        return None if match is None else _UNITS[match.group(1)]


_EXPONENTS: Final = {
    Unit.YUAN: 0,
    Unit.THOUSAND_YUAN: 3,
    Unit.TEN_THOUSAND_YUAN: 4,
    Unit.MILLION_YUAN: 6,
    Unit.TEN_MILLION_YUAN: 7,
    Unit.HUNDRED_MILLION_YUAN: 8,
}
_UNITS: Final = {unit.value: unit for unit in Unit}
_UNIT_WORDS: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_UNIT_AT_END: Final = re.compile(rf"(?:^|[:(/为币])({_UNIT_WORDS})\)?$")
_UNIT_IN_BRACKETS: Final = re.compile(rf"[(\[](?:单位:)?(?:人民币)?({_UNIT_WORDS})[)\]]")


@frozen
class Interval:
    """A closed interval of exact numbers (区间): every value a printed figure may stand for.

    >>> Interval(Decimal("1.5"), Decimal("2.5")) + Interval.point(Decimal(1))
    Interval(low=Decimal('2.5'), high=Decimal('3.5'))
    >>> Interval.around(Decimal("20.2"))
    Interval(low=Decimal('20.15'), high=Decimal('20.25'))
    """

    low: Decimal
    high: Decimal

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The interval of one exact value."""
        return cls(value, value)

    @classmethod
    def around(cls, value: Decimal) -> Interval:
        """A printed number and half a unit of its last place to either side."""
        half = EXACT.divide(_increment(value), Decimal(2))
        return cls(EXACT.subtract(value, half), EXACT.add(value, half))

    def __add__(self, other: Interval) -> Interval:
        return Interval(EXACT.add(self.low, other.low), EXACT.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(EXACT.subtract(self.low, other.high), EXACT.subtract(self.high, other.low))

    def __neg__(self) -> Interval:
        return Interval(self.high.copy_negate(), self.low.copy_negate())

    def scaled(self, exponent: int) -> Interval:
        """The interval times ten to the power of `exponent`."""
        return Interval(_shifted(self.low, exponent), _shifted(self.high, exponent))

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common.

        >>> Interval.around(Decimal("1.2")).meets(Interval.around(Decimal("1.3")))
        True
        """
        return self.low <= other.high and other.low <= self.high

    def __mul__(self, other: Interval) -> Interval:
        corners = [EXACT.multiply(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def over(self, other: Interval) -> Interval | None:
        """The quotients, rounded outwards where they do not end; None where the divisor may be zero.

        >>> Interval.point(Decimal(1)).over(Interval(Decimal(2), Decimal(4)))
        Interval(low=Decimal('0.25'), high=Decimal('0.5'))
        >>> Interval.point(Decimal(1)).over(Interval(Decimal(-1), Decimal(1))) is None
        True
        """
        if other.low <= 0 <= other.high:
            return None
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.divide(a, b) for a, b in ends), max(_UP.divide(a, b) for a, b in ends))

    def certainly_exceeds(self, other: Interval) -> bool:
        """Whether every value of this one is above every value of the other.

        >>> Interval.around(Decimal("1.3")).certainly_exceeds(Interval.around(Decimal("1.2")))
        False
        """
        return self.low > other.high

    def may_exceed(self, other: Interval) -> bool:
        """Whether some value of this one is above some value of the other."""
        return self.high > other.low

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


@quick
@frozen(repr=False, weakref_slot=False)
class Amount:
    """A printed sum of money (金额): the value in its own unit, which may be unstated.

    Two amounts are equal if they print the same value to the same place in the same unit; whether they
    are the same *money* is asked of `yuan` or `interval`, and refused where the unit is not stated.

    >>> Amount.parse("200.00", Unit.TEN_THOUSAND_YUAN) == Amount.parse("200", Unit.TEN_THOUSAND_YUAN)
    False
    >>> Amount.parse("8", None).yuan
    Traceback (most recent call last):
        ...
    govbudget.errors.UnitError: expected an amount with a unit, found 8 without one
    """

    value: Decimal = field(eq=_places)
    unit: Unit | None = None

    @classmethod
    def parse(cls, text: str, unit: Unit | None = None) -> Amount:
        """Read a printed number as an amount in `unit`.

        Raises `AmountError` if the text is no number.

        >>> Amount.parse("20.20", Unit.YUAN)
        Amount('20.20', '元')
        """
        value = parse_number(text)
        if value is None:
            raise AmountError("a number such as 1,234.50", repr(text))
        return cls(value, unit)

    def format(self) -> str:
        """The amount in digits, groups of three, its printed places; `parse` reads it back.

        >>> Amount.parse("14170.20").format()
        '14,170.20'
        """
        return format(self.value, ",f")

    @property
    def increment(self) -> Decimal:
        """One unit of the last printed place, in the printed unit."""
        return _increment(self.value)

    @property
    def yuan(self) -> Decimal:
        """The value in 元, exact.  Raises `UnitError` if the unit is not stated."""
        return _shifted(self.value, self._unit().exponent)

    @property
    def interval(self) -> Interval:
        """All the values in 元 that the print may stand for.  Raises `UnitError` without a unit."""
        return Interval.around(self.value).scaled(self._unit().exponent)

    def to(self, unit: Unit) -> Amount:
        """The same money in another unit, exact, its increment kept.

        >>> Amount.parse("1.50", Unit.TEN_THOUSAND_YUAN).to(Unit.YUAN)
        Amount('15000', '元')
        """
        return Amount(self.value.scaleb(self._unit().exponent - unit.exponent, EXACT), unit)

    def _unit(self) -> Unit:
        if self.unit is None:
            raise UnitError("an amount with a unit", f"{plain(self.value)} without one")
        return self.unit

    def __repr__(self) -> str:
        return f"Amount({plain(self.value)!r}, {None if self.unit is None else self.unit.value!r})"

    def __str__(self) -> str:
        return self.format() if self.unit is None else f"{self.format()} {self.unit.value}"


@frozen(repr=False)
class Rate:
    """A printed percentage (百分比): the number before the sign, -2.20 for `-2.20%`.

    >>> Rate.parse("-2.20%").value
    Decimal('-2.20')
    """

    value: Decimal = field(eq=_places)

    @classmethod
    def parse(cls, text: str) -> Rate:
        """Read a percentage, with or without its sign.  Raises `AmountError` for any other text."""
        stripped = text.strip()
        value = parse_number(stripped[:-1] if stripped.endswith(("%", "％", "﹪")) else stripped)
        if value is None:
            raise AmountError("a percentage such as 12.5%", repr(text))
        return cls(value)

    def format(self) -> str:
        """The percentage with its sign; `parse` reads it back.

        >>> Rate.parse("12.50").format()
        '12.50%'
        """
        return f"{plain(self.value)}%"

    @property
    def increment(self) -> Decimal:
        """One unit of the last printed place, in percent."""
        return _increment(self.value)

    @property
    def interval(self) -> Interval:
        """All the values in percent that the print may stand for."""
        return Interval.around(self.value)

    def __repr__(self) -> str:
        return f"Rate({self.format()!r})"

    __str__ = format


@frozen(repr=False)
class Quantity:
    """A printed number of things (数量) with its unit of measure, which may be unstated.

    >>> Quantity.parse("270.00", "台").increment
    Decimal('0.01')
    """

    value: Decimal = field(eq=_places)
    unit: str | None = None

    @classmethod
    def parse(cls, text: str, unit: str | None = None) -> Quantity:
        """Read a printed number as a quantity.  Raises `AmountError` if it is no number."""
        value = parse_number(text)
        if value is None:
            raise AmountError("a number such as 12", repr(text))
        return cls(value, unit)

    def format(self) -> str:
        """The number in groups of three with its printed places; `parse` reads it back."""
        return format(self.value, ",f")

    @property
    def increment(self) -> Decimal:
        """One unit of the last printed place."""
        return _increment(self.value)

    @property
    def interval(self) -> Interval:
        """All the values that the print may stand for; a whole number counts exactly."""
        return Interval.point(self.value) if _exponent(self.value) >= 0 else Interval.around(self.value)

    def __repr__(self) -> str:
        return f"Quantity({plain(self.value)!r}, {self.unit!r})"

    def __str__(self) -> str:
        return f"{self.format()}{self.unit or ''}"
