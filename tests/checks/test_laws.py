"""Laws of reconciling, on invented documents with cells changed at random."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.checks.engine import reconcile
from govbudget.checks.judge import judge_limit, judge_same, judge_sum
from govbudget.checks.results import Operand, Side, Verdict
from govbudget.money import EXACT, Amount, Unit
from tests.checks.cases import (
    AGENCY,
    BASIC,
    EXPENDITURE,
    FISCAL,
    FORM,
    GENERAL,
    HEAD,
    OFFICIAL,
    PLAN,
    PROJECTS,
    SUMMARY,
    TARGETS,
    TEXT,
)
from tests.reading.helpers import tabs

CLEAN = tabs(HEAD + SUMMARY + FISCAL + EXPENDITURE + GENERAL)
EVERYTHING = f"{CLEAN}\n{tabs(BASIC + OFFICIAL + AGENCY + PROJECTS + FORM + PLAN + TEXT + TARGETS)}"
UNITS = (Unit.YUAN, Unit.THOUSAND_YUAN, Unit.TEN_THOUSAND_YUAN)
ODD = st.sampled_from(
    ["", "**", "—", "1,23.4", "-5.00", "0", "0.00", "12%", "9" * 30, "3.0E-4", "合计", "其中：甲", "2040201"]
)
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False)


def cells(text: str) -> list[tuple[int, int]]:
    """The places of the cells of a document, by line and number."""
    return [
        (line, cell)
        for line, printed in enumerate(text.split("\n"))
        if "\t" in printed
        for cell in range(len(printed.split("\t")))
    ]


def changed(text: str, where: tuple[int, int], cell: str) -> str:
    lines = [line.split("\t") for line in text.split("\n")]
    lines[where[0]][where[1]] = cell
    return "\n".join("\t".join(line) for line in lines)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(cells(EVERYTHING)), ODD), max_size=8))
def test_whatever_stands_in_the_cells(changes: list[tuple[tuple[int, int], str]]) -> None:
    """Every result is whole: an id of its own, a note where it is no comparison, both sides where it is one."""
    text = EVERYTHING
    for where, cell in changes:
        text = changed(text, where, cell)
    report = reconcile(govbudget.parse(text))
    assert len({each.finding_id for each in report.results}) == len(report.results)
    for each in report.results:
        assert each.rule
        if each.verdict in (Verdict.NOT_CHECKABLE, Verdict.NOT_APPLICABLE):
            assert each.note is not None
        if each.verdict is Verdict.INCONSISTENT:
            assert each.difference
            assert each.cause_id
            assert each.lines
        if (
            each.ran
            and each.difference is not None
            and each.verdict is Verdict.EQUAL
            and each.law.value != "at most"
        ):
            assert not each.difference or each.unit == "%"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([(line, cell) for line, cell in cells(CLEAN) if cell >= 1]),
    st.sampled_from(["7777.77", "0.01"]),
)
def test_a_changed_figure_is_an_operand_of_whatever_is_found(where: tuple[int, int], cell: str) -> None:
    """Nothing is found that does not name the figure that was changed."""
    lines = [line.split("\t") for line in CLEAN.split("\n")]
    old = lines[where[0]][where[1]]
    if not old.replace(".", "").isdigit() or "." not in old or old == cell:
        return
    report = reconcile(govbudget.parse(changed(CLEAN, where, cell)))
    assert report.findings
    for found in report.findings:
        assert where[0] + 1 in found.lines, found
        assert cell in {operand.raw for operand in found.operands}, found


def printed(value: Decimal, unit: Unit, side: Side = Side.COMPUTED) -> Operand:
    return Operand(name="甲", side=side, raw=str(value), value=Amount(value, unit))


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=8), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_a_sum_says_the_same_in_every_unit(
    total: Decimal, parts: list[Decimal], one: Unit, other: Unit
) -> None:
    def judged(unit: Unit) -> Verdict:
        first = printed(total, one, Side.STATED)
        assert isinstance(first.value, Amount)
        stated = Operand(name="合计", side=Side.STATED, value=first.value.to(unit))
        operands = []
        for part in parts:
            value = Amount(part, one).to(unit)
            operands.append(Operand(name="甲", side=Side.COMPUTED, value=value))
        return judge_sum("", (), stated, operands).verdict

    assert judged(one) is judged(other)


@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.decimals(min_value=-1, max_value=1, places=2))
def test_an_error_beyond_the_detection_limit_is_always_found(parts: list[Decimal], error: Decimal) -> None:
    """And one within the tolerance never is."""
    total = Decimal("0.00")
    for part in parts:
        total = EXACT.add(total, part)
    stated = printed(EXACT.add(total, error), Unit.YUAN, Side.STATED)
    result = judge_sum("", (), stated, [printed(part, Unit.YUAN) for part in parts])
    assert result.tolerance == Decimal("0.005") * (len(parts) + 1)
    assert result.detection_limit is not None
    if abs(error) > result.detection_limit:
        assert result.verdict is Verdict.INCONSISTENT
    assert (result.verdict is Verdict.INCONSISTENT) is (abs(error) > result.tolerance)


@given(AMOUNTS, AMOUNTS)
def test_a_limit_that_surely_holds_is_no_finding_and_neither_is_its_reverse(
    low: Decimal, high: Decimal
) -> None:
    small, large = printed(min(low, high), Unit.YUAN), printed(max(low, high), Unit.YUAN)
    assert judge_limit("", (), stated=[small], computed=[large], at_least=False).verdict is Verdict.EQUAL
    assert judge_limit("", (), stated=[large], computed=[small], at_least=True).verdict is Verdict.EQUAL


def test_a_unit_that_is_not_stated_is_refused() -> None:
    one = Operand(name="甲", side=Side.STATED, value=Amount(Decimal(8), None))
    other = printed(Decimal(8), Unit.YUAN)
    for result in (
        judge_same("", (), one, other),
        judge_same("", (), one, one, apart=True),
        judge_limit("", (), stated=[one], computed=[other], at_least=True),
        judge_sum("", (), one, [other]),
    ):
        assert result.verdict is Verdict.NOT_CHECKABLE
        assert result.note is not None
        assert "unit" in result.note.en
