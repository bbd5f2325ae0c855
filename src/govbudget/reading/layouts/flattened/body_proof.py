"""What the columns of a table print, and what words say against a way to cut its rows (表行切分).

A name is words, a figure a number with the places that numbers have here; a row has a name, a total prints no other
words, and a unit of measure is one that is known.  Numbered rows are proved by themselves (`label_proof`), rows
without numbers together (`chains`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import partial
from typing import Final

from govbudget.reading.doubts import Doubt
from govbudget.reading.header import is_redaction
from govbudget.reading.layouts.flattened.across_pages import Row, pages_of, row_cost
from govbudget.reading.layouts.flattened.every_cut import (
    Cut,
    Kind,
    Room,
)
from govbudget.reading.layouts.flattened.grammar import IMPOSSIBLE, Cell, Judge, Slot
from govbudget.reading.layouts.flattened.kinds import (
    PART_OF_NUMBER,
    Kinds,
    begins_with_year,
    is_figure,
    name_cost,
)
from govbudget.reading.layouts.flattened.label_proof import OpenRow, Proof, ProvedRow, text_of
from govbudget.reading.layouts.flattened.panels import numeral_at
from govbudget.reading.lexicon import Remembered
from govbudget.reading.measures import COMPOUND_MEASURE
from govbudget.reading.words import HeaderRole, is_economic_name, is_functional_name
from govbudget.text import fold, squeeze

__all__ = ["proof_of", "proved_rows"]

_MEASURE: Final = (HeaderRole.MEASURE,)
_WORDED: Final = (HeaderRole.NAME, HeaderRole.CODE, HeaderRole.UNIT_CODE, HeaderRole.MEASURE)
_CODES: Final = (HeaderRole.CODE, HeaderRole.UNIT_CODE)


def proof_of(
    slots: Sequence[Slot],
    roles: Sequence[HeaderRole],
    kinds: Kinds,
    known: Container[str],
    *,
    words_only: bool = False,
    money: frozenset[int] = frozenset(),
) -> Proof:
    """The proof of the rows of a table by what its columns print; names are `known` that stand elsewhere.

    Where it prints `words_only` no digits are a figure; in the slots of `money` a figure has the places of others.
    """
    of_slot = [roles[slot.columns[0]] for slot in slots]
    names = frozenset(number for number, role in enumerate(of_slot) if role is HeaderRole.NAME)

    def is_known(text: str) -> bool:
        if text in known or _TOTAL_OF.sub("", text) in known:
            return True
        return is_functional_name(fold(text)) or is_economic_name(fold(text))

    def against(cut: Cut) -> int:
        return sum(map(against_cell, cut))

    def against_cell(cell: Cell) -> int:
        role = of_slot[cell.slot]
        if role is HeaderRole.NAME:
            cost = _speaks_against_name(cell.lines, words_only=words_only)
            return cost if not cost or not is_known(text_of(cell)) else 0
        bare = kinds.decimals > 0 and cell.slot in money and text_of(cell).isdecimal()
        return 2 * bare + _speaks_against(role, cell.lines, kinds)

    first = min(names, default=-1)
    expected = [number for number, slot in enumerate(slots) if slot.missing and of_slot[number] in _WORDED]

    figures = frozenset(number for number, role in enumerate(of_slot) if role is HeaderRole.FIGURE)

    def nameless(cut: Cut) -> int:
        """Whether a row has no name, or a total has figures before its own."""
        totals = [at for at, cell in enumerate(cut) if _is_total(cell)]
        if totals:
            return int(any(cell.slot in figures for cell in cut[: totals[0]]))
        return int(all(cell.slot != first for cell in cut))

    def blank(cut: Cut) -> int:
        """How many cells of words a row leaves blank; a total prints no others, and stars may hide any."""
        here = {cell.slot for cell in cut}
        if any(map(_is_total, cut)):
            return sum(number in here for number in expected) - 1
        if any(is_redaction(text_of(cell)) for cell in cut):
            return 0
        return sum(number not in here for number in expected)

    def price(cut: Cut) -> int:
        return row_cost(cut, slots)

    every = [
        _kind(
            number, slot, of_slot[number], kinds, spare=len(slots), starred=number == first, worded=words_only
        )
        for number, slot in enumerate(slots)
        if of_slot[number] is not HeaderRole.ORDINAL
    ]

    return Proof(every, (nameless, blank, against), known=is_known, named=names, price=price)


def _kind(
    number: int, slot: Slot, role: HeaderRole, kinds: Kinds, *, spare: int, starred: bool, worded: bool
) -> Kind:
    """What a slot prints; stars stand among the figures, `spare` more than these are, and in a `starred` slot."""
    if role is HeaderRole.FIGURE and slot.judge == kinds.figure:
        return Kind(
            number,
            _able(kinds.figure),
            _able(kinds.part_of_figure),
            most=len(slot.columns),
            owned=slot.owned,
            spare=spare,
        )
    if role in _CODES:
        return Kind(number, _able(kinds.code, starred=False), _able(kinds.part_of_code, starred=False))
    if role in _MEASURE:
        return Kind(number, _able(kinds.measure, starred=False), room=Room())
    if worded:
        return Kind(number, Remembered(_may_be_words).__getitem__, room=Room())
    fits = _may_be_starred if starred else _may_be_note if role is HeaderRole.NOTE else _may_be_name
    return Kind(number, Remembered(fits).__getitem__, Remembered(_may_begin_words).__getitem__, room=Room())


def _able(judge: Judge, *, starred: bool = True) -> Callable[[tuple[str, ...]], bool]:
    """Whether a judge allows some lines, each looked at once."""
    return Remembered[tuple[str, ...], bool](
        lambda lines: judge(lines) < IMPOSSIBLE and (starred or not is_redaction("".join(lines)))
    ).__getitem__


def _may_be_name(lines: tuple[str, ...]) -> bool:
    """Whether some lines may be a name: words, and no number behind a space at the end of a line."""
    return name_cost(lines) < IMPOSSIBLE and not _holds_figure(lines) and not is_redaction("".join(lines))


def _may_be_words(lines: tuple[str, ...]) -> bool:
    """Whether some lines may be a cell of a table that prints words only, with whatever digits, or stars."""
    return name_cost(lines) < IMPOSSIBLE


def _may_be_starred(lines: tuple[str, ...]) -> bool:
    """Whether some lines may be a name, or stars that hide it."""
    return _may_be_name(lines) or is_redaction("".join(lines))


def _may_be_note(lines: tuple[str, ...]) -> bool:
    return not is_figure("".join(lines)) and not _holds_figure(lines)


def _may_begin_words(lines: tuple[str, ...]) -> bool:
    """Whether some lines may be the part of a text above the end of a page, which may be its digits only."""
    return not is_redaction("".join(lines)) and not any(
        "." in piece and is_figure(piece) for line in lines for piece in line.split()
    )


def _holds_figure(lines: Sequence[str]) -> bool:
    """Whether a figure with a point stands among some lines, or the number of a catalogue."""
    return any(
        ("." in piece and is_figure(piece)) or _CATALOGUE.fullmatch(piece)
        for line in lines
        for piece in line.split()
    )


def _digits_apart(lines: Sequence[str]) -> int:
    """How many digits of a name may be a number by themselves: on a line of their own, or behind the one line of it.

    In a cell of several lines those at the end of one are its own: a figure beside it would begin a line.

    >>> _digits_apart(("公车 54",)), _digits_apart(("北山市", "第 18", "中学")), _digits_apart(("12345", "热线"))
    (1, 0, 1)
    """
    alone = sum(line.isdecimal() for line in lines) - begins_with_year(lines)
    behind = len(lines) == 1 and PART_OF_NUMBER.fullmatch(lines[0].split()[-1]) is not None
    return alone + int(behind and not alone)


def _speaks_against(role: HeaderRole, lines: tuple[str, ...], kinds: Kinds) -> int:
    """How much speaks against some lines as a cell of a column."""
    text = "".join(lines)
    if is_redaction(text):
        return 0
    if role in _MEASURE:
        return int(_MEASURE_WORD(fold(text)) is None)
    if role in _CODES:
        return int(kinds.code(lines) > 0)
    if role is HeaderRole.FIGURE:
        # Columns of figures need not be equally wide: a narrower line is no reason.
        return kinds.odd_places(lines) if is_figure(text) else 0
    return 0


def _speaks_against_name(lines: tuple[str, ...], *, words_only: bool) -> int:
    """How much speaks against some lines as a name: digits that may be a figure, and an enumeration inside."""
    if is_redaction("".join(lines)):
        return 0
    digits = 0 if words_only else _digits_apart(lines)
    # A number of an enumeration begins a name.
    return digits + sum(numeral_at(line) > 0 for line in lines[1:])


_TOTALS: Final = ("合计", "小计", "总计", "共计")
_TOTAL_OF: Final = re.compile(r"(?:[（(]?(?:本级|机关)[）)]?)?(?:合计|小计|总计)?$")
_CATALOGUE: Final = re.compile(r"[A-Z]\d{5,}")
_MEASURE_WORD: Final = re.compile(COMPOUND_MEASURE).fullmatch


def _text(cell: Cell) -> str:
    return squeeze("".join(cell.lines))


def _is_total(cell: Cell) -> bool:
    return fold(text_of(cell)).endswith(_TOTALS)


# --- numbered rows ----------------------------------------------------------------------------------------


def proved_rows(rows: Sequence[Row], proof: Proof) -> tuple[list[Row], dict[int, Doubt]]:
    """Numbered rows with the cells that are proved, and the rows in doubt by where they begin."""
    wanted = [
        OpenRow(pages_of(part[1:]), (Cell(0, (part[0],)),), partial(tuple, cells))
        for cells, part in rows
        if len(part) > 1
    ]
    proved = zip(wanted, proof.prove(wanted), strict=True)
    found: list[Row] = []
    doubts: dict[int, Doubt] = {}
    for cells, part in rows:
        one = ProvedRow(tuple(cells))
        if len(part) > 1:
            row, one = next(proved)
            one = one if one.ways else proof.loosened(row)
        found.append((list(one.cells), part))
        if one.doubt is not None:
            doubts[part[0].start] = one.doubt
    return found, doubts
