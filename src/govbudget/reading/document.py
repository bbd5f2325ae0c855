"""From text to disclosure (整篇读取): the pipeline.

lines → family → blocks → drafts of tables → what tables settle for one another → tables, forms, claims.
Every character that is not white space ends up in exactly one block: what a table or form has no use for
becomes unread text with a span of its own.

>>> doc = parse("2024年支出总表\\n单位：万元\\n项目\\t合计\\n教育支出\\t8.00\\n")
>>> doc.tables[0]
<Table 1 '2024年支出总表' (expenditure): 1 rows, 1 figures, 万元>
>>> parse("你好")
Traceback (most recent call last):
    ...
govbudget.errors.NotADisclosureError: expected a budget table or a performance target form, found 1 line of other text
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from attrs import evolve

from govbudget.errors import NotADisclosureError
from govbudget.model.coordinates import Phase, Statistic
from govbudget.model.disclosure import Block, BlockKind, Disclosure, DisclosureKind
from govbudget.model.forms import FormField, PerformanceForm
from govbudget.model.problems import Problem, Unread
from govbudget.model.tables import RowRole, Table
from govbudget.period import find_year
from govbudget.reading.build import build
from govbudget.reading.cover import cover_title, departments_named
from govbudget.reading.drafts import TableDraft, draft
from govbudget.reading.entity_names import with_codes_before, without_code
from govbudget.reading.forms import FormReading, listed_forms, read_form
from govbudget.reading.grid import RawTable
from govbudget.reading.intake import Intake
from govbudget.reading.layouts import CutDocument, Family, families
from govbudget.reading.lexicon import Lexicon
from govbudget.reading.narrative import read_claims
from govbudget.reading.project_names import names_of_projects, take_project_names
from govbudget.reading.settling.document import settle_tables
from govbudget.reading.source import SourceLine
from govbudget.reading.ties import name_columns, settle_groups, with_codes
from govbudget.spans import Span
from govbudget.text import fold, squeeze

__all__ = ["parse", "read_intake"]

_UNIT: Final = RowRole.UNIT
_FINAL: Final = re.compile(r"决算")
_BUDGETED_YEAR: Final = re.compile(r"((?:19|20)\d\d)年度?(?:.{0,12}预算|.{0,12}决算|执行|调整)")
_HEADER_ROWS: Final = 3
_LONGEST_HEAD: Final = 24
_TAKEN_OUT: Final = re.compile(
    r"(?:保密|涉密|秘密)[^。；;]{0,40}(?:剔除|删除|隐去|隐藏|扣除|脱密|脱敏|(?:不|未)予?(?:以)?(?:公开|公示|列示|反映))"
)
_DEPARTMENT_FIELDS: Final = {
    name: rank
    for rank, name in enumerate(
        ("主管部门及代码", "主管部门", "部门名称", "部门(单位)名称", "部门（单位）名称")
    )
}
_CODE_BEFORE: Final = re.compile(r"^[\[(（【［]?\d{2,9}[\])）】］]?[-－—–_]?")


def parse(text: str) -> Disclosure:
    """Read the text of one disclosure.

    Raises `NoTextError` for text without a printed character, `GarbledTextError` for text of glyph numbers,
    `NotTextError` for a NUL character, and `NotADisclosureError` for text with neither a table nor a form.
    Whatever is wrong with a part becomes a problem on the result.
    """
    return read_intake(Intake.of_text(text))


def read_intake(intake: Intake) -> Disclosure:
    """Read the lines of one disclosure, whatever kind of file they come from (读取).

    Raises `NotADisclosureError` for lines with neither a table nor a form.  Whatever is wrong with a part,
    in the file or in what is printed, becomes a problem on the result.
    """
    lines = intake.lines
    family, problems = _family(lines)
    problems = [*intake.problems, *problems]
    cut = _with_bare_entities(family.cut(lines), lines)
    readings = [read_form(form, cut.memo) for form in cut.forms]
    if not cut.tables and not readings:
        raise _refusal(lines)
    forms, numbers = _in_print_order(readings, cut)
    year = _year(cut, forms)
    entity = _entity(cut, forms)
    final = _is_final(cut)
    phase = Phase.FINAL if final else Phase.BUDGET
    lexicon = Lexicon()
    read_table = partial(draft, fiscal_year=year, entity=entity, phase=phase, lexicon=lexicon)
    projects = names_of_projects(reading.form for reading in readings)

    def understand(raw: RawTable) -> TableDraft:
        table = read_table(raw)
        take_project_names(table, projects)
        return table

    claims = tuple(read_claims(cut.prose, fiscal_year=year, entity=entity))
    raws, unsettled = settle_tables(cut.tables, understand, entity, claims)
    problems += unsettled
    drafts = [understand(raw) for raw in raws]
    settle_groups(drafts)
    name_columns(drafts)
    tables, unread = _build(drafts, entity)
    problems += [problem for table in drafts for problem in table.problems]
    problems += _unstated_units(tables)
    for lines_of_form, reading in zip(cut.forms, readings, strict=True):
        problems += reading.problems
        unread += _unread_cells(lines_of_form, reading.unread, reading.form.title or "a form")
    return Disclosure(
        title=_title(cut),
        kind=_kind(tables, forms, final=final),
        entity=entity,
        fiscal_year=year,
        units=_units(tables, entity),
        tables=tuple(tables),
        forms=tuple(forms),
        claims=claims,
        unread=tuple(unread),
        problems=tuple(problems),
        abridged=_is_abridged(cut),
        format=intake.format,
        blocks=_blocks(cut, unread, numbers),
    )


def _with_bare_entities(cut: CutDocument, lines: Sequence[SourceLine]) -> CutDocument:
    """The document, the numbers that prove to be codes taken off the names of its tables' departments."""
    names = {table.caption.entity for table in cut.tables}
    if not any(name[:1].isdecimal() for name in names):
        return cut
    told = with_codes_before(names, (cell for line in lines for cell in line.cells))
    tables = (
        evolve(table, caption=evolve(table.caption, entity=told[table.caption.entity]))
        if table.caption.entity in told
        else table
        for table in cut.tables
    )
    return evolve(cut, tables=tuple(tables))


