"""Where tables and forms of flattened text begin (起始判定), and what stands above their headers.

Above a table stand its title and one line of cells: department with its number, year, unit, in any order, wrapped
or not.  Above a form stand its title, which need not say 绩效目标表, and its unit; then comes the code or the name of
the project.  Only both together begin something: numbered headings of a narrative look like either.

>>> from govbudget.reading.source import split_lines
>>> text = "部门预算收入总表\\n101 青河县图书馆\\n预算年\\n\\n度：\\n\\n2024\\n单位：万元\\n\\n序号 科目名称 合计"
>>> found = table_opening(split_lines(text), 0)
>>> found.caption.title, found.caption.entity, found.caption.year, found.caption.unit.value, found.header
('部门预算收入总表', '青河县图书馆', 2024, '万元', 9)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from govbudget.money import Unit
from govbudget.reading.captions import Caption, read_caption
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.vocabulary import Role
from govbudget.reading.layouts.flattened.atoms import atoms_of, begins_page
from govbudget.reading.layouts.flattened.header_words import is_header_word
from govbudget.reading.source import SourceLine
from govbudget.reading.words import HeaderRole, header_role
from govbudget.text import fold, is_cjk, squeeze

__all__ = [
    "Opening",
    "ends_as_title",
    "form_opening",
    "is_heading",
    "next_printed",
    "opens_below",
    "says_caption",
    "table_opening",
]

_UNIT: Final = re.compile(r"\(?(?:金额|货币|计量)?单位:(?:人民币)?([百千]?万元|千元|元|亿元)\)?")
_YEAR: Final = re.compile(
    r"(?:预算|决算)?年度:?(?:(?:19|20)\d\d)?年?度?(?!\d|[.-])|(?:19|20)\d\d年度|^(?:19|20)\d\d年?$"
)
_NAME_GOES_ON: Final = re.compile(r"年度(?=[^\W\d_])(?!预算|决算|单位|部门)")
_FOUR_DIGITS: Final = re.compile(r"(?:19|20)\d\d")
_DATE: Final = re.compile(r"(?:截止|截至|填报|编制|统计)?(?:时间|日期):?[\d\-年月日./]{4,12}")
_NUMBER: Final = re.compile(r"\(?(?:预算)?(?:公开)?(?:附)?表\d{1,2}\)?")
_PART_OF_NAME: Final = r"(?:[^\d:。,;]|\d{1,6}(?=[^\W\d_]))"
_ENTITY: Final = re.compile(
    r"(?:(?:预算|编制|填报|部门|单位)*(?:单位|部门)(?:\((?:单位|部门)\))?(?:名称)?:)?"
    rf"(?:\[?\d{{3,9}}[-\]](?P<after>{_PART_OF_NAME}{{1,30}}\d{{0,2}})|\[?(?:\d{{3,9}})?(?P<name>{_PART_OF_NAME}{{2,30}})?)"
)
_CODE_APART: Final = re.compile(r"^(\s*\d{3,9})\s+(?=(?:\d{1,6}\s*)?(?!年)[^\W\d_])")
"""The number of a body before its name, which may begin with digits (312 12345服务中心) or have one character."""
_BODY: Final = re.compile(
    r".*(?:局|委|厅|院|办|馆|中心|公司|集团|政府|部|会|处|队|所|校|站|学|园|台|库|场|社)(?:\((?:本级|机关)\))?"
)
_BODY_OF_PROJECTS: Final = re.compile(
    r"(?!项目)(?:(?!科目|金额|[合总小]计|支出|收入|预算数|名称|单位).){2,24}"
    r"(?:局|委|厅|院|办|馆|中心|公司|集团|政府|部|会|处|队|所|校|站|办公室)"
)
"""The name of a body that has 项目 in it, which headers have as well."""
_CUT: Final = re.compile(r"(?:(?:部门|政府|支出)?(?:预算)?(?:经济|功能)(?:分类?)?)+$")
"""The first line of a wrapped word of a header (经济分 / 类科目 / 编码)."""
_MOST_CAPTION_LINES: Final = 10
_LONGEST_TITLE: Final = 44
_NO_TITLE: Final = re.compile(r"[。;!?:]|,.*,|^\d+(?:\.\d+)?$")
_HEADING: Final = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}、(?!.*\d\.\d)|\([一二三四五六七八九十]{1,3}\)"
)
_PROJECT: Final = re.compile(r"项目(?:编码|代码|编号|名称)")
_TITLE_ROWS: Final = 3
_SHORTEST_TITLE: Final = 3
_DECIMALS: Final = re.compile(r"\d\.\d")
_TITLE_END: Final = re.compile(r"(?:表|预算|情况|统计|清单)(?:\([^()]*\))?$")


@frozen
class Opening:
    """The beginning of a table or form: its first line, what it says, and the line its header or fields begin on."""

    start: int
    caption: Caption
    header: int
    of_words: bool = False
    """Whether it is a table of words, whose header is one line."""


def next_printed(lines: Sequence[SourceLine], index: int) -> int:
    """The index of the next line that prints something, the number of lines if none does."""
    index += 1
    while index < len(lines) and lines[index].is_blank:
        index += 1
    return index


def is_heading(line: SourceLine) -> bool:
    """Whether a line is numbered as the headings of a narrative are.

    >>> from govbudget.reading.source import split_lines
    >>> [is_heading(line) for line in split_lines("八、采购情况\\n1、收入说明\\n第一部分 说明\\n三、公务接待费 8.00")]
    [True, False, True, False]
    """
    return _HEADING.match(fold(line.text)) is not None and len(line.text) <= 2 * _LONGEST_TITLE


def says_caption(folded: str) -> bool:
    """Whether a folded line is what stands between a title and a header: unit, year or date, and whose they are.

    >>> [says_caption(text) for text in ("单位:万元", "预算年度:", "312某局预算年度:2024单位:万元", "教育支出")]
    [True, True, True, False]
    >>> says_caption("312青禾县12345热线服务中心单位:万元"), says_caption("49号单位:万元")
    (True, False)
    >>> says_caption("312青河县住房、交通和水利局单位:万元"), says_caption("住房、交通支出单位:万元")
    (True, False)
    """
    return _read(folded) is not None


def ends_as_title(text: str) -> bool:
    """Whether a line ends as the titles of tables do."""
    return _TITLE_END.search(fold(text)) is not None


def table_opening(lines: Sequence[SourceLine], index: int, *, over_pages: bool = False) -> Opening | None:
    """The table that a line is the title of, or None.

    What belongs to a title stands on its page, as what a page begins with may be repeated; `over_pages` if it may
    stand on the next one too.
    """
    if not _may_be_title(lines[index].text.strip()):
        return None
    below = next_printed(lines, index)
    found = _opening(lines, index, below, turns=0)
    if found is None and over_pages:
        found = _opening(lines, index, below, turns=1)
    return found


def _opening(lines: Sequence[SourceLine], index: int, below: int, *, turns: int) -> Opening | None:
    """The table that a line is the title of, with the ends of so many pages before its header."""
    found: Opening | None = None
    printed: list[str] = []
    at = below
    left = turns
    for _ in range(_MOST_CAPTION_LINES):
        if at >= len(lines):
            break
        if begins_page(lines[at]):
            if not left or (printed and not ends_as_title(lines[index].text)):
                break
            left -= 1
        if opens_below(lines, at):
            # It is the title of the table: what stands above it is that of several.
            return None
        printed.append(squeeze(_CODE_APART.sub(r"\1-", lines[at].text)))
        at = next_printed(lines, at)
        caption = _read_printed("".join(printed))
        if caption is not None and _is_on_one_line(caption.entity, printed) and _header_follows(lines, at):
            found = Opening(index, caption, at)
            break
    over_pages = turns > 0
    if found is None:
        found = _under_unit(lines, index, below, over_pages=over_pages)
    if found is None:
        return _of_words(lines, index, below, over_pages=over_pages)
    text = lines[index].text.strip()
    title = read_caption(text)
    if title is None or not title.title:
        title = Caption(title=squeeze(text))
    return evolve(found, caption=title.merged(found.caption))


def _may_be_title(text: str) -> bool:
    folded = fold(text)
    if len(folded) > _LONGEST_TITLE or len(folded) < 3 or _NO_TITLE.search(folded) or _is_caption(folded):
        return False
    if sum(map(is_cjk, folded)) < _SHORTEST_TITLE or _DECIMALS.search(folded):
        return False
    if header_role(folded) in (HeaderRole.ORDINAL, HeaderRole.CODE) or is_header_word(folded):
        return False
    cells = text.split()
    if len(cells) >= _TITLE_ROWS and min(map(len, cells)) > _SHORTEST_TITLE and not folded.endswith("表"):
        # Words of a header side by side, cut at the end of their lines.
        return False
    return not all(is_header_word(fold(cell)) for cell in cells)


def opens_below(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a line is a title with a unit or a department right below it."""
    text = lines[at].text.strip()
    title = read_caption(text)
    if (title is None or not title.title) and not (ends_as_title(text) and _may_be_title(text)):
        return False
    following = next_printed(lines, at)
    return following < len(lines) and _read(fold(lines[following].text)) is not None


