"""Rows that the end of a page cuts in two (跨页行): their second halves go back to them.

Word processors break a row where the page is full: short texts and the first lines of long ones stand on one
page, the rest of the long ones on the next, and nothing beside them.  That a row is such a rest is said by the cells
above it, whose last lines are full; and that no other row of the table prints so little.

A cell that goes on on the next page has its name once, in its first part: spreadsheets draw it on both pages and
hide it on one, or on the second alone.
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

_WORDS: Final = re.compile("[\u4e00-\u9fff]{2}")

Row = list[Cell]


def mended(parts: Sequence[PageTable]) -> list[PageTable]:
    """The parts of a table on the pages it stands on, each with its rows whole."""
    found = list(parts)
    for i in range(1, len(found)):
        before, part = found[i - 1], found[i]
        at = _repeated(found[0], part)
        if not before.rows or at >= len(part.rows):
            continue
        _name_once(before, part, at)
        whole = _joined(before, part, part.rows[at])
        if whole is not None and not _prints_as_little(found, part.rows[at]):
            found[i - 1] = evolve(before, rows=[*before.rows[:-1], whole])
            found[i] = evolve(part, rows=[*part.rows[:at], *part.rows[at + 1 :]])
    return found


def _name_once(before: PageTable, part: PageTable, at: int) -> None:
    """Leave cells that go on from one part to the other their name once, in the first.

    Such a cell has its name on both pages, hidden on the second; or on the second alone, in the middle of both
    halves of the cell together.
    """
    feet = [
        (row, i)
        for row in before.rows
        for i, cell in enumerate(row)
        if abs(cell.rect[3] - before.bottom) <= _NEAR
    ]
    top = part.rows[at]
    for place, cell in enumerate(top):
        for row, i in feet if cell.text else ():
            above = row[i]
            if not _are_one(before, above, part, cell):
                continue
            if above.text == cell.text and (above.is_hidden or cell.is_hidden):
                top[place] = evolve(cell, text="")
            elif not above.text and _is_in_the_middle(above, cell, top):
                row[i], top[place] = evolve(above, text=cell.text), evolve(cell, text="")


def _is_in_the_middle(above: Cell, cell: Cell, row: Row) -> bool:
    """Whether the words of a cell stand in the middle of it and the one above it together, and not of it alone.

    What else the row prints has to stand in the middle of its own cell: in a row whose texts stand at the top the
    place of one says nothing.
    """
    if not _WORDS.search(cell.text) or any(
        one.text and one is not cell and not _is_centred(one) for one in row
    ):
        return False
    whole = above.rect[3] - above.rect[1] + cell.rect[3] - cell.rect[1]
    off = abs(2 * (cell.rect[3] - cell.middle) - whole)
    return off <= 2 * _NEAR and 2 * off < abs(2 * cell.middle - cell.rect[1] - cell.rect[3])


def _is_centred(cell: Cell) -> bool:
    """Whether the text of a cell stands as far from its upper as from its lower edge."""
    return abs(2 * cell.middle - cell.rect[1] - cell.rect[3]) <= _NEAR


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
