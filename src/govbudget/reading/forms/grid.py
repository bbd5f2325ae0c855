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
from govbudget.spans import Place
from govbudget.text import squeeze

__all__ = ["Grid", "is_header", "layout_of_header"]

_PLAIN_ORDER: Final = (Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.TARGET)
_BLANK: Final = BlankTarget()


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
    if Column.TARGET not in known:
        columns = [*columns, (Column.TARGET, columns[-1][1] + 1)]
    return tuple(columns)


def _default_layout(sides: int) -> Layout:
    left = Side(tuple((column, position) for position, column in enumerate(_PLAIN_ORDER)))
    right = Side(
        tuple((column, position) for position, column in enumerate(_PLAIN_ORDER[1:], len(_PLAIN_ORDER)))
    )
    return Layout((left, right)[:sides])


class Grid:
    """Reads the rows below an indicator header; `indicators` grows, and `unread` holds what had no column."""

    def __init__(self, memo: Memo, scopes: Sequence[Scope | None] = (None,)) -> None:
        self.indicators: list[Indicator] = []
        self.unread: list[tuple[int, int]] = []
        self._memo = memo
        self._scopes = scopes
        self._layout = _default_layout(len(scopes))
        self._shapes = self._shapes_of(self._layout)
        self._level1 = [""] * len(scopes)
        self._level2 = [""] * len(scopes)

    def _shapes_of(self, layout: Layout) -> dict[tuple[str, tuple[int, ...]], Plan | None]:
        return self._memo.shapes.setdefault(layout, {})

    def header(self, row: Row) -> None:
        """Take the columns from a header row."""
        layout = layout_of_header(row, self._memo)
        if len(layout.sides) > len(self._scopes):
            self._scopes = (Scope.IMPLEMENTATION, Scope.ANNUAL)
            self._level1 = [*self._level1, *self._level1[-1:]]
            self._level2 = [*self._level2, ""]
        self._layout = layout
        self._shapes = self._shapes_of(layout)

    def read(self, row: Row) -> None:
        """Read one row: its labels, and an indicator for each side that names one or sets a target."""
        classes = self._memo.classes
        texts, columns = row.texts, row.columns
        letters = "".join([classes[text] for text in texts])
        if "g" in letters or "h" in letters:
            if letters[0] == "g":
                letters, texts, columns = letters[1:], texts[1:], columns[1:]
                if not letters:
                    return
            letters = letters.replace("h", "w").replace("g", "w")
        try:
            todo = self._shapes[letters, columns]
        except KeyError:
            todo = self._shapes[letters, columns] = plan(letters, columns, self._layout)
        if todo is None:
            self.unread.extend((row.index, column) for column in columns)
            return
        for level, side, cell in todo.levels:
            if level == 2:
                self._level2[side] = _label(texts[cell])
            else:
                self._set_level1(side, _label(texts[cell]))
        for part in todo.parts:
            self._add(row, texts, columns, part)

    def _set_level1(self, side: int, label: str) -> None:
        """A first level holds for its side, and for a second side that has no column for first levels."""
        self._level1[side] = label
        if side == 0 and len(self._layout.sides) > 1:
            right = self._layout.sides[1].columns
            if all(column is not Column.LEVEL1 for column, _ in right):
                self._level1[1] = label

    def _add(self, row: Row, texts: tuple[str, ...], columns: tuple[int, ...], part: Part) -> None:
        side, first, named, described, aimed, based = part
        name = "" if named < 0 else texts[named]
        target: Target = _BLANK
        if aimed >= 0:
            target = self._memo.targets[texts[aimed]]
        elif named >= 0 and (two := split_name_and_target(name)) is not None:
            name, target = two[0], self._memo.targets[two[1]]
        line = row.line
        self.indicators.append(
            Indicator(
                name,
                self._level1[side],
                self._level2[side],
                target,
                self._scopes[side],
                "" if described < 0 else texts[described],
                "" if based < 0 else texts[based],
                place=Place(line.number, columns[first] + 1, line.page),
            )
        )


def _label(text: str) -> str:
    return squeeze(text) if " " in text or "\u3000" in text or "\xa0" in text else text
