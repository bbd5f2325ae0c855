"""What a row counts in and of which year it is (行的计量单位、年度), in a table whose columns leave it to the rows.

The table of 机构运行信息, and many a table of official expenses and of assets, prints money and things one
below the other: the row says in brackets, by its own words or in a column 计量单位 what its numbers are.
`（二）公务用车保有量（辆）  7` is seven vehicles and not seven 万元, though the table's unit line says 万元; and
so are the rows that break it down.  A table may also print its years down the side (2024年预算数, 增减率) and
what the money is for across the top.  Where a column states what it holds, or where goods are listed with a
column for their number, the rows say nothing new.

>>> row_unit("4.公务用车保有量(辆)", ""), row_unit("资产总额(元)", ""), row_unit("国内公务接待批次", "")
('辆', <Unit.YUAN: '元'>, '')
>>> row_unit("机关运行经费", "") is None, row_unit("房屋", "平方米")
(True, '平方米')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from govbudget.model.coordinates import Coordinates, Statistic
from govbudget.model.tables import Cell, Column, Figure, FigureStatus, TableKind
from govbudget.money import Amount, Quantity, Rate, Unit
from govbudget.reading.columns import PanelLayout
from govbudget.reading.hierarchy import RowPlace
from govbudget.reading.lexicon import Lexicon
from govbudget.reading.measures import measure_in
from govbudget.reading.printed import PrintedRow
from govbudget.reading.stages import in_final_accounts
from govbudget.reading.words import header_in_year
from govbudget.text import fold, without_brackets

__all__ = ["row_unit", "rows_state"]

_COUNTED: Final = re.compile(
    r".*(?:数量|次数|批次|人次|人数|户数|辆数|台数|件数|份数|个数|天数|批次数|人次数|团组数|购置数|保有量|编制数|实有数|面积)"
)
_MONEY: Final = re.compile(r"\((?:单位:)?([百千]?万元|千元|元|亿元)\)$")
_OF_MONEY: Final = re.compile(r"金额|价值|资金|拨款|经费|[元价]")
_STAGED: Final = re.compile(r"年|增[减长]|预算数|决算数|执行数")
_RATES: Final = (Statistic.RATE, Statistic.SHARE)
_COUNTING: Final = frozenset({Statistic.COUNT, Statistic.PRICE})
_LISTS: Final = frozenset({TableKind.PROJECT_EXPENDITURE, TableKind.PROCUREMENT, TableKind.SERVICES})
_SIGNS: Final = frozenset("数量次积)")


def row_unit(folded: str, measure: str) -> Unit | str | None:
    """The unit that a row states by its own cell or its label; `""` for things without one, None for nothing."""
    if measure:
        return Unit.parse(measure) if measure.endswith("元") and Unit.find(measure) else measure
    if folded[-1:] not in _SIGNS:
        return None
    things = measure_in(folded)
    if things:
        return things
    money = _MONEY.search(folded)
    if money is not None:
        return Unit.parse(money.group(1))
    return "" if _COUNTED.fullmatch(without_brackets(folded)) else None


def rows_state(
    kind: TableKind | None,
    layout: PanelLayout,
    columns: Sequence[Column],
    rows: Sequence[PrintedRow],
    places: Sequence[RowPlace],
    fiscal_year: int | None,
    lexicon: Lexicon,
    *,
    final: bool = False,
) -> dict[int, Coordinates]:
    """What kind of number the figures of a row are and of which stage, by its position; they are given its unit."""
    about_columns = [column.coordinates for column in columns]
    if kind in _LISTS or [about for about in about_columns if about.statistic in _COUNTING]:
        return {}
    stated: dict[int, Coordinates] = {}
    if not [about for about in about_columns if about.phase or about.statistic]:
        stated = _stages(rows, fiscal_year, lexicon, final=final)
    units: dict[int, Unit | str] = {
        position: "%" for position, about in stated.items() if about.statistic in _RATES
    }
    # What stands right of the figures is about something else, and a column of money needs no other unit.
    beside = [column for column in columns if column.path and _OF_MONEY.search(column.path[-1])]
    measures = [at for at in layout.measures if at < min(layout.figures, default=0)] if not beside else []
    for position, row in enumerate(rows):
        if row.codes or not row.values or position in units:
            continue
        measure = next((cell for at in measures if (cell := row.source.cell(at))), "") if measures else ""
        unit = row_unit(row.name.folded, fold(measure) if measure else "")
        if unit is not None:
            units[position] = unit
    if not units:
        return stated
    for position in range(len(rows)):
        above = places[position].parent
        while position not in units and above is not None:
            if isinstance(units.get(above), str) and units[above] != "%":
                units[position] = units[above]
            above = places[above].parent
    for position, unit in units.items():
        rows[position].cells = tuple(_in_unit(cell, columns, unit) for cell in rows[position].cells)
        if isinstance(unit, str) and unit != "%":
            stated[position] = Coordinates(statistic=Statistic.COUNT)
    return stated


def _stages(
    rows: Sequence[PrintedRow], fiscal_year: int | None, lexicon: Lexicon, *, final: bool
) -> dict[int, Coordinates]:
    """The stage or change that labels state and nothing else: 2024年预算数 and 增减率 down the side of a table."""
    known = lexicon.of(header_in_year)
    found = {}
    for position, row in enumerate(rows):
        if row.codes or _STAGED.search(row.name.bare) is None:
            continue
        about = known[row.name.bare, fiscal_year]
        if final and about.phase is not None:
            about = about.but(phase=in_final_accounts(about.phase, [row.name.bare]))
        says = about.phase or about.statistic in (Statistic.CHANGE, *_RATES)
        if says and not (about.qualifier or about.fund or about.nature or about.origin):
            found[position] = about
    return found


def _in_unit(cell: Cell, columns: Sequence[Column], unit: Unit | str) -> Cell:
    if not isinstance(cell, Figure) or not isinstance(cell.value, Amount) or cell.column is None:
        return cell
    column = columns[cell.column]
    if column.unit is not None or column.coordinates.statistic is not None:
        return cell
    number = cell.value.value
    if unit == "%":
        return evolve(cell, value=Rate(number), status=FigureStatus.RATE)
    return evolve(
        cell, value=Amount(number, unit) if isinstance(unit, Unit) else Quantity(number, unit or None)
    )
