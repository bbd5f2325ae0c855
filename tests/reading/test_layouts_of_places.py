"""Layouts that other places print, in invented figures: what each of them means by its columns and rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govbudget
from govbudget.model.coordinates import Fund, Nature, Origin, Phase, Statistic, Subject
from govbudget.model.tables import TableKind
from govbudget.money import Amount, Quantity, Rate, Unit
from govbudget.reading.words import path_coordinates
from tests.reading.helpers import figures, parsed, row_lines, table


def test_other_expenses_beside_official_ones_are_no_part_of_their_total() -> None:
    """会议费 and 培训费 stand beside “三公”经费合计, which is not about them."""
    one = table("""
        2025年“三公”经费、会议费、培训费支出预算表
        单位：万元
        “三公”经费合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费 | 会议费 | 培训费
         | | 小计 | 公务用车购置费 | 公务用车运行维护费 | | |
        9.50 | 1.00 | 6.50 | 3.00 | 3.50 | 2.00 | 0.80 | 0.40
    """)
    assert [column.whole for column in one.columns] == [None, 0, 0, 2, 2, 0, None, None]


def test_rows_of_other_expenses_are_no_part_of_the_official_ones() -> None:
    """会议费 and 培训费 below “三公”经费小计 are parts of the total above it, unless the sums say otherwise."""
    printed = """
        财政拨款“三公”经费支出表
        单位：万元
        项目 | 合计 | 一般公共预算
        合计 | {total} | {total}
        “三公”经费小计 | {own} | {own}
        一、因公出国（境）费 | 1.00 | 1.00
        二、公务用车购置及运行维护费 | 6.00 | 6.00
        三、公务接待费 | 2.00 | 2.00
        四、会议费 | 0.80 | 0.80
        五、培训费 | 0.40 | 0.40
    """
    apart, within = (table(printed.format(total="10.20", own=own)) for own in ("9.00", "10.20"))
    assert [row.parent for row in apart.rows] == [None, 0, 1, 1, 1, 0, 0]
    assert [row.parent for row in within.rows] == [None, 0, 1, 1, 1, 1, 1]


def test_a_header_that_names_official_expenses_again_says_nothing_new() -> None:
    """The title has said it of the whole table."""
    one = table("2025年“三公”经费支出表\n单位：万元\n项目 | 2025年“三公”经费预算数\n公务接待费 | 2.00")
    assert one.columns[0].coordinates.qualifier == ""
    assert one.columns[0].coordinates.phase is Phase.BUDGET


def test_codes_behind_a_quantity_are_of_the_same_row() -> None:
    """A list of goods prints quantities, then economic codes, then money; its catalogue numbers are codes."""
    one = table("""
        2025年政府采购预算表
        单位：万元
        科目编码 | | | 单位编码 | 采购项目 | 采购目录 | 数量 | 部门经济科目编码 | 政府经济科目编码 | 预算金额
        类 | 款 | 项 | | | | | | |
        207 | 01 | 04 | 208001 | 台式计算机 | A02010104 | 10 | 31002 | 50601 | 5.00
        207 | 01 | 04 | 208001 | 打印机 | A02021003 | 2 | 31002 | 50601 | 1.60
    """)
    assert row_lines(one) == [
        "2070104 31002 50601 A02010104 208001 · 台式计算机 · item · 数量=10 · 预算金额=5.00",
        "2070104 31002 50601 A02021003 208001 · 打印机 · item · 数量=2 · 预算金额=1.60",
    ]


def test_the_appropriation_of_a_budget_is_that_budget() -> None:
    """一般公共预算财政拨款 in a fiscal table is the same money as 一般公共预算."""
    one = table("""
        财政拨款收支总表
        单位：万元
        收入 | | 支出 | | |
        项目 | 预算数 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款
        一、本年收入 | 21.00 | 一、本年支出 | 21.00 | 20.00 | 1.00
        收入合计 | 21.00 | 支出合计 | 21.00 | 20.00 | 1.00
    """)
    found = [(c.coordinates.fund, c.coordinates.qualifier) for c in one.columns[2:]]
    assert found == [(Fund.GENERAL, ""), (Fund.GOVERNMENT_FUNDS, "")]


def test_a_total_takes_in_what_is_carried_forward_only_if_anything_is() -> None:
    """With a blank 结转下年 the total is the year's spending."""
    text = """
        2025年部门收支总表
        单位：万元
        收入 | | 支出 |
        项目 | 预算数 | 项目 | 预算数
        一、财政拨款 | 21.00 | 一、教育支出 | {0}
        本年收入合计 | 21.00 | 本年支出合计 | {0}
         | | 结转下年 | {1}
        收入总计 | 21.00 | 支出总计 | 21.00
    """
    points = [
        table(text.format(*prints)).rows[-1].coordinates for prints in (("21.00", ""), ("20.00", "1.00"))
    ]
    assert [point.qualifier for point in points] == ["", "含结转下年"]
    assert table(text.format("20.00", "**")).rows[-1].coordinates.qualifier == "含结转下年"


