"""A document as rules see it (核对视图): the disclosure, its tables as sheets, made once for all rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest
from typing import TypeVar, cast

from govbudget.checks.formsheet import FormSheet, form_sheets
from govbudget.checks.levels import Levels, levels_of
from govbudget.checks.narrative import Narrative
from govbudget.checks.outline import Missing, missing_of
from govbudget.checks.points import Ledger
from govbudget.checks.results import Operand, Side
from govbudget.checks.sheet import Sheet
from govbudget.model.coordinates import Nature, Phase
from govbudget.model.disclosure import Disclosure, DisclosureKind
from govbudget.model.tables import RowRole, Table, TableKind
from govbudget.money import EXACT, Amount
from govbudget.text import fold

__all__ = ["View"]

T = TypeVar("T")


class View:
    """What rules look at: the document and, made when first asked for, what several of them need."""

    def __init__(self, document: Disclosure) -> None:
        self.document = document
        self._remembered: dict[str, object] = {}

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """What a rule makes once for all rules that ask for it by name."""
        if name not in self._remembered:
            self._remembered[name] = make()
        return cast(T, self._remembered[name])

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables with figures, each with a name of its own."""
        kinds = Counter(_kind(table) for table in self.document.tables)
        tables = [table for table in self.document.tables if table.index is not None and not table.is_empty]
        return tuple(
            Sheet(
                table,
                _kind(table) if kinds[_kind(table)] == 1 else f"{_kind(table)}:{fold(table.title)}",
                goes_on=after is not None and _goes_on(table, after),
                abridged=self.document.abridged,
            )
            for table, after in zip_longest(tables, tables[1:])
        )

    @cached_property
    def ledger(self) -> Ledger:
        """The points of the tables, and what they prove about funds and carried-over money."""
        return Ledger(self.sheets, self.document.fiscal_year)

    @cached_property
    def narrative(self) -> Narrative:
        """The figures of the narrative, linked to one another and to the tables."""
        final = self.document.kind is DisclosureKind.FINAL_ACCOUNTS
        phase = Phase.FINAL if final else Phase.BUDGET
        return Narrative(self.document.claims, self.ledger, phase, self.document.entity)

    @cached_property
    def forms(self) -> tuple[FormSheet, ...]:
        """The performance target forms, each with its unit."""
        total = Decimal(0)
        for operand in self.project_expenditure(Side.COMPUTED):
            if isinstance(operand.value, Amount) and operand.value.unit is not None:
                total = EXACT.add(total, operand.value.yuan)
        return form_sheets(self.document.forms, total or None)

    def project_expenditure(self, side: Side) -> tuple[Operand, ...]:
        """The project expenditure (项目支出): the total row of the widest table that prints it."""
        for kind in (TableKind.EXPENDITURE, TableKind.GENERAL_EXPENDITURE):
            for sheet in self.of_kind(kind):
                roots = [row for row, printed in enumerate(sheet.table.rows) if printed.parent is None]
                if len(roots) != 1:
                    continue
                found = [
                    operand
                    for column in sheet.cells[roots[0]]
                    if sheet.is_outermost(column, Nature.PROJECT)
                    and (operand := sheet.operand(roots[0], column, side)) is not None
                ]
                if found:
                    return tuple(found)
        return ()

    def nearest(self, sheet: Sheet, kind: TableKind) -> tuple[Sheet, ...]:
        """The sheet of a kind that stands nearest to another one, or none."""
        others = self.of_kind(kind)
        at = self._positions[id(sheet)]
        return tuple(sorted(others, key=lambda other: abs(self._positions[id(other)] - at))[:1])

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {id(sheet): position for position, sheet in enumerate(self.sheets)}

    def levels(self, sheet: Sheet, column: int) -> Levels:
        """Which rows of a table make up which in one column."""
        return self.remember(f"levels {id(sheet)} {column}", lambda: levels_of(sheet, column))

    def missing(self, sheet: Sheet) -> Missing | None:
        """The one row that a table of codes leaves out, if it is one alone."""
        return self.remember(f"missing {id(sheet)}", lambda: missing_of(sheet))

    def of_kind(self, *kinds: TableKind) -> tuple[Sheet, ...]:
        """The sheets of some kinds of table, in document order."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        return tuple(sheet for sheet in self.sheets if sheet.table.kind in kinds)

    @cached_property
    def _by_kind(self) -> dict[TableKind | None, tuple[Sheet, ...]]:
        found: dict[TableKind | None, list[Sheet]] = {}
        for sheet in self.sheets:
            found.setdefault(sheet.table.kind, []).append(sheet)
        return {kind: tuple(sheets) for kind, sheets in found.items()}


def _kind(table: Table) -> str:
    return fold(table.title) if table.kind is None else table.kind.value


def _goes_on(table: Table, after: Table) -> bool:
    """Whether two tables of one title, or none, may be one that a page cut: same columns, no total at the start."""
    return (
        after.title == table.title
        and bool(after.rows)
        and [column.path for column in table.columns] == [column.path for column in after.columns]
        and after.rows[0].role is not RowRole.TOTAL
    )
