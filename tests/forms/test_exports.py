"""The two tidy tables of forms, field by field as the contract has them."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from govbudget.exports.form_fields import FormFieldRow, form_field_rows
from govbudget.exports.indicators import IndicatorRow, indicator_rows
from govbudget.model.forms import PerformanceForm
from govbudget.reading.forms import Memo, form_regions, read_form
from govbudget.reading.source import split_lines
from tests.forms.samples import DESCRIBED, PARALLEL, PLAIN, SAMPLES
from tests.writer.forms import InventedForm, written


def forms(*invented: InventedForm) -> list[PerformanceForm]:
    lines = split_lines("\n\n".join(map(written, invented)))
    memo = Memo()
    return [read_form(lines[region.start : region.stop], memo).form for region in form_regions(lines, memo)]


def test_fields_of_the_tables() -> None:
    assert [each.name for each in attrs.fields(IndicatorRow)] == [
        "document",
        "form_index",
        "form_title",
        "project",
        "scope",
        "level1",
        "level2",
        "level1_canonical",
        "level2_canonical",
        "name",
        "description",
        "basis",
        "raw",
        "kind",
        "operator",
        "quantity",
        "quantity_max",
        "unit",
        "text",
        "status",
        "line",
        "further",
    ]
    assert [each.name for each in attrs.fields(FormFieldRow)] == [
        "document",
        "form_index",
        "form_title",
        "fiscal_year",
        "project",
        "field",
        "scope",
        "raw",
        "line",
    ]


def test_an_indicator_of_two_periods() -> None:
    rows = list(indicator_rows("a.txt", forms(PARALLEL)))
    whole, annual = rows[2:4]
    assert (whole.scope, whole.name, whole.operator, whole.quantity, whole.unit, whole.line) == (
        "implementation", "更新书架", "=", Decimal(40), "组", 20,
    )  # fmt: skip
    assert (annual.scope, annual.name, annual.quantity, annual.line) == ("annual", "更新书", Decimal(20), 20)
    assert (whole.level1, whole.level2) == (annual.level1, annual.level2) == ("产出指标", "数量指标")


def test_words_dates_and_percent() -> None:
    rows = {(row.name, row.scope): row for row in indicator_rows("a.txt", forms(PARALLEL, DESCRIBED))}
    better = rows["阅读环境", "implementation"]
    assert (better.kind, better.text, better.raw, better.quantity) == (
        "qualitative",
        "改善",
        "定性改善",
        None,
    )
    assert rows["阅读环境", "annual"].text == "改善"
    time = rows["完成时间", "implementation"]
    assert (time.kind, time.text, time.quantity, time.unit) == ("period", "", None, "")
    assert rows["完成时间", "annual"].kind == "date"
    rate = rows["合格率", ""]
    assert (rate.raw, rate.quantity, rate.unit, rate.basis) == ("≥95 百分比", Decimal(95), "%", "规范")
    assert (rate.form_index, rate.project, rate.line) == (2, "少儿阅览室改造", 40)


def test_personal_fields_only_when_asked_for() -> None:
    found = forms(PLAIN)
    names = [row.field for row in form_field_rows("a.txt", found)]
    assert "项目负责人" not in names
    assert "联系人" not in names
    told = {row.field: row.raw for row in form_field_rows("a.txt", found, personal=True)}
    assert (told["项目负责人"], told["联系人"]) == ("甲某", "乙某")
    assert "甲某" not in repr(found)
    assert "甲某" not in str(found[0].contacts)


def test_a_date_of_signature_is_not_personal() -> None:
    told = {row.field: row.raw for row in form_field_rows("a.txt", forms(PARALLEL))}
    assert told["填报日期"] == "20240105093000"
    assert "负责人" not in told


def test_blank_fields_and_lists_of_goals() -> None:
    rows = list(form_field_rows("a.txt", forms(PLAIN)))
    assert [row.raw for row in rows if row.field == "备注"] == [""]
    goals = [(row.raw, row.line) for row in rows if row.field == "项目总目标"]
    assert goals == [("1、完成改造。", 13), ("2、全年开放。", 13)]
    assert [row.raw for row in rows if row.field == "项目概况"] == ["1、改造阅览室。 2、增加座位。"]


@pytest.mark.parametrize("plan", [("25.00", "50.00", "75.00", "125.00"), ("", "", "", "125.00")])
def test_a_plan_by_quarters(plan: tuple[str, ...]) -> None:
    rows = list(form_field_rows("a.txt", forms(attrs.evolve(DESCRIBED, plan=plan))))
    told = [
        (row.field, row.raw) for row in rows if row.field.startswith("资金支出") or row.field.endswith("月底")
    ]
    figures = [figure for figure in plan if figure]
    quarters = zip(("3月底", "6月底", "10月底", "12月底"), plan, strict=True) if len(figures) == 4 else ()
    assert told == [("资金支出计划（%）", " ".join(figures)), *quarters]


def test_forms_are_counted_from_one() -> None:
    rows = list(form_field_rows("a.txt", forms(*SAMPLES)))
    assert sorted({row.form_index for row in rows}) == [1, 2, 3, 4]
    assert {row.document for row in rows} == {"a.txt"}
    assert list(indicator_rows("a.txt", [])) == []
