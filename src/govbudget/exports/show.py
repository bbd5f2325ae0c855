"""An account of what was read, for people (阅读结果): tables with their figures, forms, claims, problems.

>>> from govbudget.model.disclosure import Disclosure, DisclosureKind
>>> from govbudget.model.tables import Column, Figure, Row, Table
>>> from govbudget.money import Amount, Unit
>>> figure = Figure(raw="8.00", value=Amount.parse("8.00", Unit.TEN_THOUSAND_YUAN), column=0)
>>> row = Row(index=1, label="教育支出", cells=(figure,))
>>> columns = (Column(path=("预算数",)),)
>>> table = Table(title="支出总表", index=1, unit=Unit.TEN_THOUSAND_YUAN, columns=columns, rows=(row,))
>>> for line in account(Disclosure(title="2024年部门预算", fiscal_year=2024, tables=(table,))):
...     print(line)
2024年部门预算
  kind     not recognised
  entity   not stated
  year     2024
  read     1 table (0 published empty), 1 figure, 0 forms, 0 claims
  unread   nothing
  problems none
<BLANKLINE>
table 1 │ 支出总表 │ not recognised │ 万元 │ 1 row, 1 figure
            预算数
  教育支出    8.00
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govbudget.exports.terminal import clip, display_width, pad
from govbudget.model.claims import Claim
from govbudget.model.disclosure import Disclosure
from govbudget.model.forms import PerformanceForm
from govbudget.model.tables import Figure, FigureStatus, PrintedFigure, Row, Table
from govbudget.spans import Place

__all__ = ["account"]

_LABEL_WIDTH = 44
_TEXT_WIDTH = 76
_MARKS = {
    FigureStatus.AMBIGUOUS: "○",
    FigureStatus.UNSETTLED: "○",
    FigureStatus.MALFORMED: "×",
}
_LEGEND = {
    "≈": "≈ column settled by arithmetic",
    "○": "○ column not settled",
    "×": "× no number",
}


def account(disclosure: Disclosure, *, clean: Callable[[str], str] = str) -> Iterator[str]:
    """The lines of the account; `clean` makes a text of the document fit for the output.

    >>> from govbudget.model.disclosure import Disclosure
    >>> next(account(Disclosure()))
    'no title'
    """
    yield from _head(disclosure, clean)
    for table in disclosure.tables:
        yield ""
        yield from _table(table, clean)
    if disclosure.forms:
        yield ""
        for number, form in enumerate(disclosure.forms, 1):
            yield clean(_form(number, form))
    if disclosure.claims:
        yield ""
        yield "claims"
        yield from (clean(_claim(claim)) for claim in disclosure.claims)
    if disclosure.unread:
        yield ""
        yield "unread"
        for part in disclosure.unread:
            yield clean(f"  {_at(part.place)}{part.where}: {clip(part.text, _TEXT_WIDTH)}")
    if disclosure.problems:
        yield ""
        yield "problems"
        yield from (clean(f"  {problem}") for problem in disclosure.problems)


def _head(disclosure: Disclosure, clean: Callable[[str], str]) -> Iterator[str]:
    tables = [table for table in disclosure.tables if table.index is not None]
    empty = sum(table.is_empty for table in tables)
    figures = sum(len(table.figures) for table in tables)
    unread = sum(len("".join(part.text.split())) for part in disclosure.unread)
    yield clean(disclosure.title or "no title")
    yield f"  kind     {'not recognised' if disclosure.kind is None else disclosure.kind.value}"
    yield clean(f"  entity   {disclosure.entity or 'not stated'}")
    if disclosure.units:
        yield clean(f"  units    {', '.join(disclosure.units)}")
    yield f"  year     {'not stated' if disclosure.fiscal_year is None else disclosure.fiscal_year}"
    read = [
        _count(figures, "figure"),
        _count(len(disclosure.forms), "form"),
        _count(len(disclosure.claims), "claim"),
    ]
    yield f"  read     {_count(len(tables), 'table')} ({empty} published empty), {', '.join(read)}"
    yield f"  unread   {_count(unread, 'character') if unread else 'nothing'}"
    yield f"  problems {len(disclosure.problems) or 'none'}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _at(place: Place | None) -> str:
    return "" if place is None else f"{place}: "


def _table(table: Table, clean: Callable[[str], str]) -> Iterator[str]:
    parts = [
        "grid of words" if table.index is None else f"table {table.index}",
        clean(table.title or "no title"),
        "not recognised" if table.kind is None else table.kind.value,
        "no unit" if table.unit is None else table.unit.value,
        f"{_count(len(table.rows), 'row')}, {_count(len(table.figures), 'figure')}",
    ]
    if table.place is not None:
        parts.append(str(table.place))
    yield " │ ".join(parts)
    if table.is_empty:
        if table.index is not None:
            yield "  published empty"
    else:
        yield from _figures(table, clean)
    yield from (clean(f"  {clip(note, _TEXT_WIDTH)}") for note in table.notes)


def _figures(table: Table, clean: Callable[[str], str]) -> Iterator[str]:
    of_row: dict[int, list[PrintedFigure]] = {}
    for printed in table.figures:
        of_row.setdefault(id(printed.row), []).append(printed)
    panels = dict.fromkeys(row.panel for row in table.rows)
    marks: set[str] = set()
    for panel in panels:
        if panel is not None:
            yield f"  ─ {panel.value}"
        rows = [row for row in table.rows if row.panel is panel]
        yield from _panel(table, rows, of_row, marks, clean)
    if marks:
        yield "  " + ", ".join(text for mark, text in _LEGEND.items() if mark in marks)


def _panel(
    table: Table,
    rows: Sequence[Row],
    of_row: dict[int, list[PrintedFigure]],
    marks: set[str],
    clean: Callable[[str], str],
) -> Iterator[str]:
    """The rows with figures, aligned under their columns; wide header paths are numbered and listed first."""
    shown = [(row, [printed.figure for printed in of_row[id(row)]]) for row in rows if id(row) in of_row]
    used = sorted({figure.column for _, figures in shown for figure in figures if figure.column is not None})
    titles = {index: clean(table.columns[index].title) for index in used}
    if len(used) > 1:
        yield "  columns: " + " │ ".join(f"{number} {titles[index]}" for number, index in enumerate(used, 1))
        titles = {index: str(number) for number, index in enumerate(used, 1)}
    names = [clean(_name(row)) for row, _ in shown]
    cells = [
        {figure.column: _cell(table, figure, marks, clean) for figure in figures} for _, figures in shown
    ]
    label = max(map(display_width, names), default=0)
    widths = {index: max(display_width(title), *(display_width(line.get(index, "")) for line in cells))
              for index, title in titles.items()}  # fmt: skip
    yield "  " + " " * label + "".join(f"  {pad(titles[index], widths[index], right=True)}" for index in used)
    for name, (_, figures), line in zip(names, shown, cells, strict=True):
        placed = "".join(f"  {pad(line.get(index, ''), widths[index], right=True)}" for index in used)
        loose = "".join(
            f"  {_cell(table, figure, marks, clean)}" for figure in figures if figure.column is None
        )
        yield f"  {pad(name, label)}{placed}{loose}".rstrip()
    silent = len(rows) - len(shown)
    if silent:
        yield f"  and {_count(silent, 'row')} without a figure"


def _name(row: Row) -> str:
    words = [
        *(code.digits for code in (row.code, *row.other_codes) if code is not None),
        row.group,
        row.label,
    ]
    return clip(" ".join(filter(None, words)), _LABEL_WIDTH)


def _cell(table: Table, figure: Figure, marks: set[str], clean: Callable[[str], str]) -> str:
    mark = _MARKS.get(figure.status, "")
    proofs = (
        {figure.settled_by}
        if figure.column is None
        else {figure.settled_by, table.columns[figure.column].settled_by}
    )
    if not mark and proofs != {"header"}:
        mark = "≈"
    if mark:
        marks.add(mark)
    return clean(f"{mark}{figure.raw}")


def _form(number: int, form: PerformanceForm) -> str:
    about = form.project or form.title or "no name"
    counts = f"{_count(len(form.fields), 'field')}, {_count(len(form.indicators), 'indicator')}"
    place = "" if form.place is None else f" │ {form.place}"
    return f"form {number} │ {about} │ {form.kind.value} │ {counts}{place}"


def _claim(claim: Claim) -> str:
    about = " ".join(filter(None, (claim.subject, claim.relation)))
    return f"  {_at(claim.place)}{clip(about, _TEXT_WIDTH)} {claim.raw}"
