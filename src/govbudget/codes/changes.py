"""What became of codes between the years: added, renamed, dropped (科目变动).

Changes follow from the entries of a code: an entry that begins after a gap is an addition, one that follows
another under a new name a renaming, one that ends without a successor is the code's end.  Where a catalogue
knows one name of a renaming only, it says so in a list of its own.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from govbudget.codes.entries import Entry, Evidence
from govbudget.codes.types import ClassificationCode
from govbudget.text import fold

__all__ = ["Change", "ChangeKind", "Renames", "changes_of"]


class ChangeKind(enum.Enum):
    """What became of a code between two years (科目变动): 新增 added, 更名 renamed, 取消 dropped."""

    ADDED = "added"
    RENAMED = "renamed"
    DROPPED = "dropped"


@frozen(kw_only=True)
class Change:
    """A change of a code at the beginning of a fiscal year (科目变动).

    A name that the catalogue does not give is None: of a renaming it may know one name alone.

    >>> from govbudget.codes import FunctionalCode
    >>> for change in FunctionalCode("207").changes():
    ...     print(change.year, change.kind.value, change.old_name, change.new_name)
    2019 renamed 文化体育与传媒支出 文化旅游体育与传媒支出
    """

    year: int
    kind: ChangeKind
    code: ClassificationCode
    old_name: str | None = None
    new_name: str | None = None
    evidence: Evidence = Evidence.RECALLED
    doubtful: bool = False


Renames: TypeAlias = Mapping[tuple[str, int], Change]
"""Renamings that the entries alone do not show, by digits and year: one of the two names is not listed."""


def changes_of(entries: Sequence[Entry], renames: Renames) -> tuple[Change, ...]:
    """What became of one code over the years, from its entries in the order of the years."""
    found: list[Change] = []
    before: Entry | None = None
    for entry in entries:
        year = entry.since
        if year is not None:
            if before is None or before.until is None or before.until + 1 < year:
                if before is not None:
                    found.extend(_dropped(before))
                found.append(_change(ChangeKind.ADDED, year, entry, new=entry.name))
            elif fold(before.name) != fold(entry.name):
                found.append(_change(ChangeKind.RENAMED, year, entry, old=before.name, new=entry.name))
        before = entry
    if before is not None:
        found.extend(_dropped(before))
    return tuple(_known(change, renames) for change in found)


def _dropped(entry: Entry) -> Iterator[Change]:
    if entry.until is not None:
        yield _change(ChangeKind.DROPPED, entry.until + 1, entry, old=entry.name)


def _change(
    kind: ChangeKind, year: int, entry: Entry, *, old: str | None = None, new: str | None = None
) -> Change:
    return Change(
        year=year,
        kind=kind,
        code=entry.code,
        old_name=old,
        new_name=new,
        evidence=entry.years_evidence,
        doubtful=entry.doubtful,
    )


def _known(change: Change, renames: Renames) -> Change:
    """The change as the list of renamings knows it, which sees more than the entries show."""
    rename = renames.get((change.code.digits, change.year))
    if rename is None:
        return change
    return evolve(
        change, kind=ChangeKind.RENAMED, evidence=rename.evidence, doubtful=rename.doubtful or change.doubtful
    )
