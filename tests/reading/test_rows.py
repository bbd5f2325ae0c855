"""Labels, groups, names and cells of rows, and which row is a part of which."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.model.coordinates import Nature
from govbudget.model.tables import Blank, Dash, Figure, FigureStatus, Malformed, Panel, Redacted, Words
from tests.reading.helpers import figures, parsed, row_lines, table

ROWS = {
    "a total at the end": (
        "项目 | 合计\n教育支出 | 5.00\n农林水支出 | 3.00\n合计 | 8.00",
        [
            "教育支出 · item · of 合计 · 合计=5.00",
            "农林水支出 · item · of 合计 · 合计=3.00",
            "合计 · total · 合计=8.00",
        ],
    ),
    "a total at the top": (
        "项目 | 合计\n合计 | 8.00\n教育支出 | 5.00\n农林水支出 | 3.00",
        [
            "合计 · total · 合计=8.00",
            "教育支出 · item · of 合计 · 合计=5.00",
            "农林水支出 · item · of 合计 · 合计=3.00",
        ],
    ),
    "a total in the code column": (
        "科目编码 | 科目名称 | 合计\n合计 | | 8.00\n205 | 教育支出 | 8.00",
        ["合计 · total · 合计=8.00", "205 · 教育支出 · item · of 合计 · 合计=8.00"],
    ),
    "the department's own row": (
        "科目编码 | 科目名称 | 合计\n | 合计 | 8.00\n | 青禾县图书馆 | 8.00\n205 | 教育支出 | 8.00",
        [
            "合计 · total · 合计=8.00",
            "青禾县图书馆 · unit · of 合计 · 合计=8.00",
            "205 · 教育支出 · item · of 青禾县图书馆 · 合计=8.00",
        ],
    ),
    "a short name of the department": (
        "科目编码 | 科目名称 | 合计\n | 图书馆 | 8.00\n205 | 教育支出 | 8.00",
        ["图书馆 · unit · 合计=8.00", "205 · 教育支出 · item · of 图书馆 · 合计=8.00"],
    ),
    "codes": (
        (
            "科目编码 | 科目名称 | 合计\n"
            "205 | 教育支出 | 8.00\n"
            "20502 | 普通教育 | 8.00\n"
            "2050201 | 学前教育 | 8.00\n"
            "213 | 农林水支出 | 1.00"
        ),
        [
            "205 · 教育支出 · item · 合计=8.00",
            "20502 · 普通教育 · item · of 教育支出 · 合计=8.00",
            "2050201 · 学前教育 · item · of 普通教育 · 合计=8.00",
            "213 · 农林水支出 · item · 合计=1.00",
        ],
    ),
    "codes of the lowest level alone": (
        (
            "科目编码 | 科目名称 | 合计\n"
            " | 合计 | 9.00\n"
            "2050201 | 学前教育 | 8.00\n"
            "2130305 | 水利工程建设 | 1.00"
        ),
        [
            "合计 · total · 合计=9.00",
            "2050201 · 学前教育 · item · of 合计 · 合计=8.00",
            "2130305 · 水利工程建设 · item · of 合计 · 合计=1.00",
        ],
    ),
    "numbering": (
        (
            "项目 | 合计\n"
            "一、本年支出 | 8.00\n"
            "（一）教育支出 | 5.00\n"
            "（二）农林水支出 | 3.00\n"
            "二、结转下年 | 1.00\n"
            "支出总计 | 9.00"
        ),
        [
            "一、本年支出 · subtotal · of 支出总计 · 合计=8.00",
            "（一）教育支出 · item · of 一、本年支出 · 合计=5.00",
            "（二）农林水支出 · item · of 一、本年支出 · 合计=3.00",
            "二、结转下年 · item · of 支出总计 · 合计=1.00",
            "支出总计 · total · 合计=9.00",
        ],
    ),
    "numbered heads over plain rows": (
        (
            "项目 | 合计\n"
            "一、工资福利支出 | 8.00\n"
            "基本工资 | 5.00\n"
            "津贴补贴 | 3.00\n"
            "二、商品和服务支出 | 2.00\n"
            "办公费 | 2.00"
        ),
        [
            "一、工资福利支出 · item · 合计=8.00",
            "基本工资 · item · of 一、工资福利支出 · 合计=5.00",
            "津贴补贴 · item · of 一、工资福利支出 · 合计=3.00",
            "二、商品和服务支出 · item · 合计=2.00",
            "办公费 · item · of 二、商品和服务支出 · 合计=2.00",
        ],
    ),
    "a part named 其中": (
        (
            "项目 | 合计\n"
            "共计 | 9.00\n"
            "1、公务接待费 | 1.00\n"
            "2、公务用车费 | 8.00\n"
            "其中：（1）公务用车运行维护费 | 6.00\n"
            "（2）公务用车购置 | 2.00"
        ),
        [
            "共计 · total · 合计=9.00",
            "1、公务接待费 · item · of 共计 · 合计=1.00",
            "2、公务用车费 · item · of 共计 · 合计=8.00",
            "其中：（1）公务用车运行维护费 · of_which · of 2、公务用车费 · 合计=6.00",
            "（2）公务用车购置 · of_which · of 2、公务用车费 · 合计=2.00",
        ],
    ),
    "a wrong figure in one column moves no part": (
        (
            "项目 | 合计 | 基本支出\n"
            "一、工资福利支出 | 9.00 | 8.00\n"
            "基本工资 | 5.00 | 5.00\n"
            "津贴补贴 | 3.00 | 3.00\n"
            "二、商品和服务支出 | 2.00 | 2.00"
        ),
        [
            "一、工资福利支出 · item · 合计=9.00 · 基本支出=8.00",
            "基本工资 · item · of 一、工资福利支出 · 合计=5.00 · 基本支出=5.00",
            "津贴补贴 · item · of 一、工资福利支出 · 合计=3.00 · 基本支出=3.00",
            "二、商品和服务支出 · item · 合计=2.00 · 基本支出=2.00",
        ],
    ),
    "a row printed twice is no part of itself": (
        "项目 | 合计\n合计 | 8.00\n图书采购 | 5.00\n图书采购 | 5.00\n展陈更新 | 3.00",
        [
            "合计 · total · 合计=8.00",
            "图书采购 · item · of 合计 · 合计=5.00",
            "图书采购 · item · of 合计 · 合计=5.00",
            "展陈更新 · item · of 合计 · 合计=3.00",
        ],
    ),
    "a department and its office of the same name": (
        (
            "项目 | 合计\n"
            "合计 | 12.00\n"
            "文化馆 | 8.00\n"
            "文化馆 | 8.00\n"
            "图书采购 | 5.00\n"
            "展陈更新 | 3.00\n"
            "美术馆 | 4.00\n"
            "布展 | 1.50\n"
            "讲座 | 2.50"
        ),
        [
            "合计 · total · 合计=12.00",
            "文化馆 · item · of 合计 · 合计=8.00",
            "文化馆 · item · of 文化馆 · 合计=8.00",
            "图书采购 · item · of 文化馆 · 合计=5.00",
            "展陈更新 · item · of 文化馆 · 合计=3.00",
            "美术馆 · item · of 合计 · 合计=4.00",
            "布展 · item · of 美术馆 · 合计=1.50",
            "讲座 · item · of 美术馆 · 合计=2.50",
        ],
    ),
    "columns of nothing confirm nothing": (
        (
            "项目 | 合计 | 基本支出\n"
            "一、工资福利支出 | 9.00 | 0\n"
            "办公费 | 5.00 | 0\n"
            "二、商品和服务支出 | 2.00 | 0"
        ),
        [
            "一、工资福利支出 · item · 合计=9.00 · 基本支出=0",
            "办公费 · item · 合计=5.00 · 基本支出=0",
            "二、商品和服务支出 · item · 合计=2.00 · 基本支出=0",
        ],
    ),
    "two names": (
        (
            "部门预算支出经济科目名称 | 政府预算支出经济科目名称 | 合计\n"
            "工资福利支出 | | 8.00\n"
            "基本工资 | 工资奖金津补贴 | 5.00\n"
            "住房公积金 | 住房公积金 | 3.00"
        ),
        [
            "工资福利支出 · item · 合计=8.00",
            "基本工资 · item · of 工资福利支出 · 合计=5.00",
            "住房公积金 · item · of 工资福利支出 · 合计=3.00",
        ],
    ),
    "subtotals inside": (
        (
            "项目 | 合计\n"
            "财政拨款 | 8.00\n"
            "其他收入 | 2.00\n"
            "本年收入合计 | 10.00\n"
            "上年结转 | 1.00\n"
            "收入总计 | 11.00"
        ),
        [
            "财政拨款 · item · of 本年收入合计 · 合计=8.00",
            "其他收入 · item · of 本年收入合计 · 合计=2.00",
            "本年收入合计 · subtotal · of 收入总计 · 合计=10.00",
            "上年结转 · item · of 收入总计 · 合计=1.00",
            "收入总计 · total · 合计=11.00",
        ],
    ),
}


@pytest.mark.parametrize(("rows", "lines"), ROWS.values(), ids=ROWS)
def test_rows(rows: str, lines: list[str]) -> None:
    """Code, label, role and whole of every row."""
    assert row_lines(table(f"2024年支出总表\n单位名称：青禾县图书馆\n单位：万元\n{rows}")) == lines


def test_units_of_a_department_have_rows_of_their_own() -> None:
    """Rows of several units stand beside one another under the total."""
    doc = parsed("""
        2024年机关运行经费财政拨款情况表
        单位名称：青禾县文化局
        单位：万元
        单位名称 | 合计
        部门合计 | 8.00
        青禾县图书馆 | 5.00
        青禾县文化馆 | 3.00
    """)
    assert row_lines(doc.tables[0]) == [
        "部门合计 · total · 合计=8.00",
        "青禾县图书馆 · unit · of 部门合计 · 合计=5.00",
        "青禾县文化馆 · unit · of 部门合计 · 合计=3.00",
    ]
    assert doc.units == ("青禾县图书馆", "青禾县文化馆")
    assert [row.coordinates.entity for row in doc.tables[0].rows] == ["", "青禾县图书馆", "青禾县文化馆"]


def test_two_names_are_kept_side_by_side() -> None:
    """The first is the label; both are in `names`."""
    one = table("""
        2024年一般公共预算基本支出表
        单位：万元
        部门预算支出经济科目名称 | 政府预算支出经济科目名称 | 合计
        合计 | | 8.00
        工资福利支出 | | 8.00
        基本工资 | 工资奖金津补贴 | 8.00
    """)
    assert [row.names for row in one.rows][2] == ("基本工资", "工资奖金津补贴")


GROUPS = """
    2024年部门收支总表
    单位：万元
    收入 | | | 支出 |
    项目 | | 金额 | 项目 | 金额
    一般公共预算收入 | 小计 | 10.00 | 教育支出 | 8.00
     | 财政拨款 | 8.00 | 农林水支出 | 4.00
     | 专项收入 | 2.00 | |
    政府性基金收入 | 小计 | 2.00 | |
     | 当年收入 | 2.00 | |
    收入合计 | | 12.00 | 支出合计 | 12.00
