"""The lines of one form as a reader takes them: rows of printed cells, and what stands above the first field.

>>> from govbudget.reading.source import split_lines
>>> text = "某馆项目绩效目标表\\n(2024年度)\\n项目名称\\t阅览室\\n------\\t---\\n\\n备注\\t"
>>> sheet = Sheet.of(split_lines(text), Memo())
>>> sheet.title, sheet.fiscal_year, [row.texts for row in sheet.rows]
('某馆项目绩效目标表', 2024, [('项目名称', '阅览室'), ('备注',)])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import field, frozen

from govbudget.model.forms import FundingPeriod, FundingSource
from govbudget.model.indicators import Scope
from govbudget.reading.forms.headings import is_department_title, is_page_number
from govbudget.reading.forms.layout import Column
from govbudget.reading.forms.memo import Lead, Memo, PrintedCells
from govbudget.reading.forms.vocabulary import Role
from govbudget.reading.source import PLAIN, SourceLine
from govbudget.records import maker, quick
from govbudget.spans import Place

__all__ = ["Row", "Sheet"]

_place: Final = maker(Place)

# A member of an enumeration costs ten times as much to look up as a name of the module.
_WHOLE, _ANNUAL = Scope.IMPLEMENTATION, Scope.ANNUAL
_UNIT: Final = Role.UNIT
_WHOLE_TOTAL: Final = (FundingSource.TOTAL, FundingPeriod.WHOLE)
_NOTHING, _NONE, _HEADER = Lead.NOTHING, Lead.NONE, Lead.HEADER


class Row:
    """The printed cells of a line: `index` of the line in the region, `columns` and `texts` of the cells.

    One is made for each line of a form, so it is a plain class of slots without an `__init__`, which would cost
    more than all that it fills; what it says is shared by all lines that print the same.
    """

    __slots__ = ("cells", "columns", "index", "line", "texts")
    index: int
    line: SourceLine
    cells: PrintedCells
    columns: tuple[int, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, index: int, line: SourceLine, cells: PrintedCells) -> Row:
        """The row of a line that prints such cells."""
        row = cls()
        row.index, row.line, row.cells = index, line, cells
        row.columns, row.texts = cells.columns, cells.texts
        return row

    def place(self, cell: int) -> Place:
        """Where a printed cell stands, by its number among the printed ones."""
        line = self.line
        if line.drawn is PLAIN:
            # What stands on a plain line is placed without asking the line.
            return _place(line.number, self.columns[cell] + line.margin + 1, line.page)
        return line.place(self.columns[cell])


@quick
@frozen(eq=False, weakref_slot=False)
class Sheet:
    """A form's region: its title and year, the lines above the fields, and the rows."""

    lines: Sequence[SourceLine]
    rows: Sequence[Row]
    title: str = ""
    fiscal_year: int | None = None
    """The year that a line of its own states."""
    head: tuple[Row, ...] = field(default=())
    is_parallel: bool = False
    """Whether two periods stand side by side: a header names its columns twice, or a row has both periods."""
    is_of_department: bool = False
    """Whether a label says that the form is about a whole department."""

    @classmethod
    def of(cls, lines: Sequence[SourceLine], memo: Memo) -> Sheet:
        """Cut the lines of a region into rows; blank lines and rules are no rows."""
        prints = memo.prints
        known, new = prints.get, prints.new
        printed: list[Row] = []
        for index, line in enumerate(lines):
            cells = known(line.cells) or new(line.cells)
            if cells.lead is not _NOTHING:
                row = Row()  # `Row.of`, without a call
                row.index, row.line, row.cells = index, line, cells
                row.columns, row.texts = cells.columns, cells.texts
                printed.append(row)
        title, year, head, first = _read_head(printed, memo)
        rows = [
            row
            for row in printed[first:]
            if not (row.cells.is_single and _is_furniture(row, memo, title, year))
        ]
        of_department, parallel = _what_kind(rows, memo)
        of_department = of_department or is_department_title(title)
        return cls(lines, rows, title, year, head, parallel, of_department)


def _read_head(rows: Sequence[Row], memo: Memo) -> tuple[str, int | None, tuple[Row, ...], int]:
    """Title, year and unit lines of a region, and how many of its rows they are."""
    title, year = "", None
    head: list[Row] = []
    for number, row in enumerate(rows):
        first = row.texts[0]
        if row.cells.is_single:
            if year is None and (year := memo.years[first]) is not None:
                continue
            if _is_furniture(row, memo, "", None):
                continue
            if not title and _is_title(first, memo):
                title = first
                continue
        hit = memo.labels[first]
        if hit is None or hit.label.role is not _UNIT:
            return title, year, tuple(head), number
        head.append(row)
    return title, year, tuple(head), len(rows)


def _what_kind(rows: Sequence[Row], memo: Memo) -> tuple[bool, bool]:
    """Whether the rows down to the first header or telling label are of a department, and of two periods."""
    labels = memo.labels
    for row in rows:
        lead = row.cells.lead
        if lead is _HEADER:
            return False, _names_columns_twice(row, memo)
        if lead is _NONE or (hit := labels[row.texts[0]]) is None:
            continue
        label = hit.label
        if label.of_department:
            return True, len(row.texts) > 1 and _has_two_periods(row, memo)
        if label.heads_periods and len(row.texts) > 1 and _has_two_periods(row, memo):
            return False, True
    return False, False


def _is_furniture(row: Row, memo: Memo, title: str, year: int | None) -> bool:
    """Whether a line's only cell is of the page and not of the form: its number, or the title or year once more."""
    first = row.texts[0]
    if title and first == title:
        return True
    if year is not None and memo.years[first] == year:
        return True
    return len(row.line.cells) <= 2 and is_page_number(first)


def _has_two_periods(row: Row, memo: Memo) -> bool:
    """Whether a row has a label of either period: 实施期资金总额 (or 项目资金总额) and 年度资金总额."""
    labels = [hit.label for text in row.texts if (hit := memo.labels[text]) is not None]
    scopes = [label.scope for label in labels]
    if _ANNUAL not in scopes:
        return False
    return _WHOLE in scopes or any(label.funding == _WHOLE_TOTAL for label in labels)


def _names_columns_twice(row: Row, memo: Memo) -> bool:
    """Whether a header names its columns once for each of two periods."""
    columns = [memo.headers[text] for text in row.texts]
    return columns.count(Column.LEVEL2) > 1 or columns.count(Column.NAME) > 1


def _is_title(first: str, memo: Memo) -> bool:
    """Whether the first words of a region are its title: no label and no level, whatever else they say."""
    return memo.titles[first] or (memo.labels[first] is None and memo.classes[first] in "wx")
