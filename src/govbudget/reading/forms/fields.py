"""The fields of a form (字段): labels and values, wherever the columns have put them.

A row prints one or more labels, each followed by its value: in the next cell, some cells on, or in the cell of
the label itself.  A cell that is a label ends the field before it, so a label right behind a label leaves the
first one blank; behind the label of a narrative the next cell is its text, whatever it says.  Rows without a
label continue what stands above: the text on the use of money, the figures of a plan, the tasks of a
department, a further goal, or the rest of a narrative.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from attrs import evolve

from govbudget.model.forms import (
    AnyField,
    FieldRole,
    FormField,
    Funding,
    FundingPeriod,
    PersonalField,
    PersonalValue,
)
from govbudget.model.indicators import Scope
from govbudget.model.problems import Problem
from govbudget.model.target_text import is_redaction
from govbudget.money import Amount, Unit
from govbudget.reading.forms.goals import goal_items
from govbudget.reading.forms.memo import Hit, Memo
from govbudget.reading.forms.sheet import Row, is_rule
from govbudget.reading.forms.vocabulary import Label, Role
from govbudget.spans import Place
from govbudget.text import fold, squeeze, strip_numbering

__all__ = ["Draft"]

_LONGEST_UNKNOWN_LABEL: Final = 16
_SENTENCE: Final = frozenset("。；;，,！!？?")
_UNKNOWN: Final = Label(Role.TEXT)
_PERIODS: Final = {Scope.IMPLEMENTATION: FundingPeriod.WHOLE, Scope.ANNUAL: FundingPeriod.ANNUAL}
_TEXTS_OF_ANY_KIND: Final = (Role.NARRATIVE, Role.GOAL)
_BEFORE_UNKNOWN: Final = (Role.TEXT, Role.DATE, Role.PERSON, Role.MONEY)
_USE_OF_MONEY: Final = "资金用途"


_Entry: TypeAlias = tuple[Hit, int, list[tuple[str, int]], Scope | None]
"""A label, the number of its cell, its values with their cells, and the period of its money."""


class Draft:
    """The fields of one form while it is read."""

    def __init__(self, memo: Memo, scopes: Sequence[Scope] = ()) -> None:
        self.fields: list[AnyField] = []
        self.unread: list[tuple[int, int]] = []
        self.problems: list[Problem] = []
        self.project = ""
        self._memo = memo
        self._scopes = scopes
        self._unit: Unit | None = None
        self._unit_name = ""
        self._goal_columns: dict[Scope, int] = {}
        self._money_columns: tuple[int, ...] = ()
        self._tasks: list[tuple[str, int]] = []
        self._plan: tuple[str, list[str]] | None = None
        self._use_pending = False
        self._last: Hit | None = None

    def read(self, row: Row) -> None:
        """Read one row of labels and values."""
        labels, texts = self._memo.labels, row.texts
        hit = labels[texts[0]]
        if hit is None:
            if self._tasks:
                self._add_task(row)
                return
            hit = _unknown_label(texts, 0)
            if hit is None:
                self._without_label(row)
                return
        if hit.label.role is Role.PLAN:
            self._read_plan(row, hit)
            return
        self._plan, self._tasks = None, []
        for found, at, values, scope in self._entries(row, hit):
            self._add_entry(row, found, at, values, scope)

    def _entries(self, row: Row, hit: Hit) -> list[_Entry]:
        """The labels of a row, each with its cell, the texts that belong to it, and the period of its money."""
        texts = row.texts
        count = len(texts)
        if count == 2 and hit.label.role is Role.NARRATIVE:
            return [(hit, 0, [(texts[1], 1)], None)]
        labels = self._memo.labels
        entries: list[_Entry] = []
        at = 0
        values = [(hit.value, 0)] if hit.value else []
        for cell in range(1, count):
            text = texts[cell]
            found = labels[text]
            role = hit.label.role
            if found is None:
                if (values and role in _BEFORE_UNKNOWN) or text[-1] in ":：":
                    found = _unknown_label(texts, cell)
            elif not values and role in _TEXTS_OF_ANY_KIND and found.label.scope is None:
                found = None
            if found is not None:
                entries.append((hit, at, values, None))
                hit, at, values = found, cell, [(found.value, cell)] if found.value else []
            elif not values or role is Role.GOAL:
                values.append((text, cell))
            else:
                self.unread.append((row.index, row.columns[cell]))
        entries.append((hit, at, values, None))
        return self._with_scopes(row, entries) if self._scopes else entries

    def _with_scopes(self, row: Row, entries: list[_Entry]) -> list[_Entry]:
        """The entries with the period each amount is for, where two periods stand side by side."""
        money = [number for number, entry in enumerate(entries) if entry[0].label.role is Role.MONEY]
        if not money:
            return entries
        if len(money) == 2:
            left, right = money
            self._money_columns = row.columns[entries[left][1]], row.columns[entries[right][1]]
            order = (
                self._scopes if entries[left][0].label.scope is not self._scopes[1] else self._scopes[::-1]
            )
            scopes: Sequence[Scope | None] = order
        else:
            scopes = [self._scope_alone(row, *entries[number][:2]) for number in money]
        for number, scope in zip(money, scopes, strict=True):
            entries[number] = (*entries[number][:3], scope)
        return entries

    def _scope_alone(self, row: Row, hit: Hit, at: int) -> Scope | None:
        """The period of an amount without its neighbour: as its name says, else as its column does."""
        if hit.label.scope is not None or not self._money_columns:
            return hit.label.scope
        left, right = self._money_columns
        return self._scopes[0 if 2 * row.columns[at] < left + right else 1]

    def _add_entry(
        self, row: Row, hit: Hit, at: int, values: list[tuple[str, int]], scope: Scope | None
    ) -> None:
        """One label of a row and the cells behind it that belong to it."""
        role = hit.label.role
        self._last = hit
        raw, cell = values[0] if values else ("", at)
        line = row.line
        place = Place(line.number, row.columns[cell] + 1, line.page)
        if role is Role.TEXT or role is Role.NARRATIVE:
            self.fields.append(FormField(name=hit.name, raw=raw, place=place))
            if hit.label.names_form and not self.project:
                self.project = raw
        elif role is Role.MONEY:
            self._add_money(hit, raw, scope, place)
        elif role is Role.GOAL:
            self._add_goals(row, hit, at, values)
        elif role is Role.PERSON:
            self.fields.append(PersonalField(name=hit.name, value=PersonalValue(raw), place=place))
        elif role is Role.TASK and not raw:
            self._tasks.append((hit.name, row.columns[at]))
        elif role is Role.GROUP or role is Role.USE:
            self._group(hit, raw, row.columns[at], place)
        else:
            if role is Role.UNIT:
                self._set_unit(Unit.find(raw))
            self.fields.append(
                FormField(
                    name=hit.name,
                    raw=raw,
                    role=FieldRole.DATE if role is Role.DATE else FieldRole.TEXT,
                    place=place,
                )
            )

    def _set_unit(self, unit: Unit | None) -> None:
        self._unit = unit
        self._unit_name = "" if unit is None else unit.value

    def _group(self, hit: Hit, raw: str, column: int, place: Place) -> None:
        """A label above others: it states a unit or a period, and only with a text of its own is it a field."""
        if hit.name.endswith(("）", ")")):
            self._set_unit(Unit.find(hit.name) or self._unit)
        if hit.label.scope is not None:
            self._goal_columns[hit.label.scope] = column
        self._use_pending = hit.label.role is Role.USE
        if not raw:
            return
        if self._use_pending:
            self._add_use(raw, place)
        else:
            role = FieldRole.GOAL if "目标" in hit.name else FieldRole.TEXT
            self.fields.append(FormField(name=hit.name, raw=raw, role=role, place=place))

    def _add_money(self, hit: Hit, raw: str, scope: Scope | None, place: Place) -> None:
        assert hit.label.funding is not None
        source, period = hit.label.funding
        if scope is not None:
            period = _PERIODS[scope]
        if hit.name.endswith(("）", ")")):
            self._set_unit(Unit.find(hit.name) or self._unit)
        key = (hit.name, raw, "" if scope is None else scope.name, self._unit_name)
        funding = self._memo.fundings.get(key)
        if funding is None:
            number = self._memo.numbers[raw] if raw else None
            amount = None if number is None else Amount(number, self._unit)
            funding = self._memo.fundings[key] = Funding(source=source, period=period, amount=amount)
        if raw and funding.amount is None and not is_redaction(raw) and not is_rule(raw):
            self.problems.append(
                Problem(
                    kind="malformed amount",
                    where=hit.name,
                    expected="a number such as 1,234.50",
                    found=repr(raw),
                    place=place,
                )
            )
        self.fields.append(
            FormField(name=hit.name, raw=raw, scope=scope, role=FieldRole.MONEY, funding=funding, place=place)
        )

    def _add_goals(self, row: Row, hit: Hit, at: int, values: list[tuple[str, int]]) -> None:
        by_scope: list[tuple[Scope | None, list[tuple[str, int]]]] = [(None, values)]
        if len(self._scopes) == 2 and len(self._goal_columns) == 2:
            first, second = sorted(self._goal_columns, key=self._goal_columns.__getitem__)
            if len(values) >= 2:
                by_scope = [(first, values[:1]), (second, values[1:])]
            elif values and row.columns[values[0][1]] >= self._goal_columns[second]:
                by_scope = [(first, []), (second, values)]
            else:
                by_scope = [(first, values), (second, [])]
        for scope, texts in by_scope:
            for raw, cell in texts or [("", at)]:
                self._add_items(hit.name, raw, scope, row.place(cell))

    def _add_items(self, name: str, raw: str, scope: Scope | None, place: Place) -> None:
        for item in goal_items(raw) if raw else ("",):
            self.fields.append(FormField(name=name, raw=item, scope=scope, role=FieldRole.GOAL, place=place))

    def _add_use(self, raw: str, place: Place) -> None:
        self.fields.append(FormField(name=_USE_OF_MONEY, raw=raw, place=place))
        self._use_pending = False

    def _read_plan(self, row: Row, hit: Hit) -> None:
        """A plan by quarters: its label and the heads of its columns; its figures follow, or stand behind."""
        self._last = hit
        numbers = self._memo.numbers
        cells = [cell for cell in range(1, len(row.texts)) if numbers[row.texts[cell]] is not None]
        heads = [text for cell, text in enumerate(row.texts) if cell and cell not in cells]
        self._plan = (hit.name, heads)
        if cells or not heads:
            self._add_plan(row, cells)

    def _add_plan(self, row: Row, cells: Sequence[int]) -> None:
        assert self._plan is not None
        name, heads = self._plan
        figures = [row.texts[cell] for cell in cells]
        place = row.place(cells[0] if cells else 0)
        self.fields.append(FormField(name=name, raw=" ".join(figures), role=FieldRole.PLAN, place=place))
        if heads and len(figures) == len(heads):
            for head, figure, cell in zip(heads, figures, cells, strict=True):
                self.fields.append(
                    FormField(name=_clean(head), raw=figure, role=FieldRole.PLAN, place=row.place(cell))
                )
        self._plan = None

    def _without_label(self, row: Row) -> None:
        """A row of values alone: it goes on with what stands above, or nothing accounts for it."""
        numbers, texts = self._memo.numbers, row.texts
        if self._plan is not None and all(numbers[text] is not None for text in texts):
            self._add_plan(row, range(len(texts)))
        elif self._use_pending and len(texts) == 1:
            self._add_use(texts[0], row.place(0))
        elif self._last is None or not self._continue(row):
            self.unread.extend((row.index, column) for column in row.columns)

    def _add_task(self, row: Row) -> None:
        by_name = dict.fromkeys((name for name, _ in self._tasks), "")
        places = {}
        names = [name for name, _ in self._tasks]
        for cell, text in enumerate(row.texts):
            left = len(row.texts) - cell
            nearest = min(self._tasks, key=lambda task: abs(task[1] - row.columns[cell]))[0]
            name = names[-left] if len(row.texts) == len(names) else nearest
            if by_name.get(name):
                self.unread.append((row.index, row.columns[cell]))
                continue
            by_name[name], places[name] = text, row.place(cell)
        for name, raw in by_name.items():
            self.fields.append(FormField(name=name, raw=raw, place=places.get(name, row.line.place())))

    def _continue(self, row: Row) -> bool:
        """Take the values as further goals, or as the rest of a narrative, if the last field is one."""
        last = self.fields[-1] if self.fields else None
        if not isinstance(last, FormField) or self._last is None or last.name != self._last.name:
            return False
        role = self._last.label.role
        if role is Role.GOAL:
            for cell, text in enumerate(row.texts):
                if not last.raw and self.fields[-1] is last:
                    self.fields.pop()
                self._add_items(last.name, text, last.scope, row.place(cell))
            return True
        if role is Role.NARRATIVE and len(row.texts) == 1:
            place = last.place if last.raw else row.place(0)
            self.fields[-1] = evolve(last, raw=last.raw + row.texts[0], place=place)
            return True
        return False


def _unknown_label(texts: tuple[str, ...], cell: int) -> Hit | None:
    """A label nobody knows, if a cell stands where a label stands: with a colon, or before a value of its own."""
    text = texts[cell]
    if text[-1] in ":：":
        return Hit(_UNKNOWN, _clean(text), "", "") if len(text) <= _LONGEST_UNKNOWN_LABEL + 1 else None
    if cell + 1 >= len(texts) or len(text) > _LONGEST_UNKNOWN_LABEL or not _SENTENCE.isdisjoint(text):
        return None
    return Hit(_UNKNOWN, _clean(text), "", "")


def _clean(text: str) -> str:
    folded = fold(text)
    return squeeze(text)[len(folded) - len(strip_numbering(folded)) :].rstrip(":：")