def _family(lines: Sequence[SourceLine]) -> tuple[Family, list[Problem]]:
    """The family of the document; a problem that names them if several claim it."""
    claiming = [family for family in families() if family.recognises(lines)]
    if not claiming:
        raise _refusal(lines)
    problems = []
    if len(claiming) > 1:
        names = " and ".join(family.name for family in claiming)
        problems.append(
            Problem(
                kind="layout conflict",
                where="the document",
                expected="one layout family",
                found=f"{names} claim it",
            )
        )
    return claiming[0], problems


def _refusal(lines: Sequence[SourceLine]) -> NotADisclosureError:
    printed = sum(not line.is_blank for line in lines)
    return NotADisclosureError(
        "a budget table or a performance target form",
        f"{printed} line{'s' if printed != 1 else ''} of other text",
    )


def _build(drafts: Sequence[TableDraft], entity: str) -> tuple[list[Table], list[Unread]]:
    tables: list[Table] = []
    unread: list[Unread] = []
    index = 0
    for one in drafts:
        number = None
        if one.has_figures:
            index += 1
            number = index
        table, left = build(one, number, entity)
        tables.append(table)
        unread.extend(left)
    return with_codes(tables), unread


def _most_common(values: Iterable[str | int | None]) -> str | int | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _year(cut: CutDocument, forms: Sequence[PerformanceForm]) -> int | None:
    """The fiscal year that most tables state; else most forms, else the cover."""
    for years in (
        (table.caption.year for table in cut.tables),
        (form.fiscal_year for form in forms),
        (find_year(line.text) for line in cut.prose[:8]),
        # A cover may part the year from its sign (某局 2025 / 年度部门决算).
        (find_year(_title(cut)),),
    ):
        year = _most_common(years)
        if isinstance(year, int):
            return year
    return _year_of_headers(cut)


def _year_of_headers(cut: CutDocument) -> int | None:
    """The year whose budget or accounts the heads of tables name; the later of two years that follow each other."""
    years = {
        int(found[1])
        for table in cut.tables
        for row in table.grid.rows[:_HEADER_ROWS]
        for cell in row.cells
        if cell and len(cell) <= _LONGEST_HEAD and (found := _BUDGETED_YEAR.match(fold(cell)))
    }
    return max(years) if years and max(years) - min(years) <= 1 else None


def _entity(cut: CutDocument, forms: Sequence[PerformanceForm]) -> str:
    """The department that most tables name; else the one that most forms answer to, or that the title names."""
    named = (name for form in forms for name in _departments(form))
    for entities in (
        (table.caption.entity for table in cut.tables),
        named,
        departments_named((line.number, line.text) for line in cut.prose[:8]),
    ):
        entity = _most_common(entities)
        if isinstance(entity, str):
            return entity
    return ""


