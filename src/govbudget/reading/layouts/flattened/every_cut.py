"""Every way to cut a row (全部切法): the cells that a row may have been printed from, none left out.

`grammar` looks for the cheapest way to cut some pieces into cells.  Here all ways are listed that the line grammar
allows without any breach: the steps between neighbouring cells are those of their numbers of lines, a space inside a
cell stands where one may stand, every cell is one that its column may print, and no line says of the width of its
column what others contradict.  A row that the end of a page cuts goes on below: only cells that fill the page to its
end go on there, in their order and from the top.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> words = [Kind(slot, lambda lines: True, room=Room()) for slot in (0, 1)]
>>> pieces = atoms_of(split_lines("新书采购\\n\\n古籍修复\\n\\n年度\\n\\n计划"))
>>> for cells in cuts_of([pieces], words, Work()):
...     print([cell.lines for cell in cells])
[('新书采购', '古籍修复'), ('年度', '计划')]
[('新书采购', '古籍修复', '年度'), ('计划',)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from attrs import define, field

from govbudget.reading.header import is_redaction
from govbudget.reading.layouts.flattened.atoms import Atom, Step, printed_lines, width_of
from govbudget.reading.layouts.flattened.fitting import next_width
from govbudget.reading.layouts.flattened.grammar import LONGEST_CELL, Cell, may_hold_space, step_between

__all__ = ["Cut", "Kind", "PageOfRows", "Room", "TooMuchError", "Work", "continued", "cuts_of", "extent"]

_WIDEST: Final = 400
_MOST_LINES: Final = 24

Lines: TypeAlias = tuple[str, ...]
Cut: TypeAlias = tuple[Cell, ...]
"""A row as it may be cut: its cells in print order."""


class TooMuchError(Exception):
    """More steps than the bound on work allows."""


@define(eq=False)
class Work:
    """The steps that are left."""

    left: int = 20_000

    def step(self) -> None:
        """Take one step."""
        self.left -= 1
        if self.left < 0:
            raise TooMuchError


@lru_cache(maxsize=8192)
def extent(lines: Lines) -> tuple[int, int]:
    """The least and the greatest width that a column may have which prints some lines of one cell.

    A wrapped line is full: what stands first on the next one would not have fitted.

    >>> extent(("社会保障和", "就业支出")), extent(("公安",)), extent(("公安", "教育支出"))
    ((10, 11), (4, 400), (8, 5))
    """
    # A dot in the middle is as wide as one digit or as two.
    low = max(width_of(line) - line.count("·") for line in lines)
    # Where a line ends in words and the next one begins with digits, a space between them may have been in the way.
    high = min(
        (width_of(one) + next_width(two) - (not may_hold_space(one, two)) for one, two in pairwise(lines)),
        default=_WIDEST,
    )
    return low, high


@define
class Room:
    """The widths that a column may still have."""

    low: int = 1
    high: int = _WIDEST
    slack: int = 0
    """By how much a line may be less full, or wider, than the widths allow."""

    @property
    def upper(self) -> int | None:
        """The greatest width, None if nothing is known of it."""
        return self.high if self.high < _WIDEST else None

    def holds(self, lines: Lines) -> bool:
        """Whether a column of one of these widths may print a cell of some lines."""
        low, high = extent(lines)
        return max(low, self.low) <= min(high, self.high) + self.slack


@define(eq=False)
class Kind:
    """What a column, or a run of columns alike, may print: up to `most` cells, those that `fits` allows.

    `begins` judges the part of a cell that the end of a page has cut.  Without a `room` the widths of its cells say
    nothing, as those of numbers do.  What is `owned` stands behind a cell of the kind before it.
    """

    slot: int
    fits: Callable[[Lines], bool]
    begins: Callable[[Lines], bool] | None = None
    most: int = 1
    room: Room | None = None
    owned: bool = False
    spare: int = 0
    """How many cells more it may print if they are stars, which may stand in any column."""

    def takes(self, lines: Lines, *, part: bool = False) -> bool:
        """Whether some lines may be a cell of the column, or the `part` of one above the end of a page."""
        fits = self.begins if part and self.begins is not None else self.fits
        return fits(lines) and (self.room is None or self.room.holds(lines))


class _KnownCell(Cell):
    """A cell that remembers its lines."""

    @cached_property
    def _lines(self) -> Lines:
        return printed_lines(self.atoms)

    @property
    def lines(self) -> Lines:
        """Its printed lines."""
        return self._lines


class _State(NamedTuple):
    """Where a row stands: its next piece, the kind of the last cell and how often it was used, the cell's lines."""

    at: int
    kind: int
    used: int
    lines: int
    stepped_down: bool


_NOTHING: Final = _State(0, -1, 0, 0, stepped_down=False)


_Able: TypeAlias = tuple[int, int, list[tuple[int, Cell]]]


