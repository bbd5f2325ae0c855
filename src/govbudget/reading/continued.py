"""Tables that go on under their title on another page (续表), put together.

>>> from govbudget.reading.captions import Caption
>>> from govbudget.reading.grid import Grid
>>> from govbudget.reading.source import split_lines
>>> caption = Caption(title="支出表")
>>> parts = ("项目\\t合计\\n办公费\\t8", "项目\\t合计\\n印刷费\\t9")
>>> tables = [RawTable(caption=caption, grid=Grid.of_lines(split_lines(part)), line=1) for part in parts]
>>> [len(table.grid.rows) for table in join_continued(tables)]
[4]
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from govbudget.reading.grid import Grid, GridRow, RawTable
from govbudget.reading.header import header_height

__all__ = ["join_continued"]


def join_continued(tables: Sequence[RawTable]) -> tuple[RawTable, ...]:
    """Tables continued on another page under the same title and header, joined to one.

    A part continues the table before it if both print the same title, entity and header, and if it does not
    begin as that one begins: a second table of the same kind starts with its own total or first row.
    """
    joined: list[RawTable] = []
    for table in tables:
        if joined and _continues(joined[-1], table):
            before = joined[-1]
            joined[-1] = evolve(
                before,
                grid=Grid((*before.grid.rows, *table.grid.rows)),
                notes=(*before.notes, *table.notes),
                spans=(*before.spans, *table.spans),
            )
        else:
            joined.append(table)
    return tuple(joined)


def _continues(before: RawTable, table: RawTable) -> bool:
    first, second = before.grid.rows, table.grid.rows
    if not table.caption.title or not first or not second or before.caption != table.caption:
        return False
    height = header_height(second)
    if not height or height >= len(second) or height >= len(first) or header_height(first) != height:
        return False
    same = all(a.cells == b.cells for a, b in zip(first[:height], second[:height], strict=True))
    return same and _names(first[height]) != _names(second[height])


def _names(row: GridRow) -> list[str]:
    return [cell for cell in row.cells if cell and not cell[:1].isdigit()]
