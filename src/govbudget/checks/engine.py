"""Reconciling a document (核对): every rule on it, the results made nameable, the findings grouped by cause.

A result's `finding_id` comes from what it is about: the document's entity and year, the rule, the
coordinates.  Where two results of a rule are about the same thing, the words of their figures tell them
apart, and where these are the same too, what they print.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve

from govbudget.checks.causes import causes_of
from govbudget.checks.judge import not_checkable
from govbudget.checks.report import Coverage, Report
from govbudget.checks.results import CheckResult, Phrase
from govbudget.checks.rule import RULE_FAULT, Rule, raised
from govbudget.checks.rules import all_rules, is_own, rule_problems
from govbudget.checks.view import View
from govbudget.model.disclosure import Disclosure
from govbudget.model.problems import Problem
from govbudget.model.tables import Figure

__all__ = ["reconcile"]

_FAILED = Phrase("规则运行出错", "the rule failed")


def reconcile(document: Disclosure, rules: Sequence[Rule] | None = None) -> Report:
    """Check a disclosure against its own arithmetic (勾稽核对).

    Every identity that a rule finds stated gives one result, whatever its verdict; a rule that finds none
    gives one that says what it needs.  `rules` replaces the rules of this package and of installed ones.
    A rule that raises an exception, or gives something that is no result, becomes one of the report's `problems`
    and a result that says so; whatever else was found is delivered.  Raises `TypeError` for a rule that is none.

    >>> import govbudget
    >>> text = "2024年支出总表\\n单位：万元\\n项目\\t合计\\n合计\\t8.00\\n教育支出\\t8.00\\n"
    >>> report = reconcile(govbudget.parse(text))
    >>> report.findings, report.could_run > 0
    ((), True)
    """
    for each in rules or ():
        if not isinstance(each, Rule):
            raise TypeError(f"expected rules, found {each!r}: govbudget.checks.rule.rule makes one")
    view = View(document)
    results: list[CheckResult] = []
    problems = list(rule_problems() if rules is None else ())
    for each in all_rules() if rules is None else rules:
        found, fault = _run(each, view)
        if fault:
            problems.append(
                Problem(kind=RULE_FAULT, where=each.id, expected="results of the rule", found=fault)
            )
            found.append(_failed(each, fault))
        if not found:
            found = [not_checkable("", (), _missing(each.needs))]
        results.extend(_named(document, each, found))
    causes, results = causes_of(results)
    return Report(
        entity=document.entity,
        fiscal_year=document.fiscal_year,
        results=tuple(results),
        causes=causes,
        coverage=_coverage(document, results),
        problems=tuple(problems),
    )


def _run(rule: Rule, view: View) -> tuple[list[CheckResult], str]:
    """What a rule finds, and what was wrong with it: a rule may be code of others, which may do anything."""
    found: list[CheckResult] = []
    fault = ""
    proved = is_own(rule)
    try:
        given: Iterable[object] = rule.run(view)
        for result in given:
            if not isinstance(result, CheckResult):
                fault = fault or f"{type(result).__name__}, no result"
            elif not proved and result.fault:
                fault = fault or result.fault
            else:
                found.append(result)
    except Exception as error:  # noqa: BLE001 (code of others)
        fault = raised(error)
    return found, fault


def _failed(rule: Rule, fault: str) -> CheckResult:
    note = Phrase(f"规则运行出错：{fault}", f"the rule failed: {fault}")
    return evolve(not_checkable(rule.id, ("failed",), note), kind=_FAILED)


def _missing(needs: Phrase) -> Phrase:
    return Phrase(f"文件中没有：{needs.zh}", f"the document has none: {needs.en}")


def _named(document: Disclosure, rule: Rule, results: Iterable[CheckResult]) -> list[CheckResult]:
    """The results with rule, law and an id of their own."""
    start = hashlib.sha256(f"{document.entity}\n{document.fiscal_year}\n{rule.id}".encode())
    by_key: dict[tuple[str, ...], list[int]] = {}
    results = list(results)
    for position, result in enumerate(results):
        by_key.setdefault(result.coordinates, []).append(position)
    ids = [""] * len(results)
    for key, positions in by_key.items():
        told = start.copy()
        told.update("\n".join(("", *key)).encode())
        if len(positions) == 1:
            ids[positions[0]] = told.hexdigest()[:16]
            continue
        # Several about the same thing: told apart by the words of their figures, then by what they print.
        words = Counter(_words(results[position]) for position in positions)
        for number, position in enumerate(sorted(positions, key=lambda one: _printed(results[one]))):
            own = told.copy()
            own.update(f"\n{_words(results[position])}".encode())
            if words[_words(results[position])] > 1:
                own.update(f"\n{_printed(results[position])}\n{number}".encode())
            ids[position] = own.hexdigest()[:16]
    return [
        evolve(result, rule=rule.id, law=rule.law, finding_id=identifier)
        for result, identifier in zip(results, ids, strict=True)
    ]


def _words(result: CheckResult) -> str:
    return "|".join(each.name for each in result.operands)


def _printed(result: CheckResult) -> str:
    return "|".join((str(result.stated), str(result.computed), *(each.raw for each in result.operands)))


def _coverage(document: Disclosure, results: Sequence[CheckResult]) -> Coverage:
    figures = [
        cell
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    ]
    known = {id(figure) for figure in figures}
    checked = {
        id(operand.source)
        for result in results
        if result.ran
        for operand in result.operands
        if operand.source is not None
    }
    return Coverage(
        tables=len(document.tables),
        recognised=sum(table.kind is not None for table in document.tables),
        figures=len(figures),
        settled=sum(figure.column is not None for figure in figures),
        checked=len(known & checked),
        forms=len(document.forms),
        claims=len(document.claims),
    )
