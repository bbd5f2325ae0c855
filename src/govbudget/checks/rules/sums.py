"""The first law (合计等于各项之和), along the rows and along the columns of each table.

Judged level by level; a grand total also against the lowest printed level, which finds what several
levels of rounding hide from one another.  Where a table of codes leaves out one row alone, the sums of its level
are short of that row, though what stands below it would fill the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from govbudget.checks.judge import judge_limit, judge_sum, not_checkable
from govbudget.checks.levels import Levels
from govbudget.checks.outline import Missing, cover
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side, Verdict
from govbudget.checks.rule import rule
from govbudget.checks.sheet import Sheet
from govbudget.checks.view import View
from govbudget.model.tables import RowRole
from govbudget.money import Quantity, Rate

__all__ = ["RULES"]

_OPEN = Phrase("有数未能确定所在栏", "a figure whose column is not settled may be one of the parts")
_UNCLEAR = Phrase(
    "其下各行有几层，未能分清", "the rows below are of several levels that cannot be told apart"
)
_FOREIGN = Phrase(
    "其下各行是另一未列出的行的下级",
    "the rows below it make up what its own whole lacks: they belong to a row that is not printed",
)
_CUT = Phrase("此表可能续到下页", "the table may go on on the next page")
_TAKEN_OUT = Phrase(
    "文件称涉密内容已剔除，有的行未列出",
    "the document says that secret parts were taken out, and rows are missing",
)
_TOLD = Phrase("层级由各行之和判定", "the levels are told by the sums of the rows")
_SPOILT = Phrase("有一项印的不是数", "one of the figures is malformed")
_OF_WHICH = Phrase("其中项不超过合计", "parts named 其中 are at most their whole")


@rule(
    "sum-rows",
    Law.SUM,
    Phrase("合计等于各行之和", "a total is the sum of its rows"),
    states=Phrase(
        "合计、小计、单位行、类、款等于其下各行之和，逐级、逐栏核对。",
        "A total, a unit, a category or a section is the sum of the rows below it: level by level, in every column.",
    ),
    needs=Phrase("带下级行的合计行", "a row that other rows make up"),
    catalogue=(*(f"C1.{number}" for number in (*range(2, 8), *range(11, 15), 17, 23, 26, 27, 28, 29)),),
)
def sum_rows(view: View) -> Iterator[CheckResult]:
    """Every row that other rows break down, in every column."""
    for sheet in view.sheets:
        for column in sheet.used:
            if sheet.added(column):
                levels = view.levels(sheet, column)
                for whole, parts in levels.pairs:
                    gap = view.missing(sheet)
                    if gap is not None and gap.whole == whole and _stand_in(sheet, gap, parts, column):
                        rest = tuple(part for part in parts if part not in gap.parts)
                        yield from _row_sum(
                            sheet, levels, whole, rest or parts, column, gap if rest else None
                        )
                    else:
                        yield from _row_sum(sheet, levels, whole, parts, column)


@rule(
    "of-which-rows",
    Law.LIMIT,
    Phrase("其中各行不超过其上级行", "rows named 其中 are at most their whole"),
    states=Phrase("“其中”各行之和不超过上级行。", "The rows named 其中 add up to at most their whole."),
    needs=Phrase("“其中”行", "rows named 其中"),
    catalogue=("C1.29",),
)
def of_which_rows(view: View) -> Iterator[CheckResult]:
    """Every row that rows named 其中 break down, in every column."""
    for sheet in view.sheets:
        for whole, parts in sheet.row_sums:
            named = tuple(part for part in parts if sheet.table.rows[part].role is RowRole.OF_WHICH)
            for column in _columns(sheet, (whole, *named)) if named else ():
                total = sheet.operand(whole, column, Side.STATED)
                below = _present(sheet.operand(part, column, Side.COMPUTED) for part in named)
                if total is not None and below and sheet.added(column) and not sheet.signed(column):
                    yield judge_limit(
                        sheet.where(whole, column),
                        (sheet.key, sheet.row_keys[whole], sheet.column_keys[column]),
                        stated=[total],
                        computed=below,
                        at_least=True,
                        note=_OF_WHICH,
                    )


@rule(
    "sum-leaves",
    Law.SUM,
    Phrase("总计等于最末级之和", "a grand total is the sum of the lowest level"),
    states=Phrase(
        "总计另与最末级各行之和核对，不代替逐级核对。",
        "The grand total is also held against the lowest printed level, besides and never instead of level by level.",
    ),
    applies=Phrase(
        "按科目编列的表只缺一行时，另与所缺一级的各行之和核对。",
        "Where a table by code leaves out one row alone, also against the rows of that row's level.",
    ),
    needs=Phrase("至少两级的行", "rows of at least two levels"),
    catalogue=("C1.12",),
)
def sum_leaves(view: View) -> Iterator[CheckResult]:
    """Every row without a whole, in every column, against the rows nothing breaks down further."""
    for sheet in view.sheets:
        for column in sheet.used:
            if not sheet.added(column):
                continue
            gap = view.missing(sheet)
            if gap is not None:
                yield from _level_sum(sheet, gap, column)
            levels = view.levels(sheet, column)
            below: dict[int, list[tuple[int, ...]]] = {}
            for whole, parts in levels.pairs:
                below.setdefault(whole, []).append(parts)
            single = {whole: parts[0] for whole, parts in below.items() if len(parts) == 1}
            for root, parts in single.items():
                top = sheet.table.rows[root].parent is None and not levels.unclear
                if top and any(part in single for part in parts):
                    yield from _leaf_sum(sheet, levels, root, single, column)


@rule(
    "sum-columns",
    Law.SUM,
    Phrase("合计栏等于各栏之和", "a total column is the sum of its columns"),
    states=Phrase(
        "每一行的合计栏等于其下各栏之和：合计＝基本＋项目，合计＝一般＋基金＋国资，合计＝人员＋公用，收入合计＝各来源。",
        "In every row a total column is the sum of the columns below it: basic and project, fund by fund.",
    ),
    needs=Phrase("带分栏的合计栏", "a column that other columns make up"),
    catalogue=("C1.8", "C1.9", "C1.10", "C1.16", "C1.20", "C1.21", "C1.24", "C1.27"),
)
def sum_columns(view: View) -> Iterator[CheckResult]:
    """Every row, for every column that other columns break down."""
    for sheet in view.sheets:
        for whole, parts in sheet.column_sums:
            if any(sheet.column(part).of_which for part in parts) or not sheet.added(whole):
                continue
            parts = sheet.addends(whole, parts)
            for row, cells in enumerate(sheet.cells):
                if whole in cells or any(part in cells for part in parts):
                    yield from _column_sum(sheet, row, whole, parts)


@rule(
    "of-which-columns",
    Law.LIMIT,
    Phrase("其中栏不超过其上级栏", "columns named 其中 are at most their whole"),
    states=Phrase("“其中”栏不超过上级栏。", "A column named 其中 is at most its whole."),
    needs=Phrase("“其中”栏", "a column named 其中"),
    catalogue=("C1.8",),
)
def of_which_columns(view: View) -> Iterator[CheckResult]:
    """Every row, for every column that columns named 其中 break down."""
    for sheet in view.sheets:
        for whole, parts in sheet.column_sums:
            named = tuple(part for part in parts if sheet.column(part).of_which)
            if not named or not sheet.added(whole) or sheet.signed(whole):
                continue
            for row in range(len(sheet.cells)):
                total = sheet.operand(row, whole, Side.STATED)
                below = _present(sheet.operand(row, part, Side.COMPUTED) for part in named)
                if total is not None and below:
                    yield judge_limit(
                        sheet.where(row, whole),
                        (sheet.key, sheet.row_keys[row], sheet.column_keys[whole]),
                        stated=[total],
                        computed=below,
                        at_least=True,
                        note=_OF_WHICH,
                    )


def _fault(sheet: Sheet, cells: Iterable[tuple[int, int]]) -> Phrase | None:
    """Why figures cannot be added up: one of them may stand elsewhere, or is no number."""
    for row, column in cells:
        if column in sheet.open[row]:
            return _OPEN
        if column in sheet.spoilt[row]:
            return _SPOILT
    return None


def _present(operands: Iterator[Operand | None]) -> list[Operand]:
    return [operand for operand in operands if operand is not None]


def _columns(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    return sorted({column for row in rows for column in sheet.cells[row]})


def _unlike(operands: Sequence[Operand]) -> bool:
    """Whether figures are no sum at all: percentages, or things counted in different units."""
    values = [operand.value for operand in operands if operand.value is not None]
    if any(isinstance(value, Rate) for value in values):
        return True
    return len({value.unit for value in values if isinstance(value, Quantity)}) > 1


def _stand_in(sheet: Sheet, gap: Missing, parts: Sequence[int], column: int) -> bool:
    """Whether the rows in place of a missing one, and nothing else, make up what it would have printed."""
    total = sheet.operand(gap.whole, column, Side.STATED)
    below = _present(sheet.operand(part, column, Side.COMPUTED) for part in parts)
    if total is None or not gap.parts or not set(gap.parts) <= set(parts) or _unlike([total, *below]):
        return False
    if _fault(sheet, [(row, column) for row in (gap.whole, *parts)]) is not None:
        return False
    return judge_sum("", (), total, below).verdict in (Verdict.EQUAL, Verdict.WITHIN_ROUNDING)


def _level_sum(sheet: Sheet, gap: Missing, column: int) -> Iterator[CheckResult]:
    """The grand total of a table that leaves one row out, against the rows of the level of that row."""
    rows = sheet.children.get(gap.whole, ())
    alone = _stand_in(sheet, gap, rows, column) and set(gap.parts) == set(rows)
    if not alone and (gap.parts or sheet.figure(gap.whole, column) is None):
        return
    level = cover(sheet, gap)
    total = sheet.operand(gap.head, column, Side.STATED)
    printed = _present(sheet.operand(row, column, Side.COMPUTED) for row in level)
    fault = _fault(sheet, [(row, column) for row in (gap.head, *level)])
    if total is None or not printed or fault is not None or _unlike([total, *printed]):
        return
    yield judge_sum(
        sheet.where(gap.head, column),
        (sheet.key, sheet.row_keys[gap.head], sheet.column_keys[column], f"level {gap.level}"),
        total,
        printed,
        blanks=len(level) - len(printed),
        signed=sheet.signed(column),
        note=_left_out(gap),
    )


def _left_out(gap: Missing) -> Phrase:
    if not gap.parts:
        return Phrase(f"科目{gap.code}之下未列下级科目", f"no row below code {gap.code} is printed")
    return Phrase(f"科目{gap.code}一行未列出", f"the row of code {gap.code} is not printed")


def _row_sum(
    sheet: Sheet,
    levels: Levels,
    whole: int,
    parts: Sequence[int],
    column: int,
    gap: Missing | None = None,
) -> Iterator[CheckResult]:
    total = sheet.operand(whole, column, Side.STATED)
    printed = _present(sheet.operand(part, column, Side.COMPUTED) for part in parts)
    operands = printed if total is None else [total, *printed]
    if not operands or _unlike(operands):
        return
    where, key = sheet.where(whole, column), (sheet.key, sheet.row_keys[whole], sheet.column_keys[column])
    fault = _fault(sheet, [(row, column) for row in (whole, *parts)])
    if fault is not None:
        yield not_checkable(where, key, fault, operands)
        return
    if levels.has_none(whole, parts):
        yield not_checkable(where, key, _FOREIGN, operands)
        return
    if whole in levels.unclear:
        yield not_checkable(where, key, _UNCLEAR, operands)
        return
    blanks = len(parts) - len(printed)
    note = _TOLD if whole in levels.told else None if gap is None else _left_out(gap)
    result = judge_sum(where, key, total, printed, blanks=blanks, signed=sheet.signed(column), note=note)
    yield _unless_cut(sheet, result)


def _unless_cut(sheet: Sheet, result: CheckResult) -> CheckResult:
    """A sum that fails where rows may be missing cannot be checked: on the next page, or taken out as secret.

    What was taken out makes a total larger than its parts, never smaller.
    """
    if result.verdict is not Verdict.INCONSISTENT or result.difference is None:
        return result
    if sheet.abridged and result.difference > 0:
        return evolve(result, verdict=Verdict.NOT_CHECKABLE, kind=_TAKEN_OUT, note=_taken_out(result))
    if not sheet.goes_on:
        return result
    return not_checkable(result.where, result.coordinates, _CUT, result.operands)


def _taken_out(result: CheckResult) -> Phrase:
    amount = f"{result.difference:f}{result.unit}"
    return Phrase(
        f"文件称涉密内容已剔除，未列出的各行合计应为{amount}",
        f"the document says that secret parts were taken out; the rows left out must carry {amount} together",
    )


def _leaf_sum(
    sheet: Sheet, levels: Levels, root: int, below: dict[int, tuple[int, ...]], column: int
) -> Iterator[CheckResult]:
    leaves: list[int] = []
    deep = False
    pending = list(reversed(below[root]))
    while pending:
        row = pending.pop()
        parts = below.get(row, ())
        if row in levels.foreign:
            pending.extend(reversed(levels.foreign[row]))
            parts = () if levels.has_none(row, parts) else parts
        if _is_broken_down(sheet, below, row, parts, column):
            pending.extend(reversed(parts))
            deep = True
        else:
            leaves.append(row)
    total = sheet.operand(root, column, Side.STATED)
    if not deep or total is None:
        return
    printed = _present(sheet.operand(leaf, column, Side.COMPUTED) for leaf in leaves)
    where = sheet.where(root, column)
    key = (sheet.key, sheet.row_keys[root], sheet.column_keys[column], "leaves")
    if _unlike([total, *printed]):
        return
    fault = _fault(sheet, [(row, column) for row in (root, *leaves)])
    if fault is not None:
        yield not_checkable(where, key, fault, [total, *printed])
        return
    blanks = len(leaves) - len(printed)
    result = judge_sum(where, key, total, printed, blanks=blanks, signed=sheet.signed(column))
    yield _unless_cut(sheet, result)


def _is_broken_down(
    sheet: Sheet, below: Mapping[int, Sequence[int]], row: int, parts: Sequence[int], column: int
) -> bool:
    """Whether a column prints figures for the parts of a row, or, where it prints none for the row, further below."""
    if any(sheet.table.rows[part].role is RowRole.OF_WHICH for part in parts):
        return False
    if any(column in sheet.cells[part] or column in sheet.open[part] for part in parts):
        return True
    return column not in sheet.cells[row] and any(
        _is_broken_down(sheet, below, part, below.get(part, ()), column) for part in parts
    )


def _column_sum(sheet: Sheet, row: int, whole: int, parts: Sequence[int]) -> Iterator[CheckResult]:
    total = sheet.operand(row, whole, Side.STATED)
    printed = _present(sheet.operand(row, part, Side.COMPUTED) for part in parts)
    operands = printed if total is None else [total, *printed]
    if not operands or _unlike(operands):
        return
    where, key = sheet.where(row, whole), (sheet.key, sheet.row_keys[row], sheet.column_keys[whole])
    fault = _fault(sheet, [(row, column) for column in (whole, *parts)])
    if fault is not None:
        yield not_checkable(where, key, fault, operands)
        return
    yield judge_sum(where, key, total, printed, blanks=len(parts) - len(printed), signed=sheet.signed(whole))


RULES = (sum_rows, of_which_rows, sum_leaves, sum_columns, of_which_columns)
"""The rules of this module."""
