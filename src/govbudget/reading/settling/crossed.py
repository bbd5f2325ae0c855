"""Columns that stand in each other's place (两栏颠倒): a proof that all other evidence contradicts.

Two figures of a line of totals may be exchanged.  Then the sums of such a table may hold in one way only, and in a
wrong one: every figure below stands in the other of the two columns.  It is two figures that are wrong, which sums
cannot tell from none.  But if whatever else speaks of the two columns says that what stands in the one belongs in
the other, and nothing says that it does not, the figures whose column the sums have proved are open.

What is known from elsewhere speaks of them where it states both cells of a line (`Tie`), and so does what a line is
(`Belongs`): wages are no operating expenditure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from attrs import evolve

from govbudget.money import Interval
from govbudget.reading.settling.question import Answer, Outcome, Question, Settled

__all__ = ["SURE", "without_crossed"]

_NOTHING: Final = Interval.point(Decimal(0))
SURE: Final = frozenset({"printed in full", "header"})
"""What order and words alone prove, whatever the figures are worth."""


def without_crossed(question: Question, answer: Answer) -> Answer:
    """The answer with the figures open that stand in columns which all evidence says are exchanged."""
    crossed: set[tuple[int, int]] = set()
    kept: set[tuple[int, int]] = set()
    for pair, is_kept in (*_stated(question, answer), *_meant(question, answer)):
        (kept if is_kept else crossed).add(pair)
    for pair in sorted(crossed - kept):
        answer = _opened(answer, frozenset(pair))
    return answer


def _stated(question: Question, answer: Answer) -> Iterator[tuple[tuple[int, int], bool]]:
    """What ties say of pairs of columns: that two cells of a line stand as they should, or are exchanged."""
    stated: dict[int, dict[int, Interval]] = {}
    for tie in question.ties:
        if tie.line is not None:
            stated.setdefault(tie.line, {})[tie.column] = tie.interval
    for line, columns in stated.items():
        cells = _cells(question, answer, line)
        if cells is None:
            continue
        for one, other in combinations(sorted(columns), 2):
            first, second = columns[one], columns[other]
            here, there = cells.get(one, _NOTHING), cells.get(other, _NOTHING)
            if first.meets(second):
                continue
            if first.meets(here) and second.meets(there):
                yield (one, other), True
            elif first.meets(there) and second.meets(here):
                yield (one, other), False


def _meant(question: Question, answer: Answer) -> Iterator[tuple[tuple[int, int], bool]]:
    """What lines say of pairs of columns by what they are: the one is blank that should be, or the other."""
    for belongs in question.belongs:
        cells = _cells(question, answer, belongs.line)
        if cells is None:
            continue
        pair = (min(belongs.column, belongs.other), max(belongs.column, belongs.other))
        here, there = cells.get(belongs.column, _NOTHING), cells.get(belongs.other, _NOTHING)
        if there.meets(_NOTHING) and not here.meets(_NOTHING):
            yield pair, True
        elif here.meets(_NOTHING) and not there.meets(_NOTHING):
            yield pair, False


def _cells(question: Question, answer: Answer, line: int) -> dict[int, Interval] | None:
    """What a line prints in its columns; None if that is not settled, or hidden."""
    cells: dict[int, Interval] = {}
    for item, settled in zip(question.lines[line].items, answer.lines[line], strict=True):
        if item.is_text:
            continue
        if item.value is None or settled.column is None:
            return None
        cells[settled.column] = Interval.around(item.value)
    return cells


def _opened(answer: Answer, pair: frozenset[int]) -> Answer:
    """The answer without what is proved of two columns by more than the words and the order of a line."""

    def opened(line: tuple[Settled, ...]) -> tuple[Settled, ...]:
        if pair <= {one.column for one in line}:
            return line
        return tuple(
            Settled(column=None, alternatives=tuple(sorted(pair)), outcome=Outcome.AMBIGUOUS)
            if one.column in pair and one.settled_by not in SURE
            else one
            for one in line
        )

    lines = tuple(map(opened, answer.lines))
    return evolve(answer, lines=lines, solutions=2, is_exact=False) if lines != answer.lines else answer
