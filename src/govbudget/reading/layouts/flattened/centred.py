"""Rows whose wrapped names stand above and below their figures (居中换行), as text of tables prints them.

Where the cells of a row are centred, a name of two lines begins above the code and the figures of its row and ends
below them.  Words between two rows could belong to either; but each row has as many lines above as below its code,
and from the first row to the last there is one way to take all of them at most.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> text = "201 公共服务 8.00\\n基本养老保\\n20805 5.00\\n险缴费\\n其他养老\\n20899 3.00\\n支出"
>>> for line in gathered([atoms_of([line]) for line in split_lines(text)]):
...     print([atom.text for atom in line])
['201', '公共服务', '8.00']
['20805', '基本养老保', '险缴费', '5.00']
['20899', '其他养老', '支出', '3.00']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govbudget.reading.layouts.flattened.atoms import Atom
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.words import is_total_word
from govbudget.text import fold

__all__ = ["gathered", "is_bare"]

_CODE_LENGTHS: Final = (3, 5, 7)
_MOST_LEVELS: Final = 3
_OWN_DIGITS: Final = re.compile(r"\d\d")
_SIGNED: Final = re.compile(r"\D")
_FEWEST: Final = 2
"""One row alone is no proof that names stand about their figures."""


def is_bare(line: Sequence[Atom]) -> bool:
    """Whether a line is a code and figures and no word."""
    codes = _codes(line)
    return 0 < codes < len(line) and all(is_figure(atom.text) for atom in line[codes:])


def gathered(lines: Sequence[Sequence[Atom]]) -> Sequence[Sequence[Atom]]:
    """The lines with the names of centred rows between code and figures; as they are if they are no such rows."""
    if sum(map(is_bare, lines)) < _FEWEST:
        return lines
    found: list[Sequence[Atom]] = []
    at = 0
    while at < len(lines):
        row = at
        while row < len(lines) and _is_words(lines[row]):
            row += 1
        wrapped = row - at
        below = lines[row + 1 : row + 1 + wrapped]
        if row == len(lines) or len(below) < wrapped or not all(map(_is_words, below)):
            return lines
        line = lines[row]
        codes = _codes(line)
        if wrapped and codes:
            above, after = ([atom for each in part for atom in each] for part in (lines[at:row], below))
            front = codes
            while front < len(line) and not is_figure(line[front].text):
                front += 1
            line = [*line[:codes], *above, *line[codes:front], *after, *line[front:]]
        elif wrapped or codes == len(line) or is_bare(line):
            return lines
        found.append(line)
        at = row + 1 + wrapped
    return found


def _codes(line: Sequence[Atom]) -> int:
    """How many pieces at the beginning of a line are its code: each level in full, or with its own two digits.

    Two digits may be an amount: they are of the code where amounts with signs of their own follow, if any do.
    """
    texts = [atom.text for atom in line]
    if not texts[0].isdecimal() or len(texts[0]) not in _CODE_LENGTHS:
        return 0
    count = 1
    while count < len(texts) and _is_level(texts[count], texts[count - 1]):
        count += 1
    own = 1
    while own < min(len(texts), _MOST_LEVELS) and _OWN_DIGITS.fullmatch(texts[own]):
        own += 1
    if own > 1 and (len(texts[0]) != _CODE_LENGTHS[0] or not all(map(_SIGNED.search, texts[own : own + 1]))):
        return 0
    return max(count, own)


def _is_level(text: str, above: str) -> bool:
    return text.isdecimal() and len(text) in _CODE_LENGTHS and text != above and text.startswith(above)


def _is_words(line: Sequence[Atom]) -> bool:
    """Whether a line is a piece of a name: no code, no figure, no total."""
    if any(is_figure(atom.text) or atom.text.isdecimal() for atom in line):
        return False
    return not is_total_word(fold("".join(atom.text for atom in line)))
