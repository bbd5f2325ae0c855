"""The page of identities says of every number of the catalogue which rules state it, or why none does."""

from __future__ import annotations

import re

from govbudget.checks.rules import all_rules
from tests.support import ROOT

LINE = re.compile(r"\| (C[1-6]\.\d+) \| [^|]+ \| ([^|]+) \|")


def test_the_page_and_the_rules_agree() -> None:
    text = (ROOT / "docs" / "identities.md").read_text(encoding="utf-8")
    page = {match[1]: re.findall(r"rules/([a-z-]+)\.md", match[2]) for match in LINE.finditer(text)}
    assert [int(number.partition(".")[2]) for number in page] == list(range(1, 103))
    stated: dict[str, list[str]] = {}
    for rule in all_rules():
        for number in rule.catalogue:
            stated.setdefault(number, []).append(rule.id)
    assert {number: rules for number, rules in page.items() if rules} == stated
    assert all(rule.catalogue for rule in all_rules())
