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

import re
from collections.abc import Mapping, Sequence
from functools import reduce
from types import MappingProxyType
from typing import Final

from attrs import define, evolve, field, frozen

from govbudget.errors import GarbledTextError, NoTextError, NotTextError
from govbudget.records import maker
from govbudget.spans import Box, Place, Span

__all__ = ["PLAIN", "Drawn", "SourceLine", "check_text", "split_lines", "without_margins"]

_place: Final = maker(Place)

_NOTHING_LOOSE: Final[Mapping[int, tuple[int, ...]]] = MappingProxyType({})
_RARE_SPACES: Final = (
    *"\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680",
    *map(chr, range(0x2000, 0x200B)),
    *"\u2028\u2029\u202f\u205f\u3000",
)
"""All white space but the space, the tab and the end of a line."""
_GLYPH_NUMBER: Final = re.compile(r"\(cid:[0-9]+\)")


def check_text(text: str, *, name: str = "") -> None:
    """Refuse a text that says nothing (无文字、乱码).

    Raises `NoTextError` if nothing but white space is in it, `NotTextError` for a NUL character, and
    `GarbledTextError` if half of it or more is glyph numbers, as programs write them for PDF fonts without
    characters.

    >>> check_text("(cid:1234)(cid:87) 8.00", name="a.txt")
    Traceback (most recent call last):
        ...
    govbudget.errors.GarbledTextError: expected characters, found 2 glyph numbers such as (cid:1234) (a.txt, line 1)
    """
    if not text or text.isspace() or text == "\ufeff":
        raise NoTextError("a text", f"{len(text)} characters of white space", name)
    nul = text.find("\0")
    if nul >= 0:
        raise NotTextError("text", "a NUL character", _where(name, f"character offset {nul}"))
    glyphs = _GLYPH_NUMBER.findall(text) if "(cid:" in text else []
    if glyphs and 2 * sum(map(len, glyphs)) >= len("".join(text.split())):
        line = text.count("\n", 0, text.index(glyphs[0])) + 1
        found = f"{len(glyphs)} glyph numbers such as {glyphs[0]}"
        raise GarbledTextError("characters", found, _where(name, f"line {line}"))


def _where(name: str, place: str) -> str:
    return ", ".join(filter(None, (name, place)))


@frozen
class Drawn:
    """What a file that has cells of its own says of a line, and plain text does not."""

    boxes: tuple[Box | None, ...] = ()
    """Where each cell is drawn; empty in sources that draw nothing."""
    covered: frozenset[int] = frozenset()
    """The cells that a merged neighbour covers: `""` in the line's `cells`, and not there."""
    sheet: str = ""
    """The worksheet it stands on, in a workbook."""
    row: int | None = None
    """Its row in the worksheet."""
    loose: Mapping[int, tuple[int, ...]] = field(default=_NOTHING_LOOSE)
    """Of cells that may as well be others, all that they may be."""
    grid: int = 0
    """The number of the drawn grid that it is a row of; 0 for none, or where no grid is drawn."""
    doubtful: bool = False
    """Whether it is in doubt what the header of its table stands over: nothing settles its `loose` cells."""


PLAIN: Final = Drawn()
"""What plain text says of its lines: nothing."""


@define(eq=False)
class SourceLine:
    """One line: `number` from 1, `start` its character offset, `text` without its line end, `cells`.

    A document has thousands of them, most of plain text: what only drawn ones have they share in `drawn`, which
    counts the cells in `margin` too.
    """

    number: int
    start: int
    text: str
    cells: tuple[str, ...]
    page: int | None = field(default=None)
    margin: int = field(default=0)
    """How many empty cells on its left, which say nothing, `cells` leaves out."""
    drawn: Drawn = field(default=PLAIN)
    aside: bool = field(default=False)
    """Whether it is a page number or a running head, and no part of the text around it."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on the line."""
        return not any(self.cells)

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
        drawn = self.drawn
        if drawn is PLAIN:
            return _place(self.number, None if cell is None else cell + self.margin + 1, self.page)
        if cell is None:
            return Place(self.number, None, self.page, box=self.box, sheet=drawn.sheet, row=drawn.row)
        cell += self.margin
        box = drawn.boxes[cell] if cell < len(drawn.boxes) else None
        return Place(self.number, cell + 1, self.page, box=box, sheet=drawn.sheet, row=drawn.row)

    @property
    def box(self) -> Box | None:
        """Where the whole line is drawn, None in sources that draw nothing."""
        boxes = [box for box in self.drawn.boxes if box is not None]
        return reduce(Box.around, boxes) if boxes else None

    def cell_span(self, index: int) -> Span:
        """The characters of one cell, without the white space around it."""
        start = self.start
        for position, part in enumerate(self.text.split("\t"), -self.margin):
            if position == index:
                lead = len(part) - len(part.lstrip())
                return Span(start + lead, start + lead + len(part.strip()))
            start += len(part) + 1
        raise IndexError(index)


_NO_CELLS: Final = ("",)


def without_margins(lines: Sequence[SourceLine]) -> Sequence[SourceLine]:
    """The lines without the empty cells that every printed line has on its left or on its right.

    A document whose every line is padded with tabs says nothing by them.

    >>> [line.cells for line in without_margins(split_lines("\\t支出总表\\t\\n\\t合计\\t8\\t"))]
    [('支出总表',), ('合计', '8')]
    """
    left = right = None
    for line in lines:
        cells = line.cells
        if not any(cells):
            continue
        if cells[0] and cells[-1]:
            return lines
        before = next(i for i, cell in enumerate(cells) if cell)
        behind = next(i for i, cell in enumerate(reversed(cells)) if cell)
        left = before if left is None else min(left, before)
        right = behind if right is None else min(right, behind)
        if left == right == 0:
            return lines
    if not left and not right:
        return lines
    left, right = left or 0, right or 0
    return [
        evolve(line, cells=line.cells[left : len(line.cells) - right] or _NO_CELLS, margin=line.margin + left)
        for line in lines
    ]


def split_lines(text: str, *, start: int = 0, page: int | None = None) -> list[SourceLine]:
    """Cut a text into lines at `\\n`, from a character offset (a `\\r` before it belongs to the line end)."""
    lines: list[SourceLine] = []
    add = lines.append
    # Forms repeat their lines by the hundred: each is cut into cells once.
    known: dict[str, tuple[str, ...]] = {}
    strip, new = str.strip, object.__new__
    has_returns = "\r" in text
    # Where no other white space is in the text, a line without a space has nothing to be stripped.
    is_bare = not any(map(text.__contains__, _RARE_SPACES))
    for number, line in enumerate(text[start:].split("\n"), 1):
        length = len(line) + 1
        if has_returns:
            line = line.removesuffix("\r")
        cells = known.get(line)
        if cells is None:
            parts = line.split("\t")
            cells = known[line] = tuple(parts if is_bare and " " not in line else map(strip, parts))
        one = new(SourceLine)  # filled here: a call for each line would cost half of what it does
        one.number = number
        one.start = start
        one.text = line
        one.cells = cells
        one.page = page
        one.margin = 0
        one.drawn = PLAIN
        one.aside = False
        add(one)
        start += length
    return lines
