"""Headers read by the boxes that words and figures must have stood in, drawn from invented boxes."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govbudget.files.pdf.head_boxes import boxed, lines_above
from govbudget.files.pdf.head_words import Column, Plan, Word
from govbudget.files.pdf.rulings import Ruling

HEIGHT = 1000
PADDING = 400
LINE = 1500


def word(way: str, left: int, right: int, width: int, y: int) -> Word:
    """A word set in a box from left to right."""
    x0 = {
        "l": left + PADDING,
        "c": (left + right - width) // 2,
        "r": right - PADDING - width,
    }[way]
    return Word(x0, x0 + width, y)


def column(right: int, width: int) -> Column:
    """Figures that end at the right of a box."""
    return Column((right - PADDING - width, right - PADDING), "r")


def laid_out(
    way: str, widths: list[int], runs: list[tuple[int, int]], printed: list[bool], *, merged: bool
) -> tuple[list[Column], list[Word]]:
    """A header over columns: leaves, and words over the runs, which are one line higher."""
    edges = [3000, *accumulate(widths, initial=3000)][1:]
    inner = {k for first, last in runs for k in range(first, last + 1)}
    words = []
    for k in range(len(widths)):
        y = 2 * LINE if k in inner or not merged else 3 * LINE // 2
        words.append(word(way, edges[k], edges[k + 1], min(widths[k] - 2 * PADDING, 1500 + 100 * k), y))
    for first, last in runs:
        words.append(word(way, edges[first], edges[last + 1], 1800, LINE))
    columns = [
        column(edges[k + 1], widths[k] - 2 * PADDING - 50 * k) for k in range(len(widths)) if printed[k]
    ]
    return columns, words


def said(plan: Plan) -> tuple[list[int], list[tuple[int, int]]]:
    """The leaves that print something, and the runs of the words over several."""
    leaves = [one.leaf for one in plan.columns if one.stretch is not None]
    return leaves, sorted((first, last) for _, first, last in plan.over)


@st.composite
def headers(draw: st.DrawFn) -> tuple[str, list[int], list[tuple[int, int]], list[bool]]:
    widths = draw(st.lists(st.integers(40, 90), min_size=3, max_size=8))
    first = draw(st.integers(0, len(widths) - 2))
    last = draw(st.integers(first + 1, len(widths) - 1))
    runs = [(first, last)]
    if last + 2 < len(widths) and draw(st.booleans()):
        runs.append((last + 1, draw(st.integers(last + 2, len(widths) - 1))))
    printed = [draw(st.booleans()) for _ in widths]
    assume(any(printed))
    return draw(st.sampled_from("clr")), [100 * width for width in widths], runs, printed


@given(headers(), st.booleans())
def test_one_way_to_read_a_header_is_the_one_it_was_laid_out_in(
    header: tuple[str, list[int], list[tuple[int, int]], list[bool]], merged: bool
) -> None:
    way, widths, runs, printed = header
    columns, words = laid_out(way, widths, runs, printed, merged=merged)
    plans = boxed(columns, words, HEIGHT)
    assert len(plans) <= 2
    if len(plans) == 1:
        assert said(plans[0]) == ([k for k, is_in in enumerate(printed) if is_in], runs)


@pytest.mark.parametrize("way", "clr")
def test_merged_headers_over_full_columns_are_read(way: str) -> None:
    columns, words = laid_out(way, [4000, 6000, 5000, 4500, 7000], [(1, 3)], [True] * 5, merged=True)
    assert [said(plan) for plan in boxed(columns, words, HEIGHT)] == [([0, 1, 2, 3, 4], [(1, 3)])]


def test_a_word_in_the_middle_of_three_columns_and_of_five_is_in_doubt() -> None:
    columns, words = laid_out("c", [5000] * 5, [(1, 3)], [True] * 5, merged=False)
    assert len(boxed(columns, words, HEIGHT)) == 2


def test_the_same_is_in_no_doubt_where_words_of_one_level_stand_at_one_height() -> None:
    columns, words = laid_out("c", [5000] * 5, [(1, 3)], [True] * 5, merged=True)
    assert [said(plan)[1] for plan in boxed(columns, words, HEIGHT)] == [[(1, 3)]]


def test_or_where_a_line_is_drawn_under_the_word() -> None:
    columns, words = laid_out("c", [5000] * 5, [(1, 3)], [True] * 5, merged=False)
    under = Ruling(3 * LINE // 2, 8000, 23000)
    depths = lines_above(words, [Ruling(0, 3000, 28000), under, Ruling(3 * LINE, 3000, 28000)])
    assert depths == [0, 1, 1, 1, 0, 0]
    assert [said(plan)[1] for plan in boxed(columns, words, HEIGHT, None, depths)] == [[(1, 3)]]


def test_columns_that_print_nothing_are_told_by_the_ends_of_the_table() -> None:
    widths = [5000, 5000, 5000, 5000]
    columns, words = laid_out("c", widths, [(2, 3)], [True, False, False, False], merged=True)
    assert [said(plan) for plan in boxed(columns, words, HEIGHT, (3000, 23000))] == [([0], [(2, 3)])]
