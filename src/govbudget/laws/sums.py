"""The first law (合计等于各项之和): a total equals the sum of its parts along one coordinate.

A statement names its figures by references, which may be column numbers, row positions or figures; what
they are worth is given when it is evaluated.  `residual` is exact, and the tolerance is the half
increment of every figure that takes part: beyond it the printed figures cannot all be right.

>>> from decimal import Decimal
>>> law = SumOfParts(total="合计", parts=("基本支出", "项目支出"))
>>> law.residual({"合计": Decimal("8.3"), "基本支出": Decimal("5.1"), "项目支出": Decimal("3.1")})
Residual(value=Decimal('0.1'), tolerance=Decimal('0.15'), parts=2)
>>> law.residual({"合计": Decimal("8.3")}) is None
True
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, Generic, TypeVar

from attrs import field, frozen

from govbudget.money import EXACT

__all__ = ["Ref", "Residual", "SumOfParts", "adds_up", "half_step", "sums_of_links"]

Ref = TypeVar("Ref", bound=Hashable)
"""What a statement names its figures by: column numbers, row positions, figures."""


@frozen
class Residual:
    """Total minus parts, what rounding alone can explain, and how many parts were printed."""

    value: Decimal
    tolerance: Decimal
    parts: int

    @property
    def holds(self) -> bool:
        """Whether rounding can explain the difference."""
        return self.value.copy_abs() <= self.tolerance


@frozen
class SumOfParts(Generic[Ref]):
    """The total is the sum of the parts; with `complete` false (其中) the parts are at most the total."""

    total: Ref
    parts: tuple[Ref, ...] = field(converter=tuple)
    complete: bool = True

    def residual(self, values: Mapping[Ref, Decimal]) -> Residual | None:
        """Evaluate the statement on printed values of one unit.

        None where it cannot be evaluated: the total is not printed, or none of the parts.  A blank part
        counts as nothing as long as another is printed.
        """
        total = values.get(self.total)
        if total is None:
            return None
        value = total
        tolerance = half_step(total)
        count = 0
        for part in self.parts:
            printed = values.get(part)
            if printed is not None:
                value = EXACT.subtract(value, printed)
                tolerance = EXACT.add(tolerance, half_step(printed))
                count += 1
        return Residual(value, tolerance, count) if count else None

    def holds(self, values: Mapping[Ref, Decimal]) -> bool | None:
        """Whether rounding can explain what the printed values differ by; None where `residual` has none.

        What adds up to the digit needs no tolerance, and that is most of what is printed.

        >>> SumOfParts(total=0, parts=(1, 2)).holds({0: Decimal(3), 1: Decimal(1), 2: Decimal(2)})
        True
        """
        value = values.get(self.total)
        if value is None:
            return None
        return adds_up(value, [part for name in self.parts if (part := values.get(name)) is not None])


_subtract: Final = EXACT.subtract


def adds_up(total: Decimal, printed: Sequence[Decimal]) -> bool | None:
    """Whether rounding can explain what a total and its printed parts differ by; None without a printed part.

    >>> adds_up(Decimal("8.3"), [Decimal("5.1"), Decimal("3.1")]), adds_up(Decimal("8.3"), [])
    (True, None)
    """
    if not printed:
        return None
    value = total
    for part in printed:
        value = _subtract(value, part)
    if not value:
        return True
    tolerance = half_step(total)
    for part in printed:
        tolerance = EXACT.add(tolerance, half_step(part))
    return value.copy_abs() <= tolerance


_HALVES: Final = {exponent: Decimal((0, (5,), exponent - 1)) for exponent in range(-6, 1)}
"""Half of the last place of what is printed with so many places."""


def half_step(value: Decimal) -> Decimal:
    """Half an increment of a printed value: what rounding can explain of it.

    >>> half_step(Decimal("8.00")), half_step(Decimal("8"))
    (Decimal('0.005'), Decimal('0.5'))
    """
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    half = _HALVES.get(exponent)
    return Decimal((0, (5,), exponent - 1)) if half is None else half


def sums_of_links(wholes: Sequence[int | None], of_which: Iterable[int] = ()) -> Iterator[SumOfParts[int]]:
    """The statements that a list of links makes: `wholes[i]` is what number `i` is a part of.

    Parts named 其中 break down what stands before them, and nothing says where such a list ends.  So parts make up
    their whole only as far as no name is among them; of all others each by itself is no more than the whole.

    >>> list(sums_of_links([None, 0, 0, 2]))
    [SumOfParts(total=0, parts=(1, 2), complete=True), SumOfParts(total=2, parts=(3,), complete=True)]
    >>> list(sums_of_links([None, 0, 0, 0], of_which=[3]))
    [SumOfParts(total=0, parts=(1, 2), complete=True), SumOfParts(total=0, parts=(3,), complete=False)]
    """
    named = frozenset(of_which)
    parts: dict[int, list[int]] = {}
    for part, whole in enumerate(wholes):
        if whole is not None:
            parts.setdefault(whole, []).append(part)
    for whole, members in sorted(parts.items()):
        first = next((at for at, part in enumerate(members) if part in named), len(members))
        if first == len(members) or (first > 1 and named.issuperset(members[first:])):
            yield SumOfParts(whole, tuple(members[:first]))
            members = members[first:]
        for part in members:
            yield SumOfParts(whole, (part,), complete=False)
