"""Whole forms in the manner of places whose documents nobody has read here: every one is invented, read by hand.

Cells are divided by `|`.  Each case gives the fields, then the indicators, as `test_columns` writes them.
"""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest

import govbudget
from govbudget.model.forms import FormField, FormKind
from govbudget.reading.forms import Memo, form_regions, read_form
from govbudget.reading.source import split_lines
from tests.forms.test_columns import line_of
from tests.writer.coverage import lost
from tests.writer.mutations import CHANGES, Change
from tests.writer.normal import alike, normal_document, renamed


class Case(NamedTuple):
    name: str
    text: str
    title: str
    year: int | None
    project: str
    fields: str
    indicators: str
    kind: FormKind = FormKind.PROJECT


COMPLETION = Case(
    "levels called completion and effect, targets as numbers or words",
    """部门预算项目支出绩效目标表
（2026年度）
项目名称||少儿阅览室改造||
预算单位||云溪市图书馆||
项目资金（万元）|年度资金总额||100.00|
|财政拨款||80.00|
|其他资金||20.00|
总体目标|完成改造，全年开放。|||
绩效指标|一级指标|二级指标|三级指标|指标值（包含数字及文字描述）
|项目完成|数量指标|新增座位|≥120个
|||更新书架|40组
||质量指标|合格率|＝100%
|项目效益|社会效益指标|阅读环境|明显改善
|满意度指标|满意度指标|读者满意度|≥90%""",
    "部门预算项目支出绩效目标表",
    2026,
    "少儿阅览室改造",
    """项目名称=少儿阅览室改造
预算单位=云溪市图书馆
年度资金总额=100.00
财政拨款=80.00
其他资金=20.00
总体目标=完成改造，全年开放。""",
    """项目完成; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')
项目完成; 数量指标; 更新书架; 40组; QuantityTarget('40组')
项目完成; 质量指标; 合格率; ＝100%; QuantityTarget('=100%')
项目效益; 社会效益指标; 阅读环境; 明显改善; QualitativeTarget('明显改善')
满意度指标; 满意度指标; 读者满意度; ≥90%; QuantityTarget('≥90%')""",
)

HALF_YEAR = Case(
    "targets of half and of the whole year",
    """项目支出绩效目标申报表
（2026年度）
单位：万元
项目名称|智慧阅览|项目类别|信息化
主管部门|云溪市文化局|实施单位|云溪市图书馆
立项依据|市政府会议纪要
资金总额|120.50|其中：财政拨款|120.50
年度绩效目标|1.建成系统。2.全年运行。
一级指标|二级指标|三级指标|半年（程）目标值|全年（程）目标值|备注
产出指标|数量指标|系统模块|≥2个|≥5个|
||服务器|＝0台|＝4台|分两批
|时效指标|上线时间||2026年9月底前|
效益指标|社会效益指标|日均访问|≥500人次|≥1,000人次|
成本指标|经济成本指标|建设成本||≤120.50万元|""",
    "项目支出绩效目标申报表",
    2026,
    "智慧阅览",
    """单位=万元
项目名称=智慧阅览
项目类别=信息化
主管部门=云溪市文化局
实施单位=云溪市图书馆
立项依据=市政府会议纪要
资金总额=120.50
财政拨款=120.50
年度绩效目标=1.建成系统。
年度绩效目标=2.全年运行。""",
    """产出指标; 数量指标; 系统模块; ≥5个; QuantityTarget('≥5个'); 半年（程）目标值=≥2个
产出指标; 数量指标; 服务器; ＝4台; QuantityTarget('=4台'); 半年（程）目标值=＝0台; 备注=分两批
产出指标; 时效指标; 上线时间; 2026年9月底前; DateTarget('2026年9月底前')
效益指标; 社会效益指标; 日均访问; ≥1,000人次; QuantityTarget('≥1000人次'); 半年（程）目标值=≥500人次
成本指标; 经济成本指标; 建设成本; ≤120.50万元; QuantityTarget('≤120.50万元')""",
)

