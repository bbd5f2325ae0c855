"""Tables whose rows are forms: every one is invented, in the manner of several places."""

from __future__ import annotations

import govbudget
from govbudget.model.disclosure import BlockKind, Disclosure, DisclosureKind
from govbudget.model.forms import FormField, FormKind, FundingPeriod, FundingSource
from govbudget.money import Unit
from tests.forms.test_columns import line_of
from tests.writer.coverage import lost, printed_twice


def parse(text: str) -> Disclosure:
    text = text.replace("|", "\t")
    doc = govbudget.parse(text)
    assert not lost(text, doc)
    assert not printed_twice(text, doc)
    return doc


def fields(doc: Disclosure, form: int) -> list[str]:
    return [f"{field.name}={field.raw}" for field in doc.forms[form].fields if isinstance(field, FormField)]


BLOCKS = """2026年项目支出绩效目标表
单位：万元
项目名称|项目总额|其中：||绩效目标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位
||财政资金|其他资金|||||||
合计|20.00|18.00|2.00|||||||
阅览室改造|12.00|12.00||改善阅览条件|产出指标|数量指标|新增座位|≥|120|个
||||||质量指标|合格率|＝|100|%
|||||效益指标|社会效益指标|阅读环境|定性|优|
古籍修复|8.00|6.00|2.00|修复古籍|产出指标|数量指标|修复册数|≥|20|册
"""


def test_a_project_to_a_block_of_rows() -> None:
    doc = parse(BLOCKS)
    assert [(form.project, form.title, form.fiscal_year) for form in doc.forms] == [
        ("阅览室改造", "2026年项目支出绩效目标表", 2026),
        ("古籍修复", "2026年项目支出绩效目标表", 2026),
    ]
    assert fields(doc, 0) == [
        "项目名称=阅览室改造",
        "项目总额=12.00",
        "财政资金=12.00",
        "其他资金=",
        "绩效目标=改善阅览条件",
    ]
    assert [line_of(each) for each in doc.forms[0].indicators] == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "产出指标; 质量指标; 合格率; ＝100%; QuantityTarget('=100%')",
        "效益指标; 社会效益指标; 阅读环境; 定性优; QualitativeTarget('优')",
    ]
    assert [each.name for each in doc.forms[1].indicators] == ["修复册数"]
    total = doc.forms[1].amount(FundingSource.TOTAL, FundingPeriod.ANNUAL)
    assert total is not None
    assert (str(total.value), total.unit) == ("8.00", Unit.TEN_THOUSAND_YUAN)


def test_its_characters_stay_with_the_table() -> None:
    doc = parse(BLOCKS)
    assert len(doc.tables) == 1
    assert [row.label for row in doc.tables[0].rows][:2] == ["合计", "阅览室改造"]
    assert {block.kind for block in doc.blocks} == {BlockKind.TABLE}
    assert doc.forms[1].place is not None
    assert doc.forms[1].place.line == 9


def test_heads_above_the_header_of_the_grid() -> None:
    doc = parse(
        """2026年项目支出绩效目标表
单位：万元
单位编码|单位（项目）名称|资金总额|绩效目标|绩效指标||||
||||一级指标|二级指标|三级指标|指标值|备注
合计||20.00||||||
201|阅览室改造|12.00|改善阅览条件|产出指标|数量指标|新增座位|≥120个|10
||||||更新书架|40组|10
201|古籍修复|8.00|修复古籍|产出指标|数量指标|修复册数|≥20册|
"""
    )
    assert [form.project for form in doc.forms] == ["阅览室改造", "古籍修复"]
    assert fields(doc, 1) == [
        "单位编码=201",
        "单位（项目）名称=古籍修复",
        "资金总额=8.00",
        "绩效目标=修复古籍",
    ]
    assert [line_of(each) for each in doc.forms[0].indicators] == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个'); 备注=10",
        "产出指标; 数量指标; 更新书架; 40组; QuantityTarget('40组'); 备注=10",
    ]


