"""Sentences as other places write them: each one an invented twin of a print that was once read wrongly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govbudget.model.claims import Claim
from govbudget.model.coordinates import Direction, Nature, Phase, Statistic, Subject
from govbudget.reading.narrative import read_claims
from govbudget.reading.source import split_lines


def claims_of(
    text: str, *, heading: str = "一、收支情况说明", year: int | None = 2024, entity: str = ""
) -> list[Claim]:
    return read_claims(split_lines(f"{heading}\n{text}"), fiscal_year=year, entity=entity)


def links(claims: list[Claim]) -> list[tuple[str, str | None, str | None]]:
    """Of every claim its print, what it speaks of and what it is a part of, as printed."""
    by_span = {claim.span: claim.raw for claim in claims}
    return [
        (
            claim.raw,
            None if claim.about is None else by_span[claim.about],
            None if claim.part_of is None else by_span[claim.part_of],
        )
        for claim in claims
    ]


def test_a_numbered_line_with_an_open_quotation_is_no_heading() -> None:
    text = """\
1.“文化支出（类）图书馆事务（款）图书
采编（项）”20.04 万元，主要用于：采购。年初预算为 77.59 万元，支
出决算为 20.04 万元。
2.“教育支出（类）普通教育（款）小学教育
（项）”5.57 万元，主要用于：小学。"""
    first, budget, final, other = claims_of(text, heading="五、支出决算情况说明")
    assert first.subject == "“文化支出（类）图书馆事务（款）图书采编（项）”"
    assert [claim.coordinates.item for claim in (first, budget, final)] == ["图书采编"] * 3
    assert (budget.coordinates.phase, final.coordinates.phase) == (Phase.BUDGET, Phase.FINAL)
    assert (other.subject, other.coordinates.item) == (
        "“教育支出（类）普通教育（款）小学教育（项）”",
        "小学教育",
    )


def test_numbering_without_a_point_before_a_quotation_is_no_part_of_a_subject() -> None:
    (claim,) = claims_of("18“教育支出（类）普通教育（款）小学教育（项）”5.18万元。")
    assert claim.subject == "“教育支出（类）普通教育（款）小学教育（项）”"


def test_a_movement_printed_twice_is_one() -> None:
    amount, change = claims_of("收入预算80万元，比2023年预算增加增加27.45万元。")
    assert (change.subject, change.movement, change.about) == ("收入预算", "增加", amount.span)


def test_a_paragraph_that_begins_with_a_stage_goes_on_with_the_item_before_it() -> None:
    item = "“民政支出（类）抚恤（款）伤残抚恤（项）”17.17万元，主要用于发放抚恤金。"
    text = f"{item}\n年初预算为0元，支出决算为17.17万元。"
    _, budget, final = claims_of(text, heading="五、一般公共预算支出决算情况说明")
    assert [claim.coordinates.item for claim in (budget, final)] == ["伤残抚恤"] * 2
    assert {claim.coordinates.subject for claim in (budget, final)} == {Subject.FUNCTION}


def test_of_several_equals_none_is_the_whole_of_what_follows() -> None:
    text = (
        "“三公”经费支出决算中，因公出国（境）费支出0万元，占0%；公务用车购置及运行费支出37.35万元，占100%；"
        "公务接待费支出0万元，占0%。具体情况如下：\n"
        "1.因公出国（境）费支出0万元。\n2.公务用车购置及运行费支出37.35万元，其中：公务用车购置费25万元，"
        "公务用车运行费12.35万元。"
    )
    claims = claims_of(text, heading="七、“三公”经费支出决算情况说明")
    assert links(claims)[6:] == [
        ("0万元", None, None),
        ("37.35万元", None, None),
        ("25万元", None, "37.35万元"),
        ("12.35万元", None, "37.35万元"),
    ]


@pytest.mark.parametrize("between", ["", "\n"])
def test_another_breakdown_is_no_part_of_the_last_of_the_one_before_it(between: str) -> None:
    text = (
        f"按资金类型划分，一般公共预算拨款17000元，财政专户资金0元，上年结转资金100元。{between}"
        "按采购类型划分，分为货物、工程和服务三种类型。其中：货物类采购10000元，工程类采购0元，服务类采购7100元。"
    )
    assert {whole for _, _, whole in links(claims_of(text, heading="三、政府采购情况"))} == {None}


@pytest.mark.parametrize("comma", ["，", ""])
def test_a_clause_that_compares_a_total_names_what_the_change_is_of(comma: str) -> None:
    text = (
        "2024年度支出总计434.72万元，其中：本年支出合计434.16万元，结余分配0.00万元，年末结转和结余0.56万元。\n"
        f"收入支出总体与上年相比{comma}增加58.21万元，增长15.46%。"
    )
    claims = claims_of(text, heading="一、收入支出决算总体情况说明")
    change, rate = claims[-2:]
    assert (change.subject, rate.subject) == ("收入支出总体", "收入支出总体")
    assert (change.about, rate.about) == (None, change.span)
    assert change.compared_with == rate.compared_with == "上年"


def test_a_clause_that_compares_the_amount_before_it_speaks_of_that() -> None:
    text = "2024年收入总计80万元，其中：财政拨款60万元，其他收入20万元。收入总计与上年相比，增加8万元。"
    whole, *_, change = claims_of(text)
    assert change.about == whole.span


def test_the_first_part_after_its_opening_word_may_be_called_a_total() -> None:
    text = "收入总计434.72万元，其中：本年收入合计434.16万元，年初结转和结余0.56万元。"
    assert links(claims_of(text)) == [
        ("434.72万元", None, None),
        ("434.16万元", None, "434.72万元"),
        ("0.56万元", None, "434.72万元"),
    ]


def test_people_who_are_the_reason_are_no_whole() -> None:
    text = "支出总计1741.75万元，主要原因：62名职工调资。其中：\n1.教育支出1595.95万元，用于62名职工。"
    whole, _, part, count = claims_of(text)
    assert (part.part_of, count.part_of) == (whole.span, None)


def test_more_than_the_budget_is_a_change() -> None:
    amount, change = claims_of("支出总计90万元，决算数大于预算数55.93万元。")
    assert (change.statistic, change.about, change.compared_with) == (
        Statistic.CHANGE,
        amount.span,
        "预算数",
    )
    assert change.change == Decimal("55.93")
    (lower,) = claims_of("决算数小于年初预算数5万元。", heading="五、支出决算情况说明")
    assert (lower.change, lower.compared_with) == (Decimal(-5), "年初预算数")


def test_fewer_than_last_year_is_a_change() -> None:
    amount, change = claims_of("计划购置车辆2辆，比上年度少3辆。", heading="五、公务用车情况")
    assert (change.statistic, change.movement, change.change) == (Statistic.CHANGE, "少", Decimal(-3))
    assert change.about == amount.span


@pytest.mark.parametrize("words", ["2023年度", "上年"])
def test_an_amount_of_a_prior_year_without_a_stage_is_one_of_that_year(words: str) -> None:
    (claim,) = claims_of(f"{words}“三公”经费合计支出20.12万元。", heading="二、“三公”经费情况")
    assert (claim.coordinates.fiscal_year, claim.coordinates.phase) == (2023, None)


def test_parts_keep_the_nature_of_their_whole() -> None:
    text = """\
