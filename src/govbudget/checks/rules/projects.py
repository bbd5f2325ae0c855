"""Projects: the list against the totals, each form against its row, the forms together against the money there is.

A form belongs to a row of the list by its code, else by its name, else when the two are the only pair
left whose money agrees; then a hint says that the names differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import evolve

from govbudget.checks.formsheet import FormSheet
from govbudget.checks.judge import judge_exact, judge_limit, judge_same, judge_sum, not_checkable
from govbudget.checks.narrative import claim_operand
from govbudget.checks.points import Point
from govbudget.checks.remarks import as_hint, hint
from govbudget.checks.results import CheckResult, Law, Operand, Phrase, Side, Verdict
from govbudget.checks.rule import rule
from govbudget.checks.sheet import Sheet
from govbudget.checks.view import View
from govbudget.model.claims import Claim
from govbudget.model.coordinates import Direction, Nature, Origin, Statistic, Subject
from govbudget.model.forms import FormKind
from govbudget.model.tables import TableKind
from govbudget.money import Amount
from govbudget.text import fold

__all__ = ["RULES"]

_MOST_PAIRS: Final = 2500
_NOISE: Final = re.compile(r"[^\w]+")
_EVALUATION: Final = re.compile("评价|评估|自评|监控|抽查")
BEYOND: Final = "projects-beyond-lists"
_MORE_THAN_SPENT: Final = Phrase(
    "各目标表之和大于项目支出", "the forms together are more than the project expenditure"
)
_BEYOND_NOTE: Final = Phrase(
    "绩效目标所列项目多于项目支出表所列", "more projects have targets than the lists of projects print"
)


class ProjectList:
    """The rows of the project tables, each with its total, and whether they are all the projects there are."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.sheets = view.of_kind(TableKind.PROJECT_EXPENDITURE)
        self.rows = [
            (sheet, row)
            for sheet in self.sheets
            for row, printed in enumerate(sheet.table.rows)
            if printed.subject is Subject.PROJECT and row not in sheet.children and sheet.cells[row]
        ]

    @cached_property
    def by_code(self) -> dict[str, list[int]]:
        """The positions of the rows by their code."""
        found: dict[str, list[int]] = {}
        for position, (sheet, row) in enumerate(self.rows):
            code = sheet.table.rows[row].code
            if code is not None:
                found.setdefault(code.digits, []).append(position)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """The positions of the rows by their name."""
        found: dict[str, list[int]] = {}
        for position, (sheet, row) in enumerate(self.rows):
            found.setdefault(_name(sheet.row_name(row)), []).append(position)
        return found

    def total(self, sheet: Sheet, row: int, side: Side) -> Operand | None:
        """The money of a project: the first amount column that no other column is the whole of."""
        for column in sorted(sheet.cells[row]):
            if sheet.column(column).whole is None and sheet.added(column):
                operand = sheet.operand(row, column, side)
                if operand is not None and (operand.value is None or isinstance(operand.value, Amount)):
                    return operand
        return None

    def operands(self, sheets: Iterable[Sheet], side: Side) -> list[Operand]:
        """The money of the projects of some tables."""
        wanted = {id(sheet) for sheet in sheets}
        found = [self.total(sheet, row, side) for sheet, row in self.rows if id(sheet) in wanted]
        return [operand for operand in found if operand is not None]

    @cached_property
    def is_complete(self) -> bool:
        """Whether the listed projects make up the project expenditure of the document."""
        listed, whole = self.operands(self.sheets, Side.COMPUTED), self.view.project_expenditure(Side.STATED)
        if not listed or not whole:
            return False
        found = judge_limit("", (), stated=whole, computed=listed, at_least=True)
        return (
            found.difference is not None
            and found.tolerance is not None
            and (found.difference.copy_abs() <= found.tolerance)
        )


def _project_list(view: View) -> ProjectList:
    return view.remember("projects", lambda: ProjectList(view))


def _name(words: str) -> str:
    return _NOISE.sub("", fold(words))


