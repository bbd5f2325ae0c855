"""The claims of a document's prose (数据提取): headings followed, lists carried from paragraph to item.

A paragraph that ends in 其中： or 如下： announces the parts of its amount, and the numbered items below it are
these parts, at every depth of numbering, until a heading leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import define, field

from govbudget.model.claims import Claim
from govbudget.model.coordinates import Nature
from govbudget.reading.narrative.clauses import read_paragraph
from govbudget.reading.narrative.figures import FIGURE
from govbudget.reading.narrative.paragraphs import NUMBERING, Paragraph, half_width, paragraphs
from govbudget.reading.narrative.sections import Outline
from govbudget.reading.narrative.state import Context, Stated
from govbudget.reading.narrative.wording import Meaning
from govbudget.reading.source import SourceLine
from govbudget.text import fold, squeeze

__all__ = ["read_claims"]

_ITEM: Final = re.compile(r"[\"'“]?(?P<item>[^,。;:!?]{2,140}?\([类款项]\))[\"'”]?(?=[,。:]|主要|用于|反映)")
_NOTE: Final = re.compile(r"(?:备?注|说明)\d?:")
_RUN_IN: Final = re.compile(r"(?:[^,;。:!?]{1,60}?|[^,;。:!?]{60,140}?[款项]\))[:。]")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
_SHORTEST_NAME: Final = 2
_QUOTES_AND_DASHES: Final = {'"': '["“”„〝〞]', "'": "['‘’]", "-": "[-–—―‐‑─]"}
_OPERATING: Final = re.compile(r"(?:日常)?公用(?:经费|支出)")
_TITLE: Final = re.compile(r"预算|决算")


def read_claims(
    lines: Sequence[SourceLine], *, fiscal_year: int | None = None, entity: str = ""
) -> list[Claim]:
    """The claims of the explanatory sections, in print order.

    `lines` are the document's lines of prose: no table, form, contents page or furniture; line numbers may
    jump.  `fiscal_year` turns printed years into phases (上年预算); without it the year of a heading that names
    one is used.  `entity` is the department's name, no part of any subject.  Lines without a heading that
    tells an explanatory section give no claims; nothing in a text is refused.

    >>> from govbudget.reading.source import split_lines
    >>> read_claims(split_lines("一、主要职责\\n管理12个图书馆。\\n二、机关运行经费情况\\n2024年安排8.5万元。"))
    [<Claim 8.5万元: 机关运行经费安排>]
    """
    reader = _Narrative(fiscal_year, _as_in_prose(entity, lines))
    for paragraph in paragraphs(lines):
        reader.take(paragraph)
    return reader.claims


def _goes_on(whole: Stated, folded: str) -> bool:
    """Whether a paragraph without a number goes on with the parts of a whole: it names it, or the part that is due."""
    if f"占{fold(whole.subject)}" in folded:
        return True
    return whole.meaning.get("nature") is Nature.BASIC and _OPERATING.match(folded) is not None


def _item_named(paragraph: Paragraph) -> tuple[str, str] | None:
    """The item of the functional classification that a numbered paragraph begins with, folded and as printed."""
    numbering = NUMBERING.match(paragraph.folded)
    match = _ITEM.match(paragraph.folded, 0 if numbering is None else numbering.end())
    if match is None:
        return None
    return match.group("item"), paragraph.text[match.start("item") : match.end("item")].replace(" ", "")


def _as_in_prose(entity: str, lines: Sequence[SourceLine]) -> str:
    """A folded name as the folded prose prints it, where quotes and dashes are not made alike."""
    folded = fold(entity)
    if len(folded) < _SHORTEST_NAME:
        return ""  # a single character stands in any word
    if _QUOTES_AND_DASHES.keys().isdisjoint(folded):
        return folded  # most names
    pattern = "".join(_QUOTES_AND_DASHES.get(char) or re.escape(char) for char in folded)
    found = re.search(pattern, half_width(squeeze("".join(line.text for line in lines))))
    return folded if found is None else found.group()


@define
class _Narrative:
    year: int | None
    entity: str
    outline: Outline = field(init=False)
    claims: list[Claim] = field(factory=list)
    lists: list[tuple[int, Stated]] = field(factory=list)
    previous: Stated | None = None
    open: tuple[Stated, ...] = ()
    item: Stated | None = None
    """The whole of which an item was named whose figures stand in a paragraph of their own."""
    named: tuple[str, str] | None = None
    known: dict[tuple[str, bool], Meaning] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.outline = Outline(fold(self.entity))

    def take(self, paragraph: Paragraph) -> None:
        """Follow a heading, or read a paragraph that stands in an explanatory section."""
        if paragraph.is_heading:
            self._heading(paragraph)
            return
        run_in = self._run_in(paragraph) if paragraph.rank else ""
        if run_in:
            self.outline.enter(paragraph.rank, run_in)
        elif paragraph.rank:
            self.outline.leave(paragraph.rank)
        if self.outline.explains and not _NOTE.match(paragraph.folded):
            self._read(paragraph)

    def _heading(self, paragraph: Paragraph) -> None:
        self.outline.enter(paragraph.rank, paragraph.text.replace(" ", ""))
        self.previous, self.open, self.item, self.named = None, (), None, None
        self._end_lists(2 * paragraph.rank)
        if self.year is None and _TITLE.search(paragraph.folded):
            year = _YEAR.search(paragraph.folded)
            self.year = None if year is None else int(year.group(1))

    def _run_in(self, paragraph: Paragraph) -> str:
        """The heading with which a numbered paragraph begins: （二）支出预算：…"""
        numbering = NUMBERING.match(paragraph.folded)
        begin = 0 if numbering is None else numbering.end()
        match = _RUN_IN.match(paragraph.folded, begin)
        if match is None or FIGURE.search(match.group()):
            return ""
        return paragraph.text[: match.end() - 1].replace(" ", "")

    def _read(self, paragraph: Paragraph) -> None:
        # Where a paragraph without numbering ends is up to the layout: what follows may be the same paragraph.
        numbered = paragraph.rank > 0
        depth = 2 * paragraph.rank if numbered else 2 * self.outline.rank + 1
        if numbered:
            self._end_lists(depth)
        whole = self.lists[-1][1] if self.lists and numbered else None
        if not numbered and self.item is not None:
            whole = self.item
        elif not numbered:
            whole = next((one for one in reversed(self.open) if _goes_on(one, paragraph.folded)), None)
        if numbered or self.item is None:
            self.named = _item_named(paragraph) if numbered else None
        context = Context(
            section=self.outline.section,
            heading=self.outline.heading,
            topic=self.outline.topic,
            year=self.year,
            entity=self.entity,
            whole=whole,
            previous=None if numbered else self.previous,
            item=self.named,
            known=self.known,
        )
        reading = read_paragraph(paragraph, context)
        self.claims.extend(reading.claims)
        self.previous = reading.head
        self.open = reading.open
        self.item = whole if numbered and not reading.claims else None
        parts_follow = reading.announced or (reading.first if whole is not None and numbered else None)
        if parts_follow is not None or reading.announces:
            self._end_lists(depth)
        if parts_follow is not None:
            self.lists.append((depth, parts_follow))

    def _end_lists(self, depth: int) -> None:
        while self.lists and self.lists[-1][0] >= depth:
            self.lists.pop()
