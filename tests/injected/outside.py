"""The same question asked from outside: errors put into text by someone who knows nothing of the library.

`errors` asks the reading where figures stand and what they are; here only the text is looked at, as a reviewer
would with the issue in hand: what looks like a number of a table or a sentence is changed, whatever it is.
Nothing is taken from the library but its results: findings, the figures they name, which identities held.

An error counts as **detectable** where a sum or a tie that held names the figure once and the change is larger
than its detection limit.  For a row that is dropped or doubled, and a figure that is moved, the identity must
have it for a part: that is all that can be said from outside.  So some count as detectable that break nothing, and
`unmoved` tells those where what is read is the same as before.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Final

from attrs import define, frozen

import govbudget
from govbudget.checks.report import Report
from govbudget.checks.results import CheckResult, Law, Operand, Side, Verdict
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Figure
from govbudget.money import Amount
from tests.injected.documents import example, invented, invented_tables, real
from tests.injected.errors import changed_digit, swapped_digits
from tests.writer.document import Style, printed_table
from tests.writer.files import written_docx, written_html, written_pdf, written_xlsx

__all__ = ["KINDS", "Document", "Outcome", "carried", "documents", "rates", "trials"]

KINDS: Final = ("digit", "swapped", "x10000", "/10000", "x10", "dropped", "doubled", "moved")
ROWS: Final = ("dropped", "doubled")
HELD: Final = (Verdict.EQUAL, Verdict.WITHIN_ROUNDING)
_SHIFTS: Final = {"x10000": 4, "/10000": -4, "x10": 1}
_CELL: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_TOLD: Final = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?=\s*(?:万元|元|％|%))")
_BARE: Final = re.compile(r"(?<![\d.,\w])(\d[\d,]*\.\d+)(?![\d.,])")
_STYLES: Final = (
    Style(codes="own level", zeros=True),
    Style(codes="in full", yuan=True, separators=False),
    Style(total_in_code=True, padded=False, column_numbers="栏次"),
    Style(numbering=("{0}.", "({0})"), trailing_columns=2, blank_lines=0),
    Style(page_rows=9, repeated_header=True, entity_row=True),
    Style(codes="short", first_columns=1, group_row=1),
)


@frozen
class Spot:
    """What looks like a figure: its line, where it stands, whether in a cell."""

    line: int
    start: int
    end: int
    cell: bool


@frozen
class Change:
    """A changed text: the line, what was printed and is now, the lines to look at."""

    kind: str
    line: int
    printed: str
    changed: str
    text: str
    lines: frozenset[int]


@define(slots=False)
class Document:
    """A text with what is read from it; `read` may carry it in a file of another kind first."""

    name: str
    text: str
    read: Callable[[str], Disclosure]
    has_lines: bool = True

    @property
    def kinds(self) -> Sequence[str]:
        """The errors to try: without lines one cannot say which row a finding names."""
        return KINDS if self.has_lines else KINDS[:5]

    @cached_property
    def model(self) -> Disclosure:
        return self.read(self.text)

    @cached_property
    def report(self) -> Report:
        return govbudget.reconcile(self.model)

    @cached_property
    def spots(self) -> list[Spot]:
        return list(_spots(self.text))

    @cached_property
    def marks(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(_mark(each) for each in self.report.findings)


@frozen(kw_only=True)
class Outcome:
    """What became of one error."""

    document: str
    change: Change
    detectable: str
    caught: bool
    located: bool
    others: tuple[CheckResult, ...]
    unmoved: bool

    def __str__(self) -> str:
        change = f"{self.change.kind} {self.change.printed!r} -> {self.change.changed!r}"
        return f"{self.document} line {self.change.line}, {change}: {self.detectable}"


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _spots(text: str) -> Iterator[Spot]:
    at = 0
    for number, line in enumerate(_lines(text), 1):
        body = line.rstrip("\r\n")
        if "\t" in body:
            start = at
            for place, cell in enumerate(body.split("\t")):
                words = cell.strip()
                # A whole number in the first cells is a code, or the number of a row.
                figure = "." in words or "," in words or (place >= 3 and len(words) > 1)
                if _CELL.fullmatch(words) and figure:
                    begin = start + cell.index(words)
                    yield Spot(number, begin, begin + len(words), cell=True)
                start += len(cell) + 1
        else:
            found = {match.span(1) for match in itertools.chain(_TOLD.finditer(body), _BARE.finditer(body))}
            for begin, end in sorted(found):
                yield Spot(number, at + begin, at + end, cell=False)
        at += len(line)


def _number(printed: str) -> Decimal | None:
    try:
        return Decimal(printed.replace(",", ""))
    except InvalidOperation:
        return None


def changed(document: Document, kind: str, choice: random.Random) -> Change | None:
    """One error of a kind at a figure taken by chance; None where the text has no place for it."""
    spots = [spot for spot in document.spots if spot.cell or kind not in (*ROWS, "moved")]
    for _ in range(60 if spots else 0):
        found = _changed(document.text, choice.choice(spots), kind, choice)
        if found is not None:
            return found
    return None


def _changed(text: str, spot: Spot, kind: str, choice: random.Random) -> Change | None:
    lines, number = _lines(text), spot.line
    own, printed = lines[number - 1], text[spot.start : spot.end]
    above, below = "".join(lines[: number - 1]), "".join(lines[number:])
    if kind == "dropped":
        return Change(kind, number, printed, "", above + below, frozenset())
    if kind == "doubled":
        twice = own if own.endswith("\n") else f"{own}\n"
        return Change(
            kind, number, printed, printed, above + twice + own + below, frozenset({number, number + 1})
        )
    if kind == "moved":
        moved = _moved(own, spot.start - len(above))
        return (
            None
            if moved is None
            else Change(kind, number, printed, printed, above + moved + below, frozenset({number}))
        )
    new = _rewritten(printed, kind, choice)
    if new is None or _number(new) == _number(printed):
        return None
    return Change(
        kind, number, printed, new, text[: spot.start] + new + text[spot.end :], frozenset({number})
    )


def _moved(line: str, offset: int) -> str | None:
    """The figure and its right neighbour, blank or another figure, exchanged."""
    body = line.rstrip("\r\n")
    cells = body.split("\t")
    place = body[:offset].count("\t")
    if place + 1 >= len(cells) or cells[place].strip() == cells[place + 1].strip():
        return None
    if cells[place + 1].strip() and not _CELL.fullmatch(cells[place + 1].strip()):
        return None
    cells[place], cells[place + 1] = cells[place + 1], cells[place]
    return "\t".join(cells) + line[len(body) :]


def _rewritten(printed: str, kind: str, choice: random.Random) -> str | None:
    value = _number(printed)
    if kind in _SHIFTS:
        return format(value.scaleb(_SHIFTS[kind]).normalize(), "f") if value else None
    return changed_digit(printed, choice) if kind == "digit" else swapped_digits(printed, choice)


def _mark(result: CheckResult) -> tuple[str, str, str]:
    return result.finding_id, str(result.stated), str(result.computed)


def _bare(raw: str) -> str:
    return "".join(raw.split()).replace(",", "")


def _is_at(
    document: Document, operand: Operand, lines: frozenset[int], printed: str, *, anything: bool
) -> bool:
    """Whether an operand is a printed figure, by its line and print; files of other kinds have no lines."""
    if document.has_lines and (operand.place is None or operand.place.line not in lines):
        return False
    return (anything and document.has_lines) or (bool(printed) and _bare(printed) in _bare(operand.raw))


def _using(document: Document, change: Change) -> list[tuple[CheckResult, list[Operand]]]:
    """The results on the unchanged document that name the figure, or any figure of its row."""
    found = []
    for result in document.report.results:
        at = [
            operand
            for operand in result.operands
            if _is_at(
                document, operand, frozenset({change.line}), change.printed, anything=change.kind in ROWS
            )
        ]
        if at:
            found.append((result, at))
    return found


def _breaks(change: Change, result: CheckResult, operands: Sequence[Operand]) -> bool:
    """Whether an identity that held has the figure once, and the change is above its detection limit."""
    limit, (operand, *more) = result.detection_limit, operands
    if more or limit is None or result.verdict not in HELD or result.law not in (Law.SUM, Law.POINT):
        return False
    value = operand.value
    if value is None:
        return False
    factor = Decimal(1)
    if isinstance(value, Amount) and value.unit is not None and result.money_unit is not None:
        factor = value.unit.factor / Decimal(result.money_unit.factor)
    if change.kind in (*ROWS, "moved"):
        part = result.law is Law.SUM and operand.side is Side.COMPUTED and len(result.operands) > 2
        # Within its row it is a part of the same sum wherever it stands.
        beside = change.kind == "moved" and len(result.lines) < 3
        return part and not beside and abs(value.value * factor) > limit
    before, after = _number(change.printed), _number(change.changed)
    return before is not None and after is not None and abs(after - before) * factor > limit


def _wholes(document: Document, line: int) -> set[int]:
    """The lines, after a row is gone, of the rows that it was a part of."""
    found: set[int] = set()
    for table in document.model.tables:
        for row in table.rows:
            above = row.parent if row.place is not None and row.place.line == line else None
            while above is not None:
                place = table.rows[above].place
                if place is not None:
                    found.add(place.line - (place.line > line))
                above = table.rows[above].parent
    return found


def tried(document: Document, change: Change) -> Outcome:
    """Read and check the changed text, and say what became of the error."""
    using = _using(document, change)
    certain = next((f"{r.rule} {r.where}" for r, operands in using if _breaks(change, r, operands)), "")
    try:
        model = document.read(change.text)
    except govbudget.GovBudgetError as error:
        return Outcome(
            document=document.name, change=change, detectable=certain or str(error),
            caught=False, located=False, others=(), unmoved=False,
        )  # fmt: skip
    new = [each for each in govbudget.reconcile(model).findings if _mark(each) not in document.marks]
    gone = change.kind in ("dropped", "moved")
    had = {(result.rule, result.where) for result, _ in using}
    wholes = _wholes(document, change.line) if change.kind == "dropped" else set()
    named: list[CheckResult] = []
    others: list[CheckResult] = []
    for each in new:
        at = [
            o
            for o in each.operands
            if _is_at(document, o, change.lines, change.changed, anything=gone or change.kind in ROWS)
        ]
        total = [
            o
            for o in each.operands
            if o.side is Side.STATED and o.place is not None and o.place.line in wholes
        ]
        short = gone and ((each.rule, each.where) in had or (each.law is Law.SUM and bool(total)))
        (named if at or short else others).append(each)
    return Outcome(
        document=document.name, change=change, detectable=certain, caught=bool(new), located=bool(named),
        others=tuple(others), unmoved=_read(model) == _read(document.model),
    )  # fmt: skip


def _read(model: Disclosure) -> list[object]:
    """What is read, without places: where two are equal the error is none."""
    figures = [
        (table.title, row.label, cell.raw, cell.column)
        for table in model.tables
        for row in table.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    ]
    fields = [(form.project, field) for form in model.forms for field in form.fields]
    return [figures, fields, [claim.raw for claim in model.claims]]


def trials(documents: Sequence[Document], count: int, seed: int = 0) -> list[Outcome]:
    """So many errors of every kind in every document; the same ones for the same seed."""
    found = []
    for document in documents:
        for kind in document.kinds:
            for number in range(count):
                choice = random.Random(f"{seed}|{document.name}|{kind}|{number}")
                change = changed(document, kind, choice)
                if change is not None:
                    found.append(tried(document, change))
    return found


def rates(outcomes: Sequence[Outcome]) -> list[tuple[str, int, int, int, int, int]]:
    """By kind and over all: tried, detectable, of these caught and located, trials with other findings."""
    rows = []
    for kind in (*KINDS, "all"):
        some = [each for each in outcomes if kind in (each.change.kind, "all")]
        certain = [each for each in some if each.detectable and not each.unmoved]
        caught, located = sum(e.caught for e in certain), sum(e.located for e in certain)
        rows.append((kind, len(some), len(certain), caught, located, sum(bool(e.others) for e in some)))
    return rows


def carried(number: int) -> Iterator[Document]:
    """One invented document in files of other kinds; the text stands for the cells."""
    tables, entity = invented_tables(number)
    printed = ["\n".join(printed_table(table, place, entity)) for place, table in enumerate(tables, 1)]
    text = "\f\n".join(printed)
    for name, write in (
        ("xlsx", written_xlsx), ("docx", written_docx), ("html", written_html), ("pdf", written_pdf),
    ):  # fmt: skip

        def read(changed: str, write: Callable[[list[list[str]]], bytes] = write) -> Disclosure:
            return govbudget.read(write([part.strip("\n").split("\n") for part in changed.split("\f")]))

        yield Document(f"{name} {number}", text, read, has_lines=False)


def documents(numbers: Sequence[int], *, files: bool = False, whole: bool = True) -> list[Document]:
    """The example, invented documents in several styles, files of other kinds, and the real ones where they are."""
    found = [Document("example", example(), govbudget.parse)] if whole else []
    for number in numbers:
        style = _STYLES[number % len(_STYLES)]
        found.append(Document(f"invented {number}", invented(number), govbudget.parse))
        found.append(Document(f"styled {number}", invented(number, style), govbudget.parse))
        found.extend(carried(number) if files else ())
    if whole:
        # In flattened text a row is told by its first line, and a figure stands lines below it.
        found.extend(Document(name, text, govbudget.parse, has_lines="\t" in text) for name, text in real())
    return found


def markdown(outcomes: Sequence[Outcome]) -> str:
    """The rates as the table of the documentation, then what was missed and what else was raised."""
    lines = ["| error | tried | detectable | caught | located | others |", "|---|---|---|---|---|---|"]
    for name, count, certain, caught, located, others in rates(outcomes):
        share = [f"{1000 * part // certain / 10} %" if certain else "-" for part in (caught, located)]
        lines.append(f"| {name} | {count} | {certain} | {share[0]} | {share[1]} | {others} |")
    lines += [
        "",
        *(
            f"- missed: {each}"
            for each in outcomes
            if each.detectable and not each.unmoved and not each.located
        ),
    ]
    lines += [
        f"- other: {each}: {[(o.rule, o.where) for o in each.others[:3]]}" for each in outcomes if each.others
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]] or [20, 1, 2, 3, 4, 5, 6]
    found = trials(documents(given[1:], files=False), given[0])
    sys.stdout.write(markdown(found) + "\n")