@rule(
    "project-list",
    Law.SUM,
    Phrase("项目支出等于各项目之和", "project expenditure is the sum of the listed projects"),
    states=Phrase(
        "没有合计行的项目支出表，各项目之和等于同口径的项目支出。",
        "In a list of projects without a total row the projects add up to the project expenditure of the same money.",
    ),
    applies=Phrase(
        "另一张表印有同口径（年度、资金）的项目支出。",
        "Another table prints project expenditure of the same fund and origin.",
    ),
    needs=Phrase(
        "没有合计行的项目支出表和同口径的项目支出",
        "a list of projects without a total, and the total elsewhere",
    ),
    catalogue=("C2.46",),
)
def project_list(view: View) -> Iterator[CheckResult]:
    """Every list of projects without a row that makes them up."""
    projects = _project_list(view)
    for sheet in projects.sheets:
        rows = [row for one, row in projects.rows if one is sheet]
        if not rows or any(sheet.table.rows[row].parent is not None for row in rows):
            continue
        listed = projects.operands([sheet], Side.COMPUTED)
        total = _same_total(view, sheet, rows[0])
        if total is None or not listed:
            continue
        yield judge_same(
            f"{total.sheet.where(total.row, total.column)} = {sheet.name}",
            (sheet.key, "projects", total.key),
            total.operand(Side.STATED),
            listed,
            apart=True,
        )


def _same_total(view: View, sheet: Sheet, row: int) -> Point | None:
    """The project expenditure that another table prints for the same fund and origin."""
    column = next((c for c in sorted(sheet.cells[row]) if sheet.column(c).whole is None), None)
    if column is None:
        return None
    about = sheet.coordinates[row][column]
    ledger = view.ledger
    like = Point(("",), about.fund, about.origin, sheet, row, column, sheet.cells[row][column])
    for point in ledger.points:
        if (
            point.sheet is not sheet
            and point.what[0] is Direction.EXPENDITURE
            and point.what[1:6] == (None, None, None, None, ())
            and point.what[6] is Nature.PROJECT
            and ledger.fund(point) is ledger.fund(like)
            and ledger.fund(point) is not None
            and ledger.origin(point) is ledger.origin(like)
            and (ledger.origin(point) is not None or not ledger.carries)
        ):
            return point
    return None


@rule(
    "form-project",
    Law.POINT,
    Phrase("目标表金额等于项目支出表该项目金额", "a form's money is that of its row in the list of projects"),
    states=Phrase(
        "项目目标表的年度金额等于项目支出表同一项目（按编码，否则按名称，否则按唯一相符的金额）的金额，跨单位精确换算。",
        "A form's money of this year equals the row of the same project: by code, name, or the only money that fits.",
    ),
    needs=Phrase("项目支出表和项目目标表", "a list of projects and forms of projects"),
    catalogue=("C6.89", "C6.90"),
)
def form_project(view: View) -> Iterator[CheckResult]:
    """Every form of a project against its row; forms and rows without a partner are hints."""
    projects = _project_list(view)
    forms = [sheet for sheet in view.forms if sheet.form.kind is FormKind.PROJECT]
    if not projects.rows or not forms:
        return
    left = dict.fromkeys(range(len(projects.rows)))
    unmatched: list[FormSheet] = []
    for form in forms:
        found = _free(projects.by_code.get(form.code, ()), left) or _free(
            projects.by_name.get(_name(form.name), ()), left
        )
        if len(found) != 1:
            unmatched.append(form)
            continue
        del left[found[0]]
        yield from _compare(projects, form, found[0])
    yield from _by_money(projects, unmatched, left)
    for form in unmatched:
        note = Phrase("项目支出表中没有此项目", "no row of the list of projects has this name or code")
        operands = _given(form.annual(Side.STATED))
        yield hint(form.name, (form.key, "no row"), note, operands, stated=form.name)
    if len(left) * 2 <= len(projects.rows):
        for position in left:
            sheet, row = projects.rows[position]
            note = Phrase("此项目没有目标表", "this project has no form")
            key = (sheet.key, sheet.row_keys[row], "no form")
            operands = _given(projects.total(sheet, row, Side.STATED))
            yield hint(sheet.where(row), key, note, operands, stated=sheet.row_name(row))


def _given(operand: Operand | None) -> tuple[Operand, ...]:
    return () if operand is None else (operand,)


