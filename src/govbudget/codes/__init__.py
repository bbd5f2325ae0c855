"""Classification codes and the catalogue of their names (科目编码与科目目录).

The codes are light and come at once; the catalogue, and whatever else needs it, is imported when it is first
named, and its data are read when something is first looked up.

>>> from govbudget.codes import FunctionalCode
>>> FunctionalCode("2040201").name(2024)
'行政运行'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govbudget.codes.types import (
    ClassificationCode,
    Code,
    CodeKind,
    CodeLevel,
    DepartmentEconomicCode,
    FunctionalCode,
    GovernmentEconomicCode,
    ProcurementCode,
    RevenueCode,
    UnitCode,
    classification_code,
)

if TYPE_CHECKING:
    from govbudget.codes.agreement import CODE_FIELDS, Agreement, CodeRow, PrintedCode, codes_rows
    from govbudget.codes.catalogue import Catalogue, shipped
    from govbudget.codes.changes import Change, ChangeKind
    from govbudget.codes.correspondences import Correspondence, UnitKind
    from govbudget.codes.entries import Budget, Entry, Evidence
    from govbudget.codes.lists import CatalogueError, Fault
    from govbudget.codes.names import How, NameMatch, how_matched

__all__ = [
    "CODE_FIELDS",
    "Agreement",
    "Budget",
    "Catalogue",
    "CatalogueError",
    "Change",
    "ChangeKind",
    "ClassificationCode",
    "Code",
    "CodeKind",
    "CodeLevel",
    "CodeRow",
    "Correspondence",
    "DepartmentEconomicCode",
    "Entry",
    "Evidence",
    "Fault",
    "FunctionalCode",
    "GovernmentEconomicCode",
    "How",
    "NameMatch",
    "PrintedCode",
    "ProcurementCode",
    "RevenueCode",
    "UnitCode",
    "UnitKind",
    "classification_code",
    "codes_rows",
    "how_matched",
    "shipped",
]

_LAZY = {
    "CODE_FIELDS": "agreement",
    "Agreement": "agreement",
    "Budget": "entries",
    "Catalogue": "catalogue",
    "CatalogueError": "lists",
    "Change": "changes",
    "ChangeKind": "changes",
    "CodeRow": "agreement",
    "Correspondence": "correspondences",
    "Entry": "entries",
    "Evidence": "entries",
    "Fault": "lists",
    "How": "names",
    "NameMatch": "names",
    "PrintedCode": "agreement",
    "UnitKind": "correspondences",
    "codes_rows": "agreement",
    "how_matched": "names",
    "shipped": "catalogue",
}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(f"{__name__}.{_LAZY[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
