"""Settling by brute force: every assignment of a small table is tried, law by law, in Decimals."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal

from govbudget.laws.points import SamePoint
from govbudget.laws.products import PriceTimesQuantity
from govbudget.laws.sums import SumOfParts
from govbudget.money import Interval
from govbudget.reading.settling import Question, RowLaw, Tie

Placement = tuple[int, ...]
Assignment = tuple[Placement, ...]
Aside = tuple[int, int] | None

NOTHING = Interval.point(Decimal(0))


def _placements(question: Question, line: int) -> Iterator[Placement]:
    items = question.lines[line].items
    for columns in itertools.combinations(range(question.width), len(items)):
        for item, column in zip(items, columns, strict=True):
            if item.columns is not None and column not in item.columns:
                break
            if item.value is not None and column in question.texts:
                break
        else:
            yield columns


def _cells(question: Question, line: int, placement: Placement) -> dict[int, Decimal]:
    values = [item.value for item in question.lines[line].items]
    return {column: value for column, value in zip(placement, values, strict=True) if value is not None}


def _adds_up(total: Decimal | None, parts: list[Decimal], *, complete: bool) -> bool:
    rest = NOTHING if total is None else Interval.around(total)
    for part in parts:
        rest = rest - Interval.around(part)
    return rest.high >= 0 and (rest.low <= 0 or not complete)


def _holds(law: RowLaw, cells: Mapping[int, Decimal], void: int | None = None) -> bool:
    """Whether a law holds in a row; the cell in column `void` is worth anything that is not negative."""
    known = {column: value for column, value in cells.items() if column != void}
    if isinstance(law, PriceTimesQuantity):
        return law.is_possible(known) is not False
    if isinstance(law, SamePoint):
        law = SumOfParts(law.first, (law.second,))
    parts = [known[part] for part in law.parts if part in known]
    return _is_kept(
        law, known.get(law.total), parts, void_total=law.total == void, void_part=void in law.parts
    )


def _is_kept(
    law: SumOfParts[int], total: Decimal | None, parts: list[Decimal], *, void_total: bool, void_part: bool
) -> bool:
    if void_total:
        # The total is anything that is not negative: so are its parts together.
        return not law.complete or sum((Interval.around(part) for part in parts), NOTHING).high >= 0
    return _adds_up(total, parts, complete=law.complete and not void_part)


def _tie_holds(tie: Tie, line: int, cells: Mapping[int, Decimal]) -> bool:
    if tie.line is not None and tie.line != line:
        return True
    cell = Interval.around(cells[tie.column]) if tie.column in cells else NOTHING
    return cell.meets(tie.interval)


def _rows(question: Question, aside: Aside) -> list[list[tuple[Placement, dict[int, Decimal]]]]:
    """For every line the placements that its own laws allow; the item `aside` may be worth anything."""
    found = []
    for line in range(len(question.lines)):
        laws = [*question.row_laws, *(one.law for one in question.line_laws if one.line == line)]
        kept = []
        for placement in _placements(question, line):
            cells = _cells(question, line, placement)
            void = placement[aside[1]] if aside is not None and aside[0] == line else None
            if not all(_holds(law, cells, void) for law in laws):
                continue
            known = {column: value for column, value in cells.items() if column != void}
            if all(
                _tie_holds(tie, line, known) for tie in question.ties if void is None or tie.column != void
            ):
                kept.append((placement, cells))
        found.append(kept)
    return found


def solutions(question: Question, aside: Aside = None, most: int = 200_000) -> list[Assignment] | None:
    """Every assignment that keeps the laws, or None if there are too many to try."""
    rows = _rows(question, aside)
    size = 1
    for row in rows:
        size *= len(row)
    if size > most:
        return None
    figures = frozenset(range(question.width)) - question.texts
    found = []
    for choice in itertools.product(*rows):
        void = choice[aside[0]][0][aside[1]] if aside is not None else None
        for one in question.column_sums:
            columns = figures if one.columns is None else one.columns
            for column in columns:
                gone = aside[0] if aside is not None and column == void else None
                parts = [
                    choice[line][1][column]
                    for line in one.law.parts
                    if line != gone and column in choice[line][1]
                ]
                if not _is_kept(
                    one.law,
                    choice[one.law.total][1].get(column),
                    parts,
                    void_total=gone == one.law.total,
                    void_part=gone in one.law.parts,
                ):
                    break
            else:
                continue
            break
        else:
            found.append(tuple(placement for placement, _ in choice))
    return found


def solutions_without(question: Question, gone: int, most: int = 200_000) -> list[Assignment] | None:
    """Every assignment of a table one row of which may be worth anything that is not negative, or None if too many.

    The row's own numbers keep their order and nothing else.
    """
    assert question.nonnegative
    rows = _rows(question, None)
    rows[gone] = [(placement, {}) for placement in _placements(question, gone)]
    size = 1
    for row in rows:
        size *= len(row)
    if size > most:
        return None
    found = []
    for choice in itertools.product(*rows):
        if all(
            _adds_up(
                choice[one.law.total][1].get(column),
                [choice[line][1][column] for line in one.law.parts if column in choice[line][1]],
                complete=one.law.complete and gone not in one.law.parts,
            )
            for one in question.column_sums
            if one.law.total != gone
            for column in (range(question.width) if one.columns is None else one.columns)
        ):
            found.append(tuple(placement for placement, _ in choice))
    return found


def survivors(question: Question) -> list[Assignment] | None:
    """What survives; with one figure at a time set aside where nothing does.  None if too many to try."""
    found = solutions(question)
    if found is None or found:
        return found
    united: dict[Assignment, None] = {}
    for line, printed in enumerate(question.lines):
        for item in range(len(printed.items)):
            if printed.items[item].value is not None:
                more = solutions(question, (line, item))
                if more is None:
                    return None
                united.update(dict.fromkeys(more))
    return list(united)
