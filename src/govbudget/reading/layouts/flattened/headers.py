"""From the pieces of a flattened header to its tree of cells (表头还原).

The cells of the upper row are written first, then those below them.  Which pieces are one cell is told by words
(`header_words`), where the words are unknown by the line grammar; how many columns there are by the row of column
numbers (`栏次 1 2 3`), where it is printed; and which cells stand over which by both.  The tree of least cost is
taken; the grid of header rows it makes is the same as that of any other layout.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> text = "序号\\n功能分类科目\\n\\n合计 基本支出 项目支出\\n科目\\n\\n编码\\n科目名称\\n\\n栏次 1 2 3 4 5"
>>> for row in header_of(atoms_of(split_lines(text))).rows:
...     print(row)
('序号', '功能分类科目', '', '合计', '基本支出', '项目支出')
('', '科目编码', '科目名称', '', '', '')
('栏次', '1', '2', '3', '4', '5')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, pairwise
from typing import Final, TypeAlias

from attrs import frozen

from govbudget.reading.header import is_numbering
from govbudget.reading.layouts.flattened.atoms import Atom, Step, width_of
from govbudget.reading.layouts.flattened.divisions import HeaderCell
from govbudget.reading.layouts.flattened.header_words import (
    fits_under,
    is_header_word,
    is_within,
    may_have_parts,
    needs_parts,
)
from govbudget.reading.lexicon import Remembered
from govbudget.reading.words import HeaderRole, header_role
from govbudget.text import fold, squeeze

__all__ = ["FlatHeader", "header_of", "laid_out", "numbering_of", "without_numbering", "word_ends"]

_CELL: Final = 2
_UNKNOWN: Final = 9
_LONG: Final = 8
_ODD_SPACE: Final = 3
_UNEVEN: Final = 2
_LONGEST: Final = 16
_MOST_PIECES: Final = 160
_MOST_PARENTS: Final = 4
_MOST_CELLS: Final = 40
_MOST_TREES: Final = 3_000
"""The most trees looked at."""
_WRONG_COUNT: Final = 12
_BARE: Final = 4
_UNLIKE: Final = 8
_OF_WORDS: Final = re.compile(r"(?:名称|性质|规格|形式|级别|类型|类别|方式|来源|地址|职能|职责|备注)$")
_LAST_NUMBER: Final = re.compile(r"(\d{1,2})(?:=|$)")

_Tree: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The cells of the upper row, each with those below it."""


def word_ends(atoms: Sequence[Atom]) -> set[int]:
    """How many of some pieces may be a header of known words and nothing else, for each such number.

    >>> from govbudget.reading.source import split_lines
    >>> from govbudget.reading.layouts.flattened.atoms import atoms_of
    >>> sorted(word_ends(atoms_of(split_lines("科目\\n\\n名称 合计\\n新书采购"))))
    [1, 2, 3]
    """
    ends = {0}
    for start in range(min(len(atoms), _MOST_PIECES)):
        if start not in ends:
            continue
        text = ""
        for end in range(start + 1, min(len(atoms), start + _LONGEST) + 1):
            if end > start + 1 and atoms[end - 1].step is Step.NEWLINE:
                break
            text += atoms[end - 1].text
            if is_header_word(fold(text)):
                ends.add(end)
    return ends - {0}


@frozen(eq=False)
class FlatHeader:
    """A header put together: its rows as cells over all columns, and the innermost word of each column."""

    rows: tuple[tuple[str | None, ...], ...]
    leaves: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]

    def role(self, column: int) -> HeaderRole:
        """What stands in a column, by its words."""
        return header_role(fold(self.leaves[column]))

    @property
    def says_words(self) -> bool:
        """Whether nothing but words stands below, by the header alone: what is a digit there is in a word."""
        return len(self.leaves) > 1 and all(
            self.role(column) in (HeaderRole.NAME, HeaderRole.NOTE) or _OF_WORDS.search(fold(leaf))
            for column, leaf in enumerate(self.leaves)
        )


def numbering_of(texts: Sequence[str]) -> int | None:
    """The number of columns that a row of column numbers counts, None if it is no such row.

    >>> numbering_of(("栏次", "1", "2", "3")), numbering_of(("1", "2", "3")), numbering_of(("3", "25.00"))
    (3, 3, None)
    >>> numbering_of(("栏次", "1", "2", "3=1+2"))
    3
    """
    if len(texts) < 3 or not is_numbering(texts):
        return None
    last = _LAST_NUMBER.match(fold(texts[-1]))
    return None if last is None else int(last.group(1))


