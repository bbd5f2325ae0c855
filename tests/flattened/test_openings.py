"""What begins a table and what does not: wrapped names, headings over titles, headers that look like forms."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.exports.amounts import amount_rows
from tests.flattened.test_changes import statement
from tests.writer.printing import Lines
from tests.writer.repaged import Pages, Sheet


def rows(*printed: str) -> tuple[tuple[Lines, ...], ...]:
    return tuple(tuple(tuple(cell.split("|")) for cell in row.split()) for row in printed)


WRAPPED_NAME = Sheet(
    ("一般公共预算支出表", ""),
    (
        "584005 中共青禾\n\n县委组织部\n预算年度：2024 单位：万元\n\n序号",
        "功能分类科目\n\n合计 基本支出 项目支出\n科目编码 科目名称\n\n栏次 1 2 3 4 5",
    ),
    rows(
        "1 合计 60.00 45.00 15.00",
        "2 201 一般公共服务|支出 60.00 45.00 15.00",
        "3 20132 组织事务 60.00 45.00 15.00",
        "4 2013201 行政运行 45.00 45.00",
        "5 2013202 一般行政管理|事务 15.00 15.00",
    ),
)
GOODS = Sheet(
    ("七、政府采购预算情况", "", "部门政府采购预算"),
    (
        "青禾县枫原镇人民政府 单位：万元\n\n政府采购项目来源",
        "\n采购物品\n\n名称\n\n政府采购\n\n目录序号\n\n计量单\n\n位",
        "数量 单价\n\n政府采购金额\n2024年预\n\n留中小微\n\n企业份额",
        "项目名称 预算资金 合计\n\n一般公共\n\n预算拨款\n\n基金预算\n\n拨款\n\n单位资金",
    ),
    rows(
        "合计 11.00 11.00 11.00",
        "馆舍修缮 12.00 书架 A0501020|1 批 2 3.50 7.00 7.00 7.00",
        "阅览室改|造 20.00 复印纸 A0504010|1 箱 8 0.50 4.00 4.00 4.00",
    ),
)
SHEETS = {"wrapped name": WRAPPED_NAME, "goods": GOODS}


@pytest.mark.parametrize("name", SHEETS)
def test_what_a_page_repeats_begins_no_table_and_no_form(name: str) -> None:
    """The caption with its name on two lines, and a header whose last line stands above 项目名称."""
    sheet = SHEETS[name]
    whole = govbudget.parse(Pages().text(sheet, ()))
    assert (len(whole.tables), len(whole.forms)) == (1, 0)
    for place in [place for place in sheet.breaks() if not place[1]]:
        for mark in " ", "\f":
            assert statement(govbudget.parse(Pages(mark).text(sheet, [place]))) == statement(whole), place


def test_the_figures_below_a_wrapped_name() -> None:
    doc = govbudget.parse(Pages().text(WRAPPED_NAME, [(2, 0), (4, 0)]))
    found = [(row.label, row.column, row.raw) for row in amount_rows("", doc) if row.code.startswith("20132")]
    assert found == [
        ("组织事务", "合计", "60.00"),
        ("组织事务", "基本支出", "45.00"),
        ("组织事务", "项目支出", "15.00"),
        ("行政运行", "合计", "45.00"),
        ("行政运行", "基本支出", "45.00"),
        ("一般行政管理事务", "合计", "15.00"),
        ("一般行政管理事务", "项目支出", "15.00"),
    ]


def test_a_title_below_a_heading_is_the_title() -> None:
    """Whether or not a number stands before the name of the department below it."""
    doc = govbudget.parse(Pages().text(GOODS, ()))
    assert doc.tables[0].title == "部门政府采购预算"
    assert [row.label for row in doc.tables[0].rows] == ["合计", "馆舍修缮", "阅览室改造"]


def test_a_form_below_an_empty_table_is_a_form() -> None:
    """No row stands between the header of a table and its title either."""
    text = (
        " 政府性基金预算支出表\n501 青禾县图书馆\n预算年度：2024 单位：万元\n\n科目编码 科目名称 合计\n\n"
        "1、古籍修复项目\n项目名称 古籍修复项目 预算数 8.00\n\n绩效目标 完成修复\n\n"
        "一级指标 二级指标 三级指标 指标值\n\n产出指标 数量指标 修复册数 ≥200册\n"
    )
    doc = govbudget.parse(text)
    assert [form.project for form in doc.forms] == ["古籍修复项目"]
