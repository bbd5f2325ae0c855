"""The contents page (目录): headings with the page numbers on which they stand, in rising order.

Its lines have tabs and name tables as the captions of tables do, and are neither.  A list of them counts
under a heading 目录, or where it has three entries and dots lead to its numbers.  Under 目录 a list without numbers
counts too, if it is nothing but short lines down to the place where its first entry is printed again.

>>> from govbudget.reading.source import split_lines
>>> lines = split_lines("目 录\\n一、收支总表……3\\n二、收入总表\\t4\\n第一部分 概况")
>>> sorted(contents_in(lines, range(4)))
[0, 1, 2]
>>> lines = split_lines("目录\\n一、概况\\n二、收支情况\\n说明\\n一、概况\\n本馆开放。")
>>> sorted(contents_in(lines, range(6)))
[0, 1, 2, 3]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govbudget.reading.source import SourceLine
from govbudget.text import fold

__all__ = ["contents_in"]

_CONTENTS_HEADING: Final = re.compile(r"目录|contents", re.IGNORECASE)
_LEADERS: Final = re.compile(r"\.{3,}|…{1,}|·{3,}")
_LONGEST_HEADING: Final = 20
_LONGEST_ENTRY: Final = 80
_MOST_ENTRIES: Final = 200
_TRAILING_PAGE: Final = re.compile(r"(?:\.{2,}|…+|·{2,}|\s)(\d{1,3})$")
_HEADING: Final = re.compile(r"(?!\d+(?:[,.]\d+)*%?$)(?:\D|\d{4}年|\d{1,2}[、.])")


def contents_in(lines: Sequence[SourceLine], printed: Sequence[int]) -> set[int]:
    """The indexes of the lines of a contents page (目录): headings with page numbers in rising order.

    `printed` are the printed lines between two forms, for no form stands within a contents page.
    """
    found: set[int] = set()
    run: list[int] = []
    last = 0
    led = headed = False
    heading: int | None = None
    for index in (*printed, None):
        if index is not None and not run:
            line = lines[index]
            text = line.text
            last_sign = text[-1]
            may_be_entry = last_sign.isdecimal() or last_sign.isspace()
            if len(text) >= _LONGEST_HEADING:
                passes = not may_be_entry or len(line.cells) - line.cells.count("") > 2
            else:
                passes = not may_be_entry and not _may_head(text)
            if passes:
                # Most lines: neither a heading nor an entry, which prints two cells at most.
                headed, heading = False, None
                continue
        number = None if index is None else _page_of(lines[index])
        if index is not None and number is not None and number >= last:
            run.append(index)
            last = number
            led = led or _LEADERS.search(lines[index].text) is not None
            continue
        if (headed and run) or (len(run) >= 3 and led):
            found.update(run)
            if heading is not None:
                found.add(heading)
        run, last, led = [], 0, False
        headed = index is not None and _heads_contents(lines[index].text)
        heading = index if headed else None
        if headed and index is not None:
            found.update(_without_numbers(lines, [at for at in printed if at >= index]))
    return found


def _without_numbers(lines: Sequence[SourceLine], below: Sequence[int]) -> Sequence[int]:
    """A list without page numbers: the heading and all lines down to where the first entry is printed again."""
    if len(below) < 3:
        return ()
    first = fold(lines[below[1]].text)
    for count, at in enumerate(below[1 : _MOST_ENTRIES + 1], 1):
        text = lines[at].text
        if len(text) > _LONGEST_ENTRY or "。" in text or len(lines[at].printed) > 1:
            return ()
        if count > 2 and fold(text) == first:
            return below[:count]
    return ()


def _heads_contents(text: str) -> bool:
    # A heading is short; prose is not folded to see that it is none.
    may_be = len(text) < _LONGEST_HEADING and _may_head(text)
    return may_be and _CONTENTS_HEADING.fullmatch(fold(text)) is not None


def _may_head(text: str) -> bool:
    return "目" in text or "n" in text or "N" in text


def _page_of(line: SourceLine) -> int | None:
    """The page number a contents line ends with, or None."""
    last = line.text[-1:]
    if not (last.isdecimal() or (last.isspace() and line.text.rstrip()[-1:].isdecimal())):
        return None
    printed = [cell for cell in line.cells if cell]
    if len(printed) == 2 and printed[1].isdecimal() and len(printed[1]) <= 3:
        return int(printed[1]) if _HEADING.match(printed[0]) or _LEADERS.search(printed[0]) else None
    if len(printed) == 1 and _LEADERS.search(printed[0]):
        match = _TRAILING_PAGE.search(printed[0])
        return None if match is None else int(match.group(1))
    return None
