"""Facts (事实): one per point, whatever the number of its printings.

Two printed figures with the same coordinates are two printings of one fact.  The value of a fact is the
printing with the finest increment, and `agreement` says whether the others agree.

Within one table it is different: rows with the same coordinates and different figures are several parts of a
whole, such as the lines of a code for three units without their names, or goods of one kind.  What tells them
apart is printed nowhere, so each is a fact of its own; only the whole of all of them, if one is, is the point.

A document prints the same money several times over: by function, by economic item, by project.
`is_leaf` marks one breakdown of it: starting from the printed total of one direction, fund and origin,
each point is replaced by the parts that some table prints for it, rows before columns, as long as these
parts add up to it within rounding.  What is left are the leaves, and they add up to the total.  Points
of another breakdown, points that belong to no printed total, prior years, changes and rates are no
leaves.

>>> from govbudget.model.coordinates import Direction
>>> from govbudget.model.tables import Column, Figure, Row, Table
>>> from govbudget.money import Amount, Unit
>>> def row(index, label, raw, **more):
...     cell = Figure(raw=raw, value=Amount.parse(raw, Unit.YUAN), column=0)
...     return Row(index=index, label=label, cells=(cell,), **more)
>>> table = Table(
...     title="支出总表",
...     coordinates=Coordinates(direction=Direction.EXPENDITURE, nature=Nature.TOTAL),
...     columns=(Column(path=("合计",)),),
...     rows=(
...         row(1, "合计", "9", subject=Subject.TOTAL, coordinates=Coordinates(subject=Subject.TOTAL)),
...         row(2, "教育支出", "4", parent=0, coordinates=Coordinates(item="教育支出")),
...         row(3, "其他支出", "5", parent=0, coordinates=Coordinates(item="其他支出")),
...     ),
... )
>>> [(fact.name, str(fact.value), fact.is_leaf) for fact in facts_of([table])]
[('合计', '9 元', False), ('教育支出', '4 元', True), ('其他支出', '5 元', True)]
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from attrs import evolve, field, frozen

from govbudget.model.coordinates import Coordinates, Nature, Statistic, Subject
from govbudget.model.tables import Figure, PrintedFigure, Table
from govbudget.money import EXACT, Amount, Interval, Quantity, Rate
from govbudget.spans import Place

__all__ = ["Agreement", "Fact", "facts_of"]

Number: TypeAlias = Amount | Quantity | Rate
_Point: TypeAlias = tuple[Coordinates, int]
"""Coordinates, and a number that tells apart what only stands apart: 0 where nothing has to be told apart."""


class Agreement(enum.Enum):
    """Whether the printings of one fact agree (一致性)."""

    SINGLE = "single"
    EQUAL = "equal"
    WITHIN_ROUNDING = "within rounding"
    INCONSISTENT = "inconsistent"


@frozen(kw_only=True)
class Fact:
    """One point of the document (事实): its coordinates, its name as first printed, its value.

    `printings` are the figures printed for it, in document order.

    >>> import govbudget
    >>> doc = govbudget.parse("2024年支出总表\\n单位：万元\\n项目\\t合计\\n教育支出\\t8.00\\n")
    >>> doc.facts[0].name, doc.facts[0].agreement
    ('教育支出', <Agreement.SINGLE: 'single'>)
    """

    coordinates: Coordinates
    name: str
    value: Number
    agreement: Agreement
    is_leaf: bool
    printings: tuple[PrintedFigure, ...] = field(repr=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the printings stand."""
        return tuple(p.figure.place for p in self.printings if p.figure.place is not None)


def facts_of(tables: Iterable[Table]) -> tuple[Fact, ...]:
    """The facts that tables state, in the order of their first printing."""
    points: dict[_Point, list[PrintedFigure]] = {}
    point_of: dict[int, _Point] = {}
    apart = 0
    for table in tables:
        printed_at: dict[Coordinates, list[PrintedFigure]] = {}
        for printed in table.figures:
            if isinstance(printed.figure.value, Amount | Quantity | Rate) and printed.column is not None:
                printed_at.setdefault(_point(printed), []).append(printed)
        parts = {
            id(part.figure) for printings in printed_at.values() for part in _parts_of_a_point(printings)
        }
        for coordinates, printings in printed_at.items():
            for printed in printings:
                apart += id(printed.figure) in parts
                point_of[id(printed.figure)] = coordinates, apart if id(printed.figure) in parts else 0
        for printed in table.figures:
            if (point := point_of.get(id(printed.figure))) is not None:
                points.setdefault(point, []).append(printed)
    leaves = _leaves(points, point_of)
    return tuple(
        Fact(
            coordinates=point[0],
            name=printings[0].row.label,
            value=_finest(printings),
            agreement=_agreement(printings),
            is_leaf=point in leaves,
            printings=tuple(printings),
        )
        for point, printings in points.items()
    )


def _parts_of_a_point(printings: Sequence[PrintedFigure]) -> Sequence[PrintedFigure]:
    """Those of one table's figures with the same coordinates that are parts of the point, and not the point."""
    if _agreement(printings) is not Agreement.INCONSISTENT:
        return ()
    table = printings[0].table
    rows = _Above(table.rows, [row.parent for row in table.rows])
    columns = _Above(table.columns, [column.whole for column in table.columns])
    here = {(id(one.row), id(one.column)) for one in printings}
    wholes = []
    for one in printings:
        above = ((row, column) for row in rows.of(one.row) for column in columns.of(one.column))
        if not any(place in here for place in islice(above, 1, None)):
            wholes.append(one)
    if len(wholes) != 1:
        return printings
    return [one for one in printings if _agreement([wholes[0], one]) is Agreement.INCONSISTENT]


