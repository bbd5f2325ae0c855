"""The second law (同一事项，同一数字): the same coordinates printed twice must agree.

Like a sum, the statement names its two figures by references; what they are worth is given when it is
evaluated, in one unit.

>>> from decimal import Decimal
>>> law = SamePoint("收支总表", "支出总表")
>>> law.is_identical({"收支总表": Decimal("8.00"), "支出总表": Decimal("8.00")})
True
>>> law.is_identical({"收支总表": Decimal("8.00")}) is None
True
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Generic

from attrs import frozen

from govbudget.laws.sums import Ref

__all__ = ["SamePoint"]


@frozen
class SamePoint(Generic[Ref]):
    """Two printings of one point have one value (同一坐标)."""

    first: Ref
    second: Ref

    def is_identical(self, values: Mapping[Ref, Decimal]) -> bool | None:
        """Whether the two print the same value; None where one of them prints none."""
        first, second = values.get(self.first), values.get(self.second)
        return None if first is None or second is None else first == second
