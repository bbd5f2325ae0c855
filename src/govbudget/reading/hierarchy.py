"""Which row is a part of which (行间关系), as the print says it: by codes, numbering, groups, total words.

* A **code** stands under the nearest row above whose code it continues.
* **Numbering** nests in the order in which its kinds appear: 一、 over （一） over 1、 over ①; a row without a
  number after a numbered one is a part of it, but only if the sums do not deny it.  A list that goes on, at 二、,
  began above: it is no part of the row before it, unless the sums say so.
* In a table with two parallel names, a row whose second name is blank heads the rows below it.
* A merged **group** cell has a 小计 row of its own, or none.
* A **total** at the top takes the rows below it, a total further down those above it.
* A **unit** row repeats the total for one unit and takes the rows below it.
* Where none of this tells levels and a plain sum fails, the **sums** do, if they leave one way to nest.

>>> from decimal import Decimal
>>> def row(label, raw): return PrintedRow(label=label, values={0: Decimal(raw)})
>>> printed = ("一、基本支出 5", "人员经费 3", "公用经费 2", "二、项目支出 4", "合计 9")
>>> rows = [row(*text.split()) for text in printed]
>>> [(place.parent, place.role.value) for place in arrange(rows)]
[(4, 'item'), (0, 'item'), (0, 'item'), (4, 'item'), (None, 'total')]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field

from govbudget.codes.types import ClassificationCode, ProcurementCode, UnitCode
from govbudget.laws.nesting import heads_itself, nesting
from govbudget.laws.sums import adds_up
from govbudget.model.tables import RowRole
from govbudget.reading.official_rows import leave_official
from govbudget.reading.plain_runs import run_below
from govbudget.reading.printed import (
    PLAIN,
    PrintedRow,
    RowPlace,
    begins_list,
    is_vehicle_part,
)
from govbudget.reading.words import exclude
from govbudget.records import maker
from govbudget.text import fold

__all__ = ["RowPlace", "arrange", "same_entity"]

_DEPTHS = ("一、", "(一)", "1、", "(1)", "①")

# A member of an enumeration costs ten times as much to look up as a name of the module.
_ITEM, _OF_WHICH, _SUBTOTAL = RowRole.ITEM, RowRole.OF_WHICH, RowRole.SUBTOTAL
_TOTAL, _UNIT = RowRole.TOTAL, RowRole.UNIT
_place: Final = maker(RowPlace)


def same_entity(label: str, entity: str) -> bool:
    """Whether a folded label names an entity, in full or without the place before it.

    >>> same_entity("图书馆", "临江县图书馆"), same_entity("教育", "教育局")
    (True, False)
    >>> same_entity("临江县图书馆(本级)", "临江县图书馆(本级)")
    True
    """
    if not label or not entity:
        return False
    label, entity = label.removesuffix("(本级)"), entity.removesuffix("(本级)")
    return (
        label == entity
        or (len(label) >= 3 and entity.endswith(label))
        or (len(entity) >= 4 and label.endswith(entity))
    )


def arrange(rows: Sequence[PrintedRow], entity: str = "", *, of_units: bool = False) -> list[RowPlace]:
    """Place every row of a panel; `of_units` says that its name column is one of units."""
    return _Arranger(rows, fold(entity), of_units).run()


@define
class _Arranger:
    rows: Sequence[PrintedRow]
    entity: str
    of_units: bool
    parents: list[int | None] = field(init=False)
    units: set[int] = field(init=False, factory=set)
    totals: set[int] = field(init=False, factory=set)
    pending: list[int] = field(init=False, factory=list)
    """The rows at the top level that no total has taken yet."""
    top: int | None = field(init=False, default=None)
    """The total or unit row above that takes the rows below it."""

    def __attrs_post_init__(self) -> None:
        self.parents = [None] * len(self.rows)

    def run(self) -> list[RowPlace]:
        rows = self.rows
        classified = {
            i for i, row in enumerate(rows) if row.codes and isinstance(row.codes[0], ClassificationCode)
        }
        self.totals = {i for i, row in enumerate(rows) if row.name.is_total and i not in classified}
        coded = len(classified)
        if coded and coded >= len(rows) - len(self.totals) - coded:
            if self._begins_with_nameless_total():
                self.totals.add(0)
            self._by_codes()
        elif [row for row in rows if len(row.names) > 1 and row.names[1]] and not self._lists_goods():
            self._by_names()
        else:
            self._by_numbering()
        leave_official(rows, self.parents, self.totals, self._confirmed)
        self._nest_by_sums()
        for position, row in enumerate(rows):
            if not row.label and row.is_words_alone:
                self.parents[position] = None
        named: set[tuple[int | None, str]] = set()
        return [_place(self._role(position, named), parent) for position, parent in enumerate(self.parents)]

    def _lists_goods(self) -> bool:
        """Whether the rows are goods: their second name says what is bought, and heads nothing."""
        return any(isinstance(code, ProcurementCode) for row in self.rows for code in row.codes)

    def _begins_with_nameless_total(self) -> bool:
        """Whether the first row, without name or code, is the sum of the codes of the highest level below."""
        first = self.rows[0]
        if first.label or first.codes or not first.values:
            return False
        top: list[int] = []
        for position, row in enumerate(self.rows):
            code = row.code
            if isinstance(code, ClassificationCode) and not any(
                self._continues(above, code) for above in top[-1:]
            ):
                top.append(position)
        return self._holds(0, top) is True

    def _role(self, position: int, named: set[tuple[int | None, str]]) -> RowRole:
        """The role of a row; `named` gathers the lists that a row with 其中 has begun, by whole and numbering."""
        row = self.rows[position]
        if position in self.units:
            return _UNIT
        if position in self.totals:
            return _TOTAL if self.parents[position] is None else _SUBTOTAL
        name = row.name
        if name.is_of_which:
            named.add((self.parents[position], name.style))
            return _OF_WHICH
        if name.is_subtotal:
            return _SUBTOTAL
        return _OF_WHICH if named and (self.parents[position], name.style) in named else _ITEM

    def _take_total(self, position: int) -> bool:
        """Handle a total or unit row at the top level; False if the row is neither."""
        row = self.rows[position]
        if position in self.totals:
            if row.group:
                return False
            if position == self._first():
                self.top = position
            elif self._heads(position):
                self.parents[position] = self._first()
                self.top = position
            else:
                for part in {*self.pending}.difference(apart := self._apart(position)):
                    self.parents[part] = position
                self.pending = [*apart, position] if self.top is None else []
            return True
        if self._is_unit(position):
            self._take_unit(position)
            return True
        return False

    def _apart(self, total: int) -> list[int]:
        label = self.rows[total].folded
        return [one for one in self.pending if one in self.totals and exclude(self.rows[one].folded, label)]

    def _heads(self, position: int) -> bool:
        """Whether a subtotal stands above its rows: right below the grand total, or after one that does."""
        first = self._first()
        if first not in self.totals or not self.rows[position].folded.endswith("小计"):
            return False
        return position == first + 1 or (self.top in self.totals and self.top != first)

    def _take_unit(self, position: int) -> None:
        """A unit stands inside the total or unit above it, or beside a unit that is not the one it belongs to.

        It belongs to a unit whose number its own continues, or that prints the same figures.
        """
        above = self.top
        while above is not None and above in self.units and not self._belongs(position, above):
            above = self.parents[above]
        self.units.add(position)
        self.parents[position] = above
        if above is None:
            self.pending.append(position)
        self.top = position

    def _belongs(self, position: int, unit: int) -> bool:
        inner, outer = self.rows[position], self.rows[unit]
        if isinstance(inner.code, UnitCode) and isinstance(outer.code, UnitCode):
            return inner.code != outer.code and inner.code.digits.startswith(outer.code.digits)
        return inner.values == outer.values

    def _first(self) -> int:
        return next((i for i, row in enumerate(self.rows) if row.values or row.label), 0)

    def _is_unit(self, position: int) -> bool:
        row = self.rows[position]
        return row.is_unit or (self.of_units and bool(row.label)) or same_entity(row.name.bare, self.entity)

    def _attach(self, position: int, parent: int | None) -> None:
        if parent is None:
            parent = self.top
        self.parents[position] = parent
        if parent is None:
            self.pending.append(position)

    def _by_codes(self) -> None:
        above: list[int] = []
        projects_end = 0
        for position, row in enumerate(self.rows):
            code = row.codes[0] if row.codes else None
            if position < projects_end:
                self.parents[position] = above[-1]
                continue
            if not isinstance(code, ClassificationCode):
                above = []
                if position in self.totals:
                    self._take_total(position)
                elif row.label and not row.spoilt_code:
                    self._take_unit(position)
                else:
                    self._attach(position, None)
                continue
            while above and not self._continues(above[-1], code):
                above.pop()
            self._attach(position, above[-1] if above else None)
            above.append(position)
            projects_end = self._projects_end(position)

    def _projects_end(self, item: int) -> int:
        """Where rows without codes below a code end that are projects booked under it: its own position for none.

        Together they make it up; a unit makes up nothing above it, and is made up by the codes below it.
        """
        end = item + 1
        while end < len(self.rows) and self._may_be_project(end):
            end += 1
        if end == item + 1 or self._confirmed(item, range(item + 1, end)) is not True:
            return item
        return item if self._holds(end - 1, self._top_codes(end)) is True else end

    def _may_be_project(self, position: int) -> bool:
        row = self.rows[position]
        if not row.label or row.codes or row.spoilt_code or position in self.totals:
            return False
        return not same_entity(row.name.bare, self.entity)

    def _top_codes(self, start: int) -> list[int]:
        """The codes from a position on that continue no other, up to the first row without one."""
        tops: list[int] = []
        for position in range(start, len(self.rows)):
            code = self.rows[position].code
            if not isinstance(code, ClassificationCode):
                break
            if not any(self._continues(above, code) for above in tops[-1:]):
                tops.append(position)
        return tops

    def _continues(self, position: int, code: ClassificationCode) -> bool:
        codes = self.rows[position].codes
        parent = codes[0] if codes else None
        return (
            isinstance(parent, ClassificationCode) and parent.digits != code.digits and parent.contains(code)
        )

    def _by_names(self) -> None:
        head: int | None = None
        for position, row in enumerate(self.rows):
            if self._take_total(position):
                head = None
            elif len(row.names) > 1 and row.names[1]:
                self._attach(position, head)
            else:
                self._attach(position, None)
                head = position

    def _by_numbering(self) -> None:
        stack: list[int] = []
        for position, row in enumerate(self.rows):
            if self._take_total(position):
                stack = []
                continue
            if row.group:
                stack = []
                self._attach(position, self._group_subtotal(position))
                continue
            style = row.name.style
            for depth, above in enumerate(stack):
                if self._same_depth(above, row, style):
                    del stack[depth:]
                    break
            while stack and self._goes_on(position) and self._is_deeper(stack[-1], style):
                stack.pop()
            parent = stack[-1] if stack else None
            self._attach(position, parent)
            stack.append(position)
        self._check_plain_parts()
        self._check_lists_gone_on()

    def _same_depth(self, above: int, row: PrintedRow, style: str) -> bool:
        other = self.rows[above]
        if other.name.style != style or (
            row.name.is_of_which and not other.name.is_of_which and style == PLAIN
        ):
            return False
        return not (style == PLAIN and is_vehicle_part(other.folded, row.folded))

    def _goes_on(self, position: int) -> bool:
        """Whether a row is numbered, and not as the first of its list."""
        name = self.rows[position].name
        return name.style != PLAIN and not begins_list(name.folded)

    def _is_deeper(self, above: int, style: str) -> bool:
        """Whether a row is numbered as the parts of rows of another kind of numbering are."""
        other = self.rows[above].name.style
        return other != PLAIN and _DEPTHS.index(other) > _DEPTHS.index(style)

    def _check_lists_gone_on(self) -> None:
        """A list that goes on below a row without a number is no part of it, unless the sums say so."""
        parts: dict[int, list[int]] = {}
        for position, parent in enumerate(self.parents):
            if parent is not None and parent not in self.totals and parent not in self.units:
                parts.setdefault(parent, []).append(position)
        for parent, members in parts.items():
            if self.rows[parent].name.style != PLAIN or not self.rows[parent].values:
                continue
            if self._goes_on(members[0]) and self._confirmed(parent, members) is False:
                for part in members:
                    self.parents[part] = self.parents[parent]

    def _group_subtotal(self, position: int) -> int | None:
        row = self.rows[position]
        if position in self.totals:
            return None
        return next((i for i in self.totals if self.rows[i].group == row.group and i != position), None)

    def _check_plain_parts(self) -> None:
        """Rows without numbers are parts of the numbered row above, unless the sums deny it.

        Where one column confirms it, for this row or for another of the panel, a sum that fails elsewhere is
        an error of the document and no reason to doubt the nesting.
        """
        children: dict[int, list[int]] = {}
        for position, parent in enumerate(self.parents):
            weak = self.rows[position].name.style == PLAIN
            if (
                weak
                and parent is not None
                and self.rows[parent].name.style != PLAIN
                and parent not in self.totals
            ):
                children.setdefault(parent, []).append(position)
        verdicts = {parent: self._confirmed(parent, parts) for parent, parts in children.items()}
        confirmed = any(verdict is True for verdict in verdicts.values())
        for parent, parts in children.items():
            unprinted = not self.rows[parent].values and any(self.rows[part].values for part in parts)
            if unprinted or (verdicts[parent] is False and not confirmed):
                for part in parts:
                    if not self.rows[part].name.is_of_which:
                        self.parents[part] = self.parents[parent]

    def _nest_by_sums(self) -> None:
        """Nest rows that the print puts one below the other without a mark of their levels."""
        parts: dict[int, list[int]] = {}
        for position, parent in enumerate(self.parents):
            if parent is not None:
                parts.setdefault(parent, []).append(position)
        denied = {whole for whole, members in parts.items() if self._holds(whole, members) is False}
        for whole in parts:
            if not denied or (self.parents[whole] is not None and whole not in self.totals):
                continue
            below = sorted(_all_below(whole, parts))
            if denied.isdisjoint((whole, *below)) or not self._are_unmarked(below):
                continue
            found = nesting(self.rows[whole].values, [self.rows[row].values for row in below])
            if found is not None and not heads_itself([self.rows[row].folded for row in below], found):
                for row, inner in zip(below, found, strict=True):
                    self.parents[row] = whole if inner is None else below[inner]
                denied.discard(whole)
        for whole in denied:
            run = run_below(whole, parts[whole], self._is_unnumbered, self._holds, self._confirmed)
            # A row that is printed twice is no part of itself.
            if run is not None and self.rows[run.head].folded not in [self.rows[p].folded for p in run.parts]:
                for part in run.parts:
                    self.parents[part] = run.head

    def _is_unnumbered(self, position: int) -> bool:
        row = self.rows[position]
        unmarked = row.name.style == PLAIN and not row.name.is_of_which and position not in self.totals
        return unmarked and bool(row.label) and not row.group and not row.codes

    def _are_unmarked(self, positions: Sequence[int]) -> bool:
        """Whether nothing printed says what level rows are of: codes of one level do not."""
        rows = [self.rows[position] for position in positions]
        if any(row.group or row.name.style != PLAIN or row.name.is_of_which for row in rows):
            return False
        lengths = {len(row.code.digits) for row in rows if isinstance(row.code, ClassificationCode)}
        return len(lengths) <= 1 and self.totals.isdisjoint(positions)

    def _holds(self, parent: int, parts: Sequence[int]) -> bool | None:
        """Whether the parts add up to the whole in every column that prints both."""
        verdicts = self._sums(parent, parts)
        return all(verdicts.values()) if verdicts else None

    def _confirmed(self, parent: int, parts: Sequence[int]) -> bool | None:
        """Whether the parts add up to the whole in some column where the whole is not nothing.

        None where no column can say.
        """
        whole = self.rows[parent].values
        verdicts = [holds for column, holds in self._sums(parent, parts).items() if whole[column]]
        return any(verdicts) if verdicts else None

    def _sums(self, parent: int, parts: Sequence[int]) -> dict[int, bool]:
        """By column, whether the parts add up to the whole, where both are printed."""
        printed = [self.rows[part].values for part in parts]
        verdicts: dict[int, bool] = {}
        for column, total in self.rows[parent].values.items():
            verdict = adds_up(total, [values[column] for values in printed if column in values])
            if verdict is not None:
                verdicts[column] = verdict
        return verdicts


def _all_below(whole: int, parts: Mapping[int, Sequence[int]]) -> Iterator[int]:
    pending = list(parts.get(whole, ()))
    while pending:
        row = pending.pop()
        yield row
        pending.extend(parts.get(row, ()))
