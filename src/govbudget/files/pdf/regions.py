"""Where a table without lines is on a page (无线表格的范围): its rows of figures, its columns, its header.

Lines with figures that are near one another are a table.  Its columns are the stretches that its lines leave
white between them.  Above it stands its header, as far as words lie over the columns; names without figures
and the upper lines of wrapped ones belong to the rows.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median_low
from typing import Final

from govbudget.files.pdf.fragments import Fragment
from govbudget.files.pdf.marks import Marks, is_across
from govbudget.files.pdf.rulings import Ruling
from govbudget.files.pdf.text_lines import PLAIN, WHOLE, TextLine, is_caption
from govbudget.files.pdf.turn import POINT

__all__ = [
    "blocks_of",
    "body_top",
    "columns_of",
    "end_of",
    "figure_columns",
    "header_top",
    "is_over",
    "mostly_figures",
    "over",
    "pitch_of",
    "word_columns",
]

Stretch = tuple[int, int]

_WORDS: Final = re.compile("[\u4e00-\u9fff]")
_RIVER: Final = 25  # hundredths of a line's height
_TALLEST: Final = 16
"""The most lines of a header, and of what follows the last figures."""
_FARTHEST: Final = 6
"""How many times its height a row with the columns of the one before may stand below it."""
SPARSEST: Final = 40
"""The most rows without a figure between two with one."""


def body_top(
    rows: Sequence[TextLine],
    start: int,
    first: int,
    last: int,
    columns: Sequence[tuple[int, int]],
    pitch: int,
) -> int:
    """The first line of the first row: names without figures, or wrapped, stand above the first figure found."""
    figures = figure_columns(rows[first : min(first + SPARSEST, last + 1)], columns)
    top = first
    while top > start:
        row = rows[top - 1]
        if 10 * (rows[top].middle - row.middle) > 14 * pitch or is_caption(row):
            break
        places = [over(columns, one) for one in row.fragments]
        words = [text for text in row.texts if len(text) > 1]
        if not words or any(one != other for one, other in places):
            break
        if not all(
            one not in figures or PLAIN.fullmatch(text) or WHOLE.fullmatch(text)
            for (one, _), text in zip(places, row.texts, strict=True)
        ):
            break
        top -= 1
    return top


def blocks_of(rows: Sequence[TextLine], start: int = 0) -> list[tuple[int, int]]:
    """The first and last rows of figures of each table, counted from `start`."""
    found: list[tuple[int, int]] = []
    data = [i for i, row in enumerate(rows) if row.is_data]
    for i in data:
        if found and _is_near(rows, found[-1][1], i):
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return [
        (first + start, last + start)
        for first, last in found
        if sum(rows[i].is_data for i in range(first, last + 1)) > 1 or _has_header(rows, first)
    ]


def _has_header(rows: Sequence[TextLine], at: int) -> bool:
    """Whether words of the lines right above a row stand over several figures of it, a word over each."""
    row = rows[at]
    height = row.bottom - row.top
    figures = [
        one
        for one, text in zip(row.fragments, row.texts, strict=True)
        if PLAIN.fullmatch(text) and "*" not in text
    ]
    words: list[Fragment] = []
    for i in range(at - 1, max(-1, at - _TALLEST), -1):
        if rows[i + 1].top - rows[i].bottom > _FARTHEST * height or is_caption(rows[i]):
            break
        words += [] if rows[i].is_data else rows[i].fragments
    under = [{i for i, word in enumerate(words) if word.x0 < one.x1 and one.x0 < word.x1} for one in figures]
    return len(figures) > 1 and all(under) and len(set().union(*under)) >= len(figures)


def _is_near(rows: Sequence[TextLine], before: int, after: int) -> bool:
    """Whether two rows of figures may belong to one table: nothing but short lines between them."""
    height = rows[before].bottom - rows[before].top
    most = _FARTHEST if _share_columns(rows[before], rows[after]) else 3
    for one, other in zip(range(before, after), range(before + 1, after + 1), strict=True):
        if rows[other].top - rows[one].bottom > most * height:
            return False
    between = rows[before + 1 : after]
    return len(between) <= SPARSEST and not any(map(is_caption, between))


def _share_columns(row: TextLine, other: TextLine) -> bool:
    """Whether a figure of one line begins or ends where one of the other line does."""
    one, two = (
        [part for part, text in zip(line.fragments, line.texts, strict=True) if PLAIN.fullmatch(text)]
        for line in (row, other)
    )
    return any(abs(a.x1 - b.x1) <= POINT or abs(a.x0 - b.x0) <= POINT for a in one for b in two)


def columns_of(rows: Sequence[TextLine], height: int) -> list[tuple[int, int]]:
    """The stretches from left to right that the rows print in."""
    river = max(height * _RIVER // 100, POINT)
    columns = _merged(((one.x0, one.x1) for row in rows if row.is_data for one in row.fragments), river)
    # Names that are wrapped stand on lines of their own; a line across several columns says nothing of them.
    others = []
    for row in rows:
        for one in row.fragments:
            over = [1 for x0, x1 in columns if x0 - river < one.x1 and one.x0 < x1 + river]
            if not row.is_data and len(over) < 2:
                others.append((one.x0, one.x1))
    return _merged([*columns, *others], river)


def _merged(stretches: Iterable[tuple[int, int]], river: int) -> list[tuple[int, int]]:
    """Stretches with less than a river between them made one."""
    found: list[tuple[int, int]] = []
    for x0, x1 in sorted(stretches):
        if found and x0 - found[-1][1] < river:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def over(columns: Sequence[tuple[int, int]], fragment: Fragment) -> tuple[int, int]:
    """The first and the last column that a fragment lies over; the nearest one if it lies over none."""
    over = [i for i, (x0, x1) in enumerate(columns) if x0 < fragment.x1 and fragment.x0 < x1]
    if over:
        return over[0], over[-1]
    middle = fragment.x0 + fragment.x1 >> 1
    near = min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1] >> 1) - middle))
    return near, near


def header_top(
    rows: Sequence[TextLine],
    start: int,
    first: int,
    columns: Sequence[tuple[int, int]],
    height: int,
    pitch: int,
    bars: Sequence[Ruling],
) -> int:
    """The first row of the header above the figures."""
    left, right = columns[0][0], columns[-1][1]
    across = [bar.at for bar in bars if is_across(bar, left, right)]
    above = [at for at in across if at <= rows[first].middle]
    top = first
    found = first
    for i in range(first - 1, max(start, first - _TALLEST) - 1, -1):
        row = rows[i]
        far = rows[top].top - row.bottom > max(3 * height, 5 * pitch // 2 - height)
        if far or is_caption(row) or _has_figures(row):
            break
        # The lines drawn above and below a header enclose it; without them a line of several words is one, and
        # a word over several columns that stands as close as rows do.
        enclosed = any(at <= row.middle for at in above)
        several = len(row.fragments) > 1 and len({over(columns, one) for one in row.fragments}) > 1
        if len(row.fragments) == 1 and not several:
            one = row.fragments[0]
            beside = [other for line in rows[found:first] for other in line.fragments]
            left = min(left, *(other.x0 for other in beside), left)
            right = max(right, *(other.x1 for other in beside), right)
            alike = 8 * abs(row.bottom - row.top - height) <= height and left <= one.x0 and one.x1 <= right
            several = alike and 10 * (rows[i + 1].middle - row.middle) <= 25 * pitch
        if len(above) > 1 and not enclosed:
            break
        top = i
        if several or (len(above) > 1 and enclosed):
            found = i
    return found


def _has_figures(row: TextLine) -> bool:
    """Whether a line is a row of figures, and not one of column numbers."""
    return row.is_data and any(PLAIN.fullmatch(text) and "*" not in text for text in row.texts)


def end_of(
    rows: Sequence[TextLine],
    last: int,
    marks: Marks,
    columns: Sequence[tuple[int, int]],
    pitch: int,
) -> int:
    """The last row of a table: of those below the last figure, what stands as close as rows do, and above lines."""
    below = marks.across(columns[0][0], columns[-1][1])
    end = last
    for i in range(last + 1, min(len(rows), last + _TALLEST)):
        row = rows[i]
        if is_caption(row):
            break
        ruled = any(row.middle < at < row.bottom + 2 * (row.bottom - row.top) for at in below)
        inside = all(
            over(columns, one)[0] == over(columns, one)[1] and is_over(columns, one) for one in row.fragments
        )
        if not ruled and not (inside and 10 * (row.middle - rows[i - 1].middle) <= 11 * pitch):
            break
        end = i
    return end


def is_over(columns: Sequence[tuple[int, int]], fragment: Fragment) -> bool:
    """Whether a fragment lies over a column, and not beside all of them."""
    return any(x0 < fragment.x1 and fragment.x0 < x1 for x0, x1 in columns)


def figure_columns(rows: Sequence[TextLine], stretches: Sequence[tuple[int, int]]) -> list[int]:
    """The columns that figures are printed in, and no words."""
    found: set[int] = set()
    words: set[int] = set()
    for row in rows:
        for fragment, text in zip(row.fragments, row.texts, strict=True):
            at = over(stretches, fragment)[0]
            if PLAIN.fullmatch(text) or WHOLE.fullmatch(text):
                found.add(at)
            elif _WORDS.search(text):
                words.add(at)
    # Codes stand before the names.
    first = min(words, default=-1)
    return sorted(at for at in found - words if at > first)


def word_columns(rows: Sequence[TextLine], stretches: Sequence[tuple[int, int]]) -> set[int]:
    """The columns that print words, as many as codes at least: a total's word may stand among codes."""
    more: Counter[int] = Counter()
    for row in rows:
        for fragment, text in zip(row.fragments, row.texts, strict=True):
            more[over(stretches, fragment)[0]] += 1 if _WORDS.search(text) else -1
    return {at for at, count in more.items() if count >= 0}


