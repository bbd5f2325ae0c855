"""Telling names, targets, levels and labels apart, one cell at a time."""

from __future__ import annotations

import pytest

from govbudget.model.levels import LEVEL_WORDS, canonical_levels
from govbudget.reading.forms.goals import goal_items
from govbudget.reading.forms.headings import is_title
from govbudget.reading.forms.memo import Memo
from govbudget.reading.targets import cell_class, split_name_and_target


@pytest.mark.parametrize(
    ("printed", "first", "second"),
    [
        ("数量指标", "产出指标", "数量指标"),
        ("数量", "产出指标", "数量指标"),
        ("成本指标", "产出指标", "成本指标"),
        ("经济成本指标", "成本指标", "经济成本指标"),
        ("生态环境成本指标", "成本指标", "生态环境成本指标"),
        ("社会效益 指标", "效益指标", "社会效益指标"),
        ("环境效益", "效益指标", "生态效益指标"),
        ("可持续影响指", "效益指标", "可持续影响指标"),
        ("服务对象满意度指", "满意度指标", "服务对象满意度指标"),
        ("服务对象满意度", "满意度指标", "服务对象满意度指标"),
        ("满意度", "满意度指标", "服务对象满意度指标"),
        ("满意度指标", "满意度指标", "服务对象满意度指标"),
        ("投入管理", "", ""),
        ("配套设施", "", ""),
        ("产出指标", "", ""),
        ("", "", ""),
        ("新增座位数", "", ""),
    ],
)
def test_canonical_levels(printed: str, first: str, second: str) -> None:
    assert canonical_levels(printed) == (first, second)


def test_every_level_word_is_told_from_a_name() -> None:
    for word, level in LEVEL_WORDS.items():
        assert cell_class(word) == level.value
        assert cell_class(" ".join(word)) == level.value


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("效益 指标", "1"),
        ("数量指标", "2"),
        ("成本指标", "a"),
        ("满意度指标", "m"),
        ("≥5个", "t"),
        ("0", "t"),
        ("好", "s"),
        ("及时", "s"),
        ("定性提升", "t"),
        ("可靠可靠", "t"),
        ("2023年1月-2023年12月", "t"),
        ("不低于95%", "t"),
        ("新增座位数", "w"),
        ("验收合格率（%）", "w"),
        ("110电话一次接通率", "w"),
        ("2020年旧账欠款", "w"),
        ("读者满意度≥90%", "x"),
        ("维护及时率(100%", "x"),
    ],
)
def test_cell_class(text: str, letter: str) -> None:
    assert cell_class(text) == letter


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("出警及时率≥95%", ("出警及时率", "≥95%")),
        ("每年受理人数 ≥1000人", ("每年受理人数", "≥1000人")),
        ("提升办事便利度 有效提升", ("提升办事便利度", "有效提升")),
        ("系统维护及时率(100%", ("系统维护及时率(", "100%")),
        ("覆盖率95.5％", ("覆盖率", "95.5％")),
        ("新增座位数", None),
        ("100%", None),
        ("≥95%", None),
        ("大于≥及时", None),
        ("DNA 检测", None),
        ("完成 3 项", None),
        ("保障座位充足，环境整洁 明显改善", None),
        ("建筑面积4.5万平方米", None),
    ],
)
def test_name_and_target_in_one_cell(text: str, parts: tuple[str, str] | None) -> None:
    assert split_name_and_target(text) == parts


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("项目名称", "项目名称", ""),
        ("项 目　名称：", "项目名称", ""),
        ("其中：中央财政资金", "中央财政资金", ""),
        ("其中: 中央财政资金", "中央财政资金", ""),
        ("中央财政资金 1,200.50", "中央财政资金", "1,200.50"),
        ("实施期资金总额：395,800", "实施期资金总额", "395,800"),
        ("负责人：甲某", "负责人", "甲某"),
        ("负责人", "负责人", ""),
        ("市县(区)财政资 金", "市县(区)财政资金", ""),
        ("市、县（区）财政资金 0", "市、县（区）财政资金", "0"),
        ("1、资金来源：(1)财政性资金", "财政性资金", ""),
        ("（2）其他资金", "其他资金", ""),
        ("部门预算总额(万元)", "部门预算总额(万元)", ""),
        ("项目资金 （元）", "项目资金（元）", ""),
        ("单位：万元", "单位", "万元"),
        ("资金支出计划（%）", "资金支出计划（%）", ""),
    ],
)
def test_labels(text: str, name: str, value: str) -> None:
    hit = Memo().labels[text]
    assert hit is not None
    assert (hit.name, hit.value) == (name, value)


@pytest.mark.parametrize(
    "text",
    [
        "阅览室改造",
        "2024-01-01",
        "125.00",
        "≥5",
        "改造少儿阅览室：增加座位。",
        "业务类",
        "一期工程",
        "0000000",
        "：",
    ],
)
def test_values_are_no_labels(text: str) -> None:
    assert Memo().labels[text] is None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("完成改造", ["完成改造"]),
        ("1、完成改造。 2、全年开放。", ["1、完成改造。", "2、全年开放。"]),
        ("1.完成改造；2.全年开放；", ["1.完成改造；", "2.全年开放；"]),
        ("（1）完成改造。（2）全年开放。", ["（1）完成改造。", "（2）全年开放。"]),
        ("①完成改造。②全年开放。", ["①完成改造。", "②全年开放。"]),
        ("一、完成改造。二、全年开放。", ["一、完成改造。", "二、全年开放。"]),
        ("目标1、完成改造。 目标2、全年开放。", ["目标1、完成改造。", "目标2、全年开放。"]),
        ("<p>“1、完成改造； 2、全年开放。”</p>", ["<p>“1、完成改造；", "2、全年开放。”</p>"]),
        ("1.完成改造", ["1.完成改造"]),
        ("1.5万册新书，2.5万册旧书", ["1.5万册新书，2.5万册旧书"]),
        ("1、新增2.5万册。 2、开放。", ["1、新增2.5万册。", "2、开放。"]),
        ("主要目标为： 1、改造； 2、开放。", ["主要目标为： 1、改造； 2、开放。"]),
        ("2024年完成：1、改造；2、开放", ["2024年完成：1、改造；2、开放"]),
        ("1、改造第12、13室。 2、开放。", ["1、改造第12、13室。", "2、开放。"]),
        ("1、改造。 3、开放。", ["1、改造。 3、开放。"]),
        ("1､改造｡2､开放｡", ["1､改造｡", "2､开放｡"]),
        ("１、改造。2、开放。", ["１、改造。", "2、开放。"]),
        ("（１）改造；(2)开放", ["（１）改造；", "(2)开放"]),
        ("＜ｐ＞＂１．改造；２．开放．", ["＜ｐ＞＂１．改造；", "２．开放．"]),
        ("1,改造;2,开放", ["1,改造;", "2,开放"]),
        ("1,234册新书", ["1,234册新书"]),
    ],
)
def test_goals_as_numbered_lists(text: str, items: list[str]) -> None:
    assert list(goal_items(text)) == items


@pytest.mark.parametrize("space", [" ", "\u3000", "\xa0", "  "])
def test_titles_may_be_spaced_out(space: str) -> None:
    """White space of any kind between the characters of a title says nothing."""
    assert is_title(space.join("某馆项目支出绩效目标表"))
