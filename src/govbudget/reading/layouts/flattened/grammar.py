"""The line grammar of flattened text (行文法): cutting the pieces of a row into its cells.

Cells are written left to right, each centred in its row.  Between neighbouring cells of n and m lines stands

* a space if both have one line;
* a line end if one has one line and the other two, except that after such a step from two lines to one the next
  step from one line to two gets an empty line;
* an empty line in every other case, and inside a cell wherever it was wrapped.

So an empty line may fall inside a cell, and a plain line end never does.  A row that the end of a page cuts
goes on below: what is left of its cells stands in their order, each from the top.

A row is a sequence of *slots*, each a column or a run of columns alike, and any of them may print nothing.  Every
way to cut the pieces is weighed: a step the grammar does not have, a cell that its slot does not like, a slot
left empty, all cost something, and the cheapest way is taken.  Costs are small whole numbers, so that nothing
depends on rounding.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> name = Slot((0,), judge=lambda lines: 0 if not lines[0][0].isdecimal() else 40)
>>> figure = Slot((1, 2), judge=lambda lines: 0 if lines[0][0].isdecimal() else 40)
>>> pieces = atoms_of(split_lines("住房保障\\n\\n支出\\n3.00 2.00"))
>>> [[atom.text for atom in cell.atoms] for cell in cut_row([pieces], [name, figure])]
[['住房保障', '支出'], ['3.00'], ['2.00']]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from attrs import define, frozen

from govbudget.reading.layouts.flattened.atoms import Atom, Step, printed_lines, width_of

__all__ = [
    "IMPOSSIBLE",
    "Cell",
    "Judge",
    "Slot",
    "Width",
    "cost_of",
    "cut_row",
    "cut_rows",
    "may_hold_space",
    "sure_row",
    "unit_at",
]

IMPOSSIBLE: Final = 1000
"""What a cell costs that cannot stand in its slot."""
_WRONG_STEP: Final = 6
_STEP_OF_CUT_ROW: Final = 4
_ODD_SPACE: Final = 5
_NEW_ROW: Final = 3
_LONGEST_CELL: Final = 40
_MOST_LINES: Final = 12
_BEAM: Final = 36
"""How much dearer than the cheapest a reading may be at any piece and still be followed."""
_KEPT: Final = 6
_MOST_PIECES: Final = 400
_NOT_FULL: Final = 6
_CLEAR: Final = 3
"""By how much the cheapest reading has to be cheaper than any other to be sure."""

Judge: TypeAlias = Callable[[tuple[str, ...]], int]
"""What it costs to take some printed lines for a cell."""


@frozen(eq=False)
class Slot:
    """A column of a row, or a run of columns alike: what it costs to stand in it, or to leave it empty.

    `partial` judges the part of a cell that the end of a page has cut.  A cell of a *merged* slot is centred in
    several rows, so how the next one follows says nothing.
    """

    columns: tuple[int, ...]
    judge: Judge
    partial: Judge | None = None
    missing: int = 0
    merged: bool = False


class Cell(NamedTuple):
    """A cell as cut: its slot and its pieces."""

    slot: int
    atoms: tuple[Atom, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Its printed lines."""
        return printed_lines(self.atoms)


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def may_hold_space(before: str, after: str) -> bool:
    """Whether a space between two pieces may stand inside a cell: between Chinese and digits or Latin letters.

    >>> [may_hold_space(*pieces) for pieces in (("为", "50.36"), ("万元", "型"), ("率", "≥5"), ("≥5", "万"))]
    [True, False, False, True]
    """
    last, first = before[-1], after[0]
    chinese = "\u4e00" <= last <= "\u9fff", "\u4e00" <= first <= "\u9fff"
    return (chinese[0] and _is_letter(first)) or (chinese[1] and (_is_letter(last) or last in "%％"))


