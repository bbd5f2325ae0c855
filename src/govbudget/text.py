"""Normalising printed text for matching, never for printing (文字规范化).

Disclosures mix full- and half-width forms, pad words to a width (`收 入`), break words over cells
(`绩效 指标`) and vary brackets and colons.  Words are compared in folded form; the model keeps the print.

>>> fold("收　入（万元）：")
'收入(万元):'
>>> squeeze("收 入（万元）")
'收入（万元）'
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "enumerator",
    "fold",
    "is_cjk",
    "is_within",
    "numbering",
    "squeeze",
    "strip_numbering",
    "without_brackets",
]

_SPACES: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_WIDE: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_LIKE: Final = {
    "“": '"', "”": '"', "„": '"', "〝": '"', "〞": '"', "‘": "'", "’": "'",
    "－": "-", "−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "─": "-", "﹣": "-",
    "〔": "[", "〕": "]", "【": "[", "】": "]", "［": "[", "］": "]",
    "、": "、", "﹪": "%", "﹑": "、", "､": "、", "｡": "。", "∶": ":", "︰": ":",
}  # fmt: skip
_FOLD: Final[dict[int, str | None]] = {
    **{ord(space): None for space in _SPACES},
    **_WIDE,
    **{ord(char): plain for char, plain in _LIKE.items()},
}
_SQUEEZE: Final[dict[int, str | None]] = {ord(space): None for space in _SPACES}
# Most texts fold to themselves, and to see that is many times faster than to translate them.
_TO_FOLD: Final = re.compile(r"[^!-~\u4e00-\u9fff、①-⑳《》]").search
_TO_SQUEEZE: Final = re.compile(f"[{re.escape(_SPACES)}]").search
# What most others differ by is replaced sign by sign, which is faster than a table of all signs.
_OFTEN: Final = tuple(zip("（）：， ", ("(", ")", ":", ",", ""), strict=True))
_NUMBERING_STARTS: Final = frozenset("其(一二三四五六七八九十百①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳").__contains__
_MOST_SPACED: Final = 4
"""No word is spaced out to more times its length."""
_BRACKETS: Final = re.compile(r"\([^()]*\)")

# Numbering before a label: 一、 (一) 1、 1. (1) ① 其中: and their full-width forms, after folding.
_NUMBERING: Final = re.compile(
    r"^(?:其中[:：]?|[一二三四五六七八九十百]+[、.,]|\([一二三四五六七八九十百]+\)[、.,]?"
    r"|\d{1,2}(?:、|[.,](?!\d))|\(\d{1,2}\)[、.,]?|[①-⑳][、.,]?)+"
)

_NUMERALS: Final = re.compile(r"[一二三四五六七八九十百]+")
_DIGITS: Final = re.compile(r"\d+")
_CIRCLED: Final = re.compile(r"[①-⑳]")


def fold(text: str) -> str:
    """The form in which words are compared: no white space, half-width, one kind of bracket, quote, dash.

    >>> fold("“三公”经费　－")
    '"三公"经费-'
    """
    if not _TO_FOLD(text):
        return text
    for wide, narrow in _OFTEN:
        text = text.replace(wide, narrow)
    return text.translate(_FOLD) if _TO_FOLD(text) else text


def squeeze(text: str) -> str:
    """The print without its white space, nothing else changed.

    >>> squeeze(" 项 目 ")
    '项目'
    """
    if text.isalnum():
        return text  # most texts: no white space is among letters and digits
    return text.translate(_SQUEEZE) if _TO_SQUEEZE(text) else text


def is_within(text: str, longest: int) -> bool:
    """Whether a text has at most so many characters, white space between them aside.

    >>> is_within("支 出 总 表", 4), is_within("支出总表", 3)
    (True, False)
    """
    length = len(text)
    return length <= longest or (length <= _MOST_SPACED * longest and len(squeeze(text)) <= longest)


def without_brackets(folded: str) -> str:
    """A folded word without its bracketed parts.

    >>> without_brackets("行政运行(公安)")
    '行政运行'
    """
    previous = None
    while previous != folded and "(" in folded:
        previous, folded = folded, _BRACKETS.sub("", folded)
    return folded


def strip_numbering(folded: str) -> str:
    """A folded label without the enumerators and 其中: before it.

    >>> [strip_numbering(fold(label)) for label in ("一、工资福利支出", "其中：（1）购置", "① 运行费", "2024年")]
    ['工资福利支出', '购置', '运行费', '2024年']
    """
    if not folded or not (_NUMBERING_STARTS(folded[0]) or folded[0].isdecimal()):
        return folded
    # Matched and cut off: `sub` would try the pattern at every further character.
    before = _NUMBERING.match(folded)
    return folded if before is None else folded[before.end() :]


def numbering(label: str) -> str:
    """The kind of the enumerator before a label, in its first number; empty where there is none.

    >>> [numbering(label) for label in ("二、项目支出", "（十二）其他", "3．购置", "⑤运行", "公用经费")]
    ['一、', '(一)', '1.', '①', '']
    """
    return _CIRCLED.sub("①", _DIGITS.sub("1", _NUMERALS.sub("一", enumerator(label))))


def enumerator(label: str) -> str:
    """The enumerator before a label, folded; empty where there is none.

    >>> [enumerator(label) for label in ("二、项目支出", "（十二）其他", "公用经费")]
    ['二、', '(十二)', '']
    """
    folded = fold(label)
    return folded[: len(folded) - len(strip_numbering(folded))]


def is_cjk(char: str) -> bool:
    """Whether a character is a Chinese ideograph.

    >>> is_cjk("元"), is_cjk("1")
    (True, False)
    """
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"
