"""The JSON form brings back every disclosure, place by place, and takes nothing else."""

from __future__ import annotations

import copy
import datetime as dt
import enum
import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import jsonschema
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govbudget.model
from govbudget.errors import SchemaError
from govbudget.exports.jsondoc import from_json, to_json
from govbudget.exports.schema import json_schema
from govbudget.exports.shape import fields_of, is_code, is_record, records, tag
from govbudget.model.disclosure import Disclosure
from govbudget.model.facts import Fact
from govbudget.model.forms import PersonalField, PersonalValue
from govbudget.model.plans import PaymentPlan
from govbudget.model.tables import PrintedFigure
from govbudget.money import Amount, Unit
from tests.exports.sample import sample
from tests.exports.strategies import records as made_of

# Views of what a disclosure holds, made again from it and therefore not written.
DERIVED = {Fact, PaymentPlan, PrintedFigure}

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def everything(value: Any) -> Any:
    """A value with all its fields, those that equality leaves out included, and decimals as printed."""
    if attrs.has(type(value)):
        fields = {field.name: everything(getattr(value, field.name)) for field in attrs.fields(type(value))}
        return (type(value).__name__, fields)
    if isinstance(value, tuple):
        return [everything(part) for part in value]
    return value.as_tuple() if isinstance(value, Decimal) else value


def written(disclosure: Disclosure) -> Any:
    return json.loads(to_json(disclosure, personal=True))


def refused(document: Any) -> SchemaError:
    with pytest.raises(SchemaError) as caught:
        from_json(json.dumps(document))
    return caught.value


def test_the_sample_comes_back_whole() -> None:
    text = to_json(sample(), personal=True)
    back = from_json(text)
    assert back == sample()
    assert everything(back) == everything(sample())
    assert to_json(back, personal=True) == text


@given(made_of(Disclosure))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_disclosure_comes_back_whole(disclosure: Disclosure) -> None:
    text = to_json(disclosure, personal=True)
    assert everything(from_json(text)) == everything(disclosure)
    assert VALIDATOR.is_valid(json.loads(text))


