"""One error in a document: a digit, two digits swapped, a unit slip, a row dropped or doubled, a figure moved.

A change is made in the text, at the place where the unchanged document was read to print a figure, so
that reading sees it as it would see the error of the person who typed the document.

>>> import random
>>> import govbudget
>>> text = "2024年支出总表\\n单位：万元\\n项目\\t合计\\n教育支出\\t8.05\\n"
>>> injected = inject(text, govbudget.parse(text), Kind.SWAPPED, random.Random(3))
>>> injected.printed, injected.changed, injected.lines
('8.05', '8.50', frozenset({4}))
>>> injected.size
Decimal('4500.00')
"""

from __future__ import annotations

import enum
import itertools
import random
import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Blank, Figure
from govbudget.money import EXACT, Amount, Quantity, Rate, parse_number, plain

__all__ = ["Injected", "Kind", "Target", "changed_digit", "inject", "swapped_digits", "targets"]


class Kind(enum.Enum):
    """What goes wrong."""

    DIGIT = "a digit"
    SWAPPED = "two digits swapped"
    UNIT_SLIP = "a unit slip"
    DROPPED = "a row dropped"
    DOUBLED = "a row doubled"
    MOVED = "a figure moved to the next column"


@frozen(kw_only=True)
class Target:
    """A figure that can be changed: where its print stands, and what it is worth in its smallest unit."""

    start: int
    end: int
    line: int
    value: Amount | Rate | Quantity
    part: str
    source: object
    next_blank: bool = False

    def worth(self, number: Decimal) -> Decimal:
        """Money in yuan, all else as printed."""
        if isinstance(self.value, Amount) and self.value.unit is not None:
            return EXACT.multiply(number, self.value.unit.factor)
        return number


@frozen(kw_only=True)
class Injected:
    """A changed text: what was printed and is printed now, on which lines of the old and the new text.

    `source` is the figure of the unchanged document that was chosen.  `size` is how far it is off, in yuan
    for money; None where whole rows come and go.
    """

    kind: Kind
    part: str
    text: str
    printed: str
    changed: str
    old_lines: frozenset[int]
    lines: frozenset[int]
    source: object
    size: Decimal | None = None


def targets(text: str, doc: Disclosure) -> list[Target]:
    """Every figure of a document whose print can be found in the text: in tables, forms and narrative."""
    starts = [0]
    for own in _lines(text):
        starts.append(starts[-1] + len(own))
    found = []
    taken: set[int] = set()
    for part, line, cell, raw, value, blank, source in _printed(doc):
        place = _find(text, starts, line, cell, raw, taken)
        if place is None or not re.search(r"\d", raw):
            continue
        taken.add(place[0])
        found.append(
            Target(
                start=place[0],
                end=place[1],
                line=line,
                value=value,
                part=part,
                source=source,
                next_blank=blank,
            )
        )
    return found


def _printed(
    doc: Disclosure,
) -> Iterator[tuple[str, int, int | None, str, Amount | Rate | Quantity, bool, object]]:
    for table in doc.tables:
        for row in table.rows:
            blanks = {cell.column for cell in row.cells if isinstance(cell, Blank)}
            for figure in row.cells:
                if not isinstance(figure, Figure) or figure.place is None:
                    continue
                if isinstance(figure.value, Amount | Rate | Quantity):
                    beside = figure.column is not None and figure.column + 1 in blanks
                    place = figure.place
                    yield "table", place.line, place.cell, figure.raw, figure.value, beside, figure
    for form in doc.forms:
        for field in form.funding:
            amount = None if field.funding is None else field.funding.amount
            if amount is not None and field.place is not None:
                yield "form", field.place.line, field.place.cell, field.raw, amount, False, field
    for claim in doc.claims:
        number = re.match(r"[\d,，.]*\d", claim.raw)
        if number is not None and claim.place is not None:
            yield "narrative", claim.place.line, claim.place.cell, number.group(), claim.value, False, claim


def _find(
    text: str, starts: list[int], line: int, cell: int | None, raw: str, taken: set[int]
) -> tuple[int, int] | None:
    """The first print of a figure at or after its place that is no part of a longer number."""
    digits = r"\s*".join(map(re.escape, raw.strip()))
    pattern = re.compile(rf"(?<![\d.,]){digits}(?![\d]|[.,]\d)")
    begin, end = starts[line - 1], starts[min(line + 2, len(starts) - 1)]
    own = text[starts[line - 1] : starts[line]]
    if cell is not None and "\t" in own:
        cells = own.split("\t")
        begin += sum(len(each) + 1 for each in cells[: cell - 1])
    for match in pattern.finditer(text, begin, end):
        if match.start() not in taken:
            return match.start(), match.end()
    return None


