"""The text in the cells of a grid (单元格文字): fragments to cells, lines to text, bands to rows.

A fragment belongs to the cell that its middle lies in.  One that crosses a line is cut there, unless the
line runs through a character or through the middle of a word: then the text overflows its cell and stays
whole, in the cell it begins or ends in.  A figure that does so has no cell of its own if several beside it
are empty: grid and text disagree, and the laws decide.

Lines of one cell are one text: a wrapped word or number is put together, and two figures that stand below
one another are kept apart.  Where rows of figures stand in cells that no line divides, the figures' own
lines are the rows.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from govbudget.files.pdf.fragments import Fragment, joined, lines_of
from govbudget.files.pdf.pdfium import Page
from govbudget.files.pdf.regions import pitch_of
from govbudget.files.pdf.row_doubts import unsure_figures
from govbudget.files.pdf.row_lines import STARTS, rows_of, wrap_of
from govbudget.files.pdf.rulings import Grid, GridCell
from govbudget.files.pdf.text_lines import PLAIN, WHOLE, line_of
from govbudget.files.pdf.turn import POINT, Rect

__all__ = ["Cell", "PageTable", "between", "filled", "has_unsure_rows", "hidden_from", "text_of"]

_WIDE: Final = re.compile("[\u2e80-\uffef“”‘’…—·]")
_FIGURE: Final = re.compile(r"[-+−]?[\d,]*\d\.\d+%?")
_WORD: Final = re.compile("[\u4e00-\u9fff]")
_OPEN: Final = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})*,\d{1,2}$")
"""A number cut within a group of three digits."""
_REST: Final = re.compile(r"\d{1,2}(?![\d])")
_NUMBER: Final = re.compile(r"[-+−]?[\d,]*\d(?:\.\d+)?[%％]?|-{1,2}|—{1,2}|\*{2,}")


@frozen
class Cell:
    """A cell of a table on a page: its first column, how many it covers, its text, its box."""

    column: int
    columns: int
    text: str
    rect: Rect
    open: tuple[int, ...] = ()
    """The first columns of all cells that its figure may belong to, if they are several."""
    is_full: bool = False
    """Whether its last line has no room for another character; told of cells at the foot of a table alone."""
    is_hidden: bool = False
    """Whether its text is drawn outside of it and hidden there, as a name that was begun on the page before."""
    middle: int = 0
    """How high the middle of its text stands."""
    is_elsewhere: bool = False
    """Whether it is drawn on another page than the rest of its row."""


@frozen(eq=False)
class PageTable:
    """A table on one page: the edges of its columns, and its rows, each with the cells that begin in it."""

    page: int
    xs: list[int]
    rows: list[list[Cell]]
    top: int
    bottom: int
    sure: bool = True
    """Whether there is no doubt about what its header stands over."""
    frame: object | None = None
    """How it is divided, where no lines say it: for the part of it on the next page."""


def filled(page: Page, grid: Grid, fragments: Sequence[Fragment]) -> PageTable:
    """The table that a grid and the fragments inside it make."""
    contents: list[list[Fragment]] = [[] for _ in grid.cells]
    crossing: list[tuple[Fragment, list[int]]] = []
    xs, cell_at = grid.xs, grid.cell_at
    last = len(xs) - 2
    for fragment, row in zip(fragments, _rows_of(page, grid, fragments), strict=True):
        numbers = cell_at[row]
        first = bisect_right(xs, fragment.x0) - 1
        end = bisect_right(xs, fragment.x1 - 1) - 1
        first, end = max(first, 0), min(max(end, 0), last)
        if first >= end or numbers[first] == numbers[end]:
            contents[numbers[min(first, last)]].append(fragment)
            continue
        if _cross(page, grid, numbers, fragment, contents):
            crossing.append((fragment, sorted(set(numbers[first : end + 1]))))
    opened = _settled(page.text, grid, crossing, contents)
    rows: list[list[Cell]] = [[] for _ in grid.cell_at]
    bands: dict[int, list[tuple[Cell, list[Fragment]]]] = {}
    for number, (cell, inside) in enumerate(zip(grid.cells, contents, strict=True)):
        rect = grid.rect_of(cell)
        if cell.columns > 1 and len(inside) > 1 and (parts := _columns_of(page.text, grid, cell, inside)):
            for column, part in parts:
                narrow = (xs[column], rect[1], xs[column + 1], rect[3])
                made = Cell(column, 1, text_of(page.text, part, narrow) if part else "", narrow)
                rows[cell.row].append(made)
                bands.setdefault(cell.row, []).append((made, part))
            continue
        text = text_of(page.text, inside, rect) if inside else ""
        is_full = bool(inside) and cell.row + cell.rows == len(rows) and _ends_full(inside, rect)
        middle = min(one.y0 for one in inside) + max(one.y1 for one in inside) >> 1 if inside else 0
        is_hidden = bool(inside) and not rect[1] <= middle <= rect[3]
        made = Cell(cell.column, cell.columns, text, rect, opened.get(number, ()), is_full, is_hidden, middle)
        rows[cell.row].append(made)
        if cell.rows == 1:
            bands.setdefault(cell.row, []).append((made, inside))
    whole = [part for row, cells in enumerate(rows) for part in _bands(page.text, cells, bands.get(row, ()))]
    for cells in whole:
        cells.sort(key=lambda one: one.column)
    return PageTable(page.number, xs, whole, grid.ys[0], grid.ys[-1], not has_unsure_rows(whole))


def has_unsure_rows(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a figure is in no doubt but about its row: no law may settle it then."""
    return any(cell.open == (cell.column,) for row in rows for cell in row)


