"""From a grid to a table (报表读取), in two steps.

`draft` understands one grid by itself: its columns, its panels, its printed rows.  Then all drafts of a
document lie side by side, and what one table leaves open another may settle (`govbudget.reading.ties`).
`build` makes the table of the model from what is settled.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import define, evolve, field, frozen

from govbudget.model.coordinates import Coordinates, Direction, Nature, Origin, Phase, Statistic, Subject
from govbudget.model.problems import Problem, Unread
from govbudget.model.tables import Column, Figure, Panel, Row, RowRole, Table, TableKind
from govbudget.money import Amount, Quantity
from govbudget.reading.captions import table_kind, title_coordinates
from govbudget.reading.column_tree import column_links
from govbudget.reading.columns import Layout, PanelLayout
from govbudget.reading.grid import GridRow, RawTable
from govbudget.reading.header import HeaderCell
from govbudget.reading.hierarchy import HierarchyRow, RowPlace, arrange, same_entity
from govbudget.reading.row_meaning import row_meaning
from govbudget.reading.rows import PanelReader, PrintedRow
from govbudget.reading.words import header_unit, is_total_word, official_expense, path_coordinates
from govbudget.spans import Place
from govbudget.text import fold, strip_numbering

__all__ = ["PanelDraft", "TableDraft", "build", "draft"]


@define
class PanelDraft:
    """One panel: its kind, the header cells that are its own, its printed rows."""

    kind: Panel | None
    layout: PanelLayout
    offset: int
    rows: list[PrintedRow]
    grouped: bool


@define
class TableDraft:
    """A table read by itself, open to what other tables settle."""

    raw: RawTable
    kind: TableKind | None
    coordinates: Coordinates
    fiscal_year: int | None
    entity: str
    columns: list[Column] = field(factory=list)
    panels: list[PanelDraft] = field(factory=list)
    nameless: list[int] = field(factory=list)
    """Columns without a header cell of their own: they share one that belongs to the column before."""
    problems: list[Problem] = field(factory=list)
    unread: list[tuple[GridRow, int]] = field(factory=list)
    layout: Layout | None = None

    @property
    def title(self) -> str:
        """The title as printed, without white space."""
        return self.raw.caption.title

    @property
    def where(self) -> str:
        """The table's name for messages."""
        return self.title or f"the table at line {self.raw.line}"

    @property
    def has_figures(self) -> bool:
        """Whether it is a prescribed table, or has a column for figures."""
        return self.kind is not None or any(panel.layout.figures for panel in self.panels)


def draft(raw: RawTable, *, fiscal_year: int | None, entity: str, phase: Phase | None) -> TableDraft:
    """Understand one table by itself."""
    kind = table_kind(raw.caption.title)
    year = raw.caption.year or fiscal_year
    coordinates = evolve(
        title_coordinates(raw.caption.title, kind), phase=phase if kind else None, fiscal_year=year
    )
    result = TableDraft(raw, kind, coordinates, year, raw.caption.entity or entity)
    if raw.grid.rows:
        layout = Layout.of(raw.grid)
        result.layout = layout
        several = len([panel for panel in layout.panels if panel.figures]) > 1
        for panel in layout.panels:
            _draft_panel(result, layout, panel, several=several)
    return result


def _draft_panel(table: TableDraft, layout: Layout, panel: PanelLayout, *, several: bool) -> None:
    offset = len(table.columns)
    kind = _panel_kind(layout, panel) if several else None
    own = _own_header(layout, panel, several=several)
    table.columns.extend(_columns(table, layout, panel, kind, own, offset))
    positions = {column: offset + i for i, column in enumerate(sorted((*panel.figures, *panel.words)))}
    table.nameless.extend(
        positions[column]
        for before, column in zip(panel.figures, panel.figures[1:], strict=False)
        if _shares_leaf(layout, before, column)
    )
    reader = PanelReader(layout, panel, table.columns, offset, table.raw.caption.unit, table.where)
    rows = list(reader.rows())
    table.problems.extend(reader.problems)
    table.unread.extend(reader.unread)
    table.panels.append(PanelDraft(kind, panel, offset, rows, any(row.group for row in rows)))


def _shares_leaf(layout: Layout, before: int, column: int) -> bool:
    first, second = layout.header.cells(before), layout.header.cells(column)
    return bool(first and second) and first[-1] is second[-1]


def _panel_kind(layout: Layout, panel: PanelLayout) -> Panel | None:
    """What a panel is about, by the header above its names and over all of it."""
    words = [cell.word for column in (*panel.names, *panel.codes) for cell in layout.header.cells(column)]
    text = "".join(dict.fromkeys(words))
    if "经济" in text and "功能" not in text:
        return Panel.GOVERNMENT_ECONOMIC if "政府" in text and "部门" not in text else Panel.ECONOMIC
    if "功能" in text:
        return Panel.EXPENDITURE
    over = text + "".join(cell.word for column in panel.figures for cell in layout.header.cells(column)[:1])
    if "支出" in over and "收入" not in over:
        return Panel.EXPENDITURE
    return Panel.REVENUE if "收入" in over else Panel.EXPENDITURE if "支出" in over else None


