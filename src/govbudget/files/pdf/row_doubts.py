"""Rows that no line divides and that print does not force (行名存疑): figures of which it is open whose they are.

A figure stands beside its name.  Where figures have no name beside them, where lines of
one cell stand as far from one another as rows do, and where the names of groups stand somewhere beside their
rows, more than one way to read the rows is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from govbudget.files.pdf.fragments import Fragment, lines_of
from govbudget.files.pdf.regions import over

__all__ = ["unsure_figures"]

_WORDS: Final = re.compile("[\u4e00-\u9fff]")
_TOTAL: Final = re.compile(r"[合总小]\s*计$")

Row = list[list[Fragment]]
"""The fragments of a row, by columns."""


def unsure_figures(
    text: str, rows: Sequence[Sequence[Fragment]], columns: Sequence[tuple[int, int]], *, ruled: bool
) -> list[set[int]]:
    """For each row the columns whose figures may belong to another row; `ruled` if lines divide all rows.

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
    least = _least(text, table)
    for names, figures in _panels(text, table):
        grouped = _is_grouped(text, table, names)
        for i, row in enumerate(table):
            if not any(row[column] for column in figures):
                continue
            if grouped or (not ruled and _is_open(text, table, i, names, figures, least)):
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


def _is_grouped(text: str, table: Sequence[Row], names: Sequence[int]) -> bool:
    """Whether names of groups stand beside some of their rows, in a column of their own or not."""
    for column in names:
        reach = 0
        for one in sorted((one for row in table for one in row[column]), key=lambda one: one.x0):
            if reach and one.x0 > reach:
                return True
            reach = max(reach, one.x1)
    for column in names[:-1]:
        printed = [row[column] for row in table if row[column]]
        own = [cell for cell in printed if not _TOTAL.search(text[cell[-1].start : cell[-1].end])]
        if own and any(row[names[-1]] and not row[column] for row in table):
            return True
    return False


def _is_open(
    text: str, table: Sequence[Row], i: int, names: Sequence[int], figures: Sequence[int], least: int | None
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
    for cell in own:
        middles = [line[0].y0 + line[0].y1 >> 1 for line in lines_of(cell)]
        gap = max((b - a for a, b in pairwise(middles)), default=0)
        far = 100 * gap > 85 * least if least is not None else 10 * gap > 16 * cell[0].height
        if gap and far:
            return True
    if least is None:
        return False
    for other in bare:
        for column in names:
            if row[column] and other[column]:
                ends = [one.y0 + one.y1 >> 1 for one in row[column]]
                gap = min(abs((one.y0 + one.y1 >> 1) - end) for one in other[column] for end in ends)
                if 100 * gap < 95 * least:
                    return True
    return False


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
