"""What is drawn under a table without a grid (表格底纹与横线): lines and shaded areas, as far as they tell its rows.

A line or an edge of a shade under most of a table is the edge of a row.  Lines divide the header from the rows as
well; a shade may be that of any row.

>>> marks = Marks([Ruling(500, 0, 9000)], [(0, 900, 9000, 1300)])
>>> marks.across(100, 8900), marks.ends(100, 8900)
([500, 900, 1300], (0, 9000))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import field, frozen

from govbudget.files.pdf.rulings import Ruling
from govbudget.files.pdf.turn import POINT, Rect

__all__ = ["Marks", "is_across"]


@frozen
class Marks:
    """The lying lines and the shaded areas of a page."""

    lines: Sequence[Ruling] = ()
    fills: Sequence[Rect] = ()
    shades: list[Ruling] = field(init=False)
    """The upper and lower edges of shaded areas, those side by side made one."""

    @shades.default
    def _edges(self) -> list[Ruling]:
        bands: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for x0, y0, x1, y1 in self.fills:
            bands.setdefault((y0 // POINT, y1 // POINT), []).append((x0, x1))
            bands[y0 // POINT, y1 // POINT].sort()
        found = []
        for x0, y0, x1, y1 in self.fills:
            start, end = x0, x1
            for left, right in bands[y0 // POINT, y1 // POINT]:
                if start <= left <= end + POINT:
                    end = max(end, right)
            found += [Ruling(y0, start, end), Ruling(y1, start, end)]
        return found

    def across(self, left: int, right: int) -> list[int]:
        """The heights at which something drawn ends or begins under most of what is between two places."""
        return [one.at for one in (*self.lines, *self.shades) if is_across(one, left, right)]

    def lines_across(self, left: int, right: int) -> list[int]:
        """The heights of the lines under most of what is between two places."""
        return [one.at for one in self.lines if is_across(one, left, right)]

    def ends(self, left: int, right: int) -> tuple[int, int] | None:
        """From where to where most of what is drawn under a table goes, around all of it; None: there is none."""
        found = Counter(
            (one.start, one.end)
            for one in (*self.lines, *self.shades)
            if one.start <= left + POINT and right <= one.end + POINT and is_across(one, left, right)
        )
        return found.most_common(1)[0][0] if found else None


def is_across(bar: Ruling, left: int, right: int) -> bool:
    """Whether a line covers most of the width between two places."""
    return min(bar.end, right) - max(bar.start, left) > (right - left) * 7 // 10
