"""Budget tables (预算报表): what a table says about itself, its columns, its rows and their cells.

A **column** is a header path, as printed, and the coordinates its words state.  A **row** is a label
with its codes and the coordinates these state.  A **cell** is one of four different things:

* `Figure`: a number, or the stars that hide one;
* `Blank`: printed empty, which is not zero;
* `Dash`: a printed stroke, which is neither;
* `Words`: text that is no number, kept.

A cell that the line is too short to have is in no row: absent is not blank.  Columns and rows know
which total they are parts of (`Column.whole`, `Row.parent`), as the print says it: by codes, by
numbering, by total words.  Whether the sums hold is for the laws to say, not for the model.

>>> from govbudget.money import Amount, Unit
>>> table = Table(
...     kind=TableKind.EXPENDITURE,
...     title="支出总表",
...     unit=Unit.TEN_THOUSAND_YUAN,
...     columns=(Column(path=("合计",)),),
...     rows=(Row(index=1, label="教育支出", cells=(Figure(raw="8.00", value=Amount.parse("8.00"), column=0),)),),
... )
>>> [(printed.row.label, printed.column.title, printed.figure.raw) for printed in table.figures]
[('教育支出', '合计', '8.00')]
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from attrs import field, frozen

from govbudget.codes.types import Code, CodeKind
from govbudget.model.coordinates import Coordinates, Subject
from govbudget.money import EXACT, Amount, Quantity, Rate, Unit
from govbudget.records import quick
from govbudget.spans import Place, Span

__all__ = [
    "Blank",
    "Cell",
    "Column",
    "Dash",
    "Figure",
    "FigureStatus",
    "Malformed",
    "Panel",
    "PrintedFigure",
    "Redacted",
    "Row",
    "RowRole",
    "Table",
    "TableKind",
    "Value",
    "Words",
]


class TableKind(enum.Enum):
    """The role of a prescribed table (报表种类), by its title and content, never by its form number."""

    __hash__ = object.__hash__  # a key of many dictionaries: that of `Enum` is a function of Python

    SUMMARY = "revenue_expenditure_summary"
    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    FISCAL_SUMMARY = "fiscal_appropriation_summary"
    GENERAL_EXPENDITURE = "general_public_budget_expenditure"
    BASIC_EXPENDITURE = "basic_expenditure"
    ECONOMIC_EXPENDITURE = "expenditure_by_economic_classification"
    GOVERNMENT_FUNDS = "government_funds_budget"
    STATE_CAPITAL = "state_capital_operations_budget"
    OFFICIAL_EXPENSES = "official_expenses"
    AGENCY_OPERATING = "agency_operating_expenses"
    PROJECT_EXPENDITURE = "project_expenditure"
    PROCUREMENT = "procurement_budget"
    FIXED_ASSETS = "fixed_assets"
    SPECIAL_ACCOUNT = "special_fiscal_account"
    SERVICES = "government_purchase_of_services"


class Panel(enum.Enum):
    """One of several tables printed side by side on the same lines (并列栏)."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    ECONOMIC = "economic"
    GOVERNMENT_ECONOMIC = "government_economic"


class RowRole(enum.Enum):
    """What a row is in its table (行的性质)."""

    TOTAL = "total"
    SUBTOTAL = "subtotal"
    ITEM = "item"
    OF_WHICH = "of_which"
    UNIT = "unit"


class FigureStatus(enum.Enum):
    """How far a figure could be read (状态)."""

    PRINTED = "printed"
    REDACTED = "redacted"
    RATE = "rate"
    MALFORMED = "malformed"
    AMBIGUOUS = "ambiguous"
    UNSETTLED = "unsettled"


@frozen
class Redacted:
    """Stars or crosses printed instead of a figure (隐去): not blank, not zero."""

    raw: str


@frozen
class Malformed:
    """A text in a column of figures that holds digits and is no number, kept as printed (`1,23.4`)."""

    raw: str


Value: TypeAlias = Amount | Rate | Quantity | Redacted | Malformed
"""What a figure may be."""


