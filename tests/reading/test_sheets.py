"""Lines of a workbook: places are sheet and cell, tables end with their sheet, and a sheet's name may be a title."""

from __future__ import annotations

from govbudget.reading.document import read_intake
from govbudget.reading.intake import LineWriter


def test_places_are_those_of_the_sheet() -> None:
    writer = LineWriter("xlsx")
    rows: list[tuple[str, ...]] = [("支出总表",), ("单位：万元",), ("项目", "合计"), ("教育支出", "8.00")]
    for row, cells in enumerate(rows, 3):
        writer.row(cells, page=2, sheet="表三", row=row)
    doc = read_intake(writer.finish())
    (figure,) = doc.tables[0].figures
    assert str(figure.figure.place) == "表三!B6"
    assert str(doc.tables[0].place) == "表三!3"
    assert figure.figure.place is not None
    assert (figure.figure.place.line, figure.figure.place.page, figure.figure.place.cell) == (4, 2, 2)


def test_a_table_ends_with_its_sheet() -> None:
    writer = LineWriter("xlsx")
    for page, name in enumerate(("收入总表", "支出总表"), 1):
        for row, cells in enumerate((("项目", "金额"), (name, "8.00"), ("合计", "8.00")), 1):
            writer.row(cells, page=page, sheet=name, row=row)
    doc = read_intake(writer.finish())
    assert [(table.title, len(table.rows)) for table in doc.tables] == [("收入总表", 2), ("支出总表", 2)]


def test_a_printed_title_goes_before_the_name_of_the_sheet() -> None:
    writer = LineWriter("xlsx")
    for row, cells in enumerate(
        (("2024年部门支出总表",), ("项目", "金额"), ("教育支出", "8.00"), ("合计", "8.00")), 1
    ):
        writer.row(cells, sheet="收入总表", row=row)
    doc = read_intake(writer.finish())
    assert [table.title for table in doc.tables] == ["2024年部门支出总表"]
