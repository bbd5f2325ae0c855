"""A disclosure (部门预算公开): everything that one document states, and what became of its text.

`blocks` is the proof that nothing was lost: every character of the text that is not white space lies
in exactly one span of one block.

>>> Disclosure(title="2024年度部门预算", kind=DisclosureKind.BUDGET, fiscal_year=2024)
<Disclosure '2024年度部门预算' (budget, 2024): 0 tables, 0 forms, 0 figures, 0 problems>
"""

from __future__ import annotations

import enum
from functools import cached_property

from attrs import field, frozen

from govbudget.model.claims import Claim
from govbudget.model.facts import Fact, facts_of
from govbudget.model.forms import PerformanceForm
from govbudget.model.problems import Problem, Unread
from govbudget.model.tables import Table
from govbudget.records import quick
from govbudget.spans import Span

__all__ = ["Block", "BlockKind", "Disclosure", "DisclosureKind"]


class DisclosureKind(enum.Enum):
    """What a document discloses (公开内容)."""

    BUDGET = "budget"
    FINAL_ACCOUNTS = "final_accounts"
    PERFORMANCE = "performance"


class BlockKind(enum.Enum):
    """What a stretch of the text is (文本块): exactly one of these."""

    TABLE = "table"
    FORM = "form"
    PROSE = "prose"
    FURNITURE = "furniture"
    UNREAD = "unread"


@quick
@frozen(weakref_slot=False)
class Block:
    """A stretch of the text and what it was read as; `index` is the position among the tables or forms."""

    kind: BlockKind
    span: Span
    index: int | None = None


@frozen(kw_only=True, repr=False)
class Disclosure:
    """One document, read (公开文件).

    `units` are the units of a department that have rows or documents of their own.  `format` is the
    physical form it was read from.  `abridged` says that by its own words secret parts were taken out of
    it (涉密内容已剔除), so that rows may be missing below a total.  Source, hash and blocks tell where it came
    from; two disclosures are equal if they state the same.
    """

    title: str = ""
    kind: DisclosureKind | None = None
    entity: str = ""
    fiscal_year: int | None = None
    units: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    forms: tuple[PerformanceForm, ...] = ()
    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()
    abridged: bool = False
    format: str = field(default="text", eq=False)
    sha256: str = field(default="", eq=False)
    blocks: tuple[Block, ...] = field(default=(), eq=False)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """One fact per point that the tables state, whatever the number of its printings."""
        return facts_of(self.tables)

    def __repr__(self) -> str:
        kind = "unrecognised" if self.kind is None else self.kind.value
        figures = sum(len(row.figures) for table in self.tables for row in table.rows)
        return (
            f"<Disclosure {self.title!r} ({kind}, {self.fiscal_year or 'year unstated'}): "
            f"{len(self.tables)} tables, {len(self.forms)} forms, {figures} figures, {len(self.problems)} problems>"
        )
