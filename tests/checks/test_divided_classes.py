"""Classes of basic expenditure that a table divides between personnel and operating (invented)."""

from __future__ import annotations

import pytest

from govbudget.checks.engine import reconcile
from tests.checks.cases import BASIC, HEAD
from tests.reading.helpers import parsed


@pytest.mark.parametrize(
    ("total", "goods", "verdicts"),
    [
        (" | 合计 | 20.00 | 15.00 | 5.00", "302 | 商品和服务支出 | 5.00 | | 5.00", {"equal"}),
        (" | 合计 | 20.00 | 16.00 | 4.00", "302 | 商品和服务支出 | 5.00 | 1.00 | 4.00", {"not applicable"}),
        (" | 合计 | 20.00 | 16.00 | 4.00", "302 | 商品和服务支出 | 5.00 | | 5.00", {"hint"}),
    ],
)
def test_a_class_that_is_divided_says_nothing(total: str, goods: str, verdicts: set[str]) -> None:
    text = BASIC.replace(" | 合计 | 20.00 | 15.00 | 5.00", total)
    text = text.replace("302 | 商品和服务支出 | 5.00 | | 5.00", goods)
    results = [
        each
        for each in reconcile(parsed(HEAD + text)).results
        if each.rule == "economic-classes" and each.where
    ]
    assert len(results) == 2
    assert {each.verdict.value for each in results} == verdicts
