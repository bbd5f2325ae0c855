"""One figure explained: of tables, narrative and forms; its place, its other printings, the checks that use it."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.exports.explain import explanation_lines, figures_at
from govbudget.exports.terminal import display_width
from govbudget.model.claims import Claim
from govbudget.model.forms import FormField
from govbudget.model.indicators import Indicator
from govbudget.model.tables import Figure
from govbudget.spans import Place
from tests.support import EXAMPLE

DOC = govbudget.read(EXAMPLE)
REPORT = govbudget.reconcile(DOC)


def test_every_figure_of_the_example_can_be_explained() -> None:
    found = 0
    for table in DOC.tables:
        for printed in table.figures:
            account = govbudget.explain(DOC, printed, report=REPORT)
            assert account.raw == printed.figure.raw
            assert account.place == printed.figure.place
            assert account.settled_by
            found += 1
    assert found == sum(len(table.figures) for table in DOC.tables)


def test_its_checks_are_those_that_name_it() -> None:
    for table in DOC.tables[:3]:
        for printed in table.figures:
            results = govbudget.explain(DOC, printed, report=REPORT).results
            named = [
                each
                for each in REPORT.results
                if any(operand.source is printed.figure for operand in each.operands)
            ]
            assert {id(each) for each in results} == {id(each) for each in named}


def test_the_grand_total_is_printed_elsewhere_too() -> None:
    total = next(p for p in DOC.tables[2].figures if p.figure.raw == "654.80")
    account = govbudget.explain(DOC, total, report=REPORT)
    assert all(printed.figure is not total.figure for printed in account.others)
    assert {printed.figure.raw for printed in account.others} <= {"654.80"}
    assert account.coordinates.stated()


def test_narrative_and_forms_too() -> None:
    claim = DOC.claims[0]
    assert govbudget.explain(DOC, claim, report=REPORT).where[0] == claim.section
    field = next(each for form in DOC.forms for each in form.funding if each.raw)
    account = govbudget.explain(DOC, field, report=REPORT)
    assert account.raw == field.raw
    assert account.where[-1] == field.name
    indicator = DOC.forms[0].indicators[0]
    assert govbudget.explain(DOC, indicator, report=REPORT).raw == indicator.target.raw


def test_a_figure_of_another_document_is_refused() -> None:
    other = govbudget.read(EXAMPLE)
    with pytest.raises(LookupError, match="none of it"):
        govbudget.explain(DOC, other.tables[0].figures[0])


@pytest.mark.parametrize("kind", [Figure, Claim, FormField, Indicator])
def test_figures_are_found_at_their_place(kind: type) -> None:
    seen = 0
    for table in DOC.tables:
        for printed in table.figures:
            place = printed.figure.place
            if kind is Figure and place is not None:
                assert any(each is printed.figure for each in figures_at(DOC, f"{place.line}:{place.cell}"))
                assert any(each is printed.figure for each in figures_at(DOC, str(place.line)))
                seen += 1
    for claim in DOC.claims:
        if kind is Claim and claim.place is not None:
            assert any(each is claim for each in figures_at(DOC, str(claim.place.line)))
            seen += 1
    for form in DOC.forms:
        parts: list[FormField | Indicator] = [*form.funding, *form.indicators]
        for each in parts:
            if type(each) is kind and each.place is not None and (isinstance(each, Indicator) or each.raw):
                assert any(one is each for one in figures_at(DOC, str(each.place.line)))
                seen += 1
    assert seen > 3


@pytest.mark.parametrize("where", ["", "x", "0", "1:2:3:4", "-1", "３", "9999"])
def test_no_such_place(where: str) -> None:
    assert figures_at(DOC, where) == ()


def test_addresses_of_workbooks() -> None:
    from govbudget.exports.explain import _is_at

    place = Place(line=47, cell=3, page=2, sheet="支出总表", row=12)
    assert [_is_at(place, where) for where in ("支出总表!C12", "2:47:3", "47", "支出总表!C13")] == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_lines_fit_and_survive_gbk(language: str) -> None:
    for printed in DOC.tables[2].figures[:20]:
        account = govbudget.explain(DOC, printed, report=REPORT)
        lines = list(explanation_lines(account, language=language, width=80))
        assert printed.figure.raw in lines[0]
        for line in lines:
            assert line.encode("gbk").decode("gbk") == line
            assert display_width(line) <= 80, line
