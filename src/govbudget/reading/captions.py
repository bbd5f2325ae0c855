"""The lines around a table (表头说明): its title, form number, unit, entity and year.

They come in any order, on lines of their own or several to a line (`表1: 单位: 万元`), before or after one
another, with or without spaces, half- or full-width.  `read_caption` says what one printed piece is;
nothing here depends on where it stands.

>>> read_caption("表1: 单位: 万元")
Caption(title='', form_number='表1', unit=<Unit.TEN_THOUSAND_YUAN: '万元'>, measure='', entity='', year=None)
>>> read_caption("单位名称：临江县图书馆").entity
'临江县图书馆'
>>> read_caption("2023年部门收支总体情况表").title
'2023年部门收支总体情况表'
>>> read_caption("本单位没有政府性基金预算。") is None
True
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from attrs import frozen

from govbudget.model.coordinates import Coordinates, Direction, Fund, Nature, Origin
from govbudget.model.tables import TableKind
from govbudget.money import Unit
from govbudget.period import find_year
from govbudget.reading.entity_names import without_code
from govbudget.reading.measures import MEASURE
from govbudget.reading.words import header_coordinates
from govbudget.records import maker, quick
from govbudget.text import fold, squeeze

__all__ = [
    "Caption",
    "is_note",
    "is_page_number",
    "read_caption",
    "read_headline",
    "table_kind",
    "title_coordinates",
    "unit_alone",
]


@quick
@frozen(weakref_slot=False)
class Caption:
    """What one caption line says; empty or None where it says nothing."""

    title: str = ""
    form_number: str = ""
    unit: Unit | None = None
    measure: str = ""
    """What a unit line counts in besides money, as printed: 人, 台/套."""
    entity: str = ""
    year: int | None = None

    @property
    def has_unit(self) -> bool:
        """Whether it says what the table counts in, money or things."""
        return self.unit is not None or bool(self.measure)

    def merged(self, other: Caption) -> Caption:
        """Both together; the earlier statement holds."""
        return _caption(
            self.title or other.title,
            self.form_number or other.form_number,
            self.unit or other.unit,
            self.measure or other.measure,
            self.entity or other.entity,
            self.year or other.year,
        )


_caption: Final = maker(Caption)
_MEASURE_LINE: Final = re.compile(
    rf"\(?(?:金额|货币|计量|数量)?单位:({MEASURE}(?:[、,/和及]{MEASURE}){{0,5}})\)?"
)
_NUMERAL: Final = r"(?:[0-9]{1,3}(?:-[0-9]{1,2})?|[一二三四五六七八九十]{1,3})"
_FORM_NUMBER_PATTERN: Final = (
    rf"[(\[]?(?:(?:部门|单位)?(?:预算|决算)?(?:公开)?(?:附)?表{_NUMERAL}"
    rf"|(?:部门|单位)?(?:预算|决算|预|决|公开|财预|财决|预决算公开)(?:公开)?(?:第)?{_NUMERAL}(?:号)?表"
    rf"|(?:批复|样|附|报|预决算公开|批复公开)表{_NUMERAL}|附件?{_NUMERAL}|表{_NUMERAL}号?"
    # No title ends in digits and 表: 部决01表, Z03表, 省级部门预算01表.
    rf"|(?:[A-Z]|[^\W\d_]{{1,8}})\d{{1,3}}(?:-\d{{1,2}})?号?表)[)\]]?[:：]?"
)
_FORM_NUMBER: Final = re.compile(_FORM_NUMBER_PATTERN)
# A number in digits ends by itself; one in Chinese numerals only at a space or colon: 表一一般公共预算 has no end.
_FORM_PREFIX: Final = re.compile(
    _FORM_NUMBER_PATTERN.replace("|[一二三四五六七八九十]{1,3})", ")") + r"(?=\D.*表)"
)
_FORM_PREFIX_APART: Final = re.compile(r"\s*(\S{1,14}?[:：]?)(?:\s+|(?<=[:：]))(\S.*)")
_FORM_BEHIND: Final = re.compile(r"(.*表)(?:\s+|(?=[(（]))([(（]?[^\s()（）]{1,12}[)）]?)\s*")
_UNIT_LINE: Final = re.compile(
    r"\(?(?:金额|货币|计量)?单位:?(?:人民币)?([百千]?万元|千元|元|亿元)(?:[、,/].{1,6})?\)?"
)
_ENTITY_WORD: Final = (
    r"(?:预算|编制|填报|编报|公开|主管|申报|制表|使用|用款)?(?:单位|部门)"
    r"(?:\((?:单位|部门)\)|（(?:单位|部门)）)?(?:名称)?"
)
_ENTITY_LINE: Final = re.compile(rf"\(?{_ENTITY_WORD}(?:\(公章\)|\(盖章\))?:(.{{2,40}}?)\)?")
# A department whose name was left out.
_ENTITY_OPEN: Final = re.compile(rf"\(?{_ENTITY_WORD}(?:\(公章\)|\(盖章\))?:")
# A unit in brackets behind a title: …表（单位：万元）.
_COUNTED_TITLE: Final = re.compile(
    r"(.{2,80}\S)\s*([(（](?:金额|货币|计量)?单\s*位\s*[:：][^()（）]{1,12}[)）])"
)
_UNIT_BEHIND: Final = re.compile(
    r"[(（]\s*((?:(?:金额|货币|计量)?单\s*位\s*[:：]?\s*)?(?:[百千]?\s*万|千|亿)?\s*元)\s*[)）]\s*"
)
_SEAL: Final = re.compile(r"[(（](?:公章|盖章|签章)[)）]?$")
_MONEY_FIRST: Final = re.compile(r"(?:人民币|RMB|￥)?([百千]?万元|千元|元|亿元)(?![^\W\d_])")
_YEAR_LINE: Final = re.compile(r"\(?(?:预算)?(?:年度:?)?((?:19|20)\d\d)年?(?:度)?\)?")
_DATE_LINE: Final = re.compile(r"\(?(?:填报|编制|公开|编报|截至|截止|制表|报送|统计)?(?:日期|时间):.{0,24}")
_LONGEST: Final = 120
_SENTENCE: Final = re.compile(r"[。;；!！?？]|,.*,")
_TITLE: Final = re.compile(
    r"(?!见|详见|如|附件).{2,60}表(?:-{1,4}[^-:]{2,24}?)?(?:\([^()]{1,24}\))?(?:\(续(?:表)?\)|续)?"
)
_NUMBER_BEFORE_TITLE: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、,]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、,](?!\d)"
    r"|\d{1,2}-\d{1,2}[.、]?(?=[^\W\d_]))"
)
_LONGEST_HEADLINE: Final = 40
_HEADLINE: Final = re.compile(
    r"[^。;；:：!?,]{3,}(?:情况|明细|汇总|清单|一览|安排|预算|决算|收支|支出|收入|经费)(?:\([^()]{1,16}\))?"
)
_NOTE: Final = re.compile(r"\(?(?:注|备注|说明|附注|注释)\d{0,2}[:.、]")
_PAGE_NUMBER: Final = re.compile(
    r"[-—–·~]*\d{1,4}[-—–·~]*|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|-{2,}|_{2,}|={2,}|[-─—━]{3,}"
)
# By their first characters most lines are told to be neither: no pattern is tried on them.
_NOTE_STARTS: Final = frozenset("(注备说附")
_PAGE_STARTS: Final = frozenset("0123456789-—–─━_=第·~")


def is_note(folded: str) -> bool:
    """Whether a folded line is a note under a table (注：…)."""
    return folded[:1] in _NOTE_STARTS and _NOTE.match(folded) is not None


def is_page_number(folded: str) -> bool:
    """Whether a folded line is a page number or a rule between pages, and nothing else."""
    return len(folded) < 40 and folded[:1] in _PAGE_STARTS and _PAGE_NUMBER.fullmatch(folded) is not None


def read_caption(text: str) -> Caption | None:
    """What a printed piece says as a caption, or None if it is none."""
    if len(text) > _LONGEST or "。" in text:
        return None
    folded = fold(text)
    if not folded:
        return None
    # Each pattern is tried only where a character stands that it cannot do without.
    has_colon = ":" in folded
    has_year = "20" in folded or "19" in folded
    unit = _UNIT_LINE.fullmatch(folded) if "元" in folded else None
    if unit is not None:
        return Caption(unit=Unit.parse(unit.group(1)))
    measures = _MEASURE_LINE.fullmatch(folded) if has_colon else None
    if measures is not None:
        money = [Unit(part) for part in re.split("[、,/和及]", measures.group(1)) if part.endswith("元")]
        return Caption(unit=money[0] if money else None, measure=measures.group(1))
    if has_colon and _ENTITY_OPEN.fullmatch(folded):
        return Caption()
    has_table = "表" in folded
    if (has_table or folded[:1] in "(附") and _FORM_NUMBER.fullmatch(folded):
        return Caption(form_number=squeeze(text).rstrip("：:"))
    year = _YEAR_LINE.fullmatch(folded) if has_year else None
    if year is not None:
        return Caption(year=int(year.group(1)))
    if has_colon and _DATE_LINE.fullmatch(folded):
        return Caption()
    titled = _title_and_unit(text, folded) if has_table else None
    if titled is not None:
        return titled
    several = _several(text) if has_colon or has_year else None
    if several is not None:
        return several
    entity = _ENTITY_LINE.fullmatch(folded) if has_colon else None
    if entity is not None:
        name = _SEAL.sub("", _unbracketed(without_code(re.split(r"[:：]", text, maxsplit=1)[1])))
        # 单位：万元（保留两位小数） and the like name a unit of money, which is nobody's name.
        counted = _MONEY_FIRST.match(name)
        return Caption(entity=name) if counted is None else Caption(unit=Unit.parse(counted.group(1)))
    return _read_title(text, folded) if has_table else None


def unit_alone(text: str) -> Unit | None:
    """The unit of money that a piece is and nothing else, which only between a title and its grid is one.

    >>> unit_alone("（万元）"), unit_alone("万元整")
    (<Unit.TEN_THOUSAND_YUAN: '万元'>, None)
    """
    word = fold(text[:_LONGEST_UNIT]).strip("()") if text[-1:] in "元)）" else ""
    return Unit.parse(word) if len(text) <= _LONGEST_UNIT and word in _UNITS else None


_LONGEST_UNIT: Final = 8
_UNITS: Final = frozenset(unit.value for unit in Unit)
_KEYWORD: Final = re.compile(rf"(?:金额|货币|计量)?{_ENTITY_WORD}[:：]|[（(]?(?:19|20)\d\d年")


def _unbracketed(text: str) -> str:
    """A name without a bracket that was opened before it or is closed after it."""
    if text[-1:] in ")）" and not re.search(r"[(（]", text):
        return text[:-1]
    return text


def _several(text: str) -> Caption | None:
    """Several captions on one line: `表1: 单位: 万元`, `部门：X  单位：万元`."""
    squeezed = squeeze(text)
    starts = [match.start() for match in _KEYWORD.finditer(squeezed) if match.start()]
    if not starts:
        return None
    result = Caption()
    for start, end in pairwise([0, *starts, len(squeezed)]):
        caption = read_caption(squeezed[start:end])
        if caption is None:
            return None
        result = result.merged(caption)
    return result


def _title_and_unit(text: str, folded: str) -> Caption | None:
    """A title with its unit of whatever kind in brackets at its end, or with its unit of money anywhere behind it."""
    counted = _COUNTED_TITLE.fullmatch(text.strip()) if folded.endswith(")") else None
    if counted is not None:
        title, unit_line = read_caption(counted.group(1)), read_caption(counted.group(2))
        if title is not None and title.title and unit_line is not None and unit_line.has_unit:
            return title.merged(unit_line)
    return _titled_with_unit(text) if "元" in folded else None


def _titled_with_unit(text: str) -> Caption | None:
    """A title with the unit in brackets behind it: `支出总表（单位：万元）`, `支出总表（万元）`."""
    behind = next((one for one in _UNIT_BEHIND.finditer(text) if one.end() == len(text)), None)
    unit = None if behind is None else _UNIT_LINE.fullmatch(fold(behind.group(1)))
    if behind is None or (unit is None and "单" in behind.group(1)):
        return None
    before = read_caption(text[: behind.start()])
    if before is None or not before.title:
        return None
    return before.merged(Caption(unit=Unit.parse(unit.group(1) if unit else fold(behind.group(1)))))


def _read_title(text: str, folded: str) -> Caption | None:
    if _SENTENCE.search(folded) or is_note(folded):
        return None
    form_number, printed = _split_form_number(text)
    squeezed, folded = squeeze(printed), fold(printed)
    if not _TITLE.fullmatch(folded) or ":" in folded:
        return None
    enumerated = _NUMBER_BEFORE_TITLE.match(folded)
    if enumerated is not None and len(folded) == len(squeezed):
        squeezed = squeezed[enumerated.end() :]
    return Caption(title=squeezed, form_number=form_number, year=find_year(text))


def read_headline(text: str) -> Caption | None:
    """The title of a table that does not call itself one, or None; only a grid right below it proves it.

    >>> read_headline("五、一般公共预算支出情况").title, read_headline("五、一般公共预算支出情况说明") is None
    ('一般公共预算支出情况', True)
    """
    folded, squeezed = fold(text), squeeze(text)
    if len(folded) > _LONGEST_HEADLINE or len(folded) != len(squeezed) or not _HEADLINE.fullmatch(folded):
        return None
    enumerated = _NUMBER_BEFORE_TITLE.match(folded)
    title = squeezed if enumerated is None else squeezed[enumerated.end() :]
    return None if table_kind(title) is None else Caption(title=title, year=find_year(text))


def _split_form_number(text: str) -> tuple[str, str]:
    """A form number before a title, and the rest.

    >>> _split_form_number("表6 一般公共预算支出表"), _split_form_number("表5一般公共预算支出表")
    (('表6', '一般公共预算支出表'), ('表5', '一般公共预算支出表'))
    >>> _split_form_number("表一 三公经费表"), _split_form_number("表格汇总表")
    (('表一', '三公经费表'), ('', '表格汇总表'))
    >>> _split_form_number("收支总表（表1）"), _split_form_number("支出总表  附表3")
    (('（表1）', '收支总表'), ('附表3', '支出总表'))
    """
    behind = _FORM_BEHIND.fullmatch(text)
    if behind is not None and _FORM_NUMBER.fullmatch(fold(behind.group(2))):
        return behind.group(2), behind.group(1)
    apart = _FORM_PREFIX_APART.fullmatch(text)
    if apart is not None and _FORM_NUMBER.fullmatch(fold(apart.group(1))):
        return apart.group(1).rstrip("：:"), apart.group(2)
    squeezed = squeeze(text)
    joined = _FORM_PREFIX.match(fold(squeezed))
    if joined is not None and len(fold(squeezed)) == len(squeezed):
        return squeezed[: joined.end()].rstrip("：:"), squeezed[joined.end() :]
    return "", text


def table_kind(title: str) -> TableKind | None:
    """The role of a table by the words of its title, or None.

    >>> [table_kind(t).name for t in ("部门收支总体情况表", "一般公共预算“三公”经费支出表", "支出总表")]
    ['SUMMARY', 'OFFICIAL_EXPENSES', 'EXPENDITURE']
    """
    folded = fold(title)
    if "绩效" in folded:
        return None
    for pattern, kind in _KINDS:
        if pattern.search(folded):
            return kind
    return None


_KINDS: Final[tuple[tuple[re.Pattern[str], TableKind], ...]] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"三公", TableKind.OFFICIAL_EXPENSES),
        (r"机关运行经费", TableKind.AGENCY_OPERATING),
        (r"购买服务", TableKind.SERVICES),
        (r"采购", TableKind.PROCUREMENT),
        (r"固定资产|资产(?:占用|占有|情况|配置|存量)", TableKind.FIXED_ASSETS),
        (r"^(?!.*一般公共预算).*政府性基金", TableKind.GOVERNMENT_FUNDS),
        (r"^(?!.*一般公共预算).*国有资本", TableKind.STATE_CAPITAL),
        (r"财政拨款收(?:支|入支出)", TableKind.FISCAL_SUMMARY),
        (r"政府性基金", TableKind.GOVERNMENT_FUNDS),
        (r"国有资本", TableKind.STATE_CAPITAL),
        (r"财政专户|专户管理", TableKind.SPECIAL_ACCOUNT),
        (r"基本支出", TableKind.BASIC_EXPENDITURE),
        (r"经济(?:分类|科目)", TableKind.ECONOMIC_EXPENDITURE),
        (r"项目支出|项目(?:经费)?预算|项目(?:清单|明细)", TableKind.PROJECT_EXPENDITURE),
        (r"(?:一般公共预算|公共预算|一般预算).*支出", TableKind.GENERAL_EXPENDITURE),
        (r"收支|收入支出|收入.*支出", TableKind.SUMMARY),
        (r"收入", TableKind.REVENUE),
        (r"支出", TableKind.EXPENDITURE),
    )
)


def title_coordinates(title: str, kind: TableKind | None) -> Coordinates:
    """What a table's role and title state about every figure in it.

    >>> title_coordinates("一般公共预算支出表（不含上年结转）", TableKind.GENERAL_EXPENDITURE)
    Coordinates(direction=expenditure, nature=total, fund=general public budget, origin=current year)
    """
    if kind is None:
        return Coordinates()
    folded = fold(title)
    words = header_coordinates(folded, title=True)
    direction = _direction(folded, kind)
    fund = words.fund
    if kind in (TableKind.SUMMARY, TableKind.REVENUE, TableKind.EXPENDITURE) and fund is None:
        fund = Fund.ALL
    if kind is TableKind.FISCAL_SUMMARY:
        fund = Fund.FISCAL
    origin = words.origin
    if origin is None and kind is TableKind.PROJECT_EXPENDITURE and re.search(r"\((?:本年|当年)", folded):
        origin = Origin.CURRENT
    if kind in (TableKind.SUMMARY, TableKind.FISCAL_SUMMARY):
        origin = None
    result = Coordinates(direction=direction, fund=fund, origin=origin, item=_ITEMS.get(kind, ""))
    nature = _NATURES.get(kind)
    if (
        nature is Nature.TOTAL
        and ("基本支出" in folded) is not ("项目支出" in folded)
        and words.nature is not None
    ):
        nature = words.nature
    if nature is not None and direction is not Direction.REVENUE:
        result = result.but(nature=nature)
    return result


_ITEMS: Final = {
    TableKind.OFFICIAL_EXPENSES: "“三公”经费",
    TableKind.AGENCY_OPERATING: "机关运行经费",
    TableKind.PROCUREMENT: "政府采购",
    TableKind.FIXED_ASSETS: "固定资产",
    TableKind.SERVICES: "政府购买服务",
}
_NATURES: Final = {
    TableKind.EXPENDITURE: Nature.TOTAL,
    TableKind.GENERAL_EXPENDITURE: Nature.TOTAL,
    TableKind.ECONOMIC_EXPENDITURE: Nature.TOTAL,
    TableKind.GOVERNMENT_FUNDS: Nature.TOTAL,
    TableKind.STATE_CAPITAL: Nature.TOTAL,
    TableKind.SPECIAL_ACCOUNT: Nature.TOTAL,
    TableKind.BASIC_EXPENDITURE: Nature.BASIC,
    TableKind.PROJECT_EXPENDITURE: Nature.PROJECT,
    TableKind.AGENCY_OPERATING: Nature.OPERATING,
}


def _direction(folded: str, kind: TableKind) -> Direction | None:
    if kind in (TableKind.SUMMARY, TableKind.FISCAL_SUMMARY, TableKind.FIXED_ASSETS):
        return None
    if kind in (TableKind.GOVERNMENT_FUNDS, TableKind.STATE_CAPITAL, TableKind.SPECIAL_ACCOUNT):
        both = "收支" in folded or ("收入" in folded and "支出" in folded)
        return None if both else Direction.REVENUE if "收入" in folded else Direction.EXPENDITURE
    return Direction.REVENUE if kind is TableKind.REVENUE else Direction.EXPENDITURE
