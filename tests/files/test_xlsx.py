"""Workbooks are read as they are seen, and what is not seen, or is wrong, is said."""

from __future__ import annotations

import contextlib

import pytest

import govbudget
from govbudget.errors import DamagedError, NoTextError, NotTextError, ReadError, SourceTooLargeError
from govbudget.files.xlsx import read_xlsx
from govbudget.reading.intake import Intake
from tests.files.books import archive, cell, workbook


def text(address: str, words: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'


def sheet(*rows: str, before: str = "", behind: str = "", attributes: dict[int, str] | None = None) -> str:
    listed = "".join(
        f'<row r="{number}" {(attributes or {}).get(number, "")}>{cells}</row>'
        for number, cells in enumerate(rows, 1)
    )
    return f"{before}<sheetData>{listed}</sheetData>{behind}"


def grid(intake: Intake) -> list[tuple[str, ...]]:
    return [line.cells for line in intake.lines]


def kinds(intake: Intake) -> list[str]:
    return [problem.kind for problem in intake.problems]


HEADER = text("A1", "项目") + text("B1", "合计")


def test_numbers_are_read_as_displayed() -> None:
    rows = cell("A2", "0.30000000000000004", style=0) + cell("B2", "6117.8000000000002", style=1)
    book = workbook(sheet(HEADER, rows), formats=["General", "#,##0.00"])
    assert grid(read_xlsx(book)) == [("项目", "合计"), ("0.3", "6,117.80")]


def test_merged_cells_cover_their_neighbours() -> None:
    rows = [
        text("A1", "支出总表"),
        text("A2", "项目") + text("B2", "本年") + text("D2", "结转"),
        text("B3", "基本") + text("C3", "项目支出"),
        text("A4", "教育") + "".join(cell(f"{column}4", "8") for column in "BCD"),
    ]
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"))
    lines = read_xlsx(workbook(sheet(*rows, behind=f"<mergeCells>{merges}</mergeCells>"))).lines
    assert [line.cells for line in lines] == [
        ("支出总表",),
        ("项目", "本年", "", "结转"),
        ("", "基本", "项目支出", ""),
        ("教育", "8", "8", "8"),
    ]
    assert [sorted(line.drawn.covered) for line in lines] == [[], [2], [0, 3], []]


def test_texts_shared_by_cells() -> None:
    strings = (
        "<si><t>项目</t></si><si><r><t>合</t></r><r><t>计</t></r><rPh><t>heji</t></rPh></si>"
        "<si><t>a_x000D_b</t></si>"
    )
    rows = "".join(cell(f"{column}1", str(number), kind="s") for number, column in enumerate("ABC"))
    assert grid(read_xlsx(workbook(sheet(rows), strings=strings))) == [("项目", "合计", "a b")]


def test_a_number_stored_as_text_stays_as_it_is() -> None:
    assert grid(read_xlsx(workbook(sheet(text("A1", "0012.50") + text("B1", "**"))))) == [("0012.50", "**")]


def test_formulas_show_their_last_value() -> None:
    rows = (
        '<c r="A1" s="0"><f>SUM(B1:B9)</f><v>8.5</v></c><c r="B1" t="str"><f>"合"&amp;"计"</f><v>合计</v></c>'
        '<c r="C1" t="b"><v>1</v></c>'
    )
    intake = read_xlsx(workbook(sheet(rows), formats=["0.00"]))
    assert grid(intake) == [("8.50", "合计", "TRUE")]
    assert intake.problems == ()


def test_a_formula_never_computed_is_a_problem_and_no_blank() -> None:
    rows = [
        HEADER,
        text("A2", "教育") + '<c r="B2"><f>1+1</f></c>',
        text("A3", "合计") + '<c r="B3"><f>B2</f><v/></c>',
    ]
    rows.append('<c r="A4" t="str"><f>""</f><v></v></c>')
    (problem,) = read_xlsx(workbook(sheet(*rows))).problems
    assert problem.kind == "formula without a value"
    assert problem.found == "none in B2, B3"
    assert problem.where == "sheet 表1"


def test_an_error_is_kept_and_a_problem() -> None:
    intake = read_xlsx(workbook(sheet(HEADER, text("A2", "教育") + cell("B2", "#REF!", kind="e"))))
    assert grid(intake)[1] == ("教育", "#REF!")
    assert kinds(intake) == ["error in a cell"]


def test_what_is_hidden_is_left_out_and_said() -> None:
    rows = [
        text("A1", "项目") + text("B1", "编码") + text("C1", "合计"),
        text("A2", "教育") + cell("B2", "205") + cell("C2", "8"),
        text("A3", "暗") + cell("B3", "206") + cell("C3", "9"),
        text("A4", "医疗") + cell("B4", "210") + cell("C4", "1"),
    ]
    shown = sheet(
        *rows, before='<cols><col min="2" max="2" hidden="1"/></cols>', attributes={3: 'hidden="1"'}
    )
    intake = read_xlsx(workbook(shown, sheet(HEADER), states=["visible", "hidden"], names=["明", "暗表"]))
    assert [line.cells for line in intake.lines] == [
        ("项目", "", "合计"),
        ("教育", "", "8"),
        ("医疗", "", "1"),
    ]
    assert all(line.drawn.covered == {1} for line in intake.lines)
    assert [(problem.kind, problem.where, problem.found) for problem in intake.problems] == [
        ("hidden rows", "sheet 明", "rows 3, left out"),
        ("hidden columns", "sheet 明", "B, left out"),
        ("hidden sheet", "sheet 暗表", "1 rows, left out"),
    ]
    assert str(intake.lines[2].place(2)) == "明!C4"


def test_a_merged_cell_whose_corner_is_hidden_is_still_seen() -> None:
    rows = [text("A1", "支出总表"), "", text("A3", "项目") + text("B3", "合计")]
    merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    intake = read_xlsx(workbook(sheet(*rows, behind=merged, attributes={1: 'hidden="1"'})))
    assert grid(intake) == [("支出总表",), ("项目", "合计")]
    assert intake.problems == ()


def test_zeros_that_the_sheet_does_not_show_are_blank() -> None:
    view = '<sheetViews><sheetView showZeros="0"/></sheetViews>'
    rows = text("A1", "教育") + cell("B1", "0") + cell("C1", "7")
    assert grid(read_xlsx(workbook(sheet(rows, before=view)))) == [("教育", "", "7")]


def test_days_from_1904() -> None:
    book = workbook(sheet(cell("A1", "43830")), formats=["yyyy/m/d"], properties='<workbookPr date1904="1"/>')
    assert grid(read_xlsx(book)) == [("2024/1/1",)]


def test_only_hidden_sheets() -> None:
    with pytest.raises(NoTextError, match="hidden sheets alone"):
        read_xlsx(workbook(sheet(HEADER), states=["veryHidden"]))


def test_rows_and_cells_without_an_address() -> None:
    book = workbook(
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    )
    assert grid(read_xlsx(book)) == [("1", "2"), ("3", "")]


# Hostile and damaged files


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    book = workbook(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells>'
    )
    intake = read_xlsx(book)
    assert [str(line.place(0)) for line in intake.lines if not line.is_blank] == ["表1!A1", "表1!XFD1048576"]
    assert len(intake.text) < 20_000


def test_wide_rows_without_end_are_refused() -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="XFD{r}"><v>1</v></c></row>' for r in range(1, 3000)
    )
    with pytest.raises(SourceTooLargeError, match="characters and cells"):
        read_xlsx(workbook(f"<sheetData>{rows}</sheetData>"))


