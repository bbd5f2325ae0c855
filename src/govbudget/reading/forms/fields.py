"""The fields of a form (字段): labels and values, wherever the columns have put them.

A row prints one or more labels with their values (`entries`).  Rows without a label continue what stands above:
the text on the use of money, the figures of a plan, the tasks of a department, a goal, or the rest of a
narrative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve

from govbudget.model.forms import (
    AnyField,
    FieldRole,
    FormField,
    Funding,
    FundingPeriod,
    FundingSource,
    PersonalField,
    PersonalValue,
)
from govbudget.model.indicators import Scope
from govbudget.model.problems import Problem
from govbudget.model.target_text import is_redaction
from govbudget.money import Amount, Unit
from govbudget.reading.forms.entries import Entries, Entry, entries_of
from govbudget.reading.forms.field_tables import FieldTable, is_head_of_money, is_total
from govbudget.reading.forms.goal_rows import GoalRows
from govbudget.reading.forms.labels import Hit, clean_label, is_stroke
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.sheet import Row
from govbudget.reading.forms.vocabulary import Label, Role
from govbudget.reading.source import PLAIN
from govbudget.records import maker
from govbudget.spans import Place

__all__ = ["Draft"]

_field: Final = maker(FormField)
_personal: Final = maker(PersonalField)
_secret: Final = maker(PersonalValue)
_money: Final = maker(Funding)
_amount: Final = maker(Amount)
_place: Final = maker(Place)

# A member of an enumeration costs ten times as much to look up as a name of the module.
_TEXT, _NARRATIVE, _MONEY, _PERSON = Role.TEXT, Role.NARRATIVE, Role.MONEY, Role.PERSON
_GROUP, _USE, _GOAL, _PLAN = Role.GROUP, Role.USE, Role.GOAL, Role.PLAN
_DATE, _TASK, _UNIT = Role.DATE, Role.TASK, Role.UNIT
_OF_DATE, _OF_TEXT = FieldRole.DATE, FieldRole.TEXT
_IMPLEMENTATION: Final = Scope.IMPLEMENTATION
_CLOSING_BRACKETS: Final = ")）"
_AMOUNT: Final = FieldRole.MONEY
_WHOLE, _ANNUAL = FundingPeriod.WHOLE, FundingPeriod.ANNUAL
_TABLE_MONEY: Final = Label(Role.MONEY, funding=(FundingSource.TOTAL, _ANNUAL))
_USE_OF_MONEY: Final = "资金用途"
_TASKS: Final = ("主要任务", "重点任务", "重点工作")


_NO_ENTRIES: Final[Entries] = ((), (), 0)


class Draft:
    """The fields of one form while it is read."""

    def __init__(self, memo: Memo, scopes: Sequence[Scope] = ()) -> None:
        self.fields: list[AnyField] = []
        self.unread: list[tuple[int, int]] = []
        self.problems: list[Problem] = []
        self.project = ""
        self.department = ""
        self._memo = memo
        self._scopes = scopes
        self._unit: Unit | None = None
        self._fundings = memo.fundings[None]
        self._goals = GoalRows(memo, self.fields, scopes)
        self._money_columns: tuple[int, ...] = ()
        self._table: FieldTable | None = None
        self._label_columns: set[int] = set()
        self._plan: tuple[str, list[str]] | None = None
        self._use_pending = False
        self._last: Hit | None = None

    def read(self, row: Row) -> None:
        """Read one row of labels and values."""
        if self._table is not None and self._read_in_table(self._table, row):
            return
        cells = row.cells
        if row.line.drawn.grid:
            standing = self._standing(row)
            entries, left, amounts = entries_of(cells.texts, self._memo.labels, standing) or _NO_ENTRIES
        else:
            if cells.entries is None:
                cells.entries = entries_of(cells.texts, self._memo.labels) or _NO_ENTRIES
            entries, left, amounts = cells.entries
        if not entries or (self._goals.open and self._memo.labels[row.texts[0]] is None):
            self._without_label(row)
            return
        hit = entries[0][0]
        role = hit.label.role
        if role is _PLAN:
            self._read_plan(row, hit)
            return
        self._plan = None
        self._goals.open = ()
        if (role is _GOAL or role is _GROUP) and len(row.texts) > 1 and self._goals.read_labels(row):
            return
        if role is _GOAL:
            self._last = hit
            self._goals.read(row, hit)
            return
        if role is _GROUP and self._opens_table(row, hit):
            return
        if amounts and self._scopes:
            entries = self._with_periods(row, entries, amounts)
        self._add_entries(row, entries)
        if left:
            self.unread.extend((row.index, row.columns[cell]) for cell in left)
        if role is _GROUP:
            self._goals.read_heads(row)

    def _standing(self, row: Row) -> dict[int, bool]:
        """The cells of a drawn row in columns where the form prints labels, and whether a blank one is behind them."""
        labels, line = self._memo.labels, row.line
        found: dict[int, bool] = {}
        for cell, (text, column) in enumerate(zip(row.texts, row.columns, strict=True)):
            hit = labels[text]
            if hit is not None and not hit.value:
                self._label_columns.add(column)
            if column in self._label_columns:
                behind = column + 1
                blank = behind < len(line.cells) and not line.cells[behind]
                found[cell] = blank and behind not in line.drawn.covered
        return found

    def heads_nothing(self, row: Row) -> bool:
        """Whether a row prints the label of a group or a goal alone."""
        hit = self._memo.labels[row.texts[0]]
        return hit is not None and not hit.value and hit.label.role in (_GROUP, _GOAL)

    def read_total(self, row: Row) -> None:
        """Read a row of totals below the indicators: one field, its figures joined by one space."""
        raw = " ".join(row.texts[1:])
        place = row.place(min(1, len(row.texts) - 1))
        self.fields.append(_field(name=clean_label(row.texts[0]), raw=raw, place=place))

    def _with_periods(self, row: Row, entries: Sequence[Entry], amounts: int) -> Sequence[Entry]:
        """Say of which of two periods each amount of a row is: its number among them, as a rule."""
        if amounts != 2:
            return [
                (hit, at, raw, cell, nth and self._period_alone(row, hit, at))
                for hit, at, raw, cell, nth in entries
            ]
        if len(entries) == 2:
            self._money_columns = row.columns[entries[0][1]], row.columns[entries[1][1]]
        for hit, _, _, _, nth in entries:
            if nth == 1 and hit.label.scope is not self._scopes[1]:
                return entries
        return [(hit, at, raw, cell, nth and 3 - nth) for hit, at, raw, cell, nth in entries]

    def _period_alone(self, row: Row, hit: Hit, at: int) -> int:
        """The period of an amount without its neighbour: as its name says, else as its column does."""
        scope = hit.label.scope
        if scope is not None:
            return self._scopes.index(scope) + 1
        if not self._money_columns:
            return 0
        left, right = self._money_columns
        return 1 if 2 * row.columns[at] < left + right else 2

    def _add_entries(self, row: Row, entries: Iterable[Entry]) -> None:
        """The labels of a row, each with the text that belongs to it."""
        line, columns = row.line, row.columns
        # What stands on a plain line is placed without asking the line.
        first = line.margin + 1 if line.drawn is PLAIN else 0
        for hit, at, raw, cell, nth in entries:
            self._last = hit
            label = hit.label
            role = label.role
            column = columns[cell]
            place = _place(line.number, column + first, line.page) if first else line.place(column)
            if role is _TEXT or role is _NARRATIVE:
                self._add_text(label, hit.name, raw, place)
            elif role is _MONEY:
                self._add_money(hit, raw, nth if self._scopes else 0, place)
            elif role is _GROUP or role is _USE:
                self._group(hit, raw, columns[at], place)
            else:
                self.add_field(hit, raw, place, nth)
            if hit.further is not None:
                self._add_entries(row, ((hit.further, at, hit.further.value, cell, 0),))

    def _add_text(self, label: Label, name: str, raw: str, place: Place) -> None:
        """A field of words, which may be the name of the project or of the department."""
        self.fields.append(_field(name=name, raw=raw, place=place))
        if label.names_form and not self.project:
            self.project = raw
        elif label.names_department and not self.department:
            self.department = raw

    def add_field(self, hit: Hit, raw: str, place: Place, nth: int = 0) -> None:
        """Add a field of a label; `nth` tells of which of two periods an amount is, from 1."""
        label = hit.label
        role = label.role
        if role is _TEXT or role is _NARRATIVE:
            self._add_text(label, hit.name, raw, place)
        elif role is _MONEY:
            self._add_money(hit, raw, nth if self._scopes else 0, place)
        elif role is _PERSON:
            self.fields.append(_personal(name=hit.name, value=_secret(raw), place=place))
        elif role is _GOAL:
            self._goals.add(hit.name, raw, None, place)
        else:
            if role is _UNIT:
                self.set_unit(Unit.find(raw))
            kind = _OF_DATE if role is _DATE else _OF_TEXT
            self.fields.append(_field(name=hit.name, raw=raw, role=kind, place=place))

    def _find_unit(self, name: str) -> None:
        """Take the unit from the bracket of a label, if it states one."""
        if name[-1] in _CLOSING_BRACKETS:
            self.set_unit(self._memo.units[name] or self._unit)

    def set_unit(self, unit: Unit | None) -> None:
        """The unit of the amounts to come."""
        self._unit, self._fundings = unit, self._memo.fundings[unit]

    def _group(self, hit: Hit, raw: str, column: int, place: Place) -> None:
        """A label above others: it states a unit or a period, and only with a text of its own is it a field."""
        self._find_unit(hit.name)
        if hit.label.scope is not None:
            self._goals.columns[hit.label.scope] = column
        self._use_pending = hit.label.role is _USE
        if not raw:
            return
        if self._use_pending:
            self._add_use(raw, place)
        else:
            role = FieldRole.GOAL if "目标" in hit.name else FieldRole.TEXT
            self.fields.append(_field(name=hit.name, raw=raw, role=role, place=place))

    def _add_money(self, hit: Hit, raw: str, nth: int, place: Place) -> None:
        name = hit.name
        if name[-1] in _CLOSING_BRACKETS:
            self._find_unit(name)
        scope = self._scopes[nth - 1] if nth else None
        key = (name, raw, nth)
        funding = self._fundings.get(key)
        if funding is None:
            funding = self._fundings[key] = self._funding(hit, raw, scope)
        if funding.amount is None and raw and not is_redaction(raw) and not is_stroke(raw):
            self.problems.append(
                Problem(
                    kind="malformed amount",
                    where=name,
                    expected="a number such as 1,234.50",
                    found=repr(raw),
                    place=place,
                )
            )
        self.fields.append(
            _field(name=name, raw=raw, scope=scope, role=_AMOUNT, funding=funding, place=place)
        )

    def _funding(self, hit: Hit, raw: str, scope: Scope | None) -> Funding:
        assert hit.label.funding is not None
        source, period = hit.label.funding
        return _money(
            source=source,
            period=period if scope is None else _WHOLE if scope is _IMPLEMENTATION else _ANNUAL,
            amount=self._amount(raw) if raw else None,
        )

    def _amount(self, raw: str) -> Amount | None:
        """The amount of a cell, which may print its own unit: `35.00万元`."""
        numbers = self._memo.numbers
        number = numbers[raw]
        if number is not None:
            return _amount(number, self._unit)
        for unit in Unit:
            if raw.endswith(unit.value) and (number := numbers[raw[: -len(unit.value)].rstrip()]) is not None:
                return Amount(number, unit)
        return None

    def _add_use(self, raw: str, place: Place) -> None:
        self.fields.append(_field(name=_USE_OF_MONEY, raw=raw, place=place))
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
        self.fields.append(_field(name=name, raw=" ".join(figures), role=FieldRole.PLAN, place=place))
        if heads and len(figures) == len(heads):
            for head, figure, cell in zip(heads, figures, cells, strict=True):
                self.fields.append(
                    _field(name=clean_label(head), raw=figure, role=FieldRole.PLAN, place=row.place(cell))
                )
        self._plan = None

    def _without_label(self, row: Row) -> None:
        """A row of values alone: it goes on with what stands above, or nothing accounts for it."""
        numbers, texts = self._memo.numbers, row.texts
        if self._goals.open:
            self._goals.fill(row)
        elif self._plan is not None and all(numbers[text] is not None for text in texts):
            self._add_plan(row, range(len(texts)))
        elif self._use_pending and len(texts) == 1:
            self._add_use(texts[0], row.place(0))
        elif self._last is None or not self._continue(row):
            self.unread.extend((row.index, column) for column in row.columns)

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
                self._goals.add(last.name, text, last.scope, row.place(cell))
            return True
        if role is Role.NARRATIVE and len(row.texts) == 1:
            place = last.place if last.raw else row.place(0)
            self.fields[-1] = evolve(last, raw=last.raw + row.texts[0], place=place)
            return True
        return False

    def _opens_table(self, row: Row, hit: Hit) -> bool:
        """Whether a group heads a table of tasks or of money with a column for each figure.

        The tasks stand below 任务名称, or below the label of the group itself.
        """
        texts, columns = row.texts[1:], row.columns[1:]
        if not texts or texts[-1][-1].isdecimal():
            return False  # a value and no head: most groups
        hits = [each for text in texts if (each := self._memo.labels[text]) is not None]
        if [each for each in hits if each.value]:
            return False
        heads = texts
        if [each for each in hits if each.label.role is _TASK]:
            self._table = FieldTable.of_tasks(texts, columns)
        elif hit.key.endswith(_TASKS):
            heads = row.texts
            self._table = FieldTable.of_tasks(heads, row.columns)
        else:
            self._table = FieldTable.of_money(texts, columns)
        if self._table is None and not is_head_of_money(texts):
            return False
        self._last = hit
        for head in (hit.name, *heads):
            self._find_unit(head)
        return True

    def _read_in_table(self, table: FieldTable, row: Row) -> bool:
        """Take a row of a table of fields; False if the row is none, and the table at its end."""
        texts, columns = row.texts, row.columns
        hit = self._memo.labels[texts[0]]
        divided = table.below(texts, columns)
        if divided is not None:
            self._table = divided
        elif table.is_of_tasks and hit is None:
            if is_total(texts[0]):
                self._add_cells(row, table, table.placed_total(columns), clean_label(texts[0]))
            else:
                self._add_cells(row, table, table.placed(texts, columns), "")
        elif not table.is_of_tasks and self._are_figures(texts, table, columns):
            self._add_cells(row, table, table.placed(texts, columns), "")
        elif (
            not table.is_of_tasks
            and (hit is None or hit.label.role is Role.MONEY)
            and len(texts) > 1
            and self._are_figures(texts[1:], table, columns[1:])
        ):
            placed = table.placed(texts[1:], columns[1:])
            placed = {head: cell + 1 for head, cell in placed.items()}
            self._add_cells(row, table, placed, clean_label(texts[0]) if hit is None else hit.name, hit)
        else:
            self._table = None
        return self._table is not None

    def _are_figures(self, texts: Sequence[str], table: FieldTable, columns: Sequence[int]) -> bool:
        """Whether texts are nothing but figures, strokes or stars, but for one under the head of remarks."""
        numbers, notes = self._memo.numbers, table.notes
        if notes is not None and len(texts) > 1 and columns[-1] >= notes:
            texts = texts[:-1]
        return all(
            numbers[text.rstrip("%％")] is not None or is_stroke(text) or is_redaction(text) for text in texts
        )

    def _add_cells(
        self, row: Row, table: FieldTable, placed: dict[int, int], prefix: str, source: Hit | None = None
    ) -> None:
        """A field for each head of a table; a row of totals has none where nothing is printed."""
        texts = row.texts
        known = {*placed.values(), *((0,) if prefix else ())}
        self.unread.extend((row.index, row.columns[cell]) for cell in range(len(texts)) if cell not in known)
        for head, name in enumerate(table.names):
            cell = placed.get(head, -1)
            if cell < 0 and prefix:
                continue
            raw = texts[cell] if cell >= 0 else ""
            place = row.place(cell) if cell >= 0 else row.line.place()
            name = f"{prefix}/{name}" if prefix else name
            if table.is_money(head):
                hit = source or self._memo.labels[table.names[head].partition("/")[0]]
                label = hit.label if hit is not None and hit.label.funding is not None else _TABLE_MONEY
                self._add_money(Hit(label, name, name, ""), raw, 0, place)
            else:
                self.fields.append(_field(name=name, raw=raw, place=place))
