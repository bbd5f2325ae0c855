"""What a document should look like (报表结构): classes behind personnel and operating, empty tables, codes and names.

Hints, all of them: a look is worth while, and nothing is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govbudget.checks.judge import judge_same, judge_sum, not_applicable
from govbudget.checks.points import bare
from govbudget.checks.remarks import as_hint, hint, passed
from govbudget.checks.results import CheckResult, Law, Phrase, Side, Verdict
from govbudget.checks.rule import rule
from govbudget.checks.sheet import Sheet
from govbudget.checks.view import View
from govbudget.codes import codes_rows
from govbudget.codes.types import ClassificationCode
from govbudget.laws.classes import PERSONNEL_CLASSES
from govbudget.model.coordinates import Direction, Fund, Nature
from govbudget.model.tables import Row, RowRole, Table, TableKind
from govbudget.money import Amount
from govbudget.text import fold

__all__ = ["RULES"]

_PERSONNEL_NAMES: Final = frozenset({"工资福利", "对个人和家庭补助"})
_DIVIDED: Final = Phrase(
    "有的类兼有人员经费和公用经费", "a class is partly personnel and partly operating expenditure"
)
_NOTHING: Final = ("无数据", "没有", "未安排", "为空", "无此项", "无相关")
_SAYS_SO: Final = ("无", "没有", "未", "空", "不涉及")
_GOODS: Final = (
    TableKind.PROCUREMENT,
    TableKind.SERVICES,
    TableKind.PROJECT_EXPENDITURE,
    TableKind.FIXED_ASSETS,
)
_FUND_TABLES: Final = {
    TableKind.GOVERNMENT_FUNDS: Fund.GOVERNMENT_FUNDS,
    TableKind.STATE_CAPITAL: Fund.STATE_CAPITAL,
}


@rule(
    "economic-classes",
    Law.SUM,
    Phrase(
        "人员经费、公用经费与经济科目类相符", "personnel and operating are the economic classes behind them"
    ),
    states=Phrase(
        "人员经费等于工资福利支出与对个人和家庭的补助之和，公用经费等于其余各类之和；不符只作提示。",
        "Personnel is wages and benefits plus aid to individuals, operating is the rest; a mismatch is a hint.",
    ),
    applies=Phrase("没有一类兼有人员经费和公用经费。", "No class is partly personnel and partly operating."),
    needs=Phrase("分人员和公用的基本支出表", "basic expenditure by class, personnel and operating apart"),
    catalogue=("C1.25",),
)
def economic_classes(view: View) -> Iterator[CheckResult]:
    """Every table of basic expenditure with columns for personnel and operating."""
    for sheet in view.of_kind(TableKind.BASIC_EXPENDITURE):
        roots = [row for row, printed in enumerate(sheet.table.rows) if printed.parent is None]
        whole = next((c for c in sheet.used if sheet.column(c).whole is None), None)
        if len(roots) != 1 or whole is None:
            continue
        classes = sheet.children.get(roots[0], ())
        personal = [row for row in classes if _is_personnel(sheet, row)]
        rest = [row for row in classes if row not in personal]
        for nature, rows in ((Nature.PERSONNEL, personal), (Nature.OPERATING, rest)):
            columns = [c for c in sheet.used if sheet.column(c).coordinates.nature is nature]
            if len(columns) != 1 or not rows or not personal:
                continue
            total = sheet.operand(roots[0], columns[0], Side.STATED)
            parts = [part for row in rows if (part := sheet.operand(row, whole, Side.COMPUTED)) is not None]
            key = (sheet.key, "classes", nature.value)
            result = judge_sum(sheet.where(roots[0], columns[0]), key, total, parts)
            if result.verdict is Verdict.INCONSISTENT and any(_is_divided(sheet, row) for row in classes):
                yield not_applicable(result.where, key, _DIVIDED, result.operands)
            else:
                yield as_hint(result, Phrase("与经济科目各类之和不同", "not the sum of its economic classes"))


def _is_divided(sheet: Sheet, row: int) -> bool:
    """Whether a class prints money of both kinds: then it is for the table to say which class is which."""
    printed = {
        sheet.column(column).coordinates.nature
        for column, figure in sheet.cells[row].items()
        if isinstance(figure.value, Amount) and figure.value.value
    }
    return {Nature.PERSONNEL, Nature.OPERATING} <= printed


def _is_personnel(sheet: Sheet, row: int) -> bool:
    printed = sheet.table.rows[row]
    if printed.code is not None:
        return printed.code.digits.startswith(PERSONNEL_CLASSES)
    return bare(printed.label) in _PERSONNEL_NAMES


@rule(
    "agency-operating",
    Law.POINT,
    Phrase("机关运行经费与公用经费相符", "agency operating expenses are the operating expenditure"),
    states=Phrase(
        "机关运行经费等于基本支出表的公用经费；不符只作提示，因事业单位的公用经费不计入。",
        "Agency operating expenses equal operating expenditure; a mismatch is a hint, since institutions are left out.",
    ),
    needs=Phrase("机关运行经费表和基本支出表", "tables of agency operating and of basic expenditure"),
    catalogue=("C2.49",),
)
def agency_operating(view: View) -> Iterator[CheckResult]:
    """Every table of agency operating expenses against the table of basic expenditure."""
    for sheet in view.of_kind(TableKind.AGENCY_OPERATING):
        for basic in view.nearest(sheet, TableKind.BASIC_EXPENDITURE):
            columns = [c for c in basic.used if basic.column(c).coordinates.nature is Nature.OPERATING]
            rows = [row for row, printed in enumerate(basic.table.rows) if printed.parent is None]
            tops = [row for row, printed in enumerate(sheet.table.rows) if printed.parent is None]
            whole = next((c for c in sheet.used if sheet.column(c).whole is None), None)
            if len(columns) != 1 or len(rows) != 1 or len(tops) != 1 or whole is None:
                continue
            first = basic.operand(rows[0], columns[0], Side.STATED)
            second = sheet.operand(tops[0], whole, Side.COMPUTED)
            if first is not None and second is not None:
                where = f"{basic.where(rows[0], columns[0])} = {sheet.where(tops[0], whole)}"
                result = judge_same(where, (basic.key, sheet.key, "operating"), first, second)
                yield as_hint(result, Phrase("两者不同", "the two differ"))


@rule(
    "revenue-by-code",
    Law.POINT,
    Phrase("按科目的收入与支出相等", "revenue by code equals expenditure by code"),
    states=Phrase(
        "按功能科目编列的收入（含上年结转）等于支出总表同一科目的支出；不符只作提示。",
        "Revenue printed by functional code, carry-over included, equals expenditure of that code; else a hint.",
    ),
    needs=Phrase(
        "按功能科目编列的收入总表和支出总表", "revenue and expenditure tables, both by functional code"
    ),
    catalogue=("C2.45",),
)
def revenue_by_code(view: View) -> Iterator[CheckResult]:
    """Every functional code of a revenue table that an expenditure table prints too."""
    for revenue in view.of_kind(TableKind.REVENUE):
        tops = [c for c in revenue.used if revenue.column(c).whole is None and revenue.added(c)]
        for expenditure in view.nearest(revenue, TableKind.EXPENDITURE):
            whole = next((c for c in expenditure.used if expenditure.column(c).whole is None), None)
            if whole is None:
                continue
            codes = _by_code(expenditure)
            for code, row in _by_code(revenue).items():
                printed = [part for c in tops if (part := revenue.operand(row, c, Side.COMPUTED)) is not None]
                total = expenditure.operand(codes[code], whole, Side.STATED) if code in codes else None
                if total is not None and printed:
                    where = f"{revenue.where(row)} = {expenditure.where(codes[code], whole)}"
                    result = judge_same(where, (revenue.key, expenditure.key, code), total, printed)
                    yield as_hint(
                        result, Phrase("同一科目收支不同", "revenue and expenditure of the code differ")
                    )


def _by_code(sheet: Sheet) -> dict[str, int]:
    """The rows by their functional code, the total row under an empty one; codes printed twice left out."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for row, printed in enumerate(sheet.table.rows):
        function = printed.coordinates.function
        top = printed.parent is None and printed.role is RowRole.TOTAL
        if function is None and not top:
            continue
        code = "" if function is None else function.digits
        twice.update({code} if code in found else ())
        found[code] = row
    return {code: row for code, row in found.items() if code not in twice}


