"""What a sentence has said so far (上文): the figures read and the lists that are open."""

from __future__ import annotations

from typing import Final

from attrs import define, evolve, field, frozen

from govbudget.model.coordinates import Direction, Phase, Statistic, Subject
from govbudget.money import Amount, Rate
from govbudget.reading.narrative.figures import Printed
from govbudget.reading.narrative.relations import Relation
from govbudget.reading.narrative.wording import Meaning, meaning_of, stem_of
from govbudget.records import quick
from govbudget.spans import Place, Span

__all__ = ["Context", "State", "Stated", "is_prior_phase"]

# A member of an enumeration costs ten times as much to look up as a name of the module.
_AMOUNT, _CHANGE, _RATE = Statistic.AMOUNT, Statistic.CHANGE, Statistic.RATE
_SHARE: Final = Statistic.SHARE
_PRIOR: Final = (Phase.PRIOR_BUDGET, Phase.PRIOR_ADJUSTED, Phase.PRIOR_FINAL)
_OF_MONEY: Final = (Amount, Rate)
_TWO: Final = 2
"""Of two amounts side by side (年初预算…，支出决算…) the second may be divided; of more, none."""


def is_prior_phase(phase: Phase | None) -> bool:
    """Whether a phase is one of a prior year."""
    return phase is not None and phase in _PRIOR


@quick
@frozen(kw_only=True, weakref_slot=False)
class Context:
    """What holds for a whole paragraph.

    `whole` is the amount of the list whose item the paragraph is, `previous` the leading amount of the
    paragraph before it; `known` is shared by the paragraphs of a document.
    """

    section: str
    heading: str
    topic: str
    year: int | None
    entity: str
    whole: Stated | None = None
    previous: Stated | None = None
    item: tuple[str, str] | None = None
    known: dict[tuple[str, bool], Meaning] = field(factory=dict)

    def meaning(self, subject: str, *, counted: bool = False) -> Meaning:
        """What a subject means, looked up once for each subject of a document."""
        key = (subject, counted)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = meaning_of(subject, counted=counted)
        return found


@define(eq=False, kw_only=True)
class Stated:
    """A figure as read so far: `is_money` tells sums of money from all else.

    `change` is the change stated of it, `is_compared` whether there is any comparison.
    """

    printed: Printed
    is_money: bool
    span: Span
    place: Place
    raw: str
    relation: Relation
    movement: str
    compared_with: str
    subject: str = ""
    meaning: Meaning = field(factory=Meaning)
    about: Stated | None = None
    part_of: Stated | None = None
    change: Stated | None = None
    is_compared: bool = False

    @property
    def is_limit(self) -> bool:
        """Whether it only limits what the sentence speaks of (单价20万元以上的设备)."""
        return self.printed.bound not in ("", "至")

    @property
    def is_prior(self) -> bool:
        """Whether it belongs to a prior year."""
        return is_prior_phase(self.meaning.get("phase"))

    @property
    def names_item(self) -> bool:
        """Whether it names an item of the functional classification, and at no stage of the budget."""
        if self.meaning.get("subject") is not Subject.FUNCTION or self.is_prior:
            return False
        # A stage that its own words do not tell is that of the whole.
        return "phase" not in self.meaning or stem_of(self.subject) == self.subject

    @property
    def as_change(self) -> Stated | None:
        """The change that is stated of it, or itself if it is one."""
        return self if self.relation.statistic is _CHANGE else self.change

    def has_kind_of(self, other: Printed) -> bool:
        """Whether the two can be added or compared: money with money and rates, vehicles with vehicles."""
        if isinstance(other.value, _OF_MONEY):
            return self.is_money
        return other.unit.partition("(")[0] == self.printed.unit.partition("(")[0]

    def divides_into(self, part: Stated) -> bool:
        """Whether an amount or count can be part of this one."""
        return self.relation.statistic is _AMOUNT and self.has_kind_of(part.printed)


@define
class State:
    """One sentence, from its start to where reading stands; brackets are read on a copy.

    `head` is the amount that leads the sentence and is no part of another, `amount` the one named last,
    `money` the last sum of money, `last` the last figure of any kind.  `wholes` are the open lists, the
    innermost last; `floor` is how many of them a semicolon leaves open.  `named` is what a clause without a
    figure compares (收入支出总体与上年相比), `equals` are the subjects of the amounts that stand side by side, `item`
    is the one part that the sentence before named, whose stages the sentence may tell.
    """

    head: Stated | None = None
    amount: Stated | None = None
    money: Stated | None = None
    last: Stated | None = None
    wholes: list[Stated] = field(factory=list)
    parts: list[Stated] = field(factory=list)
    direction: Direction | None = None
    against: str = ""
    steady: str = ""
    year: int | None = None
    floor: int = 1
    named: str = ""
    equals: frozenset[str] = frozenset()
    item: Stated | None = None

    @classmethod
    def fresh(
        cls, context: Context, head: Stated | None, amount: Stated | None, item: Stated | None = None
    ) -> State:
        """The state in which a sentence begins."""
        if context.whole is None:
            return cls(head=head, amount=amount, item=item)
        return cls(head=head, amount=amount, wholes=[context.whole], floor=2, item=item)

    def copy(self) -> State:
        """The same, to go on with inside brackets."""
        return evolve(self, wholes=list(self.wholes), parts=list(self.parts))

    @property
    def whole(self) -> Stated | None:
        """What the innermost list divides."""
        return self.wholes[-1] if self.wholes else None

    @property
    def recent(self) -> Stated | None:
        """What 其中 divides: what was named last, be it an amount or a change."""
        last = self.last
        if last is not None and last.relation.statistic is _CHANGE and last.about is None:
            return last
        return self.amount or self.head

    @property
    def only_item(self) -> Stated | None:
        """The one part of the sentence, an item of the functional classification."""
        return self.parts[0] if len(self.parts) == 1 and self.parts[0].names_item else None

    @property
    def is_even(self) -> bool:
        """Whether so many amounts stand side by side that none of them is the whole of what follows.

        Shares say that two are parts of one thing.
        """
        count = len(self.equals)
        if count == _TWO and self.last is not None:
            return self.last.relation.statistic is _SHARE
        return count > _TWO

    def open_list(self, whole: Stated | None, direction: Direction | None) -> None:
        """Begin the parts of `whole`; `direction` is that of the words that begin them (支出包括)."""
        if whole is not None and (not self.wholes or self.wholes[-1] is not whole):
            self.wholes.append(whole)
            self.parts = []
        self.direction = direction or self.direction

    def close_lists(self, keep: int = 0) -> None:
        """End the open lists but for the outermost `keep`."""
        if len(self.wholes) > keep:
            del self.wholes[keep:]
            self.parts = []
            self.direction = None

    def remember(self, stated: Stated) -> None:
        """Take a figure into account for what follows."""
        self.last = stated
        self.steady = self.named = ""
        statistic = stated.relation.statistic
        about = stated.about
        if about is not None and (statistic is _CHANGE or statistic is _RATE):
            about.is_compared = True
            if statistic is _CHANGE and about.change is None:
                about.change = stated
        if statistic is not _AMOUNT or stated.is_limit:
            return
        self.amount = stated
        is_prior = stated.is_prior
        if stated.is_money and not is_prior:
            self.money = stated
        if stated.part_of is not None and stated.part_of is self.whole:
            self.parts.append(stated)
        elif not is_prior and (stated.is_money or not (self.equals and self.head and self.head.is_money)):
            # Things counted on the way (62名职工) do not take the lead from the sum that the sentence began with.
            self.head = stated
            self.equals |= {stem_of(stated.subject)}
