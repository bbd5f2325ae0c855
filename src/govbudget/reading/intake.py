"""What reading takes (读取的输入): the lines of a document, whatever kind of file they come from.

Text is cut at its line ends and tabs.  A file that has cells of its own (a PDF with rulings, a worksheet, a
web page) is written line by line with a `LineWriter`: a row of a table is a line of its cells, a paragraph
is a line of one cell, and a line keeps the page it stands on and where its cells are drawn.  The text of
such a document, which spans and unread characters count in, is its lines with tabs between their cells.

>>> writer = LineWriter("xlsx")
>>> writer.line("支出总表")
>>> writer.row(["项目", "合计"])
>>> writer.row(["教育支出", "8.00"], page=2)
>>> intake = writer.finish()
>>> intake.text
'支出总表\\n项目\\t合计\\n教育支出\\t8.00'
>>> intake.lines[2].place(1)
Place(line=3, cell=2, page=2)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from govbudget.errors import NoTextError, SourceTooLargeError
from govbudget.model.problems import Problem
from govbudget.reading.source import PLAIN, Drawn, SourceLine, check_text, split_lines
from govbudget.spans import Box, Place

__all__ = ["MOST_LINES", "TEXT_LIMIT", "Intake", "LineWriter"]

TEXT_LIMIT: Final = 16 * 1024 * 1024
"""The most characters, the boundaries of cells counted, that a file may come to as lines."""
MOST_LINES: Final = 400_000
"""The most lines that a file may come to."""

# What would cut a cell or a line in two inside one of them.
_CUTS: Final = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


_NOTHING_LOOSE: Final[Mapping[int, tuple[int, ...]]] = MappingProxyType({})


@frozen(eq=False, kw_only=True)
class Intake:
    """A document as reading takes it: `format` (`text`, `pdf`, `xlsx`, …), its lines, and what was wrong in it.

    >>> [line.cells for line in Intake.of_text("收入\\t8.00\\n").lines]
    [('收入', '8.00'), ('',)]
    """

    lines: Sequence[SourceLine]
    format: str = "text"
    problems: tuple[Problem, ...] = field(default=())

    @classmethod
    def of_text(cls, text: str, *, name: str = "") -> Intake:
        """A text cut into lines at its line ends, and into cells at tabs.

        Raises `NoTextError`, `NotTextError` or `GarbledTextError` for a text that says nothing.
        """
        check_text(text, name=name)
        start = 1 if text.startswith("\ufeff") else 0
        if "\r" in text and "\n" not in text:
            text = text.replace("\r", "\n")
        return cls(lines=split_lines(text, start=start))

    @property
    def text(self) -> str:
        """The text that the spans of the lines count in (a byte order mark before it left out)."""
        return "\n".join(line.text for line in self.lines)


class LineWriter:
    """Writes the lines of a file that has pages, paragraphs and cells of its own.

    White space that would cut a line or a cell in two becomes a space.  Every other character stays as
    it is printed.
    """

    def __init__(self, format: str) -> None:  # noqa: A002 - the field's own name
        self.format = format
        self._lines: list[SourceLine] = []
        self._problems: list[Problem] = []
        self._offset = 0

    @property
    def number(self) -> int:
        """The number that the next line gets."""
        return len(self._lines) + 1

    def line(
        self, text: str = "", *, page: int | None = None, box: Box | None = None, aside: bool = False
    ) -> None:
        """Write a line of one cell: a paragraph, a heading, a caption; nothing for a blank line.

        `aside` says that it is a page number or a running head, and no part of the text around it.
        """
        self.row((text,), page=page, boxes=(box,) if box is not None else ())
        self._lines[-1].aside = aside

    def row(
        self,
        cells: Iterable[str | None],
        *,
        page: int | None = None,
        boxes: Sequence[Box | None] = (),
        sheet: str = "",
        row: int | None = None,
        margin: int = 0,
        loose: Mapping[int, tuple[int, ...]] = _NOTHING_LOOSE,
        grid: int = 0,
        doubtful: bool = False,
    ) -> None:
        """Write a line of several cells; None for a cell that a merged neighbour (left or above) covers.

        `boxes`, if given, has one for each cell, None for one that is not drawn.  A row of no cells is a blank
        line.  `sheet` and `row` say where a row of a workbook stands, `margin` how many empty cells
        without meaning there are on its left.  `loose` gives, for a cell that may as well be another one, all
        that it may be: the laws decide.  `grid` numbers the drawn grids, from 1.  `doubtful` says that it is in
        doubt what the header of the table stands over.  Raises `SourceTooLargeError` beyond what reading takes.
        """
        printed: list[str] = []
        covered: list[int] = []
        for index, cell in enumerate(cells, margin):
            if cell is None:
                covered.append(index)
                printed.append("")
            else:
                printed.append(_CUTS.sub(" ", cell).strip() if cell else "")
        text = "\t" * margin + "\t".join(printed)
        drawn = Drawn(tuple(boxes), frozenset(covered), sheet, row, loose, grid, doubtful)
        if self._offset + len(text) > TEXT_LIMIT:
            raise SourceTooLargeError(f"at most {TEXT_LIMIT} characters and cells", "more")
        if len(self._lines) >= MOST_LINES:
            raise SourceTooLargeError(f"at most {MOST_LINES} lines", "more")
        self._lines.append(
            SourceLine(
                len(self._lines) + 1,
                self._offset,
                text,
                tuple(printed) or ("",),
                page,
                margin,
                PLAIN if drawn == PLAIN else drawn,
            )
        )
        self._offset += len(text) + 1

    def problem(self, kind: str, *, where: str, expected: str, found: str, page: int | None = None) -> None:
        """Note what is wrong with a part of the file, as a problem of the disclosure; the part is left out."""
        place = None if page is None else Place(self.number, page=page)
        self._problems.append(Problem(kind=kind, where=where, expected=expected, found=found, place=place))

    def finish(self, *, name: str = "") -> Intake:
        """What was written.  Raises `NoTextError` if nothing was printed on any line."""
        if all(line.is_blank for line in self._lines):
            raise NoTextError("a text", f"{len(self._lines)} lines, none of them printed", name)
        return Intake(lines=self._lines, format=self.format, problems=tuple(self._problems))
