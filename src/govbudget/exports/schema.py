"""The JSON Schema of the JSON form (JSON 模式), made from the model itself.

It is published in the documentation as `govbudget-1.schema.json`; after a change of the model,
`python -m govbudget.exports.schema FILE` writes it anew.

>>> schema = json_schema()
>>> schema["properties"]["schema"]
{'const': 'govbudget/1'}
>>> sorted(schema["$defs"]["Blank"]["properties"])
['column', 'type']
"""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import json
import sys
import typing
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from govbudget.exports.jsondoc import DECIMAL_PATTERN, SCHEMA
from govbudget.exports.shape import fields_of, is_code, is_record, is_tagged, members, records, tag
from govbudget.model.disclosure import Disclosure

__all__ = ["json_schema", "schema_text"]

_LEAVES: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": f"^{DECIMAL_PATTERN}$"},
    dt.date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def json_schema() -> dict[str, Any]:
    """The schema as plain values; a JSON text is a document of this version if it is valid by it.

    >>> json_schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A budget disclosure as govbudget reads it",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "personal": {
                "type": "boolean",
                "description": "Whether personal values are written as they are; else a marker stands for each.",
            },
            "disclosure": _reference(Disclosure),
        },
        "required": ["schema", "personal", "disclosure"],
        "additionalProperties": False,
        "$defs": {
            record.__name__: _record(record) for record in sorted(records(), key=lambda each: each.__name__)
        },
    }


def schema_text() -> str:
    """The schema as the text that is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _reference(record: type[Any]) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{record.__name__}"}


def _record(record: Any) -> dict[str, Any]:
    fields = fields_of(record)
    properties: dict[str, Any] = {"type": {"const": tag(record)}} if is_tagged(record) else {}
    properties |= {field.name: _schema_of(field.type) for field in fields}
    return {
        "description": (inspect.getdoc(record) or "").partition("\n\n")[0].replace("\n", " "),
        "type": "object",
        "properties": properties,
        "required": [
            *(["type"] if is_tagged(record) else []),
            *(field.name for field in fields if field.required),
        ],
        "additionalProperties": False,
    }


def _schema_of(kind: Any) -> dict[str, Any]:
    alternatives = [_one(part, several=len(members(kind)) > 1) for part in members(kind)]
    if type(None) in typing.get_args(kind):
        alternatives.append({"type": "null"})
    return alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}


def _one(kind: Any, *, several: bool) -> dict[str, Any]:
    if is_record(kind):
        return _reference(kind)
    if is_code(kind):
        return _object(kind={"const": kind.kind.value}, digits={"type": "string"})
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(typing.get_args(kind)[0])}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        words = {"enum": [member.value for member in kind]}
        return _object(type={"const": tag(kind)}, value=words) if several else words
    return _LEAVES[kind]


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8", newline="\n")
