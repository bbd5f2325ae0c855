"""Grids with columns of every kind, as the places of the country have them; every form is invented.

Cells are divided by `|`.  What a grid reads as is written by hand, one line for each indicator.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.model.forms import PerformanceForm
from govbudget.model.indicators import Indicator, QuantityTarget
from govbudget.reading.forms import FormReading, Memo, form_regions, read_form
from govbudget.reading.forms.headers import find_column, layout_of, target_scope
from govbudget.reading.source import split_lines

HEAD = """阅览室项目支出绩效目标表
（2026年度）
项目名称|少儿阅览室改造
主管部门及代码|321-云溪市图书馆
立项依据|馆务会议纪要"""


def read(text: str) -> FormReading:
    lines = split_lines(text.replace("|", "\t"))
    memo = Memo()
    [region] = form_regions(lines, memo)
    assert region.stop - region.start == len(lines)
    return read_form(lines, memo)


def form_of(grid: str, head: str = HEAD) -> PerformanceForm:
    reading = read(f"{head}\n{grid}")
    assert reading.unread == ()
    assert reading.problems == ()
    return reading.form


def lines_of(form: PerformanceForm) -> list[str]:
    return [line_of(indicator) for indicator in form.indicators]


def line_of(indicator: Indicator) -> str:
    """Period, levels, name, print, target, description, basis, further columns; what is empty is left out."""
    target = indicator.target
    scope = "" if indicator.scope is None else indicator.scope.value
    further = [f"{cell.head}={cell.text}" for cell in indicator.further]
    parts = [scope, indicator.level1, indicator.level2, indicator.name, target.raw, repr(target)]
    return "; ".join(filter(None, [*parts, indicator.description, indicator.basis, *further]))


SYMBOL_VALUE_UNIT = """绩效指标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位
|产出指标|数量指标|新增座位|≥|120|个
||数量指标|更新书架|＝|40|组
||质量指标|验收合格率|≥|95|百分比
||时效指标|开放时间|≤|12|月
|效益指标|社会效益指标|阅读环境|定性|优|
|满意度指标|服务对象满意度指标|读者满意度|≥|90|%"""


def test_symbol_number_and_unit_in_cells_of_their_own() -> None:
    assert lines_of(form_of(SYMBOL_VALUE_UNIT)) == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "产出指标; 数量指标; 更新书架; ＝40组; QuantityTarget('=40组')",
        "产出指标; 质量指标; 验收合格率; ≥95百分比; QuantityTarget('≥95%')",
        "产出指标; 时效指标; 开放时间; ≤12月; QuantityTarget('≤12月')",
        "效益指标; 社会效益指标; 阅读环境; 定性优; QualitativeTarget('优')",
        "满意度指标; 服务对象满意度指标; 读者满意度; ≥90%; QuantityTarget('≥90%')",
    ]


def test_the_symbol_behind_the_unit_and_much_between() -> None:
    grid = """一级指标|二级指标|三级指标|指标值|指标值内容|评（扣）分标准|度量单位|指标值类型|备注
成本指标|经济成本指标|水费|120|水费的总额|每超一成扣一分|万元|＝|7
|社会成本指标||||||||
产出指标|数量指标|用电量|653.99|全年用电|每超一成扣一分|万度|≤|7
|质量指标|设备完好率|100|设备的状态|不得分|%|＝|
效益指标|社会效益指标|社会评价|优良|评价的结果|不得分||定性|7"""
    form = form_of(grid)
    assert lines_of(form) == [
        "成本指标; 经济成本指标; 水费; ＝120万元; QuantityTarget('=120万元'); 水费的总额; 每超一成扣一分; 备注=7",
        "产出指标; 数量指标; 用电量; ≤653.99万度; QuantityTarget('≤653.99万度'); 全年用电; 每超一成扣一分; 备注=7",
        "产出指标; 质量指标; 设备完好率; ＝100%; QuantityTarget('=100%'); 设备的状态; 不得分",
        "效益指标; 社会效益指标; 社会评价; 定性优良; QualitativeTarget('优良'); 评价的结果; 不得分; 备注=7",
    ]
    assert [indicator.level1_canonical for indicator in form.indicators] == [
        "成本指标",
        "产出指标",
        "产出指标",
        "效益指标",
    ]


def test_names_alone_with_weights() -> None:
    grid = """指标名称|指标性质|指标值|计量单位|指标权重（%）|是否核心
