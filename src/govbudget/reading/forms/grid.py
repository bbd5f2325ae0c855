"""The grid of indicators (绩效指标表): from rows to indicators, whatever the columns have done.

The header row says which columns there are and whether two periods stand side by side (`headers`).  Each further
row is read by its shape (`shapes`); the levels are filled down, on each side by itself, over page breaks and
repeated headers.  A level that one side has no column for is printed once for both.

A row whose cells outnumber the columns is not guessed at: what does not stand under a header is left unread.
So are words alone on their row in a column of levels that are no word for a level and head no indicator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govbudget.model.indicators import FurtherCell, Indicator, Scope
from govbudget.model.levels import level_class
from govbudget.model.targets import BlankTarget, Target
from govbudget.reading.forms.headers import heads_indicators, is_header, layout_of, refined
from govbudget.reading.forms.layout import Column, Layout, Part, Plan, Side
from govbudget.reading.forms.memo import Lead, Memo
from govbudget.reading.forms.shapes import plan
from govbudget.reading.forms.sheet import Row
from govbudget.reading.targets import joined_target, levels_before, split_name_and_target
from govbudget.records import maker
from govbudget.text import squeeze

__all__ = ["Grid"]

_indicator: Final = maker(Indicator)

# A member of an enumeration costs ten times as much to look up as a name of the module.
_LEVEL: Final = Lead.LEVEL
_TWO_LEVELS: Final = re.compile(r"(\D{2,10}?)[-—–/／、\\>]+(\D{2,12})")
_WORDS_FOR_LEVELS: Final = frozenset("12am")
_MOST_SHAPES: Final = 600
"""Documents have some tens of shapes of rows; beyond this many nothing is weighed any more."""
_BLANK: Final[Target] = BlankTarget()
_UNMET: Final = Plan((), ())
"""What stands for the plan of a shape that was not met before."""
_TOTALS: Final = Plan((), ())
"""The plan of a row of totals, which is not for the grid."""
_SCOPES: Final = (Scope.IMPLEMENTATION, Scope.ANNUAL)
_PLAIN_ORDER: Final = (Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.TARGET)
_LEFT: Final = Side(tuple((column, position) for position, column in enumerate(_PLAIN_ORDER)))
_RIGHT: Final = Side(
    tuple((column, position) for position, column in enumerate(_PLAIN_ORDER[1:], len(_PLAIN_ORDER)))
)
_WITHOUT_HEADER: Final = {1: Layout((_LEFT,)), 2: Layout((_LEFT, _RIGHT), _SCOPES)}
"""What is assumed of a grid whose header is cut off, by its periods."""


class Grid:
    """Reads the rows below an indicator header; `indicators` grows, and `left` tells what is unread."""

    def __init__(self, memo: Memo, scopes: Sequence[Scope | None] = (None,)) -> None:
        self.indicators: list[Indicator] = []
        self._unread: list[tuple[int, int]] = []
        self._heads: list[tuple[int, int, str]] = []
        """Words that may be levels of their own, by row and column: unread if no indicator stands below them."""
        self._memo = memo
        self._class_of = memo.classes.__getitem__
        self._targets = memo.targets
        self._layout = _WITHOUT_HEADER[len(scopes)]
        self._scopes = self._layout.scopes
        self._shapes: dict[tuple[str, tuple[int, ...]], Plan | None] | None = None
        self._level1 = [""] * len(scopes)
        self._level2 = [""] * len(scopes)
        self._below_header = False

    def header(self, row: Row) -> bool:
        """Take the columns from a header row; False if the row is none.

        Where it names them once, the indicators have one period, whatever the money above has.
        """
        layouts = self._memo.layouts
        key = (row.columns, row.texts)
        layout = layouts.get(key)
        if layout is None:
            headers = self._memo.headers
            if not is_header([headers[text] for text in row.texts]):
                return False
            layout = layouts[key] = layout_of(row.texts, row.columns, headers.__getitem__)
        self._below_header = True
        if layout is not self._layout:
            self.use(layout)
        return True

    def is_headed_by(self, row: Row) -> bool:
        """Whether a row whose first cell is no word of a header is one all the same."""
        if not any("标值" in text for text in row.texts):
            return False
        headers = self._memo.headers
        return heads_indicators([headers[text] for text in row.texts])

    def use(self, layout: Layout) -> None:
        """Take the columns from a layout."""
        self._layout, self._shapes = layout, None
        self._scopes = layout.scopes
        count = len(layout.scopes)
        self._level1 = [*self._level1, *self._level1[-1:]][:count]
        self._level2 = [*self._level2, ""][:count]

    def read(self, row: Row) -> bool:
        """Read one row: its labels, and an indicator for each side that names one or sets a target.

        False if the row is one of totals, which is none of indicators.
        """
        if self._below_header and self._divides(row):
            return True
        texts = row.texts
        todo = self._todo(row)
        if todo is None:
            self._unread.extend((row.index, column) for column in row.columns)
            return True
        if todo is _TOTALS:
            return False
        levels, parts, unread = todo
        for level, side, cell in levels:
            label = texts[cell]
            if not label.isalnum():
                label = squeeze(label)
                if (
                    level == 2
                    and (both := _TWO_LEVELS.fullmatch(label))
                    and all(map(level_class, both.groups()))
                ):
                    # Both levels in one cell: 产出指标-数量指标.
                    self._level1[side], label = both.groups()
            if level == 2:
                self._level2[side] = label
            else:
                self._level1[side] = label
        for part in parts:
            self._add(row, part)
        if unread:
            self._leave(row, unread)
        return True

    def _leave(self, row: Row, cells: Sequence[int]) -> None:
        """Keep the cells of a row that nothing accounts for, or that nothing may stand below."""
        for cell in cells:
            if cell < 0:
                self._heads.append((row.index, row.columns[~cell], squeeze(row.texts[~cell])))
            else:
                self._unread.append((row.index, row.columns[cell]))

    def left(self) -> list[tuple[int, int]]:
        """The cells that no part of the grid accounts for, by row and column."""
        if not self._heads:
            return self._unread
        levels = {level for each in self.indicators for level in (each.level1, each.level2)}
        return self._unread + [(row, column) for row, column, label in self._heads if label not in levels]

    def _divides(self, row: Row) -> bool:
        """Whether a row right below the header goes on with it, and divides the column of targets."""
        self._below_header = False
        if row.cells.lead is _LEVEL:
            return False  # no word for a level is the head of a column: most rows
        layout = refined(self._layout, row.texts, row.columns)
        if layout is not None:
            self.use(layout)
        return layout is not None

    def _todo(self, row: Row) -> Plan | None:
        """What to do with a row: lines that print the same share it, and so do rows of one shape."""
        cells, layout = row.cells, self._layout
        if cells.layout is not layout:
            key = "".join(map(self._class_of, cells.texts)), cells.columns
            shapes = self._shapes
            if shapes is None:
                shapes = self._shapes = self._memo.shapes.setdefault(layout, {})
            todo = shapes.get(key, _UNMET)
            if todo is _UNMET:
                self._memo.shapes_met += 1
                todo = shapes[key] = _plan(
                    key[0], key[1], layout, weighs=self._memo.shapes_met <= _MOST_SHAPES
                )
            cells.layout, cells.plan = layout, todo
        return cells.plan

    def _add(self, row: Row, part: Part) -> None:
        """One indicator of a row."""
        side, first, named, described, aimed, based, symbol, unit, further = part
        texts = row.texts
        name = texts[named] if named >= 0 else ""
        if not self._layout.has_levels and (levels := levels_before(name)) is not None:
            self._level1[side], self._level2[side], name = levels
        if symbol >= 0 or unit >= 0:
            target = self._joined(texts, symbol, aimed, unit)
        elif aimed >= 0:
            target = self._targets[texts[aimed]]
        elif name and (two := split_name_and_target(name)) is not None:
            name, target = two[0], self._targets[two[1]]
        else:
            target = _BLANK
        self.indicators.append(
            _indicator(
                name,
                self._level1[side],
                self._level2[side],
                target,
                self._scopes[side],
                texts[described] if described >= 0 else "",
                texts[based] if based >= 0 else "",
                tuple([FurtherCell(head, texts[cell]) for head, cell in further]) if further else (),
                place=row.place(first),
            )
        )

    def _joined(self, texts: tuple[str, ...], *cells: int) -> Target:
        """The target whose symbol, number and unit stand in cells of their own."""
        symbol, value, unit = (texts[cell] if cell >= 0 else "" for cell in cells)
        key = symbol, value, unit
        joined = self._memo.joined
        target = joined.get(key)
        if target is None:
            target = joined[key] = joined_target(symbol, value, unit)
        return target


def _plan(letters: str, columns: tuple[int, ...], layout: Layout, *, weighs: bool) -> Plan | None:
    """The plan of a shape; the merged label 绩效指标 before it is no cell of it, a word of the header any word."""
    skipped = 1 if letters[0] == "g" else 0
    rest = letters[skipped:].replace("g", "w").replace("h", "w")
    if not rest:
        return Plan((), ())
    if rest[0] == "z":
        return _TOTALS
    rest = rest.replace("z", "s")
    found = plan(rest, columns[skipped:], layout, weighs=weighs)
    if found is None or (found.parts and not skipped):
        return found
    unread = tuple(cell + skipped for cell in found.unread)
    if not found.parts:
        heads = {cell + skipped for _, _, cell in found.levels if rest[cell] not in _WORDS_FOR_LEVELS}
        unread = (*unread, *(~cell for cell in sorted(heads)))
    if not skipped:
        return found._replace(unread=unread)
    levels = tuple((level, side, cell + 1) for level, side, cell in found.levels)
    return Plan(levels, tuple(map(_moved, found.parts)), unread)


def _moved(part: Part) -> Part:
    """A part of a row that has a cell more before its first."""
    names = ("first", "name", "description", "target", "basis", "symbol", "unit")
    cells = {name: cell + 1 for name in names if (cell := getattr(part, name)) >= 0}
    return part._replace(**cells, further=tuple((head, cell + 1) for head, cell in part.further))
