"""What words say of the cells of indicators in flattened text: a number keeps its unit."""

from __future__ import annotations

import pytest

from govbudget.reading.forms.layout import Column
from govbudget.reading.layouts.flattened.indicator_proof import speaks_against


@pytest.mark.parametrize("unit", ["元", "元/人/年", "万元/月", "元/平方米", "%"])
def test_a_unit_alone_or_a_number_with_it_is_no_basis(unit: str) -> None:
    """Compound units are units: neither they nor their quantities stand in the column of the basis."""
    for lines in ((unit,), (f"122 {unit}",), ("122", unit)):
        assert speaks_against(Column.BASIS, lines)
        assert not speaks_against(Column.TARGET, lines)


@pytest.mark.parametrize("text", ["年度计划", "万元以下项目的规定", "2023年实际/2024年计划"])
def test_words_may_be_a_basis(text: str) -> None:
    """What only begins like a unit or a number is no quantity."""
    assert not speaks_against(Column.BASIS, (text,))
