"""What a printed row says (行的读取): its label, group, names and codes, and its cells.

The cells of a row are read by the role of their columns.  A panel that prints a merged group cell beside
its items has two columns under one header word: where both print, the first is the group; the group is
filled down; a cell that stands alone is the label.  Two columns with header words of their own are
parallel names (department and government item), and the first is the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field

from govbudget.codes.types import Code, CodeKind
from govbudget.errors import CodeError
from govbudget.model.problems import Problem
from govbudget.model.tables import Column
from govbudget.money import Unit
from govbudget.reading.cells import CellReader
from govbudget.reading.codes_before_names import Before, codes_before, is_code_of
from govbudget.reading.codes_in_rows import CodeReader, before_name, code_kind, make_code, ordered
from govbudget.reading.columns import Layout, PanelLayout
from govbudget.reading.grid import GridRow
from govbudget.reading.header import is_redaction
from govbudget.reading.lexicon import Remembered
from govbudget.reading.printed import Name, PrintedRow, name_of
from govbudget.reading.words import is_owner_word, is_total_word
from govbudget.records import maker
from govbudget.text import fold, squeeze

__all__ = ["PanelReader"]


_printed_row: Final = maker(PrintedRow)
_CLASS: Final = re.compile(
    r"(?:项目|支出|资金|经费|采购|服务|资产|债券)?(?:品目)?(?:类型|类别|大类|性质|种类)|(?:项目|资产)分类"
)
# Beside the name of a project, the name of the code it is booked under is not the row's own.
_PROJECT_NAME: Final = re.compile(r"(?:预算|支出|具体)?项目名称(?:\(.*\))?")
_LEVEL: Final = re.compile(r"[一二三四]级(?:目录|分类|名称|品目|类别)?")
"""The heads of columns that print the levels of one name, the row's own last."""
_CODED_NAME: Final = re.compile(r"(?:编码|代码|编号).{0,2}名称|科目|(?:功能|经济)分类")
"""Heads of columns of names that have codes before them, or are those of a classification."""
_CODE_NAME: Final = re.compile(
    r"(?:部门|政府)?(?:预算|支出)*(?:功能|经济)?(?:分类)?科目(?:名称)?|(?:支出)?(?:功能|经济)分类(?:名称)?"
)


