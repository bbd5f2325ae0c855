"""What the rows of a flattened table say of its header (表体证表头): room, widths and sums.

Where words and the line grammar leave several divisions of a header, the rows below are asked.  Under each division
a row has to find a place for its numbers: in their order, in columns that are as wide as the lines of the numbers
say, and so that the totals which the header draws are the sums of their parts.  Under the division that is meant it
finds one; a division that denies a place to two different rows is not meant, for one of them may have a wrong figure
and not both.

What a header draws need not be what a table adds up: neighbours beside the parts of a total may be told apart, or
break it down a second time.  So a division is given up for its sums only if it is denied whichever neighbours are
left out of one of them, and if another division is confirmed, by two different rows in which printed parts make up
a printed total.

>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> from govbudget.reading.layouts.flattened.header_proof import Evidence, proved_header
>>> from govbudget.reading.source import split_lines
>>> text = "项目 合计|馆藏 读者|小计 新书 古籍 讲座 培训|甲 1 2 3 4 5 6".replace("|", "\\n\\n")
>>> proved = proved_header(atoms_of(split_lines(text)), Evidence())
>>> proved.ways, sorted(proved.doubtful)
(2, [4])
>>> rows = [
...     GridRow(("",) * 7, 1, loose=tuple(LooseCell(text, (1, 2, 3, 4, 5, 6)) for text in row.split()))
...     for row in ("9.00 6.00 4.00 2.00 2.00 1.00", "8.00 5.00 4.00 1.00 3.00", "3.00 3.00 3.00")
... ]
>>> told_by_rows(proved, lambda header: rows).header.paths[4]
('馆藏', '古籍')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final, NamedTuple, TypeAlias

from attrs import define, field

from govbudget.laws.sums import SumOfParts, sums_of_links
from govbudget.money import parse_number
from govbudget.reading.column_tree import column_links
from govbudget.reading.columns import Layout
from govbudget.reading.grid import Grid, GridRow, LooseCell
from govbudget.reading.header import is_dash, is_redaction
from govbudget.reading.layouts.flattened.atoms import width_of
from govbudget.reading.layouts.flattened.divisions import HeaderCell
from govbudget.reading.layouts.flattened.header_proof import ProvedHeader
from govbudget.reading.layouts.flattened.headers import FlatHeader, laid_out
from govbudget.reading.layouts.flattened.widths import unit_at
from govbudget.reading.settling.parts import sheet_of
from govbudget.reading.settling.question import Item, Line, Question
from govbudget.reading.settling.rows import Dealing, RowReader
from govbudget.reading.settling.work import BoundReachedError, Meter
from govbudget.reading.words import HeaderRole, path_coordinates

__all__ = ["told_by_rows"]

_Tops: TypeAlias = tuple[HeaderCell, ...]
_ENOUGH: Final = 2
"""Different rows that deny a division, or confirm it: one figure may be wrong."""
_MOST_ROWS: Final = 300
_MOST_SHAPES: Final = 8
"""Ways to cut the rows that are tried: they differ where divisions have other columns."""
_MOST_TESTS: Final = 20_000
"""Rows that are tried, over all divisions."""
_PART_OF_WIDTH: Final = 4
"""How much of its width a column may seem wider or narrower below its header, where type is not alike: one in four."""


class _Number(NamedTuple):
    """What a row prints: a value, or None for stars; the columns it may stand in, as wide as its lines say."""

    value: Decimal | None
    columns: frozenset[int]
    narrow: int
    wide: int


_Printed: TypeAlias = tuple[Decimal | None, ...]
"""The numbers of a row: rows with the same numbers count once."""


class _Told(NamedTuple):
    """What the rows say of the sums of a division: whether they deny it, whether they confirm it."""

    is_denied: bool
    is_confirmed: bool


class _TooManyError(Exception):
    """The bound on the work for one header is reached."""


def told_by_rows(proved: ProvedHeader, cut: Callable[[FlatHeader], Sequence[GridRow]]) -> ProvedHeader:
    """The header with the divisions that its rows do not deny; `cut` gives the rows below a header."""
    if len(proved.left) < _ENOUGH:
        return proved
    rows = _Rows(proved.numbers, cut)
    try:
        left = [tops for tops in proved.left if rows.have_room(tops)]
        # Widths tell divisions apart whose sums are the same: first by sums alone, which are few.
        for widths in (False, True):
            told = [rows.told(tops, widths=widths) for tops in left]
            if any(one.is_confirmed for one in told):
                left = [
                    tops
                    for tops, one in zip(left, told, strict=True)
                    if not one.is_denied or rows.allow_others(tops, widths=widths)
                ]
    except _TooManyError:
        return proved
    return ProvedHeader.of(left, proved.numbers) if 0 < len(left) < len(proved.left) else proved


@define(eq=False)
class _Rows:
    """The rows of a table under one division of its header after another, the work counted."""

    numbers: Sequence[str]
    cut: Callable[[FlatHeader], Sequence[GridRow]]
    tests: int = _MOST_TESTS
    _cuts: dict[tuple[HeaderRole, ...], list[list[_Number]]] = field(factory=dict)
    _known: dict[object, _Told] = field(factory=dict)

    def have_room(self, tops: _Tops) -> bool:
        """Whether all rows but one find columns that are wide enough, in their order, and enough of them."""
        header = laid_out(tops, self.numbers)
        widths = _widths_of(tops)
        crowded = {
            tuple(one.value for one in row)
            for row in self._rows(header)
            if not _has_room([_columns(one, widths) for one in row])
        }
        return len(crowded) < _ENOUGH

    def told(self, tops: _Tops, *, widths: bool) -> _Told:
        """What the rows say of the sums of a division, by room alone or by widths as well."""
        return self._asked(tops, _laws(laid_out(tops, self.numbers)), widths=widths)

    def allow_others(self, tops: _Tops, *, widths: bool) -> bool:
        """Whether the rows allow a division if one of its sums is of other columns."""
        header = laid_out(tops, self.numbers)
        figures = (i for i in range(len(header.leaves)) if header.role(i) is HeaderRole.FIGURE)
        others = _with_others(_laws(header), frozenset(figures))
        return any(not self._asked(tops, laws, widths=widths).is_denied for laws in others)

    def _rows(self, header: FlatHeader) -> list[list[_Number]]:
        roles = tuple(header.role(column) for column in range(len(header.leaves)))
        if roles not in self._cuts:
            if len(self._cuts) == _MOST_SHAPES:
                raise _TooManyError
            figures = frozenset(i for i, role in enumerate(roles) if role is HeaderRole.FIGURE)
            rows = (list(_numbers(row, figures)) for row in self.cut(header)[:_MOST_ROWS])
            self._cuts[roles] = [row for row in rows if row]
        return self._cuts[roles]

    def _asked(self, tops: _Tops, laws: tuple[SumOfParts[int], ...], *, widths: bool) -> _Told:
        header = laid_out(tops, self.numbers)
        width = len(header.leaves)
        known = _widths_of(tops) if widths else [(0, _ANY)] * width
        figures = sum(header.role(column) is HeaderRole.FIGURE for column in range(width))
        rows = self._rows(header)
        key = tuple(known), laws, id(rows)
        if key in self._known:
            return self._known[key]
        lines = tuple(Line(tuple(Item(one.value, _columns(one, known)) for one in row)) for row in rows)
        question = Question(width=width, lines=lines, row_laws=laws)
        reader, sheet = RowReader(question, Meter.of(len(lines))), sheet_of(question)
        denied: set[_Printed] = set()
        confirmed: set[_Printed] = set()
        for number, line in enumerate(lines):
            self.tests -= 1
            if self.tests < 0:
                raise _TooManyError
            try:
                dealings = reader.dealings(reader.masks(line.items), sheet.values[number], laws)
            except BoundReachedError:
                continue
            printed = tuple(item.value for item in line.items)
            if not dealings:
                denied.add(printed)
            elif all(
                _confirms(dealing, laws, printed, whole=len(printed) == figures) for dealing in dealings
            ):
                confirmed.add(printed)
            if len(denied) >= _ENOUGH:
                break
        is_denied = len(denied) >= _ENOUGH
        found = self._known[key] = _Told(is_denied, not is_denied and len(confirmed) >= _ENOUGH)
        return found


def _laws(header: FlatHeader) -> tuple[SumOfParts[int], ...]:
    """The sums that a header draws over the columns of figures."""
    above = [GridRow(cells, 1) for cells in header.rows]
    layout = Layout.of(Grid(tuple(above)))
    found: list[SumOfParts[int]] = []
    for panel in layout.panels:
        figures = panel.figures
        stated = [path_coordinates(layout.header.words(column), None, layout.lexicon) for column in figures]
        links = column_links(layout.header, figures, stated)
        named = [number for number, link in enumerate(links) if link.of_which]
        for law in sums_of_links([link.whole for link in links], named):
            parts = tuple(figures[part] for part in law.parts)
            found.append(SumOfParts(figures[law.total], parts, law.complete))
    return tuple(found)


def _numbers(row: GridRow, figures: frozenset[int]) -> Iterator[_Number]:
    """What a row prints in its columns of figures, in print order."""
    known = [(column, text) for column, text in enumerate(row.cells) if text and column in figures]
    for cell in row.loose:
        while known and known[0][0] < cell.columns[0]:
            yield _known(*known.pop(0))
        yield _Number(_value(cell.text), frozenset(cell.columns), *_widths(cell))
    for column, text in known:
        yield _known(column, text)


def _known(column: int, text: str) -> _Number:
    return _Number(_value(text), frozenset({column}), 0, _ANY)


_ANY: Final = 400
"""A width that no column has."""
_STROKE: Final = Decimal("0.000000")


def _value(text: str) -> Decimal | None:
    return _STROKE if is_dash(text) else None if is_redaction(text) else parse_number(text)


def _widths(cell: LooseCell) -> tuple[int, int]:
    """How wide the column of a cell is, at least and at most, by the lines it was wrapped in."""
    lines: list[str] = []
    at = 0
    for span in cell.spans:
        lines.append(cell.text[at : at + span.end - span.start])
        at += span.end - span.start
    if at != len(cell.text):
        return 0, _ANY
    wide = [width_of(line) + width_of(unit_at(following)) - 1 for line, following in pairwise(lines)]
    return max(map(width_of, lines)), min(wide, default=_ANY)


def _widths_of(tops: _Tops) -> list[tuple[int, int]]:
    """The widths of the columns, at least and at most, as the cells of a header say."""
    return [(path[-1].narrow, path[-1].wide) for top in tops for path in top.leaves]


def _columns(one: _Number, widths: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The columns that are as wide as a number says."""
    return frozenset(column for column in one.columns if _fits(one.narrow, one.wide, *widths[column]))


