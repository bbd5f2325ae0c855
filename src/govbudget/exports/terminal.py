"""Text for terminals (终端文字): widths as they show, and nothing that an encoding or a terminal cannot take.

Chinese characters take two columns.  Characters that the output's encoding lacks, and characters that
would steer the terminal instead of being shown, are replaced visibly.

>>> display_width("预算8.00")
8
>>> fit("预算 \\u3402\\x1b[0m", "gbk")
'预算 \\\\u3402\\\\x1b[0m'
>>> pad("预算", 6) + "|", pad("8.00", 6, right=True) + "|"
('预算  |', '  8.00|')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

__all__ = ["clip", "clip_start", "display_width", "fit", "pad", "wrap"]

# Control, format, surrogate, line and paragraph separator: characters that show as nothing or do something.
_INVISIBLE: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))

_CLOSING: Final = frozenset("，。；：、！？）》”’〉】」』%,.;:)]")


def display_width(text: str) -> int:
    """How many columns a text takes: two for wide characters, none for combining ones."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """A text filled with spaces to a width, on its left if it is to stand to the right."""
    space = " " * (width - display_width(text))
    return space + text if right else text + space


def clip(text: str, width: int) -> str:
    """A text cut to a width, with two dots where something is left out.

    >>> clip("一般公共预算", 9)
    '一般公..'
    """
    if display_width(text) <= width:
        return text
    kept, used = [], 2
    for char in text:
        used += _width(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept) + ".."


def clip_start(text: str, width: int) -> str:
    """A text cut to a width at its beginning, with two dots there.

    >>> clip_start("一般公共预算", 9)
    '..共预算'
    """
    if display_width(text) <= width:
        return text
    kept: list[str] = []
    used = 2
    for char in reversed(text):
        used += _width(char)
        if used > width:
            break
        kept.append(char)
    return ".." + "".join(reversed(kept))


def wrap(text: str, width: int, indent: str = "") -> Iterator[str]:
    """A text broken into lines of a width, those after the first indented.

    It breaks at spaces and between wide characters, never before a mark that closes something; a word
    longer than a line stands on one of its own.

    >>> list(wrap("合计 8.00 万元，与各项之和相差。", 15, "  "))
    ['合计 8.00 万', '  元，与各项之', '  和相差。']
    """
    line = ""
    for piece in _pieces(text):
        if line.strip() and display_width(line) + display_width(piece.rstrip()) > width:
            yield line.rstrip()
            line = indent
            piece = piece.lstrip()
        line += piece
    yield line.rstrip()


def _pieces(text: str) -> list[str]:
    """What is kept together: words with the spaces after them, wide characters with the marks after them."""
    pieces: list[str] = []
    for char in text:
        if pieces and (char in _CLOSING or char == " "):
            pieces[-1] += char
        elif not pieces or _width(char) == 2 or pieces[-1].endswith(" ") or _width(pieces[-1][0]) == 2:
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def fit(text: str, encoding: str = "utf-8") -> str:
    """A text of one line as it can be printed in an encoding."""
    shown = "".join(_visible(char) for char in text)
    return shown.encode(encoding, "backslashreplace").decode(encoding)


def _visible(char: str) -> str:
    if char in "\t\n\r":
        return " "
    if unicodedata.category(char) not in _INVISIBLE:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
