"""The claims of real documents, compared with a reading by hand (figures only: the sentences stay where they are)."""

from __future__ import annotations

import pytest

from govbudget.exports.claims import claim_rows
from govbudget.model.claims import Claim
from govbudget.model.coordinates import Statistic
from govbudget.reading.narrative import read_claims
from govbudget.reading.source import split_lines
from tests.support import needs_shared, seed_text

# The lines of prose that explain or might be mistaken for it, as blocks leave them.
PROSE = {
    "001": ((37, 76), (429, 490), (1690, 1760)),
    "002": ((2175, 2243), (2259, 2477), (3855, 3855), (4452, 4462), (4480, 4530)),
}

# Line, then its figures in print order.  A subject may be shortened to its end.
HAND = {
    "001": {
        433: (
            "14,567.80万元 预算收入总计|13,422.91万元 本年收入|1,144.89万元 上年结转"
            "|2235.74万元 预算收入总计|18.13% 预算收入总计"
            "|14,567.80万元 支出总计|13,422.91万元 本年预算安排|1,144.89万元 上年结转"
            "|2235.74万元 支出总计|18.13% 支出总计"
        ),
        437: (
            "14,567.80万元 预算收入|13,422.91万元 一般公共预算拨款收入|92.14% 一般公共预算拨款收入"
            "|0万元 政府性基金预算拨款收入|0% 政府性基金预算拨款收入|0万元 国有资本经营预算拨款收入"
            "|0% 国有资本经营预算拨款收入|0万元 财政专户管理资金收入|0% 财政专户管理资金收入"
            "|0万元 单位资金|0% 单位资金|1,144.89万元 上年结转|7.86% 上年结转"
        ),
        443: "14567.8万元 支出预算|6970.39万元 基本支出|47.85% 基本支出|7597.41万元 项目支出|52.15% 项目支出",
        447: (
            "14,567.80万元 财政拨款收支总预算|14,567.80万元 一般公共预算拨款|0万元 政府性基金预算拨款"
            "|0万元 国有资本经营预算拨款|13,422.91万元 当年拨款收入|1,144.89万元 上年结转收入"
            "|13,197.70万元 公共安全支出|551.12万元 社会保障和就业支出"
            "|241.11万元 卫生健康支出|28.00万元 农林水支出|549.87万元 住房保障支出"
        ),
        454: "13,422.91万元 当年拨款|1100.85万元 当年拨款|8.93% 当年拨款",
        458: (
            "13,422.91万元 当年拨款|12,052.81万元 公共安全支出"
            "|89.79% 公共安全支出|551.12万元 社会保障和就业支出"
            "|4.11% 社会保障和就业支出|241.11万元 卫生健康支出"
            "|1.80% 卫生健康支出|28.00万元 农林水支出|0.21% 农林水支出"
            "|549.87万元 住房保障支出|4.10% 住房保障支出"
        ),
        464: "6,970.39万元 一般公共预算基本支出",
        466: "5,657.56万元 人员经费",
        468: "1,312.83万元 公用经费",
        476: "1312.83万元 财政拨款总计|1285.93万元 2022年度预算|26.9万元 财政拨款总计|2.1% 财政拨款总计",
        480: "2798.39万元 政府采购预算总额|2798.39万元 政府采购货物预算|0万元 政府采购工程预算|0万元 政府采购服务预算",
        486: "37个 绩效目标管理的项目|6663.92万元 一般公共预算当年拨款",
        1694: "66辆 车辆|3辆 一般公务车|63辆 执法执勤用车",
        1698: "23911.1平方米 办公用房总建筑面积|56600平方米 总建筑面积",
    },
    "002": {
        2267: "11745.92万元 预算收入|11624.03万元 一般公共预算收入",
        2269: "0.00万元 基金预算收入|0.00万元 国有资本经营预算收入|0.00万元 财政专户核拨收入|0.00万元 单位资金收入",
        2271: "121.89万元 上年结转结余",
        2276: "11745.92万元 支出预算|7097.57万元 基本支出|6232.27万元 人员经费",
        2278: "865.30万元 日常公用经费|4648.35万元 项目支出",
        2282: "11745.92万元 预算收支安排|923.98万元 预算收支安排|2104.19万元 基本支出",
        2284: "1180.21万元 项目支出",
        2287: "865.30万元 机关运行经费",
        2292: "30.00万元 “三公”经费预算安排|0.00万元 因公出国（境）费",
        2294: "30.00万元 公务用车购置及运维费|0.00万元 公务用车购置费|30.00万元 公务用车运维费|0.00万元 公务接待费",
        2296: "4.60万元 “三公”经费预算安排",
        4456: "11766.50万元 固定资产金额",
        4458: "829.21万元 固定资产总额",
    },
}

