"""Widths as terminals show them, and text that no terminal and no encoding chokes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.exports.terminal import clip, display_width, fit, pad


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("8.00", 4), ("预算", 4), ("（一）", 6), ("e\u0301", 1), ("○│", 2), ("ａ", 2)],
)
def test_width(text: str, width: int) -> None:
    assert display_width(text) == width


@given(st.text(max_size=20), st.integers(2, 30))
def test_clip_and_pad_keep_to_the_width(text: str, width: int) -> None:
    clipped = clip(text, width)
    assert display_width(clipped) <= width
    assert display_width(pad(clipped, width)) == width
    assert pad(clipped, width, right=True).endswith(clipped)
    if display_width(text) <= width:
        assert clipped == text


@given(st.text(), st.sampled_from(["gbk", "utf-8", "ascii", "cp936", "latin-1"]))
def test_what_fits_can_be_printed(text: str, encoding: str) -> None:
    shown = fit(text, encoding)
    assert shown.encode(encoding).decode(encoding) == shown
    assert shown.isprintable() or "\u3000" in shown or "\xa0" in shown or encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("预算\t收入\n", "预算 收入 "),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\u202eb", "a\\u202eb"),
        ("\udcff", "\\udcff"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_steers_a_terminal_is_shown_instead(text: str, shown: str) -> None:
    assert fit(text) == shown


def test_marks_of_the_house_are_in_gbk() -> None:
    marks = "√×○●≈─│"
    assert fit(marks, "gbk") == marks
