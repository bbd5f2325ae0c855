"""Workbooks as people make them: merged everywhere, units in the corner, titles in the names of sheets, forms."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Table


def book(*sheets: str) -> tuple[Any, list[Any]]:
    made: Any = openpyxl.Workbook()
    made.active.title = sheets[0]
    return made, [made.active, *(made.create_sheet(name) for name in sheets[1:])]


def fill(sheet: Any, top: int, rows: Sequence[Sequence[object]], *, across: int = 1) -> None:
    """Rows from a row on, each cell `across` columns wide; amounts are numbers with a format."""
    for number, cells in enumerate(rows, top):
        for place, value in enumerate(cells):
            column = 1 + place * across
            cell = sheet.cell(number, column)
            cell.value = value
            if isinstance(value, int):
                cell.number_format = "#,##0.00_ "
            if across > 1:
                sheet.merge_cells(
                    start_row=number, end_row=number, start_column=column, end_column=column + across - 1
                )


def read(made: Any) -> Disclosure:
    buffer = io.BytesIO()
    made.save(buffer)
    return govbudget.read(buffer.getvalue())


def figures(table: Table) -> list[tuple[str, str, str, str]]:
    return [
        (printed.row.label, "" if printed.column is None else printed.column.title, printed.figure.raw,
         str(printed.figure.place))
        for printed in table.figures
    ]  # fmt: skip


def test_every_cell_merged_over_two_columns() -> None:
    made, (sheet,) = book("Sheet1")
    sheet["A1"] = "2025年部门收支总体情况表"
    sheet.merge_cells("A1:H1")
    sheet["A2"], sheet["G2"] = "部门名称：临江市档案馆", "单位：万元"
    sheet.merge_cells("A2:F2")
    sheet.merge_cells("G2:H2")
    sheet["A3"], sheet["E3"] = "收入", "支出"
    sheet.merge_cells("A3:D3")
    sheet.merge_cells("E3:H3")
    fill(
        sheet,
        4,
        [
            ("项目", "预算数", "项目", "预算数"),
            ("一、一般公共预算拨款收入", 100, "一、一般公共服务支出", 60),
            ("二、事业收入", 20, "二、教育支出", 60),
            (None, None, None, None),
            ("收入总计", 120, "支出总计", 120),
        ],
        across=2,
    )
    doc = read(made)
    (table,) = doc.tables
    assert (doc.entity, doc.problems, len(table.columns)) == ("临江市档案馆", (), 2)
    assert figures(table) == [
        ("一、一般公共预算拨款收入", "预算数", "100.00", "Sheet1!C5"),
        ("一、一般公共服务支出", "预算数", "60.00", "Sheet1!G5"),
        ("二、事业收入", "预算数", "20.00", "Sheet1!C6"),
        ("二、教育支出", "预算数", "60.00", "Sheet1!G6"),
        ("收入总计", "预算数", "120.00", "Sheet1!C8"),
        ("支出总计", "预算数", "120.00", "Sheet1!G8"),
    ]


def test_a_gap_between_panels_is_no_column() -> None:
    made, (sheet,) = book("Sheet1")
    sheet["A1"], sheet["E2"] = "部门收支总表", "单位：万元"
    fill(
        sheet,
        3,
        [
            ("收入", None, None, "支出", None),
            ("项目", "金额", None, "项目", "金额"),
            ("一般公共预算收入", 100, None, "教育支出", 120),
            ("事业收入", 20, None, None, None),
            ("收入总计", 120, None, "支出总计", 120),
        ],
    )
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("D3:E3")
    (table,) = read(made).tables
    assert [column.title for column in table.columns] == ["金额", "金额"]
    assert [raw for _, _, raw, _ in figures(table)] == ["100.00", "120.00", "20.00", "120.00", "120.00"]


def test_titles_in_the_names_of_sheets() -> None:
    made, (cover, contents, revenue, expenditure, hidden) = book(
        "封面", "目录", "02部门收入总表", "03 支出总表", "模板"
    )
    cover["B5"], cover["B8"] = "2025年部门预算公开表", "部门名称：临江市档案馆"
    fill(contents, 1, [("目录",), ("序号", "表名"), ("1", "部门收入总表"), ("2", "部门支出总表")])
    revenue["D1"] = "单位：万元"
    rows: list[tuple[object, ...]] = [
        ("科目编码", "科目名称", "合计", "一般公共预算"),
        (None, "合计", 120, 120),
    ]
    fill(revenue, 2, [*rows, ("2012604", "档案馆", 120, 120)])
    expenditure["A1"] = "单位：万元"
    rows = [("科目编码", "科目名称", "合计", "基本支出", "项目支出"), (None, "合计", 120, 100, 20)]
    fill(expenditure, 2, [*rows, ("2012604", "档案馆", 120, 100, 20)])
    hidden["A1"] = "填写说明"
    hidden.sheet_state = "hidden"
    doc = read(made)
    assert (doc.entity, doc.fiscal_year) == ("临江市档案馆", 2025)
    tables = [table for table in doc.tables if table.index]
    assert [(table.kind and table.kind.value, len(table.figures)) for table in tables] == [
        ("revenue", 4),
        ("expenditure", 6),
    ]
    assert [str(table.place) for table in tables] == ["02部门收入总表!1", "03 支出总表!1"]
    assert [(problem.kind, problem.where) for problem in doc.problems] == [("hidden sheet", "sheet 模板")]


def test_codes_in_three_columns_under_one_header() -> None:
    made, (sheet,) = book("Sheet1")
    sheet["A1"], sheet["H2"] = "一般公共预算支出表", "金额单位：元"
    sheet.merge_cells("A1:H1")
    fill(
        sheet,
        3,
        [
            ("序号", "科目编码", None, None, "科目名称", "本年预算", None, None),
            (None, "类", "款", "项", None, "小计", "基本支出", "项目支出"),
            (None, None, None, None, "合计", 30, 20, 10),
            ("1", "201", None, None, "一般公共服务支出", 30, 20, 10),
            ("2", "201", "26", None, "档案事务", 30, 20, 10),
            ("3", "201", "26", "04", "档案馆", 30, 20, 10),
        ],
    )
    for merged in ("A3:A4", "B3:D3", "E3:E4", "F3:H3"):
        sheet.merge_cells(merged)
    (table,) = read(made).tables
    assert [str(row.code or "") for row in table.rows] == ["", "201", "20126", "2012604"]
    assert figures(table)[-1] == ("档案馆", "本年预算/项目支出", "10.00", "Sheet1!H8")


def test_a_performance_form_of_merged_cells() -> None:
    made, (sheet,) = book("项目1")

    def put(where: str, text: str) -> None:
        sheet[where.split(":", maxsplit=1)[0]] = text
        if ":" in where:
            sheet.merge_cells(where)

    for where, text in {
        "A1:F1": "项目支出绩效目标表", "A2:F2": "（2025年度）", "A3": "项目名称", "B3:F3": "馆藏数字化",
        "A4": "主管部门", "B4:C4": "临江市文化局", "D4": "实施单位", "E4:F4": "临江市档案馆",
        "A5": "年度绩效目标", "B5:F5": "目标1：完成扫描；\n目标2：建成平台。", "A6:A10": "绩效指标",
        "B6": "一级指标", "C6": "二级指标", "D6": "三级指标", "E6": "指标值", "F6": "备注",
        "B7:B9": "产出指标", "C7:C8": "数量指标", "D7": "扫描卷数", "E7": "≥3000卷", "D8": "培训人次",
        "E8": "≥200人次", "C9": "质量指标", "D9": "扫描合格率", "E9": "≥98%", "B10": "满意度指标",
        "C10": "服务对象满意度指标", "D10": "读者满意度", "E10": "≥95%",
    }.items():  # fmt: skip
        put(where, text)
    (form,) = read(made).forms
    assert (form.project, form.texts("实施单位")) == ("馆藏数字化", ("临江市档案馆",))
    assert [(one.level1, one.level2, one.name, one.target.raw) for one in form.indicators] == [
        ("产出指标", "数量指标", "扫描卷数", "≥3000卷"),
        ("产出指标", "数量指标", "培训人次", "≥200人次"),
        ("产出指标", "质量指标", "扫描合格率", "≥98%"),
        ("满意度指标", "服务对象满意度指标", "读者满意度", "≥95%"),
    ]
    assert str(form.place) == "项目1!1:10"
