"""Tables of words of which the first that occurs decides: all words are looked for at once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.reading import stages, words
from govbudget.reading.first_words import taker

TABLES: Sequence[Sequence[tuple[str, object]]] = (words._FUNDS, words._NATURES, stages._PHASES)


def one_by_one(table: Sequence[tuple[str, object]], word: str) -> tuple[object | None, str]:
    """What `taker` promises, said plainly."""
    for text, meaning in table:
        if text in word:
            return meaning, word.replace(text, "", 1)
    return None, word


@pytest.mark.parametrize("table", TABLES)
def test_words_that_share_signs_are_taken_in_the_order_of_the_table(
    table: Sequence[tuple[str, object]],
) -> None:
    take = taker(table)
    texts = [text for text, _ in table]
    for left in texts:
        for right in texts:
            for shared in range(min(len(left), len(right)) + 1):
                if left.endswith(right[:shared]):
                    word = left + right[shared:]
                    assert take(word) == one_by_one(table, word)


@given(st.data())
def test_any_words_of_a_table_are_taken_in_its_order(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    pieces = [*(text for text, _ in table), *{sign for text, _ in table for sign in text}, "专项", "(元)"]
    word = "".join(data.draw(st.lists(st.sampled_from(sorted(pieces)), max_size=6)))
    assert taker(table)(word) == one_by_one(table, word)