def unit_at(text: str) -> str:
    """What of a text cannot be parted: its first character, bracket group, number or Latin word.

    >>> [unit_at(text) for text in ("（%）以上", "12.5万元", "年度", "《通知》")]
    ['（%）', '12.5', '年', '《']
    """
    first = text[0]
    if first in "（(":
        # A group that is not closed on its line was too wide for any line: it does not fit here either.
        end = min((at for at in (text.find("）"), text.find(")")) if at > 0), default=-1)
        return text if end < 0 else text[: end + 1] if end <= 10 else first
    length = 1
    if first.isascii() and first.isalnum():
        while (
            length < len(text)
            and text[length].isascii()
            and (text[length].isalnum() or text[length] in ".,%")
        ):
            length += 1
    elif first in "≥≤><=＞＜":
        return first + (unit_at(text[1:]) if len(text) > 1 else "")
    return text[:length]


@define(eq=False)
class Width:
    """What is known of the width of a column: it lies between the bounds.

    No line is wider than its column, and a wrapped line is full: what stands first on the next would not have fitted.

    >>> width = Width()
    >>> width.learn(("社会保障和", "就业支出"))
    >>> width, width.cost(("社会", "保障")), width.cost(("社会保障和就业",)), width.cost(("社会保障和", "就业"))
    (Width(lower=10, upper=11), 6, 6, 0)
    """

    lower: int = 0
    upper: int | None = None

    def learn(self, lines: Sequence[str]) -> None:
        """Take the lines of a cell that surely stands in the column."""
        self.lower = max(self.lower, *map(width_of, lines))
        for line, following in pairwise(lines):
            limit = width_of(line) + width_of(unit_at(following)) - 1
            if self.upper is None or limit < self.upper:
                self.upper = limit
        if self.upper is not None:
            self.upper = max(self.upper, self.lower)

    def cost(self, lines: Sequence[str]) -> int:
        """What it costs to take some lines for a cell of the column."""
        cost = 0
        for line, following in pairwise(lines):
            if width_of(line) + width_of(unit_at(following)) <= self.lower:
                cost += _NOT_FULL
        if self.upper is not None:
            cost += sum(_NOT_FULL for line in lines if width_of(line) > self.upper)
        return cost


def _step_between(before: int, here: int, stepped_down: bool) -> tuple[Step, bool]:
    if before == here == 1:
        return Step.SPACE, stepped_down
    if before + here == 3 and before < 3 and here < 3 and not (here == 2 and stepped_down):
        return Step.NEWLINE, before == 2
    return Step.BLANK, False


class _State(NamedTuple):
    """Where a reading stands: the slot and how many of its columns are used, the lines of the cell before."""

    slot: int
    used: int
    lines: int
    stepped_down: bool


class _Span(NamedTuple):
    """A cell that may begin at a piece: its end, its number of lines up to three, and the slots it fits."""

    start: int
    end: int
    lines: int
    costs: list[tuple[int, int]]
    atoms: tuple[Atom, ...]


class _Path(NamedTuple):
    cost: int
    cell: Cell | None
    before: _Path | None
    ends_row: bool = False


_Reading: TypeAlias = tuple[int, list[list[Cell]]]
_START: Final = _State(-1, 0, 0, False)


