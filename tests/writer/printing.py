"""Wrapping the cells of flattened text at their width, and writing those of a row one behind the other.

>>> flow((("1",), ("新书", "采购"), ("8.00",), ("一般", "项目")))
'1\\n新书\\n\\n采购\\n8.00\\n\\n一般\\n\\n项目'
>>> wrap("阅览室（东）改造", 8), wrap("11745.92", 4), wrap("共12.5万元", 6)
(('阅览室', '（东）改', '造'), ('1174', '5.92'), ('共12.5', '万元'))
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

__all__ = ["Lines", "flow", "spaced", "width_of", "wrap"]

Lines: TypeAlias = tuple[str, ...]

_ATOM = re.compile(r"[（(][^（()）]{0,8}[)）]|[0-9][0-9.,]*%?|[A-Za-z]+|.", re.DOTALL)


def _wide(char: str) -> bool:
    return ord(char) > 0x2E80 or char in "“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩≥≤"


def width_of(text: str) -> int:
    """The width of a text, two for a Chinese character and one for any other."""
    return sum(2 if _wide(char) else 1 for char in text)


def spaced(text: str) -> str:
    """The text with the space that stands between Chinese characters and digits or Latin letters."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])", " ", text)
    return re.sub(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])", " ", text)


def wrap(text: str, width: int) -> Lines:
    """The lines of a cell: broken only where the next character, bracket group or number does not fit.

    What is wider than the cell altogether is broken anywhere.
    """
    lines = [""]
    for atom in _ATOM.findall(text):
        if width_of(lines[-1] + atom) <= width:
            lines[-1] += atom
        elif width_of(atom) <= width and atom != " ":
            lines.append(atom)
        else:
            for char in atom:
                if width_of(lines[-1] + char) > width:
                    lines.append("")
                lines[-1] += char
    return tuple(line.strip() for line in lines if line.strip()) or ("",)


def flow(cells: Sequence[Lines], *, top: bool = False) -> str:
    """The text of a row by its printed cells; `top` for what a page end has left of it."""
    text = "\n\n".join(cells[0])
    before = len(cells[0])
    stepped_down = False
    for cell in cells[1:]:
        here = len(cell)
        if top:
            step = " " if before == 1 else "\n\n"
        elif before == here == 1:
            step = " "
        elif {before, here} == {1, 2} and not (here == 2 and stepped_down):
            step = "\n"
            stepped_down = before == 2
        else:
            step = "\n\n"
            stepped_down = False
        text += step + "\n\n".join(cell)
        before = here
    return text