def _has_room(row: Sequence[frozenset[int]]) -> bool:
    """Whether numbers find columns of theirs in their order."""
    last = -1
    for columns in row:
        last = min((column for column in columns if column > last), default=-1)
        if last < 0:
            return False
    return True


def _fits(narrow: int, wide: int, least: int, most: int) -> bool:
    """Whether a column of a width between `least` and `most` may hold what needs one between `narrow` and `wide`."""
    return narrow * _PART_OF_WIDTH <= most * (_PART_OF_WIDTH + 1) and least * _PART_OF_WIDTH <= wide * (
        _PART_OF_WIDTH + 1
    )


def _confirms(dealing: Dealing, laws: Sequence[SumOfParts[int]], printed: _Printed, *, whole: bool) -> bool:
    """Whether a total is printed with two of its parts, or with one where the `whole` row is printed.

    Numbers that agree by chance are not so many.
    """
    for law in laws:
        if law.complete and 1 << law.total in dealing and printed[dealing.index(1 << law.total)] != 0:
            parts = sum(1 << part for part in law.parts)
            count = sum(
                mask & ~parts == 0 and number != 0 for mask, number in zip(dealing, printed, strict=True)
            )
            if count >= (1 if whole else _ENOUGH):
                return True
    return False


def _with_others(
    laws: tuple[SumOfParts[int], ...], figures: frozenset[int]
) -> Iterator[tuple[SumOfParts[int], ...]]:
    """The laws with neighbouring parts left out of one of them, or with the columns in it that are in none."""
    apart = sorted(figures.difference(*(law.parts for law in laws), (law.total for law in laws)))
    for number, law in enumerate(laws):
        if apart:
            more = SumOfParts(law.total, tuple(sorted((*law.parts, *apart))))
            yield (*laws[:number], more, *laws[number + 1 :])
        count = len(law.parts)
        for start, end in combinations(range(count + 1), 2):
            if law.complete and end - start < count:
                less = SumOfParts(law.total, (*law.parts[:start], *law.parts[end:]))
                yield (*laws[:number], less, *laws[number + 1 :])
