"""Automatic numbers of a Word document (自动编号): what stands before a paragraph and in no text of it.

>>> level = lambda text, form: Element("lvl", {"ilvl": "0"}, [
...     Element("numFmt", {"val": form}), Element("lvlText", {"val": text})])
>>> kinds = Element("abstractNum", {"abstractNumId": "0"}, [level("（%1）", "chineseCounting")])
>>> use = Element("num", {"numId": "1"}, [Element("abstractNumId", {"val": "0"})])
>>> numbering = Numbering.of(Element("numbering", {}, [kinds, use]))
>>> [numbering.next("1", 0) for _ in range(12)][::11], numbering.next("9", 0)
(['（一）', '（十二）'], '')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from attrs import define, field, frozen

from govbudget.files.xmlparts import Element

__all__ = ["Numbering"]

_PLACE: Final = re.compile(r"%([1-9])")
_CHINESE: Final = "〇一二三四五六七八九"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _chinese(number: int) -> str:
    if number >= 100:
        return "".join(_CHINESE[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _CHINESE[tens]) + "十" if tens else "") + (_CHINESE[ones] if ones else "")


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _circled(number: int) -> str:
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str, "decimalFullWidth": str, "decimalZero": lambda number: f"{number:02}",
    "chineseCounting": _chinese, "chineseCountingThousand": _chinese, "ideographDigital": _chinese,
    "japaneseCounting": _chinese, "taiwaneseCountingThousand": _chinese, "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(), "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(), "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
}  # fmt: skip


@frozen
class _Level:
    """One level of a list: how its number is written, what stands around it, where it begins."""

    form: str
    text: str
    start: int


@define(eq=False)
class Numbering:
    """The lists of a document (编号), and how far each has come."""

    _levels: dict[str, dict[int, _Level]] = field(factory=dict)
    _kinds: dict[str, str] = field(factory=dict)
    _counts: dict[str, dict[int, int]] = field(factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """The lists that a document's part for them describes."""
        numbering = cls()
        for kind in root.all("abstractNum") if root is not None else ():
            numbering._levels[kind.get("abstractNumId")] = {
                int(level.get("ilvl")): _Level(
                    _val(level, "numFmt") or "decimal",
                    _val(level, "lvlText"),
                    _number(_val(level, "start"), 1),
                )
                for level in kind.all("lvl")
                if level.get("ilvl").isdecimal()
            }
        for use in root.all("num") if root is not None else ():
            numbering._kinds[use.get("numId")] = _val(use, "abstractNumId")
        return numbering

    def next(self, listed: str, depth: int) -> str:
        """The number of the next paragraph of a list at a depth, as printed; empty for bullets and no list."""
        kind = self._kinds.get(listed, "")
        levels = self._levels.get(kind, {})
        level = levels.get(depth)
        if level is None or level.form not in _FORMS:
            return ""
        counts = self._counts.setdefault(kind, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]

        def printed(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            here = levels.get(place, level)
            write = _FORMS.get(here.form, str)
            return write(counts.get(place, here.start))

        return _PLACE.sub(printed, level.text)


def _val(element: Element, name: str) -> str:
    found = element.first(name)
    return "" if found is None else found.get("val")


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
