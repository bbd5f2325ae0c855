"""Printing the header of a flattened table: cells over one, two or three rows, each centred in what it covers.

The cells are written row by row, one that reaches over several rows with the first of them.  Cells over the same rows
follow one another by the line grammar; others stand at another height, and the text ends its line in between, or
leaves an empty one where the way is longer.  Heights are counted in quarters of a line.

>>> columns = [Header(("序号",), 4), Header(("馆藏", "新书"), 6), Header(("馆藏", "古籍修复"), 6)]
>>> [row.replace(chr(10), "|") for row in header_rows(columns)]
['序号||馆藏', '新书|古籍修||复']
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from attrs import define, field, frozen

from tests.writer.printing import flow, wrap

__all__ = ["Header", "HeaderColumn", "header_rows"]

_LINE = 4
_GAP = 2
_NEAR = 3


class HeaderColumn(Protocol):
    """What a column has to say for itself."""

    @property
    def path(self) -> tuple[str, ...]:
        """Its header words, outermost first."""

    @property
    def width(self) -> int:
        """Its width."""


@frozen
class Header:
    """A column: its header words, outermost first, and its width."""

    path: tuple[str, ...]
    width: int


@define(eq=False)
class _Cell:
    lines: tuple[str, ...]
    row: int
    reach: int
    centre: int = field(default=0)


def _laid_out(
    columns: Sequence[HeaderColumn], level: int, row: int, rows: list[list[_Cell]], *, low: bool
) -> None:
    """Lay out the cells of some columns from a row on."""
    for _, group in groupby(enumerate(columns), key=lambda each: _cell_of(each, level)):
        own = [column for _, column in group]
        below = max(len(column.path) for column in own) - level - 1
        reach = len(rows) - row if not below else len(rows) - row - below if low else 1
        width = sum(column.width for column in own)
        rows[row].append(_Cell(wrap(own[0].path[level], width), row, reach))
        if below:
            _laid_out(own, level + 1, row + reach, rows, low=low)


def _cell_of(each: tuple[int, HeaderColumn], level: int) -> tuple[str, int]:
    """What two neighbours share where one cell is over both: a column's innermost cell is its own."""
    number, column = each
    return column.path[level], number if len(column.path) == level + 1 else -1


def header_rows(columns: Sequence[HeaderColumn], *, low: bool = False) -> list[str]:
    """The text of a header, row by row.

    A cell over others takes one row, or with `low` all rows that those below it leave.
    """
    depth = max(len(column.path) for column in columns)
    rows: list[list[_Cell]] = [[] for _ in range(depth)]
    _laid_out(columns, 0, 0, rows, low=low)
    heights = [max((len(c.lines) for c in row if c.reach == 1), default=1) * _LINE for row in rows]
    for row in rows:
        for cell in row:
            last = cell.row + cell.reach
            missing = len(cell.lines) * _LINE - sum(heights[cell.row : last])
            heights[last - 1] += max(0, missing)
    tops = [sum(heights[:row]) + _GAP * row for row in range(depth)]
    for row in rows:
        for cell in row:
            end = tops[cell.row + cell.reach - 1] + heights[cell.row + cell.reach - 1]
            cell.centre = (tops[cell.row] + end) * 2
    return _printed(rows)


def _printed(rows: Sequence[Sequence[_Cell]]) -> list[str]:
    """The text of each row; what a row begins with follows the row before it by a line end of some kind."""
    texts: list[str] = []
    before: _Cell | None = None
    for row in rows:
        text = ""
        for _, alike in groupby(row, key=lambda cell: (cell.row, cell.reach)):
            cells = list(alike)
            if text and before is not None:
                text += _step(before, cells[0])
            text += flow([cell.lines for cell in cells])
            before = cells[-1]
        texts.append(text)
    return texts


def _step(before: _Cell, here: _Cell) -> str:
    """What stands between two cells of one row that are not alike."""
    last = before.centre + (len(before.lines) - 1) * _LINE * 2
    first = here.centre - (len(here.lines) - 1) * _LINE * 2
    way = abs(first - last)
    if not way and len(before.lines) == len(here.lines) == 1:
        return " "
    return "\n" if 0 < way <= _NEAR * 4 else "\n\n"
