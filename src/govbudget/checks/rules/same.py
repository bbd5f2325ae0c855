"""The second law (同一事项，同一数字) between tables, and what it becomes where its condition fails: a limit.

The same thing printed in two tables is one amount if fund and origin are the same money in this document.
Where they are not, the smaller fund or origin is at most the larger, line by line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from govbudget.checks.judge import judge_limit, judge_same, not_applicable
from govbudget.checks.points import Ledger, Point, What
from govbudget.checks.results import CheckResult, Law, Phrase, Side, Verdict
from govbudget.checks.rule import rule
from govbudget.checks.sheet import Sheet
from govbudget.checks.view import View
from govbudget.model.coordinates import Direction, Fund, Nature, Origin
from govbudget.model.tables import Panel, RowRole, TableKind
from govbudget.money import Amount
from govbudget.text import fold

__all__ = ["RULES"]

_PAIRWISE: Final = 5
_PARTNERS: Final = (
    (TableKind.GENERAL_EXPENDITURE, TableKind.EXPENDITURE),
    (TableKind.FISCAL_SUMMARY, TableKind.SUMMARY),
)
_ORIGIN_OPEN: Final = Phrase(
    "两表是否含上年结转未注明，且本文件有上年结转",
    "the tables do not say whether they hold carried-over money, and the document has some",
)
_NOT_ONLY: Final = Phrase(
    "另有其他资金或结转，两表不必相等",
    "other funds or carried-over money are printed, so the two need not be equal",
)


def _named(what: What) -> str:
    return ",".join(
        "+".join(map(str, part)) if isinstance(part, tuple) else str(getattr(part, "value", part))
        for part in what
        if part not in (None, ())
    )


def _key(first: Point, second: Point) -> tuple[str, ...]:
    return (_named(first.what), *sorted((first.key, second.key)))


def _where(first: Point, second: Point) -> str:
    return f"{first.sheet.where(first.row, first.column)} = {second.sheet.where(second.row, second.column)}"


def _pairs(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Every two of a few, else the first with each."""
    if len(points) <= _PAIRWISE:
        yield from combinations(points, 2)
    else:
        yield from ((points[0], other) for other in points[1:])


@rule(
    "same-point",
    Law.POINT,
    Phrase("两表同一事项数字相同", "the same thing in two tables is one figure"),
    states=Phrase(
        "同一事项（方向、科目、性质、资金、年度）在两张表中印出的数相同。",
        "A thing with the same coordinates (direction, code, nature, fund, origin) has the same figure in every table.",
    ),
    applies=Phrase(
        "资金和年度口径相同：总表与财政拨款表、一般公共预算表相等，仅当没有其他资金；未注明是否含结转的表，以其数字证明的口径为准。",
        "Fund and origin are the same money: all funds equal the general budget only if nothing else is printed.",
    ),
    needs=Phrase("两张表中的同一事项", "one thing printed in two tables"),
    catalogue=(
        "C2.32",
        "C2.33",
        "C2.34",
        "C2.35",
        "C2.36",
        "C2.37",
        "C2.38",
        "C2.39",
        "C2.40",
        "C2.41",
        "C2.42",
        "C2.46",
    ),
)
def same_point(view: View) -> Iterator[CheckResult]:
    """Every thing that two tables print, where their funds and origins are the same money."""
    ledger = view.ledger
    for members in ledger.by_what.values():
        classes: dict[tuple[Fund | None, Origin | None], list[Point]] = {}
        for point in members:
            classes.setdefault((ledger.fund(point), ledger.origin(point)), []).append(point)
        for (fund, origin), points in classes.items():
            open_origin = ledger.carries and origin is None
            open_fund = fund is None
            for first, second in _pairs(points):
                if first.sheet is second.sheet and not _two_panels(first, second):
                    continue
                result = judge_same(
                    _where(first, second),
                    _key(first, second),
                    first.operand(Side.STATED),
                    second.operand(Side.COMPUTED),
                    apart=True,
                )
                if (
                    result.verdict is Verdict.INCONSISTENT
                    and (open_origin or open_fund)
                    and not _of_one_whole(first, second)
                ):
                    result = not_applicable(result.where, result.coordinates, _ORIGIN_OPEN, result.operands)
                yield result
            if open_origin:
                yield from _open_origins(points, classes, fund)
    yield from _other_money(view)


