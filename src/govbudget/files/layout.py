"""Tables of documents and web pages as lines (文中表格): cells that span rows and columns, tables in tables.

A `Block` is a paragraph, a table or a break; a cell of a table holds blocks again.  A cell that spans several
places stands in the first; the others are covered.  A row that holds a table inside a cell only arranges
things on the page: what its cells hold is written one below the other.  So is a row of one cell that
covers the table and holds several paragraphs.

>>> cell = lambda text, across=1, down=1: TableCell([text], across, down)
>>> write_blocks([[[cell("收入", 2)], [cell("项目"), cell("金额")]]], writer := LineWriter("html"))
>>> [(line.cells, sorted(line.drawn.covered)) for line in writer.finish().lines]
[(('收入',), []), (('项目', '金额'), [])]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from attrs import frozen

from govbudget.errors import DamagedError, SourceTooLargeError
from govbudget.reading.intake import LineWriter

__all__ = ["Block", "TableCell", "TableRows", "joined", "write_blocks"]

_WIDE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_MOST_ACROSS: Final = 500
_WIDEST: Final = 10_000
_DEEPEST: Final = 30

Block: TypeAlias = "str | TableRows"
"""A paragraph, with tabs between its parts where it is printed with tabs; or a table, row by row."""


@frozen(eq=False)
class TableCell:
    """A cell (单元格): what stands in it, and how many columns and rows it spans."""

    blocks: Sequence[Block]
    across: int = 1
    down: int = 1
    absent: bool = False
    """Whether there is no cell in this place, as where a row begins further to the right."""


TableRows: TypeAlias = Sequence[Sequence[TableCell]]


def joined(parts: Iterable[str]) -> str:
    """The paragraphs of one cell as one text: a wrap inside Chinese is nothing, any other is a space.

    >>> joined(["一般公共", "预算", "12", "个"])
    '一般公共预算 12 个'
    """
    text = ""
    for part in parts:
        part = part.strip()
        if text and part and not (_WIDE.match(text[-1]) and _WIDE.match(part)):
            text += " "
        text += part
    return text


def write_blocks(blocks: Iterable[Block], writer: LineWriter, *, depth: int = 0) -> None:
    """Write blocks one below the other.  Raises `DamagedError` for tables too deep in one another."""
    if depth > _DEEPEST:
        raise DamagedError("tables in tables", f"more than {_DEEPEST} of them in one another")
    for block in blocks:
        if isinstance(block, str):
            writer.row(block.split("\t"))
        elif block:
            _write_table(block, writer, depth)


def _write_table(rows: TableRows, writer: LineWriter, depth: int) -> None:
    width = max(sum(_across(cell) for cell in row) for row in rows)
    for row, cells in zip(rows, _placed(rows), strict=True):
        if any(not isinstance(block, str) for cell in row for block in cell.blocks):
            for cell in row:
                write_blocks(cell.blocks, writer, depth=depth + 1)
            continue
        printed = [cell for cell in cells if cell is not None and not cell.absent]
        if len(printed) == 1 and _across(printed[0]) >= width:
            write_blocks(printed[0].blocks, writer, depth=depth + 1)
        else:
            writer.row(None if cell is None or cell.absent else _text(cell) for cell in cells)


def _text(cell: TableCell) -> str:
    return joined(block.replace("\t", " ") for block in cell.blocks if isinstance(block, str))


def _across(cell: TableCell) -> int:
    return min(max(cell.across, 1), _MOST_ACROSS)


def _placed(rows: TableRows) -> Iterator[list[TableCell | None]]:
    """The cells of each row in their columns, None where a neighbour covers the place."""
    below: dict[int, int] = {}
    for row in rows:
        line: list[TableCell | None] = []
        taken = {column for column, left in below.items() if left}
        below = {column: left - 1 for column, left in below.items() if left > 1}
        for cell in row:
            while len(line) in taken:
                line.append(None)
            if len(line) > _WIDEST:
                break
            for place in range(_across(cell)):
                if cell.down > 1:
                    below[len(line)] = max(below.get(len(line), 0), cell.down - 1)
                line.append(cell if not place else None)
        line += [None] * (max(taken, default=-1) + 1 - len(line))
        if len(line) > _WIDEST:
            raise SourceTooLargeError(f"tables of at most {_WIDEST} columns", str(len(line)))
        yield line
