"""Lines of a header that are one wrapped word or two words (表头换行存疑): an upper line may lie over several columns.

A line that stands as close above a word as the lines of one cell do, its middle where theirs is, is that word's first
line or a word of its own, over the columns around it as well (`预算数` above the middle one of `合计 基本 项目`).
Where header and columns can be read with such lines apart, print does not say which it is, but by the distance of
the lines of wrapped names.

>>> columns = [Column((100, 200), "r"), Column((300, 400), "r"), Column((500, 600), "r")]
>>> letters = [Fragment(0, 1, 310, 0, 390, 80), Fragment(1, 2, 310, 100, 390, 180)]
>>> cells = [(Word(110, 190, 140), []), (Word(310, 390, 90), letters), (Word(510, 590, 140), [])]
>>> may_be_parted(columns, cells, 80, 100)
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

from govbudget.files.pdf.fragments import Fragment, lines_of
from govbudget.files.pdf.head_boxes import boxed
from govbudget.files.pdf.head_words import Column, Word
from govbudget.files.pdf.heads import heads_over

__all__ = ["may_be_parted"]

_MOST_WAYS: Final = 64
_EVEN: Final = 2
"""Hundredths that the distances of the lines of wrapped words may differ."""

Cells = Sequence[tuple[Word, Sequence[Fragment]]]


def may_be_parted(
    columns: Sequence[Column],
    cells: Cells,
    height: int,
    pitch: int,
    leading: int | None = None,
    extent: tuple[int, int] | None = None,
    depths: Sequence[int] | None = None,
) -> bool:
    """Whether a header can be read with the first lines of some of its wrapped words over several columns.

    `height`, `pitch` and `extent` are as `heads_over` takes them, `leading` is the distance of the lines of wrapped
    names: lines just as far apart are lines of one word.  With lines drawn within the header (`depths`) words are
    told apart by those.
    """
    if depths is not None:
        return False
    for words, uppers in islice(_parted(cells, leading), _MOST_WAYS):
        plans = boxed(columns, words, height, extent) or [heads_over(columns, words, height, pitch, extent)]
        for plan in plans:
            runs = {i: last - first for i, first, last in plan.over}
            # Over the same columns as the line below it, it is the first line of that word after all.
            if plan.sure and all(runs.get(i, 0) > runs.get(i + 1, 0) for i in uppers):
                return True
    return False


def _parted(cells: Cells, leading: int | None) -> Iterator[tuple[list[Word], set[int]]]:
    """All ways to take wrapped words apart, the fewest first: the words, and which are upper parts of the next."""
    ways = [[None, *_breaks(inside, leading)] for _, inside in cells]
    chosen = sorted(
        islice(product(*ways), 1, 4 * _MOST_WAYS), key=lambda way: sum(one is not None for one in way)
    )
    for way in chosen:
        words: list[Word] = []
        uppers: set[int] = set()
        for (word, _), parts in zip(cells, way, strict=True):
            if parts is None:
                words.append(word)
            else:
                uppers.add(len(words))
                words += parts
        yield words, uppers


def _breaks(inside: Sequence[Fragment], leading: int | None) -> list[tuple[Word, Word]]:
    """A cell's words above and below each of its breaks that may part it."""
    lines = lines_of(inside) if inside else []
    middles = [line[0].y0 + line[0].y1 >> 1 for line in lines]
    return [
        (_word(lines[:i]), _word(lines[i:]))
        for i in range(1, len(lines))
        if leading is None or 100 * abs(middles[i] - middles[i - 1] - leading) > _EVEN * leading
    ]


def _word(lines: Sequence[Sequence[Fragment]]) -> Word:
    every = [one for line in lines for one in line]
    top, bottom = min(one.y0 for one in every), max(one.y1 for one in every)
    return Word(min(one.x0 for one in every), max(one.x1 for one in every), top + bottom >> 1)
