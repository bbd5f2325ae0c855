"""Small documents written as one reads them: cells parted by `|`, a row a line."""

from __future__ import annotations

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Cell, Dash, Figure, Row, Table, Words

__all__ = ["figures", "parsed", "row_lines", "table", "tabs"]


def tabs(text: str) -> str:
    """The text with tabs where it has `|`, without indentation and the spaces around cells."""
    return "\n".join("\t".join(map(str.strip, line.split("|"))) for line in text.strip("\n").split("\n"))


def parsed(text: str) -> Disclosure:
    """The disclosure that a text written with `|` is read as."""
    return govbudget.parse(tabs(text))


def table(text: str) -> Table:
    """The only table of a text written with `|`."""
    doc = parsed(text)
    assert len(doc.tables) == 1, doc.tables
    return doc.tables[0]


def figures(one: Table) -> dict[str, str]:
    """The figures of a table by `label: column`, as printed; the row's position tells equal ones apart."""
    found: dict[str, str] = {}
    for printed in one.figures:
        column = "?" if printed.column is None else printed.column.title
        name = f"{printed.row.label}: {column}"
        while name in found:
            name += "'"
        found[name] = printed.figure.raw
    return found


def row_lines(one: Table) -> list[str]:
    """The rows of a table in one line each: panel, group, code, label, role, whole, cells."""
    return [_line(one, row) for row in one.rows]


def _line(one: Table, row: Row) -> str:
    parts = []
    if row.panel is not None:
        parts.append(row.panel.value)
    if row.group:
        parts.append(f"[{row.group}]")
    if row.code is not None:
        parts.append(" ".join(map(str, (row.code, *row.other_codes))))
    parts.append(row.label or "-")
    parts.append(row.role.value)
    if row.parent is not None:
        parts.append(f"of {one.rows[row.parent].label or '-'}")
    parts += [_cell(one, cell) for cell in row.cells if isinstance(cell, Figure | Words | Dash)]
    return " · ".join(parts)


def _cell(one: Table, cell: Cell) -> str:
    title = "?" if cell.column is None else one.columns[cell.column].title
    raw = cell.raw if isinstance(cell, Figure | Words | Dash) else ""
    sign = "=" if isinstance(cell, Figure) else ":"
    return f"{title}{sign}{raw}"
