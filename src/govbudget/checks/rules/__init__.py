"""The rules of this package, one module for each family of identities."""

from __future__ import annotations

from govbudget.checks.rule import Rule, installed_rules
from govbudget.checks.rules import (
    changes,
    forms,
    indicators,
    narrative,
    projects,
    same,
    structure,
    sums,
    text,
)

__all__ = ["all_rules"]

_OWN = (
    *sums.RULES,
    *same.RULES,
    *forms.RULES,
    *changes.RULES,
    *projects.RULES,
    *narrative.RULES,
    *text.RULES,
    *structure.RULES,
    *indicators.RULES,
)


def all_rules() -> tuple[Rule, ...]:
    """The rules of this package, then those that installed packages add.

    Raises `ValueError` if two have the same id.

    >>> all_rules()[0].id
    'sum-rows'
    """
    rules = (*_OWN, *installed_rules())
    if len({each.id for each in rules}) < len(rules):
        raise ValueError(f"expected rules with ids of their own, found {sorted(each.id for each in rules)}")
    return rules
