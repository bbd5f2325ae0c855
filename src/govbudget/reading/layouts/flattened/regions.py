"""Where tables and forms end in flattened text, and what in them belongs to the page (范围与页眉).

What begins is found first (`captions`).  A region reaches to the next beginning; before that it ends at its notes,
at a sentence, or at a heading below which no row follows.  Each new page repeats caption and header, or the
header alone; repeated lines are told by being the same text, however they are wrapped now, and are furniture, as
the numbers of pages are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import define, field

from govbudget.reading.captions import is_note
from govbudget.reading.layouts.flattened.atoms import atoms_of, begins_page, width_of
from govbudget.reading.layouts.flattened.captions import Opening, is_heading, next_printed
from govbudget.reading.layouts.flattened.header_words import is_header_word
from govbudget.reading.layouts.flattened.headers import numbering_of, word_ends
from govbudget.reading.layouts.flattened.kinds import is_figure
from govbudget.reading.source import SourceLine
from govbudget.reading.words import is_total_word
from govbudget.text import fold, squeeze

__all__ = ["Region", "form_region", "header_end", "is_page_number", "is_worded_number", "table_region"]

_LONGEST_LABEL: Final = 64
_MOST_HEADER_LINES: Final = 160
_MOST_NOTE_LINES: Final = 6
_LONGEST_NUMBER: Final = 16
_LONGEST_HEADER: Final = 48
_PART: Final = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章)")
_PAGE_NUMBER: Final = re.compile(
    r"\d{1,4}|[-－—–·~]{1,2}\s?\d{1,4}\s?[-－—–·~]{1,2}"
    r"|第\s?\d{1,4}\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?"
    r"|(?P<page>\d{1,4})\s?/\s?(?P<last>\d{1,4})"
)
_CODES: Final = re.compile("编码|代码|^(?:功能|经济|支出|科目)")
_DECIMALS: Final = re.compile(r"\d\.\d")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
"""A comma inside a figure."""


@define(eq=False)
class Region:
    """The lines of one table or form, by index: its caption, header, body, notes, and furniture in between."""

    opening: Opening
    caption: list[int] = field(factory=list)
    header: list[int] = field(factory=list)
    body: list[int] = field(factory=list)
    notes: list[list[int]] = field(factory=list)
    furniture: list[int] = field(factory=list)
    stop: int = 0
    """The index of the first line that is no longer in it."""
    is_sure: bool = True
    """Whether it is sure where its header ends."""


def is_worded_number(text: str) -> bool:
    """Whether a text is the number of a page and can be nothing else.

    >>> [is_worded_number(text) for text in ("- 3 -", "第3页 共40页", "3/40", "40/3", "3")]
    [True, True, True, False, False]
    """
    text = text.strip()
    found = _PAGE_NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER and not text.isdecimal() else None
    if found is None:
        return False
    return not found["page"] or int(found["page"]) <= int(found["last"])


def is_page_number(lines: Sequence[SourceLine], index: int, *, in_rows: bool = False) -> bool:
    """Whether a line is the number of a page: alone, and apart, or where a page ends.

    Among the rows of a table a number alone, which an empty line parts from what stands above, may be the end of
    a figure or of a code.

    >>> from govbudget.reading.source import split_lines
    >>> lines = split_lines("8.00\\n\\n\\n\\n55\\n\\n13、某项目\\n\\n3\\n\\n支出")
    >>> is_page_number(lines, 4), is_page_number(lines, 8)
    (True, False)
    """
    text = lines[index].text.strip()
    if is_worded_number(text):
        return True
    if not text.isdecimal() or _PAGE_NUMBER.fullmatch(text) is None:
        return False
    before = index - 1
    while before >= 0 and lines[before].is_blank:
        before -= 1
    if before < 0 or index - before > 3:
        return True
    if in_rows and index - before > 1:
        return False
    after = next_printed(lines, index)
    return after >= len(lines) or begins_page(lines[after])


def table_region(lines: Sequence[SourceLine], opening: Opening, end: int) -> Region | None:
    """The lines of a table that may reach to `end`; None if no header can be made out."""
    region = Region(opening)
    region.caption = [i for i in range(opening.start, opening.header) if not lines[i].is_blank]
    body, region.is_sure = _header_end(lines, opening, end)
    region.header = [i for i in range(opening.header, body or 0) if not lines[i].is_blank]
    if body is None or not region.header:
        return None
    repeats = _repeats(lines, region)
    stop = _table_end(lines, body, end, repeats)
    index = body
    while index < stop:
        length = _repeated(lines, index, stop, repeats)
        if length:
            region.furniture += [i for i in range(index, index + length) if not lines[i].is_blank]
            index += length
            continue
        if not lines[index].is_blank:
            (region.furniture if is_page_number(lines, index, in_rows=True) else region.body).append(index)
        index += 1
    region.stop = _take_notes(lines, region, stop, end)
    return region


def form_region(lines: Sequence[SourceLine], opening: Opening, end: int) -> Region:
    """The lines of a form that may reach to `end`."""
    region = Region(opening)
    region.caption = [i for i in range(opening.start, opening.header) if not lines[i].is_blank]
    stop = _form_end(lines, opening.header, end)
    at = _grid_header(lines, opening.header, stop)
    repeats: list[str] = []
    if at is not None:
        region.header = [i for i in range(*at) if not lines[i].is_blank]
        repeats = ["".join(squeeze(lines[i].text) for i in region.header)]
    index = opening.header
    while index < stop:
        length = _repeated(lines, index, stop, repeats) if at is not None and index >= at[1] else 0
        if length:
            region.furniture += [i for i in range(index, index + length) if not lines[i].is_blank]
            index += length
            continue
        if not lines[index].is_blank:
            number = is_page_number(lines, index, in_rows=True) or _is_left_over(lines, index, stop)
            (region.furniture if number else region.body).append(index)
        index += 1
    region.stop = stop
    return region


def _is_left_over(lines: Sequence[SourceLine], index: int, stop: int) -> bool:
    """Whether a number alone begins a page and ends the form: what goes on there has its header above it."""
    text = lines[index].text.strip()
    return begins_page(lines[index]) and text.isdecimal() and next_printed(lines, index) >= stop


def header_end(lines: Sequence[SourceLine], opening: Opening, end: int) -> int | None:
    """The index of the first line below the header of a table that may reach to `end`, None if none is found."""
    return _header_end(lines, opening, end)[0]


def _header_end(lines: Sequence[SourceLine], opening: Opening, end: int) -> tuple[int | None, bool]:
    """The index of the first line below the header, by column numbers, repetition, figures; whether it is sure."""
    if opening.of_words:
        return opening.header + 1, True
    last = min(end, opening.header + _MOST_HEADER_LINES)
    for index in range(opening.header, last):
        if lines[index].is_blank:
            continue
        if numbering_of(lines[index].text.split()) is not None:
            return index + 1, True
        if _DECIMALS.search(lines[index].text):
            break
    repeated = _end_by_repetition(lines, opening, end)
    return (repeated, True) if repeated else _end_by_figures(lines, opening, last)


def _end_by_repetition(lines: Sequence[SourceLine], opening: Opening, end: int) -> int | None:
    """The header is what a later page repeats, caption and all, or from the header's first line on."""
    top = [i for i in range(opening.start, end) if not lines[i].is_blank]
    texts = {i: squeeze(lines[i].text) for i in top}
    found: int | None = None
    for first in (i for i in top if opening.start < i <= opening.header):
        head = [i for i in top if i >= first]
        for at, index in enumerate(top):
            if index <= opening.header or texts[index] != texts[first]:
                continue
            is_marked = begins_page(lines[index])
            if first == opening.header and not is_marked:
                # Its caption tells a page that nothing marks, a word of its header does not.
                continue
            length = 0
            while (
                at + length < len(top)
                and head[length] < index
                and texts[top[at + length]] == texts[head[length]]
            ):
                length += 1
            if length and head[length - 1] >= opening.header:
                ends = head[length : length + 1] + top[at + length : at + length + 1]
                if not is_marked and any(_is_of_header(lines[end]) for end in ends):
                    # Another table may have the same caption.
                    continue
                below = head[length - 1] + 1
                found = below if found is None else min(found, below)
        if found is not None:
            return found
    return None


