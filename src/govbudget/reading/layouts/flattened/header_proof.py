"""Which division of a flattened header is proved, and which columns stay in doubt (表头确证).

`divisions` gives every header that the line grammar allows.  What is left of them has to keep what the words say
(a code does not stand below a sum of money, a total stands first), has to have as many columns as the row of column
numbers counts, and no fewer for figures than a line of the table prints.  Where a stretch of the header may be put
together from known words alone, no other way to divide that stretch is believed.  If one header is left it is sure;
if several are, the columns on which they differ are *in doubt*: what stands under them is ambiguous.

Print may break the grammar, and then the header that is meant is not among those found.  So where words speak
against all of them - they cut words that could stand whole, put one below another that it is no part of, or anything
below a word that has no parts - none of them is believed, but what known words alone make of the pieces, whatever the
steps between them; if they make nothing, all columns are in doubt.  And where words have a header that breaks the
grammar and is likelier than all that keep it, it is one of those that may be meant.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> text = "项目 合计|新书\\n\\n采购|古籍\\n\\n修复".replace("|", "\\n\\n")
>>> proved = proved_header(atoms_of(split_lines(text)), Evidence())
>>> proved.header.leaves, sorted(proved.doubtful)
(('项目', '合计', '新书采购古籍修复'), [1, 2])
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from attrs import evolve, field, frozen

from govbudget.reading.layouts.flattened.atoms import Atom
from govbudget.reading.layouts.flattened.divisions import HeaderCell, Rules, TooMuchError, Work, divisions
from govbudget.reading.layouts.flattened.header_sense import (
    BARE,
    FRAGMENTS,
    ODD,
    belongs,
    cells_of,
    cost_of,
    is_figure,
    is_unlikely,
    may_be_over,
    may_stand_over,
    names_rows,
    paths_of,
    speaking_against,
)
from govbudget.reading.layouts.flattened.header_words import (
    is_header_word,
    needs_parts,
)
from govbudget.reading.layouts.flattened.headers import FlatHeader, header_of, laid_out, without_numbering
from govbudget.reading.lexicon import Remembered
from govbudget.reading.words import HeaderRole, header_role
from govbudget.text import fold

__all__ = ["Evidence", "ProvedHeader", "proved_header"]

_STEPS_OF_ANY_WORDS: Final = 15_000
"""Where any words may be cells, a search that is long finds too much."""
_SURE: Final = 3
"""How many rules are so strict that what keeps them is not asked whether it cuts words."""


@frozen
class Evidence:
    """What is known of a header beside its own pieces: words of other headers, the most figures on one line."""

    words: Collection[str] = frozenset()
    figures: int = 0
    is_whole: bool = True
    """Whether it is sure that these pieces are the header and nothing else."""


@frozen(eq=False)
class ProvedHeader:
    """A header and the columns that are in doubt; `words` are its cells where it is sure."""

    header: FlatHeader
    doubtful: frozenset[int] = frozenset()
    ways: int = 1
    """In how many ways the pieces may be divided, as far as they were counted."""
    words: frozenset[str] = field(default=frozenset())
    left: Sequence[tuple[HeaderCell, ...]] = ()
    """The divisions that are left, the likeliest first, where there are several."""
    numbers: Sequence[str] = ()
    """The row of column numbers."""
    others: Sequence[FlatHeader] = ()
    """The headers that the other divisions make, where all are over the same kinds of columns."""

    @classmethod
    def of(cls, left: Sequence[tuple[HeaderCell, ...]], numbers: Sequence[str]) -> ProvedHeader:
        """What some divisions prove, of which one is right: the columns on which they differ are in doubt."""
        best = left[0]
        header = laid_out(best, numbers)
        if len(left) == 1:
            return cls(header, words=frozenset(fold(cell.text) for cell in cells_of(best)))
        every = [paths_of(tops) for tops in left]
        if len({tuple(_leaf_roles(paths)) for paths in every}) > 1:
            return cls(header, _figures(header), len(left), left=left, numbers=numbers)
        doubtful = frozenset(
            column for column in range(len(header.leaves)) if len({paths[column] for paths in every}) > 1
        )
        others = [laid_out(tops, numbers) for tops in left[1:]]
        return cls(header, doubtful, len(left), left=left, numbers=numbers, others=others)


def proved_header(atoms: Sequence[Atom], evidence: Evidence) -> ProvedHeader:
    """The header that some pieces make, a row of column numbers at its end included."""
    pieces, numbers, count = without_numbering(atoms)
    known = Remembered[str, bool](lambda word: is_header_word(word) or word in evidence.words)
    counted = range(count, count + 5) if count is not None else None
    work = Work()
    for number, rules in enumerate(_rules(known, counted)):
        found: list[tuple[HeaderCell, ...]] = []
        deep = len(rules.depths) == 1
        try:
            steps = work if rules.known and not deep else Work(_STEPS_OF_ANY_WORDS)
            found.extend(divisions(pieces, rules, steps))
        except TooMuchError:
            if deep:
                continue
            break
        left = _left(found, pieces, numbers, count, known, evidence)
        if left and not evidence.is_whole:
            break
        if left and number < _SURE:
            # What the grammar allows is believed if no header of known words is likelier that it does not.
            least = min(cost_of(tops, pieces, known) for tops in left)
            if least > 0:
                uneven = _uneven(pieces, known, counted)
                if uneven is None and least >= 2 * ODD:
                    # Too odd to be believed, and too long for another to be found.
                    header = laid_out(left[0], numbers)
                    return ProvedHeader(header, _figures(header), 0)
                others = _left(uneven or [], pieces, numbers, count, known, evidence)
                left += [tops for tops in others if cost_of(tops, pieces, known) < least]
        elif left and all(is_unlikely(tops, pieces, known) for tops in left):
            # The header breaks the grammar, and the one that is meant is not among these.
            uneven = _uneven(pieces, known, counted) or []
            others = _left(uneven, pieces, numbers, count, known, evidence)
            left = [tops for tops in others if not is_unlikely(tops, pieces, known)]
            if not left:
                break
        if left:
            return ProvedHeader.of(sorted(left, key=lambda tops: cost_of(tops, pieces, known)), numbers)
    return ProvedHeader(header := header_of(atoms), _figures(header), 0)


def _uneven(
    pieces: Sequence[Atom], known: Remembered[str, bool], counted: range | None
) -> list[tuple[HeaderCell, ...]] | None:
    """The headers of known words alone, whatever the steps between them; None where they are too many to be found."""
    *_, loosest = _rules(known, counted)
    try:
        return list(divisions(pieces, loosest, Work()))
    except TooMuchError:
        return None


def _rules(known: Remembered[str, bool], counted: range | None) -> Iterator[Rules]:
    """What a header has to keep, the strictest rules first: those that some header keeps are taken."""
    remembered = Remembered[tuple[str, str, bool], bool](lambda three: belongs(*three))

    def whole(word: str) -> bool:
        return word not in FRAGMENTS and known[word]

    def may_be_column(word: str) -> bool:
        return not needs_parts(word) or not known[word] or word in BARE

    strict = Rules(
        whole,
        may_stand_over=Remembered(may_stand_over).__getitem__,
        may_be_column=may_be_column,
        belongs=lambda word, below, figures: remembered[word, below, figures],
        is_figure=is_figure,
        columns=counted,
    )
    yield strict
    yield evolve(strict, spaced=True)
    yield evolve(strict, shares_lines=True, spaced=True)
    yield evolve(strict, known=known.__getitem__, shares_lines=True, spaced=True)
    # Headers of four rows are rare, and every other one might be one: they are looked at where it is none.
    yield evolve(strict, spaced=True, depths=(4,))
    # Words that are not known may mean anything, and then so may those that are.
    yield Rules(may_stand_over=may_be_over, columns=counted)
    yield evolve(strict, known=known.__getitem__, shares_lines=True, spaced=True, fewest=1)
    yield evolve(strict, known=known.__getitem__, shares_lines=True, spaced=True, fewest=1, full=False)


def _left(
    found: Sequence[tuple[HeaderCell, ...]],
    pieces: Sequence[Atom],
    numbers: Sequence[str],
    count: int | None,
    known: Remembered[str, bool],
    evidence: Evidence,
) -> list[tuple[HeaderCell, ...]]:
    """The headers that nothing speaks against, each tree once."""
    by_paths: dict[tuple[tuple[str, ...], ...], tuple[HeaderCell, ...]] = {}
    for tops in found:
        by_paths.setdefault(paths_of(tops), tops)
    left = [
        tops
        for paths, tops in by_paths.items()
        if names_rows(paths[0], known) and _counts(paths, numbers, count) and _room(paths) >= evidence.figures
    ]
    for speaks_against in speaking_against:
        kept = [tops for tops in left if not speaks_against(tops, pieces, known)]
        left = kept or left
    return _undominated(left, known)


def _leaf_roles(paths: Sequence[Sequence[str]]) -> list[HeaderRole]:
    return [header_role(fold(path[-1])) for path in paths]


def _room(paths: Sequence[Sequence[str]]) -> int:
    return _leaf_roles(paths).count(HeaderRole.FIGURE)


def _counts(paths: Sequence[Sequence[str]], numbers: Sequence[str], count: int | None) -> bool:
    """Whether a row of column numbers counts these columns: all but those it has words for, or the figures."""
    if count is None:
        return True
    roles = _leaf_roles(paths)
    leading = 0
    while leading < len(roles) and roles[leading] is not HeaderRole.FIGURE:
        leading += 1
    words = sum(not text[0].isdecimal() for text in numbers)
    unnumbered = len(paths) - count
    if unnumbered < words:
        return False
    return unnumbered in (words, leading)


def _undominated(
    left: Sequence[tuple[HeaderCell, ...]], known: Remembered[str, bool]
) -> list[tuple[HeaderCell, ...]]:
    """Those for which there is no other that explains by known words what they do not, and is no worse elsewhere."""
    cut = [{(cell.start, cell.end): known[fold(cell.text)] for cell in cells_of(tops)} for tops in left]
    fewest = min((sum(not is_known for is_known in cells.values()) for cells in cut), default=0)
    if not fewest:
        return [tops for tops, cells in zip(left, cut, strict=True) if all(cells.values())]
    return [
        tops
        for number, tops in enumerate(left)
        if not any(_beats(other, cut[number]) for at, other in enumerate(cut) if at != number)
    ]


def _beats(one: dict[tuple[int, int], bool], other: dict[tuple[int, int], bool]) -> bool:
    """Whether one division has known words alone wherever it differs from another, which has not."""
    here = [known for cell, known in one.items() if cell not in other]
    there = [known for cell, known in other.items() if cell not in one]
    return bool(here) and all(here) and not all(there)


def _figures(header: FlatHeader) -> frozenset[int]:
    return frozenset(
        column for column in range(len(header.leaves)) if header.role(column) is HeaderRole.FIGURE
    )
