"""Which side every entry of two panels stands on (并列栏定侧): proved, or left open.

An *entry* is a name with the figures behind it.  Where both panels print on one line the first is on the left; an
entry alone says by its place nothing.  What proves its side is, in this order: more figures than the other side has
columns; its words; its number, the next one on one side only; the sums of both sides, if they leave one
choice for all entries together; that a side is filled from the top, without blanks above names that are proved.
An entry with figures that nothing proves is *open*.  One without figures stands beside the entry it shares its row
with, or on the side of the one before it: a name only, but a problem says that it may stand on the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product
from typing import Final

from attrs import define

from govbudget.money import EXACT, parse_number
from govbudget.reading.doubts import Doubt
from govbudget.reading.layouts.flattened.across_pages import Row
from govbudget.reading.layouts.flattened.atoms import Step, joined
from govbudget.reading.layouts.flattened.grammar import Cell
from govbudget.reading.layouts.flattened.panels import numeral_at, side_of_words
from govbudget.reading.words import is_total_word
from govbudget.text import fold

__all__ = ["LEFT", "OPEN", "RIGHT", "Entry", "decide", "sided"]

LEFT: Final = 0
RIGHT: Final = 1
OPEN: Final = -1
"""The slot of figures whose side is open."""
_MOST_SUMS: Final = 4096
_CARRIED: Final = re.compile(r"结转|结余")
_ROUNDING: Final = Decimal("0.01")


@define(eq=False)
class Entry:
    """A name with its figures, and the side it stands on, None while that is open."""

    name: str
    figures: tuple[str, ...]
    side: int | None = None
    row: int = -1
    """Which row it stands in, as far as rows are known; -1 if it is not."""
    is_doubtful: bool = False
    """Whether its side is the likelier one, and nothing proves it."""

    @property
    def number(self) -> int:
        """The number in front of its name, 0 without one or if it numbers the parts of another entry."""
        return 0 if self.name[:1] in "（(" else numeral_at(self.name)

    @property
    def is_total(self) -> bool:
        """Whether it is a total of its side."""
        return is_total_word(fold(self.name))

    @property
    def worth(self) -> Decimal | None:
        """The first of its figures, which is the total of the others; nothing if it prints none."""
        return parse_number(self.figures[0]) if self.figures else Decimal(0)


def decide(entries: Sequence[Entry], widths: tuple[int, int]) -> None:
    """Give every entry whose side is not known the side that is proved; `widths` are the figures of each side."""
    for entry in entries:
        if entry.side is None:
            more = [side for side in (LEFT, RIGHT) if len(entry.figures) <= widths[side]]
            entry.side = more[0] if len(more) == 1 else side_of_words(entry.name)
    _by_numbers(entries)
    if any(entry.side is None and entry.figures for entry in entries):
        _by_sums(entries)
        _by_numbers(entries)
    _by_next_number(entries)
    _by_filling(entries)
    before = LEFT
    for at, entry in enumerate(entries):
        if entry.side is None and not entry.figures:
            first, second = _shares_row(entries, at, at - 1), _shares_row(entries, at, at + 1)
            entry.side = RIGHT if first else LEFT if second else before
            entry.is_doubtful = True
        before = before if entry.side is None else entry.side


def _by_next_number(entries: Sequence[Entry]) -> None:
    """Decide the names without figures whose number is the very next one on one side, and not on the other."""
    last = [0, 0]
    for entry in entries:
        if not entry.number:
            continue
        if entry.side is None:
            fitting = [side for side in (LEFT, RIGHT) if entry.number == last[side] + 1]
            if entry.figures or len(fitting) != 1:
                # What stands on either side may be what the next number follows.
                return
            entry.side = fitting[0]
        last[entry.side] = entry.number


def _shares_row(entries: Sequence[Entry], at: int, other: int) -> bool:
    """Whether two entries may stand side by side in one row, the first on the left."""
    if not 0 <= other < len(entries) or entries[at].row < 0 or entries[at].row != entries[other].row:
        return False
    return entries[other].side != (RIGHT if other < at else LEFT)


def _by_filling(entries: Sequence[Entry]) -> None:
    """Decide the names without figures by what stands below them: no side has a blank above what it prints."""
    below: set[int] = set()
    for at in range(len(entries) - 1, -1, -1):
        entry = entries[at]
        if _ends_items(entry):
            below = set()
        elif entry.side is not None:
            below.add(entry.side)
        elif not entry.figures:
            if _shares_row(entries, at, at - 1):
                entry.side = RIGHT if RIGHT in below else None
            elif _shares_row(entries, at, at + 1):
                entry.side = LEFT if LEFT in below else None
            elif len(below) == 1:
                entry.side = next(iter(below))


def _ends_items(entry: Entry) -> bool:
    """Whether an entry is of those below the items of both sides, which stand beside one another."""
    return entry.is_total or _CARRIED.search(fold(entry.name)) is not None


def _by_numbers(entries: Sequence[Entry]) -> None:
    """Decide by the numbers of names, as long as that decides any."""
    again = True
    while again:
        again = False
        for at, entry in enumerate(entries):
            if entry.side is None and entry.number:
                fitting = [side for side in (LEFT, RIGHT) if _follows(entries, at, side)]
                if len(fitting) == 1:
                    entry.side = fitting[0]
                    again = True
        for one, other in pairwise(entries):
            if one.side is None and other.side is None and one.number and one.number == other.number:
                one.side, other.side = LEFT, RIGHT
                again = True


def _follows(entries: Sequence[Entry], at: int, side: int) -> bool:
    """Whether the number of an entry is the next one on a side, as far as that is known."""
    number = entries[at].number
    before = _nearest(entries[at - 1 :: -1] if at else (), side)
    after = _nearest(entries[at + 1 :], side)
    # Entries that are open may stand between the numbers that are known.
    if before is None:
        return after is None or number < after or after == 1
    return before < number and (after is None or number < after or after <= before)


def _nearest(entries: Iterable[Entry], side: int) -> int | None:
    return next((entry.number for entry in entries if entry.side == side and entry.number), None)


def _by_sums(entries: Sequence[Entry]) -> None:
    """Decide by the totals of both sides, if one choice of sides is left that keeps them."""
    if any(entry.figures and entry.worth is None for entry in entries):
        return
    numbered = any(entry.number for entry in entries)
    states: dict[tuple[Decimal, Decimal], tuple[int, ...] | None] = {(Decimal(0), Decimal(0)): ()}
    open_entries = []
    for entry in entries:
        worth = entry.worth
        if worth is None or (numbered and _is_part(entry)):
            continue
        if entry.is_total and entry.side is not None:
            side = entry.side
            # Names without figures and sides without totals are told nothing.
            states = {
                sums: choice
                for sums, choice in states.items()
                if not entry.figures or abs(EXACT.subtract(sums[side], worth)) < _ROUNDING
            }
        elif entry.side is not None:
            states = {_added(sums, entry.side, worth): choice for sums, choice in states.items()}
        elif entry.figures and worth:
            open_entries.append(entry)
            states = _either(states, worth)
        if not states or len(states) > _MOST_SUMS:
            return
    choices = list(states.values())
    if len(choices) == 1 and choices[0] is not None:
        for entry, side in zip(open_entries, choices[0], strict=True):
            entry.side = side


def _is_part(entry: Entry) -> bool:
    return entry.name[:1] in "（(" or fold(entry.name).startswith("其中")


def _added(sums: tuple[Decimal, Decimal], side: int, worth: Decimal) -> tuple[Decimal, Decimal]:
    left, right = sums
    return (EXACT.add(left, worth), right) if side == LEFT else (left, EXACT.add(right, worth))


def _either(
    states: dict[tuple[Decimal, Decimal], tuple[int, ...] | None], worth: Decimal
) -> dict[tuple[Decimal, Decimal], tuple[int, ...] | None]:
    """The sums with an entry on either side; None for sums that more than one choice makes."""
    found: dict[tuple[Decimal, Decimal], tuple[int, ...] | None] = {}
    for sums, choice in states.items():
        for side in (LEFT, RIGHT):
            key = _added(sums, side, worth)
            found[key] = None if key in found or choice is None else (*choice, side)
    return found


def sided(
    rows: Sequence[Row],
    names: tuple[int, int],
    widths: tuple[int, int],
    *,
    marked: bool,
    words: tuple[str, str] = ("", ""),
) -> tuple[list[Row], dict[int, Doubt]]:
    """The rows with every entry on the side that is proved, and the rows in doubt by where they begin.

    `names` are the slots of the names, the figures of each have the next one; what is open has slot `OPEN` for its
    figures.  `marked` says whether the beginnings of the rows are known, so that two entries of one row stand side by
    side for certain; `words` are what the sides are called.
    """
    entries: list[Entry] = []
    found: list[tuple[Row, list[tuple[Entry, list[Cell]]]]] = []
    for at, row in enumerate(rows):
        parts = _entries(row[0], names)
        for number, (entry, cells) in enumerate(parts):
            entry.row = at
            if number and (marked or cells[0].atoms[0].step in (Step.SPACE, Step.NEWLINE)):
                parts[number - 1][0].side, entry.side = LEFT, RIGHT
        entries += [entry for entry, _ in parts]
        found.append((row, parts))
    decide(entries, widths)
    placed: list[Row] = []
    doubts: dict[int, Doubt] = {}
    for row, parts in found:
        new = list(_replaced(row, parts, names))
        if any(entry.is_doubtful for entry, _ in parts):
            doubts[new[0][1][0].start] = _doubt([entry for entry, _ in parts], words)
        placed += new
    return placed, doubts


def _doubt(entries: Sequence[Entry], words: tuple[str, str]) -> Doubt:
    """What is told of entries that may stand on either side."""
    choices = [(LEFT, RIGHT) if entry.is_doubtful else (entry.side,) for entry in entries]
    ways = [sides for sides in product(*choices) if sides != (RIGHT, LEFT)]
    readings = tuple(
        tuple(
            entry.name if side is None else f"{words[side]} {entry.name}"
            for entry, side in zip(entries, sides, strict=True)
        )
        for sides in ways
    )
    return Doubt(len(ways), readings)


def _entries(cells: Sequence[Cell], names: tuple[int, int]) -> list[tuple[Entry, list[Cell]]]:
    """The entries of a row; none if it prints anything else."""
    parts: list[list[Cell]] = []
    for cell in cells:
        if cell.slot in names:
            parts.append([cell])
        elif cell.slot - 1 in names and parts:
            parts[-1].append(cell)
        elif parts or cell.slot > names[0]:
            return []
    if len(parts) > len(names):
        return []
    return [
        (Entry(joined(part[0].atoms), tuple(joined(cell.atoms) for cell in part[1:])), part) for part in parts
    ]


def _replaced(row: Row, parts: Sequence[tuple[Entry, list[Cell]]], names: tuple[int, int]) -> Iterator[Row]:
    """A row with its entries where they belong: two rows if both stand on one side."""
    if not parts:
        yield row
        return
    moved = [_moved(entry, cells, names) for entry, cells in parts]
    own = [cell for cell in row[0] if cell.slot < names[0]]
    if len(parts) == 2 and (parts[0][0].side, parts[1][0].side) != (LEFT, RIGHT):
        for cells in moved:
            yield cells, [atom for cell in cells for atom in cell.atoms]
    else:
        yield [*own, *(cell for cells in moved for cell in cells)], row[1]


def _moved(entry: Entry, cells: Sequence[Cell], names: tuple[int, int]) -> list[Cell]:
    name = names[LEFT if entry.side is None else entry.side]
    figures = OPEN if entry.side is None else name + 1
    return [Cell(name, cells[0].atoms), *(Cell(figures, cell.atoms) for cell in cells[1:])]
