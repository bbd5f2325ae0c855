"""Changes of a whole document that leave its meaning alone, for the laws of reading.

A `Change` rewrites the text of a disclosure, with choices taken from a `random.Random`, and says what may
be read differently afterwards: an `Aside` for the comparison, and the names it has replaced.  Changes know
a document by its lines and tabs and, where they touch figures, by the places where the plain document was
read to print them; what the plain document says is held by tests of its own.

>>> changed = EMPTY_FIRST_COLUMN.apply("支出总表\\n项目\\t合计\\n教育\\t8.00", random.Random(1))
>>> changed.text
'支出总表\\n\\t项目\\t合计\\n\\t教育\\t8.00'
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache

from attrs import field, frozen

import govbudget
from govbudget.model.disclosure import Disclosure
from govbudget.model.tables import Figure, RowRole, Table, TableKind
from govbudget.money import Amount, Unit, plain
from govbudget.text import is_cjk
from tests.writer.normal import Aside
from tests.writer.words import words

__all__ = ["CHANGES", "EMPTY_FIRST_COLUMN", "Change", "Changed", "combined"]

_TITLE = re.compile(r"[^\t。，；:：.…]{2,60}表(?:（[^（）\t]{1,24}）)?")
_FORM_NUMBER = re.compile(r"(?:表\d{1,2}[:：]?|(?:预算|部门)公开表\d{1,2}|预算\d{2}表)")
_FORM_TITLE = re.compile(r"绩效目标(?:申报)?表$")
_SECTION = re.compile(r"第[一二三四五六七八九十]部分")
_HEADING = re.compile(r"第[一二三四五六七八九十]部分|[一二三四五六七八九十]+、")


@frozen
class Changed:
    """A changed text, what may be read differently, and the names replaced."""

    text: str
    aside: Aside = field(factory=Aside)
    names: Mapping[str, str] = field(factory=dict)


@frozen
class Change:
    """A way to rewrite a document without changing what it says."""

    name: str
    rewrite: Callable[[str, random.Random], Changed]

    def apply(self, text: str, choice: random.Random) -> Changed:
        """The text rewritten, with the given choices."""
        return self.rewrite(text, choice)


def combined(text: str, changes: Iterable[Change], choice: random.Random) -> Changed:
    """Several changes, in the order of `CHANGES`."""
    aside = Aside()
    names: dict[str, str] = {}
    for change in sorted(changes, key=CHANGES.index):
        changed = change.apply(text, choice)
        text = changed.text
        aside = aside.merged(changed.aside)
        names.update(changed.names)
    return Changed(text, aside, names)


# --- lines ------------------------------------------------------------------------------------------------


def _line_ends(text: str, choice: random.Random) -> Changed:
    """CRLF, or, now and then, the carriage returns alone of very old systems."""
    return Changed(text.replace("\n", "\r" if choice.random() < 0.2 else "\r\n"))


def _byte_order_mark(text: str, choice: random.Random) -> Changed:
    return Changed("\ufeff" + (text if choice.random() < 0.5 else text.lstrip()))


def _blank_lines_in(text: str, choice: random.Random) -> Changed:
    share = choice.choice((0.05, 0.3, 1.0))
    kinds = choice.choice((("",), ("", " ", "\u3000"), ("", "\t", "\t\t\t"), ("", "\x0c")))
    lines = []
    for line in text.split("\n"):
        lines.append(line)
        if choice.random() < share:
            lines.extend(choice.choice(kinds) for _ in range(choice.choice((1, 1, 1, 2, 4))))
    return Changed("\n".join(lines))


def _blank_lines_out(text: str, _: random.Random) -> Changed:
    return Changed("\n".join(line for line in text.split("\n") if line.strip()))


def _padding(text: str, choice: random.Random) -> Changed:
    """Spaces around cells and lines, as hand-edited documents have them."""
    space = choice.choice((" ", "\u3000", "\xa0", "  "))
    share = choice.choice((0.1, 0.5))

    def pad(cell: str) -> str:
        if not cell.strip() or choice.random() > share:
            return cell
        return choice.choice((f"{space}{cell}", f"{cell}{space}", f"{space}{cell}{space}"))

    return Changed("\n".join("\t".join(map(pad, line.split("\t"))) for line in text.split("\n")))


# --- columns ----------------------------------------------------------------------------------------------


def _empty_first_column(text: str, _: random.Random) -> Changed:
    return Changed("\n".join("\t" + line if "\t" in line else line for line in text.split("\n")))


def _trailing_columns(text: str, choice: random.Random) -> Changed:
    count = choice.choice((1, 1, 2, 5))
    ragged = choice.random() < 0.3
    return Changed(
        "\n".join(
            line + "\t" * (choice.randint(0, count) if ragged else count) if "\t" in line else line
            for line in text.split("\n")
        )
    )


def _page_breaks(text: str, choice: random.Random) -> Changed:
    """Pages that end inside tables: blank lines, a page number, the header printed once more."""
    kinds = ("", "\x0c", "- 7 -", "第 7 页", "12", "— 3 —")
    headers: dict[int, list[str]] = {}
    lines = text.split("\n")
    for table in _read(text).tables:
        placed = [row.place.line for row in table.rows if row.place is not None]
        if len(placed) < 4 or table.place is None:
            continue
        begin, first = table.place.line - 1, placed[0] - 1
        header = [line for line in lines[begin:first] if line.count("\t") > 1]
        repeated = choice.random() < 0.5
        for number in choice.sample(placed[2:], choice.randint(0, min(3, len(placed) - 2))):
            furniture = [choice.choice(kinds)]
            headers[number - 1] = ["", *furniture, "", *(header if repeated else [])]
    result = []
    for number, line in enumerate(lines):
        result += [*headers.get(number, []), line]
    return Changed("\n".join(result))


# --- characters -------------------------------------------------------------------------------------------

_PUNCTUATION = (("（", "("), ("）", ")"), ("：", ":"), ("，", ","), ("％", "%"), ("；", ";"))
_SIGNS = (("％", "%"), ("－", "-"), ("．", "."), ("，", ","))


def _punctuation(text: str, choice: random.Random) -> Changed:
    """Half- for full-width punctuation or back, everywhere or here and there."""
    pairs = choice.sample(_PUNCTUATION, choice.randint(1, 6))
    wide = choice.random() < 0.5
    table = {} if wide or choice.random() < 0.5 else {"“": '"', "”": '"'}
    for full, half in pairs:
        table[half if wide else full] = full if wide else half
    share = choice.choice((1.0, 1.0, 0.5))
    return Changed(
        "".join(table[char] if char in table and choice.random() < share else char for char in text)
    )


def _full_width_figures(text: str, choice: random.Random) -> Changed:
    """The signs and points of figures in full width: `－2．20％`."""
    table = {ord(half): full for full, half in choice.sample(_SIGNS, 2)}
    places = _figure_cells(text)
    return Changed(
        _with_cells(
            text,
            lambda line, cell, raw: raw.translate(table) if (line, cell) in places else raw,
        )
    )


_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def _full_width_digits(text: str, _: random.Random) -> Changed:
    """All digits of the tables in full width: amounts, codes, years, numbers of forms and columns."""
    start, end = _table_region(text)
    return Changed(
        _with_cells(text, lambda line, _, cell: cell.translate(_WIDE_DIGITS) if start <= line < end else cell)
    )


def _spaces_in_labels(text: str, choice: random.Random) -> Changed:
    """Spaces between two Chinese characters, or beside one, in the labels and captions of tables."""
    space = choice.choice((" ", "  ", "\u3000", "\xa0"))
    wanted = choice.choice((all, all, any))
    share = choice.choice((0.05, 0.3, 1.0))
    start, end = _table_region(text)

    def spaced(line: int, _: int, cell: str) -> str:
        if not start <= line < end or len(cell) > 40:
            return cell
        result = cell[:1]
        for before, after in itertools.pairwise(cell):
            gap = wanted((is_cjk(before), is_cjk(after))) and choice.random() < share
            result += space + after if gap else after
        return result

    return Changed(_with_cells(text, spaced))


# --- tables -----------------------------------------------------------------------------------------------


def _table_region(text: str) -> tuple[int, int]:
    """The lines from the first table's captions to the first form or section after the tables."""
    starts = _table_starts(text)
    lines = text.split("\n")
    if not starts:
        return 0, 0
    end = len(lines)
    for number in range(starts[-1] + 1, len(lines)):
        plain_line = lines[number].strip()
        if _FORM_TITLE.search(plain_line) or _SECTION.match(plain_line):
            end = number
            break
    return starts[0], end


