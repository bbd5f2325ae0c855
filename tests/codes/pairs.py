"""The codes and names that the real disclosures print, taken from their lines without the package's reader."""

from __future__ import annotations

import csv
import re

from govbudget.codes import ClassificationCode, FunctionalCode, classification_code
from tests.support import CODES, seed_text

Pair = tuple[ClassificationCode, str, str]

DIGITS = r"(?:\d{3}|\d{5}|\d{7})"
FIGURES = r"(?:[\d,]+\.\d+ ?)+"


def attested() -> list[tuple[ClassificationCode, str, int | None]]:
    """Every pair of the collected list, with the year of the document if it is known."""
    with (CODES / "attested_pairs.csv").open(encoding="utf-8", newline="") as file:
        return [
            (classification_code(row["code"]), row["name"], int(row["year"]) if row["year"] else None)
            for row in csv.DictReader(file)
        ]


def one_column(number: str) -> list[Pair]:
    """Code and name in the first two cells of a row."""
    rows = (line.split("\t") for line in seed_text(number).splitlines())
    return [
        (classification_code(cells[0]), cells[1].strip(), f"line {line}")
        for line, cells in enumerate(rows, 1)
        if len(cells) > 2 and re.fullmatch(DIGITS, cells[0]) and cells[1].strip()
    ]


def three_columns(number: str) -> list[Pair]:
    """类, 款 and 项 in cells of their own, in every row or in the rows where they change."""
    found: list[Pair] = []
    above = ["", "", ""]
    for line, text in enumerate(seed_text(number).splitlines(), 1):
        cells = [cell.strip() for cell in text.split("\t")]
        parts = cells[:3]
        if len(cells) < 5 or not any(parts) or not re.fullmatch(r"(2\d\d)?,(\d\d)?,(\d\d)?", ",".join(parts)):
            continue
        first = next(level for level, part in enumerate(parts) if part)
        above = [*above[:first], *parts[first:]]
        last = max(level for level, part in enumerate(parts) if part)
        if not all(above[: last + 1]):
            continue
        name = next(cell for cell in cells[3:] if cell and not cell.isdigit())
        found.append((FunctionalCode.from_parts(*above[: last + 1]), name, f"line {line}"))
    return found


def flattened(number: str) -> list[Pair]:
    """Rows of a flattened table whose name stands whole: beside its code, or alone between code and figures."""
    lines = [line.strip() for line in seed_text(number).splitlines() if line.strip()]
    found: list[Pair] = []
    for line, (text, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        beside = re.fullmatch(rf"\d+ ({DIGITS}) ([\u4e00-\u9fff（）()]+) {FIGURES}", text)
        if beside and re.match(r"\d+ ", after):
            found.append((classification_code(beside[1]), beside[2], f"line {line}"))
        elif alone := re.fullmatch(rf"\d+ ({DIGITS})", text):
            name = ""
            for part in lines[line:]:
                if not re.fullmatch(r"[\u4e00-\u9fff（）()]+", part):
                    if name and re.fullmatch(FIGURES, part):
                        found.append((classification_code(alone[1]), name, f"line {line}"))
                    break
                name += part
    return found


def seed_pairs() -> dict[str, tuple[int | None, list[Pair]]]:
    """The pairs of the four disclosures with their fiscal years."""
    return {
        "000": (None, three_columns("000")),
        "001": (2023, one_column("001")),
        "002": (2024, flattened("002")),
        "004": (2020, three_columns("004")),
    }
