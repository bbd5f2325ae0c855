"""What one table of a document settles for another (表间印证).

Never by likeness alone: a group's members must be proved by the group's own 小计 in the table that prints
them in order; a column without a header cell takes the name that another table gives to the same total,
and only if one name alone fits; a name takes the code that the document itself prints beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from govbudget.codes.types import CodeKind, DepartmentEconomicCode, FunctionalCode
from govbudget.laws.points import SamePoint
from govbudget.laws.sums import SumOfParts
from govbudget.model.coordinates import Subject
from govbudget.model.tables import Figure, Row, RowRole, Table
from govbudget.money import Amount
from govbudget.reading.drafts import PanelDraft, TableDraft
from govbudget.reading.lexicon import Remembered
from govbudget.reading.printed import PrintedRow
from govbudget.reading.words import is_total_word, path_coordinates
from govbudget.text import fold, strip_numbering, without_brackets

__all__ = ["name_columns", "settle_groups", "with_codes"]

# A member of an enumeration costs ten times as much to look up as a name of the module.
_CATEGORY_DIGITS = 3
"""The digits of a code of the first level."""
_FUNCTIONAL, _DEPARTMENT_ECONOMIC = CodeKind.FUNCTIONAL, CodeKind.DEPARTMENT_ECONOMIC
_ITEM = RowRole.ITEM
_ECONOMIC, _FUNCTION = Subject.ECONOMIC, Subject.FUNCTION


def settle_groups(drafts: Sequence[TableDraft]) -> None:
    """Put items under the group that the same document proves them to belong to.

    A merged group cell may be printed on any of its rows, even above the group.
    """
    proved: dict[str, tuple[str, ...]] = {}
    for panel in _grouped(drafts):
        proved.update(_proved_groups(panel))
    if not proved:
        return
    for panel in _grouped(drafts):
        _regroup(panel, proved)


def _grouped(drafts: Sequence[TableDraft]) -> Iterable[PanelDraft]:
    return (panel for table in drafts for panel in table.panels if panel.grouped)


def _proved_groups(panel: PanelDraft) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Groups whose 小计 is printed and is the sum of their items, with the items in order."""
    members: dict[str, list[PrintedRow]] = {}
    for row in panel.rows:
        if row.group:
            members.setdefault(fold(row.group), []).append(row)
    for group, rows in members.items():
        totals = [row for row in rows if is_total_word(row.folded)]
        items = [row for row in rows if not is_total_word(row.folded)]
        if len(totals) != 1 or not items:
            continue
        if _holds(totals[0], items) is not False:
            yield group, tuple(item.folded for item in items)


def _holds(total: PrintedRow, items: Sequence[PrintedRow]) -> bool | None:
    verdict: bool | None = None
    for column, value in total.values.items():
        values = {i: v for i, item in enumerate(items) if (v := item.values.get(column)) is not None}
        residual = SumOfParts(-1, tuple(range(len(items)))).residual({-1: value, **values})
        if residual is not None:
            verdict = residual.holds if verdict is None else verdict and residual.holds
    return verdict


def _regroup(panel: PanelDraft, proved: Mapping[str, tuple[str, ...]]) -> None:
    """Re-assign the items of a panel to its groups, if all of them fit the proved order of members."""
    names = list(dict.fromkeys(row.group for row in panel.rows if row.group))
    if not all(fold(name) in proved for name in names):
        return
    first = next(i for i, row in enumerate(panel.rows) if row.group)
    start = _first_member(panel, first, proved[fold(names[0])])
    position = start
    assigned: dict[int, str] = {}
    for name in names:
        members = proved[fold(name)]
        if position < len(panel.rows) and is_total_word(panel.rows[position].folded):
            assigned[position] = name
            position += 1
        pointer = 0
        while position < len(panel.rows) and (label := panel.rows[position].folded) in members[pointer:]:
            pointer = members.index(label, pointer) + 1
            assigned[position] = name
            position += 1
        if pointer == 0:
            return
    for index, row in enumerate(panel.rows):
        if index >= start and (row.group or index in assigned):
            panel.rows[index] = evolve(row, group=assigned.get(index, ""))


def _first_member(panel: PanelDraft, labelled: int, members: Sequence[str]) -> int:
    """Where a group begins whose label is printed on the row `labelled`: its first items may stand above."""
    start = labelled
    while start and panel.rows[start - 1].folded in members:
        start -= 1
    return start


def name_columns(drafts: Sequence[TableDraft]) -> None:
    """Name the columns whose own header cell is printed nowhere, where a tie to another table proves it.

    Behind a column of the same heading stands a part of it, so that its name is never that of a total,
    though a wrong figure may be the total of another table.
    """
    for table in drafts:
        for column in table.nameless:
            found = _names_for(table, column, drafts)
            if len(found) != 1:
                continue
            name, title = found.popitem()
            if _whole(table, column) is None or not is_total_word(fold(name)):
                _name(table, column, name, title)


