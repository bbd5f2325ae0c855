"""The family of tab-separated cells (制表符分隔): one line is one row, one tab is one cell boundary.

Such text comes out of office documents and of tools that keep the grid.  Every line is a row of cells;
headings and captions are lines of one cell.  Any text with a line of two printed cells is of this family.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from attrs import evolve

from govbudget.reading.blocks import cut_blocks, spans_of
from govbudget.reading.forms import Memo, form_regions
from govbudget.reading.layouts.family import CutDocument, Family
from govbudget.reading.source import SourceLine, without_margins
from govbudget.spans import Span

__all__ = ["FAMILY"]

_is_aside = attrgetter("aside")


def _recognises(lines: Sequence[SourceLine]) -> bool:
    return any(len(line.cells) > 1 and len(line.printed) > 1 for line in lines)


def _cut(lines: Sequence[SourceLine]) -> CutDocument:
    aside = [index for index, line in enumerate(lines) if line.aside] if any(map(_is_aside, lines)) else []
    printed = lines
    if aside:
        # Whatever stands around a running head or a page number goes on below it.
        lines = [evolve(line, cells=("",)) if line.aside else line for line in lines]
    lines = without_margins(lines)
    memo = Memo()
    regions = form_regions(lines, memo)
    blocks = cut_blocks(lines, regions)
    furniture = sorted((*blocks.furniture, *aside))
    holes = [printed[index].span for index in aside]
    return CutDocument(
        tables=tuple(evolve(one, spans=_apart(one.spans, holes)) if holes else one for one in blocks.tables),
        forms=tuple([tuple(lines[region.start : region.stop]) for region in regions]),
        prose=tuple([lines[index] for index in blocks.prose]),
        furniture=tuple([printed[index] for index in furniture]),
        prose_spans=_apart(spans_of(lines, blocks.prose), holes),
        furniture_spans=_apart(spans_of(lines, blocks.furniture), holes) + tuple(holes),
        memo=memo,
        form_spans=tuple([_apart((_span(lines, region),), holes) for region in regions]),
    )


def _span(lines: Sequence[SourceLine], region: range) -> Span:
    last = lines[region.stop - 1]
    return Span(lines[region.start].start, last.start + len(last.text))


def _apart(spans: Sequence[Span], holes: Sequence[Span]) -> tuple[Span, ...]:
    """Spans without the lines in them that stand for themselves."""
    if not holes:
        return tuple(spans)
    found = []
    for span in spans:
        start = span.start
        first = bisect_left(holes, start, key=lambda hole: hole.start)
        for hole in holes[first:]:
            if hole.start >= span.end:
                break
            if start < hole.start:
                found.append(Span(start, hole.start))
            start = hole.end
        if start < span.end:
            found.append(Span(start, span.end))
    return tuple(found)


FAMILY = Family(name="tab-separated", recognises=_recognises, cut=_cut)
