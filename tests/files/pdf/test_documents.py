"""The published PDF files beside the checkout: every figure that was checked on the page is read in its place."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache

import pytest

import govbudget
from govbudget.files.pdf import read_pdf
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import PrintedFigure
from govbudget.reading.document import read_intake
from tests.support import DOCUMENTS
from tests.writer.coverage import lost, printed_twice

pytestmark = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="needs the published PDF files in ../shared/documents, which are not here"
)

NAMES = sorted(path.stem for path in DOCUMENTS.glob("*.pdf"))


@cache
def read(name: str) -> Disclosure:
    pytest.importorskip("pypdfium2")
    return govbudget.read(DOCUMENTS / f"{name}.pdf")


@cache
def checked() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (DOCUMENTS / "figures.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["document"]].append(row)
    return found


def bare(text: str) -> str:
    return re.sub(r"[\s（）()：:/]", "", text)


def is_same(printed: PrintedFigure, figure: dict[str, str]) -> bool:
    """The value on its page, and its code or its label (a row without a name: the words of its column)."""
    place = printed.figure.place
    if place is None or str(place.page) != figure["page"]:
        return False
    if printed.figure.raw.replace(",", "") != figure["value"].replace(",", ""):
        return False
    code = "" if printed.row.code is None else printed.row.code.digits
    if figure["code"]:
        return figure["code"] == code
    column = "" if printed.column is None else printed.column.title
    return bare(figure["label"]) in (bare(printed.row.label) or bare(column))


def stands_under(printed: PrintedFigure, column: str) -> bool:
    """Whether one of the header cells above a figure is the column named (or the whole path is)."""
    if printed.column is None:
        return False
    above = [*map(bare, printed.column.path), bare(printed.column.title)]
    return any(words.removeprefix("其中") == bare(column).removeprefix("其中") for words in above)


@pytest.mark.parametrize("name", NAMES)
def test_every_checked_figure_is_read(name: str) -> None:
    figures = [printed for table in read(name).tables for printed in table.figures]
    missing = []
    misplaced = []
    for figure in checked()[name]:
        found = [printed for printed in figures if is_same(printed, figure)]
        if not found:
            missing.append(figure)
        elif figure["column"] and not any(stands_under(printed, figure["column"]) for printed in found):
            misplaced.append((figure, [printed.column.path for printed in found if printed.column]))
    assert (missing, misplaced) == ([], [])


def test_a_blank_template_has_nine_tables_and_no_figure() -> None:
    doc = read("sh-putuo-final-template-blank")
    assert [table.index for table in doc.tables if table.index] == list(range(1, 10))
    assert [printed for table in doc.tables for printed in table.figures] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(name: str) -> None:
    """Every character of the pages lies in exactly one block."""
    pytest.importorskip("pypdfium2")
    intake = read_pdf((DOCUMENTS / f"{name}.pdf").read_bytes())
    doc = read_intake(intake)
    assert lost(intake.text, doc) == []
    assert printed_twice(intake.text, doc) == []


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_stands_in_the_file(name: str) -> None:
    """No figure is made up: each is found on its page by another library, pdfplumber."""
    pdfplumber = pytest.importorskip("pdfplumber")
    by_page: dict[int, set[str]] = defaultdict(set)
    for table in read(name).tables:
        for printed in table.figures:
            assert printed.figure.place is not None
            assert printed.figure.place.page is not None
            by_page[printed.figure.place.page].add(printed.figure.raw)
    with pdfplumber.open(DOCUMENTS / f"{name}.pdf") as pdf:
        for number, raws in by_page.items():
            page = pdf.pages[number - 1]
            text = re.sub(r"\s", "", page.extract_text(x_tolerance=2, y_tolerance=2) or "")
            drawn = re.sub(r"\s", "", "".join(char["text"] for char in page.chars))
            assert [raw for raw in raws if raw not in text and raw not in drawn] == []