EXPECTED_OF_YEAR = Case(
    "values of the last years under one head, then what is expected",
    """古籍修复项目绩效目标表
项目名称|古籍修复
项目实施单位|云溪市图书馆
项目概况|修复馆藏古籍
年度绩效目标|修复古籍二十册
目标名称|一级指标|二级指标|三级指标|近两年指标值||预期当年实现值|指标值确定依据
||||前年|上年||
目标1|产出指标|数量指标|修复册数|10册|15册|20册|年度计划
||质量指标|合格率|98%|99%|100%|行业规范
|满意度指标|服务对象满意度指标|读者满意度|||≥95%|问卷调查""",
    "古籍修复项目绩效目标表",
    None,
    "古籍修复",
    """项目名称=古籍修复
项目实施单位=云溪市图书馆
项目概况=修复馆藏古籍
年度绩效目标=修复古籍二十册""",
    """产出指标; 数量指标; 修复册数; 20册; QuantityTarget('20册'); 年度计划; 目标名称=目标1; 前年=10册; 上年=15册
产出指标; 质量指标; 合格率; 100%; QuantityTarget('100%'); 行业规范; 前年=98%; 上年=99%
满意度指标; 服务对象满意度指标; 读者满意度; ≥95%; QuantityTarget('≥95%'); 问卷调查""",
)

ASSESSMENT = Case(
    "a self assessment with its sum of points",
    """2025年度项目支出绩效自评表
项目名称|阅览室改造||||||
主管部门|云溪市文化局|||实施单位|云溪市图书馆||
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额|100.00|120.00|118.00|10|98.33%|9.83
|其中：财政拨款|100.00|120.00|118.00|－|98.33%|－
年度总体目标|预期目标|||实际完成情况|||
|完成改造|||改造完成|||
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
|产出指标|数量指标|新增座位|≥120个|130个|50|50
|效益指标|社会效益指标|阅读环境|改善|达成预期指标|30|30
|满意度指标|服务对象满意度指标|读者满意度|≥90%|92%|10|10
总分|||||||99.83""",
    "2025年度项目支出绩效自评表",
    2025,
    "阅览室改造",
    """项目名称=阅览室改造
主管部门=云溪市文化局
实施单位=云溪市图书馆
年度资金总额/年初预算数=100.00
年度资金总额/全年预算数=120.00
年度资金总额/全年执行数=118.00
年度资金总额/分值=10
年度资金总额/执行率=98.33%
年度资金总额/得分=9.83
财政拨款/年初预算数=100.00
财政拨款/全年预算数=120.00
财政拨款/全年执行数=118.00
财政拨款/分值=－
财政拨款/执行率=98.33%
财政拨款/得分=－
预期目标=完成改造
实际完成情况=改造完成
总分=99.83""",
    """产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 实际完成值=130个; 分值=50; 得分=50
效益指标; 社会效益指标; 阅读环境; 改善; QualitativeTarget('改善'); 实际完成值=达成预期指标; 分值=30; 得分=30
满意度指标; 服务对象满意度指标; 读者满意度; ≥90%; QuantityTarget('≥90%'); 实际完成值=92%; 分值=10; 得分=10""",
)

