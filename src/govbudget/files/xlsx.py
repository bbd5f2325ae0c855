"""Excel workbooks since 2007 (xlsx, xlsm), as they are seen (工作簿).

Read from the parts of the file themselves, since what libraries give for a number is a binary float and
not the digits that the cell stores.  A number is shown by the number format of its cell
(`govbudget.files.number_formats`), a formula by the value it last had.  A formula that was never computed
and an error (`#REF!`) are problems; what can be shown of them stays.

>>> read_xlsx(b"PK\\x03\\x04", name="a.xlsx")
Traceback (most recent call last):
    ...
govbudget.errors.DamagedError: expected a whole zip archive, found File is not a zip file (a.xlsx)
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import define, field

from govbudget.errors import DamagedError, NoTextError
from govbudget.files.archive import Archive
from govbudget.files.number_formats import BUILT_IN, general, number_of, shown
from govbudget.files.sheets import Sheet, write_sheets
from govbudget.files.xmlparts import Element, read_events, read_tree
from govbudget.reading.intake import Intake, LineWriter

__all__ = ["read_xlsx"]

_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTHS: Final = {"1": "TRUE", "0": "FALSE"}
_OFFICE: Final = "/officeDocument"


def read_xlsx(data: bytes, *, name: str = "") -> Intake:
    """The lines of a workbook, sheet by sheet.

    A sheet that is damaged becomes a problem and the others are read.  Raises `DamagedError` for a file
    that is no workbook or has no whole sheet, `SourceTooLargeError` for what unpacks to more than reading
    takes, `ProtectedError` for encrypted parts, and `NoTextError` where nothing is printed.
    """
    book = _Book(Archive(data, name=name), name)
    writer = LineWriter("xlsx")
    whole = spoilt = hidden = 0
    for sheet, part in book.sheets():
        try:
            book.fill(sheet, part)
        except DamagedError as error:
            spoilt += 1
            writer.problem(
                "damaged sheet",
                where=f"sheet {sheet.name}",
                expected=error.expected,
                found=error.found,
                page=sheet.number,
            )
        else:
            whole += 1
            hidden += bool(sheet.hidden and sheet.rows)
            write_sheets([sheet], writer)
    if spoilt and not whole:
        raise DamagedError("a workbook with a whole sheet", f"{spoilt} damaged ones", name)
    try:
        return writer.finish(name=name)
    except NoTextError:
        if hidden:
            raise NoTextError("a sheet that is shown", "hidden sheets alone", name) from None
        raise


class _Book:
    """A workbook: its sheets by name, the texts they share, and the formats of their cells."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.archive = archive
        self.name = name
        self.part = next(
            (target for kind, target in self._relations("").values() if kind.endswith(_OFFICE)),
            "xl/workbook.xml",
        )
        self.root = self._tree(self.part)
        relations = self._relations(self.part)
        self.targets = {
            key: target for key, (kind, target) in relations.items() if kind.endswith("/worksheet")
        }
        by_kind = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
        self.strings = self._strings(by_kind.get("sharedStrings", ""))
        self.formats = self._formats(by_kind.get("styles", ""))
        properties = self.root.first("workbookPr")
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")

    def sheets(self) -> list[tuple[Sheet, str]]:
        """The worksheets in the order of their tabs, each with the part that holds it."""
        listed = self.root.first("sheets")
        found = []
        for number, one in enumerate(listed.children if listed is not None else (), 1):
            target = self.targets.get(one.get("id"))
            if target is not None:
                hidden = one.get("state") in ("hidden", "veryHidden")
                found.append((Sheet(one.get("name"), number, hidden=hidden), target))
        if not found:
            raise DamagedError("a workbook with a worksheet", "none", self.name)
        return found

    def fill(self, sheet: Sheet, part: str) -> None:
        """Read the cells of a worksheet."""
        reader = _SheetReader(sheet, self)
        read_events(
            self.archive.chunks(part),
            start=reader.start,
            end=reader.end,
            data=reader.data,
            where=self._where(part),
        )

    def _where(self, part: str) -> str:
        return f"{self.name}, {part}" if self.name else part

    def _tree(self, part: str) -> Element:
        return read_tree(self.archive.chunks(part), where=self._where(part))

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: the kind and the part, by id."""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self.archive.names:
            return {}
        found = {}
        for one in self._tree(relations).children:
            target = posixpath.normpath(posixpath.join(folder, one.get("Target")))
            if one.get("Target").startswith("/"):
                target = one.get("Target")[1:]
            found[one.get("Id")] = (one.get("Type"), target)
        return found

    def _strings(self, part: str) -> Sequence[str]:
        if part not in self.archive.names:
            return ()
        reader = _StringReader()
        read_events(
            self.archive.chunks(part),
            start=reader.start,
            end=reader.end,
            data=reader.data,
            where=self._where(part),
        )
        return reader.strings

    def _formats(self, part: str) -> Sequence[str]:
        """The number format of each cell style."""
        if part not in self.archive.names:
            return ()
        root = self._tree(part)
        own = {}
        listed = root.first("numFmts")
        for one in listed.children if listed is not None else ():
            own[one.get("numFmtId")] = one.get("formatCode")
        styles = root.first("cellXfs")
        numbers = [one.get("numFmtId", "0") for one in (styles.children if styles is not None else ())]
        built_in = {str(number): code for number, code in BUILT_IN.items()}
        return [own.get(number) or built_in.get(number, "General") for number in numbers]


class _StringReader:
    """The texts that cells share, their reading aids (phonetic runs) left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._text = False
        self._aids = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aids += 1
        self._text = name == "t" and not self._aids

    def end(self, name: str) -> None:
        self._text = False
        if name == "si":
            self.strings.append(_unescaped("".join(self._parts)))
        elif name == "rPh":
            self._aids -= 1

    def data(self, text: str) -> None:
        if self._text:
            self._parts.append(text)


