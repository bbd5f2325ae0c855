"""Two panels side by side without numbers for their rows: every name on its side, or what is printed stays open."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.tables import Panel, Table
from govbudget.text import squeeze
from tests.flattened.samples import two_panels
from tests.writer.flattened import FlatTable, printed

numbers = st.integers(0, 10**6)
lengths = st.integers(22, 70)


def entries(table: FlatTable) -> Counter[tuple[Panel, str, tuple[str, ...]]]:
    """What is written on each side."""
    return Counter(
        (panel, row[at] or "", tuple(filter(None, row[at + 1 : at + 2])))
        for row in table.rows
        for panel, at in ((Panel.REVENUE, 0), (Panel.EXPENDITURE, 2))
        if row[at]
    )


def read(table: FlatTable, length: int) -> Table:
    doc = govbudget.parse(printed([table], length=length))
    assert len(doc.tables) == 1
    return doc.tables[0]


def check_known(number: int, length: int) -> None:
    written = two_panels(random.Random(number))
    table = read(written, length)
    found = Counter(
        (row.panel, squeeze(row.label), tuple(figure.raw for figure in row.figures)) for row in table.rows
    )
    assert found == entries(written)
    for row in table.rows:
        for figure in row.figures:
            assert figure.column is not None
            assert table.columns[figure.column].panel is row.panel


@given(number=numbers, length=lengths)
@settings(max_examples=40)
def test_known_names_stand_on_their_side(number: int, length: int) -> None:
    """Whatever the widths of the columns, the blanks, and wherever a page ends."""
    check_known(number, length)


@pytest.mark.long
@given(number=numbers, length=lengths)
@settings(max_examples=1500, deadline=None)
def test_known_names_stand_on_their_side_in_many_tables(number: int, length: int) -> None:
    check_known(number, length)


def check_unknown(number: int) -> tuple[int, int]:
    """How many figures of names that say nothing are right, and how many open; none is wrong."""
    written = two_panels(random.Random(number), known=False)
    table = read(written, 100_000)
    wanted = {(panel, figures[0]) for panel, _, figures in entries(written) if figures}
    right = still_open = 0
    for row in table.rows:
        for figure in row.figures:
            if figure.column is None:
                assert len({table.columns[column].panel for column in figure.alternatives}) == 2
                still_open += 1
            else:
                assert (table.columns[figure.column].panel, figure.raw) in wanted
                right += 1
    return right, still_open


@given(number=numbers)
@settings(max_examples=25)
def test_figures_of_unknown_names_are_settled_by_the_sums_or_open(number: int) -> None:
    check_unknown(number)


def test_sums_settle_nearly_all_of_them() -> None:
    right, still_open = map(sum, zip(*(check_unknown(number) for number in range(40)), strict=True))
    assert right > 20 * still_open


def labels(text: str) -> list[tuple[Panel | None, str]]:
    """What is read of the only table of a text, panel and name row by row; an amount inside a name is none."""
    (table,) = govbudget.parse(text).tables
    return [(row.panel, squeeze(row.label)) for row in table.rows]


HEAD = " 部门收支总表\n101 青河县图书馆 预算年度：2024 单位：万元\n\n收入 支出\n\n项目 金额 项目 金额\n\n1 2 3 4\n\n"
LEFT, RIGHT = Panel.REVENUE, Panel.EXPENDITURE


def test_no_name_holds_the_amount_of_another_entry() -> None:
    """A row that prints one name below one with an amount and two names is a row of its own."""
    body = (
        "事业收入 191.68 城乡社区支出 506.67\n\n利息 155.29 教育支出\n\n捐赠 53.77 日常公用经费\n\n项目支出\n\n"
        "收入总计 400.74 支出总计 506.67\n"
    )
    found = labels(HEAD + body)
    assert (LEFT, "捐赠") in found
    assert [name for panel, name in found if panel is RIGHT] == [
        "城乡社区支出", "教育支出", "日常公用经费", "项目支出", "支出总计",
    ]  # fmt: skip


def test_what_one_side_prints_does_not_begin_a_name_of_the_other() -> None:
    """Lines that fill the column are no wrapped name where the first ends a name of the other side."""
    body = (
        "事业收入 33.11 机关运行\n\n"
        "财政专户\n\n管理资金\n\n收入\n\n人员经费\n\n政府性基\n\n金预算拨\n\n款收入\n\n基本支出\n\n"
        "上级补助\n\n收入\n25.35 资本性支出 58.46\n\n收入总计 58.46 支出总计 58.46\n"
    )
    found = labels(HEAD + body)
    assert {(LEFT, "财政专户管理资金收入"), (RIGHT, "人员经费")} <= set(found)
    assert (LEFT, "政府性基金预算拨款收入") in found


def test_a_side_is_filled_from_the_top() -> None:
    """A name that says nothing stands beside the one on its row if its side goes on below; nothing is in doubt."""
    body = (
        "一般公共预算拨\n\n款收入\n75.52 馆藏更新\n\n"
        "政府性基金预算\n\n拨款收入\n\n古籍修复阅\n\n览\n\n读者服务活\n\n动支出\n75.52\n\n"
        "收入总计 75.52 支出总计 75.52\n"
    )
    doc = govbudget.parse(HEAD + body)
    assert (RIGHT, "古籍修复阅览") in labels(HEAD + body)
    assert not [problem for problem in doc.problems if problem.kind == "ambiguous label"]


def test_a_name_that_may_stand_on_either_side_is_told() -> None:
    """Neither words nor numbers nor what stands below say on which side it is."""
    body = "事业收入 75.52 教育支出 75.52\n\n馆藏更新\n\n收入总计 75.52 支出总计 75.52\n"
    (problem,) = govbudget.parse(HEAD + body).problems
    assert problem.kind == "ambiguous label"
    assert "收入 馆藏更新; 支出 馆藏更新" in problem.found


def test_the_next_number_says_the_side() -> None:
    """The number that only one side has come to; one that both have come to is told."""
    body = (
        "一、事业收入 75.52 一、教育支出 75.52\n\n二、卫生健康支出\n\n{}\n\n收入总计 75.52 支出总计 75.52\n"
    )
    proved = HEAD + body.format("三、馆藏更新")
    assert (RIGHT, "三、馆藏更新") in labels(proved)
    assert not govbudget.parse(proved).problems
    both = body.replace("二、卫生健康支出\n\n", "").format("二、馆藏更新")
    assert [problem.kind for problem in govbudget.parse(HEAD + both).problems] == ["ambiguous label"]


def test_a_name_ends_above_a_total_a_carry_over_and_a_kind_of_spending() -> None:
    """Lines that fill their column, and names without numbers behind numbered ones, are no wrapped names."""
    body = (
        "一、事业收入 75.52 一、教育支出 75.52\n\n二、馆藏更新\n\n三、读者活动\n\n四、日常公用经费\n\n五、经营支出\n\n"
        "本年收入合计 75.52 本年支出合计 75.52\n\n上年结转 结转下年\n\n收入总计 75.52 支出总计 75.52\n"
    )
    names = {name for _, name in labels(HEAD + body)}
    assert {
        "二、馆藏更新",
        "三、读者活动",
        "四、日常公用经费",
        "五、经营支出",
        "上年结转",
        "结转下年",
    } <= names
    unnumbered = (
        "事业收入 75.52 教育支出 75.52\n\n日常公用经费\n\n经营支出\n\n机关运行\n\n对附属单位补\n\n助支出\n\n"
        "收入总计 75.52 支出总计 75.52\n"
    )
    wanted = {"日常公用经费", "经营支出", "机关运行", "对附属单位补助支出"}
    assert wanted <= {name for panel, name in labels(HEAD + unnumbered) if panel is RIGHT}
