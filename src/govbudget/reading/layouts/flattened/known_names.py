"""Names that stand whole somewhere in a document (已见名称): they tell where a name ends that was cut in a table.

A text counts that punctuation or the ends of a line part from all else, a wrapped line excepted: what a line begins or
ends with there may be a piece of more.  Lines as wide as most are taken for wrapped ones.

>>> from govbudget.reading.source import split_lines
>>> sorted(names_in(split_lines("项目“馆藏图书采购”新增，古籍修复照旧。\\n" + 30 * "馆")))
['古籍修复照旧', '馆藏图书采购']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import define, evolve, field

from govbudget.reading.layouts.flattened.atoms import Atom, Step, width_of
from govbudget.reading.layouts.flattened.grammar import may_hold_space
from govbudget.reading.source import SourceLine

__all__ = ["KnownNames", "digits_of_names", "names_in"]

_SIGNS: Final = r"，。；：《》\",;:!?！？"
_LABELS: Final = r"(?<!\S)(?:项目|单位|部门)?(?:名称|编码|代码|编号)(?!\S)"
_SEPARATORS: Final = (
    re.compile(rf"[、“”‘’'{_SIGNS}]+|{_LABELS}"),
    re.compile(rf"[、“”‘’'（）(){_SIGNS}]+|{_LABELS}"),
    re.compile(rf"[{_SIGNS}]+|{_LABELS}"),
    re.compile(rf"[、“”‘’'{_SIGNS}]+|{_LABELS}|(?:19|20)\d\d\s?年度?"),
)
_SHORTEST: Final = 4
_LONGEST: Final = 60


def names_in(lines: Sequence[SourceLine]) -> frozenset[str]:
    """The texts that stand whole in some lines; a space between words and digits is in one."""
    widest = max((width_of(line.text) for line in lines), default=0)
    found: set[str] = set()
    for line in lines:
        text = line.text.strip()
        # A line that leaves much of its width was not wrapped.
        is_whole = 3 * width_of(text) < 2 * widest
        for separator in _SEPARATORS:
            runs = [run for part in separator.split(text) for run in _runs(part.split())]
            found.update(runs if is_whole else runs[1:-1])
    return frozenset(name for name in found if _SHORTEST <= len(name) <= _LONGEST)


@define(eq=False)
class KnownNames:
    """The names that are known outside a table, gathered when they are first asked for.

    They stand whole in some `lines`, or are those of `bodies` named above the tables; `more` are those of rows that
    are sure, which are `complete` when all tables have been read once.
    """

    lines: Sequence[SourceLine] = ()
    bodies: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()
    is_complete: bool = False
    _every: frozenset[str] | None = field(init=False, default=None)

    def __contains__(self, name: object) -> bool:
        if self._every is None:
            self._every = names_in(self.lines).union(self.bodies, self.more)
        return name in self._every

    def completed(self, more: Iterable[str]) -> KnownNames:
        """These names and those of the rows that are sure."""
        return evolve(self, more=frozenset(more), is_complete=True)


def _runs(pieces: Sequence[str]) -> Iterator[str]:
    """The texts that pieces with spaces between them make up."""
    text = ""
    for before, piece in pairwise(["", *pieces]):
        if before and not may_hold_space(before, piece):
            yield text
            text = ""
        text += piece
    yield text


def digits_of_names(atoms: Sequence[Atom], bodies: frozenset[str]) -> frozenset[int]:
    """Where the numbers begin that stand in the print of a name with digits, beside other pieces of it.

    >>> from govbudget.reading.layouts.flattened.atoms import atoms_of
    >>> from govbudget.reading.source import split_lines
    >>> atoms = atoms_of(split_lines("青禾县 12345 服务中心本级 行政 12345"))
    >>> sorted(digits_of_names(atoms, frozenset({"青禾县12345服务中心"})))
    [4]
    """
    parts = [
        (name[: run.start()], run.group(), name[run.end() :])
        for name in bodies
        for run in re.finditer(r"\d+", name)
    ]
    found: set[int] = set()
    for at, atom in enumerate(atoms) if parts else ():
        before = atoms[at - 1].text if at and atom.step is Step.SPACE else ""
        after = atoms[at + 1].text if at + 1 < len(atoms) and atoms[at + 1].step is Step.SPACE else ""
        if any(
            atom.text == run
            and (before or after)
            and (not before or (above and (above.endswith(before) or before.endswith(above))))
            and (not after or (below and (below.startswith(after) or after.startswith(below))))
            for above, run, below in parts
        ):
            found.add(atom.start)
    return frozenset(found)
