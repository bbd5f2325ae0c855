"""The front door (入口): from a source to a disclosure."""

from __future__ import annotations

import hashlib
import os

from attrs import evolve

from govbudget.files.opening import open_source
from govbudget.files.sources import Readable, read_bytes
from govbudget.model.disclosure import Disclosure
from govbudget.reading.document import parse, read_intake

__all__ = ["parse", "read"]


def read(source: Readable, *, encoding: str | None = None) -> Disclosure:
    """Read a disclosure from a path, from bytes, or from a file opened for reading bytes.

    What kind of file it is, its bytes say, never its name.
    The encoding of text is UTF-8 or, where the bytes are not, GB18030, each strictly; `encoding` states another.
    Raises a `ReadError` of the kind that says why for what cannot be read (no text, undecodable bytes,
    no disclosure, too large, damaged, encrypted, a reader that is not installed), and `OSError` for a path
    that cannot be opened.  What is wrong with a part of a readable document becomes a problem on the result.

    >>> read("2024年支出总表\\n单位：万元\\n项目\\t合计\\n教育支出\\t8.00\\n".encode("gb18030")).tables[0].title
    '2024年支出总表'
    """
    data = read_bytes(source)
    name = os.fspath(source) if isinstance(source, str | os.PathLike) else ""
    doc = read_intake(open_source(data, encoding=encoding, name=name))
    return evolve(doc, sha256=hashlib.sha256(data).hexdigest())
