"""The family of flattened text (PDF 展平文本): what comes out of a PDF when its cells are lost.

Cells were wrapped at their width and written one after the other; blank cells are gone; headers are repeated on
each page; numbers and codes are cut.  The modules put back what can be put back without guessing: `atoms` (pieces
and how they follow one another), `grammar` (rows and cells), `captions` and `regions` (where things stand),
`headers`, `body` (tables), `forms`.  Numbers whose column is lost stay loose in their rows, for the laws to settle.
"""

from __future__ import annotations

from govbudget.reading.layouts.family import Family
from govbudget.reading.layouts.flattened.document import cut, recognises

__all__ = ["FAMILY"]

FAMILY = Family(name="flattened text", recognises=recognises, cut=cut)
