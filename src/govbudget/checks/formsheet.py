"""One form as the checks see it (核对用目标表): its money by source and period, in a unit it prints or that is proved.

A form that prints no unit may get it from ties: an amount that recurs with a unit in its own indicators,
or the only one of 元, 千元 and 万元 in which all such forms together lie between a tenth and the whole of
the project expenditure they are part of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import evolve

from govbudget.checks.results import Operand, Phrase, Side
from govbudget.model.forms import FormField, FormKind, Funding, FundingPeriod, FundingSource, PerformanceForm
from govbudget.model.indicators import QuantityTarget
from govbudget.model.target_text import is_redaction
from govbudget.money import EXACT, Amount, Unit
from govbudget.text import fold, squeeze

__all__ = ["FormSheet", "form_sheets"]

_CANDIDATES: Final = (Unit.YUAN, Unit.THOUSAND_YUAN, Unit.TEN_THOUSAND_YUAN)
_ONE_YEAR: Final = re.compile(r"(?:1|一)(?:个)?年")
_TERMS: Final = ("项目期", "项目实施期", "实施期限", "项目年限", "项目期限")
_BY_TARGET: Final = Phrase("指标值", "an amount that its targets repeat")
_BY_TOTAL: Final = Phrase("与项目支出总额的关系", "what all forms together make of the project expenditure")
_CODES: Final = ("项目编码", "项目代码", "项目编号")


class FormSheet:
    """A form with the unit its amounts have; `number` counts the forms from 1."""

    def __init__(
        self, form: PerformanceForm, number: int, unit: Unit | None, settled_by: Phrase | None = None
    ) -> None:
        self.form = form
        self.number = number
        self.unit = unit
        self.settled_by = settled_by

    @property
    def name(self) -> str:
        """The project, or what else the form is called."""
        return self.form.project or self.form.title or f"({self.number})"

    @cached_property
    def key(self) -> str:
        """What tells the form from others: its kind and project."""
        return f"{self.form.kind.value}:{fold(self.name)}"

    @cached_property
    def code(self) -> str:
        """The code of the project, if the form prints one."""
        return next((squeeze(text) for name in _CODES for text in self.form.texts(name) if text), "")

    @property
    def note(self) -> Phrase | None:
        """By what the unit was settled, where the form prints none."""
        if self.settled_by is None:
            return None
        assert self.unit is not None
        return Phrase(
            f"单位（{self.unit.value}）由{self.settled_by.zh}推定",
            f"unit {self.unit.value} settled by {self.settled_by.en}",
        )

    @cached_property
    def one_year(self) -> bool:
        """Whether the project runs for one year alone, by its printed term or its first and last day."""
        for name in _TERMS:
            for text in self.form.texts(name):
                if _ONE_YEAR.fullmatch(squeeze(text)):
                    return True
        period = self.form.period
        return period is not None and _within_one_year(period.start, period.end)

    def money(self, period: FundingPeriod | None) -> Iterator[tuple[FormField, Funding]]:
        """The printed money of a period, in print order."""
        for field in self.form.funding:
            if field.funding is not None and field.funding.period is period:
                yield field, field.funding

    def total(self, period: FundingPeriod | None, side: Side) -> Operand | None:
        """The total of a period, if it is printed."""
        for field, funding in self.money(period):
            if funding.source is FundingSource.TOTAL:
                return self.operand(field, side)
        return None

    def annual(self, side: Side) -> Operand | None:
        """The money of this year: the annual total, else the only total there is."""
        found = self.total(FundingPeriod.ANNUAL, side)
        if found is not None:
            return found
        whole = [
            field
            for field in self.form.funding
            if field.funding is not None and field.funding.source is FundingSource.TOTAL
        ]
        if len(whole) == 1 and whole[0].funding is not None and whole[0].funding.period is None:
            return self.operand(whole[0], side)
        return None

    def operand(self, field: FormField, side: Side) -> Operand | None:
        """A field of money as an operand; None where it is blank or no number."""
        assert field.funding is not None
        amount = field.funding.amount
        if amount is None and not is_redaction(squeeze(field.raw)):
            return None
        if amount is not None and amount.unit is None and self.unit is not None:
            amount = evolve(amount, unit=self.unit)
        return Operand(
            name=f"{self.name} / {field.name}",
            side=side,
            raw=field.raw,
            value=amount,
            place=field.place,
            source=field,
        )


def _within_one_year(start: dt.date, end: dt.date) -> bool:
    return start.year == end.year


def form_sheets(forms: Sequence[PerformanceForm], projects: Decimal | None) -> tuple[FormSheet, ...]:
    """The forms, with the units that ties prove; `projects` is the project expenditure in yuan."""
    unit = _unit_of_all(forms, projects)
    found = []
    for number, form in enumerate(forms, 1):
        settled: Unit | None = None
        by: Phrase | None = None
        if any(f.funding and f.funding.amount and f.funding.amount.unit is None for f in form.funding):
            settled, by = _unit_by_recurrence(form), _BY_TARGET
            if settled is None:
                settled, by = unit, _BY_TOTAL
        found.append(FormSheet(form, number, settled, None if settled is None else by))
    return tuple(found)


def _amounts(form: PerformanceForm) -> Iterator[tuple[Funding, Amount]]:
    for field in form.funding:
        if field.funding is not None and field.funding.amount is not None:
            yield field.funding, field.funding.amount


def _unit_by_recurrence(form: PerformanceForm) -> Unit | None:
    """The unit with which an amount of the form recurs in its indicators."""
    printed = {amount.value for _, amount in _amounts(form) if amount.value and amount.unit is None}
    units = set()
    for indicator in form.indicators:
        target = indicator.target
        if isinstance(target, QuantityTarget) and target.value in printed:
            unit = next((one for one in _CANDIDATES if one.value == target.unit), None)
            if unit is not None:
                units.add(unit)
    return units.pop() if len(units) == 1 else None


def _unit_of_all(forms: Sequence[PerformanceForm], projects: Decimal | None) -> Unit | None:
    if not projects:
        return None
    total = Decimal(0)
    for form in forms:
        if form.kind is not FormKind.PROJECT:
            continue
        for funding, amount in _amounts(form):
            if (
                funding.source is FundingSource.TOTAL
                and amount.unit is None
                and funding.period in (None, FundingPeriod.ANNUAL)
            ):
                total = EXACT.add(total, amount.value)
                break
    fitting = [
        unit for unit in _CANDIDATES if projects <= EXACT.multiply(total, unit.factor) * 10 <= projects * 10
    ]
    return fitting[0] if len(fitting) == 1 else None
