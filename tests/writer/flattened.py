"""Printing an invented disclosure as the text that comes out of a PDF: without cells, without blank cells.

Cells are wrapped at their width and written left to right, each centred in its row.  Between neighbouring cells
of n and m lines stands a space (both one line), a line end (one and two lines; but an empty line where a step
from two lines to one came before) or an empty line (everything else).  Wraps inside a cell and rows are parted
by empty lines.  A row that the end of a page cuts prints the first lines of its cells, then the page's header,
then what is left, from the top.  Nothing in here knows how such text is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from tests.writer.headers import header_rows
from tests.writer.printing import Lines, flow, spaced, wrap

__all__ = [
    "Column",
    "FlatForm",
    "FlatTable",
    "Indicator",
    "Pages",
    "cut",
    "flow",
    "print_form",
    "print_table",
    "printed",
    "spaced",
    "wrap",
]


def cut(cells: Sequence[Lines], room: int) -> tuple[str, str]:
    """The two texts of a row of which `room` lines fit on the page; the second one is empty if all do."""
    first = [cell[:room] for cell in cells]
    rest = [cell[room:] for cell in cells if cell[room:]]
    return flow(first), flow(rest, top=True) if rest else ""


@frozen
class Column:
    """A column: its header words, outermost first, and its width."""

    path: tuple[str, ...]
    width: int


@frozen(kw_only=True)
class FlatTable:
    """A table: its title, the cells of its caption line, its columns and its rows (None for blank)."""

    title: str
    caption: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | None, ...], ...]
    numbered: bool = True
    """Whether a row 栏次 1 2 3 … ends the header."""
    marks: tuple[str, ...] = ()
    """What such a row prints where its first cell is no word."""
    note: str = ""
    numbering: tuple[str, ...] = ()
    """The row of column numbers, if it is another one: 甲 乙 1 2 3, 1 2 3 4."""
    low: bool = False
    """Whether cells over others take all the rows that these leave them."""


@frozen(kw_only=True)
class Indicator:
    """One row of a form's grid."""

    level1: str
    level2: str
    name: str
    description: str
    target: str
    basis: str


@frozen(kw_only=True)
class FlatForm:
    """A form as Hebei prints it."""

    title: str
    unit: str = "单位：万元"
    code: str
    project: str
    total: str
    fiscal: str
    other: str = ""
    purpose: str
    plan: tuple[str, ...]
    goals: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    widths: tuple[int, int, int, int, int, int] = (12, 18, 18, 40, 18, 18)
    """The widths of the six columns of the grid."""
    purpose_width: int = 110


HEADER = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
QUARTERS = ("3 月底", "6 月底", "10 月底", "12 月底")


@define
class Pages:
    """Paper: `length` lines to a page; the text that has been printed, and how much of the page is used."""

    length: int
    caption_again: bool = True
    text: str = ""
    used: int = 0
    header: list[str] = field(factory=list)

    def new_page(self) -> None:
        """Begin a page, with the header that is to be repeated."""
        self.text += "\n "
        self.used = 0
        if self.header:
            self.text += "\n\n".join(self.header) + "\n\n"
            self.used = len(self.header)
        self._fresh = True

    _fresh: bool = True

    def put(self, text: str, height: int, *, close: bool = False) -> None:
        """Print something that stays together; `close` for no empty line above it."""
        if not self._fresh:
            self.text += "\n" if close else "\n\n"
        self._fresh = False
        self.text += text
        self.used += height

    def row(self, cells: Sequence[Lines]) -> None:
        """Print a row, cut where the page ends."""
        cells = [cell for cell in cells if any(cell)]
        height = max(len(cell) for cell in cells)
        room = self.length - self.used
        if room >= height:
            self.put(flow(cells), height)
        elif room <= 0:
            self.new_page()
            self.row(cells)
        else:
            first, rest = cut(cells, room)
            self.put(first, room)
            self.new_page()
            self.put(rest, height - room)

    def end(self) -> None:
        """Leave the rest of the page empty."""
        self.header = []
        if self.used:
            self.text += "\n "
            self._fresh = True
            self.used = 0


