"""Headers that no line divides and that print does not end (表头存疑): what makes it open what stands over what.

A line above a header may be one more of it; a piece over several columns of figures may be several words; and
a line that stands among the rows, above their first figures, may be the header's last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govbudget.files.pdf.fragments import Fragment
from govbudget.files.pdf.heads import Word
from govbudget.files.pdf.regions import over
from govbudget.files.pdf.text_lines import PLAIN, TextLine, is_caption

__all__ = ["is_blurred", "may_be_head"]

_HEADS: Final = 8
"""The most lines of a header."""


def may_be_head(
    rows: Sequence[TextLine], top: int, columns: Sequence[tuple[int, int]], pitch: int, height: int
) -> bool:
    """Whether the line above a header that begins at `top` may be one of it: near, about as high, and over it."""
    row = rows[top - 1]
    beside = [one for line in rows[top : top + _HEADS] for one in line.fragments]
    left = min(columns[0][0], *(one.x0 for one in beside))
    right = max(columns[-1][1], *(one.x1 for one in beside))
    alike = 2 * abs(row.bottom - row.top - height) <= height
    near = rows[top].middle - row.middle < 3 * pitch
    return (
        alike
        and near
        and not is_caption(row)
        and any(left < one.x1 and one.x0 < right for one in row.fragments)
    )


def is_blurred(
    rows: Sequence[TextLine],
    words: Sequence[tuple[Word, Sequence[Fragment]]],
    columns: Sequence[tuple[int, int]],
    figures: Sequence[int],
) -> bool:
    """Whether a header has a piece over several columns of figures, or goes on above the first row of figures."""
    for _, inside in words:
        for one in inside:
            under = [i for i in figures if columns[i][0] < one.x1 and one.x0 < columns[i][1]]
            below = any(word.y > one.y1 and word.x0 < one.x1 and one.x0 < word.x1 for word, _ in words)
            if len(under) > 1 and not below:
                return True
    first = next((i for i, row in enumerate(rows) if row.is_data), 0)
    plain = {
        over(columns, one)[0]
        for row in rows
        for one, text in zip(row.fragments, row.texts, strict=True)
        if row.is_data and PLAIN.fullmatch(text)
    }
    return any(over(columns, one)[0] in plain for row in rows[:first] for one in row.fragments)
