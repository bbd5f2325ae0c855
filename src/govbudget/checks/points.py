"""Which printed figures are the same point (同一坐标), and under which condition.

Two figures are about the same thing if they agree in everything but fund and origin.  Whether they are then
the same *money* depends on the document: all funds together are the general public budget only if
nothing else is printed, and a table that does not say whether it holds carried-over money holds the
same as one that does only if there is none.  `Ledger` finds that out once, from the figures themselves:

* a fund is *nil* if the document prints no amount for it other than zero;
* a table that leaves its origin unstated has the origin that its figures prove: those that another
  table prints for the year alone, or those with the carry-over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from govbudget.checks.results import Operand, Side
from govbudget.checks.sheet import Sheet
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
from govbudget.model.tables import Figure, Row, RowRole, TableKind
from govbudget.money import Amount
from govbudget.text import fold, strip_numbering

__all__ = ["Ledger", "Point", "What", "bare", "what_of"]

What = tuple[object, ...]
"""What a figure is about, fund and origin left out: two figures with the same are about the same thing."""

_OTHER_FISCAL: Final = frozenset({Fund.GOVERNMENT_FUNDS, Fund.STATE_CAPITAL})
_APART: Final = (Subject.PROCUREMENT, Subject.ASSET)
_APART_TABLES: Final = {
    TableKind.PROCUREMENT: Subject.PROCUREMENT,
    TableKind.SERVICES: Subject.PROCUREMENT,
    TableKind.FIXED_ASSETS: Subject.ASSET,
}
_ENDINGS: Final = ("支出", "资金", "经费", "项目", "预算", "费用", "费")
_CURRENT_PHASES: Final = frozenset({None, Phase.BUDGET, Phase.FINAL})


def bare(words: str) -> str:
    """The words of an item without numbering, 其中, 的 and the endings that tables add or leave out.

    >>> bare("一、工资福利支出"), bare("对个人和家庭的补助支出"), bare("专项资金")
    ('工资福利', '对个人和家庭补助', '专项')
    """
    text = strip_numbering(fold(words)).removeprefix("其中:").replace("的", "").replace('"', "")
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending) + 1:
            text = text.removesuffix(ending)
    return text


def what_of(about: Coordinates, year: int | None) -> What:
    """Everything but fund and origin, in a form in which rows and columns of other tables say the same.

    `year` is the document's, meant where nothing else is stated.
    """
    told = [about.item, about.qualifier]
    if about.subject in _APART:
        told.append(about.subject.value)
    words = tuple(sorted({bare(word) for word in told if word}))
    nature = about.nature
    if nature is None and about.direction is Direction.EXPENDITURE:
        nature = Nature.TOTAL
    return (
        about.direction,
        about.function,
        about.department_economic,
        about.government_economic,
        about.revenue,
        words,
        nature,
        about.phase,
        year if about.fiscal_year is None else about.fiscal_year,
    )


@frozen
class Point:
    """One printed amount: what it is about, whose money it is, where it stands."""

    what: What
    fund: Fund | None
    origin: Origin | None
    sheet: Sheet
    row: int
    column: int
    figure: Figure

    @property
    def amount(self) -> Amount:
        """The money."""
        assert isinstance(self.figure.value, Amount)
        return self.figure.value

    def operand(self, side: Side) -> Operand:
        """The figure as an operand, with the title of its table."""
        found = self.sheet.operand(self.row, self.column, side)
        assert found is not None
        return evolve(found, name=f"{self.sheet.name} / {found.name}")

    @property
    def key(self) -> str:
        """What tells it from the other points of the document."""
        return f"{self.sheet.key}|{self.sheet.row_keys[self.row]}|{self.sheet.column_keys[self.column]}"


class Ledger:
    """The points of a document's tables, and what they prove about its funds and origins."""

    def __init__(self, sheets: Iterable[Sheet], year: int | None = None) -> None:
        self.sheets = tuple(sheets)
        self.year = year
        self._funds: dict[tuple[Fund | None, bool], Fund | None] = {}

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every amount of money of this year that a table prints, once for each thing it is about.

        Rows that repeat a total for a unit, and things that one table prints several times over, are
        left out: which of them another table means is not said.
        """
        found: list[Point] = []
        for sheet in self.sheets:
            found.extend(_points_of(sheet, self.year))
        return tuple(found)

    @cached_property
    def by_what(self) -> dict[What, tuple[Point, ...]]:
        """The points by what they are about, in document order."""
        groups: dict[What, list[Point]] = {}
        for point in self.points:
            groups.setdefault(point.what, []).append(point)
        return {what: tuple(members) for what, members in groups.items()}

    @cached_property
    def by_sheet(self) -> dict[int, tuple[Point, ...]]:
        """The points by the identity of their sheet."""
        groups: dict[int, list[Point]] = {}
        for point in self.points:
            groups.setdefault(id(point.sheet), []).append(point)
        return {sheet: tuple(members) for sheet, members in groups.items()}

    @cached_property
    def spent(self) -> dict[Fund | None, tuple[Point, ...]]:
        """The points of expenditure that are not zero, by fund as printed."""
        groups: dict[Fund | None, list[Point]] = {}
        for point in self.points:
            if point.amount.value and point.what[0] is Direction.EXPENDITURE:
                groups.setdefault(point.fund, []).append(point)
        return {fund: tuple(members) for fund, members in groups.items()}

    @cached_property
    def _used(self) -> tuple[frozenset[Fund], bool]:
        """The funds and whether the carry-over that some figure prints other than zero."""
        funds: set[Fund] = set()
        carried = False
        for sheet in self.sheets:
            for cells, coordinates in zip(sheet.cells, sheet.coordinates, strict=True):
                for column, figure in cells.items():
                    about = coordinates[column]
                    if not isinstance(figure.value, Amount) or not figure.value.value:
                        continue
                    if about.phase not in _CURRENT_PHASES or about.statistic not in (None, Statistic.AMOUNT):
                        continue
                    if about.fund is not None:
                        funds.add(about.fund)
                    carried = carried or about.origin in (Origin.CARRIED_OVER, Origin.CARRIED_FORWARD)
        return frozenset(funds), carried

    @property
    def carries(self) -> bool:
        """Whether the document prints carried-over money (上年结转)."""
        return self._used[1]

    @cached_property
    def _only(self) -> dict[tuple[Fund, bool], bool]:
        """Whether a fund is all the money there is, of this year alone (False) or with the carry-over (True).

        No other fund may be printed with an amount, and some total of revenue must be printed twice: for all
        funds and for this one.
        """
        fiscal = {Fund.ALL, Fund.FISCAL, Fund.GENERAL, Fund.GENERAL_APPROPRIATION, *_OTHER_FISCAL}
        alone = {
            Fund.FISCAL: self._used[0] <= fiscal,
            Fund.GENERAL: not self._used[0] & _OTHER_FISCAL,
        }
        general = alone[Fund.GENERAL] and (
            self._proved(Fund.GENERAL, full=False) or self._proved(Fund.GENERAL, full=True)
        )
        return {
            (Fund.FISCAL, False): alone[Fund.FISCAL] and self._proved(Fund.FISCAL, full=False),
            (Fund.FISCAL, True): alone[Fund.FISCAL] and self._proved(Fund.FISCAL, full=True),
            (Fund.GENERAL, False): general,
            (Fund.GENERAL, True): general,
        }

    def _proved(self, fund: Fund, *, full: bool) -> bool:
        """Whether a total of revenue is printed that a fund, or its parts, make up alone."""
        inside = {Fund.FISCAL: (Fund.FISCAL, Fund.GENERAL, *_OTHER_FISCAL), Fund.GENERAL: (Fund.GENERAL,)}[
            fund
        ]
        around = (Fund.ALL, Fund.FISCAL) if fund is Fund.GENERAL else (Fund.ALL,)
        origins = (Origin.ALL,) if full else (None, Origin.CURRENT)
        revenue = [
            point
            for point in self.points
            if point.what[0] is Direction.REVENUE
            and point.amount.value
            and (not self.carries or point.origin in origins)
        ]
        totals = {point.amount.value for point in revenue if point.fund in around and _is_total(point)}
        return any(point.amount.value in totals for point in revenue if point.fund in inside)

    def fund(self, point: Point) -> Fund | None:
        """The largest fund that is the same money in this document."""
        fund, full = point.fund, self.carries and point.origin not in (None, Origin.CURRENT)
        if self.carries and point.origin is None and self.origin(point) is Origin.ALL:
            full = True
        if (fund, full) not in self._funds:
            self._funds[fund, full] = self._largest(fund, full=full)
        return self._funds[fund, full]

    def _largest(self, fund: Fund | None, *, full: bool) -> Fund | None:
        if fund is Fund.GENERAL and self._only[Fund.GENERAL, full]:
            fund = Fund.FISCAL
        if fund is Fund.FISCAL and self._only[Fund.FISCAL, full]:
            fund = Fund.ALL
        if fund is None and self._only[Fund.FISCAL, full] and self._only[Fund.GENERAL, full]:
            fund = Fund.ALL
        return fund

    @property
    def is_one_fund(self) -> bool:
        """Whether all money of the document is general public budget."""
        return all(self._only.values())

    @cached_property
    def _origins(self) -> dict[int, Origin | None]:
        """For each sheet that leaves origins unstated the origin that its figures prove, by identity.

        What is printed once proves nothing: a wrong figure would say as much.
        """
        votes: dict[int, dict[Origin, set[What]]] = {}
        for what, members in self.by_what.items():
            stated: dict[tuple[Fund | None, Origin | None], Amount] = {
                (point.fund, point.origin): point.amount
                for point in reversed(members)
                if point.origin in (Origin.ALL, Origin.CURRENT)
            }
            for point in members:
                if point.origin is not None:
                    continue
                full, year = _full_and_year(stated, point.fund)
                counted = votes.setdefault(id(point.sheet), {Origin.ALL: set(), Origin.CURRENT: set()})
                if full is None or year is None or full.value == year.value:
                    continue
                if min(self._times[full.value], self._times[year.value]) > 1:
                    counted[Origin.ALL].update({what} if _same_money(point.amount, full) else ())
                    counted[Origin.CURRENT].update({what} if _same_money(point.amount, year) else ())
        return {sheet: _winner(counted) for sheet, counted in votes.items()}

    @cached_property
    def _times(self) -> Counter[Decimal]:
        """How many times each amount is printed; nothing is printed everywhere, and says nothing."""
        return Counter(point.amount.value for point in self.points if point.amount.value)

    def origin(self, point: Point) -> Origin | None:
        """The origin of a point: as stated, as its table proves, or None where it stays open."""
        if not self.carries:
            return None if point.origin in (None, Origin.ALL, Origin.CURRENT) else point.origin
        if point.origin is not None:
            return point.origin
        proved = self._origins.get(id(point.sheet))
        if proved is None or (id(point.sheet), point.fund) not in self._carried_in:
            return proved
        return None if (id(point.sheet), point.what, point.fund) in self._beside_carried else proved

    @cached_property
    def _carried_in(self) -> frozenset[tuple[int, Fund | None]]:
        """The tables and funds with carried-over money: most have none, and need no closer look."""
        return frozenset((sheet, fund) for sheet, _, fund in self._beside_carried)

    @cached_property
    def _beside_carried(self) -> frozenset[tuple[int, What, Fund | None]]:
        """What a table prints besides as carried over: then the other printing need not hold all of it."""
        return frozenset(
            (id(point.sheet), point.what, point.fund)
            for point in self.points
            if point.origin is Origin.CARRIED_OVER and point.amount.value
        )


def _full_and_year(
    stated: Mapping[tuple[Fund | None, Origin | None], Amount], fund: Fund | None
) -> tuple[Amount | None, Amount | None]:
    """What other tables print for a fund, else for all funds, with the carry-over and without."""
    for one in (fund, Fund.ALL):
        full, year = stated.get((one, Origin.ALL)), stated.get((one, Origin.CURRENT))
        if full is not None and year is not None:
            return full, year
    return None, None


def _winner(counted: Mapping[Origin, set[What]]) -> Origin | None:
    full, year = len(counted[Origin.ALL]), len(counted[Origin.CURRENT])
    if full > 3 * year:
        return Origin.ALL
    return Origin.CURRENT if year > 3 * full else None


def _same_money(first: Amount, second: Amount) -> bool:
    if first.unit is None or second.unit is None:
        return first.unit is second.unit and first.value == second.value
    return first.yuan == second.yuan


def _is_total(point: Point) -> bool:
    return point.sheet.table.rows[point.row].role in (RowRole.TOTAL, RowRole.SUBTOTAL)


def _points_of(sheet: Sheet, year: int | None) -> Iterator[Point]:
    if sheet.table.kind is None:
        return
    apart = _APART_TABLES.get(sheet.table.kind)
    found: dict[tuple[What, Fund | None, Origin | None], list[Point]] = {}
    for row, (cells, coordinates) in enumerate(zip(sheet.cells, sheet.coordinates, strict=True)):
        printed = sheet.table.rows[row]
        if printed.role is RowRole.UNIT and printed.parent is not None:
            continue
        for column, figure in cells.items():
            about = coordinates[column]
            if not isinstance(figure.value, Amount) or about.statistic not in (None, Statistic.AMOUNT):
                continue
            if about.direction is None or (
                about.entity and printed.role is not RowRole.UNIT and printed.parent
            ):
                continue
            what = what_of(about if apart is None else about.but(subject=apart), year)
            if not _says_something(about, printed) or _is_part_of_year(sheet, printed, what):
                continue
            point = Point(what, about.fund, about.origin, sheet, row, column, figure)
            found.setdefault((what, point.fund, point.origin), []).append(point)
    for members in found.values():
        roots = [point for point in members if sheet.table.rows[point.row].parent is None]
        if len(members) == 1 or (len(roots) == len(members) and _panels(roots) == len(members)):
            yield from members
        elif len(roots) == 1 and _is_total(roots[0]):
            yield roots[0]


def _is_part_of_year(sheet: Sheet, printed: Row, what: What) -> bool:
    """Whether a row that names nothing but the year is a part of this year's total, and so not all of it.

    The group that says of what it is may be printed beside another row.
    """
    own = printed.coordinates
    if printed.parent is None or printed.role is not RowRole.ITEM or any(what[1:6]):
        return False
    if own.fund not in (None, Fund.ALL) or own.origin not in (None, Origin.CURRENT) or own.nature is not None:
        return False
    return any(word in fold(sheet.row_name(printed.parent)) for word in ("本年", "当年"))


def _panels(points: Iterable[Point]) -> int:
    return len({point.sheet.table.rows[point.row].panel for point in points})


def _says_something(about: Coordinates, row: Row) -> bool:
    """Whether the coordinates name a thing that another table can print too."""
    own = row.coordinates
    if row.role in (RowRole.TOTAL, RowRole.SUBTOTAL, RowRole.UNIT) or own.subject is Subject.TOTAL:
        return True
    if about.function or about.department_economic or about.government_economic or about.revenue:
        return True
    if about.subject is Subject.OFFICIAL_EXPENSE and about.item and row.parent is None:
        # Overseas visits, vehicles and hospitality are often the columns of a table of one row without a name.
        return True
    return bool(own.item or own.fund or own.origin or own.nature)
