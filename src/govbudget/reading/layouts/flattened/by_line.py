"""Tables of text in which one printed row is one line (逐行文本): from the lines of a region to rows of a grid.

That a table is of this kind is decided by its lines: nearly all that print figures begin with a code, a total or
a name on the same line, and no empty line parts them.  Its header is what stands above the first of these lines.
Columns are asked for only where the header is sure (`sure_header`): where they would be a guess, the rows are taken
and all their figures left open; where not even the rows are sure, nothing is put beside anything else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen

from govbudget.reading.grid import GridRow, LooseCell
from govbudget.reading.layouts.flattened.atoms import Atom, atoms_of, spans_of_atoms
from govbudget.reading.layouts.flattened.centred import is_bare
from govbudget.reading.layouts.flattened.continued import is_table_number
from govbudget.reading.layouts.flattened.header_words import is_header_word
from govbudget.reading.layouts.flattened.headers import FlatHeader, numbering_of
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.line_headers import LineHeader, guessed_header, sure_header
from govbudget.reading.layouts.flattened.line_panels import panel_rows
from govbudget.reading.layouts.flattened.line_rows import LineRow, coded_rows, named_rows
from govbudget.reading.layouts.flattened.own_codes import codes_of_rows
from govbudget.reading.layouts.flattened.regions import Region, is_page_number
from govbudget.reading.layouts.flattened.scattered import scattered_rows
from govbudget.reading.source import SourceLine
from govbudget.reading.words import HeaderRole, is_total_word
from govbudget.text import fold, is_cjk, squeeze

__all__ = ["LineTable", "page_numbers", "table_by_lines"]

_MOST_BLANK: Final = 8
"""One empty line among so many printed ones is the most."""
_MOST_HEADER_LINES: Final = 60
_FEWEST_REPEATED: Final = 2
_PAGE: Final = re.compile(r"[-—–]?\s?\d{1,3}\s?[-—–]?|\d{1,3}\s?/\s?\d{1,3}|第\s?\d{1,3}\s?页.{0,8}")
_WORDED: Final = re.compile(r"第\s?\d{1,4}\s?页.{0,10}|\d{1,4}\s?/\s?\d{1,4}")
_NUMBER_ALONE: Final = re.compile(r"[-—–]?\s?(\d{1,3})\s?[-—–]?")
_POINTED: Final = re.compile(r"\d[.,]\d")
_GLUED: Final = re.compile(
    r"[\u4e00-\u9fff](?:[\d,]*\d\.\d+|\d{1,3}(?:,\d{3})+)|(?:\d\.\d+|,\d{3})[\u4e00-\u9fff]"
)
"""An amount that nothing parts from the words beside it."""
_LEVELS: Final = "类款项目"
_HEADERS_OWN: Final = re.compile(r"编码|名称|科目|项目|分类")
_GAP: Final = re.compile(r"\S {2,}\S")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@frozen(eq=False)
class LineTable:
    """A table read line by line: the lines it takes, by what they are, its header, its rows.

    Nothing is to be proved of the columns of an *open* table.
    """

    region: Region
    header: FlatHeader
    rows: tuple[GridRow, ...]
    is_open: bool = False


def page_numbers(lines: Sequence[SourceLine]) -> frozenset[int]:
    """The indexes of numbers alone on their lines that follow one another through a text, and of 第几页.

    >>> from govbudget.reading.source import split_lines
    >>> sorted(page_numbers(split_lines("支出\\n8\\n合计 9.00\\n- 1 -\\n收入\\n- 2 -\\n说明")))
    [3, 5]
    """
    alone: list[tuple[int, int]] = []
    found: set[int] = set()
    for index, line in enumerate(lines):
        text = line.text.strip()
        if _WORDED.fullmatch(text):
            found.add(index)
        match = _NUMBER_ALONE.fullmatch(text)
        if match is not None:
            alone.append((index, int(match.group(1))))
    for (before, first), (after, second) in pairwise(alone):
        if second == first + 1 and after > before + 1:
            found.update((before, after))
    return frozenset(found)


def table_by_lines(
    lines: Sequence[SourceLine], region: Region, counting: Collection[int] = ()
) -> LineTable | None:
    """The table of a region, None where it is not printed line by line."""
    printed = sorted({*region.header, *region.body})
    own = [index for index in printed if index not in counting]
    if not own or _has_gaps(lines, region.opening.start, own, counting):
        return None
    first = _first_row(lines, own)
    if first is not None and is_bare(atoms_of([lines[first]])):
        first = _first_of_name(lines, own, first)
    header = [index for index in own if first is None or index < first]
    if first is None:
        header = [index for index in own if index in region.header]
        body, furniture = [index for index in own if index not in region.header], list[int]()
    else:
        body, furniture = _without_repeats(lines, header, [index for index in own if index >= first])
    while body and is_table_number(lines[body[-1]].text):
        body.pop()
    changed = evolve(
        region,
        header=header,
        body=body,
        furniture=sorted({*region.furniture, *furniture, *(set(printed) - set(own))}),
    )
    pieces = [atoms_of([lines[index]]) for index in body]
    pieces[:1] = map(_without_levels, pieces[:1])
    if not any(is_figure(atom.text) for line in pieces for atom in line):
        return None
    above = atoms_of([lines[index] for index in header])
    glued = any(_GLUED.search(atom.text) for line in pieces for atom in line)
    columns = sure_header(above, pieces) if first is not None and not glued else None
    rows = None if columns is None else _rows(columns, pieces)
    if columns is not None and rows is not None:
        return LineTable(changed, columns.header, tuple(rows))
    return _open_table(changed, guessed_header(above), pieces, rows_told=not glued)


def _has_gaps(lines: Sequence[SourceLine], start: int, own: Sequence[int], counting: Collection[int]) -> bool:
    """Whether empty lines part the lines of a table, as they do where the line grammar holds.

    Where runs of spaces keep the places of the page, empty lines do as well.
    """
    spaced = sum(_GAP.search(lines[index].text) is not None for index in own)
    if 2 * spaced > len(own):
        return False
    blank = sum(lines[index].is_blank and index not in counting for index in range(start, own[-1]))
    return _MOST_BLANK * blank > len(own)


def _first_row(lines: Sequence[SourceLine], own: Sequence[int]) -> int | None:
    """The first line that is a row: figures behind a code, a total or a name; None if others come before it."""
    for at, index in enumerate(own[:_MOST_HEADER_LINES]):
        pieces = lines[index].text.split()
        if numbering_of(pieces) is not None:
            continue
        if (
            pieces[0].isdecimal()
            and len(pieces[0]) in (3, 5, 7)
            and (len(pieces) == 1 or _is_word(pieces[1]))
        ):
            return index
        if is_total_word(fold(lines[index].text)) and at and _is_figures(lines, own, at + 1):
            return index
        pointed = any(_POINTED.search(piece) and is_figure(piece) for piece in pieces[1:])
        if not pointed and (not is_figure(pieces[-1]) or _YEAR.fullmatch(pieces[-1])):
            continue
        return index if _is_word(pieces[0]) or pieces[0].isdecimal() else None
    return None


def _without_levels(line: Sequence[Atom]) -> list[Atom]:
    """The first line of the rows without the levels of the code (类 款 项 合计), which belong to the header."""
    count = sum(1 for atom, level in zip(line, _LEVELS, strict=False) if atom.text == level)
    rest = line[count:]
    if count > 1 and rest and is_total_word(fold("".join(a.text for a in rest if not is_figure(a.text)))):
        return list(rest)
    return list(line)


def _first_of_name(lines: Sequence[SourceLine], own: Sequence[int], first: int) -> int:
    """The first line of the name that stands about the first row, none of whose lines is a header's word."""
    above = [index for index in own if index < first]
    while (
        above and not _HEADERS_OWN.search(squeeze(lines[above[-1]].text)) and _is_name(lines[above[-1]].text)
    ):
        first = above.pop()
    return first


