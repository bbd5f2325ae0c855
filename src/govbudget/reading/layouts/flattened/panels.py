"""Which panel a name belongs to where two stand side by side (并列栏归属): by its words, else by its number.

A row of 收入 | 支出 that prints one name only does not say by its place on which side it stands.  Spending is
called 支出, money that comes in 收入 or 拨款; else the number of the name is the next one on its side.

>>> words = PanelWords({1: "收入", 3: "支出"})
>>> words.cost(1, "六、科学技术支出") > words.cost(3, "六、科学技术支出")
True
>>> words.learn([(1, "五、单位资金"), (3, "二十三、其他支出")])
>>> words.cost(1, "二十四、预备费") > words.cost(3, "二十四、预备费")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import define, field

from govbudget.reading.layouts.flattened.headers import FlatHeader
from govbudget.reading.words import HeaderRole, is_economic_name, is_functional_name
from govbudget.text import fold, strip_numbering

__all__ = ["PanelWords", "numeral_at", "one_name_cost", "side_of_words"]

_NUMERAL: Final = re.compile(r"([一二三四五六七八九十]{1,3})[、.．]|[（(]([一二三四五六七八九十]{1,3})[)）]")
_DIGITS: Final = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_WRONG_SIDE: Final = 8
_OTHER_NUMBER: Final = 3
_NO_NUMBER: Final = 2
_FIGURE_INSIDE: Final = 14
_BOTH_SIDES: Final = 7
_ONE_CHARACTER: Final = 2
_NUMBER_INSIDE: Final = 9


def numeral_at(text: str) -> int:
    """The number in Chinese numerals that a text begins with, 0 without one.

    >>> [numeral_at(text) for text in ("二十四、预备费", "十、卫生健康支出", "（三）其他", "预备费")]
    [24, 10, 3, 0]
    """
    match = _NUMERAL.match(text)
    if match is None:
        return 0
    tens, ten, ones = (match.group(1) or match.group(2)).partition("十")
    if not ten:
        return _DIGITS.get(tens, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


_IN: Final = re.compile(
    r"收入|拨款|上年|年初|收费|专户|捐赠|租金|房租|利息(?!.*支)|上级补助|附属单位上缴|^(?:用|使用|动用).*(?:基金|结余|结转)|资金$|核拨"
)
_OUT: Final = re.compile(
    r"支出|下年|年[末终]|结余分配|(?:经费|(?<!收)费用?)$|工资福利|商品和服务|对个人和家庭|资本性|预备费|债务利息|上缴上级|上解上级|^对|机关运行"
)


def side_of_words(name: str) -> int | None:
    """The side that the words of a name prove, 0 for what comes in and 1 for what is spent; None for neither.

    >>> [side_of_words(name) for name in ("三、事业收入", "教育支出", "上年结转", "结转下年", "人员经费", "其他")]
    [0, 1, 0, 1, 1, None]
    """
    folded = strip_numbering(fold(name))
    if folded == "其他":
        return None
    if _OUT.search(folded) or is_functional_name(folded):
        # What is spent out of something that comes in is spent.
        return None if folded.endswith(("收入", "拨款")) else 1
    return 0 if _IN.search(folded) else None


_AMOUNT: Final = re.compile(r"\s[\d,]+\.\d{2,}(?=\s+(?![万亿元米吨千个]|平方|公[斤里顷])|$)")
_GOES_ON: Final = re.compile(r"支出|收入|拨款|资金|补助|结[转余]|安排|用于|对应|[的和及与（(]")

_SUM: Final = re.compile(r"(?:本年)?(?:收入|支出|收支)[合总]计")
_OF_ITS_OWN: Final = re.compile(
    _SUM.pattern + r"|(?:上年|年初)结[转余].*|结转下年.*|年[末终]结[转余].*|使用.{2,8}结余"
)
_SPENDING: Final = re.compile(
    r"(?:基本|项目|经营|上缴上级|上解上级|对附属单位补助|资本性)支出|(?:人员|公用)经费"
)


def _is_spending(name: str) -> bool:
    """Whether a name is the whole name of a kind of spending."""
    folded = fold(name)
    return _SPENDING.fullmatch(folded) is not None or is_functional_name(folded) or is_economic_name(folded)


def one_name_cost(lines: Sequence[str]) -> int:
    """What speaks against some printed lines as one name of a panel.

    An amount inside; a line that ends what one side prints above one that is of the other, above a total, or above
    a kind of spending; numbers of an enumeration; a single character.

    >>> one_name_cost(("政府性基金预算", "拨款收入")), one_name_cost(("财政拨款", "安排的支出"))
    (0, 0)
    >>> one_name_cost(("人员经费", "一般公共", "预算拨款")), one_name_cost(("捐赠 353.77 公用经费", "项目支出"))
    (7, 21)
    """
    cost = sum(_FIGURE_INSIDE for line in lines if _AMOUNT.search(line))
    # One number of an enumeration below the first line is weighed with the name: these are the others.
    cost += _NUMBER_INSIDE * max(0, sum(numeral_at(line) > 0 for line in lines[1:]) - 1)
    if len(lines) == 1:
        return cost + (_ONE_CHARACTER if len(lines[0]) == 1 else 0)
    for at in range(1, len(lines)):
        head, rest = "".join(lines[:at]), "".join(lines[at:])
        if _OF_ITS_OWN.fullmatch(rest) and (
            numeral_at(head) or _SUM.fullmatch(head) or (len(head) > 2 and side_of_words(head) is None)
        ):
            return cost + _BOTH_SIDES
        if _GOES_ON.match(rest):
            continue
        sides = {side_of_words(head), side_of_words(rest)}
        if sides == {0, 1} or (sides == {1} and not head.endswith("的") and _is_spending(rest)):
            return cost + _BOTH_SIDES
    return cost


@define(eq=False)
class PanelWords:
    """The word over each column of names, and the number that the last name in it had."""

    words: Mapping[int, str]
    last: dict[int, int] = field(factory=dict)
    follows: bool = True
    """Whether the rows above are known, so that a number can be the next one."""
    numbered: bool = True
    """Whether most names have a number, so that what has none may be the rest of another."""

    @classmethod
    def of(cls, header: FlatHeader) -> PanelWords:
        """The panels of a header: its columns of names under 收入 and 支出."""
        found = {
            column: header.paths[column][0]
            for column in range(len(header.leaves))
            if header.role(column) is HeaderRole.NAME and len(header.paths[column]) > 1
        }
        return cls(found if len(set(found.values())) > 1 else {})

    def restart(self) -> None:
        """Begin at the first row again."""
        self.last.clear()

    def cost(self, column: int, text: str) -> int:
        """What it costs to put a name in a column."""
        word = self.words.get(column)
        if word is None:
            return 0
        side = side_of_words(text)
        cost = 0
        if (side == 1 and "收入" in word) or (side == 0 and "支出" in word):
            cost += _WRONG_SIDE
        number, last = numeral_at(text), self.last.get(column, 0)
        if not self.follows:
            return cost if number or not self.numbered else cost + _NO_NUMBER
        if number and number != last + 1:
            cost += _OTHER_NUMBER
        elif last and not number:
            cost += _NO_NUMBER
        return cost

    def learn(self, names: Iterable[tuple[int, str]]) -> None:
        """Take the names of a row that is decided."""
        for column, text in names:
            number = numeral_at(text)
            if number and column in self.words:
                self.last[column] = number
