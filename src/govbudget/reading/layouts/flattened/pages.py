"""The numbers of pages in flattened text (页码): numbers alone on their lines that count the pages.

A number alone on the last or first line of a page may as well be the end of a figure that was cut.  Numbers
that count up with the pages are told from these all together; what stands elsewhere is judged where it stands
(`regions.is_page_number`).  Of few pages all have to be numbered, from one on, and one number at least must be no
end of a figure.

>>> from govbudget.reading.source import split_lines
>>> text = " 支出\\n8.0\\n\\n1\\n 收入\\n9.00\\n\\n2\\n 其他\\n\\n3\\n 说明\\n7.0\\n\\n0\\n 附件"
>>> sorted(counting_lines(split_lines(text)))
[3, 7, 10]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from govbudget.reading.layouts.flattened.atoms import begins_page
from govbudget.reading.source import SourceLine

__all__ = ["counting_lines"]

_FEWEST: Final = 3
_LONGEST: Final = 4
_CUT_FIGURE: Final = re.compile(r"\d\.\d?$|^\d+$")


def counting_lines(lines: Sequence[SourceLine]) -> set[int]:
    """The indexes of the lines that number the pages one after the other."""
    found: list[tuple[int, int]] = []
    page = 0
    last: int | None = None
    for index, line in enumerate(lines):
        if line.is_blank:
            continue
        if begins_page(line):
            if last is not None and _is_number(lines[last]):
                found.append((last, int(lines[last].text) - page))
            page += 1
        last = index
    if last is not None and _is_number(lines[last]):
        found.append((last, int(lines[last].text) - page))
    ahead = Counter(offset for _, offset in found)
    if not ahead:
        return set()
    offset, count = ahead.most_common(1)[0]
    if count >= _FEWEST or (
        count == page and not offset and not all(_ends_figure(lines, i) for i, _ in found)
    ):
        return {index for index, by in found if by == offset}
    return set()


def _ends_figure(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a number stands right below another line, or below a figure that lacks the last of its places."""
    before = index - 1
    while before >= 0 and lines[before].is_blank:
        before -= 1
    return before == index - 1 or before < 0 or _CUT_FIGURE.search(lines[before].text.rstrip()) is not None


def _is_number(line: SourceLine) -> bool:
    text = line.text.strip()
    return text.isdecimal() and text.isascii() and len(text) <= _LONGEST
