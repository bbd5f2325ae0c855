"""Rows whose beginnings nothing marks (无序号行链): every way to part them, and what is left of these.

A row may end wherever the next may begin.  All rows that the grammar allows are looked for from every place where one
may begin, and what is left are the ways to go from the first piece to the last.  Places that all ways pass part the
table; between two of them either one row is sure, or the rows there stay in doubt together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from operator import add
from typing import Final, TypeAlias

from attrs import define, evolve, field

from govbudget.reading.doubts import Doubt
from govbudget.reading.layouts.flattened.across_pages import Row, may_begin_row, pages_of
from govbudget.reading.layouts.flattened.atoms import Atom, Step
from govbudget.reading.layouts.flattened.every_cut import Cut, PageOfRows, TooMuchError, Work, continued
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.label_proof import OpenRow, Proof, ProvedRow, text_of

__all__ = ["proved_chain"]

_STEPS: Final = 6_000
"""The most steps for the rows that may begin at one place."""
_STEPS_PER_PIECE: Final = 200
_LONGEST_REST: Final = 30
_MOST_WAYS: Final = 300
"""The most ways between two places that are listed."""
_MOST_ROUNDS: Final = 6
_MOST_TOLD: Final = 4
_KNOWN_BEFORE: Final = 2
_HOPELESS: Final = 3
"""Where one row in so many keeps no grammar, none is judged by it."""


@define(eq=False)
class _Step:
    """A row as it may be: its cells, the piece behind it, and whether it keeps the grammar."""

    cells: Cut
    end: int
    odd: bool = False
    cost: tuple[int, ...] = ()
    """How much speaks against it, the weightiest first."""


_Region: TypeAlias = tuple[int, int, list[tuple[_Step, ...]]]


@define(eq=False)
class _Chain:
    """The rows that may begin at each piece, and the ways from the first piece to the last."""

    atoms: Sequence[Atom]
    proof: Proof
    best: Mapping[int, _Step] = field(factory=dict)
    """The rows of the cheapest reading, where it is needed."""
    steps: dict[int, list[_Step]] = field(factory=dict)
    taught: set[int] = field(factory=set)
    failed: set[int] = field(factory=set)
    """Where rows begin that were too much work to look for."""
    weighed: int | None = 0
    pages: list[int] = field(init=False)
    """The pieces that pages begin with, and the end of all."""
    read: dict[int, PageOfRows] = field(factory=dict)
    left: int = field(init=False)
    """The steps that are left for the table."""

    def __attrs_post_init__(self) -> None:
        starts = [at for at, atom in enumerate(self.atoms) if not at or atom.step is Step.PAGE]
        self.pages = [*starts, len(self.atoms)]
        self.left = _STEPS + _STEPS_PER_PIECE * len(self.atoms)

    def proved(self) -> list[_Region]:
        """The regions by all that is known; none if no rows reach from the first piece to the last."""
        self.look(0)
        # That a row has a name and closes its brackets is known before sure rows are looked for, all else behind them.
        if not self.weigh(_KNOWN_BEFORE):
            return []
        self.narrowed()
        self.weigh()
        regions = self.narrowed()
        for _, _, ways in regions:
            if 1 < len(ways) <= _MOST_WAYS:
                self.proof.see([tuple(cell for step in way for cell in step.cells) for way in ways])
        return regions

    def narrowed(self) -> list[_Region]:
        """The regions, when sure rows have taught how wide the columns are, until that says nothing new."""
        regions = self.regions()
        for _ in range(_MOST_ROUNDS):
            before = len(self.taught)
            for start, _, ways in regions:
                if len(ways) == 1 and not ways[0][0].odd and start not in self.taught:
                    self.taught.add(start)
                    self.proof.teach(ways[0][0].cells)
            if before == len(self.taught):
                break
            for start, steps in self.steps.items():
                self.steps[start] = [step for step in steps if step.odd or self.proof.holds(step.cells)]
            # Where it was too much work it may be less now.
            if self.failed:
                again = sorted(self.failed)
                for start in again:
                    del self.steps[start]
                self.failed.clear()
                self.read.clear()
                self.look(*again)
                self.weigh(self.weighed)
            regions = self.regions()
        return regions

    def weigh(self, kinds: int | None = None) -> list[_Region]:
        """Weigh what speaks against the rows where there are several, by the first `kinds` of evidence only or all.

        The regions are those between which there is a choice.
        """
        self.weighed = kinds
        nothing = (0,) * len(self.proof.against(())[:kinds])
        for steps in self.steps.values():
            for step in steps:
                step.cost = nothing
        regions = self.regions()
        for start, stop, ways in regions:
            if len(ways) > 1:
                for at in range(start, stop):
                    for step in self.steps.get(at, ()):
                        step.cost = self.proof.against(step.cells)[:kinds]
        return regions

    def look(self, *waiting_for: int) -> None:
        """Look for all rows from every place that is reached; those of the best reading are kept even if odd."""
        waiting = [*waiting_for]
        while waiting:
            start = waiting.pop()
            if start in self.steps or start == len(self.atoms):
                continue
            self.steps[start] = self._with_best(start, self._rows(start))
            waiting += [step.end for step in self.steps[start]]

    def add(self, best: Mapping[int, _Step]) -> None:
        """Take the rows of the cheapest reading as well."""
        self.best = best
        for start in best:
            if start in self.steps:
                self.steps[start] = self._with_best(start, self.steps[start])
            self.look(start)

    def _with_best(self, start: int, found: list[_Step]) -> list[_Step]:
        own = self.best.get(start)
        if own is None:
            return found
        said = self.proof.said(own.cells)
        known = any(step.end == own.end and self.proof.said(step.cells) == said for step in found)
        return found if known else [*found, own]

    def _rows(self, start: int) -> list[_Step]:
        number = bisect_right(self.pages, start) - 1
        begin, end = self.pages[number], self.pages[number + 1]
        page = self._page(number)
        work = Work(min(_STEPS, self.left))
        before = work.left
        try:
            found = [_Step(cells, begin + behind) for cells, behind in page.rows(start - begin, work)]
            if end < len(self.atoms) and self._may_be_cut(start, end):
                found += self._cut_by_page(page.beginnings(start - begin, work), number, work)
        except TooMuchError:
            self.failed.add(start)
            return []
        finally:
            self.left -= before - max(work.left, 0)
        return found

    def _page(self, number: int) -> PageOfRows:
        if number not in self.read:
            atoms = self.atoms[self.pages[number] : self.pages[number + 1]]
            self.read[number] = PageOfRows(
                atoms, self.proof.kinds, lambda at: at == len(atoms) or may_begin_row(atoms[at])
            )
        return self.read[number]

    def _may_be_cut(self, start: int, end: int) -> bool:
        """Whether no more figures stand from a place to the end of its page than one row has."""
        figures = sum(kind.most for kind in self.proof.kinds if kind.room is None)
        return sum("." in atom.text and is_figure(atom.text) for atom in self.atoms[start:end]) <= figures

    def _cut_by_page(self, beginnings: Sequence[Cut], number: int, work: Work) -> list[_Step]:
        """The rows that go on on the next page."""
        atoms = self.atoms
        end, stop = self.pages[number + 1], self.pages[number + 2]
        found = []
        for behind in range(end + 1, min(stop, end + _LONGEST_REST) + 1) if beginnings else ():
            if behind == stop or may_begin_row(atoms[behind]):
                cuts = continued(beginnings, atoms[end:behind], self.proof.kinds, work)
                found += [_Step(cells, behind) for cells in cuts]
        return found

    def regions(self) -> list[_Region]:
        """The stretches between places that all ways pass, those ways that are the least odd, each with its ways."""
        last = len(self.atoms)
        order = sorted(self.steps, reverse=True)
        least: dict[int, tuple[int, ...]] = {last: ()}
        onward: dict[int, list[_Step]] = {}
        for start in order:
            costs = [
                (_sum((step.odd, *step.cost), least[step.end]), step)
                for step in self.steps[start]
                if step.end in least
            ]
            if costs:
                least[start] = min(cost for cost, _ in costs)
                onward[start] = [step for cost, step in costs if cost == least[start]]
        if 0 not in least:
            return []
        behind = {last: 1}
        for start in order:
            if start in onward:
                behind[start] = sum(behind[step.end] for step in onward[start])
        before = {0: 1}
        for start in sorted(onward):
            for step in onward[start] if start in before else ():
                before[step.end] = before.get(step.end, 0) + before[start]
        passed = [at for at in sorted(before) if before[at] * behind.get(at, 0) == behind[0]]
        return [(start, stop, _ways(onward, start, stop)) for start, stop in pairwise(passed)]


def _sum(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(add, one, other)) if other else one


def _ways(onward: Mapping[int, Sequence[_Step]], start: int, stop: int) -> list[tuple[_Step, ...]]:
    """The ways from one place to another, up to a bound."""
    found: list[tuple[_Step, ...]] = []
    waiting: list[tuple[int, tuple[_Step, ...]]] = [(start, ())]
    while waiting and len(found) <= _MOST_WAYS:
        at, so_far = waiting.pop()
        if at == stop:
            found.append(so_far)
        else:
            waiting += [(step.end, (*so_far, step)) for step in onward[at]]
    return found


def proved_chain(
    atoms: Sequence[Atom], proof: Proof, best: Callable[[], Sequence[Row]], *, is_last: bool
) -> tuple[list[Row], dict[int, Doubt]]:
    """Rows without numbers, and those in doubt by where they begin; `best` reads them in the cheapest way.

    It is asked only where no rows keep the grammar from the first piece to the last, or where several do,
    and the rows are not looked at again with the names of the document.
    """
    chain = _Chain(atoms, proof)
    regions = chain.proved()
    rows: Sequence[Row] = ()
    steps: dict[int, _Step] = {}
    if is_last and any(_is_open(ways, proof) for _, _, ways in regions):
        steps = _steps_of(best(), atoms)
    elif not regions:
        rows = best()
        steps = _steps_of(rows, atoms)
        if not steps:
            return list(rows), {}
        chain.add(steps)
        regions = chain.proved()
        odd = sum(step.odd for _, _, ways in regions for step in ways[0])
        if not regions or odd * _HOPELESS > len(rows):
            return list(rows), {}
    found: list[Row] = []
    doubts: dict[int, Doubt] = {}
    for start, stop, ways in regions:
        way, doubt = _verdict(ways, proof, steps, start)
        if doubt is not None and any(start <= at < stop for at in chain.failed):
            doubt = evolve(doubt, is_counted=False)
        if doubt is not None:
            doubts[atoms[start].start] = doubt
        for step in way:
            part = atoms[start : step.end]
            one = ProvedRow(step.cells)
            if step.odd:
                one = proof.loosened(OpenRow(pages_of(part), best=partial(tuple, step.cells)))
                if one.doubt is not None:
                    doubts.setdefault(part[0].start, one.doubt)
            found.append((list(one.cells), part))
            start = step.end
    return found, doubts


def _is_open(ways: Sequence[tuple[_Step, ...]], proof: Proof) -> bool:
    """Whether what is left of some ways says different things."""
    left = proof.heard([tuple(step.cells for step in way) for way in ways]) if len(ways) > 1 else ()
    return len({tuple(map(proof.said, cuts)) for cuts in left}) > 1


def _steps_of(rows: Sequence[Row], atoms: Sequence[Atom]) -> dict[int, _Step]:
    """The rows of a reading by the pieces they begin with; none if they are not the pieces in order."""
    found: dict[int, _Step] = {}
    at = 0
    for cells, part in rows:
        found[at] = _Step(tuple(cells), at + len(part), odd=True)
        at += len(part)
    return found if at == len(atoms) and all(cells for cells, _ in rows) else {}


def _verdict(
    ways: Sequence[tuple[_Step, ...]], proof: Proof, best: Mapping[int, _Step], start: int
) -> tuple[tuple[_Step, ...], Doubt | None]:
    """What is left of the ways between two places: the best of them, and that there are several."""
    if len(ways) == 1:
        return ways[0], None
    left = proof.heard([tuple(step.cells for step in way) for way in ways])
    by_texts: dict[tuple[tuple[tuple[int, str], ...], ...], tuple[Cut, ...]] = {}
    own: list[Cut] = []
    while start < ways[0][-1].end and start in best:
        own.append(best[start].cells)
        start = best[start].end
    wanted = [proof.said(cut) for cut in own]
    for cuts in sorted(
        left, key=lambda way: ([proof.said(cut) for cut in way] != wanted, sum(map(proof.price, way)))
    ):
        by_texts.setdefault(tuple(map(proof.said, cuts)), cuts)
    several = list(by_texts.values())
    chosen = next(way for way in ways if tuple(step.cells for step in way) == several[0])
    if len(several) == 1:
        return chosen, None
    texts = [[tuple(map(text_of, cut)) for cut in cuts] for cuts in several]
    every = set.intersection(*({text for row in rows for text in row} for rows in texts))
    readings = []
    for rows in texts[:_MOST_TOLD]:
        told = [" | ".join(text for text in row if text not in every) for row in rows]
        readings.append((" / ".join(filter(None, told)),))
    return chosen, Doubt(len(several), tuple(readings), len(ways) <= _MOST_WAYS, len(chosen))
