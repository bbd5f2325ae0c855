"""A fund spends no more on something than all funds together: what the whole leaves blank, its parts do."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.exports.amounts import amount_rows
from tests.writer.printing import Lines
from tests.writer.repaged import Pages, Sheet

HEAD = (
    "361 青原县民政局 预算年度：2024 单位：万元",
    "",
    "序号 科目编码 科目名称 合计 基本支出 项目支出",
    "",
    "栏次 1 2 3 4 5",
)


def rows(*printed: str) -> tuple[tuple[Lines, ...], ...]:
    return tuple(tuple((cell,) for cell in row.split()) for row in printed)


def columns_of_funds(*whole: str) -> list[tuple[str, str]]:
    """The columns that the figures of the table of government funds are put in, with what settles them."""
    every = Sheet(("部门预算支出总表", ""), HEAD, rows(*whole))
    funds = Sheet(
        ("政府性基金预算支出表", ""),
        HEAD,
        rows(
            "1 合计 8.00 8.00",
            "2 229 其他支出 8.00 8.00",
            "3 22960 彩票公益金安排的支出 8.00 8.00",
            "4 2296002 用于社会福利的彩票公益金支出 8.00 8.00",
        ),
    )
    doc = govbudget.parse(Pages().text(every, ()) + Pages().text(funds, ()))
    return [(row.column, row.settled_by) for row in amount_rows("", doc) if row.table_index == 2]


BASIC = (
    "1 合计 50.00 42.00 8.00",
    "2 208 社会保障和就业支出 42.00 42.00",
    "3 20802 民政管理事务 42.00 42.00",
    "4 2080201 行政运行 42.00 42.00",
)


def test_what_all_funds_leave_blank_one_does() -> None:
    """The lottery fund pays for projects only, so the table of that fund has its figures there."""
    found = columns_of_funds(
        *BASIC,
        "5 229 其他支出 8.00 8.00",
        "6 22960 彩票公益金安排的支出 8.00 8.00",
        "7 2296002 用于社会福利的彩票公益金支出 8.00 8.00",
    )
    assert [column for column, _ in found] == 4 * ["合计", "项目支出"]


@pytest.mark.parametrize("basic", ["8.00", "9.00"])
def test_where_all_funds_print_both_columns_nothing_is_proved(basic: str) -> None:
    """Either could hold the figures of the fund."""
    total = {"8.00": "16.00", "9.00": "17.00"}[basic]
    over = {"8.00": "58.00 50.00", "9.00": "59.00 51.00"}[basic]
    found = columns_of_funds(
        f"1 合计 {over} 8.00",
        *BASIC[1:],
        f"5 229 其他支出 {total} {basic} 8.00",
        f"6 22960 彩票公益金安排的支出 {total} {basic} 8.00",
        f"7 2296002 用于社会福利的彩票公益金支出 {total} {basic} 8.00",
    )
    assert "项目支出" not in [column for column, _ in found]
