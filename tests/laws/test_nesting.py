"""Levels by the sums alone, held against trying every way to nest a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.laws.nesting import nesting


def rows(*values: str) -> list[dict[int, Decimal]]:
    return [{0: Decimal(value)} for value in values]


@pytest.mark.parametrize(
    ("total", "values", "parents"),
    [
        pytest.param("12", ("9", "4", "5", "3"), (None, 0, 0, None), id="one heads two"),
        pytest.param("9", ("9", "9", "4", "5"), (None, 0, 1, 1), id="a row with a single part"),
        pytest.param("9", ("9", "0", "4", "5"), (None, None, 0, 0), id="nothing fits everywhere"),
        pytest.param("12.1", ("10.1", "6.03", "4.04", "2"), (None, 0, 0, None), id="rounding"),
        pytest.param("20", ("10", "5", "5", "5", "5"), None, id="several ways"),
        pytest.param("130", ("90", "40", "50", "30"), None, id="no way"),
        pytest.param("1", ("9", "-8"), None, id="negative"),
    ],
)
def test_levels(total: str, values: Sequence[str], parents: tuple[int | None, ...] | None) -> None:
    assert nesting({0: Decimal(total)}, rows(*values)) == parents


def test_every_column_must_keep_the_sum() -> None:
    table = [
        {0: Decimal(50), 1: Decimal(20)},
        {0: Decimal(50), 1: Decimal(10)},
        {1: Decimal(10)},
    ]
    assert nesting({0: Decimal(50), 1: Decimal(20)}, table) == (None, 0, 0)
    assert nesting({0: Decimal(50), 1: Decimal(40)}, table) is None


def test_a_long_list_is_left_alone_in_bounded_work() -> None:
    assert nesting({0: Decimal(2000)}, rows(*["1"] * 4000)) is None


def test_many_levels_in_a_long_list() -> None:
    values: list[Decimal] = []
    parents: list[int | None] = []
    total = Decimal(0)
    for number in range(100, 400):
        top = len(values)
        one, two = Decimal(number * 301).scaleb(-2), Decimal(number * 402).scaleb(-2)
        values += [one + two, one + two, one, two]
        parents += [None, top, top + 1, top + 1]
        total += one + two
    assert nesting({0: total}, [{0: value} for value in values]) == tuple(parents)


def every_way(count: int) -> Iterator[tuple[int | None, ...]]:
    """All ways in which rows, each after its whole, can be parts of rows above that are still open."""

    def extend(
        parents: tuple[int | None, ...], open_rows: tuple[int, ...]
    ) -> Iterator[tuple[int | None, ...]]:
        position = len(parents)
        if position == count:
            yield parents
            return
        for depth in range(len(open_rows) + 1):
            whole = open_rows[depth - 1] if depth else None
            yield from extend((*parents, whole), (*open_rows[:depth], position))

    yield from extend((), ())


def keeps_sums(total: Decimal, values: Sequence[Decimal], parents: Sequence[int | None]) -> bool:
    for whole, amount in [(None, total), *enumerate(values)]:
        parts = [value for value, parent in zip(values, parents, strict=True) if parent == whole]
        if parts or whole is None:
            slack = (1 + len(parts)) * Decimal("0.5")
            if abs(amount - sum(parts)) > slack:
                return False
    return True


@given(
    st.lists(st.integers(1, 30).map(Decimal), min_size=2, max_size=7),
    st.integers(1, 60).map(Decimal),
)
def test_one_way_is_taken_and_only_where_it_is_the_only_one(values: list[Decimal], total: Decimal) -> None:
    ways = [way for way in every_way(len(values)) if keeps_sums(total, values, way)]
    found = nesting({0: total}, [{0: value} for value in values])
    if found is not None:
        assert ways == [found]
    elif len(ways) == 1:
        # Only the bound on alternatives may leave a list open that one way would settle.
        assert len(values) > 5
