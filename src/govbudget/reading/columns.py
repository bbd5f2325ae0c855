"""What the columns of a grid are (栏的判定): codes, names, figures, words; and which panels they form.

A column is understood from two sides that must agree: the words of its header and the kind of cells
below it.  Where they contradict each other the header may stand displaced against its data, and that
is *one* unknown for the whole table: the same number of cells for all of it.  A displacement is accepted
only if it removes every contradiction, and if the sums of the columns confirm it wherever several do.

>>> from govbudget.reading.grid import Grid, GridRow
>>> grid = Grid([GridRow(cells, line=n) for n, cells in enumerate((
...     ("项目", "金额", "项目", "合计", "基本支出", "项目支出"),
...     ("财政拨款", "本级", "6.0", "教育支出", "6.0", "5.0", "1.0"),
...     ("", "专项", "2.0", "其他支出", "2.0", "", "2.0")), 1)])
>>> layout = Layout.of(grid)
>>> layout.shift, [(panel.names, panel.figures) for panel in layout.panels]
(1, [((0, 1), (2,)), ((3,), (4, 5, 6))])
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import field, frozen

from govbudget.laws.sums import SumOfParts, sums_of_links
from govbudget.money import parse_number
from govbudget.reading.column_content import Content
from govbudget.reading.column_tree import column_links
from govbudget.reading.grid import Grid, GridRow
from govbudget.reading.header import (
    Header,
    is_numbering,
    printed_words,
)
from govbudget.reading.indicator_columns import first_of_indicators, lists_indicators, without_repeats
from govbudget.reading.lexicon import Lexicon
from govbudget.reading.words import HeaderRole, is_total_word, path_coordinates
from govbudget.records import quick
from govbudget.text import fold

__all__ = ["Layout", "PanelLayout"]

# A member of an enumeration costs ten times as much to look up as a name of the module.
_CODE, _FIGURE, _MEASURE, _NAME = HeaderRole.CODE, HeaderRole.FIGURE, HeaderRole.MEASURE, HeaderRole.NAME
_NOTE, _ORDINAL, _UNIT_CODE = HeaderRole.NOTE, HeaderRole.ORDINAL, HeaderRole.UNIT_CODE

_Candidate: TypeAlias = tuple[int, Header, frozenset[int], bool]
"""A displacement, its header, the columns that sums confirm, and whether they do but for one figure."""

_SHIFTS: Final = (1, -1, 2, -2, 3, -3)
_FEWEST: Final = 3
_SAMPLE: Final = 12
"""Rows enough to see a displaced header: it breaks the sums of all of them."""
_WORDED: Final = re.compile(r"时间|日期|年份|年月|(?:起止|起始|结束)年|指标(?:\(.*\))?$")
"""Heads of words that may look like amounts: a year and a month (2023.12), a target (≥95%)."""
_PROJECT_NUMBER: Final = re.compile(r".*项目(?:编码|代码|编号|号)(?:\(.*\))?")
_MONEY_WORD: Final = re.compile(
    r"金额|预算|决算|合计|小计|总计|支出|收入|经费|资金|拨款|结转|结余|基金|增减|比例|率|价|数|额"
)


@quick
@frozen(weakref_slot=False)
class PanelLayout:
    """The columns of one panel: indexes into the grid."""

    codes: tuple[int, ...]
    unit_codes: tuple[int, ...]
    ordinals: tuple[int, ...]
    names: tuple[int, ...]
    figures: tuple[int, ...]
    words: tuple[int, ...]
    measures: tuple[int, ...]
    start: int
    end: int


@quick
@frozen(eq=False, weakref_slot=False)
class Layout:
    """A grid understood: its header in place, its data rows, its panels."""

    header: Header
    shift: int
    data: tuple[GridRow, ...]
    contents: tuple[Content, ...]
    panels: tuple[PanelLayout, ...]
    settled: frozenset[int]
    """The columns whose meaning was proved by a sum, because the header stood displaced."""
    open_shifts: tuple[int, ...] = ()
    """The displacements that survive, if several do: then no figure of the grid has a column."""
    lexicon: Lexicon = field(factory=Lexicon, repr=False)
    """What is remembered of the document's words."""
    doubtful: frozenset[int] = frozenset()
    """The columns of which it is not proved what stands over them."""

    @classmethod
    def of(cls, grid: Grid, lexicon: Lexicon | None = None) -> Layout:
        """Understand the columns of a grid."""
        lexicon = lexicon or Lexicon()
        printed = Header.of(grid.rows, lexicon)
        data = _data_rows(grid.rows, printed.height, lexicon.of(fold).__getitem__)
        width = grid.width
        columns = [*itertools.zip_longest(*[row.cells for row in data])][:width]
        columns += [()] * (width - len(columns))
        contents = tuple([Content.of([*filter(None, cells)], lexicon) for cells in columns])
        if lists_indicators(printed):
            header = printed.clipped(width)
            first = first_of_indicators(header, width)
            panels = _panels(header, _before_indicators(header, contents, first))
            data = without_repeats(data, first)
            return cls(header, 0, data, contents, panels, frozenset(), (), lexicon, grid.doubtful)
        header, panels, shift, settled, left = _place(grid.rows, printed, data, contents, width, lexicon)
        return cls(header, shift, data, contents, panels, settled, left, lexicon, grid.doubtful)


