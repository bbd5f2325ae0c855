"""Rows of indicators in flattened text (绩效指标行): where each begins, and what its cells are.

A row begins with a word for a second level; a first level stands alone before the rows it spans, or on the line of
its only one.  Rows on one line whose spaces leave no choice are cut at once; all others by the line grammar, first
without knowing how wide the columns are, then with the widths that the first reading has shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import define, evolve, field, frozen

from govbudget.model.levels import LEVEL_WORDS, LevelClass
from govbudget.reading.doubts import Doubt
from govbudget.reading.forms.layout import Column
from govbudget.reading.forms.memo import Memo
from govbudget.reading.layouts.flattened.across_pages import pages_of
from govbudget.reading.layouts.flattened.atoms import Atom, Step, joined, printed_lines, width_of
from govbudget.reading.layouts.flattened.grammar import (
    IMPOSSIBLE,
    Cell,
    Judge,
    Slot,
    cost_of,
    cut_rows,
    may_hold_space,
)
from govbudget.reading.layouts.flattened.indicator_costs import COSTS
from govbudget.reading.layouts.flattened.indicator_proof import proof_of
from govbudget.reading.layouts.flattened.label_proof import OpenRow
from govbudget.reading.layouts.flattened.one_row import cut_row
from govbudget.reading.layouts.flattened.widths import Width
from govbudget.reading.lexicon import Remembered
from govbudget.text import squeeze

__all__ = ["Grids", "RawIndicator"]

_ORDER: Final = (Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.DESCRIPTION, Column.TARGET, Column.BASIS)
_MISSING: Final = {
    Column.LEVEL2: 9,
    Column.NAME: 8,
    Column.DESCRIPTION: 5,
    Column.TARGET: 6,
    Column.BASIS: 4,
}
_LONGEST_LEVEL: Final = 5
_DOUBTFUL: Final = 5
"""What a row costs from which on it may be several rows under one second level."""
_FURTHER_ROW: Final = 1
_FARTHEST: Final = 48
_SHORTEST_PART: Final = 3


@frozen(eq=False)
class RawIndicator:
    """A row as cut: the pieces of each of its six cells, and the first piece of all."""

    cells: tuple[tuple[Atom, ...], ...]
    first: Atom
    is_cut: bool = True
    doubt: Doubt | None = None


_Row: TypeAlias = tuple[tuple[Atom, ...], tuple[Atom, ...], tuple[Atom, ...]]
"""First level, second level, the pieces behind it."""


@define(eq=False)
class _Grid:
    columns: tuple[Column, ...]
    rows: list[_Row] = field(factory=list)
    stray: list[Atom] = field(factory=list)


@define(eq=False)
class Grids:
    """The grids of all forms of a document: forms printed alike have columns of one width."""

    memo: Memo
    grids: list[_Grid] = field(factory=list)
    widths: dict[tuple[Column, ...], dict[Column, Width]] = field(factory=dict)
    """What is known of the widths of columns, for each header."""
    heads: dict[tuple[Column, ...], dict[Column, int]] = field(factory=dict)
    """The widths of the words of each header."""

    def add(self, header: Sequence[Atom], atoms: Sequence[Atom]) -> None:
        """Take the pieces of one form's grid, those of its header and those below it."""
        printed = self._columns(header)
        columns = tuple(column for column, _ in printed)
        grid = _Grid(columns)
        widths = self.widths.setdefault(columns, {column: Width() for column in columns})
        heads = self.heads.setdefault(columns, {})
        for column, width in printed:
            widths[column].lower = max(width, widths[column].lower)
            heads[column] = max(width, heads.get(column, 1))
        self.grids.append(grid)
        self._split(grid, self._with_whole_levels(atoms))

    def skip(self) -> None:
        """Take a form without a grid."""
        self.grids.append(_Grid(()))

    def _columns(self, header: Sequence[Atom]) -> tuple[tuple[Column, int], ...]:
        """The columns of a header, each with the width of its widest line: the column is no narrower."""
        found: list[tuple[Column, int]] = []
        text, widest = "", 0
        for atom in header:
            text += atom.text
            widest = max(widest, width_of(atom.text))
            column = self.memo.headers[text]
            longer = self.memo.headers[_LAST_WORDS.get(found[-1][0], "") + text] if found else None
            if longer is not None and column is None:
                # 指标值 goes on to 指标值确定依据: they are two columns, or one whose words were wrapped.
                width = found[-1][1]
                column, widest = longer, max(width, widest)
                found.pop()
            if column is not None:
                found.append((column, widest))
                text, widest = "", 0
        return tuple((column, width) for column, width in found if column in _ORDER)

    # --- where rows begin -----------------------------------------------------------------------------------

    def _with_whole_levels(self, atoms: Sequence[Atom]) -> Sequence[Atom]:
        """The pieces with each word for a level that the end of a page has cut put together again.

        A level is the first cell of its row, so what is left of it is the first piece of the next page.
        """
        whole = list(atoms)
        for at in range(1, len(whole)):
            if whole[at].step is not Step.PAGE or self._level(whole, at)[0]:
                continue
            for before in range(at - 1, max(-1, at - _FARTHEST), -1):
                word = whole[before].text + whole[at].text
                behind = whole[before].step is Step.SPACE
                if len(whole[before].text) < _SHORTEST_PART or (
                    behind and not self._level_before(whole, before)
                ):
                    continue
                if word in LEVEL_WORDS and word.endswith("指标"):
                    rest = whole.pop(at)
                    if at < len(whole):
                        whole[at] = whole[at]._replace(step=Step.PAGE)
                    whole.insert(before + 1, rest._replace(step=Step.BLANK))
                    break
        for at, atom in enumerate(whole):
            # No cell but the first is a second level: a page that nothing marks begins here.
            is_second = LEVEL_WORDS.get(atom.text) is LevelClass.SECOND and atom.text.endswith("指标")
            if at and atom.step is Step.NEWLINE and is_second and not self._level_before(whole, at):
                whole[at] = atom._replace(step=Step.BLANK)
        return whole

    def _level_before(self, atoms: Sequence[Atom], at: int) -> bool:
        """Whether the pieces before one are a word for a level."""
        starts = range(max(0, at - _SHORTEST_PART), at)
        return any(start + len(self._level(atoms, start)[0]) == at for start in starts)

    def _split(self, grid: _Grid, atoms: Sequence[Atom]) -> None:
        at = 0
        level1: tuple[Atom, ...] = ()
        while at < len(atoms):
            found = self._levels(atoms, at)
            if found is None:
                grid.stray.append(atoms[at])
                at += 1
                continue
            first, second = found
            level1 = tuple(first)
            at += len(first) + len(second)
            end = at
            while end < len(atoms) and (
                atoms[end].step in (Step.SPACE, Step.NEWLINE) or self._levels(atoms, end) is None
            ):
                end += 1
            grid.rows.append((level1, tuple(second), tuple(atoms[at:end])))
            at = end

    def _levels(self, atoms: Sequence[Atom], at: int) -> tuple[Sequence[Atom], Sequence[Atom]] | None:
        """The words for levels that a row begins with: a first and a second one, or either."""
        if at and atoms[at].step not in (Step.BLANK, Step.PAGE):
            return None
        word, letter = self._level(atoms, at)
        if not word:
            return None
        following, further = self._level(atoms, at + len(word))
        if letter in "1ma" and further and further in "2am" and following:
            return word, following
        return (word, ()) if letter == "1" else ((), word)

    def _level(self, atoms: Sequence[Atom], at: int) -> tuple[Sequence[Atom], str]:
        """The longest word for a level that some pieces make."""
        text = ""
        best: tuple[Sequence[Atom], str] = ((), "")
        for end in range(at, min(len(atoms), at + _LONGEST_LEVEL)):
            if end > at and atoms[end].step is not Step.BLANK:
                break
            text += atoms[end].text
            if len(text) > 12:
                break
            letter = self.memo.classes[text]
            if letter in "12am" and text.endswith(("指标", "目标")):
                best = atoms[at : end + 1], letter
        return best

    # --- cells ----------------------------------------------------------------------------------------------

    def read(self) -> list[list[RawIndicator]]:
        """The rows of every grid, those of forms printed alike proved together."""
        cut: dict[int, list[list[Cell]]] = {}
        doubts: dict[int, Doubt] = {}
        for columns in self.heads:
            self._prove(columns, cut, doubts)
        return [list(self._indicators(grid, cut, doubts)) for grid in self.grids]

    def _prove(
        self, columns: tuple[Column, ...], cut: dict[int, list[list[Cell]]], doubts: dict[int, Doubt]
    ) -> None:
        """Cut the rows of all grids with these columns; note those that stay in doubt."""
        widths = self.widths[columns]
        slots = _slots(columns, widths)
        rows = [row for grid in self.grids if grid.columns == columns for row in grid.rows]
        if columns[:2] != _ORDER[:2]:
            cut.update((id(row), self._cut(row, slots)) for row in rows)
            return
        proof = proof_of(columns[1:], self.heads[columns])
        for row in rows:
            if simple := self._simple(row, slots):
                cut[id(row)] = [simple]
                proof.teach(tuple(simple))
        left = [row for row in rows if id(row) not in cut]
        wanted = [self._open_row(row, slots) for row in left]
        provable = [number for number, row in enumerate(left) if row[1] and row[2]]
        proved = dict(zip(provable, proof.prove([wanted[number] for number in provable]), strict=True))
        for column, width in widths.items():
            if (room := proof.rooms.get(columns.index(column) - 1)) is not None:
                width.lower, width.upper = room.low, room.upper
        for number, row in enumerate(left):
            one = proved.get(number)
            if one is None or not one.ways:
                several = self._cut(row, slots)
                one = proof.loosened(wanted[number]) if number in proved and len(several) < 2 else None
                cut[id(row)] = [list(one.cells)] if one is not None and one.cells else several
                if one is None and number in proved:
                    doubt = _doubt_of(several, slots)
                    if doubt is not None:
                        doubts[id(row)] = doubt
            else:
                cut[id(row)] = [list(one.cells)]
            if one is not None and one.doubt is not None:
                doubts[id(row)] = one.doubt

    def _open_row(self, row: _Row, slots: Sequence[Slot]) -> OpenRow:
        """A row that is to be proved, behind its words for levels."""
        level1, level2, rest = row
        first, second = len(printed_lines(level1)), len(printed_lines(level2))
        # A first level on the line of its only row is a cell of it; one that spans rows stands by itself.
        down = (first, second) == (2, 1) and level2[0].step is Step.NEWLINE
        return OpenRow(
            pages_of(rest), (Cell(0, level2),), lambda: tuple(next(iter(self._cut(row, slots)), ())), down
        )

    def _simple(self, row: _Row, slots: Sequence[Slot]) -> list[Cell]:
        """The cells of a row on one line whose spaces leave no choice; none for any other row."""
        _, level2, rest = row
        cells = _by_spaces(rest) if len(level2) == 1 and rest else None
        if cells is None or len(cells) != len(slots) - 1:
            return []
        return [Cell(0, level2), *(Cell(number, cell) for number, cell in enumerate(cells, 1))]

    def _cut(self, row: _Row, slots: Sequence[Slot]) -> list[list[Cell]]:
        """The cells of a row behind its first level; of several rows where one second level spans them."""
        _, level2, rest = row
        if not rest:
            return [[Cell(0, level2)]] if level2 else []
        cells = self._simple(row, slots) or cut_row(pages_of(_pieces_of(row)), slots)
        price = _price(cells, slots) if cells else IMPOSSIBLE
        if level2 and price > _DOUBTFUL and len(pages_of(rest)) == 1:
            below = [evolve(slots[0], missing=0), *slots[1:]]
            several = cut_rows((rest[0]._replace(step=Step.BLANK), *rest[1:]), below)
            if len(several) > 1 and sum(_price(cut, below) + _FURTHER_ROW for cut in several) < price:
                return [[Cell(0, level2), *several[0]], *several[1:]]
        return [cells] if cells else []

    def _indicators(
        self, grid: _Grid, cut: Mapping[int, Sequence[Sequence[Cell]]], doubts: Mapping[int, Doubt]
    ) -> Iterator[RawIndicator]:
        if grid.stray:
            yield RawIndicator(tuple((atom,) for atom in grid.stray), grid.stray[0], is_cut=False)
        below = [column for column in grid.columns if column is not Column.LEVEL1]
        for row in grid.rows:
            level1, level2, rest = row
            several = cut.get(id(row), ())
            if rest and not several:
                pieces = (*level1, *level2, *rest)
                yield RawIndicator(tuple((atom,) for atom in pieces), pieces[0], is_cut=False)
            for number, cells in enumerate(several or ([()] if not rest else [])):
                by_column: dict[Column, tuple[Atom, ...]] = {below[cell.slot]: cell.atoms for cell in cells}
                by_column[Column.LEVEL1] = () if number else level1
                first = cells[0].atoms[0] if cells else level1[0]
                every = tuple(by_column.get(column, ()) for column in _ORDER)
                yield RawIndicator(every, first, doubt=None if number else doubts.get(id(row)))


