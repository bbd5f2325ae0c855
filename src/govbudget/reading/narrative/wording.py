"""What the words before a figure name (措辞): its subject and the coordinates that this states.

Everything here takes the folded words between the last mark and the figure without what sets it against another
figure (`relations`): the time, the entity and the connecting words are no part of the subject; what is left is
looked up for coordinates.

>>> subject_of("2023年度基本支出", "")
'基本支出'
"""

from __future__ import annotations

import re
from typing import Final, TypedDict

from govbudget.codes.types import DepartmentEconomicCode, FunctionalCode, GovernmentEconomicCode
from govbudget.model.coordinates import Direction, Fund, Nature, Origin, Phase, Statistic, Subject
from govbudget.reading.words import header_coordinates, is_economic_name, is_functional_name, official_expense
from govbudget.text import fold

__all__ = [
    "Meaning",
    "base_phase",
    "direction_of",
    "is_generic",
    "meaning_of",
    "stem_of",
    "subject_of",
    "year_alone",
    "year_and_phase",
]


_YEAR: Final = r"(?:19|20)\d\d年(?:度)?"
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
    r"|(?:当年|全年|本年度?)?(?:支出|收入)(?:决算|执行)(?:数|额)?|支出|收入|价值|其|分别"
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
_CODE_PARTS: Final = re.compile(r"(?<!\d)(\d{3}(?!.*\d{3})|\d{2})(?=\)|[类款项](?:\)|$)|\([类款项]\))")
_LEVEL_WORD: Final = re.compile(r"[类款项]\)")
_LEVEL: Final = re.compile(r"\(\d{0,3}[类款项]\)")
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
    if direction is None and _LEVEL.search(subject) and meaning.get("subject") is Subject.FUNCTION:
        # 国有土地使用权出让收入安排的支出（款）: what has 类, 款 and 项 of a function is expenditure.
        direction = Direction.EXPENDITURE
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
    parts = _CODE_PARTS.findall(subject)
    if parts and parts[0] == digits:
        # 社会保障和就业支出(208)行政事业单位养老支出(05): the parts of one code, each behind its level's name.
        if len(parts) < len(_LEVEL_WORD.findall(subject)):
            return None
        digits = "".join(parts)
    if FunctionalCode.fits(digits):
        return {"subject": Subject.FUNCTION, "function": FunctionalCode(digits)}
    if DepartmentEconomicCode.fits(digits):
        return {"subject": Subject.ECONOMIC, "department_economic": DepartmentEconomicCode(digits)}
    if GovernmentEconomicCode.fits(digits):
        return {"subject": Subject.ECONOMIC, "government_economic": GovernmentEconomicCode(digits)}
    return None