@quick
@frozen(kw_only=True, weakref_slot=False)
class Figure:
    """A printed figure (数字): its text, its value and the column it stands under.

    `column` is an index into `Table.columns`, or None where several placements survive; these are then
    the `alternatives`.  `settled_by` says what proved the column: the header, or an arithmetic law.
    """

    raw: str
    value: Value
    column: int | None
    status: FigureStatus = FigureStatus.PRINTED
    settled_by: str = "header"
    alternatives: tuple[int, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False)


@quick
@frozen(weakref_slot=False)
class Blank:
    """A cell printed empty (空白): nothing is said, which is not zero."""

    column: int


@frozen
class Dash:
    """A cell with a stroke (—): printed, and not a number."""

    raw: str
    column: int


@quick
@frozen(weakref_slot=False)
class Words:
    """A cell of text that is no number (文字), kept as printed."""

    raw: str
    column: int
    place: Place | None = field(default=None, eq=False, repr=False)


Cell: TypeAlias = Figure | Blank | Dash | Words
"""What a cell under a column may be."""


@quick
@frozen(kw_only=True, weakref_slot=False)
class Column:
    """A column of a table (栏): the header cells above it, outermost first, and what they state.

    `whole` is the index of the column that this one is a part of; `of_which` marks a part that is
    named (其中) and need not make up the whole with its neighbours.  `unit` is a unit stated in the header.
    `settled_by` says what proved it; it is empty where the header may be read in several ways, and then no
    figure has this column.
    """

    path: tuple[str, ...]
    panel: Panel | None = None
    coordinates: Coordinates = Coordinates()
    unit: Unit | str | None = None
    whole: int | None = None
    of_which: bool = False
    settled_by: str = "header"

    @property
    def title(self) -> str:
        """The header path in one text, as the exports give it.

        >>> Column(path=("本年收入", "合计")).title
        '本年收入/合计'
        """
        return "/".join(self.path)


_WITHOUT_LEVEL = (CodeKind.UNIT, CodeKind.PROCUREMENT)


