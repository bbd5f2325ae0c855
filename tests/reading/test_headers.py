"""Header rows, merged and displaced cells, and what a column is by its words."""

from __future__ import annotations

import pytest

from govbudget.model.coordinates import Coordinates, Fund, Nature, Origin, Phase, Statistic
from govbudget.model.tables import FigureStatus
from govbudget.money import Quantity, Rate, Unit
from govbudget.reading.grid import GridRow
from govbudget.reading.header import Header, is_dash, is_numbering, is_percent, is_redaction
from govbudget.reading.words import (
    HeaderRole,
    header_coordinates,
    header_role,
    header_unit,
    is_economic_name,
    is_functional_name,
    is_total_word,
    official_expense,
    path_coordinates,
)
from govbudget.text import fold
from tests.reading.helpers import figures, parsed, table


@pytest.mark.parametrize(
    ("cells", "is_one"),
    [
        ("1|2|3|4", True),
        ("**|**|1|2|3", True),
        ("栏次|1|2|3", True),
        ("栏次||1|2", True),
        ("甲|乙|1|2", True),
        ("|1|2", True),
        ("1|2|3=1+2", True),
        ("** |**", True),
        ("2|3|4", True),
        ("1", False),
        ("4|5|6", False),
        ("1|3|5", False),
        ("201||5", False),
        ("合计|1|2", False),
        ("1.0|2.0", False),
        ("", False),
        ("行次|1", True),
    ],
)
def test_rows_of_column_numbers(cells: str, is_one: bool) -> None:
    """Numbers that rise by one from 1 or 2, with stars or the words for them before."""
    assert is_numbering([cell.strip() for cell in cells.split("|")]) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("**", True),
        ("***", True),
        ("*", True),
        ("XX", True),
        ("××", True),
        ("5*", False),
        ("", False),
        ("x", False),
    ],
)
def test_stars(text: str, is_one: bool) -> None:
    """Stars and crosses that stand for something hidden."""
    assert is_redaction(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("-", True), ("—", True), ("——", True), ("/", True), ("-3", False), ("", False), ("无", False)],
)
def test_strokes(text: str, is_one: bool) -> None:
    """A stroke is no number and no word."""
    assert is_dash(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"), [("3%", True), ("-2.20％", True), ("1,2%", False), ("%", False), ("3", False)]
)
def test_percentages(text: str, is_one: bool) -> None:
    """A number with a percent sign."""
    assert is_percent(text) is is_one


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("项目", HeaderRole.NAME),
        ("科目名称", HeaderRole.NAME),
        ("单位(科目名称)", HeaderRole.NAME),
        ("功能分类", HeaderRole.NAME),
        ("政府预算支出经济科目名称", HeaderRole.NAME),
        ("项目名称", HeaderRole.NAME),
        ("单位名称", HeaderRole.NAME),
        ("项目单位", HeaderRole.NAME),
        ("主管部门", HeaderRole.NAME),
        ("单位资金", HeaderRole.FIGURE),
        ("事业单位", HeaderRole.FIGURE),
        ("科目编码", HeaderRole.CODE),
        ("功能科目代码", HeaderRole.CODE),
        ("类", HeaderRole.CODE),
        ("款", HeaderRole.CODE),
        ("收入科目编码", HeaderRole.CODE),
        ("单位代码", HeaderRole.UNIT_CODE),
        ("单位编码", HeaderRole.UNIT_CODE),
        ("序号", HeaderRole.ORDINAL),
        ("行次", HeaderRole.ORDINAL),
        ("备注", HeaderRole.NOTE),
        ("计量单位", HeaderRole.MEASURE),
        ("合计", HeaderRole.FIGURE),
        ("预算数", HeaderRole.FIGURE),
        ("基本支出", HeaderRole.FIGURE),
        ("项目支出", HeaderRole.FIGURE),
        ("上年结转", HeaderRole.FIGURE),
        ("2024年", HeaderRole.FIGURE),
        ("金额", HeaderRole.FIGURE),
    ],
)
def test_what_stands_under_a_word(word: str, role: HeaderRole) -> None:
    """Names, codes, ordinals, notes or figures, by the word alone."""
    assert header_role(word) is role


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("合计", True),
        ("总计", True),
        ("小计", True),
        ("共计", True),
        ("计", True),
        ("本年收入合计", True),
        ("支出总计", True),
        ("部门合计", True),
        ("公安局(合计)", True),
        ("(小计)", True),
        ("设计费", False),
        ("统计", False),
        ("会计核算", False),
        ("审计局", False),
        ("项目", False),
        ("", False),
    ],
)
def test_total_words(word: str, is_one: bool) -> None:
    """A word that ends in one for a total, and none that merely holds 计."""
    assert is_total_word(word) is is_one


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("基本支出", Coordinates(nature=Nature.BASIC)),
        ("人员经费", Coordinates(nature=Nature.PERSONNEL)),
        ("公用经费", Coordinates(nature=Nature.OPERATING)),
        ("日常公用经费", Coordinates(nature=Nature.OPERATING)),
        ("项目支出", Coordinates(nature=Nature.PROJECT)),
        ("专项业务支出", Coordinates(nature=Nature.PROJECT, qualifier="专项业务")),
        ("上缴上级支出", Coordinates(nature=Nature.REMITTANCE)),
        ("一般公共预算", Coordinates(fund=Fund.GENERAL)),
        ("一般公共预算拨款", Coordinates(fund=Fund.GENERAL)),
        ("政府性基金预算", Coordinates(fund=Fund.GOVERNMENT_FUNDS)),
        ("国有资本经营预算", Coordinates(fund=Fund.STATE_CAPITAL)),
        ("财政专户管理资金", Coordinates(fund=Fund.SPECIAL_ACCOUNT)),
        ("单位资金", Coordinates(fund=Fund.OWN)),
        ("事业收入", Coordinates(fund=Fund.BUSINESS_INCOME)),
        ("财政拨款", Coordinates(fund=Fund.FISCAL)),
        ("其中:财政拨款", Coordinates(fund=Fund.FISCAL)),
        ("上年结转", Coordinates(origin=Origin.CARRIED_OVER)),
        ("上年结转安排", Coordinates(origin=Origin.CARRIED_OVER)),
        ("部门结转", Coordinates(origin=Origin.CARRIED_OVER)),
        ("年终结转", Coordinates(origin=Origin.CARRIED_FORWARD)),
        ("结转下年", Coordinates(origin=Origin.CARRIED_FORWARD)),
        ("本年收入", Coordinates(origin=Origin.CURRENT)),
        ("当年预算安排", Coordinates(origin=Origin.CURRENT)),
        ("上年预算数", Coordinates(phase=Phase.PRIOR_BUDGET)),
        ("上年决算数", Coordinates(phase=Phase.PRIOR_FINAL)),
        ("合计", Coordinates()),
        ("预算数(万元)", Coordinates(phase=Phase.BUDGET)),
        ("增减额", Coordinates(statistic=Statistic.CHANGE)),
        ("增减比例(%)", Coordinates(statistic=Statistic.RATE)),
        ("本年预算比上年预算", Coordinates(base=Phase.PRIOR_BUDGET)),
        ("本年预算比上年决算", Coordinates(base=Phase.PRIOR_FINAL)),
        ("数量(台)", Coordinates(statistic=Statistic.COUNT)),
        ("单价(元)", Coordinates(statistic=Statistic.PRICE)),
        ("发改项目支出", Coordinates(nature=Nature.PROJECT, qualifier="发改")),
    ],
)
def test_what_a_header_word_states(word: str, expected: Coordinates) -> None:
    """In coordinates; what is not understood stays as a qualifier."""
    found = header_coordinates(word)
    found = found.but(qualifier="") if word.startswith("本年预算比") else found
    assert found == expected


