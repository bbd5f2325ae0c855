"""What the lines of a document belong to: tables, contents page, furniture, prose."""

from __future__ import annotations

import pytest

from govbudget.model.disclosure import BlockKind, Disclosure
from govbudget.reading.blocks import spans_of
from govbudget.reading.source import split_lines
from govbudget.spans import Span
from tests.reading.helpers import parsed, row_lines, tabs

TABLE = """
    2024年支出总表
    单位：万元
    项目 | 合计
    教育支出 | 8.00
    农林水支出 | 2.00
"""


def texts(doc: Disclosure, text: str, kind: BlockKind) -> list[str]:
    return [block.span.of(tabs(text)) for block in doc.blocks if block.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace("\n", "\n\n"),
        TABLE.replace("    农林水", "    - 3 -\n\n    农林水"),
        TABLE.replace("    农林水", "\n\n    第3页\n    ------\n    项目 | 合计\n    农林水"),
        TABLE.replace("    农林水", "    项 目 | 合 计 | |\n    农林水"),
        TABLE.replace("    单位：万元\n", "").replace(
            "    2024年支出总表", "    单位：万元\n    2024年支出总表"
        ),
        TABLE.replace("    项目", "    （2024年度）\n    项目"),
        TABLE.replace("    项目", "    表3\n    项目"),
    ],
)
def test_one_table(text: str) -> None:
    """Blank lines, page numbers, rules and repeated headers inside a grid are page breaks."""
    doc = parsed(text)
    assert [(table.title, len(table.rows), len(table.figures)) for table in doc.tables] == [
        ("2024年支出总表", 2, 2)
    ]
    assert [row.index for row in doc.tables[0].rows] == [1, 2]
    assert not texts(doc, text, BlockKind.PROSE)


@pytest.mark.parametrize("between", ["", "\n", "    注：本表无数据\n", "    说明文字在此。\n"])
def test_two_tables(between: str) -> None:
    """A title, or another first header row, begins the next table, with or without anything between."""
    text = TABLE + between + TABLE.replace("支出总表", "收入总表")
    doc = parsed(text)
    assert [table.title for table in doc.tables] == ["2024年支出总表", "2024年收入总表"]
    assert [len(table.figures) for table in doc.tables] == [2, 2]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2024年政府性基金预算支出表\n单位：万元\n", [("2024年政府性基金预算支出表", 0)]),
        ("2024年政府性基金预算支出表\n单位：万元\n注：本表无数据", [("2024年政府性基金预算支出表", 0)]),
        ("2024年政府性基金预算支出表\n单位名称：青禾县图书馆\n", [("2024年政府性基金预算支出表", 0)]),
        (
            "2024年收入表\n单位：万元\n\n2024年支出表\n单位：万元\n",
            [("2024年收入表", 0), ("2024年支出表", 0)],
        ),
        (
            "单位：万元\n2024年收入表\n\n单位：万元\n2024年支出表\n项目 | 合计\n教育支出 | 8.00",
            [("2024年收入表", 0), ("2024年支出表", 1)],
        ),
    ],
)
def test_tables_published_with_captions_alone(text: str, read: list[tuple[str, int]]) -> None:
    """A title with a unit or an entity and no grid is a table without rows."""
    doc = parsed(text + TABLE)
    read = [*read, ("2024年支出总表", 2)]
    assert [(table.title, len(table.figures)) for table in doc.tables] == read
    assert [table.is_empty for table in doc.tables] == [count == 0 for _, count in read]


def test_captions_of_an_empty_table_stay_with_it() -> None:
    """Unit, entity and form number said again belong to the next table."""
    doc = parsed("""
        单位名称：青禾县图书馆
        单位：万元
        2024年政府性基金预算支出表
        表8

        单位名称：青禾县图书馆
        单位：元
        2024年项目支出预算表
        表9
        项目名称 | 合计
        河道清淤 | 8.00
    """)
    assert [(t.form_number, t.entity, t.unit.value if t.unit else None) for t in doc.tables] == [
        ("表8", "青禾县图书馆", "万元"),
        ("表9", "青禾县图书馆", "元"),
    ]


def test_a_note_belongs_to_the_table_above() -> None:
    """And is kept as printed."""
    doc = parsed(TABLE + "\n    注：按合计 排列\n\n    后面的文字。")
    assert doc.tables[0].notes == ("注：按合计排列",)
    assert texts(doc, TABLE + "\n    注：按合计 排列\n\n    后面的文字。", BlockKind.PROSE) == [
        "后面的文字。"
    ]


CONTENTS = """
    目 录
    第一部分 概况 | 1
    2024年收入总表..... | 2
    2024年支出总表..... | 3
    第二部分 说明 | 12
"""


@pytest.mark.parametrize(
    "text", [CONTENTS, CONTENTS.replace("    目 录\n", ""), CONTENTS.replace(".....", "")]
)
def test_a_contents_page_is_no_table(text: str) -> None:
    """Headings with page numbers in rising order, led by dots or under the word 目录."""
    doc = parsed(text + TABLE)
    assert [table.title for table in doc.tables] == ["2024年支出总表"]
    assert "".join(texts(doc, text + TABLE, BlockKind.FURNITURE)).count("总表") == 2


