"""Changes that leave the meaning alone leave the reading alone, and nothing of a text is ever lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.disclosure import BlockKind, Disclosure
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
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_print_changes_nothing(change: str) -> None:
    for number in (1, 2):
        text = document(number, 30)
        assert CHANGES[change](text) != text
        assert statement(govbudget.parse(CHANGES[change](text))) == statement(govbudget.parse(text))


@given(number=st.integers(0, 10**6), length=st.integers(22, 80), other=st.integers(22, 80))
@settings(max_examples=10)
def test_other_page_breaks_change_nothing(number: int, length: int, other: int) -> None:
    """Wherever a page ends, within a row or between rows, with the header repeated below."""
    choice = random.Random(number)
    parts: list[FlatTable | FlatForm | str] = [panel_table(choice), coded_table(choice), *PROSE]
    parts += forms(choice, wild=False)
    first, second = (govbudget.parse(printed(parts, length=lines)) for lines in (length, other))
    assert statement(first) == statement(second)


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
