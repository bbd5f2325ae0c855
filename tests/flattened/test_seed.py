"""A real disclosure flattened out of a PDF, against readings made by hand (skipped where it is not there).

`seed_rows.txt` has every printed row with all its figures and their full header paths, `seed_indicators.txt` every
indicator, `seed_fields.txt` every field of the forms.  Names of the document are `~`; free texts stand there by
their lengths and by a hash of what they say.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import govbudget
from govbudget.codes import ProcurementCode
from govbudget.model.disclosure import Disclosure
from govbudget.model.forms import FormField
from govbudget.model.indicators import QuantityTarget
from govbudget.model.tables import FigureStatus, Row, Table
from govbudget.money import Amount, Quantity, Unit, plain
from govbudget.text import squeeze
from tests.support import needs_shared, seed_text

pytestmark = needs_shared

HERE = Path(__file__).parent
TABLES = (
    ("SUMMARY", 10),
    ("REVENUE", 71),
    ("EXPENDITURE", 48),
    ("FISCAL_SUMMARY", 17),
    ("GENERAL_EXPENDITURE", 48),
    ("BASIC_EXPENDITURE", 77),
    ("GOVERNMENT_FUNDS", 0),
    ("STATE_CAPITAL", 0),
    ("OFFICIAL_EXPENSES", 8),
    ("PROCUREMENT", 123),
    ("FIXED_ASSETS", 11),
)


@cache
def read() -> Disclosure:
    return govbudget.parse(seed_text("002"))


def by_hand(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def prescribed() -> list[Table]:
    return [table for table in read().tables if table.index is not None]


def hash_of(*texts: str) -> str:
    return hashlib.sha256("|".join(map(squeeze, texts)).encode()).hexdigest()[:10]


def test_every_table_is_found() -> None:
    """Eleven tables, two of them published empty, and a grid of words that is no prescribed table."""
    found = [(table.kind.name if table.kind else None, len(table.figures)) for table in prescribed()]
    assert found == list(TABLES)
    assert sum(count for _, count in TABLES) == 413
    assert [table.index for table in prescribed()] == list(range(1, 12))
    words = [table for table in read().tables if table.index is None]
    assert [(len(table.rows), len(table.columns)) for table in words] == [(3, 3)]
    assert [table.notes != () for table in prescribed()] == [
        7 <= number <= 8 or number == 10 for number in range(1, 12)
    ]
    assert {table.entity for table in prescribed()} == {read().entity}
    assert {table.unit for table in prescribed()[:10]} == {Unit.TEN_THOUSAND_YUAN}
    assert read().fiscal_year == 2024


def cells_of(row: Row, table: Table) -> list[str]:
    return [
        f"{'?' if figure.column is None else table.columns[figure.column].title}={figure.raw}"
        for figure in row.figures
    ]


def test_every_row_as_read_by_hand() -> None:
    """Line, panel, label, code, role, and every figure under its full header path: no column is wrong."""
    found = []
    for table in prescribed():
        for row in table.rows:
            assert row.place is not None
            found.append((table, row))
    wanted = [[part.strip() for part in line.split(" |")] for line in by_hand("seed_rows.txt")]
    assert len(found) == len(wanted)
    for (table, row), (number, line, panel, label, code, role, *figures) in zip(found, wanted, strict=True):
        assert row.place is not None
        printed = (
            str(row.code) if isinstance(row.code, ProcurementCode) else row.code.digits if row.code else ""
        )
        assert (str(table.index), str(row.place.line)) == (number, line)
        assert (row.panel.value if row.panel else "", printed, row.role.value) == (panel, code, role)
        assert row.label == label or (label == "~" and row.label)
        assert cells_of(row, table) == figures


def test_every_figure_is_settled() -> None:
    """Nothing is ambiguous, and each figure says what has proved its column."""
    figures = [printed.figure for table in prescribed() for printed in table.figures]
    assert Counter(figure.status for figure in figures) == {
        FigureStatus.PRINTED: 365,
        FigureStatus.REDACTED: 48,
    }
    assert all(figure.column is not None and figure.settled_by for figure in figures)


def test_quantities_have_their_units_of_measure() -> None:
    """Goods are counted in the unit of their own cell, things in the bracket of their label; prices are money."""
    goods, assets = prescribed()[9:]
    counted = [
        figure.value.unit
        for row in goods.rows
        for figure in row.figures
        if isinstance(figure.value, Quantity)
    ]
    assert Counter(counted) == {"万元": 2, "年": 7, "处": 1, "批": 1}
    for row in goods.rows:
        values = {
            goods.columns[figure.column].path[-1]: figure.value
            for figure in row.figures
            if figure.column is not None
        }
        if isinstance(count := values.get("数量"), Quantity):
            price, whole = values["单价"], values["合计"]
            assert isinstance(price, Amount)
            assert isinstance(whole, Amount)
            assert count.value * price.value == whole.value
    found = [[f.value.unit for f in row.figures if isinstance(f.value, Quantity)] for row in assets.rows]
    assert found == [[], ["平方米"], ["平方米"], ["台、辆"], [None], [None]]


def test_every_indicator_as_read_by_hand() -> None:
    """Line, both levels, name, description, target and basis of all of them."""
    found = []
    for number, form in enumerate(read().forms, 1):
        for each in form.indicators:
            assert each.place is not None
            target = each.target
            quantity = ["-", "-", "-"]
            if isinstance(target, QuantityTarget):
                operator = target.operator.value if target.operator else "-"
                quantity = [operator, plain(target.value), target.unit or "-"]
            texts = (each.name, each.description, each.basis)
            lengths = [str(len(squeeze(text))) for text in texts]
            stands = hash_of(each.name, each.description, target.raw, each.basis)
            found.append(
                [
                    str(number),
                    str(each.place.line),
                    each.level1,
                    each.level2,
                    *lengths,
                    stands,
                    target.kind.value,
                    *quantity,
                ]
            )
    assert len(found) == 202
    assert found == [line.split() for line in by_hand("seed_indicators.txt")]


def test_every_field_as_read_by_hand() -> None:
    """Project, code, money, use of the money, plan by quarters and goals of all forms, each with its line."""
    assert len(read().forms) == 22
    found = []
    for number, form in enumerate(read().forms, 1):
        for each in form.fields:
            assert isinstance(each, FormField)
            assert each.place is not None
            raw = each.raw
            if each.name in ("项目名称", "资金用途", "绩效目标"):
                raw = f"{len(squeeze(raw))} {hash_of(raw)}"
            found.append([str(number), str(each.place.line), each.name, raw])
    assert found == [[part.strip() for part in line.split(" |")] for line in by_hand("seed_fields.txt")]


def test_every_form_has_its_title_and_project() -> None:
    """Titles need not say 绩效目标表; numbered headings of the narrative are none."""
    assert [form.title.partition("、")[0] for form in read().forms] == [
        str(number) for number in range(1, 23)
    ]
    assert all(form.project and squeeze(form.project) in squeeze(form.title) for form in read().forms)


def test_plans_are_instalments_or_cumulative_where_the_sums_tell() -> None:
    """Nine make up the amount, two rise to it; single figures and redacted plans say nothing."""
    kinds = {
        number: plan.kind.value
        for number, form in enumerate(read().forms, 1)
        if (plan := form.plan) is not None and plan.kind is not None
    }
    cumulative = {number for number, kind in kinds.items() if kind == "cumulative"}
    assert cumulative == {21, 22}
    assert set(kinds) - cumulative == {1, 2, 5, 10, 12, 16, 17, 18, 19}


def test_nothing_is_left_unread() -> None:
    assert read().unread == ()
    assert read().problems == ()


def test_claims_are_those_of_the_narrative() -> None:
    """26 figures, in the four sections that explain this document's figures."""
    sections = Counter(claim.section.partition("、")[0] for claim in read().claims)
    assert sections == {"二": 16, "三": 1, "四": 7, "九": 2}


@pytest.mark.parametrize("title", ["部门预算支出总表", "部门政府采购预算"])
def test_figures_stand_on_the_line_of_their_row(title: str) -> None:
    """The place of a figure is the line of its row's first piece, where the row began."""
    table = next(table for table in prescribed() if table.title == title)
    for row in table.rows:
        assert row.place is not None
        assert {figure.place.line for figure in row.figures if figure.place} <= {row.place.line}
