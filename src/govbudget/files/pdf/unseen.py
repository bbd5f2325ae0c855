"""What a page holds and no reader sees as its text (看不见的字与水印): white letters on white, marks under a table.

White letters are seen where something dark is drawn under them.  Large letters that others are drawn over are a mark
on the page, as a watermark is: text of a document does not lie under its other text.

>>> small, large = [(x, 0, x + 900, 900) for x in (0, 900, 1800)], [(500, -1500, 4500, 2500)]
>>> apart_from_marks("预算数密", [*small, *large]), apart_from_marks("预算数", small)
([True, True, True, False], [])
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from statistics import median_low
from typing import Any, Final

from govbudget.files.pdf.turn import Rect

__all__ = ["apart_from_marks", "drawn_once", "is_backed", "is_white"]

_WHITE: Final = 250
_LARGE: Final = 2
_NEXT: Final = 3
"""A letter of a run comes at most so many letters after the one before, spaces and low ones between them."""
_SAMPLE: Final = 11
"""Of every how many letters one is looked at first."""
_FEW: Final = 12
"""As many letters of a page are looked at to know whether some are drawn twice."""
_TWICE: Final = 10
"""Two letters of one kind within a tenth of their height are one, drawn twice."""


_COLOR = (ctypes.c_uint * 4)()
_AT: Final = ctypes.addressof(_COLOR)
_PLACES: Final = (_AT, _AT + 4, _AT + 8, _AT + 12)


def is_white(color: Any, item: int | None) -> bool:
    """Whether an object is filled with white, or with nothing; `color` is pdfium's function that tells."""
    if not color(item, *_PLACES) or (_COLOR[0] < _WHITE and _COLOR[3]):
        return False
    red, green, blue, cover = _COLOR
    return min(red, green, blue) >= _WHITE or cover == 0


def is_backed(box: Rect, backs: Sequence[Rect]) -> bool:
    """Whether the middle of a letter lies on one of the areas."""
    x, y = box[0] + box[2] >> 1, box[1] + box[3] >> 1
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in backs)


def apart_from_marks(text: str, boxes: Sequence[Rect]) -> list[bool]:
    """For each letter whether it is none of a mark that others lie over; empty if there is no mark."""
    heights = [bottom - top for _, top, _, bottom in boxes]
    if not heights or max(heights) <= _LARGE * (usual := median_low(heights[::_SAMPLE])):
        return []
    runs: list[list[int]] = []
    for i, (_, top, _, bottom) in enumerate(boxes):
        if bottom - top <= _LARGE * usual or text[i].isspace():
            continue
        if (
            runs
            and i - runs[-1][-1] <= _LARGE
            and boxes[runs[-1][-1]][1] < top + bottom >> 1 < boxes[runs[-1][-1]][3]
        ):
            runs[-1].append(i)
        else:
            runs.append([i])
    kept = [True] * len(text)
    for run in runs:
        x0, y0, x1, y1 = zip(*(boxes[i] for i in run), strict=True)
        around = [(min(x0), min(y0), max(x1), max(y1))]
        # Letters of the run itself may be low, as a stroke is.
        others = (*boxes[: run[0]], *boxes[run[-1] + 1 :])
        small = (box for box in others if box[3] - box[1] <= _LARGE * usual)
        if any(is_backed(box, around) for box in small):
            for i in run:
                kept[i] = False
    return [] if all(kept) else kept


def drawn_once(text: str, boxes: Sequence[Rect]) -> list[bool]:
    """For each letter whether it is not drawn a second time in its place, as for boldness; empty if none is.

    >>> drawn_once("预算预", [(0, 0, 900, 900), (900, 0, 1800, 900), (30, 0, 930, 900)])
    [True, True, False]
    """
    if not any(_is_drawn_before(text, boxes, i) for i in range(len(text) - 1, -1, -(len(text) // _FEW + 1))):
        return []
    places: dict[str, list[Rect]] = {}
    kept = []
    for char, box in zip(text, boxes, strict=True):
        before = places.setdefault(char, [])
        once = char.isspace() or not any(_is_same(box, other) for other in before)
        kept.append(once)
        if once:
            before.append(box)
    return kept


def _is_drawn_before(text: str, boxes: Sequence[Rect], i: int) -> bool:
    if text[i].isspace():
        return False
    x0, y0, _, y1 = boxes[i]
    near = (y1 - y0) // _TWICE
    k = text.find(text[i])
    while 0 <= k < i:
        box = boxes[k]
        if -near <= box[1] - y0 <= near and -near <= box[0] - x0 <= near:
            return True
        k = text.find(text[i], k + 1)
    return False


def _is_same(box: Rect, other: Rect) -> bool:
    near = (box[3] - box[1]) // _TWICE
    return all(abs(one - two) <= near for one, two in zip(box, other, strict=True))