WHOLE = Case(
    "a whole department with its duties, sources side by side and limits of time",
    """云溪市图书馆部门整体绩效目标表
（2026年度）
部门（单位）名称|云溪市图书馆||||||
部门职责|公共阅读服务、古籍保护||||||
部门预算总额（万元）|1,200.50|其中：一般公共预算：1,000.50|政府性基金：200.00||||
年度绩效目标|目标1：全年开放。 目标2：修复古籍。||||||
一级指标|二级指标|三级指标|运算符号|指标值|度量单位|完成时限|权重（分）
履职效能|重点工作任务完成|开放天数|≥|300|天|2026年12月|20
||活动场次|≥|24|场|2026年12月|10
管理效率|预算管理|预算执行率|≥|95|%|2026年12月|10
社会效应|服务对象满意度指标|读者满意度|≥|90|%|长期|10
可持续性|人才支撑|培训覆盖率|＝|100|%|2026年12月|10""",
    "云溪市图书馆部门整体绩效目标表",
    2026,
    "云溪市图书馆",
    """部门（单位）名称=云溪市图书馆
部门职责=公共阅读服务、古籍保护
部门预算总额（万元）=1,200.50
一般公共预算=1,000.50
政府性基金=200.00
年度绩效目标=目标1：全年开放。
年度绩效目标=目标2：修复古籍。""",
    """履职效能; 重点工作任务完成; 开放天数; ≥300天; QuantityTarget('≥300天'); 完成时限=2026年12月; 权重（分）=20
履职效能; 重点工作任务完成; 活动场次; ≥24场; QuantityTarget('≥24场'); 完成时限=2026年12月; 权重（分）=10
管理效率; 预算管理; 预算执行率; ≥95%; QuantityTarget('≥95%'); 完成时限=2026年12月; 权重（分）=10
社会效应; 服务对象满意度指标; 读者满意度; ≥90%; QuantityTarget('≥90%'); 完成时限=长期; 权重（分）=10
可持续性; 人才支撑; 培训覆盖率; ＝100%; QuantityTarget('=100%'); 完成时限=2026年12月; 权重（分）=10""",
    FormKind.DEPARTMENT,
)

TWO_PERIODS = Case(
    "two periods side by side in money and goals, one column of names for both",
    """专项资金绩效目标表
（2026年度）
专项名称|公共文化发展
项目主管部门|云溪市文化局|实施期限|2026年至2028年
资金情况（万元）|实施期资金总额：|3000|年度资金总额：|1000
|其中：财政拨款|3000|其中：财政拨款|1000
总体目标|实施期目标||年度目标|
|建成十个分馆||建成三个分馆|
绩效指标|一级指标|二级指标|三级指标|实施期指标值|年度指标值
|产出指标|数量指标|分馆数|≥10个|≥3个
||质量指标|达标率|100%|100%
|效益指标|社会效益指标|覆盖人口|≥50万人|≥15万人""",
    "专项资金绩效目标表",
    2026,
    "公共文化发展",
    """专项名称=公共文化发展
项目主管部门=云溪市文化局
实施期限=2026年至2028年
实施期资金总额=3000 (implementation)
年度资金总额=1000 (annual)
财政拨款=3000 (implementation)
财政拨款=1000 (annual)
总体目标=建成十个分馆 (implementation)
总体目标=建成三个分馆 (annual)""",
    """implementation; 产出指标; 数量指标; 分馆数; ≥10个; QuantityTarget('≥10个')
annual; 产出指标; 数量指标; 分馆数; ≥3个; QuantityTarget('≥3个')
implementation; 产出指标; 质量指标; 达标率; 100%; QuantityTarget('100%')
annual; 产出指标; 质量指标; 达标率; 100%; QuantityTarget('100%')
implementation; 效益指标; 社会效益指标; 覆盖人口; ≥50万人; QuantityTarget('≥50万人')
annual; 效益指标; 社会效益指标; 覆盖人口; ≥15万人; QuantityTarget('≥15万人')""",
)