def _free(positions: Sequence[int], left: Mapping[int, None]) -> list[int]:
    return [position for position in positions if position in left]


def _compare(projects: ProjectList, form: FormSheet, position: int) -> Iterator[CheckResult]:
    sheet, row = projects.rows[position]
    listed, stated = projects.total(sheet, row, Side.STATED), form.annual(Side.COMPUTED)
    if listed is not None and stated is not None and _precedes(stated, listed):
        listed, stated = evolve(stated, side=Side.STATED), evolve(listed, side=Side.COMPUTED)
    where, key = f"{sheet.where(row)} = {form.name}", (sheet.key, form.key, "project")
    if listed is None or stated is None:
        note = Phrase("一方金额为空", "the amount of one side is blank")
        yield not_checkable(where, key, note, [each for each in (listed, stated) if each is not None])
        return
    yield judge_same(where, key, listed, stated, apart=True, note=form.note)


def _precedes(first: Operand, second: Operand) -> bool:
    """Whether one figure stands before another in the document."""
    if first.place is None or second.place is None:
        return False
    return (first.place.page or 0, first.place.line) < (second.place.page or 0, second.place.line)


def _by_money(
    projects: ProjectList, unmatched: list[FormSheet], left: dict[int, None]
) -> Iterator[CheckResult]:
    """Pairs that only their money tells: a form and a row whose amounts agree with no other.

    Not asked where so many are left that money tells nothing.
    """
    if len(unmatched) * len(left) > _MOST_PAIRS:
        return
    pairs = []
    for form in unmatched:
        stated = form.annual(Side.COMPUTED)
        fitting = [at for at in left if stated is not None and _agrees(projects, at, stated)]
        if len(fitting) == 1:
            pairs.append((form, fitting[0]))
    for form, position in pairs:
        if sum(other == position for _, other in pairs) > 1:
            continue
        sheet, row = projects.rows[position]
        unmatched.remove(form)
        del left[position]
        yield from _compare(projects, form, position)
        yield hint(
            f"{sheet.where(row)} = {form.name}",
            (sheet.key, form.key, "names"),
            Phrase("金额相符而名称不同", "the money agrees and the names differ"),
            (*_given(projects.total(sheet, row, Side.STATED)), *_given(form.annual(Side.COMPUTED))),
            stated=sheet.row_name(row),
            computed=form.name,
        )


def _agrees(projects: ProjectList, position: int, stated: Operand) -> bool:
    listed = projects.total(*projects.rows[position], Side.STATED)
    if listed is None or listed.value is None or stated.value is None or not stated.value.value:
        return False
    return judge_same("", (), listed, stated, apart=True).verdict in (
        Verdict.EQUAL,
        Verdict.WITHIN_ROUNDING,
        Verdict.HINT,
    )


@rule(
    "forms-total",
    Law.LIMIT,
    Phrase("各目标表年度金额之和不超过项目支出", "the forms together are at most the project expenditure"),
    states=Phrase(
        "项目目标表年度金额之和不超过支出总表的项目支出；有隐去的，报告其应为多少。",
        "This year's money of all forms of projects is at most the project expenditure.",
    ),
    applies=Phrase(
        "超出只在项目支出表所列为全部项目时算不符，否则作提示。",
        "More is inconsistent only where a list prints all projects, else a hint.",
    ),
    needs=Phrase("项目目标表和项目支出", "forms of projects and the project expenditure"),
    catalogue=("C4.70", "C6.90"),
)
def forms_total(view: View) -> Iterator[CheckResult]:
    """The forms of projects together."""
    whole = view.project_expenditure(Side.COMPUTED)
    annual = [
        operand
        for form in view.forms
        if form.form.kind is FormKind.PROJECT and (operand := form.annual(Side.STATED)) is not None
    ]
    if not whole or not annual:
        return
    where, key = whole[0].name, ("forms", "project expenditure")
    if any(operand.value is None for operand in annual) and len(whole) == 1:
        yield judge_sum(where, key, whole[0], annual)
        return
    projects = _project_list(view)
    settled = next((form.note for form in view.forms if form.note), None)
    result = judge_limit(
        where, key, stated=annual, computed=whole, at_least=False, apart=True, note=settled, cause=BEYOND
    )
    if result.verdict is not Verdict.INCONSISTENT:
        yield evolve(result, cause="")
    elif projects.is_complete:
        yield evolve(result, note=_BEYOND_NOTE)
    else:
        yield evolve(result, verdict=Verdict.HINT, cause="", note=_MORE_THAN_SPENT)