def printed(parts: Sequence[FlatTable | FlatForm | str], *, length: int = 40) -> str:
    """The text of a document: tables, forms, and paragraphs of prose, each on pages of `length` lines."""
    pages = Pages(length, text=" ")
    for part in parts:
        if isinstance(part, str):
            pages.put(part, 1)
        elif isinstance(part, FlatTable):
            pages.end()
            print_table(pages, part)
            pages.end()
        else:
            pages.end()
            print_form(pages, part)
            pages.end()
    return pages.text.rstrip() + "\n"


def print_table(pages: Pages, table: FlatTable) -> None:
    """Print a table, its header again on each page it goes on to."""
    pages.put(table.title, 1)
    widths = [column.width for column in table.columns]
    caption = flow([wrap(cell, 24) for cell in table.caption])
    header = list(_header_rows(table))
    top = f"{caption}\n\n{header[0]}"
    pages.put(top, 3, close=len(caption.split("\n")) == 1)
    for line in header[1:]:
        pages.put(line, 1)
    pages.header = [top, *header[1:]]
    for row in table.rows:
        cells = [wrap(cell, width) if cell else ("",) for cell, width in zip(row, widths, strict=True)]
        pages.row(cells)
    pages.header = []
    if table.note:
        pages.put(table.note, 1)


def _header_rows(table: FlatTable) -> Iterator[str]:
    """The header, upper row first, and below it the row of column numbers."""
    yield from header_rows(table.columns, low=table.low)
    if table.numbering:
        yield " ".join(table.numbering)
    elif table.numbered:
        yield " ".join(("栏次", *map(str, range(1, len(table.columns)))))


def print_form(pages: Pages, form: FlatForm) -> None:
    """Print a form, the header of its indicators again on each page they go on to."""
    pages.put(form.title, 1)
    pages.put(form.unit, 1, close=True)
    pages.put(flow((("项目编码",), (form.code,), ("项目名称",), (spaced(form.project),))), 1)
    pages.put("预算规模及资金用途", 1)
    money = ["预算数", form.total, "其中：财政 资金", form.fiscal, "其他资金", form.other]
    pages.put(" ".join(filter(None, money)), 1, close=True)
    purpose = wrap(spaced(form.purpose), form.purpose_width)
    pages.put("\n\n".join(purpose), len(purpose))
    pages.put("资金支出计划（%）", 1)
    pages.put(" ".join(QUARTERS), 1, close=True)
    pages.put(" ".join(form.plan), 1)
    if len(form.goals) == 1:
        pages.put(f"绩效目标 {spaced(form.goals[0])}", 1)
    else:
        pages.put("绩效目标", 1)
        pages.put(spaced(form.goals[0]), 1, close=len(form.goals) == 2)
        for goal in form.goals[1:]:
            pages.put(spaced(goal), 1)
    header = flow([wrap(word, width) for word, width in zip(HEADER, form.widths, strict=True)])
    pages.put(header, 1)
    pages.header = [header]
    groups: list[list[Indicator]] = []
    for indicator in form.indicators:
        if groups and groups[-1][0].level1 == indicator.level1:
            groups[-1].append(indicator)
        else:
            groups.append([indicator])
    for group in groups:
        _group(pages, group, form.widths)
    pages.header = []


def _group(pages: Pages, group: Sequence[Indicator], widths: Sequence[int]) -> None:
    """The rows under one first level: its merged label stands alone before them, or on the line of the only one."""
    for number, indicator in enumerate(group):
        texts = (
            indicator.level2,
            indicator.name,
            indicator.description,
            indicator.target,
            indicator.basis,
        )
        cells = [wrap(spaced(text), width) for text, width in zip(texts, widths[1:], strict=True) if text]
        label = wrap(indicator.level1, widths[0])
        if len(group) == 1:
            pages.row([label, *cells])
            continue
        if not number:
            if pages.used >= pages.length:
                pages.new_page()
            pages.put("\n\n".join(label), 0)
        pages.row(cells)
