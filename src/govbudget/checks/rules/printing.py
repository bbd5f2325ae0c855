"""How a document prints: its tables, names, signs, places (报表的列示).  Hints, all of them, one for each habit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from govbudget.checks.narrative import claim_operand, decreases
from govbudget.checks.remarks import hint, passed
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side
from govbudget.checks.rule import rule
from govbudget.checks.sheet import Sheet
from govbudget.checks.view import View
from govbudget.codes.types import ClassificationCode
from govbudget.model.coordinates import Origin, Statistic
from govbudget.model.disclosure import DisclosureKind
from govbudget.model.forms import FormField
from govbudget.model.tables import Table, TableKind
from govbudget.money import Amount, Rate
from govbudget.text import fold, without_brackets

__all__ = ["RULES"]

_PRESCRIBED: Final = {
    TableKind.SUMMARY: "收支总表",
    TableKind.REVENUE: "收入总表",
    TableKind.EXPENDITURE: "支出总表",
    TableKind.FISCAL_SUMMARY: "财政拨款收支总表",
    TableKind.GENERAL_EXPENDITURE: "一般公共预算支出表",
    TableKind.BASIC_EXPENDITURE: "一般公共预算基本支出表",
    TableKind.OFFICIAL_EXPENSES: "“三公”经费支出表",
    TableKind.GOVERNMENT_FUNDS: "政府性基金预算支出表",
}
_ENOUGH: Final = 4
"""How many prescribed tables make a document one that should have all: fewer are a part of a document."""
_LESSENING: Final = ("结转", "结余", "弥补", "调减", "冲", "扣", "退", "净", "分配", "差额")
_PLACEHOLDER: Final = re.compile(
    r"[×xX]{2,}|T\.?B\.?D\.?|待(?:填写?|补充?)|\{[^{}]*\}|[（(]?此处填写?[)）]?", re.IGNORECASE
)
_MANY: Final = 10
_WORDS: Final = 12


@rule(
    "tables-present",
    Law.IDENTITY,
    Phrase("规定的报表齐全", "the prescribed tables are all there"),
    states=Phrase(
        "部门预算有规定的报表：收支总表、收入总表、支出总表、财政拨款收支总表、一般公共预算支出表和基本支出表、“三公”经费表、政府性基金表；"
        "缺的只作提示。",
        "A budget has its prescribed tables: summaries, revenue, expenditure, general, basic, official, funds; "
        "a missing one is a hint.",
    ),
    applies=Phrase("文件印有其中四张以上。", "The document prints at least four of them."),
    needs=Phrase("规定的报表", "the prescribed tables"),
    catalogue=("C5.74",),
)
def tables_present(view: View) -> Iterator[CheckResult]:
    """The tables of the document, empty ones too, against those prescribed."""
    kinds = {table.kind for table in view.document.tables}
    if len(kinds & _PRESCRIBED.keys()) < _ENOUGH or view.document.kind is DisclosureKind.PERFORMANCE:
        return
    for kind, name in _PRESCRIBED.items():
        key = ("table", kind.value)
        if kind in kinds:
            yield passed(name, key)
        else:
            yield hint(name, key, Phrase("文件中没有此表", "the document does not have this table"))


@rule(
    "code-one-name",
    Law.IDENTITY,
    Phrase("同一编码只有一个名称", "one code has one name"),
    states=Phrase(
        "同一功能或经济科目编码在各表中的名称相同（括号内的除外）；不同的只作提示。",
        "A functional or economic code has one name in all tables, brackets aside; several are a hint.",
    ),
    needs=Phrase("印有编码和名称的科目", "rows with a classification code and a name"),
    catalogue=("C5.79",),
)
def code_one_name(view: View) -> Iterator[CheckResult]:
    """Every code with all the names that the tables of one classification give it."""
    names: dict[tuple[str, str], dict[str, str]] = {}
    for table in view.document.tables:
        for row in table.rows:
            # Two codes in a row share a name column: which of them it names is not said.
            if (
                isinstance(row.code, ClassificationCode)
                and row.label
                and not row.other_codes
                and not row.group
            ):
                told = names.setdefault((row.code.kind.value, row.code.digits), {})
                told.setdefault(without_brackets(fold(row.label)), row.label)
    agree = False
    for (kind, digits), told in names.items():
        if len(told) > 1:
            note = Phrase("同一编码有几个名称", "one code has several names")
            first, *others = told.values()
            yield hint(digits, (kind, digits, *sorted(told)), note, stated=first, computed="; ".join(others))
        agree = agree or len(told) == 1
    if agree:
        yield passed(view.document.title, ("names",))


@rule(
    "negative-amounts",
    Law.IDENTITY,
    Phrase("除结转结余外没有负数", "no amount is negative but what is carried over or taken away"),
    states=Phrase(
        "金额不为负；增减额、结转结余、分配、冲减等除外；负数只作提示。",
        "No amount is negative, apart from changes, balances and what is taken away by its name; else a hint.",
    ),
    needs=Phrase("印有金额的报表", "a table with amounts"),
    catalogue=("C5.80",),
)
def negative_amounts(view: View) -> Iterator[CheckResult]:
    """Every table, with all of its negative amounts together."""
    for sheet in view.sheets:
        found: list[Operand] = []
        seen = False
        for row, cells in enumerate(sheet.cells):
            for column, figure in cells.items():
                if isinstance(figure.value, Amount) and not sheet.signed(column):
                    seen = True
                    if figure.value.value < 0 and not _may_lessen(sheet, row, column):
                        found.extend(
                            one for one in (sheet.operand(row, column, Side.STATED),) if one is not None
                        )
        if found:
            note = Phrase(f"{len(found)}个金额为负", f"negative amounts: {len(found)}")
            yield hint(sheet.name, (sheet.key, "negative"), note, found[:_MANY])
        elif seen:
            yield passed(sheet.name, (sheet.key, "negative"))


def _may_lessen(sheet: Sheet, row: int, column: int) -> bool:
    words = sheet.table.rows[row].label + sheet.column(column).title
    origin = sheet.coordinates[row][column].origin
    return origin in (Origin.CARRIED_OVER, Origin.CARRIED_FORWARD) or any(
        word in words for word in _LESSENING
    )


@rule(
    "rates-in-range",
    Law.IDENTITY,
    Phrase(
        "比重在0至100之间，降幅不超过100", "shares lie between 0 and 100, and nothing falls by more than 100"
    ),
    states=Phrase(
        "报表和情况说明中的比重在0至100之间，下降的比率不超过100；不符只作提示。",
        "Shares in tables and sentences lie between 0 and 100, and no rate of change falls below -100; else a hint.",
    ),
    needs=Phrase("比重或增减率", "shares or rates of change"),
    catalogue=("C5.81",),
)
def rates_in_range(view: View) -> Iterator[CheckResult]:
    """Every share and rate of tables and narrative, one result for each figure out of range."""
    seen = False
    note = Phrase("比率超出可能的范围", "the rate lies outside what is possible")
    for sheet in view.sheets:
        for row, cells in enumerate(sheet.cells):
            for column, figure in cells.items():
                if not isinstance(figure.value, Rate):
                    continue
                seen = True
                statistic = sheet.coordinates[row][column].statistic
                if _is_impossible(figure.value, statistic):
                    operand = sheet.operand(row, column, Side.STATED)
                    key = (sheet.key, sheet.row_keys[row], sheet.column_keys[column])
                    yield hint(sheet.where(row, column), key, note, [] if operand is None else [operand])
    told = view.narrative
    for claim in told.claims:
        if isinstance(claim.value, Rate) and not claim.bound:
            seen = True
            value = claim.value if claim.statistic is Statistic.SHARE else Rate(-abs(claim.value.value))
            falls = claim.statistic is Statistic.SHARE or decreases(claim)
            if falls and _is_impossible(value, claim.statistic):
                yield hint(
                    told.where(claim), ("range", *told.key(claim)), note, [claim_operand(claim, Side.STATED)]
                )
    if seen:
        yield passed(view.document.title, ("rates",))


def _is_impossible(rate: Rate, statistic: Statistic | None) -> bool:
    if statistic is Statistic.SHARE:
        return not 0 <= rate.value <= 100
    return statistic is Statistic.RATE and rate.value < -100


@rule(
    "decimal-places",
    Law.IDENTITY,
    Phrase("金额的小数位数一致", "amounts have the places of their table"),
    states=Phrase(
        "一张表中的金额，小数位数不多于表中其他金额；多的只作提示。",
        "No amount of a table has more decimal places than the others; those that have are a hint.",
    ),
    applies=Phrase(
        "表中十分之九以上的金额位数不超过同一位数。", "Nine of ten amounts keep to the same number of places."
    ),
    needs=Phrase("印有金额的报表", "a table with amounts"),
    catalogue=("C5.83",),
)
def decimal_places(view: View) -> Iterator[CheckResult]:
    """Every table with enough amounts to tell its places, all exceptions together."""
    for sheet in view.sheets:
        places: Counter[int] = Counter()
        for cells in sheet.cells:
            places.update(
                _places(figure.value) for figure in cells.values() if isinstance(figure.value, Amount)
            )
        if places.total() < _MANY:
            continue
        usual = min(
            most
            for most in places
            if sum(n for p, n in places.items() if p <= most) * 10 >= places.total() * 9
        )
        finer = [
            operand
            for row, cells in enumerate(sheet.cells)
            for column, figure in cells.items()
            if isinstance(figure.value, Amount)
            and _places(figure.value) > usual
            and (operand := sheet.operand(row, column, Side.STATED)) is not None
        ]
        if finer:
            note = Phrase(
                f"{len(finer)}个金额的小数位数多于他数",
                f"amounts with more places than the others: {len(finer)}",
            )
            yield hint(sheet.name, (sheet.key, "places"), note, finer[:_MANY])
        else:
            yield passed(sheet.name, (sheet.key, "places"))


def _places(amount: Amount) -> int:
    exponent = amount.value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@rule(
    "placeholders",
    Law.IDENTITY,
    Phrase("没有未填写的占位符", "nothing is left to be filled in"),
    states=Phrase(
        "名称、情况说明和目标表中没有××、XX、{…}、待填写等占位符；有的只作提示。",
        "No name, sentence or form holds ××, XX, {...} or 待填写 for what was to be filled in; else a hint.",
    ),
    needs=Phrase("报表、情况说明或目标表", "tables, sentences or forms"),
    catalogue=("C5.76",),
)
def placeholders(view: View) -> Iterator[CheckResult]:
    """The names of rows, the fields of forms, the sentences with figures."""
    document = view.document
    texts = [(table.title, row.label) for table in document.tables for row in table.rows]
    texts += [
        (sheet.name, field.raw)
        for sheet in view.forms
        for field in sheet.form.fields
        if isinstance(field, FormField)
    ]
    texts += [(claim.section, claim.text) for claim in document.claims]
    found = dict.fromkeys(
        (where, _around(match)) for where, text in texts if (match := _PLACEHOLDER.search(text)) is not None
    )
    for where, text in found:
        note = Phrase("有未填写的占位符", "a placeholder is left")
        yield hint(where or text, ("placeholder", fold(where), fold(text)), note, stated=text)
    if texts and not found:
        yield passed(document.title, ("placeholders",))


def _around(match: re.Match[str]) -> str:
    """A placeholder with the words about it."""
    return match.string[max(match.start() - _WORDS, 0) : match.end() + _WORDS].strip()


@rule(
    "one-entity",
    Law.IDENTITY,
    Phrase("各表的单位名称一致", "all tables name one entity"),
    states=Phrase(
        "各表所注的部门或单位名称，与文件的部门相同，或是其所属单位；其他名称只作提示。",
        "Every table names the entity of the document, or one of its units; another name is a hint.",
    ),
    needs=Phrase("注明单位名称的报表", "tables that name their entity"),
    catalogue=("C5.84",),
)
def one_entity(view: View) -> Iterator[CheckResult]:
    """Every name that stands above a table."""
    document = view.document
    own = fold(document.entity)
    names: dict[str, Table] = {}
    for table in document.tables:
        if table.entity:
            names.setdefault(fold(table.entity), table)
    known = {own, *(fold(unit) for unit in document.units)}
    for name, table in names.items() if own else ():
        key = ("entity", name)
        if name in known or name in own or own in name:
            yield passed(table.title, key)
        else:
            note = Phrase("表上的单位名称不是文件的部门", "the table names another entity than the document")
            yield hint(table.title, key, note, stated=table.entity, computed=document.entity)


RULES = (
    tables_present,
    code_one_name,
    negative_amounts,
    rates_in_range,
    decimal_places,
    placeholders,
    one_entity,
)
"""The rules of this module."""
