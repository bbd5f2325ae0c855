"""Tables without lines between their columns (无竖线表格): columns by the alignment of what is printed.

Lines with a figure that stands apart from what is beside it are rows; rows near one another are a table.
Its columns are the stretches that the rows leave white between them.  The header is what stands right above,
as far as it lies over the columns; a header word over several columns is a merged cell.  Lines drawn across
the table, and the edges of filled stripes, are the edges of its rows; without them every line with a figure
is a row, and a line without one belongs to the row it stands close to, or is a row by itself.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from statistics import median_low
from typing import Final

from attrs import evolve, field, frozen

from govbudget.files.pdf.cells import Cell, PageTable, text_of
from govbudget.files.pdf.fragments import Fragment, lines_of
from govbudget.files.pdf.heads import Word, heads_over
from govbudget.files.pdf.pdfium import Page
from govbudget.files.pdf.rulings import Ruling
from govbudget.files.pdf.turn import POINT, Rect

__all__ = ["aligned"]

_PLAIN: Final = re.compile(r"[-+−]?[\d,]*\d\.\d+[%％]?|[-+−]?\d{1,3}(?:,\d{3})+|\*{2,}")
_COLUMN_NUMBER: Final = re.compile(r"\d{1,2}|\*+|栏次|行次|[甲乙丙丁]")
_ALONE: Final = re.compile(r"[。；;]|^(?!.*其中).*[：:]")
_RIVER: Final = 25  # hundredths of a line's height
_FEWEST: Final = 2
_MOST_ROWS: Final = 1_000
_TALLEST: Final = 8
_SPARSEST: Final = 40
"""The most rows without a figure between two with one."""


@frozen(eq=False)
class _Row:
    """Fragments on one line, its top and bottom."""

    fragments: list[Fragment]
    top: int
    bottom: int
    is_data: bool
    texts: list[str] = field(repr=False)

    @property
    def middle(self) -> int:
        return self.top + self.bottom >> 1


def aligned(
    page: Page, fragments: Sequence[Fragment], bars: Sequence[Ruling]
) -> tuple[list[PageTable], list[Fragment]]:
    """The tables that fragments outside of drawn grids make, and the fragments that belong to none."""
    rows = [_row(page.text, line) for line in lines_of(fragments)] if fragments else []
    if len(rows) > _MOST_ROWS:
        return [], list(fragments)
    tables: list[PageTable] = []
    rest: list[Fragment] = []
    start = 0
    for first, last in _blocks(rows):
        height = median_low([row.bottom - row.top for row in rows[first : last + 1] if row.is_data])
        columns = _columns(rows[first : last + 1], height)
        if len(columns) < _FEWEST:
            continue
        top = _header_top(rows, start, first, columns, height, bars)
        low = _end(rows, last, bars, columns)
        for row in rows[start:top]:
            rest.extend(row.fragments)
        tables.append(_table(page, rows[top : low + 1], first - top, columns, bars))
        start = low + 1
    for row in rows[start:]:
        rest.extend(row.fragments)
    return tables, rest


def _row(text: str, fragments: list[Fragment]) -> _Row:
    texts = [text[one.start : one.end] for one in fragments]
    is_data = len(texts) > 1 and _is_apart(fragments, texts)
    top, bottom = min(one.y0 for one in fragments), max(one.y1 for one in fragments)
    return _Row(fragments, top, bottom, is_data, texts)


def _is_apart(fragments: Sequence[Fragment], texts: Sequence[str]) -> bool:
    """Whether a figure of a line stands well apart from what is beside it, as in a column of its own."""
    last = len(texts) - 1
    return any(
        _PLAIN.fullmatch(texts[i])
        and fragments[i].x0 - fragments[i - 1].x1 > fragments[i].height // 2
        and (i == last or fragments[i + 1].x0 - fragments[i].x1 > fragments[i].height // 2)
        for i in range(1, last + 1)
    ) or (
        last > 0
        and _PLAIN.fullmatch(texts[0]) is not None
        and fragments[1].x0 - fragments[0].x1 > fragments[0].height // 2
    )


def _blocks(rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """The first and last rows of figures of each table."""
    found: list[tuple[int, int]] = []
    data = [i for i, row in enumerate(rows) if row.is_data]
    for i in data:
        if found and _is_near(rows, found[-1][1], i):
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return [
        (first, last) for first, last in found if sum(rows[i].is_data for i in range(first, last + 1)) > 1
    ]


def _is_near(rows: Sequence[_Row], before: int, after: int) -> bool:
    """Whether two rows of figures may belong to one table: nothing but short lines between them."""
    height = rows[before].bottom - rows[before].top
    for one, other in zip(range(before, after), range(before + 1, after + 1), strict=True):
        if rows[other].top - rows[one].bottom > 3 * height:
            return False
    between = rows[before + 1 : after]
    return len(between) <= _SPARSEST and not any(_ALONE.search(text) for row in between for text in row.texts)


def _columns(rows: Sequence[_Row], height: int) -> list[tuple[int, int]]:
    """The stretches from left to right that the rows of figures print in."""
    stretches = sorted((one.x0, one.x1) for row in rows if row.is_data for one in row.fragments)
    river = max(height * _RIVER // 100, POINT)
    columns: list[tuple[int, int]] = []
    for x0, x1 in stretches:
        if columns and x0 - columns[-1][1] < river:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _over(columns: Sequence[tuple[int, int]], fragment: Fragment) -> tuple[int, int]:
    """The first and the last column that a fragment lies over; the nearest one if it lies over none."""
    over = [i for i, (x0, x1) in enumerate(columns) if x0 < fragment.x1 and fragment.x0 < x1]
    if over:
        return over[0], over[-1]
    middle = fragment.x0 + fragment.x1 >> 1
    near = min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1] >> 1) - middle))
    return near, near


def _header_top(
    rows: Sequence[_Row],
    start: int,
    first: int,
    columns: Sequence[tuple[int, int]],
    height: int,
    bars: Sequence[Ruling],
) -> int:
    """The first row of the header above the figures."""
    left, right = columns[0][0], columns[-1][1]
    across = [bar.at for bar in bars if _is_across(bar, left, right)]
    above = [at for at in across if at <= rows[first].middle]
    top = first
    found = first
    for i in range(first - 1, max(start, first - _TALLEST) - 1, -1):
        row = rows[i]
        if rows[top].top - row.bottom > 3 * height or any(_ALONE.search(text) for text in row.texts):
            break
        # The lines drawn above and below a header enclose it; without them only a line of several words is one.
        enclosed = any(at <= row.middle for at in above)
        several = len(row.fragments) > 1 and len({_over(columns, one) for one in row.fragments}) > 1
        if len(above) > 1 and not enclosed:
            break
        top = i
        if several or (len(above) > 1 and enclosed):
            found = i
    return found


def _is_across(bar: Ruling, left: int, right: int) -> bool:
    """Whether a line covers most of the width between two places."""
    return min(bar.end, right) - max(bar.start, left) > (right - left) * 7 // 10


def _end(rows: Sequence[_Row], last: int, bars: Sequence[Ruling], columns: Sequence[tuple[int, int]]) -> int:
    """The last row of a table: the last one with a figure, and what stands above the last line drawn across."""
    below = [bar.at for bar in bars if _is_across(bar, columns[0][0], columns[-1][1])]
    end = last
    for i in range(last + 1, min(len(rows), last + _TALLEST)):
        if any(_ALONE.search(text) for text in rows[i].texts):
            break
        if not any(rows[i].middle < at < rows[i].bottom + 2 * (rows[i].bottom - rows[i].top) for at in below):
            break
        end = i
    return end


def _table(
    page: Page,
    rows: Sequence[_Row],
    header: int,
    columns: Sequence[tuple[int, int]],
    bars: Sequence[Ruling],
) -> PageTable:
    height = median_low([row.bottom - row.top for row in rows])
    numbering = [row for row in rows[:header] if _is_numbering(row)]
    lines = [_words(page.text, row.fragments) for row in rows[:header]]
    over = [[Word(word[0].x0, word[-1].x1) for word in line] for line in lines]
    columns, places, opened = heads_over(columns, over, height, _names(rows[header:], columns))
    edges = [columns[0][0], *(one[1] + other[0] >> 1 for one, other in itertools.pairwise(columns))]
    edges.append(columns[-1][1])
    every = [word for line in lines for word in line]
    numbers = {id(one) for row in numbering for one in row.fragments}
    heads = [(w, place) for w, place in zip(every, places, strict=True) if id(w[0]) not in numbers]
    made = _header(page, [word for word, _ in heads], [place for _, place in heads], edges)
    for row in numbering:
        at = {place[0]: w for w, place in zip(every, places, strict=True) if w[0] in row.fragments}
        made.append([_cell(page, i, 1, at.get(i, ()), edges, row.fragments) for i in range(len(columns))])
    for group in _groups(rows[header:], columns, bars):
        cells: list[list[Fragment]] = [[] for _ in columns]
        for fragment in group:
            cells[_over(columns, fragment)[0]].append(fragment)
        printed = [_cell(page, i, 1, inside, edges, group) for i, inside in enumerate(cells)]
        made.append(
            [
                evolve(cell, open=opened[cell.column])
                if opened[cell.column] and _PLAIN.fullmatch(cell.text)
                else cell
                for cell in printed
            ]
        )
    return PageTable(page.number, edges, made, rows[0].top, rows[-1].bottom)


def _is_numbering(row: _Row) -> bool:
    """Whether a row prints column numbers and nothing else: `1 2 3`, `** ** 1 2`, `栏次 1 2`."""
    return len(row.texts) > 1 and all(map(_COLUMN_NUMBER.fullmatch, row.texts))


def _names(rows: Sequence[_Row], columns: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """The columns in which more words than figures are printed."""
    counts = [0] * len(columns)
    for row in rows:
        for fragment, text in zip(row.fragments, row.texts, strict=True):
            first, last = _over(columns, fragment)
            if first == last:
                counts[first] += -1 if _PLAIN.fullmatch(text) else 1
    return frozenset(column for column, count in zip(columns, counts, strict=True) if count > 0)


def _words(text: str, fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The words of a header line: its fragments, letters set apart put together."""
    words: list[list[Fragment]] = []
    for one in fragments:
        if words and one.x0 - words[-1][-1].x1 < 4 * one.height:
            before = text[words[-1][-1].start : words[-1][-1].end]
            if len(before) == 1 == one.end - one.start:
                words[-1].append(one)
                continue
        words.append([one])
    return words


