"""Levels by the sums alone (按金额推定层级): which rows of a list are parts of which, where nothing else says so.

A list may print 类, 款 and 项, or a department, its units and their projects, one below the other with
neither code nor number: the indentation that told the levels is lost.  Every row heads some of the rows
right below it, or none, and a row that heads others is their sum in every column.  All ways to nest the
list so that it makes up its total are candidates; if one survives, these are the levels.

Rows of nothing but zeros and blanks fit everywhere: they are left at the top.

>>> def rows(*values): return [{0: Decimal(value)} for value in values]
>>> nesting({0: Decimal(120)}, rows(90, 40, 50, 30))
(None, 0, 0, None)
>>> nesting({0: Decimal(130)}, rows(90, 40, 50, 30)) is None
True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import define, field, frozen

__all__ = ["heads_itself", "nesting"]

Values: TypeAlias = Mapping[int, Decimal]
_STEPS: Final = 20_000
"""Rows put under another one in trial; a list that needs more is left as it is."""
_ALTERNATIVES: Final = 8


@frozen
class _Tree:
    """A row with all that is below it: where the next row begins, and whose part each one is."""

    end: int
    links: tuple[tuple[int, int], ...] = ()


class _TooMuchError(Exception):
    """The bound on work is reached."""


def nesting(total: Values, rows: Sequence[Values]) -> tuple[int | None, ...] | None:
    """For every row the position of the row it is a part of, None for a part of the total itself.

    `total` and `rows` give printed values of one unit by column.  None where no nesting, or more than one,
    makes up the total, where a value is negative, and where the search would take too long.
    """
    places = [i for i, row in enumerate(rows) if any(row.values())]
    some = [rows[i] for i in places]
    if len(some) < 2 or any(value < 0 for row in (total, *some) for value in row.values()):
        return None
    try:
        found = _Search(total, some).run()
    except _TooMuchError:
        return None
    if found is None:
        return None
    parents: list[int | None] = [None] * len(rows)
    for part, whole in found:
        parents[places[part]] = places[whole]
    return tuple(parents)


def heads_itself(names: Sequence[str], links: Sequence[int | None]) -> bool:
    """Whether a nesting gives a row a single part of its own name that has no parts: a row printed twice.

    A department and its own office may share a name, and the office has the parts.

    >>> heads_itself(["甲", "甲", "乙"], [None, 0, None]), heads_itself(["甲", "甲", "乙"], [None, 0, 1])
    (True, False)
    """
    parts = Counter(links)
    return any(
        whole is not None and parts[whole] == 1 and not parts[part] and names[part] == names[whole]
        for part, whole in enumerate(links)
    )


@define
class _Search:
    """All nestings of rows that are not nothing; values and tolerances are whole numbers."""

    total: Values
    rows: Sequence[Values]
    columns: list[int] = field(init=False)
    amounts: list[list[int]] = field(init=False)
    halves: list[list[int]] = field(init=False)
    trees: list[list[_Tree]] = field(init=False)
    steps: int = field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        every = (*self.rows, self.total)
        self.columns = list(dict.fromkeys(column for row in every for column in row))
        scale = max(_places(value) for row in every for value in row.values()) + 1
        zero = Decimal(0)
        self.amounts = [
            [int(row.get(column, zero).scaleb(scale)) for column in self.columns] for row in every
        ]
        self.halves = [
            [5 * 10 ** (scale - _places(row[column]) - 1) if column in row else 0 for column in self.columns]
            for row in every
        ]
        self.trees = [[] for _ in self.rows]

    def run(self) -> tuple[tuple[int, int], ...] | None:
        count = len(self.rows)
        for row in range(count - 1, -1, -1):
            self.trees[row] = [_Tree(row + 1)]
            for end, links, tops in self._forests(row, row + 1):
                self.trees[row].append(_Tree(end, (*((top, row) for top in tops), *links)))
                if len(self.trees[row]) > _ALTERNATIVES:
                    raise _TooMuchError
        found: tuple[tuple[int, int], ...] | None = None
        for _, links, _ in self._forests(count, 0, rest=self._least()):
            if found is not None:
                return None
            found = links
        return found

    def _least(self) -> list[list[int]]:
        """For every row the least that it and all rows below it can come to at the top, less what rounding hides."""
        columns = range(len(self.columns))
        least = [[0] * len(self.columns)]
        for row in range(len(self.rows) - 1, -1, -1):
            rests = [least[len(self.rows) - tree.end] for tree in self.trees[row]]
            own, half = self.amounts[row], self.halves[row]
            least.append([own[c] - half[c] + min(rest[c] for rest in rests) for c in columns])
        return least[::-1]

    def _forests(
        self, whole: int, start: int, rest: Sequence[Sequence[int]] | None = None
    ) -> Iterator[tuple[int, tuple[tuple[int, int], ...], tuple[int, ...]]]:
        """The runs of trees from a row on that make up `whole`: where each ends, its links, its tops.

        With `rest`, the least that is still to come from every row on, only runs to the last row.
        """
        amounts, halves, count = self.amounts, self.halves, len(self.rows)
        target, slack = amounts[whole], halves[whole]
        columns = range(len(target))
        runs: list[tuple[int, list[int], list[int], _Run | None]] = [
            (start, [0] * len(target), list(slack), None)
        ]
        while runs:
            position, sums, tolerance, run = runs.pop()
            may_end = rest is None or position == count
            if run is not None and may_end and all(abs(target[c] - sums[c]) <= tolerance[c] for c in columns):
                yield position, *run.told()
            if position == count:
                continue
            if rest is not None:
                coming = rest[position]
                if any(sums[c] + coming[c] - target[c] > tolerance[c] for c in columns):
                    continue
            more = [sums[c] + amounts[position][c] for c in columns]
            wider = [tolerance[c] + halves[position][c] for c in columns]
            if any(more[c] - target[c] > wider[c] for c in columns):
                continue
            for tree in self.trees[position]:
                self.steps += 1
                if self.steps > _STEPS:
                    raise _TooMuchError
                runs.append((tree.end, more, wider, _Run(position, tree, run)))


@frozen
class _Run:
    """Trees one after the other, the last one first."""

    top: int
    tree: _Tree
    before: _Run | None

    def told(self) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
        """The links of all trees, and the rows that they begin at."""
        links: list[tuple[int, int]] = []
        tops: list[int] = []
        run: _Run | None = self
        while run is not None:
            links += run.tree.links
            tops.append(run.top)
            run = run.before
        return tuple(links), tuple(reversed(tops))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)
