"""Laws of reading forms: however an invented form is printed, it reads as what it states."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.reading.forms import FormReading, Memo, form_regions, read_form
from govbudget.reading.source import split_lines
from tests.forms.samples import DEPARTMENT, DESCRIBED, PARALLEL, PLAIN, SAMPLES
from tests.writer.forms import InventedForm, Variant, expected, reading_of, written

KINDS = pytest.mark.parametrize("form", SAMPLES, ids=lambda form: form.kind)


def read(text: str) -> list[FormReading]:
    lines = split_lines(text)
    memo = Memo()
    return [read_form(lines[region.start : region.stop], memo) for region in form_regions(lines, memo)]


def assert_reads(form: InventedForm, variant: Variant) -> None:
    readings = read(written(form, variant))
    assert [reading_of(reading.form) for reading in readings] == [expected(form, variant)]
    assert [reading.unread for reading in readings] == [()]
    assert [reading.problems for reading in readings] == [()]


PRINTS = st.builds(
    Variant,
    first_columns=st.integers(0, 3),
    last_columns=st.integers(0, 4),
    label_space=st.sampled_from(["", " ", "\u3000", "  "]),
    full_width=st.booleans(),
    blank_lines=st.integers(0, 3),
    rules=st.booleans(),
    page_break=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n"]),
    years_line=st.booleans(),
)
PARALLEL_PRINTS = st.builds(
    Variant,
    first_columns=st.integers(0, 2),
    label_space=st.sampled_from(["", " "]),
    value_gap=st.integers(0, 2),
    in_one_cell=st.booleans(),
    colons=st.booleans(),
    full_width=st.booleans(),
    data_shift=st.integers(0, 1),
    level_left=st.booleans(),
    satisfaction_left=st.booleans(),
    target_in_name=st.booleans(),
    page_break=st.booleans(),
    blank_lines=st.integers(0, 1),
)


@KINDS
def test_the_straight_print(form: InventedForm) -> None:
    assert_reads(form, Variant())


@KINDS
@given(variant=PRINTS)
def test_every_kind_in_every_print(form: InventedForm, variant: Variant) -> None:
    assert_reads(form, variant)


@given(variant=PARALLEL_PRINTS)
def test_displaced_columns_of_two_periods(variant: Variant) -> None:
    assert_reads(PARALLEL, variant)


@pytest.mark.parametrize("form", [PLAIN, DESCRIBED, DEPARTMENT], ids=lambda form: form.kind)
def test_data_one_column_right_of_their_header(form: InventedForm) -> None:
    assert_reads(form, Variant(data_shift=1))


def test_name_and_target_in_one_cell() -> None:
    assert_reads(PLAIN, Variant(target_in_name=True))


@given(st.permutations(SAMPLES), st.integers(0, 2), st.booleans())
def test_forms_in_any_order_and_between_prose(
    forms: list[InventedForm], blank_lines: int, prose: bool
) -> None:
    gap = "\n" * (blank_lines + 1) + ("二、情况说明\n本馆共有项目四个。\n" if prose else "")
    readings = read(gap.join(written(form) for form in forms))
    assert [reading_of(reading.form) for reading in readings] == [expected(form) for form in forms]


@KINDS
@given(data=st.data())
def test_a_form_cut_off_keeps_what_is_left(form: InventedForm, data: st.DataObject) -> None:
    """Cut at the end, a form reads as the same form with less; nothing that is left turns into something else."""
    lines = written(form).split("\n")
    kept = data.draw(st.integers(4, len(lines)))
    readings = read("\n".join(lines[:kept]))
    for reading in readings:
        found, whole = reading_of(reading.form), expected(form)
        assert found[:3] == whole[:3]
        assert all(each in whole[3] for each in found[3])  # type: ignore[operator, attr-defined]
        assert all(each in whole[4] for each in found[4])  # type: ignore[operator, attr-defined]


@KINDS
@given(data=st.data())
def test_a_form_cut_off_at_its_head(form: InventedForm, data: st.DataObject) -> None:
    """Cut anywhere above its header, the grid below is still read whole."""
    lines = written(form).split("\n")
    header = next(number for number, line in enumerate(lines) if "二级指标" in line)
    first = data.draw(st.integers(0, header))
    [reading] = read("\n".join(lines[first:]))
    assert [row[3:] for row in reading_of(reading.form)[4]] == [row[3:] for row in expected(form)[4]]  # type: ignore[attr-defined]


@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=12))
def test_any_cells_at_all(rows: list[list[str]]) -> None:
    """Whatever stands between two rows of a form, reading ends, and cells are read, unread, or not of the form."""
    noise = ["\t".join(cell.replace("\t", "").replace("\n", "") for cell in row) for row in rows]
    lines = written(PLAIN).split("\n")
    text = "\n".join([*lines[:8], *noise, *lines[8:]])
    source = split_lines(text)
    regions = form_regions(source)
    assert all(first.stop <= second.start for first, second in pairwise(regions))
    for region in regions:
        reading = read_form(source[region.start : region.stop], Memo())
        for index, cell in reading.unread:
            assert source[region.start + index].cells[cell]


@KINDS
def test_readings_pickle_and_hash(form: InventedForm) -> None:
    [reading] = read(written(form))
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert hash(reading.form) == hash(pickle.loads(pickle.dumps(reading.form)))
    assert repr(reading.form)


@KINDS
def test_places_point_at_the_cells(form: InventedForm) -> None:
    source = split_lines(written(form, Variant(first_columns=1, blank_lines=1)))
    [region] = form_regions(source)
    reading = read_form(source[region.start : region.stop], Memo())
    for each in reading.form.fields:
        raw = getattr(each, "raw", "")
        place = each.place
        assert place is not None
        assert place.cell is not None
        if raw and "　" not in raw and each.name != "资金支出计划（%）":
            assert raw in source[place.line - 1].cells[place.cell - 1]
    for indicator in reading.form.indicators:
        place = indicator.place
        assert place is not None
        assert place.cell is not None
        assert indicator.name in source[place.line - 1].cells[place.cell - 1]