def _cell(
    page: Page,
    column: int,
    columns: int,
    inside: Sequence[Fragment],
    edges: Sequence[int],
    row: Sequence[Fragment],
) -> Cell:
    around = inside or row
    rect: Rect = (
        edges[column],
        min(one.y0 for one in around),
        edges[column + columns],
        max(one.y1 for one in around),
    )
    return Cell(column, columns, text_of(page.text, inside, rect) if inside else "", rect)


def _header(
    page: Page,
    words: Sequence[Sequence[Fragment]],
    places: Sequence[tuple[int, int]],
    edges: Sequence[int],
) -> list[list[Cell]]:
    """The header in one row, or in two where words lie over several columns."""
    at: dict[tuple[int, int], list[Fragment]] = {}
    for word, place in zip(words, places, strict=True):
        at.setdefault(place, []).extend(word)
    every = [one for word in words for one in word]
    if not every:
        return []
    below = {column for i, j in at if i < j for column in range(i, j + 1)}
    upper: list[Cell] = []
    lower: list[Cell] = []
    for column in range(len(edges) - 1):
        row = lower if column in below else upper
        row.append(_cell(page, column, 1, at.get((column, column), ()), edges, every))
    upper.extend(_cell(page, i, j - i + 1, inside, edges, every) for (i, j), inside in at.items() if i < j)
    upper.sort(key=lambda cell: cell.column)
    return [upper, lower] if lower else [upper]