def _before_indicators(header: Header, contents: Sequence[Content], first: int) -> list[HeaderRole | None]:
    """The roles of the columns of such a grid: the projects' names and money before the indicators, then remarks.

    Where the heads before them contradict what stands there, nothing of it is taken for money.
    """
    width = len(contents)
    roles = [*_roles(header, contents)[:first], *[HeaderRole.NOTE] * (width - first)]
    if HeaderRole.NAME in roles and not _conflicts(header, contents[:first]):
        return roles
    return [HeaderRole.NAME, *[HeaderRole.NOTE] * (width - 1)]


def _data_rows(rows: Sequence[GridRow], height: int, word: Callable[[str], str]) -> tuple[GridRow, ...]:
    """The rows below the header, without the header repeated after a page break and without column numbers."""
    headers = [printed_words(row.cells, word) for row in rows[:height]]
    sizes = {len(header) for header in headers}
    firsts = {next(iter(header.values()), "") for header in headers}
    kept = []
    for row in rows[height:]:
        cells = row.cells
        # Its size and its first word tell of most rows that they repeat no header.
        repeats = (
            len(cells) - cells.count("") - cells.count(None) in sizes
            and word(next(filter(None, cells), "")) in firsts
            and printed_words(cells, word) in headers
        )
        if not repeats and not is_numbering(cells):
            kept.append(row)
    return tuple(kept)


def _conflicts(header: Header, contents: Sequence[Content]) -> int:
    """The number of columns whose header and cells contradict each other."""
    count = 0
    named = False
    for column, content in enumerate(contents):
        if content.printed == 0:
            continue
        role = header.role(column)
        if content.is_words:
            # The first column of words holds the names, whatever its header calls them, but for a total.
            odd = role is _FIGURE and content.words > 1 and content.is_all_words
            # A word that speaks of no money may well be an unknown name of what stands below it.
            leaf = header.leaf(column)
            odd = odd and (is_total_word(leaf) or (named and _MONEY_WORD.search(leaf) is not None))
            count += odd or role is _ORDINAL
            named = True
        elif content.is_figures:
            count += role is not _FIGURE
        elif (role is None and named) or role is _NAME:
            # Plain digits without a header are codes only before the names.
            count += content.digits > 1 and content.words == 0
    return count


def _place(
    rows: Sequence[GridRow],
    printed: Header,
    data: Sequence[GridRow],
    contents: Sequence[Content],
    width: int,
    lexicon: Lexicon,
) -> tuple[Header, tuple[PanelLayout, ...], int, frozenset[int], tuple[int, ...]]:
    """The header where its data is, its panels, the displacement, the columns that sums settled, what is left.

    In a drawn grid a header stands above its own column.  Elsewhere a displacement has to remove every
    contradiction, and no sum may deny it.  Those that a sum confirms go before those that one confirms but for
    a single figure, which may be wrong, and these before those that none does; if several are left, none is taken,
    and neither is a place that the sums deny.
    """
    in_place = printed.clipped(width)
    panels = _panels(in_place, _roles(in_place, contents))
    if not printed.height or rows[0].is_drawn:
        return in_place, panels, 0, frozenset(), ()
    contradicted = _conflicts(in_place, contents) > 0
    denied = _is_denied(in_place, panels, data, lexicon)
    if not contradicted and not denied:
        return in_place, panels, 0, frozenset(), ()
    found: list[_Candidate] = []
    for shift in _SHIFTS:
        # Code words may stand in place, and only what is right of them be displaced.
        apart = Header.moved(rows, printed.height, width, shift, lexicon)
        if apart is not None and _add(found, shift, apart, data, contents, lexicon):
            continue
        if not any(map(printed.cells, range(-shift))):
            _add(found, shift, printed.shifted(shift).clipped(width), data, contents, lexicon)
    best = [one for one in found if one[2] and not one[3]] or [one for one in found if one[2]]
    best = best or (found if contradicted and not denied else [])
    if len(best) == 1:
        shift, header, confirmed, _ = best[0]
        return header, _panels(header, _roles(header, contents)), shift, confirmed, ()
    if best:
        return in_place, panels, 0, frozenset(), tuple(sorted(one[0] for one in best))
    return in_place, panels, 0, frozenset(), (-1, 0, 1) if contradicted and denied else ()


