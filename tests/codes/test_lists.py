"""Lists in files: what is taken, what is refused and how the refusal reads."""

from __future__ import annotations

import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.codes import (
    Budget,
    Catalogue,
    CatalogueError,
    CodeKind,
    DepartmentEconomicCode,
    Entry,
    Evidence,
    FunctionalCode,
    RevenueCode,
    UnitKind,
    classification_code,
    shipped,
)
from govbudget.errors import GovBudgetError

HEADER = "code,name,level,fund,since,until,evidence,years_evidence,doubtful,source\n"


def faults(text: str) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        Catalogue.parse(text)
    return [str(fault) for fault in caught.value.faults]


def test_a_list_with_all_columns() -> None:
    text = HEADER + "299,河湖支出,类,一般公共预算;政府性基金预算,2020,2024,corroborated,attested,yes,某公报\n"
    assert list(Catalogue.parse(text)) == [
        Entry(
            code=FunctionalCode("299"),
            name="河湖支出",
            budgets=(Budget.GENERAL, Budget.GOVERNMENT_FUNDS),
            since=2020,
            until=2024,
            evidence=Evidence.CORROBORATED,
            years_evidence=Evidence.ATTESTED,
            doubtful=True,
            source="某公报",
        )
    ]


def test_code_and_name_are_enough() -> None:
    (entry,) = Catalogue.parse("name,code\n 河湖 支出 ,299\n\n", source="own.csv")
    assert entry == Entry(
        code=FunctionalCode("299"), name="河湖支出", evidence=Evidence.ATTESTED, source="own.csv"
    )


def test_chinese_headers_and_a_year_for_the_whole_list() -> None:
    text = "\ufeff# 说明\n科目编码,科目名称,备注\n299,河湖支出,无\n30299,船用支出,\n"
    catalogue = Catalogue.parse(text, year=2027, evidence=Evidence.RECALLED)
    assert [(str(e.code), e.since, e.until, e.evidence) for e in catalogue] == [
        ("299", 2027, 2027, Evidence.RECALLED),
        ("30299", 2027, 2027, Evidence.RECALLED),
    ]
    assert all(entry.years_evidence is Evidence.RECALLED for entry in catalogue)


def test_a_list_of_correspondences() -> None:
    text = "department_code,government_code,unit\n30201,50299,机关\n302,50599,institution\n"
    catalogue = Catalogue.parse(text).over(shipped())
    office = DepartmentEconomicCode("30201")
    assert [str(code) for code in office.government_codes(2024, UnitKind.AGENCY, catalogue=catalogue)] == [
        "50299"
    ]
    assert [str(code) for code in office.government_codes(2024, catalogue=catalogue)] == ["50299", "50599"]
    assert [str(c) for c in DepartmentEconomicCode("30113").government_codes(2024, catalogue=catalogue)] == [
        "50103",
        "50501",
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("2041,公安", "row 2: expected a functional code of 3, 5 or 7 digits from 201 to 299, found '2041'"),
        ("六,公安", "row 2: expected a classification code beginning with 1, 2, 3 or 5, found '六'"),
        ("204,", "row 2: expected a name, found none"),
        ("204,公安,款", "row 2: expected the level 类 for the code 204, found '款'"),
        ("204,公安,,专户", "row 2: expected one of the four budgets, found '专户'"),
        ("204,公安,,,24", "row 2: expected a year from 1949 to 2999, found '24'"),
        (
            "204,公安,,,2024,2020",
            "row 2: expected a last year that is not before the first, found 2024 to 2020",
        ),
        ("204,公安,,,,,sure", "row 2: expected attested or corroborated or recalled, found 'sure'"),
        ("204,公安,,,,,,,maybe", "row 2: expected yes or nothing, found 'maybe'"),
    ],
)
def test_a_faulty_row_is_named(row: str, fault: str) -> None:
    assert faults(HEADER + row + "\n") == [fault]


def test_all_faulty_rows_are_named_with_their_lines() -> None:
    text = '# remark\n\ncode,name\n2041,甲\n205,"乙\n丙"\n20,丁\n'
    assert [fault.partition(":")[0] for fault in faults(text)] == ["row 4", "row 7"]
    assert [entry.name for entry in Catalogue.parse(text.replace("2041", "204").replace("20,", "206,"))] == [
        "甲",
        "乙丙",
        "丁",
    ]


def test_years_that_overlap() -> None:
    text = "code,name,since,until\n299,甲,,2020\n299,乙,2020,\n298,丙,,\n"
    assert faults(text) == [
        "row 3: expected other years for 299 than those of row 2, found years that both rows cover (甲, 乙)"
    ]