网站优化次数|≥|4|次|10|是
事项办结率|＝|100|%|15|否
访问量|≥|2000|万人次|5|"""
    assert lines_of(form_of(grid)) == [
        "网站优化次数; ≥4次; QuantityTarget('≥4次'); 指标权重（%）=10; 是否核心=是",
        "事项办结率; ＝100%; QuantityTarget('=100%'); 指标权重（%）=15; 是否核心=否",
        "访问量; ≥2000万人次; QuantityTarget('≥2000万人次'); 指标权重（%）=5",
    ]


def test_a_nature_that_is_no_operator_is_a_further_column() -> None:
    grid = """一级指标|二级指标|三级指标|指标性质|指标值|权重
产出指标|数量指标|新增座位|定量指标|≥120个|20
效益指标|社会效益指标|阅读环境|定性|明显改善|10"""
    assert lines_of(form_of(grid)) == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 指标性质=定量指标; 权重=20",
        "效益指标; 社会效益指标; 阅读环境; 定性明显改善; QualitativeTarget('明显改善'); 权重=10",
    ]


def test_self_assessment() -> None:
    grid = """绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
|产出指标（50分）|数量指标|新增座位|≥120个|130个|20|20|
||质量指标|验收合格率|100%|98%|20|19.6|返工一处
||时效指标|按时完成|及时|达成预期指标|10|10|
|满意度指标（10分）|服务对象满意度指标|读者满意度|≥90%|92%|10|10|"""
    form = form_of(grid)
    assert lines_of(form) == [
        "产出指标（50分）; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 实际完成值=130个; 分值=20; 得分=20",
        (
            "产出指标（50分）; 质量指标; 验收合格率; 100%; QuantityTarget('100%'); "
            "实际完成值=98%; 分值=20; 得分=19.6; 偏差原因分析及改进措施=返工一处"
        ),
        (
            "产出指标（50分）; 时效指标; 按时完成; 及时; QualitativeTarget('及时'); "
            "实际完成值=达成预期指标; 分值=10; 得分=10"
        ),
        (
            "满意度指标（10分）; 服务对象满意度指标; 读者满意度; ≥90%; QuantityTarget('≥90%'); "
            "实际完成值=92%; 分值=10; 得分=10"
        ),
    ]
    assert {indicator.scope for indicator in form.indicators} == {None}


def test_figures_of_the_past_are_no_targets() -> None:
    grid = """序号|一级指标|二级指标|三级指标|上年完成值|历史值|指标值|备注
1|产出指标|数量指标|新增座位|60个|40个|≥120个|
2|||更新书架|35组||=40组|按合同
3|效益指标|社会效益指标|读者人次|4万|3.5万|≥5万人次|"""
    assert lines_of(form_of(grid)) == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 序号=1; 上年完成值=60个; 历史值=40个",
        "产出指标; 数量指标; 更新书架; =40组; QuantityTarget('=40组'); 序号=2; 上年完成值=35组; 备注=按合同",
        (
            "效益指标; 社会效益指标; 读者人次; ≥5万人次; QuantityTarget('≥5万人次'); "
            "序号=3; 上年完成值=4万; 历史值=3.5万"
        ),
    ]


def test_one_name_with_the_targets_of_two_periods() -> None:
    grid = """一级指标|二级指标|三级指标|实施周期指标值|年度指标值
