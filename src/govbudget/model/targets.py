"""What an indicator promises (指标值): a union of seven kinds of target, each a type of its own.

* `QuantityTarget`: operator, number, unit, as in `≥95%`, `213个`, `≤4404元/人/年`;
* `RangeTarget`: two numbers, as in `300天-350天`;
* `QualitativeTarget`: words, as in `定性提升` or `及时`;
* `DateTarget`: a date or a year, as in `2023年12月31日前完成`;
* `PeriodTarget`: two dates or a whole year, as in `2023年1月-2023年12月`, `2023年全年`;
* `RedactedTarget`: `**`, `≥**人`;
* `BlankTarget`: nothing, or a stroke.

`parse_target` reads any text and never fails: what is nothing else is words.  Each target keeps its print
as `raw`, which equality ignores; `format` writes the target in one plain way, and reading that gives
an equal target.  `is_met_by` answers for an actual value with yes, no, or None where the form does not say.

>>> target = parse_target("≥95.0 百分比")
>>> target, target.format()
(QuantityTarget('≥95.0%'), '≥95.0%')
>>> target.is_met_by("96%"), target.is_met_by(94), target.is_met_by("96人")
(True, False, None)
"""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from typing import ClassVar, Final, TypeAlias

from attrs import field, frozen

from govbudget.model.target_dates import PartialDate, is_deadline, split_dates
from govbudget.model.target_text import (
    hides_quantity,
    plain_quantity,
    split_quantity,
    split_range,
    undoubled,
)
from govbudget.money import plain
from govbudget.records import maker, quick

__all__ = [
    "Actual",
    "BlankTarget",
    "DateTarget",
    "Operator",
    "PeriodTarget",
    "QualitativeTarget",
    "QuantityTarget",
    "RangeTarget",
    "RedactedTarget",
    "Target",
    "TargetKind",
    "parse_target",
]


class TargetKind(enum.Enum):
    """The seven kinds of target (指标值类型)."""

    QUANTITY = "quantity"
    RANGE = "range"
    QUALITATIVE = "qualitative"
    DATE = "date"
    PERIOD = "period"
    REDACTED = "redacted"
    BLANK = "blank"


class Operator(enum.Enum):
    """How a target bounds the actual value (比较符号)."""

    AT_LEAST = "≥"
    MORE_THAN = ">"
    EQUAL = "="
    AT_MOST = "≤"
    LESS_THAN = "<"


Actual: TypeAlias = Decimal | int | str | dt.date
"""What was achieved: a number, a printed number with its unit, a word, a date."""

_OPERATORS: Final = {operator.value: operator for operator in Operator}
_DASHES: Final = frozenset("-－—–―─/／")
# A text longer than this is a narrative, whatever figures stand in it.
_LONGEST_FIGURE: Final = 120
_NEGATIONS: Final = ("不", "未", "没有", "没", "非", "无")


def _check(actual: object) -> None:
    if isinstance(actual, float | bool):
        raise TypeError(
            f"expected a Decimal, an int, a str or a date, found {actual!r}: {type(actual).__name__}s are refused"
        )


@quick
@frozen(repr=False, weakref_slot=False)
class QuantityTarget:
    """An operator, a number with its printed places, and a unit (定量指标值).

    `operator` is None where a bare number is printed, `unit` is empty where none is.
    """

    value: Decimal = field(eq=Decimal.as_tuple)
    unit: str = ""
    operator: Operator | None = None
    raw: str = field(default="", eq=False, kw_only=True)
    kind: ClassVar[TargetKind] = TargetKind.QUANTITY

    def format(self) -> str:
        """Operator, plain digits, unit.

        >>> QuantityTarget(Decimal("5"), "万份", Operator.AT_LEAST).format()
        '≥5万份'
        """
        return f"{'' if self.operator is None else self.operator.value}{plain(self.value)}{self.unit}"

    def is_met_by(self, actual: Actual) -> bool | None:
        """Whether an actual number meets it.

        A number printed with another unit cannot be compared (None).  A bare number says which value
        is meant and not which side of it is better: only the value itself meets it, else None.
        Raises `TypeError` for a float.

        >>> parse_target("≤2.5万元").is_met_by(Decimal("2.50")), parse_target("213个").is_met_by(214)
        (True, None)
        """
        number = _number(actual, self.unit)
        if number is None:
            return None
        return _compare(number, self.operator, self.value)

    def __repr__(self) -> str:
        return f"QuantityTarget({self.format()!r})"

    __str__ = format


