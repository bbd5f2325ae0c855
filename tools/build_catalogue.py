"""Derive the catalogue's data files from the collected lists (科目数据生成).

    python tools/build_catalogue.py FOLDER            write src/govbudget/codes/data
    python tools/build_catalogue.py FOLDER --check    say which files are out of date

FOLDER holds the collected lists: `functional.csv`, `department_economic.csv`, `government_economic.csv`,
`revenue.csv`, `economic_map.csv`, `changes.csv`, `attested_pairs.csv`, each row with its evidence and source.

Beside this script, in `catalogue/`, stand what was seen later: `seen_names.csv` and `seen_correspondences.csv`,
code and name (or the two codes of a correspondence) as published disclosures print them.

What goes into the package:

- every 类 and 款, and of the 项 those that are attested or corroborated; a 项 that is merely recalled stays out;
- `corroborated` is a recalled row whose code and name stand in an independent list as well;
- the correspondences of the economic classifications, with the kind of unit they hold for;
- of the changes only the renamings that the entries do not show, because one of the names stays out.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

SEEN = Path(__file__).resolve().parent / "catalogue"
DATA = Path(__file__).resolve().parent.parent / "src" / "govbudget" / "codes" / "data"
LISTS = ("functional", "department_economic", "government_economic", "revenue")
SOURCES_SHOWN = 3
COLLECTED = "2026-11"

Row = dict[str, str]

# Recalled rows carry remarks instead of sources.
CORROBORATION = "J2010"
CODE_ALONE = "T2019"
REMARKS = {
    CORROBORATION: "the same code and name in a full list of about 2010 (Jackjet/supervise:script/df/V1_0_0_0)",
    CODE_ALONE: "the code without its name in a county budget of 2019 (alunupc/tytool:2019.json)",
    "M2017": "recalled from the table of 财预〔2017〕98号",
}
# The notices that state from which year their additions are in use.
NOTICES_WITH_YEARS = {"财预〔2024〕22号": "2024", "财预〔2025〕41号": "2025"}
# Names that later disclosures print where the collected list recalls another: the entry recalled ends, the one
# seen begins.  In which year is recalled.
CORRECTIONS = {("21505", "工业和信息产业监管"): ("2020", "工业和信息产业")}
# The department economic 类 whose items go to different government items for the two kinds of unit,
# and the government 类 that are for public institutions.
BY_UNIT = ("301", "302", "309", "310")
FOR_INSTITUTIONS = ("505", "506")


def correct(rows: list[Row]) -> list[Row]:
    """The rows of one list with the corrections."""
    corrected = []
    for row in rows:
        until, name = CORRECTIONS.get((row["code"], row["name"]), ("", ""))
        if not until:
            corrected.append(row)
            continue
        low = "recalled; low confidence"
        corrected.append({**row, "until": until, "source": low})
        corrected.append({**row, "name": name, "since": str(int(until) + 1), "source": low})
    return corrected


def see(rows: list[Row], seen: list[Row], key: tuple[str, str]) -> list[Row]:
    """The rows, attested where a later disclosure prints them; a doubt about the years stays."""
    found = {tuple(row[column] for column in key) for row in seen}
    return [
        {**row, "evidence": "attested"} if tuple(row[column] for column in key) in found else row
        for row in rows
    ]


def read(folder: Path, name: str) -> list[Row]:
    """The rows of one collected list."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def evidence(row: Row) -> str:
    """attested, corroborated or recalled."""
    if row["evidence"] == "recalled" and CORROBORATION in row["source"]:
        return "corroborated"
    return row["evidence"]


def ships(row: Row) -> bool:
    """Whether a row goes into the package."""
    return row["level"] in {"类", "款"} or evidence(row) != "recalled"


def years_evidence(row: Row) -> str:
    """Whether a source states the years of a row."""
    for notice, year in NOTICES_WITH_YEARS.items():
        if notice in row["source"] and row["since"] == year:
            return "attested"
    return "recalled"


def plain_source(text: str) -> str:
    """A source as the package names it: without folders of its collector, without commas."""
    text = re.sub(
        r"^seed \d+(?: \((\d{4})\))?$", lambda m: f"a published disclosure ({m[1] or 'undated'})", text
    )
    return text.replace(" (public repositories)", "").replace(",", ";")


class Sources:
    """The sources of attested rows, each under a short key."""

    def __init__(self, pairs: list[Row]) -> None:
        texts = sorted({plain_source(pair["source"]) for pair in pairs}, key=_source_order)
        self.keys = {text: f"s{number:02d}" for number, text in enumerate(texts, 1)}
        self.used: set[str] = set()
        self._of: dict[tuple[str, str], set[str]] = defaultdict(set)
        for pair in pairs:
            self._of[pair["code"], pair["name"]].add(plain_source(pair["source"]))

    def cell(self, row: Row) -> str:
        """The keys of a row's sources: the first few, and how many more there are."""
        if row["evidence"] == "attested":
            texts = self._of.get((row["code"], row["name"])) or {plain_source(row["source"])}
            for text in texts - self.keys.keys():
                self.keys[text] = f"s{len(self.keys) + 1:02d}"
            keys = [self.keys[text] for text in sorted(texts, key=_source_order)]
        else:
            source = row["source"].replace("财预〔2017〕98号", "M2017")
            keys = [key for key in REMARKS if key in source]
        more = len(keys) - SOURCES_SHOWN
        keys = keys[:SOURCES_SHOWN]
        self.used.update(keys)
        return " ".join([*keys, f"+{more}"] if more > 0 else keys)

    def rows(self) -> list[list[str]]:
        """All keys in use, with their texts."""
        texts = {**{key: text for text, key in self.keys.items()}, **REMARKS}
        return [[key, texts[key]] for key in sorted(self.used)]