@rule(
    "project-count",
    Law.IDENTITY,
    Phrase(
        "所述绩效项目的个数和金额与目标表、项目表相符",
        "the number and money of projects told are those of forms and lists",
    ),
    states=Phrase(
        "情况说明所述实行绩效目标管理的项目个数等于目标表张数，且不多于项目支出表所列项目；所述金额不超过各项目之和。",
        "The number of projects with targets is that of the forms, and no more than the lists print.",
    ),
    applies=Phrase(
        "与项目表比较，仅当表中各项目之和等于项目支出（即所列为全部项目）。",
        "Against the lists only where these make up the project expenditure, so that they are all the projects.",
    ),
    needs=Phrase("说明绩效项目个数的句子", "a sentence that tells the number of projects with targets"),
    catalogue=("C4.70",),
)
def project_count(view: View) -> Iterator[CheckResult]:
    """The sentence that counts projects with targets, and the money it gives them."""
    forms = [sheet for sheet in view.forms if sheet.form.kind is FormKind.PROJECT]
    projects = _project_list(view)
    for claim in view.document.claims:
        if not _counts_projects(claim):
            continue
        where = f"{claim.section} / {claim.subject}"
        stated = claim_operand(claim, Side.STATED)
        if forms:
            found = judge_exact(where, ("count", "forms"), stated, len(forms))
            yield as_hint(found, Phrase("与目标表张数不同", "the forms printed are not as many"))
        if projects.rows:
            yield _against_list(projects, where, stated)
            yield from _money_told(view, projects, claim)


def _counts_projects(claim: Claim) -> bool:
    words = claim.subject + claim.section + claim.heading
    return (
        claim.statistic is Statistic.COUNT
        and claim.unit in ("个", "项")
        and "项目" in claim.subject
        and "绩效" in words
        and not _evaluates(claim)
        and not claim.part_of
        and not claim.bound
    )


def _evaluates(claim: Claim) -> bool:
    """Whether a sentence is about projects chosen to be evaluated, and not about those with targets."""
    return "目标" not in claim.text and _EVALUATION.search(claim.text) is not None


def _against_list(projects: ProjectList, where: str, stated: Operand) -> CheckResult:
    operands = projects.operands(projects.sheets, Side.COMPUTED)
    result = judge_exact(
        where, ("count", "list"), stated, len(projects.rows), operands, note=_BEYOND_NOTE, cause=BEYOND
    )
    more = isinstance(result.difference, Decimal) and result.difference > 0
    if result.verdict is Verdict.INCONSISTENT and not (more and projects.is_complete):
        return as_hint(result, Phrase("与项目表所列个数不同", "the list prints another number of projects"))
    return result


def _money_told(view: View, projects: ProjectList, count: Claim) -> Iterator[CheckResult]:
    """The money of the counted projects, told in the same section, against the lists of that year."""
    for claim in view.narrative.by_heading[count.section, count.heading]:
        if claim.money is None or _evaluates(claim):
            continue
        if claim.statistic not in (None, Statistic.AMOUNT) or claim.part_of is not None:
            continue
        origin = claim.coordinates.origin
        sheets = [
            sheet
            for sheet in projects.sheets
            if origin in (None, Origin.ALL) or sheet.table.coordinates.origin is origin
        ]
        listed = projects.operands(sheets, Side.COMPUTED)
        if not listed:
            continue
        result = judge_same(
            f"{claim.section} / {claim.subject}",
            ("money", "list", fold(claim.subject)),
            claim_operand(claim, Side.STATED),
            listed,
            note=_BEYOND_NOTE,
            cause=BEYOND,
        )
        more = result.difference is not None and result.difference > 0
        if result.verdict is Verdict.INCONSISTENT and not (more and projects.is_complete):
            result = as_hint(result, Phrase("少于项目表所列", "less than the list prints"))
        yield result


RULES = (project_list, form_project, forms_total, project_count)
"""The rules of this module."""
