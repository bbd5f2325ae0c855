"""Header words over columns that no line divides (无竖线表头): which column a word stands over.

The line with the most words says the columns' own headers, one for each, in their order; a word that has no
column yet makes one, as an empty column prints its header alone.  A word above that line either is the
first part of a wrapped header or lies over several columns: it goes where its middle fits best.

A header that does not stand over its column may be that of another: then the column is open, and so are the
ones beside it for which the same holds.

>>> heads_over([(100, 200), (300, 400)], [[Word(240, 260)], [Word(100, 160), Word(340, 400)]], 20)
([(100, 200), (300, 400)], [(0, 1), (0, 0), (1, 1)], [(), ()])
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from attrs import frozen

__all__ = ["Word", "heads_over"]

Stretch = tuple[int, int]

_NO_COLUMN: Final = 12
"""What it costs a word to have no column, in heights of a line: more than it may stand off from its own."""


@frozen
class Word:
    """A header word by where it begins and ends on its line."""

    x0: int
    x1: int

    @property
    def middle(self) -> int:
        """The middle between them."""
        return self.x0 + self.x1 >> 1


def heads_over(
    columns: Sequence[Stretch],
    lines: Sequence[Sequence[Word]],
    height: int,
    names: frozenset[Stretch] = frozenset(),
) -> tuple[list[Stretch], list[Stretch], list[tuple[int, ...]]]:
    """The columns, the first and last one of each word, and for each open column all that it may be.

    Among the columns are those that only a header word tells.  `names` are columns of words: none of them is open.
    """
    if not lines:
        return list(columns), [], [() for _ in columns]
    main = max(range(len(lines)), key=lambda i: (len(lines[i]), i))
    matched = _matched(columns, lines[main], height)
    every = sorted(
        chain(columns, ((word.x0, word.x1) for word, i in zip(lines[main], matched, strict=True) if i < 0))
    )
    slots = list(every)
    headed: dict[int, Word] = {}
    for word, i in zip(lines[main], matched, strict=True):
        at = every.index(columns[i] if i >= 0 else (word.x0, word.x1))
        headed[at] = word
        slots[at] = (min(slots[at][0], word.x0), max(slots[at][1], word.x1))
    places: list[Stretch] = []
    own = {id(word): at for at, word in headed.items()}
    for number, line in enumerate(lines):
        for word in line:
            if number == main:
                places.append((own[id(word)], own[id(word)]))
            else:
                places.append(_place(word, slots, headed if number < main else {}, height))
    return every, places, _open(every, columns, headed, names)


def _open(
    every: Sequence[Stretch],
    columns: Sequence[Stretch],
    headed: dict[int, Word],
    names: frozenset[Stretch],
) -> list[tuple[int, ...]]:
    """For each column the run of columns around it that no header stands over, if they are several."""
    if len(every) == len(columns) == len(headed):
        # As many words as columns: their order leaves no choice.
        return [() for _ in every]
    known = set(columns)
    sure = [
        column in names or (column in known and i in headed and not _apart(headed[i], column))
        for i, column in enumerate(every)
    ]
    found: list[tuple[int, ...]] = []
    for i in range(len(every)):
        first = last = i
        while not sure[i] and first and not sure[first - 1]:
            first -= 1
        while not sure[i] and last + 1 < len(every) and not sure[last + 1]:
            last += 1
        found.append(tuple(range(first, last + 1)) if last > first else ())
    return found


def _matched(columns: Sequence[Stretch], words: Sequence[Word], height: int) -> list[int]:
    """For each word of a line its column, in order, or -1: the match that costs least."""
    # best[j] is the least cost of the words so far in the columns before j, with the columns taken.
    best: list[tuple[int, tuple[int, ...]]] = [(0, ())] * (len(columns) + 1)
    for word in words:
        found: list[tuple[int, tuple[int, ...]]] = []
        for j, (cost, taken) in enumerate(best):
            options = [(cost + _NO_COLUMN * height, (*taken, -1))]
            if j:
                options.append(found[j - 1])
                before, earlier = best[j - 1]
                options.append((before + _apart(word, columns[j - 1]), (*earlier, j - 1)))
            found.append(min(options, key=lambda option: option[0]))
        best = found
    return list(best[-1][1])


def _apart(word: Word, column: Stretch) -> int:
    """How far a word stands off a column: nothing over it."""
    return max(word.x0 - column[1], column[0] - word.x1, 0)


def _place(word: Word, slots: Sequence[Stretch], headed: dict[int, Word], height: int) -> Stretch:
    """The column, or the columns, that a word of another line than the main one stands over."""

    def off(first: int, last: int) -> int:
        left, right = slots[first][0], slots[last][1]
        if first == last and abs(word.x0 - left) * 2 < height:
            return 0
        return abs((left + right >> 1) - word.middle) + (last - first)

    options = [(i, i) for i in range(len(slots))]
    for first in headed:
        last = first + 1
        while last in headed:
            if slots[first][0] <= word.x0 and word.x1 <= slots[last][1]:
                options.append((first, last))
            last += 1
    return min(options, key=lambda option: off(*option))
