"""Projects chosen to be evaluated are not those with targets (invented)."""

from __future__ import annotations

import pytest

from govbudget.checks.engine import reconcile
from govbudget.checks.results import Verdict
from tests.checks.cases import EXPENDITURE, FORM, HEAD, PROJECTS, SECOND_FORM, TARGETS
from tests.reading.helpers import parsed

DOCUMENT = HEAD + EXPENDITURE + PROJECTS + FORM + SECOND_FORM


@pytest.mark.parametrize(
    "sentence",
    ["拟对项目1个开展重点绩效评价，涉及资金1.00万元。", "另有项目1个纳入绩效监控，涉及资金1.00万元。"],
)
def test_projects_chosen_to_be_evaluated_are_not_counted(sentence: str) -> None:
    told = TARGETS.rstrip("\n") + sentence + "\n"
    results = [each for each in reconcile(parsed(DOCUMENT + told)).results if each.rule == "project-count"]
    assert results
    assert {each.verdict for each in results} == {Verdict.EQUAL}
    alone = DOCUMENT + TARGETS.rstrip("\n") + "另有项目1个编制绩效目标，涉及资金1.00万元。\n"
    again = [each for each in reconcile(parsed(alone)).results if each.rule == "project-count"]
    assert Verdict.HINT in {each.verdict for each in again}
