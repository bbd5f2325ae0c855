"""What settles a figure is named, the cheapest proof first; what nothing settles is left open and counted."""

from __future__ import annotations

from decimal import Decimal
from math import comb

import pytest
from attrs import evolve

from govbudget.laws.points import SamePoint
from govbudget.laws.products import PriceTimesQuantity
from govbudget.laws.sums import SumOfParts
from govbudget.money import Interval
from govbudget.reading.settling import (
    Answer,
    ColumnSum,
    Item,
    Line,
    LineLaw,
    Outcome,
    Question,
    Tie,
    settle,
)

NOTHING = Interval.point(Decimal(0))
FUNDS = SumOfParts(0, (1, 2, 3))  # 合计 = 一般 + 基金 + 国资


def line(text: str) -> Line:
    """Numbers, `*` for stars, `3:甲` for a text in column 3, `2=5.00` for a number that words put into column 2."""
    items = []
    for word in text.split():
        column, mark, number = word.rpartition("=")
        if ":" in word:
            items.append(Item(columns=frozenset({int(word.split(":")[0])}), is_text=True))
        elif word == "*":
            items.append(Item())
        else:
            items.append(Item(Decimal(number), frozenset({int(column)}) if mark else None))
    return Line(tuple(items))


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(line(text) for text in texts)


def proofs(answer: Answer, number: int) -> list[tuple[int | None, str]]:
    return [(one.column, one.settled_by) for one in answer.lines[number]]


SPENT = Question(
    width=4,
    lines=lines("9.00 5.00 4.00", "5.00 5.00", "4.00 4.00"),
    row_laws=(FUNDS,),
    column_sums=(ColumnSum(SumOfParts(0, (1, 2))),),
)


def test_a_line_printed_in_full_needs_no_law() -> None:
    """As many numbers as columns."""
    answer = settle(Question(width=2, lines=lines("1.00 7.00")))
    assert proofs(answer, 0) == [(0, "printed in full"), (1, "printed in full")]


def test_words_may_leave_one_column() -> None:
    """A number between two texts, or one whose words name its column."""
    answer = settle(Question(width=5, texts=frozenset({0, 2}), lines=lines("0:甲 3.00 2:乙 4=5.00")))
    assert proofs(answer, 0) == [(0, "header"), (1, "header"), (2, "header"), (4, "header")]


def test_a_row_identity() -> None:
    """A total and its only part: the total is proved, the part is one of several."""
    answer = settle(Question(width=4, lines=lines("5.00 5.00"), row_laws=(FUNDS,)))
    assert proofs(answer, 0) == [(0, "row identity"), (None, "")]
    assert answer.lines[0][1].alternatives == (1, 2, 3)
    assert answer.lines[0][1].outcome is Outcome.AMBIGUOUS
    assert (answer.solutions, answer.is_exact) == (3, True)


@pytest.mark.parametrize("used", [1, 2, 3])
def test_interchangeable_columns(used: int) -> None:
    """With m columns of which k are used, C(m, k) solutions survive the table's own sums."""
    parts = [("5.00", "4.00", "2.00")[:used]]
    total = sum(map(Decimal, parts[0]))
    table = Question(
        width=6,
        lines=lines(f"{total} {' '.join(parts[0])}", *(f"{part} {part}" for part in parts[0])),
        row_laws=(SumOfParts(0, (1, 2, 3, 4, 5)),),
        column_sums=(ColumnSum(SumOfParts(0, tuple(range(1, used + 1)))),),
    )
    answer = settle(table)
    assert (answer.solutions, answer.is_exact) == (comb(5, used), True)
    assert [one.alternatives for one in answer.lines[0]] == [
        (0,),
        *(tuple(range(1 + at, 7 - used + at)) for at in range(used)),
    ]


def test_all_columns_used_leaves_one_solution() -> None:
    """k = m: the sums of the columns settle the lines below the total."""
    answer = settle(evolve(SPENT, width=3, row_laws=(SumOfParts(0, (1, 2)),)))
    assert proofs(answer, 1) == [(0, "row identity"), (1, "column sums")]
    assert proofs(answer, 2) == [(0, "row identity"), (2, "column sums")]


def test_ties_settle_what_is_interchangeable() -> None:
    """A fund that is empty everywhere, and the total of another."""
    answer = settle(evolve(SPENT, ties=(Tie("基金表", 2, NOTHING),)))
    assert proofs(answer, 0) == [(0, "row identity"), (1, "tie to 基金表"), (3, "tie to 基金表")]
    assert proofs(answer, 2) == [(0, "row identity"), (3, "tie to 基金表")]
    total = Tie("收支总表", 2, Interval.around(Decimal("4.00")), 0)
    answer = settle(evolve(SPENT, ties=(total,)))
    assert proofs(answer, 1) == [(0, "row identity"), (1, "tie to 收支总表")]


