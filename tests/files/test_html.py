"""Web pages: what a browser shows, in any encoding, however the tags are broken, at a bounded cost."""

from __future__ import annotations

import base64
import sys
import time
from html import escape

import pytest

import govbudget
from govbudget.errors import (
    DamagedError,
    MissingReaderError,
    NoTextError,
    SourceTooLargeError,
    UndecodableError,
)
from govbudget.files.html import PAGE_LIMIT, read_html
from govbudget.files.mhtml import read_page
from tests.support import needs_shared, seed_text
from tests.writer.flattened import Column, FlatTable, printed
from tests.writer.normal import alike, normal_document

PAGE = "<p>2024年支出总表</p><p>单位：万元</p><table><tr><th>项目<th>合计<tr><td>教育支出<td>8.50</table>"


def lines(page: str) -> list[tuple[str, ...]]:
    return [line.cells for line in read_html(page).lines if not line.is_blank]


def test_spans_of_rows_and_columns() -> None:
    page = "<table><tr><td rowspan=2>项目<td colspan=2>本年<td rowspan=0>注<tr><td>基本<td>项目支出</table>"
    found = read_html(page).lines
    assert [line.cells for line in found] == [("项目", "本年", "", "注"), ("", "基本", "项目支出", "")]
    assert [sorted(line.drawn.covered) for line in found] == [[2], [0, 3]]


def test_what_is_not_shown_is_not_read() -> None:
    page = (
        "<head><title>题</title></head><nav>导航</nav><script>1</script><style>2</style><p hidden>藏"
        "<p style='color:red; display: none'>藏</p><div style='visibility:hidden'>藏</div><footer>尾</footer>"
        "<ul role=navigation><li>首页</ul><!-- 注 --><p>正文"
        "<table><tr><td>甲<td style='display:none'>藏<td>乙<tr style='mso-hide:all'><td>藏</table>"
    )
    assert lines(page) == [("正文",), ("甲", "乙")]


def test_broken_tags() -> None:
    page = "<TABLE><TR><TD>甲<TD><B>乙<TR><TD>丙</TD></B><TD>丁</TABLE></div></p>尾"
    assert lines(page) == [("甲", "乙"), ("丙", "丁"), ("尾",)]


def test_a_table_that_arranges_the_page() -> None:
    inner = "<table><tr><td>项目<td>合计<tr><td>教育<td>8</table>"
    page = f"<table><tr><td>左栏<td><p>支出总表</p>{inner}<p>注：无</p></table>"
    assert lines(page) == [("左栏",), ("支出总表",), ("项目", "合计"), ("教育", "8"), ("注：无",)]


def test_a_cell_over_the_whole_table_holds_paragraphs() -> None:
    page = "<table><tr><td colspan=2>支出总表<br>单位：万元<tr><td>项目<td>合计</table>"
    assert lines(page) == [("支出总表",), ("单位：万元",), ("项目", "合计")]


def test_paragraphs_of_a_cell_are_one_text() -> None:
    assert lines("<table><tr><td><p>一般公共</p><p>预算</p><td>12<br>34</table>") == [
        ("一般公共预算", "12 34")
    ]


def test_white_space_is_one_space_and_typed_text_stays() -> None:
    assert lines("<p>  支 \n\t 出&nbsp;总表 </p><pre>项目\t合计\n教育\t8.00\n</pre>") == [
        ("支 出\xa0总表",),
        ("项目", "合计"),
        ("教育", "8.00"),
    ]


def test_tables_by_style_and_by_role() -> None:
    page = (
        "<div style='display:table'><div style='display:table-row'><div style='display:table-cell'>甲</div>"
        "<div style='display:table-cell'>乙</div></div></div>"
        "<div role=table><div role=row><span role=columnheader>丙</span><span role=cell>丁</span></div></div>"
    )
    assert lines(page) == [("甲", "乙"), ("丙", "丁")]


def test_rows_by_style_or_role_that_stand_in_no_table() -> None:
    """Rows next to one another are one table; anything between them ends it."""
    row = "<div style='display:table-row'><p style='display:table-cell'>{0}</p><p style='display:table-cell'></p></div>"
    page = (
        f"<div>{row.format('甲')}{row.format('乙')}</div><p>表二</p>{row.format('丙')}"
        "<div><div role=row><i role=cell>丁</i><i role=cell>戊</i></div></div><table><tr><td>己<td>庚</table>"
    )
    found = read_html(page).lines
    assert [line.cells for line in found if not line.is_blank] == [
        ("甲", ""),
        ("乙", ""),
        ("表二",),
        ("丙", ""),
        ("丁", "戊"),
        ("己", "庚"),
    ]


