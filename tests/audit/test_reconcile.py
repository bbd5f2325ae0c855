"""The checks of the library against the hand-made audit of the real disclosures."""

from __future__ import annotations

from functools import cache

import pytest

import govbudget
from govbudget.checks.report import Report
from govbudget.checks.results import Verdict
from tests.audit import SEEDS, identities
from tests.audit.comparison import Comparison, compare
from tests.support import needs_shared, seed_text

pytestmark = needs_shared

CAUSES = {"000": 4, "001": 2, "002": 1, "004": 2}


@cache
def report(seed: str) -> Report:
    return govbudget.reconcile(govbudget.parse(seed_text(seed)))


@cache
def comparison(seed: str) -> Comparison:
    return compare(identities(seed), report(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_error_is_found_with_its_figures(seed: str) -> None:
    found = comparison(seed)
    assert found.errors > 0
    assert found.missing == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_else_is_called_inconsistent(seed: str) -> None:
    assert [(each.rule, each.where, each.stated, each.computed) for each in comparison(seed).surplus] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_identity_that_holds_is_called_inconsistent(seed: str) -> None:
    assert comparison(seed).accused == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_holds_was_checked(seed: str) -> None:
    """At least 95 % of the identities that hold by hand are among the checks that ran."""
    found = comparison(seed)
    assert (found.held - len(found.unheld)) * 100 >= found.held * 95, found.unheld


@pytest.mark.parametrize("seed", SEEDS)
def test_as_many_causes_as_an_auditor_would_write_lines(seed: str) -> None:
    assert len(report(seed).causes) == CAUSES[seed]


def test_over_fifty_errors_come_out_of_the_seeds() -> None:
    assert sum(len(report(seed).findings) for seed in SEEDS) >= 51


def test_rounding_is_rounding() -> None:
    """What the auditor calls rounding, the library calls rounding."""
    rounded = 0
    for seed in SEEDS:
        keys = {item.key for item in identities(seed) if item.verdict == "within rounding"}
        for result in report(seed).results:
            if result.verdict is not Verdict.WITHIN_ROUNDING or result.money_unit is None:
                continue
            assert result.difference
            factor = result.money_unit.factor
            assert (result.stated * factor, result.computed * factor, "元") in keys, result  # type: ignore[operator]
            rounded += 1
    assert rounded >= 15