CODES = Case(
    "a form by a finance system: codes, dates and people in pairs, weights and directions",
    """项目绩效目标表
单位名称：[321001]云溪市图书馆|||||||
项目编码|32100126T000001|项目名称|数字资源购置||||
项目类别|特定目标类|项目期限|2026年1月1日-2026年12月31日||||
项目负责人|甲某|联系电话|0000000||||
预算金额（元）|1,205,000.00|其中：财政性资金|1,205,000.00||||
项目描述|购置数字资源||||||
年度绩效目标|购置数据库五个||||||
序号|一级指标|二级指标|三级指标|指标方向|指标值|计量单位|指标权重
1|产出指标|数量指标|数据库数量|等于|5|个|20
2|产出指标|质量指标|资源可用率|大于等于|99.5|百分比|20
3|成本指标|经济成本指标|单库成本|小于等于|24.1|万元/个|10
4|效益指标|社会效益指标|下载量|≥|10|万篇次|20
5|满意度指标|服务对象满意度指标|读者满意度|定性|满意|/|10""",
    "项目绩效目标表",
    None,
    "数字资源购置",
    """单位名称=[321001]云溪市图书馆
项目编码=32100126T000001
项目名称=数字资源购置
项目类别=特定目标类
项目期限=2026年1月1日-2026年12月31日
预算金额（元）=1,205,000.00
财政性资金=1,205,000.00
项目描述=购置数字资源
年度绩效目标=购置数据库五个""",
    """产出指标; 数量指标; 数据库数量; 等于5个; QuantityTarget('=5个'); 序号=1; 指标权重=20
产出指标; 质量指标; 资源可用率; 大于等于99.5百分比; QuantityTarget('≥99.5%'); 序号=2; 指标权重=20
成本指标; 经济成本指标; 单库成本; 小于等于24.1万元/个; QuantityTarget('≤24.1万元/个'); 序号=3; 指标权重=10
效益指标; 社会效益指标; 下载量; ≥10万篇次; QuantityTarget('≥10万篇次'); 序号=4; 指标权重=20
满意度指标; 服务对象满意度指标; 读者满意度; 定性满意; QualitativeTarget('满意'); 序号=5; 指标权重=10""",
)

SHORT = Case(
    "no title, spaced labels, every label with a colon, a merged label beside the grid",
    """项 目 名 称：|馆舍维修
项目 单位：|云溪市图书馆
立项 依据：|安全检查意见
预算 金额：|35.00万元
绩 效 目 标：|消除隐患
年度绩效指标|一级 指标|二级 指标|三级 指标|指标 值
年度绩效指标|产出 指标|数量 指标|维修面积|≥1,200.50 平方米
年度绩效指标|产出 指标|时效 指标|完工时间|2026年6月30日前
年度绩效指标|效益 指标|社会 效益指标|安全事故|0起
年度绩效指标|满意度 指标|服务对象满意度|读者 满意度|≥ 90 %""",
    "",
    None,
    "馆舍维修",
    """项目名称=馆舍维修
项目单位=云溪市图书馆
立项依据=安全检查意见
预算金额=35.00万元
绩效目标=消除隐患""",
    """产出指标; 数量指标; 维修面积; ≥1,200.50 平方米; QuantityTarget('≥1200.50平方米')
产出指标; 时效指标; 完工时间; 2026年6月30日前; DateTarget('2026年6月30日前')
效益指标; 社会效益指标; 安全事故; 0起; QuantityTarget('0起')
满意度指标; 服务对象满意度; 读者 满意度; ≥ 90 %; QuantityTarget('≥90%')""",
)

PROJECTS_OF_TASKS = Case(
    "tasks below the label of the group, levels of process, a merged label nobody knows",
    """部门整体绩效目标申报表
（ 2026 年度 ）
部门名称（盖章）：云溪市图书馆|||
年度主要任务|对应项目|预算资金（万元）|预期效果
阅览服务|阅览室运行|290|全年开放
古籍保护|古籍修复|95|修复二十册
整体绩效目标|保障公共阅读||
部门整体绩效指标|一级指标|二级指标|三级指标|年度指标值|备注
|投入|预算执行|预算执行率|100%|
|过程|预算管理|公开及时性|及时|
|产出|职责履行|开放天数|≥300天|
|效果|履职效益|读者人次|≥50万|""",
    "部门整体绩效目标申报表",
    2026,
    "云溪市图书馆",
    """部门名称（盖章）=云溪市图书馆
年度主要任务=阅览服务
对应项目=阅览室运行
预算资金（万元）=290
预期效果=全年开放
年度主要任务=古籍保护
对应项目=古籍修复
预算资金（万元）=95
预期效果=修复二十册
整体绩效目标=保障公共阅读""",
    """投入; 预算执行; 预算执行率; 100%; QuantityTarget('100%')
过程; 预算管理; 公开及时性; 及时; QualitativeTarget('及时')
产出; 职责履行; 开放天数; ≥300天; QuantityTarget('≥300天')
效果; 履职效益; 读者人次; ≥50万; QuantityTarget('≥50万')""",
    FormKind.DEPARTMENT,
)

