"""Errors put in from outside: nothing but the text decides what is changed, nothing but the results are looked at."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from attrs import evolve

import govbudget
from govbudget.checks.results import Verdict
from tests.injected.outside import (
    KINDS,
    Document,
    Outcome,
    carried,
    changed,
    documents,
    markdown,
    rates,
    trials,
    tried,
)

CAUGHT = 95
TABLE = """2024年度部门预算公开

2024年支出总表
单位：万元
项目\t合计\t基本支出\t项目支出
合计\t30.00\t18.05\t11.95
教育支出\t12.50\t12.50\t
农林水支出\t17.50\t5.55\t11.95

支出共30.00万元。
"""


def hold(outcomes: Sequence[Outcome]) -> None:
    """At least 95 of 100 detectable errors are caught and located, and nothing else is raised."""
    _, tried_, detectable, caught, located, others = rates(outcomes)[-1]
    assert detectable * 2 > tried_, markdown(outcomes)
    assert caught * 100 >= detectable * CAUGHT, markdown(outcomes)
    assert located * 100 >= detectable * CAUGHT, markdown(outcomes)
    assert others == 0, markdown(outcomes)


def change(kind: str, seed: int = 1) -> tuple[Document, str, str]:
    document = Document("table", TABLE, govbudget.parse)
    found = changed(document, kind, random.Random(seed))
    assert found is not None
    return document, found.printed, found.text


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_changes_what_it_says(kind: str) -> None:
    document, printed, text = change(kind)
    before, after = document.text.splitlines(), text.splitlines()
    if kind in ("dropped", "doubled"):
        (line,) = {each for each in before if before.count(each) != after.count(each)}
        assert after.count(line) == (2 if kind == "doubled" else 0)
        assert printed in line
    else:
        (number,) = [
            number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]
        ]
        assert printed in before[number]
        one, other = before[number].split("\t"), after[number].split("\t")
        assert len(one) == len(other)
        assert sum(a != b for a, b in zip(one, other, strict=True)) == (2 if kind == "moved" else 1)


def test_a_document_without_rules_catches_nothing() -> None:
    document = Document("table", TABLE, govbudget.parse)
    assert document.report.findings == ()
    assert document.report.could_run > 4
    found = trials([document], 4)
    certain = [each for each in found if each.detectable]
    assert certain
    assert all(each.caught and each.located for each in certain)
    for each in certain:
        blind = govbudget.reconcile(govbudget.parse(each.change.text), [])
        assert not [one for one in blind.results if one.verdict is Verdict.INCONSISTENT]


def test_what_does_not_name_the_figure_is_another_finding() -> None:
    """The measure itself: an error of two figures of which only one is told."""
    document = Document("table", TABLE, govbudget.parse)
    found = changed(document, "x10", random.Random(3))
    assert found is not None
    assert found.line != 8
    second = found.text.replace("17.50\t5.55", "17.50\t9.55")
    assert not tried(document, found).others
    assert tried(document, evolve(found, text=second)).others


def test_a_sample() -> None:
    some = [
        each for each in documents([2, 3], whole=False) if "styled" in each.name or each.name == "invented 2"
    ]
    for document in some:
        assert document.report.findings == ()
    hold(trials(some, 3))


def test_files_of_other_kinds() -> None:
    for document in carried(5):
        assert document.report.findings == (), document.name
        assert document.report.could_run > 100
        hold(trials([document], 1))


@pytest.mark.long
@pytest.mark.parametrize("number", range(1, 13))
def test_invented_documents(number: int) -> None:
    for document in documents([number], whole=False):
        assert document.report.findings == ()
        hold(trials([document], 25))


@pytest.mark.long
@pytest.mark.parametrize("number", range(41, 45))
def test_invented_files(number: int) -> None:
    for document in carried(number):
        hold(trials([document], 12))


@pytest.mark.long
def test_the_example_and_real_documents() -> None:
    """Also where the real documents break their own arithmetic."""
    hold(trials(documents([]), 25))
