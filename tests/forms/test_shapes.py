"""The shape of an indicator row: one line of the truth table for each way in which a row is displaced.

A row is written as it is printed, cells divided by `|`; a level word is a level word, `#` stands for a name,
`=` for a target.  What it reads as is written the same way, each cell with its column: `1` `2` `n` `t`
(`d`, `b` for description and basis), capital letters for the right side.
"""

from __future__ import annotations

import pytest

from govbudget.reading.forms.layout import Column, Layout, Side
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.shapes import assign

LETTERS = {
    Column.LEVEL1: "1", Column.LEVEL2: "2", Column.NAME: "n", Column.DESCRIPTION: "d", Column.TARGET: "t",
    Column.BASIS: "b",
}  # fmt: skip
TWO_SIDES = Layout(
    (
        Side(((Column.LEVEL1, 1), (Column.LEVEL2, 2), (Column.NAME, 3), (Column.TARGET, 4))),
        Side(((Column.LEVEL2, 5), (Column.NAME, 6), (Column.TARGET, 7))),
    )
)
ONE_SIDE = Layout((Side(((Column.LEVEL1, 0), (Column.LEVEL2, 1), (Column.NAME, 2), (Column.TARGET, 3))),))
WITH_BASIS = Layout((Side((*ONE_SIDE.sides[0].columns, (Column.BASIS, 4))),))
SIX = Layout(
    (
        Side(
            (
                (Column.LEVEL1, 0), (Column.LEVEL2, 1), (Column.NAME, 2), (Column.DESCRIPTION, 3),
                (Column.TARGET, 4), (Column.BASIS, 5),
            )
        ),
    )
)  # fmt: skip

CASES = [
    # Two periods side by side.
    (TWO_SIDES, "|产出指标|数量指标|#|=|数量指标|#|=", "12nt2NT"),
    (TWO_SIDES, "||质量指标|#|=|质量指标||", "2nt2"),
    (TWO_SIDES, "||成本指标|||成本指标||", "22"),
    (TWO_SIDES, "|||#|=||#|=", "ntNT"),
    (TWO_SIDES, "|||#|=|||", "nt"),
    (TWO_SIDES, "||||||#|=", "NT"),
    (TWO_SIDES, "||成本指标|||成本指标|#|=", "22NT"),
    # The data stand one column right of their header.
    (TWO_SIDES, "||产出指标|数量指标|#|=|数量指标|#|=", "12nt2NT"),
    (TWO_SIDES, "||||数量指标|#|=|数量指标|#|=", "2nt2NT"),
    # A row begins in the first cell.
    (TWO_SIDES, "满意度指标|服务对象满意度指|#|=|服务对象满意度指|#|=", "12nt2NT"),
    (TWO_SIDES, "生态效益指标|#|||=|生态效益指标|#|=", "2nt2NT"),
    (TWO_SIDES, "可持续影响指标||||可持续影响指标||", "22"),
    (TWO_SIDES, "#|||=|#||=|", "ntNT"),
    # A second level in the column of first levels, in the column of names, and the two sides out of step.
    (TWO_SIDES, "|质量指标|#|=|质量指标|#|=|", "2nt2NT"),
    (TWO_SIDES, "|成本指标|||成本指标||", "22"),
    (TWO_SIDES, "|||#|=||质量指标", "nt2"),
    (TWO_SIDES, "|||#|=||质量指标|#|=", "nt2NT"),
    (TWO_SIDES, "||质量指标|#|=|时效指标||#|=", "2nt2NT"),
    (TWO_SIDES, "|||时效指标|#|=||时效指标", "2nt2"),
    (TWO_SIDES, "|||成本指标|#||=|成本指标|#|=", "2nt2NT"),
    (TWO_SIDES, "|效益指标|成本指标||||成本指标|", "122"),
    (TWO_SIDES, "||#||=", "nt"),
    # The right side is clipped.
    (TWO_SIDES, "|||#|=||质量指标|#", "nt2N"),
    (TWO_SIDES, "||质量指标|#|=|质量指标||#", "2nt2N"),
    (TWO_SIDES, "|||时效指标|#||=|时效指标", "2nt2"),
    # A name that is itself a word for a level.
    (TWO_SIDES, "|满意度指标|服务对象满意度|服务对象满意度|=|服务对象满意度|服务对象满意度|=", "12nt2NT"),
    (TWO_SIDES, "满意度指标|服务对象满意度|服务对象满意度|=|服务对象满意度||", "12nt2"),
    # A word alone is a target only if it is too short for a name.
    (TWO_SIDES, "||社会效益指标||好|社会效益指标||", "2t2"),
    # Parts of cost.
    (ONE_SIDE, "成本指标|经济成本指标|#|=", "12nt"),
    (ONE_SIDE, "|成本指标|#|=", "2nt"),
    # One side.
    (ONE_SIDE, "产出目标|数量|#|=", "12nt"),
    (ONE_SIDE, "|质量||", "2"),
    (ONE_SIDE, "||#|=", "nt"),
    (ONE_SIDE, "||#|", "n"),
    (ONE_SIDE, "|||≥3个", "t"),
    (ONE_SIDE, "资产管理|||", "2"),
    (ONE_SIDE, "||成本|", "2"),
    (ONE_SIDE, "|社会效益|经济效益|", "22"),
    (ONE_SIDE, "||服务对象满意度|=", "nt"),
    (ONE_SIDE, "|满意度|服务对象满意度|=", "2nt"),
    (ONE_SIDE, "|质量|数量|读者人次 ≥1000人", "22n"),
    (ONE_SIDE, "||社会效益|提升办事便利度 有效提升", "2n"),
    (ONE_SIDE, "|数量|100兆专线|≥2条", "2nt"),
    (ONE_SIDE, "||2020年旧欠款|完成还款率100%", "nt"),
    (ONE_SIDE, "影响力目标|满意度|#|=", "12nt"),
    # Levels that nobody knows, told by their place.
    (WITH_BASIS, "投入管理指标|馆舍与典藏|#|=|是否按规定入藏。", "12ntb"),
    (WITH_BASIS, "|馆舍与典藏|#|=|是否按规定入藏。", "2ntb"),
    (WITH_BASIS, "||#|=|是否按规定入藏。", "ntb"),
    (WITH_BASIS, "|馆舍与典藏|#|好|", "2nt"),
    (WITH_BASIS, "|馆舍与典藏|#|比率达到规定|", "2nt"),
    (SIX, "产出指标|数量指标|#|新增座位的数量|=|合同", "12ndtb"),
    (SIX, "|数量指标|#|新增座位的数量|=|", "2ndt"),
    (SIX, "||#|环境的变化|明显改善|计划", "ndtb"),
    (SIX, "|数量指标|#||=|合同", "2ntb"),
]


@pytest.mark.parametrize(("layout", "printed", "expected"), CASES, ids=[case[1] for case in CASES])
def test_rows(layout: Layout, printed: str, expected: str) -> None:
    memo = Memo()
    cells = [cell.replace("#", "新增座位数").replace("=", "≥120个") for cell in printed.split("|")]
    columns = tuple(number for number, cell in enumerate(cells) if cell)
    letters = "".join(memo.classes[cells[number]] for number in columns)
    slots = assign(letters, columns, layout)
    assert slots is not None
    found = "".join(LETTERS[slot.column].upper() if slot.side else LETTERS[slot.column] for slot in slots)
    assert found == expected


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    assert assign("wwwwwww", tuple(range(7)), ONE_SIDE) is None
