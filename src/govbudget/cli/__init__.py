"""The command `govbudget` (命令行): show what a document says, check it, export it as tidy tables.

Standard output carries the result alone: tables are UTF-8 whatever the locale, the account of `show` is in
the encoding of the output, with what that lacks replaced visibly.  Messages and progress go to standard
error.  Exit status: 0 when every source was delivered, 2 when one could not be read (the others still
are), 64 on wrong usage.
"""

from __future__ import annotations

import argparse
import codecs
import os
import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import govbudget
from govbudget.cli.check import add_arguments, run_check
from govbudget.cli.common import DELIVERED, INTERRUPTED, NOT_READ, WRONG_USAGE, say, write_line
from govbudget.cli.deliver import run_export, run_show

__all__ = ["main"]

TABLE_NAMES: Final = (
    "amounts",
    "facts",
    "documents",
    "problems",
    "indicators",
    "form_fields",
    "claims",
    "codes",
    "checks",
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
        say(f"govbudget: the output could not be written: {error}")
        return NOT_READ
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


class _Parser(argparse.ArgumentParser):
    """A parser whose messages survive any encoding and whose errors end with 64."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        say(f"{self.prog}: {message}")
        raise SystemExit(WRONG_USAGE)

    def _print_message(self, message: str, file: Any = None) -> None:
        for line in message.splitlines():
            write_line(line, sys.stderr if file is None else file)


def _parser() -> _Parser:
    parser = _Parser(
        prog="govbudget",
        description="Read budget disclosures of Chinese government departments (部门预算公开): "
        "text, PDF, Excel, Word, HTML.",
        epilog="For example: govbudget check budget.pdf; govbudget export budget.pdf --table amounts -o amounts.csv",
    )
    parser.add_argument("--version", action="version", version=f"govbudget {govbudget.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    show = commands.add_parser("show", help="show what was read of a document")
    _add_sources(show)
    show.add_argument(
        "--figure",
        metavar="PLACE",
        help="explain the figures at LINE, LINE:CELL, PAGE:LINE:CELL or an address such as Sheet1!C12",
    )
    show.add_argument("--lang", choices=("zh", "en"), default="en", help="language of an explanation")
    show.set_defaults(run=run_show)

    check = commands.add_parser(
        "check",
        help="hold documents against their own arithmetic",
        epilog="Exit status: 0 all that could be checked holds; 1 something is inconsistent; "
        "2 nothing could be checked, or a source could not be read; 64 wrong usage.",
    )
    _add_sources(check)
    add_arguments(check)
    check.set_defaults(run=run_check)

    export = commands.add_parser("export", help="write what was read as a tidy table")
    _add_sources(export)
    export.add_argument("--table", required=True, choices=TABLE_NAMES, help="the tidy table")
    export.add_argument("--personal", action="store_true", help="with names and telephone numbers of people")
    _add_output(export)
    export.set_defaults(run=run_export)

    codes = commands.add_parser("codes", help="hold the printed codes and names against the catalogue")
    _add_sources(codes)
    _add_output(codes)
    codes.set_defaults(run=run_export, table="codes", personal=False)
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
