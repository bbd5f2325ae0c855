"""Pages: turned, framed, continued, with running heads; and cells that hold more than one line."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.files.pdf import read_pdf
from govbudget.model.tables import FigureStatus, Panel

from .drawing import UP, Drawing

TITLE = "2024年部门支出总表"
HEAD: list[str | None] = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS: list[list[str | None]] = [
    ["205", "教育支出", "1,234.56", "1,200.00", "34.56"],
    ["20502", "普通教育", "1,234.56", "1,200.00", "34.56"],
    ["2050201", "学前教育", "34.56", "", "34.56"],
    ["2050202", "小学教育", "1,200.00", "1,200.00", ""],
]
WIDTHS = (70, 130, 90, 90, 90)
TEXT = "\n".join([TITLE, "单位：万元", *("\t".join(cell or "" for cell in row) for row in (HEAD, *ROWS))])


def captions(drawing: Drawing) -> None:
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")


def test_a_frame_around_the_page() -> None:
    drawing = Drawing()
    drawing.canvas.rect(20, 20, 555, 802)
    captions(drawing)
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    assert read_pdf(drawing.bytes()).text == TEXT


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_turned_pages(quarter: int) -> None:
    """What is drawn turned and shown upright by the page's own turn; and what only the text's turn tells."""
    for told in (True, False):
        drawing = Drawing(width=700, height=700)
        drawing.canvas.translate(350, 350)
        drawing.canvas.rotate(quarter)
        drawing.canvas.translate(-350, -350)
        captions(drawing)
        drawing.table([HEAD, *ROWS], widths=WIDTHS)
        if told:
            drawing.canvas.setPageRotation(quarter)
        intake = read_pdf(drawing.bytes())
        assert intake.text == TEXT
        box = intake.lines[3].place(2).box
        assert box is not None
        if told:
            assert (box.left, box.top, box.right, box.bottom) == (250, 120, 340, 140)


def test_a_page_whose_corner_is_elsewhere() -> None:
    from pypdfium2 import PdfDocument

    drawing = Drawing()
    captions(drawing)
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    document = PdfDocument(drawing.bytes())
    page = document[0]
    page.set_mediabox(-100, -50, 595, 842)
    import io

    file = io.BytesIO()
    document.save(file)
    intake = read_pdf(file.getvalue())
    assert intake.text == TEXT
    box = intake.lines[3].place(2).box
    assert box is not None
    assert (box.left, box.top) == (350, 120)


@pytest.mark.parametrize("repeated", [(), (HEAD,)])
@pytest.mark.parametrize("head", ["", "临江县教育局2024年部门预算"])
def test_a_table_over_several_pages(repeated: tuple[list[str | None], ...], head: str) -> None:
    """Page numbers and running heads do not cut it; a repeated header is no row."""
    drawing = Drawing()
    for page, rows in enumerate(([HEAD, *ROWS[:2]], [*repeated, ROWS[2]], [*repeated, ROWS[3]])):
        if head:
            drawing.text(50, 30, head, size=8)
        if page == 0:
            captions(drawing)
        drawing.table(rows, widths=WIDTHS)
        drawing.text(297, 810, f"- {page + 1} -", size=8, align="center")
        drawing.next_page()
    if head:
        drawing.text(50, 30, head, size=8)
        drawing.text(70, 100, "一、支出情况说明")
    doc = govbudget.read(drawing.bytes())
    (table,) = doc.tables
    assert table.rows == govbudget.parse(TEXT).tables[0].rows
    assert [row.place.page for row in table.rows if row.place] == [1, 1, 2, 3]
    assert not doc.unread


@pytest.mark.parametrize("margin", [(0, 1), (1, 0)])
def test_empty_columns_at_the_sides_of_one_page_alone(margin: tuple[int, int]) -> None:
    """A margin drawn as columns, on one of two pages; the last column but one is blank on the second page."""
    rows = [
        [*row[:-1], last, row[-1]]
        for row, last in zip([HEAD, *ROWS], ("其他", "", "1.00", "", ""), strict=True)
    ]
    widths = (*WIDTHS[:-1], 40, WIDTHS[-1])
    drawing = Drawing()
    captions(drawing)
    for part, beside in zip((rows[:3], rows[3:]), margin, strict=True):
        around: list[str | None] = [""] * beside
        drawing.table(
            [[*around, *row, *around] for row in part],
            x=50 - 20 * beside,
            widths=(*(20,) * beside, *widths, *(20,) * beside),
        )
        drawing.next_page()
    lines = ["\t".join(cell or "" for cell in row) for row in rows]
    assert read_pdf(drawing.bytes()).text.split("\n")[-len(rows) :] == lines


def test_a_cell_that_goes_on_alone_on_the_next_page() -> None:
    """What the end of a page leaves over of one cell ends no table, however long a text it is."""
    head: list[str | None] = ["单位名称", "项目名称", "预算数（万元）", "绩效目标"]
    drawing = Drawing()
    drawing.text(70, 80, "本单位重点项目绩效目标如下：")
    widths = (90, 110, 80, 220)
    drawing.table([head, ["临江县图书馆", "阅览室改造", "12.00", "改善阅览条件，"]], widths=widths)
    drawing.next_page()
    left_over: list[str | None] = ["", "", "", "新增座位。读者满意；"]
    rows: list[list[str | None]] = [left_over, ["临江县图书馆", "古籍修复", "8.00", "修复古籍。"]]
    drawing.table(rows, widths=widths)
    (table,) = govbudget.read(drawing.bytes()).tables
    assert [
        (f.row.label, f.column.title if f.column else "", str(f.figure.value)) for f in table.figures
    ] == [
        ("阅览室改造", "预算数（万元）", "12.00 万元"),
        ("古籍修复", "预算数（万元）", "8.00 万元"),
    ]


def test_a_title_repeated_on_every_page() -> None:
    drawing = Drawing()
    for rows in (ROWS[:2], ROWS[2:3], ROWS[3:]):
        captions(drawing)
        drawing.table([HEAD, *rows], widths=WIDTHS)
        drawing.next_page()
    (table,) = govbudget.read(drawing.bytes()).tables
    assert (table.title, table.rows) == (TITLE, govbudget.parse(TEXT).tables[0].rows)


def test_wrapped_cells_are_one_text() -> None:
    """A name, a code and a figure cut at the width of their cells are put together."""
    drawing = Drawing()
    captions(drawing)
    drawing.table(
        [
            HEAD,
            ["20502\n02", "小学教育及\n其他", "11,234,\n567.80", "10.00", "A类\nproject\nB"],
        ],
        widths=(34, 50, 44, 90, 90),
        row_height=40,
    )
    assert read_pdf(drawing.bytes()).lines[-1].cells == (
        "2050202",
        "小学教育及其他",
        "11,234,567.80",
        "10.00",
        "A类project B",
    )


def test_two_figures_in_one_cell_are_not_one() -> None:
    drawing = Drawing()
    captions(drawing)
    drawing.table([HEAD, ["205", "教育支出", "30.00", "10.00\n20.00", ""]], widths=WIDTHS, row_height=40)
    assert read_pdf(drawing.bytes()).lines[-1].cells == ("205", "教育支出", "30.00", "10.00 20.00", "")


def test_rows_without_lines_in_columns_with_lines() -> None:
    """Where figures stand below one another in undivided cells, their own lines are the rows."""
    drawing = Drawing()
    captions(drawing)
    drawing.table([HEAD], widths=WIDTHS)
    drawing.table(
        [["\n".join(row[i] or "-" for row in ROWS) for i in range(5)]],
        widths=WIDTHS,
        y=120,
        row_height=80,
    )
    cells = [line.cells for line in read_pdf(drawing.bytes()).lines[3:]]
    assert cells == [tuple(cell or "-" for cell in row) for row in ROWS]


def test_figures_in_a_merged_cell_go_to_the_columns_they_stand_in() -> None:
    """Rows that have lost the lines between their columns: the lines above them tell the columns."""
    drawing = Drawing()
    captions(drawing)
    drawing.table([HEAD], widths=WIDTHS)
    for i, row in enumerate(ROWS):
        y = 120 + 20 * i
        drawing.line(50, y + 20, 520, y + 20)
        drawing.line(50, y, 50, y + 20)
        drawing.line(520, y, 520, y + 20)
        drawing.text(53, y + 10, row[0] or "", size=9)
        drawing.text(123, y + 10, row[1] or "", size=9)
        for x, cell in zip((337, 427, 517), row[2:], strict=True):
            drawing.text(x, y + 10, cell or "", size=9, align="right")
    assert govbudget.read(drawing.bytes()).tables == govbudget.parse(TEXT).tables


def test_text_wider_than_its_cell_stays_whole() -> None:
    """A name that runs over the line into an empty cell belongs where it begins."""
    drawing = Drawing()
    captions(drawing)
    drawing.table(
        [HEAD, *ROWS, ["229", "名称很长的其他不属于任何一类的支出项目", "", "1.00", ""]],
        widths=(70, 110, 110, 90, 90),
    )
    intake = read_pdf(drawing.bytes())
    assert intake.lines[-1].cells == ("229", "名称很长的其他不属于任何一类的支出项目", "", "1.00", "")


def test_neighbours_that_touch_are_two_cells() -> None:
    """A figure set right against the line and a word set right behind it."""
    drawing = Drawing()
    drawing.text(297, 60, "2024年部门收支总表", size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table(
        [
            ["收入", None, "支出", None],
            ["项目", "金额", "项目", "金额"],
            ["一、财政拨款", "656.73", "一、基本支出", "386.73"],
        ],
        widths=(120, 80, 120, 80),
        padding=0.2,
    )
    assert read_pdf(drawing.bytes()).lines[-1].cells == ("一、财政拨款", "656.73", "一、基本支出", "386.73")


def test_two_tables_side_by_side_on_one_sheet() -> None:
    drawing = Drawing(width=842, height=595)
    drawing.text(421, 40, "2024年部门收支总表", size=16, align="center")
    drawing.text(780, 65, "单位：万元", align="right")
    drawing.table(
        [["收入项目", "预算数"], ["财政拨款收入", "30.00"], ["收入总计", "30.00"]], widths=(200, 120), y=80
    )
    drawing.table(
        [["支出项目", "预算数"], ["教育支出", "30.00"], ["支出总计", "30.00"]], widths=(200, 120), x=385, y=80
    )
    doc = govbudget.read(drawing.bytes())
    assert [(one.row.label, one.row.panel, one.figure.raw) for one in doc.tables[0].figures] == [
        ("财政拨款收入", Panel.REVENUE, "30.00"),
        ("教育支出", Panel.EXPENDITURE, "30.00"),
        ("收入总计", Panel.REVENUE, "30.00"),
        ("支出总计", Panel.EXPENDITURE, "30.00"),
    ]


def test_paragraphs_are_put_together() -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    drawing.text(70, 240, "一、收支预算总体情况说明")
    drawing.text(70, 260, "青禾县图书馆2024年支出预算1,234.56万元，其中基本支出1,200.00万元，项目支出34.")
    drawing.text(50, 280, "56万元。与上年相比没有变化。")
    drawing.text(70, 300, "另一段。")
    texts = [line.text for line in read_pdf(drawing.bytes()).lines[7:]]
    assert texts == [
        "一、收支预算总体情况说明",
        "青禾县图书馆2024年支出预算1,234.56万元，其中基本支出1,200.00万元，项目支出34.56万元。与上年相比没有变化。",
        "另一段。",
    ]


def test_merged_cells_to_the_right_and_below() -> None:
    drawing = Drawing()
    captions(drawing)
    drawing.table(
        [["项目", None, "金额"], ["收入", "财政拨款", "1.00"], [UP, "其他", "2.00"], ["合计", None, "3.00"]],
        widths=(100, 100, 100),
    )
    cells = [(line.cells, sorted(line.drawn.covered)) for line in read_pdf(drawing.bytes()).lines[2:]]
    assert cells == [
        (("项目", "", "金额"), [1]),
        (("收入", "财政拨款", "1.00"), []),
        (("", "其他", "2.00"), [0]),
        (("合计", "", "3.00"), [1]),
    ]


WIDE_HEAD: list[str | None] = ["科目名称", "合计", "基本支出", "项目支出"]


def crossing(*amounts: tuple[int, str]) -> bytes:
    """A table whose last row has figures that stand on the line between two cells."""
    drawing = Drawing()
    captions(drawing)
    rows: list[list[str | None]] = [
        WIDE_HEAD,
        ["教育支出", "30.00", "20.00", "10.00"],
        ["卫生支出", "5.00", "", ""],
    ]
    low = drawing.table(rows, widths=(100, 60, 60, 60), row_height=20)
    for x, amount in amounts:
        drawing.text(x, low - 10, amount, size=9, align="center")
    return drawing.bytes()


def test_a_figure_on_the_line_between_two_cells_is_ambiguous() -> None:
    """Nothing tells whether it is basic or project expenditure: it is said so, and no column is given."""
    doc = govbudget.read(crossing((270, "5.00")))
    figures = [one for one in doc.tables[0].figures if one.row.label == "卫生支出"]
    assert [(one.figure.raw, one.column and one.column.title, one.figure.status) for one in figures] == [
        ("5.00", "合计", FigureStatus.PRINTED),
        ("5.00", None, FigureStatus.AMBIGUOUS),
    ]


def test_a_figure_on_the_line_beside_a_printed_cell_belongs_to_the_empty_one() -> None:
    doc = govbudget.read(crossing((270, "3.50"), (317, "1.50")))
    figures = [one for one in doc.tables[0].figures if one.row.label == "卫生支出"]
    assert [(one.figure.raw, one.column and one.column.title) for one in figures] == [
        ("5.00", "合计"),
        ("3.50", "基本支出"),
        ("1.50", "项目支出"),
    ]


def test_the_laws_decide_where_a_figure_on_the_line_belongs() -> None:
    """The column of basic expenditure adds up to its total only with it."""
    drawing = Drawing()
    captions(drawing)
    rows: list[list[str | None]] = [
        WIDE_HEAD,
        ["合计", "35.00", "25.00", "10.00"],
        ["教育支出", "30.00", "20.00", "10.00"],
        ["卫生支出", "5.00", "", ""],
    ]
    low = drawing.table(rows, widths=(100, 60, 60, 60), row_height=20)
    drawing.text(270, low - 10, "5.00", size=9, align="center")
    doc = govbudget.read(drawing.bytes())
    figures = [one for one in doc.tables[0].figures if one.row.label == "卫生支出"]
    assert [(one.figure.raw, one.column and one.column.title) for one in figures] == [
        ("5.00", "合计"),
        ("5.00", "基本支出"),
    ]
    assert figures[1].figure.settled_by


def test_a_list_of_the_tables_announces_none() -> None:
    """A drawn list that names every table with its number is a table of words, and no caption of an empty one."""
    drawing = Drawing()
    drawing.text(297, 40, "2024年部门预算公开报表", size=16, align="center")
    drawing.table(
        [
            ["报表", "报表名称", "是否空表"],
            ["表1", "2024年部门收支总表", "否"],
            ["表2", "2024年部门支出总表", "否"],
            ["表3", "2024年政府性基金预算支出表", "是"],
            ["表4", "2024年部门项目支出表", ""],
        ],
        widths=(60, 250, 80),
    )
    drawing.next_page()
    captions(drawing)
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    doc = govbudget.read(drawing.bytes())
    assert [(table.index, table.title) for table in doc.tables if table.index] == [(1, TITLE)]


def test_what_is_drawn_beside_the_page_is_not_on_it() -> None:
    drawing = Drawing()
    captions(drawing)
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    drawing.text(100, -40, "上一页的文字 7.77")
    drawing.text(100, 900, "下一页的文字 7.77")
    assert read_pdf(drawing.bytes()).text == TEXT


def test_a_title_in_two_lines() -> None:
    drawing = Drawing()
    drawing.text(297, 45, "2024年一般公共预算基本支出明细表（按支出功能分类科", size=16, align="center")
    drawing.text(297, 65, "目，不含上年结转）", size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    (table,) = govbudget.read(drawing.bytes()).tables
    assert table.title == "2024年一般公共预算基本支出明细表（按支出功能分类科目，不含上年结转）"


def test_a_paragraph_over_two_pages() -> None:
    drawing = Drawing()
    captions(drawing)
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    drawing.text(70, 260, "青禾县图书馆2024年支出预算1,234.56万元，其中基本支出1,200.00万元，项目支出34.")
    drawing.text(297, 810, "1", size=8, align="center")
    drawing.next_page()
    drawing.text(50, 60, "56万元。与上年相比没有变化，这是因为人员和任务都没有变化，而且也没有其他原因。")
    drawing.text(297, 810, "2", size=8, align="center")
    texts = [line.text for line in read_pdf(drawing.bytes()).lines[7:]]
    assert texts == [
        (
            "青禾县图书馆2024年支出预算1,234.56万元，其中基本支出1,200.00万元，项目支出34.56万元。"
            "与上年相比没有变化，这是因为人员和任务都没有变化，而且也没有其他原因。"
        ),
        "1",
        "2",
    ]


def test_a_note_and_the_title_of_the_next_page_are_two() -> None:
    drawing = Drawing()
    captions(drawing)
    low = drawing.table([HEAD, *ROWS], widths=WIDTHS)
    drawing.text(50, low + 15, "注：本表反映部门本年度各项支出的预算情况。", size=9)
    drawing.next_page()
    drawing.text(50, 60, "2024年部门收入总表", size=9)
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table([["项目", "合计"], ["财政拨款收入", "1,234.56"]], widths=(100, 100))
    assert [table.title for table in govbudget.read(drawing.bytes()).tables] == [TITLE, "2024年部门收入总表"]


@pytest.mark.parametrize("height", [14, 16, 24])
@pytest.mark.parametrize("lines_first", [False, True])
@pytest.mark.parametrize("in_form", [False, True])
def test_lines_that_a_low_cell_hides_stay_with_their_own(
    height: int, lines_first: bool, in_form: bool
) -> None:
    """Spreadsheets draw all lines of a wrapped name and hide what lies over the next rows."""
    drawing = Drawing()
    captions(drawing)
    canvas = drawing.canvas
    names = (
        "机关事业单位基本\n养老保险缴费支出\n（单位部分）",
        "机关事业单位职业\n年金缴费支出",
        "住房公积金",
    )
    drawing.table([["科目名称", "合计"], *[["", "1.00"]] * len(names)], widths=(90, 80), row_height=height)
    # Another program writes the lines in another order, or the whole page as a form.
    every = [(i, j, part) for i, name in enumerate(names) for j, part in enumerate(name.split("\n"))]
    if lines_first:
        every.sort(key=lambda one: one[1])
    if in_form:
        canvas.beginForm("page", 0, 0, 595, 842)
    for i, j, part in every:
        top = 100 + height * (i + 1)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(50, 842 - top - height, 90, height)
        canvas.clipPath(path, stroke=0, fill=0)
        drawing.text(53, top + 7 + 11 * j, part, size=9)
        canvas.restoreState()
    if in_form:
        canvas.endForm()
        canvas.doForm("page")
    assert [line.cells for line in read_pdf(drawing.bytes()).lines[3:]] == [
        (name.replace("\n", ""), "1.00") for name in names
    ]


@pytest.mark.parametrize("filled", [False, True])
def test_letters_drawn_as_outlines_are_no_lines(filled: bool) -> None:
    """Bold letters come out of some programs as text and, over it, as the outlines of its letters."""
    drawing = Drawing()
    captions(drawing)
    canvas = drawing.canvas
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    # Where the letters fill their cell, the strokes of all of them make a line from side to side.
    for left, top in ((52, 105), (122, 105), (252, 125), (342, 105)):
        for part in range(5):
            path = canvas.beginPath()
            x, y = left + 14 * part, 842 - top
            path.rect(x + 5, y - 11, 1, 10)
            path.rect(x, y - 6, 10, 1)
            path.moveTo(x, y)
            path.curveTo(x + 3, y - 1, x + 4, y - 2, x + 4, y - 10)
            path.close()
            canvas.drawPath(path, stroke=not filled, fill=filled)
            digit = canvas.beginPath()
            digit.moveTo(x + 12, y - 2)
            for dx, dy in ((1, 0), (2, -1), (2, -9), (1, -10), (0, -9), (1, -8), (1, -2)):
                digit.lineTo(x + 12 + dx, y - 2 + dy)
            digit.close()
            canvas.drawPath(digit, stroke=not filled, fill=filled)
    assert read_pdf(drawing.bytes()).text == TEXT


def test_characters_drawn_one_by_one() -> None:
    """Each character drawn for itself, in a font that neither file nor system holds: none is lost."""
    drawing = Drawing()
    captions(drawing)
    for row, cells in enumerate([HEAD, *ROWS]):
        drawing.table([[""] * 5], widths=WIDTHS, y=100 + 20 * row)
        for column, cell in enumerate(cells):
            for i, char in enumerate(cell or ""):
                drawing.text(
                    53 + sum(WIDTHS[:column]) + (9 if char > "\x7f" else 4.5) * i,
                    110 + 20 * row,
                    char,
                    size=9,
                )
    assert read_pdf(drawing.bytes()).text == TEXT


def watermarked(*, above: bool) -> bytes:
    drawing = Drawing()

    def mark() -> None:
        canvas = drawing.canvas
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.translate(300, 650)
        canvas.rotate(45)
        canvas.setFont("STSong-Light", 50)
        canvas.drawCentredString(0, 0, "内部资料公开")
        canvas.restoreState()

    if not above:
        mark()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    if above:
        mark()
    return drawing.bytes()


@pytest.mark.parametrize("above", [False, True])
def test_a_watermark_takes_part_in_no_cell(above: bool) -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    plain = govbudget.read(drawing.bytes())
    doc = govbudget.read(watermarked(above=above))
    assert doc.tables == plain.tables
    assert "内部资料公开" in read_pdf(watermarked(above=above)).text


def test_text_that_is_not_shown_is_not_read() -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table([HEAD, *ROWS], widths=WIDTHS)
    hidden = drawing.canvas.beginText(230, 700)
    hidden.setTextRenderMode(3)
    hidden.setFont("STSong-Light", 9)
    hidden.textOut("99.00")
    drawing.canvas.drawText(hidden)
    assert "99.00" not in read_pdf(drawing.bytes()).text


def test_a_space_under_the_next_letter_is_none() -> None:
    drawing = Drawing()
    canvas = drawing.canvas
    canvas.setFont("STSong-Light", 10)
    x = 100.0
    for char in "1,234.56":
        canvas.drawString(x, 700, char)
        x += canvas.stringWidth(char, "STSong-Light", 10)
        canvas.drawString(x, 700, " ")
        x += 1
    assert read_pdf(drawing.bytes()).text == "1,234.56"


def cut_in_two(
    rest: list[str | None], *, last: str = "机关事业单位基本养老保险缴", repeated: bool = False
) -> list[tuple[str, ...]]:
    """The rows below the header of a table whose last row on the first page may go on in the first of the next."""
    drawing = Drawing()
    captions(drawing)
    rows: list[list[str | None]] = [*ROWS, ["2080505", last, "20.00", "20.00", ""]]
    widths = (70, 121, 90, 90, 90)
    drawing.table([HEAD, *rows], widths=widths, y=700)
    drawing.next_page()
    above = [HEAD] if repeated else []
    drawing.table([*above, rest, ["221", "住房保障支出", "30.00", "10.00", "20.00"]], widths=widths, y=50)
    return [line.cells for line in read_pdf(drawing.bytes()).lines[7:]]


@pytest.mark.parametrize("repeated", [False, True])
def test_a_row_that_the_end_of_the_page_cuts(repeated: bool) -> None:
    head = [tuple(cell or "" for cell in HEAD)] if repeated else []
    assert cut_in_two(["", "费支出", "", "", ""], repeated=repeated) == [
        ("2080505", "机关事业单位基本养老保险缴费支出", "20.00", "20.00", ""),
        *head,
        ("221", "住房保障支出", "30.00", "10.00", "20.00"),
    ]


def test_a_row_of_words_that_the_end_of_the_page_cuts() -> None:
    drawing = Drawing()
    widths = (90, 90, 60, 34)
    head: list[str | None] = ["一级指标", "二级指标", "三级指标", "指标值"]
    drawing.table([head, ["产出指标", "数量指标", "覆盖人口", "≥10万"]], widths=widths, y=780)
    drawing.next_page()
    drawing.table([["", "", "", "人"], ["", "质量指标", "合格率", "≥98%"]], widths=widths, y=50)
    assert [line.cells for line in read_pdf(drawing.bytes()).lines[1:]] == [
        ("产出指标", "数量指标", "覆盖人口", "≥10万人"),
        ("", "质量指标", "合格率", "≥98%"),
    ]


@pytest.mark.parametrize(
    ("rest", "last"),
    [
        (["", "费支出", "", "", ""], "机关事业单位"),  # the line above has room
        (["", "费支出", "1.00", "1.00", ""], "机关事业单位基本养老保险缴"),  # a row of its own
        (["", "二、其他支出", "", "", ""], "机关事业单位基本养老保险缴"),  # numbered
        (
            ["2101101", "费支出", "", "", ""],
            "机关事业单位基本养老保险缴",
        ),  # with a code below a cell that has room
    ],
)
def test_a_row_that_no_page_end_cuts(rest: list[str | None], last: str) -> None:
    assert cut_in_two(rest, last=last)[1] == tuple(cell or "" for cell in rest)


@pytest.mark.parametrize("amounts", [("", ""), ("8.00", "2.00")])
def test_labels_before_blank_cells_of_a_drawn_form(amounts: tuple[str, str]) -> None:
    """A form published empty: what stands before a blank cell, where labels stand, is no value of the one before."""
    rows: list[list[str | None]] = [
        ["项目名称", "", "主管部门", ""],
        ["当年投入", "", "市级支出", amounts[0]],
        [UP, UP, "补助区县", amounts[1]],
        ["项目概况", "", None, None],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "", ""],
    ]
    drawing = Drawing()
    drawing.text(297, 60, "2026年重点专项资金绩效目标表", size=14, align="center")
    drawing.table(rows, widths=(100, 140, 100, 140))
    doc = govbudget.read(drawing.bytes())
    (form,) = doc.forms
    found = [(field.name, getattr(field, "raw", "")) for field in form.fields]
    assert found == [
        ("项目名称", ""),
        ("主管部门", ""),
        ("当年投入", ""),
        ("市级支出", amounts[0]),
        ("补助区县", amounts[1]),
        ("项目概况", ""),
    ]
    assert not doc.unread


@pytest.mark.parametrize("y", [110, 60, 40, 190])
def test_the_name_of_a_cell_that_began_on_the_page_before(y: float) -> None:
    """Drawn in the middle of its cell, which lies above the page's header, and hidden there."""
    drawing = Drawing()
    captions(drawing)
    rows: list[list[str | None]] = [
        ["", "专项收入", "20.00"],
        [UP, "当年收入", "10.00"],
        ["收入合计", None, "30.00"],
    ]
    drawing.table([["项目", None, "合计"], *rows], widths=(90, 90, 80), y=100)
    drawing.canvas.saveState()
    path = drawing.canvas.beginPath()
    # What is shown of the cells below the header.
    path.rect(40, 842 - 185, 500, 64)
    drawing.canvas.clipPath(path, stroke=0, fill=0)
    drawing.text(55, y, "政府性基金收入", size=9)
    drawing.canvas.restoreState()
    found = [line.cells for line in read_pdf(drawing.bytes()).lines]
    where = 4 if y < 185 else 6
    expected = [(TITLE,), ("单位：万元",), ("项目", "", "合计"), ("", "专项收入", "20.00")]
    expected += [("", "当年收入", "10.00"), ("收入合计", "", "30.00")]
    if where == 4:
        expected[3] = ("政府性基金收入", "专项收入", "20.00")
        assert found == expected
    else:
        # Below the grid, and no cell of it reaches there: nothing is lost.
        assert found[:5] == expected[:5]
        assert "政府性基金收入" in "".join(map("".join, found))


