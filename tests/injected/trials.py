"""What the checks make of an error: caught, located, what else they raise, and whether they could have seen it.

An error is **detectable** where an identity that held before uses the changed figure and the change is
larger than its detection limit.  It is **caught** when a finding appears that the unchanged document does
not have, and **located** when the changed figure is among the operands that such a finding names, or,
for a figure that is gone from its place, when the finding belongs to an identity that had it.  Every new finding that
does neither is an **other** finding; next to a row that is gone, findings that name a whole it was in or its parts
are no others, since print does not say any more where these belong.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from attrs import frozen

import govbudget
from govbudget.checks.report import Report
from govbudget.checks.results import CheckResult, Law, Side, Verdict
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Figure
from tests.injected.errors import Injected, Kind, inject

__all__ = ["Base", "Outcome", "rates", "trials"]

HELD = (Verdict.EQUAL, Verdict.WITHIN_ROUNDING)
ROWS = (Kind.DROPPED, Kind.DOUBLED)


@frozen
class Base:
    """A document before any error."""

    name: str
    text: str
    doc: Disclosure
    report: Report

    @classmethod
    def of(cls, name: str, text: str) -> Base:
        doc = govbudget.parse(text)
        return cls(name, text, doc, govbudget.reconcile(doc))


@frozen(kw_only=True)
class Outcome:
    """What became of one error."""

    base: str
    injected: Injected
    detectable: bool
    caught: bool
    located: bool
    others: tuple[CheckResult, ...]
    reason: str

    def __str__(self) -> str:
        old = ", ".join(map(str, sorted(self.injected.old_lines)))
        change = f"{self.injected.printed!r} -> {self.injected.changed!r}"
        return f"{self.base} line {old}, {self.injected.kind.value}: {change}: {self.reason}"


def trials(
    bases: Sequence[Base],
    count: int,
    seed: int = 0,
    check: Callable[[Disclosure], Report] = govbudget.reconcile,
) -> list[Outcome]:
    """So many errors of every kind in every document; the same ones for the same seed."""
    outcomes = []
    for base in bases:
        for kind in Kind:
            for number in range(count):
                injected = inject(
                    base.text, base.doc, kind, random.Random(f"{seed} {base.name} {kind} {number}")
                )
                if injected is not None:
                    outcomes.append(_tried(base, injected, check))
    return outcomes


def _tried(base: Base, injected: Injected, check: Callable[[Disclosure], Report]) -> Outcome:
    try:
        doc = govbudget.parse(injected.text)
    except govbudget.GovBudgetError as error:
        return Outcome(
            base=base.name, injected=injected, detectable=True, caught=False, located=False, others=(),
            reason=f"refused: {error}",
        )  # fmt: skip
    report = check(doc)
    before = {_signature(each) for each in base.report.findings}
    new = [each for each in report.findings if _signature(each) not in before]
    affected = _affected(base, injected)
    ids = {each.finding_id for each in affected}
    if injected.kind in (Kind.DROPPED, Kind.MOVED):
        # A sum that has lost a part is the same sum, though the words of its figures are not the same any more.
        had = {(each.rule, each.where) for each in affected}
        ids |= {each.finding_id for each in new if (each.rule, each.where) in had}
    about = [each for each in new if _names(each, injected)]
    near = _beside_the_gap(base, injected)
    others = tuple(
        each
        for each in new
        if not (_names(each, injected) or each.finding_id in ids or near.intersection(each.lines))
    )
    gone = injected.kind in (Kind.DROPPED, Kind.MOVED)
    located = bool(about) or (gone and any(each.finding_id in ids for each in new))
    detectable = _is_detectable(base, injected, affected)
    return Outcome(
        base=base.name,
        injected=injected,
        detectable=detectable,
        caught=bool(new),
        located=located,
        others=others,
        reason="" if new else _reason(injected, affected, detectable, doc, report, ids),
    )


def _signature(result: CheckResult) -> tuple[str, str, str]:
    return result.finding_id, str(result.stated), str(result.computed)


def _names(result: CheckResult, injected: Injected) -> bool:
    return any(
        operand.place is not None
        and operand.place.line in injected.lines
        and (injected.kind in ROWS or "".join(injected.changed.split()) in "".join(operand.raw.split()))
        for operand in result.operands
    )


def _kin(base: Base, source: object) -> tuple[bool, int]:
    """Whether the row of a figure has parts of its own, and how many rows its whole has for parts.

    The place of a row with parts, or of the only part of a whole, is taken by these when it is gone, and
    no sum over the lowest rows is wrong without it.
    """
    for table in base.doc.tables:
        parents = Counter(row.parent for row in table.rows)
        for position, row in enumerate(table.rows):
            if any(cell is source for cell in row.cells):
                return position in parents, parents[row.parent]
    return False, 0


def _beside_the_gap(base: Base, injected: Injected) -> frozenset[int]:
    """Where a row is gone, the lines of the wholes it was in, and of its parts, which may now belong elsewhere."""
    if injected.kind is not Kind.DROPPED:
        return frozenset()
    (gone,) = injected.old_lines
    near: set[int] = set()
    for table in base.doc.tables:
        at = {position: row.place.line for position, row in enumerate(table.rows) if row.place is not None}
        for position, row in enumerate(table.rows):
            if row.parent is None:
                continue
            above: int | None = row.parent if at.get(position) == gone else None
            while above is not None:
                near.add(at.get(above, gone))
                above = table.rows[above].parent
            if at.get(row.parent) == gone:
                near.add(at.get(position, gone))
    return frozenset(line - (line > gone) for line in near if line != gone)


def _figures(base: Base, injected: Injected) -> list[object]:
    """The figures of the unchanged document that the error touches: one, or all on its line."""
    if injected.kind not in ROWS:
        return [injected.source]
    return [
        cell
        for table in base.doc.tables
        for row in table.rows
        for cell in row.cells
        if isinstance(cell, Figure) and cell.place is not None and cell.place.line in injected.old_lines
    ]


def _affected(base: Base, injected: Injected) -> list[CheckResult]:
    """The results on the unchanged document that use the figures of the error."""
    found: dict[int, CheckResult] = {}
    for source in _figures(base, injected):
        for result in base.report.using(source):
            found[id(result)] = result
    return list(found.values())


def _is_detectable(base: Base, injected: Injected, affected: Iterable[CheckResult]) -> bool:
    """Whether an identity that held must break, since the change is above its detection limit."""
    return any(_must_break(base, injected, each) for each in affected if each.verdict in HELD)


def _must_break(base: Base, injected: Injected, result: CheckResult) -> bool:
    limit = _worth(result.detection_limit, result)
    if limit is None or result.law not in (Law.SUM, Law.POINT, Law.RATE, Law.IDENTITY):
        return False
    touched = {id(source) for source in _figures(base, injected)}
    operands = [each for each in result.operands if id(each.source) in touched]
    if injected.kind in ROWS or injected.kind is Kind.MOVED:
        # A total that is gone leaves an identity without a total; a part that is gone leaves a wrong sum.
        if result.law is not Law.SUM or len(operands) != 1 or operands[0].side is not Side.COMPUTED:
            return False
        has_parts, beside = _kin(base, operands[0].source)
        if beside < 2 or (has_parts and (injected.kind in ROWS or result.rule == "sum-leaves")):
            return False
        if injected.kind is Kind.MOVED and len(result.lines) < 3:
            # Within its row it is a part of the same sum wherever it stands; alone, it leaves no sum behind.
            return False
        value = operands[0].value
        moved = None if value is None else _worth(value.value, result)
        return moved is not None and abs(moved) > limit and len(result.operands) > 2
    if result.law is Law.RATE and not (operands and operands[0].side is Side.STATED):
        return False
    return injected.size is not None and injected.size > limit and len(operands) == 1


def _worth(number: Decimal | None, result: CheckResult) -> Decimal | None:
    if number is None:
        return None
    unit = result.money_unit
    return number if unit is None else number * unit.factor


def _reason(
    injected: Injected,
    affected: Sequence[CheckResult],
    detectable: bool,
    doc: Disclosure,
    report: Report,
    ids: set[str],
) -> str:
    """Why nothing was raised."""
    if not affected:
        return "no identity uses the figure"
    if not any(each.verdict in HELD for each in affected):
        return "no identity that held uses the figure"
    if detectable:
        if any(
            printed.figure.column is None
            for table in doc.tables
            for printed in table.figures
            if printed.figure.place is not None and printed.figure.place.line in injected.lines
        ):
            return (
                "the columns of the row cannot be settled any more, and its figures are said to be ambiguous"
            )
        now = Counter(each.verdict.value for each in report.results if each.finding_id in ids)
        return f"missed; its identities are now: {dict(now)}"
    if injected.kind in (Kind.DROPPED, Kind.DOUBLED, Kind.MOVED):
        return "no sum has the figure as a part that no other row repeats"
    return "below the detection limit of every identity that uses the figure"


def rates(outcomes: Sequence[Outcome]) -> list[tuple[str, int, int, int, int, int]]:
    """By kind and over all: tried, detectable, of these caught and located, trials with other findings."""
    rows = []
    for name, some in [
        *((kind.value, [each for each in outcomes if each.injected.kind is kind]) for kind in Kind),
        ("all", list(outcomes)),
    ]:
        certain = [each for each in some if each.detectable]
        rows.append(
            (
                name,
                len(some),
                len(certain),
                sum(each.caught for each in certain),
                sum(each.located for each in certain),
                sum(bool(each.others) for each in some),
            )
        )
    return rows