1.基本支出预算25万元，其中：
工资福利支出20万元，占基本支出预算80%。
商品和服务支出5万元，占基本支出预算20%。
2.项目支出7万元。"""
    _, first, _, second, _, other = claims_of(text)
    assert other.part_of is None
    assert first.coordinates.nature is second.coordinates.nature is Nature.BASIC


@pytest.mark.parametrize("stage", ["支出决算", "年初预算数", "支出", "科目支出决算数", ""])
def test_the_stage_behind_an_item_is_no_item(stage: str) -> None:
    (claim,) = claims_of(f"“教育支出（类）普通教育（款）小学教育（项）”{stage}为31.00万元。")
    assert (claim.coordinates.subject, claim.coordinates.item) == (Subject.FUNCTION, "小学教育")


def test_a_comparison_with_the_budget_of_the_same_year() -> None:
    text = (
        "“三公”经费支出9.07万元，较年初预算数减少10.93万元，下降54.65%，较上年支出数减少0.71万元，下降7.26%。"
    )
    amount, less, rate, fewer, slower = claims_of(text, heading="二、“三公”经费决算情况")
    assert [claim.compared_with for claim in (less, rate, fewer, slower)] == [
        "年初预算数",
        "年初预算数",
        "上年支出数",
        "上年支出数",
    ]
    assert {claim.about for claim in (less, rate, fewer, slower)} == {amount.span}


def test_a_second_comparison_is_of_what_the_first_was() -> None:
    text = (
        "“三公”经费决算4.5万元，因公出国（境）费0万元，公务接待费0万元，公务用车费4.5万元。"
        "“三公”经费较上年决算数减少0.03万元，下降0.6%；较年初预算数减少6.3万元，下降58.3%。"
    )
    *_, first, _, second, rate = claims_of(text, heading="二、“三公”经费决算情况")
    assert (first.subject, second.subject, rate.subject) == ("“三公”经费", "“三公”经费", "“三公”经费")
    assert (second.about, rate.about) == (None, second.span)


def test_a_unit_of_the_budget_is_nothing_to_compare_with() -> None:
    (claim,) = claims_of("本级和预算单位经费增加5万元。")
    assert claim.compared_with == ""


def test_operating_money_in_a_paragraph_of_its_own_is_a_part_of_basic_expenditure() -> None:
    text = "基本支出9万元，其中：\n人员经费8万元，主要包括：工资。\n公用经费1万元，主要包括：办公费。"
    basic, _, operating = claims_of(text)
    assert operating.part_of == basic.span


@pytest.mark.parametrize(
    ("subject", "code", "item"),
    [
        ("社会保障和就业（208）行政事业单位养老支出（05）事业单位离退休（02）支出决算", "2080502", ""),
        ("住房保障支出221（类）住房改革支出02（款）住房公积金01（项）支出决算", "2210201", ""),
        ("卫生健康支出（210类）行政事业单位医疗（11款）行政单位医疗（01项）", "2101101", ""),
        ("教育支出（205）普通教育（02）", "20502", ""),
        ("教育支出（205）", "205", ""),
        ("教育支出（205类）普通教育（款）小学教育（项）", "", "小学教育"),
    ],
)
def test_a_code_in_parts_behind_the_names_of_its_levels(subject: str, code: str, item: str) -> None:
    (claim,) = claims_of(f"{subject}为42.87万元。")
    about = claim.coordinates
    assert ("" if about.function is None else about.function.digits, about.item) == (code, item)
    assert about.subject is Subject.FUNCTION


@pytest.mark.parametrize("choice", ["增加/减少", "增加（减少）", "增长或下降"])
def test_a_choice_left_standing_says_neither(choice: str) -> None:
    amount, change = claims_of(f"公务接待费支出5万元，比2023年{choice}2万元。")
    assert (change.statistic, change.change, change.about) == (Statistic.CHANGE, None, amount.span)


def test_a_long_item_is_no_heading_where_its_second_line_is_cut_too() -> None:
    text = """\
