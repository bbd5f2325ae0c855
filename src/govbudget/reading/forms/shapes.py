"""Which cell of an indicator row is what (指标行的形状), by what the cells say and where they stand.

A row of a form's grid has, on each side, cells of the columns that its header opened, in their order, each
present or not.  Cells are displaced, clipped and merged, so a column number alone proves nothing and a word alone
not everything.  The *shape* of a row is the letters of its printed cells (`reading.targets`) and their
columns.  A row that stands under its headers and says nothing else is read so; of any other, the reading that
costs least is taken (`weighing`).  Two rows of one shape have one reading, so it is worked out once and
remembered.

A row that has no reading, such as one with more cells than columns, is read only as far as cells stand under
headers they fit; the others are left unread, one by one.

>>> from govbudget.reading.forms.layout import Side
>>> single = Layout((Side(((Column.LEVEL1, 0), (Column.LEVEL2, 1), (Column.NAME, 2), (Column.TARGET, 3))),))
>>> [slot.column.name for slot in assign("2wt", (1, 2, 3), single)]
['LEVEL2', 'NAME', 'TARGET']
>>> [slot.column.name for slot in assign("22t", (1, 2, 3), single)]
['LEVEL2', 'NAME', 'TARGET']
>>> [slot.column.name for slot in assign("22", (1, 2), single)]
['LEVEL2', 'LEVEL2']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, TypeAlias

from govbudget.model.indicators import Scope
from govbudget.reading.forms.layout import Column, Layout, Part, Plan, Side, Slot
from govbudget.reading.forms.weighing import cheapest, price

__all__ = ["assign", "plan"]

_Placed: TypeAlias = tuple[int, Slot]
"""A cell by number, and where it belongs."""

# A member of an enumeration costs ten times as much to look up as a name of the module.
_LEVEL2, _NAME, _SYMBOL, _FURTHER = Column.LEVEL2, Column.NAME, Column.SYMBOL, Column.FURTHER
_COLUMN_COUNT: Final = len(Column)
_FITS: Final = 2
"""What a cell under its header may cost at most."""

_LEFT: Final = ("1m", "2a", "w", "ts")
_RIGHT: Final = ("2a", "w", "ts")
_COLUMNS: Final = (Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.TARGET)


def _clear_rows() -> Iterator[tuple[str, tuple[Slot, ...]]]:
    """Every row of two plain sides whose letters leave no choice, wherever they stand, with its reading.

    On the left all but the first level is printed, or name and target; on the right the same, or the level alone.
    """
    left = [Slot(0, column, -1) for column in _COLUMNS]
    right = [Slot(1, column, -1) for column in _COLUMNS[1:]]
    for first, second in ((0, 0), (1, 0), (0, 2), (1, 2), (2, 0), (2, 1)):
        letters = _LEFT[first:] + (_RIGHT[second:] if second < 2 else _RIGHT[:1])
        slots = tuple(left[first:] + (right[second:] if second < 2 else right[:1]))
        yield from (("".join(row), slots) for row in product(*letters))


_CLEAR: Final = dict(_clear_rows())
_TWO_LABELS: Final = frozenset(("22", "2a", "a2", "aa"))
_LABEL_SLOTS: Final = (Slot(0, Column.LEVEL1, -1), Slot(0, Column.LEVEL2, -1), Slot(1, Column.LEVEL2, -1))
_FAR_APART: Final = 3


def plan(letters: str, positions: tuple[int, ...], layout: Layout, *, weighs: bool = True) -> Plan | None:
    """What to do with a row of a shape, or None if no cell of it can be placed.

    Without weighing, a row that does not stand under its headers is read only as far as its cells fit them.

    >>> from govbudget.reading.forms.layout import Side
    >>> single = Layout((Side(((Column.LEVEL1, 0), (Column.LEVEL2, 1), (Column.NAME, 2), (Column.TARGET, 3))),))
    >>> found = plan("12wt", (0, 1, 2, 3), single)
    >>> found.levels, found.parts[0].name, found.parts[0].target
    (((1, 0, 0), (2, 0, 1)), 2, 3)
    >>> plan("12wtww", (0, 1, 2, 3, 4, 5), single).unread
    (4, 5)
    """
    if layout.shares_first_levels and (clear := _CLEAR_PLANS.get(letters)) is not None:
        return clear  # most shapes of such grids
    slots = assign(letters, positions, layout, weighs=weighs)
    placed = list(enumerate(slots)) if slots is not None else _under_headers(letters, positions, layout)
    if not placed:
        return None
    return _planned(letters, placed, layout)


def _planned(letters: str, placed: Sequence[_Placed], layout: Layout) -> Plan:
    """What to do with a row some cells of which have a place."""
    unread: list[int] = []
    if len(placed) < len(letters):
        known = {cell for cell, _ in placed}
        unread += (cell for cell in range(len(letters)) if cell not in known)
    parts: list[Part] = []
    for side in range(len(layout.scopes)):
        part, alone = _part(side, letters, placed, layout)
        if part is not None:
            parts.append(part)
        elif side == 0 or len(layout.sides) > 1:
            unread += alone
    return Plan(
        tuple(_levels(letters, placed, layout)), tuple(parts), tuple(sorted(unread)) if unread else ()
    )


def _levels(letters: str, placed: Sequence[_Placed], layout: Layout) -> Iterator[tuple[int, int, int]]:
    """The labels of a row; one that the second side has no column for is the label of both.

    A word for a first level is one in the column of second levels too, as in a grid that has only one.
    """
    for cell, (side, column, _) in placed:
        if column <= _LEVEL2:
            level = 2 if column is _LEVEL2 and letters[cell] != "1" else 1
            yield level, side, cell
            if side == 0 and len(layout.scopes) == 2 and not layout.has(1, column):
                yield level, 1, cell


def _part(
    side: int, letters: str, placed: Sequence[_Placed], layout: Layout
) -> tuple[Part | None, Sequence[int]]:
    """The indicator of one side or period of a row, and the cells that would be of one if it had a name or a target."""
    own = min(side, len(layout.sides) - 1)
    found = [-1] * _COLUMN_COUNT
    further: list[tuple[str, int]] = []
    cells: list[int] = []
    for cell, (of_side, column, at) in placed:
        if of_side != own or column <= _LEVEL2:
            continue
        cells.append(cell)
        if column is _FURTHER or (column is _SYMBOL and letters[cell] != "o"):
            further.append((layout.sides[own].heads[at], cell))
        else:
            found[column] = cell
    if not cells:
        return None, cells
    _, _, name, description, symbol, target, of_year, unit, basis, _, _ = found
    if layout.scopes[side] is not None and own != side:
        target, of_year = of_year, target  # the period without a side of its own
    if name < 0 and target < 0:
        return None, cells if of_year < 0 else ()
    first = cells[0] if cells[0] != of_year else cells[1]
    return Part(side, first, name, description, target, basis, symbol, unit, tuple(further)), ()


def assign(
    letters: str, positions: tuple[int, ...], layout: Layout, *, weighs: bool = True
) -> tuple[Slot, ...] | None:
    """The slot of each cell of a row, or None if it has no reading.

    Letters of operators alone (`o`) mean something only where operators have a column.
    """
    if not layout.has_symbols:
        letters = letters.replace("o", "s")
    if layout.is_of_two_plain_sides:
        clear = _clear(letters, positions)
        if clear is not None:
            return clear
    found = _at_the_headers(letters, positions, layout)
    return _weighed(letters, positions, layout) if found is None and weighs else found


def _clear(letters: str, positions: tuple[int, ...]) -> tuple[Slot, ...] | None:
    """The reading of a row of two plain sides whose letters alone leave no choice."""
    clear = _CLEAR.get(letters)
    if clear is not None:
        return clear
    labels = letters[1:] if letters[0] in "1m" else letters
    if labels in _TWO_LABELS and positions[-1] - positions[-2] >= _FAR_APART:
        return _LABEL_SLOTS[-len(letters) :]
    return None


def _at_the_headers(letters: str, positions: tuple[int, ...], layout: Layout) -> tuple[Slot, ...] | None:
    """The reading of a row that stands exactly under its headers and says nothing else."""
    under = layout.under
    slots = []
    named = [False] * len(layout.sides)
    for letter, position in zip(letters, positions, strict=True):
        slot = under.get(position)
        if slot is None or price(letter, slot.column) > _FITS:
            return None
        if slot.column is _NAME:
            if letter in "xs":
                return None  # whether such a name has its target beside it is weighed
            named[slot.side] = True
        elif slot.column > _NAME and slot.column is not _FURTHER and not named[slot.side]:
            return None
        slots.append(slot)
    return tuple(slots)


def _weighed(letters: str, positions: tuple[int, ...], layout: Layout) -> tuple[Slot, ...] | None:
    """The cheapest reading of a row; of two sides, over every place where the first may end."""
    best: tuple[int, tuple[Slot, ...]] | None = None
    splits = range(len(letters) + 1) if len(layout.sides) == 2 else (len(letters),)
    for split in splits:
        cost = 0
        slots: list[Slot] = []
        for number, side in enumerate(layout.sides):
            part = slice(split, None) if number else slice(split)
            reading = cheapest(letters[part], positions[part], side)
            if reading is None:
                break
            cost += reading.cost
            if best is not None and cost >= best[0]:
                break
            slots += (Slot(number, side.columns[at][0], at) for at in reading.at)
        else:
            best = cost, tuple(slots)
    return None if best is None else best[1]


def _under_headers(letters: str, positions: tuple[int, ...], layout: Layout) -> list[_Placed]:
    """The cells of a row that stand under headers; none if one of them does not fit its header."""
    under = layout.under
    placed = [(cell, under[position]) for cell, position in enumerate(positions) if position in under]
    fits = all(price(letters[cell], slot.column) <= _FITS for cell, slot in placed)
    return placed if fits else []


def _clear_plans() -> Iterator[tuple[str, Plan]]:
    """The plan of every row of `_CLEAR` where both sides share the first levels; rows of one reading share it."""
    left, right = (
        Side(tuple((column, at) for at, column in enumerate(columns))) for columns in (_COLUMNS, _COLUMNS[1:])
    )
    layout = Layout((left, right), (Scope.IMPLEMENTATION, Scope.ANNUAL))
    plans: dict[tuple[Slot, ...], Plan] = {}
    for letters, slots in _CLEAR.items():
        known = plans.get(slots)
        if known is None:
            known = plans[slots] = _planned(letters, list(enumerate(slots)), layout)
        yield letters, known


_CLEAR_PLANS: Final = dict(_clear_plans())