1-产出指标|11-数量指标|新增座位|≥120个|≥60个
||更新书架|=40组|
|12-质量指标|验收合格率|100%|100%"""
    form = form_of(grid)
    assert lines_of(form) == [
        "implementation; 1-产出指标; 11-数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "annual; 1-产出指标; 11-数量指标; 新增座位; ≥60个; QuantityTarget('≥60个')",
        "implementation; 1-产出指标; 11-数量指标; 更新书架; =40组; QuantityTarget('=40组')",
        "annual; 1-产出指标; 11-数量指标; 更新书架; BlankTarget()",
        "implementation; 1-产出指标; 12-质量指标; 验收合格率; 100%; QuantityTarget('100%')",
        "annual; 1-产出指标; 12-质量指标; 验收合格率; 100%; QuantityTarget('100%')",
    ]
    assert [each.level2_canonical for each in form.indicators[::2]] == ["数量指标", "数量指标", "质量指标"]


def test_two_names_share_one_column_of_second_levels() -> None:
    grid = """一级指标|二级指标|三级指标|指标值（实施期）|三级指标|指标值（年度）
产出指标|数量指标|新增座位|≥120个|新增座位|≥60个
||更新书架|=40组|更新书架|=20组
|质量指标|合格率|100%|合格率|100%"""
    assert lines_of(form_of(grid)) == [
        "implementation; 产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "annual; 产出指标; 数量指标; 新增座位; ≥60个; QuantityTarget('≥60个')",
        "implementation; 产出指标; 数量指标; 更新书架; =40组; QuantityTarget('=40组')",
        "annual; 产出指标; 数量指标; 更新书架; =20组; QuantityTarget('=20组')",
        "implementation; 产出指标; 质量指标; 合格率; 100%; QuantityTarget('100%')",
        "annual; 产出指标; 质量指标; 合格率; 100%; QuantityTarget('100%')",
    ]


def test_the_target_divided_by_a_second_row_of_heads() -> None:
    grid = """一级指标|二级指标|三级指标|指标值|||备注
|||符号|值|单位|
产出指标|数量指标|新增座位|≥|120|个|
|质量指标|合格率|＝|100|%|抽检"""
    assert lines_of(form_of(grid)) == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "产出指标; 质量指标; 合格率; ＝100%; QuantityTarget('=100%'); 备注=抽检",
    ]


def test_the_target_divided_into_two_periods() -> None:
    grid = """一级指标|二级指标|三级指标|指标值||评分标准
|||实施期|年度|
产出指标|数量指标|新增座位|≥120个|≥60个|按比例"""
    assert lines_of(form_of(grid)) == [
        "implementation; 产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 按比例",
        "annual; 产出指标; 数量指标; 新增座位; ≥60个; QuantityTarget('≥60个'); 按比例",
    ]


def test_the_content_is_the_name_where_nothing_else_is() -> None:
    grid = """年度绩效指标|一级指标|二级指标|指标内容|指标值|备注
|产出指标|数量指标|新增座位|≥120个|
||质量指标|合格率|100%|抽检
|满意度指标|社会公众满意度指标|公众满意度|≥90%|"""
    form = form_of(grid)
    assert lines_of(form) == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "产出指标; 质量指标; 合格率; 100%; QuantityTarget('100%'); 备注=抽检",
        "满意度指标; 社会公众满意度指标; 公众满意度; ≥90%; QuantityTarget('≥90%')",
    ]
    assert (form.indicators[2].level1_canonical, form.indicators[2].level2_canonical) == ("", "")


def test_the_same_content_beside_a_name_describes_it() -> None:
    grid = """一级指标|二级指标|三级指标|指标内容|指标值|指标值说明
产出指标|数量指标|新增座位|新增的座位数|≥120个|按合同"""
    assert lines_of(form_of(grid)) == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 新增的座位数; 按合同"
    ]


def test_the_merged_label_beside_every_row() -> None:
    grid = """绩效指标|一级指标|二级指标|三级指标|指标值
