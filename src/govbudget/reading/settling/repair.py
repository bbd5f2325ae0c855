"""Where nothing survives (无解时): one figure at a time is set aside, and no identity holds it any more.

What is set aside is worth anything, but not less than nothing where the table prints no such amount.

Only a figure that every contradiction contains can be the one: the figures of a row that no placement
satisfies, or those of the rows shared by all groups that cannot be satisfied by themselves.  If over all
these figures exactly one assignment survives it is taken; else what differs between them stays open.

A figure may also be missing, and then its row breaks its own sums and those of the column in which it is not
printed.  So if no figure can be the one, whole rows are set aside in the same way; what a row prints that can be
the one stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import define, evolve, field

from govbudget.reading.settling.parts import Part, Result
from govbudget.reading.settling.rows import Dealing, Values, supported
from govbudget.reading.settling.work import SUSPECTS, BoundReachedError, capped

__all__ = ["Repair", "repaired"]

_LARGE: Final = 60
"""Lines beyond which those that are under no suspicion are settled once, before figures are set aside."""


@define
class Repair:
    """What survives when one figure is set aside, and the figures that can be that one."""

    result: Result
    doubtful: list[tuple[int, int]] = field(factory=list)
    aside: set[int] = field(factory=set)
    """Lines that were set aside as a whole."""


def repaired(
    part: Part, figures: Mapping[int, Sequence[int]], deal: Callable[[int, Values], list[Dealing]]
) -> Repair:
    """Set aside the figures of a part that has no solution, one at a time.

    `figures` are the numbers among the items of each line, `deal` gives the dealings of a line whose items
    have other values.  Raises `BoundReachedError` if there are too many figures.
    """
    lines = _suspects(part)
    suspects = [(line, item) for line in lines for item in figures.get(line, ())]
    if len(suspects) > SUSPECTS:
        raise BoundReachedError
    narrowed = _narrowed(part, lines)
    if narrowed is None:
        return Repair(Result({}, 0))
    found: list[Result] = []
    doubtful: list[tuple[int, int]] = []
    for line, item in suspects:
        values = part.sheet.without(line, item)
        candidate = evolve(
            narrowed, dealings={**narrowed.dealings, line: deal(line, values)}, values={line: values}
        )
        result = candidate.solve()
        if not result.is_empty:
            found.append(result)
            doubtful.append((line, item))
    if found:
        return Repair(_united(found), doubtful)
    aside: set[int] = set()
    for line in lines:
        values = part.sheet.without(line, *figures.get(line, ()))
        result = evolve(narrowed, relaxed=narrowed.relaxed | {line}).solve()
        if not result.is_empty:
            ways, left = supported(deal(line, values))
            found.append(evolve(result, left={**result.left, line: left}, count=capped(result.count * ways)))
            aside.add(line)
            doubtful += [(line, item) for item in figures.get(line, ())]
    return Repair(_united(found), doubtful, aside)


def _suspects(part: Part) -> list[int]:
    """The lines that every contradiction contains."""
    broken = [line for line, some in part.dealings.items() if not some and line not in part.relaxed]
    if broken:
        return broken if len(broken) == 1 else []
    common: set[int] | None = None
    for group in part.groups:
        alone = evolve(
            part,
            groups=[group],
            dealings={line: part.dealings[line] for line in group.lines if line in part.dealings},
        ).solve()
        if alone.is_empty:
            common = set(group.lines) if common is None else common.intersection(group.lines)
    return sorted(part.dealings if common is None else common)


def _narrowed(part: Part, suspects: Sequence[int]) -> Part | None:
    """A large part with the lines that are under no suspicion settled as far as they are without them."""
    if len(part.dealings) <= _LARGE:
        return part
    away = frozenset(suspects)
    rest = [group for group in part.groups if away.isdisjoint(group.lines)]
    result = evolve(
        part, groups=rest, dealings={line: some for line, some in part.dealings.items() if line not in away}
    ).solve()
    if result.is_empty:
        return None
    left = {
        line: [tuple(1 << column for column in one) for one in placements]
        for line, placements in result.domains.items()
    }
    return evolve(part, dealings={**part.dealings, **left})


def _united(results: Sequence[Result]) -> Result:
    """What survives in any of several results; one solution only if they are all the same."""
    if not results:
        return Result({}, 0)
    first = results[0]
    left = dict(first.left)
    domains = {line: list(placements) for line, placements in first.domains.items()}
    for other in results[1:]:
        for line, masks in other.left.items():
            left[line] = tuple(a | b for a, b in zip(left[line], masks, strict=True))
            known = domains.get(line)
            if known is not None:
                known.extend(one for one in other.domains.get(line, ()) if one not in known)
    exceeded = any(one.exceeded for one in results)
    unproved = frozenset().union(*(one.unproved for one in results))
    if all(other.left == first.left for other in results):
        count = max(one.count for one in results)
        return Result(left, count, exceeded, count > 1, domains, unproved)
    return Result(left, max(2, *(one.count for one in results)), exceeded, True, domains, unproved)
