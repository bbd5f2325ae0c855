"""The pieces of flattened text (文字片段): what stands between white space, and how one piece follows another.

Text out of a PDF has no cells.  What is left of the page is how a piece follows the one before it: behind a
space, on the next line, or below an empty line.  `Step` names these, and the line grammar (`grammar`) says
which of them may stand where.

>>> from govbudget.reading.source import split_lines
>>> lines = split_lines(" 3\\n社会保障\\n\\n支出\\n521.00 8")
>>> [(atom.text, atom.step.name) for atom in atoms_of(lines)]
[('3', 'PAGE'), ('社会保障', 'NEWLINE'), ('支出', 'BLANK'), ('521.00', 'NEWLINE'), ('8', 'SPACE')]
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from govbudget.reading.source import SourceLine
from govbudget.spans import Span

__all__ = ["Atom", "Step", "atoms_of", "begins_page", "joined", "printed_lines", "spans_of_atoms", "width_of"]

_PIECE: Final = re.compile(r"\S+")
_WIDE: Final = re.compile(r"[^\x00-\u2e7f]|[“”‘’—…·①-⑳≥≤]")


class Step(enum.Enum):
    """How a piece follows the one before it."""

    SPACE = " "
    NEWLINE = "newline"
    BLANK = "blank"
    PAGE = "page"


class Atom(NamedTuple):
    """A piece: its text, the line it stands on, where it starts in the document, how it follows."""

    text: str
    line: SourceLine
    start: int
    step: Step


def begins_page(line: SourceLine) -> bool:
    """Whether a line is the first one of a page, by the one space or the form feed that stands before it.

    Several spaces keep a place on the page.
    """
    text = line.text
    return (text[:1] == "\f" or (text[:1] == " " and text[1:2] != " ")) and not line.is_blank


def atoms_of(lines: Iterable[SourceLine]) -> list[Atom]:
    """The pieces of some lines; lines that are left out in between count as the end of a page."""
    found: list[Atom] = []
    previous: int | None = None
    step = Step.PAGE
    for line in lines:
        if begins_page(line) or (previous is not None and line.number != previous + 1):
            step = Step.PAGE
        previous = line.number
        if line.is_blank:
            if line.aside:
                # The number of a page, or its running head or foot.
                step = Step.PAGE
            elif step is not Step.PAGE:
                step = Step.BLANK
            continue
        for match in _PIECE.finditer(line.text):
            found.append(Atom(match.group(), line, line.start + match.start(), step))
            step = Step.SPACE
        step = Step.NEWLINE
    return found


@lru_cache(maxsize=8192)
def width_of(text: str) -> int:
    """The width of a text as printed: a Chinese character is as wide as two digits.

    >>> width_of("满意度（%）"), width_of("8.00")
    (11, 4)
    """
    return len(text) + len(_WIDE.findall(text))


def printed_lines(atoms: Sequence[Atom]) -> tuple[str, ...]:
    """The lines that some pieces of one cell make up, the spaces in them kept."""
    lines: list[str] = []
    for atom in atoms:
        if lines and atom.step is Step.SPACE:
            lines[-1] += " " + atom.text
        else:
            lines.append(atom.text)
    return tuple(lines)


def joined(atoms: Sequence[Atom]) -> str:
    """The text of one cell, its wraps undone."""
    return "".join(printed_lines(atoms))


def spans_of_atoms(atoms: Iterable[Atom]) -> tuple[Span, ...]:
    """Where some pieces stand."""
    return tuple(Span(atom.start, atom.start + len(atom.text)) for atom in atoms)
