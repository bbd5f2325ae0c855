"""The tables of the flattened disclosure, against a reading made by hand (skipped where it is not there).

Each line of `seed_flattened.txt` is one printed row of one panel: table, panel, label, code, then all its
figures as `column=print`, in print order.  A label `~` is a name of the document itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import FigureStatus, PrintedFigure, Redacted
from tests.support import needs_shared, seed_text

pytestmark = needs_shared

TABLES = {
    1: ("部门预算收支总表", 10),
    2: ("部门预算收入总表", 71),
    3: ("部门预算支出总表", 48),
    4: ("部门预算财政拨款收支总表", 17),
    5: ("部门预算一般公共预算财政拨款支出表", 48),
    6: ("部门预算一般公共预算财政拨款基本支出表", 77),
    7: ("部门预算政府性基金预算财政拨款支出表", 0),
    8: ("部门预算国有资本经营预算财政拨款支出表", 0),
    9: ("部门预算财政拨款“三公”经费支出表", 8),
    10: ("部门政府采购预算", 123),
    11: ("部门固定资产占用情况表", 11),
}
Row = tuple[int, str, str, str, tuple[tuple[str, str], ...]]


@cache
def read() -> Disclosure:
    return govbudget.parse(seed_text("002"))


def by_hand() -> list[Row]:
    rows = []
    for line in (Path(__file__).parent / "seed_flattened.txt").read_text(encoding="utf-8").splitlines():
        if line[:1].isdigit():
            table, panel, label, code, *cells = (field.strip() for field in line.split("|"))
            figures = tuple((name, raw) for name, _, raw in (cell.rpartition("=") for cell in cells))
            rows.append((int(table), panel, label, code, figures))
    return rows


def as_read() -> list[Row]:
    rows: dict[tuple[int, int, str], list[PrintedFigure]] = {}
    # Tables of words alone are counted by some readings and no tables of figures.
    prescribed = [table for table in read().tables if table.kind is not None]
    for number, table in enumerate(prescribed, 1):
        for printed in table.figures:
            panel = printed.row.panel.value if printed.row.panel is not None else ""
            rows.setdefault((number, printed.row.index, panel), []).append(printed)
    return [
        (
            number,
            panel,
            figures[0].row.label,
            "" if (code := figures[0].row.code) is None else str(code),
            tuple(("" if one.column is None else one.column.title, one.figure.raw) for one in figures),
        )
        for (number, _, panel), figures in rows.items()
    ]


def without_names(row: Row, other: Row) -> Row:
    """The row with its label left out where the other one's is a name of the document."""
    return (row[0], row[1], "~", *row[3:]) if other[2] == "~" else row


def test_tables_and_the_number_of_their_figures() -> None:
    """Eleven tables, two of them published empty, 413 figures, 48 of them redacted."""
    prescribed = [table for table in read().tables if table.kind is not None]
    assert {n: (table.title, len(table.figures)) for n, table in enumerate(prescribed, 1)} == TABLES
    figures = [printed.figure for table in prescribed for printed in table.figures]
    assert len(figures) == 413
    assert sum(isinstance(figure.value, Redacted) for figure in figures) == 48


@pytest.mark.parametrize("table", [number for number, (_, count) in TABLES.items() if count])
def test_every_figure_has_its_value_label_code_and_column(table: int) -> None:
    """Figure by figure; nothing is in a wrong column."""
    expected = [row for row in by_hand() if row[0] == table]
    found = [row for row in as_read() if row[0] == table]
    assert len(found) == len(expected)
    assert [without_names(row, other) for row, other in zip(found, expected, strict=True)] == expected


def test_what_proved_the_columns() -> None:
    """Everything is settled, each figure by something, and what ties settle is what they had to."""
    prescribed = [table for table in read().tables if table.kind is not None]
    for number, table in enumerate(prescribed, 1):
        for printed in table.figures:
            figure = printed.figure
            assert figure.column is not None
            assert figure.status in (FigureStatus.PRINTED, FigureStatus.REDACTED)
            assert figure.settled_by in ("header", "printed in full", "row identity", "column sums") or (
                figure.settled_by.startswith("tie to ") and number in (2, 3, 4, 9, 10)
            )


def placed(doc: Disclosure) -> dict[tuple[str, int, str], list[str]]:
    """For every printed row the columns of its figures that are settled."""
    rows: dict[tuple[str, int, str], list[str]] = {}
    for table in doc.tables:
        for one in table.figures if table.kind is not None else ():
            if one.column is not None:
                panel = one.row.panel.value if one.row.panel else ""
                rows.setdefault((table.title, one.row.index, panel), []).append(one.column.title)
    return rows


WRONG = (
    ("5522.96 5522.96", "5522.96 5522.96", "5522.96 5552.96"),
    ("1856.53 1856.53", "1856.53 1856.53", "1856.53 1865.53"),
    ("6126.97 6126.97", "6126.97 6126.97", "6126.79 6126.97"),
    ("7097.57 4648.35\n", "7097.57 4648.35", "7097.57 4648.53"),
    ("996.60 996.60 996.60", "996.60 996.60 996.60", "996.60 966.60 996.60"),
    ("72.60 72.60 72.60", "72.60 72.60 72.60", "72.60 72.60 76.20"),
)


@pytest.mark.parametrize(("found", "before", "after"), WRONG, ids=[before for _, before, _ in WRONG])
def test_one_wrong_figure_leads_to_no_wrong_column(found: str, before: str, after: str) -> None:
    """And it is told."""
    text = seed_text("002")
    assert found in text
    at = text.index(found)
    doc = govbudget.parse(text[:at] + text[at:].replace(before, after, 1))
    known = placed(read())
    # What is settled stands in columns that the row does print, and where all of it is, in all of them.
    for row, columns in placed(doc).items():
        assert set(columns) <= set(known[row])
        assert len(columns) < len(known[row]) or columns == known[row]
    assert "figure against the sums" in {problem.kind for problem in doc.problems}


def test_without_the_rest_of_the_document_what_is_interchangeable_is_open() -> None:
    """The expenditure table alone: two of five natures are used, and nothing names them."""
    text = seed_text("002")
    start, end = text.index("部门预算支出总表"), text.index("部门预算财政拨款收支总表")
    doc = govbudget.parse(text[start:end].rstrip(" \n"))
    (table,) = (table for table in doc.tables if table.kind is not None)
    figures = [printed.figure for printed in table.figures]
    assert len(figures) == TABLES[3][1]
    open_figures = [figure for figure in figures if figure.status is FigureStatus.AMBIGUOUS]
    # The totals are proved by their rows; every other figure has four columns left, keeping its order.
    assert len(open_figures) == 26
    assert {len(figure.alternatives) for figure in open_figures} == {4}
    (problem,) = (problem for problem in doc.problems if problem.kind == "ambiguous columns")
    assert problem.found == "10 ways, 26 figures are open"
