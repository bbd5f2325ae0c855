"""Lines of text as tables without lines have them (文字行): what stands on a line, and whether it is figures.

A figure that stands well apart from what is beside it stands in a column; one in a sentence does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import field, frozen

from govbudget.files.pdf.fragments import Fragment

__all__ = ["PAGE_NUMBER", "PLAIN", "WHOLE", "TextLine", "is_caption", "is_numbering", "line_of"]

PLAIN: Final = re.compile(r"[-+−]?[\d,]*\d\.\d+[%％]?|[-+−]?\d{1,3}(?:,\d{3})+|[-+−]?\d{8,}|\*{2,}")
"""A figure by itself: with decimals or separators, or longer than any code."""
WHOLE: Final = re.compile(r"-?\d{4,}")
"""A number that may be a code as well."""
PAGE_NUMBER: Final = re.compile(
    r"[-—–－\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/,，共]\s*\d{1,4}\s*页?)?[-—–－\s]*"
)
_COLUMN_NUMBER: Final = re.compile(r"\d{1,2}|\*+|栏次|行次|[甲乙丙丁]")
_SENTENCE: Final = re.compile(r"[百千万亿]|元|[个人项年月日件次辆，,、。；;）)为占比约达至计共]")
_TITLE: Final = re.compile(r"表(?:[（(].*[)）])?$")
_ALONE: Final = re.compile(r"[。；;]|^(?!.*其中).*[：:]")


@frozen(eq=False)
class TextLine:
    """Fragments on one line, its top and bottom."""

    fragments: list[Fragment]
    top: int
    bottom: int
    is_data: bool
    texts: list[str] = field(repr=False)

    @property
    def middle(self) -> int:
        """The height of its middle."""
        return self.top + self.bottom >> 1


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether a line prints column numbers and nothing else.

    >>> is_numbering(["**", "**", "1", "2"]), is_numbering(["栏次", "1"]), is_numbering(["合计", "1"])
    (True, True, False)
    """
    return len(texts) > 1 and all(map(_COLUMN_NUMBER.fullmatch, texts))


def line_of(text: str, fragments: list[Fragment]) -> TextLine:
    """The line that fragments side by side make."""
    texts = [text[one.start : one.end] for one in fragments]
    is_data = _is_apart(fragments, texts) and not (is_numbering(texts) and any(map(str.isdigit, texts)))
    top, bottom = min(one.y0 for one in fragments), max(one.y1 for one in fragments)
    return TextLine(fragments, top, bottom, is_data, texts)


def _is_apart(fragments: Sequence[Fragment], texts: Sequence[str]) -> bool:
    """Whether a figure of a line stands well apart from what is beside it, as in a column of its own."""
    last = len(texts) - 1
    if not last:
        return PLAIN.fullmatch(texts[0]) is not None
    plain = [PLAIN.fullmatch(text) is not None for text in texts]
    return any(
        (plain[i] or (i and WHOLE.fullmatch(texts[i]) and len(texts) > 2))
        and (i == 0 or _is_gap(fragments[i - 1], fragments[i], texts[i - 1][-1:], both=plain[i - 1]))
        and (i == last or _is_gap(fragments[i], fragments[i + 1], texts[i + 1], both=plain[i + 1]))
        for i in range(last + 1)
    )


def _is_gap(before: Fragment, after: Fragment, beside: str, *, both: bool) -> bool:
    """Whether there is more room between two fragments, figures `both`, than within a sentence; `beside` is by one."""
    gap = after.x0 - before.x1
    if both:
        return 5 * gap > after.height
    return gap > after.height // 2 or (gap > after.height // 3 and _SENTENCE.match(beside) is None)


def is_caption(row: TextLine) -> bool:
    """Whether a line may be a title, or what stands above a table."""
    return any(_ALONE.search(text) or _TITLE.search(text) for text in row.texts)
