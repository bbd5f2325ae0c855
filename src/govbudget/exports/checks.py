"""The tidy table `checks` (勾稽核对): one row per identity, whatever its verdict.

>>> import govbudget
>>> doc = govbudget.parse("2024年支出总表\\n单位：万元\\n项目\\t合计\\n合计\\t9.00\\n教育支出\\t8.00\\n")
>>> row = next(check_rows("a.txt", doc))
>>> row.check, row.verdict, row.stated, row.computed, row.difference, row.unit, row.lines
('sum-rows', 'inconsistent', '9.00', '8.00', Decimal('1.00'), '万元', '4 5')
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from govbudget.checks.engine import reconcile
from govbudget.checks.results import CheckResult
from govbudget.model.disclosure import Disclosure
from govbudget.money import plain

__all__ = ["CheckRow", "check_rows", "result_row"]


@frozen(kw_only=True)
class CheckRow:
    """One identity and its verdict (一项核对的一行).

    `check` is the rule's id, `law` the kind of identity.  `stated` and `computed` are numbers in plain digits,
    or texts where a hint compares texts; empty where nothing could be compared.  `lines` are those of every
    operand, ascending.  `note` says what is redacted, missing, blank or not fulfilled.
    """

    document: str
    check: str
    law: str
    where: str
    verdict: str
    stated: str
    computed: str
    difference: Decimal | None
    tolerance: Decimal | None
    unit: str
    lines: str
    finding_id: str
    cause_id: str
    detection_limit: Decimal | None
    note: str


def check_rows(document: str, disclosure: Disclosure) -> Iterator[CheckRow]:
    """The rows of `checks` for one document, rule by rule."""
    for result in reconcile(disclosure).results:
        yield result_row(document, result)


def result_row(document: str, result: CheckResult) -> CheckRow:
    """One result as a row."""
    return CheckRow(
        document=document,
        check=result.rule,
        law=result.law.value,
        where=result.where,
        verdict=result.verdict.value,
        stated=_text(result.stated),
        computed=_text(result.computed),
        difference=result.difference,
        tolerance=result.tolerance,
        unit=result.unit,
        lines=" ".join(map(str, result.lines)),
        finding_id=result.finding_id,
        cause_id=result.cause_id,
        detection_limit=result.detection_limit,
        note="" if result.note is None else result.note.en,
    )


def _text(value: Decimal | str | None) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return value or ""
