"""What the rows of a flattened table say of its header: which of several divisions they deny."""

from __future__ import annotations

import govbudget
from govbudget.reading.grid import GridRow, LooseCell
from govbudget.reading.layouts.flattened.atoms import atoms_of
from govbudget.reading.layouts.flattened.header_proof import Evidence, ProvedHeader, proved_header
from govbudget.reading.layouts.flattened.header_rows import told_by_rows
from govbudget.reading.source import split_lines
from govbudget.spans import Span

PARENTS = "项目 合计\n\n馆藏 读者\n\n小计 新书 古籍 讲座 培训\n\n甲 1 2 3 4 5 6"
"""古籍 stands below 馆藏 or below 读者."""
BELOW_THE_FIRST = ["9.00 6.00 4.00 2.00 2.00 1.00", "8.00 5.00 4.00 1.00 3.00", "3.00 3.00 3.00"]
BELOW_THE_SECOND = ["9.00 4.00 4.00 2.00 2.00 1.00", "8.00 4.00 4.00 2.00 1.00 1.00", "3.00 3.00 3.00"]


def asked(header: str, rows: list[str], columns: int) -> ProvedHeader:
    """The header after its rows were asked; `/` in a number is where it was wrapped."""
    proved = proved_header(atoms_of(split_lines(header)), Evidence())
    assert proved.ways > 1
    everywhere = tuple(range(1, columns))
    return told_by_rows(
        proved,
        lambda _: [
            GridRow(("名",), 1, loose=tuple(cell(text, everywhere) for text in row.split())) for row in rows
        ],
    )


def cell(text: str, columns: tuple[int, ...]) -> LooseCell:
    spans = []
    at = 0
    for part in text.split("/"):
        spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    return LooseCell(text.replace("/", ""), columns, tuple(spans))


def test_sums_tell_what_stands_below_which() -> None:
    assert asked(PARENTS, BELOW_THE_FIRST, 7).header.paths[4] == ("馆藏", "古籍")
    assert asked(PARENTS, BELOW_THE_SECOND, 7).header.paths[4] == ("读者", "古籍")


def test_one_row_denies_nothing() -> None:
    """Its figures may be wrong: it takes two rows that differ to deny a division, and two to believe the other."""
    assert asked(PARENTS, BELOW_THE_FIRST[:1] + BELOW_THE_SECOND[2:], 7).doubtful == {4}
    wrong = [*BELOW_THE_FIRST, "9.00 6.00 4.00 2.00 2.00 1.50"]
    assert asked(PARENTS, wrong, 7).header.paths[4] == ("馆藏", "古籍")


def test_a_column_told_apart_speaks_against_no_division() -> None:
    """Beside a total, 采购 may be none of its parts: a division under which it must be one is not proved by sums."""
    rows = ["9.00 4.00 5.00", "8.00 3.00 5.00", "7.00 3.00 4.00"]
    assert asked(WRAPPED, rows, 4).ways == 7


def test_rows_that_deny_every_division_say_nothing() -> None:
    broken = ["9.00 1.00 4.00 2.00 2.00 1.00", "8.00 1.00 4.00 1.00 3.00", "7.00 3.00 3.00 1.00"]
    assert asked(PARENTS, broken, 7).ways == 2


WRAPPED = "项目 合计\n\n新书\n\n采购\n\n古籍\n\n修复\n\n阅览\n\n改造\n\n甲 1 2 3"
"""Two cells of six lines together: the cut is anywhere."""


def last_words(proved: ProvedHeader) -> set[str]:
    """What the last column may be called."""
    return {tops[-1].leaves[-1][-1].text for tops in proved.left} or {proved.header.leaves[-1]}


def test_widths_tell_where_a_cell_ends() -> None:
    """A number on one line stands in no column that is too narrow for it: where 改造 is by itself it is wide."""
    assert len(last_words(asked(WRAPPED, ["9.00 4.00 5.00"], 4))) > 2
    rows = ["12350.00 5.00 12345.00", "12351.00 6.00 12345.00"]
    assert last_words(asked(WRAPPED, rows, 4)) == {"改造"}


def test_one_row_tells_no_width() -> None:
    ways = asked(WRAPPED, ["9.00 4.00 5.00"], 4).ways
    assert asked(WRAPPED, ["12350.00 5.00 12345.00", "9.00 4.00 5.00"], 4).ways == ways


def test_a_table_whose_rows_prove_its_header() -> None:
    """From the text of a document to its columns; without the rows' sums the figures of a column stay open."""
    rows = "".join(
        f"{name} {row}\n\n" for name, row in zip(("合计", "东馆", "西馆"), BELOW_THE_FIRST, strict=True)
    )
    text = f"馆藏经费预算表\n101 青河县图书馆 预算年度：2024 单位：万元\n\n{PARENTS}\n\n{rows}"
    document = govbudget.parse(text)
    assert [column.title for column in document.tables[0].columns] == [
        "合计", "馆藏/小计", "馆藏/新书", "馆藏/古籍", "读者/讲座", "读者/培训",
    ]  # fmt: skip
    assert not [problem for problem in document.problems if problem.kind == "ambiguous header"]