def test_one_long_text_shown_many_times_is_refused() -> None:
    rows = "".join(f'<row r="{r}">{cell(f"A{r}", "0", kind="s")}</row>' for r in range(1, 2000))
    with pytest.raises(SourceTooLargeError, match="characters and cells"):
        read_xlsx(workbook(f"<sheetData>{rows}</sheetData>", strings=f"<si><t>{'长' * 32_000}</t></si>"))


def test_merged_cells_upon_merged_cells() -> None:
    rows = "".join(f'<row r="{r}">{cell(f"J{r}", "1")}</row>' for r in range(1, 200))
    merges = '<mergeCell ref="A1:I200"/>' * 1000
    intake = read_xlsx(workbook(f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>"))
    assert kinds(intake) == ["merged cells"]
    assert grid(intake)[0][-1] == "1"


def test_a_zip_bomb_is_refused() -> None:
    bomb = workbook(f"<sheetData>{' ' * (140 * 1024 * 1024)}</sheetData>")
    assert len(bomb) < 400_000
    with pytest.raises(SourceTooLargeError, match="unpacked"):
        read_xlsx(bomb, name="bomb.xlsx")


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    good, bad = sheet(HEADER), sheet(HEADER)
    book = workbook(good, bad, head=bomb)
    with pytest.raises(DamagedError, match="2 damaged ones"):
        read_xlsx(book)


def test_a_damaged_sheet_leaves_the_others() -> None:
    rows = [HEADER, text("A2", "教育") + cell("B2", "8")]
    intake = read_xlsx(workbook("<sheetData><row></sheetData>", sheet(*rows), names=["坏", "好"]))
    assert grid(intake) == [("项目", "合计"), ("教育", "8")]
    assert [(problem.kind, problem.where) for problem in intake.problems] == [("damaged sheet", "sheet 坏")]


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(DamagedError, match="1 damaged ones"):
        read_xlsx(workbook("<a>" * 100_000))


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off(cut: float) -> None:
    book = workbook(sheet(HEADER))
    with pytest.raises(DamagedError):
        read_xlsx(book[: int(len(book) * cut)])


def test_flipped_bytes_are_read_or_refused() -> None:
    book = workbook(sheet(HEADER, text("A2", "教育") + cell("B2", "8")))
    for position in range(0, len(book), 7):
        spoilt = bytearray(book)
        spoilt[position] ^= 0x55
        with contextlib.suppress(ReadError):
            read_xlsx(bytes(spoilt))


def test_an_archive_in_an_archive_is_not_opened() -> None:
    with pytest.raises(NotTextError, match=r"an archive \(zip\): unpack it first"):
        govbudget.read(archive({"内.zip": archive({"预算.txt": "支出总表"})}))


def test_a_workbook_is_told_by_its_content() -> None:
    title = text("A1", "2024年支出总表")
    unit = text("A2", "单位：万元")
    rows = [title, unit, text("A3", "项目") + text("B3", "合计"), text("A4", "教育支出") + cell("B4", "8.5")]
    doc = govbudget.read(workbook(sheet(*rows), formats=["0.00"]))
    assert doc.format == "xlsx"
    (figure,) = doc.tables[0].figures
    assert figure.figure.raw == "8.50"
    assert str(figure.figure.place) == "表1!B4"


def test_another_prefix_the_strict_dialect_and_no_optional_parts() -> None:
    strict = "http://purl.oclc.org/ooxml"
    parts = {
        "_rels/.rels": f'<r:Relationships xmlns:r="p"><r:Relationship Id="a" '
        f'Type="{strict}/officeDocument/relationships/officeDocument" Target="/book/main.xml"/></r:Relationships>',
        "book/_rels/main.xml.rels": f'<Relationships><Relationship Id="rId9" '
        f'Type="{strict}/officeDocument/relationships/worksheet" Target="s/one.xml"/></Relationships>',
        "book/main.xml": f'<x:workbook xmlns:x="{strict}/spreadsheetml/main" '
        f'xmlns:q="{strict}/officeDocument/relationships"><x:sheets><x:sheet name="甲" q:id="rId9"/></x:sheets>'
        "</x:workbook>",
        "book/s/one.xml": f'<x:worksheet xmlns:x="{strict}/spreadsheetml/main"><x:sheetData><x:row r="2">'
        '<x:c r="B2" t="inlineStr"><x:is><x:t>合计</x:t></x:is></x:c><x:c r="C2" s="4"><x:v>8.50</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
    }
    (line,) = read_xlsx(archive(parts)).lines
    assert (line.cells, str(line.place(1))) == (("合计", "8.5"), "甲!C2")
