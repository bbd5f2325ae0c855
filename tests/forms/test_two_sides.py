"""Forms with the whole project on the left and the year on the right, and self assessments with remarks: invented."""

from __future__ import annotations

import govbudget
from govbudget.checks.results import Verdict
from govbudget.model.disclosure import Disclosure
from govbudget.model.forms import FormField, FundingPeriod, PerformanceForm
from govbudget.model.indicators import QuantityTarget, Scope

HEAD = "青禾县文化局2026年部门预算公开\n"
TWO_SIDES = """\
财政项目支出绩效目标申报表
（2026年度）
项目名称||古籍修复||项目性质|阶段性项目|项目类别|特定目标类
计划开始日期||2025-01-01||计划完成日期|2027-12-31||
项目资金（元）||项目资金总额||900,000.00|年度资金申请总额||350,000.00
||其中：财政资金||800,000.00|其中：当年财政拨款||300,000.00
|||||上年结转资金||50,000.00
||其他资金||100,000.00|其他资金||0.00
项目绩效目标|项目总体目标(2025年-2027年)||||年度总体目标||
|修复全部馆藏古籍。||||修复三百册。||
绩效指标|一级指标|二级指标|三级指标|||年度(/项目)指标值|
|产出指标|数量指标|修复册数|||=300.00(册)|
||质量指标|合格率|||≥95.00(%)|
|满意度指标|服务对象满意度指标|读者满意度|||≥90.00(%)|
"""
ASSESSED = """\
部门预算项目支出绩效自评表(2025年度)
项目名称|古籍修复||||||||
主管部门|青禾县文化局|||实施单位(盖章)|青禾县图书馆||||
预算执行情况(10分)|年度预算数(万元)|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因|
|总额|38.00|40.00|36.00|90.00%|10|9|两册尚在修复，款未付清。|
|其中：财政资金|38.00|40.00|36.00|90.00%|/|/||
|单位资金|0.00|0.00|0.00|0.00%|/|/||
|其他资金|||||/|/||
绩效指标(90分)|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分
|产出指标|数量指标|修复册数|=|300|册|298|60|58
|效益指标|社会效益指标|利用次数|≥|20|次|25|30|30
合计||||||||100|97
评价结论|得97分，完成较好。||||||||
存在问题|进度略慢。||||||||
改进措施|提前采购材料。||||||||
项目负责人：|||财务负责人：||||||
"""


def parsed(text: str) -> Disclosure:
    return govbudget.parse(HEAD + text.replace("|", "\t"))


def fields(form: PerformanceForm) -> list[tuple[str, str, Scope | None]]:
    return [(field.name, field.raw, field.scope) for field in form.fields if isinstance(field, FormField)]


def test_money_belongs_to_the_side_on_which_it_stands() -> None:
    (form,) = parsed(TWO_SIDES).forms
    whole, year = Scope.IMPLEMENTATION, Scope.ANNUAL
    assert [one for one in fields(form) if one[2] is not None] == [
        ("项目资金总额", "900,000.00", whole),
        ("年度资金申请总额", "350,000.00", year),
        ("财政资金", "800,000.00", whole),
        ("当年财政拨款", "300,000.00", year),
        ("上年结转资金", "50,000.00", year),
        ("其他资金", "100,000.00", whole),
        ("其他资金", "0.00", year),
    ]
    periods = {field.funding.period for field in form.funding if field.funding is not None}
    assert periods == {FundingPeriod.WHOLE, FundingPeriod.ANNUAL}


def test_each_side_is_its_own_sum() -> None:
    for text, verdict in ((TWO_SIDES, Verdict.EQUAL), (TWO_SIDES.replace("350,0", "360,0"), None)):
        results = govbudget.reconcile(parsed(text)).results
        found = [each.verdict for each in results if each.rule == "form-funding" and each.where]
        assert found == [Verdict.EQUAL, verdict or Verdict.INCONSISTENT]


def test_two_goals_stand_below_their_labels() -> None:
    (form,) = parsed(TWO_SIDES).forms
    assert [one for one in fields(form) if "目标" in one[0]] == [
        ("项目总体目标(2025年-2027年)", "修复全部馆藏古籍。", None),
        ("年度总体目标", "修复三百册。", None),
    ]


def test_a_unit_in_brackets_of_its_own() -> None:
    (form,) = parsed(TWO_SIDES).forms
    targets = [indicator.target for indicator in form.indicators]
    quantities = [one for one in targets if isinstance(one, QuantityTarget)]
    assert [f"{one.operator and one.operator.value} {one.value} {one.unit}" for one in quantities] == [
        "= 300.00 册",
        "≥ 95.00 %",
        "≥ 90.00 %",
    ]


def test_money_of_a_self_assessment_with_remarks() -> None:
    document = parsed(ASSESSED)
    (form,) = document.forms
    named = {name: raw for name, raw, _ in fields(form)}
    assert (named["总额/年初预算"], named["总额/预算执行率"], named["总额/得分"]) == ("38.00", "90.00%", "9")
    assert named["总额/原因"] == "两册尚在修复，款未付清。"
    assert (named["单位资金/预算执行数"], named["单位资金/权重"]) == ("0.00", "/")
    assert not document.unread
    assert not document.problems


def test_what_stands_below_a_grid_is_no_indicator() -> None:
    (form,) = parsed(ASSESSED).forms
    assert [indicator.name for indicator in form.indicators] == ["修复册数", "利用次数"]
    named = {name: raw for name, raw, _ in fields(form)}
    assert (named["评价结论"], named["改进措施"]) == ("得97分，完成较好。", "提前采购材料。")
