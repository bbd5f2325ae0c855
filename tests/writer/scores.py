"""How well invented tables were read, figure by figure: right, ambiguous, wrong, lost.

`other column` counts the wrong ones that stand in their row, under another column; `misplaced` those of which
the reading says without a doubt that they stand where they do not, be it the column or the row that is wrong.

A figure is right with its table, its row (panel, group, name, code), its column and its value; ambiguous if it
says so and has all but the column; wrong if its value stands anywhere else in the table; else lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from tests.writer.document import Reading

__all__ = ["score"]


def score(expected: Reading, found: Reading) -> tuple[Counter[str], list[str]]:
    """The counts of what was read right and of every kind of fault, and the faults in words.

    >>> score([("k", "t", False), (1, None, "", "a", "", "", "r", (("c", "5"),))],
    ...       [("k", "t", False), (1, None, "", "a", "", "", "r", (("?", "5"),))])[0]
    Counter({'ambiguous': 1})
    """
    result: Counter[str] = Counter()
    faults: list[str] = []
    by_title: dict[object, list[list[Any]]] = defaultdict(list)
    for table in _tables(found):
        by_title[table[0][1]].append(table)
    for head, *rows in _tables(expected):
        read = by_title[head[1]].pop(0) if by_title[head[1]] else [head]
        if len(read) == 1 and rows:
            faults.append(f"table lost: {head}")
        elif read[0] != head:
            result["heads"] += 1
            faults.append(f"head: {head} read {read[0]}")
        _compare(rows, read[1:], head[1], result, faults)
    extra = [table[0] for tables in by_title.values() for table in tables]
    if extra:
        result["tables too many"] += len(extra)
        faults.append(f"too many: {extra}")
    return +result, faults


def _tables(reading: Reading) -> list[list[Any]]:
    tables: list[list[Any]] = []
    for line in reading:
        if len(line) == 3:
            tables.append([line])
        else:
            tables[-1].append(line)
    return tables


def _compare(
    rows: Sequence[Any], read: Sequence[Any], title: object, result: Counter[str], faults: list[str]
) -> None:
    wanted, got = _figures(rows), _figures(read)
    right = wanted & got
    result["right"] += sum(right.values())
    wanted -= right
    got -= right
    for key, column, value in list(wanted.elements()):
        if got[key, "?", value]:
            got[key, "?", value] -= 1
            wanted[key, column, value] -= 1
            result["ambiguous"] += 1
            faults.append(f"ambiguous: {title} {key} {column} {value}")
    left = Counter(value for _, _, value in got.elements())
    result["misplaced"] += _misplaced(wanted, got)
    for key, column, value in wanted.elements():
        kind = "wrong" if left[value] else "lost"
        result["other column"] += any(one[0] == key and one[2] == value and one[1] != "?" for one in got)
        left[value] -= bool(left[value])
        result[kind] += 1
        faults.append(
            f"{kind}: {title} {key} {column} {value}: {[one for one in got if one[2] == value][:2]}"
        )
    result["too many"] += sum(left.values())
    if +left:
        faults.append(f"too many: {title} {[one for one in got if left[one[2]]][:3]}")
    names = Counter(map(_key, rows)) - Counter(map(_key, read))
    result["names lost"] += sum(names.values())
    if names:
        faults.append(f"names: {title} {list(names)[:4]}, read {list(Counter(map(_key, read)))[:40]}")


def _misplaced(wanted: Counter[tuple[Any, str, str]], got: Counter[tuple[Any, str, str]]) -> int:
    """How many of the figures missed are read, without a doubt, at another place; the role of a row is no place."""
    asked = Counter((key[:-1], column, value) for key, column, value in wanted.elements())
    read = Counter((key[:-1], column, value) for key, column, value in got.elements() if column != "?")
    missed = Counter(value for _, _, value in (asked - read).elements())
    return (missed & Counter(value for _, _, value in (read - asked).elements())).total()


def _key(row: Any) -> Any:
    """Panel, group, name, second name, code and role of a row."""
    return row[1:7]


def _figures(rows: Sequence[Any]) -> Counter[tuple[Any, str, str]]:
    return Counter((_key(row), column, value) for row in rows for column, value in row[7])
