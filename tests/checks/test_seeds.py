"""Reconciling the real disclosures, held against what an auditor found by hand (`tests.audit`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import pytest

import govbudget
from govbudget.checks.report import Report
from govbudget.checks.results import CheckResult
from tests.audit import HELD, Audited, identities
from tests.support import needs_shared, seed_text

pytestmark = needs_shared

READ = ["000", "001", "002", "004"]
_FACTORS = {"元": Decimal(1), "万元": Decimal(10000)}
# How many lines an auditor would write for the inconsistencies of a document.
CAUSES = {"000": 4, "001": 2, "002": 1, "004": 2}
Sides = frozenset[Decimal]


@cache
def report(seed: str) -> Report:
    return govbudget.reconcile(govbudget.parse(seed_text(seed)))


def sides(result: CheckResult | Audited) -> Sides:
    """Both sides, money in yuan; a limit may be stated either way round, a decrease with its sign or without."""
    factor = _FACTORS.get(result.unit, Decimal(1))
    assert isinstance(result.stated, Decimal)
    assert isinstance(result.computed, Decimal)
    return frozenset((abs(result.stated * factor), abs(result.computed * factor)))


@cache
def by_sides(seed: str) -> Mapping[Sides, list[CheckResult]]:
    found = defaultdict(list)
    for result in report(seed).results:
        if isinstance(result.stated, Decimal) and isinstance(result.computed, Decimal):
            found[sides(result)].append(result)
    return found


def matching(item: Audited) -> list[CheckResult]:
    """The results with the figures of an audited identity that stand in its lines, the closest first."""
    lines = set(item.lines)
    near = [each for each in by_sides(item.seed).get(sides(item), []) if lines & set(each.lines)]
    return sorted(near, key=lambda each: len(lines ^ set(each.lines)))


@pytest.mark.parametrize("seed", READ)
def test_every_error_is_found_with_its_figures(seed: str) -> None:
    for item in identities(seed):
        if item.must and item.verdict == "inconsistent":
            assert "inconsistent" in {each.verdict.value for each in matching(item)}, item


@pytest.mark.parametrize("seed", READ)
def test_what_holds_was_checked_and_holds(seed: str) -> None:
    held = [item for item in identities(seed) if item.must and item.verdict in HELD]
    ran = 0
    for item in held:
        closest = matching(item)[:1]
        if closest:
            assert closest[0].verdict.value == item.verdict, (item, closest[0])
            ran += 1
    assert ran >= Decimal("0.95") * len(held)


@pytest.mark.parametrize("seed", READ)
def test_nothing_else_is_called_inconsistent(seed: str) -> None:
    signed = {sides(item) for item in identities(seed) if item.verdict == "inconsistent"}
    assert [each for each in report(seed).findings if sides(each) not in signed] == []


@pytest.mark.parametrize(("seed", "causes"), CAUSES.items())
def test_an_auditor_writes_as_many_lines(seed: str, causes: int) -> None:
    assert len(report(seed).causes) == causes


def test_the_change_printed_as_minus_150_percent() -> None:
    (found,) = [each for each in report("000").findings if each.stated == Decimal(-150)]
    assert (found.computed, found.unit, found.lines) == (Decimal("-60.0000"), "%", (204,))


def test_the_count_of_projects() -> None:
    (found,) = [each for each in report("001").findings if each.stated == 37]
    assert found.computed == 34
