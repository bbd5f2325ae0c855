"""Changes that leave the meaning alone leave the reading alone, and nothing of a text is ever lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.disclosure import BlockKind, Disclosure
from govbudget.model.tables import Panel
from tests.flattened.samples import coded_table, forms, goods_table, panel_table
from tests.support import needs_shared, seed_text
from tests.writer.flattened import FlatForm, FlatTable, printed

PROSE = (
    "第二部分 青河县图书馆 2024 年部门预算情况说明",
    "一、机关运行经费安排情况",
    "2024年，机关运行经费共计安排 86.50万元，用于办公用房水电费等支出。",
)


def document(number: int, length: int) -> str:
    choice = random.Random(number)
    parts: list[FlatTable | FlatForm | str] = [panel_table(choice), coded_table(choice), *PROSE]
    parts += [*forms(choice, wild=False), goods_table(choice)]
    return printed(parts, length=length)


def statement(doc: Disclosure) -> tuple[object, ...]:
    """All that a disclosure states, without where it stood."""
    tables = tuple(
        (table.title, table.kind, table.unit, table.fiscal_year, table.columns, table.rows, table.notes)
        for table in doc.tables
    )
    records = tuple((form.title, form.project, form.fields, form.indicators) for form in doc.forms)
    return tables, records, tuple((claim.raw, claim.subject) for claim in doc.claims), doc.entity


def pages_begin_with(mark: str) -> Callable[[str], str]:
    return lambda text: "\n".join(mark + line[1:] if line[:1] == " " else line for line in text.split("\n"))


def numbered(form: str) -> Callable[[str], str]:
    """Each page ends with its number, an empty line above it."""

    def change(text: str) -> str:
        lines, page = [], 0
        for line in text.split("\n"):
            if line[:1] == " ":
                page += 1
                if page > 1:
                    lines += ["", form.format(page - 1)]
            lines.append(line)
        return "\n".join(lines)

    return change


CHANGES: dict[str, Callable[[str], str]] = {
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "no mark where pages begin": pages_begin_with(""),
    "form feeds": pages_begin_with("\f"),
    "empty lines between pages": pages_begin_with("\n\n "),
    "page numbers": numbered("{}"),
    "page numbers with strokes": numbered("- {} -"),
    "page numbers in words": numbered("第 {} 页"),
    "page numbers with wide strokes": numbered("－{}－"),
    "page numbers with dots": numbered("·{}·"),
    "page numbers of all": numbered("{} / 999"),
    "page numbers of all in words": numbered("第 {} 页，共 999 页"),
    "form feeds and page numbers": lambda text: pages_begin_with("\f")(numbered("{}")(text)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_print_changes_nothing(change: str) -> None:
    for number in (1, 2):
        text = document(number, 30)
        assert CHANGES[change](text) != text
        assert statement(govbudget.parse(CHANGES[change](text))) == statement(govbudget.parse(text))


def test_numbers_of_few_pages_are_no_figures() -> None:
    """Two pages, or one, with nothing but their numbers to tell: 1, and 2."""
    looked_at = 0
    for number in range(16):
        text = printed([coded_table(random.Random(number))], length=100_000)
        if re.search(r"\d\.\d\d$", text.rstrip()) is None:
            continue  # The number may be the end of the last figure.
        looked_at += 1
        assert statement(govbudget.parse(f"{text}\n1\n")) == statement(govbudget.parse(text))
        other = text.replace("部门预算支出总表", "部门支出总表")
        apart = statement(govbudget.parse(text + other))
        assert statement(govbudget.parse(f"{text}\n1\n{other}\n2\n")) == apart
    assert looked_at > 6


@given(
    number=st.integers(0, 10**6),
    length=st.integers(22, 80),
    other=st.integers(22, 80),
    change=st.sampled_from([name for name in CHANGES if name != "no mark where pages begin"]),
)
@settings(max_examples=15)
def test_other_page_breaks_change_nothing(number: int, length: int, other: int, change: str) -> None:
    """Wherever a page ends, within a row or between rows, with the header repeated below, however it is numbered."""
    choice = random.Random(number)
    parts: list[FlatTable | FlatForm | str] = [panel_table(choice), coded_table(choice), *PROSE]
    parts += forms(choice, wild=False)
    first = govbudget.parse(printed(parts, length=length))
    second = govbudget.parse(CHANGES[change](printed(parts, length=other)))
    assert statement(first) == statement(second)


CAPTIONED = """ 部门预算收支总表
312 青河县图书馆
预算年度：
2024
单位：万元

序号
收入 支出

项 目 预算数 项 目 预算数

栏次 1 2 3 4

