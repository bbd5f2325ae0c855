"""The tidy table `facts` (事实): one row per point, whatever the number of its printings.

Adding up `value_yuan` over the rows with `is_leaf`, of one direction, fund and origin, gives the total that
the document prints for it, where its tables reconcile.

>>> from govbudget.model.disclosure import Disclosure
>>> from govbudget.model.tables import Column, Figure, Row, Table
>>> from govbudget.money import Amount, Unit
>>> figure = Figure(raw="8.00", value=Amount.parse("8.00", Unit.TEN_THOUSAND_YUAN), column=0)
>>> row = Row(index=1, label="教育支出", cells=(figure,))
>>> table = Table(title="支出总表", index=1, columns=(Column(path=("合计",)),), rows=(row,))
>>> (found,) = fact_rows("a.txt", Disclosure(tables=(table,)))
>>> found.name, found.value, found.printings, found.agreement
('教育支出', Decimal('8.00'), 1, 'single')
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from govbudget.exports.common import place_of, word, yuan_of
from govbudget.model.disclosure import Disclosure
from govbudget.model.facts import Fact
from govbudget.money import Amount, Rate

__all__ = ["FactRow", "fact_rows"]


@frozen(kw_only=True)
class FactRow:
    """One point of a document (事实的一行): its coordinates, its value, how often it is printed and where.

    `pages` and `lines` are ascending, each once, with one space between.  `base` is the phase that a
    change or rate compares with, `qualifier` the words of a header that no other field holds.
    """

    document: str
    entity: str
    fiscal_year: int | None
    direction: str
    subject: str
    function_code: str
    department_economic_code: str
    government_economic_code: str
    item: str
    name: str
    nature: str
    fund: str
    origin: str
    phase: str
    statistic: str
    value_yuan: Decimal | None
    value: Decimal
    unit: str
    increment: Decimal
    printings: int
    agreement: str
    is_leaf: bool
    pages: str
    lines: str
    base: str
    qualifier: str
    revenue_code: str


def fact_rows(document: str, disclosure: Disclosure) -> Iterator[FactRow]:
    """The rows of `facts` for one document, in the order of their first printing."""
    for fact in disclosure.facts:
        yield _row(document, disclosure, fact)


def _row(document: str, disclosure: Disclosure, fact: Fact) -> FactRow:
    about, value, first = fact.coordinates, fact.value, fact.printings[0]
    places = [place for printed in fact.printings if (place := place_of(printed)) is not None]
    year = first.table.fiscal_year if about.fiscal_year is None else about.fiscal_year
    return FactRow(
        document=document,
        entity=about.entity or first.table.entity or disclosure.entity,
        fiscal_year=disclosure.fiscal_year if year is None else year,
        direction=word(about.direction),
        subject=word(about.subject if about.subject is not None else first.row.subject),
        function_code=_digits(about.function),
        department_economic_code=_digits(about.department_economic),
        government_economic_code=_digits(about.government_economic),
        item=about.item,
        name=fact.name,
        nature=word(about.nature),
        fund=word(about.fund),
        origin=word(about.origin),
        phase=word(about.phase),
        statistic=word(about.statistic),
        value_yuan=yuan_of(value),
        value=value.value,
        unit=_unit(fact),
        increment=value.increment,
        printings=len(fact.printings),
        agreement=fact.agreement.value,
        is_leaf=fact.is_leaf,
        pages=_ascending(place.page for place in places),
        lines=_ascending(place.line for place in places),
        base=word(about.base),
        qualifier=about.qualifier,
        revenue_code=_digits(about.revenue),
    )


def _digits(code: object) -> str:
    return "" if code is None else str(code)


def _unit(fact: Fact) -> str:
    if isinstance(fact.value, Amount):
        return word(fact.value.unit)
    return "%" if isinstance(fact.value, Rate) else fact.value.unit or ""


def _ascending(numbers: Iterator[int | None]) -> str:
    return " ".join(map(str, sorted({number for number in numbers if number is not None})))
