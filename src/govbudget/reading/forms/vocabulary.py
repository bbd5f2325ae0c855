"""The labels of performance forms (字段名称), and what each one starts.

A label is compared folded, without numbering, 其中： and colon.  `LABELS` gives for each the role of its field.
A *group* label (项目资金, 年度主要任务, 项目详细信息) heads other labels and is no field of its own.
A *strong* label stands in no other kind of table, so a line that begins with it belongs to a form; 项目名称 or
备注 do not tell.

>>> LABELS["立项依据"].strong, LABELS["项目名称"].strong
(True, False)
>>> label_by_ending("市、县(区)财政资金").funding
(<FundingSource.LOCAL: 'city and county'>, None)
>>> label_by_ending("当年整体绩效目标").role
<Role.GOAL: 'goal'>
"""

from __future__ import annotations

import enum
from typing import Final

from attrs import field, frozen

from govbudget.model.forms import FundingPeriod, FundingSource
from govbudget.model.indicators import Scope

__all__ = ["LABELS", "Label", "Role", "label_by_ending"]


class Role(enum.Enum):
    """What stands behind a label."""

    TEXT = "text"
    NARRATIVE = "narrative"
    MONEY = "money"
    GOAL = "goal"
    DATE = "date"
    PERSON = "person"
    PLAN = "plan"
    GROUP = "group"
    USE = "group with a text on the use of money"
    TASK = "column of tasks"
    UNIT = "unit"


@frozen
class Label:
    """What a label means: its role, whether it is strong, whether it signs the form, its money and its scope."""

    role: Role
    strong: bool = False
    signs: bool = False
    names_form: bool = False
    names_department: bool = False
    funding: tuple[FundingSource, FundingPeriod | None] | None = None
    scope: Scope | None = None
    of_department: bool = False
    leaves_grid: bool = field(init=False, default=False)
    """Whether a row that begins with it is no row of an indicator grid."""
    heads_periods: bool = field(init=False, default=False)
    """Whether the labels of two periods may stand in its row."""

    def __attrs_post_init__(self) -> None:
        # Worked out once here, not for each row.
        leaves = self.signs or self.strong or self.role is Role.PERSON
        object.__setattr__(self, "leaves_grid", leaves)
        heads = self.scope is not None or self.role in (Role.GROUP, Role.GOAL)
        object.__setattr__(self, "heads_periods", heads)


def _all(label: Label, *words: str) -> dict[str, Label]:
    return dict.fromkeys(words, label)


_WHOLE, _ANNUAL = FundingPeriod.WHOLE, FundingPeriod.ANNUAL


def _money(
    source: FundingSource,
    period: FundingPeriod | None = None,
    *,
    strong: bool = False,
    scope: Scope | None = None,
) -> Label:
    return Label(Role.MONEY, strong=strong, funding=(source, period), scope=scope)


