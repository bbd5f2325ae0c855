"""Performance target forms (绩效目标表): fields, money, goals, indicators and signatures of one project or department.

`fields` holds every printed field in print order; `funding`, `goals`, `contacts` and `period` are views of
it.  Two periods printed as parallel columns (实施期 beside 年度) give each field and indicator its `scope`.
An amount has the unit its form prints, or none.

The names and telephone numbers of people are **personal data**: their fields are of a type of their own,
whose `repr` hides the value, and every export leaves them out unless they are asked for.

>>> form = PerformanceForm(
...     kind=FormKind.PROJECT,
...     title="项目支出绩效目标表",
...     fields=(
...         FormField(name="项目名称", raw="少儿阅览室改造"),
...         PersonalField(name="联系人", value=PersonalValue("某人")),
...     ),
... )
>>> form
<PerformanceForm '少儿阅览室改造' (project): 2 fields, 0 indicators>
>>> form.contacts
(PersonalField(name='联系人', value=PersonalValue(hidden)),)
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from typing import ClassVar, Final, TypeAlias

from attrs import field, frozen

from govbudget.errors import PeriodError
from govbudget.model.indicators import Indicator, Scope
from govbudget.model.plans import PaymentPlan
from govbudget.money import Amount
from govbudget.period import Period
from govbudget.records import quick
from govbudget.spans import Place, Span

__all__ = [
    "AnyField",
    "FieldRole",
    "FormField",
    "FormKind",
    "Funding",
    "FundingPeriod",
    "FundingSource",
    "PerformanceForm",
    "PersonalField",
    "PersonalValue",
]


class FormKind(enum.Enum):
    """Whether a form is about one project or about a whole department (项目、部门整体)."""

    PROJECT = "project"
    DEPARTMENT = "department"


class FieldRole(enum.Enum):
    """What a field says (字段性质)."""

    TEXT = "text"
    MONEY = "money"
    GOAL = "goal"
    DATE = "date"
    PLAN = "plan"


class FundingSource(enum.Enum):
    """Where the money of a form comes from, or what part of it is meant (资金来源)."""

    TOTAL = "total"
    FISCAL = "fiscal appropriation"
    CENTRAL = "central government"
    PROVINCIAL = "province"
    LOCAL = "city and county"
    OWN = "own funds"
    OTHER = "other funds"
    BASIC = "basic expenditure"
    PROJECT = "project expenditure"


class FundingPeriod(enum.Enum):
    """The period an amount of a form is for (资金期间)."""

    WHOLE = "whole project"
    ANNUAL = "this year"
    PRIOR_WHOLE = "whole project as of the prior year"
    PRIOR_ANNUAL = "prior year"


@quick
@frozen(weakref_slot=False)
class PersonalValue:
    """A name or telephone number of a person (个人信息); `repr` and `str` hide it, `value` gives it.

    >>> PersonalValue("某人"), PersonalValue("某人").value
    (PersonalValue(hidden), '某人')
    """

    value: str
    MARKER: ClassVar[str] = "[personal]"

    @property
    def is_withheld(self) -> bool:
        """Whether the value itself is not here, only the marker that stands for it in exports."""
        return self.value == self.MARKER

    def __repr__(self) -> str:
        return f"PersonalValue({'withheld' if self.is_withheld else 'hidden' if self.value else 'blank'})"

    __str__ = __repr__


@quick
@frozen(kw_only=True, weakref_slot=False)
class Funding:
    """Money in a form (资金): its source and period, as the words of the field tell, and the amount printed.

    `amount` is None where the field is blank, redacted or no number.
    """

    source: FundingSource
    period: FundingPeriod | None = None
    amount: Amount | None = None


@quick
@frozen(kw_only=True, weakref_slot=False)
class FormField:
    """A printed field (字段): its label without numbering and colon, and its text as printed, which may be empty.

    A goal printed as a numbered list is several fields of one name.
    """

    name: str
    raw: str = ""
    scope: Scope | None = None
    role: FieldRole = field(default=FieldRole.TEXT, repr=False)
    funding: Funding | None = field(default=None, repr=False)
    place: Place | None = field(default=None, eq=False, repr=False)


@quick
@frozen(kw_only=True, weakref_slot=False)
class PersonalField:
    """A printed field about a person (个人信息字段): 负责人, 经办人, 联系电话 and the like."""

    name: str
    value: PersonalValue
    scope: Scope | None = field(default=None, repr=False)
    place: Place | None = field(default=None, eq=False, repr=False)


AnyField: TypeAlias = FormField | PersonalField
"""A field of a form."""

_DAY: Final = re.compile(r"(\d{4})[-年./]?(\d{1,2})[-月./]?(\d{1,2})日?(?:\d{6})?")
_START: Final = ("开始时间", "开始日期", "起始时间", "项目开始时间", "项目起始时间", "计划开始日期")
_END: Final = ("结束时间", "结束日期", "终止时间", "项目结束时间", "项目终止时间", "计划完成日期")


@quick
@frozen(kw_only=True, repr=False, weakref_slot=False)
class PerformanceForm:
    """One performance target form (项目支出绩效目标表, 部门整体绩效目标表).

    `project` is the project's name as printed, or the department's in a form about a department.
    """

    kind: FormKind
    title: str = ""
    fiscal_year: int | None = None
    project: str = ""
    fields: tuple[AnyField, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    place: Place | None = field(default=None, eq=False)
    spans: tuple[Span, ...] = field(default=(), eq=False)

    def texts(self, name: str, scope: Scope | None = None) -> tuple[str, ...]:
        """The texts of the fields with a name, in print order; with a scope, only those of that period.

        >>> PerformanceForm(kind=FormKind.PROJECT, fields=(FormField(name="备注", raw="无"),)).texts("备注")
        ('无',)
        """
        return tuple(
            each.raw
            for each in self.fields
            if isinstance(each, FormField) and each.name == name and (scope is None or each.scope is scope)
        )

    @property
    def funding(self) -> tuple[FormField, ...]:
        """The fields of money, in print order; each has its `funding`."""
        return tuple(each for each in self.fields if isinstance(each, FormField) and each.funding is not None)

    @property
    def goals(self) -> tuple[FormField, ...]:
        """The goals (绩效目标), one field for each item of a numbered list."""
        return tuple(
            each for each in self.fields if isinstance(each, FormField) and each.role is FieldRole.GOAL
        )

    @property
    def plan(self) -> PaymentPlan | None:
        """The plan by quarters (资金支出计划), None where the form prints none.

        >>> PerformanceForm(kind=FormKind.PROJECT).plan is None
        True
        """
        for each in self.fields:
            if isinstance(each, FormField) and each.role is FieldRole.PLAN:
                total = self.amount(FundingSource.TOTAL)
                return PaymentPlan.of(each.raw, None if total is None else total.value)
        return None

    @property
    def contacts(self) -> tuple[PersonalField, ...]:
        """The people who sign or answer for the form: personal data."""
        return tuple(each for each in self.fields if isinstance(each, PersonalField))

    @property
    def period(self) -> Period | None:
        """The time the project runs, where the form prints its first and its last day."""
        start, end = self._day(_START), self._day(_END)
        try:
            return None if start is None or end is None else Period(start, end)
        except PeriodError:
            return None

    def _day(self, names: tuple[str, ...]) -> dt.date | None:
        for name in names:
            for raw in self.texts(name):
                match = _DAY.fullmatch(raw)
                if match is not None:
                    try:
                        return dt.date(*map(int, match.groups()))
                    except ValueError:
                        return None
        return None

    def amount(self, source: FundingSource, period: FundingPeriod | None = None) -> Amount | None:
        """The first amount printed for a source and, if given, a period.

        >>> form = PerformanceForm(kind=FormKind.PROJECT)
        >>> form.amount(FundingSource.TOTAL, FundingPeriod.ANNUAL) is None
        True
        """
        for each in self.funding:
            money = each.funding
            if money is None or money.amount is None or money.source is not source:
                continue
            if period is None or money.period is period:
                return money.amount
        return None

    def __repr__(self) -> str:
        about = self.project or next(iter(self.texts("项目名称")), "") or self.title
        return (
            f"<PerformanceForm {about!r} ({self.kind.value}): "
            f"{len(self.fields)} fields, {len(self.indicators)} indicators>"
        )
