"""Classification codes of the 政府收支分类科目, each kind its own type (科目编码).

| type | 中文 | digits | levels |
|---|---|---|---|
| `FunctionalCode` | 支出功能分类 | 3 / 5 / 7, from 201 | 类 款 项 |
| `DepartmentEconomicCode` | 部门预算支出经济分类 | 3 / 5 / 7, from 301 | 类 款, local 项 |
| `GovernmentEconomicCode` | 政府预算支出经济分类 | 3 / 5 / 7, from 501 | 类 款, local 项 |
| `RevenueCode` | 收入分类 | 3 / 5 / 7 / 9, from 101 | 类 款 项 目 |
| `ProcurementCode` | 政府采购品目 | a letter A, B or C and digits | - |
| `UnitCode` | 预算单位编码 | digits, given by the finance office | - |

A code alone says nothing about whether the classification of some year contains it: that the catalogue is
asked (`name`, `children`, `entry`, …), which is read when first needed.

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
from typing import TYPE_CHECKING, ClassVar, Final, Self, TypeAlias

from attrs import field, frozen

from govbudget.errors import CodeError

if TYPE_CHECKING:
    from govbudget.codes.catalogue import Catalogue
    from govbudget.codes.changes import Change
    from govbudget.codes.correspondences import UnitKind
    from govbudget.codes.entries import Budget, Entry

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
    "classification_code",
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


def _catalogue(given: Catalogue | None) -> Catalogue:
    """The catalogue to ask; the package's own is imported only when something is asked of it."""
    if given is not None:
        return given
    from govbudget.codes.catalogue import shipped

    return shipped()


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
            and digits.isdecimal()
            and digits.isascii()
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

    # What follows asks the catalogue: the one of the package, unless another is given.

    def entry(self, year: int, *, catalogue: Catalogue | None = None) -> Entry | None:
        """The catalogue's entry for a fiscal year, with its evidence; None if there is none.

        >>> FunctionalCode("2040201").entry(2024).evidence.value
        'attested'
        """
        return _catalogue(catalogue).entry(self, year)

    def name(self, year: int, *, catalogue: Catalogue | None = None) -> str | None:
        """The name in a fiscal year (科目名称), or None if the catalogue does not know it.

        >>> FunctionalCode("2040201").name(2024), FunctionalCode("29999").name(2024)
        ('行政运行', None)
        """
        return _catalogue(catalogue).name(self, year)

    def children(self, year: int, *, catalogue: Catalogue | None = None) -> tuple[Self, ...]:
        """The codes one level below in a fiscal year (下级科目), as far as the catalogue lists them.

        >>> FunctionalCode("22102").children(2024)
        (FunctionalCode('2210201'), FunctionalCode('2210202'), FunctionalCode('2210203'))
        """
        below = _catalogue(catalogue).children(self, year)
        return tuple(type(self)(entry.code.digits) for entry in below)

    def budgets(self, year: int, *, catalogue: Catalogue | None = None) -> tuple[Budget, ...]:
        """To which of the four budgets the code belongs in a fiscal year; empty for economic codes.

        >>> [budget.chinese for budget in FunctionalCode("22904").budgets(2024)]
        ['政府性基金预算']
        """
        entry = self.entry(year, catalogue=catalogue)
        return () if entry is None else entry.budgets

    def history(self, *, catalogue: Catalogue | None = None) -> tuple[Entry, ...]:
        """All entries of the code in the order of the years (历年名称).

        >>> [entry.name for entry in FunctionalCode("210").history()]
        ['医疗卫生与计划生育支出', '卫生健康支出']
        """
        return _catalogue(catalogue).entries(self)

    def changes(self, *, catalogue: Catalogue | None = None) -> tuple[Change, ...]:
        """When the code was added, renamed, dropped (科目变动).

        >>> [(change.year, change.kind.value) for change in FunctionalCode("210").changes()]
        [(2019, 'renamed')]
        """
        return _catalogue(catalogue).changes(self)

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

    def government_codes(
        self, year: int, unit: UnitKind | None = None, *, catalogue: Catalogue | None = None
    ) -> tuple[GovernmentEconomicCode, ...]:
        """The government economic items it goes to (对应的政府预算经济科目), by the kind of unit.

        >>> from govbudget.codes import UnitKind
        >>> DepartmentEconomicCode("30201").government_codes(2024, UnitKind.INSTITUTION)
        (GovernmentEconomicCode('50502'),)
        """
        rows = _catalogue(catalogue).correspondences(self, year, unit)
        return tuple(dict.fromkeys(row.government for row in rows))


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

    def department_codes(
        self, year: int, unit: UnitKind | None = None, *, catalogue: Catalogue | None = None
    ) -> tuple[DepartmentEconomicCode, ...]:
        """The department economic items that go to it (对应的部门预算经济科目), by the kind of unit.

        >>> [str(code) for code in GovernmentEconomicCode("50103").department_codes(2024)]
        ['30113']
        """
        rows = _catalogue(catalogue).correspondences(self, year, unit)
        return tuple(dict.fromkeys(row.department for row in rows))


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
    FunctionalCode
    | DepartmentEconomicCode
    | GovernmentEconomicCode
    | RevenueCode
    | ProcurementCode
    | UnitCode
)
"""Any code that a row may print."""

_BY_FIRST_DIGIT: Final[dict[str, type[ClassificationCode]]] = {
    "1": RevenueCode,
    "2": FunctionalCode,
    "3": DepartmentEconomicCode,
    "5": GovernmentEconomicCode,
}


def classification_code(digits: str) -> ClassificationCode:
    """The code of the classification that the first digit tells: 1 revenue, 2 function, 3 and 5 economic.

    Raises `CodeError` if the digits are of no classification.  A unit's number may look the same (201):
    only the table that prints it can tell them apart.

    >>> classification_code("30201"), classification_code("1030182")
    (DepartmentEconomicCode('30201'), RevenueCode('1030182'))
    """
    found = _BY_FIRST_DIGIT.get(digits[:1])
    if found is None:
        raise CodeError("a classification code beginning with 1, 2, 3 or 5", repr(digits))
    return found(digits)