@rule(
    "codes-present",
    Law.IDENTITY,
    Phrase("一般公共预算等表的科目都在支出总表中", "the codes of one fund are codes of all expenditure"),
    states=Phrase(
        "一般公共预算、政府性基金、国有资本经营预算支出表的每个科目，支出总表中也有；缺的只作提示。",
        "Every code of the expenditure of one fund is a code of the overall table; a missing one is a hint.",
    ),
    needs=Phrase(
        "按科目编列的支出总表和分资金的支出表", "expenditure tables by code, of all funds and of one"
    ),
    catalogue=("C2.44",),
)
def codes_present(view: View) -> Iterator[CheckResult]:
    """Every table of one fund's expenditure against the overall table nearest to it."""
    for kind in (TableKind.GENERAL_EXPENDITURE, *_FUND_TABLES):
        for sheet in view.of_kind(kind):
            for whole in view.nearest(sheet, TableKind.EXPENDITURE):
                known = {row.coordinates.function for row in whole.table.rows} - {None}
                own = {row.coordinates.function: at for at, row in enumerate(sheet.table.rows)}
                own.pop(None, None)
                levels = {code.level for code in known if code is not None}
                missing = [
                    (code, at)
                    for code, at in own.items()
                    if code is not None and code not in known and code.level in levels
                ]
                for code, at in missing:
                    note = Phrase("支出总表中没有此科目", "the overall table does not have this code")
                    yield hint(f"{sheet.where(at)} = {whole.name}", (sheet.key, whole.key, code.digits), note)
                if own and known and not missing:
                    yield passed(f"{sheet.name} = {whole.name}", (sheet.key, whole.key, "codes"))


