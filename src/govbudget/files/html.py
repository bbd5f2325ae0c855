"""Web pages (网页): tables with their spans, and the paragraphs between them, as a browser shows them.

The tree of elements is that of the HTML standard, whatever tags are missing or crossed (selectolax).
Scripts, styles, navigation, footers and what is hidden are not read.  Elements that a style or a role makes
tables, rows and cells are such, and rows without a table around them make one; so do elements that hold
equally many cells (`govbudget.files.html_rows`).  A web archive (MHTML) is read page by page; so is a workbook
that was saved as a web page, which is what many an `.xls` of a finance system is.

>>> intake = read_html("<p>支出总表<table><tr><td rowspan=2>项目<td colspan=2>本年<tr><td>基本<td>项目支出")
>>> [line.cells for line in intake.lines]
[('支出总表',), ('项目', '本年', ''), ('', '基本', '项目支出')]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import define, field

from govbudget.errors import DamagedError, MissingReaderError, SourceTooLargeError
from govbudget.files.html_rows import HOLDERS, rows_in
from govbudget.files.layout import Block, TableCell, write_blocks
from govbudget.reading.intake import Intake, LineWriter

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["MOST_TAGS", "PAGE_LIMIT", "read_html", "write_html"]

PAGE_LIMIT: Final = 32 * 1024 * 1024
"""The most characters that a web page may have."""
MOST_TAGS: Final = 1_000_000
"""The most tags that a web page may have."""

_DEEPEST: Final = 1000
_MOST_ATTRIBUTES: Final = 1000
_SKIPPED: Final = frozenset({
    "head", "script", "style", "noscript", "noframes", "template", "nav", "footer", "select", "datalist",
    "button", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "map", "textarea",
    "title",
})  # fmt: skip
_INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "input",
})  # fmt: skip
_CLOSED_BY_OTHERS: Final = frozenset({
    "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup",
    "html", "head", "body", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
    "param", "source", "track", "wbr",
})  # fmt: skip
_ROLES: Final = {
    "table": "table", "grid": "table", "treegrid": "table", "row": "tr", "cell": "td", "gridcell": "td",
    "columnheader": "td", "rowheader": "td", "navigation": "skipped",
}  # fmt: skip
_DISPLAYS: Final = {
    "none": "skipped", "table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td", "block": "div",
}  # fmt: skip
_STYLE: Final = re.compile(r"(?:^|;)\s*(display|visibility|mso-hide)\s*:\s*([\w-]+)", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w:-]*)([^>]*)>")
_WHITE: Final = " \r\n\f"
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_SPAN: Final = re.compile(r"\s*(\d{1,6})")
_TO_THE_END: Final = 65_534


def read_html(text: str, *, name: str = "") -> Intake:
    """The lines of a web page.

    Raises `MissingReaderError` without the library, `SourceTooLargeError` for a page too long,
    `DamagedError` for elements that are nested without end, and `NoTextError` where nothing is printed.
    """
    writer = LineWriter("html")
    write_html(text, writer, name=name)
    return writer.finish(name=name)


def write_html(text: str, writer: LineWriter, *, name: str = "") -> None:
    """Write the lines of a web page.  Raises what `read_html` raises."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        expected = "the extra that reads web pages (HTML)"
        raise MissingReaderError(expected, "none: install govbudget[html]", name) from error
    _check(text, name)
    body = LexborHTMLParser(text).body
    if body is not None:
        write_blocks(_blocks(body), writer)


def _check(text: str, name: str) -> None:
    """Refuse a page that would cost its parser more than its length."""
    if len(text) > PAGE_LIMIT:
        raise SourceTooLargeError(f"a web page of at most {PAGE_LIMIT} characters", str(len(text)), name)
    depth = 0
    for number, found in enumerate(_TAG.finditer(text)):
        closing, tag, rest = found.groups()
        tag = tag.lower()
        if number > MOST_TAGS:
            raise SourceTooLargeError(f"a web page of at most {MOST_TAGS} tags", "more", name)
        if tag in _INLINE or tag in _CLOSED_BY_OTHERS:
            pass
        elif closing:
            depth = max(depth - 1, 0)
        elif not rest.endswith("/"):
            depth += 1
        if depth > _DEEPEST:
            raise DamagedError("a web page", f"elements more than {_DEEPEST} deep in one another", name)
        if len(rest) > _MOST_ATTRIBUTES and rest.count("=") + len(rest.split()) > 2 * _MOST_ATTRIBUTES:
            raise DamagedError("a web page", f"an element of more than {_MOST_ATTRIBUTES} attributes", name)


@define(eq=False)
class _Flow:
    """What stands in one place, one below the other: whole blocks, and the paragraph at hand."""

    blocks: list[Block] = field(factory=list)
    pieces: list[str] = field(factory=list)
    rows: list[list[TableCell]] | None = None
    """The rows of a table that no element says, while nothing else has come."""

    def end_paragraph(self, *, as_typed: bool = False) -> None:
        text = "".join(self.pieces)
        text = text if as_typed else _SPACE.sub(" ", text)
        text = text.strip(_WHITE)
        self.pieces.clear()
        if text:
            self.blocks.append(text)
            self.rows = None

    def table_of_rows(self) -> list[list[TableCell]]:
        """The table that a row belongs to which stands in none."""
        if self.rows is None:
            self.rows = []
            self.blocks.append(self.rows)
        return self.rows

    def end_line(self) -> None:
        """End a line that is there even if it is blank."""
        before = len(self.blocks)
        self.end_paragraph()
        if len(self.blocks) == before:
            self.blocks.append("")
            self.rows = None


