"""The tidy table `indicators` (绩效指标): one row per indicator that has a name or a target.

>>> from govbudget.model.forms import FormField, FormKind, PerformanceForm
>>> from govbudget.model.indicators import Indicator, parse_target
>>> form = PerformanceForm(
...     kind=FormKind.PROJECT,
...     title="阅览室项目绩效目标表",
...     project="阅览室改造",
...     indicators=(
...         Indicator("改造面积", "效果目标", "数量", parse_target("≥1,200.50平方米")),
...         Indicator("读者评价", "效果目标", "满意度", parse_target("定性提升")),
...     ),
... )
>>> rows = list(indicator_rows("a.txt", [form]))
>>> [(row.level1, row.level1_canonical, row.name) for row in rows]
[('效果目标', '产出指标', '改造面积'), ('效果目标', '满意度指标', '读者评价')]
>>> [(row.kind, row.operator, row.quantity, row.unit, row.text) for row in rows]
[('quantity', '≥', Decimal('1200.50'), '平方米', ''), ('qualitative', '', None, '', '提升')]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from govbudget.exports.common import word
from govbudget.model.forms import PerformanceForm
from govbudget.model.indicators import QualitativeTarget, QuantityTarget, RangeTarget, RedactedTarget, Target

__all__ = ["IndicatorRow", "indicator_rows"]


@frozen(kw_only=True)
class IndicatorRow:
    """One indicator (一条指标): where it stands, its levels, and its target taken apart.

    `quantity` and `quantity_max` are None where the target is no number; `line` is that of the
    indicator's first cell.  `further` is what other columns of the grid print: `分值=10; 备注=抽检`.
    """

    document: str
    form_index: int
    form_title: str
    project: str
    scope: str
    level1: str
    level2: str
    level1_canonical: str
    level2_canonical: str
    name: str
    description: str
    basis: str
    raw: str
    kind: str
    operator: str
    quantity: Decimal | None
    quantity_max: Decimal | None
    unit: str
    text: str
    status: str
    line: int | None
    further: str


def indicator_rows(document: str, forms: Sequence[PerformanceForm]) -> Iterator[IndicatorRow]:
    """The rows of `indicators` for the forms of one document, in print order."""
    for index, form in enumerate(forms, 1):
        for indicator in form.indicators:
            target = indicator.target
            operator, low, high, unit = _numbers(target)
            yield IndicatorRow(
                document=document,
                form_index=index,
                form_title=form.title,
                project=form.project,
                scope=word(indicator.scope),
                level1=indicator.level1,
                level2=indicator.level2,
                level1_canonical=indicator.level1_canonical,
                level2_canonical=indicator.level2_canonical,
                name=indicator.name,
                description=indicator.description,
                basis=indicator.basis,
                raw=target.raw,
                kind=target.kind.value,
                operator=operator,
                quantity=low,
                quantity_max=high,
                unit=unit,
                text=target.text if isinstance(target, QualitativeTarget) else "",
                status="redacted" if isinstance(target, RedactedTarget) else "printed",
                line=None if indicator.place is None else indicator.place.line,
                further="; ".join(f"{cell.head}={cell.text}" for cell in indicator.further),
            )


def _numbers(target: Target) -> tuple[str, Decimal | None, Decimal | None, str]:
    if isinstance(target, QuantityTarget):
        return word(target.operator), target.value, None, target.unit
    if isinstance(target, RangeTarget):
        return word(target.operator), target.low, target.high, target.unit
    return "", None, None, ""
