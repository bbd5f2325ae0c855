"""How wide the columns of flattened text are (栏宽): told by the lines that wraps have made.

A cell breaks only where the next character, bracket group or number does not fit.  So a wrapped line is full,
and every cell of a column says something of its width, from below and, where it was wrapped, from above.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from attrs import define

from govbudget.reading.layouts.flattened.atoms import width_of

__all__ = ["Width", "unit_at"]

_NOT_FULL: Final = 6
_OPENING: Final = frozenset("《“‘〔【［")
_CLOSING: Final = frozenset("，、。；：！？）》”’〕】］…)%％")


@lru_cache(maxsize=8192)
def unit_at(text: str) -> str:
    """What of a text cannot be parted: its first character, bracket group, number or Latin word.

    No line ends with what opens a bracket, and none begins with what closes one or with a stop.

    >>> [unit_at(text) for text in ("（%）以上", "12.5万元", "年度", "《通知》", "员、退伍")]
    ['（%）', '12.5', '年', '《通', '员、']
    """
    unit = _unit_alone(text)
    end = len(unit)
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return text[:end]


def _unit_alone(text: str) -> str:
    first = text[0]
    if first in "（(":
        # A group that is not closed on its line was too wide for any line: it does not fit here either.
        end = min((at for at in (text.find("）"), text.find(")")) if at > 0), default=-1)
        return text if end < 0 else text[: end + 1] if end <= 10 else first
    if first in _OPENING and len(text) > 1:
        return first + unit_at(text[1:])
    length = 1
    if first.isascii() and first.isalnum():
        while (
            length < len(text)
            and text[length].isascii()
            and (text[length].isalnum() or text[length] in ".,%")
        ):
            length += 1
    elif first in "≥≤><=＞＜":
        return first + (unit_at(text[1:]) if len(text) > 1 else "")
    return text[:length]


@define(eq=False)
class Width:
    """What is known of the width of a column: it lies between the bounds.

    No line is wider than its column, and a wrapped line is full: what stands first on the next would not have fitted.

    >>> width = Width()
    >>> width.learn(("社会保障和", "就业支出"))
    >>> width, width.cost(("社会", "保障")), width.cost(("社会保障和就业",)), width.cost(("社会保障和", "就业"))
    (Width(lower=10, upper=11), 6, 6, 0)
    """

    lower: int = 0
    upper: int | None = None

    def learn(self, lines: Sequence[str]) -> None:
        """Take the lines of a cell that surely stands in the column."""
        self.lower = max(self.lower, *map(width_of, lines))
        for line, following in pairwise(lines):
            limit = width_of(line) + width_of(unit_at(following)) - 1
            if self.upper is None or limit < self.upper:
                self.upper = limit
        if self.upper is not None:
            self.upper = max(self.upper, self.lower)

    def cost(self, lines: Sequence[str]) -> int:
        """What it costs to take some lines for a cell of the column."""
        cost = 0
        for line, following in pairwise(lines):
            if width_of(line) + width_of(unit_at(following)) <= self.lower:
                cost += _NOT_FULL
        if self.upper is not None:
            cost += sum(_NOT_FULL for line in lines if width_of(line) > self.upper)
        return cost
