"""One fact per point, whatever the number of its printings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govbudget
from govbudget.model.coordinates import Nature, Subject
from govbudget.model.facts import Agreement, Fact, facts_of
from govbudget.model.tables import Table
from govbudget.money import Amount, Unit
from tests.model.tables import made


def one(raw: str, unit: Unit = Unit.TEN_THOUSAND_YUAN, title: str = "支出总表") -> Table:
    return made([("", "合计", None, (raw,))], (None,), unit=unit, title=title)


@pytest.mark.parametrize(
    ("prints", "agreement", "value"),
    [
        ([("8.00", "万元")], Agreement.SINGLE, "8.00"),
        ([("8.00", "万元"), ("8.00", "万元")], Agreement.EQUAL, "8.00"),
        ([("8.0", "万元"), ("8.00", "万元")], Agreement.EQUAL, "8.00"),
        ([("8.00", "万元"), ("80000", "元")], Agreement.EQUAL, "80000"),
        ([("8.0", "万元"), ("8.04", "万元")], Agreement.WITHIN_ROUNDING, "8.04"),
        ([("8.0", "万元"), ("8.06", "万元")], Agreement.INCONSISTENT, "8.06"),
        ([("8.0", "万元"), ("8.04", "万元"), ("7.96", "万元")], Agreement.INCONSISTENT, "8.04"),
        ([("8.00", "万元"), ("8.00", "元")], Agreement.INCONSISTENT, "8.00"),
    ],
)
def test_printings_of_one_point(prints: list[tuple[str, str]], agreement: Agreement, value: str) -> None:
    """The finest print is the value; whether they agree is a matter of their intervals."""
    facts = facts_of([one(raw, Unit.parse(unit), title=f"表{n}") for n, (raw, unit) in enumerate(prints)])
    assert len(facts) == 1
    assert (facts[0].agreement, facts[0].value.value) == (agreement, Decimal(value))
    assert [printed.figure.raw for printed in facts[0].printings] == [raw for raw, _ in prints]


def leaves(facts: tuple[Fact, ...]) -> list[tuple[str, str]]:
    found = []
    for fact in facts:
        if fact.is_leaf:
            nature = fact.coordinates.nature
            found.append((fact.name, "" if nature is None else nature.value))
    return found


PLAIN = [
    ("", "合计", None, ("8.00", "5.00", "3.00")),
    ("205", "教育支出", 0, ("6.00", "5.00", "1.00")),
    ("213", "农林水支出", 0, ("2.00", None, "2.00")),
]


def test_leaves_are_one_breakdown() -> None:
    """Rows go before columns; of two ways to break a total down, one is taken."""
    facts = facts_of([made(PLAIN, (None, 0, 0))])
    assert leaves(facts) == [("教育支出", "basic"), ("教育支出", "project"), ("农林水支出", "project")]


def test_a_breakdown_that_does_not_add_up_is_none() -> None:
    """The whole stays a leaf, so that the leaves add up to it."""
    rows = [("", "合计", None, ("8.00",)), ("205", "教育支出", 0, ("6.00",))]
    assert leaves(facts_of([made(rows, (None,))])) == [("合计", "total")]


def test_tables_that_make_a_part_of_its_own_part_are_survived() -> None:
    """Each of two tables puts the other's whole below its part: the money is counted once."""
    first = [
        ("", "合计", None, ("8.00",)),
        ("205", "教育支出", 0, ("8.00",)),
        ("20502", "普通教育", 1, ("8.00",)),
    ]
    second = [("20502", "普通教育", None, ("8.00",)), ("205", "教育支出", 0, ("8.00",))]
    tables = [made(first, (None,)), made(second, (None,), title="另表")]
    assert leaves(facts_of(tables)) == [("普通教育", "total")]
    assert leaves(facts_of(reversed(tables))) == [("普通教育", "total")]


def test_the_totals_of_units_are_parts_of_the_total() -> None:
    """A department's total goes before those of its units, which are counted through it."""
    doc = govbudget.parse(
        "2024年支出总表\n单位名称：青禾县文化局\n单位：万元\n单位名称\t科目编码\t科目名称\t合计\n合计\t\t\t8.00\n"
        "青禾县图书馆\t\t\t5.00\n\t205\t教育支出\t4.00\n\t208\t社会保障和就业支出\t1.00\n"
        "青禾县文化馆\t\t\t3.00\n\t205\t教育支出\t3.00\n"
    )
    found = [(fact.coordinates.entity, fact.name) for fact in doc.facts if fact.is_leaf]
    assert found == [
        ("青禾县图书馆", "教育支出"),
        ("青禾县图书馆", "社会保障和就业支出"),
        ("青禾县文化馆", "教育支出"),
    ]


