"""The report for programs (核对结果文件): JSON with everything, SARIF for tools that show findings, CSV.

Numbers are texts in plain digits, so that nothing is rounded on the way; words stand in both languages
in JSON.  SARIF (2.1.0) holds what is inconsistent as errors and hints as notes; an explained finding is
suppressed there, with its reason.  CSV is the tidy table `checks`.

>>> from govbudget.checks.report import Report
>>> json.loads(json_text([json_document(Checked(document="a.txt", report=Report()))], (), 2))["status"]
2
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from govbudget.checks.results import CheckResult, Operand, Phrase, Side, Verdict
from govbudget.exports.check_text import value_text
from govbudget.exports.check_words import words_in
from govbudget.exports.checked import Checked
from govbudget.exports.explanations import Explanation
from govbudget.exports.refusal import Refusal
from govbudget.money import plain

__all__ = ["json_document", "json_refusal", "json_text", "sarif_text"]

_FORMAT: Final = "govbudget-checks-1"


def json_document(checked: Checked) -> dict[str, Any]:
    """One checked source as plain data: counts, coverage, causes, and every result with its operands."""
    report = checked.report
    covered = report.coverage
    return {
        "document": checked.document,
        "sha256": checked.sha256,
        "entity": report.entity,
        "fiscal_year": report.fiscal_year,
        "status": checked.status,
        "could_run": report.could_run,
        "stated": report.stated,
        "counts": {verdict.value: count for verdict, count in report.counts.items()},
        "coverage": {
            "tables": covered.tables,
            "tables_recognised": covered.recognised,
            "figures": covered.figures,
            "figures_settled": covered.settled,
            "figures_compared": covered.checked,
            "forms": covered.forms,
            "claims": covered.claims,
            "rules_that_ran": list(checked.rules_that_ran),
            "rules_that_could_not": list(checked.rules_that_could_not),
        },
        "causes": [
            {
                "cause_id": cause.cause_id,
                "title": _both(cause.title),
                "findings": [each.finding_id for each in cause.results],
            }
            for cause in report.causes
        ],
        "results": [_result(each, checked) for each in report.results],
        "problems": [
            {"kind": each.kind, "where": each.where, "expected": each.expected, "found": each.found}
            for each in report.problems
        ],
    }


def json_refusal(name: str, refusal: Refusal) -> dict[str, Any]:
    """A source that could not be read, as plain data."""
    return {
        "document": name,
        "sha256": refusal.sha256,
        "status": 2,
        "refused": {
            "kind": refusal.kind,
            "expected": refusal.expected,
            "found": refusal.found,
            "where": refusal.where,
        },
    }


def json_text(documents: Sequence[dict[str, Any]], stale: Iterable[Explanation], status: int) -> str:
    """The whole report as JSON: the documents, the explanations that explain nothing, the exit status."""
    content = {
        "format": _FORMAT,
        "status": status,
        "documents": documents,
        "stale_explanations": [_explanation(each) for each in stale],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _result(result: CheckResult, checked: Checked) -> dict[str, Any]:
    explained = checked.explained.get(result.finding_id)
    return {
        "check": result.rule,
        "law": result.law.value,
        "where": result.where,
        "verdict": result.verdict.value,
        "stated": _side(result.stated),
        "computed": _side(result.computed),
        "difference": _side(result.difference),
        "tolerance": _side(result.tolerance),
        "detection_limit": _side(result.detection_limit),
        "unit": result.unit,
        "lines": list(result.lines),
        "finding_id": result.finding_id,
        "cause_id": result.cause_id,
        "blanks": result.blanks,
        "redacted": result.redacted,
        "note": None if result.note is None else _both(result.note),
        "explained": None if explained is None else _explanation(explained),
        "operands": [_operand(each) for each in result.operands],
    }


def _operand(operand: Operand) -> dict[str, Any]:
    place = operand.place
    return {
        "name": operand.name,
        "side": operand.side.value,
        "raw": operand.raw,
        "unit": operand.unit,
        "page": None if place is None else place.page,
        "line": None if place is None else place.line,
        "cell": None if place is None else place.cell,
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "finding": explanation.finding,
        "reason": explanation.reason,
        "who": explanation.who,
        "date": None if explanation.date is None else explanation.date.isoformat(),
    }


def _both(phrase: Phrase) -> dict[str, str]:
    return {"zh": phrase.zh, "en": phrase.en}


def _side(value: Decimal | str | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else value


# --- SARIF ------------------------------------------------------------------------------------------------

_LEVELS: Final = {Verdict.INCONSISTENT: "error", Verdict.HINT: "note"}


def sarif_text(
    checked: Sequence[Checked],
    refused: Sequence[tuple[str, Refusal]],
    status: int,
    *,
    version: str,
    language: str = "en",
) -> str:
    """Findings and hints of all sources as one SARIF run; `version` is that of this package."""
    titles: dict[str, Phrase] = {}
    for each in checked:
        titles.update(each.rules)
    used = dict.fromkeys(
        result.rule for each in checked for result in each.report.results if result.verdict in _LEVELS
    )
    indexes = {rule: number for number, rule in enumerate(used)}
    run = {
        "tool": {
            "driver": {
                "name": "govbudget",
                "semanticVersion": version,
                "rules": [_descriptor(rule, titles.get(rule), language) for rule in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(each) for each in checked],
        "invocations": [
            {
                "executionSuccessful": not refused and not any(each.report.problems for each in checked),
                "exitCode": status,
                "toolExecutionNotifications": [
                    *(
                        {"level": "error", "message": {"text": str(problem)}}
                        for problem in dict.fromkeys(
                            problem for each in checked for problem in each.report.problems
                        )
                    ),
                    *(
                        {
                            "level": "error",
                            "message": {"text": str(refusal)},
                            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(name)}}}],
                        }
                        for name, refusal in refused
                    ),
                ],
            }
        ],
        "results": [
            _sarif_result(result, each, number, indexes, language)
            for number, each in enumerate(checked)
            for result in each.report.results
            if result.verdict in _LEVELS
        ],
    }
    content = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _descriptor(rule: str, title: Phrase | None, language: str) -> dict[str, Any]:
    text = rule if title is None else title.get(language)
    return {"id": rule, "shortDescription": {"text": text}}


def _artifact(checked: Checked) -> dict[str, Any]:
    found: dict[str, Any] = {"location": {"uri": _uri(checked.document)}}
    if checked.sha256:
        found["hashes"] = {"sha-256": checked.sha256}
    return found


def _uri(name: str) -> str:
    """A path as a URI reference: Chinese characters and spaces in percent form."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")


