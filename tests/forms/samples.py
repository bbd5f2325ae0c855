"""Invented forms of each kind, for the tests of this folder and for anybody who needs a form."""

from __future__ import annotations

from tests.writer.forms import InventedForm, InventedIndicator

__all__ = ["DEPARTMENT", "DESCRIBED", "PARALLEL", "PLAIN", "SAMPLES"]

_row = InventedIndicator

PARALLEL = InventedForm(
    kind="parallel",
    title="云溪市市级预算部门（单位）项目支出绩效目标申报表",
    texts=(("主管部门及代码", "321-云溪市图书馆"), ("项目属性", "一次性项目"), ("项目期", "1年")),
    money=(
        ("", "1,250,000", "250,000.50"),
        ("中央财政资金", "0", "0"),
        ("省级财政资金", "1,000,000", "0"),
        ("市县（区）财政资金", "250,000", "250,000.50"),
        ("单位自筹", "0", "0"),
        ("其他资金", "", ""),
    ),
    narratives=(
        ("项目概况", "改造少儿阅览室，增加座位。"),
        ("立项依据", "馆务会议纪要（2024）3号"),
        ("项目实施计划", "分两批实施"),
    ),
    goal=("完成改造并开放", "完成一期改造"),
    indicators=(
        _row(
            level1="产出指标",
            level2="数量指标",
            name="新增座位数",
            target="≥120个",
            annual=("新增座位数", "≥60个"),
        ),
        _row(
            level1="产出指标", level2="数量指标", name="更新书架", target="=40组", annual=("更新书", "=20组")
        ),
        _row(
            level1="产出指标",
            level2="质量指标",
            name="验收合格率",
            target="100%",
            annual=("验收合格率", "100%"),
        ),
        _row(
            level1="产出指标",
            level2="时效指标",
            name="完成时间",
            target="2024年1月-2025年6月",
            annual=("完成时间", "2024年"),
        ),
        _row(level1="产出指标", level2="成本指标", name="", target=""),
        _row(
            level1="效益指标",
            level2="社会效益指标",
            name="阅读环境",
            target="定性改善",
            annual=("阅读环境", "改善改善"),
        ),
        _row(level1="效益指标", level2="可持续影响指标", name="设施使用年限", target="≥8年"),
        _row(
            level1="满意度指标",
            level2="服务对象满意度",
            name="服务对象满意度",
            target="≥95%",
            annual=("服务对象满意度", "≥95%"),
        ),
    ),
    people=(("负责人", "甲某"), ("经办人", "乙某"), ("联系电话", "0000000"), ("填报日期", "20240105093000")),
)

PLAIN = InventedForm(
    kind="plain",
    title="云溪市图书馆行政支出项目绩效目标表",
    texts=(("单位编码", "321001"), ("资金用途", "业务类")),
    people=(("项目负责人", "甲某"), ("联系人", "乙某")),
    money=(
        ("项目总金额", "125.00", ""),
        ("项目本年度金额", "25.05", ""),
        ("上年度项目总金额", "0.00", ""),
        ("项目上年度金额", "0.00", ""),
    ),
    narratives=(("项目概况", "1、改造阅览室。 2、增加座位。"), ("立项依据", "馆务会议纪要"), ("备注", "")),
    goal=("1、完成改造。　2、全年开放。", "完成一期改造"),
    indicators=(
        _row(level1="投入与目标管理", level2="投入管理", name="预算执行率", target="=100%"),
        _row(level1="投入与目标管理", level2="投入管理", name="预算编制合理性", target="合理"),
        _row(level1="投入与目标管理", level2="资产管理", name="", target=""),
        _row(level1="产出目标", level2="数量", name="100兆专线", target="≥2条"),
        _row(level1="产出目标", level2="质量", name="验收合格率", target="=100%"),
        _row(level1="产出目标", level2="质量", name="2024年一期工程", target="好"),
        _row(level1="效果目标", level2="社会效益", name="读者投诉", target="=0起"),
        _row(level1="影响力目标", level2="满意度", name="读者满意度", target="≥90%"),
        _row(level1="影响力目标", level2="其它", name="", target=""),
    ),
)

DESCRIBED = InventedForm(
    kind="described",
    title="1、少儿阅览室改造绩效目标表",
    money=(("预算数", "125.00", ""), ("其中：财政资金", "100.00", ""), ("其他资金", "25.00", "")),
    narratives=(("资金用途", "改造少儿阅览室。"),),
    plan=("25.00", "50.00", "75.00", "125.00"),
    goal=("1.完成改造", ""),
    indicators=(
        _row(
            level1="产出指标",
            level2="数量指标",
            name="新增座位数",
            description="新增座位的数量",
            target="≥120 个",
            basis="合同",
        ),
        _row(
            level1="产出指标",
            level2="质量指标",
            name="合格率",
            description="验收合格的比率",
            target="≥95 百分比",
            basis="规范",
        ),
        _row(
            level1="产出指标",
            level2="成本指标",
            name="单位成本",
            description="每个座位的成本",
            target="≤0.8 万元/个",
            basis="报价",
        ),
        _row(
            level1="效益指标",
            level2="社会效益指标",
            name="阅读环境",
            description="环境的变化",
            target="明显改善",
            basis="计划",
        ),
        _row(
            level1="满意度指标",
            level2="服务对象满意度指标",
            name="满意率",
            description="满意的比率",
            target="≥95%",
            basis="问卷",
        ),
    ),
)

DEPARTMENT = InventedForm(
    kind="department",
    title="云溪市图书馆绩效目标表",
    project="云溪市图书馆",
    goal=("", "保障公共阅读，全年开放。"),
    tasks=(("阅览服务", "全年开放阅览室"), ("古籍保护", "修复古籍二十册")),
    money=(
        ("部门预算总额（万元）", "1,200.50", ""),
        ("财政性资金", "1,200.50", ""),
        ("其他资金", "", ""),
        ("基本支出", "800.50", ""),
        ("项目支出", "400.00", ""),
    ),
    indicators=(
        _row(
            level1="投入管理指标",
            level2="工作目标管理",
            name="目标相关性",
            target="相关",
            basis="是否与职责相关。",
        ),
        _row(
            level1="投入管理指标", level2="工作目标管理", name="任务科学性", target="科学", basis="是否明确。"
        ),
        _row(
            level1="投入管理指标",
            level2="馆舍与典藏",
            name="预算执行率",
            target="≥95%",
            basis="执行数/预算数",
        ),
        _row(level1="产出指标", level2="重点工作任务完成", name="修复古籍", target="≥20册"),
        _row(level1="效益指标", level2="满意度", name="读者满意度", target="≥90%"),
    ),
)

SAMPLES = (PARALLEL, PLAIN, DESCRIBED, DEPARTMENT)