def _own_header(layout: Layout, panel: PanelLayout, *, several: bool) -> frozenset[int]:
    """The header cells of the panel itself: printed above names and figures alike (by identity)."""
    over_names = {id(cell) for column in (*panel.names, *panel.codes) for cell in layout.header.cells(column)}
    own: dict[int, HeaderCell] = {
        id(cell): cell
        for column in panel.figures
        for cell in layout.header.cells(column)
        if id(cell) in over_names
    }
    if several:
        # A panel's heading may begin above its names and be printed over the panels to its right as well.
        for column in panel.figures:
            cells = layout.header.cells(column)
            if len(cells) > 1 and cells[0].word in ("收入", "支出"):
                own[id(cells[0])] = cells[0]
    return frozenset(own)


def _columns(
    table: TableDraft,
    layout: Layout,
    panel: PanelLayout,
    kind: Panel | None,
    own: frozenset[int],
    offset: int,
) -> list[Column]:
    links = dict(zip(panel.figures, column_links(layout.header, panel.figures), strict=True))
    ordered = sorted((*panel.figures, *panel.words))
    positions = {column: offset + i for i, column in enumerate(ordered)}
    result = []
    for column in ordered:
        cells = [cell for cell in layout.header.cells(column) if id(cell) not in own]
        link = links.get(column)
        unit = next((unit for cell in reversed(cells) if (unit := header_unit(cell.word)) is not None), None)
        coordinates = path_coordinates([cell.word for cell in cells], table.fiscal_year)
        if table.kind is TableKind.OFFICIAL_EXPENSES:
            coordinates = _with_expense(coordinates, [cell.word for cell in cells])
        if coordinates.statistic in (Statistic.RATE, Statistic.SHARE):
            unit = "%"
        result.append(
            Column(
                path=tuple(cell.text for cell in cells),
                panel=kind,
                coordinates=coordinates,
                unit=unit,
                whole=None if link is None or link.whole is None else positions[panel.figures[link.whole]],
                of_which=link is not None and link.of_which,
                settled_by="row identity" if layout.settled else "header",
            )
        )
    return _state_totals(result, offset)


def _with_expense(coordinates: Coordinates, words: Sequence[str]) -> Coordinates:
    """The official expense that a header path names, if the expenses stand in columns."""
    named = [name for word in words if (name := official_expense(word)) is not None]
    if not named:
        return coordinates
    return evolve(coordinates, subject=Subject.OFFICIAL_EXPENSE, item=named[-1], qualifier="")


def _state_totals(columns: list[Column], offset: int) -> list[Column]:
    """A total over columns that state different origins is about all of them."""
    for position, column in enumerate(columns):
        if (
            column.coordinates.origin is not None
            or not column.path
            or not is_total_word(fold(column.path[-1]))
        ):
            continue
        parts = [part.coordinates.origin for part in columns if part.whole == offset + position]
        if Origin.CURRENT in parts and Origin.CARRIED_OVER in parts:
            columns[position] = evolve(column, coordinates=evolve(column.coordinates, origin=Origin.ALL))
    return columns


@frozen
class _Placed:
    index: int
    panel: int
    row: Row
    parent: int | None


def build(table: TableDraft, index: int | None, entity: str) -> tuple[Table, list[Unread]]:
    """The table of the model, and what of it no part of the model accounts for."""
    placed: list[_Placed] = []
    for number, panel in enumerate(table.panels):
        base = len(placed)
        for row, parent in _panel_rows(table, panel, entity):
            placed.append(_Placed(row.index, number, row, None if parent is None else base + parent))
    order = sorted(range(len(placed)), key=lambda i: (placed[i].index, placed[i].panel))
    position = {old: new for new, old in enumerate(order)}
    rows = []
    for old in order:
        item = placed[old]
        rows.append(item.row if item.parent is None else evolve(item.row, parent=position[item.parent]))
    raw = table.raw
    keep = table.kind is None or not any(panel.layout.figures for panel in table.panels)
    place = Place(raw.line, None, raw.page)
    unread = [
        Unread(
            text=row.cell(column) or "",
            where=table.where,
            place=row.place(column),
            span=None if row.source is None else row.source.cell_span(column),
        )
        for row, column in table.unread
    ]
    return (
        Table(
            title=table.title,
            index=index,
            kind=table.kind,
            form_number=raw.caption.form_number,
            unit=raw.caption.unit,
            entity=table.entity,
            fiscal_year=table.fiscal_year,
            coordinates=table.coordinates,
            columns=tuple(table.columns),
            rows=tuple(rows),
            notes=raw.notes,
            printed=tuple(tuple(cell or "" for cell in row.cells) for row in raw.grid.rows) if keep else (),
            place=place,
            spans=raw.spans,
        ),
        unread,
    )


