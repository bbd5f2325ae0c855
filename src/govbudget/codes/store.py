"""Where the entries of a catalogue come from, and how two catalogues lie over one another (科目来源)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Protocol, TypeAlias

from attrs import evolve, field, frozen

from govbudget.codes.changes import Change
from govbudget.codes.correspondences import Correspondence
from govbudget.codes.entries import Entry
from govbudget.codes.types import CodeKind

__all__ = ["Given", "Listing", "Over", "Store"]

Listing: TypeAlias = Mapping[str, tuple[Entry, ...]]
"""The entries of one classification by their digits, in the order of the digits, each in that of the years."""


class Store(Protocol):
    """What a catalogue is made of."""

    def listing(self, kind: CodeKind) -> Listing:
        """The entries of one classification."""

    def names(self, kind: CodeKind) -> Iterable[tuple[str, str]]:
        """The digits and names of one classification, in the order of the digits and years."""

    def correspondences(self) -> Sequence[Correspondence]:
        """The correspondences of the economic classifications."""

    def renames(self) -> Sequence[Change]:
        """The renamings that the entries do not show."""


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.code.digits, entry.since or 0)))


def _names(listing: Listing) -> Iterator[tuple[str, str]]:
    return ((entry.code.digits, entry.name) for group in listing.values() for entry in group)


@frozen
class Given:
    """Entries at hand."""

    _entries: tuple[Entry, ...] = field(converter=_sorted)
    _correspondences: tuple[Correspondence, ...] = ()
    _renames: tuple[Change, ...] = ()

    def listing(self, kind: CodeKind) -> Listing:
        """Those of one classification."""
        entries = (entry for entry in self._entries if entry.code.kind is kind)
        return {digits: tuple(group) for digits, group in groupby(entries, lambda entry: entry.code.digits)}

    def names(self, kind: CodeKind) -> Iterable[tuple[str, str]]:
        """As the listing has them."""
        return _names(self.listing(kind))

    def correspondences(self) -> Sequence[Correspondence]:
        """Those given."""
        return self._correspondences

    def renames(self) -> Sequence[Change]:
        """Those given."""
        return self._renames


@frozen
class Over:
    """One store over another: for a code and a year that both know, the upper one speaks."""

    upper: Store
    lower: Store

    def listing(self, kind: CodeKind) -> Listing:
        """Both, merged code by code when asked."""
        return _Merged(self.upper.listing(kind), self.lower.listing(kind))

    def names(self, kind: CodeKind) -> Iterable[tuple[str, str]]:
        """As the listing has them."""
        return _names(self.listing(kind))

    def correspondences(self) -> Sequence[Correspondence]:
        """The upper ones, and the lower ones of items that the upper ones do not speak of."""
        upper = self.upper.correspondences()
        known = {row.department for row in upper}
        return (*upper, *(row for row in self.lower.correspondences() if row.department not in known))

    def renames(self) -> Sequence[Change]:
        """Both; where they meet, the upper one speaks."""
        return (*self.lower.renames(), *self.upper.renames())


class _Merged(Mapping[str, tuple[Entry, ...]]):
    """Two listings over one another, merged code by code when asked."""

    def __init__(self, upper: Listing, lower: Listing) -> None:
        self._upper = upper
        self._lower = lower
        self._digits = dict.fromkeys(sorted({*upper, *lower}))

    def __getitem__(self, digits: str) -> tuple[Entry, ...]:
        if digits not in self._digits:
            raise KeyError(digits)
        upper = self._upper.get(digits, ())
        lower = self._lower.get(digits, ())
        if not upper or not lower:
            return upper or lower
        return _sorted([*upper, *(rest for entry in lower for rest in _outside(entry, upper))])

    def __iter__(self) -> Iterator[str]:
        return iter(self._digits)

    def __len__(self) -> int:
        return len(self._digits)


def _outside(entry: Entry, upper: Sequence[Entry]) -> Iterator[Entry]:
    """What is left of an entry in the years that no entry of `upper`, sorted and apart, speaks of."""
    since = entry.since
    for other in upper:
        if other.until is not None and since is not None and other.until < since:
            continue
        if other.since is not None and entry.until is not None and other.since > entry.until:
            break
        if other.since is not None and (since is None or since < other.since):
            yield evolve(entry, since=since, until=other.since - 1)
        if other.until is None:
            return
        since = other.until + 1
    if since is None or entry.until is None or since <= entry.until:
        yield evolve(entry, since=since) if since != entry.since else entry
