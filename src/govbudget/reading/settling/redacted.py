"""Which columns a redacted line may use (隐去行可用的栏): those in which a legible line prints anything.

A wrong figure leaves its own line in doubt, and what is in doubt prints anywhere.  That is no evidence against a
column in which the totals of every redacted line are blank: a total of nothing has no parts.  So the other lines
decide, and one wrong figure does not open the redacted lines as well.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from functools import reduce
from operator import and_, or_

from attrs import define, field

from govbudget.reading.settling.question import ColumnSum, Question
from govbudget.reading.settling.rows import Dealing

__all__ = ["columns_in_use"]


def columns_in_use(
    question: Question,
    redacted: Collection[int],
    printed: Mapping[int, Dealing],
    lost: AbstractSet[int],
    doubtful: AbstractSet[int],
) -> int:
    """The columns, as bits, that redacted lines may print in.

    `printed` are the columns left for the items of every legible line; `lost` those lines of which nothing is
    believed, `doubtful` those that may have a wrong figure.
    """
    masks = {line: reduce(or_, items, 0) for line, items in printed.items()}
    closed = 0
    if question.nonnegative and (lost or doubtful):
        blank = _Blank(question, {line: ~mask for line, mask in masks.items() if line not in lost})
        closed = reduce(and_, (blank.in_totals(line) for line in redacted))
    wrong = lost | doubtful
    return reduce(or_, (mask & ~closed if line in wrong else mask for line, mask in masks.items()), 0)


@define
class _Blank:
    """Where the totals of a line are blank."""

    question: Question
    legible: Mapping[int, int]
    """The columns, as bits, that believed lines leave blank."""
    _sums: dict[int, list[ColumnSum]] = field(init=False, factory=dict)
    _known: dict[int, int] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for one in self.question.column_sums:
            for part in one.law.parts:
                self._sums.setdefault(part, []).append(one)

    def in_totals(self, line: int) -> int:
        """The columns, as bits, in which a total of the line, or a total of that, is blank."""
        if line not in self._known:
            self._known[line] = 0  # A total is never its own part, whatever a question says.
            figures = frozenset(range(self.question.width)) - self.question.texts
            found = 0
            for one in self._sums.get(line, ()):
                columns = sum(1 << column for column in (figures if one.columns is None else one.columns))
                total = one.law.total
                found |= columns & (self.legible.get(total, 0) | self.in_totals(total))
            self._known[line] = found
        return self._known[line]
