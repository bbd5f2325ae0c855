"""What stands on the pages outside of tables (正文): lines, and lines put together to paragraphs.

A line is one or several pieces of text with wide gaps between them; a caption line such as
`部门：甲    单位：万元` has two.  A line that reaches the right margin goes on in the next one that begins at
the left margin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from govbudget.files.pdf.fragments import Fragment, joined, lines_of
from govbudget.files.pdf.pdfium import Page
from govbudget.files.pdf.turn import POINT, Rect

__all__ = ["Line", "Piece", "joins", "lines_outside", "margins"]

_LEADERS: Final = re.compile(r"[.．…·]{3,}\s*\d*\s*$|[.．…·]{6,}")
_ENDS: Final = ("。", "！", "？", "；")


@frozen
class Piece:
    """A stretch of a line without a wide gap in it."""

    text: str
    rect: Rect


@frozen
class Line:
    """A line of text: its pieces from the left, and the box around them."""

    page: int
    pieces: tuple[Piece, ...]
    rect: Rect

    @property
    def text(self) -> str:
        """Its pieces, with a space between them."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def height(self) -> int:
        """The height of the line."""
        return self.rect[3] - self.rect[1]


def lines_outside(page: Page, fragments: Sequence[Fragment]) -> list[Line]:
    """The lines that fragments outside of tables make."""
    if not fragments:
        return []
    return [_line(page, line) for line in lines_of(fragments)]


def _line(page: Page, fragments: Sequence[Fragment]) -> Line:
    groups: list[list[Fragment]] = []
    for fragment in fragments:
        if groups and fragment.x0 - groups[-1][-1].x1 <= 2 * fragment.height:
            groups[-1].append(fragment)
        else:
            groups.append([fragment])
    pieces = [Piece(joined(page.text, group), _around(group)) for group in groups]
    if len(pieces) > 1 and all(len(piece.text) == 1 for piece in pieces):
        # Letters set apart: 目　　录.
        pieces = [Piece(" ".join(piece.text for piece in pieces), _around(fragments))]
    return Line(page.number, tuple(pieces), _around(fragments))


def _around(fragments: Sequence[Fragment]) -> Rect:
    return (
        min(one.x0 for one in fragments),
        min(one.y0 for one in fragments),
        max(one.x1 for one in fragments),
        max(one.y1 for one in fragments),
    )


def margins(lines: Sequence[Line], width: int) -> tuple[int, int] | None:
    """Where the text of a page begins and ends, on the left and on the right; None without long lines."""
    long = [line for line in lines if line.rect[2] - line.rect[0] > 15 * line.height]
    if not long:
        return None
    left, right = min(line.rect[0] for line in long), max(line.rect[2] for line in long)
    return None if 20 * (right - left) < 11 * width else (left, right)


def joins(
    before: Line, line: Line, before_margins: tuple[int, int] | None, line_margins: tuple[int, int] | None
) -> bool:
    """Whether a line goes on with the paragraph of the line before it; the margins are those of their pages."""
    if len(before.pieces) > 1 or len(line.pieces) > 1 or _LEADERS.search(before.text):
        return False
    high, low = max(before.height, line.height), min(before.height, line.height)
    if 4 * high > 5 * low or before_margins is None or line_margins is None:
        return False
    across = before.page != line.page
    if across and before.text.endswith(_ENDS):
        return False
    if not across and line.rect[1] - before.rect[3] > 2 * high + 2 * POINT:
        return False
    if before.rect[2] - before.rect[0] < 15 * high:
        return False
    if not across and _is_centred(before, line) and _is_open(before.text):
        return True
    full = before.rect[2] >= before_margins[1] - 2 * high
    return full and line.rect[0] <= line_margins[0] + high // 2


def _is_centred(before: Line, line: Line) -> bool:
    """Whether two lines have one middle, as those of a title do."""
    return abs(before.rect[0] + before.rect[2] - line.rect[0] - line.rect[2]) <= 2 * line.height


def _is_open(text: str) -> bool:
    """Whether a bracket of a text is closed in the next line."""
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")
