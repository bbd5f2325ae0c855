"""What is remembered while one document is read (备忘), so that a text met again costs a look-up.

Forms repeat their labels, levels and targets hundreds of times.  A `Memo` belongs to one document and is
thrown away with it: nothing is kept between documents.

>>> memo = Memo()
>>> hit = memo.labels["1、资金来源：(1)财政性资金"]
>>> hit.name, hit.value
('财政性资金', '')
>>> hit = memo.labels["其中：中央财政资金 0"]
>>> hit.name, hit.value
('中央财政资金', '0')
>>> memo.labels["读者满意度"] is None
True
"""

from __future__ import annotations

import enum
from collections import defaultdict
from itertools import compress
from typing import Final

from govbudget.model.forms import Funding
from govbudget.model.levels import level_class
from govbudget.model.targets import Target, parse_target
from govbudget.money import Unit, parse_number
from govbudget.reading.forms.entries import Entries
from govbudget.reading.forms.headers import find_column, may_open_column
from govbudget.reading.forms.headings import is_title, year_of_line
from govbudget.reading.forms.labels import RULE, find_label, is_rule
from govbudget.reading.forms.layout import Column, Layout, Plan
from govbudget.reading.lexicon import Remembered
from govbudget.reading.targets import cell_class

__all__ = ["Lead", "Memo", "PrintedCells"]


class _Classes(dict[str, str]):
    __slots__ = ("_headers", "_target")

    def __init__(self, headers: Remembered[str, Column | None], targets: Remembered[str, Target]) -> None:
        super().__init__()
        self._headers = headers
        self._target = targets.__getitem__

    def __missing__(self, text: str) -> str:
        column = self._headers[text] if may_open_column(text) else None
        letter = self[text] = (
            cell_class(text, self._target) if column is None else "g" if column is _GROUP else "h"
        )
        return letter


class Lead(enum.Enum):
    """What the first printed cell of a row says about the row (行首)."""

    NOTHING = -1
    """The row prints nothing, or is a drawn rule."""
    NONE = 0
    LABEL = 1
    LEAVES_GRID = 2
    HEADER = 3
    LEVEL = 4


# A member of an enumeration costs ten times as much to look up as a name of the module.
_NOTHING: Final = Lead.NOTHING
_GROUP: Final = Column.GROUP
_NUMBERS: Final = tuple(tuple(range(length)) for length in range(33))
"""The numbers of the cells of most lines, by how many there are."""


class _Leads(dict[str, Lead]):
    __slots__ = ("_memo",)

    def __init__(self, memo: Memo) -> None:
        super().__init__()
        self._memo = memo

    def __missing__(self, text: str) -> Lead:
        memo = self._memo
        hit = memo.labels[text]
        if hit is not None and hit.label.leaves_grid:
            lead = Lead.LEAVES_GRID
        elif may_open_column(text) and memo.headers[text] is not None:
            lead = Lead.HEADER
        elif hit is not None:
            lead = Lead.LABEL
        else:
            lead = Lead.NONE if level_class(text) is None else Lead.LEVEL
        self[text] = lead
        return lead


class PrintedCells:
    """What a line prints, shared by all lines that print the same: its printed cells and their columns.

    What a reader works out of it is kept here when first asked for: `entries` are its labels with their values,
    `plan` is what to do with it in an indicator grid of a certain `layout`.
    """

    __slots__ = ("columns", "entries", "is_single", "layout", "lead", "plan", "texts")
    columns: tuple[int, ...]
    texts: tuple[str, ...]
    is_single: bool
    lead: Lead
    entries: Entries | None
    layout: Layout | None
    plan: Plan | None

    @classmethod
    def of(cls, cells: tuple[str, ...], lead: Lead = _NOTHING) -> PrintedCells:
        """What a line of such cells prints."""
        printed = cls()
        length = len(cells)
        numbers = _NUMBERS[length] if length < len(_NUMBERS) else tuple(range(length))
        if "" in cells:
            printed.columns = tuple(compress(numbers, cells))
            printed.texts = texts = tuple(filter(None, cells))
        else:
            printed.columns, printed.texts = numbers, cells
            texts = cells
        printed.is_single = len(texts) == 1
        printed.lead = lead
        printed.entries = printed.layout = printed.plan = None
        return printed


_printed_cells: Final = PrintedCells.of


class _Prints(dict[tuple[str, ...], PrintedCells]):
    __slots__ = ("_leads",)

    def __init__(self, leads: _Leads) -> None:
        super().__init__()
        self._leads = leads

    def new(self, cells: tuple[str, ...]) -> PrintedCells:
        """What a line of such cells prints, which was not asked for before."""
        printed = self[cells] = _printed_cells(cells)
        texts = printed.texts
        if texts and not (texts[0][0] in RULE and all(map(is_rule, texts))):
            printed.lead = self._leads[texts[0]]
        return printed

    __missing__ = new


class Memo:
    """The texts of one document that were met before, each dictionary filling itself.

    * `labels`: the known label that a cell is or begins with, or None;
    * `headers`: the column that a word of an indicator header opens, or None;
    * `classes`: the letter of a cell in the grammar of indicator rows (`reading.targets`);
    * `prints`: the printed cells of a line, with what the first one says;
    * `leads`: what the first cell of a row says about the row;
    * `targets`, `numbers`: the target or the number that a cell prints;
    * `units`: the unit of money that a label states;
    * `titles`, `years`: whether a line is a title, and the year that it is;
    * `joined`: the target whose operator, number and unit stand in cells of their own;
    * `layouts`: the layout of a grid by its header row;
    * `fundings`: for each unit, amounts with their source and period, most of which are the same zero;
    * `shapes`: for each layout of a grid, the rows of one shape and what their cells are; `shapes_met` counts them.
    """

    __slots__ = (
        "classes",
        "fundings",
        "headers",
        "joined",
        "labels",
        "layouts",
        "leads",
        "numbers",
        "prints",
        "shapes",
        "shapes_met",
        "targets",
        "titles",
        "units",
        "years",
    )

    def __init__(self) -> None:
        self.labels = Remembered(find_label)
        self.headers = Remembered(find_column)
        self.targets = Remembered(parse_target)
        self.classes = _Classes(self.headers, self.targets)
        self.leads = _Leads(self)
        self.numbers = Remembered(parse_number)
        self.units = Remembered(Unit.find)
        self.titles: Remembered[str, bool] = Remembered(
            lambda text: is_title(text) and self.labels[text] is None
        )
        self.years = Remembered(year_of_line)
        self.prints = _Prints(self.leads)
        self.joined: dict[tuple[str, str, str], Target] = {}
        self.layouts: dict[tuple[tuple[int, ...], tuple[str, ...]], Layout] = {}
        self.fundings: defaultdict[Unit | None, dict[tuple[str, str, int], Funding]] = defaultdict(dict)
        self.shapes_met = 0
        self.shapes: dict[Layout, dict[tuple[str, tuple[int, ...]], Plan | None]] = {}
