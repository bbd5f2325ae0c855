"""One figure explained (一个数的来龙去脉): where it stands, what it is about, what settled it, which checks use it.

>>> import govbudget
>>> text = "2024年支出总表\\n单位：万元\\n项目\\t合计\\n合计\\t9.00\\n教育支出\\t8.00\\n"
>>> doc = govbudget.parse(text)
>>> account = explain(doc, doc.tables[0].figures[0])
>>> account.raw, str(account.place), account.settled_by
('9.00', 'line 4, cell 2', ('header',))
>>> [(result.rule, result.verdict.value) for result in account.results if result.verdict.ran]
[('sum-rows', 'inconsistent')]
>>> for line in explanation_lines(account):
...     print(line)
9.00 万元  line 4, cell 2
  where    2024年支出总表 / 合计 / 合计
  about    direction expenditure; subject total; nature total; fund all; phase budget; statistic
           amount; year 2024
  column   settled by the header
  checks   1 compared it
    × 9.00 │ 8.00 万元  2024年支出总表 / 合计 / 合计  sum-rows
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from govbudget.checks.engine import reconcile
from govbudget.checks.report import Report
from govbudget.checks.results import CheckResult, Verdict
from govbudget.exports.check_text import value_text
from govbudget.exports.terminal import clip_start, display_width, pad, wrap
from govbudget.model.claims import Claim
from govbudget.model.coordinates import Coordinates
from govbudget.model.disclosure import Disclosure
from govbudget.model.forms import FormField
from govbudget.model.indicators import Indicator
from govbudget.model.tables import Figure, PrintedFigure
from govbudget.spans import Place

__all__ = ["Explained", "FigureAccount", "explain", "explanation_lines", "figures_at"]

Explained: TypeAlias = Figure | Claim | FormField | Indicator
"""What can be explained: a figure of a table, of the narrative, of a form, a target of an indicator."""


@frozen(kw_only=True)
class FigureAccount:
    """All that is known about one printed figure (一个数的说明).

    `where` are its words from the outside in: table, row, column; section and subject; form and field.
    `settled_by` is what proved the column, of the figure and of the column, once where they are the same;
    empty outside tables.  `others` are the further printings of the same point in tables, and `results`
    every check that uses the figure, those it could not take part in included.
    """

    source: Explained
    where: tuple[str, ...]
    raw: str
    unit: str = ""
    place: Place | None = None
    coordinates: Coordinates = Coordinates()
    settled_by: tuple[str, ...] = ()
    others: tuple[PrintedFigure, ...] = ()
    results: tuple[CheckResult, ...] = ()


def explain(
    doc: Disclosure, figure: PrintedFigure | Explained, *, report: Report | None = None
) -> FigureAccount:
    """Explain a figure of a document: its place, its coordinates, what settled it, the checks that use it.

    `report` is the one `reconcile` gave for this very document, which is reckoned anew otherwise.

    Raises `LookupError` for a figure that is not one of the document's own.
    """
    source = figure.figure if isinstance(figure, PrintedFigure) else figure
    for account in _accounts(doc):
        if account.source is source:
            return _with_checks(doc, account, reconcile(doc) if report is None else report)
    raise LookupError(f"expected a figure of the document itself, found {figure!r}, which is none of it")


def figures_at(doc: Disclosure, where: str) -> tuple[Explained, ...]:
    """The figures at a place: LINE, LINE:CELL, PAGE:LINE:CELL, or the address in a workbook (`支出总表!C12`).

    >>> import govbudget
    >>> doc = govbudget.parse("2024年支出总表\\n单位：万元\\n项目\\t合计\\n教育支出\\t8.00\\n")
    >>> [figure.raw for figure in figures_at(doc, "4:2")], figures_at(doc, "9")
    (['8.00'], ())
    """
    return tuple(
        account.source
        for account in _accounts(doc)
        if account.place is not None and _is_at(account.place, where)
    )


def _is_at(place: Place, where: str) -> bool:
    if str(place) == where:
        return True
    parts = where.split(":")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return False
    numbers = tuple(map(int, parts))
    known = {
        1: (place.line,),
        2: (place.line, place.cell),
        3: (place.page, place.line, place.cell),
    }.get(len(numbers))
    return known == numbers


def _accounts(doc: Disclosure) -> Iterator[FigureAccount]:
    """What the model says of every figure, without other printings and checks."""
    for table in doc.tables:
        for printed in table.figures:
            column = printed.column
            proofs = [printed.figure.settled_by, "" if column is None else column.settled_by]
            yield FigureAccount(
                source=printed.figure,
                where=_words(table.title, printed.row.label, "" if column is None else column.title),
                raw=printed.figure.raw,
                unit=_unit(printed.figure),
                place=printed.figure.place,
                coordinates=printed.coordinates,
                settled_by=tuple(dict.fromkeys(filter(None, proofs))),
            )
    for claim in doc.claims:
        yield FigureAccount(
            source=claim,
            where=_words(claim.section, claim.subject, claim.relation),
            raw=claim.raw,
            place=claim.place,
            coordinates=claim.coordinates,
        )
    for form in doc.forms:
        title = form.project or form.title
        for field in form.fields:
            if isinstance(field, FormField) and field.raw:
                amount = None if field.funding is None else field.funding.amount
                unit = "" if amount is None or amount.unit is None else amount.unit.value
                yield FigureAccount(
                    source=field, where=_words(title, field.name), raw=field.raw, unit=unit, place=field.place
                )
        for indicator in form.indicators:
            where = _words(title, indicator.level2, indicator.name)
            yield FigureAccount(
                source=indicator, where=where, raw=indicator.target.raw, place=indicator.place
            )


def _words(*words: str) -> tuple[str, ...]:
    return tuple(filter(None, words))


def _unit(figure: Figure) -> str:
    unit = getattr(figure.value, "unit", None)
    return str(unit.value) if isinstance(unit, enum.Enum) else unit or ""


def _with_checks(doc: Disclosure, account: FigureAccount, report: Report) -> FigureAccount:
    others: tuple[PrintedFigure, ...] = ()
    coordinates = account.coordinates
    for fact in doc.facts:
        if any(printed.figure is account.source for printed in fact.printings):
            others = tuple(printed for printed in fact.printings if printed.figure is not account.source)
            coordinates = fact.coordinates
    return FigureAccount(
        source=account.source,
        where=account.where,
        raw=account.raw,
        unit=account.unit,
        place=account.place,
        coordinates=coordinates,
        settled_by=account.settled_by,
        others=others,
        results=report.using(account.source),
    )


# --- as text ----------------------------------------------------------------------------------------------

_WORDS: Final = {
    "en": {
        "where": "where", "about": "about", "column": "column", "also": "also", "checks": "checks",
        "header": "settled by the header", "settled": "settled by {proof}",
        "compared": "{count} compared it", "unused": "no check uses it", "none": "nothing is stated",
        "silent": "{count} could not be made", "nowhere": "no place",
    },
    "zh": {
        "where": "位置", "about": "坐标", "column": "栏目", "also": "另见", "checks": "核对",
        "header": "由表头确定", "settled": "确定依据：{proof}",
        "compared": "{count} 项用到", "unused": "没有核对用到", "none": "未说明",
        "silent": "另有 {count} 项不能核对", "nowhere": "无出处",
    },
}  # fmt: skip
_MARKS: Final = {
    Verdict.EQUAL: "√",
    Verdict.WITHIN_ROUNDING: "≈",
    Verdict.INCONSISTENT: "×",
    Verdict.HINT: "○",
}


def explanation_lines(account: FigureAccount, *, language: str = "en", width: int = 100) -> Iterator[str]:
    """The account as lines for a terminal, in `zh` or `en`; coordinates are named in English, as in the exports."""
    words = _WORDS[language]
    label = max(display_width(words[key]) for key in ("where", "about", "column", "also", "checks")) + 2

    def under(key: str, text: str) -> Iterator[str]:
        yield from wrap(f"  {pad(words[key], label)} {text}", width, " " * (label + 3))

    place = words["nowhere"] if account.place is None else str(account.place)
    yield f"{account.raw}{f' {account.unit}' if account.unit else ''}  {place}"
    yield from under("where", " / ".join(account.where))
    yield from under("about", _about(account.coordinates) or words["none"])
    for proof in account.settled_by:
        yield from under(
            "column", words["header"] if proof == "header" else words["settled"].format(proof=proof)
        )
    for printed in account.others:
        own = printed.figure
        title = "" if printed.column is None else printed.column.title
        at = "" if own.place is None else f"  {own.place}"
        yield from under(
            "also",
            f"{own.raw} {_unit(own)}  {' / '.join(_words(printed.table.title, printed.row.label, title))}{at}",
        )
    shown = [each for each in account.results if each.verdict in _MARKS]
    rest = len(account.results) - len(shown)
    counts = [words["compared"].format(count=len(shown))] if shown else []
    counts += [words["silent"].format(count=rest)] if rest else []
    yield from under("checks", "; ".join(counts) or words["unused"])
    yield from _results(shown, width)


def _about(coordinates: Coordinates) -> str:
    names = {
        "fiscal_year": "year",
        "department_economic": "economic",
        "government_economic": "government economic",
    }
    return "; ".join(
        f"{names.get(name, name)} {value.value if isinstance(value, enum.Enum) else value}"
        for name, value in coordinates.stated().items()
    )


def _results(results: list[CheckResult], width: int) -> Iterator[str]:
    rows = [(_MARKS[each.verdict], _sides(each), each.where, each.rule) for each in results]
    sides = max((display_width(row[1]) for row in rows), default=0)
    for mark, figures, where, rule in rows:
        space = max(width - sides - display_width(rule) - 10, 16)
        yield f"    {mark} {pad(figures, sides, right=True)}  {clip_start(where, space)}  {rule}"


def _sides(result: CheckResult) -> str:
    unit = f"{'' if result.unit == '%' else ' '}{result.unit}" if result.unit else ""
    texts = [value_text(value) for value in (result.stated, result.computed) if value is not None]
    numbers = isinstance(result.computed, Decimal)
    return " │ ".join(texts) + (unit if numbers else "")
