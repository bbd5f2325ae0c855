"""Tables of projects: whose a row is, what it is called, and the numbers that are no codes."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.model.tables import Words
from tests.reading.helpers import parsed, row_lines, table

TITLE = "2024年项目支出表\n单位名称：青禾县文化局\n单位：万元\n"

TABLES = {
    "the unit before the project": (
        """
        单位编码 | 单位名称 | 项目名称 | 合计 | 一般公共预算
        208001 | 青禾县图书馆 | 馆藏购置 | 8.00 | 8.00
        208001 | 青禾县图书馆 | 阅览室改造 | 3.00 | 3.00
        """,
        [
            "[青禾县图书馆] · 208001 · 馆藏购置 · item · 合计=8.00 · 一般公共预算=8.00",
            "[青禾县图书馆] · 208001 · 阅览室改造 · item · 合计=3.00 · 一般公共预算=3.00",
        ],
    ),
    "the unit printed once, with a row of its own": (
        """
        主管部门 | 项目单位 | 项目名称 | 合计
        合计 | | | 11.00
        文化局 | 图书馆 | | 11.00
        | | 馆藏购置 | 8.00
        | | 阅览室改造 | 3.00
        """,
        [
            "合计 · total · 合计=11.00",
            "图书馆 · unit · of 合计 · 合计=11.00",
            "[图书馆] · 馆藏购置 · item · of 图书馆 · 合计=8.00",
            "[图书馆] · 阅览室改造 · item · of 图书馆 · 合计=3.00",
        ],
    ),
    "class, project, unit": (
        """
        类型 | 项目名称 | 项目单位 | 合计 | 一般公共预算
        部门项目 | 馆藏购置 | 图书馆 | 8.00 | 8.00
         | 阅览室改造 | 图书馆 | 3.00 | 3.00
        合计 | | | 11.00 | 11.00
        """,
        [
            "[部门项目] · 馆藏购置 · item · of 合计 · 合计=8.00 · 一般公共预算=8.00",
            "[部门项目] · 阅览室改造 · item · of 合计 · 合计=3.00 · 一般公共预算=3.00",
            "合计 · total · 合计=11.00 · 一般公共预算=11.00",
        ],
    ),
    "the name of the code before the project": (
        """
        科目编码 | 科目名称 | 项目名称 | 合计 | 商品和服务支出
        2070104 | 图书馆 | 馆藏购置 | 8.00 | 8.00
        2070104 | 图书馆 | 阅览室改造 | 3.00 | 3.00
        """,
        [
            "2070104 · 馆藏购置 · item · 合计=8.00 · 商品和服务支出=8.00",
            "2070104 · 阅览室改造 · item · 合计=3.00 · 商品和服务支出=3.00",
        ],
    ),
    "a class that begins with a number": (
        """
        单位名称 | 项目类别 | 项目名称 | 2024年 | 2025年
        图书馆 | 311 专项业务类 | 馆藏购置 | 8.00 | 7.00
        图书馆 | 311 专项业务类 | 阅览室改造 | 3.00 | 4.00
        """,
        [
            "[311专项业务类] · 馆藏购置 · item · 2024年=8.00 · 2025年=7.00",
            "[311专项业务类] · 阅览室改造 · item · 2024年=3.00 · 2025年=4.00",
        ],
    ),
    "an unknown word over words": (
        """
        项目名称 | 责任处室 | 合计 | 一般公共预算
        馆藏购置 | 采编处 | 8.00 | 8.00
        阅览室改造 | 读者处 | 3.00 | 3.00
        """,
        [
            "馆藏购置 · item · 责任处室:采编处 · 合计=8.00 · 一般公共预算=8.00",
            "阅览室改造 · item · 责任处室:读者处 · 合计=3.00 · 一般公共预算=3.00",
        ],
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLES.values(), ids=TABLES)
def test_a_project_is_the_label_of_its_row(text: str, lines: list[str]) -> None:
    """A column of units beside the projects says whose they are; it is never their name."""
    assert row_lines(table(TITLE + text)) == lines


def test_the_unit_of_a_row_is_its_entity() -> None:
    """But for the department that the document is about."""
    one = table(f"""{TITLE}
        项目单位 | 项目名称 | 合计
        青禾县文化局 | 非遗保护 | 2.00
        青禾县图书馆 | 馆藏购置 | 8.00
    """)
    assert [row.coordinates.entity for row in one.rows] == ["", "青禾县图书馆"]


def test_the_only_unit_of_a_document_without_a_department_is_no_other() -> None:
    """What the document is about is then said by the rows alone."""
    one = table("""
        2024年项目支出表
        单位：万元
        项目单位 | 项目名称 | 合计
        青禾县图书馆 | 馆藏购置 | 8.00
        青禾县图书馆 | 阅览室改造 | 3.00
    """)
    assert [row.coordinates.entity for row in one.rows] == ["", ""]


@pytest.mark.parametrize("word", ["项目编码", "项目代码", "项目编号", "编码"])
@pytest.mark.parametrize("number", ["14092422T000000012345", "140924220000000012345"])
def test_the_number_of_a_project_is_no_code(word: str, number: str) -> None:
    """It is kept as the row's words, and is no figure."""
    one = table(f"""{TITLE}
        {word} | 项目名称 | 合计
        {number} | 馆藏购置 | 8.00
        {number[:-1]}6 | 阅览室改造 | 3.00
    """)
    assert [row.code for row in one.rows] == [None, None]
    assert [row.label for row in one.rows] == ["馆藏购置", "阅览室改造"]
    words = [cell.raw for row in one.rows for cell in row.cells if isinstance(cell, Words)]
    assert words == [number, f"{number[:-1]}6"]
    assert [printed.figure.raw for printed in one.figures] == ["8.00", "3.00"]


