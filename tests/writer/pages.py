"""Invented tables drawn as PDF pages: captions above grids, cells wrapped, tables going on on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from hypothesis import strategies as st

from tests.files.pdf.drawing import Drawing

__all__ = ["Look", "looks", "written_pdf"]

SIZE = 8


@frozen(kw_only=True)
class Look:
    """One way to draw."""

    rulings: str = "all"
    lines: str = "stroke"
    sides: bool = True
    landscape: bool = True
    frame: bool = False
    repeated_header: int = 0
    """How many header rows each page of a table repeats."""
    running_head: str = ""
    page_numbers: bool = False
    centred: bool = False
    row_height: int = 16
    name_width: int = 12
    """The most characters of a line in a cell; longer texts are wrapped."""


def looks() -> st.SearchStrategy[Look]:
    """Ways to draw lines; every one has lines between all cells."""
    return st.builds(
        Look,
        rulings=st.sampled_from(("all", "whole")),
        lines=st.sampled_from(("stroke", "box", "dashed", "double")),
        sides=st.booleans(),
        landscape=st.booleans(),
        frame=st.booleans(),
        running_head=st.sampled_from(("", "某县某局2024年部门预算公开")),
        page_numbers=st.booleans(),
        row_height=st.sampled_from((14, 18)),
        name_width=st.sampled_from((8, 40)),
    )


def written_pdf(tables: Sequence[Sequence[str]], look: Look = Look()) -> bytes:
    """A PDF file of printed tables, each beginning on a page of its own."""
    width, height = (1190, 842) if look.landscape else (1000, 1190)
    writer = _Writer(Drawing(width=width, height=height), look)
    for lines in tables:
        writer.table(lines)
    return writer.drawing.bytes()


class _Writer:
    def __init__(self, drawing: Drawing, look: Look) -> None:
        self.drawing = drawing
        self.look = look
        self.page = 0
        self.y = 0.0
        self._begin()

    def _begin(self) -> None:
        drawing, look = self.drawing, self.look
        if self.page:
            drawing.next_page()
        self.page += 1
        self.y = 60
        if look.frame:
            drawing.canvas.rect(12, 12, drawing.width - 24, drawing.height - 24)
        if look.running_head:
            drawing.text(50, 28, look.running_head, size=SIZE)
        if look.page_numbers:
            drawing.text(
                drawing.width / 2, drawing.height - 28, f"- {self.page} -", size=SIZE, align="center"
            )

    def table(self, lines: Sequence[str]) -> None:
        if self.y > 60:
            self._begin()
        rows: list[list[str]] = []
        for line in lines:
            if "\t" in line:
                rows.append([cell.strip() for cell in line.split("\t")])
                continue
            self._flush(rows)
            rows = []
            if line.strip():
                self.drawing.text(50, self.y, line.strip(), size=10)
                self.y += 20
        self._flush(rows)

    def _flush(self, rows: list[list[str]]) -> None:
        if not rows:
            return
        look = self.look
        columns = max(map(len, rows))
        cells = [[*row, *[""] * (columns - len(row))] for row in rows]
        wrapped = [[self._wrapped(cell) for cell in row] for row in cells]
        widths = [
            max(4, *(max(map(_breadth, row[i].split("\n"))) for row in wrapped)) * SIZE + 8
            for i in range(columns)
        ]
        scale = min(1.0, (self.drawing.width - 90) / sum(widths))
        size = SIZE * scale
        widths = [width * scale for width in widths]
        part: list[list[str | None]] = []
        tall = max(row.count("\n") + 1 for cells_of in wrapped for row in cells_of)
        row_height = max(look.row_height, 1.2 * size * tall + 4)
        for row in wrapped:
            if self.y + (len(part) + 1) * row_height > self.drawing.height - 50:
                self._draw(part, widths, row_height, size)
                part = []
                self._begin()
            part.append(list(row))
        self._draw(part, widths, row_height, size)
        self.y += 20

    def _draw(
        self, rows: list[list[str | None]], widths: list[float], row_height: float, size: float
    ) -> None:
        look = self.look
        self.y = self.drawing.table(
            rows,
            y=self.y,
            widths=widths,
            row_height=row_height,
            size=size,
            lines=look.lines,
            rulings=look.rulings,
            sides=look.sides,
        )

    def _wrapped(self, text: str) -> str:
        if any(char.isdigit() for char in text) or len(text) <= self.look.name_width:
            return text
        width = self.look.name_width
        return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def _breadth(text: str) -> float:
    return sum(0.55 if char.isascii() else 1.0 for char in text)
