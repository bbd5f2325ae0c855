"""What reading costs, as ratios within one run: `make bench` measures and prints them.

The floor is one pass that splits a text into stripped cells that print something, with line and column,
makes one frozen object with slots of each and a Decimal of each that is a number.  Both are measured in turn,
twenty times, and the best of each counts, so that the ratio says little about the machine.

Marked `long`: a busy machine must not fail `make test`.
"""

from __future__ import annotations

import gc
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import pytest
from attrs import evolve, frozen

import govbudget
from tests.flattened.samples import forms, goods_table
from tests.support import EXAMPLE, needs_shared, seed_text
from tests.writer.flattened import printed as flattened

ROUNDS = 20
LIMIT = 6
FLATTENED_LIMIT = 400
GROWTH = 60
TIMES = 50

pytestmark = pytest.mark.long


@frozen
class Cell:
    """A printed cell of the floor."""

    text: str
    line: int
    column: int
    number: Decimal | None


def floor(text: str) -> list[Cell]:
    """The least that any reader has to do."""
    cells = []
    for line, printed in enumerate(text.split("\n"), 1):
        for column, raw in enumerate(printed.split("\t"), 1):
            cell = raw.strip()
            if cell:
                cells.append(Cell(cell, line, column, _number(cell)))
    return cells


def _number(cell: str) -> Decimal | None:
    plain = cell.replace(",", "")
    if not plain.replace(".", "", 1).replace("-", "", 1).isdecimal():
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def say(text: str) -> None:
    """Print a measurement, which `make bench` shows."""
    sys.stdout.write(f"\n{text}\n")


def best_of(rounds: int, *actions: Callable[[], object]) -> list[float]:
    """The shortest processor time of each action, all measured in turn."""
    best = [float("inf")] * len(actions)
    for _ in range(rounds):
        for number, action in enumerate(actions):
            gc.collect()
            gc.disable()
            start = time.process_time()
            result = action()
            elapsed = time.process_time() - start
            gc.enable()
            del result
            best[number] = min(best[number], elapsed)
    return best


def peak(action: Callable[[], object]) -> int:
    """The most memory an action holds at once."""
    gc.collect()
    tracemalloc.start()
    result = action()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del result
    return most


@needs_shared
@pytest.mark.parametrize("document", ["000", "001", "004"])
def test_parse_against_the_floor(document: str) -> None:
    """Reading a whole real document costs at most six times the floor."""
    text = seed_text(document)
    least, parsed = best_of(ROUNDS, lambda: floor(text), lambda: govbudget.parse(text))
    ratio = parsed / least
    say(f"{document}: floor {least * 1000:.1f} ms, parse {parsed * 1000:.1f} ms, ratio {ratio:.2f}")
    assert ratio <= LIMIT


@needs_shared
def test_flattened_text_against_the_floor() -> None:
    """Text without cells costs what it takes to find them: every way to cut a row is weighed."""
    text = seed_text("002")
    least, parsed = best_of(5, lambda: floor(text), lambda: govbudget.parse(text))
    ratio = parsed / least
    say(f"002, flattened: floor {least * 1000:.1f} ms, parse {parsed * 1000:.1f} ms, ratio {ratio:.0f}")
    assert ratio <= FLATTENED_LIMIT


def test_flattened_text_costs_grow_with_the_document() -> None:
    """Eight times the forms and rows of goods cost at most twelve times the time."""
    choice = random.Random(2)
    written = forms(choice, wild=True)
    goods = goods_table(choice)

    def document(times: int) -> str:
        return flattened([evolve(goods, rows=goods.rows * (4 * times)), *[*written] * times], length=40)

    one, many = best_of(2, lambda: govbudget.parse(document(1)), lambda: govbudget.parse(document(8)))
    say(f"flattened text, 8 times the forms and goods: {many / one:.1f} times the time")
    assert many / one <= 12


def grown(text: str, times: int) -> str:
    """A disclosure with so many times the rows, forms and prose.

    The rows of items stand in the tables many times over; narrative and forms follow one another.
    """
    head, _, rest = text.partition("第三部分 ")
    rows: list[str] = []
    for line in head.split("\n"):
        cells = line.split("\t")
        is_item = len(cells) > 2 and any("." in cell for cell in cells[1:]) and "计" not in line
        rows += [line] * (times if is_item else 1)
    return "\n".join([*rows, *["第三部分 " + rest] * times])


def test_a_grown_document_is_as_many_times_longer() -> None:
    """The document that is measured has rows, forms and prose of fifty."""
    text = EXAMPLE.read_text(encoding="utf-8")
    small, large = govbudget.parse(text), govbudget.parse(grown(text, 3))
    assert len(large.forms) == 3 * len(small.forms)
    assert len(large.claims) >= 2 * len(small.claims)
    assert sum(len(table.figures) for table in large.tables) >= 2 * sum(len(t.figures) for t in small.tables)


def test_cost_grows_with_the_document() -> None:
    """Fifty times the rows, forms and prose cost at most sixty times the time and memory."""
    text = EXAMPLE.read_text(encoding="utf-8")
    large = grown(text, TIMES)
    longer = len(large) / len(text)
    one, many = best_of(3, lambda: govbudget.parse(text), lambda: govbudget.parse(large))
    small, most = peak(lambda: govbudget.parse(text)), peak(lambda: govbudget.parse(large))
    say(f"{longer:.1f} times the text: {many / one:.1f} times the time, {most / small:.1f} times the memory")
    assert longer > TIMES * 0.7
    assert many / one <= GROWTH
    assert most / small <= GROWTH
