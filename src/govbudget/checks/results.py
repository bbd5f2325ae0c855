"""What one check says (核对结果): the verdict, both sides, every operand with its place.

A figure on paper is an interval: it stands for every value that rounds to it.  So there are more than
two answers.  `equal` and `within rounding` hold, `inconsistent` cannot be explained by rounding,
`not checkable` names what is redacted, missing or without a unit, `not applicable` says which condition
of the identity the document does not fulfil, and a `hint` is worth a look and no error.

>>> from decimal import Decimal
>>> result = CheckResult(
...     where="支出总表 / 公安", verdict=Verdict.INCONSISTENT,
...     stated=Decimal("8.00"), computed=Decimal("7.00"), tolerance=Decimal("0.015"), unit="万元",
... )
>>> result.difference, result.detection_limit
(Decimal('1.00'), Decimal('0.030'))
"""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from govbudget.money import EXACT, Amount, Quantity, Rate, Unit
from govbudget.spans import Place

__all__ = ["CheckResult", "Law", "Number", "Operand", "Phrase", "Side", "Verdict"]

Number: TypeAlias = Amount | Rate | Quantity
"""A printed number of any kind."""


class Verdict(enum.Enum):
    """What a check found (结论).

    >>> [verdict.value for verdict in Verdict if verdict.ran]
    ['equal', 'within rounding', 'inconsistent']
    """

    EQUAL = "equal"
    WITHIN_ROUNDING = "within rounding"
    INCONSISTENT = "inconsistent"
    NOT_CHECKABLE = "not checkable"
    NOT_APPLICABLE = "not applicable"
    HINT = "hint"

    @property
    def ran(self) -> bool:
        """Whether two figures were really compared."""
        return self in (Verdict.EQUAL, Verdict.WITHIN_ROUNDING, Verdict.INCONSISTENT)


class Law(enum.Enum):
    """What kind of identity a rule states (规律)."""

    SUM = "total and parts"
    POINT = "same point"
    LIMIT = "at most"
    RATE = "rate"
    IDENTITY = "identity"


class Side(enum.Enum):
    """On which side of a comparison a figure stands (左右两侧)."""

    STATED = "stated"
    COMPUTED = "computed"


@frozen
class Phrase:
    """A short text in both languages (中英文).

    >>> Phrase("合计", "total").get("zh")
    '合计'
    """

    zh: str
    en: str

    def get(self, language: str) -> str:
        """The text in `zh` or `en`; any other language gets English."""
        return self.zh if language == "zh" else self.en


@frozen(kw_only=True)
class Operand:
    """One figure that a check used (参与核对的数): its words, its print, its value, where it stands.

    `value` is None for stars and for texts.  `source` is the figure, claim, field or indicator of the
    model itself, so that one can ask which checks use it.
    """

    name: str
    side: Side
    raw: str = ""
    value: Number | None = None
    place: Place | None = field(default=None, eq=False)
    source: object = field(default=None, eq=False, repr=False)

    @property
    def is_redacted(self) -> bool:
        """Whether stars are printed instead of a number."""
        return self.value is None

    @property
    def unit(self) -> str:
        """The unit of the value in words, empty where none is stated."""
        if isinstance(self.value, Amount):
            return "" if self.value.unit is None else self.value.unit.value
        return "%" if isinstance(self.value, Rate) else (self.value.unit or "") if self.value else ""


@frozen(kw_only=True)
class CheckResult:
    """The verdict on one identity (一项核对).

    `stated` is the total, or the first of two printings; `computed` the sum, or the second.  Both are in
    `unit`; hints may carry text instead.  `tolerance` is what rounding alone can explain.  `where`
    names table, row and column as printed.  `coordinates` say what the identity is about, in words that do
    not depend on where it is printed: with entity, year and rule they make `finding_id`.  `cause` is a
    key that results share when the rule knows that they go back to one cause.  `note` says what else there is
    to know; where it names figures of this result, `kind` says the same without them.  `rule`, `law` and
    the two ids are filled in by `reconcile`.
    """

    where: str
    verdict: Verdict
    coordinates: tuple[str, ...] = ()
    stated: Decimal | str | None = None
    computed: Decimal | str | None = None
    tolerance: Decimal | None = None
    unit: str = ""
    operands: tuple[Operand, ...] = ()
    blanks: int = 0
    note: Phrase | None = None
    kind: Phrase | None = field(default=None, eq=False)
    cause: str = field(default="", eq=False)
    rule: str = ""
    law: Law = Law.SUM
    finding_id: str = ""
    cause_id: str = ""

    @property
    def fault(self) -> str:
        """What is wrong with the result itself, whoever made it; empty if nothing is.

        >>> CheckResult(where="支出总表", verdict=Verdict.INCONSISTENT).fault
        'an inconsistency without a figure on both sides'
        """
        coordinates: object = self.coordinates
        operands: object = self.operands
        words = (self.where, self.unit, self.cause)
        if not isinstance(coordinates, tuple) or not all(
            isinstance(one, str) for one in (*coordinates, *words)
        ):
            return "words that are no texts"
        if not isinstance(self.verdict, Verdict):
            return f"{self.verdict!r} for a verdict"
        if not all(isinstance(side, Decimal | str | None) for side in (self.stated, self.computed)):
            return "a side that is neither a decimal nor a text"
        if not isinstance(self.tolerance, Decimal | None):
            return "a tolerance that is no decimal"
        if not isinstance(operands, tuple) or not all(isinstance(one, Operand) for one in operands):
            return "operands that are none"
        if not all(isinstance(phrase, Phrase | None) for phrase in (self.note, self.kind)):
            return "a note that is no phrase"
        if self.verdict is Verdict.INCONSISTENT and self.difference is None:
            return "an inconsistency without a figure on both sides"
        return ""

    @property
    def ran(self) -> bool:
        """Whether two figures were really compared: a check of words or structure compares none."""
        return self.verdict.ran and self.difference is not None

    @property
    def difference(self) -> Decimal | None:
        """Stated minus computed, where both are numbers."""
        if isinstance(self.stated, Decimal) and isinstance(self.computed, Decimal):
            return EXACT.subtract(self.stated, self.computed)
        return None

    @property
    def detection_limit(self) -> Decimal | None:
        """An error above this is certain to be seen: twice the tolerance, since rounding may hide the other half."""
        return None if self.tolerance is None else EXACT.multiply(self.tolerance, Decimal(2))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the operands stand, as given."""
        return tuple(operand.place for operand in self.operands if operand.place is not None)

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of every operand, ascending, each once."""
        return tuple(sorted({place.line for place in self.places}))

    @property
    def redacted(self) -> int:
        """How many operands are hidden by stars."""
        return sum(operand.is_redacted for operand in self.operands)

    @property
    def money_unit(self) -> Unit | None:
        """The unit as a unit of money, or None if it is none."""
        return _UNITS.get(self.unit)


_UNITS = {unit.value: unit for unit in Unit}
