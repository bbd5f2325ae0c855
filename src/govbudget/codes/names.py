"""Finding codes by the names that documents print (按名称查科目).

A printed name differs from the listed one in brackets and spaces, by numbering before it (一、), by an agency
in brackets after it (行政运行（公安）), or because it was clipped or shortened.  A look-up returns candidates and
says of each how its name was matched; many codes share a name, and choosing among them is not the
catalogue's to do.

>>> how_matched("一、工资福利支出", "工资福利支出"), how_matched("行政运行(公安)", "行政运行")
(<How.FOLDED: 'folded'>, <How.WITHOUT_SUFFIX: 'without suffix'>)
>>> how_matched("其他公安", "其他公安支出"), how_matched("公安", "其他公安支出")
(<How.SHORTENED: 'shortened'>, None)
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from attrs import frozen

from govbudget.codes.entries import Entry
from govbudget.text import fold, strip_numbering, without_brackets

__all__ = ["How", "NameIndex", "NameMatch", "how_matched"]

# A code printed in the cell of the name: 2040201行政运行, [2040201]行政运行, 2040201-行政运行.
_CODE_BEFORE: Final = re.compile(r"^[(\[]?(?:[1235]\d{2}(?:\d\d){0,3})[)\]]?[-_:.、]?(?=\D)")
# The last bracket, also one that was clipped: 行政运行(公
_LAST_BRACKET: Final = re.compile(r"\([^()]*\)?$")
Named: TypeAlias = tuple[str, str]
"""Digits and a name."""

_SHORTEST: Final = 2  # characters, of a name that was clipped
_SHORTEST_ABBREVIATION: Final = 4


def _key(text: str) -> str:
    """The form in which names are compared: folded, without 的, which prints leave out or put in (家庭的补助)."""
    return fold(text).replace("的", "")


class How(enum.Enum):
    """How a printed name was matched with a listed one (匹配方式), the strongest first.

    `EXACT`: the same characters.  `FOLDED`: the same but for spaces, width, brackets, 的, numbering or a
    code before it.  `WITHOUT_SUFFIX`: the same once a bracket at the end of the print is left out.  `SHORTENED`:
    the print is the beginning of the listed name, or that name without its brackets.  `ABBREVIATED`: the
    print leaves out characters inside the listed name.
    """

    EXACT = "exact"
    FOLDED = "folded"
    WITHOUT_SUFFIX = "without suffix"
    SHORTENED = "shortened"
    ABBREVIATED = "abbreviated"


@frozen(kw_only=True)
class NameMatch:
    """A candidate for a printed name (候选科目): the entry and how its name was matched."""

    entry: Entry
    how: How


@frozen
class _Print:
    """A printed name in the forms in which it is compared: folded, then with one bracket less after another."""

    folded: str
    without: tuple[str, ...]

    @classmethod
    def of(cls, printed: str) -> _Print:
        folded = strip_numbering(_CODE_BEFORE.sub("", _key(printed)))
        without = []
        rest = folded
        while (bracket := _LAST_BRACKET.search(rest)) and bracket.start():
            rest = rest[: bracket.start()]
            without.append(rest)
        return cls(folded, tuple(without))

    @property
    def base(self) -> str:
        """The name without any bracket at its end."""
        return self.without[-1] if self.without else self.folded


def how_matched(printed: str, listed: str) -> How | None:
    """How a printed name matches a listed one, or None if it does not.

    >>> how_matched("因公出国(境)费用", "因公出国（境）费用"), how_matched("维修费", "维修（护）费")
    (<How.FOLDED: 'folded'>, <How.SHORTENED: 'shortened'>)
    >>> how_matched("机关事业单位养老保险缴费", "机关事业单位基本养老保险缴费支出")
    <How.ABBREVIATED: 'abbreviated'>
    """
    if printed == listed:
        return How.EXACT
    form = _Print.of(printed)
    name = _key(listed)
    if form.folded == name:
        return How.FOLDED
    if name in form.without:
        return How.WITHOUT_SUFFIX
    if _shortens(form, name):
        return How.SHORTENED
    return How.ABBREVIATED if _abbreviates(form, name) else None


def _shortens(form: _Print, name: str) -> bool:
    if len(form.base) < _SHORTEST:
        return False
    return name.startswith(_comparable(form, name)) or without_brackets(name) == form.folded


def _abbreviates(form: _Print, name: str) -> bool:
    short = _comparable(form, name)
    if len(short) < _SHORTEST_ABBREVIATION or 2 * len(short) < len(name) or short[0] != name[0]:
        return False
    rest = iter(name)
    return all(char in rest for char in short)


def _comparable(form: _Print, name: str) -> str:
    """The print without the bracket at its end, unless the listed name has one too.

    Of two different brackets, as in （一） and （二）, neither may be left out.
    """
    return form.folded if "(" in name else form.base


class NameIndex:
    """The codes of one classification by name, built when the first name is looked up."""

    __slots__ = ("_exact", "_first", "_folded", "_sorted")

    def __init__(self, names: Iterable[Named]) -> None:
        self._exact: dict[str, list[Named]] = {}
        self._folded: dict[str, list[Named]] = {}
        self._first: dict[str, list[str]] = {}
        for named in names:
            self._exact.setdefault(named[1], []).append(named)
        for name, alike in self._exact.items():
            self._folded.setdefault(_key(name), []).extend(alike)
        self._sorted = sorted(self._folded)
        for name in self._sorted:
            self._first.setdefault(name[:1], []).append(name)

    def candidates(self, printed: str) -> Iterator[tuple[How, list[Named]]]:
        """The codes and names that a printed name matches in each way, the strongest way first."""
        form = _Print.of(printed)
        alike = self._first.get(form.base[:1], [])
        bare = (name for name in alike if without_brackets(name) == form.folded)
        yield How.EXACT, self._exact.get(printed, [])
        yield How.FOLDED, self._folded.get(form.folded, [])
        yield How.WITHOUT_SUFFIX, self._of(name for name in form.without if name in self._folded)
        begun = {*self._beginning(form.base), *bare} if form.base else set()
        yield How.SHORTENED, self._of(name for name in begun if _shortens(form, name))
        yield How.ABBREVIATED, self._of(name for name in alike if _abbreviates(form, name))

    def _beginning(self, start: str) -> Iterator[str]:
        for position in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[position].startswith(start):
                return
            yield self._sorted[position]

    def _of(self, names: Iterable[str]) -> list[Named]:
        return sorted(named for name in names for named in self._folded[name])