def test_a_page_break_names_the_project_again() -> None:
    header = "序号|项目名称|当年财政拨款预算金额|当年绩效目标|指标名称|指标性质|指标值|计量单位|指标权重(%)"
    first = "1|日常运行|8,534.17|保障运转"
    doc = parse(
        f"""2026年一般性项目绩效目标表（一级项目）
单位：万元
{header}
{first}|咨询解答率|≥|70|%|15
||||可达率|≥|90|%|15
{header}
{first}|督办率|＝|100|%|15
2|信息化|120.00|建成系统|系统数|＝|2|个|
"""
    )
    assert [(form.project, len(form.indicators)) for form in doc.forms] == [("日常运行", 3), ("信息化", 1)]
    assert line_of(doc.forms[0].indicators[2]) == "督办率; ＝100%; QuantityTarget('=100%'); 指标权重(%)=15"


def test_all_indicators_in_one_cell() -> None:
    doc = parse(
        """项目支出绩效目标表（含转移支付项目）
部门名称：云溪市图书馆|||||单位：万元
项目名称（资金使用单位）|总计|财政拨款|其他资金|绩效目标|绩效指标
合计|20.00|20.00|||
云溪市图书馆|20.00|20.00|||
阅览室改造|12.00|12.00||改善阅览条件|1、1-产出指标；11-数量指标；新增座位；实施周期指标值:≥120个；年度指标值:≥60个。2、2-效益指标；22-社会效益；环境；实施周期指标值:优；年度指标值:良。
古籍修复|8.00|8.00||修复古籍|1、1-产出指标；12-质量指标；合格率；年度指标值:100%。
"""
    )
    assert [form.project for form in doc.forms] == ["阅览室改造", "古籍修复"]
    assert [line_of(each) for each in doc.forms[0].indicators] == [
        "implementation; 1-产出指标; 11-数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "annual; 1-产出指标; 11-数量指标; 新增座位; ≥60个; QuantityTarget('≥60个')",
        "implementation; 2-效益指标; 22-社会效益; 环境; 优; QualitativeTarget('优')",
        "annual; 2-效益指标; 22-社会效益; 环境; 良; QualitativeTarget('良')",
    ]
    assert line_of(doc.forms[1].indicators[0]).startswith("1-产出指标; 12-质量指标; 合格率; 100%")
    assert doc.forms[0].indicators[0].level2_canonical == "数量指标"


def test_a_department_in_one_row() -> None:
    doc = parse(
        """2026年部门整体支出绩效目标表
单位：万元
单位编码|单位名称|年度预算申请|||整体绩效目标|部门整体支出年度绩效目标|||
||资金总额|一般公共预算|基本支出||一级指标|二级指标|三级指标|指标值
201|云溪市图书馆|656.73|656.73|386.73|全年开放|产出指标|数量指标|开放天数|≥300天
|||||||质量指标|合格率|100%
"""
    )
    [form] = doc.forms
    assert (form.kind, form.project) == (FormKind.DEPARTMENT, "云溪市图书馆")
    assert fields(doc, 0) == [
        "单位编码=201",
        "单位名称=云溪市图书馆",
        "资金总额=656.73",
        "一般公共预算=656.73",
        "基本支出=386.73",
        "整体绩效目标=全年开放",
    ]
    assert [each.name for each in form.indicators] == ["开放天数", "合格率"]


def test_other_tables_have_no_forms() -> None:
    doc = parse(
        """2026年项目支出表
单位：万元
项目名称|项目单位|合计|绩效目标
阅览室改造|图书馆|12.00|改善阅览条件
"""
    )
    assert doc.forms == ()


def test_a_table_with_words_about_performance_has_no_forms() -> None:
    doc = parse(
        """2026年项目支出表
单位：万元
项目名称|合计|绩效指标
阅览室改造|12.00|按时完成改造
"""
    )
    assert doc.forms == ()


