"""The rules that all shipped data keep."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter
from itertools import pairwise
from types import ModuleType

import pytest

from govbudget.codes import (
    Budget,
    Catalogue,
    ChangeKind,
    CodeKind,
    CodeLevel,
    Entry,
    Evidence,
    UnitKind,
    shipped,
)
from govbudget.codes.packaged import Packaged
from govbudget.text import squeeze
from tests.support import CODES, PACKAGE, ROOT, needs_shared

DATA = PACKAGE / "codes" / "data"
ENTRIES = list(shipped())
LISTS = ("functional", "department_economic", "government_economic", "revenue")
YEARS = range(2007, 2031)
CJK = re.compile(r"[\u4e00-\u9fff、，—（）“”《》]+")


def rows(name: str) -> list[dict[str, str]]:
    lines = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def name_of(entry: Entry) -> str:
    return f"{entry.code} {entry.name}"


def test_there_is_something_to_look_at() -> None:
    assert len(ENTRIES) > 1400
    assert {entry.code.kind for entry in ENTRIES} == set(CodeKind) - {CodeKind.PROCUREMENT, CodeKind.UNIT}


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
def test_files_say_what_they_are(path: object) -> None:
    text = DATA.joinpath(str(path)).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "Collected 20" in text.splitlines()[0]
    assert '"' not in text
    assert "\r" not in text
    assert "official" not in text.lower().replace("not an official list", "")


def test_every_parent_exists_in_the_same_years() -> None:
    orphans = [
        name_of(entry)
        for entry in ENTRIES
        if entry.code.parent is not None
        and any(entry.holds(year) and shipped().entry(entry.code.parent, year) is None for year in YEARS)
    ]
    assert orphans == []


def test_levels_fit_the_digits() -> None:
    stated = {(row["code"], row["level"]) for name in LISTS for row in rows(name)}
    assert {(entry.code.digits, entry.level.chinese) for entry in ENTRIES} == stated


def test_years_of_a_code_do_not_overlap() -> None:
    for first, second in pairwise(ENTRIES):
        if first.code == second.code:
            assert first.until is not None, name_of(first)
            assert second.since is not None, name_of(second)
            assert first.until < second.since, name_of(first)


def test_years_are_years() -> None:
    for entry in ENTRIES:
        bounds = [year for year in (entry.since, entry.until) if year is not None]
        assert bounds == sorted(bounds), name_of(entry)
        assert all(2000 <= year <= 2030 for year in bounds), name_of(entry)


def test_names_have_no_stray_characters() -> None:
    for entry in ENTRIES:
        assert entry.name == squeeze(entry.name), name_of(entry)
        assert CJK.fullmatch(entry.name), name_of(entry)
        assert entry.name.count("（") == entry.name.count("）"), name_of(entry)


def test_no_name_stands_twice_under_one_code_in_a_row() -> None:
    for first, second in pairwise(ENTRIES):
        assert first.code != second.code or first.name != second.name, name_of(first)


def test_items_are_shipped_only_with_evidence() -> None:
    bare = [
        name_of(entry)
        for entry in ENTRIES
        if entry.level >= CodeLevel.ITEM and entry.evidence is Evidence.RECALLED
    ]
    assert bare == []


def test_evidence_names_its_source() -> None:
    for entry in ENTRIES:
        assert entry.source or entry.evidence is Evidence.RECALLED, name_of(entry)


def test_years_are_attested_by_notices_alone() -> None:
    attested = [entry for entry in ENTRIES if entry.years_evidence is Evidence.ATTESTED]
    assert {entry.since for entry in attested} == {2024, 2025}
    assert all("财预" in entry.source for entry in attested)


def test_sources_are_all_used_and_all_known() -> None:
    named = {row["key"] for row in rows("sources")}
    used = {
        key
        for name in (*LISTS, "correspondences")
        for row in rows(name)
        for key in row["source"].split()
        if not key.startswith("+")
    }
    assert used == named


def test_budgets_are_those_of_the_parent_at_most() -> None:
    for entry in ENTRIES:
        economic = entry.code.kind in {CodeKind.DEPARTMENT_ECONOMIC, CodeKind.GOVERNMENT_ECONOMIC}
        assert bool(entry.budgets) is not economic, name_of(entry)
        if entry.code.parent is not None:
            allowed = {budget for above in shipped().entries(entry.code.parent) for budget in above.budgets}
            assert set(entry.budgets) <= allowed, name_of(entry)
    assert {budget for entry in ENTRIES for budget in entry.budgets} == set(Budget)


def test_targets_of_correspondences_exist() -> None:
    correspondences = Packaged().correspondences()
    assert len(correspondences) > 100
    for row in correspondences:
        assert row.department in shipped(), row
        assert row.government in shipped(), row
        assert row.department.level is row.government.level or row.department.level is CodeLevel.CATEGORY, row


def test_each_unit_kind_has_one_target_a_year() -> None:
    for entry in shipped().in_force(2024, CodeKind.DEPARTMENT_ECONOMIC, CodeLevel.SECTION):
        for unit in UnitKind:
            targets = shipped().correspondences(entry.code, 2024, unit)  # type: ignore[arg-type]
            assert len({row.government for row in targets}) <= 1, name_of(entry)


def test_renamings_meet_an_entry() -> None:
    for change in Packaged().renames():
        entries = shipped().entries(change.code)
        assert any(
            entry.since == change.year or (entry.until is not None and entry.until + 1 == change.year)
            for entry in entries
        ), change


def test_the_files_are_a_list_that_users_could_load() -> None:
    """The shipped files pass the checks that a loaded list passes, and say the same."""
    text = shipped().to_csv()
    assert list(Catalogue.parse(text)) == ENTRIES


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_catalogue", ROOT / "tools" / "build_catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_shared
def test_the_files_are_what_the_collected_lists_give() -> None:
    built = builder().build(CODES)
    assert set(built) == {path.name for path in DATA.iterdir()}
    for name, text in built.items():
        assert (DATA / name).read_text(encoding="utf-8") == text, (
            f"run tools/build_catalogue.py: {name} is stale"
        )


@needs_shared
def test_changes_are_those_collected() -> None:
    """What follows from the entries and renamings is what was collected, for the names that are shipped."""
    names = {(entry.code.digits, entry.name) for entry in ENTRIES}
    listed = {entry.code.digits for entry in ENTRIES}

    def known(code: str, name: str) -> str | None:
        return name if (code, name) in names else None

    with (CODES / "changes.csv").open(encoding="utf-8", newline="") as file:
        collected = {
            (
                row["code"],
                int(row["year"]),
                row["kind"],
                known(row["code"], row["old_name"]),
                known(row["code"], row["new_name"]),
            )
            for row in csv.DictReader(file)
            if row["code"] in listed
        }
    collected = {change for change in collected if change[3] or change[4]}
    ours = {
        (change.code.digits, change.year, change.kind.value, change.old_name, change.new_name)
        for change in shipped().changes()
    }
    # Seen in a later disclosure under another name than the one collected.
    corrected = {("21505", 2021, "renamed", "工业和信息产业监管", "工业和信息产业")}
    # Given anew after years of rest: the end of one thing and the beginning of another, not a renaming.
    anew = {change for change in collected | ours if change[0] == "2080209"}
    assert collected - ours - anew == set()
    # The collected list leaves out much of what came or went with its 款; every renaming is in it.
    assert {change for change in ours - collected - anew if change[2] == "renamed"} == corrected


def test_kinds_of_change_all_occur() -> None:
    assert {change.kind for change in shipped().changes()} == set(ChangeKind)


def test_the_guide_tells_how_complete_it_is() -> None:
    guide = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    for kind in (CodeKind.FUNCTIONAL, CodeKind.REVENUE):
        for certain in (False, True):
            counts = Counter(
                entry.level.chinese
                for entry in ENTRIES
                if entry.code.kind is kind and (not certain or entry.evidence is Evidence.ATTESTED)
            )
            told = ", ".join(f"{counts[level]} {level}" for level in "类款项" if counts[level])
            assert f"| {told} |" in guide, told
