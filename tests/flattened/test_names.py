"""Departments, units and projects of any name: a name changes itself and nothing else."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Row
from tests.writer.printing import Lines, wrap
from tests.writer.repaged import Pages, Sheet

GOODS_HEAD = (
    "501 青禾县图书馆 单位：万元\n\n政府采购项目来源\n\n采购物\n\n品名称\n\n政府采\n\n购目录\n\n序号",
    "\n计量 单\n\n位\n数量 单价",
    "\n政府采购金额（当年部门预算安排资金）\n\n项目名\n\n称\n\n预算\n\n资金\n合计\n\n一般公\n\n共预算\n\n拨款\n\n基金预\n\n算拨款\n\n单位\n\n资金",
)
OFFICES = ("单位名称 单位性质 单位规格 经费保障形式",)
TABLE = """部门预算支出总表
501 青禾县图书馆 预算年度：2024 单位：万元

科目编码 科目名称 合计

207 文化旅游体育与传媒支出 8.00

"""
PLAIN = "馆舍修缮费"
NAMES = (
    "馆",
    "网络安全5G基站应急演练工程",
    "2026年馆舍维修",
    "X86服务器",
    "3D打印",
    "馆舍2",
    "12345热线",
    "119指挥平台",
    "北山市第18中学改造",
    "1+X证书试点",
    "7×24小时值守",
    "80%配套资金",
    "“雪亮”工程",
    "办公、取暖补助",
    "水利·交通枢纽",
    "其他项目支出（中心本级）",
    "青禾县高新技术产业开发区人力资源和社会保障服务中心信息化建设（二期）",
)


def spaced(name: str) -> str:
    """A name as converters print it that set digits and Latin letters apart from Chinese."""
    found = ""
    for char in name:
        if found and char.isascii() != found[-1].isascii() and (char.isalnum() and found[-1].isalnum()):
            found += " "
        found += char
    return found


def cells(*texts: str, width: int = 7) -> tuple[Lines, ...]:
    return tuple(wrap(text, width) for text in texts)


def goods(name: str) -> Disclosure:
    rows = (
        cells("合计", "61.00", "61.00"),
        cells("青禾县图书馆本级小计", "48.00", "48.00"),
        cells("56号", *["**"] * 8),
        cells(name, "40.00", "书架", "A05010201", "批", "2", "15.00", "30.00", "30.00"),
        cells(name, "40.00", "古籍修复用纸", "A07020100", "批", "1", "18.00", "18.00", "18.00"),
        cells("青禾县少儿馆小计", "13.00", "13.00"),
        cells("绘本采购", "13.00", "图书", "A05040101", "批", "1", "13.00", "13.00", "13.00"),
    )
    return govbudget.parse(Pages().text(Sheet(("部门政府采购预算",), GOODS_HEAD, rows), ()))


def without_names(rows: tuple[Row, ...]) -> list[object]:
    return [[(getattr(cell, "raw", ""), cell.column) for cell in row.cells] for row in rows]


@pytest.mark.parametrize("set_apart", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_projects_of_any_name(name: str, *, set_apart: bool) -> None:
    """Digits, Latin letters and words of headers in the name of a project are of the name, however it is wrapped."""
    (table,) = goods(spaced(name) if set_apart else name).tables
    (plain,) = goods(PLAIN).tables
    assert [row.label for row in table.rows] == [
        name if row.label == PLAIN else row.label for row in plain.rows
    ]
    assert without_names(table.rows) == without_names(plain.rows)
    assert [row.role for row in table.rows] == [row.role for row in plain.rows]


@pytest.mark.parametrize("set_apart", [True, False])
@pytest.mark.parametrize("name", [*NAMES, "110指挥中心", "119消防站", "第3小学", "局"])
def test_units_of_any_name(name: str, *, set_apart: bool) -> None:
    """A table whose header announces words has no figures; a name that ends in digits may be open, and is told."""
    printed = spaced(name) if set_apart else name
    rows = tuple(
        cells(unit, "行政", "正科级", "财政拨款", width=21)
        for unit in ("青禾县图书馆本级", printed, "青禾县少儿馆")
    )
    doc = govbudget.parse(TABLE + Pages().text(Sheet(("部门机构设置情况",), OFFICES, rows), ()))
    labels = [row.label for row in doc.tables[1].rows]
    assert labels == ["青禾县图书馆本级", name, "青禾县少儿馆"] or (
        name[-1].isdecimal() and [problem.kind for problem in doc.problems] == ["ambiguous label"]
    )
    assert without_names(doc.tables[1].rows[2:]) == [[("行政", 0), ("正科级", 1), ("财政拨款", 2)]]


FORM = """1、{0}绩效目标表
单位：万元

