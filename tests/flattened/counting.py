"""All ways to place the figures of a table of codes, counted one by one: what a reader's answer is held against.

Knows nothing of how the reader settles columns.  A row's figures keep their order; the first column is the sum of
all others; every code is the sum of the codes below it, and the total that of the shortest ones, column by
column.  What is blank is nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from attrs import define, field

__all__ = ["Counting"]

Columns: TypeAlias = tuple[int, ...]
Sums: TypeAlias = tuple[int, ...]


@define
class Counting:
    """Rows by code ('' for the total), each with its figures in cents, in `width` columns of figures."""

    rows: Mapping[str, Sequence[int]]
    width: int
    below: dict[str, list[str]] = field(init=False)
    known: dict[str, Counter[Sums]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.below = defaultdict(list)
        for code in self.rows:
            if code:
                above = [other for other in self.rows if other != code and code.startswith(other)]
                self.below[max(above, key=len)].append(code)

    def places(self, code: str) -> list[tuple[Columns, Sums]]:
        """The ways to place the figures of one row by itself."""
        found = []
        for columns in combinations(range(self.width), len(self.rows[code])):
            sums = [0] * self.width
            for column, cents in zip(columns, self.rows[code], strict=True):
                sums[column] = cents
            if sums[0] == sum(sums[1:]):
                found.append((columns, tuple(sums)))
        return found

    def under(self, code: str, fixed: tuple[str, Columns] | None = None) -> Counter[Sums]:
        """How many ways there are for a code and all below it, by what it adds up to; with one row `fixed` or not."""
        if fixed is not None and not fixed[0].startswith(code):
            fixed = None
        if fixed is None and code in self.known:
            return self.known[code]
        parts: Counter[Sums] = Counter({(0,) * self.width: 1})
        for child in self.below[code]:
            longer: Counter[Sums] = Counter()
            for sums, ways in parts.items():
                for more, others in self.under(child, fixed).items():
                    longer[tuple(map(sum, zip(sums, more, strict=True)))] += ways * others
            parts = longer
        found: Counter[Sums] = Counter()
        for columns, sums in self.places(code):
            if fixed is not None and fixed[0] == code and fixed[1] != columns:
                continue
            if not self.below[code]:
                found[sums] += 1
            elif sums in parts:
                found[sums] += parts[sums]
        if fixed is None:
            self.known[code] = found
        return found

    @property
    def ways(self) -> int:
        """The number of ways to place all figures of the table."""
        return sum(self.under("").values())

    def alternatives(self, code: str) -> list[set[int]]:
        """For every figure of a row the columns that some way gives it."""
        found: list[set[int]] = [set() for _ in self.rows[code]]
        for columns, _ in self.places(code):
            if any(self.under("", (code, columns)).values()):
                for at, column in enumerate(columns):
                    found[at].add(column)
        return found
