"""Tables that list indicators beside the names and the money of projects (绩效目标列表): where the indicators begin.

>>> from govbudget.reading.header import Header
>>> rows = [GridRow(cells, line=i) for i, cells in enumerate((
...     ("项目名称", "资金总额", "一级指标", "二级指标", "指标值"), ("改造", "8.00", "产出指标", "数量指标", "9"),
...     ("改造", "8.00", "效益指标", "社会效益指标", "优")), 1)]
>>> header = Header.of(rows)
>>> lists_indicators(header), first_of_indicators(header, 5)
(True, 2)
>>> [row.cells[:3] for row in without_repeats(rows[1:], 2)]
[('改造', '8.00', '产出指标'), (None, None, '效益指标')]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from govbudget.reading.grid import GridRow
from govbudget.reading.header import Header

__all__ = ["first_of_indicators", "lists_indicators", "without_repeats"]

_INDICATOR_LEVELS: Final = frozenset({"一级指标", "二级指标", "三级指标"})


def lists_indicators(header: Header) -> bool:
    """Whether a grid lists performance indicators: whatever stands below their heads, it is no money."""
    words = {cell.word for cells in header.covering for cell in cells}
    return len(words.intersection(_INDICATOR_LEVELS)) >= 2


def first_of_indicators(header: Header, width: int) -> int:
    """The first column below the heads of indicators."""
    return next((at for at in range(width) if _INDICATOR_LEVELS.intersection(header.words(at))), 1)


def without_repeats(data: Sequence[GridRow], first: int) -> tuple[GridRow, ...]:
    """The rows of such a grid, a project's name and money once: a page break inside its block prints them again."""
    rows: list[GridRow] = []
    before: tuple[str | None, ...] = ()
    for row in data:
        here = row.cells[:first]
        if here == before and any(here):
            row = evolve(row, cells=(*[None] * first, *row.cells[first:]))
        elif any(here):
            before = here
        rows.append(row)
    return tuple(rows)
