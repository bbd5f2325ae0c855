"""Invented tables drawn as PDF pages in every style that disclosures have, chosen at random.

A `Look` is one way to draw; each of its fields is independent of the others, and none changes what the
tables say.  What is drawn is laid out as programs do it: columns as wide as what they print, texts wrapped
at the width of their cell, rows as high as their highest cell, tables cut where a page ends.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from tests.files.pdf.drawing import FONT, UP, Drawing
from tests.writer.document import Style
from tests.writer.sheets import Sheet, sheet_of
from tests.writer.tables import TableData

__all__ = ["RULED", "Look", "look_of", "style_of", "styled_pdf"]

Row = Sequence[str | None]
_PAGE = (595, 842)
RULED = ("all", "cells")
_SMALLEST = 4.5
_EVERY = (*RULED, "horizontal", "framed rows", "three", "none", "zebra", "head", "standing")


@frozen(kw_only=True)
class Look:
    """One way to draw."""

    rulings: str = "all"
    lines: str = "stroke"
    shaded: bool = False
    sides: bool = True
    page: str = "portrait"
    frame: bool = False
    letters: str = "words"
    latin: str = ""
    size: float = 9
    padding: float = 3
    leading: float = 1.2
    above: float = 3
    head_align: str = "center"
    figure_align: str = "right"
    name_align: str = "left"
    indent: float = 0
    width: float = 1.0
    name_width: int = 12
    head_width: int = 6
    narrow: bool = False
    merged: bool = True
    repeated: bool = True
    flow: bool = False
    unit: str = "right"
    running: str = ""
    number: str = ""
    watermark: str = ""
    invisible: bool = False
    gap: float = 0

    @property
    def is_ruled(self) -> bool:
        """Whether lines stand between all columns."""
        return self.rulings in RULED


def look_of(choice: random.Random, *, rulings: Sequence[str] = _EVERY) -> Look:
    """A way to draw, at random."""
    ruled = choice.choice(rulings)
    return Look(
        rulings=ruled,
        lines=choice.choice(("stroke", "stroke", "box", "dashed", "dots", "double", "segments")),
        shaded=choice.random() < 0.3,
        sides=choice.random() < 0.8,
        page=choice.choice(("portrait", "landscape", "landscape", "rotated 90", "rotated 270", "turned")),
        frame=choice.random() < 0.2,
        letters=choice.choice(("words", "words", "letters", "tracked", "spaced", "spaces")),
        latin=choice.choice(("", "", "Helvetica", "Times-Roman", "Courier")),
        size=choice.choice((5.5, 7, 8, 9, 10.5, 12)),
        padding=choice.choice((2, 3, 5, 8)),
        leading=choice.choice((1.1, 1.2, 1.5)),
        above=choice.choice((1.5, 3, 6, 9)),
        head_align=choice.choice(("center", "center", "left", "right")),
        figure_align=choice.choice(("right", "right", "right", "center", "left")),
        name_align=choice.choice(("left", "left", "center")),
        indent=choice.choice((0, 0, 1, 2)),
        width=choice.choice((1.0, 1.0, 1.3, 1.8)),
        name_width=choice.choice((7, 10, 16, 40)),
        head_width=choice.choice((4, 6, 9, 40)),
        narrow=ruled in RULED and choice.random() < 0.15,
        merged=choice.random() < 0.8,
        repeated=choice.random() < 0.6,
        flow=choice.random() < 0.5,
        unit=choice.choice(("right", "right", "left", "title", "line", "beside")),
        running=choice.choice(("", "", "青禾县部门预算公开文本")),
        number=choice.choice(("", "{0}", "- {0} -", "第{0}页", "第 {0} 页 共 {1} 页", "{0}/{1}", "—{0}—")),
        watermark=choice.choice(("", "", "", "below", "above", "many")),
        invisible=choice.random() < 0.1,
        gap=choice.choice((0, 0, 0, 12)),
    )


def style_of(choice: random.Random) -> Style:
    """A way to print that a drawn page may have, at random."""
    captions = (("number", "title", "entity", "unit"), ("title", "entity", "unit"), ("title", "unit"))
    return Style(
        caption=choice.choice(captions),
        form_number=choice.choice(("表{0}", "预算公开表{0}", "附表{0}", "公开{0:02}表")),
        unit_line=choice.choice(("单位：{0}", "单位:{0}", "金额单位：{0}", "（单位：{0}）")),
        entity_line=choice.choice(("单位名称：{0}", "部门：{0}", "编制单位：{0}")),
        codes=choice.choice(("joined", "joined", "own level", "in full", "short", "short in full")),
        total_in_code=choice.random() < 0.3,
        entity_row=choice.random() < 0.2,
        header_over_names=choice.random() < 0.5,
        column_numbers=choice.choice(("", "", "", "1", "*", "栏次")),
        numbering=choice.choice((("{0}、", "（{0}）"), ("（{0}）", "1、"), ("{0}、", "1."))),
        empty=choice.choice(("total row", "total row and note", "header", "nothing", "note")),
        separators=choice.random() < 0.7,
        yuan=choice.random() < 0.2,
        zeros=choice.random() < 0.3,
    )


def styled_pdf(
    tables: Sequence[TableData], entity: str, style: Style, look: Look, choice: random.Random
) -> bytes:
    """A PDF file of the tables."""
    state = choice.getstate()
    factor = choice.choice((1.0, 1.0, 1.41))
    while True:
        choice.setstate(state)
        pages = _Pages(look, entity, style, choice, factor)
        for number, table in enumerate(tables, 1):
            pages.table(table, number)
        if pages.smallest >= _SMALLEST:
            return pages.finish()
        factor *= 1.41


class _Pages:
    """Pages that fill from the top."""

    def __init__(self, look: Look, entity: str, style: Style, choice: random.Random, factor: float) -> None:
        self.look, self.entity, self.style, self.choice = look, entity, style, choice
        self.smallest = look.size
        tall = look.page == "portrait"
        across, down = _PAGE if tall else _PAGE[::-1]
        self.width, self.height = across * factor, down * factor
        sideways = not tall and look.page != "landscape"
        self.paper = (self.height, self.width) if sideways else (self.width, self.height)
        # The library takes the size of a rotated page as a viewer shows it.
        size = self.paper if look.page == "turned" else (self.width, self.height)
        self.drawing = Drawing(width=size[0], height=size[1])
        self.margin = choice.choice((30, 40, 55))
        self.page = 0
        self.y = 0.0
        self.used = False
        self.jobs: list[list[Callable[[], None]]] = []
        self._begin()

    # --- pages --------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.jobs.append([])
        self.page += 1
        self.used = False
        self.y = self.margin + (30 if self.look.running else 10)

    def do(self, job: Callable[[], None]) -> None:
        """Draw something on the page that is open, later."""
        self.jobs[-1].append(job)

    @property
    def bottom(self) -> float:
        """Where the page is full."""
        return self.height - self.margin - 20

    def finish(self) -> bytes:
        """The file."""
        total = len(self.jobs)
        for number, jobs in enumerate(self.jobs, 1):
            if number > 1:
                self.drawing.next_page()
            self._turn()
            if self.look.watermark in ("below", "many"):
                self._watermark()
            if self.look.frame:
                self._rect(12, 12, self.width - 24, self.height - 24, stroke=1, fill=0)
            self._running(number, total)
            for job in jobs:
                job()
            if self.look.watermark == "above":
                self._watermark()
        return self.drawing.bytes()

    def _turn(self) -> None:
        canvas, look = self.drawing.canvas, self.look
        if look.page in ("rotated 90", "turned"):
            canvas.translate(self.paper[0], 0)
            canvas.rotate(90)
        elif look.page == "rotated 270":
            canvas.translate(0, self.paper[1])
            canvas.rotate(-90)
        if look.page != "turned":
            canvas.setPageRotation({"rotated 90": 90, "rotated 270": 270}.get(look.page, 0))

    def _watermark(self) -> None:
        canvas = self.drawing.canvas
        places = [(0.5, 0.5)]
        size = 60
        if self.look.watermark == "many":
            places = [(x, y) for x in (0.2, 0.5, 0.8) for y in (0.2, 0.5, 0.8)]
            size = 18
        for x, y in places:
            canvas.saveState()
            canvas.setFillGray(0.8)
            canvas.translate(self.width * x, self.height * y)
            canvas.rotate(45 if self.look.watermark != "many" else 30)
            canvas.setFont(FONT, size)
            canvas.drawCentredString(0, 0, "青禾县财政局公开")
            canvas.restoreState()

    def _running(self, number: int, total: int) -> None:
        look = self.look
        if look.running:
            self.put(self.margin, self.margin - 8, look.running, 8, "left", letters="words")
        if look.number:
            text = look.number.format(number, total)
            self.put(self.width / 2, self.height - self.margin + 8, text, 8, "center", letters="words")

    # --- text and lines -----------------------------------------------------------------------------------

    def _rect(self, x: float, y: float, width: float, height: float, *, stroke: int, fill: int) -> None:
        self.drawing.canvas.rect(x, self.height - y - height, width, height, stroke=stroke, fill=fill)

    def _runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Stretches of a text in one font each."""
        if not self.look.latin:
            yield FONT, text
            return
        start = 0
        for i in range(1, len(text) + 1):
            if i == len(text) or text[i].isascii() != text[start].isascii():
                yield (self.look.latin if text[start].isascii() else FONT), text[start:i]
                start = i

    def _measure(self, text: str, size: float) -> float:
        letters = self.look.letters
        width = sum(self.drawing.canvas.stringWidth(run, font, size) for font, run in self._runs(text))
        return float(width + (len(text) - 1) * _tracking(letters, size))

    def put(
        self, x: float, y: float, text: str, size: float, align: str, *, letters: str | None = None
    ) -> None:
        """Text whose line has its middle at y."""
        if not text:
            return
        letters = self.look.letters if letters is None else letters
        canvas = self.drawing.canvas
        track = _tracking(letters, size)
        width = sum(canvas.stringWidth(run, font, size) for font, run in self._runs(text))
        width += (len(text) - 1) * track
        x -= {"left": 0, "center": width / 2, "right": width}[align]
        base = self.height - y - 0.35 * size
        for font, run in self._runs(text):
            canvas.setFont(font, size)
            if letters in ("words", "tracked"):
                canvas.drawString(x, base, run, charSpace=track)
                x += canvas.stringWidth(run, font, size) + len(run) * track
                continue
            for char in run:
                canvas.drawString(x, base, char)
                x += canvas.stringWidth(char, font, size)
                if letters == "spaces":
                    canvas.drawString(x, base, " ")
                x += track
        if self.look.invisible:
            canvas.saveState()
            hidden = canvas.beginText(x - width, base)
            hidden.setTextRenderMode(3)
            hidden.setFont(FONT, size)
            hidden.textOut(text)
            canvas.drawText(hidden)
            canvas.restoreState()

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling in the style of the look."""
        canvas, kind, top = self.drawing.canvas, self.look.lines, self.height
        canvas.setLineWidth(0.5)
        if kind == "segments":
            length = max(x1 - x0, y1 - y0)
            steps = max(1, int(length / 3))
            for i in range(steps):
                a, b = i / steps, (i + 0.7) / steps
                canvas.line(
                    x0 + (x1 - x0) * a, top - y0 - (y1 - y0) * a, x0 + (x1 - x0) * b, top - y0 - (y1 - y0) * b
                )
            return
        kept, self.drawing.height = self.drawing.height, top
        self.drawing.line(x0, y0, x1, y1, style=kind)
        self.drawing.height = kept

    # --- tables -------------------------------------------------------------------------------------------

    def table(self, table: TableData, number: int) -> None:
        """A table with its captions, on a page of its own or below the one before it."""
        look, style = self.look, self.style
        if self.used and (not look.flow or self.y + 150 > self.bottom):
            self._begin()
        elif self.used:
            self.y += 24
        elif look.flow and self.choice.random() < 0.2:
            self.y += self.height / 3
        self.used = True
        self._captions(table, number)
        sheet = sheet_of(table, self.entity, style)
        bare = table.empty and style.empty in ("nothing", "note")
        if not bare:
            if table.empty and style.empty == "header":
                sheet.rows.clear()
            _Grid(self, sheet, _starts(table)).draw()
        if table.empty and style.empty in ("total row and note", "note"):
            y = self.y + 14
            self.do(lambda: self.put(self.margin, y, "注：本表无数据", 9, "left"))
            self.y += 26

    def _captions(self, table: TableData, number: int) -> None:
        look, style = self.look, self.style
        unit = style.unit_line.format("元" if style.yuan else "万元")
        entity = style.entity_line.format(self.entity) if "entity" in style.caption else ""
        title = table.title
        if look.unit == "title":
            title += unit if unit.startswith("（") else f"（{unit}）"
        if "number" in style.caption:
            self._caption((self.margin, style.form_number.format(number), "left"), size=10)
        self._caption((self.width / 2, title, "center"), size=14)
        right = self.width - self.margin
        if look.unit == "title":
            if entity:
                self._caption((self.margin, entity, "left"))
        elif look.unit == "beside" and entity:
            # Right after the entity, a wide gap between them.
            end = self.margin + self._measure(entity, 9) + 60
            self._caption((self.margin, entity, "left"), (end, unit, "left"))
        elif look.unit in ("right", "left") and entity:
            self._caption((self.margin, entity, "left"), (right, unit, "right"))
        else:
            if entity:
                self._caption((self.margin, entity, "left"))
            x, align = (self.margin, "left") if look.unit == "left" else (right, "right")
            self._caption((x, unit, align))

    def _caption(self, *pieces: tuple[float, str, str], size: float = 9) -> None:
        y = self.y + size * 0.8
        for x, text, align in pieces:
            self.do(lambda x=x, text=text, align=align: self.put(x, y, text, size, align))  # type: ignore[misc]
        self.y += size * 1.7


def _tracking(letters: str, size: float) -> float:
    return {"tracked": 0.08, "spaced": 0.15, "spaces": 0.12}.get(letters, 0.0) * size


def _starts(table: TableData) -> list[int]:
    """The first columns of the panels after the first one."""
    if len(table.panels) < 2:
        return []
    found, at = [], 0
    for panel in table.panels[:-1]:
        at += (2 if panel.grouped else len(panel.names)) + len(panel.columns)
        found.append(at)
    return found


class _Grid:
    """The cells of one table, laid out and drawn."""

    def __init__(self, pages: _Pages, sheet: Sheet, starts: Sequence[int]) -> None:
        self.pages, self.sheet, self.look = pages, sheet, pages.look
        self.starts = starts
        header = [list(row) for row in sheet.header]
        if not self.look.merged:
            # Without cells merged downwards a header stands in the last row of its place.
            _sink(header)
        numbers: list[list[str | None]] = [list(sheet.numbers)] if sheet.numbers else []
        self.rows: list[Row] = [*header, *numbers, *sheet.rows]
        self.head = len(header) + len(numbers)
        self.size = self.look.size
        room = pages.width - 2 * pages.margin
        while True:
            self.widths = self._widths()
            total = sum(self.widths) + self.look.gap * len(starts)
            if total <= room or self.size < _SMALLEST:
                break
            self.size *= max(0.7, min(0.97, room / total))
        pages.smallest = min(pages.smallest, self.size)
        spare = room - total
        stretch = 1 + min(self.look.width - 1, max(0.0, spare) / max(sum(self.widths), 1))
        self.widths = [width * stretch for width in self.widths]
        free = room - sum(self.widths) - self.look.gap * len(starts)
        self.left = pages.margin + max(0.0, free) * pages.choice.choice((0, 0.5, 0.5))
        self.texts = [
            [self._wrapped(row, i) for i in range(len(self.rows[0]))] for row in range(len(self.rows))
        ]
        leading = self.size * self.look.leading
        self.heights = []
        for row in range(len(self.rows)):
            lines = max(
                (
                    len(self.texts[row][i])
                    for i in range(len(self.rows[0]))
                    if self.rows[row][i] not in (None, UP) and self._low(row, i) == row + 1
                ),
                default=1,
            )
            self.heights.append(max(lines, 1) * leading + 2 * self.look.above)
        self._grow(leading)

    def _grow(self, leading: float) -> None:
        """Make the last row of every cell that covers several high enough for its text."""
        for row in range(len(self.rows)):
            for i, text in enumerate(self.texts[row]):
                if self.rows[row][i] in (None, UP):
                    continue
                low = self._low(row, i)
                need = len(text) * leading + 2 * self.look.above - sum(self.heights[row:low])
                if low > row + 1 and need > 0:
                    self.heights[low - 1] += need

    def _low(self, row: int, column: int) -> int:
        low = row + 1
        while low < len(self.rows) and self.rows[low][column] == UP:
            low += 1
        return low

    def _end(self, row: int, column: int) -> int:
        end = column + 1
        while end < len(self.rows[row]) and self.rows[row][end] is None:
            end += 1
        return end

    def _most(self, row: int, column: int) -> int:
        """The most characters of a line in a cell."""
        if row < self.head:
            return self.look.head_width
        return 99 if self.sheet.figures[column] else self.look.name_width

    def _widths(self) -> list[float]:
        columns = len(self.rows[0])
        widths = [0.0] * columns
        wide: list[tuple[int, int, float]] = []
        for row in range(len(self.rows)):
            for i, text in enumerate(self.rows[row]):
                if text and text != UP:
                    end, need = self._end(row, i), self._need(row, i, text)
                    if end > i + 1:
                        wide.append((i, end, need))
                    else:
                        widths[i] = max(widths[i], need)
        widths = [width or 4 * self.size for width in widths]
        for i, end, need in wide:
            short = max(0.0, need - sum(widths[i:end]))
            for at in range(i, end):
                widths[at] += short / (end - i)
        if self.look.narrow:
            figures = [i for i, is_figure in enumerate(self.sheet.figures) if is_figure]
            at = figures[len(figures) // 2]
            longest = max(
                (self.pages._measure(row[at] or "", self.size) for row in self.rows[self.head :]), default=0
            )
            if longest > 6 * self.size:
                widths[at] = min(widths[at], max(longest * 0.7, 4 * self.size) + 2 * self.look.padding)
        return widths

    def _need(self, row: int, column: int, text: str) -> float:
        """The width that a text takes."""
        parts = _parts(text, self._most(row, column))
        need = max(self.pages._measure(part, self.size) for part in parts) + 2 * self.look.padding
        return need + (self._indent(text) if row >= self.head and not self.sheet.figures[column] else 0)

    def _indent(self, text: str) -> float:
        starts = text.startswith(("（", "(", "1", "2", "3")) and not text.isdigit()
        return self.look.indent * self.size if starts else 0.0

    def _wrapped(self, row: int, column: int) -> list[str]:
        text = self.rows[row][column]
        if not text or text == UP:
            return []
        room = sum(self.widths[column : self._end(row, column)]) - 2 * self.look.padding + 0.01
        if row >= self.head and not self.sheet.figures[column]:
            room -= self._indent(text)
        lines = [""]
        most = self._most(row, column)
        for char in text:
            too_wide = self.pages._measure(lines[-1] + char, self.size) > room
            if lines[-1] and (too_wide or (len(lines[-1]) >= most > 0 and not _is_number(text))):
                lines.append("")
            lines[-1] += char
        return lines

    # --- drawing ------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """The table, cut where pages end."""
        pages = self.pages
        start = 0
        top = pages.y + 2
        head = list(range(self.head))
        while start < len(self.rows):
            rows: list[int] = []
            if start and self.look.repeated:
                rows += head
            y = top + sum(self.heights[row] for row in rows)
            end = start
            while end < len(self.rows):
                low = max(self._low(end, i) for i in range(len(self.rows[0])))
                low = self.head if end < self.head else min(low, end + 12)
                height = sum(self.heights[end:low])
                if y + height > pages.bottom and (end > start or (start == 0 and y > pages.height / 4)):
                    break
                y += height
                end = low
            rows += range(start, end)
            if end > start:
                self._part(rows, top)
                pages.y = y
            if end < len(self.rows):
                pages._begin()
                pages.used = True
                top = pages.y
            start = end

    def _part(self, rows: Sequence[int], top: float) -> None:
        pages = self.pages
        ys = [top]
        for row in rows:
            ys.append(ys[-1] + self.heights[row])
        pages.do(lambda: self._draw(rows, ys))

    def _xs(self) -> list[float]:
        """The left edge of every column and the right edge of the last."""
        xs, x = [], self.left
        for i, width in enumerate(self.widths):
            if i in self.starts:
                x += self.look.gap
            xs.append(x)
            x += width
        return [*xs, x]

    def _draw(self, rows: Sequence[int], ys: Sequence[float]) -> None:
        look, pages, canvas = self.look, self.pages, self.pages.drawing.canvas
        xs = self._xs()
        columns = len(self.widths)
        heads = sum(row < self.head for row in rows)
        if look.shaded and heads:
            canvas.setFillGray(0.85)
            pages._rect(xs[0], ys[0], xs[-1] - xs[0], ys[heads] - ys[0], stroke=0, fill=1)
            canvas.setFillGray(0)
        if look.rulings == "zebra":
            canvas.setFillGray(0.92)
            for at in range(heads % 2, len(rows), 2):
                pages._rect(xs[0], ys[at], xs[-1] - xs[0], ys[at + 1] - ys[at], stroke=0, fill=1)
            canvas.setFillGray(0)
        for at, row in enumerate(rows):
            for i in range(columns):
                text = self.rows[row][i]
                if text is None or text == UP:
                    continue
                end, low = self._end(row, i), self._low(row, i)
                below = at + 1
                while below < len(rows) and row < rows[below] < low:
                    below += 1
                right = xs[end] - (look.gap if end in self.starts else 0)
                self._text(row, i, (xs[i], ys[at], right, ys[below]))
        self._lines(rows, xs, ys, heads)

    def _text(self, row: int, column: int, box: tuple[float, float, float, float]) -> None:
        look, pages = self.look, self.pages
        lines = self.texts[row][column]
        x0, y0, x1, y1 = box
        text = self.rows[row][column] or ""
        if row < self.head:
            align = look.head_align
        elif self.sheet.figures[column]:
            align = look.figure_align
        else:
            align = look.name_align
            x0 += self._indent(text) if align == "left" else 0
        x = {"left": x0 + look.padding, "center": (x0 + x1) / 2, "right": x1 - look.padding}[align]
        leading = self.size * look.leading
        for i, line in enumerate(lines):
            middle = (y0 + y1) / 2 + (i - (len(lines) - 1) / 2) * leading
            pages.put(x, middle, line, self.size, align)

    def _covered(self, row: int, column: int, beside: tuple[int, int]) -> bool:
        return self._owner(row, column) == self._owner(row + beside[0], column + beside[1])

    def _owner(self, row: int, column: int) -> tuple[int, int]:
        while self.rows[row][column] is None or self.rows[row][column] == UP:
            if self.rows[row][column] == UP:
                row -= 1
            else:
                column -= 1
        return row, column

    def _lines(self, rows: Sequence[int], xs: Sequence[float], ys: Sequence[float], heads: int) -> None:
        look, rule = self.look, self.pages.rule
        for first, last in zip([0, *self.starts], [*self.starts, len(xs) - 1], strict=True):
            left, right = xs[first], xs[last] - (look.gap if last in self.starts else 0)
            if look.rulings not in ("none", "zebra"):
                edges = [0, len(rows)] if look.rulings != "head" else [0]
                if look.rulings in ("three", "head", "standing") and heads:
                    edges.append(heads)
                for at in edges:
                    rule(left, ys[at], right, ys[at])
            if look.rulings in (*RULED, "standing", "framed rows"):
                # Halves that touch are parted by a line, whether their sides are closed or not.
                closed = look.sides or look.rulings == "framed rows"
                if closed or (first and not look.gap):
                    rule(left, ys[0], left, ys[-1])
                if closed:
                    rule(right, ys[0], right, ys[-1])
            for at, row in enumerate(rows):
                self._row_lines(rows, at, [*xs[first:last], right], first, ys)
                standing = look.rulings in (*RULED, "standing") or (
                    look.rulings == "head" and row < self.head
                )
                # Halves that touch are parted by a line in the header, too.
                if first and standing and look.rulings == "head" and not look.gap:
                    rule(left, ys[at], left, ys[at + 1])
                for i in range(first + 1, last):
                    if standing and not self._covered(row, i, (0, -1)):
                        rule(xs[i], ys[at], xs[i], ys[at + 1])

    def _row_lines(
        self, rows: Sequence[int], at: int, xs: Sequence[float], first: int, ys: Sequence[float]
    ) -> None:
        """The lines above a row, but where a cell goes on over them."""
        row, kind = rows[at], self.look.rulings
        every = kind in (*RULED, "horizontal", "framed rows")
        if at and (every or (kind in ("head", "standing") and row < self.head)):
            for i in range(len(xs) - 1):
                if rows[at - 1] != row - 1 or not self._covered(row, first + i, (-1, 0)):
                    self.pages.rule(xs[i], ys[at], xs[i + 1], ys[at])


def _parts(text: str, most: int) -> list[str]:
    if _is_number(text):
        return [text]
    return [text[i : i + most] for i in range(0, len(text), most)]


def _is_number(text: str) -> bool:
    return all(char in "0123456789,.%-*" for char in text)


def _sink(header: list[list[str | None]]) -> None:
    """Cells merged downwards taken apart: their text in the last row, the places above it blank."""
    for column in range(len(header[0])):
        for row in range(len(header) - 1, 0, -1):
            if header[row][column] == UP:
                above = header[row - 1][column]
                if above is None:
                    header[row][column] = None
                elif above != UP:
                    wide = column + 1 < len(header[0]) and header[row - 1][column + 1] is None
                    if not wide:
                        header[row][column], header[row - 1][column] = above, ""
                    else:
                        header[row][column] = ""
