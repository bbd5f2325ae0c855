"""Printing invented tables as text in which a printed row is about a line, and saying what stands where.

PDF readers other than the one of `tests.writer.flattened` write the cells of a row one behind the other, blank ones
left out, and begin a line with the next row: a wrapped name stands on lines of its own, before its figures or
around them; the lines of a header follow one another as the reader met them; heads and feet of pages stand between
rows; or runs of spaces keep the places of the page.  Nothing in here knows how such text is read.

>>> import random
>>> tables = [invented(random.Random(7))]
>>> text = printed(tables, Print(), random.Random(7))
>>> all(figure.raw in text for figure in tables[0].figures)
True
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import define, field, frozen

__all__ = ["LineTable", "Print", "Told", "any_print", "invented", "printed"]

Tree: TypeAlias = tuple[str, tuple["Tree", ...]]
"""A header word and those below it; the first one below is the sum of the others where it is a total."""

_PEOPLE: Tree = ("基本支出", (("小计", ()), ("人员经费", ()), ("公用经费", ())))
_FUNDS: Tree = (
    "财政拨款",
    (("小计", ()), ("一般公共预算", ()), ("政府性基金预算", ()), ("国有资本经营预算", ())),
)
_SOURCES: Sequence[Tree] = (
    ("财政拨款收入", ()), ("财政专户管理资金收入", ()), ("事业收入", ()), ("事业单位经营收入", ()),
    ("上级补助收入", ()), ("附属单位上缴收入", ()), ("其他收入", ()), ("上年结转结余", ()),
)  # fmt: skip
_NATURES: Sequence[Tree] = (
    ("项目支出", ()), ("事业单位经营支出", ()), ("上缴上级支出", ()), ("对附属单位补助支出", ()),
)  # fmt: skip
_NAMES = (
    "一般公共服务支出", "信访事务", "行政运行", "一般行政管理事务", "机关事业单位基本养老保险缴费支出",
    "公务员医疗补助", "住房公积金", "其他社会保障和就业支出", "图书馆", "文化和旅游",
    "财政对工伤保险基金的补助", "购房补贴", "宣传事务", "行政单位离退休", "信息化建设", "食品安全事务",
    "其他政府办公厅（室）及相关机构事务支出", "大型水库移民后期扶持基金支出",
)  # fmt: skip
_CLASSES = ("201", "204", "205", "207", "208", "210", "213", "221")
_TITLES = {
    "revenue": "部门收入总表",
    "expenditure": "部门支出总表",
    "basic": "一般公共预算支出表",
    "one": "一般公共预算基本支出表",
    "panels": "部门收支总表",
}


@frozen
class Told:
    """A figure of a table: the code and the name of its row, the words over its column, and its print."""

    code: str
    name: str
    path: tuple[str, ...]
    raw: str


@frozen(kw_only=True)
class LineTable:
    """An invented table: its title, the words over its columns, its rows (code, name, cells), what it tells."""

    title: str
    words: tuple[Tree, ...]
    rows: tuple[tuple[tuple[str, str, tuple[str, ...]], ...], ...]
    """Every printed row, one part for each panel."""
    coded: bool = True

    @property
    def figures(self) -> Iterator[Told]:
        """Its figures in print order."""
        panels = len(self.rows[0])
        paths = list(_paths(self.words)) if panels == 1 else [("预算数",)]
        for row in self.rows:
            for code, name, cells in row:
                for path, cell in zip(paths, cells, strict=True):
                    if cell:
                        yield Told(code, name, path, cell)


def _paths(words: Sequence[Tree], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for word, below in words:
        if below:
            yield from _paths(below, (*above, word))
        else:
            yield (*above, word)


def _leaves(words: Sequence[Tree]) -> int:
    return sum(_leaves(below) or 1 for _, below in words)


def _values(words: Sequence[Tree], choice: random.Random, blank: float) -> list[int]:
    """Amounts of a row under some words: totals are the sums of what follows them."""
    found: list[int] = []
    for word, below in words:
        if below:
            found += _values(below, choice, blank)
        elif word not in ("合计", "小计"):
            found.append(0 if choice.random() < blank else choice.randint(1, 2_000_000))
        else:
            found.append(-1)
    if words and words[0][0] in ("合计", "小计"):
        at, tops = 1, 0
        for _, below in words[1:]:
            tops += found[at]
            at += _leaves(below) or 1
        found[0] = tops
    return found


@define
class _Amounts:
    """How a table prints its amounts."""

    places: int
    thousands: bool
    zeros: bool

    def __call__(self, value: int) -> str:
        if not value:
            return (f"{0:.{self.places}f}" if self.places else "0") if self.zeros else ""
        whole, part = divmod(value, 10**self.places)
        text = f"{whole:,}" if self.thousands else str(whole)
        return f"{text}.{part:0{self.places}}" if self.places else text


def invented(choice: random.Random, kind: str | None = None, year: int = 2031) -> LineTable:
    """A table of a kind: revenue, expenditure, basic, one (column), panels.

    Tables of one year ought to agree, which these do not: let every table of a document have its own.
    """
    kind = kind or choice.choice(sorted(_TITLES))
    amounts = _Amounts(choice.choice([2, 2, 2, 0, 6]), choice.random() < 0.5, choice.random() < 0.2)
    title = f"{year}年{choice.choice(['', '度'])}{_TITLES[kind]}"
    if kind == "panels":
        return _two_panels(choice, title, amounts)
    if kind == "revenue":
        parts = [*choice.sample(_SOURCES, choice.randint(1, 8))]
        if choice.random() < 0.3:
            parts[0] = _FUNDS
        words: tuple[Tree, ...] = (("合计", ()), *parts)
    elif kind == "expenditure":
        words = (("合计", ()), ("基本支出", ()), *_NATURES[: choice.randint(1, 4)])
    elif kind == "basic":
        inner = (("合计", ()), _PEOPLE, ("项目支出", ()))
        words = choice.choice([inner, ((f"{year}年预算数", inner),)])
    else:
        words = ((choice.choice(["预算数", "金额", "合计"]), ()),)
    return LineTable(title=title, words=words, rows=tuple(_tree(choice, words, amounts)))


def _tree(
    choice: random.Random, words: tuple[Tree, ...], amounts: _Amounts
) -> Iterator[tuple[tuple[str, str, tuple[str, ...]]]]:
    blank = choice.choice([0.2, 0.5, 0.8])
    width = _leaves(words)
    whole = [0] * width
    found: list[tuple[str, str, list[int]]] = []
    for category in sorted(choice.sample(_CLASSES, choice.randint(1, 4))):
        sums = [0] * width
        inside: list[tuple[str, str, list[int]]] = []
        for section in range(1, choice.randint(2, 4)):
            below = [0] * width
            items: list[tuple[str, str, list[int]]] = []
            for item in range(1, choice.randint(2, 5)):
                values = _values(words[0][1] if len(words) == 1 and words[0][1] else words, choice, blank)
                below = [one + other for one, other in zip(below, values, strict=True)]
                items.append((f"{category}{section:02}{item:02}", choice.choice(_NAMES), values))
            sums = [one + other for one, other in zip(sums, below, strict=True)]
            inside += [(f"{category}{section:02}", choice.choice(_NAMES), below), *items]
        whole = [one + other for one, other in zip(whole, sums, strict=True)]
        found += [(category, choice.choice(_NAMES), sums), *inside]
    total = ("", choice.choice(["合计", "合 计", "总计"]), whole)
    found = [total, *found] if choice.random() < 0.6 else [*found, total]
    for code, name, values in found:
        yield ((code, name, tuple(map(amounts, values))),)


def _two_panels(choice: random.Random, title: str, amounts: _Amounts) -> LineTable:
    left = [
        "一、一般公共预算拨款收入",
        "二、政府性基金预算拨款收入",
        "三、国有资本经营预算拨款收入",
        "四、事业收入",
        "五、其他收入",
    ]
    right = ["一、一般公共服务支出", "二、外交支出", "三、公共安全支出", "四、教育支出", "五、科学技术支出",
             "六、社会保障和就业支出", "七、卫生健康支出", "八、住房保障支出"]  # fmt: skip
    left, right = left[: choice.randint(2, 5)], right[: choice.randint(3, 8)]
    gives = [0 if choice.random() < 0.5 else choice.randint(1, 10**6) for _ in left]
    gives[0] = gives[0] or 5000
    total = sum(gives)
    cuts = sorted(choice.randint(0, total) for _ in range(len(right) - 1))
    takes = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]
    rows = []
    for at in range(max(len(left), len(right))):
        one = ("", left[at], (amounts(gives[at]),)) if at < len(left) else ("", "", ("",))
        other = ("", right[at], (amounts(takes[at]),)) if at < len(right) else ("", "", ("",))
        rows.append((one, other))
    rows.append((("", "收入总计", (amounts(total),)), ("", "支出总计", (amounts(total),))))
    return LineTable(title=title, words=(("预算数", ()),), rows=tuple(rows), coded=False)


@frozen(kw_only=True)
class Print:
    """How a document is printed."""

    unit_above: bool = False
    """Whether entity and unit stand above the title."""
    codes: str = "whole"
    """whole; parts (`201 03 01`), own (each row its own digits) or levels (`201 20103 2010301`)."""
    header: str = "line"
    """line: a line for each header row; cells: a line for each cell; wrapped: words cut, too; sorted: words
    cut, and what stands on one height in one line."""
    names: str = "whole"
    """whole; before (wrapped, then the figures); around (figures beside the middle line); top; bottom."""
    width: int = 9
    page: int = 0
    """Rows on a page, 0 for no pages."""
    repeats: str = "all"
    """What a new page repeats: all, header, nothing."""
    head: str = ""
    """A running head."""
    number: str = ""
    """The number of a page, with {} for it."""
    feed: bool = False
    spaces: bool = False
    """Whether runs of spaces keep the cells apart, and empty lines the rows."""
    run_on: float = 0.0
    """How often a row goes on in the line of the one before it."""
    numbered: bool = False
    """Whether a row of column numbers ends the header."""


@define
class _Pages:
    how: Print
    lines: list[str] = field(factory=list)
    page: int = 1
    rows: int = 0

    def end(self) -> None:
        """End the page."""
        if self.how.number:
            self.lines.append(self.how.number.format(self.page))
        self.page += 1
        self.rows = 0
        feed = "\f" if self.how.feed else ""
        if self.how.head:
            self.lines.append(feed + self.how.head)
            feed = ""
        if feed:
            self.lines.append(feed)


def any_print(choice: random.Random) -> Print:
    """A way to print, of all there are."""
    return Print(
        unit_above=choice.random() < 0.25,
        codes=choice.choice(["whole"] * 5 + ["parts", "own", "levels"]),
        header=choice.choice(["line", "line", "cells", "wrapped", "sorted"]),
        names=choice.choice(["whole", "before", "before", "around", "top", "bottom"]),
        width=choice.choice([6, 9, 12]),
        page=choice.choice([0, 8, 15, 25]),
        repeats=choice.choice(["all", "header", "nothing"]),
        head=choice.choice(
            ["", "", "青禾县图书馆2031年度部门预算公开", "青禾县图书馆 2031 年度部门预算", "青禾县图书馆"]
        ),
        number=choice.choice(["", "- {} -", "{}", "第{}页 共40页", "— {} —"]),
        feed=choice.random() < 0.3,
        spaces=choice.random() < 0.2,
        run_on=choice.choice([0, 0, 0, 0.15]),
        numbered=choice.random() < 0.25,
    )


def printed(
    tables: Sequence[LineTable], how: Print, choice: random.Random, entity: str = "青禾县图书馆"
) -> str:
    """The text of some tables."""
    pages = _Pages(how)
    if how.head:
        pages.lines.append(how.head)
    for number, table in enumerate(tables):
        if number:
            pages.end()
        _print_table(table, pages, choice, entity)
    pages.end()
    return "\n".join(pages.lines) + "\n"


def _print_table(table: LineTable, pages: _Pages, choice: random.Random, entity: str) -> None:
    how = pages.how
    unit = f"单位名称：{entity} 单位：万元"
    top = [unit, table.title] if how.unit_above else [table.title, unit]
    header = _header(table, how, choice)
    pages.lines += [*top, *header]
    printed_before = False
    for row in table.rows:
        if how.page and pages.rows >= how.page:
            pages.end()
            pages.lines += {"all": [*top, *header], "header": header}.get(how.repeats, [])
            printed_before = False
        lines = _row(row, how)
        if printed_before and len(lines) == 1 and choice.random() < how.run_on:
            pages.lines[-1] += " " + lines[0]
        else:
            pages.lines += lines
        if how.spaces and choice.random() < 0.5:
            pages.lines.append("")
        printed_before = len(lines) == 1 and not (how.spaces and not pages.lines[-1])
        pages.rows += 1


def _header(table: LineTable, how: Print, choice: random.Random) -> list[str]:
    if len(table.rows[0]) == 2:
        rows = [["收入", "支出"], ["项目", "预算数", "项目", "预算数"]]
    else:
        rows = [[word for word, _ in table.words]]
        below = [word for _, words in table.words for word, _ in words]
        third = [word for _, words in table.words for _, inner in words for word, _ in inner]
        rows += [each for each in (below, third) if each]
        codes = ["科目编码", "科目名称"]
        if len(rows) == 1 or choice.random() < 0.5:
            rows[0] = [*codes, *rows[0]]
        else:
            rows[0] = ["功能分类科目", *rows[0]]
            rows[1] = [*codes, *rows[1]]
    gap = "   " if how.spaces else " "
    if how.header == "line":
        lines = [gap.join(row) for row in rows]
    elif how.header == "sorted":
        lines = [gap.join(each) for row in rows for each in _by_height([_wrapped(word, 5) for word in row])]
    elif how.header == "cells":
        lines = [word for row in rows for word in row]
    else:
        lines = [part for row in rows for word in row for part in _wrapped(word, 5)]
    if how.numbered and len(table.rows[0]) == 1:
        lines.append(gap.join(["**", "**", *(str(n + 1) for n in range(_leaves(table.words)))]))
    return lines


def _by_height(cells: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The lines of some cells, each centred in its row, as they stand on one height."""
    high = max(map(len, cells))
    for at in range(high):
        yield [
            cell[at - (high - len(cell)) // 2]
            for cell in cells
            if 0 <= at - (high - len(cell)) // 2 < len(cell)
        ]


def _wrapped(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def _code(code: str, how: Print) -> str:
    if how.codes == "parts":
        return " ".join(part for part in (code[:3], code[3:5], code[5:]) if part)
    if how.codes == "levels":
        return " ".join(code[:end] for end in (3, 5, 7) if len(code) >= end)
    if how.codes == "own":
        return code if len(code) == 3 else code[-2:]
    return code


def _row(row: tuple[tuple[str, str, tuple[str, ...]], ...], how: Print) -> list[str]:
    gap = "     " if how.spaces else " "
    if len(row) == 2:
        return [gap.join(part for _, name, cells in row for part in (name, *cells) if part)]
    code, name, cells = row[0]
    figures = [cell for cell in cells if cell]
    front = [_code(code, how)] if code else []
    pieces = _wrapped(name, how.width)
    if how.names == "whole" or len(pieces) == 1:
        return [gap.join([*front, name, *figures])]
    if how.names == "before":
        return [gap.join([*front, pieces[0]]), *pieces[1:-1], gap.join([pieces[-1], *figures])]
    if how.names == "top":
        return [gap.join([*front, pieces[0], *figures]), *pieces[1:]]
    if how.names == "bottom":
        return [*pieces[:-1], gap.join([*front, pieces[-1], *figures])]
    middle = len(pieces) // 2
    if len(pieces) % 2:
        beside = [gap.join([*front, pieces[middle], *figures])]
        return [*pieces[:middle], *beside, *pieces[middle + 1 :]]
    return [*pieces[:middle], gap.join([*front, *figures]), *pieces[middle:]]
