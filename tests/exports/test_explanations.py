"""The file of explanations: what is taken, and what is refused with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import pytest

from govbudget.errors import ExplanationsError
from govbudget.exports.explanations import Explanation, load_explanations, read_explanations

TOML = """
[[explained]]
finding = "aa11"
reason = "另行批复"
who = "财务科"
date = 2024-03-01

[[explained]]
finding = "bb22"
reason = "见附件"
"""
CSV = "finding,reason,who,date\naa11,另行批复,财务科,2024-03-01\nbb22,见附件,,\n"
EXPECTED = {
    "aa11": Explanation(finding="aa11", reason="另行批复", who="财务科", date=dt.date(2024, 3, 1)),
    "bb22": Explanation(finding="bb22", reason="见附件"),
}


def test_toml_and_csv_say_the_same() -> None:
    assert read_explanations(TOML) == EXPECTED
    assert read_explanations(CSV, kind="csv") == EXPECTED


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(("name", "text"), [("说明.toml", TOML), ("说明.csv", CSV), ("说明.CSV", CSV)])
def test_the_suffix_tells_the_form(tmp_path: Path, name: str, text: str, mark: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(mark + text.encode("utf-8"))
    assert load_explanations(path) == EXPECTED


def test_an_empty_file_explains_nothing() -> None:
    assert read_explanations("") == {}
    assert read_explanations("finding,reason,who,date\n", kind="csv") == {}


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("toml", "[[explained]]\nfinding = 'a'", "expected a reason, found nothing (entry 1)"),
        ("toml", "[[explained]]\nreason = 'a'", "expected a finding, found nothing (entry 1)"),
        ("toml", "[[explained]]\nfinding = 1\nreason = 'a'", "expected text for finding, found 1 (entry 1)"),
        ("toml", "[[erklärt]]\nx = 1", "expected a TOML file, found"),
        ("toml", "[[other]]\nx = 1", "expected nothing but [[explained]], found 'other'"),
        ("toml", "explained = 3", "expected a list of tables, [[explained]], found 3"),
        (
            "toml",
            "[[explained]]\nfinding = 'a'\nreason = 'b'\ncause = 'c'",
            "expected only finding, reason, who, date, found 'cause' (entry 1)",
        ),
        ("csv", "id,why\na,b\n", "expected the header finding,reason,who,date, found ['id', 'why']"),
        ("csv", "finding,reason,who,date\na,b,c\nd,e,f,2024-13-01\n", "found '2024-13-01' (line 3)"),
        ("csv", "finding,reason,who,date\na,b,c,,x\n", "expected only finding, reason, who, date"),
        ("csv", "finding,reason\na,b\na,c\n", "expected each finding once, found 'a' again (line 3)"),
        ("csv", "", "expected the header"),
    ],
)
def test_what_is_no_explanation_is_refused(kind: Literal["toml", "csv"], text: str, message: str) -> None:
    with pytest.raises(ExplanationsError) as caught:
        read_explanations(text, kind=kind)
    assert message in str(caught.value)


def test_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "说明.toml"
    path.write_bytes("[[explained]]\nfinding='甲'".encode("gbk"))
    with pytest.raises(ExplanationsError) as caught:
        load_explanations(path)
    assert "UTF-8" in str(caught.value)
    assert "说明.toml" in str(caught.value)
