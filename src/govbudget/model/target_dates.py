"""Calendar dates in targets (日期、期间): a year, a month or a day, with what is printed and no more.

`2023年`, `2023年12月`, `2023年12月31日`, `2023-12-31`, `2023.1.1` and, without a year, `12月31日` name a
stretch of the calendar.  A month alone (`12月`) is none: it is a number with a unit.

>>> PartialDate(2023, 2).first, PartialDate(2023, 2).last
(datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))
>>> split_dates("2023年1月-2023年12月")
(PartialDate(2023, 1), PartialDate(2023, 12), '')
>>> split_dates("2023年12月31日前完成采购")
(PartialDate(2023, 12, 31), None, '前完成采购')
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Final

from attrs import field, frozen

from govbudget.errors import PeriodError
from govbudget.text import fold

__all__ = ["PartialDate", "is_deadline", "split_dates"]


@frozen(repr=False)
class PartialDate:
    """A date as far as it is printed (日期): year, month and day, each but the last part possibly missing.

    Raises `PeriodError` where no day of the calendar is meant: no year and no day, or 30 February.

    >>> PartialDate(2023, 13)
    Traceback (most recent call last):
        ...
    govbudget.errors.PeriodError: expected a date of the calendar, found 2023年13月
    """

    year: int | None = None
    month: int | None = None
    day: int | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        if not self._is_date():
            raise PeriodError("a date of the calendar", self.format() or "nothing")

    def _is_date(self) -> bool:
        if self.month is None:
            return self.day is None and self.year is not None and 1900 <= self.year <= 2999
        if not 1 <= self.month <= 12 or (self.year is None and self.day is None):
            return False
        if self.year is not None and not 1900 <= self.year <= 2999:
            return False
        # Without a year, the 29th of February is a date of some year.
        return self.day is None or 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]

    @property
    def first(self) -> dt.date | None:
        """The first day it may mean, or None without a year."""
        return None if self.year is None else dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date | None:
        """The last day it may mean, or None without a year."""
        if self.year is None:
            return None
        month = self.month or 12
        return dt.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def format(self) -> str:
        """The date in Chinese print.

        >>> PartialDate(2023, 6).format(), PartialDate(None, 6, 30).format()
        ('2023年6月', '6月30日')
        """
        parts = ((self.year, "年"), (self.month, "月"), (self.day, "日"))
        return "".join(f"{part}{word}" for part, word in parts if part is not None)

    def __repr__(self) -> str:
        given = [self.year, self.month, self.day]
        while given and given[-1] is None:
            given.pop()
        return f"PartialDate({', '.join(map(str, given))})"

    __str__ = format


_CHINESE: Final = r"(?:(\d{4})年(?:度)?)?(?:(\d{1,2})月(?:份)?)?(?:(\d{1,2})[日号])?"
_PLAIN: Final = r"(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)"
_ONE: Final = re.compile(rf"{_PLAIN}|{_CHINESE}")
_JOIN: Final = re.compile(r"[-~至到]")
_YEARS: Final = re.compile(r"((?:19|20)\d\d)[-~至到]((?:19|20)\d\d)年(?:度)?")
_MONTHS: Final = re.compile(r"(\d{4})年(\d{1,2})[-~至到](\d{1,2})月(?:份)?")
_DIGIT: Final = re.compile(r"\d")
_WORDS_BEHIND_A_YEAR: Final = frozenset(
    ("", "全年", "内", "底", "末", "前", "底前", "末前", "年底", "年内", "年底前", "以前", "起", "之前")
)
_DEADLINES: Final = ("前", "底前", "末前", "以前", "之前", "年底前", "内", "年内", "底以前")


def is_deadline(words: str) -> bool:
    """Whether the words behind a date make it the latest day allowed (`前`, `底前`, `内`).

    >>> is_deadline("前完成采购"), is_deadline("时限")
    (True, False)
    """
    return words.startswith(_DEADLINES)


def split_dates(text: str) -> tuple[PartialDate, PartialDate | None, str] | None:
    """The date or the two ends of a span that a text begins with, and the words behind; None if it is no date.

    The words behind a full date may be a short explanation or what is left of a template
    (`XX月XX日前`).  Behind a year alone they may only say something about the year itself, since
    `2020年红绿灯欠款` is no date but a name.

    >>> split_dates("2022年-2024年"), split_dates("2023年1-12月"), split_dates("2020年欠款")
    ((PartialDate(2022), PartialDate(2024), ''), (PartialDate(2023, 1), PartialDate(2023, 12), ''), None)
    """
    folded = fold(text)
    try:
        return _split(folded)
    except PeriodError:
        return None


def _split(folded: str) -> tuple[PartialDate, PartialDate | None, str] | None:
    if years := _YEARS.fullmatch(folded):
        start, end = PartialDate(int(years[1])), PartialDate(int(years[2]))
        return (start, end, "") if int(years[1]) <= int(years[2]) else None
    if months := _MONTHS.match(folded):
        year = int(months[1])
        rest = folded[months.end() :]
        return (
            (PartialDate(year, int(months[2])), PartialDate(year, int(months[3])), rest)
            if _may_follow(rest)
            else None
        )
    start_end = _date_at(folded, 0)
    if start_end is None:
        return None
    start, position = start_end
    if joined := _JOIN.match(folded, position):
        second = _date_at(folded, joined.end(), start)
        if second is not None:
            end, position = second
            rest = folded[position:]
            ordered = start.first is None or end.last is None or start.first <= end.last
            return (start, end, rest) if ordered and _may_follow(rest) else None
    rest = folded[position:]
    if start.month is None:
        return (start, None, rest) if rest in _WORDS_BEHIND_A_YEAR else None
    return (start, None, rest) if _may_follow(rest) else None


def _date_at(folded: str, position: int, after: PartialDate | None = None) -> tuple[PartialDate, int] | None:
    """The date at a position and where it ends; the second end of a span may leave out the year of the first."""
    match = _ONE.match(folded, position)
    if match is None or match.end() == position:
        return None
    if match[1] is not None:
        if match[4] is None and after is None and _JOIN.match(folded, match.end()) is None:
            return None  # `2023.12` alone is as likely a number
        return PartialDate(int(match[1]), int(match[3]), int(match[4]) if match[4] else None), match.end()
    year, month, day = (int(part) if part else None for part in match.groups()[4:7])
    if year is None and after is not None and month is not None:
        year = after.year
    if (year is None and (month is None or day is None)) or (
        year is not None and day is not None and month is None
    ):
        return None
    return PartialDate(year, month, day), match.end()


def _may_follow(rest: str) -> bool:
    return len(rest) <= 16 and "。" not in rest and ";" not in rest and _DIGIT.search(rest) is None
