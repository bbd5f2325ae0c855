"""会议费 and 培训费 in tables of official expenses (“三公”经费以外的行): beside these, whatever sum is above them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from govbudget.reading.printed import PrintedRow

__all__ = ["is_beside_official", "leave_official"]


def is_beside_official(whole: str, bare: str) -> bool:
    """Whether a row stands beside the official expenses, and not among them, by its words.

    >>> is_beside_official('"三公"经费小计', "会议费"), is_beside_official("合计", "会议费")
    (True, False)
    """
    return "三公" in whole and bare in ("会议费", "培训费")


def leave_official(
    rows: Sequence[PrintedRow],
    parents: list[int | None],
    totals: Collection[int],
    confirmed: Callable[[int, Sequence[int]], bool | None],
) -> None:
    """Put such rows beside the total of the official expenses that they stand below, unless the sums confirm it."""
    official = [total for total in totals if "三公" in rows[total].folded]
    found = [
        (position, parent)
        for position, parent in enumerate(parents)
        if parent in official and is_beside_official(rows[parent].folded, rows[position].name.bare)
    ]
    for whole in {parent for _, parent in found}:
        if confirmed(whole, [position for position, parent in enumerate(parents) if parent == whole]):
            continue
        for position, parent in found:
            if parent == whole:
                parents[position] = parents[whole]
