"""The shape that a model class has in JSON, read off the class itself: one truth for writer, reader, schema.

* A record is an object with its fields by name.  A field that holds nothing (null, `""`, no elements, no
  stated coordinate) and whose default is that is left out; every other field is always written.
* A record that is one of several kinds says which: `"type": "figure"`.
* A code is `{"kind": "functional", "digits": "2040201"}`.
* A Decimal is a string of plain digits with its printed places; an enumerated value is its word; a day is
  `2024-12-31`; a sequence is an array.
* Where a text stands beside an enumerated value, the latter is `{"type": "unit", "value": "万元"}`.

>>> from govbudget.model.tables import Figure, Words
>>> tag(Figure), tag(Words)
('figure', 'words')
>>> [field.name for field in fields_of(Words) if field.required]
['raw', 'column']
"""

from __future__ import annotations

import datetime as dt
import enum
import re
import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Final

import attrs
from attrs import frozen

from govbudget.codes.types import CodeKind
from govbudget.model.disclosure import Disclosure

__all__ = [
    "CODES",
    "JsonField",
    "fields_of",
    "is_code",
    "is_record",
    "is_tagged",
    "members",
    "records",
    "tag",
]

_LEAVES: Final = (str, int, bool, Decimal, dt.date)


@frozen
class JsonField:
    """A field of a record in JSON: `required` unless what it holds may be nothing at all."""

    name: str
    type: Any
    required: bool


def is_record(kind: object) -> bool:
    """Whether a type is a record of the model, codes excepted."""
    return isinstance(kind, type) and attrs.has(kind) and not is_code(kind)


def is_code(kind: object) -> bool:
    """Whether a type is a kind of classification code."""
    return isinstance(kind, type) and isinstance(getattr(kind, "kind", None), CodeKind)


def members(kind: object) -> tuple[Any, ...]:
    """The alternatives of a union, None left out; of any other type, the type itself."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return tuple(part for part in typing.get_args(kind) if part is not type(None))
    return (kind,)


@cache
def fields_of(record: Any) -> tuple[JsonField, ...]:
    """The fields of a record as JSON has them."""
    hints = typing.get_type_hints(record)
    return tuple(
        JsonField(attribute.name, hints[attribute.name], not _may_be_left_out(attribute))
        for attribute in attrs.fields(record)
        if attribute.init
    )


def _may_be_left_out(attribute: attrs.Attribute[Any]) -> bool:
    default = attribute.default
    if default is not None and attrs.has(type(default)):
        # A default that compares equal to records which say more, in fields left out of the comparison, is kept.
        return all(_is_nothing(inner.default) and inner.eq for inner in attrs.fields(type(default)))
    return _is_nothing(default)


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", ())


def tag(record: type[Any]) -> str:
    """The word that tells a record or enumeration from others: its name in lower case, words joined by _.

    >>> from govbudget.model.disclosure import DisclosureKind
    >>> tag(DisclosureKind)
    'disclosure_kind'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


def _parts(kind: Any) -> Iterator[Any]:
    """The types directly inside a type."""
    for member in members(kind):
        inside = typing.get_args(member)
        yield inside[0] if typing.get_origin(member) is tuple and inside[1:] == (Ellipsis,) else member


@cache
def records() -> tuple[Any, ...]:
    """Every record type that a disclosure may hold, itself first.

    Raises `TypeError` for a field whose type has no form in JSON.
    """
    found: dict[type[Any], None] = {}
    waiting: list[tuple[Any, str]] = [(Disclosure, "a disclosure")]
    while waiting:
        kind, where = waiting.pop(0)
        inside = [part for part in _parts(kind) if part is not kind]
        if inside:
            waiting.extend((part, where) for part in inside)
        elif is_record(kind):
            if kind not in found:
                found[kind] = None
                waiting.extend((field.type, f"{kind.__name__}.{field.name}") for field in fields_of(kind))
        elif not (
            is_code(kind) or kind in _LEAVES or (isinstance(kind, type) and issubclass(kind, enum.Enum))
        ):
            raise TypeError(f"expected a type with a form in JSON, found {kind!r} ({where})")
    return tuple(found)


@cache
def _tagged() -> frozenset[type[Any]]:
    found: set[type[Any]] = set()
    for record in records():
        for field in fields_of(record):
            found.update(_alternatives(field.type))
    return frozenset(found)


def _alternatives(kind: Any) -> Iterator[type[Any]]:
    alternatives = members(kind)
    if len(alternatives) > 1:
        yield from (part for part in alternatives if is_record(part))
    for part in _parts(kind):
        if part is not kind:
            yield from _alternatives(part)


def is_tagged(record: Any) -> bool:
    """Whether a record says its type in JSON, since it is one of several kinds somewhere in the model."""
    return record in _tagged()


@cache
def _codes() -> dict[CodeKind, type[Any]]:
    from govbudget.codes import types as code_types

    return {kind.kind: kind for name in code_types.__all__ if is_code(kind := getattr(code_types, name))}


CODES: Final = _codes()
"""The code type of each kind of code."""
