"""Changes of print made without knowing how a document is read change nothing of what is read.

Unlike those of `tests.test_laws` they reach every part of a document: forms, narrative and titles as well as
tables.  The choices are random but fixed; `make test-long` makes many more of them.
"""

from __future__ import annotations

import random

import pytest

from tests.writer.changed import DOCUMENTS, difference, text_of
from tests.writer.mutations import Change, Changed
from tests.writer.normal import Aside
from tests.writer.reprints import REPRINTS


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("change", REPRINTS, ids=lambda change: change.name)
def test_a_reprint_reads_alike(document: str, change: Change) -> None:
    for number in range(2):
        choice = random.Random(f"{change.name} {number}")
        assert difference(document, change.apply(text_of(document), choice)) == "", f"choice {number}"


def several(document: str, number: int) -> tuple[list[str], Changed]:
    """Up to four of the changes, one after the other."""
    choice = random.Random(number)
    drawn = choice.sample(REPRINTS, choice.randint(2, 4))
    text, aside = text_of(document), Aside()
    names: dict[str, str] = {}
    for change in sorted(drawn, key=REPRINTS.index):
        changed = change.apply(text, choice)
        text, aside = changed.text, aside.merged(changed.aside)
        names.update(changed.names)
    return [change.name for change in drawn], Changed(text, aside, names)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("number", range(4))
def test_reprints_together_read_alike(document: str, number: int) -> None:
    drawn, changed = several(document, number)
    assert difference(document, changed) == "", drawn


@pytest.mark.long
@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("number", range(1000, 1200))
def test_many_reprints_read_alike(document: str, number: int) -> None:
    """The same with many more choices."""
    drawn, changed = several(document, number)
    assert difference(document, changed) == "", drawn


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("change", REPRINTS, ids=lambda change: change.name)
def test_reprints_change_the_text(document: str, change: Change) -> None:
    """A change that leaves the text as it was would prove nothing."""
    changed = (change.apply(text_of(document), random.Random(number)).text for number in range(8))
    assert any(text != text_of(document) for text in changed)
