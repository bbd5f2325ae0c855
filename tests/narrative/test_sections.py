"""Which sections are read, and what they are called."""

from __future__ import annotations

import pytest

from govbudget.reading.narrative import read_claims
from govbudget.reading.source import split_lines


def sections(text: str) -> list[tuple[str, str]]:
    return [(claim.section, claim.raw) for claim in read_claims(split_lines(text))]


@pytest.mark.parametrize(
    "heading",
    [
        "一、主要职责",
        "二、机构设置情况",
        "三、人员编制情况",
        "四、部门预算单位构成",
        "五、部门整体绩效目标",
        "（一）总体绩效目标",
        "七、重点项目预算绩效情况说明",
        "三、2024年主要工作任务",
        "第四部分 名词解释",
        "名词解释",
        "七、专业性名词解释",
        "项目支出绩效目标表",
        "目录",
    ],
)
def test_sections_that_explain_no_figures(heading: str) -> None:
    assert sections(f"{heading}\n管理图书室12个，经费5万元，覆盖率达95%。") == []


@pytest.mark.parametrize(
    "heading",
    [
        "一、单位预算收支变动情况及原因",
        "二、收入预算情况说明",
        "三、支出预算",
        "四、财政拨款收支预算总体情况说明",
        "六、一般公共预算基本支出情况说明",
        "七、“三公”经费增减变动原因说明",
        "八、机关运行经费安排情况",
        "九、政府采购情况",
        "十、绩效管理情况",
        "（二）绩效目标设置情况",
        "（七）预算绩效目标说明",
        "十一、国有资产占有使用情况",
        "二、部门预算安排的总体情况",
        "九、国有资产信息",
        "五、委托业务费情况",
    ],
)
def test_sections_that_explain_figures(heading: str) -> None:
    assert sections(f"{heading}\n涉及5万元。") == [(heading, "5万元")]


def test_nothing_without_a_heading() -> None:
    assert sections("收入预算5万元。") == []


def test_a_section_is_named_by_the_outermost_heading_that_says_what_it_is_about() -> None:
    text = (
        "第三部分 2024年部门预算情况说明\n一、收入预算情况说明\n（一）规模情况\n收入5万元。\n"
        "六、其他重要事项的情况说明\n（一）机关运行经费\n安排3万元。"
    )
    assert sections(text) == [("一、收入预算情况说明", "5万元"), ("（一）机关运行经费", "3万元")]


def test_a_heading_within_its_paragraph() -> None:
    text = "二、部门收支总体情况\n（一）收入预算。2024年年初预算数5万元。\n（二）支出预算：2024年安排4万元。"
    claims = read_claims(split_lines(text))
    assert [(claim.heading, claim.subject) for claim in claims] == [
        ("（一）收入预算", "收入预算年初预算数"),
        ("（二）支出预算", "支出预算安排"),
    ]


def test_what_stands_under_duties_stays_there() -> None:
    assert sections("一、部门职责\n（三）政府采购监督。\n每年检查12个单位。\n1、资产管理\n房屋3间。") == []


def test_an_explanatory_section_whose_part_was_lost() -> None:
    text = "第二部分 2024年单位预算报表\n二、收入预算情况说明\n收入5万元。"
    assert sections(text) == [("二、收入预算情况说明", "5万元")]


def test_notes_state_nothing() -> None:
    assert sections("九、政府采购情况\n注：单价100万元以上的设备另列。") == []


def test_a_heading_cut_at_the_width_of_the_page() -> None:
    body = "本部门所有收入和支出均纳入部门预算管理按照综合预算的原则编列并逐级汇总\n" * 6
    text = f"二、关于青禾县图书馆以及各乡镇分馆二〇二四年度收入预算情\n况说明\n{body}收入5万元。"
    (claim,) = read_claims(split_lines(text))
    assert claim.section == "二、关于青禾县图书馆以及各乡镇分馆二〇二四年度收入预算情况说明"


def test_the_end_of_a_heading_on_a_line_of_its_own() -> None:
    text = (
        "第三部分 青禾县图书馆2024年度部门决算情况\n说明\n"
        "一、其他重要事项情况\n说明\n（一）机关运行经费\n支出3万元。"
    )
    (claim,) = read_claims(split_lines(text))
    assert claim.section == "（一）机关运行经费"


def test_an_item_headed_by_a_kind_of_cost() -> None:
    text = "一、收支说明\n（一）支出明细\n（1）人员经费：①基本工资5万元；②津贴补贴2万元。"
    assert [claim.subject for claim in read_claims(split_lines(text))] == ["基本工资", "津贴补贴"]


def test_items_of_an_announced_list_are_its_parts() -> None:
    text = (
        "一、收支预算总体情况说明\n收支总计9万元。其中：\n（一）收入总计9万元。包括：\n1．本年收入8万元。\n"
        "（1）一般公共预算拨款收入6万元，比上年增加1万元。\n（2）其他收入2万元。\n2．上年结转1万元。\n（二）支出总计9万元。"
    )
    claims = read_claims(split_lines(text))
    wholes = {claim.subject: claim.whole for claim in claims if not claim.relation}
    assert wholes == {
        "收支总计": "",
        "收入总计": "收支总计",
        "本年收入": "收入总计",
        "一般公共预算拨款收入": "本年收入",
        "其他收入": "本年收入",
        "上年结转": "收入总计",
        "支出总计": "收支总计",
    }


def test_a_list_announced_without_an_amount_has_no_whole() -> None:
    text = "一、收支说明\n收入9万元。\n项目支出主要内容如下：\n1.借阅车油费2万元。"
    assert [claim.whole for claim in read_claims(split_lines(text))] == ["", ""]


def test_the_year_of_a_heading_stands_in_for_the_document() -> None:
    text = "2024年度部门预算情况说明\n一、收入预算情况\n2023年度预算5万元。"
    (claim,) = read_claims(split_lines(text))
    assert (str(claim.coordinates.phase), claim.coordinates.fiscal_year) == ("Phase.PRIOR_BUDGET", 2024)


@pytest.mark.parametrize("heading", ["六、“三公”经费说明", '六、“三公"经费说明', '六、"三公"经费说明'])
def test_a_heading_may_print_one_of_two_quotes_in_half_width(heading: str) -> None:
    text = f"五、收入说明\n收入9.00万元。\n{heading}\n“三公”经费预算2.80万元。"
    assert read_claims(split_lines(text), fiscal_year=2024)[-1].section == heading