def _under_unit(lines: Sequence[SourceLine], index: int, at: int, *, over_pages: bool) -> Opening | None:
    """A table whose unit stands above its title: its number may stand between them, its header below."""
    if not ends_as_title(lines[index].text) or not _header_follows(lines, at):
        return None
    if begins_page(lines[at]) and not over_pages:
        return None
    above = index
    for _ in range(_TITLE_ROWS):
        above -= 1
        while above >= 0 and lines[above].is_blank:
            above -= 1
        if above < 0:
            return None
        folded = fold(lines[above].text)
        caption = _read_printed(squeeze(lines[above].text))
        if caption is not None and caption.unit is not None:
            break
        if not (_NUMBER.fullmatch(squeeze(folded)) or is_heading(lines[above])):
            return None
    else:
        return None
    before = above - 1
    while before >= 0 and lines[before].is_blank:
        before -= 1
    # A unit below another title is that one's.
    if before >= 0 and ends_as_title(lines[before].text):
        return None
    return Opening(above, caption, at)


def _is_caption(folded: str) -> bool:
    return _UNIT.fullmatch(folded) is not None or _DATE.fullmatch(folded) is not None


def _read_printed(text: str) -> Caption | None:
    """What the texts between a title and a header say, the name of the department as printed.

    >>> _read_printed("312-青河县图书馆（青河县档案馆）单位：万元").entity
    '青河县图书馆（青河县档案馆）'
    """
    folded = fold(text)
    caption = _read(folded)
    if caption is None or not caption.entity or len(folded) != len(text):
        return caption
    at = folded.index(caption.entity) if caption.entity in folded else -1
    return caption if at < 0 else evolve(caption, entity=text[at : at + len(caption.entity)])


