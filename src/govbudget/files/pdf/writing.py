"""Pages written as lines (写成行): paragraphs put together, tables over several pages as one.

A table at the top of a page goes on with the one that ends the page before it if both have the same columns
and nothing but running heads and page numbers stands between them.  Columns in which no cell of the whole
table prints anything are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import reduce
from statistics import median_low
from typing import Final

from attrs import define, field

from govbudget.files.pdf.across import beside_one_another
from govbudget.files.pdf.aligned import Frame
from govbudget.files.pdf.cells import PageTable
from govbudget.files.pdf.cut_rows import mended
from govbudget.files.pdf.flow import Line, Piece, joins, margins
from govbudget.files.pdf.layout import Layout
from govbudget.files.pdf.text_lines import PAGE_NUMBER
from govbudget.files.pdf.turn import POINT
from govbudget.reading.intake import LineWriter
from govbudget.spans import Box

__all__ = ["write_pages"]

_NEAR: Final = 3 * POINT
_DIGITS: Final = re.compile(r"\d+")
_LETTERS: Final = re.compile(r"[A-Za-z0-9]")
_CAPTION: Final = re.compile(r"[:：]")
_FEWEST: Final = 3


def write_pages(layouts: Sequence[Layout], writer: LineWriter) -> None:
    """Write everything that stands on the pages."""
    _Pages(beside_one_another(layouts), writer).write()


@define
class _Pages:
    layouts: Sequence[Layout]
    writer: LineWriter
    tables: list[tuple[PageTable, int]] = field(factory=list)
    """The parts of one table that are still to be written, each with the place of the table's left edge."""
    paragraph: list[Line] = field(factory=list)
    aside: set[int] = field(factory=set)
    grids: int = 0
    margins: list[tuple[int, int] | None] = field(factory=list)

    def write(self) -> None:
        self.aside = _asides(self.layouts)
        own = [
            margins([line for line in layout.lines if id(line) not in self.aside], layout.width)
            for layout in self.layouts
        ]
        usual = _usual(self.layouts, own)
        self.margins = [
            found or usual.get(layout.width) for layout, found in zip(self.layouts, own, strict=True)
        ]
        held: list[Line] = []
        for layout in self.layouts:
            held += [_across(layout, text) for text in layout.aslant]
            for block in layout.blocks:
                if isinstance(block, PageTable):
                    self._end_paragraph()
                    edge = _goes_on(*self.tables[-1], block) if self.tables else None
                    if edge is None:
                        self._end_table()
                        edge = block.xs[0]
                    if not self.tables:
                        self._write_asides(held)
                    self.tables.append((block, edge))
                elif id(block) in self.aside:
                    held.append(block)
                else:
                    self._end_table()
                    if not self.paragraph or not self._joins(block):
                        self._end_paragraph()
                        self._write_asides(held)
                    self.paragraph.append(block)
        self._end_paragraph()
        self._end_table()
        self._write_asides(held)

    def _joins(self, line: Line) -> bool:
        before = self.paragraph[-1]
        return joins(before, line, self.margins[before.page - 1], self.margins[line.page - 1])

    def _box(self, lines: Sequence[Line]) -> Box:
        """The box around the lines of a paragraph that stand on its first page."""
        page = lines[0].page
        shown = self.layouts[page - 1].shown
        return reduce(Box.around, (shown(line.rect) for line in lines if line.page == page))

    def _write_asides(self, held: list[Line]) -> None:
        for line in held:
            self.writer.line(line.text, page=line.page, box=self._box([line]), aside=True)
        held.clear()

    def _end_paragraph(self) -> None:
        lines, self.paragraph = self.paragraph, []
        if not lines:
            return
        first = lines[0]
        if len(first.pieces) > 1:
            self._write_pieces(first)
            return
        text = first.text
        for line in lines[1:]:
            apart = _LETTERS.match(text[-1:]) and _LETTERS.match(line.text)
            text += f"{' ' if apart and not line.text[:1].isdigit() else ''}{line.text}"
        self.writer.line(text, page=first.page, box=self._box(lines))

    def _write_pieces(self, line: Line) -> None:
        """Pieces with gaps between them are lines of their own, but for a heading with its page number."""
        shown = self.layouts[line.page - 1].shown
        texts = [piece.text for piece in line.pieces]
        boxes = [shown(piece.rect) for piece in line.pieces]
        if len(texts) == 2 and texts[1].isdecimal() and len(texts[1]) <= 3:
            self.writer.row(texts, page=line.page, boxes=boxes)
            return
        for text, box in zip(texts, boxes, strict=True):
            self.writer.line(text, page=line.page, box=box)

    def _end_table(self) -> None:
        tables, self.tables = self.tables, []
        if not tables:
            return
        parts = list(zip(mended([table for table, _ in tables]), [edge for _, edge in tables], strict=True))
        self.grids += 1
        edges = _edges([x - edge for part, edge in parts for x in part.xs])
        starts = [[_index(edges, x - edge) for x in part.xs] for part, edge in parts]
        used = sorted(
            {
                start[cell.column]
                for (part, _), start in zip(parts, starts, strict=True)
                for row in part.rows
                for cell in row
                if cell.text
            }
        )
        position = {column: i for i, column in enumerate(used)}
        for (part, _), start in zip(parts, starts, strict=True):
            shown = self.layouts[part.page - 1].shown
            for row in part.rows:
                if not any(cell.text for cell in row):
                    continue
                if len(row) == 1 and row[0].columns == len(part.xs) - 1:
                    self.writer.line(row[0].text, page=part.page, box=shown(row[0].rect))
                    continue
                texts: list[str | None] = [None] * len(used)
                boxes: list[Box | None] = [None] * len(used)
                loose: dict[int, tuple[int, ...]] = {}
                for cell in row:
                    at = position.get(start[cell.column])
                    if at is not None:
                        texts[at] = cell.text
                        boxes[at] = None if cell.is_elsewhere else shown(cell.rect)
                        if cell.open:
                            loose[at] = tuple(sorted({position.get(start[c], at) for c in cell.open}))
                self.writer.row(
                    texts, page=part.page, boxes=boxes, loose=loose, grid=self.grids, doubtful=not part.sure
                )