@frozen(repr=False)
class RangeTarget:
    """Two numbers between which the actual value should lie, both included (区间指标值)."""

    low: Decimal = field(eq=Decimal.as_tuple)
    high: Decimal = field(eq=Decimal.as_tuple)
    unit: str = ""
    operator: Operator | None = None
    raw: str = field(default="", eq=False, kw_only=True)
    kind: ClassVar[TargetKind] = TargetKind.RANGE

    def format(self) -> str:
        """Both numbers with the unit.

        >>> parse_target("300-350天").format()
        '300天-350天'
        """
        operator = "" if self.operator is None else self.operator.value
        return f"{operator}{plain(self.low)}{self.unit}-{plain(self.high)}{self.unit}"

    def is_met_by(self, actual: Actual) -> bool | None:
        """Whether an actual number lies in the range.  Raises `TypeError` for a float.

        With an operator before it the range leaves open which end is meant: between the two, None.

        >>> parse_target("90%-95%").is_met_by("92%"), parse_target("≥90%-95%").is_met_by("92%")
        (True, None)
        """
        number = _number(actual, self.unit)
        if number is None:
            return None
        if self.operator is None:
            return self.low <= number <= self.high
        first, second = _compare(number, self.operator, self.low), _compare(number, self.operator, self.high)
        return first if first is second else None

    def __repr__(self) -> str:
        return f"RangeTarget({self.format()!r})"

    __str__ = format


@quick
@frozen(repr=False, weakref_slot=False)
class QualitativeTarget:
    """Words (定性指标值), without the word 定性 and without a doubling; empty where only 定性 is printed."""

    text: str
    raw: str = field(default="", eq=False, kw_only=True)
    kind: ClassVar[TargetKind] = TargetKind.QUALITATIVE

    def format(self) -> str:
        """The words; with 定性 before them where they would else read as something different.

        >>> parse_target("定性及时").format(), parse_target("定性95%").format()
        ('及时', '定性95%')
        """
        return self.text if parse_target(self.text) == self else f"定性{self.text}"

    def is_met_by(self, actual: Actual) -> bool | None:
        """Whether an actual word is the one promised: yes for the word, no for its negation, else None.

        What another word, a number or a date means for the promise is a judgement this package does
        not make.  Raises `TypeError` for a float.

        >>> promise = parse_target("定性及时")
        >>> promise.is_met_by("及时"), promise.is_met_by("不及时"), promise.is_met_by("基本及时")
        (True, False, None)
        """
        _check(actual)
        if not isinstance(actual, str) or not self.text:
            return None
        word = undoubled(actual.strip())
        if word == self.text:
            return True
        return False if any(word == negation + self.text for negation in _NEGATIONS) else None

    def __repr__(self) -> str:
        return f"QualitativeTarget({self.text!r})"

    __str__ = format


@frozen(repr=False)
class DateTarget:
    """A date or a year (日期), and the words printed behind it (`前完成采购`)."""

    date: PartialDate
    note: str = ""
    raw: str = field(default="", eq=False, kw_only=True)
    kind: ClassVar[TargetKind] = TargetKind.DATE

    @property
    def is_deadline(self) -> bool:
        """Whether the words make it the latest date allowed."""
        return is_deadline(self.note)

    def format(self) -> str:
        """The date in Chinese print with its words."""
        return self.date.format() + self.note

    def is_met_by(self, actual: Actual) -> bool | None:
        """Whether an actual date meets it.

        A deadline is met up to and including its last day.  A date that is none says only that
        itself is meant: another day is None.  Raises `TypeError` for a float.

        >>> deadline = parse_target("2023年12月底前")
        >>> deadline.is_met_by(dt.date(2023, 12, 31)), deadline.is_met_by("2024年1月2日"), deadline.is_met_by("及时")
        (True, False, None)
        """
        days = _days(actual)
        first, last = self.date.first, self.date.last
        if days is None or first is None or last is None:
            return None
        if self.is_deadline:
            return _all_or_none(days[1] <= last, days[0] > last)
        return True if first <= days[0] and days[1] <= last else None

    def __repr__(self) -> str:
        return f"DateTarget({self.format()!r})"

    __str__ = format


@quick
@frozen(repr=False, weakref_slot=False)
class PeriodTarget:
    """A span from one date to another (期间), and the words printed behind it; of a whole year both are the year."""

    start: PartialDate
    end: PartialDate
    note: str = ""
    raw: str = field(default="", eq=False, kw_only=True)
    kind: ClassVar[TargetKind] = TargetKind.PERIOD

    def format(self) -> str:
        """Both dates in Chinese print with the words.

        >>> parse_target("2023.1.1-2023.12.31").format(), parse_target("2023年全年").format()
        ('2023年1月1日-2023年12月31日', '2023年全年')
        """
        if self.start == self.end and self.start.month is None:
            return f"{self.start.format()}全年{self.note}"
        return f"{self.start.format()}-{self.end.format()}{self.note}"

    def is_met_by(self, actual: Actual) -> bool | None:
        """Whether an actual date lies in the span.  Raises `TypeError` for a float.

        >>> parse_target("2023年1月-2023年12月").is_met_by("2024年1月1日")
        False
        """
        days = _days(actual)
        first, last = self.start.first, self.end.last
        if days is None or first is None or last is None:
            return None
        return _all_or_none(first <= days[0] and days[1] <= last, days[1] < first or days[0] > last)

    def __repr__(self) -> str:
        return f"PeriodTarget({self.format()!r})"

    __str__ = format


