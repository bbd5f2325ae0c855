"""What one figure is about (数据所指): its subject, its coordinates, the figures it belongs to.

The words before the figure are asked first.  What they leave out comes from the sentence (`State`), then
from the heading right above (`Context.topic`), and else stays unstated.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import define

from govbudget.model.coordinates import Statistic
from govbudget.money import Rate
from govbudget.reading.narrative.state import Context, State, Stated, is_prior_phase
from govbudget.reading.narrative.wording import (
    Meaning,
    base_phase,
    is_generic,
    stem_of,
    subject_of,
    year_and_phase,
)
from govbudget.text import fold

__all__ = ["Interpreter"]

# A member of an enumeration costs ten times as much to look up as a name of the module.
_CHANGE, _RATE, _COUNT, _PRICE = Statistic.CHANGE, Statistic.RATE, Statistic.COUNT, Statistic.PRICE

_NEEDS_NOUN: Final = re.compile(
    r"(?:的|等|了|共|共计|有|涉及|约|计|购置|为|编报|编制|设置|申报|开展|实施|组织|举办|对)$"
)
_NOUN: Final = re.compile(
    r"[^,。;:、!?()\d]{1,12}?"
    r"(?=均|都|已|全部|纳入|实行|实施|开展|进行|编制|编报|设置|不|未|$|[,。;:、!?()\d])"
)
_PRICED: Final = re.compile(r".*(?=单价|单位价值)")
_PRIOR_YEAR: Final = re.compile(r"(?:(?:19|20)\d\d年度?|上一?年度?|去年)(?:.*)$")
_LEADS: Final = re.compile(r"(?:为|约|达|是|安排|共计|共|:)+$")
_UNMOVED: Final = re.compile(r"变化|持平")


@define(eq=False)
class Interpreter:
    """One figure to be completed; `clause` and `after` are the folded words of its clause up to it, and after it."""

    stated: Stated
    state: State
    context: Context
    clause: str
    after: str
    follows_figure: bool
    is_first: bool

    def run(self) -> None:
        """Complete the figure: subject, coordinates, movement, links."""
        statistic = self.stated.relation.statistic
        if statistic is _CHANGE or statistic is _RATE:
            self._compare()
        elif isinstance(self.stated.printed.value, Rate):
            self._relate()
        else:
            self._name()

    def _subject(self, own: str) -> str:
        return subject_of(own, self.context.entity)

    def _timed(self) -> Meaning:
        own, named = self.stated.relation.own, self.context.entity
        # A department may be called by the words of a budget (预算编审中心): its name says nothing of figures.
        is_named = named != "" and named in own
        year, phase = year_and_phase(own.replace(named, "") if is_named else own, self.context.year)
        year = year or self.state.year
        timed: Meaning = {}
        if year is not None:
            timed["fiscal_year"] = year
        if phase is not None:
            timed["phase"] = phase
        if is_named:
            timed["entity"] = fold(named)
        return timed

    # Changes and rates of change

    def _compare(self) -> None:
        """A change or a rate: of its own subject, or of what was spoken of last."""
        stated, state = self.stated, self.state
        stated.compared_with = state.against = stated.compared_with or state.against
        subject = self._subject(stated.relation.own)
        if is_generic(subject) and state.named and not is_generic(state.named):
            subject = state.named
        target = self._named_before(subject)
        if target is None and is_generic(subject) and self._compared_before(subject) is None:
            target = self._target()
        if target is not None:
            stated.about, stated.subject, own = target, target.subject, target.meaning
        elif (before := self._compared_before(subject)) is not None:
            stated.subject, own = before.subject, _without(before.meaning, "base")
        elif subject and not is_generic(subject):
            stated.subject, own = subject, self.context.meaning(subject)
            if state.wholes:
                stated.part_of = state.wholes[-1].as_change
                own = {**_inherited(state.wholes[-1]), **own}
        else:
            stated.subject, own = subject or self.context.topic, self.context.meaning(self.context.topic)
        own = {**own, **self._timed(), "statistic": stated.relation.statistic}
        own["base"] = base_phase(stated.compared_with, self.context.year or own.get("fiscal_year"))
        stated.meaning = own

    def _named_before(self, subject: str) -> Stated | None:
        """The amount of the sentence that has this very subject."""
        for amount in (self.state.amount, self.state.head):
            if amount is not None and subject and fold(amount.subject) == fold(subject):
                return amount
        return None

    def _compared_before(self, subject: str) -> Stated | None:
        """The change of something named and given no amount, with which another one without a subject goes on."""
        last = self.state.last
        if last is None or not is_generic(subject) or self.stated.relation.statistic is not _CHANGE:
            return None
        first = last.about if last.relation.statistic is _RATE else last
        if first is None or first.relation.statistic is not _CHANGE or first.about is not None:
            return None
        return first if first.subject else None

    def _target(self) -> Stated | None:
        """The amount that a comparison without a subject speaks of."""
        state, last = self.state, self.state.last
        if (
            self.stated.relation.statistic is _RATE
            and last is not None
            and last.relation.statistic is _CHANGE
        ):
            return last.about or last
        if self._follows_plain_list():
            whole = state.whole
            state.close_lists()
            state.amount = whole
            return whole
        recent = state.amount or state.head
        if recent is not None and recent.is_prior and state.head is not None:
            return state.head
        if recent is None or recent.has_kind_of(self.stated.printed):
            return recent
        return state.money or recent

    def _follows_plain_list(self) -> bool:
        """Whether a list of parts without comparisons of their own comes right before, in this paragraph."""
        state = self.state
        return (
            state.whole is not None
            and state.whole is not self.context.whole
            and len(state.parts) > 1
            and state.parts[-1] is state.amount
            and not self.follows_figure
            and not any(part.is_compared for part in state.parts)
        )

    # Shares and other percentages

    def _relate(self) -> None:
        """A percentage that is no change: a share, a degree of completion, or one with a subject of its own."""
        stated, state, last = self.stated, self.state, self.state.last
        relation = stated.relation
        subject = self._subject(relation.own)
        statistic = relation.statistic
        if not subject and not relation.words and last is not None:
            if last.relation.statistic is _CHANGE:
                statistic = _RATE
                stated.movement, stated.compared_with = last.movement, last.compared_with
            elif _UNMOVED.search(state.steady):
                statistic, stated.movement = _RATE, state.steady
        target = state.amount or last
        if statistic is _RATE and last is not None:
            target = last.about or last
        if subject and not is_generic(subject):
            stated.subject, own = subject, self.context.meaning(subject)
        elif target is not None:
            stated.subject, own, stated.about = target.subject, target.meaning, target
        else:
            stated.subject = subject or self.context.topic
            own = self.context.meaning(stated.subject)
        if statistic is Statistic.SHARE and not stated.compared_with and target is not None:
            stated.part_of = target.part_of
        stated.meaning = {**own, "statistic": statistic}

    # Amounts and counts

    def _name(self) -> None:
        """An amount or a count: its subject, the whole it is part of, its coordinates."""
        stated, state = self.stated, self.state
        own = stated.relation.own
        subject = self._noun(own)
        statistic = self._statistic(own)
        if statistic is _PRICE:
            subject = _PRICED.sub("", subject)
        meaning = self.context.meaning(subject, counted=not stated.is_money)
        timed = self._timed()
        is_prior = is_prior_phase(timed.get("phase"))
        if is_generic(subject) and subject not in ("收入", "支出"):
            subject, meaning = self._general(subject, is_prior=is_prior)
        elif is_prior:
            subject = _with_year(own, subject)
        whole = state.whole
        if whole is not None and not is_prior and statistic is not _PRICE and whole.divides_into(stated):
            stated.part_of = whole
            inherited = _inherited(whole)
            if state.direction is not None:
                inherited["direction"] = state.direction
            meaning = {**inherited, **meaning}
        stated.subject = subject
        stated.meaning = {**meaning, **timed, "statistic": statistic}

    def _noun(self, own: str) -> str:
        subject = self._subject(own)
        if self.follows_figure and is_generic(subject):
            subject = self._subject(self.clause)
        if not self.stated.is_money and (not subject or _NEEDS_NOUN.search(own)):
            noun = _NOUN.match(self.after)
            subject = subject if noun is None else noun.group()
        return subject

    def _statistic(self, own: str) -> Statistic | None:
        if not self.stated.is_money:
            return _COUNT
        bound = self.stated.printed.bound
        limit = bound != "" and bound.endswith(("以上", "以下", "以内"))
        return _PRICE if limit and ("单价" in own or "价值" in own) else self.stated.relation.statistic

    def _general(self, subject: str, *, is_prior: bool) -> tuple[str, Meaning]:
        """Subject and meaning of words that name a stage of the budget and not whose (2022年度预算, 支出决算)."""
        state, topic = self.state, self.context.topic
        if not subject and state.last is not None:
            return state.last.subject, _without(state.last.meaning, "statistic", "base")
        named = state.amount if state.last is not None or not self.is_first or not topic else None
        before = self.context.previous
        if named is None and before is not None and subject and before.names_item:
            named = before
        if state.item is not None and state.last is None and subject:
            named = state.item
        item = self.context.item
        if named is None and item is not None and subject:
            return f"{item[1]}{subject}", self.context.meaning(item[0])
        if named is None:
            return _joined(topic, subject), self.context.meaning(topic)
        if not named.is_money:
            return subject, {}
        if named.is_prior and named.about is not None:
            named = named.about
        meaning = _without(named.meaning, "phase", "base", "statistic")
        if is_prior:
            self.stated.about = named
            return _with_year(self.stated.relation.own, subject), meaning
        return f"{stem_of(named.subject)}{subject}", meaning


def _without(meaning: Meaning, *names: str) -> Meaning:
    rest = meaning.copy()
    for name in names:
        rest.pop(name, None)  # type: ignore[misc]  # names of a TypedDict, each of them optional
    return rest


def _inherited(whole: Stated) -> Meaning:
    """The coordinates that parts take from their whole: not its kind of number, nor what it is called."""
    return _without(whole.meaning, "statistic", "base", "item", "subject")


def _joined(topic: str, subject: str) -> str:
    """A heading's topic and the general words of the sentence, a word that both have once."""
    if subject in topic:
        return topic
    return topic + (subject.removeprefix("预算") if topic.endswith("预算") else subject)


def _with_year(own: str, subject: str) -> str:
    """A prior year's subject with the year, which alone tells it from this year's (2022年度预算)."""
    match = _PRIOR_YEAR.search(own)
    return subject if match is None else _LEADS.sub("", match.group())
