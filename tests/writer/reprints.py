"""Further changes of a whole document that leave its meaning alone, made without knowing how it is read.

Where `tests.writer.mutations` asks the reader for the places of tables and figures, these know lines and tabs
alone: every character, every block of lines and every label of the whole document may be changed, its forms and
its narrative as well as its tables.

>>> wide = next(change for change in REPRINTS if change.name == "digits and letters of any width")
>>> wide.apply("2024年支出总表", random.Random(2)).text
'２０２４年支出总表'
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping

from tests.writer.mutations import Change, Changed
from tests.writer.normal import Aside
from tests.writer.words import words

__all__ = ["REPRINTS"]

# --- characters -------------------------------------------------------------------------------------------

_WIDE = "（）：，；％！？＋＝／＜＞＊．－～［］＆＃＠｜"
_TO_HALF = {wide: chr(ord(wide) - 0xFEE0) for wide in _WIDE}
_TO_WIDE = {half: wide for wide, half in _TO_HALF.items()}
_HALF_CHINESE = {"。": "｡", "、": "､"}
_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def _replaced(text: str, table: Mapping[str, str], share: float, choice: random.Random) -> str:
    if share >= 1:
        return text.translate({ord(char): other for char, other in table.items()})
    return "".join(table[char] if char in table and choice.random() < share else char for char in text)


def _some(table: Mapping[str, str], choice: random.Random) -> dict[str, str]:
    """All of a table, or the pairs of some characters only."""
    if choice.random() < 0.5:
        return dict(table)
    return {char: table[char] for char in choice.sample(sorted(table), choice.randint(1, len(table)))}


def _half_width(text: str, choice: random.Random) -> Changed:
    table = _some({**_TO_HALF, **_QUOTES, **_HALF_CHINESE}, choice)
    return Changed(_replaced(text, table, choice.choice((1, 1, 0.5, 0.1)), choice))


def _full_width(text: str, choice: random.Random) -> Changed:
    table = _some(_TO_WIDE, choice)
    return Changed(_replaced(text, table, choice.choice((1, 1, 0.5, 0.1)), choice))


def _both_ways(text: str, choice: random.Random) -> Changed:
    """Every sign in either width, as it comes."""
    table = _some({**_TO_HALF, **_TO_WIDE}, choice)
    return Changed(_replaced(text, table, choice.choice((0.5, 0.2)), choice))


_DIGITS = {str(digit): chr(0xFF10 + digit) for digit in range(10)}
_LETTERS = {chr(code): chr(code + 0xFEE0) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B))}


def _wide_letters(text: str, choice: random.Random) -> Changed:
    table = choice.choice((_DIGITS, {**_DIGITS, **_LETTERS}, {**_DIGITS, **_LETTERS, **_TO_WIDE}))
    return Changed(_replaced(text, table, choice.choice((1, 1, 0.3)), choice))


# --- lines and columns ------------------------------------------------------------------------------------


def _blocks(lines: list[str]) -> list[range]:
    """The runs of lines with tabs, blank lines between them included."""
    found: list[range] = []
    begin = end = -1
    for number, line in enumerate([*lines, "."]):
        if "\t" in line:
            begin = number if begin < 0 else begin
            end = number
        elif line.strip() and begin >= 0:
            found.append(range(begin, end + 1))
            begin = -1
    return found


def _columns_before(text: str, choice: random.Random) -> Changed:
    """Empty cells before every line, before every row, or before those of some tables and forms."""
    margin = (choice.choice(("", "", " ", "\u3000")) + "\t") * choice.choice((1, 1, 2, 3))
    lines = text.split("\n")
    whole = choice.random() < 0.3
    for block in [range(len(lines))] if whole else _blocks(lines):
        if whole or choice.random() < 0.6:
            for number in block:
                if lines[number].strip():
                    lines[number] = margin + lines[number]
    return Changed("\n".join(lines))


def _columns_behind(text: str, choice: random.Random) -> Changed:
    """Empty cells behind lines: on all, on titles too, here and there, or up to one length for a table."""
    lines = text.split("\n")
    manner = choice.choice(("all", "ragged", "padded"))
    for block in [range(len(lines))] if manner == "all" else _blocks(lines):
        longest = max(lines[number].count("\t") for number in block) + choice.choice((0, 0, 1, 3))
        for number in block:
            line = lines[number]
            if not line.strip():
                continue
            more = longest - line.count("\t") if manner == "padded" else choice.choice((0, 1, 2, 4))
            lines[number] = line + "\t" * (2 if manner == "all" else more)
    return Changed("\n".join(lines))


# --- sections ---------------------------------------------------------------------------------------------

_SECTION = re.compile(r"[^\t。，；：:.…]{2,60}表(?:（[^（）\t]{1,24}）)?")
_FORM_NUMBER = re.compile(r"(?:表\d{1,2}[:：]?|(?:预算|部门)公开表\d{1,2}|预算\d{2}表)")
_HEADING = re.compile(r"第[一二三四五六七八九十]部分|[一二三四五六七八九十]+、")


def _sections(lines: list[str]) -> list[range]:
    """The lines of every table and form, with the number before its title."""
    starts: list[int] = []
    above = -1
    for number, line in enumerate(lines):
        plain = line.strip()
        if not plain:
            continue
        if "\t" not in line and _SECTION.fullmatch(plain) and not _FORM_NUMBER.fullmatch(plain):
            numbered = above >= 0 and _FORM_NUMBER.fullmatch(lines[above].strip())
            starts.append(above if numbered else number)
        above = number
    ends = []
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        headings = (
            n for n in range(start, following) if "\t" not in lines[n] and _HEADING.match(lines[n].strip())
        )
        ends.append(next(headings, following))
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def _sections_shuffled(text: str, choice: random.Random) -> Changed:
    """Tables and forms in any order, those of one chapter among themselves."""
    lines = text.split("\n")
    chapters: list[list[range]] = []
    for section in _sections(lines):
        if chapters and chapters[-1][-1].stop == section.start:
            chapters[-1].append(section)
        else:
            chapters.append([section])
    result: list[str] = []
    done = 0
    for chapter in chapters:
        result += lines[done : chapter[0].start]
        pieces = [lines[section.start : section.stop] for section in chapter]
        choice.shuffle(pieces)
        for piece in pieces:
            result += [*piece, ""]
        done = chapter[-1].stop
    return Changed("\n".join([*result, *lines[done:]]), Aside(order=True))


# --- labels and names -------------------------------------------------------------------------------------

_LABELS = frozenset(
    words(
        """
        一级指标 二级指标 三级指标 指标值 目标值 指标值说明 项目名称 主管部门及代码 实施单位 项目属性 项目期 立项依据
        实施期资金总额： 年度资金总额： 其中：中央财政资金 省级财政资金 市县（区）财政资金 单位自筹 其他资金 项目概况
        项目设立必要性 保证项目实施的制度、措施 项目实施计划 实施期目标 年度目标 总体目标 绩效指标 产出指标 效益指标
        满意度指标 数量指标 质量指标 时效指标 成本指标 经济效益指标 社会效益指标 生态效益指标 可持续影响指标
        服务对象满意度指标 服务对象满意度 负责人： 经办人： 联系电话： 填报日期： 项目资金（元） 单位编码 资金用途
        项目负责人 联系人 联系电话 开始时间 结束时间 项目总金额 项目本年度金额 上年度项目总金额 项目上年度金额
        项目设立的必要性 项目配套制度措施 备注 项目总目标 年度绩效目标 投入与目标管理 投入管理 财务管理 项目管理
        资产管理 产出目标 数量 质量 时效 成本 效果目标 经济效益 社会效益 环境效益 满意度 影响力目标 长效管理
        人力资源 部门协助 配套设施 信息共享 年度履职目标 年度主要任务 任务名称 主要内容 部门预算总额(万元) 预算情况
        1、资金来源：(1)财政性资金 (2)其他资金 2、资金结构：(1)基本支出 (2)项目支出
        """
    )
)
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff（）()、：:“”])(?=[\u3400-\u9fff（）()：:“”])")


def _spaced_labels(text: str, choice: random.Random) -> Changed:
    """White space inside the labels of forms, and inside the titles of tables and forms."""
    spaces = choice.choice(((" ",), ("\u3000",), ("\xa0",), (" ", "\u3000", "\xa0", "  ", "\u2003")))
    share = choice.choice((0.1, 0.4, 1.0))

    def spaced(cell: str, line: str) -> str:
        title = line == cell and _SECTION.fullmatch(cell.strip()) is not None
        if (not title and cell.strip() not in _LABELS) or choice.random() < 0.3:
            return cell
        return _BETWEEN.sub(lambda _: choice.choice(spaces) if choice.random() < share else "", cell)

    return Changed(
        "\n".join("\t".join(spaced(cell, line) for cell in line.split("\t")) for line in text.split("\n"))
    )


_WORDS_OF_NAMES = words(
    """
    预算 项目 中心 支出 合计 基本 建设 经费 补助 运行 维护 系统 采购 培训 绩效 指标 设备 购置 服务 改造 示范 资金
    一般 公共 收入 结转 人员 单位 数量 质量 满意度 年度 目标 总计 其他 2022年 2023年第二批 3D 110 （一期） “双百” A区
    """
)
_ENDS_OF_NAMES = words("经费 工程 专项 补助 系统 服务费 采购 （本级） 改造款")
_NO_FIRST_WORD = ("其", "（", "单位", "年度", "合计", "总计")
_NO_LAST_WORDS = ("合计（本级）", "总计（本级）")
"""A name that ends in them is the name of a total."""


def _names_of_projects(lines: Iterable[str]) -> list[str]:
    """What stands beside the label 项目名称, in the forms."""
    found: dict[str, None] = {}
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        if len(cells) == 2 and re.sub(r"\s", "", cells[0]) == "项目名称":
            found[cells[1]] = None
    return list(found)


def _other_projects(text: str, choice: random.Random) -> Changed:
    """Other names of projects, made of the words of budgets, wherever they are named."""
    projects = _names_of_projects(text.split("\n"))
    names: dict[str, str] = {}
    for old in projects:
        # A name within another one would have to be told from it.
        if choice.random() < 0.8 and not any(old in other for other in projects if other != old):
            parts = choice.choices(_WORDS_OF_NAMES, k=choice.randint(2, 6))
            new = "".join(parts) + choice.choice(_ENDS_OF_NAMES)
            if new in names.values() or new.startswith(_NO_FIRST_WORD) or new.endswith(_NO_LAST_WORDS):
                continue
            names[old] = new
    if not names:
        return Changed(text)
    pattern = re.compile("|".join(map(re.escape, names)))
    return Changed(pattern.sub(lambda match: names[match.group()], text), names=names)


REPRINTS = (
    Change("sections in any order", _sections_shuffled),
    Change("other projects", _other_projects),
    Change("spaces inside labels of forms and titles", _spaced_labels),
    Change("signs of half width", _half_width),
    Change("signs of full width", _full_width),
    Change("signs of either width", _both_ways),
    Change("digits and letters of any width", _wide_letters),
    Change("empty columns before", _columns_before),
    Change("empty columns behind", _columns_behind),
)
"""All of them, in the order in which they are made."""
