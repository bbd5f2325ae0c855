"""What a figure is about, and how partial statements add up."""

from __future__ import annotations

import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.codes import DepartmentEconomicCode, FunctionalCode
from govbudget.model.coordinates import (
    Coordinates,
    Direction,
    Fund,
    Nature,
    Origin,
    Phase,
    Statistic,
    Subject,
)

NAMES = [attribute.name for attribute in attrs.fields(Coordinates)]
COORDINATES = st.builds(
    Coordinates,
    direction=st.none() | st.sampled_from(Direction),
    subject=st.none() | st.sampled_from(Subject),
    function=st.none() | st.sampled_from(["205", "20502", "2050201"]).map(FunctionalCode),
    department_economic=st.none() | st.sampled_from(["301", "30101"]).map(DepartmentEconomicCode),
    item=st.sampled_from(["", "会议费", "公务接待费"]),
    nature=st.none() | st.sampled_from(Nature),
    fund=st.none() | st.sampled_from(Fund),
    origin=st.none() | st.sampled_from(Origin),
    phase=st.none() | st.sampled_from(Phase),
    base=st.none() | st.sampled_from(Phase),
    statistic=st.none() | st.sampled_from(Statistic),
    entity=st.sampled_from(["", "青禾县图书馆"]),
    fiscal_year=st.none() | st.integers(2018, 2026),
    qualifier=st.sampled_from(["", "专项", "发改"]),
)


@given(COORDINATES, COORDINATES)
def test_the_nearer_statement_holds(one: Coordinates, other: Coordinates) -> None:
    """What both state, the second says; what one states, that one; qualifiers add up."""
    merged = one.merged(other)
    for name in NAMES:
        first, second = getattr(one, name), getattr(other, name)
        if name == "qualifier":
            assert getattr(merged, name) == "/".join(filter(None, (first, second)))
        else:
            assert getattr(merged, name) == (second if second not in (None, "") else first)


@given(COORDINATES, COORDINATES, COORDINATES)
def test_statements_add_up_in_any_grouping(one: Coordinates, two: Coordinates, three: Coordinates) -> None:
    """Table, row and column may be put together step by step."""
    assert one.merged(two).merged(three) == one.merged(two.merged(three))


@given(COORDINATES)
def test_saying_nothing_changes_nothing(one: Coordinates) -> None:
    """On either side."""
    assert one.merged(Coordinates()) == one
    assert Coordinates().merged(one) == one


@given(COORDINATES)
def test_coordinates_compare_hash_and_pickle(one: Coordinates) -> None:
    """A point is a value."""
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert hash(again) == hash(one)
    assert set(one.stated()) == {name for name in NAMES if getattr(one, name) not in (None, "")}


@pytest.mark.parametrize("nature", Nature)
def test_natures_lead_to_the_total(nature: Nature) -> None:
    """Every nature is, step by step, a part of the total."""
    seen = [nature]
    while (whole := seen[-1].whole) is not None:
        assert whole not in seen
        seen.append(whole)
    assert seen[-1] is Nature.TOTAL


@pytest.mark.parametrize("fund", Fund)
def test_funds_lead_to_all_funds(fund: Fund) -> None:
    """Every fund is, step by step, a part of all funds."""
    seen = [fund]
    while (whole := seen[-1].whole) is not None:
        assert whole not in seen
        seen.append(whole)
    assert seen[-1] is Fund.ALL


def test_coordinates_read_well() -> None:
    """Only what is stated, in words."""
    point = Coordinates(direction=Direction.EXPENDITURE, fund=Fund.GENERAL, function=FunctionalCode("205"))
    assert repr(point) == "Coordinates(direction=expenditure, function=205, fund=general public budget)"
    assert repr(Coordinates()) == "Coordinates()"
