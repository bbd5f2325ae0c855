"""Which panel a name belongs to where two stand side by side (并列栏归属): by its words, else by its number.

A row of 收入 | 支出 that prints one name only does not say by its place on which side it stands.  Spending is
called 支出, money that comes in 收入 or 拨款; else the number of the name is the next one on its side.

>>> words = PanelWords({1: "收入", 3: "支出"})
>>> words.cost(1, "六、科学技术支出") > words.cost(3, "六、科学技术支出")
True
>>> words.learn([(1, "五、单位资金"), (3, "二十三、其他支出")])
>>> words.cost(1, "二十四、预备费") > words.cost(3, "二十四、预备费")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import define, field

from govbudget.reading.layouts.flattened.headers import FlatHeader
from govbudget.reading.words import HeaderRole, is_functional_name
from govbudget.text import fold

__all__ = ["PanelWords", "numeral_at"]

_NUMERAL: Final = re.compile(r"([一二三四五六七八九十]{1,3})[、.．]|[（(]([一二三四五六七八九十]{1,3})[)）]")
_DIGITS: Final = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_COMES_IN: Final = re.compile(r"收入|拨款|上年|年初|资金")
_GOES_OUT: Final = re.compile(r"支出|结转下年|年[末终]")
_WRONG_SIDE: Final = 8
_OTHER_NUMBER: Final = 3
_NO_NUMBER: Final = 2


def numeral_at(text: str) -> int:
    """The number in Chinese numerals that a text begins with, 0 without one.

    >>> [numeral_at(text) for text in ("二十四、预备费", "十、卫生健康支出", "（三）其他", "预备费")]
    [24, 10, 3, 0]
    """
    match = _NUMERAL.match(text)
    if match is None:
        return 0
    tens, ten, ones = (match.group(1) or match.group(2)).partition("十")
    if not ten:
        return _DIGITS.get(tens, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


@define(eq=False)
class PanelWords:
    """The word over each column of names, and the number that the last name in it had."""

    words: Mapping[int, str]
    last: dict[int, int] = field(factory=dict)
    follows: bool = True
    """Whether the rows above are known, so that a number can be the next one."""

    @classmethod
    def of(cls, header: FlatHeader) -> PanelWords:
        """The panels of a header: its columns of names under 收入 and 支出."""
        found = {
            column: header.paths[column][0]
            for column in range(len(header.leaves))
            if header.role(column) is HeaderRole.NAME and len(header.paths[column]) > 1
        }
        return cls(found if len(set(found.values())) > 1 else {})

    def restart(self) -> None:
        """Begin at the first row again."""
        self.last.clear()

    def cost(self, column: int, text: str) -> int:
        """What it costs to put a name in a column."""
        word = self.words.get(column)
        if word is None:
            return 0
        folded = fold(text)
        goes_out = _GOES_OUT.search(folded) is not None or is_functional_name(folded)
        comes_in = not goes_out and _COMES_IN.search(folded) is not None
        cost = 0
        if (goes_out and "收入" in word) or (comes_in and "支出" in word):
            cost += _WRONG_SIDE
        number, last = numeral_at(text), self.last.get(column, 0)
        if not self.follows:
            return cost if number else cost + _NO_NUMBER
        if number and number != last + 1:
            cost += _OTHER_NUMBER
        elif last and not number:
            cost += _NO_NUMBER
        return cost

    def learn(self, names: Iterable[tuple[int, str]]) -> None:
        """Take the names of a row that is decided."""
        for column, text in names:
            number = numeral_at(text)
            if number and column in self.words:
                self.last[column] = number
