"""Names that stand whole somewhere in a document (已见名称): they tell where a name ends that was cut in a table.

A text counts that punctuation or the ends of a line part from all else, a wrapped line excepted: what a line begins or
ends with there may be a piece of more.  Lines as wide as most are taken for wrapped ones.

>>> from govbudget.reading.source import split_lines
>>> sorted(names_in(split_lines("项目“馆藏图书采购”新增，古籍修复照旧。\\n" + 30 * "馆")))
['古籍修复照旧', '馆藏图书采购']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govbudget.reading.layouts.flattened.atoms import width_of
from govbudget.reading.source import SourceLine
from govbudget.text import squeeze

__all__ = ["names_in"]

_SEPARATORS: Final = (
    re.compile(r"[\s、，。；：“”‘’《》\"',;:!?！？]+"),
    re.compile(r"[\s、，。；：“”‘’《》（）()\"',;:!?！？]+"),
)
_SHORTEST: Final = 4
_LONGEST: Final = 60


def names_in(lines: Sequence[SourceLine]) -> frozenset[str]:
    """The texts that stand whole in some lines."""
    widest = max((width_of(line.text) for line in lines), default=0)
    found: set[str] = set()
    for line in lines:
        text = line.text.strip()
        # A line that leaves much of its width was not wrapped.
        is_whole = 3 * width_of(text) < 2 * widest
        for separator in _SEPARATORS:
            pieces = separator.split(text)
            found.update(map(squeeze, pieces if is_whole else pieces[1:-1]))
    return frozenset(name for name in found if _SHORTEST <= len(name) <= _LONGEST)
