"""Which column is the total of which (栏间关系): the tree that the header cells draw.

Header cells under one cell are siblings.  A sibling whose word is a total (合计、小计) is the sum of the
others; a sibling without figures of its own counts by its own total, or by its parts.  A part named
其中 belongs to the total, or to the sibling before it, without making it up; where it stands before others below
a cell without a total, it is not known what this cell is worth, and no part makes up the total.

>>> from govbudget.reading.grid import GridRow
>>> from govbudget.reading.header import Header
>>> header = Header.of([GridRow(cells, line=i) for i, cells in enumerate((
...     ("项目", "合计", "基本支出", "", "", "项目支出"), ("", "", "小计", "人员经费", "公用经费", "")), 1)])
>>> [link.whole for link in column_links(header, [1, 2, 3, 4, 5], [Coordinates()] * 5)]
[None, 0, 1, 1, 0]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from govbudget.model.coordinates import Coordinates
from govbudget.reading.header import Header
from govbudget.reading.words import is_total_word, official_expense

__all__ = ["ColumnLink", "column_links", "common_links"]


class ColumnLink(NamedTuple):
    """What a figure column is a part of: a position in the list of figure columns."""

    whole: int | None = None
    of_which: bool = False


_NO_LINK: Final = ColumnLink()
_BREAKDOWN: Final = re.compile(r"(?:其中:?)?按.{2,10}(?:分|划分|分类|分列)")


def common_links(every: Sequence[Sequence[ColumnLink]]) -> list[ColumnLink]:
    """What several headers over the same columns, one of which is meant, draw alike: totals with all their parts.

    >>> one = [ColumnLink(), ColumnLink(0), ColumnLink(0), ColumnLink(2), ColumnLink(2)]
    >>> other = [ColumnLink(), ColumnLink(0), ColumnLink(0), ColumnLink(), ColumnLink(2)]
    >>> [link.whole for link in common_links([one, other])]
    [None, 0, 0, None, None]
    """
    if len(every) == 1:
        return [*every[0]]
    parts: list[dict[int, list[tuple[int, bool]]]] = []
    for links in every:
        parts.append({})
        for part, link in enumerate(links):
            if link.whole is not None:
                parts[-1].setdefault(link.whole, []).append((part, link.of_which))
    first, *others = parts
    alike = {whole for whole, members in first.items() if all(one.get(whole) == members for one in others)}
    return [link if link.whole in alike else _NO_LINK for link in every[0]]


class _Node:
    """A header cell, or the top, with the figure columns that stand directly under it."""

    __slots__ = ("children", "columns", "is_named", "is_total", "word")

    def __init__(self, word: str) -> None:
        self.word = word
        self.columns: list[int] = []
        self.children: list[_Node] = []
        self.is_named = word.startswith("其中")
        self.is_total = False
        """Whether it is a column by itself and named a total, known when the tree is whole."""


def column_links(header: Header, figures: Sequence[int], stated: Sequence[Coordinates]) -> list[ColumnLink]:
    """For each figure column, the position of the one it is a part of.

    `stated` are the coordinates that the columns state: only what is alike in statistic, phase and base
    adds up.
    """
    links = [_NO_LINK] * len(figures)
    kinds = [(one.statistic, one.phase, one.base) for one in stated]
    top = _Node("")
    known: dict[int, _Node] = {}
    for position, column in enumerate(figures):
        node = top
        for cell in header.cells(column):
            child = known.get(id(cell))
            if child is None:
                child = known[id(cell)] = _Node(cell.word)
                node.children.append(child)
            node = child
        node.columns.append(position)
    totals = named = False
    for node in known.values():
        node.is_total = not node.children and len(node.columns) == 1 and is_total_word(node.word)
        totals, named = totals or node.is_total, named or node.is_named
    if totals or named:
        _link(top, links, kinds)
    return links


def _link(node: _Node, links: list[ColumnLink], kinds: Sequence[tuple[object, object, object]]) -> None:
    for child in node.children:
        _link(child, links, kinds)
    totals = [child for child in node.children if child.is_total]
    if totals:
        total = totals[0].columns[0]
        parts: list[tuple[int, bool]] = []
        whole = True
        for child in node.children:
            if child is totals[0]:
                continue
            if "三公" in totals[0].word and not _is_official_expense(child):
                continue
            if _buys(child) and not all(_buys(other) or other in totals for other in node.children):
                continue
            if _BREAKDOWN.fullmatch(child.word) and child is not _first_breakdown(node):
                continue
            worth, known = _representatives(child)
            whole = whole and known
            parts += [(part, child.is_named) for part in worth if _alike(kinds[part], kinds[total])]
        for part, named in parts:
            links[part] = ColumnLink(total, named or not whole)
    else:
        _link_named(node, links, kinds)


def _first_breakdown(node: _Node) -> _Node | None:
    """The first cell below another that breaks it down in a way that it names: 按资金来源分.

    A second one breaks the same money down once more, and adds nothing to the first.
    """
    return next((child for child in node.children if _BREAKDOWN.fullmatch(child.word)), None)


def _link_named(node: _Node, links: list[ColumnLink], kinds: Sequence[tuple[object, object, object]]) -> None:
    """Link what 其中 names to the column before it, where no total word does."""
    previous: int | None = None
    for child in node.children:
        if child.is_named and previous is not None:
            for part in child.columns[:1] or _representatives(child)[0]:
                if kinds[part][0] in (None, kinds[previous][0]):
                    links[part] = ColumnLink(previous, of_which=True)
        elif not child.is_named:
            worth, known = _representatives(child)
            previous = worth[0] if known and len(worth) == 1 else None


def _buys(node: _Node) -> bool:
    """Whether a header cell tells how money is spent, by procurement, and not what it is spent on."""
    return "采购" in node.word or "购买服务" in node.word


def _is_official_expense(node: _Node) -> bool:
    """Whether a header cell names an official expense: 会议费 and 培训费 beside them are none."""
    return "三公" in node.word or official_expense(node.word) is not None


def _alike(part: tuple[object, object, object], total: tuple[object, object, object]) -> bool:
    statistic, phase, base = part
    of_total, phase_of_total, base_of_total = total
    return (
        statistic is of_total
        and (phase is None or phase_of_total is None or phase is phase_of_total)
        and (base is None or base_of_total is None or base is base_of_total)
    )


def _representatives(node: _Node) -> tuple[list[int], bool]:
    """The columns that together are worth a header cell, and whether it is known that they are all of it.

    They are its total, or all its parts.  A cell printed over several columns without words of their own is
    worth its first column: the others are details that the header has lost, or that are named 其中.
    """
    if not node.children or (node.columns and all(child.is_named for child in node.children)):
        return node.columns[:1], True
    for child in node.children:
        if child.is_total:
            return child.columns[:1], True
    names = [child.is_named for child in node.children]
    # Where the list that a name begins ends is not told: only what stands before it makes up the cell.
    known = not names[0] and names == sorted(names)
    found: list[int] = []
    for child, named in zip(node.children, names, strict=True):
        if not named or not known:
            columns, is_known = _representatives(child)
            found += columns
            known = known and is_known
    return found, known
