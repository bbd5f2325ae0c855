"""When the header of text printed line by line is sure (表头确认).

The header's cells are told by words (`headers`).  Here it is asked whether they can be trusted: every innermost
word is one that prescribed headers have, what stands in front is codes and names, and the rows that print most
numbers print no more than there are columns.  Where a word stands over others, the sums of rows that
print every column have to say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from govbudget.money import parse_number
from govbudget.reading.header import is_dash
from govbudget.reading.layouts.flattened.atoms import Atom, Step
from govbudget.reading.layouts.flattened.header_words import is_header_word
from govbudget.reading.layouts.flattened.headers import FlatHeader, header_of, numbering_of
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.line_rows import runs_of
from govbudget.reading.layouts.flattened.line_trees import Path, laid_out, proved_paths
from govbudget.reading.words import HeaderRole, header_role, is_total_word
from govbudget.text import fold, squeeze

__all__ = ["LineHeader", "guessed_header", "sure_header"]

_MOST_PIECES: Final = 24
"""Pieces of a header that are put together without a proof."""
_MOST_WAYS: Final = 32
_LONGEST_WORD: Final = 8
_LEVELS: Final = ("类", "款", "项", "目")
_FRAGMENTS: Final = frozenset(
    (
        "收入",
        "支出",
        "数",
        "费",
        "其中",
        "其中:",
        "资金",
        "预算",
        "编码",
        "拨款",
        "结余",
        "结转",
        "名称",
        "金额数",
    )
)
"""Words that are more often the rest of a wrapped one than a column."""
_PEOPLE: Final = frozenset(
    ("小计", "合计", "人员经费", "公用经费", "日常公用经费", "人员支出", "人员经费支出", "公用经费支出")
)
_CARS: Final = frozenset(
    ("小计", "公务用车购置费", "公务用车运行费", "公务用车运行维护费", "购置费", "运行费", "运行维护费")
)
_USUAL: Final = {
    "基本支出": _PEOPLE,
    "公务用车购置及运行费": _CARS,
    "公务用车购置及运行维护费": _CARS,
}
"""Words that stand below others in every prescribed table."""
_OVER_ALL: Final = frozenset(
    ("项目", "科目", "功能分类科目", "经济分类科目", "支出功能分类科目", "功能科目", "经济科目")
)

_CLASSIFIED: Final = frozenset(("功能分类", "支出功能分类", "经济分类", "支出经济分类"))


@frozen(eq=False)
class LineHeader:
    """A sure header: its rows, and which columns hold what."""

    header: FlatHeader
    codes: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    panels: bool = False
    levels: int = 1
    """How many pieces a code is printed in at most."""
    repeats_levels: bool = False
    """Whether the codes of the lowest level print those of the levels above."""


def sure_header(atoms: Sequence[Atom], rows: Sequence[Sequence[Atom]]) -> LineHeader | None:
    """The header that some pieces make above some lines, None where it is not sure."""
    atoms, levels = _without_levels([atom for atom in atoms if fold(atom.text) not in ("其中", "其中:")])
    atoms, count = _without_numbering(atoms)
    proved = _proved(atoms, rows, levels, count)
    if proved is not None:
        return proved
    atoms = _in_front(atoms)
    if len(atoms) > _MOST_PIECES:
        return None
    header = _header(atoms)
    if count and count not in (len(header.leaves), _figures_of(header)):
        return None
    return _checked(header, rows, levels, counted=count == _figures_of(header))


def _proved(
    atoms: Sequence[Atom], rows: Sequence[Sequence[Atom]], levels: int, count: int
) -> LineHeader | None:
    """The header whose words over others the sums of full rows prove, None where they do not."""
    found: dict[tuple[Path, ...], LineHeader] = {}
    for words in [tuple(map(_word, way)) for way in _as_words(atoms)]:
        roles = [header_role(fold(word)) for word in words]
        front = [word for word, role in zip(words, roles, strict=True) if role is not HeaderRole.FIGURE]
        over = [word for word in front if fold(word) in _OVER_ALL]
        inner = [word for word in front if word not in over] or over[:1]
        figures = [word for word, role in zip(words, roles, strict=True) if role is HeaderRole.FIGURE]
        if not inner or len(over) > 1 or any(fold(word) in _FRAGMENTS for word in figures):
            continue
        coded = any(header_role(fold(word)) is HeaderRole.CODE for word in inner)
        full = _full_rows(rows, coded=coded)
        if not full or count not in (0, len(full[0]), len(full[0]) + len(inner)):
            continue
        paths = proved_paths(figures, full)
        if paths is None:
            continue
        own: tuple[Path, ...] = tuple((word,) for word in inner)
        sure = _checked(laid_out((*own, *paths)), rows, levels, counted=True, proved=True)
        if sure is not None:
            found[sure.header.paths] = sure
    return next(iter(found.values())) if len(found) == 1 else None


def _as_words(atoms: Sequence[Atom]) -> list[tuple[Sequence[Atom], ...]]:
    """The ways to read some pieces as words of headers and nothing else, each word with its pieces."""
    ways: list[list[tuple[Sequence[Atom], ...]]] = [[] for _ in range(len(atoms) + 1)]
    ways[0].append(())
    for start in range(len(atoms)):
        text = ""
        for end in range(start + 1, min(len(atoms), start + _LONGEST_WORD) + 1):
            text += atoms[end - 1].text
            if ways[start] and is_header_word(fold(text)):
                room = _MOST_WAYS - len(ways[end])
                ways[end] += [(*way, atoms[start:end]) for way in ways[start]][:room]
    return ways[-1]


def _word(atoms: Sequence[Atom]) -> str:
    return squeeze("".join(atom.text for atom in atoms))


def _in_front(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """The pieces with the words of codes and names first, as their cells stand in the rows.

    A header may tell them last, the code below the name.  Two panels have names in either.
    """
    ways = sorted(_as_words(atoms), key=len)
    if len({tuple(word for word in map(_word, way) if _is_figures(word)) for way in ways}) != 1:
        return atoms
    if len(ways) > 1 and len(ways[0]) == len(ways[1]):
        return atoms
    # Several ways differ in what they call the codes and names: one word for each is the fewest.
    figures = [_is_figures(_word(word)) for word in ways[0]]
    named = [fold(_word(word)) for word, figure in zip(ways[0], figures, strict=True) if not figure]
    coded = any(header_role(word) is HeaderRole.CODE for word in named)
    if not coded or len(set(named)) < len(named) or figures[-1]:
        return atoms
    before = [
        word
        for word, figure in zip(ways[0], figures, strict=True)
        if not figure and fold(_word(word)) not in _OVER_ALL
    ]
    before.sort(key=lambda word: header_role(fold(_word(word))) is not HeaderRole.CODE)
    # 功能分类 / 科目名称 / 科目编码: the word of the code is wrapped about that of the name.
    front = [atom for word in before for atom in word if fold(atom.text) not in _CLASSIFIED]
    return [*front, *(a for word, figure in zip(ways[0], figures, strict=True) if figure for a in word)]


def _is_figures(word: str) -> bool:
    return header_role(fold(word)) is HeaderRole.FIGURE


def _full_rows(rows: Sequence[Sequence[Atom]], *, coded: bool) -> list[list[Decimal]]:
    """The amounts of the rows that print most."""
    numbers = [run.numbers for row in rows for run in runs_of(row, coded=coded)]
    most = max(map(len, numbers), default=0)
    found = []
    for each in numbers:
        amounts = [Decimal(0) if is_dash(atom.text) else parse_number(atom.text) for atom in each]
        known = [amount for amount in amounts if amount is not None]
        if len(known) == len(each) == most:
            found.append(known)
    return found


def guessed_header(atoms: Sequence[Atom]) -> FlatHeader:
    """The words of a header side by side: they say no more than what a table is about."""
    atoms, _ = _without_levels([atom for atom in atoms if fold(atom.text) not in ("其中", "其中:")])
    texts = [atom.text for atom in atoms if not is_figure(atom.text)]
    words: list[Path] = []
    at = 0
    while at < len(texts):
        ends = range(min(len(texts), at + _LONGEST_WORD), at, -1)
        end = next((end for end in ends if is_header_word(fold("".join(texts[at:end])))), at + 1)
        words.append((squeeze("".join(texts[at:end])),))
        at = end
    return laid_out(words) if words else FlatHeader((), (), ())


def _figures_of(header: FlatHeader) -> int:
    return sum(header.role(column) is HeaderRole.FIGURE for column in range(len(header.leaves)))


def _without_numbering(atoms: Sequence[Atom]) -> tuple[list[Atom], int]:
    """The pieces without a row of column numbers at their end, and how many columns it counts."""
    if not atoms:
        return [], 0
    last = [atom for atom in atoms if atom.line is atoms[-1].line]
    texts = [atom.text for atom in last]
    if numbering_of(texts) is None and not (texts and texts[-1] == "1" and set(texts[:-1]) <= {"*", "**"}):
        return list(atoms), 0
    return list(atoms[: len(atoms) - len(last)]), sum(text.isdecimal() for text in texts)


def _without_levels(atoms: Sequence[Atom]) -> tuple[list[Atom], int]:
    """The pieces without a run of 类 款 项, and how many these are."""
    texts = [atom.text for atom in atoms]
    for count in (4, 3, 2):
        for at in range(len(texts) - count + 1):
            if tuple(texts[at : at + count]) == _LEVELS[:count]:
                return [*atoms[:at], *atoms[at + count :]], count
    return list(atoms), 0


def _header(atoms: Sequence[Atom]) -> FlatHeader:
    # A plain line end may fall inside a cell here.
    eased = [atom._replace(step=Step.BLANK) if atom.step is Step.NEWLINE else atom for atom in atoms]
    top = [atom for atom in atoms if atom.line is atoms[0].line] if atoms else []
    if len(top) == 2 and fold(top[0].text) in _OVER_ALL and len(eased) > 2:
        inner = header_of(eased[2:])
        leading = 0
        while leading < len(inner.leaves) and inner.role(leading) is not HeaderRole.FIGURE:
            leading += 1
        if leading >= 1 and len(inner.rows[0]) > leading and len(inner.paths) == len(inner.leaves):
            upper = [""] * len(inner.leaves)
            upper[0], upper[leading] = top[0].text, top[1].text
            paths = tuple(
                ((top[0].text if at < leading else top[1].text), *path) for at, path in enumerate(inner.paths)
            )
            if not any(len(path) > 2 for path in paths):
                return FlatHeader((tuple(upper), *inner.rows), inner.leaves, paths)
    return header_of(eased)


def _checked(
    header: FlatHeader, rows: Sequence[Sequence[Atom]], levels: int, *, counted: bool, proved: bool = False
) -> LineHeader | None:
    roles = [header.role(column) for column in range(len(header.leaves))]
    if not roles or any(not is_header_word(fold(leaf)) for leaf in header.leaves):
        return None
    measured = {
        fold(leaf) for leaf, role in zip(header.leaves, roles, strict=True) if role is HeaderRole.FIGURE
    }
    # The only word of its kind, once or in either panel, is no rest of another.
    if len(measured) > 1 and any(fold(leaf) in _FRAGMENTS for leaf in header.leaves):
        return None
    if any(role in (HeaderRole.ORDINAL, HeaderRole.MEASURE, HeaderRole.NOTE) for role in roles):
        return None
    figures = tuple(column for column, role in enumerate(roles) if role is HeaderRole.FIGURE)
    codes = tuple(c for c, role in enumerate(roles) if role in (HeaderRole.CODE, HeaderRole.UNIT_CODE))
    names = tuple(c for c, role in enumerate(roles) if role is HeaderRole.NAME)
    if not figures or not (names or codes) or len(codes) > 1 or roles[0] is HeaderRole.FIGURE:
        return None
    if figures[0] < names[-1] if names else False:
        # Two panels: names, figures, names, figures; anything else is not sure.
        return _panels(header, names, figures) if not codes else None
    if codes and names and codes[0] > names[0]:
        return None
    if len(set(header.paths)) != len(header.paths):
        return None
    counts = [len(run.numbers) for row in rows for run in runs_of(row, coded=bool(codes))]
    most = max(counts, default=0)
    if most > len(figures):
        return None
    if most < len(figures) and not counted and not (rows and _begins_rows(rows[0])):
        # What stands above the first row may be a row without figures.
        return None
    over = [header.paths[column] for column in figures]
    if (
        not proved
        and any(len(path) > 1 for path in over)
        and not _sums_agree(header, figures, rows, bool(codes))
    ):
        return None
    split = [_digits_in_front(row) for row in rows]
    return LineHeader(
        header, codes, names, figures, levels=max(levels, 1), repeats_levels=any(count > 2 for count in split)
    )


def _panels(header: FlatHeader, names: Sequence[int], figures: Sequence[int]) -> LineHeader | None:
    """Two panels: name, figures, name, figures; several figures begin with their total."""
    if len(names) != 2 or len(set(header.paths)) != len(header.paths) or names[0] != 0:
        return None
    for low, high in ((names[0], names[1]), (names[1], len(header.leaves))):
        own = [column for column in figures if low < column < high]
        if not own or (len(own) > 1 and not is_total_word(fold(header.leaves[own[0]]))):
            return None
    return LineHeader(header, (), tuple(names), tuple(figures), panels=True)


def _begins_rows(row: Sequence[Atom]) -> bool:
    """Whether nothing stands above a row: it is a total, or begins with a code."""
    text = fold("".join(atom.text for atom in row if not is_figure(atom.text)))
    return is_total_word(text) or (row[0].text.isdecimal() and len(row[0].text) in (3, 5, 7))


def _digits_in_front(row: Sequence[Atom]) -> int:
    count = 0
    for atom in row:
        if not atom.text.isdecimal():
            break
        count += 1
    return count


def _sums_agree(
    header: FlatHeader, figures: Sequence[int], rows: Sequence[Sequence[Atom]], coded: bool
) -> bool:
    """Whether rows that print every column say that a total is the sum of what stands behind it below one word."""
    if len({header.paths[column][0] for column in figures}) == 1:
        return True
    groups = _sums(header, figures)
    if groups is None:
        return False
    told = 0
    for row in rows:
        for run in runs_of(row, coded=coded):
            values = [parse_number(atom.text) for atom in run.numbers if is_figure(atom.text)]
            if len(values) != len(figures) or any(value is None for value in values):
                continue
            amounts = [Decimal(0) if value is None else value for value in values]
            for total, parts in groups:
                missing = abs(amounts[total] - sum(amounts[part] for part in parts))
                if missing > len(parts) * min(_last_place(amount) for amount in amounts):
                    return False
            told += sum(1 for amount in amounts if amount) > 2
    return told > 0 or all(
        _USUAL.get(fold(header.paths[column][0]), frozenset()) >= {fold(header.leaves[column])}
        for column in figures
        if len(header.paths[column]) > 1
    )


def _last_place(amount: Decimal) -> Decimal:
    """One unit of the last place of an amount: sums of rounded amounts are off by that much for each part."""
    exponent = amount.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _sums(header: FlatHeader, figures: Sequence[int]) -> list[tuple[int, list[int]]] | None:
    """The totals among the columns of figures with their parts, None where a word over others has no total."""
    found = []
    tops: dict[str, list[int]] = {}
    for at, column in enumerate(figures):
        tops.setdefault(header.paths[column][0], []).append(at)
    over = {top: columns for top, columns in tops.items() if len(header.paths[figures[columns[0]]]) > 1}
    for columns in over.values():
        if not is_total_word(fold(header.leaves[figures[columns[0]]])):
            return None
        found.append((columns[0], columns[1:]))
    first = figures[0]
    if len(tops) > 1 and is_total_word(fold(header.leaves[first])) and len(header.paths[first]) == 1:
        found.append((0, [columns[0] for columns in list(tops.values())[1:]]))
    elif len(tops) > 1:
        return None
    return found