def _table_starts(text: str) -> list[int]:
    """The indexes of the lines with which the captions of the tables begin."""
    starts: list[int] = []
    before = ""
    place = -1
    for number, line in enumerate(text.split("\n")):
        printed = line.strip()
        if not printed:
            continue
        if "\t" not in line and _FORM_TITLE.search(printed):
            break
        if "\t" not in line and _TITLE.fullmatch(printed) and not _FORM_NUMBER.fullmatch(printed):
            starts.append(place if _FORM_NUMBER.fullmatch(before) else number)
        before, place = printed, number
    return starts


def _tables_shuffled(text: str, choice: random.Random) -> Changed:
    starts = _table_starts(text)
    _, end = _table_region(text)
    lines = text.split("\n")
    pieces = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    for piece in pieces:
        if piece[-1].strip():
            piece.append("")
    choice.shuffle(pieces)
    shuffled = [line for piece in pieces for line in piece]
    return Changed("\n".join([*lines[: starts[0]], *shuffled, *lines[end:]]), Aside(order=True))


def _forms_shuffled(text: str, choice: random.Random) -> Changed:
    """The forms in another order; the last one ends where the next section begins."""
    lines = text.split("\n")
    starts = [
        number
        for number, line in enumerate(lines)
        if "\t" not in line and _FORM_TITLE.search(line.strip()) and not _SECTION.match(line)
    ]
    headings = (n for n in range(starts[-1], len(lines)) if _HEADING.match(lines[n]) and "\t" not in lines[n])
    end = next(headings, len(lines))
    pieces = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    choice.shuffle(pieces)
    shuffled = [line for piece in pieces for line in (*piece, "")]
    return Changed("\n".join([*lines[: starts[0]], *shuffled, *lines[end:]]), Aside(order=True))


