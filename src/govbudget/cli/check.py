"""The command `check` (核对): hold documents against their own arithmetic, and report.

The report goes to standard output as it comes, one source after the other; formats that are one
document as a whole (JSON, SARIF, CSV) are written at the end, in UTF-8 whatever the locale.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import govbudget
from govbudget.cli.common import NOT_READ, misuse, write_line
from govbudget.cli.sources import named_sources, read_all
from govbudget.errors import ExplanationsError

if TYPE_CHECKING:
    from govbudget.exports.check_writers import CheckWriter
    from govbudget.exports.explanations import Explanation

__all__ = ["add_arguments", "run_check"]

FORMATS: Final = ("text", "json", "csv", "sarif")
_WIDEST: Final = 120
_NARROWEST: Final = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check`, after its sources."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text, for people")
    parser.add_argument(
        "--lang", choices=("zh", "en"), default="en", help="language of the report, default: en"
    )
    parser.add_argument("--select", action="append", default=[], metavar="RULES", help="these rules alone")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES", help="all but these rules")
    parser.add_argument(
        "--explanations",
        metavar="FILE",
        help="findings that are accounted for: TOML, or CSV (finding,reason,who,date)",
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="list every result of a cause, every hint"
    )
    parser.add_argument("--width", type=_width, help="columns of the text, default: those of the terminal")


def run_check(options: argparse.Namespace) -> int:
    """Check every source: 0 all holds, 1 something is inconsistent, 2 something could not be checked at all."""
    from govbudget.checks.engine import reconcile
    from govbudget.checks.rules import all_rules
    from govbudget.exports.checked import checked_source, exit_status, selected, stale
    from govbudget.exports.refusal import Refusal

    titles = {each.id: each.title for each in all_rules()}
    select, ignore = _names(options.select), _names(options.ignore)
    for name in (*select, *ignore):
        if name not in titles:
            return misuse(f"no rule is called {name!r}: expected one of {', '.join(titles)}")
    try:
        explanations = _explanations(options.explanations)
    except (OSError, ExplanationsError) as error:
        return misuse(f"the explanations cannot be read: {error}")
    sources = named_sources(options.sources)
    writer = _writer(options, several=len(sources) > 1)
    statuses: list[int] = []
    found: set[str] = set()
    for name, outcome in read_all(sources, options.encoding):
        if isinstance(outcome, Refusal):
            statuses.append(NOT_READ)
            writer.refused(name, outcome)
            continue
        report = reconcile(outcome)
        # A finding of a rule that is not asked for is there all the same: its explanation is not stale.
        found.update(each.finding_id for each in report.findings)
        checked = checked_source(
            name,
            selected(report, select=select, ignore=ignore),
            explanations,
            rules=titles,
            sha256=outcome.sha256,
        )
        statuses.append(checked.status)
        writer.checked(checked)
    status = exit_status(statuses)
    writer.finish(stale(explanations, found), status)
    return status


def _names(given: list[str]) -> tuple[str, ...]:
    """Rule ids, several to an option if commas part them."""
    return tuple(name for each in given for name in each.replace("，", ",").split(",") if name)


def _explanations(path: str | None) -> Mapping[str, Explanation]:
    from govbudget.exports.explanations import load_explanations

    return {} if path is None else load_explanations(Path(path))


def _writer(options: argparse.Namespace, *, several: bool) -> CheckWriter:
    from govbudget.exports.check_writers import CsvWriter, JsonWriter, SarifWriter, TextWriter
    from govbudget.exports.terminal import fit

    if options.format == "json":
        return JsonWriter(sys.stdout.buffer)
    if options.format == "csv":
        return CsvWriter(sys.stdout.buffer)
    if options.format == "sarif":
        return SarifWriter(sys.stdout.buffer, version=govbudget.__version__, language=options.lang)
    encoding = sys.stdout.encoding or "utf-8"
    return TextWriter(
        lambda line: write_line(line, sys.stdout),
        clean=lambda text: fit(text, encoding),
        language=options.lang,
        width=options.width or min(shutil.get_terminal_size((100, 24)).columns, _WIDEST),
        everything=options.verbose,
        several=several,
    )


def _width(text: str) -> int:
    try:
        width = int(text)
    except ValueError:
        width = 0
    if width < _NARROWEST:
        raise argparse.ArgumentTypeError(f"expected a number of columns from {_NARROWEST}, found {text!r}")
    return width