@define
class PanelReader:
    """Reads the rows of one panel, top down."""

    layout: Layout
    panel: PanelLayout
    columns: Sequence[Column]
    offset: int
    """The position of the panel's first column in the table's list of columns."""
    unit: Unit | None
    where: str
    problems: list[Problem] = field(factory=list)
    unread: list[tuple[GridRow, int]] = field(factory=list)
    _codes: list[tuple[tuple[int, ...], CodeReader]] = field(init=False)
    _merged: bool = field(init=False)
    _class: bool = field(init=False)
    _project: int | None = field(init=False)
    """The position, among a row's own names, of a project's name behind the name of a code."""
    _owners: frozenset[int] = field(init=False)
    """The positions, among the columns of names, of those that hold units beside the rows' own names."""
    _owner: str = field(init=False, default="")
    _beside: tuple[int, ...] = field(init=False)
    """The columns of numbers and remarks that may print the word for a total: those before the names."""
    _embedded: frozenset[int] = field(init=False)
    _group: str = field(init=False, default="")
    _cells: CellReader = field(init=False)
    _names: Remembered[str, Name] = field(init=False)
    _folds: Remembered[str, str] = field(init=False)
    _named: set[str] = field(init=False, factory=set)
    """Names printed in code columns beside their codes: read, though a column of names gives the label."""

    def __attrs_post_init__(self) -> None:
        lexicon = self.layout.lexicon
        self._names = lexicon.of(name_of)
        self._folds = lexicon.of(fold)
        self._cells = CellReader.of(
            self.panel,
            self.columns,
            self.offset,
            self.unit,
            self.layout.open_shifts,
            lexicon,
            [panel for panel in self.layout.panels if panel.start >= self.panel.end],
            self.layout.doubtful,
        )
        self._codes = list(_code_groups(self.layout, self.panel))
        first = self.panel.names[0] if self.panel.names else self.panel.start
        self._beside = (*self.panel.ordinals, *[column for column in self.panel.words if column < first])
        self._owners = frozenset()
        self._class = self._merged = False
        self._project = None
        # Only beside another may a column of names hold units, classes, groups or projects.
        classes = self._divide_names() if len(self.panel.names) > 1 else []
        self._embedded = frozenset(
            [column for column in self.panel.names if column not in classes and self._prints_codes(column)]
        )

    def _prints_codes(self, column: int) -> bool:
        """Whether the names of a column have their codes before them; that it is open is said."""
        before, rows = _digits_before(self.layout, self.panel, column)
        if before is Before.OPEN:
            texts = "; ".join(squeeze(row.cell(column) or "") for row in rows)
            expected = "names, or codes before names"
            self.problems.append(self._problem("ambiguous label", expected, texts, rows[0], column))
        return before is Before.CODES

    def _divide_names(self) -> Sequence[int]:
        """Find out what several columns of names are to one another; the columns that hold classes."""
        leaves = [self.layout.header.leaf(column) for column in self.panel.names]
        owners = [position for position, leaf in enumerate(leaves) if is_owner_word(leaf)]
        self._owners = frozenset(owners) if len(owners) < len(leaves) else frozenset()
        own = [column for position, column in enumerate(self.panel.names) if position not in self._owners]
        words = [leaf for position, leaf in enumerate(leaves) if position not in self._owners]
        self._class = _CLASS.fullmatch(words[0]) is not None
        self._project = _project_name(words)
        self._merged = _is_merged(self.layout, own) or all(map(_LEVEL.fullmatch, words))
        return own[:1] if self._class and len(own) > 1 else []

    def rows(self) -> list[PrintedRow]:
        """The rows of the panel that print something in it."""
        start, end = self.panel.start, self.panel.end
        return [
            self._read(row, index)
            for index, row in enumerate(self.layout.data, 1)
            if any(row.cells[start:end]) or (row.loose and self._has_loose(row))
        ]

    def _has_loose(self, row: GridRow) -> bool:
        """Whether a cell without a column may stand in the panel."""
        return any(self.panel.start <= cell.columns[0] < self.panel.end for cell in row.loose)

    def _read(self, row: GridRow, index: int) -> PrintedRow:
        known = len(self.problems)
        texts, codes = self._read_codes(row) if self._codes else ([], [])
        spoilt = len(self.problems) > known
        for column in self._beside:
            cell = row.cell(column) or ""
            if cell and is_total_word(fold(cell)):
                texts.append(squeeze(cell))
        names = []
        printed = row.cells
        length = len(printed)
        for column in self.panel.names:
            cell = (printed[column] if column < length else None) or ""
            if self._embedded and column in self._embedded and (found := before_name(cell)) is not None:
                kind = code_kind(self.layout.header.words(column))
                code = make_code(found.digits, kind)
                # A number in a catalogue of services is nobody's.
                if code is not None and not (kind is CodeKind.PROCUREMENT and code.kind is CodeKind.UNIT):
                    codes.append(code)
                    cell = squeeze(cell)[found.start :]
            names.append(squeeze(cell))
        owner = ""
        is_unit = False
        if self._owners:
            owner, names = self._owned(names)
            is_unit = not owner and bool(self._owner) and names == [self._owner]
        if self._project is not None and len(names) > self._project and names[self._project]:
            names.insert(0, names.pop(self._project))
        if texts or len(names) != 1:
            label, group, others = self._label(names, texts, row)
        else:
            label, group, others = names[0], "", ()
        cells, values = self._cells.read(row, label)
        if self._cells.malformed:
            self._report()
        return _printed_row(
            source=row,
            index=index,
            label=label,
            group=group,
            owner=owner,
            is_unit=is_unit,
            names=others,
            codes=tuple(dict.fromkeys(ordered(codes))) if len(codes) > 1 else tuple(codes),
            spoilt_code=spoilt,
            cells=cells,
            values=values,
            name=self._names[label],
        )

    def _read_codes(self, row: GridRow) -> tuple[list[str], list[Code]]:
        """Texts that stand in code columns without being codes, and the codes."""
        texts: list[str] = []
        codes: list[Code] = []
        for columns, reader in self._codes:
            cells = [row.cell(column) or "" for column in columns]
            if not any(cells):
                continue
            words = [cell for cell in cells if not cell.isascii() and not fold(cell).isascii()]
            if words:
                texts.extend(self._name_beside_code(word, codes) for word in words)
                cells = ["" if cell in words else cell for cell in cells]
            try:
                code = reader.read(cells)
            except CodeError as error:
                if not all(is_redaction(cell) for cell in cells if cell):
                    self.problems.append(
                        self._problem("malformed code", error.expected, error.found, row, columns[0])
                    )
                continue
            if code is not None:
                codes.append(code)
            elif any(cells) and all(cell.isdecimal() for cell in cells if cell):
                found = " ".join(cell for cell in cells if cell)
                self.problems.append(
                    self._problem(
                        "code without its parent",
                        "the parts of the code above it",
                        repr(found),
                        row,
                        columns[0],
                    )
                )
        return texts, codes

    def _name_beside_code(self, cell: str, codes: list[Code]) -> str:
        """The name that a cell of a code column prints, its code taken out (`2010801-行政运行`)."""
        squeezed = squeeze(cell)
        found = before_name(cell)
        code = None if found is None else make_code(found.digits, None)
        if found is None or code is None or code.kind is CodeKind.UNIT or not is_code_of(found):
            return squeezed
        codes.append(code)
        self._named.add(squeezed[found.start :])
        return squeezed[found.start :]

    def _classed(self, names: list[str]) -> tuple[str | None, list[str]]:
        """The class that a leading column 类型 or 类别 gives a row, apart from its names; None without one."""
        return (names[0], names[1:]) if self._class else (None, names)

    def _owned(self, names: list[str]) -> tuple[str, list[str]]:
        """The unit that a row belongs to, and the row's own names; a unit is printed once for all its rows."""
        own = [name for position, name in enumerate(names) if position not in self._owners]
        printed = next((names[at] for at in sorted(self._owners, reverse=True) if names[at]), "")
        if not any(own) or is_total_word(fold(printed)):
            # A row that names a unit and nothing else is the unit's own.
            self._owner = "" if is_total_word(fold(printed)) else printed
            return "", [printed]
        if all(is_total_word(fold(name)) for name in own if name):
            return printed, own
        self._owner = printed or self._owner
        return self._owner, own

    def _report(self) -> None:
        for cell in self._cells.malformed:
            self.problems.append(
                Problem(
                    kind="malformed figure",
                    where=self.where,
                    expected="a number such as 1,234.50",
                    found=repr(cell.raw),
                    place=cell.place,
                )
            )
        self._cells.malformed.clear()

    def _problem(self, kind: str, expected: str, found: str, row: GridRow, column: int) -> Problem:
        return Problem(kind=kind, where=self.where, expected=expected, found=found, place=row.place(column))

    def _label(self, names: list[str], texts: list[str], row: GridRow) -> tuple[str, str, tuple[str, ...]]:
        if texts and self._named.issuperset(texts) and not any(is_total_word(fold(text)) for text in texts):
            return texts[0], "", tuple(names) if any(names) else ()
        if texts:
            totals = [text for text in texts if is_total_word(fold(text))]
            if not any(names) or totals:
                return (totals or texts)[0], "", tuple(names) if len(names) > 1 and any(names) else ()
            texts = [text for text in texts if text not in self._named]
            self.unread.extend(
                (row, c) for cs, _ in self._codes for c in cs if squeeze(row.cell(c) or "") in texts
            )
        if len(names) < 2:
            return (names[0] if names else ""), "", ()
        if not self._merged:
            group, names = self._classed(names)
            if group is not None:
                self._group = group or self._group
                first = next((name for name in names if name), "")
                return (
                    first or self._group,
                    self._group if first else "",
                    tuple(names) if len(names) > 1 else (),
                )
            totals = [name for name in names if is_total_word(self._folds[name])]
            first = next(filter(None, names), "")
            return (totals[0] if totals else first), "", tuple(names)
        printed = [name for name in names if name]
        if len(printed) > 1:
            self._group = "/".join(printed[:-1])
            return printed[-1], self._group, ()
        if names[-1]:
            return names[-1], self._group, ()
        if printed:
            self._group = ""
            return printed[0], "", ()
        return "", self._group, ()


