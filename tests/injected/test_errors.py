"""The errors put in on purpose: each changes what it says it changes, and nothing else."""

from __future__ import annotations

import random

import pytest

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.money import parse_number
from tests.injected.errors import Kind, inject, targets
from tests.support import EXAMPLE, needs_shared, seed_text

TEXT = EXAMPLE.read_text(encoding="utf-8")
DOC = govbudget.parse(TEXT)
PER_KIND = 30


def _figures(doc: Disclosure) -> int:
    money = sum(
        1 for form in doc.forms for each in form.funding if each.funding and each.funding.amount is not None
    )
    return sum(len(table.figures) for table in doc.tables) + money + len(doc.claims)


def test_every_figure_of_the_example_can_be_changed() -> None:
    found = targets(TEXT, DOC)
    assert len(found) == _figures(DOC)
    assert len({target.start for target in found}) == len(found)
    assert {target.part for target in found} == {"table", "form", "narrative"}


@needs_shared
@pytest.mark.parametrize("seed", ["000", "001", "004"])
def test_nearly_every_figure_of_the_seeds_can_be_changed(seed: str) -> None:
    text = seed_text(seed)
    doc = govbudget.parse(text)
    assert len(targets(text, doc)) * 100 >= _figures(doc) * 97


@pytest.mark.parametrize("kind", Kind)
def test_one_thing_changes(kind: Kind) -> None:
    """Lines without the change stay as they were; a figure keeps its line."""
    old = TEXT.splitlines()
    seen = set()
    for number in range(PER_KIND):
        injected = inject(TEXT, DOC, kind, random.Random(number))
        assert injected is not None
        new = injected.text.splitlines()
        (line,) = injected.old_lines
        if kind is Kind.DROPPED:
            assert new == old[: line - 1] + old[line:]
        elif kind is Kind.DOUBLED:
            assert new == [*old[:line], *old[line - 1 :]]
        else:
            differing = [at for at, (a, b) in enumerate(zip(old, new, strict=True), 1) if a != b]
            assert differing == [line]
            assert injected.lines == injected.old_lines
            assert injected.size
        seen.add(injected.text)
    assert len(seen) > 5


def test_a_moved_figure_is_read_in_the_next_column() -> None:
    for number in range(PER_KIND):
        injected = inject(TEXT, DOC, Kind.MOVED, random.Random(number))
        assert injected is not None
        (line,) = injected.lines
        before, after = (_columns(each, line) for each in (DOC, govbudget.parse(injected.text)))
        assert sorted(raw for raw, _ in before) == sorted(raw for raw, _ in after)
        assert before != after


def _columns(doc: Disclosure, line: int) -> list[tuple[str, int | None]]:
    return [
        (printed.figure.raw, printed.figure.column)
        for table in doc.tables
        for printed in table.figures
        if printed.figure.place is not None and printed.figure.place.line == line
    ]


def test_a_unit_slip_is_a_factor_of_ten_thousand() -> None:
    for number in range(PER_KIND):
        injected = inject(TEXT, DOC, Kind.UNIT_SLIP, random.Random(number))
        assert injected is not None
        before, after = (parse_number(print_) for print_ in (injected.printed, injected.changed))
        assert before is not None
        assert after is not None
        assert 10000 in (before / after, after / before)
