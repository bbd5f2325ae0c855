"""The header of text printed line by line, proved by the sums of its rows (表头由行内勾稽证明).

The words of a header follow one another row by row, or each before those below it; which of them stand over others
is not printed.  Every tree that the words can make in either order, with as many columns as the fullest rows have
numbers, is tried on these rows: a total is the sum of what stands beside it, row after row.  A header is taken
where one tree is left and the sums have told it from others; where none or several are left it is not.

>>> from decimal import Decimal
>>> rows = [list(map(Decimal, row.split())) for row in ("9 5 2 3 4", "8 8 7 1 0", "7 3 1 2 4")]
>>> words = ["合计", "基本支出", "项目支出", "小计", "人员经费", "公用经费"]
>>> proved_paths(words, rows)
(('合计',), ('基本支出', '小计'), ('基本支出', '人员经费'), ('基本支出', '公用经费'), ('项目支出',))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final, TypeAlias

from attrs import frozen

from govbudget.reading.layouts.flattened.header_words import is_within, may_have_parts
from govbudget.reading.layouts.flattened.headers import FlatHeader
from govbudget.reading.words import is_total_word
from govbudget.text import fold

__all__ = ["Path", "laid_out", "proved_paths"]

Path: TypeAlias = tuple[str, ...]

_MOST_WORDS: Final = 24
_MOST_TREES: Final = 4_000
"""Trees that are tried for one header."""
_MOST_PARENTS: Final = 5
_DEEPEST: Final = 3
_OVER_ALL: Final = re.compile(r"(?:(?:19|20)\d\d年度?|本年度?)?(?:预算数?|决算数|金额|资金来源)")
_FEWEST: Final = 2
"""Different rows that have to confirm a sum, and parts that are something in one of them."""


@frozen
class _Node:
    """A header word and those below it."""

    word: str
    below: tuple[_Node, ...] = ()

    @property
    def leaves(self) -> int:
        return sum(node.leaves for node in self.below) or 1


def proved_paths(words: Sequence[str], rows: Sequence[Sequence[Decimal]]) -> tuple[Path, ...] | None:
    """The words over every column, where the sums of full rows prove them; `rows` print every column."""
    if not rows or not 0 < len(words) <= _MOST_WORDS:
        return None
    parents = len(words) - len(rows[0])
    if not 0 < parents <= _MOST_PARENTS:
        return None
    found: tuple[_Node, ...] | None = None
    for count, tree in enumerate(_trees(words, parents)):
        if count >= _MOST_TREES:
            return None
        if _may_be(tree, rows):
            if found is not None:
                return None
            found = tree
    return tuple(_paths(found)) if found is not None and _is_confirmed(found, rows) else None


def laid_out(paths: Sequence[Path]) -> FlatHeader:
    """The header that has some words over its columns, in as many rows as the longest path.

    >>> laid_out((("项目",), ("合计",), ("收入", "小计"), ("收入", "其他"))).rows
    (('项目', '合计', '收入', ''), ('', '', '小计', '其他'))
    """
    rows = []
    for level in range(max(map(len, paths))):
        row = []
        for at, path in enumerate(paths):
            same = at > 0 and level < len(path) - 1 and paths[at - 1][: level + 1] == path[: level + 1]
            row.append(path[level] if level < len(path) and not same else "")
        rows.append(tuple(row))
    return FlatHeader(tuple(rows), tuple(path[-1] for path in paths), tuple(paths))


def _paths(nodes: Sequence[_Node], above: Path = ()) -> Iterator[Path]:
    for node in nodes:
        if node.below:
            yield from _paths(node.below, (*above, node.word))
        else:
            yield (*above, node.word)


def _trees(words: Sequence[str], parents: int) -> Iterator[tuple[_Node, ...]]:
    """The trees of some words with so many that stand over others, in the one order and in the other."""
    able = [
        at for at, word in enumerate(words) if may_have_parts(fold(word)) and not is_total_word(fold(word))
    ]
    seen: set[tuple[Path, ...]] = set()
    for chosen in combinations(able, parents):
        for tree in (*_by_rows(words, chosen), *_by_depth(words, chosen)):
            paths = tuple(_paths(tree))
            if paths not in seen:
                seen.add(paths)
                yield tree


def _by_rows(words: Sequence[str], chosen: Sequence[int]) -> Iterator[tuple[_Node, ...]]:
    """Trees whose words are printed row by row: upper words, then those below them, then those below these."""
    for top in range(chosen[0] + 1, len(words) - 1):
        yield from _filled(words, frozenset(chosen), range(top), top, 1)


def _filled(
    words: Sequence[str], chosen: frozenset[int], level: Sequence[int], start: int, depth: int
) -> Iterator[tuple[_Node, ...]]:
    """The ways to put the words from `start` on below the chosen ones of a level."""
    parents = [at for at in level if at in chosen]
    if not parents:
        if start == len(words):
            yield tuple(_Node(words[at]) for at in level)
        return
    if depth == _DEEPEST:
        return
    for end in range(start + 2 * len(parents), len(words) + 1):
        below = range(start, end)
        for groups in _groups(words, parents, below):
            for inner in _filled(words, chosen, below, end, depth + 1):
                nodes = dict(zip(below, inner, strict=True))
                under = {
                    parent: tuple(nodes[at] for at in group)
                    for parent, group in zip(parents, groups, strict=True)
                }
                yield tuple(_Node(words[at], under.get(at, ())) for at in level)


def _groups(words: Sequence[str], parents: Sequence[int], below: range) -> Iterator[list[range]]:
    """The ways to give some words to parents, in order, two to each at least."""
    for cuts in combinations(below[1:], len(parents) - 1):
        groups = [range(low, high) for low, high in pairwise((below.start, *cuts, below.stop))]
        if all(
            len(group) > 1 and _belong(words[parent], [words[at] for at in group])
            for parent, group in zip(parents, groups, strict=True)
        ):
            yield groups


def _by_depth(words: Sequence[str], chosen: Sequence[int]) -> Iterator[tuple[_Node, ...]]:
    """Trees whose words are printed each before those below it."""

    def forest(start: int, end: int, depth: int) -> Iterator[tuple[_Node, ...]]:
        if start == end:
            yield ()
            return
        if start not in chosen:
            for rest in forest(start + 1, end, depth):
                yield (_Node(words[start]), *rest)
            return
        if depth == _DEEPEST:
            return
        for stop in range(start + 3, end + 1):
            for below in forest(start + 1, stop, depth + 1):
                if not _belong(words[start], [node.word for node in below]):
                    continue
                for rest in forest(stop, end, depth):
                    yield (_Node(words[start], below), *rest)

    yield from forest(0, len(words), 1)


def _belong(parent: str, children: Sequence[str]) -> bool:
    """Whether words may stand below another: a total only first, no fund below another one."""
    words = [fold(child) for child in children]
    if any(is_total_word(word) for word in words[1:]):
        return False
    if any(word.endswith("总计") for word in words) and _OVER_ALL.fullmatch(fold(parent)) is None:
        return False
    return all(is_within((fold(parent), word)) for word in words)


def _may_be(tree: Sequence[_Node], rows: Sequence[Sequence[Decimal]]) -> bool:
    """Whether no sum of a tree is broken in any row."""
    if any(is_total_word(fold(node.word)) for node in tree[1:]):
        return False
    return all(_keeps(row, *law) for law in _laws(tree) for row in rows)


def _is_confirmed(tree: Sequence[_Node], rows: Sequence[Sequence[Decimal]]) -> bool:
    """Whether all words over others have a sum, and every sum is confirmed by some rows."""
    return all(map(_has_total, tree)) and all(_confirmed(*law, rows) for law in _laws(tree))


def _has_total(node: _Node) -> bool:
    """Whether all words over others have their total: else a column without figures passes for such a word."""
    if not node.below:
        return True
    first = node.below[0]
    return not first.below and is_total_word(fold(first.word)) and all(map(_has_total, node.below))


def _keeps(row: Sequence[Decimal], total: int, parts: Sequence[int]) -> bool:
    amounts = [row[part] for part in parts]
    return abs(row[total] - sum(amounts)) <= len(parts) * _last_place((row[total], *amounts))


def _confirmed(total: int, parts: Sequence[int], rows: Sequence[Sequence[Decimal]]) -> bool:
    """Whether different rows, and more than one part, say that a total is the sum of its parts."""
    told = {tuple(row[part] for part in parts) for row in rows if row[total]}
    named = {part for row in rows for part in parts if row[part]}
    return len(told) >= _FEWEST and len(named) > 1


def _last_place(amounts: Sequence[Decimal]) -> Decimal:
    """One unit of the last printed place, nothing for whole numbers."""
    places = [exponent for amount in amounts if isinstance(exponent := amount.as_tuple().exponent, int)]
    lowest = min(places, default=0)
    return Decimal(1).scaleb(lowest) if lowest < 0 else Decimal(0)


def _laws(nodes: Sequence[_Node], start: int = 0) -> Iterator[tuple[int, list[int]]]:
    """The totals of a tree with their parts, by column."""
    at = start
    for node in nodes:
        if node.below:
            yield from _laws(node.below, at)
        at += node.leaves
    if is_total_word(fold(nodes[0].word)) and not nodes[0].below:
        parts = list(_worth(nodes[1:], start + 1))
        if parts:
            yield start, parts


def _worth(nodes: Sequence[_Node], start: int) -> Iterator[int]:
    """The columns that some words together are worth: of each its total, else all of its parts."""
    for node in nodes:
        if not node.below or (is_total_word(fold(node.below[0].word)) and not node.below[0].below):
            yield start
        else:
            yield from _worth(node.below, start)
        start += node.leaves