def _sarif_result(
    result: CheckResult, checked: Checked, document: int, rules: dict[str, int], language: str
) -> dict[str, Any]:
    location = {"uri": _uri(checked.document), "index": document}
    lines = result.lines
    stated = [each.place.line for each in result.operands if each.side is Side.STATED and each.place]
    first = stated[0] if stated else lines[0] if lines else None
    physical: dict[str, Any] = {"artifactLocation": location}
    if first is not None:
        physical["region"] = {"startLine": first}
    found: dict[str, Any] = {
        "ruleId": result.rule,
        "ruleIndex": rules[result.rule],
        "level": _LEVELS[result.verdict],
        "message": {"text": _message(result, language)},
        "locations": [
            {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": result.where}]}
        ],
        "relatedLocations": [
            {
                "id": number,
                "message": {"text": f"{each.name} {each.raw}".strip()},
                "physicalLocation": {
                    "artifactLocation": location,
                    "region": {"startLine": each.place.line},
                },
            }
            for number, each in enumerate(result.operands)
            if each.place is not None
        ],
        "partialFingerprints": {"findingId/v1": result.finding_id},
        "properties": {
            "causeId": result.cause_id,
            "stated": _side(result.stated),
            "computed": _side(result.computed),
            "difference": _side(result.difference),
            "tolerance": _side(result.tolerance),
            "unit": result.unit,
        },
    }
    explained = checked.explained.get(result.finding_id)
    if explained is not None:
        found["suppressions"] = [{"kind": "external", "justification": explained.reason}]
    return found


def _message(result: CheckResult, language: str) -> str:
    words = words_in(language)
    unit = result.unit if result.unit == "%" or not result.unit else f" {result.unit}"
    sides = []
    for word, value in (
        (words.stated, result.stated),
        (words.reckoned, result.computed),
        (words.difference, result.difference),
    ):
        if value is not None:
            sides.append(f"{word} {value_text(value)}{unit if isinstance(value, Decimal) else ''}")
    note = "" if result.note is None else result.note.get(language)
    return words.colon.join(filter(None, (result.where, words.comma.join(filter(None, (*sides, note))))))
