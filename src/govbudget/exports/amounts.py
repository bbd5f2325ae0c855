"""The tidy table `amounts` (金额明细): one row per number or redaction printed in a table.

Blank cells, strokes and words give no row.  Adding up `value` counts money many times over, since totals
are printed beside their parts: `role`, `is_leaf` and `level` say how not to.

>>> from govbudget.model.disclosure import Disclosure
>>> from govbudget.model.tables import Column, Figure, Row, Table
>>> from govbudget.money import Amount, Unit
>>> figure = Figure(raw="8.00", value=Amount.parse("8.00", Unit.TEN_THOUSAND_YUAN), column=0)
>>> row = Row(index=1, label="教育支出", cells=(figure,))
>>> table = Table(title="支出总表", index=1, columns=(Column(path=("合计",)),), rows=(row,))
>>> (found,) = amount_rows("a.txt", Disclosure(tables=(table,)))
>>> found.label, found.column, found.value, found.unit, found.value_yuan
('教育支出', '合计', Decimal('8.00'), '万元', Decimal('80000'))
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from govbudget.exports.common import in_source_order, place_of, word, yuan_of
from govbudget.model.coordinates import Statistic
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import FigureStatus, PrintedFigure, Table
from govbudget.money import Amount, Quantity, Rate

__all__ = ["AmountRow", "amount_rows", "printed_unit"]


@frozen(kw_only=True)
class AmountRow:
    """One printed figure, all that tells what it is in fields of their own (金额明细的一行).

    `value` is in the printed unit and None where no number is printed; `value_yuan` is for money alone.
    """

    document: str
    table_index: int
    table_title: str
    table_kind: str
    fiscal_year: int | None
    entity: str
    panel: str
    row_index: int
    code: str
    code_kind: str
    other_codes: str
    group: str
    label: str
    level: int | None
    column: str
    direction: str
    subject: str
    nature: str
    fund: str
    origin: str
    phase: str
    statistic: str
    raw: str
    value: Decimal | None
    unit: str
    value_yuan: Decimal | None
    status: str
    settled_by: str
    page: int | None
    line: int | None
    role: str
    is_leaf: bool
    increment: Decimal | None


def amount_rows(document: str, disclosure: Disclosure) -> Iterator[AmountRow]:
    """The rows of `amounts` for one document, in source order; `document` is the source as given."""
    for table in disclosure.tables:
        if table.index is not None:
            for printed in in_source_order(table.figures):
                yield _row(document, disclosure, table, table.index, printed)


def _row(
    document: str, disclosure: Disclosure, table: Table, index: int, printed: PrintedFigure
) -> AmountRow:
    row, column, figure, about = printed.row, printed.column, printed.figure, printed.coordinates
    value = figure.value if isinstance(figure.value, Amount | Rate | Quantity) else None
    place = place_of(printed)
    panel = row.panel if row.panel is not None or column is None else column.panel
    level = row.level
    return AmountRow(
        document=document,
        table_index=index,
        table_title=table.title,
        table_kind=word(table.kind),
        fiscal_year=disclosure.fiscal_year if table.fiscal_year is None else table.fiscal_year,
        entity=about.entity or table.entity or disclosure.entity,
        panel=word(panel),
        row_index=row.index,
        code="" if row.code is None else row.code.digits,
        code_kind="" if row.code is None else row.code.kind.value,
        other_codes=" ".join(code.digits for code in row.other_codes),
        group=row.group,
        label=row.label,
        level=level if level is not None and level <= 3 else None,
        column="" if column is None else column.title,
        direction=word(about.direction),
        subject=row.subject.value,
        nature=word(about.nature),
        fund=word(about.fund),
        origin=word(about.origin),
        phase=word(about.phase),
        statistic=word(_statistic(printed)),
        raw=figure.raw,
        value=None if value is None else value.value,
        unit=printed_unit(printed),
        value_yuan=yuan_of(value),
        status=figure.status.value,
        settled_by=_settled_by(printed),
        page=None if place is None else place.page,
        line=None if place is None else place.line,
        role=row.role.value,
        is_leaf=printed.is_leaf,
        increment=None if value is None else value.increment,
    )


def printed_unit(printed: PrintedFigure) -> str:
    """The unit of a figure: of money, `%`, or of measure; of what is hidden, the unit its cell would have.

    Empty where the document states none.
    """
    value = printed.figure.value
    if isinstance(value, Amount):
        return word(value.unit)
    if isinstance(value, Rate):
        return "%"
    if isinstance(value, Quantity):
        return value.unit or ""
    if printed.figure.status is FigureStatus.RATE:
        return "%"
    stated = None if printed.column is None else printed.column.unit
    if isinstance(stated, str):
        return stated
    if stated is not None:
        return stated.value
    about = printed.coordinates.statistic
    return word(printed.table.unit) if about in (None, Statistic.AMOUNT, Statistic.CHANGE) else ""


def _statistic(printed: PrintedFigure) -> Statistic | None:
    about = printed.coordinates.statistic
    if about is None and isinstance(printed.figure.value, Amount):
        return Statistic.AMOUNT
    return about


def _settled_by(printed: PrintedFigure) -> str:
    """What proved the column: for the figure, for the column itself, or for both; empty if nothing did."""
    figure, column = printed.figure, printed.column
    if column is None:
        return "" if figure.settled_by == _PRINTED else figure.settled_by
    proofs = [proof for proof in (column.settled_by, figure.settled_by) if proof not in ("", _PRINTED)]
    return "; ".join(dict.fromkeys(proofs)) or figure.settled_by


_PRINTED = "header"
