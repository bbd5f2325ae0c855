"""Tables without lines between their columns (无竖线表格): columns by the alignment of what is printed.

Lines with a figure that stands apart from what is beside it are rows; rows near one another are a table.
Its columns are the stretches that the rows leave white between them.  The header is what stands right above,
as far as it lies over the columns; a header word over several columns is a merged cell.  Lines drawn across
the table, and the edges of filled stripes, are the edges of its rows; without them every line with a figure
is a row, and a line without one belongs to the row it stands close to, or is a row by itself.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from statistics import median_low
from typing import Final

from attrs import evolve

from govbudget.files.pdf.cells import Cell, PageTable, has_unsure_rows
from govbudget.files.pdf.fragments import Fragment, lines_of
from govbudget.files.pdf.frames import Frame, cell_of, rows_under
from govbudget.files.pdf.gaps import parted
from govbudget.files.pdf.head_boxes import lines_above
from govbudget.files.pdf.head_doubts import is_blurred, may_be_head
from govbudget.files.pdf.head_joins import may_be_parted
from govbudget.files.pdf.header_cells import header_cells
from govbudget.files.pdf.heads import Column, Plan, Word, heads_over
from govbudget.files.pdf.marks import Marks
from govbudget.files.pdf.pdfium import Page
from govbudget.files.pdf.regions import (
    blocks_of,
    body_top,
    columns_of,
    end_of,
    figure_columns,
    header_top,
    is_over,
    mostly_figures,
    over,
    pitch_of,
    word_columns,
)
from govbudget.files.pdf.row_lines import leading_of, wrap_of
from govbudget.files.pdf.text_lines import PLAIN, TextLine, is_caption, is_numbering, line_of
from govbudget.files.pdf.turn import POINT
from govbudget.text import squeeze

__all__ = ["Frame", "aligned", "below"]

_FEWEST: Final = 2
_MOST_COLUMNS: Final = 150
_MOST_ROWS: Final = 1_000


def below(
    page: Page, table: PageTable, fragments: Sequence[Fragment], marks: Marks
) -> tuple[PageTable, list[Fragment]]:
    """A table of which only the header is drawn in lines, with the rows below it; and the fragments left."""
    rows = [line_of(page.text, line) for line in lines_of(fragments)] if fragments else []
    start = next((i for i, row in enumerate(rows) if row.middle > table.bottom), len(rows))
    stretches = list(itertools.pairwise(table.xs))
    height = min((cell.rect[3] - cell.rect[1] for row in table.rows for cell in row), default=0)
    end = start
    while end < len(rows) and not is_caption(rows[end]) and _is_inside(rows[end], table.xs):
        before = rows[end - 1].bottom if end > start else table.bottom
        if rows[end].top - before > max(3 * (rows[end].bottom - rows[end].top), 2 * height):
            break
        end += 1
    body = rows[start:end]
    if not any(row.is_data for row in body):
        return table, list(fragments)
    plan = Plan([Column(stretch) for stretch in stretches], [], sure=True)
    line = median_low([row.bottom - row.top for row in body])
    pitch = pitch_of(body, stretches, line)
    wrap = wrap_of([one for row in body for one in row.fragments], stretches, pitch)
    texts = [squeeze(cell.text) for row in table.rows for cell in row if cell.text]
    figures = mostly_figures(body, stretches)
    frame = Frame(plan, stretches, table.xs, figures, texts, table.rows, line, pitch, wrap, drawn=True)
    made = table.rows + rows_under(page, body, frame, stretches, list(range(len(stretches))), marks)
    rest = [one for row in (*rows[:start], *rows[end:]) for one in row.fragments]
    sure = not has_unsure_rows(made)
    return PageTable(page.number, table.xs, made, table.top, body[-1].bottom, sure, frame), rest


def _is_inside(row: TextLine, xs: Sequence[int]) -> bool:
    """Whether the pieces of a line stand between the lines that a header draws, each in one column."""
    return all(
        bisect_right(xs, one.x0 + POINT) == bisect_right(xs, one.x1 - POINT)
        and xs[0] <= one.x0
        and one.x1 <= xs[-1]
        for one in row.fragments
    )


def aligned(
    page: Page, fragments: Sequence[Fragment], marks: Marks, before: PageTable | None = None
) -> tuple[list[PageTable], list[Fragment]]:
    """The tables that fragments outside of drawn grids make, and the fragments that belong to none.

    `before` is the table that ends the page before, if it is such a one: it may go on.
    """
    rows = [line_of(page.text, line) for line in lines_of(fragments)] if fragments else []
    frame = None if before is None else before.frame
    if len(rows) > _MOST_ROWS or not (isinstance(frame, Frame) or blocks_of(rows)):
        return [], list(fragments)
    whole_of: dict[int, Fragment] = {}
    parts = [part for one in fragments for part in _parted(page, one, whole_of)]
    tables, rest = _found([line_of(page.text, line) for line in lines_of(parts)], page, marks, frame)
    left = {id(one): one for one in (whole_of.get(id(part), part) for part in rest)}
    return tables, list(left.values())


def _parted(page: Page, fragment: Fragment, whole_of: dict[int, Fragment]) -> list[Fragment]:
    """The texts of cells that a fragment is made of; `whole_of` is told what they are parts of."""
    parts = parted(page.text, page.boxes, fragment)
    if len(parts) > 1:
        whole_of.update((id(part), fragment) for part in parts)
    return parts


def _found(
    rows: Sequence[TextLine], page: Page, marks: Marks, frame: object
) -> tuple[list[PageTable], list[Fragment]]:
    """The tables that lines make, and the fragments that belong to none."""
    tables: list[PageTable] = []
    rest: list[Fragment] = []
    start = 0
    if isinstance(frame, Frame):
        top, begin, start = _continued(rows, frame)
        if start:
            tables.append(_part(page, rows[top:start], begin - top, frame, marks))
            for row in rows[:top]:
                rest.extend(row.fragments)
    for first, last in blocks_of(rows[start:], start):
        height = median_low([row.bottom - row.top for row in rows[first : last + 1] if row.is_data])
        columns = columns_of(rows[first : last + 1], height)
        if not _FEWEST <= len(columns) <= _MOST_COLUMNS:
            continue
        pitch = pitch_of(rows[first : last + 1], columns, height)
        begin = body_top(rows, start, first, last, columns, pitch)
        top = header_top(rows, start, begin, columns, height, pitch, marks.lines)
        low = end_of(rows, last, marks, columns, pitch)
        for row in rows[start:top]:
            rest.extend(row.fragments)
        alone = top == 0 or (top == start and rows[top - 1].is_data)
        whole = alone or not may_be_head(rows, top, columns, pitch, height)
        tables.append(_table(page, rows[top : low + 1], begin - top, columns, marks, whole=whole))
        start = low + 1
    for row in rows[start:]:
        rest.extend(row.fragments)
    return tables, rest


def _continued(rows: Sequence[TextLine], frame: Frame) -> tuple[int, int, int]:
    """The lines at the top of a page that go on with a table.

    The first line of its header printed again, the first line of its rows, and the first one that does not go on.
    """
    begin = 0
    heads = [i for i in range(min(_FEWEST, len(rows))) if _is_head(rows[i], frame)]
    # A running head may stand above it.
    over_it = bool(rows) and not rows[0].is_data and not is_caption(rows[0]) and not _fits(rows[0], frame)
    begin = heads[0] if heads else int(over_it)
    start = begin
    while start < len(rows) and _is_head(rows[start], frame):
        start += 1
    again = {squeeze(text) for row in rows[begin:start] for text in row.texts}
    if start > begin and again != set(frame.words):
        if not begin or over_it:
            return 0, 0, 0
        # The second line of a wrapped name, in the words of the header.
        begin = start = 0
    end = start
    while end < len(rows) and _fits(rows[end], frame):
        if end > start and rows[end].middle - rows[end - 1].middle > 3 * frame.pitch:
            break
        end += 1
    if end < len(rows) and rows[end].is_data and rows[end].middle - rows[end - 1].middle <= 3 * frame.pitch:
        # Rows that do not stand in its columns right below: all of them may be another table's.
        return 0, 0, 0
    return (begin, start, end) if any(row.is_data for row in rows[start:end]) else (0, 0, 0)


def _is_head(row: TextLine, frame: Frame) -> bool:
    """Whether a line is one of a table's header."""
    return {squeeze(text) for text in row.texts} <= set(frame.words)


