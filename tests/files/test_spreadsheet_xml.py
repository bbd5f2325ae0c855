"""Workbooks as XML of 2003, as finance systems export them."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.errors import DamagedError
from govbudget.files.spreadsheet_xml import read_spreadsheet_xml

HEAD = (
    '<?xml version="1.0"{0}?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>'
    '<Style ss:ID="Default"/><Style ss:ID="m"><NumberFormat ss:Format="Standard"/></Style>'
    '<Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style></Styles>'
)


def cell(data: str, kind: str = "String", **attributes: str) -> str:
    listed = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell{listed}><Data ss:Type="{kind}">{data}</Data></Cell>'


def sheet(*rows: str, name: str = "表", behind: str = "", before: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{before}{"".join(rows)}</Table>{behind}</Worksheet>'


def row(*cells: str, **attributes: str) -> str:
    listed = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f"<Row{listed}>{''.join(cells)}</Row>"


def book(*sheets: str, encoding: str = "") -> str:
    return HEAD.format(encoding) + "".join(sheets) + "</Workbook>"


def test_cells_as_displayed() -> None:
    intake = read_spreadsheet_xml(
        book(
            sheet(
                row(cell("支出总表", MergeAcross="2")),
                row(cell("项目", MergeDown="1"), cell("本年", MergeAcross="1")),
                row(cell("基本", Index="2"), cell("项目支出")),
                row(cell("教育"), cell("6117.8", "Number", StyleID="m"), cell("1", "Boolean"), Index="6"),
                row(cell("日期"), cell("2024-01-02T00:00:00.000", "DateTime", StyleID="d")),
            )
        )
    )
    printed = [line for line in intake.lines if not line.is_blank]
    assert [line.cells for line in printed] == [
        ("支出总表",),
        ("项目", "本年", ""),
        ("", "基本", "项目支出"),
        ("教育", "6,117.80", "TRUE"),
        ("日期", "2024-01-02", ""),
    ]
    assert [sorted(line.drawn.covered) for line in printed] == [[], [2], [0], [], []]
    assert str(printed[3].place(1)) == "表!B6"


def test_what_is_hidden_or_wrong_is_said() -> None:
    options = (
        '<x:WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
    )
    hidden = sheet(row(cell("藏")), name="暗", behind=options + "</x:WorksheetOptions>")
    intake = read_spreadsheet_xml(
        book(
            sheet(
                row(cell("甲"), cell("藏"), cell("乙")),
                row(cell("藏"), Hidden="1"),
                row(cell("丙"), cell("藏"), cell("#REF!", "Error")),
                before='<Column ss:Index="2" ss:Hidden="1"/>',
            ),
            hidden,
        )
    )
    assert [line.cells for line in intake.lines] == [("甲", "", "乙"), ("丙", "", "#REF!")]
    assert [(problem.kind, problem.where) for problem in intake.problems] == [
        ("error in a cell", "sheet 表"),
        ("hidden rows", "sheet 表"),
        ("hidden columns", "sheet 表"),
        ("hidden sheet", "sheet 暗"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_it_is_told_by_its_content_in_any_encoding(encoding: str) -> None:
    rows = [("2024年支出总表",), ("单位：万元",), ("项目", "合计")]
    printed = [row(*(cell(text) for text in cells)) for cells in rows]
    printed.append(row(cell("教育支出"), cell("8.5", "Number", StyleID="m")))
    declared = ' encoding="gb2312"' if encoding == "gb18030" else ""
    doc = govbudget.read(book(sheet(*printed), encoding=declared).encode(encoding))
    (figure,) = doc.tables[0].figures
    assert (doc.format, doc.tables[0].title, figure.figure.raw) == ("xls", "2024年支出总表", "8.50")


@pytest.mark.parametrize("text", [HEAD.format(""), book(), book("<Worksheet>"), "<!DOCTYPE a>" + book()])
def test_no_workbook(text: str) -> None:
    with pytest.raises(DamagedError):
        read_spreadsheet_xml(text, name="a.xls")
