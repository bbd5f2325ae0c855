"""Numbers are shown as spreadsheet programs show them: the expected texts are what such a program displays."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.files.number_formats import BUILT_IN, number_of, shown
from govbudget.money import parse_number

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("6117.8", "0.00", "6117.80"),
        ("6117.8", "#,##0.00", "6,117.80"),
        ("1234567.891", "#,##0.00_);[Red]\\(#,##0.00\\)", "1,234,567.89"),
        ("-1234567.891", "#,##0.00_);[Red]\\(#,##0.00\\)", "-1,234,567.89"),
        ("-5", "0.00;[Red]0.00", "-5.00"),
        ("-5", "0.00_ ;[Red]\\-0.00\\ ", "-5.00"),
        ("-0.001", "0.00", "0.00"),
        ("2.675", "0.00", "2.68"),
        ("2.6749999999999998", "0.00", "2.68"),
        ("1.005", "0.00", "1.01"),
        ("-2.5", "0", "-3"),
        ("0.5", "#", "1"),
        ("0", "#", ""),
        ("0", "#,##0.00", "0.00"),
        ("0", ACCOUNTING, "-"),
        ("1234.5", ACCOUNTING, "1,234.50"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("0", "0.00;-0.00;;@", ""),
        ("12", ";;;", ""),
        ("0.0523", "0.00%", "5.23%"),
        ("-0.022", "0.00%", "-2.20%"),
        ("0.5", "0%", "50%"),
        ("12345678", "0!.0,", "1234.6"),
        ("12345678", "#,##0,", "12,346"),
        ("123456789", '0.00,,"百万"', "123.46百万"),
        ("7", "000", "007"),
        ("2080505", "0000000", "2080505"),
        ("2080505", "000-00-00", "208-05-05"),
        ("1.5", "0.##", "1.5"),
        ("1", "0.##", "1."),
        ("1.50", "0.??", "1.5"),
        ("1234.5", '#,##0.00"元"', "1,234.50元"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("-1234.5", '"¥"#,##0.00', "-¥1,234.50"),
        ("150", "[>=100]#,##0;0.00", "150"),
        ("15", "[>=100]#,##0;0.00", "15.00"),
        ("0.00030", "0.0E+00", "3.0E-04"),
        ("123456", "0.00E+00", "1.23E+05"),
        ("0.30000000000000004", "General", "0.3"),
        ("6117.8000000000002", "General", "6117.8"),
        ("2080505", "General", "2080505"),
        ("1E-4", "General", "0.0001"),
        ("12", "@", "12"),
        ("12", 'General"人"', "12人"),
        ("45292", "yyyy-mm-dd", "2024-01-01"),
        ("45292", 'yyyy"年"m"月"d"日"', "2024年1月1日"),
        ("45292", "yyyy/m/d", "2024/1/1"),
        ("45292.75", "yyyy/m/d h:mm", "2024/1/1 18:00"),
        ("45292.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.020833333333333332", "mm:ss", "30:00"),
        ("60", "yyyy/m/d", "60"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("45292", "[$-804]aaaa", "星期一"),
        ("-1", "yyyy/m/d", "-1"),
    ],
)
def test_shown(stored: str, code: str, text: str) -> None:
    assert shown(Decimal(stored), code) == text


def test_days_counted_from_1904() -> None:
    assert shown(Decimal(43830), "yyyy/m/d", from_1904=True) == "2024/1/1"


@pytest.mark.parametrize("number", [14, 31, 57])
def test_built_in_dates_are_the_chinese_ones(number: int) -> None:
    assert shown(Decimal(45292), BUILT_IN[number]).startswith("2024")


@given(st.decimals(min_value=-(10**10), max_value=10**10, places=2), st.integers(0, 4), st.booleans())
def test_what_is_shown_is_the_number_rounded(value: Decimal, places: int, grouped: bool) -> None:
    """Read again, the text shown is the number, within half of its last printed place, and prints this many places."""
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    printed = parse_number(shown(value, code))
    assert printed is not None
    assert abs(printed - value) * 2 <= Decimal(1).scaleb(-places)
    assert -printed.as_tuple().exponent == places  # type: ignore[operator]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_general_loses_no_digit(value: Decimal) -> None:
    assert parse_number(shown(value, "General")) == value


@given(
    st.text('0#?.,%;@-"[]()_*\\!yhmsde/E+ 红Red$>=1', max_size=30),
    st.sampled_from(["0", "-1.5", "12345.678"]),
)
def test_no_format_stops_reading(code: str, stored: str) -> None:
    assert isinstance(shown(Decimal(stored), code), str)


@pytest.mark.parametrize("stored", ["", "NaN", "Infinity", "1E+999999999", "0x1F", "1,5"])
def test_what_no_spreadsheet_stores(stored: str) -> None:
    assert number_of(stored) is None
