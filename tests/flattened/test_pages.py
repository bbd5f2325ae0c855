"""Wherever pages end, and however they are marked and numbered, a table reads as it does on one page."""

from __future__ import annotations

import random

import pytest

import govbudget
from govbudget.model.disclosure import BlockKind, Disclosure
from tests.flattened.test_changes import statement
from tests.writer.printing import Lines
from tests.writer.repaged import NUMBERS, Pages, Sheet


def wrapped(text: str) -> Lines:
    return tuple(text.split("|"))


def rows(*printed: str) -> tuple[tuple[Lines, ...], ...]:
    return tuple(tuple(wrapped(cell) for cell in row.split()) for row in printed)


OFFICES = Sheet(
    ("部门机构设置情况",),
    ("单位名称 单位性质 单位规格 经费保障形式",),
    rows(
        "青禾县图书馆本级 行政 正科级 财政拨款",
        "青禾县少儿馆 事业 股级 财政拨款",
        "青禾县图书馆古籍修复|中心 事业 正科级 财政拨款",
        "青禾县书库 事业 股级 财政拨款",
    ),
)
GOODS = Sheet(
    ("部门政府采购预算",),
    (
        "501 青禾县图书馆 单位：万元\n\n政府采购项目来源\n\n采购物\n\n品名称\n\n政府采\n\n购目录\n\n序号",
        "\n计量 单\n\n位\n数量 单价",
        "\n政府采购金额（当年部门预算安排资金）\n\n项目名\n\n称\n\n预算\n\n资金\n合计\n\n一般公\n\n共预算\n\n拨款\n\n基金预\n\n算拨款\n\n单位\n\n资金",
    ),
    rows(
        "合计 61.00 61.00",
        "青禾县|图书馆|本级小|计 48.00 48.00",
        "馆舍修|缮费 40.00 书架 A05010|201 批 2 15.00 30.00 30.00",
        "56号 ** ** ** ** ** ** ** **",
        "馆舍修|缮费|（二期|工程项|目） 20.00 古籍修|复用纸 A07020|100 批 1 18.00 18.00 18.00",
        "青禾县|少儿馆|小计 13.00 13.00",
        "49号 ** ** ** ** ** ** ** **",
        "绘本采|购 13.00 图书 A05040|101 批 1 13.00 13.00 13.00",
    ),
)
SHEETS = {"offices": OFFICES, "goods": GOODS}


def on_one_page(sheet: Sheet) -> Disclosure:
    return govbudget.parse(Pages().text(sheet, ()))


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("mark", [" ", "\f", ""])
def test_a_page_may_end_anywhere(name: str, mark: str) -> None:
    """Between any two rows and inside any row, its first part in the middle or from the top."""
    sheet = SHEETS[name]
    whole = statement(on_one_page(sheet))
    for place in sheet.breaks():
        for from_top in (False, True) if place[1] else (False,):
            text = Pages(mark, from_top=from_top).text(sheet, [place])
            assert statement(govbudget.parse(text)) == whole, place


@pytest.mark.parametrize("name", SHEETS)
def test_a_page_may_hold_the_rest_of_a_row_and_nothing_else(name: str) -> None:
    sheet = SHEETS[name]
    whole = statement(on_one_page(sheet))
    for number, row in enumerate(sheet.rows[:-1]):
        for room in range(1, max(map(len, row))):
            text = Pages().text(sheet, [(number, room), (number + 1, 0)])
            assert statement(govbudget.parse(text)) == whole, (number, room)


def test_the_rows_of_the_invented_tables() -> None:
    (offices,), (goods,) = (on_one_page(sheet).tables for sheet in (OFFICES, GOODS))
    assert [row.label for row in offices.rows] == [
        "青禾县图书馆本级", "青禾县少儿馆", "青禾县图书馆古籍修复中心", "青禾县书库",
    ]  # fmt: skip
    assert [row.label for row in goods.rows] == [
        "合计", "青禾县图书馆本级小计", "馆舍修缮费", "56号", "馆舍修缮费（二期工程项目）", "青禾县少儿馆小计", "49号",
        "绘本采购",
    ]  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("number", [number for number in NUMBERS if number != "none"])
@pytest.mark.parametrize("mark", [" ", "\f", ""])
def test_pages_may_be_numbered(name: str, number: str, mark: str) -> None:
    """Numbers alone on their lines count the pages, whether or not something else says where these begin."""
    sheet = SHEETS[name]
    whole = statement(on_one_page(sheet))
    choice = random.Random(7)
    for first in (1, 24):
        breaks = sorted(choice.sample([(at, 0) for at in range(1, len(sheet.rows))], 3))
        doc = govbudget.parse(Pages(mark, number, first).text(sheet, breaks))
        assert statement(doc) == whole, (first, breaks)
        text = Pages(mark, number, first).text(sheet, breaks)
        aside = [block.span.of(text) for block in doc.blocks if block.kind is BlockKind.FURNITURE]
        assert NUMBERS[number].format(first) in "\n".join(aside)