def _rows_of(page: Page, grid: Grid, fragments: Sequence[Fragment]) -> list[int]:
    """The rows of fragments: those of their middles, but where a text is hidden there.

    Spreadsheets draw all lines of a wrapped text and show those that fit; the others lie over the next row.  So
    does the name of a cell that began on the page before: it lies over the header.
    """
    rows = [grid.row_at(one.y0 + one.y1 >> 1) for one in fragments]
    suspects = _suspects(fragments, rows)
    for at, one in enumerate(fragments):
        if at not in suspects and not _WORD.search(page.text, one.start, one.end):
            continue
        place = hidden_from(page, one)
        if place is not None:
            rows[at] = grid.row_at(place)
    return rows


def hidden_from(page: Page, fragment: Fragment) -> int | None:
    """How high the place is that a text belongs to which is hidden where it stands: the nearest that is shown."""
    clip = page.clip(fragment.start)
    middle = fragment.y0 + fragment.y1 >> 1
    if clip is None or clip[1] <= middle <= clip[3]:
        return None
    inside = min(3 * POINT, clip[3] - clip[1] >> 1)
    return min(max(middle, clip[1] + inside), clip[3] - inside)


def _suspects(fragments: Sequence[Fragment], rows: Sequence[int]) -> set[int]:
    """The fragments of which some may be hidden: drawn over one another, or lines of one text in two rows."""
    found: set[int] = set()
    for i in range(1, len(fragments)):
        before, one = fragments[i - 1], fragments[i]
        near = abs(one.y0 - before.y0) <= 2 * one.height and before.x1 > one.x0 and one.x1 > before.x0
        if rows[i] != rows[i - 1] and near:
            found.update((i - 1, i))
    by_place = sorted(range(len(fragments)), key=lambda i: (rows[i], fragments[i].x0))
    for at, i in enumerate(by_place):
        one = fragments[i]
        for j in itertools.islice(by_place, at + 1, None):
            other = fragments[j]
            if rows[j] != rows[i] or other.x0 >= one.x1 + one.height:
                break
            # Nearly on one line, and yet not.
            if one.height < 8 * abs(other.y0 - one.y0) < 6 * one.height:
                found.update((i, j))
    return found


def _columns_of(
    text: str, grid: Grid, cell: GridCell, inside: Sequence[Fragment]
) -> list[tuple[int, list[Fragment]]]:
    """The columns of a cell whose figures stand in several: lines above and below it tell them."""
    columns = range(cell.column, cell.column + cell.columns)
    found: dict[int, list[Fragment]] = {column: [] for column in columns}
    for fragment in inside:
        column = grid.column_at(fragment.x0 + POINT)
        if column != grid.column_at(fragment.x1 - POINT):
            return []
        found[column].append(fragment)
    figures = [
        column
        for column, part in found.items()
        if part and all(_FIGURE.fullmatch(text[one.start : one.end]) for one in part)
    ]
    filled_columns = sum(map(bool, found.values()))
    return list(found.items()) if figures and filled_columns > 1 else []


