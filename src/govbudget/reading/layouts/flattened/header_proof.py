"""Which division of a flattened header is proved, and which columns stay in doubt (表头确证).

`divisions` gives every header that the line grammar allows.  What is left of them has to keep what the words say
(a code does not stand below a sum of money, a total stands first), has to have as many columns as the row of column
numbers counts, and no fewer for figures than a line of the table prints.  Where a stretch of the header may be put
together from known words alone, no other way to divide that stretch is believed.  If one header is left it is sure;
if several are, the columns on which they differ are *in doubt*: what stands under them is ambiguous.

Print may break the grammar, and then the header that is meant is not among those found.  So where words speak
against all of them - they cut words that could stand whole, put one below another that it is no part of, or anything
below a word that has no parts - none of them is believed, but what known words alone make of the pieces, whatever the
steps between them; if they make nothing, all columns are in doubt.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> text = "项目 合计|新书\\n\\n采购|古籍\\n\\n修复".replace("|", "\\n\\n")
>>> proved = proved_header(atoms_of(split_lines(text)), Evidence())
>>> proved.header.leaves, sorted(proved.doubtful)
(('项目', '合计', '新书采购古籍修复'), [1, 2])
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve, field, frozen

from govbudget.reading.layouts.flattened.atoms import Atom, Step
from govbudget.reading.layouts.flattened.divisions import HeaderCell, Rules, TooMuchError, Work, divisions
from govbudget.reading.layouts.flattened.header_words import (
    fits_under,
    is_header_word,
    is_part,
    may_have_parts,
    needs_parts,
)
from govbudget.reading.layouts.flattened.headers import FlatHeader, header_of, laid_out, without_numbering
from govbudget.reading.lexicon import Remembered
from govbudget.reading.words import HeaderRole, header_role
from govbudget.text import fold, squeeze

__all__ = ["Evidence", "ProvedHeader", "proved_header"]

_TOTALS: Final = ("合计", "小计", "总计", "共计")
_STEPS_OF_ANY_WORDS: Final = 15_000
"""Where any words may be cells, a search that is long finds too much."""
_NEVER_TOPS: Final = frozenset((*_TOTALS, "金额"))
_BARE: Final = frozenset(
    (
        "收入",
        "支出",
        "预算",
        "经费",
        "资金",
        "费",
        "费用",
        "结转",
        "结余",
        "编码",
        "代码",
        "名称",
        "拨款",
        "经营",
        "事业",
    )
)
_ENDS: Final = _BARE | {"财政拨款", "预算拨款", "财政拨款收入", "预算财政拨款"}
"""Words that are the rest of a wrapped one where they follow its beginning."""
_FRAGMENTS: Final = frozenset(
    (
        "财政",
        "事业",
        "经营",
        "拨款",
        "专户",
        "费",
        "费用",
        "结转",
        "结余",
        "教育",
        "服务",
        "使用",
        "购置",
        "运行",
        "附属",
        "上级",
    )
)
"""Words of headers that are no column by themselves."""
_NEVER_OVER: Final = (
    HeaderRole.ORDINAL,
    HeaderRole.CODE,
    HeaderRole.UNIT_CODE,
    HeaderRole.MEASURE,
    HeaderRole.NOTE,
)
_NAMING: Final = (HeaderRole.NAME, HeaderRole.CODE, HeaderRole.UNIT_CODE)
_DOUBT: Final = 9
_SURE: Final = 3
"""How many rules are so strict that what keeps them is not asked whether it cuts words."""
_LONGEST_WORD: Final = 16
"""The most pieces of a known word."""


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

    @classmethod
    def of(cls, left: Sequence[tuple[HeaderCell, ...]], numbers: Sequence[str]) -> ProvedHeader:
        """What some divisions prove, of which one is right: the columns on which they differ are in doubt."""
        best = left[0]
        header = laid_out(best, numbers)
        if len(left) == 1:
            return cls(header, words=frozenset(fold(cell.text) for cell in _cells(best)))
        every = [_paths(tops) for tops in left]
        if len({tuple(_leaf_roles(paths)) for paths in every}) > 1:
            return cls(header, _figures(header), len(left), left=left, numbers=numbers)
        doubtful = frozenset(
            column for column in range(len(header.leaves)) if len({paths[column] for paths in every}) > 1
        )
        return cls(header, doubtful, len(left), left=left, numbers=numbers)


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
        if number >= _SURE and left and all(_is_unlikely(tops, pieces, known) for tops in left):
            # The header may break the grammar, and the one that is meant not be among these.
            others = _left(_uneven(pieces, known, counted), pieces, numbers, count, known, evidence)
            others = [tops for tops in others if not _is_unlikely(tops, pieces, known)]
            if not others:
                break
            left = others
        if left:
            return ProvedHeader.of(sorted(left, key=lambda tops: _cost(tops, known)), numbers)
    return ProvedHeader(header := header_of(atoms), _figures(header), 0)


def _uneven(
    pieces: Sequence[Atom], known: Remembered[str, bool], counted: range | None
) -> list[tuple[HeaderCell, ...]]:
    """The headers of known words alone that do not keep the grammar; none where they are too many to be found."""
    *_, loosest = _rules(known, counted)
    try:
        return list(divisions(pieces, loosest, Work()))
    except TooMuchError:
        return []


def _is_unlikely(tops: Sequence[HeaderCell], pieces: Sequence[Atom], known: Remembered[str, bool]) -> bool:
    """Whether words speak against a division that the grammar allows: then another may be meant, which it does not."""
    return _cuts_words(tops, pieces, known) or _misplaces(tops, pieces, known) or _parts_whole(tops)


def _parts_whole(tops: Sequence[HeaderCell]) -> bool:
    """Whether a known word stands over others that has no parts: 数量, 单价, 合计."""
    return any(cell.below and not _may_stand_over(fold(cell.text)) for cell in _cells(tops))


def _is_whole(word: str, known: Remembered[str, bool]) -> bool:
    """Whether a word is known, and not the beginning or the end of others."""
    return word not in _FRAGMENTS and word not in _ENDS and known[word]


def _cuts_words(tops: Sequence[HeaderCell], pieces: Sequence[Atom], known: Remembered[str, bool]) -> bool:
    """Whether whole words alone could stand where a division has others: then the grammar may be broken there."""
    ends = {cell.end: _is_whole(fold(cell.text), known) for cell in _cells(tops)}
    for start in (0, *sorted(ends)):
        # What is reached from there by known words, and whether the division has an unknown one on the way.
        reached = {start}
        for at in range(start, len(pieces)):
            if at not in reached:
                continue
            text = ""
            for end in range(at + 1, min(len(pieces), at + _LONGEST_WORD) + 1):
                text += pieces[end - 1].text
                if _is_whole(fold(squeeze(text)), known):
                    reached.add(end)
        if any(not ends[end] for end in ends if start < end <= max(reached & ends.keys(), default=start)):
            return True
    return False


def _rules(known: Remembered[str, bool], counted: range | None) -> Iterator[Rules]:
    """What a header has to keep, the strictest rules first: those that some header keeps are taken."""
    remembered = Remembered[tuple[str, str, bool], bool](lambda three: _belongs(*three))

    def whole(word: str) -> bool:
        return word not in _FRAGMENTS and known[word]

    def may_be_column(word: str) -> bool:
        return not needs_parts(word) or not known[word] or word in _BARE

    strict = Rules(
        whole,
        may_stand_over=Remembered(_may_stand_over).__getitem__,
        may_be_column=may_be_column,
        belongs=lambda word, below, figures: remembered[word, below, figures],
        is_figure=_is_figure,
        columns=counted,
    )
    yield strict
    yield evolve(strict, spaced=True)
    yield evolve(strict, shares_lines=True, spaced=True)
    yield evolve(strict, known=known.__getitem__, shares_lines=True, spaced=True)
    # Headers of four rows are rare, and every other one might be one: they are looked at where it is none.
    yield evolve(strict, spaced=True, depths=(4,))
    # Words that are not known may mean anything, and then so may those that are.
    yield Rules(may_stand_over=_may_be_over, columns=counted)
    yield evolve(strict, known=known.__getitem__, shares_lines=True, spaced=True, fewest=1)
    yield evolve(strict, known=known.__getitem__, shares_lines=True, spaced=True, fewest=1, full=False)


def _may_be_over(word: str) -> bool:
    return word not in _NEVER_TOPS and header_role(word) not in _NEVER_OVER


def _may_stand_over(word: str) -> bool:
    return (
        word not in _TOTALS
        and header_role(word) not in _NEVER_OVER
        and (not is_header_word(word) or may_have_parts(word))
    )


def _belongs(word: str, below: str, figures: bool) -> bool:
    """Whether nothing speaks against a word below another, `figures` being there before it or not."""
    role = header_role(below)
    if role is HeaderRole.ORDINAL or (figures and (below in _TOTALS or role in _NAMING)):
        return False
    of_items = header_role(word) is HeaderRole.NAME
    if of_items and role not in _NAMING and is_header_word(below):
        return False
    if role in _NAMING and not of_items and is_header_word(word):
        return ("采购" in word and "金额" not in word) or word in ("收入", "支出")
    return is_part(word, below)


def _is_figure(word: str) -> bool:
    return header_role(word) is HeaderRole.FIGURE


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
        by_paths.setdefault(_paths(tops), tops)
    left = [
        tops
        for paths, tops in by_paths.items()
        if _names_rows(paths[0], known)
        and _counts(paths, numbers, count)
        and _room(paths) >= evidence.figures
    ]
    for speaks_against in (_repeats_itself, _parts_a_word, _misplaces, _total_behind):
        kept = [tops for tops in left if not speaks_against(tops, pieces, known)]
        left = kept or left
    return _undominated(left, known)


def _names_rows(path: Sequence[str], known: Remembered[str, bool]) -> bool:
    """Whether what stands over the first column may name the rows: it does not speak of money."""
    leaf = fold(path[-1])
    role = header_role(leaf)
    if role is HeaderRole.FIGURE:
        return not (known[leaf] or leaf in _TOTALS)
    return role not in (HeaderRole.MEASURE, HeaderRole.NOTE)


def _repeats_itself(tops: Sequence[HeaderCell], _: Sequence[Atom], __: Remembered[str, bool]) -> bool:
    """Whether two columns have the same words."""
    paths = _paths(tops)
    return len(set(paths)) < len(paths)


def _misplaces(tops: Sequence[HeaderCell], _: Sequence[Atom], known: Remembered[str, bool]) -> bool:
    """Whether a word stands below another where the words speak against it."""
    for cell in _cells(tops):
        figures = False
        for below in cell.below:
            word = fold(below.text)
            if not _belongs(fold(cell.text), word, figures):
                return True
            figures = figures or (_is_figure(word) and known[word])
    return False


def _total_behind(tops: Sequence[HeaderCell], _: Sequence[Atom], __: Remembered[str, bool]) -> bool:
    """Whether a total stands behind what it is the total of."""
    figures = False
    for cell in tops:
        if figures and fold(cell.text) in _TOTALS[:2]:
            return True
        figures = figures or header_role(fold(cell.text)) is HeaderRole.FIGURE
    return False


def _paths(tops: Sequence[HeaderCell]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in path) for top in tops for path in top.leaves)


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


def _cells(tops: Iterable[HeaderCell]) -> Iterable[HeaderCell]:
    for cell in tops:
        yield cell
        yield from _cells(cell.below)


def _parts_a_word(tops: Sequence[HeaderCell], pieces: Sequence[Atom], known: Remembered[str, bool]) -> bool:
    """Whether two cells one behind the other are a known word and the end of it."""
    cells = sorted(_cells(tops), key=lambda cell: cell.start)
    return any(
        fold(two.text) in _ENDS
        and pieces[two.start].step is not Step.SPACE
        and known[fold(one.text + two.text)]
        for one, two in pairwise(cells)
    )


def _undominated(
    left: Sequence[tuple[HeaderCell, ...]], known: Remembered[str, bool]
) -> list[tuple[HeaderCell, ...]]:
    """Those for which there is no other that explains by known words what they do not, and is no worse elsewhere."""
    cut = [{(cell.start, cell.end): known[fold(cell.text)] for cell in _cells(tops)} for tops in left]
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


def _cost(tops: Sequence[HeaderCell], known: Remembered[str, bool]) -> int:
    """How far a header is from what prescribed tables print: it orders what no proof decides."""
    cost = 0
    for cell in _cells(tops):
        word = fold(cell.text)
        cost += 0 if known[word] else _DOUBT
        if cell.below:
            cost += fits_under(word, tuple(fold(part.text) for part in cell.below))
    return cost
