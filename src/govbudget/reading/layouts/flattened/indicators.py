"""Rows of indicators in flattened text (绩效指标行): where each begins, and what its cells are.

A row begins with a word for a second level; a first level stands alone before the rows it spans, or on the line of
its only one.  Rows on one line whose spaces leave no choice are cut at once; all others by the line grammar, first
without knowing how wide the columns are, then with the widths that the first reading has shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from govbudget.reading.forms.layout import Column
from govbudget.reading.forms.memo import Memo
from govbudget.reading.header import is_redaction
from govbudget.reading.layouts.flattened.atoms import Atom, Step, width_of
from govbudget.reading.layouts.flattened.grammar import (
    Cell,
    Judge,
    Slot,
    cut_row,
    may_hold_space,
    not_full,
)
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
_OPERATORS: Final = frozenset("≥≤=><＝＞＜")
_CLOSING: Final = frozenset("，、。；：）》”’)],;")
_OPENING: Final = frozenset("（《“‘([")
_PAIRS: Final = (("（(", "）)"), ("《", "》"), ("“", "”"))
_LONGEST_LEVEL: Final = 5
_FEWEST: Final = 3


@frozen(eq=False)
class RawIndicator:
    """A row as cut: the pieces of each of its six cells, and the first piece of all."""

    cells: tuple[tuple[Atom, ...], ...]
    first: Atom
    is_cut: bool = True


@define(eq=False)
class _Grid:
    columns: tuple[Column, ...]
    rows: list[tuple[tuple[Atom, ...], tuple[Atom, ...], tuple[Atom, ...]]] = field(factory=list)
    """First level, second level, the pieces behind it."""
    stray: list[Atom] = field(factory=list)


@define(eq=False)
class Grids:
    """The grids of all forms of a document: forms printed alike have columns of one width."""

    memo: Memo
    grids: list[_Grid] = field(factory=list)

    def add(self, header: Sequence[Atom], atoms: Sequence[Atom]) -> None:
        """Take the pieces of one form's grid, those of its header and those below it."""
        columns = self._columns(header)
        grid = _Grid(columns)
        self.grids.append(grid)
        self._split(grid, atoms)

    def skip(self) -> None:
        """Take a form without a grid."""
        self.grids.append(_Grid(()))

    def _columns(self, header: Sequence[Atom]) -> tuple[Column, ...]:
        found: list[Column] = []
        text = ""
        for atom in header:
            text += atom.text
            column = self.memo.headers[text]
            if column is not None:
                # 指标值 may go on to 指标值确定依据.
                found.append(column)
                text = ""
            elif found and (longer := self.memo.headers[_LAST_WORDS.get(found[-1], "") + text]) is not None:
                found[-1] = longer
                text = ""
        return tuple(column for column in found if column in _ORDER)

    # --- where rows begin -----------------------------------------------------------------------------------

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
        """The rows of every grid."""
        slots = {grid.columns: _slots(grid.columns, {}) for grid in self.grids}
        first = [[self._cut(row, slots[grid.columns]) for row in grid.rows] for grid in self.grids]
        widths: dict[tuple[Column, ...], dict[Column, int]] = {}
        for grid, rows in zip(self.grids, first, strict=True):
            _learn(widths.setdefault(grid.columns, {}), grid.columns, rows)
        slots = {columns: _slots(columns, known) for columns, known in widths.items()}
        found = []
        for grid, rows in zip(self.grids, first, strict=True):
            again = [
                cells
                if all(len(cell.atoms) == 1 or len(cell.lines) == 1 for cell in cells) and cells
                else self._cut(row, slots[grid.columns])
                for row, cells in zip(grid.rows, rows, strict=True)
            ]
            found.append(list(self._indicators(grid, again)))
        return found

    def _cut(
        self,
        row: tuple[tuple[Atom, ...], tuple[Atom, ...], tuple[Atom, ...]],
        slots: Sequence[Slot],
    ) -> list[Cell]:
        """The cells of a row behind its first level."""
        _, level2, rest = row
        if not rest:
            return [Cell(0, level2)] if level2 else []
        simple = _by_spaces(rest) if len(level2) == 1 else None
        if simple is not None and len(simple) == len(slots) - 1:
            return [Cell(0, level2), *(Cell(number, cell) for number, cell in enumerate(simple, 1))]
        atoms = (level2[0]._replace(step=Step.BLANK), *level2[1:], *rest) if level2 else rest
        return cut_row(_pages(atoms), slots)

    def _indicators(self, grid: _Grid, rows: Sequence[Sequence[Cell]]) -> Iterator[RawIndicator]:
        if grid.stray:
            yield RawIndicator(tuple((atom,) for atom in grid.stray), grid.stray[0], is_cut=False)
        below = [column for column in grid.columns if column is not Column.LEVEL1]
        for (level1, level2, rest), cells in zip(grid.rows, rows, strict=True):
            first = (level2 or rest or level1)[0]
            if rest and not cells:
                pieces = (*level1, *level2, *rest)
                yield RawIndicator(tuple((atom,) for atom in pieces), pieces[0], is_cut=False)
                continue
            by_column: dict[Column, tuple[Atom, ...]] = {below[cell.slot]: cell.atoms for cell in cells}
            by_column[Column.LEVEL1] = level1
            yield RawIndicator(tuple(by_column.get(column, ()) for column in _ORDER), first)


