"""Forms whose cells are known exactly (单元格已定): nothing in them is displaced, so nothing is weighed.

A layout that has cut a form into labels, values and indicator cells by its own means hands over `PlacedLine`s: each
says what it is.  Its cells are label and value, the heads and figures of a plan, one goal, or the six cells of an
indicator in the order of `INDICATOR_CELLS`; the number of the line is that of the value, where there is one.

>>> def line(kind, *cells): return PlacedLine(1, 0, "", cells, kind=kind)
>>> reading = read_placed((
...     line(PlacedKind.TITLE, "新书采购绩效目标表"), line(PlacedKind.FIELD, "项目名称", "新书采购"),
...     line(PlacedKind.INDICATOR, "产出指标", "数量指标", "采购册数", "全年采购的册数", "≥5万册", "年度计划")), Memo())
>>> reading.form, reading.form.indicators[0].basis
(<PerformanceForm '新书采购' (project): 1 fields, 1 indicators>, '年度计划')
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Final

from attrs import define, field

from govbudget.model.forms import FieldRole, FormField, FormKind, PerformanceForm
from govbudget.model.indicators import Indicator
from govbudget.model.target_text import is_redaction
from govbudget.model.targets import BlankTarget
from govbudget.reading.doubts import Doubt
from govbudget.reading.forms.fields import Draft
from govbudget.reading.forms.headings import year_of_title
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.reader import FormReading
from govbudget.reading.forms.sheet import Row
from govbudget.reading.source import SourceLine
from govbudget.spans import Place, Span
from govbudget.text import squeeze

__all__ = ["INDICATOR_CELLS", "PlacedKind", "PlacedLine", "read_placed"]

INDICATOR_CELLS: Final = 6
"""一级指标, 二级指标, 三级指标, 绩效指标描述, 指标值, 指标值确定依据."""
_USE_OF_MONEY: Final = "资金用途"
_GROUP_OF_USE: Final = "预算规模及资金用途"


class PlacedKind(enum.Enum):
    """What a line of a form with known cells is."""

    TITLE = "title"
    FIELD = "field"
    USE = "use of money"
    PLAN = "plan"
    GOAL = "goal"
    INDICATOR = "indicator"
    LOST = "lost"
    """Pieces that nothing accounts for."""


@define(eq=False)
class PlacedLine(SourceLine):
    """A line of such a form; `pieces` says for each cell where its parts stand in the text."""

    kind: PlacedKind = field(default=PlacedKind.FIELD)
    pieces: tuple[tuple[Span, ...], ...] = field(default=())
    cell_lines: tuple[int, ...] = field(default=())
    """For each cell the line it begins on; without them all begin on the line itself."""
    doubt: Doubt | None = field(default=None)
    """That the cells may be divided otherwise."""

    def cell_span(self, index: int) -> Span:
        """The characters from the first part of a cell to its last."""
        return Span(self.pieces[index][0].start, self.pieces[index][-1].end)


def read_placed(lines: Sequence[SourceLine], memo: Memo) -> FormReading:
    """Read a form whose lines are all `PlacedLine`s."""
    draft = Draft(memo)
    indicators: list[Indicator] = []
    title = ""
    level1 = level2 = ""
    unread: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if not isinstance(line, PlacedLine):
            continue
        cells = line.cells
        kind = line.kind
        if kind is PlacedKind.TITLE:
            title = cells[0]
        elif kind is PlacedKind.FIELD:
            hit = memo.labels[cells[0]]
            if hit is not None and len(cells) > 1 and memo.labels[cells[1]] is not None:
                # A project may be called by the word for some money.
                draft.add_field(hit, squeeze(cells[1]), line.place(1))
            else:
                draft.read(Row.of(index, line, memo.prints[cells]))
        elif kind is PlacedKind.INDICATOR:
            level1, level2 = squeeze(cells[0]) or level1, squeeze(cells[1]) or level2
            if line.doubt is not None:
                draft.problems.append(line.doubt.problem(title or draft.project, line.place()))
            if any(cells[2:]):
                indicators.append(_indicator(line, level1, level2, memo))
        elif kind is PlacedKind.LOST:
            unread.extend((index, cell) for cell in range(len(cells)))
        elif kind is PlacedKind.PLAN:
            draft.fields.extend(_plan(line))
        else:
            role = FieldRole.GOAL if kind is PlacedKind.GOAL else FieldRole.TEXT
            name = squeeze(cells[0]) if kind is PlacedKind.GOAL else _USE_OF_MONEY
            draft.fields.append(FormField(name=name, raw=cells[1], role=role, place=line.place(1)))
    first, last = lines[0], lines[-1]
    form = PerformanceForm(
        kind=FormKind.PROJECT,
        title=title,
        fiscal_year=year_of_title(title, draft.project),
        project=draft.project,
        fields=tuple(draft.fields),
        indicators=tuple(indicators),
        place=Place(first.number, None, first.page, last.number),
        spans=(Span(first.start, max(line.span.end for line in lines)),),
    )
    return FormReading(form, (*draft.unread, *unread), tuple(draft.problems))


def _indicator(line: PlacedLine, level1: str, level2: str, memo: Memo) -> Indicator:
    _, _, name, description, target, basis = line.cells[:INDICATOR_CELLS]
    return Indicator(
        name,
        level1,
        level2,
        memo.targets[target] if target else BlankTarget(),
        None,
        description,
        basis,
        place=line.place(),
    )


def _plan(line: PlacedLine) -> list[FormField]:
    """A plan: its name, its figures in one text, and each quarter by itself where all are printed.

    Cells: the name, then the heads and the figures; a figure is a number or stars.
    """
    name, *rest = line.cells
    figures = [cell for cell in rest if _is_figure(cell)]
    heads = [cell for cell in rest if not _is_figure(cell)]
    place = line.place()
    fields = [FormField(name=squeeze(name), raw=" ".join(figures), role=FieldRole.PLAN, place=place)]
    if heads and len(heads) == len(figures):
        fields += [
            FormField(name=squeeze(head), raw=figure, role=FieldRole.PLAN, place=place)
            for head, figure in zip(heads, figures, strict=True)
        ]
    return fields


def _is_figure(text: str) -> bool:
    return (text[:1].isdecimal() and text[-1:].isdecimal()) or is_redaction(text) or text[:1] in "-—"
