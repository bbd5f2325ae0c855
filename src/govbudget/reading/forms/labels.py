"""Telling labels in the cells of a form (字段名称的识别): a label alone, before its value, or before another label.

A label is compared folded, without numbering, 其中： and colon.  Behind a colon or a space the same cell may hold its
value, and behind that a further label.

>>> hit = find_label("1、资金来源：(1)财政性资金")
>>> hit.name, hit.value
('财政性资金', '')
>>> hit = find_label("填报单位：某馆 单位：万元")
>>> (hit.name, hit.value), (hit.further.name, hit.further.value)
(('填报单位', '某馆'), ('单位', '万元'))
>>> find_label("读者满意度") is None
True
"""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from govbudget.money import parse_number
from govbudget.reading.forms.vocabulary import LABELS, Label, Role, label_by_ending
from govbudget.records import maker, quick
from govbudget.text import fold, squeeze, strip_numbering

__all__ = ["RULE", "Hit", "clean_label", "find_label", "is_rule", "is_stroke"]

_LONGEST_LABEL: Final = 28
RULE: Final = frozenset("-－—–_＿=＝─━ \t")
"""What drawn lines are made of."""
_PREFIXES: Final = frozenset(("其中", "其中包括"))
_OPERATORS: Final = frozenset("≥≤=><＞＜＝")
# What a label can begin and end with; most values do otherwise and are done with at once.
_FIRST: Final = frozenset(label[0] for label in LABELS) | frozenset(
    "其(（①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十市县区省地上本当整部0123456789"
)
_LAST: Final = frozenset(label[-1] for label in LABELS) | frozenset(":：∶︰)）款金")


def is_rule(text: str) -> bool:
    """Whether a cell is nothing but a drawn line."""
    return RULE.issuperset(text)


def is_stroke(text: str) -> bool:
    """Whether a cell says that nothing belongs there: a drawn line, or a stroke of the pen (/)."""
    return text in ("/", "／", "\\") or RULE.issuperset(text)


@quick
@frozen(weakref_slot=False)
class Hit:
    """A cell that is a label: what the label means, its clean print, and the value in the same cell, if any."""

    label: Label
    name: str
    key: str
    value: str
    further: Hit | None = None
    """A further label in the same cell, behind the value."""

    def with_value(self, value: str, further: Hit | None = None) -> Hit:
        """The label with a value, and what stands behind it."""
        return _hit(self.label, self.name, self.key, value, further)

    def named(self, name: str) -> Hit:
        """The label under another name."""
        return _hit(self.label, name, self.key, self.value, self.further)


_hit: Final = maker(Hit)
# A further label in a cell: white space, or nothing where the label before it is blank; words, a colon.
_FURTHER: Final = re.compile(r"(?:^|[\s\u3000]+)([^\s\u3000:：]{2,12})[:：]")
_AT_FOOT: Final = (Role.PERSON, Role.DATE)
_LONGEST_AT_FOOT: Final = 6
_SHORT: Final = (Role.TEXT, Role.UNIT, Role.DATE, Role.PERSON, Role.MONEY)


def find_label(text: str) -> Hit | None:
    """The label that a printed cell is or begins with, or None."""
    if text.isascii():
        return None  # most values: a label has Chinese words
    length = len(text)
    if text.isalpha():
        # Words alone: nothing but a label as a whole.
        may_be = length <= _LONGEST_LABEL and text[-1] in _LAST and text[0] in _FIRST
        return _known(text) if may_be else None
    if _LONGEST_LABEL < length <= 3 * _LONGEST_LABEL and _is_spaced(text):
        length = len(squeeze(text))
    if length <= _LONGEST_LABEL and text[-1] in _LAST and text[0] in _FIRST:
        hit = _known(text)
        if hit is not None:
            return hit
    at = text.find("：", 1, _LONGEST_LABEL)
    if at < 0:
        at = text.find(":", 1, _LONGEST_LABEL)
    if at > 0:
        return _before_a_colon(text, at)
    if text[0] in _FIRST and length <= _LONGEST_LABEL and _is_spaced(text):
        hit = _before_a_space(text)
        if hit is not None:
            return hit
    if length > 2 * _LONGEST_LABEL or not text[-1].isdecimal() or text[0] in _OPERATORS:
        return None
    return _before_a_number(text)