绩效指标|成本指标|经济成本|保洁成本|≤15.36万元
绩效指标|||保安成本|≤43.97万元
绩效指标|产出指标|数量指标|保安人数|≥8人
绩效指标|满意度指标|服务对象满意度指标|化解率|≥90%"""
    assert lines_of(form_of(grid)) == [
        "成本指标; 经济成本; 保洁成本; ≤15.36万元; QuantityTarget('≤15.36万元')",
        "成本指标; 经济成本; 保安成本; ≤43.97万元; QuantityTarget('≤43.97万元')",
        "产出指标; 数量指标; 保安人数; ≥8人; QuantityTarget('≥8人')",
        "满意度指标; 服务对象满意度指标; 化解率; ≥90%; QuantityTarget('≥90%')",
    ]


def test_a_grid_with_further_columns_shifted_as_a_whole() -> None:
    rows = SYMBOL_VALUE_UNIT.split("\n")
    shifted = "\n".join([rows[0], *(f"|{row}" for row in rows[1:])])
    assert lines_of(form_of(shifted)) == lines_of(form_of(SYMBOL_VALUE_UNIT))


def test_one_level_only() -> None:
    grid = """绩效指标|指标名称|目标值|评分规则
产出指标|新增座位|≥120个|按比例
|更新书架|40组|
效益指标|阅读环境|改善|"""
    assert lines_of(form_of(grid)) == [
        "产出指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 按比例",
        "产出指标; 更新书架; 40组; QuantityTarget('40组')",
        "效益指标; 阅读环境; 改善; QualitativeTarget('改善')",
    ]


def test_hidden_numbers_are_redacted() -> None:
    grid = """一级指标|二级指标|三级指标|符号|指标值|计量单位
产出指标|数量指标|出警人数|≥|**|人
||出警次数||≥**次|
||装备数量|＝|***|"""
    assert [each.target.kind.value for each in form_of(grid).indicators] == ["redacted"] * 3


def test_cells_without_a_column_are_unread_one_by_one() -> None:
    grid = """一级指标|二级指标|三级指标|指标值
产出指标|数量指标|新增座位|≥120个|手写的话|又一句
||更新书架|=40组"""
    reading = read(f"{HEAD}\n{grid}")
    assert lines_of(reading.form) == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "产出指标; 数量指标; 更新书架; =40组; QuantityTarget('=40组')",
    ]
    assert reading.unread == ((6, 4), (6, 5))


def test_a_remark_alone_is_no_indicator() -> None:
    grid = """一级指标|二级指标|三级指标|指标值|备注
产出指标|数量指标|新增座位|≥120个|按合同
||||第二批"""
    reading = read(f"{HEAD}\n{grid}")
    assert len(reading.form.indicators) == 1
    assert reading.unread == ((7, 4),)


def test_words_that_head_no_indicator_are_unread() -> None:
    """A word for a level may stand alone; other words under its column are nothing without an indicator below."""
    grid = """一级指标|二级指标|三级指标|指标值
