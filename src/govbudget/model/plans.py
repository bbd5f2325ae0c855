"""Quarterly plans of forms (资金支出计划): the figures printed, and what their sums say about them.

A plan prints up to four figures under 3月底, 6月底, 10月底 and 12月底.  Whether each is what is spent in the
quarter, or what is spent by then, the form does not say; often its header even says %.  Where the figures make
up the form's amount they are *instalments*; where they rise to it they are *cumulative*.  Where the sums tell
neither, or do not tell one from the other (a single figure), nothing is said.

>>> PaymentPlan.of("8.00 10.00 10.00 10.00", Decimal("38.00")).kind
<PlanKind.INSTALMENTS: 'instalments'>
>>> PaymentPlan.of("81.00 162.00 243.00 270.00", Decimal("270.00")).kind
<PlanKind.CUMULATIVE: 'cumulative'>
>>> PaymentPlan.of("880.00", Decimal("880.00")).kind is PaymentPlan.of("** **", None).kind is None
True
"""

from __future__ import annotations

import enum
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from govbudget.money import EXACT, parse_number

__all__ = ["PaymentPlan", "PlanKind"]


class PlanKind(enum.Enum):
    """What the figures of a plan are (计划口径): parts of the amount, or the amount as it grows."""

    INSTALMENTS = "instalments"
    CUMULATIVE = "cumulative"


@frozen
class PaymentPlan:
    """A plan: its figures in print order, None for a redacted one, and what they are where the sums tell.

    The figures are in the unit of the form's amounts, whatever the header of the plan says.
    """

    figures: tuple[Decimal | None, ...]
    kind: PlanKind | None = None

    @classmethod
    def of(cls, raw: str, total: Decimal | None) -> PaymentPlan:
        """The plan that a text of figures, parted by spaces, prints in a form of a given amount.

        Sums hold within rounding: half a unit of the last printed place for each figure in them.
        """
        figures = tuple(parse_number(text) for text in raw.split())
        known = [figure for figure in figures if figure is not None]
        if total is None or len(known) < len(figures) or len(known) < 2:
            return cls(figures)
        step = max(_step(number) for number in (*known, total))
        whole = Decimal(0)
        for figure in known:
            whole = EXACT.add(whole, figure)
        adds_up = 2 * abs(whole - total) <= (len(known) + 1) * step
        rises = (
            all(before <= after for before, after in pairwise(known))
            and 2 * abs(known[-1] - total) <= 2 * step
        )
        if adds_up == rises:
            return cls(figures)
        return cls(figures, PlanKind.INSTALMENTS if adds_up else PlanKind.CUMULATIVE)


def _step(number: Decimal) -> Decimal:
    """One unit of the last printed place."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal((0, (1,), exponent))
