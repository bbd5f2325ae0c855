"""Letters that no reader sees, marks under a table, and text drawn twice: the table reads as without them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govbudget.files.pdf import read_pdf

from .drawing import FONT, PLAIN, TITLE, WIDTHS, Drawing

pytest.importorskip("pypdfium2")

LOOKS = ("all", "none", "horizontal", "zebra")

Extra = Callable[[Drawing], None]


def lines(rulings: str, below: Extra | None = None, above: Extra | None = None) -> list[str]:
    drawing = Drawing()
    if below:
        below(drawing)
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table(PLAIN, widths=WIDTHS, rulings=rulings)
    if above:
        above(drawing)
    return read_pdf(drawing.bytes()).text.split("\n")


def in_grey(gray: float, size: float, x: float, y: float, text: str) -> Extra:
    def draw(drawing: Drawing) -> None:
        canvas = drawing.canvas
        canvas.saveState()
        canvas.setFillGray(gray)
        canvas.setFont(FONT, size)
        canvas.drawString(x, drawing.height - y, text)
        canvas.restoreState()

    return draw


WANTED = [TITLE, "单位：万元", *("\t".join(cell or "" for cell in row) for row in PLAIN)]


@pytest.mark.parametrize("rulings", LOOKS)
@pytest.mark.parametrize("is_above", [False, True])
def test_an_upright_mark_under_or_over_the_table_is_none_of_its_cells(rulings: str, is_above: bool) -> None:
    mark = in_grey(0.8, 60, 170, 180, "内部公开")
    found = lines(rulings, above=mark) if is_above else lines(rulings, below=mark)
    assert [line for line in found if line != "内部公开"] == WANTED
    assert found.count("内部公开") == 1


@pytest.mark.parametrize("rulings", LOOKS)
def test_white_letters_on_white_are_not_read(rulings: str) -> None:
    assert lines(rulings, above=in_grey(1, 9, 330, 133, "9,999.99")) == WANTED


def test_white_letters_on_a_dark_ground_are_read() -> None:
    drawing = Drawing()
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.canvas.setFillGray(0.2)
    drawing.canvas.rect(50, drawing.height - 120, 470, 20, stroke=0, fill=1)
    drawing.canvas.setFillGray(1)
    drawing.table(PLAIN[:1], widths=WIDTHS, rulings="none")
    drawing.canvas.setFillGray(0)
    drawing.table(PLAIN[1:], y=120, widths=WIDTHS, rulings="none")
    assert read_pdf(drawing.bytes()).text.split("\n") == WANTED


@pytest.mark.parametrize("rulings", LOOKS)
@pytest.mark.parametrize("shift", [0, 0.3, 0.8])
def test_text_drawn_twice_for_boldness_is_read_once(rulings: str, shift: float) -> None:
    drawing = Drawing()
    for off in (0, shift):
        drawing.text(297 + off, 60, TITLE, size=16, align="center")
        drawing.text(510 + off, 85, "单位：万元", align="right")
        drawing.table(PLAIN, x=50 + off, widths=WIDTHS, rulings=rulings if not off else "none")
    assert read_pdf(drawing.bytes()).text.split("\n") == WANTED
