"""What the rest of a document says of the cells of a table (表外印证): ties.

* The same point printed elsewhere, in a table or in a sentence, has one value.
* A fund whose table is published empty is worth nothing in every row.
* A fund named by its total is worth no more in any row: what is spent of it is at most what comes in this
  year and what was carried over.
* What is spent of one fund on something is no more than what is spent on it altogether.
* A part left blank, in a row or in a list, is worth nothing where its printed fellows make up the total.
* Where the table of one fund prints the total of the table of all funds, no other fund spends anything, and
  the two are the same point by point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from typing import Final

from attrs import define, field

from govbudget.laws.sums import sums_of_links
from govbudget.model.claims import Claim
from govbudget.model.coordinates import (
    Coordinates,
    Direction,
    Fund,
    Nature,
    Origin,
    Phase,
    Statistic,
    Subject,
)
from govbudget.model.tables import Blank, Row, RowRole, Table, TableKind
from govbudget.money import EXACT, Amount, Interval, Unit
from govbudget.reading.hierarchy import same_entity
from govbudget.reading.settling.question import Tie
from govbudget.reading.settling.tables import AskedTable

__all__ = ["Outside"]

_FUND_OF: Final = {
    TableKind.GOVERNMENT_FUNDS: Fund.GOVERNMENT_FUNDS,
    TableKind.STATE_CAPITAL: Fund.STATE_CAPITAL,
    TableKind.SPECIAL_ACCOUNT: Fund.SPECIAL_ACCOUNT,
}
_NOTHING: Final = Interval.point(Decimal(0))


@define
class _Known:
    """A value that is stated somewhere, in yuan."""

    interval: Interval
    source: str
    table: int | None
    entity: str = ""
    of_all: bool = False
    """Whether it says that it is about all funds; where none is named a value may be that of one."""


@define
class Outside:
    """What tables and sentences state, to be asked on behalf of one table."""

    points: dict[Coordinates, list[_Known]] = field(factory=dict)
    empty: dict[tuple[Fund, int | None], list[Table]] = field(factory=dict)
    """The tables of a fund that are published empty, by the fund and the year."""

    @classmethod
    def of(cls, tables: Sequence[Table], claims: Iterable[Claim]) -> Outside:
        """Gather what is stated with certainty."""
        found = cls()
        for number, table in enumerate(tables):
            fund = _FUND_OF.get(table.kind) if table.kind is not None else None
            if fund is not None and table.is_empty:
                found.empty.setdefault((fund, table.fiscal_year), []).append(table)
            for printed in table.figures:
                value = printed.figure.value
                if isinstance(value, Amount) and value.unit is not None and printed.column is not None:
                    found._add(printed.coordinates, value, table.title, number, table.entity)
            found._add_blank_parts(table, number)
            found._add_blank_rows(table, number)
        for claim in claims:
            money = claim.money
            if money is not None and money.unit is not None and not claim.bound:
                found._add(claim.coordinates, money, claim.section or claim.heading, None)
        return found

    def _add(
        self, coordinates: Coordinates, value: Amount, source: str, table: int | None, entity: str = ""
    ) -> None:
        if coordinates.statistic in (None, Statistic.AMOUNT) and coordinates.base is None:
            known = _Known(value.interval, source, table, entity, of_all=coordinates.fund is Fund.ALL)
            self.points.setdefault(_point(coordinates), []).append(known)

    def _add_blank_parts(self, table: Table, number: int) -> None:
        """The parts that a line of totals, or of a code, leaves blank where nothing is left for them."""
        laws = [
            law for law in sums_of_links([column.whole for column in table.columns]) if table.unit is not None
        ]
        named = {position for position, column in enumerate(table.columns) if column.of_which}
        for row in table.rows:
            classified = (
                row.coordinates.function is not None or row.coordinates.department_economic is not None
            )
            if not (row.role is RowRole.TOTAL or classified) or not _is_certain(row):
                continue
            values = {
                cell.column: cell.value.value
                for cell in row.figures
                if cell.column is not None and isinstance(cell.value, Amount)
            }
            for law in laws:
                residual = law.residual(values)
                if residual is None or residual.value or not named.isdisjoint(law.parts):
                    continue
                for part in law.parts:
                    if isinstance(row.cell(part), Blank):
                        stated = table.coordinates.merged(row.coordinates)
                        nothing = Amount(Decimal("0.00"), table.unit)
                        point = stated.merged(table.columns[part].coordinates)
                        self._add(point, nothing, table.title, number, table.entity)

    def _add_blank_rows(self, table: Table, number: int) -> None:
        """The rows of a list that are left blank, where the others make up their total."""
        if table.unit is None:
            return
        parts: dict[int, list[Row]] = {}
        for row in table.rows:
            if row.parent is not None:
                parts.setdefault(row.parent, []).append(row)
        for parent, members in parts.items():
            if any(one.role is RowRole.OF_WHICH or not _is_certain(one) for one in members):
                continue
            for whole in table.rows[parent].figures:
                if whole.column is None or not isinstance(whole.value, Amount):
                    continue
                column = whole.column
                values = [one.value for row in members for one in row.figures if one.column == column]
                amounts = [value.value for value in values if isinstance(value, Amount)]
                made_up = reduce(EXACT.add, amounts, Decimal(0))
                if len(amounts) < len(values) or not amounts or whole.value.value != made_up:
                    continue
                for row in members:
                    if not any(one.column == column for one in row.figures):
                        stated = table.coordinates.merged(row.coordinates)
                        point = stated.merged(table.columns[column].coordinates)
                        nothing = Amount(Decimal("0.00"), table.unit)
                        self._add(point, nothing, table.title, number, table.entity)

    def ties(self, asked: AskedTable, number: int) -> list[Tie]:
        """The ties of the cells of table `number` to everything outside it."""
        unit = asked.table.unit
        found: list[Tie] = []
        columns = {column: asked.table.columns[position] for column, position in asked.columns.items()}
        for column, header in columns.items():
            found += self._of_fund(asked, column, header.coordinates, number)
        if unit is None:
            return found
        cells: dict[Coordinates, list[tuple[int, int]]] = {}
        for row in asked.table.rows:
            for column, header in columns.items():
                if header.panel is row.panel:
                    stated = asked.table.coordinates.merged(row.coordinates).merged(header.coordinates)
                    cells.setdefault(_point(stated), []).append((row.index - 1, column))
        entity = asked.table.entity
        alone = self._alone(cells, number, entity)
        for point, places in cells.items():
            known = self._elsewhere(point, number, entity)
            if not known and alone is not None:
                known = self._elsewhere(point.but(fund=alone), number, entity)
            if not known and point.fund is not None and len(places) == 1:
                found += self._bound(point, number, entity, places[0], unit)
            if len(places) == 1 and known and all(one.interval.meets(known[0].interval) for one in known):
                line, column = places[0]
                interval = known[0].interval.scaled(-unit.exponent)
                found.append(Tie(known[0].source, column, interval, line))
        return found

    def _bound(
        self, point: Coordinates, number: int, entity: str, place: tuple[int, int], unit: Unit
    ) -> Iterator[Tie]:
        """At most what is spent of all funds, for what is spent of one on the same."""
        whole = [one for one in self._elsewhere(point.but(fund=None), number, entity) if one.of_all]
        if whole and point.direction is not None and not _is_total(point):
            line, column = place
            most = max(one.interval.high for one in whole)
            if most >= 0:
                interval = Interval(Decimal(0), most).scaled(-unit.exponent)
                yield Tie(whole[0].source, column, interval, line)

    def _elsewhere(self, point: Coordinates, number: int, entity: str) -> list[_Known]:
        return [
            one for one in self.points.get(point, ()) if one.table != number and _of_one(one.entity, entity)
        ]

    def _alone(self, cells: Iterable[Coordinates], number: int, entity: str) -> Fund | None:
        """The fund that is all there is: it has a total of its own, which is that of table `number`."""
        for point in cells:
            if point.fund is not None or not _is_total(point) or point.direction is None:
                continue
            own = [one for one in self.points.get(point, ()) if one.table == number]
            for fund in (Fund.GENERAL, Fund.FISCAL, Fund.GOVERNMENT_FUNDS, Fund.STATE_CAPITAL):
                others = self._elsewhere(point.but(fund=fund), number, entity)
                if own and others and all(one.interval == own[0].interval for one in (*own, *others)):
                    return fund
        return None

    def _of_fund(
        self, asked: AskedTable, column: int, coordinates: Coordinates, number: int
    ) -> Iterator[Tie]:
        """Nothing, for a fund that is published empty; at most its total, for one that is named."""
        fund = coordinates.fund
        year, entity = asked.table.fiscal_year, asked.table.entity
        empty = (table for one in _with_wholes(fund) for table in self.empty.get((one, year), ()))
        published = next((table for table in empty if _of_one(table.entity, entity)), None)
        if published is not None:
            yield Tie(published.title, column, _NOTHING)
            return
        unit = asked.table.unit
        stated = asked.table.coordinates.merged(coordinates)
        if unit is None or stated.phase not in (None, Phase.BUDGET, Phase.FINAL):
            return
        carried = self._total(None, Origin.CARRIED_OVER, number, asked.table)
        if stated.origin is Origin.CARRIED_OVER:
            bound, source = (None, "") if carried is None else (carried.interval.high, carried.source)
        else:
            current = self._fund_total(fund, number, asked.table)
            if current is None or (stated.direction is not Direction.REVENUE and carried is None):
                return
            bound, source = current.interval.high, current.source
            if stated.direction is not Direction.REVENUE and carried is not None:
                bound = EXACT.add(bound, carried.interval.high)
        if bound is not None:
            yield Tie(source, column, Interval(Decimal(0), bound).scaled(-unit.exponent))

    def _fund_total(self, fund: Fund | None, number: int, table: Table) -> _Known | None:
        """What comes in this year of a fund, or of the nearest fund that contains it."""
        for one in _with_wholes(fund):
            if one is Fund.ALL:
                return None
            for origin in (None, Origin.CURRENT):
                if (known := self._total(one, origin, number, table)) is not None:
                    return known
        return None

    def _total(self, fund: Fund | None, origin: Origin | None, number: int, table: Table) -> _Known | None:
        """The revenue of a fund and origin in the year of table `number`, wherever else it is stated."""
        found = [
            known
            for point, some in self.points.items()
            if point.direction is Direction.REVENUE
            and point.fund is fund
            and point.origin is origin
            and point.fiscal_year == table.fiscal_year
            and _is_total(point)
            for known in some
            if known.table != number and _of_one(known.entity, table.entity)
        ]
        return max(found, key=lambda known: known.interval.high, default=None)


def _of_one(entity: str, other: str) -> bool:
    """Whether what two tables say may be about one entity: none is named, or the same."""
    return not entity or not other or same_entity(entity, other)


def _is_certain(row: Row) -> bool:
    """Whether every figure of a row has its column."""
    return all(figure.column is not None for figure in row.figures)


def _is_total(point: Coordinates) -> bool:
    return (
        point.subject in (None, Subject.TOTAL, Subject.REVENUE_ITEM)
        and point.function is None
        and point.department_economic is None
        and point.government_economic is None
        and point.nature in (None, Nature.TOTAL)
        and point.phase in (None, Phase.BUDGET, Phase.FINAL)
        and not point.qualifier
        and not point.entity
    )


def _point(coordinates: Coordinates) -> Coordinates:
    """The coordinates of an amount, where *all* is said and where nothing is said being one.

    The item of revenue that a fund is, is all the revenue of this fund.
    """
    subject = coordinates.subject
    if subject is Subject.REVENUE_ITEM and coordinates.fund is not None and not coordinates.item:
        subject = None
    return coordinates.but(
        statistic=Statistic.AMOUNT,
        subject=None if subject is Subject.TOTAL else subject,
        nature=None if coordinates.nature is Nature.TOTAL else coordinates.nature,
        fund=None if coordinates.fund is Fund.ALL else coordinates.fund,
        origin=None if coordinates.origin is Origin.ALL else coordinates.origin,
    )


def _with_wholes(fund: Fund | None) -> Iterator[Fund]:
    while fund is not None:
        yield fund
        fund = fund.whole
