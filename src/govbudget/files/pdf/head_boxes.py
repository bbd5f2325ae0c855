"""Headers over columns that no line divides (表头单元格的边界): the boxes that words and figures must have stood in.

Where header words are centred in their cells, each edge between two columns follows from the edge before it and
the middle of the word between: `left edge + right edge = 2 · middle`.  Words and figures that end, or begin, at one
place leave the same room to the edge in every column.  Together with the ends of lines or shades drawn under the
table this leaves few edges, mostly one; a word over several columns then has its middle halfway between two of them.
Words of one level stand at one height, and words without one over them stand higher than those with one, or all
lowest words stand on one line.

All ways to read the header that some room beside the figures allows are counted: if that is one alone, it is right.

>>> figures = [Column((10000, 14000), "r"), Column((16000, 20000), "r"), Column((22000, 26000), "r")]
>>> words = [Word(11500, 13100, 1500), Word(17500, 19100, 1500), Word(23500, 25100, 1500), Word(20500, 22100, 300)]
>>> [(plan.over, [column.leaf for column in plan.columns]) for plan in boxed(figures, words, 1000)]
[([(3, 1, 2)], [0, 1, 2])]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, pairwise, product
from typing import Final

from attrs import evolve, frozen

from govbudget.files.pdf.head_words import Column, Plan, Word, levels_of, nested
from govbudget.files.pdf.rulings import Ruling
from govbudget.files.pdf.turn import POINT

__all__ = ["boxed", "lines_above"]

_MOST_COLUMNS: Final = 40
_MOST_MAYBE: Final = 6
_MOST_PAIRINGS: Final = 64
_MOST_CHOICES: Final = 200
_FAR: Final = 10**7

Key = tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, int, int], ...]]


def boxed(
    columns: Sequence[Column],
    words: Sequence[Word],
    height: int,
    extent: tuple[int, int] | None = None,
    depths: Sequence[int] | None = None,
) -> list[Plan]:
    """What stands over what if all header words are set in one way: all ways to read them, at most two.

    `extent` is from where to where lines or shades under the table go; `depths` how many lines drawn within the
    header stand above each word, if there are any.
    """
    if not columns or max(len(columns), len(words)) > _MOST_COLUMNS:
        return []
    extents = [extent, None] if extent is not None else [None]
    for ends in extents:
        found: set[Key] = set()
        for key in _readings(columns, words, height, ends, depths):
            found.add(key)
            if len(found) > 1:
                break
        if found:
            return [_plan(columns, *key) for key in found]
    return []


def lines_above(words: Sequence[Word], lines: Sequence[Ruling]) -> list[int] | None:
    """How many of the lines drawn between the words of a header stand above each; None: there are none."""
    top, low = min((word.y for word in words), default=0), max((word.y for word in words), default=0)
    inner = [line for line in lines if top < line.at < low]
    found = [
        sum(line.at < word.y and line.start <= word.middle <= line.end for line in inner) for word in words
    ]
    return found if any(found) else None


def _plan(
    columns: Sequence[Column],
    leaves: Sequence[int],
    taken: Sequence[int],
    over: Sequence[tuple[int, int, int]],
) -> Plan:
    made = [Column(None, leaf=leaf) for leaf in leaves]
    for column, at in zip(columns, taken, strict=True):
        made[at] = evolve(column, leaf=leaves[at], open=())
    return Plan(made, list(over), sure=True)


@frozen(eq=False)
class _Case:
    """Columns with the words over them, and one way in which both may be set.

    `aligned` is how figures are set in their cells, `way` how header words are, `room` what is free beside them.
    """

    columns: Sequence[Column]
    heads: Sequence[Word]
    taken: Sequence[int]
    aligned: str
    way: str
    room: int
    off: int

    def edges(self, extent: tuple[int, int] | None) -> list[tuple[int, int]] | None:
        """Between which places each edge of the columns must lie; None: nowhere."""
        count, off, room = len(self.heads), self.off, self.room
        low, high = [-_FAR] * (count + 1), [_FAR] * (count + 1)

        def narrow(k: int, least: int, most: int) -> None:
            low[k], high[k] = max(low[k], least), min(high[k], most)

        halves = []
        cells = [(k, head.x0, head.x1, self.way) for k, head in enumerate(self.heads)]
        for column, k in zip(self.columns, self.taken, strict=True):
            assert column.stretch is not None
            own = column.aligned if len(column.aligned) < 2 else self.aligned
            cells.append((k, *column.stretch, own if own in column.aligned else ""))
        for k, left, right, way in cells:
            narrow(k, -_FAR, left + off)
            narrow(k + 1, right - off, _FAR)
            if way == "r":
                narrow(k + 1, right + room - off, right + room + off)
            elif way == "l":
                narrow(k, left - room - off, left - room + off)
            elif way == "c":
                halves.append((k, left + right))
        if extent is not None:
            narrow(0, extent[0] - 2 * off, extent[0] + 2 * off)
            narrow(count, extent[1] - 2 * off, extent[1] + 2 * off)
        halves.sort()
        for _ in range(2):
            for k, twice in (*halves, *reversed(halves)):
                narrow(k, twice - high[k + 1] - off, twice - low[k + 1] + off)
                narrow(k + 1, twice - high[k] - off, twice - low[k] + off)
        if any(least > most for least, most in zip(low, high, strict=True)):
            return None
        return list(zip(low, high, strict=True))

    def runs(self, word: Word, edges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The first and last of the lowest words that a word may stand over."""
        off, room = self.off, self.room
        for first in range(len(self.heads)):
            for last in range(first, len(self.heads)):
                if self.heads[last].y <= word.y:
                    break
                begin, end = edges[first], edges[last + 1]
                if begin[0] > word.x0 + off or end[1] < word.x1 - off:
                    continue
                if self.way == "c":
                    fits = begin[0] + end[0] - 2 * off <= 2 * word.middle <= begin[1] + end[1] + 2 * off
                elif self.way == "r":
                    fits = end[0] - off <= word.x1 + room <= end[1] + off
                else:
                    fits = begin[0] - off <= word.x0 - room <= begin[1] + off
                if fits:
                    yield first, last


