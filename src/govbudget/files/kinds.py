"""What kind of file bytes are (文件类型), by their content: names lie, and many an `.xls` is a web page.

What cannot be read is named, with what to do about it.

>>> kind_of("收入\\t8.00".encode()).kind, kind_of(b"%PDF-1.7\\n").kind
(<Kind.TEXT: 'text'>, <Kind.PDF: 'pdf'>)
>>> kind_of(b"Rar!\\x1a\\x07\\x01").what
'an archive (rar): unpack it first'
"""

from __future__ import annotations

import enum
import re
from typing import Final

from attrs import frozen

from govbudget.errors import ReadError
from govbudget.files.archive import Archive, is_archive

__all__ = ["FoundKind", "Kind", "kind_of"]


class Kind(enum.Enum):
    """A kind of file, told by content; `OTHER` is one that cannot be read."""

    TEXT = "text"
    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    SPREADSHEET_XML = "spreadsheet xml"
    DOCX = "docx"
    HTML = "html"
    MHTML = "mhtml"
    PROTECTED = "protected"
    OTHER = "other"


@frozen
class FoundKind:
    """The kind of a file; `what` says in words what it is, and what to do where it cannot be read."""

    kind: Kind
    what: str


_PLAIN: Final = FoundKind(Kind.TEXT, "text")
_XLSX: Final = FoundKind(Kind.XLSX, "an Excel workbook (xlsx)")
_XLS: Final = FoundKind(Kind.XLS, "an Excel workbook (xls)")
_DOCX: Final = FoundKind(Kind.DOCX, "a Word document (docx)")

_HEAD: Final = 2048
_PDF_HEAD: Final = 1024
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS: Final = (
    b"\x09\x08\x10\x00\x00\x06",
    b"\x09\x08\x08\x00\x00\x05",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
)
_SAVE_AS: Final = ": save it as {0}"
_UNPACK: Final = ": unpack it first"
_PICTURE: Final = ", which has no text: recognise its characters first"

_SIGNATURES: Final = (
    (b"{\\rtf", "a rich text file (rtf)" + _SAVE_AS.format("docx")),
    (b"\x89PNG\r\n\x1a\n", "a picture (png)" + _PICTURE),
    (b"\xff\xd8\xff", "a picture (jpeg)" + _PICTURE),
    (b"GIF8", "a picture (gif)" + _PICTURE),
    (b"II*\x00", "a picture (tiff)" + _PICTURE),
    (b"MM\x00*", "a picture (tiff)" + _PICTURE),
    (b"BM", "a picture (bmp)" + _PICTURE),
    (b"Rar!\x1a\x07", "an archive (rar)" + _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)" + _UNPACK),
    (b"\x1f\x8b", "compressed data (gzip)" + _UNPACK),
    (b"BZh", "compressed data (bzip2)" + _UNPACK),
    (b"\xfd7zXZ\x00", "compressed data (xz)" + _UNPACK),
)

# The streams of a compound file, as its directory names them.
_OLD_WORD: Final = FoundKind(
    Kind.OTHER, "a Word or WPS document of the kind before 2007 (doc, wps)" + _SAVE_AS.format("docx")
)
_STREAMS: Final = (
    ("EncryptedPackage", FoundKind(Kind.PROTECTED, "an Office file that is encrypted")),
    # The objects that a Word document embeds; a workbook may be one of them.
    ("ObjectPool", _OLD_WORD),
    ("Workbook", _XLS),
    ("Book", _XLS),
    ("WordDocument", _OLD_WORD),
    ("PowerPoint Document", FoundKind(Kind.OTHER, "a PowerPoint file (ppt)" + _SAVE_AS.format("PDF"))),
)
_COMPOUND_OTHER: Final = FoundKind(
    Kind.OTHER, "an Office file of the kind before 2007" + _SAVE_AS.format("xlsx, docx or PDF")
)

_PARTS: Final = (
    ("xl/workbook.bin", FoundKind(Kind.OTHER, "an Excel binary workbook (xlsb)" + _SAVE_AS.format("xlsx"))),
    ("xl/workbook.xml", _XLSX),
    ("word/document.xml", _DOCX),
    ("xl/", _XLSX),
    ("word/", _DOCX),
    ("ppt/", FoundKind(Kind.OTHER, "a PowerPoint file (pptx)" + _SAVE_AS.format("PDF"))),
    ("OFD.xml", FoundKind(Kind.OTHER, "an OFD document" + _SAVE_AS.format("PDF"))),
)
_MIMETYPES: Final = (
    (
        b"application/vnd.oasis.opendocument.spreadsheet",
        FoundKind(Kind.OTHER, "an OpenDocument spreadsheet (ods)" + _SAVE_AS.format("xlsx")),
    ),
    (
        b"application/vnd.oasis",
        FoundKind(Kind.OTHER, "an OpenDocument file (odt)" + _SAVE_AS.format("docx")),
    ),
)

_WEB_PAGE: Final = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|table|div)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_SPREADSHEET_XML: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_WORD_XML: Final = (
    "http://schemas.microsoft.com/office/word/2003/wordml",
    "schemas.microsoft.com/office/2006/xmlPackage",
)
_MHTML: Final = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


def kind_of(data: bytes) -> FoundKind:
    """What kind of file bytes are; text if they are nothing else."""
    if b"%PDF-" in data[:_PDF_HEAD]:
        return FoundKind(Kind.PDF, "a PDF file")
    if is_archive(data):
        return _archived(data)
    if data.startswith(_COMPOUND):
        return next((kind for stream, kind in _STREAMS if _directory_entry(stream) in data), _COMPOUND_OTHER)
    if data.startswith(_OLD_SHEETS):
        return _XLS
    for mark, what in _SIGNATURES:
        # A text may begin with the letters of a signature; what they stand for goes on in bytes.
        if data.startswith(mark) and (not mark.isalpha() or b"\0" in data[:_HEAD]):
            return FoundKind(Kind.OTHER, what)
    return _marked_up(data)


def _archived(data: bytes) -> FoundKind:
    """The kind of an archive, by the names of its parts; by those that stand in it if it is damaged."""
    for mark, kind in _MIMETYPES:
        if mark in data[:_HEAD]:
            return kind
    try:
        names = Archive(data).names
    except ReadError:
        found = next((kind for mark, kind in _PARTS if mark.encode() in data), None)
    else:
        found = next((kind for mark, kind in _PARTS if any(name.startswith(mark) for name in names)), None)
    return found or FoundKind(Kind.OTHER, f"an archive (zip){_UNPACK}")


def _directory_entry(stream: str) -> bytes:
    """A stream's name as a compound file writes it, with its end."""
    return f"{stream}\0".encode("utf-16-le")


def _marked_up(data: bytes) -> FoundKind:
    """The kind of a text: a web page, XML of an office program, or plain."""
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2], "latin-1")
    head = data[:_HEAD].decode(wide, "replace").lstrip("\ufeffï»¿ \t\r\n")
    if not head.startswith("<"):
        return FoundKind(Kind.MHTML, "a web archive (MHTML)") if _MHTML.match(head) else _PLAIN
    if _SPREADSHEET_XML in head and re.search(r"<(?:\w+:)?Workbook[\s>]", head):
        return FoundKind(Kind.SPREADSHEET_XML, "an Excel workbook as XML")
    if any(mark in head for mark in _WORD_XML):
        return FoundKind(Kind.OTHER, "a Word document as XML" + _SAVE_AS.format("docx"))
    return FoundKind(Kind.HTML, "a web page (HTML)") if _WEB_PAGE.match(head) else _PLAIN