AIMS = Case(
    "levels called aims, start and end in fields of their own",
    """2026年度区级项目预算绩效目标表
单位：元
项目名称：|阅览室改造|预算金额：|1,000,000
项目类别：|一次性|项目负责人：|甲某
实施起始时间：|2026-01-01|实施结束时间：|2026-12-31
项目绩效总目标：|完成改造
项目年度绩效目标：|完成一期
序号|一级目标|二级目标|三级目标|指标目标值
1|产出目标|数量|座位数|=120个
2|效果目标|社会效益|投诉数|=0起
3|影响力目标|满意度|读者满意度|≥90%""",
    "2026年度区级项目预算绩效目标表",
    2026,
    "阅览室改造",
    """单位=元
项目名称=阅览室改造
预算金额=1,000,000
项目类别=一次性
实施起始时间=2026-01-01
实施结束时间=2026-12-31
项目绩效总目标=完成改造
项目年度绩效目标=完成一期""",
    """产出目标; 数量; 座位数; =120个; QuantityTarget('=120个'); 序号=1
效果目标; 社会效益; 投诉数; =0起; QuantityTarget('=0起'); 序号=2
影响力目标; 满意度; 读者满意度; ≥90%; QuantityTarget('≥90%'); 序号=3""",
)

SOURCES = Case(
    "money below the heads of sources and amounts, gaps between all columns",
    """表11：项目支出绩效目标表
单位：云溪市图书馆||||单位：万元
项目名称||阅览室改造||
主管部门||云溪市文化局||
项目属性||延续项目||
资金来源||金额||
合计||50||
财政拨款||50||
绩效目标||完成改造并按时开放。||
绩效指标||||
一级指标|二级指标|三级指标||指标值
产出指标|数量指标|新增座位||≥120个
||新增书架||≥4组
效益指标|社会效益|满足读者需要||≥95%""",
    "表11：项目支出绩效目标表",
    None,
    "阅览室改造",
    """单位=云溪市图书馆
单位=万元
项目名称=阅览室改造
主管部门=云溪市文化局
项目属性=延续项目
合计=50
财政拨款=50
绩效目标=完成改造并按时开放。""",
    """产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')
产出指标; 数量指标; 新增书架; ≥4组; QuantityTarget('≥4组')
效益指标; 社会效益; 满足读者需要; ≥95%; QuantityTarget('≥95%')""",
)

TRANSFER = Case(
    "money handed down, in the prescribed form of transfers",
    """转移支付区域（项目）绩效目标表
（2026年度）
转移支付（项目）名称|古籍保护补助||
中央主管部门|云溪部||
资金情况（万元）|年度金额：|5,000.00|
|其中：中央补助|3,000.00|
|地方资金|2,000.00|
总体目标|修复古籍二百册||
绩效指标|一级指标|二级指标|三级指标|指标值
|产出指标|数量指标|修复册数|200册
||成本指标|每册补助|2.5万元/册
|效益指标|社会效益指标|开放率|100%""",
    "转移支付区域（项目）绩效目标表",
    2026,
    "古籍保护补助",
    """转移支付（项目）名称=古籍保护补助
中央主管部门=云溪部
年度金额=5,000.00
中央补助=3,000.00
地方资金=2,000.00
总体目标=修复古籍二百册""",
    """产出指标; 数量指标; 修复册数; 200册; QuantityTarget('200册')
产出指标; 成本指标; 每册补助; 2.5万元/册; QuantityTarget('2.5万元/册')
效益指标; 社会效益指标; 开放率; 100%; QuantityTarget('100%')""",
)