def _cross(
    page: Page, grid: Grid, numbers: Sequence[int], fragment: Fragment, contents: list[list[Fragment]]
) -> bool:
    """Put the parts of a fragment that crosses lines into cells; True, and nothing done, if one cuts its text."""
    boxes = page.boxes
    parts: list[tuple[int, int, int]] = []
    cut = False
    for i in range(fragment.start, fragment.end):
        if page.text[i].isspace():
            continue
        x0, _, x1, _ = boxes[i]
        column = grid.column_at(x0 + x1 >> 1)
        number = numbers[column]
        inner = (x1 - x0) // 4
        at = bisect_right(grid.xs, x0 + inner)
        if at < len(grid.xs) - 1 and grid.xs[at] < x1 - inner and numbers[at] != numbers[at - 1]:
            cut = True
        if parts and parts[-1][0] == number:
            parts[-1] = (number, parts[-1][1], i + 1)
            continue
        if parts and _is_one_word(page, parts[-1][2] - 1, i):
            cut = True
        parts.append((number, i, i + 1))
    if cut:
        return True
    for number, start, end in parts:
        inside = boxes[start:end]
        contents[number].append(
            Fragment(start, end, boxes[start][0], fragment.y0, max(box[2] for box in inside), fragment.y1)
        )
    return False


def _settled(
    text: str,
    grid: Grid,
    crossing: Sequence[tuple[Fragment, list[int]]],
    contents: list[list[Fragment]],
) -> dict[int, tuple[int, ...]]:
    """Put the fragments that lines cut into cells; of those that hold a figure for several, the columns."""
    opened: dict[int, tuple[int, ...]] = {}
    for fragment, numbers in crossing:
        if _NUMBER.fullmatch(text[fragment.start : fragment.end]):
            empty = [number for number in numbers if not contents[number]]
            if len(empty) == 1:
                contents[empty[0]].append(fragment)
                continue
            if empty:
                contents[empty[0]].append(fragment)
                opened[empty[0]] = tuple(grid.cells[number].column for number in empty)
                continue
        contents[_home(grid, numbers, fragment)].append(fragment)
    return opened


def _is_one_word(page: Page, before: int, after: int) -> bool:
    """Whether two characters stand as close as those of one word, and are of one kind."""
    gap = page.boxes[after][0] - page.boxes[before][2]
    one, other = page.text[before], page.text[after]
    close = gap < max(page.boxes[after][2] - page.boxes[after][0], 1) // 10 + 1
    alike = (one.isdigit() and (other.isdigit() or other in ".,")) or (one in ".," and other.isdigit())
    return close and (alike or (_is_word(one) and _is_word(other)))


