"""A disclosure compares by what it states."""

from __future__ import annotations

import pickle

import attrs

from govbudget.model.disclosure import Block, BlockKind, Disclosure, DisclosureKind
from govbudget.model.problems import Problem, Unread
from govbudget.spans import Place, Span
from tests.model.tables import made

DOC = Disclosure(
    title="2024年度部门预算",
    kind=DisclosureKind.BUDGET,
    entity="青禾县图书馆",
    fiscal_year=2024,
    tables=(made([("", "合计", None, ("8.00",))], (None,)),),
    problems=(Problem(kind="malformed figure", where="表3", expected="a number", found="'1,23.4'"),),
    unread=(Unread(text="甲", where="表3"),),
)


def test_where_it_was_read_from_plays_no_part() -> None:
    """Source, hash and blocks tell where it came from, not what it states."""
    other = attrs.evolve(DOC, format="pdf", sha256="0" * 64, blocks=(Block(BlockKind.PROSE, Span(0, 4)),))
    assert other == DOC
    assert hash(other) == hash(DOC)
    assert attrs.evolve(DOC, fiscal_year=2023) != DOC
    assert attrs.evolve(DOC, tables=()) != DOC


def test_a_disclosure_pickles() -> None:
    """With its facts worked out or not."""
    assert pickle.loads(pickle.dumps(DOC)) == DOC
    assert len(DOC.facts) == 1
    assert pickle.loads(pickle.dumps(DOC)).facts == DOC.facts


def test_a_disclosure_reads_well() -> None:
    """Title, kind, year and what is in it."""
    assert repr(DOC) == (
        "<Disclosure '2024年度部门预算' (budget, 2024): 1 tables, 0 forms, 1 figures, 1 problems>"
    )


def test_a_problem_says_what_where_and_how() -> None:
    """Its place is told, and plays no part in equality."""
    problem = attrs.evolve(DOC.problems[0], place=Place(line=7, cell=2))
    assert str(problem) == "malformed figure: expected a number, found '1,23.4' (表3, line 7, cell 2)"
    assert str(DOC.problems[0]) == "malformed figure: expected a number, found '1,23.4' (表3)"
    assert problem == DOC.problems[0]
    assert attrs.evolve(DOC.unread[0], place=Place(line=7), span=Span(1, 2)) == DOC.unread[0]
