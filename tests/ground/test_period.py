"""Fiscal years are calendar years; what names none or several is no year."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.errors import PeriodError
from govbudget.period import FiscalYear, Period, find_year


@given(st.integers(1949, 2099))
def test_years_read_back(year: int) -> None:
    """`parse(format(x)) = x`."""
    assert FiscalYear.parse(FiscalYear(year).format()) == FiscalYear(year)
    assert int(FiscalYear.parse(f"（{year}年）")) == year
    assert str(FiscalYear(year)) == str(year)


@pytest.mark.parametrize(
    "text", ["2024", "2024年", "2024年度", "（2024年度）", "(2024)", " 2024 年度 ", "２０２４年"]
)
def test_how_a_year_is_printed(text: str) -> None:
    """With 年, with 年度, in brackets, in full width."""
    assert FiscalYear.parse(text) == FiscalYear(2024)


@pytest.mark.parametrize("text", ["", "24年", "2024年12月", "2023-2024年", "二〇二四", "年度", "12024"])
def test_what_is_no_year(text: str) -> None:
    """The error quotes what was found."""
    with pytest.raises(PeriodError) as caught:
        FiscalYear.parse(text)
    assert caught.value.found == repr(text)
    assert caught.value.expected == "a fiscal year such as 2024年度"


@pytest.mark.parametrize("year", [0, 24, 1948, 3000])
def test_years_without_a_budget(year: int) -> None:
    """Budgets of the state begin in 1949."""
    with pytest.raises(PeriodError):
        FiscalYear(year)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年预算收支总表", 2023),
        ("（2022年度）", 2022),
        ("2023 年度一般公共预算", 2023),
        ("二〇二四年部门预算", 2024),
        ("二○二一年", 2021),
        ("2023年预算数比2022年预算数", None),
        ("2023年和2023年度", 2023),
        ("表3", None),
        ("2023预算数", None),
        ("12023年", None),
        ("", None),
    ],
)
def test_the_one_year_that_a_text_names(text: str, year: int | None) -> None:
    """None where it names none, or several."""
    assert find_year(text) == year


def test_the_fiscal_year_is_the_calendar_year() -> None:
    """From 1 January to 31 December, both included."""
    period = FiscalYear(2024).period
    assert dt.date(2024, 1, 1) in period
    assert dt.date(2024, 12, 31) in period
    assert dt.date(2025, 1, 1) not in period
    assert (FiscalYear(2024).previous, FiscalYear(2024).next) == (FiscalYear(2023), FiscalYear(2025))
    assert FiscalYear(2023) < FiscalYear(2024)


def test_a_period_does_not_end_before_it_starts() -> None:
    """One day is the shortest period."""
    day = dt.date(2024, 2, 29)
    assert day in Period(day, day)
    with pytest.raises(PeriodError, match="ends on or after its start"):
        Period(day, day - dt.timedelta(days=1))


def test_periods_pickle() -> None:
    """And compare afterwards."""
    for value in (FiscalYear(2024), FiscalYear(2024).period):
        assert pickle.loads(pickle.dumps(value)) == value
