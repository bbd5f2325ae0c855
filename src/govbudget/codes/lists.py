"""Lists of codes in files: reading them from CSV and Excel, writing them as CSV (科目表文件).

A list has one code in a row.  Its columns are named in the first row, in English or Chinese, in any order; see
`Catalogue.load` for them.  Every faulty row is found before the list is refused, and the error names each.
"""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import Any, Final, TypeVar

from attrs import frozen

from govbudget.codes.correspondences import Correspondence, UnitKind
from govbudget.codes.entries import Budget, Entry, Evidence
from govbudget.codes.store import Given
from govbudget.codes.types import DepartmentEconomicCode, GovernmentEconomicCode, classification_code
from govbudget.errors import CodeError, GovBudgetError
from govbudget.text import fold, squeeze

__all__ = ["CatalogueError", "Fault", "load", "parse", "to_csv"]

COLUMNS: Final = (
    "code",
    "name",
    "level",
    "fund",
    "since",
    "until",
    "evidence",
    "years_evidence",
    "doubtful",
    "source",
)
_CHINESE_HEADERS: Final = {
    "科目编码": "code",
    "编码": "code",
    "科目名称": "name",
    "名称": "name",
    "级次": "level",
    "预算": "fund",
    "启用年度": "since",
    "停用年度": "until",
    "来源": "source",
}
_LEVELS: Final = {**{str(level): level for level in range(1, 5)}, "类": 1, "款": 2, "项": 3, "目": 4}
_BUDGETS: Final = {name: budget for budget in Budget for name in (budget.chinese, fold(budget.value))}
_UNITS: Final = {name: unit for unit in UnitKind for name in (unit.chinese, unit.value)}
_YES: Final = {"": False, "no": False, "否": False, "yes": True, "是": True}
_SHOWN = 10

_Value = TypeVar("_Value")


@frozen(kw_only=True)
class Fault:
    """What is wrong in one row of a list (错误行): the row as counted in the file, expected, found."""

    row: int
    expected: str
    found: str

    def __str__(self) -> str:
        return f"row {self.row}: expected {self.expected}, found {self.found}"


class CatalogueError(GovBudgetError):
    """A list of codes that cannot be taken (科目表有误); `faults` names each faulty row.

    >>> from govbudget.codes import Catalogue
    >>> Catalogue.parse("code,name\\n2041,公安\\n")
    Traceback (most recent call last):
        ...
    govbudget.codes.lists.CatalogueError: expected a list of codes without faults, found 1 faulty row
    row 2: expected a functional code of 3, 5 or 7 digits from 201 to 299, found '2041'
    """

    def __init__(self, expected: str, found: str, where: str = "", faults: Iterable[Fault] = ()) -> None:
        super().__init__(expected, found, where)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        lines = [super().__str__(), *map(str, self.faults[:_SHOWN])]
        if len(self.faults) > _SHOWN:
            lines.append(f"and {len(self.faults) - _SHOWN} more")
        return "\n".join(lines)


class _Refusal(Exception):  # noqa: N818 - never leaves this module
    """What a cell should have held and what it holds."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected, found)
        self.expected = expected
        self.found = found


@frozen(kw_only=True)
class _Defaults:
    """What holds for rows that do not say it themselves."""

    year: int | None
    evidence: Evidence
    source: str


def load(path: str | PathLike[str], *, year: int | None, evidence: Evidence, sheet: str | None) -> Given:
    """The list in a file, CSV or Excel by its suffix."""
    path = Path(path)
    defaults = _Defaults(year=year, evidence=evidence, source=path.name)
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        return _take(_sheet_rows(path, sheet), defaults, str(path))
    if suffix == ".xls":
        raise CatalogueError(
            "a workbook saved as .xlsx, or a CSV file", "a workbook of the old kind (.xls)", str(path)
        )
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError(
            "a CSV file in UTF-8", f"the byte {data[error.start]:#04x} at offset {error.start}", str(path)
        ) from error
    return _take(_csv_rows(text), defaults, str(path))


def parse(text: str, *, year: int | None, evidence: Evidence, source: str) -> Given:
    """The list in CSV text."""
    defaults = _Defaults(year=year, evidence=evidence, source=source)
    return _take(_csv_rows(text.removeprefix("\ufeff")), defaults, source)


def to_csv(entries: Iterable[Entry]) -> str:
    """Entries as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(
            (
                entry.code.digits,
                entry.name,
                entry.level.chinese,
                ";".join(budget.chinese for budget in entry.budgets),
                "" if entry.since is None else entry.since,
                "" if entry.until is None else entry.until,
                entry.evidence.value,
                entry.years_evidence.value,
                "yes" if entry.doubtful else "",
                entry.source,
            )
        )
    return out.getvalue()


# Rows of cells ---------------------------------------------------------------------------------------


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line each begins on; lines of remarks (`#`) before the header are passed over."""
    lines = text.splitlines(keepends=True)
    remarks = next(
        (i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines)
    )
    reader = csv.reader(lines[remarks:], strict=True)
    line = remarks + 1
    try:
        for row in reader:
            yield line, row
            line = remarks + reader.line_num + 1
    except csv.Error as error:
        raise CatalogueError("rows of comma-separated values", str(error), f"row {line}") from error


def _sheet_rows(path: Path, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a worksheet, the first one unless it is named."""
    try:
        openpyxl: Any = importlib.import_module("openpyxl")
    except ImportError as error:
        raise CatalogueError(
            "the library openpyxl, which reads Excel workbooks (pip install 'govbudget[excel]')",
            "that it is not installed",
            str(path),
        ) from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError:
        raise
    except Exception as error:
        # The library documents no closed set of what it raises for a broken file.
        raise CatalogueError(
            "an Excel workbook (.xlsx)", f"{type(error).__name__}: {error}", str(path)
        ) from error
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise CatalogueError(f"a worksheet {sheet!r}", f"the worksheets {book.sheetnames}", str(path))
        page = book.worksheets[0] if sheet is None else book[sheet]
        for number, row in enumerate(page.iter_rows(values_only=True), 1):
            yield number, ["" if cell is None else _cell_text(cell) for cell in row]
    finally:
        book.close()


