"""Characters put together to fragments (文字片段): what stands side by side on one line without a gap.

A fragment is a stretch of the page's characters with the box around them; it ends where the next character
stands elsewhere, or so far off that something may lie between the two.  Characters of one height stand at one
height: two texts drawn over one another do not become one.

>>> boxes = [(0, 0, 1000, 1000), (1000, 0, 2000, 1000), (9000, 0, 10000, 1000), (0, 2000, 1000, 3000)]
>>> [(one.start, one.end) for one in fragments_of("收入支出", boxes)]
[(0, 2), (2, 3), (3, 4)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from govbudget.files.pdf.turn import POINT, Rect

__all__ = ["Fragment", "fragments_of", "joined", "lines_of"]

_FIGURE: Final = re.compile(r"-?\d[\d,]*\.\d\d(?!\d)|-?\d{1,3}(?:,\d{3})+(?![\d,.])")
_BEGINS: Final = re.compile(r"-?\d[\d,]*\.\d\d|-?\d{1,3}(?:,\d{3})+")
_SPACES: Final = " \t\u3000\xa0"


class Fragment:
    """Characters `start` to `end` of a page, and the box around them."""

    __slots__ = ("end", "start", "x0", "x1", "y0", "y1")

    def __init__(self, start: int, end: int, x0: int, y0: int, x1: int, y1: int) -> None:
        self.start = start
        self.end = end
        self.x0 = x0
        self.y0 = y0
        self.x1 = x1
        self.y1 = y1

    @property
    def height(self) -> int:
        """The height of its line."""
        return self.y1 - self.y0

    @property
    def rect(self) -> Rect:
        """The box around it."""
        return self.x0, self.y0, self.x1, self.y1


def fragments_of(text: str, boxes: Sequence[Rect]) -> list[Fragment]:
    """The fragments of a page, in the order in which its characters are drawn."""
    found: list[Fragment] = []
    start = end = -1
    left = upper = right = lower = middle = near = top = high = 0
    for i, char in enumerate(text):
        if char.isspace():
            continue
        x0, y0, x1, y1 = boxes[i]
        if (
            start >= 0
            and y0 < middle < y1
            and upper < y0 + y1 >> 1 < lower
            and (y1 - y0 != high or abs(y0 - top) * 8 < high)
            and -near < x0 - right < (near if end == i else 3 * near)
            and not (7 * (x0 - right) > 4 * near and _parts(text, start, i))
        ):
            end = i + 1
            right = max(right, x1)
            if y0 < upper:
                upper = y0
            if y1 > lower:
                lower = y1
            continue
        if start >= 0:
            found.append(Fragment(start, end, left, upper, right, lower))
        start, end, left, upper, right, lower = i, i + 1, x0, y0, x1, y1
        middle = y0 + y1 >> 1
        top, high = y0, y1 - y0
        near = max(35 * (y1 - y0) // 100, POINT)
    if start >= 0:
        found.append(Fragment(start, end, left, upper, right, lower))
    return found


def _parts(text: str, start: int, i: int) -> bool:
    """Whether a figure ends before a character and something else begins, or the other way round."""
    before, char = text[i - 1], text[i]
    if before.isdigit() and not (char.isdigit() or char in ".,%"):
        return _FIGURE.fullmatch(text[start:i].strip()) is not None
    if char.isdigit() or char == "-":
        if _BEGINS.match(text, i) is None:
            return False
        return not before.isdigit() or _FIGURE.fullmatch(text[start:i].strip()) is not None
    return False


def lines_of(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments by the lines they stand on, from the top, each line from the left."""
    if len(fragments) == 1:
        return [[fragments[0]]]
    lines: list[list[Fragment]] = []
    upper = lower = 0
    for fragment in sorted(fragments, key=_middle):
        middle = fragment.y0 + fragment.y1 >> 1
        if lines and upper < middle < lower:
            lines[-1].append(fragment)
            # Small signs beside large ones stand on the line of the large ones.
            if fragment.height > lower - upper:
                upper, lower = fragment.y0, fragment.y1
        else:
            lines.append([fragment])
            upper, lower = fragment.y0, fragment.y1
    for line in lines:
        line.sort(key=_left)
    return lines


_left = attrgetter("x0")


def _middle(fragment: Fragment) -> int:
    return fragment.y0 + fragment.y1


def joined(text: str, line: Sequence[Fragment]) -> str:
    """The text of one line: fragments apart have a space between them."""
    if len(line) == 1:
        return text[line[0].start : line[0].end]
    parts = [text[line[0].start : line[0].end]]
    before = line[0]
    for fragment in line[1:]:
        # What was parted because a figure ends there is as close as letters of one word may be.
        least = 35 if fragment.start == before.end else 25
        if fragment.x0 - before.x1 > least * fragment.height // 100:
            parts.append(" ")
        parts.append(text[fragment.start : fragment.end])
        before = fragment
    return "".join(parts)
