"""What is known of a table while it is settled (已知): what is left for every item, and what has proved it.

A bound on work keeps some sums from being looked at.  A contradiction may hide there, and with it the one wrong
figure; so of the lines of such sums nothing counts as proved but what order and words prove.
"""

from __future__ import annotations

from attrs import define, field

from govbudget.reading.settling.crossed import SURE
from govbudget.reading.settling.parts import Part, Result
from govbudget.reading.settling.question import Tie
from govbudget.reading.settling.rows import Dealing

__all__ = ["Known"]


@define
class Known:
    """What is known of the lines: the columns left for every item, in how many ways, how far it is sure."""

    left: dict[int, Dealing] = field(factory=dict)
    count: int = 1
    exceeded: set[int] = field(factory=set)
    lost: set[int] = field(factory=set)
    aside: set[int] = field(factory=set)
    """Lines that may be wrong as a whole: a figure of theirs is missing."""
    unproved: set[int] = field(factory=set)
    """Lines that a bound has kept from being held against all sums: only what order and words prove is proved."""
    at_least: bool = False
    doubtful: dict[tuple[int, int], None] = field(factory=dict)
    refused: dict[Tie, None] = field(factory=dict)
    proofs: dict[tuple[int, int], str] = field(factory=dict)

    def add(self, part: Part, result: Result, proof: str) -> None:
        """Take over what a part has left; what it settles that was open is proved by `proof`."""
        for line, masks in result.left.items():
            for item, mask in enumerate(masks):
                if mask.bit_count() == 1 and line not in result.unproved:
                    self.proofs.setdefault((line, item), proof)
            self.left[line] = masks
        self.unproved.difference_update(part.dealings)
        self.unproved.update(result.unproved)
        if result.exceeded:
            self.exceeded.update(part.dealings)
        else:
            self.exceeded.difference_update(part.dealings)
        self.at_least = self.at_least or result.at_least

    def proof(self, line: int, item: int) -> str:
        """What proves the column of an item, if anything that is believed does."""
        proof = self.proofs.get((line, item), "")
        return proof if line not in self.unproved or proof in SURE else ""
