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


# At least this share of the figures right, in percent.
FLOORS = {
    "head": 90,
    "standing": 93,
    "none": 62,
    "three": 64,
    "horizontal": 67,
    "zebra": 67,
    "framed rows": 67,
}


@pytest.mark.parametrize("rulings", FLOORS)
@pytest.mark.parametrize(
    "seeds", [(3002, 3004, 3005, 3008), pytest.param(range(3000, 3060), marks=pytest.mark.long)]
)
def test_lines_between_some_columns_or_none(rulings: str, seeds: Sequence[int]) -> None:
    """What print does not decide is ambiguous: no figure stands under another column, none beside another name."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        counts += faults(seed, [rulings])[0]
    figures = sum(counts[kind] for kind in ("right", "ambiguous", "wrong", "lost"))
    assert 100 * counts["right"] >= FLOORS[rulings] * figures, counts
    assert counts["other column"] == 0, counts
    assert counts["misplaced"] == 0, counts


@pytest.mark.parametrize("rulings", ["none", "three", "horizontal", "zebra", "framed rows"])
def test_centred_headers_over_figures_set_to_the_right(rulings: str) -> None:
    """The look that most tables without lines between their columns have is read nearly whole."""
    counts: Counter[str] = Counter()
    for seed in (9203, 9211, 9215, 9244, 9249):
        how = {"letters": "words", "head_align": "center", "figure_align": "right", "merged": True}
        counts += faults(seed, [rulings], watermark="", invisible=False, **how)[0]
    figures = sum(counts[kind] for kind in ("right", "ambiguous", "wrong", "lost"))
    assert 100 * counts["right"] >= 95 * figures, counts
    assert counts["other column"] == counts["misplaced"] == 0, counts


@pytest.mark.parametrize(
    ("rulings", "seed"),
    [
        ("none", 3009),  # digits of a code's last part narrower than the letter above them
        ("none", 4003),  # the second line of a wrapped header, as far from the first as lines of headers are
        ("none", 4013),  # a figure beside the middle of a name of two lines
        ("none", 4015),  # two header words so close that they are one piece
        ("none", 5000),  # two lines of a word over several columns, as far apart as lines of headers are
        ("three", 4101),  # a header of one wrapped word higher than all others
        ("three", 4105),  # the last line of a header among the rows
        ("standing", 7004),  # a figure beside the last of four names, the only one of its page
        ("head", 8003),  # figures beside no name, its lines taken for those of the names around them
        ("head", 3014),  # names of groups and rows in one column of the header
    ],
)
def test_what_print_does_not_force_is_in_doubt(rulings: str, seed: int) -> None:
    """Where the header's words, or the lines of a name, may be read in more than one way."""
    counts, _ = faults(
        seed, [rulings], watermark="", invisible=False, **({} if seed % 2 else {"letters": "words"})
    )
    assert counts["misplaced"] == 0
    assert counts["ambiguous"] > 0