def _other_money(view: View) -> Iterator[CheckResult]:
    """The pairs of tables that would be equal line by line if nothing but fiscal money were printed."""
    ledger = view.ledger
    for small_kind, large_kind in _PARTNERS:
        for small in view.of_kind(small_kind):
            for large in view.nearest(small, large_kind):
                first, second = _total(ledger, large), _total(ledger, small)
                if first is None or second is None:
                    continue
                if (ledger.fund(first), ledger.origin(first)) != (ledger.fund(second), ledger.origin(second)):
                    operands = (first.operand(Side.STATED), second.operand(Side.COMPUTED))
                    yield not_applicable(
                        _where(first, second), ("money", *_key(first, second)), _NOT_ONLY, operands
                    )


def _total(ledger: Ledger, sheet: Sheet) -> Point | None:
    """The total expenditure of a table."""
    for point in ledger.by_sheet.get(id(sheet), ()):
        plain = point.what[0] is Direction.EXPENDITURE and point.what[1:7] == (
            None,
            None,
            None,
            None,
            (),
            Nature.TOTAL,
        )
        if plain and sheet.table.rows[point.row].parent is None and sheet.column(point.column).whole is None:
            return point
    return None


def _open_origins(
    points: Sequence[Point],
    classes: Mapping[tuple[Fund | None, Origin | None], Sequence[Point]],
    fund: Fund | None,
) -> Iterator[CheckResult]:
    """Points that leave open whether they hold carried-over money, against the first that says so."""
    for origin in (Origin.CURRENT, Origin.ALL):
        for other in classes.get((fund, origin), ())[:1]:
            for point in points:
                first, second = (point, other) if _before(point, other) else (other, point)
                if point.sheet is other.sheet:
                    continue
                result = judge_same(
                    _where(first, second),
                    _key(first, second),
                    first.operand(Side.STATED),
                    second.operand(Side.COMPUTED),
                    apart=True,
                )
                if result.verdict in (Verdict.EQUAL, Verdict.WITHIN_ROUNDING):
                    yield result


def _of_one_whole(first: Point, second: Point) -> bool:
    """Whether the totals above two points are one amount: then neither table holds money that the other leaves out."""
    return not _wholes(first).isdisjoint(_wholes(second))


def _wholes(point: Point) -> set[tuple[Decimal, bool]]:
    """The totals above a point in its own column, in yuan where their unit is stated."""
    found: set[tuple[Decimal, bool]] = set()
    rows = point.sheet.table.rows
    above = rows[point.row].parent
    while above is not None:
        figure = point.sheet.cells[above].get(point.column)
        if rows[above].role in (RowRole.TOTAL, RowRole.SUBTOTAL) and figure is not None:
            money = figure.value
            if isinstance(money, Amount) and money.value:
                found.add((money.value, False) if money.unit is None else (money.yuan, True))
        above = rows[above].parent
    return found


def _before(first: Point, second: Point) -> bool:
    """Whether the table of one stands before that of another in the document."""
    one, other = first.sheet.table.index, second.sheet.table.index
    return one is not None and other is not None and one < other


def _two_panels(first: Point, second: Point) -> bool:
    rows = first.sheet.table.rows
    return rows[first.row].panel is not rows[second.row].panel


