"""Fields wherever other places print them: every form is invented, every truth written by hand.

Cells are divided by `|`.  A field is written as name, print, and period and kind where it has them.
"""

from __future__ import annotations

import pytest

import govbudget
from govbudget.model.forms import AnyField, FieldRole, FormField, FormKind, FundingPeriod, FundingSource
from govbudget.model.indicators import Scope
from govbudget.money import Unit
from govbudget.reading.forms import FormReading, Memo, form_regions, read_form
from govbudget.reading.source import split_lines

GRID = """一级指标|二级指标|三级指标|指标值
产出指标|数量指标|新增座位|≥120个"""


def read(text: str) -> FormReading:
    lines = split_lines(text.replace("|", "\t"))
    memo = Memo()
    [region] = form_regions(lines, memo)
    assert region.stop - region.start == len(lines)
    return read_form(lines, memo)


def line_of(field: AnyField) -> str:
    if not isinstance(field, FormField):
        return f"{field.name} (personal)"
    parts = [field.name, "=", field.raw]
    if field.scope is not None:
        parts.append(f" ({field.scope.value})")
    return "".join(parts)


def fields_of(text: str) -> list[str]:
    reading = read(text)
    assert reading.unread == ()
    assert reading.problems == ()
    return [line_of(field) for field in reading.form.fields]


def test_goals_below_their_labels() -> None:
    text = f"""阅览室项目绩效目标表
项目名称|阅览室改造
立项依据|会议纪要
总体目标|实施期目标||年度目标
|完成改造并开放||完成一期改造
绩效指标|{GRID.splitlines()[0]}|二级指标|三级指标|指标值"""
    assert fields_of(text) == [
        "项目名称=阅览室改造",
        "立项依据=会议纪要",
        "总体目标=完成改造并开放 (implementation)",
        "总体目标=完成一期改造 (annual)",
    ]


@pytest.mark.parametrize(
    ("row", "whole", "annual"),
    [
        ("|完成改造并开放||", "完成改造并开放", ""),
        ("|||完成一期改造", "", "完成一期改造"),
        ("||完成改造并开放||完成一期改造", "完成改造并开放", "完成一期改造"),
    ],
)
def test_one_goal_below_two_labels(row: str, whole: str, annual: str) -> None:
    text = f"项目绩效目标表\n（2026年）\n项目名称|改造\n立项依据|纪要\n总体目标|实施期目标||年度目标\n{row}"
    reading = read(text)
    goals = [(goal.raw, goal.scope) for goal in reading.form.goals]
    assert goals == [(whole, Scope.IMPLEMENTATION), (annual, Scope.ANNUAL)]
    assert reading.unread == ()


def test_goals_of_two_periods_one_below_the_other() -> None:
    text = f"""阅览室项目绩效目标表
（2026年度）
项目名称|阅览室改造
立项依据|会议纪要
中期目标|三年内完成改造
年度目标|完成一期改造
{GRID}"""
    assert fields_of(text)[2:] == ["中期目标=三年内完成改造", "年度目标=完成一期改造"]


def test_the_money_of_one_period_has_no_scope() -> None:
    text = f"""阅览室项目绩效目标表
（2026年度）
项目名称|阅览室改造
项目资金（万元）|年度资金总额：|145.00
|其中：财政拨款|145.00
|其他资金|0.00
总体目标|全年开放
{GRID}"""
    form = read(text).form
    assert fields_of(text)[1:4] == ["年度资金总额=145.00", "财政拨款=145.00", "其他资金=0.00"]
    total = form.amount(FundingSource.TOTAL, FundingPeriod.ANNUAL)
    assert total is not None
    assert total.unit is Unit.TEN_THOUSAND_YUAN
    assert [indicator.scope for indicator in form.indicators] == [None]


def test_the_money_of_two_periods_one_below_the_other_has_no_scope() -> None:
    text = f"""项目绩效目标表
（2026年度）
项目名称|改造
资金金额（万元）|实施期资金总额：|5859.6
|其中：财政拨款|5859.6
|年度资金总额：|100
|其中：财政拨款|100
总体目标|全年开放
{GRID}"""
    assert fields_of(text)[1:5] == [
        "实施期资金总额=5859.6",
        "财政拨款=5859.6",
        "年度资金总额=100",
        "财政拨款=100",
    ]


