"""Contents pages are neither tables nor prose."""

from __future__ import annotations

import pytest

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
