"""Every rule: a document in which it fires, one in which it passes, one in which it cannot be checked."""

from __future__ import annotations

import pytest

from govbudget.checks.engine import reconcile
from govbudget.checks.results import CheckResult, Verdict
from govbudget.checks.rules import all_rules
from tests.checks.cases import CASES, Case
from tests.reading.helpers import parsed

HELD = {Verdict.EQUAL, Verdict.WITHIN_ROUNDING}
NAMES = [case.rule for case in CASES]


def results(case: Case, change: tuple[str, str] | None = None) -> list[CheckResult]:
    text = case.text
    if change is not None:
        assert change[0] in text, change
        text = text.replace(*change)
    return [each for each in reconcile(parsed(text)).results if each.rule == case.rule]


def test_every_rule_has_its_cases() -> None:
    assert {rule.id for rule in all_rules()} == set(NAMES)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_it_passes(case: Case) -> None:
    found = {each.verdict for each in results(case)}
    assert found & HELD
    assert found <= {*HELD, Verdict.NOT_CHECKABLE, Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_it_fires(case: Case) -> None:
    fired = [each for each in results(case, case.broken) if each.verdict.value == case.fires]
    assert fired
    for each in fired:
        assert each.finding_id
        assert bool(each.cause_id) is (each.verdict is Verdict.INCONSISTENT)
        if each.verdict is Verdict.INCONSISTENT:
            assert each.difference
            assert each.operands


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_it_says_what_it_cannot_check(case: Case) -> None:
    passing = {each.coordinates for each in results(case) if each.verdict in HELD}
    hidden = [each for each in results(case, case.hidden) if each.verdict is Verdict.NOT_CHECKABLE]
    assert [each for each in hidden if not each.where or each.coordinates in passing or each.note]
    for each in hidden:
        assert each.note is not None
        assert each.note.zh
        assert each.note.en
