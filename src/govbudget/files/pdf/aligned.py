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
from collections.abc import Iterable, Sequence
from statistics import median_low
from typing import Final

from attrs import evolve, field, frozen

from govbudget.files.pdf.cells import Cell, PageTable, text_of
from govbudget.files.pdf.fragments import Fragment, lines_of
from govbudget.files.pdf.header_cells import header_cells
from govbudget.files.pdf.heads import Column, Plan, Word, heads_over
from govbudget.files.pdf.pdfium import Page
from govbudget.files.pdf.row_lines import rows_of, wrap_of
from govbudget.files.pdf.rulings import Ruling
from govbudget.files.pdf.turn import POINT, Rect
from govbudget.text import squeeze

__all__ = ["Frame", "aligned"]

_PLAIN: Final = re.compile(r"[-+−]?[\d,]*\d\.\d+[%％]?|[-+−]?\d{1,3}(?:,\d{3})+|[-+−]?\d{8,}|\*{2,}")
_WHOLE: Final = re.compile(r"-?\d{4,}")
_WORDS: Final = re.compile("[\u4e00-\u9fff]")
_COLUMN_NUMBER: Final = re.compile(r"\d{1,2}|\*+|栏次|行次|[甲乙丙丁]")
_SENTENCE: Final = re.compile(r"[百千万亿]|元|[个人项年月日件次辆，,、。；;）)为占比约达至计共]")
_TITLE: Final = re.compile(r"表(?:[（(].*[)）])?$")
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


@frozen(eq=False)
class Frame:
    """How a table is divided, for the part of it on the next page."""

    plan: Plan
    stretches: list[tuple[int, int]]
    edges: list[int]
    figures: list[int]
    words: list[str]
    header: list[list[Cell]]
    height: int
    pitch: int
    wrap: int
    """The greatest distance between the lines of one cell."""


def aligned(
    page: Page, fragments: Sequence[Fragment], bars: Sequence[Ruling], before: PageTable | None = None
) -> tuple[list[PageTable], list[Fragment]]:
    """The tables that fragments outside of drawn grids make, and the fragments that belong to none.

    `before` is the table that ends the page before, if it is such a one: it may go on.
    """
    rows = [_row(page.text, line) for line in lines_of(fragments)] if fragments else []
    if len(rows) > _MOST_ROWS:
        return [], list(fragments)
    tables: list[PageTable] = []
    rest: list[Fragment] = []
    start = 0
    frame = None if before is None else before.frame
    if isinstance(frame, Frame):
        top, begin, start = _continued(rows, frame)
        if start:
            tables.append(_part(page, rows[top:start], begin - top, frame, bars))
            for row in rows[:top]:
                rest.extend(row.fragments)
    for first, last in _blocks(rows[start:], start):
        height = median_low([row.bottom - row.top for row in rows[first : last + 1] if row.is_data])
        columns = _columns(rows[first : last + 1], height)
        if len(columns) < _FEWEST:
            continue
        pitch = _pitch(rows[first : last + 1], columns, height)
        begin = _body_top(rows, start, first, columns, pitch)
        top = _header_top(rows, start, begin, columns, height, pitch, bars)
        low = _end(rows, last, bars, columns, pitch)
        for row in rows[start:top]:
            rest.extend(row.fragments)
        table = _table(page, rows[top : low + 1], begin - top, columns, bars)
        tables.append(table)
        start = low + 1
    for row in rows[start:]:
        rest.extend(row.fragments)
    return tables, rest


def _row(text: str, fragments: list[Fragment]) -> _Row:
    texts = [text[one.start : one.end] for one in fragments]
    is_data = _is_apart(fragments, texts)
    top, bottom = min(one.y0 for one in fragments), max(one.y1 for one in fragments)
    return _Row(fragments, top, bottom, is_data, texts)


def _continued(rows: Sequence[_Row], frame: Frame) -> tuple[int, int, int]:
    """The lines at the top of a page that go on with a table.

    The first line of its header printed again, the first line of its rows, and the first one that does not go on.
    """
    begin = 0
    # A running head may stand above it.
    if rows and not _fits(rows[0], frame) and not _is_caption(rows[0]) and not _is_head(rows[0], frame):
        begin = 1
    start = begin
    while start < len(rows) and _is_head(rows[start], frame):
        start += 1
    again = {squeeze(text) for row in rows[begin:start] for text in row.texts}
    if start > begin and again != set(frame.words):
        return 0, 0, 0
    end = start
    while end < len(rows) and _fits(rows[end], frame):
        if end > start and rows[end].middle - rows[end - 1].middle > 3 * frame.pitch:
            break
        end += 1
    return (begin, start, end) if end > start else (0, 0, 0)


