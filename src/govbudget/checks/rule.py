"""Rules (核对规则): plain functions with a stable id, and the registry of them.

A rule is a function from a `View` of a document to results.  It yields one `CheckResult` for every identity
it finds stated, whatever the verdict; a rule that yields nothing is reported as not checkable, with
what it `needs`, so that nothing passes because its inputs were missing.

A package of your own adds rules by entry points of the group `govbudget.rules`, each naming a `Rule`.

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
from importlib.metadata import entry_points

from attrs import field, frozen

from govbudget.checks.results import CheckResult, Law, Phrase
from govbudget.checks.view import View

__all__ = ["Rule", "RuleFunction", "rule"]

RuleFunction = Callable[[View], Iterable[CheckResult]]
"""What a rule does: look at a document, give a result for each identity it states."""

_NOTHING = Phrase("", "")


@frozen(kw_only=True)
class Rule:
    """A rule with its documentation (规则): id, title, what it states, when it applies, what it needs.

    `states` is the identity in words, `applies` the condition under which it holds, empty if always.
    `catalogue` are the numbers of the identities in the catalogue of checks.
    """

    id: str
    law: Law
    title: Phrase
    states: Phrase
    needs: Phrase
    applies: Phrase = _NOTHING
    catalogue: tuple[str, ...] = ()
    run: RuleFunction = field(eq=False, repr=False)


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


@cache
def installed_rules() -> tuple[Rule, ...]:
    """The rules that installed packages add, by name of their entry point."""
    found = []
    for point in sorted(entry_points(group="govbudget.rules"), key=lambda point: point.name):
        loaded = point.load()
        if isinstance(loaded, Rule):
            found.append(loaded)
    return tuple(found)
