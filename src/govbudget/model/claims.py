"""What the narrative says in numbers (情况说明中的数据): every figure of an explanatory section, with its unit.

A **claim** is one printed figure and what its sentence says about it.  Three things are kept apart:

* *what* the figure is about: `subject`, the words of the sentence, and `coordinates`, what those words
  mean.  A coordinate that the print does not give is unstated;
* *how* it speaks about it: `coordinates.statistic` (an amount, a change, a rate of change, a share, a
  count), the printed `relation` (比上年增加, 占), the `movement` word in it (增加, 下降, 持平) and what it
  is `compared_with` (上年, 2022年度);
* *which other figures* it belongs to: `about` is the amount that a change, a rate or a share speaks of,
  `part_of` the figure of which the sentence says this one is a part.  Both are spans, since a span names
  a figure of a document and nothing else does; `whole` gives the words.

Sections that explain no figures (duties, staff, performance goals, glossary) give no claims.

>>> from govbudget.money import Unit
>>> claim = Claim(
...     section="二、收入预算情况说明",
...     raw="26.90万元",
...     value=Amount.parse("26.90", Unit.TEN_THOUSAND_YUAN),
...     unit="万元",
...     subject="收入预算",
...     relation="比上年减少",
...     movement="减少",
...     compared_with="上年",
...     text="收入预算120.00万元，比上年减少26.90万元。",
...     coordinates=Coordinates(statistic=Statistic.CHANGE),
... )
>>> claim
<Claim 26.90万元: 收入预算 比上年减少>
>>> claim.change
Decimal('-26.90')
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeAlias

from attrs import field, frozen

from govbudget.model.coordinates import Coordinates, Statistic
from govbudget.money import Amount, Quantity, Rate
from govbudget.records import quick
from govbudget.spans import Place, Span

__all__ = ["BEYOND", "DECREASES", "INCREASES", "LESS", "STEADY", "Claim", "ClaimValue"]

ClaimValue: TypeAlias = Amount | Rate | Quantity
"""What a claim can state: money (金额), a percentage (百分比), a number of things or an area (数量、面积)."""

INCREASES: Final = frozenset({"增加", "增长", "上升", "提高", "增幅", "升幅", "涨幅", "上涨", "调增", "扩大"})
"""The words that say that a figure has grown (增加)."""

DECREASES: Final = frozenset(
    {"减少", "下降", "降低", "降幅", "减幅", "压减", "压缩", "缩减", "核减", "调减", "下浮", "下调", "削减"}
)
"""The words that say that a figure has shrunk (减少)."""

BEYOND: Final = frozenset({"大于", "多于", "高于", "超过", "超出", "小于", "少于", "低于"})
"""The words that set a final figure against its budget (决算数大于预算数)."""

LESS: Final = DECREASES | {"小于", "少于", "低于", "少"}
"""The words that say that one figure is less than another (减少、小于)."""

STEADY: Final = frozenset({"持平", "相同", "一致", "不变", "无变化", "没有变化", "无增减"})
"""The words that say that a figure has stayed as it was (持平)."""


_MOVEMENTS: Final = INCREASES | LESS | BEYOND | STEADY | {"多", ""}


@quick
@frozen(kw_only=True, repr=False, weakref_slot=False)
class Claim:
    """One figure of the narrative (一条数据): the print, its value, and what the sentence says about it.

    `section` is the heading of the section as printed, numbering kept, white space removed; a heading that
    only gathers others (第三部分 …, 其他重要事项说明) gives way to the one below it.  `heading` is the nearest
    heading above the figure, which may be the same.  `raw` is the figure with its unit and `text` its
    sentence, both as printed without white space.  `unit` is 万元, %, 个, 平方米 … in half-width form.

    `bound` keeps the words that make the figure a limit and no statement (单价20万元以上: 以上), an end of a
    range (至) or vague (余).  Place, span and the links to other figures are left out of comparisons.
    """

    section: str
    raw: str
    value: ClaimValue
    unit: str
    subject: str
    text: str
    coordinates: Coordinates = Coordinates()
    heading: str = ""
    relation: str = ""
    movement: str = ""
    compared_with: str = ""
    bound: str = ""
    whole: str = ""
    place: Place | None = field(default=None, eq=False)
    span: Span | None = field(default=None, eq=False)
    about: Span | None = field(default=None, eq=False)
    part_of: Span | None = field(default=None, eq=False)

    @property
    def statistic(self) -> Statistic | None:
        """What kind of number it is (统计量), or None where the sentence leaves it open.

        >>> count = Quantity.parse("3", "辆")
        >>> Claim(section="", raw="3辆", value=count, unit="辆", subject="车辆", text="").statistic
        """
        return self.coordinates.statistic

    @property
    def change(self) -> Decimal | None:
        """The number with the sign its movement word gives it (增减), for changes and rates of change.

        None for every other claim, where a template's choice was left standing (增加/减少), and where a decrease is
        printed with a minus of its own, since it is then not said which of the two was meant.

        >>> rate = Claim(
        ...     section="", raw="2.5%", value=Rate.parse("2.5"), unit="%", subject="收入预算", text="",
        ...     movement="下降", coordinates=Coordinates(statistic=Statistic.RATE),
        ... )
        >>> rate.change
        Decimal('-2.5')
        """
        if self.statistic not in (Statistic.CHANGE, Statistic.RATE):
            return None
        value = self.value.value
        if self.movement not in _MOVEMENTS:
            return None
        if self.movement in LESS:
            return None if value < 0 else -value if value else value
        return value

    @property
    def money(self) -> Amount | None:
        """The value as an amount (金额), or None if it is no money.

        >>> from govbudget.money import Unit
        >>> eight = Amount.parse("8", Unit.TEN_THOUSAND_YUAN)
        >>> Claim(section="", raw="8万元", value=eight, unit="万元", subject="", text="").money
        Amount('8', '万元')
        """
        return self.value if isinstance(self.value, Amount) else None

    def __repr__(self) -> str:
        words = " ".join(filter(None, (self.subject or "?", self.relation)))
        return f"<Claim {self.raw}: {words}>"
