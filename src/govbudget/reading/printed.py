"""A printed row (印出的行): what one row of one panel prints before its role is known, and its place then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from attrs import define, field, frozen

from govbudget.codes.types import Code
from govbudget.model.tables import Blank, Cell, RowRole, Words
from govbudget.reading.grid import GridRow
from govbudget.reading.words import is_total_word, official_expense
from govbudget.records import maker, quick
from govbudget.text import fold, strip_numbering

__all__ = [
    "PLAIN",
    "Name",
    "PrintedRow",
    "RowPlace",
    "begins_list",
    "is_vehicle_part",
    "name_of",
    "numbering_style",
]

PLAIN: Final = ""
"""The style of a label without a number."""

_STYLES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("一、", re.compile(r"[一二三四五六七八九十]+[、.,]")),
    ("(一)", re.compile(r"\([一二三四五六七八九十]+\)")),
    ("1、", re.compile(r"\d{1,2}(?:、|[.,](?!\d))")),
    ("(1)", re.compile(r"\(\d{1,2}\)")),
    ("①", re.compile(r"[①-⑳]")),
)
_FIRST_OF_LIST: Final = re.compile(r"(?:其中:?)?(?:一[、.]|\(一\)|0?1[、.]|\(0?1\)|①)")
_STARTS: Final = frozenset("一二三四五六七八九十(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_OF_WHICH: Final = re.compile(r"^其中[:：]?")
_YEAR_TOTAL: Final = re.compile(r"(?:本年|当年)(?:财政拨款)?(?:收入|支出)")


def numbering_style(folded: str) -> str:
    """The kind of numbering of a folded label, `""` without one; 其中 before it aside.

    >>> [numbering_style(label) for label in ("一、基本支出", "其中:(1)购置", "2024年", "公用经费")]
    ['一、', '(1)', '', '']
    """
    text = _OF_WHICH.sub("", folded) if folded.startswith("其中") else folded
    if text[:1] in _STARTS:
        for style, pattern in _STYLES:
            if pattern.match(text):
                return style
    return PLAIN


def begins_list(folded: str) -> bool:
    """Whether a folded label has the first number of a list.

    >>> [begins_list(label) for label in ("一、基本支出", "其中:(1)购置", "(二)项目支出", "公用经费")]
    [True, True, False, False]
    """
    return _FIRST_OF_LIST.match(folded) is not None


@quick
@frozen(weakref_slot=False)
class Name:
    """What the words of a label say by themselves: its folded form, the kind of its numbering, the rest of it.

    `is_total` is a total by its word, and not a numbered row that calls itself one; `is_of_which` says 其中;
    `is_subtotal` is a numbered row that says it sums up the ones below it.

    >>> name_of("（一）本年收入合计").bare, name_of("合 计").is_total
    ('本年收入合计', True)
    """

    folded: str
    style: str
    bare: str
    is_total: bool
    is_of_which: bool
    is_subtotal: bool


_new_name: Final = maker(Name)


def name_of(label: str) -> Name:
    """What the words of a label say by themselves."""
    folded = fold(label)
    bare = strip_numbering(folded)
    if bare == folded:
        # Neither a number nor 其中 stands before it.
        return _new_name(folded, PLAIN, bare, is_total_word(folded), is_of_which=False, is_subtotal=False)
    style = numbering_style(folded)
    is_plain = style == PLAIN
    return _new_name(
        folded=folded,
        style=style,
        bare=bare,
        is_total=is_plain and is_total_word(folded),
        is_of_which=folded.startswith("其中"),
        is_subtotal=not is_plain and (is_total_word(bare) or _YEAR_TOTAL.fullmatch(bare) is not None),
    )


@define(eq=False, kw_only=True)
class PrintedRow:
    """One row of one panel: its names, codes and cells, and what its amounts are by column."""

    source: GridRow = field(factory=lambda: GridRow((), line=1))
    index: int = 1
    label: str
    group: str = ""
    owner: str = ""
    """The unit it belongs to, by a column of units beside its own name."""
    is_unit: bool = False
    """Whether it names a unit and nothing of the unit's, in a table that names both."""
    names: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    spoilt_code: bool = False
    """Whether it prints something for a code that is none."""
    cells: tuple[Cell, ...] = ()
    values: Mapping[int, Decimal] = field(factory=dict)
    name: Name = field()
    """What the label's words say."""

    @name.default
    def _name(self) -> Name:
        return name_of(self.label)

    @property
    def folded(self) -> str:
        """The label in folded form."""
        return self.name.folded

    @property
    def code(self) -> Code | None:
        """The code that names the row."""
        return self.codes[0] if self.codes else None

    @property
    def is_words_alone(self) -> bool:
        """Whether it prints words and neither name nor figure: what is left over of another row."""
        return (
            not self.label
            and any(isinstance(cell, Words) for cell in self.cells)
            and all(isinstance(cell, Words | Blank) for cell in self.cells)
        )


def is_vehicle_part(other: str, label: str) -> bool:
    """Whether a row is a part of another by its words: 公务用车购置费 of 公务用车购置及运行维护费, numbered or not.

    >>> is_vehicle_part("公务用车购置及运行维护费", "公务用车购置费")
    True
    """
    if "车" not in other or "车" not in label:
        return False
    whole, part = official_expense(other), official_expense(label)
    return whole == "公务用车购置及运行维护费" and part in ("公务用车购置费", "公务用车运行维护费")


@quick
@frozen(weakref_slot=False)
class RowPlace:
    """What a row is, and the position of the row it is a part of."""

    role: RowRole
    parent: int | None
