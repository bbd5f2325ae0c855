"""Which cell of an indicator row is what (指标行的形状), by what the cells say and where they stand.

A row of a form's grid is, on each side, `一级指标? 二级指标? 三级指标? 描述? 指标值? 依据?` in this order, each
present or not.  Cells are displaced, clipped and merged, so a column number alone proves nothing and a word alone
not everything.  The *shape* of a row is the letters of its printed cells (`reading.targets`) and their
columns.  Each cell is given a slot, in order, such that the whole costs least: a level word that is not
taken as a level, a target that is not a target, a target without a name and a cell away from its header
cost something; a side that is shifted as a whole costs only the shift.  Two rows of one shape have one
reading, so it is worked out once and remembered.

>>> single = Layout((Side(((Column.LEVEL1, 0), (Column.LEVEL2, 1), (Column.NAME, 2), (Column.TARGET, 3))),))
>>> [slot.column.name for slot in assign("2wt", (1, 2, 3), single)]
['LEVEL2', 'NAME', 'TARGET']
>>> [slot.column.name for slot in assign("22t", (1, 2, 3), single)]
['LEVEL2', 'NAME', 'TARGET']
>>> [slot.column.name for slot in assign("22", (1, 2), single)]
['LEVEL2', 'LEVEL2']
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from attrs import frozen

from govbudget.reading.forms.vocabulary import Column

__all__ = ["Layout", "Part", "Plan", "Side", "Slot", "assign", "plan"]


@frozen
class Side:
    """One side of a grid: its columns in order, each with the position of its header cell."""

    columns: tuple[tuple[Column, int], ...]


@frozen(cache_hash=True)
class Layout:
    """The sides of a grid, left to right: one, or two for two periods in parallel."""

    sides: tuple[Side, ...]


@frozen
class Slot:
    """Where a cell belongs: the side and the column."""

    side: int
    column: Column


class Part(NamedTuple):
    """The cells of a row that make one indicator, by number; -1 where there is none."""

    side: int
    first: int
    name: int
    description: int
    target: int
    basis: int


class Plan(NamedTuple):
    """What to do with a row of one shape: which cells are labels of which side, and which make indicators."""

    levels: tuple[tuple[int, int, int], ...]
    """Level (1 or 2), side, and number of the cell."""
    parts: tuple[Part, ...]


_MOVE: Final = 2
_FARTHEST: Final = 3
_REFUSED: Final = 14
_IMPOSSIBLE: Final = 1000
# What it costs to take a cell of a letter for a column; what is not listed costs 8.
_COSTS: Final[dict[Column, dict[str, int]]] = {
    Column.LEVEL1: {"1": 0, "m": 0, "a": 5, "2": 20, "w": 5, "s": 9, "t": 30, "x": 20},
    Column.LEVEL2: {"2": 0, "a": 0, "m": 1, "1": 8, "w": 1, "s": 9, "t": 30, "x": 20},
    Column.NAME: {"w": 0, "x": 0, "s": 4, "t": 8, "2": 6, "a": 6, "m": 6, "1": 16},
    Column.DESCRIPTION: {"w": 0, "x": 1, "s": 2, "t": 4, "2": 12, "a": 12, "m": 12, "1": 16},
    Column.TARGET: {"t": 0, "s": 0, "w": 2, "x": 3, "2": 14, "a": 14, "m": 14, "1": 20},
    Column.BASIS: {"w": 0, "x": 0, "s": 1, "t": 9, "2": 12, "a": 12, "m": 12, "1": 16},
}
_WITHOUT_NAME: Final = 6
_WITHOUT_TARGET: Final = 2
_SECOND_LABEL: Final = 4
_UNKNOWN_LEVEL: Final = 6
_TARGET_TWICE: Final = 3


# Two sides whose letters leave no choice, wherever they stand; a group for each cell.
_CLEAR: Final = re.compile(
    "(?:(?P<a>[1m])?(?P<b>[2a])(?P<c>w)(?P<d>[ts])(?:(?P<e>[2a])(?P<f>w)(?P<g>[ts])|(?P<h>[2a]))"
    "|(?P<i>w)(?P<j>[ts])(?:(?P<k>[2a]))?(?P<l>w)(?P<m>[ts]))"
)
_LEFT_L1, _LEFT_L2 = Slot(0, Column.LEVEL1), Slot(0, Column.LEVEL2)
_LEFT_NAME, _LEFT_TARGET = Slot(0, Column.NAME), Slot(0, Column.TARGET)
_RIGHT_L2, _RIGHT_NAME, _RIGHT_TARGET = Slot(1, Column.LEVEL2), Slot(1, Column.NAME), Slot(1, Column.TARGET)
_CLEAR_SLOTS: Final = {
    "a": _LEFT_L1, "b": _LEFT_L2, "c": _LEFT_NAME, "d": _LEFT_TARGET, "e": _RIGHT_L2, "f": _RIGHT_NAME,
    "g": _RIGHT_TARGET, "h": _RIGHT_L2, "i": _LEFT_NAME, "j": _LEFT_TARGET, "k": _RIGHT_L2, "l": _RIGHT_NAME,
    "m": _RIGHT_TARGET,
}  # fmt: skip
_TWO_LABELS: Final = frozenset(("22", "2a", "a2", "aa"))
_FAR_APART: Final = 3


def plan(letters: str, positions: tuple[int, ...], layout: Layout) -> Plan | None:
    """What to do with a row of a shape, or None if the row has more cells than the grid has columns for.

    >>> single = Layout((Side(((Column.LEVEL1, 0), (Column.LEVEL2, 1), (Column.NAME, 2), (Column.TARGET, 3))),))
    >>> plan("12wt", (0, 1, 2, 3), single)
    Plan(levels=((1, 0, 0), (2, 0, 1)), parts=(Part(side=0, first=2, name=2, description=-1, target=3, basis=-1),))
    """
    slots = assign(letters, positions, layout)
    if slots is None:
        return None
    levels = []
    cells: list[dict[Column, int]] = [{} for _ in layout.sides]
    for cell, slot in enumerate(slots):
        if slot.column in (Column.LEVEL1, Column.LEVEL2):
            levels.append((1 if slot.column is Column.LEVEL1 else 2, slot.side, cell))
        else:
            cells[slot.side][slot.column] = cell
    parts = [
        Part(
            side,
            min(found.values()),
            found.get(Column.NAME, -1),
            found.get(Column.DESCRIPTION, -1),
            found.get(Column.TARGET, -1),
            found.get(Column.BASIS, -1),
        )
        for side, found in enumerate(cells)
        if found
    ]
    return Plan(tuple(levels), tuple(parts))


def assign(letters: str, positions: tuple[int, ...], layout: Layout) -> tuple[Slot, ...] | None:
    """The slot of each cell of a row, or None if the row has more cells than the grid has columns for."""
    if len(layout.sides) == 2:
        clear = _clear(letters, positions)
        if clear is not None:
            return clear
    return _at_the_headers(letters, positions, layout) or _cheapest(letters, positions, layout)


def _clear(letters: str, positions: tuple[int, ...]) -> tuple[Slot, ...] | None:
    """The reading of a row of two sides whose letters alone leave no choice."""
    match = _CLEAR.fullmatch(letters)
    if match is not None:
        return tuple(_CLEAR_SLOTS[name] for name, letter in match.groupdict().items() if letter is not None)
    labels = letters[1:] if letters[0] in "1m" else letters
    if labels in _TWO_LABELS and positions[-1] - positions[-2] >= _FAR_APART:
        return (_LEFT_L1, _LEFT_L2, _RIGHT_L2)[-len(letters) :]
    return None


def _at_the_headers(letters: str, positions: tuple[int, ...], layout: Layout) -> tuple[Slot, ...] | None:
    """The reading of a row that stands exactly under its headers and says nothing else."""
    at = {
        position: Slot(number, column)
        for number, side in enumerate(layout.sides)
        for column, position in side.columns
    }
    slots = []
    named = [False] * len(layout.sides)
    for letter, position in zip(letters, positions, strict=True):
        slot = at.get(position)
        if slot is None or _COSTS[slot.column].get(letter, 8) > 2:
            return None
        if slot.column is Column.NAME:
            named[slot.side] = True
        elif slot.column in (Column.TARGET, Column.DESCRIPTION) and not named[slot.side]:
            return None
        slots.append(slot)
    for number, letter in enumerate(letters):
        if letter in "xs" and slots[number].column is Column.NAME:
            return None  # whether such a name has its target beside it is weighed below
    return tuple(slots)


def _cheapest(letters: str, positions: tuple[int, ...], layout: Layout) -> tuple[Slot, ...] | None:
    count = len(letters)
    if len(layout.sides) == 1:
        found = _side(letters, positions, layout.sides[0])
        return None if found is None else tuple(Slot(0, column) for column in found[1])
    best: tuple[int, tuple[Slot, ...]] | None = None
    for split in range(count + 1):
        left = _side(letters[:split], positions[:split], layout.sides[0])
        right = _side(letters[split:], positions[split:], layout.sides[1])
        if left is None or right is None:
            continue
        cost = left[0] + right[0]
        if best is None or cost < best[0]:
            slots = *(Slot(0, column) for column in left[1]), *(Slot(1, column) for column in right[1])
            best = cost, slots
    return None if best is None else best[1]


def _side(letters: str, positions: tuple[int, ...], side: Side) -> tuple[int, tuple[Column, ...]] | None:
    """The cheapest reading of the cells of one side, and what it costs."""
    if not letters:
        return 0, ()
    if len(letters) > len(side.columns) + 1:
        return None
    search = _Search(letters, positions, side.columns)
    search.place(0, 0, 0, (), ())
    return None if search.columns is None else (search.cost, search.columns)


class _Search:
    """Gives the cells of one side columns in order, dropping every beginning that already costs too much."""

    __slots__ = ("_letters", "_offered", "_positions", "columns", "cost")

    def __init__(
        self, letters: str, positions: tuple[int, ...], offered: tuple[tuple[Column, int], ...]
    ) -> None:
        self._letters = letters
        self._positions = positions
        self._offered = offered
        self.cost = _IMPOSSIBLE
        self.columns: tuple[Column, ...] | None = None

    def place(
        self, cell: int, start: int, cost: int, columns: tuple[Column, ...], away: tuple[int, ...]
    ) -> None:
        """Try every column from `start` on for a cell and all cells behind it."""
        letters = self._letters
        if cell == len(letters):
            cost += _completeness(letters, columns) + _distance(away)
            if cost < self.cost:
                self.cost, self.columns = cost, columns
            return
        letter = letters[cell]
        after = letters[cell + 1 : cell + 2]
        for index in range(start, len(self._offered)):
            column, position = self._offered[index]
            price = _COSTS[column].get(letter, 8)
            if column is Column.LEVEL1 and letter == "a" and after == "2":
                price = 0  # 成本指标 before one of its parts is a first level
            elif column is Column.LEVEL2 and letter == "w" and self._positions[cell] != position:
                price = _UNKNOWN_LEVEL  # a level that nobody knows is told by its place alone
            if cost + price >= self.cost or price >= _REFUSED:
                continue
            here = (*away, self._positions[cell] - position)
            if column is Column.LEVEL2 and after and letter in "2am" and after in "2a":
                # A second label beside the first was displaced into the column of names.
                self.place(
                    cell + 2, index + 1, cost + price + _SECOND_LABEL, (*columns, column, column), here
                )
            self.place(cell + 1, index + 1, cost + price, (*columns, column), here)


def _distance(away: tuple[int, ...]) -> int:
    """What the cells' distances from their headers cost: a shift of the whole side costs only once."""
    best = _IMPOSSIBLE
    for shift in {0, *away}:
        cost = abs(shift)
        for distance in away:
            cost += min(abs(distance - shift), _FARTHEST)
        best = min(best, cost)
    return best * _MOVE


def _completeness(letters: str, columns: tuple[Column, ...]) -> int:
    has_target = Column.TARGET in columns
    if Column.NAME not in columns:
        alone = has_target or Column.DESCRIPTION in columns or Column.BASIS in columns
        return _WITHOUT_NAME if alone else 0
    if letters[columns.index(Column.NAME)] == "x":
        return _TARGET_TWICE if has_target else 0
    return 0 if has_target else _WITHOUT_TARGET