项目编码 50100023P00000001 项目名称 {0}

预算规模及资金用途
预算数 8.00 其中：财政 资金 8.00 其他资金

购置图书。

资金支出计划（%）
3 月底 6 月底 10 月底 12 月底

8.00

绩效目标 1.购置图书。

一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据

产出指标

数量指标 图书册数 购置图书的册数 ≥500 册 采购计划

满意度指标 服务对象满意度指标 读者满意度 调查中满意读者的比率 ≥95% 调查问卷
"""


@pytest.mark.parametrize(
    "name",
    [
        *NAMES,
        "项目支出",
        "其他资金",
        "绩效目标",
        "预算数",
        "二级资金",
        "年度总体目标",
        "基本支出（二期）",
        "资金支出计划",
    ],
)
def test_projects_of_forms_may_be_called_by_the_words_of_the_form(name: str) -> None:
    """What stands behind 项目名称 on its line is the name."""
    (form,) = govbudget.parse(FORM.format(name)).forms
    (plain,) = govbudget.parse(FORM.format(PLAIN)).forms
    assert form.project == name
    assert [
        (each.name, name if getattr(each, "raw", "") == PLAIN else getattr(each, "raw", ""))
        for each in plain.fields
    ] == [(each.name, getattr(each, "raw", "")) for each in form.fields]
    assert form.indicators == plain.indicators


@pytest.mark.parametrize("mark", [" ", "\f"])
def test_a_number_that_begins_a_page_and_ends_a_form_is_that_of_a_page(mark: str) -> None:
    """The rest of a row has the header of the indicators above it."""
    text = FORM.format(PLAIN) + f"{mark}55\n\n" + FORM.replace("1、", "2、", 1).format("古籍修复")
    first, second = govbudget.parse(text).forms
    assert (first.project, second.project) == (PLAIN, "古籍修复")
    assert [first.indicators[-1].target.raw, first.indicators[-1].basis] == ["≥95%", "调查问卷"]


SECTIONS = """第一部分 {0} 2024 年部门预算信息公开情况说明

一、部门预算安排的总体情况

2024年预算收入 8.00万元，其中：一般公共预算收入 8.00万元。

二、机关运行经费安排情况

