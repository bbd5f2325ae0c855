"""Documents of tab-separated cells with the columns of their figures lost, to be settled again."""

from __future__ import annotations

from functools import partial

from attrs import evolve, frozen

from govbudget.model.coordinates import Phase
from govbudget.model.problems import Problem
from govbudget.money import parse_number
from govbudget.reading.columns import Layout
from govbudget.reading.drafts import draft
from govbudget.reading.grid import Grid, GridRow, LooseCell, RawTable
from govbudget.reading.header import is_redaction
from govbudget.reading.layouts import families
from govbudget.reading.narrative import read_claims
from govbudget.reading.settling.document import settle_tables
from govbudget.reading.source import split_lines


def loosened(raw: RawTable) -> RawTable:
    """The table with the numbers and stars of its columns of figures known by their order alone."""
    if not raw.grid.rows:
        return raw
    layout = Layout.of(raw.grid)
    data = {id(row) for row in layout.data}
    panels = [panel.figures for panel in layout.panels]
    rows = [_loosened(row, panels, raw.grid.width) if id(row) in data else row for row in raw.grid.rows]
    return evolve(raw, grid=Grid(tuple(rows)))


def _loosened(row: GridRow, panels: list[tuple[int, ...]], width: int) -> GridRow:
    cells = [*(cell or "" for cell in row.cells), *[""] * (width - len(row.cells))]
    loose = []
    for figures in panels:
        for column in figures:
            text = cells[column]
            if parse_number(text) is not None or is_redaction(text):
                loose.append(LooseCell(text, figures))
                cells[column] = ""
    return GridRow(tuple(cells), line=row.line, page=row.page, loose=tuple(loose))


@frozen
class Resettled:
    """What became of the loosened cells of a document."""

    right: int
    wrong: tuple[str, ...]
    still_loose: tuple[LooseCell, ...]
    proofs: tuple[str, ...]
    problems: tuple[Problem, ...]


def resettled(text: str, *, year: int | None = 2024, entity: str = "") -> Resettled:
    """Loosen a document and settle it; compare every cell with the one that was printed."""
    lines = split_lines(text)
    family = next(one for one in families() if one.recognises(lines))
    cut = family.cut(lines)
    understand = partial(draft, fiscal_year=year, entity=entity, phase=Phase.BUDGET)
    claims = read_claims(cut.prose, fiscal_year=year, entity=entity)
    found, problems = settle_tables([loosened(raw) for raw in cut.tables], understand, entity, claims)
    right = 0
    wrong: list[str] = []
    loose: list[LooseCell] = []
    proofs: list[str] = []
    for printed, settled in zip(cut.tables, found, strict=True):
        for before, after in zip(printed.grid.rows, settled.grid.rows, strict=True):
            loose.extend(after.loose)
            for column, proof in after.settled.items():
                if before.cell(column) == after.cell(column):
                    right += 1
                    proofs.append(proof)
                else:
                    wrong.append(
                        f"{printed.caption.title}, line {before.line}: {after.cell(column)} in {column}"
                    )
    return Resettled(right, tuple(wrong), tuple(loose), tuple(proofs), tuple(problems))
