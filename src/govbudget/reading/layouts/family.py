"""What a layout family is: a name, a test, and a way to cut a document into blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import field, frozen

from govbudget.reading.forms.memo import Memo
from govbudget.reading.grid import RawTable
from govbudget.reading.source import SourceLine
from govbudget.spans import Span

__all__ = ["CutDocument", "Family"]


@frozen(eq=False, kw_only=True)
class CutDocument:
    """The blocks of a document: tables and forms as found, lines of prose and of furniture."""

    tables: tuple[RawTable, ...] = ()
    forms: tuple[tuple[SourceLine, ...], ...] = ()
    prose: tuple[SourceLine, ...] = ()
    furniture: tuple[SourceLine, ...] = ()
    prose_spans: tuple[Span, ...] = ()
    furniture_spans: tuple[Span, ...] = ()
    form_spans: tuple[tuple[Span, ...], ...] = ()
    memo: Memo = field(factory=Memo)
    """What was learned of the document's words while cutting, so that reading need not learn it again."""


@frozen(kw_only=True)
class Family:
    """A physical form of disclosures (版式)."""

    name: str
    recognises: Callable[[Sequence[SourceLine]], bool]
    cut: Callable[[Sequence[SourceLine]], CutDocument]