ROW = "<div class=r>{0}</div>"


def divs(*cells: str) -> str:
    return ROW.format("".join(f"<div>{cell}</div>" for cell in cells))


def test_rows_of_elements_that_hold_equally_many_cells() -> None:
    """Pages laid out by styles that stand elsewhere: blank cells are there, and so every figure has its column."""
    rows = (("项目", "合计", "项目支出"), ("教育支出", "8.00", ""), ("文化支出", "", "2.00"))
    page = f"<p>支出总表</p><section>{''.join(divs(*row) for row in rows)}</section>"
    assert lines(page) == [("支出总表",), *rows]
    wrapped = "".join(divs(*(f"<p><span>{cell}</span></p>" for cell in row)) for row in rows)
    assert lines(f"<p>支出总表</p>{wrapped}") == [("支出总表",), *rows]
    listed = "".join(f"<ul>{''.join(f'<li>{cell}' for cell in row)}</ul>" for row in rows)
    assert lines(f"<p>支出总表</p><div>{listed}</div>") == [("支出总表",), *rows]


@pytest.mark.parametrize(
    "page",
    [
        divs("首页", "新闻") * 4,  # no figure
        divs("教育", "8.00") * 2,  # too few
        divs("教育", "8.00") + divs("教育", "8.00", "") + divs("教育", "8.00"),  # not equally many
        ROW.format("见<div>教育</div><div>8.00</div>") * 3,  # text beside the cells
        ROW.format("<span>教育</span><span>8.00</span>") * 3,  # parts of one line
        ROW.format("<div><p>教育</p><p>文化</p></div><div>8.00</div>") * 3,  # paragraphs
    ],
)
def test_elements_that_are_no_rows(page: str) -> None:
    assert all(len(cells) == 1 for cells in lines(page))


def test_fields_of_a_form_show_their_values() -> None:
    page = "<input value=搜索><table><tr><td><input value=8.00><td><input type=hidden value=藏>乙</table>"
    assert lines(page) == [("8.00", "乙")]


def test_a_caption_stands_before_its_table() -> None:
    assert lines("<table><caption>支出总表</caption><tr><td>甲<td>乙</table>") == [
        ("支出总表",),
        ("甲", "乙"),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("", "utf-8"),
        ("", "gb18030"),
        ("<meta charset='GB2312'>", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gbk">', "gbk"),
        ("<meta charset=utf-8>", "gb18030"),
        ("<meta charset=gb2312>", "utf-8"),
        ("<meta charset=no-such-thing>", "utf-8"),
        ("<meta charset=gb2312>", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset=big5>", "big5"),
    ],
)
def test_encodings(head: str, encoding: str) -> None:
    words = "單位" if encoding == "big5" else "单位"
    page = f"<!DOCTYPE html><html><head>{head}</head><body><p>{words}</body></html>"
    assert read_page(page.encode(encoding)).lines[0].cells == (words,)


def test_a_stated_encoding_is_the_only_one() -> None:
    with pytest.raises(UndecodableError):
        read_page("<p>单位".encode("gb18030"), encoding="utf-8")


@pytest.mark.parametrize(
    "start",
    [
        "",
        "\ufeff",
        "\n\n",
        "<?xml version='1.0'?>\n",
        "<!-- saved -->\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.0'>",
    ],
)
def test_a_page_is_told_by_its_content(start: str) -> None:
    doc = govbudget.read(f"{start}<html><body>{PAGE}</body></html>".encode())
    (figure,) = doc.tables[0].figures
    assert (doc.format, doc.tables[0].title, figure.figure.raw) == ("html", "2024年支出总表", "8.50")


def test_a_workbook_that_is_a_web_page() -> None:
    """As finance systems export them under the name .xls."""
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        "<head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>Sheet1</x:Name></x:ExcelWorkbook></xml><![endif]-->"
        "<style>td {mso-number-format:'\\@'}</style></head><body><table border=1>"
        "<tr><td colspan=2>2024年支出总表</td></tr><tr><td colspan=2 align=right>单位：万元</td></tr>"
        "<tr><td>项目</td><td>合计</td></tr><tr><td>教育支出</td><td x:num='8.5'>8.50</td></tr></table></body></html>"
    )
    doc = govbudget.read(page.encode("gb18030"))
    (table,) = doc.tables
    assert (table.title, [figure.figure.raw for figure in table.figures]) == ("2024年支出总表", ["8.50"])


