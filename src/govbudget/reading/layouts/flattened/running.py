"""Running heads and feet (页眉页脚): lines that the pages of a text repeat, whatever stands on them.

A running head is known by its words, which are those of a disclosure as a whole or the name of a body, and by its
coming back, for most names where pages end: beside their numbers, or at a form feed.  Titles, what stands around
them, headers and rows with figures come back as well, and are none.

>>> from govbudget.reading.source import split_lines
>>> head = "某某局 2031 年度部门预算公开\\n- 1 -\\n"
>>> text = f"{head}201 教育支出 8.00\\n{head}合计 8.00\\n{head}"
>>> sorted(running_lines(split_lines(text), frozenset({1, 4})))
[0, 3, 6]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from govbudget.reading.layouts.flattened.atoms import begins_page
from govbudget.reading.layouts.flattened.header_words import is_header_word
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.panels import numeral_at
from govbudget.reading.source import SourceLine
from govbudget.reading.words import is_total_word
from govbudget.text import fold, is_cjk, squeeze

__all__ = ["running_lines", "says_document"]

_FEWEST: Final = 2
_FEWEST_AT_PAGES: Final = 3
_LONGEST: Final = 60
_OF_DOCUMENT: Final = re.compile(
    r".*(?:19|20)\d\d年度?.{0,20}(?:预算|决算)(?:(?:信息)?公开|情况|草案|报告|说明|文本|材料|编制)*"
    r"|.*(?:部门|单位)(?:预算|决算)(?:信息)?公开(?:情况|说明|报告|材料|文本)?"
)
_ENTITY: Final = re.compile(r"(?:单位|部门)(?:名称)?[:：]([^\d:：\s]{3,30}?)(?:\s|$|\()")
_COUNT: Final = re.compile(
    r"^\d{1,4}(?=[^\d年])|(?<=[^\d年])\d{1,4}$|[-—–]\d{1,4}[-—–]|第\d{1,4}页(?:共\d{1,4}页)?"
)
_CAPTION: Final = re.compile(r"单位:|部门:|编制|金额|表\d{0,3}(?:\(.*\))?$")
_TABLE_CAPTION: Final = re.compile(r"(?:金额|货币)?单位:|预算年")
_HEADING: Final = re.compile(
    r"目录|第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)"
)
_NEAR: Final = 3
_BODY: Final = re.compile(
    r".{2,}(?:局|委|厅|院|办|馆|中心|公司|政府|部|会|处|队|所|校|站|大学|法院|办公室|街道|镇|乡)"
)


def says_document(folded: str) -> bool:
    """Whether a folded line without spaces is what a disclosure is called, as running heads are.

    >>> says_document("某某局2031年度部门预算公开"), says_document("某某局支出总表")
    (True, False)
    """
    return len(folded) <= _LONGEST and _OF_DOCUMENT.fullmatch(folded) is not None


def running_lines(lines: Sequence[SourceLine], numbers: Collection[int]) -> frozenset[int]:
    """The indexes of the heads and feet that pages repeat; `numbers` are the lines of page numbers."""
    texts, entities = _texts(lines)
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in texts.items():
        places[_COUNT.sub("", text)].append(index)
    printed = [index for index, line in enumerate(lines) if not line.is_blank]
    order = {index: at for at, index in enumerate(printed)}
    found: set[int] = set()
    for text, indexes in places.items():
        if len(indexes) < _FEWEST or sum(map(is_cjk, text)) < 3:
            continue
        at_pages = [index for index in indexes if _at_page(lines, printed, order[index], numbers)]
        known = _OF_DOCUMENT.fullmatch(text) is not None or text in entities
        if not known and (_BODY.fullmatch(text) is None or numeral_at(text)):
            # 二、政府 / 性基金预算: what is numbered is the beginning of a row's name.
            continue
        over = sum(_stands_over_captions(lines, printed, order[index]) for index in indexes)
        if 4 * over >= 3 * len(indexes) and _OF_DOCUMENT.fullmatch(text) is None:
            # The name of a body among the captions of a table, repeated with its header on every page.
            continue
        fewest = _FEWEST if known else _FEWEST_AT_PAGES
        often = len(at_pages) >= fewest and 4 * len(at_pages) >= 3 * len(indexes)
        if often or (known and len(indexes) > fewest):
            found.update(indexes)
        elif says_document(text) and indexes[0] == printed[0] and not _begins_part(lines, indexes[-1]):
            # What the text begins with, once more amid what is printed below it.
            found.update(indexes[1:])
    return frozenset(found)


def _may_run(folded: str, line: SourceLine) -> bool:
    """Whether a line may be a head: words that are no caption, no header, no total and no row with figures."""
    pieces = line.text.split()
    if _CAPTION.search(folded) or "。" in folded or is_total_word(folded):
        return False
    if any(is_figure(piece) and not piece.isdecimal() for piece in pieces):
        return False
    return not all(is_header_word(fold(piece)) for piece in pieces)


def _stands_over_captions(lines: Sequence[SourceLine], printed: Sequence[int], at: int) -> bool:
    """Whether a unit of money or the year of a budget is printed just below a line."""
    return any(_TABLE_CAPTION.match(fold(lines[index].text)) for index in printed[at + 1 : at + 1 + _NEAR])


def _texts(lines: Sequence[SourceLine]) -> tuple[dict[int, str], set[str]]:
    """The lines that may be heads, folded, and the bodies that captions name."""
    texts: dict[int, str] = {}
    entities: set[str] = set()
    for index, line in enumerate(lines):
        if line.is_blank:
            continue
        folded = squeeze(fold(line.text))
        for match in _ENTITY.finditer(line.text):
            if _BODY.fullmatch(match.group(1)):
                entities.add(squeeze(fold(match.group(1))))
        if len(folded) <= _LONGEST and _may_run(folded, line):
            texts[index] = folded
    return texts, entities


def _begins_part(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a heading, a sentence, the contents page or nothing stands below a line."""
    below = index + 1
    while below < len(lines) and lines[below].is_blank:
        below += 1
    if below == len(lines):
        return True
    folded = fold(lines[below].text)
    return _HEADING.match(folded) is not None or "。" in folded


def _at_page(lines: Sequence[SourceLine], printed: Sequence[int], at: int, numbers: Collection[int]) -> bool:
    """Whether a printed line stands where a page begins or ends."""
    beside = [printed[near] for near in (at - 1, at + 1) if 0 <= near < len(printed)]
    if len(beside) < 2 or any(index in numbers for index in beside):
        return True
    return begins_page(lines[printed[at]]) or begins_page(lines[printed[at + 1]])
