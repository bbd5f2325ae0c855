"""Tables made by hand for the tests of the model."""

from __future__ import annotations

from collections.abc import Sequence

from govbudget.codes import FunctionalCode
from govbudget.model.coordinates import Coordinates, Direction, Fund, Nature, Subject
from govbudget.model.tables import Column, Figure, Row, RowRole, Table, TableKind
from govbudget.money import Amount, Unit

__all__ = ["made"]


def made(
    rows: Sequence[tuple[str, str, int | None, Sequence[str | None]]],
    wholes: Sequence[int | None],
    *,
    title: str = "支出总表",
    unit: Unit = Unit.TEN_THOUSAND_YUAN,
    natures: Sequence[Nature] = (Nature.TOTAL, Nature.BASIC, Nature.PROJECT),
) -> Table:
    """A table of expenditure: rows of code, label, parent and prints; for each column the one it is a part of."""
    return Table(
        title=title,
        index=1,
        kind=TableKind.EXPENDITURE,
        unit=unit,
        coordinates=Coordinates(direction=Direction.EXPENDITURE, fund=Fund.ALL, nature=Nature.TOTAL),
        columns=tuple(
            Column(path=(nature.value,), coordinates=Coordinates(nature=nature), whole=whole)
            for nature, whole in zip(natures, wholes, strict=False)
        ),
        rows=tuple(
            Row(
                index=number,
                label=label,
                code=FunctionalCode(code) if code else None,
                role=RowRole.ITEM if code else RowRole.TOTAL,
                parent=parent,
                coordinates=Coordinates(
                    subject=Subject.FUNCTION if code else Subject.TOTAL,
                    function=FunctionalCode(code) if code else None,
                ),
                cells=tuple(
                    Figure(raw=raw, value=Amount.parse(raw, unit), column=column)
                    for column, raw in enumerate(prints)
                    if raw is not None
                ),
            )
            for number, (code, label, parent, prints) in enumerate(rows, 1)
        ),
    )
