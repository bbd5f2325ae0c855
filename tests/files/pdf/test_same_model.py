"""One invented disclosure, written as text and drawn as PDF in any way, is the same model."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings

import govbudget
from tests.writer.document import PLAIN, Style, expected, found, printed_table, styles
from tests.writer.normal import alike, normal_document
from tests.writer.pages import Look, looks, written_pdf
from tests.writer.tables import Budget, invented_budgets, tables_of

pytest.importorskip("pypdfium2")
EXAMPLES = settings().max_examples


def printed(budget: Budget, style: Style = PLAIN) -> list[list[str]]:
    return [
        [line.replace("\x0c", "") for line in printed_table(table, number, budget.entity, style)]
        for number, table in enumerate(tables_of(budget), 1)
    ]


def drawable(style: Style) -> Style:
    """The style without what only text has: a displaced header, page ends between lines, tabs in captions."""
    apart = style.caption_line.replace("\t", "　")
    return attrs.evolve(style, displaced=0, page_rows=0, page_number="", contents=False, caption_line=apart)


@settings(max_examples=max(EXAMPLES // 20, 2), deadline=None)
@given(budget=invented_budgets(), look=looks())
def test_a_file_reads_as_its_text(budget: Budget, look: Look) -> None:
    tables = printed(budget)
    text = govbudget.parse("\n\n".join("\n".join(lines) for lines in tables))
    doc = govbudget.read(written_pdf(tables, look))
    assert doc.format == "pdf"
    assert alike(normal_document(text), normal_document(doc)) == ""
    assert (doc.tables, doc.problems, doc.unread) == (text.tables, (), ())


@settings(max_examples=max(EXAMPLES // 20, 2), deadline=None)
@given(budget=invented_budgets(), style=styles(), look=looks())
def test_every_print_in_a_file_reads_as_invented(budget: Budget, style: Style, look: Look) -> None:
    style = drawable(style)
    doc = govbudget.read(written_pdf(printed(budget, style), look))
    assert found(doc) == expected(tables_of(budget), budget.entity, style)
    assert doc.problems == ()
