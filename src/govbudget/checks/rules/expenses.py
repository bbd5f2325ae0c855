"""Official expenses (“三公”经费) against the economic codes that hold them, and against what was counted.

Hints, all of them: projects may pay for what the basic expenditure does not, and a count may be of another year.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govbudget.checks.judge import judge_limit
from govbudget.checks.narrative import claim_operand
from govbudget.checks.remarks import as_hint, hint, passed
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side
from govbudget.checks.rule import rule
from govbudget.checks.sheet import Sheet
from govbudget.checks.view import View
from govbudget.codes.types import DepartmentEconomicCode
from govbudget.model.claims import Claim
from govbudget.model.coordinates import Phase, Statistic
from govbudget.model.tables import TableKind
from govbudget.money import Amount, Quantity
from govbudget.text import fold, strip_numbering

__all__ = ["RULES"]

_ABROAD: Final = "因公出国"
_RECEPTION: Final = "公务接待"
_VEHICLES: Final = "公务用车运行"
_BOUGHT: Final = "公务用车购置费"
_CODES: Final = {_ABROAD: "30212", _RECEPTION: "30217", _VEHICLES: "30231", _BOUGHT: "31013"}
_COUNTED: Final = {
    _ABROAD: (("出国", "出境"), ("个", "次", "人", "人次", "批", "批次")),
    _RECEPTION: (("接待",), ("批", "批次", "次", "人", "人次")),
    _BOUGHT: (("购置", "购买", "新购"), ("辆", "台")),
}
"""Which counts go with which expense: words of the subject, and units."""
_NOW: Final = (None, Phase.BUDGET, Phase.FINAL)
_BEYOND: Final = Phrase(
    "超过基本支出中的相应科目，超出部分应由项目支出列支",
    "more than the economic code in basic expenditure holds: the rest must be paid by projects",
)
_NO_MONEY: Final = Phrase("有数量而经费为零", "things are counted, and there is no money for them")
_NO_COUNT: Final = Phrase("有经费而数量为零", "there is money, and nothing is counted")


def _item(label: str) -> str | None:
    """Which expense a row of the table is, if it is a single one."""
    words = strip_numbering(fold(label)).replace("(境)", "")
    if "购置" in words and "运行" in words:
        return None
    if words.startswith("公务用车购置"):
        return _BOUGHT
    return next((item for item in (_ABROAD, _RECEPTION, _VEHICLES) if words.startswith(item)), None)


def _expenses(view: View) -> Iterator[tuple[Sheet, str, int, int]]:
    """The single expenses of this year, whole funds before parts: sheet, which one, row and column.

    In final accounts what was spent, not the budget beside it.
    A table gives them a row each, or a column each in the row of the whole.
    """
    for sheet in view.of_kind(TableKind.OFFICIAL_EXPENSES):
        found: dict[str, tuple[int, int]] = {}
        for row, cells in enumerate(sheet.cells):
            printed = sheet.table.rows[row]
            for column in sorted(cells, key=lambda one: sheet.column(one).whole is not None):
                about = sheet.coordinates[row][column]
                by_column = sheet.column(column).coordinates.item
                if about.phase not in (None, view.narrative.phase) or about.statistic not in (
                    None,
                    Statistic.AMOUNT,
                ):
                    continue
                item = _item(by_column or printed.label)
                if item is not None and (printed.parent is None or not by_column):
                    found.setdefault(item, (row, column))
        for item, (row, column) in found.items():
            yield sheet, item, row, column


@rule(
    "expenses-within",
    Law.LIMIT,
    Phrase("“三公”经费不超过相应经济科目", "official expenses are at most the economic codes that hold them"),
    states=Phrase(
        "因公出国（境）、公务接待、公务用车运行维护、公务用车购置不超过基本支出表的30212、30217、30231、31013；"
        "超过只作提示，因项目支出也可列支。",
        "Visits abroad, hospitality, running and buying vehicles are at most 30212, 30217, 30231, 31013 of basic "
        "expenditure; more is a hint, since projects may pay too.",
    ),
    needs=Phrase(
        "“三公”经费表和按经济科目编列的基本支出表",
        "a table of official expenses and basic expenditure by economic code",
    ),
    catalogue=("C2.48",),
)
def expenses_within(view: View) -> Iterator[CheckResult]:
    """Every single expense against its code in the table of basic expenditure."""
    held = _by_code(view)
    for sheet, item, row, column in _expenses(view):
        stated = sheet.operand(row, column, Side.STATED)
        code = held.get(_CODES[item])
        if stated is None or code is None:
            continue
        basic, line, whole = code
        total = basic.operand(line, whole, Side.COMPUTED)
        if total is None:
            continue
        result = judge_limit(
            f"{sheet.where(row, column)} ≤ {basic.where(line, whole)}",
            (sheet.key, sheet.row_keys[row], basic.key, _CODES[item]),
            stated=[stated],
            computed=[total],
            at_least=False,
            apart=True,
        )
        yield as_hint(result, _BEYOND)


def _by_code(view: View) -> dict[str, tuple[Sheet, int, int]]:
    """The rows of basic expenditure by department economic code, with the column of the whole; none that repeats."""
    found: dict[str, tuple[Sheet, int, int]] = {}
    twice: set[str] = set()
    for sheet in view.of_kind(TableKind.BASIC_EXPENDITURE)[:1]:
        whole = next((column for column in sheet.used if sheet.column(column).whole is None), None)
        for row, printed in enumerate(sheet.table.rows):
            if whole is not None and isinstance(printed.code, DepartmentEconomicCode):
                twice.update({printed.code.digits} & found.keys())
                found[printed.code.digits] = (sheet, row, whole)
    return {code: place for code, place in found.items() if code not in twice}


@rule(
    "expenses-counted",
    Law.IDENTITY,
    Phrase("“三公”经费与所述数量相符", "official expenses fit what was counted"),
    states=Phrase(
        "出国团组和人次、接待批次和人次、购置车辆数，与相应经费同为零或同不为零；不符只作提示。",
        "Visits abroad, guests and vehicles bought are none where there is no money for them, and some where there is; "
        "else a hint.",
    ),
    needs=Phrase("“三公”经费表和说明数量的句子", "a table of official expenses and sentences that count"),
    catalogue=("C4.68",),
)
def expenses_counted(view: View) -> Iterator[CheckResult]:
    """Every count of the narrative that goes with a single expense."""
    for sheet, item, row, column in _expenses(view):
        words, units = _COUNTED.get(item, ((), ()))
        money = sheet.operand(row, column, Side.COMPUTED)
        for claim in view.document.claims if words else ():
            if not _counts(claim, words, units):
                continue
            if view.narrative.whole(claim) is not None and not claim.value.value:
                # There may be guests and none from abroad.
                continue
            where = f"{view.narrative.where(claim)} = {sheet.where(row, column)}"
            key = (sheet.key, sheet.row_keys[row], *view.narrative.key(claim))
            stated = claim_operand(claim, Side.STATED)
            operands: list[Operand] = [stated, *([] if money is None else [money])]
            # A blank in a table of official expenses says that there are none.
            paid = money is not None and isinstance(money.value, Amount) and bool(money.value.value)
            some = stated.value is not None and bool(stated.value.value)
            if money is not None and money.value is None:
                continue
            if paid is some:
                yield passed(where, key, operands)
            else:
                yield hint(where, key, _NO_MONEY if some else _NO_COUNT, operands)


def _counts(claim: Claim, words: tuple[str, ...], units: tuple[str, ...]) -> bool:
    return (
        claim.statistic is Statistic.COUNT
        and isinstance(claim.value, Quantity)
        and not claim.bound
        and claim.unit in units
        and any(word in claim.subject for word in words)
        and ("车" in claim.subject or units[0] != "辆")
        and claim.coordinates.phase in _NOW
    )


RULES = (expenses_within, expenses_counted)
"""The rules of this module."""