@pytest.mark.parametrize(
    ("word", "phase"),
    [
        ("2024年预算数", Phase.BUDGET),
        ("2023年预算数", Phase.PRIOR_BUDGET),
        ("2023年决算数", Phase.PRIOR_FINAL),
        ("2024年决算数", Phase.FINAL),
        ("2023年执行数", Phase.PRIOR_FINAL),
        ("2024年", Phase.BUDGET),
    ],
)
def test_a_printed_year_is_a_phase(word: str, phase: Phase) -> None:
    """This year's or the prior one's, by the year of the document."""
    assert header_coordinates(word, 2024).phase is phase


def test_an_inner_word_adds_to_the_outer_ones() -> None:
    """And 财政拨款 under 一般公共预算 is the appropriated part of that budget."""
    path = ("本年支出小计", "一般公共预算", "其中:财政拨款")
    assert path_coordinates(path).fund is Fund.GENERAL_APPROPRIATION
    assert path_coordinates(path[:2]).fund is Fund.GENERAL
    assert path_coordinates(path).origin is Origin.CURRENT


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("金额(元)", Unit.YUAN),
        ("预算数(万元)", Unit.TEN_THOUSAND_YUAN),
        ("增减比例(%)", "%"),
        ("占比", "%"),
        ("数量(台)", "台"),
        ("合计", None),
    ],
)
def test_units_in_headers(word: str, unit: Unit | str | None) -> None:
    """In brackets, or by a word for a ratio."""
    assert header_unit(word) == unit


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("因公出国(境)费", "因公出国（境）费"),
        ("一、因公出国(境)费用", "因公出国（境）费"),
        ("公务接待费", "公务接待费"),
        ("公务用车购置及运行费", "公务用车购置及运行维护费"),
        ("公务用车购置和运行维护费", "公务用车购置及运行维护费"),
        ("3、公务用车费", "公务用车购置及运行维护费"),
        ("①公务用车购置费", "公务用车购置费"),
        ("其中:(1)公务用车运行维护费", "公务用车运行维护费"),
        ("会议费", None),
        ("合计", None),
    ],
)
def test_official_expenses(label: str, name: str | None) -> None:
    """The three expenses and the two parts of the vehicles', however they are worded."""
    assert official_expense(label) == name


