"""Grids whose lines do not stand between all columns (半框表格): frames around the halves of a table.

Where lines part the halves of a table, or frame it, and no others stand between its columns, several texts stand
side by side in one cell, figures among them, in most rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govbudget.files.pdf.fragments import Fragment, lines_of
from govbudget.files.pdf.rulings import Grid
from govbudget.files.pdf.text_lines import PLAIN, TextLine, line_of

__all__ = ["is_open"]

_MOST_EDGES: Final = 8
"""A table of halves or panels has few lines that stand."""
_FEWEST: Final = 2
"""As many figures may stand in one cell of a form."""


def is_open(text: str, grid: Grid, fragments: Sequence[Fragment]) -> bool:
    """Whether most lines with figures have one beside another text with no line between the two."""
    if len(grid.xs) > _MOST_EDGES:
        return False
    lines = [line_of(text, line) for line in lines_of(fragments)]
    data = [line for line in lines if line.is_data]
    several = 0
    for line in data:
        row = grid.cell_at[grid.row_at(line.middle)]
        cells = [row[grid.column_at(one.x0 + one.x1 >> 1)] for one in line.fragments]
        for i in range(1, len(cells)):
            one, other = line.fragments[i - 1], line.fragments[i]
            beside = any(PLAIN.fullmatch(text) for text in line.texts[i - 1 : i + 1])
            if cells[i] == cells[i - 1] and beside and other.x0 - one.x1 > one.height // 2:
                several += 1
                break
    figures = sum(PLAIN.fullmatch(text) is not None for line in data for text in line.texts)
    return 2 * several > len(data) and (figures > _FEWEST or _has_header(lines, grid))


def _has_header(lines: Sequence[TextLine], grid: Grid) -> bool:
    """Whether a row above all figures has several words side by side in every cell: the header of each half."""
    texts: dict[int, list[Fragment]] = {}
    for line in lines:
        if line.is_data:
            break
        row = grid.cell_at[grid.row_at(line.middle)]
        for one in line.fragments:
            texts.setdefault(row[grid.column_at(one.x0 + one.x1 >> 1)], []).append(one)
    return any(
        len(set(row)) > 1 and all(_are_beside(texts.get(cell, [])) for cell in row) for row in grid.cell_at
    )


def _are_beside(texts: Sequence[Fragment]) -> bool:
    """Whether some texts of a cell leave white between them from its top to its bottom."""
    reach = 0
    for one in sorted(texts, key=lambda one: one.x0):
        if reach and one.x0 - reach > one.height // 2:
            return True
        reach = max(reach, one.x1)
    return False
