"""The coordinates of a figure (坐标): what a printed number is *about*.

A figure is a point.  Its coordinates come from the kind and title of its table, from its row and from
its column, and they add up: `merged` puts two partial statements together.  A coordinate that the
document does not state is None, *unstated*, which is not the same as `ALL`.

Classification coordinates (`function`, `department_economic`, `government_economic`) hold a code, or
None for "not broken down by it".  `item` names what no code names: a revenue source, an official
expense, a project, a good.  `qualifier` keeps words of a header that this package has no coordinate
for, so that two columns with different words are never taken for the same point.

>>> table = Coordinates(direction=Direction.EXPENDITURE, fund=Fund.GENERAL)
>>> column = Coordinates(nature=Nature.BASIC)
>>> table.merged(column)
Coordinates(direction=expenditure, nature=basic, fund=general public budget)
"""

from __future__ import annotations

import enum
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from govbudget.codes.types import DepartmentEconomicCode, FunctionalCode, GovernmentEconomicCode, RevenueCode
from govbudget.records import maker, quick

__all__ = ["Coordinates", "Direction", "Fund", "Nature", "Origin", "Phase", "Statistic", "Subject"]


class Direction(enum.Enum):
    """Money coming in or going out (收入、支出)."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"


class Subject(enum.Enum):
    """What a row or a figure is about (对象)."""

    TOTAL = "total"
    FUNCTION = "function"
    ECONOMIC = "economic"
    REVENUE_ITEM = "revenue_item"
    OFFICIAL_EXPENSE = "official_expense"
    PROJECT = "project"
    PROCUREMENT = "procurement"
    ASSET = "asset"
    UNIT = "unit"
    OTHER = "other"


class Nature(enum.Enum):
    """The nature of expenditure (支出性质); `whole` says which one a part belongs to.

    >>> Nature.PERSONNEL.whole
    <Nature.BASIC: 'basic'>
    """

    TOTAL = "total"
    BASIC = "basic"
    PERSONNEL = "personnel"
    OPERATING = "operating"
    PROJECT = "project"
    REMITTANCE = "remittance up"
    BUSINESS = "business"
    SUBSIDY = "subsidy to subordinates"

    @property
    def whole(self) -> Nature | None:
        """The nature it is a part of, or None for the total."""
        if self is Nature.TOTAL:
            return None
        return Nature.BASIC if self in (Nature.PERSONNEL, Nature.OPERATING) else Nature.TOTAL


class Fund(enum.Enum):
    """The fund that money belongs to (资金来源); `whole` says which one a part belongs to.

    >>> Fund.GENERAL.whole, Fund.FISCAL.whole
    (<Fund.FISCAL: 'fiscal appropriation'>, <Fund.ALL: 'all'>)
    """

    ALL = "all"
    FISCAL = "fiscal appropriation"
    GENERAL = "general public budget"
    GENERAL_APPROPRIATION = "general public budget appropriation"
    GOVERNMENT_FUNDS = "government funds"
    STATE_CAPITAL = "state capital operations"
    SPECIAL_ACCOUNT = "special fiscal account"
    OWN = "own funds"
    BUSINESS_INCOME = "business income"
    OPERATING_INCOME = "operating income"
    SUPERIOR_SUBSIDY = "subsidy from superior"
    SUBORDINATE_REMITTANCE = "remittance from subordinates"
    OTHER_INCOME = "other income"

    @property
    def whole(self) -> Fund | None:
        """The fund it is a part of, or None for all funds together."""
        return _WHOLE_FUND[self]


_WHOLE_FUND = {
    Fund.ALL: None,
    Fund.FISCAL: Fund.ALL,
    Fund.GENERAL: Fund.FISCAL,
    Fund.GENERAL_APPROPRIATION: Fund.GENERAL,
    Fund.GOVERNMENT_FUNDS: Fund.FISCAL,
    Fund.STATE_CAPITAL: Fund.FISCAL,
    Fund.SPECIAL_ACCOUNT: Fund.ALL,
    Fund.OWN: Fund.ALL,
    Fund.BUSINESS_INCOME: Fund.OWN,
    Fund.OPERATING_INCOME: Fund.OWN,
    Fund.SUPERIOR_SUBSIDY: Fund.OWN,
    Fund.SUBORDINATE_REMITTANCE: Fund.OWN,
    Fund.OTHER_INCOME: Fund.OWN,
}


class Origin(enum.Enum):
    """The year that money was granted in (资金年度): this one, carried over from the prior one, or both."""

    ALL = "all"
    CURRENT = "current year"
    CARRIED_OVER = "carried over"
    CARRIED_FORWARD = "carried forward"


class Phase(enum.Enum):
    """The stage of the budget cycle a figure belongs to (预算阶段), this year's or a prior year's."""

    BUDGET = "budget"
    ADJUSTED = "adjusted budget"
    FINAL = "final accounts"
    PRIOR_BUDGET = "prior year budget"
    PRIOR_ADJUSTED = "prior year adjusted budget"
    PRIOR_FINAL = "prior year final accounts"


class Statistic(enum.Enum):
    """What kind of number it is (统计量): a sum of money, a change, a rate of change, a share, a count, a price."""

    AMOUNT = "amount"
    CHANGE = "change"
    RATE = "rate of change"
    SHARE = "share"
    COUNT = "count"
    PRICE = "price"


@quick
@frozen(kw_only=True, repr=False, weakref_slot=False)
class Coordinates:
    """What a figure is about; every coordinate may be unstated (None, or `""` for words).

    `base` is the phase a change or rate compares with.  `entity` is the department or unit, by name.
    """

    direction: Direction | None = None
    subject: Subject | None = None
    function: FunctionalCode | None = None
    department_economic: DepartmentEconomicCode | None = None
    government_economic: GovernmentEconomicCode | None = None
    revenue: RevenueCode | None = None
    item: str = ""
    nature: Nature | None = None
    fund: Fund | None = None
    origin: Origin | None = None
    phase: Phase | None = None
    base: Phase | None = None
    statistic: Statistic | None = None
    entity: str = ""
    fiscal_year: int | None = None
    qualifier: str = field(default="")

    def merged(self, other: Coordinates) -> Coordinates:
        """Both statements together; where both state a coordinate, `other`, the nearer one, holds.

        Qualifiers add up.

        >>> Coordinates(fund=Fund.FISCAL).merged(Coordinates(fund=Fund.GENERAL)).fund
        <Fund.GENERAL: 'general public budget'>
        """
        here, there = _values(self), _values(other)
        if there == _UNSTATED:
            return self
        if here == _UNSTATED:
            return other
        result: dict[str, Any] = {}
        for name, mine, theirs in zip(_NAMES, here, there, strict=True):
            if theirs is not None and theirs != "":
                result[name] = theirs
            elif mine is not None and mine != "":
                result[name] = mine
        if self.qualifier and other.qualifier:
            result["qualifier"] = f"{self.qualifier}/{other.qualifier}"
        return _coordinates(**result)

    def but(self, **changes: Any) -> Coordinates:
        """The same coordinates with some of them replaced.

        >>> Coordinates(nature=Nature.BASIC).but(nature=None, item="会议费")
        Coordinates(item=会议费)
        """
        return _coordinates(**{**dict(zip(_NAMES, _values(self), strict=True)), **changes})

    def stated(self) -> dict[str, object]:
        """The coordinates that are stated, by name.

        >>> Coordinates(nature=Nature.BASIC).stated()
        {'nature': <Nature.BASIC: 'basic'>}
        """
        return {name: value for name in _NAMES if (value := getattr(self, name)) is not None and value != ""}

    def __repr__(self) -> str:
        def word(value: object) -> str:
            return str(value.value) if isinstance(value, enum.Enum) else str(value)

        return f"Coordinates({', '.join(f'{name}={word(value)}' for name, value in self.stated().items())})"


_coordinates = maker(Coordinates)
_NAMES = tuple(attribute.name for attribute in Coordinates.__attrs_attrs__)
_values = attrgetter(*_NAMES)
_UNSTATED = _values(Coordinates())
