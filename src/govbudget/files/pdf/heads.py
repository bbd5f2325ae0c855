"""Header words over columns that no line divides (无竖线表头): which column a word stands over.

A word with another one below it stands over several columns; the others, the *leaves*, are the columns' own
headers, one for each, in their order.  Leaf and figures of a column lie in one box, and boxes do not overlap:
whether headers are centred, or begin or end where their boxes do, only some ways to pair columns with leaves
are left.  A column that may have several leaves is *open*; a leaf without a column makes an empty one.

A word over several columns goes to the run of leaves below it whose middle (or beginning, or end) is its own.

>>> plan = heads_over([Column((100, 200), "r"), Column((300, 400), "r")], [Word(110, 190, 50), Word(310, 390, 50)], 20)
>>> [(column.stretch, column.leaf, column.open) for column in plan.columns], plan.over, plan.sure
([((100, 200), 0, ()), ((300, 400), 1, ())], [], True)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Final

from attrs import evolve

from govbudget.files.pdf.head_boxes import boxed
from govbudget.files.pdf.head_words import Column, Plan, Stretch, Word, levels_of, nested

__all__ = ["Column", "Plan", "Word", "heads_over"]

_MOST_COLUMNS: Final = 60
_MOST_PARENTS: Final = 12
_MOST_CHOICES: Final = 200
_ALIGNMENTS: Final = "crl"


def heads_over(
    columns: Sequence[Column],
    words: Sequence[Word],
    height: int,
    pitch: int = 0,
    extent: tuple[int, int] | None = None,
    depths: Sequence[int] | None = None,
) -> Plan:
    """What stands over what; `height` is that of a line, `pitch` the distance of the lines of two rows.

    `extent` and `depths` are as `boxed` takes them.
    """
    boxes = boxed(columns, words, height, extent, depths)
    if not boxes:
        boxes = _shared(columns, words, height, extent, depths)
    if len(boxes) == 1:
        return boxes[0]
    plan = _by_order(columns, words, height, pitch)
    return plan if not boxes else evolve(plan, sure=False)


def _shared(
    columns: Sequence[Column],
    words: Sequence[Word],
    height: int,
    extent: tuple[int, int] | None,
    depths: Sequence[int] | None,
) -> list[Plan]:
    """The same where one word stands over two columns of names: of groups, and of what is in them."""
    found = []
    for i, (one, other) in enumerate(pairwise(columns)):
        if one.stretch and other.stretch and not one.aligned + other.aligned and one.named and other.named:
            both = Column((one.stretch[0], other.stretch[1]), "")
            for plan in boxed([*columns[:i], both, *columns[i + 2 :]], words, height, extent, depths):
                at = next(k for k, column in enumerate(plan.columns) if column.stretch == both.stretch)
                found.append(_parted(plan, at, one, other))
    return found


def _by_order(columns: Sequence[Column], words: Sequence[Word], height: int, pitch: int) -> Plan:
    """What stands over what by the order of words and columns, and by what their alignment leaves possible."""
    leaves, parents = _leaves(columns, words, height)
    leaves.sort(key=lambda i: words[i].middle)
    heads = [words[i] for i in leaves]
    few = max(len(columns), len(heads)) <= _MOST_COLUMNS
    ways, found = _ways(columns, heads, height) if few else ("", [])
    if not ways:
        made = _in_order(columns, words, leaves)
        return Plan(made, _guessed(made, words, parents), sure=False)
    made = []
    taken = [min(options) for options in found]
    for k, leaf in enumerate(leaves):
        if k in taken:
            i = taken.index(k)
            made.append(evolve(columns[i], leaf=leaf, open=tuple(found[i]) if len(found[i]) > 1 else ()))
        else:
            made.append(Column(None, leaf=leaf))
    # What every alignment that is possible for all words says is so.
    every = [_over(made, words, parents, way, height, pitch or height) for way in ways]
    said = [one for one in every if one != []] if parents else [[]]
    over = said[0] if said and all(one == said[0] for one in said) else None
    # A word over one column alone, or over those of another word, may be a line of the other as well.
    runs = [(first, last) for _, first, last in over or ()]
    split = any(first == last for first, last in runs) or len(set(runs)) < len(runs)
    sure = over is not None and not split and len(set(taken)) == len(taken)
    return Plan(made, _guessed(made, words, parents) if over is None else over, sure)


def _parted(plan: Plan, at: int, one: Column, other: Column) -> Plan:
    """The plan with one of its columns taken apart in two that have the same leaf."""
    leaf = plan.columns[at].leaf
    columns = [*plan.columns[:at], evolve(one, leaf=leaf), evolve(other, leaf=leaf), *plan.columns[at + 1 :]]
    columns = [evolve(column, open=tuple(k + (k > at) for k in column.open)) for column in columns]
    over = [(i, first + (first > at), last + (last >= at)) for i, first, last in plan.over]
    return Plan(columns, over, plan.sure)


def _in_order(columns: Sequence[Column], words: Sequence[Word], leaves: Sequence[int]) -> list[Column]:
    """Every column with the leaf nearest to it, and those left over: for a header that does not fit."""
    made = [*columns]
    for leaf in leaves:
        word = words[leaf]
        near = min(
            (i for i, one in enumerate(made) if one.leaf < 0 and one.stretch is not None),
            key=lambda i: abs(sum(made[i].stretch or (0, 0)) - 2 * word.middle),
            default=-1,
        )
        if near < 0:
            made.append(Column(None, leaf=leaf))
        else:
            made[near] = evolve(made[near], leaf=leaf)
    made.sort(key=lambda one: one.stretch[0] if one.stretch else words[one.leaf].x0)
    return made


def _guessed(
    columns: Sequence[Column], words: Sequence[Word], parents: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Words over several columns put over the one they are nearest to, to be kept: in doubt they say nothing."""
    found = []
    for i in parents:
        middles = [
            words[one.leaf].middle if one.leaf >= 0 else sum(one.stretch or (0, 0)) >> 1 for one in columns
        ]
        near = min(range(len(columns)), key=lambda k: abs(middles[k] - words[i].middle))
        found.append((i, near, near))
    return found


