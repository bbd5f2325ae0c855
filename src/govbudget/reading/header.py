"""Header rows and header paths (表头).

A header is one to three rows above the data.  A merged cell is printed once, at its top left, and leaves
blanks to its right (as far as the cell above it reaches) and below.  Rows of column numbers
(`1 2 3`, `** ** 1 2`, `栏次 1 2`) belong to the header and say nothing.

Where the header ends is decided by words and by content: data begins at the first row that prints a
figure, or that prints, under a column for names or codes, something that is no header word itself.

>>> from govbudget.reading.grid import GridRow
>>> rows = [GridRow(cells, line=i) for i, cells in enumerate((
...     ("项目", "", "预算数", ""), ("科目编码", "科目名称", "合计", "项目支出"), ("205", "教育支出", "8", "")), 1)]
>>> header = Header.of(rows)
>>> header.height, header.path(3), header.leaf(0)
(2, ('预算数', '项目支出'), '科目编码')
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import Final

from attrs import define, frozen

from govbudget.money import parse_number
from govbudget.reading.grid import GridRow
from govbudget.reading.lexicon import Lexicon
from govbudget.reading.words import HeaderRole, header_coordinates, header_role, is_total_word
from govbudget.records import maker, quick
from govbudget.text import fold, squeeze

__all__ = [
    "Header",
    "HeaderCell",
    "header_height",
    "is_dash",
    "is_numbering",
    "is_percent",
    "is_redaction",
    "is_spoilt_number",
    "printed_words",
]

# A member of an enumeration costs ten times as much to look up as a name of the module.
_CODE, _FIGURE, _UNIT_CODE = HeaderRole.CODE, HeaderRole.FIGURE, HeaderRole.UNIT_CODE

_REDACTION: Final = re.compile(r"[*＊×✱╳]{1,}|[xX]{2,}")
_SPOILT: Final = re.compile(r"[^\u4e00-\u9fffA-Za-z\d]*\d[^\u4e00-\u9fffA-Za-z]*")
_DASHING: Final = frozenset("-－−–—―‐‑─﹣/\\_")
_DASHES: Final = frozenset({"-", "--", "---", "----", "/", "//", "\\", "_", "__"})
_REDACTING: Final = frozenset("*＊×✱╳xX")
_NUMBERING_WORD: Final = re.compile(r"\*+|栏次|行次|序号|类款项目?|[甲乙丙丁类款项]|-+|—+")
_NUMBERING_STARTS: Final = frozenset("0123456789０１２３４５６７８９*＊栏行序甲乙丙丁类款项-—－─ \u3000\xa0")
_TALLEST: Final = 12
"""The most rows that a header has: prescribed tables have three, and a grid of words is all header else."""
_YEARS: Final = re.compile(r"(?:19|20)\d\d")


def printed_words(cells: Sequence[str | None], word: Callable[[str], str] = fold) -> dict[int, str]:
    """The printed cells of a row by column, folded: what two printings of one header have in common.

    `word` folds; a reader that remembers its words hands in its own.
    """
    return {column: word(cell) for column, cell in enumerate(cells) if cell}


def is_dash(text: str) -> bool:
    """Whether a cell prints a stroke, which is no number and no word.

    >>> [is_dash(text) for text in ("-", "—", "——", "/", "-3", "无")]
    [True, True, True, True, False, False]
    """
    return text[:1] in _DASHING and fold(text) in _DASHES


def is_spoilt_number(text: str) -> bool:
    """Whether a text is a number with signs about it that make it none: `(100.00)`, `￥30`, `5.00*`.

    >>> [is_spoilt_number(text) for text in ("(100.00)", "△5.00", "(1)购置", "第3项")]
    [True, True, False, False]
    """
    return _SPOILT.fullmatch(text) is not None


def is_redaction(text: str) -> bool:
    """Whether a cell prints stars or crosses instead of something."""
    return text[:1] in _REDACTING and _REDACTION.fullmatch(text) is not None


def is_numbering(cells: Sequence[str | None]) -> bool:
    """Whether a row prints nothing but column numbers: `** ** 1 2 3`, `栏次 1 2 3`, `1 2 3 4`.

    >>> is_numbering(("**", "**", "1", "2")), is_numbering(("1", "2", "3")), is_numbering(("201", "", "5"))
    (True, True, False)
    """
    numbers = []
    others = 0
    for cell in cells:
        if not cell:
            continue
        if cell[0] not in _NUMBERING_STARTS:
            return False
        if cell.isdecimal():
            if len(cell) > 2:
                return False
            numbers.append(int(cell))
        elif _NUMBERING_WORD.fullmatch(fold(cell)):
            others += 1
        else:
            match = re.match(r"(\d{1,2})=", fold(cell))
            if match is None:
                return False
            numbers.append(int(match.group(1)))
    if not numbers:
        return others >= 2
    rising = all(later == earlier + 1 for earlier, later in itertools.pairwise(numbers))
    return rising and numbers[0] <= 2 and (len(numbers) >= 2 or others >= 1)


@define(eq=False)
class HeaderCell:
    """One printed header cell: its text without white space, the columns it covers, its row."""

    text: str
    word: str
    role: HeaderRole
    row: int
    start: int
    end: int


_header_cell: Final = maker(HeaderCell)


@quick
@frozen(eq=False, weakref_slot=False)
class Header:
    """The header of a grid: for every column the printed cells above it, outermost first."""

    height: int
    covering: tuple[tuple[HeaderCell, ...], ...]

    @classmethod
    def of(cls, rows: Sequence[GridRow], lexicon: Lexicon | None = None) -> Header:
        """Find the header of a grid and lay out its cells."""
        lexicon = lexicon or Lexicon()
        height = header_height(rows, lexicon)
        width = max([len(row.cells) for row in rows], default=0)
        printed = [row for row in rows[:height] if not is_numbering(row.cells)]
        return cls(height, _lay_out(_once(printed), width, lexicon))

    @classmethod
    def moved(
        cls, rows: Sequence[GridRow], height: int, width: int, by: int, lexicon: Lexicon | None = None
    ) -> Header | None:
        """The header of a grid with the words of codes in place and all others moved by some columns.

        None where one word would stand on another, or left of the grid: no displacement prints that.
        """
        lexicon = lexicon or Lexicon()
        words, roles = lexicon.of(fold), lexicon.of(header_role)
        moved = []
        for row in rows[:height]:
            if is_numbering(row.cells):
                continue
            cells: list[str | None] = [""] * width
            for column, cell in enumerate(row.cells):
                if cell:
                    at = column if roles[words[cell]] in _CODING else column + by
                    if at < 0 or (at < width and cells[at]):
                        return None
                    if at < width:
                        cells[at] = cell
            moved.append(GridRow(tuple(cells), line=row.line))
        return cls(height, _lay_out(moved, width, lexicon))

    @property
    def width(self) -> int:
        """The number of columns that the header covers."""
        return len(self.covering)

    def cells(self, column: int) -> tuple[HeaderCell, ...]:
        """The header cells above a column, outermost first."""
        return self.covering[column] if 0 <= column < len(self.covering) else ()

    def path(self, column: int) -> tuple[str, ...]:
        """The texts above a column, outermost first."""
        return tuple(cell.text for cell in self.cells(column))

    def words(self, column: int) -> list[str]:
        """The folded words above a column, outermost first."""
        return [cell.word for cell in self.cells(column)]

    def leaf(self, column: int) -> str:
        """The folded innermost word above a column, or `""`."""
        cells = self.cells(column)
        return cells[-1].word if cells else ""

    def role(self, column: int) -> HeaderRole | None:
        """What the words above a column say its cells are, None without a word."""
        cells = self.cells(column)
        if not cells:
            return None
        role = cells[-1].role
        if role is _FIGURE and len(cells) > 1:
            outer = cells[-2].role
            if outer in (_CODE, _UNIT_CODE) and cells[-2].end - cells[-2].start > 1:
                return outer
        return role

    def shifted(self, by: int) -> Header:
        """The header moved by some columns: what it would say if it were printed displaced."""
        if by == 0:
            return self
        empty: tuple[tuple[HeaderCell, ...], ...] = ((),) * abs(by)
        moved = (*empty, *self.covering) if by > 0 else (*self.covering[-by:], *empty)
        return Header(self.height, moved)

    def clipped(self, width: int) -> Header:
        """The header with columns for a grid of the given width and no more."""
        return Header(self.height, self.covering[:width])


def _once(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """The rows of a header that a page ended right below, without those that the next page prints again."""
    for height in range(2, len(rows) // 2 + 1):
        cells = [row.cells for row in rows[:height]]
        if len(rows) % height == 0 and all(
            row.cells == cells[index % height] for index, row in enumerate(rows)
        ):
            return rows[:height]
    return rows


def header_height(rows: Sequence[GridRow], lexicon: Lexicon | None = None) -> int:
    """The number of rows, from the top, that are header."""
    lexicon = lexicon or Lexicon()
    words, roles = lexicon.of(fold), lexicon.of(header_role)
    naming: set[int] = set()
    width = max([len(row.cells) for row in rows], default=0)
    for index, row in enumerate(rows):
        if is_numbering(row.cells):
            return index + 1
        divided = index == 0 or len(rows[0].cells) < width or not all(rows[0].cells)
        if index and (index == _TALLEST or _is_data(row, naming, lexicon, divided=divided)):
            return index
        if not index and _has_figure(row.cells, lexicon):
            return 0
        for column, cell in enumerate(row.cells):
            if cell and roles[words[cell]] in _NAMING:
                naming.update(_span(rows[index], column))
    return len(rows)


_CODING: Final = (HeaderRole.CODE, HeaderRole.UNIT_CODE, HeaderRole.ORDINAL)
_NAMING: Final = (HeaderRole.NAME, HeaderRole.CODE, HeaderRole.UNIT_CODE, HeaderRole.ORDINAL)


def _span(row: GridRow, column: int) -> range:
    end = column + 1
    while end < len(row.cells) and not row.cells[end]:
        end += 1
    return range(column, end)


def _has_figure(cells: Sequence[str | None], lexicon: Lexicon) -> bool:
    numbers = lexicon.of(parse_number)
    for cell in cells:
        # Most cells are words, and no number begins with an ideograph.
        if (
            cell
            and not "\u4e00" <= cell[0] <= "\u9fff"
            and (numbers[cell] is not None or is_percent(cell))
            and not _YEARS.fullmatch(cell)
        ):
            return True
    return False


def is_percent(text: str) -> bool:
    """Whether a text is a number with a percent sign."""
    return text.endswith(("%", "％", "﹪")) and parse_number(text[:-1]) is not None


def _is_data(row: GridRow, naming: set[int], lexicon: Lexicon, *, divided: bool) -> bool:
    """Whether a row below a header is data; `divided` says that cells of the first row leave room below them."""
    if row.loose or _has_figure(row.cells, lexicon):
        return True
    if [cell for cell in row.cells if cell and cell[0] in _DASHING and is_dash(cell)]:
        return True
    words, roles = lexicon.of(fold), lexicon.of(header_role)
    printed = [(column, words[cell]) for column, cell in enumerate(row.cells) if cell]
    named = [
        column
        for column, word in printed
        if column in naming
        and not is_redaction(word)
        and (role := roles[word]) not in _NAMING
        and role is not HeaderRole.MEASURE
    ]
    # A lower header row may reach under a name: it then speaks of funds and totals beside it as well.
    return bool(named) and not (
        divided and any(column not in naming and _speaks_of_columns(word) for column, word in printed)
    )


def _speaks_of_columns(word: str) -> bool:
    return len(word) <= 24 and (is_total_word(word) or header_coordinates(word).fund is not None)


def _lay_out(rows: Sequence[GridRow], width: int, lexicon: Lexicon) -> tuple[tuple[HeaderCell, ...], ...]:
    """The cells above each column: printed there, or to the left below the same cell of the row above."""
    words, roles, prints = lexicon.of(fold), lexicon.of(header_role), lexicon.of(squeeze)
    above: list[HeaderCell | None] = [None] * width
    columns: list[list[HeaderCell]] = [[] for _ in range(width)]
    last = len(rows) - 1
    for number, row in enumerate(rows):
        current: list[HeaderCell | None] = [None] * width
        cells = row.cells
        length = len(cells)
        for start, text in enumerate(cells[:width]):
            if not text:
                continue
            end = start + 1
            # A cell that is known to be merged reaches as far as it is, and over no blank cell beside it,
            # but where a cell below goes on over its end.
            merged = end < length and cells[end] is None
            under = rows[number + 1].cells if number < last else ()
            below = under if merged else ()
            # A cell that is known to reach down beside a blank one has only its own column.
            alone = start < len(under) and under[start] is None and not merged
            while (
                not alone and end < width and not (end < length and cells[end]) and above[end] is above[start]
            ):
                ends = end >= length or cells[end] is not None
                if merged and ends and not (end < len(below) and below[end] is None):
                    break
                end += 1
            word = words[text]
            over = above[start]
            if over is not None and over.word == word:
                # A cell printed again in the rows that it covers is one cell.
                current[start:end] = [over] * (end - start)
                continue
            left = current[start - 1] if start and number < last else None
            if (
                left is not None
                and left.word == word
                and over is above[start - 1]
                and rows[number + 1].cell(start - 1) is not None
            ):
                # And so is one printed again in the columns that it covers, where the row below tells them apart;
                # but one that is known to reach down to the row below stands beside the next.
                left.end = end
                for column in range(start, end):
                    current[column] = left
                    columns[column].append(left)
                continue
            cell = _header_cell(prints[text], word, roles[word], number, start, end)
            for column in range(start, end):
                current[column] = cell
                columns[column].append(cell)
        above = [new if new is not None else old for new, old in zip(current, above, strict=True)]
    return tuple([tuple(cells) for cells in columns])