产出指标|数量指标|新增座位|≥120个
|馆藏结构||
||地方文献|≥40种
|旧志整理项目||
|质量指标||"""
    reading = read(f"{HEAD}\n{grid}")
    assert [each.level2 for each in reading.form.indicators] == ["数量指标", "馆藏结构"]
    assert reading.unread == ((9, 1),)


def test_any_number_of_columns_ends_soon() -> None:
    """Sixty further columns, and a thousand rows, no two alike, whose cells stand under none of the headers.

    So many shapes are not weighed: the rest is read only as far as it stands under headers, and unread else.
    """
    header = "|".join(["一级指标", "二级指标", "三级指标", "指标值", *(f"栏{n}" for n in range(60))])
    choice = random.Random(1)
    rows = [
        "|".join([*[""] * choice.randint(1, 9), *(choice.choice(("", "文字")) for _ in range(12))])
        for _ in range(1000)
    ]
    reading = read("\n".join([HEAD, header, *rows, "产出指标|数量指标|新增座位|≥9个"]))
    assert reading.unread
    assert line_of(reading.form.indicators[-1]).endswith("新增座位; ≥9个; QuantityTarget('≥9个')")


@pytest.mark.parametrize(
    ("printed", "column"),
    [
        ("绩效 指标值", "TARGET"),
        ("指标值（包含数字及文字描述）", "TARGET"),
        ("2026年指标值", "TARGET"),
        ("预期目标值", "TARGET"),
        ("指标值及单位", "TARGET"),
        ("上年指标值", "FURTHER"),
        ("实际完成指标值", "FURTHER"),
        ("指标值设定依据", "BASIS"),
        ("评分标准", "BASIS"),
        ("指标解释", "DESCRIPTION"),
        ("一级绩效指标", "LEVEL1"),
    ],
)
def test_words_of_a_header(printed: str, column: str) -> None:
    found = find_column(printed)
    assert found is not None
    assert found.name == column


@pytest.mark.parametrize(
    "printed", ["立项依据", "项目绩效目标", "数量指标", "分值", "备注", "年度目标", "产出指标"]
)
def test_words_that_prove_no_header(printed: str) -> None:
    assert find_column(printed) is None


def test_periods_of_targets() -> None:
    heads = ("指标值（实施期）", "中长期目标值", "年度指标值", "2026年指标值", "指标值")
    scopes = [target_scope(head) for head in heads]
    assert [scope and scope.value for scope in scopes] == [
        "implementation",
        "implementation",
        "annual",
        "annual",
        None,
    ]


def test_a_repeated_column_is_a_further_one() -> None:
    [side] = layout_of(("三级指标", "指标值", "指标值说明", "评分标准", "目标值"), (0, 1, 2, 3, 4)).sides
    assert [column.name for column, _ in side.columns][2:] == ["TARGET", "BASIS", "FURTHER", "FURTHER"]


def test_targets_keep_what_every_cell_prints() -> None:
    [indicator] = form_of("三级指标|计量单位|指标值|运算符号\n馆藏|万 册|5.0|＞＝").indicators
    assert isinstance(indicator.target, QuantityTarget)
    assert indicator.target.raw == "＞＝5.0万 册"
    assert indicator.target.format() == "≥5.0万册"


# --- the order of the columns says nothing -----------------------------------------------------------------

COLUMNS = {
    "运算符号": ("≥", "＝", "定性"),
    "指标值": ("120", "100", "明显改善"),
    "计量单位": ("个", "%", ""),
    "指标解释": ("新增的座位数", "合格的比率", ""),
    "评分标准": ("每少一个扣一分", "", "按问卷评分"),
    "分值": ("20", "20", "10"),
    "备注": ("按合同", "", "分两批"),
    "上年完成值": ("60", "", "一般"),
}
LEVELS = (
    ("产出指标", "数量指标", "新增座位数"),
    ("", "质量指标", "验收合格率"),
    ("效益指标", "社会效益指标", "阅读环境"),
)


@given(
    order=st.permutations(list(COLUMNS)),
    shift=st.integers(0, 1),
    space=st.sampled_from(["", " ", "\u3000"]),
    extra=st.integers(0, 2),
)
def test_columns_in_any_order(order: list[str], shift: int, space: str, extra: int) -> None:
    """What a cell is, its header says, wherever the column stands and even if all rows stand one to the right."""
    header = [space.join(word) for word in ("一级指标", "二级指标", "三级指标", *order)]
    rows = [
        [*[""] * shift, *levels, *(COLUMNS[column][number] for column in order), *[""] * extra]
        for number, levels in enumerate(LEVELS)
    ]
    form = form_of("\n".join("|".join(row) for row in (header, *rows)))
    assert [each.target.format() for each in form.indicators] == ["≥120个", "=100%", "明显改善"]
    assert [each.name for each in form.indicators] == [name for _, _, name in LEVELS]
    assert [each.level2_canonical for each in form.indicators] == ["数量指标", "质量指标", "社会效益指标"]
    assert [each.description for each in form.indicators] == list(COLUMNS["指标解释"])
    assert [each.basis for each in form.indicators] == list(COLUMNS["评分标准"])
    for number, indicator in enumerate(form.indicators):
        further = {cell.head: cell.text for cell in indicator.further}
        expected = {head: COLUMNS[head][number] for head in ("分值", "备注", "上年完成值")}
        assert further == {head: text for head, text in expected.items() if text}
