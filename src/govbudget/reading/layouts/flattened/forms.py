"""Performance target forms in flattened text (展平绩效目标表): fields by their labels, indicators by the line grammar.

Labels are known words; what stands behind one, up to the next, is its value.  The text behind the amounts of
预算规模及资金用途 is the use of the money; a plan has heads that name months or quarters, then figures.  A row of
indicators begins with a word for a second level; its cells are cut by the grammar, by what a name, a description, a
target and a basis look like, and by the widths of the columns, which the rows themselves teach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from govbudget.reading.forms.labels import Hit
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.placed import PlacedKind, PlacedLine
from govbudget.reading.forms.vocabulary import Role
from govbudget.reading.layouts.flattened.atoms import Atom, Step, atoms_of, joined, spans_of_atoms
from govbudget.reading.layouts.flattened.indicators import Grids, RawIndicator
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.layouts.flattened.regions import Region
from govbudget.reading.source import SourceLine
from govbudget.spans import Span
from govbudget.text import fold, squeeze

__all__ = ["FormRegion", "form_lines"]

_NAME_OF: Final = "名称"
_OF_WORDS: Final = (Role.TEXT, Role.NARRATIVE, Role.PERSON, Role.DATE, Role.UNIT)
_LONGEST_LABEL: Final = 5
_HEAD: Final = re.compile(
    r"(?:第?[一二三四1234]季度?|\d{1,2}月(?:底|末|份)?|[一二三四五六七八九十]{1,3}月(?:底|末|份)?)(?:前)?(?:\(%\)|（%）)?"
)
_ITEM: Final = re.compile(r"(\d{1,2})[.、．](?!\d)")


@frozen(eq=False)
class FormRegion:
    """A form as found: its lines, and their spans in the text."""

    region: Region
    spans: tuple[Span, ...]


def form_lines(
    lines: Sequence[SourceLine], forms: Sequence[FormRegion], memo: Memo
) -> tuple[tuple[SourceLine, ...], ...]:
    """The forms of a document as lines of known cells; the widths of the columns are those of all forms."""
    grids = Grids(memo)
    cut: list[list[PlacedLine]] = []
    for form in forms:
        region = form.region
        first = region.header[0] if region.header else len(lines)
        body = set(region.body)
        above = [lines[i] for i in range(region.opening.header, first) if i in body or lines[i].is_blank]
        title = region.opening.caption.title
        fields = _Fields(memo, title=squeeze(fold(title)))
        top = lines[region.opening.start]
        fields.add(PlacedKind.TITLE, [(title, atoms_of([top]))])
        for index in region.caption[1:]:
            fields.take(atoms_of([lines[index]]))
        fields.take(atoms_of(above))
        cut.append(fields.lines)
        if region.header:
            below = _below(lines, region)
            grids.add(atoms_of([lines[i] for i in region.header]), atoms_of(below))
        else:
            grids.skip()
    found = []
    for placed, rows in zip(cut, grids.read(), strict=True):
        found.append((*placed, *map(_indicator_line, rows)))
    return tuple(found)


def _below(lines: Sequence[SourceLine], region: Region) -> list[SourceLine]:
    """The rows below the header, blank lines with them; what a page repeats is left out and leaves a gap."""
    own = [i for i in region.body if i > region.header[-1]]
    if not own:
        return []
    keep = set(own)
    found = []
    skipped = False
    for index in range(own[0], own[-1] + 1):
        if index in keep or (lines[index].is_blank and not skipped):
            found.append(lines[index])
            skipped = False
        elif not lines[index].is_blank:
            skipped = True
    return found


def _indicator_line(row: RawIndicator) -> PlacedLine:
    first = row.first.line
    cells = tuple(joined(atoms) for atoms in row.cells)
    kind = PlacedKind.INDICATOR if row.is_cut else PlacedKind.LOST
    return PlacedLine(
        first.number,
        row.first.start,
        "",
        cells,
        page=first.page,
        kind=kind,
        pieces=tuple(spans_of_atoms(atoms) for atoms in row.cells),
        doubt=row.doubt,
    )


@define(eq=False)
class _Fields:
    """Reads the pieces above the indicators, label by label."""

    memo: Memo
    lines: list[PlacedLine] = field(factory=list)
    title: str = ""
    """The title of the form, folded and without white space."""
    of_use: bool = False
    """Whether the amounts of 预算规模及资金用途 are being read, behind which its text comes."""

    def add(
        self, kind: PlacedKind, cells: Sequence[tuple[str, Sequence[Atom]]], at: Atom | None = None
    ) -> None:
        """Add a line of cells; it stands where its value stands."""
        printed = [atoms[0] for _, atoms in cells if atoms]
        first = at or (printed[1] if len(printed) > 1 else printed[0])
        self.lines.append(
            PlacedLine(
                first.line.number,
                first.start,
                "",
                tuple(text for text, _ in cells),
                page=first.line.page,
                kind=kind,
                pieces=tuple(spans_of_atoms(atoms) for _, atoms in cells),
            )
        )

    def take(self, atoms: Sequence[Atom]) -> None:
        """Read some pieces."""
        at = 0
        while at < len(atoms):
            found = self._label(atoms, at)
            if found is None:
                end = self._next_label(atoms, at + 1, goals=False)
                self._rest(atoms[at:end])
                at = end
                continue
            hit, end = found
            label = atoms[at:end]
            role = hit.label.role
            if role is Role.PLAN:
                at = self._next_label(atoms, end, goals=True)
                self._plan(label, atoms[end:at])
            elif role is Role.GOAL:
                at = len(atoms)
                self._goal(label, atoms[end:])
            elif role is Role.USE or role is Role.GROUP:
                self.of_use = self.of_use or role is Role.USE
                at = end
            elif role is Role.MONEY:
                at = end + (1 if end < len(atoms) and self._is_value(atoms[end]) else 0)
                self._field(label, atoms[end:at])
            else:
                named = self._name_behind(atoms, end) if joined(label).endswith(_NAME_OF) else 0
                at = self._end_of_name(atoms, end, self._next_label(atoms, end + named, goals=False))
                self._field(label, atoms[end:at], hit)

    def _name_behind(self, atoms: Sequence[Atom], start: int) -> int:
        """How many pieces behind a label are surely a name, though it may begin with the word for some money.

        Nothing else stands on their line, neither a figure at its end nor another label of words.
        """
        end = start
        while end < len(atoms) and atoms[end].step is Step.SPACE:
            end += 1
        hits = [found[0] for at in range(start, end) if (found := self._label(atoms, at)) is not None]
        if any(hit.label.role in _OF_WORDS for hit in hits) or start == end:
            return 0
        is_open = end - start > 1 and (is_figure(atoms[end - 1].text) or self._label(atoms, end - 1))
        return 0 if is_open else end - start

    def _is_value(self, atom: Atom) -> bool:
        return atom.step in (Step.SPACE, Step.NEWLINE) and is_figure(atom.text)

    def _label(self, atoms: Sequence[Atom], at: int) -> tuple[Hit, int] | None:
        """The label that some pieces make, and where it ends; the longest one."""
        text = ""
        best: tuple[Hit, int] | None = None
        for end in range(at, min(len(atoms), at + _LONGEST_LABEL)):
            if is_figure(atoms[end].text) or (end > at and atoms[end].step is Step.NEWLINE):
                break
            if best is not None and text.endswith(_NAME_OF):
                # What follows is the name.
                break
            text += atoms[end].text
            hit = self.memo.labels[text]
            if hit is None:
                continue
            if hit.value and end == at:
                # 单位：万元 is a label with its value in one piece.
                return (hit, end + 1) if hit.label.role is Role.UNIT else best
            if not hit.value:
                best = hit, end + 1
        return best

    def _next_label(self, atoms: Sequence[Atom], at: int, *, goals: bool) -> int:
        while at < len(atoms):
            found = self._label(atoms, at)
            if found is not None:
                role = found[0].label.role
                # Words for money and names stand in texts as well; behind the amounts only plan and goal follow.
                if role in (Role.PLAN, Role.GOAL) or (not self.of_use and not goals):
                    return at
                if self.of_use and not goals and role is Role.USE:
                    return at
            at += 1
        return at

    def _end_of_name(self, atoms: Sequence[Atom], start: int, end: int) -> int:
        """Where a value ends that the title of the form holds: the rest of a wrapped name may look like a label."""
        while start < end < len(atoms) and atoms[end].step is Step.BLANK:
            further = self._next_label(atoms, end + 1, goals=False)
            if squeeze(fold(joined(atoms[start:further]))) not in self.title:
                break
            end = further
        return end

    def _rest(self, atoms: Sequence[Atom]) -> None:
        """What follows no label: the use of the money behind its amounts, or nothing that is known."""
        if self.of_use:
            self.add(PlacedKind.USE, [("资金用途", ()), (joined(atoms), atoms)])
            self.of_use = False
        else:
            self.add(PlacedKind.LOST, [(atom.text, (atom,)) for atom in atoms])

    def _field(self, label: Sequence[Atom], value: Sequence[Atom], hit: Hit | None = None) -> None:
        cells = [(joined(label), label)]
        if hit is not None and hit.value:
            self.add(PlacedKind.FIELD, cells)
            return
        if value:
            cells.append((joined(value), value))
        self.add(PlacedKind.FIELD, cells)

    def _plan(self, label: Sequence[Atom], rest: Sequence[Atom]) -> None:
        cells: list[tuple[str, Sequence[Atom]]] = [(joined(label), label)]
        figures: list[Atom] = []
        lost: list[Atom] = []
        at = 0
        while at < len(rest):
            for end in (at + 2, at + 1):
                text = squeeze("".join(atom.text for atom in rest[at:end]))
                if end <= len(rest) and _HEAD.fullmatch(text):
                    cells.append((text, rest[at:end]))
                    at = end
                    break
            else:
                if is_figure(rest[at].text):
                    figures.append(rest[at])
                    cells.append((rest[at].text, rest[at : at + 1]))
                else:
                    lost.append(rest[at])
                at += 1
        self.add(PlacedKind.PLAN, cells, figures[0] if figures else label[0])
        if lost:
            self.add(PlacedKind.LOST, [(atom.text, (atom,)) for atom in lost])

    def _goal(self, label: Sequence[Atom], rest: Sequence[Atom]) -> None:
        name = (joined(label), label)
        if not rest:
            self.add(PlacedKind.GOAL, [name, ("", ())])
            return
        for item in _items(rest):
            self.add(PlacedKind.GOAL, [name, (joined(item), item)], item[0])


def _items(atoms: Sequence[Atom]) -> Iterator[Sequence[Atom]]:
    """The items of a goal printed as a numbered list, each beginning on a line of its own; else all of it."""
    starts = [0]
    first = _ITEM.match(atoms[0].text)
    number = int(first.group(1)) if first is not None else 0
    for at, atom in enumerate(atoms):
        match = _ITEM.match(atom.text)
        if at and number and match and atom.step is not Step.SPACE and int(match.group(1)) == number + 1:
            starts.append(at)
            number += 1
    for start, end in zip(starts, [*starts[1:], len(atoms)], strict=True):
        yield atoms[start:end]