def inject(text: str, doc: Disclosure, kind: Kind, choice: random.Random) -> Injected | None:
    """One change of a kind, or None where the document has no place for it."""
    places = targets(text, doc)
    if kind in (Kind.DROPPED, Kind.DOUBLED, Kind.MOVED):
        places = [place for place in places if place.part == "table" and "\t" in _line(text, place.line)]
    if kind is Kind.MOVED:
        places = [place for place in places if place.next_blank and _movable(text, place)]
    for _ in range(20):
        if not places:
            return None
        found = _change(text, choice.choice(places), kind, choice)
        if found is not None:
            return found
    return None


def _line(text: str, number: int) -> str:
    return _lines(text)[number - 1]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) if "\r" in text else re.findall(r"[^\n]*\n|[^\n]+", text)


def _change(text: str, place: Target, kind: Kind, choice: random.Random) -> Injected | None:
    if kind in (Kind.DROPPED, Kind.DOUBLED):
        return _row(text, place, kind)
    printed = text[place.start : place.end]
    if kind is Kind.MOVED:
        rest = text[place.end :]
        changed = f"{text[: place.start]}\t{printed}{rest[1:]}"
        return Injected(
            kind=kind, part=place.part, text=changed, printed=printed, changed=printed,
            old_lines=frozenset({place.line}), lines=frozenset({place.line}),
            source=place.source, size=abs(place.worth(place.value.value)),
        )  # fmt: skip
    new = {Kind.DIGIT: changed_digit, Kind.SWAPPED: swapped_digits, Kind.UNIT_SLIP: _slip}[kind](
        printed, choice
    )
    before, after = _number(printed), None if new is None else _number(new)
    if new is None or before is None or after is None or before == after:
        return None
    return Injected(
        kind=kind, part=place.part, text=text[: place.start] + new + text[place.end :], printed=printed,
        changed=new, old_lines=frozenset({place.line}), lines=frozenset({place.line}),
        source=place.source, size=abs(place.worth(EXACT.subtract(after, before))),
    )  # fmt: skip


def _number(printed: str) -> Decimal | None:
    return parse_number("".join(printed.split()).rstrip("%％").replace("，", ","))


def _movable(text: str, place: Target) -> bool:
    """Whether the next cell is there, empty, and the figure fills its own."""
    after = text[place.end : place.end + 2]
    return text[place.start - 1 : place.start] == "\t" and after in ("\t", "\t\t", "\t\n")


def changed_digit(printed: str, choice: random.Random) -> str:
    """A printed number with one digit made another; the first never becomes a zero."""
    position = choice.choice([number for number, char in enumerate(printed) if char in "0123456789"])
    first = not re.search(r"\d", printed[:position])
    others = [digit for digit in ("123456789" if first else "0123456789") if digit != printed[position]]
    return printed[:position] + choice.choice(others) + printed[position + 1 :]


def swapped_digits(printed: str, choice: random.Random) -> str | None:
    """A printed number with two neighbouring digits exchanged, or None if that is no other number."""
    digits = [number for number, char in enumerate(printed) if char in "0123456789"]
    pairs = [
        (left, right)
        for left, right in itertools.pairwise(digits)
        if printed[left] != printed[right] and not (left == digits[0] and printed[right] == "0")
    ]
    if not pairs:
        return None
    left, right = choice.choice(pairs)
    return printed[:left] + printed[right] + printed[left + 1 : right] + printed[left] + printed[right + 1 :]


def _slip(printed: str, choice: random.Random) -> str | None:
    """元 where 万元 is meant, or the other way round."""
    if "%" in printed or "\n" in printed:
        return None
    value = _number(printed)
    if not value:
        return None
    return plain(value.scaleb(choice.choice((4, -4)), EXACT).normalize(EXACT))


def _row(text: str, place: Target, kind: Kind) -> Injected:
    lines = _lines(text)
    own = lines[place.line - 1]
    if kind is Kind.DROPPED:
        kept, now = lines[: place.line - 1] + lines[place.line :], frozenset[int]()
    else:
        kept, now = [*lines[: place.line], own, *lines[place.line :]], frozenset({place.line, place.line + 1})
    return Injected(
        kind=kind, part=place.part, text="".join(kept), printed=own.strip(), changed="",
        old_lines=frozenset({place.line}), lines=now, source=place.source,
    )  # fmt: skip
