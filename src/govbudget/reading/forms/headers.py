"""The header of an indicator grid (指标表头): which columns a grid has, by the words above them.

Every place has columns of its own.  A word of the header opens

* a **level** or the **name**: 一级指标, 二级指标, 三级指标, 指标名称; 指标内容 is the name where nothing else is;
* a **target**: 指标值, 目标值 and whatever ends so and is not about the past (上年指标值, 实际完成值); beside
  实施期指标值 a further 年度指标值 is the target of the year;
* its **symbol** and its **unit**, where operator, number and unit have a column each: 运算符号, 指标性质, 计量单位;
* a **description** (指标解释, 指标描述) or a **basis** (指标值说明, 评分标准, 设定依据);
* a **further** column, of which nothing need be known: 分值, 权重, 得分, 备注.

`find_column` knows the words that tell a header from any other row.  The rest are told by standing beside them,
so a column that nobody has heard of is a column all the same.

>>> [find_column(word).name for word in ("绩效指标值（万元）", "指标值说明", "评（扣）分标准", "指标性质")]
['TARGET', 'BASIS', 'BASIS', 'SYMBOL']
>>> find_column("分值") is None
True
>>> layout = layout_of(("二级指标", "三级指标", "符号", "指标值", "单位", "分值"), (0, 1, 2, 3, 4, 5))
>>> [column.name for column, _ in layout.sides[0].columns]
['LEVEL2', 'NAME', 'SYMBOL', 'TARGET', 'UNIT', 'FURTHER']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from govbudget.model.indicators import Scope
from govbudget.reading.forms.layout import Column, Layout, Side
from govbudget.text import fold, squeeze, without_brackets

__all__ = [
    "find_column",
    "heads_indicators",
    "is_header",
    "layout_of",
    "may_open_column",
    "refined",
    "target_scope",
]

_LONGEST: Final = 32
_WORDS: Final = {
    "绩效指标": Column.GROUP,
    "年度绩效指标": Column.GROUP,
    "绩效指标体系": Column.GROUP,
    "序号": Column.FURTHER,
    "目标名称": Column.FURTHER,
    "一级指标": Column.LEVEL1,
    "二级指标": Column.LEVEL2,
    "三级指标": Column.NAME,
    "一级目标": Column.LEVEL1,
    "二级目标": Column.LEVEL2,
    "三级目标": Column.NAME,
    "指标名称": Column.NAME,
    "三级指标名称": Column.NAME,
    "具体指标": Column.NAME,
    "指标性质": Column.SYMBOL,
    "指标类型": Column.SYMBOL,
    "指标值类型": Column.SYMBOL,
    "指标方向": Column.SYMBOL,
    "指标单位": Column.UNIT,
    "指标值单位": Column.UNIT,
    "指标内容": Column.DESCRIPTION,
    "指标值内容": Column.DESCRIPTION,
    "指标描述": Column.DESCRIPTION,
    "指标解释": Column.DESCRIPTION,
    "指标说明": Column.DESCRIPTION,
    "指标定义": Column.DESCRIPTION,
    "指标含义": Column.DESCRIPTION,
    "指标值说明": Column.BASIS,
    "目标值说明": Column.BASIS,
    "确定依据": Column.BASIS,
}
"""The words of a header, folded, without brackets and without 绩效 (but for the first three)."""
_GROUPS: Final = ("绩效指标", "绩效指标体系")
_TARGETS: Final = ("指标值", "目标值", "指标目标")
_BASES: Final = ("评分标准", "扣分标准", "评价标准", "计分标准", "评分细则", "评分规则")
_BASIS: Final = re.compile(r"(?:指标|目标值|确定|设定|设置|取值).*依据")
_BESIDE: Final = {
    "符号": Column.SYMBOL, "运算符号": Column.SYMBOL, "运算符": Column.SYMBOL, "计算符号": Column.SYMBOL,
    "比较符号": Column.SYMBOL, "比较符": Column.SYMBOL, "关系符号": Column.SYMBOL,
    "单位": Column.UNIT, "计量单位": Column.UNIT, "度量单位": Column.UNIT,
    "值": Column.TARGET, "数值": Column.TARGET, "预期值": Column.TARGET, "计划值": Column.TARGET,
    "实施期": Column.TARGET, "实施周期": Column.TARGET, "中长期": Column.TARGET, "年度": Column.TARGET,
    "本年度": Column.TARGET, "当年": Column.TARGET, "预期当年实现": Column.TARGET,
    "预计当年实现": Column.TARGET, "预计当年实现值": Column.TARGET, "当年预计实现": Column.TARGET,
    "预期当年实现值": Column.TARGET,
    "评分规则": Column.BASIS, "评分细则": Column.BASIS, "评分办法": Column.BASIS, "扣分规则": Column.BASIS,
    "计算公式": Column.BASIS, "计算方法": Column.BASIS, "数据来源": Column.BASIS,
}  # fmt: skip
"""Words that open a column only where others have proved the row to be a header."""
_WITH_UNIT: Final = re.compile(r".*(?:指标值|目标值)(?:及|和|与|、|/).{0,2}单位")
_NO_TARGET: Final = re.compile(
    r"上年|上一年|往年|以前|历史|前年|前[一二三两]年|近[一二三两]年|基期|同期|现状|半年|季度"
    r"|(?<!预期)(?<!预计)(?<!计划)(?:完成|实际|实现)"
)
"""Words of the past, of what was achieved and of a part of the year."""
_WHOLE: Final = re.compile(r"实施期|实施周期|中长期|中期|长期|项目期|规划期")
_YEAR: Final = re.compile(r"年度|本年|当年|全年|\d{4}年")
_LEVELS: Final = frozenset((Column.LEVEL1, Column.LEVEL2, Column.NAME))
_SCOPES: Final = (Scope.IMPLEMENTATION, Scope.ANNUAL)
_HEAD_TO_SEE: Final = 4


class _Cell(NamedTuple):
    column: Column
    position: int
    head: str


def may_open_column(text: str) -> bool:
    """Whether a text has a character that the words of a header cannot do without: most have none."""
    return ("标" in text or "据" in text or "序" in text) and len(text) <= _LONGEST


def find_column(text: str) -> Column | None:
    """The column that a word opens which stands in no other row than a header; None for any other text."""
    if not may_open_column(text):
        return None
    column = _WORDS.get(text)
    if column is not None:
        return column
    word = without_brackets(fold(text))
    column = _WORDS.get(word)
    if column is not None:
        return column
    column = _WORDS.get(word.replace("绩效", ""))
    if column is not None:
        return column
    if word.endswith(_GROUPS):
        return Column.GROUP
    word = word.replace("绩效", "")
    if word.endswith(_TARGETS) or _WITH_UNIT.fullmatch(word):
        return Column.FURTHER if _NO_TARGET.search(fold(text)) else Column.TARGET
    return Column.BASIS if word.endswith(_BASES) or _BASIS.fullmatch(word) else None


def target_scope(text: str) -> Scope | None:
    """The period that a head of targets names, or None: `指标值（实施期）`, `年度指标值`."""
    folded = fold(text)
    if _WHOLE.search(folded):
        return Scope.IMPLEMENTATION
    return Scope.ANNUAL if _YEAR.search(folded) else None


def is_header(columns: Sequence[Column | None]) -> bool:
    """Whether a row is the header of indicators, by the columns its first cells open: two of them say so."""
    head = columns[:_HEAD_TO_SEE]
    return len(head) - head.count(None) > 1


def heads_indicators(columns: Sequence[Column | None]) -> bool:
    """Whether a row that begins with a head nobody knows is a header: 绩效指标 and its target stand behind it.

    >>> words = ("活动", "绩效指标", "指标性质", "指标值", "度量单位")
    >>> heads_indicators(list(map(find_column, words))), heads_indicators(list(map(find_column, words[1:])))
    (True, False)
    """
    if not columns or columns[0] is not None or Column.TARGET not in columns or not is_header(columns):
        return False
    target = columns.index(Column.TARGET)
    return any(column in (Column.GROUP, Column.NAME, Column.LEVEL2) for column in columns[:target])


def layout_of(
    texts: Sequence[str], positions: Sequence[int], find: Callable[[str], Column | None] = find_column
) -> Layout:
    """The sides and columns that a header opens; where levels or names repeat, the second side begins.

    `find` is `find_column`, or what remembers its answers.

    >>> layout = layout_of(("二级指标", "三级指标", "指标值", "三级指标", "指标值", "备注"), (0, 1, 2, 3, 4, 5))
    >>> [[column.name for column, _ in side.columns] for side in layout.sides]
    [['LEVEL2', 'NAME', 'TARGET'], ['NAME', 'TARGET', 'FURTHER']]
    """
    cells = _cells(texts, positions, find)
    sides: list[list[_Cell]] = [[]]
    for cell in cells:
        if cell.column in _LEVELS and any(cell.column is known.column for known in sides[-1]):
            sides.append([])
        sides[-1].append(cell)
    if len(sides) == 1:
        return _of_one_side(sides[0])
    left, right = _completed(sides[0]), _completed(sides[1], sides[0])
    return Layout((_side(_once(left)), _side(_once(right))), _scopes(left, right))


def refined(layout: Layout, texts: Sequence[str], positions: Sequence[int]) -> Layout | None:
    """The layout whose target is divided by a second row of heads (符号 | 值 | 单位), or None if the row is none.

    >>> layout = layout_of(("二级指标", "三级指标", "指标值", "备注"), (0, 1, 2, 5))
    >>> [column.name for column, _ in refined(layout, ("符号", "值", "单位"), (2, 3, 4)).sides[0].columns]
    ['LEVEL2', 'NAME', 'SYMBOL', 'TARGET', 'UNIT', 'FURTHER']
    """
    if len(layout.sides) > 1 or not all(map(_stands_below, texts)):
        return None
    side = layout.sides[0]
    above = [_Cell(column, at, head) for (column, at), head in zip(side.columns, side.heads, strict=True)]
    below = [_resolved(text, position) for text, position in zip(texts, positions, strict=True)]
    if any(cell.column in _LEVELS for cell in below):
        return None
    divided = next((cell.position for cell in reversed(above) if cell.position <= positions[0]), None)
    kept = [cell for cell in above if cell.position != divided and cell.position not in positions]
    return _of_one_side(sorted([*kept, *below], key=lambda cell: cell.position))


def _stands_below(text: str) -> bool:
    """Whether a text is a head of a second row."""
    word = without_brackets(fold(text))
    return word in _BESIDE or find_column(text) is not None or _NO_TARGET.fullmatch(word) is not None


def _cells(
    texts: Sequence[str], positions: Sequence[int], find: Callable[[str], Column | None]
) -> list[_Cell]:
    """The columns of a header row, without the merged labels that stand before them."""
    cells = [_resolved(text, position, find) for text, position in zip(texts, positions, strict=True)]
    first = next((at for at, cell in enumerate(cells) if cell.column in _LEVELS), 0)
    cells = [
        cell for at, cell in enumerate(cells) if at >= first or _WORDS.get(fold(cell.head)) is Column.FURTHER
    ]
    if all(cell.column is not Column.NAME for cell in cells):
        cells = _with_a_name(cells)
    return [cell for cell in cells if cell.column is not Column.GROUP]


def _resolved(text: str, position: int, find: Callable[[str], Column | None] = find_column) -> _Cell:
    column = find(text)
    if column is None:
        column = _BESIDE.get(without_brackets(fold(text)).replace("绩效", ""), Column.FURTHER)
    return _Cell(column, position, squeeze(text))


def _with_a_name(cells: list[_Cell]) -> list[_Cell]:
    """A header without 三级指标: what stands for it is 绩效指标 behind the levels, or 指标内容."""
    for wanted in (Column.GROUP, Column.DESCRIPTION):
        for at, cell in enumerate(cells):
            if cell.column is wanted and at:
                return [*cells[:at], cell._replace(column=Column.NAME), *cells[at + 1 :]]
    return cells


def _of_one_side(cells: list[_Cell]) -> Layout:
    """A side alone; two targets in it that name two periods give each of its indicators twice."""
    cells = _completed(cells)
    targets = [cell for cell in cells if cell.column is Column.TARGET][:2]
    scopes = [target_scope(cell.head) for cell in targets]
    if len(targets) < 2 or scopes[0] is scopes[1]:
        return Layout((_side(_once(cells)),))
    of_year = targets[0] if Scope.ANNUAL is scopes[0] or scopes[1] is Scope.IMPLEMENTATION else targets[1]
    at = cells.index(of_year)
    cells[at] = of_year._replace(column=Column.TARGET_OF_YEAR)
    return Layout((_side(_once(cells)),), _SCOPES)


def _completed(cells: Sequence[_Cell], left: Sequence[_Cell] = ()) -> list[_Cell]:
    """The cells of a side with its levels before the name and a target behind it, where the header has lost them.

    A second side without a column for second levels shares that of the first, unless there is room for one.
    """
    found = {cell.column for cell in cells}
    name = next((at for at, cell in enumerate(cells) if cell.column is Column.NAME), None)
    completed = list(cells)
    if name is not None and Column.LEVEL2 not in found:
        position = cells[name].position - 1
        if not left or position > left[-1].position:
            completed.insert(name, _Cell(Column.LEVEL2, position, ""))
    if Column.TARGET not in found and cells:
        completed.append(_Cell(Column.TARGET, cells[-1].position + 1, ""))
    return completed


def _once(cells: Sequence[_Cell]) -> list[_Cell]:
    """The cells of a side with one column of each kind; what comes a second time is a further column."""
    seen: set[Column] = set()
    result = []
    for cell in cells:
        result.append(cell._replace(column=Column.FURTHER) if cell.column in seen else cell)
        seen.add(cell.column)
    return result


def _scopes(left: Iterable[_Cell], right: Iterable[_Cell]) -> tuple[Scope, ...]:
    """The periods of two sides: as the heads of their targets say, else first the whole project and then the year."""
    first, second = (
        next((target_scope(cell.head) for cell in side if cell.column is Column.TARGET), None)
        for side in (left, right)
    )
    return (
        (Scope.ANNUAL, Scope.IMPLEMENTATION)
        if (first, second) == (Scope.ANNUAL, Scope.IMPLEMENTATION)
        else _SCOPES
    )


def _side(cells: Sequence[_Cell]) -> Side:
    return Side(tuple((cell.column, cell.position) for cell in cells), tuple(cell.head for cell in cells))
