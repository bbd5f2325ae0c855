"""Printing invented tables as text, in every physical form that disclosures have.

A `Style` is one way to print: each of its fields is independent of the others, and none changes what the
tables say.  `PLAIN` is the simplest.  `expected` is what must be read whatever the style.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import frozen
from hypothesis import strategies as st

from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Figure, Row, RowRole, Table
from govbudget.money import Amount, Rate, plain
from govbudget.text import fold, strip_numbering
from tests.writer.tables import NUMERALS, PanelData, RowData, TableData

__all__ = [
    "PLAIN",
    "Reading",
    "Style",
    "body_rows",
    "expected",
    "found",
    "printed_document",
    "printed_table",
    "styles",
]

Codes: TypeAlias = Literal["joined", "own level", "in full", "short", "short in full"]
Empty: TypeAlias = Literal["total row", "total row and note", "header", "nothing", "note"]


@frozen(kw_only=True)
class Style:
    """One way to print."""

    caption: tuple[str, ...] = ("number", "title", "entity", "unit")
    caption_line: str = ""
    """What parts entity and unit where they share a line; empty where each has its own."""
    form_number: str = "表{0}"
    unit_line: str = "单位：{0}"
    entity_line: str = "单位名称：{0}"
    blank_lines: int = 1
    codes: Codes = "joined"
    unit_code: bool = False
    total_in_code: bool = False
    entity_row: bool = False
    header_over_names: bool = True
    column_numbers: str = ""
    displaced: int = 0
    numbering: tuple[str, str] = ("{0}、", "（{0}）")
    group_row: int = 0
    """The row of a group, from 0, beside which its merged label is printed; below 0 for rows above the group."""
    empty: Empty = "total row and note"
    page_rows: int = 0
    """After how many rows a page ends inside a table; 0 for never."""
    page_number: str = ""
    repeated_header: bool = False
    separators: bool = True
    yuan: bool = False
    zeros: bool = False
    first_columns: int = 0
    trailing_columns: int = 0
    padded: bool = True
    contents: bool = False
    spaced: str = ""


PLAIN = Style()


def styles() -> st.SearchStrategy[Style]:
    """Any way to print."""
    return st.builds(
        Style,
        caption=st.permutations(("number", "title", "entity", "unit")).map(tuple)
        | st.just(("title", "entity", "unit"))
        | st.just(("title", "unit")),
        caption_line=st.sampled_from(("", "", "\t", "\t\t\t", "  ", "\u3000\u3000")),
        form_number=st.sampled_from(("表{0}", "表{0}：", "预算公开表{0}", "预算{0:02}表", "附表{0}")),
        unit_line=st.sampled_from(
            ("单位：{0}", "单位:{0}", "单位： {0}", "金额单位：{0}", "（单位：{0}）", "单 位：{0}")
        ),
        entity_line=st.sampled_from(("单位名称：{0}", "单位：{0}", "部门：{0}", "部门名称:{0}", "编制单位：{0}")),
        blank_lines=st.integers(0, 2),
        codes=st.sampled_from(("joined", "own level", "in full", "short", "short in full")),
        unit_code=st.booleans(),
        total_in_code=st.booleans(),
        entity_row=st.booleans(),
        header_over_names=st.booleans(),
        column_numbers=st.sampled_from(("", "", "1", "*", "栏次")),
        displaced=st.sampled_from((0, 0, -1, 1)),
        numbering=st.sampled_from(
            (
                ("{0}、", "（{0}）"), ("{0}、", "({0})"), ("（{0}）", "1、"), ("{0}、", "1、"), ("{0}、", "（1）"),
                ("（{0}） ", "1."),
            )
        ),
        group_row=st.integers(-2, 2),
        empty=st.sampled_from(("total row", "total row and note", "header", "nothing", "note")),
        page_rows=st.sampled_from((0, 0, 5, 9)),
        page_number=st.sampled_from(("", "7", "- 7 -", "第7页", "第 7 页 共 20 页", "\x0c")),
        repeated_header=st.booleans(),
        separators=st.booleans(),
        yuan=st.booleans(),
        zeros=st.booleans(),
        first_columns=st.integers(0, 2),
        trailing_columns=st.integers(0, 3),
        padded=st.booleans(),
        contents=st.booleans(),
        spaced=st.sampled_from(("", "", " ", "\u3000")),
    )  # fmt: skip


# --- printing ---------------------------------------------------------------------------------------------


def printed_document(tables: Sequence[TableData], entity: str, style: Style = PLAIN) -> str:
    """The text of a disclosure that consists of some tables."""
    lines: list[str] = []
    if style.contents:
        lines += ["目 录", ""]
        lines += [f"{table.title}.....\t{page}" for page, table in enumerate(tables, 1)]
        lines += [""]
    for number, table in enumerate(tables, 1):
        lines += printed_table(table, number, entity, style)
        lines += [""] * max(style.blank_lines, 0)
    return "\n".join(lines) + "\n"


def printed_table(table: TableData, number: int, entity: str, style: Style = PLAIN) -> list[str]:
    """The lines of one table, with its captions."""
    return [*_caption(table, number, entity, style), *_body(table, entity, style)]


def _caption(table: TableData, number: int, entity: str, style: Style) -> Iterator[str]:
    pieces = {
        "number": style.form_number.format(number),
        "title": _spaced(table.title, style),
        "entity": style.entity_line.format(entity),
        "unit": style.unit_line.format("元" if style.yuan else "万元"),
    }
    if style.caption_line and "entity" in style.caption:
        pieces["unit"] = f"{pieces['entity']}{style.caption_line}{pieces['unit']}"
        del pieces["entity"]
    for piece in style.caption:
        if piece in pieces:
            yield pieces[piece]
            yield from [""] * style.blank_lines


def _body(table: TableData, entity: str, style: Style) -> Iterator[str]:
    noted = table.empty and style.empty in ("total row and note", "note")
    if not (table.empty and style.empty in ("nothing", "note")):
        header = list(_header(table, style))
        rows = [] if table.empty and style.empty == "header" else list(body_rows(table, entity, style))
        yield from (_line(cells, style) for cells in header)
        for number, cells in enumerate(rows):
            if style.page_rows and number and number % style.page_rows == 0:
                yield from _page_break(header, style)
            yield _line(cells, style)
    if noted:
        yield from ["", "注：本表无数据"]


def _page_break(header: list[list[str]], style: Style) -> Iterator[str]:
    yield ""
    if style.page_number:
        yield from (style.page_number, "")
    if style.repeated_header:
        yield from (_line(cells, style) for cells in header)


def _line(cells: Sequence[str], style: Style) -> str:
    return "\t".join([*[""] * style.first_columns, *cells, *[""] * style.trailing_columns])


def _spaced(text: str, style: Style) -> str:
    """The text with a space between its first two characters, where both are Chinese."""
    wide = len(text) > 1 and all("一" <= char <= "龥" for char in text[:2])
    return text[0] + style.spaced + text[1:] if wide else text


# --- names and codes --------------------------------------------------------------------------------------


def _code_columns(panel: PanelData, style: Style) -> int:
    return (0 if not panel.code else 1 if style.codes == "joined" else 3) + _unit_columns(panel, style)


def _unit_columns(panel: PanelData, style: Style) -> int:
    return int(bool(panel.code) and style.unit_code)


def _name_columns(panel: PanelData) -> int:
    return 2 if panel.grouped else len(panel.names)


def _lead(panel: PanelData, style: Style) -> list[list[str]]:
    """The header rows over the codes and names of a panel."""
    names = [*panel.names, *[""] * (_name_columns(panel) - len(panel.names))]
    unit = ["单位代码"] * _unit_columns(panel, style)
    if not panel.code:
        return [names]
    if style.codes != "joined":
        return [[panel.code, "", "", *unit, *names], ["类", "款", "项", *[""] * (len(unit) + len(names))]]
    plain_names = [panel.code, *unit, *names]
    over = style.header_over_names and not unit and max(map(len, panel.columns)) > 1
    return [["项目", *[""] * (len(plain_names) - 1)], plain_names] if over else [plain_names]


def _header(table: TableData, style: Style) -> Iterator[list[str]]:
    """The header rows: the panels' headings, then names and header paths; perhaps column numbers."""
    panels = table.panels
    if len(panels) > 1:
        heading = [
            cell
            for panel in panels
            for cell in [
                panel.heading,
                *[""] * (_code_columns(panel, style) + _name_columns(panel) + len(panel.columns) - 1),
            ]
        ]
        yield _displaced([_spaced(cell, style) for cell in heading], table, style)
    height = max(max(len(_lead(panel, style)), *map(len, panel.columns)) for panel in panels)
    for level in range(height):
        cells: list[str] = []
        for panel in panels:
            lead = _lead(panel, style)
            width = len(lead[0])
            cells += lead[level] if level < len(lead) else [""] * width
            cells += _path_cells(panel.columns, level)
        yield _displaced([_spaced(cell, style) for cell in cells], table, style)
    if style.column_numbers and len(panels) == 1:
        names = len(_lead(panels[0], style)[0])
        figures = len(panels[0].columns)
        if style.column_numbers == "1":
            yield [str(number) for number in range(1, names + figures + 1)]
        else:
            first = ["**"] * names if style.column_numbers == "*" else ["栏次", *[""] * (names - 1)]
            yield [*first, *(str(number) for number in range(1, figures + 1))]


