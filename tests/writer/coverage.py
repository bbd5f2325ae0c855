"""The proof that nothing was lost: every printed character of a text lies in exactly one block."""

from __future__ import annotations

import itertools

from govbudget.model.disclosure import Disclosure

__all__ = ["lost", "printed_twice"]


def lost(text: str, doc: Disclosure) -> list[str]:
    """The stretches of printed characters that no block of the disclosure covers.

    A byte order mark is no printed character.
    """
    gaps = []
    end = 0
    for span in sorted((block.span for block in doc.blocks), key=lambda span: span.start):
        gaps.append(text[end : span.start])
        end = max(end, span.end)
    gaps.append(text[end:])
    return [gap for gap in gaps if gap.strip().strip("\ufeff")]


def printed_twice(text: str, doc: Disclosure) -> list[str]:
    """The stretches of printed characters that more than one block covers."""
    spans = sorted((block.span for block in doc.blocks), key=lambda span: (span.start, span.end))
    shared = (text[later.start : min(earlier.end, later.end)] for earlier, later in itertools.pairwise(spans))
    return [stretch for stretch in shared if stretch.strip()]
