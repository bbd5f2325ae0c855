"""Sources as users give them (来源): a path, bytes, an open file, `-` for standard input, a folder.

>>> read_bytes(b"8.00")
b'8.00'
>>> [source.name for source in sources_in("-")]
['-']
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from attrs import field, frozen

from govbudget.errors import NoTextError, SourceTooLargeError
from govbudget.files.text import SIZE_LIMIT

__all__ = ["STANDARD_INPUT", "Readable", "Source", "read_bytes", "sources_in"]

STANDARD_INPUT: Final = "-"

Readable: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""What can be read: a path, the bytes themselves, or a file opened for reading bytes."""

# Lock files that office programs leave beside a document that is open.
_NOT_DOCUMENTS: Final = (".", "~$")


@frozen
class Source:
    """One source: its name as the user gave it, and where its bytes are.

    >>> Source("-").read  # doctest: +ELLIPSIS
    <bound method Source.read of Source(name='-')>
    """

    name: str
    path: Path | None = field(default=None, repr=False)

    def read(self, *, limit: int = SIZE_LIMIT) -> bytes:
        """Its bytes.  Raises `OSError` if it cannot be opened, `SourceTooLargeError` beyond `limit` bytes."""
        readable = sys.stdin.buffer if self.path is None else self.path
        return read_bytes(readable, name=self.name, limit=limit)


def read_bytes(source: Readable, *, name: str = "", limit: int = SIZE_LIMIT) -> bytes:
    """The bytes of a source.

    Raises `SourceTooLargeError` beyond `limit` bytes, of which no more than one is read in excess;
    `OSError` if a path cannot be opened; `TypeError` for a file opened as text and for anything else.

    >>> read_bytes(b"123456", limit=4)
    Traceback (most recent call last):
        ...
    govbudget.errors.SourceTooLargeError: expected at most 4 bytes, found more
    """
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        with path.open("rb") as file:
            data = _read(file, limit)
        name = name or str(source)
    elif isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source[: limit + 1])
    elif hasattr(source, "read"):
        data = _read(source, limit)
        name = name or _name_of(source)
    else:
        raise TypeError(f"expected a path, bytes or a file opened for reading bytes, found {source!r}")
    if len(data) > limit:
        raise SourceTooLargeError(f"at most {limit} bytes", "more", name)
    return data


def _read(file: BinaryIO, limit: int) -> bytes:
    parts: list[bytes] = []
    missing = limit + 1
    while missing > 0:
        # An unbuffered file may give less than was asked for before its end.
        part: object = file.read(missing)
        if not isinstance(part, bytes):
            raise TypeError(
                f"expected a file opened for reading bytes, found one that gives {type(part).__name__}"
            )
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _name_of(file: BinaryIO) -> str:
    name = getattr(file, "name", "")
    return name if isinstance(name, str) else ""


def sources_in(given: str) -> list[Source]:
    """The sources that one argument names: standard input, a file, or the files of a folder.

    Of a folder, its own files in the order of their names; hidden files and folders inside it are left
    out.  Raises `NoTextError` for a folder without a file.  A path that does not exist is a source too:
    reading it says so.
    """
    if given == STANDARD_INPUT:
        return [Source(given)]
    path = Path(given)
    if not path.is_dir():
        return [Source(given, path)]
    files = sorted(
        entry for entry in path.iterdir() if entry.is_file() and not entry.name.startswith(_NOT_DOCUMENTS)
    )
    if not files:
        raise NoTextError("a folder with files", "none that is not hidden", given)
    return [Source(str(file), file) for file in files]
