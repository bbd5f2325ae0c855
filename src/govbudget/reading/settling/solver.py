"""Settling a table (求解): rows first, then the sums of columns, then ties, and always the cheapest proof.

Stars come last.  First the legible lines are settled, a redacted line being anything in every column; a
column that is then blank in all of them is taken to be blank in the redacted lines too (`redacted`), and these
take part like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import define, evolve, field

from govbudget.money import Interval
from govbudget.reading.settling.belief import kept_laws
from govbudget.reading.settling.crossed import without_crossed
from govbudget.reading.settling.known import Known
from govbudget.reading.settling.network import Group, networks
from govbudget.reading.settling.parts import Dealings, Part, Result, Sheet, sheet_of
from govbudget.reading.settling.question import Answer, Item, Line, Outcome, Question, RowLaw, Settled, Tie
from govbudget.reading.settling.redacted import columns_in_use
from govbudget.reading.settling.repair import Repair, repaired
from govbudget.reading.settling.rows import Dealing, RowReader, Values, fit, supported
from govbudget.reading.settling.symmetry import solve_by_symmetry
from govbudget.reading.settling.work import REDACTED_PLACEMENTS, SOLUTIONS, BoundReachedError, Meter, capped

__all__ = ["settle"]


def settle(question: Question) -> Answer:
    """Find the column of every item of a table, or say which are left (定栏).

    >>> from govbudget.laws.sums import SumOfParts
    >>> from govbudget.reading.settling.question import ColumnSum, Item, Line
    >>> def line(text): return Line(tuple(Item(Decimal(number)) for number in text.split()))
    >>> lines = (line("9.00 5.00 4.00"), line("5.00 5.00"), line("4.00 4.00"))
    >>> answer = settle(Question(
    ...     width=3,  # 合计, 基本支出, 项目支出
    ...     lines=lines,
    ...     row_laws=(SumOfParts(0, (1, 2)),),
    ...     column_sums=(ColumnSum(SumOfParts(0, (1, 2))),),
    ... ))
    >>> [(one.column, one.settled_by) for one in answer.lines[2]]
    [(0, 'row identity'), (2, 'column sums')]
    """
    answer = _settled(question)
    below = question.negative
    if question.nonnegative and len(below) == 1:
        if not (answer.doubtful or not answer.solutions):
            # Amounts are not below nothing: if all goes well without this one, it may be what is wrong.
            without = _settled(_hidden(question, *below[0]))
            if without.solutions and not without.doubtful:
                answer = _less(answer, without, frozenset())
        elif below[0] not in answer.doubtful:
            # Then it is no wrong one, and what is hidden may be below nothing as well.
            answer = _less(answer, _settled(evolve(question, nonnegative=False)), frozenset())
    return without_crossed(question, answer)


def _hidden(question: Question, line: int, item: int) -> Question:
    """The question with one number hidden by stars."""
    items = list(question.lines[line].items)
    figures = frozenset(range(question.width)) - question.texts
    columns = items[item].columns
    items[item] = Item(columns=figures if columns is None else columns & figures)
    lines = list(question.lines)
    lines[line] = Line(tuple(items))
    return evolve(question, lines=tuple(lines))


def _settled(question: Question) -> Answer:
    answer = _Settler(question).run()
    if answer.doubtful or not answer.solutions:
        # Where something contradicts the laws, the laws may be wrong and not the figures.
        kept, broken = kept_laws(question)
        if broken:
            return _less(answer, _Settler(evolve(question, row_laws=kept)).run(), broken)
    return answer


def _less(answer: Answer, again: Answer, broken: frozenset[int]) -> Answer:
    """What is settled with all laws and without those that are not believed; `broken` lines stay open."""

    def less(one: Settled, other: Settled, line: int) -> Settled:
        if one.column is None or (one.column == other.column and line not in broken):
            return one
        columns = tuple(sorted({*one.alternatives, *other.alternatives}))
        return Settled(column=None, alternatives=columns, outcome=Outcome.AMBIGUOUS)

    lines = tuple(
        tuple(less(one, other, line) for one, other in zip(ones, others, strict=True))
        for line, (ones, others) in enumerate(zip(answer.lines, again.lines, strict=True))
    )
    steps = answer.steps + again.steps
    if lines == answer.lines:
        return evolve(answer, steps=steps)
    return evolve(answer, lines=lines, solutions=0, is_exact=False, steps=steps)


_NOTHING: Final = Interval.point(Decimal(0))


@define
class _Settler:
    question: Question
    meter: Meter = field(init=False)
    reader: RowReader = field(init=False)
    sheet: Sheet = field(init=False)
    laws: list[tuple[RowLaw, ...]] = field(init=False)
    masks: list[Dealing] = field(init=False)
    groups: list[Group] = field(init=False)
    _tried: tuple[Part, tuple[Tie, ...], Result | None] | None = field(init=False, default=None)
    """What was tried last, so that it need not be tried again."""

    def __attrs_post_init__(self) -> None:
        question = self.question
        self.meter = Meter.of(len(question.lines))
        self.reader = RowReader(question, self.meter)
        self.sheet = sheet_of(question)
        self.laws = [question.row_laws] * len(question.lines)
        for one in question.line_laws:
            self.laws[one.line] = (*self.laws[one.line], one.law)
        self.masks = [self.reader.masks(line.items) for line in question.lines]
        self.groups = [Group.of([one]) for one in question.column_sums]

    def run(self) -> Answer:
        lines = self.question.lines
        redacted = frozenset(
            number for number, line in enumerate(lines) if any(item.is_redacted for item in line.items)
        )
        table = self._settled(redacted)
        if redacted:
            table = self._with_redacted(table, redacted)
        known = table.exceeded or table.lost
        return Answer(
            lines=tuple(self._answers(table, number) for number in range(len(lines))),
            solutions=0 if known else table.count,
            is_exact=not (known or table.at_least or table.count >= SOLUTIONS),
            doubtful=tuple(sorted(table.doubtful)),
            refused=tuple(table.refused),
            steps=self.meter.steps,
        )

    def _with_redacted(self, legible: Known, redacted: frozenset[int]) -> Known:
        """Columns blank in every legible line are blank in the redacted ones; then all lines together."""
        printed = {line: masks for line, masks in legible.left.items() if line not in redacted}
        lost = legible.lost | legible.aside
        used = columns_in_use(self.question, redacted, printed, lost, {line for line, _ in legible.doubtful})
        for line in redacted if used else ():
            fitted = fit(tuple(mask & used for mask in self.masks[line]))
            if fitted is not None:
                self.masks[line] = fitted
        # What was proved without the redacted lines stays proved, and by the same.
        for line, masks in legible.left.items():
            if line not in redacted and line not in legible.lost:
                self.masks[line] = masks
        if legible.doubtful:
            self.meter.extend()
        known = {place: proof for place, proof in legible.proofs.items() if place[0] not in redacted}
        dealings = {line: self._dealings_of(line, legible) for line in redacted}
        wide = {line for line, some in dealings.items() if not 0 < supported(some)[0] <= REDACTED_PLACEMENTS}
        table = self._settled(frozenset(wide), used, known)
        if table.lost - legible.lost or table.exceeded - legible.exceeded:
            table, wide = legible, set(redacted)
        for line in wide:
            count, left = supported(dealings[line])
            table.left[line] = left if count else self.masks[line]
            table.count = capped(table.count * max(count, 1))
        return table

    def _deal(self, line: int, values: Values) -> list[Dealing]:
        return self.reader.dealings(self.masks[line], values, self.laws[line])

    def _dealings_of(self, line: int, table: Known) -> list[Dealing]:
        """The dealings that a line's own laws allow; all that its order allows where the bound is reached."""
        try:
            return self._deal(line, self.sheet.values[line])
        except BoundReachedError:
            table.exceeded.add(line)
            fitted = fit(self.masks[line])
            return [] if fitted is None else [fitted]

    def _settled(
        self, relaxed: frozenset[int], in_use: int = 0, proofs: Mapping[tuple[int, int], str] | None = None
    ) -> Known:
        """Settle all lines but those that are `relaxed`; `in_use` are the columns that any line uses."""
        table = Known(proofs=dict(proofs or {}))
        dealings: Dealings = {}
        for line in range(len(self.question.lines)):
            if line in relaxed:
                continue
            self._prove_by_order(table, line, in_use)
            dealings[line] = self._dealings_of(line, table)
            _, union = supported(dealings[line])
            for item, mask in enumerate(union):
                if mask.bit_count() == 1:
                    table.proofs.setdefault((line, item), "row identity")
        several = {line for line, some in dealings.items() if not _is_certain(some)}
        parts = [self._part(groups, dealings, relaxed) for groups in networks(self.groups, several)]
        results = [self._plain(part) for part in parts]
        whole = self._part(self.groups, dealings, relaxed)
        repair = None
        broken = [result is not None and result.is_empty for result in results]
        is_shared = False
        if len(parts) > 1 and any(broken):
            # A contradiction in one part may go back to a figure that it shares with another.
            repair = self._repaired(whole, ())
            is_shared = repair is None and broken.count(True) > 1
        if repair is not None and not repair.result.is_empty:
            self._settle_part(table, whole, repair.result, repair)
        else:
            for part, result, is_broken in zip(parts, results, broken, strict=True):
                self._settle_part(table, part, result, is_doubted=is_shared and is_broken)
        for line, some in dealings.items():
            if line not in whole.dealings:
                alone = Part(self.sheet, (), {line: some}, self.meter)
                self._settle_part(table, alone, self._plain(alone))
        return table

    def _part(self, groups: Sequence[Group], dealings: Dealings, relaxed: frozenset[int]) -> Part:
        lines = sorted({line for group in groups for line in group.lines if line not in relaxed})
        return Part(self.sheet, groups, {line: dealings[line] for line in lines}, self.meter, relaxed=relaxed)

    def _prove_by_order(self, table: Known, line: int, in_use: int) -> None:
        """What order and words alone prove: a line with every column printed, an item with one column."""
        fitted = fit(self.masks[line])
        if fitted is None:
            return
        items = self.question.lines[line].items
        stars = any(item.is_redacted for item in items)
        room = (
            in_use.bit_count()
            if stars and in_use
            else self.question.width
            if stars
            else len(self.sheet.columns)
        )
        printed = len(items) if stars else sum(not item.is_text for item in items)
        proof = "printed in full" if printed == room else "header"
        for item, mask in enumerate(fitted):
            if mask.bit_count() == 1:
                table.proofs.setdefault((line, item), proof)

    def _settle_part(
        self,
        table: Known,
        part: Part,
        result: Result | None,
        repair: Repair | None = None,
        *,
        is_doubted: bool = False,
    ) -> None:
        """Settle a part that has a `result` without ties; None where the bound was reached.

        A part that contradicts itself and is not to be repaired, or not within the bound, is doubted: one of its
        rows is wrong, and may well be the one whose own identities seem to prove something.
        """
        if result is not None and result.is_empty:
            repair = None if is_doubted else self._repaired(part, ())
            is_doubted = repair is None
            result = None if repair is None else repair.result
            if result is not None and result.is_empty:
                self._give_up(table, part, table.lost)
                return
        if result is None:
            self._give_up(table, part, table.exceeded, is_doubted=is_doubted)
            result = Result({line: table.left[line] for line in part.dealings}, 0, exceeded=True)
            self.meter.extend()
        else:
            table.add(part, result, "column sums")
            if repair is not None:
                table.doubtful.update(dict.fromkeys(repair.doubtful))
                table.aside.update(repair.aside)
            part = evolve(part, is_mended=repair is not None)
        if any(mask.bit_count() > 1 for masks in result.left.values() for mask in masks):
            result = self._tied(table, part, result)
        table.count = capped(table.count * result.count)

    def _give_up(self, table: Known, part: Part, kept: set[int], *, is_doubted: bool = False) -> None:
        """Nothing is settled: every placement that the rows allow is left, or that the order does."""
        for line, some in part.dealings.items():
            if is_doubted:
                table.left[line] = fit(self.masks[line]) or self.masks[line]
                kept.add(line)
                continue
            if line in table.left and _is_certain(some):
                continue
            table.left[line] = supported(some)[1] if some else fit(self.masks[line]) or self.masks[line]
            if not _is_certain(some):
                kept.add(line)

    def _plain(self, part: Part, ties: Sequence[Tie] = ()) -> Result | None:
        """The solutions of a part with some ties; None where the bound is reached."""
        tied = self._under(part, ties)
        try:
            return solve_by_symmetry(tied, self.reader.runs, _told(ties)) or tied.solve()
        except BoundReachedError:
            return None

    def _repaired(self, part: Part, ties: Sequence[Tie]) -> Repair | None:
        """What survives with one figure set aside; None where the bound is reached."""

        def deal(line: int, values: Values) -> list[Dealing]:
            return self._allowed(line, values, self._deal(line, values), ties)

        figures = {
            line: [i for i, item in enumerate(self.question.lines[line].items) if item.value is not None]
            for line in part.dealings
        }
        try:
            return repaired(self._under(part, ties), figures, deal)
        except BoundReachedError:
            return None

    def _tied(self, table: Known, part: Part, result: Result) -> Result:
        """Add the ties, source by source, as long as something is open; those that contradict are refused."""
        sources: dict[str, list[Tie]] = {}
        for tie in self.question.ties:
            concerns = tie.line is None or tie.line in part.dealings
            if concerns and not self._is_same(part, self._under(part, [tie])):
                sources.setdefault(tie.source, []).append(tie)
        sources = self._agreeing(table, part, sources)
        accepted: list[Tie] = []
        for source, ties in sources.items():
            if self._is_same(self._under(part, accepted), self._under(part, [*accepted, *ties])):
                continue
            accepted += ties
            tried = self._try(part, accepted)
            if tried is not None:
                result = tried
                table.add(part, result, f"tie to {source}")
            if all(mask.bit_count() == 1 for masks in result.left.values() for mask in masks):
                break
        return result

    def _agreeing(self, table: Known, part: Part, sources: dict[str, list[Tie]]) -> dict[str, list[Tie]]:
        """The ties that do not contradict the table, nor one another: of such as do, none is believed."""
        together = [tie for ties in sources.values() for tie in ties]
        if not together or self._try(part, together) is not None:
            return sources
        kept: dict[str, list[Tie]] = {}
        for source, ties in sources.items():
            good = (
                ties
                if self._try(part, ties) is not None
                else [t for t in ties if self._try(part, [t]) is not None]
            )
            if good and (good is ties or self._try(part, good) is not None):
                kept[source] = good
        if self._try(part, [tie for ties in kept.values() for tie in ties]) is None:
            kept = {}
        believed = {tie for ties in kept.values() for tie in ties}
        table.refused.update(dict.fromkeys(tie for tie in together if tie not in believed))
        return kept

    def _try(self, part: Part, ties: Sequence[Tie]) -> Result | None:
        """The solutions of a part with some ties, one figure set aside if need be; None if there is none."""
        ties = tuple(ties)
        before = self._tried
        if before is not None and before[0] is part and before[1] == ties:
            return before[2]
        if part.is_mended:
            # Without a figure set aside nothing survives; that a bound was reached would hide it.
            repair = self._repaired(part, ties)
            result = None if repair is None else repair.result
        else:
            result = self._plain(part, ties)
        if result is not None and result.is_empty:
            result = None
        self._tried = (part, ties, result)
        return result

    def _is_same(self, one: Part, two: Part) -> bool:
        return one.dealings == two.dealings and one.required == two.required

    def _under(self, part: Part, ties: Sequence[Tie]) -> Part:
        if not ties:
            return part
        dealings = {
            line: self._allowed(line, part.value(line), some, ties) for line, some in part.dealings.items()
        }
        required = {tie.line: 0 for tie in ties if tie.line is not None and tie.line in part.dealings}
        for tie in ties:
            if tie.line in required and Decimal(0) not in tie.interval:
                required[tie.line] |= 1 << tie.column
        return evolve(
            part, dealings=dealings, required={line: mask for line, mask in required.items() if mask}
        )

    def _allowed(
        self, line: int, values: Values, some: Sequence[Dealing], ties: Sequence[Tie]
    ) -> list[Dealing]:
        """The dealings of a line without the columns in which an item would contradict a tie."""
        out = [0] * len(values.lows)
        for tie in ties:
            if tie.line is None or tie.line == line:
                low, high = self.sheet.whole(tie.interval)
                for item, (least, most) in enumerate(zip(values.lows, values.highs, strict=True)):
                    if least > high or most < low:
                        out[item] |= 1 << tie.column
        if not any(out):
            return list(some)
        cut = (fit(tuple(mask & ~gone for mask, gone in zip(one, out, strict=True))) for one in some)
        return [one for one in cut if one is not None]

    def _answers(self, table: Known, line: int) -> tuple[Settled, ...]:
        answers = []
        for item in range(len(self.question.lines[line].items)):
            mask = table.left[line][item]
            proof = table.proof(line, item)
            if mask.bit_count() == 1 and proof and line not in table.lost | table.aside:
                column = mask.bit_length() - 1
                answers.append(Settled(column=column, alternatives=(column,), settled_by=proof))
                continue
            if mask.bit_count() == 1 and not proof:
                # Without a proof it may be wherever order and words allow.
                mask = (fit(self.masks[line]) or self.masks[line])[item]
            columns = tuple(column for column in range(self.question.width) if mask >> column & 1)
            outcome = Outcome.UNSETTLED if line in table.exceeded else Outcome.AMBIGUOUS
            answers.append(Settled(column=None, alternatives=columns, outcome=outcome))
        return tuple(answers)


def _told(ties: Sequence[Tie]) -> int:
    """The columns, as bits, that ties tell apart from others: all they speak of but those that are empty."""
    told = 0
    for tie in ties:
        if tie.line is not None or tie.interval != _NOTHING:
            told |= 1 << tie.column
    return told


def _is_certain(some: Sequence[Dealing]) -> bool:
    return len(some) == 1 and all(mask.bit_count() == 1 for mask in some[0])
