"""The report as text, JSON and SARIF, on reports made by hand: what it says first, what it keeps visible."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from attrs import evolve

from govbudget.checks.report import Cause, Coverage, Report
from govbudget.checks.results import CheckResult, Operand, Phrase, Side, Verdict
from govbudget.exports.check_files import json_document, json_text, sarif_text
from govbudget.exports.check_text import report_lines
from govbudget.exports.check_words import LANGUAGES
from govbudget.exports.checked import Checked, checked_source, exit_status, selected, stale
from govbudget.exports.explanations import Explanation
from govbudget.exports.refusal import Refusal
from govbudget.exports.terminal import display_width
from govbudget.money import Amount, Unit
from govbudget.spans import Place

RULES = {
    "sum-rows": Phrase("上级等于下级之和", "parent equals children"),
    "names": Phrase("名称一致", "names agree"),
}


def operand(name: str, raw: str, line: int, side: Side = Side.COMPUTED) -> Operand:
    value = Amount.parse(raw, Unit.TEN_THOUSAND_YUAN)
    return Operand(name=name, side=side, raw=raw, value=value, place=Place(line=line, cell=2))


def wrong(number: int, stated: str, cause: str) -> CheckResult:
    return CheckResult(
        where=f"2024年部门支出总表 / 第{number}类 / 合计",
        verdict=Verdict.INCONSISTENT,
        stated=Decimal(stated),
        computed=Decimal("7.00"),
        tolerance=Decimal("0.015"),
        unit="万元",
        operands=(
            operand(f"支出总表 合计 {number}", stated, 10 * number, Side.STATED),
            operand("支出总表 基本支出", "3.00", 10 * number + 1),
            operand("支出总表 项目支出", "4.00", 10 * number + 2),
        ),
        rule="sum-rows",
        finding_id=f"{number:016x}",
        cause_id=cause,
    )


def other(verdict: Verdict, note: Phrase | None = None) -> CheckResult:
    return CheckResult(
        where="2024年收支总表 / 收入总计",
        verdict=verdict,
        stated=Decimal("8.01") if verdict.ran else None,
        computed=Decimal("8.00") if verdict.ran else None,
        unit="万元" if verdict.ran else "",
        rule="names" if verdict is Verdict.HINT else "sum-rows",
        finding_id=f"{verdict.value}-{note}",
        note=note,
    )


FIRST, SECOND = wrong(1, "9.00", "a"), wrong(2, "1,000,009.00".replace(",", ""), "b")
FIRST_AGAIN = [wrong(number, "9.00", "a") for number in range(3, 13)]
STARS = Phrase("有数被隐去", "a figure is redacted")
REPORT = Report(
    entity="青禾县图书馆",
    fiscal_year=2024,
    results=(
        FIRST,
        SECOND,
        *FIRST_AGAIN,
        other(Verdict.EQUAL),
        other(Verdict.WITHIN_ROUNDING),
        other(Verdict.NOT_CHECKABLE, STARS),
        other(Verdict.NOT_APPLICABLE, Phrase("无基金", "no funds")),
        other(Verdict.HINT, Phrase("名称不同", "the names differ")),
    ),
    causes=(
        Cause(cause_id="b", title=Phrase("合计错", "a wrong total"), results=(SECOND,)),
        Cause(cause_id="a", title=Phrase("漏填", "left out"), results=(FIRST, *FIRST_AGAIN)),
    ),
    coverage=Coverage(tables=6, recognised=5, figures=100, settled=98, checked=90),
)
NOTHING = Report(results=(other(Verdict.NOT_CHECKABLE, STARS), other(Verdict.HINT)))
CLEAN = Report(results=(other(Verdict.EQUAL),))


def text(report: Report, language: str = "en", **options: bool | int) -> list[str]:
    checked = checked_source("a.txt", report, {}, rules=RULES)
    return list(report_lines(checked, language=language, **options))  # type: ignore[arg-type]


def explained(*results: CheckResult) -> dict[str, Explanation]:
    return {
        each.finding_id: Explanation(finding=each.finding_id, reason="另行批复", who="财务科")
        for each in results
    }


def test_the_first_sentence_counts() -> None:
    assert " ".join(text(REPORT, width=400)[:1]) == (
        "14 of 15 identities could be checked, 12 inconsistent, of 2 causes, 1 more differ within rounding. "
        "1 could not be checked: a figure is redacted 1."
    )
    assert text(REPORT, "zh", width=400)[0] == (
        "15 项勾稽关系中可核对 14 项，不一致 12 项，归为 2 个原因，另有 1 项之差在舍入误差之内。"
        "1 项无法核对：有数被隐去 1。"
    )


def test_a_clean_document() -> None:
    assert text(CLEAN)[0] == "1 of 1 identities could be checked, none inconsistent."


def test_nothing_checked_is_no_clean_bill() -> None:
    assert text(NOTHING)[0] == "0 of 1 identities could be checked: this says nothing about the document."
    assert text(Report(), "zh")[0] == "0 项勾稽关系中可核对的为 0 项：对本文件不能下结论。"
    assert checked_source("a", NOTHING, {}).status == 2


def test_causes_come_in_their_order_with_both_sides_and_places() -> None:
    lines = text(REPORT)
    first, second = (next(n for n, line in enumerate(lines) if line.startswith(f"× {k}.")) for k in (1, 2))
    assert lines[first] == "× 1. a wrong total"
    assert lines[second] == "× 2. left out, 11 places"
    block = "\n".join(lines[first:second])
    for piece in (
        "1,000,009.00 万元",
        "line 20",
        "7.00 万元",
        "from 2 figures  lines 21 22",
        "1,000,002.00 万元",
    ):
        assert piece in block
    assert "rounding explains at most 0.015 万元" in block
    assert f"id {2:016x}  rule sum-rows" in block


def test_the_title_is_not_repeated() -> None:
    result = evolve(FIRST, note=Phrase("漏填", "left out"))
    for title in (Phrase(result.where, result.where), Phrase("漏填", "left out")):
        cause = Cause(cause_id="a", title=title, results=(result,))
        lines = text(Report(results=(result,), causes=(cause,)))
        assert sum(title.en in line for line in lines) == 1


def test_places_in_a_workbook_are_addresses() -> None:
    at = Place(line=47, cell=3, page=2, sheet="支出总表", row=12)
    result = evolve(FIRST, operands=(evolve(FIRST.operands[0], place=at), *FIRST.operands[1:]))
    cause = Cause(cause_id="a", title=Phrase("错", "wrong"), results=(result,))
    assert any("支出总表!C12" in line for line in text(Report(results=(result,), causes=(cause,))))


def test_the_rest_of_a_cause_is_a_line_each() -> None:
    few, all_of_it = "\n".join(text(REPORT)), "\n".join(text(REPORT, everything=True))
    assert "and 4 more, which --verbose lists" in few
    assert few.count("9.00 │ 7.00 万元") == 6
    assert "--verbose" not in all_of_it
    assert all_of_it.count("9.00 │ 7.00 万元") == 10
    for result in REPORT.findings:
        assert result.finding_id in all_of_it


def test_rounding_is_one_line_and_hints_are_no_errors() -> None:
    lines = text(REPORT)
    assert [line for line in lines if line.startswith("≈")] == [
        "≈ 1 within rounding, the largest difference 0.01 万元 (2024年收支总表 / 收入总计)"
    ]
    assert "○ 1 hint, which is no error" in lines
    assert any("the names differ" in line for line in lines)


def test_coverage_says_what_it_rests_on() -> None:
    assert text(REPORT, width=400)[-1] == (
        "─ coverage: tables 5 of 6 recognised; figures 98 of 100 settled, 90 of them compared; rules 1 ran"
    )
    assert text(NOTHING, width=400)[-1].endswith("rules 0 ran, 1 found nothing to check")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_lines_fit_the_terminal(language: str, width: int) -> None:
    """Lines of a long name are cut or broken; only what cannot be broken may stand out, and nothing here is."""
    for everything in (False, True):
        for line in text(REPORT, language, width=width, everything=everything):
            assert display_width(line) <= width, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_survives_gbk(language: str) -> None:
    for line in text(REPORT, language, everything=True):
        assert line.encode("gbk").decode("gbk") == line


def test_explained_findings_stay_visible_and_counted() -> None:
    checked = checked_source("a", REPORT, explained(*REPORT.findings))
    assert checked.status == 0
    assert checked.open_findings == ()
    lines = list(report_lines(checked, width=400))
    assert "12 inconsistent, of 2 causes, 12 of them explained" in lines[0]
    assert "● a wrong total" in lines
    assert "  explained: 另行批复 (财务科) × 11" in lines
    assert any(SECOND.finding_id in line for line in lines)


def test_a_cause_half_explained_is_still_open() -> None:
    checked = checked_source("a", REPORT, explained(SECOND, FIRST))
    assert checked.status == 1
    assert [len(cause.results) for cause in checked.open_causes] == [10]
    assert [len(cause.results) for cause in checked.explained_causes] == [1, 1]


def test_stale_explanations_are_named() -> None:
    given = {**explained(FIRST), "feed": Explanation(finding="feed", reason="旧")}
    found = {each.finding_id for each in REPORT.findings}
    assert [each.finding for each in stale(given, found)] == ["feed"]
    assert checked_source("a", REPORT, given).explained.keys() == {FIRST.finding_id}


def test_selecting_takes_results_and_causes_away() -> None:
    assert selected(REPORT) is REPORT
    assert {each.rule for each in selected(REPORT, select=["names"]).results} == {"names"}
    assert selected(REPORT, ignore=["sum-rows"]).causes == ()
    assert selected(REPORT, ignore=["names"]).findings == REPORT.findings


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [((0,), 0), ((0, 1), 1), ((0, 1, 2), 2), ((1, 1), 1), ((2, 0), 2), ((), 2)],
)
def test_two_comes_before_one_before_nought(statuses: tuple[int, ...], expected: int) -> None:
    assert exit_status(statuses) == expected


def test_json_has_everything() -> None:
    checked = checked_source("甲.txt", REPORT, explained(FIRST), rules=RULES)
    given = json.loads(json_text([json_document(checked)], [Explanation(finding="feed", reason="旧")], 1))
    (document,) = given["documents"]
    assert given["status"] == document["status"] == 1
    assert document["counts"]["inconsistent"] == 12
    assert len(document["results"]) == len(REPORT.results)
    result = document["results"][0]
    assert (result["stated"], result["difference"], result["detection_limit"]) == ("9.00", "2.00", "0.030")
    assert result["lines"] == [10, 11, 12]
    assert result["explained"]["reason"] == "另行批复"
    assert result["operands"][0] == {
        "name": "支出总表 合计 1", "side": "stated", "raw": "9.00", "unit": "万元",
        "page": None, "line": 10, "cell": 2,
    }  # fmt: skip
    assert document["causes"][0]["findings"] == [SECOND.finding_id]
    assert given["stale_explanations"][0]["finding"] == "feed"


def test_sarif_is_well_formed() -> None:
    checked = [checked_source("公开 文件/甲.txt", REPORT, explained(FIRST), rules=RULES)]
    refused = [("乙.pdf", Refusal(kind="no text", expected="text", found="pictures"))]
    log = json.loads(sarif_text(checked, refused, 2, version="1.2.3", language="zh"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == ["sum-rows", "names"]
    assert rules[0]["shortDescription"]["text"] == "上级等于下级之和"
    levels = [result["level"] for result in run["results"]]
    assert levels.count("error") == 12
    assert levels.count("note") == 1
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["findingId/v1"]
    first = run["results"][0]
    assert first["suppressions"] == [{"kind": "external", "justification": "另行批复"}]
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 10}
    assert place["artifactLocation"]["uri"] == "%E5%85%AC%E5%BC%80%20%E6%96%87%E4%BB%B6/%E7%94%B2.txt"
    assert [each["physicalLocation"]["region"]["startLine"] for each in first["relatedLocations"]] == [
        10,
        11,
        12,
    ]
    (invocation,) = run["invocations"]
    assert invocation["exitCode"] == 2
    assert not invocation["executionSuccessful"]
    assert "pictures" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_a_checked_source_without_places_has_no_region() -> None:
    result = CheckResult(
        where="甲", verdict=Verdict.HINT, stated="甲", computed="乙", rule="names", finding_id="f"
    )
    log = json.loads(
        sarif_text([Checked(document="-", report=Report(results=(result,)))], [], 0, version="1")
    )
    assert "region" not in log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