def _code_groups(layout: Layout, panel: PanelLayout) -> Iterator[tuple[tuple[int, ...], CodeReader]]:
    """The code columns, those that print the parts of one code together."""
    header = layout.header
    group: list[int] = []
    for column in panel.codes:
        cells = header.cells(column)
        leaf = cells[-1].word if cells else ""
        if group and not _same_code(layout, group, column):
            yield _code_group(layout, group)
            group = []
        if is_redaction(leaf):
            yield (column,), CodeReader(1, code_kind(["单位"]), layout.lexicon)
            continue
        group.append(column)
    if group:
        yield _code_group(layout, group)
    # Under 单位代码 beside 单位名称（科目） stand the codes of units and of what they spend on.
    names = [header.leaf(column) for column in panel.names]
    mixed = any("科目" in name for name in names) and not any(map(is_owner_word, names))
    for column in panel.unit_codes:
        yield (column,), CodeReader(1, None if mixed else code_kind(["单位"]), layout.lexicon)


def _same_code(layout: Layout, group: Sequence[int], column: int) -> bool:
    before, here = layout.header.cells(group[-1]), layout.header.cells(column)
    if not before or not here or group[-1] != column - 1:
        return False
    parts = "类款项目"
    if here[-1].word in parts and before[-1].word in parts:
        return parts.index(here[-1].word) == parts.index(before[-1].word) + 1
    return here[-1] is before[-1]