_INSIDE: Final = {
    Fund.GENERAL: (Fund.FISCAL, Fund.ALL),
    Fund.GOVERNMENT_FUNDS: (Fund.FISCAL, Fund.ALL),
    Fund.STATE_CAPITAL: (Fund.FISCAL, Fund.ALL),
    Fund.FISCAL: (Fund.ALL,),
}


@rule(
    "fund-within",
    Law.LIMIT,
    Phrase("部分资金不超过全部资金", "one fund is at most all funds, line by line"),
    states=Phrase(
        "同一科目，一般公共预算（或财政拨款、当年）的数不超过总表（含全部资金、结转）的数。",
        "For the same code the general public budget, or fiscal or current-year money, is at most the overall figure.",
    ),
    applies=Phrase(
        "两表口径不同：有其他资金或上年结转。口径相同时两数相等，见 same-point。",
        "The two tables hold different money; where they hold the same, same-point demands equality.",
    ),
    needs=Phrase("口径一大一小的两张表", "two tables of which one holds part of the money of the other"),
    catalogue=("C2.42", "C2.43", "C2.44"),
)
def fund_within(view: View) -> Iterator[CheckResult]:
    """Every thing of one fund or year against the same thing of all."""
    ledger = view.ledger
    for members in ledger.by_what.values():
        if members[0].what[0] is not Direction.EXPENDITURE:
            continue
        wide = _first_two(ledger, members)
        for small in members:
            large = next((point for point in wide if _is_wider(ledger, point, small)), None)
            if large is not None and small.amount.value >= 0:
                yield judge_limit(
                    f"{_where(small, large).replace(' = ', ' ≤ ')}",
                    _key(small, large),
                    stated=[small.operand(Side.STATED)],
                    computed=[large.operand(Side.COMPUTED)],
                    at_least=False,
                    apart=True,
                )


def _first_two(ledger: Ledger, points: Sequence[Point]) -> list[Point]:
    """The first points of each fund and origin, of two tables at most: enough to find one of another table."""
    found: dict[tuple[Fund | None, Origin | None], list[Point]] = {}
    for point in points:
        members = found.setdefault((ledger.fund(point), ledger.origin(point)), [])
        if len(members) < 2 and all(member.sheet is not point.sheet for member in members):
            members.append(point)
    return [point for members in found.values() for point in members]


def _is_wider(ledger: Ledger, large: Point, small: Point) -> bool:
    """Whether a point holds all the money of another and more."""
    if large.sheet is small.sheet:
        return False
    fund, other = ledger.fund(small), ledger.fund(large)
    wider_fund = other in _INSIDE.get(fund, ()) if fund is not None else False
    origin, theirs = ledger.origin(small), ledger.origin(large)
    wider_origin = origin is Origin.CURRENT and theirs is Origin.ALL
    if not ledger.carries or origin is theirs:
        return wider_fund and (not ledger.carries or origin is not None)
    return wider_origin and (wider_fund or fund is other)


@rule(
    "balance",
    Law.POINT,
    Phrase("收入总计等于支出总计", "total revenue equals total expenditure"),
    states=Phrase(
        "收支总表、财政拨款收支总表的收入总计等于支出总计；同一来源栏（资金、年度）收支相等。",
        "In a summary total revenue equals total expenditure, and so does each fund or year that both sides print.",
    ),
    applies=Phrase("没有结转下年时逐来源核对。", "Source by source only where nothing is carried forward."),
    needs=Phrase("收支并列的总表", "a summary with revenue beside expenditure"),
    catalogue=("C1.1", "C1.15", "C1.18", "C1.19"),
)
def balance(view: View) -> Iterator[CheckResult]:
    """Every summary, in total and by source."""
    for sheet in view.of_kind(TableKind.SUMMARY, TableKind.FISCAL_SUMMARY):
        points = view.ledger.by_sheet.get(id(sheet), ())
        ends = {
            panel: [
                point
                for point in points
                if sheet.table.rows[point.row].parent is None
                and sheet.table.rows[point.row].role is RowRole.TOTAL
                and sheet.table.rows[point.row].panel is panel
            ]
            for panel in (Panel.REVENUE, Panel.EXPENDITURE)
        }
        totals = [point for point in ends[Panel.EXPENDITURE] if sheet.column(point.column).whole is None]
        for first in ends[Panel.REVENUE]:
            same = [point for point in totals if point.what[7:] == first.what[7:] and _are_ends(first, point)]
            if len(same) == 1 and not _one_year(first, same[0]):
                yield judge_same(
                    _where(first, same[0]),
                    ("balance", *_key(first, same[0])),
                    first.operand(Side.STATED),
                    same[0].operand(Side.COMPUTED),
                )
        yield from _by_source(view.ledger, points, ends[Panel.EXPENDITURE])


