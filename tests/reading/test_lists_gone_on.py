"""A list that goes on at 二、 began above: it is no part of the row before it, unless the sums say so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govbudget.reading.hierarchy import arrange
from govbudget.reading.printed import PrintedRow


def parents(*printed: str) -> list[int | None]:
    rows = []
    for text in printed:
        label, _, raw = text.partition(" ")
        rows.append(PrintedRow(label=label, values={0: Decimal(raw)} if raw else {}))
    return [place.parent for place in arrange(rows)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # 一、 is gone: its parts stand at the top.
        (("工资 3", "公用 2", "二、项目 4", "合计 9"), [3, 3, 3, None]),
        (("（一）甲 3", "（二）乙 2", "二、项目 4", "（一）丙 4", "合计 9"), [4, 4, 4, 2, None]),
        (("（一）甲 3", "（二）乙", "二、项目 4", "合计 7"), [3, 3, 3, None]),
        # The numbers of a template stay where rows without figures are left out: the sums say what they are.
        (("本年支出 9", "四、公安 5", "八、社保 4", "总计 9"), [3, 0, 0, None]),
        # A list that begins is one of parts, in whatever order the kinds of numbers come.
        (("（一）甲 3", "一、乙 3", "（二）丙 2", "合计 5"), [3, 0, 3, None]),
        (("一、本年 9", "（四）公安 5", "（八）社保 4", "二、结转 1", "合计 10"), [4, 0, 0, 4, None]),
    ],
)
def test_where_it_belongs(printed: tuple[str, ...], expected: list[int | None]) -> None:
    assert parents(*printed) == expected


def test_a_total_of_another_nature_is_no_part_of_a_total() -> None:
    printed = ("301工资 3", "人员经费合计 3", "302办公 2", "公用经费合计 2")
    assert parents(*printed) == [1, None, 3, None]
    assert parents(*printed, "合计 5") == [1, 4, 3, 4, None]
