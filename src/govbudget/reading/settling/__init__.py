"""Settling (按勾稽关系定栏): which column is a number in, when the print has lost its blank cells.

A `Question` says what was printed, in order, and which laws hold; `settle` returns an `Answer` that says
of every printed thing its column and what proves it, or which columns are left for it.  Never the most
likely: one assignment survives, or several do and the answer says so.

>>> from decimal import Decimal
>>> from govbudget.laws.sums import SumOfParts
>>> numbers = lambda text: Line(tuple(Item(Decimal(number)) for number in text.split()))
>>> question = Question(
...     width=3,  # 合计, 基本支出, 项目支出
...     lines=(numbers("9.00 5.00 4.00"), numbers("5.00 5.00"), numbers("4.00 4.00")),
...     row_laws=(SumOfParts(0, (1, 2)),),
...     column_sums=(ColumnSum(SumOfParts(0, (1, 2))),),
... )
>>> answer = settle(question)
>>> [(one.column, one.settled_by) for one in answer.lines[1]]
[(0, 'row identity'), (1, 'column sums')]
"""

from govbudget.reading.settling.question import (
    Answer,
    Belongs,
    ColumnSum,
    Item,
    Line,
    LineLaw,
    Outcome,
    Question,
    RowLaw,
    Settled,
    Tie,
)
from govbudget.reading.settling.solver import settle

__all__ = [
    "Answer",
    "Belongs",
    "ColumnSum",
    "Item",
    "Line",
    "LineLaw",
    "Outcome",
    "Question",
    "RowLaw",
    "Settled",
    "Tie",
    "settle",
]
