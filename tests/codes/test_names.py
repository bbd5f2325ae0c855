"""Names as documents print them, and the names as listed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.codes import (
    CodeKind,
    CodeLevel,
    DepartmentEconomicCode,
    FunctionalCode,
    How,
    how_matched,
    shipped,
)

NAMES = sorted({entry.name for entry in shipped()})


@pytest.mark.parametrize(
    ("printed", "listed", "how"),
    [
        ("行政运行", "行政运行", How.EXACT),
        ("行 政 运 行", "行政运行", How.FOLDED),
        ("行政\n运行", "行政运行", How.FOLDED),
        ("因公出国(境)费用", "因公出国（境）费用", How.FOLDED),
        ("对个人和家庭补助", "对个人和家庭的补助", How.FOLDED),
        ("一、一般公共服务支出", "一般公共服务支出", How.FOLDED),
        ("（一）工资福利支出", "工资福利支出", How.FOLDED),
        ("其中：住房公积金", "住房公积金", How.FOLDED),
        ("2040201-行政运行", "行政运行", How.FOLDED),
        ("[2040201]行政运行", "行政运行", How.FOLDED),
        ("30101 基本工资", "基本工资", How.FOLDED),
        ("行政运行（公安）", "行政运行", How.WITHOUT_SUFFIX),
        ("行政运行(公安)", "行政运行", How.WITHOUT_SUFFIX),
        ("行政运行（公", "行政运行", How.WITHOUT_SUFFIX),
        ("行政运行（公安）（本级）", "行政运行", How.WITHOUT_SUFFIX),
        ("对企业补助（基本建设）（公安）", "对企业补助（基本建设）", How.WITHOUT_SUFFIX),
        ("对企业补助（基本建设）", "对企业补助", How.WITHOUT_SUFFIX),
        ("其他公安", "其他公安支出", How.SHORTENED),
        ("其他公安（本级）", "其他公安支出", How.SHORTENED),
        ("资本性支出", "资本性支出（一）", How.SHORTENED),
        ("维修费", "维修（护）费", How.SHORTENED),
        ("机关事业单位养老保险缴费", "机关事业单位基本养老保险缴费支出", How.ABBREVIATED),
    ],
)
def test_a_print_that_means_the_listed_name(printed: str, listed: str, how: How) -> None:
    assert how_matched(printed, listed) is how


@pytest.mark.parametrize(
    ("printed", "listed"),
    [
        ("公安", "其他公安支出"),  # not the beginning
        ("其", "其他公安支出"),  # one character says nothing
        ("", "行政运行"),
        ("（公安）", "行政运行"),  # a bracket alone
        ("机关服务", "行政运行"),
        ("行政运行支出", "行政运行"),  # more than the listed name, outside brackets
        ("2040201", "行政运行"),  # a code is no name
        ("资本性支出（二）", "资本性支出（一）"),  # another bracket
        ("政行运行", "行政运行"),
    ],
)
def test_a_print_that_means_something_else(printed: str, listed: str) -> None:
    assert how_matched(printed, listed) is None


@given(st.sampled_from(NAMES), st.sampled_from(["公安", "本级", "市级"]), st.integers(0, 3))
def test_what_print_does_to_a_name_does_not_hide_it(name: str, agency: str, spaces: int) -> None:
    assert how_matched(name, name) is How.EXACT
    assert how_matched((" " * spaces).join(name) + " ", name) is How.FOLDED
    assert how_matched(name.replace("（", "(").replace("）", ")") + f"({agency})", name) is How.WITHOUT_SUFFIX


@given(st.sampled_from(NAMES), st.data())
def test_a_clipped_name_is_among_the_candidates(name: str, data: st.DataObject) -> None:
    clipped = name[: data.draw(st.integers(min(2, len(name)), len(name)))]
    found = shipped().find(clipped, weaker=True)
    assert name in {match.entry.name for match in found}


@given(st.text(max_size=12))
def test_any_text_is_an_answerable_question(text: str) -> None:
    for match in shipped().find(text, weaker=True):
        assert match.how is how_matched(text, match.entry.name)


def test_all_candidates_are_returned_none_is_chosen() -> None:
    found = shipped().find("行政运行", year=2024)
    assert len(found) > 20
    assert {match.how for match in found} == {How.EXACT}
    assert {match.entry.name for match in found} == {"行政运行"}


def test_the_search_can_be_narrowed() -> None:
    def codes(**narrow: object) -> list[str]:
        return [str(match.entry.code) for match in shipped().find("住房公积金", **narrow)]  # type: ignore[arg-type]

    assert codes() == ["2210201", "30113", "50103"]
    assert codes(kind=CodeKind.FUNCTIONAL) == ["2210201"]
    assert codes(level=CodeLevel.SECTION) == ["30113", "50103"]
    assert codes(within=DepartmentEconomicCode("301")) == ["30113"]
    assert codes(within=FunctionalCode("204")) == []
    assert codes(kind=CodeKind.UNIT) == []


def test_the_year_decides_among_names() -> None:
    assert [str(match.entry.code) for match in shipped().find("文化体育与传媒支出", year=2018)] == ["207"]
    assert shipped().find("文化体育与传媒支出", year=2022, level=CodeLevel.CATEGORY)[:1] != ()
    exact = shipped().find("文化体育与传媒支出", year=2022)
    assert {match.how for match in exact} == {How.ABBREVIATED}


def test_weaker_candidates_come_after_the_stronger() -> None:
    found = shipped().find("医疗费", kind=CodeKind.DEPARTMENT_ECONOMIC, weaker=True)
    assert [(str(match.entry.code), match.how) for match in found] == [
        ("30114", How.EXACT),
        ("30307", How.SHORTENED),
    ]
    assert len(shipped().find("医疗费", kind=CodeKind.DEPARTMENT_ECONOMIC)) == 1
