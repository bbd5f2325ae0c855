"""The documents that errors are put into: invented ones, the example, and the real ones where they are."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.support import EXAMPLE, SEEDS, seed_text
from tests.writer.document import PLAIN, Style, printed_document
from tests.writer.tables import ECONOMIC, FUNCTIONS, PROJECTS, Budget, Item, TableData, tables_of

__all__ = ["example", "invented", "invented_tables", "real"]


def example() -> str:
    """The example of the project: tables, narrative and forms."""
    return EXAMPLE.read_text(encoding="utf-8")


def real() -> Iterator[tuple[str, str]]:
    """The real disclosures, by number, where they lie beside the checkout."""
    if SEEDS.is_dir():
        for path in sorted(SEEDS.glob("*.txt")):
            number = path.name.partition("_")[0]
            yield number, seed_text(number)


def invented(number: int, style: Style = PLAIN) -> str:
    """The tables of an invented department, another one for every number, printed in a style."""
    tables, entity = invented_tables(number)
    return printed_document(tables, entity, style)


def invented_tables(number: int) -> tuple[list[TableData], str]:
    """The same tables before anyone prints them, and whose they are."""
    choice = random.Random(f"budget {number}")
    leaves = [
        (code, name)
        for _, sections in FUNCTIONS.values()
        for _, items in sections.values()
        for code, name in items.items()
    ]
    items = tuple(
        Item(
            code=code,
            name=name,
            basic=choice.randint(100, 5_000_000),
            project=choice.randint(1, 5_000_000),
            carried=choice.choice((0, choice.randint(1, 900_000))),
            own=choice.choice((0, 0, choice.randint(1, 900_000))),
        )
        for code, name in sorted(choice.sample(leaves, choice.randint(3, 7)))
    )
    details = [(code, *names) for _, parts in ECONOMIC.values() for code, *names in parts]
    basic = _split(sum(item.basic for item in items), len(details), choice)
    names = choice.sample(PROJECTS, choice.randint(2, 5))
    shares = _split(sum(item.project for item in items), len(names), choice)
    budget = Budget(
        entity=choice.choice(("青禾县图书馆", "云溪市水利局", "望川区档案馆")),
        year=2019 + number % 8,
        items=items,
        economic=tuple(
            (code, name, second, share) for (code, name, second), share in zip(details, basic, strict=True)
        ),
        projects=tuple(zip(names, shares, strict=True)),
        official=tuple((choice.randint(0, 9000), choice.randint(1, 9000)) for _ in range(3)),
        grouped=number % 3 == 0,
        two_names=number % 2 == 0,
        three_panels=number % 4 == 1,
    )
    return list(tables_of(budget)), budget.entity


def _split(total: int, parts: int, choice: random.Random) -> list[int]:
    """A total in so many parts, none of them nothing."""
    cuts = sorted(choice.sample(range(1, total), parts - 1))
    return [right - left for left, right in zip([0, *cuts], [*cuts, total], strict=True)]
