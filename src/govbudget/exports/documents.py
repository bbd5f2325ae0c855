"""The tidy table `documents` (文件): one row per source, read or refused.

>>> from govbudget.model.disclosure import Disclosure, DisclosureKind
>>> disclosure = Disclosure(title="2024年部门预算", kind=DisclosureKind.BUDGET, fiscal_year=2024)
>>> (found,) = document_rows("a.txt", disclosure)
>>> found.kind, found.tables, found.unread_characters, found.status
('budget', 0, 0, 'read')
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govbudget.exports.common import word
from govbudget.exports.refusal import Refusal
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import FigureStatus

__all__ = ["DocumentRow", "document_rows", "refused_document_rows"]


@frozen(kw_only=True)
class DocumentRow:
    """One source (文件的一行): what it is and how much of it was read.

    `units` are the names of the department's units that have rows or documents of their own, one space
    between.  `figures` counts the rows of `amounts`, `ambiguous` those of them without a settled column,
    `redacted` the hidden ones, `indicators` the rows of `indicators`.  `status` is `read` if every
    character was, `partial` if some text is left unread, `refused` if the source could not be read.
    """

    document: str
    sha256: str
    format: str
    title: str
    kind: str
    entity: str
    fiscal_year: int | None
    units: str
    tables: int
    tables_empty: int
    forms: int
    indicators: int
    figures: int
    ambiguous: int
    redacted: int
    claims: int
    unread_characters: int
    problems: int
    status: str


def document_rows(document: str, disclosure: Disclosure) -> Iterator[DocumentRow]:
    """The one row of `documents` for a source that was read."""
    tables = [table for table in disclosure.tables if table.index is not None]
    statuses = [printed.figure.status for table in tables for printed in table.figures]
    unread = sum(len("".join(part.text.split())) for part in disclosure.unread)
    yield DocumentRow(
        document=document,
        sha256=disclosure.sha256,
        format=disclosure.format,
        title=disclosure.title,
        kind=word(disclosure.kind),
        entity=disclosure.entity,
        fiscal_year=disclosure.fiscal_year,
        units=" ".join(disclosure.units),
        tables=len(tables),
        tables_empty=sum(table.is_empty for table in tables),
        forms=len(disclosure.forms),
        indicators=sum(len(form.indicators) for form in disclosure.forms),
        figures=len(statuses),
        ambiguous=sum(status in _WITHOUT_COLUMN for status in statuses),
        redacted=statuses.count(FigureStatus.REDACTED),
        claims=len(disclosure.claims),
        unread_characters=unread,
        problems=len(disclosure.problems),
        status="partial" if unread else "read",
    )


_WITHOUT_COLUMN = (FigureStatus.AMBIGUOUS, FigureStatus.UNSETTLED)


def refused_document_rows(document: str, refusal: Refusal) -> Iterator[DocumentRow]:
    """The one row of `documents` for a source that could not be read: its problem is counted, nothing else."""
    yield DocumentRow(
        document=document,
        sha256=refusal.sha256,
        format="",
        title="",
        kind="",
        entity="",
        fiscal_year=None,
        units="",
        tables=0,
        tables_empty=0,
        forms=0,
        indicators=0,
        figures=0,
        ambiguous=0,
        redacted=0,
        claims=0,
        unread_characters=0,
        problems=1,
        status="refused",
    )
