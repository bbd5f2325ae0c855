"""The bounds on work (工作量上限): counted in steps, not timed, so that every run gives the same answer.

What is beyond a bound is *not settled: bound reached*, which is another thing than ambiguous.  A step is
one partial sum made, one pair of partial sums compared, or one placement of a row listed.
"""

from __future__ import annotations

from typing import Final

from attrs import define

__all__ = [
    "PAIRS",
    "PARTIAL_SUMS",
    "PLACEMENTS",
    "REDACTED_PLACEMENTS",
    "SOLUTIONS",
    "SUSPECTS",
    "BoundReachedError",
    "Meter",
    "capped",
]

PARTIAL_SUMS: Final = 20_000
"""Partial sums kept for one half of a group of rows (a total and its parts)."""
PAIRS: Final = 400_000
"""Pairs of partial sums compared where the two halves of a group meet."""
PLACEMENTS: Final = 5_000
"""Placements listed for one row."""
REDACTED_PLACEMENTS: Final = 20
"""Placements of a redacted row up to which it takes part in sums like any other; beyond, it may be anything."""
SOLUTIONS: Final = 1_000_000
"""Solutions counted exactly: beyond it an answer says `at least`."""
SUSPECTS: Final = 600
"""Figures set aside, one at a time, where no assignment survives."""
_WORK: Final = 3_000_000
_WORK_PER_LINE: Final = 2_000


class BoundReachedError(Exception):
    """A bound was reached; it never leaves the package."""


@define
class Meter:
    """Counts the steps of one table, and stops at its budget."""

    budget: int
    steps: int = 0
    is_extended: bool = False

    @classmethod
    def of(cls, lines: int) -> Meter:
        """The meter for a table of so many lines: the budget grows with them and no faster."""
        return cls(_WORK + _WORK_PER_LINE * lines)

    def extend(self) -> None:
        """Begin a second budget, once: what the laws of a table leave open is asked again with ties."""
        if not self.is_extended:
            self.is_extended = True
            self.budget = self.steps + self.budget

    def count(self, steps: int) -> None:
        """Count steps; raises `BoundReachedError` when the budget is used up."""
        self.steps += steps
        if self.steps > self.budget:
            raise BoundReachedError


def capped(number: int) -> int:
    """A number of solutions, not counted beyond the bound."""
    return min(number, SOLUTIONS)