SHORT_LEVELS = Case(
    "levels without 指标 of which the last is 满意度, targets of half a year in brackets",
    """项目支出绩效目标表
（2026年度）
项目名称|档案数字化|项目类型|特定目标类
项目总预算（万元）|80.00|当年预算（万元）|60.00
一级指标|二级指标|三级指标|指标值（上半年）|指标值（全年）
产出|数量|扫描页数|≥20万页|≥50万页
|质量|差错率|≤1%|≤1%
效益|社会效益|查档便利性|提升|提升
满意度|服务对象满意度|查档者满意度|≥90%|≥90%""",
    "项目支出绩效目标表",
    2026,
    "档案数字化",
    """项目名称=档案数字化
项目类型=特定目标类
项目总预算（万元）=80.00
当年预算（万元）=60.00""",
    """产出; 数量; 扫描页数; ≥50万页; QuantityTarget('≥50万页'); 指标值（上半年）=≥20万页
产出; 质量; 差错率; ≤1%; QuantityTarget('≤1%'); 指标值（上半年）=≤1%
效益; 社会效益; 查档便利性; 提升; QualitativeTarget('提升'); 指标值（上半年）=提升
满意度; 服务对象满意度; 查档者满意度; ≥90%; QuantityTarget('≥90%'); 指标值（上半年）=≥90%""",
)

LEVELS_IN_ONE_CELL = Case(
    "both levels in one cell, points for spending beside the money",
    """项目支出绩效目标表
编制单位：云溪市图书馆||单位：万元
项目名称|公益讲座|项目代码|100201
资金总额|15|财政资金|15|执行率分值（10）
年度目标|举办讲座100场
指标类型|指标名称|目标值
产出指标-数量指标|讲座场次|≥100场
产出指标-质量指标|准时率|≥95%
满意度指标-服务对象满意度指标|听众满意度|≥90%""",
    "项目支出绩效目标表",
    None,
    "公益讲座",
    """编制单位=云溪市图书馆
单位=万元
项目名称=公益讲座
项目代码=100201
资金总额=15
财政资金=15
执行率分值（10）=
年度目标=举办讲座100场""",
    """产出指标; 数量指标; 讲座场次; ≥100场; QuantityTarget('≥100场')
产出指标; 质量指标; 准时率; ≥95%; QuantityTarget('≥95%')
满意度指标; 服务对象满意度指标; 听众满意度; ≥90%; QuantityTarget('≥90%')""",
)

CASES = [
    TRANSFER,
    SHORT_LEVELS,
    LEVELS_IN_ONE_CELL,
    COMPLETION,
    HALF_YEAR,
    EXPECTED_OF_YEAR,
    ASSESSMENT,
    WHOLE,
    TWO_PERIODS,
    CODES,
    SHORT,
    PROJECTS_OF_TASKS,
    AIMS,
    SOURCES,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_forms_nobody_has_seen(case: Case) -> None:
    lines = split_lines(case.text.replace("|", "\t"))
    memo = Memo()
    assert form_regions(lines, memo) == [range(len(lines))]
    reading = read_form(lines, memo)
    form = reading.form
    fields = [
        f"{field.name}={field.raw}" + ("" if field.scope is None else f" ({field.scope.value})")
        for field in form.fields
        if isinstance(field, FormField)
    ]
    assert fields == case.fields.split("\n")
    assert [line_of(indicator) for indicator in form.indicators] == case.indicators.split("\n")
    assert (form.title, form.fiscal_year, form.project) == (case.title, case.year, case.project)
    assert form.kind is case.kind
    assert reading.unread == ()
    assert reading.problems == ()


CHANGES_OF_FORMS = [change for change in CHANGES if "another order" not in change.name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("change", CHANGES_OF_FORMS, ids=lambda change: change.name)
def test_a_change_of_print_changes_nothing(case: Case, change: Change) -> None:
    """Spaces inside labels, half-width brackets, page breaks, other columns: such a form reads alike."""
    text = case.text.replace("|", "\t") + "\n"
    plain = govbudget.parse(text)
    changed = change.apply(text, random.Random(change.name))
    found = govbudget.parse(changed.text)
    expected = renamed(normal_document(plain, changed.aside), changed.names)
    assert alike(expected, normal_document(found, changed.aside)) == ""
    assert not lost(changed.text, found)
