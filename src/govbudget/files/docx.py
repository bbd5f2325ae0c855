"""Word documents since 2007 (docx): paragraphs and tables in the order in which they stand (文档).

Read from the parts of the file themselves.  Text boxes follow the paragraph they are anchored in; of the
alternatives that a document holds for other programs one is read; deleted and hidden text, field
instructions, page headers and footers are not.  Automatic numbers of headings are put before them, for
they are what a reader sees.  Pages are not known: a Word document has them only when it is laid out.

>>> read_docx(b"PK\\x03\\x04", name="a.docx")
Traceback (most recent call last):
    ...
govbudget.errors.DamagedError: expected a whole zip archive, found File is not a zip file (a.docx)
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, evolve, field

from govbudget.errors import DamagedError, ReadError, SourceTooLargeError
from govbudget.files.archive import Archive
from govbudget.files.layout import Block, TableCell, TableRows, write_blocks
from govbudget.files.numbering import Numbering
from govbudget.files.xmlparts import Element, read_tree
from govbudget.reading.intake import Intake, LineWriter

__all__ = ["read_docx"]

_OFFICE: Final = "/officeDocument"
_TRANSPARENT: Final = frozenset({
    "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo",
    "ruby", "rubyBase",
})  # fmt: skip
_BREAKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(data: bytes, *, name: str = "") -> Intake:
    """The lines of a document.

    Notes at the foot of pages come last.  Raises `DamagedError` for a file that is no document,
    `SourceTooLargeError` for what unpacks to more than reading takes, `ProtectedError` for encrypted parts,
    and `NoTextError` where nothing is printed.
    """
    archive = Archive(data, name=name)
    part = _main_part(archive, name)
    folder = posixpath.dirname(part)
    writer = LineWriter("docx")
    reader = _Reader(Numbering.of(_optional(archive, f"{folder}/numbering.xml", name, writer)))
    reader.number_styles(_optional(archive, f"{folder}/styles.xml", name, writer))
    root = read_tree(
        archive.chunks(part),
        where=_where(name, part),
        apart="body",
        take=lambda element: write_blocks(reader.blocks([element]), writer),
    )
    if root.first("body") is None:
        raise DamagedError("a Word document with a body", "none", name)
    notes = _optional(archive, f"{folder}/footnotes.xml", name, writer)
    for note in notes.all("footnote") if notes is not None else ():
        if note.get("type") not in ("separator", "continuationSeparator", "continuationNotice"):
            write_blocks(reader.blocks(note.children), writer)
    return writer.finish(name=name)


def _main_part(archive: Archive, name: str) -> str:
    """The part that holds the document."""
    if "_rels/.rels" in archive.names:
        for one in _tree(archive, "_rels/.rels", name).children:
            if one.get("Type").endswith(_OFFICE):
                return one.get("Target").lstrip("/")
    return "word/document.xml"


def _tree(archive: Archive, part: str, name: str) -> Element:
    return read_tree(archive.chunks(part), where=_where(name, part))


def _where(name: str, part: str) -> str:
    return f"{name}, {part}" if name else part


def _optional(archive: Archive, part: str, name: str, writer: LineWriter) -> Element | None:
    """A part that a document can do without; a damaged one becomes a problem."""
    if part not in archive.names:
        return None
    try:
        return _tree(archive, part, name)
    except SourceTooLargeError:
        raise
    except ReadError as error:
        writer.problem("damaged part", where=part, expected=error.expected, found=error.found)
        return None


@define(eq=False)
class _Reader:
    """Turns the elements of a document into blocks, counting its automatic numbers on the way."""

    numbering: Numbering
    styles: dict[str, tuple[str, int]] = field(factory=dict)

    def number_styles(self, styles: Element | None) -> None:
        """Learn which paragraph styles are numbered."""
        for style in styles.all("style") if styles is not None else ():
            found = _number_of(style.first("pPr"))
            if found is not None:
                self.styles[style.get("styleId")] = found

    def blocks(self, elements: Sequence[Element]) -> list[Block]:
        """The blocks that elements hold, in order."""
        blocks: list[Block] = []
        for element in elements:
            if element.name == "p":
                blocks += self._paragraph(element)
            elif element.name == "tbl":
                blocks.append(self._table(element))
            elif element.name == "AlternateContent":
                blocks += self.blocks(_alternative(element))
            elif element.name in _TRANSPARENT:
                blocks += self.blocks(element.children)
        return blocks

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        """A paragraph, cut at its line breaks, and the text boxes anchored in it."""
        boxes: list[Element] = []
        text = "".join(_pieces(paragraph.children, boxes))
        properties = paragraph.first("pPr")
        found = _number_of(properties)
        if found is None and properties is not None:
            style = properties.first("pStyle")
            found = self.styles.get(style.get("val")) if style is not None else None
        if found is not None:
            text = f"{self.numbering.next(*found)}{text}"
        yield from text.split("\n")
        for box in boxes:
            yield from self.blocks(box.children)

    def _table(self, table: Element) -> TableRows:
        rows: list[list[TableCell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in _inside(table.children, "tr"):
            properties = row.first("trPr")
            if properties is not None and (
                properties.first("del") is not None or _is_on(properties, "hidden")
            ):
                continue
            cells: list[TableCell] = []
            skipped = _value(properties, "gridBefore")
            if skipped:
                cells.append(TableCell((), skipped, absent=True))
            column = skipped
            still_open: dict[int, tuple[int, int]] = {}
            for cell in _inside(row.children, "tc"):
                made, goes_on = self._cell(cell)
                above = open_cells.get(column)
                if goes_on and above is not None:
                    first, place = above
                    rows[first][place] = evolve(rows[first][place], down=rows[first][place].down + 1)
                    still_open[column] = above
                else:
                    if _merge(cell) is not None:
                        still_open[column] = (len(rows), len(cells))
                    cells.append(made)
                column += made.across
            rows.append(cells)
            open_cells = still_open
        return rows

    def _cell(self, cell: Element) -> tuple[TableCell, bool]:
        """A cell, and whether it goes on from the one above it."""
        across = _value(cell.first("tcPr"), "gridSpan") or 1
        return TableCell(self.blocks(cell.children), across), _merge(cell) == "continue"


def _merge(cell: Element) -> str | None:
    properties = cell.first("tcPr")
    merge = properties.first("vMerge") if properties is not None else None
    return None if merge is None else merge.get("val", "continue")


def _inside(elements: Sequence[Element], name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those in content controls included."""
    for element in elements:
        if element.name == name:
            yield element
        elif element.name in _TRANSPARENT:
            yield from _inside(element.children, name)
        elif element.name == "AlternateContent":
            yield from _inside(_alternative(element), name)


