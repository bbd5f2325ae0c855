"""Cutting one row (单行切分), on one page or on several: what a page end cuts off goes to the cells it belongs to.

The first part of a cut row is laid out as a row of its own, or from the top.  What is left of its cells stands
on the next page, in their order and each from the top, so that the pieces there are given to the cells from left
to right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from govbudget.reading.layouts.flattened.atoms import Atom, Step, printed_lines
from govbudget.reading.layouts.flattened.grammar import (
    IMPOSSIBLE,
    KEPT,
    LONGEST_CELL,
    ODD_SPACE,
    WRONG_STEP,
    Cell,
    Cutter,
    Reading,
    Slot,
    cost_of,
    may_hold_space,
)
from govbudget.reading.words import is_economic_name, is_functional_name
from govbudget.text import fold

__all__ = ["cut_row", "cuts_of_row", "priced_row"]

MOST_PIECES: Final = 400
_FROM_TOP: Final = 1
"""What it costs that the first part of a row stands at the top and not in the middle."""


def cut_row(parts: Sequence[Sequence[Atom]], slots: Sequence[Slot]) -> list[Cell]:
    """The cells of one row, given its pieces on each page it stands on; no cells if they make no row."""
    return priced_row(parts, slots)[1]


def priced_row(parts: Sequence[Sequence[Atom]], slots: Sequence[Slot]) -> tuple[int, list[Cell]]:
    """What one row costs, and its cells."""
    first = [part for part in parts if part]
    if not first or sum(map(len, first)) > MOST_PIECES:
        return IMPOSSIBLE, []
    several = len(first) > 1
    if several:
        readings = _first_parts(first[0], slots)
    else:
        readings = Cutter(first[0], slots, several=False, partial=False, keep=1).run()
    for rest in first[1:]:
        readings = _continued(readings, rest, slots)
    if not several:
        return (readings[0][0], readings[0][1][0]) if readings else (IMPOSSIBLE, [])
    best: tuple[tuple[int, int], list[Cell]] | None = None
    for cost, rows in readings:
        cells = rows[0]
        used = {cell.slot for cell in cells}
        whole = cost + cost_of(cells, slots)
        whole += sum(slot.missing for number, slot in enumerate(slots) if number not in used)
        # Of two ways as good as one another the one that makes more of the names that are prescribed.
        weight = whole, -sum(map(_is_prescribed, cells))
        if best is None or weight < best[0]:
            best = weight, cells
    return (IMPOSSIBLE, []) if best is None else (best[0][0], best[1])


def _is_prescribed(cell: Cell) -> bool:
    """Whether a cell is the name of a 类 of a classification."""
    folded = fold("".join(cell.lines))
    return is_functional_name(folded) or is_economic_name(folded)


def _first_parts(part: Sequence[Atom], slots: Sequence[Slot]) -> list[Reading]:
    """The ways to cut the first part of a row: each of its cells in the middle, or else from the top."""
    readings = Cutter(part, slots, several=False, partial=True, keep=KEPT).run()
    if any(atom.step is not Step.SPACE for atom in part[1:]):
        top = Cutter(part, slots, several=False, partial=True, keep=KEPT, from_top=True).run()
        readings += [(cost + _FROM_TOP, cells) for cost, cells in top]
        readings.sort(key=lambda each: each[0])
    return readings[:KEPT]


def cuts_of_row(
    part: Sequence[Atom], rest: Sequence[Atom], slots: Sequence[Slot]
) -> dict[int, tuple[int, list[Cell]]]:
    """The ways to go on on the next page with a row that a page ends with.

    For each number of pieces there that may belong to it the cheapest one: what it costs, and its cells.
    """
    found: dict[int, tuple[int, list[Cell]]] = {}
    for cost, rows in _first_parts(part, slots):
        used = {cell.slot for cell in rows[0]}
        missing = sum(slot.missing for number, slot in enumerate(slots) if number not in used)
        # The cells are weighed as they are with what they go on with.
        cost -= sum((slots[cell.slot].partial or slots[cell.slot].judge)(cell.lines) for cell in rows[0])
        cost -= sum(
            slot.missing for number, slot in enumerate(slots) if number not in used and number < max(used)
        )
        for taken, ways in enumerate(_ways(rows[0], rest, slots)):
            for more, weight, cells in ways.values() if taken else ():
                whole = cost + more + weight + missing
                if taken not in found or whole < found[taken][0]:
                    found[taken] = whole, cells
    return found


def _continued(readings: Sequence[Reading], rest: Sequence[Atom], slots: Sequence[Slot]) -> list[Reading]:
    """The readings with what stands on the next page given to their cells, in order, each from the top."""
    found: list[tuple[int, int, list[Cell]]] = []
    for cost, rows in readings:
        found.extend((cost + more, weight, cells) for more, weight, cells in _given(rows[0], rest, slots))
    found.sort(key=lambda each: each[0] + each[1])
    return [(cost, [cells]) for cost, _, cells in found[: 4 * KEPT]]


def _given(
    cells: Sequence[Cell], rest: Sequence[Atom], slots: Sequence[Slot]
) -> list[tuple[int, int, list[Cell]]]:
    """The ways to give the pieces of the next page to the cells: what steps cost, what cells cost, the cells."""
    return list(_ways(cells, rest, slots)[len(rest)].values())


_Ways: TypeAlias = dict[tuple[int, int], tuple[int, int, list[Cell]]]


def _ways(cells: Sequence[Cell], rest: Sequence[Atom], slots: Sequence[Slot]) -> list[_Ways]:
    """The ways to give the first pieces of the next page to the cells, for each number of them.

    Each by the cell that may follow and the lines that the last one got.
    """
    count = len(cells)
    alone = [slots[cell.slot].judge(cell.lines) for cell in cells]
    printed = [cell.lines for cell in cells]
    room = _room(cells)
    ways: list[_Ways] = [{} for _ in range(len(rest) + 1)]
    ways[0][0, 0] = 0, sum(alone), list(cells)
    for start in range(len(rest)):
        if not ways[start]:
            continue
        # What stands on the next page is a line of its own, however it stands there.
        below = rest[start]._replace(step=Step.PAGE)
        for end, lines, odd in _pieces_from(rest, start):
            more = (below, *rest[start + 1 : end])
            prices = [_price(slots[cells[n].slot], (*printed[n], *lines)) for n in range(count)]
            for (following, before), (cost, weight, so_far) in ways[start].items():
                wrong = 0
                if before and rest[start].step is not (Step.SPACE if before == 1 else Step.BLANK):
                    wrong = WRONG_STEP
                for number in range(following, count):
                    price = prices[number]
                    if price is None:
                        continue
                    ended = not room[number] and not slots[cells[number].slot].merged
                    total = cost + wrong + odd + (WRONG_STEP if ended else 0)
                    whole = weight + price - alone[number]
                    key = number + 1, min(len(lines), 2)
                    known = ways[end].get(key)
                    if known is None or total + whole < known[0] + known[1]:
                        longer = Cell(cells[number].slot, (*cells[number].atoms, *more))
                        ways[end][key] = total, whole, [*so_far[:number], longer, *so_far[number + 1 :]]
    return ways


def _room(cells: Sequence[Cell]) -> list[bool]:
    """Of every cell whether it fills its page to the end, as all have to that go on on the next one."""
    parts = [sum(atom.step is Step.PAGE for atom in cell.atoms[1:]) + 1 for cell in cells]
    # What stands on a later page begins there, but for the first cell of all.
    parts = [
        count + (1 if number and cell.atoms[0].step is Step.PAGE else 0)
        for number, (count, cell) in enumerate(zip(parts, cells, strict=True))
    ]
    heights = []
    for cell in cells:
        start = max((at for at, atom in enumerate(cell.atoms) if atom.step is Step.PAGE), default=0)
        heights.append(len(printed_lines(cell.atoms[start:])))
    last = max(parts)
    height = max(height for height, part in zip(heights, parts, strict=True) if part == last)
    return [part == last and tall == height for tall, part in zip(heights, parts, strict=True)]


def _price(slot: Slot, lines: tuple[str, ...]) -> int | None:
    """What a cell costs with what it goes on with, None if it cannot go on so."""
    if (slot.partial or slot.judge)(lines) >= IMPOSSIBLE:
        return None
    return slot.judge(lines)


def _pieces_from(rest: Sequence[Atom], start: int) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """The parts of a cell that may begin at a piece: where each ends, its lines, what odd spaces in it cost."""
    lines = [rest[start].text]
    odd = 0
    yield start + 1, tuple(lines), odd
    for at in range(start + 1, min(len(rest), start + LONGEST_CELL)):
        atom = rest[at]
        if atom.step is Step.NEWLINE:
            return
        if atom.step is Step.SPACE:
            if not may_hold_space(rest[at - 1].text, atom.text):
                odd += ODD_SPACE
                if odd > 2 * ODD_SPACE:
                    return
            lines[-1] += " " + atom.text
        else:
            lines.append(atom.text)
        yield at + 1, tuple(lines), odd