_LAST_WORDS: Final = {Column.TARGET: "指标值"}


def _pages(atoms: Sequence[Atom]) -> list[Sequence[Atom]]:
    starts = [at for at, atom in enumerate(atoms) if at == 0 or atom.step is Step.PAGE]
    return [atoms[start:end] for start, end in zip(starts, [*starts[1:], len(atoms)], strict=True)]


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


def _learn(widths: dict[Column, int], columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """How wide each column is: as wide as the widest line that was followed by another in its cell."""
    below = [column for column in columns if column is not Column.LEVEL1]
    for cells in rows:
        for cell in cells:
            lines = cell.lines
            if len(lines) > 1:
                column = below[cell.slot]
                widths[column] = max(widths.get(column, 0), *map(width_of, lines[:-1]))


def _slots(columns: Sequence[Column], widths: dict[Column, int]) -> list[Slot]:
    return [
        Slot((number,), _JUDGES[column](widths.get(column)), _JUDGES[column](None), missing=_MISSING[column])
        for number, column in enumerate(columns)
        if column is not Column.LEVEL1
    ]


def _level(_width: int | None) -> Judge:
    def judge(lines: tuple[str, ...]) -> int:
        text = squeeze("".join(lines))
        return 0 if text.endswith(("指标", "目标")) and len(text) <= 12 else 12

    return judge


def _text(width: int | None) -> Judge:
    def judge(lines: tuple[str, ...]) -> int:
        return _cost_of_text(lines) + not_full(lines, width)

    return judge


def _basis(width: int | None) -> Judge:
    def judge(lines: tuple[str, ...]) -> int:
        text = lines[0]
        return _cost_of_text(lines) + not_full(lines, width) + (2 if text[0].isdecimal() else 0)

    return judge


def _target(width: int | None) -> Judge:
    def judge(lines: tuple[str, ...]) -> int:
        text = lines[0]
        if text[0] in _OPERATORS or is_redaction(text):
            cost = 0
        elif text[0].isdecimal():
            cost = 0 if any(not (char.isdecimal() or char in ".,") for char in text) else 1
        else:
            cost = 1
        cost += 0 if text[0] not in _CLOSING else 4
        return cost + _unbalanced("".join(lines)) + not_full(lines, width)

    return judge


def _cost_of_text(lines: tuple[str, ...]) -> int:
    text = "".join(lines)
    if is_redaction(text):
        return 0
    cost = 0
    if text[0] in _OPERATORS:
        cost += 8
    elif text[0] in _CLOSING:
        cost += 5
    # An operator with its number opens the target: it stands in no text behind a space or on a line of its own.
    if any(line[0] in _OPERATORS for line in lines[1:]) or any(
        piece[0] in _OPERATORS for line in lines for piece in line.split()[1:]
    ):
        cost += 8
    if all(char.isdecimal() or char in ".,%％" for char in text):
        cost += 6
    if text[-1] in "、，":
        cost += 3
    return cost + _unbalanced(text)


def _unbalanced(text: str) -> int:
    cost = 0
    for opening, closing in _PAIRS:
        opened = sum(text.count(char) for char in opening)
        closed = sum(text.count(char) for char in closing)
        if opened != closed:
            cost += 3
    return cost


_JUDGES: Final[dict[Column, Callable[[int | None], Judge]]] = {
    Column.LEVEL2: _level,
    Column.NAME: _text,
    Column.DESCRIPTION: _text,
    Column.TARGET: _target,
    Column.BASIS: _basis,
}
