"""What the cells of a column are, taken together (栏内容): numbers, digits, words, stars, counted.

>>> content = Content.of(["205", "20502", "教育支出", "8.00", "**", "-"], Lexicon())
>>> content.digits, content.codes, content.words, content.numbers, content.stars
(2, 2, 1, 1, 1)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from govbudget.codes.types import ProcurementCode
from govbudget.money import parse_number
from govbudget.reading.header import is_dash, is_percent, is_redaction, is_spoilt_number
from govbudget.reading.lexicon import Lexicon
from govbudget.records import maker, quick

__all__ = ["Content"]

_CODE_LENGTHS: Final = (3, 5, 7)
_LONG: Final = 12
"""The digits of a number that is no code of a unit any more: projects have such numbers."""
_NOTHINGS: Final = frozenset({"无", "N/A", "n/a", "NA", "不适用", "略"})
_PERIOD: Final = re.compile(
    r"(?:19|20)\d\d(?:[-./]\d{1,2}){0,2}\s*[-—–~～]{1,2}\s*(?:19|20)\d\d(?:[-./]\d{1,2}){0,2}|(?:19|20)\d\d[-/]\d{1,2}(?:[-/]\d{1,2})?"
)
_WITH_MONEY: Final = re.compile(r"[+-]?[\d,]*\d(?:\.\d+)?\s*[百千]?[万亿]?元")


@quick
@frozen(weakref_slot=False)
class Content:
    """What a column prints below its header, counted."""

    printed: int = 0
    """The number of printed cells that say something."""
    is_words: bool = False
    """Whether most of it is text."""
    is_figures: bool = False
    """Whether most of it is numbers that are no codes, or stars."""
    numbers: int = 0
    digits: int = 0
    words: int = 0
    stars: int = 0
    hidden: int = 0
    """How many of the stars may hide figures: beside words and no number they hide words."""
    codes: int = 0
    """How many of the plain digits have the length of a code of a classification."""
    long: int = 0
    """How many cells are numbers too long for any code or amount, letters in them or not."""
    catalogued: int = 0
    """How many of the words are numbers of the procurement catalogue (A02010104)."""

    @property
    def is_all_words(self) -> bool:
        """Whether numbers are, at most, a rare thing in it."""
        return self.words > 3 * (self.numbers + self.digits + self.hidden)

    @property
    def is_digits(self) -> bool:
        """Whether most of it is plain digits, which may be codes, ordinals or whole numbers."""
        return self.digits > 0 and self.digits >= self.words and self.digits >= self.numbers

    @classmethod
    def of(cls, cells: Sequence[str], lexicon: Lexicon) -> Content:
        """Count the printed cells of a column.

        >>> content = Content.of(["书架", "**", "**", "**"], Lexicon())
        >>> content.is_words, content.is_figures
        (True, False)
        """
        if not cells:
            return _BLANK
        kinds = [*map(lexicon.of(_kind).__getitem__, cells)]
        count = kinds.count
        codes, long = count("code"), count("long")
        digits = count("digits") + codes + long
        named, catalogued = count("long name"), count("catalogue number")
        words = count("words") + named + catalogued
        numbers, stars = count("number"), count("stars")
        hidden = stars if numbers or not words else 0
        return _content(
            numbers + digits + words + stars,
            words > numbers + digits + hidden,
            numbers + hidden > words + digits,
            numbers,
            digits,
            words,
            stars,
            hidden,
            codes,
            long + named,
            catalogued,
        )


_BLANK: Final = Content()
_content: Final = maker(Content)


def _kind(cell: str) -> str:
    """What a printed cell looks like: a number, digits, a code, words, stars, or nothing (a stroke, 无)."""
    if cell.isdecimal():
        return "code" if len(cell) in _CODE_LENGTHS else "long" if len(cell) >= _LONG else "digits"
    if "\u4e00" <= cell[0] <= "\u9fff":
        return "nothing" if cell in _NOTHINGS else "words"
    if _looks_plain(cell):
        return "number"
    if is_dash(cell) or cell in _NOTHINGS:
        return "nothing"
    if parse_number(cell) is not None or is_percent(cell) or _WITH_MONEY.fullmatch(cell):
        return "number"
    if is_redaction(cell):
        return "stars"
    if is_spoilt_number(cell):
        return "words" if _PERIOD.fullmatch(cell) else "number"
    if ProcurementCode.fits(cell):
        return "catalogue number"
    return "long name" if len(cell) >= _LONG and cell.isascii() and cell.isalnum() else "words"


def _looks_plain(cell: str) -> bool:
    """What is almost surely a number, told without reading it: `14,170.22`."""
    return cell.replace(",", "").replace(".", "", 1).isdecimal()