def _is_caption(row: _Row) -> bool:
    """Whether a line may be a title, or what stands above a table."""
    return any(_ALONE.search(text) or _TITLE.search(text) for text in row.texts)


def _is_head(row: _Row, frame: Frame) -> bool:
    """Whether a line is one of a table's header."""
    return {squeeze(text) for text in row.texts} <= set(frame.words)


def _fits(row: _Row, frame: Frame) -> bool:
    """Whether a line stands in the columns of a table, each piece in one, as high as its lines are."""
    alike = 8 * abs(row.bottom - row.top - frame.height) <= frame.height
    inside = all(
        _is_over(frame.stretches, one) and len(set(_over(frame.stretches, one))) == 1 for one in row.fragments
    )
    return alike and inside and not _is_caption(row)


def _part(page: Page, rows: Sequence[_Row], header: int, frame: Frame, bars: Sequence[Ruling]) -> PageTable:
    """Rows under the header of the page before, which may be printed again."""
    across = [bar.at for bar in bars if _is_across(bar, frame.edges[0], frame.edges[-1])]
    made = list(frame.header) if header else []
    made += _rows(page, rows[header:], frame, frame.stretches, list(range(len(frame.stretches))), across)
    return PageTable(page.number, frame.edges, made, rows[0].top, rows[-1].bottom, frame.plan.sure, frame)


def _body_top(
    rows: Sequence[_Row], start: int, first: int, columns: Sequence[tuple[int, int]], pitch: int
) -> int:
    """The first line of the first row: names without figures, or wrapped, stand above the first figure found."""
    figures = _figure_columns(rows[first : first + _SPARSEST], columns)
    top = first
    while top > start:
        row = rows[top - 1]
        if 10 * (rows[top].middle - row.middle) > 14 * pitch or _is_caption(row):
            break
        places = [_over(columns, one) for one in row.fragments]
        words = [text for text in row.texts if len(text) > 1]
        if not words or any(one != other for one, other in places):
            break
        if not all(
            one not in figures or _PLAIN.fullmatch(text) or _WHOLE.fullmatch(text)
            for (one, _), text in zip(places, row.texts, strict=True)
        ):
            break
        top -= 1
    return top


def _is_apart(fragments: Sequence[Fragment], texts: Sequence[str]) -> bool:
    """Whether a figure of a line stands well apart from what is beside it, as in a column of its own."""
    last = len(texts) - 1
    if not last:
        return _PLAIN.fullmatch(texts[0]) is not None
    return any(
        (_PLAIN.fullmatch(texts[i]) or (i and _WHOLE.fullmatch(texts[i]) and len(texts) > 2))
        and (i == 0 or _is_gap(fragments[i - 1], fragments[i], texts[i - 1][-1:]))
        and (i == last or _is_gap(fragments[i], fragments[i + 1], texts[i + 1]))
        for i in range(last + 1)
    )


def _is_gap(before: Fragment, after: Fragment, beside: str) -> bool:
    """Whether there is more room between two fragments than within a sentence; `beside` stands by a figure."""
    gap = after.x0 - before.x1
    return gap > after.height // 2 or (gap > after.height // 3 and _SENTENCE.match(beside) is None)


def _blocks(rows: Sequence[_Row], start: int = 0) -> list[tuple[int, int]]:
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
        if sum(rows[i].is_data for i in range(first, last + 1)) > 1
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
    pitch: int,
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
        if rows[top].top - row.bottom > max(3 * height, 5 * pitch // 2 - height) or any(
            _ALONE.search(text) for text in row.texts
        ):
            break
        # The lines drawn above and below a header enclose it; without them a line of several words is one, and
        # a word over several columns that stands as close as rows do.
        enclosed = any(at <= row.middle for at in above)
        several = len(row.fragments) > 1 and len({_over(columns, one) for one in row.fragments}) > 1
        if len(row.fragments) == 1 and not several:
            one = row.fragments[0]
            beside = [other for line in rows[found:first] for other in line.fragments]
            left = min(left, *(other.x0 for other in beside), left)
            right = max(right, *(other.x1 for other in beside), right)
            alike = 8 * abs(row.bottom - row.top - height) <= height and left <= one.x0 and one.x1 <= right
            titled = _TITLE.search(row.texts[0])
            several = alike and not titled and 10 * (rows[i + 1].middle - row.middle) <= 25 * pitch
        if len(above) > 1 and not enclosed:
            break
        top = i
        if several or (len(above) > 1 and enclosed):
            found = i
    return found


def _is_across(bar: Ruling, left: int, right: int) -> bool:
    """Whether a line covers most of the width between two places."""
    return min(bar.end, right) - max(bar.start, left) > (right - left) * 7 // 10


