"""Read a disclosure and print what it holds: `python examples/first_steps.py [FILE]`."""

from __future__ import annotations

import sys
from pathlib import Path

import govbudget

EXAMPLE = Path(__file__).with_name("qinghe-library-2024.txt")


def main(source: Path) -> None:
    """Print the tables of one disclosure and what could not be read of it."""
    document = govbudget.read(source)
    for number, table in enumerate(document.tables, 1):
        print(number, table.title)
    for problem in document.problems:
        print("problem:", problem)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE)
