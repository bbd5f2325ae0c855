"""Tables of words of which the first that occurs decides (词表): 上年预算数 before 上年预算, both before 预算数.

A header may hold several words of such a table.  The table's order tells which of them counts, wherever they
stand: so longer words come before what they are made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["taker"]

T = TypeVar("T")


def taker(table: Sequence[tuple[str, T]]) -> Callable[[str], tuple[T | None, str]]:
    """A function that takes the first word of a table out of a text: what the word means, and what is left.

    All words are looked for at once, so a word that begins within another one has to come behind it in the table.

    >>> take = taker((("一般公共预算", 1), ("公共预算", 2), ("财政拨款", 3)))
    >>> take("财政拨款公共预算收入"), take("收入")
    ((2, '财政拨款收入'), (None, '收入'))
    """
    meanings = dict(table)
    rank = {text: number for number, text in enumerate(meanings)}.__getitem__
    words = re.compile("|".join(map(re.escape, meanings))).findall

    def take(word: str) -> tuple[T | None, str]:
        found = words(word)
        if not found:
            return None, word
        text = found[0] if len(found) == 1 else min(found, key=rank)
        return meanings[text], word.replace(text, "", 1)

    return take
