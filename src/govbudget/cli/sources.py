"""The sources a command is given (来源): opened, read one after the other, with progress on a terminal."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

import govbudget
from govbudget.cli.common import say
from govbudget.errors import GovBudgetError

if TYPE_CHECKING:
    from govbudget.exports.refusal import Refusal
    from govbudget.files.sources import Source
    from govbudget.model.disclosure import Disclosure

__all__ = ["is_same", "named_sources", "read_all", "refusal", "writes_over"]


def named_sources(given: Sequence[str]) -> list[tuple[str, Source | Refusal]]:
    """The sources that the arguments name, folders opened; what cannot be opened is refused in its place."""
    from govbudget.files.sources import sources_in

    found: list[tuple[str, Source | Refusal]] = []
    for name in given:
        try:
            found.extend((source.name, source) for source in sources_in(name))
        except (GovBudgetError, OSError) as error:
            found.append((name, refusal(name, error)))
    return found


def read_all(
    sources: Sequence[tuple[str, Source | Refusal]], encoding: str | None
) -> Iterator[tuple[str, Disclosure | Refusal]]:
    """Each source read, one at a time; why one could not be read is said on standard error."""
    from govbudget.exports.refusal import Refusal

    progress = _Progress(len(sources))
    for name, source in sources:
        progress.show(name)
        outcome = source if isinstance(source, Refusal) else _read(source, encoding)
        progress.clear()
        if isinstance(outcome, Refusal):
            say(f"govbudget: {name}: {outcome}")
        yield name, outcome


def _read(source: Source, encoding: str | None) -> Disclosure | Refusal:
    sha256 = ""
    try:
        data = source.read()
        sha256 = hashlib.sha256(data).hexdigest()
        return govbudget.read(data, encoding=encoding)
    except (GovBudgetError, OSError) as error:
        return refusal(source.name, error, sha256)


def refusal(name: str, error: GovBudgetError | OSError, sha256: str = "") -> Refusal:
    """Why a source could not be read, its name said once."""
    from govbudget.exports.refusal import Refusal

    refused = Refusal.of(error, sha256=sha256)
    return evolve(refused, where="") if refused.where == name else refused


def writes_over(target: Path | None, source: Source | Refusal) -> bool:
    """Whether a source found in a folder is the file to be written, left there by an earlier run."""
    path = getattr(source, "path", None)
    return target is not None and path is not None and is_same(target, path)


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths are the same file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


class _Progress:
    """How far several sources have come, on a terminal, where no table is printed at the same time."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0
        self.width = 0
        self.wanted = total > 1 and sys.stderr.isatty() and not sys.stdout.isatty()

    def show(self, name: str) -> None:
        self.number += 1
        if self.wanted:
            from govbudget.exports.terminal import clip, display_width, fit

            text = clip(fit(f"{self.number}/{self.total} {name}", sys.stderr.encoding or "utf-8"), 79)
            self.width = display_width(text)
            sys.stderr.write(f"\r{text}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.wanted:
            sys.stderr.write(f"\r{' ' * self.width}\r")
            sys.stderr.flush()