def _leaves(columns: Sequence[Column], words: Sequence[Word], height: int) -> tuple[list[int], list[int]]:
    """The words that stand over one column each, and those over several."""
    apart = height // 3
    leaves, parents = [], []
    top = min((word.y for word in words), default=0)
    for i, word in enumerate(words):
        below = [other for other in words if other.y > word.y + apart]
        if any(other.x0 < word.x1 and word.x0 < other.x1 for other in below):
            parents.append(i)
            continue
        left = max((other.x1 for other in below if other.x1 <= word.x0), default=None)
        right = min((other.x0 for other in below if other.x0 >= word.x1), default=None)
        printed = any(
            column.stretch is not None
            and (left is None or column.stretch[0] >= left)
            and (right is None or column.stretch[1] <= right)
            for column in columns
        )
        # Between two words below it and over nothing printed: over both, if it stands as high as words do.
        if left is not None and right is not None and not printed and word.y <= top + apart:
            parents.append(i)
        else:
            leaves.append(i)
    return leaves, parents


def _box(head: Word, column: Column | None, way: str, height: int) -> Stretch | None:
    """The least box around a header and the cells of its column, if headers are aligned so; None: not so."""
    if column is None or column.stretch is None:
        return head.x0, head.x1
    left, right = column.stretch
    x0, x1 = min(left, head.x0), max(right, head.x1)
    near = height // 2
    if way == "u" or (not column.aligned and way != "c"):
        return x0, x1
    if way == "l":
        return (x0, x1) if head.x0 <= left + near else None
    if way == "r":
        return (x0, x1) if head.x1 >= right - near else None
    half = max(head.middle - x0, x1 - head.middle)
    box = head.middle - half, head.middle + half
    if not column.aligned:
        return box
    if "c" in column.aligned and abs(left + right - 2 * head.middle) <= 2 * near:
        return box
    if "r" in column.aligned and right >= box[1] - near:
        return box
    if "l" in column.aligned and left <= box[0] + near:
        return box
    # What is printed may be narrower than its header.
    return box if head.x0 <= left + near and right <= head.x1 + near else None


def _ways(columns: Sequence[Column], heads: Sequence[Word], height: int) -> tuple[str, list[list[int]]]:
    """The alignments of headers that let all columns be paired, and the heads that each column may have."""
    found: list[set[int]] = [set() for _ in columns]
    ways = ""
    for way in (*_ALIGNMENTS, "u"):
        if way == "u" and ways:
            break
        paired = _paired(columns, heads, way, height)
        if all(paired):
            ways += way
            for options, more in zip(found, paired, strict=True):
                options |= more
    return ways, [sorted(options) for options in found]


def _paired(columns: Sequence[Column], heads: Sequence[Word], way: str, height: int) -> list[set[int]]:
    """The same for one alignment of headers."""
    fit = [[_box(head, column, way, height) for head in heads] for column in columns]
    alone = [(head.x0, head.x1) for head in heads]
    slack = height // 4
    # from_left[i][k]: whether columns up to i can be paired with i at head k.
    from_left: list[list[bool]] = []
    for i in range(len(columns)):
        row = []
        for k in range(len(heads)):
            box = fit[i][k]
            good = box is not None and (k == 0 or alone[k - 1][1] <= box[0] + slack)
            if good and box is not None and i:
                good = any(
                    from_left[i - 1][j] and _clear(fit[i - 1][j], alone[j + 1 : k], box, slack)
                    for j in range(k)
                )
            row.append(good)
        from_left.append(row)
    from_right: list[list[bool]] = [[] for _ in columns]
    for i in reversed(range(len(columns))):
        row = []
        for k in range(len(heads)):
            box = fit[i][k]
            good = box is not None and (k + 1 == len(heads) or box[1] <= alone[k + 1][0] + slack)
            if good and box is not None and i + 1 < len(columns):
                good = any(
                    from_right[i + 1][j] and _clear(box, alone[k + 1 : j], fit[i + 1][j], slack)
                    for j in range(k + 1, len(heads))
                )
            row.append(good)
        from_right[i] = row
    return [
        {k for k in range(len(heads)) if from_left[i][k] and from_right[i][k]} for i in range(len(columns))
    ]


