"""govbudget: Chinese government department budget disclosures as exact, typed, traceable figures.

>>> import govbudget
>>> doc = govbudget.parse("2024年支出总表\\n单位：万元\\n项目\\t合计\\n教育支出\\t8.00\\n")
>>> [(f.row.label, f.column.title, f.figure.value.yuan) for f in doc.tables[0].figures]
[('教育支出', '合计', Decimal('80000'))]

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govbudget.api import parse as parse
    from govbudget.api import read as read
    from govbudget.checks.engine import reconcile as reconcile
    from govbudget.checks.report import Report as Report
    from govbudget.checks.results import CheckResult as CheckResult
    from govbudget.checks.results import Verdict as Verdict
    from govbudget.errors import GovBudgetError as GovBudgetError
    from govbudget.errors import ReadError as ReadError
    from govbudget.exports.explain import explain as explain
    from govbudget.exports.jsondoc import from_json as from_json
    from govbudget.exports.jsondoc import to_json as to_json
    from govbudget.model.coordinates import Coordinates as Coordinates
    from govbudget.model.disclosure import Disclosure as Disclosure
    from govbudget.model.facts import Fact as Fact
    from govbudget.model.tables import Table as Table
    from govbudget.money import Amount as Amount
    from govbudget.money import Quantity as Quantity
    from govbudget.money import Rate as Rate
    from govbudget.money import Unit as Unit

__version__ = "0.1.0"

_HOMES = {
    "Amount": "money",
    "CheckResult": "checks.results",
    "Coordinates": "model.coordinates",
    "Disclosure": "model.disclosure",
    "Fact": "model.facts",
    "GovBudgetError": "errors",
    "Quantity": "money",
    "Rate": "money",
    "ReadError": "errors",
    "Report": "checks.report",
    "Table": "model.tables",
    "Unit": "money",
    "Verdict": "checks.results",
    "explain": "exports.explain",
    "from_json": "exports.jsondoc",
    "parse": "api",
    "read": "api",
    "reconcile": "checks.engine",
    "to_json": "exports.jsondoc",
}

__all__ = [
    "Amount",
    "CheckResult",
    "Coordinates",
    "Disclosure",
    "Fact",
    "GovBudgetError",
    "Quantity",
    "Rate",
    "ReadError",
    "Report",
    "Table",
    "Unit",
    "Verdict",
    "__version__",
    "explain",
    "from_json",
    "parse",
    "read",
    "reconcile",
    "to_json",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
