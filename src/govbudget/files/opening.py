"""From bytes to what reading takes (打开): the kind of a file is told by its content, never by its name.

>>> open_source("收入\\t8.00".encode()).lines[0].cells
('收入', '8.00')
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from govbudget.errors import NotTextError, ProtectedError, SourceTooLargeError
from govbudget.files.kinds import Kind, kind_of
from govbudget.files.separated import separated_lines
from govbudget.files.text import SIZE_LIMIT, decode
from govbudget.reading.intake import Intake

__all__ = ["open_source"]

_READABLE: Final = "text, PDF, Excel (xlsx, xls), Word (docx) or HTML"


def open_source(data: bytes, *, encoding: str | None = None, name: str = "") -> Intake:
    """The lines of a file of any kind that can be read.

    `encoding` states the encoding of a text or web page; `name` is for the messages.  Raises a `ReadError` of
    the kind that says why for what cannot be read, `MissingReaderError` where a library for its format is not
    installed.
    """
    if len(data) > SIZE_LIMIT:
        raise SourceTooLargeError(f"at most {SIZE_LIMIT} bytes", f"{len(data)} bytes", name)
    found = kind_of(data)
    if found.kind is Kind.TEXT:
        text = decode(data, encoding=encoding, name=name)
        return separated_lines(text, name=name) or Intake.of_text(text, name=name)
    if found.kind is Kind.PROTECTED:
        raise ProtectedError("a file that opens without a password", found.what, name)
    reader = _READERS.get(found.kind)
    if reader is None:
        raise NotTextError(_READABLE, found.what, name)
    return reader(data, encoding, name)


def _pdf(data: bytes, _: str | None, name: str) -> Intake:
    from govbudget.files.pdf import read_pdf

    return read_pdf(data, name=name)


def _xlsx(data: bytes, _: str | None, name: str) -> Intake:
    from govbudget.files.xlsx import read_xlsx

    return read_xlsx(data, name=name)


def _xls(data: bytes, _: str | None, name: str) -> Intake:
    from govbudget.files.xls import read_xls

    return read_xls(data, name=name)


def _spreadsheet_xml(data: bytes, encoding: str | None, name: str) -> Intake:
    from govbudget.files.mhtml import page_text
    from govbudget.files.spreadsheet_xml import read_spreadsheet_xml

    return read_spreadsheet_xml(page_text(data, encoding=encoding, name=name), name=name)


def _docx(data: bytes, _: str | None, name: str) -> Intake:
    from govbudget.files.docx import read_docx

    return read_docx(data, name=name)


def _page(data: bytes, encoding: str | None, name: str) -> Intake:
    from govbudget.files.mhtml import read_page

    return read_page(data, encoding=encoding, name=name)


def _web_archive(data: bytes, encoding: str | None, name: str) -> Intake:
    from govbudget.files.mhtml import read_mhtml

    return read_mhtml(data, encoding=encoding, name=name)


# A reader is imported when the first file of its kind is met.
_READERS: Final[dict[Kind, Callable[[bytes, str | None, str], Intake]]] = {
    Kind.PDF: _pdf,
    Kind.XLSX: _xlsx,
    Kind.XLS: _xls,
    Kind.SPREADSHEET_XML: _spreadsheet_xml,
    Kind.DOCX: _docx,
    Kind.HTML: _page,
    Kind.MHTML: _web_archive,
}
