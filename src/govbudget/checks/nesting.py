"""Levels that a table prints without saying so (未标明的层级): told by the sums, where they tell it in one way.

A list may print a category, its sections and their items one below the other with nothing but their
order to tell them apart.  Its total is then two or three times undershot by a plain sum.  Read from the top,
a row that equals the sum of the rows right below it heads them; if the rows so found make up the total,
these are the levels.

>>> from decimal import Decimal
>>> rows = [("甲", Decimal(9)), ("甲一", Decimal(4)), ("甲二", Decimal(5)), ("乙", Decimal(3))]
>>> nested(Decimal(12), rows)
Nesting(tops=(0, 3), parts={0: (1, 2)})
>>> nested(Decimal(19), rows) is None
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from govbudget.laws.sums import SumOfParts

__all__ = ["Nesting", "nested"]

_LONGEST: Final = 500
_STATES: Final = 5000


@frozen
class Nesting:
    """The rows that make up a total, and which rows make up each of the others, by position."""

    tops: tuple[int, ...]
    parts: Mapping[int, tuple[int, ...]]


def nested(total: Decimal, rows: Sequence[tuple[str, Decimal]]) -> Nesting | None:
    """The levels of some rows, each a name and a figure, that make up a total; None where the sums tell none.

    A row never heads a single row of its own name, rows of nothing aside: that is a row printed twice.

    >>> twice = [("甲", "2.00"), ("甲", "2.00"), ("乙", "0.00"), ("丙", "3.00")]
    >>> nested(Decimal("5.00"), [(name, Decimal(value)) for name, value in twice]) is None
    True
    """
    if not 1 < len(rows) <= _LONGEST or any(value < 0 for _, value in rows):
        return None
    ways: list[dict[int, tuple[int, ...]]] = [{} for _ in rows]
    for start in reversed(range(len(rows))):
        ways[start] = {start + 1: (), **_headed(start, rows, ways)}
    tops = _runs(total, 0, rows, ways).get(len(rows))
    if tops is None or all(end == top + 1 for top, end in _spans(tops, len(rows))):
        return None
    parts: dict[int, tuple[int, ...]] = {}
    pending = list(_spans(tops, len(rows)))
    while pending:
        row, end = pending.pop()
        members = ways[row][end]
        if members:
            parts[row] = members
            pending.extend(_spans(members, end))
    return Nesting(tops, dict(sorted(parts.items())))


def _spans(rows: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Each of some rows with the position where the next begins."""
    return zip(rows, [*rows[1:], end], strict=True)


def _headed(
    start: int, rows: Sequence[tuple[str, Decimal]], ways: Sequence[Mapping[int, tuple[int, ...]]]
) -> dict[int, tuple[int, ...]]:
    """The runs of rows right below a row that make it up, by their ends."""
    name, value = rows[start]
    if not value:
        return {}
    found = _runs(value, start + 1, rows, ways)
    some = {end: [rows[member][0] for member in members if rows[member][1]] for end, members in found.items()}
    return {end: members for end, members in found.items() if members and some[end] != [name]}


def _runs(
    total: Decimal,
    start: int,
    rows: Sequence[tuple[str, Decimal]],
    ways: Sequence[Mapping[int, tuple[int, ...]]],
) -> dict[int, tuple[int, ...]]:
    """The runs of rows from a position on that make up a total, by their ends; bounded in number."""
    found: dict[int, tuple[int, ...]] = {}
    seen: set[tuple[int, Decimal]] = set()
    pending: list[tuple[int, Decimal, tuple[int, ...]]] = [(start, Decimal(0), ())]
    while pending and len(seen) < _STATES:
        position, summed, members = pending.pop()
        if members and position not in found and _holds(total, [rows[member][1] for member in members]):
            found[position] = members
        if position == len(rows) or summed > total or (position, summed) in seen:
            continue
        seen.add((position, summed))
        value = summed + rows[position][1]
        pending.extend((end, value, (*members, position)) for end in ways[position])
    return found


def _holds(total: Decimal, parts: Sequence[Decimal]) -> bool:
    law = SumOfParts(-1, tuple(range(len(parts))))
    residual = law.residual({-1: total, **dict(enumerate(parts))})
    return residual is not None and residual.holds