@pytest.mark.parametrize("record", [record for record in records() if record is not Disclosure], ids=tag)
@given(data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_every_record_comes_back_whole(record: type[Any], data: st.DataObject) -> None:
    """Each class on its own, so that rare ones are not left to chance."""
    from govbudget.exports.jsondoc import _converter

    value = data.draw(made_of(record))
    converter = _converter(True)
    plain = json.loads(json.dumps(converter.unstructure(value)))
    assert everything(converter.structure(plain, record)) == everything(value)


def test_every_class_of_the_model_is_written_or_derived() -> None:
    classes = {
        thing
        for module in pkgutil.iter_modules(govbudget.model.__path__)
        for thing in vars(importlib.import_module(f"govbudget.model.{module.name}")).values()
        if isinstance(thing, type) and attrs.has(thing) and thing.__module__.startswith("govbudget.model")
    }
    assert (
        classes - {record for record in records() if record.__module__.startswith("govbudget.model")}
        == DERIVED
    )


def test_types_are_told_apart_by_their_tags() -> None:
    tags = [tag(record) for record in records()]
    assert len(tags) == len(set(tags))
    assert not [record for record in records() for field in fields_of(record) if field.name == "type"]


def test_only_plain_values_are_written() -> None:
    def check(value: Any) -> None:
        assert type(value) in (dict, list, str, int, bool, type(None))
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(part)

    check(written(sample()))


def test_decimals_are_strings_with_their_places() -> None:
    table = written(sample())["disclosure"]["tables"][0]
    assert table["rows"][0]["cells"][0]["value"] == {"type": "amount", "value": "1600.50", "unit": "万元"}
    assert table["rows"][2]["cells"][0]["value"]["value"] == "0.0003"


@pytest.mark.parametrize(
    "digits", ["0", "-0.00", "20.20", "1E+3", "-12E+2", "0E+5", "1E-30", "9" * 60 + ".9"]
)
def test_decimals_come_back_to_the_digit(digits: str) -> None:
    from govbudget.exports.jsondoc import _converter

    converter = _converter(True)
    amount = Amount(Decimal(digits), Unit.YUAN)
    back = converter.structure(converter.unstructure(amount), Amount)
    assert back.value.as_tuple() == Decimal(digits).as_tuple()


def test_codes_tell_their_kind() -> None:
    row = written(sample())["disclosure"]["tables"][1]["rows"][0]
    assert row["code"] == {"kind": "functional", "digits": "2070104"}
    assert [code["kind"] for code in row["other_codes"]] == ["department_economic", "government_economic"]


def test_unit_of_money_and_unit_of_measure_are_told_apart() -> None:
    columns = sample().tables[1].columns
    table = evolve(
        sample().tables[1],
        columns=(*columns[:2], evolve(columns[2], unit="元"), evolve(columns[3], unit=Unit.YUAN)),
    )
    found = written(Disclosure(tables=(table,)))["disclosure"]["tables"][0]["columns"]
    assert [column.get("unit") for column in found[2:]] == ["元", {"type": "unit", "value": "元"}]
    back = from_json(to_json(Disclosure(tables=(table,)))).tables[0].columns
    assert [column.unit for column in back[2:]] == ["元", Unit.YUAN]


def test_nothing_is_written_for_what_is_not_stated() -> None:
    assert written(Disclosure())["disclosure"] == {"abridged": False, "format": "text"}


def test_personal_values_are_replaced_unless_asked_for() -> None:
    text = to_json(sample())
    assert "甲某某" not in text
    assert json.loads(text)["personal"] is False
    fields = [field for field in from_json(text).forms[0].fields if isinstance(field, PersonalField)]
    assert [field.value for field in fields] == [PersonalValue(PersonalValue.MARKER), PersonalValue("")]
    assert fields[0].value.is_withheld
    assert "甲某某" in to_json(sample(), personal=True)


def test_apart_from_personal_values_nothing_is_lost_without_them() -> None:
    kept, without = json.loads(to_json(sample(), personal=True)), json.loads(to_json(sample()))
    kept["disclosure"]["forms"][0]["fields"][1]["value"]["value"] = PersonalValue.MARKER
    assert without["disclosure"] == kept["disclosure"]


def test_text_is_readable_and_can_be_indented() -> None:
    assert "青禾县图书馆" in to_json(sample())
    assert to_json(sample(), indent=2).startswith('{\n  "schema": "govbudget/1"')


# What is refused, and how it is said: expected, found, path.

CASES: list[tuple[str, Any, str, str]] = [
    ("title", 1, "a string", "1"),
    ("title", None, "a string", "null"),
    ("title", ["a"], "a string", "an array"),
    ("fiscal_year", True, "a whole number", "true"),
    ("fiscal_year", "2024", "a whole number", "'2024'"),
    ("fiscal_year", 5.9, "a whole number", "Decimal('5.9')"),
    ("fiscal_year", 5.0, "a whole number", "Decimal('5.0')"),
    ("kind", "budgets", "one of budget, final_accounts, performance", "'budgets'"),
    ("units", "甲乙", "an array", "'甲乙'"),
    ("units", {"a": 1}, "an array", "an object"),
    ("tables", [5], "an object", "5"),
    ("blocks", [{"kind": "table", "span": {"start": 1}}], "a field 'end'", "no such field"),
    ("format", "x" * 500, "", ""),
]


@pytest.mark.parametrize(("field", "value", "expected", "found"), CASES)
def test_wrong_types_are_not_converted(field: str, value: Any, expected: str, found: str) -> None:
    document = written(sample())
    document["disclosure"][field] = value
    if not expected:
        assert from_json(json.dumps(document)).format == value
        return
    error = refused(document)
    assert (error.expected, error.found) == (expected, found)
    assert error.where.startswith(f"$.disclosure.{field}")


def test_the_path_leads_to_the_fault() -> None:
    document = written(sample())
    document["disclosure"]["tables"][1]["rows"][0]["cells"][0]["value"]["value"] = "7,8"
    error = refused(document)
    assert error.where == "$.disclosure.tables[1].rows[0].cells[0].value.value"
    assert error.expected == "a decimal number as a string of plain digits"
    assert error.found == "'7,8'"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e5", "1_000", " 1", "١", "1.", ".5", "+1", ""])
def test_numbers_are_plain_digits(number: str) -> None:
    document = written(sample())
    document["disclosure"]["tables"][0]["rows"][0]["cells"][0]["value"]["value"] = number
    assert refused(document).found == repr(number)


def test_unknown_fields_are_refused() -> None:
    document = written(sample())
    document["disclosure"]["tables"][0]["colour"] = "red"
    error = refused(document)
    assert error.where == "$.disclosure.tables[0]"
    assert error.expected.startswith("no field but title, index, kind")
    assert error.found == "'colour'"


def test_missing_fields_are_refused() -> None:
    document = written(sample())
    del document["disclosure"]["tables"][0]["rows"][0]["cells"][0]["status"]
    error = refused(document)
    assert (error.expected, error.found) == ("a field 'status'", "no such field")
    assert error.where == "$.disclosure.tables[0].rows[0].cells[0]"


def test_unknown_alternatives_are_refused() -> None:
    document = written(sample())
    document["disclosure"]["tables"][0]["rows"][0]["cells"][0]["type"] = "cell"
    error = refused(document)
    assert error.expected == "one with the type figure or blank or dash or words"
    assert error.where == "$.disclosure.tables[0].rows[0].cells[0]"


def test_a_code_of_another_kind_is_refused() -> None:
    document = written(sample())
    coordinates = document["disclosure"]["tables"][0]["rows"][2]["coordinates"]
    coordinates["function"] = {"kind": "revenue", "digits": "101"}
    error = refused(document)
    assert (error.expected, error.found) == ("'functional'", "'revenue'")
    assert error.where == "$.disclosure.tables[0].rows[2].coordinates.function.kind"


def test_what_the_model_refuses_keeps_its_words() -> None:
    document = written(sample())
    document["disclosure"]["tables"][0]["rows"][2]["code"]["digits"] = "2041"
    error = refused(document)
    assert error.expected.startswith("a functional code of 3, 5 or 7 digits")
    assert error.where == "$.disclosure.tables[0].rows[2].code"


def test_several_faults_are_counted() -> None:
    document = written(sample())
    document["disclosure"]["title"] = 1
    document["disclosure"]["entity"] = 2
    document["disclosure"]["tables"][0]["title"] = 3
    assert refused(document).where == "$.disclosure.title, and 2 more faults"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"expected a JSON text, found Expecting value"),
        ("{", "expected a JSON text"),
        ("[]", r"expected an object, found an array \(\$\)"),
        ("{}", r"expected 'govbudget/1', found no such field \(\$.schema\)"),
        ('{"schema": "govbudget/2"}', r"expected 'govbudget/1', found 'govbudget/2' \(\$.schema\)"),
        ('{"schema": 1}', r"expected 'govbudget/1', found 1 \(\$.schema\)"),
        ('{"schema": "govbudget/1"}', r"expected a field 'personal', found no such field \(\$\)"),
        (
            '{"schema": "govbudget/1", "personal": 0, "disclosure": {"abridged": false, "format": "text"}}',
            r"\(\$.personal\)",
        ),
        (
            '{"schema": "govbudget/1", "schema": "govbudget/1"}',
            "expected each field once, found 'schema' twice",
        ),
        ('{"schema": NaN}', "expected a JSON text, found NaN"),
        ("[" * 100_000, "expected a JSON text"),
        ("9" * 5000, "expected a JSON text"),
    ],
)
def test_what_is_no_document_at_all(text: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        from_json(text)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for name, part in value.items():
            yield from nodes(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from nodes(part, (*path, index))


WHOLE = written(sample())
PATHS = [path for path in nodes(WHOLE) if path]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**6),
    st.text(max_size=3),
    st.sampled_from(
        [
            "functional",
            "amount",
            "8.00",
            "万元",
            [],
            {},
            {"type": "amount"},
            [{}],
            {"kind": "unit", "digits": "1"},
        ]
    ),
)


