"""The normal form of what was read: everything that a document states, as plain data, places left out.

Two texts are read alike if their normal forms are equal.  Words stand folded, money in yuan, and blank
cells are left out, because a line that ends early and one padded with empty cells say the same.  What a
change may alter on purpose is named by an `Aside`, one flag each; everything else has to stay.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen

from govbudget.model.claims import Claim
from govbudget.model.coordinates import Coordinates
from govbudget.model.disclosure import Disclosure
from govbudget.model.facts import Fact
from govbudget.model.forms import AnyField, FormField, PerformanceForm, PersonalField
from govbudget.model.indicators import Indicator
from govbudget.model.tables import Cell, Column, Dash, Figure, Redacted, Row, Table, Words
from govbudget.money import Amount, Quantity, Rate, plain
from govbudget.text import fold

__all__ = ["Aside", "Data", "alike", "normal_document", "normal_table", "renamed"]

_ANY_ORDER = " in any order"
Data: TypeAlias = "str | int | bool | list[Data] | dict[str, Data] | None"


@frozen(kw_only=True)
class Aside:
    """What a comparison leaves out, because the change under test is allowed to alter it."""

    form_numbers: bool = False
    """The form numbers."""
    order: bool = False
    """The order of tables and forms, the tables' numbers, and the table that happens to print a point first."""
    increments: bool = False
    """The unit figures are printed in, and with it their resolution."""

    def merged(self, other: Aside) -> Aside:
        """What either of two leaves out."""
        return Aside(
            form_numbers=self.form_numbers or other.form_numbers,
            order=self.order or other.order,
            increments=self.increments or other.increments,
        )


def normal_document(doc: Disclosure, aside: Aside | None = None) -> Data:
    """The tables, forms, claims, facts, problems and unread text of a disclosure."""
    aside = aside or Aside()
    return {
        "title": fold(doc.title),
        "kind": None if doc.kind is None else doc.kind.value,
        "entity": fold(doc.entity),
        "year": doc.fiscal_year,
        "units": [fold(unit) for unit in doc.units],
        "tables" + _ANY_ORDER * aside.order: [normal_table(table, aside) for table in doc.tables],
        "forms" + _ANY_ORDER * aside.order: [normal_form(form) for form in doc.forms],
        "claims": [normal_claim(claim) for claim in doc.claims],
        "facts" + _ANY_ORDER: normal_facts(doc.facts, aside),
        "unread" + _ANY_ORDER: [fold(item.text) for item in doc.unread],
        "problems" + _ANY_ORDER: [f"{problem.kind}: {fold(problem.where)}" for problem in doc.problems],
    }


def normal_table(table: Table, aside: Aside) -> dict[str, Data]:
    """One table: its captions, its columns that print something, its rows."""
    cells = [cell for row in table.rows for cell in row.cells if _prints(cell)]
    used = sorted({cell.column for cell in cells if cell.column is not None})
    columns: list[Data] = [_column(table, table.columns[number], aside) for number in used]
    rows: list[Data] = [_row(table, row, aside) for row in table.rows]
    result: dict[str, Data] = {
        "title": fold(table.title),
        "kind": None if table.kind is None else table.kind.value,
        "entity": fold(table.entity),
        "year": table.fiscal_year,
        "about": _about(table.coordinates),
        "empty": table.is_empty,
        "columns": columns,
        "rows": rows,
        "notes": [fold(note) for note in table.notes],
        "printed": [[fold(cell) for cell in row if cell] for row in table.printed if any(row)],
    }
    if not aside.order:
        result["index"] = table.index
    if not aside.form_numbers:
        result["form number"] = fold(table.form_number)
    if not aside.increments:
        result["unit"] = None if table.unit is None else table.unit.value
    return result


def _prints(cell: Cell) -> bool:
    return isinstance(cell, Figure | Words | Dash)


def _about(coordinates: Coordinates) -> str:
    return fold(repr(coordinates))


def _title(column: Column) -> str:
    panel = "" if column.panel is None else f"{column.panel.value}: "
    return panel + "/".join(fold(word) for word in column.path)


def _column(table: Table, column: Column, aside: Aside) -> dict[str, Data]:
    unit = column.unit if isinstance(column.unit, str) or column.unit is None else column.unit.value
    return {
        "title": _title(column),
        "about": _about(column.coordinates),
        "unit": "" if aside.increments else unit,
        "part of": None if column.whole is None else _title(table.columns[column.whole]),
        "of which": column.of_which,
        "settled by": fold(column.settled_by),
    }


def _row(table: Table, row: Row, aside: Aside) -> dict[str, Data]:
    parent = None if row.parent is None else table.rows[row.parent]
    return {
        "index": row.index,
        "panel": None if row.panel is None else row.panel.value,
        "group": fold(row.group),
        "label": fold(row.label),
        "names": [fold(name) for name in row.names],
        "code": _code(row.code),
        "other codes": [_code(code) for code in row.other_codes],
        "level": row.level,
        "role": row.role.value,
        "subject": row.subject.value,
        "about": _about(row.coordinates),
        "part of": None if parent is None else f"{parent.index} {fold(parent.label)}",
        "cells": [_cell(table, cell, aside) for cell in row.cells if _prints(cell)],
    }


def _code(code: object) -> str:
    return "" if code is None else f"{type(code).__name__} {code}"


def _cell(table: Table, cell: Cell, aside: Aside) -> str:
    if isinstance(cell, Figure):
        column = "?" if cell.column is None else _title(table.columns[cell.column])
        return f"{column} = {_value(cell, aside)} ({cell.status.value}) [{fold(cell.settled_by)}]"
    if isinstance(cell, Words | Dash):
        return f"{_title(table.columns[cell.column])} : {fold(cell.raw)}"
    raise AssertionError(cell)


