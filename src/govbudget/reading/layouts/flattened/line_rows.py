"""Rows of text in which one printed row is one line (逐行文本): what the lines of a table say, before columns.

Text taken out of a PDF without its layout prints `code label number number …` with single spaces; a long label
stands on lines of its own, and several rows may run on in one line.  A line is cut into runs, each of words and
the numbers behind them; a run begins a row where it has a code or is a total, else where it stands first.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> text = "201 公共服务 20.00 5.00\\n20103\\n办公厅\\n事务 15.00 合 计 35.00 5.00"
>>> for row in coded_rows([atoms_of([line]) for line in split_lines(text)], codes=1) or ():
...     print(row.code, row.name, [atom.text for atom in row.numbers])
201 公共服务 ['20.00', '5.00']
20103 办公厅事务 ['15.00']
 合计 ['35.00', '5.00']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import define, field

from govbudget.reading.header import is_redaction
from govbudget.reading.layouts.flattened.atoms import Atom
from govbudget.reading.layouts.flattened.centred import gathered
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.panels import numeral_at
from govbudget.reading.words import is_total_word
from govbudget.text import fold, is_cjk

__all__ = ["LineRow", "Run", "code_of", "coded_rows", "name_of", "named_rows", "runs_of"]

_TOTAL: Final = re.compile(r"[总合小共]计?$")
_RUN_ON: Final = re.compile(r"[总合共]计$")
"""A total that runs on behind the name of a row without figures."""
_POINT: Final = re.compile(r"\d{1,2}[.．]")
"""The number of an item: no figure ends in its point."""
_DIGITS: Final = re.compile(r"\d{1,7}")
_WHOLE_CODE: Final = re.compile(r"\d{3}|\d{5}|\d{6}|\d{7}|\d{9}")
_CODE_IN_NAME: Final = re.compile(r"[\[(【]\d{3,7}[\])】]|\d{3,7}[-—_]?(?=[^\d.,])")


@define(eq=False)
class Run:
    """Some words of a line and the numbers behind them, in print order."""

    words: list[Atom] = field(factory=list)
    numbers: list[Atom] = field(factory=list)

    @property
    def name(self) -> str:
        """Its words without the code before them, letters printed apart put together."""
        return name_of(self.words)


@define(eq=False)
class LineRow:
    """One row: its code, its name, its numbers in print order, and all of its pieces."""

    codes: list[Atom] = field(factory=list)
    words: list[Atom] = field(factory=list)
    numbers: list[Atom] = field(factory=list)

    @property
    def code(self) -> str:
        """The digits of its code as far as the row prints them."""
        return code_of([atom.text for atom in self.codes])

    @property
    def name(self) -> str:
        """Its label."""
        return name_of(self.words)

    @property
    def pieces(self) -> list[Atom]:
        """Its pieces in print order."""
        return sorted([*self.codes, *self.words, *self.numbers], key=lambda atom: atom.start)


def code_of(texts: Sequence[str]) -> str:
    """The code that some pieces make: each level in full, or each with its own digits.

    >>> code_of(["204", "20402", "2040250"]), code_of(["201", "40", "01"]), code_of(["301", "2"])
    ('2040250', '2014001', '30102')
    """
    if all(after.startswith(before) and len(after) > len(before) for before, after in pairwise(texts)):
        return texts[-1] if texts else ""
    return texts[0] + "".join(text.zfill(2) for text in texts[1:])


def name_of(words: Sequence[Atom]) -> str:
    """The text of some words: letters printed apart belong together, as the lines of a wrapped label do."""
    text = ""
    for before, atom in zip([None, *words], words, strict=False):
        if before is not None and before.line is atom.line and _parted(before.text, atom.text):
            text += " "
        text += atom.text
    return text


def _parted(before: str, after: str) -> bool:
    return not (is_cjk(before[-1]) and is_cjk(after[0]))


def runs_of(atoms: Sequence[Atom], *, coded: bool) -> list[Run]:
    """The runs of a line; with codes, digits before words are the code of the words, as those of a code are."""
    runs = [Run()]
    for atom in atoms:
        digits = coded and _DIGITS.fullmatch(atom.text) is not None and not runs[-1].numbers
        if digits and all(word.text.isdecimal() for word in runs[-1].words):
            runs[-1].words.append(atom)
        elif is_figure(atom.text) and _POINT.fullmatch(atom.text) is None:
            runs[-1].numbers.append(atom)
        elif runs[-1].numbers:
            code = _code_before(runs[-1].numbers) if coded and not _TOTAL.match(fold(atom.text)) else 0
            taken = runs[-1].numbers[len(runs[-1].numbers) - code :]
            del runs[-1].numbers[len(runs[-1].numbers) - code :]
            runs.append(Run([*taken, atom]))
        else:
            runs[-1].words.append(atom)
    return runs


def _code_before(numbers: Sequence[Atom]) -> int:
    """How many of the last numbers of a line are the code of the words that follow them."""
    texts = [atom.text for atom in numbers]
    for count in (3, 2):
        last = texts[-count:]
        own = re.fullmatch(r"\d{3}( \d{2})+", " ".join(last)) is not None
        full = [len(text) for text in last] == [3, 5, 7][:count] and last[-1].isdecimal()
        if len(last) == count and (own or (full and all(map(last[-1].startswith, last)))):
            return count
    return 1 if texts and _WHOLE_CODE.fullmatch(texts[-1]) else 0


def coded_rows(lines: Sequence[Sequence[Atom]], codes: int) -> list[LineRow] | None:
    """The rows of a table in which each row but totals begins with a code; None where the lines are not such.

    Words below the figures of a row may belong to it or to the next one, and so may figures behind a bare
    code: the lines are not such, unless the names of all rows stand about their figures.
    """
    rows: list[LineRow] = []
    for line in gathered(lines):
        for number, run in enumerate(runs_of(line, coded=True)):
            digits = _leading_codes(run, codes)
            words = run.words[digits:]
            total = bool(words) and is_total_word(fold(name_of(words)))
            inside = bool(words) and not digits and _CODE_IN_NAME.match(words[0].text) is not None
            if digits or total or inside:
                if (not words and run.numbers) or any(_WHOLE_CODE.fullmatch(word.text) for word in words[1:]):
                    return None
                if digits and _RUN_ON.search(fold(name_of(words))):
                    return None
                rows.append(LineRow(run.words[:digits], words, run.numbers))
                continue
            if number or not rows or rows[-1].numbers:
                return None
            row = rows[-1]
            row.words.extend(words)
            row.numbers.extend(run.numbers)
    wrapped = [row for row in rows if len({atom.line.number for atom in row.words}) > 1]
    # What stands below a row without figures may belong to the next one, unless others end above theirs.
    return rows if rows and (not wrapped or any(row.numbers for row in wrapped)) else None


def _leading_codes(run: Run, codes: int) -> int:
    """How many pieces in front of a run are its code."""
    count = 0
    for atom in run.words[: max(codes, 3)]:
        if _DIGITS.fullmatch(atom.text) is None:
            break
        count += 1
    return count


def named_rows(lines: Sequence[Sequence[Atom]]) -> list[LineRow] | None:
    """The rows of a table without codes: each line with words and numbers is one; None where they are not such.

    A name that stands on several lines has to begin as names do, and to end above its figures.
    """
    rows: list[LineRow] = []
    open_words: list[Atom] = []
    cut = [runs_of(line, coded=False) for line in lines]
    if any(len(runs) > 1 for runs in cut):
        return None
    for (run,), following in zip(cut, [*cut[1:], []], strict=True):
        begins = bool(run.words) and _begins(run.words)
        if not run.words:
            if not open_words or (following and not _begins(following[0].words)):
                return None
            rows.append(LineRow([], open_words, run.numbers))
            open_words = []
            continue
        if open_words and not begins and not _begins(open_words):
            return None
        if open_words and begins:
            rows.append(LineRow([], open_words, []))
            open_words = []
        if run.numbers:
            rows.append(LineRow([], [*open_words, *run.words], run.numbers))
            open_words = []
        else:
            open_words = [*open_words, *run.words]
    if open_words:
        rows.append(LineRow([], open_words, []))
    return rows or None


def _begins(words: Sequence[Atom]) -> bool:
    """Whether some words begin a row of their own: numbered, or a total."""
    text = name_of(words)
    if numeral_at(text) or re.match(r"\d{1,2}[.、．]|其中|其他", fold(text)):
        return True
    return is_total_word(fold(text)) or is_redaction(text)
