"""Whole documents whose figures have lost their columns: settled by their own sums and by one another."""

from __future__ import annotations

from hypothesis import given, settings

from tests.reading.settling.loosened import resettled
from tests.writer.document import printed_document
from tests.writer.tables import Budget, invented_budgets, tables_of

SPENDING = """\
2024年部门支出总体情况表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出\t经营支出
\t合计\t90.00\t60.00\t30.00\t
205\t教育支出\t70.00\t40.00\t30.00\t
20502\t普通教育\t70.00\t40.00\t30.00\t
2050201\t学前教育\t40.00\t40.00\t\t
2050202\t小学教育\t30.00\t\t30.00\t
221\t住房保障支出\t20.00\t20.00\t\t
22102\t住房改革支出\t20.00\t20.00\t\t
2210201\t住房公积金\t20.00\t20.00\t\t
"""
SAID = """\
第二部分 部门预算情况说明
一、支出预算总体情况说明
2024年支出预算90.00万元，其中：基本支出60.00万元，项目支出30.00万元。
"""
FISCAL = """\
2024年财政拨款收支总体情况表
单位：万元
收入\t\t支出
项目\t金额\t项目\t合计\t一般公共预算\t政府性基金预算\t国有资本经营预算
一、本年收入\t90.00\t一、教育支出\t70.00\t70.00\t\t
\t\t二、住房保障支出\t20.00\t20.00\t\t
收入合计\t90.00\t支出合计\t90.00\t90.00\t\t
"""
EMPTY = """\
2024年政府性基金预算支出情况表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
注：本表无数据
2024年国有资本经营预算支出情况表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
注：本表无数据
"""


