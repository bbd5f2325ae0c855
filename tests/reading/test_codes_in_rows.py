"""Codes in all their fillings, and codes inside labels."""

from __future__ import annotations

import pytest

from govbudget.codes import (
    DepartmentEconomicCode,
    FunctionalCode,
    GovernmentEconomicCode,
    RevenueCode,
    UnitCode,
)
from govbudget.codes.types import Code, CodeKind
from govbudget.errors import CodeError
from govbudget.reading.codes_in_rows import CodeReader, code_kind, embedded_code, make_code, ordered
from tests.reading.helpers import parsed, table

FULL = "204 2040 20402 2040201 2040202 208 20805 2080505"


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ("204,, ,02, ,,01 ,,02 208,, ,05, ,,05", "204 20402 2040201 2040202 208 20805 2080505"),
        ("204,, 204,02, 204,02,01 204,02,02 208,05,05", "204 20402 2040201 2040202 2080505"),
        ("204,, ,2, ,,1 ,,99 208,5,5", "204 20402 2040201 2040299 2080505"),
        ("204,02,01 204,02,02 208,05,01", "2040201 2040202 2080501"),
        ("204,, 20402,, 2040201,,", "204 20402 2040201"),
        ("204,, ,20402, ,,2040201", "204 20402 2040201"),
        (",, 204,, ,02,", "- 204 20402"),
    ],
)
def test_three_columns(cells: str, codes: str) -> None:
    """Filled at their own level, in full, with `5` for `05`, or joined all the same."""
    reader = CodeReader(parts=3, kind=None)
    found = [reader.read(row.split(",")) for row in cells.split(" ")]
    assert [str(code) if code else "-" for code in found] == codes.split()


@pytest.mark.parametrize("cells", [("", "02", ""), ("", "", "01"), ("", "5", "1")])
def test_a_part_without_its_parent_is_no_code(cells: tuple[str, ...]) -> None:
    """What was never printed is not guessed."""
    assert CodeReader(parts=3, kind=None).read(cells) is None


def test_a_part_without_its_parent_becomes_a_problem() -> None:
    """And its row is read without a code."""
    doc = parsed("""
        2024年支出总表
        单位：万元
        科目编码 | | | 科目名称 | 合计
        类 | 款 | 项 | |
         | 02 | | 普通教育 | 8.00
        205 | | | 教育支出 | 8.00
    """)
    assert [(row.label, str(row.code or "")) for row in doc.tables[0].rows] == [
        ("普通教育", ""),
        ("教育支出", "205"),
    ]
    assert [problem.kind for problem in doc.problems] == ["code without its parent"]


@pytest.mark.parametrize(
    ("digits", "kind", "code"),
    [
        ("2040201", None, FunctionalCode("2040201")),
        ("204", None, FunctionalCode("204")),
        ("30201", None, DepartmentEconomicCode("30201")),
        ("50101", None, GovernmentEconomicCode("50101")),
        ("10301", CodeKind.REVENUE, RevenueCode("10301")),
        ("20402", CodeKind.UNIT, UnitCode("20402")),
        ("020001", None, UnitCode("020001")),
        ("甲", None, None),
    ],
)
def test_what_digits_are(digits: str, kind: CodeKind | None, code: Code | None) -> None:
    """The announced kind where it fits, else by the first digit, else a unit's number."""
    assert make_code(digits, kind) == code


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["支出功能分类科目编码"], CodeKind.FUNCTIONAL),
        (["功能科目代码", "类"], CodeKind.FUNCTIONAL),
        (["部门预算支出经济分类", "编码"], CodeKind.DEPARTMENT_ECONOMIC),
        (["政府预算支出经济分类", "编码"], CodeKind.GOVERNMENT_ECONOMIC),
        (["收入科目编码"], CodeKind.REVENUE),
        (["单位代码"], CodeKind.UNIT),
        (["采购品目编码"], CodeKind.PROCUREMENT),
        (["科目编码"], None),
    ],
)
def test_the_kind_that_header_words_announce(words: list[str], kind: CodeKind | None) -> None:
    """科目编码 alone announces none."""
    assert code_kind(words) is kind