def without_numbering(atoms: Sequence[Atom]) -> tuple[Sequence[Atom], tuple[str, ...], int | None]:
    """The pieces of a header without the row of column numbers at its end, this row, and how many it counts."""
    last = len(atoms)
    while last and atoms[last - 1].step is Step.SPACE:
        last -= 1
    numbers = tuple(atom.text for atom in atoms[last - 1 :]) if last else ()
    count = numbering_of(numbers)
    return (atoms, (), None) if count is None else (atoms[: last - 1], numbers, count)


def header_of(atoms: Sequence[Atom]) -> FlatHeader:
    """The header that some pieces make, a row of column numbers at its end included."""
    atoms, numbers, count = without_numbering(atoms)
    named = bool(numbers) and not numbers[0].isdecimal()
    best: tuple[int, _Tree] | None = None
    within = Remembered(is_within)
    left = _MOST_TREES
    for cost, cells, starts in _segmentations(atoms):
        if best is not None and cost >= best[0]:
            break
        ordinal = bool(cells) and header_role(fold(cells[0])) is HeaderRole.ORDINAL
        leaves = None if count is None else count + (1 if named and ordinal else 0)
        level = _on_one_line(atoms, starts)
        for more, tree in islice(_trees(cells, leaves, level, within), left):
            left -= 1
            if best is None or cost + more < best[0]:
                best = cost + more, tree
    return _laid_out(best[1] if best is not None else (), numbers)


def _word_cost(text: str) -> int:
    """A word of prescribed headers costs little, another text more, and the more the longer it is."""
    return _CELL if is_header_word(fold(text)) else _UNKNOWN + max(0, len(text) - _LONG)


def _cell_cost(atoms: Sequence[Atom], cost: int) -> int:
    """What it costs to take some pieces for one cell, whose text costs something by itself."""
    if cost < _UNKNOWN:
        return cost
    lines = [0]
    for atom in atoms:
        if atom is not atoms[0] and atom.step is not Step.SPACE:
            lines.append(0)
        lines[-1] += width_of(atom.text)
    for before, atom in pairwise(atoms):
        if atom.step is Step.SPACE and (len(before.text) > 1 or len(atom.text) > 1):
            cost += _ODD_SPACE
    full = max(lines)
    return cost + sum(_UNEVEN for width in lines[:-1] if width < full - 2)


def _on_one_line(atoms: Sequence[Atom], starts: Sequence[int]) -> list[bool]:
    """Of every cell, whether it and the one before are of one line, and share it."""
    wrapped = [
        _is_wrapped(atoms[start:end]) for start, end in zip(starts, (*starts[1:], len(atoms)), strict=True)
    ]
    return [
        atoms[start].step is Step.SPACE and number > 0 and not wrapped[number] and not wrapped[number - 1]
        for number, start in enumerate(starts)
    ]


def _is_wrapped(atoms: Sequence[Atom]) -> bool:
    """Whether a cell takes more than one line: then nothing follows it on its last one."""
    return any(atom.step is not Step.SPACE for atom in atoms[1:])


def _segmentations(atoms: Sequence[Atom]) -> list[tuple[int, tuple[str, ...], tuple[int, ...]]]:
    """The ways to put the pieces together to cells, cheapest first, the cheapest one for each number of cells.

    Each with the cells and the pieces that they begin at.
    """
    if not atoms or len(atoms) > _MOST_PIECES:
        return []
    table: list[dict[int, tuple[int, tuple[str, ...], tuple[int, ...]]]] = [{} for _ in range(len(atoms) + 1)]
    table[0][0] = 0, (), ()
    costs = Remembered(_word_cost)
    for start in range(len(atoms)):
        if not table[start]:
            continue
        for end in range(start + 1, min(len(atoms), start + _LONGEST) + 1):
            if end > start + 1 and atoms[end - 1].step is Step.NEWLINE:
                break
            text = squeeze("".join(atom.text for atom in atoms[start:end]))
            price = _cell_cost(atoms[start:end], costs[text])
            if end < len(atoms) and atoms[end].step is Step.SPACE and _is_wrapped(atoms[start:end]):
                price += _UNLIKE
            for number, (cost, cells, starts) in table[start].items():
                if number >= _MOST_CELLS:
                    continue
                known = table[end].get(number + 1)
                if known is None or cost + price < known[0]:
                    table[end][number + 1] = cost + price, (*cells, text), (*starts, start)
    return sorted(table[-1].values(), key=lambda each: each[0])