def test_a_web_archive() -> None:
    archive = (
        'From: <saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        '--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        f"{base64.b64encode(PAGE.encode()).decode()}\r\n"
        "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
        "--b\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p>=B5=A5=CE=BB</p>\r\n--b--\r\n"
    )
    doc = govbudget.read(archive.encode())
    assert doc.format == "html"
    assert [table.title for table in doc.tables] == ["2024年支出总表"]


def test_a_web_archive_without_a_page() -> None:
    with pytest.raises(DamagedError, match="with a page"):
        govbudget.read(b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nAAAA")


def test_parts_in_parts_without_end() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000))
    with pytest.raises(DamagedError):
        govbudget.read(f"MIME-Version: 1.0\r\n{nested}".encode())


def test_nothing_printed() -> None:
    with pytest.raises(NoTextError):
        read_html("<html><body><script>1</script></body></html>")


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax", None)
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(MissingReaderError, match=r"install govbudget\[html\]"):
        govbudget.read(f"<html>{PAGE}".encode())


def test_a_page_too_long() -> None:
    with pytest.raises(SourceTooLargeError):
        read_html("<p>" + "x" * PAGE_LIMIT)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 300_000,
        "<ul><li>" * 300_000,
        "<a><b><div></a>" * 200_000,
        "<p><div>" * 300_000,
        "<table><tr><td>" * 200_000,
        "<div " + " ".join(f"a{n}" for n in range(200_000)) + ">",
    ],
    ids=["div", "list", "crossed", "paragraph", "table", "attributes"],
)
def test_nesting_without_end_is_refused_at_once(page: str) -> None:
    start = time.perf_counter()
    with pytest.raises(DamagedError):
        read_html(page)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("tag", ["<b>", "<font>", "<p>", "<span>", "<td>", "<!--", "<"])
def test_inline_elements_without_end_cost_their_length(tag: str) -> None:
    assert lines(f"<p>前</p>{tag * 100_000}")[0][0].startswith("前")


def test_spans_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govbudget.reading.intake.TEXT_LIMIT", 200_000)
    with pytest.raises(SourceTooLargeError):
        read_html("<table><tr>" + "<td colspan=1000 rowspan=60000>甲" * 1000 + "</table>")
    with pytest.raises(SourceTooLargeError):
        read_html("<table>" + "<tr><td colspan=1000>甲<td>乙" * 1000 + "</table>")


FLATTENED = printed(
    [
        FlatTable(
            title="2024年部门预算支出总表",
            caption=("预算公开表3", "单位：万元"),
            columns=(
                Column(("功能分类科目编码",), 12),
                Column(("科目名称",), 24),
                Column(("合计",), 14),
                Column(("基本支出",), 14),
                Column(("项目支出",), 14),
            ),
            rows=(
                (None, "合计", "30.00", "20.00", "10.00"),
                ("205", "教育支出", "12.00", "12.00", None),
                ("20502", "普通教育", "12.00", "12.00", None),
                ("2050201", "学前教育", "12.00", "12.00", None),
                ("207", "文化旅游体育与传媒支出", "18.00", "8.00", "10.00"),
                ("20701", "文化和旅游", "18.00", "8.00", "10.00"),
                ("2070104", "图书馆", "18.00", "8.00", "10.00"),
            ),
        )
    ]
)


def one_element_per_line(text: str, form: str) -> str:
    if form == "br":
        return f"<div>{'<br>'.join(map(escape, text.split(chr(10))))}</div>"
    return "".join(f"<{form}>{escape(line)}</{form}>" for line in text.split("\n"))


@pytest.mark.parametrize("form", ["p", "div", "li", "br"])
@pytest.mark.parametrize(
    "text", [FLATTENED, pytest.param("002", marks=needs_shared)], ids=["invented", "real"]
)
def test_a_page_with_one_cell_per_element(form: str, text: str) -> None:
    """Pages made from text without its grid: what is read is what the text alone says, blank lines included."""
    text = seed_text(text) if text == "002" else text
    expected = govbudget.parse(text)
    doc = govbudget.read(f"<html><meta charset=utf-8><body>{one_element_per_line(text, form)}".encode())
    assert expected.tables
    assert (doc.tables, doc.forms, doc.claims) == (expected.tables, expected.forms, expected.claims)
    assert alike(normal_document(expected), normal_document(doc)) == ""


def test_blank_lines_are_lines() -> None:
    page = "<p>甲</p><p>&nbsp;</p><p></p><div>乙<br><br>丙<br></div>"
    assert [line.cells for line in read_html(page).lines] == [("甲",), ("",), ("",), ("乙",), ("",), ("丙",)]
