"""Which of several ways to cut a row is proved, and which rows stay in doubt (标签确证).

`every_cut` lists the ways that the line grammar allows.  The columns of a table have one width each, in all rows and in
all forms printed alike, so a row that can be cut in one way only teaches how wide they are, and what it teaches may
leave one way for another.  Then words are heard, each kind of evidence only as far as something is left: brackets are
closed in the cell that opens them, a column that every sure row prints is printed here as well, a text that stands
elsewhere in the document is that text.  One way left is taken; where several are, the best reading of them stays, and
the row says so.

>>> from govbudget.reading.source import split_lines
>>> from govbudget.reading.layouts.flattened.atoms import atoms_of
>>> kinds = [Kind(slot, lambda lines: True, room=Room()) for slot in (0, 1)]
>>> def row(text): return OpenRow([atoms_of(split_lines(text))])
>>> short = row("图书\\n\\n采购\\n\\n年度\\n\\n计划")
>>> [proved.ways for proved in Proof(kinds).prove([short])]
[5]
>>> [proved.ways for proved in Proof(kinds).prove([short, row("古籍修复 年度\\n")])]
[1, 1]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from attrs import define, field, frozen

from govbudget.reading.doubts import Doubt
from govbudget.reading.layouts.flattened.atoms import Atom
from govbudget.reading.layouts.flattened.every_cut import (
    Cut,
    Kind,
    Room,
    TooMuchError,
    Work,
    cuts_of,
    extent,
)
from govbudget.reading.layouts.flattened.grammar import Cell
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.lexicon import Remembered
from govbudget.text import squeeze

__all__ = ["Evidence", "OpenRow", "Proof", "ProvedRow", "is_closed", "text_of"]

_MOST_ROUNDS: Final = 8
_STEPS: Final = 6_000
"""The most steps for a row."""
_LOOSER: Final = ((2, False), (0, True), (1_000, False))
"""How much less full a line may be than the widths allow, and whether steps may be any."""
_MOST_COMPARED: Final = 400
_MOST_TOLD: Final = 4
_SHORTEST_SEEN: Final = 3
"""A shorter text may stand in another row of the same column by chance."""
_SHORTEST_NAME: Final = 4
"""A shorter text may stand elsewhere by chance."""
_PAIRS: Final = (("（(", "）)"), ("《", "》"), ("“", "”"), ("〔", "〕"), ("【", "】"))
_BRACKETS: Final = frozenset("".join(opening + closing for opening, closing in _PAIRS))
_CLOSING: Final = frozenset("，、。；：）》”’)],;:%％")
_OPENING: Final = frozenset("（《“‘([、，")

Evidence: TypeAlias = Callable[[Cut], int]
"""How much speaks against a way to cut a row; only those with the least are left."""


@define(eq=False)
class OpenRow:
    """A row that is to be cut: its pieces on each page, the cells before them that are known, its best reading.

    `down` says whether the last step among these cells went from two lines to one.
    """

    parts: Sequence[Sequence[Atom]]
    first: Cut = ()
    best: Callable[[], Cut] = tuple
    down: bool = False


@frozen(eq=False)
class ProvedRow:
    """A row as cut; in how many ways it may be cut, 0 if in none that keeps the grammar; what some of these are."""

    cells: Cut
    ways: int = 1
    others: tuple[Cut, ...] = ()
    is_counted: bool = True

    @property
    def doubt(self) -> Doubt | None:
        """What is told of it, if it may be cut in several ways."""
        if self.ways == 1:
            return None
        if len(self.others) < 2:
            return Doubt(self.ways, (tuple(text_of(cell) for cell in self.cells),), self.is_counted)
        texts = [[text_of(cell) for cell in cut] for cut in self.others]
        every = set.intersection(*map(set, texts))
        readings = (tuple(text for text in each if text not in every) for each in texts)
        return Doubt(self.ways, tuple(readings), self.is_counted)


_NO_WAY: Final = ProvedRow((), 0)


def is_closed(lines: Sequence[str]) -> bool:
    """Whether a cell closes the brackets it opens, and neither begins nor ends amid a sentence.

    >>> is_closed(("关于《古籍》", "的通知")), is_closed(("（一）改造", "（二")), is_closed(("，修复",))
    (True, False, False)
    """
    text = "".join(lines)
    if text[0] in _CLOSING or text[-1] in _OPENING:
        return False
    return _BRACKETS.isdisjoint(text) or all(
        sum(map(text.count, opening)) == sum(map(text.count, closing)) for opening, closing in _PAIRS
    )


def text_of(cell: Cell) -> str:
    """The text of a cell without white space."""
    return squeeze("".join(cell.lines))


def _never(_: str) -> bool:
    return False


@define(eq=False)
class Proof:
    """What is known of the columns of one table, or of the forms printed alike."""

    kinds: Sequence[Kind]
    evidence: Sequence[Evidence] = ()
    known: Callable[[str], bool] = _never
    """Whether a text is a name that is prescribed, or that stands elsewhere in the document."""
    named: frozenset[int] = frozenset()
    """The slots whose texts these may be."""
    is_placed: bool = False
    """Whether numbers and stars stand in the columns that a way to cut a row gives them; else these are lost."""
    price: Callable[[Cut], int] = len
    """What orders ways that no proof decides."""
    rooms: dict[int, Room] = field(init=False)
    printed: dict[int, int] = field(factory=dict, init=False)
    """How many sure rows print a cell in a slot."""
    seen: set[tuple[int, str]] = field(factory=set, init=False)
    """The texts that sure rows print in each slot."""
    taught: int = field(default=0, init=False)
    """How many rows are sure."""
    lone: int = field(default=0, init=False)
    """How many of these print one cell only."""
    closed: Remembered[tuple[str, ...], bool] = field(init=False, factory=lambda: Remembered(is_closed))

    def __attrs_post_init__(self) -> None:
        self.rooms = {kind.slot: kind.room for kind in self.kinds if kind.room is not None}

    def prove(self, rows: Sequence[OpenRow]) -> list[ProvedRow]:
        """What is left of each row; no way of those that break the grammar, or are too much work."""
        left: dict[int, list[Cut]] = {}
        proved: dict[int, ProvedRow] = {}
        order = sorted(range(len(rows)), key=lambda number: sum(map(len, rows[number].parts)))
        self._narrow(rows, order, left, proved)
        if left:
            self._compare(left)
            for number in order:
                if number in left:
                    left[number] = [cut for (cut,) in self.heard([(cut,) for cut in left[number]])]
            self._narrow(rows, order, left, proved)
        for number, cuts in left.items():
            if number not in proved:
                proved[number] = self._verdict(rows[number], cuts)
        return [proved.get(number, _NO_WAY) for number in range(len(rows))]

    def loosened(self, row: OpenRow) -> ProvedRow:
        """What is left of a row that breaks the grammar: print is not always exact to the last step or character."""
        best = row.best()
        for slack, any_step in _LOOSER:
            for room in self.rooms.values():
                room.slack = slack
            try:
                cuts = cuts_of(
                    row.parts, self.kinds, Work(_STEPS), first=row.first, down=row.down, any_step=any_step
                )
            except TooMuchError:
                return ProvedRow(best, 2, (best,), is_counted=False)
            finally:
                for room in self.rooms.values():
                    room.slack = 0
            if cuts:
                return self._verdict(row, [cut for (cut,) in self.heard([(cut,) for cut in cuts])])
        return ProvedRow(best, 0)

    def _narrow(
        self,
        rows: Sequence[OpenRow],
        order: Sequence[int],
        left: dict[int, list[Cut]],
        proved: dict[int, ProvedRow],
    ) -> None:
        """Let the rows teach each other how wide the columns are, until that says nothing new."""
        for _ in range(_MOST_ROUNDS):
            before = [(room.low, room.high) for room in self.rooms.values()]
            for number in order:
                if number not in proved:
                    self._look(number, rows[number], left, proved)
            if before == [(room.low, room.high) for room in self.rooms.values()]:
                break

    def _look(
        self, number: int, row: OpenRow, left: dict[int, list[Cut]], proved: dict[int, ProvedRow]
    ) -> None:
        """List the ways to cut a row, or look which of those listed before are left."""
        cuts = left.get(number)
        if cuts is None:
            try:
                cuts = cuts_of(row.parts, self.kinds, Work(_STEPS), first=row.first, down=row.down)
            except TooMuchError:
                # With what other rows teach it may be less work.
                return
        else:
            cuts = [cut for cut in cuts if self.holds(cut)]
        if len(cuts) > 1:
            left[number] = cuts
            self._learn(cuts)
            return
        left.pop(number, None)
        if not cuts:
            proved[number] = _NO_WAY
            return
        proved[number] = ProvedRow(cuts[0])
        self.teach(cuts[0])

    def teach(self, cut: Cut) -> None:
        """Learn from a row that is sure."""
        self._learn([cut])
        self.taught += 1
        self.lone += len(cut) == 1
        for slot, cell in {cell.slot: cell for cell in cut}.items():
            self.printed[slot] = self.printed.get(slot, 0) + 1
            if slot in self.rooms:
                self.seen.add((slot, text_of(cell)))

    def see(self, cuts: Sequence[Cut]) -> None:
        """Remember the texts that all of some ways print, one of which is right."""
        every = [{(cell.slot, text_of(cell)) for cell in cut if cell.slot in self.rooms} for cut in cuts]
        self.seen |= set.intersection(*every)

    def holds(self, cut: Cut) -> bool:
        """Whether the columns may be as wide as a way to cut a row says."""
        return all(self.rooms[cell.slot].holds(cell.lines) for cell in cut if cell.slot in self.rooms)

    def _learn(self, cuts: Sequence[Cut]) -> None:
        """Learn of the widths what all of some ways say, one of which is right."""
        for slot, room in self.rooms.items():
            said = [[extent(cell.lines) for cell in cut if cell.slot == slot] for cut in cuts]
            if all(said):
                room.low = max(room.low, min(low for each in said for low, _ in each))
                room.high = min(room.high, max(high for each in said for _, high in each))

    def _compare(self, left: dict[int, list[Cut]]) -> None:
        """Leave those ways that some way to cut every other row agrees with."""
        boxes = {number: [self._box(cut) for cut in cuts] for number, cuts in left.items()}
        # A row with a way that says nothing of the widths agrees with all.
        strict = [number for number, every in boxes.items() if all(every)]
        if sum(len(boxes[number]) for number in strict) > _MOST_COMPARED:
            return
        for number in left:
            others = [_different(boxes[other]) for other in strict if other != number]
            work = Work(_STEPS)
            try:
                kept = [at for at, box in enumerate(boxes[number]) if _agrees(box, others, work)]
            except TooMuchError:
                continue
            left[number] = [left[number][at] for at in kept]
            boxes[number] = [boxes[number][at] for at in kept]

    def _box(self, cut: Cut) -> _Box:
        """What a way to cut a row says of the widths that is not known."""
        found = dict[int, tuple[int, int]]()
        for cell in cut:
            room = self.rooms.get(cell.slot)
            if room is not None:
                low, high = extent(cell.lines)
                if low > room.low or high < room.high:
                    found[cell.slot] = low, high
        return found

    def heard(self, ways: Sequence[tuple[Cut, ...]]) -> list[tuple[Cut, ...]]:
        """What the evidence leaves of some ways to cut one row or several, one kind of it after the other."""
        left = list(ways)
        for speaks in (self._unclosed, *self.evidence, self._unprinted, self._unknown):
            if len(left) < 2:
                break
            against = [sum(map(speaks, way)) for way in left]
            least = min(against)
            left = [way for way, cost in zip(left, against, strict=True) if cost == least]
        return left

    def against(self, cut: Cut) -> tuple[int, ...]:
        """How much speaks against a way to cut a row, the weightiest first."""
        return (self._unclosed(cut), *(speaks(cut) for speaks in self.evidence), self._unprinted(cut))

    def _unclosed(self, cut: Cut) -> int:
        return sum(not self.closed[cell.lines] for cell in cut if cell.slot in self.rooms)

    def _unprinted(self, cut: Cut) -> int:
        """How many columns are blank that every sure row prints; and whether it is one cell, as no sure row is."""
        here = {cell.slot for cell in cut}
        blank = sum(count == self.taught and slot not in here for slot, count in self.printed.items())
        return blank + (len(cut) == 1 and self.taught > 0 and not self.lone)

    def _unknown(self, cut: Cut) -> int:
        """How little of a row is texts that stand elsewhere: a whole name says more than parts of it."""
        texts = [(cell.slot, text_of(cell)) for cell in cut]
        return -sum(
            len(text)
            for slot, text in texts
            if (len(text) >= _SHORTEST_SEEN and (slot, text) in self.seen)
            or (len(text) >= _SHORTEST_NAME and slot in self.named and self.known(text))
        )

    def _verdict(self, row: OpenRow, cuts: Sequence[Cut]) -> ProvedRow:
        """The best reading, if it is among those that are left, and how many say other words."""
        by_texts: dict[tuple[tuple[int, str], ...], Cut] = {}
        best = self.said(row.best()) if len(cuts) > 1 else ()
        for cut in sorted(cuts, key=lambda cut: (self.said(cut) != best, self.price(cut))):
            by_texts.setdefault(self.said(cut), cut)
        ways = list(by_texts.values())
        return ProvedRow(ways[0], len(ways), tuple(ways[:_MOST_TOLD]))

    def said(self, cut: Cut) -> tuple[tuple[int, str], ...]:
        """What a row says when it is cut so."""
        texts = ((cell.slot, text_of(cell)) for cell in cut)
        return tuple((slot if self.is_placed or not is_figure(text) else -1, text) for slot, text in texts)


_Box: TypeAlias = dict[int, tuple[int, int]]


def _different(boxes: Sequence[_Box]) -> list[_Box]:
    return [box for at, box in enumerate(boxes) if box not in boxes[:at]]


def _agrees(box: _Box, others: Sequence[Sequence[_Box]], work: Work) -> bool:
    """Whether each of some rows can be cut so that all widths agree with those of a box."""
    work.step()
    if not others:
        return True
    for other in others[0]:
        both = dict(box)
        for slot, (low, high) in other.items():
            least, most = both.get(slot, (low, high))
            both[slot] = max(low, least), min(high, most)
        if all(low <= high for low, high in both.values()) and _agrees(both, others[1:], work):
            return True
    return False