def _trees(
    cells: Sequence[str], leaves: int | None, level: Sequence[bool], within: Remembered[tuple[str, str], bool]
) -> Iterator[tuple[int, _Tree]]:
    """The trees that the cells may make, with what each costs.

    `level` says of every cell whether it shares its only line with the one before: then both stand over others, or
    none does, since a cell over others is half as high.
    """
    words = [fold(cell) for cell in cells]
    for upper in range(1, len(cells) + 1):
        lower = len(cells) - upper
        if not lower:
            cost = sum(_BARE for word in words if needs_parts(word))
            cost += 0 if leaves in (None, len(cells)) else _WRONG_COUNT
            yield cost, tuple((cell, ()) for cell in cells)
            continue
        able = [number for number in range(upper) if may_have_parts(words[number])]
        for count in range(1, min(lower, len(able), _MOST_PARENTS) + 1):
            wrong = 0 if leaves is None or len(cells) - count == leaves else _WRONG_COUNT
            for parents in combinations(able, count):
                bare = sum(
                    _BARE for number in range(upper) if number not in parents and needs_parts(words[number])
                )
                bare += sum(
                    _UNLIKE
                    for number in range(1, upper)
                    if level[number] and (number in parents) != (number - 1 in parents)
                )
                bare += _UNLIKE if level[upper] else 0
                for cost, groups in _divided(words, upper, parents, within):
                    under = dict(zip(parents, groups, strict=True))
                    yield (
                        cost + wrong + bare,
                        tuple(
                            (cells[number], tuple(cells[at] for at in under.get(number, ())))
                            for number in range(upper)
                        ),
                    )


def _divided(
    words: Sequence[str], upper: int, parents: Sequence[int], within: Remembered[tuple[str, str], bool]
) -> Iterator[tuple[int, tuple[range, ...]]]:
    """The cheapest way to give the lower cells to the parents, in order, some to each."""
    total = len(words)
    best: dict[int, tuple[int, tuple[range, ...]]] = {upper: (0, ())}
    for place, parent in enumerate(parents):
        left = len(parents) - place - 1
        following: dict[int, tuple[int, tuple[range, ...]]] = {}
        for start, (cost, groups) in best.items():
            for end in range(start + 1, total - left + 1):
                if not left and end < total:
                    continue
                price = cost + fits_under(words[parent], tuple(words[start:end]), within.__getitem__)
                if end not in following or price < following[end][0]:
                    following[end] = price, (*groups, range(start, end))
        best = following
    if total in best:
        yield best[total]


def laid_out(tops: Sequence[HeaderCell], numbers: Sequence[str]) -> FlatHeader:
    """The header that some cells with those below them make, in as many rows as it takes."""
    paths = [path for top in tops for path in top.leaves]
    rows: list[tuple[str | None, ...]] = []
    for depth in range(max(map(len, paths), default=0)):
        row: list[str | None] = []
        for number, path in enumerate(paths):
            cell = path[depth] if depth < len(path) else None
            before = paths[number - 1] if number else ()
            covered = cell is None or (depth < len(before) and before[depth] is cell)
            row.append(None if cell is None or covered else cell.text)
        rows.append(tuple(row))
    if numbers:
        rows.append(_numbered(numbers, len(paths)))
    texts = tuple(tuple(cell.text for cell in path) for path in paths)
    return FlatHeader(tuple(rows), tuple(path[-1] for path in texts), texts)


def _numbered(numbers: Sequence[str], columns: int) -> tuple[str | None, ...]:
    """A row of column numbers over all columns, the last one over the last."""
    return tuple([*[""] * (columns - len(numbers)), *numbers][:columns])


def _laid_out(tree: _Tree, numbers: Sequence[str]) -> FlatHeader:
    upper: list[str] = []
    lower: list[str] = []
    leaves: list[str] = []
    paths: list[tuple[str, ...]] = []
    for cell, below in tree:
        if not below:
            upper.append(cell)
            lower.append("")
            leaves.append(cell)
            paths.append((cell,))
        for number, part in enumerate(below):
            upper.append("" if number else cell)
            lower.append(part)
            leaves.append(part)
            paths.append((cell, part))
    rows: list[tuple[str | None, ...]] = [tuple(upper)]
    if any(lower):
        rows.append(tuple(lower))
    if numbers:
        rows.append(_numbered(numbers, len(leaves)))
    return FlatHeader(tuple(rows), tuple(leaves), tuple(paths))
