"""Lists of Chinese words as one writes them, parted by white space."""

from __future__ import annotations

__all__ = ["words"]


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())
