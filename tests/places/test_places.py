"""Tables of places whose documents nobody has read here: every figure is where and what it was invented as."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.exports.amounts import amount_rows
from govbudget.model.disclosure import Disclosure
from tests.places.spec import Layout, Printed, Style, layouts, printed
from tests.writer.files import written_docx, written_html, written_xlsx

LAYOUTS = layouts()
NAMES = [f"{number} {layout.title}" for number, layout in enumerate(LAYOUTS, 1)]
EXAMPLES = settings().max_examples

STYLES = st.builds(
    Style,
    nothing=st.sampled_from(["", "0.00", "-", "—"]),
    repeated=st.booleans(),
    before=st.integers(0, 1),
    behind=st.integers(0, 2),
    separators=st.booleans(),
    density=st.sampled_from([0.5, 0.8, 1.0]),
)


def read(document: Printed) -> Disclosure:
    return govbudget.parse("\n".join(document.lines) + "\n")


def differences(doc: Disclosure, document: Printed, *, lines: bool = True) -> list[str]:
    """What is read otherwise than it was invented, figure by figure in print order."""
    rows = [*amount_rows("a.txt", doc)]
    result = [f"{len(document.figures)} figures printed, {len(rows)} read"] * (
        len(rows) != len(document.figures)
    )
    for expected, row in zip(document.figures, rows, strict=False):
        found = {
            name: str(getattr(row, "table_title" if name == "title" else name)) for name in expected.means
        }
        wrong = {name: value for name, value in found.items() if value != expected.means[name]}
        if wrong or row.status in ("ambiguous", "unsettled") or (lines and row.line != expected.line):
            result.append(f"line {expected.line}: {expected.means} read as {wrong} ({row.status})")
    return result


@pytest.mark.parametrize("layout", LAYOUTS, ids=NAMES)
@settings(max_examples=max(EXAMPLES // 25, 2), deadline=None)
@given(seed=st.integers(0, 2**32), style=STYLES)
def test_every_figure_is_what_it_was_invented_as(layout: Layout, seed: int, style: Style) -> None:
    """And nothing that adds up is called wrong."""
    document = printed(layout, random.Random(seed), style)
    doc = read(document)
    assert differences(doc, document) == []
    assert (doc.problems, doc.unread) == ((), ())
    assert govbudget.reconcile(doc).findings == ()


SUMMED = [
    (name, layout)
    for name, layout in zip(NAMES, LAYOUTS, strict=True)
    if printed(layout, random.Random(layout.title), Style(density=1.0)).sums
]


@pytest.mark.parametrize("layout", [layout for _, layout in SUMMED], ids=[name for name, _ in SUMMED])
def test_a_sum_that_is_wrong_is_found_where_it_stands(layout: Layout) -> None:
    document = printed(layout, random.Random(layout.title), Style(density=1.0))
    line, cell = random.Random(layout.document).choice(document.sums)
    cells = document.lines[line].split("\t")
    cells[cell] = f"{Decimal(cells[cell].replace(',', '')) + 7000:,}"
    document.lines[line] = "\t".join(cells)
    findings = govbudget.reconcile(read(document)).findings
    lines = {operand.place.line for found in findings for operand in found.operands if operand.place}
    assert line + 1 in lines


WRITERS: dict[str, Callable[[Sequence[Sequence[str]]], bytes]] = {
    "xlsx": written_xlsx,
    "docx": written_docx,
    "html": written_html,
}


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=max(EXAMPLES // 5, 5), deadline=None)
@given(layout=st.sampled_from(LAYOUTS), seed=st.integers(0, 2**32))
def test_in_a_file_as_in_text(kind: str, layout: Layout, seed: int) -> None:
    document = printed(layout, random.Random(seed), Style())
    doc = govbudget.read(WRITERS[kind]([[line for line in document.lines if line]]))
    assert differences(doc, document, lines=False) == []
    assert doc.problems == ()