def _path_cells(columns: Sequence[tuple[str, ...]], level: int) -> list[str]:
    """One header row over figure columns: a cell shared with the column before is printed once."""
    cells = []
    before: tuple[str, ...] = ()
    for path in columns:
        shared = before[: level + 1] == path[: level + 1] and len(path) > level + 1
        cells.append(path[level] if level < len(path) and not shared else "")
        before = path
    return cells


def _displaced(cells: list[str], table: TableData, style: Style) -> list[str]:
    """A header row one cell to the left, since the column of the groups has no header of its own, or to the right."""
    if not style.displaced or not table.displaceable:
        return cells
    return [cells[0], *cells[2:], ""] if style.displaced < 0 else ["", *cells]


# --- rows -------------------------------------------------------------------------------------------------


def body_rows(table: TableData, entity: str, style: Style) -> Iterator[list[str]]:
    """The rows below the header, panels side by side."""
    columns = [list(_panel_rows(panel, entity, style, table)) for panel in table.panels]
    for number in range(max(map(len, columns))):
        cells: list[str] = []
        for panel, rows in zip(table.panels, columns, strict=True):
            width = _code_columns(panel, style) + _name_columns(panel) + len(panel.columns)
            cells += rows[number] if number < len(rows) else [""] * width
        yield cells if style.padded else _clipped(cells)


