"""Workbooks of the kind before 2007: the same rules as for newer ones, and nothing that xlrd lets through."""

from __future__ import annotations

import contextlib
import io
import random
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import xlwt

import govbudget
from govbudget.errors import DamagedError, MissingReaderError, NoTextError, ProtectedError, ReadError
from govbudget.files.xls import read_xls

HEADER = b"\x09\x08\x10\x00\x00\x06\x05\x00\xbb\x0d\xcc\x07\x00\x00\x00\x00\x06\x00\x00\x00"


def book(*fill: Callable[[Any], None]) -> bytes:
    made = xlwt.Workbook(encoding="utf-8")
    for number, each in enumerate(fill, 1):
        each(made.add_sheet(f"表{number}"))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def small(sheet: Any) -> None:
    for row, (label, value) in enumerate(
        (("项目", "合计"), ("教育", "8.00"), ("暗", "9.00"), ("医疗", "1.00"))
    ):
        sheet.write(row, 0, label)
        sheet.write(row, 1, value)


def shown(value: object, code: str) -> str:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, value, xlwt.easyxf(num_format_str=code))

    return read_xls(book(fill)).lines[0].cells[0]


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("6117.8", "#,##0.00", "6,117.80"),
        ("0.1", "General", "0.1"),
        ("123456789.12", "0.00", "123456789.12"),
        ("45292", "yyyy-mm-dd", "2024-01-01"),
        ("0.0523", "0.00%", "5.23%"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    ],
)
def test_numbers_are_read_as_displayed(stored: str, code: str, text: str) -> None:
    assert shown(Decimal(stored), code) == text


def test_what_is_hidden_is_left_out_and_said() -> None:
    def hiding(sheet: Any) -> None:
        small(sheet)
        sheet.row(2).hidden = True

    def hidden(sheet: Any) -> None:
        small(sheet)
        sheet.visibility = 1

    intake = read_xls(book(hiding, hidden))
    assert [line.cells for line in intake.lines] == [("项目", "合计"), ("教育", "8.00"), ("医疗", "1.00")]
    assert [(problem.kind, problem.where) for problem in intake.problems] == [
        ("hidden rows", "sheet 表1"),
        ("hidden sheet", "sheet 表2"),
    ]


def test_errors_and_truths() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, True)
        sheet.row(0).set_cell_error(1, "#REF!")

    intake = read_xls(book(fill))
    assert intake.lines[0].cells == ("TRUE", "#REF!")
    assert [(problem.kind, problem.found) for problem in intake.problems] == [
        ("error in a cell", "#REF! in B1")
    ]


def test_hidden_sheets_alone() -> None:
    def hidden(sheet: Any) -> None:
        small(sheet)
        sheet.visibility = 2

    with pytest.raises(NoTextError, match="hidden sheets alone"):
        read_xls(book(hidden))


def test_a_password() -> None:
    with pytest.raises(ProtectedError):
        govbudget.read(HEADER + b"\x2f\x00\x06\x00\x00\x00\x01\x02\x03\x04\x0a\x00\x00\x00")


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    with pytest.raises(MissingReaderError, match=r"install govbudget\[excel\]"):
        govbudget.read(book(small))


@pytest.mark.parametrize("cut", [600, 1500, 3000])
def test_a_file_cut_off(cut: int) -> None:
    with pytest.raises(DamagedError):
        read_xls(book(small)[:cut])


def test_flipped_bytes_are_read_or_refused() -> None:
    whole = book(small)
    choice = random.Random(7)
    for _ in range(300):
        spoilt = bytearray(whole)
        for _ in range(choice.randint(1, 6)):
            spoilt[choice.randrange(len(spoilt))] = choice.randrange(256)
        with contextlib.suppress(ReadError):
            read_xls(bytes(spoilt))


def test_a_workbook_is_told_by_its_content() -> None:
    def fill(sheet: Any) -> None:
        for row, cells in enumerate(
            (("2024年支出总表",), ("单位：万元",), ("项目", "合计"), ("教育支出", "8.50"))
        ):
            for column, text in enumerate(cells):
                sheet.write(row, column, text)

    doc = govbudget.read(book(fill))
    (figure,) = doc.tables[0].figures
    assert (doc.format, figure.figure.raw, str(figure.figure.place)) == ("xls", "8.50", "表1!B4")
