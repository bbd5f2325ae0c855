"""Two panels side by side in text printed line by line (并列栏逐行): 收入 | 支出, each with a name and its figures.

A line prints a name and its numbers, and another name and its numbers; where one side has run out it prints the other
alone, and which side that is has to be told by words or by the number that the name has (`panels`).  A
table in which it cannot be told is not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govbudget.reading.grid import GridRow, LooseCell
from govbudget.reading.layouts.flattened.atoms import Atom, spans_of_atoms
from govbudget.reading.layouts.flattened.line_headers import LineHeader
from govbudget.reading.layouts.flattened.line_rows import Run, runs_of
from govbudget.reading.layouts.flattened.panels import PanelWords, numeral_at
from govbudget.text import fold, is_cjk

__all__ = ["panel_rows"]

_WRONG: Final = 8
"""What a name costs at least whose words say that it stands on the other side."""


def panel_rows(columns: LineHeader, lines: Sequence[Sequence[Atom]]) -> list[GridRow] | None:
    """The rows of a table of two panels, None where a name may stand on either side."""
    left, right = columns.names
    sides = {
        left: tuple(c for c in columns.figures if left < c < right),
        right: tuple(c for c in columns.figures if c > right),
    }
    words = PanelWords.of(columns.header)
    if not all(sides.values()) or not words.words:
        return None
    rows: list[GridRow] = []
    ran_out = False
    for line in lines:
        runs = [part for run in runs_of(line, coded=False) for part in _names(run)]
        if len(runs) > 2 and (len(runs) % 2 or not all(run.numbers for run in runs)):
            return None
        if any(not run.words for run in runs):
            return None
        if len(runs) == 1:
            side = _side(words, runs[0], left, right, ran_out=ran_out)
            if side is None:
                return None
            ran_out = side == right
            parts = [[(side, runs[0])]]
        else:
            # Rows that run on in one line print both sides each.
            ran_out = False
            parts = [[(left, runs[at]), (right, runs[at + 1])] for at in range(0, len(runs), 2)]
        for placed in parts:
            if len(runs) > 2 and any(words.cost(column, run.name) >= _WRONG for column, run in placed):
                return None
            words.learn((column, run.name) for column, run in placed)
            made = _grid_row(columns, sides, placed, placed[0][1].words[0])
            if made is None:
                return None
            rows.append(made)
    return rows or None


def _names(run: Run) -> list[Run]:
    """A run cut into one for each name in it; its numbers belong to the last."""
    names: list[list[Atom]] = []
    for before, atom in zip([None, *run.words], run.words, strict=False):
        if before is None or not _one_name(before.text, atom.text):
            names.append([])
        names[-1].append(atom)
    if len(names) < 2:
        return [run]
    return [*(Run(words) for words in names[:-1]), Run(names[-1], run.numbers)]


def _one_name(before: str, after: str) -> bool:
    """Whether two pieces of a line are one name: letters printed apart, or words about a number."""
    if len(before) == 1 and len(after) == 1:
        return True
    return not (is_cjk(before[-1]) and is_cjk(after[0])) and not numeral_at(after)


def _side(words: PanelWords, run: Run, left: int, right: int, *, ran_out: bool) -> int | None:
    name = run.name
    costs = words.cost(left, name), words.cost(right, name)
    if abs(costs[0] - costs[1]) >= 2:
        return left if costs[0] < costs[1] else right
    if ran_out and not fold(name).startswith(("上年", "本年收入", "收入")):
        return right
    return None


def _grid_row(
    columns: LineHeader,
    sides: dict[int, tuple[int, ...]],
    placed: Sequence[tuple[int, Run]],
    first: Atom,
) -> GridRow | None:
    cells = [""] * len(columns.header.leaves)
    loose: list[LooseCell] = []
    for column, run in placed:
        cells[column] = run.name
        figures = sides[column]
        if len(run.numbers) > len(figures):
            return None
        for atom in run.numbers:
            if len(figures) == 1:
                cells[figures[0]] = atom.text
            else:
                loose.append(LooseCell(atom.text, figures, spans_of_atoms([atom])))
    return GridRow(tuple(cells), first.line.number, page=first.line.page, loose=tuple(loose))
