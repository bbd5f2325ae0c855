"""What a form that was read answers: money by source and period, the time it runs, its goals and people."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal

import pytest

from govbudget.model.forms import (
    FormField,
    FormKind,
    FundingPeriod,
    FundingSource,
    PerformanceForm,
    PersonalField,
    PersonalValue,
)
from govbudget.model.indicators import Scope
from govbudget.model.problems import Problem
from govbudget.money import Amount, Unit
from govbudget.reading.forms import FormReading, Memo, read_form
from govbudget.reading.forms.registry import READERS, form_readers
from govbudget.reading.forms.sheet import Sheet
from govbudget.reading.source import split_lines
from tests.forms.samples import DEPARTMENT, DESCRIBED, PARALLEL, PLAIN
from tests.writer.forms import InventedForm, written


def form_of(invented: InventedForm) -> PerformanceForm:
    return read_form(split_lines(written(invented)), Memo()).form


def test_money_of_two_periods() -> None:
    form = form_of(PARALLEL)
    assert form.amount(FundingSource.TOTAL, FundingPeriod.WHOLE) == Amount(Decimal(1250000), Unit.YUAN)
    assert form.amount(FundingSource.TOTAL, FundingPeriod.ANNUAL) == Amount(Decimal("250000.50"), Unit.YUAN)
    assert form.amount(FundingSource.LOCAL, FundingPeriod.ANNUAL) == Amount(Decimal("250000.50"), Unit.YUAN)
    assert form.amount(FundingSource.OTHER) is None
    scopes = [each.scope for each in form.funding]
    assert scopes == [Scope.IMPLEMENTATION, Scope.ANNUAL] * 6


def test_money_whose_unit_is_not_stated_has_none() -> None:
    form = form_of(PLAIN)
    assert form.amount(FundingSource.TOTAL, FundingPeriod.ANNUAL) == Amount(Decimal("25.05"), None)
    assert form.amount(FundingSource.TOTAL, FundingPeriod.PRIOR_WHOLE) == Amount(Decimal("0.00"), None)
    assert all(each.scope is None for each in form.funding)


def test_the_unit_of_a_line_or_of_a_bracket() -> None:
    assert form_of(DESCRIBED).amount(FundingSource.FISCAL) == Amount(
        Decimal("100.00"), Unit.TEN_THOUSAND_YUAN
    )
    department = form_of(DEPARTMENT)
    assert department.kind is FormKind.DEPARTMENT
    assert department.amount(FundingSource.TOTAL) == Amount(Decimal("1200.50"), Unit.TEN_THOUSAND_YUAN)
    assert department.amount(FundingSource.BASIC) == Amount(Decimal("800.50"), Unit.TEN_THOUSAND_YUAN)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-01-01", "2024-12-31", (dt.date(2024, 1, 1), dt.date(2024, 12, 31))),
        ("2024年1月1日", "2024.12.31", (dt.date(2024, 1, 1), dt.date(2024, 12, 31))),
        ("2024-12-31", "2024-01-01", None),
        ("2024-13-01", "2024-12-31", None),
        ("年初", "年末", None),
        ("", "", None),
    ],
)
def test_the_time_a_project_runs(start: str, end: str, days: tuple[dt.date, dt.date] | None) -> None:
    fields = (FormField(name="开始时间", raw=start), FormField(name="结束时间", raw=end))
    period = PerformanceForm(kind=FormKind.PROJECT, fields=fields).period
    assert (None if period is None else (period.start, period.end)) == days


def test_goals_by_period() -> None:
    assert [(goal.scope, goal.raw) for goal in form_of(PARALLEL).goals] == [
        (Scope.IMPLEMENTATION, "完成改造并开放"),
        (Scope.ANNUAL, "完成一期改造"),
    ]


@pytest.mark.parametrize(
    ("left", "right", "column"), [("改造", "", 1), ("", "改造", 4), ("", "改造", 6), ("改造", "", 3)]
)
def test_one_goal_alone_is_of_the_period_it_stands_under(left: str, right: str, column: int) -> None:
    cells = ["总体目标", *[""] * 8]
    cells[column] = left or right
    text = "实施期目标\t\t\t\t年度目标\n" + "\t".join(cells)
    form = read_form(split_lines(text), Memo()).form
    assert [goal.raw for goal in form.goals] == [left, right]


def test_a_malformed_amount_is_a_problem_and_keeps_its_print() -> None:
    reading = read_form(split_lines("项目总金额\t1,23.4\n项目本年度金额\t**\n项目概况\t改造"), Memo())
    assert [each.raw for each in reading.form.funding] == ["1,23.4", "**"]
    assert [each.funding and each.funding.amount for each in reading.form.funding] == [None, None]
    [problem] = reading.problems
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.found, problem.expected) == (
        "malformed amount", "'1,23.4'", "a number such as 1,234.50",
    )  # fmt: skip


def test_cells_that_nothing_accounts_for() -> None:
    reading = read_form(split_lines("项目名称\t改造\t另一个值\n立项依据\t通知"), Memo())
    assert reading.unread == ((0, 2),)


def test_people_are_hidden() -> None:
    person = PersonalField(name="联系人", value=PersonalValue("某人"))
    assert "某人" not in f"{person!r} {person.value} {person}"
    assert repr(PersonalValue("")) == "PersonalValue(blank)"
    assert PersonalValue(PersonalValue.MARKER).is_withheld
    assert pickle.loads(pickle.dumps(person)) == person
    assert PersonalValue("某人") != PersonalValue("别人")


class Claimant:
    """A kind of form of somebody else's package that claims everything."""

    name = "mine"

    def claims(self, sheet: Sheet) -> bool:
        return bool(sheet.rows)

    def read(self, sheet: Sheet, memo: Memo) -> FormReading:
        assert memo is not None
        return FormReading(PerformanceForm(kind=FormKind.PROJECT, title=sheet.title))


def test_a_further_kind_of_form() -> None:
    lines = split_lines(written(PLAIN))
    reading = read_form(lines, Memo(), [Claimant()])
    assert (reading.form.title, reading.problems) == (PLAIN.title, ())


def test_a_kind_of_ones_own_goes_before_the_plain_one() -> None:
    reading = read_form(split_lines(written(PLAIN)), Memo(), [*READERS, Claimant()])
    assert (reading.form.title, reading.form.fields, reading.problems) == (PLAIN.title, (), ())


def test_two_kinds_that_claim_one_form_are_a_problem_that_names_both() -> None:
    reading = read_form(split_lines(written(PARALLEL)), Memo(), [*READERS, Claimant()])
    assert reading.form.project == PARALLEL.project
    [problem] = reading.problems
    assert (problem.kind, problem.found) == ("several kinds of form", "two periods in parallel, mine")


def test_what_nobody_claims_is_read_as_plain() -> None:
    reading = read_form(split_lines(written(PLAIN)), Memo(), [])
    assert (reading.form.project, reading.problems) == (PLAIN.project, ())


def test_every_form_is_claimed_by_exactly_one_kind() -> None:
    for invented in (PARALLEL, PLAIN, DESCRIBED, DEPARTMENT):
        sheet = Sheet.of(split_lines(written(invented)), Memo())
        assert sum(reader.claims(sheet) for reader in form_readers()) == 1
