"""Invented performance forms, written in the physical variants in which real ones come.

An `InventedForm` says what a form states.  `written` renders it as tab-separated lines in one of four kinds:

* `parallel`: two periods side by side, for money, goals and indicators;
* `plain`: pairs of labels and values, narratives, one grid of four columns;
* `described`: money with its use, a plan by quarters, a grid of six columns;
* `department`: tasks, budget by source and structure, a grid of five columns.

A `Variant` says how the same form is printed: shifted columns, label and amount in one cell, spaces inside
labels, blank lines, rules, page breaks with a repeated header, labels of a grid moved to other cells.
`expected` gives what any of them has to read as, worked out from the invented form alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from govbudget.model.forms import PerformanceForm, PersonalField
from govbudget.text import fold

__all__ = ["InventedForm", "InventedIndicator", "Reading", "Variant", "expected", "reading_of", "written"]

Reading = tuple[object, ...]
"""A form as plain tuples: title, year, project, fields, indicators."""

_COLUMNS = {"parallel": 9, "plain": 4, "described": 7, "department": 5}


@frozen(kw_only=True)
class InventedIndicator:
    """One row of a grid; in a form with two periods `annual` is the name and target of the year, if it has any."""

    level1: str
    level2: str
    name: str
    target: str
    annual: tuple[str, str] | None = None
    description: str = ""
    basis: str = ""


@frozen(kw_only=True)
class InventedForm:
    """What an invented form states.  Money: label, amount of the whole project, amount of the year."""

    kind: str
    title: str = "云溪市项目支出绩效目标表"
    year: int = 2024
    project: str = "少儿阅览室改造"
    texts: tuple[tuple[str, str], ...] = ()
    narratives: tuple[tuple[str, str], ...] = ()
    money: tuple[tuple[str, str, str], ...] = ()
    goal: tuple[str, str] = ("", "")
    tasks: tuple[tuple[str, str], ...] = ()
    plan: tuple[str, ...] = ()
    indicators: tuple[InventedIndicator, ...] = ()
    people: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Variant:
    """One way to print a form; the default prints it straight."""

    first_columns: int = 0
    last_columns: int = 0
    value_gap: int = 0
    in_one_cell: bool = False
    label_space: str = ""
    full_width: bool = True
    colons: bool = True
    blank_lines: int = 0
    rules: bool = False
    page_break: bool = False
    data_shift: int = 0
    level_left: bool = False
    satisfaction_left: bool = False
    target_in_name: bool = False
    line_end: str = "\n"
    years_line: bool = True


def written(form: InventedForm, variant: Variant | None = None) -> str:
    """The text of an invented form in one variant, without a line end behind it."""
    variant = variant or Variant()
    lines: list[str] = []
    rows = list(_WRITERS[form.kind](form, variant))
    break_at = len(rows) - 2 if variant.page_break else -1
    lines.append(form.title)
    if variant.years_line:
        lines.append(_punctuated(f"（{form.year}年度）", variant))
    header: list[str] = []
    for number, cells in enumerate(rows):
        if "二级指标" in cells:
            header = cells
        if number == break_at and header:
            lines += ["", "- 3 -", "", _line(header, variant, form.kind)]
        lines.append(_line(cells, variant, form.kind))
        lines += [""] * variant.blank_lines
        if variant.rules and number == len(form.narratives):
            lines += ["------\t---", ""]
    return variant.line_end.join(lines)


def _line(cells: list[str], variant: Variant, kind: str) -> str:
    width = _COLUMNS[kind] + variant.data_shift
    padded = [*cells, *[""] * (width - len(cells))]
    return "\t".join([*[""] * variant.first_columns, *padded, *[""] * variant.last_columns])


def _punctuated(text: str, variant: Variant) -> str:
    return text if variant.full_width else text.translate(str.maketrans("（）：；，", "():;,"))


def _label(text: str, variant: Variant, *, colon: bool = False) -> str:
    spaced = variant.label_space.join(text) if variant.label_space else text
    return _punctuated(spaced + ("：" if colon and variant.colons else ""), variant)


def _pair(label: str, value: str, variant: Variant, *, colon: bool = False) -> list[str]:
    printed = _label(label, variant, colon=colon)
    if variant.in_one_cell and colon:
        return [f"{printed}{'' if variant.colons else ' '}{value}".rstrip(), ""]
    return [printed, *[""] * variant.value_gap, value]


def _parallel(form: InventedForm, variant: Variant) -> Iterator[list[str]]:
    yield [_label("项目名称", variant), "", form.project]
    for label, text in form.texts:
        yield [_label(label, variant), "", text]
    for number, (label, whole, annual) in enumerate(form.money):
        names = ("实施期资金总额", "年度资金总额") if number == 0 else (label, label)
        prefix = "其中：" if number == 1 else ""
        group = _label("项目资金（元）", variant) if number == 0 else ""
        left = _pair(prefix + names[0], whole, variant, colon=True)
        right = _pair(prefix + names[1], annual, variant, colon=True)
        yield [group, "", *left, *right]
    for label, text in form.narratives:
        yield [_label(label, variant), "", text]
    yield ["", _label("实施期目标", variant), "", "", _label("年度目标", variant)]
    yield [_label("总体目标", variant), form.goal[0], "", "", form.goal[1]]
    yield [
        _label(text, variant) for text in ("绩效指标", "一级指标", *("二级指标", "三级指标", "指标值") * 2)
    ]
    last1 = last2 = ""
    for row in form.indicators:
        of_year = row.annual or ("", "")
        level1 = _label(row.level1, variant) if row.level1 != last1 else ""
        level2 = _label(row.level2, variant) if (row.level1, row.level2) != (last1, last2) else ""
        left = _named(row.name, row.target, variant)
        cells = [level1, level2, *left, level2, *_named(*of_year, variant)]
        if variant.satisfaction_left and level1 and row.level1 == "满意度指标":
            yield cells
        elif variant.level_left and level2 and not level1:
            yield ["", *cells[1:]]
        else:
            yield [*[""] * (1 + variant.data_shift), *cells]
        last1, last2 = row.level1, row.level2
    yield [cell for label, value in form.people for cell in _pair(label, value, variant, colon=True)]


def _plain(form: InventedForm, variant: Variant) -> Iterator[list[str]]:
    yield [_label("项目名称", variant), form.project]
    yield from _two_by_two([*form.texts, *form.people], variant)
    yield from _two_by_two([(label, amount) for label, amount, _ in form.money], variant)
    yield [_label("项目详细信息", variant)]
    for label, text in form.narratives:
        yield [_label(label, variant), text]
    yield [_label("项目绩效目标", variant)]
    yield [_label("项目总目标", variant), form.goal[0]]
    yield [_label("年度绩效目标", variant), form.goal[1]]
    yield [_label(text, variant) for text in ("一级指标", "二级指标", "三级指标", "目标值")]
    yield from _grid(form, variant)


def _described(form: InventedForm, variant: Variant) -> Iterator[list[str]]:
    yield [_label("单位", variant, colon=True) + "万元"]
    yield [_label("项目编码", variant), "P0001", _label("项目名称", variant), form.project]
    (first, whole, _), *others = form.money
    cells = [_label("预算规模及资金用途", variant), _label(first, variant), whole]
    for label, amount, _ in others:
        cells += [_label(label, variant), amount]
    yield cells
    yield ["", dict(form.narratives)["资金用途"]]
    yield [_label("资金支出计划（%）", variant), "3月底", "6月底", "10月底", "12月底"]
    yield ["", *form.plan]
    yield [_label("绩效目标", variant), form.goal[0]]
    headers = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
    yield [_label(text, variant) for text in headers]
    yield from _grid(form, variant)


def _department(form: InventedForm, variant: Variant) -> Iterator[list[str]]:
    yield [_label("部门（单位）名称", variant), "", form.project]
    yield [_label("年度履职目标", variant), form.goal[1]]
    yield [_label("年度主要任务", variant), _label("任务名称", variant), _label("主要内容", variant)]
    for name, content in form.tasks:
        yield ["", name, content]
    prefixes = ("", "1、资金来源：(1)", "(2)", "2、资金结构：(1)", "(2)")
    for number, (prefix, (label, amount, _)) in enumerate(zip(prefixes, form.money, strict=True)):
        group = _label("预算情况", variant) if number == 0 else ""
        yield [group, _punctuated(prefix + label, variant), amount]
    yield [_label(text, variant) for text in ("一级指标", "二级指标", "三级指标", "指标值", "指标值说明")]
    yield from _grid(form, variant)


def _two_by_two(pairs: list[tuple[str, str]], variant: Variant) -> Iterator[list[str]]:
    for start in range(0, len(pairs), 2):
        yield [cell for label, value in pairs[start : start + 2] for cell in (_label(label, variant), value)]


def _grid(form: InventedForm, variant: Variant) -> Iterator[list[str]]:
    last1 = last2 = ""
    for row in form.indicators:
        level1 = _label(row.level1, variant) if row.level1 != last1 else ""
        level2 = _label(row.level2, variant) if (row.level1, row.level2) != (last1, last2) else ""
        cells = [level1, level2, *_named(row.name, row.target, variant)]
        if form.kind == "described":
            cells.insert(3, row.description)
            cells.append(row.basis)
        elif form.kind == "department":
            cells.append(row.basis)
        yield [*[""] * variant.data_shift, *cells]
        last1, last2 = row.level1, row.level2


def _named(name: str, target: str, variant: Variant) -> list[str]:
    if variant.target_in_name and name and target[:1] in tuple("≥≤=<>"):
        return [name + target, ""]
    return [name, target]


_WRITERS = {"parallel": _parallel, "plain": _plain, "described": _described, "department": _department}


# --- what it has to read as -----------------------------------------------------------------------------


@frozen
class _Fields:
    rows: list[tuple[str, str, str]] = field(factory=list)

    def add(self, name: str, raw: str, scope: str = "") -> None:
        self.rows.append((fold(name), raw, scope))


def expected(form: InventedForm, variant: Variant | None = None) -> Reading:
    """What a form has to read as, in every variant."""
    variant = variant or Variant()
    fields = _Fields()
    {"parallel": _parallel_fields, "plain": _plain_fields, "described": _described_fields}.get(
        form.kind, _department_fields
    )(form, fields)
    indicators = []
    for row in form.indicators:
        scopes = ("implementation", "annual") if form.kind == "parallel" else ("",)
        sides = [(row.name, row.target), row.annual or ("", "")][: len(scopes)]
        for scope, (name, target) in zip(scopes, sides, strict=True):
            if name or target:
                described = row.description if form.kind == "described" else ""
                based = row.basis if form.kind in ("described", "department") else ""
                indicators.append((scope, row.level1, row.level2, name, target, described, based))
    year = form.year if variant.years_line else None
    return (form.title, year, form.project, tuple(fields.rows), tuple(indicators))


def _parallel_fields(form: InventedForm, fields: _Fields) -> None:
    fields.add("项目名称", form.project)
    for label, text in form.texts:
        fields.add(label, text)
    for number, (label, whole, annual) in enumerate(form.money):
        names = ("实施期资金总额", "年度资金总额") if number == 0 else (label, label)
        fields.add(names[0], whole, "implementation")
        fields.add(names[1], annual, "annual")
    for label, text in form.narratives:
        fields.add(label, text)
    fields.add("总体目标", form.goal[0], "implementation")
    fields.add("总体目标", form.goal[1], "annual")
    for label, value in form.people:
        fields.add(label, value)


def _plain_fields(form: InventedForm, fields: _Fields) -> None:
    fields.add("项目名称", form.project)
    pairs = [*form.texts, *form.people, *((label, amount) for label, amount, _ in form.money)]
    for label, text in [*pairs, *form.narratives]:
        fields.add(label, text)
    for name, goal in zip(("项目总目标", "年度绩效目标"), form.goal, strict=True):
        for item in goal.split("　"):
            fields.add(name, item)


def _described_fields(form: InventedForm, fields: _Fields) -> None:
    fields.add("单位", "万元")
    fields.add("项目编码", "P0001")
    fields.add("项目名称", form.project)
    for label, amount, _ in form.money:
        fields.add(label.removeprefix("其中："), amount)
    fields.add("资金用途", dict(form.narratives)["资金用途"])
    figures = [figure for figure in form.plan if figure]
    fields.add("资金支出计划(%)", " ".join(figures))
    if len(figures) == 4:
        for head, figure in zip(("3月底", "6月底", "10月底", "12月底"), figures, strict=True):
            fields.add(head, figure)
    fields.add("绩效目标", form.goal[0])


def _department_fields(form: InventedForm, fields: _Fields) -> None:
    fields.add("部门（单位）名称", form.project)
    fields.add("年度履职目标", form.goal[1])
    for name, content in form.tasks:
        fields.add("任务名称", name)
        fields.add("主要内容", content)
    for label, amount, _ in form.money:
        fields.add(label, amount)


def reading_of(form: PerformanceForm) -> Reading:
    """A form that was read, as the tuples that `expected` gives; labels are folded, since variants print them so."""
    fields = []
    for each in form.fields:
        scope = "" if each.scope is None else each.scope.value
        raw = each.value.value if isinstance(each, PersonalField) else each.raw
        fields.append((fold(each.name), raw, scope))
    indicators = tuple(
        (
            "" if row.scope is None else row.scope.value,
            fold(row.level1),
            fold(row.level2),
            row.name,
            row.target.raw,
            row.description,
            row.basis,
        )
        for row in form.indicators
    )
    return (form.title, form.fiscal_year, form.project, tuple(fields), indicators)
