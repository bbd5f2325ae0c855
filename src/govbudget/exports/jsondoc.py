"""The JSON form of a disclosure (JSON 文档): versioned, exact, lossless.

`to_json` writes, `from_json` reads back an equal disclosure with every place and span.  Personal data
(names and telephone numbers of people) are replaced by a marker unless asked for.  Decimals are strings
that keep their printed places.  The form is described by `govbudget.exports.schema`; reading is as strict
as the schema: nothing is converted, and nothing unknown is passed over.

>>> from govbudget.model.disclosure import Disclosure
>>> text = to_json(Disclosure(title="部门预算"))
>>> text
'{"schema": "govbudget/1", "personal": false, "disclosure": {"title": "部门预算", "abridged": false, "format": "text"}}'
>>> from_json(text).title
'部门预算'
>>> from_json(text.replace('"部门预算"', "2024"))
Traceback (most recent call last):
    ...
govbudget.errors.SchemaError: expected a string, found 2024 ($.disclosure.title)
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import re
import typing
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from govbudget.errors import GovBudgetError, SchemaError
from govbudget.exports.shape import fields_of, is_code, is_record, is_tagged, members, tag
from govbudget.model.disclosure import Disclosure
from govbudget.model.forms import PersonalValue
from govbudget.money import EXACT, plain

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["DECIMAL_PATTERN", "SCHEMA", "from_json", "to_json"]

SCHEMA: Final = "govbudget/1"
"""The name and version of the form; the version changes when an older reader would misread it."""

DECIMAL_PATTERN: Final = r"-?[0-9]+(\.[0-9]+)?(E\+[0-9]{1,3})?"
"""How a Decimal is written: plain digits; E+n only where the last place stands left of the units."""

_DECIMAL: Final = re.compile(DECIMAL_PATTERN)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FOUND: Final = 60


def to_json(disclosure: Disclosure, personal: bool = False, *, indent: int | None = None) -> str:
    """A disclosure as JSON text; equal disclosures read from equal places give equal texts.

    With `personal`, names and telephone numbers of people are written as they are; without, a marker
    stands for each.

    >>> from govbudget.model.disclosure import Disclosure
    >>> from_json(to_json(Disclosure(units=("青禾县图书馆",)))) == Disclosure(units=("青禾县图书馆",))
    True
    """
    found = _converter(personal).unstructure(_Envelope(SCHEMA, personal, disclosure))
    return json.dumps(found, ensure_ascii=False, allow_nan=False, indent=indent)


def from_json(text: str) -> Disclosure:
    """The disclosure that a JSON text holds.

    Raises `SchemaError`, with the JSON path, if the text is no JSON or not of the schema.

    >>> from_json('{"schema": "govbudget/0"}')
    Traceback (most recent call last):
        ...
    govbudget.errors.SchemaError: expected 'govbudget/1', found 'govbudget/0' ($.schema)
    """
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        if isinstance(error, SchemaError):
            raise
        raise SchemaError("a JSON text", str(error) or "one nested too deeply") from error
    if not isinstance(found, dict):
        raise SchemaError("an object", _show(found), "$")
    schema = found.get("schema")
    if schema != SCHEMA:
        raise SchemaError(repr(SCHEMA), _show(schema) if "schema" in found else "no such field", "$.schema")
    import cattrs

    try:
        envelope: _Envelope = _converter(True).structure(found, _Envelope)
    except (cattrs.BaseValidationError, GovBudgetError) as error:
        (expected, what, path), *others = _faults(error, "$")
        more = f", and {len(others)} more faults" if others else ""
        raise SchemaError(expected, what, f"{path}{more}") from error
    return envelope.disclosure


@frozen
class _Envelope:
    schema: str
    personal: bool
    disclosure: Disclosure


class _FieldError(GovBudgetError):
    """A value that the schema does not allow; `where` is the rest of the path to it."""


@cache
def _converter(personal: bool) -> Converter:
    """The converter between records and plain JSON values; `personal` keeps personal values on writing."""
    import cattrs

    converter = cattrs.Converter(detailed_validation=True)
    _register_leaves(converter)
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_reader(converter, kind))
    converter.register_structure_hook_factory(_is_union, lambda kind: _union_reader(converter, kind))
    converter.register_structure_hook_factory(is_record, lambda kind: _record_reader(converter, kind))
    converter.register_unstructure_hook_factory(_is_union, lambda _: _union_writer(converter))
    converter.register_unstructure_hook_factory(is_record, lambda kind: _record_writer(converter, kind))
    converter.register_structure_hook_func(is_code, _read_code)
    converter.register_unstructure_hook_func(
        is_code, lambda code: {"kind": code.kind.value, "digits": code.digits}
    )
    if not personal:
        converter.register_unstructure_hook(
            PersonalValue, lambda value: {"value": PersonalValue.MARKER if value.value else ""}
        )
    return converter


def _register_leaves(converter: Converter) -> None:
    converter.register_structure_hook(str, _exactly(str, "a string"))
    converter.register_structure_hook(int, _exactly(int, "a whole number"))
    converter.register_structure_hook(bool, _exactly(bool, "true or false"))
    converter.register_structure_hook(Decimal, _read_decimal)
    converter.register_structure_hook(dt.date, _read_day)
    converter.register_structure_hook_func(_is_enum, _read_word)
    converter.register_unstructure_hook(Decimal, _write_decimal)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)


def _is_tuple(kind: object) -> bool:
    return typing.get_origin(kind) is tuple


def _is_union(kind: object) -> bool:
    return len(members(kind)) > 1


def _is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def _exactly(kind: type, expected: str) -> Callable[[Any, Any], Any]:
    def read(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise _FieldError(expected, _show(value))
        return value

    return read


def _read_decimal(value: Any, _: Any) -> Decimal:
    if type(value) is not str or _DECIMAL.fullmatch(value) is None:
        raise _FieldError("a decimal number as a string of plain digits", _show(value))
    return Decimal(value)


def _write_decimal(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise SchemaError("a finite number", str(value))
    if exponent <= 0:
        return plain(value)
    # Plain digits would claim places that were never printed.
    return f"{plain(value.scaleb(-exponent, EXACT))}E+{exponent}"


def _read_day(value: Any, _: Any) -> dt.date:
    if type(value) is str and _DAY.fullmatch(value) is not None:
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise _FieldError("a day such as 2024-12-31", _show(value))


def _read_word(value: Any, kind: type[enum.Enum]) -> enum.Enum:
    for member in kind:
        if type(value) is str and member.value == value:
            return member
    raise _FieldError(f"one of {', '.join(str(member.value) for member in kind)}", _show(value))


def _read_code(value: Any, kind: type[Any]) -> Any:
    names = ("kind", "digits")
    _check_names(value, names, names)
    if value["kind"] != kind.kind.value:
        raise _FieldError(repr(kind.kind.value), _show(value["kind"]), ".kind")
    return kind(_exactly(str, "a string")(value["digits"], str))


def _tuple_reader(converter: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    items: Any = list.__class_getitem__(typing.get_args(kind)[0])

    def read(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise _FieldError("an array", _show(value))
        return tuple(converter.structure(value, items))

    return read


def _union_reader(converter: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """The type says which alternative it is; a code's kind does; a bare string is a text."""
    by_tag = {tag(part): part for part in members(kind) if is_record(part) or _is_enum(part)}
    codes = [part for part in members(kind) if is_code(part)]
    expected = [f"one with the type {' or '.join(by_tag)}"] if by_tag else []
    expected += ["a code"] * bool(codes) + ["a string"] * (str in members(kind))
    optional = type(None) in typing.get_args(kind)

    def read(value: Any, _: Any) -> Any:
        if value is None and optional:
            return None
        if type(value) is str and str in members(kind):
            return value
        if isinstance(value, dict):
            found = by_tag.get(str(value.get("type")))
            if found is not None and _is_enum(found):
                _check_names(value, ("type", "value"), ("type", "value"))
                return _read_word(value["value"], found)
            if found is not None:
                return converter.structure(value, found)
            code = next((part for part in codes if part.kind.value == value.get("kind")), None)
            if code is not None:
                return _read_code(value, code)
        raise _FieldError(", or ".join(expected), _show(value))

    return read


