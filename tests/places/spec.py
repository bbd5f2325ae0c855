"""Tables of many places as data (`layouts.txt`): what each prints above its columns, and what that means.

Every block is one invented table in the manner of some province, year or national form:

    # document: title
    kind, unit, number, numbered, about, codes, places     what is said about the whole
    code | name | lei | kuan | xiang | ucode | ordinal | measure | words | empty   a column without figures
    figure PATH = A + B - C : coordinate=value, …          a column of figures, what it sums, what it means
    rows function 201 208 合计 last                        rows of a classification, their total first or last
    row LABEL [code] = 2 3 : field=value | COLUMN=text     a row, the rows it sums, its other texts

`printed` draws figures that add up and prints them as lines of cells; with them comes what each must read as.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from attrs import define, field, frozen

__all__ = ["ColumnSpec", "Expected", "Layout", "Printed", "RowSpec", "Style", "layouts", "printed"]

_FUNCTION = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务", "2010301": "行政运行",
    "2010302": "一般行政管理事务", "2010350": "事业运行", "205": "教育支出", "20502": "普通教育",
    "2050202": "小学教育", "2050203": "初中教育", "20508": "进修及培训", "2050803": "培训支出",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出", "210": "卫生健康支出", "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗", "2101103": "公务员医疗补助", "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出", "2120804": "农村基础设施建设支出", "213": "农林水支出",
    "21301": "农业农村", "2130104": "事业运行", "2130108": "病虫害控制", "221": "住房保障支出",
    "22102": "住房改革支出", "2210201": "住房公积金", "2210203": "购房补贴",
    "223": "国有资本经营预算支出", "22301": "解决历史遗留问题及改革成本支出",
    "2230107": "国有企业改革成本支出", "229": "其他支出", "22960": "彩票公益金安排的支出",
    "2296002": "用于社会福利的彩票公益金支出", "2296003": "用于体育事业的彩票公益金支出",
}  # fmt: skip
_ECONOMIC = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30113": "住房公积金",
    "302": "商品和服务支出", "30201": "办公费", "30211": "差旅费", "30231": "公务用车运行维护费",
    "303": "对个人和家庭的补助", "30305": "生活补助", "310": "资本性支出", "31002": "办公设备购置",
}  # fmt: skip
_GOVERNMENT = {
    "501": "机关工资福利支出", "50101": "工资奖金津补贴", "502": "机关商品和服务支出", "50201": "办公经费",
    "509": "对个人和家庭的补助", "50905": "离退休费",
}  # fmt: skip
_BOOKS = {"function": _FUNCTION, "economic": _ECONOMIC, "government": _GOVERNMENT}
_CODED = ("lei", "kuan", "xiang")
_CODES = ("code", "codename", "codename2", *_CODED)


@frozen
class ColumnSpec:
    """A column: what stands in it, its header path, its sum as signed paths, what it means."""

    role: str
    path: tuple[str, ...]
    formula: tuple[tuple[int, str], ...] = ()
    means: Mapping[str, str] = field(factory=dict)

    @property
    def key(self) -> str:
        return "/".join(self.path)


@define
class RowSpec:
    """A row: its label, code, the rows that make it up by number from 1, what it means, its other texts."""

    label: str
    code: str = ""
    parts: list[int] = field(factory=list)
    means: Mapping[str, str] = field(factory=dict)
    texts: Mapping[str, str] = field(factory=dict)


@define
class Layout:
    """One table of the file."""

    document: str
    title: str
    said: dict[str, str] = field(factory=dict)
    columns: list[ColumnSpec] = field(factory=list)
    rows: list[RowSpec] = field(factory=list)


@frozen
class Style:
    """How it is printed: nothing, header cells over several columns, empty columns around, separators."""

    nothing: str = ""
    repeated: bool = False
    before: int = 0
    behind: int = 0
    separators: bool = True
    density: float = 0.8


@frozen
class Expected:
    """What a figure must read as, and the line it stands on."""

    line: int
    means: Mapping[str, str]


@frozen
class Printed:
    """The lines of a document with one table, what its figures are, and the sums of columns that can be broken."""

    lines: list[str]
    figures: list[Expected]
    sums: list[tuple[int, int]]
    """Line and cell of each printed figure that is the sum of others in its row."""


def _pairs(text: str) -> dict[str, str]:
    return dict(part.strip().split("=", 1) for part in text.split(",")) if text.strip() else {}


def _column(role: str, rest: str) -> ColumnSpec:
    rest, _, means = rest.partition(" : ")
    path, _, formula = rest.partition(" = ")
    signed = re.findall(r"(?:^|([+-]) )([^+]+?)(?= [+-] |$)", formula)
    terms = tuple((-1 if sign == "-" else 1, key) for sign, key in signed)
    return ColumnSpec(role, tuple(path.split("/")), terms, _pairs(means))


def _row(rest: str) -> RowSpec:
    rest, _, texts = rest.partition(" | ")
    rest, _, means = rest.partition(" : ")
    rest, _, parts = rest.partition(" = ")
    match = re.fullmatch(r"(.*?)(?: \[(\d+)\])?", rest)
    assert match is not None
    label = "" if match[1] == "-" else match[1]
    pairs = [part.split("=", 1) for part in texts.split("; ")] if texts else []
    return RowSpec(label, match[2] or "", [*map(int, parts.split())], _pairs(means), dict(pairs))


def _classified(rest: str) -> list[RowSpec]:
    """The rows of a classification with their total: `function 201 208 合计 last`."""
    name, *words = rest.split()
    tops = [word for word in words if word.isdecimal()]
    total = next((word for word in words if not word.isascii()), "")
    book = _BOOKS[name]
    codes = [code for code in book if not tops or code.startswith(tuple(tops))]
    first = 0 if words[-1] in ("last", "without") else 1
    at = {code: number for number, code in enumerate(codes, first + 1)}
    rows = [RowSpec(book[code], code, [at[part] for part in codes if part[:-2] == code]) for code in codes]
    whole = RowSpec(total, parts=[at[code] for code in codes if len(code) == 3])
    if not total:
        return rows
    return [whole, *rows] if first else [*rows, whole]


def layouts() -> list[Layout]:
    """Every table of the file."""
    text = (Path(__file__).parent / "layouts.txt").read_text(encoding="utf-8")
    return [_layout(block.split("\n")) for block in text.strip().split("\n\n")]


def _layout(lines: Sequence[str]) -> Layout:
    document, _, title = lines[0].removeprefix("# ").partition(": ")
    layout = Layout(document, title)
    for line in lines[1:]:
        word, _, rest = line.partition(" ")
        if word == "row":
            layout.rows.append(_row(rest))
        elif word == "rows":
            layout.rows.extend(_classified(rest))
        elif word in ("kind", "unit", "number", "numbered", "about", "codes", "places"):
            layout.said[word] = rest
        else:
            layout.columns.append(_column(word, rest))
    return layout


def _amounts(layout: Layout, rng: random.Random, density: float) -> list[dict[str, int]]:
    """By row and column the amount in steps of its last place; what is not there is not printed."""
    figures = [column for column in layout.columns if column.role == "figure"]
    found: list[dict[str, int]] = [{} for _ in layout.rows]
    done: set[int] = set()

    def fill(number: int) -> None:
        if number in done:
            return
        done.add(number)
        row, here = layout.rows[number], found[number]
        for part in row.parts:
            fill(part - 1)
        for column in figures:
            if column.formula:
                continue
            below = [value for part in row.parts if (value := found[part - 1].get(column.key)) is not None]
            if below:
                here[column.key] = sum(below)
            elif not row.parts and rng.random() < density:
                here[column.key] = rng.randrange(1, 900_000)
        waiting = [column for column in figures if column.formula]
        while waiting:
            column = next(
                c for c in waiting if not any(o.key == key for o in waiting for _, key in c.formula)
            )
            waiting.remove(column)
            terms = [(sign, value) for sign, key in column.formula if (value := here.get(key)) is not None]
            if terms:
                here[column.key] = sum(sign * value for sign, value in terms)

    for number in range(len(layout.rows)):
        fill(number)
    return found


def _header(columns: Sequence[ColumnSpec], *, repeated: bool) -> list[list[str]]:
    rows = []
    for level in range(max(len(column.path) for column in columns)):
        row = []
        for number, column in enumerate(columns):
            path = column.path
            left = columns[number - 1].path if number else ()
            merged = (
                len(path) > level + 1 and left[: level + 1] == path[: level + 1] and len(left) > level + 1
            )
            word = path[level] if level < len(path) else path[-1] if repeated else ""
            row.append("" if merged and not repeated else word)
        rows.append(row)
    return rows


def _code_part(code: str, role: str, style: str) -> str:
    level = _CODED.index(role)
    part = code[:3] if level == 0 else code[3 + 2 * (level - 1) : 5 + 2 * (level - 1)]
    own = {3: 0, 5: 1, 7: 2}.get(len(code))
    return part if style == "full" or own == level else ""


def printed(layout: Layout, rng: random.Random, style: Style) -> Printed:
    """The lines of a document with one table, with what each of its figures must read as."""
    said = layout.said
    places = int(said.get("places", 2))
    amounts = _amounts(layout, rng, style.density)
    captions = [layout.document, "", *([said["number"]] if "number" in said else []), layout.title]
    lines = [*captions, f"单位：{said['unit']}"]
    around = [""] * style.before, [""] * style.behind

    def put(cells: Sequence[str]) -> None:
        lines.append("\t".join([*around[0], *cells, *around[1]]))

    for cells in _header(layout.columns, repeated=style.repeated):
        put(cells)
    if "numbered" in said:
        put(["" if word == "-" else word for word in said["numbered"].split()])
    figures: list[Expected] = []
    sums: list[tuple[int, int]] = []
    for number, row in enumerate(layout.rows):
        cells = []
        for column in layout.columns:
            value = amounts[number].get(column.key)
            steps = int(column.means.get("places", places))
            if column.role not in ("figure", "empty"):
                cells.append(_text(row, column, number, said.get("codes", "joined")))
                continue
            if value is None and not (style.nothing and style.nothing[0] == "0"):
                cells.append(style.nothing)
                continue
            raw = _money(value or 0, steps, separators=style.separators)
            if value is not None and len(column.formula) > 1 and all(sign > 0 for sign, _ in column.formula):
                sums.append((len(lines), style.before + len(cells)))
            cells.append(raw)
            figures.append(Expected(len(lines) + 1, _meaning(layout, row, column, raw)))
        put(cells)
    return Printed(lines, figures, sums)


def _text(row: RowSpec, column: ColumnSpec, number: int, codes: str) -> str:
    role = column.role
    if role in _CODED:
        return _code_part(row.code, role, codes)
    joined = {"codename": f"{row.code}-{row.label}", "codename2": f"[{row.code}]{row.label}"}
    if role in joined:
        return joined[role] if row.code else row.label
    plain = {"code": row.code, "name": row.label, "ordinal": str(number + 1)}
    return plain[role] if role in plain else row.texts.get(column.key, "")


def _money(value: int, places: int, *, separators: bool) -> str:
    number = Decimal(value).scaleb(-places)
    return f"{number:,.{places}f}" if separators else f"{number:.{places}f}"


def _meaning(layout: Layout, row: RowSpec, column: ColumnSpec, raw: str) -> dict[str, str]:
    means = {
        "title": layout.title,
        "raw": raw,
        "label": row.label,
        "code": row.code if any(column.role in _CODES for column in layout.columns) else "",
        "unit": layout.said["unit"],
        "column": column.key.replace(" ", ""),
    }
    if "kind" in layout.said:
        means["table_kind"] = layout.said["kind"]
    if column.role == "figure":
        means |= {**_pairs(layout.said.get("about", "")), **row.means, **column.means}
    else:
        # Of a column of zeros only its words are told here, and of its row what it is.
        means |= {key: value for key, value in row.means.items() if key in ("label", "code")}
        means.pop("unit")
    if means.pop("places", None) and "unit" not in column.means:
        # What things are counted in, their rows and labels say.
        means.pop("unit", None)
    return means
