"""Forms with one period: pairs of labels and values, then one indicator grid, as Henan and Hebei print them.

Henan: twenty fields, one or two to a row, a part 项目详细信息 of narratives, goals, and a grid of four columns whose
second levels come in a fixed order; merged first levels are printed on any of their rows.  Hebei: the money
with its use, a plan by quarters, goals, and a grid of six columns with 绩效指标描述 and 指标值确定依据.
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

__all__ = ["PLAIN"]


@frozen
class _Plain:
    name: str = "one period"

    def claims(self, sheet: Sheet) -> bool:
        return not sheet.is_parallel and not sheet.is_of_department

    def read(self, sheet: Sheet, memo: Memo) -> FormReading:
        return read_rows(sheet, Draft(memo), Grid(memo), FormKind.PROJECT)


PLAIN: Final = _Plain()
"""The reader of forms with one period."""