def test_without_its_tie_exactly_the_interchangeable_figures_are_open() -> None:
    """And nothing else."""
    answer = settle(SPENT)
    assert answer.solutions == comb(3, 2)
    assert [[one.column is None for one in printed] for printed in answer.lines] == [
        [False, True, True],
        [False, True],
        [False, True],
    ]


def test_a_tie_that_contradicts_the_table_is_refused() -> None:
    """Alone it leaves nothing; the others are believed."""
    wrong = Tie("错表", 0, Interval.around(Decimal("8.00")), 0)
    answer = settle(evolve(SPENT, ties=(wrong, Tie("基金表", 2, NOTHING))))
    assert answer.refused == (wrong,)
    assert proofs(answer, 0)[1:] == [(1, "tie to 基金表"), (3, "tie to 基金表")]


def test_of_ties_that_contradict_one_another_none_is_believed() -> None:
    """Whichever came first would decide."""
    ties = (Tie("甲表", 1, NOTHING), Tie("乙表", 2, NOTHING))
    answer = settle(evolve(SPENT, ties=ties))
    assert answer.refused == ties
    assert answer.solutions == 3
    assert proofs(answer, 0)[1] == (None, "")


def test_equal_figures_in_a_line_of_totals() -> None:
    """A law of one line alone: 收入总计 = 支出总计."""
    table = Question(width=3, lines=lines("7.00 7.00", "3.00"), line_laws=(LineLaw(0, SamePoint(0, 2)),))
    answer = settle(table)
    assert proofs(answer, 0) == [(0, "row identity"), (2, "row identity")]
    assert answer.lines[1][0].alternatives == (0, 1, 2)


def test_price_times_quantity() -> None:
    """The product tells a quantity from a price where the order alone does not."""
    law = PriceTimesQuantity(price=1, quantity=0, amount=2)
    table = Question(width=4, lines=lines("3 2.00 7.00"), row_laws=(law,))
    assert settle(table).lines[0][2].alternatives == (3,)


def test_named_parts_are_at_most_their_total() -> None:
    """其中: the rest need not be printed."""
    table = Question(
        width=2, lines=lines("5.00 4.00", "4.00"), row_laws=(SumOfParts(0, (1,), complete=False),)
    )
    assert proofs(settle(table), 1) == [(0, "row identity")]


def test_rounding_is_an_interval() -> None:
    """Half an increment of every figure: what rounding can explain is not excluded, what it cannot is."""
    table = Question(
        width=3, lines=lines("9.0 5.1 4.1", "5.1 5.1", "4.1 4.1"), row_laws=(SumOfParts(0, (1, 2)),)
    )
    sums = (ColumnSum(SumOfParts(0, (1, 2))),)
    assert settle(table).solutions == 4
    assert settle(evolve(table, column_sums=sums)).solutions == 1
    assert settle(evolve(table, column_sums=sums, lines=lines("9.4 5.1 4.1", "5.1 5.1", "4.1 4.1"))).doubtful


def test_a_wrong_figure_is_set_aside_and_told() -> None:
    """5.00 printed as 6.00: the assignment stays the only one."""
    table = evolve(SPENT, lines=lines("9.00 5.00 4.00", "5.00 6.00", "4.00 4.00"))
    answer = settle(evolve(table, ties=(Tie("基金表", 2, NOTHING),)))
    assert [[one.column for one in printed] for printed in answer.lines] == [[0, 1, 3], [0, 1], [0, 3]]
    assert (1, 1) in answer.doubtful


def test_nothing_is_settled_where_two_figures_are_wrong() -> None:
    """No single figure explains it: the row laws say what is left, and nobody is told more."""
    table = Question(
        width=3,
        lines=lines("19.00 15.00 4.00", "5.00 6.00", "4.00 5.00"),
        row_laws=(SumOfParts(0, (1, 2)),),
        column_sums=(ColumnSum(SumOfParts(0, (1, 2))),),
    )
    answer = settle(table)
    assert answer.solutions == 0
    assert not answer.is_exact
    assert all(one.outcome is Outcome.AMBIGUOUS for one in (*answer.lines[1], *answer.lines[2]))


REDACTED = Question(
    width=5,
    texts=frozenset({0}),
    lines=lines("0:合计 12.00 12.00", "0:甲 4.00 4.00", "0:乙 * *"),
    row_laws=(SumOfParts(1, (2, 3, 4)),),
    column_sums=(ColumnSum(SumOfParts(0, (1, 2))),),
)