def _add(
    found: list[_Candidate],
    shift: int,
    header: Header,
    data: Sequence[GridRow],
    contents: Sequence[Content],
    lexicon: Lexicon,
) -> bool:
    """Add a displacement that nothing contradicts and no sum denies."""
    if _conflicts(header, contents):
        return False
    broken, confirmed, but_one = _evaluate(header, _panels(header, _roles(header, contents)), data, lexicon)
    if not broken:
        found.append((shift, header, confirmed, but_one))
    return not broken


def _is_denied(
    in_place: Header, panels: Sequence[PanelLayout], data: Sequence[GridRow], lexicon: Lexicon
) -> bool:
    """Whether the sums deny a header where it is printed: one of them fails in most of the first rows."""
    if len(data) < _FEWEST:
        return False
    rows = data[:_SAMPLE]
    for figures, laws in _laws(in_place, panels, lexicon):
        values: list[dict[int, Decimal]] = []
        for law in laws:
            balance = 0
            for number, row in enumerate(rows):
                if number == len(values):
                    values.append(_values(row, figures, lexicon))
                verdict = law.holds(values[number])
                balance += 0 if verdict is None else 1 if verdict else -1
                if balance >= len(rows) - number - 1:
                    # Not even if it failed in all the rows that are left.
                    break
            if balance < 0:
                return True
    return False


def _evaluate(
    header: Header, panels: Sequence[PanelLayout], data: Sequence[GridRow], lexicon: Lexicon
) -> tuple[bool, frozenset[int], bool]:
    """Whether a sum over columns fails in most rows, the columns of the sums that hold, and whether but for one figure.

    The sums hold in all rows; if none does, one figure is set aside, and the sums that fail have all to contain it.
    """
    confirmed: set[int] = set()
    likely: set[int] = set()
    aside: set[tuple[int, int]] | None = None
    for figures, laws in _laws(header, panels, lexicon):
        values = [_values(row, figures, lexicon) for row in data]
        for law in laws:
            verdicts = [law.holds(row) for row in values]
            holding, failing = verdicts.count(True), verdicts.count(False)
            if failing > holding:
                return True, frozenset(), False
            columns = [figures[i] for i in (law.total, *law.parts)]
            if holding and not failing:
                confirmed.update(columns)
            # A row of nothing holds wherever it stands.
            weighty = sum(
                held is True and bool(row[law.total]) for held, row in zip(verdicts, values, strict=True)
            )
            if weighty >= _FEWEST:
                likely.update(columns)
            if failing:
                row = verdicts.index(False)
                places = {(row, column) for column in columns} if failing == 1 else set()
                aside = places if aside is None else aside & places
    if confirmed or not aside:
        return False, frozenset(confirmed), False
    return False, frozenset(likely), True


def _laws(
    header: Header, panels: Sequence[PanelLayout], lexicon: Lexicon
) -> Iterator[tuple[tuple[int, ...], list[SumOfParts[int]]]]:
    """The figure columns of each panel with the sums that its header states of them, by position."""
    totals = lexicon.of(is_total_word)
    for panel in panels:
        figures = panel.figures
        words = [header.words(column) for column in figures]
        if any(map(totals.__getitem__, itertools.chain.from_iterable(words))):
            links = column_links(header, figures, [path_coordinates(path, None, lexicon) for path in words])
            named = [i for i, link in enumerate(links) if link.of_which]
            laws = [law for law in sums_of_links([link.whole for link in links], named) if law.complete]
            if laws:
                yield figures, laws


def _values(row: GridRow, figures: Sequence[int], lexicon: Lexicon) -> dict[int, Decimal]:
    numbers = lexicon.of(parse_number)
    cells = row.cells
    length = len(cells)
    return {
        position: number
        for position, column in enumerate(figures)
        if column < length and (cell := cells[column]) and (number := numbers[cell]) is not None
    }


