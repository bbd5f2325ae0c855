"""The kinds of forms that are read (登记表); a further kind is one module and one line here.

A package of your own adds a kind by an entry point of the group `govbudget.forms` that names a `FormReader`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Final

from attrs import evolve

from govbudget.model.problems import Problem
from govbudget.reading.forms.department import DEPARTMENT
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.parallel import PARALLEL
from govbudget.reading.forms.placed import PlacedLine, read_placed
from govbudget.reading.forms.plain import PLAIN
from govbudget.reading.forms.reader import FormReader, FormReading
from govbudget.reading.forms.sheet import Sheet
from govbudget.reading.source import SourceLine

__all__ = ["READERS", "form_readers", "read_form"]

READERS: Final[tuple[FormReader, ...]] = (DEPARTMENT, PARALLEL, PLAIN)
"""The kinds of this package; the last one reads what no other claims."""


@cache
def form_readers() -> tuple[FormReader, ...]:
    """The kinds of this package and those that installed packages add.

    >>> [reader.name for reader in form_readers()][:3]
    ['a whole department', 'two periods in parallel', 'one period']
    """
    added = [entry.load() for entry in entry_points(group="govbudget.forms")]
    return (*READERS, *added)


def read_form(
    lines: Sequence[SourceLine], memo: Memo, readers: Sequence[FormReader] | None = None
) -> FormReading:
    """Read one performance target form (绩效目标表), the lines of one region.

    A form that no other kind claims is read as one of one period.  Two that claim it are a problem.

    >>> from govbudget.reading.source import split_lines
    >>> text = "项目名称\\t改造\\n一级指标\\t二级指标\\t三级指标\\t目标值\\n产出目标\\t数量\\t改造面积\\t≥300平方米"
    >>> reading = read_form(split_lines("阅览室绩效目标表\\n(2024年)\\n" + text), Memo())
    >>> reading.form, reading.form.indicators[0], reading.unread
    (<PerformanceForm '改造' (project): 1 fields, 1 indicators>, <Indicator '改造面积' (数量): ≥300平方米>, ())
    """
    if lines and isinstance(lines[0], PlacedLine):
        return read_placed(lines, memo)
    sheet = Sheet.of(lines, memo)
    offered = form_readers() if readers is None else readers
    claimants = [reader for reader in offered if reader is not PLAIN and reader.claims(sheet)]
    if not claimants:
        return PLAIN.read(sheet, memo)
    reading = claimants[0].read(sheet, memo)
    if len(claimants) == 1:
        return reading
    problem = Problem(
        kind="several kinds of form",
        where=sheet.title or reading.form.project,
        expected="one kind of form that claims it",
        found=", ".join(reader.name for reader in claimants),
        place=reading.form.place,
    )
    return evolve(reading, problems=(*reading.problems, problem))
