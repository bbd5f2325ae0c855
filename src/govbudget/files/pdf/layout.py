"""What stands on one page, in order (页面): tables, and lines of text outside them.

>>> Layout(page=1, width=59500, height=84200, blocks=[]).lines
[]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve, field, frozen

from govbudget.files.pdf.aligned import aligned, below
from govbudget.files.pdf.cells import Cell, PageTable, filled, hidden_from
from govbudget.files.pdf.flow import Line, lines_outside
from govbudget.files.pdf.fragments import Fragment, fragments_of, joined, lines_of
from govbudget.files.pdf.halves import is_open
from govbudget.files.pdf.marks import Marks
from govbudget.files.pdf.pdfium import UNKNOWN, Page
from govbudget.files.pdf.rulings import Grid, grids_of
from govbudget.files.pdf.text_lines import PAGE_NUMBER, PLAIN
from govbudget.files.pdf.turn import POINT, Rect
from govbudget.spans import Box

__all__ = ["Layout", "layout_of"]

_MOST_GRIDS: Final = 60
_HEADS: Final = 3
"""The most lines of a running head."""
_MANY: Final = 8
_SAME: Final = 2 * POINT
_FEWEST_ROWS: Final = 4
_MOST_LEVELS: Final = 4
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_FOREIGN: Final = re.compile("[\x80-\x9f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\ue000-\uf8ff]")
"""Letters of western languages with marks, and what stands for no character."""


def _nowhere(_: Rect) -> Box:
    return Box(0, 0, 0, 0)


@frozen(eq=False)
class Layout:
    """The blocks of one page from the top, and how its boxes look to a reader."""

    page: int
    width: int
    height: int
    blocks: list[Line | PageTable]
    characters: int = 0
    glyphs: int = 0
    """How many of its characters are none, but glyphs that the file gives no character for."""
    pictures: bool = False
    aslant: Sequence[str] = ()
    """Texts drawn aslant over the page."""
    is_cut: bool = False
    shown: Callable[[Rect], Box] = field(default=_nowhere)

    @property
    def lines(self) -> list[Line]:
        """The lines of text outside of tables."""
        return [block for block in self.blocks if isinstance(block, Line)]


def layout_of(page: Page, before: Layout | None = None) -> Layout:
    """The tables and lines of a page, none where most of its text or words are no characters.

    `before` is the page before.
    """
    page = _told_right(page)
    glyphs = page.text.count(UNKNOWN)
    is_garbled = 2 * glyphs > len(page.text) or (
        glyphs >= _MANY and glyphs > sum(map(str.isalpha, page.text))
    )
    return Layout(
        page=page.number,
        width=page.width,
        height=page.height,
        blocks=[] if is_garbled else _blocks(page, before),
        characters=len(page.text),
        glyphs=glyphs,
        pictures=page.pictures,
        aslant=page.aslant,
        is_cut=page.is_cut,
        shown=page.shown,
    )


def _told_right(page: Page) -> Page:
    """The page without the characters that the file gives wrongly for its glyphs: letters no Chinese text has."""
    wrong = _FOREIGN.findall(page.text)
    if len(wrong) < _MANY or len(wrong) <= len(_CHINESE.findall(page.text)):
        return page
    return evolve(page, text=_FOREIGN.sub(UNKNOWN, page.text))


def _blocks(page: Page, before: Layout | None) -> list[Line | PageTable]:
    drawn, bars = grids_of(page.rulings)
    # The innermost first: a table within a cell of another one takes its text.
    kept = [grid for grid in drawn if len(grid.xs) > 2 or _is_last_column(grid, before)]
    grids = sorted(kept, key=_area)[-_MOST_GRIDS:]
    # A frame, and rows that no line divides into columns, are lines across the page.
    bars += [line for grid in drawn if grid not in kept for line in grid.lying]
    inside: list[list[Fragment]] = [[] for _ in grids]
    outside: list[Fragment] = []
    rects = [grid.rect for grid in grids]
    for fragment in fragments_of(page.text, page.boxes):
        x, y = fragment.x0 + fragment.x1 >> 1, fragment.y0 + fragment.y1 >> 1
        if not (0 <= x <= page.width and 0 <= y <= page.height):
            # Drawn beside the page, as spreadsheets do with cells that go on on the next one.
            continue
        for content, (x0, y0, x1, y1) in zip(inside, rects, strict=True):
            if x0 <= x <= x1 and y0 <= y <= y1:
                content.append(fragment)
                break
        else:
            hidden_in = _hidden_in(page, rects, fragment) if rects else None
            (outside if hidden_in is None else inside[hidden_in]).append(fragment)
    for i, grid in enumerate(grids):
        if inside[i] and is_open(page.text, grid, inside[i]):
            # Lines between the halves of a table alone.
            bars += grid.lying
            outside += inside[i]
            inside[i] = []
    outside.sort(key=_start)
    feet, outside = _edges(page, outside, before)
    blocks: list[Line | PageTable] = [
        filled(page, grid, content) for grid, content in zip(grids, inside, strict=True) if content
    ]
    marks = Marks(bars, page.fills)
    for i, table in enumerate(blocks):
        if isinstance(table, PageTable) and outside and not any(map(_has_figure, table.rows)):
            blocks[i], outside = below(page, table, outside, marks)
    tables, outside = aligned(page, outside, marks, _last(before))
    blocks.extend(tables)
    blocks.extend(lines_outside(page, [*outside, *feet]))
    blocks.sort(key=_top)
    return blocks


def _is_last_column(grid: Grid, before: Layout | None) -> bool:
    """Whether a grid of one column is that of a table that is wider than the page before: its rows stand as high."""
    blocks = before.blocks if before is not None else ()
    table = next((block for block in reversed(blocks) if isinstance(block, PageTable)), None)
    if table is None or abs(grid.ys[-1] - table.bottom) > _SAME:
        return False
    tops = [row[0].rect[1] for row in table.rows if row]
    same = sum(any(abs(y - top) <= _SAME for top in tops) for y in grid.ys)
    return same >= max(_FEWEST_ROWS, len(grid.ys) - _MOST_LEVELS)


def _hidden_in(page: Page, rects: Sequence[Rect], fragment: Fragment) -> int | None:
    """The grid that a text belongs to which is hidden where it stands.

    The name of a cell that goes on over several pages lies above the grid or below it on all but one of them.
    """
    if not _CHINESE.search(page.text, fragment.start, fragment.end):
        return None
    x, y = fragment.x0 + fragment.x1 >> 1, hidden_from(page, fragment)
    if y is None:
        return None
    return next((i for i, (x0, y0, x1, y1) in enumerate(rects) if x0 <= x <= x1 and y0 <= y <= y1), None)


def _edges(
    page: Page, fragments: list[Fragment], before: Layout | None
) -> tuple[list[Fragment], list[Fragment]]:
    """What stands at the edges of a page and belongs to no table however close it stands; and all else.

    It is a page number at the bottom, and at the top a line that stands there on the page before as well.
    """
    lines = lines_of(fragments) if fragments else []
    found: list[Fragment] = []
    if lines and 10 * lines[-1][0].y0 > 8 * page.height:
        found += lines[-1] if PAGE_NUMBER.fullmatch(joined(page.text, lines[-1])) else []
    heads = {(line.text, line.rect[1] // POINT) for line in (before.lines if before is not None else ())}
    for line in lines[:_HEADS]:
        top = min(one.y0 for one in line)
        if 8 * top < page.height and {(joined(page.text, line), top // POINT)} <= heads:
            found += line
    known = set(map(id, found))
    return found, [one for one in fragments if id(one) not in known]


def _start(fragment: Fragment) -> int:
    return fragment.start


def _last(before: Layout | None) -> PageTable | None:
    """The table that ends a page, running feet and page numbers aside."""
    for block in reversed(before.blocks if before is not None else ()):
        if isinstance(block, PageTable):
            return block
        if before is None or block.rect[1] < before.height - before.height // 8:
            return None
    return None


def _has_figure(row: Sequence[Cell]) -> bool:
    """Whether a row of cells holds a figure, and not column numbers as `** 1`."""
    return any(PLAIN.fullmatch(cell.text) and "*" not in cell.text for cell in row)


def _area(grid: Grid) -> int:
    x0, y0, x1, y1 = grid.rect
    return (x1 - x0) * (y1 - y0)


def _top(block: Line | PageTable) -> int:
    return block.top if isinstance(block, PageTable) else block.rect[1]
