"""The text of a document cut into lines and cells (行与单元格): what every reader of the package takes.

A `SourceLine` knows its number, where it starts in the text, and its cells: the parts between tabs,
each without the white space around it.  A line without a tab has one cell.  A cell that is printed
empty is `""`; a cell the line is too short to have is not there: *absent is not empty*.

>>> lines = split_lines("收入\\t\\t支出\\n\\n财政拨款\\t8.00")
>>> [line.cells for line in lines]
[('收入', '', '支出'), ('',), ('财政拨款', '8.00')]
>>> lines[2].number, lines[2].start, lines[2].cell_span(1)
(3, 8, Span(start=13, end=17))
"""

from __future__ import annotations

from attrs import field, frozen

from govbudget.spans import Place, Span

__all__ = ["SourceLine", "split_lines"]


@frozen(eq=False)
class SourceLine:
    """One line: `number` from 1, `start` its character offset, `text` without its line end, `cells`."""

    number: int
    start: int
    text: str
    cells: tuple[str, ...]
    page: int | None = field(default=None)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on the line."""
        return not self.text or self.text.isspace()

    @property
    def printed(self) -> list[tuple[int, str]]:
        """The cells that print something, each with its index."""
        return [(index, cell) for index, cell in enumerate(self.cells) if cell]

    @property
    def span(self) -> Span:
        """The characters of the whole line, without its line end."""
        return Span(self.start, self.start + len(self.text))

    def place(self, cell: int | None = None) -> Place:
        """The place of the line, or of its cell with the given index (counted from 0 here, from 1 in places)."""
        return Place(self.number, None if cell is None else cell + 1, self.page)

    def cell_span(self, index: int) -> Span:
        """The characters of one cell, without the white space around it."""
        start = self.start
        for position, part in enumerate(self.text.split("\t")):
            if position == index:
                lead = len(part) - len(part.lstrip())
                return Span(start + lead, start + lead + len(part.strip()))
            start += len(part) + 1
        raise IndexError(index)


def split_lines(text: str, *, start: int = 0, page: int | None = None) -> list[SourceLine]:
    """Cut a text into lines at `\\n`, from a character offset (a `\\r` before it belongs to the line end)."""
    lines = []
    for number, printed in enumerate(text[start:].split("\n"), 1):
        length = len(printed)
        line = printed.removesuffix("\r")
        lines.append(SourceLine(number, start, line, tuple(map(str.strip, line.split("\t"))), page))
        start += length + 1
    return lines
