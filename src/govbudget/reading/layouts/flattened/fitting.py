"""The widths of columns as all their cells show them (栏宽拟合): what most of them agree on, whatever a few say.

Every line that a wrap has made says that its column is no narrower, and that with what stands first on the next line
it would have been too narrow.  Cells that were cut wrongly say what is not so; the width that the fewest of these
statements contradict is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Final

from govbudget.reading.layouts.flattened.atoms import width_of
from govbudget.reading.layouts.flattened.widths import Width, unit_at

__all__ = ["fitted", "misfit", "next_width"]

_WIDEST: Final = 160
_NOT_FULL: Final = 9
_PAIRS: Final = {"（": "）", "(": ")"}


def fitted(cells: Iterable[Sequence[str]], *, widest_first: bool = False) -> Width:
    """The width that the printed lines of some cells of a column show.

    With `widest_first` the widest line is believed if as little speaks against it as against less: where rows have no
    numbers two names are easily taken for one that is wrapped, and nothing is easily taken for a line.

    >>> fitted([("社会保障和", "就业支出"), ("公共安全支", "出")])
    Width(lower=10, upper=11)
    >>> fitted([("公安",), ("教育支出",)])
    Width(lower=8, upper=None)
    >>> cells = [("教育支", "出"), ("公安支出",)]
    >>> fitted(cells).lower, fitted(cells, widest_first=True).lower
    (6, 8)
    """
    # How many statements a width begins or ceases to contradict.
    changes = [0] * (_WIDEST + 2)
    wrapped = False
    widest = 0
    for lines in cells:
        for line in lines:
            width = min(width_of(line), _WIDEST)
            widest = max(widest, width)
            changes[0] += 1
            changes[width] -= 1
        for line, following in pairwise(lines):
            wrapped = True
            changes[min(width_of(line) + next_width(following), _WIDEST + 1)] += 1
    if not wrapped:
        return Width(lower=widest)
    against = list(accumulate(changes[: _WIDEST + 1]))
    least = min(against)
    lower = widest if widest_first and against[widest] == least else against.index(least)
    upper = lower
    while upper < _WIDEST and against[upper + 1] == least:
        upper += 1
    return Width(lower=lower, upper=upper if upper < _WIDEST else None)


def misfit(width: Width, lines: Sequence[str]) -> int:
    """What it costs to take some lines for a cell of a column: wrapped lines are full, and none is too wide.

    >>> width = fitted([("社会保障和", "就业支出")])
    >>> misfit(width, ("公共安全支", "出")), misfit(width, ("公共", "安全")), misfit(width, ("行政（办公）", "楼"))
    (0, 9, 9)
    """
    cost = sum(
        _NOT_FULL
        for line, following in pairwise(lines)
        if width_of(line) + next_width(following) <= width.lower
    )
    if width.upper is not None:
        cost += sum(_NOT_FULL for line in lines if width_of(line) > width.upper)
    return cost


def next_width(text: str) -> int:
    """The width of what of a line would have stood on the line above if there had been room for it."""
    closing = _PAIRS.get(text[0])
    if closing is not None and closing in text:
        end = text.index(closing) + 1
        return width_of(text[:end]) + width_of(unit_at("年" + text[end:])) - width_of("年")
    if text[0] in "+-" and text[1:2].isdecimal():
        return 1 + width_of(unit_at(text[1:]))
    return width_of(unit_at(text))
