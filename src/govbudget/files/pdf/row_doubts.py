"""Rows that no line divides and that print does not force (行名存疑): figures of which it is open whose they are.

A figure stands beside its name.  Where figures have no name beside them, where lines of
one cell stand as far from one another as rows do, and where the names of groups stand somewhere beside their
rows, more than one way to read the rows is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import Final

from govbudget.files.pdf.fragments import Fragment, lines_of
from govbudget.files.pdf.regions import over
from govbudget.files.pdf.row_lines import STARTS

__all__ = ["unsure_figures"]

_WORDS: Final = re.compile("[\u4e00-\u9fff]")
_EVEN: Final = 112
"""Hundredths of the distance of two lines that may be one of the same name."""
_TOTAL: Final = re.compile(r"[合总小]\s*计$")

Row = list[list[Fragment]]
"""The fragments of a row, by columns."""


def unsure_figures(
    text: str,
    rows: Sequence[Sequence[Fragment]],
    columns: Sequence[tuple[int, int]],
    *,
    ruled: bool,
    lined: bool = False,
) -> list[set[int]]:
    """For each row the columns whose figures may belong to another row.

    `ruled` if lines or shades divide all rows, `lined` if lines do, which tell the names of groups as well.

    >>> words = "甲乙1.00"
    >>> name, other, figure = Fragment(0, 1, 0, 0, 9, 9), Fragment(1, 2, 0, 24, 9, 33), Fragment(2, 6, 20, 12, 40, 21)
    >>> unsure_figures(words, [[name], [figure], [other]], [(0, 9), (20, 40)], ruled=False)
    [set(), {1}, set()]
    """
    table = []
    for fragments in rows:
        cells: Row = [[] for _ in columns]
        for one in fragments:
            cells[over(columns, one)[0]].append(one)
        table.append(cells)
    found: list[set[int]] = [set() for _ in rows]
    least, leading = _least(text, table), _leading(text, table)
    for names, figures in _panels(text, table):
        grouped = _is_grouped(text, table, names, lined=lined)
        for i, row in enumerate(table):
            if not any(row[column] for column in figures):
                continue
            if grouped or (not ruled and _is_open(text, table, i, names, figures, least, leading)):
                found[i].update(column for column in figures if row[column])
    return found


def _is_word(text: str, cell: Sequence[Fragment]) -> bool:
    return any(_WORDS.search(text, one.start, one.end) for one in cell)


def _panels(text: str, table: Sequence[Row]) -> Iterator[tuple[list[int], list[int]]]:
    """The columns of names that stand side by side, and those of the figures behind them."""
    names: list[int] = []
    figures: list[int] = []
    for column in range(len(table[0]) if table else 0):
        cells = [row[column] for row in table if row[column]]
        if 2 * sum(_is_word(text, cell) for cell in cells) > len(cells):
            if figures:
                yield names, figures
                names, figures = [], []
            names.append(column)
        elif names:
            figures.append(column)
    if figures:
        yield names, figures


def _is_grouped(text: str, table: Sequence[Row], names: Sequence[int], *, lined: bool) -> bool:
    """Whether names of groups stand beside some of their rows, in a column of their own or not."""
    for column in names:
        reach = 0
        for one in sorted((one for row in table for one in row[column]), key=lambda one: one.x0):
            if reach and one.x0 > reach:
                return True
            reach = max(reach, one.x1)
    for column in names[:-1] if not lined else ():
        printed = [row[column] for row in table if row[column]]
        own = [cell for cell in printed if not _TOTAL.search(text[cell[-1].start : cell[-1].end])]
        if own and any(row[names[-1]] and not row[column] for row in table):
            return True
    return False


def _is_open(
    text: str,
    table: Sequence[Row],
    i: int,
    names: Sequence[int],
    figures: Sequence[int],
    least: int | None,
    leading: int | None,
) -> bool:
    """Whether a row's figures may belong to a name beside the one that it has."""
    row = table[i]
    own = [row[column] for column in names if _is_word(text, row[column])]
    beside = [table[k] for k in (i - 1, i + 1) if 0 <= k < len(table)]
    bare = [
        other
        for other in beside
        if any(other[column] for column in names) and not any(other[column] for column in figures)
    ]
    if not own:
        return True
    at = median_low([one.y0 + one.y1 for column in figures for one in row[column]])
    if all(_is_off(cell, at) for cell in own):
        return True
    for cell in own:
        gaps = _gaps(cell)
        far = 100 * max(gaps) > 93 * least if gaps and least is not None else False
        if gaps and least is None:
            far = 10 * max(gaps) > 16 * cell[0].height
        if far or (gaps and 100 * max(gaps) > _EVEN * min(gaps)):
            return True
    return any(
        _may_go_on(text, row[column], other[column], least, leading)
        for other in bare
        for column in names
        if row[column] and other[column]
    )


def _is_off(cell: Sequence[Fragment], at: int) -> bool:
    """Whether figures stand neither beside the middle of a name nor beside its first or last line.

    `at` is twice the height they stand at.
    """
    middles = [one.y0 + one.y1 for one in cell]
    first, last = min(middles), max(middles)
    return min(abs(at - first), abs(at - last), abs(2 * at - first - last) // 2) * 2 > cell[0].height


def _may_go_on(
    text: str, cell: Sequence[Fragment], other: Sequence[Fragment], least: int | None, leading: int | None
) -> bool:
    """Whether two names one above the other may be one: no wider apart than lines of one name are."""
    lower, upper = sorted((cell, other), key=lambda one: -min(line.y0 + line.y1 for line in one))
    if STARTS.match(text, lower[0].start, lower[0].end):
        return False
    gap = min(one.y0 + one.y1 for one in lower) - max(one.y0 + one.y1 for one in upper) >> 1
    if leading is not None:
        return 100 * gap <= _EVEN * leading
    return least is not None and 100 * gap < 95 * least


def _gaps(cell: Sequence[Fragment]) -> list[int]:
    """The distances of the lines of a cell."""
    middles = [line[0].y0 + line[0].y1 >> 1 for line in lines_of(cell)]
    return [b - a for a, b in pairwise(middles)]


def _leading(text: str, table: Sequence[Row]) -> int | None:
    """The distance of the lines of one name, as all wrapped names have it; None: no name is wrapped."""
    gaps = [
        gap for row in table for cell in row if len(cell) > 1 and _is_word(text, cell) for gap in _gaps(cell)
    ]
    return max(gaps, default=None)


def _least(text: str, table: Sequence[Row]) -> int | None:
    """The least distance between two rows of figures; None: there are no two."""
    middles = sorted(
        min(
            one.y0 + one.y1 >> 1
            for cell in row
            for one in cell
            if not _WORDS.search(text, one.start, one.end)
        )
        for row in table
        if any(cell and not _is_word(text, cell) for cell in row)
    )
    return min((b - a for a, b in pairwise(middles)), default=None)