def test_codes_of_a_classification_under_the_word_project_are_codes() -> None:
    """项目编码 may stand over the codes of a classification's items."""
    doc = parsed("""
        2024年支出总表
        单位：万元
        项目编码 | 项目名称 | 合计
        205 | 教育支出 | 8.00
        20502 | 普通教育 | 8.00
    """)
    assert row_lines(doc.tables[0]) == [
        "205 · 教育支出 · item · 合计=8.00",
        "20502 · 普通教育 · item · of 教育支出 · 合计=8.00",
    ]


UNDER_CODES = """
    2024年项目支出预算表
    单位：万元
    科目编码 | 科目名称（项目） | 合计 | 一般公共预算 | 政府性基金
     | 合计 | 10.00 | 8.00 | 2.00
    207 | 文化旅游体育与传媒支出 | 8.00 | 8.00 |
    2070104 | 图书馆 | 8.00 | 8.00 |
     | 馆藏购置 | 5.00 | 5.00 |
     | 阅览室改造 | 3.00 | 3.00 |
    229 | 其他支出 | 2.00 | | 2.00
    2296003 | 用于体育事业的彩票公益金支出 | 2.00 | | 2.00
     | 健身器材 | 2.00 | | 2.00
"""


def test_projects_below_the_code_that_they_are_booked_under() -> None:
    one = table(UNDER_CODES)
    labels = [row.label for row in one.rows]
    projects = {
        row.label: labels[row.parent] for row in one.rows if row.parent is not None and row.code is None
    }
    assert projects == {
        "馆藏购置": "图书馆",
        "阅览室改造": "图书馆",
        "健身器材": "用于体育事业的彩票公益金支出",
    }
    assert [row.subject.value for row in one.rows if row.code is None] == ["total", *["project"] * 3]
    assert govbudget.reconcile(parsed(UNDER_CODES)).findings == ()


def test_a_unit_with_codes_of_its_own_is_no_project() -> None:
    """Though it has as much as the code above it."""
    one = table("""
        2024年支出总表
        单位：万元
        科目编码 | 科目名称 | 合计
         | 合计 | 16.00
         | 青禾县图书馆 | 8.00
        207 | 文化旅游体育与传媒支出 | 8.00
        2070104 | 图书馆 | 8.00
         | 青禾县博物馆 | 8.00
        207 | 文化旅游体育与传媒支出 | 8.00
        2070205 | 博物馆 | 8.00
    """)
    assert [row.label for row in one.rows if row.role.value == "unit"] == ["青禾县图书馆", "青禾县博物馆"]


def test_a_header_is_not_moved_over_itself() -> None:
    """A word that speaks of money over words does not displace the header: 资金渠道 beside a list of goods."""
    one = table("""
        2024年设备购置表
        单位：万元
        序号 | 采购项目 | 数量 | 单价 | 金额 | 资金渠道
        一 | 货物类 | | | 12.00 |
        1 | 计算机 | 10 | 0.50 | 5.00 | 财政拨款
        2 | 打印机 | 7 | 1.00 | 7.00 | 财政拨款
    """)
    assert [row.label for row in one.rows] == ["货物类", "计算机", "打印机"]
    assert [(p.column and p.column.title, p.figure.raw) for p in one.figures][1:4] == [
        ("数量", "10"),
        ("单价", "0.50"),
        ("金额", "5.00"),
    ]


def test_levels_of_a_catalogue_in_columns_of_their_own() -> None:
    text = (
        "2026年政府购买服务明细表\n单位：万元\n"
        "指导性目录\t\t\t预算金额\n"
        "一级\t二级\t三级\t\n"
        "合计\t\t\t30.00\n"
        "01-公共服务\t0115-公共信息服务\t公益宣传服务\t10.00\n"
        "02-辅助性服务\t0201-法律服务\t法律咨询服务\t20.00\n"
    )
    table = govbudget.parse(text).tables[0]
    assert [(row.label, row.group, row.code, row.role.value) for row in table.rows] == [
        ("合计", "", None, "total"),
        ("公益宣传服务", "01-公共服务/0115-公共信息服务", None, "item"),
        ("法律咨询服务", "02-辅助性服务/0201-法律服务", None, "item"),
    ]


def test_a_total_in_the_column_of_the_projects_numbers() -> None:
    text = (
        "2026年政府采购预算明细表\n单位：万元\n"
        "项目编号\t项目\t总计\t一般公共预算\n"
        "合计\t\t30.00\t30.00\n"
        "A\t货物\t10.00\t10.00\n"
        "C\t服务\t20.00\t20.00\n"
    )
    table = govbudget.parse(text).tables[0]
    assert [(row.label, row.role.value, row.parent) for row in table.rows] == [
        ("合计", "total", None),
        ("货物", "item", 0),
        ("服务", "item", 0),
    ]
