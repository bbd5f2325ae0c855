"""A group of rows (一组行): a total and its parts, or several such groups that share rows.

Every law of a group in every column is a field of one long whole number: how far the high end of
*total minus parts* lies above zero, and how far the low end lies below it.  Adding two such numbers adds
all fields at once, and a choice of placements keeps the laws if no field of its sum is negative.

The choices are not tried one by one.  The rows are dealt to two halves; in each half equal partial sums
are kept once, with the number of ways that lead to them; then the halves are matched.  Going back through
the partial sums that found a match tells, for every placement of every row, in how many ways the rest of
the group goes with it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, TypeAlias

from attrs import field, frozen

from govbudget.reading.settling.work import PAIRS, PARTIAL_SUMS, BoundReachedError, Meter, capped

__all__ = ["Class", "Fields", "combine"]

Class: TypeAlias = tuple[int, int]
"""What placements of a row add to the fields of a group, and in how many ways."""

_FEW_PAIRS: Final = 256


@frozen
class Fields:
    """How fields are packed into one number: `count` of them, `width` bits each."""

    width: int
    count: int
    bias: int = field(init=False)
    """Half the range in every field: with it added, a field that is not negative has its top bit set."""

    @bias.default
    def _half_ranges(self) -> int:
        return sum(1 << (self.width * index + self.width - 1) for index in range(self.count))

    def unpacked(self, packed: int) -> list[int]:
        """The fields of a number, with their signs."""
        raised = packed + self.bias
        mask, half = (1 << self.width) - 1, 1 << (self.width - 1)
        return [((raised >> (self.width * index)) & mask) - half for index in range(self.count)]

    def packed(self, fields: Sequence[int]) -> int:
        """One number of the fields."""
        return sum(value << (self.width * index) for index, value in enumerate(fields))


def combine(rows: Sequence[Sequence[Class]], fields: Fields, meter: Meter) -> tuple[int, list[list[int]]]:
    """The number of ways to choose a class for every row, and for each class that of the other rows.

    Raises `BoundReachedError`.
    """
    bias = fields.bias
    base, weight = 0, 1
    several = [index for index, classes in enumerate(rows) if len(classes) > 1]
    for classes in rows:
        if not classes:
            return 0, [[0] * len(one) for one in rows]
        if len(classes) == 1:
            base += classes[0][0]
            weight = capped(weight * classes[0][1])
    meter.count(len(rows))
    if not several:
        total = weight if (base + bias) & bias == bias else 0
        return total, [[_divided(total, rows[index][0][1])] for index in range(len(rows))]
    first, second = _halves(rows, several)
    rest = _rest(rows, several, fields)
    one = _Half([rows[i] for i in first], base, [rest[i] for i in first], sum(rest[i] for i in second), bias)
    one.grow(meter)
    # Both halves are grown against what the whole of the other can add, so neither keeps what cannot match.
    other_rest = base + sum(rest[i] for i in first)
    two = _Half([rows[i] for i in second], 0, [rest[i] for i in second], other_rest, bias)
    two.grow(meter)
    _match(one, two, fields, meter)
    total = capped(weight * sum(ways * one.matched.get(state, 0) for state, ways in one.layers[-1].items()))
    messages: list[list[int]] = [[] for _ in rows]
    for half, indexes in ((one, first), (two, second)):
        for index, found in zip(indexes, half.back(meter), strict=True):
            messages[index] = [capped(number * weight) for number in found]
    for index, classes in enumerate(rows):
        if len(classes) == 1:
            messages[index] = [_divided(total, classes[0][1])]
    return total, messages


def _divided(total: int, own: int) -> int:
    """The ways of the others; a total that was capped stays at least as large as it must."""
    return total if own <= 1 or not total else max(1, total // own)


def _halves(rows: Sequence[Sequence[Class]], several: Sequence[int]) -> tuple[list[int], list[int]]:
    first: list[int] = []
    second: list[int] = []
    left = right = 1
    for index in sorted(several, key=lambda i: -len(rows[i])):
        if left <= right:
            first.append(index)
            left *= len(rows[index])
        else:
            second.append(index)
            right *= len(rows[index])
    return first, second


def _rest(rows: Sequence[Sequence[Class]], several: Sequence[int], fields: Fields) -> dict[int, int]:
    """For every row the most that it can add to each field."""
    rest = {}
    for index in several:
        unpacked = [fields.unpacked(packed) for packed, _ in rows[index]]
        rest[index] = fields.packed([max(values) for values in zip(*unpacked, strict=True)])
    return rest


class _Half:
    """The partial sums of one half, layer by layer."""

    def __init__(
        self, rows: list[Sequence[Class]], start: int, rest: list[int], other: int, bias: int
    ) -> None:
        self.rows = rows
        self.bias = bias
        self.ceilings = [other + bias + sum(rest[position + 1 :]) for position in range(len(rows))]
        self.layers: list[dict[int, int]] = [{start: 1}]
        self.matched: dict[int, int] = {}

    def grow(self, meter: Meter) -> None:
        bias = self.bias
        for classes, ceiling in zip(self.rows, self.ceilings, strict=True):
            layer = self.layers[-1]
            grown: dict[int, int] = {}
            meter.count(len(layer) * len(classes))
            for state, ways in layer.items():
                for packed, weight in classes:
                    reached = state + packed
                    if (reached + ceiling) & bias == bias:
                        grown[reached] = grown.get(reached, 0) + ways * weight
                if len(grown) > PARTIAL_SUMS:
                    raise BoundReachedError
            self.layers.append(grown)

    def back(self, meter: Meter) -> list[list[int]]:
        """For every row and class the ways of all other rows that go with it."""
        live = self.matched
        found: list[list[int]] = []
        for position in range(len(self.rows) - 1, -1, -1):
            classes, layer = self.rows[position], self.layers[position]
            meter.count(len(layer) * len(classes))
            messages = [0] * len(classes)
            before: dict[int, int] = {}
            for state, ways in layer.items():
                onward = 0
                for number, (packed, weight) in enumerate(classes):
                    ahead = live.get(state + packed)
                    if ahead:
                        messages[number] += ways * ahead
                        onward += weight * ahead
                if onward:
                    before[state] = onward
            found.append(messages)
            live = before
        found.reverse()
        return found


def _match(one: _Half, two: _Half, fields: Fields, meter: Meter) -> None:
    """Match the last layers of two halves: which pairs make no field negative."""
    left, right = one.layers[-1], two.layers[-1]
    if not left or not right:
        return
    if len(left) * len(right) <= _FEW_PAIRS:
        meter.count(len(left) * len(right))
        _match_pairs(one, two, [(state, list(left)) for state in right])
        return
    field = _telling_field(left, fields)
    if field is None:
        if len(left) * len(right) > PAIRS:
            raise BoundReachedError
        meter.count(len(left) * len(right))
        _match_pairs(one, two, [(state, list(left)) for state in right])
        return
    shift, mask, half = field * fields.width, (1 << fields.width) - 1, 1 << (fields.width - 1)

    def at(state: int, offset: int) -> int:
        return (((state + fields.bias) >> (shift + offset)) & mask) - half

    ordered = sorted((at(state, 0), state) for state in left)
    keys = [key for key, _ in ordered]
    states = [state for _, state in ordered]
    widest = max(at(state, 0) + at(state, fields.width) for state in left)
    windows: list[tuple[int, list[int]]] = []
    pairs = 0
    for state in right:
        start = bisect_left(keys, -at(state, 0))
        stop = bisect_right(keys, widest + at(state, fields.width))
        if start < stop:
            pairs += stop - start
            if pairs > PAIRS:
                raise BoundReachedError
            windows.append((state, states[start:stop]))
    meter.count(pairs + len(left) + len(right))
    _match_pairs(one, two, windows)


def _match_pairs(one: _Half, two: _Half, windows: list[tuple[int, list[int]]]) -> None:
    left, right, bias = one.layers[-1], two.layers[-1], one.bias
    for state, candidates in windows:
        raised = state + bias
        ways = right[state]
        found = 0
        for candidate in candidates:
            if (candidate + raised) & bias == bias:
                found += left[candidate]
                one.matched[candidate] = one.matched.get(candidate, 0) + ways
        if found:
            two.matched[state] = found


def _telling_field(states: dict[int, int], fields: Fields) -> int | None:
    """The first field of the law that tells most states apart, if all its intervals are bounded.

    Fields come in pairs, high end and low end, as far as the first `Fields.count // 2 * 2` are equalities.
    """
    some = list(states)[:200]
    unpacked = [fields.unpacked(state) for state in some]
    best: int | None = None
    most = 1
    for index in range(0, fields.count - 1, 2):
        widths = [values[index] + values[index + 1] for values in unpacked]
        if max(widths) > min(widths) + (1 << (fields.width // 2)):
            continue
        apart = len({values[index] for values in unpacked})
        if apart > most:
            best, most = index, apart
    return best
