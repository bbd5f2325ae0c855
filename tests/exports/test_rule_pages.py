"""The pages of the rules: one for each, saying all that the rule says of itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govbudget.checks.results import Law
from govbudget.checks.rule import Rule
from govbudget.checks.rules import all_rules
from govbudget.exports.rule_pages import rule_index, rule_page, write_rule_pages

RULES = all_rules()


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_page_says_what_its_rule_says(rule: Rule) -> None:
    page = rule_page(rule)
    for phrase in (rule.title, rule.states, rule.applies, rule.needs):
        assert phrase.zh in page
        assert phrase.en[1:] in page
    assert rule.law.value in page
    assert f"`{rule.id}`" in page
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id), "ids are words with hyphens"


def test_every_law_says_how_it_is_judged() -> None:
    assert {rule.law for rule in RULES} <= set(Law)
    for rule in RULES:
        assert "## How it is judged" in rule_page(rule)


def test_the_index_leads_to_every_page(tmp_path: Path) -> None:
    paths = write_rule_pages(tmp_path / "rules", RULES)
    index = (tmp_path / "rules" / "index.md").read_text(encoding="utf-8")
    assert index == rule_index(RULES)
    targets = re.findall(r"\]\(([a-z-]+\.md)\)", index)
    assert targets == [f"{rule.id}.md" for rule in RULES]
    assert {path.name for path in paths} == {"index.md", *targets}
    assert all((tmp_path / "rules" / target).is_file() for target in targets)


def test_pages_that_are_the_same_are_left_alone(tmp_path: Path) -> None:
    first = write_rule_pages(tmp_path, RULES)
    times = [path.stat().st_mtime_ns for path in first]
    assert [path.stat().st_mtime_ns for path in write_rule_pages(tmp_path, RULES)] == times
