"""Small tables with trees over columns and rows, blanks, coincidences, zeros and rounding."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from govbudget.laws.sums import SumOfParts, sums_of_links
from govbudget.reading.settling import ColumnSum, Item, Line, Question

CELL = st.sampled_from(["", "", "", "1.00", "2.00", "3.00", "3.00", "5.50", "10.00", "0.01", "0.00"])


@st.composite
def links(draw: st.DrawFn, most: int) -> list[int | None]:
    """Which number is a part of which, wholes before parts."""
    count = draw(st.integers(1, most))
    return [None, *(draw(st.none() | st.integers(0, number - 1)) for number in range(1, count))]


def _total(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal("0.00")) if known else None


@st.composite
def tables(
    draw: st.DrawFn, *, columns: int = 5, rows: int = 5
) -> tuple[Question, tuple[tuple[int, ...], ...]]:
    """A table that keeps its laws, with its blank cells lost, and where its numbers stood."""
    across = draw(links(columns))
    down = draw(links(rows))
    inner_columns = {whole for whole in across if whole is not None}
    inner_rows = {whole for whole in down if whole is not None}
    cells: dict[tuple[int, int], Decimal | None] = {}
    for row in range(len(down)):
        for column in range(len(across)):
            if row not in inner_rows and column not in inner_columns:
                text = draw(CELL)
                cells[row, column] = Decimal(text) if text else None
    for row in reversed(range(len(down))):
        if row not in inner_rows:
            for column in reversed(range(len(across))):
                if column in inner_columns:
                    cells[row, column] = _total(
                        [cells[row, i] for i, whole in enumerate(across) if whole == column]
                    )
    for row in reversed(range(len(down))):
        if row in inner_rows:
            for column in range(len(across)):
                cells[row, column] = _total(
                    [cells[i, column] for i, whole in enumerate(down) if whole == row]
                )
    places = draw(st.sampled_from([Decimal("0.01"), Decimal("0.1")]))
    lines, truth = [], []
    for row in range(len(down)):
        printed = [
            (column, value) for column in range(len(across)) if (value := cells[row, column]) is not None
        ]
        lines.append(Line(tuple(Item(value.quantize(places)) for _, value in printed)))
        truth.append(tuple(column for column, _ in printed))
    question = Question(
        width=len(across),
        lines=tuple(lines),
        row_laws=tuple(sums_of_links(across)),
        column_sums=tuple(ColumnSum(law) for law in sums_of_links(down)),
    )
    return question, tuple(truth)


def without_law(question: Question, law: SumOfParts[int]) -> Question:
    """The same table, not known to keep one of its row identities."""
    return Question(
        width=question.width,
        lines=question.lines,
        row_laws=tuple(one for one in question.row_laws if one != law),
        column_sums=question.column_sums,
    )
