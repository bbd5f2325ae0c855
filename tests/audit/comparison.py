"""The checks of the library beside the hand-made audit: which of its identities they found, and with what verdict.

An audited identity is found where a result that compared figures has its two sides (money in yuan) and
names its lines.  Two printings of one point are also found where each agrees with a third: law by law
the library need not compare every printing with every other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import field, frozen

from govbudget.checks.report import Report
from govbudget.checks.results import CheckResult, Verdict
from tests.audit import HELD, Audited

__all__ = ["Comparison", "compare"]

Key = tuple[Decimal, Decimal, str]

TIES = (
    "same",
    "possible same",
    "same across units",
    "income by code",
    "text",
    "at most",
    "sum",
    "row",
    "unit sum",
)
"""Kinds whose two sides may be tied over a third figure, or over a sum of one part."""


@frozen
class Comparison:
    """What was found of an audit, and what was found besides."""

    missing: tuple[Audited, ...]
    """Errors that no result calls inconsistent."""
    unheld: tuple[Audited, ...]
    """Identities that hold and were not among the checks that ran."""
    accused: tuple[tuple[Audited, CheckResult], ...]
    """Identities that hold and that a result calls inconsistent."""
    surplus: tuple[CheckResult, ...]
    """Findings that the audit does not have."""
    held: int = field(default=0)
    errors: int = field(default=0)


def compare(audit: Sequence[Audited], report: Report) -> Comparison:
    """Hold a report against an audit."""
    by_key: dict[Key, list[CheckResult]] = defaultdict(list)
    for result in report.results:
        if result.verdict.ran:
            key = _key(result)
            if key is not None:
                by_key[key].append(result)
    tied = _Tied(report.results)
    missing, unheld, accused = [], [], []
    known: set[int] = set()
    for item in audit:
        # Of what an auditor may leave out, the sides are enough: there is more than one way to name its lines.
        results = [
            each for each in _candidates(by_key, item) if not item.must or set(item.lines) <= set(each.lines)
        ]
        wrong = [each for each in results if each.verdict is Verdict.INCONSISTENT]
        if item.verdict in HELD:
            accused += [(item, each) for each in wrong if set(each.lines) == set(item.lines)]
            ran = len(results) > len(wrong) or (item.kind in TIES and tied.holds(item))
            if item.must and not ran:
                unheld.append(item)
        elif item.verdict == "inconsistent":
            known.update(map(id, wrong))
            if item.must and not wrong:
                missing.append(item)
    held = [item for item in audit if item.must and item.verdict in HELD]
    errors = [item for item in audit if item.must and item.verdict == "inconsistent"]
    surplus = [each for each in report.findings if id(each) not in known]
    return Comparison(
        tuple(missing), tuple(unheld), tuple(accused), tuple(surplus), held=len(held), errors=len(errors)
    )


def _key(result: CheckResult) -> Key | None:
    if not isinstance(result.stated, Decimal) or not isinstance(result.computed, Decimal):
        return None
    unit = result.money_unit
    if unit is None:
        return result.stated, result.computed, result.unit
    return result.stated * unit.factor, result.computed * unit.factor, "元"


def _candidates(by_key: dict[Key, list[CheckResult]], item: Audited) -> Iterable[CheckResult]:
    stated, computed, unit = item.key
    yield from by_key.get((stated, computed, unit), ())
    if item.kind in ("same", "possible same", "same across units", "at most", "at least", "one year", "plan"):
        yield from by_key.get((computed, stated, unit), ())


class _Tied:
    """Figures, each by its line and value, joined where a result says that two of them agree."""

    def __init__(self, results: Iterable[CheckResult]) -> None:
        self._above: dict[tuple[int, Decimal], tuple[int, Decimal]] = {}
        for result in results:
            if result.verdict not in (Verdict.EQUAL, Verdict.WITHIN_ROUNDING):
                continue
            printed = [
                (operand.place.line, value)
                for operand in result.operands
                if operand.place is not None and (value := _worth(operand.value)) is not None
            ]
            if len(printed) == 2:
                self._join(*printed)

    def _of(self, node: tuple[int, Decimal]) -> tuple[int, Decimal]:
        while (above := self._above.get(node, node)) != node:
            node = above
        return node

    def _join(self, one: tuple[int, Decimal], other: tuple[int, Decimal]) -> None:
        self._above[self._of(one)] = self._of(other)

    def holds(self, item: Audited) -> bool:
        """Whether the two figures of an identity agree, directly or over others."""
        stated, computed, _ = item.key
        first = [self._of((line, stated)) for line in item.lines]
        second = [self._of((line, computed)) for line in item.lines]
        if len(item.lines) == 1:
            return False
        return any(one == other for n, one in enumerate(first) for m, other in enumerate(second) if n != m)


def _worth(value: object) -> Decimal | None:
    from govbudget.money import Amount, Quantity, Rate

    if isinstance(value, Amount):
        return value.value if value.unit is None else value.yuan
    return value.value if isinstance(value, Quantity | Rate) else None
