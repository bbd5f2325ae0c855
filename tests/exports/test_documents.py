"""`documents`: one row per source, read or refused."""

from __future__ import annotations

from attrs import evolve

from govbudget.errors import NotTextError
from govbudget.exports.amounts import amount_rows
from govbudget.exports.documents import DocumentRow, document_rows, refused_document_rows
from govbudget.exports.refusal import Refusal
from govbudget.exports.tidy import tidy_table
from tests.exports.sample import sample

CONTRACT = (
    "document, sha256, format, title, kind, entity, fiscal_year, units, tables, tables_empty, forms, indicators, "
    "figures, ambiguous, redacted, claims, unread_characters, problems, status"
)


def test_fields_are_those_of_the_contract_in_its_order() -> None:
    assert ", ".join(tidy_table("documents").fields) == CONTRACT


def test_what_was_read() -> None:
    (row,) = document_rows("a.txt", sample())
    assert row == DocumentRow(
        document="a.txt",
        sha256="ab" * 32,
        format="text",
        title="2024年度单位预算公开",
        kind="budget",
        entity="青禾县图书馆",
        fiscal_year=2024,
        units="青禾县图书馆 青禾县少儿馆",
        tables=3,
        tables_empty=1,
        forms=1,
        indicators=3,
        figures=9,
        ambiguous=1,
        redacted=1,
        claims=1,
        unread_characters=4,
        problems=1,
        status="partial",
    )


def test_figures_are_the_rows_of_amounts() -> None:
    (row,) = document_rows("a.txt", sample())
    assert row.figures == len(list(amount_rows("a.txt", sample())))


def test_read_whole_means_nothing_unread() -> None:
    """A problem that loses nothing does not make a document partial: what is lost is unread text."""
    (row,) = document_rows("a.txt", evolve(sample(), unread=()))
    assert (row.problems, row.unread_characters, row.status) == (1, 0, "read")


def test_refused() -> None:
    refusal = Refusal.of(NotTextError("text", "a picture (png)", "a.png"), sha256="cd" * 32)
    (row,) = refused_document_rows("a.png", refusal)
    assert (row.document, row.sha256, row.status, row.problems) == ("a.png", "cd" * 32, "refused", 1)
    assert (row.tables, row.figures, row.title, row.fiscal_year) == (0, 0, "", None)
