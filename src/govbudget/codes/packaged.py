"""The lists that come with the package: `data/*.csv` (随附科目数据).

They are written by `tools/build_catalogue.py` in a form that needs no CSV library to read, because loading
that library would take longer than all the rest: no field is quoted, no field holds a comma.  Each file begins
with lines of `#` that say what it is.  A row becomes an entry when its code is looked up.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from govbudget.codes.entries import Budget, Entry, Evidence
from govbudget.codes.types import (
    ClassificationCode,
    CodeKind,
    DepartmentEconomicCode,
    FunctionalCode,
    GovernmentEconomicCode,
    RevenueCode,
)

if TYPE_CHECKING:
    from govbudget.codes.changes import Change
    from govbudget.codes.correspondences import Correspondence

__all__ = ["Packaged"]

_TYPES: Final[dict[CodeKind, type[ClassificationCode]]] = {
    CodeKind.FUNCTIONAL: FunctionalCode,
    CodeKind.DEPARTMENT_ECONOMIC: DepartmentEconomicCode,
    CodeKind.GOVERNMENT_ECONOMIC: GovernmentEconomicCode,
    CodeKind.REVENUE: RevenueCode,
}


class Packaged:
    """The entries in the package's own files; all its instances are equal."""

    def listing(self, kind: CodeKind) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of one classification."""
        return _Rows(kind)

    def names(self, kind: CodeKind) -> Iterator[tuple[str, str]]:
        """The digits and names, without an entry being made for each."""
        for line in _lines(f"{kind.value}.csv"):
            digits, name, _ = line.split(",", 2)
            yield digits, name

    def correspondences(self) -> Sequence[Correspondence]:
        """The correspondences of the economic classifications."""
        from govbudget.codes.correspondences import Correspondence, UnitKind

        return [
            Correspondence(
                department=DepartmentEconomicCode(department),
                government=GovernmentEconomicCode(government),
                unit=UnitKind(unit) if unit else None,
                evidence=Evidence(evidence),
                doubtful=doubtful == "yes",
                source=_source(source),
            )
            for department, government, unit, evidence, doubtful, source in (
                line.split(",") for line in _lines("correspondences.csv")
            )
        ]

    def renames(self) -> Sequence[Change]:
        """The renamings of which one name alone is listed."""
        from govbudget.codes.changes import Change, ChangeKind

        return [
            Change(
                year=int(year),
                kind=ChangeKind.RENAMED,
                code=FunctionalCode(code),
                evidence=Evidence(evidence),
                doubtful=doubtful == "yes",
            )
            for code, year, evidence, doubtful in (line.split(",") for line in _lines("renames.csv"))
        ]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packaged)

    def __hash__(self) -> int:
        return hash(Packaged)


class _Rows(Mapping[str, tuple[Entry, ...]]):
    """The rows of one classification by their digits, each made an entry when it is asked for."""

    def __init__(self, kind: CodeKind) -> None:
        self._type = _TYPES[kind]
        self._lines: dict[str, list[str]] = {}
        self._made: dict[str, tuple[Entry, ...]] = {}
        for line in _lines(f"{kind.value}.csv"):
            self._lines.setdefault(line.partition(",")[0], []).append(line)

    def __getitem__(self, digits: str) -> tuple[Entry, ...]:
        entries = self._made.get(digits)
        if entries is None:
            entries = self._made[digits] = tuple(map(self._entry, self._lines[digits]))
        return entries

    def __contains__(self, digits: object) -> bool:
        return digits in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def _entry(self, line: str) -> Entry:
        code, name, _, fund, since, until, evidence, years_evidence, doubtful, source = line.split(",")
        return Entry(
            code=self._type(code),
            name=name,
            budgets=_budgets(fund),
            since=int(since) if since else None,
            until=int(until) if until else None,
            evidence=Evidence(evidence),
            years_evidence=Evidence(years_evidence),
            doubtful=doubtful == "yes",
            source=_source(source),
        )


@cache
def _budgets(cell: str) -> tuple[Budget, ...]:
    """The budgets that a cell names."""
    by_name = {budget.chinese: budget for budget in Budget}
    return tuple(by_name[name] for name in cell.split(";") if name)


@cache
def _source(cell: str) -> str:
    """The sources that a cell names by their keys, written out; `+24` stands for so many more."""
    known = _source_texts()
    return "; ".join(f"and {key[1:]} more" if key.startswith("+") else known[key] for key in cell.split())


@cache
def _source_texts() -> dict[str, str]:
    return dict(line.split(",") for line in _lines("sources.csv"))


@cache
def _lines(name: str) -> list[str]:
    """The rows of a file, without the lines of remarks and the header."""
    data = pkgutil.get_data("govbudget.codes", f"data/{name}")
    if data is None:
        raise FileNotFoundError(f"the data file {name} of govbudget.codes is missing from the installation")
    lines = [line for line in data.decode("utf-8").split("\n") if line and not line.startswith("#")]
    return lines[1:]
