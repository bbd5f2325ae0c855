"""One invented disclosure, written as text and as a file of another kind, is the same model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

import govbudget
from tests.support import EXAMPLE, needs_shared, seed_text
from tests.writer.document import PLAIN, Style, expected, found, printed_table, styles
from tests.writer.files import Printed, written_docx, written_html, written_pdf, written_xls, written_xlsx
from tests.writer.normal import alike, normal_document
from tests.writer.tables import Budget, invented_budgets, tables_of

EXAMPLES = settings().max_examples

WRITERS: dict[str, Callable[[Printed], bytes]] = {
    "xlsx": written_xlsx,
    "xlsx, one sheet": lambda tables: written_xlsx(tables, one_sheet=True),
    "xlsx, nothing merged": lambda tables: written_xlsx(tables, merged=False),
    "xls": written_xls,
    "docx": written_docx,
    "html": written_html,
    "pdf": written_pdf,
}


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=max(EXAMPLES // 10, 2), deadline=None)
@given(budget=invented_budgets())
def test_a_file_reads_as_its_text(kind: str, budget: Budget) -> None:
    tables = [
        printed_table(table, number, budget.entity, PLAIN)
        for number, table in enumerate(tables_of(budget), 1)
    ]
    text = govbudget.parse("\n\n".join("\n".join(lines) for lines in tables))
    doc = govbudget.read(WRITERS[kind](tables))
    assert doc.format == kind.split(",", maxsplit=1)[0]
    assert alike(normal_document(text), normal_document(doc)) == ""
    assert (doc.tables, doc.problems, doc.unread) == (text.tables, (), ())


# Drawn on a page, a grid that ends and begins again is two: what a text says by blank lines a PDF does not.
@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind != "pdf"])
@settings(max_examples=max(EXAMPLES // 5, 3), deadline=None)
@given(budget=invented_budgets(), style=styles())
def test_every_print_in_a_file_reads_as_invented(kind: str, budget: Budget, style: Style) -> None:
    """Blank rows, repeated headers, columns left empty, headers displaced: as in text, so in a file."""
    tables = tables_of(budget)
    printed = [
        [line.replace("\x0c", "") for line in printed_table(table, number, budget.entity, style)]
        for number, table in enumerate(tables, 1)
    ]
    doc = govbudget.read(WRITERS[kind](printed))
    assert found(doc) == expected(tables, budget.entity, style)
    assert doc.problems == ()


WHOLE: dict[str, Callable[[Printed], bytes]] = {
    "xlsx": lambda tables: written_xlsx(tables, merged=False),
    "xls": written_xls,
    "docx": written_docx,
    "html": written_html,
}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize(
    "document", ["example", *(pytest.param(number, marks=needs_shared) for number in ("000", "001", "004"))]
)
def test_a_whole_disclosure_reads_as_its_text(kind: str, document: str) -> None:
    """Narrative, tables and performance target forms, one below the other in one file."""
    text = EXAMPLE.read_text(encoding="utf-8") if document == "example" else seed_text(document)
    text = text.replace("\r", "").replace("\x0c", "")
    expected_document = govbudget.parse(text)
    doc = govbudget.read(WHOLE[kind]([text.split("\n")]))
    assert expected_document.forms
    assert alike(normal_document(expected_document), normal_document(doc)) == ""
    assert doc.problems == expected_document.problems
