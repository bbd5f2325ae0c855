"""Numbers of a workbook as their cells show them (数字格式).

A workbook stores a number and, apart from it, the format it is shown in.  A disclosure is what its reader
sees, so the text shown is what is read: `6117.8` under `#,##0.00` is 6,117.80, and its last printed place
says how exact it is.  Everything is computed in decimals from the stored digits; as in the spreadsheet
program, fifteen significant digits count, and halves are rounded away from zero.

Where the text shown depends on more than the format, it is settled here once: *General* gives every
significant digit, whatever the width of its column; a negative number has its minus sign, even where the
format shows it by brackets or in red alone.

>>> shown(Decimal("6117.8"), "#,##0.00_ "), shown(Decimal("0.30000000000000004"), "General")
('6,117.80', '0.3')
>>> shown(Decimal("-12.345"), "0.00_);[Red](0.00)"), shown(Decimal(0), '0.00;-0.00;"-"'), shown(Decimal(0), "0;-0;;@")
('-12.35', '-', '')
>>> shown(Decimal("45292"), 'yyyy"年"m"月"'), shown(Decimal("0.0523"), "0.00%")
('2024年1月', '5.23%')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from attrs import frozen

from govbudget.files.date_formats import DATE_LETTERS, show_date
from govbudget.money import plain

__all__ = ["BUILT_IN", "general", "number_of", "shown"]

# Of numbers without a stated place: what spreadsheet programs keep.
_SIGNIFICANT: Final = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE: Final = Context(prec=400, rounding=ROUND_HALF_UP)
_LARGEST: Final = 330
_MINUS: Final = "-"

_CHINESE_DATES: Final = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0', 7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@', 42: '"¥"#,##0;"¥"-#,##0;"-";@', 43: '#,##0.00;-#,##0.00;"-"??;@',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"-"??;@', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@",
    **_CHINESE_DATES,
}  # fmt: skip
"""The formats that workbooks name by number alone, as the Chinese edition shows them."""

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])|(?P<date>(?:[Aa][Mm]/[Pp][Mm]|上午/下午)"
    rf"|(?P<letter>[{DATE_LETTERS}])(?P=letter)*)|(?P<digit>[0#?])|(?P<mark>[.,%;@/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COMPARE: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": Decimal.__lt__, ">": Decimal.__gt__, "<=": Decimal.__le__, ">=": Decimal.__ge__,
    "=": Decimal.__eq__, "<>": Decimal.__ne__,
}  # fmt: skip


@frozen
class _Section:
    """One section of a format: its tokens (kind, text), and the condition it is for, if it states one."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, *kinds: str) -> bool:
        return any(kind in kinds for kind, _ in self.tokens)