def test_without_a_total_those_of_the_units_are_broken_down() -> None:
    """Each by itself."""
    doc = govbudget.parse(
        "2024年支出总表\n单位名称：青禾县文化局\n单位：万元\n单位名称\t合计\n青禾县图书馆\t5.00\n青禾县文化馆\t3.00\n"
    )
    assert [(fact.name, fact.is_leaf) for fact in doc.facts] == [
        ("青禾县图书馆", True),
        ("青禾县文化馆", True),
    ]


def test_a_second_breakdown_of_the_same_money_gives_no_leaves() -> None:
    """The money is counted once, by the table that is printed first."""
    again = [("", "合计", None, ("8.00",)), ("301", "工资福利支出", 0, ("8.00",))]
    second = made(
        [(code and "229", label, parent, raws) for code, label, parent, raws in again], (None,), title="另表"
    )
    facts = facts_of([made(PLAIN, (None, 0, 0)), second])
    assert ("工资福利支出", "total") not in leaves(facts)
    assert sum(f.value.yuan for f in facts if f.is_leaf and isinstance(f.value, Amount)) == 80000


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)), min_size=1, max_size=5))
def test_leaves_add_up_to_the_total(parts: list[tuple[int, int]]) -> None:
    """Whatever the figures are, as long as they add up."""

    def prints(basic: int, project: int) -> tuple[str, str, str]:
        return tuple(str(Decimal(value) / 100) for value in (basic + project, basic, project))  # type: ignore[return-value]

    rows = [
        ("", "合计", None, prints(sum(b for b, _ in parts), sum(p for _, p in parts))),
        *((f"2{number:02}", f"科目{number}", 0, prints(*part)) for number, part in enumerate(parts, 1)),
    ]
    facts = facts_of([made(rows, (None, 0, 0))])
    total = sum(b + p for b, p in parts) * 100
    assert sum(f.value.yuan for f in facts if f.is_leaf and isinstance(f.value, Amount)) == total
    assert all(f.coordinates.nature in (Nature.BASIC, Nature.PROJECT) for f in facts if f.is_leaf)


def test_figures_without_a_number_or_a_column_are_no_facts() -> None:
    """Redacted, malformed and open figures state no point."""
    doc = govbudget.parse(
        "2024年支出总表\n单位：万元\n项目\t合计\n教育支出\t**\n农林水支出\t1,23.4\n住房保障支出\t2.00\n"
    )
    assert [fact.name for fact in doc.facts] == ["住房保障支出"]
    assert doc.facts[0].coordinates.subject is Subject.FUNCTION
    assert [place.line for place in doc.facts[0].places] == [6]


def test_rows_of_one_table_with_the_same_coordinates_are_parts_and_no_printings_of_one_point() -> None:
    table = made(
        [
            ("", "合计", None, ("9.00",)),
            ("205", "教育支出", 0, ("5.00",)),
            ("205", "教育支出", 0, ("4.00",)),
        ],
        (None,),
    )
    facts = facts_of([table, made([("205", "教育支出", None, ("9.00",))], (None,), title="表")])
    assert [(fact.name, str(fact.value), fact.agreement.value) for fact in facts] == [
        ("合计", "9.00 万元", "single"),
        ("教育支出", "5.00 万元", "single"),
        ("教育支出", "4.00 万元", "single"),
        ("教育支出", "9.00 万元", "single"),
    ]
    assert leaves(facts) == [("教育支出", "total"), ("教育支出", "total")]


def test_a_part_with_the_coordinates_of_its_whole_is_a_fact_of_its_own() -> None:
    table = made(
        [
            ("205", "教育支出", None, ("9.00",)),
            ("205", "教育支出", 0, ("5.00",)),
            ("205", "教育支出", 0, ("9.00",)),
        ],
        (None,),
    )
    facts = facts_of([table])
    assert [(str(fact.value), len(fact.printings)) for fact in facts] == [("9.00 万元", 2), ("5.00 万元", 1)]


def test_many_rows_of_one_name_are_told_apart_in_time() -> None:
    table = made([("205", "教育支出", None, (f"{number}.00",)) for number in range(3000)], (None,))
    assert len(facts_of([table])) == 3000
