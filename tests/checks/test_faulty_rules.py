"""Rules of others that raise, or give what is no result: named in the report, and the rest is delivered."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib.metadata import EntryPoint
from typing import Any

import pytest
from attrs import evolve

from govbudget.checks import rule as rule_module
from govbudget.checks import rules as rules_module
from govbudget.checks.engine import reconcile
from govbudget.checks.report import Report
from govbudget.checks.results import CheckResult, Law, Phrase, Verdict
from govbudget.checks.rule import RULE_FAULT, Rule, rule
from govbudget.checks.rules import all_rules, rule_problems
from govbudget.exports.check_files import json_document, sarif_text
from govbudget.exports.check_text import report_lines
from govbudget.exports.checked import Checked, selected
from tests.checks.cases import EXPENDITURE, HEAD
from tests.reading.helpers import parsed

WRONG = EXPENDITURE.replace("图书馆 | 24.00", "图书馆 | 25.00")
SOUND = CheckResult(where="支出总表", coordinates=("a",), verdict=Verdict.NOT_APPLICABLE)


def made(run: Callable[[Any], Any], identifier: str = "mine") -> Rule:
    return rule(
        identifier,
        Law.IDENTITY,
        Phrase("自订规则", "a rule of my own"),
        states=Phrase("无", "nothing"),
        needs=Phrase("无", "nothing"),
    )(run)


def raising(_: object) -> Iterator[CheckResult]:
    yield SOUND
    raise LookupError("no such\ncolumn")


def at_once(_: object) -> list[CheckResult]:
    raise ZeroDivisionError


def broken(**changes: Any) -> Callable[[Any], Any]:
    return lambda _: [evolve(SOUND, **changes)]


FAULTS: list[tuple[Callable[[Any], Any], str, int]] = [
    (raising, "LookupError: no such column", 1),
    (at_once, "ZeroDivisionError", 0),
    (lambda _: None, "TypeError: 'NoneType' object is not iterable", 0),
    (lambda _: [SOUND, "wrong"], "str, no result", 1),
    (lambda _: ["wrong", SOUND], "str, no result", 1),
    (broken(coordinates=["a"]), "words that are no texts", 0),
    (broken(where=None), "words that are no texts", 0),
    (broken(verdict="equal"), "'equal' for a verdict", 0),
    (broken(stated=1.5), "a side that is neither a decimal nor a text", 0),
    (broken(tolerance=1), "a tolerance that is no decimal", 0),
    (broken(operands=("8.00",)), "operands that are none", 0),
    (broken(note="so"), "a note that is no phrase", 0),
    (
        broken(verdict=Verdict.INCONSISTENT, stated=Decimal(1)),
        "an inconsistency without a figure on both sides",
        0,
    ),
]


def checked(report: Report) -> Checked:
    return Checked(document="甲.txt", report=report, rules={"mine": Phrase("自订规则", "a rule of my own")})


@pytest.mark.parametrize(("run", "fault", "kept"), FAULTS, ids=[str(number) for number in range(len(FAULTS))])
def test_a_faulty_rule_is_named_and_the_rest_delivered(
    run: Callable[[Any], Any], fault: str, kept: int
) -> None:
    document = parsed(HEAD + WRONG)
    plain = reconcile(document)
    report = reconcile(document, [made(run, "first"), *all_rules(), made(run, "last")])
    others = [each for each in report.results if each.rule not in ("first", "last")]
    assert others == list(plain.results)
    assert report.causes == plain.causes
    assert report.findings
    assert [(each.kind, each.where, each.found) for each in report.problems] == [
        (RULE_FAULT, name, fault) for name in ("first", "last")
    ]
    own = [each for each in report.results if each.rule == "first"]
    assert len(own) == kept + 1
    assert own[-1].verdict is Verdict.NOT_CHECKABLE
    assert own[-1].note is not None
    assert fault in own[-1].note.zh
    assert fault in own[-1].note.en
    assert pickle.loads(pickle.dumps(report)) == report


def test_what_is_no_rule_is_refused() -> None:
    with pytest.raises(TypeError, match="expected rules, found"):
        reconcile(parsed(HEAD + EXPENDITURE), [raising])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        rule("x", Law.SUM, "title", states=Phrase("", ""), needs=Phrase("", ""))(raising)  # type: ignore[arg-type]


def test_every_form_of_the_report_names_the_fault() -> None:
    report = reconcile(parsed(HEAD + WRONG), [*all_rules(), made(raising)])
    english = "\n".join(report_lines(checked(report)))
    chinese = "\n".join(report_lines(checked(report), language="zh"))
    assert "rule mine did not finish: LookupError: no such column" in english
    assert "规则 mine 未能完成：LookupError: no such column" in chinese
    (problem,) = json_document(checked(report))["problems"]
    assert problem["where"] == "mine"
    assert "LookupError: no such column" in sarif_text([checked(report)], [], 1, version="1.0")
    assert selected(report, select=["sum-rows"]).problems == selected(report, ignore=["mine"]).problems == ()
    assert selected(report, select=["mine"]).problems == report.problems


def test_entry_points_that_name_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {
        "absent": "no.such.module:thing",
        "function": "json:dumps",
        "taken": "govbudget.checks.rules.sums:sum_rows",
    }
    points = [EntryPoint(name, value, "govbudget.rules") for name, value in names.items()]
    copy = evolve(all_rules()[0], title=Phrase("另一条", "another"))
    monkeypatch.setattr(rule_module, "entry_points", lambda **_: points)
    monkeypatch.setattr(rules_module, "installed_rules", rule_module.installed_rules.__wrapped__)
    monkeypatch.setattr(rule_module, "_loaded", _stand_in(copy, rule_module._loaded))
    rules_module._registered.cache_clear()
    try:
        found = {each.where: each.found for each in rule_problems()}
        report = reconcile(parsed(HEAD + EXPENDITURE))
    finally:
        rules_module._registered.cache_clear()
    assert found["absent"].startswith("ModuleNotFoundError: ")
    assert found["function"] == "function (json:dumps)"
    assert found["sum-rows"] == "an id that another rule has"
    assert {each.where for each in report.problems} == set(found)
    assert report.could_run > 10


def _stand_in(copy: Rule, load: Callable[[EntryPoint], object]) -> Callable[[EntryPoint], object]:
    return lambda point: copy if point.name == "taken" else load(point)