@pytest.mark.parametrize(
    ("label", "functional", "economic"),
    [
        ("一、一般公共服务支出", True, False),
        ("(二十)住房保障支出", True, False),
        ("四、公共安全", True, False),
        ("工资福利支出", False, True),
        ("二、商品和服务支出", False, True),
        ("对个人和家庭的补助", False, True),
        ("资本性支出(基本建设)", False, True),
        ("基本工资", False, False),
        ("合计", False, False),
    ],
)
def test_names_of_the_classifications(label: str, functional: bool, economic: bool) -> None:
    """The names of the 类 of each, numbered or not."""
    assert (is_functional_name(label), is_economic_name(label)) == (functional, economic)


HEADERS = {
    "one row": ("项目 | 合计 | 基本支出 | 项目支出", ["合计", "基本支出", "项目支出"]),
    "merged over": (
        "项目 | 预算数 | | \n | 合计 | 基本支出 | 项目支出",
        ["预算数/合计", "预算数/基本支出", "预算数/项目支出"],
    ),
    "merged over some": (
        "项目 | 合计 | 本年支出 | \n | | 基本支出 | 项目支出",
        ["合计", "本年支出/基本支出", "本年支出/项目支出"],
    ),
    "three rows": (
        "项目 | 支出 | | \n | 合计 | 一般公共预算 | \n | | 小计 | 其中：财政拨款",
        ["支出/合计", "支出/一般公共预算/小计", "支出/一般公共预算/其中：财政拨款"],
    ),
    "spaces": ("项 目 | 合 计 | 基本 支出 | 项目　支出", ["合计", "基本支出", "项目支出"]),
    "column numbers": ("项目 | 合计 | 基本支出 | 项目支出\n1 | 2 | 3 | 4", ["合计", "基本支出", "项目支出"]),
    "stars": ("项目 | 合计 | 基本支出 | 项目支出\n** | 1 | 2 | 3", ["合计", "基本支出", "项目支出"]),
    "栏次": ("项目 | 合计 | 基本支出 | 项目支出\n栏次 | 1 | 2 | 3", ["合计", "基本支出", "项目支出"]),
}


