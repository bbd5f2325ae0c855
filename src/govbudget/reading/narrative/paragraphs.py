"""From printed lines to paragraphs and headings (段落与标题).

A line may be a whole paragraph (documents kept as tab-separated text) or a piece of one cut at the page's
width (text out of a PDF), with or without empty lines between the pieces, and a figure may be cut with it.
So layout decides nothing; words do:

* a line that begins with numbering (第三部分, 一、, （一）, 1., （1）, ①) begins something new;
* a line after a sentence that has ended begins a new paragraph, which for sentences makes no difference;
* every other line goes on with what stands before it.

A numbered line without a figure and without the punctuation of a sentence is a heading, unless a quotation or
bracket is open at its end.  One question is
left to layout: whether such a line is all of the heading or was cut at the page's width.  A line is *full*
if it is as wide as the widest lines of a document in which lines are cut at all.

A paragraph's text has no white space, except one space where two numbers would otherwise run into one;
its `folded` twin has the same length with half-width punctuation, so one offset serves both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from attrs import define, field, frozen

from govbudget.money import parse_number
from govbudget.reading.narrative.figures import FIGURE
from govbudget.reading.source import SourceLine
from govbudget.records import maker, quick
from govbudget.spans import Span

__all__ = ["NUMBERING", "Paragraph", "half_width", "paragraphs", "without_numbering"]

_span: Final = maker(Span)

_UNSEEN: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_CHUNK: Final = re.compile(r"[^\s\u200b\u200c\u200d\u2060\ufeff]+")
_SAME_LENGTH: Final = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict(zip("〔〕【】−﹣﹪∶︰～〜｡､﹑", "[][]--%::~~。、、", strict=True)),
    }
)
_SELDOM_WIDE: Final = re.compile("[\uff01-\uff64〔〕【】−﹣﹪∶︰～〜﹑]").search
# A point between words ends a sentence, but for that of a number before the first of them.
# What stands before the point is looked at behind it: a pattern that begins with a sign is found at once.
_FULL_STOP: Final = re.compile(r"\.(?<=[\u4e00-\u9fff)%\"”]\.)(?![\d.])")
_LONGEST_NUMBERING: Final = 6

NUMBERING: Final = re.compile(
    r"(第[一二三四五六七八九十]{1,3}(?:部分|章|篇)[、:.]?)"
    r"|([一二三四五六七八九十]{1,3}[、.,])"
    r"|(\([一二三四五六七八九十]{1,3}\)[、.,]?)"
    r"|(\d{1,2}(?:、|[.,](?!\d)|[.,](?=(?:19|20)\d\d年)))"
    r"|(\(\d{1,2}\)[、.]?)"
    r"|([①-⑳][、.]?)"
)
"""Numbering at the start of a folded line; the number of the group is its rank."""

_NUMBERING_SIGNS: Final = frozenset("第一二三四五六七八九十(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_PLAIN_HEADING_RANK: Final = 7
_PAGE_NUMBER: Final = re.compile(r"[-—–·]+(?:第?\d{1,4}页?)[-—–·]+|第\d{1,4}页(?:,?共\d{1,4}页)?")
_LONGEST_PAGE_NUMBER: Final = 4
_PAGE_SIGNS: Final = frozenset("-—–·第")
_LEADER_RUN: Final = re.compile(r"[.·]{4,}|…{2,}")
_ENDS: Final = frozenset("。!?")
_ENDED: Final = re.compile(r"[。!?][”\")]?$")
_SENTENCE_MARKS: Final = re.compile(r"[。;,!?]|\d\.\d")
_PAIRED: Final = (("“", '”"'), ("(", ")"), ("《", "》"))
"""What opens, and what may close it: of two quotes one may be printed in half width."""
_CUT_TAIL: Final = re.compile(r"\d[\d,]*\.?\d*,?$")
_CUT_HEAD: Final = re.compile(r"[\d,.]+")
_UNIT_HEAD: Final = re.compile(r"[,.]?\d|[万亿千百]?元|[%‰个辆台套项]")
_HEADING_END: Final = re.compile(r"(?:说明|解释|情况|原因|概况|职责|职能|目标|安排|经费|目录|措施)$")
_HEADING_REST: Final = re.compile(r"[情况的说明原因]{1,5}")
_PLAIN_MAJOR: Final = re.compile(
    r".{0,30}?(?:名词解释|术语解释|(?:预算|决算)(?:编制|公开|情况|安排情况|信息公开情况)*说明|其他(?:相关|有关|重要|需要说明的?)*(?:事项|情况)(?:的?(?:情况)?说明)?"
    r"|项目经费情况说明|主要(?:职能|职责)|机构设置|部门概况|单位概况|目录)"
)
_ITEM_CUT: Final = re.compile(r"\([类款]\)(?!.*(?:情况|说明):?$)[^()]{1,30}$")
"""The end of a line within the name of an item (教育支出（类）普通教育（款）小)."""
_GLOSSARY: Final = re.compile(r"(?:专业(?:性)?)?(?:名词|术语)解释")
_PLAIN_MINOR: Final = re.compile(r"[^,。;:!?]{2,30}(?:说明|情况|解释|概况|职责|职能|设置|目标)")
_LONGEST_HEADING: Final = 60
_MARKS: Final = re.compile(r"[,。;:、!?]")
_SELDOM: Final = 2
_LONGEST_NUMBER: Final = 40
_SHORTEST_RUNNING: Final = 6


@quick
@frozen(eq=False, weakref_slot=False)
class Paragraph:
    """A paragraph or heading: its text, the numbering's rank (0 without), and where its characters stood."""

    rank: int
    text: str
    folded: str
    is_heading: bool
    _starts: list[int]
    _lines: list[SourceLine]
    _columns: list[int]

    def line_at(self, offset: int) -> SourceLine:
        """The line on which the character at `offset` stands."""
        return self._lines[bisect_right(self._starts, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """The characters of the document that stand in the paragraph from `start` to `end`."""
        starts, lines, columns = self._starts, self._lines, self._columns
        if len(starts) == 1:
            # Most paragraphs are one piece of one line.
            begin = lines[0].start + columns[0]
            return _span(start + begin, end + begin)
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end - 1, first) - 1
        begin = lines[first].start + columns[first] - starts[first]
        ending = begin if last == first else lines[last].start + columns[last] - starts[last]
        return _span(start + begin, end + ending)


_paragraph: Final = maker(Paragraph)


def _run_together(before: str, after: str, *, cut: bool) -> bool:
    """Whether two pieces need a space between them, lest two numbers become one.

    Pieces of one line are apart as printed.  At a line's end a number may have been cut, and is one
    number if the two parts make one; else they were two.
    """
    if not (after[0].isdigit() and (before[-1].isdigit() or before[-1] in ",.")):
        return False
    if not cut:
        return True
    tail, head = _CUT_TAIL.search(before), _CUT_HEAD.match(after)
    if tail is None or head is None:
        return False
    return parse_number((tail.group() + head.group()).rstrip(",.")) is None


def half_width(text: str) -> str:
    """The text with half-width punctuation and digits, at its length.

    >>> half_width("（一）收入：５，０００％")
    '(一)收入:5,000%'
    >>> half_width("支出为8.50万元．其中")
    '支出为8.50万元。其中'
    """
    # The signs that every sentence has are replaced one by one, many times faster than by a table of all of them.
    text = text.replace("，", ",").replace("：", ":").replace("（", "(").replace("）", ")").replace("；", ";")
    if _SELDOM_WIDE(text):
        text = text.translate(_SAME_LENGTH)
    if "." in text:
        begin = text[:_LONGEST_NUMBERING]
        text = begin + _FULL_STOP.sub("。", text)[len(begin) :]
    return text


def without_numbering(folded: str) -> str:
    """A folded heading without its numbering.

    >>> without_numbering("(三)机关运行经费")
    '机关运行经费'
    """
    match = _numbering(folded)
    return folded if match is None else folded[match.end() :]


def _numbering(folded: str) -> re.Match[str] | None:
    return NUMBERING.match(folded) if folded[:1] in _NUMBERING_SIGNS else None


def paragraphs(lines: Sequence[SourceLine]) -> Iterator[Paragraph]:
    """The paragraphs and headings that the lines of a narrative make up, in order.

    >>> from govbudget.reading.source import split_lines
    >>> lines = split_lines("一、收入说明\\n收入预算 12\\n0.5万元，其中\\n项目 3 个。\\n（一）其他")
    >>> [(p.rank, p.is_heading, p.text) for p in paragraphs(lines)]
    [(2, True, '一、收入说明'), (0, False, '收入预算120.5万元，其中项目3个。'), (3, True, '（一）其他')]
    """
    printed = _printed(lines)
    full = _full_width(printed)
    current: _Open | None = None
    for entry in printed:
        folded = entry[2]
        numbering = _numbering(folded)
        if current is None or not current.goes_on(folded, numbering):
            if current is not None:
                yield current.paragraph()
            rank = 0 if numbering is None else numbering.lastindex or 0
            line, pieces, _ = entry
            if folded[-1] in _ENDS and len(pieces) == 1:
                # A whole sentence on a line of its own is a paragraph that nothing goes on with.
                column, text, _ = pieces[0]
                current = None
                yield _paragraph(rank, text, folded, False, [0], [line], [column])
                continue
            current = _Open(rank)
        current.add(entry, is_full=full is not None and _width(folded) >= full)
    if current is not None:
        yield current.paragraph()


@define
class _Open:
    """A paragraph being put together.  `parts` are joined once, at its end, so that joining stays linear."""

    rank: int
    is_heading: bool = False
    closed: bool = False
    length: int = 0
    parts: list[str] = field(factory=list)
    folded: list[str] = field(factory=list)
    starts: list[int] = field(factory=list)
    lines: list[SourceLine] = field(factory=list)
    columns: list[int] = field(factory=list)

    def paragraph(self) -> Paragraph:
        """The paragraph as put together so far."""
        text, folded = "".join(self.parts), "".join(self.folded)
        return _paragraph(self.rank, text, folded, self.is_heading, self.starts, self.lines, self.columns)

    def goes_on(self, folded: str, numbering: re.Match[str] | None) -> bool:
        """Whether a line continues this paragraph."""
        if numbering is not None or (self.closed and not self.is_heading) or _GLOSSARY.fullmatch(folded):
            return False
        if not self.rank and _PLAIN_MAJOR.fullmatch(folded) and not self._says_something():
            # Below the words of a cover, which end with no mark, a heading is one all the same.
            return False
        return not self.closed or _HEADING_REST.fullmatch(folded) is not None

    def _says_something(self) -> bool:
        return any(_SENTENCE_MARKS.search(folded) or FIGURE.search(folded) for folded in self.folded)

    def add(self, printed: _Printed, *, is_full: bool) -> None:
        """Take a line and decide whether the paragraph is complete with it."""
        line, pieces, _ = printed
        last = self.folded[-1] if self.folded else ""
        begins = not self.parts
        cut = True
        for column, piece, folded in pieces:
            if last and _run_together(last[-_LONGEST_NUMBER:], folded, cut=cut):
                self.parts.append(" ")
                self.folded.append(" ")
                self.length += 1
            self.starts.append(self.length)
            self.lines.append(line)
            self.columns.append(column)
            self.parts.append(piece)
            self.folded.append(folded)
            self.length += len(piece)
            last = folded
            cut = False
        if last[-1] in _ENDS or _ENDED.search(last[-2:]):
            self.closed = True
        elif self.length <= _LONGEST_HEADING:
            text = "".join(self.folded)
            self.closed = self.is_heading = (
                self._numbered_heading(text, is_full=is_full)
                if self.rank
                else self._plain_heading(text, is_full=is_full, begins=begins)
            )

    def _numbered_heading(self, folded: str, *, is_full: bool) -> bool:
        body = without_numbering(folded)
        if not body or _SENTENCE_MARKS.search(body) or FIGURE.search(body) or ":" in body[:-1]:
            return False
        opened = [(body.count(opening), closing) for opening, closing in _PAIRED if opening in body]
        if any(count > sum(map(body.count, closing)) for count, closing in opened):
            return False
        if _ITEM_CUT.search(body):
            return False
        return not is_full or body.endswith(":") or _HEADING_END.search(body) is not None

    def _plain_heading(self, folded: str, *, is_full: bool, begins: bool) -> bool:
        if not begins or _SENTENCE_MARKS.search(folded) or FIGURE.search(folded):
            return False
        if _PLAIN_MAJOR.fullmatch(folded):
            self.rank = 1
        elif not is_full and _PLAIN_MINOR.fullmatch(folded):
            self.rank = _PLAIN_HEADING_RANK
        return self.rank > 0


_Printed: TypeAlias = tuple[SourceLine, list[tuple[int, str, str]], str]
"""A line, its pieces without white space (column, print, folded print), and all of it folded."""


def _printed(lines: Sequence[SourceLine]) -> list[_Printed]:
    """The lines that print words, cut at white space, without page numbers and contents entries."""
    cut: list[_Printed] = []
    for line in lines:
        text = line.text
        same = half_width(text)
        if len(text.split(None, 1)) == 1 and not text[0].isspace() and not _has_unseen(text):
            # Nothing parts it: most lines are of this kind.
            text = text.rstrip()
            folded = same[: len(text)]
            cut.append((line, [(0, text, folded)], folded))
            continue
        pieces = [(at.start(), at.group(), same[at.start() : at.end()]) for at in _CHUNK.finditer(text)]
        if pieces:
            cut.append((line, pieces, "".join(folded for _, _, folded in pieces)))
    times = Counter([folded for _, _, folded in cut])
    return [
        printed
        for index, printed in enumerate(cut)
        if not (times[printed[2]] > _SELDOM and _is_running(printed[2]))
        and not _is_furniture(printed[2], cut[index + 1][2] if index + 1 < len(cut) else "")
    ]


def _has_unseen(text: str) -> bool:
    # Nothing unseen is printable, and that is told in a fraction of the time.
    return not text.isprintable() and not _UNSEEN.isdisjoint(text)


def _is_running(folded: str) -> bool:
    """Whether a line that is printed on page after page is words alone, no part of any sentence."""
    return (
        len(folded) >= _SHORTEST_RUNNING and _MARKS.search(folded) is None and FIGURE.search(folded) is None
    )


def _is_furniture(folded: str, following: str) -> bool:
    if folded.isdecimal() and len(folded) <= _LONGEST_PAGE_NUMBER:
        # A page number, unless it is a figure's cut-off start: then its unit or its decimals follow.
        return _UNIT_HEAD.match(following) is None
    if folded[0] in _PAGE_SIGNS and _PAGE_NUMBER.fullmatch(folded) is not None:
        return True
    has_leaders = "…" in folded or ".." in folded or "·" in folded
    return has_leaders and _LEADER_RUN.search(folded) is not None


def _width(folded: str) -> int:
    # UTF-8 takes one byte for ASCII and three for Chinese, which is two columns wide.
    return (len(folded) + len(folded.encode("utf-8", "surrogatepass"))) // 2


def _full_width(printed: Sequence[_Printed]) -> int | None:
    """The display width from which a line counts as full, or None where lines are not cut."""
    plain = [folded for _, _, folded in printed if folded[-1] not in "。;:!?" and _numbering(folded) is None]
    if len(plain) * 3 < len(printed):
        return None
    widths = sorted(map(_width, plain))
    widest = widths[len(widths) * 9 // 10] if widths else 0
    return max(widest * 17 // 20, 20)
