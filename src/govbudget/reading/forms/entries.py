"""Labels and values in a row of a form (一行中的字段): which text belongs to which label, told from the words alone.

A label is followed by its value: in the next cell, some cells on, or in the cell of the label itself.  A cell that
is a label ends the field before it, so a label right behind a label leaves the first one blank; behind the label
of a narrative the next cell is its text, whatever it says.  Lines that print the same have the same entries, so
they are worked out once in a document.

>>> from govbudget.reading.forms.memo import Memo
>>> entries, left, amounts = entries_of(("项目类别", "业务类", "项目等级", "备注", "无"), Memo().labels)
>>> [(hit.name, raw) for hit, _, raw, _, _ in entries]
[('项目类别', '业务类'), ('项目等级', ''), ('备注', '无')]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from govbudget.money import Unit
from govbudget.reading.forms.field_tables import is_head_of_figures, is_total
from govbudget.reading.forms.labels import Hit, clean_label
from govbudget.reading.forms.vocabulary import Label, Role
from govbudget.text import is_cjk

__all__ = ["Entries", "Entry", "entries_of"]

_LONGEST_UNKNOWN_LABEL: Final = 16
_LABEL_AND_VALUE: Final = re.compile(r"([^\W\d_]{2,10})[:：]\s*([^:：。；;]{1,40})")
"""An unknown label with a short value in its cell: 编制单位：某局."""
_SENTENCE: Final = frozenset("。；;，,！!？?")
_UNKNOWN: Final = Label(Role.TEXT)
_UNKNOWN_GROUP: Final = Label(Role.GROUP)
_TEXTS_OF_ANY_KIND: Final = (Role.NARRATIVE, Role.GOAL)
_NOWHERE: Final[Mapping[int, bool]] = {}
_BEFORE_UNKNOWN: Final = (Role.TEXT, Role.DATE, Role.PERSON, Role.MONEY)
_TEXT, _NARRATIVE, _MONEY = Role.TEXT, Role.NARRATIVE, Role.MONEY


Entry: TypeAlias = tuple[Hit, int, str, int, int]
"""A label, the number of its cell, its text and the number of its cell, and which amount of its row it is, from 1.

A plain tuple, since one is made for every field of a document.
"""


Entries: TypeAlias = tuple[Sequence[Entry], Sequence[int], int]
"""The entries of a row, in order, the numbers of the cells that belong to no label, and how many are amounts.

A plain tuple too.
"""


def entries_of(
    texts: tuple[str, ...], labels: Mapping[str, Hit | None], standing: Mapping[int, bool] = _NOWHERE
) -> Entries | None:
    """The entries of a row, or None if its first cell is no label.

    `standing` are the cells, by number, that stand where labels stand, and whether a cell known to be blank stands
    behind them: behind such a label comes another one.

    >>> from govbudget.reading.forms.memo import Memo
    >>> entries, _, _ = entries_of(("当年预算", "市级支出"), Memo().labels, {0: True, 1: True})
    >>> [(hit.name, raw) for hit, _, raw, _, _ in entries]
    [('当年预算', ''), ('市级支出', '')]
    """
    hit = labels[texts[0]] or _unknown_label(texts, 0, labels)
    if standing:
        hit = hit or (_unknown(texts[0]) if standing.get(0) else None)
        labels = _with_blanks(texts, labels, standing)
    if hit is None:
        return None
    value, role = hit.value, hit.label.role
    plain = len(texts) == 2 and not value and not standing.get(0)
    if plain and (role is _NARRATIVE or (role is _TEXT and labels[texts[1]] is None)):
        return ((hit, 0, texts[1], 1, 0),), (), 0  # most rows of most forms
    entries: list[Entry] = []
    left: list[int] = []
    at = cell_of_value = 0
    amounts = nth = 1 if role is _MONEY else 0
    for cell in range(1, len(texts)):
        text = texts[cell]
        found = labels[text]
        if found is None:
            if (value and role in _BEFORE_UNKNOWN) or text[-1] in ":：":
                found = _unknown_label(texts, cell, labels)
        elif not value and role in _TEXTS_OF_ANY_KIND and found.label.scope is None:
            found = None
        if found is not None:
            entries.append((hit, at, value, cell_of_value, nth))
            hit, at, value, cell_of_value = found, cell, found.value, cell
            role = hit.label.role
            nth = 0
            if role is _MONEY:
                amounts += 1
                nth = amounts
        elif not value and role is _MONEY and is_total(text):
            hit = hit.named(f"{hit.name}/{text}")  # 预算数 | 合计 | 100
        elif not value:
            value, cell_of_value = text, cell
        else:
            left.append(cell)
    entries.append((hit, at, value, cell_of_value, nth))
    return entries, left, amounts


def _with_blanks(
    texts: tuple[str, ...], labels: Mapping[str, Hit | None], standing: Mapping[int, bool]
) -> Mapping[str, Hit | None]:
    """The labels of a row with those nobody knows, each where labels stand, behind another one and its blank cell."""
    return {
        text: labels[text] or (_unknown(text) if cell in standing and standing.get(cell - 1) else None)
        for cell, text in enumerate(texts)
    }


def _unknown(text: str) -> Hit | None:
    """A label nobody knows, by where it stands alone: short words and no sentence."""
    if len(text) > _LONGEST_UNKNOWN_LABEL or not _SENTENCE.isdisjoint(text) or not is_cjk(text[0]):
        return None
    return Hit(_UNKNOWN, clean_label(text), "", "")


def _unknown_label(texts: tuple[str, ...], cell: int, labels: Mapping[str, Hit | None]) -> Hit | None:
    """A label nobody knows, if a cell stands where a label stands: with a colon, or before a value of its own.

    With a unit in its bracket and a source of money behind it, it is the head of a group.
    """
    text = texts[cell]
    if text[-1] in ":：":
        return Hit(_UNKNOWN, clean_label(text), "", "") if len(text) <= _LONGEST_UNKNOWN_LABEL + 1 else None
    may_have_value = len(texts) > 1 and ("：" in text or ":" in text)
    with_value = _LABEL_AND_VALUE.fullmatch(text) if may_have_value else None
    if with_value is not None:
        return Hit(_UNKNOWN, clean_label(with_value[1]), "", with_value[2])
    if cell + 1 >= len(texts) or len(text) > _LONGEST_UNKNOWN_LABEL or not _SENTENCE.isdisjoint(text):
        return None
    if not (is_cjk(text[0]) or is_cjk(text[-1])):
        return None
    behind = labels[texts[cell + 1]]
    heads_money = text[-1] in ")）" and (
        is_head_of_figures(texts[cell + 1]) if behind is None else behind.label.role is _MONEY
    )
    label = _UNKNOWN_GROUP if heads_money and Unit.find(text) is not None else _UNKNOWN
    return Hit(label, clean_label(text), "", "")