def test_a_printed_year_and_its_stage_are_a_phase_and_no_qualifier() -> None:
    """2024年执行数 beside 2025年预算数."""
    one = table("""
        2025年一般公共预算支出表
        单位：万元
        科目编码 | 科目名称 | 2024年执行数 | 2025年预算数
        207 | 文化旅游体育与传媒支出 | 18.00 | 20.00
    """)
    found = [(c.coordinates.phase, c.coordinates.qualifier) for c in one.columns]
    assert found == [(Phase.PRIOR_FINAL, ""), (Phase.BUDGET, "")]


def test_a_fund_that_is_left_out_is_not_the_fund() -> None:
    """事业收入（不含专户资金） is business income; 专户资金 is the special account."""
    doc = parsed("""
        2025年部门收入总表
        单位：万元
        项目 | 预算数
        专户资金 | 1.00
        事业收入（不含专户资金） | 2.00
    """)
    assert [row.coordinates.fund for row in doc.tables[0].rows] == [
        Fund.SPECIAL_ACCOUNT,
        Fund.BUSINESS_INCOME,
    ]


def test_a_title_may_name_its_part_behind_a_dash() -> None:
    """一般公共预算基本支出表——人员经费: and below it units and items stand in one column of codes."""
    doc = parsed("""
        一般公共预算基本支出表——人员经费（工资福利支出）
        部门：青禾县图书馆
        单位：万元
        单位代码 | 单位名称（科目） | 总计
         | 合计 | 8.00
        208001 | 青禾县图书馆 | 8.00
        207 | 文化旅游体育与传媒支出 | 8.00
        20701 | 文化和旅游 | 8.00
        2070104 | 图书馆 | 8.00
    """)
    assert doc.tables[0].kind is TableKind.BASIC_EXPENDITURE
    assert row_lines(doc.tables[0]) == [
        "合计 · total · 总计=8.00",
        "208001 · 青禾县图书馆 · unit · of 合计 · 总计=8.00",
        "207 · 文化旅游体育与传媒支出 · item · of 青禾县图书馆 · 总计=8.00",
        "20701 · 文化和旅游 · item · of 文化旅游体育与传媒支出 · 总计=8.00",
        "2070104 · 图书馆 · item · of 文化和旅游 · 总计=8.00",
    ]


def test_a_label_may_say_what_its_things_are_counted_in() -> None:
    """Where neither the row nor the header does."""
    one = table(
        "2025年国有资产占用情况表\n单位：台/套、万元\n资产类别 | 数量\n车辆 | 3\n房屋（平方米） | 1,200"
    )
    quantities = [printed.figure.value for printed in one.figures]
    assert [value.unit for value in quantities if isinstance(value, Quantity)] == [None, "平方米"]


def test_a_number_before_the_name_of_a_department_is_not_its_name() -> None:
    """预算单位：101001-青禾区图书馆."""
    doc = parsed("2025年支出总表\n预算单位：101001-青禾区图书馆\n单位：万元\n项目 | 合计\n教育支出 | 8.00")
    assert doc.entity == "青禾区图书馆"


def test_columns_below_a_cell_that_says_of_which_are_parts_of_the_column_before() -> None:
    """2025年预算数, and 其中： over the natures beside it."""
    one = table("""
        2025年支出总表
        单位：万元
        科目编码 | 科目名称 | 2025年预算数 | 其中： | |
         | | | 基本支出 | 项目支出 | 经营支出
        207 | 文化旅游体育与传媒支出 | 20.00 | 12.00 | 8.00 |
    """)
    assert [(column.whole, column.of_which) for column in one.columns] == [
        (None, False),
        (0, True),
        (0, True),
        (0, True),
    ]
    assert [printed.figure.raw for printed in one.figures if printed.is_leaf] == ["12.00", "8.00"]


