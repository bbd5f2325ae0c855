"""Errors say what was expected, what was found and where, and survive pickling."""

from __future__ import annotations

import pickle

import pytest

from govbudget import errors
from govbudget.errors import GovBudgetError, ReadError, ValueSyntaxError

KINDS = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_made_of_its_facts(kind: type[GovBudgetError]) -> None:
    """Expected, found and where are attributes, and the message is made of them."""
    error = kind("a number", "'1,23.4'", "line 3")
    assert (error.expected, error.found, error.where) == ("a number", "'1,23.4'", "line 3")
    assert str(error) == "expected a number, found '1,23.4' (line 3)"
    assert str(kind("a number", "nothing")) == "expected a number, found nothing"


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_pickling(kind: type[GovBudgetError]) -> None:
    """Type, message and attributes come back."""
    error = pickle.loads(pickle.dumps(kind("text", "a picture", "a.png")))
    assert type(error) is kind
    assert (str(error), error.args) == (
        "expected text, found a picture (a.png)",
        ("text", "a picture", "a.png"),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_one_of_ours_and_a_value_error(kind: type[GovBudgetError]) -> None:
    """One `except` catches them all, and code that knows only the standard library catches them too."""
    assert issubclass(kind, GovBudgetError)
    assert issubclass(kind, ValueError)


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        (errors.AmountError, ValueSyntaxError),
        (errors.CodeError, ValueSyntaxError),
        (errors.PeriodError, ValueSyntaxError),
        (errors.GarbledTextError, ReadError),
        (errors.NoTextError, ReadError),
        (errors.NotADisclosureError, ReadError),
        (errors.NotTextError, ReadError),
        (errors.SourceTooLargeError, ReadError),
        (errors.UndecodableError, ReadError),
    ],
)
def test_what_an_error_is_a_kind_of(kind: type[GovBudgetError], base: type[GovBudgetError]) -> None:
    """A source that cannot be read and a value that is none are two different things."""
    assert issubclass(kind, base)
