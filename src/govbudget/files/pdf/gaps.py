"""Texts of two cells that stand as close as letters may (紧挨的单元格): told by the one gap that is wider.

Where no line stands between two columns and both are full, header words or a code and a name stand side by side
with little room between.  Letters of one word are set evenly; a gap that is far wider than all others parts two.

>>> boxes = [(x, 0, x + 1000, 1000) for x in (0, 1000, 2000, 3300, 4300, 5300)]
>>> [(one.start, one.end) for one in parted("一般预算基金预", boxes, Fragment(0, 6, 0, 0, 6300, 1000))]
[(0, 3), (3, 6)]
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from govbudget.files.pdf.fragments import Fragment
from govbudget.files.pdf.turn import POINT, Rect

__all__ = ["parted"]

_WORD: Final = re.compile("[\u4e00-\u9fff]")
_CODE: Final = re.compile(r"\d{3,12}")
_FEWEST: Final = 4
_LEVELS: Final = "类款项"
"""Letters that are words by themselves, over a column each."""


def parted(text: str, boxes: Sequence[Rect], fragment: Fragment) -> list[Fragment]:
    """The fragment, or what it is made of."""
    seen = [i for i in range(fragment.start, fragment.end) if not text[i].isspace()]
    levels = len(seen) > 1 and all(text[i] in _LEVELS for i in seen)
    if len(seen) < _FEWEST and not levels:
        return [fragment]
    gaps = [boxes[after][0] - boxes[before][2] for before, after in itertools.pairwise(seen)]
    wide = max(3 * POINT // 2, fragment.height // 8)
    if max(gaps) < wide:
        return [fragment]
    usual = 0 if levels else sorted(gaps)[len(gaps) // 2]
    wide += max(usual, 0)
    at = [
        after
        for (before, after), gap in zip(itertools.pairwise(seen), gaps, strict=True)
        if gap >= wide and _may_end(text, fragment.start, before, after)
    ]
    others = [gap for gap in gaps if gap < wide]
    doubtful = len(others) < 2 * len(at) or (others and max(others) - min(others) > wide // 2)
    if not at or (doubtful and not levels):
        return [fragment]
    found = []
    for start, end in itertools.pairwise([fragment.start, *at, fragment.end]):
        inside = [boxes[i] for i in seen if start <= i < end]
        x0, y0, x1, y1 = zip(*inside, strict=True)
        found.append(Fragment(start, end, min(x0), min(y0), max(x1), max(y1)))
    return found


def _may_end(text: str, start: int, before: int, after: int) -> bool:
    """Whether a word or a code may end between two characters, and a word begin."""
    if not _WORD.match(text[after]):
        return False
    return bool(_WORD.match(text[before])) or _CODE.fullmatch(text, start, before + 1) is not None
