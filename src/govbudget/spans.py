"""Where things stood (出处): places for people, spans for proof.

A `Place` is what a person looks up: page, line (1-based), cell (1-based, in the line), and, where a page
was drawn, the `Box` on it; in a workbook the sheet and its row.
A `Span` is a half-open range of character offsets in the text that was read; the law that nothing is
lost is stated over spans.  Equality and hashing of everything in the model ignore both.

>>> Place(line=12, cell=3)
Place(line=12, cell=3)
>>> str(Place(line=12, cell=3))
'line 12, cell 3'
>>> Span(0, 4).overlaps(Span(4, 9))
False
"""

from __future__ import annotations

from attrs import field, frozen

from govbudget.records import quick

__all__ = ["Box", "Place", "Span"]


@frozen(order=True)
class Box:
    """A rectangle on a page (页面区域), in points of 1/72 inch from the top left of the page as it is shown.

    >>> Box(72, 100, 172, 112).around(Box(50, 104, 90, 120))
    Box(left=50, top=100, right=172, bottom=120)
    """

    left: int
    top: int
    right: int
    bottom: int

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@quick
@frozen(repr=False, weakref_slot=False)
class Place:
    """Page, line and cell of a printed thing (页、行、单元格), each counted from 1.

    `page` is None in sources without pages, `cell` where a whole line is meant.  `line_end` is the last
    line of a thing that covers several.  `box` is where the thing is drawn on its page, None in sources
    that draw nothing.  `sheet` and `row` are the name of the worksheet and the row in it (工作表、行); there
    `cell` is the column, `page` the number of the sheet, and `line` counts through all sheets.

    >>> str(Place(line=7, page=2)), str(Place(line=47, cell=3, page=2, sheet="支出总表", row=12))
    ('page 2, line 7', '支出总表!C12')
    """

    line: int
    cell: int | None = None
    page: int | None = field(default=None)
    line_end: int | None = field(default=None)
    box: Box | None = field(default=None)
    sheet: str = field(default="")
    row: int | None = field(default=None)

    def __str__(self) -> str:
        if self.row is not None:
            return f"{self.sheet}!{self._range()}"
        parts = [] if self.page is None else [f"page {self.page}"]
        parts.append(
            f"line {self.line}"
            if self.line_end in (None, self.line)
            else f"lines {self.line}-{self.line_end}"
        )
        if self.cell is not None:
            parts.append(f"cell {self.cell}")
        return ", ".join(parts)

    def _range(self) -> str:
        """The address within the sheet: `C12`, or `12` and `12:19` for whole rows."""
        if self.cell is not None:
            return f"{_letters(self.cell)}{self.row}"
        if self.row is None or self.line_end in (None, self.line):
            return str(self.row)
        return f"{self.row}:{self.row + (self.line_end or self.line) - self.line}"

    def __repr__(self) -> str:
        named = (
            ("line", self.line),
            ("cell", self.cell),
            ("page", self.page),
            ("line_end", self.line_end),
            ("box", self.box),
            ("sheet", repr(self.sheet) if self.sheet else None),
            ("row", self.row),
        )
        return f"Place({', '.join(f'{name}={value}' for name, value in named if value is not None)})"


def _letters(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> [_letters(column) for column in (1, 26, 27, 702, 703)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


@quick
@frozen(order=True, weakref_slot=False)
class Span:
    """A half-open range of character offsets, `start` included and `end` not (字符区间).

    >>> len(Span(3, 8))
    5
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers.

        >>> Span(2, 4).of("预算收入")
        '收入'
        """
        return text[self.start : self.end]
