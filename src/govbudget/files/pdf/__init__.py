"""PDF to what reading takes (读取 PDF): pages as lines of cells, with page and box.

Rulings give the cells of a table; text outside of tables becomes paragraphs.  Nothing of what a document
means is decided here: captions, headers, codes and figures are read as in every other kind of file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from govbudget.errors import DamagedError, GarbledTextError, NoTextError, SourceTooLargeError
from govbudget.files.pdf.cells import PageTable
from govbudget.files.pdf.layout import Layout, layout_of
from govbudget.files.pdf.pdfium import LOCK, PdfFile
from govbudget.files.pdf.writing import write_pages
from govbudget.reading.intake import Intake, LineWriter

__all__ = ["PAGE_LIMIT", "read_pdf"]

PAGE_LIMIT: Final = 3000
"""The most pages that are read: some thirty times the longest disclosure seen."""


def read_pdf(data: bytes, *, name: str = "") -> Intake:
    """The lines of a PDF file.

    Raises `MissingReaderError` without pypdfium2, `ProtectedError` for a file that only a password opens,
    `DamagedError` for one that cannot be opened, `SourceTooLargeError` beyond `PAGE_LIMIT` pages, and
    `NoTextError` for pages without text, as scanned ones are, `GarbledTextError` for pages of glyphs that the
    file gives no characters for.  A page of which any of this holds becomes a problem.
    """
    writer = LineWriter("pdf")
    layouts: list[Layout] = []
    with LOCK:
        file = PdfFile(data, name=name)
        try:
            if len(file) > PAGE_LIMIT:
                raise SourceTooLargeError(f"at most {PAGE_LIMIT} pages", f"{len(file)}", name)
            for index in range(len(file)):
                layouts.append(_layout(file, index, writer, layouts[-1] if layouts else None))
        finally:
            file.close()
    _refuse_if_nothing(layouts, name)
    write_pages(layouts, writer)
    return writer.finish(name=name)


def _refuse_if_nothing(layouts: Sequence[Layout], name: str) -> None:
    """Refuse a file on whose pages there is nothing to read, or but a few lines among pages of glyphs."""
    read = [layout for layout in layouts if layout.blocks]
    glyphs = sum(layout.glyphs for layout in layouts)
    garbled = sum(bool(layout.glyphs and not layout.blocks) for layout in layouts)
    has_table = any(isinstance(block, PageTable) for layout in read for block in layout.blocks)
    if read and (has_table or garbled <= len(read)):
        return
    if glyphs:
        raise GarbledTextError("characters", f"{glyphs} glyphs without any", name)
    pictures = sum(layout.pictures for layout in layouts)
    found = f"{len(layouts)} pages without any, {pictures} of them with pictures (a scan?)"
    raise NoTextError("a PDF file with text", found, name)


def _layout(file: PdfFile, index: int, writer: LineWriter, before: Layout | None) -> Layout:
    where = f"page {index + 1}"
    try:
        with file.page(index) as page:
            layout = layout_of(page, before)
    except DamagedError as error:
        writer.problem(
            "damaged page", where=where, expected=error.expected, found=error.found, page=index + 1
        )
        return Layout(page=index + 1, width=0, height=0, blocks=[])
    for kind, expected, found in _faults(layout):
        writer.problem(kind, where=where, expected=expected, found=found, page=index + 1)
    return layout


def _faults(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a page: the kind of problem, what was expected, what was found."""
    if layout.pictures and not layout.characters:
        yield "page without text", "text", "a picture alone (a scan?)"
    if layout.glyphs:
        yield "garbled page", "characters", f"{layout.glyphs} glyphs without any"
    if layout.is_cut:
        found = "more than is looked at: tables may lack cells, and text its end"
        yield "page too full", "a page that can be looked at as a whole", found