def test_the_class_of_goods_and_assets_is_their_group() -> None:
    """A class is no name: 货物 or 设备 says what kind of thing the row is about."""
    doc = parsed("""
        新增资产配置表
        单位：元
        资产类别 | 资产名称 | 计量单位 | 数量 | 单价 | 金额
        设备 | 书架 | 组 | 12 | 900.00 | 10800.00

        政府采购支出表
        单位：元
        采购品目大类 | 专项名称 | 采购物品名称 | 总计
        货物 | 馆藏购置 | 书架 | 10800.00
    """)
    assert [[(row.group, row.label) for row in one.rows] for one in doc.tables] == [
        [("设备", "书架")],
        [("货物", "馆藏购置")],
    ]


def test_official_expenses_printed_on_one_row_without_a_name() -> None:
    """The row has no words of its own: it is about what its table is about."""
    one = table("""
        一般公共预算“三公”经费支出预算表
        单位：元
        “三公”经费合计 | 因公出国（境）费 | 公务用车购置及运行费 | | | 公务接待费
         | | 小计 | 公务用车购置费 | 公务用车运行费 |
        9500.00 | | 7500.00 | | 7500.00 | 2000.00
    """)
    assert [row.subject for row in one.rows] == [Subject.OFFICIAL_EXPENSE]


def test_people_are_counted_in_the_unit_of_their_table() -> None:
    """A unit line says what the columns of numbers count, those that say 编制数 themselves included."""
    one = table("""
        人员情况表
        单位：人
        单位名称 | 人员编制数 | 离退休
        青禾县图书馆 | 12 | 5
    """)
    assert [printed.figure.value for printed in one.figures] == [
        Quantity(Decimal(12), "人"),
        Quantity(Decimal(5), "人"),
    ]


def test_statistics_of_final_accounts_are_final() -> None:
    """决算统计数 beside 年初预算数 and 全年预算数."""
    one = table("""
        机构运行信息表
        单位：万元
        项目 | 行次 | 年初预算数 | 全年预算数 | 决算统计数
        一、“三公”经费支出 | 1 | 9.50 | 9.00 | 8.75
    """)
    assert [column.coordinates.phase for column in one.columns] == [Phase.BUDGET, Phase.ADJUSTED, Phase.FINAL]


def test_spending_from_the_special_account_is_of_all_natures_where_none_is_said() -> None:
    """As in the tables of the other funds."""
    one = table("""
        财政专户管理资金支出表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        205 | 教育支出 | 9.00 | 5.00 | 4.00
    """)
    assert one.coordinates.nature is Nature.TOTAL


@pytest.mark.parametrize(
    ("path", "phase"),
    [
        ("2025年调整预算数", Phase.ADJUSTED),
        ("2024年调整预算数", Phase.PRIOR_ADJUSTED),
        ("2025年全年预算数", Phase.ADJUSTED),
        ("2024年/年初预算", Phase.PRIOR_BUDGET),
        ("2024年/执行数", Phase.PRIOR_FINAL),
        ("2024年度/决算数", Phase.PRIOR_FINAL),
        ("上年/执行数", Phase.PRIOR_FINAL),
        ("上年预算执行数", Phase.PRIOR_FINAL),
        ("决算数/2024年", Phase.PRIOR_FINAL),
        ("“三公”经费预算数/2024年", Phase.PRIOR_BUDGET),
        ("2024年/小计", Phase.PRIOR_BUDGET),
        ("2025年预算数为2024年执行数的%", Phase.BUDGET),
    ],
)
def test_a_year_and_a_stage_are_one_statement(path: str, phase: Phase) -> None:
    """In one cell, or in two cells one above the other."""
    assert path_coordinates(path.split("/"), 2025).phase is phase


@pytest.mark.parametrize(
    ("path", "statistic"),
    [
        ("2025年预算数为2024年执行数的%", Statistic.SHARE),
        ("比上年增减/%", Statistic.RATE),
        ("比上年增减情况/比例", Statistic.RATE),
        ("较上年增减/金额", Statistic.CHANGE),
        ("同比增长(%)", Statistic.RATE),
        ("占总支出%", Statistic.SHARE),
        ("占比(%)", Statistic.SHARE),
        ("增减", Statistic.CHANGE),
    ],
)
def test_what_kind_of_number_a_header_states(path: str, statistic: Statistic) -> None:
    assert path_coordinates(path.split("/"), 2025).statistic is statistic