def _across(layout: Layout, text: str) -> Line:
    """A text drawn aslant over a page, as a line around which nothing is known."""
    rect = (0, 0, layout.width, layout.height)
    return Line(layout.page, (Piece(text, rect),), rect)


def _usual(layouts: Sequence[Layout], own: Sequence[tuple[int, int] | None]) -> dict[int, tuple[int, int]]:
    """The margins that most pages of a width have, for those with too few lines to tell theirs."""
    found: dict[int, list[tuple[int, int]]] = {}
    for layout, one in zip(layouts, own, strict=True):
        if one is not None:
            found.setdefault(layout.width, []).append(one)
    return {
        width: (median_low([left for left, _ in many]), median_low([right for _, right in many]))
        for width, many in found.items()
    }


def _goes_on(before: PageTable, edge: int, table: PageTable) -> int | None:
    """Where the left edge of a table is on the next page, if another table there goes on with it; else None.

    Their columns are the same, those at the sides aside in which one of them prints nothing at all.
    """
    if table.page != before.page + 1:
        return None
    frames = [one.frame for one in (before, table) if isinstance(one.frame, Frame)]
    if frames and not all(frame.drawn for frame in frames):
        return table.xs[0] + edge - before.xs[0] if before.frame is table.frame else None
    for left, right in ((before.xs, table.xs), (_printed(before), _printed(table))):
        if _are_same(left, right):
            return right[0] + edge - left[0]
    return None


def _are_same(left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether columns stand at the same places from their first edge, but for lines that only one side has."""
    fewer, more = sorted(([x - left[0] for x in left], [x - right[0] for x in right]), key=len)
    return abs(fewer[-1] - more[-1]) <= 2 * _NEAR and all(
        min(abs(x - other) for other in more) <= _NEAR for x in fewer[:-1]
    )


def _printed(table: PageTable) -> Sequence[int]:
    """The edges of a table's columns from the first that prints anything to the last."""
    cells = [cell for row in table.rows for cell in row if cell.text]
    first = min((cell.column for cell in cells), default=0)
    last = max((cell.column + cell.columns for cell in cells), default=len(table.xs) - 1)
    return table.xs[first : last + 1]


def _edges(places: Sequence[int]) -> list[int]:
    """The edges of the columns of all parts of a table, counted from its left edge."""
    edges: list[int] = []
    for x in sorted(places):
        if not edges or x - edges[-1] > _NEAR:
            edges.append(x)
    return edges


def _index(edges: Sequence[int], x: int) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - x))


def _asides(layouts: Sequence[Layout]) -> set[int]:
    """The lines that belong to no text: page numbers, and heads and feet that most pages repeat."""
    at_edge = []
    for layout in layouts:
        for line in layout.lines:
            if line.rect[3] < layout.height // 8 or line.rect[1] > layout.height - layout.height // 8:
                at_edge.append((line, (_DIGITS.sub("#", line.text), line.rect[1] < layout.height // 2)))
    printed = Counter(key for _, key in at_edge)
    # A title or number is repeated above each part of its table; a running head stands above prose as well.
    prose = {
        layout.page
        for layout in layouts
        if not any(isinstance(block, PageTable) for block in layout.blocks)
        and margins(layout.lines, layout.width)
    }
    over_prose = {key for line, key in at_edge if line.page in prose}
    often = max(_FEWEST, len(layouts) // 2)
    return {
        id(line)
        for line, key in at_edge
        if PAGE_NUMBER.fullmatch(line.text)
        or (
            printed[key] >= often
            and not _CAPTION.search(line.text)
            and ("表" not in line.text or key in over_prose)
        )
    }
