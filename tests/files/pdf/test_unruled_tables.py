"""Tables without lines between their columns read by how their cells are aligned."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.files.pdf import read_pdf

from .drawing import PLAIN, TITLE, WIDTHS, Drawing


def lines(rows: list[list[str | None]]) -> list[str]:
    return ["\t".join(cell or "" for cell in row) for row in rows]


def drawn(rows: list[list[str | None]], **how: object) -> bytes:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    low = drawing.table(rows, widths=WIDTHS, **how)  # type: ignore[arg-type]
    drawing.text(50, low + 40, "一、支出情况说明")
    drawing.text(70, low + 60, "本年支出预算1,234.56万元。")
    return drawing.bytes()


@pytest.mark.parametrize("rulings", ["none", "horizontal", "three", "zebra"])
def test_rows_and_columns(rulings: str) -> None:
    text = read_pdf(drawn(PLAIN, rulings=rulings)).text
    assert text.split("\n") == [
        TITLE,
        "单位：万元",
        *lines(PLAIN),
        "一、支出情况说明",
        "本年支出预算1,234.56万元。",
    ]


@pytest.mark.parametrize("rulings", ["none", "horizontal", "three", "zebra"])
def test_the_model_is_that_of_the_text(rulings: str) -> None:
    text = "\n".join([TITLE, "单位：万元", *lines(PLAIN), "一、支出情况说明", "本年支出预算1,234.56万元。"])
    assert govbudget.read(drawn(PLAIN, rulings=rulings)) == govbudget.parse(text)


@pytest.mark.parametrize("rulings", ["none", "three", "horizontal"])
def test_a_header_over_several_columns(rulings: str) -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.text(320, 106, "其中", size=9)
    drawing.line(50, 98, 520, 98)
    drawing.line(50, 132, 520, 132)
    for x, text in ((53, "科目名称"), (180, "合计"), (270, "基本支出"), (360, "项目支出")):
        drawing.text(x, 122, text, size=9)
    for i, cells in enumerate(
        (("教育支出", "30.00", "10.00", "20.00"), ("卫生健康支出", "3.00", "1.00", "2.00"))
    ):
        y = 142 + 20 * i
        drawing.text(53, y, cells[0], size=9)
        for x, text in zip((230, 320, 410), cells[1:], strict=True):
            drawing.text(x, y, text, size=9, align="right")
        if rulings == "horizontal":
            drawing.line(50, y + 10, 520, y + 10)
    if rulings == "none":
        pass
    else:
        drawing.line(50, 172, 520, 172)
    doc = govbudget.read(drawing.bytes())
    assert [
        (str(one.row.label), one.column and one.column.title, one.figure.raw) for one in doc.tables[0].figures
    ] == [
        ("教育支出", "合计", "30.00"),
        ("教育支出", "其中/基本支出", "10.00"),
        ("教育支出", "其中/项目支出", "20.00"),
        ("卫生健康支出", "合计", "3.00"),
        ("卫生健康支出", "其中/基本支出", "1.00"),
        ("卫生健康支出", "其中/项目支出", "2.00"),
    ]


@pytest.mark.parametrize("rulings", ["none", "horizontal", "zebra"])
def test_a_wrapped_name_is_one_row(rulings: str) -> None:
    rows = [list(row) for row in PLAIN]
    rows[2][1] = "普通教育以及与此\n有关的其他教育"
    text = read_pdf(drawn(rows, rulings=rulings, row_height=30)).text
    wanted = [list(row) for row in PLAIN]
    wanted[2][1] = "普通教育以及与此有关的其他教育"
    assert text.split("\n")[2:7] == lines(wanted)


def test_sentences_with_figures_are_no_table() -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    for i, text in enumerate(
        (
            "2024年支出预算1,234.56万元，其中基本支出1,200.00万元，",
            "项目支出34.56 万元，比上年增加 12.50 万元，增长 3.10 %，",
            "主要原因是人员增加。",
        )
    ):
        drawing.text(70 if not i else 50, 100 + 20 * i, text)
    assert "\t" not in read_pdf(drawing.bytes()).text


def test_a_column_that_prints_its_header_alone() -> None:
    """Centred headers over columns of which one is empty: the figures keep theirs."""
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    middles = (90, 210, 300, 390, 480)
    for x, text in zip(
        middles, ("科目名称", "合计", "一般公共预算", "政府性基金预算", "单位资金"), strict=True
    ):
        drawing.text(x, 110, text, size=9, align="center")
    for x, text in zip(middles, ("**", "1", "2", "3", "4"), strict=True):
        drawing.text(x, 125, text, size=9, align="center")
    for i, row in enumerate(
        (("教育支出", "30.00", "10.00", "", "20.00"), ("卫生健康支出", "3.00", "1.00", "", "2.00"))
    ):
        for x, text in zip(middles, row, strict=True):
            drawing.text(x, 140 + 16 * i, text, size=9, align="center")
    figures = govbudget.read(drawing.bytes()).tables[0].figures
    assert [(one.column and one.column.title, one.figure.raw) for one in figures] == [
        ("合计", "30.00"),
        ("一般公共预算", "10.00"),
        ("单位资金", "20.00"),
        ("合计", "3.00"),
        ("一般公共预算", "1.00"),
        ("单位资金", "2.00"),
    ]


def test_a_sparse_table_is_one() -> None:
    """Many rows without a figure between two with one, figures on the left alone or on the right alone."""
    drawing = Drawing()
    drawing.text(297, 60, "2024年收支总表", size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    rows = [["收入项目", "预算数", "支出项目", "预算数"]]
    rows += [["一、财政拨款收入", "30.00", "一、一般公共服务支出", ""]]
    rows += [["", "", f"{n}、其他事务支出", ""] for n in "二三四五六七八"]
    rows += [["", "", "九、教育支出", "30.00"], ["收入总计", "30.00", "支出总计", "30.00"]]
    for i, row in enumerate(rows):
        for x, text in zip((50, 230, 260, 500), row, strict=True):
            drawing.text(x, 110 + 16 * i, text, size=9, align="right" if x in (230, 500) else "left")
    (table,) = govbudget.read(drawing.bytes()).tables
    assert [(one.row.label, one.figure.raw) for one in table.figures] == [
        ("一、财政拨款收入", "30.00"),
        ("九、教育支出", "30.00"),
        ("收入总计", "30.00"),
        ("支出总计", "30.00"),
    ]


def over_the_middle(upper: str, lower: str, bottom: float) -> bytes:
    """Three columns of figures and one of names; `upper` right above `lower`, the word of the middle column."""
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.text(350, 106, upper, size=9, align="center")
    for x, text in ((100, "科目名称"), (260, "合计"), (440, "项目支出")):
        drawing.text(x, bottom, text, size=9, align="center")
    drawing.text(350, 117, lower, size=9, align="center")
    names = ("教育支出", "卫生健康支出", "农林水支出")
    for i, name in enumerate(names):
        drawing.text(53, 137 + 20 * i, name, size=9)
        for x, text in zip((302, 392, 482), ("30.00", "10.00", "20.00"), strict=True):
            drawing.text(x, 137 + 20 * i, text, size=9, align="right")
    return drawing.bytes()


def test_a_line_close_above_the_middle_column_is_in_doubt() -> None:
    """The first line of that column's word, or a word over all three: both can be drawn so."""
    doc = govbudget.read(over_the_middle("2024年预算数", "基本支出", bottom=117))
    figures = [one for table in doc.tables for one in table.figures]
    assert [one.figure.raw for one in figures] == ["30.00", "10.00", "20.00"] * 3
    assert [one.column for one in figures] == [None] * 9


