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


def _holds(law: RowLaw, cells: Mapping[int, Decimal]) -> bool:
    if isinstance(law, SumOfParts):
        parts = [cells[part] for part in law.parts if part in cells]
        return _adds_up(cells.get(law.total), parts, complete=law.complete)
    if isinstance(law, SamePoint):
        return _adds_up(
            cells.get(law.first), [cells[law.second]] if law.second in cells else [], complete=True
        )
    return law.is_possible(cells) is not False


def _contains(law: RowLaw, column: int) -> bool:
    if isinstance(law, SumOfParts):
        return column in (law.total, *law.parts)
    if isinstance(law, SamePoint):
        return column in (law.first, law.second)
    assert isinstance(law, PriceTimesQuantity)
    return column in (law.price, law.quantity, law.amount)


def _tie_holds(tie: Tie, line: int, cells: Mapping[int, Decimal]) -> bool:
    if tie.line is not None and tie.line != line:
        return True
    cell = Interval.around(cells[tie.column]) if tie.column in cells else NOTHING
    return cell.meets(tie.interval)


def _rows(question: Question, aside: Aside) -> list[list[tuple[Placement, dict[int, Decimal]]]]:
    """For every line the placements that its own laws allow; those that contain the item `aside` do not count."""
    found = []
    for line in range(len(question.lines)):
        laws = [*question.row_laws, *(one.law for one in question.line_laws if one.line == line)]
        kept = []
        for placement in _placements(question, line):
            cells = _cells(question, line, placement)
            void = placement[aside[1]] if aside is not None and aside[0] == line else None
            if not all(_holds(law, cells) for law in laws if void is None or not _contains(law, void)):
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
                members = (one.law.total, *one.law.parts)
                if aside is not None and column == void and aside[0] in members:
                    continue
                parts = [choice[line][1][column] for line in one.law.parts if column in choice[line][1]]
                if not _adds_up(choice[one.law.total][1].get(column), parts, complete=one.law.complete):
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