def _end(
    rows: Sequence[_Row],
    last: int,
    bars: Sequence[Ruling],
    columns: Sequence[tuple[int, int]],
    pitch: int,
) -> int:
    """The last row of a table: of those below the last figure, what stands as close as rows do, and above lines."""
    below = [bar.at for bar in bars if _is_across(bar, columns[0][0], columns[-1][1])]
    end = last
    for i in range(last + 1, min(len(rows), last + _TALLEST)):
        row = rows[i]
        if any(_ALONE.search(text) for text in row.texts):
            break
        ruled = any(row.middle < at < row.bottom + 2 * (row.bottom - row.top) for at in below)
        inside = all(
            _over(columns, one)[0] == _over(columns, one)[1] and _is_over(columns, one)
            for one in row.fragments
        )
        if not ruled and not (inside and 10 * (row.middle - rows[i - 1].middle) <= 11 * pitch):
            break
        end = i
    return end


def _is_over(columns: Sequence[tuple[int, int]], fragment: Fragment) -> bool:
    """Whether a fragment lies over a column, and not beside all of them."""
    return any(x0 < fragment.x1 and fragment.x0 < x1 for x0, x1 in columns)


def _table(
    page: Page,
    rows: Sequence[_Row],
    header: int,
    columns: Sequence[tuple[int, int]],
    bars: Sequence[Ruling],
) -> PageTable:
    height = median_low([row.bottom - row.top for row in rows])
    pitch = _pitch(rows[header:], columns, height)
    body = [one for row in rows[header:] for one in row.fragments]
    wrap = wrap_of(body, columns, pitch)
    numbering = [row for row in rows[:header] if _is_numbering(row)]
    fragments = [one for row in rows[:header] if row not in numbering for one in row.fragments]
    across = [bar.at for bar in bars if _is_across(bar, columns[0][0], columns[-1][1])]
    words = header_cells(page.text, fragments, bars, wrap, columns)
    inside = _figure_columns(rows[header:], columns)
    known = [
        Column(stretch, _alignment(rows[header:], stretch, height) if i in inside else "")
        for i, stretch in enumerate(columns)
    ]
    plan = heads_over(known, [word for word, _ in words], height, pitch)
    stretches = _stretches(plan.columns, [word for word, _ in words])
    edges = [stretches[0][0], *(one[1] + other[0] >> 1 for one, other in itertools.pairwise(stretches))]
    edges.append(stretches[-1][1])
    made = _header(page, plan, words, edges)
    for row in numbering:
        cells = _placed(row.fragments, stretches)
        made.append([_cell(page, i, 1, inside, edges, row.fragments) for i, inside in enumerate(cells)])
    printed = [i for i, column in enumerate(plan.columns) if column.stretch is not None]
    figures = _figure_columns(rows[header:], stretches)
    texts = [squeeze(text) for row in rows[:header] for text in row.texts]
    frame = Frame(plan, stretches, edges, figures, texts, made[:], height, pitch, wrap)
    made += _rows(page, rows[header:], frame, columns, printed, across)
    return PageTable(page.number, edges, made, rows[0].top, rows[-1].bottom, plan.sure, frame)


def _rows(
    page: Page,
    rows: Sequence[_Row],
    frame: Frame,
    columns: Sequence[tuple[int, int]],
    numbers: Sequence[int],
    across: Sequence[int],
) -> list[list[Cell]]:
    """The rows below a header; `numbers` says which of the table's columns each of `columns` is."""
    made = []
    for group in rows_of(page.text, rows, columns, across, frame.pitch, frame.wrap):
        cells: list[list[Fragment]] = [[] for _ in frame.stretches]
        for fragment in group:
            cells[numbers[_over(columns, fragment)[0]]].append(fragment)
        made.append(
            [
                _opened(_cell(page, i, 1, inside, frame.edges, group), frame.plan, frame.figures)
                for i, inside in enumerate(cells)
            ]
        )
    return made


def _opened(cell: Cell, plan: Plan, figures: Sequence[int]) -> Cell:
    """The cell, with all the columns that a figure in it may belong to."""
    if not _PLAIN.fullmatch(cell.text) and not (_WHOLE.fullmatch(cell.text) and cell.column in figures):
        return cell
    if not plan.sure:
        first = last = cell.column
        while first - 1 in figures:
            first -= 1
        while last + 1 in figures:
            last += 1
        return evolve(cell, open=tuple(range(first, last + 1)))
    return evolve(cell, open=plan.columns[cell.column].open)


