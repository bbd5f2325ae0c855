"""Rows and groups together (行与组): messages along the tree of totals and parts.

A row is joined to the groups it takes part in.  Where rows and groups make a tree, two passes of messages
give, for every placement of every row, the exact number of ways in which the rest of the table goes with
it.  Groups that would close a ring are first made one.  A row with one placement joins nothing: it is a
constant of its groups, so that what lies on its two sides is settled apart.

A group beyond the bound is left out: what it could have excluded stays, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from govbudget.reading.settling.groups import Class, Fields, combine
from govbudget.reading.settling.question import ColumnSum
from govbudget.reading.settling.rows import Placement, Values
from govbudget.reading.settling.work import BoundReachedError, Meter, capped

__all__ = ["Group", "Network", "Solved", "merged", "networks"]

_MANY: Final = 4_096
"""Choices of a group beyond which its columns are first looked at one by one."""


@frozen(eq=False)
class Group:
    """One or more sums over rows that are solved together."""

    sums: tuple[ColumnSum, ...]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, sums: Iterable[ColumnSum]) -> Group:
        """The group of some sums."""
        sums = tuple(sums)
        lines = dict.fromkeys(line for one in sums for line in (one.law.total, *one.law.parts))
        return cls(sums, tuple(lines))


@define
class Solved:
    """What is left of the placements, in how many ways, and which lines a bound was reached for."""

    domains: dict[int, list[Placement]]
    count: int
    exact: bool = True


def merged(groups: Sequence[Group], open_lines: set[int]) -> list[Group]:
    """The groups with those made one that rows with several placements join into rings."""
    lines_of = [{line for line in group.lines if line in open_lines} for group in groups]
    groups_of: dict[int, set[int]] = {}
    for number, lines in enumerate(lines_of):
        for line in lines:
            groups_of.setdefault(line, set()).add(number)
    # Ends are taken off until only rings are left.
    ends = [number for number, lines in enumerate(lines_of) if len(lines) <= 1]
    dangling = [line for line, numbers in groups_of.items() if len(numbers) <= 1]
    while ends or dangling:
        if ends:
            number = ends.pop()
            for line in lines_of[number]:
                groups_of[line].discard(number)
                dangling.append(line)
            lines_of[number].clear()
        else:
            line = dangling.pop()
            if len(groups_of[line]) > 1:
                continue
            for number in groups_of[line]:
                lines_of[number].discard(line)
                if len(lines_of[number]) <= 1:
                    ends.append(number)
            groups_of[line].clear()
    families = _families(len(groups), groups_of.values())
    return [
        groups[some[0]] if len(some) == 1 else Group.of(one for number in some for one in groups[number].sums)
        for some in families
    ]


def networks(groups: Sequence[Group], open_lines: set[int]) -> list[list[Group]]:
    """The groups sorted into tables of their own: no row with several placements joins two of them."""
    groups_of: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        for line in group.lines:
            if line in open_lines:
                groups_of.setdefault(line, []).append(number)
    return [[groups[number] for number in some] for some in _families(len(groups), groups_of.values())]


def _families(count: int, together: Iterable[Iterable[int]]) -> list[list[int]]:
    """The numbers below `count`, those together that something puts together, in order."""
    leader = list(range(count))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for numbers in together:
        ordered = sorted(numbers)
        for number in ordered[1:]:
            leader[find(number)] = find(ordered[0])
    found: dict[int, list[int]] = {}
    for number in range(count):
        found.setdefault(find(number), []).append(number)
    return list(found.values())


_ROUNDS: Final = 4


def _choices(lines: Iterable[int], domains: Mapping[int, Sequence[Placement]]) -> int:
    """The number of choices of a group, counted as far as it matters."""
    choices = 1
    for line in lines:
        choices *= len(domains[line])
        if choices > _MANY:
            break
    return choices


@define
class Network:
    """Groups joined by rows without a ring, ready to be solved."""

    groups: Sequence[Group]
    domains: Mapping[int, Sequence[Placement]]
    values: Mapping[int, Values]
    columns: frozenset[int]
    infinity: int
    meter: Meter
    _plans: dict[int, _Plan] = field(init=False, factory=dict)
    _exceeded: set[int] = field(init=False, factory=set)

    def solve(self) -> Solved:
        """The placements that some solution uses, and the number of solutions; none if nothing survives."""
        domains = {line: list(self.domains[line]) for group in self.groups for line in group.lines}
        if not all(domains.values()) or not all(self._narrow(i, domains) for i in range(len(self.groups))):
            return Solved({line: [] for line in domains}, 0)
        total = 1
        seen: set[int] = set()
        for root in range(len(self.groups)):
            if root not in seen:
                total = capped(total * self._tree(root, seen, domains))
                if not total:
                    return Solved({line: [] for line in domains}, 0, not self._exceeded)
        return Solved(domains, total, not self._exceeded)

    def _plan(self, number: int, domains: Mapping[int, list[Placement]]) -> _Plan:
        if number not in self._plans:
            self._plans[number] = _Plan.of(self.groups[number], domains, self)
        return self._plans[number]

    def _narrow(self, number: int, domains: dict[int, list[Placement]]) -> bool:
        """Look at the columns of a large group one by one first; False if one of them allows nothing."""
        lines = self.groups[number].lines
        if _choices(lines, domains) <= _MANY:
            return True
        plan = self._plan(number, domains)
        pending = dict.fromkeys(range(plan.fields.count // 2))
        for _ in range(_ROUNDS):
            changed: set[int] = set()
            for index in pending:
                try:
                    kept = plan.column(index, domains, self.meter)
                except BoundReachedError:
                    continue
                for line, placements in kept.items():
                    changed.update(column for one in domains[line] for column in one)
                    domains[line] = placements
                    if not placements:
                        return False
            pending = {index: None for index, column in enumerate(plan.places) if column in changed}
            if not pending or _choices(lines, domains) <= _MANY:
                break
        return True

    def _tree(self, root: int, seen: set[int], domains: dict[int, list[Placement]]) -> int:
        """Two passes over the groups that rows with several placements join to one; the number of ways."""
        order, parent = self._order(root, domains)
        seen.update(order)
        weights: dict[int, list[int]] = {
            line: [1] * len(domains[line]) for number in order for line in self.groups[number].lines
        }
        sent: dict[int, list[int]] = {}
        for number in reversed(order):
            upward = parent[number]
            if upward is None:
                break
            messages = self._messages(number, weights, domains)
            message = messages[upward]
            sent[number] = message
            weights[upward] = [capped(a * b) for a, b in zip(weights[upward], message, strict=True)]
            if not any(weights[upward]):
                return 0
        total = 0
        for number in order:
            upward = parent[number]
            known = weights if upward is None else self._without_own(weights, upward, sent[number], number)
            messages = self._messages(number, known, domains)
            if upward is None:
                line = next(iter(messages))
                total = capped(sum(a * b for a, b in zip(messages[line], weights[line], strict=True)))
                if not total:
                    return 0
            for line, message in messages.items():
                if line != upward:
                    weights[line] = [capped(a * b) for a, b in zip(weights[line], message, strict=True)]
        for line, ways in weights.items():
            domains[line][:] = [one for one, way in zip(domains[line], ways, strict=True) if way]
        return total

    def _without_own(
        self, weights: dict[int, list[int]], line: int, message: list[int], number: int
    ) -> dict[int, list[int]]:
        """The weights of a line without what the group itself has said of it."""
        own = [
            0 if not b else max(1, a // b) if a else 0 for a, b in zip(weights[line], message, strict=True)
        ]
        return {**{other: weights[other] for other in self.groups[number].lines}, line: own}

    def _order(
        self, root: int, domains: Mapping[int, list[Placement]]
    ) -> tuple[list[int], dict[int, int | None]]:
        """The groups of a tree from its root outwards, and the row through which each was reached."""
        of_line: dict[int, list[int]] = {}
        for number, group in enumerate(self.groups):
            for line in group.lines:
                if len(domains[line]) > 1:
                    of_line.setdefault(line, []).append(number)
        order = [root]
        parent: dict[int, int | None] = {root: None}
        for number in order:
            for line in self.groups[number].lines:
                for other in of_line.get(line, ()):
                    if other not in parent:
                        parent[other] = line
                        order.append(other)
        return order, parent

    def _messages(
        self, number: int, weights: Mapping[int, list[int]], domains: Mapping[int, list[Placement]]
    ) -> dict[int, list[int]]:
        group = self.groups[number]
        if number not in self._exceeded:
            try:
                return self._plan(number, domains).messages(weights, domains, self.meter)
            except BoundReachedError:
                self._exceeded.add(number)
        return {line: [1] * len(domains[line]) for line in group.lines}


@define
class _Plan:
    """What every item of every row of a group adds to its fields in every column."""

    group: Group
    fields: Fields
    adding: dict[int, list[dict[int, int]]]
    places: list[int]
    """The column of every pair of fields."""
    _known: dict[tuple[int, Placement], int] = field(init=False, factory=dict)

    @classmethod
    def of(cls, group: Group, domains: Mapping[int, Sequence[Placement]], network: Network) -> _Plan:
        used = {column for line in group.lines for one in domains[line] for column in one}
        used &= network.columns
        width = 2 * network.infinity.bit_length() + 2
        adding: dict[int, list[dict[int, int]]] = {
            line: [{} for _ in network.values[line].lows] for line in group.lines
        }
        places = {line: [{c for one in domains[line] if (c := one[i]) in used} for i in range(len(items))]
                  for line, items in adding.items()}  # fmt: skip
        index = 0
        fields: list[int] = []
        for one in group.sums:
            roles = [(one.law.total, 1), *((part, -1) for part in one.law.parts)]
            for column in sorted(used if one.columns is None else used & one.columns):
                shift = index * width
                for line, sign in roles:
                    values = network.values[line]
                    for item, columns in enumerate(places[line]):
                        if column in columns:
                            low, high = values.lows[item], values.highs[item]
                            if sign < 0:
                                low, high = -high, -low
                            packed = high << shift
                            if one.law.complete:
                                packed += -low << (shift + width)
                            before = adding[line][item].get(column, 0)
                            adding[line][item][column] = before + packed
                index += 2
                fields.append(column)
        return cls(group, Fields(width, index), adding, fields)

    def added(self, line: int, placement: Placement) -> int:
        """What a placement of a line adds to the fields."""
        key = (line, placement)
        found = self._known.get(key)
        if found is None:
            found = 0
            for adding, column in zip(self.adding[line], placement, strict=True):
                found += adding.get(column, 0)
            self._known[key] = found
        return found

    def messages(
        self, weights: Mapping[int, list[int]], domains: Mapping[int, list[Placement]], meter: Meter
    ) -> dict[int, list[int]]:
        """For every placement of every row the ways of the others that go with it."""
        rows: list[list[Class]] = []
        classes_of: list[list[int]] = []
        for line in self.group.lines:
            numbers: dict[int, int] = {}
            ways: list[int] = []
            classes: list[int] = []
            for placement, weight in zip(domains[line], weights[line], strict=True):
                if not weight:
                    classes.append(-1)
                    continue
                number = numbers.setdefault(self.added(line, placement), len(ways))
                if number == len(ways):
                    ways.append(0)
                ways[number] += weight
                classes.append(number)
            rows.append(list(zip(numbers, ways, strict=True)))
            classes_of.append(classes)
        _, messages = combine(rows, self.fields, meter)
        return {
            line: [0 if number < 0 else message[number] for number in classes]
            for line, classes, message in zip(self.group.lines, classes_of, messages, strict=True)
        }

    def column(
        self, index: int, domains: Mapping[int, list[Placement]], meter: Meter
    ) -> dict[int, list[Placement]]:
        """The lines that lose placements by one sum in one column, with those that they keep."""
        width = self.fields.width
        shift, bias, mask = index * 2 * width, self.fields.bias, (1 << (2 * width)) - 1
        offset = (1 << (width - 1)) + (1 << (2 * width - 1))
        base = 0
        lines: list[int] = []
        rows: list[list[Class]] = []
        keys: list[list[int]] = []
        for line in self.group.lines:
            added = self.added
            own = [(((added(line, one) + bias) >> shift) & mask) - offset for one in domains[line]]
            distinct = set(own)
            if len(distinct) == 1:
                base += own[0]
            else:
                lines.append(line)
                keys.append(own)
                rows.append([(key, 1) for key in sorted(distinct)])
        total, messages = combine([[(base, 1)], *rows], Fields(width, 2), meter)
        if not total:
            return {line: [] for line in self.group.lines}
        kept = {}
        for line, own, classes, message in zip(lines, keys, rows, messages[1:], strict=True):
            if not all(message):
                live = {key for (key, _), ways in zip(classes, message, strict=True) if ways}
                kept[line] = [one for one, key in zip(domains[line], own, strict=True) if key in live]
        return kept
