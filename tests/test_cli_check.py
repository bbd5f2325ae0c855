"""`govbudget check`, run as users run it: exit status, formats, explanations, GBK, Chinese paths."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import EXAMPLE
from tests.test_cli import MISUSED, REFUSED, run

HOLDS, BROKEN = 0, 1
GOOD = """2024年支出总表
单位名称：望川县档案馆
单位：万元
项目\t合计\t基本支出\t项目支出
合计\t8.00\t5.00\t3.00
教育支出\t6.00\t4.00\t2.00
其他支出\t2.00\t1.00\t1.00
"""
BAD = GOOD.replace("合计\t8.00\t5.00", "合计\t9.00\t5.00")
UNCHECKABLE = "2024年支出总表\n单位：万元\n项目\t合计\n㐂乐图书馆教育支出\t8.00\n"
FIELDS = (
    "document,check,law,where,verdict,stated,computed,difference,tolerance,unit,lines,finding_id,cause_id"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "公开 文件"
    place.mkdir()
    return place


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def as_json(*arguments: str | Path) -> tuple[int, Any]:
    done = run("check", *arguments, "--format", "json")
    return done.returncode, json.loads(done.stdout.decode("utf-8"))


def findings(document: Path) -> list[str]:
    _, given = as_json(document)
    return [
        each["finding_id"] for each in given["documents"][0]["results"] if each["verdict"] == "inconsistent"
    ]


@pytest.mark.parametrize(("text", "status"), [(GOOD, HOLDS), (BAD, BROKEN), (UNCHECKABLE, REFUSED)])
def test_exit_status_of_one_document(folder: Path, text: str, status: int) -> None:
    assert run("check", written(folder, "甲.txt", text)).returncode == status


def test_the_example_holds() -> None:
    done = run("check", EXAMPLE, "--lang", "zh")
    assert done.returncode == HOLDS, done.stdout.decode("gbk")
    assert "没有发现不一致" in done.stdout.decode("gbk")


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        ((GOOD, GOOD), HOLDS),
        ((GOOD, BAD), BROKEN),
        ((BAD, UNCHECKABLE, GOOD), REFUSED),
        ((BAD, "\x89PNG"), REFUSED),
    ],
)
def test_exit_status_over_several(folder: Path, texts: tuple[str, ...], status: int) -> None:
    for number, text in enumerate(texts):
        written(folder, f"{number}.txt", text)
    done = run("check", folder)
    assert done.returncode == status
    shown = done.stdout.decode("gbk")
    assert shown.count("── ") == len(texts)
    assert f"{len(texts)} files: " in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reader_sees_both_sides_and_the_place(folder: Path, language: str) -> None:
    shown = run("check", written(folder, "甲.txt", BAD), "--lang", language).stdout.decode("gbk")
    for piece in ("9.00 万元", "8.00 万元", "1.00 万元", "支出总表", "× 1."):
        assert piece in shown
    assert ("line 5" if language == "en" else "第5行") in shown
    assert ("identities could be checked" if language == "en" else "勾稽关系") in shown.splitlines()[0]


def test_what_gbk_lacks_is_replaced_visibly(folder: Path) -> None:
    text = BAD.replace("其他支出", "㐂乐支出")
    done = run("check", written(folder, "㐂.txt", text), written(folder, "乙.txt", GOOD), "--verbose")
    assert done.returncode == BROKEN
    assert "\\u3402.txt" in done.stdout.decode("gbk")


def test_csv_is_the_tidy_table(folder: Path) -> None:
    path = written(folder, "甲.txt", BAD)
    done = run("check", path, "--format", "csv")
    assert done.returncode == BROKEN
    text = done.stdout.decode("utf-8")
    assert text.startswith(FIELDS)
    assert text == run("export", path, "--table", "checks").stdout.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {"equal", "inconsistent"} <= {row["verdict"] for row in rows}


def test_json_and_sarif_over_sources_of_which_one_is_refused(folder: Path) -> None:
    bad, picture = written(folder, "甲.txt", BAD), folder / "乙.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    status, given = as_json(bad, picture)
    assert status == given["status"] == REFUSED
    assert [each["status"] for each in given["documents"]] == [BROKEN, REFUSED]
    assert given["documents"][1]["refused"]["kind"] == "not text"
    done = run("check", bad, picture, "--format", "sarif")
    assert done.returncode == REFUSED
    (log,) = json.loads(done.stdout.decode("utf-8"))["runs"]
    assert {each["level"] for each in log["results"]} >= {"error"}
    assert log["artifacts"][0]["hashes"]["sha-256"]


def test_explained_findings_no_longer_decide(folder: Path) -> None:
    bad = written(folder, "甲.txt", BAD)
    ids = findings(bad)
    assert ids
    rows = "".join(f"{each},另行批复,财务科,2024-03-01\n" for each in ids)
    table = written(folder, "说明.csv", f"finding,reason,who,date\n{rows}")
    done = run("check", bad, "--explanations", table)
    assert done.returncode == HOLDS
    shown = done.stdout.decode("gbk")
    assert "另行批复 (财务科 2024-03-01)" in shown
    assert f"{len(ids)} of them explained" in shown
    status, given = as_json(bad, "--explanations", table)
    assert status == HOLDS
    assert {each["explained"]["who"] for each in given["documents"][0]["results"] if each["explained"]} == {
        "财务科"
    }


def test_stale_explanations_are_named(folder: Path) -> None:
    old = written(folder, "旧.toml", '[[explained]]\nfinding = "feedfeedfeedfeed"\nreason = "旧"\n')
    for language in ("zh", "en"):
        done = run("check", written(folder, "甲.txt", GOOD), "--explanations", old, "--lang", language)
        assert done.returncode == HOLDS
        assert "feedfeedfeedfeed" in done.stdout.decode("gbk")


def test_the_finding_stays_explained_when_the_document_is_laid_out_anew(folder: Path) -> None:
    bad = written(folder, "甲.txt", BAD)
    other = written(folder, "乙.txt", "\n\n" + BAD.replace("单位：万元\n", "\n单位：万元\n\n"))
    assert findings(bad) == findings(other)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--select", "no-such-rule"), "no rule is called 'no-such-rule'"),
        (("--ignore", "sum-rows,no-such-rule"), "no rule is called 'no-such-rule'"),
        (("--explanations", "no-such-file.toml"), "the explanations cannot be read"),
        (("--width", "3"), "expected a number of columns from 60"),
        (("--lang", "fr"), "invalid choice"),
    ],
)
def test_wrong_usage(folder: Path, options: tuple[str, ...], message: str) -> None:
    done = run("check", written(folder, "甲.txt", GOOD), *options)
    assert done.returncode == MISUSED
    assert message in done.stderr.decode("gbk")
    assert not done.stdout


def test_rules_are_selected_and_left_out(folder: Path) -> None:
    bad = written(folder, "甲.txt", BAD)
    _, given = as_json(bad, "--select", "sum-rows", "--select", "sum-columns")
    assert {each["check"] for each in given["documents"][0]["results"]} == {"sum-rows", "sum-columns"}
    _, rest = as_json(bad, "--ignore", "sum-rows,sum-columns")
    assert not {"sum-rows", "sum-columns"} & {each["check"] for each in rest["documents"][0]["results"]}


def test_an_explanation_of_a_rule_left_out_is_not_stale(folder: Path) -> None:
    bad = written(folder, "甲.txt", BAD)
    entries = "".join(f'[[explained]]\nfinding = "{each}"\nreason = "旧"\n' for each in findings(bad))
    table = written(folder, "说明.toml", entries)
    _, given = as_json(bad, "--explanations", table, "--ignore", "sum-rows,sum-columns")
    assert given["stale_explanations"] == []


def test_standard_input_is_a_source() -> None:
    done = run("check", "-", given=BAD.encode("gb18030"))
    assert done.returncode == BROKEN


@pytest.mark.parametrize(("place", "piece"), [("5:2", "9.00"), ("5", "5.00"), ("99", "no figure at 99")])
def test_one_figure_is_explained(folder: Path, place: str, piece: str) -> None:
    done = run("show", written(folder, "甲.txt", BAD), "--figure", place, "--lang", "zh")
    assert done.returncode == HOLDS
    shown = done.stdout.decode("gbk")
    assert piece in shown
    assert ("sum-rows" in shown) == (place != "99")


RULE = """
from govbudget.checks.judge import judge_limit
from govbudget.checks.results import Law, Phrase, Side
from govbudget.checks.rule import rule