SECTIONS = {
    "001": {
        "一": 10,
        "二": 13,
        "三": 5,
        "四": 11,
        "五": 14,
        "六": 3,
        "八": 4,
        "九": 4,
        "十": 2,
        "十一": 5,
    },
    "002": {"二": 16, "三": 1, "四": 7, "九": 2},
}

pytestmark = needs_shared


def claims_of(number: str, year: int, entity: str = "") -> list[Claim]:
    lines = split_lines(seed_text(number))
    prose = [line for line in lines if any(first <= line.number <= last for first, last in PROSE[number])]
    return read_claims(prose, fiscal_year=year, entity=entity)


def by_hand(number: str) -> list[tuple[int, str, str]]:
    found = []
    for line, listed in HAND[number].items():
        for entry in listed.split("|"):
            raw, _, subject = entry.partition(" ")
            found.append((line, raw, subject))
    return found


@pytest.mark.parametrize(("number", "year"), [("001", 2023), ("002", 2024)])
def test_every_figure_and_no_other(number: str, year: int) -> None:
    claims = claims_of(number, year)
    hand = by_hand(number)
    assert [(claim.place.line, claim.raw) for claim in claims if claim.place] == [row[:2] for row in hand]
    for claim, (line, raw, subject) in zip(claims, hand, strict=True):
        assert claim.subject.endswith(subject), (line, raw, claim.subject)


@pytest.mark.parametrize(("number", "year"), [("001", 2023), ("002", 2024)])
def test_sections(number: str, year: int) -> None:
    counted: dict[str, int] = {}
    for claim in claims_of(number, year):
        key = claim.section.partition("、")[0]
        counted[key] = counted.get(key, 0) + 1
    assert counted == SECTIONS[number]


@pytest.mark.parametrize(("number", "year"), [("001", 2023), ("002", 2024)])
def test_values_are_the_print(number: str, year: int) -> None:
    text = seed_text(number)
    for row, claim in zip(claim_rows("x", claims_of(number, year)), claims_of(number, year), strict=True):
        assert f"{row.value:f}{row.unit}" == row.raw.replace(",", "")
        assert row.raw in row.text
        assert claim.span is not None
        assert "".join(claim.span.of(text).split()) == row.raw


def test_changes_and_what_they_speak_of() -> None:
    claims = claims_of("001", 2023)
    amounts = {claim.span: claim.raw for claim in claims}
    changes = [claim for claim in claims if claim.statistic in (Statistic.CHANGE, Statistic.RATE)]
    assert [(claim.raw, amounts.get(claim.about)) for claim in changes] == [
        ("2235.74万元", "14,567.80万元"),
        ("18.13%", "14,567.80万元"),
        ("2235.74万元", "14,567.80万元"),
        ("18.13%", "14,567.80万元"),
        ("1100.85万元", "13,422.91万元"),
        ("8.93%", "13,422.91万元"),
        ("26.9万元", "1312.83万元"),
        ("2.1%", "1312.83万元"),
    ]


@pytest.mark.parametrize(
    ("number", "year", "several_ways"), [("001", 2023, ["财政拨款收支总预算"]), ("002", 2024, [])]
)
def test_parts_add_up_to_the_wholes_they_name(number: str, year: int, several_ways: list[str]) -> None:
    """The lists of both narratives are complete, so that a wrong link shows as a wrong sum.

    One amount is divided in several ways by one paragraph.
    """
    claims = claims_of(number, year)
    named = {claim.span: claim for claim in claims}
    parts: dict[Claim, list[Claim]] = {}
    for claim in claims:
        if claim.part_of is not None and claim.statistic in (Statistic.AMOUNT, Statistic.COUNT):
            parts.setdefault(named[claim.part_of], []).append(claim)
    wrong = [
        of.subject
        for of, listed in parts.items()
        if sum(part.value.value for part in listed) != of.value.value
    ]
    assert wrong == several_ways
    assert len(parts) > 3