def test_a_cell_over_two_pages_has_its_name_once() -> None:
    drawing = Drawing()
    widths = (90, 90, 80)
    drawing.table(
        [["项目", None, "合计"], ["政府性基金收入", "专项收入", "20.00"], [UP, "当年收入", "10.00"]],
        widths=widths,
        y=740,
    )
    drawing.next_page()
    drawing.table([["", "上级预拨", "5.00"], [UP, "上年结转", "5.00"]], widths=widths, y=60)
    drawing.canvas.saveState()
    path = drawing.canvas.beginPath()
    path.rect(40, 842 - 100, 500, 40)
    drawing.canvas.clipPath(path, stroke=0, fill=0)
    drawing.text(55, 40, "政府性基金收入", size=9)
    drawing.canvas.restoreState()
    assert [line.cells for line in read_pdf(drawing.bytes()).lines] == [
        ("项目", "", "合计"),
        ("政府性基金收入", "专项收入", "20.00"),
        ("", "当年收入", "10.00"),
        ("", "上级预拨", "5.00"),
        ("", "上年结转", "5.00"),
    ]


@pytest.mark.parametrize("drawn_twice", [False, True])
@pytest.mark.parametrize("begins", [1, 2])
def test_a_cell_over_two_pages_whose_name_stands_on_the_second(drawn_twice: bool, begins: int) -> None:
    """The name stands in the middle of both halves of its cell together, hidden on the first page."""
    drawing = Drawing()
    widths = (90, 90, 80)
    first: list[list[str | None]] = [["", "合格率", "≥98%"], ["", "覆盖率", "≥90%"]]
    first = first[2 - begins :]
    for i, row in enumerate(first[-begins:]):
        row[0] = UP if i else ""
    top = 800 - 20 * len(first)
    drawing.table([["一级指标", "三级指标", "指标值"], *first], widths=widths, y=top - 20)
    middle = 10 * begins - 40
    if drawn_twice:
        canvas = drawing.canvas
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(40, 42, 500, 20 * begins)
        canvas.clipPath(path, stroke=0, fill=0)
        drawing.text(55, 800 - middle, "效益指标", size=9)
        canvas.restoreState()
    drawing.next_page()
    rest: list[list[str | None]] = [[UP if i else "", f"收益{i}", "≥1"] for i in range(4)]
    drawing.table([*rest, ["满意度指标", "满意度", "≥95%"]], widths=widths, y=60)
    drawing.text(55, 60 - middle, "效益指标", size=9)
    found = [line.cells for line in read_pdf(drawing.bytes()).lines]
    assert [cells[0] for cells in found] == [
        "一级指标", "效益指标", *[""] * (begins - 1), *[""] * 4, "满意度指标",
    ]  # fmt: skip


