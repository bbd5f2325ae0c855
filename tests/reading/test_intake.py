"""What files hand to reading: lines with pages and boxes, whatever kind of file they come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.errors import NoTextError
from govbudget.reading.document import parse, read_intake
from govbudget.reading.grid import GridRow
from govbudget.reading.intake import Intake, LineWriter
from govbudget.spans import Box, Place

ROWS = (("2024年支出总表",), ("单位：万元",), ("项目", "合计"), ("教育支出", "8.00"))


def written() -> Intake:
    writer = LineWriter("pdf")
    for number, cells in enumerate(ROWS):
        writer.row(
            cells,
            page=3,
            boxes=[Box(10 * i, 20 * number, 10 * i + 9, 20 * number + 9) for i in range(len(cells))],
        )
    return writer.finish()


def test_lines_read_like_the_text_of_tabs() -> None:
    """The same cells give the same model; only places and the format differ."""
    doc = read_intake(written())
    assert doc == parse("\n".join("\t".join(cells) for cells in ROWS))
    assert doc.format == "pdf"


def test_a_figure_knows_its_page_and_its_box() -> None:
    doc = read_intake(written())
    (printed,) = doc.tables[0].figures
    assert printed.figure.place == Place(4, 2, 3, box=Box(10, 60, 19, 69))
    assert printed.row.place == Place(4, None, 3, box=Box(0, 60, 19, 69))


def test_a_covered_cell_is_not_there() -> None:
    """A cell that a merged neighbour covers is None in the grid, one that is printed empty is `""`."""
    writer = LineWriter("xlsx")
    writer.row(["", "预算数", None, ""])
    (line,) = writer.finish().lines
    assert line.cells == ("", "预算数", "", "")
    assert GridRow.of_line(line).cells == ("", "预算数", None, "")


def test_a_covered_cell_is_not_there_beside_a_margin_either() -> None:
    from govbudget.reading.source import without_margins

    writer = LineWriter("xlsx")
    writer.row(["", "预算数", None, "合计"])
    (line,) = without_margins(writer.finish().lines)
    assert GridRow.of_line(line).cells == ("预算数", None, "合计")


def test_problems_of_the_file_are_problems_of_the_disclosure() -> None:
    writer = LineWriter("pdf")
    writer.problem("page without text", where="page 1", expected="text", found="a picture", page=1)
    for cells in ROWS:
        writer.row(cells, page=2)
    (problem,) = read_intake(writer.finish()).problems
    assert (problem.kind, problem.where, problem.place) == ("page without text", "page 1", Place(1, page=1))


def test_nothing_printed_is_no_text() -> None:
    writer = LineWriter("html")
    writer.row(["", None])
    writer.line()
    with pytest.raises(NoTextError):
        writer.finish(name="a.html")


@given(st.lists(st.lists(st.text(alphabet="收8 \t\n\r\x0b\x0c\x85\u2028\x1d"), min_size=1)))
def test_spans_and_lines_hold_for_any_cell(rows: list[list[str]]) -> None:
    """No cell can break its line: the text has as many lines and cells as were written, each in its span."""
    writer = LineWriter("docx")
    for cells in rows:
        writer.row(cells)
    try:
        intake = writer.finish()
    except NoTextError:
        assert not any("".join(cells).strip() for cells in rows)
        return
    assert [line.text for line in intake.lines] == intake.text.splitlines() or intake.text.endswith("\n")
    for line, cells in zip(intake.lines, rows, strict=True):
        assert ["".join(cell.split()) for cell in line.cells] == ["".join(cell.split()) for cell in cells]
        assert line.span.of(intake.text) == line.text
        for index, cell in enumerate(line.cells):
            assert line.cell_span(index).of(intake.text) == cell