def _clear(before: Stretch | None, between: Sequence[Stretch], after: Stretch | None, slack: int) -> bool:
    """Whether boxes stand one after the other."""
    if before is None or after is None:
        return False
    edges = [before, *between, after]
    return all(one[1] <= other[0] + slack for one, other in pairwise(edges))


def _over(
    columns: Sequence[Column],
    words: Sequence[Word],
    parents: Sequence[int],
    ways: str,
    height: int,
    pitch: int,
) -> list[tuple[int, int, int]] | None:
    """The runs of columns that words stand over, none if some word fits nowhere, None if there is doubt about them."""
    if not parents:
        return []
    if ways == "u" or len(parents) > _MOST_PARENTS:
        return None
    lowest = max(words[column.leaf].y for column in columns)
    low = [words[column.leaf].y > lowest - pitch // 4 for column in columns]
    options: dict[int, list[tuple[int, int]]] = {}
    for i in parents:
        # Below a word with no other one below it that lies over several columns are leaves of the lowest line.
        inner = any(
            words[j].y > words[i].y + height // 3 and words[j].x0 < words[i].x1 and words[i].x0 < words[j].x1
            for j in parents
        )
        options[i] = [
            run
            for run in _runs(columns, words, words[i], ways, height, pitch)
            if inner or all(low[run[0] : run[1] + 1])
        ]
    if not all(options.values()):
        return []
    levels = list(levels_of(parents, words, height))
    chosen = list(islice(nested(levels, options), _MOST_CHOICES))
    whole = [one for one in chosen if not _bare(low, one)]
    if len(chosen) > 1 and (not all(low) or all(_are_panels(columns, one) for one in whole)):
        # Where leaves without a word above them stand higher, or words part the table in panels, all others have one.
        chosen = whole
    if len(chosen) != 1 or (not all(low) and not whole):
        return None
    return chosen[0]


def _bare(low: Sequence[bool], chosen: Sequence[tuple[int, int, int]]) -> list[int]:
    """The columns that no word of several lies over though their leaf stands on the lowest line."""
    return [
        i
        for i, is_low in enumerate(low)
        if is_low and not any(first <= i <= last for _, first, last in chosen)
    ]


def _are_panels(columns: Sequence[Column], chosen: Sequence[tuple[int, int, int]]) -> bool:
    """Whether words part the table in panels: each from a column of names to the next such one, or to the end."""
    return len(chosen) > 1 and all(
        not columns[first].aligned and (last + 1 == len(columns) or not columns[last + 1].aligned)
        for _, first, last in chosen
    )


def _runs(
    columns: Sequence[Column], words: Sequence[Word], word: Word, ways: str, height: int, pitch: int
) -> list[tuple[int, int]]:
    """The first and last columns of the runs that a word may stand over."""
    heads = [words[column.leaf] for column in columns]
    below = [4 * (head.y - word.y) > 3 * pitch for head in heads]
    near = 2 * height // 3
    found: dict[tuple[int, int], int] = {}
    for way in ways:
        boxes = [
            _box(head, column, way, height) or (head.x0, head.x1)
            for head, column in zip(heads, columns, strict=True)
        ]
        for first in range(len(columns)):
            for last in range(first, len(columns)):
                if not below[last]:
                    break
                left, right = boxes[first][0], boxes[last][1]
                if left > word.x0 + near or right < word.x1 - near:
                    continue
                off, most = {
                    "c": (abs((left + right >> 1) - word.middle), height // 2),
                    "l": (abs(heads[first].x0 - word.x0), height // 4),
                    "r": (abs(heads[last].x1 - word.x1), height // 4),
                    "u": (abs((left + right >> 1) - word.middle), height // 2),
                }[way]
                if off <= most:
                    found[first, last] = min(off, found.get((first, last), off))
    # A word over one column alone is its leaf's upper line rather than a word over several.
    runs = {run: off for run, off in found.items() if run[0] < run[1]} or found
    best = min(runs.values(), default=0)
    return sorted(run for run, off in runs.items() if 3 * (off - best) < height)
