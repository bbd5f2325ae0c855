"""Tables as text with separators (分隔符文本): what spreadsheets save as CSV, or as text with tabs.

Cells stand between commas, semicolons or bars, and one that holds such a sign, a quotation mark or a line end
stands in quotation marks.  Text with tabs is such a file if its figures with commas, or all its cells, stand in
quotation marks; else its quotation marks are print.  Whether a text is one is told strictly: the same number of
cells in line after line, and no figure with a comma in it that nothing protects.

>>> intake = separated_lines('项目,合计\\n教育支出,"1,234.50"\\n文化支出,8.00\\n合计,"1,242.50"\\n')
>>> [line.cells for line in intake.lines]
[('项目', '合计'), ('教育支出', '1,234.50'), ('文化支出', '8.00'), ('合计', '1,242.50')]
>>> separated_lines("合计 1,234.50 万元，其中：基本支出 1,000.00 万元。") is None
True
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from typing import Final

from govbudget.files.layout import joined
from govbudget.reading.intake import Intake, LineWriter

__all__ = ["separated_lines"]

_SIGNS: Final = (",", ";", "|")
_FEWEST: Final = 3
_QUOTED: Final = re.compile(r'"[^"\t\n]*"')
_FIGURE: Final = re.compile(r"(?<![\d,.])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])")
_DECIMAL: Final = re.compile(r"(?<![\d,.])-?\d{1,3}(?:,\d{3})+\.\d+(?![\d,])")
_QUOTED_FIGURE: Final = re.compile(r'(?:^|\t)"\s*-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\s*"(?=\t|$)', re.MULTILINE)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def separated_lines(text: str, *, name: str = "") -> Intake | None:
    """The lines of a text whose cells are separated by signs, None if it is not such a text."""
    sign = _sign(text)
    rows = None if sign is None else _rows(text, sign)
    if rows is None or (sign != "\t" and not _is_even(rows)):
        return None
    writer = LineWriter("csv")
    for row in rows:
        writer.row([joined(_LINE_END.split(cell)) for cell in row])
    return writer.finish(name=name)


def _sign(text: str) -> str | None:
    """The sign that separates the cells of a text, if any may."""
    if "\t" in text:
        plain = _QUOTED.sub("", text)
        figures = _QUOTED_FIGURE.search(text) and not _FIGURE.search(plain)
        return "\t" if figures or not plain.strip() else None
    sign = max(_SIGNS, key=text.count)
    if text.count(sign) < 2 * _FEWEST or (sign == "," and _DECIMAL.search(_QUOTED.sub("", text))):
        return None
    return sign


def _rows(text: str, sign: str) -> list[list[str]] | None:
    """The cells of each row, None if the quotation marks do not match."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        return None


def _is_even(rows: list[list[str]]) -> bool:
    """Whether rows have, one after the other, equally many cells, as those of tables do and sentences do not."""
    several = sum(len(row) > 1 for row in rows)
    even = sum(len(row) > 1 and len(row) == len(other) for row, other in itertools.pairwise(rows))
    return even >= _FEWEST and 3 * even >= 2 * several
