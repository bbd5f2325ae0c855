"""Every way to divide the pieces of a flattened header into cells (表头切分): what the line grammar allows.

The cells of a header are written row by row, those that reach over several rows with the first of them.  Cells
that reach over the same rows are centred alike, and the line grammar says how one follows the other; cells that
do not are at other heights, and only never share a line.  A wrapped line is full, so a cell says how wide its
column is, from below and from above; and a cell over others is as wide as these together.

What is found here is *all* that is possible, up to a bound on the steps of the search: which of it is meant is for
words and numbers to say (`header_proof`).

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> pieces = atoms_of(split_lines("馆藏\\n\\n资源\\n\\n建设\\n\\n经费"))
>>> [[cell.text for cell in tops] for tops in divisions(pieces, Rules(), Work())]
[['馆藏', '资源建设经费'], ['馆藏资源', '建设经费'], ['馆藏资源建设', '经费'], ['馆藏资源建设经费']]
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from attrs import define, field, frozen

from govbudget.reading.layouts.flattened.atoms import Atom, Step, printed_lines, width_of
from govbudget.reading.layouts.flattened.grammar import may_hold_space
from govbudget.reading.layouts.flattened.widths import unit_at
from govbudget.reading.lexicon import Remembered
from govbudget.text import fold, squeeze

__all__ = ["HeaderCell", "Rules", "TooMuchError", "Work", "divisions"]

_LONGEST: Final = 24
"""The most pieces of a cell."""
_MOST_CELLS: Final = 40
_MOST_ROWS: Final = 8
"""More rows than any header has."""
_ANY: Final = 400
"""A width that no column has."""
_UNEVEN: Final = 2
"""How much narrower a wrapped line may be where print is not exact."""
_SLACK: Final = 2
"""How much room the borders between two columns may leave to a cell over both."""


class TooMuchError(Exception):
    """The bound on the work for one header is reached."""


@define
class Work:
    """The steps that a search may take, and the divisions that it may find."""

    steps: int = 60_000
    found: int = 400

    def find(self) -> None:
        """Find a division."""
        self.found -= 1
        if self.found < 0:
            raise TooMuchError

    def step(self) -> None:
        """Take a step."""
        self.steps -= 1
        if self.steps < 0:
            raise TooMuchError


def _always(*_: object) -> bool:
    return True


@frozen
class Rules:
    """What a division has to keep, beside the grammar itself."""

    known: Callable[[str], bool] | None = None
    """If given, what every cell has to be."""
    may_stand_over: Callable[[str], bool] = _always
    """Whether a word may stand over others at all."""
    may_be_column: Callable[[str], bool] = _always
    """Whether a word may be the innermost one of a column."""
    belongs: Callable[[str, str, bool], bool] = _always
    """Whether a word may stand below another, behind figures or not."""
    is_figure: Callable[[str], bool] = _always
    """Whether figures stand below a word."""
    columns: Container[int] | None = None
    """How many columns there may be, if that is known."""
    fewest: int = 2
    """How many columns a cell that stands over others has at least."""
    spaced: bool = False
    """Whether any space may stand inside a known word."""
    shares_lines: bool = False
    """Whether print is not exact: cells that reach over different rows may share a line, full lines be uneven."""
    full: bool = True
    """Whether wrapped lines are full, and every step is one that the grammar has: no line end inside a cell."""
    depths: Sequence[int] = (1, 2, 3)
    """How many rows the header may have."""


@frozen
class HeaderCell:
    """A cell of a header: its text, its pieces (from, to), its lines, the cells below it, the width it may have."""

    text: str
    start: int
    end: int
    narrow: int
    wide: int
    below: tuple[HeaderCell, ...] = ()

    @property
    def leaves(self) -> tuple[tuple[HeaderCell, ...], ...]:
        """The cells over each column, outermost first."""
        if not self.below:
            return ((self,),)
        return tuple((self, *path) for cell in self.below for path in cell.leaves)


class _Span(NamedTuple):
    """What may be a cell: its end, its text, its lines up to three, how wide its column is at least and at most.

    With its folded word, and whether this may stand over others, be innermost, have figures below it.
    """

    end: int
    text: str
    lines: int
    narrow: int
    wide: int
    word: str
    may_stand_over: bool
    may_be_column: bool
    is_figure: bool


class _Waiting(NamedTuple):
    """A cell that waits for those below it: its place among the others, from left to right, and its word."""

    order: tuple[int, ...]
    word: str


class _State(NamedTuple):
    """Where a search stands.

    The next piece; the row that is written; the rows that the cell before reaches over, its lines, and whether a
    step down came before it; the columns so far; of the cells over this row which one is filled, with how many
    cells, and whether one of figures is among them; and for every row the cells that wait for it.
    """

    at: int = 0
    row: int = 0
    place: int = 0
    lines: int = 0
    down: int = 0
    columns: int = 0
    filled: int = 0
    below: int = 0
    figures: bool = False
    waiting: tuple[tuple[_Waiting, ...], ...] = ()


class _Choice(NamedTuple):
    """A cell taken: its row, its first piece, what it is, how many rows it reaches over, what stands over it."""

    row: int
    start: int
    span: _Span
    reach: int
    over: bool
    above: int
    """Which of the cells that wait for its row it stands below, counted from the left."""


def divisions(atoms: Sequence[Atom], rules: Rules, work: Work) -> Iterator[tuple[HeaderCell, ...]]:
    """The headers that some pieces may be, each as the cells of its upper row with those below them."""
    if not atoms:
        return
    spans = [list(_spans(atoms, start, rules, work)) for start in range(len(atoms))]
    for depth in rules.depths:
        yield from _Search(atoms, spans, rules, work, depth).run()


def _spans(atoms: Sequence[Atom], start: int, rules: Rules, work: Work) -> Iterator[_Span]:
    """The cells that may begin at a piece."""
    for end in range(start + 1, min(len(atoms), start + _LONGEST) + 1):
        work.step()
        if end > start + 1 and atoms[end - 1].step is Step.NEWLINE and rules.full:
            return
        # Nothing follows a wrapped cell on its last line.
        wrapped = any(atom.step is not Step.SPACE for atom in atoms[start + 1 : end])
        if end < len(atoms) and atoms[end].step is Step.SPACE and wrapped and not rules.shares_lines:
            continue
        text = squeeze("".join(atom.text for atom in atoms[start:end]))
        word = fold(text)
        known = rules.known is not None and rules.known(word)
        if rules.known is not None and not known:
            continue
        if not (known and rules.spaced) and not _may_hold_spaces(atoms[start:end]):
            continue
        lines = printed_lines(atoms[start:end])
        narrow = max(map(width_of, lines))
        wide = _ANY
        for line, following in pairwise(lines):
            wide = min(wide, width_of(line) + width_of(unit_at(following)) - 1)
        if wide < narrow:
            if rules.full and not (rules.shares_lines and wide >= narrow - _UNEVEN):
                continue
            wide = _ANY
        kinds = rules.may_stand_over(word), rules.may_be_column(word), rules.is_figure(word)
        yield _Span(end, text, min(len(lines), 3), narrow, wide, word, *kinds)


def _may_hold_spaces(atoms: Sequence[Atom]) -> bool:
    """Whether the spaces between some pieces may stand inside a cell: letters spaced out, digits among words."""
    for before, atom in pairwise(atoms):
        spaced = len(before.text) == len(atom.text) == 1
        if atom.step is Step.SPACE and not spaced and not may_hold_space(before.text, atom.text):
            return False
    return True


@define(eq=False)
class _Search:
    """Every header of a depth: each piece is followed by all cells that may begin there.

    Which states lead to an end is remembered, so that only what does is followed.
    """

    atoms: Sequence[Atom]
    spans: Sequence[Sequence[_Span]]
    rules: Rules
    work: Work
    depth: int
    most: Sequence[int] = field(init=False)
    """How many cells there are at most from each piece on."""
    following: Remembered[_State, list[tuple[_State, _Choice]]] = field(init=False)
    can_end: Remembered[_State, bool] = field(init=False)

    def __attrs_post_init__(self) -> None:
        most = [-1] * len(self.spans) + [0]
        for start in range(len(self.spans) - 1, -1, -1):
            most[start] = max(
                (most[span.end] + 1 for span in self.spans[start] if most[span.end] >= 0), default=-1
            )
        self.most = most
        self.following = Remembered(lambda state: list(self._next(state)))
        self.can_end = Remembered(self._can_end)

    def run(self) -> Iterator[tuple[HeaderCell, ...]]:
        """Every header of this depth."""
        for taken in self._paths(_State(waiting=((),) * self.depth), []):
            tops = self._built(taken)
            if tops is not None:
                self.work.find()
                yield tops

    def _paths(self, state: _State, taken: list[_Choice]) -> Iterator[list[_Choice]]:
        """The ways to go on from a state to the end."""
        if state.at == len(self.atoms):
            if self._is_whole(state):
                yield taken
            return
        for following, choice in self.following[state]:
            if self.can_end[following]:
                taken.append(choice)
                yield from self._paths(following, taken)
                taken.pop()

    def _can_end(self, state: _State) -> bool:
        if state.at == len(self.atoms):
            return self._is_whole(state)
        return any(self.can_end[following] for following, _ in self.following[state])

    def _is_whole(self, state: _State) -> bool:
        if self.rules.columns is not None and state.columns not in self.rules.columns:
            return False
        return state.row == self.depth - 1 and self._is_filled(state)

    def _is_filled(self, state: _State) -> bool:
        """Whether every cell over the row has others enough below it."""
        if not state.row:
            return state.lines > 0
        return state.filled + 1 == len(state.waiting[state.row]) and state.below >= self.rules.fewest

    def _next(self, state: _State) -> Iterator[tuple[_State, _Choice]]:
        for span in self.spans[state.at]:
            if not state.row:
                yield from self._cells(state, 0, 0, 0, span)
            else:
                yield from self._below(state, state.row, state.filled, state.below, span)
                if state.below >= self.rules.fewest and state.filled + 1 < len(state.waiting[state.row]):
                    yield from self._below(state, state.row, state.filled + 1, 0, span)
            row = state.row + 1
            if row < self.depth and state.waiting[row] and self._is_filled(state):
                yield from self._below(state, row, 0, 0, span)

    def _below(
        self, state: _State, row: int, filled: int, below: int, span: _Span
    ) -> Iterator[tuple[_State, _Choice]]:
        """The ways to put a cell below one that waits for it."""
        over = state.waiting[row][filled].word
        if not over or self.rules.belongs(over, span.word, below > 0 and state.figures):
            yield from self._cells(state, row, filled, below, span)

    def _cells(
        self, state: _State, row: int, filled: int, below: int, span: _Span
    ) -> Iterator[tuple[_State, _Choice]]:
        """The ways to take a cell: it may reach over more rows, and stand over others or not."""
        # Where every word may stand below every other, all that wait are alike.
        word = "" if self.rules.belongs is _always else span.word
        figures = (below > 0 and state.figures) or (row > 0 and span.is_figure)
        for reach in range(1, self.depth - row + 1):
            over = row + reach < self.depth
            if not (span.may_stand_over if over else span.may_be_column):
                continue
            if not over and state.columns >= _MOST_CELLS:
                continue
            down = self._follows(state, row, reach, span)
            if down is None:
                continue
            self.work.step()
            waiting = state.waiting
            if over:
                waiting = _with_waiting(waiting, row, reach, filled, word)
            if self._needed(waiting, row, filled, below + 1) > self.most[span.end]:
                continue
            # Where nothing says how many columns there are, all numbers of them are one.
            columns = state.columns + (not over) if self.rules.columns is not None else 0
            following = _State(
                span.end,
                row,
                row * _MOST_ROWS + reach,
                span.lines,
                down,
                columns,
                filled,
                min(below + 1, self.rules.fewest),
                figures,
                waiting,
            )
            yield following, _Choice(row, state.at, span, reach, over, filled)

    def _needed(self, waiting: tuple[tuple[_Waiting, ...], ...], row: int, filled: int, below: int) -> int:
        """How many cells have to come at least."""
        fewest = self.rules.fewest
        needed = sum(map(len, waiting[row + 1 :])) * fewest
        if row:
            needed += (len(waiting[row]) - filled) * fewest - min(below, fewest)
        # Without a cell over others in some row there is no row below it.
        return needed

    def _follows(self, state: _State, row: int, reach: int, span: _Span) -> int | None:
        """Whether a step down came before what follows a cell (1; 2 if one cannot tell), None if it cannot follow."""
        if not state.lines:
            return 0
        step = self.atoms[state.at].step
        if step is Step.PAGE:
            return 2
        if state.place != row * _MOST_ROWS + reach:
            # What is centred in three rows may be as high as what stands in the middle one.
            level = (
                2 * (state.place // _MOST_ROWS) + state.place % _MOST_ROWS == 2 * row + reach
                and state.lines == span.lines
            )
            if step is Step.SPACE and not level and not self.rules.shares_lines:
                return None
            return 2 if step is Step.NEWLINE else 0
        if not self.rules.full and step is not Step.SPACE:
            return 2
        before, here = state.lines, span.lines
        if before == here == 1:
            # Whether a step down is felt behind further cells of one line is not known.
            return (2 if state.down else 0) if step is Step.SPACE else None
        if before + here == 3:
            if step is Step.NEWLINE:
                return None if here == 2 and state.down == 1 else int(before == 2)
            return 0 if step is Step.BLANK and here == 2 and state.down else None
        return 0 if step is Step.BLANK else None

    def _built(self, taken: Sequence[_Choice]) -> tuple[HeaderCell, ...] | None:
        """The tree of some cells, None if one over others cannot be as wide as they are, or it is not so deep."""
        rows: list[list[_Choice]] = [[] for _ in range(self.depth)]
        for choice in taken:
            rows[choice.row].append(choice)
        above = _waiting_for(rows)
        made: dict[int, HeaderCell] = {}
        under: dict[int, list[HeaderCell]] = {}
        for row in range(self.depth - 1, -1, -1):
            for choice in rows[row]:
                below = tuple(under.get(choice.start, ()))
                span = choice.span
                if below and self.rules.full:
                    narrow, wide = sum(cell.narrow for cell in below), sum(cell.wide for cell in below)
                    borders = _SLACK * len(below) * (2 if self.rules.shares_lines else 1)
                    if span.wide < narrow or span.narrow > wide + borders:
                        return None
                made[choice.start] = HeaderCell(
                    span.text, choice.start, span.end, span.narrow, span.wide, below
                )
            if row:
                for choice in rows[row]:
                    under.setdefault(above[row][choice.above].start, []).append(made[choice.start])
        tops = tuple(made[choice.start] for choice in rows[0])
        return tops if max(len(path) for cell in tops for path in cell.leaves) == self.depth else None


def _with_waiting(
    waiting: tuple[tuple[_Waiting, ...], ...], row: int, reach: int, filled: int, word: str
) -> tuple[tuple[_Waiting, ...], ...]:
    """What waits for cells below, with one more: those of one row stand left to right, as what is over them does."""
    below = row + reach
    over = waiting[row][filled].order if row else ()
    number = sum(one.order[:-1] == over for some in waiting[row + 1 :] for one in some)
    queue = sorted((*waiting[below], _Waiting((*over, number), word)), key=lambda one: one.order)
    return (*waiting[:below], tuple(queue), *waiting[below + 1 :])


def _waiting_for(rows: Sequence[Sequence[_Choice]]) -> list[list[_Choice]]:
    """For every row the cells that stand over its own, left to right."""
    waiting: list[list[tuple[tuple[int, ...], _Choice]]] = [[] for _ in rows]
    for row, choices in enumerate(rows):
        waiting[row].sort(key=lambda one: one[0])
        numbers: dict[tuple[int, ...], int] = {}
        for choice in choices:
            if choice.over:
                over = waiting[row][choice.above][0] if row else ()
                number = numbers.get(over, 0)
                numbers[over] = number + 1
                waiting[row + choice.reach].append(((*over, number), choice))
    return [[choice for _, choice in some] for some in waiting]
