"""What a printed cell is (单元格): a figure, a blank, a dash, or words, by its text and its column.

The unit of a figure is the one printed in its own cell, else that of its column, else the table's.  A text
that holds digits and is no number is a malformed figure, kept and reported, never repaired.

>>> from govbudget.reading.grid import GridRow
>>> cells = CellReader([CellPlan.of(0, 0, Column(path=("合计",)), Unit.YUAN, words=False)], ())
>>> [type(cells.read(GridRow((text,), line=1))[0][0]).__name__ for text in ("8.00", "", "—", "**", "无")]
['Figure', 'Blank', 'Dash', 'Figure', 'Words']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from govbudget.model.coordinates import Statistic
from govbudget.model.tables import Blank, Cell, Column, Dash, Figure, FigureStatus, Malformed, Redacted, Words
from govbudget.money import Amount, Quantity, Rate, Unit, parse_number
from govbudget.reading.columns import PanelLayout
from govbudget.reading.grid import GridRow
from govbudget.reading.header import is_dash, is_percent, is_redaction
from govbudget.reading.lexicon import Lexicon, Remembered
from govbudget.reading.measures import measure_in
from govbudget.reading.source import PLAIN
from govbudget.records import maker, quick
from govbudget.spans import Place
from govbudget.text import fold, squeeze

__all__ = ["CellPlan", "CellReader"]

_amount: Final = maker(Amount)
_blank: Final = maker(Blank)
_figure: Final = maker(Figure)
_place: Final = maker(Place)

# A member of an enumeration costs ten times as much to look up as a name of the module.
_PRINTED, _RATE = FigureStatus.PRINTED, FigureStatus.RATE
_COUNT: Final = Statistic.COUNT

_WITH_UNIT: Final = re.compile(r"([+-]?[\d,]*\d(?:\.\d+)?)([^\W\d_]{1,5}|[㎡%])")
# A text that begins like a number, and is no year: it is one that the print has spoilt.
_NUMBERISH: Final = re.compile(r"(?!\d{2,4}年)[^\w\s]*(?:约|近|超|不足)?[^\w\s]*\d")

_Value: TypeAlias = Amount | Rate | Quantity


@quick
@frozen(eq=False, weakref_slot=False)
class CellPlan:
    """How to read the cells of one column: its place in the grid and in the table, and what it counts in."""

    column: int
    position: int
    blank: Blank
    words: bool
    settled_by: str
    money: Unit | None
    measure: str | None
    statistic: Statistic | None
    is_rate: bool
    amounts: Remembered[str, Amount | None] | None
    """What texts print in its unit, if it is a column of money: each is read once in a document."""
    alternatives: tuple[int, ...] = ()
    """The columns it may be, where the place of the header could not be settled."""

    @classmethod
    def of(
        cls,
        column: int,
        position: int,
        header: Column,
        unit: Unit | None,
        *,
        words: bool,
        alternatives: tuple[int, ...] = (),
        lexicon: Lexicon | None = None,
    ) -> CellPlan:
        """The plan for a column of the grid that is the column `header` of the table."""
        stated = header.unit
        money = stated if isinstance(stated, Unit) else unit
        measure = stated if isinstance(stated, str) else None
        statistic = header.coordinates.statistic
        counts = statistic is _COUNT or measure is not None
        return _plan(
            column=column,
            position=position,
            blank=_blank(position),
            words=words,
            settled_by=header.settled_by,
            money=money,
            measure=measure,
            statistic=statistic,
            is_rate=stated == "%",
            amounts=None if counts else _amounts_in(money, lexicon or Lexicon()),
            alternatives=alternatives,
        )

    def value(self, number: Decimal, measure: str) -> _Value:
        """The value of a plain number in this column; `measure` is what things are counted in."""
        if self.is_rate:
            return Rate(number)
        if self.statistic is Statistic.COUNT or self.measure is not None:
            return Quantity(number, measure or None)
        return Amount(number, self.money)


_plan: Final = maker(CellPlan)


def _amounts_in(unit: Unit | None, lexicon: Lexicon) -> Remembered[str, Amount | None]:
    """The amounts that texts print in a unit, each read once in a document."""

    def remembered() -> Remembered[str, Amount | None]:
        numbers = lexicon.of(parse_number)

        def read(text: str) -> Amount | None:
            number = numbers[text]
            return None if number is None else _amount(number, unit)

        return Remembered(read)

    return lexicon.kept((_amounts_in, unit), remembered)


@frozen(eq=False)
class CellReader:
    """Reads the cells of one panel, row by row."""

    plans: Sequence[CellPlan]
    measures: Sequence[int]
    beyond: Mapping[int, int] = field(factory=dict)
    """The positions of the columns of later panels, where a cell without a column may stand as well."""
    malformed: list[Figure] = field(factory=list)
    """The malformed figures met so far, for the caller to report."""

    @classmethod
    def of(
        cls,
        panel: PanelLayout,
        columns: Sequence[Column],
        offset: int,
        unit: Unit | None,
        shifts: Sequence[int] = (),
        lexicon: Lexicon | None = None,
        later: Sequence[PanelLayout] = (),
        doubtful: Collection[int] = (),
    ) -> CellReader:
        """The reader of a panel whose first column is number `offset` of the table, with the panels behind it.

        `shifts` are the displacements of the header that survive, where it could not be settled; `doubtful` the
        columns of which it is not proved what stands over them.
        """
        lexicon = lexicon or Lexicon()
        ordered = sorted((*panel.figures, *panel.words))
        words = frozenset(panel.words)
        positions = {column: position for position, column in enumerate(ordered, offset)}
        unproved = tuple(positions[column] for column in ordered if column in doubtful)
        plans = [
            CellPlan.of(
                column,
                position,
                columns[position],
                unit,
                words=column in words,
                lexicon=lexicon,
                alternatives=unproved
                if column in doubtful
                else _moved(column, positions, shifts)
                if shifts
                else (),
            )
            for column, position in positions.items()
        ]
        behind = [column for each in later for column in sorted((*each.figures, *each.words))]
        beyond = {column: position for position, column in enumerate(behind, offset + len(ordered))}
        return cls(plans, panel.measures, beyond)

    def read(self, row: GridRow, label: str = "") -> tuple[tuple[Cell, ...], dict[int, Decimal]]:
        """The cells of a row, without those the row is too short to have, and its sums by column.

        A `label` may say in brackets what the row's things are counted in.
        """
        texts = row.cells
        length = len(texts)
        found: list[Cell] = []
        values: dict[int, Decimal] = {}
        source = row.source
        # What stands on a plain line is placed without asking the line.
        plain = source is not None and source.drawn is PLAIN
        first = 1 if source is None else source.margin + 1
        settled = row.settled
        for plan in self.plans:
            column = plan.column
            text = texts[column] if column < length else None
            if not text:
                if text is not None:
                    found.append(plan.blank)
                continue
            if plan.words:
                found.append(Words(text, plan.position, row.place(column)))
                continue
            value: _Value | None
            if plan.amounts is not None:
                value = plan.amounts[text]
            else:
                number = parse_number(text)
                measure = squeeze(self._measure(row)) or plan.measure or measure_in(fold(label))
                value = None if number is None else plan.value(number, measure)
            if value is None:
                found.append(self._other(text, plan, row, values))
                continue
            if not plan.is_rate:
                values[plan.position] = value.value
            figure = _figure(
                raw=text,
                value=value,
                column=plan.position,
                status=_RATE if plan.is_rate else _PRINTED,
                settled_by=settled.get(column, plan.settled_by) if settled else plan.settled_by,
                place=_place(row.line, column + first, row.page) if plain else row.place(column),
            )
            found.append(figure if not plan.alternatives else _open(figure, plan))
        if row.loose:
            self._insert_loose(row, found)
        return tuple(found), values

    def _insert_loose(self, row: GridRow, found: list[Cell]) -> None:
        """The cells whose column is not known, each before what stands right of all the columns left for it."""
        plans = {plan.column: plan for plan in self.plans if not plan.words}
        for cell in row.loose:
            places = [plans[column] for column in cell.columns if column in plans]
            if not places or cell.columns[0] < self.plans[0].column:
                continue
            # On a line with cells a cell stands in the panel that the line puts it in.
            beyond = self.beyond if row.source is None else {}
            elsewhere = [beyond[column] for column in cell.columns if column in beyond]
            alternatives = (*(plan.position for plan in places), *elsewhere)
            figure = _figure(
                raw=cell.text,
                value=self._loose_value(cell.text, places, row),
                column=None,
                status=FigureStatus.UNSETTLED if cell.is_unsettled else FigureStatus.AMBIGUOUS,
                settled_by="",
                alternatives=alternatives,
                place=row.place(),
            )
            later = (
                number
                for number, other in enumerate(found)
                if other.column is not None and other.column > alternatives[-1]
            )
            found.insert(next(later, len(found)), figure)

    def _loose_value(
        self, text: str, plans: Sequence[CellPlan], row: GridRow
    ) -> _Value | Redacted | Malformed:
        """What a text is worth in every column left for it; without a unit where they do not agree."""
        number = parse_number(text)
        if number is None:
            other = _other_value(text, fold(text))
            return Malformed(text) if other is None else other[0]
        values = {plan.value(number, self._measure(row) if self.measures else "") for plan in plans}
        return values.pop() if len(values) == 1 else Amount(number)

    def _other(self, text: str, plan: CellPlan, row: GridRow, values: dict[int, Decimal]) -> Cell:
        """A printed cell that is no plain number."""
        place = row.place(plan.column)
        folded = fold(text)
        if is_dash(text):
            return Dash(text, plan.position)
        other = _other_value(text, folded)
        if other is None:
            return Words(text, plan.position, place)
        figure = Figure(
            raw=text,
            value=other[0],
            column=plan.position,
            status=other[1],
            settled_by=row.settled.get(plan.column, plan.settled_by),
            place=place,
        )
        if isinstance(other[0], Amount | Quantity):
            values[plan.position] = other[0].value
        elif isinstance(other[0], Malformed):
            self.malformed.append(figure)
        return figure if not plan.alternatives else _open(figure, plan)

    def _measure(self, row: GridRow) -> str:
        return next((row.cell(column) or "" for column in self.measures), "")


def _moved(column: int, positions: Mapping[int, int], shifts: Sequence[int]) -> tuple[int, ...]:
    """The positions that a column of the grid may have, by the displacements of the header that survive."""
    return tuple(sorted({positions[column - shift] for shift in shifts if column - shift in positions}))


def _open(figure: Figure, plan: CellPlan) -> Figure:
    """The figure without a column, since several are left for it."""
    return evolve(
        figure, column=None, status=FigureStatus.AMBIGUOUS, settled_by="", alternatives=plan.alternatives
    )


def _other_value(text: str, folded: str) -> tuple[_Value | Redacted | Malformed, FigureStatus] | None:
    """What a text that is no plain number stands for; None for words."""
    if is_redaction(text):
        return Redacted(text), FigureStatus.REDACTED
    if is_percent(text):
        return Rate.parse(text), FigureStatus.RATE
    match = _WITH_UNIT.fullmatch(folded)
    number = None if match is None else parse_number(match.group(1))
    if match is not None and number is not None:
        printed = match.group(2)
        money = Unit.find(printed) if printed.endswith("元") else None
        return (Amount(number, money) if money else Quantity(number, printed)), FigureStatus.PRINTED
    return (Malformed(text), FigureStatus.MALFORMED) if _NUMBERISH.match(folded) else None
