"""What may stand in no file of the project: names and sentences of real documents, personal data, machines.

The names and sentences are taken from the real disclosures themselves, where they lie beside the
checkout, so that none of them has to be written down here.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from tests.support import CODES, PACKAGE, ROOT, SEEDS, needs_shared, tracked_files

RUN = 14  # as many Chinese characters in a row as make a sentence recognisable

# Written in pieces, so that this file does not contain what it looks for.
TOPS = "|".join(["wo" + "rk", "ho" + "me", "Us" + "ers", "ro" + "ot"])
MACHINE_PATH = re.compile(rf"(?<![\w.])/(?:{TOPS})/\w")
WINDOWS_PATH = re.compile(r"\b[A-Z]:\\+Us" + r"ers\b")
REGISTRY = re.compile(
    "|".join(["py" + r"pi\.org", "python" + r"hosted", "index" + "-url", "find" + "-links", "/sim" + "ple/"])
)
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@cache
def texts() -> dict[Path, str]:
    """The tracked text files, by path."""
    found = {}
    for path in tracked_files():
        try:
            found[path] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def official_names() -> set[str]:
    """The names in the official classifications: common property, whoever prints them."""
    names: set[str] = set()
    for path in sorted(CODES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names.update(value for column, value in row.items() if "name" in column and value)
    return names


def seed_texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def departments() -> set[str]:
    """Department names: after 单位名称： or 单位：, and after the code in 主管部门及代码."""
    found: set[str] = set()
    for text in seed_texts():
        found.update(re.findall(r"单位(?:名称)?[：:][ \t]*([\u4e00-\u9fff]{4,}?)\s*$", text, re.MULTILINE))
        found.update(re.findall(r"主管部门及代码[\t ]*\d+[-－]([\u4e00-\u9fff]{4,})", text))
        found.update(re.findall(r"^ ?\d{3} ([\u4e00-\u9fff]{4,}[局委办院会])\s*$", text, re.MULTILINE))
    return found


def place_names() -> set[str]:
    """The places the departments belong to, with and without 市, 县, 区, 省."""
    found: set[str] = set()
    for name in departments():
        match = re.match(r"([\u4e00-\u9fff]{2,3}?)([省市县区旗])", name)
        if match:
            found.update({match.group(), match.group(1)})
    return found


def projects() -> set[str]:
    """Project names: in the forms, and in the first column of the project tables."""
    found: set[str] = set()
    for text in seed_texts():
        found.update(re.findall(r"项目名称[\t ]+([^\t\n]+)", text))
        for block in re.findall(r"项目支出预算表[^\n]*\n(.*?)(?=预算表|第三部分)", text, re.DOTALL):
            found.update(re.findall(r"^([^\t\n]*[\u4e00-\u9fff][^\t\n]*)\t+[\d,.]+\t", block, re.MULTILINE))
    return {name for name in map(squeeze, found) if len(re.findall(r"[\u4e00-\u9fff]", name)) >= 4}


@needs_shared
def test_names_are_found_at_all() -> None:
    assert len(departments()) >= 4
    assert len(place_names()) >= 8
    assert len(projects()) >= 100


@needs_shared
def test_no_name_of_a_real_document_in_the_package() -> None:
    official = {squeeze(name) for name in official_names()}
    names = (departments() | place_names() | projects()) - official
    found = []
    for path in sorted(PACKAGE.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        text = squeeze(path.read_bytes().decode("utf-8"))
        found += [f"{path.relative_to(ROOT)}: {name}" for name in sorted(names) if name in text]
    assert not found, f"names of real documents in the package: {found}"


@needs_shared
def test_no_sentence_of_a_real_document() -> None:
    official = squeeze("|".join(sorted(official_names())))
    prose: set[str] = set()
    for text in seed_texts():
        for line in text.splitlines():
            if re.search("[，。；：,;]", line):
                for run in re.findall(rf"[\u4e00-\u9fff]{{{RUN},}}", line):
                    prose.update(run[start : start + RUN] for start in range(len(run) - RUN + 1))
    assert len(prose) > 1000
    prose = {run for run in prose if run not in official}
    found = []
    for path, text in texts().items():
        for run in re.findall(rf"[\u4e00-\u9fff]{{{RUN},}}", text):
            if any(run[start : start + RUN] in prose for start in range(len(run) - RUN + 1)):
                found.append(f"{path.relative_to(ROOT)}: {run}")
    assert not found, f"sentences of real documents, invent others: {found}"


def test_no_mobile_number() -> None:
    assert places(MOBILE) == []


@pytest.mark.parametrize("pattern", [MACHINE_PATH, WINDOWS_PATH])
def test_no_path_of_a_machine(pattern: re.Pattern[str]) -> None:
    assert places(pattern) == []


def test_no_path_of_this_checkout() -> None:
    assert [str(path.relative_to(ROOT)) for path, text in texts().items() if str(ROOT) + "/" in text] == []


def test_no_package_registry() -> None:
    assert places(REGISTRY) == []


def test_the_patterns_find_what_they_look_for() -> None:
    assert MOBILE.search("电话 1" + "3812345678。")
    assert MACHINE_PATH.search("open('/" + "home/someone/file')")
    assert WINDOWS_PATH.search("C:\\" + "Users\\someone")
    assert REGISTRY.search("https://py" + "pi.org/x")
    assert not MOBILE.search("20240112093000")


def test_text_files_end_with_one_newline_and_have_no_bom() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path, text in texts().items()
        if path.suffix in {".py", ".md", ".toml"}
        and text
        and (not text.endswith("\n") or text.endswith("\n\n") or text.startswith("\ufeff") or "\r" in text)
    ]
    assert wrong == []