@define(eq=False)
class _Page:
    """The ways to cut the pieces of one page; `ends` says before which pieces a row may end."""

    atoms: Sequence[Atom]
    kinds: Sequence[Kind]
    work: Work
    part: bool
    from_top: bool
    ends: Callable[[int], bool]
    any_step: bool = False
    cells: dict[int, list[_Able]] = field(factory=dict)
    onward: dict[_State, list[tuple[Cell, _State]]] = field(factory=dict)

    def cuts(self, state: _State) -> Iterator[tuple[Cut, int]]:
        """The ways to go on, each with the piece behind its last cell."""
        if state.used and self.ends(state.at):
            self.work.step()
            yield (), state.at
        for cell, following in self._onward(state):
            for rest, end in self.cuts(following):
                yield (cell, *rest), end

    def _onward(self, state: _State) -> list[tuple[Cell, _State]]:
        """The cells that may stand next, those only behind which the row can be brought to an end."""
        known = self.onward.get(state)
        if known is not None:
            return known
        found: list[tuple[Cell, _State]] = []
        step = self.atoms[state.at].step if state.at < len(self.atoms) else Step.BLANK
        for end, height, able in self._cells(state.at) if state.at < len(self.atoms) else ():
            down = False
            if state.lines:
                due, down = (
                    (Step.SPACE if state.lines == 1 else Step.BLANK, False)
                    if self.from_top
                    else step_between(min(state.lines, 3), min(height, 3), state.stepped_down)
                )
                if step is not due and not self.any_step:
                    continue
            for number, cell in able:
                kind = self.kinds[number]
                if number < state.kind:
                    continue
                if number == state.kind and state.used >= kind.most:
                    more = kind.spare if is_redaction(cell.atoms[0].text) else 0
                    if state.used >= kind.most + more:
                        continue
                if kind.owned and state.kind < number - 1:
                    continue
                used = state.used + 1 if number == state.kind else 1
                following = _State(end, number, used, min(height, 3), down)
                if self.ends(end) or self._onward(following):
                    found.append((cell, following))
        self.onward[state] = found
        return found

    def _cells(self, start: int) -> list[_Able]:
        """The cells that may begin at a piece: their ends, numbers of lines, themselves for each kind they fit."""
        known = self.cells.get(start)
        if known is not None:
            return known
        atoms = self.atoms
        found = []
        lines = [atoms[start].text]
        for end in range(start + 1, min(len(atoms), start + LONGEST_CELL) + 1):
            if end > start + 1:
                before, atom = atoms[end - 2], atoms[end - 1]
                if atom.step is Step.SPACE:
                    short = len(before.text) == len(atom.text) == 1
                    if not short and not may_hold_space(before.text, atom.text):
                        break
                    lines[-1] += " " + atom.text
                elif atom.step is Step.BLANK and len(lines) < _MOST_LINES:
                    lines.append(atom.text)
                else:
                    break
            self.work.step()
            printed = tuple(lines)
            own = tuple(atoms[start:end])
            able: list[tuple[int, Cell]] = [
                (number, _KnownCell(kind.slot, own))
                for number, kind in enumerate(self.kinds)
                if kind.takes(printed, part=self.part)
            ]
            if able:
                found.append((end, len(printed), able))
        self.cells[start] = found
        return found


def cuts_of(
    parts: Sequence[Sequence[Atom]],
    kinds: Sequence[Kind],
    work: Work,
    *,
    first: Cut = (),
    down: bool = False,
    any_step: bool = False,
) -> list[Cut]:
    """Every way to cut one row, given its pieces on each page; `first` are cells before them that are known.

    `down` says whether the last step among these went from two lines to one.  With `any_step` the cells may follow
    one another in any manner, as in print that is not exact.
    """
    several = len(parts) > 1
    known, first = first, tuple(_above(cell, parts[0]) for cell in first)
    state = _begun(first, down=down)
    cuts = [
        (*first, *cells) for cells in _first_parts(_pages(parts[0], kinds, several, any_step), state, work)
    ]
    for number, rest in enumerate(parts[1:], 1):
        last = number == len(parts) - 1
        cuts = [cut for cells in cuts for cut in _continued(cells, rest, kinds, work, last=last)]
    fits = {kind.slot: kind for kind in kinds}
    return [
        (*known, *cut[len(known) :])
        for cut in cuts
        if all(fits[cell.slot].takes(cell.lines) for cell in cut[len(known) :])
    ]


def _above(cell: Cell, part: Sequence[Atom]) -> Cell:
    """A cell without what of it stands behind the end of a page."""
    end = part[-1].start if part else cell.atoms[-1].start
    return cell._replace(atoms=tuple(atom for atom in cell.atoms if atom.start <= end) or cell.atoms)


