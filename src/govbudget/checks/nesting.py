"""Levels that a table prints without saying so (未标明的层级): told by the sums, where they tell it in one way.

A list may print a category, its sections and their items one below the other with nothing but their
order to tell them apart.  Its total is then two or three times undershot by a plain sum.  Read from the top,
a row that equals the sum of the rows right below it heads them; if the rows so found make up the total,
these are the levels.

>>> from decimal import Decimal
>>> rows = [("甲", Decimal(9)), ("甲一", Decimal(4)), ("甲二", Decimal(5)), ("乙", Decimal(3))]
>>> nested(Decimal(12), rows)
Nesting(tops=(0, 3), parts={0: (1, 2)})
>>> nested(Decimal(13), rows) is None
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from govbudget.laws.sums import SumOfParts

__all__ = ["Nesting", "nested"]

_LONGEST: Final = 2000


@frozen
class Nesting:
    """The rows that make up a total, and which rows make up each of the others, by position."""

    tops: tuple[int, ...]
    parts: Mapping[int, tuple[int, ...]]


def nested(total: Decimal, rows: Sequence[tuple[str, Decimal]]) -> Nesting | None:
    """The levels of some rows, each a name and a figure, that make up a total; None where the sums tell none.

    A row never heads a single row of its own name: that is a row printed twice.
    """
    if not 1 < len(rows) <= _LONGEST or any(value < 0 for _, value in rows):
        return None
    ends: dict[int, int] = {}
    parts: dict[int, tuple[int, ...]] = {}
    for start in reversed(range(len(rows))):
        children = _children(start, rows, ends)
        if children:
            parts[start] = children
        ends[start] = ends[children[-1]] if children else start + 1
    tops: list[int] = []
    position = 0
    while position < len(rows):
        tops.append(position)
        position = ends[position]
    if len(tops) == len(rows) or not _holds(total, [rows[top][1] for top in tops]):
        return None
    inside = set(tops)
    for top in tops:
        _gather(top, parts, inside)
    return Nesting(
        tuple(tops), {whole: members for whole, members in sorted(parts.items()) if whole in inside}
    )


def _gather(row: int, parts: Mapping[int, tuple[int, ...]], found: set[int]) -> None:
    pending = [row]
    while pending:
        for part in parts.get(pending.pop(), ()):
            found.add(part)
            pending.append(part)


def _children(start: int, rows: Sequence[tuple[str, Decimal]], ends: Mapping[int, int]) -> tuple[int, ...]:
    """The rows right below that make up a row, or none."""
    name, value = rows[start]
    if not value:
        return ()
    members: list[int] = []
    summed = Decimal(0)
    position = start + 1
    while position < len(rows) and summed < value:
        members.append(position)
        summed += rows[position][1]
        if _holds(value, [rows[member][1] for member in members]):
            alone = len(members) == 1 and rows[position][0] == name
            return () if alone else tuple(members)
        position = ends[position]
    return ()


def _holds(total: Decimal, parts: Sequence[Decimal]) -> bool:
    law = SumOfParts(-1, tuple(range(len(parts))))
    residual = law.residual({-1: total, **dict(enumerate(parts))})
    return residual is not None and residual.holds