def _cell_text(cell: object) -> str:
    """A workbook's cell as text; a code kept as a number has no decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


# Cells to entries ------------------------------------------------------------------------------------


def _take(rows: Iterator[tuple[int, list[str]]], defaults: _Defaults, where: str) -> Given:
    _, header = next(((number, row) for number, row in rows if any(map(str.strip, row))), (0, []))
    names = [_CHINESE_HEADERS.get(squeeze(cell), squeeze(cell).lower()) for cell in header]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise CatalogueError("a header that names each column once", f"{twice} more than once", where)
    make: Callable[[Mapping[str, str], _Defaults], Entry | Correspondence]
    if {"code", "name"} <= set(names):
        make = _entry
    elif {"department_code", "government_code"} <= set(names):
        make = _correspondence
    else:
        expected = "a header with the columns code and name, or department_code and government_code"
        raise CatalogueError(expected, repr([name for name in names if name]), where)
    taken: list[tuple[int, Entry | Correspondence]] = []
    faults: list[Fault] = []
    for number, row in rows:
        if not any(map(str.strip, row)):
            continue
        try:
            taken.append((number, make(dict(zip(names, map(str.strip, row), strict=False)), defaults)))
        except _Refusal as refusal:
            faults.append(Fault(row=number, expected=refusal.expected, found=refusal.found))
    entries = [(number, item) for number, item in taken if isinstance(item, Entry)]
    faults += _overlaps(entries)
    if faults:
        count = len(faults)
        found = "1 faulty row" if count == 1 else f"{count} faulty rows"
        raise CatalogueError(
            "a list of codes without faults", found, where, sorted(faults, key=lambda fault: fault.row)
        )
    return Given(
        tuple(entry for _, entry in entries),
        tuple(item for _, item in taken if isinstance(item, Correspondence)),
    )


def _entry(row: Mapping[str, str], defaults: _Defaults) -> Entry:
    try:
        code = classification_code(row["code"])
    except CodeError as error:
        raise _Refusal(error.expected, error.found) from error
    name = squeeze(row.get("name", ""))
    if not name:
        raise _Refusal("a name", "none")
    level = row.get("level", "")
    if level and _LEVELS.get(level) != code.level:
        raise _Refusal(f"the level {code.level.chinese} for the code {code}", repr(level))
    since, until = _year(row.get("since", "")), _year(row.get("until", ""))
    if since is None and until is None:
        since = until = defaults.year
    if since is not None and until is not None and since > until:
        raise _Refusal("a last year that is not before the first", f"{since} to {until}")
    bounded = since is not None or until is not None
    funds = [
        fold(part) for part in row.get("fund", "").replace("；", ";").replace("、", ";").split(";") if part
    ]
    return Entry(
        code=code,
        name=name,
        budgets=tuple(_one_of(_BUDGETS, fund, "one of the four budgets") for fund in funds),
        since=since,
        until=until,
        evidence=_evidence(row.get("evidence", ""), defaults.evidence),
        years_evidence=_evidence(
            row.get("years_evidence", ""), defaults.evidence if bounded else Evidence.RECALLED
        ),
        doubtful=_one_of(_YES, row.get("doubtful", ""), "yes or nothing"),
        source=row.get("source", "") or defaults.source,
    )


def _correspondence(row: Mapping[str, str], defaults: _Defaults) -> Correspondence:
    try:
        department = DepartmentEconomicCode(row["department_code"])
        government = GovernmentEconomicCode(row["government_code"])
    except CodeError as error:
        raise _Refusal(error.expected, error.found) from error
    unit = row.get("unit", "")
    return Correspondence(
        department=department,
        government=government,
        unit=_one_of(_UNITS, unit, "机关, 事业单位 or nothing") if unit else None,
        evidence=_evidence(row.get("evidence", ""), defaults.evidence),
        doubtful=_one_of(_YES, row.get("doubtful", ""), "yes or nothing"),
        source=row.get("source", "") or defaults.source,
    )


def _year(cell: str) -> int | None:
    if not cell:
        return None
    if len(cell) == 4 and cell.isascii() and cell.isdigit() and "1949" <= cell <= "2999":
        return int(cell)
    raise _Refusal("a year from 1949 to 2999", repr(cell))


def _evidence(cell: str, default: Evidence) -> Evidence:
    known = {evidence.value: evidence for evidence in Evidence}
    return _one_of(known, cell, " or ".join(known)) if cell else default


def _one_of(known: Mapping[str, _Value], cell: str, expected: str) -> _Value:
    if cell in known:
        return known[cell]
    raise _Refusal(expected, repr(cell))


def _overlaps(entries: Sequence[tuple[int, Entry]]) -> Iterator[Fault]:
    """Entries of one code whose years overlap: only one of them can hold."""
    ordered = sorted(entries, key=lambda item: (item[1].code.digits, item[1].since or 0, item[0]))
    for (row, entry), (other_row, other) in pairwise(ordered):
        if entry.code == other.code and (
            entry.until is None or other.since is None or other.since <= entry.until
        ):
            yield Fault(
                row=other_row,
                expected=f"other years for {other.code} than those of row {row}",
                found=f"years that both rows cover ({entry.name}, {other.name})",
            )
