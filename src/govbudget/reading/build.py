"""From drafts to tables (报表成型): what every row is, what it is a part of, what it states."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from govbudget.model.coordinates import Coordinates, Direction, Nature, Origin, Phase, Statistic, Subject
from govbudget.model.problems import Unread
from govbudget.model.tables import Figure, Panel, Redacted, Row, RowRole, Table, TableKind
from govbudget.reading.drafts import PanelDraft, TableDraft
from govbudget.reading.grid import GridRow
from govbudget.reading.hierarchy import RowPlace, arrange, same_entity
from govbudget.reading.printed import PrintedRow
from govbudget.reading.row_meaning import row_meaning
from govbudget.reading.row_units import rows_state
from govbudget.records import maker, quick
from govbudget.spans import Place
from govbudget.text import fold

__all__ = ["build"]

_new_row: Final = maker(Row)

# A member of an enumeration costs ten times as much to look up as a name of the module.
_CARRIED_FORWARD: Final = Origin.CARRIED_FORWARD
_CARRIED_OVER: Final = Origin.CARRIED_OVER
_SUBTOTAL, _TOTAL, _UNIT = RowRole.SUBTOTAL, RowRole.TOTAL, RowRole.UNIT


@quick
@frozen(eq=False, weakref_slot=False)
class _Understood:
    """The rows of a panel with their places in its hierarchy and what they are about."""

    rows: Sequence[PrintedRow]
    places: Sequence[RowPlace]
    subjects: Mapping[int, Subject]
    stated: Mapping[int, Coordinates]


def build(table: TableDraft, index: int | None, entity: str) -> tuple[Table, list[Unread]]:
    """The table of the model, and what of it no part of the model accounts for."""
    panels = [_understand(table, panel, entity) for panel in table.panels]
    order = sorted(
        [
            (row.index, number, position)
            for number, panel in enumerate(panels)
            for position, row in enumerate(panel.rows)
        ]
    )
    final = [[0] * len(panel.rows) for panel in panels]
    for place, (_, number, position) in enumerate(order):
        final[number][position] = place
    rows = [
        _row(panels[number], position, table.panels[number].kind, final[number])
        for _, number, position in order
    ]
    raw = table.raw
    keep = table.kind is None or not any(panel.layout.figures for panel in table.panels)
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
            place=Place(raw.line, None, raw.page, sheet=raw.sheet, row=raw.row),
            spans=raw.spans,
        ),
        [_unread(table, row, column) for row, column in table.unread],
    )


def _unread(table: TableDraft, row: GridRow, column: int) -> Unread:
    return Unread(
        text=row.cell(column) or "",
        where=table.where,
        place=row.place(column),
        span=None if row.source is None else row.source.cell_span(column),
    )


def _row(panel: _Understood, position: int, kind: Panel | None, final: Sequence[int]) -> Row:
    printed, place = panel.rows[position], panel.places[position]
    return _new_row(
        index=printed.index,
        label=printed.label,
        group=printed.group or printed.owner,
        names=printed.names,
        code=printed.codes[0] if printed.codes else None,
        other_codes=printed.codes[1:],
        role=place.role,
        subject=panel.subjects[position],
        panel=kind,
        parent=None if place.parent is None else final[place.parent],
        coordinates=panel.stated[position],
        cells=printed.cells,
        place=printed.source.place(),
    )


def _understand(table: TableDraft, panel: PanelDraft, entity: str) -> _Understood:
    """The rows of a panel with their places in its hierarchy and what they state, wholes before parts."""
    direction = _DIRECTIONS[panel.kind] if panel.kind else table.coordinates.direction
    entity = table.entity or entity
    folded_entity = fold(entity)
    places = arrange(panel.rows, entity, of_units=_names_units(table, panel))
    said = rows_state(
        table.kind,
        panel.layout,
        table.columns,
        panel.rows,
        places,
        table.fiscal_year,
        table.lexicon,
        final=table.coordinates.phase is Phase.FINAL,
    )
    alone = _is_alone(places)
    defaults = _defaults(direction, table)
    owners = {row.owner for row in panel.rows if row.owner}
    # The one unit of a table in a document that names no department is what the document is about.
    is_only = not entity and len(owners) == 1
    others = {name for name in owners if not is_only and not same_entity(fold(name), folded_entity)}
    stated: dict[int, Coordinates] = {}
    subjects: dict[int, Subject] = {}
    for position in _wholes_first(places):
        printed, place = panel.rows[position], places[position]
        subjects[position], coordinates = row_meaning(
            label=printed.label,
            bare=printed.name.bare,
            group=printed.group,
            role=place.role,
            codes=printed.codes,
            kind=table.kind,
            panel=panel.kind,
            direction=direction,
            inherited=defaults if place.parent is None else stated[place.parent],
            is_entity=place.role is _UNIT and (alone or same_entity(printed.name.bare, folded_entity)),
            lexicon=table.lexicon,
        )
        if printed.owner in others:
            coordinates = coordinates.but(entity=printed.owner)
        about = said.get(position)
        if about is not None:
            named = coordinates if about.statistic is Statistic.COUNT else coordinates.but(item="")
            coordinates = named.merged(about)
        stated[position] = coordinates
    _state_grand_totals(stated, places, panel.rows)
    return _Understood(panel.rows, places, subjects, stated)


_DIRECTIONS: Final = {
    Panel.REVENUE: Direction.REVENUE,
    Panel.EXPENDITURE: Direction.EXPENDITURE,
    Panel.ECONOMIC: Direction.EXPENDITURE,
    Panel.GOVERNMENT_ECONOMIC: Direction.EXPENDITURE,
}
_UNIT_NAMES: Final = re.compile(r"(?:预算|部门|用款|填报)?(?:单位|部门)(?:\(部门\)|\(单位\))?(?:名称)?")


def _names_units(table: TableDraft, panel: PanelDraft) -> bool:
    """Whether the names of a panel are, by their header, those of units."""
    if table.layout is None or table.kind is TableKind.PROJECT_EXPENDITURE:
        return False
    words = [table.layout.header.leaf(column) for column in panel.layout.names]
    return bool(words) and all(_UNIT_NAMES.fullmatch(word) for word in words)


def _is_alone(places: Sequence[RowPlace]) -> bool:
    """Whether every unit row stands inside the one before it: then they all repeat the total."""
    units = [place for place in places if place.role is _UNIT]
    return all(inner.parent is not None and places[inner.parent] is outer for outer, inner in pairwise(units))


def _wholes_first(places: Sequence[RowPlace]) -> Sequence[int]:
    """The positions of rows in an order in which every whole comes before its parts."""
    in_order = range(len(places))
    if not [i for i, place in enumerate(places) if place.parent is not None and place.parent >= i]:
        return in_order
    return sorted(in_order, key=lambda i: _depth(places, i))


def _depth(places: Sequence[RowPlace], position: int) -> int:
    depth = 0
    parent = places[position].parent
    while parent is not None and depth < len(places):
        depth += 1
        parent = places[parent].parent
    return depth


def _defaults(direction: Direction | None, table: TableDraft) -> Coordinates:
    """The direction of the panel; the spending side of a summary is about all natures."""
    own = table.coordinates.direction is None
    summary = (
        table.kind in (TableKind.SUMMARY, TableKind.FISCAL_SUMMARY) and direction is Direction.EXPENDITURE
    )
    return Coordinates(direction=direction if own else None, nature=Nature.TOTAL if summary else None)


def _says_something(row: PrintedRow) -> bool:
    """Whether a row prints anything but blanks and zeros."""
    figures = [cell for cell in row.cells if isinstance(cell, Figure)]
    return any(row.values.values()) or any(isinstance(figure.value, Redacted) for figure in figures)


def _state_grand_totals(
    stated: dict[int, Coordinates], places: Sequence[RowPlace], rows: Sequence[PrintedRow]
) -> None:
    """A grand total that takes in carried money is about both years.

    On the spending side it is a point of its own where some is carried forward, since that is not spent.
    """
    origins = {
        coordinates.origin
        for position, coordinates in stated.items()
        if coordinates.origin is not _CARRIED_FORWARD or _says_something(rows[position])
    }
    subtotals = _SUBTOTAL in [place.role for place in places]
    for position, coordinates in stated.items():
        if places[position].role is not _TOTAL:
            continue
        if _CARRIED_OVER in origins and coordinates.origin is None:
            stated[position] = coordinates.but(origin=Origin.ALL)
        elif _CARRIED_FORWARD in origins and subtotals:
            stated[position] = coordinates.but(qualifier="含结转下年")