def _form_numbers_out(text: str, _: random.Random) -> Changed:
    start, end = _table_region(text)
    lines = text.split("\n")
    for number in range(start, end):
        if "\t" not in lines[number]:
            lines[number] = re.sub(rf"^\s*{_FORM_NUMBER.pattern}\s*", "", lines[number])
    return Changed("\n".join(lines), Aside(form_numbers=True))


# --- figures ----------------------------------------------------------------------------------------------


@cache
def _read(text: str) -> Disclosure:
    return govbudget.parse(text)


def _figures(text: str) -> Iterable[tuple[Table, Figure]]:
    return ((table, printed.figure) for table in _read(text).tables for printed in table.figures)


def _figure_cells(text: str) -> dict[tuple[int, int], tuple[Table, Figure]]:
    """The figures by the line and cell (both from 0) in which they stand."""
    return {
        (figure.place.line - 1, figure.place.cell - 1): (table, figure)
        for table, figure in _figures(text)
        if figure.place is not None and figure.place.cell is not None
    }


def _with_cells(text: str, rewrite: Callable[[int, int, str], str]) -> str:
    """A text with its cells rewritten; a line without a tab has one cell."""
    return "\n".join(
        "\t".join(rewrite(number, position, cell) for position, cell in enumerate(line.split("\t")))
        for number, line in enumerate(text.split("\n"))
    )


def _separators(text: str, choice: random.Random) -> Changed:
    """Thousands separators added, dropped or mixed."""
    places = _figure_cells(text)
    share = choice.choice((0.0, 1.0, 0.5))

    def rewrite(line: int, cell: int, raw: str) -> str:
        if (line, cell) not in places or "%" in raw or "E" in raw:
            return raw
        bare = raw.replace(",", "")
        return format(Decimal(bare.strip()), ",f") if choice.random() < share else bare

    return Changed(_with_cells(text, rewrite))


_UNIT = re.compile(r"(单\s*位\s*[:：]?\s*(?:人民币)?)(?:百?万|千|亿)?\s*元")


def _in_unit(unit: Unit, *, places: bool) -> Callable[[str, random.Random], Changed]:
    """The tables in another unit, their figures multiplied exactly; with `places` always with decimals."""

    def rewrite(text: str, choice: random.Random) -> Changed:
        figures = _figure_cells(text)
        grouped = choice.random() < 0.5
        start, end = _table_region(text)

        def in_unit(line: int, cell: int, raw: str) -> str:
            if (line, cell) not in figures:
                return _UNIT.sub(rf"\g<1>{unit.value}", raw) if start <= line < end else raw
            _, figure = figures[line, cell]
            if not isinstance(figure.value, Amount) or figure.value.unit is None:
                return raw
            value = figure.value.to(unit).value
            value = Decimal(plain(value)) + (Decimal("0.00") if places else 0)
            return format(value, ",f") if grouped else plain(value)

        return Changed(_with_cells(text, in_unit), Aside(increments=True))

    return rewrite


