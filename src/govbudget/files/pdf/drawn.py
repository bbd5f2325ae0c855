"""What is drawn on a page besides text (线与面): rulings, filled areas, pictures, those inside forms included.

The functions of pdfium are called through plain numbers for pointers: a page may hold tens of thousands of
lines, and the classes that pypdfium2 makes for pointers cost more than the calls.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any, Final

from govbudget.files.pdf.turn import POINT, Rect, Turn
from govbudget.files.pdf.unseen import is_white

__all__ = ["Calls", "Drawn", "Texts", "text_objects"]

_Matrix = tuple[Any, Any, Any, Any, Any, Any]
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_FILL_AND_STROKE: Final = 2
_INVISIBLE: Final = 3
_LINE_TO, _BEZIER, _MOVE_TO = 0, 1, 2
_THIN: Final = 3 * POINT
_PLAIN: Final = 6
_LARGEST_LETTER: Final = 60 * POINT
_MOST_OBJECTS: Final = 400_000
_DEEPEST_FORM: Final = 8


class Calls:
    """The functions of pdfium that are called for every character or path, with plain numbers for pointers."""

    def __init__(self, raw: Any) -> None:
        pointer, number = ctypes.c_void_p, ctypes.c_int

        def plain(name: str, result: Any, *arguments: Any) -> Any:
            address = ctypes.cast(getattr(raw, name), pointer).value or 0
            return ctypes.PYFUNCTYPE(result, *arguments)(address)

        four = (pointer,) * 4
        self.box = plain("FPDFText_GetLooseCharBox", number, pointer, number, pointer)
        self.generated = plain("FPDFText_IsGenerated", number, pointer, number)
        self.unknown = plain("FPDFText_HasUnicodeMapError", number, pointer, number)
        self.character = plain("FPDFText_GetUnicode", ctypes.c_uint, pointer, number)
        self.object = plain("FPDFPage_GetObject", pointer, pointer, number)
        self.inner = plain("FPDFFormObj_GetObject", pointer, pointer, ctypes.c_ulong)
        self.inner_count = plain("FPDFFormObj_CountObjects", number, pointer)
        self.kind = plain("FPDFPageObj_GetType", number, pointer)
        self.bounds = plain("FPDFPageObj_GetBounds", number, pointer, *four)
        self.matrix = plain("FPDFPageObj_GetMatrix", number, pointer, pointer)
        self.mode = plain("FPDFPath_GetDrawMode", number, pointer, pointer, pointer)
        self.segments = plain("FPDFPath_CountSegments", number, pointer)
        self.segment = plain("FPDFPath_GetPathSegment", pointer, pointer, number)
        self.point = plain("FPDFPathSegment_GetPoint", number, pointer, pointer, pointer)
        self.segment_kind = plain("FPDFPathSegment_GetType", number, pointer)
        self.set_mode = plain("FPDFTextObj_SetTextRenderMode", number, pointer, number)
        self.text_mode = plain("FPDFTextObj_GetTextRenderMode", number, pointer)
        self.angle = plain("FPDFText_GetCharAngle", ctypes.c_float, pointer, number)
        self.transform = plain("FPDFPageObj_Transform", None, pointer, *(ctypes.c_double,) * 6)
        self.text_object = plain("FPDFText_GetTextObject", pointer, pointer, number)
        self.clip = plain("FPDFPageObj_GetClipPath", pointer, pointer)
        self.clip_paths = plain("FPDFClipPath_CountPaths", number, pointer)
        self.clip_segments = plain("FPDFClipPath_CountPathSegments", number, pointer, number)
        self.clip_segment = plain("FPDFClipPath_GetPathSegment", pointer, pointer, number, number)
        self.color = plain("FPDFPageObj_GetFillColor", number, pointer, *four)
        self.closes = plain("FPDFPathSegment_GetClose", number, pointer)


class Texts:
    """What the text objects of a page are like: which are not shown, and whether some stand aslant."""

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self.white: set[int] = set()
        self.shown = 0
        self.aslant = False
        self.picture = 0

    def hides(self, width: int) -> bool:
        """Whether text is hidden: not so behind a scanned page, where the text that was recognised stands."""
        return bool(self.hidden and self.shown) and 2 * self.picture < width


def text_objects(calls: Calls, page: int | None, count: int) -> Texts:
    """Look at the text objects of a page before its text is gathered, and give those without an extent one.

    pdfium leaves out text whose box is a point, as that of one character is if neither the file nor the system
    holds its font.  Told to draw its outline as well, such text gets the width of a line.
    """
    found = Texts()
    four = (ctypes.c_float * 4)()
    at = ctypes.addressof(four)
    six = (ctypes.c_float * 6)()
    matrix = ctypes.addressof(six)
    left = _MOST_OBJECTS
    waiting: list[tuple[Iterator[int | None], int]] = [((calls.object(page, i) for i in range(count)), 0)]
    while waiting:
        items, depth = waiting.pop()
        for item in items:
            left -= 1
            if left <= 0:
                return found
            kind = calls.kind(item)
            if kind == _TEXT:
                if item is not None and calls.text_mode(item) == _INVISIBLE:
                    found.hidden.add(item)
                else:
                    found.shown += 1
                    if item is not None and is_white(calls.color, item):
                        found.white.add(item)
                if calls.bounds(item, at, at + 4, at + 8, at + 12) and 50 * (four[2] - four[0]) < 1:
                    calls.set_mode(item, _FILL_AND_STROKE)
                    calls.transform(item, 1, 0, 0, 1, 0, 0)
                found.aslant = found.aslant or _is_aslant(calls, item, six, matrix)
            elif kind == _IMAGE:
                calls.bounds(item, at, at + 4, at + 8, at + 12)
                found.picture = max(found.picture, int(POINT * (four[2] - four[0])))
            elif kind == _FORM and depth < _DEEPEST_FORM:
                inner = calls.inner
                children = [inner(item, i) for i in range(calls.inner_count(item))]
                found.aslant = found.aslant or _is_aslant(calls, item, six, matrix)
                waiting.append((iter(children), depth + 1))
    return found


def _is_aslant(calls: Calls, item: int | None, six: Any, at: int) -> bool:
    """Whether an object is turned by something between quarters."""
    if not calls.matrix(item, at) or not six[1]:
        return False
    along, across = abs(six[0]), abs(six[1])
    return bool(5 * min(along, across) > max(along, across))


class Drawn:
    """The drawn lines and areas of one page, those inside forms included."""

    def __init__(self, calls: Calls, turn: Turn) -> None:
        self.calls = calls
        self.turn = turn
        self.rulings: list[Rect] = []
        self.fills: list[Rect] = []
        self.backs: list[Rect] = []
        """The filled areas that are not white, if `colored` asks for them."""
        self.colored = False
        self.pictures = False
        self.within: dict[int | None, _Matrix] = {}
        """Where the forms stand that text objects belong to."""
        self.left = _MOST_OBJECTS
        self._four = (ctypes.c_float * 4)()
        self._six = (ctypes.c_float * 6)()
        self._two = (ctypes.c_int * 2)()

    def look_at(self, page: int | None, count: int) -> None:
        """Look at every object of a page."""
        get = self.calls.object
        self._objects((get(page, i) for i in range(count)), None, 0)

    def _objects(self, objects: Iterator[int | None], matrix: _Matrix | None, depth: int) -> None:
        kind_of = self.calls.kind
        for item in objects:
            self.left -= 1
            if self.left <= 0:
                return
            kind = kind_of(item)
            if kind == _PATH:
                self._path(item, matrix)
            elif kind == _TEXT and matrix is not None:
                self.within[item] = matrix
            elif kind == _IMAGE:
                self.pictures = True
                rect = self._bounds(item, matrix)
                if rect is not None and min(rect[2] - rect[0], rect[3] - rect[1]) <= _THIN:
                    self.rulings.append(rect)
            elif kind == _FORM and depth < _DEEPEST_FORM:
                inner = self.calls.inner
                count = self.calls.inner_count(item)
                within = _times(self._matrix(item), matrix)
                self._objects((inner(item, i) for i in range(count)), within, depth + 1)

    def _bounds(self, item: int | None, matrix: _Matrix | None) -> Rect | None:
        four = self._four
        at = ctypes.addressof(four)
        if not self.calls.bounds(item, at, at + 4, at + 8, at + 12):
            return None
        x0, y0, x1, y1 = four
        if matrix is None:
            return self.turn.place(x0, y0, x1, y1)
        corners = [_apply(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
        return self._around(corners)

    def _around(self, points: list[tuple[Any, Any]]) -> Rect:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return self.turn.place(min(xs), min(ys), max(xs), max(ys))

    def clip(self, item: int | None) -> Rect | None:
        """The rectangle outside of which an object is hidden, or None."""
        calls = self.calls
        path = calls.clip(item) if item else None
        matrix = self.within.get(item)
        at = ctypes.addressof(self._four)
        found: Rect | None = None
        for i in range(max(0, calls.clip_paths(path)) if path else 0):
            points = []
            for j in range(max(0, calls.clip_segments(path, i))):
                if calls.point(calls.clip_segment(path, i, j), at, at + 4):
                    x, y = self._four[0], self._four[1]
                    points.append((x, y) if matrix is None else _apply(matrix, x, y))
            if points:
                x0, y0, x1, y1 = self._around(points)
                if found is not None:
                    x0, y0, x1, y1 = (
                        max(x0, found[0]),
                        max(y0, found[1]),
                        min(x1, found[2]),
                        min(y1, found[3]),
                    )
                found = (x0, y0, x1, y1)
        return found

    def _matrix(self, item: int | None) -> _Matrix:
        six = self._six
        if not self.calls.matrix(item, ctypes.addressof(six)):
            return (1, 0, 0, 1, 0, 0)
        return tuple(six)

    def _path(self, item: int | None, matrix: _Matrix | None) -> None:
        rect = self._bounds(item, matrix)
        if rect is None:
            return
        is_thin = min(rect[2] - rect[0], rect[3] - rect[1]) <= _THIN
        if is_thin and (_longer(rect) > _LARGEST_LETTER or self.calls.segments(item) <= _PLAIN):
            self.rulings.append(rect)
            return
        two = self._two
        at = ctypes.addressof(two)
        self.calls.mode(item, at, at + 4)
        filled, stroked = two
        if not filled and not stroked:
            return
        own = _times(self._matrix(item), matrix)
        parts = [(points, straight, self._around(points)) for points, straight in self._subpaths(item, own)]
        # Letters drawn as outlines have curves: none of their strokes, which are no longer than they, is a ruling.
        letter = max(
            (
                _longer(around)
                for points, straight, around in parts
                if not straight or len(points) > _PLAIN + 1
            ),
            default=0,
        )
        if is_thin and not letter:
            self.rulings.append(rect)
            return
        for points, straight, around in parts:
            if letter and _longer(around) <= 2 * letter and not (filled and letter > _LARGEST_LETTER):
                continue
            if min(around[2] - around[0], around[3] - around[1]) <= _THIN:
                self.rulings.append(around)
            elif stroked and straight:
                for one, other in itertools.pairwise(points):
                    line = self._around([one, other])
                    if min(line[2] - line[0], line[3] - line[1]) <= POINT:
                        self.rulings.append(line)
            elif filled and len(points) >= 4:
                self._fill(item, around)

    def _fill(self, item: int | None, around: Rect) -> None:
        self.fills.append(around)
        if self.colored and not is_white(self.calls.color, item):
            self.backs.append(around)

    def _subpaths(self, item: int | None, matrix: _Matrix) -> Iterator[tuple[list[tuple[Any, Any]], bool]]:
        """The points of each part of a path, closed ones back to their start, and whether it has no curves."""
        calls = self.calls
        at = ctypes.addressof(self._four)
        points: list[tuple[Any, Any]] = []
        straight = True
        for i in range(min(calls.segments(item), self.left)):
            self.left -= 1
            segment = calls.segment(item, i)
            kind = calls.segment_kind(segment)
            if kind == _MOVE_TO and points:
                yield points, straight
                points, straight = [], True
            if not calls.point(segment, at, at + 4):
                continue
            points.append(_apply(matrix, self._four[0], self._four[1]))
            straight = straight and kind != _BEZIER
            if calls.closes(segment) and len(points) > 1:
                points.append(points[0])
        if points:
            yield points, straight


def _longer(rect: Rect) -> int:
    """The longer side of a box."""
    return max(rect[2] - rect[0], rect[3] - rect[1])


def _apply(matrix: _Matrix, x: Any, y: Any) -> tuple[Any, Any]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    """What two matrices do one after the other."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    e, f = _apply(outer, e, f)
    o = outer
    return (o[0] * a + o[2] * b, o[1] * a + o[3] * b, o[0] * c + o[2] * d, o[1] * c + o[3] * d, e, f)
