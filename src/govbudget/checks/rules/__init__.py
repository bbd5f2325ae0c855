"""The rules of this package, one module for each family of identities."""

from __future__ import annotations

from functools import cache

from govbudget.checks.rule import RULE_FAULT, Rule, installed_rules
from govbudget.checks.rules import (
    changes,
    completion,
    expenses,
    forms,
    goods,
    indicators,
    narrative,
    printing,
    projects,
    same,
    scores,
    structure,
    sums,
    text,
)
from govbudget.model.problems import Problem

__all__ = ["all_rules", "is_own", "rule_problems"]

_OWN = (
    *sums.RULES,
    *same.RULES,
    *forms.RULES,
    *changes.RULES,
    *projects.RULES,
    *narrative.RULES,
    *completion.RULES,
    *text.RULES,
    *structure.RULES,
    *indicators.RULES,
    *scores.RULES,
    *expenses.RULES,
    *goods.RULES,
    *printing.RULES,
)


def all_rules() -> tuple[Rule, ...]:
    """The rules of this package, then those that installed packages add under an id of their own.

    >>> all_rules()[0].id
    'sum-rows'
    """
    return _registered()[0]


def is_own(rule: Rule) -> bool:
    """Whether a rule is one of this package, whose results need no proof of being any.

    >>> is_own(all_rules()[0])
    True
    """
    return id(rule) in _OWN_IDS


def rule_problems() -> tuple[Problem, ...]:
    """What keeps an installed package's rule from running: it cannot be loaded, is none, or its id is taken.

    >>> rule_problems()
    ()
    """
    return _registered()[1]


_OWN_IDS = frozenset(map(id, _OWN))


@cache
def _registered() -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    added, faults = installed_rules()
    rules = {each.id: each for each in _OWN}
    problems = list(faults)
    for each in added:
        if rules.setdefault(each.id, each) is not each:
            problems.append(
                Problem(
                    kind=RULE_FAULT,
                    where=each.id,
                    expected="a rule with an id of its own",
                    found="an id that another rule has",
                )
            )
    return tuple(rules.values()), tuple(problems)