def test_a_wrapped_word_beside_words_at_its_middle_is_one() -> None:
    """A word over several columns does not stand between the lines of theirs."""
    doc = govbudget.read(over_the_middle("2024年预", "算数", bottom=111.5))
    assert [one.column and one.column.title for one in doc.tables[0].figures] == [
        "合计",
        "2024年预算数",
        "项目支出",
    ] * 3


def test_levels_of_codes_side_by_side_are_no_lines_of_the_word_above() -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.text(120, 106, "科目编码", size=9, align="center")
    heads = ((80, "类"), (120, "款"), (160, "项"), (230, "科目名称"), (340, "合计"), (440, "项目支出"))
    for x, text in heads:
        drawing.text(x, 117, text, size=9, align="center")
    rows = (
        ("205", "", "", "教育支出"),
        ("205", "02", "", "普通教育"),
        ("205", "02", "01", "学前教育"),
        ("205", "02", "02", "小学教育"),
    )
    for i, cells in enumerate(rows):
        y = 137 + 20 * i
        for x, text in zip((80, 120, 160, 230), cells, strict=True):
            drawing.text(x, y, text, size=9, align="center")
        drawing.text(380, y, "10.00", size=9, align="right")
        drawing.text(480, y, f"{i + 1}.00", size=9, align="right")
    doc = govbudget.read(drawing.bytes())
    assert [(str(row.label), str(row.code)) for row in doc.tables[0].rows] == [
        ("教育支出", "205"),
        ("普通教育", "20502"),
        ("学前教育", "2050201"),
        ("小学教育", "2050202"),
    ]


