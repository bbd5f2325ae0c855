"""Findings keep their names: in the next run, in other orders of tables and forms, on other lines."""

from __future__ import annotations

import random

import pytest

import govbudget
from tests.injected.errors import Kind, inject
from tests.support import EXAMPLE, needs_shared, seed_text
from tests.writer.mutations import CHANGES, Change

LAYOUT = (
    "tables in another order",
    "forms in another order",
    "page breaks",
    "trailing empty columns",
    "spaces around cells",
    "blank lines in",
    "line ends",
    "byte order mark",
)
"""Changes that lay a document out anew; what it prints stays."""

LAID_OUT = [change for change in CHANGES if change.name in LAYOUT]


def ids(text: str) -> set[tuple[str, str]]:
    """The findings with their causes."""
    return {(each.finding_id, each.cause_id) for each in govbudget.reconcile(govbudget.parse(text)).findings}


def broken_example() -> str:
    """The example with a wrong figure in each of some places."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for number in range(4):
        injected = inject(text, govbudget.parse(text), Kind.DIGIT, random.Random(number))
        assert injected is not None
        text = injected.text
    return text


BROKEN = broken_example()


def test_the_changes_are_there() -> None:
    assert len(LAID_OUT) == len(LAYOUT)
    assert len(ids(BROKEN)) >= 4


def test_another_run_gives_the_same_ids() -> None:
    assert ids(BROKEN) == ids(BROKEN)


@pytest.mark.parametrize("change", LAID_OUT, ids=lambda change: change.name)
def test_another_layout_gives_the_same_ids(change: Change) -> None:
    assert ids(change.apply(BROKEN, random.Random(1)).text) == ids(BROKEN)


@needs_shared
@pytest.mark.parametrize("seed", ["000", "001", "004"])
@pytest.mark.parametrize("change", LAID_OUT, ids=lambda change: change.name)
def test_the_seeds_keep_their_ids(change: Change, seed: str) -> None:
    text = seed_text(seed)
    assert ids(change.apply(text, random.Random(2)).text) == ids(text)


def test_two_documents_have_ids_of_their_own() -> None:
    other = BROKEN.replace("青禾县图书馆", "云溪市水利局")
    assert not {finding for finding, _ in ids(other)} & {finding for finding, _ in ids(BROKEN)}


def test_one_id_names_one_result() -> None:
    results = govbudget.reconcile(govbudget.parse(BROKEN)).results
    assert len({each.finding_id for each in results}) == len(results)


@needs_shared
@pytest.mark.parametrize("seed", ["000", "001", "002", "004"])
def test_one_id_names_one_result_of_the_seeds(seed: str) -> None:
    results = govbudget.reconcile(govbudget.parse(seed_text(seed))).results
    assert len({each.finding_id for each in results}) == len(results)