@rule(
    "small-total", Law.LIMIT, Phrase("合计不超过八", "a total is at most eight"),
    states=Phrase("合计不超过八。", "A total is at most eight."), needs=Phrase("合计行", "a total"),
)
def small_total(view):
    for sheet in view.sheets:
        total, part = sheet.operand(0, 0, Side.STATED), sheet.operand(1, 0, Side.COMPUTED)
        if total is not None and part is not None:
            yield judge_limit(sheet.where(0, 0), ("total",), stated=[total], computed=[part], at_least=False)
"""


def test_a_rule_of_another_package_is_run(folder: Path) -> None:
    """Registered by entry point, as an installed package has it."""
    written(folder, "other_rules.py", RULE)
    metadata = folder / "other_rules-1.0.dist-info"
    metadata.mkdir()
    written(metadata, "METADATA", "Metadata-Version: 2.1\nName: other-rules\nVersion: 1.0\n")
    written(metadata, "entry_points.txt", "[govbudget.rules]\nsmall-total = other_rules:small_total\n")
    start = f"import sys; sys.path.insert(0, {str(folder)!r})"
    program = f"{start}; from govbudget.cli import main; sys.exit(main(sys.argv[1:]))"
    path = written(folder, "甲.txt", GOOD)
    done = run("check", path, "--select", "small-total", "--format", "json", module=("-c", program))
    assert done.returncode == BROKEN, done.stderr.decode("gbk")
    (document,) = json.loads(done.stdout.decode("utf-8"))["documents"]
    assert [each["check"] for each in document["results"]] == ["small-total"]
    assert run("check", path).returncode == HOLDS