@given(st.sampled_from(PATHS), JUNK, st.booleans())
def test_a_changed_document_is_refused_or_of_the_schema(path: tuple[Any, ...], junk: Any, drop: bool) -> None:
    """Nothing but SchemaError is ever raised, and what is taken is valid by the published schema."""
    document = copy.deepcopy(WHOLE)
    target = document
    for step in path[:-1]:
        target = target[step]
    if drop:
        del target[path[-1]]
    else:
        target[path[-1]] = junk
    valid = VALIDATOR.is_valid(document)
    try:
        back = from_json(json.dumps(document))
    except SchemaError as error:
        reason = error
    else:
        assert valid
        assert written(back)["disclosure"] == written(from_json(to_json(back, personal=True)))["disclosure"]
        return
    assert reason.expected
    assert reason.found


def test_leaves_of_the_model_are_known() -> None:
    """No field of the model is of a type that the form has no rule for."""
    for record in records():
        assert is_record(record)
        assert not is_code(record)
        for field in fields_of(record):
            assert field.type is not Any, f"{record.__name__}.{field.name}"


def test_importing_the_module_does_not_load_cattrs() -> None:
    program = "import sys, govbudget.exports.jsondoc; print('cattrs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_days_and_words() -> None:
    from govbudget.exports.jsondoc import _converter

    converter = _converter(True)
    assert converter.unstructure(dt.date(2024, 12, 31)) == "2024-12-31"
    assert converter.structure("2024-12-31", dt.date) == dt.date(2024, 12, 31)
    for wrong in ("2024-13-01", "20241231", 5):
        with pytest.raises(ValueError, match="expected a day such as 2024-12-31"):
            converter.structure(wrong, dt.date)
    assert issubclass(Unit, enum.Enum)
    assert converter.structure("万元", Unit) is Unit.TEN_THOUSAND_YUAN
