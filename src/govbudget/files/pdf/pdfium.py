"""The door to pdfium (PDF 引擎): pages as characters with boxes and as drawn lines, in whole numbers.

pdfium is called through the raw functions of pypdfium2, a few calls for each character and path, without the
conversions that its Python classes make.  Everything leaves this module as integers, hundredths of a point
(`POINT` of them make one) from the top left of the page, turned so that most of its text stands upright.

Boxes of characters are pdfium's *loose* ones: as high as the font's line, so that a full stop and a digit
stand on one line.  Spaces that pdfium makes up between distant characters are left out.

>>> UNKNOWN.isprintable()
True
"""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import compress, groupby
from statistics import median_low
from typing import Any, Final

from attrs import frozen

from govbudget.errors import DamagedError, MissingReaderError, ProtectedError
from govbudget.files.pdf.drawn import Calls, Drawn, Texts, text_objects
from govbudget.files.pdf.turn import POINT, Rect, Turn
from govbudget.files.pdf.unseen import apart_from_marks, drawn_once, is_backed
from govbudget.spans import Box

__all__ = ["LOCK", "UNKNOWN", "Page", "PdfFile"]

UNKNOWN: Final = "\ufffd"
"""Stands for a glyph that the file gives no character for."""

LOCK: Final = threading.Lock()
"""pdfium works for one thread at a time."""

