"""Bytes to text, strictly (解码): a stated encoding, or one that the bytes themselves prove.

Without a stated encoding a byte order mark decides (UTF-8, UTF-16); without one the bytes are UTF-8 if
they decode as UTF-8 without a fault, else GB18030 (国标, with GBK and GB2312 in it) if they decode as
that.  Nothing further is tried, nothing is replaced, and bytes that are UTF-8 with a few damaged
characters are refused instead of being read as GB18030 nonsense.

What happens to line ends: lines end at `\\n`, and a `\\r` before it belongs to the line end.  A text
without any `\\n` whose lines end in `\\r` alone gets `\\n` instead, character for character.  A form feed
stays: it begins a page.  Every other separator (vertical tab, U+0085, U+2028) stays and is white space
inside its line, so that line numbers are those of an editor.

>>> decode("收入\\t8.00\\n".encode("gb18030"))
'收入\\t8.00\\n'
>>> decode(b"%PDF-1.7 ...", name="a.pdf")
Traceback (most recent call last):
    ...
govbudget.errors.NotTextError: expected text, found a PDF file (a.pdf)
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from govbudget.errors import (
    NoTextError,
    NotTextError,
    SourceTooLargeError,
    UndecodableError,
)
from govbudget.files.kinds import Kind, kind_of
from govbudget.reading.source import check_text

__all__ = ["SIZE_LIMIT", "decode", "to_text"]

SIZE_LIMIT: Final = 64 * 1024 * 1024
"""The most bytes a source may have: 64 MiB, some fifty times the longest disclosure seen."""

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII: Final = bytes(range(128))
_CHINESE: Final = re.compile("[\u2e80-\uffef]")
_AROUND: Final = 1 << 16


def decode(data: bytes, *, encoding: str | None = None, name: str = "", limit: int = SIZE_LIMIT) -> str:
    """The text that bytes hold (文本), without its byte order mark.

    `encoding` states the encoding and is then the only one tried; `name` is for the messages.  Raises
    `SourceTooLargeError` for more than `limit` bytes, `NotTextError` for bytes that are no text (saying
    what they look like), `UndecodableError` with the offset of the first byte that does not decode, and
    what `check_text` raises.

    >>> decode(b"\\xff\\xfe\\x36\\x65\\x65\\x51")
    '收入'
    >>> decode(b"8.00\\xff", encoding="utf-8")
    Traceback (most recent call last):
        ...
    govbudget.errors.UndecodableError: expected text in utf-8, found byte 0xff: invalid start byte (byte offset 4)
    """
    if len(data) > limit:
        raise SourceTooLargeError(f"at most {limit} bytes", f"{len(data)} bytes", name)
    if not data or data.isspace():
        raise NoTextError("a text", f"{len(data)} bytes, none of them a character", name)
    found = kind_of(data)
    if found.kind is not Kind.TEXT:
        raise NotTextError("text", found.what, name)
    text = to_text(data, encoding=encoding, name=name)
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    check_text(text, name=name)
    return text


def to_text(data: bytes, *, encoding: str | None = None, name: str = "") -> str:
    """The characters that bytes hold, whatever they say, in the stated encoding or the detected one.

    Raises `UndecodableError`, and `NotTextError` for a NUL byte.
    """
    return _detected(data, name) if encoding is None else _stated(data, encoding, name)


def _stated(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, f"text in {encoding}", name) from error
    except (LookupError, UnicodeError) as error:
        raise UndecodableError("an encoding such as utf-8 or gb18030", repr(encoding), name) from error
    return text.removeprefix("\ufeff")


def _detected(data: bytes, name: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(error, f"text in {encoding}, as its byte order mark says", name) from error
    nul = data.find(b"\0")
    if nul >= 0:
        found = "a NUL byte (text in UTF-16 needs a byte order mark, or its encoding stated)"
        raise NotTextError("text", found, _where(name, f"byte offset {nul}"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error.start):
            raise _undecodable(error, "text in utf-8, as most of it is", name) from error
        first = error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        furthest = max(first, error, key=lambda each: each.start)
        raise _undecodable(furthest, "text in utf-8 or gb18030", name) from error


def _is_damaged_utf8(data: bytes, fault: int) -> bool:
    """Whether most bytes beyond ASCII around a fault are Chinese characters in UTF-8.

    In bytes of GB18030 hardly any are, so that the two cannot be taken for one another.
    """
    around = data[max(0, fault - _AROUND) : fault + _AROUND]
    beyond = len(around.translate(None, _ASCII))
    chinese = len(_CHINESE.findall(around.decode("utf-8", "ignore")))
    return 2 * 3 * chinese > beyond


def _undecodable(error: UnicodeDecodeError, expected: str, name: str) -> UndecodableError:
    byte = error.object[error.start] if error.start < len(error.object) else 0
    found = f"byte 0x{byte:02x}: {error.reason}"
    return UndecodableError(expected, found, _where(name, f"byte offset {error.start}"))


def _where(name: str, place: str) -> str:
    return f"{name}, {place}" if name else place
