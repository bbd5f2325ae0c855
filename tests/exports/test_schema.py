"""The published JSON Schema is the one that the model gives, and it describes what is written."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from govbudget.exports.jsondoc import to_json
from govbudget.exports.schema import json_schema, schema_text
from govbudget.exports.shape import records
from govbudget.model.disclosure import Disclosure
from tests.exports.sample import sample
from tests.support import ROOT

PUBLISHED = ROOT / "docs" / "schema" / "govbudget-1.schema.json"


def test_the_published_schema_is_fresh() -> None:
    command = f"python -m govbudget.exports.schema {PUBLISHED.relative_to(ROOT)}"
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), f"the model has changed: run `{command}`"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("disclosure", [Disclosure(), sample()], ids=["empty", "sample"])
@pytest.mark.parametrize("personal", [False, True])
def test_what_is_written_is_valid(disclosure: Disclosure, personal: bool) -> None:
    jsonschema.validate(json.loads(to_json(disclosure, personal)), json_schema())


def test_every_record_is_described() -> None:
    definitions = json_schema()["$defs"]
    assert sorted(definitions) == sorted(record.__name__ for record in records())
    for name, definition in definitions.items():
        assert definition["description"], name
        assert definition["additionalProperties"] is False


def test_it_can_be_written_to_a_file(tmp_path: Path) -> None:
    import runpy
    import sys

    target = tmp_path / "模式.json"
    arguments, sys.argv = sys.argv, ["schema", str(target)]
    try:
        with pytest.warns(RuntimeWarning, match="found in sys.modules"):
            runpy.run_module("govbudget.exports.schema", run_name="__main__")
    finally:
        sys.argv = arguments
    assert target.read_bytes().decode() == schema_text()
