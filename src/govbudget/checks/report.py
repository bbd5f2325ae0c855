"""The report on one document (核对报告): all results, what is inconsistent, of how many causes, what could not run.

>>> report = Report()
>>> report.is_clean, report.could_run, report.stated
(False, 0, 0)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from govbudget.checks.results import CheckResult, Phrase, Verdict
from govbudget.model.problems import Problem

__all__ = ["Cause", "Coverage", "Report"]


@frozen(kw_only=True)
class Coverage:
    """How much of a document the checks rest on (覆盖面).

    `settled` are the figures whose column is known, `checked` those that took part in a comparison.
    """

    tables: int = 0
    recognised: int = 0
    figures: int = 0
    settled: int = 0
    checked: int = 0
    forms: int = 0
    claims: int = 0


@frozen(kw_only=True)
class Cause:
    """Results that go back to one thing (一个原因), the clearest of them first; `title` says what they share."""

    cause_id: str
    title: Phrase
    results: tuple[CheckResult, ...]


@frozen(kw_only=True)
class Report:
    """Every check that was stated for a document, with its verdict (核对报告).

    `causes` group the findings, worst first.  `problems` name the rules that could not do their work, such
    as an installed one that raised an exception; what the others found is complete.

    >>> import govbudget
    >>> doc = govbudget.parse("2024年支出总表\\n单位：万元\\n项目\\t合计\\n合计\\t9.00\\n教育支出\\t8.00\\n")
    >>> [(found.rule, str(found.difference)) for found in govbudget.reconcile(doc).findings]
    [('sum-rows', '1.00')]
    """

    entity: str = ""
    fiscal_year: int | None = None
    results: tuple[CheckResult, ...] = ()
    causes: tuple[Cause, ...] = ()
    coverage: Coverage = field(factory=Coverage)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def findings(self) -> tuple[CheckResult, ...]:
        """What is inconsistent, in the order of the results."""
        return tuple(each for each in self.results if each.verdict is Verdict.INCONSISTENT)

    @cached_property
    def hints(self) -> tuple[CheckResult, ...]:
        """What is worth a look and no error."""
        return tuple(each for each in self.results if each.verdict is Verdict.HINT)

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        """How many results have each verdict."""
        counted = Counter(each.verdict for each in self.results)
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def could_run(self) -> int:
        """How many identities could be checked."""
        return sum(each.ran for each in self.results)

    @property
    def stated(self) -> int:
        """How many identities were stated: those that could be checked and those that could not."""
        return self.could_run + self.counts[Verdict.NOT_CHECKABLE]

    @property
    def is_clean(self) -> bool:
        """Whether something could be checked and all of it holds; nothing checked is never clean."""
        return self.could_run > 0 and not self.findings

    @cached_property
    def _by_source(self) -> Mapping[int, tuple[CheckResult, ...]]:
        found: dict[int, dict[int, CheckResult]] = {}
        for result in self.results:
            for operand in result.operands:
                if operand.source is not None:
                    found.setdefault(id(operand.source), {})[id(result)] = result
        return {source: tuple(results.values()) for source, results in found.items()}

    def using(self, source: object) -> tuple[CheckResult, ...]:
        """The results that use a figure, claim, field or indicator of the document that was checked."""
        return self._by_source.get(id(source), ())
