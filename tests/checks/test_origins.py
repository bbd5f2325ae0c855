"""What a table that leaves its origin open holds is proved by figures, and by no single one."""

from __future__ import annotations

import govbudget
from govbudget.checks.engine import reconcile
from govbudget.checks.view import View
from govbudget.model.coordinates import Origin
from tests.checks.cases import HEAD
from tests.injected.documents import invented
from tests.reading.helpers import parsed
from tests.writer.document import Style

SUMMARY = """
2024年收支预算总表
单位名称：青禾县图书馆
单位：万元
收入 | | 支出 | | |
项目 | 预算数 | 项目 | 合计 | 本年支出 | 上年结转
一、一般公共预算拨款收入 | 30.00 | 一、教育支出 | 12.00 | 12.00 |
二、上年结转 | 4.00 | 二、卫生健康支出 | 22.00 | 18.00 | 4.00
收入总计 | 34.00 | 支出总计 | 34.00 | 30.00 | 4.00
"""
GENERAL = """
2024年一般公共预算支出表
单位名称：青禾县图书馆
单位：万元
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
 | 合计 | 30.00 | 20.00 | 10.00
205 | 教育支出 | 12.00 | 8.00 | 4.00
210 | 卫生健康支出 | 18.00 | 12.00 | 6.00
"""


def origin(text: str, title: str) -> Origin | None:
    ledger = View(parsed(HEAD + text)).ledger
    return next(ledger.origin(point) for point in ledger.points if title in point.sheet.name)


def test_figures_printed_twice_prove_an_origin() -> None:
    assert origin(SUMMARY + GENERAL, "一般公共预算支出表") is Origin.CURRENT
    assert reconcile(parsed(HEAD + SUMMARY + GENERAL)).findings == ()


def test_a_wrong_figure_proves_nothing() -> None:
    """Education is the same with and without the carry-over; printed wrong it would seem to tell them apart."""
    only = SUMMARY.replace("卫生健康支出 | 22.00 | 18.00 | 4.00", "卫生健康支出 | 22.00 | |").replace(
        "支出总计 | 34.00 | 30.00 | 4.00", "支出总计 | 34.00 | |"
    )
    assert origin(only + GENERAL, "一般公共预算支出表") is None
    wrong = only.replace("教育支出 | 12.00 | 12.00", "教育支出 | 21.00 | 12.00")
    assert origin(wrong + GENERAL, "一般公共预算支出表") is None
    accused = [
        each for each in reconcile(parsed(HEAD + wrong + GENERAL)).findings if "教育" not in each.where
    ]
    assert all("21.00" in {operand.raw for operand in each.operands} for each in accused)


def test_what_a_table_prints_besides_as_carried_over_need_not_hold_it() -> None:
    """The heading of this year is gone: the appropriation below it does not say any more that it is of this year."""
    lines = invented(4).splitlines(keepends=True)
    (number,) = [
        number
        for number, line in enumerate(lines)
        if line.startswith("一、本年收入") and "一、本年支出" in line
    ]
    before = govbudget.reconcile(govbudget.parse("".join(lines)))
    after = govbudget.reconcile(govbudget.parse("".join(lines[:number] + lines[number + 1 :])))
    assert before.findings == ()
    assert [each for each in after.findings if each.rule == "same-point"] == []


def styled() -> list[str]:
    """An invented document with groups of revenue, every blank printed as zero."""
    return invented(6, Style(codes="own level", zeros=True)).splitlines(keepends=True)


def accused(lines: list[str]) -> set[str]:
    return {each.rule for each in govbudget.reconcile(govbudget.parse("".join(lines))).findings}


def test_a_part_of_this_year_is_not_all_of_it() -> None:
    """The row that prints the name of its group is gone: 当年收入 below it does not say any more of what it is."""
    lines = styled()
    (number,) = [number for number, line in enumerate(lines) if line.startswith("一般公共预算收入\t财政拨款")]
    assert accused(lines) == set()
    assert accused(lines[:number] + lines[number + 1 :]) == {"sum-rows", "sum-leaves"}


def test_a_zero_proves_no_origin() -> None:
    """The carry-over and this year's figure of one row are exchanged: zero is printed everywhere."""
    lines = styled()
    (number,) = [number for number, line in enumerate(lines) if "\t一、基本支出\t144,165.47\t0.00\t" in line]
    lines[number] = lines[number].replace("\t0.00\t144,165.47\t", "\t144,165.47\t0.00\t", 1)
    assert accused(lines) == {"sum-rows", "sum-columns"}