def _is_of_header(line: SourceLine) -> bool:
    """Whether all cells of a line are words of headers."""
    return all(is_header_word(fold(cell)) for cell in line.text.split())


def _end_by_figures(lines: Sequence[SourceLine], opening: Opening, last: int) -> tuple[int | None, bool]:
    """The header ends before the first row that prints a figure or names a total; a table may print none.

    The row may begin with its number or code, below an empty line, or with a name that its figures follow.  Else its
    name stands on lines of its own: the header is no more than can be put together from its words.
    """
    top = fold("".join(line.text for line in lines[opening.header : opening.header + 3]))
    begin: int | None = None
    first = last
    for index in range(opening.header, last):
        if lines[index].is_blank:
            continue
        pieces = lines[index].text.split()
        folded = fold(lines[index].text)
        if (
            index > opening.header
            and is_total_word(folded.rstrip("0123456789.,*-"))
            and (is_figure(pieces[-1]) or _has_figures_below(lines, index))
        ):
            return index, True
        if is_note(folded) or "。" in folded:
            first = index
            break
        if any(is_figure(piece) and not re.fullmatch(r"(?:19|20)\d\d", piece) for piece in pieces):
            if _begins_first_row(pieces, top) and lines[index - 1].is_blank:
                return index, True
            # The header itself is not the name of the first row.
            first = index if begin in (None, opening.header) or not is_figure(pieces[0]) else begin
            break
        begin = index
    if begin is None:
        return None, False
    return _last_of_words(lines, opening.header, first) or first, False


