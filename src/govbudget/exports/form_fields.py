"""The tidy table `form_fields` (绩效目标表字段): one row per printed field, personal data only when asked for.

>>> from govbudget.model.forms import FormField, FormKind, PerformanceForm, PersonalField, PersonalValue
>>> form = PerformanceForm(
...     kind=FormKind.PROJECT,
...     title="阅览室项目绩效目标表",
...     fiscal_year=2024,
...     project="阅览室改造",
...     fields=(
...         FormField(name="项目名称", raw="阅览室改造"),
...         PersonalField(name="联系人", value=PersonalValue("某人")),
...         FormField(name="备注"),
...     ),
... )
>>> [(row.field, row.raw) for row in form_field_rows("a.txt", [form])]
[('项目名称', '阅览室改造'), ('备注', '')]
>>> [(row.field, row.raw) for row in form_field_rows("a.txt", [form], personal=True)]
[('项目名称', '阅览室改造'), ('联系人', '某人'), ('备注', '')]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from govbudget.exports.common import word
from govbudget.model.forms import PerformanceForm, PersonalField

__all__ = ["FormFieldRow", "form_field_rows"]


@frozen(kw_only=True)
class FormFieldRow:
    """One printed field (一个字段): the form, the label, the text as printed, which may be empty.

    `line` is that of the value, else of the label.
    """

    document: str
    form_index: int
    form_title: str
    fiscal_year: int | None
    project: str
    field: str
    scope: str
    raw: str
    line: int | None


def form_field_rows(
    document: str, forms: Sequence[PerformanceForm], *, personal: bool = False
) -> Iterator[FormFieldRow]:
    """The rows of `form_fields` for the forms of one document, in print order.

    Names and telephone numbers of people are left out unless `personal` is set.
    """
    for index, form in enumerate(forms, 1):
        for each in form.fields:
            if isinstance(each, PersonalField):
                if not personal:
                    continue
                raw = each.value.value
            else:
                raw = each.raw
            yield FormFieldRow(
                document=document,
                form_index=index,
                form_title=form.title,
                fiscal_year=form.fiscal_year,
                project=form.project,
                field=each.name,
                scope=word(each.scope),
                raw=raw,
                line=None if each.place is None else each.place.line,
            )
