"""All codes and names that the real disclosures print are listed, agree, or are said not to be listed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from govbudget.codes import Agreement, CodeKind, DepartmentEconomicCode, How, codes_rows, shipped
from tests.codes.pairs import attested, one_column, seed_pairs
from tests.support import needs_shared, seed_text

pytestmark = needs_shared

AGREE = {
    Agreement.SAME,
    Agreement.FOLDED,
    Agreement.WITHOUT_SUFFIX,
    Agreement.SHORTENED,
}
AT_LEAST = {"000": 20, "001": 23, "002": 55, "004": 10}


@pytest.mark.parametrize("number", AT_LEAST)
def test_every_pair_of_a_disclosure_agrees(number: str) -> None:
    year, pairs = seed_pairs()[number]
    rows = list(codes_rows(pairs, year))
    assert len(rows) >= AT_LEAST[number], "too few pairs were found in the document"
    assert [row.cells() for row in rows if row.agreement not in AGREE] == []


@pytest.mark.parametrize("number", AT_LEAST)
def test_nothing_changes_without_the_year(number: str) -> None:
    _, pairs = seed_pairs()[number]
    assert [row.cells() for row in codes_rows(pairs, None) if row.agreement not in AGREE] == []


def test_every_attested_pair_agrees_in_its_year_and_without_one() -> None:
    pairs = attested()
    assert len({(code, name) for code, name, _ in pairs}) >= 250
    for code, name, year in pairs:
        for known in {year, None}:
            (row,) = codes_rows([(code, name)], known)
            assert row.agreement in AGREE, row.cells()
            assert not row.hint


def test_a_disturbed_name_is_noticed() -> None:
    """The agreement above is no accident: names moved to the next code disagree."""
    pairs = list(dict.fromkeys((code, name) for code, name, _ in one_column("001")))
    moved = [(code, other) for (code, name), (_, other) in pairwise(pairs) if name != other]
    rows = list(codes_rows(moved, 2023))
    assert len(rows) > 15
    assert all(row.agreement is Agreement.DIFFERENT for row in rows), [
        row.cells() for row in rows if not row.hint
    ]


def test_a_table_of_names_alone_finds_its_codes() -> None:
    """The basic expenditure of a disclosure that prints items of the economic classification without codes."""
    section = (
        seed_text("000").partition("二、商品和服务支出\t1132.47")[2].partition("三、对个人和家庭的补助")[0]
    )
    names = [line.split("\t")[0] for line in section.splitlines() if "\t" in line][1:]
    assert len(names) >= 25
    goods = DepartmentEconomicCode("302")
    unknown = []
    for name in names:
        found = {match.entry.code for match in shipped().find(name, year=2022, within=goods)}
        if len(found) != 1:
            unknown.append((name, found))
    assert unknown == []


def test_the_summary_of_a_disclosure_finds_its_categories() -> None:
    labels = [
        cell
        for line in seed_text("000").splitlines()[:60]
        for cell in line.split("\t")
        if cell.endswith("支出") and "、" in cell[:4]
    ]
    assert len(labels) >= 25
    for label in labels:
        found = shipped().find(label, year=2022)
        assert found, label
        assert found[0].how in {How.EXACT, How.FOLDED}, label
        kinds = {match.entry.code.kind for match in found}
        assert kinds & {CodeKind.FUNCTIONAL, CodeKind.DEPARTMENT_ECONOMIC}, label