def _alternative(element: Element) -> Sequence[Element]:
    """The first of the alternatives that a document holds of one thing."""
    return element.children[0].children if element.children else ()


def _pieces(elements: Sequence[Element], boxes: list[Element]) -> Iterator[str]:
    """The text of a paragraph, in pieces; text boxes met on the way are put aside."""
    for element in elements:
        if element.name == "r":
            if not _is_on(element.first("rPr"), "vanish"):
                yield from _pieces(element.children, boxes)
        elif element.name == "t":
            yield element.text
        elif element.name == "br" and element.get("type") in ("page", "column"):
            yield "\n"
        elif element.name in _BREAKS:
            yield _BREAKS[element.name]
        elif element.name == "txbxContent":
            boxes.append(element)
        elif element.name == "AlternateContent":
            yield from _pieces(_alternative(element), boxes)
        elif element.name in ("drawing", "pict", "object"):
            boxes += _boxes(element)
        elif element.name in _TRANSPARENT:
            yield from _pieces(element.children, boxes)


def _boxes(element: Element) -> Iterator[Element]:
    if element.name == "txbxContent":
        yield element
    elif element.name == "AlternateContent":
        for child in _alternative(element):
            yield from _boxes(child)
    else:
        for child in element.children:
            yield from _boxes(child)


def _is_on(properties: Element | None, name: str) -> bool:
    switch = properties.first(name) if properties is not None else None
    return switch is not None and switch.get("val", "1") not in ("0", "false", "off")


def _value(properties: Element | None, name: str) -> int:
    found = properties.first(name) if properties is not None else None
    text = found.get("val") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _number_of(properties: Element | None) -> tuple[str, int] | None:
    """The list and the level that a paragraph or a style states."""
    numbers = properties.first("numPr") if properties is not None else None
    if numbers is None:
        return None
    listed = numbers.first("numId")
    return None if listed is None else (listed.get("val"), _value(numbers, "ilvl"))
