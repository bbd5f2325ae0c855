"""Two totals of one row exchanged: the sums hold, all other evidence speaks against them, and nothing is stated."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from attrs import evolve

import govbudget
from govbudget.laws.sums import SumOfParts
from govbudget.money import Interval
from govbudget.reading.settling import Belongs, ColumnSum, Item, Line, Outcome, Question, Tie, settle

ROWS = ("9.00 6.00 3.00", "6.00 6.00", "4.00 4.00", "2.00 2.00", "3.00 3.00")
BELONGS = (Belongs(1, 1, 2), Belongs(2, 1, 2), Belongs(3, 1, 2), Belongs(4, 2, 1))
TIES = (
    Tie("说明", 1, Interval.around(Decimal("6.00")), 0),
    Tie("说明", 2, Interval.around(Decimal("3.00")), 0),
)
TRUTH = [[0, 1, 2], [0, 1], [0, 1], [0, 1], [0, 2]]


def line(text: str) -> Line:
    return Line(tuple(Item(Decimal(number)) for number in text.split()))


def table(total: str = ROWS[0]) -> Question:
    """合计, 人员经费, 公用经费: a total, a class with two items, another class."""
    return Question(
        width=3,
        lines=tuple(map(line, (total, *ROWS[1:]))),
        row_laws=(SumOfParts(0, (1, 2)),),
        column_sums=(ColumnSum(SumOfParts(0, (1, 4))), ColumnSum(SumOfParts(1, (2, 3)))),
    )


def columns(question: Question) -> list[list[int | None]]:
    return [[one.column for one in row] for row in settle(question).lines]


@pytest.mark.parametrize(("belongs", "ties"), [(BELONGS, ()), ((), TIES), (BELONGS, TIES)])
def test_exchanged_totals_state_nothing(belongs: tuple[Belongs, ...], ties: tuple[Tie, ...]) -> None:
    assert columns(evolve(table(), belongs=belongs, ties=ties)) == TRUTH
    exchanged = evolve(table("9.00 3.00 6.00"), belongs=belongs, ties=ties)
    assert columns(evolve(exchanged, belongs=(), ties=())) == [[0, 1, 2], [0, 2], [0, 2], [0, 2], [0, 1]]
    assert columns(exchanged) == [[0, 1, 2], *[[0, None]] * 4]
    answer = settle(exchanged)
    assert (answer.solutions, answer.is_exact) == (2, False)
    assert {one.outcome for row in answer.lines[1:] for one in row[1:]} == {Outcome.AMBIGUOUS}
    assert {one.alternatives for row in answer.lines[1:] for one in row[1:]} == {(1, 2)}


@pytest.mark.parametrize("belongs", [(*BELONGS[:3], Belongs(4, 1, 2)), (Belongs(1, 1, 2), Belongs(4, 1, 2))])
def test_a_table_with_an_order_of_its_own_is_believed(belongs: tuple[Belongs, ...]) -> None:
    """One row that stands where it should is enough: places differ about single items."""
    assert columns(evolve(table(), belongs=belongs)) == TRUTH
    assert columns(evolve(table("9.00 3.00 6.00"), belongs=belongs)) != [[0, 1, 2], *[[0, None]] * 4]


def test_one_tie_that_contradicts_the_table_opens_nothing() -> None:
    assert columns(evolve(table(), ties=(Tie("说明", 1, Interval.around(Decimal("3.00")), 0),))) == TRUTH


BASIC = """\
2024年部门基本支出表

501 青禾县图书馆 预算年度：2024 单位：万元

序号

科目编码 科目名称 合计 人员经费 公用经费

栏次 1 2 3 4 5

1 合计 {}

2 301 工资福利支出 60.00 60.00

3 30101 基本工资 60.00 60.00

4 302 商品和服务支出 30.00 30.00

5 30201 办公费 30.00 30.00
"""


def test_a_table_of_basic_expenditure_that_is_turned_over() -> None:
    """Wages are no operating expenditure, whatever the line of totals says."""
    right = govbudget.parse(BASIC.format("90.00 60.00 30.00")).tables[0]
    assert [one.figure.column for one in right.figures] == [0, 1, 2, 0, 1, 0, 1, 0, 2, 0, 2]
    doc = govbudget.parse(BASIC.format("90.00 30.00 60.00"))
    assert [one.figure.column for one in doc.tables[0].figures] == [0, 1, 2, *[0, None] * 4]
    assert [problem.kind for problem in doc.problems] == ["ambiguous columns"]


def test_exchanged_totals_of_many_tables_state_no_wrong_column() -> None:
    """Codes of three classes, amounts at random: what an exchange leaves settled stands where it is printed."""
    opened = 0
    for number in range(40):
        choice = random.Random(number)
        parts = {
            code: [choice.randint(1, 99_999) for _ in range(choice.randint(1, 4))] for code in (301, 302, 303)
        }
        wages, goods = sum(parts[301]) + sum(parts[303]), sum(parts[302])
        totals = [wages + goods, goods, wages]
        rows = [f"1 合计 {' '.join(f'{one / 100:.2f}' for one in totals)}"]
        truth = [0, 1, 2]
        for code, amounts in parts.items():
            for digits, amount in [
                (str(code), sum(amounts)),
                *((f"{code}{n:02}", a) for n, a in enumerate(amounts, 1)),
            ]:
                rows.append(f"{len(rows) + 1} {digits} 某项支出 {amount / 100:.2f} {amount / 100:.2f}")
                truth += [0, 2 if code == 302 else 1]
        text = BASIC.partition("1 合计")[0] + "\n\n".join(rows) + "\n"
        figures = govbudget.parse(text).tables[0].figures
        assert len(figures) == len(truth)
        for one, column in zip(figures, truth, strict=True):
            assert one.figure.column in (None, column)
        assert [one.figure.column for one in figures[:3]] == [0, 1, 2]
        opened += any(one.figure.column is None for one in figures[3:])
    assert opened == 40
