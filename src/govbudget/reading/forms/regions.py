"""Where the performance forms of a document stand (绩效目标表的范围), line by line.

A form is found by lines that no table has: a label such as 立项依据 or 项目属性 before its value, or a header
with 一级指标 and 二级指标.  From there it reaches up to its title and year, and down over fields, grid and signatures.
Blank lines, drawn rules, page numbers and section headings do not end it; a title, or the name of a further
project, does.  A form may have lost its title or its end.

>>> from govbudget.reading.source import split_lines
>>> form = "阅览室绩效目标表\\n(2024年)\\n项目名称\\t改造\\n立项依据\\t通知\\n一级指标\\t二级指标\\t三级指标\\n\\t数量"
>>> form_regions(split_lines(f"一、说明\\n\\n{form}\\n\\n二、其他"))
[range(2, 8)]
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from govbudget.model.levels import level_class
from govbudget.reading.forms.headers import heads_indicators, is_header, may_open_column
from govbudget.reading.forms.headings import PAGE, is_page_number, is_prose
from govbudget.reading.forms.labels import RULE, find_label, is_rule
from govbudget.reading.forms.layout import Column
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.vocabulary import Role
from govbudget.reading.source import SourceLine
from govbudget.text import fold, without_brackets

__all__ = ["form_regions"]

_LEVEL2, _NAME, _TARGET = Column.LEVEL2, Column.NAME, Column.TARGET


class _Kind(enum.Enum):
    """What a line may be, by its first printed cell."""

    OTHER = 0
    STRONG = 1
    """A label that stands in forms only."""
    NAMING = 2
    """The label that names the project or department: a further one begins a further form."""
    WEAK = 3
    """Any other label of a form, or a label with its value in the same cell."""
    SIGNATURE = 4
    HEADER = 5
    LEVEL = 6
    TITLE = 7
    YEAR = 8
    NEUTRAL = 9
    """A drawn rule or a page number."""


class _State(enum.Enum):
    OUTSIDE = 0
    FIELDS = 1
    GRID = 2
    FOOT = 3


# A member of an enumeration costs ten times as much to look up as a name of the module.
_OTHER, _STRONG, _NAMES, _WEAK, _SIGNATURE, _HEADER, _LEVEL, _TITLE, _YEAR, _NEUTRAL = _Kind
_OUTSIDE, _FIELDS, _GRID, _FOOT = _State
_TAKEN_IN: Final = (_HEADER, _STRONG, _NAMES)
_LABELS: Final = (_NAMES, _WEAK, _STRONG, _SIGNATURE)
_NAMING: Final = (Column.NAME, Column.LEVEL2)
_NEUTRAL_SIGNS: Final = RULE | PAGE
_PATIENCE: Final = 4
_REACH: Final = 12
"""So many lines below its title a form may begin that has no label anybody knows before its grid."""


def form_regions(lines: Sequence[SourceLine], memo: Memo | None = None) -> list[range]:
    """The ranges of line indexes that are performance forms, in order, never overlapping."""
    scan = _Scan(lines, Memo() if memo is None else memo)
    kinds: dict[str, _Kind] = {}
    open_: _State | None = _OUTSIDE
    for index, line in enumerate(lines):
        cells = line.cells
        first = cells[0] or next(filter(None, cells), "")
        if not first:
            continue
        kind = kinds.get(first)
        if kind is None:
            kind = kinds[first] = scan.kind_of(first)
        # Most lines only go on with what is open: they are taken here, without a call.
        if open_ is _GRID:
            if kind is _LEVEL or (kind is _OTHER and cells.count("") < len(cells) - 1):
                scan.last = index
                continue
        elif open_ is _FIELDS:
            if kind is _OTHER and "标值" in line.text and scan.heads_indicators(cells):
                kind = _HEADER
            elif kind is _WEAK or (kind is _OTHER and cells.count("") < len(cells) - 1):
                scan.last = index
                continue
            if kind is _STRONG:
                scan.strong(index, first)
                continue
        elif open_ is _OUTSIDE and kind is _OTHER and first[-1] != "表":
            continue
        open_ = scan.take(index, first, kind, cells)
    scan.close()
    return scan.found


class _Scan:
    """The state of one walk over the lines."""

    def __init__(self, lines: Sequence[SourceLine], memo: Memo) -> None:
        self.found: list[range] = []
        self._lines = lines
        self._memo = memo
        self._state = _OUTSIDE
        self._start = self.last = self._cores = 0
        self._seen: list[str] = []
        self._doubt = 0
        self._name_column = 0
        self._head: int | None = None
        self._run: int | None = None
        self._single: int | None = None

    def kind_of(self, text: str) -> _Kind:
        """What a line is whose first printed cell has this text."""
        memo = self._memo
        hit = memo.labels[text] = find_label(text)  # asked for once
        column = memo.headers[text] if may_open_column(text) else None
        if column is not None and column is not _TARGET:
            return _HEADER
        if hit is not None:
            label = hit.label
            if hit.value and not label.signs:
                return _WEAK
            if label.signs:
                return _SIGNATURE
            if label.names_form:
                return _NAMES
            return _STRONG if label.strong else _WEAK
        if level_class(text) is not None:
            return _LEVEL
        if text[0] in _NEUTRAL_SIGNS and (is_rule(text) or is_page_number(text)):
            return _NEUTRAL
        if is_prose(text):
            return _OTHER
        # Years and titles are asked for only where a character stands that they cannot do without.
        if "年" in text and memo.years[text] is not None:
            return _YEAR
        return _TITLE if ("绩" in text or "申" in text) and memo.titles[text] else _OTHER

    def take(self, index: int, first: str, kind: _Kind, cells: tuple[str, ...]) -> _State | None:
        """Take one line that prints something; what is open then, or None while something is in doubt."""
        if kind is _HEADER and not self._is_header(index, cells):
            kind = _OTHER
        if kind in (_TITLE, _NEUTRAL) and _printed(cells) > 1 and not is_rule(first):
            kind = _OTHER
        if kind is not _NEUTRAL:
            if self._state is _OUTSIDE:
                self._outside(index, first, kind, cells)
            else:
                self._inside(index, first, kind, cells)
        if self._doubt or self._head is not None or self._run is not None or self._single is not None:
            return None
        return self._state

    def strong(self, index: int, first: str) -> None:
        """Take a label that stands in forms only, among the fields of a form."""
        self.last = index
        self._cores += 1
        self._seen.append(first)

    def close(self) -> None:
        """End the form that is open, if it is one."""
        if self._state is not _OUTSIDE and self._cores > 1:
            self.found.append(range(self._start, self.last + 1))
        self._state = _OUTSIDE
        self._run = self._single = None

    def heads_indicators(self, cells: tuple[str, ...]) -> bool:
        """Whether a row is a header of indicators that begins with a head nobody knows: 活动, 任务."""
        return heads_indicators([self._memo.headers[cell] for cell in cells if cell])

    def _is_header(self, index: int, cells: tuple[str, ...]) -> bool:
        columns = [self._memo.headers[cell] for cell in cells if cell]
        if heads_indicators(columns):
            return True
        if not is_header(columns) or not (_NAME in columns or _LEVEL2 in columns):
            return False
        return cells.count("") < 2 or not self._is_below_heads(index, cells)

    def _is_below_heads(self, index: int, cells: tuple[str, ...]) -> bool:
        """Whether a header goes on with the heads of a table above it, one form of which is a row (`listing`).

        Such heads stand side by side before the grid, as labels in a form never do.
        """
        first = next(at for at, cell in enumerate(cells) if cell)
        above = next((number for number in range(index - 1, -1, -1) if any(self._lines[number].cells)), index)
        return any(
            self._is_head(left) and self._is_head(right)
            for left, right in pairwise(self._lines[above].cells[:first])
        )

    def _is_head(self, cell: str) -> bool:
        """Whether a cell is a label without a value, and heads no others."""
        hit = self._memo.labels[cell] if cell else None
        if cell and hit is None:
            # Names of projects and units have heads of many wordings.
            return without_brackets(fold(cell)).endswith("名称")
        return hit is not None and not hit.value and hit.label.role is not Role.GROUP

    def _outside(self, index: int, first: str, kind: _Kind, cells: tuple[str, ...]) -> None:
        if kind is _TITLE:
            self._head, self._run = index, None
        elif kind is _YEAR and _printed(cells) == 1:
            if self._head is None:
                self._head = index if self._single is None else self._single
        elif kind is _HEADER or (kind is _STRONG and len(cells) > 1) or self._opens_grid(kind, first, cells):
            self._open(index, first, kind, cells)
        elif kind in _LABELS:
            if kind is _NAMES and self._head is not None and len(cells) > 1 and _printed(cells) <= 4:
                self._open(index, first, kind, cells)
            elif self._run is None:
                self._run = index
        elif not self._may_follow_title(index, first, cells):
            self._head = self._run = None
            self._single = index if first.endswith("表") and _printed(cells) == 1 else None
            return
        if kind is not _YEAR:
            self._single = None

    def _may_follow_title(self, index: int, first: str, cells: tuple[str, ...]) -> bool:
        """Whether a line without a word of forms may stand between the title of a form and its first known label."""
        if self._head is None or index - self._head > _REACH or first.endswith("表"):
            return False
        # （含绩效目标） below a title goes on with it.
        bracketed = first[0] in "(（" and first[-1] in ")）"
        return bracketed or _printed(cells) > 1 or self._run is not None

    def _opens_grid(self, kind: _Kind, first: str, cells: tuple[str, ...]) -> bool:
        """Whether a row of levels begins a form that was cut off at its head."""
        if kind is not _LEVEL or not first.endswith(("指标", "目标", "指")) or _printed(cells) < 3:
            return False
        second = next(cell for cell in cells[cells.index(first) + 1 :] if cell)
        letter = self._memo.classes[first]
        return letter == "2" or self._memo.classes[second] in "2a"

    def _open(self, index: int, first: str, kind: _Kind, cells: tuple[str, ...]) -> None:
        begins = [at for at in (self._head, self._run) if at is not None]
        behind = self.found[-1].stop if self.found else 0
        self._start = max(min(begins, default=index), behind)
        self._head = self._run = None
        self._state, self._cores, self._doubt = _FIELDS, 0, 0
        self._seen = []
        for earlier in range(self._start, index):
            self._seen.extend(filter(None, self._lines[earlier].cells[:2]))
        self._core(index, first, kind, cells)

    def _core(self, index: int, first: str, kind: _Kind, cells: tuple[str, ...]) -> None:
        """A line that proves to be of the form."""
        self.last, self._doubt = index, 0
        self._head = self._run = None
        self._cores += 1
        if kind is _HEADER:
            self._state = _GRID
            self._cores += 1
            headers = self._memo.headers
            named = [at for at, cell in enumerate(cells) if cell and headers[cell] in _NAMING]
            self._name_column = named[0] if named else 1
        elif kind is _LEVEL:
            self._state = _GRID
        elif kind is _SIGNATURE and self._state is _GRID:
            self._state = _FOOT
        elif kind in (_STRONG, _NAMES):
            self._seen.append(first)

    def _inside(self, index: int, first: str, kind: _Kind, cells: tuple[str, ...]) -> None:
        if self._starts_another(kind, first):
            start = self._run
            self.close()
            self._run = start
            self._outside(index, first, kind, cells)
            return
        if kind is _TITLE or (kind is _YEAR and self._head is not None):
            # The title of the next form, or of this one on its next page: the next line of a form tells.
            if kind is _TITLE:
                self._head, self._run = index, None
            self._doubt += 1
        elif self._belongs(kind, first, cells):
            self._core(index, first, kind, cells)
        elif kind is _WEAK and self._state in (_GRID, _FOOT):
            self._run = index if self._run is None else self._run
            if self._doubt == 0 and self._head is None and len(cells) > 1:
                self.last = index
        elif self._doubt == 0 and self._head is None and self._goes_on(cells):
            self.last, self._run = index, None
        else:
            self._doubt += 1
            self._run = None
            if self._doubt > _PATIENCE or self._head is not None or self._state is _FOOT:
                head = self._head
                self.close()
                self._head = head
                self._outside(index, first, kind, cells)

    def _starts_another(self, kind: _Kind, first: str) -> bool:
        """Whether a line is the first of a further form."""
        if kind is _NAMES or kind is _STRONG:
            if self._head is not None:
                return True
            in_fields = self._state is _FIELDS
            if kind is _NAMES:
                return not in_fields or self._is_seen(first)
            return not in_fields and self._is_seen(first)
        if kind is _HEADER:
            return self._state is _FOOT
        return kind is _WEAK and self._head is not None

    def _is_seen(self, first: str) -> bool:
        """Whether the form has this label already."""
        labels = self._memo.labels
        hit = labels[first]
        return hit is not None and any(
            seen is not None and seen.key == hit.key for seen in map(labels.__getitem__, self._seen)
        )

    def _belongs(self, kind: _Kind, first: str, cells: tuple[str, ...]) -> bool:
        """Whether a line is surely of the form that is open, even behind lines in doubt."""
        if kind in _TAKEN_IN:
            return True
        if kind is _SIGNATURE:
            return self._head is None
        if kind is _WEAK:
            return self._state is _FIELDS and (self._doubt == 0 or len(cells) > 1)
        if kind is _LEVEL:
            sure = first.endswith(("指标", "目标", "指")) or self._memo.classes[first] == "1"
            return self._state is not _FOOT and (sure or (self._doubt == 0 and self._head is None))
        return False

    def _goes_on(self, cells: tuple[str, ...]) -> bool:
        """Whether a line without a word of forms goes on with the form above it."""
        if self._state is _FOOT:
            return False
        if _printed(cells) > 1:
            return True
        if self._state is _FIELDS:
            return len(cells) > 1 and not cells[0]
        if self._state is _GRID and len(cells) > 1:
            column = next(at for at, cell in enumerate(cells) if cell)
            return column >= max(self._name_column - 1, 1)
        return False


def _printed(cells: tuple[str, ...]) -> int:
    return len(cells) - cells.count("")
