"""A document as rules see it (核对视图): the disclosure, its tables as sheets, made once for all rules."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from govbudget.checks.points import Ledger
from govbudget.checks.sheet import Sheet
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Table, TableKind
from govbudget.text import fold

__all__ = ["View"]


class View:
    """What rules look at: the document and, made when first asked for, what several of them need."""

    def __init__(self, document: Disclosure) -> None:
        self.document = document

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables with figures, each with a name of its own."""
        kinds = Counter(_kind(table) for table in self.document.tables)
        return tuple(
            Sheet(table, _kind(table) if kinds[_kind(table)] == 1 else f"{_kind(table)}:{fold(table.title)}")
            for table in self.document.tables
            if table.index is not None and not table.is_empty
        )

    @cached_property
    def ledger(self) -> Ledger:
        """The points of the tables, and what they prove about funds and carried-over money."""
        return Ledger(self.sheets)

    def of_kind(self, *kinds: TableKind) -> tuple[Sheet, ...]:
        """The sheets of some kinds of table, in document order."""
        return tuple(sheet for sheet in self.sheets if sheet.table.kind in kinds)


def _kind(table: Table) -> str:
    return fold(table.title) if table.kind is None else table.kind.value