def mostly_figures(rows: Sequence[TextLine], stretches: Sequence[tuple[int, int]]) -> list[int]:
    """The columns behind the first names that print more figures than words: lines of a header may be among them."""
    more = [0] * len(stretches)
    for row in rows:
        for fragment, text in zip(row.fragments, row.texts, strict=True):
            at = over(stretches, fragment)[0]
            if PLAIN.fullmatch(text) or WHOLE.fullmatch(text):
                more[at] += 1
            elif _WORDS.search(text):
                more[at] -= 1
    first = next((i for i, count in enumerate(more) if count < 0), -1)
    return [i for i, count in enumerate(more) if count > 0 and i > first]


def _middle_of_figures(row: TextLine) -> int:
    """The height of the figures of a row, beside which a line of a wrapped name may stand a little off."""
    middles = [
        one.y0 + one.y1 >> 1
        for one, text in zip(row.fragments, row.texts, strict=True)
        if PLAIN.fullmatch(text) or WHOLE.fullmatch(text)
    ]
    return median_low(middles) if middles else row.middle


def pitch_of(rows: Sequence[TextLine], columns: Sequence[tuple[int, int]], height: int) -> int:
    """The least distance between the lines of two rows: lines beside figures are lines of rows of their own."""
    figures = [_middle_of_figures(row) for row in rows if row.is_data]
    found = [b - a for a, b in itertools.pairwise(figures) if 5 * (b - a) > 4 * height]
    if found and min(found) < 2 * height:
        return min(found)
    by_column: dict[int, list[int]] = {}
    for row in rows:
        for one in row.fragments:
            by_column.setdefault(over(columns, one)[0], []).append(one.y0 + one.y1 >> 1)
    for middles in by_column.values():
        gaps = [b - a for a, b in itertools.pairwise(middles)]
        for i, gap in enumerate(gaps):
            beside = [any(4 * abs(middle - y) < height for y in figures) for middle in middles[i : i + 2]]
            before, after = gaps[i - 1] if i else 9 * gap, gaps[i + 1] if i + 1 < len(gaps) else 9 * gap
            # A line with as much room above as below may be the second one of three.
            if all(beside) or (beside[0] and 10 * before > 13 * gap) or (beside[1] and 10 * after > 13 * gap):
                found.append(gap)
    return min((gap for gap in found if 5 * gap > 4 * height), default=2 * height)
