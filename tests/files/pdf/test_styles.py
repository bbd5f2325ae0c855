"""One invented disclosure drawn in many styles: every figure right, or ambiguous where print does not decide."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import attrs
import pytest

import govbudget
from tests.writer.document import expected, found
from tests.writer.scores import score
from tests.writer.styled import RULED, look_of, style_of, styled_pdf
from tests.writer.tables import random_budget, tables_of, wide_revenue

pytest.importorskip("pypdfium2")


def faults(seed: int, rulings: Sequence[str], **fixed: object) -> tuple[Counter[str], list[str]]:
    """What is wrong in the reading of one document in one style, chosen by a number."""
    choice = random.Random(seed)
    budget = random_budget(choice)
    style, look = style_of(choice), look_of(choice, rulings=rulings)
    look = attrs.evolve(look, **fixed)  # type: ignore[arg-type]
    tables = tables_of(budget)
    if choice.random() < 0.5:
        tables.insert(2, wide_revenue(budget))
    doc = govbudget.read(styled_pdf(tables, budget.entity, style, look, choice))
    counts, found_faults = score(expected(tables, budget.entity, style), found(doc))
    found_faults += [f"{problem.kind}: {problem.where}" for problem in doc.problems]
    return counts, [f"{look} {style}", *found_faults] if found_faults else []


@pytest.mark.parametrize(
    "seed", [*range(8), *(pytest.param(n, marks=pytest.mark.long) for n in range(8, 200))]
)
def test_lines_between_all_columns(seed: int) -> None:
    counts, wrong = faults(seed, RULED)
    assert wrong == []
    assert counts["right"] > 100


# At least this share of the figures right (in percent), and at most so many of a hundred under another column.
FLOORS = {"head": (94, 0), "standing": (94, 1), "none": (40, 3), "three": (40, 3), "horizontal": (40, 3)}


@pytest.mark.parametrize("rulings", FLOORS)
@pytest.mark.parametrize(
    "seeds", [range(3000, 3004), pytest.param(range(3000, 3060), marks=pytest.mark.long)]
)
def test_lines_between_some_columns_or_none(rulings: str, seeds: Sequence[int]) -> None:
    """What print does not decide is ambiguous: hardly any figure stands under another column."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        counts += faults(seed, [rulings])[0]
    figures = sum(counts[kind] for kind in ("right", "ambiguous", "wrong", "lost"))
    least, most = FLOORS[rulings]
    assert 100 * counts["right"] >= least * figures, counts
    assert 100 * counts["other column"] <= most * figures, counts