def _is_spaced(text: str) -> bool:
    """Whether there is white space in a text, as labels have it that are spaced out or stand before a value."""
    return " " in text or "\u3000" in text or "\xa0" in text


def _known(text: str) -> Hit | None:
    label = LABELS.get(text)
    if label is not None:
        return _hit(label, text, text, "")
    folded = fold(text)
    bare_text = strip_numbering(folded)
    key = bare_text.rstrip(":")
    bare, bracket, _ = key.rpartition("(") if key.endswith(")") else (key, "", "")
    label = LABELS.get(key) or (LABELS.get(bare) if bracket else None) or label_by_ending(bare)
    if label is None and "," in key:
        label = LABELS.get(key.replace(",", "、"))
    if label is None:
        return None
    name = squeeze(text)[len(folded) - len(bare_text) :].rstrip(":：∶︰")
    return _hit(label, name, key, "")


def _before_a_colon(text: str, at: int) -> Hit | None:
    """A label with its value behind a colon, or the label behind 其中： or behind that of a group."""
    head = _known(text[:at])
    value = text[at + 1 :].lstrip()
    if head is None:
        return find_label(value) if value and fold(text[:at]) in _PREFIXES else None
    if head.label.role is Role.GROUP and value:
        return find_label(value) or head.with_value(value)
    if value and head.label.role in _SHORT and (":" in value or "：" in value):
        return _divided(head, value)
    return head.with_value(value)


def _before_a_number(text: str) -> Hit | None:
    """A label of money with its amount in one cell, divided by a space or by nothing."""
    position = len(text)
    while position and (text[position - 1].isdecimal() or text[position - 1] in ".,．，-"):
        position -= 1
    value = text[position:]
    if not position or not value or parse_number(value) is None:
        return None
    hit = _known(text[:position].rstrip())
    return None if hit is None or hit.label.role is not Role.MONEY else hit.with_value(value)


def _before_a_space(text: str) -> Hit | None:
    """The label of a person or a date, itself perhaps spaced out, with its value behind a space."""
    parts = text.split()
    for cut in range(1, len(parts)):
        hit = _known("".join(parts[:cut]))
        if hit is not None and hit.label.role in (Role.PERSON, Role.DATE):
            return hit.with_value(" ".join(parts[cut:]))
    return None


def _divided(head: Hit, value: str) -> Hit:
    """A label whose value goes on to a further label in the same cell."""
    for found in _FURTHER.finditer(value):
        if _known(found[1]) is not None:
            further = find_label(value[found.start() :].lstrip())
            return head.with_value(value[: found.start()].rstrip(), further)
    at = _at_foot(value) if head.label.role in _AT_FOOT else 0
    return head.with_value(value[:at], find_label(value[at:])) if at else head.with_value(value)


def _at_foot(value: str) -> int:
    """Where a further label of a person or a date begins that follows its neighbour's value without a space."""
    for colon in (at for at, char in enumerate(value) if char in ":："):
        for start in range(max(1, colon - _LONGEST_AT_FOOT), colon - 1):
            hit = _known(value[start:colon])
            if hit is not None and hit.label.role in _AT_FOOT:
                return start
    return 0


def clean_label(text: str) -> str:
    """A label as the name of its field: without white space, numbering and colon.

    >>> clean_label("1、项目 类别：")
    '项目类别'
    """
    folded = fold(text)
    return squeeze(text)[len(folded) - len(strip_numbering(folded)) :].rstrip(":：")
