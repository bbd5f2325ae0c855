"""What words say of a flattened header (表头词证): for and against a division into cells.

A code does not stand below a sum of money, a total stands first, a fund is no part of another, 人员经费 has no 项目支出
among its parts.  Some of this no header breaks (`belongs`); some of it speaks against a division (`is_unlikely`), and
all of it orders those that no proof decides (`cost_of`).

>>> belongs("财政拨款收入", "政府性基金预算", False), belongs("财政拨款收入", "事业收入", False)
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from govbudget.model.coordinates import Nature
from govbudget.reading.layouts.flattened.atoms import Atom, Step
from govbudget.reading.layouts.flattened.divisions import HeaderCell
from govbudget.reading.layouts.flattened.header_words import (
    fits_under,
    is_header_word,
    is_part,
    may_have_parts,
    needs_parts,
)
from govbudget.reading.lexicon import Remembered
from govbudget.reading.words import HeaderRole, header_coordinates, header_role, is_total_word
from govbudget.text import fold, squeeze

__all__ = [
    "BARE",
    "FRAGMENTS",
    "ODD",
    "belongs",
    "cells_of",
    "cost_of",
    "is_figure",
    "is_unlikely",
    "may_be_over",
    "may_stand_over",
    "names_rows",
    "paths_of",
    "speaking_against",
]

_TOTALS: Final = ("合计", "小计", "总计", "共计")
_NEVER_TOPS: Final = frozenset((*_TOTALS, "金额"))
BARE: Final = frozenset(
    (
        "收入",
        "支出",
        "预算",
        "经费",
        "资金",
        "费",
        "费用",
        "结转",
        "结余",
        "编码",
        "代码",
        "名称",
        "拨款",
        "经营",
        "事业",
    )
)
_ENDS: Final = BARE | {"财政拨款", "预算拨款", "财政拨款收入", "预算财政拨款"}
"""Words that are the rest of a wrapped one where they follow its beginning."""
FRAGMENTS: Final = frozenset(
    (
        "财政",
        "事业",
        "经营",
        "拨款",
        "专户",
        "费",
        "费用",
        "结转",
        "结余",
        "教育",
        "服务",
        "使用",
        "购置",
        "运行",
        "附属",
        "上级",
    )
)
"""Words of headers that are no column by themselves."""
_NEVER_OVER: Final = (
    HeaderRole.ORDINAL,
    HeaderRole.CODE,
    HeaderRole.UNIT_CODE,
    HeaderRole.MEASURE,
    HeaderRole.NOTE,
)
_NAMING: Final = (HeaderRole.NAME, HeaderRole.CODE, HeaderRole.UNIT_CODE)
_DOUBT: Final = 9
ODD: Final = 6
"""What it costs to put words below one another as no table does."""
_LONGEST_WORD: Final = 16
"""The most pieces of a known word."""


def cells_of(tops: Iterable[HeaderCell]) -> Iterable[HeaderCell]:
    """The cells of a header, those below them included."""
    for cell in tops:
        yield cell
        yield from cells_of(cell.below)


def paths_of(tops: Sequence[HeaderCell]) -> tuple[tuple[str, ...], ...]:
    """The words over each column, outermost first."""
    return tuple(tuple(cell.text for cell in path) for top in tops for path in top.leaves)


def may_be_over(word: str) -> bool:
    """Whether nothing speaks against a word over others where words are unknown."""
    return word not in _NEVER_TOPS and header_role(word) not in _NEVER_OVER


def may_stand_over(word: str) -> bool:
    """Whether a word may stand over others: a known one only if it has parts."""
    return (
        word not in _TOTALS
        and header_role(word) not in _NEVER_OVER
        and (not is_header_word(word) or may_have_parts(word))
    )


def belongs(word: str, below: str, figures: bool) -> bool:
    """Whether nothing speaks against a word below another, `figures` being there before it or not."""
    role = header_role(below)
    if role is HeaderRole.ORDINAL or (figures and (below in _TOTALS or role in _NAMING)):
        return False
    of_items = header_role(word) is HeaderRole.NAME
    if of_items and role not in _NAMING and is_header_word(below):
        return False
    if role in _NAMING and not of_items and is_header_word(word):
        return ("采购" in word and "金额" not in word) or word in ("收入", "支出")
    return is_part(word, below)


def is_figure(word: str) -> bool:
    """Whether figures stand below a word."""
    return header_role(word) is HeaderRole.FIGURE


def is_unlikely(tops: Sequence[HeaderCell], pieces: Sequence[Atom], known: Remembered[str, bool]) -> bool:
    """Whether words speak against a division that the grammar allows: then another may be meant, which it does not."""
    against = (_cuts_words, _misplaces, _parts_whole, _parts_alone, _strays)
    return any(speaks(tops, pieces, known) for speaks in against)


def _strays(tops: Sequence[HeaderCell], *_: object) -> bool:
    """Whether the parts of a group stand beside it: a sum of its parts, a code or what is no code below codes."""
    figures = False
    roles = [[header_role(fold(path[-1].text)) for path in top.leaves] for top in tops]
    for number, top in enumerate(tops):
        word = fold(top.text)
        if word.endswith("科目") and top.below and not set(roles[number]) <= set(_NAMING):
            return True
        if figures and (word == "小计" or _is_code_alone(roles, number)):
            return True
        figures = figures or HeaderRole.FIGURE in roles[number]
    return False


def _is_code_alone(roles: Sequence[Sequence[HeaderRole]], number: int) -> bool:
    """Whether a cell is over codes, and no name stands beside it."""
    before = roles[number - 1][-1:] if number else ()
    behind = roles[number + 1][:1] if number + 1 < len(roles) else ()
    return HeaderRole.CODE in roles[number] and HeaderRole.NAME not in (*before, *roles[number], *behind)


def _parts_alone(tops: Sequence[HeaderCell], _: Sequence[Atom], __: Remembered[str, bool]) -> bool:
    """Whether a sum of money has one part, and this is no sum itself."""
    return any(
        len(cell.below) == 1
        and is_figure(word := fold(cell.below[0].text))
        and word not in _TOTALS
        and "采购" not in cell.text
        for cell in cells_of(tops)
    )


def _parts_whole(tops: Sequence[HeaderCell], _: Sequence[Atom], __: Remembered[str, bool]) -> bool:
    """Whether a word that has no parts (数量, 合计) stands over others, or one that has (功能分类科目) over none."""
    return any(
        not may_stand_over(word) if cell.below else needs_parts(word) and word not in BARE
        for cell in cells_of(tops)
        if (word := fold(cell.text))
    )


def _is_whole(word: str, known: Remembered[str, bool]) -> bool:
    """Whether a word is known, and not the beginning or the end of others."""
    return word not in FRAGMENTS and word not in BARE and known[word]


def _cuts_words(tops: Sequence[HeaderCell], pieces: Sequence[Atom], known: Remembered[str, bool]) -> bool:
    """Whether whole words alone could stand where a division has others: then the grammar may be broken there."""
    ends = {cell.end: _is_whole(fold(cell.text), known) for cell in cells_of(tops)}
    for start in (0, *sorted(ends)):
        # What is reached from there by known words, and whether the division has an unknown one on the way.
        reached = {start}
        for at in range(start, len(pieces)):
            if at not in reached:
                continue
            text = ""
            for end in range(at + 1, min(len(pieces), at + _LONGEST_WORD) + 1):
                text += pieces[end - 1].text
                if _is_whole(fold(squeeze(text)), known):
                    reached.add(end)
        if any(not ends[end] for end in ends if start < end <= max(reached & ends.keys(), default=start)):
            return True
    return False


def names_rows(path: Sequence[str], known: Remembered[str, bool]) -> bool:
    """Whether what stands over the first column may name the rows: it does not speak of money."""
    leaf = fold(path[-1])
    role = header_role(leaf)
    if role is HeaderRole.FIGURE:
        return not (known[leaf] or leaf in _TOTALS)
    return role not in (HeaderRole.MEASURE, HeaderRole.NOTE)


def _repeats_itself(tops: Sequence[HeaderCell], _: Sequence[Atom], __: Remembered[str, bool]) -> bool:
    """Whether two columns have the same words."""
    paths = paths_of(tops)
    return len(set(paths)) < len(paths)


def _misplaces(tops: Sequence[HeaderCell], _: Sequence[Atom], known: Remembered[str, bool]) -> bool:
    """Whether a word stands below another where the words speak against it."""
    for cell in cells_of(tops):
        figures = False
        for below in cell.below:
            word = fold(below.text)
            if not belongs(fold(cell.text), word, figures):
                return True
            figures = figures or (is_figure(word) and known[word])
    return False


def _total_behind(tops: Sequence[HeaderCell], _: Sequence[Atom], __: Remembered[str, bool]) -> bool:
    """Whether a total stands behind what it is the total of."""
    figures = False
    for cell in tops:
        if figures and fold(cell.text) in _TOTALS[:2]:
            return True
        figures = figures or header_role(fold(cell.text)) is HeaderRole.FIGURE
    return False


def _parts_a_word(tops: Sequence[HeaderCell], pieces: Sequence[Atom], known: Remembered[str, bool]) -> bool:
    """Whether two cells one behind the other are a known word and the end of it."""
    cells = sorted(cells_of(tops), key=lambda cell: cell.start)
    return any(
        (fold(two.text) in _ENDS or fold(two.text) == "科目")
        and pieces[two.start].step is not Step.SPACE
        and known[fold(one.text + two.text)]
        for one, two in pairwise(cells)
    )


def cost_of(tops: Sequence[HeaderCell], pieces: Sequence[Atom], known: Remembered[str, bool]) -> int:
    """How far a header is from what prescribed tables print: it orders what no proof decides."""
    cost = 0
    for cell in cells_of(tops):
        word = fold(cell.text)
        cost += 0 if known[word] else _DOUBT
        if cell.below:
            cost += fits_under(word, tuple(fold(part.text) for part in cell.below))
            cost += ODD * _oddities(word, [fold(part.text) for part in cell.below])
    return cost + ODD * (_strays(tops) + _parts_a_word(tops, pieces, known))


def _oddities(word: str, below: Sequence[str]) -> int:
    """How many words stand below one as in no table: itself, other natures; funds and natures side by side."""
    outer = header_coordinates(word)
    odd = below.count(word) + sum(_is_of_other_nature(word, part) for part in below)
    if outer.fund is not None and word.endswith("收入"):
        odd += any(header_coordinates(part).nature for part in below)
    if outer.nature is not None:
        odd += any(part.endswith("收入") for part in below)
    funds = [header_coordinates(part).fund for part in below if not is_total_word(part)]
    return odd + (outer.fund is not None and None in funds and any(funds))


def _is_of_other_nature(word: str, below: str) -> bool:
    """Whether a word names one nature of spending, and one below it another that is no part of it."""
    outer, inner = header_coordinates(word).nature, header_coordinates(below).nature
    if outer in (None, Nature.TOTAL) or inner is None or inner is outer:
        return False
    return inner.whole is not outer


speaking_against: Final = (_repeats_itself, _parts_a_word, _misplaces, _total_behind)
"""What no header is believed to do while another does not."""