def test_in_final_accounts_a_year_alone_names_its_accounts() -> None:
    one = table("""
        2024年度部门决算
        “三公”经费支出决算表
        单位：万元
        项目 | 2023年 | 2024年 | 2024年预算数
        公务接待费 | 3.00 | 2.00 | 2.50
    """)
    phases = [column.coordinates.phase for column in one.columns]
    assert phases == [Phase.PRIOR_FINAL, Phase.FINAL, Phase.BUDGET]


def test_a_unit_in_brackets_behind_the_title_is_no_part_of_it() -> None:
    one = table("2025年一般公共预算支出表（单位：千元）\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 8")
    assert (one.title, one.kind, one.unit) == (
        "2025年一般公共预算支出表",
        TableKind.GENERAL_EXPENDITURE,
        Unit.THOUSAND_YUAN,
    )


def test_rows_of_things_among_rows_of_money() -> None:
    """The prescribed table of an agency's running prints both; what counts things is no money."""
    one = table("""
        机构运行信息表
        单位：万元
        项目 | 行次 | 年初预算数 | 决算统计数
        一、“三公”经费支出 | 1 | — | —
        （一）支出合计 | 2 | 3.00 | 2.50
        （二）相关统计数 | 3 | — | —
        1．公务用车保有量（辆） | 4 | — | 7
        2．国内公务接待批次 | 5 | — | 41
        二、国有资产占用情况 | 6 | — | —
        （一）车辆数合计（辆） | 7 | — | 7
        1．机要通信用车 | 8 | — | 2
        2．其他用车 | 9 | — | 5
        （二）资产总额（元） | 10 | — | 1200.00
    """)
    values = {p.row.label: p.figure.value for p in one.figures if p.column and p.column.title == "决算统计数"}
    assert list(values.values()) == [
        Amount.parse("2.50", Unit.TEN_THOUSAND_YUAN),
        Quantity(Decimal(7), "辆"),
        Quantity(Decimal(41)),
        Quantity(Decimal(7), "辆"),
        Quantity(Decimal(2), "辆"),
        Quantity(Decimal(5), "辆"),
        Amount.parse("1200.00", Unit.YUAN),
    ]
    counted = [p.row.label for p in one.figures if p.coordinates.statistic is Statistic.COUNT]
    assert len(counted) == 5


def test_a_column_of_units_beside_columns_of_money_says_nothing_of_them() -> None:
    one = table("""
        部门整体情况表
        单位：万元
        项目名称 | 预算金额 | 指标名称 | 指标值 | 计量单位
        馆藏购置 | 8.00 | 购置册数 | 120 | 册
    """)
    assert next(printed.figure.value for printed in one.figures) == Amount.parse(
        "8.00", Unit.TEN_THOUSAND_YUAN
    )


@pytest.mark.parametrize("word", ["采购年份", "建设时间", "项目起止年限", "起止时间"])
@pytest.mark.parametrize("time", ["2025", "2025.12", "2024-2025", "2025年6月"])
def test_a_time_is_no_figure(word: str, time: str) -> None:
    doc = parsed(f"2025年项目支出表\n单位：万元\n项目名称 | {word} | 合计\n馆藏购置 | {time} | 8.00")
    assert figures(doc.tables[0]) == {"馆藏购置: 合计": "8.00"}
    assert doc.problems == ()


def test_the_department_of_a_document_may_stand_on_its_cover_alone() -> None:
    grid = "支出总表\n单位：万元\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 8.00"
    assert parsed("青禾县图书馆2025年部门预算\n\n" + grid).entity == "青禾县图书馆"
    assert (
        parsed("青禾县文化局文化市场\n管理中心2025年单位预算\n\n" + grid).entity
        == "青禾县文化局文化市场管理中心"
    )
    assert parsed("青禾县2025年县级部门预算\n\n" + grid).entity == ""


def test_a_table_that_does_not_call_itself_one() -> None:
    """The line right above a grid is its title if its words are those of a prescribed table."""
    doc = parsed("""
        青禾县图书馆2025年部门预算
        一、部门收支预算总体情况
        单位：万元
        收入 | | 支出 |
        项目 | 预算数 | 项目 | 预算数
        一、一般公共预算 | 8.00 | 一、教育支出 | 8.00
        收入总计 | 8.00 | 支出总计 | 8.00

        二、一般公共预算支出情况

        科目编码 | 科目名称 | 合计（万元）
        205 | 教育支出 | 8.00
    """)
    assert [(one.title, one.kind) for one in doc.tables] == [
        ("部门收支预算总体情况", TableKind.SUMMARY),
        ("一般公共预算支出情况", TableKind.GENERAL_EXPENDITURE),
    ]


