"""Forms printed as the rows of one table (一表多项目): a project to a row, or to a block of rows.

Several places publish the targets of all projects in one table: heads such as 项目名称, 资金总额 and 绩效目标,
and beside them the columns of an indicator grid, or one column that holds all indicators of each
(`1、产出指标；数量指标；座位；年度指标值：≥120个。2、…`).  A row that names a project begins its form, the rows
below it add indicators.  Rows of totals are no forms.

The table stays a table, with its figures and its characters; its forms are a second view of it and have no
spans of their own.

>>> from govbudget.reading.captions import Caption
>>> from govbudget.reading.forms.memo import Memo
>>> from govbudget.reading.grid import Grid as Rows
>>> from govbudget.reading.source import split_lines
>>> head = "项目名称\\t资金总额\\t二级指标\\t三级指标\\t指标值\\n"
>>> text = head + "合计\\t8.00\\n改造\\t8.00\\t数量指标\\t座位\\t≥9个\\n\\t\\t质量指标\\t合格率\\t100%"
>>> table = RawTable(caption=Caption(title="项目绩效目标表"), grid=Rows.of_lines(split_lines(text)), line=1)
>>> listed_forms(table, Memo())
[<PerformanceForm '改造' (project): 2 fields, 2 indicators>]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from govbudget.model.forms import FormKind, FundingPeriod, FundingSource, PerformanceForm
from govbudget.model.indicators import Indicator
from govbudget.model.levels import LevelClass, level_class
from govbudget.model.targets import BlankTarget, Target
from govbudget.reading.forms.fields import Draft
from govbudget.reading.forms.grid import Grid
from govbudget.reading.forms.headers import is_header, layout_of, target_scope
from govbudget.reading.forms.headings import is_department_title
from govbudget.reading.forms.labels import Hit, clean_label
from govbudget.reading.forms.layout import Column, Layout
from govbudget.reading.forms.memo import Lead, Memo, PrintedCells
from govbudget.reading.forms.sheet import Row
from govbudget.reading.forms.vocabulary import Label, Role
from govbudget.reading.grid import GridRow, RawTable
from govbudget.reading.header import is_numbering
from govbudget.spans import Place
from govbudget.text import fold, squeeze, without_brackets

__all__ = ["indicators_in_cell", "listed_forms"]

_MOST_HEADER_ROWS: Final = 4
_NAMING: Final = ("项目名称", "名称", "项目")
_TOTALS: Final = frozenset(("项目总额", "总计", "合计", "总额", "资金总额", "金额"))
_TOTAL: Final = Label(Role.MONEY, funding=(FundingSource.TOTAL, FundingPeriod.ANNUAL))
_UNKNOWN: Final = Label(Role.TEXT)
_INDICATOR_COLUMNS: Final = frozenset((Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.TARGET))
_ITEM: Final = re.compile(r"(?:^|[。；;])\s*(\d{1,2})\s*、")
_BLANK: Final[Target] = BlankTarget()


@frozen
class _Heads:
    """What the header of such a table says: the fields before the grid by column, and the grid."""

    names: dict[int, str]
    naming: int
    first: int
    """The first column of the grid, or the one that holds all indicators."""
    layout: Layout | None
    below: int
    """The number of the first row below the header."""


def listed_forms(table: RawTable, memo: Memo) -> list[PerformanceForm]:
    """The forms that the rows of a table print; none if the table is of another kind."""
    heads = _read_heads(table.grid.rows, memo)
    if heads is None:
        return []
    forms = [_form(table, heads, rows, memo) for rows in _blocks(table.grid.rows, heads)]
    return forms if any(form.indicators for form in forms) else []


def _read_heads(rows: Sequence[GridRow], memo: Memo) -> _Heads | None:
    """The header, if it has the columns of a grid behind other heads, or one column 绩效指标 as its last."""
    in_one_cell: tuple[int, int] | None = None
    for number, row in enumerate(rows[:_MOST_HEADER_ROWS]):
        if "标" not in "".join(filter(None, row.cells)):
            continue  # no word of an indicator grid goes without it
        printed = [(at, cell) for at, cell in enumerate(row.cells) if cell]
        columns = [memo.headers[cell] for _, cell in printed]
        known = [at for (at, _), column in zip(printed, columns, strict=True) if column in _INDICATOR_COLUMNS]
        if known and known[0] and is_header([column for column in columns if column is not None]):
            grid = [(at, cell) for at, cell in printed if at >= known[0]]
            layout = layout_of([cell for _, cell in grid], [at for at, _ in grid], memo.headers.__getitem__)
            return _with_names(rows, number, known[0], layout)
        if printed and printed[-1][0] and columns[-1] is Column.GROUP and in_one_cell is None:
            in_one_cell = number, printed[-1][0]
    return None if in_one_cell is None else _with_names(rows, *in_one_cell, None)


def _with_names(rows: Sequence[GridRow], header: int, first: int, layout: Layout | None) -> _Heads | None:
    """The heads of the columns before the grid: of several rows the lowest print; None without a project's name."""
    names = _lowest(rows[: header + 1], first)
    bare = {at: without_brackets(fold(name)) for at, name in names.items()}
    naming = next((at for word in _NAMING for at, name in bare.items() if name.endswith(word)), None)
    if naming is None:
        return None
    below = header + 1
    while below < len(rows) and (is_numbering(rows[below].cells) or _goes_on(rows[below], first, naming)):
        below += 1
    return _Heads(_lowest(rows[:below], first), naming, first, layout, below)


def _lowest(rows: Sequence[GridRow], first: int) -> dict[int, str]:
    """For each column before the grid the lowest head above it."""
    return {
        at: name
        for row in rows
        if not is_numbering(row.cells)
        for at, cell in enumerate(row.cells[:first])
        if cell and (name := clean_label(cell))
    }


