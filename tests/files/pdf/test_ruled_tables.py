"""Tables drawn with lines read as the cells that the lines enclose."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.files.pdf import read_pdf
from govbudget.spans import Box

from .drawing import UP, Drawing

TITLE = "2024年部门支出总表"
ROWS: list[list[str | None]] = [
    ["科目编码", "科目名称", "合计", "基本支出", None, "项目支出"],
    [UP, UP, UP, "人员经费", "公用经费", UP],
    ["205", "教育支出", "1,234.56", "1,000.00", "200.00", "34.56"],
    ["20502", "普通教育", "1,234.56", "1,000.00", "200.00", "34.56"],
    ["2050202", "小学教育", "1,234.56", "1,000.00", "200.00", "34.56"],
]
WIDTHS = (60, 120, 70, 70, 70, 70)
READ = "\n".join(
    (
        TITLE,
        "单位：万元",
        "科目编码\t科目名称\t合计\t基本支出\t\t项目支出",
        "\t\t\t人员经费\t公用经费\t",
        *("\t".join(cell or "" for cell in row) for row in ROWS[2:]),
    )
)


def drawn(**how: object) -> bytes:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table(ROWS, widths=WIDTHS, **how)  # type: ignore[arg-type]
    return drawing.bytes()


@pytest.mark.parametrize("style", ["stroke", "box", "dashed", "dots", "double"])
def test_lines_of_every_kind(style: str) -> None:
    assert read_pdf(drawn(lines=style)).text == READ


def test_cells_drawn_as_frames() -> None:
    assert read_pdf(drawn(rulings="whole")).text == READ


def test_open_sides() -> None:
    """Without lines at its sides a table ends where its lying lines end."""
    assert read_pdf(drawn(sides=False)).text == READ


def test_the_model_is_that_of_the_text() -> None:
    doc = govbudget.read(drawn())
    assert doc == govbudget.parse(READ)
    assert doc.format == "pdf"


def test_a_figure_knows_where_it_is_drawn() -> None:
    doc = govbudget.read(drawn())
    place = doc.tables[0].figures[0].figure.place
    assert place is not None
    assert (place.page, place.box) == (1, Box(230, 140, 300, 160))
