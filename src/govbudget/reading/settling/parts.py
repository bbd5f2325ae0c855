"""A part of a table that can be settled by itself (可独立求解的部分).

Before placements are listed, every column of every sum bounds the numbers that may stand in it: a part is
no larger than the largest total that the column may print, a total no larger than all its parts together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from attrs import define, field, frozen

from govbudget.money import EXACT, Interval
from govbudget.reading.settling.network import Group, Network, merged, networks
from govbudget.reading.settling.question import ColumnSum, Question
from govbudget.reading.settling.rows import Dealing, Placement, Values, fit, listed, supported
from govbudget.reading.settling.work import BoundReachedError, Meter, capped

__all__ = ["Dealings", "Part", "Result", "Sheet", "sheet_of"]

Dealings: TypeAlias = dict[int, list[Dealing]]
"""For every line the dealings left for it."""


@frozen
class Sheet:
    """The numbers of a table as whole numbers, and what holds all through it."""

    width: int
    columns: frozenset[int]
    """The columns of figures."""
    values: Mapping[int, Values]
    infinity: int
    """More than all numbers together."""
    nonnegative: bool
    exponent: int
    """The power of ten that makes every number, and half of its last place, whole."""

    @property
    def least(self) -> int:
        """The least that anything can be worth."""
        return 0 if self.nonnegative else -self.infinity

    def anything(self) -> Values:
        """A line that may be worth anything in every column."""
        return Values((self.least,) * self.width, (self.infinity,) * self.width, (None,) * self.width)

    def without(self, line: int, *items: int) -> Values:
        """What a line is worth if some of its items are wrong as printed: these may be anything."""
        values = self.values[line]
        for item in items:
            values = values.without(item, self.least, self.infinity)
        return values

    def whole(self, interval: Interval) -> tuple[int, int]:
        """The ends of an interval in whole units; an open end is beyond all numbers."""
        return tuple(  # type: ignore[return-value]
            (self.infinity if end > 0 else -self.infinity)
            if end.is_infinite()
            else int(end.scaleb(self.exponent, EXACT))
            for end in (interval.low, interval.high)
        )

    def everywhere(self) -> Placement:
        """The placement of a line that may be worth anything."""
        return tuple(range(self.width))


@define
class Result:
    """What is left for every line: the columns of each item as bits, and in how many ways."""

    left: dict[int, Dealing]
    count: int
    exceeded: bool = False
    """Whether a bound was reached: more may be left than the laws would leave, and `count` says nothing."""
    at_least: bool = False
    domains: dict[int, list[Placement]] = field(factory=dict)
    unproved: frozenset[int] = frozenset()
    """Lines whose sums were not all looked at: what is left of them may contradict these, and proves nothing."""

    @property
    def is_empty(self) -> bool:
        """Whether no assignment survives."""
        return not self.count


_EMPTY = Result({}, 0)


@define
class Part:
    """Groups of lines, and lines without a group, with the dealings that the rows allow."""

    sheet: Sheet
    groups: Sequence[Group]
    dealings: Dealings
    meter: Meter
    required: Mapping[int, int] = field(factory=dict)
    """Columns, as bits, that a line has to fill."""
    values: Mapping[int, Values] = field(factory=dict)
    """Values that stand in for those of the sheet."""
    relaxed: frozenset[int] = frozenset()
    """Lines that may be worth anything anywhere."""
    is_mended: bool = False
    """Whether it has a solution only with one figure set aside."""

    def value(self, line: int) -> Values:
        """What the items of a line may be worth."""
        if line in self.relaxed:
            return self.sheet.anything()
        found = self.values.get(line)
        return self.sheet.values[line] if found is None else found

    def solve(self) -> Result:
        """The columns that survive, and the number of ways; empty if nothing does."""
        dealings = {line: some for line, some in self.dealings.items() if line not in self.relaxed}
        if not all(dealings.values()):
            return _EMPTY
        for _ in range(2):
            for group in self.groups:
                for one in group.sums:
                    if not self._bound(one, dealings):
                        return _EMPTY
        domains: dict[int, list[Placement]] = {}
        excess: set[int] = set()
        grouped = {line for group in self.groups for line in group.lines}
        result = Result({}, 1)
        for line, some in dealings.items():
            if line in grouped or self.required.get(line):
                try:
                    domains[line] = listed(some, self.meter, self.required.get(line, 0))
                except BoundReachedError:
                    excess.add(line)
                else:
                    if not domains[line]:
                        return _EMPTY
                    continue
            ways, result.left[line] = supported(some)
            if line not in excess:
                result.count = capped(result.count * ways)
        result.exceeded = bool(excess)
        return self._solve_groups(domains, excess, result)

    def _solve_groups(self, domains: dict[int, list[Placement]], excess: set[int], result: Result) -> Result:
        free = excess | self.relaxed
        lines = {line for group in self.groups for line in group.lines}
        values = {line: self.sheet.anything() if line in free else self.value(line) for line in lines}
        for line in lines & free:
            domains[line] = [self.sheet.everywhere()]
        several = {line for line in lines if len(domains[line]) > 1}
        for groups in networks(self.groups, several):
            network = Network(
                merged(groups, several), domains, values, self.sheet.columns, self.sheet.infinity, self.meter
            )
            solved = network.solve()
            if not solved.count:
                return _EMPTY
            result.count = capped(result.count * solved.count)
            result.exceeded = result.exceeded or not solved.exact
            here = {line for group in groups for line in group.lines}
            if not solved.exact or not here.isdisjoint(excess):
                result.unproved |= here
            domains |= {line: some for line, some in solved.domains.items() if line not in free}
        for line, placements in domains.items():
            if line not in free:
                result.domains[line] = placements
                result.left[line] = _used(placements)
                if line not in lines:
                    result.count = capped(result.count * len(placements))
        return result

    def _bound(self, one: ColumnSum, dealings: Dealings) -> bool:
        """Take away the columns that the largest possible totals and parts rule out; False if a line has none left."""
        law = one.law
        members = (law.total, *law.parts)
        if not self.relaxed.isdisjoint(members):
            return True
        columns = self.sheet.columns if one.columns is None else one.columns
        used = {line: _union(dealings[line]) for line in members}
        values = {line: self.value(line) for line in members}
        tops = _tops(columns, [law.total], used, values)
        slack = sum(-low for part in law.parts for low in values[part].lows if low < 0)
        rulings: list[tuple[int, Callable[[int, int], bool]]] = [
            (part, lambda low, column: low - slack > tops[column]) for part in law.parts
        ]
        if not all(_narrowed(dealings, line, values[line], columns, rule) for line, rule in rulings):
            return False
        if not law.complete:
            return True
        used = {line: _union(dealings[line]) for line in law.parts}
        sums = _tops(columns, law.parts, used, values)
        return _narrowed(
            dealings, law.total, values[law.total], columns, lambda low, column: low > sums[column]
        )


def _union(dealings: Sequence[Dealing]) -> list[int]:
    union = [0] * (len(dealings[0]) if dealings else 0)
    for dealing in dealings:
        for item, mask in enumerate(dealing):
            union[item] |= mask
    return union


def _used(placements: Sequence[Placement]) -> Dealing:
    used = [0] * len(placements[0])
    for placement in placements:
        for item, column in enumerate(placement):
            used[item] |= 1 << column
    return tuple(used)


def _tops(
    columns: frozenset[int],
    lines: Sequence[int],
    used: Mapping[int, Sequence[int]],
    values: Mapping[int, Values],
) -> dict[int, int]:
    """For every column the most that the lines can print in it together."""
    tops = dict.fromkeys(columns, 0)
    for line in lines:
        best: dict[int, int] = {}
        for mask, high in zip(used[line], values[line].highs, strict=True):
            if high > 0:
                while mask:
                    low = mask & -mask
                    column = low.bit_length() - 1
                    mask ^= low
                    if column in tops and high > best.get(column, 0):
                        best[column] = high
        for column, high in best.items():
            tops[column] += high
    return tops


def _narrowed(
    dealings: Dealings,
    line: int,
    values: Values,
    columns: frozenset[int],
    is_ruled_out: Callable[[int, int], bool],
) -> bool:
    """Take the columns away from a line that are ruled out for its items; False if nothing is left."""
    some = dealings[line]
    out = []
    for item, low in enumerate(values.lows):
        gone = 0
        if low > 0:
            mask = 0
            for dealing in some:
                mask |= dealing[item]
            while mask:
                bit = mask & -mask
                mask ^= bit
                column = bit.bit_length() - 1
                if column in columns and is_ruled_out(low, column):
                    gone |= bit
        out.append(gone)
    if any(out):
        kept = []
        for dealing in some:
            fitted = fit(tuple(mask & ~gone for mask, gone in zip(dealing, out, strict=True)))
            if fitted is not None:
                kept.append(fitted)
        dealings[line] = kept
        return bool(kept)
    return True


def sheet_of(question: Question) -> Sheet:
    """The numbers of a question as whole numbers."""
    numbers = [item.value for line in question.lines for item in line.items if item.value is not None]
    ends = [end for tie in question.ties for end in (tie.interval.low, tie.interval.high) if end.is_finite()]
    places = [0, *(-_exponent(number) for number in (*numbers, *ends))]
    exponent = max(places) + 1

    def whole(number: Decimal) -> int:
        return int(number.scaleb(exponent, EXACT))

    infinity = (
        1 << (2 * (sum(abs(whole(n)) for n in numbers) + sum(abs(whole(e)) for e in ends)) + 16).bit_length()
    )
    values = {}
    for position, line in enumerate(question.lines):
        lows, highs = [], []
        for item in line.items:
            if item.value is None:
                lows.append(0 if question.nonnegative else -infinity)
                highs.append(infinity)
            else:
                half = 5 * 10 ** (exponent - 1 + _exponent(item.value))
                lows.append(whole(item.value) - half)
                highs.append(whole(item.value) + half)
        values[position] = Values(tuple(lows), tuple(highs), tuple(item.value for item in line.items))
    columns = frozenset(range(question.width)) - question.texts
    return Sheet(question.width, columns, values, infinity, question.nonnegative, exponent)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent
