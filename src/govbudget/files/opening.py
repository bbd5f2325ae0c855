"""From bytes to what reading takes (打开): the kind of a file is told by its content, never by its name.

>>> open_source("收入\\t8.00".encode()).lines[0].cells
('收入', '8.00')
"""

from __future__ import annotations

from typing import Final

from govbudget.files.text import decode
from govbudget.reading.intake import Intake

__all__ = ["open_source"]

_PDF_HEAD: Final = 1024


def open_source(data: bytes, *, encoding: str | None = None, name: str = "") -> Intake:
    """The lines of a file of any kind that can be read.

    `encoding` states the encoding of a text; `name` is for the messages.  Raises a `ReadError` of the kind that
    says why for what cannot be read, `MissingReaderError` where a library for its format is not installed.
    """
    if encoding is None and b"%PDF-" in data[:_PDF_HEAD]:
        from govbudget.files.pdf import read_pdf

        return read_pdf(data, name=name)
    return Intake.of_text(decode(data, encoding=encoding, name=name), name=name)
