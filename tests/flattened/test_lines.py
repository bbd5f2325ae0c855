"""Text of any PDF reader, a printed row to about a line: right or open, and nothing wrong, names and codes included."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

import govbudget
from govbudget.errors import NotADisclosureError
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import FigureStatus, Table
from govbudget.reading.source import split_lines
from govbudget.text import squeeze
from tests.writer.lines import LineTable, Print, Told, any_print, invented, printed


def judged(tables: Sequence[LineTable], doc: Disclosure) -> Counter[str]:
    """How many figures stand where they were written, how many are open; no other is any."""
    told = Counter(
        Told(each.code, squeeze(each.name), each.path, each.raw) for table in tables for each in table.figures
    )
    said: dict[str, set[tuple[str, str]]] = {}
    for each in told:
        said.setdefault(each.raw, set()).add((each.code, each.name))
    found = Counter(total=told.total())
    for table in doc.tables:
        for figure in table.figures:
            row = figure.row
            code, name = row.code.digits if row.code else "", squeeze(row.label)
            if figure.column is None:
                assert figure.figure.status is FigureStatus.AMBIGUOUS
                found["open"] += 1
                # An open figure stands beside its own name, or beside none.
                assert not name or (code, name) in said.get(figure.figure.raw, ()), (name, figure.figure.raw)
                continue
            path = figure.column.path
            fits = [
                each
                for each, count in told.items()
                if count
                and (each.raw, each.code, each.name) == (figure.figure.raw, code, name)
                and each.path[-len(path) :] == path[-len(each.path) :]
            ]
            assert fits, (table.title, code, name, figure.figure.raw, path)
            told[fits[0]] -= 1
            found["right"] += 1
    return found


def read_one(number: int) -> Counter[str]:
    choice = random.Random(number)
    tables = [invented(choice) for _ in range(choice.randint(1, 3))]
    text = printed(tables, any_print(choice), choice)
    try:
        return judged(tables, govbudget.parse(text))
    except NotADisclosureError:
        return Counter()


@pytest.mark.parametrize("number", range(24))
def test_nothing_is_wrong(number: int) -> None:
    read_one(number)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 1600, 20))
def test_nothing_is_wrong_in_many(first: int) -> None:
    for number in range(first, first + 20):
        read_one(number)


@pytest.mark.parametrize("kind", ["revenue", "expenditure", "one", "panels"])
def test_what_is_printed_plainly_is_read(kind: str) -> None:
    """Whole names, codes in one piece: all figures of most tables are placed."""
    found: Counter[str] = Counter()
    for number in range(8):
        choice = random.Random(number)
        tables = [invented(choice, kind)]
        found += judged(tables, govbudget.parse(printed(tables, Print(), choice)))
    assert 2 * found["right"] >= found["total"]


def one(text: str) -> Table:
    tables = govbudget.parse(text).tables
    assert len(tables) == 1
    return tables[0]


HEAD = "青禾县图书馆 2031 年度部门预算公开"
TOP = "部门支出总表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n"


def test_a_running_head_is_no_part_of_a_table() -> None:
    text = (
        f"{HEAD}\n- 1 -\n{TOP}207 文化支出 9.00 5.00 4.00\n20701 文化 9.00 5.00 4.00\n{HEAD}\n- 2 -\n"
        f"2070104 图书馆 9.00 5.00 4.00\n合计 9.00 5.00 4.00\n{HEAD}\n- 3 -\n"
    )
    table = one(text)
    assert [row.label for row in table.rows] == ["文化支出", "文化", "图书馆", "合计"]
    assert all(figure.column is not None for figure in table.figures)


@pytest.mark.parametrize(
    "body",
    [
        "207 文化支出 9.00 9.00\n与传媒\n20701 文化 9.00 9.00\n合计 9.00 9.00\n",
        "文化体育\n207 9.00 9.00\n与传媒支出\n20701 文化 9.00 9.00\n合计 9.00 9.00\n",
    ],
)
def test_words_that_may_belong_to_either_row_are_left_apart(body: str) -> None:
    """What follows the figures of a row may be the end of its name, or the beginning of the next one."""
    for figure in one(TOP + body).figures:
        assert figure.column is None
        assert figure.row.label == ""


def test_text_that_went_down_the_columns_is_left_apart() -> None:
    """A cell to a paragraph, column after column: names and figures that are near have nothing in common."""
    names, figures = "文化支出 文化 图书馆 博物馆 合计", "5.00 5.00 3.00 2.00 5.00"
    lines = f"部门支出总表 单位：万元 科目名称 合计 {names} {figures}".split()
    doc = govbudget.parse("\n\n".join(lines))
    assert doc.tables
    assert all(each.column is None for table in doc.tables for each in table.figures)
    assert any(problem.kind == "ambiguous columns" for problem in doc.problems)


def test_every_piece_of_scattered_text_is_kept() -> None:
    text = f"{TOP}207 文化支出 9.00 5.00\n4.00\n与传媒\n5.00 文化 3.00\n合计 9.00 5.00 4.00\n"
    table = one(text)
    raws = [figure.figure.raw for figure in table.figures]
    for piece in ("9.00", "5.00", "4.00", "3.00"):
        assert piece in raws
    assert sum(line.text != "" for line in split_lines(text)) > len(table.columns)
