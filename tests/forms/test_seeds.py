"""The forms of the real disclosures, against readings made by hand (skipped where they are not there).

Each line of `seed_indicators.txt` is one indicator, most of them from rows that are displaced: its line,
period, printed levels, target.  Names and prints stand there by their length only.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from govbudget.model.forms import FormKind, FundingPeriod, FundingSource
from govbudget.model.indicators import Indicator, QuantityTarget, RangeTarget, Scope
from govbudget.money import Unit, plain
from govbudget.reading.forms import FormReading, Memo, form_regions, read_form
from govbudget.reading.source import split_lines
from tests.support import needs_shared, seed_text

pytestmark = needs_shared

SEEDS = ("000", "001", "004")
BY_HAND = [
    line.split()
    for line in Path(__file__).with_name("seed_indicators.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@cache
def read(seed: str) -> tuple[FormReading, ...]:
    lines = split_lines(seed_text(seed))
    memo = Memo()
    return tuple(read_form(lines[region.start : region.stop], memo) for region in form_regions(lines, memo))


def indicators(seed: str) -> list[Indicator]:
    return [indicator for reading in read(seed) for indicator in reading.form.indicators]


@pytest.mark.parametrize(("seed", "forms", "count"), [("000", 27, 237), ("001", 37, 471), ("004", 71, 1213)])
def test_how_many(seed: str, forms: int, count: int) -> None:
    assert len(read(seed)) == forms
    assert len(indicators(seed)) == count
    assert all(indicator.name or indicator.target.raw for indicator in indicators(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_left_unread(seed: str) -> None:
    assert [reading.unread for reading in read(seed)] == [()] * len(read(seed))
    assert [reading.problems for reading in read(seed)] == [()] * len(read(seed))


def test_a_document_flattened_out_of_a_pdf_has_no_form_of_this_kind() -> None:
    assert form_regions(split_lines(seed_text("002"))) == []


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}")
def test_by_hand(row: list[str]) -> None:
    seed, line, period, level1, level2, name, kind, operator, number, unit, print_ = row
    scope = {"whole": Scope.IMPLEMENTATION, "annual": Scope.ANNUAL, "-": None}[period]
    [found] = [
        each
        for each in indicators(seed)
        if each.place is not None and each.place.line == int(line) and each.scope is scope
    ]
    target = found.target
    assert (found.level1, found.level2) == (level1, level2)
    assert (len(found.name), len(target.raw), target.kind.value) == (int(name), int(print_), kind)
    if isinstance(target, QuantityTarget):
        assert (plain(target.value), target.unit or "-") == (number, unit)
        assert ("-" if target.operator is None else target.operator.value) == operator
    else:
        assert not isinstance(target, RangeTarget)
        assert (operator, number, unit) == ("-", "-", "-")


def test_targets_by_kind() -> None:
    kinds = {seed: Counter(each.target.kind.value for each in indicators(seed)) for seed in SEEDS}
    assert kinds == {
        "000": {"quantity": 140, "qualitative": 97},
        "001": {"quantity": 312, "qualitative": 113, "period": 37, "date": 5, "blank": 4},
        "004": {"quantity": 472, "qualitative": 741},
    }


def test_every_form_names_its_project_year_and_money() -> None:
    for seed, year, source, unit in (
        ("000", 2022, FundingSource.TOTAL, Unit.YUAN),
        ("001", 2023, FundingSource.TOTAL, Unit.YUAN),
        ("004", 2020, FundingSource.TOTAL, None),
    ):
        for reading in read(seed):
            form = reading.form
            assert form.title.endswith("表")
            assert form.project
            assert form.fiscal_year == year
            amount = form.amount(source, FundingPeriod.ANNUAL)
            assert amount is not None
            assert amount.unit is (unit if form.kind is FormKind.PROJECT else Unit.TEN_THOUSAND_YUAN)


def test_the_sources_of_a_form_add_up_to_its_total() -> None:
    """In every form of two periods the printed sources make up the printed total: amounts stand where they belong."""
    sources = (FundingSource.CENTRAL, FundingSource.PROVINCIAL, FundingSource.LOCAL, FundingSource.OWN)
    for seed in ("000", "001"):
        for period in (FundingPeriod.WHOLE, FundingPeriod.ANNUAL):
            for reading in read(seed):
                total = reading.form.amount(FundingSource.TOTAL, period)
                parts = [reading.form.amount(source, period) for source in sources]
                assert total is not None
                known = [part.value for part in parts if part is not None]
                assert len(known) == len(sources)
                if any(known):
                    assert sum(known) == total.value


def test_fields_of_each_form() -> None:
    """Different fields, each period by itself, and fields about people: the same in every form of a kind."""
    found = {
        (seed, reading.form.kind): (
            len({(each.name, each.scope) for each in reading.form.fields}) - len(reading.form.contacts),
            len(reading.form.contacts),
        )
        for seed in SEEDS
        for reading in read(seed)
    }
    assert found == {
        ("000", FormKind.PROJECT): (25, 3),
        ("001", FormKind.PROJECT): (25, 3),
        ("004", FormKind.PROJECT): (17, 3),
        ("004", FormKind.DEPARTMENT): (9, 0),
    }
    for seed in SEEDS:
        for reading in read(seed):
            names = {(each.name, each.scope) for each in reading.form.fields}
            contacts = len(reading.form.contacts)
            assert (len(names) - contacts, contacts) == found[seed, reading.form.kind]


def test_goals_printed_as_lists() -> None:
    lists = Counter(
        goal.place.line for reading in read("004") for goal in reading.form.goals if goal.place is not None
    )
    assert {line: count for line, count in lists.items() if count > 1} == {
        1095: 3, 1096: 3, 1140: 3, 1141: 3, 1719: 2, 1769: 4, 1770: 2, 1822: 3, 1874: 3, 1977: 3, 2028: 3,
        2080: 3, 2131: 2, 2921: 3, 2922: 3, 3183: 8,
    }  # fmt: skip
