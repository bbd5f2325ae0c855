"""What performance target forms say about money (绩效目标表的资金): sources, periods, plans."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from govbudget.checks.formsheet import FormSheet
from govbudget.checks.judge import judge_limit, judge_same, judge_sum, not_checkable
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side
from govbudget.checks.rule import rule
from govbudget.checks.view import View
from govbudget.model.forms import FieldRole, FormField, FundingPeriod, FundingSource
from govbudget.model.target_text import is_redaction
from govbudget.money import EXACT, Amount, Rate, parse_number
from govbudget.text import fold, squeeze

__all__ = ["RULES"]

_FISCAL_PARTS: Final = (FundingSource.CENTRAL, FundingSource.PROVINCIAL, FundingSource.LOCAL)
_BY_NATURE: Final = (FundingSource.BASIC, FundingSource.PROJECT)
_BESIDE: Final = (FundingSource.OWN, FundingSource.OTHER)
_UNFILLED: Final = Phrase("总额已填，资金来源全部为零", "a total is printed and every source of it is zero")
_NO_TOTAL: Final = Phrase(
    "项目总额为零，而年度有金额", "the whole project is printed as zero, and this year has money"
)
_PERCENT: Final = Phrase(
    "栏目写“%”，所填不是百分比", "the header says %, and what stands there are no percentages"
)
_PERIODS: Final = ((FundingPeriod.WHOLE, "whole"), (FundingPeriod.ANNUAL, "annual"), (None, "single"))


@rule(
    "form-funding",
    Law.SUM,
    Phrase("目标表资金总额等于各来源之和", "the funds of a form are the sum of their sources"),
    states=Phrase(
        "每张目标表、每个期间，资金总额等于各资金来源之和；基本支出与项目支出之和等于部门预算总额。",
        "In every form and period the total is the sum of its sources, or of basic and project expenditure.",
    ),
    needs=Phrase("印有资金总额和来源的目标表", "a form with a total and its sources"),
    catalogue=("C6.88",),
)
def form_funding(view: View) -> Iterator[CheckResult]:
    """Every form, in every period, by source and by nature."""
    for sheet in view.forms:
        for period, word in _PERIODS:
            total = sheet.total(period, Side.STATED)
            for name, parts, blanks in _breakdowns(sheet, period):
                where = f"{sheet.name} / {name.name if total is None else total.name.rpartition(' / ')[2]}"
                key = (sheet.key, word, name.funding.source.value if name.funding else "")
                unfilled = (
                    total is not None
                    and total.value is not None
                    and total.value.value
                    and all(part.value is not None and not part.value.value for part in parts)
                )
                yield judge_sum(
                    where,
                    key,
                    total,
                    parts,
                    blanks=blanks,
                    note=_UNFILLED if unfilled and parts else sheet.note,
                    cause="form-sources-unfilled" if unfilled else "",
                )


def _breakdowns(
    sheet: FormSheet, period: FundingPeriod | None
) -> Iterator[tuple[FormField, list[Operand], int]]:
    """The ways in which a form breaks a total down: by source, and by nature of expenditure."""
    fields = [(field, funding) for field, funding in sheet.money(period)]
    totals = [funding for _, funding in fields if funding.source is FundingSource.TOTAL]
    if len(totals) != 1:
        return
    if period is not None and len(_total_periods(sheet)) == 1:
        fields += list(sheet.money(None))
    sources = {funding.source for _, funding in fields}
    fiscal = (FundingSource.FISCAL,) if FundingSource.FISCAL in sources else _FISCAL_PARTS
    for way in ((*fiscal, *_BESIDE), _BY_NATURE):
        members = [field for field, funding in fields if funding.source in way]
        if len(members) < 2:
            continue
        operands = [sheet.operand(field, Side.COMPUTED) for field in members]
        printed = [operand for operand in operands if operand is not None]
        total = sheet.total(period, Side.STATED)
        if total is None and not printed:
            continue
        yield members[0], printed, len(members) - len(printed)


def _total_periods(sheet: FormSheet) -> set[FundingPeriod | None]:
    return {
        field.funding.period
        for field in sheet.form.funding
        if field.funding is not None and field.funding.source is FundingSource.TOTAL
    }


@rule(
    "project-period",
    Law.LIMIT,
    Phrase("项目总额不少于年度金额", "a whole project is at least this year's part of it"),
    states=Phrase(
        "实施期（项目）总额不少于年度金额；一年期项目两者相等。",
        "The amount of the whole period is at least this year's; for a project of one year the two are equal.",
    ),
    applies=Phrase("相等仅适用于一年期项目。", "Equality only for a project of one year."),
    needs=Phrase("印有实施期和年度金额的目标表", "a form with the whole period's amount and this year's"),
    catalogue=("C6.88",),
)
def project_period(view: View) -> Iterator[CheckResult]:
    """Every form that prints both periods."""
    for sheet in view.forms:
        whole = sheet.total(FundingPeriod.WHOLE, Side.STATED)
        annual = sheet.total(FundingPeriod.ANNUAL, Side.COMPUTED)
        if whole is None or annual is None:
            continue
        where = f"{sheet.name} / {whole.name.rpartition(' / ')[2]}"
        key = (sheet.key, "period")
        empty = whole.value is not None and not whole.value.value
        cause = "project-total-zero" if empty else ""
        if sheet.one_year:
            note = _NO_TOTAL if empty and annual.value is not None and annual.value.value else sheet.note
            yield judge_same(where, key, whole, annual, note=note, cause=cause)
        else:
            yield judge_limit(
                where, key, stated=[whole], computed=[annual], at_least=True,
                note=_NO_TOTAL if empty else sheet.note, cause=cause,
            )  # fmt: skip


@rule(
    "percent-header",
    Law.IDENTITY,
    Phrase("写明百分比的栏目合计为100", "figures under a header of percent add up to 100"),
    states=Phrase(
        "栏目写明“%”的各期数字之和（逐期累计的，为末期数）等于100。",
        "Figures of several periods under a header that says % add up to 100, or rise to it.",
    ),
    needs=Phrase("写明百分比的支出计划", "a plan whose header says %"),
    catalogue=("C6.95",),
)
def percent_header(view: View) -> Iterator[CheckResult]:
    """Every plan of a form under a header with a percent sign."""
    for sheet in view.forms:
        for field, figures in _plans(sheet):
            if "%" not in fold(field.name):
                continue
            where, key = f"{sheet.name} / {field.name}", (sheet.key, "percent", fold(field.name))
            if figures is None:
                yield not_checkable(
                    where, key, Phrase("有数被隐去或不是数", "a figure is hidden or no number"), ()
                )
                continue
            counted = figures[-1:] if _climbs(figures) else figures
            yield judge_sum(
                where,
                key,
                Operand(name="100%", side=Side.STATED, raw="100", value=Rate(Decimal(100))),
                [_part(field, Rate(value)) for value in counted],
                note=None if sum(counted) == 100 else _PERCENT,
                cause=f"percent-header:{fold(field.name)}",
            )


@rule(
    "form-plan",
    Law.SUM,
    Phrase("预算数等于各期计划之和", "a budget is the sum of its plan by periods"),
    states=Phrase(
        "分季度的资金支出计划之和（逐期累计的，为末期数）等于预算数。",
        "The plan of spending by quarters adds up to the budget, or rises to it.",
    ),
    applies=Phrase("所填是金额而不是百分比。", "What the plan prints are amounts and no percentages."),
    needs=Phrase("印有预算数和支出计划的目标表", "a form with a budget and a plan of spending"),
    catalogue=("C6.88",),
)
def form_plan(view: View) -> Iterator[CheckResult]:
    """Every plan of a form against its budget."""
    for sheet in view.forms:
        budget = sheet.annual(Side.STATED)
        for field, figures in _plans(sheet):
            where, key = f"{sheet.name} / {field.name}", (sheet.key, "plan", fold(field.name))
            if budget is None or budget.value is None or figures is None:
                note = Phrase("预算数或计划被隐去、为空", "the budget or the plan is hidden or blank")
                yield not_checkable(where, key, note, [] if budget is None else [budget])
                continue
            assert isinstance(budget.value, Amount)
            unit = budget.value.unit
            counted = figures[-1:] if _rises(figures, budget) else figures
            percent = "%" in fold(field.name) and not _near(figures, budget.value)
            if percent and Decimal(100) in (sum(figures), figures[-1]):
                continue
            yield judge_sum(where, key, budget, [_part(field, Amount(value, unit)) for value in counted])


def _plans(sheet: FormSheet) -> Iterator[tuple[FormField, list[Decimal] | None]]:
    """The plans that give all periods in one row, with their figures; None where one of them is no number."""
    for field in sheet.form.fields:
        if isinstance(field, FormField) and field.role is FieldRole.PLAN and _is_whole_plan(field):
            words = field.raw.split()
            values = [parse_number(word.removesuffix("%")) for word in words]
            numbers = [value for value in values if value is not None]
            hidden = len(numbers) < len(values) or any(is_redaction(squeeze(word)) for word in words)
            yield field, None if hidden else numbers


def _is_whole_plan(field: FormField) -> bool:
    """Whether a field gives every period of a plan, and no single one of them."""
    return bool(field.raw.strip()) and ("计划" in field.name or len(field.raw.split()) > 1)


def _climbs(figures: list[Decimal]) -> bool:
    """Whether percentages are cumulative by themselves: they reach 100, or only climb and come to no 100."""
    hundred = Decimal(100)
    if sum(figures, Decimal(0)) == hundred:
        return False
    pairs = list(pairwise(figures))
    never_falls = all(earlier <= later for earlier, later in pairs)
    return never_falls and (figures[-1] == hundred or all(earlier < later for earlier, later in pairs))


def _rises(figures: list[Decimal], budget: Operand | None) -> bool:
    """Whether the figures are cumulative: they never fall, and rise to the budget or to 100."""
    if any(later < earlier for earlier, later in pairwise(figures)):
        return False
    ends = {Decimal(100)}
    if budget is not None and budget.value is not None:
        ends.add(budget.value.value)
    total = sum(figures, Decimal(0))
    return figures[-1] in ends and total not in ends


def _near(figures: list[Decimal], budget: Amount) -> bool:
    """Whether the figures make up the budget, give or take a tenth: then they are amounts."""
    total = sum(figures, Decimal(0))
    return any(
        EXACT.subtract(one, budget.value).copy_abs() * 10 <= budget.value for one in (total, figures[-1])
    )


def _part(field: FormField, value: Amount | Rate) -> Operand:
    return Operand(
        name=field.name,
        side=Side.COMPUTED,
        raw=format(value.value, "f"),
        value=value,
        place=field.place,
        source=field,
    )


RULES = (form_funding, project_period, percent_header, form_plan)
"""The rules of this module."""