def test_a_name_of_the_next_page_that_is_no_cell_before_it() -> None:
    """A blank cell at the foot of a page is blank, if the name below it stands in the middle of its own cell."""
    drawing = Drawing()
    widths = (90, 90, 80)
    drawing.table([["一级指标", "三级指标", "指标值"], ["", "覆盖率", "≥90%"]], widths=widths, y=740)
    drawing.next_page()
    drawing.table([["效益指标", "收益", "≥1"], [UP, "增长", "≥2"]], widths=widths, y=60)
    assert [line.cells[0] for line in read_pdf(drawing.bytes()).lines] == ["一级指标", "", "效益指标", ""]


@pytest.mark.parametrize("words", [False, True])
def test_what_stands_at_the_top_of_its_cell_belongs_to_no_cell_before_it(words: bool) -> None:
    """In a row of two lines whose texts stand at the top, one may by chance be in the middle of two cells."""
    drawing = Drawing()
    widths = (90, 90, 80, 80)
    first: list[list[str | None]] = [["科目名称", "合计", "说明", "上年结转"], ["小学教育", "40.00", "", ""]]
    drawing.table(first, widths=widths, y=760, row_height=14)
    drawing.next_page()
    drawing.table([["", "", "", ""], ["", "", "", ""]], widths=widths, y=60, row_height=28)
    texts = ("文化支出", "173.00", "按实际" if words else "", "" if words else "15.00")
    for i, text in enumerate(texts):
        x = 53 + sum(widths[:i])
        drawing.text(x, 67, text, size=9)
        drawing.text(x, 81, "（全部）" if i == 0 else "", size=9)
        drawing.text(x, 95, text, size=9)
    found = [line.cells for line in read_pdf(drawing.bytes()).lines]
    assert found == [
        ("科目名称", "合计", "说明", "上年结转"),
        ("小学教育", "40.00", "", ""),
        ("文化支出（全部）", *texts[1:]),
        texts,
    ]
