"""The grammar of printed targets (指标值的写法): from a text to its parts, without any type of the model.

A quantity is an operator, a number and a unit, and nothing else: `≥5万份`, `≤4404元/人/年`, `100 百分比`.
What a unit may be is a matter of form, since measure words are without number: an optional 万 or 亿,
a short word, and then `/每` parts, an alternative (`个或套`) or a bracket (`台（套）`).  A word that says
something about the number (以上, 以内, 前, 完成 …) makes the whole a text, never part of a unit.

>>> split_quantity("≥ 5万份"), split_quantity("100 百分比"), split_quantity("95%以上")
(('≥', Decimal('5'), '万份'), ('', Decimal('100'), '%'), None)
>>> split_range("300天-350天")
('', Decimal('300'), Decimal('350'), '天')
>>> undoubled("可靠可靠"), undoubled("定性提升")
('可靠', '提升')
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from govbudget.money import parse_number
from govbudget.text import squeeze

__all__ = [
    "OPERATORS",
    "fold_unit",
    "hides_quantity",
    "is_redaction",
    "plain_quantity",
    "split_operator",
    "split_quantity",
    "split_range",
    "undoubled",
]

OPERATORS: Final = {
    ">=": "≥", "＞=": "≥", ">＝": "≥", "＞＝": "≥", "≥": "≥", "≧": "≥", "⩾": "≥", "=>": "≥",
    "<=": "≤", "＜=": "≤", "<＝": "≤", "＜＝": "≤", "≤": "≤", "≦": "≤", "⩽": "≤", "=<": "≤",
    ">": ">", "＞": ">", "<": "<", "＜": "<", "=": "=", "＝": "=",
    "不低于": "≥", "不少于": "≥", "不小于": "≥", "大于等于": "≥", "大于或等于": "≥",
    "不高于": "≤", "不多于": "≤", "不超过": "≤", "不大于": "≤", "小于等于": "≤", "小于或等于": "≤",
    "大于": ">", "高于": ">", "多于": ">", "超过": ">", "小于": "<", "低于": "<", "少于": "<", "等于": "=",
}  # fmt: skip
"""How each operator is printed; the longer print of two is meant where one begins with the other."""

_OPERATOR_STARTS: Final = frozenset(print_[0] for print_ in OPERATORS)
_WORDS: Final = tuple(sorted(filter(str.isalpha, OPERATORS), key=len, reverse=True))
_WORD_STARTS: Final = frozenset(word[0] for word in _WORDS)
_NUMBER: Final = r"[+\-－−]?(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:[.．]\d+)?(?:[eE][+-]?\d{1,3})?"
_QUANTITY: Final = re.compile(rf"({_NUMBER})(.*)")
_RANGE: Final = re.compile(rf"({_NUMBER})(.*?)(?:-|－|—|–|−|~|～|至|到)({_NUMBER})(.*)")
# Most targets are plain digits and one of these: they need no further look.
_PLAIN_DIGITS: Final = "0123456789."
_COMMON_UNITS: Final = frozenset(
    (
        "%",
        *"个人次元起天件年月条套名份台项家户篇场辆亩吨米块面盒时",
        "人次",
        "万元",
        "小时",
        "平方米",
        "个月",
        "公里",
    )
)
_WORD: Final = r"(?:[^\W\d_]|[㎡㎥℃°])"
_PER: Final = rf"(?:[/／·]{_WORD}{{1,4}}(?:[²³23](?!\d))?)"
_UNIT: Final = re.compile(
    rf"(?:[%％﹪‰]|百分比|百分点|个百分点|{_WORD}{{1,5}}(?:[²³]|(?<=[mM])[23])?)"
    rf"{_PER}*(?:或{_WORD}{{1,3}}|[(（]{_WORD}{{1,4}}[)）]|[、､]{_WORD}{{1,5}})*{_PER}*等?"
)
# Words that speak about the number: behind one, the print is a sentence and no quantity.
_NO_UNIT: Final = re.compile(
    r"^[年月日号][^/／·(（]|^[至到]|以[上下内外前后]|内$|左右|不等|前|后|底|完成|达|到位|提[高升]|按时|及时|合格|增长|下降|率|[A-Za-z]级"
)
_QUALITATIVE: Final = re.compile(r"定[\s\u3000]*性[\s\u3000]*[:：]?[\s\u3000]*")
_REDACTION: Final = frozenset("*＊×✱∗")
_CLOSING: Final = "。；;，, "
_ALIASES: Final = {"百分比": "%", "％": "%", "﹪": "%"}


def split_operator(text: str) -> tuple[str, str]:
    """The folded operator that a text begins with (empty if none), and the rest.

    >>> split_operator("＞= 90%"), split_operator("不超过3次"), split_operator("3次")
    (('≥', '90%'), ('≤', '3次'), ('', '3次'))
    """
    head = text[:1]
    if head not in _OPERATOR_STARTS:
        return "", text
    if head in _WORD_STARTS:
        for printed in _WORDS:
            if text.startswith(printed):
                return OPERATORS[printed], text[len(printed) :].lstrip()
        return "", text
    operator = OPERATORS.get(text[:2])
    return (operator, text[2:].lstrip()) if operator else (OPERATORS.get(head, ""), text[1:].lstrip())


def fold_unit(text: str) -> str | None:
    """The unit a text is, with 百分比 and ％ written `%`; None if the text is no unit.

    >>> fold_unit("百分比"), fold_unit("台（套）"), fold_unit("元/人/年"), fold_unit("(%)"), fold_unit("年内完成")
    ('%', '台（套）', '元/人/年', '%', None)
    """
    unit = squeeze(text)
    if not unit:
        return ""
    if unit[0] in "(（" and unit[-1] in ")）":
        # 100.00(%): the unit stands in brackets of its own.
        unit = unit[1:-1]
    unit = _ALIASES.get(unit, unit)
    if unit == "%":
        return unit
    if _UNIT.fullmatch(unit) is None or _NO_UNIT.search(unit) is not None:
        return None
    return "%" + unit[1:] if unit[0] in "％﹪" else unit


def split_quantity(text: str) -> tuple[str, Decimal, str] | None:
    """Operator, number and unit, where these are the whole of a text; else None.

    >>> split_quantity("=24 小时/天"), split_quantity("发1破1"), split_quantity("1,23.4个")
    (('=', Decimal('24'), '小时/天'), None, None)
    """
    return plain_quantity(text) or _any_quantity(text)


def plain_quantity(text: str) -> tuple[str, Decimal, str] | None:
    """Operator, plain digits and one of the most common units, as most targets are; else None.

    >>> plain_quantity("≥90.5%"), plain_quantity("1,000个"), plain_quantity("≥4404元/人/年")
    (('≥', Decimal('90.5'), '%'), None, None)
    """
    operator, rest = split_operator(text)
    unit = rest.lstrip(_PLAIN_DIGITS)
    end = len(rest) - len(unit)
    if not end or (unit and unit not in _COMMON_UNITS) or rest[0] == "." or rest[end - 1] == ".":
        return None
    return (operator, Decimal(rest[:end]), unit) if rest.count(".", 0, end) < 2 else None


def _any_quantity(text: str) -> tuple[str, Decimal, str] | None:
    operator, rest = split_operator(text.rstrip(_CLOSING).lstrip())
    match = _QUANTITY.fullmatch(rest)
    if match is None:
        return None
    number = parse_number(match[1])
    folded = fold_unit(match[2])
    if number is None or folded is None:
        return None
    return operator, number, folded


def split_range(text: str) -> tuple[str, Decimal, Decimal, str] | None:
    """Operator, lowest and highest number and unit, where these are the whole of a text; else None.

    The first number may go without the unit or repeat it; a range that falls is none.

    >>> split_range("90-95%"), split_range("3个～5个"), split_range("5-3个"), split_range("3人-5个")
    (('', Decimal('90'), Decimal('95'), '%'), ('', Decimal('3'), Decimal('5'), '个'), None, None)
    """
    operator, rest = split_operator(text.rstrip(_CLOSING).lstrip())
    match = _RANGE.fullmatch(rest)
    if match is None:
        return None
    low, high = parse_number(match[1]), parse_number(match[3])
    first, unit = fold_unit(match[2]), fold_unit(match[4])
    if low is None or high is None or first is None or unit is None or low > high:
        return None
    if first and first != unit:
        return None
    return operator, low, high, unit


def undoubled(text: str) -> str:
    """The words of a qualitative target: without 定性 and without a doubling, as often as they occur.

    White space inside them may be of the print alone: it does not make 定性 or a doubling another word.

    >>> undoubled("定性"), undoubled("定性：及时及时"), undoubled("好好"), undoubled("提升（定性）")
    ('', '及时', '好', '提升')
    >>> undoubled("可靠 可靠"), undoubled("定 性及时"), undoubled("有效 提升")
    ('可靠', '及时', '有效 提升')
    """
    while True:
        shorter = text
        if shorter[:1] == "定" and (found := _QUALITATIVE.match(shorter)) is not None:
            shorter = shorter[found.end() :]
        elif shorter.endswith(("(定性)", "（定性）")):
            shorter = shorter[:-4].rstrip()
        if (half := _half(shorter)) is not None:
            shorter = half
        if shorter == text:
            return text
        text = shorter


def _half(text: str) -> str | None:
    """The first of two equal halves of a text, white space aside; None if it has none."""
    bare = squeeze(text)
    half, odd = divmod(len(bare), 2)
    if odd or not half or bare[:half] != bare[half:]:
        return None
    end = 0
    for _ in range(half):
        end += 1
        while squeeze(text[end - 1]) == "":
            end += 1
    return text[:end].rstrip()


def is_redaction(text: str) -> bool:
    """Whether a text is nothing but the stars that hide a value (隐去).

    >>> is_redaction("**"), is_redaction("*3"), is_redaction("")
    (True, False, False)
    """
    return bool(text) and _REDACTION.issuperset(text)


def hides_quantity(text: str) -> bool:
    """Whether stars hide a target or the number of one: `**`, or stars with an operator or a common unit.

    >>> [hides_quantity(text) for text in ("**", "≥**人", "***万元", "**小区", "≥*3")]
    [True, True, True, False, False]
    """
    if _REDACTION.isdisjoint(text):
        return False
    operator, rest = split_operator(text.rstrip(_CLOSING).lstrip())
    unit = rest.lstrip("".join(_REDACTION)).lstrip()
    if unit == rest:
        return False
    folded = fold_unit(unit)
    return folded is not None and (not unit or bool(operator) or folded in _COMMON_UNITS)
