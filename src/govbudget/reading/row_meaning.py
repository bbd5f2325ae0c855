"""What a row is about (行的含义): its subject and the coordinates its label and codes state.

A row inherits what the row it is a part of states (an amount under 上年结转 is carried over), and adds its
own.  Codes speak for themselves; a label speaks by its words; what is left of a revenue label, the name of
a project, of an official expense or of an economic item becomes the `item`.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import Any, Final, TypeAlias

from govbudget.codes.types import (
    Code,
    DepartmentEconomicCode,
    FunctionalCode,
    GovernmentEconomicCode,
    RevenueCode,
)
from govbudget.model.coordinates import Coordinates, Direction, Fund, Origin, Subject
from govbudget.model.tables import Panel, RowRole, TableKind
from govbudget.reading.lexicon import Lexicon
from govbudget.reading.words import (
    header_coordinates,
    is_economic_name,
    is_functional_name,
    is_total_word,
    official_expense,
)
from govbudget.records import maker
from govbudget.text import fold, without_brackets

__all__ = ["Meaning", "row_meaning"]

_coordinates: Final = maker(Coordinates)

# A member of an enumeration costs ten times as much to look up as a name of the module.
_DIRECTION_REVENUE: Final = Direction.REVENUE
_FISCAL, _GENERAL = Fund.FISCAL, Fund.GENERAL
_CURRENT: Final = Origin.CURRENT
_ECONOMIC, _GOVERNMENT_ECONOMIC, _PANEL_REVENUE = Panel.ECONOMIC, Panel.GOVERNMENT_ECONOMIC, Panel.REVENUE
_SUBTOTAL, _TOTAL, _UNIT = RowRole.SUBTOTAL, RowRole.TOTAL, RowRole.UNIT
_ASSET, _FUNCTION, _OFFICIAL_EXPENSE, _PROCUREMENT = (
    Subject.ASSET,
    Subject.FUNCTION,
    Subject.OFFICIAL_EXPENSE,
    Subject.PROCUREMENT,
)
_ECONOMIC_ITEM, _OTHER, _PROJECT = Subject.ECONOMIC, Subject.OTHER, Subject.PROJECT
_REVENUE_ITEM, _OF_UNIT, _SUM = Subject.REVENUE_ITEM, Subject.UNIT, Subject.TOTAL
_KIND_REVENUE: Final = TableKind.REVENUE

_NOTHING: Final = Coordinates()
_OF_BODY: Final = re.compile(
    r"(?:局|委|厅|院|办|馆|中心|公司|集团|政府|会|处|队|所|校|站|学|园|台|库|场|社|室|镇|乡|街道)(?:\(?(?:本级|机关)\)?)?"
    r"\(?(?:合计|小计|总计)\)?$"
)

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


Meaning: TypeAlias = tuple[Subject, Coordinates]
"""The subject of a row, and what it states."""


_INHERITED: Final = ("direction", "nature", "fund", "origin", "entity")
"""What a part takes over from its whole; the name of the whole is not the part's name."""
_inherited = attrgetter(*_INHERITED)
_NOTHING_INHERITED: Final = _inherited(Coordinates())


def row_meaning(
    *,
    label: str,
    bare: str,
    group: str,
    role: RowRole,
    codes: tuple[Code, ...],
    kind: TableKind | None,
    panel: Panel | None,
    direction: Direction | None,
    inherited: Coordinates,
    is_entity: bool,
    lexicon: Lexicon | None = None,
) -> Meaning:
    """What a row is about; `inherited` is what the row it is a part of states.

    `bare` is the label in folded form without its numbering.

    >>> subject, coordinates = row_meaning(
    ...     label="（一）一般公共预算拨款", bare="一般公共预算拨款", group="", role=RowRole.ITEM, codes=(),
    ...     kind=TableKind.FISCAL_SUMMARY, panel=Panel.REVENUE, direction=Direction.REVENUE,
    ...     inherited=Coordinates(origin=Origin.CARRIED_OVER), is_entity=False)
    >>> coordinates
    Coordinates(subject=revenue_item, fund=general public budget, origin=carried over)
    """
    lexicon = lexicon or Lexicon()
    if group:
        inherited = inherited.merged(_words(fold(group), direction, lexicon))
    if codes and (stated := _of_codes(codes)):
        return _meaning(stated["subject"], stated, inherited)
    if role is _UNIT:
        stated = {
            "entity": "" if is_entity else label,
            "subject": Subject.TOTAL if is_entity else Subject.UNIT,
        }
        return _meaning(Subject.UNIT, stated, inherited.but(entity="") if inherited.entity else inherited)
    folded = bare
    named = without_brackets(folded) if role is _SUBTOTAL else folded
    if role is _SUBTOTAL and named != folded and not is_total_word(named):
        folded = named
    elif role is _TOTAL or role is _SUBTOTAL:
        # What a body of offices is called (财政专户管理中心小计) says nothing of its money.
        words = _NOTHING if _OF_BODY.search(folded) else _words(folded, direction, lexicon)
        item = inherited.item if role is _SUBTOTAL else ""
        stated = {"fund": words.fund, "origin": words.origin, "nature": words.nature, "item": item}
        return _meaning(_SUM, stated, inherited)
    subject = _subject(folded, kind, panel, direction, lexicon)
    return _meaning(subject, _of_words(folded, label, subject, direction, lexicon), inherited)


