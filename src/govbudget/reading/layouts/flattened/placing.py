"""The cells of a cut row in their columns (单元格归栏): words in theirs, numbers loose where the print lost them.

Codes, names and units of measure have their columns by what they are; a number may stand in any column of figures
between its neighbours, and stars may hide a number or a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from govbudget.reading.doubts import Doubt
from govbudget.reading.grid import GridRow, LooseCell
from govbudget.reading.header import is_redaction
from govbudget.reading.layouts.flattened.atoms import Atom, joined, spans_of_atoms
from govbudget.reading.layouts.flattened.grammar import Cell, Slot
from govbudget.reading.layouts.flattened.headers import FlatHeader
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.sides import OPEN
from govbudget.reading.words import HeaderRole

__all__ = ["Columns"]


@frozen(eq=False)
class Columns:
    """The columns of a table and the slots of its rows; `has_panels` where names stand on two sides."""

    header: FlatHeader
    slots: Sequence[Slot]
    has_panels: bool

    def grid_row(self, cells: Sequence[Cell], part: Sequence[Atom], doubt: Doubt | None) -> GridRow:
        """The row with its cells in their columns, what has none loose between its neighbours."""
        width = len(self.header.leaves)
        texts = [""] * width
        loose: list[LooseCell] = []
        placed = list(self._placed(cells))
        if not cells or any(not columns for columns, _ in placed):
            placed = list(self._as_it_comes(part))
        for columns, atoms in placed:
            text = joined(atoms)
            if len(columns) == 1 and not texts[columns[0]]:
                texts[columns[0]] = text
            else:
                loose.append(LooseCell(text, columns, spans_of_atoms(atoms)))
        first = part[0].line
        return GridRow(tuple(texts), first.number, page=first.page, loose=tuple(loose), doubt=doubt)

    def _placed(self, cells: Sequence[Cell]) -> Iterator[tuple[tuple[int, ...], Sequence[Atom]]]:
        """Each cell with the columns it may stand in: stars may hide a number or a word."""
        fixed = [
            None if is_redaction(joined(cell.atoms))
            or (is_figure(joined(cell.atoms)) and (cell.slot == OPEN or not self._is_number(cell.slot)))
            else self._columns(cell)[0]
            for cell in cells
        ]  # fmt: skip
        for number, cell in enumerate(cells):
            column = fixed[number]
            if column is not None:
                yield (column,), cell.atoms
            elif is_redaction(joined(cell.atoms)):
                low = max((at for at in fixed[:number] if at is not None), default=-1)
                high = min(
                    (at for at in fixed[number + 1 :] if at is not None), default=len(self.header.leaves)
                )
                yield tuple(range(low + 1, high)), cell.atoms
            else:
                # A number belongs to the name that stands before it on its side.
                columns = self._columns(cell)
                yield columns if self.has_panels else self._figures_between(fixed, number), cell.atoms

    def _columns(self, cell: Cell) -> tuple[int, ...]:
        """The columns of the slot of a cell; of both sides if it is open on which it stands."""
        if cell.slot != OPEN:
            return self.slots[cell.slot].columns
        return tuple(
            column
            for column in range(len(self.header.leaves))
            if self.header.role(column) is HeaderRole.FIGURE
        )

    def _figures_between(self, fixed: Sequence[int | None], number: int) -> tuple[int, ...]:
        low = max((at for at in fixed[:number] if at is not None), default=-1)
        high = min((at for at in fixed[number + 1 :] if at is not None), default=len(self.header.leaves))
        return tuple(
            column for column in range(low + 1, high) if self.header.role(column) is HeaderRole.FIGURE
        )

    def _as_it_comes(self, part: Sequence[Atom]) -> Iterator[tuple[tuple[int, ...], Sequence[Atom]]]:
        """What a row that cannot be cut prints: its words as a name, its numbers loose."""
        names = [slot.columns for slot in self.slots if self.header.role(slot.columns[0]) is HeaderRole.NAME]
        figures = tuple(
            column
            for column in range(len(self.header.leaves))
            if self.header.role(column) is HeaderRole.FIGURE
        )
        words = [atom for atom in part if not figures or not is_figure(atom.text)]
        if words:
            yield names[0] if names else (0,), words
        for atom in part:
            if figures and is_figure(atom.text):
                yield figures, (atom,)

    def _is_number(self, slot: int) -> bool:
        """Whether plain digits in a slot are no figures: the number of the row, or a code."""
        return self.header.role(self.slots[slot].columns[0]) in (
            HeaderRole.ORDINAL,
            HeaderRole.CODE,
            HeaderRole.UNIT_CODE,
        )