def test_columns_blank_in_every_legible_line_are_blank_in_a_redacted_one() -> None:
    """The stars then fill what is in use, a hidden text included."""
    ties = (Tie("基金表", 3, NOTHING), Tie("国资表", 4, NOTHING))
    for redacted in ("0:乙 * *", "* * *"):
        answer = settle(evolve(REDACTED, lines=(*REDACTED.lines[:2], line(redacted)), ties=ties))
        assert [one.column for one in answer.lines[2]] == [0, 1, 2]
        assert answer.lines[2][2].settled_by == "printed in full"


def test_stars_that_could_stand_elsewhere_are_ambiguous() -> None:
    """A column in use that the stars may or may not fill, since stars may hide a zero."""
    table = evolve(REDACTED, lines=lines("0:合计 7.00 4.00 3.00", "0:甲 7.00 4.00 3.00", "0:乙 * *"))
    answer = settle(evolve(table, ties=(Tie("基金表", 3, NOTHING),)))
    assert [one.column for one in answer.lines[1]] == [0, 1, 2, 4]
    assert [one.alternatives for one in answer.lines[2]] == [(0,), (1, 2), (2, 4)]
    assert answer.lines[2][1].outcome is Outcome.AMBIGUOUS
    assert (answer.solutions, answer.is_exact) == (3, True)


def test_a_sum_may_leave_no_other_place_for_stars() -> None:
    """What the legible lines do not make up must be hidden."""
    table = evolve(REDACTED, lines=lines("0:合计 12.00 5.00 4.00 3.00", "0:甲 7.00 4.00 3.00", "0:乙 * *"))
    answer = settle(table)
    assert [one.column for one in answer.lines[2]] == [0, 1, 2]
    assert answer.lines[2][2].settled_by == "column sums"


def test_redacted_lines_do_not_break_a_sum() -> None:
    """A sum with stars among its parts only has to leave room for them."""
    answer = settle(evolve(REDACTED, lines=lines("0:合计 12.00 12.00", "0:甲 13.00 13.00", "0:乙 * *")))
    assert answer.doubtful or answer.solutions == 0


GOODS = Question(
    width=5,
    lines=lines(
        "0:合计 20.00 20.00",
        "0:甲馆 13.00 13.00",
        "0:图书 5.00 5.00",
        "0:书架 6.00 6.00",
        "* * *",
        "0:乙馆 7.00 7.00",
        "0:阅览 7.00 7.00",
    ),
    texts=frozenset({0}),
    row_laws=(SumOfParts(1, (2, 3, 4)),),
    column_sums=(
        ColumnSum(SumOfParts(0, (1, 5))),
        ColumnSum(SumOfParts(1, (2, 3, 4))),
        ColumnSum(SumOfParts(5, (6,))),
    ),
    ties=(Tie("收支总表", 2, Interval.around(Decimal("20.00")), 0),),
)
"""Goods by fund of two bodies, the line of one of the goods hidden."""


@pytest.mark.parametrize(
    ("number", "wrong"),
    [(2, "0:图书 5.00 5.20"), (2, "0:图书 9.00 5.00"), (3, "0:书架 0.60 6.00"), (6, "0:阅览 7.00 2.00")],
)
def test_a_wrong_figure_does_not_open_redacted_lines(number: int, wrong: str) -> None:
    """Its line prints nowhere for certain, and the totals above the stars are blank in all columns but two."""
    assert [one.column for one in settle(GOODS).lines[4]] == [0, 1, 2]
    printed = list(GOODS.lines)
    printed[number] = line(wrong)
    answer = settle(evolve(GOODS, lines=tuple(printed)))
    assert {at for at, _ in answer.doubtful} == {number}
    for at in set(range(7)) - {number}:
        assert [one.column for one in answer.lines[at]] == [0, 1, 2], at


def test_where_no_total_is_blank_a_wrong_figure_is_evidence() -> None:
    """Nothing but the line in doubt could say that the column is blank."""
    apart = evolve(
        GOODS, column_sums=GOODS.column_sums[-1:], ties=(Tie("收支总表", 2, Interval.point(Decimal(7)), 6),)
    )
    funds = ("0:图书 5.00 2=5.00", "0:合计 20.00 2=20.00", "0:甲馆 13.00 2=13.00", "0:乙馆 7.00 2=7.00")
    printed = lines(
        funds[1], funds[2], "0:图书 5.00 5.20", "0:书架 6.00 2=6.00", "* * *", funds[3], "0:阅览 7.00 2=7.00"
    )
    answer = settle(evolve(apart, lines=printed))
    assert any(one.column is None for one in answer.lines[4])