def _has_figures_below(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a total that is alone on its line has its figures, or what a narrow column shows of them, on the next."""
    below = next_printed(lines, index)
    if below >= len(lines) or not lines[index - 1].is_blank or begins_page(lines[below]):
        return False
    pieces = lines[below].text.split()
    return _DECIMALS.search(pieces[0]) is not None and all(map(is_figure, pieces))


def _begins_first_row(pieces: Sequence[str], header: str) -> bool:
    """Whether a line that prints figures is where the first row begins, under a header that begins so."""
    if header.startswith("序号"):
        return pieces[0] == "1"
    if not is_figure(pieces[0]):
        return True
    return pieces[0].isdecimal() and len(pieces[0]) in (3, 5, 7) and _CODES.search(header) is not None


def _last_of_words(lines: Sequence[SourceLine], start: int, stop: int) -> int | None:
    """The end of the longest run of lines that header words make up, to the last piece."""
    atoms = atoms_of(lines[start:stop])
    ends = word_ends(atoms)
    for end in range(len(atoms), 0, -1):
        following = atoms[end].line.number if end < len(atoms) else None
        if following == atoms[end - 1].line.number or end not in ends:
            continue
        return start + atoms[end - 1].line.number - lines[start].number + 1
    return None


def _repeats(lines: Sequence[SourceLine], region: Region) -> list[str]:
    """What a page may repeat, longest first: title and all, caption and header, the header alone."""
    indexes = [*region.caption, *region.header]
    texts = [squeeze(lines[i].text) for i in indexes]
    starts = [0]
    if len(region.caption) > 1:
        starts.append(1)
    starts.append(len(region.caption))
    return ["".join(texts[start:]) for start in dict.fromkeys(starts)]


def _repeated(lines: Sequence[SourceLine], index: int, stop: int, repeats: Sequence[str]) -> int:
    """The number of lines from an index on that repeat one of some texts, 0 if none is repeated."""
    if not repeats or lines[index].is_blank:
        return 0
    first = squeeze(lines[index].text)
    for text in repeats:
        if not first or not text.startswith(first):
            continue
        said = ""
        at = index
        while at < stop and len(said) < len(text):
            said += squeeze(lines[at].text)
            at += 1
        if said == text:
            return at - index
    return 0


def _table_end(lines: Sequence[SourceLine], body: int, end: int, repeats: Sequence[str]) -> int:
    """Where the rows end: at a note or a sentence, or before that at a heading below which no row follows."""
    hard = end
    index = body
    while index < end:
        length = _repeated(lines, index, end, repeats)
        if length:
            index += length
            continue
        folded = fold(lines[index].text)
        if folded and (_ends_rows(lines[index], folded) or _begins_narrative(lines, index)):
            hard = index
            break
        index += 1
    for index in range(hard - 1, body - 1, -1):
        line = lines[index]
        if line.is_blank:
            continue
        if is_heading(line) and not _follows_number(lines, index):
            hard = index
        elif not is_page_number(lines, index):
            break
    return hard


def _ends_rows(line: SourceLine, folded: str) -> bool:
    if is_note(folded) or _PART.match(folded) or "。" in folded:
        return True
    if width_of(line.text) <= _LONGEST_LABEL or "," not in _THOUSANDS.sub("", folded):
        return False
    # No sentence has two figures side by side, or ends in one.
    pieces = [is_figure(piece) for piece in line.text.split()]
    return not pieces[-1] and not any(before and here for before, here in pairwise(pieces))


def _begins_narrative(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a line is a heading with prose below it: a line too wide for a cell, and without a figure of its own."""
    if not is_heading(lines[index]):
        return False
    below = next_printed(lines, index)
    if below >= len(lines) or width_of(lines[below].text) <= _LONGEST_LABEL:
        return False
    pieces = [piece for line in (lines[index], lines[below]) for piece in line.text.split()]
    return not any(map(is_figure, pieces))


def _follows_number(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether the line above is a number alone: then this one is the name of the row it numbers."""
    before = index - 1
    while before >= 0 and lines[before].is_blank:
        before -= 1
    return before >= 0 and lines[before].text.strip().isdecimal()


def _take_notes(lines: Sequence[SourceLine], region: Region, stop: int, end: int) -> int:
    """The notes below the rows; the index of the line behind them."""
    index = stop
    while index < end and lines[index].is_blank:
        index += 1
    while index < end and is_note(fold(lines[index].text)):
        note = [index]
        after = next_printed(lines, index)
        while (
            after < end
            and len(note) < _MOST_NOTE_LINES
            and not lines[note[-1]].text.rstrip().endswith(("。", "；", "）", ")"))
            and not is_heading(lines[after])
            and not is_note(fold(lines[after].text))
            and not begins_page(lines[after])
        ):
            note.append(after)
            after = next_printed(lines, after)
        region.notes.append(note)
        stop = note[-1] + 1
        index = next_printed(lines, note[-1])
    return stop


def _grid_header(lines: Sequence[SourceLine], start: int, stop: int) -> tuple[int, int] | None:
    """The lines of the header of indicators: from 一级指标 to 指标值 or what stands behind it."""
    for index in range(start, stop):
        text = squeeze(lines[index].text)
        if not text.startswith(("一级指标", "绩效指标一级", "绩效指标二级", "二级指标三级", "一级")):
            continue
        said = ""
        best: int | None = None
        for at in range(index, min(stop, index + 24)):
            piece = squeeze(lines[at].text)
            if not piece:
                continue
            said += piece
            if len(said) > _LONGEST_HEADER:
                break
            if _HEADER_OF_GRID.fullmatch(fold(said)):
                best = at + 1
        if best is not None:
            return index, best
    return None


_HEADER_OF_GRID: Final = re.compile(
    r"(?:绩效指标)?(?:一级指标)?二级指标(?:三级指标|指标名称)(?:绩效指标描述|指标描述|指标内容|指标解释)?(?:年度|目标|绩效)?(?:指标值|目标值)"
    r"(?:指标值确定依据|指标值说明|确定依据|指标说明|评分标准|备注)?"
)


def _form_end(lines: Sequence[SourceLine], start: int, end: int) -> int:
    """A form reaches to the next beginning, or to a heading of a narrative behind its last indicator."""
    at = _grid_header(lines, start, end)
    if at is None:
        for index in range(start, end):
            if is_heading(lines[index]) and not atoms_of(lines[index : index + 1])[0].text.endswith("。"):
                return index
        return end
    stop = end
    for index in range(end - 1, at[1] - 1, -1):
        line = lines[index]
        if line.is_blank:
            continue
        if _PART.match(fold(line.text)) or (is_heading(line) and fold(line.text)[0] != "("):
            stop = index
        elif "指标" in line.text:
            break
    return stop
