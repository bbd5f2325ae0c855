"""Figures with units in folded prose (数字与单位), and the marks between them.

One expression finds everything the clause reader needs in one pass: figures, marks, brackets.  Digits
are taken whole and never given back, so a long run of them costs what its length is.

A figure is a number and a unit.  Years, dates and times have no unit in this sense; 第3批, 〔2023〕5号 and
letters with digits are names, and so are the codes of levels, （205类）…（02项）.  What looks like a number and is
none (`1,23.4万元`) gives nothing.

>>> [match.group() for match in FIGURE.finditer("2023年第3批共12个项目1,100.5万元,占5%;历时3个月")]
['12个', '1,100.5万元', '5%']
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from govbudget.model.claims import ClaimValue
from govbudget.money import Amount, Quantity, Rate, Unit, parse_number
from govbudget.records import maker, quick

__all__ = ["FIGURE", "TOKEN", "Printed", "read_figure"]

_NUMBER: Final = r"\d[\d,]*+(?:\.\d++)?+"
_MONEY: Final = r"(?:亿|千万|百万|万|千)?元(?![旦月宵件素])(?:/[\u4e00-\u9fff]{1,3})*"
_PERCENT: Final = r"%|‰|个?百分点"
_COUNTED: Final = (
    r"[万亿]?(?:平方米|平方公里|立方米|公里|千米|公顷|㎡|m²|亩|吨|人次|批次|团组|台套|台次|辆次"
    r"|个(?!月|半月|工作日|季度|学期|年|小时|百分)|辆|台(?![风账阶湾])|套(?!话)|艘|架(?!构)|件(?!事)|项(?!目)(?!(?<=\(\d\d项)\))|批(?![准复示])|次(?![年日月性])"
    r"|人(?![民均员大才类])|名(?![单称录下])|家(?![庭属具])|户(?![籍口])|宗|栋|幢|间(?![接隔])|座|处(?![理置级长室罚])"
    r"|所(?![有属需以])|份|册|株|组(?![织成])|条(?![件例规])|部(?![分门级长署队])|场(?![所地馆])|只(?![有能是])"
    r"|支(?![出付队持部])|张|块|盏|口(?!径)|眼|头|本(?![年级单部次办局委院])|米|类(?![级似])(?!(?<=\(\d{3}类)\)))"
    r"(?:\([件套台辆艘个架支只、,/]{1,8}\))?"
)
_FIGURE: Final = (
    rf"(?<![0-9A-Za-z.第])(?<!\d,)(?:(?P<low>{_NUMBER})[-~—至到])?+(?P<number>{_NUMBER})(?P<vague>[余多])?"
    rf"(?P<unit>{_MONEY}|{_PERCENT}|{_COUNTED})"
)

FIGURE: Final = re.compile(_FIGURE)
"""A figure with its unit, in folded text."""

TOKEN: Final = re.compile(
    # Most characters are none of all that follows: one look tells.
    r"(?=[\d第\[(!?。);:,、①-⑳])"
    r"(?:(?P<name>第\d++(?:[、,]\d++)*+|[\[(]\d{4}[\])]\d++号)"
    rf"|(?P<figure>{_FIGURE})"
    r"|(?P<open>\()|(?P<close>\))|(?P<stop>[。!?])|(?P<semicolon>;)|(?P<colon>:)|(?P<comma>,)|(?P<pause>、)|(?P<circled>[①-⑳]))"
)
"""All that divides a sentence, in folded text; `lastgroup` is the kind."""

_SIGNED_AFTER: Final = re.compile(r"(?:^|[^\d%A-Za-z元个辆台套项人年月日])$")
_BOUND: Final = re.compile(r"(?:\(含\)|及|\(不含\))?以[上下内](?!来)")
_BOUND_SIGNS: Final = frozenset("(及以")
_UNITS: Final = {unit.value: unit for unit in Unit}


@quick
@frozen(weakref_slot=False)
class Printed:
    """A figure as printed: where it starts and ends in its paragraph, its value, its unit, its bound."""

    start: int
    end: int
    value: ClaimValue
    unit: str
    bound: str


_printed: Final = maker(Printed)
_amount: Final = maker(Amount)


def read_figure(folded: str, match: re.Match[str]) -> list[Printed]:
    """The figure that a match of `FIGURE` or `TOKEN` found: one, two for a range, none if it is no number.

    >>> text = "增加-26.90万元"
    >>> read_figure(text, FIGURE.search(text))[0].value
    Amount('-26.90', '万元')
    """
    start, end = match.span("figure") if match.lastgroup == "figure" else match.span()
    low, digits, vague, unit = match.group("low", "number", "vague", "unit")
    bound = vague or ""
    limit = _BOUND.match(folded, end) if folded[end : end + 1] in _BOUND_SIGNS else None
    if limit is not None:
        bound = limit.group()
    if (
        low is None
        and start
        and folded[start - 1] in "-+"
        and _SIGNED_AFTER.search(folded[max(start - 2, 0) : start - 1])
    ):
        start -= 1
        digits = folded[start] + digits
    value = parse_number(digits)
    if value is None:
        return []
    if low is None:
        return [_printed(start, end, _valued(value, unit), unit, bound)]
    lower = parse_number(low)
    if lower is None:
        return []
    return [_printed(start, end, _valued(one, unit), unit, "至") for one in (lower, value)]


def _valued(value: Decimal, unit: str) -> ClaimValue:
    money = _UNITS.get(unit)
    if money is not None:
        return _amount(value, money)
    if unit == "%" or unit.endswith("百分点"):
        return Rate(value)
    return Quantity(value, unit)
