"""The name of a project that is wrapped where its rest looks like a label or like its number."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.exports.form_fields import form_field_rows
from govbudget.text import squeeze


@pytest.mark.parametrize(
    "name", ["林业有害生物防治建设|项目资金（一期）", "老旧小区监测工作经费|（一）", "古籍修复|项目名称库"]
)
def test_a_wrapped_name_is_the_one_of_the_title(name: str) -> None:
    whole = name.replace("|", "")
    wrapped = name.replace("|", "\n\n")
    text = (
        f" 1、{whole}绩效目标表\n单位：万元\n\n项目编码 13060324P000012 项目名称\n{wrapped}\n\n"
        "预算规模及资金用途\n预算数 8.00 其中：财政资金 8.00 其他资金\n\n用于修复。\n\n"
        "资金支出计划（%）\n3 月底 6 月底 10 月底 12 月底\n\n2.00 2.00 2.00 2.00\n\n绩效目标 完成修复。\n\n"
        "一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据\n\n"
        "产出指标 数量指标 修复数量 修复完成的数量 ≥8 册 工作计划\n"
    )
    doc = govbudget.parse(text)
    (form,) = doc.forms
    assert squeeze(form.project) == whole
    fields = {row.field: row.raw for row in form_field_rows("", doc.forms)}
    assert fields["预算数"] == "8.00"
    assert fields["资金用途"] == "用于修复。"
