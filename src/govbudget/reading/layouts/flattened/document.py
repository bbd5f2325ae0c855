"""Cutting flattened text into blocks (分块): tables, forms, prose, furniture.

What begins a table or a form is found first, line by line; each reaches to its end (`regions`); the contents page
and the numbers of pages are furniture; everything else is prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from attrs import evolve

from govbudget.reading.blocks import spans_of
from govbudget.reading.contents import contents_in
from govbudget.reading.forms.memo import Memo
from govbudget.reading.layouts.family import CutDocument
from govbudget.reading.layouts.flattened.atoms import begins_page
from govbudget.reading.layouts.flattened.by_line import LineTable, page_numbers, table_by_lines
from govbudget.reading.layouts.flattened.captions import (
    Opening,
    form_opening,
    table_opening,
)
from govbudget.reading.layouts.flattened.continued import goes_on, joined_region
from govbudget.reading.layouts.flattened.forms import FormRegion, form_lines
from govbudget.reading.layouts.flattened.heads_again import is_in_header, repeats_head
from govbudget.reading.layouts.flattened.pages import counting_lines, numbers_over_heads
from govbudget.reading.layouts.flattened.regions import (
    Region,
    form_region,
    is_page_number,
    is_worded_number,
    table_region,
)
from govbudget.reading.layouts.flattened.running import running_lines
from govbudget.reading.layouts.flattened.tables import flat_tables, obedient
from govbudget.reading.source import SourceLine
from govbudget.spans import Span

__all__ = ["cut", "recognises"]

_USUAL_PLACES: Final = 2
_NEAR: Final = 8
_DOUBT: Final = 5
"""How many numbers with other places it takes to believe in these."""
_DECIMALS: Final = re.compile(r"(?<![\d.,])\d[\d,]*\.(\d+)(?![\d.])")


def recognises(lines: Sequence[SourceLine]) -> bool:
    """Whether a text has no cells divided by tabs, and yet a table or a form."""
    if any(len(line.cells) > 1 and len(line.printed) > 1 for line in lines):
        return False
    memo = Memo()
    return any(
        table_opening(lines, index) is not None or form_opening(lines, index, memo) is not None
        for index, line in enumerate(lines)
        if not line.is_blank
    )


def cut(lines: Sequence[SourceLine]) -> CutDocument:
    """The blocks of a flattened text."""
    printed = lines
    aside = {index for index, line in enumerate(lines) if line.aside} | counting_lines(lines)
    numbered = numbers_over_heads(lines)
    aside |= numbered.sure
    aside |= _worded_numbers(lines)
    aside |= running_lines(lines, page_numbers(lines) | aside)
    if aside:
        lines = _set_aside(lines, aside)
    memo = Memo()
    openings = _openings(lines, memo)
    tables: list[tuple[Region, tuple[Span, ...], LineTable | None]] = []
    forms: list[FormRegion] = []
    taken: set[int] = set()
    furniture: set[int] = set()
    decimals = _decimals(lines)
    counting = page_numbers(lines) | aside
    for of_form, region in _regions(lines, openings, counting):
        if of_form:
            forms.append(FormRegion(region, spans_of(printed, _own(region))))
        else:
            found = table_by_lines(lines, region, counting)
            region = region if found is None else found.region
            tables.append((region, spans_of(printed, _own(region)), found))
        taken.update(_own(region))
        furniture.update(index for index in region.furniture if not lines[index].is_blank)
    rest = [i for i, line in enumerate(lines) if not line.is_blank and i not in taken and i not in furniture]
    furniture.update(contents_in(lines, rest))
    furniture.update(i for i in rest if is_page_number(lines, i))
    of_rest = frozenset(rest)
    for due in numbered.due:
        if len(there := of_rest.intersection(due)) == 1:
            furniture |= there
    prose = [i for i in rest if i not in furniture]
    ordered = sorted(furniture | aside)
    above = [i for form in forms for i in _own(form.region) if i < _first(form.region)]
    outside = [lines[i] for i in (*prose, *above)]
    return CutDocument(
        tables=tuple(table.raw for table in obedient(flat_tables(lines, tables, decimals, outside))),
        forms=form_lines(lines, forms, memo),
        prose=tuple(lines[i] for i in prose),
        furniture=tuple(printed[i] for i in ordered),
        prose_spans=spans_of(printed, prose),
        furniture_spans=spans_of(printed, ordered),
        form_spans=tuple(form.spans for form in forms),
        memo=memo,
    )


def _worded_numbers(lines: Sequence[SourceLine]) -> set[int]:
    """The numbers of pages that can be nothing else; one that stands where a title should be keeps its place."""
    found = {i for i, line in enumerate(lines) if not line.is_blank and is_worded_number(line.text)}
    without = _set_aside(lines, found)
    memo = Memo()
    needed = set()
    for index in found:
        if form_opening(lines, index, memo) is not None:
            above = [i for i in range(max(0, index - _NEAR), index) if not without[i].is_blank]
            if all(form_opening(without, i, memo) is None for i in above):
                needed.add(index)
    return found - needed


def _set_aside(lines: Sequence[SourceLine], aside: Collection[int]) -> Sequence[SourceLine]:
    """The lines with those blank that belong to the page."""
    return [
        evolve(line, text="", cells=("",), aside=True) if index in aside else line
        for index, line in enumerate(lines)
    ]


def _regions(
    lines: Sequence[SourceLine], openings: Sequence[tuple[Opening, bool]], counting: Collection[int]
) -> list[tuple[bool, Region]]:
    """The lines of every table and form, whether it is a form; the pages of a table put together."""
    found: list[tuple[bool, Region]] = []
    for number, (opening, of_form) in enumerate(openings):
        end = openings[number + 1][0].start if number + 1 < len(openings) else len(lines)
        region = form_region(lines, opening, end) if of_form else table_region(lines, opening, end)
        if region is None:
            continue
        if not of_form and found and not found[-1][0] and goes_on(lines, found[-1][1], region, counting):
            found[-1] = False, joined_region(lines, found[-1][1], region)
            continue
        found.append((of_form, region))
    return found


def _openings(lines: Sequence[SourceLine], memo: Memo) -> list[tuple[Opening, bool]]:
    found: list[tuple[Opening, bool]] = []
    header = 0
    for index, line in enumerate(lines):
        if line.is_blank or index < header:
            continue
        before = found[-1][0] if found and not found[-1][1] else None
        opening = form_opening(lines, index, memo)
        of_form = opening is not None
        if opening is not None and opening.caption.unit is None and is_in_header(lines, index, before):
            continue
        if opening is None:
            opening = table_opening(lines, index, over_pages=True)
            if opening is not None and before is not None and repeats_head(lines, opening, before):
                # The lines of a wrapped name are no titles either.
                header = opening.header
                continue
            if opening is not None and opening.of_words and is_in_header(lines, index, before):
                continue
        if opening is not None:
            found.append((opening, of_form))
            header = opening.header
    return found


def _own(region: Region) -> list[int]:
    """The lines of a region that are its own, in order."""
    notes = [index for note in region.notes for index in note]
    return sorted({*region.caption, *region.header, *region.body, *notes})


def _first(region: Region) -> int:
    """The line that the grid of a form begins with."""
    return region.header[0] if region.header else region.stop


def _decimals(lines: Sequence[SourceLine]) -> int:
    """The number of places that most numbers of a document have, two unless some others say otherwise.

    A number alone on its line may be cut, and so may those on the last line of a page.
    """
    counted = Counter({_USUAL_PLACES: _DOUBT})
    printed = [line for line in lines if not line.is_blank]
    for line, following in zip(printed, [*printed[1:], None], strict=True):
        if following is None or begins_page(following):
            continue
        text = line.text.strip()
        for match in _DECIMALS.finditer(text):
            if match.group() != text:
                counted[len(match.group(1))] += 1
    return max(counted, key=counted.__getitem__)