def _code_group(layout: Layout, group: Sequence[int]) -> tuple[tuple[int, ...], CodeReader]:
    words = [cell.word for column in group for cell in layout.header.cells(column)]
    return tuple(group), CodeReader(len(group), code_kind(words), layout.lexicon)


def _project_name(words: Sequence[str]) -> int | None:
    """The position of the name of a project, if only names of codes stand before it.

    >>> _project_name(["科目名称", "项目名称"]), _project_name(["项目名称", "科目名称"])
    (1, None)
    """
    position = next((at for at, word in enumerate(words) if _CODE_NAME.fullmatch(word) is None), 0)
    return position if position and _PROJECT_NAME.fullmatch(words[position]) else None


def _is_merged(layout: Layout, names: Sequence[int]) -> bool:
    """Whether several name columns are a merged group cell and its items, not parallel names."""
    if len(names) < 2:
        return False
    first, last = layout.header.cells(names[0]), layout.header.cells(names[-1])
    return not first or not last or first[-1] is last[-1]


def _digits_before(layout: Layout, panel: PanelLayout, column: int) -> tuple[Before, list[GridRow]]:
    """What the digits are that the labels of a column begin with, and the rows that print some."""
    rows = [row for row in layout.data if column < len(row.cells) and row.cells[column]]
    digits = [row for row in rows if before_name(row.cell(column) or "") is not None]
    if not digits:
        return Before.NAMES, digits
    own = ["".join(row.cell(code) or "" for code in (*panel.codes, *panel.unit_codes)) for row in rows]
    announced = _CODED_NAME.search(layout.header.leaf(column)) is not None
    return codes_before([row.cell(column) or "" for row in rows], own, announced=announced), digits
