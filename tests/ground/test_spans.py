"""Places are for people, spans for proof."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.spans import Place, Span


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(line=7), "line 7"),
        (Place(line=7, cell=2), "line 7, cell 2"),
        (Place(line=7, page=3), "page 3, line 7"),
        (Place(line=7, cell=2, page=3), "page 3, line 7, cell 2"),
        (Place(line=7, line_end=9), "lines 7-9"),
        (Place(line=7, line_end=7), "line 7"),
    ],
)
def test_a_place_reads_well(place: Place, text: str) -> None:
    """Page, lines and cell, as far as they are known."""
    assert str(place) == text
    assert eval(repr(place), {"Place": Place}) == place


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((0, 4), (4, 9), False),
        ((0, 5), (4, 9), True),
        ((4, 9), (0, 5), True),
        ((2, 3), (0, 9), True),
        ((0, 9), (2, 3), True),
        ((0, 1), (5, 6), False),
    ],
)
def test_spans_overlap_where_they_share_a_character(
    one: tuple[int, int], other: tuple[int, int], shared: bool
) -> None:
    """The end is not in the span."""
    assert Span(*one).overlaps(Span(*other)) is shared


@given(st.text(max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_a_span_covers_its_characters(text: str, start: int, length: int) -> None:
    """`of` cuts them out, `len` counts them."""
    span = Span(start, start + length)
    assert span.of(text) == text[start : start + length]
    assert len(span) == length