def test_a_heading_with_words_below_it_is_no_title() -> None:
    doc = parsed("""
        青禾县图书馆2025年部门预算
        二、一般公共预算支出情况
        2025年一般公共预算支出8.00万元。
        科目编码 | 科目名称 | 合计（万元）
        205 | 教育支出 | 8.00
    """)
    assert [(one.title, one.kind) for one in doc.tables] == [("", None)]


def test_years_down_the_side_and_expenses_across_the_top() -> None:
    """Each row is of its year, its change or its rate of change."""
    one = table("""
        2025年“三公”经费预算表
        单位：万元
        年度 | 合计 | 公务用车购置及运行费 | 公务接待费
        2024年预算数 | 12.00 | 8.00 | 4.00
        2025年预算数 | 10.00 | 7.00 | 3.00
        增减额 | -2.00 | -1.00 | -1.00
        增减率 | -16.67 | -12.50% | -25.00
    """)
    about = [(row.coordinates.phase, row.coordinates.statistic, row.coordinates.item) for row in one.rows]
    assert about == [
        (Phase.PRIOR_BUDGET, None, ""),
        (Phase.BUDGET, None, ""),
        (None, Statistic.CHANGE, ""),
        (None, Statistic.RATE, ""),
    ]
    assert [p.figure.value for p in one.figures][-3:] == [
        Rate.parse(x) for x in ("-16.67", "-12.50%", "-25.00")
    ]


THIRDS = """
    一般公共预算财政拨款基本支出决算表
    单位：万元
    人员经费 | | | 公用经费 | | | | |
    科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
    301 | 工资福利支出 | 30.00 | 302 | 商品和服务支出 | 8.00 | 307 | 债务利息及费用支出 |
    30101 | 基本工资 | 30.00 | 30201 | 办公费 | 5.00 | 310 | 资本性支出 | 2.00
     | | | 30202 | 印刷费 | 3.00 | 31002 | 办公设备购置 | 2.00
    人员经费合计 | | 30.00 | 公用经费合计 | | | | | 10.00
"""


def test_a_list_in_halves_under_one_heading_is_one_list() -> None:
    """公用经费 goes on beside itself, and its total stands at the end of the last part."""
    one = table(THIRDS)
    assert [column.title for column in one.columns] == ["人员经费/决算数", "公用经费/决算数"]
    total = next(i for i, row in enumerate(one.rows) if row.label == "公用经费合计")
    assert [row.label for row in one.rows if row.parent == total] == [
        "商品和服务支出",
        "债务利息及费用支出",
        "资本性支出",
    ]
    assert figures(one)["公用经费合计: 公用经费/决算数"] == "10.00"
    assert govbudget.reconcile(parsed(THIRDS)).findings == ()


def test_a_wrong_figure_in_a_later_half_is_found() -> None:
    findings = govbudget.reconcile(parsed(THIRDS.replace("资本性支出 | 2.00", "资本性支出 | 7.00"))).findings
    assert {(str(found.stated), str(found.computed)) for found in findings} == {
        ("10.00", "15.00"),
        ("7.00", "2.00"),
    }


def test_an_average_is_no_part_of_a_sum() -> None:
    one = table("""
        部门基本情况表
        单位：人、万元
        单位名称 | 年末实有人数 | 工资总额 | 人均工资
        青禾县图书馆 | 38 | 456.00 | 12.00
    """)
    assert [column.whole for column in one.columns] == [None, None, None]


def test_numbers_of_units_are_no_codes_of_revenue() -> None:
    """单位编码 beside 单位名称, and 科目编码 beside 科目名称, say what is what."""
    one = table("""
        2025年部门支出总表
        单位：万元
        单位编码 | 单位名称 | 科目编码 | 科目名称 | 合计
         | | | 合计 | 8.00
        101 | 青禾县文化局 | | | 8.00
        101001 | 青禾县图书馆 | 2070104 | 图书馆 | 8.00
    """)
    assert row_lines(one) == [
        "合计 · total · 合计=8.00",
        "101 · 青禾县文化局 · unit · of 合计 · 合计=8.00",
        "[青禾县图书馆] · 2070104 101001 · 图书馆 · item · of 青禾县文化局 · 合计=8.00",
    ]


