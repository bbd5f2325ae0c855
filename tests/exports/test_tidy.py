"""The registry of tidy tables: complete, uniform, streaming."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from decimal import Decimal

import attrs
import pytest

from govbudget.cli import TABLE_NAMES
from govbudget.errors import NoTextError
from govbudget.exports.refusal import Refusal
from govbudget.exports.tidy import TABLES, TidyTable, tidy_table
from tests.exports.sample import sample

PLAIN = (str, int, bool, Decimal, type(None))


def test_the_command_line_offers_every_table() -> None:
    assert tuple(table.name for table in TABLES) == TABLE_NAMES


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_are_records_of_plain_values(table: TidyTable) -> None:
    rows = table.rows("资料/a.txt", sample(), False)
    assert isinstance(rows, Iterator)
    found = list(rows)
    assert found, "the sample has something for every table"
    for row in found:
        assert type(row) is table.record
        assert row.document == "资料/a.txt"
        for name in table.fields:
            assert isinstance(getattr(row, name), PLAIN), name
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_records_are_frozen_and_begin_with_the_document(table: TidyTable) -> None:
    assert table.fields[0] == "document"
    (row, *_) = table.rows("a.txt", sample(), False)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        row.document = "b"  # type: ignore[misc]


def test_a_refused_source_shows_in_documents_and_problems_alone() -> None:
    refusal = Refusal.of(NoTextError("a text", "nothing"))
    telling = [table.name for table in TABLES if list(table.refused("a.txt", refusal))]
    assert telling == ["documents", "problems"]


def test_unknown_name() -> None:
    with pytest.raises(LookupError, match=r"expected one of amounts, facts, .*, found 'amount'"):
        tidy_table("amount")


def test_documents_counts_the_rows_of_the_other_tables() -> None:
    (document,) = tidy_table("documents").rows("a.txt", sample(), False)
    for name, counted in (
        ("amounts", "figures"),
        ("indicators", "indicators"),
        ("claims", "claims"),
        ("problems", "problems"),
    ):
        assert getattr(document, counted) == len(list(tidy_table(name).rows("a.txt", sample(), False))), name


def test_personal_fields_come_only_if_asked_for() -> None:
    fields = tidy_table("form_fields")
    assert "甲某某" not in repr(list(fields.rows("a.txt", sample(), False)))
    assert "甲某某" in repr(list(fields.rows("a.txt", sample(), True)))
    for table in TABLES:
        assert "甲某某" not in repr(list(table.rows("a.txt", sample(), False)))
