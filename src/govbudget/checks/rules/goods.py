"""Goods to be bought (政府采购): the project that pays for them, and what is set aside for small firms.

Hints, both of them: a form may count money of other years, and two projects may have one name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from govbudget.checks.formsheet import FormSheet
from govbudget.checks.judge import judge_limit, judge_same
from govbudget.checks.remarks import as_hint
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side
from govbudget.checks.rule import rule
from govbudget.checks.sheet import Sheet
from govbudget.checks.view import View
from govbudget.model.coordinates import Statistic
from govbudget.model.forms import FormKind
from govbudget.model.tables import Column, TableKind
from govbudget.text import fold

__all__ = ["RULES"]

_NOISE: Final = re.compile(r"[^\w]+")
_OF_PROJECT: Final = ("采购项目来源", "项目预算", "项目资金", "项目总")
_SET_ASIDE: Final = re.compile("预留.*(中小|小微)|(中小|小微).*预留")
_UNLIKE: Final = Phrase(
    "同一项目的预算数与他处不同", "the budget of one project differs from what is printed elsewhere"
)
_BEYOND: Final = Phrase("预留份额大于采购金额", "more is set aside than is bought")


def _name(words: str) -> str:
    return _NOISE.sub("", fold(words))


def _is_of_project(column: Column) -> bool:
    """Whether a column prints the budget of the project beside each of its goods, by its words."""
    words = [fold(part) for part in column.path]
    about = column.coordinates.statistic in (None, Statistic.AMOUNT) and column.whole is None
    return about and any(word.startswith(_OF_PROJECT) or _OF_PROJECT[0] in word for word in words)


@rule(
    "goods-project",
    Law.POINT,
    Phrase("采购项目的预算数前后一致", "the budget of a project is one figure beside all its goods"),
    states=Phrase(
        "采购表中同一项目各行印出的项目预算数相同，并等于该项目目标表的年度金额；不符只作提示。",
        "Beside each of its goods a project has one budget, that of its form; else a hint.",
    ),
    needs=Phrase("印有项目预算数的采购表", "goods with the budget of their project"),
    catalogue=("C6.89",),
)
def goods_project(view: View) -> Iterator[CheckResult]:
    """Every project of a table of goods: its form against each row, or the rows against what most of them print."""
    forms: dict[str, list[FormSheet]] = {}
    for form in view.forms:
        if form.form.kind is FormKind.PROJECT:
            forms.setdefault(_name(form.name), []).append(form)
    for sheet in view.of_kind(TableKind.PROCUREMENT):
        for column in sheet.used:
            if not _is_of_project(sheet.column(column)):
                continue
            rows: dict[tuple[int | None, str], list[int]] = {}
            for row, printed in enumerate(sheet.table.rows):
                if len(printed.names) > 1 and column in sheet.cells[row]:
                    rows.setdefault((printed.parent, _name(printed.names[0])), []).append(row)
            for (_, name), members in rows.items():
                yield from _one_budget(sheet, column, members, forms.get(name, ()))


def _one_budget(
    sheet: Sheet, column: int, rows: Sequence[int], forms: Sequence[FormSheet]
) -> Iterator[CheckResult]:
    """The budgets beside the goods of one project; nothing where neither form nor majority says what is meant."""
    budgets = {row: found for row in rows if (found := sheet.operand(row, column, Side.STATED)) is not None}
    other = forms[0].annual(Side.COMPUTED) if len(forms) == 1 else None
    if other is None:
        model = _most_common(budgets)
        other = None if model is None else sheet.operand(model, column, Side.COMPUTED)
        budgets = {row: found for row, found in budgets.items() if row != model}
    if other is None:
        return
    for row, found in budgets.items():
        where = f"{sheet.where(row, column)} = {other.name}"
        key = (sheet.key, *map(fold, sheet.table.rows[row].names), sheet.column_keys[column])
        yield as_hint(judge_same(where, key, found, other, apart=True), _UNLIKE)


def _most_common(budgets: Mapping[int, Operand]) -> int | None:
    """The first row that prints what more than half of several rows print."""
    printed = Counter(found.value for found in budgets.values() if found.value is not None)
    if not printed:
        return None
    value, times = printed.most_common(1)[0]
    if times < 2 or times * 2 <= len(budgets):
        return None
    return next(row for row, found in budgets.items() if found.value == value)


@rule(
    "set-aside-within",
    Law.LIMIT,
    Phrase("预留中小企业份额不超过采购金额", "no more is set aside for small firms than is bought"),
    states=Phrase(
        "采购表每行预留给中小微企业的份额不超过该行的采购金额；超过只作提示。",
        "In each row the share set aside for small firms is at most the amount of the purchase; more is a hint.",
    ),
    needs=Phrase("印有预留份额的采购表", "goods with the share set aside for small firms"),
    catalogue=("C2.50",),
)
def set_aside_within(view: View) -> Iterator[CheckResult]:
    """Every row of a table of goods that prints both."""
    for sheet in view.of_kind(TableKind.PROCUREMENT):
        wholes = [whole for whole, _ in sheet.column_sums]
        shares = [c for c in sheet.used if _SET_ASIDE.search(fold("".join(sheet.column(c).path)))]
        if len(wholes) != 1 or len(shares) != 1:
            continue
        for row in range(len(sheet.cells)):
            stated = sheet.operand(row, shares[0], Side.STATED)
            bought = sheet.operand(row, wholes[0], Side.COMPUTED)
            if stated is None or bought is None:
                continue
            where = f"{sheet.where(row, shares[0])} ≤ {sheet.where(row, wholes[0])}"
            key = (
                sheet.key,
                sheet.row_keys[row],
                *map(fold, sheet.table.rows[row].names),
                sheet.column_keys[shares[0]],
            )
            yield as_hint(
                judge_limit(where, key, stated=[stated], computed=[bought], at_least=False), _BEYOND
            )


RULES = (goods_project, set_aside_within)
"""The rules of this module."""
