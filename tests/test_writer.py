"""One invented disclosure, printed in every way, reads the same.

What must be read is known from the invention itself: `expected` tells it row by row, from the data, and not
from another reading.
"""

from __future__ import annotations

import random
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.model.tables import Panel, TableKind
from tests.writer.coverage import lost, printed_twice
from tests.writer.document import PLAIN, Style, expected, found, printed_document, styles
from tests.writer.normal import Aside, alike, normal_document
from tests.writer.tables import Budget, invented_budgets, tables_of

EXAMPLES = settings().max_examples


def holds(budget: Budget, style: Style) -> None:
    tables = tables_of(budget)
    text = printed_document(tables, budget.entity, style)
    doc = govbudget.parse(text)
    assert found(doc) == expected(tables, budget.entity, style)
    assert not lost(text, doc)
    assert not printed_twice(text, doc)
    assert doc.problems == ()
    assert doc.unread == ()


@settings(max_examples=EXAMPLES // 2)
@given(invented_budgets())
def test_a_plain_print_reads_as_invented(budget: Budget) -> None:
    """Every table, row and figure of the invention is read, and nothing else."""
    holds(budget, PLAIN)
    doc = govbudget.parse(printed_document(tables_of(budget), budget.entity))
    assert (doc.entity, doc.fiscal_year) == (budget.entity, budget.year)
    assert [table.form_number for table in doc.tables] == [f"表{n}" for n in range(1, len(doc.tables) + 1)]


@settings(max_examples=3 * EXAMPLES)
@given(invented_budgets(), styles())
def test_every_print_reads_as_invented(budget: Budget, style: Style) -> None:
    """However it is printed, the same tables, rows and figures are read."""
    holds(budget, style)


SINGLE = [
    (name, value)
    for name, values in {
        "caption": (("title", "number", "entity", "unit"), ("unit", "entity", "title"), ("title", "unit")),
        "caption_line": ("\t", "  "),
        "form_number": ("预算公开表{0}", "预算{0:02}表", "表{0}："),
        "unit_line": ("单位: {0}", "（单位：{0}）", "单 位：{0}", "金额单位：人民币{0}"),
        "entity_line": ("单位：{0}", "编制单位：{0}"),
        "blank_lines": (0, 2),
        "codes": ("own level", "in full", "short", "short in full"),
        "unit_code": (True,),
        "total_in_code": (True,),
        "entity_row": (True,),
        "header_over_names": (False,),
        "column_numbers": ("1", "*", "栏次"),
        "displaced": (-1, 1),
        "numbering": (("（{0}）", "1、"), ("{0}、", "（1）")),
        "group_row": (-2, -1, 1, 2),
        "empty": ("total row", "header", "nothing", "note"),
        "page_rows": (5,),
        "separators": (False,),
        "yuan": (True,),
        "zeros": (True,),
        "first_columns": (1, 2),
        "trailing_columns": (3,),
        "padded": (False,),
        "contents": (True,),
        "spaced": (" ", "\u3000"),
    }.items()
    for value in values
]


@pytest.mark.parametrize(("name", "value"), SINGLE, ids=lambda value: str(value).strip() or repr(value))
@settings(max_examples=2)
@given(invented_budgets())
def test_each_way_to_print_by_itself(name: str, value: Any, budget: Budget) -> None:
    """Each physical variant alone, so that a failure names its cause."""
    for grouped, two_names, three_panels in (
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ):
        invented = attrs.evolve(budget, grouped=grouped, two_names=two_names, three_panels=three_panels)
        holds(invented, attrs.evolve(PLAIN, **{name: value}))


SAME_WORDS = (
    "group_row",
    "page_rows",
    "repeated_header",
    "separators",
    "first_columns",
    "trailing_columns",
    "padded",
    "blank_lines",
)


@settings(max_examples=EXAMPLES // 2)
@given(invented_budgets(), styles())
def test_prints_with_the_same_words_have_the_same_normal_form(budget: Budget, style: Style) -> None:
    """Where labels and captions stay, everything stays: coordinates, parents, facts and what settles columns."""
    style = attrs.evolve(PLAIN, **{name: getattr(style, name) for name in SAME_WORDS})
    tables = tables_of(budget)
    plain = govbudget.parse(printed_document(tables, budget.entity))
    other = govbudget.parse(printed_document(tables, budget.entity, style))
    assert alike(normal_document(plain), normal_document(other)) == ""


@settings(max_examples=EXAMPLES // 2)
@given(invented_budgets())
def test_another_unit_changes_no_money(budget: Budget) -> None:
    """The same tables in 元: the same money, rows and coordinates; only the resolution differs."""
    tables = tables_of(budget)
    plain = govbudget.parse(printed_document(tables, budget.entity))
    yuan = govbudget.parse(printed_document(tables, budget.entity, attrs.evolve(PLAIN, yuan=True)))
    aside = Aside(increments=True)
    assert alike(normal_document(plain, aside), normal_document(yuan, aside)) == ""


@settings(max_examples=EXAMPLES // 2)
@given(invented_budgets(), st.randoms(use_true_random=False))
def test_the_order_of_tables_changes_nothing(budget: Budget, choice: random.Random) -> None:
    """Tables in another order read the same, table by table."""
    tables = tables_of(budget)
    moved = choice.sample(tables, len(tables))
    style = attrs.evolve(PLAIN, caption=("title", "entity", "unit"))
    plain = govbudget.parse(printed_document(tables, budget.entity, style))
    other = govbudget.parse(printed_document(moved, budget.entity, style))
    assert found(other) == expected(moved, budget.entity, style)
    aside = Aside(order=True)
    assert alike(normal_document(plain, aside), normal_document(other, aside)) == ""


@settings(max_examples=EXAMPLES // 2, phases=[Phase.generate])
@given(invented_budgets(), styles())
def test_a_total_without_a_name_keeps_its_figures(budget: Budget, style: Style) -> None:
    """A total row that prints no name at all has an empty label, and its figures all the same."""
    tables = [
        table for table in tables_of(budget) if table.kind in (TableKind.REVENUE, TableKind.EXPENDITURE)
    ]
    style = attrs.evolve(style, entity_row=False, total_in_code=False, spaced="", contents=False)
    text = printed_document(tables, budget.entity, style)
    nameless = "\n".join(
        line.replace("合计", "") if any(map(_is_number, line.split("\t"))) else line
        for line in text.split("\n")
    )
    with_name, without = govbudget.parse(text), govbudget.parse(nameless)
    for one, other in zip(with_name.tables, without.tables, strict=True):
        assert [row.figures for row in one.rows] == [row.figures for row in other.rows]
        assert [row.label for row in other.rows] == ["", *(row.label for row in one.rows[1:])]
        assert [row.parent for row in other.rows] == [row.parent for row in one.rows]


def _is_number(cell: str) -> bool:
    return bool(cell) and cell.replace(",", "").replace(".", "").isdecimal()


@settings(max_examples=EXAMPLES // 2)
@given(invented_budgets())
def test_leaves_add_up_to_the_totals_of_the_invention(budget: Budget) -> None:
    """The leaves of facts give the money of the budget, per direction, fund and origin."""
    doc = govbudget.parse(printed_document(tables_of(budget), budget.entity))
    sums: dict[tuple[str, str, str], object] = {}
    for fact in doc.facts:
        point = fact.coordinates
        if fact.is_leaf and isinstance(fact.value, govbudget.Amount):
            assert point.direction is not None
            assert point.fund is not None
            key = (
                point.direction.value,
                point.fund.value,
                "" if point.origin is None else point.origin.value,
            )
            sums[key] = sums.get(key, 0) + fact.value.yuan  # type: ignore[operator]
    assert sums["expenditure", "all", ""] == budget.sum("total") * 100
    assert sums["expenditure", "general public budget", "current year"] == budget.sum("current") * 100
    assert sums["revenue", "all", "current year"] == (budget.sum("current") + budget.sum("own")) * 100
    assert sums["revenue", "general public budget", "current year"] == budget.sum("current") * 100


@settings(max_examples=EXAMPLES // 2)
@given(invented_budgets(), styles())
def test_panels_come_from_the_headers(budget: Budget, style: Style) -> None:
    """Summaries have the panels that their headings name; other tables have none."""
    doc = govbudget.parse(
        printed_document(tables_of(budget), budget.entity, attrs.evolve(style, group_row=0))
    )
    for table in doc.tables:
        panels = {row.panel for row in table.rows}
        if table.kind is TableKind.SUMMARY and budget.three_panels and not budget.grouped:
            assert panels == {Panel.REVENUE, Panel.EXPENDITURE, Panel.ECONOMIC}
        elif table.kind in (TableKind.SUMMARY, TableKind.FISCAL_SUMMARY):
            assert panels == {Panel.REVENUE, Panel.EXPENDITURE}
        else:
            assert panels <= {None}
