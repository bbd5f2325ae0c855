"""Hypothesis strategies for every record of the model, made from the classes themselves."""

from __future__ import annotations

import datetime as dt
import enum
import typing
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from govbudget.errors import GovBudgetError
from govbudget.exports.shape import fields_of, is_code, is_record, members
from govbudget.model.target_dates import PartialDate

SAMPLES = {
    "functional": ["204", "20402", "2040201"],
    "department_economic": ["301", "30201"],
    "government_economic": ["502", "50201"],
    "revenue": ["101", "1030182"],
    "procurement": ["A02020600"],
    "unit": ["020001", "312"],
}
TEXTS = st.text(max_size=6) | st.sampled_from(["预算", "figure", "元", "[personal]"])
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False) | st.builds(
    lambda digits, exponent: Decimal((digits < 0, tuple(map(int, str(abs(digits)))), exponent)),
    st.integers(-(10**40), 10**40),
    st.integers(-30, 30),
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type of the model."""
    several = members(kind)
    found = [_one(part) for part in several]
    if type(None) in typing.get_args(kind):
        found.append(st.none())
    return st.one_of(found)


def _one(kind: Any) -> st.SearchStrategy[Any]:
    if kind is str:
        return TEXTS
    if kind is int:
        return st.integers(-5, 3000)
    if kind is bool:
        return st.booleans()
    if kind is Decimal:
        return NUMBERS
    if kind is dt.date:
        return st.dates()
    if is_code(kind):
        return st.sampled_from(SAMPLES[kind.kind.value]).map(kind)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return st.sampled_from(kind)
    if typing.get_origin(kind) is tuple:
        return st.lists(values(typing.get_args(kind)[0]), max_size=2).map(tuple)
    assert is_record(kind), kind
    return records(kind)


def records(kind: Any) -> st.SearchStrategy[Any]:
    """Records of one class; combinations that it refuses are drawn again."""
    if kind is PartialDate:
        days = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
        return days.map(lambda day: PartialDate(day.year, day.month, day.day)) | days.map(
            lambda day: PartialDate(day.year)
        )
    fields = fields_of(kind)
    made = st.fixed_dictionaries(
        {field.name: _later(field.type) for field in fields if field.required},
        optional={field.name: _later(field.type) for field in fields if not field.required},
    )
    return made.map(lambda given: _build(kind, given)).filter(lambda record: record is not None)


def _later(kind: Any) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: values(kind))


def _build(kind: Any, given: dict[str, Any]) -> Any:
    try:
        return kind(**given)
    except GovBudgetError:
        return None