def _names_for(table: TableDraft, column: int, drafts: Sequence[TableDraft]) -> dict[str, str]:
    """The last headers, each with the title of its table, that other tables print for the same total."""
    path = tuple(map(fold, table.columns[column].path))
    total = _grand_total(table, column)
    if total is None or not path:
        return {}
    found: dict[str, str] = {}
    for other in drafts:
        if other is table:
            continue
        for position, candidate in enumerate(other.columns):
            theirs = tuple(map(fold, candidate.path))
            if (
                len(theirs) < 2
                or theirs[-2] != path[-1]
                or candidate.panel is not table.columns[column].panel
            ):
                continue
            values = {0: total}
            if (printed := _grand_total(other, position)) is not None:
                values[1] = printed
            if SamePoint(0, 1).is_identical(values):
                found.setdefault(candidate.path[-1], other.title)
    return found


def _grand_total(table: TableDraft, column: int) -> Decimal | None:
    """The last total printed in a column, in yuan."""
    for panel in table.panels:
        for row in reversed(panel.rows):
            if not is_total_word(row.folded):
                continue
            for cell in row.cells:
                if isinstance(cell, Figure) and cell.column == column and isinstance(cell.value, Amount):
                    return None if cell.value.unit is None else cell.value.yuan
    return None


def _whole(table: TableDraft, column: int) -> int | None:
    """The column before it that has the same heading."""
    path = table.columns[column].path
    return next((i for i in range(column) if table.columns[i].path == path), None)


def _name(table: TableDraft, column: int, name: str, title: str) -> None:
    old = table.columns[column]
    settled = f"tie to {title}"
    whole = _whole(table, column)
    table.columns[column] = evolve(
        old,
        path=(*old.path, name),
        coordinates=path_coordinates((*map(fold, old.path), fold(name)), table.fiscal_year),
        whole=whole,
        of_which=fold(name).startswith("其中"),
        settled_by=settled,
    )
    for panel in table.panels:
        for index, row in enumerate(panel.rows):
            if any(isinstance(cell, Figure) and cell.column == column for cell in row.cells):
                cells = tuple(
                    evolve(cell, settled_by=settled)
                    if isinstance(cell, Figure) and cell.column == column
                    else cell
                    for cell in row.cells
                )
                panel.rows[index] = evolve(row, cells=cells)


def with_codes(tables: Sequence[Table]) -> list[Table]:
    """State the code of every 类 that is printed by name alone, where the document prints name and code."""
    lacking = [any(map(_lacks_code, table.rows)) for table in tables]
    if not any(lacking):
        return list(tables)
    bare = Remembered(_bare)
    functional, economic = _names(tables, bare)
    result = []
    for table, lacks in zip(tables, lacking, strict=True):
        rows = [_with_code(row, functional, economic, bare) for row in table.rows] if lacks else table.rows
        changed = lacks and any(a is not b for a, b in zip(rows, table.rows, strict=True))
        result.append(evolve(table, rows=tuple(rows)) if changed else table)
    return result


def _lacks_code(row: Row) -> bool:
    if row.code is not None or row.role is not _ITEM:
        return False
    return row.subject is _FUNCTION or row.subject is _ECONOMIC


def _names(
    tables: Sequence[Table], bare: Remembered[str, str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The names printed beside a functional and an economic code of the first level, with the codes."""
    functional: dict[str, set[str]] = {}
    economic: dict[str, set[str]] = {}
    for table in tables:
        for row in table.rows:
            code = row.code
            if code is None or not row.label or len(code.digits) != _CATEGORY_DIGITS:
                continue
            if code.kind is _FUNCTIONAL:
                functional.setdefault(bare[row.label], set()).add(code.digits)
            elif code.kind is _DEPARTMENT_ECONOMIC:
                economic.setdefault(bare[row.label], set()).add(code.digits)
    return functional, economic


def _bare(label: str) -> str:
    return without_brackets(strip_numbering(fold(label))).removesuffix("支出")


def _with_code(
    row: Row,
    functional: Mapping[str, set[str]],
    economic: Mapping[str, set[str]],
    bare: Remembered[str, str],
) -> Row:
    if not _lacks_code(row) or not (functional if row.subject is _FUNCTION else economic):
        return row
    if row.subject is _FUNCTION and len(codes := functional.get(bare[row.label], set())) == 1:
        return evolve(
            row, coordinates=evolve(row.coordinates, function=FunctionalCode(next(iter(codes))), item="")
        )
    if row.subject is _ECONOMIC and len(codes := economic.get(bare[row.label], set())) == 1:
        code = DepartmentEconomicCode(next(iter(codes)))
        return evolve(row, coordinates=evolve(row.coordinates, department_economic=code, item=""))
    return row
