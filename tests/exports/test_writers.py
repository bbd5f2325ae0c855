"""The bytes of the tidy tables: the same under every locale, every value as the contract says."""

from __future__ import annotations

import builtins
import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from govbudget.exports.tidy import TABLES, TidyTable
from govbudget.exports.writers import Format, MissingExtraError, require, write_rows
from tests.exports.sample import sample


@frozen
class Thing:
    document: str
    text: str
    number: Decimal | None
    count: int | None
    yes: bool


THING = Thing("a.txt", "预算", Decimal("3E-4"), 7, True)
NOTHING = Thing("a.txt", "", None, None, False)


def written(rows: list[Any], kind: Format, *, record: type[Any] = Thing, bom: bool = False) -> bytes:
    file = io.BytesIO()
    assert write_rows(file, record, rows, kind=kind, bom=bom) == len(rows)
    return file.getvalue()


def test_csv() -> None:
    assert written([THING, NOTHING], Format.CSV).decode() == (
        "document,text,number,count,yes\na.txt,预算,0.0003,7,true\na.txt,,,,false\n"
    )


def test_csv_has_its_header_without_rows_and_a_mark_only_if_asked() -> None:
    assert written([], Format.CSV) == b"document,text,number,count,yes\n"
    assert written([], Format.CSV, bom=True) == b"\xef\xbb\xbfdocument,text,number,count,yes\n"


def test_json_lines() -> None:
    first, second = written([THING, NOTHING], Format.JSON_LINES).decode().splitlines()
    assert first == '{"document": "a.txt", "text": "预算", "number": "0.0003", "count": 7, "yes": true}'
    assert json.loads(second) == {"document": "a.txt", "text": "", "number": "", "count": "", "yes": False}


def test_json_lines_without_rows_and_mark() -> None:
    assert written([], Format.JSON_LINES, bom=True) == b""


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_csv_brings_back_every_text(texts: list[tuple[str, str]]) -> None:
    rows = [Thing(document, text, None, None, True) for document, text in texts]
    data = written(rows, Format.CSV).decode()
    found = list(csv.reader(io.StringIO(data, newline="")))
    assert [(row[0], row[1]) for row in found[1:]] == texts


@given(st.text())
def test_a_json_line_is_one_line(text: str) -> None:
    data = written([Thing("a", text, None, None, True)], Format.JSON_LINES).decode()
    assert data.endswith("}\n")
    assert data.count("\n") == 1
    assert json.loads(data)["text"] == text


@pytest.mark.parametrize("kind", [Format.CSV, Format.JSON_LINES])
def test_a_name_that_is_no_text_to_the_system(kind: Format) -> None:
    """Such names reach Python with lone surrogates; the output stays UTF-8 and shows them."""
    data = written([Thing("a\udcff.txt", "", None, None, True)], kind)
    assert "a\\udcff.txt" in data.decode("utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_in_csv_and_json_lines_says_the_same(table: TidyTable) -> None:
    def rows() -> list[Any]:
        return list(table.rows("a.txt", sample(), False))

    data = written(rows(), Format.CSV, record=table.record).decode()
    lines = list(csv.DictReader(io.StringIO(data, newline="")))
    objects = [
        json.loads(line) for line in written(rows(), Format.JSON_LINES, record=table.record).splitlines()
    ]
    assert [list(found) for found in objects] == [list(table.fields)] * len(lines)
    words = {True: "true", False: "false"}
    assert lines == [
        {name: words[value] if isinstance(value, bool) else str(value) for name, value in found.items()}
        for found in objects
    ]


def test_rows_are_written_as_they_come() -> None:
    """Nothing waits for the last document: what was written before a fault is there."""
    file = io.BytesIO()

    def rows() -> Any:
        yield THING
        assert file.getvalue().count(b"\n") == 2
        yield NOTHING

    write_rows(file, Thing, rows())


def test_parquet_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"found none: install govbudget\[parquet\]"):
        require(Format.PARQUET)
    with pytest.raises(MissingExtraError):
        write_rows(io.BytesIO(), Thing, [], kind=Format.PARQUET)


def test_parquet_keeps_places_and_types() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    data = written([THING, NOTHING], Format.PARQUET)
    table = parquet.read_table(io.BytesIO(data))
    assert table.to_pylist() == [
        {"document": "a.txt", "text": "预算", "number": "0.0003", "count": 7, "yes": True},
        {"document": "a.txt", "text": "", "number": None, "count": None, "yes": False},
    ]
    assert [str(kind) for kind in table.schema.types] == ["string", "string", "string", "int64", "bool"]


def test_parquet_without_rows_has_its_columns() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(written([], Format.PARQUET)))
    assert table.num_rows == 0
    assert table.schema.names == ["document", "text", "number", "count", "yes"]


def test_other_formats_need_nothing() -> None:
    require(Format.CSV)
    require(Format.JSON_LINES)
