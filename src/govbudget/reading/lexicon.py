"""What is remembered of the words of one document while it is read (词语备忘).

Tables repeat their header words, labels and figures many times over.  A `Lexicon` belongs to one document
and is thrown away with it: nothing is kept between documents.

>>> lexicon = Lexicon()
>>> lengths = lexicon.of(len)
>>> lengths["合计"], dict(lexicon.of(len))
(2, {'合计': 2})
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

__all__ = ["Lexicon", "Remembered"]

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V], Generic[K, V]):
    """A function of one value whose answers are kept: `remembered[value]`."""

    __slots__ = ("_function",)

    def __init__(self, function: Callable[[K], V]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: K) -> V:
        function = self._function  # an attribute is found faster than a method
        value = self[key] = function(key)
        return value


class _Nothing:
    """What stands for what is not kept, since None may be."""


_NOTHING = _Nothing()


class Lexicon:
    """The answers that pure functions gave on the words of one document."""

    def __init__(self) -> None:
        self._known: dict[Callable[..., Any], Remembered[Any, Any]] = {}
        self._kept: dict[Hashable, Any] = {}

    def of(self, function: Callable[[K], V]) -> Remembered[K, V]:
        """The answers of a function, which has to give the same answer to the same value always."""
        known = self._known.get(function)
        if known is None:
            known = self._known[function] = Remembered(function)
        return known

    def kept(self, key: Hashable, make: Callable[[], V]) -> V:
        """What was made under a key before, or what `make` makes now.

        >>> lexicon = Lexicon()
        >>> lexicon.kept("合计", lambda: 8), lexicon.kept("合计", lambda: 9)
        (8, 8)
        """
        kept: V | _Nothing = self._kept.get(key, _NOTHING)
        if isinstance(kept, _Nothing):
            kept = self._kept[key] = make()
        return kept
