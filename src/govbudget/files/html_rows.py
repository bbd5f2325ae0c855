"""Rows of a web page that are no table (无表格标签的行): elements side by side that hold equally many cells.

Pages are laid out by styles that stand elsewhere: an element for each row, and in it an element for each cell,
blank ones too.  Elements next to one another that all hold the same number of cells, with figures in some, are
the rows of a table.

>>> from govbudget.files.html import read_html
>>> row = "<div><div>教育支出</div><div>8.00</div><div></div></div>"
>>> [line.cells for line in read_html(2 * row + row.replace("8.00", "")).lines]
[('教育支出', '8.00', ''), ('教育支出', '8.00', ''), ('教育支出', '', '')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

__all__ = ["HOLDERS", "rows_in"]

_Node = Any
"""An element or a text, as the parser of pages gives them."""

HOLDERS: Final = frozenset({"article", "body", "div", "dl", "li", "main", "ol", "section", "ul"})
"""The elements that may hold rows or be one."""

_CELLS: Final = frozenset({"dd", "div", "dt", "li", "p"})
_IN_CELLS: Final = frozenset({"br", "inline", "input"})
_FEWEST: Final = 3
_DEEPEST: Final = 3
_FIGURE: Final = re.compile(r"\s*(?:[-+]?\d[\d,]*(?:\.\d+)?[%％]?|[-—]+)\s*")


def rows_in(parent: _Node, kind_of: Callable[[_Node], str]) -> dict[int, str]:
    """What the children of an element are, and theirs: tr or td, by the number of the element."""
    found: dict[int, str] = {}
    run: list[list[_Node]] = []
    rows: list[int] = []
    for child in [*_children(parent), None]:
        cells = [] if child is None else _cells(child, kind_of)
        if run and len(run[0]) != len(cells):
            if len(run) >= _FEWEST and any(_FIGURE.fullmatch(cell.text()) for row in run for cell in row):
                found.update(dict.fromkeys(rows, "tr"))
                found.update((cell.mem_id, "td") for row in run for cell in row)
            run, rows = [], []
        if child is not None and cells:
            run.append(cells)
            rows.append(child.mem_id)
    return found


def _children(node: _Node) -> Iterator[_Node]:
    """The elements in an element, and text that stands between them."""
    child = node.child
    while child is not None:
        if child.is_element_node or (child.is_text_node and (child.text_content or "").strip()):
            yield child
        child = child.next


def _cells(row: _Node, kind_of: Callable[[_Node], str]) -> list[_Node]:
    """The cells of an element, if it holds two or more of them and nothing else."""
    if row.is_text_node or row.tag not in HOLDERS or kind_of(row) not in HOLDERS:
        return []
    cells = list(_children(row))
    if len(cells) < 2 or not all(_is_cell(cell, kind_of, 0) for cell in cells):
        return []
    return cells


def _is_cell(node: _Node, kind_of: Callable[[_Node], str], depth: int) -> bool:
    """Whether an element holds text alone, or one such element."""
    if node.is_text_node or node.tag not in _CELLS or kind_of(node) not in _CELLS:
        return False
    inside = [child for child in _children(node) if child.is_text_node or kind_of(child) not in _IN_CELLS]
    inner = [child for child in inside if not child.is_text_node]
    if not inner:
        return True
    return len(inside) == 1 and depth < _DEEPEST and _is_cell(inner[0], kind_of, depth + 1)
