"""`problems` and refusals: expected, found, where."""

from __future__ import annotations

import pytest

from govbudget import errors
from govbudget.exports.problems import ProblemRow, problem_rows, refusal_rows
from govbudget.exports.refusal import Refusal
from govbudget.exports.tidy import tidy_table
from tests.exports.sample import sample


def test_fields_are_those_of_the_contract_in_its_order() -> None:
    assert ", ".join(tidy_table("problems").fields) == "document, kind, where, expected, found, page, line"


def test_problems_of_a_document() -> None:
    assert list(problem_rows("a.txt", sample())) == [
        ProblemRow(
            document="a.txt",
            kind="malformed figure",
            where="项目支出表",
            expected="a number",
            found="'1,23.4'",
            page=3,
            line=31,
        )
    ]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errors.NotTextError, "not text"),
        (errors.UndecodableError, "undecodable bytes"),
        (errors.NotADisclosureError, "not a disclosure"),
        (errors.GarbledTextError, "garbled text"),
        (errors.NoTextError, "no text"),
        (errors.SourceTooLargeError, "source too large"),
        (errors.ReadError, "cannot be read"),
    ],
)
def test_each_reason_of_refusal_has_a_word(error: type[errors.GovBudgetError], kind: str) -> None:
    refusal = Refusal.of(error("this", "that", "there"))
    (row,) = refusal_rows("a.txt", refusal)
    assert (row.kind, row.expected, row.found, row.where) == (kind, "this", "that", "there")
    assert (row.page, row.line) == (None, None)


def test_every_kind_of_read_error_is_told_apart() -> None:
    kinds = [
        Refusal.of(error("a", "b")).kind
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.ReadError)
    ]
    assert len(kinds) == len(set(kinds)) >= 7


def test_a_file_that_cannot_be_opened() -> None:
    refusal = Refusal.of(PermissionError(13, "Permission denied", "a.txt"))
    assert (refusal.kind, refusal.found, refusal.where) == (
        "cannot be opened",
        "'Permission denied'",
        "a.txt",
    )
    assert Refusal.of(OSError("odd")).found == "'odd'"
