"""Drawn lines put together to grids (表格线): which lines belong together, and which cells they enclose.

Lines that touch belong to one grid; a frame around the page touches nothing inside it and so is a grid of its
own.  The places of lines are the edges of base cells; base cells without a line between them are one merged
cell.  A grid that is open at a side, as at a page break, is closed where its lines end.

>>> lying = [(0, y, 20000, y + 50) for y in (0, 2000, 4000)]
>>> standing = [(x, 0, x + 50, 4000) for x in (0, 20000)] + [(9000, 2000, 9050, 4000)]
>>> (grid,), rest = grids_of(lying + standing)
>>> [(cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells], rest
([(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)], [])
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Final

from attrs import field, frozen

from govbudget.files.pdf.turn import POINT, Rect

__all__ = ["Grid", "GridCell", "Ruling", "grids_of"]

_NEAR: Final = 3 * POINT
_GAP: Final = 60 * POINT
_HIGHEST: Final = 40 * POINT
_SHORTEST: Final = 4 * POINT
_MOST_LINES: Final = 1_500
_MOST_CELLS: Final = 200_000


@frozen(order=True)
class Ruling:
    """A line at `at`, from `start` to `end` along the other direction."""

    at: int
    start: int
    end: int


@frozen
class GridCell:
    """A cell: its first row and column, and how many it covers."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@frozen(eq=False)
class Grid:
    """A grid of cells: the places of its lines from the left (`xs`) and from the top (`ys`)."""

    xs: list[int]
    ys: list[int]
    cells: list[GridCell]
    cell_at: list[list[int]] = field(repr=False)
    """For every base cell, by row and column, the number of the cell it belongs to."""
    lying: Sequence[Ruling] = field(default=(), repr=False)
    """The lines across that it is made of."""

    @property
    def rect(self) -> Rect:
        """The box around the grid."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def rect_of(self, cell: GridCell) -> Rect:
        """The box of one of its cells."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.columns],
            self.ys[cell.row + cell.rows],
        )

    def row_at(self, y: int) -> int:
        """The row that a height lies in."""
        return min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)

    def column_at(self, x: int) -> int:
        """The column that a place lies in."""
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def grids_of(rulings: Iterable[Rect]) -> tuple[list[Grid], list[Ruling]]:
    """The grids that rulings draw, and the lying lines that belong to none."""
    lying, standing = _directions(rulings)
    if len(lying) > _MOST_LINES or len(standing) > _MOST_LINES:
        return [], []
    grids = []
    rest = []
    for across, down in _beside(_topped(_components(lying, standing))):
        grid = _grid(across, down) if len(across) > 1 and down else None
        if grid is None:
            rest.extend(across)
        else:
            grids.append(grid)
    return grids, rest


def _directions(rulings: Iterable[Rect]) -> tuple[list[Ruling], list[Ruling]]:
    """The lying and the standing lines, pieces of one line joined."""
    lying, standing = [], []
    for x0, y0, x1, y1 in rulings:
        across, down = x1 - x0, y1 - y0
        # A dot may be a piece of either.
        if across >= down or 2 * across > down:
            lying.append((y0 + y1 >> 1, x0, x1))
        if down >= across or 2 * down > across:
            standing.append((x0 + x1 >> 1, y0, y1))
    return _joined(lying), _joined(standing)


def _joined(pieces: list[tuple[int, int, int]]) -> list[Ruling]:
    """Lines at nearly one place put at the same, and pieces that nearly touch made one line."""
    pieces.sort()
    found: list[Ruling] = []
    i = 0
    while i < len(pieces):
        first = pieces[i][0]
        stop = i
        while stop < len(pieces) and pieces[stop][0] - first <= _NEAR:
            stop += 1
        run: list[tuple[int, int, int]] = []
        end = 0
        for piece in sorted(pieces[i:stop], key=itemgetter(1)):
            if run and piece[1] > end + _NEAR:
                _add(run, end, found)
                run = []
            end = max(end, piece[2]) if run else piece[2]
            run.append(piece)
        _add(run, end, found)
        i = stop
    found.sort()
    return found


