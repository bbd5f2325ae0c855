"""The rows of a table that no line divides into columns (无竖线表格的行): cells by the table's columns.

How a table is divided is told by its header, or by that of the part of it on the page before.  Lines drawn across
between its rows leave out the cells that go on over several of them: such a cell stands in the first of its rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import evolve, frozen

from govbudget.files.pdf.cells import Cell, text_of
from govbudget.files.pdf.fragments import Fragment
from govbudget.files.pdf.heads import Plan
from govbudget.files.pdf.marks import Marks
from govbudget.files.pdf.pdfium import Page
from govbudget.files.pdf.regions import over
from govbudget.files.pdf.row_doubts import unsure_figures
from govbudget.files.pdf.row_lines import are_ruled, rows_of
from govbudget.files.pdf.text_lines import PLAIN, WHOLE, TextLine
from govbudget.files.pdf.turn import POINT, Rect

__all__ = ["Frame", "cell_of", "rows_under"]


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
    drawn: bool = False
    """Whether lines are drawn between the words of its header."""


def rows_under(
    page: Page,
    rows: Sequence[TextLine],
    frame: Frame,
    columns: Sequence[tuple[int, int]],
    numbers: Sequence[int],
    marks: Marks,
) -> list[list[Cell]]:
    """The rows below a header; `numbers` says which of the table's columns each of `columns` is."""
    made = []
    across = marks.across(columns[0][0], columns[-1][1])
    groups = rows_of(page.text, rows, columns, across, frame.pitch, frame.wrap)
    ruled = are_ruled(rows, across, frame.pitch)
    lined = ruled and are_ruled(rows, marks.lines_across(columns[0][0], columns[-1][1]), frame.pitch)
    going_on: list[set[int]] = [set() for _ in groups]
    if lined:
        groups, going_on = _merged(groups, columns, marks)
    doubts = unsure_figures(page.text, groups, columns, ruled=ruled, lined=lined)
    for group, unsure, covered in zip(groups, doubts, going_on, strict=True):
        open_ = {numbers[column] for column in unsure}
        gone = {numbers[column] for column in covered}
        cells: list[list[Fragment]] = [[] for _ in frame.stretches]
        for fragment in group:
            cells[numbers[over(columns, fragment)[0]]].append(fragment)
        made.append(
            [
                _opened(cell_of(page, i, 1, inside, frame.edges, group), frame, unsure=i in open_)
                for i, inside in enumerate(cells)
                if inside or i not in gone
            ]
        )
    return made


def _merged(
    groups: Sequence[list[Fragment]], columns: Sequence[tuple[int, int]], marks: Marks
) -> tuple[list[list[Fragment]], list[set[int]]]:
    """The rows with what stands in cells of several rows in the first of them, and in which columns each goes on."""
    left, right = columns[0][0], columns[-1][1]
    lines = [line for line in marks.lines if line.end > left and line.start < right]
    places = sorted(set(marks.lines_across(left, right)))
    found = [list(group) for group in groups]
    covered: list[set[int]] = [set() for _ in groups]
    bands = [bisect_right(places, min(one.y0 + one.y1 for one in group) // 2) for group in groups]
    for at in range(1, len(groups)):
        if bands[at] != bands[at - 1] + 1:
            continue
        between = [line for line in lines if abs(line.at - places[bands[at] - 1]) <= POINT]
        for k, (x0, x1) in enumerate(columns):
            if not any(line.start < x1 and x0 < line.end for line in between):
                covered[at].add(k)
    for at in reversed(range(1, len(groups))):
        for one in [one for one in found[at] if over(columns, one)[0] in covered[at]]:
            found[at].remove(one)
            found[at - 1].append(one)
    return found, covered


def _opened(cell: Cell, frame: Frame, *, unsure: bool) -> Cell:
    """The cell, with all the columns that a figure in it may belong to; `unsure` if its row is in doubt."""
    plan, figures = frame.plan, frame.figures
    if not PLAIN.fullmatch(cell.text) and not (WHOLE.fullmatch(cell.text) and cell.column in figures):
        return cell
    if not plan.sure:
        first = last = cell.column
        while first - 1 in figures:
            first -= 1
        while last + 1 in figures:
            last += 1
        return evolve(cell, open=tuple(range(first, last + 1)))
    return evolve(cell, open=plan.columns[cell.column].open or (cell.column,) * unsure)


def cell_of(
    page: Page,
    column: int,
    columns: int,
    inside: Sequence[Fragment],
    edges: Sequence[int],
    row: Sequence[Fragment],
) -> Cell:
    """The cell of a row that begins at a column, with the fragments inside it."""
    around = inside or row
    rect: Rect = (
        edges[column],
        min(one.y0 for one in around),
        edges[column + columns],
        max(one.y1 for one in around),
    )
    return Cell(column, columns, text_of(page.text, inside, rect) if inside else "", rect)
