"""Days and times of a workbook as their cells show them (日期格式).

A workbook stores a day as its number from the end of 1899, or from 1904, and a time as a part of a day.

>>> show_date(Decimal("45292.75"), (("date", "yyyy"), ("literal", "-"), ("date", "mm"), ("date", "dd")))
'2024-0101'
>>> show_date(Decimal(-1), (("date", "yyyy"),)) is None
True
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

__all__ = ["DATE_LETTERS", "show_date"]

DATE_LETTERS: Final = "ymdhsea"
"""The letters that stand for parts of a date in a number format."""

_SECONDS: Final = 86400
_LAST_DAY: Final = 2958465
_NOT_A_DAY: Final = 60
"""The 29th of February 1900, which spreadsheet programs believe in."""
_FROM_1904: Final = 1462
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
_WEEKDAYS: Final = "一二三四五六日"


def show_date(value: Decimal, tokens: Sequence[tuple[str, str]], *, from_1904: bool = False) -> str | None:
    """The text of a day and time; None for a number that is no day."""
    seconds = int((value * _SECONDS).to_integral_value(rounding=ROUND_HALF_UP))
    days, seconds = divmod(seconds + (_FROM_1904 * _SECONDS if from_1904 else 0), _SECONDS)
    if not 0 <= days <= _LAST_DAY or days == _NOT_A_DAY:
        return None
    day = dt.date(1899, 12, 30 if days > _NOT_A_DAY else 31) + dt.timedelta(days)
    half = any("/" in text for kind, text in tokens if kind == "date")
    out: list[str] = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "literal":
            out.append(text)
        elif kind == "date":
            minute = text[:1] in "mM" and _is_minute(tokens, index)
            out.append(
                _part(text.lower(), day, seconds, total=days * _SECONDS + seconds, minute=minute, half=half)
            )
    return "".join(out).strip()


def _is_minute(tokens: Sequence[tuple[str, str]], index: int) -> bool:
    """Whether an m says minutes: after hours, or before seconds."""
    dates = [(i, text.lower().strip("[]")[:1]) for i, (kind, text) in enumerate(tokens) if kind == "date"]
    place = next(number for number, (i, _) in enumerate(dates) if i == index)
    before = dates[place - 1][1] if place else ""
    behind = dates[place + 1][1] if place + 1 < len(dates) else ""
    return before == "h" or behind == "s"


def _part(text: str, day: dt.date, seconds: int, *, total: int, minute: bool, half: bool) -> str:
    letter, width = text[0], len(text)
    if letter == "[":
        unit = {"h": 3600, "m": 60, "s": 1}[text[1]]
        return f"{total // unit:0{width - 2}}"
    if "/" in text:
        names = text.split("/")
        name = names[seconds * 2 >= _SECONDS]
        return name.upper()
    if letter in "ye":
        return f"{day.year % 100:02}" if letter == "y" and width <= 2 else f"{day.year:04}"
    if (letter == "d" and width > 2) or letter == "a":
        return f"{'星期' if width > 3 else ''}{_WEEKDAYS[day.weekday()]}"
    if letter == "m" and width > 2 and not minute:
        return _MONTHS[3 * day.month - 3 :][:3]
    hours = seconds // 3600
    number = {
        "d": day.day,
        "m": seconds // 60 % 60 if minute else day.month,
        "h": (hours % 12 or 12) if half else hours,
        "s": seconds % 60,
    }[letter]
    return f"{number:0{min(width, 2)}}"
