"""Forms of whole departments whose grid begins with a head of its own, and whose money has columns (invented)."""

from __future__ import annotations

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.model.forms import FormField, FormKind, FundingSource
from tests.forms.test_columns import line_of
from tests.writer.coverage import lost, printed_twice

FORM = """部门整体支出绩效目标表
（2026年度）
部门名称||青禾县图书馆||||||
总体资金情况（万元）||预算支出总额|财政拨款|||其他资金||
|||合计|基本支出|项目支出|合计|基本支出|项目支出
||80.00|78.00|60.00|18.00|2.00||2.00
整体绩效目标|整体绩效目标|改善阅览条件。||||||
|其他说明|||||||
|活动||绩效指标||指标性质|指标值||度量单位
|阅览||产出指标数量指标新增座位||≥|120||个
|阅览||效益指标社会效益指标阅读环境||定性|优||
整体绩效目标
修复|产出指标质量指标合格率|＝|100|%
"""


def parse(text: str) -> Disclosure:
    text = text.replace("|", "\t")
    doc = govbudget.parse(text)
    assert not lost(text, doc)
    assert not printed_twice(text, doc)
    return doc


def test_a_grid_whose_first_head_nobody_knows() -> None:
    doc = parse(FORM)
    assert not doc.tables
    assert not doc.unread
    (form,) = doc.forms
    assert (form.kind, form.project, form.fiscal_year) == (FormKind.DEPARTMENT, "青禾县图书馆", 2026)
    assert [line_of(each) for each in form.indicators] == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 活动=阅览",
        "效益指标; 社会效益指标; 阅读环境; 定性优; QualitativeTarget('优'); 活动=阅览",
        "产出指标; 质量指标; 合格率; ＝100%; QuantityTarget('=100%'); 活动=修复",
    ]


def test_money_below_two_rows_of_heads() -> None:
    (form,) = parse(FORM).forms
    assert [f"{field.name}={field.raw}" for field in form.fields if isinstance(field, FormField)] == [
        "部门名称=青禾县图书馆",
        "预算支出总额=80.00",
        "财政拨款/合计=78.00",
        "财政拨款/基本支出=60.00",
        "财政拨款/项目支出=18.00",
        "其他资金/合计=2.00",
        "其他资金/基本支出=",
        "其他资金/项目支出=2.00",
        "整体绩效目标=改善阅览条件。",
        "其他说明=",
    ]
    amounts = [field.funding for field in form.fields if isinstance(field, FormField) and field.funding]
    assert [(each.source, str(each.amount)) for each in amounts] == [
        (FundingSource.TOTAL, "80.00 万元"),
        (FundingSource.FISCAL, "78.00 万元"),
        (FundingSource.OTHER, "2.00 万元"),
    ]


def test_its_money_is_held_against_its_total() -> None:
    report = govbudget.reconcile(parse(FORM.replace("||80.00|", "||81.00|")))
    assert [result.rule for result in report.findings] == ["form-funding"]
    assert not govbudget.reconcile(parse(FORM)).findings