def _groups(
    rows: Sequence[_Row], columns: Sequence[tuple[int, int]], bars: Sequence[Ruling]
) -> list[list[Fragment]]:
    """The fragments of each row below the header."""
    across = sorted({bar.at for bar in bars if _is_across(bar, columns[0][0], columns[-1][1])})
    data = [row for row in rows if row.is_data]
    bands: dict[int, list[_Row]] = {}
    for row in rows:
        bands.setdefault(bisect_right(across, row.middle), []).append(row)
    if all(sum(row.is_data for row in band) <= 1 for band in bands.values()):
        return [[one for row in band for one in row.fragments] for band in bands.values()]
    pitch = median_low([b.middle - a.middle for a, b in itertools.pairwise(data)])
    groups: list[list[Fragment]] = []
    owner: dict[int, int] = {}
    for row in rows:
        near = min(data, key=lambda one: abs(one.middle - row.middle))
        far = abs(near.middle - row.middle)
        # The lines of a wrapped name stand closer together than rows do.
        wrapped = not row.is_data and 4 * far <= 3 * pitch and 4 * far <= 5 * (near.bottom - near.top)
        at = owner.get(id(near) if wrapped else id(row))
        if at is None:
            owner[id(near) if wrapped else id(row)] = len(groups)
            groups.append(list(row.fragments))
        else:
            groups[at].extend(row.fragments)
    return groups
