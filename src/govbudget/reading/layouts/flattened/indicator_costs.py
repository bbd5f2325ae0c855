"""What the cells of indicators look like (指标单元格): what it costs to take some printed lines for one of each column.

An operator opens a target, a number keeps its unit, brackets are closed, no text begins with what ends another.

>>> COSTS[Column.TARGET](("≥90%",)), COSTS[Column.NAME](("≥90%",)) > 0
(0, True)
"""

from __future__ import annotations

import re
from typing import Final

from govbudget.reading.forms.layout import Column
from govbudget.reading.header import is_redaction
from govbudget.reading.layouts.flattened.grammar import Judge
from govbudget.reading.measures import COMPOUND_MEASURE
from govbudget.text import squeeze

__all__ = ["COSTS"]

_OPERATORS: Final = frozenset("≥≤=><＝＞＜")
_CLOSING: Final = frozenset("，、。；：）》”’)],;")
_PAIRS: Final = (("（(", "）)"), ("《", "》"), ("“", "”"), ("〔", "〕"), ("【", "】"))
_BRACKETS: Final = frozenset("".join(opening + closing for opening, closing in _PAIRS))
_GOES_ON: Final = frozenset("-－~～/")
"""What stands between the ends of a range or the parts of a unit: no text begins with it."""
_UNIT: Final = re.compile(COMPOUND_MEASURE)
_UNIT_INSIDE: Final = re.compile(r"[(（][%％][)）].")
"""A unit in brackets ends a name."""
_NUMBER_AT_END: Final = re.compile(r"[\u4e00-\u9fff] ?\d[\d.,]*$")
"""A number keeps its unit: behind words it ends no text that could as well go on with one."""


def _level(lines: tuple[str, ...]) -> int:
    text = squeeze("".join(lines))
    return 0 if text.endswith(("指标", "目标")) and len(text) <= 12 else 12


def _basis(lines: tuple[str, ...]) -> int:
    cost = _cost_of_text(lines) + (2 if lines[0][0].isdecimal() else 0)
    # A number keeps its unit: no basis is a unit and nothing else.
    return cost + (6 if _UNIT.fullmatch(lines[0]) else 0)


def _target(lines: tuple[str, ...]) -> int:
    text = lines[0]
    if text[0] in _OPERATORS or is_redaction(text):
        cost = 0
    elif text[0].isdecimal():
        cost = 0 if any(not (char.isdecimal() or char in ".,") for char in text) else 1
    else:
        cost = 1
    cost += 0 if text[0] not in _CLOSING else 4
    return cost + _unbalanced("".join(lines))


def _cost_of_text(lines: tuple[str, ...]) -> int:
    text = "".join(lines)
    if is_redaction(text):
        return 0
    cost = 0
    if text[0] in _OPERATORS:
        cost += 8
    elif text[0] in _CLOSING or text[0] in _GOES_ON:
        cost += 5
    # An operator with its number opens the target: it stands in no text behind a space or on a line of its own.
    if any(line[0] in _OPERATORS for line in lines[1:]) or any(
        piece[0] in _OPERATORS for line in lines for piece in line.split()[1:]
    ):
        cost += 8
    if all(char.isdecimal() or char in ".,%％" for char in text):
        cost += 6
    if text[-1] in "、，":
        cost += 3
    if _NUMBER_AT_END.search(text):
        cost += 1
    if _UNIT_INSIDE.search(text):
        cost += 1
    return cost + _unbalanced(text)


def _unbalanced(text: str) -> int:
    cost = 0
    if _BRACKETS.isdisjoint(text):
        return cost
    for opening, closing in _PAIRS:
        opened = sum(text.count(char) for char in opening)
        closed = sum(text.count(char) for char in closing)
        if opened != closed:
            cost += 3
    return cost


COSTS: Final[dict[Column, Judge]] = {
    Column.LEVEL2: _level,
    Column.NAME: _cost_of_text,
    Column.DESCRIPTION: _cost_of_text,
    Column.TARGET: _target,
    Column.BASIS: _basis,
}