def _departments(form: PerformanceForm) -> list[str]:
    """The departments that a form names, without their codes, the one in the field that says most first."""
    found = [each for each in form.fields if each.name in _DEPARTMENT_FIELDS and isinstance(each, FormField)]
    return [
        _CODE_BEFORE.sub("", squeeze(each.raw)) if "代码" in each.name else without_code(each.raw)
        for each in sorted(found, key=lambda each: _DEPARTMENT_FIELDS[each.name])
    ]


def _title(cut: CutDocument) -> str:
    """The title on the cover, or `""`."""
    return cover_title(line.text for line in cut.prose[:8])


def _is_final(cut: CutDocument) -> bool:
    titles = [table.caption.title for table in cut.tables] or [line.text for line in cut.prose[:8]]
    return sum(_FINAL.search(title) is not None for title in titles) * 2 > len(titles)


def _is_abridged(cut: CutDocument) -> bool:
    """Whether the document says that secret parts were taken out of it."""
    notes = [note for table in cut.tables for note in table.notes]
    secret = [text for text in (*notes, *[line.text for line in cut.prose]) if "密" in text]
    return any(_TAKEN_OUT.search(squeeze(text)) for text in secret)


def _kind(tables: Sequence[Table], forms: Sequence[PerformanceForm], *, final: bool) -> DisclosureKind:
    # Tables of targets whose rows are forms are forms too.
    if forms and not any(table.index and "绩效" not in table.title for table in tables):
        return DisclosureKind.PERFORMANCE
    return DisclosureKind.FINAL_ACCOUNTS if final else DisclosureKind.BUDGET


def _units(tables: Sequence[Table], entity: str) -> tuple[str, ...]:
    found = {
        row.label: None
        for table in tables
        for row in table.rows
        if row.role is _UNIT and row.coordinates.entity
    }
    return tuple(name for name in found if name != entity)


def _unstated_units(tables: Sequence[Table]) -> list[Problem]:
    return [
        Problem(
            kind="unit not stated",
            where=table.title or f"table {table.index}",
            expected="a unit of money such as 单位：万元",
            found="none",
            place=table.place,
        )
        for table in tables
        if table.kind is not None
        and table.unit is None
        and not table.is_empty
        and not any(c.unit or c.coordinates.statistic is Statistic.COUNT for c in table.columns)
    ]


def _unread_cells(lines: Sequence[SourceLine], cells: Iterable[tuple[int, int]], where: str) -> list[Unread]:
    return [
        Unread(
            text=lines[index].cells[cell],
            where=where,
            place=lines[index].place(cell),
            span=lines[index].cell_span(cell),
        )
        for index, cell in cells
    ]


def _in_print_order(
    readings: Sequence[FormReading], cut: CutDocument
) -> tuple[list[PerformanceForm], list[int]]:
    """The forms, those in the rows of tables among them, and the number of each reading's form among all."""
    listed = [form for table in cut.tables for form in listed_forms(table, cut.memo)]
    own = [reading.form for reading in readings]
    if not listed:
        return own, list(range(len(own)))
    forms = sorted([*own, *listed], key=lambda form: form.place.line if form.place is not None else 0)
    number = {id(form): index for index, form in enumerate(forms)}
    return forms, [number[id(form)] for form in own]


def _blocks(cut: CutDocument, unread: Sequence[Unread], forms: Sequence[int]) -> tuple[Block, ...]:
    """Every stretch of the text with what it was read as, unread cells cut out of their tables and forms."""
    blocks = [Block(BlockKind.TABLE, span, i) for i, table in enumerate(cut.tables) for span in table.spans]
    of_forms = zip(forms, cut.form_spans, strict=True)
    blocks += [Block(BlockKind.FORM, span, i) for i, spans in of_forms for span in spans]
    blocks += [Block(BlockKind.PROSE, span) for span in cut.prose_spans]
    blocks += [Block(BlockKind.FURNITURE, span) for span in cut.furniture_spans]
    blocks.sort(key=lambda block: (block.span.start, block.span.end))
    holes = sorted(item.span for item in unread if item.span is not None)
    return tuple(_with_holes(blocks, holes)) if holes else tuple(blocks)


def _with_holes(blocks: Sequence[Block], holes: Sequence[Span]) -> Iterable[Block]:
    position = 0
    for block in blocks:
        start = block.span.start
        while position < len(holes) and holes[position].start < block.span.end:
            hole = holes[position]
            if start < hole.start:
                yield Block(block.kind, Span(start, hole.start), block.index)
            yield Block(BlockKind.UNREAD, hole)
            start = hole.end
            position += 1
        if start < block.span.end:
            yield Block(block.kind, Span(start, block.span.end), block.index)
