"""What single sentences state: one invented sentence per trap."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from govbudget.model.claims import Claim
from govbudget.model.coordinates import Direction, Fund, Nature, Origin, Phase, Statistic, Subject
from govbudget.money import Amount, Quantity, Rate, Unit
from govbudget.reading.narrative import read_claims
from govbudget.reading.source import split_lines
from govbudget.text import fold


def claims_of(
    text: str, *, heading: str = "一、收支情况说明", year: int | None = 2024, entity: str = ""
) -> list[Claim]:
    return read_claims(split_lines(f"{heading}\n{text}"), fiscal_year=year, entity=entity)


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("收入14567.8万元，支出14,567.80万元。", ["14567.8万元", "14,567.80万元"]),
        ("收入13,422.91万元,比上年增加1100.85万元,增加8.93%。", ["13,422.91万元", "1100.85万元", "8.93%"]),
        ("收入１３，４２２．９１万元，占５％。", ["１３，４２２．９１万元", "５％"]),
        ("工程预算 0万元、服务预算 0.00 万元，占0%。", ["0万元", "0.00万元", "0%"]),
        ("收入1.2亿元，其中补助800元。", ["1.2亿元", "800元"]),
        ("比2022年、2023年增加5万元。", ["5万元"]),
        ("第1、2、3批共4个项目。", ["4个"]),
        ("按照财预〔2018〕248号文件安排3万元。", ["3万元"]),
        (
            "车辆12辆，房屋1,200平方米，项目37个，设备3台（套）。",
            ["12辆", "1,200平方米", "37个", "3台（套）"],
        ),
        ("历时3个月，共15个工作日，计2024年3月5日，24小时值守。", []),
        ("增减率为-2.20%，增减额-5.30万元。", ["-2.20%", "-5.30万元"]),
        ("损耗率2‰，提高1.5个百分点。", ["2‰", "1.5个百分点"]),
        ("收入8.50万元.其中:补助1.5万元,占17.65%.", ["8.50万元", "1.5万元", "17.65%"]),
        ("支出1,23.4万元。", []),
        ("单元编号X101元素，2024元旦慰问。", []),
        ("增加10%-15%。", ["10%", "15%"]),
        ("无“三公”经费预算。", []),
        ("本年度0。", []),
        ("约10余万元。", ["10余万元"]),
    ],
)
def test_which_figures_are_claims(text: str, raws: list[str]) -> None:
    assert [claim.raw for claim in claims_of(text)] == raws


def test_values_keep_their_places_and_units() -> None:
    text = "收入14,567.80万元，占8.930%，车辆6辆，面积1,200.5平方米。"
    assert [(claim.value, claim.unit) for claim in claims_of(text)] == [
        (Amount.parse("14567.80", Unit.TEN_THOUSAND_YUAN), "万元"),
        (Rate.parse("8.930"), "%"),
        (Quantity.parse("6", "辆"), "辆"),
        (Quantity.parse("1200.5", "平方米"), "平方米"),
    ]


def test_both_ends_of_a_range() -> None:
    low, high = claims_of("修缮5-8间。")
    assert (low.value.value, high.value.value) == (Decimal(5), Decimal(8))
    assert low.raw == high.raw == "5-8间"
    assert low.bound == high.bound == "至"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("2024年度收入预算总计9万元。", ["收入预算总计"]),
        ("2024年，我部门安排机关运行经费共计安排9万元。", ["机关运行经费"]),
        ("本年支出合计9万元，其中：基本支出5万元，项目支出4万元。", ["本年支出合计", "基本支出", "项目支出"]),
        ("主要包括其他收入9万元。", ["其他收入"]),
        ("因公出国（境）费9万元。", ["因公出国（境）费"]),
        ("涉及绩效项目3个。", ["绩效项目"]),
        ("共编报5个项目绩效目标。", ["项目绩效目标"]),
        ("单价20万元以上的设备4台。", ["单价", "单价20万元以上的设备"]),
        ("计划购置车辆2辆、30万元。", ["计划购置车辆", "计划购置车辆"]),
        ("聘用讲解员3名支出6万元。", ["聘用讲解员", "聘用讲解员3名支出"]),
    ],
)
def test_subjects(text: str, subjects: list[str]) -> None:
    assert [claim.subject for claim in claims_of(text)] == subjects


@pytest.mark.parametrize(
    "name", ["青禾县“三农”中心", '青禾县"三农"中心', "青禾县‘三农’中心", "青禾—临江工作站"]
)
@pytest.mark.parametrize(
    "printed", ["青禾县“三农”中心", '青禾县"三农"中心', "青禾县‘三农’中心", "青禾—临江工作站"]
)
def test_the_name_of_the_entity_may_have_quotes_or_dashes(name: str, printed: str) -> None:
    if fold(name) != fold(printed):
        return
    (claim,) = claims_of(f"2024年{printed}收入预算9万元。", entity=name)
    assert (claim.subject, claim.coordinates.entity) == ("收入预算", fold(name))


def test_an_entity_of_one_character_is_told_in_no_word() -> None:
    (claim,) = claims_of("农林水支出9万元。", entity="林")
    assert (claim.subject, claim.coordinates.entity) == ("农林水支出", "")


def test_the_entity_is_no_part_of_a_subject_but_a_coordinate() -> None:
    (claim,) = claims_of("2024年青禾县图书馆收入预算9万元。", entity="青禾县图书馆")
    assert (claim.subject, claim.coordinates.entity, claim.coordinates.fiscal_year) == (
        "收入预算",
        "青禾县图书馆",
        2024,
    )


def test_changes_speak_of_the_amount_before_them() -> None:
    amount, change, rate = claims_of("收入预算120万元，比上年减少6.50万元，下降5.14%。")
    assert amount.statistic is Statistic.AMOUNT
    assert (change.statistic, change.subject, change.movement, change.compared_with) == (
        Statistic.CHANGE,
        "收入预算",
        "减少",
        "上年",
    )
    assert (rate.statistic, rate.movement, rate.compared_with) == (Statistic.RATE, "下降", "上年")
    assert (change.change, rate.change) == (Decimal("-6.50"), Decimal("-5.14"))
    assert change.about == rate.about == amount.span
    assert (change.relation, rate.relation) == ("比上年减少", "下降")


def test_a_decrease_with_a_minus_has_no_sign() -> None:
    _, change = claims_of("收入预算120万元，比上年减少-6万元。")
    assert change.change is None


def test_no_change_is_kept_on_the_amount() -> None:
    (claim,) = claims_of("公务接待费2万元，与上年预算数持平。")
    assert (claim.movement, claim.compared_with, claim.change) == ("持平", "上年预算数", None)


def test_a_comparison_after_a_plain_list_is_of_the_whole() -> None:
    text = "收入总计100万元，其中：本年收入90万元，上年结转10万元，比上年增加5万元；支出总计100万元。"
    total, current, carried, change, expenditure = claims_of(text)
    assert (current.part_of, carried.part_of) == (total.span, total.span)
    assert change.about == total.span
    assert carried.coordinates.origin is Origin.CARRIED_OVER
    assert expenditure.part_of is None


def test_a_comparison_after_compared_parts_is_of_the_last() -> None:
    text = "经费9万元，其中：购置费4万元，比上年增加1万元；运行费5万元，比上年减少2万元。"
    _, bought, more, running, less = claims_of(text)
    assert (more.about, less.about) == (bought.span, running.span)


def test_parts_in_brackets_and_the_comparison_behind_them() -> None:
    text = "公务用车费9万元（购置费4万元，比上年增加1万元；运行费5万元。）比上年减少2万元，下降18.18%。"
    whole, bought, more, running, less, rate = claims_of(text)
    assert bought.part_of == running.part_of == whole.span
    assert more.about == bought.span
    assert less.about == rate.about == whole.span


def test_an_inner_list_ends_with_the_semicolon() -> None:
    text = "支出预算9万元，其中基本支出5万元，包括人员经费4万元和日常公用经费1万元；项目支出4万元。"
    total, basic, staff, running, projects = claims_of(text)
    assert (staff.part_of, running.part_of) == (basic.span, basic.span)
    assert (basic.part_of, projects.part_of) == (total.span, total.span)
    assert projects.whole == "支出预算"


def test_shares_relate_to_the_amount_before() -> None:
    total, part, share, other = claims_of("收入9万元，包括：财政拨款收入6万元，占66.67%；其中上级补助1万元。")
    assert (share.statistic, share.about, share.part_of) == (Statistic.SHARE, part.span, total.span)
    assert share.coordinates.fund is Fund.FISCAL
    assert other.value.value == 1


def test_a_share_of_something_named() -> None:
    _, share = claims_of("公务接待费6万元，占“三公”经费的100%。")
    assert (share.compared_with, share.relation) == ("“三公”经费", "占“三公”经费的")


def test_a_bracketed_rate_belongs_to_the_change() -> None:
    _, _, rate = claims_of("会议费9万元，较上年减少1万元（10%）。")
    assert (rate.statistic, rate.movement, rate.change) == (Statistic.RATE, "减少", Decimal(-10))


def test_a_change_with_a_subject_of_its_own() -> None:
    _, whole, basic = claims_of("收支安排9万元，较2023年预算增加3万元，其中：基本支出增加2万元。")
    assert (basic.subject, basic.statistic, basic.part_of) == ("基本支出", Statistic.CHANGE, whole.span)
    assert basic.coordinates.nature is Nature.BASIC
    assert whole.coordinates.base is basic.coordinates.base is Phase.PRIOR_BUDGET


def test_last_years_amount_takes_up_the_subject() -> None:
    this, last, change = claims_of("2024年机关运行经费12万元；2023年度预算10万元，相比2023年度增加2万元。")
    assert (last.subject, last.coordinates.phase, last.coordinates.item) == (
        "2023年度预算",
        Phase.PRIOR_BUDGET,
        "机关运行经费",
    )
    assert (last.coordinates.fiscal_year, last.about, change.about) == (2024, this.span, this.span)


def test_stages_of_one_item() -> None:
    heading = "一、支出决算情况说明\n1、教育支出（类）普通教育（款）小学教育（项）"
    budget, final, done = claims_of(
        "全年预算为8万元，支出决算为7万元，完成全年预算数的87.50%。", heading=heading
    )
    assert (budget.coordinates.phase, final.coordinates.phase) == (Phase.ADJUSTED, Phase.FINAL)
    assert budget.coordinates.item == final.coordinates.item == "小学教育"
    assert budget.subject != final.subject
    assert (done.statistic, done.compared_with, done.about) == (None, "全年预算数", final.span)


@pytest.mark.parametrize(
    ("subject", "stated"),
    [
        ("一般公共预算拨款收入", {"direction": Direction.REVENUE, "fund": Fund.GENERAL}),
        ("国有资本经营预算收入", {"direction": Direction.REVENUE, "fund": Fund.STATE_CAPITAL}),
        ("基金预算收入", {"direction": Direction.REVENUE, "fund": Fund.GOVERNMENT_FUNDS}),
        ("教育支出", {"direction": Direction.EXPENDITURE, "subject": Subject.FUNCTION, "item": "教育支出"}),
        (
            "“教育支出”科目",
            {"direction": Direction.EXPENDITURE, "subject": Subject.FUNCTION, "item": "教育支出"},
        ),
        ("日常公用经费", {"nature": Nature.OPERATING}),
        ("公务用车运维费", {"subject": Subject.OFFICIAL_EXPENSE, "item": "公务用车运行维护费"}),
        ("政府采购工程预算", {"subject": Subject.PROCUREMENT, "item": "工程", "phase": Phase.BUDGET}),
        ("装裱花木", {}),
    ],
)
def test_coordinates_are_what_the_words_say_and_no_more(subject: str, stated: dict[str, object]) -> None:
    (claim,) = claims_of(f"{subject}9万元。")
    assert claim.coordinates.stated() == {"statistic": Statistic.AMOUNT, **stated}


def test_codes_in_the_words() -> None:
    function, economic = claims_of("2050202-小学教育9万元；工资福利支出（301）8万元。")
    assert str(function.coordinates.function) == "2050202"
    assert str(economic.coordinates.department_economic) == "301"


def test_counts_are_things_and_not_their_cost() -> None:
    cars, kind, limit, devices = claims_of("共有公务用车6辆，其中：应急用车2辆；单价50万元以上设备1台。")
    assert cars.coordinates.subject is Subject.ASSET
    assert kind.part_of == cars.span
    assert (limit.statistic, limit.bound) == (Statistic.PRICE, "以上")
    assert devices.part_of is None


def test_claims_compare_by_what_they_state() -> None:
    here = claims_of("收入9万元。")
    moved = read_claims(split_lines("\n\n一、收支情况说明\n\n  收入 9 万元。"), fiscal_year=2024)
    assert here == moved
    assert hash(here[0]) == hash(moved[0])
    assert here[0].place != moved[0].place
    assert pickle.loads(pickle.dumps(here)) == here
    assert repr(here[0]) == "<Claim 9万元: 收入>"


@pytest.mark.parametrize("stop", "。｡.．")
def test_a_sentence_ends_at_a_stop_of_any_width(stop: str) -> None:
    """What the parts behind it are parts of is told by the sentence before it, and is no part of their text."""
    first, second = claims_of(f"2024年采购预算总额8.50万元{stop}其中：货物预算8.50万元{stop}")
    assert first.text == f"2024年采购预算总额8.50万元{stop}"
    assert second.text == f"其中：货物预算8.50万元{stop}"
    assert second.part_of == first.span


@pytest.mark.parametrize("mark", "、､,，.．")
def test_headings_are_numbered_with_any_mark(mark: str) -> None:
    """The mark behind a number may be of any width."""
    text = f"一{mark}收入预算情况说明\n2024年收入8万元。\n二{mark}支出预算情况说明\n2024年支出8万元。"
    sections = [claim.section for claim in read_claims(split_lines(text), fiscal_year=2024)]
    assert sections == [f"一{mark}收入预算情况说明", f"二{mark}支出预算情况说明"]