def _meaning(subject: Subject, stated: dict[str, Any], inherited: Coordinates) -> Meaning:
    if inherited.fund is _GENERAL and stated.get("fund") is _FISCAL:
        stated["fund"] = Fund.GENERAL_APPROPRIATION
    values = _inherited(inherited)
    if values != _NOTHING_INHERITED:
        for name, value in zip(_INHERITED, values, strict=True):
            if value and not stated.get(name):
                stated[name] = value
    stated.setdefault("subject", subject)
    return subject, _coordinates(**stated)


def _of_codes(codes: tuple[Code, ...]) -> dict[str, Any]:
    """What the codes of a row state; the first, which names the row, says what it is about."""
    found: dict[str, Any] = {}
    for code in codes:
        known = _STATED_BY.get(type(code))
        if known is not None:
            name, subject = known
            found.setdefault("subject", subject)
            found[name] = code
    return found


_STATED_BY: Final[dict[type, tuple[str, Subject]]] = {
    FunctionalCode: ("function", Subject.FUNCTION),
    DepartmentEconomicCode: ("department_economic", Subject.ECONOMIC),
    GovernmentEconomicCode: ("government_economic", Subject.ECONOMIC),
    RevenueCode: ("revenue", Subject.REVENUE_ITEM),
}


def _subject(
    folded: str,
    kind: TableKind | None,
    panel: Panel | None,
    direction: Direction | None,
    lexicon: Lexicon,
) -> Subject:
    if not folded:
        if kind is TableKind.OFFICIAL_EXPENSES:
            return _OFFICIAL_EXPENSE
        return Subject.TOTAL if kind in (TableKind.REVENUE, TableKind.EXPENDITURE) else Subject.OTHER
    if panel is _ECONOMIC or panel is _GOVERNMENT_ECONOMIC:
        return _ECONOMIC_ITEM
    if panel is _PANEL_REVENUE or (direction is _DIRECTION_REVENUE and kind is not _KIND_REVENUE):
        return _REVENUE_ITEM
    by_kind = None if kind is None else _BY_KIND.get(kind)
    if by_kind is not None:
        return by_kind
    if lexicon.of(is_functional_name)[folded]:
        return _FUNCTION
    if lexicon.of(is_economic_name)[folded]:
        return _ECONOMIC_ITEM
    return _REVENUE_ITEM if direction is _DIRECTION_REVENUE else _OTHER


def _words(folded: str, direction: Direction | None, lexicon: Lexicon) -> Coordinates:
    """The words of a label; 本年 says which year granted the money only on the revenue side."""
    words = lexicon.of(header_coordinates)[folded]
    if direction is not _DIRECTION_REVENUE and words.origin is _CURRENT:
        words = words.but(origin=None)
    return words


def _of_words(
    folded: str, label: str, subject: Subject, direction: Direction | None, lexicon: Lexicon
) -> dict[str, Any]:
    if subject is _OFFICIAL_EXPENSE:
        return {"item": official_expense(folded) or folded}
    if subject is _PROJECT:
        return {"item": label}
    if subject in (_PROCUREMENT, _ASSET, _FUNCTION):
        return {"item": folded}
    if subject is _OF_UNIT:
        return {"entity": label}
    words = _words(folded, direction, lexicon)
    if subject is _ECONOMIC_ITEM and (words.nature is None or words.qualifier):
        # 基本支出 and 人员经费 among economic items are natures; what else they are called is an item's name.
        return {"item": folded}
    item = folded if words.qualifier or subject is _ECONOMIC_ITEM else ""
    return {"fund": words.fund, "origin": words.origin, "nature": words.nature, "item": item}