2、城乡社区支出（类）国有土地使用权出让收入对应专项
债务收入安排的支出（款）其他国有土地使用权出让收入对应专
项债务收入安排的支出（项）。主要用于：场馆装修工程项目
支出。年初预算为 0 万元，支出决算为 2000.00 万元。决算数大
于预算数的主要原因：场馆装修工程预算从一般公共预算财政
拨款调整至政府性基金预算财政拨款。"""
    claims = claims_of(text, heading="八、政府性基金预算支出决算情况说明")
    item = "其他国有土地使用权出让收入对应专项债务收入安排的支出"
    assert [claim.coordinates.item for claim in claims] == [item, item]


def test_an_item_named_on_a_line_of_its_own_belongs_to_the_list() -> None:
    text = """\
财政拨款支出年初预算数为5万元，支出决算数为6万元，其中：
1、教育支出（类）普通教育（款）小学教育（项）。
年初预算为2万元，支出决算为3万元，决算数与预算数持平。
2、教育支出（类）普通教育（款）初中教育（项）。
年初预算为3万元，支出决算为3万元，与年初预算数持平。"""
    _, whole, *items = claims_of(text, heading="五、支出决算情况说明")
    assert [claim.part_of for claim in items] == [whole.span] * 4
    assert [claim.coordinates.item for claim in items] == ["小学教育", "小学教育", "初中教育", "初中教育"]
    assert [(claim.movement, claim.compared_with) for claim in items] == [
        ("", ""),
        ("持平", "预算数"),
        ("", ""),
        ("持平", "年初预算数"),
    ]


def test_a_heading_below_the_words_of_a_cover() -> None:
    text = "预算主管部门：青禾县文化局\n\n2024年部门预算编制说明\n  2024年，收入预算9万元。"
    (claim,) = claims_of(text, heading="青禾县2024年县级部门预算")
    assert claim.section == "2024年部门预算编制说明"


def test_an_item_of_the_functional_classification_is_expenditure() -> None:
    item = "城乡社区支出（类）国有土地使用权出让收入安排的支出（款）城市建设支出（项）"
    (claim,) = claims_of(f"{item}279,285.70万元。")
    assert claim.coordinates.direction is Direction.EXPENDITURE


def test_the_stages_of_an_item_that_has_the_stage_of_its_whole() -> None:
    claims = claims_of(
        "一般公共预算财政拨款支出年初预算为 30.00 万元，支出决算为 20.00 万元。其中：\n"
        "1、科学技术支出（类）科学技术普及（款）科普活动（项）10.00 万元。主要用于各类科普活动和展览。\n"
        "年初预算为 11.00 万元，支出决算为 10.00 万元。",
        heading="五、一般公共预算财政拨款支出决算情况说明",
    )
    item = "科学技术支出（类）科学技术普及（款）科普活动（项）"
    assert [claim.subject for claim in claims[2:]] == [item, f"{item}年初预算", f"{item}支出决算"]


def test_a_sentence_tells_the_stages_of_the_one_item_before_it() -> None:
    claims = claims_of(
        "政府性基金预算财政拨款收入 105.00 万元，支出 105.00 万元，支出具体情况如下：住房保障支出（类）"
        "其他住房保障支出（项）105.00 万元，主要用于更新改造。年初预算为 0.00 万元，支出决算为 105.00 万元。",
        heading="八、政府性基金预算财政拨款收入支出决算情况说明",
    )
    item = "住房保障支出（类）其他住房保障支出（项）"
    assert [claim.subject for claim in claims[2:]] == [item, f"{item}年初预算", f"{item}支出决算"]


def test_of_two_shares_none_is_the_whole_of_what_follows() -> None:
    claims = claims_of(
        "“三公”经费支出决算中，公务用车购置及运行维护费支出决算 19.56 万元，占 98.49%；公务接待费支出决算 0.3 万元，"
        "占 1.51%。具体情况如下：\n1、因公出国（境）费支出 0.00 万元。\n2、公务接待费支出 0.3 万元。",
        heading="七、财政拨款“三公”经费支出决算情况说明",
    )
    assert [claim.part_of for claim in claims if claim.coordinates.statistic is Statistic.AMOUNT] == [
        None
    ] * 4


def test_an_item_whose_figures_stand_in_a_later_sentence() -> None:
    claims = claims_of(
        "一般公共预算财政拨款支出年初预算为 30.00 万元，支出决算为 20.00 万元。其中：\n"
        "1.教育支出（类）普通教育（款）小学教育（项），主要用于学校运转。"
        "年初预算为 11.00 万元，支出决算为 12.00 万元。\n"
        "2.教育支出（类）普通教育（款）初中\n教育（项），主要用于学校运转和设备，以及其他各类支出和有关的各项支出。\n"
        "年初预算为 19.00 万元，当年支出决算为 8.00 万元。",
        heading="五、一般公共预算财政拨款支出决算情况说明",
    )
    primary, middle = (
        "教育支出（类）普通教育（款）小学教育（项）",
        "教育支出（类）普通教育（款）初中教育（项）",
    )
    assert [(claim.subject, claim.coordinates.item) for claim in claims[2:]] == [
        (f"{primary}年初预算", "小学教育"),
        (f"{primary}支出决算", "小学教育"),
        (f"{middle}年初预算", "初中教育"),
        (f"{middle}当年支出决算", "初中教育"),
    ]
    assert {claim.whole for claim in claims[2:]} == {claims[1].subject}
    assert claims[-1].coordinates.phase is Phase.FINAL
