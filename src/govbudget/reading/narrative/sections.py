"""Which sections explain figures (哪些部分是数据说明), by the words of their headings.

Headings nest by their numbering (第三部分 > 一、> （一）> 1. > （1）> ①).  Each either says what it is about or
takes its parent's word for it:

* **told apart first**: glossaries, duties, staff, goals and tables explain no figures, whatever else their
  headings mention;
* **explaining**: 收支, 拨款, “三公”, 机关运行, 采购, 资产, 绩效管理 and the like;
* **gathering** headings (预算情况说明, 其他重要事项) explain too, but the section's name is the heading below.

What stands under a section that explains nothing explains nothing, except a section of its own (一、…说明) whose
heading says that it does: the heading of the part (第三部分) may have been lost among the tables.

>>> outline = Outline()
>>> for rank, heading in ((1, "第三部分预算情况说明"), (2, "一、收入预算情况说明"), (3, "（一）总体情况")):
...     outline.enter(rank, heading)
>>> outline.explains, outline.section, outline.heading
(True, '一、收入预算情况说明', '（一）总体情况')
>>> outline.enter(1, "第四部分名词解释")
>>> outline.explains
False
"""

from __future__ import annotations

import re
from typing import Final

from attrs import define, field, frozen

from govbudget.reading.narrative.paragraphs import without_numbering
from govbudget.records import maker, quick
from govbudget.text import fold

__all__ = ["Outline"]

_NEVER: Final = re.compile(
    r"(?:名词|术语)(?:的?解释|说明)|职责|职能|机构设置|内设机构|(?:机构|人员|单位)(?:编制|构成|情况|基本情况)"
    r"|人员概况|表(?:\(.*\))?$|目录|附件|绩效目标$|(?:整体|总体|分项|重点)\w{0,8}绩效|绩效(?:总体|分项|指标|目标表|自评表)"
    r"|工作(?:任务|目标|思路|重点|措施|保障|计划)|保障措施|项目(?:概况|经费情况)|立项|实施(?:主体|方案|周期|计划|内容)|编制依据"
)
_EXPLAINING: Final = re.compile(
    r"收支|收入|支出|拨款|预算(?:增减|变动|变化)|增减|三公|运行(?:经费|费)|采购|资产|车辆|基金预算|国有资本|专户|结转|结余"
    r"|绩效(?:管理|评价|考评|情况|目标(?:设置|设定|管理|编制|编报|申报|公开|情况|说明|的?情况)|目标\(|信息)|委托业务|会议费|培训费|差旅费"
    r"|公务接待|出国|公务用车|一般性支出|政府债务|债务情况|预算安排"
)
_WHOLE_DOCUMENT: Final = re.compile(
    r".*(?:预算|决算)(?:编制|公开|安排|信息公开)*(?:情况|(?:情况)?(?:[和及与]?(?:其他)?重要事项)?的?(?:情况)?说明)"
)
_OTHERS: Final = re.compile(r".*其他.{0,8}(?:事项|情况|说明).*|.*(?:重要|特殊)事项.*")
_TOPIC: Final = re.compile(
    r"收支|收入|支出|拨款|三公|采购|运行|资产|绩效|基金|国有资本|公共预算|经费|委托|会议|培训|增减"
)
_UNLIKELY_PARENT: Final = re.compile(
    r"概况|构成|基本情况|报表|组织|人员(?!经费|支出)|简介|目标|任务|涉密|保密"
)
_PART: Final = re.compile(r"第.{1,3}(?:部分|章|篇)")
_SELF_EVIDENT: Final = re.compile(r"(?:情况|说明|原因|变化|变动)$")


@quick
@frozen(weakref_slot=False)
class _Entry:
    rank: int
    printed: str
    topic: str
    explains: bool
    gathers: bool


_entry: Final = maker(_Entry)


@define
class Outline:
    """The headings above the place that is being read (标题层次).

    The name of a department, `entity` in folded form, says nothing of what a section is about.

    >>> outline = Outline("青禾县非税收入管理局")
    >>> outline.enter(1, "第一部分 青禾县非税收入管理局2024年部门预算信息公开情况说明")
    >>> outline.enter(2, "二、收入说明")
    >>> outline.section
    '二、收入说明'
    """

    entity: str = ""
    _entries: list[_Entry] = field(factory=list, init=False)

    def enter(self, rank: int, printed: str) -> None:
        """Go to the section of a heading; headings of the same rank or deeper are left."""
        self.leave(rank)
        name = printed.rstrip("：:。")
        folded = fold(name)
        body = without_numbering(folded)
        said = body.replace(self.entity, "") if self.entity else body
        parent = self._entries[-1] if self._entries else None
        gathers_others = _gathers(said)
        gathers = rank <= 3 and (
            gathers_others or (_PART.match(folded) is not None and not _names_topic(said))
        )
        # Folding a heading without white space keeps its length, so the print of the body can be cut out.
        topic = "" if gathers else _ABOUT_ENDING.sub("", name[len(name) - len(body) :])
        self._entries.append(
            _entry(rank, name, topic, _explains(said, rank, parent, gathers=gathers_others), gathers)
        )

    def leave(self, rank: int) -> None:
        """Leave the sections whose headings have this rank or a deeper one."""
        while self._entries and self._entries[-1].rank >= rank:
            self._entries.pop()

    @property
    def explains(self) -> bool:
        """Whether the section explains this document's figures."""
        return bool(self._entries) and self._entries[-1].explains

    @property
    def rank(self) -> int:
        """The rank of the nearest heading, 0 without one."""
        return self._entries[-1].rank if self._entries else 0

    @property
    def section(self) -> str:
        """The heading that names the section: the outermost that does not only gather others."""
        for entry in self._entries:
            if not entry.gathers:
                return entry.printed
        return self._entries[-1].printed if self._entries else ""

    @property
    def heading(self) -> str:
        """The nearest heading."""
        return self._entries[-1].printed if self._entries else ""

    @property
    def topic(self) -> str:
        """What the nearest heading is about, or nothing if it only gathers others.

        >>> outline = Outline()
        >>> outline.enter(2, "二、“三公”经费支出情况说明")
        >>> outline.topic
        '“三公”经费支出'
        """
        return self._entries[-1].topic if self._entries else ""


_ABOUT_ENDING: Final = re.compile(
    r"(?:增减|变动|变化|总体|具体|结构|规模|数据|安排|占有|使用|情况|原因|说明|及|的)++$"
)


def _names_topic(body: str) -> bool:
    return body != "收支情况" and _TOPIC.search(body) is not None


def _gathers(body: str) -> bool:
    return (("其他" in body or "事项" in body) and _OTHERS.fullmatch(body) is not None) or (
        ("预算" in body or "决算" in body)
        and _WHOLE_DOCUMENT.fullmatch(body) is not None
        and _TOPIC.search(body) is None
    )


def _explains(body: str, rank: int, parent: _Entry | None, *, gathers: bool) -> bool:
    if _NEVER.search(body):
        return False
    if parent is not None and not parent.explains:
        return (
            parent.rank == 1 and rank == 2 and bool(_EXPLAINING.search(body) and _SELF_EVIDENT.search(body))
        )
    if gathers or _EXPLAINING.search(body):
        return True
    if _UNLIKELY_PARENT.search(body):
        return False
    return parent is not None and parent.explains
