"""Goals printed as numbered lists (分条目标): one goal for each item, its number kept.

A text is a list if it begins with its first number, behind no more than tags, quotes or the word 目标, and goes
on with the following numbers in the same print.  Prose that comes to a list further on is one goal.

>>> goal_items("1、增加馆藏。 2、延长开放时间。")
('1、增加馆藏。', '2、延长开放时间。')
>>> goal_items("目标1：增加馆藏；目标2：延长开放。")
('目标1：增加馆藏；', '目标2：延长开放。')
>>> goal_items("目标1：增加馆藏目标3：延长开放")
('目标1：增加馆藏', '目标3：延长开放')
>>> goal_items("2024年增加馆藏1.5万册。")
('2024年增加馆藏1.5万册。',)
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["goal_items"]

_CHINESE: Final = "一二三四五六七八九十"
_PLAIN: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'", ord("｡"): "。", ord("､"): "、", ord("\u3000"): " "
}  # fmt: skip
"""Every character in half width, one for one: a place in the plain text is the same place in the print."""
_OPENING: Final = re.compile(r"(?:[<＜][^<>＜＞]{1,10}[>＞]|[“\"'＂＇‘”’\s])*")
_LONGEST_NUMBER: Final = 8
_FIRST: Final = re.compile(
    r"(?P<before>目标|任务)?(?:(?P<open>\()(?:1|一)\)|(?P<circle>①)|(?:1|一)(?P<behind>[、.,:](?!\d)))"
)
_FIRST_SIGNS: Final = frozenset("目任(（①1１一")
_MOST_LEFT_OUT: Final = 2
"""So many numbers may be missing from a list whose numbers stand behind the word 目标: nothing else prints that."""
_BREAK: Final = "。；;,:、 \t>\"'!"


def goal_items(text: str) -> tuple[str, ...]:
    """The items of a goal printed as a numbered list; a text that is no list is one item."""
    opening = _OPENING.match(text)
    begin = opening.end() if opening else 0
    if text[begin : begin + 1] not in _FIRST_SIGNS:
        return (text,)  # most texts
    first = _FIRST.match(text[: begin + _LONGEST_NUMBER].translate(_PLAIN), begin)
    if first is None:
        return (text,)
    plain = text.translate(_PLAIN)
    starts = [0]
    position = first.end()
    left_out = 0
    for number in range(2, 100):
        found = _find(plain, position, _printing(first, number))
        if found is not None:
            starts.append(found[0])
            position = found[1]
            left_out = 0
        elif first["before"] is None or left_out == _MOST_LEFT_OUT:
            break
        else:
            left_out += 1
    ends = [*starts[1:], len(text)]
    return tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))


def _printing(first: re.Match[str], number: int) -> str:
    """How the list prints a number, by the print of its first; empty if it cannot."""
    before = first["before"] or ""
    if first["circle"]:
        return before + chr(ord("①") + number - 1) if number <= 20 else ""
    if "一" not in first[0]:
        numeral = str(number)
    elif number <= len(_CHINESE):
        numeral = _CHINESE[number - 1]
    else:
        return ""
    return f"{before}({numeral})" if first["open"] else f"{before}{numeral}{first['behind']}"


def _find(plain: str, position: int, printing: str) -> tuple[int, int] | None:
    """Where a number stands at the beginning of a sentence or clause."""
    at = plain.find(printing, position) if printing else -1
    while at >= 0:
        end = at + len(printing)
        # 目标2： stands for itself: lines put together leave nothing before it.
        if (plain[at - 1] in _BREAK or printing[0] in "目任") and not (
            printing[-1] in ".," and plain[end : end + 1].isdigit()
        ):
            return at, end
        at = plain.find(printing, at + 1)
    return None