@define(eq=False)
class PageOfRows:
    """The rows that may begin on a page; `ends` says before which of its pieces one may end."""

    atoms: Sequence[Atom]
    kinds: Sequence[Kind]
    ends: Callable[[int], bool]
    whole: _Page = field(init=False)
    begun: Sequence[_Page] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.whole = _Page(self.atoms, self.kinds, Work(), part=False, from_top=False, ends=self.ends)
        self.begun = _pages(self.atoms, self.kinds, several=True, any_step=False)

    def rows(self, start: int, work: Work) -> list[tuple[Cut, int]]:
        """Every row that may begin at a piece and end on the page, with the piece behind it."""
        self.whole.work = work
        return list(self.whole.cuts(_NOTHING._replace(at=start)))

    def beginnings(self, start: int, work: Work) -> list[Cut]:
        """Every first part of a row that may begin at a piece and is cut by the end of the page."""
        return list(_first_parts(self.begun, _NOTHING._replace(at=start), work))


def continued(
    beginnings: Sequence[Cut], rest: Sequence[Atom], kinds: Sequence[Kind], work: Work
) -> list[Cut]:
    """Every row that goes on from one of some first parts with the pieces of the next page."""
    fits = {kind.slot: kind for kind in kinds}
    return [
        cut
        for cells in beginnings
        for cut in _continued(cells, rest, kinds, work, last=True)
        if all(fits[cell.slot].takes(cell.lines) for cell in cut)
    ]


def _pages(atoms: Sequence[Atom], kinds: Sequence[Kind], several: bool, any_step: bool) -> list[_Page]:
    """The ways in which a row stands on a page: in the middle, or, where it goes on below, from the top."""
    whole = len(atoms)
    return [
        _Page(atoms, kinds, Work(), several, top, lambda at: at == whole, any_step)
        for top in ((False, True) if several else (False,))
    ]


def _first_parts(pages: Sequence[_Page], state: _State, work: Work) -> Iterable[Cut]:
    found: dict[tuple[tuple[int, int], ...], Cut] = {}
    for page in pages:
        page.work = work
        for cells, _ in page.cuts(state):
            found.setdefault(_key(cells), cells)
    return found.values()


def _key(cells: Cut) -> tuple[tuple[int, int], ...]:
    """What tells two ways apart: where their cells begin, and in which slots, but for stars."""
    return tuple(
        (-1 if is_redaction(cell.atoms[0].text) else cell.slot, cell.atoms[0].start) for cell in cells
    )


def _begun(first: Cut, *, down: bool) -> _State:
    """Where a row stands behind the cells that are known."""
    if not first:
        return _NOTHING
    return _State(0, -1, 0, min(len(first[-1].lines), 3), down)


# --- what goes on below the end of a page -----------------------------------------------------------------


def _continued(
    cells: Cut, rest: Sequence[Atom], kinds: Sequence[Kind], work: Work, *, last: bool
) -> Iterator[Cut]:
    """The ways to give the pieces of the next page to the cells that fill this one."""
    # Stars are whole, as far as they were printed.
    able = [
        number
        for number, full in enumerate(_full(cells))
        if full and not is_redaction(cells[number].lines[-1])
    ]
    fits = {kind.slot: kind for kind in kinds}

    def given(at: int, behind: int, before: int) -> Iterator[dict[int, Cell]]:
        if at == len(rest):
            yield {}
            return
        if at and rest[at].step is not (Step.SPACE if before == 1 else Step.BLANK):
            return
        for end, height in _runs(rest, at):
            atoms = (rest[at]._replace(step=Step.PAGE), *rest[at + 1 : end])
            for place in able:
                if place <= behind or cells[place].slot not in fits:
                    continue
                work.step()
                longer = _KnownCell(cells[place].slot, (*cells[place].atoms, *atoms))
                if fits[longer.slot].takes(longer.lines, part=not last):
                    for others in given(end, place, height):
                        yield {place: longer, **others}

    for added in given(0, -1, 0):
        yield tuple(added.get(number, cell) for number, cell in enumerate(cells))


def _full(cells: Cut) -> list[bool]:
    """Of every cell, whether it reaches the end of the last page that any of them has come to."""
    parts = [sum(atom.step is Step.PAGE for atom in cell.atoms[1:]) for cell in cells]
    heights = []
    for cell in cells:
        start = max((at for at, atom in enumerate(cell.atoms) if at and atom.step is Step.PAGE), default=0)
        heights.append(1 + sum(atom.step is not Step.SPACE for atom in cell.atoms[start + 1 :]))
    last = max(parts)
    height = max(height for height, part in zip(heights, parts, strict=True) if part == last)
    return [part == last and tall == height for tall, part in zip(heights, parts, strict=True)]


def _runs(rest: Sequence[Atom], start: int) -> Iterator[tuple[int, int]]:
    """The ends of the runs of pieces that may be lines of one cell, with their numbers of lines."""
    height = 1
    yield start + 1, height
    for at in range(start + 1, min(len(rest), start + LONGEST_CELL)):
        if rest[at].step is Step.SPACE:
            if not may_hold_space(rest[at - 1].text, rest[at].text):
                return
        elif rest[at].step is Step.BLANK:
            height += 1
        else:
            return
        yield at + 1, height
