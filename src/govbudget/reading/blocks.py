"""Cutting a document of tab-separated lines into blocks (分块).

Every line that prints something becomes part of exactly one block:

* a **form**: the lines that the form readers claim;
* a **table**: its caption lines, its grid, its notes.  A grid is a run of lines with several cells; blank
  lines, page numbers and rules inside it are page breaks and do not end it.  A title with a unit or an entity
  and no grid is a table published empty;
* the **contents page**: lines that pair a heading with a page number, in rising order;
* **furniture**: page numbers and rules;
* **prose**: everything else.

>>> from govbudget.reading.source import split_lines
>>> cut = cut_blocks(split_lines("支出总表\\n单位：万元\\n项目\\t合计\\n教育支出\\t8\\n\\n注：无\\n说明文字。"), [])
>>> [(table.caption.title, len(table.grid.rows), table.notes) for table in cut.tables], len(cut.prose)
([('支出总表', 2, ('注：无',))], 1)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from govbudget.reading.captions import (
    Caption,
    is_note,
    is_page_number,
    read_caption,
    read_headline,
    unit_alone,
)
from govbudget.reading.contents import contents_in
from govbudget.reading.continued import join_continued
from govbudget.reading.grid import Grid, RawTable
from govbudget.reading.header import printed_words
from govbudget.reading.lexicon import Remembered
from govbudget.reading.list_numbers import goes_on
from govbudget.reading.source import SourceLine
from govbudget.reading.words import HeaderRole, header_role, is_total_word
from govbudget.spans import Span
from govbudget.text import fold, is_within, squeeze

__all__ = ["Blocks", "cut_blocks", "spans_of"]


@frozen(eq=False, kw_only=True)
class Blocks:
    """Tables as found, and the indexes of the lines of prose and of furniture."""

    tables: tuple[RawTable, ...]
    prose: tuple[int, ...]
    furniture: tuple[int, ...]


_MOST_CAPTIONS: Final = 4
"""The most captions that one line prints, a cell each; most rows of tables print more cells."""
_MOST_LABELS: Final = 40
_MOST_BETWEEN: Final = 9
"""So many lines that print something are looked at for what follows a label, and what follows a caption."""
_LONGEST_LABEL: Final = 60
_LONGEST_TOTAL: Final = 8
_NO_LABEL: Final = re.compile(r"[。；;！？]|第[一二三四五六七八九十]部分|(?:情况|原因)(?:的)?说明$|变动原因$")
_NAMING: Final = frozenset({HeaderRole.NAME, HeaderRole.CODE, HeaderRole.ORDINAL})
_SAYS_NOTHING: Final = Caption()
_SIGNS: Final = frozenset("第注备说附")
"""The ideographs that a page number or a note begins with."""


def cut_blocks(lines: Sequence[SourceLine], forms: Sequence[range]) -> Blocks:
    """Cut the lines of a document that no form claims into tables, prose and furniture."""
    runs = _between(lines, forms)
    furniture = {index for run in runs for index in contents_in(lines, run)}
    cutter = _Cutter(lines=lines)
    for run in runs:
        for index in run:
            if index not in furniture:
                if lines[index].drawn.sheet != cutter.sheet:
                    cutter.turn_to(lines[index].drawn.sheet)
                cutter.take(index)
        cutter.end_of_run()
    return Blocks(
        tables=join_continued(cutter.tables),
        prose=tuple(sorted(cutter.prose)),
        furniture=tuple(sorted({*furniture, *cutter.furniture})),
    )


def _between(lines: Sequence[SourceLine], forms: Sequence[range]) -> list[list[int]]:
    """The printed lines before, between and after the forms."""
    runs = []
    start = 0
    for form in (*sorted(forms, key=lambda form: form.start), range(len(lines), len(lines))):
        runs.append([index for index, line in enumerate(lines[start : form.start], start) if any(line.cells)])
        start = max(start, form.stop)
    return [run for run in runs if run]


@define
class _Cutter:
    """The state of one pass over the lines: the captions and the grid rows gathered so far."""

    lines: Sequence[SourceLine]
    tables: list[RawTable] = field(factory=list)
    prose: list[int] = field(factory=list)
    furniture: list[int] = field(factory=list)
    captions: list[tuple[int, Caption]] = field(factory=list)
    rows: list[int] = field(factory=list)
    notes: list[int] = field(factory=list)
    begun: bool = False
    """Whether a row of data stands among the rows."""
    sheet: str = ""
    """The worksheet that the lines stand on: no table goes on from one to the next."""
    captions_in: Remembered[str, Caption | None] = field(factory=lambda: Remembered(read_caption))
    """What printed pieces say as captions: lines are looked at again from those before them."""

    def turn_to(self, sheet: str) -> None:
        """Go on to the lines of another worksheet."""
        self.end_of_run()
        self.sheet = sheet

    def take(self, index: int) -> None:
        line = self.lines[index]
        if len(line.cells) - line.cells.count("") > _MOST_CAPTIONS:
            self._take_row(index)
            return
        printed = _printed(line)
        if len(printed) > 1:
            caption = self._caption_of_cells(printed)
            if caption is None or self._lists_tables(line, caption):
                self._take_row(index)
            else:
                self._take_caption(index, caption)
            return
        text = printed[0]
        # Page numbers and note signs are told by how a line begins: long prose is not folded for them.
        is_word = "\u4e00" <= text[0] <= "\u9fff" and text[0] not in _SIGNS
        folded = "" if is_word else fold(text[:40])
        if is_page_number(folded) and len(line.cells) == 1:
            self.furniture.append(index)
        elif is_note(folded) and self._has_table():
            self.notes.append(index)
        elif (caption := self.captions_in[text]) is not None and not self._is_row(line, caption):
            self._take_caption(index, caption)
        elif (
            self._may_be_of_grid(line)
            and self._may_be_label(text)
            and (len(line.cells) > 1 or self._row_follows(index) or self._is_last_row(text))
        ) or self._goes_on_in_grid(line):
            self._take_row(index)
        elif len(text) <= 40 and "。" not in text and self._stands_under_title(index):
            self.captions.append((index, Caption(unit=unit_alone(text))))
        else:
            self.end_of_run()
            self.prose.append(index)

    def _lists_tables(self, line: SourceLine, caption: Caption) -> bool:
        """Whether a row of a drawn grid names a table and is none of its captions: a list of the tables."""
        grid = line.drawn.grid
        if not grid or caption.unit or caption.entity or not self.rows:
            return False
        return self.lines[self.rows[-1]].drawn.grid == grid

    def _goes_on_in_grid(self, line: SourceLine) -> bool:
        """Whether a line is a row of the drawn grid at hand that prints one cell, which does not cover the others.

        So is what a row at the end of a page has left over for the next one, whatever it says.
        """
        drawn = line.drawn
        if not drawn.grid or not self.rows or self.notes:
            return False
        covers_others = line.printed[0][0] == 0 and len(drawn.covered) == len(line.cells) - 1
        return not covers_others and self.lines[self.rows[-1]].drawn.grid == drawn.grid

    def _may_be_of_grid(self, line: SourceLine) -> bool:
        """Whether a grid is open above a line, or one may begin with it."""
        return bool(self.rows and not self.notes) or (len(line.cells) > 1 and bool(self.captions))

    def _may_be_label(self, text: str) -> bool:
        """Whether a text alone on its line can be the label of a row and is no heading or sentence."""
        is_short = len(text) <= _LONGEST_LABEL or (text[-1] != "。" and is_within(text, _LONGEST_LABEL))
        return is_short and not _NO_LABEL.search(text)

    def _below(self, index: int, most: int) -> Iterator[tuple[SourceLine, list[str]]]:
        """The next lines that print something, each with its printed cells: how many lines are blank is no matter."""
        for at in range(index + 1, len(self.lines)):
            if not self.lines[at].is_blank:
                yield self.lines[at], _printed(self.lines[at])
                most -= 1
                if not most:
                    return

    def _row_follows(self, index: int) -> bool:
        """Whether the grid at hand goes on below a line that has lost its empty cells."""
        for line, printed in self._below(index, _MOST_LABELS):
            if len(printed) > 1:
                return self._caption_of_cells(printed) is None and not self._restarts(line.number - 1)
            if not self._may_be_label(printed[0]) or self.captions_in[printed[0]] is not None:
                return False
            if _is_total(fold(printed[0])):
                return True
        return False

    def _is_last_row(self, text: str) -> bool:
        """Whether a line that has lost its empty cells ends the grid above it: a total, the next of a list."""
        folded = fold(text)
        above = next(filter(None, self.lines[self.rows[-1]].cells), "")
        return _is_total(folded) or goes_on(fold(above), folded)

    def _stands_under_title(self, index: int) -> bool:
        """Whether a short line stands between a title and the grid below it: it does not part them."""
        if self.rows or not any(caption.title for _, caption in self.captions):
            return False
        for _, printed in self._below(index, _MOST_BETWEEN):
            if len(printed) > 1:
                return True
            if self.captions_in[text := printed[0]] is None and unit_alone(text) is None:
                return False
        return False

    def _is_row(self, line: SourceLine, caption: Caption) -> bool:
        """A line of one printed cell inside an open grid is a row, unless it begins the next table."""
        if not self.rows or len(line.cells) < 2 or self.notes:
            return False
        if caption.has_unit or caption.form_number or (caption.entity and not caption.title):
            return False
        return not self._captions_follow(line)

    def _captions_follow(self, line: SourceLine) -> bool:
        for _, printed in self._below(line.number - 1, 1):
            caption = self.captions_in[printed[0]] if len(printed) == 1 else self._caption_of_cells(printed)
            return caption is not None and bool(caption.has_unit or caption.entity or caption.form_number)
        return False

    def _caption_of_cells(self, printed: Sequence[str]) -> Caption | None:
        """Captions printed in several cells of one line: `部门：X <tab> 单位：万元`."""
        if len(printed) > _MOST_CAPTIONS:
            return None
        line = "\t".join(printed)
        if ":" not in line and "：" not in line and "表" not in line:
            return None
        result = Caption()
        for text in printed:
            caption = self.captions_in[text]
            if caption is None or (caption.title and not caption.has_unit and len(printed) > 2):
                return None
            result = result.merged(caption)
        named = (result.has_unit, result.entity, result.form_number)
        return result if any(named) else None

    def _has_table(self) -> bool:
        return bool(self.rows) or self._is_complete()

    def _is_complete(self) -> bool:
        """Whether the captions at hand announce a table even if no grid follows."""
        merged = self._merged()
        return bool(merged.title and (merged.has_unit or merged.entity))

    def _merged(self) -> Caption:
        result = _SAYS_NOTHING
        for _, caption in self.captions:
            result = result.merged(caption)
        return result

    def _take_row(self, index: int) -> None:
        if self.rows and (self.notes or (self.begun and self._restarts(index))):
            self.end_of_run()
        self.rows.append(index)
        self.begun = self.begun or _is_data(self.lines[index].cells)

    def _restarts(self, index: int) -> bool:
        """Whether a row is the first header row of another table printed right below this one."""
        if next(filter(None, reversed(self.lines[index].cells)), "")[-1:].isdecimal():
            return False  # a row that ends in a figure: most
        printed = _printed(self.lines[index])
        if len(printed) < 2:
            return False
        if header_role(fold(printed[0])) not in _NAMING:
            return False
        words = [*map(fold, printed)]
        if any(any(c.isdigit() for c in word) and "年" not in word for word in words):
            return False
        if HeaderRole.FIGURE not in map(header_role, words):
            return False
        if not self.begun:
            return False
        words_here = printed_words(self.lines[index].cells)
        return all(printed_words(self.lines[i].cells) != words_here for i in self.rows[:4])

    def _take_caption(self, index: int, caption: Caption) -> None:
        if self.rows or self.notes:
            self.end_of_run()
        elif caption.title and self._merged().title:
            self._next_title()
        elif self._repeats(caption) and self._is_complete() and self._title_follows(index):
            self._emit()
        self.captions.append((index, caption))

    def _repeats(self, caption: Caption) -> bool:
        """Whether a caption says again what the captions at hand have said: unit, entity or form number."""
        here = self._merged()
        return bool(
            (caption.has_unit and here.has_unit)
            or (caption.entity and here.entity)
            or (caption.form_number and here.form_number)
        )

    def _title_follows(self, index: int) -> bool:
        """Whether the next table's title is printed below its other captions."""
        for _, printed in self._below(index, _MOST_BETWEEN):
            caption = self.captions_in[printed[0]] if len(printed) == 1 else self._caption_of_cells(printed)
            if caption is None or caption.title:
                return caption is not None
        return False

    def _next_title(self) -> None:
        """A second title: the first announced a table published empty, or was no title at all."""
        kept: list[tuple[int, Caption]] = []
        if self._is_complete():
            while self.captions and self.captions[-1][1].form_number and not self.captions[-1][1].has_unit:
                kept.insert(0, self.captions.pop())
            self._emit()
        else:
            titled = next(i for i, (_, caption) in enumerate(self.captions) if caption.title)
            self.prose.extend(index for index, _ in self.captions[: titled + 1])
            kept = self.captions[titled + 1 :]
        self.captions = kept

    def end_of_run(self) -> None:
        """Close the table at hand; captions without one are prose."""
        if not self.captions and not self.rows:
            return
        if self._has_table():
            self._emit()
        else:
            self.prose.extend(index for index, _ in self.captions)
            self.captions = []

    def _take_headline(self) -> None:
        """The line right above a grid without a title is its title, if its words are those of a prescribed table."""
        if not self.rows or not self.prose or self._merged().title or _named_by(self.sheet).title:
            return
        above = self.prose[-1]
        first = self.captions[0][0] if self.captions else self.rows[0]
        between = (index for index in range(above + 1, first) if index not in self.furniture)
        line = self.lines[above]
        if (
            line.drawn.sheet != self.sheet
            or len(_printed(line)) != 1
            or any(any(self.lines[i].cells) for i in between)
        ):
            return
        caption = read_headline(_printed(line)[0])
        if caption is not None:
            self.prose.pop()
            self.captions.insert(0, (above, caption))

    def _emit(self) -> None:
        self._take_headline()
        indexes = sorted([*(i for i, _ in self.captions), *self.rows, *self.notes])
        first = self.lines[self.captions[0][0] if self.captions else indexes[0]]
        rows = [self.lines[i] for i in self.rows]
        self.tables.append(
            RawTable(
                caption=self._merged().merged(_named_by(self.sheet)),
                grid=Grid.of_lines(rows),
                notes=tuple(squeeze(self.lines[i].text) for i in self.notes),
                line=first.number,
                page=first.page,
                sheet=first.drawn.sheet,
                row=first.drawn.row,
                spans=spans_of(self.lines, indexes),
                is_scattered=True in [line.drawn.doubtful for line in rows],
            )
        )
        self.captions, self.rows, self.notes, self.begun = [], [], [], False


