"""Numbers are exact, keep their printed places, and are never repaired into being."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.errors import AmountError, UnitError
from govbudget.money import EXACT, Amount, Interval, Quantity, Rate, Unit, parse_number, plain

DECIMALS = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=None
).map(lambda value: Decimal(format(value, "f")))
UNITS = st.sampled_from(Unit)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("0.00", "0.00"),
        ("8", "8"),
        ("20.20", "20.20"),
        ("14170.22", "14170.22"),
        ("14,170.22", "14170.22"),
        ("1,234,567", "1234567"),
        ("-3", "-3"),
        ("+3", "3"),
        ("-1,234.50", "-1234.50"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("3.0E-4", "0.0003"),
        ("3E-4", "0.0003"),
        ("1.25e2", "125"),
        ("1.417022E8", "141702200"),
        (" 12.5 ", "12.5"),
        ("\u300012.5\xa0", "12.5"),
        ("１４，１７０．２２", "14170.22"),
        ("－3", "-3"),
        ("−3", "-3"),
    ],
)
def test_what_is_a_number(text: str, number: str) -> None:
    """Sign, digits in one run or in groups of three, decimals, an exponent; half or full width."""
    found = parse_number(text)
    assert found is not None
    assert plain(found) == number
    assert found.as_tuple() == Decimal(number).as_tuple()


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "—", ".", "-.", ",", "1,23.4", "12,34", "1234,567", ",123", "1,,234", "1 234", "1.2.3",
     "12%", "12元", "NaN", "Infinity", "1e", "e5", "--3", "1_000", "(3)", "0x10", "一", "**", "½", "²", "1e9999", "٣"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    """Nothing is guessed: no other grouping, no words, no signs that are not of numbers."""
    assert parse_number(text) is None
    for kind in (Amount, Quantity):
        with pytest.raises(AmountError):
            kind.parse(text)


@given(DECIMALS, UNITS)
def test_amounts_read_back(value: Decimal, unit: Unit) -> None:
    """`parse(format(x)) = x`, printed places included."""
    amount = Amount(value, unit)
    assert Amount.parse(amount.format(), unit) == amount
    assert Amount.parse(plain(value), unit) == amount
    assert pickle.loads(pickle.dumps(amount)) == amount
    assert hash(Amount.parse(amount.format(), unit)) == hash(amount)


@given(DECIMALS)
def test_rates_and_quantities_read_back(value: Decimal) -> None:
    """`parse(format(x)) = x` for percentages and counts."""
    assert Rate.parse(Rate(value).format()) == Rate(value)
    assert Quantity.parse(Quantity(value, "台").format(), "台") == Quantity(value, "台")


@given(DECIMALS, UNITS, UNITS)
def test_units_convert_exactly(value: Decimal, one: Unit, other: Unit) -> None:
    """There and back is the same money, and the interval keeps its width."""
    amount = Amount(value, one)
    there = amount.to(other)
    assert there.yuan == amount.yuan
    assert there.to(one).value == amount.value
    assert Fraction(amount.yuan) == Fraction(value) * Fraction(one.factor)


@given(DECIMALS, st.integers(0, 6))
def test_the_increment_is_the_last_printed_place(value: Decimal, places: int) -> None:
    """And the interval reaches half of it to either side."""
    printed = value.quantize(Decimal(1).scaleb(-places))
    amount = Amount(printed, Unit.YUAN)
    assert amount.increment == Decimal(1).scaleb(-places)
    assert amount.interval.high - amount.interval.low == amount.increment
    assert printed in amount.interval


@pytest.mark.parametrize(
    ("text", "unit", "yuan", "low", "high"),
    [
        ("14,170.22", "万元", "141702200", "141702150", "141702250"),
        ("20.2", "万元", "202000", "201500", "202500"),
        ("20.20", "万元", "202000", "201950", "202050"),
        ("3.0E-4", "万元", "3", "2.5", "3.5"),
        ("8", "亿元", "800000000", "750000000", "850000000"),
        ("1.5", "千元", "1500", "1450", "1550"),
        ("2", "百万元", "2000000", "1500000", "2500000"),
        ("2", "千万元", "20000000", "15000000", "25000000"),
        ("-3", "元", "-3", "-3.5", "-2.5"),
    ],
)
def test_amounts_in_yuan(text: str, unit: str, yuan: str, low: str, high: str) -> None:
    """Value and interval in 元."""
    amount = Amount.parse(text, Unit.parse(unit))
    assert amount.yuan == Decimal(yuan)
    assert amount.interval == Interval(Decimal(low), Decimal(high))


def test_equality_is_of_print() -> None:
    """The same money printed to another place or in another unit is another amount."""
    amount = Amount.parse("200.00", Unit.TEN_THOUSAND_YUAN)
    assert amount == Amount.parse("2,00.00".replace(",", ""), Unit.TEN_THOUSAND_YUAN)
    assert amount != Amount.parse("200", Unit.TEN_THOUSAND_YUAN)
    assert amount != Amount.parse("2000000", Unit.YUAN)
    assert amount.yuan == Amount.parse("2000000", Unit.YUAN).yuan


@pytest.mark.parametrize("what", ["yuan", "interval"])
def test_without_a_unit_nothing_is_compared(what: str) -> None:
    """An amount whose unit is not stated has no yuan and no interval."""
    with pytest.raises(UnitError) as caught:
        getattr(Amount.parse("8"), what)
    assert str(caught.value) == "expected an amount with a unit, found 8 without one"
    with pytest.raises(UnitError):
        Amount.parse("8").to(Unit.YUAN)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("元", "元"), ("万元", "万元"), ("单位：万元", "万元"), ("单位: 元", "元"), ("金额单位：人民币万元", "万元"),
        ("金额（元）", "元"), ("项目资金（万元）", "万元"), ("亿元", "亿元"), ("百万元", "百万元"), ("元/人", None),
        ("多元", None), ("公元", None), ("单位：青禾县图书馆", None), ("", None), ("美元", None),
    ],
)  # fmt: skip
def test_units_in_words(text: str, unit: str | None) -> None:
    """A unit at the end or in brackets; no word that merely ends in 元."""
    found = Unit.find(text)
    assert (found.value if found else None) == unit


@pytest.mark.parametrize("text", ["美元", "", "人", "%", "单位：万元"])
def test_what_names_no_unit(text: str) -> None:
    """`parse` takes the unit alone."""
    with pytest.raises(UnitError) as caught:
        Unit.parse(text)
    assert caught.value.found == repr(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-2.20%", "-2.20"),
        ("12.5", "12.5"),
        ("0", "0"),
        ("80％", "80"),
        (" 3% ", "3"),
        ("1,200.5%", "1200.5"),
    ],
)
def test_rates(text: str, value: str) -> None:
    """With the sign or without it."""
    assert plain(Rate.parse(text).value) == value


@pytest.mark.parametrize("text", ["%", "-%", "1,2%", "百分之三", "3%%", ""])
def test_what_is_no_rate(text: str) -> None:
    """The error says what a percentage looks like."""
    with pytest.raises(AmountError, match=r"expected a percentage such as 12\.5%"):
        Rate.parse(text)


def test_a_count_is_exact() -> None:
    """A whole number of things stands for itself; one with decimals for an interval."""
    assert Quantity.parse("12", "辆").interval == Interval.point(Decimal(12))
    assert Quantity.parse("12.5", "平方米").interval == Interval(Decimal("12.45"), Decimal("12.55"))


INTERVALS = st.tuples(DECIMALS, DECIMALS).map(lambda pair: Interval(min(pair), max(pair)))


@given(INTERVALS, INTERVALS)
def test_intervals_add_and_subtract(one: Interval, other: Interval) -> None:
    """Sum and difference hold whatever the values inside are."""
    for a in (one.low, one.high):
        for b in (other.low, other.high):
            assert EXACT.add(a, b) in one + other
            assert EXACT.subtract(a, b) in one - other


@given(INTERVALS, INTERVALS)
def test_intervals_meet_where_they_share_a_value(one: Interval, other: Interval) -> None:
    """Meeting is mutual, and the bounds belong to the interval."""
    assert one.meets(other) == other.meets(one)
    assert one.meets(other) == (max(one.low, other.low) <= min(one.high, other.high))
    assert one.meets(Interval.point(one.high))


@given(DECIMALS)
def test_plain_has_no_exponent(value: Decimal) -> None:
    """Digits, point and sign alone."""
    assert set(plain(value)) <= set("-0123456789.")
    assert Decimal(plain(value)) == value


def test_arithmetic_never_rounds() -> None:
    """Forty digits stay forty digits, whatever the context of the caller."""
    long = Decimal("1234567890" * 4)
    assert -Interval.point(long) == Interval.point(long.copy_negate())
    assert Interval.point(long) + Interval.point(Decimal(0)) == Interval.point(long)
    assert Amount(long, Unit.TEN_THOUSAND_YUAN).to(Unit.YUAN).to(Unit.TEN_THOUSAND_YUAN).value == long
    assert plain(Amount(long, Unit.HUNDRED_MILLION_YUAN).yuan) == "1234567890" * 4 + "0" * 8


@pytest.mark.parametrize("text", ["2E105", "1e200", "1E-300", "9" * 81, "1," * 60 + "000", f"0.{'0' * 90}1"])
def test_what_is_too_long_is_no_number(text: str) -> None:
    """A drawn line of digits or a code with a letter is no sum of money, and nothing is rounded for it."""
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["9" * 80, "8E60", "-" + "1" * 70 + ".25"])
def test_long_numbers_are_exact(text: str) -> None:
    number = parse_number(text)
    assert number == Decimal(text)
    amount = Amount(Decimal(text), Unit.HUNDRED_MILLION_YUAN)
    assert amount.yuan == Decimal(text).scaleb(8, EXACT)