def _goes_on(row: GridRow, first: int, naming: int) -> bool:
    """Whether a row below the indicator header is still header: heads of sums, and no name and no indicator."""
    printed = [at for at, cell in enumerate(row.cells) if cell]
    return (
        bool(printed)
        and printed[-1] < first
        and naming not in printed
        and not any((row.cells[at] or "")[-1].isdecimal() for at in printed)
    )


def _blocks(rows: Sequence[GridRow], heads: _Heads) -> Iterator[list[GridRow]]:
    """The rows of each project, the first of which names it; after a page break it may be named again.

    A name without indicators, in its row or below, is that of a total or of a unit.
    """
    header = [row.cells for row in rows[: heads.below]]
    block: list[GridRow] = []
    for row in rows[heads.below :]:
        if row.cells in header:
            continue
        same = bool(block) and row.cells[: heads.first] == block[0].cells[: heads.first]
        if row.cell(heads.naming) and not same:
            if _has_indicators(block, heads):
                yield block
            block = [row]
        elif block:
            block.append(row)
    if _has_indicators(block, heads):
        yield block


def _has_indicators(rows: Sequence[GridRow], heads: _Heads) -> bool:
    return any(any(row.cells[heads.first :]) for row in rows)


def _form(table: RawTable, heads: _Heads, rows: Sequence[GridRow], memo: Memo) -> PerformanceForm:
    caption = table.caption
    draft = Draft(memo)
    draft.set_unit(caption.unit)
    first = rows[0]
    for at, name in sorted(heads.names.items()):
        draft.add_field(_hit(name, memo), first.cell(at) or "", first.place(at))
    indicators: list[Indicator] = []
    if heads.layout is None:
        for row in rows:
            indicators += indicators_in_cell(row.cell(heads.first) or "", row.place(heads.first), memo)
    else:
        indicators += _read_grid(heads.layout, heads.first, rows, memo)
    of_department = is_department_title(caption.title)
    return PerformanceForm(
        kind=FormKind.DEPARTMENT if of_department else FormKind.PROJECT,
        title=caption.title,
        fiscal_year=caption.year,
        project=squeeze(first.cell(heads.naming) or ""),
        fields=tuple(draft.fields),
        indicators=tuple(indicators),
        place=first.place(),
    )


def _hit(name: str, memo: Memo) -> Hit:
    hit = memo.labels[name]
    if hit is not None:
        return hit.named(name)
    label = _TOTAL if without_brackets(fold(name)) in _TOTALS else _UNKNOWN
    return Hit(label, name, name, "")


def _read_grid(layout: Layout, first: int, rows: Sequence[GridRow], memo: Memo) -> Sequence[Indicator]:
    grid = Grid(memo)
    grid.use(layout)
    for number, row in enumerate(rows):
        if row.source is not None and any(row.cells[first:]):
            cells = tuple(cell or "" if at >= first else "" for at, cell in enumerate(row.cells))
            grid.read(Row.of(number, row.source, PrintedCells.of(cells, Lead.NONE)))
    return grid.indicators


def indicators_in_cell(text: str, place: Place, memo: Memo) -> Iterator[Indicator]:
    """The indicators that one cell holds as a numbered list; what is no such list has none.

    >>> text = "1、1-产出指标；11-数量指标；座位；实施周期指标值:≥9个；年度指标值:≥5个。2、2-效益指标；好评；指标值：优"
    >>> found = list(indicators_in_cell(text, Place(1), Memo()))
    >>> [(each.level2, each.name, each.target.raw) for each in found]
    [('11-数量指标', '座位', '≥9个'), ('11-数量指标', '座位', '≥5个'), ('', '好评', '优')]
    >>> [each.scope and each.scope.value for each in found]
    ['implementation', 'annual', None]

    A level word behind a second level is the name of the indicator, and words behind a target go on with it.

    >>> text = "1、3-满意度指标；31-服务对象满意度；服务对象满意度；指标值:一级≥9次；二级≥5次。"
    >>> [(each.level2, each.name, each.target.raw) for each in indicators_in_cell(text, Place(1), Memo())]
    [('31-服务对象满意度', '服务对象满意度', '一级≥9次；二级≥5次')]
    """
    for item in _items(text):
        level1 = level2 = name = ""
        targets: list[tuple[str, str]] = []
        for part in _parts(item):
            head, colon, value = part.replace("：", ":").partition(":")
            level = level_class(part)
            if colon and fold(head).endswith(("指标值", "目标值")):
                targets.append((head, value.strip()))
            elif targets:
                targets[-1] = targets[-1][0], f"{targets[-1][1]}；{part}"
            elif level is None or name or (level2 and level is not LevelClass.FIRST):
                name = f"{name}；{part}" if name else part
            elif level is LevelClass.FIRST or (level is not LevelClass.SECOND and not level1):
                level1 = squeeze(part)
            else:
                level2 = squeeze(part)
        if name and (targets or level1 or level2):
            for head, value in targets or [("", "")]:
                target = memo.targets[value] if value else _BLANK
                scope = target_scope(head) if len(targets) > 1 else None
                yield Indicator(name, level1, level2, target, scope, place=place)


def _items(text: str) -> Iterator[str]:
    """The items of a list numbered 1、2、…, without their numbers."""
    number, start = 1, 0
    for found in _ITEM.finditer(text):
        if int(found[1]) == number:
            if number > 1:
                yield text[start : found.start()]
            number, start = number + 1, found.end()
    if number > 1:
        yield text[start:]


def _parts(item: str) -> Iterator[str]:
    """The parts of an item of the list."""
    for part in item.strip("。；; ").replace(";", "；").split("；"):
        if part.strip():
            yield part.strip()