@pytest.mark.parametrize(
    "printed",
    ["一般公共预算：1000", "其中：一般公共预算：1000", "其中：一般公共预算|1000", "一般公共预算 1000"],
)
def test_label_and_amount_in_one_cell(printed: str) -> None:
    text = f"""部门整体支出绩效目标表
（2026年度）
部门名称|云溪市图书馆
年度绩效目标|全年开放
资金总额：1200|{printed}|政府性基金：200.00
{GRID}"""
    form = read(text).form
    assert fields_of(text)[2:] == ["资金总额=1200", "一般公共预算=1000", "政府性基金=200.00"]
    assert [field.role for field in form.fields[2:]] == [FieldRole.MONEY] * 3  # type: ignore[union-attr]


def test_two_labels_in_one_cell() -> None:
    text = f"""部门整体支出绩效目标表
填报单位：云溪市图书馆 单位：万元
部门名称|云溪市图书馆
年度绩效目标|全年开放
部门预算总额|1200
{GRID}
填报人：甲某 联系电话：0000000　填报日期：2026-01-05"""
    form = read(text).form
    assert fields_of(text) == [
        "填报单位=云溪市图书馆",
        "单位=万元",
        "部门名称=云溪市图书馆",
        "年度绩效目标=全年开放",
        "部门预算总额=1200",
        "填报人 (personal)",
        "联系电话 (personal)",
        "填报日期=2026-01-05",
    ]
    assert form.kind is FormKind.DEPARTMENT
    total = form.amount(FundingSource.TOTAL)
    assert total is not None
    assert total.unit is Unit.TEN_THOUSAND_YUAN


def test_a_total_of_tasks_with_a_blank_amount() -> None:
    text = f"""部门整体支出绩效目标表
（2026年度）
部门（单位）名称|云溪市图书馆
年度主要任务|任务名称|主要内容|预算金额（万元）||
|||总额|财政拨款|其他资金
|阅览服务|全年开放|290|290|
金额合计|||290|290|
年度总体目标|全年开放。
年度绩效指标|{GRID.splitlines()[0]}
|{GRID.splitlines()[1]}"""
    assert [field for field in fields_of(text) if field.startswith("金额合计")] == [
        "金额合计/总额=290",
        "金额合计/财政拨款=290",
    ]
    assert not read(text).unread


def test_tasks_with_amounts() -> None:
    text = f"""部门整体支出绩效目标表
（2026年度）
部门（单位）名称|云溪市图书馆
年度主要任务|任务名称|主要内容|预算金额（万元）||
|||总额|财政拨款|其他资金
|阅览服务|全年开放|290|280|10
|古籍保护|修复二十册|95|95|
|金额合计||385|375|10
年度总体目标|目标1：全年开放。目标2：修复古籍。
年度绩效指标|{GRID.splitlines()[0]}
|{GRID.splitlines()[1]}"""
    assert fields_of(text) == [
        "部门（单位）名称=云溪市图书馆",
        "任务名称=阅览服务",
        "主要内容=全年开放",
        "总额=290",
        "财政拨款=280",
        "其他资金=10",
        "任务名称=古籍保护",
        "主要内容=修复二十册",
        "总额=95",
        "财政拨款=95",
        "其他资金=",
        "金额合计/总额=385",
        "金额合计/财政拨款=375",
        "金额合计/其他资金=10",
        "年度总体目标=目标1：全年开放。",
        "年度总体目标=目标2：修复古籍。",
    ]
    form = read(text).form
    amounts = [field.funding for field in form.fields if isinstance(field, FormField) and field.funding]
    assert {money.amount.unit for money in amounts if money.amount} == {Unit.TEN_THOUSAND_YUAN}
    assert [money.source.name for money in amounts[:3]] == ["TOTAL", "FISCAL", "OTHER"]


def test_tasks_with_one_amount() -> None:
    text = f"""部门整体绩效目标表
（2026年度）
部门名称|云溪市图书馆
年度主要任务|任务名称|主要内容|预算金额（万元）
|阅览服务|全年开放|290
|古籍保护|修复二十册|95
年度绩效目标|全年开放
{GRID}"""
    assert fields_of(text)[1:7] == [
        "任务名称=阅览服务",
        "主要内容=全年开放",
        "预算金额（万元）=290",
        "任务名称=古籍保护",
        "主要内容=修复二十册",
        "预算金额（万元）=95",
    ]


