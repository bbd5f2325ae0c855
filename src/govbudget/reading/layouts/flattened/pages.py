"""The numbers of pages in flattened text (页码): numbers alone on their lines that count the pages.

A number alone on the last or first line of a page may as well be the end of a figure that was cut.  Numbers
that count up with the pages are told from these all together; what stands elsewhere is judged where it stands
(`regions.is_page_number`).  Of few pages all have to be numbered, one from one on, and one number at least must be
no end of a figure.

>>> from govbudget.reading.source import split_lines
>>> text = " 支出\\n8.0\\n\\n1\\n 收入\\n9.00\\n\\n2\\n 其他\\n\\n3\\n 说明\\n7.0\\n\\n0\\n 附件"
>>> sorted(counting_lines(split_lines(text)))
[3, 7, 10]
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from govbudget.reading.forms.memo import Memo
from govbudget.reading.layouts.flattened.atoms import begins_page
from govbudget.reading.layouts.flattened.captions import (
    form_opening,
    next_printed,
    says_caption,
    table_opening,
)
from govbudget.reading.layouts.flattened.header_words import is_header_word
from govbudget.reading.layouts.flattened.headers import numbering_of
from govbudget.reading.layouts.flattened.running import says_document
from govbudget.reading.source import SourceLine
from govbudget.text import fold, squeeze

__all__ = ["Numbered", "counting_lines", "numbers_over_heads"]

_FEWEST: Final = 3
_LONGEST: Final = 4
_HEAD: Final = 5
"""How many lines of a repeated head are looked at."""
_SHORT_HEAD: Final = 2
_HEADER_CELLS: Final = 3
_FEW_WITHOUT: Final = 5
_LOOKED_BACK: Final = 60
_SHORTEST_PAGE: Final = 3
"""How many lines a page prints at least, with its number."""
_PART: Final = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章)")
_CUT_FIGURE: Final = re.compile(r"\d\.\d?$|^\d+$")


def counting_lines(lines: Sequence[SourceLine]) -> set[int]:
    """The indexes of the lines that number the pages one after the other."""
    found: list[tuple[int, int]] = []
    page = 0
    first: bool | None = None
    last: int | None = None
    for index, line in enumerate(lines):
        if line.is_blank:
            continue
        if first is None:
            first = begins_page(line)
        if begins_page(line):
            if last is not None and _is_number(lines[last]):
                found.append((last, int(lines[last].text) - page))
            page += 1
        last = index
    if last is not None and _is_number(lines[last]):
        found.append((last, int(lines[last].text) - page))
    ahead = Counter(offset for _, offset in found)
    if not ahead:
        return set()
    offset, count = ahead.most_common(1)[0]
    pages = page if first else page + 1
    # One page may be numbered 1, several by any number and those that follow it.
    of_all = count == pages and (pages > 1 or offset == 1 - page)
    numbered = [(index, int(lines[index].text) - by) for index, by in found if by == offset]
    # Digits that the ends of pages have cut off may count up by chance, on some pages.
    spanned = numbered[-1][1] - numbered[0][1] + 1
    cut = all(_ends_figure(lines, index) for index, _ in numbered)
    often = 4 * count >= 3 * spanned or (not cut and 2 * count >= spanned)
    if (count >= _FEWEST and often) or (of_all and not cut):
        return {index for index, _ in numbered}
    return set()


def _ends_figure(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a number stands right below another line, or below a figure that lacks the last of its places."""
    before = _printed_before(lines, index)
    if before == index - 1 or before < 0:
        return True
    text = lines[before].text.strip()
    if text.isdecimal() and (above := _printed_before(lines, before)) >= 0:
        # The figure above may have been wrapped itself.
        text = lines[above].text.split()[-1] + text if "." in lines[above].text else text
    return _CUT_FIGURE.search(text) is not None


def _printed_before(lines: Sequence[SourceLine], index: int) -> int:
    index -= 1
    while index >= 0 and lines[index].is_blank:
        index -= 1
    return index


def _is_number(line: SourceLine) -> bool:
    text = line.text.strip()
    return text.isdecimal() and text.isascii() and len(text) <= _LONGEST and text[0] != "0"


@frozen
class Numbered:
    """Lines that number the pages, and lines of which one each does, if only one of them stands in the prose."""

    sure: frozenset[int] = frozenset()
    due: tuple[tuple[int, ...], ...] = ()


