"""The tidy table `problems` (问题): what is wrong inside each document, and what could not be read at all.

>>> from govbudget.model.disclosure import Disclosure
>>> from govbudget.model.problems import Problem
>>> problem = Problem(kind="malformed figure", where="支出总表", expected="a number", found="'1,23.4'")
>>> [row.found for row in problem_rows("a.txt", Disclosure(problems=(problem,)))]
["'1,23.4'"]
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govbudget.exports.refusal import Refusal
from govbudget.model.disclosure import Disclosure

__all__ = ["ProblemRow", "problem_rows", "refusal_rows"]


@frozen(kw_only=True)
class ProblemRow:
    """One problem (问题的一行): its kind, what was expected, what was found, and where."""

    document: str
    kind: str
    where: str
    expected: str
    found: str
    page: int | None
    line: int | None


def problem_rows(document: str, disclosure: Disclosure) -> Iterator[ProblemRow]:
    """The rows of `problems` for one document, in the order in which reading met them."""
    for problem in disclosure.problems:
        place = problem.place
        yield ProblemRow(
            document=document,
            kind=problem.kind,
            where=problem.where,
            expected=problem.expected,
            found=problem.found,
            page=None if place is None else place.page,
            line=None if place is None else place.line,
        )


def refusal_rows(document: str, refusal: Refusal) -> Iterator[ProblemRow]:
    """The one row of `problems` for a source that could not be read."""
    yield ProblemRow(
        document=document,
        kind=refusal.kind,
        where=refusal.where,
        expected=refusal.expected,
        found=refusal.found,
        page=None,
        line=None,
    )
