"""Layout families (版式): the physical forms in which disclosures come, one module each.

A family says whether a text is of its kind and cuts it into blocks; what the blocks mean is the same for
all families.  A family is a value, a record of functions; adding one is one module and one line here, or,
for a package of one's own, an entry point in the group `govbudget.layouts` that names such a record.

>>> from govbudget.reading.source import split_lines
>>> [family.name for family in families() if family.recognises(split_lines("项目\\t金额\\n合计\\t8"))]
['tab-separated']
"""

from __future__ import annotations

from functools import cache

from govbudget.reading.layouts import flattened, tabs
from govbudget.reading.layouts.family import CutDocument, Family

__all__ = ["CutDocument", "Family", "families"]

_OWN = (tabs.FAMILY, flattened.FAMILY)


@cache
def families() -> tuple[Family, ...]:
    """Every known family: this package's, then those of installed packages, by name."""
    from importlib.metadata import entry_points

    others = [
        point.load()
        for point in sorted(entry_points(group="govbudget.layouts"), key=lambda point: point.name)
    ]
    return (*_OWN, *(family for family in others if isinstance(family, Family)))
