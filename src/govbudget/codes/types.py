"""Classification codes of the 政府收支分类科目, each kind its own type (科目编码).

| type | 中文 | digits | levels |
|---|---|---|---|
| `FunctionalCode` | 支出功能分类 | 3 / 5 / 7, from 201 | 类 款 项 |
| `DepartmentEconomicCode` | 部门预算支出经济分类 | 3 / 5 / 7, from 301 | 类 款, local 项 |
| `GovernmentEconomicCode` | 政府预算支出经济分类 | 3 / 5 / 7, from 501 | 类 款, local 项 |
| `RevenueCode` | 收入分类 | 3 / 5 / 7 / 9, from 101 | 类 款 项 目 |
| `ProcurementCode` | 政府采购品目 | a letter A, B or C and digits | - |
| `UnitCode` | 预算单位编码 | digits, given by the finance office | - |

A code says nothing about whether the classification of some year contains it: that is the catalogue's.

>>> code = FunctionalCode("2040201")
>>> code.level, code.parts, code.parent
(<CodeLevel.ITEM: 3>, ('204', '02', '01'), FunctionalCode('20402'))
>>> FunctionalCode.from_parts("204", "2") == FunctionalCode("20402")
True
>>> FunctionalCode("20402") == DepartmentEconomicCode("30201")
False
>>> FunctionalCode("2041")
Traceback (most recent call last):
    ...
govbudget.errors.CodeError: expected a functional code of 3, 5 or 7 digits from 201 to 299, found '2041'
"""

from __future__ import annotations

import enum
import re
from typing import ClassVar, Final, Self, TypeAlias

from attrs import field, frozen

from govbudget.errors import CodeError

__all__ = [
    "ClassificationCode",
    "Code",
    "CodeKind",
    "CodeLevel",
    "DepartmentEconomicCode",
    "FunctionalCode",
    "GovernmentEconomicCode",
    "ProcurementCode",
    "RevenueCode",
    "UnitCode",
]


class CodeKind(enum.Enum):
    """Which list a code belongs to (科目种类)."""

    FUNCTIONAL = "functional"
    DEPARTMENT_ECONOMIC = "department_economic"
    GOVERNMENT_ECONOMIC = "government_economic"
    REVENUE = "revenue"
    PROCUREMENT = "procurement"
    UNIT = "unit"


class CodeLevel(enum.IntEnum):
    """The level of a classification code (级次): 类 category, 款 section, 项 item, 目 sub-item."""

    CATEGORY = 1
    SECTION = 2
    ITEM = 3
    SUBITEM = 4

    @property
    def chinese(self) -> str:
        """The level's name in the classification: 类, 款, 项 or 目.

        >>> CodeLevel.ITEM.chinese
        '项'
        """
        return "类款项目"[self - 1]


_DIGITS: Final = re.compile(r"[0-9]+")


@frozen(repr=False)
class ClassificationCode:
    """What the four classifications of the state budget have in common; use one of its kinds.

    The constructor takes the digits printed as one; `from_parts` the parts printed in separate cells.
    Raises `CodeError` if the digits cannot be a code of the kind.
    """

    kind: ClassVar[CodeKind]
    _what: ClassVar[str]
    _first: ClassVar[str]
    _lengths: ClassVar[tuple[int, ...]]

    digits: str = field()

    @digits.validator
    def _check(self, _attribute: object, digits: str) -> None:
        if not self.fits(digits):
            raise CodeError(self._what, repr(digits))

    @classmethod
    def fits(cls, digits: str) -> bool:
        """Whether the digits can be a code of this kind.

        >>> FunctionalCode.fits("2040201"), FunctionalCode.fits("30201")
        (True, False)
        """
        return (
            len(digits) in cls._lengths
            and digits[0] == cls._first
            and digits[1:3] != "00"
            and _DIGITS.fullmatch(digits) is not None
        )

    @classmethod
    def from_parts(cls, *parts: str) -> Self:
        """The code of parts printed apart: `204` `02` `1` is 2040201 (a part below ten may lack its zero).

        >>> FunctionalCode.from_parts("208", "5", "05")
        FunctionalCode('2080505')
        """
        return cls("".join([parts[0], *(part.zfill(2) for part in parts[1:])]))

    @property
    def level(self) -> CodeLevel:
        """类, 款 or 项, by the number of digits."""
        return CodeLevel((len(self.digits) - 1) // 2)

    @property
    def parts(self) -> tuple[str, ...]:
        """The code cut at its levels: ('204', '02', '01')."""
        return (self.digits[:3], *(self.digits[i : i + 2] for i in range(3, len(self.digits), 2)))

    @property
    def parent(self) -> Self | None:
        """The code one level up, or None for a 类."""
        return type(self)(self.digits[:-2]) if len(self.digits) > 3 else None

    def contains(self, other: ClassificationCode) -> bool:
        """Whether `other` is this code or stands below it in the same classification.

        >>> FunctionalCode("204").contains(FunctionalCode("2040201"))
        True
        """
        return self.kind is other.kind and other.digits.startswith(self.digits)

    def __str__(self) -> str:
        return self.digits

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.digits!r})"


