"""A list that breaks one total down twice, as final accounts do (支出按性质和经济分类)."""

from __future__ import annotations

import pytest

import govbudget

HEAD = "2023年支出决算总表\n金额单位：万元\n项目（按支出性质和经济分类）\t年初预算数\t决算数\n"
NATURE = (
    "一、基本支出\t70.00\t80.00\n人员经费\t50.00\t55.00\n公用经费\t20.00\t25.00\n二、项目支出\t40.00\t50.00\n"
)
ECONOMIC = (
    "支出经济分类\t{first}\t{second}\n一、工资福利支出\t50.00\t55.00\n二、商品和服务支出\t60.00\t75.00\n"
)
TOTAL = "本年支出合计\t110.00\t130.00\n"


def findings(first: str, second: str) -> list[str]:
    text = HEAD + NATURE + ECONOMIC.format(first=first, second=second) + TOTAL
    return [each.where for each in govbudget.reconcile(govbudget.parse(text)).findings]


def test_the_head_of_a_second_breakdown_is_no_part_of_the_row_above_it() -> None:
    assert findings("110.00", "130.00") == []


@pytest.mark.parametrize(("first", "second"), [("30.00", "50.00"), ("110.00", "131.00")])
def test_what_does_not_print_the_total_stays_a_part(first: str, second: str) -> None:
    assert any("项目支出" in where for where in findings(first, second))
