"""From a table with loose cells to a question, and from the answer back to a grid (定栏：设问与填回).

What the question states is what the table itself prints: its header draws the tree of columns, its codes,
numbering and total words draw the tree of rows.  Prices, counts and rates do not add up, and neither do
figures that belong to the first of several names in a row (a project's budget beside each of its goods).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Final

from attrs import evolve, field, frozen

from govbudget.codes.types import DepartmentEconomicCode
from govbudget.laws.classes import nature_of_class
from govbudget.laws.products import PriceTimesQuantity
from govbudget.laws.sums import SumOfParts, sums_of_links
from govbudget.model.coordinates import Nature, Statistic
from govbudget.model.problems import Problem
from govbudget.model.tables import RowRole, Table
from govbudget.money import parse_number
from govbudget.reading.drafts import NOT_ADDED, PanelDraft, TableDraft
from govbudget.reading.grid import GridRow, LooseCell, RawTable
from govbudget.reading.header import is_dash, is_percent, is_redaction
from govbudget.reading.settling.question import (
    Answer,
    Belongs,
    ColumnSum,
    Item,
    Line,
    Outcome,
    Question,
    RowLaw,
    Settled,
    Tie,
)
from govbudget.spans import Place

__all__ = ["AskedTable", "filled", "has_loose_cells", "problems_of", "scattered_problem"]

_STROKE: Final = Decimal("0.000000")
"""A printed stroke is worth nothing, exactly."""


_loose = attrgetter("loose")


def has_loose_cells(raw: RawTable) -> bool:
    """Whether the print has lost the column of any cell."""
    return any(map(_loose, raw.grid.rows))


@frozen(eq=False)
class AskedTable:
    """A table whose loose cells are asked for: its draft, what its rows and columns state, its question."""

    draft: TableDraft
    table: Table
    columns: Mapping[int, int]
    """The columns of figures: from the grid to the table."""
    rows: Sequence[GridRow]
    question: Question
    loose: Sequence[Mapping[int, int]]
    """For every line the items that are loose cells, with their number among these."""

    @classmethod
    def of(cls, draft: TableDraft, table: Table) -> AskedTable:
        """State the question of a table; `table` is what its draft builds, the loose cells left out."""
        assert draft.layout is not None
        columns = {
            column: position
            for panel in draft.panels
            for column, position in _positions(panel).items()
            if column in panel.layout.figures
        }
        rows = draft.layout.data
        width = max(
            [draft.raw.grid.width, *(c + 1 for row in rows for one in row.loose for c in one.columns)]
        )
        open_columns = {column for row in rows for one in row.loose for column in one.columns}
        open_columns.update(columns)
        items = [_items(row, open_columns, columns) for row in rows]
        question = Question(
            width=width,
            lines=tuple(Line(tuple(item for item, _ in line)) for line in items),
            texts=frozenset(range(width)).difference(columns),
            row_laws=tuple(_row_laws(table, {position: column for column, position in columns.items()})),
            column_sums=tuple(_column_sums(draft, table, columns)),
            belongs=tuple(_belongs(table, columns)),
        )
        # One amount below nothing may be the one that is wrong.
        question = evolve(question, nonnegative=len(question.negative) <= 1)
        loose = [{number: at for number, (_, at) in enumerate(line) if at is not None} for line in items]
        return cls(draft, table, columns, rows, question, loose)

    def with_ties(self, ties: Sequence[Tie]) -> Question:
        """The question with what other tables say."""
        return evolve(self.question, ties=tuple(ties))


def _positions(panel: PanelDraft) -> dict[int, int]:
    ordered = sorted((*panel.layout.figures, *panel.layout.words))
    return {column: position for position, column in enumerate(ordered, panel.offset)}


def _items(row: GridRow, open_columns: set[int], figures: Mapping[int, int]) -> list[tuple[Item, int | None]]:
    """The cells of a row that share the open columns, in print order; loose ones with their number."""
    known = [(column, text) for column, text in enumerate(row.cells) if text and column in open_columns]
    items: list[tuple[Item, int | None]] = []
    for number, cell in enumerate(row.loose):
        while known and known[0][0] < cell.columns[0]:
            items.append((_known(*known.pop(0), figures), None))
        items.append((Item(_worth(cell.text), frozenset(cell.columns)), number))
    items.extend((_known(column, text, figures), None) for column, text in known)
    return items


def _known(column: int, text: str, figures: Mapping[int, int]) -> Item:
    place = frozenset({column})
    value = _worth(text) if column in figures else None
    return Item(value, place, is_text=value is None and not is_redaction(text))


def _worth(text: str) -> Decimal | None:
    if is_dash(text):
        return _STROKE
    return parse_number(text[:-1] if is_percent(text) else text)


def _row_laws(table: Table, grid: Mapping[int, int]) -> Iterator[RowLaw]:
    named = [i for i, column in enumerate(table.columns) if column.of_which]
    for law in sums_of_links([column.whole for column in table.columns], named):
        if law.total in grid and all(part in grid for part in law.parts):
            yield SumOfParts(grid[law.total], tuple(grid[part] for part in law.parts), law.complete)
    prices = [i for i, column in enumerate(table.columns) if column.coordinates.statistic is Statistic.PRICE]
    for price in prices:
        beside = [i for i in grid if table.columns[i].panel is table.columns[price].panel]
        counts = [i for i in beside if table.columns[i].coordinates.statistic is Statistic.COUNT]
        amounts = [i for i in beside if i > price and table.columns[i].coordinates.statistic not in NOT_ADDED]
        if price in grid and len(counts) == 1 and amounts:
            yield PriceTimesQuantity(price=grid[price], quantity=grid[counts[0]], amount=grid[min(amounts)])


def _belongs(table: Table, columns: Mapping[int, int]) -> Iterator[Belongs]:
    """Which of personnel and operating expenditure the rows of a table with one column for each are."""
    found: dict[Nature, list[int]] = {Nature.PERSONNEL: [], Nature.OPERATING: []}
    for column, position in columns.items():
        nature = table.columns[position].coordinates.nature
        if nature in found:
            found[nature].append(column)
    personnel, operating = found.values()
    if len(personnel) != 1 or len(operating) != 1:
        return
    for row in table.rows:
        nature = nature_of_class(row.code.digits) if isinstance(row.code, DepartmentEconomicCode) else None
        if nature is not None:
            sides = (personnel[0], operating[0])
            yield Belongs(row.index - 1, *(sides if nature is Nature.PERSONNEL else sides[::-1]))


def _column_sums(draft: TableDraft, table: Table, columns: Mapping[int, int]) -> Iterator[ColumnSum]:
    assert draft.layout is not None
    added = {kind: _added(draft, table, kind, columns) for kind in {row.panel for row in table.rows}}
    parts: dict[tuple[int, bool], list[int]] = {}
    for row in table.rows:
        if row.parent is not None:
            parts.setdefault((row.parent, row.role is RowRole.OF_WHICH), []).append(row.index - 1)
    for (parent, named), members in parts.items():
        whole = table.rows[parent]
        if any(_prints(draft.layout.data[line], added[whole.panel]) for line in members):
            yield ColumnSum(SumOfParts(whole.index - 1, tuple(members), not named), added[whole.panel])


def _prints(row: GridRow, columns: frozenset[int]) -> bool:
    """Whether a row prints anything that adds up: a list of mere names says nothing of its whole."""
    return any(row.cell(column) for column in columns) or any(
        not columns.isdisjoint(cell.columns) for cell in row.loose
    )


def _added(draft: TableDraft, table: Table, kind: object, columns: Mapping[int, int]) -> frozenset[int]:
    """The columns of a panel that add up over its rows."""
    found: set[int] = set()
    for panel in draft.panels:
        if panel.kind is not kind:
            continue
        last_name = max(panel.layout.names, default=-1)
        found.update(
            column
            for column in panel.layout.figures
            if column > last_name
            and column not in draft.unadded
            and table.columns[columns[column]].coordinates.statistic not in NOT_ADDED
            and not isinstance(table.columns[columns[column]].unit, str)
        )
    return frozenset(found)


@frozen(eq=False)
class _Filling:
    """What became of the loose cells of a row."""

    cells: list[str | None]
    loose: list[LooseCell] = field(factory=list)
    settled: dict[int, str] = field(factory=dict)

    def put(self, cell: LooseCell, answer: Settled) -> None:
        if answer.column is not None:
            self.cells[answer.column] = cell.text
            self.settled[answer.column] = answer.settled_by
            return
        unsettled = answer.outcome is Outcome.UNSETTLED
        self.loose.append(evolve(cell, columns=answer.alternatives, is_unsettled=unsettled))
        for column in answer.alternatives:
            self.cells[column] = self.cells[column] or None


def filled(asked: AskedTable, answer: Answer) -> RawTable:
    """The table with every loose cell that is settled in its column, and the others with what is left for them."""
    width = asked.question.width
    replaced: dict[int, GridRow] = {}
    for line, row in enumerate(asked.rows):
        if not row.loose:
            continue
        filling = _Filling([*row.cells, *[""] * (width - len(row.cells))])
        for item, number in asked.loose[line].items():
            filling.put(row.loose[number], answer.lines[line][item])
        replaced[id(row)] = evolve(
            row,
            cells=tuple(filling.cells),
            loose=tuple(filling.loose),
            settled={**row.settled, **filling.settled},
        )
    rows = tuple(replaced.get(id(row), row) for row in asked.draft.raw.grid.rows)
    return evolve(asked.draft.raw, grid=evolve(asked.draft.raw.grid, rows=rows))


def problems_of(asked: AskedTable, answer: Answer) -> Iterator[Problem]:
    """What could not be settled in a table, and which figures contradict its sums."""
    where = asked.draft.where
    place = asked.table.place
    if answer.doubtful:
        line = answer.doubtful[0][0]
        raws = [_raw(asked, *one) for one in answer.doubtful]
        yield Problem(
            kind="figure against the sums",
            where=where,
            expected="figures that keep the sums of the table",
            found=f"{raws[0]!r}" if len(raws) == 1 else f"one of {', '.join(map(repr, raws))} breaks them",
            place=asked.rows[line].place(),
        )
    outcomes = [
        one.outcome for line, numbers in enumerate(asked.loose) for one in _answers(answer, line, numbers)
    ]
    ambiguous, unsettled = outcomes.count(Outcome.AMBIGUOUS), outcomes.count(Outcome.UNSETTLED)
    if ambiguous:
        count = f"{answer.solutions}" if answer.is_exact else f"at least {max(answer.solutions, 2)}"
        yield Problem(
            kind="ambiguous columns",
            where=where,
            expected="one way to place the figures of the table",
            found=f"{count if answer.solutions else 'no'} ways, {ambiguous} figures are open",
            place=place,
        )
    if unsettled:
        yield Problem(
            kind="columns not settled",
            where=where,
            expected="a table that can be settled within the bound on work",
            found=f"bound reached, {unsettled} figures are open",
            place=place,
        )


def scattered_problem(raw: RawTable) -> Problem:
    """What is said of a table whose print keeps neither its rows nor its columns."""
    count = sum(len(row.loose) for row in raw.grid.rows)
    if any(row.is_drawn for row in raw.grid.rows):
        return Problem(
            kind="ambiguous columns",
            where=raw.caption.title or "a table",
            expected="a header that stands over its columns",
            found=f"words that no line parts, {count} figures are open",
            place=Place(raw.line, page=raw.page),
        )
    return Problem(
        kind="ambiguous columns",
        where=raw.caption.title or "a table",
        expected="rows that the print keeps together",
        found=f"text that has lost its rows, {count} figures are open"
        if count
        else "text that has lost its columns",
        place=Place(raw.line, page=raw.page),
    )


def _answers(answer: Answer, line: int, numbers: Mapping[int, int]) -> list[Settled]:
    return [answer.lines[line][item] for item in numbers]


def _raw(asked: AskedTable, line: int, item: int) -> str:
    number = asked.loose[line].get(item)
    if number is not None:
        return asked.rows[line].loose[number].text
    columns = asked.question.lines[line].items[item].columns
    assert columns is not None
    return asked.rows[line].cell(min(columns)) or ""