"""


def test_groups_are_filled_down() -> None:
    """A merged cell beside its items is their group; a cell that stands alone is a label."""
    assert [line for line in row_lines(table(GROUPS)) if line.startswith("revenue")] == [
        "revenue · [一般公共预算收入] · 小计 · subtotal · of 收入合计 · 金额=10.00",
        "revenue · [一般公共预算收入] · 财政拨款 · item · of 小计 · 金额=8.00",
        "revenue · [一般公共预算收入] · 专项收入 · item · of 小计 · 金额=2.00",
        "revenue · [政府性基金收入] · 小计 · subtotal · of 收入合计 · 金额=2.00",
        "revenue · [政府性基金收入] · 当年收入 · item · of 小计 · 金额=2.00",
        "revenue · 收入合计 · total · 金额=12.00",
    ]


@pytest.mark.parametrize("place", range(6))
def test_a_group_label_may_stand_on_any_row(place: int) -> None:
    """Where another table proves the members in order, it does not matter beside which row the label stands."""
    items = ["财政拨款 | 8.00", "专项收入 | 1.00", "上级预拨 | 1.00", "当年收入 | 2.00", "债务收入 | 1.00"]
    first, second = ((0, 3), (1, 3), (2, 3), (0, 4), (0, 2), (1, 2))[place]
    labels = {first: "一般公共预算收入", second: "政府性基金收入"}
    rows = "\n".join(f"{labels.get(number, '')} | {item} | |" for number, item in enumerate(items))
    doc = parsed(f"""
        2024年部门收支总体情况表
        单位：万元
        收入 | | | 支出 |
        项目 | | 金额 | 项目 | 金额
{rows}
        收入合计 | | 13.00 | 支出合计 | 13.00

        2024年财政拨款收支总体情况表
        单位：万元
        收入 | | | 支出 |
        项目 | | 金额 | 项目 | 金额
        一般公共预算收入 | 小计 | 10.00 | 教育支出 | 13.00
         | 财政拨款 | 8.00 | |
         | 专项收入 | 1.00 | |
         | 上级预拨 | 1.00 | |
        政府性基金收入 | 小计 | 3.00 | |
         | 当年收入 | 2.00 | |
         | 债务收入 | 1.00 | |
        收入合计 | | 13.00 | 支出合计 | 13.00
    """)
    groups = [
        row.group for row in doc.tables[0].rows if row.panel is not None and row.panel.value == "revenue"
    ]
    assert groups == ["一般公共预算收入"] * 3 + ["政府性基金收入"] * 2 + [""]


CELLS = {
    "number": ("8.00", Figure, FigureStatus.PRINTED),
    "separators": ("1,234.50", Figure, FigureStatus.PRINTED),
    "negative": ("-3", Figure, FigureStatus.PRINTED),
    "full width": ("８．００", Figure, FigureStatus.PRINTED),
    "exponent": ("3.0E-4", Figure, FigureStatus.PRINTED),
    "zero": ("0.00", Figure, FigureStatus.PRINTED),
    "percent": ("-2.20%", Figure, FigureStatus.RATE),
    "stars": ("**", Figure, FigureStatus.REDACTED),
    "crosses": ("××", Figure, FigureStatus.REDACTED),
    "malformed": ("1,23.4", Figure, FigureStatus.MALFORMED),
    "two points": ("1.2.3", Figure, FigureStatus.MALFORMED),
    "stroke": ("—", Dash, None),
    "half stroke": ("-", Dash, None),
    "nothing": ("", Blank, None),
    "words": ("无", Words, None),
}


@pytest.mark.parametrize(("raw", "kind", "status"), CELLS.values(), ids=CELLS)
def test_what_a_cell_is(raw: str, kind: type, status: FigureStatus | None) -> None:
    """Blank is not zero, a stroke is neither, stars hide a figure, and what is no number is kept and reported."""
    doc = parsed(f"""
        2024年支出总表
        单位：万元
        项目 | 合计 | 基本支出
        教育支出 | 8.00 | 8.00
        农林水支出 | 8.00 | {raw}
        住房保障支出 | 8.00 | 8.00
    """)
    cell = doc.tables[0].rows[1].cell(1)
    assert isinstance(cell, kind)
    assert getattr(cell, "raw", "") == raw
    assert getattr(cell, "status", None) is status
    malformed = status is FigureStatus.MALFORMED
    assert [problem.kind for problem in doc.problems] == ["malformed figure"] * malformed
    if malformed:
        assert doc.problems[0].found == repr(raw)
        assert doc.problems[0].place is not None
        assert (doc.problems[0].place.line, doc.problems[0].place.cell) == (5, 3)
        assert isinstance(cell, Figure)
        assert cell.value == Malformed(raw)
    if status is FigureStatus.REDACTED:
        assert isinstance(cell, Figure)
        assert cell.value == Redacted(raw)


def test_a_cell_that_is_not_there_is_not_blank() -> None:
    """A line that ends early has no cell; one printed empty has a blank."""
    one = table("""
        2024年支出总表
        单位：万元
        项目 | 合计 | 基本支出
        教育支出 | 8.00
        农林水支出 | 8.00 |
        住房保障支出 | 8.00 | 8.00
    """)
    assert one.rows[0].cell(1) is None
    assert one.rows[1].cell(1) == Blank(1)


def test_figures_of_one_row_under_panels() -> None:
    """Three panels share their lines, and each figure stands under the header of its own panel."""
    one = table("""
        2024年收支总表
        单位：万元
        收入 | | 支出 | | |
        项目 | 预算数 | 功能分类 | 预算数 | 经济分类 | 预算数
        财政拨款 | 8.00 | 一、教育支出 | 5.00 | 一、工资福利支出 | 6.00
        其他收入 | | 二、农林水支出 | 3.00 | 二、商品和服务支出 | 2.00
        收入合计 | 8.00 | 支出合计 | 8.00 | 支出合计 | 8.00
    """)
    assert row_lines(one)[:3] == [
        "revenue · 财政拨款 · item · of 收入合计 · 预算数=8.00",
        "expenditure · 一、教育支出 · item · of 支出合计 · 预算数=5.00",
        "economic · 一、工资福利支出 · item · of 支出合计 · 预算数=6.00",
    ]
    assert len(figures(one)) == 8


def test_leaves_are_what_no_other_figure_breaks_down() -> None:
    """Along rows and along columns."""
    one = table("""
        2024年支出总表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
         | 合计 | 8.00 | 5.00 | 3.00
        205 | 教育支出 | 8.00 | 5.00 | 3.00
        20502 | 普通教育 | 8.00 | 5.00 | 3.00
    """)
    assert [f"{p.row.label}: {p.column.title}" for p in one.figures if p.is_leaf and p.column] == [
        "普通教育: 基本支出",
        "普通教育: 项目支出",
    ]


def test_a_part_named_among_others_leaves_its_whole_a_leaf_unless_it_makes_it_up() -> None:
    """The rest of the whole is printed nowhere."""
    text = "2024年一般公共预算“三公”经费支出表\n单位：万元\n项目 | 预算数\n公务用车费 | 8.00\n其中：运行维护费 | {}"
    partly, wholly = table(text.format("5.00")), table(text.format("8.00"))
    assert [printed.is_leaf for printed in partly.figures] == [True, True]
    assert [printed.is_leaf for printed in wholly.figures] == [False, True]


def test_natures_among_economic_items_state_their_nature() -> None:
    """基本支出 is no economic item, and an item below it is another point than the same item below 项目支出."""
    one = table("""
        2024年财政拨款收支总表
        单位：万元
        收入 | | 支出 | | |
        项目 | 金额 | 项目（按功能分类） | 金额 | 项目（按支出经济分类） | 金额
        一、一般公共预算 | 11.00 | 一、教育支出 | 11.00 | 一、基本支出 | 8.00
         | | | | 工资福利支出 | 5.00
         | | | | 商品和服务支出 | 3.00
         | | | | 二、项目支出 | 3.00
         | | | | 商品和服务支出 | 3.00
        收入总计 | 11.00 | 支出总计 | 11.00 | 支出总计 | 11.00
    """)
    economic = [row.coordinates for row in one.rows if row.panel is Panel.ECONOMIC]
    assert [(point.item, point.nature) for point in economic] == [
        ("基本支出", Nature.BASIC),
        ("工资福利支出", Nature.BASIC),
        ("商品和服务支出", Nature.BASIC),
        ("项目支出", Nature.PROJECT),
        ("商品和服务支出", Nature.PROJECT),
        ("", Nature.TOTAL),
    ]


LOST_LEVELS = """2026年支出预算总表
单位：万元
项目\t合计\t基本支出\t项目支出
合计\t30.50\t20.00\t10.50
民政局\t30.50\t20.00\t10.50
民政局（本级）\t18.00\t12.00\t6.00
救助服务\t10.00\t8.00\t2.00
其他服务\t8.00\t4.00\t4.00
殡仪馆\t12.50\t8.00\t4.50
行政运行\t0.00\t0.00\t0.00
运行维护\t12.50\t8.00\t4.50
"""


def test_rows_without_any_mark_of_their_level_are_nested_by_their_sums() -> None:
    table = govbudget.parse(LOST_LEVELS).tables[0]
    labels = [row.label for row in table.rows]
    parents = {row.label: None if row.parent is None else labels[row.parent] for row in table.rows}
    assert parents == {
        "合计": None,
        "民政局": "合计",
        "民政局（本级）": "民政局",
        "救助服务": "民政局（本级）",
        "其他服务": "民政局（本级）",
        "殡仪馆": "民政局",
        "行政运行": "合计",
        "运行维护": "殡仪馆",
    }


def test_rows_below_a_total_that_is_itself_a_part_are_nested_too() -> None:
    text = (
        "2026年收支预算总表\n单位：万元\n"
        "收入\t\t支出\t\n"
        "项目\t预算数\t项目\t预算数\n"
        "一般公共预算\t30.50\t教育支出\t18.01\n"
        "\t\t普通教育\t12.50\n"
        "\t\t学前教育\t8.00\n"
        "\t\t小学教育\t4.50\n"
        "\t\t职业教育\t5.50\n"
        "\t\t住房保障支出\t12.50\n"
        "本年收入合计\t30.50\t本年支出合计\t30.50\n"
        "\t\t结转下年\t\n"
        "收入总计\t30.50\t支出总计\t30.50\n"
    )
    table = govbudget.parse(text).tables[0]
    rows = [row for row in table.rows if row.panel is Panel.EXPENDITURE]
    by_position = [row.label for row in table.rows]
    assert {row.label: None if row.parent is None else by_position[row.parent] for row in rows} == {
        "教育支出": "本年支出合计",
        "普通教育": "教育支出",
        "学前教育": "普通教育",
        "小学教育": "普通教育",
        "职业教育": "教育支出",
        "住房保障支出": "本年支出合计",
        "本年支出合计": "支出总计",
        "结转下年": "支出总计",
        "支出总计": None,
    }
    leaves = [figure.row.label for figure in table.figures if figure.row in rows and figure.is_leaf]
    assert leaves == ["学前教育", "小学教育", "职业教育", "住房保障支出"]


def test_rows_that_no_nesting_explains_stay_parts_of_their_total() -> None:
    table = govbudget.parse(LOST_LEVELS.replace("12.50\t8.00\t4.50", "12.60\t8.10\t4.50", 1)).tables[0]
    assert {row.parent for row in table.rows[1:]} == {0}


def test_codes_of_one_level_mark_no_level() -> None:
    text = (
        "2026年政府采购预算表\n单位：元\n"
        "功能科目编码\t项目\t预算金额\n"
        "\t合计\t9,000.00\n"
        "2013302\t青禾局\t6,000.00\n"
        "2013302\t青禾局机关\t6,000.00\n"
        "2013302\t计算机购置\t2,500.00\n"
        "2013302\t会议服务\t3,500.00\n"
        "2070607\t青禾局放映队\t3,000.00\n"
        "2070607\t放映设备\t3,000.00\n"
    )
    assert [row.parent for row in govbudget.parse(text).tables[0].rows] == [None, 0, 1, 2, 2, 0, 5]
