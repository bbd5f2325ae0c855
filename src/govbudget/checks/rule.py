"""Rules (核对规则): plain functions with a stable id, and the registry of them.

A rule is a function from a `View` of a document to results.  It yields one `CheckResult` for every identity
it finds stated, whatever the verdict; a rule that yields nothing is reported as not checkable, with
what it `needs`, so that nothing passes because its inputs were missing.

A package of your own adds rules by entry points of the group `govbudget.rules`, each naming a `Rule`.
One that cannot be loaded, or is no rule, is a problem of every report and takes nothing away from it.

>>> @rule(
...     "tables-present", Law.IDENTITY, Phrase("有表", "there are tables"),
...     states=Phrase("文件应有表格", "A document has tables."),
...     needs=Phrase("表格", "a table"),
... )
... def tables_present(view):
...     yield from ()
>>> tables_present.id, tables_present.title.en
('tables-present', 'there are tables')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from attrs import field, frozen
from attrs.validators import instance_of, is_callable

from govbudget.checks.results import CheckResult, Law, Phrase
from govbudget.checks.view import View
from govbudget.model.problems import Problem

__all__ = ["RULE_FAULT", "Rule", "RuleFunction", "installed_rules", "raised", "rule"]

RULE_FAULT: Final = "rule fault"
"""The kind of problem that a rule is, and not the document."""

RuleFunction = Callable[[View], Iterable[CheckResult]]
"""What a rule does: look at a document, give a result for each identity it states."""

_NOTHING = Phrase("", "")


@frozen(kw_only=True)
class Rule:
    """A rule with its documentation (规则): id, title, what it states, when it applies, what it needs.

    `states` is the identity in words, `applies` the condition under which it holds, empty if always.
    `catalogue` are the numbers of the identities in the catalogue of checks.
    """

    id: str = field(validator=instance_of(str))
    law: Law = field(validator=instance_of(Law))
    title: Phrase = field(validator=instance_of(Phrase))
    states: Phrase = field(validator=instance_of(Phrase))
    needs: Phrase = field(validator=instance_of(Phrase))
    applies: Phrase = field(default=_NOTHING, validator=instance_of(Phrase))
    catalogue: tuple[str, ...] = ()
    run: RuleFunction = field(eq=False, repr=False, validator=is_callable())


def rule(
    identifier: str,
    law: Law,
    title: Phrase,
    *,
    states: Phrase,
    needs: Phrase,
    applies: Phrase = _NOTHING,
    catalogue: Sequence[str] = (),
) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a plain function."""

    def made(function: RuleFunction) -> Rule:
        return Rule(
            id=identifier,
            law=law,
            title=title,
            states=states,
            needs=needs,
            applies=applies,
            catalogue=tuple(catalogue),
            run=function,
        )

    return made


def raised(error: Exception) -> str:
    """An exception in one line: its type, and what it says.

    >>> raised(ValueError("no such row")), raised(KeyError())
    ('ValueError: no such row', 'KeyError')
    """
    says = " ".join(str(error).split())
    return f"{type(error).__name__}: {says}" if says else type(error).__name__


@cache
def installed_rules() -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules that installed packages add, by name of their entry point, and what is wrong with others."""
    rules: list[Rule] = []
    problems: list[Problem] = []
    for point in sorted(entry_points(group="govbudget.rules"), key=lambda point: point.name):
        loaded = _loaded(point)
        if isinstance(loaded, Rule):
            rules.append(loaded)
        else:
            problems.append(loaded)
    return tuple(rules), tuple(problems)


def _loaded(point: EntryPoint) -> Rule | Problem:
    """The rule that an entry point names; code of others may raise anything at all."""
    try:
        loaded = point.load()
    except Exception as error:  # noqa: BLE001 (code of others)
        found = raised(error)
    else:
        if isinstance(loaded, Rule):
            return loaded
        found = f"{type(loaded).__name__} ({point.value})"
    return Problem(
        kind=RULE_FAULT, where=point.name, expected="an entry point that names a rule", found=found
    )
