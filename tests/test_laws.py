"""The laws of reading, on the example disclosure, on the real ones that may lie beside it, and on ruins of them.

* A change of print that leaves the meaning alone leaves what is read alone (`tests.writer.mutations`).
* Nothing is lost: every printed character lies in exactly one block.
* No text makes the reader crash: it answers with a disclosure or with a `ReadError`.

The choices are random but fixed; `make test-long` makes many more of them.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.errors import ReadError
from tests.writer.changed import DOCUMENTS, difference, plain, text_of
from tests.writer.coverage import lost, printed_twice
from tests.writer.mutations import CHANGES, Change, combined
from tests.writer.normal import alike, normal_document, renamed
from tests.writer.words import words

EXAMPLES = settings().max_examples


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_of_print_changes_nothing(document: str, change: Change) -> None:
    """Every single change, with two choices of where and how."""
    for number in range(2):
        choice = random.Random(f"{change.name} {number}")
        assert difference(document, change.apply(text_of(document), choice)) == "", f"choice {number}"


def changes_drawn(number: int) -> tuple[list[Change], random.Random]:
    """Up to five changes, and the choices they make."""
    choice = random.Random(number)
    return choice.sample(CHANGES, choice.randint(2, 5)), choice


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("number", range(8))
def test_changes_of_print_together_change_nothing(document: str, number: int) -> None:
    """Several changes at once, as one finds them in documents."""
    changes, choice = changes_drawn(number)
    assert difference(document, combined(text_of(document), changes, choice)) == "", [c.name for c in changes]


@pytest.mark.long
@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("number", range(1000, 1250))
def test_many_changes_of_print_change_nothing(document: str, number: int) -> None:
    """The same with many more choices."""
    changes, choice = changes_drawn(number)
    assert difference(document, combined(text_of(document), changes, choice)) == "", [c.name for c in changes]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_changes_change_the_text(document: str, change: Change) -> None:
    """A change that leaves the text as it was would prove nothing."""
    if (document, change.name) == ("example", "thousands separators"):
        pytest.skip("the example has no figure of four digits")
    changed = (change.apply(text_of(document), random.Random(number)).text for number in range(8))
    assert any(text != text_of(document) for text in changed)


NARRATIVE = """2023年支出总表
单位名称：{0}
单位：万元
项目\t合计
教育支出\t8.00

第三部分 2023年度单位预算情况说明

十、绩效管理情况

