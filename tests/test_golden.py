"""Invented documents with what they are read as beside them: `golden/<layout>/<case>.txt` and `<case>.json`.

`pytest tests/test_golden.py --update-golden` writes the readings anew, and nothing else does; what has
changed is then to be looked at, line by line.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Cell, Dash, Figure, Row, Table, Words
from govbudget.money import Amount, Quantity, Rate
from tests.writer.normal import Data

FOLDER = Path(__file__).parent / "golden"
CASES = sorted(FOLDER.rglob("*.txt"))


def as_printed(doc: Disclosure) -> Data:
    """A disclosure as data that a person can check against the document."""
    return {
        "title": doc.title,
        "kind": None if doc.kind is None else doc.kind.value,
        "entity": doc.entity,
        "year": doc.fiscal_year,
        "tables": [_table(table) for table in doc.tables],
        "claims": [f"line {claim.place.line}: {claim!r}" for claim in doc.claims if claim.place is not None],
        "leaves": [f"{fact.coordinates!r}: {fact.value}" for fact in doc.facts if fact.is_leaf],
        "problems": [str(problem) for problem in doc.problems],
        "unread": [item.text for item in doc.unread],
        "blocks": [f"{block.kind.value} {block.span.start}-{block.span.end}" for block in doc.blocks],
    }


def _table(table: Table) -> Data:
    return {
        "title": table.title,
        "number": table.index,
        "kind": None if table.kind is None else table.kind.value,
        "form number": table.form_number,
        "unit": None if table.unit is None else table.unit.value,
        "entity": table.entity,
        "year": table.fiscal_year,
        "about": repr(table.coordinates),
        "columns": [
            " · ".join(
                filter(
                    None,
                    (
                        "" if column.panel is None else column.panel.value,
                        column.title,
                        repr(column.coordinates),
                        "" if column.whole is None else f"part of column {column.whole}",
                        column.settled_by,
                    ),
                )
            )
            for column in table.columns
        ],
        "rows": [_row(table, row) for row in table.rows],
        "notes": list(table.notes),
    }


def _row(table: Table, row: Row) -> str:
    parts = [
        f"line {row.place.line}" if row.place is not None else "",
        str(row.index),
        "" if row.panel is None else row.panel.value,
        f"[{row.group}]" if row.group else "",
        " ".join(map(str, filter(None, (row.code, *row.other_codes)))),
        row.label or "-",
        row.role.value,
        "" if row.parent is None else f"of {table.rows[row.parent].index} {table.rows[row.parent].label}",
        *(_cell(table, cell) for cell in row.cells),
    ]
    return " · ".join(filter(None, parts))


def _cell(table: Table, cell: Cell) -> str:
    title = "?" if cell.column is None else table.columns[cell.column].title
    if isinstance(cell, Figure):
        value = cell.value
        told = str(value) if isinstance(value, Amount | Quantity | Rate) else type(value).__name__.lower()
        return f"{title} = {cell.raw} ({told})"
    return f"{title}: {cell.raw}" if isinstance(cell, Words | Dash) else ""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path: Path, request: pytest.FixtureRequest) -> None:
    """A document is read as it was read when a person last looked."""
    read = as_printed(govbudget.read(path))
    golden = path.with_suffix(".json")
    if request.config.getoption("--update-golden"):
        golden.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(golden.read_text(encoding="utf-8")) == read


def test_every_golden_file_has_its_partner() -> None:
    """No document without a reading, no reading without a document."""
    documents = {path.with_suffix("") for path in CASES}
    assert documents == {path.with_suffix("") for path in FOLDER.rglob("*.json")}
    assert len(documents) >= 6