class _Cutter:
    """Cuts the pieces of one page's part of a row, or of several rows, into cells."""

    def __init__(
        self, atoms: Sequence[Atom], slots: Sequence[Slot], *, several: bool, partial: bool, keep: int
    ):
        self.atoms = atoms
        self.slots = slots
        self.several = several
        self.partial = partial
        self.keep = keep
        self.skipped = [0]
        for slot in slots:
            self.skipped.append(self.skipped[-1] + slot.missing)

    def run(self) -> list[_Reading]:
        """The cheapest readings, best first; none if no cell fits."""
        count = len(self.atoms)
        table: list[dict[_State, list[_Path]]] = [{} for _ in range(count + 1)]
        table[0][_START] = [_Path(0, None, None)]
        for start in range(count):
            states = table[start]
            if not states:
                continue
            if self.several and start and self.atoms[start].step in (Step.BLANK, Step.PAGE):
                self._end_rows(states)
            spans = self._spans(start)
            bound = min(paths[0].cost for paths in states.values()) + _BEAM
            for state, paths in states.items():
                if paths[0].cost <= bound:
                    for span in spans:
                        self._extend(table[span.end], state, paths, span)
        final = [
            (path.cost + self._tail(state), path) for state, paths in table[count].items() for path in paths
        ]
        final.sort(key=lambda each: each[0])
        return [(cost, _rows_of(path)) for cost, path in final[: self.keep]]

    def _tail(self, state: _State) -> int:
        return 0 if self.partial else self.skipped[-1] - self.skipped[state.slot + 1]

    def _end_rows(self, states: dict[_State, list[_Path]]) -> None:
        ended = [
            _Path(path.cost + self._tail(state) + _NEW_ROW, path.cell, path.before, ends_row=True)
            for state, paths in states.items()
            if state.slot >= 0
            for path in paths
        ]
        if ended:
            ended.sort(key=lambda path: path.cost)
            states[_START] = ended[: self.keep]

    def _spans(self, start: int) -> list[_Span]:
        """The cells that may begin at a piece, each with the slots it may stand in and what it costs there."""
        atoms = self.atoms
        found = []
        lines = [atoms[start].text]
        odd = 0
        for end in range(start + 1, min(len(atoms), start + _LONGEST_CELL) + 1):
            if end > start + 1:
                atom = atoms[end - 1]
                if atom.step is Step.NEWLINE or len(lines) > _MOST_LINES:
                    break
                if atom.step is Step.SPACE:
                    if not may_hold_space(atoms[end - 2].text, atom.text):
                        short = len(atoms[end - 2].text) == len(atom.text) == 1
                        odd += 1 if short else _ODD_SPACE
                        if odd > 2 * _ODD_SPACE:
                            break
                    lines[-1] += " " + atom.text
                else:
                    lines.append(atom.text)
            printed = tuple(lines)
            costs = []
            for number, slot in enumerate(self.slots):
                judge = slot.partial if self.partial and slot.partial is not None else slot.judge
                cost = judge(printed)
                if cost < IMPOSSIBLE:
                    costs.append((number, cost + odd))
            if costs:
                found.append(_Span(start, end, min(len(lines), 3), costs, tuple(atoms[start:end])))
        return found

    def _extend(
        self, target: dict[_State, list[_Path]], state: _State, paths: Sequence[_Path], span: _Span
    ) -> None:
        down = False
        wrong = 0
        if state.slot >= 0:
            due, down = _step_between(state.lines, span.lines, state.stepped_down)
            if self.atoms[span.start].step is not due and not self.slots[state.slot].merged:
                wrong = _STEP_OF_CUT_ROW if self.partial else _WRONG_STEP
        before = self.skipped[state.slot + 1]
        for number, cost in span.costs:
            if number < state.slot:
                continue
            used = 1
            if number == state.slot:
                used = state.used + 1
                if used > len(self.slots[number].columns):
                    continue
            else:
                cost += self.skipped[number] - before
            cost += wrong
            kept = target.setdefault(_State(number, used, span.lines, down), [])
            for path in paths:
                total = path.cost + cost
                if len(kept) >= self.keep and total >= kept[-1].cost:
                    break
                self._keep(kept, _Path(total, Cell(number, span.atoms), path))

    def _keep(self, kept: list[_Path], path: _Path) -> None:
        if len(kept) < self.keep:
            kept.append(path)
            kept.sort(key=lambda each: each.cost)
        elif path.cost < kept[-1].cost:
            kept[-1] = path
            kept.sort(key=lambda each: each.cost)


def _rows_of(path: _Path) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[]]
    at: _Path | None = path
    while at is not None and at.cell is not None:
        if at.ends_row:
            rows.append([])
        rows[-1].append(at.cell)
        at = at.before
    return [row[::-1] for row in rows[::-1]]


def cost_of(cells: Sequence[Cell], slots: Sequence[Slot]) -> int:
    """What the cells of a row cost by themselves."""
    return sum(slots[cell.slot].judge(cell.lines) for cell in cells)


def cut_rows(atoms: Sequence[Atom], slots: Sequence[Slot]) -> list[list[Cell]]:
    """The rows of some pieces whose beginnings nothing marks; no rows if the pieces make none."""
    readings = _Cutter(atoms, slots, several=True, partial=False, keep=1).run()
    return readings[0][1] if readings else []


