"""A printed row (印出的行): what one row of one panel prints, before its role is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from govbudget.codes.types import Code
from govbudget.model.tables import Cell
from govbudget.reading.grid import GridRow
from govbudget.reading.words import is_total_word
from govbudget.text import fold, strip_numbering

__all__ = ["PLAIN", "PrintedRow", "numbering_style"]

PLAIN: Final = ""
"""The style of a label without a number."""

_STYLES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("一、", re.compile(r"[一二三四五六七八九十]+[、.]")),
    ("(一)", re.compile(r"\([一二三四五六七八九十]+\)")),
    ("1、", re.compile(r"\d{1,2}(?:、|\.(?!\d))")),
    ("(1)", re.compile(r"\(\d{1,2}\)")),
    ("①", re.compile(r"[①-⑳]")),
)
_STARTS: Final = frozenset("一二三四五六七八九十(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_OF_WHICH: Final = re.compile(r"^其中[:：]?")
_YEAR_TOTAL: Final = re.compile(r"(?:本年|当年)(?:财政拨款)?(?:收入|支出)")


def numbering_style(folded: str) -> str:
    """The kind of numbering of a folded label, `""` without one; 其中 before it aside.

    >>> [numbering_style(label) for label in ("一、基本支出", "其中:(1)购置", "2024年", "公用经费")]
    ['一、', '(1)', '', '']
    """
    text = _OF_WHICH.sub("", folded) if folded.startswith("其中") else folded
    if text[:1] not in _STARTS:
        return PLAIN
    return next((style for style, pattern in _STYLES if pattern.match(text)), PLAIN)


@frozen(eq=False, kw_only=True)
class PrintedRow:
    """One row of one panel: its names, codes and cells, and what its amounts are by column.

    `folded` is the label in folded form and `style` the kind of its numbering.
    """

    source: GridRow = field(factory=lambda: GridRow((), line=1))
    index: int = 1
    label: str
    group: str = ""
    names: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    spoilt_code: bool = False
    """Whether it prints something for a code that is none."""
    cells: tuple[Cell, ...] = ()
    values: Mapping[int, Decimal] = field(factory=dict)
    folded: str = field()
    style: str = field()

    @folded.default
    def _folded(self) -> str:
        return fold(self.label)

    @style.default
    def _numbered(self) -> str:
        return numbering_style(self.folded)

    @property
    def code(self) -> Code | None:
        """The code that names the row."""
        return self.codes[0] if self.codes else None

    @property
    def is_of_which(self) -> bool:
        """Whether it says 其中."""
        return self.folded.startswith("其中")

    @property
    def is_total(self) -> bool:
        """Whether it is a total by its word, and not a numbered row that calls itself one."""
        return self.style == PLAIN and is_total_word(self.folded)

    @property
    def is_subtotal_word(self) -> bool:
        """Whether it is a numbered row that says it sums up the ones below it."""
        if self.style == PLAIN:
            return False
        bare = strip_numbering(self.folded)
        return is_total_word(bare) or _YEAR_TOTAL.fullmatch(bare) is not None
