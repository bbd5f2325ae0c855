"""Plans by quarters: what they are is said where the sums tell one way from the other, and only there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.model.forms import FieldRole, FormField, FormKind, Funding, FundingSource, PerformanceForm
from govbudget.model.plans import PaymentPlan, PlanKind
from govbudget.money import Amount, Unit

cents = st.integers(min_value=1, max_value=10**7).map(lambda number: Decimal(number).scaleb(-2))


@pytest.mark.parametrize(
    ("raw", "total", "kind"),
    [
        ("2.50 2.50 2.50 2.50", "10.00", "instalments"),
        ("1.00 4.00 3.00", "8.00", "instalments"),
        ("9.41 9.41", "18.81", "instalments"),
        ("350 350 350 350", "1400.00", "instalments"),
        ("134.00 268.00 446.00 535.00", "535.00", "cumulative"),
        ("10.00 10.00 10.00 10.00", "20.00", None),
        ("0.00 8.00", "8.00", None),
        ("8.00", "8.00", None),
        ("3.00 2.00 8.00", "8.00", None),
        ("** 4.00", "8.00", None),
        ("", "8.00", None),
    ],
)
def test_kinds(raw: str, total: str, kind: str | None) -> None:
    """A figure of nothing before the whole amount is both, and so is said to be neither."""
    found = PaymentPlan.of(raw, Decimal(total)).kind
    assert (found.value if found else None) == kind


@given(st.lists(cents, min_size=2, max_size=4))
def test_parts_of_their_sum_are_instalments(parts: list[Decimal]) -> None:
    plan = PaymentPlan.of(" ".join(map(str, parts)), sum(parts, Decimal(0)))
    assert plan.figures == tuple(parts)
    assert plan.kind in (PlanKind.INSTALMENTS, None)
    if parts[0] > Decimal("0.10"):
        assert plan.kind is PlanKind.INSTALMENTS


@given(st.lists(cents, min_size=2, max_size=4).map(sorted))
def test_figures_that_rise_to_the_amount_are_cumulative(parts: list[Decimal]) -> None:
    plan = PaymentPlan.of(" ".join(map(str, parts)), parts[-1])
    assert plan.kind in (PlanKind.CUMULATIVE, None)
    if sum(parts[:-1]) > Decimal("0.10"):
        assert plan.kind is PlanKind.CUMULATIVE


def test_the_plan_of_a_form_is_held_against_its_amount() -> None:
    amount = Funding(source=FundingSource.TOTAL, amount=Amount.parse("8.00", Unit.TEN_THOUSAND_YUAN))
    form = PerformanceForm(
        kind=FormKind.PROJECT,
        fields=(
            FormField(name="预算数", raw="8.00", role=FieldRole.MONEY, funding=amount),
            FormField(name="资金支出计划（%）", raw="3.00 5.00", role=FieldRole.PLAN),
            FormField(name="3月底", raw="3.00", role=FieldRole.PLAN),
        ),
    )
    assert form.plan == PaymentPlan((Decimal("3.00"), Decimal("5.00")), PlanKind.INSTALMENTS)