@define(eq=False)
class _SheetReader:
    """Takes down the cells of one worksheet as its XML is read."""

    sheet: Sheet
    book: _Book
    row: int = 0
    column: int = 0
    attributes: dict[str, str] = field(factory=dict)
    parts: list[str] = field(factory=list)
    has_formula: bool = False
    has_value: bool = False
    shows_zeros: bool = True
    rows_hidden: bool = False
    taking: bool = False
    aids: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._open_cell(attributes)
        elif name == "row":
            self._open_row(attributes)
        elif name in ("v", "t"):
            self.taking = not self.aids
            self.has_value = True
        elif name == "f":
            self.has_formula = True
        elif name == "rPh":
            self.aids += 1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col":
            self._column(attributes)
        elif name == "sheetView":
            self.shows_zeros = attributes.get("showZeros", "1") not in ("0", "false")
        elif name == "sheetFormatPr":
            self.rows_hidden = _is_true(attributes.get("zeroHeight"))

    def data(self, text: str) -> None:
        if self.taking:
            self.parts.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.taking = False
        elif name == "rPh":
            self.aids -= 1
        elif name == "c" and (self.parts or self.has_formula):
            self.sheet.put(self.row, self.column, self._text())

    def _open_row(self, attributes: dict[str, str]) -> None:
        self.row = _within(attributes.get("r"), _MOST_ROWS) or self.row + 1
        self.column = 0
        hidden = attributes.get("hidden")
        zero = attributes.get("ht") is not None and number_of(attributes["ht"]) == 0
        if _is_true(hidden) or zero or (self.rows_hidden and hidden is None and "ht" not in attributes):
            self.sheet.hidden_rows.add(self.row)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        found = _ADDRESS.fullmatch(attributes.get("r", ""))
        self.column = _column_number(found.group(1)) if found is not None else self.column + 1
        self.attributes = attributes
        self.parts = []
        self.has_formula = self.has_value = False

    def _column(self, attributes: dict[str, str]) -> None:
        width = attributes.get("width")
        if _is_true(attributes.get("hidden")) or (width is not None and number_of(width) == 0):
            first, last = (_within(attributes.get(key), _MOST_COLUMNS) for key in ("min", "max"))
            if first and last:
                self.sheet.hidden_columns.update(range(first, last + 1))

    def _merge(self, reference: str) -> None:
        corners = [_ADDRESS.fullmatch(part) for part in reference.split(":")]
        if len(corners) == 2 and corners[0] is not None and corners[1] is not None:
            (left, top), (right, bottom) = (
                (_column_number(corner.group(1)), int(corner.group(2))) for corner in corners if corner
            )
            if 0 < top <= bottom <= _MOST_ROWS and left <= right <= _MOST_COLUMNS:
                self.sheet.merge(top, left, bottom, right)

    def _text(self) -> str:
        """What a cell shows."""
        stored = "".join(self.parts)
        kind = self.attributes.get("t", "n")
        # An empty value is one only where it says that it is text.
        if self.has_formula and not stored and not (self.has_value and kind == "str"):
            self._fault("formula without a value", "the value that the formula last had", "none")
            return ""
        if kind == "s":
            number = _within(stored, len(self.book.strings) + 1, least=0)
            if number is None or number >= len(self.book.strings):
                self._fault("damaged cell", "one of the texts that cells share", repr(stored))
                return ""
            return self.book.strings[number]
        if kind == "e":
            self._fault("error in a cell", "a value", stored)
            return stored
        if kind == "b":
            return _TRUTHS.get(stored, stored)
        value = number_of(stored) if kind == "n" else None
        return _unescaped(stored) if value is None else self._number(value)

    def _number(self, value: Decimal) -> str:
        if not value and not self.shows_zeros:
            return ""
        style = _within(self.attributes.get("s", "0"), len(self.book.formats) + 1, least=0)
        formats = self.book.formats
        code = formats[style] if style is not None and style < len(formats) else "General"
        if code == "General":
            return general(value)
        return shown(value, code, from_1904=self.book.from_1904)

    def _fault(self, kind: str, expected: str, found: str) -> None:
        self.sheet.fault(kind, expected, found, self.row, self.column)


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _within(text: str | None, most: int, *, least: int = 1) -> int | None:
    """A number stored in digits, None where there is none within bounds."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return None
    number = int(text)
    return number if least <= number <= most else None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _unescaped(text: str) -> str:
    """A text with the characters it writes as `_x000D_`."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    """The character that an escape stands for; one that is no text (NUL, half a pair) stays as it is written."""
    char = chr(int(match.group(1), 16))
    return char if char.isprintable() or char.isspace() else match.group()
