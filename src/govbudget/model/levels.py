"""The levels of indicators (一级、二级指标): the standard names, and the words forms print for them.

The standard levels are those of 《中央部门预算绩效目标管理办法》（财预〔2015〕88号）and, for the parts of
cost, of 《项目支出绩效评价管理办法》（财预〔2020〕10号）.  Forms clip them at the width of a cell
(`服务对象满意度指`), leave out 指标 (`数量`), or use an older word (`环境效益`).  Other words, such as the management
levels of some places, are known as levels too, so that they are not taken for names; they have no
standard name.

>>> canonical_levels("服务对象满意度指"), canonical_levels("时效"), canonical_levels("人力资源")
(('满意度指标', '服务对象满意度指标'), ('产出指标', '时效指标'), ('', ''))
>>> level_class("产出目标"), level_class("经济 效益指标"), level_class("成本指标"), level_class("出警率")
(<LevelClass.FIRST: '1'>, <LevelClass.SECOND: '2'>, <LevelClass.SECOND_OR_FIRST: 'a'>, None)
"""

from __future__ import annotations

import enum
import re
from typing import Final

from govbudget.text import fold, squeeze

__all__ = ["LEVEL_WORDS", "LevelClass", "canonical_levels", "level_class"]


class LevelClass(enum.Enum):
    """Which level a word names (指标级次), where the word alone tells."""

    FIRST = "1"
    SECOND = "2"
    SECOND_OR_FIRST = "a"
    FIRST_OR_SECOND = "m"


_SECOND_BY_FIRST: Final = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
_FIRST_OF: Final = {second: first for first, seconds in _SECOND_BY_FIRST.items() for second in seconds}
# Words for a standard second level that are no clipping of it.
_SYNONYMS: Final = {
    "环境效益": "生态效益指标", "环境效益指标": "生态效益指标", "生态环境效益指标": "生态效益指标",
    "生态成本指标": "生态环境成本指标", "环境成本指标": "生态环境成本指标",
    "可持续性影响指标": "可持续影响指标", "可持续发展指标": "可持续影响指标", "可持续影响力指标": "可持续影响指标",
    "满意度": "服务对象满意度指标", "满意度指标": "服务对象满意度指标",
}  # fmt: skip
_OTHER_SECOND: Final = (
    "投入管理", "财务管理", "项目管理", "资产管理", "长效管理", "人力资源", "部门协助", "配套设施", "信息共享",
    "其它", "其他", "工作目标管理", "预算和财务管理", "预算管理", "收支管理", "绩效管理", "重点工作任务完成",
    "重点工作任务", "履职目标实现", "履职效益", "业务管理", "能力建设", "长效机制", "部门协作",
    "目标管理", "组织管理", "资金管理", "服务满意度指标", "受益对象满意度指标", "社会公众满意度指标", "公众满意度指标",
    "社会公众或服务对象满意度", "社会公众或服务对象满意度指标", "职工满意度指标", "群众满意度指标",
)  # fmt: skip
_FIRST: Final = (
    "产出指标", "效益指标", "效果指标", "影响力指标", "投入管理指标", "投入指标", "过程指标", "决策指标",
    "管理指标", "履职指标", "投入与目标管理", "产出目标", "效果目标", "效益目标", "影响力目标", "投入目标",
    "管理目标", "满意度目标", "满意目标", "投入和管理目标", "履职效能指标", "运行成本指标", "管理效率指标",
    "社会效应指标", "可持续性指标", "产出", "效益",
    "项目完成", "项目完成指标", "项目效益", "项目效益指标",
)  # fmt: skip


def _clippings(name: str) -> list[str]:
    """A standard name and what is left of it at a narrower cell: of long ones one character of the stem may go."""
    stem = len(name) - len("指标")
    return [name[:length] for length in range(stem - 1 if stem > 4 else stem, len(name) + 1)]


_CANONICAL: Final = {**{clip: name for name in _FIRST_OF for clip in _clippings(name)}, **_SYNONYMS}

LEVEL_WORDS: Final[dict[str, LevelClass]] = {
    **dict.fromkeys(_FIRST, LevelClass.FIRST),
    **{name[:-1]: LevelClass.FIRST for name in ("产出指标", "效益指标")},
    **dict.fromkeys((*_CANONICAL, *_OTHER_SECOND), LevelClass.SECOND),
    # 成本指标 heads the parts of cost in newer forms; alone in its row it is the old second level.
    "成本指标": LevelClass.SECOND_OR_FIRST,
    "满意度指标": LevelClass.FIRST_OR_SECOND,
    "满意度指": LevelClass.FIRST_OR_SECOND,
    "满意度": LevelClass.FIRST_OR_SECOND,
    # The first levels of forms of whole departments in some places, the second in others.
    **dict.fromkeys(("履职效能", "管理效率", "社会效应", "可持续性", "运行成本"), LevelClass.FIRST_OR_SECOND),
}
"""The words that name a level, without white space."""


# A number before a level, or the points it counts for behind it: `1-产出指标`, `产出指标（50分）`.
_MARKED: Final = re.compile(r"(?:\d{1,2}[-.、])?(\D+?)(?:\(?\d{1,3}(?:\.\d+)?[分%]\)?)?")
# What a printed level can begin and end with: most names do otherwise and are done with at once.
_FIRST_CHARACTERS: Final = frozenset(word[0] for word in LEVEL_WORDS) | frozenset("0123456789")
_LAST_CHARACTERS: Final = frozenset(word[-1] for word in LEVEL_WORDS) | frozenset("分%％)）")
_LONGEST: Final = max(map(len, LEVEL_WORDS))
_LONGEST_MARK: Final = 12


def _word(printed: str) -> str:
    """A printed level without white space, number and points."""
    word = squeeze(printed)
    if word in LEVEL_WORDS or len(word) > _LONGEST + _LONGEST_MARK or word.isalpha():
        return word
    marked = _MARKED.fullmatch(fold(word))
    return word if marked is None else marked[1]


def level_class(printed: str) -> LevelClass | None:
    """Which level a printed word names, or None if it is no word for a level.

    >>> level_class("1-产出指标"), level_class("数 量 指 标（20分）"), level_class("20分")
    (<LevelClass.FIRST: '1'>, <LevelClass.SECOND: '2'>, None)
    """
    if not printed or printed[0] not in _FIRST_CHARACTERS or printed[-1] not in _LAST_CHARACTERS:
        return None
    return LEVEL_WORDS.get(_word(printed))


def canonical_levels(level2: str) -> tuple[str, str]:
    """The standard first and second level of a printed second level; empty outside the vocabulary."""
    second = _CANONICAL.get(_word(level2), "")
    return _FIRST_OF.get(second, ""), second