"""
ROWS = (
    "1\n一、一般公共预算\n\n拨款收入\n12.00\n\n一、一般公共服务\n\n支出\n",
    "2 二、单位资金 二、外交支出\n",
    "3\n三、社会保险基金\n\n支出\n",
    "4\n四、文化旅游体育\n\n与传媒支出\n12.00\n",
    "5\n五、粮油物资储备\n\n支出\n",
    "6 收入总计 12.00 支出总计 12.00\n",
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("breaks", [(1, 2, 4), (1, 3, 4), (2, 3, 5), (1, 2, 3, 4, 5)])
def test_the_name_above_the_header_is_no_running_head(change: str, breaks: tuple[int, ...]) -> None:
    """It stands among the captions of the table, which the next page repeats; the row above it is no title."""
    header = " " + CAPTIONED.split("\n", 1)[1]
    whole = CAPTIONED + "\n".join(ROWS)
    text = CAPTIONED + "".join(
        row + ("" if number == len(ROWS) else header if number in breaks else "\n")
        for number, row in enumerate(ROWS, 1)
    )
    (table,) = govbudget.parse(whole).tables
    assert [row.label for row in table.rows if row.panel is Panel.REVENUE][-1] == "收入总计"
    assert govbudget.parse(CHANGES[change](text)).tables == (table,)


@needs_shared
def test_rows_cut_anywhere_by_pages() -> None:
    """What stands on the next page goes to the cells that had no room for it."""
    text = seed_text("002")
    header = " 一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据\n\n"
    (found,) = re.finditer(r"≤10 万元\n\n(\S+)\n\n(.+)\n\n(5 万元)(?=\n)", text)
    row = found.group()
    # The parts above the end of the page stand in the middle of it, as a row of so many lines would.
    above, below = f"≤10 万元\n{found[1]}\n\n{found[2]}", found[3]
    assert statement(govbudget.parse(text.replace(row, f"{above}\n{header}{below}"))) == seed()


def covered(doc: Disclosure, text: str) -> list[int]:
    """How many spans of the blocks each character lies in."""
    counts = [0] * len(text)
    for block in doc.blocks:
        for at in range(block.span.start, block.span.end):
            counts[at] += 1
    return counts


def assert_nothing_is_lost(text: str) -> None:
    doc = govbudget.parse(text)
    wrong = [
        at
        for at, count in enumerate(covered(doc, text))
        if count != 1 and not text[at].isspace() and text[at] != "\ufeff"
    ]
    assert wrong == []


@given(number=st.integers(0, 10**6), length=st.integers(22, 80))
@settings(max_examples=10)
def test_nothing_is_lost(number: int, length: int) -> None:
    """Every printed character lies in exactly one span of one block."""
    assert_nothing_is_lost(document(number, length))


@given(number=st.integers(0, 10**6), cut=st.integers(0, 400), repeat=st.booleans())
@settings(max_examples=15)
def test_nothing_is_lost_of_spoilt_documents(number: int, cut: int, *, repeat: bool) -> None:
    """Lines left out, lines repeated, lines in another order: whatever is read, nothing is lost, nothing crashes."""
    choice = random.Random(number)
    lines = document(number, 40).split("\n")
    for _ in range(choice.randint(1, 6)):
        at = choice.randrange(len(lines))
        if repeat:
            lines[at:at] = lines[at : at + choice.randint(1, 9)]
        else:
            del lines[at : at + choice.randint(1, 9)]
    del lines[cut : cut + 3]
    text = "\n".join(lines)
    try:
        assert_nothing_is_lost(text)
    except govbudget.NotADisclosureError:
        assert "绩效" not in text


@cache
def seed() -> tuple[object, ...]:
    return statement(govbudget.parse(seed_text("002")))


@needs_shared
@pytest.mark.parametrize("change", CHANGES)
def test_the_real_document_reads_alike(change: str) -> None:
    text = CHANGES[change](seed_text("002"))
    assert statement(govbudget.parse(text)) == seed()
    assert_nothing_is_lost(text)


@needs_shared
def test_more_pages_in_the_real_document_change_nothing() -> None:
    """A page break put between two rows, with the header that the next page repeats, and one taken out."""
    text = seed_text("002")
    header = text[text.index("\n312 ", text.index("部门预算收入总表")) + 1 : text.index("1 合计")]
    row = text.index("\n4\n2040")
    assert statement(govbudget.parse(f"{text[:row]}\n {header}{text[row + 1 :]}")) == seed()
    row = text.index("\n31 30231")
    again = text.rindex("\n 312 ", 0, row)
    assert statement(govbudget.parse(text[:again] + "\n" + text[row:])) == seed()


@needs_shared
def test_other_names_read_alike() -> None:
    """Other names of department and projects, of the same length, change names and nothing else."""
    text = seed_text("002")
    names = sorted({form.project for form in govbudget.parse(text).forms}, key=len)
    other = text.replace("公安局", "图书馆").replace("交管业", "编目业").replace(names[-1], names[-1][::-1])
    first, second = govbudget.parse(text), govbudget.parse(other)
    assert [len(table.rows) for table in second.tables] == [len(table.rows) for table in first.tables]
    assert [printed.figure for table in second.tables for printed in table.figures] == [
        printed.figure for table in first.tables for printed in table.figures
    ]
    assert [len(form.indicators) for form in second.forms] == [len(form.indicators) for form in first.forms]
    assert second.problems == ()


def test_kinds_of_blocks() -> None:
    """Repeated headers are furniture, and so are the numbers of pages."""
    text = numbered("{}")(document(3, 25))
    doc = govbudget.parse(text)
    aside = "".join(block.span.of(text) for block in doc.blocks if block.kind is BlockKind.FURNITURE)
    assert aside.count("栏次") > 1
    assert "一级指标" in aside
    assert "1" in aside.split()


@pytest.mark.parametrize(
    "below", ["栏次 1\n\n1 204 8.00\n\n2 205 9.00\n", "栏次 1 2 3\n\n1 合计\n8.00\n\n2 204\n\n8.00\n"]
)
def test_a_header_of_row_numbers_alone(below: str) -> None:
    """The rest of a header may be lost: rows beneath it are kept, whatever they are."""
    text = f" 部门预算支出总表\n单位：万元\n\n序号\n\n{below}"
    assert len(govbudget.parse(text).tables) == 1
    assert_nothing_is_lost(text)
