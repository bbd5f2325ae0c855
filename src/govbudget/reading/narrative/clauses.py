"""From one paragraph to its claims (逐句阅读): which words belong to which figure, and which figures belong together.

A paragraph is read once from left to right.  The words between the last mark and a figure are the figure's
own.  What they leave out is taken from what the sentence has said before:

* 比上年增加5万元，增长3%: a change or rate without a subject of its own speaks of the last amount; after
  a plain list of parts (其中：本年收入…，上年结转…，比上年增加…) it speaks of the whole, since it follows them all;
* 其中, 包括, 以下方面, and brackets after an amount begin its parts.  Parts inherit the coordinates of the whole,
  a semicolon ends an inner list, a full stop every list; a clause that names a new total or year ends them too;
* 占5% speaks of the amount before it, as a share of the whole of the list.

Marks inside brackets divide only if there is a figure inside; else they belong to the words (因公出国（境）费).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen

from govbudget.model.claims import Claim
from govbudget.model.coordinates import Coordinates
from govbudget.money import Amount, Rate
from govbudget.reading.narrative.figures import TOKEN, Printed, read_figure
from govbudget.reading.narrative.meaning import Interpreter
from govbudget.reading.narrative.paragraphs import Paragraph
from govbudget.reading.narrative.relations import comparison_in, read_relation, steady_in
from govbudget.reading.narrative.state import Context, State, Stated
from govbudget.reading.narrative.wording import direction_of, stem_of, subject_of, year_alone
from govbudget.records import maker, quick

__all__ = ["Reading", "read_paragraph"]

_claim: Final = maker(Claim)
_stated: Final = maker(Stated)
_interpreter: Final = maker(Interpreter)
_coordinates: Final = maker(Coordinates)

_LONGEST_WORDS: Final = 120
_LONGEST_SENTENCE: Final = 2000

_HALF_WIDTH: Final = re.compile(r"[!-~]")
_REMARK: Final = re.compile(r"\([^()]*\)$")
_OPENS: Final = ("其中", "包括", "包含", "如下", "方面", "分别为", "分别是")
_OPENS_BARE: Final = re.compile(
    r"(?:具体|主要|安排|情况|内容|分项|收入|支出|如下|其中|包括|包含|分别为|分别是|以下|方面|\([^()]*\))*"
)
_OPENS_WITHIN: Final = re.compile(
    r"(?:^|[、和及与])其中|(?:^|收入|支出|主要|具体|,)(?:包括|包含|分别为)|^(?:收入|支出)为|^含(?!税)"
)
_OPENING: Final = frozenset("其包分含收支")
_NEW_TOTAL: Final = re.compile(r"(?:19|20)\d\d年|总计|合计|总额|总预算|^(?:收入|支出|收支)(?:总)?预算")


@quick
@frozen(weakref_slot=False)
class Reading:
    """What a paragraph gave: its claims, and what the paragraphs after it may refer to.

    `first` is its first amount, `head` its leading one; `announced` is the amount whose parts it announces
    at its end, and `announces` whether it announces any; `open` is what the lists at its end divide.
    """

    claims: tuple[Claim, ...]
    first: Stated | None
    head: Stated | None
    announced: Stated | None
    announces: bool
    open: tuple[Stated, ...]


def read_paragraph(paragraph: Paragraph, context: Context) -> Reading:
    """Read the claims of a paragraph."""
    reader = _Reader(paragraph, context, State.fresh(context, context.previous, context.previous))
    reader.run()
    return Reading(
        tuple(reader.claims()),
        reader.first,
        None if reader.ends_even else reader.state.head or reader.first,
        reader.announced,
        reader.announces,
        reader.open,
    )


@define
class _Reader:
    paragraph: Paragraph
    context: Context
    state: State
    stated: list[Stated] = field(factory=list)
    sentences: list[int] = field(factory=list)
    stack: list[State] = field(factory=list)
    first: Stated | None = None
    announced: Stated | None = None
    announces: bool = False
    clause: int = 0
    after: int = 0
    in_clause: Stated | None = None
    is_even: bool = False
    """Whether the last sentence with figures that has ended set several amounts side by side."""
    open: tuple[Stated, ...] = ()
    """What the lists divide that were open where the last sentence ended, the innermost last."""

    def run(self) -> None:
        """Read the paragraph from left to right."""
        folded = self.paragraph.folded
        tokens = list(TOKEN.finditer(folded))
        pairs = _brackets(tokens) if "(" in folded else {}
        skip_to = 0
        for token in tokens:
            start = token.start()
            if start < skip_to:
                continue
            kind = token.lastgroup
            if kind == "figure":
                for printed in read_figure(folded, token):
                    self._figure(printed)
            elif kind == "open":
                close, bears = pairs.get(start, (0, False))
                if bears:
                    self._enter(start)
                else:
                    skip_to = close
            elif kind == "close":
                if start in pairs and self.stack:
                    self._end_clause(start)
                    self.state = self.stack.pop()
                    self._begin_clause(token.end())
            elif kind != "name":
                self._mark(kind, token)
        self._end_clause(len(folded))
        self.sentences.append(len(folded))

    @property
    def ends_even(self) -> bool:
        """Whether the last sentence with figures set several amounts side by side."""
        return self.state.is_even if self.state.last is not None else self.is_even

    # Marks and brackets

    def _begin_clause(self, at: int) -> None:
        self.clause = self.after = at
        self.in_clause = None

    def _enter(self, start: int) -> None:
        """Go into brackets that hold a figure: right after an amount they hold its parts."""
        directly = self.in_clause is not None and start == self.after
        self._end_clause(start)
        self.stack.append(self.state)
        self.state = self.state.copy()
        amount = self.state.amount
        if directly and amount is not None and amount.is_money:
            self.state.open_list(amount, None)
            self.state.floor = len(self.state.wholes)
        self._begin_clause(start + 1)

    def _mark(self, kind: str | None, token: re.Match[str]) -> None:
        if kind == "pause" and self.in_clause is None:
            return
        state = self.state
        self._end_clause(token.start())
        if kind == "stop" and not self.stack:
            self.sentences.append(token.end())
            self.open, self.is_even = tuple(state.wholes), self.ends_even
            self.state = State.fresh(self.context, state.head or self.first, self._carried(), state.only_item)
        elif kind in ("semicolon", "stop"):
            state.close_lists(keep=min(len(state.wholes), max(state.floor, len(state.wholes) - 1)))
            state.against = ""
        self._begin_clause(token.end())

    def _carried(self) -> Stated | None:
        """What the next sentence may speak of: the leading amount, or the last part where each was compared."""
        parts = self.state.parts
        if len(parts) > 1 and any(part.is_compared for part in parts[:-1]):
            return parts[-1]
        if len(parts) > 1 and len({stem_of(part.subject) for part in parts}) == 1:
            # One thing at several stages (年初预算…，支出决算…): the last is what was reached.
            return parts[-1]
        return self.state.head or self.first

    def _end_clause(self, end: int) -> None:
        """Heed what the words after the last figure say: 其中, 与上年相比, 持平."""
        if self.after >= end:
            return
        words = self.paragraph.folded[max(self.after, end - _LONGEST_WORDS) : end]
        state = self.state
        self.announced = None
        self.announces = (_REMARK.sub("", words) if words[-1] == ")" else words).endswith(_OPENS)
        if self.announces:
            direction = direction_of(words[-8:])
            # A sentence without a figure names its own whole, which is not the one before it.
            if state.last is not None or (not self.is_even and _OPENS_BARE.fullmatch(words)):
                self.announced = (
                    state.head if direction is not None and state.head is not None else state.recent
                )
                state.open_list(self.announced, direction)
            return
        state.year = year_alone(words) or state.year
        against, steady = comparison_in(words), steady_in(words)
        state.against = against or state.against
        if against and self.in_clause is None:
            state.named = subject_of(words.partition(against)[0].rstrip("与同和较比"), self.context.entity)
        state.steady = steady
        amount = state.amount
        if steady and amount is not None and amount.change is None and not amount.movement:
            amount.movement, amount.compared_with = steady, against or state.against
            amount.is_compared = True

    # Figures

    def _figure(self, printed: Printed) -> None:
        folded, start, end = self.paragraph.folded, printed.start, printed.end
        before, first = self.in_clause, self.first
        low = start - _LONGEST_WORDS
        clause = folded[max(self.clause, low) : start]
        is_alone = before is None or before.is_limit
        words = clause if is_alone else folded[max(self.after, low) : start]
        stated = self._located(printed, words)
        self._heed_lists(stated)
        after = folded[end : end + 16]
        _interpreter(stated, self.state, self.context, clause, after, before is not None, first is None).run()
        stated.subject = self._as_printed(stated.subject, printed)
        if stated.compared_with:
            stated.compared_with = self._as_printed(stated.compared_with, printed)
        self.stated.append(stated)
        self.state.remember(stated)
        if first is None and self.state.amount is stated:
            self.first = stated
        self.after = end
        self.in_clause = stated
        self.announced, self.announces = None, False

    def _heed_lists(self, stated: Stated) -> None:
        """Open the list that the words before a figure begin, or close those that they lead out of."""
        state, own = self.state, stated.relation.own
        if not _OPENING.isdisjoint(own) and _OPENS_WITHIN.search(own):
            direction = direction_of(own[:2])
            begins = state.last is None or direction is not None
            state.open_list(state.head if begins and state.head else state.recent, direction)
        elif (
            own
            and state.wholes
            and state.last is not state.whole
            and self.in_clause is None
            and not self.stack
            and _NEW_TOTAL.search(own)
        ):
            state.close_lists(keep=int(state.whole is self.context.whole))

    def _located(self, printed: Printed, words: str) -> Stated:
        paragraph, start, end = self.paragraph, printed.start, printed.end
        relation = read_relation(words, percent=isinstance(printed.value, Rate))
        return _stated(
            printed=printed,
            is_money=isinstance(printed.value, Amount),
            span=paragraph.span(start, end),
            place=paragraph.line_at(start + (paragraph.folded[start] in "+-")).place(),
            raw=paragraph.text[start:end].replace(" ", ""),
            relation=relation,
            movement=relation.movement,
            compared_with=relation.compared_with,
        )

    def _as_printed(self, words: str, printed: Printed) -> str:
        """Folded words from around a figure as they are printed there."""
        if not words or _HALF_WIDTH.search(words) is None:
            return words
        folded = self.paragraph.folded
        at = folded.rfind(words, max(0, printed.start - 2 * _LONGEST_WORDS), printed.start)
        if at < 0:
            at = folded.find(words, printed.end, printed.end + _LONGEST_WORDS)
        return words if at < 0 else self.paragraph.text[at : at + len(words)]

    # Claims

    def claims(self) -> Iterator[Claim]:
        """What was read, sentence by sentence."""
        text = self.paragraph.text
        ends = iter(self.sentences)
        begin, end = 0, next(ends)
        sentence = text[:end]
        for stated in self.stated:
            while stated.printed.end > end:
                begin, end = end, next(ends)
                sentence = text[begin:end]
            if end - begin > _LONGEST_SENTENCE:
                # Too long to repeat for each of its figures: its surroundings alone.
                low = max(begin, stated.printed.start - _LONGEST_WORDS)
                sentence = text[low : min(end, stated.printed.end + _LONGEST_WORDS)]
            yield self._claim(stated, sentence)

    def _claim(self, stated: Stated, text: str) -> Claim:
        printed, context, words = stated.printed, self.context, stated.relation.words
        return _claim(
            section=context.section,
            heading=context.heading,
            raw=stated.raw,
            value=printed.value,
            unit=printed.unit,
            subject=stated.subject,
            relation=self._as_printed(words, printed) if words else "",
            movement=stated.movement,
            compared_with=stated.compared_with,
            bound=printed.bound,
            whole="" if stated.part_of is None else stated.part_of.subject,
            text=text,
            coordinates=_coordinates(**stated.meaning),
            place=stated.place,
            span=stated.span,
            about=None if stated.about is None else stated.about.span,
            part_of=None if stated.part_of is None else stated.part_of.span,
        )


def _brackets(tokens: list[re.Match[str]]) -> dict[int, tuple[int, bool]]:
    """For each bracket that has its fellow: where the pair ends, and whether there is a figure between them.

    A closing bracket without a figure before it is left out: it closes nothing that was entered.
    """
    pairs: dict[int, tuple[int, bool]] = {}
    stack: list[tuple[int, int]] = []
    figures = 0
    for token in tokens:
        kind = token.lastgroup
        if kind == "figure":
            figures += 1
        elif kind == "open":
            stack.append((token.start(), figures))
        elif kind == "close" and stack:
            start, before = stack.pop()
            bears = figures > before
            pairs[start] = (token.end(), bears)
            if bears:
                pairs[token.start()] = (token.end(), True)
    return pairs
