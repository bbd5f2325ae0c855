"""Tables of flattened text (扁平文本的表): from the lines of a region to a grid, by the grammar the text is written in.

A table is read line by line where its print is such (`by_line`), else by the line grammar (`body`).  A table that
breaks the grammar, or that stands in a document whose tables do, has lost its rows as well as its
columns: its words and figures are kept in print order, none beside another, and nothing is proved of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from govbudget.reading.grid import Grid, GridRow, RawTable
from govbudget.reading.layouts.flattened.atoms import Atom, Step, atoms_of, width_of
from govbudget.reading.layouts.flattened.body import body_rows
from govbudget.reading.layouts.flattened.by_line import LineTable
from govbudget.reading.layouts.flattened.header_proof import Evidence, ProvedHeader, proved_header
from govbudget.reading.layouts.flattened.header_rows import told_by_rows
from govbudget.reading.layouts.flattened.headers import FlatHeader
from govbudget.reading.layouts.flattened.known_names import KnownNames
from govbudget.reading.layouts.flattened.obedience import Obedience
from govbudget.reading.layouts.flattened.regions import Region
from govbudget.reading.layouts.flattened.scattered import scattered_rows
from govbudget.reading.source import SourceLine
from govbudget.reading.words import HeaderRole
from govbudget.spans import Span
from govbudget.text import squeeze

__all__ = ["FlatTable", "flat_tables", "obedient"]

_POINTED: Final = re.compile(r"(?<!\S)\d[\d,]*\.\d+(?!\S)")
_GAP: Final = re.compile(r"\S {2,}\S")
"""The line grammar has one space between cells: more of them keep places on the page."""


_LONG: Final = 400
"""Pieces of a table of which the beginning is looked at first."""
_BEGINNING: Final = 200
_MOST_ASKED: Final = 3_000
"""Pieces of a table that are asked about a header in doubt."""


@frozen(eq=False)
class FlatTable:
    """A table as read, how well it keeps the grammar, and what it is where that is too little."""

    raw: RawTable
    obedience: Obedience
    scattered: RawTable
    words: frozenset[str] = frozenset()
    """The words of its header, where this is sure."""
    names: frozenset[str] = frozenset()
    """The names of its rows, where these are sure."""

    @property
    def is_doubtful(self) -> bool:
        """Whether a row of it may be cut in several ways."""
        return any(row.doubt is not None for row in self.raw.grid.rows)

    @classmethod
    def of(
        cls,
        lines: Sequence[SourceLine],
        region: Region,
        decimals: int,
        spans: tuple[Span, ...],
        by_lines: LineTable | None,
        words: frozenset[str] = frozenset(),
        names: KnownNames | None = None,
    ) -> FlatTable:
        """Read the lines of a region; `words` are cells of other headers, `names` stand elsewhere in the document."""
        if by_lines is not None:
            proved = ProvedHeader(by_lines.header)
        else:
            atoms = atoms_of(lines[region.header[0] : region.header[-1] + 1])
            proved = proved_header(atoms, Evidence(words, _most_figures(lines, region), region.is_sure))
            if proved.left:
                asked = atoms_of(_with_blanks(lines, region))[:_MOST_ASKED]
                proved = told_by_rows(proved, lambda header: body_rows(asked, header, decimals)[0])
        header = proved.header
        first, top = lines[region.header[0]], lines[region.opening.start]
        above = [GridRow(cells, first.number, page=first.page) for cells in header.rows]
        others = [
            [GridRow(cells, first.number, page=first.page) for cells in one.rows] for one in proved.others
        ]
        raw = RawTable(
            caption=region.opening.caption,
            notes=tuple("".join(squeeze(lines[i].text) for i in note) for note in region.notes),
            line=top.number,
            page=top.page,
            spans=spans,
        )
        if by_lines is not None:
            grid = Grid((*above, *by_lines.rows)) if by_lines.rows else _as_printed(lines, region)
            raw = evolve(raw, grid=grid, is_scattered=by_lines.is_open)
            return cls(raw, Obedience(), raw)
        pieces = atoms_of(_with_blanks(lines, region))
        rows, obedience = _by_grammar(pieces, header, decimals, _least_widths(atoms, header), names)
        gaps = sum(_GAP.search(lines[index].text) is not None for index in region.body)
        obedience = Obedience.of_all([obedience, Obedience(broken=gaps)])
        apart = [atoms_of([lines[index]]) for index in region.body]
        rows_apart = tuple(scattered_rows(apart, header))
        in_order = Grid((*above, *rows_apart)) if rows_apart else _as_printed(lines, region)
        scattered = evolve(raw, grid=in_order, is_scattered=True)
        if not proved.ways and not proved.doubtful and _most_figures(lines, region):
            # Figures stand below a header in which nothing is found that they could stand under.
            return cls(scattered, obedience, scattered)
        return cls(
            evolve(raw, grid=Grid((*above, *rows), proved.doubtful, proved.ways, others)),
            obedience,
            scattered,
            proved.words,
            _names_of(rows, header) if obedience.is_kept else frozenset(),
        )


def flat_tables(
    lines: Sequence[SourceLine],
    parts: Sequence[tuple[Region, tuple[Span, ...], LineTable | None]],
    decimals: int,
    outside: Sequence[SourceLine] = (),
) -> list[FlatTable]:
    """The tables of a text; what is in doubt is looked at again with the words and names of what is not.

    `outside` are lines of the document that are in no table.
    """
    names = KnownNames(outside, frozenset(region.opening.caption.entity for region, _, _ in parts))
    tables = [
        FlatTable.of(lines, region, decimals, spans, by_lines=by_lines, names=names)
        for region, spans, by_lines in parts
    ]
    words = frozenset(word for table in tables for word in table.words)
    names = names.completed(name for table in tables for name in table.names)
    return [
        FlatTable.of(lines, region, decimals, spans, by_lines, words, names)
        if (table.raw.grid.doubtful and words) or table.is_doubtful
        else table
        for table, (region, spans, by_lines) in zip(tables, parts, strict=True)
    ]


def _least_widths(atoms: Sequence[Atom], header: FlatHeader) -> Sequence[int]:
    """How wide the columns are at least: as wide as the cells of a header that stands on one line; none of others."""
    if any(atom.step is not Step.SPACE for atom in atoms[1:]):
        return ()
    return [width_of(leaf) for leaf in header.leaves]


def _names_of(rows: Sequence[GridRow], header: FlatHeader) -> frozenset[str]:
    """The names of the rows that are sure."""
    columns = [column for column in range(len(header.leaves)) if header.role(column) is HeaderRole.NAME]
    found: set[str] = set()
    doubtful = 0
    for row in rows:
        doubtful = row.doubt.rows if row.doubt is not None else doubtful - 1
        if doubtful <= 0:
            found.update(squeeze(text) for column in columns if (text := row.cells[column]))
    return frozenset(found)


def _by_grammar(
    atoms: Sequence[Atom],
    header: FlatHeader,
    decimals: int,
    least: Sequence[int],
    names: KnownNames | None,
) -> tuple[list[GridRow], Obedience]:
    """The rows of a table and how well they keep the grammar; none where its beginning does not at all."""
    if len(atoms) > _LONG:
        _, beginning = body_rows(atoms[:_BEGINNING], header, decimals, least, names)
        if beginning.is_hopeless:
            return [], Obedience(broken=len(atoms))
    return body_rows(atoms, header, decimals, least, names)


def obedient(tables: Sequence[FlatTable]) -> list[FlatTable]:
    """The tables, those scattered that do not keep the grammar: all of them where the document does not."""
    kept = Obedience.of_all(table.obedience for table in tables).is_kept
    return [
        table if kept and table.obedience.is_kept else evolve(table, raw=table.scattered) for table in tables
    ]


def _as_printed(lines: Sequence[SourceLine], region: Region) -> Grid:
    """The lines of a table of which not even the header is understood, each as one cell."""
    own = [lines[index] for index in sorted({*region.header, *region.body})]
    return Grid(tuple(GridRow((line.text.strip(),), line.number, page=line.page) for line in own))


def _most_figures(lines: Sequence[SourceLine], region: Region) -> int:
    """The most figures that stand side by side on one line of the rows."""
    return max((len(_POINTED.findall(lines[index].text)) for index in region.body), default=0)


def _with_blanks(lines: Sequence[SourceLine], region: Region) -> list[SourceLine]:
    """The body of a region with the blank lines in it, which say how pieces follow one another."""
    if not region.body:
        return []
    furniture = set(region.furniture)
    found = []
    skipped = False
    own = set(region.body)
    for index in range(region.body[0], region.body[-1] + 1):
        if index in own or (lines[index].is_blank and not skipped):
            found.append(lines[index])
            skipped = False
        elif index in furniture:
            skipped = True
    return found