def _read(said: str) -> Caption | None:
    """What the folded texts between a title and a header say, None if they say something else."""
    unit = _UNIT.search(said)
    rest = said if unit is None else said[: unit.start()] + said[unit.end() :]
    date = _DATE.search(rest)
    if date is not None:
        rest = rest[: date.start()] + rest[date.end() :]
    # A name may have the word in it: 年度考核办公室.
    year = next(
        (found for found in _YEAR.finditer(rest) if not _NAME_GOES_ON.match(rest, found.start())), None
    )
    if year is not None:
        rest = rest[: year.start()] + rest[year.end() :]
    if unit is None and date is None and year is None:
        return None
    rest = _NUMBER.sub("", rest)
    printed = None if year is None else _FOUR_DIGITS.search(year.group())
    entity = _ENTITY.fullmatch(rest)
    if entity is None or "序号" in rest:
        return None
    name = entity.group("after") or entity.group("name") or ""
    if "项目" in rest and _BODY_OF_PROJECTS.fullmatch(name) is None:
        return None
    odd = any(char.isdigit() or char == "、" for char in name)
    if odd and entity.group("after") is None and _BODY.fullmatch(name) is None:
        return None
    return Caption(
        unit=None if unit is None else Unit.parse(unit.group(1)),
        entity="" if _CUT.match(name) else name,
        year=None if printed is None else int(printed.group()),
    )


def _is_on_one_line(entity: str, printed: Sequence[str]) -> bool:
    """Whether a name with digits in it stands on one line: else the end of a row goes before a name."""
    return not any(map(str.isdigit, entity)) or any(entity in line for line in printed)


def _header_follows(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether the first cell at a line is a word of a header.

    Its rest goes on behind it, or begins the next lines where the cells beside it are printed line by line.
    """
    if at >= len(lines):
        return False
    atoms = atoms_of(lines[at : at + 12])
    begins = [atom for i, atom in enumerate(atoms[1:]) if atom.line is not atoms[i].line]
    for cells in (atoms[:6], [*atoms[:1], *begins[:2]]):
        text = ""
        for atom in cells:
            text += fold(atom.text)
            if is_header_word(text):
                return "指标" not in text
    return False


def _of_words(lines: Sequence[SourceLine], index: int, at: int, *, over_pages: bool) -> Opening | None:
    """A table of words: a title, and below it one line of three header words or more."""
    if at >= len(lines) or (begins_page(lines[at]) and not over_pages):
        return None
    cells = lines[at].text.split()
    if len(cells) < _TITLE_ROWS or not all(is_header_word(fold(cell)) for cell in cells):
        return None
    if header_role(fold(cells[0])) is not HeaderRole.NAME or "指标" in cells[0]:
        return None
    return Opening(index, Caption(title=squeeze(lines[index].text)), at, of_words=True)


def form_opening(lines: Sequence[SourceLine], index: int, memo: Memo) -> Opening | None:
    """The form that a line is the title of, or None."""
    text = lines[index].text.strip()
    folded = fold(text)
    if _is_caption(folded) or _PROJECT.match(folded) or len(folded) > 2 * _LONGEST_TITLE or "。" in folded:
        return None
    at = next_printed(lines, index)
    unit: Unit | None = None
    for _ in range(_TITLE_ROWS):
        if at >= len(lines):
            return None
        here = fold(lines[at].text)
        if _PROJECT.match(here):
            pieces = lines[at].text.split()
            hit = memo.labels[pieces[0]]
            if hit is None or hit.label.role is not Role.TEXT or any(map(is_header_word, pieces[1:2])):
                return None
            return Opening(index, Caption(title=text, unit=unit), at)
        match = _UNIT.fullmatch(here)
        if match is not None:
            unit = Unit.parse(match.group(1))
        elif _YEAR.fullmatch(here.strip("()")) is None:
            return None
        at = next_printed(lines, at)
    return None
