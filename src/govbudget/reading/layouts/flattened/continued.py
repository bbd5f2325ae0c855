"""Tables that go on under their repeated title (续表): a new page prints title, unit and header again, and more rows.

Two regions are one table where title, what stands below it and header are the same text, nothing but the numbers of
pages and tables stands between them, and not both print a total: two tables of one title each have their own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.regions import Region, is_page_number
from govbudget.reading.source import SourceLine
from govbudget.reading.words import is_total_word
from govbudget.text import fold, squeeze

__all__ = ["goes_on", "is_table_number", "joined_region"]

_TABLE_NUMBER: Final = re.compile(
    r"\(?(?:预算|公开|附|财预|财决|部门)*(?:表[\d一二三四五六七八九十]{1,3}(?:-\d{1,2})?|\d{1,3}表)\)?:?"
)
_CONTINUED: Final = re.compile(r"\(?续表?\)?$")
_TOTAL: Final = re.compile(r"(.{0,8}?[总合]计|.{0,8}?共计)")


def is_table_number(text: str) -> bool:
    """Whether a line is the number of a form and nothing else.

    >>> [is_table_number(text) for text in ("公开 02 表", "表1", "预算01表", "收支总表")]
    [True, True, True, False]
    """
    return _TABLE_NUMBER.fullmatch(squeeze(fold(text))) is not None


def goes_on(lines: Sequence[SourceLine], before: Region, after: Region, counting: Collection[int]) -> bool:
    """Whether a region is the rest of the one before it."""
    if before.opening.of_words or before.notes or _caption(lines, before) != _caption(lines, after):
        return False
    if _common(lines, before, after) < min(len(before.header), len(after.header)):
        return False
    for index in range(before.stop, after.opening.start):
        line = lines[index]
        if line.is_blank or index in counting or is_table_number(line.text):
            continue
        if not is_page_number(lines, index):
            return False
    return not (_has_total(lines, before) and _has_total(lines, after))


def joined_region(lines: Sequence[SourceLine], before: Region, after: Region) -> Region:
    """Two regions as one: what the new page repeats is furniture."""
    between = [*range(before.stop, after.opening.start)]
    height = _common(lines, before, after)
    first, second = [*before.header, *before.body], [*after.header, *after.body]
    while len(first) > height and is_table_number(lines[first[-1]].text):
        between.append(first.pop())
    return Region(
        before.opening,
        before.caption,
        first[:height],
        [*first[height:], *second[height:]],
        after.notes,
        sorted({*before.furniture, *after.furniture, *after.caption, *second[:height], *between}),
        after.stop,
    )


def _common(lines: Sequence[SourceLine], before: Region, after: Region) -> int:
    """How many lines below their captions two regions share, no more than either header has."""
    height = max(len(before.header), len(after.header))
    first = _texts(lines, [*before.header, *before.body][:height])
    second = _texts(lines, [*after.header, *after.body][:height])
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def _caption(lines: Sequence[SourceLine], region: Region) -> list[str]:
    texts = _texts(lines, region.caption)
    return [_CONTINUED.sub("", text) for text in texts if not is_table_number(text)]


def _texts(lines: Sequence[SourceLine], indexes: Sequence[int]) -> list[str]:
    return [squeeze(fold(lines[index].text)) for index in indexes]


def _has_total(lines: Sequence[SourceLine], region: Region) -> bool:
    """Whether a row of a total stands in a region, with its figures."""
    for at, index in enumerate(region.body):
        pieces = lines[index].text.split()
        words = fold("".join(piece for piece in pieces if not is_figure(piece)))
        if not (is_total_word(words) or _TOTAL.match(words)):
            continue
        following = lines[region.body[at + 1]].text.split() if at + 1 < len(region.body) else ["-"]
        if is_figure(pieces[-1]) or is_figure(following[0]):
            return True
    return False
