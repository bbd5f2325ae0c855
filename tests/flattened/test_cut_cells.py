"""Cells that narrow columns cut: codes and figures at the end of a page, names that begin with digits, stops."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.exports.amounts import amount_rows
from tests.writer.printing import Lines
from tests.writer.repaged import Pages, Sheet

Found = list[tuple[str, str, list[str]]]


def rows(*printed: str) -> tuple[tuple[Lines, ...], ...]:
    """Rows, their cells parted by spaces, the lines of a cell by strokes; an underscore is a space in a cell."""
    return tuple(tuple(tuple(cell.replace("_", " ").split("|")) for cell in row.split()) for row in printed)


def read(sheet: Sheet, breaks: list[tuple[int, int]], *, from_top: bool = False) -> Found:
    """Code, label and printed figures of every row with figures."""
    doc = govbudget.parse(Pages(from_top=from_top).text(sheet, breaks))
    found: dict[int, tuple[str, str, list[str]]] = {}
    for row in amount_rows("", doc):
        found.setdefault(row.row_index, (row.code, row.label, []))[2].append(row.raw)
    return list(found.values())


CODED = Sheet(
    ("一般公共预算支出表", ""),
    ("361 青原县民政局 预算年度：2024 单位：万元", "", "科目编码 科目名称 合计 基本支出 项目支出"),
    rows(
        "合计 320.615133|00 157.095833 163.519300",
        "213 农林水支出 320.615133 157.095833 163.519300",
        "21305 生产服务 320.615133 157.095833 163.519300",
        "2130|505 生产发展 140.6151|33 57.095833 83.5193|00",
        "2130|550 事业运行 180.0000|00 100.000000 80.0000|00",
    ),
)


@pytest.mark.parametrize("from_top", [False, True])
def test_a_page_ends_inside_columns_of_other_widths(*, from_top: bool) -> None:
    """What is left of a code and of figures stands in one line below, none of it is a name."""
    sheet = Sheet(CODED.title, CODED.head, (*rows("合计 320.615133 157.095833 163.519300"), *CODED.rows[1:]))
    whole = [
        ("", "合计", ["320.615133", "157.095833", "163.519300"]),
        ("213", "农林水支出", ["320.615133", "157.095833", "163.519300"]),
        ("21305", "生产服务", ["320.615133", "157.095833", "163.519300"]),
        ("2130505", "生产发展", ["140.615133", "57.095833", "83.519300"]),
        ("2130550", "事业运行", ["180.000000", "100.000000", "80.000000"]),
    ]
    for breaks in [[], [(3, 1)], [(4, 1)], [(2, 0), (3, 1), (4, 1)]]:
        assert read(sheet, breaks, from_top=from_top) == whole


NUMBERED_HEAD = (
    "361 青原县民政局 预算年度：2024 单位：万元",
    "",
    "序号 科目编码 科目名称 合计 基本支出 项目支出",
    "",
    "栏次 1 2 3 4 5",
)


def test_the_last_digit_of_a_code_may_be_the_next_number() -> None:
    sheet = Sheet(
        ("国有资本经营预算支出表", ""),
        NUMBERED_HEAD,
        rows(
            "1 合计 48.9600|00 48.9600|00",
            "2 223 国有资本经营|预算支出 48.9600|00 48.9600|00",
            "3 22301 解决历史遗留|问题及改革成|本支出 48.9600|00 48.9600|00",
            "4 223010|5 国有企业退休|人员社会化管|理补助支出 48.9600|00 48.9600|00",
        ),
    )
    assert [(code, label) for code, label, _ in read(sheet, [])] == [
        ("", "合计"),
        ("223", "国有资本经营预算支出"),
        ("22301", "解决历史遗留问题及改革成本支出"),
        ("2230105", "国有企业退休人员社会化管理补助支出"),
    ]


PROJECTS = Sheet(
    ("项目支出表", ""),
    ("361 青原县民政局 预算年度：2024 单位：万元", "", "序号 项目名称 合计 一般公共预算", "", "栏次 1 2 3"),
    rows(
        "1 合计 188.3|3 188.3|3",
        "2 2022_年|食品安全|管理项目 34.00 34.00",
        "3 72_号 ** **",
        "4 VR2023|年基层卫|生宣传专|项 86.38 86.38",
        "5 档案整治 10.85 10.85",
        "6 2023|年古籍修|复 12.00 12.00",
    ),
)


def test_names_that_begin_with_digits_or_letters_are_names_of_numbered_rows() -> None:
    labels = [
        "合计",
        "2022年食品安全管理项目",
        "72号",
        "VR2023年基层卫生宣传专项",
        "档案整治",
        "2023年古籍修复",
    ]
    assert [label for _, label, _ in read(PROJECTS, [])] == labels
    for place in [place for place in PROJECTS.breaks() if not place[1]]:
        assert [label for _, label, _ in read(PROJECTS, [place])] == labels


def test_a_year_alone_on_the_first_line_of_a_name_belongs_to_it() -> None:
    """In a table without numbered rows, whatever ends above."""
    sheet = Sheet(
        ("政府采购预算表", ""),
        (
            "361 青原县民政局 单位：万元",
            "",
            "项目名\n\n称\n预算资金 采购物品名称 政府采购目录序号 计量单位 数量 单价 采购金额",
        ),
        rows(
            "合计 9.90",
            "中央图|书管理|专项资|金 18.00 空调机 A02061804 台 2 2.25 4.50",
            "2023|年林业|有害生|物购置 16.64 监理服务 C20020000 项 2 2.08 4.16",
            "校舍整|治专项 22.42 办公用房修缮 B08010000 项 1 1.24 1.24",
        ),
    )
    assert [label for _, label, _ in read(sheet, [])] == [
        "合计",
        "中央图书管理专项资金",
        "2023年林业有害生物购置",
        "校舍整治专项",
    ]


def test_no_line_begins_with_a_stop() -> None:
    """So the line above one that begins with two characters of which the second is a stop may be one short."""
    sheet = Sheet(
        ("一般公共预算支出表", ""),
        ("361 青原县民政局 预算年度：2024 单位：万元", "", "科目编码 科目名称 合计 基本支出 项目支出"),
        rows(
            "合计 67.00 47.00 20.00",
            "208 社会保障|和就业支|出 67.00 47.00 20.00",
            "20808 抚恤 67.00 47.00 20.00",
            "2080803 在乡复|员、退伍|军人生活|补助 35.00 35.00",
            "2080805 义务兵优|待 32.00 12.00 20.00",
        ),
    )
    assert [(code, label) for code, label, _ in read(sheet, [])][3:] == [
        ("2080803", "在乡复员、退伍军人生活补助"),
        ("2080805", "义务兵优待"),
    ]


def test_the_first_line_of_a_numbered_name_is_no_running_head() -> None:
    """二、政府 ends as names of bodies do, recurs, and stands beside numbers of rows."""
    head = (
        "361 青原县民政局 预算年度：2024 单位：万元\n\n序号\n收入 支出\n\n项目 金额 项目 合计",
        "",
        "栏次 1 2 3 4",
    )
    body = rows(
        "1 一、一般|公共预算|拨款 8.00 一、一般|公共服务|支出 6.00",
        "2 二、政府|性基金预|算拨款 二、外交|支出",
        "3 三、国有|资本经营|预算拨款 三、国防|支出",
        "4 本年收入|合计 8.00 本年支出|合计 6.00",
        "5 年初结转 年末结转 2.00",
        "6 一、一般|公共预算|拨款",
        "7 二、政府|性基金预|算拨款",
        "8 收入总计 8.00 支出总计 8.00",
    )
    tables = [
        Pages().text(Sheet((title, ""), head, body), ())
        for title in ("收支总表", "财政拨款收支总表", "收支预算总表")
    ]
    doc = govbudget.parse("".join(tables))
    for table in doc.tables:
        assert "二、政府性基金预算拨款" in [row.label for row in table.rows]
    assert {row.raw for row in amount_rows("", doc)} == {"8.00", "6.00", "2.00"}


def test_no_row_is_numbered_with_a_zero_in_front() -> None:
    """The last digits of a code, which are worth the number of the row behind."""
    sheet = Sheet(
        ("一般公共预算支出表", ""),
        NUMBERED_HEAD,
        rows(
            "1 合计 60.00 60.00",
            "2 204 公共安全|支出 60.00 60.00",
            "3 20405 法院 60.00 60.00",
            "4 20405|05 案件执行 20.00 20.00",
            "5 20405|06 两庭建设 40.00 40.00",
        ),
    )
    assert [(code, label) for code, label, _ in read(sheet, [])][3:] == [
        ("2040505", "案件执行"),
        ("2040506", "两庭建设"),
    ]


def test_stars_may_outnumber_the_words_of_a_column() -> None:
    sheet = Sheet(
        ("政府采购预算表", ""),
        (
            "361 青原县民政局 单位：万元",
            "",
            "项目名称 预算资金 采购物品名称 政府采购目录序号 计量单位 数量 单价 采购金额",
        ),
        rows(
            "合计 9.90",
            "馆舍修缮 26.00 书架 A05010301 批 2 2.00 4.00",
            "69_号 ** ** ** ** ** ** **",
            "69_号 ** ** ** ** ** ** **",
            "92_号 ** ** ** ** ** ** **",
        ),
    )
    found = read(sheet, [])
    assert found[1] == ("A05010301", "馆舍修缮", ["26.00", "2", "2.00", "4.00"])
    assert found[2:] == [("", label, ["**"] * 4) for label in ("69号", "69号", "92号")]


def test_last_digits_at_the_ends_of_some_pages_are_no_page_numbers() -> None:
    """Though on three of eight pages they happen to count up with these."""
    amounts = ["20.2|3", "20.00", "20.2|5", "20.00", "20.00", "20.2|8", "20.00", "20.00"]
    names = ["馆舍修缮", "古籍修复", "新书采购", "讲座培训", "网络安全", "少儿阅览", "流动书车", "展览布置"]
    printed = [
        f"{number} {name} {amount}"
        for number, (name, amount) in enumerate(zip(names, amounts, strict=True), 1)
    ]
    sheet = Sheet(
        ("项目支出表", ""),
        ("361 青原县民政局 预算年度：2024 单位：万元", "", "序号 项目名称 合计", "", "栏次 1 2"),
        rows(*printed),
    )
    found = read(sheet, [(number, 0) for number in range(1, len(amounts))])
    assert [raw for _, _, (raw,) in found] == [amount.replace("|", "") for amount in amounts]


def test_what_a_page_leaves_of_two_panels_goes_to_its_cells() -> None:
    """One line below holds the rest of a name, of a figure in the narrower column, and of another name."""
    sheet = Sheet(
        ("财政拨款收支总表", ""),
        (
            "361 青原县民政局 预算年度：2024 单位：万元\n\n序号\n收入 支出\n\n项目 金额 项目 合计\n\n栏次 1 2 3 4",
        ),
        rows(
            "1 一、一般公共预算拨|款 1152.|39 一、一般公共服务支|出 1557.62",
            "2 二、政府性基金预算|拨款 二、社会保障和就业|支出",
            "3 三、国有资本经营预|算拨款 三、文化旅游体育与|传媒支出",
            "4 本年收入合计 1152.|39 本年支出合计 1557.62",
            "5 年初财政拨款结转和|结余 405.2|3 年末财政拨款结转和|结余",
            "6 收入总计 1557.|62 支出总计 1557.62",
        ),
    )
    for breaks in [[], [(4, 1)]]:
        doc = govbudget.parse(Pages().text(sheet, breaks))
        found = [(row.label, row.raw) for row in amount_rows("", doc)]
        assert ("年初财政拨款结转和结余", "405.23") in found
        assert "年末财政拨款结转和结余" in [row.label for row in doc.tables[0].rows]
