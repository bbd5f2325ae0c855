"""Writing the report on several sources (核对报告的写出): as text as it comes, or as one file at the end.

A writer is told of each source as it is checked or refused, and at last of the explanations that explain
nothing and of the exit status.

>>> lines = []
>>> writer = TextWriter(lines.append, several=True)
>>> writer.refused("甲.pdf", Refusal(kind="no text", expected="text", found="pictures"))
>>> writer.finish((), 2)
>>> lines[:2]
['── 甲.pdf', 'cannot be read: no text: expected text, found pictures']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Protocol

from govbudget.exports.check_files import json_document, json_refusal, json_text, sarif_text
from govbudget.exports.check_text import report_lines, stale_lines
from govbudget.exports.check_words import words_in
from govbudget.exports.checked import ALL_HOLDS, INCONSISTENT, NOTHING_CHECKED, Checked
from govbudget.exports.checks import CheckRow, result_row
from govbudget.exports.explanations import Explanation
from govbudget.exports.refusal import Refusal
from govbudget.exports.writers import write_rows

__all__ = ["CheckWriter", "CsvWriter", "JsonWriter", "SarifWriter", "TextWriter"]


class CheckWriter(Protocol):
    """What a form of the report has to take."""

    def checked(self, checked: Checked) -> None:
        """A source and its report."""

    def refused(self, name: str, refusal: Refusal) -> None:
        """A source that could not be read."""

    def finish(self, stale: Sequence[Explanation], status: int) -> None:
        """No more sources: the explanations that explain nothing, and the exit status."""


class TextWriter:
    """The report for people, written line by line as sources come.

    Over several sources each has its name above it, and a line at the end counts them.
    """

    def __init__(
        self,
        write: Callable[[str], object],
        *,
        clean: Callable[[str], str] = str,
        language: str = "en",
        width: int = 100,
        everything: bool = False,
        several: bool = False,
    ) -> None:
        self._write = write
        self._clean = clean
        self._words = words_in(language)
        self._width = width
        self._everything = everything
        self._several = several
        self._statuses: Counter[int] = Counter()
        self._refused = 0

    def checked(self, checked: Checked) -> None:
        """The lines of one report."""
        self._above(checked.document)
        self._statuses[checked.status] += 1
        for line in report_lines(
            checked,
            language=self._words.language,
            width=self._width,
            everything=self._everything,
            clean=self._clean,
        ):
            self._write(line)

    def refused(self, name: str, refusal: Refusal) -> None:
        """Over several sources, its place in the report: why a single one failed is on standard error."""
        if self._several:
            self._above(name)
            self._write(self._clean(f"{self._words.refused}{self._words.colon}{refusal}"))
        self._refused += 1

    def finish(self, stale: Sequence[Explanation], status: int) -> None:
        """Stale explanations, and over several sources how many came out how."""
        del status  # The lines say it.
        if stale:
            self._write("")
        for line in stale_lines(stale, language=self._words.language):
            self._write(self._clean(line))
        if self._several:
            self._write("")
            self._write(
                self._words.files.format(
                    files=self._refused + self._statuses.total(),
                    holding=self._statuses[ALL_HOLDS],
                    inconsistent=self._statuses[INCONSISTENT],
                    unchecked=self._statuses[NOTHING_CHECKED],
                    refused=self._refused,
                )
            )

    def _above(self, name: str) -> None:
        if self._several:
            if self._refused or self._statuses:
                self._write("")
            self._write(self._clean(f"── {name}"))


class JsonWriter:
    """The report as one JSON text with everything in it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._documents: list[dict[str, Any]] = []

    def checked(self, checked: Checked) -> None:
        """Counts, causes and results of one source."""
        self._documents.append(json_document(checked))

    def refused(self, name: str, refusal: Refusal) -> None:
        """Why a source could not be read."""
        self._documents.append(json_refusal(name, refusal))

    def finish(self, stale: Sequence[Explanation], status: int) -> None:
        """Write it."""
        _write(self._file, json_text(self._documents, stale, status))


class SarifWriter:
    """Findings and hints as one SARIF log."""

    def __init__(self, file: BinaryIO, *, version: str, language: str = "en") -> None:
        self._file = file
        self._version = version
        self._language = language
        self._checked: list[Checked] = []
        self._refused: list[tuple[str, Refusal]] = []

    def checked(self, checked: Checked) -> None:
        """Keep one source for the end."""
        self._checked.append(checked)

    def refused(self, name: str, refusal: Refusal) -> None:
        """A source that could not be read becomes a notification of the run."""
        self._refused.append((name, refusal))

    def finish(self, stale: Sequence[Explanation], status: int) -> None:
        """Write it; stale explanations are no part of a log of results."""
        del stale
        text = sarif_text(
            self._checked, self._refused, status, version=self._version, language=self._language
        )
        _write(self._file, text)


class CsvWriter:
    """The tidy table `checks` over all sources."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rows: list[CheckRow] = []

    def checked(self, checked: Checked) -> None:
        """The rows of one source."""
        self._rows += [result_row(checked.document, each) for each in checked.report.results]

    def refused(self, name: str, refusal: Refusal) -> None:
        """A source that could not be read has no rows."""

    def finish(self, stale: Sequence[Explanation], status: int) -> None:
        """Write them, under one header."""
        del stale, status
        write_rows(self._file, CheckRow, self._rows)


def _write(file: BinaryIO, text: str) -> None:
    # A file name that is no text to the system comes as lone surrogates, which UTF-8 has no bytes for.
    file.write(f"{text}\n".encode("utf-8", "backslashreplace"))
