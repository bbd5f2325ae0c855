"""Printed codes and names held against a catalogue of known evidence."""

from __future__ import annotations

import pickle

import pytest

from govbudget.codes import (
    CODE_FIELDS,
    Agreement,
    Catalogue,
    CodeRow,
    Entry,
    Evidence,
    FunctionalCode,
    PrintedCode,
    ProcurementCode,
    UnitCode,
    codes_rows,
    shipped,
)

SURE = FunctionalCode("29901")
RECALLED = FunctionalCode("29902")
DOUBTFUL = FunctionalCode("29903")
NEW = FunctionalCode("29904")

CATALOGUE = Catalogue(
    [
        Entry(code=SURE, name="河道", until=2019, evidence=Evidence.RECALLED),
        Entry(code=SURE, name="河湖治理", since=2020, evidence=Evidence.ATTESTED),
        Entry(code=RECALLED, name="堤防", evidence=Evidence.RECALLED),
        Entry(code=DOUBTFUL, name="水文", evidence=Evidence.ATTESTED, doubtful=True),
        Entry(code=NEW, name="观鸟", since=2022, evidence=Evidence.ATTESTED),
    ]
)


def compared(code: FunctionalCode, name: str, year: int | None) -> CodeRow:
    (row,) = codes_rows([(code, name)], year, catalogue=CATALOGUE)
    return row


@pytest.mark.parametrize(
    ("code", "name", "year", "agreement"),
    [
        (SURE, "河湖治理", 2024, Agreement.SAME),
        (SURE, "河 湖 治 理", 2024, Agreement.FOLDED),
        (SURE, "河湖治理（水利）", 2024, Agreement.WITHOUT_SUFFIX),
        (SURE, "河湖", 2024, Agreement.SHORTENED),
        (SURE, "河道", 2024, Agreement.OTHER_YEAR),
        (SURE, "河湖治理", 2018, Agreement.OTHER_YEAR),
        (SURE, "观鸟", 2024, Agreement.DIFFERENT),
        (SURE, "观鸟", 2018, Agreement.UNCONFIRMED),  # what is listed for 2018 is recalled
        (SURE, "观鸟", None, Agreement.UNCONFIRMED),  # the attested name does not hold in all years
        (SURE, "河湖治理", None, Agreement.SAME),
        (SURE, "", 2024, Agreement.NO_NAME),
        (RECALLED, "堤防", 2024, Agreement.SAME),
        (RECALLED, "观鸟", 2024, Agreement.UNCONFIRMED),
        (DOUBTFUL, "观鸟", 2024, Agreement.UNCONFIRMED),
        (NEW, "清淤", 2021, Agreement.UNCONFIRMED),  # not listed for that year, and the years are recalled
        (FunctionalCode("29999"), "观鸟", 2024, Agreement.NOT_LISTED),
        (FunctionalCode("2990100"), "河湖治理", 2024, Agreement.SAME),  # the 款 printed once more as its 项
    ],
)
def test_agreement(code: FunctionalCode, name: str, year: int | None, agreement: Agreement) -> None:
    row = compared(code, name, year)
    assert row.agreement is agreement
    assert row.hint is (agreement is Agreement.DIFFERENT)


def test_only_a_difference_from_an_attested_name_is_a_hint() -> None:
    for entry in shipped():
        year = entry.since or entry.until or 2024
        (row,) = codes_rows([(entry.code, "此名不见于任何科目")], year)
        assert row.hint is entry.certain, entry


def test_every_listed_name_agrees_with_itself() -> None:
    for entry in shipped():
        (row,) = codes_rows([(entry.code, entry.name)], entry.since or entry.until or 2024)
        assert row.agreement is Agreement.SAME


def test_the_full_name_of_another_code_abbreviates_nothing() -> None:
    """行政单位医疗 is in order within 行政事业单位医疗, and it is the name of an item below it."""
    (row,) = codes_rows([(FunctionalCode("21011"), "行政单位医疗")], 2024)
    assert row.hint
    (row,) = codes_rows([(FunctionalCode("2080505"), "机关事业单位养老保险缴费")], 2024)
    assert row.agreement is Agreement.ABBREVIATED


def test_codes_of_no_classification_are_listed_as_such() -> None:
    rows = list(codes_rows([(UnitCode("201"), "水利局"), (ProcurementCode("A02020600"), "执法记录仪")], 2024))
    assert [row.agreement for row in rows] == [Agreement.NOT_LISTED, Agreement.NOT_LISTED]
    assert [row.cells()[1] for row in rows] == ["unit", "procurement"]


def test_each_pair_stands_once_with_all_its_places() -> None:
    printed: list[PrintedCode] = [
        (SURE, "河湖治理", "line 3"),
        (RECALLED, "堤防"),
        (SURE, "河湖治理", "line 9"),
        (SURE, "河湖", "line 9"),
    ]
    rows = list(codes_rows([*printed, printed[0]], 2024, catalogue=CATALOGUE))
    assert [(row.name, row.places) for row in rows] == [
        ("河湖治理", ("line 3", "line 9")),
        ("堤防", ()),
        ("河湖", ("line 9",)),
    ]


def test_rows_as_text() -> None:
    row = compared(SURE, "观鸟", None)
    cells = dict(zip(CODE_FIELDS, row.cells(), strict=True))
    assert cells == {
        "code": "29901",
        "code_kind": "functional",
        "name": "观鸟",
        "catalogue_name": "河道; 河湖治理",
        "evidence": "recalled",
        "agreement": "unconfirmed",
        "hint": "",
        "places": "",
    }
    assert dict(zip(CODE_FIELDS, compared(SURE, "观鸟", 2024).cells(), strict=True))["hint"] == "hint"


def test_rows_are_values() -> None:
    row = compared(SURE, "观鸟", 2024)
    assert pickle.loads(pickle.dumps(row)) == row
    assert len({row, compared(SURE, "观鸟", 2024)}) == 1