def _add(run: Sequence[tuple[int, int, int]], end: int, found: list[Ruling]) -> None:
    """Add the line that pieces make, if it is long enough: where most of them are, as dots of others lie near."""
    start = run[0][1]
    if end - start >= _SHORTEST:
        places = sorted(at for at, _, _ in run)
        found.append(Ruling(places[(len(run) - 1) // 2] + places[len(run) // 2] >> 1, start, end))


def _snapped(lines: Sequence[Ruling]) -> list[Ruling]:
    """The lines of one grid, those at nearly one place put at the place of the longest."""
    found: list[Ruling] = []
    near: list[Ruling] = []
    for line in [*sorted(lines), None]:
        if near and (line is None or line.at - near[0].at > _NEAR):
            at = max(near, key=_length).at
            found.extend(Ruling(at, one.start, one.end) for one in near)
            near = []
        if line is not None:
            near.append(line)
    return found


def _length(line: Ruling) -> int:
    return line.end - line.start


def _components(
    lying: Sequence[Ruling], standing: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that touch one another, put together."""
    parents = list(range(len(lying) + len(standing)))

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    offset = len(lying)
    for j, down in enumerate(standing, offset):
        low, high = down.start - _NEAR, down.end + _NEAR
        for i in range(bisect_right(lying, low, key=_at), bisect_right(lying, high, key=_at)):
            across = lying[i]
            if across.start - _NEAR <= down.at <= across.end + _NEAR:
                parents[root(i)] = root(j)
    found: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, line in enumerate(lying):
        found[root(i)][0].append(line)
    for j, line in enumerate(standing, offset):
        found[root(j)][1].append(line)
    return list(found.values())


def _topped(
    components: list[tuple[list[Ruling], list[Ruling]]],
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines as wide as a grid that is open at its sides, right above it: they end a row of one cell."""
    grids = [one for one in components if len(one[0]) > 1 and one[1]]
    alone = sorted((one[0][0] for one in components if not one[1] and len(one[0]) == 1), reverse=True)
    tops = [(*_ends(*one), min(line.at for line in one[0]), one[0]) for one in grids]
    taken = set()
    for line in alone:
        for i, (left, right, top, across) in enumerate(tops):
            beside = abs(line.start - left) <= _NEAR and abs(line.end - right) <= _NEAR
            if beside and 0 < top - line.at <= _HIGHEST:
                across.insert(0, line)
                taken.add(line)
                tops[i] = (left, right, line.at, across)
                break
    return [one for one in components if one[1] or len(one[0]) > 1 or one[0][0] not in taken]


def _beside(
    components: list[tuple[list[Ruling], list[Ruling]]],
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Two halves of a table drawn side by side, put together."""
    found: list[tuple[list[Ruling], list[Ruling]]] = []
    halves = sorted((one for one in components if len(one[0]) > 1 and one[1]), key=_left)
    for across, down in halves:
        for i, (other, others) in enumerate(found):
            gap = _ends(across, down)[0] - _ends(other, others)[1]
            tops = abs(min(line.at for line in across) - min(line.at for line in other))
            if 0 < gap <= _GAP and tops <= 2 * _NEAR:
                closed = (*_closed(other, others), *_closed(across, down))
                found[i] = (sorted((*other, *across)), sorted(closed))
                break
        else:
            found.append((across, down))
    return [*found, *(one for one in components if len(one[0]) < 2 or not one[1])]


def _ends(across: Sequence[Ruling], down: Sequence[Ruling]) -> tuple[int, int]:
    """Where a half begins on the left and ends on the right."""
    left = min(*(line.start for line in across), *(line.at for line in down))
    return left, max(*(line.end for line in across), *(line.at for line in down))


def _closed(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Ruling]:
    """The standing lines of a half, with those that it is open without."""
    left, right = _ends(across, down)
    top, bottom = min(line.at for line in across), max(line.at for line in across)
    places = [line.at for line in down]
    found = list(down)
    if left < min(places) - 2 * _NEAR:
        found.append(Ruling(left, top, bottom))
    if right > max(places) + 2 * _NEAR:
        found.append(Ruling(right, top, bottom))
    return found


def _left(component: tuple[list[Ruling], list[Ruling]]) -> int:
    return _ends(*component)[0]


def _at(line: Ruling) -> int:
    return line.at


def _grid(lying: Sequence[Ruling], standing: Sequence[Ruling]) -> Grid | None:
    lying, standing = _snapped(lying), _snapped(standing)
    xs = _places(standing, lying)
    ys = _places(lying, standing)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _MOST_CELLS:
        return None
    # A line is at the left edge of its column and at the upper edge of its row.
    left = _edges(standing, xs, ys)
    upper = _edges(lying, ys, xs)
    cells, cell_at = _cells(rows, columns, left, upper)
    return Grid(xs, ys, cells, cell_at, lying)


def _places(lines: Sequence[Ruling], others: Sequence[Ruling]) -> list[int]:
    """The places of lines, and those where the lines across them end without one."""
    places = sorted({line.at for line in lines})
    start, end = min(line.start for line in others), max(line.end for line in others)
    if start < places[0] - 2 * _NEAR:
        places.insert(0, start)
    if end > places[-1] + 2 * _NEAR:
        places.append(end)
    return places


def _edges(lines: Sequence[Ruling], places: Sequence[int], across: Sequence[int]) -> list[set[int]]:
    """For each place, the stretches between the places across that a line covers."""
    index = {place: i for i, place in enumerate(places)}
    found: list[set[int]] = [set() for _ in places]
    pairs = list(itertools.pairwise(across))
    # A thick line that ends at another one lies a little over the stretch behind it.
    early = [one + min((other - one) * 5 // 8, (other - one) // 2 + _NEAR) for one, other in pairs]
    late = [other - min((other - one) * 5 // 8, (other - one) // 2 + _NEAR) for one, other in pairs]
    for line in lines:
        found[index[line.at]].update(range(bisect_left(early, line.start), bisect_right(late, line.end)))
    return found


def _cells(
    rows: int, columns: int, left: Sequence[set[int]], upper: Sequence[set[int]]
) -> tuple[list[GridCell], list[list[int]]]:
    """The cells: runs of base cells without a line between them, merged downwards where none is either."""
    cells: list[GridCell] = []
    cell_at: list[list[int]] = []
    for row in range(rows):
        numbers: list[int] = []
        start = 0
        while start < columns:
            end = start + 1
            while end < columns and row not in left[end]:
                end += 1
            number = _above(cells, cell_at, row, start, end, upper[row])
            if number is None:
                number = len(cells)
                cells.append(GridCell(row, start, 1, end - start))
            else:
                above = cells[number]
                cells[number] = GridCell(above.row, start, row - above.row + 1, end - start)
            numbers.extend([number] * (end - start))
            start = end
        cell_at.append(numbers)
    return cells, cell_at


def _above(
    cells: Sequence[GridCell],
    cell_at: Sequence[Sequence[int]],
    row: int,
    start: int,
    end: int,
    upper: set[int],
) -> int | None:
    """The cell above that a run of base cells belongs to: as wide as it, and no line between them."""
    if row == 0 or any(column in upper for column in range(start, end)):
        return None
    number = cell_at[row - 1][start]
    cell = cells[number]
    return number if (cell.column, cell.columns) == (start, end - start) else None
