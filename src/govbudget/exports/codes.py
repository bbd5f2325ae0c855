"""The tidy table `codes` (科目核对): a document's own codes and names, held against the catalogue.

A name that differs from an attested one is a hint, never a finding: see `govbudget.codes.codes_rows`.

>>> from govbudget.codes import FunctionalCode
>>> from govbudget.model.disclosure import Disclosure
>>> from govbudget.model.tables import Row, Table
>>> rows = (Row(index=1, label="公共安全支出", code=FunctionalCode("204")),)
>>> (found,) = code_rows("a.txt", Disclosure(fiscal_year=2024, tables=(Table(title="支出总表", index=1, rows=rows),)))
>>> found.code, found.name, found.catalogue_name, found.agreement
('204', '公共安全支出', '公共安全支出', 'same')
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govbudget.codes.types import ClassificationCode
from govbudget.exports.common import word
from govbudget.model.disclosure import Disclosure

__all__ = ["CodeNameRow", "code_rows"]


@frozen(kw_only=True)
class CodeNameRow:
    """One code under one printed name (科目核对的一行), with what the catalogue says of it.

    Several catalogue names are joined by `; `, the lines of the printings by a space.  `hint` is true where
    the printed name differs from an attested one.
    """

    document: str
    code: str
    code_kind: str
    name: str
    catalogue_name: str
    evidence: str
    agreement: str
    hint: bool
    lines: str


def code_rows(document: str, disclosure: Disclosure) -> Iterator[CodeNameRow]:
    """The rows of `codes` for one document, in the order of their first printing.

    Of a row with several codes, the one that its label names.
    """
    from govbudget.codes import codes_rows

    printed = [
        (row.code, row.label, "" if row.place is None else str(row.place.line))
        for table in disclosure.tables
        for row in table.rows
        if isinstance(row.code, ClassificationCode)
    ]
    for found in codes_rows(printed, disclosure.fiscal_year):
        yield CodeNameRow(
            document=document,
            code=found.code.digits,
            code_kind=found.code.kind.value,
            name=found.name,
            catalogue_name="; ".join(found.catalogue_names),
            evidence=word(found.evidence),
            agreement=found.agreement.value,
            hint=found.hint,
            lines=" ".join(filter(None, found.places)),
        )
