"""A total equals the sum of its parts, as far as rounding lets one tell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.laws.sums import Residual, SumOfParts, sums_of_links


def numbers(text: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in (pair.split("=") for pair in text.split())}


LAW = SumOfParts("total", ("a", "b", "c"))


@pytest.mark.parametrize(
    ("printed", "residual", "tolerance", "holds"),
    [
        ("total=8 a=5 b=3", "0", "1.5", True),
        ("total=8.3 a=5.1 b=3.2", "0.0", "0.15", True),
        ("total=8.3 a=5.1 b=3.1", "0.1", "0.15", True),
        ("total=8.3 a=5.1 b=3.0", "0.2", "0.15", False),
        ("total=8.30 a=5.10 b=3.1", "0.10", "0.06", False),
        ("total=8.30 a=5.10 b=3.20 c=0.00", "0.00", "0.02", True),
        ("total=-3 a=-5 b=2", "0", "1.5", True),
        ("total=0 a=0", "0", "1.0", True),
        ("total=10 a=7", "3", "1.0", False),
    ],
)
def test_residuals(printed: str, residual: str, tolerance: str, holds: bool) -> None:
    """Total minus parts, exactly, and half an increment of every figure that takes part."""
    found = LAW.residual(numbers(printed))
    assert found is not None
    assert (found.value, found.tolerance, found.holds) == (Decimal(residual), Decimal(tolerance), holds)


@pytest.mark.parametrize("printed", ["a=5 b=3", "total=8"])
def test_without_total_or_parts_there_is_nothing_to_say(printed: str) -> None:
    """A blank total, or no printed part at all, is not a sum that holds."""
    assert LAW.residual(numbers(printed)) is None
    assert LAW.residual({}) is None


def test_a_blank_part_counts_as_nothing() -> None:
    """As long as another part is printed; the number of printed parts is told."""
    assert LAW.residual(numbers("total=8 a=8")) == Residual(Decimal(0), Decimal(1), 1)


PRINTED = st.dictionaries(
    st.sampled_from(("total", "a", "b", "c")),
    st.integers(-30, 30).flatmap(
        lambda n: st.sampled_from([Decimal(n).scaleb(-places) for places in range(3)])
    ),
)


@given(PRINTED)
def test_the_verdict_is_that_of_the_residual(printed: dict[str, Decimal]) -> None:
    """`holds` says at once what `residual` says in full."""
    residual = LAW.residual(printed)
    assert LAW.holds(printed) is (None if residual is None else residual.holds)


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=8))
def test_exact_sums_hold(parts: list[Decimal]) -> None:
    """What adds up holds, whatever the order."""
    names = [str(number) for number in range(len(parts))]
    law = SumOfParts("total", tuple(names))
    residual = law.residual({"total": sum(parts, Decimal("0.00")), **dict(zip(names, parts, strict=True))})
    assert residual is not None
    assert residual.value == 0
    assert residual.holds


@given(st.lists(st.decimals(-(10**9), 10**9, places=4), min_size=1, max_size=8))
def test_sums_of_rounded_figures_hold(parts: list[Decimal]) -> None:
    """Rounding every figure by itself never breaks a sum beyond the tolerance."""
    names = [str(number) for number in range(len(parts))]
    cent = Decimal("0.01")
    values = {name: part.quantize(cent) for name, part in zip(names, parts, strict=True)}
    values["total"] = sum(parts, Decimal(0)).quantize(cent)
    residual = SumOfParts("total", tuple(names)).residual(values)
    assert residual is not None
    assert residual.holds


@pytest.mark.parametrize(
    ("links", "named", "laws"),
    [
        ([], (), []),
        ([None, None], (), []),
        ([None, 0, 0], (), [SumOfParts(0, (1, 2))]),
        ([2, 2, None], (), [SumOfParts(2, (0, 1))]),
        ([None, 0, 0, 2, 2], (), [SumOfParts(0, (1, 2)), SumOfParts(2, (3, 4))]),
        ([None, 0, 0], (2,), [SumOfParts(0, (i,), complete=False) for i in (1, 2)]),
        ([None, 0, 0, 0], (3,), [SumOfParts(0, (1, 2)), SumOfParts(0, (3,), complete=False)]),
        ([None, 0, 0, 0, 0], (3,), [SumOfParts(0, (i,), complete=False) for i in (1, 2, 3, 4)]),
    ],
)
def test_statements_that_links_make(
    links: list[int | None], named: tuple[int, ...], laws: list[SumOfParts[int]]
) -> None:
    """One statement for every whole; where parts are named 其中, only those before them make it up."""
    assert list(sums_of_links(links, named)) == laws