def test_a_page_goes_on_with_a_wrapped_name_in_the_words_of_the_header() -> None:
    """Its second line is no header printed again, and its figures stand beside its middle."""
    head = ["项目", "收入", "支出"]
    pages = [
        [head, ["教育", "30.00", "10.00"], ["卫生", "3.00", "1.00"], ["文化", "5.00", "2.00"]],
        [["一般公共服务\n支出", "6.00", "4.00"], ["农林水", "8.00", "7.00"], ["住房", "9.00", "5.50"]],
    ]
    drawing = Drawing()
    drawing.text(297, 60, "2024年收支情况表", size=16, align="center")
    drawing.text(320, 85, "单位：万元", align="right")
    drawing.table(pages[0], widths=(90, 90, 90), y=700, rulings="none", row_height=24)
    drawing.next_page()
    drawing.table(pages[1], widths=(90, 90, 90), y=60, rulings="none", row_height=24)
    text = read_pdf(drawing.bytes()).text
    assert text.split("\n")[-3:] == [
        "一般公共服务支出\t6.00\t4.00",
        "农林水\t8.00\t7.00",
        "住房\t9.00\t5.50",
    ]


def test_a_second_page_that_prints_a_column_more() -> None:
    """A column that prints nothing on the first page: its figures are none of the names beside them."""
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    head = ["科目名称", "合计", "基本支出", "项目支出"]
    first = [
        ["教育支出", "", "10.00", "20.00"],
        ["卫生健康支出", "", "1.00", "2.00"],
        ["其他支出", "", "3.00", "4.00"],
    ]
    second = [
        ["农林水支出", "9.00", "4.00", "5.00"],
        ["住房保障支出", "7.00", "3.00", "4.00"],
        ["预备费", "8.00", "5.00", "3.00"],
    ]
    for rows in (first, second):
        drawing.table([head, *rows], widths=(90, 50, 90, 90), y=110, rulings="none")
        if rows is first:
            drawing.next_page()
    lines_read = read_pdf(drawing.bytes()).text.split("\n")
    assert lines_read[-3:] == ["\t".join(row) for row in second]


@pytest.mark.parametrize("rows", [2, 4])
def test_halves_with_few_figures_on_their_page(rows: int) -> None:
    """Names and figures side by side in the cell of a half are not one text, nor names words of a header."""
    drawing = Drawing()
    drawing.text(297, 60, "2024年收支总表", size=16, align="center")
    drawing.text(530, 85, "单位：万元", align="right")
    body = [
        ("一、拨款收入", "12.00", "一、教育支出"),
        ("二、基金收入", "", "二、国防支出"),
        ("三、其他收入", "", "三、科技支出"),
        ("本年收入合计", "12.00", "四、文化支出"),
    ]
    for i, cells in enumerate((("收入", "", "支出"), *body[: rows - 1], body[3])):
        y = 120 + 20 * i
        if i == 0:
            drawing.text(170, y, cells[0], size=9, align="center")
            drawing.text(415, y, cells[2], size=9, align="center")
            for x, text in ((110, "项目"), (250, "预算数"), (355, "项目"), (485, "预算数")):
                drawing.text(x, y + 20, text, size=9, align="center")
        else:
            drawing.text(60, y + 20, cells[0], size=9)
            drawing.text(285, y + 20, cells[1], size=9, align="right")
            drawing.text(305, y + 20, cells[2], size=9)
    low = 110 + 20 * (rows + 2)
    for y in range(110, low + 1, 20):
        drawing.line(50, y, 540, y)
    for x in (50, 290, 540):
        drawing.line(x, 110, x, low)
    doc = govbudget.read(drawing.bytes())
    figures = [one for table in doc.tables for one in table.figures]
    assert [one.figure.raw for one in figures] == ["12.00"] * 2
    assert {one.column and one.column.title for one in figures} <= {None, "预算数", "收入/预算数"}
