"""Changes and rates of change printed beside the figures they compare (增减额、增减率), recomputed."""

from __future__ import annotations

from collections.abc import Iterator

from govbudget.checks.judge import ZERO_BASE, judge_rate, judge_same, not_checkable
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side
from govbudget.checks.rule import rule
from govbudget.checks.sheet import Sheet
from govbudget.checks.view import View
from govbudget.model.coordinates import Coordinates, Phase, Statistic
from govbudget.model.tables import Column
from govbudget.money import Amount

__all__ = ["RULES", "prior_of"]


def _rest(column: Column) -> tuple[object, Coordinates]:
    """What a column is about beside phase and statistic."""
    about = column.coordinates
    return column.panel, about.but(phase=None, base=None, statistic=None, qualifier="", fiscal_year=None)


def _only(
    sheet: Sheet, like: Column, wanted: frozenset[Phase | None], statistic: Statistic | None
) -> int | None:
    """The one column of amounts of some phases that is about the same as a column of changes."""
    found = [
        index
        for index, column in enumerate(sheet.table.columns)
        if column.coordinates.phase in wanted
        and column.coordinates.statistic in (statistic, Statistic.AMOUNT if statistic is None else statistic)
        and (statistic is None or column.coordinates.base is like.coordinates.base)
        and _rest(column) == _rest(like)
        and any(index in cells for cells in sheet.cells)
    ]
    return found[0] if len(found) == 1 else None


def prior_of(sheet: Sheet, row: int, column: int) -> Operand | None:
    """What a table prints in the same row for a year before this one, of the same thing as an amount of this year."""
    like = sheet.table.columns[column]
    found = [
        at
        for at, one in enumerate(sheet.table.columns)
        if one.coordinates.phase in _PRIOR
        and one.coordinates.statistic in (None, Statistic.AMOUNT)
        and one.coordinates.qualifier == like.coordinates.qualifier
        and _rest(one) == _rest(like)
    ]
    return sheet.operand(row, found[0], Side.COMPUTED) if len(found) == 1 else None


_NOW = frozenset({Phase.BUDGET, Phase.FINAL})
_PRIOR = frozenset({Phase.PRIOR_BUDGET, Phase.PRIOR_ADJUSTED, Phase.PRIOR_FINAL})
_ANY = frozenset({None, *Phase})


@rule(
    "change",
    Law.SUM,
    Phrase("增减额等于两年之差", "a change is this year less the base"),
    states=Phrase(
        "增减额等于本年数减去上年数（上年预算或上年决算）。",
        "A printed change is this year's figure less the base's.",
    ),
    needs=Phrase("增减额及其两年的数", "a change with the two figures it compares"),
    catalogue=("C1.30",),
)
def change(view: View) -> Iterator[CheckResult]:
    """Every change that a table prints beside both figures."""
    for sheet in view.sheets:
        for index, column in enumerate(sheet.table.columns):
            about = column.coordinates
            if about.statistic is not Statistic.CHANGE:
                continue
            now = _only(sheet, column, _NOW, None)
            base = _only(sheet, column, _PRIOR if about.base is None else frozenset({about.base}), None)
            if now is None or base is None:
                continue
            for row in range(len(sheet.cells)):
                stated = sheet.operand(row, index, Side.STATED)
                first, second = (
                    sheet.operand(row, now, Side.COMPUTED),
                    sheet.operand(row, base, Side.COMPUTED),
                )
                if stated is None and (first is None or second is None):
                    continue
                where = sheet.where(row, index)
                key = (sheet.key, sheet.row_keys[row], sheet.column_keys[index])
                if stated is None or first is None or second is None:
                    given = [each for each in (stated, first, second) if each is not None]
                    yield not_checkable(where, key, Phrase("有数为空", "a figure is blank"), given)
                    continue
                yield judge_same(where, key, stated, [first], minus=[second])


@rule(
    "change-rate",
    Law.RATE,
    Phrase("增减率等于增减额除以基数", "a rate of change is the change over the base"),
    states=Phrase(
        "增减率等于增减额（未印则为两年之差）除以上年数。",
        "A printed rate is the printed change, or the difference, over the base.",
    ),
    applies=Phrase("基数不为零。", "The base is not zero."),
    needs=Phrase("增减率及其基数", "a rate of change with its base"),
    catalogue=("C1.30", "C1.31"),
)
def change_rate(view: View) -> Iterator[CheckResult]:
    """Every rate of change that a table prints beside its base."""
    for sheet in view.sheets:
        for index, column in enumerate(sheet.table.columns):
            about = column.coordinates
            if about.statistic is not Statistic.RATE:
                continue
            now = _only(sheet, column, _NOW, None)
            base = _only(sheet, column, _PRIOR if about.base is None else frozenset({about.base}), None)
            changes = _only(sheet, column, _ANY, Statistic.CHANGE)
            if base is None or (now is None and changes is None):
                continue
            for row in range(len(sheet.cells)):
                yield from _rate(sheet, row, index, now, base, changes)


def _rate(
    sheet: Sheet, row: int, index: int, now: int | None, base: int, changes: int | None
) -> Iterator[CheckResult]:
    stated = sheet.operand(row, index, Side.STATED)
    if stated is None:
        return
    below = sheet.operand(row, base, Side.COMPUTED)
    above = None if changes is None else sheet.operand(row, changes, Side.COMPUTED)
    minus = None
    if above is None and now is not None:
        above, minus = sheet.operand(row, now, Side.COMPUTED), below
    where, key = sheet.where(row, index), (sheet.key, sheet.row_keys[row], sheet.column_keys[index])
    if above is None or below is None:
        given = [each for each in (stated, above, below) if each is not None]
        yield not_checkable(where, key, Phrase("增减额或基数为空", "the change or the base is blank"), given)
        return
    if isinstance(below.value, Amount) and not below.value.value:
        yield not_checkable(where, key, ZERO_BASE, [stated, above, below])
        return
    yield judge_rate(where, key, stated, [above], below, minus=minus)


RULES = (change, change_rate)
"""The rules of this module."""
