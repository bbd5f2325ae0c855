"""Lines of a header that are one wrapped word or two words (表头换行存疑): an upper line may lie over several columns.

A line that stands as close above a word as the lines of one cell do, its middle where theirs is, is that word's first
line or a word of its own, over the columns around it as well (`预算数` above the middle one of `合计 基本 项目`).
Where header and columns can be read with such lines apart, print does not say which it is, unless names or other
words of the header are wrapped with their lines just as far apart.

>>> columns = [Column((100, 200), "r"), Column((300, 400), "r"), Column((500, 600), "r")]
>>> letters = [Fragment(0, 1, 310, 0, 390, 80), Fragment(1, 2, 310, 100, 390, 180)]
>>> cells = [(Word(110, 190, 140), []), (Word(310, 390, 90), letters), (Word(510, 590, 140), [])]
>>> may_be_parted(columns, cells, 80, 100)
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product
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
    names.  With lines drawn within the header (`depths`) words are
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
    lines = [lines_of(inside) if inside else [] for _, inside in cells]
    gaps = [[_middle(b) - _middle(a) for a, b in pairwise(one)] for one in lines]
    ways = [[0, *range(1, len(one))] for one in lines]
    chosen = sorted(islice(product(*ways), 1, 4 * _MOST_WAYS), key=lambda way: sum(map(bool, way)))
    for way in chosen:
        apart = [one[at - 1] for one, at in zip(gaps, way, strict=True) if at]
        within = [gap for one, at in zip(gaps, way, strict=True) for i, gap in enumerate(one, 1) if i != at]
        if any(
            _are_even(gap, other) for gap in apart for other in (*within, *([leading] if leading else []))
        ):
            continue
        words: list[Word] = []
        uppers: set[int] = set()
        for (word, _), one, at in zip(cells, lines, way, strict=True):
            if at:
                uppers.add(len(words))
                words += [_word(one[:at]), _word(one[at:])]
            else:
                words.append(word)
        yield words, uppers


def _are_even(gap: int, other: int) -> bool:
    return 100 * abs(gap - other) <= _EVEN * other


def _middle(line: Sequence[Fragment]) -> int:
    return line[0].y0 + line[0].y1 >> 1


def _word(lines: Sequence[Sequence[Fragment]]) -> Word:
    every = [one for line in lines for one in line]
    top, bottom = min(one.y0 for one in every), max(one.y1 for one in every)
    return Word(min(one.x0 for one in every), max(one.x1 for one in every), top + bottom >> 1)