def _source_order(text: str) -> tuple[int, str]:
    """Notices of the ministry first, then published disclosures, then the rest."""
    return (0 if text.startswith("财预") else 1 if text.startswith("a ") else 2), text


def doubtful(text: str) -> str:
    """Whether a remark doubts the row's name or years."""
    return "yes" if "low confidence" in text else ""


def entries(rows: list[Row], sources: Sources) -> list[list[str]]:
    """The rows of one list that go into the package."""
    return [
        [
            row["code"],
            row["name"],
            row["level"],
            row.get("fund", ""),
            row["since"],
            row["until"],
            evidence(row),
            years_evidence(row),
            doubtful(row["source"]),
            sources.cell(row),
        ]
        for row in sorted(rows, key=lambda row: (row["code"], row["since"]))
        if ships(row)
    ]


def correspondences(rows: list[Row], sources: Sources) -> list[list[str]]:
    """The correspondences, with the kind of unit."""
    found = []
    for row in rows:
        department, government = row["department_code"], row["government_code"]
        unit = ""
        if department[:3] in BY_UNIT:
            unit = "institution" if government[:3] in FOR_INSTITUTIONS else "agency"
        cell = sources.cell({**row, "code": f"{department}>{government}", "name": ""})
        found.append([department, government, unit, row["evidence"], doubtful(row["source"]), cell])
    return sorted(found)


def renames(changes: list[Row], lists: dict[str, list[Row]]) -> list[list[str]]:
    """The renamings of a code of which the package has one name alone."""
    shipped = {(row["code"], row["name"]) for rows in lists.values() for row in rows if ships(row)}
    last_years = {(row["code"], row["name"]): row["until"] for rows in lists.values() for row in rows}

    def follows(change: Row) -> bool:
        """Whether the new name follows the old one at once: a number given anew after years is no renaming."""
        last = last_years[change["code"], change["old_name"]]
        return last != "" and int(last) + 1 == int(change["year"])

    return sorted(
        [change["code"], change["year"], change["evidence"], doubtful(change["note"])]
        for change in changes
        if change["kind"] == "renamed"
        and follows(change)
        and ((change["code"], change["old_name"]) in shipped)
        != ((change["code"], change["new_name"]) in shipped)
    )


ABOUT_ENTRIES = [
    "Not an official list. Every row says how sure its code and name are (evidence) and its years (years_evidence).",
    "attested: seen in the sources named; corroborated: recalled, and in an independent list; recalled: no source.",
    "doubtful: the name or the years are uncertain. since and until: first and last fiscal year, empty if not known.",
]
HEADER = [
    "code",
    "name",
    "level",
    "fund",
    "since",
    "until",
    "evidence",
    "years_evidence",
    "doubtful",
    "source",
]


def render(title: str, about: list[str], header: list[str], rows: list[list[str]]) -> str:
    """A data file: remarks, header, rows; no field needs quotes."""
    for row in rows:
        assert not any(set(cell) & set(',"\n\r') for cell in row), row
    made = "Written by tools/build_catalogue.py; edit the collected lists, not this file."
    remarks = [f"# {line}" for line in [f"{title}. Collected {COLLECTED}.", *about, made]]
    return "\n".join([*remarks, *(",".join(row) for row in [header, *rows])]) + "\n"


def build(folder: Path) -> dict[str, str]:
    """The data files by name, derived from the collected lists in a folder."""
    seen_names, seen_map = read(SEEN, "seen_names"), read(SEEN, "seen_correspondences")
    pairs = [*read(folder, "attested_pairs"), *seen_names]
    pairs += [
        {**row, "code": f"{row['department_code']}>{row['government_code']}", "name": ""} for row in seen_map
    ]
    sources = Sources(pairs)
    lists = {name: see(correct(read(folder, name)), seen_names, ("code", "name")) for name in LISTS}
    economic_map = see(read(folder, "economic_map"), seen_map, ("department_code", "government_code"))
    titles = {
        "functional": "支出功能分类 functional classification of expenditure",
        "department_economic": "部门预算支出经济分类 department economic classification",
        "government_economic": "政府预算支出经济分类 government economic classification",
        "revenue": "收入分类 revenue classification",
    }
    files = {
        f"{name}.csv": render(titles[name], ABOUT_ENTRIES, HEADER, entries(rows, sources))
        for name, rows in lists.items()
    }
    files["correspondences.csv"] = render(
        "支出经济分类科目对照 which department economic item goes to which government economic item",
        ["Not an official list. unit: the kind of unit it holds for, empty for both.", *ABOUT_ENTRIES[1:2]],
        ["department_code", "government_code", "unit", "evidence", "doubtful", "source"],
        correspondences(economic_map, sources),
    )
    files["renames.csv"] = render(
        "科目更名 renamings of codes of which one name alone is listed",
        ["The other name is merely recalled and not given; so are most of the years."],
        ["code", "year", "evidence", "doubtful"],
        renames(read(folder, "changes"), lists),
    )
    files["sources.csv"] = render(
        "来源 the sources that the other files name by key",
        ["Published disclosures and notices, as met in public repositories and on public pages."],
        ["key", "source"],
        sources.rows(),
    )
    return files


def main() -> int:
    """Write the files, or check that they are what the lists give."""
    parser = argparse.ArgumentParser(description="Derive the catalogue's data files.")
    parser.add_argument("folder", type=Path, help="the folder with the collected lists")
    parser.add_argument("--check", action="store_true", help="write nothing, say what is out of date")
    arguments = parser.parse_args()
    stale = []
    for name, text in build(arguments.folder).items():
        path = DATA / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not arguments.check:
                DATA.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("utf-8"))
    sys.stdout.write("".join(f"{name}\n" for name in stale))
    return 1 if stale and arguments.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