def sure_row(parts: Sequence[Sequence[Atom]], slots: Sequence[Slot]) -> list[Cell]:
    """The cells of one row if it stands on one page and no other way to cut it comes near; else no cells."""
    first = [part for part in parts if part]
    if len(first) != 1 or len(first[0]) > _MOST_PIECES:
        return []
    readings = _Cutter(first[0], slots, several=False, partial=False, keep=2).run()
    if not readings or (len(readings) > 1 and readings[1][0] - readings[0][0] < _CLEAR):
        return []
    return readings[0][1][0]


def cut_row(parts: Sequence[Sequence[Atom]], slots: Sequence[Slot]) -> list[Cell]:
    """The cells of one row, given its pieces on each page it stands on; no cells if they make no row."""
    first = [part for part in parts if part]
    if not first or sum(map(len, first)) > _MOST_PIECES:
        return []
    several = len(first) > 1
    readings = _Cutter(first[0], slots, several=False, partial=several, keep=_KEPT if several else 1).run()
    for rest in first[1:]:
        readings = _continued(readings, rest, slots)
    if not several:
        return readings[0][1][0] if readings else []
    best: tuple[int, list[Cell]] | None = None
    for cost, rows in readings:
        cells = rows[0]
        used = {cell.slot for cell in cells}
        whole = cost + cost_of(cells, slots)
        whole += sum(slot.missing for number, slot in enumerate(slots) if number not in used)
        if best is None or whole < best[0]:
            best = whole, cells
    return [] if best is None else best[1]


def _continued(readings: Sequence[_Reading], rest: Sequence[Atom], slots: Sequence[Slot]) -> list[_Reading]:
    """The readings with what stands on the next page given to their cells, in order, each from the top."""
    found: list[tuple[int, int, list[Cell]]] = []
    for cost, rows in readings:
        found.extend((cost + more, weight, cells) for more, weight, cells in _given(rows[0], rest, slots))
    found.sort(key=lambda each: each[0] + each[1])
    return [(cost, [cells]) for cost, _, cells in found[: 4 * _KEPT]]


def _given(
    cells: Sequence[Cell], rest: Sequence[Atom], slots: Sequence[Slot]
) -> list[tuple[int, int, list[Cell]]]:
    """The ways to give the pieces of the next page to the cells: what steps cost, what cells cost, the cells."""
    count = len(cells)
    alone = [slots[cell.slot].judge(cell.lines) for cell in cells]
    printed = [cell.lines for cell in cells]
    ways: list[dict[tuple[int, int], tuple[int, int, list[Cell]]]] = [{} for _ in range(len(rest) + 1)]
    ways[0][0, 0] = 0, sum(alone), list(cells)
    for start in range(len(rest)):
        if not ways[start]:
            continue
        # What stands on the next page is a line of its own, however it stands there.
        below = rest[start]._replace(step=Step.BLANK)
        for end, lines, odd in _pieces_from(rest, start):
            more = (below, *rest[start + 1 : end])
            prices = [_price(slots[cells[n].slot], (*printed[n], *lines)) for n in range(count)]
            for (following, before), (cost, weight, so_far) in ways[start].items():
                wrong = 0
                if before and rest[start].step is not (Step.SPACE if before == 1 else Step.BLANK):
                    wrong = _WRONG_STEP
                for number in range(following, count):
                    price = prices[number]
                    if price is None:
                        continue
                    total, whole = cost + wrong + odd, weight + price - alone[number]
                    key = number + 1, min(len(lines), 2)
                    known = ways[end].get(key)
                    if known is None or total + whole < known[0] + known[1]:
                        longer = Cell(cells[number].slot, (*cells[number].atoms, *more))
                        ways[end][key] = total, whole, [*so_far[:number], longer, *so_far[number + 1 :]]
    return list(ways[len(rest)].values())


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
    for at in range(start + 1, min(len(rest), start + _LONGEST_CELL)):
        atom = rest[at]
        if atom.step is Step.NEWLINE:
            return
        if atom.step is Step.SPACE:
            if not may_hold_space(rest[at - 1].text, atom.text):
                odd += _ODD_SPACE
                if odd > 2 * _ODD_SPACE:
                    return
            lines[-1] += " " + atom.text
        else:
            lines.append(atom.text)
        yield at + 1, tuple(lines), odd
