"""What is asked and what is answered (设问与答案): the types of settling.

A *line* is one printed row: its items in print order.  An *item* is a number, stars, or a text that is
known to stand in a column of the table.  Columns are numbered 0 to `width - 1` from left to right; text
columns take part too, so that a text between two numbers keeps them apart and stars may hide a text.

Blank counts as nothing in every law: a total without a number is zero.  Numbers are intervals of half an
increment to either side, stars are anything (not negative, where `Question.nonnegative` says so).
"""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen

from govbudget.laws.points import SamePoint
from govbudget.laws.products import PriceTimesQuantity
from govbudget.laws.sums import SumOfParts
from govbudget.money import Interval

__all__ = [
    "Answer",
    "Belongs",
    "ColumnSum",
    "Item",
    "Line",
    "LineLaw",
    "Outcome",
    "Question",
    "RowLaw",
    "Settled",
    "Tie",
]

RowLaw: TypeAlias = SumOfParts[int] | SamePoint[int] | PriceTimesQuantity[int]
"""A law over the cells of one row: its references are column numbers."""


@frozen
class Item:
    """One printed thing of a line.

    `value` is the number printed, or None for stars and for text.  `columns`, if given, are the only
    columns that words allow it to be in.  `is_text` marks a text cell: it occupies its column, is no figure
    and should have exactly one column.
    """

    value: Decimal | None = None
    columns: frozenset[int] | None = None
    is_text: bool = False

    @property
    def is_redacted(self) -> bool:
        """Whether it is stars: a figure whose value is not known, or a text that is hidden."""
        return self.value is None and not self.is_text


@frozen
class Line:
    """One printed row: its items from left to right, blank cells left out."""

    items: tuple[Item, ...]


@frozen
class ColumnSum:
    """One line is the sum of others, in every one of `columns` (line numbers as references).

    None for `columns` means every column that is not of text: give them where prices, counts or shares
    stand in the table, which do not add up.
    """

    law: SumOfParts[int]
    columns: frozenset[int] | None = None


@frozen
class LineLaw:
    """A law over the columns of one line alone: 收入总计 = 支出总计 in the line of totals."""

    line: int
    law: RowLaw


@frozen
class Tie:
    """What is known from outside the table (表外印证): a cell is worth a value in `interval`.

    With `line` None it holds for every line: the interval 0 to 0 for a fund whose table is published
    empty, 0 to its total for a fund that is known only by its total.  A blank cell is worth nothing.
    `source` names where it comes from, for `settled_by`: `tie to {source}`.
    """

    source: str
    column: int
    interval: Interval
    line: int | None = None


@frozen
class Belongs:
    """What a line is (归属): what it prints belongs in `column` rather than in `other`.

    That proves no column.  It speaks against an answer of which every such line says the opposite.
    """

    line: int
    column: int
    other: int


@frozen(kw_only=True)
class Question:
    """A table to settle: its printed lines and the laws it should keep.

    `row_laws` hold in every line, `line_laws` in one, `column_sums` over the lines.  `texts` are the
    columns of words; every other column is one of figures.  Ties are tried in their order.  `nonnegative` says
    that nothing is less than nothing but what is printed so.
    """

    width: int
    lines: tuple[Line, ...]
    texts: frozenset[int] = frozenset()
    row_laws: tuple[RowLaw, ...] = ()
    line_laws: tuple[LineLaw, ...] = ()
    column_sums: tuple[ColumnSum, ...] = ()
    ties: tuple[Tie, ...] = ()
    belongs: tuple[Belongs, ...] = ()
    nonnegative: bool = True

    @property
    def negative(self) -> tuple[tuple[int, int], ...]:
        """The items, as (line, item), that print less than nothing."""
        return tuple(
            (number, at)
            for number, line in enumerate(self.lines)
            for at, item in enumerate(line.items)
            if item.value is not None and item.value < 0
        )


class Outcome(enum.Enum):
    """What became of an item."""

    SETTLED = "settled"
    AMBIGUOUS = "ambiguous"
    UNSETTLED = "unsettled: bound reached"


@frozen(kw_only=True)
class Settled:
    """The answer for one item: its column and the proof, or the columns that are left for it.

    `settled_by` is one of `printed in full` (every column of the line is printed), `header` (words allow
    one column), `row identity`, `column sums`, `tie to …`; empty where it is not settled.  `alternatives`
    are all columns that survive, one for a settled item.
    """

    column: int | None
    alternatives: tuple[int, ...]
    outcome: Outcome = Outcome.SETTLED
    settled_by: str = ""


@frozen(kw_only=True)
class Answer:
    """The answer for a table: one `Settled` for every item of every line, texts included.

    `solutions` is the number of ways to fill the whole table that survive; it is exact if `is_exact`, else
    there are at least so many, and none is known (0) where a bound was reached or nothing survives.
    `doubtful` are items, as (line, item), one of which must be wrong as printed: with the identities that
    contain it set aside, what is answered is all that survives.  `refused` are ties that contradict the
    table, and were not used.  `steps` is the work done.
    """

    lines: tuple[tuple[Settled, ...], ...]
    solutions: int = 1
    is_exact: bool = True
    doubtful: tuple[tuple[int, int], ...] = ()
    refused: tuple[Tie, ...] = ()
    steps: int = 0
