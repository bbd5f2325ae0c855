"""The account: complete, aligned, honest about what is open."""

from __future__ import annotations

from attrs import evolve

from govbudget.exports.show import account
from govbudget.exports.terminal import display_width, fit
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Figure, Row
from govbudget.money import Amount
from tests.exports.sample import mixed, sample, summary

LINES = list(account(sample()))
TEXT = "\n".join(LINES)


def test_head() -> None:
    assert LINES[:8] == [
        "2024年度单位预算公开",
        "  kind     budget",
        "  entity   青禾县图书馆",
        "  units    青禾县图书馆, 青禾县少儿馆",
        "  year     2024",
        "  read     3 tables (1 published empty), 9 figures, 1 form, 1 claim",
        "  unread   4 characters",
        "  problems 1",
    ]


def test_every_table_has_a_line() -> None:
    heads = [line for line in LINES if line.startswith(("table ", "grid of words"))]
    assert heads == [
        "table 1 │ 2024年预算收支总表 │ revenue_expenditure_summary │ 万元 │ 3 rows, 3 figures │ lines 5-12",
        "table 2 │ 项目支出表 │ project_expenditure │ 万元 │ 2 rows, 6 figures │ page 3, line 28",
        "table 3 │ 政府性基金预算支出表 │ government_funds_budget │ no unit │ 0 rows, 0 figures",
        "grid of words │ 主要职责 │ not recognised │ no unit │ 0 rows, 0 figures",
    ]


def test_every_figure_is_there_as_printed() -> None:
    for table in sample().tables:
        for printed in table.figures:
            assert printed.figure.raw in TEXT


def test_published_empty_and_its_note() -> None:
    at = next(i for i, line in enumerate(LINES) if line.startswith("table 3"))
    assert LINES[at + 1 : at + 3] == ["  published empty", "  注：本表无数据"]


def test_panels_are_told_apart() -> None:
    assert "  ─ revenue" in LINES
    assert "  ─ expenditure" in LINES


def test_marks_say_what_is_not_plain() -> None:
    assert "○5.00" in TEXT
    assert "×1,23.4" in TEXT
    assert "≈3.0E-4" in TEXT
    assert "  ○ column not settled, × no number" in LINES
    assert "  ≈ column settled by arithmetic" in LINES


def test_figures_stand_under_their_columns() -> None:
    at = next(i for i, line in enumerate(LINES) if line.startswith("  columns: "))
    assert LINES[at] == "  columns: 1 合计 │ 2 合计/其中：上年结转 │ 3 增幅% │ 4 数量"
    head, first = LINES[at + 1], LINES[at + 2]
    for number, raw in (("1", "78.00"), ("2", "**"), ("3", "-2.20%"), ("4", "12")):
        end = display_width(head[: head.index(f" {number}") + 2])
        assert display_width(first[: first.index(f" {raw}") + 1 + len(raw)]) == end


def test_rows_without_a_figure_are_counted() -> None:
    table = summary()
    more = evolve(table, rows=(*table.rows, Row(index=4, label="二、外交支出", panel=table.rows[2].panel)))
    assert "  and 1 row without a figure" in list(account(Disclosure(tables=(more,))))


def test_forms_claims_unread_and_problems() -> None:
    assert "form 1 │ 少儿阅览室改造 │ project │ 3 fields, 3 indicators" in LINES
    assert "  line 50, cell 1: 收入预算 1600.50万元" in LINES
    assert "  line 32: 项目支出表: 表 外 文字" in LINES
    assert any(line.startswith("  malformed figure: expected a number") for line in LINES)


def test_no_personal_data() -> None:
    assert "甲某某" not in TEXT


def test_it_survives_gbk_and_stays_aligned() -> None:
    table = mixed()
    odd = evolve(table.rows[0], label="㐂阅览室\x1b[0m")
    lines = list(
        account(
            Disclosure(tables=(evolve(table, rows=(odd, table.rows[1])),)),
            clean=lambda text: fit(text, "gbk"),
        )
    )
    for line in lines:
        line.encode("gbk")
        assert "\x1b" not in line
    placed = [line for line in lines if "\\u3402" in line]
    assert len(placed) == 1


def test_nothing_stated() -> None:
    assert list(account(Disclosure()))[:2] == ["no title", "  kind     not recognised"]


def test_a_figure_settled_by_arithmetic_is_marked_in_its_row() -> None:
    table = mixed()
    figure = Figure(raw="9.00", value=Amount.parse("9.00"), column=0, settled_by="row identity")
    row = evolve(table.rows[0], cells=(figure,))
    lines = list(account(Disclosure(tables=(evolve(table, rows=(row,)),))))
    assert any(line.endswith("≈9.00") for line in lines)
