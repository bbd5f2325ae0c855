"""From a grid to a draft of a table (报表初读): its columns, its panels, its printed rows.

A draft understands one grid by itself.  Then all drafts of a document lie side by side, and what one
table leaves open another may settle (`govbudget.reading.ties`); what is settled becomes the table of the
model (`govbudget.reading.build`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final

from attrs import define, evolve, field

from govbudget.model.coordinates import Coordinates, Direction, Origin, Phase, Statistic, Subject
from govbudget.model.problems import Problem
from govbudget.model.tables import Blank, Column, Panel, TableKind
from govbudget.reading.captions import Caption, table_kind, title_coordinates
from govbudget.reading.column_tree import ColumnLink, column_links, common_links
from govbudget.reading.columns import Layout, PanelLayout
from govbudget.reading.grid import GridRow, RawTable
from govbudget.reading.halves import continues, joined_columns, moved
from govbudget.reading.header import Header
from govbudget.reading.lexicon import Lexicon
from govbudget.reading.printed import PrintedRow, name_of
from govbudget.reading.rows import PanelReader
from govbudget.reading.stages import in_final_accounts
from govbudget.reading.words import header_unit, is_total_word, official_expense, path_coordinates
from govbudget.records import maker
from govbudget.spans import Place
from govbudget.text import fold

__all__ = ["NOT_ADDED", "PanelDraft", "TableDraft", "draft"]

NOT_ADDED: Final = frozenset({Statistic.PRICE, Statistic.COUNT, Statistic.RATE, Statistic.SHARE})
"""What does not add up over rows."""
_MOST_HEADERS: Final = 60
"""More headers than this that may be meant are not compared."""
_column: Final = maker(Column)
_group = attrgetter("group")


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
    lexicon: Lexicon
    columns: list[Column] = field(factory=list)
    panels: list[PanelDraft] = field(factory=list)
    nameless: list[int] = field(factory=list)
    """Columns without a header cell of their own: they share one that belongs to the column before."""
    problems: list[Problem] = field(factory=list)
    unread: list[tuple[GridRow, int]] = field(factory=list)
    layout: Layout | None = None
    unadded: set[int] = field(factory=set)
    """Columns of the grid that hold what does not add up, or may do so."""

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


def draft(
    raw: RawTable,
    *,
    fiscal_year: int | None,
    entity: str,
    phase: Phase | None,
    lexicon: Lexicon | None = None,
) -> TableDraft:
    """Understand one table by itself; `lexicon` is what is remembered of the document's words."""
    kind = table_kind(raw.caption.title)
    year = raw.caption.year or fiscal_year
    coordinates = title_coordinates(raw.caption.title, kind).but(
        phase=phase if kind else None, fiscal_year=year
    )
    lexicon = lexicon or Lexicon()
    result = TableDraft(raw, kind, coordinates, year, raw.caption.entity or entity, lexicon)
    if raw.grid.rows and not raw.is_opaque:
        layout = Layout.of(raw.grid, lexicon)
        result.layout = layout
        several = len([panel for panel in layout.panels if panel.figures]) > 1
        for panel in layout.panels:
            _draft_panel(result, layout, panel, several=several)
        if several:
            _carry_totals(result.panels)
            _join_halves(result, layout)
    if raw.grid.doubtful:
        result.problems.append(_of_header(result))
    result.problems += [
        row.doubt.problem(result.where, row.place()) for row in raw.grid.rows if row.doubt is not None
    ]
    return result


def _join_halves(table: TableDraft, layout: Layout) -> None:
    """Put the rows of later halves of a list below those of the first, under its columns."""
    panels = table.panels
    later = [False] + [continues(layout.header, a.layout, b.layout) for a, b in pairwise(panels)]
    if not any(later):
        return
    table.columns[:], places = joined_columns(table.columns, [panel.offset for panel in panels], later)
    table.nameless[:] = sorted({places[column] for column in table.nameless})
    kept: list[PanelDraft] = []
    for panel, goes_on in zip(panels, later, strict=True):
        rows = [
            evolve(
                row,
                cells=tuple(moved(cell, places) for cell in row.cells),
                values={places[column]: value for column, value in row.values.items()},
            )
            for row in panel.rows
            if row.label or row.group or row.codes or not all(isinstance(cell, Blank) for cell in row.cells)
        ]
        if goes_on:
            kept[-1] = evolve(
                kept[-1], rows=[*kept[-1].rows, *rows], grouped=kept[-1].grouped or panel.grouped
            )
        else:
            kept.append(evolve(panel, offset=places[panel.offset], rows=rows))
    panels[:] = kept


