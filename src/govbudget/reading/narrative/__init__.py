"""The narrative of a disclosure (情况说明): which figures it states, and what about.

Lines become paragraphs and headings (`paragraphs`), headings say which sections explain this document's
figures (`sections`), and the paragraphs of those are read figure by figure (`figures`, `clauses`, `wording`).
`read_claims` is the door.

>>> from govbudget.reading.source import split_lines
>>> lines = split_lines("二、收入预算情况说明\\n2024年收入预算120.50万元，其中：财政拨款100万元，占82.99%。")
>>> claims = read_claims(lines, fiscal_year=2024)
>>> claims
[<Claim 120.50万元: 收入预算>, <Claim 100万元: 财政拨款>, <Claim 82.99%: 财政拨款 占>]
>>> claims[1].coordinates
Coordinates(direction=revenue, fund=fiscal appropriation, phase=budget, statistic=amount, fiscal_year=2024)
>>> claims[1].whole, claims[1].place, claims[1].span
('收入预算', Place(line=2), Span(start=36, end=41))
"""

from govbudget.reading.narrative.reader import read_claims

__all__ = ["read_claims"]
