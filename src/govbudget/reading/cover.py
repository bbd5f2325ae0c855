"""The cover of a disclosure (封面): its title, and the department that the title names.

>>> department_in("青禾县图书馆2024年部门预算公开"), department_in("第一部分 2024年青禾县文化局部门综合预算说明")
('青禾县图书馆', '青禾县文化局')
>>> department_in("2024年部门预算公开"), department_in("青禾县2024年县级部门预算")
('', '')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from govbudget.text import fold, squeeze

__all__ = ["cover_title", "department_in", "departments_named"]

_COVER: Final = re.compile(r"(?:预算|决算|绩效).{0,12}(?:公开|说明|报告)|(?:19|20)\d\d年.*(?:预算|决算)")
_LONGEST: Final = 40
_LONGEST_NAME: Final = 40
_MOST_LINES: Final = 3
# What departments and units are called; a place alone (县、市) is none.
_BODY: Final = (
    r"(?:局|委|办|厅|院|所|处|站|队|部|署|会|社|台|团|校|馆|库|园|场|室|庭|宫|科|组|中心|政府|街道|学校|医院"
    r"|机关|本级|公司|党校|残联|妇联|文联)"
)
_YEAR: Final = r"(?:(?:19|20)\d\d年度?)"
_BEGUN: Final = re.compile(r"[^\d\W_]{2,30}")
_PLACED: Final = re.compile(r".{1,10}?[省市县区州镇乡旗盟]|中共|中国|国家")
_NO_NAME: Final = re.compile(
    r"预算|决算|年度|情况|说明|目录|表|公开|日期|编制|印发|通知|文件|附件|[Xx×*某]|部门$|单位$|^[本各区县市省]"
)
_NAMED: Final = re.compile(
    rf"(?:第[一二三四五六七八九十]部分:?|[一二三四五六七八九十]{{1,2}}、|附件\d*:?)?(?:关于)?{_YEAR}?"
    rf"(?P<name>[^\d\W_][^\d。,;:]{{1,28}}?{_BODY}(?:\((?:本级|机关)\))?)"
    rf"(?:关于)?(?:{_YEAR}(?:部门|单位)?|(?:部门|单位))(?:综合|收支)?(?:预算|决算).*"
)


def cover_title(lines: Iterable[str]) -> str:
    """The first of the lines of a cover that names a budget or final accounts, or `""`; it may take three lines.

    >>> cover_title(["青禾县文化局", "文化市场管理中心2024年度", "单位预算", "目录", "第二部分 2024年单位预算表"])
    '青禾县文化局文化市场管理中心2024年度单位预算'
    >>> cover_title(["第一部分 青禾县12345热线服务中心2024年部门预算公开", "青禾县12345热线服务中心2024年部门预算公开"])
    '第一部分青禾县12345热线服务中心2024年部门预算公开'
    >>> cover_title(["青禾县文化局", "2024年部门预算"])
    '2024年部门预算'
    """
    texts = [squeeze(line) for line in lines]
    alone = next((at for at, text in enumerate(texts) if _is_title(text)), None)
    return next(filter(_is_title, _joined(texts[:alone])), "" if alone is None else texts[alone])


def _is_title(text: str) -> bool:
    if len(text) > _LONGEST + _LONGEST_NAME or "。" in text:
        return False
    # However long its name is, a department makes no sentence of a title.
    return len(text) - len(department_in(text)) <= _LONGEST and _COVER.search(fold(text)) is not None


def _joined(texts: Sequence[str]) -> Iterator[str]:
    """Two lines and three lines in one, from every line on."""
    for start in range(len(texts)):
        for end in range(start + 2, min(start + _MOST_LINES, len(texts)) + 1):
            yield "".join(texts[start:end])


def departments_named(lines: Iterable[tuple[int, str]]) -> Iterator[str]:
    """The departments that the lines of a cover name, each line with its number; a long name takes two lines.

    >>> list(departments_named([(3, "青禾县文化局文化市场"), (4, "管理中心2024年单位预算")]))
    ['青禾县文化局文化市场管理中心']
    >>> list(departments_named([(1, "青禾县文化局"), (2, "文化市场部2024年度"), (3, "部门决算")]))
    ['青禾县文化局文化市场部']
    """
    printed = list(lines)
    found = list(_in_one_line(printed))
    yield from found or islice(filter(None, map(department_in, _joined([line for _, line in printed]))), 1)


def _in_one_line(lines: Sequence[tuple[int, str]]) -> Iterator[str]:
    above = (0, "")
    for number, line in lines:
        name = department_in(line)
        before = squeeze(above[1]) if above[0] == number - 1 else ""
        if name and _BEGUN.fullmatch(before) and not _PLACED.match(name):
            name = department_in(before + line)
        if name:
            yield name
        above = (number, line)


def department_in(title: str) -> str:
    """The department or unit that a title names, as printed, or `""`."""
    text = squeeze(title)
    folded = fold(title)
    match = _NAMED.fullmatch(folded)
    if match is None:
        return ""
    name = match.group("name")
    if _NO_NAME.search(name) or len(folded) != len(text):
        return ""
    return text[match.start("name") : match.end("name")]
