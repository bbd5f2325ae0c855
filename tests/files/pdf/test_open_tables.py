"""Tables with bands, frames and lines across alone: found whole, and their rows told by what is drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest

from govbudget.files.pdf import read_pdf

from .drawing import Drawing

pytest.importorskip("pypdfium2")

TITLE = "2024年部门支出总表"
ROWS = [
    ["205", "教育支出", "1,234.56", "1,200.00", "34.56"],
    ["20502", "普通教育", "1,234.56", "1,200.00", "34.56"],
    ["2050201", "学前教育", "34.56", "", "34.56"],
    ["2050202", "小学教育", "1,200.00", "1,200.00", ""],
]
HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
XS = (50, 120, 250, 340, 430, 520)
WANTED = ["\t".join(row) for row in (HEADER, *ROWS)]


def page(row_height: float = 20, height: float = 842) -> Drawing:
    """A page with the table's words alone: header centred, figures to the right."""
    drawing = Drawing(height=height)
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(520, 85, "单位：万元", align="right")
    for at, row in enumerate([HEADER, *ROWS]):
        y = 100 + row_height * (at + 0.5)
        for i, text in enumerate(row):
            if at == 0:
                drawing.text((XS[i] + XS[i + 1]) / 2, y, text, size=9, align="center")
            elif i > 1:
                drawing.text(XS[i + 1] - 4, y, text, size=9, align="right")
            else:
                drawing.text(XS[i] + 4, y, text, size=9)
    return drawing


def shade(drawing: Drawing, y0: float, y1: float, xs: tuple[float, ...] = (50, 520)) -> None:
    drawing.canvas.saveState()
    drawing.canvas.setFillGray(0.9)
    for x0, x1 in pairwise(xs):
        drawing.canvas.rect(x0, drawing.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
    drawing.canvas.restoreState()


def read(drawing: Drawing) -> list[str]:
    return read_pdf(drawing.bytes()).text.split("\n")


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("xs", [(50, 520), XS])
def test_bands_of_every_other_row(first: int, xs: tuple[float, ...]) -> None:
    drawing = page()
    for at in range(first, 5, 2):
        shade(drawing, 100 + 20 * at, 120 + 20 * at, xs)
    assert read(drawing) == [TITLE, "单位：万元", *WANTED]


def test_a_shaded_header_alone() -> None:
    drawing = page()
    shade(drawing, 100, 120)
    assert read(drawing) == [TITLE, "单位：万元", *WANTED]


def test_a_frame_round_each_row() -> None:
    drawing = page()
    for at in range(5):
        drawing.canvas.rect(50, drawing.height - 120 - 20 * at, 470, 20, stroke=1, fill=0)
    assert read(drawing) == [TITLE, "单位：万元", *WANTED]


def test_a_frame_round_each_half() -> None:
    drawing = page()
    for x0, x1 in ((50, 250), (250, 520)):
        drawing.canvas.rect(x0, drawing.height - 200, x1 - x0, 100, stroke=1, fill=0)
    for at in range(1, 5):
        drawing.line(50, 100 + 20 * at, 520, 100 + 20 * at)
    assert read(drawing) == [TITLE, "单位：万元", *WANTED]


@pytest.mark.parametrize("row_height", [16, 28, 44])
def test_rows_far_apart_are_one_table(row_height: float) -> None:
    assert read(page(row_height)) == [TITLE, "单位：万元", *WANTED]


def test_the_page_number_right_below_is_no_row() -> None:
    drawing = page(height=235)
    drawing.text(185, 210, "第5页", size=9, align="center")
    found = read(drawing)
    assert found[-1] == "第5页"
    assert found[2:-1] == WANTED


def test_column_numbers_with_stars_are_no_figures() -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(520, 85, "单位：万元", align="right")
    rows = [HEADER, ["**", "**", "1", "2", "3"], *ROWS]
    for at, row in enumerate(rows):
        for i, text in enumerate(row):
            if at < 2:
                drawing.text((XS[i] + XS[i + 1]) / 2, 110 + 20 * at, text, size=9, align="center")
            elif i > 1:
                drawing.text(XS[i + 1] - 4, 110 + 20 * at, text, size=9, align="right")
            else:
                drawing.text(XS[i] + 4, 110 + 20 * at, text, size=9)
    assert read(drawing) == [TITLE, "单位：万元", *("\t".join(row) for row in rows)]


def test_lines_that_leave_out_a_column_merge_its_rows() -> None:
    drawing = Drawing()
    drawing.text(297, 60, "2024年部门收支总表", size=16, align="center")
    drawing.text(520, 85, "单位：万元", align="right")
    for x, text in ((185, "项目"), (420, "金额")):
        drawing.text(x, 110, text, size=9, align="center")
    drawing.text(60, 140, "一般公共预算收入", size=9)
    names = ("财政拨款", "专项收入", "事业收入")
    for at, (name, figure) in enumerate(zip(names, ("30.00", "12.50", "7.25"), strict=True)):
        drawing.text(200, 130 + 20 * at, name, size=9)
        drawing.text(516, 130 + 20 * at, figure, size=9, align="right")
    for y, x in ((100, 50), (120, 50), (140, 190), (160, 50), (180, 50)):
        drawing.line(x, y, 520, y)
    assert read(drawing)[2:] == [
        "项目\t\t金额",
        "一般公共预算收入\t财政拨款\t30.00",
        "\t专项收入\t12.50",
        "\t事业收入\t7.25",
    ]


def test_words_of_two_cells_that_nearly_touch_are_two() -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(520, 85, "单位：万元", align="right")
    for x, text in ((100, "科目名称"), (200, "一般公共预算"), (275, "政府性基金预算")):
        drawing.text(x, 110, text, size=10, align="center")
    for at, (name, one, other) in enumerate(
        (("教育支出", "34.56", "12.00"), ("卫生健康支出", "5.00", "1.00"))
    ):
        drawing.text(60, 130 + 20 * at, name, size=10)
        drawing.text(230, 130 + 20 * at, one, size=10, align="right")
        drawing.text(310, 130 + 20 * at, other, size=10, align="right")
    assert read(drawing)[2] == "科目名称\t一般公共预算\t政府性基金预算"
