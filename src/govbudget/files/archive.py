"""The parts of a zip archive (压缩包), within bounds: Office files are such archives.

What an archive says of its own sizes is not believed: bytes are counted as they are unpacked, over all
parts that are read.  Nothing is written to disk, and an archive inside the archive is never opened.

>>> import io, zipfile
>>> with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
...     archive.writestr("xl/workbook.xml", "<workbook/>")
>>> b"".join(Archive(file.getvalue()).chunks("xl/workbook.xml"))
b'<workbook/>'
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from govbudget.errors import DamagedError, ProtectedError, ReadError, SourceTooLargeError

__all__ = ["UNPACKED_LIMIT", "Archive", "is_archive"]

UNPACKED_LIMIT: Final = 128 * 1024 * 1024
"""The most bytes that the parts of one file may unpack to: 128 MiB."""

_SIGNATURES: Final = (b"PK\x03\x04", b"PK\x05\x06")
_CENTRAL_ENTRY: Final = b"PK\x01\x02"
_MOST_ENTRIES: Final = 20_000
_ENCRYPTED: Final = 0x1
_SPOILT: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error)
_CHUNK: Final = 1 << 16


def is_archive(data: bytes) -> bool:
    """Whether bytes begin as a zip archive does."""
    return data.startswith(_SIGNATURES)


class Archive:
    """An archive of which parts are read (压缩包); `name` is for the messages.

    Raises `DamagedError` for bytes that are no whole archive, `SourceTooLargeError` for one of more than
    20,000 parts.
    """

    def __init__(self, data: bytes, *, name: str = "", limit: int = UNPACKED_LIMIT) -> None:
        self.name = name
        self._limit = limit
        self._unpacked = 0
        # Counted before the directory is read: each entry takes many times its bytes as an object.
        if data.count(_CENTRAL_ENTRY) > _MOST_ENTRIES:
            raise SourceTooLargeError(f"an archive of at most {_MOST_ENTRIES} parts", "more", name)
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {info.filename.replace("\\", "/"): info for info in self._file.infolist()}
        except (*_SPOILT, OverflowError) as error:
            raise DamagedError("a whole zip archive", str(error), name) from error

    @property
    def names(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self._parts)

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece.

        Raises `DamagedError` for a part that is missing or spoilt, `ProtectedError` for an encrypted one,
        `SourceTooLargeError` when all parts read so far unpack to more than the limit.
        """
        info = self._parts.get(part)
        where = f"{self.name}, {part}" if self.name else part
        if info is None:
            raise DamagedError("an archive with this part", "none", where)
        if info.flag_bits & _ENCRYPTED:
            raise ProtectedError("a file without a password", "an encrypted part", where)
        try:
            with self._file.open(info) as file:
                while chunk := file.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > self._limit:
                        found = f"more, packed into {info.compress_size} bytes"
                        raise SourceTooLargeError(f"at most {self._limit} bytes unpacked", found, where)
                    yield chunk
        except ReadError:
            raise
        except _SPOILT as error:
            raise DamagedError("a part that can be unpacked", str(error) or "its end", where) from error
