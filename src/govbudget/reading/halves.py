"""One list printed in several halves side by side (并排续列): 301… beside 302… under the same heads.

The table of basic expenditure by economic item prints its long list in two or three halves.  They look like
panels, and are one: their heads are the same words, and no heading of its own stands above any of them.  Rows of
a later half go below those of the first, so that a total printed at the end of the last is one of all.
Under headings that differ (人员经费 | 公用经费) they are panels of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import evolve

from govbudget.model.tables import Cell, Column, Figure
from govbudget.reading.columns import PanelLayout
from govbudget.reading.header import Header

__all__ = ["continues", "joined_columns", "moved"]


def continues(header: Header, left: PanelLayout, right: PanelLayout) -> bool:
    """Whether a panel goes on with the list of the panel on its left."""
    if not (left.codes and left.names and left.figures) or left.words or right.words:
        return False
    before, behind = _printed(left), _printed(right)
    if _shape(left) != _shape(right):
        return False
    heads = [header.leaf(column) for column in before]
    if not any(heads) or heads != [header.leaf(column) for column in behind]:
        return False
    return _headings(header, before) == _headings(header, behind)


def _printed(panel: PanelLayout) -> tuple[int, ...]:
    return (*panel.codes, *panel.names, *panel.figures)


def _shape(panel: PanelLayout) -> tuple[int, int, int]:
    """How many columns it has of each kind."""
    return len(panel.codes), len(panel.names), len(panel.figures)


def _headings(header: Header, columns: Sequence[int]) -> set[int]:
    """The cells above the heads of columns, by identity."""
    return {id(cell) for column in columns for cell in header.cells(column)[:-1]}


def joined_columns(
    columns: Sequence[Column], offsets: Sequence[int], later: Sequence[bool]
) -> tuple[list[Column], dict[int, int]]:
    """The columns of a table without those of later halves, and the new position of each.

    `offsets` are the positions of the panels' first columns, `later` says which go on with the panel before.
    """
    places: dict[int, int] = {}
    kept: list[Column] = []
    first = 0
    for (start, end), goes_on in zip(pairwise((*offsets, len(columns))), later, strict=True):
        if goes_on:
            places.update({column: first + column - start for column in range(start, end)})
            continue
        first = len(kept)
        for column in range(start, end):
            places[column] = len(kept)
            kept.append(columns[column])
    return [
        column if column.whole is None else evolve(column, whole=places[column.whole]) for column in kept
    ], places


def moved(cell: Cell, places: Mapping[int, int]) -> Cell:
    """A cell in the column that its own has become."""
    if isinstance(cell, Figure):
        alternatives = tuple(sorted({places[column] for column in cell.alternatives}))
        column = None if cell.column is None else places[cell.column]
        return evolve(cell, column=column, alternatives=alternatives)
    return evolve(cell, column=places[cell.column])
