"""Workbooks as XML of 2003 (XML 表格), which finance systems export under the name `.xls`.

What is shown, and what is hidden, is as in other workbooks (`govbudget.files.sheets`).

>>> read_spreadsheet_xml('<Workbook><Worksheet Name="表"><Table><Row><Cell><Data Type="Number">1</Data>'
...                      '</Cell></Row></Table></Worksheet></Workbook>').lines[0].cells
('1',)
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from attrs import define, field

from govbudget.errors import DamagedError
from govbudget.files.number_formats import number_of, shown
from govbudget.files.sheets import Sheet, write_sheets
from govbudget.files.xmlparts import read_events
from govbudget.reading.intake import Intake, LineWriter

__all__ = ["read_spreadsheet_xml"]

_NAMED: Final = {
    "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
    "Currency": '"¥"#,##0.00', "Short Date": "yyyy/m/d", "Medium Date": "yyyy/m/d", "Long Date": 'yyyy"年"m"月"d"日"',
    "General Date": "yyyy/m/d h:mm", "General Number": "General",
}  # fmt: skip
_CHUNK: Final = 1 << 20
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_DAY_ZERO: Final = dt.date(1899, 12, 30).toordinal()


def read_spreadsheet_xml(text: str, *, name: str = "") -> Intake:
    """The lines of a workbook, sheet by sheet.  Raises `DamagedError` for XML that is no workbook."""
    reader = _Reader()
    chunks = (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))
    read_events(chunks, start=reader.start, end=reader.end, data=reader.data, where=name)
    if not reader.sheets:
        raise DamagedError("a workbook with a worksheet", "none", name)
    writer = LineWriter("xls")
    write_sheets(reader.sheets, writer)
    return writer.finish(name=name)


@define(eq=False)
class _Reader:
    """Takes down worksheets as their XML is read."""

    sheets: list[Sheet] = field(factory=list)
    formats: dict[str, str] = field(factory=dict)
    style: str = ""
    row: int = 0
    last_row: int = 0
    column: int = 0
    last_column: int = 0
    listed: int = 0
    kind: str = ""
    parts: list[str] | None = None
    state: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Style":
            self.style = attributes.get("ID", "")
        elif name == "NumberFormat":
            code = attributes.get("Format", "General")
            self.formats[self.style] = _NAMED.get(code, code)
        elif name == "Worksheet":
            self.sheets.append(Sheet(attributes.get("Name", ""), len(self.sheets) + 1))
            self.last_row = self.listed = 0
        elif not self.sheets:
            return
        elif name == "Column":
            self._column(attributes)
        elif name == "Row":
            self._row(attributes)
        elif name == "Cell":
            self._cell(attributes)
        elif name == "Data":
            self.kind, self.parts = attributes.get("Type", "String"), []
        elif name == "Visible":
            self.state = []

    def data(self, text: str) -> None:
        if self.parts is not None:
            self.parts.append(text)
        elif self.state is not None:
            self.state.append(text)

    def end(self, name: str) -> None:
        if name == "Data" and self.parts is not None:
            text, self.parts = "".join(self.parts), None
            self.sheets[-1].put(self.row, self.column, self._shown(text))
        elif name == "Visible" and self.state is not None:
            self.sheets[-1].hidden = "".join(self.state).strip() in ("SheetHidden", "SheetVeryHidden")
            self.state = None

    def _column(self, attributes: dict[str, str]) -> None:
        first = _number(attributes, "Index", _MOST_COLUMNS) or self.listed + 1
        self.listed = min(first + _number(attributes, "Span", _MOST_COLUMNS), _MOST_COLUMNS)
        if attributes.get("Hidden") == "1" or attributes.get("Width") == "0":
            self.sheets[-1].hidden_columns.update(range(first, self.listed + 1))

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = _number(attributes, "Index", _MOST_ROWS) or self.last_row + 1
        self.last_row = min(self.row + _number(attributes, "Span", _MOST_ROWS), _MOST_ROWS)
        self.last_column = 0
        if attributes.get("Hidden") == "1" or attributes.get("Height") == "0":
            self.sheets[-1].hidden_rows.update(range(self.row, self.last_row + 1))

    def _cell(self, attributes: dict[str, str]) -> None:
        self.column = _number(attributes, "Index", _MOST_COLUMNS) or self.last_column + 1
        self.style = attributes.get("StyleID", "")
        across = _number(attributes, "MergeAcross", _MOST_COLUMNS)
        down = _number(attributes, "MergeDown", _MOST_ROWS)
        self.last_column = self.column + across
        if across or down:
            self.sheets[-1].merge(self.row, self.column, self.row + down, self.last_column)

    def _shown(self, text: str) -> str:
        """What a cell shows of its data."""
        sheet = self.sheets[-1]
        if self.kind == "Error":
            sheet.fault("error in a cell", "a value", text, self.row, self.column)
        elif self.kind == "Boolean":
            return {"1": "TRUE", "0": "FALSE"}.get(text, text)
        elif self.kind in ("Number", "DateTime"):
            value = number_of(text) if self.kind == "Number" else _days(text)
            return text if value is None else shown(value, self.formats.get(self.style, "General"))
        return text


def _days(text: str) -> Decimal | None:
    """The days from the end of 1899 to a day and time."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    seconds = 3600 * moment.hour + 60 * moment.minute + moment.second
    return moment.toordinal() - _DAY_ZERO + Decimal(seconds) / 86400


def _number(attributes: dict[str, str], name: str, most: int) -> int:
    text = attributes.get(name, "")
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else 0
