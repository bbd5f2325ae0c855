"""Printing the lines of an invented disclosure into files of other kinds than text.

Each writer takes the same lines that a text has (`tests.writer.document.printed_table`), table by table,
and lays them out as such files do: titles merged over their table, headers merged over their columns,
numbers stored as numbers with a format.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby
from typing import Any

import docx
import openpyxl
import xlwt
from openpyxl.utils import get_column_letter
from reportlab import platypus
from reportlab.lib import colors
from reportlab.lib.pagesizes import A2, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

__all__ = [
    "Printed",
    "header_spans",
    "written_docx",
    "written_html",
    "written_pdf",
    "written_xls",
    "written_xlsx",
]

Printed = Sequence[Sequence[str]]
"""The lines of each table."""

_FONT = "STSong-Light"
_MONEY = re.compile(r"-?\d{1,3}(,\d{3})*\.\d\d")


def header_spans(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int]]:
    """The header cells that print over several columns: row, first and last column, counted from 0.

    A cell reaches over the blank cells on its right, as far as the cell above it and as there are cells below.
    """
    for number, row in enumerate(rows[:-1]):
        for column, text in enumerate(row):
            last = column
            while (
                text
                and last + 1 < len(row)
                and not row[last + 1]
                and last + 1 < len(rows[number + 1])
                and rows[number + 1][last + 1]
                and not (number and last + 1 < len(rows[number - 1]) and rows[number - 1][last + 1])
            ):
                last += 1
            if last > column:
                yield number, column, last


def _header(cells: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows of a grid down to the first with money in it."""
    header = []
    for row in cells:
        if any(_MONEY.fullmatch(text) for text in row):
            break
        header.append(row)
    return header


def written_xlsx(tables: Printed, *, one_sheet: bool = False, merged: bool = True) -> bytes:
    """A workbook with a sheet for each table, or all in one."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Sheet1"
    row = 0
    for number, lines in enumerate(tables):
        if number and not one_sheet:
            sheet = book.create_sheet(f"Sheet{number + 1}")
            row = 0
        cells = [line.split("\t") for line in lines]
        width = max(map(len, cells))
        top = row
        for line in cells:
            row += 1
            for column, text in enumerate(line, 1):
                _put(sheet.cell(row, column), text)
            if merged and len(line) == 1 and width > 1:
                sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        if merged:
            first = next((i for i, line in enumerate(cells) if len(line) > 1), len(cells))
            for over, left, right in header_spans(_header(cells[first:])):
                name = f"{get_column_letter(left + 1)}{top + first + over + 1}"
                sheet.merge_cells(f"{name}:{get_column_letter(right + 1)}{top + first + over + 1}")
        row += 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def written_xls(tables: Printed) -> bytes:
    """A workbook of the kind before 2007, with a sheet for each table."""
    book = xlwt.Workbook(encoding="utf-8")
    money = xlwt.easyxf(num_format_str="#,##0.00_ ")
    for number, lines in enumerate(tables, 1):
        sheet = book.add_sheet(f"Sheet{number}")
        cells = [line.split("\t") for line in lines]
        width = max(map(len, cells))
        first = next((i for i, line in enumerate(cells) if len(line) > 1), len(cells))
        spans = {(first + row, left): right for row, left, right in header_spans(_header(cells[first:]))}
        for row, line in enumerate(cells):
            for column, text in enumerate(line):
                last = width - 1 if len(line) == 1 else spans.get((row, column), column)
                if last > column and text:
                    sheet.write_merge(row, row, column, last, text)
                elif _MONEY.fullmatch(text):
                    sheet.write(row, column, Decimal(text.replace(",", "")), money)
                elif text:
                    sheet.write(row, column, int(text) if _is_whole(text) else text)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def written_docx(tables: Printed) -> bytes:
    """A Word document: captions as paragraphs, grids as tables with merged headers."""
    document = docx.Document()
    for lines in tables:
        cells = [line.split("\t") for line in lines]
        for is_grid, group in groupby(cells, key=lambda line: len(line) > 1):
            rows = list(group)
            if not is_grid:
                for (text,) in rows:
                    document.add_paragraph(text)
                continue
            width = max(map(len, rows))
            table = document.add_table(len(rows), width)
            # Asking a table for a cell lays all of it out anew: once is enough.
            flat: Any = table._cells
            for row, line in enumerate(rows):
                for column, text in enumerate(line):
                    if text:
                        flat[row * width + column].text = text
            for row, left, right in header_spans(_header(rows)):
                flat[row * width + left].merge(flat[row * width + right])
        document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written_html(tables: Printed) -> bytes:
    """A web page in GB18030: captions as paragraphs or as first rows of their tables, headers that span."""
    parts = [
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>公开</title>"
    ]
    parts.append("<script>var a = '<table>';</script></head><body><nav><ul><li>首页</ul></nav>")
    for number, lines in enumerate(tables):
        cells = [line.split("\t") for line in lines]
        width = max(map(len, cells))
        for is_grid, group in groupby(cells, key=lambda line: len(line) > 1):
            rows = list(group)
            if not is_grid and number % 2:
                parts += [f"<p><span>{escape(text)}</span>" for (text,) in rows]
                continue
            spans = {(row, left): right for row, left, right in header_spans(_header(rows))}
            parts.append("<table border=1>")
            for row, line in enumerate(rows):
                parts.append("<tr>")
                column = 0
                while column < len(line):
                    last = spans.get((row, column), column) if is_grid else width - 1
                    over = f" colspan={last - column + 1}" if last > column else ""
                    parts.append(f"<td{over}>{escape(line[column])}")
                    column = last + 1
            parts.append("</table>")
    return "\n".join(parts).encode("gb18030")


def written_pdf(tables: Printed) -> bytes:
    """A PDF file in a font that PDF itself names: ruled tables, their titles above them, a page for each."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    plain = ParagraphStyle("plain", fontName=_FONT, fontSize=10, leading=16)
    story: list[Any] = []
    for lines in tables:
        cells = [line.split("\t") for line in lines]
        for is_grid, group in groupby(cells, key=lambda line: len(line) > 1):
            rows = list(group)
            if not is_grid:
                story += [platypus.Paragraph(escape(text) or "&nbsp;", plain) for (text,) in rows]
                continue
            width = max(map(len, rows))
            style: list[tuple[Any, ...]] = [
                ("FONT", (0, 0), (-1, -1), _FONT, 9),
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                *(("SPAN", (left, row), (right, row)) for row, left, right in header_spans(_header(rows))),
            ]
            padded = [[*row, *[""] * (width - len(row))] for row in rows]
            story.append(platypus.Table(padded, style=style, repeatRows=len(_header(rows))))
        story.append(platypus.PageBreak())
    buffer = io.BytesIO()
    platypus.SimpleDocTemplate(buffer, pagesize=landscape(A2)).build(story)
    return buffer.getvalue()


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and not text.startswith("0")


def _put(cell: Any, text: str) -> None:
    """Money as a number with a format, a code as a number now and then, everything else as text."""
    if _MONEY.fullmatch(text):
        cell.value = Decimal(text.replace(",", ""))
        cell.number_format = "#,##0.00_ "
    elif _is_whole(text):
        cell.value = int(text)
    elif text:
        cell.value = text
        cell.data_type = "s"  # "=125人" is no formula