@settings(max_examples=settings().max_examples // 4)
@given(invented_budgets())
def test_no_figure_of_an_invented_disclosure_comes_into_a_wrong_column(budget: Budget) -> None:
    """What is not proved is open; the sums, which all hold, are not doubted."""
    text = printed_document(tables_of(budget), budget.entity)
    found = resettled(text, year=budget.year, entity=budget.entity)
    assert not found.wrong
    assert found.right
    assert {problem.kind for problem in found.problems} <= {"ambiguous columns"}
    assert bool(found.problems) == bool(found.still_loose)


def test_a_table_alone_leaves_what_is_interchangeable_open() -> None:
    """Two of three natures are used: three solutions; the totals are proved by the rows."""
    found = resettled(SPENDING)
    assert not found.wrong
    # A row that prints two parts leaves three pairs of columns, one that prints one part three columns.
    assert {cell.columns for cell in found.still_loose} == {(3, 4), (4, 5)}
    assert set(found.proofs) == {"row identity"}
    (problem,) = found.problems
    assert (problem.kind, problem.found) == ("ambiguous columns", "3 ways, 11 figures are open")


LISTED = """\
2024年部门收支总体情况表
单位：万元
收入\t\t支出
项目\t金额\t项目\t金额
一、一般公共预算拨款收入\t90.00\t一、教育支出\t90.00
二、政府性基金预算拨款收入\t\t二、住房保障支出\t
三、财政专户管理资金收入\t\t\t
四、事业收入\t\t\t
本年收入合计\t90.00\t本年支出合计\t90.00
"""
RECEIVED = """\
2024年部门收入总体情况表
单位：万元
科目编码\t科目名称\t合计\t财政拨款收入\t财政专户管理资金收入\t事业收入
\t合计\t90.00\t90.00\t\t
205\t教育支出\t90.00\t90.00\t\t
"""


def test_what_a_list_leaves_blank_is_nothing() -> None:
    """The printed rows make up the total: the blank ones, each a source of revenue, are worth nothing elsewhere."""
    assert len(resettled(RECEIVED).still_loose) == 2
    found = resettled(LISTED + RECEIVED)
    assert not found.wrong
    assert not found.still_loose
    # Where the total is more than what is printed, what is left blank may be something.
    short = resettled(LISTED.replace("合计\t90.00", "合计\t95.00") + RECEIVED)
    assert not short.wrong


def test_a_sentence_settles_it() -> None:
    """The narrative names the two totals, and the sums carry it down to every row."""
    found = resettled(SPENDING + SAID)
    assert not found.wrong
    assert not found.still_loose
    assert not found.problems
    assert set(found.proofs) == {"row identity", "tie to 一、支出预算总体情况说明"}


def test_a_table_published_empty_settles_it() -> None:
    """Its fund is nothing in every row; without it the fund is open."""
    alone = resettled(FISCAL)
    assert not alone.wrong
    assert {cell.columns for cell in alone.still_loose} == {(4, 5, 6)}
    found = resettled(FISCAL + EMPTY)
    assert not found.wrong
    assert not found.still_loose
    assert "tie to 2024年国有资本经营预算支出情况表" in found.proofs


def test_one_wrong_figure_misleads_nothing_and_is_told() -> None:
    """小学教育 30.00 printed as 30.50 in its total."""
    wrong = SPENDING.replace("小学教育\t30.00\t\t30.00", "小学教育\t30.50\t\t30.00")
    found = resettled(wrong + SAID)
    assert not found.wrong
    assert not found.still_loose
    assert [problem.kind for problem in found.problems] == ["figure against the sums"]
    assert found.problems[0].found == "'30.50'"


def test_a_wrong_sentence_is_not_believed() -> None:
    """It contradicts the table, and then leaves open what was open without it."""
    found = resettled(SPENDING + SAID.replace("基本支出60.00", "基本支出61.00"))
    assert not found.wrong
    assert not found.still_loose  # the project expenditure is still named
    found = resettled(SPENDING + SAID.replace("60.00", "61.00").replace("项目支出30.00", "项目支出29.00"))
    assert not found.wrong
    assert len(found.still_loose) == 11


GENERAL = """\
2024年一般公共预算支出情况表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t90.00\t60.00\t30.00
205\t教育支出\t70.00\t40.00\t30.00
20502\t普通教育\t70.00\t40.00\t30.00
2050201\t学前教育\t40.00\t40.00\t
2050202\t小学教育\t30.00\t\t30.00
221\t住房保障支出\t20.00\t20.00\t
22102\t住房改革支出\t20.00\t20.00\t
2210201\t住房公积金\t20.00\t20.00\t
"""
REVENUE = """\
2024年部门收入总体情况表
单位：万元
科目编码\t科目名称\t合计\t一般公共预算\t政府性基金预算\t财政专户管理资金\t上年结转
\t合计\t90.00\t80.00\t\t\t10.00
205\t教育支出\t70.00\t60.00\t\t\t10.00
221\t住房保障支出\t20.00\t20.00\t\t\t
"""
BY_FUND = """\
2024年支出经济分类汇总表
单位：万元
科目编码\t科目名称\t合计\t一般公共预算\t政府性基金预算\t财政专户管理资金
\t合计\t90.00\t90.00\t\t
301\t工资福利支出\t90.00\t90.00\t\t
"""


def test_a_fund_with_the_whole_total_is_all_there_is() -> None:
    """Then the two tables are the same point by point, and one settles the other."""
    found = resettled(SPENDING + GENERAL)
    assert not found.wrong
    assert not found.still_loose
    assert "tie to 2024年一般公共预算支出情况表" in found.proofs
    other = GENERAL.replace("90.00\t60.00", "80.00\t50.00").replace("20.00\t20.00", "10.00\t10.00")
    found = resettled(SPENDING + other)
    assert not found.wrong
    assert found.still_loose


def test_nothing_is_spent_of_a_fund_beyond_what_came_in_and_was_carried_over() -> None:
    """Funds that a table of revenue leaves blank can spend the ten carried over, and no ninety."""
    alone = resettled(BY_FUND)
    assert {cell.columns for cell in alone.still_loose} == {(3, 4, 5)}
    names = "一般公共预算80.00万元，政府性基金预算0.00万元，财政专户管理资金0.00万元，上年结转10.00万元"
    said = (
        SAID.replace("支出", "收入").split("2024年收入预算")[0]
        + f"2024年收入预算90.00万元，其中：{names}。\n"
    )
    found = resettled(BY_FUND + said)
    assert not found.wrong
    assert not found.still_loose
    assert not resettled(REVENUE + BY_FUND).wrong
