"""The rows of a flattened table (表体还原): pieces cut into rows, rows into cells, cells put in their columns.

Where the header has 序号, the next expected number begins the next row; else the line grammar finds the rows as it
finds the cells.  Codes, names and units of measure have their columns by what they are.  Numbers have lost
theirs with the blank cells: they stay *loose* between the columns they may stand in, for the laws to settle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field

from govbudget.reading.doubts import Doubt
from govbudget.reading.grid import GridRow
from govbudget.reading.header import is_redaction
from govbudget.reading.layouts.flattened.across_pages import Row, pages_of, rows_across, whole_names
from govbudget.reading.layouts.flattened.atoms import Atom, Step, joined, width_of
from govbudget.reading.layouts.flattened.body_proof import proof_of, proved_rows
from govbudget.reading.layouts.flattened.chains import proved_chain
from govbudget.reading.layouts.flattened.fitting import fitted, misfit
from govbudget.reading.layouts.flattened.grammar import IMPOSSIBLE, Cell, Judge, Slot
from govbudget.reading.layouts.flattened.headers import FlatHeader
from govbudget.reading.layouts.flattened.kinds import PART_OF_NUMBER, Kinds, is_figure, name_cost
from govbudget.reading.layouts.flattened.known_names import KnownNames, digits_of_names
from govbudget.reading.layouts.flattened.label_proof import Proof
from govbudget.reading.layouts.flattened.obedience import Obedience, obedience_of
from govbudget.reading.layouts.flattened.one_row import cut_row, priced_row
from govbudget.reading.layouts.flattened.panels import PanelWords, numeral_at, one_name_cost
from govbudget.reading.layouts.flattened.placing import Columns
from govbudget.reading.layouts.flattened.sides import sided
from govbudget.reading.layouts.flattened.widths import Width
from govbudget.reading.lexicon import Remembered
from govbudget.reading.words import HeaderRole, header_coordinates, is_total_word
from govbudget.text import fold, is_cjk

__all__ = ["body_rows"]

_MOST_SKIPPED: Final = 3
_MOST_LEFT_OVER: Final = 40
_MOST_ON_ONE_LINE: Final = 24
_SECOND_NAME: Final = 2
_NAME_OF_PANEL: Final = 2
_BLANK_WORDS: Final = 4
_NO_CODE: Final = 4
_NO_FIGURE: Final = 2
_OF_CODES: Final = (3, 5, 7)
_LESSONS: Final = 3
"""How often rows are cut again with the widths that the rows cut before have shown."""


def body_rows(
    atoms: Sequence[Atom],
    header: FlatHeader,
    decimals: int,
    least: Sequence[int] = (),
    names: KnownNames | None = None,
) -> tuple[list[GridRow], Obedience]:
    """The rows that some pieces make under a header, and how well they keep the line grammar.

    `decimals` are the places most numbers are printed with, `least` how wide the columns are at least; `names` stand
    elsewhere in the document.
    """
    if not atoms or not header.leaves:
        return [], Obedience()
    names = names or KnownNames()
    named = digits_of_names(atoms, names.bodies)
    words_only = header.says_words or not any(
        (PART_OF_NUMBER.fullmatch(atom.text) and atom.start not in named) or is_redaction(atom.text)
        for atom in atoms
    )
    reader = _Body(header, decimals, _widest_number(atoms), words_only, least, names)
    rows = reader.rows(atoms)
    columns = Columns(header, reader.slots, bool(reader.panels.words))
    found = [columns.grid_row(cells, part, reader.doubts.get(part[0].start)) for cells, part in rows]
    return found, Obedience() if words_only else obedience_of(rows, reader.slots, reader.names)


def _names_total(lines: tuple[str, ...]) -> bool:
    """Whether some lines are the name of a total."""
    return is_total_word(fold("".join(lines)))


def _widest_number(atoms: Sequence[Atom]) -> int:
    """The width of the widest piece of a figure; codes, which have columns of their own, have no point."""
    numbers = [atom.text for atom in atoms if PART_OF_NUMBER.fullmatch(atom.text)]
    pointed = [text for text in numbers if "." in text]
    return max(map(width_of, pointed or numbers), default=0)


@define(eq=False)
class _Body:
    header: FlatHeader
    decimals: int
    widest: int
    words_only: bool = False
    """Whether nothing below the header is a number: then the table is one of words, and no cell of it is blank."""
    least: Sequence[int] = ()
    known: KnownNames = field(factory=KnownNames)
    """Names that stand elsewhere in the document."""
    kinds: Kinds = field(init=False)
    panels: PanelWords = field(init=False)
    widths: dict[int, Width] = field(init=False)
    """The widths of the columns of names, as far as they are known."""
    slots: list[Slot] = field(init=False)
    doubts: dict[int, Doubt] = field(init=False, factory=dict)
    """The rows that may be cut in several ways, by where they begin."""
    expected: str = field(init=False, default="")
    printed_whole: frozenset[str] = frozenset()
    """Names that no page can have cut: others may be the same."""
    named: Remembered[tuple[str, ...], int] = field(init=False, factory=lambda: Remembered(name_cost))
    """What names cost by themselves."""

    def __attrs_post_init__(self) -> None:
        self.kinds = Kinds(self.decimals, self.widest)
        self.panels = PanelWords.of(self.header)
        self.widths = {column: Width(self._least(column)) for column in range(len(self.header.leaves))}
        self.slots = list(self._slots())

    def _least(self, column: int) -> int:
        return self.least[column] if self.least else 0

    def _slots(self) -> Iterator[Slot]:
        roles = [self.header.role(column) for column in range(len(self.header.leaves))]
        column = 0
        named = False
        while column < len(roles):
            role = roles[column]
            end = column + 1
            if role is HeaderRole.FIGURE and self.words_only:
                yield Slot((column,), self._name(column), missing=_BLANK_WORDS)
            elif role is HeaderRole.FIGURE:
                while end < len(roles) and roles[end] is HeaderRole.FIGURE:
                    end += 1
                owned = len(self.panels.words) > 1
                yield Slot(
                    tuple(range(column, end)),
                    self.kinds.figure,
                    self.kinds.part_of_figure,
                    missing=0 if owned else _NO_FIGURE,
                    owned=owned,
                )
            elif role in (HeaderRole.CODE, HeaderRole.UNIT_CODE):
                code = self._fitting(column, self.kinds.code)
                yield Slot((column,), code, self.kinds.part_of_code, missing=_NO_CODE, blank_in_totals=named)
            elif role is HeaderRole.NAME:
                several = len(self.panels.words) > 1
                after = 0 if several or named else self._words_after(roles[column + 1 :])
                missing = 0 if several else _SECOND_NAME if named else 5
                each = _NAME_OF_PANEL if several else 0
                yield Slot(
                    (column,),
                    self._name(column, after, each),
                    missing=missing,
                    blank_in_totals=named and not several,
                    names_total=_names_total if after else None,
                )
                named = True
            elif role is HeaderRole.MEASURE:
                yield Slot(
                    (column,), self._fitting(column, self.kinds.measure), missing=1, blank_in_totals=named
                )
            elif role is HeaderRole.ORDINAL:
                yield Slot((column,), self._number, missing=8)
            else:
                yield Slot((column,), self._fitting(column, self.kinds.note))
            column = end

    def _words_after(self, roles: Sequence[HeaderRole]) -> int:
        coded = roles.count(HeaderRole.CODE) + roles.count(HeaderRole.UNIT_CODE)
        return (
            roles.count(HeaderRole.NAME) * _SECOND_NAME + coded * _NO_CODE + roles.count(HeaderRole.MEASURE)
        )

    def _number(self, lines: tuple[str, ...]) -> int:
        return 0 if "".join(lines) == self.expected else IMPOSSIBLE

    def _name(self, column: int, after: int = 0, each: int = 0) -> Judge:
        """What names cost in a column, `each` at least; a total prints no other words, whose absence costs `after`."""

        def judge(lines: tuple[str, ...]) -> int:
            cost = self.named[lines] + each
            if cost < IMPOSSIBLE:
                cost += self.panels.cost(column, "".join(lines)) + misfit(self.widths[column], lines)
                if each:
                    cost += one_name_cost(lines)
                if after and _names_total(lines):
                    cost -= after
                elif "".join(lines) in self.printed_whole:
                    cost -= 1
            return cost

        return judge

    def _fitting(self, column: int, judge: Judge) -> Judge:
        """A judge that minds the width of a column too."""
        return lambda lines: judge(lines) + (misfit(self.widths[column], lines) if len(lines) > 1 else 0)

    # --- rows ---------------------------------------------------------------------------------------------

    def rows(self, atoms: Sequence[Atom]) -> list[Row]:
        """The rows, each with its cells (none where it cannot be cut) and its pieces."""
        if self.header.role(0) is HeaderRole.ORDINAL:
            starts = self._anchors(atoms)
            if starts:
                starts = self._doubled(atoms, starts)
                found = self._numbered(atoms, starts)
                if self._learn([cells for cells, _ in found]):
                    self.panels.restart()
                    found = self._numbered(atoms, starts)
                if (proof := self._proof()) is not None:
                    found, self.doubts = proved_rows(found, proof)
                return self._sided(found, marked=True)
        self.panels.follows = False
        self.panels.numbered = 2 * sum(1 for atom in atoms if numeral_at(atom.text)) > len(
            [atom for atom in atoms if is_figure(atom.text)]
        )
        if (proof := self._proof()) is not None:
            rows, self.doubts = proved_chain(
                atoms, proof, lambda: self._cheapest(atoms), is_last=self.known.is_complete
            )
            return rows
        return self._sided(self._cheapest(atoms), marked=False)

    def _cheapest(self, atoms: Sequence[Atom]) -> list[Row]:
        """Rows without numbers in the cheapest way, with the widths that rows cut before have shown."""
        found = rows_across(atoms, self.slots)
        for _ in range(_LESSONS):
            news = self._learn([cells for cells, _ in found])
            if not (self._learn_names(found) or news):
                break
            found = rows_across(atoms, self.slots)
        return found

    def _proof(self) -> Proof | None:
        """What its rows are proved by, where more than one column prints words."""
        worded = [slot for slot in self.slots if self._is_worded(slot)]
        if self.panels.words or len(worded) < 2:
            return None
        roles = [self.header.role(column) for column in range(len(self.header.leaves))]
        money = frozenset(
            number
            for number, slot in enumerate(self.slots)
            if not any(header_coordinates(fold(self.header.leaves[at])).statistic for at in slot.columns)
        )
        proof = proof_of(self.slots, roles, self.kinds, self.known, words_only=self.words_only, money=money)
        for slot, room in proof.rooms.items() if self.least else ():
            room.low = max(room.low, self.least[self.slots[slot].columns[0]])
        return proof

    def _sided(self, rows: list[Row], *, marked: bool) -> list[Row]:
        """The rows of two panels side by side with every name on the side that is proved."""
        names = [number for number, slot in enumerate(self.slots) if slot.columns[0] in self.panels.words]
        if len(names) != 2 or len(self.slots) != names[1] + 2 or names[1] != names[0] + 2:
            return rows
        left, right = names
        widths = len(self.slots[left + 1].columns), len(self.slots[right + 1].columns)
        words = tuple(self.panels.words[self.slots[name].columns[0]] for name in names)
        rows, self.doubts = sided(rows, (left, right), widths, marked=marked, words=(words[0], words[1]))
        return rows

    def _learn(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Learn how wide the columns of words and codes are; False if that says nothing new."""
        worded = [number for number, slot in enumerate(self.slots) if self._is_worded(slot)]
        if len(worded) < 2 and self.header.role(0) is HeaderRole.ORDINAL:
            return False
        news = False
        for number in worded:
            column = self.slots[number].columns[0]
            lines = (cell.lines for cells in rows for cell in cells if cell.slot == number)
            width = fitted(lines, widest_first=bool(self.panels.words))
            width.lower = max(width.lower, self._least(column))
            if width.upper is not None:
                width.upper = max(width.upper, width.lower)
            known = self.widths[column]
            news = news or (width.lower, width.upper) != (known.lower, known.upper)
            self.widths[column] = width
        return news

    def _learn_names(self, rows: Sequence[Row]) -> bool:
        """Learn the names that surely are whole; False if that says nothing new."""
        known, self.printed_whole = self.printed_whole, whole_names(rows, self.names)
        return known != self.printed_whole

    def _is_worded(self, slot: Slot) -> bool:
        return self.words_only or self.header.role(slot.columns[0]) not in (
            HeaderRole.FIGURE,
            HeaderRole.ORDINAL,
        )

    def _is_name(self, slot: Slot) -> bool:
        return self.header.role(slot.columns[0]) is HeaderRole.NAME

    @property
    def names(self) -> frozenset[int]:
        """The slots of names."""
        return frozenset(number for number, slot in enumerate(self.slots) if self._is_name(slot))

    def _anchors(self, atoms: Sequence[Atom]) -> list[int]:
        """Where the rows begin: the pieces that are the numbers 1, 2, 3 … in front of a code or a name."""
        starts: list[int] = []
        number = 1
        for at, atom in enumerate(atoms):
            if atom.step in (Step.SPACE, Step.NEWLINE) or not atom.text.isdecimal() or len(atom.text) > 4:
                continue
            if atom.text[0] == "0":
                # The last digits of a code: no row is numbered 05.
                continue
            skipped = int(atom.text) - number
            if skipped < 0 or skipped > (_MOST_SKIPPED if starts else 0):
                continue
            following = atoms[at + 1] if at + 1 < len(atoms) else None
            if following is None:
                continue
            # The first row may have no name: its number stands on one line with its figures.
            unnamed = not at and following.step is Step.SPACE and "." in following.text
            if not self._may_begin(atoms, at + 1) and not (unnamed and is_figure(following.text)):
                continue
            if skipped and self._comes_later(atoms, at, number):
                continue
            starts.append(at)
            number = int(atom.text) + 1
        return starts

    def _doubled(self, atoms: Sequence[Atom], starts: list[int]) -> list[int]:
        """The beginnings of rows, where a number that stands there twice may be the end of a figure once."""
        found = list(starts)
        for number in range(1, len(found)):
            before, start = found[number - 1], found[number]
            end = found[number + 1] if number + 1 < len(found) else min(len(atoms), start + _MOST_LEFT_OVER)
            others = [
                at
                for at in range(start + 1, end - 1)
                if atoms[at].text == atoms[start].text
                and atoms[at].step in (Step.BLANK, Step.PAGE)
                and self._may_begin(atoms, at + 1)
            ]
            if others:
                choices = [start, *others]
                found[number] = min(
                    choices, key=lambda at: self._price(atoms[before:at]) + self._price(atoms[at:end])
                )
            elif self._goes_on(atoms[start - 1].text, atoms[start].text):
                apart = self._price(atoms[before:start]) + self._price(atoms[start:end])
                if self._price(atoms[before:end]) < apart:
                    found[number] = before
        return sorted(set(found))

    def _goes_on(self, before: str, text: str) -> bool:
        """Whether some digits may be the end of a figure or code: with them it has the places these have."""
        if before.isdecimal() and len(self.header.leaves) > 1 and self.header.role(1) is HeaderRole.CODE:
            lengths = [len(before), len(before + text)]
            return lengths[0] not in _OF_CODES and lengths[1] in _OF_CODES
        _, point, places = before.partition(".")
        return bool(point) and is_figure(before + text) and len(places) + len(text) == self.kinds.decimals

    def _price(self, part: Sequence[Atom]) -> int:
        """What some pieces cost as a row, the number of the row before them."""
        self.expected = part[0].text
        return priced_row(pages_of(part), self.slots)[0]

    def _comes_later(self, atoms: Sequence[Atom], at: int, number: int) -> bool:
        wanted = str(number)
        later = range(at + 1, min(len(atoms) - 1, at + _MOST_LEFT_OVER))
        return any(
            atoms[i].text == wanted
            and atoms[i].step in (Step.BLANK, Step.PAGE)
            and self._may_begin(atoms, i + 1)
            for i in later
        )

    def _may_begin(self, atoms: Sequence[Atom], at: int) -> bool:
        """Whether a code or a name may begin at a piece: words, digits (VR23, 2025-2026), a number before words."""
        text = atoms[at].text
        if any(map(is_cjk, text)):
            return True
        role = self.header.role(1) if len(self.header.leaves) > 1 else None
        if role is HeaderRole.CODE:
            return text.isdecimal() and len(text) >= 3
        if role is not HeaderRole.NAME or not text[0].isalnum() or (is_figure(text) and not text.isdecimal()):
            return False
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        beside = following is not None and following.step in (Step.SPACE, Step.BLANK)
        return not text.isdecimal() or (beside and following is not None and is_cjk(following.text[0]))

    def _numbered(self, atoms: Sequence[Atom], starts: Sequence[int]) -> list[Row]:
        found = []
        for start, end in zip(starts, [*starts[1:], len(atoms)], strict=True):
            part = atoms[start:end]
            self.expected = part[0].text
            cells = self._on_one_line(part) or cut_row(pages_of(part), self.slots)
            self.panels.learn((self.slots[cell.slot].columns[0], joined(cell.atoms)) for cell in cells)
            found.append((cells, part))
        return found

    def _on_one_line(self, part: Sequence[Atom]) -> list[Cell]:
        """The cells of a row on one line whose pieces are a number, a code, a name and figures; else none."""
        if len(part) > _MOST_ON_ONE_LINE or any(atom.step is not Step.SPACE for atom in part[1:]):
            return []
        cells = []
        at = 0
        for number, slot in enumerate(self.slots):
            if at == len(part):
                break
            if slot.judge is not self.kinds.figure:
                if slot.judge((part[at].text,)) <= _NAME_OF_PANEL:
                    cells.append(Cell(number, (part[at],)))
                    at += 1
                continue
            if number != len(self.slots) - 1 or len(part) - at > len(slot.columns):
                return []
            if not all(self.kinds.figure((atom.text,)) == 0 for atom in part[at:]):
                return []
            cells += [Cell(number, (atom,)) for atom in part[at:]]
            at = len(part)
        used = {cell.slot for cell in cells}
        missing = sum(slot.missing for number, slot in enumerate(self.slots) if number not in used)
        return cells if at == len(part) and missing <= _NO_CODE + _NO_FIGURE else []
