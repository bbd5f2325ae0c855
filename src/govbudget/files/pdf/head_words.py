"""What a header is made of that no line divides (表头词): words, columns, and which words stand over which columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

__all__ = ["Column", "Plan", "Stretch", "Word", "levels_of", "nested"]

Stretch = tuple[int, int]


@frozen
class Word:
    """A header cell: where it begins and ends, and the height of its middle."""

    x0: int
    x1: int
    y: int

    @property
    def middle(self) -> int:
        """The middle between its ends."""
        return self.x0 + self.x1 >> 1


@frozen
class Column:
    """A column: where it prints (None: nothing but its header), how its cells are aligned, its leaf.

    `aligned` has the letters of all that its cells may be: r (to the right), l (to the left), c (centred);
    none where they say nothing, as indented names do.
    """

    stretch: Stretch | None
    aligned: str = "rlc"
    leaf: int = -1
    open: tuple[int, ...] = ()
    named: bool = True
    """Whether it prints words, and not codes or figures alone."""


@frozen
class Plan:
    """The columns from the left, and for words over several columns the word, the first and the last column."""

    columns: list[Column]
    over: list[tuple[int, int, int]]
    sure: bool


def nested(
    levels: Sequence[Sequence[int]],
    options: dict[int, list[tuple[int, int]]],
    over: Sequence[tuple[int, int, int]] = (),
) -> Iterator[list[tuple[int, int, int]]]:
    """All ways to choose a run for each word: on one line one after the other, and none across the end of another."""
    if not levels:
        yield list(over)
        return
    for chosen in _choices(levels[0], [options[i] for i in levels[0]]):
        if all(
            last < begin or end < first or (begin <= first and last <= end)
            for _, first, last in chosen
            for _, begin, end in over
        ):
            yield from nested(levels[1:], options, [*over, *chosen])


def _choices(
    level: Sequence[int], options: Sequence[Sequence[tuple[int, int]]], after: int = -1
) -> Iterator[list[tuple[int, int, int]]]:
    """All ways to choose a run for each word of one line, one after the other."""
    if not level:
        yield []
        return
    for first, last in options[0]:
        if first > after:
            for rest in _choices(level[1:], options[1:], last):
                yield [(level[0], first, last), *rest]


def levels_of(parents: Sequence[int], words: Sequence[Word], height: int) -> Iterator[list[int]]:
    """The words over several columns by the line they stand on, each line from the left."""
    level: list[int] = []
    for i in sorted(parents, key=lambda i: words[i].y):
        if level and words[i].y - words[level[0]].y > height // 3:
            yield sorted(level, key=lambda j: words[j].x0)
            level = []
        level.append(i)
    if level:
        yield sorted(level, key=lambda j: words[j].x0)
