"""A text is cut into lines and cells without losing a character."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.errors import GarbledTextError, NoTextError, NotTextError, ReadError
from govbudget.reading.source import check_text, split_lines


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", [("",)]),
        ("a", [("a",)]),
        ("a\n", [("a",), ("",)]),
        ("a\tb", [("a", "b")]),
        ("a\t\tb\t", [("a", "", "b", "")]),
        ("\ta", [("", "a")]),
        (" a \t　b　", [("a", "b")]),
        ("a\r\nb\r\n", [("a",), ("b",), ("",)]),
        ("a\x0c\nb", [("a",), ("b",)]),
        ("a\u2028b\x0bc", [("a\u2028b\x0bc",)]),
    ],
)
def test_lines_and_cells(text: str, cells: list[tuple[str, ...]]) -> None:
    """Lines end at the line feed alone; cells are stripped; absent is not empty."""
    assert [line.cells for line in split_lines(text)] == cells


def test_every_kind_of_white_space_is_stripped() -> None:
    """A text whose only white space is of a rare kind is stripped of it too."""
    spaces = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isspace() and char not in "\t\n"]
    for space in spaces:
        assert split_lines(f"{space}a{space}\tb")[0].cells == ("a", "b")


@given(st.text(alphabet="ab \t\n\r\x0c　收"))
def test_spans_find_what_was_printed(text: str) -> None:
    """The span of a line and of each of its cells covers just that."""
    lines = split_lines(text)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert line.span.of(text) == line.text
        for index, cell in enumerate(line.cells):
            assert line.cell_span(index).of(text) == cell
        assert line.printed == [(i, cell) for i, cell in enumerate(line.cells) if cell]
        assert line.is_blank == (not line.text.strip())


def test_a_cell_that_is_not_there_has_no_span() -> None:
    """Asking for it is a mistake of the caller."""
    with pytest.raises(IndexError):
        split_lines("a\tb")[0].cell_span(2)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("", NoTextError, "expected a text, found 0 characters of white space"),
        (" \n\t\u3000\n", NoTextError, "expected a text, found 5 characters of white space"),
        ("\ufeff", NoTextError, "expected a text, found 1 characters of white space"),
        ("支出总表\0\n", NotTextError, "expected text, found a NUL character (character offset 4)"),
        (
            "(cid:12)(cid:345)(cid:6)\n收",
            GarbledTextError,
            "expected characters, found 3 glyph numbers such as (cid:12) (line 1)",
        ),
    ],
)
def test_what_is_no_text(text: str, kind: type[ReadError], message: str) -> None:
    """Each kind has its own error, which says what was expected, what was found and where."""
    with pytest.raises(kind) as caught:
        check_text(text)
    assert type(caught.value) is kind
    assert str(caught.value) == message


def test_a_glyph_number_in_a_text_is_text() -> None:
    """Only a text that is mostly glyph numbers is refused."""
    check_text("支出总表 (cid:12) 项目 合计 教育支出")
