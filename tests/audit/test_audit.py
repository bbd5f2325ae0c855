"""The hand-made audit of the real disclosures: whether it agrees with itself and with the texts."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from tests.audit import HELD, SEEDS, identities
from tests.support import needs_shared, seed_text


def test_the_audit_is_whole() -> None:
    verdicts = Counter((item.verdict, item.must) for item in identities())
    assert verdicts["inconsistent", True] == 51
    assert verdicts["within rounding", True] >= 20
    assert verdicts["equal", True] > 1400
    assert {item.seed for item in identities()} == set(SEEDS)


def test_the_audit_agrees_with_itself() -> None:
    for item in identities():
        assert item.difference == item.stated - item.computed, item
        assert (item.verdict == "equal") <= (not item.difference or item.kind.endswith(("most", "least"))), (
            item
        )
        assert (item.verdict == "inconsistent") <= bool(item.difference and item.cause), item
        assert list(item.lines) == sorted(set(item.lines)), item
        assert item.lines, item


def test_an_auditor_would_write_few_lines() -> None:
    causes = {(item.seed, item.cause) for item in identities() if item.verdict == "inconsistent"}
    assert Counter(seed for seed, _ in causes) == {"000": 4, "001": 2, "002": 1, "004": 2}


@needs_shared
@pytest.mark.parametrize("seed", ["000", "001", "004"])
def test_every_stated_figure_stands_in_one_of_its_lines(seed: str) -> None:
    """A figure reckoned (100 for shares, a sum over forms) stands nowhere; cells wrapped in 002 are cut."""
    text = seed_text(seed).splitlines()
    checked = 0
    for item in identities(seed):
        if item.kind in ("shares", "forms at most", "forms against projects"):
            continue
        printed = {
            Decimal(number) * factor
            for line in item.lines
            for number in re.findall(r"-?\d+(?:\.\d+)?(?:E-\d+)?", text[line - 1].replace(",", ""))
            for factor in (Decimal(1), Decimal(10000) if item.kind == "same across units" else Decimal(1))
        }
        assert abs(item.stated) in {abs(number) for number in printed}, item
        checked += 1
    assert checked > 250


@needs_shared
def test_the_lines_lie_in_the_document() -> None:
    for seed in SEEDS:
        last = len(seed_text(seed).splitlines())
        assert all(item.lines[-1] <= last for item in identities(seed))


def test_what_holds_is_most_of_it() -> None:
    for seed in SEEDS:
        held = [item for item in identities(seed) if item.verdict in HELD]
        assert len(held) > 200
