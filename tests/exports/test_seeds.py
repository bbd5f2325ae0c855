"""The exports of real disclosures: whole, exact, without anybody's name or telephone number."""

from __future__ import annotations

import json
from functools import cache

import jsonschema
import pytest

import govbudget
from govbudget.exports.amounts import amount_rows
from govbudget.exports.schema import json_schema
from govbudget.exports.show import account
from govbudget.exports.terminal import fit
from govbudget.exports.tidy import TABLES, tidy_table
from govbudget.model.disclosure import Disclosure
from tests.exports.test_jsondoc import everything
from tests.support import needs_shared, seed_path

SEEDS = ["000", "001", "004"]

pytestmark = [needs_shared, pytest.mark.parametrize("seed", SEEDS)]


@cache
def disclosure(seed: str) -> Disclosure:
    return govbudget.read(seed_path(seed))


def people(seed: str) -> set[str]:
    return {contact.value.value for form in disclosure(seed).forms for contact in form.contacts} - {""}


def test_json_brings_everything_back(seed: str) -> None:
    text = govbudget.to_json(disclosure(seed), personal=True)
    assert everything(govbudget.from_json(text)) == everything(disclosure(seed))
    jsonschema.validate(json.loads(text), json_schema())


def test_nobody_is_named_unless_asked_for(seed: str) -> None:
    texts = {table.name: repr(list(table.rows("", disclosure(seed), False))) for table in TABLES}
    texts["json"] = govbudget.to_json(disclosure(seed))
    texts["show"] = "\n".join(account(disclosure(seed)))
    assert people(seed)
    named = {name for name, text in texts.items() if any(person in text for person in people(seed))}
    assert not named
    asked = repr(list(tidy_table("form_fields").rows("", disclosure(seed), True)))
    assert all(person in asked for person in people(seed))


def test_amounts_come_in_source_order_with_exact_decimals(seed: str) -> None:
    rows = list(amount_rows("", disclosure(seed)))
    lines = [(row.table_index, row.line or 0) for row in rows]
    assert lines == sorted(lines)
    for row in rows:
        if row.value is not None and "E" not in row.raw:
            assert str(row.value) == row.raw.replace(",", "").rstrip("%")


def test_the_account_shows_every_figure_and_survives_gbk(seed: str) -> None:
    lines = [fit(line, "gbk") for line in account(disclosure(seed))]
    text = "\n".join(lines)
    assert text.encode("gbk").decode("gbk") == text
    for table in disclosure(seed).tables:
        assert all(printed.figure.raw in text for printed in table.figures)
