"""A header is divided by proof: what stands under a column that is not in doubt is what was printed over it."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.tables import FigureStatus
from govbudget.reading.layouts.flattened.atoms import atoms_of
from govbudget.reading.layouts.flattened.header_proof import Evidence, ProvedHeader, proved_header
from govbudget.reading.source import split_lines
from govbudget.reading.words import HeaderRole
from tests.flattened.samples import any_header, headed_table
from tests.writer.flattened import FlatTable, printed
from tests.writer.headers import Header, header_rows

numbers = st.integers(min_value=0, max_value=10**9)
UNKNOWN = (0.0, 0.3, 1.0)
DEPTHS = (1, 2, 3, 4)


def proved(text: str, words: frozenset[str] = frozenset()) -> ProvedHeader:
    return proved_header(atoms_of(split_lines(text)), Evidence(words))


def check_header(number: int, unknown: float, depth: int) -> bool:
    """Whether an invented header is read with certainty; what is certain has to be right."""
    choice = random.Random(number)
    columns, numbering = any_header(choice, unknown=unknown, depth=depth)
    rows = [*header_rows(columns, low=choice.random() < 0.3), *([" ".join(numbering)] if numbering else [])]
    found = proved("\n\n".join(rows))
    if not found.doubtful:
        assert found.header.paths == tuple(column.path for column in columns)
        return True
    for column, path in enumerate(found.header.paths):
        if column not in found.doubtful and found.header.role(column) is HeaderRole.FIGURE:
            assert path == columns[column].path
    return False


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("unknown", UNKNOWN)
@given(number=numbers)
@settings(max_examples=15)
def test_what_is_not_in_doubt_is_right(unknown: float, depth: int, number: int) -> None:
    check_header(number, unknown, depth)


@pytest.mark.long
@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("unknown", UNKNOWN)
def test_what_is_not_in_doubt_is_right_in_many_headers(unknown: float, depth: int) -> None:
    """And known words are hardly ever in doubt."""
    sure = sum(check_header(number, unknown, depth) for number in range(400))
    assert sure > (200 if not unknown else 25)


def check_table(table: FlatTable, length: int) -> None:
    """No figure of a table stands under words that were not printed over it."""
    document = govbudget.parse(printed([table], length=length))
    wanted = Counter(
        (value, "/".join(column.path))
        for row in table.rows
        for value, column in zip(row, table.columns, strict=True)
        if value
    )
    found = Counter(
        (each.figure.raw, each.column.title)
        for read in document.tables
        for each in read.figures
        if each.column is not None
    )
    assert found <= wanted, found - wanted


@pytest.mark.parametrize("depth", DEPTHS)
@given(number=numbers, length=st.sampled_from((45, 60, 100_000)))
@settings(max_examples=15)
def test_no_figure_stands_under_other_words(depth: int, number: int, length: int) -> None:
    choice = random.Random(number)
    check_table(headed_table(choice, unknown=choice.choice(UNKNOWN), depth=depth), length)


@pytest.mark.long
@pytest.mark.parametrize("depth", DEPTHS)
def test_no_figure_stands_under_other_words_in_many_tables(depth: int) -> None:
    for number in range(200):
        choice = random.Random(number)
        check_table(
            headed_table(choice, unknown=choice.choice(UNKNOWN), depth=depth), choice.choice((45, 100_000))
        )


DEEP = (
    "序号\n\n科目\n\n合计\n\n本年支出\n\n结转下年\n\n科目编码 科目名称\n\n基本支出\n\n项目支出\n\n"
    "小计 人员经费 公用经费"
)


def test_three_rows() -> None:
    """Cells over cells over cells; those over one row less reach down."""
    found = proved(DEEP + "\n\n栏次 1 2 3 4 5 6 7 8")
    assert not found.doubtful
    assert ["/".join(path) for path in found.header.paths] == [
        "序号", "科目/科目编码", "科目/科目名称", "合计", "本年支出/基本支出/小计",
        "本年支出/基本支出/人员经费", "本年支出/基本支出/公用经费", "本年支出/项目支出", "结转下年",
    ]  # fmt: skip
    assert found.header.rows[1] == (
        None, "科目编码", "科目名称", None, "基本支出", None, None, "项目支出", None,
    )  # fmt: skip


def test_four_rows() -> None:
    """Cells over cells over cells over cells, beside such as reach down from every row."""
    paths = [
        "序号", "项目", "本年收入/小计", "本年收入/财政拨款收入/小计", "本年收入/财政拨款收入/一般公共预算/小计",
        "本年收入/财政拨款收入/一般公共预算/基本支出", "本年收入/财政拨款收入/一般公共预算/项目支出",
        "本年收入/财政拨款收入/政府性基金预算", "本年收入/单位资金", "上年结转",
    ]  # fmt: skip
    columns = [Header(tuple(path.split("/")), 10) for path in paths]
    found = proved("\n\n".join([*header_rows(columns), "栏次 1 2 3 4 5 6 7 8 9"]))
    assert not found.doubtful
    assert ["/".join(path) for path in found.header.paths] == paths


UNSURE = "项目 合计\n\n新书\n\n采购\n\n古籍\n\n修复"


def test_several_divisions_leave_doubt() -> None:
    """Four pieces below one another are one cell of four lines, or one of three lines and another of one."""
    found = proved(UNSURE)
    assert found.ways == 2
    assert found.doubtful == {1, 2}


def test_column_numbers_say_how_many() -> None:
    found = proved(UNSURE + "\n\n甲 1 2")
    assert (found.header.leaves, found.doubtful) == (("项目", "合计", "新书采购古籍修复"), frozenset())
    found = proved(UNSURE + "\n\n甲 1 2 3")
    assert (found.header.leaves, found.doubtful) == (("项目", "合计", "新书采购古籍", "修复"), frozenset())


def test_words_of_another_header_decide() -> None:
    text = UNSURE + "\n\n阅览\n\n改造\n\n甲 1 2 3"
    assert proved(text).doubtful == {2, 3}
    found = proved(text, frozenset({"新书采购古籍", "修复阅览改造"}))
    assert (found.header.leaves[2:], found.doubtful) == (("新书采购古籍", "修复阅览改造"), frozenset())


def test_figures_under_a_header_in_doubt_are_ambiguous() -> None:
    text = (
        "馆藏经费预算表\n101 青河县图书馆 预算年度：2024 单位：万元\n\n"
        f"{UNSURE}\n\n阅览\n\n改造\n\n甲 1 2 3\n\n合计 9.00 4.00 5.00\n\n东馆 9.00 4.00 5.00\n"
    )
    document = govbudget.parse(text)
    read = [(each.column and each.column.title, each.figure.raw) for each in document.tables[0].figures]
    assert read == [("合计", "9.00"), (None, "4.00"), (None, "5.00")] * 2
    open_figure = document.tables[0].figures[1].figure
    assert (open_figure.status, open_figure.alternatives) == (FigureStatus.AMBIGUOUS, (1, 2))
    assert [problem.kind for problem in document.problems] == ["ambiguous header"]


def test_a_cell_beside_one_of_the_same_word_over_others() -> None:
    """Two cells with one word stay two, of which one is a column and the other stands over columns."""
    document = govbudget.parse(
        "馆藏经费预算表\n101 青河县图书馆 预算年度：2024 单位：万元\n\n项目名称 合计 基本支出\n\n基本支出\n\n"
        "小计 人员经费 公用经费\n\n甲 1 2 3 4 5\n\n东馆 9.00 4.00 5.00 3.00 2.00\n\n西馆 9.00 4.00 5.00 3.00 2.00\n"
    )
    assert document.problems == ()
    columns = document.tables[0].columns
    assert ["/".join(column.path) for column in columns] == [
        "合计", "基本支出", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费",
    ]  # fmt: skip
    assert [column.whole for column in columns] == [None, 0, 0, 2, 2]


def test_a_page_that_ends_inside_the_header() -> None:
    """What stands on the next page goes on with it."""
    found = proved("序号\n项目\n\n名称\n合计 基本支出\n 项目支出 经营支出\n\n栏次 1 2 3 4 5")
    assert found.header.leaves == ("序号", "项目名称", "合计", "基本支出", "项目支出", "经营支出")


def goods(steps: str) -> str:
    """A header whose cells are known words alone, the third one and the fourth following by some steps."""
    return (
        "政府采购项目来源\n采购物品名称"
        + steps
        + "政府采购\n\n目录序号\n\n计量\n\n单位\n\n数量 单价\n政府采购金额\n"
        "备注\n\n项目名称 预算资金 合计\n单位资\n\n金"
    )


GOODS = [
    "政府采购项目来源/项目名称", "政府采购项目来源/预算资金", "采购物品名称", "政府采购目录序号", "计量单位", "数量",
    "单价", "政府采购金额/合计", "政府采购金额/单位资金", "备注",
]  # fmt: skip


def test_a_wrong_step_does_not_cut_words() -> None:
    """By the grammar a header with a wrong step has cells that cut whole words in two: these are not believed."""
    found = proved(goods("\n\n"))
    assert not found.doubtful
    assert ["/".join(path) for path in found.header.paths] == GOODS


def test_a_line_end_may_stand_inside_a_word() -> None:
    found = proved("序号 项目名称 合计\n经营\n支出\n\n上解上\n\n级支出\n\n1 2 3 4 5")
    assert not found.doubtful
    assert found.header.leaves == ("序号", "项目名称", "合计", "经营支出", "上解上级支出")


WRITTEN = [
    (
        "项目名称\n政府采购金额\n\n计量\n\n单位\n\n合计\n上年结\n\n转\n\n单位资\n\n金",
        "项目名称 政府采购金额/合计 政府采购金额/上年结转 政府采购金额/单位资金 计量单位",
    ),
    (goods("\n"), " ".join(GOODS)),
    (goods("\n\n"), " ".join(GOODS)),
]


def with_another_step(text: str) -> list[str]:
    """A header with each of its steps in turn as an empty line, or as a line end where it is one already."""
    return [
        text[: step.start()] + ("\n" if step.group() == "\n\n" else "\n\n") + text[step.end() :]
        for step in re.finditer(r"\n\n|\n| ", text)
    ]


@pytest.mark.parametrize(("text", "columns"), WRITTEN)
def test_whichever_step_is_wrong_what_is_certain_is_right(text: str, columns: str) -> None:
    found = [proved(changed) for changed in with_another_step(text)]
    certain = ["/".join(path) for each in found if not each.doubtful for path in each.header.paths]
    assert certain == columns.split() * (len(certain) // len(columns.split()))
    assert 3 * sum(not each.doubtful for each in found) > len(found)
