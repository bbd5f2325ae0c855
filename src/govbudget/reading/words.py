"""The words of prescribed tables (报表用语): what a header, a caption or a label says, in coordinates.

Every function takes *folded* text (`govbudget.text.fold`).  A word that is understood gives coordinates;
what is left of a header when these words and the words that say nothing are taken away becomes the
`qualifier`, so that a column with an unknown word is never taken for one without it.

>>> from govbudget.text import fold
>>> header_coordinates(fold("政府性基金预算拨款"))
Coordinates(fund=government funds)
>>> header_coordinates(fold("专项业务支出"))
Coordinates(nature=project, qualifier=专项业务)
>>> header_role(fold("单位编码")), header_role(fold("科目名称")), header_role(fold("项目支出"))
(<HeaderRole.UNIT_CODE: 'unit code'>, <HeaderRole.NAME: 'name'>, <HeaderRole.FIGURE: 'figure'>)
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from govbudget.model.coordinates import Coordinates, Fund, Nature, Origin, Phase, Statistic
from govbudget.money import Unit
from govbudget.reading.first_words import taker
from govbudget.reading.lexicon import Lexicon
from govbudget.reading.stages import with_years, year_and_stage
from govbudget.records import maker
from govbudget.text import strip_numbering

_Found = TypeVar("_Found")

__all__ = [
    "HeaderRole",
    "exclude",
    "header_coordinates",
    "header_in_year",
    "header_role",
    "header_unit",
    "is_economic_name",
    "is_functional_name",
    "is_owner_word",
    "is_total_word",
    "official_expense",
    "path_coordinates",
]

_coordinates: Final = maker(Coordinates)

# A member of an enumeration costs ten times as much to look up as a name of the module.
_FISCAL, _GENERAL = Fund.FISCAL, Fund.GENERAL


class HeaderRole(enum.Enum):
    """What the cells under a header word are."""

    __hash__ = object.__hash__  # a key of many dictionaries: that of `Enum` is a function of Python

    NAME = "name"
    CODE = "code"
    UNIT_CODE = "unit code"
    ORDINAL = "ordinal"
    MEASURE = "unit of measure"
    NOTE = "note"
    FIGURE = "figure"


_FIGURE: Final = HeaderRole.FIGURE
_ROLE: Final = re.compile(
    r"(?P<ordinal>序号?|行次|栏次|顺序号)"
    r"|(?P<unit_code>.*(?:单位|部门|机构)(?:编码|代码|编号).*)"
    r"|(?P<code>.*(?:编码|代码|编号|科目号|目录序号)(?:\(.*\))?|类款项目?|[类款项目])"
    r"|(?P<measure>计量单位|数量单位)"
    r"|(?P<note>.*(?:绩效目标|绩效指标|总体目标|年度目标|指标值|目标值|权重|分值|得分|评分标准|指标性质|指标方向).*|.*(?:备注|说明|理由|原因|依据|用途|摘要)(?:\(.*\))?|是否.*|(?:数量|质量|时效|成本|(?:经济|社会|生态环境)成本|(?:经济|社会|生态)效益|可持续影响|(?:服务对象)?满意度|产出|效益)指标(?:\(.*\))?|.*(?:时间|日期|年份|年月|起止年[限度]|起始年[限度]?|结束年[限度]?)(?:\(.*\))?)"
    r"|(?P<name>(?:.*名称|(?:收入|支出|预算|功能|经济|资产|采购|项目|科目)*(?:项目|科目|内容|种类|类别|类型|品目)"
    r"|.*(?:功能|经济)(?:分类|科目|分科目|分类科目)|(?!.*(?:行政|事业|企业|附属|下级|上级)单位$).*(?:单位|部门)|[一二三]级指标|[一二三四]级(?:目录|分类|品目|类别)?|采购目录)(?:\(.*\))?)"
)


def header_role(word: str) -> HeaderRole:
    """What stands under a header word, by the word alone."""
    match = _ROLE.fullmatch(word)
    return _FIGURE if match is None or match.lastgroup is None else HeaderRole[match.lastgroup.upper()]


_OWNER: Final = re.compile(
    r"(?!(?:行政|事业|企业|附属|下级|上级)单位$).*(?:单位|部门)(?:名称)?(?:\((?:单位|部门)\))?(?:名称)?"
)


def is_owner_word(word: str) -> bool:
    """Whether a header word says that units or departments stand below it (单位名称、项目单位、主管部门).

    >>> [is_owner_word(word) for word in ("项目单位", "单位(部门)名称", "项目名称", "单位资金")]
    [True, True, False, False]
    """
    return _OWNER.fullmatch(word) is not None


_TOTAL: Final = re.compile(
    r"(?:.*\()?(?:.{0,40}?)(?:合计|总计|共计|小计|累计|总额|总数)(?:数)?\)?(?:\((?:.{0,6})\))?|计"
)


def is_total_word(word: str) -> bool:
    """Whether a folded header or label says that it is a total (合计、总计、小计 …).

    >>> [is_total_word(w) for w in ("合计", "本年收入合计", "公安局(合计)", "2023年合计", "设计费", "统计")]
    [True, True, True, True, False, False]
    """
    return ("计" in word or "总" in word) and _TOTAL.fullmatch(word) is not None


# Longer words first: the first that occurs decides.
_FUNDS: Final[tuple[tuple[str, Fund], ...]] = (
    ("一般公共预算", Fund.GENERAL),
    ("一般预算", Fund.GENERAL),
    ("公共预算", Fund.GENERAL),
    ("政府性基金", Fund.GOVERNMENT_FUNDS),
    ("基金预算拨款", Fund.GOVERNMENT_FUNDS),
    ("国有资本经营", Fund.STATE_CAPITAL),
    ("财政专户", Fund.SPECIAL_ACCOUNT),
    ("专户管理", Fund.SPECIAL_ACCOUNT),
    ("专户资金", Fund.SPECIAL_ACCOUNT),
    ("财政拨款", Fund.FISCAL),
    ("上级补助", Fund.SUPERIOR_SUBSIDY),
    ("附属单位上缴", Fund.SUBORDINATE_REMITTANCE),
    ("附属单位缴款", Fund.SUBORDINATE_REMITTANCE),
    ("事业单位经营收入", Fund.OPERATING_INCOME),
    ("经营收入", Fund.OPERATING_INCOME),
    ("事业收入", Fund.BUSINESS_INCOME),
    ("单位资金", Fund.OWN),
    ("自有资金", Fund.OWN),
    ("其他收入", Fund.OTHER_INCOME),
)
_take_fund: Final = taker(_FUNDS)
_BUDGETS: Final = (Fund.GENERAL, Fund.GOVERNMENT_FUNDS, Fund.STATE_CAPITAL)
_NATURES: Final[tuple[tuple[str, Nature], ...]] = (
    ("基本支出", Nature.BASIC),
    ("人员经费", Nature.PERSONNEL),
    ("人员支出", Nature.PERSONNEL),
    ("日常公用经费", Nature.OPERATING),
    ("日常公用支出", Nature.OPERATING),
    ("公用经费", Nature.OPERATING),
    ("公用支出", Nature.OPERATING),
    ("项目支出", Nature.PROJECT),
    ("上缴上级支出", Nature.REMITTANCE),
    ("上解上级支出", Nature.REMITTANCE),
    ("事业单位经营支出", Nature.BUSINESS),
    ("经营支出", Nature.BUSINESS),
    ("对附属单位补助支出", Nature.SUBSIDY),
    ("对附属单位补助", Nature.SUBSIDY),
)
_take_nature: Final = taker(_NATURES)
# Money for a special purpose is project expenditure; which purpose stays in the qualifier.
_SPECIAL: Final = re.compile(r"专项(?:业务)?(?:经费|项目)?支出")
_ORIGINS: Final[tuple[tuple[re.Pattern[str], Origin], ...]] = tuple(
    (re.compile(pattern), origin)
    for pattern, origin in (
        (r"不含上年结转", Origin.CURRENT),
        (
            r"结转下年|(?:年终|年末|期末).{0,6}结[转余](?:和结[转余]|\(结[转余]\)|结[转余])?",
            Origin.CARRIED_FORWARD,
        ),
        (
            r"(?:上年|年初|期初|以前年度).{0,6}?结[转余](?:和结[转余]|\(结[转余]\)|结[转余])?",
            Origin.CARRIED_OVER,
        ),
        (r"(?:部门|单位)?结转(?:结余|和结余)?(?:资金)?", Origin.CARRIED_OVER),
        (r"(?:本年|当年)(?:收入|支出|预算安排|拨款)|当年(?:预算)?", Origin.CURRENT),
    )
)
_RATIO: Final = re.compile(r"(.*[数算额])(?:为|占|是)(.+?)的?(?:%|百分比|比例)(?:\(%\))?")
_EXCLUDED: Final = re.compile(r"\(不含[^()]*\)")
_COMPARISON: Final = re.compile(r"(?:比较?|较)(上年度?|去年|(?:19|20)\d\d年度?)?(预算|决算|执行|实际)?数?")
_CHANGE: Final = re.compile(
    r"增减额|增减变动额|增减变化额|增减数|变动额|增加额|(?<!收支)差额|增减\(?[+＋±]?.*\)?金额|增减变动|增减变化|增减情况"
)
_RATE: Final = re.compile(
    r"增减比例|增减率|增长率|增减幅度|增减变[动化]率|变[动化]率|增幅|增减百分比|增减%|增长%"
)
_GROWTH: Final = re.compile(r"(?:同比)?增[减长]|同比")
_SHARE: Final = re.compile(r"占比|占.+%|比重|所占比例|完成率|执行率|比例|百分比")
_COUNT: Final = re.compile(
    r"数量|次数|户数|频次|份数|件数|天数|年限|期限|公里数|个数|人数|辆数|台数|批次|人次|面积|车辆数|(?<!预算)编制数|实有数"
)
_PRICE: Final = re.compile(r"单价|均价|[人户车]均|平均")
_STATISTICS: Final[tuple[tuple[re.Pattern[str], Statistic], ...]] = (
    (_RATE, Statistic.RATE),
    (_CHANGE, Statistic.CHANGE),
    (_SHARE, Statistic.SHARE),
    (_PRICE, Statistic.PRICE),
    (_COUNT, Statistic.COUNT),
)
_RATE_SIGNS: Final = frozenset("占增率比变")
_STATISTIC_SIGNS: Final = frozenset("限占均增减率比价量数积次变差执完")
_UNIT_NOTE: Final = re.compile(
    r"\((?:单位:)?(?:人民币)?(?:[百千]?万元|千元|元|亿元|%|台|套|个|辆|人|平方米|项|件|批|次)\)|单位:[百千]?万?元"
)
_SAYING_NOTHING: Final = (
    "预算数", "预算", "资金来源", "资金", "拨款", "收入", "支出", "安排", "其中:", "其中", "年度", "合计", "总计",
    "小计", "共计", "总额", "金额", "管理", "本年", "数", "的",
)  # fmt: skip
# Most characters begin none of these: one look at the first tells.
_NOTHING: Final = re.compile(
    rf"(?=[{''.join(word[0] for word in _SAYING_NOTHING)}计():/、,+\-%])"
    rf"(?:{'|'.join(_SAYING_NOTHING)}|[():/、,+\-%]|^计$)"
)


def _search(word: str, table: tuple[tuple[re.Pattern[str], _Found], ...]) -> tuple[_Found | None, str]:
    for pattern, value in table:
        match = pattern.search(word)
        if match is not None:
            return value, word[: match.start()] + word[match.end() :]
    return None, word


def header_coordinates(word: str, fiscal_year: int | None = None, *, title: bool = False) -> Coordinates:
    """The coordinates that a folded header word, row label or title states.

    `fiscal_year` turns a printed year into this year's or the prior year's phase.

    >>> header_coordinates("上年结转").origin, header_coordinates("2023年预算数", 2024).phase
    (<Origin.CARRIED_OVER: 'carried over'>, <Phase.PRIOR_BUDGET: 'prior year budget'>)
    """
    rest = _UNIT_NOTE.sub("", word) if "(" in word or "单位" in word else word
    base: Phase | None = None
    if ("为" in rest or "占" in rest or "是" in rest) and (ratio := _RATIO.fullmatch(rest)):
        stated, of = (header_coordinates(part, fiscal_year) for part in ratio.groups())
        return stated.but(statistic=Statistic.SHARE, base=of.phase)
    if (
        ("比" in rest or "较" in rest)
        and (comparison := _COMPARISON.search(rest))
        and any(comparison.groups())
    ):
        base = Phase.PRIOR_FINAL if comparison.group(2) in ("决算", "执行", "实际") else Phase.PRIOR_BUDGET
        rest = rest[comparison.end() :]
    statistic, rest = (None, rest) if _STATISTIC_SIGNS.isdisjoint(rest) else _search(rest, _STATISTICS)
    if statistic is None and ("增减" in rest or ("%" in word and _GROWTH.search(rest))):
        statistic = Statistic.RATE if "%" in word else Statistic.CHANGE
        rest = _GROWTH.sub("", rest, count=1)
    phase, rest = year_and_stage(rest, fiscal_year)
    origin, rest = _search(rest, _ORIGINS) if "年" in rest or "结" in rest else (None, rest)
    may_spend = "支出" in rest or "经费" in rest or "补助" in rest
    nature, rest = _take_nature(rest) if may_spend else (None, rest)
    if nature is None and "专项" in rest and _SPECIAL.search(rest):
        nature = Nature.PROJECT
    excluded = _EXCLUDED.search(rest) if "(不含" in rest else None
    if excluded is not None:
        rest = rest.replace(excluded.group(), "", 1)
    # 非财政拨款 is what 财政拨款 is not: it names no fund.
    rest = rest.replace("非财政拨款", "非财政")
    fund, rest = _take_fund(rest)
    if fund in _BUDGETS:
        # 一般公共预算财政拨款 is how the fiscal tables call that budget's money.
        rest = rest.replace("财政拨款", "", 1)
    qualifier = "" if title else _NOTHING.sub("", rest if excluded is None else rest + excluded.group())
    return _coordinates(
        nature=nature,
        fund=fund,
        origin=origin,
        phase=phase,
        base=base,
        statistic=statistic,
        qualifier=qualifier,
    )


_NOTHING_STATED: Final = Coordinates()
_CHANGE_STATED: Final = Statistic.CHANGE
_PERCENT: Final = frozenset({"%", "(%)", "幅度", "幅度(%)", "率", "率(%)", "比率", "比率(%)"})


_EXCLUSIVE: Final = {Nature.PERSONNEL, Nature.OPERATING}


def exclude(first: str, second: str) -> bool:
    """Whether two labels are of natures without common money, so that neither is a part of the other.

    >>> exclude("人员经费合计", "公用经费合计"), exclude("人员经费合计", "基本支出合计")
    (True, False)
    """
    return {header_coordinates(label, title=True).nature for label in (first, second)} == _EXCLUSIVE


def header_in_year(word: tuple[str, int | None]) -> Coordinates:
    """What a word states in a fiscal year, as one value: `header_coordinates` to be remembered."""
    return header_coordinates(*word)


def path_coordinates(
    words: Iterable[str], fiscal_year: int | None = None, lexicon: Lexicon | None = None
) -> Coordinates:
    """The coordinates of a header path, outermost word first; an inner word adds to the outer ones.

    财政拨款 under 一般公共预算 is the appropriated part of that budget.  `lexicon` is what is remembered of the
    document's words.

    >>> path_coordinates(["本年支出", "一般公共预算", "其中:财政拨款"]).fund
    <Fund.GENERAL_APPROPRIATION: 'general public budget appropriation'>
    """
    path = tuple(words)
    # Only a path that prints a year means something else in another year.
    year = fiscal_year if "0" in "".join(path) else None
    lexicon = lexicon or Lexicon()
    return lexicon.kept((path_coordinates, path, year), lambda: _of_path(path, year, lexicon))


def _of_path(path: Sequence[str], fiscal_year: int | None, lexicon: Lexicon) -> Coordinates:
    result = _NOTHING_STATED
    known = lexicon.of(header_in_year)
    for word in with_years(path):
        stated = known[word, fiscal_year if "0" in word else None]
        if result.fund is _GENERAL and stated.fund is _FISCAL:
            stated = stated.but(fund=Fund.GENERAL_APPROPRIATION)
        if result.statistic is _CHANGE_STATED and (stated.statistic is Statistic.SHARE or word in _PERCENT):
            # 比例 under 比上年增减 is no share of anything.
            stated = stated.but(statistic=Statistic.RATE, qualifier="")
        result = result.merged(stated)
    return result


_COMPOUND: Final = re.compile(r"\(([百千]?[万亿]?元/[^()]{1,6})\)")
_MEASURES: Final = re.compile(r"\((?:单位:)?([^()0-9]{1,4})\)$")


def header_unit(word: str) -> Unit | str | None:
    """The unit a header states in brackets or by a percent word, or None.

    >>> header_unit("金额(元)"), header_unit("增减比例(%)"), header_unit("数量(台)"), header_unit("合计")
    (<Unit.YUAN: '元'>, '%', '台', None)
    """
    compound = _COMPOUND.search(word) if "(" in word else None
    if compound is not None:
        return compound.group(1)
    money = Unit.find(word) if "元" in word else None
    if money is not None:
        return money
    if "%" in word or (not _RATE_SIGNS.isdisjoint(word) and (_RATE.search(word) or _SHARE.search(word))):
        return "%"
    match = _MEASURES.search(word) if "(" in word else None
    return match.group(1) if match is not None and _COUNT.search(word) else None


# The names of the 类 of both classifications, as words that tell what kind of row it is; their codes are
# never taken from here.
_FUNCTIONAL: Final = re.compile(
    r"(?:一般公共服务|外交|国防|公共安全|教育|科学技术|文化旅游体育与传媒|文化体育与传媒|社会保障和就业|社会保险基金|卫生健康"
    r"|医疗卫生(?:与计划生育)?|节能环保|城乡社区(?:事务)?|农林水(?:事务)?|交通运输|资源勘探(?:工业)?(?:电力)?信息等|商业服务业等"
    r"|金融|援助其他地区|自然资源海洋气象等|国土海洋气象等|住房保障|粮油物资储备|国有资本经营预算|灾害防治及应急管理|预备费|其他|转移性"
    r"|债务还本|债务付息|债务发行费用|抗疫特别国债安排的)(?:支出)?"
)
_ECONOMIC: Final = re.compile(
    r"(?:机关)?(?:工资福利支出|商品和服务支出|资本性支出)(?:\(.*\))?|对个人和家庭的?补助(?:支出)?|债务利息及费用支出|债务还本支出"
    r"|资本性支出\(.*\)|对企业(?:资本性)?补助(?:支出)?(?:\(.*\))?|对企业资本性支出(?:\(.*\))?|对社会保障基金补助|转移性支出"
    r"|对事业单位(?:经常性|资本性)补助|预备费及预留"
)


def is_functional_name(label: str) -> bool:
    """Whether a folded label is the name of a 类 of the functional classification (numbering allowed)."""
    return _FUNCTIONAL.fullmatch(strip_numbering(label)) is not None


def is_economic_name(label: str) -> bool:
    """Whether a folded label is the name of a 类 of an economic classification (numbering allowed)."""
    return _ECONOMIC.fullmatch(strip_numbering(label)) is not None


_OFFICIAL: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"因公出国|出国\(境\)"), "因公出国（境）费"),
    (
        re.compile(
            r"公务用车购置(?:及|和)|公务用车费|公务用车(?:购置)?(?:及|和)?(?:运行|维护).*购置|^公务用车$"
        ),
        "公务用车购置及运行维护费",
    ),
    (re.compile(r"公务用车购置|车辆购置"), "公务用车购置费"),
    (re.compile(r"公务用车运行|公务用车维护|车辆运行"), "公务用车运行维护费"),
    (re.compile(r"公务接待"), "公务接待费"),
)
_EXPENSE_SIGNS: Final = frozenset("国车待")


def official_expense(label: str) -> str | None:
    """The official expense (三公经费) that a folded label names, in its standard name, or None.

    >>> official_expense("②公务用车运行费"), official_expense("3、公务用车费"), official_expense("会议费")
    ('公务用车运行维护费', '公务用车购置及运行维护费', None)
    """
    if _EXPENSE_SIGNS.isdisjoint(label):
        return None
    for pattern, name in _OFFICIAL:
        if pattern.search(label):
            return name
    return None
