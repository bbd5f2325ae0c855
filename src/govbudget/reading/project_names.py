"""Rows that a form names (表中的项目名称): the name of a project is a name, whatever words it ends or begins with.

A row whose label ends in the word for a total is one, and a label behind （一） is numbered.  But where a form
of the document has just that label for the name of its project, the row of a table of projects, or of what is bought
for them, is that project: `档案数字化小计` sums up nothing, and a `（一）` that no `（二）` follows is a part
of the name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from govbudget.model.forms import FormKind, PerformanceForm
from govbudget.model.tables import TableKind
from govbudget.reading.drafts import PanelDraft, TableDraft
from govbudget.reading.printed import PLAIN, Name, begins_list
from govbudget.text import fold

__all__ = ["names_of_projects", "take_project_names"]

_OF_PROJECTS: Final = (TableKind.PROJECT_EXPENDITURE, TableKind.PROCUREMENT, TableKind.SERVICES)
_BARE_TOTALS: Final = frozenset(("合计", "总计", "共计", "小计", "累计", "总额", "总数", "计"))


def names_of_projects(forms: Iterable[PerformanceForm]) -> frozenset[str]:
    """The folded names of the projects of some forms."""
    found = {fold(form.project) for form in forms if form.kind is not FormKind.DEPARTMENT}
    return frozenset(found - _BARE_TOTALS)


def take_project_names(table: TableDraft, projects: frozenset[str]) -> None:
    """Read labels of a table of projects or their goods that are names of projects as names and nothing else."""
    for panel in table.panels if projects and table.kind in _OF_PROJECTS else ():
        _take_names(panel, projects)


def _take_names(panel: PanelDraft, projects: frozenset[str]) -> None:
    doubted = [
        position
        for position, row in enumerate(panel.rows)
        if (row.name.is_total or row.name.style != PLAIN) and row.name.folded in projects
    ]
    if not doubted:
        return
    gone_on = {row.name.style for row in panel.rows if not begins_list(row.name.folded)}
    for position in doubted:
        row = panel.rows[position]
        if row.name.style == PLAIN or row.name.style not in gone_on:
            panel.rows[position] = evolve(row, name=_plain(row.name.folded))


def _plain(folded: str) -> Name:
    return Name(folded, PLAIN, folded, is_total=False, is_of_which=False, is_subtotal=False)
