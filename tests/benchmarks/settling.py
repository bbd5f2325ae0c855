"""Large and adversarial tables to settle, with where their numbers stood."""

from __future__ import annotations

import random
from decimal import Decimal

from govbudget.laws.sums import SumOfParts
from govbudget.money import Interval
from govbudget.reading.settling import ColumnSum, Item, Line, Question, Tie

Truth = list[tuple[int, ...]]
CENT = Decimal("0.01")


def large_table(rows: int, choice: random.Random, *, children: int = 15) -> tuple[Question, Truth]:
    """A revenue table of twelve columns: 合计, 小计, nine funds of which three are used, 上年结转.

    Its rows form a tree with at most `children` below each; each prints one or two funds, and ties say
    which funds are empty.
    """
    width, carried = 12, 11
    funds = [*sorted(choice.sample(range(2, carried), 3)), carried]
    parents = _tree(rows, choice, children)
    below: dict[int, list[int]] = {}
    for row, parent in enumerate(parents):
        if parent is not None:
            below.setdefault(parent, []).append(row)
    cells: list[dict[int, Decimal]] = [{} for _ in parents]
    for row in reversed(range(len(parents))):
        if row not in below:
            for fund in choice.sample(funds, choice.randint(1, 2)):
                cells[row][fund] = Decimal(choice.randint(1, 2_000_000)) * CENT
        parent = parents[row]
        if parent is not None:
            for fund, value in cells[row].items():
                cells[parent][fund] = cells[parent].get(fund, Decimal(0)) + value
    truth, lines = [], []
    for own in cells:
        current = [value for fund, value in own.items() if fund != carried]
        printed = {**own, 0: sum(own.values(), Decimal(0))}
        if current:
            printed[1] = sum(current, Decimal(0))
        truth.append(tuple(sorted(printed)))
        lines.append(Line(tuple(Item(printed[column]) for column in sorted(printed))))
    nothing = Interval.point(Decimal(0))
    return (
        Question(
            width=width,
            lines=tuple(lines),
            row_laws=(SumOfParts(0, (1, carried)), SumOfParts(1, tuple(range(2, carried)))),
            column_sums=tuple(ColumnSum(SumOfParts(row, tuple(parts))) for row, parts in below.items()),
            ties=tuple(Tie("另表", fund, nothing) for fund in range(2, carried) if fund not in funds),
        ),
        truth,
    )


def _tree(rows: int, choice: random.Random, children: int) -> list[int | None]:
    """For every row the one that it is a part of."""
    parents: list[int | None] = [None]
    level = [0]
    while len(parents) < rows:
        following = []
        for parent in level:
            for _ in range(min(choice.randint(1, children), rows - len(parents))):
                following.append(len(parents))
                parents.append(parent)
        level = following
    return parents


def crowded_table(columns: int, *, groups: int, children: int = 30) -> tuple[Question, Truth]:
    """Groups of many children with one amount each, in columns that no row identity tells apart."""
    choice = random.Random(columns)
    lines: list[Line] = [Line(())]
    truth: Truth = [()]
    sums: list[ColumnSum] = []
    tops: list[int] = []
    totals = [Decimal(0)] * columns
    for _ in range(groups):
        placed = [
            (choice.randrange(columns), Decimal(choice.randint(1, 10**7)) * CENT) for _ in range(children)
        ]
        own = [sum((value for at, value in placed if at == column), Decimal(0)) for column in range(columns)]
        totals = [total + value for total, value in zip(totals, own, strict=True)]
        tops.append(len(lines))
        used = [column for column in range(columns) if own[column]]
        lines.append(Line(tuple(Item(own[column]) for column in used)))
        truth.append(tuple(used))
        sums.append(ColumnSum(SumOfParts(tops[-1], tuple(range(len(lines), len(lines) + children)))))
        lines += [Line((Item(value),)) for _, value in placed]
        truth += [(column,) for column, _ in placed]
    lines[0], truth[0] = Line(tuple(map(Item, totals))), tuple(range(columns))
    sums.append(ColumnSum(SumOfParts(0, tuple(tops))))
    return Question(width=columns, lines=tuple(lines), column_sums=tuple(sums)), truth


def wide_table(amounts: int, *, rows: int, summed: bool) -> Question:
    """Thirty columns that no identity tells apart; with `summed` the first line is the total of the others."""
    choice = random.Random(amounts)
    values = [[Decimal(choice.randint(1, 10**6)) * CENT for _ in range(amounts)] for _ in range(rows)]
    if summed:
        values.insert(0, [sum(column, Decimal(0)) for column in zip(*values, strict=True)])
    sums = (ColumnSum(SumOfParts(0, tuple(range(1, rows + 1)))),) if summed else ()
    return Question(width=30, lines=tuple(Line(tuple(map(Item, row))) for row in values), column_sums=sums)