def test_years_that_nothing_places_are_different_points() -> None:
    """No title says which year it is: neither column is this year's, and they are not the same."""
    one = table("""
        “三公”经费预算表
        单位：万元
        单位名称 | 2022年预算数 | | 2024年预算数 |
         | 合计 | 公务接待费 | 合计 | 公务接待费
        青禾县图书馆 | 4.00 | 4.00 | 3.00 | 3.00
    """)
    about = [(c.coordinates.phase, c.coordinates.item, c.coordinates.qualifier) for c in one.columns]
    assert about == [
        (None, "", "2022年"),
        (None, "公务接待费", "2022年"),
        (None, "", "2024年"),
        (None, "公务接待费", "2024年"),
    ]


def test_a_term_is_a_number_of_years() -> None:
    """期限（年） beside amounts counts years and no money."""
    one = table("""
        债券资金安排表
        单位：万元
        项目名称 | 债券期限（年） | 已安排金额
        馆舍建设 | 15 | 800.00
    """)
    assert [p.figure.value for p in one.figures] == [
        Quantity(Decimal(15), "年"),
        Amount.parse("800.00", Unit.TEN_THOUSAND_YUAN),
    ]


def test_purchase_and_running_below_vehicles_are_their_parts() -> None:
    one = table("""
        2025年“三公”经费汇总表
        单位：万元
        单位 | 合计 | 公务接待 | 公务用车 | |
         | | | 小计 | 购置 | 运行
        局本级 | 5.00 | 2.00 | 3.00 | 0.00 | 3.00
        图书馆 | 4.00 | 1.00 | 3.00 | 0.00 | 3.00
    """)
    assert [column.coordinates.item for column in one.columns[2:]] == [
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行维护费",
    ]
    assert [row.coordinates.entity for row in one.rows] == ["局本级", "图书馆"]


def test_levels_of_indicators_as_heads_hold_words() -> None:
    """`≥95%` below 满意度指标 is no spoilt figure."""
    doc = parsed("""
        2025年部门预算绩效目标汇总表
        单位：万元
        序号 | 项目名称 | 预算金额 | 数量指标 | 满意度指标
        1 | 馆藏购置 | 8.00 | 购书≥500册 | ≥95%
        2 | 阅览室改造 | 3.00 | 座位≥120个 | ≥90%
    """)
    assert figures(doc.tables[0]) == {"馆藏购置: 预算金额": "8.00", "阅览室改造: 预算金额": "3.00"}
    assert doc.problems == ()


def test_the_year_may_stand_in_the_headers_alone() -> None:
    """Of two years that follow each other the later is the document's; of three nobody knows."""
    grid = "“三公”经费预算表\n单位：万元\n项目 | 2024年执行数 | 2025年预算数\n公务接待费 | 3.00 | 2.00"
    doc = parsed(grid)
    assert doc.fiscal_year == 2025
    assert [c.coordinates.phase for c in doc.tables[0].columns] == [Phase.PRIOR_FINAL, Phase.BUDGET]
    assert parsed(grid.replace("2024年执行数", "2027年预算数")).fiscal_year is None


CARRIED = """
    财政拨款收入支出决算总表
    单位：万元
    收入 | | | 支出 | | | |
    项目 | 行次 | 金额 | 项目 | 行次 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款
    一、一般公共预算财政拨款 | 1 | 80.00 | 一、一般公共服务支出 | 30 | 80.00 | 80.00 |
    二、政府性基金预算财政拨款 | 2 | 10.00 | 十一、城乡社区支出 | 31 | 9.00 | | 9.00
    本年收入合计 | 24 | 90.00 | 本年支出合计 | 53 | 89.00 | 80.00 | 9.00
    年初财政拨款结转和结余 | 25 | 4.00 | 年末财政拨款结转和结余 | 54 | 5.00 | 4.00 | 1.00
    一般公共预算财政拨款 | 26 | 4.00 | | 55 | | |
    政府性基金预算财政拨款 | 27 | | | 56 | | |
    总计 | 29 | 94.00 | 总计 | 58 | 94.00 | 84.00 | 10.00
"""


def test_funds_without_numbers_below_what_was_carried_over() -> None:
    """The prescribed form of final accounts marks them by an indentation, which no text keeps."""
    one = table(CARRIED)
    carried = next(i for i, row in enumerate(one.rows) if row.label == "年初财政拨款结转和结余")
    parts = [row for row in one.rows if row.parent == carried]
    assert [(row.label, row.coordinates.origin) for row in parts] == [
        ("一般公共预算财政拨款", Origin.CARRIED_OVER),
        ("政府性基金预算财政拨款", Origin.CARRIED_OVER),
    ]
    assert govbudget.reconcile(parsed(CARRIED)).findings == ()