def test_names_and_indicators_in_rows_of_their_own() -> None:
    doc = parse(
        """2026年项目支出绩效目标表
单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标内容
云溪市图书馆||||||||
阅览室改造|改善阅览条件|||||||
||产出指标||||||
|||数量指标|||||
||||新增座位|>=|120|个|新增的座位数
|||质量指标|||||
||||合格率|=|100|%|验收合格的比率
古籍修复|修复古籍|||||||
||产出指标||||||
|||数量指标|||||
||||修复册数|>=|20|册|
"""
    )
    assert [form.project for form in doc.forms] == ["阅览室改造", "古籍修复"]
    assert [line_of(each) for each in doc.forms[0].indicators] == [
        "产出指标; 数量指标; 新增座位; >=120个; QuantityTarget('≥120个'); 新增的座位数",
        "产出指标; 质量指标; 合格率; =100%; QuantityTarget('=100%'); 验收合格的比率",
    ]
    assert fields(doc, 1) == ["单位名称、项目名称=古籍修复", "项目年度绩效目标=修复古籍"]


NUMBERED = """项目支出绩效目标表（本次下达）
单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标属性|指标内容
1|2|3|4|5|6|7|8|9|10
云溪市图书馆|||||||||
书库运维|保障五个书库运行|产出指标|数量指标|运维书库数|=|5|个|定量指标|运维书库的数量
||产出指标|时效指标|故障响应时间|<=|2|小时|定量指标|从报修到到场
||满意度指标|服务对象满意度指标|使用单位满意度|>=|90|%|定量指标|问卷
"""


def test_a_row_of_column_numbers_is_no_project() -> None:
    """Nor is the unit whose projects stand below it."""
    doc = parse(NUMBERED)
    assert [form.project for form in doc.forms] == ["书库运维"]
    assert [line_of(each).split("; ")[3] for each in doc.forms[0].indicators] == ["=5个", "<=2小时", ">=90%"]


NAMED_BY_UNIT = """2026年项目支出绩效目标表
单位：云溪市文化局|||||||金额单位：万元
单位（专项）名称|资金总额|实施期绩效目标|绩效指标||||||
|||一级指标|二级指标|三级指标|指标值|指标值内容|评（扣）分标准|度量单位|指标值类型
古籍修复|30.00|修复馆藏古籍|产出指标|数量指标|修复册数|200|修复的册数|未完成扣分|册|≥
||||质量指标|验收合格率|100|合格的册数|未完成扣分|%|＝
阅读推广|12.50|开展阅读活动|产出指标|数量指标|活动场次|24|场次|未完成扣分|场|≥
"""


def test_projects_under_a_head_of_units_and_projects() -> None:
    doc = parse(NAMED_BY_UNIT)
    assert [form.project for form in doc.forms] == ["古籍修复", "阅读推广"]
    assert [each.target.raw for form in doc.forms for each in form.indicators] == [
        "≥200册",
        "＝100%",
        "≥24场",
    ]


def test_a_word_for_a_level_where_units_stand() -> None:
    doc = parse(
        """2026年项目支出绩效目标表
单位：万元
项目名称|项目总额|绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位
阅览室改造|12.00|改善阅览条件|产出指标|数量指标|新增座位|≥|120|个
|||效益指标|社会效益指标|阅读环境的改善|定性|优|其他
"""
    )
    assert [line_of(each) for each in doc.forms[0].indicators] == [
        "产出指标; 数量指标; 新增座位; ≥120个; QuantityTarget('≥120个')",
        "效益指标; 社会效益指标; 阅读环境的改善; 定性优其他; QualitativeTarget('优')",
    ]


