"""How many errors the checks see: a small sample always, some thousands with `make test-long`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import govbudget
from govbudget.checks.report import Report
from govbudget.model.disclosure import Disclosure
from tests.injected.__main__ import bases, markdown
from tests.injected.documents import example, invented
from tests.injected.errors import Kind
from tests.injected.trials import Base, Outcome, rates, trials

FEW = 4
MANY = 60
CAUGHT = 95


def small() -> list[Base]:
    return [Base.of("example", example()), *(Base.of(f"invented {n}", invented(n)) for n in (1, 2, 3))]


def hold(outcomes: Sequence[Outcome]) -> None:
    """At least 95 of 100 detectable errors are caught and located; none raises anything else."""
    _, tried, detectable, caught, located, others = rates(outcomes)[-1]
    assert detectable * 2 > tried
    missed = [str(each) for each in outcomes if each.detectable and not each.located]
    assert caught * 100 >= detectable * CAUGHT, missed
    assert located * 100 >= detectable * CAUGHT, missed
    assert others == 0, [each.others for each in outcomes if each.others]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return trials(small(), FEW)


def test_unchanged_documents_have_no_findings() -> None:
    for base in small():
        assert base.report.findings == ()
        assert base.report.could_run > 100


def test_a_sample_of_errors_is_caught_and_located(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == len(small()) * len(Kind) * FEW
    assert sum(each.detectable for each in outcomes) > len(outcomes) // 2
    hold(outcomes)


def test_figures_that_are_slightly_wrong_raise_nothing_else(outcomes: list[Outcome]) -> None:
    """A digit, swapped digits, a slip: whatever is found names the figure."""
    for each in outcomes:
        if each.injected.kind in (Kind.DIGIT, Kind.SWAPPED, Kind.UNIT_SLIP) and each.caught:
            assert each.located, each


def test_the_same_seed_gives_the_same_errors() -> None:
    base = [Base.of("example", example())]
    first, again = (trials(base, 2, seed=7) for _ in range(2))
    assert [each.injected for each in first] == [each.injected for each in again]
    assert [each.injected.text for each in trials(base, 2, seed=8)] != [each.injected.text for each in first]


def test_a_blind_check_catches_nothing() -> None:
    """The measure itself: without rules no error is caught, and what was detectable stays so."""

    def blind(document: Disclosure) -> Report:
        return govbudget.reconcile(document, [])

    found = trials([Base.of("example", example())], 2, check=blind)
    assert any(each.detectable for each in found)
    assert not any(each.caught or each.located for each in found)
    with pytest.raises(AssertionError):
        hold(found)
    assert "Detectable and missed" in markdown(found)


@pytest.mark.long
def test_some_thousand_errors_are_caught_and_located() -> None:
    found = trials(bases(), MANY)
    assert len(found) > 2000
    hold(found)
