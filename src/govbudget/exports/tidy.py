"""The registry of the tidy tables (整理后的表): name, record type, how a document gives its rows.

A table more is a line more in `TABLES`.

>>> [table.name for table in TABLES]
['amounts', 'facts', 'documents', 'problems', 'indicators', 'form_fields', 'claims', 'codes', 'checks']
>>> tidy_table("problems").fields
('document', 'kind', 'where', 'expected', 'found', 'page', 'line')
>>> try:
...     tidy_table("sums")
... except LookupError as fault:
...     str(fault).endswith("claims, codes, checks, found 'sums'")
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import attrs
from attrs import frozen

from govbudget.exports.amounts import AmountRow, amount_rows
from govbudget.exports.checks import CheckRow, check_rows
from govbudget.exports.claims import ClaimRow, claim_rows
from govbudget.exports.codes import CodeNameRow, code_rows
from govbudget.exports.documents import DocumentRow, document_rows, refused_document_rows
from govbudget.exports.facts import FactRow, fact_rows
from govbudget.exports.form_fields import FormFieldRow, form_field_rows
from govbudget.exports.indicators import IndicatorRow, indicator_rows
from govbudget.exports.problems import ProblemRow, problem_rows, refusal_rows
from govbudget.exports.refusal import Refusal
from govbudget.model.disclosure import Disclosure

__all__ = ["TABLES", "Record", "TidyTable", "tidy_table"]

Record: TypeAlias = (
    AmountRow
    | FactRow
    | DocumentRow
    | ProblemRow
    | IndicatorRow
    | FormFieldRow
    | ClaimRow
    | CodeNameRow
    | CheckRow
)
"""A row of any tidy table."""


def _none(_document: str, _refusal: Refusal) -> Iterator[Record]:
    return iter(())


@frozen
class TidyTable:
    """A tidy table: its name, the type of its rows, and how they are made.

    `rows` takes the source as given, the disclosure, and whether personal data are asked for;
    `refused` gives the rows that tell of a source that could not be read.
    """

    name: str
    record: type[Record]
    rows: Callable[[str, Disclosure, bool], Iterator[Record]]
    refused: Callable[[str, Refusal], Iterator[Record]] = _none

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(attribute.name for attribute in attrs.fields(self.record))


TABLES: Final = (
    TidyTable("amounts", AmountRow, lambda name, doc, _: amount_rows(name, doc)),
    TidyTable("facts", FactRow, lambda name, doc, _: fact_rows(name, doc)),
    TidyTable("documents", DocumentRow, lambda name, doc, _: document_rows(name, doc), refused_document_rows),
    TidyTable("problems", ProblemRow, lambda name, doc, _: problem_rows(name, doc), refusal_rows),
    TidyTable("indicators", IndicatorRow, lambda name, doc, _: indicator_rows(name, doc.forms)),
    TidyTable(
        "form_fields",
        FormFieldRow,
        lambda name, doc, personal: form_field_rows(name, doc.forms, personal=personal),
    ),
    TidyTable("claims", ClaimRow, lambda name, doc, _: claim_rows(name, doc.claims)),
    TidyTable("codes", CodeNameRow, lambda name, doc, _: code_rows(name, doc)),
    TidyTable("checks", CheckRow, lambda name, doc, _: check_rows(name, doc)),
)
"""Every tidy table."""


def tidy_table(name: str) -> TidyTable:
    """The tidy table with a name.  Raises `LookupError` for any other name."""
    for table in TABLES:
        if table.name == name:
            return table
    raise LookupError(f"expected one of {', '.join(table.name for table in TABLES)}, found {name!r}")