# --- names ------------------------------------------------------------------------------------------------

_PLACES = ("青禾县", "云溪市", "望川区", "白鹿县", "临泽自治县")
_BODIES = words(
    """
    水利局 图书馆 第一中学 市场监督管理局 预算编审中心 项目建设办公室 住房保障中心 社会保障服务中心 收费管理处 审计局
    会计核算中心 图书馆（本级） 中共县委宣传部 国有资产监督管理局 财政国库收付中心 人民政府办公室 公共资源交易中心
    12345热线中心 经济合作局 妇女联合会
    """
)
_PROJECTS = words(
    """
    河道清淤 图书采购（第二批） 2021年提前批转移支付资金 “清风”行动经费 农村饮水安全工程 设备更新-采购 三年行动项目
    公用经费补助 人员经费补助 信息系统运维 档案数字化（一期） 第3次普查 A级景区提升 收入监测 基本支出定额测算
    上年结转项目尾款 会计核算与审计服务 公务用车购置项目 100兆专线租用 单位食堂改造 总计划编制 （第二标段）道路维修
    """
)


def _other_names(text: str, choice: random.Random) -> Changed:
    """Another department, and other projects in the tables that list them, wherever they are named."""
    names: dict[str, str] = {}
    doc = _read(text)
    lines = text.split("\n")
    for old in dict.fromkeys(filter(None, (doc.entity, *(table.entity for table in doc.tables)))):
        place, body = choice.choice(_PLACES), choice.choice(_BODIES)
        names[old] = place + body
        short = _PLACE.sub("", old)
        if short != old:
            # A table may give the department's name without the place before it, alone in its cell.
            lines = ["\t".join(_shortened(cell, short, body) for cell in line.split("\t")) for line in lines]
            names[short] = body
    spare = list(_PROJECTS)
    choice.shuffle(spare)
    for table in doc.tables:
        if table.kind is TableKind.PROJECT_EXPENDITURE:
            for row in table.rows:
                if row.role is RowRole.ITEM and len(row.label) > 3 and row.label not in names and spare:
                    names[row.label] = spare.pop()
    in_text = {old: new for old, new in names.items() if old != _PLACE.sub("", old) or new in _PROJECTS}
    return Changed(_replaced("\n".join(lines), {**in_text}), names=names)


_PLACE = re.compile(r"^.{2,4}?[县市区]")


def _shortened(cell: str, old: str, new: str) -> str:
    return (
        cell.replace(old, new) if re.fullmatch(rf"\s*{re.escape(old)}(?:[（(]合计[）)])?\s*", cell) else cell
    )


def _replaced(text: str, names: Mapping[str, str]) -> str:
    for old in sorted(names, key=len, reverse=True):
        text = text.replace(old, names[old])
    return text


EMPTY_FIRST_COLUMN = Change("an empty first column", _empty_first_column)
CHANGES = (
    Change("thousands separators", _separators),
    Change("yuan", _in_unit(Unit.YUAN, places=False)),
    Change("yuan with decimals", _in_unit(Unit.YUAN, places=True)),
    Change("thousand yuan", _in_unit(Unit.THOUSAND_YUAN, places=False)),
    Change("hundred million yuan", _in_unit(Unit.HUNDRED_MILLION_YUAN, places=False)),
    Change("other names", _other_names),
    Change("tables in another order", _tables_shuffled),
    Change("forms in another order", _forms_shuffled),
    Change("no form numbers", _form_numbers_out),
    Change("page breaks", _page_breaks),
    Change("full-width figures", _full_width_figures),
    Change("full-width digits", _full_width_digits),
    Change("spaces inside labels", _spaces_in_labels),
    Change("punctuation", _punctuation),
    EMPTY_FIRST_COLUMN,
    Change("trailing empty columns", _trailing_columns),
    Change("spaces around cells", _padding),
    Change("blank lines out", _blank_lines_out),
    Change("blank lines in", _blank_lines_in),
    Change("line ends", _line_ends),
    Change("byte order mark", _byte_order_mark),
)
"""All of them, in the order in which they are made: those that know the document first, bytes last."""
