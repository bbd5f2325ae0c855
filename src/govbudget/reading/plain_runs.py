"""Rows without numbers that break down the row above them, as sums alone can tell (无编号的下级行).

Final accounts print the funds of 年初财政拨款结转和结余 right below it, marked by an indentation that no text
keeps.  As parts of the grand total they would be counted twice; if one row and the rows right below it are such
that all sums hold once they are nested, and only one is, they are nested.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

__all__ = ["Run", "run_below"]

_LONGEST: Final = 8
_MOST: Final = 20
"""Beyond so many runs that would do by themselves nothing is decided."""

Sum: TypeAlias = Callable[[int, Sequence[int]], bool | None]
"""Whether rows add up to a row, None where nothing says."""


class Run(NamedTuple):
    """A row and the rows right below it that make it up."""

    head: int
    parts: Sequence[int]


def run_below(
    whole: int, members: Sequence[int], is_plain: Callable[[int], bool], holds: Sum, confirmed: Sum
) -> Run | None:
    """The one run among the parts of a whole that, nested, makes its sum hold.

    >>> values = {0: 12, 1: 8, 2: 4, 3: 4, 4: 0}
    >>> def holds(row, parts): return values[row] == sum(values[part] for part in parts)
    >>> run_below(0, [1, 2, 3, 4], lambda row: row > 1, holds, holds)
    Run(head=2, parts=[3, 4])
    """
    runs: list[Run] = []
    for at, head in enumerate(members):
        if not is_plain(head):
            continue
        end = at + 1
        while end < min(len(members), at + 1 + _LONGEST) and members[end] == members[end - 1] + 1:
            if not is_plain(members[end]):
                break
            end += 1
        for stop in range(end, at + 1, -1):
            parts = members[at + 1 : stop]
            if holds(head, parts) is True and confirmed(head, parts) is True:
                runs.append(Run(head, parts))
                break
        if len(runs) > _MOST:
            return None
    sure = [run for run in runs if holds(whole, [part for part in members if part not in run.parts]) is True]
    return sure[0] if len(sure) == 1 else None
