"""Tables wider than a page: their right columns are printed on the next page, and read beside the left ones."""

from __future__ import annotations

import pytest

from govbudget.files.pdf import read_pdf
from govbudget.spans import Box

from .drawing import UP, Drawing

Rows = list[list[str | None]]

TITLE = "2024年部门收入总表"
HEAD: Rows = [
    ["科目编码", "科目名称", "合计", "本年收入", None, None, "上年结转"],
    [UP, UP, UP, "财政拨款", "单位资金", "其他", UP],
]
ROWS: Rows = [
    ["205", "教育支出", "13.00", "8.00", "2.00", "1.00", "2.00"],
    ["20502", "普通教育", "13.00", "8.00", "2.00", "1.00", "2.00"],
    ["2050201", "学前教育", "3.00", "2.00", "1.00", "", ""],
    ["2050202", "小学教育", "10.00", "6.00", "1.00", "1.00", "2.00"],
]
WIDTHS = (60, 110, 70, 70, 70, 70, 70)
READ = ["\t".join(cell or "" for cell in row).replace(UP, "") for row in (*HEAD, *ROWS)]


def half(rows: Rows, start: int, end: int, *, named: bool) -> Rows:
    """Some columns; a header cell that is cut keeps its text on one side alone."""
    cut = [row[start:end] for row in rows]
    for row in cut:
        if row[0] is None or "本年收入" in row:
            row[3 if start == 0 and end > 3 else 0] = "本年收入" if named else ""
    return cut


def drawn(cut: int, *, named_left: bool = True, down: int = 1, both: bool = False) -> Drawing:
    """The table on two pages beside one another, or on as many below one another as well."""
    drawing = Drawing()
    parts = [[*HEAD, *ROWS], *[ROWS] * (down - 1)]
    for page, (start, end) in enumerate(((0, cut), (cut, len(WIDTHS)))):
        for number, rows in enumerate(parts):
            if page or number:
                drawing.next_page()
            if number == 0 and (page == 0 or both):
                drawing.text(400 if page == 0 else 20, 60, TITLE, size=16)
            if number == 0 and page == 1:
                drawing.text(400, 85, "单位：万元")
            named = named_left is (page == 0)
            drawing.table(half(rows, start, end, named=named), widths=WIDTHS[start:end], y=100)
    return drawing


@pytest.mark.parametrize("cut", [3, 4, 5, 6])
@pytest.mark.parametrize("named_left", [True, False])
@pytest.mark.parametrize("both", [True, False])
def test_right_columns_go_beside_the_left_ones(cut: int, named_left: bool, both: bool) -> None:
    """Wherever the page cuts, through a merged header cell too, whose text may stand on either side."""
    named_left = (named_left and cut > 3) or cut == 6
    lines = read_pdf(drawn(cut, named_left=named_left, both=both).bytes()).lines
    assert [line.text for line in lines] == [TITLE, "单位：万元", *READ]
    assert {line.drawn.grid for line in lines[2:]} == {1}


def test_pages_below_one_another_come_first() -> None:
    lines = read_pdf(drawn(4, down=2).bytes()).lines
    assert [line.text for line in lines] == [TITLE, "单位：万元", *READ, *READ[2:]]


def test_a_figure_of_the_other_page_has_no_box() -> None:
    line = read_pdf(drawn(5).bytes()).lines[4]
    assert line.place(2).box == Box(220, 140, 290, 160)
    assert line.place(6).box is None


def test_a_table_with_names_is_one_by_itself() -> None:
    drawing = Drawing()
    drawing.table([*HEAD, *ROWS], widths=WIDTHS)
    drawing.next_page()
    drawing.table([["项目", "合计"], [UP, UP], *[["支出", "1.00"]] * 4], widths=(80, 80))
    assert [line.drawn.grid for line in read_pdf(drawing.bytes()).lines] == [*[1] * 6, *[2] * 5]


@pytest.mark.parametrize(("y", "height", "rows"), [(110, 20, 4), (100, 19, 4), (100, 20, 3)])
def test_rows_at_other_heights_are_a_table_by_themselves(y: int, height: int, rows: int) -> None:
    drawing = Drawing()
    drawing.table([*HEAD, *ROWS], widths=WIDTHS)
    drawing.next_page()
    drawing.table(
        [["合计", "其他"], [UP, UP], *[["1.00", "2.00"]] * rows], widths=(80, 80), y=y, row_height=height
    )
    grids = [line.drawn.grid for line in read_pdf(drawing.bytes()).lines]
    assert grids == [*[1] * 6, *[2] * (rows + 1)]