def _are_ends(first: Point, second: Point) -> bool:
    """Whether two rows call themselves the same kind of total: a subtotal, or this year's, is not the end of a side."""
    words = [fold(point.sheet.row_name(point.row)) for point in (first, second)]
    return all(
        any(name in one for name in names) == any(name in other for name in names)
        for one, other in (words,)
        for names in (("小计",), ("本年", "当年"))
    )


def _one_year(first: Point, second: Point) -> bool:
    """Whether one side alone is of this year: then the carry-over stands between them."""
    return (first.origin is Origin.CURRENT) != (second.origin is Origin.CURRENT)


def _by_source(ledger: Ledger, points: Sequence[Point], ends: Sequence[Point]) -> Iterator[CheckResult]:
    """The expenditure totals of single funds and years against the revenue of that fund and year."""
    for second in ends:
        if second.sheet.column(second.column).whole is None:
            continue
        same = [
            point
            for point in points
            if point.what[0] is Direction.REVENUE
            and not point.what[5]
            and point.what[7:] == second.what[7:]
            and point.fund is second.fund
            and point.origin is second.origin
            and (point.origin is not None or not ledger.carries)
        ]
        if len(same) != 1 or _forward(points):
            continue
        first = same[0]
        yield judge_same(
            _where(first, second),
            ("source", *_key(first, second)),
            first.operand(Side.STATED),
            second.operand(Side.COMPUTED),
        )


def _forward(points: Sequence[Point]) -> bool:
    return any(point.origin is Origin.CARRIED_FORWARD and point.amount.value for point in points)


@rule(
    "basic-within",
    Law.LIMIT,
    Phrase(
        "基本支出的经济科目不超过全部支出的同一科目",
        "an economic class of basic expenditure is at most that of all",
    ),
    states=Phrase(
        "同一经济科目，基本支出表的数不超过收支总表（全部支出）的数。",
        "For the same economic class basic expenditure is at most what a summary prints for all expenditure.",
    ),
    needs=Phrase("同一经济科目的基本支出和全部支出", "an economic class of basic and of all expenditure"),
    catalogue=("C2.43",),
)
def basic_within(view: View) -> Iterator[CheckResult]:
    """Every economic class that one table prints for basic and another for all expenditure."""
    ledger = view.ledger
    for what, members in ledger.by_what.items():
        if what[6] is not Nature.BASIC or not (what[2] or what[3] or what[5]):
            continue
        wider = ledger.by_what.get((*what[:6], Nature.TOTAL, *what[7:]), ())
        for small in members:
            large = next((point for point in wider if point.sheet is not small.sheet), None)
            if large is not None and ledger.fund(large) in (Fund.ALL, ledger.fund(small)):
                yield judge_limit(
                    f"{small.sheet.where(small.row, small.column)} ≤ {large.sheet.where(large.row, large.column)}",
                    _key(small, large),
                    stated=[small.operand(Side.STATED)],
                    computed=[large.operand(Side.COMPUTED)],
                    at_least=False,
                    apart=True,
                )


RULES = (same_point, fund_within, basic_within, balance)
"""The rules of this module."""
