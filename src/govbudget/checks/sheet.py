"""One table as the checks see it (核对用表): cells by row and column, which rows and columns make up which.

The model says what is part of what, as the print says it.  Where a row without a code is nested by its
numbering alone, its rows may break down either the row above or that row's own whole; the sums say which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from govbudget.checks.results import Operand, Side
from govbudget.laws.sums import SumOfParts
from govbudget.model.coordinates import Coordinates, Nature, Statistic
from govbudget.model.tables import Column, Figure, Malformed, Panel, Redacted, Row, RowRole, Table
from govbudget.money import Amount, Quantity, Rate
from govbudget.text import fold, numbering

__all__ = ["Sheet"]

_NOT_ADDED = frozenset({Statistic.RATE, Statistic.SHARE, Statistic.PRICE})


class Sheet:
    """A table with its figures by row and column; `key` names it in the document.

    `goes_on` is true of a table whose rows the next one, on the next page, may continue, `abridged` of one of a
    document that says that secret parts were taken out.
    """

    def __init__(self, table: Table, key: str, *, goes_on: bool = False, abridged: bool = False) -> None:
        self.table = table
        self.key = key
        self.goes_on = goes_on
        self.abridged = abridged
        self.cells: list[dict[int, Figure]] = []
        self.open: list[frozenset[int]] = []
        self.spoilt: list[frozenset[int]] = []
        for row in table.rows:
            here: dict[int, Figure] = {}
            unsettled: set[int] = set()
            for cell in row.cells:
                if isinstance(cell, Figure):
                    if cell.column is None:
                        unsettled.update(cell.alternatives or range(len(table.columns)))
                    else:
                        here[cell.column] = cell
            self.cells.append(here)
            self.open.append(frozenset(unsettled))
            bad = [column for column, figure in here.items() if isinstance(figure.value, Malformed)]
            self.spoilt.append(frozenset(bad))

    @property
    def name(self) -> str:
        """The title as printed, or the number of the table."""
        return self.table.title or f"({self.table.index})"

    @cached_property
    def coordinates(self) -> list[dict[int, Coordinates]]:
        """The coordinates of every cell, by row and column."""
        own = self.table.coordinates
        merged: dict[tuple[Coordinates, int], Coordinates] = {}
        result = []
        for row, cells in zip(self.table.rows, self.cells, strict=True):
            base = own.merged(row.coordinates) if cells else own
            here = {}
            for column in cells:
                at = (base, column)
                if at not in merged:
                    merged[at] = base.merged(self.table.columns[column].coordinates)
                here[column] = merged[at]
            result.append(here)
        return result

    @cached_property
    def children(self) -> dict[int, tuple[int, ...]]:
        """The rows that each row is broken down into, by position."""
        parts: dict[int, list[int]] = {}
        for position, row in enumerate(self.table.rows):
            if row.parent is not None and not self._heads_another_list(row.parent, position):
                parts.setdefault(row.parent, []).append(position)
        return {whole: tuple(members) for whole, members in parts.items()}

    def _heads_another_list(self, above: int, position: int) -> bool:
        """Whether a row without a number below a numbered one is no part of it: it prints what the list comes to.

        So 支出经济分类 begins a second breakdown of the expenditure below 二、项目支出 in final accounts.
        """
        rows = self.table.rows
        row, whole = rows[position], rows[above]
        if (
            row.code is not None
            or whole.code is not None
            or numbering(row.label)
            or not numbering(whole.label)
        ):
            return False
        columns = [column for column in self.cells[position] if self._number(position, column) is not None]
        larger = (self._is_larger(position, above, column) for column in columns)
        return bool(columns) and all(larger) and any(self._prints_alike(position, columns, row.panel))

    def _is_larger(self, part: int, whole: int, column: int) -> bool:
        first, second = self._number(part, column), self._number(whole, column)
        return first is not None and second is not None and first > second

    def _prints_alike(self, position: int, columns: Sequence[int], panel: Panel | None) -> Iterator[bool]:
        """For each total of the panel, whether it prints the same in some columns as a row does."""
        for other, row in enumerate(self.table.rows):
            if row.panel is panel and row.role in (RowRole.TOTAL, RowRole.SUBTOTAL):
                yield all(self._number(other, each) == self._number(position, each) for each in columns)

    @cached_property
    def row_sums(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Each whole with its parts, rows by position, in print order of the wholes."""
        result = []
        for whole, parts in self.children.items():
            result.append((self._whole_of(whole, parts), parts))
        return tuple(sorted(result, key=lambda pair: (pair[0], pair[1])))

    def _whole_of(self, printed: int, parts: Sequence[int]) -> int:
        """The row that parts nested by numbering alone really break down: as printed, unless the sums deny it."""
        rows = self.table.rows
        above = rows[printed].parent
        if above is None or any(rows[part].code is not None for part in (printed, *parts)):
            return printed
        if rows[printed].role is not RowRole.ITEM or rows[above].role is not RowRole.ITEM:
            return printed
        return above if self._held(above, parts) > self._held(printed, parts) else printed

    def _held(self, whole: int, parts: Sequence[int]) -> int:
        law = SumOfParts(whole, tuple(parts))
        held = 0
        for column in self.cells[whole]:
            values = {
                row: figure.value.value
                for row in (whole, *parts)
                if (figure := self.cells[row].get(column)) is not None and isinstance(figure.value, Amount)
            }
            residual = law.residual(values)
            held += residual is not None and residual.holds
        return held

    @cached_property
    def column_sums(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Each whole with its parts, columns by index."""
        parts: dict[int, list[int]] = {}
        for index, column in enumerate(self.table.columns):
            if column.whole is not None:
                parts.setdefault(column.whole, []).append(index)
        return tuple((whole, tuple(members)) for whole, members in sorted(parts.items()))

    @cached_property
    def used(self) -> tuple[int, ...]:
        """The columns that some row prints a figure in."""
        return tuple(sorted({column for cells in self.cells for column in cells}))

    def addends(self, whole: int, parts: Sequence[int]) -> tuple[int, ...]:
        """The columns that add up to another one.

        A column that is told apart for a purpose (of which: procurement) stands beside the others without a
        word that says so.  It is left out where every row that prints it holds without it and two rows
        that differ do not hold with it.
        """
        if len(parts) < 3:
            return tuple(parts)
        wrong = {
            tuple(self._number(row, column) for column in (whole, *parts))
            for row in range(len(self.cells))
            if self._fits(row, whole, parts) is False
        }
        if len(wrong) < 2:
            return tuple(parts)
        for dropped in parts:
            rest = [part for part in parts if part != dropped]
            if all(self._fits(row, whole, rest) is not False for row in range(len(self.cells))):
                return tuple(rest)
        return tuple(parts)

    def _number(self, row: int, column: int) -> Decimal | None:
        figure = self.cells[row].get(column)
        return figure.value.value if figure is not None and isinstance(figure.value, Amount) else None

    def _fits(self, row: int, whole: int, parts: Sequence[int]) -> bool | None:
        """Whether a row holds across some columns; None where it cannot be said."""
        values = {
            column: value for column in (whole, *parts) if (value := self._number(row, column)) is not None
        }
        residual = SumOfParts(whole, tuple(parts)).residual(values)
        return None if residual is None else residual.holds

    def added(self, column: int) -> bool:
        """Whether figures of a column can be added up at all."""
        return self.table.columns[column].coordinates.statistic not in _NOT_ADDED

    def signed(self, column: int) -> bool:
        """Whether figures of a column may be negative."""
        return self.table.columns[column].coordinates.statistic is Statistic.CHANGE

    def figure(self, row: int, column: int) -> Figure | None:
        """The figure of a cell, if it is a number or stars."""
        figure = self.cells[row].get(column)
        return None if figure is None or isinstance(figure.value, Malformed) else figure

    @cached_property
    def row_keys(self) -> tuple[str, ...]:
        """What each row is about, in words of its own, told apart by the rows above it where they repeat."""
        keys = [self._own_key(row) for row in self.table.rows]
        seen: dict[str, int] = {}
        for key in keys:
            seen[key] = seen.get(key, 0) + 1
        return tuple(
            f"{keys[row.parent]}>{key}" if seen[key] > 1 and row.parent is not None else key
            for key, row in zip(keys, self.table.rows, strict=True)
        )

    @staticmethod
    def _own_key(row: Row) -> str:
        panel = "" if row.panel is None else f"{row.panel.value}:"
        code = "" if row.code is None else row.code.digits
        return f"{panel}{code or fold(row.label)}{'@' + fold(row.group) if row.group else ''}"

    @cached_property
    def column_keys(self) -> tuple[str, ...]:
        """What each column is headed, with its panel."""
        return tuple(
            f"{'' if column.panel is None else column.panel.value + ':'}{fold(column.title)}"
            for column in self.table.columns
        )

    def row_name(self, row: int) -> str:
        """A row's label as printed, or its code."""
        printed = self.table.rows[row]
        return printed.label or ("" if printed.code is None else printed.code.digits)

    def where(self, row: int, column: int | None = None) -> str:
        """Table, row and column as printed."""
        names = [self.name, self.row_name(row)]
        if column is not None and self.table.columns[column].title:
            names.append(self.table.columns[column].title)
        return " / ".join(names)

    def operand(self, row: int, column: int, side: Side) -> Operand | None:
        """The figure of a cell as an operand, or None where there is none."""
        figure = self.figure(row, column)
        if figure is None:
            return None
        printed = self.table.rows[row]
        value = figure.value
        return Operand(
            name=f"{self.row_name(row)} / {self.table.columns[column].title}",
            side=side,
            raw=figure.raw,
            value=value if isinstance(value, Amount | Quantity | Rate) else None,
            place=printed.place if printed.place is not None else figure.place,
            source=figure,
        )

    def is_outermost(self, index: int, nature: Nature) -> bool:
        """Whether a column is of a nature of expenditure and no part of another such column."""
        column = self.table.columns[index]
        if column.coordinates.nature is not nature or not self.added(index):
            return False
        return column.whole is None or self.table.columns[column.whole].coordinates.nature is not nature

    def column(self, index: int) -> Column:
        """A column of the table."""
        return self.table.columns[index]


def is_redacted(figure: Figure) -> bool:
    """Whether stars hide the figure."""
    return isinstance(figure.value, Redacted)
