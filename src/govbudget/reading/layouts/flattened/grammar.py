"""The line grammar of flattened text (行文法): cutting the pieces of a row into its cells.

Cells are written left to right, each centred in its row.  Between neighbouring cells of n and m lines stands

* a space if both have one line;
* a line end if one has one line and the other two, except that after such a step from two lines to one the next
  step from one line to two gets an empty line;
* an empty line in every other case, and inside a cell wherever it was wrapped.

So an empty line may fall inside a cell, and a plain line end never does.  A row that the end of a page cuts
goes on below: what is left of its cells stands in their order, each from the top, as its first part may do.

A row is a sequence of *slots*, each a column or a run of columns alike, and any of them may print nothing.  Every
way to cut the pieces is weighed: a step the grammar does not have, a cell that its slot does not like, a slot
left empty, all cost something, and the cheapest way is taken.  Costs are small whole numbers, so that nothing
depends on rounding.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> name = Slot((0,), judge=lambda lines: 0 if not lines[0][0].isdecimal() else 40)
>>> figure = Slot((1, 2), judge=lambda lines: 0 if lines[0][0].isdecimal() else 40)
>>> pieces = atoms_of(split_lines("住房保障\\n\\n支出\\n3.00 2.00"))
>>> [[[atom.text for atom in cell.atoms] for cell in row] for row in cut_rows(pieces, [name, figure])]
[[['住房保障', '支出'], ['3.00'], ['2.00']]]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

from attrs import frozen

from govbudget.reading.layouts.flattened.atoms import Atom, Step, printed_lines

__all__ = [
    "IMPOSSIBLE",
    "KEPT",
    "LONGEST_CELL",
    "ODD_SPACE",
    "WRONG_STEP",
    "Cell",
    "Cutter",
    "Judge",
    "Reading",
    "Slot",
    "cost_of",
    "cut_rows",
    "may_hold_space",
    "step_between",
]

IMPOSSIBLE: Final = 1000
"""What a cell costs that cannot stand in its slot."""
WRONG_STEP: Final = 6
_STEP_OF_CUT_ROW: Final = 4
ODD_SPACE: Final = 8
_NEW_ROW: Final = 3
LONGEST_CELL: Final = 40
_MOST_LINES: Final = 12
_TOO_DEAR: Final = 20
_NAMELESS: Final = 14
"""What a figure costs whose name is not printed."""
_BEAM: Final = 24
"""How much dearer than the cheapest a reading may be at any piece and still be followed."""
KEPT: Final = 6

Judge: TypeAlias = Callable[[tuple[str, ...]], int]
"""What it costs to take some printed lines for a cell."""


@frozen(eq=False)
class Slot:
    """A column of a row, or a run of columns alike: what it costs to stand in it, or to leave it empty.

    `partial` judges the part of a cell that the end of a page has cut.  A cell of a *merged* slot is centred in
    several rows, so how the next one follows says nothing.  The cells of an *owned* slot belong to the one before
    it, which names them, and do not stand alone.  A cell that `names_total` costs less by what the slots *blank in
    totals* cost when they are missing; a row that prints one of these all the same has to give it back.
    """

    columns: tuple[int, ...]
    judge: Judge
    partial: Judge | None = None
    missing: int = 0
    merged: bool = False
    owned: bool = False
    blank_in_totals: bool = False
    names_total: Callable[[tuple[str, ...]], bool] | None = None


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


def step_between(before: int, here: int, stepped_down: bool) -> tuple[Step, bool]:
    """The step from a cell of so many lines to one of so many, and whether it goes from two lines to one."""
    if before == here == 1:
        return Step.SPACE, stepped_down
    if before + here == 3 and before < 3 and here < 3 and not (here == 2 and stepped_down):
        return Step.NEWLINE, before == 2
    return Step.BLANK, False


class _State(NamedTuple):
    """Where a reading stands: the slot and how many of its columns are used, the lines of the cell before.

    `of_total` if a cell of the row has been taken for a total and nothing yet speaks against it.
    """

    slot: int
    used: int
    lines: int
    stepped_down: bool
    of_total: bool = False


class _Span(NamedTuple):
    """A cell that may begin at a piece: its end, its number of lines up to three, and the slots it fits."""

    start: int
    end: int
    lines: int
    costs: list[tuple[int, int]]
    atoms: tuple[Atom, ...]
    total: int
    """The slot in which it names a total, -1 if in none."""


class _Path(NamedTuple):
    cost: int
    cell: Cell | None
    before: _Path | None
    ends_row: bool = False


Reading: TypeAlias = tuple[int, list[list[Cell]]]
_START: Final = _State(-1, 0, 0, False)


class Cutter:
    """Cuts the pieces of one page's part of a row, or of several rows, into cells.

    `partial` for a row that goes on on the next page; `from_top` if its cells stand at the top, not in the middle.
    """

    def __init__(
        self,
        atoms: Sequence[Atom],
        slots: Sequence[Slot],
        *,
        several: bool,
        partial: bool,
        keep: int,
        from_top: bool = False,
    ):
        self.atoms = atoms
        self.slots = slots
        self.several = several
        self.partial = partial
        self.from_top = from_top
        self.keep = keep
        self.judges = [slot.partial if partial and slot.partial is not None else slot.judge for slot in slots]
        self.starts: dict[int, _Path] = {}
        """Where a further row may begin, with the cheapest reading of the rows before it."""
        self.least = IMPOSSIBLE
        """What the pieces cost at least if the last row may go on behind them."""
        self.skipped = [0]
        for slot in slots:
            self.skipped.append(self.skipped[-1] + slot.missing)
        self.given = _given_in_totals(slots)
        self.total = next((number for number, slot in enumerate(slots) if slot.names_total is not None), -1)

    def run(self) -> list[Reading]:
        """The cheapest readings, best first; none if no cell fits."""
        count = len(self.atoms)
        table: list[dict[_State, list[_Path]]] = [{} for _ in range(count + 1)]
        table[0][_START] = [_Path(0, None, None)]
        for start in range(count):
            states = table[start]
            if not states:
                continue
            if self.several and start and self.atoms[start].step in (Step.BLANK, Step.PAGE):
                self._end_rows(start, states)
            spans = self._spans(start)
            bound = min(paths[0].cost for paths in states.values()) + _BEAM
            for state, paths in states.items():
                if paths[0].cost <= bound:
                    for span in spans:
                        self._extend(table[span.end], state, paths, span)
        # The last piece may be the beginning of a cell that what follows makes whole.
        reached = next((states for states in reversed(table[1:]) if states), {})
        self.least = min((paths[0].cost for paths in reached.values()), default=IMPOSSIBLE)
        final = [
            (path.cost + self._tail(state), path) for state, paths in table[count].items() for path in paths
        ]
        final.sort(key=lambda each: each[0])
        return [(cost, _rows_of(path)) for cost, path in final[: self.keep]]

    def _tail(self, state: _State) -> int:
        return 0 if self.partial else self.skipped[-1] - self.skipped[state.slot + 1]

    def before(self, start: int) -> tuple[int, list[list[Cell]]] | None:
        """What the rows before a further row that begins at a piece cost with it, and these; None if none can."""
        path = self.starts.get(start)
        return None if path is None else (path.cost, _rows_of(path)[:-1])

    def _end_rows(self, start: int, states: dict[_State, list[_Path]]) -> None:
        ended = [
            _Path(path.cost + self._tail(state) + _NEW_ROW, path.cell, path.before, ends_row=True)
            for state, paths in states.items()
            if state.slot >= 0
            for path in paths
        ]
        if ended:
            ended.sort(key=lambda path: path.cost)
            states[_START] = ended[: self.keep]
            self.starts[start] = ended[0]

    def _spans(self, start: int) -> list[_Span]:
        """The cells that may begin at a piece, each with the slots it may stand in and what it costs there."""
        atoms, judges = self.atoms, self.judges
        found = []
        lines = [atoms[start].text]
        odd = 0
        for end in range(start + 1, min(len(atoms), start + LONGEST_CELL) + 1):
            if end > start + 1:
                atom = atoms[end - 1]
                if atom.step is Step.NEWLINE or len(lines) > _MOST_LINES:
                    break
                if atom.step is Step.SPACE:
                    if not may_hold_space(atoms[end - 2].text, atom.text):
                        short = len(atoms[end - 2].text) == len(atom.text) == 1
                        odd += 1 if short else ODD_SPACE
                        if odd > 2 * ODD_SPACE:
                            break
                    lines[-1] += " " + atom.text
                else:
                    lines.append(atom.text)
            printed = tuple(lines)
            costs = []
            least = IMPOSSIBLE
            for number, judge in enumerate(judges):
                cost = judge(printed)
                if cost < IMPOSSIBLE:
                    costs.append((number, cost + odd))
                    least = min(least, cost)
            if costs and least > _TOO_DEAR:
                # What is added to a cell that is far from any column brings it no nearer.
                break
            if costs:
                total = self.total if self._names_total(printed) else -1
                found.append(_Span(start, end, min(len(lines), 3), costs, tuple(atoms[start:end]), total))
        return found

    def _names_total(self, printed: tuple[str, ...]) -> bool:
        names_total = self.slots[self.total].names_total if self.total >= 0 else None
        return names_total is not None and names_total(printed)

    def _extend(
        self, target: dict[_State, list[_Path]], state: _State, paths: Sequence[_Path], span: _Span
    ) -> None:
        down = False
        wrong = 0
        if state.slot >= 0:
            if self.from_top:
                due = Step.SPACE if state.lines == 1 else Step.BLANK
            else:
                due, down = step_between(state.lines, span.lines, state.stepped_down)
            if self.atoms[span.start].step is not due and not self.slots[state.slot].merged:
                wrong = _STEP_OF_CUT_ROW if self.partial else WRONG_STEP
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
                if self.slots[number].owned and state.slot < number - 1:
                    cost += _NAMELESS
            of_total = state.of_total or number == span.total
            cost += wrong
            if of_total and span.total < 0 and self.slots[number].blank_in_totals:
                cost += self.given
                of_total = False
            kept = target.setdefault(_State(number, used, span.lines, down, of_total), [])
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


def _given_in_totals(slots: Sequence[Slot]) -> int:
    """What a total costs less for the cells it leaves empty."""
    return sum(slot.missing for slot in slots if slot.blank_in_totals)


def cost_of(cells: Sequence[Cell], slots: Sequence[Slot]) -> int:
    """What the cells of a row cost by themselves; a total that prints what totals leave empty is none."""
    cost = sum(slots[cell.slot].judge(cell.lines) for cell in cells)
    naming = next((slot.names_total for slot in slots if slot.names_total is not None), None)
    if naming is None:
        return cost
    words = [cell for cell in cells if slots[cell.slot].blank_in_totals and not naming(cell.lines)]
    names = [cell for cell in cells if slots[cell.slot].names_total is not None]
    return cost + (_given_in_totals(slots) if words and any(naming(cell.lines) for cell in names) else 0)


def cut_rows(atoms: Sequence[Atom], slots: Sequence[Slot]) -> list[list[Cell]]:
    """The rows of some pieces whose beginnings nothing marks; no rows if the pieces make none."""
    readings = Cutter(atoms, slots, several=True, partial=False, keep=1).run()
    return readings[0][1] if readings else []
