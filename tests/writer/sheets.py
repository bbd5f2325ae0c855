"""Invented tables as cells that span: what a program lays out that knows which cells are merged.

`sheet_of` gives a table as header rows and rows; None is a cell that its left neighbour covers, UP one that
the cell above covers.  A header cell spans the columns it speaks for and goes down as far as nothing stands
below it; a group spans its rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tests.files.pdf.drawing import UP
from tests.writer.document import PLAIN, Style, body_rows
from tests.writer.tables import PanelData, TableData

__all__ = ["Sheet", "sheet_of"]


@frozen(kw_only=True)
class Sheet:
    """A table laid out: its header rows, the rows below, and for each column whether it holds figures."""

    header: list[list[str | None]]
    numbers: list[str]
    rows: list[list[str | None]]
    figures: list[bool]


def sheet_of(table: TableData, entity: str, style: Style = PLAIN) -> Sheet:
    """A table's cells, header cells merged; nothing of its captions."""
    paths: list[tuple[str, ...]] = []
    keys: list[tuple[int, ...]] = []
    figures: list[bool] = []
    for number, panel in enumerate(table.panels):
        heading = (panel.heading,) if len(table.panels) > 1 and panel.heading else ()
        lead = _lead(panel, style)
        for at, path in enumerate([*lead, *panel.columns]):
            paths.append((*heading, *path))
            # The two columns of grouped rows share one header cell; nothing else does that is as deep.
            own = len(lead) - 1 if panel.grouped and at < len(lead) else at
            keys.append((number, own))
        figures += [False] * len(lead) + [True] * len(panel.columns)
    height = max(map(len, paths))
    header = [_header_row(paths, keys, level) for level in range(height)]
    rows = [list[str | None](row) for row in body_rows(table, entity, style)]
    width = len(paths)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    _merge_groups(table, rows)
    numbers: list[str] = []
    if style.column_numbers and len(table.panels) == 1:
        names = figures.index(True)
        first = {"1": list(map(str, range(1, names + 1))), "*": ["**"] * names}.get(
            style.column_numbers, ["栏次", *[""] * (names - 1)]
        )
        start = names + 1 if style.column_numbers == "1" else 1
        numbers = [*first, *map(str, range(start, start + width - names))]
    return Sheet(header=header, numbers=numbers, rows=rows, figures=figures)


def _lead(panel: PanelData, style: Style) -> list[tuple[str, ...]]:
    names = [(name,) for name in panel.names]
    if panel.grouped:
        names *= 2
    if not panel.code:
        return list(names)
    codes = [(panel.code,)] if style.codes == "joined" else [(panel.code, part) for part in "类款项"]
    unit = [("单位代码",)] * style.unit_code
    over = style.header_over_names and not unit and max(map(len, panel.columns)) > 1
    every = [*codes, *unit, *names]
    return [("项目", *path) for path in every] if over and style.codes == "joined" else every


def _header_row(
    paths: Sequence[tuple[str, ...]], keys: Sequence[tuple[int, ...]], level: int
) -> list[str | None]:
    row: list[str | None] = []
    for i, path in enumerate(paths):
        if level >= len(path):
            deepest = len(path) - 1
            covered = i and paths[i - 1][: deepest + 1] == path and keys[i - 1] == keys[i]
            row.append(None if covered else UP)
            continue
        same = i > 0 and paths[i - 1][: level + 1] == path[: level + 1] and keys[i - 1][0] == keys[i][0]
        whole = level == len(path) - 1 and keys[i - 1] != keys[i]
        row.append(None if same and not whole else path[level])
    return row


def _merge_groups(table: TableData, rows: list[list[str | None]]) -> None:
    """Merge the label of a group down over the rows of its group."""
    column = 0
    for panel in table.panels:
        if panel.grouped:
            for number, row in enumerate(panel.rows):
                if row.group and number and panel.rows[number - 1].group == row.group:
                    rows[number][column] = UP
                elif row.group:
                    rows[number][column] = row.group
        column += (2 if panel.grouped else len(panel.names)) + len(panel.columns)
