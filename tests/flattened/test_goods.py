"""Goods under headers that break the line grammar: read by their words, or said to be in doubt; no row is lost."""

from __future__ import annotations

import pytest

import govbudget

CAPTION = "部门政府采购预算\n101 青禾县图书馆 单位：万元\n\n"


def read(header: str, rows: str) -> govbudget.Disclosure:
    return govbudget.parse(f"{CAPTION}{header}\n\n{rows}\n")


def figures(document: govbudget.Disclosure) -> list[str]:
    (table,) = document.tables
    return [f"{each.column.title if each.column else '?'} {each.figure.raw}" for each in table.figures]


ORIGIN = "政府采购项目来源\n采购物品名称\n\n政府采购目\n\n录序号\n\n"
AMOUNTS = "政府采购金额\n\n项目名称 预算资金 合计\n基金预算拨\n\n款\n单位资金"


def test_a_group_above_project_names_is_no_form() -> None:
    """政府采购金额 is a word of the header, and 项目名称 below it that of a column and no field of a form."""
    header = ORIGIN + "计量\n\n单位\n\n政府采购金额\n\n项目名称\n预算资\n\n金\n合计\n\n财政专户\n\n核拨"
    document = read(header, "合计 9.00 9.00\n\n古籍修复 20.00 函套 A36362655 个 9.00 9.00")
    assert not document.forms
    assert figures(document) == [
        "政府采购金额/合计 9.00",
        "政府采购金额/财政专户核拨 9.00",
        "政府采购项目来源/预算资金 20.00",
        "政府采购金额/合计 9.00",
        "政府采购金额/财政专户核拨 9.00",
    ]


def test_a_form_below_an_empty_table_is_a_form() -> None:
    """Its title may be any word, but a header's that stands among words of a header."""
    text = (
        CAPTION
        + "序号 项目名称 合计 单位资金\n\n1 合计\n\n单位资金\n\n项目编码 130200001 项目名称 古籍修复\n"
    )
    assert [form.title for form in govbudget.parse(text).forms] == ["单位资金"]


QUANTITIES = ORIGIN + "数量 单价\n" + AMOUNTS
BOUGHT = """\
古籍修复 20.00 函套 A36362655 10 0.50 5.00 5.00

阅览桌椅 40.00 书桌 A36362656 20 1.00 20.00 12.00 8.00

阅览桌椅 40.00 椅子 A36362657 30 0.10 3.00 3.00

合计 28.00 12.00 16.00"""


def test_quantity_and_price_stand_over_nothing() -> None:
    """The header breaks the grammar: it is read by its words, and the rows prove it."""
    document = read(QUANTITIES, BOUGHT)
    assert figures(document)[:5] == [
        "政府采购项目来源/预算资金 20.00",
        "数量 10",
        "单价 0.50",
        "政府采购金额/合计 5.00",
        "政府采购金额/单位资金 5.00",
    ]
    assert not document.problems


def test_a_project_and_its_goods_are_one_row() -> None:
    """What follows the budget of a project is what is bought with it, and no panel of its own."""
    (table,) = read(QUANTITIES, BOUGHT).tables
    assert [row.label for row in table.rows] == ["古籍修复", "阅览桌椅", "阅览桌椅", "合计"]
    assert {row.panel for row in table.rows} == {None}


def test_a_table_whose_header_takes_no_figures_says_so() -> None:
    document = read("科目编码 科目名称", "合计 9.00 9.00\n\n201 古籍修复 9.00 9.00")
    assert not any(each.column for table in document.tables for each in table.figures)
    assert document.problems


LONG = "225 古籍修复与数字资源建设 3,178.44 2,041.35 1,137.09"


@pytest.mark.parametrize("remark", ["历年馆藏", "馆藏，含历年"])
def test_the_commas_of_figures_make_no_sentence(remark: str) -> None:
    """A long row that ends in a remark is a row, whatever commas it has."""
    text = (
        "部门支出总表\n101 青禾县图书馆 单位：万元\n\n科目编码 科目名称 合计 基本支出 项目支出 备注\n\n"
        f"合计 3,179.44 2,042.35 1,137.09\n\n{LONG} {remark}\n\n22501 古籍修复 3,178.44 2,041.35 1,137.09\n\n"
        "224 阅览 1.00 1.00\n"
    )
    (table,) = govbudget.parse(text).tables
    assert [row.label for row in table.rows] == ["合计", "古籍修复与数字资源建设", "古籍修复", "阅览"]
