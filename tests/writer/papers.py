"""Printing invented disclosures on any paper: pages of any length that end anywhere, marked, numbered, headed or not.

Pages end between the lines of rows, between rows, behind titles, among captions and between the rows of headers; they
begin with a space, a form feed or nothing, print their number and a running head, and repeat the header of a table.
Nothing in here knows how such text is read.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from attrs import define

from tests.writer.flattened import FlatForm, FlatTable, Pages, print_form, print_table
from tests.writer.printing import Lines, flow
from tests.writer.repaged import NUMBERS

__all__ = ["Paper", "any_paper", "on_paper"]


@define
class Paper(Pages):
    """Paper with what is printed on all of its pages."""

    mark: str = " "
    number: str = "none"
    page: int = 1
    running_head: str = ""
    from_top: bool = False
    """Whether the first part of a row that is cut stands from the top."""
    own_pages: bool = True
    """Whether tables and forms begin on pages of their own."""
    repeats: bool = True
    """Whether pages repeat the header of what goes on on them."""
    _is_due: bool = False

    def begin(self) -> None:
        """Begin the first page."""
        self.text = self.mark + (f"{self.running_head}\n\n" if self.running_head else "")

    def finish(self) -> None:
        """Number the page that ends."""
        self.text = self.text.rstrip()
        if self.number != "none":
            self.text += f"\n\n{NUMBERS[self.number].format(self.page)}"
        self.page += 1

    def _turn(self) -> None:
        self.finish()
        self.text += f"\n{self.mark}"
        if self.running_head:
            self.text += f"{self.running_head}\n\n"
        self.used = 0
        self._fresh = True

    def new_page(self) -> None:
        """Begin a page, with the header that is to be repeated."""
        self._turn()
        if self.header and self.repeats:
            self.text += "\n\n".join(self.header) + "\n\n"
            self.used = len(self.header)

    def put(self, text: str, height: int, *, close: bool = False) -> None:
        """Print something that stays together, on the next page where this one has no room for it."""
        if self._is_due:
            self._is_due = close = False
            self._turn()
        if height and self.used and self.used + height > self.length:
            self.new_page()
            close = False
        super().put(text, height, close=close)

    def row(self, cells: Sequence[Lines]) -> None:
        """Print a row, cut where the page ends."""
        cells = [cell for cell in cells if any(cell)]
        height = max(map(len, cells))
        room = self.length - self.used
        if room >= height:
            self.put(flow(cells), height)
        elif room <= 0:
            self.new_page()
            self.row(cells)
        else:
            self.put(flow([cell[:room] for cell in cells], top=self.from_top), room)
            self.new_page()
            # What is left is short enough for one page.
            self.used = min(self.used, max(0, self.length - (height - room)))
            self.put(flow([cell[room:] for cell in cells if cell[room:]], top=True), height - room)

    def end(self) -> None:
        """Leave the rest of the page empty, if parts have pages of their own."""
        self.header = []
        self._is_due = self._is_due or (self.own_pages and self.used > 0)
        self.used = 0 if self.own_pages else self.used


def any_paper(choice: random.Random) -> Paper:
    """Paper of any kind."""
    return Paper(
        choice.randint(14, 60),
        mark=choice.choice((" ", " ", "\f", "")),
        number=choice.choice(list(NUMBERS)),
        page=choice.choice((1, 1, 5)),
        running_head=choice.choice(("", "", "青河县图书馆2024年部门预算公开")),
        from_top=choice.random() < 0.3,
        own_pages=choice.random() < 0.5,
    )


def on_paper(parts: Sequence[FlatTable | FlatForm | str], paper: Paper) -> str:
    """The text of a document: tables, forms, and paragraphs of prose."""
    paper.begin()
    for part in parts:
        if isinstance(part, str):
            paper.put(part, 1)
            continue
        paper.end()
        if isinstance(part, FlatTable):
            print_table(paper, part)
        else:
            print_form(paper, part)
        paper.end()
    paper.finish()
    return paper.text + "\n"