def number_of(stored: str) -> Decimal | None:
    """The number that a cell stores in digits, None for what is none that a spreadsheet program could store.

    >>> number_of("6117.8"), number_of("1.0000000000000001E-5"), number_of("1E+999999"), number_of("n/a")
    (Decimal('6117.8'), Decimal('0.000010000000000000001'), None, None)
    """
    try:
        value = Decimal(stored.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= _LARGEST else None


def shown(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """The text that a cell with a number format shows for a number; `from_1904` counts its days from 1904."""
    sections = _sections(code)
    section, absolute = _chosen(sections, value)
    if section is None:
        return general(value)
    if section.has("date"):
        text = show_date(value, section.tokens, from_1904=from_1904)
        return general(value) if text is None else text
    if section.has("fraction", "text") or (section.has("general") and not section.has("digit")):
        return _around(section, general(abs(value) if absolute else value))
    if not section.has("digit"):
        return "".join(text for kind, text in section.tokens if kind == "literal").strip()
    negative = value < 0
    text = _digits(section, abs(value), negative=negative and absolute)
    if negative and _MINUS not in text and any(char in "123456789" for char in text):
        text = f"{_MINUS}{text}"
    return text.strip()


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "other", match.group()
        if text == ";":
            sections.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket":
            bracket = match.group("bracket")
            compared = _CONDITION.fullmatch(bracket)
            if compared is not None:
                condition = (compared.group(1), Decimal(compared.group(2)))
            elif _ELAPSED.fullmatch(bracket):
                tokens.append(("date", f"[{bracket}]"))
            elif bracket.startswith("$"):
                tokens.append(("literal", bracket[1:].partition("-")[0]))
        elif kind in ("quoted", "escaped", "other"):
            tokens.append(("literal", match.group(kind) or ""))
        elif kind == "space":
            tokens.append(("literal", " "))
        elif kind == "mark":
            tokens.append(({"@": "text", "/": "fraction"}.get(text, text), text))
        elif kind != "fill":
            tokens.append(("date" if kind == "letter" else kind, text))
    sections.append(_Section(tuple(tokens), condition))
    return tuple(map(_settled, sections))


def _settled(section: _Section) -> _Section:
    """The strokes of a date are strokes, and letters beside digits are letters."""
    if section.has("digit") and not section.has("fraction"):
        tokens = tuple(("literal" if kind == "date" else kind, text) for kind, text in section.tokens)
    elif section.has("date"):
        literal = ("fraction", ",", ".", "%")
        tokens = tuple(("literal" if kind in literal else kind, text) for kind, text in section.tokens)
    else:
        return section
    return _Section(tokens, section.condition)


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section | None, bool]:
    """The section that shows a number, and whether it shows it without its sign."""
    numeric = sections[:3] if len(sections) > 3 or not sections[-1].has("text") else sections[:-1]
    if not numeric:
        return None, False
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
                return section, False
        return None, False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    return numeric[2 if value == 0 and len(numeric) > 2 else 0], False


def general(value: Decimal) -> str:
    """The text of a number without a format: its significant digits.

    >>> general(Decimal("6117.8000000000002"))
    '6117.8'
    """
    value = value.normalize(_SIGNIFICANT)
    return str(value) if abs(value.adjusted()) > 20 else plain(value)


def _around(section: _Section, text: str) -> str:
    """A text with the words of a section that says General or text around it."""
    place = next(i for i, (kind, _) in enumerate(section.tokens) if kind != "literal")
    before = "".join(word for kind, word in section.tokens[:place] if kind == "literal")
    behind = "".join(word for kind, word in section.tokens[place:] if kind == "literal")
    return f"{before}{text}{behind}".strip()


def _digits(section: _Section, value: Decimal, *, negative: bool) -> str:
    """A number without its sign, its digits put into the places of a section."""
    tokens = _scaled(section)
    value = _SIGNIFICANT.plus(value).scaleb(2 * sum(kind == "%" for kind, _ in tokens), _WIDE)
    value = value.scaleb(-3 * sum(kind == "scale" for kind, _ in tokens), _WIDE)
    point = next((i for i, (kind, _) in enumerate(tokens) if kind in (".", "exponent")), len(tokens))
    if tokens[point:] and tokens[point][0] == ".":
        end = next((i for i, (kind, _) in enumerate(tokens) if kind == "exponent"), len(tokens))
    else:
        end = point
    decimals = [text for kind, text in tokens[point:end] if kind == "digit"]
    power = 0
    if end < len(tokens) and value:
        power = value.adjusted()
        value = value.scaleb(-power, _WIDE)
    value = value.quantize(Decimal(1).scaleb(-len(decimals)), context=_WIDE)
    whole, _, part = plain(value).partition(".")
    grouped = any(kind == "," for kind, _ in tokens[:point])
    places = _whole_places(tokens[:point], "" if whole == "0" else whole, grouped)
    places += _decimal_places(tokens[point:end], part)
    if end < len(tokens):
        sign = "-" if power < 0 else "+" if tokens[end][1].endswith("+") else ""
        width = sum(kind == "digit" for kind, _ in tokens[end:])
        places.append(f"E{sign}{abs(power):0{width}}")
        places += [text for kind, text in tokens[end:] if kind == "literal"]
    text = "".join(places)
    return re.sub(r"[()（）]", "", text) if negative else text


def _scaled(section: _Section) -> list[tuple[str, str]]:
    """The tokens of a section, its commas behind the last digit told apart: they divide by a thousand each."""
    tokens = list(section.tokens)
    point = next((i for i, (kind, _) in enumerate(tokens) if kind in (".", "exponent")), len(tokens))
    for stop in {point, len(tokens)}:
        last = max((i for i, (kind, _) in enumerate(tokens[:stop]) if kind == "digit"), default=-1)
        for i in range(last + 1, stop):
            if tokens[i][0] == ",":
                tokens[i] = ("scale", "")
    return tokens


def _whole_places(tokens: list[tuple[str, str]], digits: str, grouped: bool) -> list[str]:
    """What stands before the point: digits fill their places from the right, the first place takes the rest."""
    left = sum(kind == "digit" for kind, _ in tokens)
    first = True
    out: list[str] = []
    for kind, text in tokens:
        if kind == "digit":
            position = left
            left -= 1
            if first and len(digits) > position:
                for place in range(len(digits), position, -1):
                    out.append(_grouped(digits[-place], place, grouped))
            first = False
            if len(digits) >= position:
                out.append(_grouped(digits[-position], position, grouped))
            elif text == "0":
                out.append(_grouped("0", position, grouped))
            elif text == "?":
                out.append(" ")
        elif kind in ("literal", "%"):
            out.append(text)
    return out


def _grouped(digit: str, place: int, grouped: bool) -> str:
    return f"{digit}," if grouped and place > 1 and place % 3 == 1 else digit


def _decimal_places(tokens: list[tuple[str, str]], digits: str) -> list[str]:
    """The point and what follows it: places that need not be filled are left out at the end."""
    wanted = [text for kind, text in tokens if kind == "digit"]
    shown_places = len(wanted)
    while shown_places and wanted[shown_places - 1] != "0" and digits[shown_places - 1] == "0":
        shown_places -= 1
    out: list[str] = []
    place = 0
    for kind, text in tokens:
        if kind == ".":
            out.append(".")
        elif kind == "digit":
            if place < shown_places:
                out.append(digits[place])
            place += 1
        elif kind in ("literal", "%"):
            out.append(text)
    return out
