"""Rows that may be cut into cells in several ways (单元格切分存疑): what is told of them.

Text that has lost its cells does not always say where one text ends and the next begins.  The best reading of such a
row stays in the model, and a problem tells in how many ways the row may be read, and which.

>>> doubt = Doubt(2, (("新书采购", "年度计划"), ("新书采购年度", "计划")))
>>> print(doubt.problem("部门项目支出表", Place(12)))
ambiguous label: expected one way to cut the row into cells, found 2 ways: 新书采购 | 年度计划; 新书采购年度 | 计划 \
(部门项目支出表, line 12)
"""

from __future__ import annotations

from attrs import frozen

from govbudget.model.problems import Problem
from govbudget.spans import Place

__all__ = ["Doubt"]


@frozen
class Doubt:
    """In how many ways a row may be cut, at least so many if not `is_counted`, and the texts of some of them.

    No way is one that keeps the grammar of the print: then the reading is the one that breaks it least.
    """

    ways: int
    readings: tuple[tuple[str, ...], ...] = ()
    is_counted: bool = True
    rows: int = 1
    """How many rows it is about, from the one that has it on."""

    def problem(self, where: str, place: Place | None) -> Problem:
        """What is said of the row, the readings by the cells in which they differ."""
        count = f"{self.ways or 'no'} ways" if self.is_counted else f"at least {self.ways} ways"
        told = "; ".join(" | ".join(reading) for reading in self.readings)
        more = "; …" if self.ways > len(self.readings) else ""
        return Problem(
            kind="ambiguous label",
            where=where,
            expected="one way to cut the row into cells",
            found=f"{count}: {told}{more}",
            place=place,
        )