def test_money_with_a_column_for_each_figure() -> None:
    text = f"""项目支出绩效自评表
（2025年度）
项目名称|阅览室改造
实施单位|云溪市图书馆
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额|100.00|120.00|118.00|10|98.33%|9.83
|其中：当年财政拨款|100.00|120.00|118.00|－|98.33%|－
|上年结转资金||||－||－
|其他资金||||－||－
年度总体目标|完成改造
绩效指标|{GRID.splitlines()[0]}
|{GRID.splitlines()[1]}"""
    fields = fields_of(text)
    assert fields[2:8] == [
        "年度资金总额/年初预算数=100.00",
        "年度资金总额/全年预算数=120.00",
        "年度资金总额/全年执行数=118.00",
        "年度资金总额/分值=10",
        "年度资金总额/执行率=98.33%",
        "年度资金总额/得分=9.83",
    ]
    assert "当年财政拨款/全年执行数=118.00" in fields
    assert "其他资金/分值=－" in fields
    total = read(text).form.amount(FundingSource.TOTAL)
    assert total is not None
    assert (str(total.value), total.unit) == ("100.00", Unit.TEN_THOUSAND_YUAN)


def test_a_department_named_as_a_unit() -> None:
    text = f"""2026年部门整体绩效目标表
单位名称：|云溪市图书馆
当年整体绩效目标|全年开放，修复古籍。
{GRID}"""
    form = read(text).form
    assert fields_of(text) == ["单位名称=云溪市图书馆", "当年整体绩效目标=全年开放，修复古籍。"]
    assert (form.kind, form.project) == (FormKind.DEPARTMENT, "云溪市图书馆")
    assert form.goals[0].raw == "全年开放，修复古籍。"


def test_a_group_with_its_unit_is_no_field() -> None:
    text = f"""项目绩效目标表
（2026年度）
项目名称|改造
立项依据|纪要
预算资金（元）|资金总额|1,200.00
{GRID}"""
    assert fields_of(text)[2:] == ["资金总额=1,200.00"]
    total = read(text).form.amount(FundingSource.TOTAL)
    assert total is not None
    assert total.unit is Unit.YUAN


def test_a_goal_on_the_line_below_its_label() -> None:
    text = f"""2026年部门整体绩效目标表
单位名称： 云溪市图书馆
当年整体绩效目标
全年开放，修复古籍，改造阅览室
{GRID}"""
    assert fields_of(text) == ["单位名称=云溪市图书馆", "当年整体绩效目标=全年开放，修复古籍，改造阅览室"]


def test_heads_of_goals_with_other_words() -> None:
    text = f"""阅览室项目绩效目标表
（2026年度）
项目名称|改造
实施期限|2026年1月至2027年12月
项目资金（万元）|实施期资金总额|200|年度资金总额|100
总体目标|实施期总目标||年度总目标|
|完成改造||完成一期|
{GRID}"""
    assert fields_of(text)[-2:] == ["总体目标=完成改造 (implementation)", "总体目标=完成一期 (annual)"]


def test_heads_of_money_inside_a_row_and_above_it() -> None:
    text = f"""2026年部门整体支出绩效目标表
部门名称|云溪市图书馆|||||
年度预算|收入预算|||||
预算数|合计|100|财政拨款|80|其他资金|20
|支出预算|||||
|基本支出|60.00|项目支出|40.00||
年度总体目标|全年开放
{GRID}"""
    assert fields_of(text)[1:] == [
        "预算数/合计=100",
        "财政拨款=80",
        "其他资金=20",
        "基本支出=60.00",
        "项目支出=40.00",
        "年度总体目标=全年开放",
    ]


@pytest.mark.parametrize(
    ("foot", "people"),
    [
        ("负责人: 经办人: 甲某 联系电话: 0000 填报日期: 20240105", ["", "甲某", "0000"]),
        ("负责人：甲某 经办人： 联系电话：0000 填报日期：20240105", ["甲某", "", "0000"]),
        ("负责人：  经办人：  联系电话：  填报日期：20240105", ["", "", ""]),
        ("负责人:经办人:甲某联系电话:0000填报日期:20240105", ["", "甲某", "0000"]),
        ("负责人：甲某经办人：乙某联系电话：0000填报日期：20240105", ["甲某", "乙某", "0000"]),
    ],
)
def test_a_foot_in_one_cell(foot: str, people: list[str]) -> None:
    """A label with nothing behind it is blank: the next one is not its value."""
    form = govbudget.parse(f"图书馆项目支出绩效目标表\n项目名称\t改造\n立项依据\t纪要\n{foot}\n").forms[0]
    assert [(each.name, each.value.value) for each in form.contacts] == [
        (name, value) for name, value in zip(("负责人", "经办人", "联系电话"), people, strict=True)
    ]
    assert form.texts("填报日期") == ("20240105",)
