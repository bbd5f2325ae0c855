"""The figures of the narrative as the checks see them (核对用数据): which belongs to which, and to which point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from attrs import evolve

from govbudget.checks.points import Ledger, Point, bare, what_of
from govbudget.checks.results import Operand, Side
from govbudget.codes.types import FunctionalCode
from govbudget.model.claims import LESS, Claim
from govbudget.model.coordinates import (
    Coordinates,
    Direction,
    Fund,
    Nature,
    Origin,
    Phase,
    Statistic,
    Subject,
)
from govbudget.money import Amount
from govbudget.text import fold

_ENOUGH: Final = 8
_TOTAL_WORDS: Final = re.compile(
    r"预算|决算|收入|支出|总计|合计|共计|总额|总量|总|收支|收|支|本年|当年|今年|上年|年度|年初|年末|结转|结余|一般公共"
    r"|政府性基金|国有资本经营|财政专户|财政|拨款|资金|管理|安排|基本|项目|人员|公用|日常|经费|本部门|本单位|部门|单位"
    r"|我局|全部|全年|年|和|及|与|的|为|数|额|同|均|各|也|亦|(?:19|20)\d\d|[\W_]"
)
"""The words of totals, funds, natures and years: what coordinates hold in full."""

_LEVEL: Final = re.compile(r"\(([类款项])\)[\"”]?(?:支出|(?:年初|全年|调整)?(?:预算|决算)数?|科目)*$")
_ADDED: Final = re.compile(r"^(?:本|当)年(?:度)?|的|总额|合计|总计|(?:预算|决算)(?:数|总额)?$")
_PRIOR: Final = (Phase.PRIOR_BUDGET, Phase.PRIOR_ADJUSTED, Phase.PRIOR_FINAL)

__all__ = ["Narrative", "claim_operand", "decreases", "is_amount"]


def claim_operand(claim: Claim, side: Side) -> Operand:
    """A figure of the narrative as an operand."""
    return Operand(
        name=f"{claim.subject}{claim.relation}",
        side=side,
        raw=claim.raw,
        value=claim.value,
        place=claim.place,
        source=claim,
    )


def is_amount(claim: Claim) -> bool:
    """Whether a claim states an amount of money, and no limit, range or vague number."""
    return claim.money is not None and claim.statistic in (None, Statistic.AMOUNT) and not claim.bound


def decreases(claim: Claim) -> bool:
    """Whether the words say that the figure has shrunk."""
    return claim.movement in LESS


def _has_level(point: Point, level: int) -> bool:
    """Whether a point is of a level of the functional classification: a 款 may bear the name of one of its 项."""
    code = point.what[1]
    return not isinstance(code, FunctionalCode) or code.level == level


def _plain(name: str) -> str:
    return _ADDED.sub("", name)


class Narrative:
    """The claims of a document, linked: by span to one another, by coordinates to the points of the tables."""

    def __init__(self, claims: Sequence[Claim], ledger: Ledger, phase: Phase, entity: str) -> None:
        self.claims = claims
        self.entity = entity
        self.phase = phase
        self.ledger = ledger
        self.by_span = {claim.span: claim for claim in claims if claim.span is not None}

    def about(self, claim: Claim) -> Claim | None:
        """The amount that a change, a rate or a share speaks of."""
        return None if claim.about is None else self.by_span.get(claim.about)

    def whole(self, claim: Claim) -> Claim | None:
        """The figure that a claim is said to be a part of."""
        return None if claim.part_of is None else self.by_span.get(claim.part_of)

    def whole_named(self, claim: Claim) -> Claim | None:
        """The amount that a share names as its whole (占本年支出合计的), where all that bear the name agree."""
        if not claim.compared_with:
            return None
        name = fold(claim.compared_with)
        found = self._amounts.get(name) or self._amounts.get(_plain(name)) or ()
        part = self.about(claim)
        near = [one for one in found if one is not part and one.section == claim.section]
        wholes = near or [one for one in found if one is not part]
        values = {
            one.value if one.money is None or one.money.unit is None else one.money.yuan for one in wholes
        }
        return wholes[0] if len(values) == 1 else None

    @cached_property
    def _amounts(self) -> dict[str, list[Claim]]:
        """The amounts of this year by subject, as printed and without the words that totals add."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            about = claim.coordinates
            is_prior = about.phase in _PRIOR or about.fiscal_year not in (None, self.ledger.year)
            if is_amount(claim) and claim.subject and not is_prior:
                name = fold(claim.subject)
                for one in dict.fromkeys((name, _plain(name))):
                    found.setdefault(one, []).append(claim)
        return found

    @cached_property
    def parts(self) -> dict[int, list[Claim]]:
        """The claims said to be parts of a claim, by the whole's identity."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            whole = self.whole(claim)
            if whole is not None and whole is not claim:
                found.setdefault(id(whole), []).append(claim)
        return found

    @cached_property
    def by_heading(self) -> dict[tuple[str, str], list[Claim]]:
        """The claims by section and heading."""
        found: dict[tuple[str, str], list[Claim]] = {}
        for claim in self.claims:
            found.setdefault((claim.section, claim.heading), []).append(claim)
        return found

    def key(self, claim: Claim) -> tuple[str, ...]:
        """What a claim is about, in words that do not depend on where it stands."""
        statistic = "" if claim.statistic is None else claim.statistic.value
        whole = self.whole(claim)
        return (
            fold(claim.section),
            fold(claim.subject),
            statistic,
            fold(claim.relation),
            "" if whole is None else fold(whole.subject),
        )

    def where(self, claim: Claim) -> str:
        """Section and subject as printed."""
        return " / ".join(filter(None, (claim.section, f"{claim.subject}{claim.relation}")))

    def points(self, claim: Claim) -> list[Point]:
        """The points of the tables that a claim of money may state.

        They are about the same thing; where the sentence leaves fund, origin or nature open, all of it is
        meant.  A claim that does not say whether money comes in or goes out may be either.
        """
        about = claim.coordinates
        if about.phase not in (None, Phase.BUDGET, Phase.FINAL) or about.base is not None:
            return []
        if None not in (about.fiscal_year, self.ledger.year) and about.fiscal_year != self.ledger.year:
            return []
        found: list[Point] = []
        told = _LEVEL.search(fold(claim.subject))
        level = None if told is None else "类款项".index(told[1]) + 1
        for direction in (about.direction,) if about.direction is not None else tuple(Direction):
            found.extend(self._points(about.but(direction=direction)))
        return [point for point in found if level is None or _has_level(point, level)]

    def _points(self, about: Coordinates) -> list[Point]:
        if about.direction is Direction.EXPENDITURE and about.nature is None:
            about = about.but(nature=Nature.TOTAL)
        found = []
        named = self._named(about)
        # Official expenses are told without their fund: it is that of the tables, where these print one alone.
        is_open = about.subject is Subject.OFFICIAL_EXPENSE and about.fund is None
        is_any = is_open and len({point.fund for point in named}) == 1
        for point in named:
            if (is_any or self._same_fund(point, about.fund)) and self._same_origin(point, about.origin):
                found.append(point)
            if len(found) == _ENOUGH:
                break
        return found

    def _named(self, about: Coordinates) -> Sequence[Point]:
        """The points about the same thing; a 类 told by name is found by its code."""
        plain = evolve(about, phase=self.phase if about.phase is None else about.phase)
        found = self.ledger.by_what.get(what_of(plain, self.ledger.year))
        if found is None and about.item and about.function is None:
            code = self._codes.get((about.direction, bare(about.item)))
            if code is not None:
                found = self.ledger.by_what.get(
                    what_of(evolve(plain, function=code, item=""), self.ledger.year)
                )
        return found or ()

    @cached_property
    def _codes(self) -> dict[tuple[Direction | None, str], FunctionalCode]:
        """The functional code that the tables print beside a name, where it is one alone, by level."""
        found: dict[tuple[Direction | None, str], set[FunctionalCode]] = {}
        for point in self.ledger.points:
            row = point.sheet.table.rows[point.row]
            direction, code = point.what[0], point.what[1]
            if isinstance(code, FunctionalCode) and isinstance(direction, Direction) and row.label:
                found.setdefault((direction, bare(row.label)), set()).add(code)
        return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}

    def _same_fund(self, point: Point, fund: Fund | None) -> bool:
        if point.fund is fund:
            return True
        mine = self.ledger.fund(point)
        if fund is None:
            return mine is Fund.ALL
        return mine is self.ledger.fund(evolve(point, fund=fund))

    def _same_origin(self, point: Point, origin: Origin | None) -> bool:
        if origin in (Origin.CARRIED_OVER, Origin.CARRIED_FORWARD):
            return point.origin is origin
        if not self.ledger.carries:
            return point.origin in (None, Origin.ALL, Origin.CURRENT)
        mine = self.ledger.origin(point)
        return mine is origin or (origin is None and mine is Origin.ALL)

    def is_plain(self, claim: Claim, point: Point) -> bool:
        """Whether the words of a claim say nothing beyond what its coordinates hold.

        Of a claim about a named thing the name must be the point's; of one about a total, a fund or a nature
        no word may be left over: 会议费预算 is no total, though nothing else in it is known.
        """
        words = fold(claim.subject)
        if point.what[1] is not None or point.what[5]:
            return True
        for name in (claim.coordinates.entity, self.entity):
            words = words.replace(fold(name), "") if name else words
        return not _TOTAL_WORDS.sub("", words)

    @cached_property
    def printed(self) -> frozenset[object]:
        """Every amount that the tables print, in yuan: a claim that equals one of them may mean it."""
        return frozenset(
            figure.value.yuan
            for sheet in self.ledger.sheets
            for cells in sheet.cells
            for figure in cells.values()
            if isinstance(figure.value, Amount) and figure.value.unit is not None and figure.value.value
        )
