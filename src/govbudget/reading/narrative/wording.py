"""What the words before a figure say (措辞): subject, relation to another figure, coordinates.

Everything here takes the folded words between the last mark and the figure, `2023年度基本支出比上年增加`, and
takes them apart: the time, the entity and the connecting words are no part of the subject; 比上年增加 is the
relation; what is left, 基本支出, is the subject, and its words are looked up for coordinates.

>>> relation = read_relation("2023年度基本支出比上年增加", percent=False)
>>> relation.statistic, relation.own, relation.words, relation.movement, relation.compared_with
(<Statistic.CHANGE: 'change'>, '2023年度基本支出', '比上年增加', '增加', '上年')
>>> subject_of(relation.own, "")
'基本支出'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypedDict

from attrs import frozen

from govbudget.codes.types import DepartmentEconomicCode, FunctionalCode, GovernmentEconomicCode
from govbudget.model.claims import BEYOND, DECREASES, INCREASES, STEADY
from govbudget.model.coordinates import Direction, Fund, Nature, Origin, Phase, Statistic, Subject
from govbudget.reading.words import header_coordinates, is_economic_name, is_functional_name, official_expense
from govbudget.records import maker, quick
from govbudget.text import fold

__all__ = [
    "Meaning",
    "Relation",
    "base_phase",
    "comparison_in",
    "direction_of",
    "is_generic",
    "meaning_of",
    "read_relation",
    "steady_in",
    "stem_of",
    "subject_of",
    "year_alone",
    "year_and_phase",
]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR: Final = r"(?:19|20)\d\d年(?:度)?"
_MOVED: Final = _any(INCREASES | DECREASES)
# Here and below: the signs without which a pattern need not be tried, and most words have none of them.
_MOVING: Final = frozenset("增升提涨扩减降压浮调")
_MOVED_END: Final = re.compile(
    rf"(?:各|均|共|共计|分别|同比)?(?P<word>{_MOVED})(?P=word)?(?:了|额|数|率|比例|比率|幅度|金额)?(?:各|均|分别|共计|共)?(?:为|约|达到|达|是|:)*$"
)
_MOVED_FIRST: Final = re.compile(
    r"^(?:.{0,12}?(?:原因|主要|系|因|由于)(?:一?是|为|在于|:)?|是|因|由于)?(?P<word>增加|减少|压减|核减|调增|调减)(?P<what>[^的值额率]{2,24})$"
)
_AGAINST: Final = re.compile(
    rf"(?:相比于?|相较于?|对比|比较|比|较|与|同|和)(?P<with>(?:上一?年度?|去年度?|前一年度?|{_YEAR})(?:同期)?(?:当年|年初|全年|调整)?(?:财政拨款|部门)?"
    r"(?:预算|决算|执行|实际)?(?:安排|执行|完成)?数?)(?:相比|相较|比较|对比|比)?"
)
_SAME_PERIOD: Final = re.compile(r"同比|环比")
_BEYOND: Final = re.compile(
    rf"(?:支出|收入)?(?:决算|执行)数?(?P<word>{_any(BEYOND)})(?P<with>(?:年初|全年|调整)?预算数?)(?:约|达|了)?$"
)
_FEWER: Final = re.compile(r"(?P<word>多|少)(?:了|出)?$")
_STEADY: Final = re.compile(_any(STEADY))
_SHARE: Final = re.compile(
    r"占(?![地用有])(?P<of>[^,;。]{0,60}?)的?(?:总额的?)?(?:比重|比例|比率|百分比|比|份额)?(?:约?为|约|达到?|是)?$"
)
_COMPLETED: Final = re.compile(
    r"(?:完成|达到?)(?P<of>(?:年初|全年|调整|当年)*(?:预算|计划)(?:数|额)?)的?(?:约|比例为|率为)?$"
)


@quick
@frozen(weakref_slot=False)
class Relation:
    """How a figure is spoken of: its kind, its own words, and what it is set against."""

    statistic: Statistic | None
    own: str
    words: str = ""
    movement: str = ""
    compared_with: str = ""


_relation: Final = maker(Relation)
# A member of an enumeration costs ten times as much to look up as a name of the module.
_AMOUNT, _CHANGE, _RATE, _SHARED = Statistic.AMOUNT, Statistic.CHANGE, Statistic.RATE, Statistic.SHARE


def read_relation(words: str, *, percent: bool) -> Relation:
    """Take apart the words before a figure; `percent` tells shares and rates from sums.

    >>> share = read_relation("其中馆藏购置占本年支出合计的", percent=True)
    >>> share.statistic, share.own, share.words, share.compared_with
    (<Statistic.SHARE: 'share'>, '其中馆藏购置', '占本年支出合计的', '本年支出合计')
    """
    is_moving = not _MOVING.isdisjoint(words)
    if "算数" in words or words.endswith(("多", "少")):
        beyond = _beyond(words)
        if beyond is not None:
            return beyond
    moved = _MOVED_END.search(words) if is_moving else None
    if moved is not None:
        return _moved(words, moved, _RATE if percent else _CHANGE)
    if percent:
        completed = _COMPLETED.search(words) if "完成" in words or "达" in words else None
        if completed is not None:
            return _relation(None, words[: completed.start()], completed.group(), "", completed.group("of"))
        share = _SHARE.search(words) if "占" in words else None
        if share is not None:
            return _relation(_SHARED, words[: share.start()], share.group(), "", share.group("of"))
        return _relation(None, words)
    caused = _MOVED_FIRST.match(words) if is_moving else None
    if caused is not None and _AGAINST.search(words) is None:
        return _relation(_CHANGE, caused.group("what"), caused.group("word"), caused.group("word"))
    return _relation(_AMOUNT, words)


def _moved(words: str, moved: re.Match[str], statistic: Statistic) -> Relation:
    word = moved.group("word")
    before = words[: moved.start()]
    against = _AGAINST.search(before)
    if against is None:
        period = _SAME_PERIOD.search(words)
        compared = "" if period is None else period.group()
        return _relation(statistic, _SAME_PERIOD.sub("", before), _trim(moved.group()), word, compared)
    own = before[: against.start()]
    if not subject_of(own, ""):
        own = before[against.end() :]
        relation = against.group() + _trim(moved.group())
    else:
        relation = words[against.start() :]
    return _relation(statistic, own, _trim(relation), word, against.group("with"))


def _beyond(words: str) -> Relation | None:
    """A figure told by how far it is from the budget (决算数大于预算数), or by how many more or fewer it is."""
    beyond = _BEYOND.search(words)
    if beyond is not None:
        own = words[: beyond.start()]
        return _relation(_CHANGE, own, beyond.group(), beyond.group("word"), beyond.group("with"))
    fewer, against = _FEWER.search(words), _AGAINST.search(words)
    if fewer is None or against is None or against.end() != fewer.start():
        return None
    own = words[: against.start()]
    return _relation(_CHANGE, own, words[against.start() :], fewer.group("word"), against.group("with"))


def _trim(relation: str) -> str:
    return re.sub(r"(?:为|约|达到|达|是|:)+$", "", relation)


def comparison_in(words: str) -> str:
    """What a stretch without a figure sets the next figures against (与上年相比): 上年, or nothing.

    >>> comparison_in("与2022年度相比")
    '2022年度'
    """
    match = _AGAINST.search(words) if "年" in words else None
    return "" if match is None else match.group("with")


def steady_in(words: str) -> str:
    """The word by which a stretch without a figure says that nothing has changed, or nothing.

    >>> steady_in("与上年预算数持平")
    '持平'
    """
    if "原因" in words:
        return ""
    match = _STEADY.search(words)
    return "" if match is None else match.group()


_OPENING: Final = frozenset("包分其含:")
_LAST_SIGNS: Final = frozenset("排计共有为约到达是于仅各均等的了在:,")
_BEFORE_LAST: Final = re.compile(r"^.*(?:主要包括|具体包括|包括|包含|分别为|分别是|其中:?|^含有?(?!税)|:)")
_FIRST_SIGNS: Final = frozenset("、,:以及和与其(一二三四五六七八九十同此另相主共涉拟现是为安").union(
    map(chr, range(ord("①"), ord("⑳") + 1)), "0123456789"
)
_FIRST: Final = re.compile(
    r"^(?:[、,:]|以及|及|和|与|其(?!他|它|余)|\d{1,2}(?=[“\"])|[①-⑳]|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|\d{1,2}[、.](?!\d)|[一二三四五六七八九十]{1,3}、)*"
    r"(?:同时|此外|另外?|相应|主要[是为]|共有|涉及|拟|现有|是|为|安排(?=.{3}))*"
)
_TIME: Final = re.compile(
    rf"(?:截至|截止|截止到|到|至|在)?{_YEAR}(?:\d{{1,2}}月(?:份)?(?:\d{{1,2}}日)?)?(?:年?[底末]|初(?!预算))?(?:,|前|,?纳入)?"
)
_OWN_UNIT: Final = re.compile(
    r"^(?:我|本|该)(?:级|区|市|县)?(?:部门|单位|局|委|办|院|校|处|中心|厅|所|街道|系统)(?:\((?:部门|单位|本级|机关)\))?"
    r"(?:各)?(?:所属)?(?:各)?(?:预算(?=单位))?(?:单位)?|^(?:部门|局|厅|委)?(?:所属)?(?:部门)?各(?:所属)?(?:预算)?单位|^单位(?=实行|开展|共)"
    r"|^\((?:含.{1,12}|部门|单位|本级|机关)\)"
)
_OWN_SIGNS: Final = frozenset("我本该部局厅委所各单(")
_HAVING: Final = re.compile(r"^.{0,40}?(?:共有|现有|共计有|拥有)(?=.)")
_CONNECTED: Final = re.compile(r"^(?P<direction>收入|支出)(?:为|是|主要为|主要是|:)(?P<rest>.{2,})$")
_LAST: Final = re.compile(
    r"(?:(?:一共|总共|共计|共)安排|一共|总共|共计|共|有|为|约|达到|达|是|等于|仅|各|均|等|的|了|在|:|,)+$"
)
_GENERIC: Final = re.compile(
    r"(?:上一?年度?|去年)?(?:当年|年初|全年|本?年度|调整后?|部门)?(?:预算|决算)?(?:执行|安排|金额|总额|总计|合计)*(?:预算|决算)?(?:数|额|为|安排|是)*"
    r"|(?:支出|收入)(?:决算|执行)(?:数|额)?|支出|收入|价值|其|分别"
)
_GENERIC_SIGNS: Final = frozenset("上去当年初全本调部预决执安金总合数额为是支收价其分")
_STEM_END: Final = re.compile(r"(?:(?:年初|全年|当年|调整)?(?:预算|决算)(?:执行)?(?:数|额|安排)?|支出决算)$")


def _from_first(words: str) -> str:
    """Words without the connecting words they begin with."""
    return _without_first(_FIRST, words) if words[:1] in _FIRST_SIGNS else words


def _without_first(pattern: re.Pattern[str], words: str) -> str:
    """Words without what a pattern finds at their beginning: `sub` would try it at every further character."""
    found = pattern.match(words)
    return words if found is None else words[found.end() :]


def subject_of(words: str, entity: str) -> str:
    """The subject among the words before a figure: without time, entity, numbering and connecting words.

    >>> words = ("2024年青禾县图书馆收入预算共计", "主要包括基本支出", "支出为项目支出")
    >>> [subject_of(before, "青禾县图书馆") for before in words]
    ['收入预算', '基本支出', '项目支出']
    """
    if not words:
        return ""
    rest = words
    if entity:
        rest = rest.replace(entity, "", 1)
    if not _OPENING.isdisjoint(rest):
        rest = _BEFORE_LAST.sub("", rest)
    rest = _from_first(rest)
    times = list(_TIME.finditer(rest)) if "年" in rest else []
    if times and not rest[: times[-1].start()].endswith("的"):
        last = times[-1]
        after = rest[last.end() :]
        named = _LAST.sub("", _from_first(after))
        rest = after if named and not is_generic(named) else rest[: last.start()] + after
        rest = _from_first(rest)
    if rest[:1] in _OWN_SIGNS:
        rest = _without_first(_OWN_UNIT, rest)
    rest = _from_first(_without_first(_HAVING, rest) if "有" in rest else rest)
    connected = _CONNECTED.match(rest)
    if connected is not None:
        rest = connected.group("rest")
    return _LAST.sub("", rest) if rest[-1:] in _LAST_SIGNS else rest


def is_generic(subject: str) -> bool:
    """Whether a subject only says that there is a budget, and not for what.

    >>> [is_generic(word) for word in ("预算安排", "年初预算数", "支出决算", "收入预算", "基本支出")]
    [True, True, True, False, False]
    """
    return not subject or (subject[0] in _GENERIC_SIGNS and _GENERIC.fullmatch(subject) is not None)


def stem_of(subject: str) -> str:
    """A subject without the words of the budget's stage, to be named at another stage.

    >>> stem_of("培训支出年初预算") + "支出决算"
    '培训支出支出决算'
    """
    return _STEM_END.sub("", subject)


_TIME_ALONE: Final = re.compile(r"((?:19|20)\d\d)年(?:度)?")


def year_alone(words: str) -> int | None:
    """The year that a clause of nothing else gives to its sentence (2024年，…).

    >>> year_alone("2024年度"), year_alone("2024年底")
    (2024, None)
    """
    match = _TIME_ALONE.fullmatch(words) if words[:1] in "12" else None
    return None if match is None else int(match.group(1))


_PHASING: Final = frozenset("预决执际")
_PRIOR: Final = re.compile(r"上一?年|去年|前一年")
_PHASES: Final[tuple[tuple[re.Pattern[str], Phase], ...]] = (
    (re.compile(r"(?:全年|调整后?)预算"), Phase.ADJUSTED),
    (re.compile(r"决算|预算执行|执行数|实际完成"), Phase.FINAL),
    (re.compile(r"年初预算|预算数|(?<!公共)(?<!基金)(?<!经营)预算(?!绩效|单位|管理|项目)"), Phase.BUDGET),
    (re.compile(r"(?:公共|基金|经营)预算(?=预算|安排)"), Phase.BUDGET),
)
_TO_PRIOR: Final = {
    Phase.BUDGET: Phase.PRIOR_BUDGET,
    Phase.ADJUSTED: Phase.PRIOR_ADJUSTED,
    Phase.FINAL: Phase.PRIOR_FINAL,
}
_YEAR_NUMBER: Final = re.compile(r"((?:19|20)\d\d)年(?!\d{1,2}月|初|底|末)")
_CARRIED: Final = re.compile(
    r"(?:上一?年|去年|以前年度|(?:19|20)\d\d年(?:度)?)(?:结转|结余)|结转(?:19|20)\d\d年"
)


def year_and_phase(words: str, document_year: int | None) -> tuple[int | None, Phase | None]:
    """The year and phase that the words before a figure state.

    Phases count from the document's year, so last year's budget is the prior budget of this year.

    >>> year_and_phase("2022年度预算", 2023), year_and_phase("2023年度基本支出", 2023)
    ((2023, <Phase.PRIOR_BUDGET: 'prior year budget'>), (2023, None))
    """
    if not words:
        return None, None
    bare = _CARRIED.sub("", words) if "结" in words else words
    phase: Phase | None = None
    if not _PHASING.isdisjoint(bare):
        for pattern, found in _PHASES:
            if pattern.search(bare):
                phase = found
                break
    if "年" not in bare:
        return None, phase
    years = _YEAR_NUMBER.findall(bare)
    year = int(years[-1]) if years else None
    prior = year == document_year - 1 if year is not None and document_year is not None else False
    if year is None and _PRIOR.search(bare):
        prior = True
        year = document_year
    if not prior:
        return year, phase
    if phase is not None:
        return document_year, _TO_PRIOR[phase]
    # What stage it was at stays open, but it is no figure of the document's year.
    return None if document_year is None else document_year - 1, None


def base_phase(compared_with: str, document_year: int | None) -> Phase | None:
    """The phase that a comparison is with, where its words name one (2022年预算, 上年执行数).

    >>> base_phase("上年执行数", 2024), base_phase("上年", 2024)
    (<Phase.PRIOR_FINAL: 'prior year final accounts'>, None)
    """
    phase = year_and_phase(compared_with, document_year)[1] if compared_with else None
    return phase if phase in _TO_PRIOR.values() else None


_CODE: Final = re.compile(r"(?<!\d)(\d{3}|\d{5}|\d{7})(?!\d)")
_LEVEL: Final = re.compile(r"\([类款项]\)")
_OF_STAGE: Final = re.compile(
    r"(?:科目|支出|(?:(?:上年|年初|全年|当年|调整)?(?:预算|决算|执行)(?:数|额|安排|执行)?))*"
)
_ASSET: Final = re.compile(r"车辆|用车(?!.*费)|房屋|用房|面积|固定资产|国有资产|资产总|设备")
_GOODS: Final = re.compile(r"货物|工程|服务")


class Meaning(TypedDict, total=False):
    """The coordinates that words state, by name: `Coordinates` while it is being put together."""

    direction: Direction | None
    subject: Subject | None
    function: FunctionalCode | None
    department_economic: DepartmentEconomicCode | None
    government_economic: GovernmentEconomicCode | None
    item: str
    nature: Nature | None
    fund: Fund | None
    origin: Origin | None
    phase: Phase | None
    base: Phase | None
    statistic: Statistic | None
    entity: str
    fiscal_year: int | None


def meaning_of(subject: str, *, counted: bool = False) -> Meaning:
    """The coordinates that a subject states; `counted` things are things, not what they cost.

    >>> meaning_of("一般公共预算拨款收入") == {"direction": Direction.REVENUE, "fund": Fund.GENERAL}
    True
    >>> meaning_of("公务接待费") == {"subject": Subject.OFFICIAL_EXPENSE, "item": "公务接待费"}
    True
    """
    subject = fold(subject).replace('"', "").removesuffix("科目")
    # What else the words leave over is no matter here, as in a title.
    words = header_coordinates(subject, title=True)
    fund = Fund.GOVERNMENT_FUNDS if subject.startswith("基金预算") else words.fund
    if counted and _ASSET.search(subject):
        meaning: Meaning = {"subject": Subject.ASSET, "item": subject}
    else:
        meaning = _named(subject, has_fund=fund is not None)
    direction = direction_of(subject)
    if direction is not None:
        meaning["direction"] = direction
    if words.nature is not None:
        meaning["nature"] = words.nature
    if fund is not None:
        meaning["fund"] = fund
    if words.origin is not None:
        meaning["origin"] = words.origin
    return meaning


def direction_of(subject: str) -> Direction | None:
    """Whether words speak of money coming in or going out; None where of neither or both.

    >>> direction_of("项目支出"), direction_of("收支预算")
    (<Direction.EXPENDITURE: 'expenditure'>, None)
    """
    revenue = "收入" in subject
    if revenue == ("支出" in subject) or "收支" in subject or "收、支" in subject:
        return None
    return Direction.REVENUE if revenue else Direction.EXPENDITURE


def _named(subject: str, *, has_fund: bool) -> Meaning:
    expense = official_expense(subject.replace("运维", "运行维护"))
    if expense is not None:
        return {"subject": Subject.OFFICIAL_EXPENSE, "item": expense}
    if "三公" in subject:
        return {"subject": Subject.OFFICIAL_EXPENSE, "item": "“三公”经费"}
    if "运行经费" in subject or subject.startswith("行政经费"):
        return {"item": "机关运行经费"}
    if "采购" in subject:
        goods = _GOODS.search(subject)
        return {"subject": Subject.PROCUREMENT, "item": "" if goods is None else goods.group()}
    coded = _coded(subject)
    if coded is not None:
        return coded
    if "(" in subject and _LEVEL.search(subject):
        names = [part for part in _LEVEL.split(subject) if not _OF_STAGE.fullmatch(part)]
        item = names[-1] if names else ""
        if subject.endswith("(类)支出") and not item.endswith("支出"):
            item += "支出"
        return {"subject": Subject.FUNCTION, "item": item}
    if not has_fund and is_functional_name(subject):
        return {"subject": Subject.FUNCTION, "item": subject}
    if is_economic_name(subject):
        return {"subject": Subject.ECONOMIC, "item": subject}
    if _ASSET.search(subject):
        return {"subject": Subject.ASSET, "item": subject}
    return {}


def _coded(subject: str) -> Meaning | None:
    # Words alone have no digits, and that is told in a fraction of the time.
    match = None if subject.isalpha() else _CODE.search(subject)
    if match is None:
        return None
    digits = match.group()
    if FunctionalCode.fits(digits):
        return {"subject": Subject.FUNCTION, "function": FunctionalCode(digits)}
    if DepartmentEconomicCode.fits(digits):
        return {"subject": Subject.ECONOMIC, "department_economic": DepartmentEconomicCode(digits)}
    if GovernmentEconomicCode.fits(digits):
        return {"subject": Subject.ECONOMIC, "government_economic": GovernmentEconomicCode(digits)}
    return None
