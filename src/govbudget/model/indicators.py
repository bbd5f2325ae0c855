"""Performance indicators (绩效指标): what a project or department promises, level by level.

An indicator has a name (三级指标), the levels it stands under and a target.  Merged cells displace the
printed levels: the first and second level may contradict each other.  Both are kept as printed, and
`level2_canonical` and `level1_canonical` say what the printed second level stands for in the standard.

>>> from govbudget.model.targets import parse_target
>>> indicator = Indicator(name="馆藏新增册数", level1="效益指标", level2="数量", target=parse_target("≥5万册"))
>>> indicator.level1_canonical, indicator.level2_canonical
('产出指标', '数量指标')
>>> indicator
<Indicator '馆藏新增册数' (数量): ≥5万册>
"""

from __future__ import annotations

import enum

from attrs import field, frozen

from govbudget.model.levels import canonical_levels
from govbudget.model.targets import (
    Actual,
    BlankTarget,
    DateTarget,
    Operator,
    PeriodTarget,
    QualitativeTarget,
    QuantityTarget,
    RangeTarget,
    RedactedTarget,
    Target,
    TargetKind,
    parse_target,
)
from govbudget.records import quick
from govbudget.spans import Place

__all__ = [
    "Actual",
    "BlankTarget",
    "DateTarget",
    "FurtherCell",
    "Indicator",
    "Operator",
    "PeriodTarget",
    "QualitativeTarget",
    "QuantityTarget",
    "RangeTarget",
    "RedactedTarget",
    "Scope",
    "Target",
    "TargetKind",
    "parse_target",
]


class Scope(enum.Enum):
    """The period that one of two parallel columns of a form is about (实施期、年度)."""

    IMPLEMENTATION = "implementation"
    ANNUAL = "annual"


@frozen
class FurtherCell:
    """A cell of a grid's further column (其他列): the head of the column without white space, and the text as printed.

    >>> FurtherCell("分值（分）", "10")
    FurtherCell(head='分值（分）', text='10')
    """

    head: str
    text: str


@quick
@frozen(repr=False, weakref_slot=False)
class Indicator:
    """One indicator of a form (绩效指标): a name, a target, or both.

    `level1` and `level2` are the labels last printed at or above the row on its side of the form,
    without white space.  `scope` is None where the form has one period only.  `description` is the 绩效指标描述,
    `basis` the 指标值确定依据 or 指标值说明; `further` holds what other columns of the grid (分值, 备注, 上年完成值)
    print in its row.  Equality ignores the place.
    """

    name: str
    level1: str = ""
    level2: str = ""
    target: Target = field(factory=BlankTarget)
    scope: Scope | None = None
    description: str = ""
    basis: str = ""
    further: tuple[FurtherCell, ...] = ()
    place: Place | None = field(default=None, eq=False, kw_only=True)

    @property
    def level2_canonical(self) -> str:
        """The standard name of the printed second level, empty if it is not a standard one."""
        return canonical_levels(self.level2)[1]

    @property
    def level1_canonical(self) -> str:
        """The first level that the printed second level belongs to, empty if it is not a standard one."""
        return canonical_levels(self.level2)[0]

    def is_met_by(self, actual: Actual) -> bool | None:
        """Whether an actual value meets the target; None where the form does not say.

        >>> Indicator(name="开馆天数", target=parse_target("≥300天")).is_met_by("310天")
        True
        """
        return self.target.is_met_by(actual)

    def __repr__(self) -> str:
        scope = "" if self.scope is None else f", {self.scope.value}"
        return (
            f"<Indicator {self.name!r} ({self.level2 or '-'}{scope}): {self.target.format() or 'no target'}>"
        )
