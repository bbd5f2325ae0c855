"""Digits before names: codes of their rows, or part of the names."""

from __future__ import annotations

import pytest

from govbudget.reading.codes_before_names import Before, codes_before
from tests.reading.helpers import parsed


@pytest.mark.parametrize(
    "cells",
    [
        "119消防站本级 119消防站大队 看守所",
        "12345热线中心 110指挥中心 图书馆 档案馆",
        "110指挥中心 12345热线中心",
        "119消防站 合计",
        "119消防站",
        "2023-2024年供暖 2024-2025年供暖",
        "100周年庆典 150周年庆典",
        "705网建设 图书采购 3D打印",
    ],
)
def test_digits_of_names(cells: str) -> None:
    """The same before two names, not on every row, of several lengths: of these codes are none."""
    assert codes_before(cells.split()) is Before.NAMES


@pytest.mark.parametrize(
    "cells",
    [
        "2010801-行政运行 合计",
        "[201]一般公共服务支出 [20103]政府办公 其他",
        "301工资福利支出 30101基本工资 合计",
        "30201办公费 30202印刷费 30231公务用车运行维护费",
        "312001图书馆 312002档案馆 其他",
        "101县委办 102人大办 103政协办 104纪委",
        "A02010104台式计算机 A02010105便携式计算机",
    ],
)
def test_codes(cells: str) -> None:
    """Parted from the name, of a classification or a catalogue, too long for a name, a tree, in order on every row."""
    found = codes_before(cells.split(), announced="合计" in cells and cells.startswith("2"))
    assert found is Before.CODES


@pytest.mark.parametrize("cells", ["110指挥中心 119消防站", "122大队 119消防站 110指挥中心 120急救中心"])
def test_what_may_be_either_is_open(cells: str) -> None:
    """All begin with digits alike, and neither their order nor their number says that these are codes."""
    assert codes_before(cells.split()) is Before.OPEN


def test_a_row_that_has_its_code_begins_with_digits_of_its_name() -> None:
    """Unless they are that code once more."""
    cells = ["110指挥中心", "119消防站", "120急救中心", "122大队"]
    assert codes_before(cells, ["312001", "312002", "312003", "312004"]) is Before.NAMES
    assert codes_before(cells, ["110", "119", "120", "122"]) is Before.CODES


@pytest.mark.parametrize(
    ("names", "labels", "codes", "problems"),
    [
        ("119消防站本级 119消防站大队", "119消防站本级 119消防站大队", "", []),
        ("110指挥中心 119消防站", "110指挥中心 119消防站", "", ["ambiguous label"]),
        ("312001图书馆 312002档案馆", "图书馆 档案馆", "312001 312002", []),
    ],
)
def test_tables_of_units(names: str, labels: str, codes: str, problems: list[str]) -> None:
    """What is a code is taken out of the name; what is open stays in it, and a problem says so."""
    first, second = names.split()
    doc = parsed(f"""
        2024年项目支出表
        单位：万元
        单位名称 | 合计 | 基本支出 | 项目支出
        {first} | 8.00 | 5.00 | 3.00
        {second} | 4.00 | 3.00 | 1.00
        合计 | 12.00 | 8.00 | 4.00
    """)
    rows = doc.tables[0].rows[:2]
    assert [row.label for row in rows] == labels.split()
    assert [str(row.code) for row in rows if row.code] == codes.split()
    assert [problem.kind for problem in doc.problems] == problems
