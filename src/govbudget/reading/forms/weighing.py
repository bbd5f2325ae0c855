"""Which reading of an indicator row costs least (指标行的取舍): for rows that are displaced, clipped or merged.

Each cell is given a column, in order.  A level word that is not taken as a level, a target that is not a target, a
target without a name and a cell away from its header cost something; a side that is shifted as a whole costs
only the shift.

>>> side = Side(((Column.LEVEL1, 0), (Column.LEVEL2, 1), (Column.NAME, 2), (Column.TARGET, 3)))
>>> [side.columns[at][0].name for at in cheapest("2wt", (2, 3, 4), side).at]
['LEVEL2', 'NAME', 'TARGET']
"""

from __future__ import annotations

from typing import Final, NamedTuple

from govbudget.reading.forms.layout import Column, Side

__all__ = ["Reading", "cheapest", "price"]

_MOVE: Final = 2
_FARTHEST: Final = 3
_REFUSED: Final = 14
_IMPOSSIBLE: Final = 1000
_UNLISTED: Final = 8
_TARGET_COSTS: Final = {"t": 0, "s": 0, "o": 1, "w": 2, "x": 3, "2": 14, "a": 14, "m": 14, "1": 20}
_COSTS_BY_COLUMN: Final[dict[Column, dict[str, int]]] = {
    Column.LEVEL1: {"1": 0, "m": 0, "a": 5, "2": 20, "w": 5, "s": 9, "t": 30, "x": 20, "o": 30},
    Column.LEVEL2: {"2": 0, "a": 0, "m": 1, "1": 8, "w": 1, "s": 9, "t": 30, "x": 20, "o": 30},
    Column.NAME: {"w": 0, "x": 0, "s": 4, "t": 8, "2": 6, "a": 6, "m": 6, "1": 16, "o": 20},
    Column.DESCRIPTION: {"w": 0, "x": 1, "s": 2, "t": 4, "2": 12, "a": 12, "m": 12, "1": 16, "o": 20},
    Column.SYMBOL: {"o": 0, "s": 1, "w": 2, "t": 20, "x": 20, "2": 20, "a": 20, "m": 20, "1": 20},
    Column.TARGET: _TARGET_COSTS,
    Column.TARGET_OF_YEAR: _TARGET_COSTS,
    Column.UNIT: {"s": 0, "w": 0, "t": 4, "x": 9, "2": 9, "a": 9, "m": 9, "1": 20, "o": 20},
    Column.BASIS: {"w": 0, "x": 0, "s": 1, "t": 9, "2": 12, "a": 12, "m": 12, "1": 16, "o": 20},
    Column.FURTHER: {"t": 0, "s": 0, "w": 1, "x": 1, "o": 2, "2": 9, "a": 9, "m": 9, "1": 12},
}
_COSTS: Final = [_COSTS_BY_COLUMN.get(column, {}) for column in Column]
"""What it costs to take a cell of a letter for a column."""
# A member of an enumeration costs ten times as much to look up as a name of the module.
_LEVEL1, _LEVEL2, _NAME = Column.LEVEL1, Column.LEVEL2, Column.NAME
_TARGETS: Final = (Column.TARGET, Column.TARGET_OF_YEAR)
_WITHOUT_NAME: Final = 6
_WITHOUT_TARGET: Final = 2
_SECOND_LABEL: Final = 4
_UNKNOWN_LEVEL: Final = 6
_TARGET_TWICE: Final = 3
_STEPS_OF_CELLS: Final = 10
_MOST_STEPS: Final = 2500
"""A grid may have any number of columns, and a row any of their cells: the search ends here at the latest."""


class Reading(NamedTuple):
    """What a reading of the cells of one side costs, and which of the side's columns each cell belongs to."""

    cost: int
    at: tuple[int, ...]


def price(letter: str, column: Column) -> int:
    """What it costs to take a cell of a letter for a column, wherever it stands."""
    return _COSTS[column].get(letter, _UNLISTED)


def cheapest(letters: str, positions: tuple[int, ...], side: Side) -> Reading | None:
    """The cheapest reading of the cells of one side; None if there is none, or too many to try."""
    if not letters:
        return Reading(0, ())
    if len(letters) > len(side.columns) + 1:
        return None
    search = _Search(letters, positions, side)
    search.place(0, 0, 0, (), ())
    if search.at is None or search.steps > _MOST_STEPS:
        return None
    return Reading(search.cost, search.at)


class _Search:
    """Gives the cells of one side columns in order, dropping every beginning that already costs too much."""

    __slots__ = ("_letters", "_offered", "_positions", "at", "cost", "steps")

    def __init__(self, letters: str, positions: tuple[int, ...], side: Side) -> None:
        self._letters = letters
        self._positions = positions
        self._offered = side.columns
        self.cost = _IMPOSSIBLE
        self.at: tuple[int, ...] | None = None
        self.steps = 0

    def place(self, cell: int, start: int, cost: int, at: tuple[int, ...], away: tuple[int, ...]) -> None:
        """Try every column from `start` on for a cell and all cells behind it."""
        letters = self._letters
        if cell == len(letters):
            self.steps += cell * cell // _STEPS_OF_CELLS  # what measuring the distances takes
            cost += self._completeness(at) + _distance(away)
            if cost < self.cost:
                self.cost, self.at = cost, at
            return
        letter = letters[cell]
        after = letters[cell + 1 : cell + 2]
        for index in range(start, len(self._offered)):
            self.steps += 1
            if self.steps > _MOST_STEPS:
                return
            column, position = self._offered[index]
            more = _COSTS[column].get(letter, _UNLISTED)  # `price`, without a call
            if column is _LEVEL1 and letter == "a" and after == "2":
                more = 0  # 成本指标 before one of its parts is a first level
            elif column is _LEVEL2 and letter == "w" and self._positions[cell] != position:
                more = _UNKNOWN_LEVEL  # a level that nobody knows is told by its place alone
            if cost + more >= self.cost or more >= _REFUSED:
                continue
            here = (*away, self._positions[cell] - position)
            if column is _LEVEL2 and after and letter in "2am" and after in "2a":
                # A second label beside the first was displaced into the column of names.
                self.place(cell + 2, index + 1, cost + more + _SECOND_LABEL, (*at, index, index), here)
            self.place(cell + 1, index + 1, cost + more, (*at, index), here)

    def _completeness(self, at: tuple[int, ...]) -> int:
        columns = [self._offered[index][0] for index in at]
        has_target = _TARGETS[0] in columns or _TARGETS[1] in columns
        if _NAME not in columns:
            return _WITHOUT_NAME if any(column > _NAME for column in columns) else 0
        if self._letters[columns.index(_NAME)] == "x":
            return _TARGET_TWICE if has_target else 0
        return 0 if has_target else _WITHOUT_TARGET


def _distance(away: tuple[int, ...]) -> int:
    """What the cells' distances from their headers cost: a shift of the whole side costs only once."""
    best = _IMPOSSIBLE
    for shift in {0, *away}:
        cost = abs(shift)
        for distance in away:
            cost += min(abs(distance - shift), _FARTHEST)
        best = min(best, cost)
    return best * _MOVE
