"""The documents that the laws of reading are tried on, and in what a changed print of one is read differently."""

from __future__ import annotations

from functools import cache

import pytest

import govbudget
from govbudget.model.disclosure import Disclosure
from tests.support import EXAMPLE, needs_shared, seed_text
from tests.writer.coverage import lost, printed_twice
from tests.writer.mutations import Changed
from tests.writer.normal import alike, normal_document, renamed

__all__ = ["DOCUMENTS", "difference", "plain", "text_of"]

DOCUMENTS = [
    "example",
    *(pytest.param(number, marks=needs_shared) for number in ("000", "001", "004")),
]


@cache
def text_of(document: str) -> str:
    return EXAMPLE.read_text(encoding="utf-8") if document == "example" else seed_text(document)


@cache
def plain(document: str) -> Disclosure:
    return govbudget.parse(text_of(document))


def difference(document: str, changed: Changed) -> str:
    """In what the changed text is read differently from the plain one, beyond what the change is meant to do."""
    expected = renamed(normal_document(plain(document), changed.aside), changed.names)
    found = govbudget.parse(changed.text)
    assert not lost(changed.text, found)
    assert not printed_twice(changed.text, found)
    assert len(found.forms) == len(plain(document).forms)
    return alike(expected, normal_document(found, changed.aside))