def numbers_over_heads(lines: Sequence[SourceLine]) -> Numbered:
    """The lines that number the pages of a text which does not say where they begin, by their indexes.

    What tells the pages then is the titles, captions and headers that they begin with: numbers stand alone above
    these, and rise no faster than pages can be filled.  A page between two of them that begins with other words has
    its number where that is due.

    >>> from govbudget.reading.source import split_lines
    >>> head = ("单位：万元", "科目编码 科目名称 合计", "201 教育 8.00")
    >>> text = "\\n".join(("支出表", *head, "1", *head, "2", *head, "3", *head))
    >>> sorted(numbers_over_heads(split_lines(text)).sure)
    [4, 8, 12]
    """
    printed = [index for index, line in enumerate(lines) if not line.is_blank]
    numbers = {at for at, index in enumerate(printed) if _is_number(lines[index])}
    below = [at + 1 for at in sorted(numbers) if at + 1 < len(printed)]
    unmarked = [at for at in below if not begins_page(lines[printed[at]])]
    if not unmarked:
        return Numbered()
    heads = _heads(lines, printed)
    over = [
        at - 1
        for at in unmarked
        if at in heads or _stands_apart(lines, printed[at - 1]) or _is_opening(lines, printed[at])
    ]
    marked = [index for index in printed[1:] if begins_page(lines[index])]
    opened = [printed[at] for at in unmarked if _is_page_head(lines, printed[at])]
    if sum(_is_page_head(lines, index) for index in marked) > len(opened):
        # The text says where its pages begin: what is repeated below a number elsewhere is words of its rows.
        return Numbered()
    if len(printed) - 1 in numbers and over:
        over.append(len(printed) - 1)
    chain = _rising([(at, int(lines[printed[at]].text)) for at in over])
    ends = {at for at in over if _ends_figure(lines, printed[at])}
    values = [value for _, value in chain]
    few = len(values) > 1 and values[1] == values[0] + 1 and not ends.issuperset(at for at, _ in chain)
    others = set(over) - ends - {at for at, _ in chain}
    if (len(chain) < _FEWEST and not few) or _FEW_WITHOUT * len(others) > len(over):
        return Numbered()
    found = {printed[at] for at, _ in chain}
    due: list[tuple[int, ...]] = []
    for (before, low), (after, high) in pairwise([(-1, 0), *chain]):
        places: dict[int, list[int]] = {value: [] for value in range(low + 1, high)}
        for at in range(before + 1, after):
            if at in numbers and (value := int(lines[printed[at]].text)) in places:
                places[value].append(printed[at])
        for value, alike in places.items():
            places[value] = [index for index in alike if _stands_apart(lines, index)] or alike
        if low and all(len(alike) == 1 for alike in places.values()):
            found.update(index for alike in places.values() for index in alike)
        else:
            sure = [
                alike[0] for alike in places.values() if len(alike) == 1 and _stands_apart(lines, alike[0])
            ]
            found.update(sure)
            due += (tuple(alike) for alike in places.values() if alike and alike[0] not in sure)
    return Numbered(frozenset(found), tuple(due))


def _stands_apart(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a number stands above a part of the document, or between words of a header."""
    below, above = next_printed(lines, index), _printed_before(lines, index)
    if below >= len(lines) or above < 0:
        return False
    if _PART.match(fold(lines[below].text)) is not None:
        return True
    cells = lines[below].text.split()
    words = lines[above].text.split()
    if numbering_of(cells) is None:
        words += cells
    return all(is_header_word(fold(cell)) for cell in words)


def _rising(numbers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of some numbers, each with its place, that can number pages one after the other."""
    length: list[int] = []
    before: list[int | None] = []
    for at, (place, value) in enumerate(numbers):
        possible = [
            other
            for other in range(max(0, at - _LOOKED_BACK), at)
            if numbers[other][1] < value
            and (value - numbers[other][1]) * _SHORTEST_PAGE <= place - numbers[other][0]
        ]
        best = max(possible, key=length.__getitem__, default=None)
        length.append(1 if best is None else length[best] + 1)
        before.append(best)
    found: list[tuple[int, int]] = []
    last = max(range(len(numbers)), key=length.__getitem__, default=None)
    while last is not None:
        found.append(numbers[last])
        last = before[last]
    return found[::-1]


def _heads(lines: Sequence[SourceLine], printed: Sequence[int]) -> set[int]:
    """Where captions and headers begin that come back, by the places of their first lines among those printed."""
    texts = [squeeze(fold(lines[index].text)) for index in printed]
    of_head = [_is_of_head(lines[index].text) for index in printed]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(printed)):
        if says_document(texts[at]):
            places[texts[at],].append(at)
        if of_head[at] and len(lines[printed[at]].text.split()) >= _HEADER_CELLS:
            places[texts[at],].append(at)
        if all(of_head[at : at + _SHORT_HEAD]):
            places[tuple(texts[at : at + _SHORT_HEAD])].append(at)
        if sum(of_head[at : at + _HEAD]) >= _SHORT_HEAD:
            places[tuple(texts[at : at + _HEAD])].append(at)
    inside: set[int] = set()
    starts: set[int] = set()
    for words, found in places.items():
        above = {texts[at - 1] if at else "" for at in found}
        if len(found) > 1 and (len(above) > 1 or above == {""}):
            starts.update(found)
            for at in found:
                inside.update(range(at + 1, at + len(words)))
    return starts - inside


def _is_of_head(text: str) -> bool:
    """Whether a line reads as a caption, or as cells of a header."""
    return says_caption(fold(text)) or all(is_header_word(fold(cell)) for cell in text.split())


def _is_page_head(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a line is a title or a caption, as pages begin with and rows do not."""
    return says_caption(fold(lines[index].text)) or _is_opening(lines, index)


def _is_opening(lines: Sequence[SourceLine], index: int) -> bool:
    return table_opening(lines, index) is not None or form_opening(lines, index, Memo()) is not None