@define(eq=False)
class _Table:
    """The rows of a table at hand."""

    rows: list[list[TableCell]] = field(factory=list)
    is_said: bool = True
    """Whether an element is the table, and not its row alone."""


@define(eq=False)
class _Builder:
    """Builds blocks from the elements of a page as they begin and end."""

    open_things: list[_Flow | _Table] = field(factory=lambda: [_Flow()])
    as_typed: int = 0
    """How many elements that keep their line ends (`pre`) are open."""

    @property
    def flow(self) -> _Flow:
        """Where text goes that is met now: into the cell, or before the table if it stands in no cell of it."""
        return next(thing for thing in reversed(self.open_things) if isinstance(thing, _Flow))

    def text(self, text: str) -> None:
        if not self.as_typed:
            self.flow.pieces.append(text)
            return
        *lines, last = text.split("\n")
        for line in lines:
            self.flow.pieces.append(line)
            self.flow.end_paragraph(as_typed=True)
        self.flow.pieces.append(last)

    def begin(self, node: LexborNode, kind: str) -> bool:
        """An element begins; whether it opens a table or a cell."""
        top = self.open_things[-1]
        if kind == "input":
            if len(self.open_things) > 1 and node.attributes.get("type") in (None, "", "text", "number"):
                self.flow.pieces.append(node.attributes.get("value") or "")
        elif kind == "br":
            self.flow.end_line()
        elif kind != "inline":
            self.flow.end_paragraph()
            self.as_typed += kind == "pre"
            if isinstance(top, _Flow) and kind != "tr":
                top.rows = None
            if kind == "table" and isinstance(top, _Flow):
                self.open_things.append(_Table())
                return True
            if kind == "tr" and isinstance(top, _Flow):
                top = _Table(top.table_of_rows(), is_said=False)
                self.open_things.append(top)
                top.rows.append([])
                return True
            if kind == "tr" and isinstance(top, _Table):
                top.rows.append([])
            elif kind == "td" and isinstance(top, _Table):
                self.open_things.append(_Flow())
                return True
        return False

    def end(self, node: LexborNode, kind: str, *, opened: bool) -> None:
        """An element ends."""
        if kind in ("inline", "input", "br"):
            return
        if node.child is None and not opened:
            self.flow.end_line()
        self.flow.end_paragraph(as_typed=bool(self.as_typed))
        self.as_typed -= kind == "pre"
        if not opened:
            self.flow.rows = None if isinstance(self.open_things[-1], _Flow) else self.flow.rows
            return
        ended = self.open_things.pop()
        top = self.open_things[-1]
        if isinstance(ended, _Table):
            if ended.is_said:
                self.flow.blocks.append(ended.rows)
                self.flow.rows = None
        elif isinstance(top, _Table):
            if not top.rows:
                top.rows.append([])
            top.rows[-1].append(TableCell(ended.blocks, _span(node, "colspan"), _span(node, "rowspan")))


def _blocks(body: LexborNode) -> list[Block]:
    """The blocks of a page.  The tree is walked without recursion: a page may be as deep as it is long."""
    builder = _Builder()
    path: list[tuple[LexborNode, str, bool]] = []
    rows = rows_in(body, _kind)
    node = body.child
    while node is not None or path:
        if node is None:
            ended, kind, opened = path.pop()
            builder.end(ended, kind, opened=opened)
            node = ended.next
        elif node.is_text_node:
            builder.text(node.text_content or "")
            node = node.next
        else:
            kind = rows.get(node.mem_id) or _kind(node)
            if kind == "skipped":
                node = node.next
            else:
                if kind in HOLDERS:
                    rows.update(rows_in(node, _kind))
                path.append((node, kind, builder.begin(node, kind)))
                node = node.child
    builder.flow.end_paragraph()
    return builder.flow.blocks


def _kind(node: LexborNode) -> str:
    """What an element is for: table, tr, td, pre, input, inline, skipped; anything else begins a paragraph."""
    tag = node.tag or ""
    if not tag[:1].isalpha() or tag in _SKIPPED:
        return "skipped"
    attributes = node.attributes
    kind = "td" if tag == "th" else tag
    if attributes:
        if "hidden" in attributes or (tag == "input" and attributes.get("type") == "hidden"):
            return "skipped"
        kind = _ROLES.get(attributes.get("role") or "", kind)
        for name, value in _STYLE.findall(attributes.get("style") or ""):
            if value.lower() in ("hidden", "collapse", "all"):
                return "skipped"
            if name.lower() == "display":
                kind = _DISPLAYS.get(value.lower(), kind)
    return "inline" if kind in _INLINE and kind != "input" else kind


def _span(node: LexborNode, name: str) -> int:
    """How many columns or rows a cell spans; 0 rows means all that follow."""
    found = _SPAN.match(node.attributes.get(name) or "1")
    number = int(found.group(1)) if found is not None else 1
    return number or (_TO_THE_END if name == "rowspan" else 1)
