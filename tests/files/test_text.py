"""Bytes become the text they hold, or an error that says what they are instead."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.errors import (
    GarbledTextError,
    GovBudgetError,
    NoTextError,
    NotTextError,
    SourceTooLargeError,
    UndecodableError,
)
from govbudget.files.text import decode
from govbudget.reading.source import check_text

TEXT = "青禾县图书馆\n2024年预算收支总表\n收入\t8.00\t支出\t8.00\n"


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "content")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "gbk", "utf-16-le", "utf-16-be"],
)
def test_every_detected_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16", "utf-8-sig", "big5hkscs"])
def test_stated_encoding_is_used(encoding: str) -> None:
    text = "收入\t8.00\n"
    assert decode(text.encode(encoding), encoding=encoding) == text


def test_stated_encoding_is_the_only_one_tried() -> None:
    with pytest.raises(UndecodableError) as caught:
        decode("算账".encode("gb18030"), encoding="utf-8", name="a.txt")
    assert caught.value.expected == "text in utf-8"
    assert caught.value.found == "byte 0xcb: invalid continuation byte"
    assert caught.value.where == "a.txt, byte offset 0"


@pytest.mark.parametrize("encoding", ["no such encoding", "rot13", "hex"])
def test_unknown_encoding(encoding: str) -> None:
    with pytest.raises(UndecodableError, match="expected an encoding such as utf-8 or gb18030"):
        decode(b"8.00", encoding=encoding)


def test_byte_order_mark_is_no_text() -> None:
    assert not decode(codecs.BOM_UTF8 + TEXT.encode()).startswith("\ufeff")
    assert not decode(codecs.BOM_UTF8 + TEXT.encode(), encoding="utf-8").startswith("\ufeff")


def test_damaged_utf8_is_not_read_as_gb18030() -> None:
    """One damaged character: its bytes happen to be GB18030 too, and would read as another text."""
    data = "图书馆".encode()
    damaged = data[:7] + data[8:] + b"8.00\n"
    assert damaged.decode("gb18030")
    with pytest.raises(UndecodableError) as caught:
        decode(damaged)
    assert caught.value.where == "byte offset 6"
    assert caught.value.expected == "text in utf-8, as most of it is"


def test_undecodable_bytes_give_the_offset_of_the_better_attempt() -> None:
    good = "部门预算".encode("gb18030")
    with pytest.raises(UndecodableError) as caught:
        decode(good + b"\xff\xff", name="b.txt")
    assert caught.value.where == f"b.txt, byte offset {len(good)}"
    assert caught.value.expected == "text in utf-8 or gb18030"
    assert caught.value.found.startswith("byte 0xff")


def test_undecodable_after_a_byte_order_mark() -> None:
    with pytest.raises(UndecodableError, match="as its byte order mark says"):
        decode(codecs.BOM_UTF8 + b"8\xff")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"\r\n%PDF-1.4\n", "a PDF file"),
        (archive("[Content_Types].xml", "word/document.xml"), "a Word document (docx)"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook (xlsx)"),
        (archive("a.txt"), "an archive (zip)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
            "an Office file of the kind before 2007: save it as",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a picture (png)"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "a picture (jpeg)"),
        (b"{\\rtf1\\ansi}", "a rich text file (rtf)"),
        (b"\x1f\x8b\x08", "compressed data (gzip)"),
        (b"<!DOCTYPE html>\n<html></html>", "a web page (HTML)"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(NotTextError) as caught:
        decode(data, name="file")
    assert caught.value.expected == "text"
    assert caught.value.found.startswith(what)
    assert caught.value.where == "file"


def test_nul_byte() -> None:
    with pytest.raises(NotTextError) as caught:
        decode(b"8.00\x00", name="n.txt")
    assert caught.value.where == "n.txt, byte offset 4"
    assert "UTF-16" in caught.value.found


def test_nul_character_in_a_stated_encoding() -> None:
    with pytest.raises(NotTextError, match=r"found a NUL character \(character offset 1\)"):
        decode("8\0".encode("utf-16-le"), encoding="utf-16-le")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\x0c", codecs.BOM_UTF8, "\u3000\n".encode()])
def test_nothing_but_space(data: bytes) -> None:
    with pytest.raises(NoTextError) as caught:
        decode(data, name="empty.txt")
    assert caught.value.where == "empty.txt"
    assert caught.value.expected == "a text"


def test_glyph_numbers() -> None:
    page = "\n(cid:101)(cid:2345)\n(cid:7) 1"
    with pytest.raises(GarbledTextError) as caught:
        decode(page.encode(), name="g.txt")
    assert caught.value.found == "3 glyph numbers such as (cid:101)"
    assert caught.value.where == "g.txt, line 2"


def test_a_few_glyph_numbers_are_a_matter_of_their_part() -> None:
    check_text("2024年预算收支总表\n收入\t8.00\t(cid:7)\n")


def test_too_large() -> None:
    with pytest.raises(SourceTooLargeError) as caught:
        decode(b"12345", limit=4, name="big.txt")
    assert (caught.value.expected, caught.value.found) == ("at most 4 bytes", "5 bytes")


def test_lines_that_end_in_carriage_returns_alone() -> None:
    assert decode(b"a\rb\r") == "a\nb\n"


def test_other_separators_stay() -> None:
    text = "a\r\nb\rc\x0bd\x0ce\u2028f\x85g\r\n"
    assert decode(text.encode()) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), min_size=1))
def test_utf8_and_utf16_bring_back_every_text(text: str) -> None:
    try:
        check_text(text)
    except GovBudgetError:
        return
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(text.encode("gb18030"), encoding="gb18030") == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_stated_error(data: bytes) -> None:
    outcome = read(data)
    if isinstance(outcome, GovBudgetError):
        assert outcome.expected
        assert outcome.found
        assert outcome.where.startswith("x")
    else:
        assert outcome.strip()
        assert "\0" not in outcome


def read(data: bytes) -> str | GovBudgetError:
    try:
        return decode(data, name="x")
    except GovBudgetError as error:
        return error
