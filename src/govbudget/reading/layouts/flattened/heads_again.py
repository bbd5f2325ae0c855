"""Titles and the ends of pages (表题与翻页): what stands above a repeated head is the end of a row or another title.

A page repeats caption and header of its table.  The last words of the page before may be a name that is cut there,
or the title of the next table, whose caption and header are often the same words.  A title ends as titles do, and
what follows its header is a first row, a note, or nothing; a row goes on below the head, and so does the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govbudget.reading.captions import is_note, table_kind
from govbudget.reading.layouts.flattened.atoms import begins_page
from govbudget.reading.layouts.flattened.captions import (
    Opening,
    ends_as_title,
    is_heading,
    next_printed,
    opens_below,
)
from govbudget.reading.layouts.flattened.header_words import is_header_word
from govbudget.reading.layouts.flattened.regions import header_end
from govbudget.reading.source import SourceLine
from govbudget.reading.words import is_total_word
from govbudget.text import fold, squeeze

__all__ = ["is_in_header", "repeats_head"]

_SAME_LINES: Final = 4
_SURE_TITLE: Final = re.compile(
    r"表(?:\([^()]*\))?$|(?:19|20)\d\d年|部门|单位|(?:情况|统计|清单)(?:\([^()]*\))?$"
)
_NUMBERED: Final = re.compile(r"\(?[\d一二三四五六七八九十]{1,3}[、.)]")
_ROW: Final = re.compile(r"栏次|(?<!\S)(?!(?:19|20)\d\d(?!\d))[\d,]+(?:\.\d+)?(?!\S)|\*\*")
"""What a header does not print but for its last line: column numbers, figures, stars."""
_LOOKED_AT: Final = 160
_LONG_TITLE: Final = 8
_TITLED: Final = 3
"""How many lines above the header of a table are looked at for the head of the one before it."""


def is_in_header(lines: Sequence[SourceLine], index: int, before: Opening | None) -> bool:
    """Whether a line is one of the header of the table before it, or of its repetition on a later page.

    The lower row of a header may begin as the fields of a form do (份额 / 项目名称).
    """
    if before is None or before.of_words or ends_as_title(lines[index].text):
        return False
    if _NUMBERED.match(fold(lines[index].text)):
        return False
    for at in range(before.header, index):
        line = lines[at]
        folded = fold(line.text)
        if begins_page(line) or is_note(folded) or "。" in folded or _ROW.search(line.text):
            return False
        if not line.is_blank and _same_lines(lines, at, index, 2):
            return True
    return True


def repeats_head(lines: Sequence[SourceLine], opening: Opening, before: Opening) -> bool:
    """Whether what looks like a title begins a repeated head, or is the last line of the page above one."""
    title = opening.caption.title
    if before.of_words and opening.of_words and not ends_as_title(title):
        rows = lines[before.header : opening.start]
        return _same_lines(lines, before.header, opening.header, 1) and not any(
            is_note(fold(line.text)) or "。" in line.text for line in rows
        )
    first = header_end(lines, before, opening.start)
    if first is None:
        return False
    above = next_printed(lines, before.start)
    if _same_lines(lines, above, opening.start, min(_length(lines, above, first), _SAME_LINES)):
        return True
    again = title == before.caption.title
    if again and ends_as_title(title):
        # It goes on under its title, or is another of the kind.
        return False
    here = next_printed(lines, opening.start)
    for _ in range(_TITLED):
        if here > opening.header:
            break
        for start in (above, before.header):
            if again and not _same_lines(lines, start, here, _SAME_LINES):
                continue
            ends = _ends_of_head(lines, start, here, before.header, first)
            if ends is not None:
                return not _is_title(lines, opening, ends, first)
        here = next_printed(lines, here)
    return False


def _ends_of_head(
    lines: Sequence[SourceLine], above: int, here: int, header: int, first: int
) -> tuple[int, int] | None:
    """The lines behind a head that is printed twice; None if the two are not the same."""
    fewest = _length(lines, above, header) + 1
    enough = min(_length(lines, above, first), _SAME_LINES)
    count = 0
    while above < first and here < len(lines) and squeeze(lines[above].text) == squeeze(lines[here].text):
        above, here = next_printed(lines, above), next_printed(lines, here)
        count += 1
    if count >= enough or (count >= fewest and not any(_is_of_header(lines, at) for at in (above, here))):
        return above, here
    return None


def _is_of_header(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether all cells of a line are words of headers."""
    return at < len(lines) and all(is_header_word(fold(cell)) for cell in lines[at].text.split())


def _is_title(lines: Sequence[SourceLine], opening: Opening, ends: tuple[int, int], first: int) -> bool:
    """Whether a line above a head that is the same as the one before is a title all the same."""
    title = opening.caption.title
    if not ends_as_title(title):
        return False
    start, here = ends
    is_sure = _SURE_TITLE.search(fold(title)) is not None
    if here >= len(lines) or (start < first and (is_sure or _is_of_header(lines, start))):
        return True
    top = lines[here].text.split()
    folded = fold(lines[here].text)
    if top[:1] == lines[start].text.split()[:1] or is_total_word(fold(top[0])):
        return True
    if is_note(folded) or is_heading(lines[here]) or "。" in folded or opens_below(lines, here):
        return True
    if _counts_on(lines, (start, opening.start), here):
        return False
    return is_sure and (table_kind(title) is not None or len(title) >= _LONG_TITLE)


def _counts_on(lines: Sequence[SourceLine], rows: tuple[int, int], here: int) -> bool:
    """Whether rows are numbered, and those from a line on go on where the ones before it end."""
    due = 1
    for line in lines[rows[0] : rows[1]]:
        due += line.text.split()[:1] == [str(due)]
    return due > 1 and any(line.text.split()[:1] == [str(due)] for line in lines[here : here + _LOOKED_AT])


def _length(lines: Sequence[SourceLine], start: int, stop: int) -> int:
    return sum(not line.is_blank for line in lines[start:stop])


def _same_lines(lines: Sequence[SourceLine], above: int, here: int, count: int) -> bool:
    for _ in range(count):
        if here >= len(lines) or squeeze(lines[above].text) != squeeze(lines[here].text):
            return False
        above, here = next_printed(lines, above), next_printed(lines, here)
    return count > 0
