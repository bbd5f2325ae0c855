"""The grid and table layer takes grids that are not made of tabs.

Three published PDFs go through a throw-away adapter into the same `Grid` that tab-separated lines make.
The adapter below is no reader of PDF: it joins what a ruled-table extractor finds, and nothing more.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from govbudget.codes import FunctionalCode
from govbudget.model.tables import Panel, PrintedFigure, RowRole, Table, TableKind
from govbudget.reading.build import build
from govbudget.reading.captions import Caption, read_caption
from govbudget.reading.drafts import draft
from govbudget.reading.grid import Grid, GridRow, RawTable
from govbudget.reading.ties import name_columns, settle_groups

from .support import DOCUMENTS, needs_shared

NAMES = ("bj-sjj-2026budget-tables", "xa-xcb-2021budget", "yt-xfj-2026budget")


def _captions(texts: list[str]) -> Caption:
    result = Caption()
    for text in texts:
        caption = read_caption(text)
        if caption is not None:
            result = caption.merged(result) if caption.title else result.merged(caption)
    return result


def _grids(path: Path) -> list[tuple[Caption, list[GridRow]]]:
    pdfplumber: Any = pytest.importorskip("pdfplumber")
    found: list[tuple[Caption, list[GridRow]]] = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for table in page.find_tables():
                top = max(1, table.bbox[1])
                above = page.crop((0, max(0, top - 90), page.width, top)).extract_text() or ""
                caption = _captions(above.split("\n"))
                rows = [
                    [None if c is None else c.replace("\n", "").strip() for c in row]
                    for row in table.extract()
                ]
                rows = [row for row in rows if any(row)]
                while len(rows) > 1 and (printed := [c for c in rows[0] if c]) and len(printed) <= 2:
                    if not all(read_caption(text) for text in printed):
                        break
                    caption = caption.merged(_captions(printed))
                    rows.pop(0)
                used = [i for i in range(max(map(len, rows), default=0)) if any(row[i] for row in rows)]
                grid = [
                    GridRow(tuple(row[i] for i in used), line=n, page=number) for n, row in enumerate(rows, 1)
                ]
                if not grid:
                    continue
                continues = found and len(found[-1][1][0].cells) == len(used)
                if continues and caption.title in ("", found[-1][0].title):
                    found[-1][1].extend(grid)
                else:
                    found.append((caption, grid))
    return found


@cache
def tables_of(name: str) -> tuple[Table, ...]:
    raws = [
        RawTable(caption=caption, grid=Grid(tuple(rows)), page=rows[0].page)
        for caption, rows in _grids(DOCUMENTS / f"{name}.pdf")
    ]
    drafts = [draft(raw, fiscal_year=None, entity="", phase=None) for raw in raws]
    settle_groups(drafts)
    name_columns(drafts)
    return tuple(build(one, index, "")[0] for index, one in enumerate(drafts, 1))


def _bare(text: str) -> str:
    return re.sub(r"[\s（）()：:/]", "", text)


def _matches(printed: PrintedFigure, figure: dict[str, str]) -> bool:
    if printed.figure.raw.replace(",", "") != figure["value"].replace(",", ""):
        return False
    code = "" if printed.row.code is None else printed.row.code.digits
    label, column = _bare(printed.row.label), _bare("" if printed.column is None else printed.column.title)
    if figure["code"] and figure["code"] == code:
        return True
    # A row without a name is listed under the words of its columns.
    return _bare(figure["label"]) in (label or column)


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_every_checked_figure_comes_through_the_grid(name: str) -> None:
    """Each figure checked on the page is read with its value and its code or label, under its column."""
    with (DOCUMENTS / "figures.csv").open(encoding="utf-8") as file:
        checked = [row for row in csv.DictReader(file) if row["document"] == name]
    printed = [figure for table in tables_of(name) for figure in table.figures]
    missing, misplaced = [], []
    for figure in checked:
        hits = [one for one in printed if _matches(one, figure)]
        columns = {_bare(one.column.title) for one in hits if one.column is not None}
        wanted = _bare(figure["column"])
        if not hits:
            missing.append(figure)
        elif wanted and columns and not any(wanted in column or column in wanted for column in columns):
            misplaced.append((figure, columns))
    assert len(checked) >= 25
    assert missing == []
    assert misplaced == []


def _table(name: str, kind: TableKind) -> Table:
    return next(table for table in tables_of(name) if table.kind is kind)


@needs_shared
def test_several_codes_in_one_row() -> None:
    """One line per function, government item and department item: three codes, the functional one first."""
    table = _table("bj-sjj-2026budget-tables", TableKind.EXPENDITURE)
    row = table.rows[0]
    assert row.code is not None
    assert (row.code.digits, [code.digits for code in row.other_codes]) == ("2010801", ["30101", "50101"])
    assert [cell.raw for cell in row.figures] == ["3,138.093600", "3,138.093600"]
    assert all(len(row.other_codes) == 2 for row in table.rows if row.role is RowRole.ITEM)


@needs_shared
def test_four_panels() -> None:
    """Four label and figure pairs a line are four panels, each with its own total."""
    table = _table("xa-xcb-2021budget", TableKind.SUMMARY)
    totals = [row for row in table.rows if row.label in ("收入总计", "支出总计")]
    assert {row.panel for row in table.rows} == set(Panel)
    assert [(row.panel, row.figures[0].raw) for row in totals] == [(panel, "258596001.79") for panel in Panel]


@needs_shared
def test_units_of_a_department() -> None:
    """A department's row and its units' rows are units, the units parts of the department."""
    table = _table("xa-xcb-2021budget", TableKind.REVENUE)
    assert [(row.role, row.parent) for row in table.rows] == [
        (RowRole.TOTAL, None),
        (RowRole.UNIT, 0),
        (RowRole.UNIT, 1),
        (RowRole.UNIT, 1),
    ]


@needs_shared
def test_codes_by_their_own_level() -> None:
    """Parts printed at their own level are completed from the rows above, over page breaks too."""
    table = _table("yt-xfj-2026budget", TableKind.EXPENDITURE)
    codes = [row.code for row in table.rows if row.code is not None]
    assert codes[:4] == [FunctionalCode(digits) for digits in ("201", "20140", "2014001", "2014050")]
    assert [row.label for row in table.rows if row.code == FunctionalCode("2101199")] == [
        "其他行政事业单位医疗支出"
    ]