def _role(header: Header, column: int, content: Content) -> HeaderRole | None:
    """What a column is, by header and content together; None for one that prints nothing at all."""
    role = header.role(column)
    if role in (_CODE, _UNIT_CODE, _ORDINAL) and not content.is_figures:
        return _NOTE if role is _CODE and _numbers_projects(header, column, content) else role
    if role is None:
        if content.is_figures:
            return _FIGURE
        if content.is_words:
            return _NAME
        return _CODE if content.is_digits else None
    if content.is_figures:
        return _NOTE if role is _NOTE and _WORDED.search(header.leaf(column)) else _FIGURE
    if role is _NAME and content.catalogued * 2 > content.printed:
        return _CODE
    if role is _FIGURE and content.is_words:
        # A number below a header that speaks of money is never taken for a remark.
        counts = content.words < content.printed and (
            not content.is_all_words or _MONEY_WORD.search(header.leaf(column))
        )
        return _FIGURE if counts else _NOTE
    return role


def _numbers_projects(header: Header, column: int, content: Content) -> bool:
    """Whether a column of codes holds the numbers of projects: codes of no classification, kept as printed."""
    if content.long * 2 > content.printed:
        return True
    named = _PROJECT_NUMBER.fullmatch(header.leaf(column)) is not None
    return named and content.printed > 0 and not content.codes


def _has_own_header(header: Header, column: int) -> bool:
    """Whether something is printed above a column, and not only a cell that reaches over it from the left.

    A column without it that is blank as well is none: the room that cells merged over two columns leave, or
    the gap between panels.
    """
    cells = header.cells(column)
    return bool(cells) and (column == 0 or cells != header.cells(column - 1))


def _roles(header: Header, contents: Sequence[Content]) -> list[HeaderRole | None]:
    """What each column is; unnamed columns of plain digits are codes before a name, figures after one."""
    roles = [
        _role(header, column, content) if content.printed or _has_own_header(header, column) else None
        for column, content in enumerate(contents)
    ]
    named = False
    for column, role in enumerate(roles):
        if role is _NOTE and not named and header.role(column) is _FIGURE:
            roles[column] = _NAME
            named = True
        elif role is _NAME:
            if named and contents[column].is_digits and not contents[column].is_words:
                roles[column] = _FIGURE
            named = True
        elif role is _CODE and header.role(column) is None and named and contents[column].is_digits:
            roles[column] = _FIGURE
    return roles


def _panels(header: Header, roles: Sequence[HeaderRole | None]) -> tuple[PanelLayout, ...]:
    """Cut the columns where a name or code follows figures; rows that list goods are one, whatever stands in them."""
    starts = [0]
    figures = False
    for column, role in enumerate(roles if _MEASURE not in roles else ()):
        if role is _FIGURE:
            figures = True
        elif role in (_NAME, _CODE) and figures:
            starts.append(column)
            figures = False
    if not figures and len(starts) > 1:
        starts.pop()
    if len(starts) == 1 or _lists_goods(header, starts):
        return (_panel(roles, 0, len(roles)),)
    bounds = [*starts, len(roles)]
    # Codes behind figures belong to the names before them, unless names of their own stand beside them.
    named = [_NAME in roles[start:end] for start, end in itertools.pairwise(bounds)]
    bounds = [
        0,
        *(start for start, has_names in zip(starts[1:], named[1:], strict=True) if has_names),
        len(roles),
    ]
    return tuple(_panel(roles, start, end) for start, end in itertools.pairwise(bounds))


def _lists_goods(header: Header, starts: Sequence[int]) -> bool:
    """Whether what follows the first figures is what is bought: a project's budget stands beside its goods."""
    return all("采购" in header.leaf(column) for column in starts[1:])


def _panel(roles: Sequence[HeaderRole | None], start: int, end: int) -> PanelLayout:
    columns: dict[HeaderRole | None, list[int]] = {}
    for column in range(start, end):
        columns.setdefault(roles[column], []).append(column)
    figures = columns.get(_FIGURE, ())
    names = columns.get(_NAME, ())
    trailing = [name for name in names if figures and name > figures[-1]]
    return PanelLayout(
        codes=tuple(columns.get(_CODE, ())),
        unit_codes=tuple(columns.get(_UNIT_CODE, ())),
        ordinals=tuple(columns.get(_ORDINAL, ())),
        names=tuple([name for name in names if name not in trailing] if trailing else names),
        figures=tuple(figures),
        words=tuple(sorted((*columns.get(_NOTE, ()), *trailing))),
        measures=tuple(columns.get(_MEASURE, ())),
        start=start,
        end=end,
    )
