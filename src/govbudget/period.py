"""Fiscal years and periods (预算年度、期间).

The fiscal year of the state budget is the calendar year (预算法第十八条: 1 January to 31 December).

>>> FiscalYear.parse("2024年度")
FiscalYear(2024)
>>> FiscalYear(2024).period
Period(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 12, 31))
>>> FiscalYear(2024).previous
FiscalYear(2023)
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from attrs import field, frozen

from govbudget.errors import PeriodError
from govbudget.text import fold

__all__ = ["FiscalYear", "Period", "find_year"]

_YEAR_ALONE: Final = re.compile(r"\(?((?:19|20)\d\d)年?(?:度)?\)?")
_YEAR_WORD: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_CHINESE_YEAR: Final = re.compile(r"二[〇○零0]([一二三四五六七八九〇○零])([一二三四五六七八九〇○零])年")
_CHINESE_DIGITS: Final = {
    **{char: value for value, char in enumerate("〇一二三四五六七八九")},
    "○": 0,
    "零": 0,
}


def find_year(text: str) -> int | None:
    """The one year that a text names with the word 年, or None if it names none or several.

    >>> find_year("2023年预算收支总表"), find_year("（2022年度）"), find_year("二〇二四年部门预算"), find_year("表3")
    (2023, 2022, 2024, None)
    """
    if "年" not in text:
        return None
    folded = fold(text)
    years = {int(year) for year in _YEAR_WORD.findall(folded)}
    years |= {2000 + 10 * _CHINESE_DIGITS[a] + _CHINESE_DIGITS[b] for a, b in _CHINESE_YEAR.findall(folded)}
    return years.pop() if len(years) == 1 else None


@frozen(order=True, repr=False)
class FiscalYear:
    """A budget year (预算年度).

    Raises `PeriodError` for a year outside 1949 to 2999: budgets of the state begin in 1949.

    >>> FiscalYear(24)
    Traceback (most recent call last):
        ...
    govbudget.errors.PeriodError: expected a year from 1949 to 2999, found 24
    """

    year: int = field()

    @year.validator
    def _check(self, _attribute: object, year: int) -> None:
        if not 1949 <= year <= 2999:
            raise PeriodError("a year from 1949 to 2999", str(year))

    @classmethod
    def parse(cls, text: str) -> FiscalYear:
        """Read `2024`, `2024年`, `2024年度` or `（2024年度）`.  Raises `PeriodError` for any other text."""
        match = _YEAR_ALONE.fullmatch(fold(text))
        if match is None:
            raise PeriodError("a fiscal year such as 2024年度", repr(text))
        return cls(int(match.group(1)))

    def format(self) -> str:
        """The year as disclosures print it; `parse` reads it back.

        >>> FiscalYear(2024).format()
        '2024年度'
        """
        return f"{self.year}年度"

    @property
    def period(self) -> Period:
        """Its first and last day."""
        return Period(dt.date(self.year, 1, 1), dt.date(self.year, 12, 31))

    @property
    def previous(self) -> FiscalYear:
        """The year before."""
        return FiscalYear(self.year - 1)

    @property
    def next(self) -> FiscalYear:
        """The year after."""
        return FiscalYear(self.year + 1)

    def __int__(self) -> int:
        return self.year

    def __str__(self) -> str:
        return str(self.year)

    def __repr__(self) -> str:
        return f"FiscalYear({self.year})"


@frozen(order=True)
class Period:
    """A span of days, both ends included (期间).

    Raises `PeriodError` if it ends before it starts.

    >>> dt.date(2024, 3, 1) in FiscalYear(2024).period
    True
    """

    start: dt.date
    end: dt.date = field()

    @end.validator
    def _check(self, _attribute: object, end: dt.date) -> None:
        if end < self.start:
            raise PeriodError("a period that ends on or after its start", f"{self.start} to {end}")

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end
