"""Classification codes and the catalogue of their names (科目编码与科目目录)."""

from __future__ import annotations

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
)

__all__ = [
    "ClassificationCode",
    "Code",
    "CodeKind",
    "CodeLevel",
    "DepartmentEconomicCode",
    "FunctionalCode",
    "GovernmentEconomicCode",
    "ProcurementCode",
    "RevenueCode",
    "UnitCode",
]