@frozen(repr=False)
class RedactedTarget:
    """Stars instead of a target or of its number (隐去): there is one, and it is not published."""

    raw: str = field(default="**", eq=False, kw_only=True)
    kind: ClassVar[TargetKind] = TargetKind.REDACTED

    def format(self) -> str:
        """Two stars."""
        return "**"

    def is_met_by(self, actual: Actual) -> bool | None:
        """None: it cannot be said.  Raises `TypeError` for a float."""
        _check(actual)
        return None

    def __repr__(self) -> str:
        return "RedactedTarget()"

    __str__ = format


@frozen(repr=False)
class BlankTarget:
    """No target (空白): nothing is printed, or a stroke."""

    raw: str = field(default="", eq=False, kw_only=True)
    kind: ClassVar[TargetKind] = TargetKind.BLANK

    def format(self) -> str:
        """Nothing."""
        return ""

    def is_met_by(self, actual: Actual) -> bool | None:
        """None: nothing was promised.  Raises `TypeError` for a float."""
        _check(actual)
        return None

    def __repr__(self) -> str:
        return "BlankTarget()"

    __str__ = format


Target: TypeAlias = (
    QuantityTarget
    | RangeTarget
    | QualitativeTarget
    | DateTarget
    | PeriodTarget
    | RedactedTarget
    | BlankTarget
)
"""What an indicator may promise."""


_quantity, _words = maker(QuantityTarget), maker(QualitativeTarget)


def parse_target(text: str) -> Target:
    """Read a printed target; a text of no other kind is qualitative.

    >>> [parse_target(text).kind.value for text in ("=125人", "300天-350天", "好", "2023年", "2022年-2024年", "**", "")]
    ['quantity', 'range', 'qualitative', 'date', 'period', 'redacted', 'blank']
    """
    raw = text.strip()
    if len(raw) > _LONGEST_FIGURE:
        return _words(undoubled(raw), raw=raw)
    if not raw or (len(raw) <= 2 and _DASHES.issuperset(raw)):
        return BlankTarget(raw=raw)
    if raw.isalpha() and "年" not in raw and "月" not in raw:
        return _words(undoubled(raw), raw=raw)  # words alone
    quantity = plain_quantity(raw)
    if quantity is not None and quantity[2] != "年":
        return _quantity(quantity[1], quantity[2], _OPERATORS.get(quantity[0]), raw=raw)
    if "年" in raw or "月" in raw or raw[:4].isdecimal():
        dates = split_dates(raw)
        if dates is not None:
            start, end, note = dates
            if end is not None:
                return PeriodTarget(start, end, note, raw=raw)
            return PeriodTarget(start, start, raw=raw) if note == "全年" else DateTarget(start, note, raw=raw)
    quantity = split_quantity(raw)
    if quantity is not None:
        return _quantity(quantity[1], quantity[2], _OPERATORS.get(quantity[0]), raw=raw)
    limits = split_range(raw)
    if limits is not None:
        return RangeTarget(limits[1], limits[2], limits[3], _OPERATORS.get(limits[0]), raw=raw)
    if hides_quantity(raw):
        return RedactedTarget(raw=raw)
    return _words(undoubled(raw), raw=raw)


def _number(actual: Actual, unit: str) -> Decimal | None:
    """The actual number, if it is one and its unit, where printed, is the target's."""
    _check(actual)
    if isinstance(actual, str):
        read = split_quantity(actual)
        if read is None or read[0] not in ("", "=") or (read[2] and read[2] != unit):
            return None
        return read[1]
    if isinstance(actual, Decimal):
        return actual if actual.is_finite() else None
    return Decimal(actual) if isinstance(actual, int) else None


def _compare(number: Decimal, operator: Operator | None, value: Decimal) -> bool | None:
    match operator:
        case Operator.AT_LEAST:
            return number >= value
        case Operator.MORE_THAN:
            return number > value
        case Operator.AT_MOST:
            return number <= value
        case Operator.LESS_THAN:
            return number < value
        case Operator.EQUAL:
            return number == value
        case None:
            return True if number == value else None


def _days(actual: Actual) -> tuple[dt.date, dt.date] | None:
    """The first and last day an actual date may mean."""
    _check(actual)
    if isinstance(actual, dt.datetime):
        actual = actual.date()
    if isinstance(actual, dt.date):
        return actual, actual
    if isinstance(actual, str) and (dates := split_dates(actual)) is not None and not dates[2]:
        start, end = dates[0].first, (dates[1] or dates[0]).last
        return None if start is None or end is None else (start, end)
    return None


def _all_or_none(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None
