"""The layout of an indicator grid (指标表的版式), and what is to be done with a row of one shape: plain records.

>>> side = Side(((Column.LEVEL2, 0), (Column.NAME, 1), (Column.TARGET, 2)), ("二级指标", "三级指标", "指标值"))
>>> Layout((side,)).has(0, Column.LEVEL1)
False
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final, NamedTuple

from attrs import field, frozen

from govbudget.model.indicators import Scope

__all__ = ["Column", "Layout", "Part", "Plan", "Side", "Slot"]


class Column(enum.IntEnum):
    """The columns of an indicator grid (指标表的列); see `reading.forms.headers` for the words that open them."""

    LEVEL1 = 0
    LEVEL2 = 1
    NAME = 2
    DESCRIPTION = 3
    SYMBOL = 4
    """The operator of a target whose number has a column of its own."""
    TARGET = 5
    TARGET_OF_YEAR = 6
    """The target of the year, beside that of the whole project."""
    UNIT = 7
    BASIS = 8
    FURTHER = 9
    """Any other column."""
    GROUP = 10
    """No column: the label 绩效指标 beside the grid."""


@frozen
class Side:
    """One side of a grid: its columns in order, each with the position of its header cell, and what that prints."""

    columns: tuple[tuple[Column, int], ...]
    heads: tuple[str, ...] = ()

    def has(self, column: Column) -> bool:
        """Whether it has a column."""
        return column in [known for known, _ in self.columns]


class Slot(NamedTuple):
    """Where a cell belongs: the side, the column, and which of the side's columns that is."""

    side: int
    column: Column
    at: int


_PLAIN: Final = frozenset((Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.TARGET))


@frozen(cache_hash=True)
class Layout:
    """The sides of a grid, left to right, and the periods that its indicators are about.

    Two periods have a side each, or share one that has a target of the year beside the target.
    """

    sides: tuple[Side, ...]
    scopes: tuple[Scope | None, ...] = (None,)
    under: Mapping[int, Slot] = field(init=False, eq=False, repr=False)
    """The slot under each header cell."""
    is_of_two_plain_sides: bool = field(init=False, eq=False, repr=False)
    """Whether it has two sides of levels, names and targets and nothing else."""
    shares_first_levels: bool = field(init=False, eq=False, repr=False)
    """Whether it has two such sides for two periods, and the second has no column for first levels."""
    has_symbols: bool = field(init=False, eq=False, repr=False)
    """Whether operators have a column of their own."""
    has_levels: bool = field(init=False, eq=False, repr=False)
    """Whether a level has a column with a head."""

    def __attrs_post_init__(self) -> None:
        sides = self.sides
        columns = {column for side in sides for column, _ in side.columns}
        plain = len(sides) == 2 and columns <= _PLAIN and sides[1].has(Column.LEVEL2)
        under = {
            position: Slot(number, column, at)
            for number, side in enumerate(sides)
            for at, (column, position) in enumerate(side.columns)
        }
        # Worked out once here, not for each row.
        object.__setattr__(self, "under", under)
        object.__setattr__(self, "is_of_two_plain_sides", plain)
        shares = plain and len(self.scopes) == 2 and not sides[1].has(Column.LEVEL1)
        object.__setattr__(self, "shares_first_levels", shares)
        object.__setattr__(self, "has_symbols", Column.SYMBOL in columns)
        levels = any(
            column <= Column.LEVEL2 and (not side.heads or side.heads[at])
            for side in sides
            for at, (column, _) in enumerate(side.columns)
        )
        object.__setattr__(self, "has_levels", levels)

    def has(self, side: int, column: Column) -> bool:
        """Whether there is such a side, and it has a column."""
        return side < len(self.sides) and self.sides[side].has(column)


class Part(NamedTuple):
    """The cells of a row that make one indicator, by number; -1 where there is none.

    `symbol` and `unit` belong to the target; `further` are the cells of further columns, each with its head.
    """

    side: int
    first: int
    name: int = -1
    description: int = -1
    target: int = -1
    basis: int = -1
    symbol: int = -1
    unit: int = -1
    further: tuple[tuple[str, int], ...] = ()


class Plan(NamedTuple):
    """What to do with a row of one shape: which cells are labels of which side, and which make indicators."""

    levels: tuple[tuple[int, int, int], ...]
    """Level (1 or 2), side, and number of the cell."""
    parts: tuple[Part, ...]
    unread: tuple[int, ...] = ()
    """The cells that nothing accounts for; as `~cell`, words in a column of levels that may head no indicator."""
