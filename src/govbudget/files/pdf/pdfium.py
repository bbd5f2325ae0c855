"""The door to pdfium (PDF 引擎): pages as characters with boxes and as drawn lines, in whole numbers.

pdfium is called through the raw functions of pypdfium2, a few calls for each character and path, without the
conversions that its Python classes make.  Everything leaves this module as integers, hundredths of a point
(`POINT` of them make one) from the top left of the page, turned so that most of its text stands upright.

Boxes of characters are pdfium's *loose* ones: as high as the font's line, so that a full stop and a digit
stand on one line.  Spaces that pdfium makes up between distant characters are left out.

>>> POINT
100
"""

from __future__ import annotations

import ctypes
import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from attrs import frozen

from govbudget.errors import DamagedError, MissingReaderError, ProtectedError
from govbudget.spans import Box

__all__ = ["LOCK", "POINT", "UNKNOWN", "Page", "PdfFile"]

POINT: Final = 100
"""One point of 1/72 inch in the units of this package."""

UNKNOWN: Final = "\ufffd"
"""Stands for a glyph that the file gives no character for."""

LOCK: Final = threading.Lock()
"""pdfium works for one thread at a time."""

Rect = tuple[int, int, int, int]
"""Left, top, right, bottom."""

_Matrix = tuple[Any, Any, Any, Any, Any, Any]
_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE_TO, _BEZIER, _MOVE_TO = 0, 1, 2
_PASSWORD: Final = 4
_THIN: Final = 3 * POINT
_MOST_OBJECTS: Final = 400_000
_MOST_CHARACTERS: Final = 200_000
_DEEPEST_FORM: Final = 8
_HYPHEN: Final = ("\ufffe", "\x02")


@frozen(eq=False, kw_only=True)
class Page:
    """What stands on one page.

    `text` has one character for each of `boxes`; `rulings` are thin boxes, lying or standing; `fills`
    are filled areas; `pictures` tells whether there is an image.  `shown` turns a box back to the page as
    a viewer shows it.
    """

    number: int
    width: int
    height: int
    text: str
    boxes: list[Rect]
    rulings: list[Rect]
    fills: list[Rect]
    pictures: bool
    is_cut: bool
    """Whether more is drawn on the page than is looked at."""
    shown: Callable[[Rect], Box]


class _Calls:
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
        self.closes = plain("FPDFPathSegment_GetClose", number, pointer)