def _clipped(cells: list[str]) -> list[str]:
    """The cells without the blank ones at the end, as a line that stops where its text stops."""
    while len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    return [*cells, ""] if len(cells) == 1 else cells


def _panel_rows(panel: PanelData, entity: str, style: Style, table: TableData) -> Iterator[list[str]]:
    labels = _group_labels(panel, style, table)
    level = 0 if len(table.panels) == 1 else len(table.panels)
    for number, row in enumerate(panel.rows):
        lead = _codes(panel, row, style)
        label = f"{_number(row, style)}{_spaced(row.name, style)}"
        names = [label, row.second][: len(panel.names)]
        if panel.grouped:
            names = [labels.get(number, ""), label] if row.group or level == 0 else _ungrouped(label, row)
        if row.role is RowRole.TOTAL and lead and style.total_in_code and not table.empty:
            lead[0], names[0] = names[0], ""
        values = ["" if table.empty else _value(value, style) for value in row.values]
        yield [*lead, *names, *values]
        if row.role is RowRole.TOTAL and panel.code and style.entity_row and not table.empty:
            yield [*[""] * len(lead), entity, *values]


def _ungrouped(label: str, row: RowData) -> list[str]:
    """A row outside the groups: an item in the items' column, a total in the first."""
    return [label, ""] if row.role in (RowRole.TOTAL, RowRole.SUBTOTAL) else ["", label]


def _group_labels(panel: PanelData, style: Style, table: TableData) -> dict[int, str]:
    """Beside which row each group's merged label is printed; on its first row where nothing else proves it."""
    labels: dict[int, str] = {}
    for group in dict.fromkeys(row.group for row in panel.rows if row.group):
        members = [number for number, row in enumerate(panel.rows) if row.group == group]
        proved = any(row.name == "小计" for row in panel.rows) or not table.displaceable
        row = members[0] + (0 if proved else min(style.group_row, len(members) - 1))
        labels[max(row, 0 if not labels else max(labels) + 1)] = group
    return labels


