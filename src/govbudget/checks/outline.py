"""Whether a table prints every level of its codes (科目级次是否齐全), and the one row that it leaves out.

A table that prints 类, 款 and 项 prints each of them for every code, so that its total is the sum of the
rows of any one level.  A row that is missing breaks this, though nothing else does: where it headed others
they take its place, and where it was the only part of its whole, nothing is left to compare that with.

Many tables print one level alone, or the levels of some codes only.  So a row counts as missing only where
it is the one exception: all other codes of the table have theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from govbudget.checks.sheet import Sheet
from govbudget.codes.types import ClassificationCode, FunctionalCode
from govbudget.model.tables import RowRole

__all__ = ["Missing", "cover", "missing_of"]

_OTHERS: Final = 2
"""How many other codes have to print the level that one lacks."""


@frozen
class Missing:
    """The one row that a table leaves out.

    `head` is the total, or unit, over all codes; `whole` the row that the missing one is a part of; `parts`
    the rows that stand under it in place of the missing one, none where it was the last of its line.
    `level` and `code` are those of the missing row; without `parts` the code is that of `whole`.
    """

    head: int
    whole: int
    parts: tuple[int, ...]
    level: int
    code: str


def missing_of(sheet: Sheet) -> Missing | None:
    """The one row that a table leaves out, or None where it has all, or prints its levels irregularly."""
    rows = sheet.table.rows
    codes = {row: printed.code for row, printed in enumerate(rows)}
    coded = {row: code for row, code in codes.items() if isinstance(code, ClassificationCode)}
    if not coded or len({type(code) for code in coded.values()}) > 1 or sheet.goes_on or sheet.abridged:
        return None
    if any(_is_stray(sheet, row) for row in codes.keys() - coded.keys()):
        return None
    gaps: dict[tuple[int, str], list[int]] = {}
    for row, code in coded.items():
        whole = rows[row].parent
        if whole is None:
            return None
        above = coded.get(whole)
        level = 0 if above is None else above.level
        if code.level > level + 1:
            gaps.setdefault((whole, "".join(code.parts[: level + 1])), []).append(row)
    if len(gaps) > 1:
        return None
    for (whole, digits), parts in gaps.items():
        if whole not in coded and len(parts) == len(sheet.children[whole]):
            # What looks like a unit with a list of its own may be the row itself, printed without its code.
            return None
        level = (coded[whole].level if whole in coded else 0) + 1
        others = [row for row, code in coded.items() if code.level == level]
        return (
            Missing(_head(sheet, whole, coded), whole, tuple(parts), level, digits)
            if _enough(others)
            else None
        )
    return _last_of_its_line(sheet, coded)


def _last_of_its_line(sheet: Sheet, coded: Mapping[int, ClassificationCode]) -> Missing | None:
    """The one functional code without the level that all others have below them."""
    deepest = max(code.level for code in coded.values())
    ends = [
        row
        for row, code in coded.items()
        if code.level < deepest and row not in sheet.children and sheet.cells[row]
    ]
    if len(ends) != 1:
        return None
    (row,) = ends
    if not isinstance(coded[row], FunctionalCode) or list(coded.values()).count(coded[row]) > 1:
        return None
    others = [one for one in sheet.children if one in coded and coded[one].level == coded[row].level]
    if not _enough(others):
        return None
    return Missing(_head(sheet, row, coded), row, (), coded[row].level + 1, coded[row].digits)


def _enough(others: Sequence[int]) -> bool:
    return len(others) >= _OTHERS


def _is_stray(sheet: Sheet, row: int) -> bool:
    """Whether a row without a code is neither a total nor a unit: it may be the one that heads others."""
    printed = sheet.table.rows[row]
    return printed.role not in (RowRole.TOTAL, RowRole.SUBTOTAL, RowRole.UNIT) and bool(sheet.cells[row])


def _head(sheet: Sheet, row: int, coded: Mapping[int, ClassificationCode]) -> int:
    above: int | None = row
    while above is not None and above in coded:
        row, above = above, sheet.table.rows[above].parent
    return row if above is None else above


def cover(sheet: Sheet, missing: Missing) -> tuple[int, ...]:
    """The rows of the level of the missing one, under its head, and those above it that print none.

    Rows that stand in its place, or whose only part it was, are no part of it.
    """
    rows = sheet.table.rows
    found: list[int] = []
    pending = list(reversed(sheet.children.get(missing.head, ())))
    while pending:
        row = pending.pop()
        code = rows[row].code
        below = [part for part in sheet.children.get(row, ()) if part not in missing.parts]
        if isinstance(code, ClassificationCode) and code.level >= missing.level:
            found.append(row)
        elif below:
            pending.extend(reversed(below))
        elif row != missing.whole:
            found.append(row)
    return tuple(found)
