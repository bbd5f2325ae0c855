"""Web archives (MHTML 网页归档) and pages on their own, from bytes: which characters they hold, which pages.

The encoding of a page is the one stated, else that of its byte order mark, else UTF-8 if its bytes are that
without a fault, else the one it declares, else GB18030, each strictly.  GB2312 and GBK are read as GB18030,
which holds both.

>>> page_text('<meta charset="gb2312"><p>支出总表'.encode("gb18030"))
'<meta charset="gb2312"><p>支出总表'
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from typing import Final

from govbudget.errors import DamagedError, UndecodableError
from govbudget.files.html import write_html
from govbudget.files.text import to_text
from govbudget.reading.intake import Intake, LineWriter

__all__ = ["page_text", "read_mhtml", "read_page"]

_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE
)
_HEAD: Final = 4096
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SUBSETS: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}


def read_page(data: bytes, *, encoding: str | None = None, name: str = "") -> Intake:
    """The lines of a web page.  Raises what `write_html` raises, and `UndecodableError`."""
    writer = LineWriter("html")
    write_html(page_text(data, encoding=encoding, name=name), writer, name=name)
    return writer.finish(name=name)


def read_mhtml(data: bytes, *, encoding: str | None = None, name: str = "") -> Intake:
    """The lines of the pages of a web archive, in their order.  Raises what `read_page` raises."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        pages = [
            (part.get_payload(decode=True), part.get_content_charset())
            for part in message.walk()
            if part.get_content_type() == "text/html"
        ]
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise DamagedError("a web archive (MHTML)", str(error), name) from error
    if not pages:
        raise DamagedError("a web archive (MHTML) with a page", "none", name)
    writer = LineWriter("html")
    for page, charset in pages:
        if isinstance(page, bytes) and page.strip():
            if writer.number > 1:
                writer.line()
            write_html(page_text(page, encoding=encoding, declared=charset, name=name), writer, name=name)
    return writer.finish(name=name)


def page_text(
    data: bytes, *, encoding: str | None = None, declared: str | None = None, name: str = ""
) -> str:
    """The characters of a page; `declared` is the encoding told outside of it.  Raises `UndecodableError`."""
    if encoding is None and not data.startswith(_MARKS) and not _is_utf8(data):
        found = _DECLARED.search(data[:_HEAD])
        if declared is None and found is not None:
            declared = found.group(1).decode("ascii")
        if declared is not None:
            try:
                return to_text(data, encoding=_SUBSETS.get(declared.lower(), declared), name=name)
            except UndecodableError:
                pass
    return to_text(data, encoding=encoding, name=name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
