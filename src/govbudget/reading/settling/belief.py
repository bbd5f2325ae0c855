"""Which laws of a row a table keeps at all (可信的行内勾稽).

A header draws its sums by words, and words may say less than the table means: a column beside the parts of a total
may be none of them.  Then the sum fails wherever that column prints something, and where by chance it does not fail
it would prove a wrong column.  One wrong figure breaks a law in one row; a law that is broken in more rows than it
is seen to hold in, and in two at least, is none of this table.  Or the rows are not what they seem, and were cut
wrongly: those that break such a law are believed in nothing.

>>> from decimal import Decimal
>>> from govbudget.laws.sums import SumOfParts
>>> from govbudget.reading.settling.question import Item
>>> def line(text): return Line(tuple(Item(Decimal(number)) for number in text.split()))
>>> lines = tuple(map(line, ("9.00 5.00 4.00 2.00", "8.00 7.00 1.00 3.00", "4.00 2.00 2.00")))
>>> kept_laws(Question(width=4, lines=lines, row_laws=(SumOfParts(0, (1, 2, 3)),)))
((), frozenset({0, 1}))
>>> kept_laws(Question(width=4, lines=lines[:2], row_laws=(SumOfParts(0, (1, 2)),)))
((SumOfParts(total=0, parts=(1, 2), complete=True),), frozenset())
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govbudget.laws.sums import SumOfParts
from govbudget.reading.settling.parts import sheet_of
from govbudget.reading.settling.question import Line, Question, RowLaw
from govbudget.reading.settling.rows import Dealing, RowReader
from govbudget.reading.settling.work import BoundReachedError, Meter

__all__ = ["kept_laws"]

_ENOUGH: Final = 2
"""Rows with different numbers that have to break a law."""


def kept_laws(question: Question) -> tuple[tuple[RowLaw, ...], frozenset[int]]:
    """The laws of every row without those that the rows break more often than they are seen to hold.

    With the lines that break those.
    """
    reader, sheet = RowReader(question, Meter.of(len(question.lines))), sheet_of(question)

    def breaking(laws: Sequence[RowLaw]) -> frozenset[int]:
        broken: dict[int, object] = {}
        held: set[object] = set()
        for number, line in enumerate(question.lines):
            try:
                dealings = reader.dealings(reader.masks(line.items), sheet.values[number], laws)
            except BoundReachedError:
                continue
            numbers = tuple(item.value for item in line.items)
            if not dealings:
                broken[number] = numbers
            elif all(any(_is_seen(law, one, line) for law in laws) for one in dealings):
                held.add(numbers)
        few = len(set(broken.values())) < max(_ENOUGH, len(held) + 1)
        return frozenset() if few else frozenset(broken)

    broken_by = [(law, breaking((law,))) for law in question.row_laws]
    kept = tuple(law for law, lines in broken_by if not lines)
    together = breaking(kept)
    return () if together else kept, together.union(*(lines for _, lines in broken_by))


def _is_seen(law: RowLaw, dealing: Dealing, line: Line) -> bool:
    """Whether a sum is more than possible in a row: its total and a part of it are printed there."""
    if not isinstance(law, SumOfParts) or 1 << law.total not in dealing:
        return False
    parts = sum(1 << part for part in law.parts)
    return any(mask & ~parts == 0 and item.value for mask, item in zip(dealing, line.items, strict=True))