def _of_header(table: TableDraft) -> Problem:
    """What is said of a header that may be divided into cells in several ways."""
    raw = table.raw
    ways = f"{raw.grid.ways} ways" if raw.grid.ways else "no one way"
    return Problem(
        kind="ambiguous header",
        where=table.where,
        expected="one way to divide the header into cells",
        found=f"{ways}, {len(raw.grid.doubtful)} columns are open",
        place=Place(raw.line, None, raw.page),
    )


def _carry_totals(panels: Sequence[PanelDraft]) -> None:
    """A total's word printed at the left end of several panels names the figure at their right end."""
    for left, right in pairwise(panels):
        words = {row.index: i for i, row in enumerate(left.rows) if row.name.is_total and not row.values}
        for position, row in enumerate(right.rows):
            if row.label or row.code is not None or not row.values or row.index not in words:
                continue
            named = left.rows[words[row.index]]
            right.rows[position] = evolve(row, label=named.label, name=named.name)
            left.rows[words[row.index]] = evolve(named, label="", name=name_of(""))
        left.rows[:] = [row for row in left.rows if row.label or row.group or row.codes or row.cells]


def _draft_panel(table: TableDraft, layout: Layout, panel: PanelLayout, *, several: bool) -> None:
    offset = len(table.columns)
    kind = _panel_kind(layout, panel) if several else None
    own = _own_header(layout, panel) if kind is not None else frozenset()
    table.columns.extend(_columns(table, layout, panel, kind, own, offset))
    positions = {column: offset + i for i, column in enumerate(sorted((*panel.figures, *panel.words)))}
    table.nameless.extend(
        positions[column]
        for before, column in zip(panel.figures, panel.figures[1:], strict=False)
        if _shares_leaf(layout, before, column)
    )
    reader = PanelReader(layout, panel, table.columns, offset, table.raw.caption.unit, table.where)
    rows = reader.rows()
    table.problems.extend(reader.problems)
    table.unread.extend(reader.unread)
    table.panels.append(PanelDraft(kind, panel, offset, rows, any(map(_group, rows))))


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


def _own_header(layout: Layout, panel: PanelLayout) -> frozenset[int]:
    """The header cells of the panel itself: printed above names and figures alike (by identity)."""
    over_names = {id(cell) for column in (*panel.names, *panel.codes) for cell in layout.header.cells(column)}
    own = {
        id(cell) for column in panel.figures for cell in layout.header.cells(column) if id(cell) in over_names
    }
    # A panel's heading may begin above its names and be printed over the panels to its right as well.
    for column in panel.figures:
        cells = layout.header.cells(column)
        if len(cells) > 1 and cells[0].word in ("收入", "支出"):
            own.add(id(cells[0]))
    return frozenset(own)


def _columns(
    table: TableDraft,
    layout: Layout,
    panel: PanelLayout,
    kind: Panel | None,
    own: frozenset[int],
    offset: int,
) -> list[Column]:
    ordered = sorted((*panel.figures, *panel.words))
    cells = {column: [c for c in layout.header.cells(column) if id(c) not in own] for column in ordered}
    stated = {column: _stated(table, [cell.word for cell in cells[column]]) for column in ordered}
    links = _links(table, layout, panel.figures, [stated[column] for column in panel.figures])
    positions = {column: offset + i for i, column in enumerate(ordered)}
    settled = "row identity" if layout.settled else "header"
    units = table.lexicon.of(header_unit)
    result = []
    for column in ordered:
        link = links.get(column)
        words = [cell.word for cell in cells[column]]
        found = [unit for word in words if (unit := units[word]) is not None]
        rate = stated[column].statistic in _RATES
        result.append(
            _column(
                path=tuple([cell.text for cell in cells[column]]),
                panel=kind,
                coordinates=Coordinates() if column in layout.doubtful else stated[column],
                unit="%" if rate else found[-1] if found else None,
                whole=None if link is None or link.whole is None else positions[panel.figures[link.whole]],
                of_which=link is not None and link.of_which,
                settled_by="" if column in layout.doubtful else settled,
            )
        )
    return _state_totals(_counted(result, offset, table.raw.caption), offset)


def _links(
    table: TableDraft, layout: Layout, figures: Sequence[int], stated: Sequence[Coordinates]
) -> dict[int, ColumnLink]:
    """What the columns are parts of; where the header is in doubt, what all that it may be draw alike."""
    every = [column_links(layout.header, figures, stated)]
    if layout.doubtful:
        others = table.raw.grid.others
        if not 0 < len(others) <= _MOST_HEADERS or len(layout.panels) > 1 or layout.shift:
            return {}
        for rows in others:
            header = Header.of(rows, table.lexicon)
            paths = [_stated(table, header.words(column)) for column in figures]
            every.append(column_links(header, figures, paths))
            table.unadded.update(
                column for column, one in zip(figures, paths, strict=True) if one.statistic in NOT_ADDED
            )
    return dict(zip(figures, common_links(every), strict=True))


