"""Codes as rows print them (行中编码), in all their fillings.

One column may hold the joined code (`2040201`), or three columns its parts: each filled only at its own
level (the parents then stand further up), or repeated in full on every row, with `5` for `05`.  A row may
print several codes in columns of their own, a unit's number among them; a code may also stand in the
label's cell (`2010801-行政运行`, `[2014001]行政运行`).  A part whose parent was never printed gives no code.

>>> reader = CodeReader(parts=3, kind=None)
>>> [str(reader.read(row)) for row in (("204", "", ""), ("", "02", ""), ("", "", "1"), ("208", "05", "01"))]
['204', '20402', '2040201', '2080501']
>>> CodeReader(parts=3, kind=None).read(("", "02", "")) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from attrs import define, field

from govbudget.codes.types import (
    Code,
    CodeKind,
    DepartmentEconomicCode,
    FunctionalCode,
    GovernmentEconomicCode,
    ProcurementCode,
    RevenueCode,
    UnitCode,
)
from govbudget.errors import CodeError
from govbudget.reading.lexicon import Lexicon, Remembered
from govbudget.text import fold

__all__ = [
    "BeforeName",
    "CodeReader",
    "before_name",
    "code_kind",
    "embedded_code",
    "make_code",
    "ordered",
]

_BY_FIRST_DIGIT: Final[
    dict[str, type[RevenueCode | FunctionalCode | DepartmentEconomicCode | GovernmentEconomicCode]]
] = {
    "1": RevenueCode,
    "2": FunctionalCode,
    "3": DepartmentEconomicCode,
    "5": GovernmentEconomicCode,
}
_UNIT: Final = CodeKind.UNIT
_PRIORITY: Final = (
    CodeKind.FUNCTIONAL,
    CodeKind.DEPARTMENT_ECONOMIC,
    CodeKind.GOVERNMENT_ECONOMIC,
    CodeKind.REVENUE,
    CodeKind.PROCUREMENT,
    CodeKind.UNIT,
)
_EMBEDDED: Final = re.compile(
    r"(?:\[(\d{3,9})\]|\((\d{3,9})\)|([ABC]?\d{2,12})[-_](?!\d{4}年))(.+)"
    r"|([ABC]\d{4,12}|\d{3,9})(?=[^\d\W])((?!周年)[^\d年月日号元A-Za-z].*)"
)


_PROJECT_NUMBER: Final = 8
_CODE_STARTS: Final = frozenset("[(（［【〔ABC0123456789０１２３４５６７８９")


def code_kind(words: Sequence[str]) -> CodeKind | None:
    """The kind of code that header words announce, or None where they only say 科目编码.

    >>> code_kind(["支出功能分类科目编码"]), code_kind(["政府预算支出经济分类", "编码"]), code_kind(["科目编码"])
    (<CodeKind.FUNCTIONAL: 'functional'>, <CodeKind.GOVERNMENT_ECONOMIC: 'government_economic'>, None)
    """
    text = "".join(words)
    if "功能" in text:
        return CodeKind.FUNCTIONAL
    if "经济" in text:
        return (
            CodeKind.GOVERNMENT_ECONOMIC
            if "政府" in text and "部门" not in text
            else CodeKind.DEPARTMENT_ECONOMIC
        )
    if "采购" in text or "品目" in text or "目录" in text:
        return CodeKind.PROCUREMENT
    if "收入科目" in text:
        return CodeKind.REVENUE
    if "单位" in text or "部门" in text:
        return CodeKind.UNIT
    return None


def make_code(digits: str, kind: CodeKind | None) -> Code | None:
    """The code that digits are: a unit's if announced as such, else by their first digit.

    >>> make_code("30201", None), make_code("020", None), make_code("201", CodeKind.UNIT)
    (DepartmentEconomicCode('30201'), UnitCode('020'), UnitCode('201'))
    """
    if not digits.isdecimal():
        return ProcurementCode(digits) if ProcurementCode.fits(digits) else None
    known = None if kind is _UNIT else _BY_FIRST_DIGIT.get(digits[0])
    if known is not None:
        try:
            return known(digits)
        except CodeError:
            pass
    return UnitCode(digits)


def ordered(codes: Sequence[Code]) -> list[Code]:
    """Codes of one row, the one that names the row first: functional, economic, … , unit."""
    if len(codes) < 2:
        return list(codes)
    return sorted(codes, key=lambda code: _PRIORITY.index(code.kind))


class BeforeName(NamedTuple):
    """What a label begins with that may be its code: the digits, where the name starts, the name in folded form.

    It `is_parted` where a dash or brackets say that it is none of the name's, or the letter of a catalogue.
    """

    digits: str
    start: int
    name: str
    is_parted: bool


def before_name(label: str) -> BeforeName | None:
    """What a label begins with that may be its code; None without such digits.

    >>> before_name("[2014001]行政运行").is_parted, before_name("119消防站").is_parted
    (True, False)
    >>> before_name("2022年第二批资金") is None, before_name("2023-2024年供暖费") is None
    (True, True)
    """
    if not label or label[0] not in _CODE_STARTS:
        return None
    match = _EMBEDDED.fullmatch(fold(label))
    if match is None:
        return None
    for group in (1, 2, 3, 5):
        if match.group(group):
            name = 4 if group < 5 else 6
            is_parted = group < 5 or not match.group(group).isdecimal()
            return BeforeName(match.group(group), match.start(name), match.group(name), is_parted)
    return None


def embedded_code(label: str) -> tuple[str, int] | None:
    """The digits that a label begins with as a code, and where its own name starts; None without a code.

    >>> embedded_code("2010801-行政运行"), embedded_code("[2014001]行政运行"), embedded_code("30101基本工资")
    (('2010801', 8), ('2014001', 9), ('30101', 5))
    """
    found = before_name(label)
    return None if found is None else (found.digits, found.start)


@define
class CodeReader:
    """Reads the cells of one code, row after row, remembering the parents printed further up."""

    parts: int
    kind: CodeKind | None
    lexicon: Lexicon = field(factory=Lexicon, repr=False)
    """What is remembered of the document: its tables print the same codes."""
    _above: list[str] = field(init=False, factory=list)
    _codes: Remembered[str, Code | None] = field(init=False)

    @_codes.default
    def _remembered(self) -> Remembered[str, Code | None]:
        kind = self.kind
        return self.lexicon.kept(
            (make_code, kind), lambda: Remembered(lambda digits: make_code(digits, kind))
        )

    def read(self, cells: Sequence[str]) -> Code | None:
        """The code that the cells of a row print, or None: nothing printed, or a parent missing.

        Raises `CodeError` if a cell holds something that is no part of a code.
        """
        texts = [cell if cell.isalnum() and cell.isascii() else fold(cell) for cell in cells]
        printed = [level for level, text in enumerate(texts) if text]
        if not printed:
            return None
        deepest = printed[-1]
        last = texts[deepest]
        if not last.isalnum() or not last.isascii():
            raise CodeError("digits of a classification code", repr(cells[deepest]))
        if not last.isdecimal() and not ProcurementCode.fits(last):
            # The long numbers of projects have letters in them and are no codes of a classification.
            if self.parts == 1 and len(last) >= _PROJECT_NUMBER:
                return None
            raise CodeError("digits of a classification code", repr(cells[deepest]))
        if self.parts == 1 or (deepest and len(last) >= 5) or (deepest == 0 and len(last) >= 5):
            return self._codes[last]
        full = []
        for level in range(deepest + 1):
            part = texts[level] or (self._above[level] if level < len(self._above) else "")
            if not part.isdecimal():
                return None
            full.append(part)
        self._above = full
        joined = full[0] + "".join(part.zfill(2) for part in full[1:])
        return self._codes[joined]
