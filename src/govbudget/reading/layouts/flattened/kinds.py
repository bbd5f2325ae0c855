"""What the cells of flattened tables look like (单元格种类): figures, codes, names, units of measure, remarks.

Each judge says what it costs to take some printed lines for a cell of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from govbudget.money import parse_number
from govbudget.reading.header import is_dash, is_redaction
from govbudget.reading.layouts.flattened.atoms import width_of
from govbudget.reading.layouts.flattened.grammar import IMPOSSIBLE
from govbudget.reading.layouts.flattened.panels import numeral_at
from govbudget.reading.words import is_functional_name, is_total_word
from govbudget.text import fold, is_cjk

__all__ = ["PART_OF_NUMBER", "Kinds", "begins_with_year", "is_figure", "name_cost"]

PART_OF_NUMBER: Final = re.compile(r"[+-]?[\d,]*\.?\d*%?")
"""What a number may begin with."""
_CODE: Final = re.compile(r"[A-Z]?\d+")
_PART_OF_CODE: Final = re.compile(r"[A-Z]?\d+|[A-Z]")
_ENDED: Final = re.compile(r"(?:支出|收入|补助|[合总小]计|预备费)$")
"""Where a name is likely to end."""
_SUM_OF_SIDE: Final = re.compile(r"本年(?:收入|支出)合计")
"""A total that no other name ends with."""
_GOES_ON: Final = re.compile(
    r"[合总小]计|[（(，、）)]|和|及|的|等|与|安排|对应|功能|预算|拨款|结转|结余|科目|分类|项目|下年|调出|资金"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DIGITS_ALONE: Final = 4
_ENDS_HERE: Final = 7
_CLOSING: Final = frozenset("，、。；：）》”’)],;:%")


def is_figure(text: str) -> bool:
    """Whether a piece is a number, a percentage, stars or a stroke.

    >>> [is_figure(text) for text in ("11745.92", "**", "-2.5%", "—", "公安", "A01")]
    [True, True, True, True, False, False]
    """
    number = text[:-1] if text[-1:] in "%％" else text
    return parse_number(number) is not None or is_redaction(text) or is_dash(text)


@frozen(eq=False)
class Kinds:
    """What cells of each kind cost."""

    decimals: int
    widest: int

    def figure(self, lines: tuple[str, ...]) -> int:
        """A number, stars or a stroke; a wrapped number has full lines and the places that numbers have here."""
        text = "".join(lines)
        if not is_figure(text) or text[-1] in ".,":
            return IMPOSSIBLE
        if len(lines) == 1:
            return self.odd_places(lines)
        return self._uneven(lines) + self.odd_places(lines)

    def odd_places(self, lines: tuple[str, ...]) -> int:
        """What it costs that a number has not the places that numbers have here, or is wrapped without them."""
        _, point, places = "".join(lines).rstrip("%％").partition(".")
        whole = len(places) == self.decimals if point else not self.decimals
        if len(lines) == 1:
            return 1 if point and not whole else 0
        return 0 if whole and point else 5

    def _uneven(self, lines: tuple[str, ...]) -> int:
        """A number too wide for its column fills each line but the last: these are alike, and the last no wider."""
        full = width_of(lines[0])
        if width_of(lines[-1]) > full or any(width_of(line) != full for line in lines[1:-1]):
            return IMPOSSIBLE
        if "." in lines[0] and not self.odd_places(lines):
            # Cut behind its point, and whole with what follows: its column may be narrower than others.
            return 0
        return sum(3 for line in lines[:-1] if width_of(line) < self.widest - 1)

    def part_of_figure(self, lines: tuple[str, ...]) -> int:
        """A figure that the end of a page may have cut."""
        text = "".join(lines)
        if PART_OF_NUMBER.fullmatch(text) is None and not is_figure(text):
            return IMPOSSIBLE
        cost = self._uneven(lines)
        if is_figure(text) and (not text[0].isdecimal() or len(text.partition(".")[2]) == self.decimals):
            return cost
        if "." not in text:
            return cost
        return cost + (1 if width_of(lines[-1]) >= self.widest - 1 else 4)

    def code(self, lines: tuple[str, ...]) -> int:
        """The digits of a classification code, or a catalogue number with its letter."""
        text = "".join(lines)
        if _CODE.fullmatch(text) is None:
            if is_total_word(fold(text)):
                return 4
            return 0 if is_redaction(text) else IMPOSSIBLE
        if text[0].isdecimal():
            return 0 if len(text) in (3, 5, 7) else 6
        return 0 if len(text) > 4 else 6

    def part_of_code(self, lines: tuple[str, ...]) -> int:
        """A code that the end of a page may have cut."""
        return 0 if _PART_OF_CODE.fullmatch("".join(lines)) else self.code(lines)

    def measure(self, lines: tuple[str, ...]) -> int:
        """A unit of measure: a short word without digits."""
        text = "".join(lines)
        if is_redaction(text):
            return 0
        if len(text) > 6 or any(char.isdecimal() for char in text):
            return IMPOSSIBLE
        return 0 if len(text) <= 3 else 3

    def note(self, lines: tuple[str, ...]) -> int:
        """A remark: any words."""
        if is_figure("".join(lines)):
            return 6
        digits = sum(_DIGITS_ALONE for line in lines[1:] if line.isdecimal())
        return (
            1
            + digits
            + sum(8 for line in lines for piece in line.split() if "." in piece and is_figure(piece))
        )


def begins_with_year(lines: Sequence[str]) -> bool:
    """Whether the first line of a cell is the year that a name begins with.

    >>> begins_with_year(("2023", "年农村", "公路")), begins_with_year(("2023", "公路")), begins_with_year(("2023",))
    (True, False, False)
    """
    return len(lines) > 1 and lines[1].startswith("年") and _YEAR.fullmatch(lines[0]) is not None


def name_cost(lines: tuple[str, ...]) -> int:
    """What it costs to take some lines for a name: it has words, and no figure of its own.

    >>> name_cost(("社会保障和", "就业支出")), name_cost(("2040201",)) >= IMPOSSIBLE, name_cost(("公安 521.00",)) > 9
    (0, True, True)
    """
    text = "".join(lines)
    if is_redaction(text):
        return 0
    if not any(is_cjk(char) or char.isalpha() for char in text):
        return IMPOSSIBLE
    if _CODE.fullmatch(text):
        return IMPOSSIBLE
    cost = 4 if text[0] in _CLOSING else 0
    for number, line in enumerate(lines):
        pieces = line.split()
        if not number and begins_with_year(lines):
            continue
        if all(map(PART_OF_NUMBER.fullmatch, pieces)):
            # The digits that a name ends with may have a line of their own.
            cost += _DIGITS_ALONE if number and line.isdecimal() else 12
        else:
            # A number inside a name stands between words: 单价在 20 万元以上的设备.
            cost += 6 if PART_OF_NUMBER.fullmatch(pieces[-1]) else 0
            cost += sum(6 for piece in pieces if "." in piece and is_figure(piece))
    if any(numeral_at(line) for line in lines[1:]):
        cost += 9
    cost += _ends_inside(lines)
    folded = fold(text)
    return cost + (0 if folded.count("(") == folded.count(")") else 2)


def _ends_inside(lines: tuple[str, ...]) -> int:
    """What it costs that a name seems to end before its last line."""
    cost = 0
    head = ""
    for number, (line, following) in enumerate(pairwise(lines), 1):
        head += line
        if _SUM_OF_SIDE.fullmatch("".join(lines[number:])):
            cost += _ENDS_HERE
        elif _ENDED.search(line) is None or _GOES_ON.match(following):
            continue
        elif not (line.endswith("补助") and following.startswith(("收入", "支出"))):
            cost += 2 * _ENDS_HERE if is_functional_name(fold(head)) else _ENDS_HERE
    return cost