def _is_word(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _home(grid: Grid, numbers: Sequence[int], fragment: Fragment) -> int:
    """The cell, of neighbours, that a text belongs to: the one at whose edge it begins, or ends."""
    across = sorted(numbers, key=lambda number: grid.cells[number].column)
    rects = [grid.rect_of(grid.cells[number]) for number in across]
    left, right = fragment.x0 - rects[0][0], rects[-1][2] - fragment.x1
    if left <= right:
        return across[0]
    if right < 4 * POINT:
        return across[-1]
    middle = fragment.x0 + fragment.x1 >> 1
    return next((number for number, rect in zip(across, rects, strict=True) if middle < rect[2]), across[-1])


def text_of(text: str, fragments: Sequence[Fragment], rect: Rect | None = None) -> str:
    """The text of fragments inside a box: its lines put together to one."""
    if len(fragments) == 1:
        one = fragments[0]
        return text[one.start : one.end]
    lines = lines_of(fragments)
    result = joined(text, lines[0])
    left, right = (min(one.x0 for one in fragments), max(one.x1 for one in fragments))
    edges = (rect[0], rect[2]) if rect is not None else (left, right)
    for before, line in itertools.pairwise(lines):
        added = joined(text, line)
        full = _is_full(before[0].x0 - edges[0], before[-1].x1 - before[0].x0, edges[1] - before[-1].x1, line)
        result += between(result, added, full=full) + added
    return result


def _is_full(left: int, width: int, right: int, line: Sequence[Fragment]) -> bool:
    """Whether a line of a cell has no room for another character, by what is free on both sides of it."""
    whole = left + width + right
    return 10 * width >= 6 * whole or (
        10 * width >= 4 * whole and 10 * abs(left - right) <= 6 * line[0].height
    )


def _ends_full(fragments: Sequence[Fragment], rect: Rect) -> bool:
    """Whether the last line of a cell has no room for a character between it and the cell's margin."""
    last = lines_of(fragments)[-1]
    return rect[2] - last[-1].x1 < last[-1].height + 6 * POINT


def between(before: str, after: str, *, full: bool) -> str:
    """What stands between two lines of one cell: nothing where a word or number is wrapped."""
    one, other = before[-1], after[0]
    if _WIDE.match(one) or _WIDE.match(other):
        return ""
    if one.isdigit() and other in ".," and after[1:2].isdigit():
        return ""
    if one.isdigit() and (other.isdigit() or other in ".,"):
        if _OPEN.search(before) and _REST.match(after):
            return ""
        both = _FIGURE.fullmatch(before.rpartition(" ")[2]) and _FIGURE.match(after)
        return " " if both or not full else ""
    if one in ".,-" and other.isdigit():
        return ""
    return " " if one.isalnum() and other.isalnum() else ""


def _bands(text: str, cells: list[Cell], inside: Sequence[tuple[Cell, list[Fragment]]]) -> list[list[Cell]]:
    """The rows of a band of cells: one, or as many as figures stand below one another in it."""
    several = [(cell, lines_of(fragments)) for cell, fragments in inside if len(fragments) > 1]
    several = [(cell, lines) for cell, lines in several if len(lines) > 1]
    stacked = [lines for _, lines in several if _is_stack(text, lines)]
    if not stacked or len(several) < 2 or len(inside) != len(cells):
        return [_far_apart(text, cells, inside)]
    every = [one for _, fragments in inside for one in fragments]
    columns = [(cell.rect[0], cell.rect[2]) for cell, _ in inside]
    lines = [line_of(text, line) for line in lines_of(every)]
    pitch = pitch_of(lines, columns, every[0].height)
    rows = rows_of(text, lines, columns, [], pitch, wrap_of(every, columns, pitch))
    split: list[list[Cell]] = []
    for row, unsure in zip(rows, unsure_figures(text, rows, columns, ruled=False), strict=True):
        found = set(map(id, row))
        made = []
        for i, (cell, fragments) in enumerate(inside):
            own = [one for one in fragments if id(one) in found]
            made_text = text_of(text, own, cell.rect) if own else ""
            made.append(evolve(cell, text=made_text, open=(cell.column,) if i in unsure else cell.open))
        split.append(made)
    return split


def _far_apart(text: str, cells: list[Cell], inside: Sequence[tuple[Cell, list[Fragment]]]) -> list[Cell]:
    """The cells, figures in doubt beside names that may each be that of a row: far apart, or numbered ones."""
    words = [lines_of(part) for _, part in inside if part and _WIDE.search(text, part[0].start, part[0].end)]
    figures = {id(cell): part for cell, part in inside if len(part) == 1 and PLAIN.fullmatch(cell.text)}
    for lines in words:
        middles = [line[0].y0 + line[0].y1 >> 1 for line in lines]
        height = lines[0][0].height
        gap = max((b - a for a, b in itertools.pairwise(middles)), default=0)
        off = any(
            2 * abs(part[0].y0 + part[0].y1 - middles[0] - middles[-1]) > height for part in figures.values()
        )
        listed = any(STARTS.match(text, line[0].start, line[0].end) for line in lines[1:])
        last = any(abs(part[0].y0 + part[0].y1 - 2 * middles[-1]) < height // 2 for part in figures.values())
        if (gap > 2 * height and off) or (listed and last):
            return [evolve(cell, open=(cell.column,)) if id(cell) in figures else cell for cell in cells]
    return cells


def _is_stack(text: str, lines: Sequence[Sequence[Fragment]]) -> bool:
    """Whether the lines of a cell are whole figures below one another."""
    texts = [joined(text, line).replace(" ", "") for line in lines]
    if not all(map(_NUMBER.fullmatch, texts)):
        return False
    long = sum(bool(PLAIN.fullmatch(text) or (len(texts) > 2 and WHOLE.fullmatch(text))) for text in texts)
    return sum(map(bool, map(_FIGURE.fullmatch, texts))) >= 2 or long >= 2