@quick
@frozen(kw_only=True, weakref_slot=False)
class Row:
    """A row of a table, or of one panel of it (行).

    `index` counts the printed rows of the table from 1; rows of panels side by side share it.  `label`
    is the row's own name as printed without white space, `group` the merged cell beside it, `names` the
    further names printed in parallel columns.  `parent` is the position in `Table.rows` of the row
    that this one is a part of.
    """

    index: int
    label: str
    group: str = ""
    names: tuple[str, ...] = ()
    code: Code | None = None
    other_codes: tuple[Code, ...] = ()
    role: RowRole = RowRole.ITEM
    subject: Subject = Subject.OTHER
    panel: Panel | None = None
    parent: int | None = None
    coordinates: Coordinates = Coordinates()
    cells: tuple[Cell, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False)

    @property
    def level(self) -> int | None:
        """1, 2, 3 for 类, 款, 项 of the row's code, None without a classification code.

        >>> from govbudget.codes import FunctionalCode
        >>> Row(index=1, label="公安", code=FunctionalCode("20402")).level
        2
        """
        if self.code is None or self.code.kind in _WITHOUT_LEVEL:
            return None
        return (len(self.code.digits) - 1) // 2

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the row, in print order."""
        return tuple(cell for cell in self.cells if isinstance(cell, Figure))

    def cell(self, column: int) -> Cell | None:
        """The cell under a column, or None if the line is too short to have one."""
        return next((cell for cell in self.cells if cell.column == column), None)


@frozen(kw_only=True, repr=False)
class PrintedFigure:
    """A figure together with the table, row and column it stands in.

    `row_parts` and `column_parts` are the printed figures that break it down along the rows and along
    the columns of its table.  A part named with 其中 breaks its whole down only where the parts so named
    make it up: otherwise the whole stays a leaf, since the rest of it is printed nowhere.
    """

    table: Table
    row: Row
    column: Column | None
    figure: Figure
    row_parts: tuple[Figure, ...] = ()
    column_parts: tuple[Figure, ...] = ()

    @cached_property
    def coordinates(self) -> Coordinates:
        """The coordinates of table, row and column, added up."""
        own = self.table.coordinates.merged(self.row.coordinates)
        return own if self.column is None else own.merged(self.column.coordinates)

    @property
    def is_leaf(self) -> bool:
        """Whether no other printed row or column of the table breaks the figure down further."""
        return not self.row_parts and not self.column_parts

    def __repr__(self) -> str:
        column = "?" if self.column is None else self.column.title
        return f"<{self.row.label or '-'} | {column}: {self.figure.raw}>"


@quick
@frozen(kw_only=True, repr=False, weakref_slot=False)
class Table:
    """A prescribed table (预算报表), or any other grid of the document.

    `index` counts the prescribed tables and every grid with a column for figures from 1; it is None for
    a grid of words alone.  `kind` is None for a table whose role is not recognised.  `printed` keeps the
    cells of such a table, and of a grid of words, as they stood.
    """

    title: str
    index: int | None = None
    kind: TableKind | None = None
    form_number: str = ""
    unit: Unit | None = None
    entity: str = ""
    fiscal_year: int | None = None
    coordinates: Coordinates = Coordinates()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    printed: tuple[tuple[str, ...], ...] = ()
    place: Place | None = field(default=None, eq=False)
    spans: tuple[Span, ...] = field(default=(), eq=False)

    @cached_property
    def figures(self) -> tuple[PrintedFigure, ...]:
        """Every figure with its row and column, in print order."""
        parts: dict[int, list[Row]] = {}
        for row in self.rows:
            if row.parent is not None:
                parts.setdefault(row.parent, []).append(row)
        return tuple(
            PrintedFigure(
                table=self,
                row=row,
                column=None if figure.column is None else self.columns[figure.column],
                figure=figure,
                row_parts=self._row_parts(figure, parts.get(position, ())),
                column_parts=self._column_parts(figure, row),
            )
            for position, row in enumerate(self.rows)
            for figure in row.cells
            if isinstance(figure, Figure)
        )

    @cached_property
    def _columns_by_whole(self) -> dict[int, frozenset[int]]:
        wholes: dict[int, set[int]] = {}
        for index, column in enumerate(self.columns):
            if column.whole is not None:
                wholes.setdefault(column.whole, set()).add(index)
        return {whole: frozenset(parts) for whole, parts in wholes.items()}

    def _row_parts(self, figure: Figure, parts: Sequence[Row]) -> tuple[Figure, ...]:
        if figure.column is None or not parts:
            return ()
        cells = tuple(cell for part in parts for cell in part.figures if cell.column == figure.column)
        named = any(part.role is RowRole.OF_WHICH for part in parts)
        return cells if not named or _makes_up(figure, cells) else ()

    def _column_parts(self, figure: Figure, row: Row) -> tuple[Figure, ...]:
        if figure.column is None:
            return ()
        parts = self._columns_by_whole.get(figure.column)
        if parts is None:
            return ()
        cells = tuple(cell for cell in row.figures if cell.column in parts)
        named = any(self.columns[part].of_which for part in parts)
        return cells if not named or _makes_up(figure, cells) else ()

    @property
    def is_empty(self) -> bool:
        """Whether the table was published without a figure."""
        return not any(isinstance(cell, Figure) for row in self.rows for cell in row.cells)

    def __repr__(self) -> str:
        kind = "unrecognised" if self.kind is None else self.kind.value
        counted = sum(len(row.figures) for row in self.rows)
        unit = "no unit" if self.unit is None else self.unit.value
        return f"<Table {self.index or '-'} {self.title!r} ({kind}): {len(self.rows)} rows, {counted} figures, {unit}>"


def _makes_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    if not isinstance(whole.value, Amount | Quantity):
        return False
    total = Decimal(0)
    for part in parts:
        if not isinstance(part.value, Amount | Quantity):
            return False
        total = EXACT.add(total, part.value.value)
    return bool(parts) and total == whole.value.value
