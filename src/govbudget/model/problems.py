"""What is wrong inside a readable document (问题), and text nobody could place (未读文字).

Neither is an exception: a bad part never loses the good rest.

>>> Problem(kind="malformed figure", where="表3", expected="a number", found="'1,23.4'")
Problem(kind='malformed figure', where='表3', expected='a number', found="'1,23.4'")
"""

from __future__ import annotations

from attrs import field, frozen

from govbudget.spans import Place, Span

__all__ = ["Problem", "Unread"]


@frozen(kw_only=True)
class Problem:
    """A fault of a part of the document: what was expected there, what was found, and where (问题).

    `kind` is a stable phrase to match on; the wording of the others may change.
    """

    kind: str
    where: str
    expected: str
    found: str
    place: Place | None = field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        place = f", {self.place}" if self.place is not None else ""
        return f"{self.kind}: expected {self.expected}, found {self.found} ({self.where}{place})"


@frozen(kw_only=True)
class Unread:
    """Text of a table or form that no part of the model accounts for (未读文字), as printed."""

    text: str
    where: str
    place: Place | None = field(default=None, eq=False, repr=False)
    span: Span | None = field(default=None, eq=False, repr=False)
