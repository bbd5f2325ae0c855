"""Codes printed level by level (分级编码): every row its own digits, `201`, `40`, `01`, and the sums say which level.

Two digits below a 类 may be a 款 or a 项.  A 款 is worth its 项, a 类 its 款, and digits rise within both: where one
way to divide the rows keeps all of this, the codes are known; else they are not.

>>> from decimal import Decimal
>>> def row(digits, amount): return digits, Decimal(amount)
>>> full_codes([row("201", 9), row("40", 7), row("01", 4), row("50", 3), row("41", 2), row("02", 2)])
['201', '20140', '2014001', '2014050', '20141', '2014102']
>>> full_codes([row("201", 0), row("40", 0), row("41", 0), row("42", 0), row("43", 0)]) is None
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from govbudget.money import parse_number
from govbudget.reading.header import is_dash
from govbudget.reading.layouts.flattened.line_rows import LineRow

__all__ = ["codes_of_rows", "full_codes"]

_Row: TypeAlias = tuple[str, Decimal]
_MOST_STEPS: Final = 20_000


def codes_of_rows(rows: Sequence[LineRow]) -> list[str] | None:
    """The codes of some rows in full, by their first figures where they are printed level by level."""
    if not any(len(row.code) == 2 for row in rows):
        return [row.code for row in rows]
    coded: list[_Row] = []
    for row in rows:
        if row.code:
            amount = _first_amount(row)
            if amount is None:
                return None
            coded.append((row.code, amount))
    full = full_codes(coded)
    if full is None:
        return None
    left = iter(full)
    return [next(left) if row.code else "" for row in rows]


def _first_amount(row: LineRow) -> Decimal | None:
    if not row.numbers or is_dash(row.numbers[0].text):
        return Decimal(0)
    return parse_number(row.numbers[0].text)


def full_codes(rows: Sequence[_Row]) -> list[str] | None:
    """The codes of rows that print their own digits and an amount, None where sums leave none or several."""
    found: list[str] = []
    at = 0
    while at < len(rows):
        digits, amount = rows[at]
        if len(digits) != 3:
            return None
        end = at + 1
        while end < len(rows) and len(rows[end][0]) == 2:
            end += 1
        heads = _divided(rows[at + 1 : end], amount)
        if heads is None:
            return None
        found.append(digits)
        section = ""
        for number in range(at + 1, end):
            own = rows[number][0]
            section = own if number - at - 1 in heads else section
            found.append(digits + section + ("" if number - at - 1 in heads else own))
        at = end
    return found


def _divided(rows: Sequence[_Row], whole: Decimal) -> frozenset[int] | None:
    """Which of some rows are 款, where one way only keeps the sums."""
    steps = 0

    def ways(at: int, left: Decimal, last: str) -> Iterator[tuple[int, ...]]:
        nonlocal steps
        if at == len(rows):
            if _is_nothing(left, len(rows)):
                yield ()
            return
        digits, amount = rows[at]
        rest = amount
        for end in range(at + 1, len(rows) + 1):
            steps += 1
            if digits <= last or steps > _MOST_STEPS:
                return
            if end > at + 1 and _is_nothing(rest, end - at):
                for following in ways(end, left - amount, digits):
                    yield (at, *following)
            if end == len(rows) or (end > at + 1 and rows[end][0] <= rows[end - 1][0]):
                break
            rest -= rows[end][1]

    found = ways(0, whole, "")
    first, second = next(found, None), next(found, None)
    return frozenset(first) if first is not None and second is None and steps <= _MOST_STEPS else None


def _is_nothing(amount: Decimal, count: int) -> bool:
    exponent = amount.as_tuple().exponent
    place = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
    return abs(amount) <= count * place
