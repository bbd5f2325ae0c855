"""How a row of indicators is cut (指标行切分): what its columns print, and what words say against a way to cut it.

Operators open a target; a number keeps its unit, and a unit in brackets ends a name; names, descriptions and bases
are more than a number.

>>> from govbudget.reading.forms.layout import Column
>>> speaks_against(Column.NAME, ("读者人次", "≥5")), speaks_against(Column.TARGET, ("≥5 万册",))
(1, 0)
>>> speaks_against(Column.BASIS, ("90 百分比",)), speaks_against(Column.TARGET, ("准确率(%)的情况",))
(1, 1)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from govbudget.reading.forms.layout import Column
from govbudget.reading.header import is_redaction
from govbudget.reading.layouts.flattened.every_cut import Cut, Kind, Room
from govbudget.reading.layouts.flattened.label_proof import Proof
from govbudget.reading.lexicon import Remembered
from govbudget.reading.measures import COMPOUND_MEASURE

__all__ = ["proof_of", "speaks_against"]

_OPERATORS: Final = frozenset("≥≤=><＝＞＜")
_GOES_ON: Final = frozenset("-－~～/")
"""What stands between the ends of a range or the parts of a unit: no text begins with it."""
_DIGITS: Final = frozenset("0123456789.,%％")
_UNIT: Final = re.compile(COMPOUND_MEASURE)
_QUANTITY: Final = re.compile(rf"\d[\d.,]* ?(?:{COMPOUND_MEASURE}|百分比|％)")
"""A number with its unit and nothing else is a target."""
_UNIT_INSIDE: Final = re.compile(r"[(（][%％][)）].")
_NUMBER_AT_END: Final = re.compile(r"\d$")
_DATE_AT_END: Final = re.compile(r"\d ?[年月]$")
_REST_OF_DATE: Final = re.compile(r"\d{1,2} ?[月日]")
_MAY_BE_UNIT: Final = re.compile(r"[\u4e00-\u9fffA-Za-z%％‰℃㎡]")


def proof_of(columns: Sequence[Column], widths: Mapping[Column, int]) -> Proof:
    """The proof of the rows below a header, whose columns are at least as wide as its words."""
    kinds = [
        Kind(number, bool, room=Room(low=widths.get(column, 1)))
        for number, column in enumerate(columns)
        if number
    ]
    spoken = Remembered[tuple[int, tuple[str, ...]], int](
        lambda cell: speaks_against(columns[cell[0]], cell[1])
    )

    def words(cut: Cut) -> int:
        return sum(spoken[cell.slot, cell.lines] for cell in cut)

    def parted(cut: Cut) -> int:
        return sum(_is_parted("".join(one.lines), two.lines[0]) for one, two in pairwise(cut))

    return Proof(kinds, (words, parted), is_placed=True)


def _is_parted(before: str, behind: str) -> bool:
    """Whether one cell ends, and the next one begins, within a number with its unit or within a date."""
    if _DATE_AT_END.search(before) is not None:
        return _REST_OF_DATE.match(behind) is not None
    return _NUMBER_AT_END.search(before) is not None and _MAY_BE_UNIT.match(behind) is not None


def speaks_against(column: Column, lines: tuple[str, ...]) -> int:
    """How much speaks against some lines as a cell of a column."""
    text = "".join(lines)
    if column is Column.LEVEL2 or is_redaction(text):
        return 0
    inside = [piece for line in lines for piece in line.split()][1:]
    against = sum(piece[0] in _OPERATORS for piece in inside) + (text[0] in _GOES_ON)
    against += _UNIT_INSIDE.search(text) is not None
    if column is not Column.TARGET:
        against += text[0] in _OPERATORS
        against += _DIGITS.issuperset(text) or _UNIT.fullmatch(text) is not None
        against += _QUANTITY.fullmatch(text) is not None
    return int(against)
