"""The rows of a table that no line divides (无横线的行): lines of text that belong to one row.

Lines drawn across are the edges of rows.  Without them the lines of a wrapped name are put together, as they
stand closer to one another than the lines of two rows do; what stands beside a name is in its row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from govbudget.files.pdf.fragments import Fragment
from govbudget.files.pdf.text_lines import TextLine

__all__ = ["STARTS", "are_ruled", "leading_of", "rows_of", "wrap_of"]

STARTS: Final = re.compile(
    r"(?:本年)?(?:收入|支出)[合总小]计$|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.、．]\D|\d{3,7}"
)
"""How a name begins that is no second line of another."""


def rows_of(
    text: str,
    lines: Sequence[TextLine],
    columns: Sequence[tuple[int, int]],
    bars: Sequence[int],
    pitch: int,
    wrap: int,
) -> list[list[Fragment]]:
    """The fragments of each row.

    `pitch` is the least distance between the lines of two rows, `wrap` the greatest between those of one cell.
    """
    bands = _bands(lines, bars)
    if (len(bands) > 1 or len(lines) == 1) and all(_is_one(band, pitch) for band in bands.values()):
        return [[one for line in band for one in line.fragments] for band in bands.values()]
    cells = _cells(text, [one for line in lines for one in line.fragments], columns, wrap)
    cells.sort(key=_place)
    rows: list[list[list[Fragment]]] = []
    for cell in cells:
        home = [row for row in rows[-3:] if any(_beside(cell, other) for other in row)]
        if home:
            home[0].append(cell)
        else:
            rows.append([cell])
    rows.sort(key=lambda row: min(_place(cell) for cell in row))
    return [[one for cell in row for one in cell] for row in _with_groups(rows, columns, pitch)]


def are_ruled(lines: Sequence[TextLine], bars: Sequence[int], pitch: int) -> bool:
    """Whether lines drawn across stand between all rows."""
    bands = _bands(lines, bars)
    return len(bands) > 1 and all(_is_one(band, pitch) for band in bands.values())


def _bands(lines: Sequence[TextLine], bars: Sequence[int]) -> dict[int, list[TextLine]]:
    """What stands between two lines drawn across."""
    across = sorted(set(bars))
    bands: dict[int, list[TextLine]] = {}
    for line in lines:
        bands.setdefault(bisect_right(across, line.middle), []).append(line)
    return bands


def _with_groups(
    rows: Sequence[list[list[Fragment]]], columns: Sequence[tuple[int, int]], pitch: int
) -> list[list[list[Fragment]]]:
    """The rows, a name that stands between two of them beside the upper one: it is that of a group of rows."""
    found: list[list[list[Fragment]]] = []
    for i, row in enumerate(rows):
        place = _place(row[0])
        if found and len(row) == 1 and i + 1 < len(rows):
            upper, lower = found[-1], rows[i + 1]
            near = max(place - max(map(_place, upper)), min(map(_place, lower)) - place)
            own = _column(columns, row[0][0])
            if 2 * near < 3 * pitch and all(_column(columns, cell[0]) != own for cell in (*upper, *lower)):
                upper.append(row[0])
                continue
        found.append(row)
    return found


def wrap_of(fragments: Sequence[Fragment], columns: Sequence[tuple[int, int]], pitch: int) -> int:
    """The greatest distance that the lines of one cell may have: a little more than the least there is."""
    least = leading_of(fragments, columns, pitch)
    return 93 * pitch // 100 if least is None else min(93 * pitch, 107 * least) // 100


def leading_of(fragments: Sequence[Fragment], columns: Sequence[tuple[int, int]], pitch: int) -> int | None:
    """The distance of the lines of wrapped names, the least there is; None: no lines stand closer than rows do."""
    by_column: dict[int, list[int]] = {}
    for one in fragments:
        by_column.setdefault(_column(columns, one), []).append(one.y0 + one.y1 >> 1)
    height = min((one.height for one in fragments), default=0)
    gaps = [
        after - before
        for middles in by_column.values()
        for before, after in pairwise(sorted(middles))
        if 4 * (after - before) > 3 * height
    ]
    least = min(gaps, default=pitch)
    return least if 100 * least < 93 * pitch else None


def _is_one(band: Sequence[TextLine], pitch: int) -> bool:
    """Whether the lines between two lines drawn across may be one row."""
    figures = [line.middle for line in band if line.is_data]
    return not figures or max(figures) - min(figures) < pitch // 2


def _cells(
    text: str, fragments: Sequence[Fragment], columns: Sequence[tuple[int, int]], wrap: int
) -> list[list[Fragment]]:
    """Fragments by cells: the lines of a wrapped text are one."""
    by_column: dict[int, list[Fragment]] = {}
    for one in fragments:
        by_column.setdefault(_column(columns, one), []).append(one)
    cells: list[list[Fragment]] = []
    for inside in by_column.values():
        last: list[Fragment] = []
        for one in sorted(inside, key=lambda one: (one.y0 + one.y1, one.x0)):
            gap = one.y0 + one.y1 - last[-1].y0 - last[-1].y1 if last else 0
            same = last and gap < one.height
            wrapped = last and gap < 2 * wrap and gap < 4 * one.height
            if same or (
                wrapped and not STARTS.match(text[one.start : one.end]) and not _is_figure(text, one)
            ):
                last.append(one)
            else:
                last = [one]
                cells.append(last)
    return cells


def _is_figure(text: str, one: Fragment) -> bool:
    return not any("\u4e00" <= char <= "\u9fff" for char in text[one.start : one.end])


def _column(columns: Sequence[tuple[int, int]], one: Fragment) -> int:
    middle = one.x0 + one.x1 >> 1
    return min(range(len(columns)), key=lambda i: max(columns[i][0] - middle, middle - columns[i][1], 0))


def _place(cell: Sequence[Fragment]) -> int:
    """The height of a cell's middle."""
    return min(one.y0 for one in cell) + max(one.y1 for one in cell)


def _beside(cell: Sequence[Fragment], other: Sequence[Fragment]) -> bool:
    """Whether one of two cells stands beside the other: the middle of the lower one between its lines."""
    low, high = sorted((cell, other), key=lambda one: max(x.y1 for x in one) - min(x.y0 for x in one))
    middle = _place(low) // 2
    near = low[0].height // 4
    return (
        min(one.y0 + one.y1 >> 1 for one in high) - near
        <= middle
        <= max(one.y0 + one.y1 >> 1 for one in high) + near
    )
