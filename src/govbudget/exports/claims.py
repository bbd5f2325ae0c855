"""The tidy table `claims` (情况说明中的数据): one row per figure that the narrative states.

>>> from govbudget.model.claims import Claim
>>> from govbudget.money import Amount, Unit
>>> from govbudget.spans import Place
>>> claim = Claim(
...     section="三、支出预算情况说明",
...     raw="1,200.50万元",
...     value=Amount.parse("1,200.50", Unit.TEN_THOUSAND_YUAN),
...     unit="万元",
...     subject="基本支出",
...     text="基本支出1,200.50万元。",
...     place=Place(line=7),
... )
>>> [(row.line, row.raw, row.value, row.unit, row.subject) for row in claim_rows("a.txt", [claim])]
[(7, '1,200.50万元', Decimal('1200.50'), '万元', '基本支出')]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from govbudget.model.claims import Claim
from govbudget.model.coordinates import Statistic

__all__ = ["ClaimRow", "claim_rows"]


@frozen(kw_only=True)
class ClaimRow:
    """One figure of the narrative (一条数据): its section, its line, the print, the value, what it is about.

    `subject` is the claim's subject; for a change or a rate of change the words of the comparison follow
    (收入预算比上年增加), which tell the row from that of the amount itself.
    """

    document: str
    section: str
    line: int | None
    raw: str
    value: Decimal
    unit: str
    subject: str
    text: str


def claim_rows(document: str, claims: Sequence[Claim]) -> Iterator[ClaimRow]:
    """The rows of `claims` for one document, in print order."""
    for claim in claims:
        yield ClaimRow(
            document=document,
            section=claim.section,
            line=None if claim.place is None else claim.place.line,
            raw=claim.raw,
            value=claim.value.value,
            unit=claim.unit,
            subject=_subject(claim),
            text=claim.text,
        )


def _subject(claim: Claim) -> str:
    if claim.statistic in (Statistic.CHANGE, Statistic.RATE):
        return claim.subject + claim.relation
    return claim.subject
