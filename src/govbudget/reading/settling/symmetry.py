"""Interchangeable columns (可互换的栏): settled once, and counted for all.

Columns that play the same part in every law cannot be told apart: with m of them, k used, every solution
stands for C(m, k).  Where one line is the total of all others and no number is zero, only columns that it
uses are used at all.  So its numbers are put into the first columns of each run, the rest of the table is
settled for that, and what is found is said of all the choices of columns that keep the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Final

from attrs import evolve

from govbudget.reading.settling.parts import Part, Result
from govbudget.reading.settling.rows import Dealing, fit
from govbudget.reading.settling.work import capped

__all__ = ["solve_by_symmetry"]

_MOST_DEALINGS: Final = 16


def solve_by_symmetry(part: Part, runs: Sequence[int], told: int) -> Result | None:
    """The result of a part, if it can be had in this way; None if not.

    `runs` are sets of columns, as bits, that neither laws nor words tell apart, `told` the columns that
    ties speak of.
    """
    top = _top(part)
    if top is None or len(part.dealings[top]) > _MOST_DEALINGS:
        return None
    reached = 0
    for dealing in part.dealings[top]:
        for mask in dealing:
            reached |= mask
    runs = [run for run in runs if run.bit_count() > 1 and _is_summed_alike(part, run)]
    # What the total cannot use no line can.
    closed = sum(runs) & ~reached
    part = evolve(part, dealings={line: _without(some, closed) for line, some in part.dealings.items()})
    runs = [run for one in runs if (run := one & reached).bit_count() > 1 and not run & told]
    columns = {run: [bit for bit in range(run.bit_length()) if run >> bit & 1] for run in runs}
    if not all(
        _is_free(one, run, columns[run]) for some in part.dealings.values() for one in some for run in runs
    ):
        return None
    found: Result | None = None
    for dealing in part.dealings[top]:
        sizes = {run: sum(1 for mask in dealing if mask & run) for run in runs}
        open_runs = [run for run in runs if 0 < sizes[run] < len(columns[run])]
        if not open_runs:
            result = evolve(part, dealings={**part.dealings, top: [dealing]}).solve()
        else:
            gone = sum(1 << column for run in open_runs for column in columns[run][sizes[run] :])
            gone |= sum(run for run in runs if not sizes[run])
            dealings = {
                line: _without(some if line != top else [dealing], gone)
                for line, some in part.dealings.items()
            }
            result = _spread(evolve(part, dealings=dealings).solve(), open_runs, columns, sizes)
        found = _joined(found, result)
    return found


def _top(part: Part) -> int | None:
    """The line that is the total of all others, if no number is zero and every sum is complete."""
    if not part.groups or (part.relaxed and not part.sheet.nonnegative):
        return None
    sums = [one for group in part.groups for one in group.sums]
    below = {line for one in sums for line in one.law.parts}
    tops = [line for group in part.groups for line in group.lines if line not in below]
    tops = list(dict.fromkeys(tops))
    if len(tops) != 1 or not all(one.law.complete for one in sums):
        return None
    positive = all(low > 0 for line in part.dealings for low in part.value(line).lows)
    below_top = all(part.dealings.values()) and tops[0] not in part.relaxed
    return tops[0] if positive and below_top else None


def _is_summed_alike(part: Part, run: int) -> bool:
    for group in part.groups:
        for one in group.sums:
            columns = part.sheet.columns if one.columns is None else one.columns
            if run & sum(1 << column for column in columns) != run:
                return False
    return True


def _is_free(dealing: Dealing, run: int, columns: Sequence[int]) -> bool:
    """Whether the items that a dealing puts into a run may be anywhere in it, but for their order."""
    inside = [mask for mask in dealing if mask & run]
    room = len(columns) - len(inside)
    return all(
        mask == sum(1 << column for column in columns[at : at + room + 1]) for at, mask in enumerate(inside)
    )


def _without(some: Sequence[Dealing], gone: int) -> list[Dealing]:
    cut = (fit(tuple(mask & ~gone for mask in one)) for one in some)
    return [one for one in cut if one is not None]


def _spread(
    result: Result, runs: Sequence[int], columns: dict[int, list[int]], sizes: dict[int, int]
) -> Result:
    """What is true of the first columns of each run, said of every choice of columns that keeps the order."""
    count = result.count
    spread: dict[int, int] = {}
    for run in runs:
        room = len(columns[run]) - sizes[run]
        count = capped(count * comb(len(columns[run]), sizes[run]))
        for at in range(sizes[run]):
            spread[columns[run][at]] = sum(1 << column for column in columns[run][at : at + room + 1])
    left = {line: tuple(_spread_mask(mask, spread) for mask in masks) for line, masks in result.left.items()}
    return evolve(result, left=left, count=count, domains={})


def _spread_mask(mask: int, spread: dict[int, int]) -> int:
    found = mask
    for column, columns in spread.items():
        if mask >> column & 1:
            found |= columns
    return found


def _joined(one: Result | None, other: Result) -> Result:
    if one is None or one.is_empty:
        return other
    if other.is_empty:
        return one
    left = {
        line: tuple(a | b for a, b in zip(masks, other.left[line], strict=True))
        for line, masks in one.left.items()
    }
    return Result(
        left,
        capped(one.count + other.count),
        one.exceeded or other.exceeded,
        unproved=one.unproved | other.unproved,
    )
