"""What an auditor found by hand in the real disclosures, apart from the library.

`identities.csv` was reckoned from the texts without the library: every identity with both sides, the
lines of its operands and its verdict.  `must` is "no" where a careful auditor would not insist on it;
`cause` groups what goes back to one thing.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

from attrs import frozen

SEEDS = ("000", "001", "002", "004")
HELD = ("equal", "within rounding")
_FACTORS = {"元": Decimal(1), "万元": Decimal(10000)}


@frozen
class Audited:
    """One identity reckoned by hand; money in the unit it was reckoned in."""

    seed: str
    kind: str
    where: str
    verdict: str
    stated: Decimal
    computed: Decimal
    difference: Decimal
    unit: str
    lines: tuple[int, ...]
    cause: str
    must: bool

    @property
    def key(self) -> tuple[Decimal, Decimal, str]:
        """Both sides, money in yuan."""
        factor = _FACTORS.get(self.unit, Decimal(1))
        return self.stated * factor, self.computed * factor, "元" if self.unit in _FACTORS else self.unit


@cache
def identities(seed: str = "") -> tuple[Audited, ...]:
    """The identities of one seed, or of all."""
    with Path(__file__).with_name("identities.csv").open(encoding="utf-8", newline="") as file:
        found = tuple(
            Audited(
                seed=row["seed"],
                kind=row["kind"],
                where=row["where"],
                verdict=row["verdict"],
                stated=Decimal(row["stated"]),
                computed=Decimal(row["computed"]),
                difference=Decimal(row["difference"]),
                unit=row["unit"],
                lines=tuple(map(int, row["lines"].split())),
                cause=row["cause"],
                must=row["must"] == "yes",
            )
            for row in csv.DictReader(file)
        )
    return tuple(item for item in found if seed in ("", item.seed))
