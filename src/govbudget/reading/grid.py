"""The grid: what every layout family hands to the table reader (表格网).

A `GridRow` is one printed row: its cells in order, where it stands, and nothing else.  A cell is the text
printed in it, `""` for a cell printed empty, or None for a cell that is not there: covered by a merged
neighbour, or beyond the end of a short line.  Lines cut at tabs give such rows, and so do the ruled tables
of a PDF, a worksheet or a web page; the reader of tables does not know which it was.

>>> grid = Grid(rows=(GridRow(("项目", "金额"), line=1), GridRow(("合计",), line=2)))
>>> grid.width, grid.rows[1].cell(1) is None
(2, True)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from attrs import define, field, frozen

from govbudget.reading.captions import Caption
from govbudget.reading.doubts import Doubt
from govbudget.reading.source import SourceLine
from govbudget.records import maker, quick
from govbudget.spans import Place, Span

__all__ = ["Grid", "GridRow", "LooseCell", "RawTable"]

_NOTHING_SETTLED: Final[Mapping[int, str]] = MappingProxyType({})


@frozen(eq=False)
class LooseCell:
    """A printed cell whose column the print has lost, as in text flattened out of a PDF (栏位不明).

    `columns` are the columns of the grid that it may stand in, ascending; `spans` its pieces in the text, for a
    cell may have been wrapped, and cut by the end of a page.
    """

    text: str
    columns: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    is_unsettled: bool = False
    """Whether the bound on work was reached before all of `columns` were looked at."""


@define(eq=False)
class GridRow:
    """One printed row of a grid; nothing changes it once it is made.

    `loose` are its cells without a column, in print order: they keep this order in whatever columns they stand.
    `settled` says of a column whose cell was loose what has proved it.
    """

    cells: tuple[str | None, ...]
    line: int
    page: int | None = field(default=None, kw_only=True)
    source: SourceLine | None = field(default=None, kw_only=True, repr=False)
    loose: tuple[LooseCell, ...] = field(default=(), kw_only=True)
    settled: Mapping[int, str] = field(default=_NOTHING_SETTLED, kw_only=True, repr=False)
    doubt: Doubt | None = field(default=None, kw_only=True, repr=False)
    """That its cells may be divided otherwise, from each other or from those of the next rows."""

    @classmethod
    def of_line(cls, line: SourceLine) -> GridRow:
        """The row that a line cut at tabs prints."""
        cells: tuple[str | None, ...] = line.cells
        drawn = line.drawn
        if drawn.covered:
            cells = tuple(
                None if index in drawn.covered and not cell else cell
                for index, cell in enumerate(cells, line.margin)
            )
        if not drawn.loose:
            return _grid_row(cells, line.number, page=line.page, source=line)
        open_cells = {index - line.margin: columns for index, columns in drawn.loose.items()}
        loose = tuple(
            LooseCell(cells[index] or "", tuple(c - line.margin for c in columns), (line.cell_span(index),))
            for index, columns in sorted(open_cells.items())
        )
        kept = tuple("" if index in open_cells else cell for index, cell in enumerate(cells))
        return cls(kept, line.number, page=line.page, source=line, loose=loose)

    @property
    def is_drawn(self) -> bool:
        """Whether its cells are known by where they are drawn on a page."""
        return self.source is not None and bool(self.source.drawn.boxes)

    def cell(self, index: int) -> str | None:
        """The cell at an index, None beyond the end."""
        return self.cells[index] if 0 <= index < len(self.cells) else None

    def place(self, index: int | None = None) -> Place:
        """Where the row stands, or one of its cells (index from 0)."""
        if self.source is not None:
            return self.source.place(index)
        return Place(self.line, None if index is None else index + 1, self.page)


_grid_row: Final = maker(GridRow)
_row_of_line: Final = GridRow.of_line


@quick
@frozen(eq=False, weakref_slot=False)
class Grid:
    """Rows of cells of one printed table, header rows included."""

    rows: Sequence[GridRow]
    doubtful: frozenset[int] = frozenset()
    """The columns of which it is not proved what stands over them: no figure below them has a column."""
    ways: int = 1
    """In how many ways the header may be read, 0 if that is not known."""
    others: Sequence[Sequence[GridRow]] = ()
    """The rows of every other header that may be meant, where all of them are over the same kinds of columns."""

    @classmethod
    def of_lines(cls, lines: Iterable[SourceLine]) -> Grid:
        """The grid that lines cut at tabs print."""
        return cls(tuple(map(_row_of_line, lines)))

    @property
    def width(self) -> int:
        """The number of columns up to the last one in which anything is printed.

        Empty cells behind it are no columns: a line that ends early and one padded with tabs say the same.
        """
        width = 0
        for row in self.rows:
            cells = row.cells
            length = len(cells)
            while length > width and not cells[length - 1]:
                length -= 1
            if length > width:
                width = length
        return width


@quick
@frozen(eq=False, kw_only=True, weakref_slot=False)
class RawTable:
    """A table as found on the page, before anything in it is understood: captions, grid, notes."""

    caption: Caption = field(factory=Caption)
    grid: Grid = field(factory=lambda: Grid(()))
    notes: tuple[str, ...] = ()
    line: int = 1
    page: int | None = None
    sheet: str = ""
    row: int | None = None
    spans: tuple[Span, ...] = ()
    is_scattered: bool = False
    """Whether the print has lost its rows as well: nothing then proves which column a loose cell stands in."""

    @property
    def is_opaque(self) -> bool:
        """Whether the print has lost its header, too: its lines are all there is to tell."""
        return self.is_scattered and not any(row.loose for row in self.grid.rows)
