"""Whether a text keeps the line grammar at all (是否合乎行文法): the steps of a cut table that ought to be otherwise.

The line grammar (`grammar`) is that of one way of taking text out of a PDF.  Other ways write a cell to a paragraph, a
column after a column, or whatever the page happens to hold in its order.  Such text can be cut into rows as well,
and would put numbers beside names that they do not belong to.  It is told by what it breaks: how its cells follow
one another, names that are missing, rows that make no row.  A table, or a whole document, that breaks the grammar
more than now and then is not read by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from govbudget.reading.layouts.flattened.atoms import Atom, Step
from govbudget.reading.layouts.flattened.grammar import Cell, Slot, step_between

__all__ = ["Obedience", "obedience_of"]

_ONE_IN: Final = 10
"""One step among so many may be another than the grammar has."""
_ALLOWED: Final = 2
_HOPELESS: Final = 8


@frozen
class Obedience:
    """How many steps were looked at, and how many things break the grammar.

    >>> Obedience(kept=40, broken=2).is_kept, Obedience(kept=40, broken=12).is_kept
    (True, False)
    """

    kept: int = 0
    broken: int = 0

    @property
    def is_kept(self) -> bool:
        """Whether the grammar is broken no more than now and then."""
        return self.broken <= _ALLOWED + (self.kept + self.broken) // _ONE_IN

    @property
    def is_hopeless(self) -> bool:
        """Whether so much is broken that no more need be looked at."""
        return self.broken > _HOPELESS and 3 * self.broken > self.kept

    @classmethod
    def of_all(cls, parts: Iterable[Obedience]) -> Obedience:
        """That of several tables together."""
        found = list(parts)
        return cls(sum(one.kept for one in found), sum(one.broken for one in found))


def obedience_of(
    rows: Iterable[tuple[Sequence[Cell], Sequence[Atom]]], slots: Sequence[Slot], names: Collection[int]
) -> Obedience:
    """How well some rows keep the grammar; `names` are the slots of which a row prints one at least."""
    kept = broken = 0
    first = True
    for cells, _ in rows:
        if not cells:
            broken += 1
            continue
        if names and all(cell.slot not in names for cell in cells):
            broken += 1
        begins = cells[0].atoms[0].step
        if not first and begins is not Step.PAGE:
            kept, broken = (kept + 1, broken) if begins is Step.BLANK else (kept, broken + 1)
        first = False
        if any(
            atom.step is Step.PAGE for cell in cells for atom in cell.atoms if atom is not cells[0].atoms[0]
        ):
            continue
        stepped_down = False
        for before, cell in pairwise(cells):
            due, stepped_down = step_between(min(len(before.lines), 3), min(len(cell.lines), 3), stepped_down)
            if slots[before.slot].merged:
                continue
            kept, broken = (kept + 1, broken) if cell.atoms[0].step is due else (kept, broken + 1)
    return Obedience(kept, broken)
