'''Findings that somebody has accounted for (差异说明): a file of finding ids, reasons, names and dates.

An explained finding stays visible and counted; it only no longer decides the exit status of
`govbudget check`.  An explanation whose finding is not there any more is *stale*: it is named, so that
the file does not outlive what it explains.  A finding id is made from content, so it stays the same in
the next run and in a copy of the document that is laid out differently.

The file is TOML, a list of tables named `explained`, or CSV with the header `finding,reason,who,date`.
Both are UTF-8.  `finding` and `reason` are required; `date` is a calendar date.

>>> text = """
... [[explained]]
... finding = "2f6c9a01b3d4"
... reason = "结转资金另行批复"
... who = "财务科"
... date = 2024-03-01
... """
>>> read_explanations(text)["2f6c9a01b3d4"].reason
'结转资金另行批复'
>>> read_explanations("finding,reason,who,date\\n2f6c9a01b3d4,,财务科,2024-03-01\\n", kind="csv")
Traceback (most recent call last):
    ...
govbudget.errors.ExplanationsError: expected a reason, found nothing (line 2)
'''

from __future__ import annotations

import csv
import datetime as dt
import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from attrs import frozen

from govbudget.errors import ExplanationsError

__all__ = ["Explanation", "load_explanations", "read_explanations"]

_FIELDS: Final = ("finding", "reason", "who", "date")


@frozen(kw_only=True)
class Explanation:
    """Why a finding is as it is (说明): the finding's id, the reason, who gave it, and when."""

    finding: str
    reason: str
    who: str = ""
    date: dt.date | None = None


def load_explanations(path: Path) -> dict[str, Explanation]:
    """The explanations of a file, by finding id; `.csv` is CSV, every other name is TOML.

    Raises `OSError` if the file cannot be opened, and `ExplanationsError` for what is no such file.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExplanationsError(
            "UTF-8 text", f"a byte that is none at offset {error.start}", str(path)
        ) from None
    return read_explanations(text, kind="csv" if path.suffix.lower() == ".csv" else "toml", where=str(path))


def read_explanations(
    text: str, *, kind: Literal["toml", "csv"] = "toml", where: str = ""
) -> dict[str, Explanation]:
    """The explanations of a text, by finding id.

    Raises `ExplanationsError` for a text that is no TOML or CSV of this form, for an entry without a
    finding or a reason, for a date that is none, and for a finding explained twice.
    """
    found: dict[str, Explanation] = {}
    for place, entry in _csv(text, where) if kind == "csv" else _toml(text, where):
        explanation = _explanation(entry, place)
        if explanation.finding in found:
            raise ExplanationsError("each finding once", f"{explanation.finding!r} again", place)
        found[explanation.finding] = explanation
    return found


def _toml(text: str, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ExplanationsError("a TOML file", str(error), where) from None
    entries = content.pop("explained", [])
    if content:
        raise ExplanationsError("nothing but [[explained]]", repr(next(iter(content))), where)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ExplanationsError("a list of tables, [[explained]]", repr(entries), where)
    for number, entry in enumerate(entries, 1):
        yield _at(where, f"entry {number}"), entry


def _csv(text: str, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if not {"finding", "reason"} <= set(reader.fieldnames or ()):
        raise ExplanationsError(f"the header {','.join(_FIELDS)}", repr(reader.fieldnames), where)
    try:
        for row in reader:
            # A row too long has its surplus under the key None, a row too short has None for values.
            yield (
                _at(where, f"line {reader.line_num}"),
                {str(key): value for key, value in row.items() if value},
            )
    except csv.Error as error:
        raise ExplanationsError("a CSV file", str(error), _at(where, f"line {reader.line_num}")) from None


def _explanation(entry: Mapping[str, Any], where: str) -> Explanation:
    surplus = [name for name in entry if name not in _FIELDS]
    if surplus:
        raise ExplanationsError(f"only {', '.join(_FIELDS)}", repr(surplus[0]), where)
    words = {name: _text(entry, name, where) for name in ("finding", "reason", "who")}
    for name in ("finding", "reason"):
        if not words[name]:
            raise ExplanationsError(f"a {name}", "nothing", where)
    return Explanation(**words, date=_date(entry.get("date"), where))


def _text(entry: Mapping[str, Any], name: str, where: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise ExplanationsError(f"text for {name}", repr(value), where)
    return value.strip()


def _date(value: object, where: str) -> dt.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise ExplanationsError("a date such as 2024-03-01", repr(value), where) from None


def _at(where: str, place: str) -> str:
    return f"{where}, {place}" if where else place