def _value(figure: Figure, aside: Aside) -> str:
    value = figure.value
    if isinstance(value, Amount):
        number = _money(value)
    elif isinstance(value, Rate):
        return f"{_shortest(value.value)}%"
    elif isinstance(value, Quantity):
        return f"{_shortest(value.value)} {value.unit}"
    elif isinstance(value, Redacted):
        return fold(value.raw)
    else:
        return f"malformed {fold(value.raw)}"
    return number if aside.increments else f"{number} ±{plain(value.increment)}"


def _money(amount: Amount) -> str:
    if amount.unit is None:
        return f"{_shortest(amount.value)} (no unit)"
    return f"{_shortest(amount.yuan)}元"


def _shortest(value: Decimal) -> str:
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def normal_facts(facts: Iterable[Fact], aside: Aside) -> list[Data]:
    """The facts: their points, values, agreement, number of printings, whether they are leaves.

    Which breakdown the leaves are taken from may hang on the order of the tables, and whether figures
    agree within rounding on the resolution they are printed in.
    """
    lines: list[Data] = []
    for fact in facts:
        value = fact.value
        number = _money(value) if isinstance(value, Amount) else _shortest(value.value)
        agreement = "" if aside.increments else fact.agreement.value
        leaf = " leaf" if fact.is_leaf and not (aside.order or aside.increments) else ""
        lines.append(f"{_about(fact.coordinates)} = {number} {agreement} x{len(fact.printings)}{leaf}")
    return lines


def normal_form(form: PerformanceForm) -> Data:
    """One form: its captions, its fields in print order, its indicators."""
    return {
        "title": fold(form.title),
        "kind": form.kind.value,
        "year": form.fiscal_year,
        "project": fold(form.project),
        "fields": [_field(field) for field in form.fields],
        "indicators": [_indicator(indicator) for indicator in form.indicators],
    }


def _field(field: AnyField) -> str:
    raw = field.value.value if isinstance(field, PersonalField) else field.raw
    scope = "" if field.scope is None else f" ({field.scope.value})"
    money = ""
    if isinstance(field, FormField) and field.funding is not None and field.funding.amount is not None:
        money = f" = {_money(field.funding.amount)} {field.funding.source.value}"
    return f"{fold(field.name)}{scope}: {fold(raw)}{money}"


def _indicator(indicator: Indicator) -> str:
    target = indicator.target
    words = (
        "" if indicator.scope is None else indicator.scope.value,
        indicator.level1, indicator.level2, indicator.level1_canonical, indicator.level2_canonical,
        indicator.name, type(target).__name__, target.raw, indicator.description, indicator.basis,
    )  # fmt: skip
    return " | ".join(fold(word) for word in words)


def normal_claim(claim: Claim) -> Data:
    """One figure of the narrative: its value and what its sentence says about it."""
    value = claim.value
    number = _money(value) if isinstance(value, Amount) else _shortest(value.value)
    words = (claim.section, claim.heading, claim.raw, claim.subject, claim.relation, claim.movement)
    more = (claim.compared_with, claim.bound, claim.whole, claim.text)
    return " | ".join((number, _about(claim.coordinates), *map(fold, (*words, *more))))


def renamed(data: Data, names: Mapping[str, str]) -> Data:
    """A normal form with other names in place of some, as a change of names should leave it.

    A name that is the end of another one (the department without its place) is replaced where it stands alone.
    """
    pattern, folded = _names(names)
    if not names:
        return data
    if isinstance(data, str):
        return pattern.sub(lambda match: folded[match.group()], data)
    if isinstance(data, list):
        return [renamed(item, names) for item in data]
    if isinstance(data, dict):
        return {key: renamed(item, names) for key, item in data.items()}
    return data


def _names(names: Mapping[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    folded = {fold(old): fold(new) for old, new in names.items()}
    alternatives = []
    for old in sorted(folded, key=len, reverse=True):
        short = any(other != old and other.endswith(old) for other in folded)
        alone = rf"(?<![一-龥]){re.escape(old)}(?![一-龥])"
        alternatives.append(alone if short else re.escape(old))
    return re.compile("|".join(alternatives)), folded


def shown(data: Data) -> list[str]:
    """A normal form as lines, one for each smallest part, with the way to it: what differences are shown in."""
    lines: list[str] = []

    def walk(part: Data, path: str) -> None:
        if isinstance(part, dict):
            if "title" in part:
                path = f"{path}{{{part['title'] or part.get('project')}}}"
            elif "label" in part:
                path = f"{path}{{{part['index']} {part['panel'] or ''} {part['label']}}}"
            for key, item in part.items():
                walk(item, f"{path}.{key}")
        elif isinstance(part, list):
            if not part:
                lines.append(f"{path}: none")
            for item in part:
                walk(item, path)
        else:
            lines.append(f"{path}: {part}")

    walk(data, "")
    return lines


def _sorted(data: Data) -> Data:
    """The same data with every list that may stand in any order in one order."""
    if not isinstance(data, dict):
        return data
    return {
        key: sorted(item, key=lambda part: json.dumps(part, ensure_ascii=False))
        if isinstance(item, list) and key.endswith(_ANY_ORDER)
        else item
        for key, item in data.items()
    }


def alike(expected: Data, found: Data) -> str:
    """An empty text if two normal forms are equal, else the first lines in which they differ."""
    expected, found = _sorted(expected), _sorted(found)
    if expected == found:
        return ""
    wanted, got = shown(expected), shown(found)
    changed = [
        line for line in difflib.unified_diff(wanted, got, "expected", "found", lineterm="", n=0) if line
    ]
    return "\n".join(changed[:40]) or "equal when shown, different as data"
