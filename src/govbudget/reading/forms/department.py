"""Forms of a whole department (部门整体绩效目标表): its goal, tasks, budget, and indicators of its management.

年度主要任务 heads two columns, 任务名称 and 主要内容, one task to a row.  预算情况 gives the department's total,
its sources and its structure, each source behind a numbered group (`1、资金来源：(1)财政性资金`); the unit stands
in the bracket of the total.  The grid has five columns, the last one 指标值说明, and second levels of its own.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from govbudget.model.forms import FormKind
from govbudget.reading.forms.fields import Draft
from govbudget.reading.forms.grid import Grid
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.reader import FormReading, read_rows
from govbudget.reading.forms.sheet import Sheet

__all__ = ["DEPARTMENT"]


@frozen
class _Department:
    name: str = "a whole department"

    def claims(self, sheet: Sheet) -> bool:
        return sheet.is_of_department

    def read(self, sheet: Sheet, memo: Memo) -> FormReading:
        return read_rows(sheet, Draft(memo), Grid(memo), FormKind.DEPARTMENT)


DEPARTMENT: Final = _Department()
"""The reader of forms of a whole department."""
