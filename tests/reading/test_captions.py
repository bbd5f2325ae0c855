"""The lines around a table, in whatever form they are printed."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.model.coordinates import Direction, Fund, Nature, Origin
from govbudget.model.tables import TableKind
from govbudget.money import Unit
from govbudget.reading.captions import (
    Caption,
    is_note,
    is_page_number,
    read_caption,
    table_kind,
    title_coordinates,
)
from govbudget.text import fold


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("单位：万元", {"unit": "万元"}),
        ("单位: 万元", {"unit": "万元"}),
        ("单位 ： 元", {"unit": "元"}),
        ("金额单位：人民币万元", {"unit": "万元"}),
        ("（单位：千元）", {"unit": "千元"}),
        ("单位：亿元", {"unit": "亿元"}),
        ("单位：青禾县图书馆", {"entity": "青禾县图书馆"}),
        ("单位名称： 青禾县 图书馆", {"entity": "青禾县图书馆"}),
        ("部门：青禾县图书馆（本级）", {"entity": "青禾县图书馆（本级）"}),
        ("编制单位:青禾县图书馆", {"entity": "青禾县图书馆"}),
        ("2024年支出总表（单位：元）", {"title": "2024年支出总表", "unit": "元", "year": 2024}),
        ("支 出 总 表（单 位：万 元）", {"title": "支出总表", "unit": "万元"}),
        ("支出总表（不含上年结转）（万元）", {"title": "支出总表（不含上年结转）", "unit": "万元"}),
        ("表3", {"form_number": "表3"}),
        ("表3:", {"form_number": "表3"}),
        ("表 3：", {"form_number": "表3"}),
        ("附表1-2", {"form_number": "附表1-2"}),
        ("报表2", {"form_number": "报表2"}),
        ("[表2]", {"form_number": "[表2]"}),
        ("【表2】 单位：万元", {"form_number": "【表2】", "unit": "万元"}),
        ("报表2 收入总表", {"title": "收入总表", "form_number": "报表2"}),
        ("预算公开表10", {"form_number": "预算公开表10"}),
        ("部门公开表9", {"form_number": "部门公开表9"}),
        ("预算09表", {"form_number": "预算09表"}),
        ("2024年", {"year": 2024}),
        ("（2024年度）", {"year": 2024}),
        ("表1: 单位: 万元", {"form_number": "表1", "unit": "万元"}),
        ("表1: 单 位: 万元", {"form_number": "表1", "unit": "万元"}),
        ("部门：青禾县图书馆    单位：万元", {"entity": "青禾县图书馆", "unit": "万元"}),
        ("编制单位：青禾县图书馆  单位：元", {"entity": "青禾县图书馆", "unit": "元"}),
        ("2024年部门收支总体情况表", {"title": "2024年部门收支总体情况表", "year": 2024}),
        ("收 支 预 算 总 表", {"title": "收支预算总表"}),
        ("一般公共预算支出表（不含上年结转）", {"title": "一般公共预算支出表（不含上年结转）"}),
        ("表5 一般公共预算支出表", {"title": "一般公共预算支出表", "form_number": "表5"}),
        ("一般公共预算“三公”经费支出表", {"title": "一般公共预算“三公”经费支出表"}),
    ],
)
def test_what_a_caption_says(text: str, said: dict[str, object]) -> None:
    """Title, form number, unit, entity and year, each printed in several ways."""
    caption = read_caption(text)
    assert caption is not None
    found = {
        "title": caption.title,
        "form_number": caption.form_number,
        "unit": caption.unit.value if caption.unit else None,
        "entity": caption.entity,
        "year": caption.year,
    }
    assert {name: value for name, value in found.items() if value} == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "合计",
        "教育支出",
        "本单位没有政府性基金预算。",
        "本表为空，因为没有政府性基金，也没有国有资本经营预算收支表",
        "注：本表无数据",
        "12.50",
        "第三部分 情况说明",
        "收入合计12.50万元",
        "代表",
    ],
)
def test_what_is_no_caption(text: str) -> None:
    """Sentences, notes, labels and figures."""
    assert read_caption(text) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2023年部门收支总体情况表", TableKind.SUMMARY),
        ("收支预算总表", TableKind.SUMMARY),
        ("部门收入支出总表", TableKind.SUMMARY),
        ("2024年预算收入总表", TableKind.REVENUE),
        ("部门收入总体情况表", TableKind.REVENUE),
        ("部门支出总表", TableKind.EXPENDITURE),
        ("财政拨款收支总表", TableKind.FISCAL_SUMMARY),
        ("财政拨款收入支出预算总表", TableKind.FISCAL_SUMMARY),
        ("一般公共预算支出表", TableKind.GENERAL_EXPENDITURE),
        ("一般公共预算支出预算表（不含上年结转）", TableKind.GENERAL_EXPENDITURE),
        ("一般公共预算基本支出表", TableKind.BASIC_EXPENDITURE),
        ("一般公共预算安排基本支出分经济科目表", TableKind.BASIC_EXPENDITURE),
        ("支出经济分类汇总表", TableKind.ECONOMIC_EXPENDITURE),
        ("政府性基金预算支出情况表", TableKind.GOVERNMENT_FUNDS),
        ("政府性基金预算收入表（不含上年结转）", TableKind.GOVERNMENT_FUNDS),
        ("国有资本经营预算收支预算表", TableKind.STATE_CAPITAL),
        ("一般公共预算“三公”经费支出表", TableKind.OFFICIAL_EXPENSES),
        ('一般公共预算"三公"经费支出情况表', TableKind.OFFICIAL_EXPENSES),
        ("机关运行经费预算财政拨款情况统计表", TableKind.AGENCY_OPERATING),
        ("项目支出预算表（本年预算）", TableKind.PROJECT_EXPENDITURE),
        ("政府采购预算表", TableKind.PROCUREMENT),
        ("固定资产占用情况表", TableKind.FIXED_ASSETS),
        ("财政专户管理资金支出表", TableKind.SPECIAL_ACCOUNT),
        ("政府购买服务预算表", TableKind.SERVICES),
        ("人员情况表", None),
    ],
)
def test_the_role_of_a_table(title: str, kind: TableKind | None) -> None:
    """By the words of its title, whatever its form number."""
    assert table_kind(title) is kind
    assert table_kind(" ".join(title)) is kind


@pytest.mark.parametrize(
    ("title", "direction", "nature", "fund", "origin"),
    [
        ("部门收支总表", None, None, Fund.ALL, None),
        ("部门收入总表", Direction.REVENUE, None, Fund.ALL, None),
        ("部门支出总表", Direction.EXPENDITURE, Nature.TOTAL, Fund.ALL, None),
        ("财政拨款收支总表", None, None, Fund.FISCAL, None),
        (
            "一般公共预算支出表（不含上年结转）",
            Direction.EXPENDITURE,
            Nature.TOTAL,
            Fund.GENERAL,
            Origin.CURRENT,
        ),
        ("一般公共预算基本支出表", Direction.EXPENDITURE, Nature.BASIC, Fund.GENERAL, None),
        ("政府性基金预算收入表", Direction.REVENUE, None, Fund.GOVERNMENT_FUNDS, None),
        ("政府性基金预算支出表", Direction.EXPENDITURE, Nature.TOTAL, Fund.GOVERNMENT_FUNDS, None),
        ("国有资本经营预算收支预算表", None, Nature.TOTAL, Fund.STATE_CAPITAL, None),
        ("项目支出预算表（上年结转）", Direction.EXPENDITURE, Nature.PROJECT, None, Origin.CARRIED_OVER),
        ("项目支出预算表（本年预算）", Direction.EXPENDITURE, Nature.PROJECT, None, Origin.CURRENT),
    ],
)
def test_what_a_title_states_of_every_figure(
    title: str, direction: Direction | None, nature: Nature | None, fund: Fund | None, origin: Origin | None
) -> None:
    """Direction, nature, fund and origin, as far as role and words go."""
    found = title_coordinates(title, table_kind(title))
    assert (found.direction, found.nature, found.fund, found.origin) == (direction, nature, fund, origin)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("注：本表无数据", True),
        ("备注: 无", True),
        ("说明：无", True),
        ("注1：无", True),
        ("注册会计师", False),
        ("备注", False),
    ],
)
def test_notes(text: str, is_one: bool) -> None:
    """By the word and the colon."""
    assert is_note(fold(text)) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("7", True),
        ("- 7 -", True),
        ("—7—", True),
        ("第7页", True),
        ("第 7 页 共 20 页", True),
        ("------", True),
        ("____", True),
        ("12.5", False),
        ("204", True),
        ("12345", False),
        ("第7部分", False),
        ("合计", False),
    ],
)
def test_page_numbers(text: str, is_one: bool) -> None:
    """Numbers of pages and rules between them."""
    assert is_page_number(fold(text)) is is_one


@pytest.mark.parametrize(
    "number",
    ["Z01表", "部决01表", "批复表01", "预决算公开表1", "省级部门预算01表", "附1：", "样表1", "预算批复01表"],
)
def test_numbers_of_forms_of_many_places(number: str) -> None:
    assert read_caption(number) == Caption(form_number=number.rstrip("："))


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("部门收支总表（表1）", "部门收支总表", "（表1）"),
        ("支出总表 附表3", "支出总表", "附表3"),
        ("2-1 财政拨款支出预算表", "财政拨款支出预算表", ""),
        ("收支预算总表（一）", "收支预算总表（一）", ""),
        ("2024年部门预算表", "2024年部门预算表", ""),
    ],
)
def test_a_number_behind_or_before_a_title_is_no_part_of_it(text: str, title: str, number: str) -> None:
    caption = read_caption(text)
    assert caption is not None
    assert (caption.title, caption.form_number) == (title, number)


def test_a_unit_is_nobodys_name() -> None:
    for text in ("单位: 万元（保留两位小数）", "单位：RMB万元"):
        assert read_caption(text) == Caption(unit=Unit.TEN_THOUSAND_YUAN)
    assert read_caption("单位：万元县财政局") == Caption(entity="万元县财政局")
    assert read_caption("部门名称：青禾县图书馆（公章）") == Caption(entity="青禾县图书馆")


@pytest.mark.parametrize("unit", ["万元", "（万元）", "万 元"])
def test_a_unit_that_stands_alone_between_a_title_and_its_table(unit: str) -> None:
    text = f"2026年项目支出绩效表\n511-某馆\n{unit}\n单位名称\t项目名称\t金额\n某馆\t阅览室改造\t12.00\n"
    (table,) = govbudget.parse(text).tables
    assert (table.title, table.unit) == ("2026年项目支出绩效表", Unit.TEN_THOUSAND_YUAN)
    assert str(table.figures[0].figure.value) == "12.00 万元"


def test_a_unit_alone_in_a_table_is_a_word_of_its_header() -> None:
    text = "支出表\n单位：元\n项目\t合计\t说明\n\t万元\t\n办公费\t12.00\t甲\n"
    (table,) = govbudget.parse(text).tables
    assert [str(figure.figure.value) for figure in table.figures] == ["12.00 万元"]


def test_a_department_left_out_names_nobody() -> None:
    for text in ("编制部门： 单位：元", "预算单位：单位：元", "单位名称：(盖章)  单位：元"):
        caption = read_caption(text)
        assert caption is not None
        assert (caption.entity, caption.unit) == ("", Unit.YUAN)
    assert read_caption("编制部门：") == Caption()