def test_what_is_set_aside_is_not_negative() -> None:
    """A wrong figure is worth anything but less than nothing: where the total is blank it holds no other figure up."""
    table = Question(
        width=4,
        lines=lines("9.00 9.00", "4.00 4.40", "5.00 5.00"),
        row_laws=(FUNDS,),
        column_sums=(ColumnSum(SumOfParts(0, (1, 2))),),
        ties=(Tie("收支总表", 1, Interval.around(Decimal("9.00")), 0),),
    )
    answer = settle(table)
    assert [one.column for one in answer.lines[0]] == [0, 1]
    assert [one.column for one in answer.lines[2]] == [0, 1]
    assert set(answer.doubtful) == {(1, 1)}


def test_a_number_too_many_is_open() -> None:
    """More numbers than columns: nothing is guessed, and the other lines are settled."""
    answer = settle(Question(width=2, lines=lines("1.00 2.00 3.00", "4.00 5.00")))
    assert {one.outcome for one in answer.lines[0]} == {Outcome.AMBIGUOUS}
    assert [one.column for one in answer.lines[1]] == [0, 1]


MISSING = Question(
    width=4,
    lines=lines("9.00 5.00 4.00", "5.00 5.00", "4.00 4.00", "3.00 3.00", "1.00"),
    row_laws=(FUNDS,),
    column_sums=(ColumnSum(SumOfParts(0, (1, 2))), ColumnSum(SumOfParts(2, (3, 4)))),
)
"""The last row has lost one of two figures; the total's two parts are in two of three columns, here in all of them."""


def test_a_missing_figure_opens_its_row_alone() -> None:
    """No figure of the row can be the wrong one: its sum and that of a column both lack what is not printed."""
    told = evolve(
        MISSING,
        ties=(
            Tie("收支总表", 1, Interval.around(Decimal("5.00")), 0),
            Tie("收支总表", 2, Interval.around(Decimal("4.00")), 0),
        ),
    )
    answer = settle(told)
    assert [[one.column for one in line] for line in answer.lines] == [
        [0, 1, 2],
        [0, 1],
        [0, 2],
        [0, 2],
        [None],
    ]
    assert answer.doubtful == ((4, 0),)
    assert answer.lines[4][0].outcome is Outcome.AMBIGUOUS


def test_one_amount_below_nothing_may_be_the_wrong_one() -> None:
    """Stars stay what is not negative, or a total of nothing could be made up of them."""
    printed = list(GOODS.lines)
    printed[5] = line("0:乙馆 7.00 -7.00")
    answer = settle(evolve(GOODS, lines=tuple(printed)))
    assert (5, 2) in answer.doubtful
    for at in set(range(7)) - {5}:
        assert [one.column for one in answer.lines[at]] == [0, 1, 2], at


def test_an_amount_below_nothing_that_is_right_lets_stars_be_so_too() -> None:
    """The line below nothing adds up; what does not is the total of lines one of which is hidden."""
    table = Question(
        width=4,
        lines=lines("0:合计 1.00 1.00", "0:甲 -2.00 -2.00", "0:乙 5.00 5.00", "0:丙 * *"),
        texts=frozenset({0}),
        row_laws=(SumOfParts(1, (2, 3)),),
        column_sums=(ColumnSum(SumOfParts(0, (1, 2, 3))),),
    )
    assert settle(evolve(table, nonnegative=False)).solutions > 0
    answer = settle(table)
    truth = [(0, 1, 2)] * 4
    for row, places in zip(answer.lines, truth, strict=True):
        for one, place in zip(row, places, strict=True):
            assert place in one.alternatives


def test_an_amount_below_nothing_that_makes_a_sum_of_its_own_proves_nothing() -> None:
    """Two parts of a blank total that make up nothing: unless the sign is wrong, and the first is the total."""
    table = Question(
        width=4, lines=lines("0:甲 -5.00 5.00"), texts=frozenset({0}), row_laws=(SumOfParts(1, (2, 3)),)
    )
    assert [one.column for one in settle(evolve(table, nonnegative=False)).lines[0]] == [0, 2, 3]
    assert [one.column for one in settle(table).lines[0][1:]] == [None, None]


def test_what_has_a_price_and_a_quantity_costs_something() -> None:
    """数量, 单价, 金额, 资金: a wrong amount is no price of a purchase that costs nothing."""
    bought = Question(
        width=5,
        lines=lines("0:书架 6.00 6.00", "0:展柜 6.50 6.00"),
        texts=frozenset({0}),
        row_laws=(PriceTimesQuantity(price=2, quantity=1, amount=3), SumOfParts(3, (4,))),
    )
    answer = settle(bought)
    assert [one.column for one in answer.lines[0]] == [0, 3, 4]
    assert [one.column for one in answer.lines[1]] != [0, 1, 2]
    assert {line for line, _ in answer.doubtful} == {1}
