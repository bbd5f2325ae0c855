"""Results about words, codes and structure, which compare no figures, and hints (提示).

>>> hint("支出总表", ("codes",), Phrase("名称不同", "the names differ")).verdict.value
'hint'
>>> passed("支出总表", ("codes",)).ran
False
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from govbudget.checks.results import CheckResult, Operand, Phrase, Verdict

__all__ = ["as_hint", "hint", "passed"]


def as_hint(result: CheckResult, note: Phrase) -> CheckResult:
    """The same result, a hint where it would be inconsistent."""
    return (
        evolve(result, verdict=Verdict.HINT, note=note) if result.verdict is Verdict.INCONSISTENT else result
    )


def hint(
    where: str,
    coordinates: Sequence[str],
    note: Phrase,
    operands: Sequence[Operand] = (),
    *,
    stated: str | None = None,
    computed: str | None = None,
) -> CheckResult:
    """A hint about words, codes or structure; `stated` and `computed` are what differs, in words."""
    return CheckResult(
        where=where,
        coordinates=tuple(coordinates),
        verdict=Verdict.HINT,
        stated=stated,
        computed=computed,
        note=note,
        operands=tuple(operands),
    )


def passed(where: str, coordinates: Sequence[str], operands: Sequence[Operand] = ()) -> CheckResult:
    """A check of words, codes or structure that found nothing; it compares no figures."""
    return CheckResult(
        where=where, coordinates=tuple(coordinates), verdict=Verdict.EQUAL, operands=tuple(operands)
    )
