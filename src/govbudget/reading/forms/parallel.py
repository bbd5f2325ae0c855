"""Forms with two periods side by side (实施期 | 年度), as Shanxi prints them.

Down to the goals a row is one label and its text, two labels and their values (主管部门 | 实施单位), or one source of
money twice: left for the whole project, right for the year.  总体目标 has two texts under 实施期目标 and 年度目标.
The indicator header names 二级指标, 三级指标 and 指标值 twice; 一级指标 stands once, before both.  At the foot, one row
of people, their telephone and the date.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from govbudget.model.forms import FormKind
from govbudget.model.indicators import Scope
from govbudget.reading.forms.fields import Draft
from govbudget.reading.forms.grid import Grid
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.reader import FormReading, read_rows
from govbudget.reading.forms.sheet import Sheet

__all__ = ["PARALLEL"]

_SCOPES: Final = (Scope.IMPLEMENTATION, Scope.ANNUAL)


@frozen
class _Parallel:
    name: str = "two periods in parallel"

    def claims(self, sheet: Sheet) -> bool:
        return sheet.is_parallel and not sheet.is_of_department

    def read(self, sheet: Sheet, memo: Memo) -> FormReading:
        draft = Draft(memo, _SCOPES)
        return read_rows(sheet, draft, Grid(memo, _SCOPES), FormKind.PROJECT)


PARALLEL: Final = _Parallel()
"""The reader of forms with two periods in parallel."""
