"""What a header draws of sums has to be true of every table that may stand below it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from govbudget.laws.sums import sums_of_links
from govbudget.model.coordinates import Coordinates
from govbudget.reading.column_tree import column_links
from govbudget.reading.grid import GridRow
from govbudget.reading.header import Header


@define
class Cell:
    """A header cell with what it is worth; of its `below` the first `named` are told 其中, the rest are parts."""

    word: str
    worth: int
    below: list[Cell] = field(factory=list)

    def columns(self, over: Sequence[str] = ()) -> list[tuple[tuple[str, ...], int]]:
        """The paths of its columns with what they are worth."""
        path = (*over, self.word)
        return [one for cell in self.below for one in cell.columns(path)] or [(path, self.worth)]


@st.composite
def cells_below(draw: st.DrawFn, worth: int, depth: int, names: list[int]) -> list[Cell]:
    """Cells that break a worth down: a total or none, parts, and 其中 of what stands before them."""

    def word() -> str:
        names.append(len(names))
        return f"馆藏{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[len(names) % 20]}{len(names)}"

    found: list[Cell] = []
    if draw(st.booleans()):
        found.append(Cell("小计" if depth < 3 else "合计", worth))
    elif draw(st.integers(0, 3)) == 0:
        # Nothing but some of it is told: a rest is printed nowhere.
        one = draw(st.integers(0, worth))
        found.append(Cell(f"其中：{word()}", one))
        found.append(Cell(word(), draw(st.integers(0, worth - one))))
        return found
    left = worth
    for last in [False] * draw(st.integers(1, 2)) + [True]:
        part = left if last else draw(st.integers(0, left))
        left -= part
        cell = Cell(word(), part)
        if depth > 1 and draw(st.booleans()):
            cell.below = draw(cells_below(part, depth - 1, names))
        found.append(cell)
        if draw(st.integers(0, 3)) == 0:
            of_part = draw(st.integers(0, part))
            found.append(Cell(f"其中：{word()}", of_part))
            if draw(st.booleans()):
                # The list that 其中 begins may go on without the word.
                found.append(Cell(word(), draw(st.integers(0, part - of_part))))
    return found


def laid_out(tops: Sequence[Cell]) -> tuple[list[GridRow], list[int]]:
    """The header rows over all columns, and what each column is worth."""
    columns = [one for top in tops for one in top.columns()]
    rows = []
    for depth in range(max(len(path) for path, _ in columns)):
        row: list[str | None] = []
        for number, (path, _) in enumerate(columns):
            before = columns[number - 1][0] if number else ()
            again = depth < len(path) and before[: depth + 1] == path[: depth + 1]
            row.append(None if depth >= len(path) or again else path[depth])
        rows.append(GridRow(tuple(row), line=depth + 1))
    return rows, [worth for _, worth in columns]


@given(st.data())
def test_every_sum_that_a_header_draws_holds(data: st.DataObject) -> None:
    """Whatever is told 其中, and wherever: no law is drawn that a table without any error breaks."""
    tops = data.draw(cells_below(data.draw(st.integers(0, 40)), 3, []))
    rows, worths = laid_out(tops)
    links = column_links(Header.of(rows), range(len(worths)), [Coordinates()] * len(worths))
    laws = sums_of_links(
        [link.whole for link in links], [number for number, link in enumerate(links) if link.of_which]
    )
    for law in laws:
        rest = worths[law.total] - sum(worths[part] for part in law.parts)
        assert rest == 0 if law.complete else rest >= 0, (rows, worths, law)


@pytest.mark.parametrize(
    ("rows", "laws"),
    [
        # Named first below a cell without a total: what the cell is worth is printed nowhere.
        (("合计|财政拨款||其他收入", "|其中：一般公共预算|政府性基金|"), []),
        # Named below a cell with a total of its own, or with a column without a word.
        (("合计|财政拨款||其他收入", "|小计|其中：一般公共预算|"), [(0, (1, 3))]),
        (("合计|财政拨款||其他收入", "||其中：一般公共预算|"), [(0, (1, 3))]),
        # Named behind parts: these make up the total.
        (("合计|基本支出|项目支出|其中：财政拨款",), [(0, (1, 2))]),
        # Where the list that a name begins ends is not told.
        (("合计|基本支出|其中：人员经费|公用经费|项目支出",), []),
    ],
)
def test_parts_named(rows: tuple[str, ...], laws: list[tuple[int, tuple[int, ...]]]) -> None:
    """Which complete sums are drawn where some parts are named 其中."""
    grid = [
        GridRow(tuple(cell or None for cell in row.split("|")), line=number)
        for number, row in enumerate(rows, 1)
    ]
    width = len(grid[0].cells)
    links = column_links(Header.of(grid), range(width), [Coordinates()] * width)
    drawn = sums_of_links(
        [link.whole for link in links], [i for i, link in enumerate(links) if link.of_which]
    )
    assert [(law.total, law.parts) for law in drawn if law.complete] == laws
