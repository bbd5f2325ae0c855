"""Geometry in whole numbers (坐标): hundredths of a point, from the top left of a page turned upright.

A page that prints its text very small, as a spreadsheet does that is to fit a width, is looked at through a
glass: `scale` times as large, so that what is near is told by the size of the text.

>>> page = Turn((0, 0, 59500, 84200), 1)
>>> page.width, page.height, page.place(72, 100, 172, 112)
(84200, 59500, (10000, 7200, 11200, 17200))
"""

from __future__ import annotations

from typing import Any, Final

from govbudget.spans import Box

__all__ = ["POINT", "Rect", "Turn"]

POINT: Final = 100
"""One point of 1/72 inch in the units of this package."""

Rect = tuple[int, int, int, int]
"""Left, top, right, bottom."""


class Turn:
    """From a page's own coordinates (upwards) to whole numbers downwards, turned by quarters clockwise.

    `frame` has the edges of the page, `scale` times as far from one another as they are.
    """

    def __init__(self, frame: tuple[int, int, int, int], quarter: int, scale: int = 1) -> None:
        left, bottom, right, top = frame
        self.frame = frame
        self.quarter = quarter
        self.unit = POINT * scale
        across, down = right - left, top - bottom
        self.width, self.height = (down, across) if quarter % 2 else (across, down)

    @property
    def matrix(self) -> tuple[Any, ...]:
        """What turns the page upright, with its top left corner at the height of the page."""
        left, bottom, right, top = (edge / self.unit for edge in self.frame)
        return (
            (1, 0, 0, 1, -left, -bottom),
            (0, -1, 1, 0, -bottom, right),
            (-1, 0, 0, -1, right, top),
            (0, 1, -1, 0, top, -left),
        )[self.quarter]

    @property
    def upright(self) -> Turn:
        """The same page after it was turned."""
        return Turn((0, 0, self.width, self.height), 0, self.unit // POINT) if self.quarter else self

    def place(self, x0: Any, y0: Any, x1: Any, y1: Any) -> Rect:
        """The rectangle of two corners given in points."""
        unit = self.unit
        return self.turned(int(x0 * unit), int(y0 * unit), int(x1 * unit), int(y1 * unit))

    def turned(self, x0: int, y0: int, x1: int, y1: int) -> Rect:
        """The rectangle of two corners of the page's own coordinates."""
        left, bottom, right, top = self.frame
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        if self.quarter == 0:
            return x0 - left, top - y1, x1 - left, top - y0
        if self.quarter == 1:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if self.quarter == 2:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        return top - y1, right - x1, top - y0, right - x0

    def back(self, rect: Rect) -> tuple[int, int, int, int]:
        """The corners of a rectangle in the page's own coordinates."""
        left, bottom, right, top = self.frame
        x0, y0, x1, y1 = rect
        if self.quarter == 0:
            return x0 + left, top - y1, x1 + left, top - y0
        if self.quarter == 1:
            return y0 + left, x0 + bottom, y1 + left, x1 + bottom
        if self.quarter == 2:
            return right - x1, y0 + bottom, right - x0, y1 + bottom
        return right - y1, top - x1, right - y0, top - x0

    def box_of(self, corners: tuple[int, int, int, int]) -> Box:
        """The box of corners in the page's own coordinates, in whole points around it."""
        x0, y0, x1, y1 = self.turned(*corners)
        unit = self.unit
        return Box(x0 // unit, y0 // unit, -(-x1 // unit), -(-y1 // unit))