def _is_name(text: str) -> bool:
    return not any(is_header_word(fold(piece)) or is_figure(piece) for piece in text.split())


def _is_figures(lines: Sequence[SourceLine], own: Sequence[int], at: int) -> bool:
    return at < len(own) and all(map(is_figure, lines[own[at]].text.split()))


def _is_word(text: str) -> bool:
    return any(is_cjk(char) for char in text)


def _without_repeats(
    lines: Sequence[SourceLine], header: Sequence[int], body: Sequence[int]
) -> tuple[list[int], list[int]]:
    """The lines of the rows, and those that a new page repeats or counts."""
    texts = [squeeze(lines[index].text) for index in header]
    words = {squeeze(piece) for index in header for piece in lines[index].text.split()}
    kept: list[int] = []
    aside: list[int] = []
    at = 0
    while at < len(body):
        length = _repeated([squeeze(lines[i].text) for i in body[at : at + len(texts)]], texts)
        if length:
            aside += body[at : at + length]
            at += length
            continue
        text = lines[body[at]].text.strip()
        pieces = set(text.split())
        apart = len(pieces) > 1 or (aside and aside[-1] == body[at] - 1)
        if apart and pieces <= words and not any(is_total_word(fold(p)) or is_figure(p) for p in pieces):
            # A new page may tell its header in another order.
            aside.append(body[at])
            at += 1
            continue
        whole = bool(kept) and is_figure(lines[kept[-1]].text.split()[-1])
        if (whole and _PAGE.fullmatch(text) and text != "0") or is_page_number(lines, body[at], in_rows=True):
            aside.append(body[at])
        else:
            kept.append(body[at])
        at += 1
    return kept, aside


