"""What the exports have in common: words of enumerations, and where a figure stands."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from govbudget.model.tables import PrintedFigure
from govbudget.money import Amount, plain
from govbudget.spans import Place

__all__ = ["in_source_order", "place_of", "word", "yuan_of"]


def word(member: Enum | None) -> str:
    """The word of an enumerated value, empty where nothing is stated."""
    return "" if member is None else str(member.value)


def yuan_of(value: object) -> Decimal | None:
    """An amount of money in yuan, in plain digits; None for what is no money or has no unit.

    >>> from govbudget.money import Unit
    >>> yuan_of(Amount.parse("612.50", Unit.TEN_THOUSAND_YUAN))
    Decimal('6125000')
    >>> yuan_of(Amount.parse("20.00", Unit.YUAN))
    Decimal('20.00')
    """
    if not isinstance(value, Amount) or value.unit is None:
        return None
    return Decimal(plain(value.yuan))


def place_of(printed: PrintedFigure) -> Place | None:
    """The place of the figure's row, so that all figures of a row give the same line; else its own."""
    return printed.figure.place if printed.row.place is None else printed.row.place


def in_source_order(figures: Iterable[PrintedFigure]) -> list[PrintedFigure]:
    """Figures by page, line and cell.

    Rows of panels side by side come one after the other in a table and share their lines in print.
    Figures without a place keep the order of the table.
    """
    figures = list(figures)
    if any(printed.figure.place is None for printed in figures):
        return figures
    return sorted(figures, key=_position)


def _position(printed: PrintedFigure) -> tuple[int, int, int, int]:
    row, own = place_of(printed), printed.figure.place
    if row is None or own is None:
        return (0, 0, 0, 0)
    return (row.page or 0, row.line, own.line, own.cell or 0)