@rule(
    "empty-table",
    Law.IDENTITY,
    Phrase("空表有说明，非空表没有", "an empty table says so, and no other does"),
    states=Phrase(
        "没有数据的表注明无数据，有数据的表不作此说明；空的基金表，其资金在总表中也为零。",
        "A table published empty has a note that says so, one with figures has none.",
    ),
    needs=Phrase("规定的报表", "a prescribed table"),
    catalogue=("C2.51", "C5.75"),
)
def empty_table(view: View) -> Iterator[CheckResult]:
    """Every prescribed table."""
    for table in view.document.tables:
        if table.kind is None:
            continue
        key = (table.kind.value, fold(table.title))
        says = any(word in note for note in table.notes for word in _NOTHING)
        if table.is_empty and not any(word in note for note in table.notes for word in _SAYS_SO):
            yield hint(
                table.title, key, Phrase("空表未注明无数据", "published empty without a note that says so")
            )
        elif says and not table.is_empty and not _all_zero(table):
            yield hint(table.title, key, Phrase("有数据而注明无数据", "a note says that there are no data"))
        else:
            yield passed(table.title, key)
        if table.is_empty and table.kind in _FUND_TABLES:
            yield from _nil_fund(view, table, _FUND_TABLES[table.kind])


def _all_zero(table: Table) -> bool:
    return not any(
        isinstance(figure.value, Amount) and figure.value.value
        for row in table.rows
        for figure in row.figures
    )


def _nil_fund(view: View, table: Table, fund: Fund) -> Iterator[CheckResult]:
    """Of a fund whose table is empty the other tables print no money."""
    if table.coordinates.direction is Direction.REVENUE:
        return
    for point in view.ledger.spent.get(fund, ())[:1]:
        yield hint(
            f"{table.title} / {point.sheet.where(point.row, point.column)}",
            (fold(table.title), "nil", point.key),
            Phrase("此表为空而他表有此资金", "the table is empty, and another prints money of this fund"),
            [point.operand(Side.STATED)],
        )


def _names_its_code(row: Row) -> bool:
    """Whether the label can only be the name of the row's code: one code, one name."""
    return not row.other_codes and len({fold(name) for name in (row.label, *row.names) if name}) == 1


@rule(
    "code-names",
    Law.IDENTITY,
    Phrase("科目编码与名称相符", "codes and names are those of the catalogue"),
    states=Phrase(
        "科目名称与该年度科目表中同一编码的名称相符；只与有据可查的名称比较，不符只作提示。",
        "A code's name is that of the year's classification; a mismatch with an attested name is a hint.",
    ),
    needs=Phrase("印有编码的科目", "a row with a classification code"),
    catalogue=("C5.78",),
)
def code_names(view: View) -> Iterator[CheckResult]:
    """Every code under every name that the document prints."""
    printed = [
        (row.code, row.label, "" if row.place is None else str(row.place.line))
        for table in view.document.tables
        for row in table.rows
        if isinstance(row.code, ClassificationCode) and table.kind not in _GOODS and _names_its_code(row)
    ]
    if not printed:
        return
    agree = 0
    for found in codes_rows(printed, view.document.fiscal_year):
        if not found.hint:
            agree += 1
            continue
        yield hint(
            f"{found.code.digits} {found.name}",
            (found.code.kind.value, found.code.digits, found.name),
            Phrase("名称与科目表不同", "the name differs from the catalogue's"),
            stated=found.name,
            computed="; ".join(found.catalogue_names),
        )
    if agree:
        yield passed(view.document.title, ("codes",))


RULES = (economic_classes, agency_operating, revenue_by_code, codes_present, empty_table, code_names)
"""The rules of this module."""