def _union_writer(converter: Converter) -> Callable[[Any], Any]:
    def write(value: Any) -> Any:
        if isinstance(value, enum.Enum):
            return {"type": tag(type(value)), "value": value.value}
        return converter.unstructure(value)

    return write


def _record_reader(converter: Converter, record: Any) -> Callable[[Any, Any], Any]:
    from cattrs.gen import make_dict_structure_fn

    names = [field.name for field in fields_of(record)]
    required = [field.name for field in fields_of(record) if field.required]
    if is_tagged(record):
        names, required = ["type", *names], ["type", *required]
    inner = make_dict_structure_fn(record, converter, _cattrs_detailed_validation=True)

    def read(value: Any, kind: Any) -> Any:
        _check_names(value, names, required)
        if is_tagged(record) and value["type"] != tag(record):
            raise _FieldError(repr(tag(record)), _show(value["type"]), ".type")
        return inner(value, kind)

    return read


def _record_writer(converter: Converter, record: Any) -> Callable[[Any], dict[str, Any]]:
    from cattrs.gen import make_dict_unstructure_fn, override

    fields = fields_of(record)
    leave_out = {field.name: override(omit_if_default=not field.required) for field in fields}
    inner = make_dict_unstructure_fn(record, converter, **leave_out)  # type: ignore[arg-type]
    head = {"type": tag(record)} if is_tagged(record) else {}

    def write(value: Any) -> dict[str, Any]:
        found = inner(value)
        return head | {field.name: found[field.name] for field in fields if field.name in found}

    return write


def _check_names(value: Any, allowed: typing.Sequence[str], required: typing.Sequence[str]) -> None:
    if not isinstance(value, dict):
        raise _FieldError("an object", _show(value))
    for name in required:
        if name not in value:
            raise _FieldError(f"a field {name!r}", "no such field")
    for name in value:
        if name not in allowed:
            raise _FieldError(f"no field but {', '.join(allowed)}", repr(name))


def _faults(error: BaseException, path: str) -> Iterator[tuple[str, str, str]]:
    """Expected, found and JSON path of every fault below an error of cattrs."""
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _faults(inner, path + _step(inner))
    elif isinstance(error, GovBudgetError):
        yield error.expected, error.found, path + (error.where if isinstance(error, _FieldError) else "")
    else:
        yield "a value that the model takes", repr(str(error)), path


def _step(error: BaseException) -> str:
    from cattrs import AttributeValidationNote, IterableValidationNote

    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
    return ""


def _show(value: object) -> str:
    """A JSON value as a message shows it, not at full length."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = "an object" if isinstance(value, dict) else "an array" if isinstance(value, list) else repr(value)
    return shown if len(shown) <= _FOUND else f"{shown[:_FOUND]}..."


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise SchemaError("each field once", f"{twice!r} twice")
    return found


def _no_number(text: str) -> typing.NoReturn:
    raise SchemaError("a JSON text", text)