2023年{0}单位实行绩效目标管理的项目37个，涉及一般公共预算当年拨款6663.92万元。
"""


def test_the_words_of_a_name_say_nothing_about_figures() -> None:
    """A department may be called by the words of a budget."""
    plain, wordy = (
        govbudget.parse(NARRATIVE.format(name)) for name in ("临泽县水利局", "临泽县预算编审中心")
    )
    expected = renamed(normal_document(plain), {"临泽县水利局": "临泽县预算编审中心"})
    assert alike(expected, normal_document(wordy)) == ""


# --- ruins ------------------------------------------------------------------------------------------------


def ruined(text: str, choice: random.Random) -> str:
    """A text after an accident: lines or cells lost, doubled, moved or run together."""
    lines = text.split("\n")
    for _ in range(choice.randint(1, 3)):
        share = choice.choice((0.01, 0.1, 0.4))
        accident = choice.choice(("lose", "double", "shuffle", "cells", "join", "cut", "swap"))
        if accident == "lose":
            lines = [line for line in lines if choice.random() > share]
        elif accident == "double":
            lines = [again for line in lines for again in [line] * (2 if choice.random() < share else 1)]
        elif accident == "shuffle":
            begin = choice.randrange(len(lines))
            piece = lines[begin : begin + choice.choice((10, 50, len(lines)))]
            choice.shuffle(piece)
            lines[begin : begin + len(piece)] = piece
        elif accident == "cells":
            lines = [
                "\t".join(cell for cell in line.split("\t") if choice.random() > share) for line in lines
            ]
        elif accident == "join":
            lines = [
                line + choice.choice(("\t", " ", "")) if choice.random() < share else f"{line}\n"
                for line in lines
            ]
            lines = "".join(lines).split("\n")
        elif accident == "cut":
            lines = [
                line[: choice.randrange(len(line) + 1)] if choice.random() < share else line for line in lines
            ]
        else:
            for _ in range(int(len(lines) * share)):
                a, b = choice.randrange(len(lines)), choice.randrange(len(lines))
                lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


def survives(text: str) -> None:
    """A text is read with nothing lost, and its facts can be asked for, or it is refused with a reason."""
    try:
        doc = govbudget.parse(text)
    except ReadError as error:
        doc = None
        refusal = error
    if doc is None:
        assert refusal.expected
        assert refusal.found
        return
    assert lost(text, doc) == []
    assert printed_twice(text, doc) == []
    assert all(fact.printings for fact in doc.facts)
    figures = [printed.figure for table in doc.tables for printed in table.figures]
    lines = (text if "\n" in text else text.replace("\r", "\n")).split("\n")
    for figure in figures:
        assert figure.place is not None
        assert figure.place.cell is not None
        line = lines[figure.place.line - 1]
        assert line.split("\t")[figure.place.cell - 1].strip().strip("\ufeff") == figure.raw


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_is_lost(document: str) -> None:
    """Every printed character lies in exactly one block, and every figure stands where its place says."""
    survives(text_of(document))


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("number", range(12))
def test_nothing_is_lost_of_ruins(document: str, number: int) -> None:
    """Documents after accidents are read with nothing lost."""
    survives(ruined(text_of(document), random.Random(number)))


@pytest.mark.long
@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("number", range(1000, 1300))
def test_nothing_is_lost_of_many_ruins(document: str, number: int) -> None:
    """The same with many more accidents."""
    survives(ruined(text_of(document), random.Random(number)))


WORDS = st.sampled_from(
    [
        *words(
            """
            项目 科目编码 科目名称 合计 小计 总计 类 款 项 收入 支出 收入合计 支出总计 基本支出 项目支出
            单位：万元 单位:元 表3: 2024年 单位名称：青禾县图书馆 2023年预算数 支出总表 2024年部门收支总体情况表
            财政拨款收支总表 项目支出表 一般公共预算“三公”经费支出表 政府性基金预算支出表（不含上年结转）
            一般公共预算 政府性基金 其中：财政拨款 一、本年收入 （一）教育支出 1、公务接待费 上年结转 教育支出
            工资福利支出 注：本表无数据 目录 ……3 204 20402 2040201 02 5 12.50 1,234.5 -3 0 3.0E-4 -2.20% ** -
            1,23.4 8 万元 1 2 3 项目支出绩效目标表 绩效目标表 （2024年度） 项目名称 一级指标 二级指标 三级指标
            指标值 产出指标 数量指标 ≥90% 年度目标 联系电话 负责人： 实施期资金总额： 第三部分 情况说明
            一、收入说明 收入总计12.50万元，占3%。 第1页 -2- ------
            """
        ),
        "",
        " ",
        "\u3000",
        "\u200b",
        "\ufeff",
    ]
)
SEPARATORS = st.sampled_from(("\t", "\t", "\t", "\n", "\n", "\t\t", "\n\n", " ", "", "\r\n", "\x0c", "\r"))
PATCHWORK = st.lists(st.tuples(WORDS, SEPARATORS), min_size=1, max_size=120).map(
    lambda pieces: "".join(word + separator for word, separator in pieces)
)


@settings(max_examples=6 * EXAMPLES)
@given(PATCHWORK)
def test_patchwork_of_budget_words_is_survived(text: str) -> None:
    """Words of tables, forms and captions in any order and arrangement."""
    survives(text)


@settings(max_examples=3 * EXAMPLES)
@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    """Text of any characters."""
    survives(text)


@given(PATCHWORK, st.sampled_from(("", "\n", "\n\n")))
def test_text_after_a_disclosure_is_not_lost(text: str, between: str) -> None:
    """Whatever follows a disclosure is read or kept, and the tables before it stay."""
    before = text_of("example")
    doc = govbudget.parse(before + between + text)
    assert lost(before + between + text, doc) == []
    assert printed_twice(before + between + text, doc) == []
    assert len(doc.tables) >= len(plain("example").tables)
