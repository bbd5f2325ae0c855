"""What is neither total nor part (单价乘以数量): an amount is its unit price times its quantity.

Like a sum, the statement names its figures by references, and rounding is an interval about each of them.
A whole quantity counts exactly: 3 台 are three.

>>> law = PriceTimesQuantity(price="单价", quantity="数量", amount="金额")
>>> law.is_possible({"单价": Decimal("1.33"), "数量": Decimal("3"), "金额": Decimal("4.00")})
True
>>> law.is_possible({"单价": Decimal("1.33"), "数量": Decimal("3"), "金额": Decimal("5.00")})
False
>>> law.is_possible({"单价": Decimal("1.33"), "金额": Decimal("5.00")}) is None
True
>>> law.is_possible({"单价": Decimal("1.33"), "数量": Decimal("3")})
False
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Generic

from attrs import frozen

from govbudget.laws.sums import Ref
from govbudget.money import EXACT, Interval, Quantity

__all__ = ["PriceTimesQuantity"]

_NOTHING: Final = Decimal("0.000000")


@frozen(kw_only=True)
class PriceTimesQuantity(Generic[Ref]):
    """The amount is the unit price times the quantity (单价×数量=金额)."""

    price: Ref
    quantity: Ref
    amount: Ref

    def is_possible(self, values: Mapping[Ref, Decimal]) -> bool | None:
        """Whether rounding lets the three be right; None where price or quantity is not printed.

        A blank amount is nothing: what has a price and a quantity costs something.
        """
        price, quantity = values.get(self.price), values.get(self.quantity)
        if price is None or quantity is None:
            return None
        amount = values.get(self.amount, _NOTHING)
        prices, counts = Interval.around(price), Quantity(quantity).interval
        products = [
            EXACT.multiply(one, number)
            for one in (prices.low, prices.high)
            for number in (counts.low, counts.high)
        ]
        return Interval(min(products), max(products)).meets(Interval.around(amount))
