"""What reads a form, and what reading one gives (读取器): the door for further kinds of forms.

A kind of form is a `FormReader`: it says which sheets are its own and reads them.  Two readers that claim one
form are a problem on the result that names both; the first one reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from attrs import frozen

from govbudget.model.forms import FormKind, PerformanceForm
from govbudget.model.problems import Problem
from govbudget.reading.forms.fields import Draft
from govbudget.reading.forms.grid import Grid
from govbudget.reading.forms.headings import year_of_title
from govbudget.reading.forms.memo import Lead, Memo
from govbudget.reading.forms.sheet import Row, Sheet
from govbudget.records import quick
from govbudget.spans import Place, Span

__all__ = ["FormReader", "FormReading", "read_rows"]


# A member of an enumeration costs ten times as much to look up as a name of the module.
_HEADER, _LEAVES_GRID, _LEVEL, _LABEL, _NONE = (
    Lead.HEADER,
    Lead.LEAVES_GRID,
    Lead.LEVEL,
    Lead.LABEL,
    Lead.NONE,
)


@quick
@frozen(weakref_slot=False)
class FormReading:
    """A form as read, the cells that no part of it accounts for, and what is wrong in it.

    `unread` holds (index of the line in the region, index of the cell in the line).
    """

    form: PerformanceForm
    unread: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()


class FormReader(Protocol):
    """A kind of form: `name` for messages, whether a sheet is of this kind, and how it is read."""

    @property
    def name(self) -> str:
        """A short name of the kind, for the message when two kinds claim one form."""
        ...

    def claims(self, sheet: Sheet) -> bool:
        """Whether a sheet is of this kind, by its words."""
        ...

    def read(self, sheet: Sheet, memo: Memo) -> FormReading:
        """Read a sheet of this kind; nothing in it may raise."""
        ...


def read_rows(
    sheet: Sheet,
    draft: Draft,
    grid: Grid,
    kind: FormKind,
    on_row: Callable[[Row], None] | None = None,
) -> FormReading:
    """Read the rows of a sheet: fields up to the indicator header, indicators below it, fields again at the foot.

    A form cut off at its head may begin with indicators: then the first word for a level opens the grid.
    """
    fields = draft.read if on_row is None else on_row
    for row in sheet.head:
        draft.read(row)
    in_grid = False
    read_indicator = grid.read
    for row in sheet.rows:
        lead = row.cells.lead
        if (lead is _HEADER or (lead is _NONE and not in_grid and grid.is_headed_by(row))) and grid.header(
            row
        ):
            in_grid = True
        elif in_grid and lead is _LABEL and row.cells.is_single and draft.heads_nothing(row):
            continue  # the label beside the grid, printed again on the next page
        elif (in_grid and lead is not _LEAVES_GRID) or lead is _LEVEL:
            if not read_indicator(row):
                draft.read_total(row)
            in_grid = True
        else:
            in_grid = False
            fields(row)
    lines = sheet.lines
    first_line, last_line = lines[0], lines[-1]
    year = sheet.fiscal_year
    form = PerformanceForm(
        kind=kind,
        title=sheet.title,
        fiscal_year=year_of_title(sheet.title, draft.project) if year is None else year,
        project=draft.project or (draft.department if kind is FormKind.DEPARTMENT else ""),
        fields=tuple(draft.fields),
        indicators=tuple(grid.indicators),
        place=Place(
            first_line.number,
            None,
            first_line.page,
            last_line.number,
            sheet=first_line.drawn.sheet,
            row=first_line.drawn.row,
        ),
        spans=(Span(first_line.start, last_line.start + len(last_line.text)),),
    )
    return FormReading(form, (*draft.unread, *grid.left()), tuple(draft.problems))