@pytest.mark.parametrize(
    ("label", "digits", "name"),
    [
        ("2010801-行政运行", "2010801", "行政运行"),
        ("[2014001]行政运行", "2014001", "行政运行"),
        ("(2014001)行政运行", "2014001", "行政运行"),
        ("30101基本工资", "30101", "基本工资"),
        ("301 工资福利支出", "301", "工资福利支出"),
        ("205_教育支出", "205", "教育支出"),
    ],
)
def test_codes_in_labels(label: str, digits: str, name: str) -> None:
    """Before a dash, in brackets, or right before the name."""
    found = embedded_code(label)
    assert found is not None
    assert (found[0], "".join(label.split())[found[1] :]) == (digits, name)


@pytest.mark.parametrize(
    "label", ["行政运行", "2022年第二批资金", "1、商品", "12345", "2024年度运行费", "3月", ""]
)
def test_labels_without_codes(label: str) -> None:
    """Years, months and enumerators are none."""
    assert embedded_code(label) is None


def test_the_code_that_names_the_row_comes_first() -> None:
    """Functional before economic before unit."""
    codes: list[Code] = [
        UnitCode("020"),
        GovernmentEconomicCode("501"),
        DepartmentEconomicCode("301"),
        FunctionalCode("204"),
    ]
    assert [code.kind for code in ordered(codes)] == [
        CodeKind.FUNCTIONAL,
        CodeKind.DEPARTMENT_ECONOMIC,
        CodeKind.GOVERNMENT_ECONOMIC,
        CodeKind.UNIT,
    ]


@pytest.mark.parametrize("cell", ["2０4？", "20.4", "二〇四", "204/205"])
def test_what_is_no_code_is_refused(cell: str) -> None:
    """The error quotes the cell."""
    with pytest.raises(CodeError, match="expected digits of a classification code"):
        CodeReader(parts=1, kind=None).read((cell,))


def test_a_unit_code_beside_a_functional_one() -> None:
    """The row's code is the functional one; the unit's is among the others."""
    one = table("""
        2024年支出总表
        单位：万元
        科目编码 | | | 单位代码 | 单位(科目名称) | 总计
        类 | 款 | 项 | | |
         | | | | 合计 | 8.00
        205 | 02 | 01 | 020 | 学前教育 | 5.00
        205 | 02 | 02 | 020 | 小学教育 | 3.00
    """)
    assert [
        (str(row.code or ""), [str(code) for code in row.other_codes], row.level) for row in one.rows
    ] == [
        ("", [], None),
        ("2050201", ["020"], 3),
        ("2050202", ["020"], 3),
    ]


def test_codes_in_the_cells_of_labels_are_taken_out() -> None:
    """The label is the name alone, the code is the row's."""
    one = table("""
        2024年支出总表
        单位：万元
        科目名称 | 合计
        合计 | 8.00
        205-教育支出 | 8.00
        20502-普通教育 | 8.00
        2050201-学前教育 | 5.00
    """)
    assert [(str(row.code or ""), row.label) for row in one.rows] == [
        ("", "合计"),
        ("205", "教育支出"),
        ("20502", "普通教育"),
        ("2050201", "学前教育"),
    ]


def test_a_cell_that_is_no_code_is_a_problem() -> None:
    """It does not vanish, and its row stays an item."""
    doc = parsed("""
        2024年支出总表
        单位：万元
        科目编码 | | | 科目名称 | 合计
        类 | 款 | 项 | |
         | | | 合计 | 8.00
        205 | | | 教育支出 | 8.00
         | 1x | | 普通教育 | 3.00
    """)
    assert [(problem.kind, problem.found) for problem in doc.problems] == [("malformed code", "'1x'")]
    assert [row.role.value for row in doc.tables[0].rows] == ["total", "item", "item"]
