"""A document's own codes and names, held against the catalogue (科目编码与名称核对).

What a document prints is its own evidence.  Where its name for a code differs from an attested one, that is
worth a look: a hint, never a finding.  Where the catalogue itself only recalls the name, a difference says
as much about the catalogue as about the document, and is not even a hint.

>>> from govbudget.codes import FunctionalCode
>>> code = FunctionalCode("2040201")
>>> for row in codes_rows([(code, "行政运行（公安）", "line 57"), (code, "机关服务", "line 80")], 2024):
...     print(row.code, row.name, row.catalogue_names, row.agreement.value, row.hint)
2040201 行政运行（公安） ('行政运行',) without suffix False
2040201 机关服务 ('行政运行',) different True
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from attrs import frozen

from govbudget.codes.catalogue import Catalogue, shipped
from govbudget.codes.entries import Entry, Evidence
from govbudget.codes.names import How, how_matched
from govbudget.codes.types import ClassificationCode, Code

__all__ = ["CODE_FIELDS", "Agreement", "CodeRow", "PrintedCode", "codes_rows"]

AnyCode: TypeAlias = Code | ClassificationCode

PrintedCode: TypeAlias = tuple[AnyCode, str] | tuple[AnyCode, str, str]
"""A code as a document prints it: the code, the name beside it, and perhaps the place."""

CODE_FIELDS: Final = (
    "code",
    "code_kind",
    "name",
    "catalogue_name",
    "evidence",
    "agreement",
    "hint",
    "places",
)
"""The fields of a row in `CodeRow.cells`, in their order."""


class Agreement(enum.Enum):
    """How a printed name and the catalogue's agree (核对结果).

    `SAME`, `FOLDED`, `WITHOUT_SUFFIX`, `SHORTENED` and `ABBREVIATED` agree, in the ways of `How`.  `OTHER_YEAR`
    agrees with a name that the catalogue gives for other years, which it mostly recalls.  `DIFFERENT` disagrees
    with an attested name; it is the only one that is a hint.  `UNCONFIRMED` differs from a name that is not
    attested for the year.  `NOT_LISTED`: the catalogue does not have the code.  `NO_NAME`: none is printed.
    """

    SAME = "same"
    FOLDED = "folded"
    WITHOUT_SUFFIX = "without suffix"
    SHORTENED = "shortened"
    ABBREVIATED = "abbreviated"
    OTHER_YEAR = "other year"
    DIFFERENT = "different"
    UNCONFIRMED = "unconfirmed"
    NOT_LISTED = "not listed"
    NO_NAME = "no name"


_AGREES: Final = {
    How.EXACT: Agreement.SAME,
    How.FOLDED: Agreement.FOLDED,
    How.WITHOUT_SUFFIX: Agreement.WITHOUT_SUFFIX,
    How.SHORTENED: Agreement.SHORTENED,
    How.ABBREVIATED: Agreement.ABBREVIATED,
}
_STRENGTH: Final = {how: rank for rank, how in enumerate(How)}


@frozen(kw_only=True)
class CodeRow:
    """One code under one printed name, held against the catalogue (科目核对行).

    `catalogue_names` are the catalogue's names for the fiscal year, or all its names of the code if it has none
    for that year or the year is not known; `evidence` is that of the entry compared with.
    """

    code: AnyCode
    name: str
    catalogue_names: tuple[str, ...]
    evidence: Evidence | None
    agreement: Agreement
    places: tuple[str, ...] = ()

    @property
    def hint(self) -> bool:
        """Whether it is worth a look: the name differs from an attested one."""
        return self.agreement is Agreement.DIFFERENT

    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of `CODE_FIELDS`; several names or places are joined by semicolons.

        >>> from govbudget.codes import FunctionalCode
        >>> next(codes_rows([(FunctionalCode("204"), "公共安全支出", "3")], 2024)).cells()
        ('204', 'functional', '公共安全支出', '公共安全支出', 'attested', 'same', '', '3')
        """
        return (
            str(self.code),
            self.code.kind.value,
            self.name,
            "; ".join(self.catalogue_names),
            "" if self.evidence is None else self.evidence.value,
            self.agreement.value,
            "hint" if self.hint else "",
            "; ".join(self.places),
        )


def codes_rows(
    printed: Iterable[PrintedCode], year: int | None, *, catalogue: Catalogue | None = None
) -> Iterator[CodeRow]:
    """Each code and name that a document prints, once, in the order of their first printing.

    `year` is the document's fiscal year, None if it does not state one.  Names are compared as printed;
    the places of all printings are gathered.
    """
    listed = shipped() if catalogue is None else catalogue
    places: dict[tuple[AnyCode, str], list[str]] = {}
    for code, name, *rest in printed:
        found = places.setdefault((code, name), [])
        found.extend(place for place in rest if place not in found)
    for (code, name), at in places.items():
        entries = _entries(listed, code)
        entry, agreement = _compare(name, entries, year)
        if agreement is Agreement.ABBREVIATED and _names_another(listed, name, entries, year):
            entry, agreement = _differ(entries, year)
        yield CodeRow(
            code=code,
            name=name,
            catalogue_names=_names(entries, year),
            evidence=None if entry is None else entry.evidence,
            agreement=agreement,
            places=tuple(at),
        )


def _entries(catalogue: Catalogue, code: AnyCode) -> tuple[Entry, ...]:
    if not isinstance(code, ClassificationCode):
        return ()
    entries = catalogue.entries(code)
    if not entries and code.parent is not None and code.parts[-1] == "00":
        # Some disclosures print a 款 that has no 项 once more as its own 项, with 00.
        return catalogue.entries(code.parent)
    return entries


def _names(entries: Sequence[Entry], year: int | None) -> tuple[str, ...]:
    current = [entry.name for entry in entries if year is not None and entry.holds(year)]
    return tuple(dict.fromkeys(current or [entry.name for entry in entries]))


def _names_another(catalogue: Catalogue, name: str, entries: Sequence[Entry], year: int | None) -> bool:
    """Whether a name that could abbreviate the code's own is in full the name of another code."""
    own = entries[0].code
    found = catalogue.find(name, year=year, kind=own.kind)
    return any(match.how in {How.EXACT, How.FOLDED} and match.entry.code != own for match in found)


def _compare(name: str, entries: Sequence[Entry], year: int | None) -> tuple[Entry | None, Agreement]:
    """The entry that a printed name is compared with, and how the two agree."""
    if not entries:
        return None, Agreement.NOT_LISTED
    current = [entry for entry in entries if year is None or entry.holds(year)]
    if not name.strip():
        return next(iter(current), None), Agreement.NO_NAME
    for among in (current, entries):
        matched = [(how, entry) for entry in among if (how := how_matched(name, entry.name)) is not None]
        if matched:
            how, entry = min(matched, key=lambda match: _STRENGTH[match[0]])
            return entry, _AGREES[how] if among is current else Agreement.OTHER_YEAR
    return _differ(entries, year)


def _differ(entries: Sequence[Entry], year: int | None) -> tuple[Entry | None, Agreement]:
    """The entry that a printed name disagrees with, and whether that says anything."""
    current = [entry for entry in entries if year is None or entry.holds(year)]
    # Without a year only a name that the catalogue gives for all years can be disagreed with.
    binding = [
        e for e in current if e.certain and (year is not None or (e.since is None and e.until is None))
    ]
    if binding:
        return binding[0], Agreement.DIFFERENT
    return next(iter(current or entries), None), Agreement.UNCONFIRMED