def test_a_cell_with_names_that_are_levels_and_targets_of_several_parts() -> None:
    doc = parse(
        """项目支出绩效目标表
单位：万元
项目名称|总计|绩效目标|绩效指标
阅览室改造|12.00|改善阅览条件|1、3-满意度指标；31-服务对象满意度；服务对象满意度；实施周期指标值:≥90%；年度指标值:≥80%。2、1-产出指标；13-时效指标；修复用时；实施周期指标值:甲≤1时；乙≤2时；年度指标值:≤3小时。
"""
    )
    assert [line_of(each) for each in doc.forms[0].indicators] == [
        "implementation; 3-满意度指标; 31-服务对象满意度; 服务对象满意度; ≥90%; QuantityTarget('≥90%')",
        "annual; 3-满意度指标; 31-服务对象满意度; 服务对象满意度; ≥80%; QuantityTarget('≥80%')",
        "implementation; 1-产出指标; 13-时效指标; 修复用时; 甲≤1时；乙≤2时; QualitativeTarget('甲≤1时；乙≤2时')",
        "annual; 1-产出指标; 13-时效指标; 修复用时; ≤3小时; QuantityTarget('≤3小时')",
    ]


def test_the_money_before_the_indicators_is_in_the_amounts() -> None:
    table = parse(BLOCKS).tables[0]
    assert [
        (f.row.label, "/".join(f.column.path) if f.column else "", f.figure.raw) for f in table.figures
    ] == [
        ("合计", "项目总额", "20.00"),
        ("合计", "其中：/财政资金", "18.00"),
        ("合计", "其中：/其他资金", "2.00"),
        ("阅览室改造", "项目总额", "12.00"),
        ("阅览室改造", "其中：/财政资金", "12.00"),
        ("古籍修复", "项目总额", "8.00"),
        ("古籍修复", "其中：/财政资金", "6.00"),
        ("古籍修复", "其中：/其他资金", "2.00"),
    ]


def test_money_printed_again_behind_a_page_break_counts_once() -> None:
    head = "单位编码|单位（项目）名称|资金总额|绩效目标|一级指标|二级指标|三级指标|指标值"
    first = "201|阅览室改造|12.00|改善阅览条件"
    doc = parse(
        f"""2026年项目支出绩效目标表
单位：万元
{head}
合计||12.00|||||
201|青禾县图书馆|12.00|||||
{first}|产出指标|数量指标|新增座位|≥120个
||||||更新书架|40组
{head}
{first}|效益指标|社会效益指标|阅读环境|优
|||||满意度指标|读者满意度|≥90%
"""
    )
    assert [(f.row.label, f.figure.raw) for f in doc.tables[0].figures] == [
        ("合计", "12.00"),
        ("青禾县图书馆", "12.00"),
        ("阅览室改造", "12.00"),
    ]
    assert [len(form.indicators) for form in doc.forms] == [4]
    results = govbudget.reconcile(doc).results
    assert [r.verdict.value for r in results if r.rule == "sum-rows"] == ["equal", "equal"]


def test_two_breakdowns_of_one_total_are_not_added_up() -> None:
    doc = parse(
        """2026年部门整体支出绩效目标表
单位：万元
单位名称|年度预算申请|||||整体绩效目标|部门整体支出年度绩效目标|||
|资金总额|按收入性质分||按支出性质分|||一级指标|二级指标|三级指标|指标值
||一般公共预算|其他资金|基本支出|项目支出|||||
青禾县图书馆|80.00|78.00|2.00|60.00|20.00|改善阅览条件|产出指标|数量指标|新增座位|≥120个
"""
    )
    assert [f.figure.raw for f in doc.tables[0].figures] == ["80.00", "78.00", "2.00", "60.00", "20.00"]
    report = govbudget.reconcile(doc)
    assert not report.findings
    sums = [r for r in report.results if r.rule == "sum-columns"]
    assert [(str(r.stated), str(r.computed)) for r in sums] == [("80.00", "80.00")]


def test_a_document_of_nothing_but_listed_forms_is_one_of_performance() -> None:
    assert parse(BLOCKS).kind is DisclosureKind.PERFORMANCE
    assert parse("支出总表\n单位：元\n项目|合计\n办公费|8.00\n\n" + BLOCKS).kind is DisclosureKind.BUDGET
