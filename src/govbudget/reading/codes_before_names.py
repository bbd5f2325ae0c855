"""Digits before the names of a column (名称前的数字): codes of its rows, or the beginning of their names.

A code may stand in the cell of its name (`2010801-行政运行`, `[2014001]行政运行`, `30101基本工资`), and a name may
begin with digits of its own (`119消防站`, `12345热线中心`).  A dash or brackets make a code, and so does the letter of
a catalogue.  Digits that nothing parts from the name are a code only where the column says so: codes of one column
have one grammar.

* A header that announces them, names of a classification behind them, six digits or more, a tree in which `301` stands
  above `30101`: each makes codes of digits.
* Digits before two names are no code of either, and digits of a row that has its code in a column of its own are none.
* Codes stand on every row, all of one length and in order.  Where that is so of four rows or more, they are codes; of
  fewer it may be chance, and is open.

>>> codes_before(["301工资福利支出", "30101基本工资", "30102津贴补贴", "合计"])
<Before.CODES: 'codes'>
>>> codes_before(["119消防站本级", "119消防站大队", "看守所"]), codes_before(["101图书馆", "102档案馆"])
(<Before.NAMES: 'names'>, <Before.OPEN: 'open'>)
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from govbudget.codes.types import ClassificationCode, Code, UnitCode
from govbudget.reading.codes_in_rows import BeforeName, before_name, make_code
from govbudget.reading.words import is_economic_name, is_functional_name, is_total_word
from govbudget.text import fold

__all__ = ["Before", "codes_before", "is_code_of"]

_YEAR: Final = 2024
"""Names of classes and sections, which are asked for, hardly change over the years."""
_SURE: Final = 6
"""So many digits begin no name."""
_ENOUGH: Final = 4
"""How many rows begin with digits in order not by chance."""


class Before(enum.Enum):
    """What the digits before the names of a column are."""

    NAMES = "names"
    CODES = "codes"
    OPEN = "open"


def codes_before(cells: Sequence[str], own: Sequence[str] = (), *, announced: bool = False) -> Before:
    """What the digits are that the cells of a column of names begin with.

    `own` are the codes that the rows of these cells print in columns of their own; `announced` if the header says that
    codes stand before the names.
    """
    printed = [*own, *[""] * (len(cells) - len(own))]
    coded = []
    for cell, code in zip(cells, printed, strict=True):
        before = before_name(cell)
        if before is not None and make_code(before.digits, None) is not None:
            coded.append((before, code))
    named = sum(not is_total_word(fold(cell)) for cell in cells)
    if len(coded) < (1 if announced else 2) or 2 * len(coded) <= named:
        return Before.NAMES
    glued = [(before, code) for before, code in coded if not before.is_parted]
    if announced or 2 * len(glued) <= len(coded):
        return Before.CODES
    every = {before.digits for before, _ in glued}
    sure = sum(before.digits == code or is_code_of(before, every) for before, code in glued)
    if 2 * sure > len(glued):
        return Before.CODES
    if 2 * sum(bool(code) for _, code in glued) > len(glued):
        return Before.NAMES
    names = {before.digits: before.name for before, _ in glued}
    if len(coded) < named or any(names[before.digits] != before.name for before, _ in glued):
        return Before.NAMES
    if len({len(digits) for digits in names}) > 1 or len(names) < 2:
        return Before.NAMES
    in_order = all(one < two for one, two in pairwise(names))
    return Before.CODES if in_order and len(names) >= _ENOUGH else Before.OPEN


def is_code_of(before: BeforeName, every: Collection[str] = ()) -> bool:
    """Whether some digits are the code of the name behind them by themselves, or as one of a tree of codes."""
    digits = before.digits
    if before.is_parted or len(digits) >= _SURE:
        return True
    code = make_code(digits, None)
    if code is not None and not isinstance(code, UnitCode) and _is_of_classification(code, before.name):
        return True
    return any(
        len(other) != len(digits) and (other.startswith(digits) or digits.startswith(other))
        for other in every
    )


def _is_of_classification(code: Code, name: str) -> bool:
    """Whether a name is that of a 类, or the one that the catalogue gives to the code."""
    if is_functional_name(name) or is_economic_name(name):
        return True
    return isinstance(code, ClassificationCode) and name == fold(code.name(_YEAR) or "")