def _fits(row: TextLine, frame: Frame) -> bool:
    """Whether a line stands in the columns of a table, each piece in one, figures alone, as high as its lines are."""
    # Figures beside the middle of a name of two lines stand on a line with one of them, a little off.
    alike = 8 * abs(max(one.height for one in row.fragments) - frame.height) <= frame.height
    inside = all(
        is_over(frame.stretches, one) and len(set(over(frame.stretches, one))) == 1 for one in row.fragments
    )
    places = [over(frame.stretches, one)[0] for one in row.fragments] if inside else []
    beside = any(
        place == other and row.fragments[i].x1 < row.fragments[i + 1].x0
        for i, (place, other) in enumerate(itertools.pairwise(places))
        if any(PLAIN.fullmatch(text) for text in row.texts[i : i + 2])
    )
    return alike and inside and not beside and not is_caption(row)


def _part(page: Page, rows: Sequence[TextLine], header: int, frame: Frame, marks: Marks) -> PageTable:
    """Rows under the header of the page before, which may be printed again."""
    made = list(frame.header) if header else []
    here = frame
    if frame.wrap >= 93 * frame.pitch // 100:
        # Names may be wrapped here though none were before.
        body = [one for row in rows[header:] for one in row.fragments]
        here = evolve(frame, wrap=wrap_of(body, frame.stretches, frame.pitch))
    made += rows_under(page, rows[header:], here, frame.stretches, list(range(len(frame.stretches))), marks)
    sure = frame.plan.sure and not has_unsure_rows(made)
    return PageTable(page.number, frame.edges, made, rows[0].top, rows[-1].bottom, sure, frame)


