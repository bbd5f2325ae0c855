"""An amount is its unit price times its quantity, as far as rounding lets one tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govbudget.laws.products import PriceTimesQuantity

LAW = PriceTimesQuantity(price="price", quantity="quantity", amount="amount")


@pytest.mark.parametrize(
    ("price", "quantity", "amount", "possible"),
    [
        ("87.00", "1", "87.00", True),
        ("1.33", "3", "4.00", True),  # 3.975 to 4.005
        ("1.33", "3", "4.02", False),
        ("1.33", "3.0", "4.02", True),  # a quantity with a decimal place is rounded too
        ("-2.00", "3", "-6.00", True),
        ("0.00", "5", "0.00", True),
    ],
)
def test_products(price: str, quantity: str, amount: str, possible: bool) -> None:
    """Price and amount are intervals, a whole quantity counts exactly."""
    values = {"price": Decimal(price), "quantity": Decimal(quantity), "amount": Decimal(amount)}
    assert LAW.is_possible(values) is possible


@pytest.mark.parametrize("missing", ["price", "quantity"])
def test_a_missing_price_or_quantity_says_nothing(missing: str) -> None:
    """Both must be printed."""
    values = {name: Decimal(1) for name in ("price", "quantity", "amount") if name != missing}
    assert LAW.is_possible(values) is None


@pytest.mark.parametrize(("price", "possible"), [("1", False), ("0", True), ("0.00", True)])
def test_a_blank_amount_is_nothing(price: str, *, possible: bool) -> None:
    """What has a price and a quantity costs something."""
    assert LAW.is_possible({"price": Decimal(price), "quantity": Decimal(1)}) is possible
