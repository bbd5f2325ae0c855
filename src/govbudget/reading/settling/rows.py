"""One row by itself (单行): where its items may stand, by order, words and row identities.

The columns are cut into *runs*: neighbours that play the same part in every law.  A row identity cannot
tell the columns of a run apart, so items are dealt out to runs, not to columns, and the laws are asked
once for each way of dealing.  What survives is a *dealing*: for every item the columns left for it, as a
set of bits; its placements are the rising choices from these sets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import define, field, frozen

from govbudget.laws.points import SamePoint
from govbudget.laws.products import PriceTimesQuantity
from govbudget.laws.sums import SumOfParts
from govbudget.reading.settling.question import Item, Question, RowLaw
from govbudget.reading.settling.work import PLACEMENTS, BoundReachedError, Meter, capped

__all__ = ["Dealing", "Placement", "RowReader", "Values", "listed", "supported"]

Dealing: TypeAlias = tuple[int, ...]
"""For every item of a line the columns left for it, as bits."""

Placement: TypeAlias = tuple[int, ...]
"""For every item of a line its column."""

_DEALINGS: Final = 4_000
"""Ways of dealing the items of one row out to runs."""


@frozen
class Values:
    """What the items of a line may be worth, low and high, in whole units of the table's finest place."""

    lows: tuple[int, ...]
    highs: tuple[int, ...]
    numbers: tuple[Decimal | None, ...]

    def without(self, item: int, low: int, high: int) -> Values:
        """The same with one item worth anything between two bounds, whatever is printed."""

        def put(values: tuple[int, ...], value: int) -> tuple[int, ...]:
            return (*values[:item], value, *values[item + 1 :])

        numbers = (*self.numbers[:item], None, *self.numbers[item + 1 :])
        return Values(put(self.lows, low), put(self.highs, high), numbers)


@frozen
class _Check:
    """One law asked of one way of dealing: the items in the places it names."""

    law: RowLaw
    first: int | None
    others: tuple[int, ...]

    def holds(self, values: Values) -> bool:
        law = self.law
        if isinstance(law, PriceTimesQuantity):
            # An amount that is hidden or set aside may be right; one that is blank is nothing.
            numbers = [values.numbers[item] for item in self.others]
            printed = {
                ref: number
                for ref, number in zip((law.price, law.quantity, law.amount), numbers, strict=False)
                if number is not None
            }
            return None in numbers or law.is_possible(printed) is not False
        low = high = 0
        if self.first is not None:
            low, high = values.lows[self.first], values.highs[self.first]
        for item in self.others:
            low -= values.highs[item]
            high -= values.lows[item]
        if isinstance(law, SumOfParts) and not law.complete:
            return high >= 0
        return low <= 0 <= high


