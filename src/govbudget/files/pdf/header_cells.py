"""The cells of a header that no line divides (表头单元格): wrapped lines put together, letters set apart joined.

Lines of one cell stand closer to one another than the lines of two rows do, and begin, end or have their
middle at the same place.

>>> header_cells("收入", [Fragment(0, 1, 0, 0, 900, 900), Fragment(1, 2, 1500, 0, 2400, 900)], [], 1500)[0][0]
Word(x0=0, x1=2400, y=450)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govbudget.files.pdf.fragments import Fragment, lines_of
from govbudget.files.pdf.heads import Word
from govbudget.files.pdf.rulings import Ruling

__all__ = ["header_cells"]

_LEVELS: Final = "类款项"
"""Words of one letter: over a column each, though it may print nothing."""


def header_cells(
    text: str,
    fragments: Sequence[Fragment],
    bars: Sequence[Ruling],
    wrap: int,
    columns: Sequence[tuple[int, int]] = (),
) -> list[tuple[Word, list[Fragment]]]:
    """The header's cells with their fragments.

    `wrap` is the greatest distance of the lines of one cell, `columns` are the stretches that the rows print in.
    """
    if not fragments:
        return []
    cells: list[list[list[Fragment]]] = []
    for line in lines_of(fragments):
        parts = _words(text, line, columns)
        levels = {text[part[0].start : part[-1].end] for part in parts} & set(_LEVELS)
        for part in parts:
            # Levels of codes side by side are words of their own, what stands above the middle one is over all.
            own = len(levels) > 1 and text[part[0].start : part[-1].end] in levels
            above = [cell for cell in cells if not own and _goes_on(cell, part, bars, wrap)]
            if len(above) == 1:
                above[0].append(part)
            else:
                cells.append([part])
    found = []
    for cell in cells:
        inside = [one for part in cell for one in part]
        top, bottom = min(one.y0 for one in inside), max(one.y1 for one in inside)
        word = Word(min(one.x0 for one in inside), max(one.x1 for one in inside), top + bottom >> 1)
        found.append((word, inside))
    return found


def _words(text: str, line: Sequence[Fragment], columns: Sequence[tuple[int, int]]) -> list[list[Fragment]]:
    """The words of a header line: its fragments, letters set apart put together but where each has a column."""
    words: list[list[Fragment]] = []
    for one in line:
        if words and one.x0 - words[-1][-1].x1 < 4 * one.height:
            before = text[words[-1][-1].start : words[-1][-1].end]
            over = [i for i, (x0, x1) in enumerate(columns) if x0 < one.x1 and one.x0 < x1]
            # A letter may be wider than the digits below it and stand beside them.
            near = 0 if over else one.height // 2
            over = over or [
                i for i, (x0, x1) in enumerate(columns) if x0 - near < one.x1 and one.x0 < x1 + near
            ]
            last = words[-1][-1]
            own = over and not any(columns[i][0] < last.x1 and last.x0 < columns[i][1] for i in over)
            if len(before) == 1 == one.end - one.start and not own and before not in _LEVELS:
                words[-1].append(one)
                continue
        words.append([one])
    return words


def _goes_on(
    cell: Sequence[Sequence[Fragment]], word: Sequence[Fragment], bars: Sequence[Ruling], wrap: int
) -> bool:
    """Whether a word is the next line of a cell."""
    last = cell[-1]
    middle, before = word[0].y0 + word[0].y1 >> 1, last[0].y0 + last[0].y1 >> 1
    if not 0 < middle - before < wrap or middle - before > 2 * word[0].height:
        return False
    left, right = word[0].x0, word[-1].x1
    lines = [(one[0].x0, one[-1].x1) for one in cell]
    near = word[0].height // 3
    alike = any(
        abs(left - x0) <= near or abs(right - x1) <= near or abs(left + right - x0 - x1) <= 2 * near
        for x0, x1 in lines
    )
    return alike and not any(
        before < bar.at < middle and bar.start <= left + near and right <= bar.end + near for bar in bars
    )
