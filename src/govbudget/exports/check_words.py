"""The words of the report in Chinese and English (报告用语): sentences with places for what they tell.

>>> words_in("zh").none_found
'没有发现不一致'
>>> words_in("en").lines([(0, 12), (0, 14)], 6)
'lines 12 14'
>>> words_in("fr")
Traceback (most recent call last):
    ...
LookupError: expected one of zh, en, found 'fr'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

__all__ = ["LANGUAGES", "Words", "words_in"]


@frozen(kw_only=True)
class Words:
    """What the report says, in one language; `{...}` are the places for counts, names and figures."""

    language: str
    comma: str
    stop: str
    colon: str
    nothing: str
    checked: str
    found: str
    of_them_explained: str
    none_found: str
    rounded: str
    not_checkable: str
    other_reasons: str
    cause: tuple[str, str]
    place: tuple[str, str]
    stated: str
    reckoned: str
    difference: str
    tolerance: str
    computed: str
    sum_of: str
    identity: str
    also: str
    more: str
    explained: str
    stale: str
    hints: tuple[str, str]
    rounding: str
    coverage: str
    could_not: str
    line: str
    several_lines: str
    page: str
    further_lines: str
    refused: str
    files: str
    rule_fault: str

    def number(self, count: int, thing: tuple[str, str]) -> str:
        """So many things, in the singular or the plural.

        >>> words_in("en").number(1, words_in("en").cause), words_in("en").number(3, words_in("en").cause)
        ('1 cause', '3 causes')
        """
        return thing[count != 1].format(count=count)

    def lines(self, places: Sequence[tuple[int, int]], most: int) -> str:
        """The lines of some places, each a page (0 for none) and a line; after `most` the rest is counted.

        >>> words_in("zh").lines([(18, 151), (18, 165), (19, 2)], 2)
        '第18页第151 165行 及另外 1 行'
        """
        pages: dict[int, list[int]] = {}
        for page, line in places[:most]:
            pages.setdefault(page, []).append(line)
        texts = []
        for page, lines in pages.items():
            text = (self.line if len(lines) == 1 else self.several_lines).format(
                lines=" ".join(map(str, lines))
            )
            texts.append(self.page.format(page=page) + text if page else text)
        rest = len(places) - most
        return " ".join(texts) + (self.further_lines.format(rest=rest) if rest > 0 else "")


_ZH: Final = Words(
    language="zh",
    comma="，",
    stop="。",
    colon="：",
    nothing="{stated} 项勾稽关系中可核对的为 0 项：对本文件不能下结论。",
    checked="{stated} 项勾稽关系中可核对 {count} 项",
    found="不一致 {count} 项，归为 {causes}",
    of_them_explained="其中 {count} 项已有说明",
    none_found="没有发现不一致",
    rounded="另有 {count} 项之差在舍入误差之内",
    not_checkable="{count} 项无法核对：{why}。",
    other_reasons="其他原因 {count}",
    cause=("{count} 个原因", "{count} 个原因"),
    place=("{count} 处", "{count} 处"),
    stated="列示",
    reckoned="核算",
    difference="差额",
    tolerance="舍入至多可差 {value}",
    computed="重新计算",
    sum_of="由 {count} 个数算出",
    identity="编号 {finding}  规则 {rule}",
    also="同一原因的还有：",
    more="另有 {count} 项，--verbose 全部列出",
    explained="已说明：{reason}",
    stale="说明已过期：{finding}（{reason}），文件中没有这一发现",
    hints=("提示 {count} 项（不算错误）", "提示 {count} 项（不算错误）"),
    rounding="舍入误差之内 {count} 项，最大差 {difference}（{where}）",
    coverage="覆盖：表格 {tables} 张，识别 {recognised} 张；数字 {figures} 个，栏目确定 {settled} 个，"
    "参与核对 {compared} 个；规则 {ran} 条已核对",
    could_not="{count} 条没有可核对的内容",
    line="第{lines}行",
    several_lines="第{lines}行",
    page="第{page}页",
    further_lines=" 及另外 {rest} 行",
    refused="无法读取",
    files="共 {files} 个文件：{holding} 个全部一致，{inconsistent} 个有不一致，{unchecked} 个没有可核对的内容，"
    "{refused} 个无法读取。",
    rule_fault="规则 {rule} 未能完成：{found}。其余规则不受影响。",
)

_EN: Final = Words(
    language="en",
    comma=", ",
    stop=". ",
    colon=": ",
    nothing="0 of {stated} identities could be checked: this says nothing about the document.",
    checked="{count} of {stated} identities could be checked",
    found="{count} inconsistent, of {causes}",
    of_them_explained="{count} of them explained",
    none_found="none inconsistent",
    rounded="{count} more differ within rounding",
    not_checkable="{count} could not be checked: {why}.",
    other_reasons="other reasons {count}",
    cause=("{count} cause", "{count} causes"),
    place=("{count} place", "{count} places"),
    stated="stated",
    reckoned="computed",
    difference="difference",
    tolerance="rounding explains at most {value}",
    computed="recomputed",
    sum_of="from {count} figures",
    identity="id {finding}  rule {rule}",
    also="of the same cause:",
    more="and {count} more, which --verbose lists",
    explained="explained: {reason}",
    stale="stale explanation: {finding} ({reason}), there is no such finding",
    hints=("{count} hint, which is no error", "{count} hints, which are no errors"),
    rounding="{count} within rounding, the largest difference {difference} ({where})",
    coverage="coverage: tables {recognised} of {tables} recognised; figures {settled} of {figures} settled, "
    "{compared} of them compared; rules {ran} ran",
    could_not="{count} found nothing to check",
    line="line {lines}",
    several_lines="lines {lines}",
    page="page {page} ",
    further_lines=" and {rest} more",
    refused="cannot be read",
    files="{files} files: {holding} keep all that could be checked, {inconsistent} with inconsistencies, "
    "{unchecked} with nothing to check, {refused} that could not be read.",
    rule_fault="rule {rule} did not finish: {found}. The other rules are not affected.",
)

LANGUAGES: Final = {words.language: words for words in (_ZH, _EN)}
"""The languages of the report, by their names."""


def words_in(language: str) -> Words:
    """The words of one language.  Raises `LookupError` for a language the report does not have."""
    words = LANGUAGES.get(language)
    if words is None:
        raise LookupError(f"expected one of {', '.join(LANGUAGES)}, found {language!r}")
    return words
