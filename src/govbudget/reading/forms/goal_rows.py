"""The goals of a form (绩效目标): beside their label or below it, one text or one for each of two periods.

The heads 实施期目标 and 年度目标, or 预期目标 and 实际完成情况 in a self assessment, stand above their texts: in the
row of the label 总体目标, above it, or without it.  A text belongs to the head it stands under; of two texts the
first is of the first head, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Final, TypeAlias

from govbudget.model.forms import AnyField, FieldRole, FormField
from govbudget.model.indicators import Scope
from govbudget.reading.forms.goals import goal_items
from govbudget.reading.forms.labels import Hit, clean_label
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.sheet import Row
from govbudget.reading.forms.vocabulary import Role
from govbudget.records import maker
from govbudget.spans import Place
from govbudget.text import fold

__all__ = ["GoalRows"]

_field: Final = maker(FormField)
_GOAL: Final = FieldRole.GOAL

_Head: TypeAlias = tuple[str, Scope | None, int]
"""What the goals under a head are called, their period, and the column of the head."""


_RESULTS: Final = frozenset(
    (
        "预期目标",
        "年初设定目标",
        "年初目标",
        "实际完成情况",
        "全年实际完成情况",
        "目标实际完成情况",
        "完成情况",
    )
)
"""The heads of self assessments: what was promised, and what came of it."""
_COLUMN: Final = itemgetter(1)
_LONGEST_RESULT: Final = 40
"""No head is as long, spaced out though it be: the texts of goals are, and need not be folded."""


class GoalRows:
    """Adds the goals of one form to its fields; `columns` are those of the heads of two periods."""

    def __init__(self, memo: Memo, fields: list[AnyField], scopes: Sequence[Scope]) -> None:
        self.columns: dict[Scope, int] = {}
        self.open: Sequence[_Head] = ()
        """The heads that have had no text yet: it may follow below."""
        self._memo = memo
        self._fields = fields
        self._scopes = scopes

    def read(self, row: Row, hit: Hit) -> None:
        """A row that begins with the label of a goal."""
        values = [(hit.value, 0)] if hit.value else []
        for cell in range(1, len(row.texts)):
            found = self._memo.labels[row.texts[cell]]
            if found is not None and found.label.scope is not None:
                self.columns[found.label.scope] = row.columns[cell]
            elif found is None or found.value or found.key != hit.key:  # else the label is printed twice
                values.append((row.texts[cell], cell))
        if values and not [
            text for text, _ in values if len(text) > _LONGEST_RESULT or fold(text) not in _RESULTS
        ]:
            self.open = [(clean_label(text), None, row.columns[cell]) for text, cell in values]
            return
        heads: list[_Head] = [(hit.name, scope, column) for scope, column in self._periods()]
        self._add_under(row, heads or [(hit.name, None, 0)], values)
        if not values:
            self.open = heads

    def read_heads(self, row: Row) -> None:
        """A row of the heads of two periods alone: their texts follow below, under a label of their own or none."""
        if len(row.texts) != 2 or not self._periods():
            return
        hits = [self._memo.labels[text] for text in row.texts]
        scopes = [hit.label.scope for hit in hits if hit is not None and not hit.value]
        if len(hits) == len(scopes) and None not in scopes:
            names = [hit.name for hit in hits if hit is not None]
            self.open = list(zip(names, scopes, row.columns, strict=True))

    def read_labels(self, row: Row) -> bool:
        """A row of the labels of two goals or more, behind that of their group or without: their texts stand below."""
        hits = [self._memo.labels[text] for text in row.texts]
        first = 1 if len(hits) > 2 and hits[0] is not None and hits[0].label.role is Role.GROUP else 0
        heads = [hit for hit in hits[first:] if hit is not None and hit.label.role is Role.GOAL]
        if len(heads) < 2 or len(heads) < len(hits) - first or any(hit.value for hit in heads):
            return False
        if len({hit.key for hit in heads}) < len(heads):
            return False
        self.open = [(hit.name, None, column) for hit, column in zip(heads, row.columns[first:], strict=True)]
        return True

    def fill(self, row: Row) -> None:
        """A row of texts below heads."""
        fields, heads = self._fields, self.open
        while fields and fields[-1].name == heads[0][0]:
            last = fields[-1]
            if not isinstance(last, FormField) or last.raw:
                break
            fields.pop()  # the blank left by a label without a text beside it
        self.open = ()
        self._add_under(row, heads, [(text, cell) for cell, text in enumerate(row.texts)])

    def add(self, name: str, raw: str, scope: Scope | None, place: Place) -> None:
        """One text; a numbered list is one goal for each item."""
        for item in goal_items(raw) if raw else ("",):
            self._fields.append(_field(name=name, raw=item, scope=scope, role=_GOAL, place=place))

    def _periods(self) -> list[tuple[Scope, int]]:
        """The two periods with the columns of their heads, left to right, if there are two."""
        if len(self._scopes) < 2 or len(self.columns) < 2:
            return []
        return sorted(self.columns.items(), key=_COLUMN)

    def _add_under(self, row: Row, heads: Sequence[_Head], values: Sequence[tuple[str, int]]) -> None:
        """The texts of a row under their heads."""
        divided: list[Sequence[tuple[str, int]]] = [values]
        if len(heads) == 2:
            right = heads[1][2]
            first = 1 if len(values) > 1 else sum(row.columns[cell] < right for _, cell in values)
            divided = [values[:first], values[first:]]
        for (name, scope, _), texts in zip(heads, divided, strict=True):
            for raw, cell in texts or [("", 0)]:
                self.add(name, raw, scope, row.place(cell))
