"""Rows whose cells may be divided in several ways: counted, told, and never taken silently."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations, product
from typing import TypeAlias

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.reading.grid import GridRow
from govbudget.reading.layouts.flattened import FAMILY
from govbudget.reading.source import split_lines
from govbudget.text import squeeze
from tests.flattened.samples import CAPTION, forms
from tests.writer.flattened import Column, FlatTable, Indicator, flow, printed, wrap

KIND = "ambiguous label"
SYLLABLES = "馆藏图书采购阅览改造数字资源平台建设读者服务活动推广古籍修复设备更新维护培训宣传物业管理"
WIDTHS = (4, 6, 8, 10)


def words(choice: random.Random, longest: int) -> str:
    return "".join(choice.choice(SYLLABLES) for _ in range(choice.randint(2, longest)))


def project_rows(choice: random.Random, count: int) -> list[tuple[str, str | None, str | None]]:
    """Names, amounts and remarks; a row without an amount has a remark."""
    rows: list[tuple[str, str | None, str | None]] = []
    for _ in range(count):
        amount = f"{choice.randint(1, 999)}.{choice.randint(0, 99):02}" if choice.random() < 0.4 else None
        remark = words(choice, 8) if amount is None or choice.random() < 0.5 else None
        rows.append((words(choice, 12), amount, remark))
    return rows


def table_of(
    rows: Sequence[tuple[str, str | None, str | None]], name: int, remark: int, *, numbered: bool
) -> FlatTable:
    columns = (Column(("项目名称",), name), Column(("合计",), 8), Column(("备注",), remark))
    cells = tuple(rows)
    if not numbered:
        return FlatTable(title="部门项目支出表", caption=CAPTION, columns=columns, rows=cells, numbered=False)
    return FlatTable(
        title="部门项目支出表",
        caption=CAPTION,
        columns=(Column(("序号",), 4), *columns),
        rows=tuple((str(number), *row) for number, row in enumerate(cells, 1)),
    )


def rows_read(text: str) -> list[GridRow]:
    grid = FAMILY.cut(split_lines(text)).tables[0].grid
    return [row for row in grid.rows if row.line > grid.rows[0].line and row.cells[0] != "栏次"]


def ways_to_print(
    row: tuple[str, str | None, str | None], own: str, name: int, remark: int
) -> set[tuple[str, str]]:
    """The names and remarks that print a numbered row as it is printed, in columns of these widths."""
    _, amount, _ = row
    text = f"{row[0]}\0{row[2] or ''}"
    letters = text.replace("\0", "")
    splits = [text.index("\0")] if amount else range(1, len(letters) + 1)
    found = set()
    for at in splits:
        cells = [
            wrap(cell, width)
            for cell, width in ((letters[:at], name), (amount or "", 8), (letters[at:], remark))
            if cell
        ]
        if flow([("1",), *cells]) == own:
            found.add((letters[:at], letters[at:]))
    return found


def counted(
    rows: Sequence[tuple[str, str | None, str | None]], name: int, remark: int
) -> list[set[tuple[str, str]]]:
    """By brute force over all widths: what each row may say; a column that all sure rows print is printed."""
    own = [
        flow(
            [("1",), *(wrap(cell, width) for cell, width in zip(row, (name, 8, remark), strict=True) if cell)]
        )
        for row in rows
    ]
    found: list[set[tuple[str, str]]] = [set() for _ in rows]
    for first, second in product(range(4, 34), repeat=2):
        each = [ways_to_print(row, text, first, second) for row, text in zip(rows, own, strict=True)]
        if all(each):
            for ways, more in zip(found, each, strict=True):
                ways |= more
    sure = [next(iter(ways)) for ways in found if len(ways) == 1]
    if sure and all(remark for _, remark in sure):
        found = [{way for way in ways if way[1]} or ways for ways in found]
    return found


@given(number=st.integers(0, 10**6), name=st.sampled_from(WIDTHS), remark=st.sampled_from(WIDTHS))
@settings(max_examples=40)
def test_numbered_rows_are_in_doubt_where_brute_force_finds_several_ways(
    number: int, name: int, remark: int
) -> None:
    choice = random.Random(number)
    rows = project_rows(choice, choice.randint(1, 4))
    read = rows_read(printed([table_of(rows, name, remark, numbered=True)], length=100_000))
    assert len(read) == len(rows)
    for row, own, ways in zip(read, rows, counted(rows, name, remark), strict=True):
        assert (1 if row.doubt is None else row.doubt.ways) == len(ways), (own, ways, row.doubt)
        said = row.cells[1] or "", row.cells[3] or ""
        assert said in ways
        assert (own[0], own[2] or "") in ways


def pieces_of(
    rows: Sequence[tuple[str, str | None, str | None]], name: int, remark: int
) -> tuple[str, list[str]]:
    """The text of rows without numbers, and their printed lines of cells."""
    cells = [
        [wrap(cell, width) for cell, width in zip(row, (name, 8, remark), strict=True) if cell]
        for row in rows
    ]
    text = "\n\n".join(map(flow, cells))
    return text, [line for row in cells for cell in row for line in cell]


Rows: TypeAlias = tuple[tuple[str, str, str], ...]


def ways_through(text: str, lines: Sequence[str], name: int, remark: int) -> tuple[int, Rows]:
    """How many tables without numbers print a text, in columns of these widths, and one of them."""
    known: dict[int, tuple[int, Rows]] = {len(lines): (1, ())}

    def behind(start: int, rest: str) -> tuple[int, Rows]:
        if start not in known:
            found: int = 0
            one: Rows = ()
            for row, end, left in rows_at(start, rest):
                count, others = behind(end, left)
                found, one = found + count, (row, *others) if count else one
            known[start] = found, one
        return known[start]

    def rows_at(start: int, rest: str) -> Iterator[tuple[tuple[str, str, str], int, str]]:
        for end in range(start + 1, len(lines) + 1):
            here = lines[start:end]
            figures = [at for at, line in enumerate(here) if "." in line]
            if len(figures) > 1 or (figures and not figures[0]):
                continue
            for at in figures or range(1, len(here) + 1):
                row = "".join(here[:at]), here[at] if figures else "", "".join(here[at + len(figures) :])
                own = flow(
                    [wrap(cell, width) for cell, width in zip(row, (name, 8, remark), strict=True) if cell]
                )
                if rest == own or rest.startswith(f"{own}\n\n"):
                    yield row, end, rest[len(own) + 2 :]

    return behind(0, text)


@given(number=st.integers(0, 10**6), name=st.sampled_from(WIDTHS), remark=st.sampled_from(WIDTHS))
@settings(max_examples=40)
def test_rows_without_numbers_are_in_doubt_where_brute_force_finds_several_ways(
    number: int, name: int, remark: int
) -> None:
    choice = random.Random(number)
    rows = project_rows(choice, choice.randint(1, 2))
    # Rows that say how wide the columns are, and that any cells but the name may be blank.
    rows = [
        ("馆" * (name // 2 + 1), "1.00", None),
        ("古籍", None, "维护"),
        *rows,
        ("合藏", "1.00", "图" * (remark // 2 + 1)),
        ("修复", "1.00", None),
        ("阅览", None, None),
        ("服务", "1.00", "平台"),
    ]
    text, lines = pieces_of(rows, name, remark)
    count, one = ways_through(text, lines, name, remark)
    read = rows_read(printed([table_of(rows, name, remark, numbered=False)], length=100_000))
    found = 1
    doubts = [row.doubt for row in read if row.doubt is not None]
    for doubt in doubts:
        found *= doubt.ways
    if all(doubt.is_counted for doubt in doubts):
        assert found == count, (rows, doubts)
    else:
        assert 1 < found <= count
    if count == 1:
        assert tuple((squeeze(row.cells[0] or ""), *placed(row)) for row in read) == one


def placed(row: GridRow) -> tuple[str, str]:
    return row.cells[1] or next((one.text for one in row.loose), ""), row.cells[2] or ""


def test_some_rows_are_in_doubt_and_most_are_not() -> None:
    """The tests above would prove nothing if one of these never happened."""
    rows = doubtful = 0
    for number in range(40):
        choice = random.Random(number)
        table = table_of(project_rows(choice, 6), 8, 6, numbered=True)
        read = rows_read(printed([table], length=100_000))
        rows += len(read)
        doubtful += sum(row.doubt is not None for row in read)
    assert 5 < doubtful < rows // 4


def indicators_of(doc: Disclosure) -> list[tuple[str, str, str, str, int]]:
    return [
        (
            squeeze(one.name), squeeze(one.description), squeeze(one.target.raw), squeeze(one.basis),
            one.place.line if one.place is not None else 0,
        )
        for form in doc.forms
        for one in form.indicators
    ]  # fmt: skip


def ways_of_indicator(indicator: Indicator, widths: Sequence[int]) -> set[tuple[str, ...]]:
    """The four texts, none blank, that print a row of indicators as it is printed in columns of these widths."""
    texts = indicator.name, indicator.description, indicator.target, indicator.basis
    level = wrap(indicator.level2, widths[1])
    own = flow([level, *(wrap(text, width) for text, width in zip(texts, widths[2:], strict=True))])
    letters = "".join(texts)
    found = set()
    for ends in combinations(range(1, len(letters)), 3):
        cells = [letters[start:end] for start, end in zip((0, *ends), (*ends, None), strict=True)]
        if flow([level, *(wrap(cell, width) for cell, width in zip(cells, widths[2:], strict=True))]) == own:
            found.add(tuple(cells))
    return found


@given(number=st.integers(0, 10**6))
@settings(max_examples=10)
def test_indicators_are_in_doubt_where_brute_force_finds_several_ways(number: int) -> None:
    """Rows that say how wide the columns are, and rows of words alone."""
    choice = random.Random(number)
    form = evolve(forms(choice, wild=True)[0], widths=(12, 18, 8, 10, 8, 8))
    plain = Indicator(
        level1="产出指标", level2="数量指标", name="册数", description="新书册数", target="充足", basis="计划"
    )
    fields = ("name", "description", "target", "basis")
    taught = [evolve(plain, **{field: words_of(choice, 9)}) for field in fields]
    rows = [
        evolve(plain, **{field: words_of(choice, choice.randint(2, 9)) for field in fields}) for _ in range(3)
    ]
    form = evolve(form, indicators=(*taught, *rows))
    doc = govbudget.parse(printed([form], length=100_000))
    told = {
        problem.place.line: int(re.match(r"\d+", problem.found)[0])  # type: ignore[index]
        for problem in doc.problems
        if problem.kind == KIND and problem.place is not None
    }
    read = indicators_of(doc)
    assert len(read) == len(form.indicators)
    for (*cells, line), indicator in zip(read, form.indicators, strict=True):
        ways = ways_of_indicator(indicator, form.widths)
        assert told.get(line, 1) == len(ways)
        assert tuple(cells) in ways


def words_of(choice: random.Random, length: int) -> str:
    return "".join(choice.choice(SYLLABLES) for _ in range(length))


def told(rows: Sequence[GridRow]) -> Iterator[bool]:
    """Of every row whether it, or those it was parted from, are said to be in doubt."""
    left = 0
    for row in rows:
        left = row.doubt.rows if row.doubt is not None else left - 1
        yield left > 0


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("number", range(12))
def test_no_row_of_projects_is_silently_wrong(number: int, *, numbered: bool) -> None:
    """On any pages, with names and remarks that wrap: right, or said to be in doubt."""
    choice = random.Random(number)
    name, remark = choice.choice((8, 10, 14, 20)), choice.choice((6, 8, 12))
    rows: list[tuple[str, str | None, str | None]] = []
    for _ in range(choice.randint(6, 20)):
        amount = f"{choice.randint(1, 99999)}.{choice.randint(0, 99):02}" if choice.random() < 0.85 else None
        rows.append((words(choice, 14), amount, words(choice, 10) if choice.random() < 0.5 else None))
    table = table_of(rows, name, remark, numbered=numbered)
    first = 1 if numbered else 0
    read = rows_read(printed([table], length=choice.choice((20, 30, 45))))
    wanted = [(row[0], row[2] or "") for row in rows]
    found = [(row.cells[first] or "", row.cells[first + 2] or "") for row in read]
    doubtful = list(told(read))
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        assert tag == "equal" or any(doubtful[start:end]), (wanted, found)


def test_a_name_that_stands_elsewhere_settles_the_row() -> None:
    """A text cut in two ways is no doubt where one of them is a name that the document prints in full."""
    table = (
        " 部门项目支出表\n101 青河县图书馆 预算年度：2024 单位：万元\n\n序号 项目名称 合计 备注\n\n栏次 1 2 3\n\n"
        "1 合计 9.00\n\n2\n\n馆藏\n\n图书\n\n采购\n\n年度\n\n3 古籍 9.00 计划\n"
    )
    doubtful = govbudget.parse(table)
    assert [problem.kind for problem in doubtful.problems] == [KIND]
    assert "馆藏图书采购 | 年度" in doubtful.problems[0].found
    assert doubtful.problems[0].found.startswith("2 ways: ")
    said = govbudget.parse(table + "\n\n第二部分 预算说明\n\n一、项目“馆藏图书采购”为本年新增。\n")
    assert [problem.kind for problem in said.problems] == []
    assert [row.label for row in said.tables[0].rows] == ["合计", "馆藏图书采购", "古籍"]
