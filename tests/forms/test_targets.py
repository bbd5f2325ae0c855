"""Targets: what each print is read as, what it writes back, and whether an actual value meets it."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.errors import PeriodError
from govbudget.model.indicators import (
    BlankTarget,
    DateTarget,
    Operator,
    PeriodTarget,
    QualitativeTarget,
    QuantityTarget,
    RangeTarget,
    RedactedTarget,
    Target,
    parse_target,
)
from govbudget.model.target_dates import PartialDate

# print, operator, number, unit
QUANTITIES = [
    ("≥90%", "≥", "90", "%"),
    ("=125人", "=", "125", "人"),
    ("213个", "", "213", "个"),
    ("100%", "", "100", "%"),
    ("0", "", "0", ""),
    (">85%", ">", "85", "%"),
    ("<0.1 小时", "<", "0.1", "小时"),
    ("≥80％", "≥", "80", "%"),
    ("≥100 百分比", "≥", "100", "%"),
    ("≥100 项或类", "≥", "100", "项或类"),
    ("≥1个或套", "≥", "1", "个或套"),
    ("≤8.8 万元/月", "≤", "8.8", "万元/月"),
    ("≤4404元/人/年", "≤", "4404", "元/人/年"),
    ("≥5万份", "≥", "5", "万份"),
    ("400万", "", "400", "万"),
    ("1.2万个", "", "1.2", "万个"),
    ("24 小时/天", "", "24", "小时/天"),
    ("365天", "", "365", "天"),
    ("12月", "", "12", "月"),
    ("≥8年", "≥", "8", "年"),
    ("≥200台（套）", "≥", "200", "台（套）"),
    ("≥200台(套)", "≥", "200", "台(套)"),
    ("≥300平方米、公里等", "≥", "300", "平方米、公里等"),
    ("58924.28平米", "", "58924.28", "平米"),
    ("1,200.50元", "", "1200.50", "元"),
    (">=3", "≥", "3", ""),
    ("＞＝ 3 次", "≥", "3", "次"),
    ("＜1次", "<", "1", "次"),
    ("不低于95%", "≥", "95", "%"),
    ("不超过３天", "≤", "3", "天"),
    ("=0起", "=", "0", "起"),
    ("≥95%。", "≥", "95", "%"),
    ("5‰", "", "5", "‰"),
    ("≥2项/人", "≥", "2", "项/人"),
]

# print, text
WORDS = [
    ("好", "好"),
    ("定性及时", "及时"),
    ("定性", ""),
    ("可靠可靠", "可靠"),
    ("定性可靠可靠", "可靠"),
    ("及时%", "及时%"),
    ("发1破1", "发1破1"),
    ("每月 25 日前发工资", "每月 25 日前发工资"),
    ("XX月XX日前", "XX月XX日前"),
    ("完成计划的100%", "完成计划的100%"),
    ("95%以上", "95%以上"),
    ("3年内", "3年内"),
    ("1,23.4个", "1,23.4个"),
    ("2020年旧欠款", "2020年旧欠款"),
    ("2023年13月", "2023年13月"),
    ("提升（定性）", "提升"),
    ("≥及时", "≥及时"),
    ("100元不等", "100元不等"),
    ("3A级", "3A级"),
]

# print, how it is written, kind
DATES = [
    ("2023年", "2023年", "date"),
    ("2023年12月31日", "2023年12月31日", "date"),
    ("2023-12-31", "2023年12月31日", "date"),
    ("2023.1.1", "2023年1月1日", "date"),
    ("12月31日前", "12月31日前", "date"),
    ("2023年12月31日前完成采购", "2023年12月31日前完成采购", "date"),
    ("2023年10月1日前XX月XX日前", "2023年10月1日前XX月XX日前", "date"),
    ("2023年底前", "2023年底前", "date"),
    ("2023年1月-2023年12月", "2023年1月-2023年12月", "period"),
    ("2023.1.1-2023.12.31", "2023年1月1日-2023年12月31日", "period"),
    ("2023年1-12月", "2023年1月-2023年12月", "period"),
    ("2023年3月1日至10月30日", "2023年3月1日-2023年10月30日", "period"),
    ("2023年11月-2024年3月", "2023年11月-2024年3月", "period"),
    ("2022年-2024年", "2022年-2024年", "period"),
    ("2022-2024年", "2022年-2024年", "period"),
    ("2023年全年", "2023年全年", "period"),
    ("2023年1月1日－2023年12月31日时限", "2023年1月1日-2023年12月31日时限", "period"),
]


@pytest.mark.parametrize(("text", "operator", "number", "unit"), QUANTITIES)
def test_quantities(text: str, operator: str, number: str, unit: str) -> None:
    target = parse_target(text)
    assert isinstance(target, QuantityTarget)
    assert target == QuantityTarget(Decimal(number), unit, Operator(operator) if operator else None)
    assert target.raw == text
    assert str(target.value) == number


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words(text: str, words: str) -> None:
    assert parse_target(text) == QualitativeTarget(words)


@pytest.mark.parametrize(("text", "formatted", "kind"), DATES)
def test_dates(text: str, formatted: str, kind: str) -> None:
    target = parse_target(text)
    assert isinstance(target, DateTarget | PeriodTarget)
    assert (target.format(), target.kind.value, target.raw) == (formatted, kind, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300天-350天", RangeTarget(Decimal(300), Decimal(350), "天")),
        ("90-95%", RangeTarget(Decimal(90), Decimal(95), "%")),
        ("3～5个", RangeTarget(Decimal(3), Decimal(5), "个")),
        ("1-12月", RangeTarget(Decimal(1), Decimal(12), "月")),
        ("≥90%至95%", RangeTarget(Decimal(90), Decimal(95), "%", Operator.AT_LEAST)),
        ("5个-3个", QualitativeTarget("5个-3个")),
        ("3人-5个", QualitativeTarget("3人-5个")),
        ("**", RedactedTarget()),
        ("***", RedactedTarget()),
        ("", BlankTarget()),
        ("—", BlankTarget()),
    ],
)
def test_the_rest(text: str, expected: Target) -> None:
    assert parse_target(text) == expected


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "9-" * 50_000, "9" * 50_000 + "-", "元/" * 50_000, "定性" * 50_000]
)
def test_long_texts_are_words_and_cost_little(text: str) -> None:
    assert isinstance(parse_target(text), QualitativeTarget)


def test_printed_places_count() -> None:
    assert parse_target("≥95.0%") != parse_target("≥95%")
    assert parse_target("≥95.0%").format() == "≥95.0%"


def test_equality_leaves_out_the_print() -> None:
    assert parse_target("≥95 百分比") == parse_target(">=95％")
    assert hash(parse_target("≥95 百分比")) == hash(parse_target(">=95％"))


# --- is it met? -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "actual", "answer"),
    [
        ("≥95%", "96%", True),
        ("≥95%", "95.0", True),
        ("≥95%", 94, False),
        ("≥95%", Decimal("94.99"), False),
        ("≥95%", "96人", None),
        ("≥95%", "很高", None),
        (">85%", 85, False),
        ("≤5万元", Decimal("5.0"), True),
        ("<1次", "1次", False),
        ("=0起", 0, True),
        ("=0起", 1, False),
        ("213个", 213, True),
        ("213个", 214, None),
        ("300天-350天", "350天", True),
        ("300天-350天", 351, False),
        ("≥90%-95%", 92, None),
        ("≥90%-95%", 96, True),
        ("≥90%-95%", 80, False),
        ("定性提升", "提升", True),
        ("提升", "未提升", False),
        ("及时", "不及时", False),
        ("及时", "基本及时", None),
        ("及时", 100, None),
        ("定性", "好", None),
        ("2023年12月31日前", "2023年12月31日", True),
        ("2023年12月31日前", dt.date(2024, 1, 1), False),
        ("2023年6月底前", dt.date(2023, 6, 30), True),
        ("2023年", dt.datetime(2023, 5, 1, tzinfo=dt.UTC), True),
        ("2023年", dt.date(2024, 5, 1), None),
        ("2023年1月-2023年12月", "2023年5月", True),
        ("2023年1月-2023年12月", dt.date(2022, 12, 31), False),
        ("12月31日前", dt.date(2023, 12, 1), None),
        ("2023年", "及时", None),
        ("**", 5, None),
        ("", "5", None),
    ],
)
def test_is_met_by(target: str, actual: Decimal | int | str | dt.date, answer: bool | None) -> None:
    assert parse_target(target).is_met_by(actual) is answer


@pytest.mark.parametrize("text", ["≥95%", "1-2个", "及时", "2023年", "2022年-2023年", "**", ""])
@pytest.mark.parametrize("actual", [95.0, True])
def test_floats_and_truth_values_are_refused(text: str, actual: object) -> None:
    with pytest.raises(TypeError, match="expected a Decimal, an int, a str or a date, found"):
        parse_target(text).is_met_by(actual)  # type: ignore[arg-type]


def test_not_a_number_meets_nothing() -> None:
    assert parse_target("≥95%").is_met_by(Decimal("NaN")) is None


@pytest.mark.parametrize(
    "parts", [(2023, 13), (2023, 2, 29), (None, 5), (None, None, 5), (2023, None, 5), (1066,)]
)
def test_no_day_of_the_calendar(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(PeriodError, match="expected a date of the calendar"):
        PartialDate(*parts)


# --- laws ---------------------------------------------------------------------------------------------------

NUMBERS = st.decimals(
    min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=2
) | st.integers(0, 10**9).map(Decimal)
UNITS = st.sampled_from(
    ["", "%", "个", "万元/月", "元/人/年", "台（套）", "个或套", "万份", "小时/天", "平方米", "月"]
)
OPERATORS = st.sampled_from([None, *Operator])
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
TARGETS: st.SearchStrategy[Target] = st.one_of(
    st.builds(QuantityTarget, NUMBERS, UNITS, OPERATORS),
    st.tuples(NUMBERS, NUMBERS, UNITS.filter(lambda unit: unit != "月")).map(
        lambda parts: RangeTarget(min(parts[:2]), max(parts[:2]), parts[2])
    ),
    DAYS.map(lambda day: DateTarget(PartialDate(day.year, day.month, day.day))),
    st.tuples(DAYS, DAYS).map(
        lambda days: PeriodTarget(
            PartialDate(min(days).year, min(days).month), PartialDate(max(days).year + 1, 6)
        )
    ),
)


@given(TARGETS)
def test_parse_reads_what_format_writes(target: Target) -> None:
    assert parse_target(target.format()) == target


@given(
    st.text(max_size=30)
    | st.text(alphabet="0123456789.,%≥≤=-~年月日定性提升前底至 个万元/（）*", max_size=14)
)
def test_any_text_is_a_target_and_survives(text: str) -> None:
    target = parse_target(text)
    assert target.raw == text.strip()
    assert parse_target(target.format()) == target
    assert pickle.loads(pickle.dumps(target)) == target
    assert repr(target)
    assert target.is_met_by(text) in (True, False, None)


@given(NUMBERS, UNITS, NUMBERS)
def test_at_least_and_less_than_are_opposites(bound: Decimal, unit: str, actual: Decimal) -> None:
    at_least = QuantityTarget(bound, unit, Operator.AT_LEAST).is_met_by(actual)
    assert at_least is not QuantityTarget(bound, unit, Operator.LESS_THAN).is_met_by(actual)


# What targets are made of, put together as no document does.
PIECES = st.sampled_from(
    [
        *"0123456789.,-—~至到年月日%％≥≤=><＞＝个人次元万亿天/（）X好１２．，或、", " ", "\u3000", "2023年", "12月",
        "31日", "百分比", "300天", "-350天", "万元", "定性", "不低于", ">=", "小时/天", "2023-01-01", "2023.1.1",
        "可靠可靠", "全年",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=9).map("".join))
def test_whatever_is_read_is_written_back(text: str) -> None:
    target = parse_target(text)
    again = parse_target(target.format())
    assert again == target
    assert again.kind is target.kind


@pytest.mark.parametrize("text", ["0-0至", "2023-01-01-2023-01-01.", "2023年5月-2023年5月", "2023年全年"])
def test_spans_that_begin_and_end_alike(text: str) -> None:
    target = parse_target(text)
    assert parse_target(target.format()) == target
