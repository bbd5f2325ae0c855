"""Goals printed as numbered lists (分条目标): one goal for each item, its number kept.

A text is a list if it begins with its first number, behind no more than tags, quotes or the word 目标, and goes
on with the following numbers in the same print.  Prose that comes to a list further on is one goal.

>>> goal_items("1、增加馆藏。 2、延长开放时间。")
('1、增加馆藏。', '2、延长开放时间。')
>>> goal_items("目标1：增加馆藏；目标2：延长开放。")
('目标1：增加馆藏；', '目标2：延长开放。')
>>> goal_items("2024年增加馆藏1.5万册。")
('2024年增加馆藏1.5万册。',)
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["goal_items"]

_CHINESE: Final = "一二三四五六七八九十"
_OPENING: Final = re.compile(r"(?:<[^<>]{1,10}>|[“\"'‘”’\s])*")
_FIRST: Final = re.compile(
    r"(?P<before>目标|任务)?(?:(?P<open>[(（])(?:1|１|一)(?P<close>[)）])|(?P<circle>①)|(?:1|１|一)(?P<behind>[、.．:：](?!\d)))"
)
_BREAK: Final = "。；;，,：:、 \t>”\"’'!！\u3000"


def goal_items(text: str) -> tuple[str, ...]:
    """The items of a goal printed as a numbered list; a text that is no list is one item."""
    opening = _OPENING.match(text)
    first = _FIRST.match(text, opening.end() if opening else 0)
    if first is None:
        return (text,)
    starts = [0]
    position = first.end()
    for number in range(2, 100):
        found = _find(text, position, _printings(first, number))
        if found is None:
            break
        starts.append(found[0])
        position = found[1]
    ends = [*starts[1:], len(text)]
    return tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))


def _printings(first: re.Match[str], number: int) -> tuple[str, ...]:
    """How the list prints a number, by the print of its first."""
    before = first["before"] or ""
    if first["circle"]:
        return (before + chr(ord("①") + number - 1),) if number <= 20 else ()
    digits = first[0]
    if "一" in digits:
        if number > len(_CHINESE):
            return ()
        numeral = _CHINESE[number - 1]
    else:
        numeral = (
            str(number)
            if "１" not in digits
            else "".join(chr(ord("０") + int(digit)) for digit in str(number))
        )
    if first["open"]:
        return tuple(f"{before}{left}{numeral}{right}" for left in "(（" for right in ")）")
    marks = {"、": "、", ".": ".．", "．": ".．", ":": ":：", "：": ":："}[first["behind"]]
    return tuple(f"{before}{numeral}{mark}" for mark in marks)


def _find(text: str, position: int, printings: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the first of the printings stands at the beginning of a sentence or clause."""
    best: tuple[int, int] | None = None
    for printing in printings:
        at = text.find(printing, position)
        while at >= 0:
            end = at + len(printing)
            if text[at - 1] in _BREAK and not (printing[-1] in ".．" and text[end : end + 1].isdigit()):
                if best is None or at < best[0]:
                    best = at, end
                break
            at = text.find(printing, at + 1)
    return best
