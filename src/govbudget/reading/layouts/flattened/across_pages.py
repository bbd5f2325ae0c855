"""Rows without numbers on several pages (无序号行的跨页): what a page begins with may be the rest of the row before it.

Nothing says where such rows begin but the line grammar, and nothing says whether a page ends with a whole row.  So
for every place where the last row of a page may begin, and for every number of pieces of the next page that may
belong to it, the rows before, the row itself and the rows behind are weighed together, and the cheapest is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from attrs import evolve

from govbudget.reading.layouts.flattened.atoms import Atom, Step
from govbudget.reading.layouts.flattened.grammar import IMPOSSIBLE, Cell, Cutter, Slot, cost_of, step_between
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.one_row import cut_row, cuts_of_row
from govbudget.reading.lexicon import Remembered

__all__ = ["Row", "may_begin_row", "pages_of", "row_cost", "rows_across", "whole_names"]

_WINDOW: Final = 48
"""How many pieces of a page are looked at to see whether it goes on with a row."""
_LONGEST_REST: Final = 30
_MOST_STARTS: Final = 10
_DEARER: Final = 4
_OBJECTION: Final = 3
_LONGEST_LAST: Final = 60
_NEW_ROW: Final = 3

Row: TypeAlias = tuple[list[Cell], Sequence[Atom]]
"""A row, its cells (none where it cannot be cut) and its pieces."""


def pages_of(atoms: Sequence[Atom]) -> list[Sequence[Atom]]:
    """The pieces page by page; no pages without a piece."""
    if not atoms:
        return []
    starts = [at for at, atom in enumerate(atoms) if at == 0 or atom.step is Step.PAGE]
    return [atoms[start:end] for start, end in zip(starts, [*starts[1:], len(atoms)], strict=True)]


def rows_across(atoms: Sequence[Atom], slots: Sequence[Slot]) -> list[Row]:
    """The rows of some pieces whose beginnings nothing marks."""
    pages = pages_of(atoms)
    slots = [_remembering(slot) for slot in slots]
    found: list[Row] = []
    parts: list[Sequence[Atom]] = []
    """What is known of a row that a page has cut."""
    skip = 0
    for number, page in enumerate(pages):
        following = pages[number + 1] if number + 1 < len(pages) else ()
        if parts:
            skip = skip if len(parts) == 1 else _rest_of(parts, page, slots)
            if skip:
                parts.append(page[:skip])
            if skip == len(page) and following:
                continue
            found.append((cut_row(parts, slots), [atom for part in parts for atom in part]))
            parts = []
        rest = page[skip:]
        skip = 0
        if rest:
            rows, start, skip = _page(rest, following, slots)
            found += rows
            if skip:
                parts = [rest[start:]]
    return found


def whole_names(rows: Sequence[Row], slots: Collection[int]) -> frozenset[str]:
    """The cells of some slots in the rows that neither begin a page nor end one; none where all is on one page."""
    turned = [any(atom.step is Step.PAGE for atom in part) for _, part in rows]
    if not any(turned[1:]):
        return frozenset()
    return frozenset(
        "".join(cell.lines)
        for number, (cells, _) in enumerate(rows)
        if not any(turned[number : number + 2])
        for cell in cells
        if cell.slot in slots
    )


def _remembering(slot: Slot) -> Slot:
    """A slot that looks at the same lines once only."""
    partial = None if slot.partial is None else Remembered(slot.partial).__getitem__
    return evolve(slot, judge=Remembered(slot.judge).__getitem__, partial=partial)


def may_begin_row(atom: Atom) -> bool:
    """Whether a row may begin with a piece: on top or below an empty line, and with no figure, though with a code."""
    return atom.step in (Step.BLANK, Step.PAGE) and (atom.text.isdecimal() or not is_figure(atom.text))


def _page(
    page: Sequence[Atom], following: Sequence[Atom], slots: Sequence[Slot]
) -> tuple[list[Row], int, int]:
    """The rows of a page; where its last one begins if the next page goes on with it, and with how many pieces."""
    cutter = Cutter(page, slots, several=True, partial=False, keep=1)
    readings = cutter.run()
    rows = readings[0][1] if readings else []
    whole: list[Row] = [(row, _pieces(row)) for row in rows] or [([], page)]
    if not following:
        return whole, len(page), 0
    top = following[:_WINDOW]
    behind = _Behind(top, slots)
    first = behind.first() if rows else []
    ends = bool(first) and (len(first[0].lines) == 1 or not _may_go_on(rows[-1], top[0].text, slots))
    if ends and all(_is_whole(row, slots) for row in (rows[-1], first)):
        return whole, len(page), 0
    best = (readings[0][0] if readings else IMPOSSIBLE) + _NEW_ROW + behind.cost(0), len(page), 0
    for start, before_it in _starts(page, cutter):
        if before_it >= best[0]:
            continue
        for taken, (cost, _) in cuts_of_row(page[start:], top[:_LONGEST_REST], slots).items():
            cost += before_it
            if taken < len(following):
                if taken == len(top) or not may_begin_row(following[taken]) or cost >= best[0]:
                    continue
                cost += _NEW_ROW + behind.cost(taken)
            if cost < best[0]:
                best = cost, start, taken
    _, start, taken = best
    if not taken:
        return whole, len(page), 0
    kept = cutter.before(start) if start else None
    rows_before: list[Row] = [(row, _pieces(row)) for row in (kept[1] if kept else [])]
    return rows_before, start, taken


def _may_go_on(cells: Sequence[Cell], text: str, slots: Sequence[Slot]) -> bool:
    """Whether one of the cells of a row that fill its height goes on with a text without any objection."""
    height = max(len(cell.lines) for cell in cells)
    tall = ((slots[cell.slot], cell.lines) for cell in cells if len(cell.lines) == height)
    return any(
        (slot.partial or slot.judge)((*lines, text)) <= slot.judge(lines) + _OBJECTION for slot, lines in tall
    )


def _is_whole(cells: Sequence[Cell], slots: Sequence[Slot]) -> bool:
    """Whether a row is surely a whole one: it prints a figure, and nothing speaks against any cell or step."""
    down = False
    for before, cell in pairwise(cells):
        due, down = step_between(min(len(before.lines), 3), min(len(cell.lines), 3), down)
        if cell.atoms[0].step is not due:
            return False
    return row_cost(cells, slots) <= 1 and any(is_figure(cell.atoms[0].text) for cell in cells)


def _starts(page: Sequence[Atom], cutter: Cutter) -> list[tuple[int, int]]:
    """Where the last row of a page may begin, nearest to its end first, and what the rows before it cost.

    Inside a row another one begins at a high price: rows before that cost more than with fewer pieces are left out.
    """
    low = max(0, len(page) - _LONGEST_LAST)
    found: list[tuple[int, int]] = []
    least = IMPOSSIBLE
    for start in range(len(page) - 1, low, -1):
        path = cutter.starts.get(start)
        if path is None or path.cost > least + _DEARER or not may_begin_row(page[start]):
            continue
        least = min(least, path.cost)
        found.append((start, path.cost))
        if len(found) == _MOST_STARTS:
            return found
    return found if low else [*found, (0, 0)]


def _rest_of(parts: Sequence[Sequence[Atom]], page: Sequence[Atom], slots: Sequence[Slot]) -> int:
    """How many pieces of a page belong to a row that begins before it."""
    top = page[:_WINDOW]
    behind = _Behind(top, slots)
    best = IMPOSSIBLE, len(page)
    for taken in range(min(len(top), _LONGEST_REST) + 1):
        if taken < len(page) and (taken == len(top) or not may_begin_row(page[taken])):
            continue
        cells = cut_row([*parts, page[:taken]], slots)
        if cells:
            cost = row_cost(cells, slots) + (_NEW_ROW + behind.cost(taken) if taken < len(page) else 0)
            best = min(best, (cost, taken))
    return best[1]


class _Behind:
    """What the pieces cost that a page begins with, as rows of their own."""

    def __init__(self, top: Sequence[Atom], slots: Sequence[Slot]):
        self.top = top
        self.slots = slots
        self.known: dict[int, int] = {}

    def first(self) -> list[Cell]:
        """The first row."""
        readings = Cutter(self.top, self.slots, several=True, partial=False, keep=1).run()
        return readings[0][1][0] if readings else []

    def cost(self, taken: int) -> int:
        """What the pieces cost without some that belong to the page before; the last row may be cut."""
        if taken not in self.known:
            cutter = Cutter(self.top[taken:], self.slots, several=True, partial=False, keep=1)
            cutter.run()
            self.known[taken] = cutter.least
        return self.known[taken]


def row_cost(cells: Sequence[Cell], slots: Sequence[Slot]) -> int:
    """What a row costs by its cells, and by those that are missing."""
    used = {cell.slot for cell in cells}
    return cost_of(cells, slots) + sum(
        slot.missing for number, slot in enumerate(slots) if number not in used
    )


def _pieces(cells: Sequence[Cell]) -> list[Atom]:
    return sorted((atom for cell in cells for atom in cell.atoms), key=lambda atom: atom.start)