@define
class RowReader:
    """Reads lines by order, words and row laws, with what it learned of lines of the same shape."""

    question: Question
    meter: Meter
    runs: tuple[int, ...] = field(init=False)
    """Neighbouring columns that no law and no word tells apart, as bits."""
    _words: int = field(init=False)
    _shapes: dict[object, list[tuple[Dealing, tuple[_Check, ...]]]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        laws = (*self.question.row_laws, *(one.law for one in self.question.line_laws))
        self._words = sum(1 << column for column in self.question.texts)
        self.runs = tuple(_runs(self.question, laws))

    def masks(self, items: Sequence[Item]) -> Dealing:
        """The columns that words allow each item to be in."""
        everything = (1 << self.question.width) - 1
        masks = []
        for item in items:
            mask = everything if item.value is None else everything & ~self._words
            if item.columns is not None:
                mask &= sum(1 << column for column in item.columns)
            masks.append(mask)
        return tuple(masks)

    def dealings(self, masks: Dealing, values: Values, laws: Sequence[RowLaw]) -> list[Dealing]:
        """The ways of dealing that every law allows."""
        positive = all(low > 0 for low, number in zip(values.lows, values.numbers, strict=True) if number)
        positive = positive and all(number != 0 for number in values.numbers if number is not None)
        key = (masks, positive, tuple(id(law) for law in laws), tuple(n is None for n in values.numbers))
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = list(self._shape(masks, values, laws, positive=positive))
        self.meter.count(len(shape))
        return [dealing for dealing, checks in shape if all(check.holds(values) for check in checks)]

    def _shape(
        self, masks: Dealing, values: Values, laws: Sequence[RowLaw], *, positive: bool
    ) -> Iterator[tuple[Dealing, tuple[_Check, ...]]]:
        for number, dealing in enumerate(_deal(masks, self.runs)):
            if number == _DEALINGS:
                raise BoundReachedError
            checks = [check for law in laws if (check := _check(law, dealing)) is not None]
            if not (positive and any(_is_lopsided(check, values) for check in checks)):
                yield dealing, tuple(checks)


def _runs(question: Question, laws: Sequence[RowLaw]) -> Iterator[int]:
    """Neighbouring columns that no law and no word tells apart, as bits."""
    allowed = {item.columns for line in question.lines for item in line.items if item.columns is not None}

    def part(column: int) -> object:
        names = tuple(_part(law, column) for law in laws)
        return names, column in question.texts, tuple(column in columns for columns in allowed)

    run, last = 0, None
    for column in range(question.width):
        here = part(column)
        if run and here != last:
            yield run
            run = 0
        run |= 1 << column
        last = here
    if run:
        yield run


def _part(law: RowLaw, column: int) -> str:
    if isinstance(law, SumOfParts):
        return "total" if column == law.total else "part" if column in law.parts else ""
    if isinstance(law, SamePoint):
        return "first" if column == law.first else "second" if column == law.second else ""
    return {law.price: "price", law.quantity: "quantity", law.amount: "amount"}.get(column, "")


def _deal(masks: Dealing, runs: Sequence[int]) -> Iterator[Dealing]:
    """Every way of giving the items rising runs, as far as these have room."""
    if fit(masks) is None:
        return
    room = [sum(run.bit_count() for run in runs[index:]) for index in range(len(runs))]

    def deal(item: int, first: int, used: int) -> Iterator[Dealing]:
        if item == len(masks):
            yield ()
            return
        for index in range(first, len(runs)):
            taken = used if index == first else 0
            if len(masks) - item > room[index] - taken:
                return
            mask = masks[item] & runs[index]
            if mask and taken < runs[index].bit_count():
                for rest in deal(item + 1, index, taken + 1):
                    yield (mask, *rest)

    for dealing in deal(0, 0, 0):
        if (fitted := fit(dealing)) is not None:
            yield fitted


def fit(dealing: Dealing) -> Dealing | None:
    """The dealing without the columns that no rising choice uses, or None if there is no such choice."""
    fitted = list(dealing)
    floor = 0
    for item, mask in enumerate(fitted):
        mask = mask >> floor << floor
        if not mask:
            return None
        fitted[item] = mask
        floor = (mask & -mask).bit_length()
    ceiling = None
    for item in range(len(fitted) - 1, -1, -1):
        mask = fitted[item] if ceiling is None else fitted[item] & ((1 << ceiling) - 1)
        if not mask:
            return None
        fitted[item] = mask
        ceiling = mask.bit_length() - 1
    return tuple(fitted)


def _check(law: RowLaw, dealing: Dealing) -> _Check | None:
    """The law asked of the items that stand in its places; None if none of them does."""

    def at(column: int) -> int | None:
        # A column that a law names alone is a run of its own, so one item at most is certain to be in it.
        return next((item for item, mask in enumerate(dealing) if mask >> column & 1), None)

    if isinstance(law, SumOfParts):
        parts = sum(1 << column for column in law.parts)
        check = _Check(law, at(law.total), tuple(i for i, mask in enumerate(dealing) if mask & parts))
        return check if check.first is not None or check.others else None
    if isinstance(law, SamePoint):
        second = at(law.second)
        check = _Check(law, at(law.first), () if second is None else (second,))
        return check if check.first is not None or check.others else None
    price, quantity, amount = (at(column) for column in (law.price, law.quantity, law.amount))
    if price is None or quantity is None:
        return None
    return _Check(law, None, (price, quantity) if amount is None else (price, quantity, amount))


def _is_lopsided(check: _Check, values: Values) -> bool:
    """Whether a law has one side only, in a line whose every known number is above zero."""
    law = check.law
    if isinstance(law, PriceTimesQuantity):
        return False
    items = (*(() if check.first is None else (check.first,)), *check.others)
    if any(values.numbers[item] is None for item in items):
        return False
    if isinstance(law, SumOfParts) and not law.complete:
        return check.first is None
    return check.first is None or not check.others


def listed(dealings: Sequence[Dealing], meter: Meter, required: int = 0) -> list[Placement]:
    """The placements of a line, left to right; raises `BoundReachedError` if they are too many.

    `required` are columns, as bits, that have to be filled.
    """
    found: list[Placement] = []
    seen: set[Placement] = set()
    for dealing in dealings:
        partial: list[Placement] = [()]
        for mask in dealing:
            partial = [
                (*one, column)
                for one in partial
                for column in _bits(mask >> (one[-1] + 1) << (one[-1] + 1) if one else mask)
            ]
            if len(partial) > PLACEMENTS:
                raise BoundReachedError
        meter.count(len(partial))
        for one in partial:
            if required and required & ~sum(1 << column for column in one):
                continue
            if one not in seen:
                seen.add(one)
                found.append(one)
        if len(found) > PLACEMENTS:
            raise BoundReachedError
    return found


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def supported(dealings: Sequence[Dealing]) -> tuple[int, Dealing]:
    """The number of placements, and the columns that they use for every item, without listing them."""
    total = 0
    used: list[int] = [0] * (len(dealings[0]) if dealings else 0)
    for dealing in dealings:
        fitted = fit(dealing)
        if fitted is None:
            continue
        ways: dict[int, int] = {-1: 1}
        for item, mask in enumerate(fitted):
            used[item] |= mask
            ways = {
                column: sum(count for before, count in ways.items() if before < column)
                for column in _bits(mask)
            }
        total = capped(total + sum(ways.values()))
    return total, tuple(used)