def test_a_table_is_no_contents_page() -> None:
    """A list of names with small whole numbers, without dots or 目录, is a table."""
    doc = parsed("""
        2024年支出总表
        单位：万元
        项目 | 合计
        教育支出 | 1
        科学支出 | 2
        农林支出 | 3
        住房支出 | 12
    """)
    assert [len(table.figures) for table in doc.tables] == [4]


def test_prose_around_tables_is_prose() -> None:
    """Headings and sentences before, between and after tables."""
    text = "    青禾县图书馆\n    第一部分 概况\n" + TABLE + "\n    第二部分 说明\n    支出合计10.00万元。"
    doc = parsed(text)
    prose = "".join(texts(doc, text, BlockKind.PROSE))
    assert all(words in prose for words in ("青禾县图书馆", "第一部分", "第二部分", "支出合计10.00万元。"))
    assert len(doc.tables) == 1


def test_captions_in_cells_of_one_line() -> None:
    """`部门：X <tab> 单位：万元` is no row of the table."""
    doc = parsed("""
        2024年支出总表
        部门：青禾县图书馆 | | 单位：万元
        项目 | 合计
        教育支出 | 8.00
    """)
    assert doc.tables[0].entity == "青禾县图书馆"
    assert row_lines(doc.tables[0]) == ["教育支出 · item · 合计=8.00"]


def test_a_table_without_captions_is_read_and_kept() -> None:
    """Its role is not known: no kind, no unit, and its cells are kept as printed."""
    doc = parsed("名称 | 数额\n甲组 | 8.00\n乙组 | 9.00")
    assert [(t.kind, t.title, t.unit, t.index) for t in doc.tables] == [(None, "", None, 1)]
    assert doc.tables[0].printed == (("名称", "数额"), ("甲组", "8.00"), ("乙组", "9.00"))


def test_a_grid_of_words_has_no_number() -> None:
    """It is kept in the model without an index, and does not shift the numbers of the others."""
    doc = parsed("名称 | 职责\n办公室 | 文秘\n财务室 | 会计\n\n" + TABLE)
    assert [table.index for table in doc.tables] == [None, 1]
    assert doc.tables[0].printed[1] == ("办公室", "文秘")


def test_spans_join_over_blank_lines_alone() -> None:
    """Lines with printed lines between them have spans of their own."""
    lines = split_lines("a\n\nb\nc\nd")
    assert spans_of(lines, [0, 2, 4]) == (Span(0, 4), Span(7, 8))
    assert spans_of(lines, []) == ()


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        (["教育支出 | 8.00", "合计"], ["教育支出", "合计"]),
        (["教育支出 | 8.00", "支 出 总 计"], ["教育支出", "支出总计"]),
        (["其中：（1）运行维护费 | 8.00", "（2）购置费"], ["其中：（1）运行维护费", "（2）购置费"]),
        (["十九、住房保障支出 | 8.00", "二十、其他支出"], ["十九、住房保障支出", "二十、其他支出"]),
        (["因公出国费", "公务接待费", "合计"], ["因公出国费", "公务接待费", "合计"]),
        (["①运行维护费 | 8.00", "②购置费"], ["①运行维护费", "②购置费"]),
        (["4.运行维护费 | 8.00", "5.购置费", "6.其他"], ["4.运行维护费", "5.购置费", "6.其他"]),
    ],
)
def test_a_last_row_that_has_lost_its_empty_cells(rows: list[str], labels: list[str]) -> None:
    """A total or the next of the list, with no row below it: the note after it is the table's."""
    text = "\n".join(["2024年支出表", "单位：万元", "项目 | 合计 | 备注", *rows, "", "注：万元为单位"])
    doc = parsed(text)
    assert [row.label for row in doc.tables[0].rows] == labels
    assert doc.tables[0].notes == ("注：万元为单位",)


@pytest.mark.parametrize(
    "heading", ["三、收入说明", "（3）购置费", "1、购置费", "合计8.00万元。", "第二部分", "一、购置费"]
)
def test_a_heading_below_a_grid_is_no_row(heading: str) -> None:
    """Its number is not the next of the list."""
    text = f"2024年支出表\n单位：万元\n项目 | 合计\n（1）运行维护费 | 8.00\n{heading}"
    doc = parsed(text)
    assert [row.label for row in doc.tables[0].rows] == ["（1）运行维护费"]
    assert texts(doc, text, BlockKind.PROSE) == [heading]


@pytest.mark.parametrize("blank", [0, 3, 12, 60])
def test_any_number_of_blank_lines_between_captions(blank: int) -> None:
    """A title in a cell of the grid above it begins the next table, however far below its unit stands."""
    gap = "\n" * (blank + 1)
    text = gap.join(
        ["2024年收入表", "单位：万元", "项目 | 合计", "拨款 | 8.00", " | 2024年支出表", "单位：万元"]
    )
    doc = parsed(gap.join([text, "项目 | 合计", "教育支出 | 8.00", "其他支出", "农林水支出 | 1.00"]))
    assert [(one.title, len(one.rows)) for one in doc.tables] == [("2024年收入表", 1), ("2024年支出表", 3)]
