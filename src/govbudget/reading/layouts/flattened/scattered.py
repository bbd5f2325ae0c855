"""Text that has lost even its rows (散乱文本): words and figures one after the other, none beside another.

Where a text shows neither which figures belong to a name nor in which column they stand, all that is left is what is
printed, in its order.  Words and figures become rows of their own; a figure may stand in any column of figures.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> from govbudget.reading.layouts.flattened.headers import header_of
>>> header = header_of(atoms_of(split_lines("科目名称 合计 基本支出")))
>>> for row in scattered_rows([atoms_of(split_lines("8.00 教育支出"))], header):
...     print(row.cells, [cell.text for cell in row.loose])
('', '', '') ['8.00']
('教育支出', '', '') []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbudget.reading.grid import GridRow, LooseCell
from govbudget.reading.layouts.flattened.atoms import Atom, spans_of_atoms
from govbudget.reading.layouts.flattened.headers import FlatHeader
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.line_rows import name_of
from govbudget.reading.words import HeaderRole

__all__ = ["scattered_rows"]


def scattered_rows(lines: Sequence[Sequence[Atom]], header: FlatHeader) -> Iterator[GridRow]:
    """The words and the figures of some lines; none where no column takes figures."""
    width = len(header.leaves)
    roles = [header.role(column) for column in range(width)]
    figures = tuple(column for column, role in enumerate(roles) if role is HeaderRole.FIGURE)
    words = [column for column, role in enumerate(roles) if role is HeaderRole.NAME]
    words += [column for column, role in enumerate(roles) if role is not HeaderRole.FIGURE]
    if not figures:
        return
    for line in lines:
        for front, run in _runs(line, coded=HeaderRole.CODE in roles):
            cells = [""] * width
            loose: tuple[LooseCell, ...] = ()
            if not front and is_figure(run[0].text):
                loose = tuple(LooseCell(atom.text, figures, spans_of_atoms([atom])) for atom in run)
            elif not words:
                # The table of official expenses is one row of figures: words are what is left of its header.
                continue
            else:
                cells[words[0]] = name_of([*front, *run])
            yield GridRow(tuple(cells), run[0].line.number, page=run[0].line.page, loose=loose)


def _runs(line: Sequence[Atom], *, coded: bool) -> Iterator[tuple[Sequence[Atom], Sequence[Atom]]]:
    """The words and the figures of a line; digits that stand first in it, before words, go with these."""
    digits = 0
    while coded and digits < len(line) and line[digits].text.isdecimal() and len(line[digits].text) <= 7:
        digits += 1
    if digits == len(line) or is_figure(line[digits].text):
        digits = 0
    front: Sequence[Atom] = line[:digits]
    run: list[Atom] = []
    for atom in line[digits:]:
        if run and is_figure(run[-1].text) != is_figure(atom.text):
            yield front, run
            front, run = (), []
        run.append(atom)
    if run:
        yield front, run
