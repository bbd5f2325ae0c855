"""How the words before a figure set it against another (比较): a change, a rate, a share, a degree of completion.

Everything here takes the folded words between the last mark and the figure, `2023年度基本支出比上年增加`, and
parts them: 比上年增加 is the relation, what is left are the figure's own words.

>>> relation = read_relation("2023年度基本支出比上年增加", percent=False)
>>> relation.statistic, relation.own, relation.words, relation.movement, relation.compared_with
(<Statistic.CHANGE: 'change'>, '2023年度基本支出', '比上年增加', '增加', '上年')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from govbudget.model.claims import BEYOND, DECREASES, INCREASES, STEADY
from govbudget.model.coordinates import Statistic
from govbudget.reading.narrative.wording import subject_of
from govbudget.records import maker, quick

__all__ = ["Relation", "comparison_in", "read_relation", "steady_in"]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR: Final = r"(?:19|20)\d\d年(?:度)?"
_MOVED: Final = _any(INCREASES | DECREASES)
# Here and below: the signs without which a pattern need not be tried, and most words have none of them.
_MOVING: Final = frozenset("增升提涨扩减降压浮调")
_MOVED_END: Final = re.compile(
    rf"(?:各|均|共|共计|分别|同比)?(?P<word>{_MOVED})(?P=word)?(?:了|额|数|率|比例|比率|幅度|金额)?(?:各|均|分别|共计|共)?(?:为|约|达到|达|是|:)*$"
)
# What a template leaves to be struck out: 增加/减少, 增加（减少）.
_EITHER: Final = re.compile(rf"(?P<word>(?:{_MOVED})(?:[/、或]|\()(?:{_MOVED})\)?)(?:了|额)?(?:为|约|是|:)*$")
_MOVED_FIRST: Final = re.compile(
    r"^(?:.{0,12}?(?:原因|主要|系|因|由于)(?:一?是|为|在于|:)?|是|因|由于)?(?P<word>增加|减少|压减|核减|调增|调减)(?P<what>[^的值额率]{2,24})$"
)
_AGAINST: Final = re.compile(
    rf"(?:相比于?|相较于?|对比|比较|比|较|与|同|和)(?P<with>(?:上一?年度?|去年度?|前一年度?|{_YEAR})(?:同期)?(?:当年|年初|全年|调整)?(?:财政拨款|部门)?"
    r"(?:预算|决算|执行|实际)?(?:安排|执行|完成)?(?:支出|收入)?数?)(?:相比|相较|比较|对比|比)?"
)
# A stage of this year's budget alone, and only right before the movement: 和预算单位 is no comparison.
_AGAINST_STAGE: Final = re.compile(
    r"(?:相比于?|相较于?|比|较|与)(?P<with>(?:年初|全年|当年|调整后?)?(?:的)?(?:预算|计划|决算)(?:安排)?数?)"
    r"(?:相比|相较|比较|对比)?,?$"
)
_STEADY_STAGE: Final = re.compile(r"(?:比|较|与|同|和)(?P<with>(?:年初|全年|当年|调整后?)?预算(?:安排)?数?)")
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
    moved = (_EITHER.search(words) or _MOVED_END.search(words)) if is_moving else None
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
    against = _AGAINST.search(before) or _AGAINST_STAGE.search(before)
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
    if match is None and "算" in words and _STEADY.search(words) is not None:
        match = _STEADY_STAGE.search(words)
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
