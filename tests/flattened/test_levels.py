"""Levels in forms of flattened text: merged over several rows, wrapped, cut by the end of a page."""

from __future__ import annotations

import govbudget

FORM = """\
 1、新书采购绩效目标表
单位：万元

项目编码 13053224P00000001 项目名称 新书采购

预算规模及资金用途
预算数 10.00 其中：财政 资金 10.00 其他资金

采购新书。

资金支出计划（%）
3 月底 6 月底 10 月底 12 月底

10.00

绩效目标 1.采购新书

一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据

"""
LAST = "满意度指标 服务对象满意度指标 读者满意度 满意的读者占比 ≥90% 调查问卷\n"


def rows_of(grid: str) -> list[tuple[str, ...]]:
    doc = govbudget.parse(FORM + grid)
    assert doc.unread == ()
    return [
        (each.level1, each.level2, each.name, each.description, each.target.raw, each.basis)
        for each in doc.forms[0].indicators
    ]


def test_a_second_level_printed_once_for_several_rows() -> None:
    found = rows_of(
        "产出指标\n\n数量指标\n\n新书册数 全年采购的新书册数 ≥500 册 采购计划\n\n"
        "报刊种数 全年订阅的报刊种数 ≥20 种 采购计划\n\n"
        "质量指标 验收合格率\n全年采购的新书验收合格的册数占总册\n\n数的比率\n≥95% 采购合同\n\n" + LAST
    )
    assert found == [
        ("产出指标", "数量指标", "新书册数", "全年采购的新书册数", "≥500 册", "采购计划"),
        ("产出指标", "数量指标", "报刊种数", "全年订阅的报刊种数", "≥20 种", "采购计划"),
        (
            "产出指标",
            "质量指标",
            "验收合格率",
            "全年采购的新书验收合格的册数占总册数的比率",
            "≥95%",
            "采购合同",
        ),
        ("满意度指标", "服务对象满意度指标", "读者满意度", "满意的读者占比", "≥90%", "调查问卷"),
    ]


def test_a_second_level_that_the_end_of_a_page_has_cut() -> None:
    header = "\n 一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据\n\n"
    found = rows_of(
        "产出指标 数量指标 新书册数 全年采购的新书册数 ≥500 册 采购计划\n\n"
        f"满意度指标 服务对象满 读者满意度 满意的读者占比 ≥90% 调查问卷{header}意度指标\n"
    )
    assert found[1] == (
        "满意度指标",
        "服务对象满意度指标",
        "读者满意度",
        "满意的读者占比",
        "≥90%",
        "调查问卷",
    )
    assert len(found) == 2


def test_an_empty_cell_is_blank_and_moves_nothing() -> None:
    """A row without its basis: what opens with an operator is the target still."""
    found = rows_of("产出指标 数量指标 新书册数 全年采购的新书册数 ≥500 册\n\n" + LAST)
    assert found[0] == ("产出指标", "数量指标", "新书册数", "全年采购的新书册数", "≥500 册", "")


def test_a_first_level_without_a_row() -> None:
    """A form may print a first level and nothing of it before the next one."""
    row = "数量指标 新书册数 全年采购的新书册数 ≥500 册 采购计划\n\n"
    assert rows_of(f"产出指标\n\n效益指标\n\n{row}{LAST}") == [
        ("效益指标", "数量指标", "新书册数", "全年采购的新书册数", "≥500 册", "采购计划"),
        ("满意度指标", "服务对象满意度指标", "读者满意度", "满意的读者占比", "≥90%", "调查问卷"),
    ]
    assert len(rows_of(f"{row}产出指标\n\n效益指标\n\n{LAST}效益指标\n")) == 2
