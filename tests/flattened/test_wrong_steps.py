"""A header of known words with one wrong step: what is certain is right, though the grammar allows another header."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from govbudget.reading.layouts.flattened.atoms import atoms_of
from govbudget.reading.layouts.flattened.header_proof import Evidence, ProvedHeader, proved_header
from govbudget.reading.source import split_lines
from govbudget.reading.words import HeaderRole
from tests.flattened.samples import any_header
from tests.writer.headers import header_rows

CHANGED = [
    # The grammar has 科目编码 behind the figures, and no code below 科目.
    (
        "序号\n\n科目\n\n合计\n对附属单位补\n\n助支出\n\n科目\n\n编码\n\n科目名称",
        "序号 科目/科目编码 科目/科目名称 合计 对附属单位补助支出",
    ),
    # 其他收入 in two cells, one over the other.
    (
        "序号 支出项目\n\n上解上级\n\n支出\n\n其他\n收入\n\n项目支\n\n出\n\n甲 乙 1 2 3",
        "序号 支出项目 上解上级支出 其他收入 项目支出",
    ),
    # 人员经费 below 项目支出, or above it.
    (
        "序号 项目名称 合计\n\n项目支出\n\n基本支出\n\n小计 人员经费\n公用经\n\n费",
        "序号 项目名称 合计 项目支出 基本支出/小计 基本支出/人员经费 基本支出/公用经费",
    ),
    (
        (
            "项目名称\n\n基本支出 本年支出\n经营支\n\n出\n其他收入\n\n小计\n\n人员经费 公用经费 小计\n"
            "基本支\n\n出\n\n项目\n\n支出"
        ),
        (
            "项目名称 基本支出/小计 基本支出/人员经费 基本支出/公用经费 本年支出/小计 本年支出/基本支出"
            " 本年支出/项目支出 经营支出 其他收入"
        ),
    ),
    # One part alone below a sum, the 小计 beside it.
    (
        "序号 项目 合计\n\n本年支出\n\n小计\n基本支\n\n出\n\n项目支出",
        "序号 项目 合计 本年支出/小计 本年支出/基本支出 本年支出/项目支出",
    ),
    ("序号 项目名称 合计 项目支出\n上解\n\n上级\n\n支出", "序号 项目名称 合计 项目支出 上解上级支出"),
    # Funds and natures below a fund; words cut in two.
    (
        (
            "支出项\n\n目\n合计\n\n财政拨款\n对附\n\n属单\n\n位补\n\n助支\n\n出\n经营\n\n支出\n项目支出 上解上级支出"
            "\n\n一般公共\n\n预算\n\n政府性\n\n基金预\n\n算\n\n甲 1 2 3 4 5 6 7"
        ),
        "支出项目 合计 财政拨款/一般公共预算 财政拨款/政府性基金预算 对附属单位补助支出 经营支出 项目支出 上解上级支出",
    ),
    (
        (
            "序号 项目名称 合计 上年结转\n\n财政拨款\n\n上解上级\n支出\n\n经营支\n\n出\n\n小计\n\n一般\n\n公共\n\n预算"
            "\n\n政府性\n\n基金预\n\n算\n\n国有资本经营\n\n预算"
        ),
        (
            "序号 项目名称 合计 上年结转 财政拨款/小计 财政拨款/一般公共预算 财政拨款/政府性基金预算"
            " 财政拨款/国有资本经营预算 上解上级支出 经营支出"
        ),
    ),
]


def proved(text: str) -> ProvedHeader:
    return proved_header(atoms_of(split_lines(text)), Evidence())


def is_right(found: ProvedHeader, paths: list[tuple[str, ...]]) -> bool:
    """Whether every column of figures that is not in doubt is one of those that were printed."""
    return all(
        column < len(paths) and path == paths[column]
        for column, path in enumerate(found.header.paths)
        if column not in found.doubtful and found.header.role(column) is HeaderRole.FIGURE
    ) and (bool(found.doubtful) or len(found.header.paths) == len(paths))


@pytest.mark.parametrize(("text", "columns"), CHANGED)
def test_what_is_certain_is_right(text: str, columns: str) -> None:
    found = proved(text)
    assert is_right(found, [tuple(path.split("/")) for path in columns.split()])


@pytest.mark.parametrize("number", [1, 4, 5])
def test_words_alone_prove_a_header(number: int) -> None:
    """One header of known words is left, and what else the grammar allows has words as no table has them."""
    text, columns = CHANGED[number]
    found = proved(text)
    assert (["/".join(path) for path in found.header.paths], found.doubtful) == (columns.split(), frozenset())


@pytest.mark.long
def test_what_is_certain_is_right_in_many_headers() -> None:
    """All but one in a hundred: a wrong step may make another header of known words, as good as the one meant."""
    counted: Counter[str] = Counter()
    for number in range(400):
        choice = random.Random(number)
        columns, numbering = any_header(choice, unknown=0, depth=choice.choice((1, 2, 2, 3)))
        text = "\n\n".join(header_rows(columns, low=choice.random() < 0.3))
        step = choice.choice(list(re.finditer(r"\n\n|\n| ", text)))
        other = choice.choice([one for one in ("\n\n", "\n") if one != step.group()])
        text = text[: step.start()] + other + text[step.end() :]
        if choice.random() < 0.5 and numbering:
            text += "\n\n" + " ".join(numbering)
        found = proved(text)
        right = is_right(found, [column.path for column in columns])
        counted["wrong" if not right else "doubtful" if found.doubtful else "sure"] += 1
    assert counted["wrong"] <= 4
    assert counted["sure"] > 120
