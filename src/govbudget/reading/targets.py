"""Telling names, targets and levels apart in the cells of an indicator grid (单元格判别).

A grid whose columns are displaced is read by what its cells say.  `cell_class` gives each text one
letter; the grammar of a row (`reading.forms.shapes`) is written in these letters:

* `1` `2` `a` `m`: a word for the first or second level, or for either (`levels.LevelClass`);
* `h`: a word of the header; `g`: the merged label 绩效指标 beside the grid;
* `t`: surely a target (a quantity, a range, a date, 定性, a doubled word, stars);
* `s`: words so short that they are rather a target than a name (`好`, `及时`);
* `o`: an operator alone, or 定性, as grids print them that give operator, number and unit a column each;
* `z`: a word for a total, which begins a row of figures below the indicators;
* `x`: a name and its target in one cell (`出警及时率≥95%`);
* `w`: any other words.

>>> [cell_class(text) for text in ("数量指标", "≥5次", "及时", "读者满意度≥90%", "可靠可靠", "新增馆藏")]
['2', 't', 's', 'x', 't', 'w']
>>> split_name_and_target("读者满意度≥90%"), split_name_and_target("维护及时率(100%"), split_name_and_target("新增馆藏")
(('读者满意度', '≥90%'), ('维护及时率(', '100%'), None)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import evolve

from govbudget.model.levels import LEVEL_WORDS, LevelClass, level_class
from govbudget.model.target_text import OPERATORS, fold_unit, split_quantity
from govbudget.model.targets import (
    BlankTarget,
    QualitativeTarget,
    QuantityTarget,
    Target,
    TargetKind,
    parse_target,
)
from govbudget.text import is_cjk, squeeze

__all__ = ["cell_class", "joined_target", "levels_before", "split_name_and_target"]

_SYMBOLS: Final = tuple(
    sorted((print_ for print_ in OPERATORS if not is_cjk(print_[0])), key=len, reverse=True)
)
_STARTS: Final = frozenset(print_[0] for print_ in _SYMBOLS) | frozenset(
    "0123456789０１２３４５６７８９*＊-+－"
)
_SYMBOL_CHARACTERS: Final = frozenset("".join(_SYMBOLS))
_QUALITATIVE: Final = "定性"
_TOTALS: Final = frozenset(
    ("合计", "总计", "小计", "总分", "合计得分", "总得分", "得分合计", "自评得分", "自评总分")
)
_SYMBOLS_ALONE: Final = frozenset((*OPERATORS, _QUALITATIVE))
_LONGEST_SYMBOL: Final = max(map(len, (*_SYMBOLS_ALONE, *_TOTALS)))
_NO_UNITS: Final = frozenset(("", "无", "/", "-", "－", "—", "——", "--"))
_LONGEST_SHORT: Final = 2
_LONGEST_TARGET: Final = 40
_WORD_OPERATORS: Final = tuple(print_ for print_ in OPERATORS if is_cjk(print_[0]))
_WORD_STARTS: Final = frozenset(print_[0] for print_ in _WORD_OPERATORS)
_LETTERS: Final = {word: level.value for word, level in LEVEL_WORDS.items()}
_LONGEST_LEVEL: Final = 14
_FIRSTS: Final = (LevelClass.FIRST, LevelClass.FIRST_OR_SECOND, LevelClass.SECOND_OR_FIRST)
_SECONDS: Final = (LevelClass.SECOND, LevelClass.FIRST_OR_SECOND, LevelClass.SECOND_OR_FIRST)
_WORDS: Final = TargetKind.QUALITATIVE
_STOPS: Final = frozenset("，。；：、,;:")


def cell_class(text: str, parse: Callable[[str], Target] = parse_target) -> str:
    """The letter of a printed cell; see the module's text.

    `parse` reads a target; a reader that remembers its targets hands in its own.
    """
    letter = _LETTERS.get(text)
    if letter is not None:
        return letter
    length = len(text)
    if length <= _LONGEST_SYMBOL:
        if text in _SYMBOLS_ALONE:
            return "o"
        if text in _TOTALS:
            return "z"
        if length <= _LONGEST_SHORT:
            return "t" if text[0] in _STARTS and parse(text).kind is not _WORDS else "s"
    level = level_class(text)
    if level is not None:
        return level.value
    if length > _LONGEST_TARGET:
        return "w"
    is_of_one_word = text.isalnum()
    bare = text if is_of_one_word else squeeze(text)
    if bare in _TOTALS:
        return "z"
    head = text[0]
    if head in _STARTS or (head in _WORD_STARTS and text.startswith(_WORD_OPERATORS)):
        return "w" if parse(text).kind is _WORDS else "t"
    length = len(bare)
    if bare.startswith(_QUALITATIVE):
        return "t"
    if length <= 8 and not length % 2 and bare[: length // 2] == bare[length // 2 :]:
        return "t"
    return "w" if is_of_one_word or split_name_and_target(text) is None else "x"


def split_name_and_target(text: str) -> tuple[str, str] | None:
    """The name and the target that one cell holds, or None if it does not hold two.

    They are told apart by an operator with its quantity at the end, by a percentage behind the name, or
    by the one space between two runs of Chinese.

    >>> [split_name_and_target(text) for text in ("每年受理 ≥1000人", "提升办事便利度 有效提升", "覆盖率100%")]
    [('每年受理', '≥1000人'), ('提升办事便利度', '有效提升'), ('覆盖率', '100%')]
    """
    if text.isalnum():
        return None  # most names
    if not _SYMBOL_CHARACTERS.isdisjoint(text):
        position = next(index for index, char in enumerate(text) if char in _SYMBOL_CHARACTERS)
        name, target = text[:position].rstrip(), text[position:]
        return (name, target) if name and split_quantity(target) is not None else None
    if text[-1] in "%％":
        position = len(text) - 1
        while position and (text[position - 1].isdecimal() or text[position - 1] in ".．"):
            position -= 1
        name = text[:position].rstrip()
        if position < len(text) - 1 and name.endswith(("率", "度", "(", "（", "比例", "占比", "比重")):
            return name, text[position:]
        return None
    name, space, target = text.partition(" ")
    if (
        space
        and len(name) >= 4
        and 2 <= len(target) <= 8
        and " " not in target
        and is_cjk(name[-1])
        and is_cjk(target[0])
        and _STOPS.isdisjoint(text)
    ):
        return name, target
    return None


def levels_before(name: str) -> tuple[str, str, str] | None:
    """Both levels and the name that one cell holds, where they are printed one behind the other; else None.

    >>> levels_before("产出指标数量指标新增座位"), levels_before("数量指标新增座位")
    (('产出指标', '数量指标', '新增座位'), None)
    """
    at = name.find("指标") + 2
    if at < 3 or at > _LONGEST_LEVEL or level_class(name[:at]) not in _FIRSTS:
        return None
    behind = name.find("指标", at) + 2
    if behind < at + 3 or behind == len(name) or behind - at > _LONGEST_LEVEL:
        return None
    if level_class(name[at:behind]) not in _SECONDS:
        return None
    return name[:at], name[at:behind], name[behind:].lstrip("-—–－：: ")


def joined_target(symbol: str, value: str, unit: str) -> Target:
    """The target whose operator, number and unit are printed in a cell each.

    Its `raw` is the three prints in this order without a space between them, whatever the order of their columns; a
    part that the number's own cell repeats is not printed twice.

    >>> target = joined_target("≥", "95", "%")
    >>> target, target.raw
    (QuantityTarget('≥95%'), '≥95%')
    >>> joined_target("定性", "优", ""), joined_target("＝", "4", "期/年（双月）"), joined_target("≥", "**", "人")
    (QualitativeTarget('优'), QuantityTarget('=4期/年（双月）'), RedactedTarget())
    """
    unit = "" if unit in _NO_UNITS or (unit and value.endswith(unit)) else unit
    if symbol and value.startswith(symbol):
        symbol = ""
    raw = symbol + value + unit
    if not value:
        return BlankTarget(raw=raw)
    whole = parse_target(raw)
    if whole.kind is not TargetKind.QUALITATIVE:
        return whole
    number = parse_target(symbol + value)
    if isinstance(number, QuantityTarget):
        if number.unit:
            return whole
        # The column says that it is a unit, whatever it says.
        return QuantityTarget(number.value, fold_unit(unit) or squeeze(unit), number.operator, raw=raw)
    for text in (symbol + value, value):
        target = parse_target(text)
        if not isinstance(target, QualitativeTarget):
            return evolve(target, raw=raw)
    return evolve(parse_target(value), raw=raw)