class PdfFile:
    """A PDF file opened: `len` is its number of pages; `page` gives one of them, counted from 0.

    Opening raises `MissingReaderError` without pypdfium2, `ProtectedError` for a file that only a password
    opens, `DamagedError` for one that cannot be opened at all; `page` raises `DamagedError` for a page
    that cannot be loaded.
    """

    def __init__(self, data: bytes, *, name: str = "") -> None:
        try:
            # The package itself starts pdfium; its module `raw` alone would not.
            import pypdfium2
        except ImportError as error:
            found = "none: install govbudget[pdf]"
            raise MissingReaderError("the library pypdfium2 to read a PDF file", found, name) from error
        self._raw: Any = pypdfium2.raw
        raw = self._raw
        self._data = ctypes.create_string_buffer(data, len(data))
        self._document = raw.FPDF_LoadMemDocument64(self._data, len(data), None)
        if not self._document:
            if raw.FPDF_GetLastError() == _PASSWORD:
                raise ProtectedError("a PDF file that opens without a password", "an encrypted one", name)
            raise DamagedError("a PDF file", "one that cannot be opened", name)
        self._calls = _Calls(raw)
        self._number_of_pages = int(raw.FPDF_GetPageCount(self._document))

    def __len__(self) -> int:
        return self._number_of_pages

    def close(self) -> None:
        """Give back what pdfium holds."""
        if self._document:
            self._raw.FPDF_CloseDocument(self._document)
            self._document = None

    def page(self, index: int) -> Page:
        """What stands on a page."""
        try:
            return self._looked_at(index)
        except (OverflowError, ValueError) as error:
            # Infinite coordinates, or none at all.
            found = "coordinates that are no numbers"
            raise DamagedError("a page that can be drawn", found, f"page {index + 1}") from error

    def _looked_at(self, index: int) -> Page:
        raw = self._raw
        with self._opened(index) as (page, text_page):
            frame = _frame(raw, page)
            rotation = int(raw.FPDFPage_GetRotation(page)) % 4
            quarter = self._quarter(text_page, rotation)
            turn = _Turn(frame, quarter)
            if quarter == 0:
                return self._page(index, page, text_page, turn, _Turn(frame, rotation))
            # Turned upright by pdfium itself: of turned text in fonts that the file does not hold it drops some.
            matrix = raw.FS_MATRIX(*turn.matrix)
            raw.FPDFPage_TransFormWithClip(page, ctypes.byref(matrix), None)
        with self._opened(index) as (page, text_page):
            return self._page(index, page, text_page, turn, _Turn(frame, rotation))

    def _page(self, index: int, page: Any, text_page: Any, turn: _Turn, shown: _Turn) -> Page:
        raw = self._raw
        upright = turn.upright
        count = max(0, int(raw.FPDFText_CountChars(text_page)))
        text = self._text(text_page, min(count, _MOST_CHARACTERS))
        boxes, text = self._boxes(ctypes.cast(text_page, ctypes.c_void_p).value, text, upright)
        drawn = _Drawn(self._calls, upright)
        drawn.look_at(ctypes.cast(page, ctypes.c_void_p).value, int(raw.FPDFPage_CountObjects(page)))
        return Page(
            number=index + 1,
            width=turn.width,
            height=turn.height,
            text=text,
            boxes=boxes,
            rulings=drawn.rulings,
            fills=drawn.fills,
            pictures=drawn.pictures,
            is_cut=drawn.left <= 0 or count > _MOST_CHARACTERS,
            shown=lambda rect: shown.box_of(turn.back(rect)),
        )

    @contextmanager
    def _opened(self, index: int) -> Iterator[tuple[Any, Any]]:
        raw = self._raw
        page = raw.FPDF_LoadPage(self._document, index)
        if not page:
            raise DamagedError("a page", "one that cannot be loaded", f"page {index + 1}")
        try:
            text_page = raw.FPDFText_LoadPage(page)
            if not text_page:
                raise DamagedError("a page with text", "one that cannot be loaded", f"page {index + 1}")
            try:
                yield page, text_page
            finally:
                raw.FPDFText_ClosePage(text_page)
        finally:
            raw.FPDF_ClosePage(page)

    def _text(self, text_page: Any, count: int) -> str:
        """The characters of a page, one for each index."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = int(self._raw.FPDFText_GetText(text_page, 0, count, buffer)) if count else 0
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
        if len(text) != count or "\ufffe" in text:
            address = ctypes.cast(text_page, ctypes.c_void_p).value
            codes = [self._calls.character(address, i) for i in range(count)]
            text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
        return text

    def _quarter(self, text_page: Any, rotation: int) -> int:
        """How many quarters the page has to be turned clockwise for most of its text to stand upright."""
        count = max(0, int(self._raw.FPDFText_CountChars(text_page)))
        angles = Counter(
            round(self._raw.FPDFText_GetCharAngle(text_page, i) * 2 / _PI) % 4
            for i in range(0, count, max(1, count // 40))
        )
        return -angles.most_common(1)[0][0] % 4 if angles else rotation

    def _boxes(self, text_page: int | None, text: str, turn: _Turn) -> tuple[list[Rect], str]:
        """The boxes of the characters, and the characters, without spaces that are not printed."""
        box, generated, unknown = self._calls.box, self._calls.generated, self._calls.unknown
        array = (ctypes.c_float * (4 * len(text)))()
        base = ctypes.addressof(array)
        kept = []
        glyphs = []
        for i, char in enumerate(text):
            if char in "\r\n\0" or (char == " " and generated(text_page, i)):
                continue
            kept.append(i)
            box(text_page, i, base + 16 * i)
            if unknown(text_page, i):
                glyphs.append(i)
        if glyphs:
            # The number of a glyph is no character: nothing may be read into it.
            characters = list(text)
            for i in glyphs:
                characters[i] = UNKNOWN
            text = "".join(characters)
        values = array[:]
        corners = zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True)
        left, top = turn.frame[0], turn.frame[3]
        every = [
            (int(x0 * 100) - left, top - int(y1 * 100), int(x1 * 100) - left, top - int(y0 * 100))
            if x0 <= x1 and y0 <= y1
            else turn.place(x0, y0, x1, y1)
            for x0, y1, x1, y0 in corners
        ]
        boxes = every if len(kept) == len(text) else [every[i] for i in kept]
        return boxes, "".join(["-" if text[i] in _HYPHEN else text[i] for i in kept])


# A quarter turn is half of this many radians: exact enough to tell four quarters apart.
_PI: Final = 355 / 113


def _frame(raw: Any, page: Any) -> tuple[int, int, int, int]:
    """The page's edges in its own coordinates: left, bottom, right, top."""
    rect = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)):
        rect.right, rect.top = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    return tuple(round(v * POINT) for v in (rect.left, rect.bottom, rect.right, rect.top))


