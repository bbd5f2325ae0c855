"""Documents on any paper: what is read is what is read without the ends of pages, or it is said what is in doubt."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import chain

import pytest
from attrs import evolve

import govbudget
from govbudget.model.disclosure import BlockKind, Disclosure
from tests.flattened.samples import (
    coded_table,
    expenditure_that_adds_up,
    forms,
    goods_table,
    headed_table,
    panel_table,
    two_panels,
)
from tests.flattened.test_changes import statement
from tests.writer.flattened import FlatForm, FlatTable
from tests.writer.papers import Paper, any_paper, on_paper

Parts = Sequence[FlatTable | FlatForm | str]
PROSE = (
    "第二部分 青河县图书馆 2024 年部门预算情况说明",
    "一、机关运行经费安排情况",
    "2024年，机关运行经费共计安排 86.50万元，用于办公用房水电费等支出。",
)


def any_parts(choice: random.Random) -> Parts:
    """Some tables, forms and paragraphs of one document."""
    empty = expenditure_that_adds_up(choice)
    every: dict[str, Parts] = {
        "panels": [panel_table(choice)],
        "functions": [expenditure_that_adds_up(choice)],
        "coded": [evolve(coded_table(choice), title="一般公共预算财政拨款支出表")],
        "goods": [goods_table(choice)],
        "sides": [evolve(two_panels(choice), title="部门预算财政拨款收支总表")],
        "any header": [evolve(headed_table(choice, unknown=0, depth=2), title="部门预算项目支出表")],
        "empty": [
            evolve(empty, title="部门预算政府性基金预算财政拨款支出表", rows=()),
            evolve(empty, title="部门预算国有资本经营预算财政拨款支出表", rows=(), note="注：本表无数据。"),
        ],
        "forms": forms(choice, wild=choice.random() < 0.5),
        "prose": PROSE,
    }
    return [*chain.from_iterable(every[name] for name in choice.sample(list(every), choice.randint(2, 5)))]


def is_told(doc: Disclosure, whole: Disclosure) -> bool:
    """Whether something is in doubt that is not without the ends of the pages."""
    return any(each not in whole.problems and each.kind.startswith("ambiguous") for each in doc.problems)


def read_alike(number: int) -> bool:
    choice = random.Random(number)
    parts = any_parts(choice)
    try:
        whole = govbudget.parse(on_paper(parts, Paper(10**6)))
    except govbudget.NotADisclosureError:
        return True
    found = govbudget.parse(on_paper(parts, any_paper(choice)))
    is_alike = statement(found) == statement(whole)
    assert is_alike or is_told(found, whole), number
    return is_alike


def test_any_paper() -> None:
    alike = [read_alike(number) for number in range(24)]
    assert sum(alike) > 20


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 1600, 50))
def test_much_paper(first: int) -> None:
    alike = [read_alike(number) for number in range(first, first + 50)]
    assert sum(alike) > 42


@pytest.mark.parametrize("number", ["with strokes", "in words", "of all"])
def test_pages_that_repeat_no_header(number: str) -> None:
    """Their numbers tell where they end."""
    for seed in range(100, 106):
        choice = random.Random(seed)
        parts = any_parts(choice)
        whole = govbudget.parse(on_paper(parts, Paper(10**6)))
        paper = Paper(choice.randint(14, 40), mark="", number=number, repeats=False)
        found = govbudget.parse(on_paper(parts, paper))
        assert statement(found) == statement(whole) or is_told(found, whole), seed


@pytest.mark.parametrize("seed", range(200, 216))
def test_pages_of_forms_that_nothing_tells(seed: int) -> None:
    """Without marks, numbers and repeated headers a row that is cut breaks the grammar: it is read, or told."""
    choice = random.Random(seed)
    parts = forms(choice, wild=seed % 2 > 0)
    whole = govbudget.parse(on_paper(parts, Paper(10**6)))
    paper = Paper(choice.randint(14, 40), mark="", repeats=False, own_pages=False)
    found = govbudget.parse(on_paper(parts, paper))
    assert statement(found) == statement(whole) or is_told(found, whole)


def aside(doc: Disclosure, text: str) -> list[str]:
    """The lines of furniture."""
    blocks = [block.span.of(text) for block in doc.blocks if block.kind is BlockKind.FURNITURE]
    return [line.strip() for block in blocks for line in block.split("\n") if line.strip()]


TABLES: Parts = [panel_table(random.Random(3)), expenditure_that_adds_up(random.Random(5))]


@pytest.mark.parametrize("mark", [" ", "\f", ""])
@pytest.mark.parametrize("first", [1, 5, 40])
def test_the_numbers_of_two_pages(mark: str, first: int) -> None:
    """They are no figures, and no ends of figures that have all their places, whatever number they begin with."""
    whole = on_paper(TABLES, Paper(10**6))
    text = on_paper(TABLES, Paper(10**6, mark=mark, number="bare", page=first))
    assert text.split()[-1] == str(first + 1)
    doc = govbudget.parse(text)
    assert statement(doc) == statement(govbudget.parse(whole))
    assert {str(first), str(first + 1)} <= set(aside(doc, text))


def test_the_number_of_a_page_above_a_part_and_inside_a_header() -> None:
    """What stands there is no figure: the pages before and behind it are numbered too."""
    text = on_paper([*TABLES, *PROSE, *TABLES[1:]], Paper(10**6, mark="", number="bare"))
    assert "\n2\n第二部分" in text
    words = "\n合计 基本支出"
    cut = "\n4" + text[text.rindex("合计 基本支出") - 1 :]
    text = text[: text.rindex(words)] + cut.removesuffix("4\n") + "5\n"
    found = govbudget.parse(text)
    assert [line for line in aside(found, text) if line.isdecimal()] == ["1", "2", "3", "4", "5"]
    whole = govbudget.parse(on_paper([*TABLES, *PROSE, *TABLES[1:]], Paper(10**6)))
    assert statement(found) == statement(whole)


@pytest.mark.parametrize(("mark", "number"), [(" ", "none"), ("\f", "none"), ("", "none"), ("", "bare")])
def test_a_head_that_two_pages_print(mark: str, number: str) -> None:
    head = "青河县图书馆2024年部门预算公开"
    whole = govbudget.parse(on_paper(TABLES, Paper(10**6)))
    for length in (16, 20, 24):
        paper = Paper(length, mark=mark, number=number, running_head=head, own_pages=False)
        text = on_paper(TABLES[:1], paper)
        assert text.count(head) > 1
        found = govbudget.parse(text)
        assert found.tables[0].rows == whole.tables[0].rows
        assert head in aside(found, text)
