"""Fields printed as a small table inside a form (表中之表): heads above, a row of values for each line.

* **Tasks** (年度主要任务): 任务名称, 主要内容, and often amounts, which may have a second row of heads (总额,
  财政拨款).  Each task is one field for each head; a row of totals (金额合计) is a field for each amount, named
  `金额合计/总额`.
* **Money with a column for each figure**, as self assessments print it: 年初预算数, 全年执行数, 分值.  Each
  row is a source of money; its fields are named `年度资金总额/年初预算数`.

>>> tasks = FieldTable.of_tasks(("任务名称", "主要内容", "预算金额"), (1, 2, 3))
>>> tasks.below(("总额", "财政拨款"), (3, 4)).names
('任务名称', '主要内容', '总额', '财政拨款')
>>> tasks.placed(("开放", "290"), (1, 3))
{0: 0, 2: 1}
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from govbudget.reading.forms.labels import clean_label
from govbudget.text import fold, without_brackets

__all__ = ["FieldTable", "is_head_of_figures", "is_head_of_money", "is_total"]

_FIGURE: Final = re.compile(
    r"(?:基本|项目|其他|人员|公用)(?:支出|经费)|.*(?:预算数|执行数|决算数|支出数|到位数|资金数|预算金额|执行率|完成率|分值|权重|得分|金额|总额|资金|拨款|小计|合计)"
    r"|(?:年初|全年|调整后?的?|当年)预算"
)
_NOTES: Final = frozenset(
    ("原因", "备注", "说明", "未完成原因", "偏差原因", "原因分析", "未完成原因分析", "偏差原因分析")
)
"""The heads of a last column of words."""
_MONEY: Final = re.compile(r".*(?:数|金额|总额|资金|拨款|小计|合计)|(?:年初|全年|调整后?的?|当年)预算")
_AMOUNTS: Final = frozenset(("金额", "预算金额", "预算数", "资金金额"))
_TOTALS: Final = frozenset(("金额合计", "合计", "总计", "小计", "合计金额"))


@frozen
class FieldTable:
    """The heads of such a table, cleaned, and their columns; of tasks, or of sources of money."""

    names: tuple[str, ...]
    columns: tuple[int, ...]
    is_of_tasks: bool

    @classmethod
    def of_tasks(cls, texts: Sequence[str], columns: Sequence[int]) -> FieldTable:
        """A table whose rows are tasks."""
        return cls(tuple(map(clean_label, texts)), tuple(columns), is_of_tasks=True)

    @classmethod
    def of_money(cls, texts: Sequence[str], columns: Sequence[int]) -> FieldTable | None:
        """A table whose rows are sources of money, if the texts are the heads of two figures or more."""
        figures = texts[:-1] if len(texts) > 2 and fold(texts[-1]) in _NOTES else texts
        if len(figures) < 2 or not all(map(_is_figure, figures)):
            return None
        return cls(tuple(map(clean_label, texts)), tuple(columns), is_of_tasks=False)

    def is_money(self, head: int) -> bool:
        """Whether the figures under a head are amounts."""
        return _MONEY.fullmatch(without_brackets(fold(self.names[head]))) is not None

    @property
    def notes(self) -> int | None:
        """The column of words that stands last, if there is one."""
        return self.columns[-1] if fold(self.names[-1]) in _NOTES else None

    def below(self, texts: Sequence[str], columns: Sequence[int]) -> FieldTable | None:
        """The table with heads divided by a row of heads below them, or None if the row is none.

        What divides the last head alone stands for it; of several heads each part names its own.

        >>> table = FieldTable.of_money(("总额", "财政拨款", "其他资金"), (1, 2, 4))
        >>> table.below(("合计", "基本支出", "合计"), (2, 3, 4)).names
        ('总额', '财政拨款/合计', '财政拨款/基本支出', '其他资金/合计')
        """
        if not all(map(_is_figure, texts)):
            return None
        if columns[0] >= self.columns[-1] and self.is_money(-1):
            names = (*self.names[:-1], *map(clean_label, texts))
            return evolve(self, names=names, columns=(*self.columns[:-1], *columns))
        if self.is_of_tasks or len(texts) < 2 or columns[0] < self.columns[0]:
            return None
        above = [max(head for head, at in enumerate(self.columns) if at <= column) for column in columns]
        heads = [
            (at, name)
            for head, (at, name) in enumerate(zip(self.columns, self.names, strict=True))
            if head not in above
        ]
        heads += [
            (column, f"{self.names[head]}/{clean_label(text)}")
            for column, head, text in zip(columns, above, texts, strict=True)
        ]
        heads.sort()
        return evolve(self, names=tuple(name for _, name in heads), columns=tuple(at for at, _ in heads))

    def placed(self, texts: Sequence[str], columns: Sequence[int]) -> dict[int, int]:
        """For each head the number of the cell under it: all in order if none is missing, else the nearest."""
        count = len(self.names)
        if len(texts) == count:
            return {head: head for head in range(count)}
        return self._nearest(columns, range(count))

    def placed_total(self, columns: Sequence[int]) -> dict[int, int]:
        """For each head of an amount the number of the cell under it, the first cell being the word for a total."""
        heads = [head for head in range(len(self.names)) if self.is_money(head)]
        if len(columns) - 1 == len(heads):
            return {head: cell for cell, head in enumerate(heads, 1)}
        return {head: cell + 1 for head, cell in self._nearest(columns[1:], heads).items()}

    def _nearest(self, columns: Sequence[int], heads: Sequence[int]) -> dict[int, int]:
        placed: dict[int, int] = {}
        for cell, column in enumerate(columns):
            head = min(heads, key=lambda head: abs(self.columns[head] - column), default=None)
            if head is not None:
                placed.setdefault(head, cell)
        return placed


def is_head_of_money(texts: Sequence[str]) -> bool:
    """Whether texts are the head of one column of amounts, which says nothing but perhaps their unit.

    >>> is_head_of_money(("金额（万元）",)), is_head_of_money(("财政拨款",))
    (True, False)
    """
    return len(texts) == 1 and without_brackets(fold(texts[0])) in _AMOUNTS


def is_head_of_figures(text: str) -> bool:
    """Whether a text is the head of a column of figures, and no figure: 预算支出总额."""
    return not text[-1].isdecimal() and _is_figure(text)


def is_total(text: str) -> bool:
    """Whether the first cell of a row says that it adds up the rows above."""
    return not text.isascii() and fold(text) in _TOTALS


def _is_figure(text: str) -> bool:
    """Whether a text is the head of a column of figures, and no figure."""
    return _FIGURE.fullmatch(without_brackets(fold(text))) is not None