class _Turn:
    """From a page's own coordinates (upwards) to whole numbers downwards, turned by quarters clockwise."""

    def __init__(self, frame: tuple[int, int, int, int], quarter: int) -> None:
        left, bottom, right, top = frame
        self.frame = frame
        self.quarter = quarter
        across, down = right - left, top - bottom
        self.width, self.height = (down, across) if quarter % 2 else (across, down)

    @property
    def matrix(self) -> tuple[Any, ...]:
        """What turns the page upright, with its top left corner at the height of the page."""
        left, bottom, right, top = (edge / POINT for edge in self.frame)
        return (
            (1, 0, 0, 1, -left, -bottom),
            (0, -1, 1, 0, -bottom, right),
            (-1, 0, 0, -1, right, top),
            (0, 1, -1, 0, top, -left),
        )[self.quarter]

    @property
    def upright(self) -> _Turn:
        """The same page after it was turned."""
        return _Turn((0, 0, self.width, self.height), 0) if self.quarter else self

    def place(self, x0: Any, y0: Any, x1: Any, y1: Any) -> Rect:
        """The rectangle of two corners given in points."""
        return self.turned(int(x0 * 100), int(y0 * 100), int(x1 * 100), int(y1 * 100))

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
        return Box(x0 // POINT, y0 // POINT, -(-x1 // POINT), -(-y1 // POINT))


class _Drawn:
    """The drawn lines and areas of one page, those inside forms included."""

    def __init__(self, calls: _Calls, turn: _Turn) -> None:
        self.calls = calls
        self.turn = turn
        self.rulings: list[Rect] = []
        self.fills: list[Rect] = []
        self.pictures = False
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

    def _matrix(self, item: int | None) -> _Matrix:
        six = self._six
        if not self.calls.matrix(item, ctypes.addressof(six)):
            return (1, 0, 0, 1, 0, 0)
        return tuple(six)

    def _path(self, item: int | None, matrix: _Matrix | None) -> None:
        rect = self._bounds(item, matrix)
        if rect is None:
            return
        if min(rect[2] - rect[0], rect[3] - rect[1]) <= _THIN:
            self.rulings.append(rect)
            return
        two = self._two
        at = ctypes.addressof(two)
        self.calls.mode(item, at, at + 4)
        filled, stroked = two
        if not filled and not stroked:
            return
        own = _times(self._matrix(item), matrix)
        for points, straight in self._subpaths(item, own):
            around = self._around(points)
            if min(around[2] - around[0], around[3] - around[1]) <= _THIN:
                self.rulings.append(around)
            elif stroked and straight:
                for one, other in itertools.pairwise(points):
                    line = self._around([one, other])
                    if min(line[2] - line[0], line[3] - line[1]) <= POINT:
                        self.rulings.append(line)
            elif filled and len(points) >= 4:
                self.fills.append(around)

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
