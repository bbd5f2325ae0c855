"""Word documents: everything that is seen, in the order in which it stands, once."""

from __future__ import annotations

import contextlib

import pytest

import govbudget
from govbudget.errors import DamagedError, NoTextError, ReadError, SourceTooLargeError
from govbudget.files.docx import read_docx
from tests.files.books import archive

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def document(body: str, **parts: str) -> bytes:
    return archive(
        {
            "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>',
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def lines(body: str, **parts: str) -> list[tuple[str, ...]]:
    return [line.cells for line in read_docx(document(body, **parts)).lines if not line.is_blank]


def test_paragraphs_and_tables_in_their_order() -> None:
    body = p("一") + tbl(tr(tc("二"), tc("三"))) + p("四")
    assert lines(body) == [("一",), ("二", "三"), ("四",)]


def test_cells_that_span() -> None:
    first = tr(tc("项目", '<w:vMerge w:val="restart"/>'), tc("本年", '<w:gridSpan w:val="2"/>'), tc("备注"))
    second = tr(tc("", "<w:vMerge/>"), tc("基本"), tc("项目支出"), tc(""))
    found = read_docx(document(tbl(first, second))).lines
    assert [line.cells for line in found] == [("项目", "本年", "", "备注"), ("", "基本", "项目支出", "")]
    assert [sorted(line.drawn.covered) for line in found] == [[2], [0]]


def test_a_row_that_begins_further_right() -> None:
    moved = tr(tc("乙"), properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    assert lines(tbl(tr(tc("甲"), tc("金额")), moved)) == [("甲", "金额"), ("", "乙")]


def test_a_title_over_the_whole_table_is_a_line() -> None:
    title = tr(
        tc("<w:p><w:r><w:t>支出总表</w:t><w:br/><w:t>单位：万元</w:t></w:r></w:p>", '<w:gridSpan w:val="2"/>')
    )
    assert lines(tbl(title, tr(tc("项目"), tc("合计")))) == [("支出总表",), ("单位：万元",), ("项目", "合计")]


def test_a_table_in_a_table() -> None:
    inner = tbl(tr(tc("项目"), tc("合计")), tr(tc("教育"), tc("8")))
    outer = tbl(tr(tc(p("支出总表") + inner + p("")), tc("旁")))
    assert lines(outer) == [("支出总表",), ("项目", "合计"), ("教育", "8"), ("旁",)]


def test_paragraphs_of_a_cell_are_one_text() -> None:
    assert lines(tbl(tr(tc(p("一般公共") + p("预算")), tc(p("12") + p("34"))))) == [("一般公共预算", "12 34")]


def test_tabs_part_cells_as_in_text() -> None:
    body = "<w:p><w:r><w:t>部门：某局</w:t><w:tab/><w:t>单位：万元</w:t></w:r></w:p>"
    assert lines(body) == [("部门：某局", "单位：万元")]


def test_what_is_not_seen_is_not_read() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert lines(body) == [("增显",)]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice><w:drawing><x>"
        f"{box}</x></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent><w:t>后</w:t></w:r></w:p>"
    )
    assert lines(body) == [("前后",), ("框",)]


def test_content_controls_are_seen_through() -> None:
    row = f"<w:sdt><w:sdtContent>{tr(tc('甲'), tc('乙'))}</w:sdtContent></w:sdt>"
    assert lines(f"<w:sdt><w:sdtContent>{p('一')}{tbl(row)}</w:sdtContent></w:sdt>") == [
        ("一",),
        ("甲", "乙"),
    ]


def test_automatic_numbers_are_printed() -> None:
    def level(depth: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="3">{level(0, "chineseCounting", "%1、")}'
        f"{level(1, 'decimal', '%1.%2 ')}</w:abstractNum>"
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a1"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
        "</w:style></w:styles>"
    )
    deeper = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>'
    styled = '<w:pStyle w:val="a1"/>'
    body = p("甲", styled) + p("子", deeper) + p("丑", deeper) + p("乙", styled) + p("寅", deeper)
    assert [cells[0] for cells in lines(body, numbering=numbering, styles=styles)] == [
        "一、甲",
        "一.1 子",
        "一.2 丑",
        "二、乙",
        "二.1 寅",
    ]


def test_notes_at_the_foot_come_last() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{p("-")}</w:footnote>'
        f"<w:footnote>{p('注：脚注')}</w:footnote></w:footnotes>"
    )
    assert lines(p("正文"), footnotes=notes) == [("正文",), ("注：脚注",)]


def test_a_damaged_side_part_leaves_the_document() -> None:
    intake = read_docx(document(p("正文"), numbering="<w:numbering"))
    assert [line.cells for line in intake.lines] == [("正文",)]
    assert [(problem.kind, problem.where) for problem in intake.problems] == [
        ("damaged part", "word/numbering.xml")
    ]


def test_nothing_printed() -> None:
    with pytest.raises(NoTextError):
        read_docx(document(p("")))


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(SourceTooLargeError, match="unpacked"):
        read_docx(document(" " * (140 * 1024 * 1024)))


def test_tables_without_end_in_one_another_are_refused() -> None:
    with pytest.raises(DamagedError):
        read_docx(document("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60))
    with pytest.raises(DamagedError):
        read_docx(document("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000))


def test_spans_without_end_are_refused() -> None:
    row = tr(*[tc("甲", '<w:gridSpan w:val="99999"/>')] * 2000)
    with pytest.raises(SourceTooLargeError):
        read_docx(document(tbl(row)))


def test_flipped_bytes_are_read_or_refused() -> None:
    whole = document(p("正文") + tbl(tr(tc("甲"), tc("乙"))))
    for position in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[position] ^= 0x55
        with contextlib.suppress(ReadError):
            read_docx(bytes(spoilt))


def test_a_document_is_told_by_its_content() -> None:
    body = (
        p("2024年支出总表")
        + p("单位：万元")
        + tbl(tr(tc("项目"), tc("合计")), tr(tc("教育支出"), tc("8.00")))
    )
    doc = govbudget.read(document(body))
    (figure,) = doc.tables[0].figures
    assert (doc.format, figure.figure.raw) == ("docx", "8.00")
    assert figure.figure.place is not None
    assert (figure.figure.place.line, figure.figure.place.cell, figure.figure.place.page) == (4, 2, None)


def test_paragraphs_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govbudget.reading.intake.MOST_LINES", 1000)
    with pytest.raises(SourceTooLargeError, match="at most 1000 lines"):
        read_docx(document("<w:p/>" * 1001))
    monkeypatch.setattr("govbudget.files.xmlparts.MOST_ELEMENTS", 1000)
    with pytest.raises(SourceTooLargeError, match="at most 1000 elements"):
        read_docx(document("<w:bookmark/>" * 1001))
