"""Tables too wide for a page (横向跨页): their right columns stand on the next page, and go back beside the left ones.

Spreadsheets print what does not fit the width of a page on pages of its own, after the pages below one another.
Such a part has figures alone, no names, and its rows stand exactly as high as those of the part it belongs to.
What stands above it belongs above the table; what the first page prints too, as the title over both, is there once.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from govbudget.files.pdf.cells import Cell, PageTable
from govbudget.files.pdf.flow import Line
from govbudget.files.pdf.layout import Layout
from govbudget.files.pdf.text_lines import PLAIN
from govbudget.files.pdf.turn import POINT

__all__ = ["beside_one_another"]

_NEAR: Final = 2 * POINT
_FEWEST: Final = 3
_VALUE: Final = re.compile(r"[-+−]?[\d,.\s]*\d\s*[%％]?|[-—]+|\*+")
_WORD: Final = re.compile("[\u4e00-\u9fff]")


def beside_one_another(layouts: Sequence[Layout]) -> list[Layout]:
    """The pages, the right parts of tables put beside the left ones on the pages of these."""
    pages = list(layouts)
    start = 0
    while start < len(pages):
        end = _pages_of_one_table(pages, start)
        count = end - start
        while _has_names(pages[start]) and _go_beside(pages, start, end, count):
            for i in range(count):
                _put_beside(pages, start + i, end + i)
            end += count
        start = end
    return pages


def _pages_of_one_table(pages: Sequence[Layout], start: int) -> int:
    """The page after the last that may hold a table that begins, or goes on, on a page."""
    end = start + 1
    table = _last(pages[start])
    while end < len(pages) and table is not None:
        one = _first(pages[end])
        if one is None or len(one.xs) != len(table.xs) or not _has_names(pages[end]):
            break
        table = _last(pages[end])
        end += 1
    return end


def _go_beside(pages: Sequence[Layout], start: int, end: int, count: int) -> bool:
    """Whether pages from `end` on hold the right parts of the tables on as many pages from `start` on."""
    return end + count <= len(pages) and all(_belongs(pages[start + i], pages[end + i]) for i in range(count))


def _first(page: Layout) -> PageTable | None:
    return next((block for block in page.blocks if isinstance(block, PageTable)), None)


def _last(page: Layout) -> PageTable | None:
    return next((block for block in reversed(page.blocks) if isinstance(block, PageTable)), None)


def _body(table: PageTable) -> list[list[Cell]]:
    """The rows of a table from the first with a figure."""
    return list(
        itertools.dropwhile(lambda row: not any(PLAIN.fullmatch(cell.text) for cell in row), table.rows)
    )


def _has_names(page: Layout) -> bool:
    table = _last(page)
    return table is not None and any(_WORD.search(cell.text) for row in _body(table) for cell in row)


def _belongs(left: Layout, right: Layout) -> bool:
    """Whether the only table of a page is the right part of the last one of another page."""
    table, part = _last(left), _first(right)
    if table is None or part is None or part is not _last(right) or left.width != right.width:
        return False
    below = [row[0].rect[1] for row in _body(table) if row]
    if len(below) < _FEWEST:
        return False
    rows = [row for row in part.rows if row and row[0].rect[1] >= below[0] - _NEAR]
    if any(cell.text and not _VALUE.fullmatch(cell.text) for row in rows for cell in row):
        return False
    return (
        abs(table.bottom - part.bottom) <= _NEAR
        and len(rows) == len(below)
        and all(abs(row[0].rect[1] - top) <= _NEAR for row, top in zip(rows, below, strict=True))
    )


def _put_beside(pages: list[Layout], left: int, right: int) -> None:
    """Put the table of a page beside that of another, and the lines above it above."""
    table, part = _last(pages[left]), _first(pages[right])
    assert table is not None
    assert part is not None
    shift = len(table.xs) - 1
    header = len(table.rows) - len(_body(table))
    rows = [list(row) for row in table.rows]
    for row in part.rows:
        moved = [
            evolve(
                cell,
                column=cell.column + shift,
                open=tuple(column + shift for column in cell.open),
                is_elsewhere=True,
            )
            for cell in row
        ]
        at = (
            next(
                (i for i, one in enumerate(rows) if one and one[0].rect[1] >= row[0].rect[1] - _NEAR),
                len(rows),
            )
            if row
            else 0
        )
        if row and (at == len(rows) or rows[at][0].rect[1] > row[0].rect[1] + _NEAR):
            # A level of the header that the left part does not have.
            rows.insert(at, moved)
            header += 1
        elif row:
            rows[at] = _one_row(rows[at], moved, shift) if at < header else [*rows[at], *moved]
    xs = [*table.xs, *(table.xs[-1] + x - part.xs[0] for x in part.xs[1:])]
    whole = evolve(table, xs=xs, rows=rows, sure=table.sure and part.sure)
    printed = {line.text for line in pages[left].lines} | {cell.text for row in table.rows for cell in row}
    own = [block for block in pages[right].blocks if isinstance(block, Line) and block.text not in printed]
    above = [line for line in own if line.rect[3] <= part.top]
    blocks = pages[left].blocks
    place = next(i for i, block in enumerate(blocks) if block is table)
    pages[left] = evolve(pages[left], blocks=[*blocks[:place], *above, whole, *blocks[place + 1 :]])
    rest = [line for line in own if line.rect[3] > part.top]
    pages[right] = evolve(pages[right], blocks=list(rest))


def _one_row(left: list[Cell], right: list[Cell], edge: int) -> list[Cell]:
    """A row of the header put together: of a cell that the page cuts the half without its text is no cell."""
    ends = left[-1].column + left[-1].columns == edge
    if not ends or not right or right[0].column != edge:
        return [*left, *right]
    last, first = left[-1], right[0]
    if not first.text or first.text == last.text:
        return [*left, *right[1:]]
    if not last.text:
        return [
            *left[:-1],
            evolve(first, column=last.column, columns=last.columns + first.columns),
            *right[1:],
        ]
    return [*left, *right]
