"""Reconciling a document: ids that survive other lines and other order, causes, what could not run."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from decimal import Decimal

import pytest

import govbudget
from govbudget.checks.engine import reconcile
from govbudget.checks.report import Report
from govbudget.checks.results import CheckResult, Law, Phrase, Verdict
from govbudget.checks.rule import rule
from govbudget.checks.rules import all_rules
from govbudget.checks.view import View
from govbudget.model.disclosure import Disclosure
from tests.checks.cases import EMPTY, EXPENDITURE, FISCAL, FORM, GENERAL, HEAD, OFFICIAL, SUMMARY, TEXT
from tests.reading.helpers import parsed

WRONG = ("图书馆 | 24.00 | 14.00", "图书馆 | 25.00 | 14.00")
WHOLE = HEAD + SUMMARY + EXPENDITURE + OFFICIAL + FORM + TEXT


def report(text: str) -> Report:
    return reconcile(parsed(text))


def ids(found: Report) -> set[str]:
    return {each.finding_id for each in found.results}


def test_every_result_has_an_id_of_its_own() -> None:
    found = report(WHOLE)
    assert len(ids(found)) == len(found.results) > 60


def test_ids_survive_a_second_run_and_other_lines() -> None:
    text = WHOLE.replace(*WRONG)
    first, second, moved = (
        report(text),
        report(text),
        report("\n\n\n" + text.replace("单位：万元", "\n单位：万元\n")),
    )
    assert ids(first) == ids(second) == ids(moved)
    assert [each.cause_id for each in first.findings] == [each.cause_id for each in moved.findings]
    assert {each.lines for each in first.findings}.isdisjoint(each.lines for each in moved.findings)


def test_ids_survive_reordered_tables() -> None:
    tables = [SUMMARY, EXPENDITURE.replace(*WRONG), OFFICIAL, GENERAL]
    one = report(HEAD + "".join(tables))
    other = report(HEAD + "".join(reversed(tables)))
    assert {each.finding_id for each in one.findings} == {each.finding_id for each in other.findings}
    assert {each.cause_id for each in one.findings} == {each.cause_id for each in other.findings}


def test_another_year_has_other_ids() -> None:
    assert ids(report(WHOLE)).isdisjoint(ids(report(WHOLE.replace("2024", "2023"))))


def test_results_about_the_same_thing_are_told_apart() -> None:
    text = FORM.replace("40000", "50000")
    found = report(HEAD + text + text)
    funding = [each for each in found.results if each.rule == "form-funding"]
    assert len(funding) == len({each.finding_id for each in funding}) == 4


def test_one_wrong_figure_is_one_cause() -> None:
    """It breaks its row, its section and the grand total against the leaves."""
    found = report(HEAD + SUMMARY + EXPENDITURE.replace(*WRONG))
    assert {each.rule for each in found.findings} == {"sum-rows", "sum-leaves", "sum-columns"}
    assert len(found.causes) == 1
    assert {each.cause_id for each in found.findings} == {found.causes[0].cause_id}


def test_two_wrong_figures_are_two_causes() -> None:
    text = EXPENDITURE.replace(*WRONG).replace("住房公积金 | 6.00", "住房公积金 | 4.00")
    assert len(report(HEAD + text).causes) == 2


def test_one_header_wrong_in_every_form_is_one_cause() -> None:
    from tests.checks.cases import PLAN

    plan = PLAN.replace("25.00 |", "10.00 |").replace("| 25.00", "| 10.00")
    found = report(HEAD + plan + plan.replace("旧志修复", "读者活动"))
    assert len(found.findings) == 2
    assert len(found.causes) == 1


def test_causes_are_those_of_the_findings() -> None:
    found = report(WHOLE.replace(*WRONG))
    grouped = [each for cause in found.causes for each in cause.results]
    assert sorted(each.finding_id for each in grouped) == sorted(each.finding_id for each in found.findings)


@pytest.mark.parametrize("text", [HEAD + EMPTY, HEAD + EMPTY + EMPTY.replace("政府性基金", "国有资本经营")])
def test_an_empty_document_is_never_clean(text: str) -> None:
    found = report(text)
    assert (found.could_run, found.is_clean) == (0, False)
    assert found.stated >= 20
    assert {each.verdict for each in found.results} <= {Verdict.NOT_CHECKABLE, Verdict.EQUAL, Verdict.HINT}


def test_a_document_of_nothing() -> None:
    found = reconcile(Disclosure())
    assert (found.could_run, found.is_clean, found.findings) == (0, False, ())
    assert found.stated == len(all_rules())
    assert all(each.note for each in found.results)


def test_what_holds_is_clean() -> None:
    found = report(HEAD + SUMMARY + EXPENDITURE + FISCAL + GENERAL)
    assert found.is_clean
    assert found.could_run > 80
    assert found.coverage.checked == found.coverage.figures == found.coverage.settled


def test_a_result_gives_figures_tolerance_limit_and_lines() -> None:
    (found,) = [
        each
        for each in report(HEAD + SUMMARY.replace("收入总计 | 30.00", "收入总计 | 31.00")).findings
        if each.rule == "balance"
    ]
    assert (found.stated, found.computed, found.difference) == (
        Decimal("31.00"),
        Decimal("30.00"),
        Decimal("1.00"),
    )
    assert (found.tolerance, found.detection_limit, found.unit) == (
        Decimal("0.010"),
        Decimal("0.020"),
        "万元",
    )
    assert [operand.raw for operand in found.operands] == ["31.00", "30.00"]
    assert len(found.lines) == 1


def test_one_step_apart_is_a_hint_and_two_are_not() -> None:
    def verdict(raw: str) -> Verdict:
        found = report(HEAD + SUMMARY.replace("收入总计 | 30.00", f"收入总计 | {raw}"))
        (result,) = [each for each in found.results if each.rule == "balance"]
        return result.verdict

    assert [verdict(raw) for raw in ("30.00", "30.0", "30", "30.01", "30.02")] == [
        Verdict.EQUAL, Verdict.EQUAL, Verdict.EQUAL, Verdict.HINT, Verdict.INCONSISTENT,
    ]  # fmt: skip


def test_a_slip_of_the_unit_is_named() -> None:
    found = report(HEAD + SUMMARY + EXPENDITURE + TEXT.replace("支出预算30.00万元", "支出预算30.00元"))
    (slip,) = [each for each in found.findings if each.rule == "text-table"]
    assert slip.note is not None
    assert "unit" in slip.note.en


def test_redaction_reports_the_remainder() -> None:
    text = EXPENDITURE.replace("221 | 住房保障支出 | 6.00", "221 | 住房保障支出 | **")
    (hidden,) = [each for each in report(HEAD + text).results if each.redacted and each.lines[:2] == (7, 8)]
    assert hidden.verdict is Verdict.NOT_CHECKABLE
    assert (hidden.difference, hidden.redacted) == (Decimal("6.00"), 1)
    assert hidden.note is not None
    assert "6.00" in hidden.note.en


def test_a_negative_remainder_is_inconsistent() -> None:
    text = EXPENDITURE.replace("221 | 住房保障支出 | 6.00", "221 | 住房保障支出 | **").replace(
        "合计 | 30.00", "合计 | 20.00"
    )
    assert [
        each for each in report(HEAD + text).findings if each.redacted and each.difference == Decimal("-4.00")
    ]


def test_one_figure_explained() -> None:
    doc = parsed(HEAD + SUMMARY + EXPENDITURE)
    found = reconcile(doc)
    (figure,) = [printed.figure for printed in doc.tables[1].figures if printed.row.label == "图书馆"][:1]
    assert {each.rule for each in found.using(figure)} == {"sum-rows", "sum-leaves", "sum-columns"}
    assert found.using(object()) == ()


def test_a_rule_of_ones_own() -> None:
    @rule(
        "has-a-title",
        Law.IDENTITY,
        Phrase("有标题", "has a title"),
        states=Phrase("文件有标题", "The document has a title."),
        needs=Phrase("标题", "a title"),
    )
    def has_a_title(view: View) -> Iterator[CheckResult]:
        if view.document.title:
            yield CheckResult(where=view.document.title, verdict=Verdict.EQUAL)

    (given,) = reconcile(parsed(HEAD + EXPENDITURE), [has_a_title]).results
    assert (given.rule, given.law, given.verdict) == ("has-a-title", Law.IDENTITY, Verdict.EQUAL)
    (missing,) = reconcile(Disclosure(), [has_a_title]).results
    assert missing.verdict is Verdict.NOT_CHECKABLE


def test_reports_pickle() -> None:
    found = govbudget.reconcile(parsed(WHOLE.replace(*WRONG)))
    assert pickle.loads(pickle.dumps(found)).findings == found.findings


def test_a_figure_that_is_no_number_is_not_left_out_of_a_sum() -> None:
    found = report(HEAD + EXPENDITURE.replace("图书馆 | 24.00", "图书馆 | 2,4.00"))
    touched = [each for each in found.results if each.note is not None and "malformed" in each.note.en]
    assert {each.rule for each in touched} == {"sum-rows", "sum-leaves", "sum-columns"}
    assert not found.findings


def test_a_condition_that_is_not_fulfilled_is_named() -> None:
    """With own funds in the budget the overall table and that of the general budget need not be equal."""
    own = SUMMARY.replace("拨款收入 | 30.00", "拨款收入 | 24.00").replace("单位资金 |", "单位资金 | 6.00")
    general = GENERAL.replace("30.00 | 20.00", "24.00 | 14.00").replace("6.00 | 6.00", "0.00 | 0.00")
    found = report(HEAD + own + EXPENDITURE + general)
    (named,) = [each for each in found.results if each.verdict is Verdict.NOT_APPLICABLE]
    assert (named.rule, len(named.operands)) == ("same-point", 2)
    assert named.note is not None
    assert "other funds" in named.note.en
    assert found.is_clean


def test_the_first_printing_of_the_document_is_the_stated_one() -> None:
    from tests.checks.cases import PROJECTS

    for text, raw in ((PROJECTS + FORM, "5.00"), (FORM + PROJECTS, "40000")):
        found = report(HEAD + text.replace("旧志修复 | 4.00", "旧志修复 | 5.00"))
        (one,) = [each for each in found.findings if each.rule == "form-project"]
        assert one.operands[0].raw == raw
        assert {one.stated, one.computed} == {Decimal(50000), Decimal(40000)}
