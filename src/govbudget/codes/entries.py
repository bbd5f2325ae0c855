"""What a catalogue is made of: entries, each with its evidence (科目目录的条目).

An entry is one code under one name for a run of years, with the evidence for it.  The evidence for the
code and its name and the evidence for the years are two things: a name may have been seen in ten published
disclosures while nobody has shown a source for the year in which it came into use.

>>> from govbudget.codes import FunctionalCode
>>> entry = FunctionalCode("2040201").entry(2024)
>>> entry.name, entry.evidence, entry.years_evidence
('行政运行', <Evidence.ATTESTED: 'attested'>, <Evidence.RECALLED: 'recalled'>)
>>> entry.certain
True
"""

from __future__ import annotations

import enum
from typing import Final

from attrs import frozen

from govbudget.codes.types import ClassificationCode, CodeLevel

__all__ = ["Budget", "Entry", "Evidence"]


class Evidence(enum.Enum):
    """How sure a statement of the catalogue is (依据).

    `ATTESTED`: seen as it stands in a source that is named.  `CORROBORATED`: known from experience and met
    again in an independent list, which may be of another year.  `RECALLED`: known from experience alone.

    >>> Evidence("recalled")
    <Evidence.RECALLED: 'recalled'>
    """

    ATTESTED = "attested"
    CORROBORATED = "corroborated"
    RECALLED = "recalled"


class Budget(enum.Enum):
    """One of the four budgets that make up the state budget (四本预算).

    >>> Budget.GOVERNMENT_FUNDS.chinese
    '政府性基金预算'
    """

    GENERAL = "general public budget"
    GOVERNMENT_FUNDS = "government funds"
    STATE_CAPITAL = "state capital operations"
    SOCIAL_INSURANCE = "social insurance funds"

    @property
    def chinese(self) -> str:
        """The budget's name in the classification."""
        return _BUDGET_NAMES[self]


_BUDGET_NAMES: Final = {
    Budget.GENERAL: "一般公共预算",
    Budget.GOVERNMENT_FUNDS: "政府性基金预算",
    Budget.STATE_CAPITAL: "国有资本经营预算",
    Budget.SOCIAL_INSURANCE: "社会保险基金预算",
}


@frozen(kw_only=True)
class Entry:
    """A code under one name for a run of years (科目), with the evidence for it.

    `since` and `until` are the first and the last fiscal year; None means that no bound is known.
    `doubtful` marks an entry whose name or years are known to be uncertain.  `budgets` says to which of the
    four budgets a functional or revenue code belongs; the economic classifications serve all of them and
    leave it empty.

    >>> from govbudget.codes import DepartmentEconomicCode
    >>> entry = DepartmentEconomicCode("30217").entry(2024)
    >>> entry.name, entry.level.chinese, entry.holds(2030)
    ('公务接待费', '款', True)
    """

    code: ClassificationCode
    name: str
    budgets: tuple[Budget, ...] = ()
    since: int | None = None
    until: int | None = None
    evidence: Evidence = Evidence.RECALLED
    years_evidence: Evidence = Evidence.RECALLED
    doubtful: bool = False
    source: str = ""

    @property
    def level(self) -> CodeLevel:
        """类, 款, 项 or 目."""
        return self.code.level

    @property
    def certain(self) -> bool:
        """Whether the name is attested and not doubtful: only then may a document be held against it."""
        return self.evidence is Evidence.ATTESTED and not self.doubtful

    def holds(self, year: int) -> bool:
        """Whether the entry is in use in a fiscal year, as far as the catalogue knows."""
        return (self.since is None or self.since <= year) and (self.until is None or self.until >= year)
