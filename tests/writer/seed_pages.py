"""A flattened document printed again with page breaks at other places of its tables and forms.

What the rows are is taken from a first reading; how their cells were wrapped, from the print.  A row is only cut
again if the line grammar, applied to its cells, gives its print back line by line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from govbudget.reading.layouts.flattened.document import cut
from govbudget.reading.source import SourceLine, split_lines
from tests.writer.printing import Lines, flow

__all__ = ["Break", "Printed", "printed_rows", "with_breaks"]

_FEWEST = 5
_LABELS = ("产出指标", "效益指标", "满意度指标")


@frozen
class Printed:
    """A row: its lines, from one index to another, the printed lines of its cells, and what pages repeat above it."""

    start: int
    end: int
    cells: tuple[Lines, ...]
    head: tuple[str, ...]
    is_first: bool
    """Whether no page can begin with it or cut it as it stands: it follows a header, or the label of its group."""


@frozen
class Break:
    """The end of a page in a row, below so many of its lines; before the row if below none."""

    row: Printed
    room: int


def printed_rows(text: str) -> list[Printed]:
    """The rows of all tables and forms of a document that no page cuts and whose cells the print gives back."""
    raw = text.split("\n")
    read = cut(split_lines(text))
    found: list[Printed] = []
    for table in read.tables:
        below = [row for row in table.grid.rows if row.line > table.grid.rows[0].line]
        if not below:
            continue
        top = next(at for at in range(table.line, len(raw)) if raw[at].strip())
        head = tuple("\n".join(raw[top : below[0].line - 1]).rstrip().split("\n"))
        for number, row in enumerate(below):
            placed = [(float(at), cell) for at, cell in enumerate(row.cells) if cell]
            placed += [(loose.columns[0] + 0.5, loose.text) for loose in row.loose]
            cells = [cell for _, cell in sorted(placed, key=lambda each: each[0])]
            found += _found(raw, row.line - 1, cells, head, is_first=not number)
    for form in read.forms:
        found += _of_form(raw, form)
    return found


def _of_form(raw: Sequence[str], form: Sequence[SourceLine]) -> Iterator[Printed]:
    head = (next(line.strip() for line in raw if line.strip().startswith("一级指标 二级指标")),)
    alone = False
    for line in form:
        cells = [cell for cell in line.cells if cell]
        start = line.number - 1
        if len(cells) < _FEWEST or (line.cells[0] and line.cells[0] not in _LABELS):
            continue
        label = line.cells[0]
        inline = raw[start].strip().startswith(label + " ")
        # A label whose group has one row on its page stands on the line of that row.
        first = alone or (bool(label) and not inline)
        yield from _found(raw, start, cells if inline or not label else cells[1:], head, is_first=first)
        alone = bool(label)


def _found(
    raw: Sequence[str], start: int, cells: Sequence[str], head: tuple[str, ...], *, is_first: bool
) -> Iterator[Printed]:
    wanted = ["".join(cell.split()) for cell in cells]
    length, end = sum(map(len, wanted)), start
    while end < len(raw) and length > 0:
        length -= len("".join(raw[end].split()))
        end += 1
        if end < len(raw) and raw[end][:1] == " ":
            break
    own = "\n".join(raw[start:end]).strip()
    if length == 0 and (lines := _divided(own.split(), wanted, own)) is not None:
        yield Printed(start, end, lines, head, is_first)


def _divided(pieces: Sequence[str], cells: Sequence[str], own: str) -> tuple[Lines, ...] | None:
    """The pieces of a row given to its cells, each piece a line or behind a space in one, so that they print it."""

    def ways(at: int, left: Sequence[str], done: tuple[Lines, ...]) -> Iterator[tuple[Lines, ...]]:
        if not left:
            if at == len(pieces) and flow(done) == own:
                yield done
            return
        yield from within(at, left, done, left[0], ())

    def within(
        at: int, left: Sequence[str], done: tuple[Lines, ...], rest: str, lines: Lines
    ) -> Iterator[tuple[Lines, ...]]:
        if not rest:
            yield from ways(at, left[1:], (*done, lines))
        elif at < len(pieces) and rest.startswith(pieces[at]):
            after = rest[len(pieces[at]) :]
            yield from within(at + 1, left, done, after, (*lines, pieces[at]))
            if lines:
                longer = (*lines[:-1], f"{lines[-1]} {pieces[at]}")
                yield from within(at + 1, left, done, after, longer)

    return next(ways(0, list(cells), ()), None)


def with_breaks(text: str, breaks: Sequence[Break], *, mark: str = " ", from_top: bool = False) -> str:
    """The text with further page breaks, at most one to a row; `from_top` for the first parts of the rows they cut."""
    raw = text.split("\n")
    for each in sorted(breaks, key=lambda one: one.row.start, reverse=True):
        row, room = each.row, each.room
        again = [mark + row.head[0], *row.head[1:], ""]
        if not room:
            end = row.start
            while not raw[end - 1].strip():
                end -= 1
            raw[end : row.start] = again
            continue
        above = [cell[:room] for cell in row.cells]
        below = [cell[room:] for cell in row.cells if cell[room:]]
        parts = flow(above, top=from_top).split("\n"), flow(below, top=True).split("\n")
        raw[row.start : row.end] = [*parts[0], *again, *parts[1]]
    return "\n".join(raw)
