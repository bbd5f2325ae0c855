"""Numbers before labels (序号的接续): whether one goes on from another."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["goes_on"]

_MARK: Final = re.compile(
    r"(?:其中:?)?(?:(\()?(?:([一二三四五六七八九十]{1,3})|(\d{1,2}))(?(1)\)|[、.](?!\d))|([①-⑳]))"
)
_NUMERALS: Final = tuple(
    f"{'' if tens == 1 else '一二三四五六七八九'[tens - 1]}十{ones}" if tens else ones
    for tens in range(10)
    for ones in ("", *"一二三四五六七八九")
)


def goes_on(before: str, label: str) -> bool:
    """Whether a folded label has the number, in the same print, that comes after that of another.

    >>> pairs = [("十、金融", "十一、其他"), ("其中:(1)运行", "(2)购置"), ("1、运行", "2、购置"), ("①运行", "②购置")]
    >>> [goes_on(before, label) for before, label in pairs]
    [True, True, True, True]
    >>> [goes_on(before, label) for before, label in (("一、运行", "三、购置"), ("(1)运行", "2、购置"))]
    [False, False]
    """
    first, second = _MARK.match(before), _MARK.match(label)
    if first is None or second is None or (first[1] is None) != (second[1] is None):
        return False
    if first[4] and second[4]:
        return ord(second[4]) == ord(first[4]) + 1
    if first[3] and second[3]:
        return int(second[3]) == int(first[3]) + 1
    if not first[2] or not second[2] or not {first[2], second[2]} <= {*_NUMERALS}:
        return False
    return _NUMERALS.index(second[2]) == _NUMERALS.index(first[2]) + 1