def _panel_rows(table: TableDraft, panel: PanelDraft, entity: str) -> list[tuple[Row, int | None]]:
    """The rows of a panel with the positions, in the panel, of the rows they are parts of."""
    direction = (
        _DIRECTIONS.get(panel.kind, table.coordinates.direction)
        if panel.kind
        else table.coordinates.direction
    )
    hierarchy = [
        HierarchyRow(
            label=row.label,
            group=row.group,
            names=row.names,
            code=row.codes[0] if row.codes else None,
            values=_values(row),
        )
        for row in panel.rows
    ]
    places = arrange(hierarchy, table.entity or entity, of_units=_names_units(table, panel))
    order = sorted(range(len(places)), key=lambda i: _depth(places, i))
    alone = _is_alone(places)
    stated: dict[int, Coordinates] = {}
    rows: dict[int, Row] = {}
    for position in order:
        printed, place = panel.rows[position], places[position]
        inherited = Coordinates() if place.parent is None else stated[place.parent]
        meaning = row_meaning(
            label=printed.label,
            group=printed.group,
            role=place.role,
            codes=printed.codes,
            kind=table.kind,
            panel=panel.kind,
            direction=direction,
            inherited=inherited,
            is_entity=alone
            or same_entity(strip_numbering(fold(printed.label)), fold(table.entity or entity)),
        )
        stated[position] = meaning.coordinates
        code = printed.codes[0] if printed.codes else None
        rows[position] = Row(
            index=printed.index,
            label=printed.label,
            group=printed.group,
            names=printed.names,
            code=code,
            other_codes=printed.codes[1:],
            role=place.role,
            subject=meaning.subject,
            panel=panel.kind,
            coordinates=_completed(meaning.coordinates, direction, table),
            cells=printed.cells,
            place=printed.source.place(),
        )
    return [(row, places[position].parent) for position, row in sorted(_grand_totals(rows).items())]


_UNIT_NAMES: Final = re.compile(r"(?:预算|部门|用款|填报)?(?:单位|部门)(?:\(部门\)|\(单位\))?名称")
_DIRECTIONS: Final = {
    Panel.REVENUE: Direction.REVENUE,
    Panel.EXPENDITURE: Direction.EXPENDITURE,
    Panel.ECONOMIC: Direction.EXPENDITURE,
    Panel.GOVERNMENT_ECONOMIC: Direction.EXPENDITURE,
}


def _names_units(table: TableDraft, panel: PanelDraft) -> bool:
    """Whether the names of a panel are, by their header, those of units."""
    if table.layout is None or table.kind is TableKind.PROJECT_EXPENDITURE:
        return False
    words = [table.layout.header.leaf(column) for column in panel.layout.names]
    return any(_UNIT_NAMES.fullmatch(word) for word in words)


def _is_alone(places: Sequence[RowPlace]) -> bool:
    """Whether every unit row stands inside the one before it: then they all repeat the total."""
    units = [place for place in places if place.role is RowRole.UNIT]
    return all(
        later.parent is not None and places[later.parent] is earlier
        for earlier, later in itertools.pairwise(units)
    )


def _depth(places: Sequence[RowPlace], position: int) -> int:
    depth = 0
    seen = {position}
    parent = places[position].parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        depth += 1
        parent = places[parent].parent
    return depth


def _values(row: PrintedRow) -> dict[int, Decimal]:
    return {
        cell.column: cell.value.value
        for cell in row.cells
        if isinstance(cell, Figure) and cell.column is not None and isinstance(cell.value, Amount | Quantity)
    }


def _completed(coordinates: Coordinates, direction: Direction | None, table: TableDraft) -> Coordinates:
    """With the direction of the panel; the spending side of a summary is about all natures."""
    if table.coordinates.direction is None and coordinates.direction is None:
        coordinates = evolve(coordinates, direction=direction)
    summary = table.kind in (TableKind.SUMMARY, TableKind.FISCAL_SUMMARY)
    if summary and direction is Direction.EXPENDITURE and coordinates.nature is None:
        coordinates = evolve(coordinates, nature=Nature.TOTAL)
    return coordinates


def _grand_totals(rows: dict[int, Row]) -> dict[int, Row]:
    """A grand total that takes in carried money is about both years.

    On the spending side it is a point of its own, since what is carried forward is not spent.
    """
    origins = {row.coordinates.origin for row in rows.values()}
    for position, row in rows.items():
        if row.role is not RowRole.TOTAL:
            continue
        if Origin.CARRIED_OVER in origins and row.coordinates.origin is None:
            rows[position] = evolve(row, coordinates=evolve(row.coordinates, origin=Origin.ALL))
        elif Origin.CARRIED_FORWARD in origins and _has_subtotal(rows):
            rows[position] = evolve(row, coordinates=evolve(row.coordinates, qualifier="含结转下年"))
    return rows


def _has_subtotal(rows: dict[int, Row]) -> bool:
    return any(row.role is RowRole.SUBTOTAL for row in rows.values())
