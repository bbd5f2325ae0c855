"""Printing rows with page breaks wherever one likes: between any two rows, or inside one, with what a page repeats.

`tests.writer.flattened` fills pages of a given length; here every break is chosen.  Nothing in here knows how such
text is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, frozen

from tests.writer.printing import Lines, flow

__all__ = ["NUMBERS", "Pages", "Sheet"]

NUMBERS: Mapping[str, str] = {
    "none": "",
    "bare": "{}",
    "with strokes": "- {} -",
    "in words": "第{}页 共99页",
    "of all": "{}/99",
}
"""The numbers of pages, by how they are printed."""


@frozen
class Sheet:
    """Something of rows that pages may cut: what stands above it once, what every page repeats, and its rows."""

    title: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Lines, ...], ...]

    def breaks(self) -> list[tuple[int, int]]:
        """Every place of a break: the row, and how many of its lines stand above; none for a break before it."""
        return [
            (number, room)
            for number, row in enumerate(self.rows)
            for room in range(max(map(len, row)))
            if number or room
        ]


@define
class Pages:
    """How pages begin and end."""

    mark: str = " "
    """What stands before the first line of a page: a space, a form feed, or nothing."""
    number: str = "none"
    first: int = 1
    """The number of the first page."""
    from_top: bool = False
    """Whether the first part of a cut row stands from the top too."""
    title_again: bool = False
    page: int = 0

    def text(self, sheet: Sheet, breaks: Sequence[tuple[int, int]]) -> str:
        """The text of a sheet whose pages end at the given places."""
        self.page = self.first
        blocks = [self.mark + "\n".join((*sheet.title, *sheet.head))]
        after: list[str] = []
        for number, row in enumerate(sheet.rows):
            rooms = sorted(room for at, room in breaks if at == number)
            if rooms[:1] == [0]:
                blocks.append(self._turned(sheet))
                rooms = rooms[1:]
            ends = [*rooms, max(map(len, row))]
            for part, (start, end) in enumerate(zip([0, *rooms], ends, strict=True)):
                cells = [cell[start:end] for cell in row if cell[start:end]]
                if part:
                    blocks.append(self._turned(sheet))
                blocks.append(flow(cells, top=part > 0 or (self.from_top and bool(rooms))))
        text = ""
        for block in blocks:
            turned = block.startswith("\0")
            text += ("\n" if turned else "\n\n" if text else "") + block.removeprefix("\0")
        after = [NUMBERS[self.number].format(self.page)] if self.number != "none" else []
        return "\n\n".join([text, *after]) + "\n"

    def _turned(self, sheet: Sheet) -> str:
        """The number of the page that ends, and what the next one repeats."""
        number = NUMBERS[self.number].format(self.page)
        self.page += 1
        again = (*(sheet.title if self.title_again else ()), *sheet.head)
        return "\0" + (f"\n{number}\n" if number else "") + self.mark + "\n".join(again)