@pytest.mark.parametrize(("header", "paths"), HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("first", ["教育支出 | 8.00 | 5.00 | 3.00", "教育支出 | 8 | 5 | 3"])
def test_header_paths(header: str, paths: list[str], first: str) -> None:
    """All printed cells above a figure, outermost first, a merged cell once."""
    rows = "\n".join(f"{name} | {first.split('|', 1)[1]}" for name in ("合计", "教育支出"))
    one = table(f"2024年支出总表\n单位：万元\n{header}\n{rows}")
    assert [column.title for column in one.columns] == paths
    assert [row.label for row in one.rows] == ["合计", "教育支出"]


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_displaced_headers_are_settled_by_sums(shift: int) -> None:
    """A header one cell beside its data is one unknown for the whole table, and sums over columns decide it."""
    header = ["项目", "", "金额", "项目", "合计", "基本支出", "项目支出"]
    if shift == -1:
        header = [*header[:1], *header[2:], ""]
    elif shift == 1:
        header = ["", *header]
    one = table(
        "2024年收支总表\n单位：万元\n"
        + " | ".join(header)
        + """
        一般公共预算 | 财政拨款 | 8.00 | 教育支出 | 6.00 | 4.00 | 2.00
         | 专项收入 | 2.00 | 农林水支出 | 3.00 | 2.00 | 1.00
         | 其他收入 | | 住房保障支出 | 1.00 | 1.00 |
        收入合计 | | 10.00 | 支出合计 | 10.00 | 7.00 | 3.00
        """
    )
    assert figures(one)["农林水支出: 合计"] == "3.00"
    assert figures(one)["农林水支出: 基本支出"] == "2.00"
    assert figures(one)["农林水支出: 项目支出"] == "1.00"
    assert figures(one)["专项收入: 金额"] == "2.00"
    ways = {printed.figure.settled_by for printed in one.figures}
    assert ways == ({"row identity"} if shift else {"header"})


def test_cells_of_percent_and_count_have_their_own_values() -> None:
    """A figure under a header of percent is a rate with or without the sign; a count has its unit of measure."""
    one = table("""
        2024年政府采购预算表
        单位：万元
        采购项目 | 数量(台) | 单价（元） | 金额 | 占比（%）
        计算机 | 12 | 5,000 | 6.00 | 60
        打印机 | 4 | 10,000 | 4.00 | 40.0%
    """)
    values = {f"{p.row.label}: {p.column.title if p.column else ''}": p.figure for p in one.figures}
    assert values["计算机: 数量(台)"].value == Quantity.parse("12", "台")
    assert values["计算机: 占比（%）"].value == Rate.parse("60")
    assert values["打印机: 占比（%）"].status is FigureStatus.RATE
    price = values["计算机: 单价（元）"].value
    assert getattr(price, "unit", None) is Unit.YUAN
    assert getattr(values["计算机: 金额"].value, "unit", None) is Unit.TEN_THOUSAND_YUAN


NAMELESS = """
    2024年部门收支总体情况表
    单位：万元
    收入 | | 支出 | | | | |
    项目 | 金额 | 项目 | 合计 | 部门结转 | 本年支出小计 | | |
     | | | | | 小计 | 一般公共预算 | | 政府性基金
    一般公共预算收入 | 财政拨款 | 8.00 | 一、基本支出 | 5.00 | | 5.00 | 5.00 | 4.00 |
     | 专项收入 | 2.00 | 二、项目支出 | 5.50 | 0.50 | 5.00 | 5.00 | 4.00 |
    部门结转 | | 0.50 | | | | | | |
    收入合计 | | 10.50 | 支出合计 | 10.50 | 0.50 | 10.00 | 10.00 | 8.00 |

    2024年财政拨款收支总体情况表
    单位：万元
    收入 | | 支出 | | |
    项目 | 金额 | 项目 | 合计 | 本年支出小计 | |
     | | | | 一般公共预算 | | 政府性基金
     | | | | 小计 | 其中：财政拨款 |
    一般公共预算收入 | 小计 | 10.00 | 一、教育支出 | 6.00 | 6.00 | 5.00
     | 财政拨款 | 8.00 | 二、农林水支出 | 4.00 | 4.00 | 3.00
     | 专项收入 | 2.00 | | | |
    收入合计 | | 10.00 | 支出合计 | 10.00 | 10.00 | 8.00
"""


def test_a_column_without_a_header_cell_is_named_by_a_tie() -> None:
    """Where another table prints the same total under the same words, its last word is the name."""
    doc = parsed(NAMELESS)
    column = next(column for column in doc.tables[0].columns if column.settled_by.startswith("tie"))
    assert column.path == ("本年支出小计", "一般公共预算", "其中：财政拨款")
    assert column.settled_by == "tie to 2024年财政拨款收支总体情况表"
    assert figures(doc.tables[0])["支出合计: 本年支出小计/一般公共预算/其中：财政拨款"] == "8.00"
    assert fold("其中：财政拨款") in {fold(c.path[-1]) for c in doc.tables[1].columns}


def test_a_part_without_a_header_cell_never_takes_the_name_of_its_whole() -> None:
    """Where the totals of the other table are exchanged, the part's total is the one printed under 小计."""
    exchanged = NAMELESS.replace("支出合计 | 10.00 | 10.00 | 8.00", "支出合计 | 10.00 | 8.00 | 10.00")
    assert exchanged != NAMELESS
    first = parsed(exchanged).tables[0]
    assert not [column for column in first.columns if column.settled_by.startswith("tie")]
    assert ("本年支出小计", "一般公共预算", "小计") not in [column.path for column in first.columns]


TWICE = {
    "a row again": """
        科目编码 | 科目名称 | 2025年预算 | |
        科目编码 | 科目名称 | 2025年预算 | 基本支出 | 项目支出
        205 | 教育支出 | 8.00 | 5.00 | 3.00
        """,
    "every cell that is covered": """
        科目编码 | 科目名称 | 2025年预算 | 2025年预算 | 2025年预算
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        205 | 教育支出 | 8.00 | 5.00 | 3.00
        """,
}


def test_a_header_word_printed_twice_is_one_word() -> None:
    """Whoever prints a merged cell in each of the rows and columns that it covers means one cell."""
    paths = {
        name: [column.title for column in table(f"2025年支出预算表\n单位：万元\n{text}").columns]
        for name, text in TWICE.items()
    }
    assert paths == {
        "a row again": ["2025年预算", "2025年预算/基本支出", "2025年预算/项目支出"],
        "every cell that is covered": [
            "2025年预算/合计",
            "2025年预算/基本支出",
            "2025年预算/项目支出",
        ],
    }
    one = table(f"2025年支出预算表\n单位：万元\n{TWICE['every cell that is covered']}")
    assert [column.whole for column in one.columns] == [None, 0, 0]


@pytest.mark.parametrize(
    ("header", "statistics"),
    [
        ("项目 | 人数 | 其中：在职", ["count", "count"]),
        ("项目 | 增减额 | 其中：项目支出", ["change", "change"]),
        ("项目 | 编制数 | 实有数", ["count", "count"]),
        ("项目 | 合计 | 其中：项目支出", [None, None]),
    ],
)
def test_a_part_counts_what_its_whole_counts(header: str, statistics: list[str | None]) -> None:
    """其中：在职 under 人数 are people."""
    one = table(f"2025年情况表\n单位：万元\n{header}\n行政 | 8 | 5\n事业 | 6 | 4")
    found = [column.coordinates.statistic for column in one.columns]
    assert [None if statistic is None else statistic.value for statistic in found] == statistics


@pytest.mark.parametrize(
    ("line", "unit", "values"),
    [
        ("单位：人", None, ["12人", "3人"]),
        ("单位：人、辆", None, ["12", "3"]),
        ("计量单位：台/套", None, ["12", "3"]),
        ("单位：万元、人", Unit.TEN_THOUSAND_YUAN, ["12 万元", "3 万元"]),
    ],
)
def test_a_unit_line_may_name_things(line: str, unit: Unit | None, values: list[str]) -> None:
    """人, 辆, 台 are no department; what is counted in them is no money."""
    doc = parsed(f"2025年机构人员情况表\n{line}\n项目 | 本年\n行政 | 12\n车辆 | 3")
    one = doc.tables[0]
    assert (doc.entity, one.entity, one.unit) == ("", "", unit)
    assert [str(printed.figure.value) for printed in one.figures] == values


def test_columns_may_count_units_by_their_kind() -> None:
    """行政单位 and 事业单位 over figures are no names of units, and nothing is displaced."""
    one = table(
        "2025年人员情况表\n项目 | 行政单位 | 事业单位 | 合计\n编制数 | 12 | 5 | 17\n"
        "实有数 | 11 | 4 | 15\n退休 | 3 | 2 | 5"
    )
    assert [column.title for column in one.columns] == ["行政单位", "事业单位", "合计"]
    assert [row.label for row in one.rows] == ["编制数", "实有数", "退休"]


def paths(*rows: tuple[str | None, ...]) -> list[str]:
    header = Header.of([GridRow(cells, line=line) for line, cells in enumerate(rows, 1)])
    return ["/".join(header.path(column)) for column in range(header.width)]


def test_a_merged_header_ends_where_it_is_known_to_end() -> None:
    upper = ("", "", "本年收入", None, None, "")
    lower = ("科目编码", "科目名称", "合计", "一般公共预算", "单位资金", "上年结转")
    data = ("205", "教育支出", "3.00", "1.00", "2.00", "4.00")
    assert paths(upper, lower, data)[-2:] == ["本年收入/单位资金", "上年结转"]


def test_a_merged_header_goes_as_far_as_a_cell_that_lies_across_its_end() -> None:
    rows: list[tuple[str | None, ...]] = [
        ("收入", None, "支出", None, "", ""),
        ("项目", "金额", "项目", "金额", None, None),
        ("", "", "", "小计", "一般公共预算", "政府性基金预算"),
        ("一、本年收入", "3.00", "一、本年支出", "3.00", "3.00", ""),
    ]
    assert paths(*rows)[3:] == ["支出/金额/小计", "支出/金额/一般公共预算", "支出/金额/政府性基金预算"]


def test_a_header_that_a_page_ended_below_is_one() -> None:
    upper = ("科目编码", "科目名称", "预算数", None)
    lower = (None, None, "合计", "基本支出")
    data = ("205", "教育支出", "3.00", "1.00")
    assert paths(upper, lower, upper, lower, data) == [
        "科目编码", "科目名称", "预算数/合计", "预算数/基本支出",
    ]  # fmt: skip


def test_a_row_of_strokes_below_unknown_heads_is_data() -> None:
    """A stroke says that there is no figure, which no header does."""
    one = table("""
        重点领域资金安排表
        单位：万元
        领域 | 责任处室 | 计划投入 | 到位情况
        生态修复 | 规划处 | - | -
        乡村振兴 | 财务处 | 8.00 | -
    """)
    assert [row.label for row in one.rows] == ["生态修复", "乡村振兴"]
    assert [column.title for column in one.columns] == ["责任处室", "计划投入", "到位情况"]


def test_a_cell_that_reaches_down_stands_over_no_blank_cell_beside_it() -> None:
    rows = [
        GridRow(("支出项目类别", "", "2026年预算", None, None), line=1),
        GridRow((None, "总计", "财政拨款", None, "单位资金"), line=2),
        GridRow((None, None, "一般公共预算", "政府性基金", None), line=3),
        GridRow(("阅览室改造", "9.00", "5.00", "3.00", "1.00"), line=4),
    ]
    header = Header.of(rows)
    assert [header.path(column) for column in range(5)] == [
        ("支出项目类别",),
        ("总计",),
        ("2026年预算", "财政拨款", "一般公共预算"),
        ("2026年预算", "财政拨款", "政府性基金"),
        ("2026年预算", "单位资金"),
    ]
