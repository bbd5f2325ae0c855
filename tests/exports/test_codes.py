"""`codes`: the printed codes and names, once each, with what the catalogue says."""

from __future__ import annotations

from govbudget.codes import FunctionalCode, UnitCode
from govbudget.exports.codes import code_rows
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Row, Table
from govbudget.spans import Place


def table(*rows: Row) -> Table:
    return Table(title="支出总表", index=1, rows=rows)


def test_each_code_and_name_once_with_all_its_lines() -> None:
    code = FunctionalCode("204")
    same = Row(index=1, label="公共安全支出", code=code, place=Place(7))
    disclosure = Disclosure(
        fiscal_year=2024,
        tables=(
            table(same, Row(index=2, label="甲馆", code=UnitCode("020001")), Row(index=3, label="合计")),
            table(Row(index=1, label="公共安全支出", code=code, place=Place(90))),
            table(Row(index=1, label="外交支出", code=code, place=Place(95))),
        ),
    )
    first, second = code_rows("a.txt", disclosure)
    assert (first.code, first.code_kind, first.agreement, first.lines) == (
        "204",
        "functional",
        "same",
        "7 90",
    )
    assert first.hint is False
    assert (second.name, second.catalogue_name, second.lines) == ("外交支出", "公共安全支出", "95")
    assert second.agreement in ("different", "unconfirmed")
