"""The commands that deliver what was read (阅读结果、整理后的表): `show`, `export` and `codes`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from govbudget.cli.common import DELIVERED, NOT_READ, misuse, write_line
from govbudget.cli.sources import is_same, named_sources, read_all, writes_over

if TYPE_CHECKING:
    from govbudget.exports.refusal import Refusal
    from govbudget.exports.tidy import Record, TidyTable
    from govbudget.model.disclosure import Disclosure

__all__ = ["run_export", "run_show"]


def run_show(options: argparse.Namespace) -> int:
    """Show what was read of each source; 2 if one could not be read."""
    from govbudget.exports.refusal import Refusal
    from govbudget.exports.show import account
    from govbudget.exports.terminal import fit

    def clean(text: str) -> str:
        return fit(text, sys.stdout.encoding or "utf-8")

    sources = named_sources(options.sources)
    status, shown = DELIVERED, 0
    for name, outcome in read_all(sources, options.encoding):
        if isinstance(outcome, Refusal):
            status = NOT_READ
            continue
        if shown:
            write_line("", sys.stdout)
        if len(sources) > 1:
            write_line(f"── {name}", sys.stdout)
        lines = account(outcome, clean=clean) if options.figure is None else _explained(outcome, options)
        for line in lines:
            write_line(line, sys.stdout)
        shown += 1
    return status


def _explained(doc: Disclosure, options: argparse.Namespace) -> Iterator[str]:
    """What there is to say about the figures at one place."""
    from govbudget.checks.engine import reconcile
    from govbudget.exports.explain import explain, explanation_lines, figures_at

    figures = figures_at(doc, options.figure)
    if not figures:
        yield f"no figure at {options.figure}"
        return
    report = reconcile(doc)
    for number, figure in enumerate(figures):
        if number:
            yield ""
        yield from explanation_lines(explain(doc, figure, report=report), language=options.lang)


def run_export(options: argparse.Namespace) -> int:
    """Write one tidy table over all sources; 2 if one could not be read."""
    from govbudget.exports.tidy import tidy_table
    from govbudget.exports.writers import Format, MissingExtraError, require, write_rows

    table, kind = tidy_table(options.table), Format(options.format)
    target = None if options.output == "-" else Path(options.output)
    try:
        require(kind)
    except MissingExtraError as error:
        return misuse(str(error))
    if kind is Format.PARQUET and target is None and sys.stdout.isatty():
        return misuse("parquet is no text for a terminal: name a file with -o")
    if target is not None and any(is_same(target, Path(given)) for given in options.sources):
        return misuse(f"the output would overwrite the source {options.output}")
    sources = [source for source in named_sources(options.sources) if not writes_over(target, source[1])]
    export = _Export(table, options.personal)
    rows = export.rows(read_all(sources, options.encoding))
    if target is None:
        write_rows(sys.stdout.buffer, table.record, rows, kind=kind, bom=options.bom)
    else:
        try:
            file = target.open("wb")
        except OSError as error:
            return misuse(f"expected a file that can be written, found {error}")
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
