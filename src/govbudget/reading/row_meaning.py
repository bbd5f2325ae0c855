"""What a row is about (行的含义): its subject and the coordinates its label and codes state.

A row inherits what the row it is a part of states (an amount under 上年结转 is carried over), and adds its
own.  Codes speak for themselves; a label speaks by its words; what is left of a revenue label, the name of
a project, of an official expense or of an economic item becomes the `item`.
"""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

from govbudget.codes.types import (
    Code,
    DepartmentEconomicCode,
    FunctionalCode,
    GovernmentEconomicCode,
    RevenueCode,
)
from govbudget.model.coordinates import Coordinates, Direction, Fund, Origin, Subject
from govbudget.model.tables import Panel, RowRole, TableKind
from govbudget.reading.words import (
    header_coordinates,
    is_economic_name,
    is_functional_name,
    is_total_word,
    official_expense,
)
from govbudget.text import fold, strip_numbering, without_brackets

__all__ = ["Meaning", "row_meaning"]

_BY_KIND: Final = {
    TableKind.OFFICIAL_EXPENSES: Subject.OFFICIAL_EXPENSE,
    TableKind.PROJECT_EXPENDITURE: Subject.PROJECT,
    TableKind.PROCUREMENT: Subject.PROCUREMENT,
    TableKind.SERVICES: Subject.PROCUREMENT,
    TableKind.FIXED_ASSETS: Subject.ASSET,
    TableKind.BASIC_EXPENDITURE: Subject.ECONOMIC,
    TableKind.ECONOMIC_EXPENDITURE: Subject.ECONOMIC,
    TableKind.AGENCY_OPERATING: Subject.UNIT,
}


@frozen
class Meaning:
    """The subject of a row, and what it states."""

    subject: Subject
    coordinates: Coordinates


def row_meaning(
    *,
    label: str,
    group: str,
    role: RowRole,
    codes: tuple[Code, ...],
    kind: TableKind | None,
    panel: Panel | None,
    direction: Direction | None,
    inherited: Coordinates,
    is_entity: bool,
) -> Meaning:
    """What a row is about; `inherited` is what the row it is a part of states.

    >>> meaning = row_meaning(label="（一）一般公共预算拨款", group="", role=RowRole.ITEM, codes=(),
    ...     kind=TableKind.FISCAL_SUMMARY, panel=Panel.REVENUE, direction=Direction.REVENUE,
    ...     inherited=Coordinates(origin=Origin.CARRIED_OVER), is_entity=False)
    >>> meaning.coordinates
    Coordinates(subject=revenue_item, fund=general public budget, origin=carried over)
    """
    folded = strip_numbering(fold(label))
    if group:
        inherited = inherited.merged(_words(fold(group), direction))
    coded = _of_codes(codes)
    if coded is not None:
        return Meaning(coded.subject or Subject.OTHER, _inherit(inherited, coded))
    if role is RowRole.UNIT:
        entity = "" if is_entity else label
        subject = Subject.TOTAL if is_entity else Subject.UNIT
        return Meaning(Subject.UNIT, Coordinates(subject=subject, entity=entity))
    named = without_brackets(folded)
    if role is RowRole.SUBTOTAL and named != folded and not is_total_word(named):
        folded = named
    elif role in (RowRole.TOTAL, RowRole.SUBTOTAL):
        words = _words(folded, direction)
        item = inherited.item if role is RowRole.SUBTOTAL else ""
        stated = Coordinates(
            subject=Subject.TOTAL, fund=words.fund, origin=words.origin, nature=words.nature, item=item
        )
        return Meaning(
            Subject.TOTAL, _inherit(inherited if role is RowRole.SUBTOTAL else Coordinates(), stated)
        )
    subject = _subject(folded, kind, panel, direction)
    return Meaning(subject, _inherit(inherited, _stated(folded, label, subject, direction)))


def _inherit(inherited: Coordinates, own: Coordinates) -> Coordinates:
    """What the whole states, then what the row states: the name of the whole is not the part's name."""
    base = evolve(inherited, subject=None, item="", qualifier="", entity=inherited.entity)
    if inherited.fund is Fund.GENERAL and own.fund is Fund.FISCAL:
        own = evolve(own, fund=Fund.GENERAL_APPROPRIATION)
    return base.merged(own)


def _of_codes(codes: tuple[Code, ...]) -> Coordinates | None:
    found = Coordinates()
    for code in codes:
        if isinstance(code, FunctionalCode):
            found = evolve(found, function=code, subject=Subject.FUNCTION)
        elif isinstance(code, DepartmentEconomicCode):
            found = evolve(found, department_economic=code, subject=found.subject or Subject.ECONOMIC)
        elif isinstance(code, GovernmentEconomicCode):
            found = evolve(found, government_economic=code, subject=found.subject or Subject.ECONOMIC)
        elif isinstance(code, RevenueCode):
            found = evolve(found, revenue=code, subject=found.subject or Subject.REVENUE_ITEM)
    return None if found.subject is None else found


def _subject(
    folded: str, kind: TableKind | None, panel: Panel | None, direction: Direction | None
) -> Subject:
    if not folded:
        return Subject.TOTAL if kind in (TableKind.REVENUE, TableKind.EXPENDITURE) else Subject.OTHER
    if panel in (Panel.ECONOMIC, Panel.GOVERNMENT_ECONOMIC):
        return Subject.ECONOMIC
    if panel is Panel.REVENUE or (direction is Direction.REVENUE and kind is not TableKind.REVENUE):
        return Subject.REVENUE_ITEM
    if kind is not None and kind in _BY_KIND:
        return _BY_KIND[kind]
    if is_functional_name(folded):
        return Subject.FUNCTION
    if is_economic_name(folded):
        return Subject.ECONOMIC
    return Subject.REVENUE_ITEM if direction is Direction.REVENUE else Subject.OTHER


def _words(folded: str, direction: Direction | None) -> Coordinates:
    """The words of a label; 本年 says which year granted the money only on the revenue side."""
    words = header_coordinates(folded)
    if direction is not Direction.REVENUE and words.origin is Origin.CURRENT:
        words = evolve(words, origin=None)
    return words


def _stated(folded: str, label: str, subject: Subject, direction: Direction | None) -> Coordinates:
    if subject is Subject.OFFICIAL_EXPENSE:
        return Coordinates(subject=subject, item=official_expense(folded) or folded)
    if subject in (Subject.PROJECT, Subject.PROCUREMENT, Subject.ASSET, Subject.FUNCTION):
        return Coordinates(subject=subject, item=label if subject is Subject.PROJECT else folded)
    if subject is Subject.UNIT:
        return Coordinates(subject=subject, entity=label)
    words = _words(folded, direction)
    item = folded if words.qualifier or subject is Subject.ECONOMIC else ""
    return Coordinates(subject=subject, fund=words.fund, origin=words.origin, nature=words.nature, item=item)
