"""`facts`: one row per point, with all its printings."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve

from govbudget.exports.facts import fact_rows
from govbudget.exports.tidy import tidy_table
from govbudget.model.disclosure import Disclosure
from govbudget.spans import Place
from tests.exports.sample import mixed, money, sample, summary

CONTRACT = (
    "document, entity, fiscal_year, direction, subject, function_code, department_economic_code, "
    "government_economic_code, item, name, nature, fund, origin, phase, statistic, value_yuan, value, unit, "
    "increment, printings, agreement, is_leaf, pages, lines"
)


def test_fields_begin_with_those_of_the_contract_in_its_order() -> None:
    fields = tidy_table("facts").fields
    assert ", ".join(fields[:24]) == CONTRACT
    assert fields[24:] == ("base", "qualifier", "revenue_code")


def test_one_row_per_point() -> None:
    """What has no value or no column is no point."""
    found = list(fact_rows("a.txt", sample()))
    assert [(row.name, str(row.value), row.unit) for row in found] == [
        ("一、财政拨款收入", "1600.50", "万元"),
        ("收入总计", "1600.50", "万元"),
        ("文化旅游体育与传媒支出", "0.0003", "万元"),
        ("少儿阅览室改造", "78.00", "万元"),
        ("少儿阅览室改造", "-2.20", "%"),
        ("少儿阅览室改造", "12", "台"),
    ]
    assert [row.statistic for row in found[3:]] == ["amount", "rate of change", "count"]
    assert [row.value_yuan for row in found[3:]] == [Decimal(780000), None, None]


def test_subject_is_that_of_the_coordinates_else_of_the_row() -> None:
    found = list(fact_rows("a.txt", sample()))
    assert [row.subject for row in found[:4]] == ["revenue_item", "total", "function", "project"]
    assert found[2].function_code == "207"


def test_two_printings_are_one_fact_with_both_places() -> None:
    first = summary()
    rougher = money("1,600.5", 0, 11, 2)
    second = evolve(
        first,
        index=2,
        rows=(
            evolve(first.rows[1], cells=(rougher,), place=Place(300, page=2)),
            evolve(first.rows[1], cells=(rougher,), place=Place(20, page=1)),
        ),
    )
    found = {row.name: row for row in fact_rows("a.txt", Disclosure(tables=(first, second)))}
    total = found["收入总计"]
    assert (total.printings, total.agreement) == (3, "equal")
    assert (str(total.value), total.increment) == ("1600.50", Decimal("0.01"))
    assert (total.pages, total.lines) == ("1 2", "11 20 300")


def test_year_and_entity_fall_back_to_the_table_and_the_document() -> None:
    (row, *_) = fact_rows(
        "a", Disclosure(entity="甲馆", fiscal_year=2023, tables=(evolve(mixed(), rows=()), summary()))
    )
    assert (row.entity, row.fiscal_year) == ("青禾县图书馆", 2024)
    (row, *_) = fact_rows("a", Disclosure(entity="甲馆", fiscal_year=2023, tables=(mixed(),)))
    assert (row.entity, row.fiscal_year) == ("青禾县少儿馆", 2023)
