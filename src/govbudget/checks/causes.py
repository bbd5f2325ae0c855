"""Which findings go back to one cause (同一原因): one wrong figure that breaks several identities is one mistake.

Two findings belong together where

* the rule says so: it gives them one key, such as one header that is wrong in every form;
* they differ by the same amount and share a figure: one wrong figure breaks the sum above it, the sum
  below it and the tie to another table by the same amount;
* they differ by the same amount and a sum that holds joins a figure of the one to a figure of the other:
  a total that was added up from a wrong part is wrong by as much;
* they state the same wrong figure for the same computed one: it was copied.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from decimal import Decimal

from attrs import evolve

from govbudget.checks.report import Cause
from govbudget.checks.results import CheckResult, Phrase, Verdict
from govbudget.money import Amount

__all__ = ["causes_of"]


def causes_of(results: Sequence[CheckResult]) -> tuple[tuple[Cause, ...], list[CheckResult]]:
    """The causes of the findings, worst first, and the results with the ids of their causes."""
    wrong = [position for position, each in enumerate(results) if each.verdict is Verdict.INCONSISTENT]
    groups = _Groups(wrong)
    _join(groups, results, wrong)
    members: dict[int, list[int]] = {}
    for position in wrong:
        members.setdefault(groups.of(position), []).append(position)
    named = list(results)
    causes = []
    for positions in members.values():
        identifier = _identifier([results[position] for position in positions])
        for position in positions:
            named[position] = evolve(results[position], cause_id=identifier)
        found = sorted((named[position] for position in positions), key=_weight)
        causes.append(Cause(cause_id=identifier, title=_title(found), results=tuple(found)))
    causes.sort(key=lambda cause: (-len(cause.results), _weight(cause.results[0])))
    return tuple(causes), named


class _Groups:
    """Disjoint sets of findings."""

    def __init__(self, members: Sequence[int]) -> None:
        self._above = {member: member for member in members}
        self._first: dict[Hashable, int] = {}

    def of(self, member: int) -> int:
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def join(self, member: int, key: Hashable) -> None:
        """Put a finding with those that have the same key."""
        other = self._first.setdefault(key, member)
        if other != member:
            self._above[self.of(member)] = self.of(other)


def _join(groups: _Groups, results: Sequence[CheckResult], wrong: Sequence[int]) -> None:
    touched: dict[int, set[Decimal]] = {}
    _join_leaves(groups, results, wrong)
    for position in wrong:
        result = results[position]
        if result.cause:
            groups.join(position, ("rule", result.cause))
        size = _size(result)
        if size is None:
            continue
        if result.rule == "sum-rows":
            groups.join(position, ("row", result.coordinates[1], size))
        if result.difference is not None and result.unit == "%":
            groups.join(position, ("copy", result.rule, result.stated, result.computed))
        for operand in result.operands:
            if operand.source is not None:
                groups.join(position, ("figure", id(operand.source), size))
                touched.setdefault(id(operand.source), set()).add(size)
    _join_over_sums(groups, results, touched)


def _join_leaves(groups: _Groups, results: Sequence[CheckResult], wrong: Sequence[int]) -> None:
    """A grand total that fails against the leaves fails for what breaks a level of the same column below it."""
    levels: dict[tuple[str, str], int] = {}
    for position in sorted(wrong, key=lambda one: _weight(results[one]), reverse=True):
        result = results[position]
        if result.rule == "sum-rows":
            levels[result.coordinates[0], result.coordinates[2]] = position
    for position in wrong:
        result = results[position]
        if result.rule == "sum-leaves":
            below = levels.get((result.coordinates[0], result.coordinates[2]))
            if below is not None and _close(result, results[below]):
                groups.join(below, ("leaves", below))
                groups.join(position, ("leaves", below))


def _close(first: CheckResult, second: CheckResult) -> bool:
    """Whether two differences are one, rounding apart."""
    if first.difference is None or second.difference is None or first.tolerance is None:
        return False
    return (first.difference - second.difference).copy_abs() <= first.tolerance


def _join_over_sums(
    groups: _Groups, results: Sequence[CheckResult], touched: dict[int, set[Decimal]]
) -> None:
    """Findings of the same amount whose figures a sum that holds brings together."""
    for number, result in enumerate(results):
        if result.verdict not in (Verdict.EQUAL, Verdict.WITHIN_ROUNDING) or len(result.operands) < 2:
            continue
        marks: dict[Decimal, list[int]] = {}
        for operand in result.operands:
            for size in touched.get(id(operand.source), ()):
                marks.setdefault(size, []).append(id(operand.source))
        for size, sources in marks.items():
            if len(sources) > 1:
                for source in sources:
                    first = groups._first[("figure", source, size)]
                    groups.join(first, ("sum", number, size))


def _size(result: CheckResult) -> Decimal | None:
    """How far the two sides are apart, in yuan where they are money."""
    difference = result.difference
    if difference is None:
        return None
    unit = result.money_unit
    size = difference if unit is None else Amount(difference, unit).yuan
    return size.copy_abs().normalize()


def _identifier(results: Sequence[CheckResult]) -> str:
    """An id that the same cause has in every run: of its key, else of the first of its findings."""
    keys = sorted(each.cause for each in results if each.cause)
    told = keys[0] if keys else min(each.finding_id for each in results)
    return hashlib.sha256(f"cause\n{told}".encode()).hexdigest()[:16]


def _weight(result: CheckResult) -> tuple[int, Decimal, str]:
    """The largest difference in money first, then other differences."""
    size = _size(result) or Decimal(0)
    return (0 if result.money_unit is not None else 1, -size, result.finding_id)


def _title(results: Sequence[CheckResult]) -> Phrase:
    first = results[0]
    if first.cause and first.note is not None and len({each.note for each in results}) == 1:
        return first.note
    return Phrase(first.where, first.where)
