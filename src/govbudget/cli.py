"""The command `govbudget` (命令行): show what a document says, export it as tidy tables, check its codes.

Standard output carries the result alone: tables are UTF-8 whatever the locale, the account of `show` is in
the encoding of the output, with what that lacks replaced visibly.  Messages and progress go to standard
error.  Exit status: 0 when every source was delivered, 2 when one could not be read (the others still
are), 64 on wrong usage.
"""

from __future__ import annotations

import argparse
import codecs
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TextIO

from attrs import evolve

import govbudget
from govbudget.errors import GovBudgetError

if TYPE_CHECKING:
    from govbudget.exports.refusal import Refusal
    from govbudget.exports.tidy import Record, TidyTable
    from govbudget.files.sources import Source
    from govbudget.model.disclosure import Disclosure

__all__ = ["main"]

DELIVERED: Final = 0
NOT_READ: Final = 2
WRONG_USAGE: Final = 64
INTERRUPTED: Final = 130

TABLE_NAMES: Final = (
    "amounts",
    "facts",
    "documents",
    "problems",
    "indicators",
    "form_fields",
    "claims",
    "codes",
)
"""The names of the tidy tables, told here so that `--help` need not load them; a test holds them equal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with arguments, those of the process by default, and give its exit status.

    Raises `SystemExit` with 64 for wrong usage, and with 0 for `--help` and `--version`.
    """
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python must not find the pipe broken again at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DELIVERED
    except OSError as error:
        _say(f"govbudget: the output could not be written: {error}")
        return NOT_READ
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


class _Parser(argparse.ArgumentParser):
    """A parser whose messages survive any encoding and whose errors end with 64."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        _say(f"{self.prog}: {message}")
        raise SystemExit(WRONG_USAGE)

    def _print_message(self, message: str, file: Any = None) -> None:
        for line in message.splitlines():
            _line(line, sys.stderr if file is None else file)


def _parser() -> _Parser:
    parser = _Parser(
        prog="govbudget",
        description="Read budget disclosures of Chinese government departments (部门预算公开).",
    )
    parser.add_argument("--version", action="version", version=f"govbudget {govbudget.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    show = commands.add_parser("show", help="show what was read of a document")
    _add_sources(show)
    show.set_defaults(run=_show)

    export = commands.add_parser("export", help="write what was read as a tidy table")
    _add_sources(export)
    export.add_argument("--table", required=True, choices=TABLE_NAMES, help="the tidy table")
    export.add_argument("--personal", action="store_true", help="with names and telephone numbers of people")
    _add_output(export)
    export.set_defaults(run=_export)

    codes = commands.add_parser("codes", help="hold the printed codes and names against the catalogue")
    _add_sources(codes)
    _add_output(codes)
    codes.set_defaults(run=_export, table="codes", personal=False)
    return parser


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a file, a folder (its files), or - for standard input"
    )
    parser.add_argument(
        "--encoding", type=_encoding, help="the encoding of the sources, if not UTF-8, UTF-16 or GB18030"
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("csv", "jsonl", "parquet"), default="csv", help="default: csv")
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help="default: standard output")
    parser.add_argument("--bom", action="store_true", help="CSV with a byte order mark, for spreadsheets")


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise argparse.ArgumentTypeError(f"no known encoding: {name!r}") from error


def _show(options: argparse.Namespace) -> int:
    from govbudget.exports.refusal import Refusal
    from govbudget.exports.show import account
    from govbudget.exports.terminal import fit

    def clean(text: str) -> str:
        return fit(text, sys.stdout.encoding or "utf-8")

    sources = _sources(options.sources)
    status, shown = DELIVERED, 0
    for name, outcome in _read_all(sources, options.encoding):
        if isinstance(outcome, Refusal):
            status = NOT_READ
            continue
        if shown:
            _line("", sys.stdout)
        if len(sources) > 1:
            _line(f"── {name}", sys.stdout)
        for line in account(outcome, clean=clean):
            _line(line, sys.stdout)
        shown += 1
    return status


def _export(options: argparse.Namespace) -> int:
    from govbudget.exports.tidy import tidy_table
    from govbudget.exports.writers import Format, MissingExtraError, require, write_rows

    table, kind = tidy_table(options.table), Format(options.format)
    target = None if options.output == "-" else Path(options.output)
    try:
        require(kind)
    except MissingExtraError as error:
        return _misuse(str(error))
    if kind is Format.PARQUET and target is None and sys.stdout.isatty():
        return _misuse("parquet is no text for a terminal: name a file with -o")
    if target is not None and any(_is_same(target, Path(given)) for given in options.sources):
        return _misuse(f"the output would overwrite the source {options.output}")
    sources = [source for source in _sources(options.sources) if not _writes_over(target, source[1])]
    export = _Export(table, options.personal)
    rows = export.rows(_read_all(sources, options.encoding))
    if target is None:
        write_rows(sys.stdout.buffer, table.record, rows, kind=kind, bom=options.bom)
    else:
        try:
            file = target.open("wb")
        except OSError as error:
            return _misuse(f"expected a file that can be written, found {error}")
        with file:
            write_rows(file, table.record, rows, kind=kind, bom=options.bom)
    return NOT_READ if export.refused else DELIVERED


class _Export:
    """The rows of one table over all sources, and how many sources were refused on the way."""

    def __init__(self, table: TidyTable, personal: bool) -> None:
        self.table = table
        self.personal = personal
        self.refused = 0

    def rows(self, outcomes: Iterable[tuple[str, Disclosure | Refusal]]) -> Iterator[Record]:
        from govbudget.exports.refusal import Refusal

        for name, outcome in outcomes:
            if isinstance(outcome, Refusal):
                self.refused += 1
                yield from self.table.refused(name, outcome)
            else:
                yield from self.table.rows(name, outcome, self.personal)


def _sources(given: Sequence[str]) -> list[tuple[str, Source | Refusal]]:
    """The sources that the arguments name, folders opened; what cannot be opened is refused in its place."""
    from govbudget.files.sources import sources_in

    found: list[tuple[str, Source | Refusal]] = []
    for name in given:
        try:
            found.extend((source.name, source) for source in sources_in(name))
        except (GovBudgetError, OSError) as error:
            found.append((name, _refusal(name, error)))
    return found


def _read_all(
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
            _say(f"govbudget: {name}: {outcome}")
        yield name, outcome


def _read(source: Source, encoding: str | None) -> Disclosure | Refusal:
    sha256 = ""
    try:
        data = source.read()
        sha256 = hashlib.sha256(data).hexdigest()
        return govbudget.read(data, encoding=encoding)
    except (GovBudgetError, OSError) as error:
        return _refusal(source.name, error, sha256)


def _refusal(name: str, error: GovBudgetError | OSError, sha256: str = "") -> Refusal:
    from govbudget.exports.refusal import Refusal

    refusal = Refusal.of(error, sha256=sha256)
    return evolve(refusal, where="") if refusal.where == name else refusal


def _writes_over(target: Path | None, source: Source | Refusal) -> bool:
    """Whether a source found in a folder is the file to be written, left there by an earlier run."""
    path = getattr(source, "path", None)
    return target is not None and path is not None and _is_same(target, path)


def _is_same(one: Path, other: Path) -> bool:
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


def _misuse(message: str) -> int:
    _say(f"govbudget: {message}")
    return WRONG_USAGE


def _say(message: str) -> None:
    sys.stdout.flush()
    _line(message, sys.stderr)


def _line(text: str, stream: TextIO) -> None:
    from govbudget.exports.terminal import fit

    stream.write(f"{fit(text, stream.encoding or 'utf-8')}\n")
