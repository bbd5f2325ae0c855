"""Worksheets as lines (工作表): what the readers of workbooks hand over, whatever the file's format.

A sheet is read as it is seen.  A hidden sheet, hidden rows and hidden columns are left out, and a problem
says so where something is printed in them.  A merged cell stands where it begins, or where the part of it
that is not hidden begins.  Cells keep their column, so that the place of each is its address.

Each row is a line of cells as far to the right as the rows around it reach: rows without a blank row
between them are one stretch, and columns with more than twenty empty ones between them are read apart.  A
title above a table, alone in its row, ends its line.

>>> sheet = Sheet("表一", 1, {1: {2: "支出总表"}, 2: {2: "项目", 3: "合计"}, 3: {2: "教育支出"}}, merges=[(1, 2, 1, 3)])
>>> write_sheets([sheet], writer := LineWriter("xlsx"))
>>> [(line.margin, line.cells, str(line.place(0))) for line in writer.finish().lines]
[(1, ('支出总表',), '表一!B1'), (1, ('项目', '合计'), '表一!B2'), (1, ('教育支出', ''), '表一!B3')]
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field

from govbudget.errors import SourceTooLargeError
from govbudget.reading.intake import LineWriter

__all__ = ["MOST_CELLS", "Sheet", "write_sheets"]

MOST_CELLS: Final = 500_000
"""The most printed cells that a sheet may have."""

_LONGEST_GAP: Final = 20
_WIDEST_GAP: Final = 20
_NAMED: Final = 5
"""How many cells or rows a problem names before it only counts."""

_Merge = tuple[int, int, int, int]


@define(eq=False)
class Sheet:
    """A worksheet (工作表): its texts by row and column, both counted from 1.

    `merges` are its merged cells: top, left, bottom, right.  `faults` are what its reader found wrong:
    kind, what was expected, and the addresses.
    """

    name: str
    number: int
    rows: dict[int, dict[int, str]] = field(factory=dict)
    merges: list[_Merge] = field(factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)
    faults: dict[tuple[str, str, str], list[str]] = field(factory=dict)
    printed: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Take down the text of a cell.  Raises `SourceTooLargeError` for more than `MOST_CELLS` cells."""
        if text and not text.isspace():
            self.printed += 1
            if self.printed > MOST_CELLS:
                raise SourceTooLargeError(
                    f"at most {MOST_CELLS} cells in a sheet", "more", f"sheet {self.name}"
                )
            self.rows.setdefault(row, {})[column] = text

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Take down a merged cell.  Raises `SourceTooLargeError` for more than `MOST_CELLS` of them."""
        if len(self.merges) >= MOST_CELLS:
            raise SourceTooLargeError(f"at most {MOST_CELLS} merged cells", "more", f"sheet {self.name}")
        self.merges.append((top, left, bottom, right))

    def fault(self, kind: str, expected: str, found: str, row: int, column: int) -> None:
        """Note a cell in which something is wrong."""
        self.faults.setdefault((kind, expected, found), []).append(address(row, column))


def address(row: int, column: int) -> str:
    """The address of a cell.

    >>> address(12, 28)
    'AB12'
    """
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row}"


def write_sheets(sheets: Iterable[Sheet], writer: LineWriter) -> None:
    """Write what the sheets show, one after the other, a blank line between them."""
    for sheet in sheets:
        if sheet.hidden:
            if sheet.rows:
                _note(
                    sheet,
                    writer,
                    "hidden sheet",
                    "a sheet that is shown",
                    f"{len(sheet.rows)} rows, left out",
                )
            continue
        for (kind, expected, found), cells in sheet.faults.items():
            _note(sheet, writer, kind, expected, f"{found} in {_listed(cells)}")
        rows, covered = _shown(sheet, writer)
        if not rows:
            continue
        if writer.number > 1:
            writer.line()
        _write(sheet, rows, covered, writer)


def _note(sheet: Sheet, writer: LineWriter, kind: str, expected: str, found: str) -> None:
    writer.problem(kind, where=f"sheet {sheet.name}", expected=expected, found=found, page=sheet.number)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


_Rows = dict[int, dict[int, str]]
_Covered = dict[int, set[int]]


def _shown(sheet: Sheet, writer: LineWriter) -> tuple[_Rows, _Covered]:
    """The texts that are shown, by row and column, and the cells that merged neighbours cover."""
    rows = {row: dict(cells) for row, cells in sorted(sheet.rows.items())}
    covered = _merged(sheet, rows, writer)
    hidden_rows = [row for row in rows if row in sheet.hidden_rows]
    if hidden_rows:
        found = f"rows {_listed([str(row) for row in hidden_rows])}, left out"
        _note(sheet, writer, "hidden rows", "rows that are shown", found)
    hidden_columns: dict[int, None] = {}
    for row, cells in list(rows.items()):
        if row in sheet.hidden_rows:
            del rows[row]
            continue
        for column in [column for column in cells if column in sheet.hidden_columns]:
            hidden_columns[column] = None
            del cells[column]
        if not cells:
            del rows[row]
    if hidden_columns:
        names = [address(0, column)[:-1] for column in sorted(hidden_columns)]
        _note(sheet, writer, "hidden columns", "columns that are shown", f"{_listed(names)}, left out")
    return rows, covered


def _merged(sheet: Sheet, rows: _Rows, writer: LineWriter) -> _Covered:
    """The covered cells of the rows that print something; a text whose corner is hidden moves to what is shown."""
    numbers = sorted(rows)
    widest = max((max(cells) for cells in rows.values()), default=0)
    covered: _Covered = {}
    count = 0
    for top, left, bottom, right in sheet.merges:
        text = rows.get(top, {}).get(left, "")
        shown_row = next((row for row in range(top, bottom + 1) if row not in sheet.hidden_rows), top)
        shown_column = next(
            (each for each in range(left, right + 1) if each not in sheet.hidden_columns), left
        )
        if text and (shown_row, shown_column) != (top, left):
            del rows[top][left]
            rows.setdefault(shown_row, {})[shown_column] = text
        right = min(right, widest)
        for row in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            cells = range(left, right + 1)
            count += len(cells)
            if count > MOST_CELLS:
                _note(sheet, writer, "merged cells", f"at most {MOST_CELLS} merged cells", "more, left out")
                return covered
            covered.setdefault(row, set()).update(cells)
            for column in cells:
                if (row, column) != (shown_row, shown_column):
                    rows[row].pop(column, None)
        if (here := covered.get(shown_row)) is not None:
            here.discard(shown_column)
    for row in [row for row, cells in rows.items() if not cells]:
        del rows[row]
    return covered


def _write(
    sheet: Sheet, rows: Mapping[int, Mapping[int, str]], covered: _Covered, writer: LineWriter
) -> None:
    """Write the rows; columns far apart are blocks of their own, one below the other."""
    for number, (first, last) in enumerate(_blocks({column for cells in rows.values() for column in cells})):
        if number:
            writer.line()
        block = {
            row: {column: text for column, text in cells.items() if first <= column <= last}
            for row, cells in rows.items()
        }
        _write_block(sheet, {row: cells for row, cells in block.items() if cells}, covered, writer)


def _blocks(columns: set[int]) -> list[tuple[int, int]]:
    """The columns that print something, cut where many empty ones lie between them."""
    blocks: list[tuple[int, int]] = []
    for column in sorted(columns):
        if blocks and column - blocks[-1][1] <= _WIDEST_GAP:
            blocks[-1] = (blocks[-1][0], column)
        else:
            blocks.append((column, column))
    return blocks


def _write_block(
    sheet: Sheet, rows: Mapping[int, Mapping[int, str]], covered: _Covered, writer: LineWriter
) -> None:
    margin = min(min(cells) for cells in rows.values()) - 1
    last = 0
    for stretch in _stretches(sorted(rows), sheet.hidden_rows):
        for missing in range(max(last + 1, stretch[0] - _LONGEST_GAP) if last else stretch[0], stretch[0]):
            writer.row((), page=sheet.number, sheet=sheet.name, row=missing)
        last = stretch[-1]
        width = max(max(rows[row]) for row in stretch)
        begun = False
        for row in stretch:
            cells: Mapping[int, str] = rows[row]
            hides = covered.get(row, set())
            begun = begun or len(cells) > 1
            ((first, text), *others) = cells.items()
            if not begun or (not others and len(hides) >= width - margin - 1):
                before = [""] * (first - 1 - margin)
                writer.row((*before, text), page=sheet.number, sheet=sheet.name, row=row, margin=margin)
                continue
            line = [
                None if column in hides or column in sheet.hidden_columns else cells.get(column, "")
                for column in range(margin + 1, width + 1)
            ]
            writer.row(line, page=sheet.number, sheet=sheet.name, row=row, margin=margin)


def _stretches(rows: Sequence[int], hidden: Container[int]) -> Iterator[list[int]]:
    """Rows between which there is no row, or hidden ones alone."""
    stretch: list[int] = []
    for row in rows:
        if stretch and not all(between in hidden for between in range(stretch[-1] + 1, row)):
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch
