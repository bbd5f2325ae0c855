"""Invented PDF files: tables drawn with lines of every kind, by reportlab and a font that PDF itself names.

A `Drawing` has pages; a page has lines of text and tables.  Widths and places are in points from the top
left.  None in a row of cells is a cell that its left neighbour covers, UP one that the cell above covers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pytest

FONT: Final = "STSong-Light"
UP: Final = "\0up"
WIDTH, HEIGHT = 595, 842

TITLE: Final = "2024年部门支出总表"
PLAIN: Final[list[list[str | None]]] = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["205", "教育支出", "1,234.56", "1,200.00", "34.56"],
    ["20502", "普通教育", "1,234.56", "1,200.00", "34.56"],
    ["2050201", "学前教育", "34.56", "", "34.56"],
    ["2050202", "小学教育", "1,200.00", "1,200.00", ""],
]
WIDTHS: Final = (70, 130, 90, 90, 90)
"""A table with every kind of row, and the widths it is drawn in."""

Cells = Sequence[Sequence[str | None]]
Box = tuple[float, float, float, float]


class Drawing:
    """A PDF file being drawn."""

    def __init__(self, *, width: float = WIDTH, height: float = HEIGHT, password: str = "") -> None:
        canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="needs reportlab to draw PDF files")
        fonts = pytest.importorskip("reportlab.pdfbase.cidfonts")
        metrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
        metrics.registerFont(fonts.UnicodeCIDFont(FONT))
        self.width, self.height = width, height
        self._file = io.BytesIO()
        encrypt: Any = password or None
        self.canvas: Any = canvas.Canvas(self._file, pagesize=(width, height), encrypt=encrypt)

    def text(self, x: float, y: float, text: str, *, size: float = 10, align: str = "left") -> None:
        """Text whose line has its middle `y` points below the top of the page."""
        self.canvas.setFont(FONT, size)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "center": self.canvas.drawCentredString,
        }[align]
        draw(x, self.height - y - 0.35 * size, text)

    def line(self, x0: float, y0: float, x1: float, y1: float, *, style: str = "stroke") -> None:
        """A ruling: a stroked line, a thin filled box, a box for each stretch of it, dashes, or two lines."""
        canvas, top = self.canvas, self.height
        if style == "stroke":
            canvas.line(x0, top - y0, x1, top - y1)
        elif style == "box":
            canvas.rect(x0 - 0.25, top - y1 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)
        elif style == "dashed":
            canvas.setDash(3, 2)
            canvas.line(x0, top - y0, x1, top - y1)
            canvas.setDash()
        elif style == "dots":
            steps = int(max(x1 - x0, y1 - y0) / 2)
            for i in range(steps + 1):
                x, y = x0 + (x1 - x0) * i / max(steps, 1), y0 + (y1 - y0) * i / max(steps, 1)
                canvas.rect(x - 0.3, top - y - 0.3, 0.6, 0.6, stroke=0, fill=1)
        else:
            assert style == "double"
            dx, dy = (0, 0.8) if y0 == y1 else (0.8, 0)
            canvas.line(x0 - dx, top - y0 - dy, x1 - dx, top - y1 - dy)
            canvas.line(x0 + dx, top - y0 + dy, x1 + dx, top - y1 + dy)

    def table(
        self,
        cells: Cells,
        *,
        x: float = 50,
        y: float = 100,
        widths: Sequence[float],
        row_height: float = 20,
        size: float = 9,
        lines: str = "stroke",
        rulings: str = "all",
        padding: float = 3,
        sides: bool = True,
    ) -> float:
        """A table with its top left at (x, y); where it ends.

        `rulings`: all, horizontal, three (above, below the first row, below), none, zebra (filled rows),
        whole (every cell's frame as one stroked box).  `sides` False leaves the outer lines standing out.
        """
        rows, columns = len(cells), len(widths)
        xs = [x + sum(widths[:i]) for i in range(columns + 1)]
        ys = [y + row_height * i for i in range(rows + 1)]
        if rulings == "zebra":
            self.canvas.setFillGray(0.9)
            for row in range(0, rows, 2):
                self._frame((xs[0], ys[row], xs[-1], ys[row + 1]), stroke=0, fill=1)
            self.canvas.setFillGray(0)
        for text, box in _boxes(cells, xs, ys):
            self._cell(text, box, size, padding)
            if rulings == "whole":
                self._frame(box, stroke=1, fill=0)
        if rulings in ("all", "horizontal"):
            self._lying(cells, xs, ys, lines)
        if rulings == "three":
            for at in (ys[0], ys[1], ys[-1]):
                self.line(xs[0], at, xs[-1], at, style=lines)
        if rulings == "all":
            self._standing(cells, xs, ys, lines, sides=sides)
        return ys[-1]

    def _frame(self, box: Box, *, stroke: int, fill: int) -> None:
        x0, y0, x1, y1 = box
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=stroke, fill=fill)

    def _cell(self, text: str, box: Box, size: float, padding: float) -> None:
        x0, y0, x1, y1 = box
        parts = text.split("\n")
        for i, part in enumerate(parts):
            middle = (y0 + y1) / 2 + (i - (len(parts) - 1) / 2) * size * 1.15
            if part[:1].isdigit() and "." in part:
                self.text(x1 - padding, middle, part, size=size, align="right")
            else:
                self.text(x0 + padding, middle, part, size=size)

    def _lying(self, cells: Cells, xs: Sequence[float], ys: Sequence[float], style: str) -> None:
        for row, y in enumerate(ys):
            for column in range(len(xs) - 1):
                inner = 0 < row < len(cells)
                if not inner or not _covered_from_above(cells, row, column):
                    self.line(xs[column], y, xs[column + 1], y, style=style)

    def _standing(
        self, cells: Cells, xs: Sequence[float], ys: Sequence[float], style: str, *, sides: bool
    ) -> None:
        for row in range(len(cells)):
            for column, x in enumerate(xs):
                inner = 0 < column < len(xs) - 1
                if (inner and not _covered_from_left(cells, row, column)) or (not inner and sides):
                    self.line(x, ys[row], x, ys[row + 1], style=style)

    def next_page(self) -> None:
        """End a page and begin another."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._file.getvalue()


def _boxes(cells: Cells, xs: Sequence[float], ys: Sequence[float]) -> Iterator[tuple[str, Box]]:
    """The text of every cell that is there, and its box."""
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            if text is None or text == UP:
                continue
            end, low = column + 1, row + 1
            while end < len(texts) and texts[end] is None:
                end += 1
            while low < len(cells) and cells[low][column] == UP:
                low += 1
            yield text, (xs[column], ys[row], xs[end], ys[low])


def _owner(cells: Cells, row: int, column: int) -> tuple[int, int]:
    """The cell that covers a place of the grid."""
    while cells[row][column] is None or cells[row][column] == UP:
        if cells[row][column] == UP:
            row -= 1
        else:
            column -= 1
    return row, column


def _covered_from_above(cells: Cells, row: int, column: int) -> bool:
    return _owner(cells, row, column) == _owner(cells, row - 1, column)


def _covered_from_left(cells: Cells, row: int, column: int) -> bool:
    return _owner(cells, row, column) == _owner(cells, row, column - 1)
