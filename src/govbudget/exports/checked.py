"""One source after its check (核对过的文件): the report as asked for, and the findings somebody has explained.

Rules can be selected or left out by id, and findings explained by a file.  Neither changes what the
report says of a result: selecting takes results away, and an explained finding stays where it was.

>>> from decimal import Decimal
>>> from govbudget.checks.results import CheckResult, Verdict
>>> wrong = CheckResult(where="支出总表", verdict=Verdict.INCONSISTENT, rule="sum-rows", finding_id="2f6c",
...     stated=Decimal(9), computed=Decimal(8), cause_id="c1")
>>> checked = Checked(document="a.txt", report=Report(results=(wrong,)))
>>> checked.status
1
>>> explained = Checked(document="a.txt", report=checked.report,
...     explained={"2f6c": Explanation(finding="2f6c", reason="另行批复")})
>>> explained.open_findings
()
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from govbudget.checks.report import Cause, Report
from govbudget.checks.results import CheckResult, Phrase, Verdict
from govbudget.exports.explanations import Explanation

__all__ = [
    "ALL_HOLDS",
    "INCONSISTENT",
    "NOTHING_CHECKED",
    "Checked",
    "checked_source",
    "exit_status",
    "selected",
    "stale",
]

ALL_HOLDS: Final = 0
INCONSISTENT: Final = 1
NOTHING_CHECKED: Final = 2


@frozen(kw_only=True)
class Checked:
    """A source and the report on it (核对过的文件).

    `explained` are the explanations whose findings the report has, by finding id; `rules` the titles of
    the rules that were run, by id.
    """

    document: str
    report: Report
    explained: Mapping[str, Explanation] = field(factory=dict)
    rules: Mapping[str, Phrase] = field(factory=dict, repr=False)
    sha256: str = ""

    @cached_property
    def open_findings(self) -> tuple[CheckResult, ...]:
        """The findings that nobody has explained."""
        return tuple(each for each in self.report.findings if each.finding_id not in self.explained)

    @cached_property
    def open_causes(self) -> tuple[Cause, ...]:
        """The causes with a finding that nobody has explained, worst first; explained findings left out."""
        return self._causes(explained=False)

    @cached_property
    def explained_causes(self) -> tuple[Cause, ...]:
        """The causes with explained findings, these alone."""
        return self._causes(explained=True)

    def _causes(self, *, explained: bool) -> tuple[Cause, ...]:
        found = []
        for cause in self.report.causes:
            results = tuple(
                each for each in cause.results if (each.finding_id in self.explained) is explained
            )
            if results:
                found.append(evolve(cause, results=results))
        return tuple(found)

    def having(self, verdict: Verdict) -> tuple[CheckResult, ...]:
        """The results with one verdict, in the order of the report."""
        return tuple(each for each in self.report.results if each.verdict is verdict)

    @cached_property
    def obstacles(self) -> tuple[tuple[Phrase, tuple[CheckResult, ...]], ...]:
        """Why identities could not be checked, the commonest reason first, then what the document has nothing for."""
        reasons: dict[Phrase, list[CheckResult]] = {}
        for result in self.having(Verdict.NOT_CHECKABLE):
            note = (result.kind or result.note or _UNSAID) if result.where else _NOTHING_FOR_IT
            reasons.setdefault(note, []).append(result)
        return tuple(sorted(((note, tuple(results)) for note, results in reasons.items()), key=_commonest))

    @cached_property
    def rules_that_ran(self) -> tuple[str, ...]:
        """The ids of the rules that compared something."""
        return tuple(dict.fromkeys(each.rule for each in self.report.results if each.verdict.ran))

    @cached_property
    def rules_that_could_not(self) -> tuple[str, ...]:
        """The ids of the rules whose identities all lacked an operand."""
        lacking = dict.fromkeys(each.rule for each in self.having(Verdict.NOT_CHECKABLE))
        ran = {each.rule for each in self.report.results if each.verdict is not Verdict.NOT_CHECKABLE}
        return tuple(rule for rule in lacking if rule not in ran)

    @property
    def status(self) -> int:
        """The exit status for this source alone: 0, 1 or 2."""
        if not self.report.could_run:
            return NOTHING_CHECKED
        return INCONSISTENT if self.open_findings else ALL_HOLDS


_UNSAID: Final = Phrase("未说明", "no reason given")
_NOTHING_FOR_IT: Final = Phrase("规则所需内容文件中没有", "the document has nothing for the rule")


def _commonest(item: tuple[Phrase, Sequence[CheckResult]]) -> tuple[bool, int]:
    """The order of reasons: what a document prints and cannot be checked goes before what it does not print."""
    note, results = item
    return note == _NOTHING_FOR_IT, -len(results)


def checked_source(
    document: str,
    report: Report,
    explanations: Mapping[str, Explanation],
    *,
    rules: Mapping[str, Phrase] | None = None,
    sha256: str = "",
) -> Checked:
    """A source with its report, and of some explanations those that explain a finding of it."""
    findings = {each.finding_id for each in report.findings}
    return Checked(
        document=document,
        report=report,
        explained={key: each for key, each in explanations.items() if key in findings},
        rules=rules or {},
        sha256=sha256,
    )


def selected(report: Report, *, select: Collection[str] = (), ignore: Collection[str] = ()) -> Report:
    """The report with the results of some rules alone, or without those of others.

    An empty `select` means all rules.

    >>> selected(Report(), select=["sum-rows"]).results
    ()
    """
    if not select and not ignore:
        return report

    def named(rule: str) -> bool:
        return (not select or rule in select) and rule not in ignore

    def wanted(result: CheckResult) -> bool:
        return named(result.rule)

    causes = []
    for cause in report.causes:
        results = tuple(filter(wanted, cause.results))
        if results:
            causes.append(evolve(cause, results=results))
    return evolve(
        report,
        results=tuple(filter(wanted, report.results)),
        causes=tuple(causes),
        problems=tuple(each for each in report.problems if named(each.where)),
    )


def stale(explanations: Mapping[str, Explanation], findings: Container[str]) -> tuple[Explanation, ...]:
    """The explanations that explain none of the findings, which are given by id.

    >>> [each.finding for each in stale({"2f6c": Explanation(finding="2f6c", reason="另行批复")}, set())]
    ['2f6c']
    """
    return tuple(each for each in explanations.values() if each.finding not in findings)


def exit_status(statuses: Iterable[int]) -> int:
    """The exit status over several sources, from that of each: 2 comes before 1 before 0.

    A source that could not be read has the status 2, and no source at all gives 2.

    >>> exit_status([ALL_HOLDS, INCONSISTENT]), exit_status([])
    (1, 2)
    """
    return max(statuses, default=NOTHING_CHECKED)
