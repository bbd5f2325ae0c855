"""A page may end inside the head of a table or form: behind its title, among its captions, between rows of a header."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from attrs import evolve

import govbudget
from tests.flattened.samples import coded_table, expenditure_that_adds_up, forms, goods_table, panel_table
from tests.flattened.test_changes import statement
from tests.writer.flattened import FlatForm, FlatTable, printed

TITLES = (
    "部门预算收支总表",
    "部门预算支出总表",
    "部门预算政府性基金预算财政拨款支出表",
    "部门预算国有资本经营预算财政拨款支出表",
    "部门政府采购预算",
    "部门机构设置情况",
)
WORDS = (
    " 部门机构设置情况\n单位名称 单位性质 单位规格\n\n青河县图书馆 事业 正科级\n\n青河县少儿馆 事业 股级\n"
)


def document(number: int) -> str:
    """Tables that follow one another with the same header, two of them empty, and forms."""
    choice = random.Random(number)
    table = expenditure_that_adds_up(choice)
    empty = [
        evolve(table, title=title, rows=(), note=note)
        for title, note in zip(TITLES[2:4], ("", "注：本表无数据。"), strict=True)
    ]
    tables: list[FlatTable | FlatForm | str] = [panel_table(choice), table, *empty]
    tail: list[FlatTable | FlatForm | str] = [
        *forms(choice, wild=False),
        goods_table(choice),
        coded_table(choice),
    ]
    return printed(tables, length=10**5) + WORDS + printed(tail, length=10**5)


def heads(text: str) -> Iterator[tuple[int, bool]]:
    """The lines of all heads, titles left out, and whether it is one of the caption, or the first below it."""
    lines = text.split("\n")
    tops = [index for index, line in enumerate(lines) if line[:1] == " "]
    for top, end in pairwise([*tops, len(lines)]):
        of_caption = True
        for index in range(top + 1, end):
            if not lines[index].strip():
                continue
            yield index, of_caption
            of_caption = of_caption and lines[index].startswith("101 ")
            if lines[index].split()[0] in ("栏次", "合计", "一级指标", "青河县图书馆", "注：本表无数据。"):
                break


def broken(text: str, before: int, mark: str, number: str) -> str:
    """The text with the end of a page before a line, which may be numbered."""
    lines = text.split("\n")
    end = before
    while not lines[end - 1].strip():
        end -= 1
    lines[end : before + 1] = [*(["", number] if number else []), mark + lines[before].lstrip()]
    return "\n".join(lines)


@pytest.mark.parametrize(("mark", "number"), [(" ", ""), ("\f", ""), (" ", "- 3 -"), ("", "第3页 共9页")])
def test_a_page_may_end_in_any_head(mark: str, number: str) -> None:
    text = document(1)
    doc = govbudget.parse(text)
    whole = statement(doc)
    assert [table.title for table in doc.tables] == [*TITLES[:4], TITLES[5], TITLES[4], TITLES[1]]
    places = list(heads(text))
    assert len(places) > 40
    for before, of_caption in random.Random(mark + number).sample(places, 16):
        found = govbudget.parse(broken(text, before, mark, number))
        # The cells of a header whose rows are cut are put together again, or it is said that they are not.
        is_told = not of_caption and any(each.kind == "ambiguous header" for each in found.problems)
        assert is_told or statement(found) == whole, before


SHORT = "101 青河县图书馆 预算年度：2024 单位：万元\n\n项目名称 合计 备注\n\n"


@pytest.mark.parametrize("mark", [" ", "\f", ""])
@pytest.mark.parametrize("last", ["古籍修复", "古籍修复\n\n设备统计", "古籍修复\n\n三年预算", "古籍水表"])
def test_the_last_name_of_a_page_is_no_title(mark: str, last: str) -> None:
    """Whatever it ends in: below the same head the rows go on."""
    rows = f"馆舍维护 7.00 计划内\n\n{last}\n{mark}{SHORT}绿化保洁 8.00 计划内\n"
    (table,) = govbudget.parse(f" 部门项目支出表\n{SHORT}{rows}").tables
    assert [figure.figure.raw for figure in table.figures] == ["7.00", "8.00"]
    names = "".join(row.label for row in table.rows)
    assert names == "馆舍维护" + "".join(last.split()) + "绿化保洁"
