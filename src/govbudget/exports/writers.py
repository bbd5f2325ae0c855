"""Tidy tables as bytes (写出): CSV, JSON Lines, Parquet; UTF-8 with `\\n`, whatever the locale.

Decimals are plain digits with their printed places, in JSON Lines and Parquet as text, since binary
numbers would lose them.  What is empty is nothing in CSV, `""` in JSON Lines, null in Parquet.  Truth is
`true` or `false`.

>>> import io
>>> from govbudget.exports.problems import ProblemRow
>>> row = ProblemRow(document="a.txt", kind="k", where="", expected="b, c", found="d", page=None, line=7)
>>> file = io.BytesIO()
>>> write_rows(file, ProblemRow, [row])
1
>>> print(file.getvalue().decode())
document,kind,where,expected,found,page,line
a.txt,k,,"b, c",d,,7
<BLANKLINE>
"""

from __future__ import annotations

import codecs
import enum
import json
import typing
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO, Final

import attrs

from govbudget.money import plain

__all__ = ["Format", "MissingExtraError", "require", "write_rows"]


class Format(enum.Enum):
    """A file format of the tidy tables (格式)."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"


class MissingExtraError(ImportError):
    """A format whose library is not installed; the message names the extra that brings it."""


def write_rows(
    file: BinaryIO, record: type[Any], rows: Iterable[Any], *, kind: Format = Format.CSV, bom: bool = False
) -> int:
    """Write records of one type to a file opened for bytes, each as it comes, and say how many there were.

    `bom` puts a byte order mark before CSV, as spreadsheet programs want it.  Raises
    `MissingExtraError` for Parquet without pyarrow.

    >>> import io
    >>> from govbudget.exports.problems import ProblemRow
    >>> file = io.BytesIO()
    >>> write_rows(file, ProblemRow, [], bom=True)
    0
    >>> file.getvalue()
    b'\\xef\\xbb\\xbfdocument,kind,where,expected,found,page,line\\n'
    """
    return _WRITERS[kind](file, record, rows, bom)


def require(kind: Format) -> None:
    """See to it that a format can be written.  Raises `MissingExtraError` if its library is missing."""
    if kind is Format.PARQUET:
        _arrow()


def _fields(record: type[Any]) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in attrs.fields(record))


def _write_csv(file: BinaryIO, record: type[Any], rows: Iterable[Any], bom: bool) -> int:
    names = _fields(record)
    if bom:
        file.write(codecs.BOM_UTF8)
    file.write(_bytes(",".join(names) + "\n"))
    count = 0
    for row in rows:
        file.write(_bytes(",".join(_cell(getattr(row, name)) for name in names) + "\n"))
        count += 1
    return count


def _cell(value: object) -> str:
    if isinstance(value, str):
        # Every line separator is quoted, the lone carriage return included, which csv.writer leaves bare.
        if any(char in value for char in ',"\n\r'):
            return '"' + value.replace('"', '""') + '"'
        return value
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _bytes(text: str) -> bytes:
    # A file name that is no text to the system comes as lone surrogates, which UTF-8 has no bytes for.
    return text.encode("utf-8", "backslashreplace")


def _write_json_lines(file: BinaryIO, record: type[Any], rows: Iterable[Any], bom: bool) -> int:
    del bom  # JSON allows none
    names = _fields(record)
    count = 0
    for row in rows:
        found = {name: _plain(getattr(row, name)) for name in names}
        file.write(_bytes(json.dumps(found, ensure_ascii=False) + "\n"))
        count += 1
    return count


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else value


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from pyarrow import parquet  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:
        message = "expected pyarrow for the format parquet, found none: install govbudget[parquet]"
        raise MissingExtraError(message) from error
    return pa, parquet


def _write_parquet(file: BinaryIO, record: type[Any], rows: Iterable[Any], bom: bool) -> int:
    del bom  # it is no text
    pa, parquet = _arrow()
    types: dict[Any, Any] = {bool: pa.bool_(), int: pa.int64()}
    kinds = typing.get_type_hints(record)
    schema: Any = pa.schema([(name, types.get(_bare(kinds[name]), pa.string())) for name in _fields(record)])
    count = 0
    with parquet.ParquetWriter(file, schema) as writer:
        for part in _parts(rows):
            table = [{name: _stored(getattr(row, name)) for name in schema.names} for row in part]
            writer.write_table(pa.Table.from_pylist(table, schema=schema))
            count += len(part)
    return count


def _bare(kind: Any) -> Any:
    """The type without its None."""
    return next((part for part in typing.get_args(kind) if part is not type(None)), kind)


def _stored(value: object) -> object:
    return plain(value) if isinstance(value, Decimal) else value


def _parts(rows: Iterable[Any], size: int = 10_000) -> Iterator[list[Any]]:
    rows = iter(rows)
    while part := list(islice(rows, size)):
        yield part


_WRITERS: Final[dict[Format, Callable[[BinaryIO, type[Any], Iterable[Any], bool], int]]] = {
    Format.CSV: _write_csv,
    Format.JSON_LINES: _write_json_lines,
    Format.PARQUET: _write_parquet,
}