def _codes(panel: PanelData, row: RowData, style: Style) -> list[str]:
    if not panel.code:
        return []
    unit = ["020"] * _unit_columns(panel, style) if row.code else [""] * _unit_columns(panel, style)
    if style.codes == "joined":
        return [row.code, *unit]
    parts = [row.code[:3], row.code[3:5], row.code[5:7]]
    if style.codes in ("own level", "short"):
        last = (len(row.code) - 3) // 2 if row.code else -1
        parts = [part if level == last else "" for level, part in enumerate(parts)]
    if style.codes.startswith("short"):
        parts = [part.lstrip("0") if level else part for level, part in enumerate(parts)]
    return [*parts, *unit]


def _number(row: RowData, style: Style) -> str:
    if not row.depth:
        return ""
    form = style.numbering[row.depth - 1]
    return form.format(NUMERALS[row.number - 1]) if "{0}" in form else form.replace("1", str(row.number))


def _value(value: int | str | None, style: Style) -> str:
    if value is None:
        return "0.00" if style.zeros else ""
    if isinstance(value, str):
        return value
    number = Decimal(value) * 100 if style.yuan else Decimal(value).scaleb(-2)
    return format(number, ",f") if style.separators else plain(number)


# --- what must be read ------------------------------------------------------------------------------------

Reading: TypeAlias = list[tuple[object, ...]]


def expected(tables: Sequence[TableData], entity: str, style: Style) -> Reading:
    """What must be read of some tables: every table, every row, every figure.

    Three things follow the style, because they are printed: zeros instead of blanks, the row that
    repeats the total for the department, and the numbering of labels, which is left out here.
    """
    result: Reading = []
    for table in tables:
        result.append((table.kind, fold(table.title), table.empty))
        if table.empty:
            continue
        rows: list[tuple[object, ...]] = []
        for place, panel in enumerate(table.panels):
            number = 0
            for row in panel.rows:
                number += 1
                rows.append((number, place, *_row(panel, row, style)))
                if row.role is RowRole.TOTAL and panel.code and style.entity_row:
                    number += 1
                    unit = RowData(name=entity, values=row.values, role=RowRole.UNIT)
                    rows.append((number, place, *_row(panel, unit, style)))
        result += [(row[0], *row[2:]) for row in sorted(rows, key=lambda row: row[:2])]
    return result


def _row(panel: PanelData, row: RowData, style: Style) -> tuple[object, ...]:
    values = []
    for path, value in zip(panel.columns, row.values, strict=True):
        if value is None and not style.zeros:
            continue
        title = "/".join(map(fold, path))
        values.append(
            (title, _rate(value or "0") if "%" in title and not isinstance(value, int) else _money(value))
        )
    return (
        panel.kind,
        fold(row.group),
        fold(row.name),
        fold(row.second),
        row.code,
        row.role,
        tuple(values),
    )


def _rate(value: str) -> str:
    return f"{Decimal(value.rstrip('%')).normalize():f}%"


def _money(value: int | str | None) -> str:
    assert not isinstance(value, str)
    return f"{Decimal((value or 0) * 100).normalize():f}"


def found(doc: Disclosure) -> Reading:
    """What was read, in the form of `expected`."""
    result: Reading = []
    for table in doc.tables:
        result.append((table.kind, fold(table.title), table.is_empty))
        if not table.is_empty:
            result += [_read_row(table, row) for row in table.rows]
    return result


def _read_row(table: Table, row: Row) -> tuple[object, ...]:
    label = strip_numbering(fold(row.label))
    second = next((fold(name) for name in row.names[1:] if name), "") if row.role is not RowRole.TOTAL else ""
    return (
        row.index,
        row.panel,
        fold(row.group),
        label,
        second,
        "" if row.code is None else row.code.digits,
        row.role,
        tuple(_read_figure(table, figure) for figure in row.figures),
    )


def _read_figure(table: Table, figure: Figure) -> tuple[str, str]:
    title = "?" if figure.column is None else "/".join(map(fold, table.columns[figure.column].path))
    if isinstance(figure.value, Rate):
        return title, f"{figure.value.value.normalize():f}%"
    if isinstance(figure.value, Amount) and figure.value.unit is not None:
        return title, f"{figure.value.yuan.normalize():f}"
    return title, f"no amount: {figure.raw}"


def shuffled(tables: Sequence[TableData], choice: random.Random) -> list[TableData]:
    """The tables in another order."""
    return choice.sample(tables, len(tables))