2024年，{0}机关运行经费安排 1.50万元。
"""


@pytest.mark.parametrize(
    "name", ["青禾县非税收入管理局", "青禾县财政支出绩效评价中心", "青禾县“一网通办”中心"]
)
def test_a_department_names_no_section(name: str) -> None:
    """Words for revenue and expenditure in the name of a department head nothing."""
    claims = govbudget.parse(TABLE.replace("青禾县图书馆", name) + "\n" + SECTIONS.format(name)).claims
    assert [(claim.section, claim.raw) for claim in claims] == [
        ("一、部门预算安排的总体情况", "8.00万元"),
        ("一、部门预算安排的总体情况", "8.00万元"),
        ("二、机关运行经费安排情况", "1.50万元"),
    ]


@pytest.mark.parametrize("unit", ["青禾县财政专户管理中心", "青禾县国有资本经营公司", "青禾县图书馆"])
def test_a_subtotal_of_a_unit_states_no_fund(unit: str) -> None:
    """Whatever the unit is called."""
    rows = (
        cells("合计", "13.00", "13.00"),
        cells(f"{unit}小计", "13.00", "13.00"),
        cells("绘本采购", "13.00", "图书", "A05040101", "批", "1", "13.00", "13.00", "13.00"),
    )
    (table,) = govbudget.parse(Pages().text(Sheet(("部门政府采购预算",), GOODS_HEAD, rows), ())).tables
    assert [row.label for row in table.rows] == ["合计", f"{unit}小计", "绘本采购"]
    assert [row.coordinates.fund for row in table.rows] == [None, None, None]


def test_a_department_keeps_its_print_above_a_flattened_table() -> None:
    """Brackets and quotes as they stand, spaces aside."""
    for name in ("青禾县图书馆（青禾县档案馆）", "青禾县“一网通办”中心", "局", "119消防站"):
        (table,) = govbudget.parse(TABLE.replace("青禾县图书馆", name)).tables
        assert table.entity == name


def test_a_short_name_that_other_rows_print_is_that_name() -> None:
    """Where a page ends behind 50号, the name below could go on with it, but another row prints 50号 whole."""
    stars = cells("50号", *["**"] * 8)
    rows = (
        cells("合计", "61.00", "61.00"),
        cells("青禾县图书馆本级小计", "61.00", "61.00"),
        stars,
        stars,
        cells("青禾县馆藏数字资源建设", "61.00", "书架", "A05010201", "批", "2", "15.00", "30.00", "30.00"),
    )
    doc = govbudget.parse(Pages().text(Sheet(("部门政府采购预算",), GOODS_HEAD, rows), [(4, 0)]))
    assert [row.label for row in doc.tables[0].rows] == [
        "合计",
        "青禾县图书馆本级小计",
        "50号",
        "50号",
        "青禾县馆藏数字资源建设",
    ]
    assert [problem for problem in doc.problems if problem.kind == "ambiguous label"] == []


@pytest.mark.parametrize("name", ["青禾县十三、四中", "青禾县第2中学东校区", "A区5G平台"])
def test_a_department_whose_number_stands_apart_before_it(name: str) -> None:
    """Whatever it ends in, with digits or 、 in it."""
    (table,) = govbudget.parse(TABLE.replace("青禾县图书馆", name)).tables
    assert (table.entity, [row.label for row in table.rows]) == (name, ["文化旅游体育与传媒支出"])


@pytest.mark.parametrize("name", ["合计房屋合计（5G）", "一、二期维修", "（一）期数字化"])
def test_goods_of_a_project_that_a_form_names(name: str) -> None:
    """The name is no total and no numbered row, whatever it begins or ends with."""
    rows = (
        cells("合计", "61.00", "61.00"),
        cells("青禾县图书馆本级小计", "61.00", "61.00"),
        cells(name, "61.00", "书架", "A05010201", "批", "2", "15.00", "30.00", "30.00"),
        cells(name, "61.00", "古籍修复用纸", "A07020100", "批", "1", "31.00", "31.00", "31.00"),
    )
    goods = Pages().text(Sheet(("部门政府采购预算",), GOODS_HEAD, rows), ())
    (table,) = govbudget.parse(f"{goods}\n {FORM.format(name)}").tables
    assert [(row.label, row.role.value, row.parent) for row in table.rows] == [
        ("合计", "total", None),
        ("青禾县图书馆本级小计", "subtotal", 0),
        (name, "item", 1),
        (name, "item", 1),
    ]


def test_numbered_rows_whose_names_begin_with_digits() -> None:
    """A year, a span of years or a number before the words of a name."""
    names = ["2025-2026 年经费", "省级补助经费", "110 指挥平台第 3 批专项", "3 号资金", "12345 热线"]
    rows = tuple(cells(str(number), name, f"{number}7.53", width=14) for number, name in enumerate(names, 1))
    head = ("501 青禾县图书馆 预算年度：2024 单位：万元", "", "序号 项目名称 合计", "", "栏次 1 2")
    (table,) = govbudget.parse(Pages().text(Sheet(("部门项目支出表",), head, rows), ())).tables
    assert [row.label for row in table.rows] == [name.replace(" ", "") for name in names]
    assert [printed.figure.raw for printed in table.figures] == [f"{number}7.53" for number in range(1, 6)]
