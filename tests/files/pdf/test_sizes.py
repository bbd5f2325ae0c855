"""Tables read the same however small they are printed, and however thick their lines are."""

from __future__ import annotations

import pytest

from govbudget.files.pdf import read_pdf
from govbudget.files.pdf.rulings import grids_of

from .drawing import UP, Drawing

HEAD: list[list[str | None]] = [
    ["科目编码", None, None, "科目名称", "合计", "本年收入", None, None, "上年结转"],
    ["类", "款", "项", UP, UP, "小计", "财政拨款", "单位资金", UP],
]
ROWS: list[list[str | None]] = [
    ["205", "", "", "教育支出", "1,234.56", "1,200.00", "1,000.00", "200.00", "34.56"],
    ["", "02", "", "普通教育", "1,234.56", "1,200.00", "1,000.00", "200.00", "34.56"],
    ["", "", "02", "小学教育", "1,234.56", "1,200.00", "1,000.00", "200.00", "34.56"],
]
WIDTHS = (30, 30, 30, 80, 60, 60, 60, 60, 60)
TITLE = "2024年部门收入总表"
READ = "\n".join(
    (
        TITLE,
        "单位：万元",
        "科目编码\t\t\t科目名称\t合计\t本年收入\t\t\t上年结转",
        "类\t款\t项\t\t\t小计\t财政拨款\t单位资金\t",
        *("\t".join(cell or "" for cell in row) for row in ROWS),
    )
)


def drawn(*, scale: float = 1, shaded: bool = False) -> Drawing:
    drawing = Drawing(width=595 * scale, height=842 * scale)
    drawing.height = 842
    canvas = drawing.canvas
    canvas.scale(scale, scale)
    if shaded:
        canvas.setFillGray(0.9)
        canvas.rect(50, 842 - 128, sum(WIDTHS), 28, stroke=0, fill=1)
        canvas.setFillGray(0)
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table([*HEAD, *ROWS], widths=WIDTHS, row_height=14, size=8)
    return drawing


@pytest.mark.parametrize("scale", [3, 1, 0.7, 0.5, 0.3, 0.2, 0.1])
@pytest.mark.parametrize("shaded", [False, True])
def test_print_of_any_size(scale: float, shaded: bool) -> None:
    """A spreadsheet that is to fit a width is printed as small as it takes."""
    assert read_pdf(drawn(scale=scale, shaded=shaded).bytes()).text == READ


def test_a_small_figure_knows_where_it_is_drawn() -> None:
    line = read_pdf(drawn(scale=0.25).bytes()).lines[4]
    assert line.cells[4] == "1,234.56"
    box = line.place(4).box
    assert box is not None
    # 220 to 280 points across and 128 to 142 points down, a quarter of it.
    assert (box.left, box.top, box.right, box.bottom) == (55, 32, 70, 36)


def test_pages_of_several_sizes() -> None:
    """A table that is printed small goes on on the next page; what is printed large after it is another one."""
    small = drawn(scale=0.3)
    for scale, rows in ((0.3, ROWS), (1, [*HEAD, *ROWS])):
        small.next_page()
        small.canvas.setPageSize((595 * scale, 842 * scale))
        small.canvas.scale(scale, scale)
        small.table(rows, widths=WIDTHS, row_height=14, size=8, y=50)
    lines = read_pdf(small.bytes()).lines
    assert [line.drawn.grid for line in lines] == [0, 0, *[1] * 8, *[2] * 5]


@pytest.mark.parametrize("over", [0, 100, 160, 210])
def test_the_end_of_a_thick_line_divides_nothing(over: int) -> None:
    """Where two thick lines meet, each lies a little over what is behind the other."""
    lying = [(0, y - 105, 20000, y + 105) for y in (0, 900, 2000)]
    outer = [(x - 105, -over, x + 105, 2000 + over) for x in (0, 20000)]
    (grid,), rest = grids_of([*lying, *outer, (9895, 900 - over, 10105, 2000 + over)])
    found = [(cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells]
    assert (found, rest) == ([(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)], [])