def _table(
    page: Page,
    rows: Sequence[TextLine],
    header: int,
    columns: Sequence[tuple[int, int]],
    marks: Marks,
    *,
    whole: bool,
) -> PageTable:
    """The table that lines make, the first `header` of them its header; `whole` if that is all of it."""
    height = median_low([row.bottom - row.top for row in rows])
    pitch = pitch_of(rows[header:], columns, height)
    body = [one for row in rows[header:] for one in row.fragments]
    wrap = wrap_of(body, columns, pitch)
    numbering = [row for row in rows[:header] if is_numbering(row.texts)]
    fragments = [one for row in rows[:header] if row not in numbering for one in row.fragments]
    words = header_cells(page.text, fragments, marks.lines, wrap, columns)
    inside = figure_columns(rows[header:], columns)
    named = word_columns(rows[header:], columns)
    known = [
        Column(stretch, _alignment(rows[header:], stretch, height) if i in inside else "", named=i in named)
        for i, stretch in enumerate(columns)
    ]
    heads = [word for word, _ in words]
    extent = marks.ends(columns[0][0], columns[-1][1])
    depths = lines_above(heads, marks.lines)
    plan = heads_over(known, heads, height, pitch, extent, depths)
    numbered = all(len(row.fragments) == len(plan.columns) or "栏次" in row.texts for row in numbering)
    if not whole or not words or not numbered or is_blurred(rows[header:], words, columns, inside):
        plan = evolve(plan, sure=False)
    if plan.sure and may_be_parted(
        known, words, height, pitch, leading_of(body, columns, pitch), extent, depths
    ):
        plan = evolve(plan, sure=False)
    stretches = _stretches(plan.columns, [word for word, _ in words])
    edges = [stretches[0][0], *(one[1] + other[0] >> 1 for one, other in itertools.pairwise(stretches))]
    edges.append(stretches[-1][1])
    made = _header(page, plan, words, edges)
    for row in numbering:
        cells = _placed(row.fragments, stretches)
        made.append([cell_of(page, i, 1, inside, edges, row.fragments) for i, inside in enumerate(cells)])
    printed = [i for i, column in enumerate(plan.columns) if column.stretch is not None]
    figures = [printed[i] for i in mostly_figures(rows[header:], columns)]
    figures = sorted({*figures, *(i for i, column in enumerate(plan.columns) if column.stretch is None)})
    texts = [squeeze(text) for row in rows[:header] for text in row.texts]
    frame = Frame(plan, stretches, edges, figures, texts, made[:], height, pitch, wrap)
    made += rows_under(page, rows[header:], frame, columns, printed, marks)
    sure = plan.sure and not has_unsure_rows(made)
    return PageTable(page.number, edges, made, rows[0].top, rows[-1].bottom, sure, frame)


def _alignment(rows: Sequence[TextLine], stretch: tuple[int, int], height: int) -> str:
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
    leaves = [column.leaf for column in columns]
    for column in columns:
        ends = list(column.stretch or ())
        if column.leaf >= 0 and (leaves.count(column.leaf) == 1 or not ends):
            ends += [words[column.leaf].x0, words[column.leaf].x1]
        found.append((min(ends), max(ends)))
    return found


def _placed(fragments: Sequence[Fragment], stretches: Sequence[tuple[int, int]]) -> list[list[Fragment]]:
    """Column numbers by their columns: one for each where they are as many, else by where they stand."""
    if len(fragments) == len(stretches):
        return [[one] for one in fragments]
    cells: list[list[Fragment]] = [[] for _ in stretches]
    for fragment in fragments:
        cells[over(stretches, fragment)[0]].append(fragment)
    return cells


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
        rows[at].append(cell_of(page, first, last - first + 1, words[i][1], edges, every))
        for column in range(first, last + 1):
            covered[column].add(at)
    rows.append([])
    for column, one in enumerate(plan.columns):
        if column and one.leaf >= 0 and plan.columns[column - 1].leaf == one.leaf:
            continue
        inside = words[one.leaf][1] if one.leaf >= 0 else []
        both = column + 1 < len(plan.columns) and one.leaf >= 0 and plan.columns[column + 1].leaf == one.leaf
        rows[len(covered[column])].append(cell_of(page, column, 2 if both else 1, inside, edges, every))
    for row in rows:
        row.sort(key=lambda cell: cell.column)
    return [row for row in rows if row]
