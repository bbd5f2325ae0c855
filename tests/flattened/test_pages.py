"""Wherever pages end, and however they are marked and numbered, a table reads as it does on one page."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

import govbudget
from govbudget.model.disclosure import BlockKind, Disclosure
from tests.flattened.test_changes import statement
from tests.support import needs_shared, seed_text
from tests.writer.printing import Lines
from tests.writer.repaged import NUMBERS, Pages, Sheet
from tests.writer.seed_pages import Break, Printed, printed_rows, with_breaks


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
        "阅览室|改造|（二期|工程项|目） 20.00 古籍修|复用纸 A07020|100 批 1 18.00 18.00 18.00",
        "青禾县|少儿馆|小计 13.00 13.00",
        "49号 ** ** ** ** ** ** ** **",
        "绘本采|购 13.00 图书 A05040|101 批 1 13.00 13.00 13.00",
    ),
)
CODED_HEAD = ("501 青禾县图书馆 预算年度：2024 单位：万元", "", "科目编码 科目名称 合计")
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
        "合计", "青禾县图书馆本级小计", "馆舍修缮费", "56号", "阅览室改造（二期工程项目）", "青禾县少儿馆小计", "49号",
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


UNTOLD = {(3697, 1)}
"""Where the print does not tell which of three full cells the two pieces below a page end belong to: line, room."""


def breaks_of(row: Printed) -> Iterator[Break]:
    """Every end of a page before a row or inside it whose print can be read in one way."""
    for room in range(max(map(len, row.cells))):
        if not row.is_first and (row.start + 1, room) not in UNTOLD:
            yield Break(row, room)


@needs_shared
@pytest.mark.parametrize("mark", [" ", "\f", ""])
def test_the_pages_of_the_real_document_may_end_elsewhere(mark: str) -> None:
    """One row in five begins a page or is cut by its end."""
    text = seed_text("002")
    rows = printed_rows(text)
    assert len(rows) > 350
    whole = statement(govbudget.parse(text))
    choice = random.Random(mark)
    breaks = [choice.choice(every) for row in rows if choice.random() < 0.2 and (every := [*breaks_of(row)])]
    assert len(breaks) > 40
    assert statement(govbudget.parse(with_breaks(text, breaks, mark=mark))) == whole


@pytest.mark.long
@needs_shared
@pytest.mark.parametrize("from_top", [False, True])
def test_single_page_ends_of_the_real_document(*, from_top: bool) -> None:
    """All alike, but for rows of which the reading says that they may be cut in several ways; some of 839 ends."""
    text = seed_text("002")
    whole = statement(govbudget.parse(text))
    every = [one for row in printed_rows(text) for one in breaks_of(row) if one.room or not from_top]
    assert len(every) > 250
    for one in random.Random(20).sample(every, 60):
        found = govbudget.parse(with_breaks(text, [one], from_top=from_top))
        is_told = any("cut the row" in problem.expected for problem in found.problems)
        assert is_told or statement(found) == whole, (one.row.start + 1, one.room)


REPAIRS = rows(
    "合计 36.00 36.00",
    *(f"馆舍修|缮费（|二期工|程） {item}" for item in (
        "20.00 书架 A05010|201 批 1 12.00 12.00 12.00",
        "20.00 桌椅 A05010|301 批 1 8.00 8.00 8.00",
        "20.00 灯具 A05010|401 批 1 9.00 9.00 9.00",
        "20.00 门窗 A05010|501 批 1 7.00 7.00 7.00",
    )),
)  # fmt: skip


def test_a_name_that_other_rows_print_whole_tells_where_a_row_ends() -> None:
    """What a page begins with, above a name on full lines, may be the end of the name before or its beginning."""
    sheet = Sheet(GOODS.title, GOODS.head, REPAIRS)
    whole = statement(on_one_page(sheet))
    for number in range(1, 5):
        for room in (1, 2, 3):
            assert statement(govbudget.parse(Pages().text(sheet, [(number, room)]))) == whole, (number, room)


@pytest.mark.parametrize(
    "name",
    [
        "青禾县图书馆",
        "青禾县项目建设服务中心",
        "青禾县项目预算评审中心",
        "青禾局",
        "青禾县自然资源和规划局高新技术产业开发区第二分局",
        "青禾县12345服务中心",
        "12345服务中心",
        "第2中学",
        "110指挥中心",
        "局",
        "青禾县年度考核办公室",
        "青禾县住房、交通和水利局",
    ],
)
def test_bodies_of_any_name(name: str) -> None:
    """Words of headers in the name of a body, and names of any length, above the table and in its totals."""
    own = tuple(re.findall(r"\d+.?|\D{1,3}", name))
    total = (*own[:-1], own[-1] + "小计") if len(own[-1]) == 1 else (*own, "小计")
    head = tuple(part.replace("青禾县图书馆", name) for part in GOODS.head)
    sheet = Sheet(GOODS.title, head, (GOODS.rows[0], (total, *GOODS.rows[0][1:]), *GOODS.rows[2:5]))
    (table,) = on_one_page(sheet).tables
    assert table.title == "部门政府采购预算"
    assert table.entity == name
    assert [row.label for row in table.rows][:3] == ["合计", f"{name}小计", "馆舍修缮费"]
    assert [row.role.value for row in table.rows][:3] == ["total", "subtotal", "item"]


@pytest.mark.parametrize("name", ["青禾县12345服务中心", "第2中学", "青禾县图书馆"])
def test_digits_of_a_name_apart_from_its_words_are_no_figures(name: str) -> None:
    """What a table of words prints between the words of the name above another table is of the name too."""
    apart = " ".join(re.findall(r"\d+|\D+", name))
    goods = Pages().text(
        Sheet(GOODS.title, tuple(part.replace("青禾县图书馆", name) for part in GOODS.head), GOODS.rows), ()
    )
    offices = Pages().text(OFFICES, ()).replace("青禾县图书馆", apart)
    _, found = govbudget.parse(f"{goods}\n{offices}").tables
    assert [row.label for row in found.rows] == [
        f"{name}本级",
        "青禾县少儿馆",
        f"{name}古籍修复中心",
        "青禾县书库",
    ]
    assert [getattr(cell, "raw", "") for cell in found.rows[2].cells] == ["事业", "正科级", "财政拨款"]


def test_the_last_row_of_a_page_is_no_name_with_digits_in_it() -> None:
    """What a page repeats below the row 56号 or a name that ends in digits begins no table."""
    for last in ("56号", "3号楼", "老馆（2期）"):
        sheet = Sheet(
            GOODS.title, GOODS.head, rows("合计 40.00 40.00", f"{last} ** ** ** ** ** ** ** **", *REST)
        )
        whole = statement(on_one_page(sheet))
        for place in ((1, 0), (2, 0)):
            assert statement(govbudget.parse(Pages().text(sheet, [place]))) == whole


REST = ("馆舍修|缮费 40.00 书架 A05010|201 批 2 15.00 30.00 30.00", "56号 ** ** ** ** ** ** ** **")


def test_a_number_between_the_lines_of_a_sentence() -> None:
    """The pages are known by what they repeat; the one that repeats nothing has its number in the prose."""
    sheet = Sheet(
        ("部门预算支出总表",), CODED_HEAD, rows(*(f"{20100 + at} 教育{at}类 {at}.00" for at in range(1, 9)))
    )
    pages = Pages("", "bare")
    table = pages.text(sheet, [(2, 0), (4, 0), (6, 0)])
    said = "第二部分 说明\n\n一、机关运行经费安排情况\n\n2024年机关运行经费共计安排\n\n5\n"
    said += "86.50万元，用于水电费等支出。\n\n6\n"
    last = table.replace("支出总表", "收入总表").replace("\n4\n", "\n10\n").replace("\n3\n", "\n9\n")
    last = last.replace("\n2\n", "\n8\n").replace("\n1\n", "\n7\n")
    (claim,) = govbudget.parse(table + said + last).claims
    assert claim.raw == "86.50万元"