def _readings(
    columns: Sequence[Column],
    words: Sequence[Word],
    height: int,
    extent: tuple[int, int] | None,
    depths: Sequence[int] | None,
) -> Iterator[Key]:
    """All ways to read the header."""
    near = height // 3
    certain, maybe = [], []
    for i, word in enumerate(words):
        below = [other for other in words if other.y > word.y + near]
        if any(other.x0 < word.x1 and word.x0 < other.x1 for other in below):
            certain.append(i)
        elif below and min(one.x1 for one in below) <= word.x0 and word.x1 <= max(one.x0 for one in below):
            # Over the room between two words.
            maybe.append(i)
    if len(maybe) > _MOST_MAYBE:
        maybe = []
    for count in range(len(maybe) + 1):
        for more in combinations(maybe, count):
            parents = sorted((*certain, *more))
            leaves = sorted(set(range(len(words))) - set(parents), key=lambda i: words[i].middle)
            if len(leaves) < len(columns):
                continue
            yield from _boxes(columns, words, leaves, parents, height, extent, depths)


def _boxes(
    columns: Sequence[Column],
    words: Sequence[Word],
    leaves: Sequence[int],
    parents: Sequence[int],
    height: int,
    extent: tuple[int, int] | None,
    depths: Sequence[int] | None,
) -> Iterator[Key]:
    """The ways to read it with these words over one column each, and these over several."""
    heads = [words[i] for i in leaves]
    if any(one.x1 > other.x0 for one, other in pairwise(heads)):
        return
    off = max(2 * POINT // 5, height // 20)
    pairings = list(islice(_pairings(columns, heads), _MOST_PAIRINGS + 1))
    if len(pairings) > _MOST_PAIRINGS:
        return
    aligned = _alignment(columns)
    for taken in pairings:
        for way, room in product("crl", range(0, 2 * height, off)):
            case = _Case(columns, heads, taken, aligned, way, room, off)
            edges = case.edges(extent)
            if edges is None:
                continue
            options = {i: [run for run in case.runs(words[i], edges) if run[0] < run[1]] for i in parents}
            if not all(options.values()):
                continue
            for chosen in islice(nested(list(levels_of(parents, words, height)), options), _MOST_CHOICES):
                if _stands(words, leaves, chosen, height // 3, depths):
                    yield tuple(leaves), taken, tuple(sorted(chosen))


def _pairings(columns: Sequence[Column], heads: Sequence[Word]) -> Iterator[tuple[int, ...]]:
    """All ways to give each column a word, one after the other, so that boxes around both do not overlap."""

    def rest(i: int, first: int, end: int) -> Iterator[tuple[int, ...]]:
        if i == len(columns):
            yield ()
            return
        stretch = columns[i].stretch
        assert stretch is not None
        for k in range(first, len(heads) - (len(columns) - i - 1)):
            left, right = min(stretch[0], heads[k].x0), max(stretch[1], heads[k].x1)
            if k and heads[k - 1].x1 > left + POINT:
                continue
            if left + POINT < end:
                continue
            if k + 1 < len(heads) and right > heads[k + 1].x0 + POINT:
                continue
            for others in rest(i + 1, k + 1, right):
                yield (k, *others)

    yield from rest(0, 0, -_FAR)


def _alignment(columns: Sequence[Column]) -> str:
    """How the figures of all columns are aligned, if all may be so and some must: `r`, `l`, `c`, or nothing."""
    figures = [one.aligned for one in columns if one.aligned]
    for way in "rlc":
        if figures and all(way in one for one in figures) and any(one == way for one in figures):
            return way
    return ""


def _stands(
    words: Sequence[Word],
    leaves: Sequence[int],
    over: Sequence[tuple[int, int, int]],
    near: int,
    depths: Sequence[int] | None,
) -> bool:
    """Whether all words stand as high as their level does."""
    deep = [0] * len(words)
    for i, first, last in over:
        deep[i] = sum(
            begin <= first and last <= end and words[k].y < words[i].y for k, begin, end in over if k != i
        )
    for at, leaf in enumerate(leaves):
        deep[leaf] = sum(first <= at <= last for _, first, last in over)
    # Where cells are not merged downwards the same lines stand above all of the lowest words.
    told = depths is not None and len({depths[leaf] for leaf in leaves}) > 1
    if depths is not None and told and any(depths[leaf] != deep[leaf] for leaf in leaves):
        return False
    uppers: dict[int, list[int]] = {}
    lowers: dict[int, list[int]] = {}
    for i, _, _ in over:
        uppers.setdefault(deep[i], []).append(words[i].y)
    for leaf in leaves:
        lowers.setdefault(deep[leaf], []).append(words[leaf].y)
    every = [y for ys in lowers.values() for y in ys]
    return _rises(uppers, near) and (max(every) - min(every) <= near or _rises(lowers, near))


def _rises(levels: dict[int, list[int]], near: int) -> bool:
    """Whether the words of each level stand at one height, those of deeper levels lower."""
    ordered = [levels[deep] for deep in sorted(levels)]
    return all(max(ys) - min(ys) <= near for ys in ordered) and all(
        max(one) < min(other) for one, other in pairwise(ordered)
    )