def _printed(line: SourceLine) -> list[str]:
    """The cells of a line that print something."""
    return [*filter(None, line.cells)]


def _is_total(folded: str) -> bool:
    """Whether a folded line says total and nothing else."""
    return len(folded) <= _LONGEST_TOTAL and is_total_word(folded)


def _named_by(sheet: str) -> Caption:
    """What the name of a worksheet says of a table in it that prints no title of its own.

    >>> _named_by("3.支出总表").title, _named_by("Sheet1").title
    ('支出总表', '')
    """
    return (read_caption(sheet) if sheet else None) or Caption()


def _is_data(cells: Sequence[str]) -> bool:
    numbers = [cell for cell in cells if "." in cell or "," in cell]
    return True in [cell[0].isdigit() for cell in numbers]


def spans_of(lines: Sequence[SourceLine], indexes: Sequence[int]) -> tuple[Span, ...]:
    """The spans of some printed lines, those with only blank lines between them joined.

    >>> from govbudget.reading.source import split_lines
    >>> spans_of(split_lines("a\\n\\nb\\nc\\nd"), [0, 2, 4])
    (Span(start=0, end=4), Span(start=7, end=8))
    """
    spans: list[Span] = []
    first, previous = -1, -2
    for index in indexes:
        if index != previous + 1 and (
            previous < 0 or any(map(any, [line.cells for line in lines[previous + 1 : index]]))
        ):
            if previous >= 0:
                spans.append(_around(lines[first], lines[previous]))
            first = index
        previous = index
    if previous >= 0:
        spans.append(_around(lines[first], lines[previous]))
    return tuple(spans)


def _around(first: SourceLine, last: SourceLine) -> Span:
    return Span(first.start, last.start + len(last.text))
