"""A doubt about some words of a header does not reach what all headers that may be meant say alike."""

from __future__ import annotations

import random
import re
from collections import Counter
from decimal import Decimal

import pytest

import govbudget
from tests.writer.flattened import Column, FlatTable, printed
from tests.writer.headers import header_rows

CAPTION = "馆藏经费预算表\n101 青禾县图书馆 预算年度：2024 单位：万元\n\n"


def read(header: str, rows: str) -> list[str]:
    (table,) = govbudget.parse(f"{CAPTION}{header}\n\n{rows}\n").tables
    return [f"{each.column.title if each.column else '?'} {each.figure.raw}" for each in table.figures]


PIECES = "新书\n\n采购\n\n古籍\n\n修复\n\n阅览\n\n改造"


def test_the_total_of_columns_in_doubt() -> None:
    """Two cells of three lines each, or of four and two: the 合计 is the sum of both, whatever they are."""
    found = read(
        f"项目 合计\n\n{PIECES}\n\n甲 1 2 3", "合计 9.00 4.00 5.00\n\n东馆 6.00 4.00 2.00\n\n西馆 3.00 3.00"
    )
    assert found == ["合计 9.00", "? 4.00", "? 5.00", "合计 6.00", "? 4.00", "? 2.00", "合计 3.00", "? 3.00"]


def test_a_sure_column_beside_columns_in_doubt() -> None:
    """基本支出 is one of the parts under every header, and the sums over the rows tell it."""
    found = read(
        f"项目 合计 基本支出\n\n{PIECES}\n\n甲 1 2 3 4",
        "合计 20.00 7.00 8.00 5.00\n\n东馆 17.00 4.00 8.00 5.00\n\n西馆 3.00 3.00",
    )
    assert found[-2:] == ["合计 3.00", "基本支出 3.00"]


def test_what_may_be_a_price_is_not_added() -> None:
    """Under one header the second column is 单价, under another 单价 is cut from it."""
    document = govbudget.parse(
        "馆藏采购表\n101 青禾县图书馆 单位：万元\n\n项目 合计"
        "\n\n新书\n\n采购\n\n单价\n\n修复\n\n阅览\n\n改造\n\n甲 1 2 3"
        "\n\n合计 9.00 4.00 5.00\n\n东馆 6.00 4.00 2.00\n\n西馆 3.00 3.00\n"
    )
    assert all(
        each.column is None or each.column.title == "合计"
        for table in document.tables
        for each in table.figures
    )


WORDS = ("馆藏建设", "古籍修复", "阅览桌椅", "读者活动", "书目数据", "数字资源", "业务培训")


def summed(choice: random.Random) -> FlatTable:
    """A table whose 合计 is the sum of the columns beside it, the last of them under words nobody knows."""
    count = choice.randint(3, 5)
    known = ["基本支出", "项目支出", "经营支出"][: choice.randint(1, count - 2)]
    words = [*known, *(choice.choice(WORDS) + choice.choice(WORDS) for _ in range(count - len(known)))]
    columns = [
        Column(("项目",), 8),
        Column(("合计",), 9),
        *(Column((word,), choice.choice((4, 5, 6))) for word in words),
    ]
    rows: list[tuple[str | None, ...]] = []
    sums = [0] * (count + 1)
    for number in range(choice.randint(2, 6)):
        parts = [choice.choice((0, choice.randint(100, 99999))) for _ in words]
        parts[0] = parts[0] or 100
        values = [sum(parts), *parts]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append((f"{WORDS[number]}馆", *(f"{Decimal(v) / 100:.2f}" if v else None for v in values)))
    total = ("合计", *(f"{Decimal(v) / 100:.2f}" if v else None for v in sums))
    return FlatTable(
        title="馆藏经费预算表",
        caption=("101 青河县图书馆", "单位：万元"),
        columns=tuple(columns),
        rows=(total, *rows),
        numbered=False,
    )


@pytest.mark.parametrize("changed", [False, True])
def test_no_figure_stands_under_other_words(changed: bool) -> None:
    """With the header as printed, and with a wrong step in it; and some figures are settled beside columns in doubt."""
    beside = 0
    for number in range(40):
        choice = random.Random(number)
        table = summed(choice)
        text = printed([table], length=100_000)
        header = here = "\n\n".join(header_rows(table.columns))
        if changed:
            step = choice.choice(list(re.finditer(r"\n\n|\n| ", header)))
            other = choice.choice([one for one in ("\n\n", "\n") if one != step.group()])
            here = header[: step.start()] + other + header[step.end() :]
        numbers = " ".join(["甲", *map(str, range(1, len(table.columns)))])
        assert header in text
        text = text.replace(header, f"{here}\n\n{numbers}")
        document = govbudget.parse(text)
        wanted = Counter(
            (value, "/".join(column.path))
            for row in table.rows
            for value, column in zip(row, table.columns, strict=True)
            if value
        )
        figures = [each for read in document.tables for each in read.figures]
        found = Counter((each.figure.raw, each.column.title) for each in figures if each.column is not None)
        wrong = found - wanted
        assert not wrong or changed, wrong
        if wrong:
            # A wrong step may make another header of words that nobody knows: then its names are wrong, not its sums.
            assert all(title not in ("合计", "基本支出") for _, title in wrong), wrong
        if any(problem.kind == "ambiguous header" for problem in document.problems):
            beside += len(found)
    assert beside > 40
