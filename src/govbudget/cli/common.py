"""What every command of the package shares (命令行): its exit status and what it says on standard error."""

from __future__ import annotations

import sys
from typing import Final, TextIO

__all__ = ["DELIVERED", "INTERRUPTED", "NOT_READ", "WRONG_USAGE", "misuse", "say", "write_line"]

DELIVERED: Final = 0
NOT_READ: Final = 2
WRONG_USAGE: Final = 64
INTERRUPTED: Final = 130


def misuse(message: str) -> int:
    """Say what is wrong with the arguments, and give the exit status for it."""
    say(f"govbudget: {message}")
    return WRONG_USAGE


def say(message: str) -> None:
    """A message on standard error, after what standard output has had so far."""
    sys.stdout.flush()
    write_line(message, sys.stderr)


def write_line(text: str, stream: TextIO) -> None:
    """One line, as the encoding of the stream can take it."""
    from govbudget.exports.terminal import fit

    stream.write(f"{fit(text, stream.encoding or 'utf-8')}\n")