LABELS: Final[dict[str, Label]] = {
    **_all(Label(Role.TEXT, names_form=True),
           "项目名称", "转移支付名称", "转移支付(项目)名称", "专项名称", "专项资金名称", "专项(项目)名称",
           "政策名称", "政策(项目)名称", "项目(政策)名称", "项目(专项)名称"),
    **_all(Label(Role.TEXT, strong=True, names_form=True, of_department=True),
           "部门(单位)名称", "部门名称", "预算部门名称", "预算部门(单位)名称", "部门(单位)整体名称"),
    **_all(Label(Role.TEXT, names_department=True), "单位名称", "预算单位", "填报单位"),
    **_all(Label(Role.TEXT),
           "单位编码", "项目编码", "项目代码", "资金用途", "备注", "项目类别",
           "项目类型", "项目等级", "项目单位", "项目性质", "是否重点项目", "主管部门", "项目级次",
           "项目分类", "单位负责部门", "部门编码", "执行率分值", "其他说明", "其他情况说明"),
    **_all(Label(Role.TEXT, strong=True),
           "主管部门及代码", "主管部门及编码", "主管部门(单位)", "实施单位", "项目实施单位", "项目属性",
           "项目期", "项目日期", "项目期限", "项目周期", "实施期限", "项目起止时间", "资金投向"),
    **_all(Label(Role.NARRATIVE, strong=True),
           "项目概况", "立项依据", "项目立项依据", "项目设立必要性", "项目设立的必要性", "项目立项必要性",
           "保证项目实施的制度、措施", "保证项目实施的制度措施", "项目配套制度措施", "项目实施计划",
           "项目实施进度计划", "项目基本情况", "立项必要性", "项目可行性", "项目主要内容", "项目绩效分析",
           "部门职能概述", "部门职责", "其他需要说明的问题", "其他需要说明的事项", "项目描述"),
    **_all(Label(Role.GOAL, strong=True),
           "总体目标", "项目总目标", "年度绩效目标", "年度总体目标", "中长期目标", "项目总体目标",
           "总体绩效目标", "长期绩效目标", "中期绩效目标", "绩效目标", "项目绩效总目标", "年度总体绩效目标",
           "项目年度绩效目标"),
    **_all(Label(Role.GOAL, strong=True, of_department=True),
           "年度履职目标", "部门年度总体目标", "部门职责目标", "部门整体绩效目标"),
    **_all(Label(Role.DATE),
           "开始时间", "结束时间", "开始日期", "结束日期", "起始时间", "终止时间", "计划开始日期",
           "计划完成日期"),
    **_all(Label(Role.DATE, signs=True), "填报日期", "填报时间", "填表日期", "填表时间", "申报日期", "申报时间"),
    **_all(Label(Role.NARRATIVE, signs=True),
           "评价结论", "存在问题", "存在的问题", "改进措施", "自评结论", "下一步改进措施", "存在问题及改进措施"),
    **_all(Label(Role.PERSON, signs=True),
           "负责人", "经办人", "联系电话", "填报人", "填表人", "单位负责人", "联系方式", "电话", "审核人",
           "制表人", "手机", "手机号码", "财务负责人", "填报人电话", "办公电话"),
    **_all(Label(Role.PERSON),
           "项目负责人", "联系人", "项目联系人", "负责人电话", "项目负责人电话", "联系人电话",
           "项目负责人联系电话",
           "部门负责人", "分管领导", "项目经办人"),
    **_all(Label(Role.GROUP),
           "预算情况", "项目绩效目标", "绩效指标", "年度绩效指标", "资金情况", "资金来源", "资金结构",
           "预算执行情况", "项目预算执行情况", "资金执行情况", "基本信息", "项目信息", "绩效目标情况", "项目基本信息",
           "绩效指标体系", "项目资金来源", "申请资金", "年度预算", "收入预算", "支出预算"),
    **_all(Label(Role.GROUP, strong=True),
           "项目资金", "资金金额", "项目详细信息", "项目资金申请", "预算申请"),
    **_all(Label(Role.GROUP, strong=True, of_department=True), "年度主要任务", "部门年度主要任务", "年度重点任务",
           "年度重点工作"),
    **_all(Label(Role.GROUP, strong=True, scope=Scope.IMPLEMENTATION),
           "实施期目标", "实施期绩效目标", "中长期绩效目标"),
    **_all(Label(Role.GROUP, strong=True, scope=Scope.ANNUAL), "年度目标"),
    **_all(Label(Role.GROUP, scope=Scope.ANNUAL), "年度总目标", "当年目标", "本年度目标"),
    **_all(Label(Role.GROUP, scope=Scope.IMPLEMENTATION), "中期目标", "总目标", "实施期总目标",
           "实施期总体目标", "项目实施期目标"),
    **_all(Label(Role.USE, strong=True), "预算规模及资金用途"),
    **_all(Label(Role.PLAN, strong=True), "资金支出计划", "季度支出计划", "用款计划", "资金支出进度计划"),
    **_all(Label(Role.TASK), "任务名称", "主要内容", "任务内容", "具体内容"),
    **_all(Label(Role.UNIT), "单位", "金额单位", "计量单位", "货币单位"),
    "实施期资金总额": _money(FundingSource.TOTAL, _WHOLE, strong=True, scope=Scope.IMPLEMENTATION),
    "年度资金总额": _money(FundingSource.TOTAL, _ANNUAL, strong=True, scope=Scope.ANNUAL),
    **_all(_money(FundingSource.TOTAL, _ANNUAL, strong=True, scope=Scope.ANNUAL),
           "年度资金申请总额", "年度申请资金总额", "年度资金申请", "年度预算申请总额", "当年资金申请总额"),
    "项目总金额": _money(FundingSource.TOTAL, _WHOLE, strong=True),
    "项目总投资": _money(FundingSource.TOTAL, _WHOLE, strong=True),
    "项目资金总额": _money(FundingSource.TOTAL, _WHOLE),
    "项目总预算": _money(FundingSource.TOTAL, _WHOLE),
    "当年预算金额": _money(FundingSource.TOTAL, _ANNUAL),
    "本年度预算金额": _money(FundingSource.TOTAL, _ANNUAL),
    "年度金额": _money(FundingSource.TOTAL, _ANNUAL),
    "中央补助": _money(FundingSource.CENTRAL),
    "地方资金": _money(FundingSource.LOCAL),
    "项目本年度金额": _money(FundingSource.TOTAL, _ANNUAL, strong=True),
    "本年度项目金额": _money(FundingSource.TOTAL, _ANNUAL, strong=True),
    "上年度项目总金额": _money(FundingSource.TOTAL, FundingPeriod.PRIOR_WHOLE, strong=True),
    "项目上年度金额": _money(FundingSource.TOTAL, FundingPeriod.PRIOR_ANNUAL, strong=True),
    "部门预算总额": _money(FundingSource.TOTAL, _ANNUAL, strong=True),
    "预算数": _money(FundingSource.TOTAL, _ANNUAL),
    "预算金额": _money(FundingSource.TOTAL, _ANNUAL),
    "年度预算金额": _money(FundingSource.TOTAL, _ANNUAL),
    "资金总额": _money(FundingSource.TOTAL),
    "预算总额": _money(FundingSource.TOTAL, _ANNUAL),
    "财政资金": _money(FundingSource.FISCAL),
    "财政拨款": _money(FundingSource.FISCAL),
    "财政性资金": _money(FundingSource.FISCAL),
    "本级财政资金": _money(FundingSource.FISCAL),
    "中央财政资金": _money(FundingSource.CENTRAL),
    "中央资金": _money(FundingSource.CENTRAL),
    "省级财政资金": _money(FundingSource.PROVINCIAL),
    "省级资金": _money(FundingSource.PROVINCIAL),
    "一般公共预算": _money(FundingSource.FISCAL),
    "一般公共预算资金": _money(FundingSource.FISCAL),
    "政府性基金": _money(FundingSource.FISCAL),
    "政府性基金预算": _money(FundingSource.FISCAL),
    "政府性基金拨款": _money(FundingSource.FISCAL),
    "国有资本经营预算": _money(FundingSource.FISCAL),
    "财政专户管理资金": _money(FundingSource.OTHER),
    "总额": _money(FundingSource.TOTAL, _ANNUAL),
    "年度资金": _money(FundingSource.TOTAL, _ANNUAL),
    "单位自筹": _money(FundingSource.OWN),
    "自筹资金": _money(FundingSource.OWN),
    "单位资金": _money(FundingSource.OWN),
    "其他资金": _money(FundingSource.OTHER),
    "基本支出": _money(FundingSource.BASIC, _ANNUAL),
    "项目支出": _money(FundingSource.PROJECT, _ANNUAL),
}  # fmt: skip
"""Every known label, folded and cleaned."""


_GOAL_ENDINGS: Final = ("绩效目标", "总体目标", "整体目标")
_OTHER_GOAL: Final = Label(Role.GOAL)


def label_by_ending(key: str) -> Label | None:
    """The label of a source of money or of a goal by its last word (`市县财政资金`, `当年整体绩效目标`), or None."""
    if len(key) > _LONGEST_BY_ENDING:
        return None
    if key.endswith(_GOAL_ENDINGS):
        return _OTHER_GOAL
    if not key.endswith(("财政资金", "级资金", "自筹资金", "财政拨款", "结转资金")):
        return None
    if key.endswith(("财政资金", "级资金", "财政拨款")):
        if any(word in key for word in ("市", "县", "区", "地方")):
            return _money(FundingSource.LOCAL)
        if "省" in key:
            return _money(FundingSource.PROVINCIAL)
        return _money(FundingSource.FISCAL)
    return _money(FundingSource.OWN if "自筹" in key else FundingSource.OTHER)


_LONGEST_BY_ENDING: Final = 14
