"""All tables of a document together (全篇定栏): each by itself first, then with what the others say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from govbudget.model.claims import Claim
from govbudget.model.problems import Problem
from govbudget.model.tables import Table
from govbudget.reading.build import build
from govbudget.reading.drafts import TableDraft
from govbudget.reading.grid import RawTable
from govbudget.reading.settling.outside import Outside
from govbudget.reading.settling.question import Tie
from govbudget.reading.settling.solver import settle
from govbudget.reading.settling.tables import AskedTable, filled, has_loose_cells, problems_of
from govbudget.reading.ties import with_codes

__all__ = ["settle_tables"]

_ROUNDS: Final = 4
"""How often what one table has settled is told to the others."""


def settle_tables(
    raws: Sequence[RawTable], draft: Callable[[RawTable], TableDraft], entity: str, claims: Iterable[Claim]
) -> tuple[list[RawTable], list[Problem]]:
    """The tables with their loose cells in their columns, as far as these are proved, and what stays open.

    `draft` understands a table by itself.
    """
    tables = list(raws)
    loose = [number for number, raw in enumerate(raws) if has_loose_cells(raw)]
    if not loose:
        return tables, []
    claims = tuple(claims)
    drafts = [draft(raw) for raw in raws]
    built = _built(drafts, entity)
    asked = {n: AskedTable.of(drafts[n], built[n]) for n in loose if drafts[n].layout is not None}
    answers = {number: settle(one.question) for number, one in asked.items()}
    told: dict[int, list[Tie]] = {number: [] for number in asked}
    for _ in range(_ROUNDS):
        for number, one in asked.items():
            tables[number] = filled(one, answers[number])
        still_open = [number for number in asked if any(row.loose for row in tables[number].grid.rows)]
        if not still_open:
            break
        outside = Outside.of(_built([draft(raw) for raw in tables], entity), claims)
        changed = False
        for number in still_open:
            ties = outside.ties(asked[number], number)
            if ties != told[number]:
                told[number] = ties
                answers[number] = settle(asked[number].with_ties(ties))
                changed = True
        if not changed:
            break
    else:
        for number, one in asked.items():
            tables[number] = filled(one, answers[number])
    return tables, [problem for number, one in asked.items() for problem in problems_of(one, answers[number])]


def _built(drafts: Sequence[TableDraft], entity: str) -> list[Table]:
    return with_codes([build(one, number, entity)[0] for number, one in enumerate(drafts)])