_PASSWORD: Final = 4
_FAR: Final = 100_000
_MOST_CHARACTERS: Final = 200_000
_TINY: Final = 9 * POINT // 2
_LARGE: Final = 12 * POINT
_MOST_SCALE: Final = 16
_SPACES: Final = " \xa0"
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
    aslant: list[str]
    """Texts that are drawn aslant over the page, or large under its text, as watermarks are; they have no boxes."""
    is_cut: bool
    """Whether more is drawn on the page than is looked at."""
    shown: Callable[[Rect], Box]
    clip: Callable[[int], Rect | None]
    """Outside of which rectangle a character is hidden, None for nowhere; to be asked while the page is open."""


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
        self._calls = Calls(raw)
        self._scale = 1
        self._number_of_pages = int(raw.FPDF_GetPageCount(self._document))

    def __len__(self) -> int:
        return self._number_of_pages

    def close(self) -> None:
        """Give back what pdfium holds."""
        if self._document:
            self._raw.FPDF_CloseDocument(self._document)
            self._document = None

    @contextmanager
    def page(self, index: int) -> Iterator[Page]:
        """What stands on a page, which is open meanwhile."""
        raw = self._raw
        with self._opened(index) as (page, text_page, texts):
            rotation = int(raw.FPDFPage_GetRotation(page)) % 4
            quarter, size = self._sampled(text_page, rotation)
            self._scale = _scale_of(size, self._scale)
            frame = _frame(raw, page, POINT * self._scale)
            turn = Turn(frame, quarter, self._scale)
            shown = Turn(frame, rotation, self._scale)
            if quarter == 0:
                yield self._page(index, page, text_page, texts, turn, shown)
                return
            # Turned upright by pdfium itself: of turned text in fonts that the file does not hold it drops some.
            matrix = raw.FS_MATRIX(*turn.matrix)
            raw.FPDFPage_TransFormWithClip(page, ctypes.byref(matrix), None)
        with self._opened(index) as (page, text_page, texts):
            yield self._page(index, page, text_page, texts, turn, shown)

    def _page(self, index: int, page: Any, text_page: Any, texts: Texts, turn: Turn, shown: Turn) -> Page:
        try:
            return self._looked_at(index, page, text_page, texts, turn, shown)
        except (OverflowError, ValueError) as error:
            # Infinite coordinates, or none at all.
            found = "coordinates that are no numbers"
            raise DamagedError("a page that can be drawn", found, f"page {index + 1}") from error

    def _looked_at(
        self, index: int, page: Any, text_page: Any, texts: Texts, turn: Turn, shown: Turn
    ) -> Page:
        raw = self._raw
        upright = turn.upright
        count = max(0, int(raw.FPDFText_CountChars(text_page)))
        text = self._text(text_page, min(count, _MOST_CHARACTERS))
        address = ctypes.cast(text_page, ctypes.c_void_p).value
        drawn = Drawn(self._calls, upright)
        drawn.colored = bool(texts.white)
        drawn.look_at(ctypes.cast(page, ctypes.c_void_p).value, int(raw.FPDFPage_CountObjects(page)))
        boxes, text, kept = self._boxes(address, text, upright)
        if texts.hidden:
            hidden = texts.hidden
            shows = [self._calls.text_object(address, i) not in hidden for i in kept]
            boxes, text, kept = _only(shows, boxes, text, kept)
        if texts.white and not drawn.pictures:
            of, white, backs = self._calls.text_object, texts.white, drawn.backs
            seen = [
                of(address, i) not in white or is_backed(box, backs)
                for i, box in zip(kept, boxes, strict=True)
            ]
            boxes, text, kept = _only(seen, boxes, text, kept)
        aslant: list[str] = []
        if texts.aslant:
            upstanding = [self._stands(address, i) for i in kept]
            aslant = _stretches(text, upstanding)
            boxes, text, kept = _only(upstanding, boxes, text, kept)
        if once := drawn_once(text, boxes):
            boxes, text, kept = _only(once, boxes, text, kept)
        if apart := apart_from_marks(text, boxes):
            aslant += _stretches(text, apart)
            boxes, text, kept = _only(apart, boxes, text, kept)

        def clip(character: int) -> Rect | None:
            return drawn.clip(self._calls.text_object(address, kept[character]))

        return Page(
            number=index + 1,
            width=turn.width,
            height=turn.height,
            text=text,
            boxes=boxes,
            rulings=drawn.rulings,
            fills=drawn.fills,
            pictures=drawn.pictures,
            aslant=aslant,
            is_cut=drawn.left <= 0 or count > _MOST_CHARACTERS,
            shown=lambda rect: shown.box_of(turn.back(rect)),
            clip=clip,
        )

    @contextmanager
    def _opened(self, index: int) -> Iterator[tuple[Any, Any, Texts]]:
        raw = self._raw
        page = raw.FPDF_LoadPage(self._document, index)
        if not page:
            raise DamagedError("a page", "one that cannot be loaded", f"page {index + 1}")
        try:
            address = ctypes.cast(page, ctypes.c_void_p).value
            texts = text_objects(self._calls, address, int(raw.FPDFPage_CountObjects(page)))
            if texts.hides(int(POINT * raw.FPDF_GetPageWidthF(page))):
                # Out of the way: of two characters in one place pdfium gives one.
                for item in texts.hidden:
                    self._calls.transform(item, 1, 0, 0, 1, _FAR, _FAR)
            else:
                texts.hidden.clear()
            text_page = raw.FPDFText_LoadPage(page)
            if not text_page:
                raise DamagedError("a page with text", "one that cannot be loaded", f"page {index + 1}")
            try:
                yield page, text_page, texts
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

    def _sampled(self, text_page: Any, rotation: int) -> tuple[int, int]:
        """How many quarters the page has to be turned clockwise for most of its text to stand upright, and its size.

        The size is the length of most characters, along or across their line; 0 without any.
        """
        count = max(0, int(self._raw.FPDFText_CountChars(text_page)))
        address = ctypes.cast(text_page, ctypes.c_void_p).value
        generated, angle, box = self._calls.generated, self._calls.angle, self._calls.box
        four = (ctypes.c_float * 4)()
        angles: Counter[int] = Counter()
        sizes: list[int] = []
        for start in range(0, count, max(1, count // 40)):
            # Spaces and line ends that pdfium makes up stand upright whatever is around them.
            i = next((i for i in range(start, min(start + 8, count)) if not generated(address, i)), None)
            if i is not None:
                angles[round(angle(address, i) * 2 / _PI) % 4] += 1
                box(address, i, ctypes.addressof(four))
                sizes.append(_length(four))
        size = median_low(sizes) if sizes else 0
        return (-angles.most_common(1)[0][0] % 4 if angles else rotation), size

    def _stands(self, text_page: int | None, index: int) -> bool:
        """Whether a character stands upright or turned by quarters, not aslant."""
        quarters = self._calls.angle(text_page, index) * 2 / _PI
        return bool(abs(quarters - round(quarters)) * 8 < 1)

    def _boxes(self, text_page: int | None, text: str, turn: Turn) -> tuple[list[Rect], str, list[int]]:
        """The boxes of the characters, the characters, and their indexes, without spaces that are not printed."""
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
        left, top, unit = turn.frame[0], turn.frame[3], turn.unit
        every = [
            (int(x0 * unit) - left, top - int(y1 * unit), int(x1 * unit) - left, top - int(y0 * unit))
            if x0 <= x1 and y0 <= y1
            else turn.place(x0, y0, x1, y1)
            for x0, y1, x1, y0 in corners
        ]
        boxes = every if len(kept) == len(text) else [every[i] for i in kept]
        text = "".join(["-" if text[i] in _HYPHEN else text[i] for i in kept])
        if any(space in text for space in _SPACES):
            seen = _seen(text, boxes)
            if not all(seen):
                return _only(seen, boxes, text, kept)
        return boxes, text, kept


def _only(
    keep: list[bool], boxes: list[Rect], text: str, kept: list[int]
) -> tuple[list[Rect], str, list[int]]:
    """Some of the characters, their boxes and indexes."""
    return (
        list(compress(boxes, keep)),
        "".join(compress(text, keep)),
        list(compress(kept, keep)),
    )


def _seen(text: str, boxes: list[Rect]) -> list[bool]:
    """For each character whether it is seen: a space is not where the next character is drawn over it."""
    seen = [True] * len(text)
    for i, char in enumerate(text[:-1]):
        if char in _SPACES:
            x0, top, x1, bottom = boxes[i]
            left, upper, right, lower = boxes[i + 1]
            if x0 <= left and 4 * left < x0 + 3 * x1 and right > x1 and top < upper + lower >> 1 < bottom:
                seen[i] = False
    return seen


def _stretches(text: str, upstanding: list[bool]) -> list[str]:
    """The stretches of text that do not stand upright."""
    groups = groupby(zip(text, upstanding, strict=True), key=lambda one: one[1])
    found = ["".join(char for char, _ in group).strip() for stands, group in groups if not stands]
    return [stretch for stretch in found if stretch]


# A quarter turn is half of this many radians: exact enough to tell four quarters apart.
_PI: Final = 355 / 113


def _length(box: Any) -> int:
    """The longer side of a box, in hundredths of a point; 0 for one without an end."""
    side = max(abs(box[2] - box[0]), abs(box[3] - box[1]))
    return int(side * POINT) if side < _FAR else 0


def _scale_of(size: int, before: int) -> int:
    """How many times as large a page is looked at, by the size of its text; as the page before it, if that will do."""
    if not size or _TINY <= size * before <= _LARGE:
        return before
    scale = 1
    while size * scale < _TINY and scale < _MOST_SCALE:
        scale *= 2
    return scale


def _frame(raw: Any, page: Any, unit: int) -> tuple[int, int, int, int]:
    """The page's edges in its own coordinates, `unit` to a point: left, bottom, right, top."""
    rect = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)):
        rect.right, rect.top = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    return tuple(round(v * unit) for v in (rect.left, rect.bottom, rect.right, rect.top))