def test_many_faults_are_cut_short_in_the_message() -> None:
    with pytest.raises(CatalogueError) as caught:
        Catalogue.parse("code,name\n" + "2041,甲\n" * 40)
    assert len(caught.value.faults) == 40
    assert str(caught.value).splitlines()[0].endswith("found 40 faulty rows")
    assert str(caught.value).endswith("and 30 more")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a header with the columns code and name"),
        ("代码,叫法\n204,公安\n", "expected a header with the columns code and name"),
        ("code,name,name\n204,公安,公安\n", r"\['name'\] more than once"),
        ('code,name\n204,"公安\n', "expected rows of comma-separated values"),
    ],
)
def test_a_text_that_is_no_list(text: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        Catalogue.parse(text)


def test_errors_are_values() -> None:
    with pytest.raises(GovBudgetError) as caught:
        Catalogue.parse("code,name\n2041,甲\n", source="own.csv")
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.faults == caught.value.faults  # type: ignore[attr-defined]
    assert caught.value.where == "own.csv"


def test_a_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "科目.csv"
    path.write_bytes("\ufeffcode,name\r\n299,河湖支出\r\n".encode())
    (entry,) = Catalogue.load(path)
    assert (entry.name, entry.source, entry.evidence) == ("河湖支出", "科目.csv", Evidence.ATTESTED)


def test_a_csv_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes("code,name\n299,河湖\n".encode("gbk"))
    with pytest.raises(
        CatalogueError, match="expected a CSV file in UTF-8, found the byte 0xba at offset 14"
    ):
        Catalogue.load(path)


def test_an_old_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"a workbook saved as \.xlsx"):
        Catalogue.load(tmp_path / "own.xls")


def test_a_missing_file_is_the_systems_own_error(tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx"):
        with pytest.raises(FileNotFoundError):
            Catalogue.load(tmp_path / name)


def workbook(path: Path, rows: list[list[object]], title: str = "科目") -> Path:
    openpyxl: Any = pytest.importorskip("openpyxl", reason="needs openpyxl to write a workbook")
    book = openpyxl.Workbook()
    book.active.title = "封面" if title != "科目" else title
    page = book.active if title == "科目" else book.create_sheet(title)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_an_excel_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["科目编码", "科目名称", "启用年度"],
        [299, "  河湖支出", 2024],
        ["2990101", "清淤", None],
        [None, None, None],
    ]
    path = workbook(tmp_path / "own.xlsx", rows)
    assert [(str(e.code), e.name, e.since) for e in Catalogue.load(path)] == [
        ("299", "河湖支出", 2024),
        ("2990101", "清淤", None),
    ]
    path = workbook(tmp_path / "two.xlsx", rows, title="目录")
    assert len(Catalogue.load(path, sheet="目录")) == 2
    with pytest.raises(CatalogueError, match="a worksheet '无'"):
        Catalogue.load(path, sheet="无")


def test_faults_of_a_workbook_are_named_by_its_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "own.xlsx", [["code", "name"], [299, "河湖"], [2041, "公安"]])
    with pytest.raises(CatalogueError, match="row 3: expected a functional code"):
        Catalogue.load(path)


def test_a_broken_workbook(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="needs openpyxl")
    path = tmp_path / "own.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(CatalogueError, match="expected an Excel workbook"):
        Catalogue.load(path)


def test_without_the_library_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(CatalogueError, match=r"pip install 'govbudget\[excel\]'"):
        Catalogue.load(tmp_path / "own.xlsx")


names = st.text(st.sampled_from("河湖清淤堤防水文，,\"'（）、一"), min_size=1, max_size=8)
codes = st.sampled_from(
    [
        FunctionalCode("299"),
        FunctionalCode("2990101"),
        DepartmentEconomicCode("39901"),
        RevenueCode("199010101"),
    ]
)
years = st.one_of(st.none(), st.integers(2007, 2030))


@st.composite
def entries(draw: Any) -> Entry:
    since, until = draw(years), draw(years)
    if since is not None and until is not None and until < since:
        since, until = until, since
    return Entry(
        code=draw(codes),
        name=draw(names),
        budgets=tuple(draw(st.lists(st.sampled_from(Budget), unique=True))),
        since=since,
        until=until,
        evidence=draw(st.sampled_from(Evidence)),
        years_evidence=draw(st.sampled_from(Evidence)),
        doubtful=draw(st.booleans()),
        source=draw(st.sampled_from(["", "某公报，第 3 期", 'a "list", of 2024'])),
    )


@given(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.code))
def test_what_is_written_is_read_again(listed: list[Entry]) -> None:
    catalogue = Catalogue(listed)
    again = Catalogue.parse(catalogue.to_csv())
    assert again == catalogue
    assert list(again) == list(catalogue)
    assert Catalogue.parse(again.to_csv()).to_csv() == catalogue.to_csv()


@given(st.text(max_size=60))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    for candidate in (text, HEADER + text):
        with suppress(CatalogueError):
            assert isinstance(Catalogue.parse(candidate), Catalogue)


def test_the_shipped_list_can_be_written_kind_by_kind() -> None:
    text = shipped().to_csv(CodeKind.DEPARTMENT_ECONOMIC)
    assert {line[0] for line in text.splitlines()[1:]} == {"3"}
    again = Catalogue.parse(text)
    assert all(again.name(classification_code(str(e.code)), 2024) == e.name for e in again if e.holds(2024))