def _repeated(here: Sequence[str], texts: Sequence[str]) -> int:
    for start in range(len(texts)):
        tail = texts[start:]
        if (len(tail) >= _FEWEST_REPEATED or start == 0) and list(here[: len(tail)]) == list(tail):
            return len(tail)
    return 0


def _rows(columns: LineHeader, pieces: Sequence[Sequence[Atom]]) -> list[GridRow] | None:
    """The rows of the grid, None where the lines do not make rows of these columns."""
    for line in pieces:
        # A running head between the rows: the year it prints must not become a figure.
        if any(_YEAR.fullmatch(one.text) and two.text.startswith("年") for one, two in pairwise(line)):
            return None
    if columns.panels:
        return panel_rows(columns, pieces)
    rows = coded_rows(pieces, columns.levels)
    if rows is None and not columns.codes:
        rows = named_rows(pieces)
    if rows is None or not any(row.numbers for row in rows):
        return None
    codes = _below_classes(rows) if columns.repeats_levels else codes_of_rows(rows)
    if codes is None:
        return None
    found: list[GridRow] = []
    for row, code in zip(rows, codes, strict=True):
        made = _grid_row(columns, row, code)
        if made is None:
            return None
        found.append(made)
    return found


def _below_classes(rows: Sequence[LineRow]) -> list[str] | None:
    """The codes of rows that print their levels one by one, those of a 款 below the 类 above it."""
    found: list[str] = []
    parent = ""
    for row in rows:
        code = row.code
        if len(code) == 2:
            if not parent:
                return None
            code = parent + code
        elif code:
            parent = code[:3]
        found.append(code)
    return found


def _grid_row(columns: LineHeader, row: LineRow, code: str) -> GridRow | None:
    width = len(columns.header.leaves)
    cells = [""] * width
    if code:
        if not columns.codes:
            return None
        cells[columns.codes[0]] = code
    if len(columns.names) > 1 and not is_total_word(fold(row.name)) and row.words:
        if len(row.words) != len(columns.names):
            return None
        for column, atom in zip(columns.names, row.words, strict=True):
            cells[column] = atom.text
    elif row.words:
        if not columns.names and not columns.codes:
            return None
        cells[(columns.names or columns.codes)[0]] = row.name
    if len(row.numbers) > len(columns.figures):
        return None
    loose: list[LooseCell] = []
    for atom in row.numbers:
        if len(columns.figures) == 1:
            cells[columns.figures[0]] = atom.text
        else:
            loose.append(LooseCell(atom.text, columns.figures, spans_of_atoms([atom])))
    first = row.pieces[0].line
    return GridRow(tuple(cells), first.number, page=first.page, loose=tuple(loose))


def _open_table(
    region: Region, header: FlatHeader, pieces: Sequence[Sequence[Atom]], *, rows_told: bool
) -> LineTable:
    """The table with all its figures open: row by row where rows can be told, else piece by piece."""
    roles = [header.role(column) for column in range(len(header.leaves))]
    figures = tuple(column for column, role in enumerate(roles) if role is HeaderRole.FIGURE)
    names = [column for column, role in enumerate(roles) if role is HeaderRole.NAME]
    codes = [column for column, role in enumerate(roles) if role is HeaderRole.CODE]
    # What stands last above the first row may be the beginning of its name.
    if not figures or not names or not rows_told or not is_header_word(fold(header.leaves[-1])):
        return LineTable(region, header, tuple(scattered_rows(pieces, header)), is_open=True)
    rows = coded_rows(pieces, 3) if codes else named_rows(pieces)
    full = None if rows is None else codes_of_rows(rows)
    if rows is None or full is None or len(names) > 1:
        return LineTable(region, header, tuple(scattered_rows(pieces, header)), is_open=True)
    found = []
    for row, code in zip(rows, full, strict=True):
        cells = [""] * len(roles)
        cells[names[0]] = row.name
        if code:
            cells[codes[0]] = code
        loose = tuple(LooseCell(atom.text, figures, spans_of_atoms([atom])) for atom in row.numbers)
        first = row.pieces[0].line
        found.append(GridRow(tuple(cells), first.number, page=first.page, loose=loose))
    return LineTable(region, header, tuple(found), is_open=True)
