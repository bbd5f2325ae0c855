"""Look-ups, changes and composition, on an invented classification of a few codes."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govbudget.codes
from govbudget.codes import (
    Budget,
    Catalogue,
    Change,
    ChangeKind,
    CodeKind,
    CodeLevel,
    Correspondence,
    DepartmentEconomicCode,
    Entry,
    Evidence,
    FunctionalCode,
    GovernmentEconomicCode,
    UnitCode,
    UnitKind,
    classification_code,
    shipped,
)
from govbudget.errors import CodeError

YEARS = range(2015, 2031)


def entry(digits: str, name: str, since: int | None = None, until: int | None = None) -> Entry:
    return Entry(
        code=classification_code(digits),
        name=name,
        since=since,
        until=until,
        evidence=Evidence.ATTESTED,
    )


TOY = Catalogue(
    [
        entry("299", "河湖支出"),
        entry("29901", "河道", until=2019),
        entry("29901", "河湖", since=2020),
        entry("2990101", "清淤", until=2018),
        entry("2990101", "观鸟", since=2022),
        entry("2990102", "堤防", since=2020),
        entry("2990103", "水文", until=2020),
        entry("399", "船用支出"),
        entry("39901", "船桨"),
        entry("599", "机关船用支出"),
        entry("59901", "机关船桨"),
        entry("59902", "事业船用支出"),
    ],
    [
        Correspondence(
            department=DepartmentEconomicCode("39901"),
            government=GovernmentEconomicCode("59901"),
            unit=UnitKind.AGENCY,
        ),
        Correspondence(
            department=DepartmentEconomicCode("399"),
            government=GovernmentEconomicCode("59902"),
            unit=UnitKind.INSTITUTION,
        ),
    ],
    [Change(year=2021, kind=ChangeKind.RENAMED, code=FunctionalCode("2990103"))],
)


def test_a_name_is_that_of_its_year() -> None:
    code = FunctionalCode("29901")
    assert [code.name(year, catalogue=TOY) for year in (2019, 2020)] == ["河道", "河湖"]
    assert FunctionalCode("2990101").name(2020, catalogue=TOY) is None
    assert FunctionalCode("29902").name(2020, catalogue=TOY) is None


def test_children_are_those_of_the_year() -> None:
    code = FunctionalCode("29901")
    assert [str(child) for child in code.children(2018, catalogue=TOY)] == ["2990101", "2990103"]
    assert [str(child) for child in code.children(2023, catalogue=TOY)] == ["2990101", "2990102"]
    assert FunctionalCode("2990102").children(2023, catalogue=TOY) == ()


def test_kinds_do_not_mix() -> None:
    assert TOY.entries(FunctionalCode("299")) != TOY.entries(DepartmentEconomicCode("399"))
    assert FunctionalCode("299") in TOY
    assert DepartmentEconomicCode("398") not in TOY
    assert "299" not in TOY
    assert UnitCode("299") not in TOY


def test_in_force_is_narrowed_by_kind_and_level() -> None:
    names = [entry.name for entry in TOY.in_force(2024, CodeKind.FUNCTIONAL, CodeLevel.ITEM)]
    assert names == ["观鸟", "堤防"]
    assert len(TOY.in_force(2024)) == 9
    assert TOY.in_force(2024, CodeKind.UNIT) == ()


def test_an_economic_item_goes_where_its_unit_belongs() -> None:
    oar = DepartmentEconomicCode("39901")
    assert [str(code) for code in oar.government_codes(2024, catalogue=TOY)] == ["59901", "59902"]
    assert [str(code) for code in oar.government_codes(2024, UnitKind.AGENCY, catalogue=TOY)] == ["59901"]
    assert [str(code) for code in oar.government_codes(2024, UnitKind.INSTITUTION, catalogue=TOY)] == [
        "59902"
    ]
    back = GovernmentEconomicCode("59902").department_codes(2024, catalogue=TOY)
    assert [str(code) for code in back] == ["399"]
    assert GovernmentEconomicCode("59902").department_codes(2024, UnitKind.AGENCY, catalogue=TOY) == ()


def test_a_correspondence_holds_while_both_codes_do() -> None:
    deposit = DepartmentEconomicCode("31201")
    assert [str(code) for code in deposit.government_codes(2019)] == ["50801"]
    assert [str(code) for code in deposit.government_codes(2023)] == ["50803"]


def changes(code: str) -> list[tuple[int, str, str | None, str | None]]:
    found = FunctionalCode(code).changes(catalogue=TOY)
    return [(change.year, change.kind.value, change.old_name, change.new_name) for change in found]


def test_changes_follow_from_the_entries() -> None:
    assert changes("29901") == [(2020, "renamed", "河道", "河湖")]
    assert changes("2990101") == [(2019, "dropped", "清淤", None), (2022, "added", None, "观鸟")]
    assert changes("2990102") == [(2020, "added", None, "堤防")]
    assert changes("299") == []


def test_a_renaming_of_which_one_name_is_known() -> None:
    assert changes("2990103") == [(2021, "renamed", "水文", None)]


def test_changes_of_some_years() -> None:
    found = TOY.changes(kind=CodeKind.FUNCTIONAL, since=2020, until=2021)
    assert [(change.year, str(change.code)) for change in found] == [
        (2020, "29901"),
        (2020, "2990102"),
        (2021, "2990103"),
    ]
    assert TOY.changes(kind=CodeKind.REVENUE) == ()


def test_a_series_follows_a_renaming_and_stops_at_a_gap() -> None:
    def series(code: str, year: int) -> list[str]:
        return [entry.name for entry in TOY.series(FunctionalCode(code), year)]

    assert series("29901", 2016) == series("29901", 2026) == ["河道", "河湖"]
    assert series("2990101", 2018) == ["清淤"]
    assert series("2990101", 2024) == ["观鸟"]
    assert series("2990101", 2020) == []
    assert series("29977", 2020) == []


def test_a_series_passes_over_a_name_that_is_not_listed() -> None:
    """Of 2130599 the catalogue ships the names before and after one that is merely recalled."""
    series = shipped().series(FunctionalCode("2130599"), 2024)
    assert [entry.name for entry in series] == ["其他扶贫支出", "其他巩固脱贫攻坚成果衔接乡村振兴支出"]
    assert shipped().series(FunctionalCode("2130599"), 2022) == series
    assert shipped().name(FunctionalCode("2130599"), 2022) is None


# Composition -------------------------------------------------------------------------------------------


def test_the_upper_catalogue_wins_in_its_years_alone() -> None:
    own = Catalogue([entry("29901", "河流湖泊", 2021, 2022), entry("29905", "瀑布")])
    both = own.over(TOY)
    code = FunctionalCode("29901")
    names = [both.name(code, year) for year in range(2019, 2025)]
    assert names == ["河道", "河湖", "河流湖泊", "河流湖泊", "河湖", "河湖"]
    assert both.name(FunctionalCode("29905"), 2024) == "瀑布"
    assert both.name(FunctionalCode("299"), 2024) == "河湖支出"
    assert [str(entry.code) for entry in both.children(FunctionalCode("299"), 2024)] == ["29901", "29905"]
    assert [change.year for change in both.changes(code)] == [2020, 2021, 2023]
    assert TOY.name(code, 2021) == "河湖"


def test_correspondences_compose_by_department_code() -> None:
    row = Correspondence(
        department=DepartmentEconomicCode("39901"), government=GovernmentEconomicCode("59902"), unit=None
    )
    both = Catalogue([], [row]).over(TOY)
    found = both.correspondences(DepartmentEconomicCode("39901"), 2024)
    assert [(str(row.government), row.unit) for row in found] == [
        ("59902", UnitKind.INSTITUTION),
        ("59902", None),
    ]


runs = st.lists(st.integers(2016, 2028), min_size=0, max_size=6, unique=True).map(sorted)


@st.composite
def histories(draw: Callable[[st.SearchStrategy[list[int]]], list[int]], name: str) -> list[Entry]:
    """Entries of one code that do not overlap, the first and the last perhaps without a bound."""
    years = draw(runs)
    if len(years) % 2:
        years = years[:-1]
    pairs = list(zip(years[::2], years[1::2], strict=True))
    return [entry("29901", f"{name}{number}", since, until) for number, (since, until) in enumerate(pairs)]


@given(histories("甲"), histories("乙"), st.booleans(), st.booleans())
def test_over_is_year_by_year_the_upper_or_else_the_lower(
    upper: list[Entry], lower: list[Entry], open_start: bool, open_end: bool
) -> None:
    if lower and open_start:
        lower[0] = entry("29901", lower[0].name, None, lower[0].until)
    if upper and open_end:
        upper[-1] = entry("29901", upper[-1].name, upper[-1].since, None)
    one, two = Catalogue(upper), Catalogue(lower)
    both = one.over(two)
    code = FunctionalCode("29901")
    for year in range(2010, 2035):
        assert both.name(code, year) == (one.name(code, year) or two.name(code, year))
    for year in YEARS:
        assert sum(entry.holds(year) for entry in both.entries(code)) <= 1


# Values ------------------------------------------------------------------------------------------------


def test_catalogues_of_equal_parts_are_equal() -> None:
    again = pickle.loads(pickle.dumps(TOY))
    assert again == TOY
    assert hash(again) == hash(TOY)
    assert shipped() != TOY
    assert TOY.__eq__("TOY") is NotImplemented
    assert pickle.loads(pickle.dumps(shipped())) == shipped()
    assert pickle.loads(pickle.dumps(TOY.over(shipped()))) == TOY.over(shipped())


def test_results_are_hashable_and_pickle() -> None:
    results = {
        *shipped().in_force(2024, CodeKind.GOVERNMENT_ECONOMIC),
        *shipped().changes(FunctionalCode("207")),
        *shipped().find("住房公积金"),
        *shipped().correspondences(DepartmentEconomicCode("30201"), 2024),
    }
    assert pickle.loads(pickle.dumps(results)) == results


def test_the_four_budgets() -> None:
    assert [budget.chinese for budget in FunctionalCode("22904").budgets(2024)] == ["政府性基金预算"]
    assert Budget.SOCIAL_INSURANCE in FunctionalCode("209").budgets(2024)
    assert Budget.STATE_CAPITAL in FunctionalCode("223").budgets(2024)
    assert DepartmentEconomicCode("301").budgets(2024) == ()
    assert FunctionalCode("29999").budgets(2024) == ()


def test_what_is_sure_is_told_entry_by_entry() -> None:
    addition = FunctionalCode("2040201").entry(2024)
    assert addition is not None
    assert addition.certain
    assert addition.source
    recalled = next(e for e in shipped() if e.evidence is Evidence.RECALLED)
    assert not recalled.certain


@given(st.sampled_from(list(shipped())))
def test_every_entry_is_found_by_code_and_by_name(listed: Entry) -> None:
    year = listed.since or listed.until or 2024
    code = classification_code(str(listed.code))
    assert code == listed.code
    assert code.entry(year) == listed
    assert code.name(year) == listed.name
    assert listed in {match.entry for match in shipped().find(listed.name, year=year)}
    assert code.parent is None or code in code.parent.children(year)


def test_no_classification_begins_otherwise() -> None:
    for digits in ("", "401", "6", "甲", "A0202"):
        with pytest.raises(CodeError, match="a classification code beginning with 1, 2, 3 or 5"):
            classification_code(digits)
    with pytest.raises(CodeError, match="a functional code"):
        classification_code("2041")


def test_all_public_names_are_there() -> None:
    for name in govbudget.codes.__all__:
        assert getattr(govbudget.codes, name) is not None
    assert set(govbudget.codes.__all__) <= set(dir(govbudget.codes))
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = govbudget.codes.no_such_name
