"""Contents pages are neither tables nor prose."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.model.disclosure import BlockKind
from govbudget.reading.blocks import cut_blocks
from govbudget.reading.contents import contents_in
from govbudget.reading.source import split_lines

LED = "一、收支总表……3\n二、收入总表……4\n三、支出总表……5"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("目录\n收支总表\t3\n收入总表\t4\n概况", [0, 1, 2]),
        ("CONTENTS\n收支总表\t3", [0, 1]),
        (LED, [0, 1, 2]),
        ("收支总表\t3\n收入总表\t4\n支出总表\t5", []),
        ("目录\n概况", []),
        ("目录\n收支总表\t4\n收入总表\t3", [0, 1]),
    ],
)
def test_contents(text: str, found: list[int]) -> None:
    """Under a heading one entry is enough; without one three, led to their numbers by dots."""
    lines = split_lines(text)
    assert sorted(contents_in(lines, range(len(lines)))) == found


def test_contents_right_before_a_form() -> None:
    """A contents page ends where a form begins, and is one all the same."""
    lines = split_lines(f"{LED}\n项目名称\t阅览室")
    blocks = cut_blocks(lines, [range(3, 4)])
    assert (blocks.tables, blocks.furniture) == ((), (0, 1, 2))


def test_a_contents_page_without_numbers_heads_no_section() -> None:
    text = """目录
一、部门概况
二、预算安排情况说明
（一）收入预算情况说
明
（二）关于2026年一般公共预算
“三公”经费预算情况说明
一、部门概况
本馆开放。
二、预算安排情况说明
（一）收入预算情况说明
2026年收入预算80.00万元，比上年减少2.00万元。
收入总表
单位：万元
项目	合计
财政拨款	80.00
"""
    doc = govbudget.parse(text)
    assert {claim.section for claim in doc.claims} == {"（一）收入预算情况说明"}
    furniture = [block.span for block in doc.blocks if block.kind is BlockKind.FURNITURE]
    assert [text[span.start : span.end] for span in furniture] == [text[: text.index("\n一、部门概况\n本馆")]]


def test_a_list_whose_first_entry_is_not_printed_again_is_no_contents_page() -> None:
    text = "目录\n一、部门概况\n二、收入情况\n2026年收入预算80.00万元。\n收入表\n单位：元\n项目\t合计\n拨款\t80.00\n"
    assert not [block for block in govbudget.parse(text).blocks if block.kind is BlockKind.FURNITURE]