@frozen(repr=False)
class FunctionalCode(ClassificationCode):
    """A code of the functional classification of expenditure (支出功能分类科目).

    >>> str(FunctionalCode("2080505").parent)
    '20805'
    """

    kind = CodeKind.FUNCTIONAL
    _what = "a functional code of 3, 5 or 7 digits from 201 to 299"
    _first = "2"
    _lengths = (3, 5, 7)


@frozen(repr=False)
class DepartmentEconomicCode(ClassificationCode):
    """A code of the department economic classification (部门预算支出经济分类科目).

    >>> DepartmentEconomicCode("30217").parts
    ('302', '17')
    """

    kind = CodeKind.DEPARTMENT_ECONOMIC
    _what = "a department economic code of 3, 5 or 7 digits from 301 to 399"
    _first = "3"
    _lengths = (3, 5, 7)


@frozen(repr=False)
class GovernmentEconomicCode(ClassificationCode):
    """A code of the government economic classification (政府预算支出经济分类科目).

    >>> GovernmentEconomicCode("50201").level.chinese
    '款'
    """

    kind = CodeKind.GOVERNMENT_ECONOMIC
    _what = "a government economic code of 3, 5 or 7 digits from 501 to 599"
    _first = "5"
    _lengths = (3, 5, 7)


@frozen(repr=False)
class RevenueCode(ClassificationCode):
    """A code of the revenue classification (收入分类科目).

    >>> RevenueCode("1030182").parent
    RevenueCode('10301')
    """

    kind = CodeKind.REVENUE
    _what = "a revenue code of 3, 5, 7 or 9 digits from 101 to 199"
    _first = "1"
    _lengths = (3, 5, 7, 9)


@frozen(repr=False)
class ProcurementCode:
    """A catalogue number of goods, works or services bought (政府采购品目编码), its letter kept.

    >>> ProcurementCode("A02020600").digits
    'A02020600'
    """

    kind: ClassVar[CodeKind] = CodeKind.PROCUREMENT
    _pattern: ClassVar[re.Pattern[str]] = re.compile(r"[ABC]\d{2,10}")

    digits: str = field()

    @digits.validator
    def _check(self, _attribute: object, digits: str) -> None:
        if not self.fits(digits):
            raise CodeError("a procurement catalogue number such as A02020600", repr(digits))

    @classmethod
    def fits(cls, digits: str) -> bool:
        """Whether the text can be a catalogue number."""
        return cls._pattern.fullmatch(digits) is not None

    def __str__(self) -> str:
        return self.digits

    def __repr__(self) -> str:
        return f"ProcurementCode({self.digits!r})"


@frozen(repr=False)
class UnitCode:
    """The number a finance office gave to a department or unit (预算单位编码).

    >>> UnitCode("020001").digits
    '020001'
    """

    kind: ClassVar[CodeKind] = CodeKind.UNIT

    digits: str = field()

    @digits.validator
    def _check(self, _attribute: object, digits: str) -> None:
        if _DIGITS.fullmatch(digits) is None:
            raise CodeError("a unit number of digits alone", repr(digits))

    def __str__(self) -> str:
        return self.digits

    def __repr__(self) -> str:
        return f"UnitCode({self.digits!r})"


Code: TypeAlias = (
    FunctionalCode | DepartmentEconomicCode | GovernmentEconomicCode | RevenueCode | ProcurementCode | UnitCode
)
"""Any code that a row may print."""
