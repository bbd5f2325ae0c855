"""The second law: two printings of one point."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govbudget.laws.points import SamePoint


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({0: Decimal("8.00"), 1: Decimal("8.00")}, True),
        ({0: Decimal("8.0"), 1: Decimal("8.00")}, True),
        ({0: Decimal("8.00"), 1: Decimal("8.01")}, False),
        ({0: Decimal(0), 1: Decimal("-0")}, True),
        ({0: Decimal("8.00")}, None),
        ({}, None),
    ],
)
def test_identical(values: dict[int, Decimal], verdict: bool | None) -> None:
    """The same value agrees whatever its places; a printing that is missing decides nothing."""
    assert SamePoint(0, 1).is_identical(values) is verdict
