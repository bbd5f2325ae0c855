"""A source that could not be read, as a value (拒收): so that the tidy tables can say so.

>>> from govbudget.errors import NotTextError
>>> Refusal.of(NotTextError("text", "a picture (png)", "scan.png")).kind
'not text'
"""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from govbudget.errors import (
    DamagedError,
    GarbledTextError,
    GovBudgetError,
    MissingReaderError,
    NotADisclosureError,
    NoTextError,
    NotTextError,
    ProtectedError,
    SourceTooLargeError,
    UndecodableError,
)

__all__ = ["Refusal"]

_KINDS: Final[tuple[tuple[type[GovBudgetError], str], ...]] = (
    (NotTextError, "not text"),
    (UndecodableError, "undecodable bytes"),
    (NotADisclosureError, "not a disclosure"),
    (GarbledTextError, "garbled text"),
    (NoTextError, "no text"),
    (SourceTooLargeError, "source too large"),
    (DamagedError, "damaged file"),
    (ProtectedError, "protected by a password"),
    (MissingReaderError, "reader not installed"),
)


@frozen(kw_only=True)
class Refusal:
    """Why a source could not be read: kind, expected, found, where; `sha256` of its bytes if they were had.

    >>> str(Refusal.of(FileNotFoundError(2, "No such file or directory", "a.txt")))
    "cannot be opened: expected a file that can be opened, found 'No such file or directory' (a.txt)"
    """

    kind: str
    expected: str
    found: str
    where: str = ""
    sha256: str = field(default="")

    @classmethod
    def of(cls, error: GovBudgetError | OSError, *, sha256: str = "") -> Refusal:
        """The refusal that an error of reading means."""
        if isinstance(error, OSError):
            where = error.filename if isinstance(error.filename, str) else ""
            return cls(
                kind="cannot be opened",
                expected="a file that can be opened",
                found=repr(error.strerror or str(error)),
                where=where,
                sha256=sha256,
            )
        kind = next((word for type_, word in _KINDS if isinstance(error, type_)), "cannot be read")
        return cls(kind=kind, expected=error.expected, found=error.found, where=error.where, sha256=sha256)

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.kind}: expected {self.expected}, found {self.found}{place}"