class _Above:
    """What rows or columns are parts of, by identity."""

    def __init__(self, all_: Sequence[object], wholes: Sequence[int | None]) -> None:
        self._all = all_
        self._wholes = wholes
        self._places = {id(one): at for at, one in enumerate(all_)}

    def of(self, one: object) -> list[int]:
        """A row or column, what it is a part of, and so on."""
        found: list[int] = []
        place: int | None = self._places[id(one)]
        while place is not None and len(found) < len(self._all):
            found.append(id(self._all[place]))
            place = self._wholes[place]
        return found


def _point(printed: PrintedFigure) -> Coordinates:
    """The coordinates with what is implied by the value made explicit, and nothing that tells twice."""
    coordinates = printed.coordinates
    if coordinates.statistic is None and isinstance(printed.figure.value, Amount):
        coordinates = evolve(coordinates, statistic=Statistic.AMOUNT)
    return coordinates


def _number(printed: PrintedFigure) -> Number:
    value = printed.figure.value
    assert isinstance(value, Amount | Quantity | Rate)
    return value


def _interval(value: Number) -> Interval:
    if isinstance(value, Amount) and value.unit is None:
        return Interval.around(value.value)
    return value.interval


def _finest(printings: Sequence[PrintedFigure]) -> Number:
    def width(value: Number) -> Decimal:
        interval = _interval(value)
        return EXACT.subtract(interval.high, interval.low)

    return min(map(_number, printings), key=width)


def _unit(value: Number) -> object:
    if isinstance(value, Amount):
        return "money" if value.unit is not None else None
    return value.unit if isinstance(value, Quantity) else "%"


def _agreement(printings: Sequence[PrintedFigure]) -> Agreement:
    if len(printings) == 1:
        return Agreement.SINGLE
    values = [_number(printed) for printed in printings]
    if len({_unit(value) for value in values}) > 1:
        return Agreement.INCONSISTENT
    exact = {v.yuan if isinstance(v, Amount) and v.unit is not None else v.value for v in values}
    if len(exact) == 1:
        return Agreement.EQUAL
    intervals = [_interval(value) for value in values]
    low, high = max(i.low for i in intervals), min(i.high for i in intervals)
    return Agreement.WITHIN_ROUNDING if low <= high else Agreement.INCONSISTENT


def _leaves(points: dict[_Point, list[PrintedFigure]], point_of: dict[int, _Point]) -> set[_Point]:
    """The finest points that make up a printed total, each counted once."""
    leaves: set[_Point] = set()
    pending = _roots(points)
    seen = set(pending)
    while pending:
        point = pending.pop()
        parts = _breakdown(point, points[point], point_of)
        # Tables that contradict each other may make a point a part of its own part.
        if parts is None or seen.intersection(parts):
            leaves.add(point)
            continue
        seen.update(parts)
        pending.extend(parts)
    return leaves


def _roots(points: Iterable[_Point]) -> list[_Point]:
    """One whole for each direction, fund, origin and phase: the department's total, else those of its units.

    The totals of units are parts of the department's, whether a table says so or not.
    """
    wholes: dict[tuple[object, ...], dict[str, _Point]] = {}
    for point, apart in points:
        if not apart and _is_whole(point):
            of_all = wholes.setdefault(
                (point.direction, point.fund, point.origin, point.phase, point.fiscal_year), {}
            )
            of_all.setdefault(point.entity, (point, apart))
    return [root for found in wholes.values() for root in ([found[""]] if "" in found else found.values())]


def _is_whole(point: Coordinates) -> bool:
    return (
        point.subject in (Subject.TOTAL, Subject.UNIT)
        and point.direction is not None
        and point.statistic is Statistic.AMOUNT
        and point.nature in (None, Nature.TOTAL)
        and not (point.item or point.qualifier or point.base)
        and (point.phase is None or not point.phase.value.startswith("prior"))
    )


def _breakdown(
    point: _Point, printings: Sequence[PrintedFigure], point_of: dict[int, _Point]
) -> list[_Point] | None:
    """The parts that a table prints for a point and that add up to it, rows before columns, or None."""
    for along_columns in (False, True):
        for printed in printings:
            figures = printed.column_parts if along_columns else printed.row_parts
            parts = _distinct_parts(point, figures, point_of)
            if parts is not None and _adds_up(_number(printed), figures):
                return parts
    return None


def _distinct_parts(
    point: _Point, figures: Sequence[Figure], point_of: dict[int, _Point]
) -> list[_Point] | None:
    parts = [point_of.get(id(figure)) for figure in figures]
    if not parts or len(set(parts)) < len(parts):
        return None
    same = _budget(point[0])
    found = []
    for part in parts:
        if part is None or part == point or _budget(part[0]) != same:
            return None
        found.append(part)
    return found


def _budget(point: Coordinates) -> tuple[object, ...]:
    """What all parts of a breakdown have in common."""
    return point.direction, point.fund, point.origin, point.phase


def _adds_up(whole: Number, parts: Sequence[Figure]) -> bool:
    total = Interval.point(Decimal(0))
    for part in parts:
        if not isinstance(part.value, type(whole)):
            return False
        assert isinstance(part.value, Amount | Quantity | Rate)
        total = total + _interval(part.value)
    return total.meets(_interval(whole))
