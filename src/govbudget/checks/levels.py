"""Which rows make up which, column by column (各栏的层级): as the print says, else as the sums tell.

Codes say for certain what is part of what.  Order and indentation do not: where the rows below a total
fail to make it up, and read as nested lists they do, that is what they are.  Where numbered rows alone make
it up, the rows without a number belong to the numbered ones above them.  Where they come to two, three
or four times the total and no reading helps, they are several levels that nobody can tell apart.

A row that is missing leaves its parts to the row before it.  Where the last rows below one are just what its
own whole lacks, they are none of its parts, and the whole is what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from govbudget.checks.sheet import Sheet
from govbudget.codes.types import ClassificationCode
from govbudget.laws.nesting import heads_itself, nesting
from govbudget.laws.sums import Residual, SumOfParts, half_step
from govbudget.model.tables import RowRole
from govbudget.money import Amount, Quantity
from govbudget.text import enumerator, numbering

__all__ = ["Levels", "levels_of"]

_TIMES: Final = (2, 3, 4)
_FEW: Final = 3


@frozen
class Levels:
    """Wholes with their parts in one column, rows by position.

    `told` are the wholes whose parts the sums tell, `unclear` those whose parts are of several levels.
    `foreign` are rows below which parts of a missing row stand, with these; `pairs` has them for parts only where
    nothing else stands there.
    """

    pairs: tuple[tuple[int, tuple[int, ...]], ...]
    told: frozenset[int] = frozenset()
    unclear: frozenset[int] = frozenset()
    foreign: Mapping[int, tuple[int, ...]] = field(factory=dict)

    def has_none(self, whole: int, parts: Sequence[int]) -> bool:
        """Whether all the rows below one are parts of a missing row."""
        return self.foreign.get(whole) == tuple(parts)


def levels_of(sheet: Sheet, column: int) -> Levels:
    """The wholes and parts of one column of a table."""
    pairs = [
        (whole, parts)
        for whole, parts in sheet.row_sums
        if not any(sheet.table.rows[part].role is RowRole.OF_WHICH for part in parts)
    ]
    failing = [(whole, parts) for whole, parts in pairs if _fails(sheet, whole, parts, column)]
    told: dict[int, tuple[int, ...]] = {}
    covered: set[int] = set()
    for whole, parts in failing:
        if whole in covered or _is_one_level(sheet, whole, parts):
            continue
        rows = _below(sheet, whole)
        found = _nested(sheet, whole, rows, column)
        if found is not None:
            told.update(found)
            covered.update((whole, *rows))
            continue
        found = _numbered(sheet, whole, parts, column)
        if found is not None:
            told.update(found)
            covered.add(whole)
    unclear = frozenset(
        whole
        for whole, parts in failing
        if whole not in covered
        and not _is_one_level(sheet, whole, parts)
        and _is_multiple(sheet, whole, parts, column)
    )
    kept = [
        _lifted(sheet, whole, parts, told, column) if (whole, parts) in failing else (whole, parts)
        for whole, parts in pairs
        if whole not in covered
    ]
    foreign: dict[int, tuple[int, ...]] = {}
    for number, (whole, parts) in enumerate(kept):
        own = _own_parts(sheet, whole, parts, failing, column)
        if own is not None:
            kept[number] = (whole, own or parts)
            foreign[whole] = parts[len(own) :]
    return Levels(tuple(sorted([*kept, *told.items()])), frozenset(told), unclear, foreign)


def _lifted(
    sheet: Sheet, whole: int, parts: tuple[int, ...], told: Mapping[int, Sequence[int]], column: int
) -> tuple[int, tuple[int, ...]]:
    """Rows that fail to make up the row above them, under what the sums tell to be its whole, if they make that up."""
    above = next((head for head, members in told.items() if whole in members), None)
    if above is None or _is_certain(sheet, whole, parts) or _fails(sheet, above, parts, column):
        return whole, parts
    return (above, parts) if _residual(sheet, above, parts, column) is not None else (whole, parts)


def _own_parts(
    sheet: Sheet,
    whole: int,
    parts: tuple[int, ...],
    failing: Sequence[tuple[int, tuple[int, ...]]],
    column: int,
) -> tuple[int, ...] | None:
    """The first of the rows below a row, where the others are what its own whole lacks; None where they are not."""
    above = sheet.table.rows[whole].parent
    if above is None or (whole, parts) not in failing:
        return None
    short = next((members for top, members in failing if top == above and whole in members), None)
    lacking = None if short is None else _residual(sheet, above, short, column)
    if lacking is None:
        return None
    for cut in range(len(parts)):
        own, others = parts[:cut], parts[cut:]
        if own and _fails(sheet, whole, own, column):
            continue
        printed = [value for row in others if (value := _value(sheet, row, column)) is not None]
        slack = lacking.tolerance + sum((half_step(value) for value in printed), Decimal(0))
        if printed and abs(lacking.value - sum(printed, Decimal(0))) <= slack:
            return own
    return None


def _numbered(
    sheet: Sheet, whole: int, parts: Sequence[int], column: int
) -> dict[int, tuple[int, ...]] | None:
    """The numbered rows below a row as its parts, the rows after each of them as its own, where that makes it up.

    Rows before the first number stand for themselves: what headed them may be missing.
    """
    styles = [numbering(sheet.table.rows[part].label) for part in parts]
    first = next(filter(None, styles), "")
    found: dict[int, list[int]] = {whole: []}
    head = whole
    for part, style in zip(parts, styles, strict=True):
        if style == first:
            head = part
            found[whole].append(part)
        else:
            found.setdefault(head, []).append(part)
    if not first or len(found) == 1:
        return None
    if any(head in sheet.children for head in found if head != whole):
        return None
    if len(found[whole]) < 2 or _fails(sheet, whole, found[whole], column):
        return None
    return {top: tuple(members) for top, members in found.items()}


def _residual(sheet: Sheet, whole: int, parts: Sequence[int], column: int) -> Residual | None:
    values = {row: value for row in (whole, *parts) if (value := _value(sheet, row, column)) is not None}
    return SumOfParts(whole, tuple(parts)).residual(values)


def _value(sheet: Sheet, row: int, column: int) -> Decimal | None:
    figure = sheet.cells[row].get(column)
    return figure.value.value if figure is not None and isinstance(figure.value, Amount | Quantity) else None


def _fails(sheet: Sheet, whole: int, parts: Sequence[int], column: int) -> bool:
    residual = _residual(sheet, whole, parts, column)
    return residual is not None and not residual.holds


def _is_certain(sheet: Sheet, whole: int, parts: Sequence[int]) -> bool:
    """Whether codes of one level, each printed once, say what the parts are."""
    rows = sheet.table.rows
    levels = {rows[part].level for part in parts}
    if len({rows[part].code for part in parts}) < len(parts):
        return False
    return len(levels) == 1 and None not in levels and rows[whole].role is not RowRole.UNIT


def _is_one_level(sheet: Sheet, whole: int, parts: Sequence[int]) -> bool:
    """Whether codes say what the parts are, or numbers of one kind, each printed once, that none is part of another."""
    labels = [sheet.table.rows[part].label for part in parts]
    if _is_certain(sheet, whole, parts):
        return True
    numbers = {enumerator(label) for label in labels}
    return (
        len({numbering(label) for label in labels}) == 1 and "" not in numbers and len(numbers) == len(labels)
    )


def _below(sheet: Sheet, whole: int) -> list[int]:
    """Every row under a row, in print order."""
    found: list[int] = []
    pending = [whole]
    while pending:
        parts = sheet.children.get(pending.pop(), ())
        found.extend(parts)
        pending.extend(parts)
    return sorted(set(found))


def _nested(sheet: Sheet, whole: int, rows: Sequence[int], column: int) -> dict[int, tuple[int, ...]] | None:
    total = _value(sheet, whole, column)
    if total is None or any(column in sheet.open[row] for row in rows):
        return None
    cells = [sheet.cells[row].get(column) for row in rows]
    if any(cell is not None and not isinstance(cell.value, Amount | Quantity) for cell in cells):
        return None
    printed = [row for row, cell in zip(rows, cells, strict=True) if cell is not None]
    values = [value for row in printed if (value := _value(sheet, row, column)) is not None]
    links = nesting({column: total}, [{column: value} for value in values])
    if links is None or not any(link is not None for link in links):
        return None
    if heads_itself([sheet.row_name(row) for row in printed], links):
        return None
    heads = [whole if link is None else printed[link] for link in links]
    if any(
        _is_twice(sheet, head, row) or _denies(sheet, head, row)
        for head, row in zip(heads, printed, strict=True)
    ):
        return None
    parts: dict[int, list[int]] = {whole: []}
    for row, head in zip(printed, heads, strict=True):
        parts.setdefault(head, []).append(row)
    return {head: tuple(members) for head, members in parts.items()}


def _denies(sheet: Sheet, head: int, row: int) -> bool:
    """Whether codes say that a row is a part of another one than the sums do."""
    above = sheet.table.rows[row].parent
    if above is None or above == head:
        return False
    code, theirs = sheet.table.rows[row].code, sheet.table.rows[above].code
    return (
        isinstance(code, ClassificationCode)
        and isinstance(theirs, ClassificationCode)
        and theirs.contains(code)
    )


def _is_twice(sheet: Sheet, first: int, second: int) -> bool:
    """Whether two rows are one, by their code or by their number and name: then neither is a part of the other."""
    one, other = sheet.table.rows[first], sheet.table.rows[second]
    if one.code is not None and one.code == other.code:
        return True
    return bool(numbering(one.label)) and one.label == other.label


def _is_multiple(sheet: Sheet, whole: int, parts: Sequence[int], column: int) -> bool:
    """Whether parts come to two, three or four times their whole, give or take a twentieth, and none exceeds it."""
    residual = _residual(sheet, whole, parts, column)
    total = _value(sheet, whole, column)
    if residual is None or not total or residual.parts < _FEW:
        return False
    if any((value := _value(sheet, part, column)) is not None and abs(value) > abs(total) for part in parts):
        return False
    computed = total - residual.value
    return any((computed - total * times).copy_abs() * 20 <= total.copy_abs() for times in _TIMES)