def _price(cells: Sequence[Cell], slots: Sequence[Slot]) -> int:
    """What the cells of a row cost, and those it lacks."""
    used = {cell.slot for cell in cells}
    return cost_of(cells, slots) + sum(slot.missing for at, slot in enumerate(slots) if at not in used)


def _doubt_of(several: Sequence[Sequence[Cell]], slots: Sequence[Slot]) -> Doubt | None:
    """What is told of pieces that are no row by the grammar and no rows under one second level either."""
    levels = [joined(cells[0].atoms) for cells in several[1:] if cells and cells[0].slot == 0]
    below = [evolve(slots[0], missing=0), *slots[1:]]
    worst = max((_price(cells, slots if not at else below) for at, cells in enumerate(several)), default=0)
    if worst <= _DOUBTFUL and all(LEVEL_WORDS.get(squeeze(level)) for level in levels):
        return None
    texts = tuple(joined(cell.atoms) for cells in several for cell in cells)
    return Doubt(0, (texts,), rows=max(1, len(several)))


_LAST_WORDS: Final = {Column.TARGET: "指标值"}


def _pieces_of(row: _Row) -> Sequence[Atom]:
    _, level2, rest = row
    return (level2[0]._replace(step=Step.BLANK), *level2[1:], *rest) if level2 else rest


def _by_spaces(atoms: Sequence[Atom]) -> list[tuple[Atom, ...]] | None:
    """The cells of a row on one line, where every space is one inside a cell or one between cells."""
    cells: list[list[Atom]] = []
    for atom in atoms:
        if atom.step is not Step.SPACE:
            return None
        if cells and may_hold_space(cells[-1][-1].text, atom.text):
            cells[-1].append(atom)
        else:
            cells.append([atom])
    return [tuple(cell) for cell in cells]


def _slots(columns: Sequence[Column], widths: dict[Column, Width]) -> list[Slot]:
    return [
        Slot(
            (number,),
            _judge(COSTS[column], widths[column]),
            missing=_MISSING[column],
        )
        for number, column in enumerate(columns)
        if column is not Column.LEVEL1
    ]


def _judge(cost: Judge, width: Width) -> Judge:
    known = Remembered(cost)
    return lambda lines: known[lines] + (width.cost(lines) if len(lines) > 1 or width.upper else 0)
