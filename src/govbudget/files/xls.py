"""Excel workbooks before 2007 (xls, et), as they are seen (旧版工作簿).

Read with xlrd, which knows the number formats of cells, merged cells and what is hidden.  A number is
stored as a binary one; the decimal taken for it is the shortest that is stored so, which is what was typed.
What is shown of it, and what is hidden, is as in newer workbooks (`govbudget.files.sheets`).

>>> read_xls(b"", name="a.xls")  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
govbudget.errors.DamagedError: expected an Excel workbook (xls), found ... (a.xls)
"""

from __future__ import annotations

import importlib
import io
from typing import Any

from govbudget.errors import DamagedError, MissingReaderError, NoTextError, ProtectedError, ReadError
from govbudget.files.number_formats import number_of, shown
from govbudget.files.sheets import Sheet, write_sheets
from govbudget.reading.intake import Intake, LineWriter

__all__ = ["read_xls"]

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def read_xls(data: bytes, *, name: str = "") -> Intake:
    """The lines of a workbook, sheet by sheet.

    Raises `MissingReaderError` without the library, `ProtectedError` for a workbook with a password,
    `DamagedError` for one that cannot be taken apart, and `NoTextError` where nothing is printed.
    """
    library = _library(name)
    try:
        book = library.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
    except library.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise ProtectedError("a workbook without a password", "one that is encrypted", name) from error
        raise DamagedError("an Excel workbook (xls)", str(error), name) from error
    except Exception as error:
        raise DamagedError("an Excel workbook (xls)", _said(error), name) from error
    writer = LineWriter("xls")
    whole = spoilt = hidden = 0
    for index, title in enumerate(book.sheet_names()):
        sheet = Sheet(title, index + 1)
        try:
            _fill(sheet, book, book.sheet_by_index(index), library)
        except ReadError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            spoilt += 1
            writer.problem(
                "damaged sheet",
                where=f"sheet {title}",
                expected="a sheet that can be taken apart",
                found=_said(error),
                page=index + 1,
            )
        else:
            whole += 1
            hidden += bool(sheet.hidden and sheet.rows)
            write_sheets([sheet], writer)
        book.unload_sheet(index)
    if spoilt and not whole:
        raise DamagedError("a workbook with a whole sheet", f"{spoilt} damaged ones", name)
    try:
        return writer.finish(name=name)
    except NoTextError:
        if hidden:
            raise NoTextError("a sheet that is shown", "hidden sheets alone", name) from None
        raise


def _library(name: str) -> Any:
    try:
        return importlib.import_module("xlrd")
    except ImportError as error:
        expected = "the extra that reads Excel workbooks before 2007 (xls)"
        raise MissingReaderError(expected, "none: install govbudget[excel]", name) from error


def _said(error: BaseException) -> str:
    return str(error) or type(error).__name__


def _fill(sheet: Sheet, book: Any, printed: Any, library: Any) -> None:
    """Take down the cells of a sheet, as they are shown."""
    sheet.hidden = printed.visibility != 0
    sheet.hidden_rows = {
        row + 1 for row, info in printed.rowinfo_map.items() if info.hidden or info.height == 0
    }
    sheet.hidden_columns = {
        column + 1 for column, info in printed.colinfo_map.items() if info.hidden or info.width == 0
    }
    for top, bottom, left, right in printed.merged_cells:
        sheet.merge(top + 1, left + 1, bottom, right)
    for row in range(printed.nrows):
        for column in range(printed.row_len(row)):
            kind = printed.cell_type(row, column)
            value = printed.cell_value(row, column)
            if kind == _TEXT:
                sheet.put(row + 1, column + 1, value)
            elif kind in (_NUMBER, _DATE):
                sheet.put(row + 1, column + 1, _number(book, printed, row, column))
            elif kind == _BOOLEAN:
                sheet.put(row + 1, column + 1, "TRUE" if value else "FALSE")
            elif kind == _ERROR:
                text = library.error_text_from_code.get(value, "#ERROR")
                sheet.put(row + 1, column + 1, text)
                sheet.fault("error in a cell", "a value", text, row + 1, column + 1)


def _number(book: Any, printed: Any, row: int, column: int) -> str:
    stored = repr(printed.cell_value(row, column))
    value = number_of(stored)
    if value is None:
        return stored
    if not value and not printed.show_zero_values:
        return ""
    style = book.xf_list[printed.cell_xf_index(row, column)]
    code = book.format_map[style.format_key].format_str
    return shown(value, code, from_1904=book.datemode == 1)
