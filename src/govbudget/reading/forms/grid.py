"""The grid of indicators (绩效指标表): from rows to indicators, whatever the columns have done.

The header row says which columns there are and whether two periods stand side by side.  Each further row
is read by its shape; the levels are filled down, on each side by itself, over page breaks and repeated
headers.  A first level printed once to the left of both sides is the first level of both.

A row whose cells outnumber the columns is not guessed at: its cells are left unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govbudget.model.indicators import Indicator, Scope
from govbudget.model.targets import BlankTarget, Target
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.shapes import Layout, Part, Plan, Side, plan
from govbudget.reading.forms.sheet import Row
from govbudget.reading.forms.vocabulary import Column
from govbudget.reading.targets import split_name_and_target
from govbudget.text import squeeze

__all__ = ["Grid", "is_header", "layout_of_header"]

_PLAIN_ORDER: Final = (Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.TARGET)
_BLANK: Final[Target] = BlankTarget()


def is_header(row: Row, memo: Memo) -> bool:
    """Whether a row is the header of the indicators: two of its words at least say so."""
    headers = memo.headers
    return len([text for text in row.texts[:4] if headers[text] is not None]) > 1


def layout_of_header(row: Row, memo: Memo) -> Layout:
    """The sides and columns that a header row opens; a column that repeats opens the second side."""
    sides: list[list[tuple[Column, int]]] = [[]]
    for position, text in zip(row.columns, row.texts, strict=True):
        column = memo.headers[text]
        if column is None or column is Column.GROUP:
            continue
        if any(column is known for known, _ in sides[-1]):
            sides.append([])
        sides[-1].append((column, position))
    return Layout(tuple(Side(_complete(side)) for side in sides[:2]))


def _complete(columns: list[tuple[Column, int]]) -> tuple[tuple[Column, int], ...]:
    """The columns of a side; a side headed by its indicators alone still has levels before and a target behind."""
    known = dict(columns)
    if Column.NAME in known and Column.LEVEL2 not in known:
        columns = [(Column.LEVEL2, known[Column.NAME] - 1), *columns]
    if Column.TARGET not in known and columns:
        columns = [*columns, (Column.TARGET, columns[-1][1] + 1)]
    return tuple(columns)


_LEFT: Final = Side(tuple((column, position) for position, column in enumerate(_PLAIN_ORDER)))
_RIGHT: Final = Side(
    tuple((column, position) for position, column in enumerate(_PLAIN_ORDER[1:], len(_PLAIN_ORDER)))
)
_WITHOUT_HEADER: Final = {1: Layout((_LEFT,)), 2: Layout((_LEFT, _RIGHT))}
"""What is assumed of a grid whose header is cut off, by its sides."""


class Grid:
    """Reads the rows below an indicator header; `indicators` grows, and `unread` holds what had no column."""

    def __init__(self, memo: Memo, scopes: Sequence[Scope | None] = (None,)) -> None:
        self.indicators: list[Indicator] = []
        self.unread: list[tuple[int, int]] = []
        self._memo = memo
        self._class_of = memo.classes.__getitem__
        self._targets = memo.targets
        self._scopes = scopes
        self._layout = _WITHOUT_HEADER[len(scopes)]
        self._shapes: dict[tuple[str, tuple[int, ...]], Plan | None] | None = None
        self._level1 = [""] * len(scopes)
        self._level2 = [""] * len(scopes)

    def header(self, row: Row) -> None:
        """Take the columns from a header row.

        Where it names them once, the indicators have one period, whatever the money above has.
        """
        layouts = self._memo.layouts
        key = (row.columns, row.texts)
        layout = layouts.get(key)
        if layout is None:
            layout = layouts[key] = layout_of_header(row, self._memo)
        if layout is self._layout:
            return
        sides = len(layout.sides)
        if sides != len(self._scopes):
            self._scopes = (None,) if sides == 1 else (Scope.IMPLEMENTATION, Scope.ANNUAL)
            self._level1 = [*self._level1, *self._level1[-1:]][:sides]
            self._level2 = [*self._level2, ""][:sides]
        self._layout = layout
        self._shapes = None

    def read(self, row: Row) -> None:
        """Read one row: its labels, and an indicator for each side that names one or sets a target."""
        texts, columns, cells = row.texts, row.columns, row.cells
        if not cells.letters:
            cells.letters = "".join(map(self._class_of, texts))
        key = cells.letters, columns
        shapes = self._shapes
        if shapes is None:
            shapes = self._shapes = self._memo.shapes.setdefault(self._layout, {})
        if key in shapes:
            todo = shapes[key]
        else:
            todo = shapes[key] = _plan(key[0], columns, self._layout)
        if todo is None:
            self.unread.extend((row.index, column) for column in columns)
            return
        levels, parts = todo
        for level, side, cell in levels:
            label = texts[cell]
            if not label.isalnum():
                label = squeeze(label)
            if level == 2:
                self._level2[side] = label
            else:
                self._set_level1(side, label)
        for side, first, named, described, aimed, based in parts:
            name = texts[named] if named >= 0 else ""
            if aimed >= 0:
                target = self._targets[texts[aimed]]
            elif name and (two := split_name_and_target(name)) is not None:
                name, target = two[0], self._targets[two[1]]
            else:
                target = _BLANK
            line = row.line
            self.indicators.append(
                Indicator(
                    name,
                    self._level1[side],
                    self._level2[side],
                    target,
                    self._scopes[side],
                    texts[described] if described >= 0 else "",
                    texts[based] if based >= 0 else "",
                    place=line.place(columns[first]),
                )
            )

    def _set_level1(self, side: int, label: str) -> None:
        """A first level holds for its side, and for a second side that has no column for first levels."""
        self._level1[side] = label
        if side == 0 and len(self._layout.sides) > 1:
            right = self._layout.sides[1].columns
            if all(column is not Column.LEVEL1 for column, _ in right):
                self._level1[1] = label


def _plan(letters: str, columns: tuple[int, ...], layout: Layout) -> Plan | None:
    """The plan of a shape; the merged label 绩效指标 before it is no cell of it, a word of the header any word."""
    skipped = 1 if letters[0] == "g" else 0
    rest = letters[skipped:].replace("g", "w").replace("h", "w")
    if not rest:
        return Plan((), ())
    found = plan(rest, columns[skipped:], layout)
    if found is None or not skipped:
        return found
    levels = tuple((level, side, cell + 1) for level, side, cell in found.levels)
    moved = [Part(part.side, *(cell if cell < 0 else cell + 1 for cell in part[1:])) for part in found.parts]
    return Plan(levels, tuple(moved))
