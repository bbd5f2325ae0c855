"""Where forms begin and end, and what is none."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.reading.forms import form_regions
from govbudget.reading.source import split_lines
from govbudget.text import squeeze
from tests.forms.samples import PARALLEL, PLAIN
from tests.writer.forms import Variant, written

FORM = written(PLAIN)
LENGTH = len(FORM.split("\n"))


def regions(text: str) -> list[tuple[int, int]]:
    return [(region.start, region.stop) for region in form_regions(split_lines(text))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "绩效目标",
        "一、绩效目标情况\n本年度实行绩效目标管理的项目三个。\n立项依据：根据年度计划。",
        "目录\n一、收支总表\t1\n二、项目支出绩效目标表\t12",
        "项目支出绩效目标表",
        "项目支出绩效目标表\n（2024年度）\n无",
        "项目支出表\n单位：万元\n项目名称\t项目单位\t合计\n阅览室改造\t图书馆\t12.00\n古籍修复\t图书馆\t3.00",
        "采购表\n项目\t数量\t单价\n书架\t40\t0.25\n质量\t3\t5",
        "1、阅览室绩效目标表\n单位：万元\n项目编码 P01\n一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 座位 ≥9",
    ],
)
def test_no_form(text: str) -> None:
    assert regions(text) == []


def test_alone() -> None:
    assert regions(FORM) == [(0, LENGTH)]
    assert regions(f"\n\n{FORM}\n\n\n") == [(2, 2 + LENGTH)]


def test_the_title_line_and_the_year_line_belong_to_it() -> None:
    text = f"第三部分 附表\n\n{FORM}"
    [(start, _)] = regions(text)
    assert text.split("\n")[start] == PLAIN.title


def test_a_title_without_the_words() -> None:
    lines = FORM.split("\n")
    lines[0] = "阅览室改造项目申报表"
    assert regions("\n".join(["三、附表", *lines])) == [(1, 1 + LENGTH)]


def test_without_a_title() -> None:
    body = "\n".join(FORM.split("\n")[2:])
    assert regions(body) == [(0, LENGTH - 2)]
    assert regions(f"说明如下。\n{body}") == [(1, LENGTH - 1)]


def test_one_after_another_without_titles() -> None:
    body = "\n".join(FORM.split("\n")[2:])
    size = LENGTH - 2
    assert regions(f"{body}\n{body}") == [(0, size), (size, 2 * size)]
    assert regions(f"{body}\n\n{body}") == [(0, size), (size + 1, 2 * size + 1)]


def test_a_table_behind_a_form_is_no_part_of_it() -> None:
    table = "2024年部门收支总表\n单位：万元\n收入\t\t支出\n项目\t金额\t项目\t金额\n财政拨款\t8.00\t教育\t8.00"
    assert regions(f"{FORM}\n{table}") == [(0, LENGTH)]
    assert regions(f"{FORM}\n\n{table}\n\n{FORM}") == [(0, LENGTH), (LENGTH + 7, 2 * LENGTH + 7)]


def test_prose_behind_a_form_is_no_part_of_it() -> None:
    form = written(PARALLEL)
    size = len(form.split("\n"))
    assert regions(f"{form}\n十一、国有资产占有使用情况\n1、车辆情况：共有2辆。") == [(0, size)]


def test_cut_off_inside_the_grid_before_the_next_form() -> None:
    cut = FORM.split("\n")[:-4]
    assert regions("\n".join([*cut, "", FORM])) == [(0, LENGTH - 4), (LENGTH - 3, 2 * LENGTH - 3)]


def test_cut_off_inside_the_fields_before_a_table() -> None:
    cut = FORM.split("\n")[:8]
    table = "2024年支出总表\n单位：万元\n科目\t合计\n教育\t8.00\n文化\t4.00\n卫生\t2.00"
    assert regions("\n".join([*cut, table])) == [(0, 8)]


def test_page_breaks_inside_a_form() -> None:
    lines = FORM.split("\n")
    broken = [*lines[:9], "", "- 4 -", "", *lines[9:20], "第 5 页", lines[18], *lines[20:]]
    assert regions("\n".join(broken)) == [(0, LENGTH + 5)]


def test_the_title_printed_again_on_the_next_page() -> None:
    lines = FORM.split("\n")
    header = next(number for number, line in enumerate(lines) if "二级指标" in line)
    again = [*lines[: header + 4], "", lines[0], lines[header], *lines[header + 4 :]]
    assert regions("\n".join(again)) == [(0, LENGTH + 3)]


def test_a_unit_line_above_belongs_to_the_table_it_stands_under() -> None:
    text = f"2024年政府性基金支出表\n单位：万元\n\n{FORM}"
    assert regions(text) == [(3, 3 + LENGTH)]


@pytest.mark.parametrize("columns", [0, 1, 2])
def test_an_empty_first_column_everywhere(columns: int) -> None:
    text = written(PLAIN, Variant(first_columns=columns, blank_lines=1))
    assert len(regions(text)) == 1


def test_a_title_above_labels_that_nobody_knows() -> None:
    grid = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量\t座位\t9个"
    text = f"某馆项目绩效目标表\n事项大类\t文化\n事项小类\t阅览\n{grid}"
    assert regions(text) == [(0, 5)]


def test_a_label_that_two_forms_claim_stays_with_the_first() -> None:
    """Behind a grid a weak label may close its form or open the next one: no line is of both."""
    again = "\n".join(FORM.split("\n")[2:])
    found = regions(f"{FORM}\n项目编码\tP02\t备注\t无\n{again}")
    assert found == [(0, LENGTH + 1), (LENGTH + 1, 2 * LENGTH - 1)]


def test_a_long_rule_does_not_end_a_form() -> None:
    lines = FORM.split("\n")
    assert regions("\n".join([*lines[:9], "-" * 120, *lines[9:]])) == [(0, LENGTH + 1)]


@pytest.mark.parametrize("space", ["", " ", "  ", "\u3000", " \u3000"])
def test_a_title_and_a_year_may_be_spaced_out(space: str) -> None:
    title, year = (
        space.join("青禾县市场监督管理局（知识产权局）行政支出项目绩效目标表"),
        space.join("（2024年度）"),
    )
    form = govbudget.parse(f"{title}\n{year}\n项目名称\t改造\n立项依据\t纪要\n备注\t无\n").forms[0]
    assert (squeeze(form.title), form.fiscal_year) == (
        "青禾县市场监督管理局（知识产权局）行政支出项目绩效目标表",
        2024,
    )
