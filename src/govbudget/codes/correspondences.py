"""How the two economic classifications correspond (支出经济分类科目对照).

A department economic item goes to one government economic item if an agency spends and to another if a public
institution does, so the correspondence is one to many.

>>> from govbudget.codes import DepartmentEconomicCode, UnitKind
>>> DepartmentEconomicCode("30113").government_codes(2024, UnitKind.AGENCY)
(GovernmentEconomicCode('50103'),)
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

from attrs import frozen

from govbudget.codes.entries import Evidence
from govbudget.codes.types import ClassificationCode, CodeKind, DepartmentEconomicCode, GovernmentEconomicCode

__all__ = ["Correspondence", "CorrespondenceMap", "UnitKind"]


class UnitKind(enum.Enum):
    """The kind of unit that spends (单位性质): an agency (机关) or a public institution (事业单位).

    The same department economic item goes to different government economic items for the two.

    >>> UnitKind.INSTITUTION.chinese
    '事业单位'
    """

    AGENCY = "agency"
    INSTITUTION = "institution"

    @property
    def chinese(self) -> str:
        """The kind's name: 机关 or 事业单位."""
        return "机关" if self is UnitKind.AGENCY else "事业单位"


@frozen(kw_only=True)
class Correspondence:
    """A department economic item and the government economic item it goes to (支出经济分类科目对照).

    `unit` is the kind of unit for which it does, None for both.  A correspondence of a 类 holds for its 款.
    """

    department: DepartmentEconomicCode
    government: GovernmentEconomicCode
    unit: UnitKind | None = None
    evidence: Evidence = Evidence.RECALLED
    doubtful: bool = False
    source: str = ""

    def serves(self, unit: UnitKind | None) -> bool:
        """Whether it holds for a kind of unit; None asks for any."""
        return unit is None or self.unit is None or self.unit is unit


class CorrespondenceMap:
    """Correspondences by either code."""

    __slots__ = ("_department", "_government")

    def __init__(self, rows: Iterable[Correspondence]) -> None:
        self._department: dict[str, list[Correspondence]] = {}
        self._government: dict[str, list[Correspondence]] = {}
        for row in rows:
            self._department.setdefault(row.department.digits, []).append(row)
            self._government.setdefault(row.government.digits, []).append(row)

    def of(self, code: ClassificationCode, unit: UnitKind | None) -> list[Correspondence]:
        """The correspondences of a code; those of a department economic code with what its 类 is said to do."""
        if code.kind is CodeKind.GOVERNMENT_ECONOMIC:
            found = self._government.get(code.digits, [])
        else:
            above = [code.digits[:length] for length in range(3, len(code.digits) + 1, 2)]
            found = [row for digits in above for row in self._department.get(digits, [])]
        serving = [row for row in found if row.serves(unit)]
        return sorted(serving, key=lambda row: (row.government.digits, row.department.digits))
