"""Rows that the end of a page cuts in two (跨页行): their second halves go back to them.

Word processors break a row where the page is full: short texts and the first lines of long ones stand on one
page, the rest of the long ones on the next, and nothing beside them.  That a row is such a rest is said by the cells
above it, whose last lines are full; and that no other row of the table prints so little.

A cell that goes on on the next page has its name once, although spreadsheets draw it on both and hide it on one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from govbudget.files.pdf.cells import Cell, PageTable, between
from govbudget.files.pdf.text_lines import PLAIN
from govbudget.files.pdf.turn import POINT

__all__ = ["mended"]

_NEAR: Final = 3 * POINT
_BEGINS: Final = re.compile(r"[（(]?[一二三四五六七八九十\d]+[、.．)）]|[注其合总小][：:中计]")
"""What begins a name, and so no rest of one."""

Row = list[Cell]


def mended(parts: Sequence[PageTable]) -> list[PageTable]:
    """The parts of a table on the pages it stands on, each with its rows whole."""
    found = list(parts)
    for i in range(1, len(found)):
        before, part = found[i - 1], found[i]
        at = _repeated(found[0], part)
        if not before.rows or at >= len(part.rows):
            continue
        part = found[i] = _named_once(before, part, at)
        whole = _joined(before, part, part.rows[at])
        if whole is not None and not _prints_as_little(found, part.rows[at]):
            found[i - 1] = evolve(before, rows=[*before.rows[:-1], whole])
            found[i] = evolve(part, rows=[*part.rows[:at], *part.rows[at + 1 :]])
    return found


def _named_once(before: PageTable, part: PageTable, at: int) -> PageTable:
    """A part without the hidden names of cells that stand on the page before: they go on, and have one name."""
    foot = [cell for row in before.rows for cell in row if abs(cell.rect[3] - before.bottom) <= _NEAR]
    row = [
        evolve(cell, text="")
        if cell.is_hidden
        and any(cell.text == above.text and _are_one(before, above, part, cell) for above in foot)
        else cell
        for cell in part.rows[at]
    ]
    return evolve(part, rows=[*part.rows[:at], row, *part.rows[at + 1 :]])


def _repeated(first: PageTable, part: PageTable) -> int:
    """How many rows at the top of a part are those of the table's header again."""
    header = [_texts(row) for row in first.rows]
    rows = [_texts(row) for row in part.rows]
    if part is first or not rows or rows[0] not in header:
        return 0
    start = header.index(rows[0])
    count = 0
    while count < len(rows) and start + count < len(header) and rows[count] == header[start + count]:
        count += 1
    return count


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row]


def _joined(before: PageTable, part: PageTable, rest: Row) -> Row | None:
    """The last row of a part with the texts of another one added to its cells, if they may be its rest."""
    last = before.rows[-1]
    printed = [cell for cell in rest if cell.text]
    if not printed or len(printed) >= sum(bool(cell.text) for cell in last):
        return None
    row = list(last)
    for cell in printed:
        at = next((i for i, above in enumerate(row) if _are_one(before, above, part, cell)), None)
        if at is None or not row[at].is_full or _BEGINS.match(cell.text) or PLAIN.fullmatch(cell.text):
            return None
        text = row[at].text
        row[at] = evolve(row[at], text=text + between(text, cell.text, full=True) + cell.text)
    return row


def _are_one(before: PageTable, above: Cell, part: PageTable, cell: Cell) -> bool:
    """Whether two cells stand in one column."""
    return all(
        abs(above.rect[side] - before.xs[0] - cell.rect[side] + part.xs[0]) <= _NEAR for side in (0, 2)
    )


def _prints_as_little(parts: Sequence[PageTable], rest: Row) -> bool:
    """Whether another row below the header prints nothing but what stands in the columns of this one."""
    columns = {cell.column for cell in rest if cell.text}
    rows = [row for part in parts for row in part.rows]
    first = next((i for i, row in enumerate(rows) if any(PLAIN.fullmatch(cell.text) for cell in row)), 0)
    for row in rows[first:]:
        printed = {cell.column for cell in row if cell.text}
        if row is not rest and printed and printed <= columns:
            return True
    return False