def _figure_columns(rows: Sequence[_Row], stretches: Sequence[tuple[int, int]]) -> list[int]:
    """The columns that figures are printed in, and no words."""
    found: set[int] = set()
    words: set[int] = set()
    for row in rows:
        for fragment, text in zip(row.fragments, row.texts, strict=True):
            at = _over(stretches, fragment)[0]
            if _PLAIN.fullmatch(text) or _WHOLE.fullmatch(text):
                found.add(at)
            elif _WORDS.search(text):
                words.add(at)
    # Codes stand before the names.
    first = min(words, default=-1)
    return sorted(at for at in found - words if at > first)


def _pitch(rows: Sequence[_Row], columns: Sequence[tuple[int, int]], height: int) -> int:
    """The least distance between the lines of two rows: lines beside figures are lines of rows of their own."""
    figures = [row.middle for row in rows if row.is_data]
    found = [b - a for a, b in itertools.pairwise(figures) if 5 * (b - a) > 4 * height]
    if found and min(found) < 2 * height:
        return min(found)
    by_column: dict[int, list[int]] = {}
    for row in rows:
        for one in row.fragments:
            by_column.setdefault(_over(columns, one)[0], []).append(one.y0 + one.y1 >> 1)
    for middles in by_column.values():
        gaps = [b - a for a, b in itertools.pairwise(middles)]
        for i, gap in enumerate(gaps):
            beside = [any(4 * abs(middle - y) < height for y in figures) for middle in middles[i : i + 2]]
            before, after = gaps[i - 1] if i else 9 * gap, gaps[i + 1] if i + 1 < len(gaps) else 9 * gap
            # A line with as much room above as below may be the second one of three.
            if all(beside) or (beside[0] and 10 * before > 13 * gap) or (beside[1] and 10 * after > 13 * gap):
                found.append(gap)
    return min((gap for gap in found if 5 * gap > 4 * height), default=2 * height)


def _alignment(rows: Sequence[_Row], stretch: tuple[int, int], height: int) -> str:
    """How the cells of a column are aligned, as far as their widths differ: `r`, `l`, `c`, or several of them."""
    inside = [
        one
        for row in rows
        if row.is_data
        for one in row.fragments
        if stretch[0] <= one.x0 and one.x1 <= stretch[1]
    ]
    spread = {
        "r": [one.x1 for one in inside],
        "l": [one.x0 for one in inside],
        "c": [one.x0 + one.x1 >> 1 for one in inside],
    }
    found = "".join(way for way, at in spread.items() if at and 4 * (max(at) - min(at)) <= height)
    return found or "rlc"


def _stretches(columns: Sequence[Column], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where the columns begin and end, headers counted."""
    found: list[tuple[int, int]] = []
    for column in columns:
        ends = list(column.stretch or ())
        if column.leaf >= 0:
            ends += [words[column.leaf].x0, words[column.leaf].x1]
        found.append((min(ends), max(ends)))
    return found


def _placed(fragments: Sequence[Fragment], stretches: Sequence[tuple[int, int]]) -> list[list[Fragment]]:
    """Column numbers by their columns: one for each where they are as many, else by where they stand."""
    if len(fragments) == len(stretches):
        return [[one] for one in fragments]
    cells: list[list[Fragment]] = [[] for _ in stretches]
    for fragment in fragments:
        cells[_over(stretches, fragment)[0]].append(fragment)
    return cells


def _is_numbering(row: _Row) -> bool:
    """Whether a row prints column numbers and nothing else: `1 2 3`, `** ** 1 2`, `栏次 1 2`."""
    return len(row.texts) > 1 and all(map(_COLUMN_NUMBER.fullmatch, row.texts))


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
    page: Page, plan: Plan, words: Sequence[tuple[Word, list[Fragment]]], edges: Sequence[int]
) -> list[list[Cell]]:
    """The header: a row for each line of words over several columns, and one for those over one."""
    every = [one for _, inside in words for one in inside]
    if not every:
        return []
    rows: list[list[Cell]] = []
    covered: list[set[int]] = [set() for _ in plan.columns]
    for i, first, last in sorted(plan.over, key=lambda one: words[one[0]][0].y):
        at = len(covered[first])
        while len(rows) <= at:
            rows.append([])
        rows[at].append(_cell(page, first, last - first + 1, words[i][1], edges, every))
        for column in range(first, last + 1):
            covered[column].add(at)
    rows.append([])
    for column, one in enumerate(plan.columns):
        inside = words[one.leaf][1] if one.leaf >= 0 else []
        rows[len(covered[column])].append(_cell(page, column, 1, inside, edges, every))
    for row in rows:
        row.sort(key=lambda cell: cell.column)
    return [row for row in rows if row]
