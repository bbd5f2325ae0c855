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


def test_a_heading_with_prose_below_ends_a_table_without_notes() -> None:
    """Though digits that a narrow column has cut stand alone right above it."""
    prose = "青禾县枫原镇人民政府（含所属单位）上年末固定资产金额为 12705.28万元（详见下表）。本年度拟购置固定资产"
    text = (
        " 政府采购预算表\n\n501 青禾县枫原镇人民政府 单位：元\n\n项目名称 预算资金 采购物品名称 计量单位 数量 单价\n\n"
        "馆舍修缮 8.00 书架 批 1\n\n8.0\n\n0\n\n档案修复 9.00 复印纸 箱 1\n\n357254.\n\n92\n八、国有资产信息\n\n"
        f"{prose}\n\n已列入政府采购预算。\n"
    )
    doc = govbudget.parse(text)
    assert [row.label for row in doc.tables[0].rows] == ["馆舍修缮", "档案修复"]
    assert [claim.raw for claim in doc.claims] == ["12705.28万元"]


def test_a_total_alone_on_its_line_is_the_first_row() -> None:
    """Without column numbers nothing else says where the header ends."""
    sheet = Sheet(
        ("政府采购预算表", ""),
        (
            "501 青禾县图书馆 单位：元",
            "",
            "项目名称 预算资金 采购物品名称 数量 单价 合计\n\n一般公共\n\n预算拨款",
        ),
        rows(
            "合计 1887626.0|9 1412202.3|0",
            "古籍修复 806228.81 书架 3 67185.73 201557.1|9 201557.1|9",
        ),
    )
    doc = govbudget.parse(Pages().text(sheet, ()))
    assert [row.label for row in doc.tables[0].rows] == ["合计", "古籍修复"]


def test_numbers_of_rows_above_words_that_come_back_are_no_pages() -> None:
    """本年收入 / 合计 stands below a number in several tables of a text that says where its pages begin."""
    head = (
        "501 青禾县图书馆 预算年度：2024 单位：万元\n\n序号\n收入 支出\n\n项目 金额 项目 合计\n\n栏次 1 2 3 4",
    )
    extra = ("二、国防支", "三、教育支", "四、科技支", "五、农业支", "六、住房支", "七、金融支", "八、环保支")

    def body(count: int) -> tuple[tuple[Lines, ...], ...]:
        more = [f"{number} {name}|出" for number, name in enumerate(extra[:count], 2)]
        last = count + 2
        return rows(
            "1 一、一般公|共预算拨|款 8.00 一、一般公|共服务支|出 8.00",
            *more,
            f"{last} 本年收入|合计 8.00 本年支出|合计 8.00",
            f"{last + 1} 上年结转|结余 年终结转|结余",
            f"{last + 2} 收入总计 8.00 支出总计 8.00",
        )

    titles = ("部门收支总表", "财政拨款收支总表", "收支预算总表")
    text = "".join(
        Pages().text(Sheet((title, ""), head, body(1 + 3 * number)), [(2, 0)])
        for number, title in enumerate(titles)
    )
    for table in govbudget.parse(text).tables:
        assert [row.label for row in table.rows][-6:] == [
            "本年收入合计",
            "本年支出合计",
            "上年结转结余",
            "年终结转结余",
            "收入总计",
            "支出总计",
        ]
