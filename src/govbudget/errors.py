"""What goes wrong, as types (错误).

An exception says that a source cannot be read at all, or that a caller asked for something impossible.
What is wrong *inside* a readable document is a value, a `Problem` on the result, never an exception.

Every error states what was expected, what was found, and where; the three are attributes, and the
message is made of them.  All derive from `GovBudgetError`, which is a `ValueError`.

>>> try:
...     raise AmountError("a number", "'1,23.4'", "cell 3")
... except GovBudgetError as error:
...     print(error)
expected a number, found '1,23.4' (cell 3)
"""

from __future__ import annotations

__all__ = [
    "AmountError",
    "CodeError",
    "DamagedError",
    "ExplanationsError",
    "GarbledTextError",
    "GovBudgetError",
    "MissingReaderError",
    "NoTextError",
    "NotADisclosureError",
    "NotTextError",
    "PeriodError",
    "ProtectedError",
    "ReadError",
    "SchemaError",
    "SourceTooLargeError",
    "UndecodableError",
    "UnitError",
    "ValueSyntaxError",
]


class GovBudgetError(ValueError):
    """Base of every error of this package: `expected`, `found`, `where`.

    >>> GovBudgetError("a table", "nothing").expected
    'a table'
    """

    def __init__(self, expected: str, found: str, where: str = "") -> None:
        super().__init__(expected, found, where)
        self.expected = expected
        self.found = found
        self.where = where

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"expected {self.expected}, found {self.found}{place}"


class ValueSyntaxError(GovBudgetError):
    """A text that should be a value (amount, code, period) and is not."""


class AmountError(ValueSyntaxError):
    """A text that is no number as disclosures print them (金额)."""


class CodeError(ValueSyntaxError):
    """A text that is no classification code of the kind asked for (科目编码)."""


class PeriodError(ValueSyntaxError):
    """A text that is no fiscal year, date or period (年度、期间)."""


class UnitError(GovBudgetError):
    """Figures whose units differ or are not stated were to be compared or converted (计量单位)."""


class SchemaError(GovBudgetError):
    """A JSON text that is not of this package's published schema."""


class ExplanationsError(GovBudgetError):
    """A file of explanations that is none: a finding, a reason or a date is missing or malformed (说明文件)."""


class ReadError(GovBudgetError):
    """A source that cannot be read (无法读取); each reason is a type of its own.

    >>> issubclass(NoTextError, ReadError)
    True
    """


class NotTextError(ReadError):
    """Bytes that are no text: an image, an archive, an office file without its reader."""


class UndecodableError(ReadError):
    """Text bytes that the stated or detected encoding cannot decode; `where` gives the byte offset."""


class NotADisclosureError(ReadError):
    """Readable text with no table and no form of a budget disclosure in it."""


class GarbledTextError(ReadError):
    """Text made of glyph numbers (`(cid:1234)`): the PDF's fonts carry no characters."""


class NoTextError(ReadError):
    """A source without any text: an empty file, or pages that are pictures (扫描件)."""


class SourceTooLargeError(ReadError):
    """A source larger than the stated limit."""


class DamagedError(ReadError):
    """A file of a known format whose contents cannot be taken apart (文件损坏)."""


class ProtectedError(ReadError):
    """A file that only a password opens (加密文件)."""


class MissingReaderError(ReadError):
    """A file whose format needs a library that is not installed; the message names the extra that brings it."""
