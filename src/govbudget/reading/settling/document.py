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
from govbudget.reading.settling.question import Answer, Tie
from govbudget.reading.settling.solver import settle
from govbudget.reading.settling.tables import (
    AskedTable,
    filled,
    has_loose_cells,
    problems_of,
    scattered_problem,
)
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
    scattered = [scattered_problem(raw) for raw in raws if raw.is_scattered]
    loose = [n for n, raw in enumerate(raws) if has_loose_cells(raw) and not raw.is_scattered]
    if not loose:
        return tables, scattered
    claims = tuple(claims)
    drafts = [draft(raw) for raw in raws]
    built = _built(drafts, entity)
    asked = {n: AskedTable.of(drafts[n], built[n]) for n in loose if drafts[n].layout is not None}
    answers: dict[int, Answer] = {}
    told: dict[int, list[Tie]] = {}
    for turn in range(_ROUNDS):
        outside = Outside.of(built if not turn else _built([draft(raw) for raw in tables], entity), claims)
        changed = False
        for number, one in asked.items():
            if number in answers and not has_loose_cells(tables[number]):
                continue
            ties = outside.ties(one, number)
            if ties != told.get(number):
                told[number] = ties
                answers[number] = settle(one.with_ties(ties))
                changed = True
        for number, answer in answers.items():
            tables[number] = filled(asked[number], answer)
        if not changed or not any(has_loose_cells(tables[number]) for number in asked):
            break
    open_ones = [problem for number, one in asked.items() for problem in problems_of(one, answers[number])]
    return tables, [*open_ones, *scattered]


def _built(drafts: Sequence[TableDraft], entity: str) -> list[Table]:
    return with_codes([build(one, number, entity)[0] for number, one in enumerate(drafts)])