# A member of an enumeration costs ten times as much to look up as a name of the module.
_COUNT, _RATES = Statistic.COUNT, (Statistic.RATE, Statistic.SHARE)
_FINAL, _OFFICIAL = Phase.FINAL, TableKind.OFFICIAL_EXPENSES
_SEVERAL: Final = re.compile("[、,/和及]")


def _counted(columns: list[Column], offset: int, caption: Caption) -> list[Column]:
    """The columns with what they count in where another place says it: their whole, or the table's unit line."""
    things = caption.measure if caption.unit is None else ""
    measure = None if not things or _SEVERAL.search(things) else things
    for position, column in enumerate(columns):
        if column.coordinates.statistic is not None or column.unit is not None:
            if column.unit is None and column.coordinates.statistic is _COUNT:
                columns[position] = evolve(column, unit=measure)
            continue
        whole = None if column.whole is None or not column.of_which else columns[column.whole - offset]
        if whole is not None and whole.coordinates.statistic is not None:
            coordinates = column.coordinates.but(statistic=whole.coordinates.statistic)
            columns[position] = evolve(column, coordinates=coordinates, unit=whole.unit)
        elif things:
            coordinates = column.coordinates.but(statistic=Statistic.COUNT)
            columns[position] = evolve(column, coordinates=coordinates, unit=measure)
    return columns


_YEAR: Final = re.compile(r"(?:19|20)\d\d年度?")
_MORE_EXPENSES: Final = re.compile(r"会议费|培训费|机关运行经费|行政经费")
_VEHICLES: Final = "公务用车购置及运行维护费"
_BOTH_WAYS: Final = frozenset(
    {TableKind.GOVERNMENT_FUNDS, TableKind.STATE_CAPITAL, TableKind.SPECIAL_ACCOUNT}
)


def _direction(words: str) -> Direction | None:
    """The direction that a header states, in a table of both."""
    if "收入" in words and "支出" not in words:
        return Direction.REVENUE
    return Direction.EXPENDITURE if "支出" in words and "收入" not in words else None


def _stated(table: TableDraft, words: Sequence[str]) -> Coordinates:
    """What a header path states; in a table of official expenses it may name one of them."""
    coordinates = path_coordinates(words, table.fiscal_year, table.lexicon)
    if table.coordinates.phase is _FINAL and coordinates.phase is not None:
        coordinates = coordinates.but(phase=in_final_accounts(coordinates.phase, words))
    if table.kind in _BOTH_WAYS and table.coordinates.direction is None:
        coordinates = coordinates.but(direction=_direction("".join(words)))
    if table.kind is not _OFFICIAL:
        return coordinates
    named = [name for word in words if (name := official_expense(word)) is not None]
    if named and named[-1] == _VEHICLES and (part := official_expense(f"公务用车{words[-1]}")) is not None:
        # 购置 and 运行 under 公务用车 are its parts.
        named.append(part)
    if not named:
        # What the title says of the whole table, a header need not say again.
        if any("三公" in word for word in words):
            return coordinates.but(qualifier="")
        if words and is_total_word(words[-1]) and _has_more_expenses(table):
            return coordinates.but(qualifier=words[-1])
        return coordinates
    # A year that the document does not place is no part of a name.
    years = [part for part in coordinates.qualifier.split("/") if _YEAR.fullmatch(part)]
    return coordinates.but(subject=Subject.OFFICIAL_EXPENSE, item=named[-1], qualifier="/".join(years))


def _has_more_expenses(table: TableDraft) -> bool:
    """Whether the columns hold more than official expenses, so that their total is not that of these."""
    header = table.layout.header if table.layout is not None else None
    return header is not None and any(
        _MORE_EXPENSES.search(cell.word) for cells in header.covering for cell in cells
    )


def _state_totals(columns: list[Column], offset: int) -> list[Column]:
    """A total over columns that state different origins is about all of them."""
    origins: dict[int, set[Origin | None]] = {}
    for column in columns:
        if column.whole is not None:
            origins.setdefault(column.whole, set()).add(column.coordinates.origin)
    for whole, parts in origins.items():
        if not (Origin.CURRENT in parts and Origin.CARRIED_OVER in parts):
            continue
        position = whole - offset
        column = columns[position]
        if column.coordinates.origin is None and column.path and is_total_word(fold(column.path[-1])):
            columns[position] = evolve(column, coordinates=column.coordinates.but(origin=Origin.ALL))
    return columns
